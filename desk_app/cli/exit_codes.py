# SPDX-License-Identifier: MIT
"""The exit codes of the program, and which known error ends with which."""

from __future__ import annotations

from enum import IntEnum

from desk_app.desk.errors import (
    AlreadyOpen,
    BadInput,
    Cancelled,
    CountSetBack,
    DamageFound,
    DiskFull,
    FolderTaken,
    KnownError,
    NotADesk,
    NotAllowed,
    NotAsShown,
    NotFound,
    ReadBeside,
    ReadOnly,
    Refused,
    SavesMissing,
    ServerAway,
    StillChecking,
    VersionRefused,
    WrongPassword,
)


class Exit(IntEnum):
    """How a process of the program ends."""

    DONE = 0
    OUR_FAULT = 1
    WRONG_USE = 2
    NOTHING_THERE = 10
    HELD = 11
    REFUSED = 12
    DAMAGE = 13
    MISSING_SAVES = 14
    NO_WRITING = 15
    VERSION = 16


_OF_CODE = {
    "anchor_too_old": Exit.MISSING_SAVES,
    "database_plaintext": Exit.VERSION,
}
"""Codes that end otherwise than their kind: a plain file has no cipher that could be accepted."""

_OF_KIND: tuple[tuple[type[KnownError], Exit], ...] = (
    (NotADesk, Exit.NOTHING_THERE),
    (AlreadyOpen, Exit.HELD),
    (StillChecking, Exit.HELD),
    (ReadBeside, Exit.HELD),
    (WrongPassword, Exit.REFUSED),
    (NotAllowed, Exit.REFUSED),
    (DamageFound, Exit.DAMAGE),
    (SavesMissing, Exit.MISSING_SAVES),
    (CountSetBack, Exit.MISSING_SAVES),
    (DiskFull, Exit.NO_WRITING),
    (ReadOnly, Exit.NO_WRITING),
    (ServerAway, Exit.NO_WRITING),
    (NotAsShown, Exit.REFUSED),
    (VersionRefused, Exit.VERSION),
    (Refused, Exit.REFUSED),
    (NotFound, Exit.NOTHING_THERE),
    (BadInput, Exit.WRONG_USE),
    (Cancelled, Exit.WRONG_USE),
    (FolderTaken, Exit.WRONG_USE),
)


def exit_code(error: KnownError) -> Exit:
    """Return how the process ends that was stopped by a known error."""
    if error.code in _OF_CODE:
        return _OF_CODE[error.code]
    found = (code for kind, code in _OF_KIND if isinstance(error, kind))
    return next(found, Exit.OUR_FAULT)
