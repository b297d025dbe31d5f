# SPDX-License-Identifier: MIT
"""The keys of a desk: founding them, opening them by password, enrolling a user."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desk_app.desk.errors import BadInput, DamageFound, FolderTaken, WrongPassword
from desk_app.records.people import Role, User
from desk_app.store.chance import Octets, SystemChance
from desk_app.store.vault import age, key_file
from desk_app.store.vault.key_file import KeyFile, WrappedKey
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.slots import (
    KEY_BYTES,
    STANDARD_COST,
    Cost,
    Secrets,
    Slot,
    make_slot,
    open_slot,
    spend,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from desk_app.records.ids import UserId

_ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class NewUser:
    """A person to enrol: id, name, roles, and the password just chosen."""

    id: UserId
    name: str
    roles: frozenset[Role]
    password: str = field(repr=False)


class UserSeal:
    """The signing key of one user, and the public keys of all (a ``desk.ports.Seal``)."""

    def __init__(
        self, user: UserId, signing_key: Ed25519PrivateKey, public: Mapping[UserId, bytes]
    ) -> None:
        self._user = user
        self._signing_key = signing_key
        self._public = public

    def sign(self, content: bytes) -> bytes:
        """Return this user's Ed25519 signature over the content."""
        return self._signing_key.sign(content)

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        """Return whether a user's signature over the content is genuine."""
        public = self._public.get(user)
        if public is None:
            return False
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a password gives: who it is, the key of the database, the user's seal.

    ``secrets`` are the user's own keys, needed to enrol another.
    """

    user: User
    data_key: bytes = field(repr=False)
    seal: UserSeal = field(repr=False)
    secrets: Secrets = field(repr=False)


def found_keys(
    folder: Path,
    users: Sequence[NewUser],
    chance: Octets | None = None,
    *,
    cost: Cost = STANDARD_COST,
    refused_names: Sequence[str] = (),
) -> tuple[Unlocked, ...]:
    """Make the keys of a new desk in a folder of their own; return each user unlocked.

    Raises FolderTaken where keys stand already, BadInput for a password that cannot be taken.
    """
    if key_file.exists(folder):
        raise FolderTaken("keys_there_already")
    source = chance or SystemChance()
    for user in users:
        check_password(user.password, (*refused_names, user.name))
    _refuse_twice(users)
    made = [make_slot(_user(new), new.password, source, cost) for new in users]
    slots = tuple(slot for slot, _ in made)
    data_key = source.octets(KEY_BYTES)
    wrapped = WrappedKey(source.octets(_ID_BYTES).hex(), _wrap(data_key, slots))
    file = KeyFile(source.octets(_ID_BYTES).hex(), 1, slots, (wrapped,))
    key_file.write(folder, file)
    return tuple(_unlocked(file, slot, secrets, data_key) for slot, secrets in made)


def listed_users(folder: Path) -> tuple[User, ...]:
    """Return the users the sign-in window may offer, in order of their enrolment.

    Raises NotADesk, DamageFound.
    """
    return tuple(slot.user for slot in key_file.read(folder).slots)


def unlock(folder: Path, who: str, password: str) -> Unlocked:
    """Open the desk's keys with a user's name or id and password.

    Raises WrongPassword with the same words and after the same time whether the user is unknown or
    the password wrong; NotADesk and DamageFound for the key file.
    """
    file = key_file.read(folder)
    slot = _slot_of(file, who)
    if slot is None:
        spend(password, file.slots[0].cost if file.slots else STANDARD_COST, SystemChance())
        raise WrongPassword
    secrets = open_slot(slot, password)
    return _unlocked(file, slot, secrets, _unwrap(file, secrets.identity))


def enrol(
    folder: Path,
    officer: Unlocked,
    new: NewUser,
    chance: Octets | None = None,
    *,
    cost: Cost = STANDARD_COST,
    refused_names: Sequence[str] = (),
) -> Unlocked:
    """Add a user with a slot of his own and wrap the data key for all again.

    Raises BadInput where the password cannot be taken or the name is there already.
    """
    file = key_file.read(folder)
    if any(_is_called(slot, new.name) or slot.user.id == new.id for slot in file.slots):
        raise BadInput("user_there_already", place="name")
    check_password(new.password, (*refused_names, new.name))
    slot, secrets = make_slot(_user(new), new.password, chance or SystemChance(), cost)
    slots = (*file.slots, slot)
    keys = tuple(
        replace(key, wrapped=_wrap(_open_wrap(key, officer.secrets.identity), slots))
        for key in file.data_keys
    )
    grown = replace(file, generation=file.generation + 1, slots=slots, data_keys=keys)
    key_file.write(folder, grown)
    return _unlocked(grown, slot, secrets, officer.data_key)


def _user(new: NewUser) -> User:
    return User(new.id, new.name, new.roles)


def _refuse_twice(users: Sequence[NewUser]) -> None:
    names = {_sign_in_name(user.name) for user in users}
    if len(names) < len(users) or len({user.id for user in users}) < len(users):
        raise BadInput("user_there_already", place="name")


def _sign_in_name(name: str) -> str:
    """Return a key for comparing names at the door; the name itself stays as typed."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _is_called(slot: Slot, name: str) -> bool:
    return _sign_in_name(slot.user.name) == _sign_in_name(name)


def _slot_of(file: KeyFile, who: str) -> Slot | None:
    found = (slot for slot in file.slots if slot.user.id == who or _is_called(slot, who))
    return next(found, None)


def _unlocked(file: KeyFile, slot: Slot, secrets: Secrets, data_key: bytes) -> Unlocked:
    public = {each.user.id: each.verify_key for each in file.slots}
    seal = UserSeal(slot.user.id, secrets.signing_key, public)
    return Unlocked(slot.user, data_key, seal, secrets)


def _wrap(data_key: bytes, slots: Sequence[Slot]) -> bytes:
    return age.wrap(data_key, [slot.recipient for slot in slots])


def _unwrap(file: KeyFile, identity: age.Identity) -> bytes:
    """Return the newest data key."""
    if not file.data_keys:
        raise DamageFound("keys_damaged")
    return _open_wrap(file.data_keys[-1], identity)


def _open_wrap(key: WrappedKey, identity: age.Identity) -> bytes:
    data_key = age.unwrap(key.wrapped, identity)
    if len(data_key) != KEY_BYTES:
        raise DamageFound("keys_damaged")
    return data_key
