# SPDX-License-Identifier: MIT
"""A user's slot: what a password and the device pepper open, and nothing else does."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desk_app.desk.errors import DamageFound, DiskFull, NotADesk, WrongPassword
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, User
from desk_app.store.disk.small_files import base64_of, bytes_of, make_private_folder, replace_file
from desk_app.store.vault.sheets import AgeIdentity, new_identity, read_identity
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from desk_app.store.disk.machine import Octets


_PEPPER_BYTES = 32
_ID_BYTES = 8
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Pepper:
    """One pepper by the name that slots call it; the empty name stands for none at all."""

    id: str = ""
    secret: bytes = field(default=b"", repr=False)


NO_PEPPER = Pepper()


@dataclass(frozen=True, slots=True)
class Machine:
    """The peppers this machine has for one desk: several, until every slot uses the newest.

    Without a folder it has none and keeps none.
    """

    folder: Path | None
    desk: str

    def get(self, id_: str) -> Pepper:
        """Return a pepper; raises NotADesk where this machine does not have it."""
        if not id_:
            return NO_PEPPER
        for pepper in self._all():
            if pepper.id == id_:
                return pepper
        raise NotADesk("pepper_missing")

    def has(self, id_: str) -> bool:
        """Say whether this machine has a pepper."""
        return not id_ or any(pepper.id == id_ for pepper in self._all())

    def make(self, chance: Octets) -> Pepper:
        """Make another pepper, keep it beside the others and return it; raises DiskFull."""
        secret = chance.octets(_PEPPER_BYTES)
        pepper = Pepper(_name_of(secret), secret)
        self._keep((*self._all(), pepper))
        return pepper

    def keep_only(self, ids: Collection[str]) -> None:
        """Forget the peppers that no slot uses any more; without room they go the next time.

        The key file that needs them no more is written by then: that change stands.
        """
        had = self._all()
        kept = tuple(pepper for pepper in had if pepper.id in ids)
        if kept != had:
            with suppress(DiskFull):
                self._keep(kept)

    def _all(self) -> tuple[Pepper, ...]:
        """Return all; a file that cannot be read is as good as none: the sheet opens the desk."""
        if self.folder is None:
            return ()
        try:
            read = json.loads(read_small(_file(self.folder, self.desk), _MOST_BYTES))
            listed = tuple(Pepper(str(id_), bytes.fromhex(text)) for id_, text in read.items())
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return ()
        return tuple(pepper for pepper in listed if pepper.id == _name_of(pepper.secret))

    def _keep(self, peppers: tuple[Pepper, ...]) -> None:
        if self.folder is None:
            raise NotADesk("pepper_missing")
        make_private_folder(self.folder)
        content = {pepper.id: pepper.secret.hex() for pepper in peppers}
        replace_file(_file(self.folder, self.desk), json.dumps(content).encode("ascii"))


def _name_of(secret: bytes) -> str:
    """Return the name of a pepper; a few bytes of a digest tell nothing of random ones."""
    return sha256(secret).digest()[:_ID_BYTES].hex()


def _file(folder: Path, desk: str) -> Path:
    return folder / f"{desk}.json"


# A user's slot: what a password opens, and nothing else does.


VERSION = 1
KEY_BYTES = 32
SALT_BYTES = 16
NONCE_BYTES = 12
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_ITERATIONS = 32
_MOST_LANES = 16


class Cost(NamedTuple):
    """What one try of a password costs; the default is what every real desk uses."""

    iterations: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


STANDARD_COST = Cost()
SAMPLE_COST = Cost(iterations=1, memory_kib=64, lanes=1)
"""For the sample desk and for tests alone: it protects nothing."""


class Slot(NamedTuple):
    """A user as the key file lists him: public keys, and his secrets under his password."""

    user: User
    verify_key: bytes
    recipient: str
    cost: Cost
    salt: bytes
    nonce: bytes
    sealed: bytes
    pepper: str = ""
    """The name of the device pepper it needs besides the password; empty for none."""
    version: int = VERSION


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a slot holds: the identity that opens the data key, and the key that signs."""

    identity: AgeIdentity = field(repr=False)
    signing_key: Ed25519PrivateKey = field(repr=False)


def make_slot(
    user: User, password: str, chance: Octets, cost: Cost, pepper: Pepper = NO_PEPPER
) -> tuple[Slot, Secrets]:
    """Make a user's keys and seal them under the password."""
    signing_key = Ed25519PrivateKey.from_private_bytes(chance.octets(KEY_BYTES))
    secrets = Secrets(new_identity(), signing_key)
    return seal_slot(user, secrets, password, chance, cost, pepper), secrets


