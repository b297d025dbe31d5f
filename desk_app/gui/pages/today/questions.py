# SPDX-License-Identifier: MIT
"""The question with which two people carry a desk of before over to a signed roster."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk import carrying_over
from desk_app.desk.roster import APPROVERS, Second
from desk_app.gui.asking import Answers, Asked, ChoiceAsked, Question, SecretAsked, Weight, text
from desk_app.i18n import messages
from desk_app.records.safekeeping import is_rescuer, sheet_in_use

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.carrying_over import Survey
    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.session import Workplace
    from desk_app.records.safekeeping import RecoverySheet


class CarryingOver(QObject):
    """Shows what is in the keys beside what the books say, and asks two people to sign."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def question(self, seen: Survey) -> Question:
        """Return the question for what was found; the new sheet is printed after it."""
        return Question(
            self.tr("Carry the desk over to a signed roster"),
            self.tr("Both sign"),
            partial(self._doing, seen),
            effect=self.tr(
                "From then on nobody changes people, keys, sheets or disposals without a signature."
            ),
            detail="\n".join(self._lines(seen)),
            asked=self._asked(seen),
            weight=Weight.FINAL,
            said=self.tr("Carried over. Print the new recovery sheet now."),
        )

    def _lines(self, seen: Survey) -> list[str]:
        """Say what comes along and what does not, and what journal and books say of it."""
        language = self._work.language
        comes = self.tr("Comes along: {name} ({said})")
        stays = self.tr("Stays behind: {name} ({said})")
        lines = [
            (comes if each.explained else stays).format(
                name=each.user.name, said=messages.word(each.said, language)
            )
            for each in seen.people
        ]
        lines.append(self.tr("Who does not sign now confirms himself later with the password."))
        explained = self.tr("Names of disposed applications that the books explain: {number}")
        lines.append(explained.format(number=seen.disposed + seen.disposed_missing))
        if seen.signers_left or seen.disposed_left:
            left = self.tr(
                "Left behind unexplained: former signing keys of {signers} people, {names}"
                " disposed names."
            )
            lines.append(left.format(signers=len(seen.signers_left), names=seen.disposed_left))
        return lines

    def _asked(self, seen: Survey) -> tuple[Asked, ...]:
        actor, sheet = self._work.desk.actor, _in_use(seen)
        choices = [
            (each.user.name, each.user.name)
            for each in seen.people
            if each.explained and each.user.id != actor.id and each.user.roles & APPROVERS
        ]
        first = choices[0][0] if choices else None
        if sheet is not None and not is_rescuer(actor):
            called = self.tr("the recovery sheet {number}").format(number=sheet.number)
            choices.append((sheet.number, called))
            first = first or sheet.number
        secret = self.tr("That person's password, or the sheet's whole key")
        second = (
            ChoiceAsked("second_person", self.tr("Who signs with you"), tuple(choices), first),
            SecretAsked("second_password", secret),
        )
        if is_rescuer(actor):
            return second
        return (SecretAsked("own_password", self.tr("Your own password")), *second)

    def _doing(self, seen: Survey, answers: Answers) -> Callable[[Desk], Changes]:
        work, sheet = self._work, _in_use(seen)
        own, secret = text(answers, "own_password"), text(answers, "second_password")
        name = cast("str", answers["second_person"])

        def verb(desk: Desk) -> Changes:
            first = desk if is_rescuer(desk.actor) else work.acting(desk, desk.actor.name, own)
            second = work.acting(desk, name, secret)
            with_sheet = sheet is not None and name == sheet.number
            return carrying_over.carry_over(
                first,
                Second(second.actor, second.ports.seal),
                sheet_key=secret if with_sheet else "",
            )

        return verb


def _in_use(seen: Survey) -> RecoverySheet | None:
    return sheet_in_use(each.sheet for each in seen.sheets)
