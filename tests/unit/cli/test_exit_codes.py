# SPDX-License-Identifier: MIT
"""Each known error ends the process with its own code."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys

import pytest

from desk_app.cli.commands import UNREAD
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk import errors
from desk_app.desk.errors import (
    AlreadyOpen,
    CountSetBack,
    DamageFound,
    DiskFull,
    KnownError,
    NotADesk,
    NotAllowed,
    ReadOnly,
    SavesMissing,
    VersionRefused,
    WrongPassword,
)

PLAIN_FAULTS = {
    "KnownError",
    "LetterDiffers",
    "LetterStopped",
    "Mishap",
    "PrintStopped",
    "PrinterFailed",
    "SheetNotPrinted",
    "StaleEdit",
}
"""Kinds that stop a verb of an open desk; no command ends with one but by a fault of ours."""

TOLD_ONLY = {"KeysGiven", "KeyCopyMended", "OwnValuesNotTaken"}
"""What is told after somebody has signed in: no process ends with it."""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotADesk("no_database"), 10),
        (NotADesk("no_keys"), 10),
        (AlreadyOpen(), 11),
        (WrongPassword(), 12),
        (NotAllowed(), 12),
        (DamageFound("database_cut"), 13),
        (DamageFound("keys_damaged"), 13),
        (DamageFound("journal_damaged"), 13),
        (SavesMissing(facts={"missing": 3}), 14),
        (DamageFound("anchor_too_old"), 14),
        (CountSetBack(), 14),
        (DiskFull("disk_full"), 15),
        (DiskFull("disk_read_only"), 15),
        (DiskFull("file_in_use"), 15),
        (ReadOnly("read_only"), 15),
        (ReadOnly("not_local_disk"), 15),
        (VersionRefused("sqlite_too_old"), 16),
        (VersionRefused("driver_does_not_encrypt"), 16),
        (NotADesk("database_plaintext"), 16),
        (KnownError("never_heard_of"), 1),
    ],
)
def test_what_stops_has_its_code(error: KnownError, code: int) -> None:
    assert exit_code(error) == code


def test_the_ten_codes_are_those_of_the_table() -> None:
    assert [*Exit] == [0, 1, 2, 10, 11, 12, 13, 14, 15, 16]


def test_every_kind_of_known_error_was_thought_of() -> None:
    kinds = [each for _, each in inspect.getmembers(errors, inspect.isclass)]
    known = [each for each in kinds if issubclass(each, KnownError)]
    assert len(known) > 15
    without = {
        each.__name__
        for each in known
        if exit_code(each(("x",)) if each is errors.Refused else each()) is Exit.OUR_FAULT
    }
    assert without == PLAIN_FAULTS | TOLD_ONLY


PROGRAM = "import sys; from desk_app.main import main; sys.exit(main(['check', '--schema']))"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            stdout=write_end,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (ended.returncode, ended.stderr) == (UNREAD, "")
