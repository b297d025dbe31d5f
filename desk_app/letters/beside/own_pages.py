# SPDX-License-Identifier: MIT
"""The desk's own pages: recovery sheet, day sheet, disposal report, drill record, inquiry slip."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pydantic import Field

from desk_app.letters.beside.charts import ChartOnPaper, chart_table
from desk_app.letters.letter import letterhead
from desk_app.letters.letter.composing import ALIGNS, Composer
from desk_app.letters.letter.letterhead import BODY_LEFT, BODY_RIGHT, BODY_WIDTH, FOOT_BASE, MIDDLE
from desk_app.letters.places import resources
from desk_app.letters.typesetting.blocks import (
    HEAD_FILL,
    PADDING_X,
    PADDING_Y,
    RULE,
    BlankSpace,
    BodyTable,
    BodyZone,
    Cell,
    ParagraphBlock,
    PlacedSlabs,
    Slab,
    Steps,
    TableColumn,
    line_of,
    paginate,
)
from desk_app.letters.typesetting.setting import Align, text
from desk_app.letters.typesetting.sheet import POINTS, Face, Type, drawn_qr
from desk_app.letters.wording.values import word
from desk_app.letters.wording.wording import ItemStep, Table, TableNote, WordingPart, present, read
from desk_app.records.base import provision_of
from desk_app.records.case.disposal import PaperMethod
from desk_app.records.desk.people import Language
from desk_app.records.evidence import EvidencePage
from desk_app.records.pages import (
    DayPage,
    DisposalPage,
    DrillPage,
    FiguresPage,
    InquiryPage,
    PurposesPage,
    RecoveryPage,
)
from desk_app.rules.days.clock import day_of
from desk_app.rules.days.eras import MONTHS_EN, format_ja

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from desk_app.letters.letter.composing import Values
    from desk_app.letters.letter.letter import Group
    from desk_app.letters.typesetting.blocks import Block
    from desk_app.letters.typesetting.setting import Setter, Text
    from desk_app.letters.typesetting.sheet import Sheet
    from desk_app.letters.wording.wording import Wording
    from desk_app.records.books.journal import JournalMark
    from desk_app.records.desk.profile import DeskProfile
    from desk_app.records.desk.safekeeping import Backup
    from desk_app.records.desk.sheets import Quarter
    from desk_app.records.evidence import OwnPage


_HEAD_BASES = (16.5, 22.5)
_TITLE_BASE = 31.6
_TOP = 37.0
_HIGHER = 10.0
"""So much higher begins a page that is addressed to nobody."""

_SUBTITLE = 6.8
_LATER_TOP = 24.0
_BOTTOM = 279.0
_RUNNING_BASE = 16.6
_RUNNING_RULE = 19.0
_FOOT_GAP = 6.0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that is drawn of one page of the desk's own."""

    title: str
    title_kind: Type
    subtitle: str
    left: str
    right: tuple[str, ...]
    groups: tuple[Group, ...]
    foot_left: str
    foot_right: str
    slash: str

    def draw(self, sheet: Sheet, setter: Setter) -> None:
        """Draw all its sheets; heads of tables repeat on each."""
        slabs = [
            [slab for block in group for slab in block.slabs(setter, BODY_LEFT, BODY_WIDTH)]
            for group in self.groups
        ]
        top = _TOP - self._higher + (_SUBTITLE if self.subtitle else 0.0)
        first, later = BodyZone(top, _BOTTOM, _BOTTOM), BodyZone(_LATER_TOP, _BOTTOM, _BOTTOM)
        pages = paginate(slabs, first, later)
        for number, page in enumerate(pages, start=1):
            self._draw_page(sheet, page, number)
            self._draw_foot(sheet, f"{number}{self.slash}{len(pages)}")
            sheet.end_page()

    @property
    def _higher(self) -> float:
        return 0.0 if self.left or self.right else _HIGHER

    def _draw_page(self, sheet: Sheet, page: PlacedSlabs, number: int) -> None:
        if number == 1:
            self._draw_head(sheet)
        else:
            sheet.text(BODY_LEFT, _RUNNING_BASE, letterhead.HEAD, self.title)
            if self.right:
                sheet.text_right(BODY_RIGHT, _RUNNING_BASE, letterhead.HEAD, self.right[0])
            sheet.rule((BODY_LEFT, _RUNNING_RULE), (BODY_RIGHT, _RUNNING_RULE), 0.35)
        for top, slab in page:
            slab.draw(sheet, top)

    def _draw_head(self, sheet: Sheet) -> None:
        sheet.text(BODY_LEFT, _HEAD_BASES[0], letterhead.NUMBER, self.left)
        for base, line in zip(_HEAD_BASES, self.right, strict=False):
            sheet.text_right(BODY_RIGHT, base, letterhead.NUMBER, line)
        kind = self.title_kind.fitted(sheet.width(self.title_kind, self.title), BODY_WIDTH)
        base = _TITLE_BASE - self._higher
        sheet.text_centred(MIDDLE, base, kind, self.title)
        sheet.text_centred(MIDDLE, base + _SUBTITLE, letterhead.NUMBER, self.subtitle)

    def _draw_foot(self, sheet: Sheet, count: str) -> None:
        sheet.text_centred(MIDDLE, FOOT_BASE, letterhead.FOOT_PAGE, count)
        room = BODY_WIDTH / 2 - _FOOT_GAP - sheet.width(letterhead.FOOT_PAGE, count) / 2
        sheet.text_within(BODY_LEFT, FOOT_BASE, letterhead.FOOT, self.foot_left, room)
        right = letterhead.FOOT.fitted(sheet.width(letterhead.FOOT, self.foot_right), room)
        sheet.text_right(BODY_RIGHT, FOOT_BASE, right, self.foot_right)


