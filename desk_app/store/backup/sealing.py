# SPDX-License-Identifier: MIT
"""Age as a stream: a backup is encrypted to keys and decrypted without ever being whole twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pyrage
from pyrage import x25519

from desk_app.desk.errors import DamageFound, KnownError, WrongPassword
from desk_app.store.faults import told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import BinaryIO

    from desk_app.store.backup.archive import Packing
    from desk_app.store.vault.age import Identity

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


def unseal(path: Path, into: Sink, identity: Identity) -> None:
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
