# SPDX-License-Identifier: MIT
"""An open desk with its keys in a test's folder, and a database that only notes its keys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from desk_app.desk.errors import DiskFull, NotADesk, WrongPassword
from desk_app.desk.ports import Author
from desk_app.desk.signed.signing import names_to_sign
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.desk.people import (
    ROSTER_VALUE,
    Entered,
    Role,
    RosterPlace,
    User,
    read_entered,
)
from desk_app.records.desk.sheets import RecoverySheet, SheetKey
from desk_app.store.database import SqlStore
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file
from desk_app.store.vault.desk_keys import DeskKeys, KeySettings, Rekeyed
from desk_app.store.vault.key_file import KeyFile
from desk_app.store.vault.keyring import NewUser, Unlocked, found_keys, unlock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.real_store import SUPERVISOR, Place

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
FOUNDED_AT = datetime(2026, 11, 1, 23, 0, tzinfo=UTC)
NAMES = ("ジャストシステム", "JustSystems")
LAMP = "a lamp under the bridge"
HERON = "four herons by the river"


@dataclass
class NotedKey:
    """A database without a file: it has a key, takes another, or refuses."""

    data_key: bytes = b""
    full: bool = False
    taken: list[bytes] = field(default_factory=list)
    keys_waiting: KeyFile | None = None
    heard_roster: str = ""

    def keep_keys(self, file: KeyFile) -> bool:
        """No unit of work is ever open here."""
        return file is None

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

    def opened(self, who: str = "u-1", password: str = HIDEKI.password) -> SignedKeys:
        """The keys of the open desk, by a password; what was half done is finished."""
        return self.of(unlock(self.keys, who, password, self.machine))

    def of(self, unlocked: Unlocked, machine: Path | None = None) -> SignedKeys:
        """The keys of the open desk as somebody unlocked them."""
        signed = desk_keys(self.keys, unlocked, self.database, machine or self.machine)
        signed.settle()
        return signed


@dataclass
class SignedKeys:
    """The keys of an open desk with who unlocked them as the author of each act.

    The supervisor signs second, where her password still opens her slot.
    """

    keys: DeskKeys
    unlocked: Unlocked
    folder: Path
    machine: Path | None = None
    entered: Callable[[RosterPlace, str], None] = lambda _place, _root: None
    """Hears the roster's place and root after each act, as the books do."""

    @property
    def data_key(self) -> bytes:
        return self.keys.data_key

    @property
    def peppered(self) -> bool:
        return self.keys.peppered

    @property
    def author(self) -> Author:
        """Who acts, and who signs with him."""
        return author_of(self.unlocked, self._second())

    def settle(self) -> None:
        self.keys.settle()
        self.keys.follow_pepper(author_of(self.unlocked))
        self._enter()

    def users(self) -> tuple[User, ...]:
        return self.keys.users()

    def sheets(self) -> tuple[RecoverySheet, ...]:
        return self.keys.sheets()

    def enrol(self, user: User, password: str) -> None:
        self.keys.enrol(user, password, self.author)
        self._enter()

    def change_roles(self, user: User, password: str) -> None:
        self.keys.change_roles(user, password, self.author)
        self._enter()

    def change_password(self, user: UserId, old: str, new: str) -> None:
        """As the user himself, who signs where the old password is his."""
        try:
            owner = unlock(self.folder, user, old, self.machine)
        except (WrongPassword, NotADesk):
            owner = replace(self.unlocked, user=User(user, "", frozenset()))
        self.keys.change_password(old, new, author_of(owner))
        self._enter()

    def remove(self, user: UserId) -> None:
        self.keys.remove(user, self.author)
        self._enter()

    def renew(self) -> None:
        try:
            self.keys.renew(self.author)
        finally:
            self._enter()

    def new_sheet(self, on: date) -> SheetKey:
        made = self.keys.new_sheet(on, self.author)
        self._enter()
        return made

    def withdraw_sheet(self, number: str) -> None:
        self.keys.withdraw_sheet(number, self.author)
        self._enter()

    def confirm_sheet(self, number: str, group: str, places: Collection[str], on: date) -> None:
        self.keys.confirm_sheet(number, group, places, on, self.author)
        self._enter()

    def destroy_sheet(self, number: str, on: date) -> None:
        self.keys.destroy_sheet(number, on, self.author)
        self._enter()

    def use_pepper(self, *, wanted: bool) -> None:
        self.keys.use_pepper(self.author, wanted=wanted)
        self._enter()

    def _enter(self) -> None:
        self.entered(self.keys.place, self.keys.root)

    def _second(self) -> Unlocked | None:
        if self.unlocked.user.id == MISAKI.id:
            return None
        try:
            return unlock(self.folder, MISAKI.id, MISAKI.password, self.machine)
        except (WrongPassword, NotADesk):
            return None


