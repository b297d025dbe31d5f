# SPDX-License-Identifier: MIT
"""Age as a stream over the tar inside a backup: never whole twice in memory."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, Any, Protocol

import pyrage
from pyrage import x25519

from desk_app.desk.errors import DamageFound, KnownError, WrongPassword
from desk_app.store.faults import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import BinaryIO

    from desk_app.store.vault.age import AgeIdentity


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


class Packing:
    """The bytes of the tar, read piece by piece; nothing is held twice."""

    def __init__(
        self,
        contents: Sequence[bytes],
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
            self._piece = next(self._pieces, self._piece)
        taken, self._piece = bytes(self._piece[:size]), self._piece[size:]
        self._read += len(taken)
        self._tell(min(self._read, self._total), self._total)
        return taken


class Unpacking:
    """Takes the bytes of a tar as they are decrypted and keeps its members in memory.

    No member is written anywhere; a path, a link, a size that is too large is refused at its
    header, before it takes any room.
    """

    def __init__(self, most_data: int) -> None:
        """Take the largest size of the data, in bytes; no other member is larger than these."""
        self._most = {name: min(most, most_data) for name, most in MOST_BYTES.items()}
        self._most[DATA] = most_data
        self._header = bytearray()
        self._member = bytearray()
        self._filled = 0
        self._padding = 0
        self._done: dict[str, bytearray] = {}
        self._ended = False

    def write(self, piece: bytes) -> int:
        """Take the next bytes; raises DamageFound."""
        rest = memoryview(piece)
        while rest:
            rest = rest[self._take(rest) :]
        return len(piece)

    def flush(self) -> None:
        """Do nothing: all is in memory."""

    def members(self) -> dict[str, bytearray]:
        """Return the contents by their names, six or the four of before the roster.

        Raises DamageFound where one is missing or cut.
        """
        there = len(self._done)
        whole = there == len(MEMBERS) or (self._ended and there == len(BEFORE_ROSTER))
        if self._filled < len(self._member) or not whole:
            raise DamageFound("backup_damaged")
        return dict(self._done)

    def _take(self, rest: memoryview) -> int:
        """Take some of the bytes to where they belong; return how many."""
        if self._filled < len(self._member):
            took = min(len(rest), len(self._member) - self._filled)
            self._member[self._filled : self._filled + took] = rest[:took]
            self._filled += took
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
        if self._ended or len(self._done) == len(MEMBERS):
            if any(header):
                raise DamageFound("backup_damaged")
            return
        name = MEMBERS[len(self._done)]
        try:
            found = tarfile.TarInfo.frombuf(header, "ascii", "strict")
        except (tarfile.TarError, ValueError):
            raise DamageFound("backup_damaged") from None
        fits = 0 <= found.size <= self._most[name]
        if found.name != name or found.type != tarfile.REGTYPE or not fits:
            raise DamageFound("backup_damaged")
        self._member, self._filled = bytearray(found.size), 0
        self._padding = -found.size % _BLOCK
        self._done[name] = self._member


def _pieces(contents: Sequence[bytes], moment: int) -> Iterator[memoryview]:
    for name, content in zip(MEMBERS, contents, strict=True):
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = len(content), moment, 0o600
        yield memoryview(info.tobuf(tarfile.USTAR_FORMAT, "ascii", "strict"))
        for piece in (content, bytes(-len(content) % _BLOCK)):
            if piece:
                yield memoryview(piece)
    yield memoryview(_END)


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
