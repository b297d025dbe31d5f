# SPDX-License-Identifier: MIT
"""Newer versions: what the maker signed is found and taken, and nothing else ever is."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import release
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from program_tree import BUILT, Source

import desk_app
from desk_app.bootstrap.entrance import LocalEntrance, read, written
from desk_app.desk.errors import BadInput, Cancelled, KnownError, NotFound
from desk_app.gui.session.entrance import Choices
from desk_app.records.desk.releases import ENDING, MOST_BYTES, Release, read_note
from desk_app.store.releases import MOST_NOTES, LocalReleases
from tests.architecture.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(32))
NOW, NEWER = "0.1.0+20261201.0900", "0.1.0+20261202.0900"
NAME = "desk-app-setup.exe"
INSTALLER = b"MZ" + bytes(2_200_000)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder with one newer version as its maker gives it out."""
    folder = tmp_path / "髙い stick"
    folder.mkdir()
    lay(folder, NAME, NEWER)
    return folder


@pytest.fixture
def releases(tmp_path: Path) -> LocalReleases:
    """What a program of Windows knows whose maker has the key above."""
    maker = KEY.public_key().public_bytes_raw()
    return LocalReleases(NOW, "windows", maker, tmp_path / "kept")


def lay(folder: Path, name: str, version: str, system: str = "windows") -> Path:
    """Give a version out: the installer and its signed note."""
    (folder / name).write_bytes(INSTALLER + version.encode())
    return release.write_note(KEY, folder / name, version, system)


def test_what_the_maker_signed_is_found_and_taken_whole(
    stick: Path, releases: LocalReleases
) -> None:
    found = releases.look_in(stick)
    assert found.refused == ()
    assert found.newest is not None
    assert (found.newest.version, found.newest.file) == (NEWER, NAME)
    taken = releases.take(stick, found.newest)
    assert taken.read_bytes() == (stick / NAME).read_bytes()
    assert releases.starts_by_itself(taken)
    assert not releases.starts_by_itself(taken.with_suffix(".deb"))
    again = lay(stick, "later.exe", "0.1.1+20261203.0900")
    newest = releases.look_in(stick).newest
    assert newest is not None
    assert again.name == newest.file + ENDING
    releases.take(stick, newest)
    assert releases.kept is not None
    assert [each.name for each in releases.kept.iterdir()] == ["later.exe"]


@pytest.mark.parametrize(
    ("version", "newer"),
    [
        ("0.1.0+20261201.0900", False),
        ("0.1.0+20261201.0859", False),
        ("0.1.0+20261201.0901", True),
        ("0.1.0", False),
        ("0.0.9+20270101.0000", False),
        ("0.10.0", True),
        ("0.2.0+20200101.0000", True),
    ],
)
def test_a_version_counts_by_its_number_then_by_its_commit(version: str, *, newer: bool) -> None:
    assert Release(version, "windows", NAME, 1, "0" * 64).is_newer_than(NOW) is newer


def test_of_others_older_and_other_systems_nothing_is_said(
    stick: Path, releases: LocalReleases
) -> None:
    (stick / f"{NAME}{ENDING}").unlink()
    lay(stick, "old.exe", "0.1.0+20261130.0900")
    lay(stick, "desk-app.deb", NEWER, "debian")
    (stick / "letter.txt").write_text("nothing")
    found = releases.look_in(stick)
    assert (found.newest, found.refused) == (None, ())


def _another_maker(folder: Path) -> None:
    release.write_note(OTHER, folder / NAME, NEWER, "windows")


def _older_under_a_newer_name(folder: Path) -> None:
    text = lay(folder, "old.exe", "0.1.0+20261130.0900").read_text()
    (folder / f"{NAME}{ENDING}").write_text(text.replace("old.exe", NAME).replace("1130", "1202"))
    (folder / f"old.exe{ENDING}").unlink()


def _note_of_another_file(folder: Path) -> None:
    (folder / f"{NAME}{ENDING}").rename(folder / f"x.exe{ENDING}")
    shutil.copyfile(folder / NAME, folder / "x.exe")


def _shorter(folder: Path) -> None:
    (folder / NAME).write_bytes(INSTALLER)


def _gone(folder: Path) -> None:
    (folder / NAME).unlink()


def _folder(folder: Path) -> None:
    (folder / NAME).unlink()
    (folder / NAME).mkdir()


def _endless(folder: Path) -> None:
    note = folder / f"{NAME}{ENDING}"
    note.write_bytes(note.read_bytes() + b"\n" * MOST_BYTES)


def _note_that_is_a_folder(folder: Path) -> None:
    (folder / f"{NAME}{ENDING}").unlink()
    (folder / f"{NAME}{ENDING}").mkdir()


def _name_that_leads_away(folder: Path) -> None:
    note = folder / f"{NAME}{ENDING}"
    said, _ = read_note(note.read_bytes())
    away = replace(said, file="../outside.exe")
    note.write_bytes(away.note(KEY.sign(away.signed())))