def seal_slot(
    user: User,
    secrets: Secrets,
    password: str,
    chance: Octets,
    cost: Cost,
    pepper: Pepper = NO_PEPPER,
) -> Slot:
    """Seal a user's keys under a password, with a salt and a nonce never used before."""
    slot = Slot(
        user=user,
        verify_key=secrets.signing_key.public_key().public_bytes_raw(),
        recipient=secrets.identity.recipient,
        cost=cost,
        salt=chance.octets(SALT_BYTES),
        nonce=chance.octets(NONCE_BYTES),
        sealed=b"",
        pepper=pepper.id,
    )
    plain = secrets.signing_key.private_bytes_raw() + secrets.identity.secret.encode("ascii")
    sealed = _cipher(password, slot, pepper).encrypt(slot.nonce, plain, _bound(slot))
    return slot._replace(sealed=sealed)


def open_slot(slot: Slot, password: str, pepper: Pepper = NO_PEPPER) -> Secrets:
    """Open a slot; raises WrongPassword, also where its user, name or roles were edited.

    Raises DamageFound where its public keys are not those of the secrets in it.
    """
    try:
        plain = _cipher(password, slot, pepper).decrypt(slot.nonce, slot.sealed, _bound(slot))
    except InvalidTag:
        raise WrongPassword from None
    identity = read_identity(plain[KEY_BYTES:].decode("ascii"))
    signing_key = Ed25519PrivateKey.from_private_bytes(plain[:KEY_BYTES])
    if (signing_key.public_key().public_bytes_raw(), identity.recipient) != (
        slot.verify_key,
        slot.recipient,
    ):
        raise DamageFound("keys_altered", {"what": "slot", "whose": slot.user.name})
    return Secrets(identity, signing_key)


def spend(password: str, cost: Cost, chance: Octets) -> None:
    """Take as long as a real try: an unknown user must not answer faster than a known one."""
    _derive(password, chance.octets(SALT_BYTES), cost)


def slot_to_json(slot: Slot) -> dict[str, object]:
    """Return a slot as the key file writes it."""
    return {
        **_bound_values(slot),
        "salt": base64_of(slot.salt),
        "nonce": base64_of(slot.nonce),
        "sealed": base64_of(slot.sealed),
    }


def slot_from_json(read: dict[str, object]) -> Slot:
    """Return a slot from the key file; raises DamageFound or the errors of a wrong shape."""
    cost = Cost(**_whole_numbers(read["cost"]))
    if not _is_bearable(cost) or read["version"] != VERSION:
        raise DamageFound("keys_damaged")
    roles = frozenset(Role(code) for code in _texts(read["roles"]))
    return Slot(
        user=User(UserId(str(read["user"])), str(read["name"]), roles),
        verify_key=bytes_of(read["verify_key"]),
        recipient=str(read["recipient"]),
        cost=cost,
        salt=bytes_of(read["salt"]),
        nonce=bytes_of(read["nonce"]),
        sealed=bytes_of(read["sealed"]),
        pepper=str(read.get("pepper", "")),
    )


def digest_of(slot: Slot) -> str:
    """Return the SHA-256 of a slot as it is written, by which the roster names it."""
    written = json.dumps(slot_to_json(slot), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _bound(slot: Slot) -> bytes:
    """Return what the seal is bound to: edit any of it and the slot opens no more."""
    return json.dumps(_bound_values(slot), sort_keys=True, separators=(",", ":")).encode("ascii")


def _bound_values(slot: Slot) -> dict[str, object]:
    # Slots made before there were peppers are bound to everything else, and still open.
    pepper = {"pepper": slot.pepper} if slot.pepper else {}
    return {
        **pepper,
        "version": slot.version,
        "user": slot.user.id,
        "name": slot.user.name,
        "roles": sorted(role.value for role in slot.user.roles),
        "verify_key": base64_of(slot.verify_key),
        "recipient": slot.recipient,
        "cost": {
            "iterations": slot.cost.iterations,
            "memory_kib": slot.cost.memory_kib,
            "lanes": slot.cost.lanes,
        },
    }


def _cipher(password: str, slot: Slot, pepper: Pepper) -> AESGCM:
    return AESGCM(_derive(password, slot.salt, slot.cost, pepper))


def _derive(password: str, salt: bytes, cost: Cost, pepper: Pepper = NO_PEPPER) -> bytes:
    # One keyboard sends a composed letter where another sends two signs: NFC makes them one.
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
        secret=pepper.secret or None,
    ).derive(typed)


def _is_bearable(cost: Cost) -> bool:
    """Return whether the costs are sane: a hostile key file must not take all memory."""
    return (
        0 < cost.iterations <= _MOST_ITERATIONS
        and 0 < cost.lanes <= _MOST_LANES
        and 8 * cost.lanes <= cost.memory_kib <= _MOST_MEMORY_KIB
    )


def _texts(read: object) -> list[str]:
    if not isinstance(read, list):
        raise DamageFound("keys_damaged")
    return [str(each) for each in read]


def _whole_numbers(read: object) -> dict[str, int]:
    if not isinstance(read, dict) or not all(isinstance(each, int) for each in read.values()):
        raise DamageFound("keys_damaged")
    return read
