# SPDX-License-Identifier: MIT
"""A small file is replaced whole, or the old one stands."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desk_app.desk.errors import DiskFull
from desk_app.store.small_files import make_private_folder, replace_file


def test_the_new_content_stands_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    replace_file(path, b"old")
    replace_file(path, b"new" * 100_000)
    assert path.read_bytes() == b"new" * 100_000
    assert list(tmp_path.iterdir()) == [path]
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("step", ["fsync", "open"])
def test_a_full_disk_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    path = tmp_path / "file.json"
    replace_file(path, b"old")

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(DiskFull) as caught:
            replace_file(path, b"new")
    assert caught.value.code == "disk_full"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "keys")
    make_private_folder(tmp_path / "keys")
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
