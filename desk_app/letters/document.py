# SPDX-License-Identifier: MIT
"""One letter from its facts: wording, furniture, body, annex and slip put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import letterhead
from desk_app.letters.addresses import Pitch, WindowLine, english_block, japanese_block, zone_of
from desk_app.letters.blocks import BlankSpace, Farewell, ParagraphBlock, Sides
from desk_app.letters.composing import Body, Composer
from desk_app.letters.envelopes import Room, addressee_lines
from desk_app.letters.letter import Annex, LetterDocument, SetAnnex
from desk_app.letters.letterhead import BODY_LEFT, Corner, Furniture, SenderLine
from desk_app.letters.setting import Align, plain_text, text
from desk_app.letters.slip import ReturnSlip, SlipRow
from desk_app.letters.values import must_fit, values_of, word
from desk_app.records.letters import DecisionBody, WithdrawalBody
from desk_app.records.pages import Addressed
from desk_app.records.people import Language

if TYPE_CHECKING:
    from desk_app.letters.blocks import Block
    from desk_app.letters.setting import Setter
    from desk_app.letters.sheet import Type
    from desk_app.letters.wording import AnnexWords, LetterWords, Wording
    from desk_app.records.letters import LetterFacts


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
_CONTACT_LEFT_JA = 49.0
_CONTACT_LEFT_EN = 43.0
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
    lines = [composer.plain(line) for line in wording.common.contact.lines]
    return Furniture(
        title=composer.plain(str(composer.values["title"])),
        title_kind=composer.roles.title,
        window_left=left,
        window=address,
        number=composer.plain("{{ number }}"),
        date=composer.plain("{{ dated|day }}"),
        sender_left=120.0 if japanese else 118.0,
        sender=_sender_ja(facts) if japanese else _sender_en(facts),
        seal=_SEAL_JA if japanese else _SEAL_EN,
        contact_label=words["contact_label"],
        contact=tuple(line for line in lines if line),
        contact_left=_CONTACT_LEFT_JA if japanese else _CONTACT_LEFT_EN,
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


def _sender_ja(facts: LetterFacts) -> tuple[SenderLine, ...]:
    profile = facts.profile
    address = (f"〒{profile.postal_code}", *profile.address_ja)
    return (
        *_pitched(37.5, 5.0, letterhead.SENDER_ADDRESS, address),
        SenderLine(54.6, letterhead.SENDER_COMPANY, profile.company_ja),
        SenderLine(60.4, letterhead.SENDER_DESK, profile.desk_ja),
    )


def _sender_en(facts: LetterFacts) -> tuple[SenderLine, ...]:
    profile = facts.profile
    return (
        SenderLine(37.2, letterhead.SENDER_COMPANY, profile.company_en),
        SenderLine(42.6, letterhead.SENDER_DESK, profile.desk_en),
        *_pitched(47.5, 4.6, letterhead.SENDER_ADDRESS, profile.address_en),
    )


def _pitched(
    base: float, pitch: float, kind: Type, texts: tuple[str, ...]
) -> tuple[SenderLine, ...]:
    return tuple(SenderLine(base + place * pitch, kind, text) for place, text in enumerate(texts))
