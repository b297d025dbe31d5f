# SPDX-License-Identifier: MIT
"""Units of the log and files as a server keeps them: sealed, chained by hash, signed by a station.

The server holds no key. What it gives back is opened only where it stands at its own place of its
own desk, behind the unit that it was written behind, and bears its station's signature.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desk_app.desk.errors import DamageFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.store.disk.machine import Octets


FIRST_HASH = bytes(32)
"""What the first unit names as the hash before it."""

ID_BYTES = 16
MOST_PLAIN_BYTES = 1 << 29
"""No unit is unpacked to more: what is larger was made by nobody of ours."""

_KEY_BYTES, _NONCE_BYTES = 32, 12
_UNIT_KEY = b"desk_app office unit "
_STATION_KEY = b"desk_app office station "
_HASHED = b"desk_app office unit hash\n"
_SIGNED = b"desk_app office unit signature\n"
_FILE = b"desk_app office file "
_SNAPSHOT_KEY = b"desk_app office snapshot "
_SNAPSHOT_SIGNED = b"desk_app office snapshot signature\n"


class LogHead(NamedTuple):
    """How far a log goes: number and hash of its last unit, 0 and zeros before the first."""

    number: int
    hash: bytes


BEFORE_FIRST = LogHead(0, FIRST_HASH)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of the log as the server keeps it."""

    number: int
    id: bytes
    station: str
    hash: bytes
    content: bytes = field(repr=False)
    signature: bytes = field(repr=False)

    @property
    def head(self) -> LogHead:
        """Return the head of a log that ends with it."""
        return LogHead(self.number, self.hash)


@dataclass(frozen=True, slots=True)
class StationKey:
    """The name of a station and the key it signs with, which never leaves it."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def new(cls, name: str, chance: Octets) -> StationKey:
        """Return a new key for a station."""
        return cls.of(name, chance.octets(_KEY_BYTES))

    @classmethod
    def of(cls, name: str, secret: bytes) -> StationKey:
        """Return the key of these bytes."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(secret))

    @property
    def secret(self) -> bytes:
        """Return the bytes of the key."""
        return self.private.private_bytes_raw()

    @property
    def public(self) -> bytes:
        """Return what others hold its signatures against."""
        return self.private.public_key().public_bytes_raw()


class UnitSeal:
    """Seals and opens the units of one desk under its data key."""

    def __init__(self, desk: str, data_key: bytes, chance: Octets) -> None:
        self._desk = desk
        self._chance = chance
        self._cipher = AESGCM(derived(data_key, _UNIT_KEY + desk.encode()))

    def seal(self, plain: bytes, id_: bytes, after: LogHead, station: StationKey) -> Unit:
        """Return a unit that follows a head, signed by the station."""
        number, nonce = after.number + 1, self._chance.octets(_NONCE_BYTES)
        place = self._place(number, id_, station.name, after.hash)
        content = nonce + self._cipher.encrypt(nonce, zlib.compress(plain), place)
        hash_ = _hash(place, content)
        signature = station.private.sign(_SIGNED + hash_)
        return Unit(number, id_, station.name, hash_, content, signature)

    def open(self, unit: Unit, after: LogHead, stations: Mapping[str, bytes]) -> bytes:
        """Return what was sealed, where the unit follows this head and its station signed it.

        ``stations`` are the public keys by name. Raises DamageFound with the number of the unit.
        """
        place = self._place(after.number + 1, unit.id, unit.station, after.hash)
        known = stations.get(unit.station)
        if unit.number != after.number + 1 or unit.hash != _hash(place, unit.content):
            raise altered(after.number + 1)
        if known is None or not _is_signed(known, unit):
            raise DamageFound("log_of_a_stranger", {"unit": unit.number})
        nonce, rest = unit.content[:_NONCE_BYTES], unit.content[_NONCE_BYTES:]
        try:
            return _unpacked(self._cipher.decrypt(nonce, rest, place))
        except (InvalidTag, ValueError, zlib.error):
            raise altered(unit.number) from None

    def _place(self, number: int, id_: bytes, station: str, previous: bytes) -> bytes:
        said = [self._desk, number, id_.hex(), station, previous.hex()]
        return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")


