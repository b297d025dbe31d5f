# SPDX-License-Identifier: MIT
"""The published forms: application forms with their instructions, and the letter of proxy."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters import form_guide, types
from desk_app.letters import form_looks as looks
from desk_app.letters.errors import BadWording
from desk_app.letters.fields import Fields
from desk_app.letters.form_file import edition, spoken
from desk_app.letters.form_guide import GuideComposer
from desk_app.letters.form_lines import Pen
from desk_app.letters.form_page import FormPage
from desk_app.letters.form_values import FormValues, version_words
from desk_app.letters.form_voice import FormVoice
from desk_app.letters.paging import Zone, paginate
from desk_app.letters.setting import Setter
from desk_app.letters.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.letters.fonts import Typefaces
    from desk_app.letters.form_file import Edition, FormFile, Guide, GuidePart
    from desk_app.letters.paging import Page
    from desk_app.letters.voice import Voice
    from desk_app.records.people import DeskProfile, Language
    from desk_app.rules.rulebook import Rules


class Wanted(NamedTuple):
    """A form to publish: its name (A-1), language, whose desk it goes to, the rules in force."""

    name: str
    language: Language
    profile: DeskProfile
    rules: Rules


def names(folder: Path, rules: Rules) -> tuple[str, ...]:
    """Return the forms that can be published under the rules of a day."""
    found = {
        name: None
        for version in _versions(rules)
        for name in edition(folder, version).forms
        if _in_force(edition(folder, version), name, rules)
    }
    return tuple(sorted(found))


def form_pages(folder: Path, wanted: Wanted, voice: Voice, faces: Typefaces) -> bytes:
    """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

    Raises LetterStopped: there is no such form, a value is missing, a character has no glyph, the
    words do not fit their page.
    """
    book = _edition_of(folder, wanted)
    form = book.forms[wanted.name]
    code = spoken(form.code, wanted.language)
    values = FormValues(wanted.rules, wanted.language, book.parts)
    said = values.all(wanted.rules.form(code), wanted.profile) | {
        "code": code,
        "version": book.version,
        "version_words": version_words(book.version, wanted.language),
    }
    sheet = Sheet(faces, wanted.language.value)
    pen = Pen(sheet, Fields(sheet), Setter(faces))
    _draw(book, form, FormVoice(voice, wanted.language, said), pen)
    pen.fields.finish()
    return sheet.finish()


def _versions(rules: Rules) -> list[str]:
    """Return the versions in which forms are published, newest first."""
    return sorted({term.current for term in rules.forms}, reverse=True)


def _in_force(book: Edition, name: str, rules: Rules) -> bool:
    """Tell whether a form's version is the one the rules publish it in.

    A form that no rule speaks of, the letter of proxy, is published with the others.
    """
    code = book.forms[name].code
    terms = [term for term in (rules.form(code.ja), rules.form(code.en)) if term is not None]
    return all(term.current == book.version for term in terms)


def _edition_of(folder: Path, wanted: Wanted) -> Edition:
    """Return the newest edition that has the form in the version in force."""
    for version in _versions(wanted.rules):
        book = edition(folder, version)
        if wanted.name in book.forms and _in_force(book, wanted.name, wanted.rules):
            return book
    raise BadWording(f"forms/{wanted.name}")


def _draw(book: Edition, form: FormFile, voice: FormVoice, pen: Pen) -> None:
    """Draw all pages of a form."""
    pen.sheet.name(f"{voice.plain(book.parts.words['form'])} {voice.plain(form.title)}")
    guide = _guide_pages(book, form.guide, voice, pen)
    count = 1 + len(guide)
    FormPage(book, form, voice, pen).draw()
    _end_page(book, voice, pen, (1, count))
    for number, page in enumerate(guide, start=2):
        if number == 2 and form.guide is not None:  # noqa: PLR2004 - the first after the form
            _draw_guide_title(form.guide, voice, pen)
        for top, slab in page:
            slab.draw(pen.sheet, top)
        _end_page(book, voice, pen, (number, count))


def _guide_pages(book: Edition, guide: Guide | None, voice: FormVoice, pen: Pen) -> list[Page]:
    if guide is None:
        return []
    composer = GuideComposer(voice, pen)
    parts = [part for part in map(book.guide_part, guide.part) if voice.holds(part.when)]
    slabs = [
        [
            slab
            for block in composer.blocks(part, number)
            for slab in block.slabs(pen.setter, looks.LEFT, looks.WIDTH)
        ]
        for number, part in zip(_numbers(parts), parts, strict=True)
    ]
    first = Zone(looks.GUIDE_TOP, looks.BOTTOM, looks.BOTTOM)
    return paginate(slabs, first, first._replace(top=looks.GUIDE_LATER_TOP))


def _numbers(parts: Sequence[GuidePart]) -> Iterator[int]:
    """Yield each part's number; a part without a heading goes on with the one before it."""
    return accumulate(1 if part.label else 0 for part in parts)


def _draw_guide_title(guide: Guide, voice: FormVoice, pen: Pen) -> None:
    title, subtitle = voice.plain(guide.title), voice.plain(guide.subtitle)
    pen.sheet.text_centred(looks.MIDDLE, looks.TITLE_BASE, form_guide.TITLE, title)
    pen.sheet.text_centred(looks.MIDDLE, looks.SUBTITLE_BASE, looks.SUBTITLE, subtitle)


def _end_page(book: Edition, voice: FormVoice, pen: Pen, place: tuple[int, int]) -> None:
    """Draw code and version, the page's number among all, the company; close the page."""
    number, count = place
    words, sheet = book.parts.words, pen.sheet
    slash = voice.plain(words["slash"])
    sheet.text(looks.LEFT, looks.FOOT_BASE, types.FOOT, voice.plain(words["foot"]))
    sheet.text_centred(looks.MIDDLE, looks.FOOT_BASE, types.FOOT_PAGE, f"{number}{slash}{count}")
    sheet.text_right(looks.RIGHT, looks.FOOT_BASE, types.FOOT, voice.plain("{{ company }}"))
    sheet.end_page()
