# SPDX-License-Identifier: MIT
"""The published forms, made with the files and fonts that the program brings along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters import forms
from desk_app.letters.fonts import typefaces
from desk_app.letters.places import font_folders, forms_folder, wording_folder
from desk_app.letters.wording import wording

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.people import DeskProfile
    from desk_app.records.printed import PublishedForm
    from desk_app.rules.rulebook import Rules


class FormPress:
    """Draws the forms of a folder, each as the rules of a day have it."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder with one folder for each version; by default the program's own."""
        self._folder = folder or forms_folder()

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules, in each language.

        Raises LetterStopped where a version in force has no files, or one of them cannot be used.
        """
        return tuple(sorted(forms.published(self._folder, rules), key=lambda form: form.code))

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF with fields that are typed into; equal wishes give equal bytes.

        Fee, papers, periods and grounds are those of the rules, name and address the profile's.
        Raises LetterStopped: a value is missing, a character has no glyph, the words do not fit.
        """
        voice = wording(wording_folder(), form.language).voice
        wanted = forms.Wanted(form, profile, rules)
        return forms.form_pages(self._folder, wanted, voice, typefaces(font_folders()))
