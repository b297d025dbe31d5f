# SPDX-License-Identifier: MIT
"""Backups in memory: what was made and when, nothing copied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from desk_app.desk.errors import KnownError, NotADesk, WrongPassword
from desk_app.desk.ports import Progress
from desk_app.records.desk.safekeeping import Backup, Drill, FolderDoubt
from tests.fakes.store import FakeStore

SHEET, SHEET_KEY = "2026Q4-1", "the key of the sheet"


@dataclass
class BackupsMade:
    """What fakes of ``desk.ports.Backups`` share: a folder, what was made, what is said of it."""

    folder: Path | None = None
    made: list[Backup] = field(default_factory=list)
    spoken_against: tuple[FolderDoubt, ...] = ()
    mistrusted: KnownError | None = None

    @property
    def ever_made(self) -> bool:
        return bool(self.made)

    @property
    def trouble(self) -> KnownError | None:
        return self.mistrusted

    def doubts(self, folder: Path) -> tuple[FolderDoubt, ...]:
        if not folder.is_dir():
            raise NotADesk("backup_folder_gone")
        return self.spoken_against

    def use(self, folder: Path) -> None:
        self.doubts(folder)
        self.folder = folder

    def all(self) -> tuple[Backup, ...]:
        return tuple(self.made)


@dataclass
class FakeBackups(BackupsMade):
    """A ``desk.ports.Backups`` over a store in memory."""

    store: FakeStore = field(kw_only=True)

    def make(self, at: datetime, progress: Progress | None = None) -> Backup:
        sequence, applications = self._standing()
        name = f"backup-desk-{SHEET}-{sequence}.tar.age"
        self.made.append(Backup(name, "desk", SHEET, sequence, "ab" * 32, at, applications, 1))
        return self.made[-1]

    def drill(self, secret: str, on: date, by: str, progress: Progress | None = None) -> Drill:
        if not self.made:
            raise NotADesk("no_backup")
        if secret != SHEET_KEY:
            raise WrongPassword("sheet_key_refused")
        kept, (sequence, applications) = self.made[-1], self._standing()
        return Drill(
            backup=kept.name,
            on=on,
            by=by,
            sequence=kept.sequence,
            live_sequence=sequence,
            applications=kept.applications,
            live_applications=applications,
            equal=(kept.sequence, kept.applications) == (sequence, applications),
            seconds=1,
            missing=sequence - kept.sequence,
        )

    def _standing(self) -> tuple[int, int]:
        with self.store.reading() as books:
            return books.journal.mark().sequence, len(self.store.state.files)
