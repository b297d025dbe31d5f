# SPDX-License-Identifier: MIT
"""A backup's file: its name, what it says of itself, and age as a stream over its tar."""

from __future__ import annotations

import contextlib
import json
import re
import tarfile
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

import pyrage
from pyrage import x25519
from typing_extensions import override

from desk_app.desk.errors import DamageFound, KnownError, WrongPassword
from desk_app.records.base import UserId
from desk_app.records.desk.people import NO_ROSTER, RosterPlace
from desk_app.store.disk.faults import is_folder, told
from desk_app.store.disk.small_files import PART, base64_of, bytes_of, canonical, number_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from desk_app.store.vault.sheets import AgeIdentity


ENDING = ".tar.age"
_NAME = re.compile(
    r"backup-(?P<database>[0-9a-f]{32})-(?P<sheet>\d{4}Q[1-4]-\d{1,4})-(?P<sequence>\d{1,15})"
    + re.escape(ENDING)
)


@dataclass(frozen=True, slots=True)
class BackupName:
    """Whose backup a file is: the database, the sheet that opens it, the journal's last entry."""

    database: str
    sheet: str
    sequence: int

    @override
    def __str__(self) -> str:
        """Return ``backup-<database>-2026Q4-1-<sequence>.tar.age``."""
        return f"backup-{self.database}-{self.sheet}-{self.sequence}{ENDING}"


def read_name(name: str) -> BackupName | None:
    """Return what a file's name says, None where it is no backup's."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    return BackupName(found["database"], found["sheet"], int(found["sequence"]))


def found_in(folder: Path) -> tuple[BackupName, ...]:
    """Return the backups that lie in a folder, by their last entry; none where it is not there."""
    if not is_folder(folder):
        return ()
    with told():
        names = [read_name(path.name) for path in folder.iterdir()]
    return tuple(sorted((name for name in names if name), key=lambda name: name.sequence))


def sweep(folder: Path, database: str) -> int:
    """Remove what backups of a database left unfinished; return how many files went."""
    swept = 0
    with contextlib.suppress(OSError):
        for path in folder.glob(f"backup-{database}-*{ENDING}{PART}"):
            path.unlink()
            swept += 1
    return swept


# What a backup says of itself: whose copy it is, up to which entry, with how many rows.


FORMAT = 2
_BEFORE_ROSTER = 1
"""Of a backup from before the roster, which names none and which nobody signed."""

DOMAIN = b"desk_app backup manifest\x00"
"""What stands before the signed bytes: no signature of another kind counts as one of these."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a backup, in ``manifest.json``."""

    database: str
    sheet: str
    sequence: int
    head: str
    counts: Mapping[str, int]
    """The rows of each table."""
    sha256: str
    """Of ``data.sqlite``, in hexadecimal digits."""
    schema: int
    versions: Mapping[str, str]
    made_at: datetime
    roster: RosterPlace = NO_ROSTER
    """The place of the roster that the copied books have entered."""
    root: str = ""
    disposals: int = 0
    """How many disposals the list has that lies beside it, and its last hash."""
    disposal_head: str = ""
    signed_by: UserId | None = None
    """Who was unlocked when it was made; nobody for one of before the roster."""
    signature: bytes = b""

    @property
    def of_before(self) -> bool:
        """Say whether it is of before the roster."""
        return self.roster == NO_ROSTER

    @property
    def signed_bytes(self) -> bytes:
        """Return what whoever makes it signs: everything but the signature."""
        said = self.said()
        del said["signature"]
        return DOMAIN + canonical(said)

    @property
    def applications(self) -> int:
        """Return how many applications the copy holds."""
        return self.counts.get("applications", 0)

    def to_bytes(self) -> bytes:
        """Return it as JSON, for a person and for ``verify.py``."""
        return json.dumps(self.said(), indent=1).encode("ascii") + b"\n"

    def said(self) -> dict[str, object]:
        """Return it as plain JSON."""
        said: dict[str, object] = {
            "format": _BEFORE_ROSTER if self.of_before else FORMAT,
            "database": self.database,
            "sheet": self.sheet,
            "sequence": self.sequence,
            "head": self.head,
            "counts": dict(sorted(self.counts.items())),
            "sha256": self.sha256,
            "schema": self.schema,
            "versions": dict(sorted(self.versions.items())),
            "made_at": self.made_at.isoformat(),
        }
        if not self.of_before:
            said |= {
                "roster": {
                    "number": self.roster.number,
                    "head": self.roster.head,
                    "root": self.root,
                },
                "disposals": {"count": self.disposals, "head": self.disposal_head},
                "signed_by": self.signed_by or "",
                "signature": base64_of(self.signature),
            }
        return said


