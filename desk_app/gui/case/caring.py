# SPDX-License-Identifier: MIT
"""Who looks after an application, told and asked: taken over, given to somebody, handed back."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.desk.applications import caring
from desk_app.desk.applications.caring import AbsenceDraft
from desk_app.gui.asking import Answers, ChoiceAsked, DayAsked, Question, Questions
from desk_app.gui.session.session import Did, Undo
from desk_app.i18n import dates
from desk_app.records.base import UserId
from desk_app.rules.case import sharing
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.applications.caring import Team
    from desk_app.desk.context import Changes, Desk
    from desk_app.records.base import ApplicationId
    from desk_app.records.desk.people import Language

    Doing = Callable[[Desk], Changes]


def name_in(team: Team, user: UserId | None) -> str:
    """Return the name of somebody of the desk; the id where nobody has it any more."""
    return next((each.name for each in team.people if each.id == user), user or "")


def carer_told(
    team: Team, user: UserId | None, today: date, language: Language, me: UserId | None = None
) -> str:
    """Tell who looks after something; of who is absent until when, and who stands in.

    Whoever is signed in (``me``) is there, whatever was noted.
    """
    if not user:
        return QCoreApplication.translate("Care", "Looked after by nobody")
    told = QCoreApplication.translate("Care", "Looked after by {name}")
    away = "" if user == me else absence_told(team, user, today, language)
    return told.format(name=name_in(team, user)) + (f"  {away}" if away else "")


def absence_told(team: Team, user: UserId, today: date, language: Language) -> str:
    """Tell until when somebody is absent, and who stands in; empty of who is there."""
    standing = sharing.standing(user, team.absences, today)
    if standing.absence is None:
        return ""
    day = dates.near(standing.absence.until, today, language)
    if standing.acting is None:
        told = QCoreApplication.translate("Care", "absent until {day}: nobody stands in")
        return told.format(day=day)
    told = QCoreApplication.translate("Care", "absent until {day}: {name} stands in")
    return told.format(day=day, name=name_in(team, standing.acting))


class CareQuestions(Questions):
    """Writes the questions about who looks after what, and says how each is taken back."""

    def undo(self, id_: ApplicationId, number: str) -> Undo:
        """Return how the last word on who looks after it is taken back."""
        return Undo(Did.CARE, number, partial(caring.take_back_care, id_=id_))

    def assign(self, id_: ApplicationId, number: str, carer: UserId | None, team: Team) -> Question:
        """Ask who looks after it from now on."""

        def giving(user: UserId) -> Doing:
            return partial(caring.assign, id_=id_, user=user)

        return self.give(number, giving, carer, team, lambda: self.undo(id_, number))

    def give(
        self,
        number: str,
        giving: Callable[[UserId], Doing],
        carer: UserId | None,
        team: Team,
        undo: Callable[[], Undo],
    ) -> Question:
        """Ask who looks after what has a number from now on; ``giving`` returns what does it."""

        def doing(answers: Answers) -> Doing:
            return giving(UserId(str(answers.get("user") or "")))

        others = [each for each in team.able if each.id != carer]
        return Question(
            title=self.tr("Give {number} to somebody").format(number=number),
            verb=self.tr("Give"),
            doing=doing,
            effect=self._stands(carer, team),
            asked=(
                ChoiceAsked(
                    "user",
                    self.tr("Looked after by"),
                    tuple((each.id, self._name(each.id, team)) for each in others),
                    others[0].id if others else None,
                ),
            ),
            undo=lambda _: undo(),
        )

    def absence(self, team: Team, actor: UserId) -> Question:
        """Ask who is absent until when, and who stands in; without a day he is back."""

        def doing(answers: Answers) -> Doing:
            until, by = answers.get("until"), answers.get("stand_in")
            draft = AbsenceDraft(
                UserId(str(answers.get("user") or actor)),
                until if isinstance(until, date) else None,
                UserId(str(by)) if by else None,
            )
            return partial(caring.set_absence, draft=draft)

        whose = team.able if self._session.may(Duty.ASSIGN) else ()
        people = tuple((each.id, self._name(each.id, team)) for each in whose)
        if not people:
            people = ((actor, name_in(team, actor)),)
        nobody = ("", self.tr("nobody"))
        others = tuple((each.id, each.name) for each in team.able)
        first = actor if any(each == actor for each, _ in people) else people[0][0]
        return Question(
            title=self.tr("Absence"),
            verb=self.tr("Note it"),
            doing=doing,
            effect=self.tr("Work stays with who is absent; who stands in finds it with his own."),
            detail=self.tr("Without a day, the person is back."),
            asked=(
                ChoiceAsked("user", self.tr("Who"), people, first),
                DayAsked("until", self.tr("Last day of absence"), None),
                ChoiceAsked("stand_in", self.tr("Stands in"), (nobody, *others), ""),
            ),
        )

    def _stands(self, carer: UserId | None, team: Team) -> str:
        return carer_told(team, carer, self._session.today, self._session.language)

    def _name(self, user: UserId, team: Team) -> str:
        away = absence_told(team, user, self._session.today, self._session.language)
        return name_in(team, user) + (f" ({away})" if away else "")
