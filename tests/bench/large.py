# SPDX-License-Identifier: MIT
"""What a password costs; a large desk's gate, backup, restore and drill."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pyrage import x25519

from desk_app.desk import backups
from desk_app.desk.context import Desk
from desk_app.records.base import UserId
from desk_app.records.people import User
from desk_app.store.backup import restoring
from desk_app.store.machine import SystemChance
from desk_app.store.opening import open_store
from desk_app.store.vault import keyring
from desk_app.store.vault.keyring import NewUser
from desk_app.store.vault.sheets import identity_of
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST
from tests.bench import baselines
from tests.bench.desks import CLERK, temporary_folder
from tests.bench.measuring import Line, Pair, Taken
from tests.bench.workbench import AFTERNOON, Workbench
from tests.robustness.sites import OFFICER

_LINEAR = 1.3
_KB = 1024


@contextmanager
def _unlocked() -> Iterator[Pair]:
    """A password at its real cost; bare: Argon2id alone."""
    with temporary_folder() as folder:
        user = NewUser(UserId("u"), CLERK.name, CLERK.roles, CLERK.password)
        keyring.found_keys(folder / "keys", [user], AFTERNOON, SystemChance())
        yield Pair(
            partial(keyring.unlock, folder / "keys", CLERK.name, CLERK.password),
            partial(baselines.derived, CLERK.password, STANDARD_COST),
        )


@contextmanager
def _through_the_gate(bench: Workbench) -> Iterator[Pair]:
    """Open the file behind the password and close it; bare: the driver reads one row."""
    site = bench.site
    unlocked = site.unlock()

    def ours() -> None:
        open_store(site.desk, site.keys, unlocked, at=AFTERNOON).close()

    yield Pair(ours, partial(baselines.opened, site.database, unlocked.data_key))


@dataclass(frozen=True)
class Safe:
    """A desk that makes backups, the identity of its sheet, and the driver on its file."""

    desk: Desk
    secret: str
    folder: Path
    raw: baselines.Raw
    sealed: Path

    @property
    def identity(self) -> x25519.Identity:
        """The key that opens both."""
        return x25519.Identity.from_str(identity_of(self.secret).secret)

    def back_up(self) -> None:
        """Make a backup, opened again and compared."""
        self.desk.ports.backups.make(AFTERNOON)

    def back_up_bare(self) -> None:
        """Make a bare one."""
        baselines.backed_up(self.raw, self.sealed, self.identity.to_public())

    def have_both(self) -> Path:
        """Have a backup and a bare one, made now where none was; where the backup lies."""
        if not self.desk.ports.backups.all():
            self.back_up()
        if not self.sealed.exists():
            self.back_up_bare()
        folder = self.desk.ports.backups.folder
        assert folder is not None
        return folder / self.desk.ports.backups.all()[-1].name


@contextmanager
def _safe(bench: Workbench) -> Iterator[Safe]:
    """Open the desk with a recovery sheet in use and a folder for its copies."""
    bench.must_fit()
    secret, sealed = bench.secret, bench.site.folder / "sealed.age"
    with bench.folder() as folder, bench.desk() as desk, bench.raw() as raw:
        yield Safe(desk, secret, folder, raw, sealed)


@contextmanager
def _backed_up(bench: Workbench) -> Iterator[Pair]:
    """Make a backup, opened again and compared; bare: every row copied, the copy encrypted.

    A plain file on the disk would be copied faster, but nothing plain may lie on a disk.
    """
    with _safe(bench) as safe:
        yield Pair(safe.back_up, safe.back_up_bare)


@contextmanager
def _restored(bench: Workbench) -> Iterator[Pair]:
    """Make a desk of a backup in an empty folder; bare: its rows written into a new file."""
    with _safe(bench) as safe:
        path = safe.have_both()
        founder = restoring.Founder(_officer, cost=SAMPLE_COST)
        numbers = iter(range(100))

        def ours() -> None:
            folder = safe.folder / f"ours-{next(numbers)}"
            source = restoring.BackupSource(path, safe.secret)
            target = restoring.Target(folder / "desk", folder / "keys")
            restoring.restore_into(source, target, founder, AFTERNOON, SystemChance())

        def bare() -> None:
            database = safe.folder / f"bare-{next(numbers)}.db"
            baselines.restored(safe.sealed, safe.identity, database, bytes(32))

        yield Pair(ours, bare)


def _officer(users: tuple[User, ...], _root: str) -> NewUser:
    """Return the officer among the users of a backup, with his password."""
    (user,) = (each for each in users if each.name == OFFICER.name)
    return NewUser(user.id, user.name, user.roles, OFFICER.password)


@contextmanager
def _drilled(bench: Workbench) -> Iterator[Pair]:
    """Hold a drill; bare: the copy opened in memory, its rows and the desk's counted."""
    with _safe(bench) as safe:
        safe.have_both()
        yield Pair(
            partial(backups.hold_drill, safe.desk, safe.secret),
            partial(baselines.drilled, safe.sealed, safe.identity, safe.raw),
        )


@contextmanager
def _memory_of_backup(bench: Workbench) -> Iterator[Pair]:
    """The most that a process started for a backup held, as so many times the database."""
    with _safe(bench) as safe:
        size = bench.site.database.stat().st_size / _KB

        def ours() -> Taken:
            safe.back_up()
            return Taken(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / size, 0.0)

        yield Pair(ours, lambda: Taken(1.0, 0.0))


LINES = (
    Line(
        name="unlock",
        what="a password tried and the keys opened, at the real cost",
        bare="Argon2id alone, with the same parameters",
        prepare=_unlocked,
        turns=30,
        budget_ms=500.0,
    ),
)


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk."""
    said = f"{bench.size:,} applications: "

    def whole(
        name: str,
        what: str,
        bare: str,
        prepare: Callable[[Workbench], AbstractContextManager[Pair]],
        *,
        ratio: float | None = None,
    ) -> Line:
        return Line(
            name=f"{name}.{bench.size}",
            what=f"{said}{what}",
            bare=bare,
            prepare=partial(prepare, bench),
            turns=3,
            budget_ratio=ratio,
            warm_up=0,
            growth=_LINEAR,
            whole=True,
        )

    memory = Line(
        name=f"memory.backup.{bench.size}",
        what=f"{said}the most a backup's own process held, in sizes of the database",
        bare="the database",
        prepare=partial(_memory_of_backup, bench),
        turns=1,
        budget_ms=3.0,
        warm_up=0,
        unit="×",
    )
    return (
        Line(
            name=f"gate.{bench.size}",
            what=f"{said}through the gate behind the password, and closed",
            bare="the bare driver opens the file, reads one row, closes",
            prepare=partial(_through_the_gate, bench),
            turns=30,
            budget_ms=300.0,
            growth=1.5,
        ),
        *((memory,) if bench.is_large and sys.platform == "linux" else ()),
        whole(
            "backup",
            "a backup, opened again and compared",
            "every row copied into plain SQLite in memory, its bytes encrypted with age",
            _backed_up,
            ratio=2.0,
        ),
        whole(
            "restore",
            "a desk made of a backup",
            "the bare copy decrypted, its rows written into a new file under another key",
            _restored,
        ),
        whole(
            "drill",
            "the newest backup restored into memory and held against the desk",
            "the bare copy decrypted and opened in memory, the rows of both counted",
            _drilled,
        ),
    )