# The wording of the desk's own pages, and the values that it may use.


class FormRow(WordingPart):
    """A row of a form: its label, what stands beside it, its least height in millimetres."""

    label: str
    text: str = ""
    height: float = 0.0
    when: str = ""


class SigningBox(WordingPart):
    """A box to sign in: its head, and what stands above the room for the signature."""

    head: str
    line: str = ""


class PageSection(WordingPart):
    """A part of a page under its heading.

    A table has the ``rows`` of that name, each said by ``cells``, then ``lines`` that are always
    there; a line that says nothing in its first cell is left out. ``drawn`` names a part that is
    no text.
    """

    label: str = ""
    when: str = ""
    text: tuple[str, ...] = ()
    rows: str = ""
    head: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    aligns: str = ""
    cells: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    drawn: str = ""
    step: tuple[ItemStep, ...] = ()
    field: tuple[FormRow, ...] = ()
    field_share: float = 20.0
    box: tuple[SigningBox, ...] = ()
    box_height: float = 17.0
    notes: tuple[TableNote, ...] = ()


class OwnPageWords(WordingPart):
    """One kind of page: what stands at its head, its sections, its foot."""

    title: str
    subtitle: str = ""
    left: str = ""
    right: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    section: tuple[PageSection, ...]
    closing: tuple[str, ...] = ()
    foot_left: str
    foot_right: str
    beside_key: str = ""
    methods: Table = Field(default_factory=dict)
    rights: Table = Field(default_factory=dict)
    reasons: Table = Field(default_factory=dict)


@lru_cache(maxsize=8)
def page_words(folder: Path, language: Language, kind: str) -> OwnPageWords:
    """Return the words of a kind of page from the folder of all languages; raises BadWording."""
    return read(folder / language.value / f"{kind}.toml", OwnPageWords)


# The values that the wording of the desk's own pages may use.


_STEP = 4
"""So many characters of a hash stand together, for whoever compares them by eye."""

_VERIFIER_STEP = 16
_HASH_STEP = 16


_KINDS: Mapping[type, str] = {
    RecoveryPage: "recovery",
    DayPage: "day",
    DisposalPage: "disposal",
    DrillPage: "drill",
    InquiryPage: "inquiry",
    EvidencePage: "evidence",
    FiguresPage: "figures",
    PurposesPage: "purposes",
}


def kind_of(page: OwnPage) -> str:
    """Return the name of a page's wording file."""
    return _KINDS[type(page)]


