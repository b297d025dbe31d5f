# SPDX-License-Identifier: MIT
"""Known errors: what the clerk or the surroundings caused, as codes and facts, never as text."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Mapping

from desk_app.records.base import NO_FACTS, Fact

_PACKAGE = "desk_app"


class KnownError(Exception):
    """Something expected went wrong; ``code`` and ``facts`` make the sentence in ``i18n``.

    ``place`` names the field, row or JSON path of bad input. The text of the exception is the code
    alone: no personal data. ``further`` are those found with it, so that all are told at once.
    """

    code = "known"
    further: tuple[KnownError, ...] = ()

    def __init__(
        self, code: str = "", facts: Mapping[str, Fact] = NO_FACTS, *, place: str = ""
    ) -> None:
        self.code = code or type(self).code
        self.facts = facts
        self.place = place
        super().__init__(self.code)


class Mishap(KnownError):
    """A mistake of ours, as much of it as a clerk is told; the log has the rest."""

    code = "mishap"


class NotAllowed(KnownError):
    """The actor's roles do not allow it."""

    code = "not_allowed"


class Refused(KnownError):
    """The rules refuse what was asked; ``reasons`` are codes of the workflow or of findings."""

    code = "refused"

    def __init__(
        self,
        reasons: tuple[str, ...],
        facts: Mapping[str, Fact] = NO_FACTS,
        *,
        place: str = "",
    ) -> None:
        super().__init__(reasons[0] if reasons else "refused", facts, place=place)
        self.reasons = reasons


class BadInput(KnownError):
    """A value from outside cannot be taken; ``place`` names it."""

    code = "bad_input"


class StaleEdit(KnownError):
    """Somebody else changed it since the clerk saw it."""

    code = "stale_edit"


class NotFound(KnownError):
    """Nothing there has this id or number."""

    code = "not_found"


class LetterStopped(KnownError):
    """A letter cannot be made: a fact or a glyph is missing, or an address is too long."""

    code = "letter_stopped"


class LetterDiffers(KnownError):
    """Finished pages do not read as the letter they should be; ``what`` says where."""

    code = "letter_differs"


class NotAsShown(KnownError):
    """What would go out is not what stood on the screen when the clerk said so (T40)."""

    code = "not_as_shown"


class WrongPassword(KnownError):
    """Unknown user or wrong password: the same words for both."""

    code = "wrong_password"


class CountSetBack(KnownError):
    """The count of wrong passwords is older than the journal; told to whoever signs in."""

    code = "count_set_back"


class KeysGiven(KnownError):
    """Somebody else gave a person keys; told to that person at the next sign-in."""

    code = "keys_given"


class OwnValuesNotTaken(KnownError):
    """A newer rulebook of the program cannot bear what the desk changed; told to an officer."""

    code = "own_values_not_taken"


class KeyCopyMended(KnownError):
    """One of the two copies of the key file could not be read; told to whoever signs in next."""

    code = "key_copy_mended"


class AlreadyOpen(KnownError):
    """Another instance holds the desk."""

    code = "already_open"


class NotADesk(KnownError):
    """The folder or file is not a desk of ours, or there is none."""

    code = "not_a_desk"


class FolderTaken(KnownError):
    """The folder exists already and is not empty."""

    code = "folder_taken"


class DamageFound(KnownError):
    """A file is damaged."""

    code = "damage_found"


class SavesMissing(KnownError):
    """The file is older than its anchor: saved changes are missing."""

    code = "saves_missing"


class DiskFull(KnownError):
    """Nothing could be written: the disk is full or read-only."""

    code = "disk_full"

    @property
    def says_what(self) -> bool:
        """Whether the code says what could not be written, and not only why."""
        return self.code not in {"disk_full", "disk_failed", "disk_read_only", "file_in_use"}


class ReadOnly(KnownError):
    """The desk was opened for reading alone: its place takes no writing, or is no local disk."""

    code = "read_only"


class StillChecking(KnownError):
    """The pages of a large desk are still being checked; until then it is read only."""

    code = "still_checking"


class ServerAway(KnownError):
    """The server of an office of several stations was not reached, or does not take a save."""

    code = "server_away"


class ReadBeside(KnownError):
    """Somebody reads the desk's file, a backup perhaps: another cannot take its place now."""

    code = "read_beside"


class Cancelled(KnownError):
    """The clerk stopped long work; all is as it was."""

    code = "cancelled"


class VersionRefused(KnownError):
    """The driver's version or its cipher is not acceptable."""

    code = "version_refused"


class PrinterFailed(KnownError):
    """The printer did not take the pages."""

    code = "printer_failed"


class SheetNotPrinted(KnownError):
    """The printer did not take the recovery sheet."""

    code = "sheet_not_printed"


class PrintStopped(KnownError):
    """A printer took the pages and stands still, or gave them up; ``numbers`` are the letters'."""

    code = "print_stopped"


def places_in_code(error: BaseException) -> Iterator[str]:
    """Name a mistake of ours, where it came from, and what caused it; no values, no texts of it."""
    yield f"{type(error).__name__}"
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield "caused by"
        yield from places_in_code(cause)


def _short(path: str) -> str:
    """Return a file as the package knows it: the folders above may name a person."""
    parts = path.replace("\\", "/").split("/")
    if _PACKAGE not in parts:
        return parts[-1]
    return "/".join(parts[len(parts) - 1 - parts[::-1].index(_PACKAGE) :])
