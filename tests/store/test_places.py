# SPDX-License-Identifier: MIT
"""The file in a desk's folder that names its other folders: read, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.desk.errors import NotADesk
from desk_app.store import places

ENDLESS = "9" * 5_000
"""A number with more digits than Python reads."""
LONG = "長" * 100
"""A name longer than a folder takes."""


@pytest.mark.parametrize(
    "said",
    [
        b"keys = ",
        b"\xff",
        b"keys = 4",
        b'keys = "a\\u0000b"',
        f'keys = "{LONG}"'.encode(),
        b"backups = [" * 5_000,
        f"keys = {ENDLESS}".encode(),
        b"",
    ],
)
def test_what_names_no_folder_is_refused(tmp_path: Path, said: bytes) -> None:
    (tmp_path / places.DESK_FILE).write_bytes(said)
    with pytest.raises(NotADesk, match="desk_file_unreadable"):
        places.key_folder(tmp_path)


@pytest.mark.parametrize("named", ["one", "one/keys", "../desk/other"])
def test_a_circle_of_links_is_no_folder(tmp_path: Path, named: str) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "one").symlink_to(desk / "other")
    (desk / "other").symlink_to(desk / "one")
    (desk / places.DESK_FILE).write_text(f'keys = "{named}"\nbackups = "{named}"\n')
    for look in (places.key_folder, places.backup_folder):
        with pytest.raises(NotADesk, match="desk_file_unreadable"):
            look(desk)


def test_a_folder_that_is_not_there_today_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    (tmp_path / places.DESK_FILE).write_text('keys = "link/keys"\n')
    assert places.key_folder(tmp_path) == tmp_path / "disk/keys"


def test_the_folders_that_were_named_are_found(tmp_path: Path) -> None:
    desk, keys, copies = (tmp_path / name for name in ("desk", "keys", '写し "𠮷"'))
    for folder in (desk, keys, copies):
        folder.mkdir()
    places.name_key_folder(desk, keys)
    assert places.backup_folder(desk) is None
    places.name_backup_folder(desk, copies)
    assert (places.key_folder(desk), places.backup_folder(desk)) == (keys, copies)
