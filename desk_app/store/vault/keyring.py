# SPDX-License-Identifier: MIT
"""The keys of a desk: founded with its people, opened by a password or the recovery sheet."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput, DamageFound, FolderTaken, Refused, WrongPassword
from desk_app.desk.ports import Author
from desk_app.records.desk.people import Role, RosterAct, User
from desk_app.records.desk.sheets import rescuer, sheet_in_use
from desk_app.store.disk.machine import Octets, SystemChance
from desk_app.store.vault import key_file
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from desk_app.store.vault.key_file import KeyFile, WrappedKey, member_of
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.roster import (
    Roster,
    begin,
    commitment_of,
    continued,
    listed_in_use,
    member_to_json,
    sheet_signing_key,
)
from desk_app.store.vault.seal import UserSeal
from desk_app.store.vault.slots import (
    KEY_BYTES,
    STANDARD_COST,
    Cost,
    Machine,
    Secrets,
    Slot,
    make_slot,
    open_slot,
    seal_slot,
    spend,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from desk_app.records.base import UserId


def opened_keys(file: KeyFile, identity: age.AgeIdentity) -> Mapping[str, bytes]:
    """Return the data keys by their names, the newest last.

    Raises DamageFound, also for a wrap that opens to another key than the roster committed to:
    anybody can wrap a key of his own for public recipients.
    """
    if not file.data_keys:
        raise DamageFound("keys_damaged")
    opened = {key.id: _opened(key, identity) for key in file.data_keys}
    if file.roster is not None:
        committed = {each.id: each.commitment for each in file.roster.data_keys}
        for id_, data_key in opened.items():
            if committed.get(id_) != commitment_of(data_key):
                raise DamageFound("keys_altered", {"what": "data_key"})
    return opened


def wrapped_for_all(file: KeyFile, data_keys: Mapping[str, bytes]) -> KeyFile:
    """Return the next generation of a key file, its data keys wrapped for whoever the roster names.

    Raises Refused at a desk of before: what nobody signed is not wrapped for.
    """
    roster = file.must_have_roster()
    recipients = [member.recipient for member in roster.people]
    listed = listed_in_use(roster.sheets)
    if listed is not None:
        recipients.append(listed.sheet.recipient)
    wrapped = tuple(
        WrappedKey(key.id, age.wrap(data_keys[key.id], recipients)) for key in file.data_keys
    )
    return file._replace(generation=file.generation + 1, data_keys=wrapped)


def _opened(key: WrappedKey, identity: age.AgeIdentity) -> bytes:
    data_key = age.unwrap(key.wrapped, identity)
    if len(data_key) != KEY_BYTES:
        raise DamageFound("keys_damaged")
    return data_key


# The keys of a desk: founded with its people, opened by a password or by the recovery sheet.


ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to enrol: id, name, roles, and the password just chosen."""

    id: UserId
    name: str
    roles: frozenset[Role]
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a password or a sheet gives: who it is, the key of the database, the user's seal.

    ``earlier_keys`` are there where a re-keying was cut short: the file has one of them or the new.
    ``newer_slot`` is the user's slot under the newest pepper, where he had an older one; whoever
    holds the open desk writes it into the key file. ``roster`` is the one that the keys were held
    against, None at a desk of before.
    """

    user: User
    data_key: bytes = field(repr=False)
    seal: UserSeal = field(repr=False)
    roster: Roster | None = field(default=None, repr=False)
    earlier_keys: tuple[bytes, ...] = field(default=(), repr=False)
    newer_slot: Slot | None = field(default=None, repr=False)

    def at(self, folder: Path) -> Unlocked:
        """Return the same keys with their key file in another folder, into which it came."""
        return replace(self, seal=self.seal.at(folder))

    @property
    def data_keys(self) -> tuple[bytes, ...]:
        """Return the keys that may open the database, the newest last."""
        return (*self.earlier_keys, self.data_key)


def found_keys(
    folder: Path,
    users: Sequence[NewUser],
    at: datetime,
    chance: Octets | None = None,
    *,
    cost: Cost = STANDARD_COST,
    refused_names: Sequence[str] = (),
) -> tuple[Unlocked, ...]:
    """Make the keys of a new desk in a folder of their own; return each user unlocked.

    The first user's signature, and the second's where there is one, stand under the statement with
    which the roster begins, at the moment ``at``. The count of wrong passwords begins beside them.
    Raises FolderTaken where keys stand already, BadInput for a password that cannot be taken,
    DiskFull: neither is left then.
    """
    if key_file.exists(folder):
        raise FolderTaken("keys_there_already")
    source = chance or SystemChance()
    made, data_key = _made(users, source, cost, refused_names)
    first, *others = made
    key_id = source.octets(ID_BYTES).hex()
    content = {
        "people": [member_to_json(member_of(slot)) for slot, _ in made],
        "data_key": {"id": key_id, "commitment": commitment_of(data_key)},
    }
    second = others[0] if others else None
    author = Author(
        by=first[0].user.id,
        sign=first[1].signing_key.sign,
        at=at,
        second_by=None if second is None else second[0].user.id,
        second_sign=None if second is None else second[1].signing_key.sign,
    )
    roster = begin(source.octets(ID_BYTES).hex(), RosterAct.FOUNDED, content, author)
    slots = tuple(slot for slot, _ in made)
    file = key_file.of_roster(roster, slots, (WrappedKey(key_id, b""),), 0)
    _write_first(folder, wrapped_for_all(file, {key_id: data_key}))
    return tuple(
        Unlocked(slot.user, data_key, UserSeal(folder, secrets.signing_key, roster.root), roster)
        for slot, secrets in made
    )


@dataclass(frozen=True, slots=True)
class Continuing:
    """A roster that goes on at a desk made of a backup: what its next statement says, by whom."""

    roster: Roster
    said: Mapping[str, object]
    author: Author


def continue_keys(
    folder: Path, user: NewUser, continuing: Continuing, chance: Octets, cost: Cost = STANDARD_COST
) -> bytes:
    """Make the keys of a desk that is made of a backup, for one person; return its data key.

    The roster goes on with the statement that the desk was restored, and names nobody else. Raises
    FolderTaken where keys stand already, BadInput for a password that cannot be taken, DamageFound
    where the author may not say it, DiskFull.
    """
    if key_file.exists(folder):
        raise FolderTaken("keys_there_already")
    ((slot, _),), data_key = _made([user], chance, cost, ())
    key_id = chance.octets(ID_BYTES).hex()
    content = {
        **continuing.said,
        "people": [member_to_json(member_of(slot))],
        "data_key": {"id": key_id, "commitment": commitment_of(data_key)},
    }
    roster = continued(continuing.roster, RosterAct.RESTORED, content, continuing.author)
    file = key_file.of_roster(roster, (slot,), (WrappedKey(key_id, b""),), 0)
    _write_first(folder, wrapped_for_all(file, {key_id: data_key}))
    return data_key


def _write_first(folder: Path, file: KeyFile) -> None:
    """Write the first keys of a folder, and begin the count of wrong passwords beside them."""
    key_file.write(folder, file)
    try:
        tries.begin(folder)
    except BaseException:
        key_file.remove(folder)
        raise


def _made(
    users: Sequence[NewUser], source: Octets, cost: Cost, refused_names: Sequence[str]
) -> tuple[list[tuple[Slot, Secrets]], bytes]:
    for user in users:
        check_password(user.password, (*refused_names, user.name))
    _refuse_twice(users)
    made = [make_slot(_user(new), new.password, source, cost) for new in users]
    return made, source.octets(KEY_BYTES)


def unlock(
    folder: Path,
    who: str,
    password: str,
    machine: Path | None = None,
    chance: Octets | None = None,
) -> Unlocked:
    """Open the desk's keys with a user's name or id and password.

    ``machine`` is the folder of this machine's peppers. Raises WrongPassword with the same words
    and after the same time whether the user is unknown or the password wrong; NotADesk and
    DamageFound for the key file, NotADesk where the machine lacks the pepper; Refused where it is
    right, and its user waits to be confirmed since the desk was carried over.
    """
    file = key_file.read(folder)
    source = chance or SystemChance()
    slot = _slot_of(file.slots, who)
    if slot is None and (waiting := _slot_of(file.waiting, who)) is not None:
        open_slot(waiting, password, Machine(machine, file.desk).get(waiting.pepper))
        raise Refused(("waits_for_confirmation",))
    if slot is None:
        spend(password, file.slots[0].cost if file.slots else STANDARD_COST, source)
        raise WrongPassword
    peppers = Machine(machine, file.desk)
    secrets = open_slot(slot, password, peppers.get(slot.pepper))
    unlocked = _unlocked(folder, file, slot.user, secrets)
    if slot.pepper == file.pepper or not peppers.has(file.pepper):
        return unlocked
    newest = peppers.get(file.pepper)
    sealed = seal_slot(slot.user, secrets, password, source, slot.cost, newest)
    return replace(unlocked, newer_slot=sealed)


def unlock_with_sheet(folder: Path, secret: str) -> Unlocked:
    """Open the desk's keys with the recovery sheet in use, when all passwords are lost.

    Who comes so may do what an officer may, and signs as the sheet. Raises BadInput for what is no
    key of a sheet, WrongPassword for the key of another sheet, NotADesk, DamageFound.
    """
    file = key_file.read(folder)
    try:
        identity = age.read_identity(secret)
    except DamageFound:
        raise BadInput("sheet_key_wrong", place="key") from None
    sheet = sheet_in_use(listed.sheet for listed in file.sheets)
    if sheet is None or sheet.recipient != identity.recipient:
        raise WrongPassword("sheet_not_in_use")
    secrets = Secrets(identity, sheet_signing_key(identity.secret))
    return _unlocked(folder, file, rescuer(sheet), secrets)


def is_called(user: User, name: str) -> bool:
    """Return whether a user answers to a name at the door, however its space and width are."""
    return _sign_in_name(user.name) == _sign_in_name(name)


def _user(new: NewUser) -> User:
    return User(new.id, new.name, new.roles)


def _refuse_twice(users: Sequence[NewUser]) -> None:
    names = {_sign_in_name(user.name) for user in users}
    if len(names) < len(users) or len({user.id for user in users}) < len(users):
        raise BadInput("user_there_already", place="name")


def _sign_in_name(name: str) -> str:
    """Return a key for comparing names at the door; the name itself stays as typed."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _slot_of(slots: Sequence[Slot], who: str) -> Slot | None:
    found = (slot for slot in slots if slot.user.id == who or is_called(slot.user, who))
    return next(found, None)


def _unlocked(folder: Path, file: KeyFile, user: User, secrets: Secrets) -> Unlocked:
    *earlier, newest = opened_keys(file, secrets.identity).values()
    root = "" if file.roster is None else file.roster.root
    seal = UserSeal(folder, secrets.signing_key, root)
    return Unlocked(user, newest, seal, file.roster, tuple(earlier))