class SnapshotSeal:
    """Seals, signs and opens the parts of snapshots of one desk under its data key."""

    def __init__(self, desk: str, data_key: bytes, chance: Octets) -> None:
        self._desk = desk
        self._chance = chance
        self._cipher = AESGCM(derived(data_key, _SNAPSHOT_KEY + desk.encode()))

    def seal(self, id_: bytes, part: int | str, plain: bytes) -> bytes:
        """Return a part of a snapshot, sealed for its own place."""
        nonce = self._chance.octets(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, self._place(id_, part))

    def open(self, id_: bytes, part: int | str, content: bytes) -> bytes:
        """Return what was sealed; raises DamageFound where it is not that part."""
        nonce, rest = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, rest, self._place(id_, part))
        except (InvalidTag, ValueError):
            raise DamageFound("snapshot_altered") from None

    def sign(self, id_: bytes, manifest: bytes, station: StationKey) -> bytes:
        """Return the station's signature over what a snapshot says of itself."""
        return station.private.sign(self._said(id_, manifest))

    def must_be_signed(
        self, id_: bytes, manifest: bytes, signature: bytes, public: bytes | None
    ) -> None:
        """Go on only where a station of the office signed it; raises DamageFound."""
        try:
            if public is None:
                raise DamageFound("log_of_a_stranger")
            key = Ed25519PublicKey.from_public_bytes(public)
            key.verify(signature, self._said(id_, manifest))
        except (InvalidSignature, ValueError):
            raise DamageFound("snapshot_altered") from None

    def _said(self, id_: bytes, manifest: bytes) -> bytes:
        return _SNAPSHOT_SIGNED + hashlib.sha256(self._place(id_, "signed") + manifest).digest()

    def _place(self, id_: bytes, part: int | str) -> bytes:
        said = [self._desk, id_.hex(), part]
        return json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode("ascii")


class SealedFile(NamedTuple):
    """A file as the server keeps it, and the key and hash that stand in the rows of the desk."""

    content: bytes
    key: bytes
    sha256: str


def seal_file(id_: str, plain: bytes, chance: Octets) -> SealedFile:
    """Return a file sealed once, under a key of its own."""
    key, nonce = chance.octets(_KEY_BYTES), chance.octets(_NONCE_BYTES)
    content = nonce + AESGCM(key).encrypt(nonce, plain, _FILE + id_.encode())
    return SealedFile(content, key, hashlib.sha256(plain).hexdigest())


def open_file(id_: str, file: SealedFile) -> bytes:
    """Return what was sealed; raises DamageFound where it is not what the rows say."""
    nonce, rest = file.content[:_NONCE_BYTES], file.content[_NONCE_BYTES:]
    try:
        plain = AESGCM(file.key).decrypt(nonce, rest, _FILE + id_.encode())
    except (InvalidTag, ValueError):
        raise DamageFound("office_file_altered") from None
    if hashlib.sha256(plain).hexdigest() != file.sha256:
        raise DamageFound("office_file_altered")
    return plain


def shut_away(data_key: bytes, plain: bytes, chance: Octets) -> bytes:
    """Return what only this station needs, sealed under the key of its own desk file."""
    nonce = chance.octets(_NONCE_BYTES)
    return nonce + AESGCM(derived(data_key, _STATION_KEY)).encrypt(nonce, plain, _STATION_KEY)


def taken_out(data_key: bytes, content: bytes) -> bytes:
    """Return what was shut away; raises DamageFound where it is damaged or of another key."""
    nonce, rest = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
    try:
        return AESGCM(derived(data_key, _STATION_KEY)).decrypt(nonce, rest, _STATION_KEY)
    except (InvalidTag, ValueError):
        raise DamageFound("station_damaged") from None


def derived(data_key: bytes, purpose: bytes) -> bytes:
    """Return a key for one purpose; nobody who has it makes the data key of it."""
    hkdf = HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=purpose)
    return hkdf.derive(data_key)


def altered(number: int) -> DamageFound:
    """Return what is wrong with a log whose unit of this number is not what was written."""
    return DamageFound("log_altered", {"unit": number})


def _hash(place: bytes, content: bytes) -> bytes:
    return hashlib.sha256(_HASHED + place + hashlib.sha256(content).digest()).digest()


def _is_signed(public: bytes, unit: Unit) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(unit.signature, _SIGNED + unit.hash)
    except (InvalidSignature, ValueError):
        return False
    return True


def _unpacked(packed: bytes) -> bytes:
    """Return what was packed, no more than a unit may have; raises ValueError, zlib.error."""
    opener = zlib.decompressobj()
    plain = opener.decompress(packed, MOST_PLAIN_BYTES)
    if not opener.eof or opener.unused_data:
        raise ValueError
    return plain
