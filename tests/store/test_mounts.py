# SPDX-License-Identifier: MIT
"""Whether a folder lies on a network share, told from what the systems list as mounted (T7)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desk_app.store import places

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
    assert places.kind_at(place, places.of_linux(LINUX)) == kind


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/desk", "apfs"),
        ("/Volumes/office/desk", "smbfs"),
        ("/Volumes/old export/desk", "nfs"),
    ],
)
def test_macos_lists_its_mounts_otherwise(place: str, kind: str) -> None:
    assert places.kind_at(place, places.of_macos(MACOS)) == kind


@pytest.mark.parametrize(
    ("place", "remote"),
    [("/mnt/share/desk", True), ("/mnt/share/local/desk", False), ("/srv/data/desk", False)],
)
def test_a_share_is_told_from_a_disk(
    monkeypatch: pytest.MonkeyPatch, place: str, *, remote: bool
) -> None:
    monkeypatch.setattr(places, "_linux_lines", lambda: LINUX)
    monkeypatch.setattr(sys, "platform", "linux")
    assert places.is_remote(Path(place)) is remote


def test_what_cannot_be_told_counts_as_local(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(places, "_MOUNTINFO", tmp_path / "nothing")
    monkeypatch.setattr(sys, "platform", "linux")
    assert places._linux_lines() == []
    assert not places.is_remote(tmp_path)
