# SPDX-License-Identifier: MIT
"""A letter composed: from its facts, wording and values to letterhead, body, annex, slip."""

from __future__ import annotations

from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import MissingValue
from desk_app.letters.letter import letterhead
from desk_app.letters.letter.letter import Annex, LetterDocument, ReturnSlip, SetAnnex, SlipRow
from desk_app.letters.letter.letterhead import BODY_LEFT, BODY_RIGHT, Corner, Furniture, SenderLine
from desk_app.letters.typesetting.addresses import (
    Pitch,
    Room,
    WindowLine,
    addressee_lines,
    english_block,
    japanese_block,
    sizes,
    zone_of,
)
from desk_app.letters.typesetting.blocks import (
    BlankSpace,
    BodyTable,
    Boxes,
    Cell,
    CellText,
    DueFrame,
    Farewell,
    ItemBlock,
    ParagraphBlock,
    Sides,
    Stack,
    Steps,
    TableColumn,
    Tied,
    line_of,
)
from desk_app.letters.typesetting.setting import Align, paragraphs, plain, plain_text, text
from desk_app.letters.wording.values import must_fit, values_of, word
from desk_app.records.case.letters import (
    AcknowledgementBody,
    DecisionBody,
    InquiryBody,
    WithdrawalBody,
)
from desk_app.records.desk.people import Language
from desk_app.records.pages import Addressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from desk_app.letters.letter.letter import Group
    from desk_app.letters.letter.letterhead import Roles
    from desk_app.letters.typesetting.blocks import Block
    from desk_app.letters.typesetting.setting import SetLine, Setter
    from desk_app.letters.typesetting.sheet import Type
    from desk_app.letters.wording import wording as words
    from desk_app.letters.wording.wording import AnnexWords, LetterWords, Voice, Wording
    from desk_app.records.case.letters import LetterFacts


Values = dict[str, object]

ITEM_GAP = 1.3
_BEFORE_RECORD = 1.2
_BETWEEN_PARAGRAPHS = 1.6
_BEFORE_END = 1.4
_BEFORE_SIGNATURE = 2.6
_LABEL_HANG = 6.2
ALIGNS = {"l": Align.LEFT, "c": Align.CENTRE, "r": Align.RIGHT}
_PAIR_SHARES = (15.0, 85.0)


def roles_of(language: Language) -> Roles:
    """Return the types of a language."""
    return letterhead.JAPANESE if language is Language.JA else letterhead.ENGLISH


class Body(NamedTuple):
    """The words of a letter's body, whichever file they come from."""

    polite: bool
    opening: tuple[str, ...]
    item: tuple[words.Item, ...]
    closing: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()


