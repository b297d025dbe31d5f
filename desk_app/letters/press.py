# SPDX-License-Identifier: MIT
"""The press: facts of one letter, or of a page of the desk's own, in; pages as PDF out."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from desk_app.letters.beside.case_slip import case_words, draw_case_slip
from desk_app.letters.beside.envelopes import format_of, postal_pages
from desk_app.letters.beside.ledgers import (
    ON_ITS_SIDE,
    Saying,
    application_ledger,
    ledger_words,
    stamp_ledger,
    table_ledger,
)
from desk_app.letters.beside.own_pages import kind_of, page_words, report_of
from desk_app.letters.changeable import letters_with, sentences
from desk_app.letters.errors import MissingValue
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.letter.composing import letter_of
from desk_app.letters.letter.letter import told
from desk_app.letters.places import font_folders, wording_folder
from desk_app.letters.typesetting.setting import Setter
from desk_app.letters.typesetting.sheet import Sheet
from desk_app.letters.typesetting.structure import About
from desk_app.letters.wording.wording import wording
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper
from desk_app.records.pages import (
    CaseSlipPage,
    LedgerPage,
    PostalPage,
    StampBookPage,
    TablePage,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from desk_app.desk.errors import LetterStopped
    from desk_app.desk.ports import Progress
    from desk_app.letters.fonts.faces import Typefaces
    from desk_app.letters.letter.letterhead import Furniture
    from desk_app.records.case.letters import LetterFacts, LetterText, Sentence
    from desk_app.records.evidence import EvidencePage, OwnPage, PackFile

TEMPLATE = "1"
"""The version of the wording; facts frozen with another one are not set with this one."""


class LetterPress:
    """Makes letters with the wording of a folder and the fonts of the system.

    Equal facts give equal bytes: nothing is taken from clock or chance.
    """

    def __init__(self, wording_folder: Path, fonts: tuple[Path, ...] = ()) -> None:
        """Take the folder with one folder per language, and folders of fonts brought along."""
        self._folder = wording_folder
        self._fonts = fonts
        self._asked: tuple[Sentence, tuple[LetterFacts, ...]] | None = None

    def render(self, facts: LetterFacts) -> bytes:
        """Return the pages as PDF.

        Raises LetterStopped: a fact the wording needs is missing, no font has a character, the
        address does not fit the window, or the wording or the fonts cannot be used.
        """
        if facts.template != TEMPLATE:
            raise MissingValue("template")
        faces = typefaces(self._fonts)
        setter = Setter(faces)
        letter = letter_of(facts, wording(self._folder, facts.language, facts.laid), setter)
        about = _about(facts, letter.furniture)
        sheet = Sheet(faces, facts.language.value, format_of(Paper.A4, facts.profile), about)
        letter.draw(sheet, setter)
        return sheet.finish()

    def words(self, facts: LetterFacts) -> LetterText:
        """Return what the letter says, from its title on, in the same wording.

        Raises LetterStopped as ``render`` does, a character that no font has excepted.
        """
        setter = Setter(typefaces(self._fonts))
        return told(letter_of(facts, wording(self._folder, facts.language, facts.laid), setter))

    def lacks(self, text: str) -> tuple[LetterStopped, ...]:
        """Return what of a text no letter can print, each sign once; raises MissingFont."""
        return typefaces(self._fonts).mincho.lacks(text)

    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence of the letters that a person may change; raises BadWording."""
        return sentences(self._folder)

    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        """Return the sample letters that say a sentence, in both languages.

        Those of the last sentence are remembered: while it is written, they are asked for again
        and again. Raises LetterStopped as ``render`` does; Cancelled once ``progress`` says so.
        """
        asked = self._asked
        if asked is None or asked[0] != sentence:
            setter = Setter(typefaces(self._fonts))
            asked = (sentence, letters_with(sentence, self._folder, setter, progress))
            self._asked = asked
        return asked[1]

    def page(self, facts: OwnPage | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
        """Return a page of the desk's own, or for the post, as PDF; it is kept nowhere here.

        Raises LetterStopped where the wording or the fonts cannot be used, and where an addressee
        has no room.
        """
        faces = typefaces(self._fonts)
        if isinstance(facts, PostalPage):
            return postal_pages(facts, self._folder, faces)
        if isinstance(facts, CaseSlipPage):
            return self._case_slip(facts, faces)
        if isinstance(facts, LedgerPage):
            return self._ledger(facts, faces)
        words = page_words(self._folder, facts.language, kind_of(facts))
        report = report_of(facts, words, wording(self._folder, facts.language))
        sheet = Sheet(faces, facts.language.value)
        sheet.name(report.title)
        report.draw(sheet, Setter(faces))
        return sheet.finish()

    def bound(self, facts: EvidencePage, files: Sequence[PackFile]) -> bytes:
        """Return the summary of a pack as PDF/A-3b, with all its files attached.

        Raises LetterStopped as ``page`` does.
        """
        profile, japanese = facts.profile, facts.language is Language.JA
        words = page_words(self._folder, facts.language, kind_of(facts))
        report = report_of(facts, words, wording(self._folder, facts.language))
        about = About(
            title=f"{report.title} {facts.scope.number}".strip(),
            subject=profile.desk_ja if japanese else profile.desk_en,
            author=profile.company_ja if japanese else profile.company_en,
            day=facts.made_on,
            kept=True,
        )
        faces = typefaces(self._fonts)
        sheet = Sheet(faces, facts.language.value, about=about, files=files)
        report.draw(sheet, Setter(faces))
        return sheet.finish()

    def _ledger(self, facts: LedgerPage, faces: Typefaces) -> bytes:
        words = ledger_words(self._folder, facts.language)
        saying = Saying(facts, words, wording(self._folder, facts.language))
        setter = Setter(faces)
        if isinstance(facts, StampBookPage):
            ledger = stamp_ledger(saying, setter, facts)
        elif isinstance(facts, TablePage):
            ledger = table_ledger(saying, setter, facts)
        else:
            ledger = application_ledger(saying, setter, facts)
        sheet = Sheet(faces, facts.language.value, ON_ITS_SIDE)
        sheet.name(ledger.title)
        ledger.draw(sheet)
        return sheet.finish()

    def _case_slip(self, facts: CaseSlipPage, faces: Typefaces) -> bytes:
        words = case_words(self._folder, facts.language)
        sheet = Sheet(faces, facts.language.value, format_of(Paper.A4, facts.profile))
        sheet.name(f"{words.title} {facts.receipt_number}")
        said = wording(self._folder, facts.language)
        draw_case_slip(sheet, Setter(faces), facts, words, said)
        return sheet.finish()


def _about(facts: LetterFacts, furniture: Furniture) -> About:
    """Return what the file of a letter says it is: its kind and number, whose desk, its day."""
    japanese = facts.language is Language.JA
    profile = facts.profile
    return About(
        title=f"{furniture.title} {furniture.number}".strip(),
        subject=profile.desk_ja if japanese else profile.desk_en,
        author=profile.company_ja if japanese else profile.company_en,
        day=facts.dated,
        kept=True,
    )


@cache
def usual_press() -> LetterPress:
    """Return the press with the wording and the fonts the program brings along."""
    return LetterPress(wording_folder(), font_folders())
