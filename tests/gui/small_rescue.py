# SPDX-License-Identifier: MIT
"""What can be done with the small desk while it is closed: it says what it is told to."""

# ruff: noqa: ARG002 the signatures are those of the real port

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.desk.ports import Progress
from desk_app.gui.session.entrance import Officer
from desk_app.records.desk.safekeeping import Backup, Repair, Restored, Rung

CODE = 13


@dataclass
class SmallRescue:
    """A ``gui.session.entrance.Rescue`` that remembers what was asked of it."""

    listed: Callable[[], Sequence[Backup]]
    restored: list[tuple[str, str, Officer]] = field(default_factory=list)
    repaired: list[Officer] = field(default_factory=list)
    looked_in: list[Path] = field(default_factory=list)
    repair_comes_to: Repair = field(default_factory=lambda: Repair(Rung.SEARCH, "desk.db.kept-1"))
    fails: KnownError | None = None
    signed: bool = True

    def backups(self) -> Sequence[Backup]:
        return self.listed()

    def restore(
        self,
        backup: str,
        sheet_key: str,
        by: Officer,
        progress: Progress | None = None,
        *,
        unsigned: bool = False,
    ) -> Restored:
        self._fail()
        if not (self.signed or unsigned):
            raise DamageFound("backup_not_signed")
        self.restored.append((backup, sheet_key, by))
        made = self.listed()[-1]
        return Restored(
            "new",
            "desk",
            made.sequence,
            "",
            made.made_at,
            made.applications,
            "desk.db.kept-1",
            "髙橋 𠮷子" if self.signed else "",
        )

    def repair(self, by: Officer) -> Repair:
        self._fail()
        self.repaired.append(by)
        return self.repair_comes_to

    def look_in(self, folder: Path) -> None:
        self.looked_in.append(folder)

    def exit_code(self, stop: KnownError) -> int:
        return CODE

    def _fail(self) -> None:
        if self.fails is not None:
            raise self.fails
