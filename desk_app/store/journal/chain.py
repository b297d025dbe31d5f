# SPDX-License-Identifier: MIT
"""How journal entries are chained by hash, and how their fields become salted digests."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Fact = str | int | date | None

FIRST_HASH = bytes(32)
"""What the first entry names as the hash before it."""

_DIGEST_BYTES = 16

# Made once: ``json.dumps`` makes an encoder anew for each of a million entries.
_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring_ascii


class Link(NamedTuple):
    """One entry as it stands in its row: all text, and two hashes as bytes."""

    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    digests: str
    previous: bytes
    hash: bytes


def link(sequence: int, words: tuple[str, str, str, str], digests: str, previous: bytes) -> Link:
    """Chain an entry to the one before; the words are moment, actor, action, subject.

    Its hash is the SHA-256 of the canonical JSON of everything in it, the previous hash included.
    """
    said = ",".join([_quoted(each) for each in words])
    canonical = f'[{sequence},{said},{_quoted(digests)},"{previous.hex()}"]'
    hash_ = hashlib.sha256(canonical.encode("ascii")).digest()
    return Link(sequence, *words, digests, previous, hash_)


def first_wrong(
    links: Iterable[Link], *, after: int = 0, previous: bytes = FIRST_HASH
) -> int | None:
    """Return the number of the first entry that does not fit the one before it.

    The entries begin after the entry of that number and hash.
    """
    for number, found in enumerate(links, start=after + 1):
        words = (str(found.at), str(found.actor), str(found.action), str(found.subject))
        if found != link(number, words, str(found.digests), previous):
            return number
        previous = found.hash
    return None


def digests(facts: Mapping[str, Fact], salt: bytes) -> str:
    """Return the fields' digests as canonical JSON, in the order of their names."""
    named = [f'{_quoted(name)}:"{digest(name, facts[name], salt)}"' for name in sorted(facts)]
    return f"{{{','.join(named)}}}"


def digest(name: str, value: Fact, salt: bytes) -> str:
    """Return the digest of one field: nobody without the salt can try names against it."""
    plain = value.isoformat() if isinstance(value, date) else value
    # Most facts are text: quoting it alone gives the same canonical JSON in half the time.
    quoted = _quoted(plain) if isinstance(plain, str) else _canonical(plain)
    message = f"[{_quoted(name)},{quoted}]"
    return hmac.digest(salt, message.encode("ascii"), "sha256")[:_DIGEST_BYTES].hex()
