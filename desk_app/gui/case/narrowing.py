# SPDX-License-Identifier: MIT
"""What narrows a list down: whose work it shows, filters kept under a name, what they hide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk.applications import narrowing
from desk_app.desk.applications.narrowing import SavedFilter, saved_filters
from desk_app.desk.rows import NOBODY
from desk_app.gui.asking import Answers, LineAsked, Question, Questions, text
from desk_app.gui.case.read import NOBODY_ELSE
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.typed import content_in, put_into
from desk_app.gui.kit.look import theme
from desk_app.records.base import UserId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.desk.applications.caring import Team
    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.rows import IdWindow
    from desk_app.gui.kit.display.notes import EmptyNote
    from desk_app.gui.page import SectionView

    Doing = Callable[[Desk], Changes]
    Fields = Mapping[str, str | bool]


_WIDTH = 168
_MINE = "mine"


class WhoseBox(ChoiceBox):
    """Whose work a list shows: everybody's, one's own, somebody's, nobody's."""

    def __init__(self) -> None:
        super().__init__()
        self.team: Team = NOBODY_ELSE
        self.name_alone(self.tr("Looked after by"))
        self.setFixedWidth(theme.px(_WIDTH))
        self.offer(self.team)

    def offer(self, team: Team) -> None:
        """Offer the people of the desk; whoever is chosen stays so."""
        self.team = team
        people = [(each.id, each.name) for each in team.people]
        every, mine = (None, self.tr("Everybody's")), (_MINE, self.tr("Mine"))
        self.set_choices([every, mine, *people, (NOBODY, self.tr("Nobody's"))])

    def people(self) -> tuple[UserId, ...] | None:
        """Return whose work is chosen to be shown; None: everybody's."""
        chosen = self.value()
        if chosen == _MINE:
            return self.team.mine
        return None if chosen is None else (UserId(str(chosen)),)

    def fields(self) -> dict[str, str | bool]:
        """Return what a filter keeps of it."""
        return {"whose": str(self.value() or ""), "nobody": self.value() == NOBODY}

    def show_fields(self, kept: Fields) -> None:
        """Choose what a filter kept."""
        self.set_value(NOBODY if kept.get("nobody") else kept.get("whose") or None)


class FilterQuestions(Questions):
    """Asks for the name of a filter; it is the acting person's alone, and lies in the desk."""

    def save(self, listed: str, name: str, fields: Fields) -> Question:
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


class SavedFilters(QObject):
    """The filters of a list that the acting person kept, and what can be done with them.

    ``box`` offers them; ``used`` carries the fields of the one that was chosen, and none where none
    is. ``fields`` returns what narrows the list down now, ``called`` how a new one is called first.
    """

    used = Signal(object)

    def __init__(
        self,
        view: SectionView,
        listed: str,
        fields: Callable[[], Fields],
        called: Callable[[], str] = str,
    ) -> None:
        super().__init__(view)
        self._view, self._listed, self._fields, self._called = view, listed, fields, called
        self._asks = FilterQuestions(view.session, self)
        self._kept: tuple[SavedFilter, ...] = ()
        self._plain = dict(fields())
        self.box = ChoiceBox()
        self.box.setObjectName("savedFilter")
        self.box.name_alone(self.tr("Saved filter"))
        self.box.setFixedWidth(theme.px(_WIDTH))
        self.box.chosen.connect(self._use)
        self._offer()

    def offer_actions(self, menu: str = "application") -> None:
        """Offer to keep what narrows the list down under a name, to rename it and to forget it."""
        act, told, can = self._view.act, self.tr("Save this filter"), self._is_narrowed
        act("saveFilter", told, self._save, None, "search", menu, can=can, divided=True)
        told, can = self.tr("Rename the saved filter"), self._has_one
        act("renameFilter", told, self._rename, None, "edit", menu, can=can)
        told = self.tr("Delete the saved filter")
        act("deleteFilter", told, self._delete, None, "close", menu, can=can)

    def read_again(self) -> None:
        """Ask for the filters again."""
        asked = partial(saved_filters, listed=self._listed)
        self._view.session.ask(self, "filters", asked, self._take)

    def _take(self, kept: tuple[SavedFilter, ...]) -> None:
        self._kept = kept
        self._offer()
        self._view.doing.refresh()

    def _offer(self) -> None:
        kept = [(each.name, each.name) for each in self._kept]
        none = [(None, self.tr("No saved filter"))]
        self.box.set_choices(none)
        # That nothing is kept is read whole; a name that a clerk gave may be longer.
        self.box.setFixedWidth(max(theme.px(_WIDTH), self.box.width_of_all()))
        self.box.set_choices([*none, *kept])

    def _is_narrowed(self) -> bool:
        return dict(self._fields()) != self._plain

    def _has_one(self) -> bool:
        return self.box.value() is not None

    def _use(self, name: object) -> None:
        found = (each.fields for each in self._kept if each.name == name)
        self.used.emit(next(found, self._plain))
        self._view.doing.refresh()

    def _save(self) -> None:
        name = str(self.box.value() or self._called())
        self._put(self._asks.save(self._listed, name, self._fields()))

    def _rename(self) -> None:
        self._put(self._asks.rename(self._listed, str(self.box.value())))

    def _delete(self) -> None:
        self._put(self._asks.delete(self._listed, str(self.box.value())))

    def _put(self, question: Question) -> None:
        self._view.ask(question, self.read_again)


class HiddenByFilter(QObject):
    """Says in the place of an empty list how many things its filter hides, and takes it away.

    ``every`` asks the desk which there are without what the page's fields narrow down.
    """

    def __init__(
        self, page: SectionView, note: EmptyNote, every: Callable[[Desk], IdWindow]
    ) -> None:
        super().__init__(page)
        self._page, self._note, self._every = page, note, every
        note.widened.connect(self.take_away)

    def look(self, *, empty: bool) -> None:
        """Ask how many are hidden where the list is empty and something narrows it down."""
        session = self._page.session
        if empty and self._narrows():
            session.ask(self, "hidden", self._every, self._tell)
        else:
            session.leave(self, "hidden")
            self._note.tell_hidden(0)

    def take_away(self) -> None:
        """Let the fields hide nothing any more, and put the keys on the search."""
        saved = self._page.findChild(ChoiceBox, "savedFilter")
        if saved is not None:
            saved.set_value(None)
        for name, widest in self._page.widest:
            put_into(self._page, name, widest)
        self._page.to_search()

    def _narrows(self) -> bool:
        stands = [(content_in(self._page, name), widest) for name, widest in self._page.widest]
        return any((there or None) != (widest or None) for there, widest in stands)

    def _tell(self, window: IdWindow) -> None:
        self._note.tell_hidden(window.count, more=window.more)
