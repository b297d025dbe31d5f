# SPDX-License-Identifier: MIT
"""What can be done with an open application: in menus, on keys, with the reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from desk_app.gui.presenters.application import Go
from desk_app.gui.shortcuts import Key
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.i18n import messages
from desk_app.rules.permission.attempt import Verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.presenters.application import ApplicationPresenter
    from desk_app.gui.presenters.application_read import Opened
    from desk_app.gui.presenters.question import Question
    from desk_app.records.history import DepartmentInquiry


_ELSEWHERE = (
    Verb.ACKNOWLEDGE,
    Verb.GIVE_NOTICE,
    Verb.GIVE_DELAY,
    Verb.PROPOSE,
    Verb.APPROVE,
    Verb.ISSUE_LETTER,
    Verb.PRINT_LETTER,
    Verb.POST,
    Verb.SEND_AGAIN,
)
"""What is done on another page; the menu goes there whenever the workflow allows it."""


@dataclass(frozen=True, slots=True)
class _Doing:
    """A verb of the menu, and the question that it begins with.

    ``is_asked`` says whether there is one, where that is known without writing it.
    """

    verb: Verb
    question: Callable[[Opened], Question | None]
    icon: str = ""
    key: Key | None = None
    is_asked: Callable[[Opened], bool] | None = None


class ApplicationActions(QObject):
    """Makes the actions; ``asked`` carries a question, ``went`` a place to go to.

    ``slip_wanted`` asks for the slip that lies with the papers (P4).
    """

    slip_wanted = Signal()
    asked = Signal(object)
    went = Signal(object)
    stepped = Signal(int)

    def __init__(self, presenter: ApplicationPresenter, view: QWidget) -> None:
        super().__init__(view)
        self._presenter = presenter
        self._doings = {doing.verb.value: doing for doing in self._verbs()}
        self.table = ActionTable(
            [
                *self._pages(),
                *map(self._line, self._doings.values()),
                *map(self._going, _ELSEWHERE),
                *self._steps(),
            ],
            view,
        )
        self.more = QMenu(view)
        self.more.setToolTipsVisible(True)
        self.table.fill(self.more, "application")

    def refresh(self) -> None:
        """Ask of every action whether it can be done now, and say why not."""
        self.table.refresh()
        opened = self._presenter.opened
        step = self._presenter.next_step()
        self.table["next"].setText(step.word or self.tr("Nothing to be done"))
        self.table["next"].setVisible(step.go is not Go.NOWHERE)
        for verb in _ELSEWHERE:
            self.table[verb.value].setVisible(self._elsewhere(verb))
        language = self._presenter.work.language
        for name, doing in self._doings.items():
            why = "" if opened is None else opened.why_not(doing.verb, language)
            self.table[name].setToolTip(why or self.table[name].text())
            self.table[name].setStatusTip(why)

    def _verbs(self) -> tuple[_Doing, ...]:
        presenter = self._presenter
        return (
            _Doing(Verb.ASK_DEPARTMENT, presenter.questions.ask_department, "inquiry"),
            _Doing(
                Verb.RECORD_ANSWER,
                self._of_inquiry(presenter.questions.answer),
                key=Key.ANSWER,
            ),
            _Doing(Verb.CHASE_DEPARTMENT, self._of_inquiry(presenter.questions.chase)),
            _Doing(
                Verb.READ_PAPER,
                presenter.read_question,
                is_asked=lambda opened: presenter.reading.unread(opened) is not None,
            ),
            _Doing(
                Verb.CORRECT,
                presenter.corrections.correct,
                "edit",
                Key.EDIT,
                is_asked=lambda _: True,
            ),
            _Doing(Verb.JUDGE, self._first_verdict),
            _Doing(Verb.ALLOT, presenter.papers.allot),
            _Doing(Verb.MOVE_SUPPLEMENT, presenter.papers.move_supplement),
            _Doing(Verb.CONFIRM_LAPSE, presenter.questions.confirm_lapse),
            _Doing(Verb.CONFIRM_WITHDRAWAL, presenter.questions.confirm_withdrawal),
            _Doing(Verb.LIST_RETURNS, presenter.letters.cover_sheet, "back"),
            _Doing(Verb.RETURN_THINGS, presenter.letters.return_things),
        )

    def _line(self, doing: _Doing) -> ActionLine:
        return ActionLine(
            doing.verb.value,
            messages.label(doing.verb, self._presenter.work.language),
            lambda: self._ask(doing),
            doing.key,
            doing.icon,
            "application",
            enabled=lambda: self._may(doing),
            divided=doing.verb in {Verb.ASK_DEPARTMENT, Verb.READ_PAPER, Verb.CONFIRM_LAPSE},
        )

    def _going(self, verb: Verb) -> ActionLine:
        """Return the line of a verb that another page does: there only while it can be done."""
        return ActionLine(
            verb.value,
            messages.label(verb, self._presenter.work.language),
            lambda: self.went.emit(self._presenter.step_of(verb)),
            menu="application",
            enabled=lambda: self._elsewhere(verb),
            divided=verb is _ELSEWHERE[0],
        )

    def _pages(self) -> list[ActionLine]:
        return [
            ActionLine("next", self.tr("Next step"), self._next, Key.MAIN),
            ActionLine(
                "comparison",
                self.tr("Compare by eye"),
                lambda: self.went.emit(Go.COMPARISON),
                Key.COMPARISON,
                "eye",
                "application",
                enabled=self._is_open,
            ),
            ActionLine(
                "decision",
                self.tr("To the decision page"),
                lambda: self.went.emit(Go.DECISION),
                Key.DECISION,
                "edit",
                "application",
                enabled=self._has_claims,
            ),
            ActionLine(
                "letters",
                self.tr("Letters of this application"),
                lambda: self.went.emit(Go.LETTERS),
                Key.PRINT,
                "letter",
                "application",
                enabled=self._has_letters,
            ),
            ActionLine(
                "supplement",
                self.tr("Log a supplement"),
                lambda: self.went.emit(Go.SUPPLEMENT),
                Key.LOG_SUPPLEMENT,
                "clip",
                "application",
            ),
            ActionLine(
                "caseSlip",
                self.tr("Print the case slip"),
                self.slip_wanted.emit,
                None,
                "print",
                "application",
                enabled=self._is_open,
            ),
        ]

    def _steps(self) -> list[ActionLine]:
        return [
            ActionLine(
                "previousApplication",
                self.tr("Previous application"),
                lambda: self.stepped.emit(-1),
                Key.PREVIOUS_APPLICATION,
                menu="go",
            ),
            ActionLine(
                "nextApplication",
                self.tr("Next application"),
                lambda: self.stepped.emit(1),
                Key.NEXT_APPLICATION,
                menu="go",
            ),
        ]

    def _of_inquiry(
        self, question: Callable[[Opened, DepartmentInquiry], Question]
    ) -> Callable[[Opened], Question | None]:
        def of_waiting(opened: Opened) -> Question | None:
            inquiry = self._presenter.waiting_inquiry()
            return None if inquiry is None else question(opened, inquiry)

        return of_waiting

    def _first_verdict(self, opened: Opened) -> Question | None:
        waiting = self._presenter.judging.open(opened)
        return self._presenter.judging.question(opened, *waiting[0]) if waiting else None

    def _next(self) -> None:
        step = self._presenter.next_step()
        if step.question is not None:
            self.asked.emit(step.question)
        elif step.go is not Go.NOWHERE:
            self.went.emit(step)

    def _ask(self, doing: _Doing) -> None:
        opened = self._presenter.opened
        question = None if opened is None else doing.question(opened)
        if question is not None:
            self.asked.emit(question)

    def _may(self, doing: _Doing) -> bool:
        opened = self._presenter.opened
        if opened is None or not (opened.may(doing.verb) or opened.could(doing.verb)):
            return False
        if doing.is_asked is not None:
            return doing.is_asked(opened)
        return doing.question(opened) is not None

    def _elsewhere(self, verb: Verb) -> bool:
        return self._presenter.step_of(verb).go is not Go.NOWHERE

    def _is_open(self) -> bool:
        return self._presenter.opened is not None

    def _has_claims(self) -> bool:
        opened = self._presenter.opened
        return opened is not None and bool(opened.application.claims)

    def _has_letters(self) -> bool:
        opened = self._presenter.opened
        return opened is not None and bool(opened.file.letters or opened.owed)
