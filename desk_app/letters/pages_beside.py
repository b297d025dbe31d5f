# SPDX-License-Identifier: MIT
"""The pages that go with a letter: the annex of a disclosure, the return slip of a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters.blocks import Farewell, Paragraph, Sides, Space
from desk_app.letters.letter import Annex
from desk_app.letters.markup import plain_text, text
from desk_app.letters.setting import Align
from desk_app.letters.slip import Slip, SlipRow

if TYPE_CHECKING:
    from desk_app.letters.blocks import Block
    from desk_app.letters.composing import Composer
    from desk_app.letters.wording import AnnexWords, LetterWords, Wording
    from desk_app.records.letters import LetterFacts


def annex_of(words: AnnexWords, wording: Wording, composer: Composer) -> Annex:
    """Return the annex that discloses: whose data, as of which day, the items, the notes."""
    roles = composer.roles
    notes: list[Block] = [
        Paragraph(text(composer.say(note.text)), roles.note, Align.LEFT)
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
                Space(1.0),
            ),
            (composer.table(words, composer.rows("disclosed")),),
            (Space(1.6), *closing),
        ),
    )


def slip_of(
    letter: LetterWords, wording: Wording, composer: Composer, facts: LetterFacts
) -> Slip | None:
    """Return the return slip of a notice; its label is for the Japanese post in any language."""
    words = letter.slip
    if words is None:
        return None
    common = wording.common.words
    profile = facts.profile
    return Slip(
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