def values_of(page: OwnPage, words: OwnPageWords) -> Values:
    """Return the values of a page; the key of a recovery sheet is not among them."""
    match page:
        case RecoveryPage():
            own = _recovery(page)
        case DayPage():
            own = _day(page)
        case DisposalPage():
            own = _disposal(page, words)
        case DrillPage():
            own = _drill(page)
        case InquiryPage():
            own = _inquiry(page, words)
        case EvidencePage():
            own = _evidence(page)
        case FiguresPage() | PurposesPage():
            own = _figures(page) if isinstance(page, FiguresPage) else _purposes(page)
    return _office(page.profile, page.language) | own


def _office(profile: DeskProfile, language: Language) -> Values:
    japanese = language is Language.JA
    return {
        "company": profile.company_ja if japanese else profile.company_en,
        "desk": profile.desk_ja if japanese else profile.desk_en,
    }


def _recovery(page: RecoveryPage) -> Values:
    quarter = page.sheet.quarter
    return {
        "quarter": _quarter(quarter, page.language),
        "number": page.sheet.number,
        "made": page.sheet.made_on,
        "head": _mark(page.mark),
        "ends": quarter.next().last_day,
        "verifier": _spaced(_verifier(), _VERIFIER_STEP),
        **present(fingerprint=page.fingerprint),
    }


def _quarter(quarter: Quarter, language: Language) -> str:
    """Return the months of a quarter: 令和8年 10月–12月."""
    first, last = quarter.first_day, quarter.last_day
    if language is Language.JA:
        year = format_ja(first).partition("年")[0]
        return f"{year}年 {first.month}月–{last.month}月"
    return f"{MONTHS_EN[first.month - 1]} to {MONTHS_EN[last.month - 1]} {first.year}"


def _day(page: DayPage) -> Values:
    rows = tuple({"who": line.who, "what": line.what, "count": line.count} for line in page.lines)
    acts = tuple(
        {
            "number": line.number,
            "what": line.what,
            "about": line.about,
            "by": line.by,
            "second": line.second,
        }
        for line in page.acts
    )
    return {
        "on": page.on,
        "made": page.made_on,
        "head": _mark(page.head),
        "count": sum(line.count for line in page.lines),
        "entries": rows,
        **present(
            before=_mark(page.before),
            first=_mark(page.first),
            last=_mark(page.last),
            backup=_backup(page.backup),
            acts=acts,
            fingerprint=page.fingerprint,
        ),
    }


def _backup(backup: Backup | None) -> Values | None:
    if backup is None:
        return None
    return {
        "made": day_of(backup.made_at),
        "sheet": backup.sheet,
        "head": f"#{backup.sequence} {_spaced(backup.head[-12:])}",
    }


def _disposal(page: DisposalPage, words: OwnPageWords) -> Values:
    record = page.record
    check, paper, approval = record.check, record.paper, record.approval
    items = tuple(
        {
            "number": item.receipt_number,
            "completed": item.completed_on,
            "until": item.kept_until,
            "sheets": item.sheets,
            "letters": item.letters,
        }
        for item in record.items
    )
    held = tuple(
        {
            "number": each.receipt_number,
            "reason": word(words.reasons, each.reason.value, "reasons"),
            "on": each.ordered_on,
            "by": page.names.get(each.ordered_by, ""),
            "review": each.review_on,
        }
        for each in record.held
    )
    return {
        "number": record.number,
        "made": page.made_on,
        "items": items,
        "held": held,
        "count": len(items),
        "provisions": any(provision_of(item.application) is not None for item in record.items),
        "sheets": record.sheets,
        "letters": _total(item.letters for item in record.items),
        "first": record.first_entry,
        "last": record.last_entry,
        "proposed": {"on": day_of(record.proposed_at), "by": page.names[record.proposed_by]},
        **present(check=check),
    } | present(
        done=None if record.carried_out_at is None else day_of(record.carried_out_at),
        approved=None if approval is None else {"on": approval.on, "by": page.names[approval.by]},
        deleted_by=None if page.deleted_by is None else page.names.get(page.deleted_by),
        checked_by=None if page.checked_by is None else page.names.get(page.checked_by),
        paper=None
        if paper is None
        else {
            "on": paper.on,
            "by": page.names[paper.by],
            "witness": page.names[paper.witness],
            "sheets": paper.sheets,
            "method": word(words.methods, paper.method.value, "methods"),
            "here": paper.method is PaperMethod.SHREDDED and not paper.contractor,
            "contractor": paper.contractor,
            "certificate": paper.certificate,
        },
    )


