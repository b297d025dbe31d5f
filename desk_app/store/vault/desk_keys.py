# SPDX-License-Identifier: MIT
"""The keys of an open desk: who has a slot, which data key, which sheets (security.md §4)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import (
    BadInput,
    DiskFull,
    NotADesk,
    NotFound,
    ReadBeside,
    ReadOnly,
    StillChecking,
)
from desk_app.desk.sheet_key import last_group as last_group_of
from desk_app.desk.sheet_key import read_group
from desk_app.records.safekeeping import SheetKey
from desk_app.store.vault import key_file, sheets
from desk_app.store.vault.age import new_identity
from desk_app.store.vault.key_file import KeyFile, PastSigner, WrappedKey
from desk_app.store.vault.keyring import ID_BYTES, Unlocked, is_called
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.pepper import Machine, Pepper
from desk_app.store.vault.slots import (
    KEY_BYTES,
    STANDARD_COST,
    Cost,
    Slot,
    make_slot,
    open_slot,
    seal_slot,
)
from desk_app.store.vault.wraps import wrapped_for_all

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from pathlib import Path

    from desk_app.records.ids import UserId
    from desk_app.records.people import User
    from desk_app.records.safekeeping import RecoverySheet
    from desk_app.store.chance import Octets


class Rekeyed(Protocol):
    """The open database, which takes another key."""

    def rekey(self, data_key: bytes) -> None:
        """Write every row anew under a key, and open the file with it.

        Raises DiskFull, DamageFound, ReadBeside: the file has this key or the one before.
        """
        ...


@dataclass(frozen=True, slots=True)
class Keeping:
    """How keys are kept: where this machine's peppers lie, what a try of a password costs.

    ``refused_names`` are names that no password may be made of.
    """

    machine: Path | None = None
    cost: Cost = STANDARD_COST
    refused_names: Sequence[str] = ()


class DeskKeys:
    """The key file of an open desk (a ``desk.safe_ports.Keys``).

    It belongs to the database thread. The data keys are held as long as the desk is open, so
    that no change needs anyone's password. Every change writes the whole file anew.
    """

    def __init__(
        self, folder: Path, unlocked: Unlocked, store: Rekeyed, chance: Octets, keeping: Keeping
    ) -> None:
        self._folder = folder
        self._store = store
        self._chance = chance
        self._keeping = keeping
        file = key_file.read(folder)
        ids = (key.id for key in file.data_keys)
        self._data_keys = dict(zip(ids, unlocked.data_keys, strict=True))
        self._peppers = Machine(keeping.machine, file.desk)

    @property
    def data_key(self) -> bytes:
        """Return the key of the database as it is now."""
        return self._data_keys[key_file.read(self._folder).data_keys[-1].id]

    def settle(self, unlocked: Unlocked) -> None:
        """Finish what was left half done; a desk that cannot be written to puts it off once more.

        A re-keying is carried through, both copies of the file are made alike, and a slot is put
        under the newest pepper.
        """
        with suppress(DiskFull, ReadOnly, ReadBeside, StillChecking):
            key_file.mend(self._folder)
            if unlocked.earlier_keys:
                self.renew()
            if unlocked.newer_slot is not None:
                self._put(unlocked.newer_slot)

    def users(self) -> tuple[User, ...]:
        """Return the users who have a slot, in order of their enrolment."""
        return tuple(slot.user for slot in self._read().slots)

    def enrol(self, user: User, password: str) -> None:
        """Give a new user a slot; raises BadInput where name or password cannot be taken."""
        file = self._read()
        if any(slot.user.id == user.id or is_called(slot.user, user.name) for slot in file.slots):
            raise BadInput("user_there_already", place="name")
        slot, file = self._new_slot(file, user, password)
        self._write(replace(file, slots=(*file.slots, slot)))

    def change_roles(self, user: User, password: str) -> None:
        """Enrol a user anew with other roles, under the password typed for the new slot.

        What the old signing key signed stays genuine. Raises NotFound, BadInput.
        """
        file = self._read()
        old = _slot_of(file, user.id)
        slot, file = self._new_slot(file, user, password)
        self._write(_without_signer(replace(file, slots=_put_in(file, slot)), old))

    def change_password(self, user: UserId, old: str, new: str) -> None:
        """Seal a user's slot under a new password; raises WrongPassword, BadInput, NotFound."""
        file = self._read()
        slot = _slot_of(file, user)
        secrets = open_slot(slot, old, self._peppers.get(slot.pepper))
        self._check(new, slot.user)
        pepper = self._peppers.get(file.pepper)
        cost = self._keeping.cost
        self._put(seal_slot(slot.user, secrets, new, self._chance, cost, pepper))

    def remove(self, user: UserId) -> None:
        """Take a user's slot away and begin a re-keying, which ``renew`` carries through.

        The new data key is never wrapped for him, not even where another waited already. Raises
        NotFound.
        """
        file = self._read()
        old = _slot_of(file, user)
        slots = tuple(slot for slot in file.slots if slot is not old)
        self._write(_without_signer(self._with_new_key(replace(file, slots=slots)), old))

    def renew(self) -> None:
        """Change the data key and re-key the database; killed midway, old or new opens.

        All stay wrapped until the file itself was opened with the new one. Raises DiskFull,
        ReadBeside.
        """
        file = self._read()
        if len(file.data_keys) == 1:
            file = self._write(self._with_new_key(file))
        self._store.rekey(self._data_keys[file.data_keys[-1].id])
        self._write(replace(file, data_keys=file.data_keys[-1:]))

    def sheets(self) -> tuple[RecoverySheet, ...]:
        """Return all sheets, the newest last, destroyed ones too."""
        return tuple(listed.sheet for listed in self._read().sheets)

    def new_sheet(self, on: date) -> SheetKey:
        """Make the recovery key of the day's quarter; it counts from its confirmation on."""
        file = self._read()
        made = new_identity()
        group = last_group_of(made.secret)
        listed = sheets.with_new(file.sheets, made.recipient, group, on)
        self._write(replace(file, sheets=listed))
        return SheetKey(listed[-1].sheet, made.secret)

    def withdraw_sheet(self, number: str) -> None:
        """Forget a sheet that waits and was never on paper; raises NotFound."""
        file = self._read()
        self._write(replace(file, sheets=sheets.without_unprinted(file.sheets, number)))

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date
    ) -> None:
        """Take a sheet into use and begin a re-keying, which ``renew`` carries through.

        The new data key was never wrapped for an earlier sheet, not even where another waited
        already. Another pepper begins with it, if there is any.
        Sheets older than the quarter before end with it. Raises BadInput where the group typed back
        is another, NotFound where no such sheet waits.
        """
        file = self._read()
        group = read_group(last_group)
        listed = sheets.with_confirmed(file.sheets, number, group, tuple(places), on)
        pepper = self._peppers.make(self._chance).id if file.pepper else ""
        self._write(self._with_new_key(replace(file, sheets=listed, pepper=pepper)))

    def destroy_sheet(self, number: str, on: date) -> None:
        """Remove what a sheet opens: its backups are unreadable once the paper is shredded."""
        file = self._read()
        self._write(replace(file, sheets=sheets.with_destroyed(file.sheets, number, on)))

    @property
    def peppered(self) -> bool:
        """Say whether passwords open the desk on this machine alone."""
        return bool(self._read().pepper)

    def use_pepper(self, *, wanted: bool) -> None:
        """Bind passwords to this machine, or no longer; each slot follows when next it opens."""
        file = self._read()
        if wanted != bool(file.pepper):
            pepper = self._peppers.make(self._chance).id if wanted else ""
            self._write(replace(file, pepper=pepper))

    def _read(self) -> KeyFile:
        return key_file.read(self._folder)

    def _write(self, file: KeyFile) -> KeyFile:
        """Write the next generation and return it, and forget peppers no slot needs any more."""
        written = wrapped_for_all(file, self._data_keys)
        key_file.write(self._folder, written)
        self._peppers.keep_only({file.pepper, *(slot.pepper for slot in file.slots)})
        return written

    def _put(self, slot: Slot) -> None:
        """Put a user's slot in the place of the one he had."""
        file = self._read()
        self._write(replace(file, slots=_put_in(file, slot)))

    def _new_slot(self, file: KeyFile, user: User, password: str) -> tuple[Slot, KeyFile]:
        """Return a slot under the newest pepper; a machine that lost it makes another."""
        self._check(password, user)
        pepper = self._newest_pepper(file)
        slot, _ = make_slot(user, password, self._chance, self._keeping.cost, pepper)
        return slot, replace(file, pepper=pepper.id)

    def _newest_pepper(self, file: KeyFile) -> Pepper:
        try:
            return self._peppers.get(file.pepper)
        except NotADesk:
            return self._peppers.make(self._chance)

    def _check(self, password: str, user: User) -> None:
        check_password(password, (*self._keeping.refused_names, user.name))

    def _with_new_key(self, file: KeyFile) -> KeyFile:
        """Return the file with a new data key beside the one the database has."""
        made = WrappedKey(self._chance.octets(ID_BYTES).hex(), b"")
        self._data_keys[made.id] = self._chance.octets(KEY_BYTES)
        return replace(file, data_keys=(*file.data_keys, made))


def _slot_of(file: KeyFile, user: UserId) -> Slot:
    for slot in file.slots:
        if slot.user.id == user:
            return slot
    raise NotFound(place="user")


def _put_in(file: KeyFile, slot: Slot) -> tuple[Slot, ...]:
    return tuple(slot if each.user.id == slot.user.id else each for each in file.slots)


def _without_signer(file: KeyFile, old: Slot) -> KeyFile:
    """Return the file with a signing key among the past ones."""
    past = PastSigner(old.user.id, old.verify_key)
    return replace(file, past_signers=(*file.past_signers, past))
