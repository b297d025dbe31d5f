# SPDX-License-Identifier: MIT
"""What comes next for a decision, in words: what is missing, whom it waits for, where it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.kit.display.next_step import NextTold
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.pages.decision.book import DecisionMode
from desk_app.gui.pages.decision.form import place_of
from desk_app.i18n import dates, messages, writing
from desk_app.rules.work_codes import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.gui.pages.decision.book import DecisionState
    from desk_app.gui.session.session import Session


class DecisionStep(QObject):
    """Tells it in the clerk's language."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def of(self, state: DecisionState, title_of: Callable[[str], str], final: str) -> NextTold:
        """Return what comes next; ``title_of`` names a part of the page, ``final`` what lasts."""
        if state.mode is DecisionMode.WRITE:
            return self._to_write(state, title_of)
        if state.mode is DecisionMode.APPROVE:
            return self._to_approve(state, final)
        if state.decision is not None and state.decision.approval is not None:
            title = self.tr("The decision is approved: its letter comes next")
            return NextTold(title, self.tr("It is issued under Letters."))
        return NextTold(self.tr("Nothing is to be decided on this claim now"))

    def _to_write(self, state: DecisionState, title_of: Callable[[str], str]) -> NextTold:
        if state.form.outcome is None:
            return NextTold(
                self.tr("Choose the decision"),
                self.tr("Press its number; what is to be written follows from it."),
            )
        if state.missing:
            told = [self._in_the_way(reason, state, title_of) for reason in state.missing]
            key = shortcuts.label(Key.NEXT_FINDING)
            link = self.tr("Go there {key}").format(key=key) if state.first_missing else ""
            title = self.tr("Write what is still missing")
            return NextTold(title, " ".join(told), link=link, mark=Mark.ASK)
        return NextTold(
            self.tr("Read the letter at the right, then propose the decision"),
            self.tr("It then waits for a second person. The proposer cannot approve."),
        )

    def _to_approve(self, state: DecisionState, final: str) -> NextTold:
        back, mine = self._came_back(state), self._own(state)
        again = self.tr("What the outcome needs is asked again when it is approved.")
        title = self.tr("Waits for approval again") if back else ""
        if mine:
            waits = title or self.tr("It waits for a second person")
            return NextTold(waits, " ".join(filter(None, (back, mine, again))), final)
        reads = self.tr("Read the letter at the right, then approve the decision or send it back")
        detail = " ".join(filter(None, (back, again)))
        return NextTold(title or reads, detail, final, mark=Mark.ASK if back else None)

    def _in_the_way(
        self, reason: Refusal, state: DecisionState, title_of: Callable[[str], str]
    ) -> str:
        told = messages.refusal(reason.value, {}, self._session.language)
        title = title_of(place_of(reason, state.shown))
        return self.tr("{why} Where: {field}").format(why=told, field=title) if title else told

    def _came_back(self, state: DecisionState) -> str:
        """Return who approved it before, and what changed since; empty where nobody did."""
        decision, opened, language = state.decision, state.opened, self._session.language
        back = None if decision is None else opened.situation.came_back.get(decision.id)
        if back is None:
            return ""
        items = [messages.word(each, language) for each in back.changed]
        return self.tr("{name} approved it {day}. Changed since: {items}.").format(
            name=opened.name_of(back.approval.by),
            day=dates.near(back.approval.on, self._session.today, language),
            items=writing.listed(items, language),
        )

    def _own(self, state: DecisionState) -> str:
        """Return why somebody else gives the approval, to whoever proposed it."""
        decision = state.decision
        if decision is None or decision.proposed_by != state.opened.actor.id:
            return ""
        return messages.refusal(Refusal.OWN_PROPOSAL.value, {}, self._session.language)
