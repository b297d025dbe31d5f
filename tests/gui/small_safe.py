# SPDX-License-Identifier: MIT
"""Keys, backups and a printer of the small desk: nothing is encrypted, copied or printed."""

# ruff: noqa: ARG002 the signatures are those of the real ports

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from typing_extensions import override

from desk_app.desk.errors import BadInput, NotADesk, PrinterFailed
from desk_app.desk.keys.sheet_key import KEY_CHARACTERS, PREFIX, last_group, read_group, to_groups
from desk_app.desk.ports import Author, Progress
from desk_app.records.desk.people import User
from desk_app.records.desk.printers import JobState, PrintOrder
from desk_app.records.desk.safekeeping import Backup, Drill
from desk_app.records.desk.sheets import Quarter, RecoverySheet, SheetKey
from tests.fakes.backups import BackupsMade
from tests.fakes.keys import FakeKeys

SECRET = PREFIX + ("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2)[:KEY_CHARACTERS]
GROUPS = to_groups(SECRET)
IN_USE = RecoverySheet(
    Quarter(2026, 4), 1, "age1", date(2026, 10, 1), date(2026, 10, 1), ("金庫A", "金庫B")
)
HEAD = 48_213
"""The sequence number of the small desk's last entry."""
COPIES = Path("/media/copies")


class SmallKeys(FakeKeys):
    """Keys whose sheets have a key that can be read and typed."""

    def __init__(self, users: Iterable[User], sheets: Iterable[RecoverySheet] = ()) -> None:
        super().__init__(users)
        self._sheets = list(sheets)

    @override
    def new_sheet(self, on: date, author: Author) -> SheetKey:
        return replace(super().new_sheet(on, author), secret=SECRET)

    @override
    def confirm_sheet(
        self, number: str, last_group_typed: str, places: Collection[str], on: date, author: Author
    ) -> None:
        if read_group(last_group_typed) != last_group(SECRET):
            raise BadInput("sheet_group_wrong", place="last_group")
        super().confirm_sheet(number, "ABCD", places, on, author)


@dataclass
class SmallBackups(BackupsMade):
    """A ``desk.ports.Backups`` of one folder, which says what it is told to."""

    folder: Path | None = COPIES
    fails: Exception | None = None

    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        if self.fails is not None:
            raise self.fails
        name = f"desk-{IN_USE.number}-1.tar.age"
        self.made.append(Backup(name, "desk", IN_USE.number, HEAD, "ab" * 32, at, 12, 48_000))
        return self.made[-1]

    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        raise NotADesk("no_backup")


@dataclass
class Printer:
    """Remembers what was sent to it; ``broken`` takes nothing, without ``names`` none is there."""

    broken: bool = False
    names: tuple[str, ...] = ("Office-3F", "Spare")
    sent: list[bytes] = field(default_factory=list)
    orders: list[PrintOrder] = field(default_factory=list)
    became: JobState = JobState.PRINTED

    def printers(self) -> Sequence[str]:
        return self.names

    def trays(self, printer: str) -> Sequence[str]:
        return ("InputSlot=Upper", "InputSlot=Manual") if printer == "Office-3F" else ()

    def send(self, pages: bytes, order: PrintOrder) -> str:
        if self.broken:
            raise PrinterFailed
        self.sent.append(pages)
        self.orders.append(order)
        return f"Office-3F-{len(self.sent)}"

    def states(self, jobs: Collection[str]) -> Mapping[str, JobState]:
        return dict.fromkeys(jobs, self.became)


def safe_backups() -> SmallBackups:
    """Backups of a desk that has one."""
    backups = SmallBackups()
    backups.make(datetime.fromisoformat("2026-11-25T00:00:00+00:00"))
    return backups
