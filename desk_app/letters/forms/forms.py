# SPDX-License-Identifier: MIT
"""The published forms: application forms with their instructions, and the letter of proxy."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters import letterhead
from desk_app.letters.blocks import BodyZone, paginate
from desk_app.letters.errors import BadWording
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.forms import guide as form_guide
from desk_app.letters.forms import page as looks
from desk_app.letters.forms.file import FormVoice, edition, spoken
from desk_app.letters.forms.guide import GuideComposer
from desk_app.letters.forms.lines import Fields, Pen
from desk_app.letters.forms.page import FormPage
from desk_app.letters.forms.values import FormValues, version_words
from desk_app.letters.places import font_folders, forms_folder, wording_folder
from desk_app.letters.setting import Setter
from desk_app.letters.sheet import Sheet
from desk_app.letters.wording import wording
from desk_app.records.pages import PublishedForm
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from desk_app.letters.blocks import PlacedSlabs
    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.forms.file import Edition, FormFile, Guide, GuidePart
    from desk_app.letters.wording import Voice
    from desk_app.records.people import DeskProfile
    from desk_app.rules.rulebook.file import FormTerm
    from desk_app.rules.rulebook.rulebook import Rules


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


def _guide_pages(
    book: Edition, guide: Guide | None, voice: FormVoice, pen: Pen
) -> list[PlacedSlabs]:
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
    first = BodyZone(looks.GUIDE_TOP, looks.BOTTOM, looks.BOTTOM)
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
    sheet.text(looks.LEFT, looks.FOOT_BASE, letterhead.FOOT, voice.plain(words["foot"]))
    sheet.text_centred(
        looks.MIDDLE, looks.FOOT_BASE, letterhead.FOOT_PAGE, f"{number}{slash}{count}"
    )
    sheet.text_right(looks.RIGHT, looks.FOOT_BASE, letterhead.FOOT, voice.plain("{{ company }}"))
    sheet.end_page()


# The published forms, made with the files and fonts that the program brings along.


class FormPress:
    """Draws the forms of a folder, each as the rules of a day have it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder with one folder for each version; by default the program's own."""
        self._folder = folder or forms_folder()

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules, in each language.

        Raises LetterStopped where a version in force has no files, or one of them cannot be used.
        """
        return tuple(sorted(published(self._folder, rules), key=lambda form: form.code))

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

        Fee, papers, periods and grounds are those of the rules, name and address the profile's.
        Raises LetterStopped: a value is missing, a character has no glyph, the words do not fit.
        """
        voice = wording(wording_folder(), form.language).voice
        wanted = Wanted(form, profile, rules)
        return form_pages(self._folder, wanted, voice, typefaces(font_folders()))
