# SPDX-License-Identifier: MIT
"""Faults of driver and system as known errors (T6, T7); anything else stays our own mistake."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import AlreadyOpen, DamageFound, DiskFull, KnownError
from desk_app.store.disk import desk_file, places
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup import threshold
from desk_app.store.vault import key_file


@pytest.mark.parametrize(
    ("words", "kind", "code"),
    [
        ("database or disk is full", DiskFull, "disk_full"),
        ("disk I/O error", DiskFull, "disk_failed"),
        ("attempt to write a readonly database", DiskFull, "disk_read_only"),
        ("unable to open database file", DiskFull, "disk_failed"),
        ("file is not a database", DamageFound, "database_unreadable"),
        ("database disk image is malformed", DamageFound, "database_damaged"),
        ("vtable constructor failed: search", DamageFound, "database_damaged"),
        ("database is locked", AlreadyOpen, "already_open"),
    ],
)
def test_the_drivers_words(words: str, kind: type[KnownError], code: str) -> None:
    with pytest.raises(kind) as caught, told():
        raise driver.OperationalError(words)
    assert caught.value.code == code
    assert caught.value.__suppress_context__


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "disk_full"),
        (errno.EFBIG, "disk_full"),
        (errno.EROFS, "disk_read_only"),
        (errno.EACCES, "disk_read_only"),
        (errno.EIO, "disk_failed"),
    ],
)
def test_the_systems_numbers(number: int, code: str) -> None:
    with pytest.raises(DiskFull) as caught, told():
        raise OSError(number, "secret path")
    assert caught.value.code == code
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("error", [driver.OperationalError("no such table: x"), OSError(2, "x")])
def test_our_own_mistakes_stay_what_they_are(error: Exception) -> None:
    with pytest.raises(type(error)) as caught, told():
        raise error
    assert caught.value is error


def test_what_goes_well_goes_through(tmp_path: Path) -> None:
    with told():
        (tmp_path / "file").write_bytes(b"x")
    assert (tmp_path / "file").exists()


def test_what_lies_there_is_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert is_there(tmp_path)
    assert is_there(tmp_path / "file")
    for name in ("none", "file/under", "circle", "circle/under", "長" * 100, "a\0b"):
        assert not is_there(tmp_path / name)


@pytest.mark.parametrize(
    "ask",
    [
        is_there,
        threshold.holds_desk,
        threshold.look_at_folder,
        key_file.exists,
        chain.read,
        disposal_list.read_before,
        places.key_folder,
        places.backup_folder,
        lambda folder: desk_file.put_in_place(folder / "new", folder / "desk.db"),
    ],
)
@pytest.mark.parametrize(
    ("number", "code"), [(errno.EIO, "disk_failed"), (errno.EACCES, "disk_read_only")]
)
def test_a_disk_that_does_not_answer_is_not_taken_for_an_empty_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Path], object],
    number: int,
    code: str,
) -> None:
    fail = Mock(side_effect=OSError(number, "secret path"))
    (tmp_path / "new").touch()
    with monkeypatch.context() as patch:
        patch.setattr(os, "stat", fail)
        with pytest.raises(DiskFull) as caught:
            ask(tmp_path)
    assert caught.value.code == code
    assert "secret" not in str(caught.value)