def author_of(unlocked: Unlocked, second: Unlocked | None = None) -> Author:
    """Somebody who unlocked the keys, as the author of an act; another who signs with him."""
    return Author(
        by=unlocked.user.id,
        sign=unlocked.seal.sign,
        at=FOUNDED_AT,
        second_by=None if second is None else second.user.id,
        second_sign=None if second is None else second.seal.sign,
    )


def desk_keys(
    folder: Path, unlocked: Unlocked, store: Rekeyed, machine: Path | None = None
) -> SignedKeys:
    """The keys of a folder, at the cost of tests."""
    keeping = KeySettings(machine, SAMPLE_COST, NAMES)
    made = DeskKeys(folder, unlocked, store, SystemChance(), keeping)
    return SignedKeys(made, unlocked, folder, machine)


def vault_in(folder: Path) -> Vault:
    """New keys of two people."""
    made = Vault(folder)
    unlocked = found_keys(made.keys, [HIDEKI, MISAKI], FOUNDED_AT, cost=SAMPLE_COST)
    made.database.data_key = unlocked[0].data_key
    return made


def enter_place(store: SqlStore, place: RosterPlace, root: str) -> None:
    """Enter the roster's place in the books, as the verbs do."""
    with store.reading() as books:
        before = read_entered(books.settings.value(ROSTER_VALUE))
        now = Entered(place, root, books.journal.head()[0] + 1)
    if before.place != place:
        with store.writing(HIDEKI.id, FOUNDED_AT) as books:
            books.journal.note(Action.KEYS_CARRIED_THROUGH, **now.facts())
            books.settings.keep_value(ROSTER_VALUE, now.written())
            books.commit()


def list_disposed(
    place: Place,
    tokens: Sequence[str],
    number: str = "R8-1",
    signers: tuple[Unlocked, Unlocked] | None = None,
) -> SignedNames:
    """Put names on the disposal list of a closed desk, as its disposal does when it is signed."""
    officer, second = signers or (
        place.unlock(),
        unlock(place.keys, SUPERVISOR.id, SUPERVISOR.password),
    )
    names = tuple(sorted(tokens))
    content = names_to_sign(number, names)
    proposed, signed = (
        NamesSignature(each.user.id, each.seal.place, each.seal.sign(content))
        for each in (officer, second)
    )
    entry = SignedNames(number, names, proposed, signed)
    store = place.open(officer)
    keys = desk_keys(place.keys, officer, store)
    keys.entered = partial(enter_place, store)
    count, head = list_entry(place.keys, entry)
    keys.keys.dispose(number, count, head, keys.author)
    keys.renew()
    store.close()
    return entry


def list_entry(keys: Path, entry: SignedNames) -> tuple[int, str]:
    """Put an entry on the disposal list of a key folder; its count and last hash then."""
    listed = disposal_list.add(keys, key_file.read(keys).must_have_roster(), entry)
    return len(listed.entries), listed.head


def listed_names(keys: Path) -> frozenset[str]:
    """What stands on a desk's disposal list."""
    return disposal_list.read(keys, key_file.read(keys).roster).names