def read_manifest(content: bytes | bytearray) -> Manifest:
    """Return the manifest of its JSON; raises DamageFound."""
    try:
        read = json.loads(content)
        manifest = Manifest(
            database=text_of(read["database"]),
            sheet=text_of(read["sheet"]),
            sequence=number_of(read["sequence"]),
            head=text_of(read["head"]),
            counts={text_of(name): number_of(rows) for name, rows in read["counts"].items()},
            sha256=text_of(read["sha256"]),
            schema=number_of(read["schema"]),
            versions={text_of(name): text_of(said) for name, said in read["versions"].items()},
            made_at=datetime.fromisoformat(text_of(read["made_at"])),
        )
        if read["format"] == FORMAT:
            manifest = _signed(manifest, read)
        # What it does not say in our own form is nothing that anybody signed.
        known = manifest.said() == read and manifest.made_at.tzinfo is not None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamageFound("backup_damaged") from None
    if not known:
        raise DamageFound("backup_damaged")
    return manifest


def _signed(manifest: Manifest, read: dict[str, Any]) -> Manifest:
    place, disposals = read["roster"], read["disposals"]
    signed_by = text_of(read["signed_by"])
    return replace(
        manifest,
        roster=RosterPlace(number_of(place["number"]), text_of(place["head"])),
        root=text_of(place["root"]),
        disposals=number_of(disposals["count"]),
        disposal_head=text_of(disposals["head"]),
        signed_by=UserId(signed_by) if signed_by else None,
        signature=bytes_of(read["signature"]),
    )


# The tar inside a backup: its members in their order, written and read back piece by piece.


README, MANIFEST, DATA, VERIFIER = "README.txt", "manifest.json", "data.sqlite", "verify.py"
ROSTER, DISPOSALS = "roster.json", "disposals.json"
BEFORE_ROSTER = (README, MANIFEST, DATA, VERIFIER)
MEMBERS = (*BEFORE_ROSTER, ROSTER, DISPOSALS)
"""In this order; a file with any other member, or in another order, is none of ours."""

MOST_BYTES = {
    README: 64 * 1024,
    MANIFEST: 1024 * 1024,
    VERIFIER: 64 * 1024,
    ROSTER: 16 * 1024 * 1024,
    DISPOSALS: 256 * 1024 * 1024,
}
"""Of the small members; the data are at most as large as the file they came in."""

_BLOCK = tarfile.BLOCKSIZE
_END = bytes(2 * _BLOCK)


_MOST_IN_USTAR = 8 * 1024**3 - 1
"""A larger member has its size in the way of GNU's tar, which every tar reads."""


class LargeMember(Protocol):
    """A member that is too large to be one piece."""

    def __len__(self) -> int:
        """Return its size in bytes."""
        ...

    def pieces(self) -> Iterator[bytes | memoryview]:
        """Give it out in its order."""
        ...


class Packing:
    """The bytes of the tar, read piece by piece; nothing is held twice."""

    def __init__(
        self,
        contents: Sequence[bytes | LargeMember],
        at: datetime,
        tell: Callable[[int, int], None],
    ) -> None:
        """Take the six contents in order; ``tell`` hears how many bytes of how many were read."""
        self._pieces = _pieces(contents, int(at.timestamp()))
        self._piece = memoryview(b"")
        self._read = 0
        self._total = sum(len(content) for content in contents)
        self._tell = tell

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most so many; none at the end."""
        if not self._piece:
            self._piece = memoryview(next(self._pieces, self._piece))
        taken, self._piece = bytes(self._piece[:size]), self._piece[size:]
        self._read += len(taken)
        self._tell(min(self._read, self._total), self._total)
        return taken


class Taking(Protocol):
    """Takes the bytes of a member as they come."""

    def write(self, piece: memoryview) -> int:
        """Take the next bytes."""
        ...


class _InMemory:
    """Takes the bytes of a member into one piece whose room is made at once."""

    def __init__(self, size: int) -> None:
        self.content, self._filled = bytearray(size), 0

    def write(self, piece: memoryview) -> int:
        """Take the next bytes."""
        self.content[self._filled : self._filled + len(piece)] = piece
        self._filled += len(piece)
        return len(piece)


class Unpacking:
    """Takes the bytes of a tar as they are decrypted; the small members are kept in memory.

    Where the data go is the caller's to say, by their size; without a word they are kept like the
    others. No member is written under a name; a path, a link, a size that is too large is refused
    at its header, before it takes any room.
    """

    def __init__(self, most_data: int, data: Callable[[int], Taking] | None = None) -> None:
        """Take the largest size of the data, in bytes; no other member is larger than these."""
        self._most = {name: min(most, most_data) for name, most in MOST_BYTES.items()}
        self._most[DATA] = most_data
        self._data = data
        self._header = bytearray()
        self._member: Taking = _InMemory(0)
        self._missing = 0
        self._padding = 0
        self._begun: list[str] = []
        self._done: dict[str, bytearray] = {}
        self._ended = False

    def write(self, piece: bytes) -> int:
        """Take the next bytes; raises DamageFound, and what the data raise where they go."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._take(rest) :]
        return len(piece)

    def flush(self) -> None:
        """Do nothing: where the data go they are put down by the caller."""

    def members(self) -> dict[str, bytearray]:
        """Return what was kept, by its name: of six members or the four of before the roster.

        Raises DamageFound where one is missing or cut.
        """
        there = len(self._begun)
        whole = there == len(MEMBERS) or (self._ended and there == len(BEFORE_ROSTER))
        if self._missing or not whole:
            raise DamageFound("backup_damaged")
        return dict(self._done)

    def _take(self, rest: memoryview) -> int:
        """Take some of the bytes to where they belong; return how many."""
        if self._missing:
            took = self._member.write(rest[: self._missing])
            self._missing -= took
            return took
        if self._padding:
            took = min(len(rest), self._padding)
            self._padding -= took
            return took
        took = min(len(rest), _BLOCK - len(self._header))
        self._header += rest[:took]
        if len(self._header) == _BLOCK:
            self._begin(bytes(self._header))
            self._header.clear()
        return took

    def _begin(self, header: bytes) -> None:
        """Begin the member of a header, or pass over the zeros of the end."""
        self._ended = self._ended or not any(header)
        if self._ended or len(self._begun) == len(MEMBERS):
            if any(header):
                raise DamageFound("backup_damaged")
            return
        name = MEMBERS[len(self._begun)]
        try:
            found = tarfile.TarInfo.frombuf(header, "ascii", "strict")
        except (tarfile.TarError, ValueError):
            raise DamageFound("backup_damaged") from None
        fits = 0 <= found.size <= self._most[name]
        if found.name != name or found.type != tarfile.REGTYPE or not fits:
            raise DamageFound("backup_damaged")
        self._begun.append(name)
        self._missing, self._padding = found.size, -found.size % _BLOCK
        self._member = self._place_of(name, found.size)

    def _place_of(self, name: str, size: int) -> Taking:
        if name == DATA and self._data is not None:
            return self._data(size)
        kept = _InMemory(size)
        self._done[name] = kept.content
        return kept


