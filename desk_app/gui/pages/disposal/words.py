# SPDX-License-Identifier: MIT
"""What the disposal page says of one disposal: its steps, what goes, what stays, its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.kit.display.next_step import NextTold
from desk_app.gui.kit.display.steps import StepLine
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.pages.disposal.book import DisposalStage
from desk_app.i18n import dates, messages
from desk_app.i18n.writing import listed
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desk_app.gui.pages.disposal.book import DisposalsShown
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.case.disposal import DisposalRecord


StepTold = tuple[str, str, bool]
"""What a step is called, what it is, and whether it is done."""

_NOW = {
    DisposalStage.COUNTING: 1,
    DisposalStage.PROPOSAL: 1,
    DisposalStage.SIGNATURE: 2,
    DisposalStage.CARRYING_OUT: 3,
    DisposalStage.PAPER: 3,
    DisposalStage.CHECK: 4,
    DisposalStage.NOTHING: 5,
    DisposalStage.SENT_BACK: 1,
}


@dataclass(frozen=True, slots=True)
class ReportWords:
    """The head of a report: the title, number and day beside one another, then lines."""

    title: str = ""
    number: str = ""
    day: str = ""
    lines: tuple[str, ...] = ()


class DisposalWords(QObject):
    """Speaks the clerk's language; it holds nothing of a disposal."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def title(self, page: DisposalsShown) -> str:
        """Return the number, or that a proposal is being made, or that there is nothing to do."""
        if page.idle:
            return self.tr("Nothing to dispose of today")
        if page.record is None:
            return self.tr("New disposal")
        return self.tr("Disposal {number}").format(number=page.record.number)

    def about(self, page: DisposalsShown) -> str:
        """Return how much it is, and how far."""
        if page.idle:
            return ""
        if page.record is None:
            return self.tr("%n item(s) chosen", "", len(page.picked))
        state = messages.word(page.record.state, self._session.language)
        count = self.tr("%n item(s)", "", len(page.record.items))
        return self.tr("{count}, {state}").format(count=count, state=state)

    def steps(self, page: DisposalsShown) -> list[StepLine]:
        """Return the five steps."""
        now, asides = _NOW[page.stage], self._asides(page)
        told = (
            self._proposing(page),
            self._signing(page),
            self._carrying_out(page),
            self._searching(page),
            self._reporting(page),
        )
        return [
            StepLine(
                self._mark(number, page, done=done),
                name,
                what,
                aside,
                now=number == now and not page.idle,
            )
            for number, ((name, what, done), aside) in enumerate(
                zip(told, asides, strict=True), start=1
            )
        ]

    def ahead(self, page: DisposalsShown) -> tuple[str, str]:
        """Return when the next is due, and how far away that is: for a page with nothing to do."""
        language, told = self._session.language, []
        if held := len(page.read.due):
            told.append(self.tr("Held back though due: %n item(s).", "", held))
        if not page.read.coming:
            none = self.tr("No completed application is being kept")
            return none, "\n".join(told)
        day = min(line.kept_until for line in page.read.coming)
        count = sum(line.kept_until == day for line in page.read.coming)
        days = (day - self._session.today).days
        kept = self.tr("Kept until then: %n item(s).", "", count)
        away = self.tr("That is in %n day(s).", "", days)
        between = "" if language is Language.JA else " "
        told.append(between.join((kept, away)))
        said = self.tr("The next is due on {day}")
        return said.format(day=dates.full(day, language, weekday=True)), "\n".join(told)

    def goes(self, page: DisposalsShown) -> list[str]:
        """Return what will be gone."""
        count, letters, sheets = _sums(page)
        return [
            self.tr("Records of %n item(s), and their search index", "", count),
            self.tr("%n letter(s)", "", letters),
            self.tr("%n sheet(s) of paper", "", sheets),
        ]

    def stays(self) -> list[str]:
        """Return what is kept, none of which tells of a person."""
        return [
            self.tr("The journal, which tells of nobody"),
            self.tr("Numbers and days of this disposal"),
            self.tr("The report"),
        ]

    def next_step(self, page: DisposalsShown) -> NextTold:
        """Return what comes next, why and what of it lasts; nothing while it works or is over.

        Of a sent back proposal the reason, of a search that found something what to do.
        """
        if page.idle:
            return NextTold(*self.ahead(page))
        record = page.record
        if record is not None and page.stage is DisposalStage.SENT_BACK:
            return NextTold(self.tr("Sent back"), record.sent_back_reason, mark=Mark.ASK)
        if record is not None and page.stage is DisposalStage.CHECK and not page.working:
            return NextTold(
                self.tr("The records are gone, the check is not done"),
                self.tr("It was stopped, or something was left on a page. Check once more."),
                mark=Mark.ASK,
            )
        if record is not None and page.stage is DisposalStage.SIGNATURE and not page.signers:
            return NextTold(
                self.tr("Nobody here may sign it"),
                self.tr("The officer signs, or a supervisor where the officer proposed it."),
                mark=Mark.ASK,
            )
        if not page.begun:
            return NextTold(
                self.tr("Choose what is to be disposed of"),
                self.tr("Space ticks a line, F2 counts its paper."),
            )
        return self._next(page)

    def _before_proposal(self, page: DisposalsShown) -> NextTold:
        if page.stage is DisposalStage.COUNTING:
            then = self.tr("Then you propose. Another person signs before anything goes.")
            between = "" if self._session.language is Language.JA else " "
            return NextTold(self._to_count(page), between.join((*self._not_to_count(page), then)))
        return NextTold(
            self.tr("Propose these %n item(s)", "", len(page.picked)),
            self.tr("Another person signs before anything goes."),
        )

    def _to_count(self, page: DisposalsShown) -> str:
        """Return of how many the paper is to be counted; of how many chosen, where of some alone.

        So the figure always agrees with the ticks.
        """
        count, chosen = len(page.to_count), len(page.picked)
        if count == chosen:
            return self.tr("Count the paper of %n item(s)", "", count)
        said = self.tr("Of {chosen} chosen, count the paper of %n", "", count)
        return said.format(chosen=chosen)

    def _not_to_count(self, page: DisposalsShown) -> list[str]:
        """Say why the paper of the others that are chosen is not to be counted."""
        none = sum(not row.sheets and not row.counted for row in page.picked)
        counted = sum(row.counted for row in page.picked)
        told = []
        if none:
            told.append(self.tr("%n of them has no paper.", "", none))
        if counted:
            told.append(self.tr("%n of them is counted.", "", counted))
        return told

    def _next(self, page: DisposalsShown) -> NextTold:
        """Return what is to be done now, and what follows."""
        if page.working:
            return NextTold(self.tr("Wait until it is carried out"))
        match page.stage:
            case DisposalStage.SIGNATURE:
                return NextTold(
                    self.tr("Another person signs"),
                    self.tr("Name and password stand below. Nothing is deleted by that."),
                )
            case DisposalStage.CARRYING_OUT:
                return NextTold(
                    self.tr("Carry it out"),
                    self.tr("You are asked once more before anything is deleted."),
                    self.tr(
                        "Records, index and letters are deleted for good: nothing brings them back."
                        " Then the paper is destroyed."
                    ),
                )
            case DisposalStage.PAPER:
                return NextTold(
                    self.tr("Destroy the paper and record it"),
                    self.tr("Method, people and sheets stand below; with them it is done."),
                )
            case _ if page.record is None:
                return self._before_proposal(page)
            case _:
                return NextTold(
                    self.tr("The disposal is done: print its report"),
                    self.tr("It names nobody."),
                )

    def old_backups(self, page: DisposalsShown) -> str:
        """Return from when on no copy made until now can be read."""
        check = None if page.record is None else page.record.check
        last = page.read.unreadable_after if check is None else check.unreadable_after
        if last is None:
            return ""
        told = self.tr(
            "After {day} the key of every backup that holds these records is gone: no"
            " copy of them anywhere can be read."
        )
        return told.format(day=dates.full(last, self._session.language))

    def report(self, page: DisposalsShown) -> ReportWords:
        """Return the head of the report as it will be printed."""
        language, (count, _, sheets) = self._session.language, _sums(page)
        lines, number = [], "" if page.record is None else page.record.number
        if kept := _kept(page):
            days = [day for _, day in kept]
            numbers = listed([each for each, _ in kept], language)
            applications = self.tr("What goes: {count} ({numbers})")
            until = self.tr("Kept until: {first} to {last}")
            first, last = (dates.full(day, language) for day in (min(days), max(days)))
            lines = [
                applications.format(count=count, numbers=numbers),
                until.format(first=first, last=last),
            ]
        return ReportWords(
            self.tr("Record of disposal (report)"),
            self.tr("Disposal number {number}").format(number=number or "–"),
            dates.full(self._session.today, language),
            (*lines, self._method(page.record, sheets), self._who(page)),
        )

    def working(self, page: DisposalsShown) -> tuple[Mark, str]:
        """Return how far long work is."""
        told = self.tr("Deleting, changing the key, making a backup, searching the pages")
        if not page.total:
            return Mark.WAITING, told
        return Mark.WAITING, f"{told} {100 * page.done // page.total}%"

    def _proposing(self, page: DisposalsShown) -> StepTold:
        what = self.tr("Tick what is to go and count the paper")
        count = len(page.picked if page.record is None else page.record.items)
        if page.stage is DisposalStage.COUNTING:
            what = self._to_count(page)
        elif count:
            what = self.tr("%n item(s) chosen, paper counted", "", count)
        done = page.record is not None and page.stage is not DisposalStage.SENT_BACK
        return self.tr("1 Propose"), what, done

    def _signing(self, page: DisposalsShown) -> StepTold:
        done = page.record is not None and page.record.approval is not None
        what = (
            self.tr("Somebody else looked at it") if done else self.tr("Somebody else looks at it")
        )
        return self.tr("2 Sign"), what, done

    def _carrying_out(self, page: DisposalsShown) -> StepTold:
        record = page.record
        done = record is not None and record.carried_out_at is not None and record.paper is not None
        what = self.tr("Delete records, index and letters; destroy the paper")
        if done:
            what = self.tr("Records, index and letters deleted, paper destroyed")
        elif page.stage is DisposalStage.PAPER:
            what = self.tr("Records are deleted; now destroy the paper and record it")
        return self.tr("3 Carry out"), what, done

    def _searching(self, page: DisposalsShown) -> StepTold:
        check = None if page.record is None else page.record.check
        clean = check is not None and check.clean
        done = clean and page.stage in (DisposalStage.PAPER, DisposalStage.NOTHING)
        what = self.tr("Make a new backup and search for what is left")
        if done:
            what = self.tr("New backup made, nothing left was found")
        return self.tr("4 Check"), what, done

    def _reporting(self, page: DisposalsShown) -> StepTold:
        done = page.stage is DisposalStage.NOTHING
        what = self.tr("The report is kept") if done else self.tr("Keep the report")
        return self.tr("5 Report"), what, done

    def _asides(self, page: DisposalsShown) -> Sequence[str]:
        record = page.record
        if record is None:
            return ("", "", "", "", "")
        signer = self.tr("not signed yet") if page.stage is DisposalStage.SIGNATURE else ""
        if record.approval is not None:
            signer = self._by(page, record.approval.by, record.approval.on)
        carried, check = record.carried_out_at, record.check
        clean = check is not None and check.checked_on is not None and check.clean
        return (
            self._by(page, record.proposed_by, dates.day_of(record.proposed_at)),
            signer,
            "" if carried is None else self._near(dates.day_of(carried)),
            self.tr("nothing left") if clean else "",
            "",
        )

    def _mark(self, number: int, page: DisposalsShown, *, done: bool) -> Mark:
        if done:
            return Mark.OK
        if page.working and number == _NOW[page.stage]:
            return Mark.WAITING
        return (
            Mark.PEOPLE
            if number == _NOW[DisposalStage.SIGNATURE] == _NOW[page.stage]
            else Mark.TO_DO
            if number == _NOW[page.stage] and not page.idle
            else Mark.OPEN
        )

    def _method(self, record: DisposalRecord | None, sheets: int) -> str:
        if record is None or record.paper is None:
            return self.tr("Method: records deleted, %n sheet(s) of paper destroyed", "", sheets)
        method = messages.word(record.paper.method, self._session.language)
        return self.tr(
            "Method: records deleted, %n sheet(s) of paper: {method}", "", sheets
        ).format(method=method)

    def _who(self, page: DisposalsShown) -> str:
        record, proposer = page.record, self._session.desk.actor.name
        signer = witness = "______"
        if record is not None:
            proposer = page.name_of(record.proposed_by)
            signer = signer if record.approval is None else page.name_of(record.approval.by)
            witness = witness if record.paper is None else page.name_of(record.paper.witness)
        return self.tr("Proposed: {proposer}  Signed: {signer}  Witness: {witness}").format(
            proposer=proposer, signer=signer, witness=witness
        )

    def _by(self, page: DisposalsShown, user: UserId, on: date) -> str:
        return f"{page.name_of(user)} {self._near(on)}"

    def _near(self, on: date) -> str:
        return dates.beside(on, self._session.today, self._session.language)


def _sums(page: DisposalsShown) -> tuple[int, int, int]:
    """Return how many requests, letters and sheets of paper it is."""
    record = page.record
    if record is not None:
        return len(record.items), sum(item.letters for item in record.items), record.sheets
    picked = page.picked
    return len(picked), sum(row.line.letters for row in picked), sum(row.sheets for row in picked)


def _kept(page: DisposalsShown) -> list[tuple[str, date]]:
    """Return receipt number and last day of what it is."""
    if page.record is not None:
        return [(item.receipt_number, item.kept_until) for item in page.record.items]
    return [(row.line.receipt_number, row.line.kept_until) for row in page.picked]