def _total(numbers: Iterable[int]) -> int:
    return sum(numbers)


def _drill(page: DrillPage) -> Values:
    drill = page.drill
    return {
        "drill": drill,
        "on": drill.on,
        "head": _mark(page.mark),
        "applications_apart": abs(drill.live_applications - drill.applications),
    }


def _inquiry(page: InquiryPage, words: OwnPageWords) -> Values:
    """Return what a department is asked, and what it needs to search; nothing else of a person."""
    sought = page.principal
    return {
        "number": page.receipt_number,
        "department": page.department,
        "asked": page.asked_on,
        "by": page.asked_by,
        "name": sought.name,
        "claims": tuple(word(words.rights, each.value, "rights") for each in page.rights),
        **present(
            scope=page.scope,
            service=page.service,
            answer_by=page.answer_by,
            kana=sought.kana,
            former_name=sought.former_name,
            born=sought.born,
            address=sought.address,
            registered_address=sought.registered_address,
            email=sought.email,
            member_number=sought.member_number,
        ),
    }


def _evidence(page: EvidencePage) -> Values:
    """Return the parts of a pack as rows; of people it names what its scope lets it."""
    return {
        "made": page.made_on,
        "by": page.made_by,
        "named": page.scope.named,
        "count": len(page.standings),
        "entries": page.entries,
        "gaps": page.gaps,
        "head": _mark(page.mark),
        "fingerprint": page.fingerprint,
        "program": page.program,
        "rulebooks": page.rulebooks,
        "standings": tuple(present(**each._asdict()) for each in page.standings),
        "course": tuple(present(**each._asdict()) for each in page.course),
        "findings": tuple(present(**each._asdict()) for each in page.findings),
        "approvals": tuple(present(**each._asdict()) for each in page.approvals),
        "letters": tuple(
            present(**each._replace(sha256=_spaced(each.sha256, _HASH_STEP))._asdict())
            for each in page.letters
        ),
        "scans": tuple(
            present(**each._replace(sha256=_spaced(each.sha256, _HASH_STEP))._asdict())
            for each in page.scans
        ),
        "disposed": tuple(
            present(**each._replace(sha256=_spaced(each.sha256, _HASH_STEP))._asdict())
            for each in page.disposed
        ),
        "gone": len(page.disposed),
        "noted": tuple(present(**each._asdict()) for each in page.noted),
        "people": tuple(present(**each._asdict()) for each in page.people),
        **present(number=page.scope.number, since=page.scope.since, until=page.scope.until),
    }


def _figures(page: FiguresPage) -> Values:
    report = page.report
    tiles = tuple(
        {"name": each.name, "value": each.value, "before": each.before} for each in report.tiles
    )
    compared = any(each.before for each in report.tiles)
    return {
        "period": report.period,
        "made": page.made_on,
        "tiles": tiles,
        "compared": compared,
        "alone": not compared,
        "head": _mark(page.mark),
        "outside": page.outside,
        "brief": page.brief,
        "whole": not page.brief,
        "told": "\n".join(report.notes),
    }


def _purposes(page: PurposesPage) -> Values:
    rows = tuple(
        {
            "number": number,
            "data": each.data,
            "whose": each.people,
            "obtained": each.obtained,
            "purpose": each.purpose,
        }
        for number, each in enumerate(page.purposes, start=1)
    )
    return {"made": page.made_on, "purposes": rows, "none": not rows}


def _mark(mark: JournalMark | None) -> str:
    """Return a mark as people compare it: #12345 a41c 09e7 5b20; empty for none."""
    return "" if mark is None else f"#{mark.sequence} {_spaced(mark.tail)}"