def _pieces(contents: Sequence[bytes | LargeMember], moment: int) -> Iterator[bytes | memoryview]:
    for name, content in zip(MEMBERS, contents, strict=True):
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = len(content), moment, 0o600
        if info.size <= _MOST_IN_USTAR:
            yield info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict")
        else:
            yield info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")
        pieces = (content,) if isinstance(content, bytes) else content.pieces()
        yield from filter(len, pieces)
        if info.size % _BLOCK:
            yield bytes(-info.size % _BLOCK)
    yield _END


# Age as a stream: a backup is encrypted to keys and decrypted without ever being whole twice.


_VERSION_LINE = b"age-encryption.org/v1\n"
_END_OF_HEADER = b"\n--- "
_MOST_HEADER_BYTES = 4096
"""Two recipients take under five hundred; a longer header is not parsed at all."""

_NO_KEY_FITS = "No matching keys found"


class Sink(Protocol):
    """Where decrypted bytes go."""

    def write(self, piece: bytes) -> int:
        """Take the next bytes."""
        ...

    def flush(self) -> None:
        """End."""
        ...


def seal(content: Packing, file: BinaryIO, recipients: Sequence[str]) -> None:
    """Encrypt a stream into an open file so that each recipient can open it.

    Raises what reading or writing raised: DiskFull, Cancelled.
    """
    reader, writer = _Honest(content), _Honest(file)
    try:
        keys = [x25519.Recipient.from_str(each) for each in recipients]
        pyrage.encrypt_io(reader, writer, keys)
    except pyrage.RecipientError:
        raise DamageFound("keys_damaged") from None
    except (pyrage.EncryptError, OSError):
        _raise_own(reader, writer)
        raise


def unseal(path: Path, into: Sink, identity: AgeIdentity) -> None:
    """Decrypt a file into a sink.

    Raises WrongPassword for a key that opens another file, DamageFound for anything changed or
    cut, and what the sink raised. Until it returns, what the sink holds counts for nothing.
    """
    with told(), path.open("rb") as file:
        _check_header(file.read(_MOST_HEADER_BYTES))
        file.seek(0)
        reader, writer = _Honest(file), _Honest(into)
        try:
            pyrage.decrypt_io(reader, writer, [x25519.Identity.from_str(identity.secret)])
        except (pyrage.DecryptError, OSError) as error:
            # What does not fit its seal comes as the one, what comes out of a stream as the other.
            _raise_own(reader, writer)
            if _NO_KEY_FITS in str(error):
                raise WrongPassword("sheet_key_refused") from None
            raise DamageFound("backup_damaged") from None


def _check_header(head: bytes) -> None:
    if not head.startswith(_VERSION_LINE) or _END_OF_HEADER not in head:
        raise DamageFound("backup_damaged")


class _Honest:
    """A stream that remembers what it raised: the library keeps only the words of it."""

    def __init__(self, stream: Any) -> None:  # noqa: ANN401  a file, a tar, a sink
        self._stream = stream
        self.raised: OSError | KnownError | None = None

    def read(self, size: int) -> bytes:
        try:
            content: bytes = self._stream.read(size)
        except (OSError, KnownError) as error:
            self.raised = error
            raise
        return content

    def write(self, piece: bytes) -> int:
        try:
            written: int = self._stream.write(piece)
        except (OSError, KnownError) as error:
            self.raised = error
            raise
        return written

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as error:
            self.raised = error
            raise


def _raise_own(*streams: _Honest) -> None:
    for stream in streams:
        if stream.raised is not None:
            raise stream.raised from None