class Composer:
    """Composes with the words of one language and the values of one letter."""

    def __init__(self, wording: Wording, values: Values) -> None:
        self.values = values
        self.roles = roles_of(wording.language)
        self._words = wording.common.words
        self._voice: Voice = wording.voice

    def say(self, template: str, more: Mapping[str, object] | None = None) -> str:
        """Return what a template says with the letter's values and some more."""
        return self._voice.say(template, {**self.values, **more} if more else self.values)

    def plain(self, template: str) -> str:
        """Return what a template says as text without marks."""
        return plain_text(self.say(template))

    def groups(self, body: Body) -> tuple[Group, ...]:
        """Return the whole body: greeting, opening, record, items, closing."""
        before, after = self._items(body.item)
        return (self._opening(body), *before, (*after, *self._closing(body)))

    def _opening(self, body: Body) -> Group:
        blocks: list[Block] = []
        if body.polite:
            salutation = text(self.say(self._words["salutation"]))
            blocks.append(ParagraphBlock(salutation, self.roles.body, Align.LEFT))
        for number, template in enumerate(body.opening):
            gap = bool(number or body.polite) and not self.roles.indent
            blocks += [BlankSpace(_BETWEEN_PARAGRAPHS)] if gap else []
            blocks.append(self._paragraph(template))
        if body.polite:
            blocks += self._farewell("farewell")
        record = self._words["record"]
        if record:
            line = line_of(record, self.roles.body, Align.CENTRE, keep=True)
            blocks += [BlankSpace(_BEFORE_RECORD, keep=True), line]
        return tuple(blocks)

    def _closing(self, body: Body) -> Group:
        """Return the end, which never stands on a page without the last item."""
        blocks: list[Block] = [BlankSpace(_BEFORE_END, keep=True)] if body.closing else []
        blocks += [self._paragraph(template, keep=True) for template in body.closing]
        blocks += self._farewell("end")
        signature = self._words["signature"]
        if signature:
            blocks.append(BlankSpace(_BEFORE_SIGNATURE, keep=True))
            blocks += [
                ParagraphBlock(part.text, self.roles.body, Align.LEFT, keep=True)
                for part in paragraphs(self.say(signature))
            ]
        if body.boxes:
            boxes = Boxes(body.boxes, letterhead.TABLE_HEAD)
            blocks += [BlankSpace(_BEFORE_SIGNATURE, keep=True), boxes]
        return tuple(blocks)

    def _farewell(self, name: str) -> list[Block]:
        """Return the word that takes leave or ends, in a language that has one."""
        word = self._words[name]
        return [Farewell(word, self.roles.body)] if word else []

    def _paragraph(self, template: str, *, keep: bool = False) -> ParagraphBlock:
        roles = self.roles
        return ParagraphBlock(text(self.say(template)), roles.body, roles.align, roles.indent, keep)

    def number(self, items: Sequence[words.Item]) -> None:
        """Number the items that stand, so that what is said can name an item's number."""
        standing = self._standing(items)
        place = self.values.setdefault("place", {})
        if isinstance(place, dict):
            place.update((item.name, n) for n, item in enumerate(standing, 1) if item.name)

    def _standing(self, items: Sequence[words.Item]) -> list[words.Item]:
        return [item for item in items if self._voice.holds(item.when, self.values)]

    def _items(self, items: Sequence[words.Item]) -> tuple[tuple[Group, ...], Group]:
        """Return the items that stand by themselves, and the last of them, which the end joins.

        What speaks of the address below stands, with all that follows, on the page that has it.
        """
        standing = self._standing(items)
        found = [
            (BlankSpace(ITEM_GAP), self._item(number, item))
            for number, item in enumerate(standing, start=1)
        ]
        places = [place for place, item in enumerate(standing) if item.beside_contact]
        start = places[0] if places else len(found) - 1
        last = tuple(block for group in found[start:] for block in group)
        return tuple(found[:start]), (Tied(last),) if places else last

    def _item(self, number: int, item: words.Item) -> ItemBlock:
        content = self._content(item)
        return ItemBlock(
            number=str(number),
            label=self.plain(item.label),
            content=(content,),
            label_kind=letterhead.LABEL._replace(leading=self.roles.body.leading),
            body_kind=self.roles.body,
            label_width=self.roles.label_width,
            label_gap=self.roles.label_gap if isinstance(content, BodyTable) else 0.0,
            below=not isinstance(content, (ParagraphBlock, Stack, DueFrame)),
            drop=content.drop if isinstance(content, DueFrame) else None,
        )

    def _content(self, item: words.Item) -> Block:
        """Return what an item holds; tables and sentences stand under its label."""
        if item.rows:
            return self.table(item, self.rows(item.rows))
        if item.pair:
            return self._pairs(item)
        if item.step:
            return self._steps(item.step)
        if item.due:
            day, note = self.plain(item.due), self.plain(item.due_note)
            return DueFrame(day, note, letterhead.DUE_DAY, letterhead.DUE_NOTE)
        return self._text(item.text)

    def _text(self, template: str) -> Block:
        roles = self.roles
        parts = [
            ParagraphBlock(part.text, roles.note if part.small else roles.body, roles.align)
            for part in paragraphs(self.say(template).strip("\n"))
        ]
        return parts[0] if len(parts) == 1 else Stack(tuple(parts))

    def _steps(self, steps: Sequence[words.ItemStep]) -> Steps:
        said = [
            text(self.say(step.text)) for step in steps if self._voice.holds(step.when, self.values)
        ]
        return Steps(tuple(said), self.roles.body, self.roles.align)

    def rows(self, name: str) -> Sequence[Values]:
        """Return the rows of that name; none stop the letter by it."""
        rows = self.values.get(name)
        if not isinstance(rows, tuple):
            raise MissingValue(name)
        return rows

    def table(self, item: words.Item | words.AnnexWords, rows: Sequence[Values]) -> BodyTable:
        """Return the table of an item or an annex, one row for each of the rows."""
        aligns = item.aligns or "l" * len(item.cells)
        return BodyTable(
            columns=tuple(
                TableColumn(share, label=place == item.label_column)
                for place, share in enumerate(item.shares)
            ),
            rows=tuple(
                tuple(
                    self.cell(cell, {"row": row}, ALIGNS[align], label=place == item.label_column)
                    for place, (cell, align) in enumerate(zip(item.cells, aligns, strict=True))
                )
                for row in rows
            ),
            head=item.head,
            head_kind=letterhead.TABLE_HEAD._replace(leading=self.roles.table.leading),
            by_content=item.by_content,
            groups=tuple(plain_text(str(row.get("going_on", ""))) for row in rows),
        )

    def _pairs(self, item: words.Item) -> BodyTable:
        shares = item.shares or _PAIR_SHARES
        return BodyTable(
            columns=(TableColumn(shares[0], label=True), TableColumn(shares[1])),
            rows=tuple(
                (
                    self.cell(pair.label, None, Align.LEFT, label=True),
                    self.cell(pair.text, None, Align.LEFT),
                )
                for pair in item.pair
                if self._voice.holds(pair.when, self.values)
            ),
        )

    def cell(
        self,
        template: str,
        more: Mapping[str, object] | None,
        align: Align,
        *,
        label: bool = False,
    ) -> Cell:
        """Return a cell of what a template says, one paragraph per line of it."""
        said = self.say(template, more).strip("\n")
        table = self.roles.table
        kind = letterhead.TABLE_LABEL._replace(leading=table.leading) if label else table
        hang = _LABEL_HANG if label and self.roles.indent and said.startswith("(") else 0.0
        return tuple(
            CellText(part.text, self._cell_kind(kind, small=part.small), align, hang)
            for part in paragraphs(said)
        )

    def _cell_kind(self, kind: Type, *, small: bool) -> Type:
        return self.roles.note if small else kind


