# SPDX-License-Identifier: MIT
"""A desk of 100,000 applications: a durable save, the gate, a backup; and what a password costs."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

import pyrage
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from pyrage import x25519

from desk_app.desk import backups, keys
from desk_app.desk.sheet_key import last_group
from desk_app.records.ids import UserId
from desk_app.records.safekeeping import sheet_in_use
from desk_app.store.chance import SystemChance
from desk_app.store.engine import key_words
from desk_app.store.opening import NAME, open_store
from desk_app.store.vault import keyring
from desk_app.store.vault.keyring import NewUser, Unlocked
from desk_app.store.vault.slots import STANDARD_COST
from tests.bench import saving
from tests.bench.desks import CLERK, TODAY, Folders, opened, temporary_folder
from tests.bench.measuring import Line, Pair
from tests.bulk.kept_aside import filled
from tests.bulk.mixture import Mixture
from tests.robustness.sites import OFFICER

APPLICATIONS = 100_000
_SCHEMA = """
    SELECT type, name, sql FROM sqlite_master
    WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'
"""
NOON = datetime.combine(TODAY, time(3), UTC)


def filled_in(folder: Path) -> Folders:
    """Return a copy of the desk kept aside, which may be changed."""
    site = filled(Mixture(APPLICATIONS)).site
    copied = Folders(folder / "desk", folder / "keys")
    shutil.copytree(site.desk, copied.desk)
    shutil.copytree(site.keys, copied.keys)
    return copied


@contextmanager
def _unlocked() -> Iterator[Pair]:
    """A password at its real cost; bare: Argon2id alone."""
    with temporary_folder() as folder:
        user = NewUser(UserId("u"), CLERK.name, CLERK.roles, CLERK.password)
        keyring.found_keys(folder / "keys", [user], SystemChance())
        cost = STANDARD_COST

        def bare() -> None:
            Argon2id(
                salt=bytes(16),
                length=32,
                iterations=cost.iterations,
                lanes=cost.lanes,
                memory_cost=cost.memory_kib,
            ).derive(CLERK.password.encode())

        yield Pair(partial(keyring.unlock, folder / "keys", CLERK.name, CLERK.password), bare)


@contextmanager
def _through_the_gate() -> Iterator[Pair]:
    """Open the large file behind the password and close it; bare: the driver reads one row."""
    with temporary_folder() as folder:
        folders = filled_in(folder)
        opened(folders, "the day's first start").ports.store.close()
        unlocked = keyring.unlock(folders.keys, CLERK.name, CLERK.password)

        def ours() -> None:
            open_store(folders.desk, folders.keys, unlocked, at=NOON).close()

        def bare() -> None:
            with closing(_raw(folders, unlocked)) as raw:
                raw.execute("SELECT name FROM users").fetchone()

        yield Pair(ours, bare)


def _raw(folders: Folders, unlocked: Unlocked) -> driver.Connection:
    raw = driver.connect(str(folders.desk / NAME), isolation_level=None)
    raw.execute(key_words(unlocked.data_key))
    return raw


@contextmanager
def _backed_up() -> Iterator[Pair]:
    """Make a backup, opened again and compared; bare: every row copied, the copy encrypted.

    A plain file on the disk would be copied faster, but nothing plain may lie on a disk.
    """
    with temporary_folder() as folder:
        folders = filled_in(folder)
        desk = opened(folders, "backup", OFFICER)
        made = keys.new_sheet(desk)
        keys.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("safe",))
        (folder / "copies").mkdir()
        backups.choose_folder(desk, folder / "copies")
        officer = keyring.unlock(folders.keys, OFFICER.name, OFFICER.password)
        sheet = sheet_in_use(desk.ports.keys.sheets())
        assert sheet is not None
        recipient = x25519.Recipient.from_str(sheet.recipient)
        sealed = folder / "sealed.age"

        def bare() -> None:
            with closing(_raw(folders, officer)) as raw:
                content = _copied(raw)
            sealed.write_bytes(pyrage.encrypt(content, [recipient]))

        yield Pair(partial(desk.ports.backups.make, NOON), bare)
        desk.ports.store.close()


def _copied(raw: driver.Connection) -> bytes:
    """Copy every row into plain SQLite in memory, then make the indexes; its bytes."""
    raw.execute("BEGIN")
    schema = raw.execute(_SCHEMA).fetchall()
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as plain:
        plain.execute("BEGIN")
        for _, name, sql in (piece for piece in schema if piece[0] == "table"):
            plain.execute(sql)
            rows = raw.execute(f'SELECT * FROM "{name}"')  # noqa: S608 a table of the schema
            places = ", ".join("?" * len(rows.description))
            plain.executemany(f'INSERT INTO "{name}" VALUES ({places})', rows)  # noqa: S608
        for _, _, sql in (piece for piece in schema if piece[0] == "index"):
            plain.execute(sql)
        plain.execute("COMMIT")
        return plain.serialize()


LINES = (
    Line(
        name="unlock",
        what="a password tried and the keys opened, at the real cost",
        bare="Argon2id alone, with the same parameters",
        prepare=_unlocked,
        turns=20,
        budget_ms=500.0,
    ),
    Line(
        name="gate.100000",
        what="100,000 applications: through the gate behind the password, and closed",
        bare="the bare driver opens the file, reads one row, closes",
        prepare=_through_the_gate,
        turns=20,
        budget_ms=300.0,
    ),
    Line(
        name="save.100000",
        what="100,000 applications: one more logged, durable",
        bare="the same rows by the bare driver, with the same pragmas, checkpoint and anchor file",
        prepare=partial(saving.saved, filled_in),
        turns=saving.TURNS,
        budget_ratio=2.0,
    ),
    Line(
        name="backup.100000",
        what="100,000 applications: a backup, opened again and compared",
        bare="every row copied into plain SQLite in memory, its bytes encrypted with age",
        prepare=_backed_up,
        turns=3,
        budget_ratio=2.0,
        warm_up=1,
    ),
)
