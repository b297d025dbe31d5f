# SPDX-License-Identifier: MIT
"""The actions of the post page: the blue button does what comes next for the envelope looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.presenters.post import stands
from desk_app.gui.presenters.post_filling import GOES
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine

if TYPE_CHECKING:
    from desk_app.gui.views.post import PostView

_NEXT = ("post", "newAddress", "sendAgain", "delivered")
"""What comes next, the first that can be done."""


class PostActions(QObject):
    """Makes the table of actions and keeps the blue button right."""

    def __init__(self, view: PostView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view

    def lines(self) -> list[ActionLine]:
        """Return every action of the page."""
        return [*self._of_envelopes(), *self._of_outcomes(), *self._of_paper()]

    def show_next(self) -> None:
        """Let the blue button do what comes next, or wait."""
        doing = self._view.doing
        name = self._next_name()
        doing["next"].setEnabled(bool(name))
        doing["next"].setText(doing[name or "post"].text())
        for each in ("sendAgain", "newAddress"):
            doing[each].setVisible(doing[each].isEnabled())

    def _of_envelopes(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine("next", lambda: self.tr("Next step"), self._next, Key.MAIN),
            ActionLine(
                "post",
                lambda: self.tr("Record as posted"),
                view.post,
                None,
                "post",
                "letter",
                enabled=self._may_post,
            ),
            ActionLine(
                "toNumber",
                lambda: self.tr("To the tracking number"),
                view.to_number,
                Key.TRACKING_NUMBER,
                "scan",
                "letter",
                enabled=lambda: view.state.waiting is not None,
            ),
            ActionLine(
                "otherStamps",
                lambda: self.tr("Other stamps"),
                view.presenter.another_choice,
                Key.EDIT,
                "undo",
                "letter",
                enabled=self._has_choices,
            ),
            ActionLine(
                "basis",
                lambda: self.tr("Why it costs that"),
                view.show_clause,
                Key.CLAUSE,
                "info",
                "letter",
                enabled=lambda: view.state.waiting is not None,
            ),
        ]

    def _of_outcomes(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine(
                "delivered",
                lambda: self.tr("Record the delivery"),
                lambda: view.questions.ask_delivered(view.sent()),
                None,
                "check",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.sent()),
                divided=True,
            ),
            ActionLine(
                "cameBack",
                lambda: self.tr("Record what came back"),
                lambda: view.questions.ask_came_back(view.sent()[0]),
                Key.CAME_BACK,
                "back",
                "letter",
                enabled=lambda: view.presenter.may_post and len(view.sent()) == 1,
            ),
            ActionLine(
                "sendAgain",
                lambda: self.tr("Send it again (L14)"),
                view.send_again,
                None,
                "letter",
                "letter",
                enabled=lambda: self._waits_here(needs_address=False),
            ),
            ActionLine(
                "newAddress",
                lambda: self.tr("A new address"),
                view.new_address,
                None,
                "edit",
                "letter",
                enabled=lambda: self._waits_here(needs_address=True),
            ),
            ActionLine(
                "openRequest",
                lambda: self.tr("Open the request"),
                view.open_application,
                None,
                "application",
                "letter",
                enabled=lambda: view.state.row is not None,
            ),
        ]

    def _of_paper(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine(
                "printSlip",
                lambda: self.tr("Print the slip"),
                view.print_slip,
                Key.PRINT,
                "print",
                "letter",
                enabled=lambda: bool(view.state.slip.pages),
                divided=True,
            ),
            ActionLine(
                "newSlip",
                lambda: self.tr("Begin another slip"),
                view.presenter.begin_slip,
                None,
                "plus",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.state.slip_begun),
            ),
            ActionLine(
                "printEnvelopes",
                lambda: self.tr("Print envelopes"),
                lambda: view.ask_to_print(view.questions.envelopes(view.chosen())),
                Key.PRINT_ALL,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "printLabels",
                lambda: self.tr("Print labels"),
                lambda: view.ask_to_print(view.questions.labels(view.chosen())),
                None,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "caseSlip",
                lambda: self.tr("Print the case slip"),
                self._print_case_slip,
                None,
                "print",
                "letter",
                enabled=lambda: view.state.row is not None,
            ),
        ]

    def _next_name(self) -> str:
        doing = self._view.doing
        return next((name for name in _NEXT if doing[name].isEnabled()), "")

    def _next(self) -> None:
        self._view.form.take()
        name = self._next_name()
        if name:
            self._view.doing[name].trigger()

    def _may_post(self) -> bool:
        view = self._view
        return view.presenter.may_post and any(stands(row) in GOES for row in view.waiting_chosen())

    def _has_choices(self) -> bool:
        row = self._view.state.waiting
        return row is not None and bool(row.priced.offer and row.priced.offer.choices)

    def _has_letters(self) -> bool:
        return bool(self._view.chosen_with_letters())

    def _waits_here(self, *, needs_address: bool) -> bool:
        row = self._view.state.sent
        return row is not None and row.open and row.needs_address is needs_address

    def _print_case_slip(self) -> None:
        view = self._view
        id_ = view.application()
        if id_ is not None:
            view.ask_to_print(view.questions.case_slip(id_))
