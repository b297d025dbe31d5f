# SPDX-License-Identifier: MIT
"""How journal entries are chained by hash, and the head of the chain kept outside."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from desk_app.desk.errors import DamageFound
from desk_app.records.desk.people import read_entered
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disk.small_files import (
    flush_folder,
    make_private_folder,
    replace_file,
)
from desk_app.system.chosen import here
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


Fact = str | int | date | None

FIRST_HASH = bytes(32)
"""What the first entry names as the hash before it."""

_DIGEST_BYTES = 16

# Made once: ``json.dumps`` makes an encoder anew for each of a million entries.
_canonical = json.JSONEncoder(ensure_ascii=True, separators=(",", ":")).encode
_quoted = json.encoder.encode_basestring_ascii


class ChainLink(NamedTuple):
    """One entry as it stands in its row: all text, and two hashes as bytes."""

    sequence: int
    at: str
    actor: str
    action: str
    subject: str
    digests: str
    previous: bytes
    hash: bytes


def link(
    sequence: int, words: tuple[str, str, str, str], digests: str, previous: bytes
) -> ChainLink:
    """Chain an entry to the one before; the words are moment, actor, action, subject.

    Its hash is the SHA-256 of the canonical JSON of everything in it, the previous hash included.
    """
    hash_ = _hash(sequence, words, digests, previous.hex())
    return ChainLink(sequence, *words, digests, previous, hash_)


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


# The anchor: the journal's head kept outside the database, so that missing saves are seen.


NAME = "anchor.json"
NEXT = "anchor.next.json"
"""The anchor of a restored file that is about to take the place of another."""

_MOST_BYTES = 4096
_MOST_ENTRIES = 2**63 - 1
"""What SQLite counts to."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The journal's head after the last commit: sequence number, hash, number of entries.

    ``roster`` is the place of the roster that the books had entered then, empty before there was
    one.
    """

    database: str
    sequence: int
    head: str
    count: int
    roster: str = ""


def read(folder: Path) -> Anchor | None:
    """Return the anchor, None where there is no such file; raises DamageFound."""
    return _read(folder / NAME)


def write_next(folder: Path, anchor: Anchor) -> None:
    """Keep the anchor of a file that is about to take the place of the desk's; raises DiskFull."""
    _write(folder / NEXT, anchor)


def take_next(folder: Path, database: str) -> None:
    """Take the waiting anchor into use if it names this database.

    So a restored file has its anchor even where the program ended just after it took its place.
    Raises DiskFull.
    """
    waiting = folder / NEXT
    try:
        kept = _read(waiting)
    except DamageFound:
        kept = None
    if kept is not None and kept.database == database:
        with told():
            here().files.replace(waiting, folder / NAME)
            flush_folder(folder)


def _read(path: Path) -> Anchor | None:
    if not is_there(path):
        return None
    try:
        with told():
            content = read_small(path, _MOST_BYTES)
        whole = json.loads(content)
        anchor = Anchor(**whole["anchor"])
        sound = whole["checksum"] == _checksum(whole["anchor"]) and _is_one(anchor)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        sound = False
    if not sound:
        raise DamageFound("anchor_damaged")
    return anchor


def _is_one(anchor: Anchor) -> bool:
    """Return whether each value is of its kind: anybody can write a file with a right checksum.

    Raises ValueError for a place of the roster that is none.
    """
    texts = (anchor.database, anchor.head, anchor.roster)
    numbers = (anchor.sequence, anchor.count)
    if not all(type(each) is str for each in texts) or read_entered(anchor.roster).entry < 0:
        return False
    return all(type(each) is int and 0 <= each <= _MOST_ENTRIES for each in numbers)


def write(folder: Path, anchor: Anchor) -> None:
    """Keep the anchor durably in the place of the last; raises DiskFull."""
    _write(folder / NAME, anchor)


def _write(path: Path, anchor: Anchor) -> None:
    make_private_folder(path.parent)
    said = asdict(anchor)
    content = {"anchor": said, "checksum": _checksum(said)}
    replace_file(path, json.dumps(content, sort_keys=True).encode("ascii"))


def _checksum(said: object) -> str:
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()
