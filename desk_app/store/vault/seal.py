# SPDX-License-Identifier: MIT
"""The signing key of the user who is acting; texts shut up for that person alone."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk_app.desk.errors import DamageFound
from desk_app.desk.signed.signing import SHUT_DOMAIN
from desk_app.records.desk.people import NO_ROSTER, RosterPlace
from desk_app.store.vault import key_file
from desk_app.store.vault.roster import is_genuine

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from desk_app.desk.ports import Seal
    from desk_app.records.base import UserId
    from desk_app.records.desk.people import Role
    from desk_app.store.disk.machine import Octets
    from desk_app.store.vault.key_file import KeyFile


class UserSeal:
    """The signing key of one user, and the public keys of all (a ``desk.ports.Seal``).

    ``root`` names the roster that the desk was unlocked with, empty at a desk of before: another
    one in its place is never asked.
    """

    def __init__(self, folder: Path, signing_key: Ed25519PrivateKey, root: str = "") -> None:
        self._folder = folder
        self._signing_key = signing_key
        self._root = root
        self._kept: KeyFile | None = None

    def at(self, folder: Path) -> UserSeal:
        """Return the same seal over the key file of another folder, into which it came."""
        return UserSeal(folder, self._signing_key, self._root)

    def begin_with(self, root: str) -> None:
        """Take the roster that the desk was just carried over to; one that is there stays."""
        if not self._root:
            self._root = root

    def for_many(self) -> UserSeal:
        """Return the same over the keys of all as they stand now; raises as a look at them does."""
        same = UserSeal(self._folder, self._signing_key, self._root)
        same._kept = self._file()
        return same

    def sign(self, content: bytes) -> bytes:
        """Return this user's Ed25519 signature over the content."""
        return self._signing_key.sign(content)

    @property
    def place(self) -> RosterPlace:
        """Return the roster's place now; raises DamageFound where another stands there."""
        roster = self._file().roster
        return NO_ROSTER if roster is None else roster.place

    @property
    def before_roster(self) -> int | None:
        """Return the journal's number up to which something can be signed before any roster."""
        roster = self._file().roster
        return None if roster is None else roster.begun_after

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        """Return whether a user's signature over the content is genuine, by any key he ever had.

        The key file is asked each time: a user may have been enrolled since.
        """
        public = self._file().verify_keys(user)
        return any(is_genuine(key, content, signature) for key in public)

    def is_genuine(
        self,
        user: UserId,
        content: bytes,
        signature: bytes,
        place: RosterPlace,
        roles: frozenset[Role],
    ) -> bool:
        """Return whether a signature is by the key that a user had at a place of the roster.

        He must have had one of the roles there, and the roster must have the statement of that
        number and hash. A signature of before any roster is one of a key that he had then.
        """
        roster = self._file().roster
        if place.number == 0:
            public = self._file().verify_keys(user) if roster is None else roster.keys_before(user)
            return any(is_genuine(key, content, signature) for key in public)
        if roster is None or roster.head_at(place.number) != place.head:
            return False
        signer = roster.signer_at(user, place.number)
        return (
            signer is not None
            and bool(signer.roles & roles)
            and is_genuine(signer.verify_key, content, signature)
        )

    def _file(self) -> KeyFile:
        if self._kept is not None:
            return self._kept
        file = key_file.read(self._folder)
        found = "" if file.roster is None else file.roster.root
        if found != self._root:
            raise DamageFound("keys_altered", {"what": "roster"})
        return file


# Texts shut up so that only the person who shut them opens them again, after a new sign-in.


_NONCE_BYTES = 12


def shut(seal: Seal, text: str, chance: Octets) -> bytes:
    """Return a text encrypted under a key that the person's signing key makes again, and no other.

    Ed25519 signs without chance: the signature over the nonce is the same after a new sign-in. No
    approval can be made of it: a word of its own stands in front, and it is not 32 bytes long.
    """
    nonce = chance.octets(_NONCE_BYTES)
    return nonce + _cipher(seal, nonce).encrypt(nonce, text.encode("utf-8", "surrogatepass"), None)


def opened(seal: Seal, content: bytes) -> str:
    """Return the text again; raises DamageFound for another person's, and for a changed one."""
    nonce = content[:_NONCE_BYTES]
    try:
        text = _cipher(seal, nonce).decrypt(nonce, content[_NONCE_BYTES:], None)
    except InvalidTag:
        raise DamageFound("shut_text_unreadable") from None
    return text.decode("utf-8", "surrogatepass")


def _cipher(seal: Seal, nonce: bytes) -> AESGCM:
    return AESGCM(hashlib.sha256(seal.sign(SHUT_DOMAIN + nonce)).digest())