# One letter from its facts: wording, furniture, body, annex and slip put together.


def annex_of(words: AnnexWords, wording: Wording, composer: Composer) -> Annex:
    """Return the annex that discloses: whose data, as of which day, the items, the notes."""
    roles = composer.roles
    notes: list[Block] = [
        ParagraphBlock(text(composer.say(note.text)), roles.note, Align.LEFT)
        for note in words.notes
        if wording.voice.holds(note.when, composer.values)
    ]
    end = wording.common.words["end"]
    closing: tuple[Block, ...] = (*notes,)
    if end:
        closing = (*closing, Farewell(end, roles.body))
    return Annex(
        label=wording.common.words["annex"],
        title=composer.plain(words.title),
        title_kind=roles.title,
        groups=(
            (
                Sides(composer.plain(words.name), composer.plain(words.as_of), roles.table),
                BlankSpace(1.0),
            ),
            (composer.table(words, composer.rows("disclosed")),),
            (BlankSpace(1.6), *closing),
        ),
    )


def slip_of(
    letter: LetterWords, wording: Wording, composer: Composer, facts: LetterFacts
) -> ReturnSlip | None:
    """Return the return slip of a notice; its label is for the Japanese post in any language."""
    words = letter.slip
    if words is None:
        return None
    common = wording.common.words
    profile = facts.profile
    return ReturnSlip(
        label=words.label,
        title=composer.plain(words.title),
        title_kind=composer.roles.title,
        intro=composer.plain(words.intro),
        receipt_label=common["receipt_label"],
        receipt_number=facts.receipt_number,
        due_label=words.due_label,
        due=composer.plain(words.due),
        code=facts.receipt_code,
        heads=words.heads,
        rows=(*_things(composer), SlipRow(words.other, "", "")),
        date_label=words.date_label,
        date_entry=words.date_entry,
        name_label=words.name_label,
        message_label=words.message_label,
        notes=tuple(composer.plain(note) for note in words.notes),
        cut=words.cut,
        addressee=(
            f"〒{profile.postal_code}",
            *profile.address_ja,
            profile.company_ja,
            f"{profile.desk_ja}{words.addressee_suffix}",
        ),
        marking=profile.marking_ja,
    )