def _spaced(text: str, step: int = _STEP) -> str:
    return " ".join(text[start : start + step] for start in range(0, len(text), step))


@cache
def _verifier() -> str:
    """Return the SHA-256 of the verifier that lies in every backup."""
    path = resources() / "backup" / "verify.py"
    return hashlib.sha256(path.read_bytes()).hexdigest()


# The desk's own pages: recovery sheet, day sheet, disposal report, drill record.


_LABEL = Type(Face.GOTHIC, 9.0, 13.0)
_GROUP = Type(Face.BOLD, 16.0, 18.0, 90)
_CHECK = Type(Face.GOTHIC, 16.0, 18.0)
_COUNTED = Type(Face.GOTHIC, 7.0, 9.0)
_HEAD_HEIGHT = 6.4
_LINE_HEIGHT = 6.4
_ROW_HEIGHT = 11.4
_COLUMNS = 4
_COLUMN_GAP = 4.0
_GROUP_BASE = 8.2
_UNDER = 10.2
_QR = 36.0
_QR_GAP = 6.0


def _middle(top: float, height: float, kind: Type) -> float:
    """Return the base line of text in the middle of a strip."""
    return top + height / 2 + 0.37 * kind.size / POINTS


class FieldRow(NamedTuple):
    """One row of a form: label, content, least height in millimetres."""

    label: str
    content: Text
    height: float


@dataclass(frozen=True, slots=True)
class FieldForm:
    """Rows of a grey label and what stands, or will be written, beside it."""

    rows: tuple[FieldRow, ...]
    share: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row."""
        return [self._row(setter, row, x, width) for row in self.rows]

    def _row(self, setter: Setter, row: FieldRow, x: float, width: float) -> Slab:
        label_width = width * self.share / 100
        room = width - label_width - 2 * PADDING_X
        lines = setter.lines(row.content, self.kind, room, Align.LEFT)
        height = max(row.height, len(lines) * self.kind.height + 2 * PADDING_Y)
        label_kind = _LABEL.fitted(setter.width(_LABEL, row.label), label_width - PADDING_X)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.fill((x, top), (label_width, height), HEAD_FILL)
            base = _middle(top, height, label_kind)
            sheet.text_centred(x + label_width / 2, base, label_kind, row.label)
            first = top + (height - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + label_width + PADDING_X, first + place * self.kind.height)
            sheet.frame((x, top), (width, height), RULE)
            sheet.rule((x + label_width, top), (x + label_width, top + height), RULE)

        return Slab(height, draw)


class SignBox(NamedTuple):
    """A box to sign in: its head and the lines above the room."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SigningBoxes:
    """Boxes to sign in side by side, so high in millimetres below what is printed in them."""

    boxes: tuple[SignBox, ...]
    room: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return all boxes as one slab."""
        deepest = max(len(box.lines) for box in self.boxes)
        printed = deepest * _LINE_HEIGHT
        one = width / len(self.boxes)

        def draw(sheet: Sheet, top: float) -> None:
            for place, box in enumerate(self.boxes):
                left = x + place * one
                sheet.fill((left, top), (one, _HEAD_HEIGHT), HEAD_FILL)
                _centred(sheet, (left, top), one, box, self.kind)
                sheet.frame((left, top), (one, _HEAD_HEIGHT), RULE)
                if printed:
                    sheet.frame((left, top + _HEAD_HEIGHT), (one, printed), RULE)
                sheet.frame((left, top + _HEAD_HEIGHT + printed), (one, self.room), RULE)

        return [Slab(_HEAD_HEIGHT + printed + self.room, draw)]


def _centred(
    sheet: Sheet, corner: tuple[float, float], width: float, box: SignBox, kind: Type
) -> None:
    left, top = corner
    middle = left + width / 2
    sheet.text_centred(middle, _middle(top, _HEAD_HEIGHT, _LABEL), _LABEL, box.head)
    for number, line in enumerate(box.lines):
        fitting = kind.fitted(sheet.width(kind, line), width - PADDING_X)
        base = _middle(top + _HEAD_HEIGHT + number * _LINE_HEIGHT, _LINE_HEIGHT, kind)
        sheet.text_centred(middle, base, fitting, line)


@dataclass(frozen=True, slots=True)
class KeyOnPaper:
    """The key of a recovery sheet: numbered groups to type, then the same as a square code."""

    groups: tuple[str, ...] = field(repr=False)
    secret: str = field(repr=False)
    beside: tuple[Text, ...]
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the rows of groups and the code with the words beside it."""
        rows = [
            self.groups[start : start + _COLUMNS] for start in range(0, len(self.groups), _COLUMNS)
        ]
        drawn = [
            Slab(_ROW_HEIGHT, _row_drawer(row, place * _COLUMNS, x, width), keep=True)
            for place, row in enumerate(rows)
        ]
        return [*drawn, self._code(setter, x, width)]

    def _code(self, setter: Setter, x: float, width: float) -> Slab:
        room = width - _QR - _QR_GAP
        lines = [
            line for part in self.beside for line in setter.lines(part, self.kind, room, Align.LEFT)
        ]
        above = 3.0

        def draw(sheet: Sheet, top: float) -> None:
            sheet.shape(x, top + above, drawn_qr(self.secret, _QR))
            first = top + above + (_QR - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + _QR + _QR_GAP, first + place * self.kind.height)

        return Slab(above + _QR, draw)


