# SPDX-License-Identifier: MIT
"""The imports of an office's ledger, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from desk_app.desk.errors import NotFound
from desk_app.desk.rows import WorkIndex
from desk_app.records.base import ApplicationId, InquiryKey, MailItemId
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailItem
from desk_app.records.importing import KnownEntry, LedgerImport
from tests.fakes.state import State


class FakeImports:
    """The imports (a ``desk.ports.Imports``)."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, id_: int) -> LedgerImport:
        if id_ not in self._state.imports:
            raise NotFound(place="import")
        return self._state.imports[id_]

    def all(self) -> tuple[LedgerImport, ...]:
        return tuple(reversed(self._state.imports.values()))

    def of_file(self, sha256: str) -> LedgerImport | None:
        return next(
            (each for each in self.all() if each.sha256 == sha256 and each.taken_back_at is None),
            None,
        )

    def add(self, record: LedgerImport) -> LedgerImport:
        kept = replace(record, id=max(self._state.imports, default=0) + 1)
        self._state.imports[kept.id] = kept
        return kept

    def save(self, record: LedgerImport) -> None:
        self.get(record.id)
        self._state.imports[record.id] = record

    def known(self, first: date, last: date, numbers: Sequence[str]) -> Iterator[KnownEntry]:
        for file in self._state.files.values():
            made = file.application
            numbered = made.own_number or made.receipt_number in numbers
            if first <= made.received_on <= last or numbered:
                yield KnownEntry(
                    made.receipt_number, made.own_number, made.principal.name, made.received_on
                )

    def known_inquiries(self) -> Iterator[KnownEntry]:
        for each in self._state.inquiries.values():
            said = each.said
            yield KnownEntry(each.number, each.own_number, said.name, said.received_on)

    def is_in_disposal(self, record: LedgerImport) -> bool:
        return False

    def next_ids(self) -> tuple[MailItemId, ApplicationId]:
        state = self._state
        mail, files = max(state.mail, default=0), max(state.files, default=0)
        return MailItemId(mail + 1), ApplicationId(files + 1)

    def add_whole(
        self, waiting: Sequence[MailItem], files: Sequence[tuple[ApplicationFile, WorkIndex]]
    ) -> None:
        for item in (*waiting, *(item for file, _ in files for item in file.mail)):
            self._state.mail[item.id] = item
        for file, index in files:
            id_, made = file.application.id, file.application
            self._state.files[id_] = replace(file, mail=())
            self._state.index[id_] = index
            self._state.tallies[id_] = (made.received_on, index.tally)
            if index.standing is not None:
                self._state.standings[id_] = index.standing

    def untouched(self, record: LedgerImport) -> bool:
        if record.kind is LedgerKind.INQUIRIES:
            here = self._entries(record)
            whole = len(here) == record.carried + record.waiting
            return whole and all(each.version == 1 for each in here.values())
        files, items = self._state.files, self._state.mail
        found = [each for each, file in files.items() if file.application.imported == record.id]
        mail = self._mail_of(record)
        whole = len(found) == record.carried and len(mail) == record.carried + record.waiting
        if not whole or any(files[each].application.version != 1 for each in found):
            return False
        named = {item.application for each in self._state.disposals.values() for item in each.items}
        followed = (
            any(items[each].version != 1 for each in mail)
            or any(each.concerns in found for each in items.values())
            or any(each in self._state.cares or each in named for each in found)
            or any(each in self._state.filings for each in found)
            or any(each.application in found for each in self._state.inquiries.values())
            or any(each.mail_item in mail for each in self._state.inquiries.values())
            or any(
                file.application.mail_item in mail
                for each, file in files.items()
                if each not in found
            )
        )
        return not followed

    def remove(self, record: LedgerImport) -> None:
        state = self._state
        if record.kind is not LedgerKind.APPLICATIONS:
            kept = getattr(state, record.kind.value)
            for id_ in self._entries(record):
                del kept[id_]
                state.tallies.pop(ApplicationId(-id_), None)
                state.asked_places.pop(InquiryKey(id_), None)
            return
        for item in self._mail_of(record):
            del state.mail[item]
        for id_ in [*state.files]:
            if state.files[id_].application.imported == record.id:
                claims = state.files.pop(id_).application.claims
                for kept in (state.index, state.tallies, state.standings):
                    kept.pop(id_, None)
                parts = tuple(f"-{claim.id}" for claim in claims)
                for key in [each for each in state.drafts if each[1].endswith(parts)]:
                    del state.drafts[key]

    def _entries(self, record: LedgerImport) -> dict[int, Any]:
        """Return the inquiries or entries of a register that came in with an import."""
        kept = getattr(self._state, record.kind.value)
        first, last = record.first_entry, record.last_entry
        return {id_: each for id_, each in kept.items() if first <= id_ <= last}

    def _mail_of(self, record: LedgerImport) -> tuple[MailItemId, ...]:
        first, last = record.first_mail, record.last_mail
        return tuple(sorted(each for each in self._state.mail if first <= each <= last))