def _things(composer: Composer) -> tuple[SlipRow, ...]:
    return tuple(
        SlipRow(*(plain_text(str(row[name])) for name in ("what", "hint", "entry")))
        for row in composer.rows("slips")
    )


_SEAL_JA = Corner(163.0, 40.5, 22.0)
_SEAL_EN = Corner(168.0, 43.5, 20.0)
_SENDER_JA, _SENDER_EN = 120.0, 118.0
_CONTACT_LEFT_JA = 51.0
_CONTACT_LEFT_EN = letterhead.CONTACT_LEFT
_FIRST_BASE = 17.4
_WITHOUT_WINDOW = Room(
    width=84.0,
    pitches=(Pitch(3, 10.0, 4.6, 6.6, least=9.0), Pitch(5, 9.0, 4.2, 6.4)),
    code_size=10.0,
    first=4.6,
    name_size=12.5,
    indent=0.0,
)


def letter_of(facts: LetterFacts, wording: Wording, setter: Setter) -> LetterDocument:
    """Return the letter ready to be drawn; raises LetterStopped with what is missing."""
    must_fit(facts)
    words = wording.letter(facts.kind.value)
    composer = Composer(wording, values_of(facts, wording))
    body = _body(facts, wording, words, composer)
    composer.number(body.item)
    annexes = _annexes(words, wording, composer, setter)
    slip = None if words.slip is None else slip_of(words, wording, composer, facts)
    return LetterDocument(
        furniture=_furniture(facts, wording, composer, setter),
        continued=composer.plain(wording.common.words["continued"]),
        groups=composer.groups(body),
        annexes=annexes,
        slip=slip,
    )


def _body(facts: LetterFacts, wording: Wording, words: LetterWords, composer: Composer) -> Body:
    """Return the words of the body; where nothing may be confirmed, those of the form L5b."""
    body = facts.body
    values = composer.values
    if isinstance(body, DecisionBody) and body.unproven:
        form = wording.unproven
        values["title"] = word(form.titles, str(values["group"]), "title")
        values["paper"] = form.paper
        return Body(form.polite, form.opening, form.item)
    late = isinstance(body, WithdrawalBody) and body.answered is not None
    late = late or (isinstance(body, AcknowledgementBody) and body.of_age)
    late = late or (isinstance(body, InquiryBody) and body.until is not None)
    values["title"] = words.late_title if late else words.title
    values |= {
        name: text
        for name, text in (("paper", words.paper), ("kept_when", words.kept_when))
        if text
    }
    return Body(words.polite, words.opening, words.item, words.closing, words.boxes)


def _annexes(
    words: LetterWords, wording: Wording, composer: Composer, setter: Setter
) -> tuple[SetAnnex, ...]:
    """Return the annex of a disclosure, set first: the letter tells how many pages it has."""
    if words.annex is None or "article" not in composer.values:
        return ()
    annex = annex_of(words.annex, wording, composer)
    pages = annex.pages(setter)
    composer.values["annex_pages"] = len(pages)
    return (SetAnnex(annex, pages),)


def _furniture(
    facts: LetterFacts, wording: Wording, composer: Composer, setter: Setter
) -> Furniture:
    japanese = facts.language is Language.JA
    words = wording.common.words
    left, address = _address(facts, setter)
    contact_left = _CONTACT_LEFT_JA if japanese else _CONTACT_LEFT_EN
    lines = [composer.say(line) for line in wording.common.contact.lines]
    contact_kind, contact = _contact_lines(setter, lines, contact_left)
    return Furniture(
        title=composer.plain(str(composer.values["title"])),
        title_kind=composer.roles.title,
        window_left=left,
        window=address,
        number=composer.plain("{{ number }}"),
        date=composer.plain("{{ dated|day }}"),
        sender_left=_SENDER_JA if japanese else _SENDER_EN,
        sender=tuple((_sender_ja if japanese else _sender_en)(facts, setter)),
        seal=_SEAL_JA if japanese else _SEAL_EN,
        contact_label=words["contact_label"],
        # Beside its label an English line would be broken; it has the whole width under it.
        contact=(*(() if japanese else ("",)), *contact),
        contact_left=contact_left,
        contact_kind=contact_kind,
        receipt_label=words["receipt_label"],
        receipt_number=facts.receipt_number,
        qr=f"{facts.receipt_code}/{facts.number}",
        journal_mark=facts.journal_mark,
        slash=words["slash"],
    )


