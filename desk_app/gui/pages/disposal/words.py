# SPDX-License-Identifier: MIT
"""What the disposal page says of one disposal: its steps, what goes, what stays, its report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desk_app.gui.kit.facts import StepLine
from desk_app.gui.kit.painting import Mark
from desk_app.gui.pages.disposal.book import Stage
from desk_app.gui.pages.disposal.report import ReportWords
from desk_app.i18n import dates, messages
from desk_app.i18n.writing import listed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desk_app.gui.pages.disposal.book import DisposalPage
    from desk_app.gui.session import Workplace
    from desk_app.records.base import UserId
    from desk_app.records.disposal import DisposalRecord


_NOW = {
    Stage.PROPOSAL: 1,
    Stage.SIGNATURE: 2,
    Stage.CARRYING_OUT: 3,
    Stage.PAPER: 3,
    Stage.CHECK: 4,
    Stage.NOTHING: 5,
    Stage.SENT_BACK: 1,
}


class DisposalWords(QObject):
    """Speaks the clerk's language; it holds nothing of a disposal."""

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def title(self, page: DisposalPage) -> str:
        """Return the number, or that a proposal is being made."""
        if page.record is None:
            return self.tr("New disposal")
        return self.tr("Disposal {number}").format(number=page.record.number)

    def about(self, page: DisposalPage) -> str:
        """Return how much it is, and how far."""
        if page.record is None:
            return self.tr("%n application(s) chosen", "", len(page.picked))
        state = messages.word(page.record.state, self._work.language)
        count = self.tr("%n application(s)", "", len(page.record.items))
        return self.tr("{count}, {state}").format(count=count, state=state)

    def steps(self, page: DisposalPage) -> list[StepLine]:
        """Return the five steps."""
        record, now = page.record, _NOW[page.stage]
        gone = record is not None and record.carried_out_at is not None
        paper = record is not None and record.paper is not None
        checked = record is not None and record.check is not None and record.check.clean
        done = (
            record is not None and page.stage is not Stage.SENT_BACK,
            record is not None and record.approval is not None,
            gone and paper,
            checked and page.stage in (Stage.PAPER, Stage.NOTHING),
            page.stage is Stage.NOTHING,
        )
        names = (
            self.tr("1 Propose"),
            self.tr("2 Sign"),
            self.tr("3 Carry out"),
            self.tr("4 Check"),
            self.tr("5 Report"),
        )
        _, signed, carried, searched, kept = done
        whats = (
            self._proposing(page),
            self._words_of_signing(done=signed),
            self._carrying_out(page, done=carried),
            self._words_of_search(done=searched),
            self.tr("The report is kept") if kept else self.tr("Keep the report"),
        )
        asides = self._asides(page)
        return [
            StepLine(
                self._mark(number, page, done=done[number - 1]),
                names[number - 1],
                whats[number - 1],
                asides[number - 1],
                now=number == now,
            )
            for number in range(1, len(names) + 1)
        ]

    def goes(self, page: DisposalPage) -> list[str]:
        """Return what will be gone."""
        count, letters, sheets = _sums(page)
        return [
            self.tr("Records of %n application(s), and their search index", "", count),
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

    def note(self, page: DisposalPage) -> tuple[str, str, str]:
        """Return the kind, title and detail of what must be said first; nothing where all is well.

        Of a sent back proposal the reason, of a search that found something what to do.
        """
        record = page.record
        if record is not None and page.stage is Stage.SENT_BACK:
            return "ask", self.tr("Sent back"), record.sent_back_reason
        if record is not None and page.stage is Stage.CHECK and not page.working:
            return (
                "ask",
                self.tr("The records are gone, the check is not done"),
                self.tr("It was stopped, or something was left on a page. Check once more."),
            )
        if record is not None and page.stage is Stage.SIGNATURE and not page.signers:
            return (
                "ask",
                self.tr("Nobody here may sign it"),
                self.tr("The officer signs, or a supervisor where the officer proposed it."),
            )
        return "info", "", ""

    def old_backups(self, page: DisposalPage) -> tuple[str, str]:
        """Return from when on no copy made until now can be read."""
        record, language = page.record, self._work.language
        last: date | None = page.read.unreadable_after
        if record is not None and record.check is not None:
            last = record.check.unreadable_after
        if last is None:
            return self.tr("Old backups"), ""
        return (
            self.tr("Old backups"),
            self.tr(
                "After {day} the key of every backup that holds these applications is gone: no"
                " copy of them anywhere can be read."
            ).format(day=dates.full(last, language)),
        )

    def report(self, page: DisposalPage) -> ReportWords:
        """Return the head of the report as it will be printed."""
        record, language = page.record, self._work.language
        count, _, sheets = _sums(page)
        numbers, days = _numbers(page), _days(page)
        number = "" if record is None else record.number
        lines = []
        if numbers:
            lines.append(
                self.tr("Applications: {count} ({numbers})").format(
                    count=count, numbers=listed(numbers, language)
                )
            )
            lines.append(
                self.tr("Kept until: {first} to {last} (PR-6)").format(
                    first=dates.full(min(days), language), last=dates.full(max(days), language)
                )
            )
        lines.append(self._method(record, sheets))
        lines.append(self._who(page))
        return ReportWords(
            self.tr("Record of disposal (report)"),
            self.tr("Disposal number {number}").format(number=number or "–"),
            dates.full(self._work.today, language),
            tuple(lines),
        )

    def working(self, page: DisposalPage) -> tuple[Mark, str]:
        """Return how far long work is."""
        told = self.tr("Deleting, changing the key, making a backup, searching the pages")
        if not page.total:
            return Mark.WAITING, told
        return Mark.WAITING, f"{told} {100 * page.done // page.total}%"

    def _proposing(self, page: DisposalPage) -> str:
        if page.record is None:
            return self.tr("Tick the applications and count the paper")
        count = len(page.record.items)
        return self.tr("%n application(s) chosen, paper counted", "", count)

    def _words_of_signing(self, *, done: bool) -> str:
        if done:
            return self.tr("Somebody else looked at it")
        return self.tr("Somebody else looks at it")

    def _words_of_search(self, *, done: bool) -> str:
        if done:
            return self.tr("New backup made, nothing left was found")
        return self.tr("Make a new backup and search for what is left")

    def _carrying_out(self, page: DisposalPage, *, done: bool) -> str:
        if done:
            return self.tr("Records, index and letters deleted, paper destroyed")
        if page.stage is Stage.PAPER:
            return self.tr("Records are deleted; now destroy the paper and record it")
        return self.tr("Delete records, index and letters; destroy the paper")

    def _asides(self, page: DisposalPage) -> Sequence[str]:
        record = page.record
        if record is None:
            return ("", "", "", "", "")
        signer = self.tr("not signed yet") if page.stage is Stage.SIGNATURE else ""
        if record.approval is not None:
            signer = self._by(page, record.approval.by, record.approval.on)
        carried = record.carried_out_at
        check = record.check
        checked = check is not None and check.checked_on is not None
        return (
            self._by(page, record.proposed_by, dates.day_of(record.proposed_at)),
            signer,
            "" if carried is None else self._near(dates.day_of(carried)),
            self.tr("nothing left") if checked and check is not None and check.clean else "",
            "",
        )

    def _mark(self, number: int, page: DisposalPage, *, done: bool) -> Mark:
        if done:
            return Mark.OK
        if page.working and number == _NOW[page.stage]:
            return Mark.WAITING
        return Mark.PEOPLE if number == _NOW[Stage.SIGNATURE] == _NOW[page.stage] else Mark.OPEN

    def _method(self, record: DisposalRecord | None, sheets: int) -> str:
        if record is None or record.paper is None:
            return self.tr("Method: records deleted, %n sheet(s) of paper destroyed", "", sheets)
        method = messages.word(record.paper.method, self._work.language)
        return self.tr(
            "Method: records deleted, %n sheet(s) of paper: {method}", "", sheets
        ).format(method=method)

    def _who(self, page: DisposalPage) -> str:
        record = page.record
        nobody = "______"
        proposer = self._work.desk.actor.name
        signer = witness = nobody
        if record is not None:
            proposer = page.name_of(record.proposed_by)
            signer = nobody if record.approval is None else page.name_of(record.approval.by)
            witness = nobody if record.paper is None else page.name_of(record.paper.witness)
        return self.tr("Proposed: {proposer}  Signed: {signer}  Witness: {witness}").format(
            proposer=proposer, signer=signer, witness=witness
        )

    def _by(self, page: DisposalPage, user: UserId, on: date) -> str:
        return f"{page.name_of(user)} {self._near(on)}"

    def _near(self, on: date) -> str:
        return dates.beside(on, self._work.today, self._work.language)


def _sums(page: DisposalPage) -> tuple[int, int, int]:
    """Return how many requests, letters and sheets of paper it is."""
    record = page.record
    if record is not None:
        return len(record.items), sum(item.letters for item in record.items), record.sheets
    picked = page.picked
    return len(picked), sum(row.line.letters for row in picked), sum(row.sheets for row in picked)


def _numbers(page: DisposalPage) -> list[str]:
    if page.record is not None:
        return [item.receipt_number for item in page.record.items]
    return [row.line.receipt_number for row in page.picked]


def _days(page: DisposalPage) -> list[date]:
    if page.record is not None:
        return [item.kept_until for item in page.record.items]
    return [row.line.kept_until for row in page.picked]
