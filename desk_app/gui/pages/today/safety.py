# SPDX-License-Identifier: MIT
"""The line over the work of the day that says what the desk's safety still needs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desk_app.desk.keys import backups, carrying_over, people
from desk_app.desk.keys.roster import APPROVERS, Second
from desk_app.desk.opened import arriving
from desk_app.desk.opened.arriving import Missing
from desk_app.gui.asking import (
    Answers,
    Ask,
    Asked,
    ChoiceAsked,
    Question,
    SecretAsked,
    Weight,
    text,
)
from desk_app.gui.kit.display.notes import NoteFrame, NoteLine
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.safety.drill import HoldDrill
from desk_app.gui.safety.folders import BackupFolder
from desk_app.gui.safety.sheets import NewSheet
from desk_app.i18n import dates, messages
from desk_app.records.desk.sheets import is_rescuer, sheet_in_use
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from desk_app.desk.context import Changes, Desk
    from desk_app.desk.keys.carrying_over import Survey
    from desk_app.gui.session.session import Session
    from desk_app.records.desk.sheets import Quarter, RecoverySheet


@dataclass(frozen=True, slots=True)
class Safety:
    """What is missing, the most pressing first.

    The carrying over of keys of before, what the first start still needs, the quarter without a
    recovery sheet, the drill's day.
    """

    carrying_over: bool = False
    missing: Missing | None = None
    sheet_due: Quarter | None = None
    drill_due: date | None = None


def read_safety(desk: Desk) -> Safety:
    """Return what is to be said; nothing on a sample desk, which has no sheet at all."""
    if carrying_over.is_due(desk):
        return Safety(carrying_over=True)
    missing = arriving.missing(desk)
    if missing is not None or sheet_in_use(desk.ports.keys.sheets()) is None:
        return Safety(missing=missing)
    return Safety(sheet_due=people.sheet_due(desk), drill_due=backups.drill_due(desk))


class SafetyLine(NoteLine):
    """Takes no room where nothing is missing; whoever keeps the keys has a button to mend it."""

    def __init__(self, session: Session) -> None:
        super().__init__(NoteFrame("ask"), KeyButton())
        self._session = session
        self._safety = Safety()
        self._carrying = CarryingOver(session, self)
        self._mends = session.may(Duty.KEYS)
        self._note.setObjectName("safety")
        self._button.setObjectName("mend")
        self._button.setVisible(self._mends)
        self._button.clicked.connect(self._mend)
        if session.backups is not None:
            session.backups.ended.connect(self.read)

    def read(self) -> None:
        """Ask the desk what is missing."""
        self._session.ask(self, "safety", read_safety, self._take)

    def _word_of_mending(self) -> str:
        if self._safety.carrying_over:
            return self.tr("Carry it over")
        if self._wants_sheet:
            return self.tr("Print the recovery sheet")
        if self._safety.missing is Missing.FOLDER:
            return self.tr("Choose a folder")
        if self._safety.missing is Missing.BACKUP:
            return self.tr("Back up now")
        return self.tr("Hold the drill")

    @property
    def _wants_sheet(self) -> bool:
        return self._safety.sheet_due is not None or self._safety.missing is Missing.SHEET

    def _mend(self) -> None:
        """Begin what is missing, here and now."""
        session, missing = self._session, self._safety.missing
        if self._safety.carrying_over:
            session.ask(self, "carrying over", carrying_over.survey, self._carry_over)
        elif missing is not Missing.BACKUP:
            folder = BackupFolder if missing is Missing.FOLDER else HoldDrill
            self._open(NewSheet(session, self) if self._wants_sheet else folder(session, self))
        elif session.backups is not None:
            session.backups.make()

    def _carry_over(self, seen: Survey) -> None:
        """Have two people sign what was found; then the new sheet is printed."""
        dialog = Ask(self._session, self._carrying.question(seen), self)
        dialog.accepted.connect(lambda: self._open(NewSheet(self._session, self)))
        dialog.begin()

    def _open(self, dialog: NewSheet | BackupFolder | HoldDrill) -> None:
        dialog.finished.connect(self._mended)
        dialog.begin()

    def _mended(self) -> None:
        """Read what is missing now; backups that can be made now are known at once."""
        self.read()
        if self._session.backups is not None:
            self._session.backups.read_again()

    def _take(self, safety: Safety) -> None:
        """Say what is missing, to whoever can mend it with the way to do so."""
        self._safety = safety
        self._button.setText(self._word_of_mending())
        self._note.say(self._title(), self._to_officer() if self._mends else self._to_others())
        self.setVisible(safety != Safety())

    def _title(self) -> str:
        language = self._session.language
        if self._safety.carrying_over:
            return self.tr("The desk has to be carried over to a signed roster")
        if self._safety.sheet_due is not None:
            quarter = dates.quarter(self._safety.sheet_due, language)
            return self.tr("The recovery sheet of {quarter} is due").format(quarter=quarter)
        if self._safety.drill_due is not None:
            day = dates.beside(self._safety.drill_due, self._session.today, language)
            return self.tr("The drill of the month is due since {day}").format(day=day)
        missing = self._safety.missing
        return "" if missing is None else messages.label(missing, language)

    def _to_officer(self) -> str:
        """Say to whoever keeps the keys what it means and what is to be done."""
        if self._safety.carrying_over:
            return self.tr(
                "You sign it with a second person, or with the recovery sheet. Until then nobody is"
                " enrolled, no sheet is made, nothing is disposed of or restored."
            )
        if self._safety.sheet_due is not None:
            return self.tr("Print it; until then backups open with the sheet before.")
        return {
            Missing.SHEET: self.tr(
                "Until it is printed, no backup is made. It needs a printer that is set up on"
                " this computer."
            ),
            Missing.FOLDER: self.tr("Until it is chosen, no backup is made."),
            Missing.BACKUP: self._by_itself(),
            None: self.tr("Open the newest backup with the key of the recovery sheet."),
        }[self._safety.missing]

    def _to_others(self) -> str:
        """Say to everybody else what it means and whom it waits for."""
        if self._safety.carrying_over:
            return self.tr(
                "The officer does it with a second person. Until then nobody is enrolled, no sheet"
                " is made, nothing is disposed of or restored."
            )
        if self._safety.sheet_due is not None:
            return self.tr("The officer prints it; until then backups open with the sheet before.")
        return {
            Missing.SHEET: self.tr("Until the officer prints it, no backup is made."),
            Missing.FOLDER: self.tr("Until the officer chooses it, no backup is made."),
            Missing.BACKUP: self._by_itself(),
            None: self.tr(
                "The officer opens the newest backup with the key of the recovery sheet."
            ),
        }[self._safety.missing]

    def _by_itself(self) -> str:
        return self.tr("The first is made by itself, within the hour or at the exit.")


# The question with which two people carry a desk of before over to a signed roster.


class CarryingOver(QObject):
    """Shows what is in the keys beside what the books say, and asks two people to sign."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

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
        language = self._session.language
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
        actor, sheet = self._session.desk.actor, _in_use(seen)
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
        session, sheet = self._session, _in_use(seen)
        own, secret = text(answers, "own_password"), text(answers, "second_password")
        name = cast("str", answers["second_person"])

        def verb(desk: Desk) -> Changes:
            first = desk if is_rescuer(desk.actor) else session.acting(desk, desk.actor.name, own)
            second = session.acting(desk, name, secret)
            with_sheet = sheet is not None and name == sheet.number
            return carrying_over.carry_over(
                first,
                Second(second.actor, second.ports.seal),
                sheet_key=secret if with_sheet else "",
            )

        return verb


def _in_use(seen: Survey) -> RecoverySheet | None:
    return sheet_in_use(each.sheet for each in seen.sheets)
