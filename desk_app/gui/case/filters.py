# SPDX-License-Identifier: MIT
"""Filters of a list kept under a name: saved, called otherwise, deleted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.applications import narrowing
from desk_app.desk.applications.narrowing import SavedFilter
from desk_app.gui.asking import Answers, LineAsked, Question, Questions, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.desk.context import Changes, Desk

    Doing = Callable[[Desk], Changes]


class FilterQuestions(Questions):
    """Asks for the name of a filter; it is the acting person's alone, and lies in the desk."""

    def save(self, listed: str, name: str, fields: Mapping[str, str | bool]) -> Question:
        """Ask under which name what narrows the list down is kept."""

        def doing(answers: Answers) -> Doing:
            wanted = SavedFilter(text(answers, "name"), fields)
            return partial(narrowing.save_filter, listed=listed, wanted=wanted)

        return Question(
            title=self.tr("Save this filter"),
            verb=self.tr("Save"),
            doing=doing,
            effect=self.tr("Only you see it. It lies encrypted in the desk."),
            detail=self.tr("A filter that names a person goes when that person's data goes."),
            asked=(LineAsked("name", self.tr("Name"), name),),
        )

    def rename(self, listed: str, before: str) -> Question:
        """Ask for another name of a filter."""

        def doing(answers: Answers) -> Doing:
            name = text(answers, "name")
            return partial(narrowing.rename_filter, listed=listed, before=before, name=name)

        return Question(
            title=self.tr("Rename the saved filter"),
            verb=self.tr("Rename"),
            doing=doing,
            asked=(LineAsked("name", self.tr("Name"), before),),
        )

    def delete(self, listed: str, name: str) -> Question:
        """Ask whether a filter is forgotten."""
        return Question(
            title=self.tr("Delete the saved filter"),
            verb=self.tr("Delete"),
            doing=lambda _: partial(narrowing.forget_filter, listed=listed, name=name),
            effect=name,
        )
