# SPDX-License-Identifier: MIT
"""What is asked of the journal of a store in memory."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from desk_app.desk.rows import (
    COUNT_CAP,
    TOKEN_SHOWN,
    ActionCount,
    IdWindow,
    JournalDay,
    JournalFilter,
    JournalLine,
)
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action, JournalEntry, JournalLink, JournalMark
from desk_app.records.case.application import Application
from desk_app.records.case.disposal import DisposalState
from desk_app.records.desk.sheets import is_sheet, shown_name
from desk_app.rules import codes
from desk_app.rules.days.clock import day_of, went_back
from tests.fakes.state import State

GONE = frozenset({DisposalState.CARRIED_OUT, DisposalState.VERIFIED})


class FakeJournalQueries:
    """What is asked of the journal (a ``desk.rows.JournalQueries``)."""

    def __init__(self, state: Callable[[], State]) -> None:
        self._read = state

    def window(self, wanted: JournalFilter, limit: int = COUNT_CAP) -> IdWindow:
        token = self._token(wanted.subject)
        ids = [
            number
            for number, entry in sorted(self._read().journal.items(), reverse=True)
            if _fits(entry, wanted) and token in {None, entry.subject}
        ]
        return IdWindow(tuple(ids[:limit]), len(ids) > limit, min(len(ids), COUNT_CAP))

    def lines(self, ids: Sequence[int]) -> tuple[JournalLine, ...]:
        entries = self._read().journal
        return tuple(self._line(entries[id_]) for id_ in ids if id_ in entries)

    def link(self, sequence: int) -> JournalLink | None:
        entries = self._read().journal
        if sequence not in entries:
            return None
        before = entries[sequence - 1].hash if sequence - 1 in entries else "0" * 64
        fits = entries[sequence].previous == before
        marks = (entries[sequence].hash[-12:], before[-12:])
        mark, earlier = (JournalMark(sequence - at, each) for at, each in enumerate(marks))
        return JournalLink(mark, earlier, fits)

    def sheets(self) -> tuple[UserId, ...]:
        actors = {UserId(entry.actor) for entry in self._read().journal.values()}
        return tuple(sorted(each for each in actors if is_sheet(each)))

    def day(self, on: date) -> JournalDay:
        entries = self._read().journal
        its = [entry for entry in entries.values() if day_of(entry.at) == on]
        if not its:
            return JournalDay(on, ())
        found = Counter((self._name(entry.actor), entry.action) for entry in its)
        order = list(Action)
        counts = [ActionCount(actor, action, count) for (actor, action), count in found.items()]
        counts.sort(key=lambda each: (each.actor, order.index(each.action)))
        first, last = min(e.sequence for e in its), max(e.sequence for e in its)
        marks = (
            JournalMark(number, entries[number].hash[-12:] if number in entries else "0" * 12)
            for number in (first - 1, first, last)
        )
        return JournalDay(on, tuple(counts), *marks)

    def _line(self, entry: JournalEntry) -> JournalLine:
        application = self._application(entry.subject)
        number = "" if application is None else application.receipt_number
        asked = (e.number for e in self._read().inquiries.values() if e.token == entry.subject)
        provided = (
            codes.provision_number(e.id)
            for e in self._read().provisions.values()
            if e.token and e.token == entry.subject
        )
        gone = (
            item.receipt_number
            for record in self._read().disposals.values()
            for item in (record.items if record.state in GONE else ())
            if item.token == entry.subject
        )
        before = self._read().journal.get(entry.sequence - 1)
        number = number or next(asked, "") or next(provided, "") or next(gone, "")
        return JournalLine(
            sequence=entry.sequence,
            at=entry.at,
            actor=self._name(entry.actor),
            action=entry.action,
            subject=number or entry.subject[:TOKEN_SHOWN],
            application=None if application is None else application.id,
            fields=tuple(sorted(json.loads(entry.digests))),
            back_from=went_back(None if before is None else before.at, entry.at),
        )

    def _name(self, actor: str) -> str:
        user = self._read().users.get(UserId(actor))
        return shown_name(UserId(actor)) if user is None else user.name

    def _application(self, token: str) -> Application | None:
        files = self._read().files.values()
        return next((f.application for f in files if token and f.application.token == token), None)

    def _token(self, typed: str) -> str | None:
        """Return the random name that was typed; None where nothing was, a dash for an unknown."""
        if not typed.strip():
            return None
        number = _number(typed)
        for token, its_number in self._known().items():
            begun = len(typed.strip()) >= TOKEN_SHOWN and token.startswith(typed.strip().lower())
            if number == its_number or (number is None and begun):
                return token
        return "-"

    def _known(self) -> dict[str, str]:
        state = self._read()
        gone = {
            item.token: item.receipt_number
            for record in state.disposals.values()
            for item in record.items
        }
        here = {
            file.application.token: file.application.receipt_number for file in state.files.values()
        }
        here |= {each.token: each.number for each in state.inquiries.values()}
        here |= {
            each.token: codes.provision_number(each.id)
            for each in state.provisions.values()
            if each.token
        }
        noted = {entry.subject: "" for entry in state.journal.values() if entry.subject}
        return noted | gone | here


def _number(typed: str) -> str | None:
    for read in (_provision, codes.read_inquiry_number, codes.read_receipt_number, _scanned):
        try:
            return str(read(typed))
        except codes.CodeError:
            continue
    return None


def _provision(text: str) -> str:
    return codes.provision_number(codes.read_provision_number(text))


def _scanned(text: str) -> codes.ReceiptNumber:
    return codes.read_code(text).receipt


def _fits(entry: JournalEntry, wanted: JournalFilter) -> bool:
    day = day_of(entry.at)
    return (
        wanted.actor in {None, entry.actor}
        and wanted.action in {None, entry.action}
        and (wanted.since is None or wanted.since <= day)
        and (wanted.until is None or day <= wanted.until)
    )
