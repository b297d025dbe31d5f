# SPDX-License-Identifier: MIT
"""Backups that were changed, cut or forged: refused, whatever was done to them."""

from __future__ import annotations

import io
import sqlite3
import tarfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from desk_app.desk.errors import DamageFound, KnownError, NotADesk, VersionRefused, WrongPassword
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import MEMBERS, read_manifest
from desk_app.store.vault.sheets import new_identity
from tests.fakes.copies import Safe, safe_in

FLIPS = 60
Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Safe:
    return safe_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def whole(safe: Safe) -> bytes:
    return safe.file_of(safe.written()).read_bytes()


@pytest.fixture
def changed(safe: Safe, tmp_path: Path) -> Callable[[bytes], None]:
    """Open a file of these bytes with the sheet's key."""

    def opening(content: bytes) -> None:
        path = tmp_path / "changed.tar.age"
        path.write_bytes(content)
        open_backup(path, safe.identity).close()

    return opening


def test_every_flipped_bit_is_found(whole: bytes, changed: Callable[[bytes], None]) -> None:
    changed(whole)
    step = len(whole) // (FLIPS - 20)
    # Each byte of the header's first lines counts as much as all that follow.
    places = [*range(0, 400, 20), *range(400, len(whole), step)]
    assert len(places) >= FLIPS
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << place % 8
        with pytest.raises((DamageFound, WrongPassword)):
            changed(bytes(flipped))


