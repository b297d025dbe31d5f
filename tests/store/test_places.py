# SPDX-License-Identifier: MIT
"""Where things lie, on which disks, and which folders backups may have."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from unittest.mock import Mock

import pytest

from desk_app.desk.errors import NotADesk
from desk_app.records.desk.safekeeping import FolderDoubt
from desk_app.store.backup import local
from desk_app.store.disk import places
from desk_app.system import linux, macos
from desk_app.system.posix import PosixFiles, kind_at

ENDLESS = "9" * 5_000
"""A number with more digits than Python reads."""
LONG = "長" * 300
"""A name longer than a folder takes."""
NO_LINKS = pytest.mark.posix(why="Wine says that it made a link, and makes none")
NO_FOLDER = pytest.mark.posix(why="Wine says of a name that is too long that nothing has it")
OF_POSIX = pytest.mark.posix(why="Windows has no names of this kind")


@pytest.mark.parametrize(
    "said",
    [
        b"keys = ",
        b"\xff",
        b"keys = 4",
        b'keys = "a\\u0000b"',
        pytest.param(f'keys = "{LONG}"'.encode(), marks=NO_FOLDER),
        b"backups = [" * 5_000,
        f"keys = {ENDLESS}".encode(),
        b"",
    ],
)
def test_what_names_no_folder_is_refused(tmp_path: Path, said: bytes) -> None:
    (tmp_path / places.DESK_FILE).write_bytes(said)
    with pytest.raises(NotADesk, match="desk_file_unreadable"):
        places.key_folder(tmp_path)


@NO_LINKS
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


@NO_LINKS
def test_a_folder_that_is_not_there_today_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    (tmp_path / places.DESK_FILE).write_text('keys = "link/keys"\n')
    assert places.key_folder(tmp_path) == tmp_path / "disk/keys"


@pytest.mark.parametrize("name", ["写し '𠮷'", pytest.param('写し "𠮷"', marks=OF_POSIX)])
def test_the_folders_that_were_named_are_found(tmp_path: Path, name: str) -> None:
    desk, keys, copies = (tmp_path / each for each in ("desk", "keys", name))
    for folder in (desk, keys, copies):
        folder.mkdir()
    places.name_key_folder(desk, keys)
    assert places.backup_folder(desk) is None
    places.name_backup_folder(desk, copies)
    assert (places.key_folder(desk), places.backup_folder(desk)) == (keys, copies)
    moved = tmp_path.rename(tmp_path.with_name("moved"))
    assert places.backup_folder(moved / "desk") == moved / copies.name
    moved.rename(tmp_path)


LINUX = """\
22 27 0:21 / / rw,relatime - ext4 /dev/sda1 rw
30 22 0:40 / /srv/data rw - btrfs /dev/sdb rw
31 22 0:41 / /mnt/share rw,relatime shared:1 - cifs //server/office rw
32 31 0:42 / /mnt/share/local rw - ext4 /dev/sdc rw
33 22 0:43 / /mnt/with\\040space rw - nfs4 server:/export rw
34 22 0:44 / /run/user/1000/ssh rw - fuse.sshfs clerk@server: rw
35 22 0:45 / /over rw - ext4 /dev/sdd rw
36 22 0:46 / /over rw - nfs server:/x rw
a line of another kind
""".splitlines()

MACOS = """\
/dev/disk1s1 on / (apfs, sealed, local, read-only, journaled)
//clerk@server/office on /Volumes/office (smbfs, nodev, nosuid, mounted by clerk)
server:/export on /Volumes/old export (nfs)
map auto_home on /System/Volumes/Data/home (autofs, automounted)
""".splitlines()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/srv/data/desk", "btrfs"),
        ("/srv/database", "ext4"),
        ("/mnt/share/desk", "cifs"),
        ("/mnt/share", "cifs"),
        ("/mnt/share/local/desk", "ext4"),
        ("/mnt/with space/desk", "nfs4"),
        ("/run/user/1000/ssh/desk", "fuse.sshfs"),
        ("/over/desk", "nfs"),
    ],
)
def test_the_deepest_and_last_mount_counts_on_linux(place: str, kind: str) -> None:
    assert kind_at(place, linux.mounts_of(LINUX)) == kind


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/desk", "apfs"),
        ("/Volumes/office/desk", "smbfs"),
        ("/Volumes/old export/desk", "nfs"),
    ],
)
def test_macos_lists_its_mounts_otherwise(place: str, kind: str) -> None:
    assert kind_at(place, macos.mounts_of(MACOS)) == kind


@OF_POSIX
@pytest.mark.parametrize(
    ("place", "remote"),
    [("/mnt/share/desk", True), ("/mnt/share/local/desk", False), ("/srv/data/desk", False)],
)
def test_a_share_is_told_from_a_disk(place: str, *, remote: bool) -> None:
    assert PosixFiles(lambda: linux.mounts_of(LINUX)).is_remote(Path(place)) is remote


def test_what_cannot_be_told_counts_as_local(tmp_path: Path) -> None:
    nothing = partial(linux.mounts, tmp_path / "nothing")
    assert nothing() == []
    assert not PosixFiles(nothing).is_remote(tmp_path)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    (tmp_path / "keys").mkdir()
    return tmp_path / "desk" / "desk.db"


def _doubts(database: Path, folder: Path) -> tuple[FolderDoubt, ...]:
    return local.doubts(folder, database, database.parents[1] / "keys")


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

    full = Mock(side_effect=OSError)
    monkeypatch.setattr(tempfile, "mkstemp", full)
    with pytest.raises(NotADesk) as refused:
        _doubts(database, folder)
    assert refused.value.code == "backup_folder_unwritable"
