# SPDX-License-Identifier: MIT
"""What narrows the journal down: a person, an application, days, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desk_app.desk.journal_queries import JournalFilter
from desk_app.gui import theme
from desk_app.gui.presenters import days
from desk_app.gui.widgets.choice import ChoiceBox
from desk_app.gui.widgets.era_date import EraDateEdit
from desk_app.gui.widgets.fields import label_for
from desk_app.gui.widgets.flow_layout import FlowLayout
from desk_app.gui.widgets.form_area import FormArea
from desk_app.gui.widgets.search_field import SearchField
from desk_app.i18n import messages
from desk_app.records.ids import UserId
from desk_app.records.journal import Action

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.workplace import Workplace
    from desk_app.records.people import User

_NAME, _DAY, _SEARCH = 168, 176, 208


class JournalFilterBar(FormArea):
    """Says `wanted` with the filter whenever a field was left or something was chosen."""

    wanted = Signal(object)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._people: tuple[User, ...] = ()
        self.setProperty("ground", "base")
        self.setProperty("line", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sought = self.tr("Receipt number")
        self.search = SearchField()
        self.search.setPlaceholderText(sought)
        self.search.setAccessibleName(sought)
        self.search.setFixedWidth(max(theme.px(_SEARCH), self.search.least_width()))
        self.search.setObjectName("subject")
        self.search.wanted.connect(self._ask)
        self._person, self._action = ChoiceBox(), ChoiceBox()
        self._since = EraDateEdit(days.reading(work), days.showing(work))
        self._until = EraDateEdit(days.reading(work), days.showing(work))
        # In a narrow window the line wraps between fields, never between a field and its name.
        row = FlowLayout(theme.px(12), theme.px(8), self)
        row.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        for name, title, edit, width in (
            ("person", self.tr("Who"), self._person, _NAME),
            ("action", self.tr("What"), self._action, _NAME),
            ("since", self.tr("From"), self._since, _DAY),
            ("until", self.tr("Until"), self._until, _DAY),
        ):
            edit.setObjectName(name)
            edit.setFixedWidth(theme.px(width))
            row.addWidget(_named(label_for(edit, title), edit))
        row.addWidget(self.search)
        self._offer()
        for box in (self._person, self._action):
            box.currentIndexChanged.connect(self._ask)
        for edit in (self._since, self._until):
            edit.value_changed.connect(self._ask)

    def filter(self) -> JournalFilter:
        """Return which entries are wanted."""
        person, action = self._person.value(), self._action.value()
        return JournalFilter(
            actor=None if person is None else UserId(str(person)),
            subject=self.search.text().strip(),
            since=self._since.value(),
            until=self._until.value(),
            action=action if isinstance(action, Action) else None,
        )

    def show_people(self, people: Sequence[User]) -> None:
        """Offer these people; nothing happens where they are the same."""
        if tuple(people) != self._people:
            self._people = tuple(people)
            self._offer()

    def _offer(self) -> None:
        every = (None, self.tr("All"))
        people = [(user.id, user.name) for user in self._people]
        actions = [(each, messages.label(each, self._work.language)) for each in Action]
        for box, choices in ((self._person, people), (self._action, actions)):
            before = box.value()
            box.set_choices([every, *choices])
            box.set_value(before)
        self._action.setFixedWidth(max(theme.px(_NAME), self._action.width_of_all()))

    def _ask(self) -> None:
        self.wanted.emit(self.filter())


def _named(label: QLabel, edit: QWidget) -> QWidget:
    """Return a field with its name before it."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(label)
    row.addWidget(edit)
    return both
