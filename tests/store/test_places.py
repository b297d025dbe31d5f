# SPDX-License-Identifier: MIT
"""The file in a desk's folder that names its other folders: read, or refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.desk.errors import NotADesk
from desk_app.store import places

ENDLESS = "9" * 5_000
"""A number with more digits than Python reads."""


@pytest.mark.parametrize(
    "said",
    [
        b"keys = ",
        b"\xff",
        b"keys = 4",
        b'keys = "a\\u0000b"',
        b"backups = [" * 5_000,
        f"keys = {ENDLESS}".encode(),
        b"",
    ],
)
def test_what_names_no_folder_is_refused(tmp_path: Path, said: bytes) -> None:
    (tmp_path / places.DESK_FILE).write_bytes(said)
    with pytest.raises(NotADesk, match="desk_file_unreadable"):
        places.key_folder(tmp_path)


def test_a_circle_of_links_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "other")
    (tmp_path / "other").symlink_to(tmp_path / "one")
    (tmp_path / places.DESK_FILE).write_text('keys = "one"\n')
    with pytest.raises(NotADesk, match="desk_file_unreadable"):
        places.key_folder(tmp_path)


def test_the_folders_that_were_named_are_found(tmp_path: Path) -> None:
    desk, keys, copies = (tmp_path / name for name in ("desk", "keys", '写し "𠮷"'))
    for folder in (desk, keys, copies):
        folder.mkdir()
    places.name_key_folder(desk, keys)
    assert places.backup_folder(desk) is None
    places.name_backup_folder(desk, copies)
    assert (places.key_folder(desk), places.backup_folder(desk)) == (keys, copies)
