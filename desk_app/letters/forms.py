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
from desk_app.records.people import Language
from desk_app.records.printed import PublishedForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.letters.fonts import Typefaces
    from desk_app.letters.form_file import Edition, FormFile, Guide, GuidePart
    from desk_app.letters.paging import Page
    from desk_app.letters.voice import Voice
    from desk_app.records.people import DeskProfile
    from desk_app.rules.rulebook import Rules
    from desk_app.rules.terms import FormTerm


class Wanted(NamedTuple):
    """A form to publish, the desk it is sent to, the rules in force."""

    form: PublishedForm
    profile: DeskProfile
    rules: Rules


def published(folder: Path, rules: Rules) -> dict[PublishedForm, Edition]:
    """Return the forms that are published under the rules of a day, each with its edition.

    An application form comes in the version its rule has in force; the letter of proxy, of which no
    rule speaks, in the newest of these versions. Raises BadWording where one of them has no files.
    """
    found: dict[PublishedForm, Edition] = {}
    for version in sorted({term.current for term in rules.forms}, reverse=True):
        book = edition(folder, version)
        for name, form in book.forms.items():
            for language in Language:
                each = PublishedForm(name, language, spoken(form.code, language))
                if each not in found and _in_force(form, rules.form(each.code), version):
                    found[each] = book
    return found


def _in_force(form: FormFile, term: FormTerm | None, version: str) -> bool:
    if term is None:
        return form.style == "letter"
    return term.current == version


def form_pages(folder: Path, wanted: Wanted, voice: Voice, faces: Typefaces) -> bytes:
    """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

    Raises LetterStopped: there is no such form, a value is missing, a character has no glyph, the
    words do not fit their page.
    """
    code, language, rules = wanted.form.code, wanted.form.language, wanted.rules
    book = published(folder, rules).get(wanted.form)
    if book is None:
        raise BadWording(f"forms/{code}")
    form = book.forms[wanted.form.name]
    values = FormValues(rules, language, book.parts)
    said = values.all(rules.form(code), wanted.profile) | {
        "code": code,
        "version": book.version,
        "version_words": version_words(book.version, language),
    }
    sheet = Sheet(faces, language.value)
    pen = Pen(sheet, Fields(sheet), Setter(faces))
    _draw(book, form, FormVoice(voice, language, said), pen)
    pen.fields.finish()
    return sheet.finish()


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
