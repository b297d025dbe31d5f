# SPDX-License-Identifier: MIT
"""How journal entries are chained by hash, and how their fields become salted digests."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    hash_ = _hash(sequence, words, digests, previous.hex())
    return Link(sequence, *words, digests, previous, hash_)


def first_wrong(
    links: Iterable[Sequence[Any]], *, after: int = 0, previous: bytes = FIRST_HASH
) -> int | None:
    """Return the number of the first entry that does not fit the one before it.

    The entries begin after the entry of that number and hash. Each is a link, or a row with the
    same values: there may be millions, and no link is made of them.
    """
    for number, found in enumerate(links, start=after + 1):
        sequence, at, actor, action, subject, said, before, hash_ = found
        try:
            right = _hash(number, (at, actor, action, subject), said, previous.hex())
        except TypeError:
            return number  # Where text belongs, something else stands.
        if (sequence, before, hash_) != (number, previous, right):
            return number
        previous = right
    return None


def _hash(sequence: int, words: tuple[str, str, str, str], digests: str, previous: str) -> bytes:
    at, actor, action, subject = words
    canonical = (
        f"[{sequence},{_quoted(at)},{_quoted(actor)},{_quoted(action)},{_quoted(subject)},"
        f'{_quoted(digests)},"{previous}"]'
    )
    return hashlib.sha256(canonical.encode("ascii")).digest()


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
