# SPDX-License-Identifier: MIT
"""Each known error ends the process with its own code."""

from __future__ import annotations

import errno
import inspect
import io
import json
import os
import subprocess
import sys

import pytest
from typing_extensions import override

from desk_app.bootstrap import command_line
from desk_app.cli import caretaking
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
from desk_app.store.disk import hygiene

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


@pytest.mark.parametrize(
    ("words", "code", "error"),
    [
        ("rulebook --rulebook /none.toml", 2, "rulebook_file_bad"),
        ("rulebook --on 2015-02-03", 2, "nothing_in_force"),
        ("rulebook --desk /none --test", 2, "wrong_use"),
        ("forms /none/forms --rulebook /none.toml", 2, "rulebook_file_bad"),
        ("forms", 2, "wrong_use"),
        ("check", 2, "file_missing"),
        ("check /none.json", 2, "check_file_bad"),
        ("check /none.json --rulebook /none.toml", 2, "rulebook_file_bad"),
        ("import --take-back x", 2, "wrong_use"),
        ("import --take-back 99999999999999999999", 10, "not_found"),
        ("evidence /none/out --application \udcff", 2, "wrong_use"),
        *(
            (f"restore /none --into /none/desk --key-fd {number}", 2, "descriptor_unreadable")
            for number in ("-1", "1", "2", "99999", "99999999999999999999")
        ),
        ("verify /none", 1, "mishap"),
        ("verify /none --desk /none", 130, "interrupted"),
    ],
)
def test_json_is_one_object_however_a_command_ends(
    words: str,
    code: int,
    error: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ends = KeyboardInterrupt if code == 130 else ZeroDivisionError

    def ended(_: object) -> str:
        raise ends

    monkeypatch.setattr(caretaking, "sheet_key", ended) if "verify" in words else None
    monkeypatch.setattr(hygiene, "note_fault", lambda *_: None)
    try:
        ended_with = command_line([*words.split(), "--json"])
    except SystemExit as left:
        ended_with = int(left.code or 0)
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert (ended_with, said["error"], said["exit"]) == (code, error, code)
    assert "Traceback" not in err
    assert err.strip()


class _Full(io.StringIO):
    """A stream with no room."""

    @override
    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, "no room")


@pytest.mark.parametrize(
    ("stream", "there", "words", "code"),
    [
        ("stdout", _Full(), "check --schema", 15),
        ("stdout", None, "check --schema", 0),
        ("stderr", _Full(), "check", 2),
        ("stderr", None, "check", 2),
        ("stdin", None, "restore /none --into /none/desk", 2),
    ],
)
def test_streams_that_are_full_or_closed_are_no_fault_of_ours(
    stream: str,
    there: io.StringIO | None,
    words: str,
    code: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as lent:
        lent.setattr(sys, stream, there)
        assert command_line(words.split()) == code
    out, err = capsys.readouterr()
    assert "fault in the program" not in err
    assert (out == "") or stream == "stderr"
    assert stream != "stdout" or there is None or "carried out" in err


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
