# SPDX-License-Identifier: MIT
"""The press of published forms, loaded with the first form and not with the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.records.people import DeskProfile
    from desk_app.records.printed import PublishedForm
    from desk_app.rules.rulebook import Rules


class LazyFormPress:
    """Draws the forms that come with the program."""

    def forms(self, rules: Rules) -> tuple[PublishedForm, ...]:
        """Return every form that is published under these rules; raises LetterStopped."""
        from desk_app.letters.publishing import FormPress

        return FormPress().forms(rules)

    def draw(self, form: PublishedForm, profile: DeskProfile, rules: Rules) -> bytes:
        """Return a form as PDF; raises LetterStopped with the reason."""
        from desk_app.letters.publishing import FormPress

        return FormPress().draw(form, profile, rules)