def _row_drawer(
    row: Sequence[str], before: int, x: float, width: float
) -> Callable[[Sheet, float], None]:
    one = (width - (_COLUMNS - 1) * _COLUMN_GAP) / _COLUMNS

    def draw(sheet: Sheet, top: float) -> None:
        for place, group in enumerate(row):
            left = x + place * (one + _COLUMN_GAP)
            sheet.text(left, top + _GROUP_BASE, _COUNTED, str(before + place + 1))
            _group(sheet, left + 6.0, top + _GROUP_BASE, group)
            sheet.rule((left, top + _UNDER), (left + one, top + _UNDER), RULE)

    return draw


def _group(sheet: Sheet, left: float, base: float, group: str) -> None:
    """Draw a group, its last character lighter: that one only checks the others."""
    part, check = group[:-1], group[-1:]
    sheet.text(left, base, _GROUP, part)
    gap = _GROUP.millimetres(_GROUP.tracking)
    sheet.text(left + sheet.width(_GROUP, part) + gap, base, _CHECK, check)


# From the facts of a page of the desk's own, and its wording, to the page.


_HEADING = Type(Face.BOLD, 10.5, 15.0)
_ABOVE_SECTION = 4.4
_BELOW_HEADING = 0.8
_ABOVE_NOTE = 0.9
_ABOVE_CLOSING = 2.0


def report_of(page: OwnPage, words: OwnPageWords, wording: Wording) -> Report:
    """Return the page ready to be drawn; raises LetterStopped with what is missing."""
    return _Composing(page, words, wording).report()


