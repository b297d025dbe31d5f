# SPDX-License-Identifier: MIT
"""A real encrypted desk for tests: founded once, copied for each test, opened with its password.

Its rulebook is the program's, as that of every desk that is founded.
"""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import sqlcipher3.dbapi2 as driver

from desk_app.bootstrap import rulebook_path
from desk_app.desk.signed.rulebooks import values_in_force
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.rulebook.rulebook import load
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SeededChance
from desk_app.store.opening import NAME, Founding, found_store, open_store
from desk_app.store.schema.connecting import key_words
from desk_app.store.vault.keyring import NewUser, Unlocked, found_keys, unlock
from desk_app.store.vault.slots import SAMPLE_COST

FOUNDED_AT = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)
OFFICER = NewUser(
    UserId("u-1"),
    "石川 秀樹",
    frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "correct horse battery",
)
SUPERVISOR = NewUser(
    UserId("u-2"), "山本 美咲", frozenset({Role.SUPERVISOR}), "白い傘が三本ならぶ玄関先"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The two folders of a desk."""

    folder: Path
    keys: Path

    @property
    def database(self) -> Path:
        """The encrypted file."""
        return self.folder / NAME

    def unlock(self) -> Unlocked:
        """The keys, by the officer's password."""
        return unlock(self.keys, OFFICER.id, OFFICER.password)

    def raw(self, path: Path | None = None) -> driver.Connection:
        """The file, or a copy of it, as somebody with the key and another program opens it."""
        connection = driver.connect(str(path or self.database), isolation_level=None)
        connection.execute(key_words(self.unlock().data_key))
        return connection

    def tokens(self) -> set[str]:
        """All tokens of the search index, read with another program."""
        with closing(self.raw()) as raw:
            raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
            return {term for (term,) in raw.execute("SELECT term FROM temp.terms")}

    def open(self, unlocked: Unlocked | None = None) -> SqlStore:
        """The desk, opened anew by the officer or by whoever unlocked it."""
        who = unlocked or self.unlock()
        return open_store(self.folder, self.keys, who, SeededChance("opened"))


def place_in(folder: Path) -> Place:
    """The two folders inside another."""
    return Place(folder / "desk", folder / "keys")


def found_at(place: Place) -> SqlStore:
    """A new desk of two people, open."""
    chance = SeededChance("desk")
    keys = found_keys(place.keys, [OFFICER, SUPERVISOR], FOUNDED_AT, chance, cost=SAMPLE_COST)
    founding = Founding(
        DeskProfile(sample=True),
        tuple(each.user for each in keys),
        FOUNDED_AT,
        {"rulebook_version": "1", **values_in_force(load(rulebook_path()))},
    )
    return found_store(place.folder, place.keys, keys[0], founding, chance)


def nothing(_store: SqlStore) -> None:
    """Fill a desk with nothing."""


def copy_to(place: Place, fill: Callable[[SqlStore], None] = nothing) -> Place:
    """A copy of a desk that was founded, filled and closed, once for each way to fill it."""
    model = _model(fill)
    shutil.copytree(model.folder, place.folder)
    shutil.copytree(model.keys, place.keys)
    return place


@cache
def _model(fill: Callable[[SqlStore], None]) -> Place:
    """The desk all copies are made of."""
    place = place_in(model_folder())
    store = found_at(place) if fill is nothing else copy_to(place).open()
    fill(store)
    store.close()
    return place


def model_folder() -> Path:
    """A folder for what copies are made of; it goes with the process."""
    folder = Path(mkdtemp(prefix="desk-app-model-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