def _address(facts: LetterFacts, setter: Setter) -> tuple[float, tuple[WindowLine, ...]]:
    """Return where the address begins, and its lines.

    Under a label no window limits it: it has the whole place that is kept free for a window.
    """
    to, language = facts.addressee, facts.language
    if facts.labelled:
        placed = addressee_lines(setter, Addressed(to, language), _WITHOUT_WINDOW)
        lines = (WindowLine(_FIRST_BASE + each.down, each.kind, each.text) for each in placed)
        return BODY_LEFT, tuple(lines)
    zone = zone_of(facts.profile.window)
    block = japanese_block if language is Language.JA else english_block
    return zone.left, block(setter, to.name, to.postal_code, to.address, zone)


def _contact_lines(
    setter: Setter, lines: Iterable[str], left: float
) -> tuple[Type, tuple[str, ...]]:
    """Return the lines of the box that says whom to write to, all in one size.

    It is a little smaller than usual where a line would else go on below.
    """
    room = letterhead.CONTACT_RIGHT - left
    said = [line for line in lines if line]
    tried = []
    for size in sizes(letterhead.CONTACT.size, letterhead.SMALLEST_CONTACT):
        kind = letterhead.CONTACT._replace(size=size)
        set_lines = (setter.lines(text(line), kind, room, Align.LEFT) for line in said)
        tried.append((kind, tuple(_written(chain.from_iterable(set_lines)))))
    return min(tried, key=lambda each: len(each[1]))


def _written(lines: Iterable[SetLine]) -> Iterator[str]:
    for line in lines:
        yield "".join(token for part in line.parts for token in part.tokens)


_COMPANY_PITCH = 4.2
_LARGEST_OF_TWO = 10.5
"""In which size at most, in points, a name that needs two lines is set."""


def company_lines(setter: Setter, name: str, room: float) -> tuple[Type, tuple[str, ...]]:
    """Return the name of a company on one line, or on two in a size that can still be read.

    One that needs more than two in the smallest size has a third.
    """
    usual = letterhead.SENDER_COMPANY
    wide = setter.width(usual, name)
    if wide * _LARGEST_OF_TWO / usual.size <= room:
        return usual.fitted(wide, room), (name,)
    tried = list(sizes(_LARGEST_OF_TWO, letterhead.SMALLEST_SENDER))
    for most, size in product((2, 3), tried):
        kind = usual._replace(size=size)
        lines = tuple(_written(setter.lines(plain(name), kind, room, Align.LEFT)))
        if len(lines) <= most:
            break
    return kind, lines


def _sender_ja(facts: LetterFacts, setter: Setter) -> Iterator[SenderLine]:
    profile = facts.profile
    address = (f"〒{profile.postal_code}", *profile.address_ja)
    yield from _pitched(37.5, 5.0, letterhead.SENDER_ADDRESS, address)
    kind, names = company_lines(setter, profile.company_ja, BODY_RIGHT - _SENDER_JA)
    more = len(names) - 1
    yield from _pitched(54.6 - 2.0 * more, _COMPANY_PITCH, kind, names)
    desk = 60.4 if not more else 54.6 + 2.2 * more + 5.0
    yield SenderLine(desk, letterhead.SENDER_DESK, profile.desk_ja)


def _sender_en(facts: LetterFacts, setter: Setter) -> Iterator[SenderLine]:
    profile = facts.profile
    kind, names = company_lines(setter, profile.company_en, BODY_RIGHT - _SENDER_EN)
    first = 37.2 - _COMPANY_PITCH * (len(names) - 1)
    yield from _pitched(first, _COMPANY_PITCH, kind, names)
    yield SenderLine(42.6, letterhead.SENDER_DESK, profile.desk_en)
    yield from _pitched(47.5, 4.6, letterhead.SENDER_ADDRESS, profile.address_en)


def _pitched(
    base: float, pitch: float, kind: Type, texts: tuple[str, ...]
) -> tuple[SenderLine, ...]:
    return tuple(SenderLine(base + place * pitch, kind, text) for place, text in enumerate(texts))