class _Composing:
    """One page under way: its facts, its words, and the composer that says them."""

    def __init__(self, page: OwnPage, words: OwnPageWords, wording: Wording) -> None:
        self._page = page
        self._words = words
        self._voice = wording.voice
        self._slash = wording.common.words["slash"]
        self._composer = Composer(wording, values_of(page, words))

    def report(self) -> Report:
        """Return everything that is drawn."""
        words, plain = self._words, self._composer.plain
        return Report(
            title=plain(words.title),
            title_kind=self._composer.roles.title,
            subtitle=plain(words.subtitle),
            left=plain(words.left),
            right=tuple(map(plain, words.right)),
            groups=tuple(self._groups()),
            foot_left=plain(words.foot_left),
            foot_right=plain(words.foot_right),
            slash=self._slash,
        )

    def _groups(self) -> Iterator[Group]:
        roles = self._composer.roles
        if self._words.opening:
            yield tuple(self._paragraph(each, roles.body) for each in self._words.opening)
        for section in self._words.section:
            if self._voice.holds(section.when, self._composer.values):
                yield tuple(self._section(section))
        if self._words.closing:
            closing = (self._paragraph(each, roles.note) for each in self._words.closing)
            yield (BlankSpace(_ABOVE_CLOSING), *closing)

    def _section(self, section: PageSection) -> Iterator[Block]:
        yield BlankSpace(_ABOVE_SECTION)
        if section.label:
            heading = self._composer.plain(section.label)
            yield line_of(heading, _HEADING, Align.LEFT, keep=True)
            yield BlankSpace(_BELOW_HEADING, keep=True)
        kind = self._composer.roles.table
        for template in section.text:
            yield self._paragraph(template, kind, indented=False)
        yield from self._content(section)
        for note in section.notes:
            if self._voice.holds(note.when, self._composer.values):
                yield BlankSpace(_ABOVE_NOTE)
                yield self._paragraph(note.text, self._composer.roles.note, indented=False)

    def _content(self, section: PageSection) -> Iterator[Block]:
        kind = self._composer.roles.table
        if section.shares:
            yield self._table(section)
        if section.field:
            yield FieldForm(tuple(self._fields(section)), section.field_share, kind)
        if section.box:
            yield SigningBoxes(tuple(self._boxes(section)), section.box_height, kind)
        if section.step:
            said = tuple(text(self._composer.say(step.text)) for step in section.step)
            yield Steps(said, kind, Align.LEFT)
        if section.drawn == "charts":
            yield from self._charts()
        elif section.drawn:
            yield self._key()

    def _charts(self) -> Iterator[Block]:
        """Return the charts of a report, each under its title and with its table below."""
        if not isinstance(self._page, FiguresPage):
            raise TypeError("only a report has charts")
        roles = self._composer.roles
        for chart in self._page.report.charts:
            yield BlankSpace(_ABOVE_SECTION)
            yield line_of(f"{chart.title}  {chart.subtitle}", _HEADING, Align.LEFT, keep=True)
            yield BlankSpace(_BELOW_HEADING, keep=True)
            yield ChartOnPaper(chart, roles.note)
            if not self._page.brief:
                yield BlankSpace(_ABOVE_NOTE, keep=True)
                yield chart_table(chart, roles.note)

    def _key(self) -> KeyOnPaper:
        """Return the key of a recovery sheet, which no sentence and no memory of ours sees."""
        if not isinstance(self._page, RecoveryPage):
            raise TypeError("only a recovery sheet has a key")
        roles = self._composer.roles
        beside = tuple(map(text, self._composer.say(self._words.beside_key).split("\n")))
        return KeyOnPaper(self._page.groups, self._page.secret, beside, roles.table)

    def _paragraph(self, template: str, kind: Type, *, indented: bool = True) -> ParagraphBlock:
        roles = self._composer.roles
        indent = roles.indent if indented and kind == roles.body else 0
        return ParagraphBlock(text(self._composer.say(template)), kind, roles.align, indent)

    def _table(self, section: PageSection) -> BodyTable:
        aligns = [ALIGNS[each] for each in section.aligns or "l" * len(section.shares)]
        dynamic = self._composer.rows(section.rows) if section.rows else ()
        rows = [
            tuple(
                self._composer.cell(cell, {"row": row}, align)
                for cell, align in zip(section.cells, aligns, strict=True)
            )
            for row in dynamic
        ]
        fixed = [
            tuple(
                self._composer.cell(cell, None, align)
                for cell, align in zip(line, aligns, strict=True)
            )
            for line in section.lines
        ]
        return BodyTable(
            columns=tuple(map(TableColumn, section.shares)),
            rows=(*rows, *(row for row in fixed if _says(row[0]))),
            head=section.head,
            head_kind=letterhead.TABLE_HEAD._replace(leading=self._composer.roles.table.leading),
        )

    def _fields(self, section: PageSection) -> Iterator[FieldRow]:
        for each in section.field:
            if self._voice.holds(each.when, self._composer.values):
                label = self._composer.plain(each.label)
                yield FieldRow(label, text(self._composer.say(each.text)), each.height)

    def _boxes(self, section: PageSection) -> Iterator[SignBox]:
        for box in section.box:
            lines = filter(None, box.line.split("\n"))
            yield SignBox(self._composer.plain(box.head), tuple(map(self._composer.plain, lines)))


def _says(cell: Cell) -> bool:
    return any(run.text for paragraph in cell for run in paragraph.text)