@pytest.mark.parametrize(
    "spoil",
    [
        _another_maker,
        _older_under_a_newer_name,
        _note_of_another_file,
        _shorter,
        _gone,
        _folder,
        _endless,
        _note_that_is_a_folder,
        _name_that_leads_away,
    ],
)
def test_what_the_maker_did_not_sign_is_named_and_not_offered(
    stick: Path, releases: LocalReleases, spoil: Callable[[Path], None]
) -> None:
    spoil(stick)
    found = releases.look_in(stick)
    assert found.newest is None
    assert len(found.refused) == 1


def test_every_changed_byte_of_a_note_is_refused(stick: Path, releases: LocalReleases) -> None:
    note = stick / f"{NAME}{ENDING}"
    sound = note.read_bytes()
    for place in range(len(sound)):
        note.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert releases.look_in(stick).newest is None, place


@pytest.mark.parametrize("place", [0, 1_100_000, len(INSTALLER) + 3])
def test_a_byte_exchanged_after_the_look_is_never_taken(
    stick: Path, releases: LocalReleases, place: int
) -> None:
    newest = releases.look_in(stick).newest
    assert newest is not None
    with (stick / NAME).open("r+b") as file:
        file.seek(place)
        file.write(b"!")
    with pytest.raises(BadInput) as told:
        releases.take(stick, newest)
    assert told.value.code == "release_changed"
    _assert_nothing_kept(releases)


class _Stopped:
    """The clerk stops the copy after its first part."""

    def __init__(self) -> None:
        self.cancelled = False

    def report(self, done: int, total: int) -> None:
        self.cancelled = 0 < done < total


def test_a_stopped_copy_and_a_missing_installer_leave_nothing(
    stick: Path, releases: LocalReleases
) -> None:
    newest = releases.look_in(stick).newest
    assert newest is not None
    with pytest.raises(Cancelled):
        releases.take(stick, newest, _Stopped())
    _assert_nothing_kept(releases)
    (stick / NAME).unlink()
    with pytest.raises(NotFound) as told:
        releases.take(stick, newest)
    assert told.value.code == "release_gone"
    _assert_nothing_kept(releases)


def _assert_nothing_kept(releases: LocalReleases) -> None:
    assert releases.kept is not None
    assert [*releases.kept.iterdir()] == []


@pytest.mark.parametrize("name", ["", "nowhere", "file", "a\0b"])
def test_a_folder_that_is_none_is_told(tmp_path: Path, releases: LocalReleases, name: str) -> None:
    (tmp_path / "file").write_text("x")
    if not name:
        return
    with pytest.raises(KnownError) as told:
        releases.look_in(tmp_path / name)
    assert told.value.code == "release_folder_gone"


def test_of_thousands_of_notes_the_last_by_name_are_read(
    stick: Path, releases: LocalReleases
) -> None:
    for number in range(MOST_NOTES + 5):
        (stick / f"a{number:04}{ENDING}").write_text("none")
    found = releases.look_in(stick)
    assert found.newest is not None
    assert len(found.refused) == MOST_NOTES - 1


def test_a_checkout_knows_no_maker_and_an_installed_program_its_own(tmp_path: Path) -> None:
    here = LocalReleases.of(ROOT / "resources", desk_app.__version__, tmp_path)
    assert (here.version, here.known) == (desk_app.__version__, False)
    maker = KEY.public_key().public_bytes_raw()
    source = Source(ROOT, "0" * 40, 1_796_000_000, changed=False, maker=maker.hex())
    (tmp_path / BUILT).write_text(source.built("debian"))
    built = LocalReleases.of(tmp_path, "0", tmp_path)
    assert (built.version, built.system, built.maker) == (source.version, "debian", maker)
    for spoilt in ("version = 1", "x", 'version = "1"\nsystem = "x"\nmaker = "zz"'):
        (tmp_path / BUILT).write_text(spoilt)
        assert LocalReleases.of(tmp_path, "0", tmp_path) == LocalReleases("0", kept=tmp_path)


@pytest.mark.parametrize("password", ["", "合言葉 of twelve"])
def test_the_maker_signs_with_the_key_of_a_file(tmp_path: Path, password: str) -> None:
    how = BestAvailableEncryption(password.encode()) if password else NoEncryption()
    file = tmp_path / "maker.pem"
    file.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how))
    assert release.read_key(file, password).sign(b"x") == KEY.sign(b"x")
    with pytest.raises(ValueError, match=r"password|decrypt"):
        release.read_key(file, "another")


def test_where_newer_versions_lie_is_kept_at_this_place(tmp_path: Path) -> None:
    kept = Choices(releases="/media/髙/stick")
    assert read(written(kept).decode()) == kept
    spoilt = json.loads(written(kept)) | {"releases": 7}
    assert read(json.dumps(spoilt)).releases == ""
    entrance = LocalEntrance(tmp_path / "desk", tmp_path / "keys")
    assert not entrance.releases.known
    entrance.start_setup(tmp_path / NAME)
    assert entrance.setup_wanted == tmp_path / NAME


def test_a_note_says_one_thing_in_one_way() -> None:
    said = Release(NEWER, "windows", NAME, 12, hashlib.sha256(b"").hexdigest())
    note = said.note(KEY.sign(said.signed()))
    assert read_note(note)[0] == said
    for spoilt in (b"", b"\xff", note + b"\n", note[:-1], note.replace(b": ", b":"), note * 2):
        with pytest.raises(ValueError, match=r"no release|ascii"):
            read_note(spoilt)
