# SPDX-License-Identifier: MIT
"""The signing key of the user who is acting; the public keys of all stand in the key file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from desk_app.records.people import NO_ROSTER, Role, RosterPlace
from desk_app.store.vault import key_file

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.ids import UserId


class UserSeal:
    """The signing key of one user, and the public keys of all (a ``desk.ports.Seal``)."""

    def __init__(self, folder: Path, signing_key: Ed25519PrivateKey) -> None:
        self._folder = folder
        self._signing_key = signing_key

    def sign(self, content: bytes) -> bytes:
        """Return this user's Ed25519 signature over the content."""
        return self._signing_key.sign(content)

    @property
    def place(self) -> RosterPlace:
        """Return where the roster stands: this desk has none yet."""
        return NO_ROSTER

    def is_genuine(
        self, user: UserId, content: bytes, signature: bytes, number: int, roles: frozenset[Role]
    ) -> bool:
        """Return whether a user's signature is genuine; without a roster no other place is one."""
        return number == NO_ROSTER.number and bool(roles) and self.verify(user, content, signature)

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        """Return whether a user's signature over the content is genuine.

        The key file is asked each time: a user may have been enrolled since.
        """
        public = key_file.read(self._folder).verify_keys(user)
        return any(_is_genuine(key, content, signature) for key in public)


def _is_genuine(public: bytes, content: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
