# SPDX-License-Identifier: MIT
"""Encryption to keys in the age format, and the key of a recovery sheet as what decrypts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyrage
from pyrage import x25519

from desk_app.desk.errors import BadInput, DamageFound
from desk_app.desk.sheet_key import from_groups

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class AgeIdentity:
    """An age identity: its secret text ``AGE-SECRET-KEY-1…`` and its public ``age1…``."""

    recipient: str
    secret: str = field(repr=False)


def new_identity() -> AgeIdentity:
    """Return a new identity; the library draws it from the system itself."""
    return _identity(x25519.Identity.generate())


def read_identity(secret: str) -> AgeIdentity:
    """Return the identity of a secret text; raises DamageFound where it is none."""
    try:
        return _identity(x25519.Identity.from_str(secret))
    except pyrage.IdentityError:
        raise DamageFound("keys_damaged") from None


def wrap(content: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt the content so that each recipient can open it.

    Raises DamageFound where one is no recipient, or there is none.
    """
    try:
        known = [x25519.Recipient.from_str(each) for each in recipients]
        wrapped: bytes = pyrage.encrypt(content, known)
    except (pyrage.RecipientError, pyrage.EncryptError):
        raise DamageFound("keys_damaged") from None
    return wrapped


def unwrap(wrapped: bytes, identity: AgeIdentity) -> bytes:
    """Decrypt; raises DamageFound where it is damaged or not for this identity."""
    try:
        content: bytes = pyrage.decrypt(wrapped, [x25519.Identity.from_str(identity.secret)])
    except pyrage.DecryptError:
        raise DamageFound("keys_damaged") from None
    return content


def _identity(made: x25519.Identity) -> AgeIdentity:
    return AgeIdentity(recipient=str(made.to_public()), secret=str(made))


# The key of a recovery sheet as somebody types it, as what decrypts a backup.


def identity_of(typed: str) -> AgeIdentity:
    """Return the age identity of a sheet's key, in groups or as its secret text.

    Raises BadInput where it is no key of a sheet.
    """
    try:
        return read_identity(from_groups(typed))
    except DamageFound:
        raise BadInput("sheet_key_wrong", place="key") from None