@pytest.mark.parametrize("share", [0, 1, 10, 50, 99])
def test_a_cut_backup_is_found(whole: bytes, changed: Callable[[bytes], None], share: int) -> None:
    with pytest.raises(DamageFound):
        changed(whole[: len(whole) * share // 100])
    with pytest.raises(DamageFound):
        changed(whole[:-1])


def test_a_header_without_end_is_not_parsed(whole: bytes, changed: Callable[[bytes], None]) -> None:
    version, _, rest = whole.partition(b"\n")
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    with pytest.raises(DamageFound):
        changed(version + b"\n" + stanza * 10_000 + rest)


def test_the_key_of_another_sheet_is_refused(safe: Safe, tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "b.tar.age"
    path.write_bytes(whole)
    with pytest.raises(WrongPassword, match="sheet_key_refused"):
        open_backup(path, new_identity())
    with pytest.raises(NotADesk, match="no_backup"):
        open_backup(tmp_path / "none.tar.age", safe.identity)


def parts_of(safe: Safe, whole: bytes) -> Parts:
    plain = pyrage.decrypt(whole, [x25519.Identity.from_str(safe.identity.secret)])
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        return {name: file.read() for name in MEMBERS if (file := tar.extractfile(name))}


def sealed(safe: Safe, tar: bytes) -> bytes:
    made: bytes = pyrage.encrypt(tar, [x25519.Recipient.from_str(safe.identity.recipient)])
    return made


def tar_of(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for info, content in members:
            tar.addfile(info, io.BytesIO(content))
    return whole.getvalue()


def member(name: str, content: bytes, **more: object) -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in more.items():
        setattr(info, key, value)
    return info, content


def forged(parts: Parts, **more: object) -> list[tuple[tarfile.TarInfo, bytes]]:
    return [member(name, content, **more) for name, content in parts.items()]


def test_what_tar_itself_packs_is_taken(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None]
) -> None:
    changed(sealed(safe, tar_of(forged(parts_of(safe, whole)))))


TRICKS: dict[str, Callable[[Parts], bytes]] = {
    "up": lambda parts: tar_of([member("../README.txt", b""), *forged(parts)[1:]]),
    "drive": lambda parts: tar_of([member("C:\\README.txt", b""), *forged(parts)[1:]]),
    "root": lambda parts: tar_of([member("/README.txt", b""), *forged(parts)[1:]]),
    "link": lambda parts: tar_of(
        [member("README.txt", b"", type=tarfile.SYMTYPE, linkname="/"), *forged(parts)[1:]]
    ),
    "hard link": lambda parts: tar_of(
        [member("README.txt", b"", type=tarfile.LNKTYPE, linkname="x"), *forged(parts)[1:]]
    ),
    "folder": lambda parts: tar_of(
        [member("README.txt", b"", type=tarfile.DIRTYPE), *forged(parts)[1:]]
    ),
    "one more": lambda parts: tar_of([*forged(parts), member("more", b"x")]),
    "one less": lambda parts: tar_of(forged(parts)[:-1]),
    "another order": lambda parts: tar_of(forged(parts)[::-1]),
    "twice": lambda parts: tar_of([forged(parts)[0], *forged(parts)]),
    "large note": lambda parts: tar_of([member("README.txt", bytes(70_000)), *forged(parts)[1:]]),
    "no tar": lambda _parts: b"x" * 2000,
    "nothing": lambda _parts: b"",
    "zeros": lambda _parts: bytes(100_000),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_a_forged_archive_is_refused(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None], trick: str
) -> None:
    with pytest.raises(DamageFound, match="backup_damaged"):
        changed(sealed(safe, TRICKS[trick](parts_of(safe, whole))))


def test_a_size_that_cannot_be_true_takes_no_room(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None]
) -> None:
    parts = parts_of(safe, whole)
    tar = bytearray(tar_of(forged(parts)))
    at = tar.index(b"data.sqlite\0")
    info = tarfile.TarInfo("data.sqlite")
    info.size = 8 * 1024**3 - 1
    tar[at : at + 512] = info.tobuf(tarfile.USTAR_FORMAT)
    with pytest.raises(DamageFound):
        changed(sealed(safe, bytes(tar)))


def changed_data(parts: Parts, *statements: str) -> tuple[bytes, str]:
    """The data after some statements, and their hash."""
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(parts["data.sqlite"])
        for statement in statements:
            opened.execute(statement)
        opened.commit()
        data = opened.serialize()
    return data, sha256(data).hexdigest()


def remade(safe: Safe, parts: Parts, manifest: dict[str, object], *statements: str) -> bytes:
    """A backup whose data were changed, with a manifest that fits them, as an insider writes it."""
    data, digest = changed_data(parts, *statements)
    said = read_manifest(parts["manifest.json"])
    fields = {name: getattr(said, name) for name in said.__slots__}
    made = type(said)(**fields | {"sha256": digest} | manifest)
    new = parts | {"data.sqlite": data, "manifest.json": made.to_bytes()}
    return sealed(safe, tar_of(forged(new)))


def test_a_remade_backup_that_fits_itself_is_taken(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None]
) -> None:
    changed(remade(safe, parts_of(safe, whole), {}))


JOURNAL_EDITED = (
    "DROP TRIGGER journal_no_update",
    "UPDATE journal SET actor = 'x' WHERE sequence = 2",
)
REMADE: list[tuple[dict[str, object], tuple[str, ...], KnownError]] = [
    ({"sha256": "0" * 64}, (), DamageFound("backup_damaged")),
    ({"head": "0" * 64}, (), DamageFound("backup_damaged")),
    ({"sequence": 9}, (), DamageFound("backup_damaged")),
    ({"database": "0" * 32}, (), DamageFound("backup_damaged")),
    ({"schema": 0}, (), DamageFound("backup_damaged")),
    ({"schema": 99}, ("PRAGMA user_version = 99",), VersionRefused("schema_too_new")),
    ({"schema": 8}, ("PRAGMA user_version = 8",), VersionRefused("schema_too_old")),
    ({}, ("PRAGMA application_id = 1",), NotADesk("database_not_ours")),
    ({}, ("DELETE FROM users WHERE id = 'u-2'",), DamageFound("backup_damaged")),
    ({}, ("DROP TABLE journal",), DamageFound("backup_damaged")),
    ({}, JOURNAL_EDITED, DamageFound("journal_damaged", {"entry": 2})),
]


@pytest.mark.parametrize("number", range(len(REMADE)))
def test_a_remade_backup_is_held_against_its_manifest(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None], number: int
) -> None:
    manifest, statements, wanted = REMADE[number]
    made = remade(safe, parts_of(safe, whole), manifest, *statements)
    with pytest.raises(KnownError) as told:
        changed(made)
    assert (type(told.value), told.value.code) == (type(wanted), wanted.code)
    assert told.value.facts == wanted.facts or isinstance(wanted, VersionRefused)


def test_a_manifest_that_is_none_is_refused(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None]
) -> None:
    parts = parts_of(safe, whole)
    for content in (b"", b"[]", b'{"format": 1}', b"[" * 100_000, b"\xff\xfe"):
        with pytest.raises(DamageFound):
            changed(sealed(safe, tar_of(forged(parts | {"manifest.json": content}))))


@pytest.mark.parametrize("data", [b"", b"x", bytes(100), bytes(8192), b"SQLite format 3\x00"])
def test_data_that_are_no_database_are_told_as_damage(
    safe: Safe, whole: bytes, changed: Callable[[bytes], None], data: bytes
) -> None:
    parts = parts_of(safe, whole)
    said = read_manifest(parts["manifest.json"])
    made = replace(said, sha256=sha256(data).hexdigest())
    new = parts | {"data.sqlite": data, "manifest.json": made.to_bytes()}
    with pytest.raises((DamageFound, NotADesk)):
        changed(sealed(safe, tar_of(forged(new))))
