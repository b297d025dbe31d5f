# SPDX-License-Identifier: MIT
"""A folder for backups: refused where it cannot hold them, warned of where it is a poor place."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from desk_app.desk.errors import NotADesk
from desk_app.records.safekeeping import FolderDoubt
from desk_app.store import places


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "keys").mkdir()
    return tmp_path / "desk" / "desk.db"


def _doubts(database: Path, folder: Path) -> tuple[FolderDoubt, ...]:
    return places.doubts(folder, database, database.parents[1] / "keys")


def test_a_folder_on_the_disk_of_the_desk_is_warned_of(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    assert _doubts(database, folder) == (FolderDoubt.SAME_DISK,)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["OneDrive - 会社", "Dropbox", "iCloud Drive", "Nextcloud"])
def test_a_folder_that_another_program_copies_is_warned_of(
    database: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name / "copies"
    folder.mkdir(parents=True)
    assert FolderDoubt.SYNCED in _doubts(database, folder)


def test_the_mark_of_such_a_program_is_enough(database: Path, tmp_path: Path) -> None:
    (tmp_path / "shared" / ".stfolder").mkdir(parents=True)
    folder = tmp_path / "shared" / "copies"
    folder.mkdir()
    assert FolderDoubt.SYNCED in _doubts(database, folder)


def test_a_folder_that_is_not_there_is_refused(database: Path, tmp_path: Path) -> None:
    with pytest.raises(NotADesk) as refused:
        _doubts(database, tmp_path / "nowhere")
    assert refused.value.code == "backup_folder_gone"


@pytest.mark.parametrize("name", ["desk", "keys"])
def test_the_folders_of_the_desk_are_refused(database: Path, tmp_path: Path, name: str) -> None:
    inside = tmp_path / name / "copies"
    inside.mkdir()
    for folder in (tmp_path / name, inside):
        with pytest.raises(NotADesk) as refused:
            _doubts(database, folder)
        assert refused.value.code == "backup_folder_is_desk"


def test_a_folder_that_takes_no_file_is_refused(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def full(**_: object) -> tuple[int, str]:
        raise OSError

    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(NotADesk) as refused:
        _doubts(database, folder)
    assert refused.value.code == "backup_folder_unwritable"
