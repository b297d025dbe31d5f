# SPDX-License-Identifier: MIT
"""The actions of the post page: the blue button does what comes next for the envelope looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from desk_app.gui.presenters.post import stands
from desk_app.gui.presenters.post_filling import GOES
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.case_slip_printing import CaseSlipPrinting
    from desk_app.gui.presenters.post import PostPresenter, PostState
    from desk_app.gui.presenters.post_questions import PostQuestions
    from desk_app.gui.presenters.post_read import Envelope, Sent, Waiting
    from desk_app.gui.presenters.question import Question
    from desk_app.gui.views.post_form import PostForm
    from desk_app.gui.widgets.actions import ActionTable
    from desk_app.records.ids import ApplicationId

_NEXT = ("post", "newAddress", "sendAgain", "delivered")
"""What comes next, the first that can be done."""


class Page(Protocol):
    """What the actions do to the page."""

    doing: ActionTable
    presenter: PostPresenter
    questions: PostQuestions
    case_slip: CaseSlipPrinting
    form: PostForm

    @property
    def state(self) -> PostState:
        """What the page shows now."""
        ...

    def post(self) -> None:
        """Record that the chosen envelopes were posted."""
        ...

    def to_number(self) -> None:
        """Put the keys on the tracking number, or ask for it once the envelope was posted."""
        ...

    def write_number(self) -> None:
        """Ask for the number of an envelope that was posted."""
        ...

    def show_clause(self) -> None:
        """Show what the postage rests on."""
        ...

    def send_again(self) -> None:
        """Go to the letter with which what came back goes again."""
        ...

    def new_address(self) -> None:
        """Ask for the address to which it may go now."""
        ...

    def open_application(self) -> None:
        """Open the request that the envelope belongs to."""
        ...

    def print_slip(self) -> None:
        """Ask for the printer of the slip."""
        ...

    def ask_to_print(self, question: Question) -> None:
        """Put a question before something is printed."""
        ...

    def application(self) -> ApplicationId | None:
        """Return the request that the envelope looked at belongs to."""
        ...

    def sent(self) -> Sequence[Sent]:
        """Return those of the chosen envelopes of which nothing is known since."""
        ...

    def waiting_chosen(self) -> Sequence[Waiting]:
        """Return those of the chosen envelopes that wait."""
        ...

    def chosen_with_letters(self) -> Sequence[Envelope]:
        """Return those of the chosen envelopes in which a letter lies."""
        ...


class PostActions(QObject):
    """Makes the table of actions and keeps the blue button right."""

    def __init__(self, view: Page, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view

    def lines(self) -> list[ActionLine]:
        """Return every action of the page."""
        return [*self._of_envelopes(), *self._of_outcomes(), *self._of_paper()]

    def show_next(self) -> None:
        """Ask what can be done now, and let the blue button do what comes next, or wait."""
        doing = self._view.doing
        # What cannot be seen can never be done in Qt: this comes before each is asked.
        doing["sendAgain"].setVisible(self._waits_here(needs_address=False))
        doing["newAddress"].setVisible(self._waits_here(needs_address=True))
        doing["writeNumber"].setVisible(self._view.state.sent is not None)
        doing.refresh()
        name = self._next_name()
        doing["next"].setEnabled(bool(name))
        doing["next"].setText(doing[name or "post"].text())

    def next_is(self, name: str) -> bool:
        """Say whether the blue button does this action now."""
        return self._next_name() == name

    def _of_envelopes(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine("next", self.tr("Next step"), self._next, Key.MAIN),
            ActionLine(
                "post",
                self.tr("Record as posted"),
                view.post,
                None,
                "post",
                "letter",
                enabled=self._may_post,
            ),
            ActionLine(
                "toNumber",
                self.tr("To the tracking number"),
                view.to_number,
                Key.TRACKING_NUMBER,
                "scan",
                "letter",
                enabled=lambda: view.state.waiting is not None or self._may_write_number(),
            ),
            ActionLine(
                "otherStamps",
                self.tr("Other stamps"),
                view.presenter.another_choice,
                Key.EDIT,
                "undo",
                "letter",
                enabled=self._has_choices,
            ),
            ActionLine(
                "basis",
                self.tr("Why it costs that"),
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
                self.tr("Record the delivery"),
                lambda: view.questions.ask_delivered(view.sent()),
                None,
                "check",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.sent()),
                divided=True,
            ),
            ActionLine(
                "cameBack",
                self.tr("Record what came back"),
                lambda: view.questions.ask_came_back(view.sent()[0]),
                Key.CAME_BACK,
                "back",
                "letter",
                enabled=lambda: view.presenter.may_post and len(view.sent()) == 1,
            ),
            ActionLine(
                "writeNumber",
                self.tr("Write the tracking number"),
                view.write_number,
                None,
                "edit",
                "letter",
                enabled=self._may_write_number,
            ),
            ActionLine(
                "sendAgain",
                self.tr("Send it again (L14)"),
                view.send_again,
                None,
                "letter",
                "letter",
                enabled=lambda: self._waits_here(needs_address=False),
            ),
            ActionLine(
                "newAddress",
                self.tr("Record a new address"),
                view.new_address,
                None,
                "edit",
                "letter",
                enabled=lambda: self._waits_here(needs_address=True),
            ),
            ActionLine(
                "openRequest",
                self.tr("Open the application"),
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
                self.tr("Print the slip"),
                view.print_slip,
                Key.PRINT,
                "print",
                "letter",
                enabled=lambda: bool(view.state.slip.number),
                divided=True,
            ),
            ActionLine(
                "newSlip",
                self.tr("Begin another slip"),
                view.presenter.begin_slip,
                None,
                "plus",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.state.slip_begun),
            ),
            ActionLine(
                "printEnvelopes",
                self.tr("Print envelopes"),
                lambda: view.ask_to_print(view.questions.envelopes(view.chosen_with_letters())),
                Key.PRINT_ALL,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "printLabels",
                self.tr("Print labels"),
                lambda: view.ask_to_print(view.questions.labels(view.chosen_with_letters())),
                None,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "caseSlip",
                self.tr("Print the case slip"),
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
        seen = self._view.form.settle()
        name = self._next_name()
        if name and seen:
            self._view.doing[name].trigger()

    def _may_post(self) -> bool:
        view = self._view
        return view.presenter.may_post and any(stands(row) in GOES for row in view.waiting_chosen())

    def _may_write_number(self) -> bool:
        view = self._view
        return view.presenter.may_post and view.state.sent is not None

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
            view.ask_to_print(view.case_slip.question(id_))
