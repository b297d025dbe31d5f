# SPDX-License-Identifier: MIT
"""An open desk with its keys in a test's folder, and a database that only notes its keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from desk_app.desk.errors import DiskFull
from desk_app.records.ids import UserId
from desk_app.records.people import Role, User
from desk_app.store.chance import SystemChance
from desk_app.store.vault.desk_keys import DeskKeys, Keeping, Rekeyed
from desk_app.store.vault.keyring import NewUser, Unlocked, found_keys, unlock
from desk_app.store.vault.slots import SAMPLE_COST

HIDEKI = NewUser(
    UserId("u-1"),
    "石川 秀樹",
    frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "correct horse battery",
)
MISAKI = NewUser(
    UserId("u-2"), "山本 美咲", frozenset({Role.SUPERVISOR}), "白い傘が三本ならぶ玄関先"
)
KENJI = User(UserId("u-3"), "Kenji Ogawa", frozenset({Role.CLERK}))
NAMES = ("ジャストシステム", "JustSystems")
LAMP = "a lamp under the bridge"
HERON = "four herons by the river"


@dataclass
class NotedKey:
    """A database without a file: it has a key, takes another, or refuses."""

    data_key: bytes = b""
    full: bool = False
    taken: list[bytes] = field(default_factory=list)

    def rekey(self, data_key: bytes) -> None:
        assert data_key != self.data_key
        if self.full:
            raise DiskFull
        self.data_key = data_key
        self.taken.append(self.data_key)


@dataclass
class Vault:
    """The folder of the keys, this machine's folder, and the database they are for."""

    folder: Path
    database: NotedKey = field(default_factory=NotedKey)

    @property
    def keys(self) -> Path:
        return self.folder / "keys"

    @property
    def machine(self) -> Path:
        return self.folder / "machine"

    def opened(self, who: str = "u-1", password: str = HIDEKI.password) -> DeskKeys:
        """The keys of the open desk, by a password; what was half done is finished."""
        return self.of(unlock(self.keys, who, password, self.machine))

    def of(self, unlocked: Unlocked, machine: Path | None = None) -> DeskKeys:
        """The keys of the open desk as somebody unlocked them."""
        made = desk_keys(self.keys, unlocked, self.database, machine or self.machine)
        made.settle(unlocked)
        return made


def desk_keys(
    folder: Path, unlocked: Unlocked, store: Rekeyed, machine: Path | None = None
) -> DeskKeys:
    """The keys of a folder, at the cost of tests."""
    return DeskKeys(folder, unlocked, store, SystemChance(), Keeping(machine, SAMPLE_COST, NAMES))


def vault_in(folder: Path) -> Vault:
    """New keys of two people."""
    made = Vault(folder)
    unlocked = found_keys(made.keys, [HIDEKI, MISAKI], cost=SAMPLE_COST)
    made.database.data_key = unlocked[0].data_key
    return made
