# SPDX-License-Identifier: MIT
"""Texts shut up so that only the person who shut them opens them again, after a new sign-in."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk_app.desk.errors import DamageFound
from desk_app.desk.signing import SHUT_DOMAIN

if TYPE_CHECKING:
    from desk_app.desk.ports import Seal
    from desk_app.store.chance import Octets

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
