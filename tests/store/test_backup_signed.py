# SPDX-License-Identifier: MIT
"""Who made a backup: what nobody of the desk signed is not taken, whatever else fits."""

from __future__ import annotations

import base64
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing, redirect_stdout
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.desk.errors import DamageFound, KnownError, Refused, SavesMissing, WrongPassword
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys
from desk_app.desk.keys.sheet_key import fingerprint_of
from desk_app.desk.signed.signing import names_to_sign
from desk_app.records.base import UserId
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.desk.people import NO_ROSTER, RosterAct, User
from desk_app.records.desk.safekeeping import Backup
from desk_app.records.desk.sheets import rescuer
from desk_app.store.backup import inspecting
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import BEFORE_ROSTER, Manifest, read_manifest
from desk_app.store.backup.restoring import (
    BackupSource,
    Founder,
    Target,
    restore_into,
    restore_over,
)
from desk_app.store.backup.verifying import verify_backup
from desk_app.store.disk import places
from desk_app.store.disk.machine import SeededChance, SystemChance
from desk_app.store.disk.small_files import canonical
from desk_app.store.disposal import disposal_list
from desk_app.store.opening import open_store
from desk_app.store.vault import backup_list, key_file
from desk_app.store.vault.keyring import NewUser, unlock, unlock_with_sheet
from desk_app.store.vault.roster import begin, member_to_json
from desk_app.store.vault.sheets import identity_of, new_identity, sheet_to_json
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.copies import ENCLOSURES, MADE_AT, TOKEN, Safe, another_safe_in, safe_in
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place, found_at, place_in
from tests.store.keys_at import author_of, desk_keys, enter_place, list_entry
from tests.store.test_backup_damage import (
    Parts,
    changed_data,
    forged,
    parts_of,
    sealed,
    tar_of,
)
from tests.store.test_carrying_over import CLERK, PASSWORDS, carried, opened_once_in
from tests.store.test_carrying_over import OFFICER as BOSS
from tests.store.test_restoring import NEW_PASSWORD, chosen, into, numbers, opened
from tests.workbench.packs import module_at

DAMAGE = 13
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
Said = dict[str, Any]
OF_OTHER_KINDS: tuple[object, ...] = (None, 1, "x", [], {}, ["x"])
Forge = Callable[[Parts], Parts]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Safe:
    """A desk that no test changes: what is forged is not taken."""
    return safe_in(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def parts(desk: Safe) -> Parts:
    return members(desk)


def members(safe: Safe) -> Parts:
    """The members of a new backup."""
    return parts_of(safe, safe.file_of(safe.written()).read_bytes())


def put(safe: Safe, parts: Parts, path: Path) -> Path:
    """A file of these members, encrypted for the sheet as anybody can."""
    path.write_bytes(sealed(safe, tar_of(forged(parts))))
    return path


def manifest_of(parts: Parts) -> Manifest:
    return read_manifest(parts["manifest.json"])


def said_otherwise(parts: Parts, **fields: Any) -> Parts:  # noqa: ANN401  of any field
    """The same with a manifest that says other things."""
    return parts | {"manifest.json": replace(manifest_of(parts), **fields).to_bytes()}


def signed_anew(parts: Parts, by: str = OFFICER.id) -> Parts:
    """The same with a manifest that a stranger's key signed."""
    unsigned = replace(manifest_of(parts), signed_by=UserId(by))
    return said_otherwise(parts, signed_by=by, signature=STRANGER.sign(unsigned.signed_bytes))


def content_changed(parts: Parts) -> Parts:
    """Another application's name in the data, with the hash in the manifest put right."""
    data, digest = changed_data(parts, "UPDATE applications SET name = '偽 物太郎'")
    return said_otherwise(parts, sha256=digest) | {"data.sqlite": data}


def roster_changed(change: Callable[[list[Said]], object]) -> Forge:
    """Change the statements of the roster."""

    def forge(parts: Parts) -> Parts:
        read: Said = json.loads(parts["roster.json"])
        change(read["statements"])
        return parts | {"roster.json": json.dumps(read).encode()}

    return forge


def raise_roles(statements: list[Said]) -> None:
    statements[0]["content"]["people"][1]["roles"] = ["officer", "supervisor"]


def add_member(statements: list[Said]) -> None:
    people = statements[0]["content"]["people"]
    key = base64.b64encode(STRANGER.public_key().public_bytes_raw()).decode()
    people.append({**people[0], "user": "u-9", "verify_key": key})


def as_of_before(parts: Parts) -> Parts:
    """Roster, list and signature taken away: as a backup of before."""
    made = said_otherwise(parts, roster=NO_ROSTER)
    return {name: made[name] for name in BEFORE_ROSTER}


def disposals_put_in(parts: Parts) -> Parts:
    listed = disposal_list.Disposed((SignedNames("1", (TOKEN,)),))
    return parts | {"disposals.json": disposal_list.to_bytes(listed)}


UNKNOWN = "backup_signer_unknown"
FORGED: dict[str, tuple[Forge, str]] = {
    "content, hash put right": (content_changed, UNKNOWN),
    "signed by nobody the roster knows": (signed_anew, UNKNOWN),
    "content, signed by a stranger": (lambda parts: signed_anew(content_changed(parts)), UNKNOWN),
    "in the name of nobody": (lambda parts: signed_anew(parts, "u-77"), UNKNOWN),
    "in the name of an earlier sheet": (
        lambda parts: signed_anew(parts, "sheet:2026Q3-1"),
        UNKNOWN,
    ),
    "the signer exchanged": (partial(said_otherwise, signed_by=SUPERVISOR.id), UNKNOWN),
    "the day changed": (partial(said_otherwise, made_at=MADE_AT + timedelta(days=1)), UNKNOWN),
    "signature removed": (
        partial(said_otherwise, signature=b"", signed_by=None),
        "backup_not_of_before",
    ),
    "as one of before": (as_of_before, "backup_not_of_before"),
    "roster cut": (roster_changed(list.pop), "backup_damaged"),
    "roles raised in the roster": (roster_changed(raise_roles), UNKNOWN),
    "a member added to the roster": (
        lambda parts: signed_anew(roster_changed(add_member)(parts), "u-9"),
        UNKNOWN,
    ),
    "no roster at all": (lambda parts: parts | {"roster.json": b"[]"}, UNKNOWN),
    "disposals put in": (disposals_put_in, "backup_damaged"),
    "no list": (lambda parts: parts | {"disposals.json": b"{}"}, "backup_damaged"),
}


def verdict(parts: Parts, folder: Path) -> tuple[int, str]:
    """What the verifier inside says of members that lie in a folder."""
    folder.mkdir(exist_ok=True)
    for name, content in parts.items():
        (folder / name).write_bytes(content)
    said, connect = io.StringIO(), sqlite3.connect

    def closed_at_the_end(*words: Any, **more: Any) -> sqlite3.Connection:  # noqa: ANN401  as they are
        """As the end of its process does, which is all that closes what it opened."""
        made: sqlite3.Connection = ending.enter_context(closing(connect(*words, **more)))
        return made

    with ExitStack() as ending, patch.object(sqlite3, "connect", closed_at_the_end):
        ending.enter_context(redirect_stdout(said))
        names = [str(folder / name) for name in ("data.sqlite", "manifest.json")]
        code: int = verifier().main(*names, "--lang", "en")
    return code, said.getvalue()


@cache
def verifier() -> ModuleType:
    return module_at(ENCLOSURES / "verify.py", "backup_verify")


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_backup_is_not_taken(desk: Safe, parts: Parts, tmp_path: Path, how: str) -> None:
    forge, code = FORGED[how]
    path = put(desk, forge(dict(parts)), tmp_path / "forged.tar.age")
    with pytest.raises(DamageFound, match=code):
        verify_backup(path, desk.identity.secret, desk.place.keys, unsigned=True)
    with pytest.raises(DamageFound, match=code):
        restore(desk, path, unsigned=True)


def test_without_its_signature_a_forged_content_would_be_taken(
    safe: Safe, parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspecting, "is_genuine", lambda *_: True)
    path = put(safe, content_changed(parts), tmp_path / "forged.tar.age")
    assert verify_backup(path, safe.identity.secret, safe.place.keys).made_by == OFFICER.name


def test_what_was_not_forged_is_taken(safe: Safe, parts: Parts, tmp_path: Path) -> None:
    path = put(safe, parts, tmp_path / "same.tar.age")
    found = verify_backup(path, safe.identity.secret, safe.place.keys)
    assert (found.made_by, found.made_at) == (OFFICER.name, MADE_AT)
    assert found.root == safe.place.unlock().seal._root


def restore(safe: Safe, path: Path, *, unsigned: bool = False) -> None:
    source = BackupSource(path, safe.identity.secret, unsigned=unsigned)
    target = Target(safe.place.folder, safe.place.keys)
    restore_over(source, target, safe.place.unlock(), MADE_AT, SystemChance())


@pytest.mark.parametrize("how", FORGED)
def test_the_verifier_inside_says_so_too(parts: Parts, tmp_path: Path, how: str) -> None:
    forge, _ = FORGED[how]
    assert verdict(forge(dict(parts)), tmp_path)[0] == DAMAGE


@pytest.mark.parametrize("name", ["manifest.json", "roster.json", "disposals.json"])
def test_the_verifier_inside_tells_of_values_of_another_kind(
    parts: Parts, tmp_path: Path, name: str
) -> None:
    """Whoever knows the sheet's public key can write them: no traceback, and no praise."""
    read = json.loads(parts[name])
    for said in (read, *([*read["statements"]] if "statements" in read else [])):
        for field, kept in list(said.items()):
            for kind in OF_OTHER_KINDS:
                if kind == kept or not (kept or kind):
                    continue  # Nothing stands for nothing.
                said[field] = kind
                changed = parts | {name: json.dumps(read).encode()}
                # A sum alone is held by whoever reads the list at the desk.
                if (name, field) != ("disposals.json", "checksum"):
                    assert verdict(changed, tmp_path)[0] == DAMAGE, (field, kind)
                else:
                    verdict(changed, tmp_path)
            said[field] = kept


def test_the_verifier_inside_names_maker_and_root(safe: Safe, parts: Parts, tmp_path: Path) -> None:
    code, said = verdict(parts, tmp_path / "apart")
    assert code == 0
    assert f"made by {OFFICER.name}" in said
    assert said.rstrip().endswith(": " + fingerprint_of(root_of(safe)))


def root_of(safe: Safe) -> str:
    return key_file.read(safe.place.keys).must_have_roster().root


def founded_elsewhere(folder: Path) -> Safe:
    safe = Safe(place_in(folder), folder / "copies", new_identity())
    found_at(safe.place).close()
    safe.folder.mkdir()
    safe.use_sheet()
    return safe


@pytest.mark.parametrize("elsewhere", [founded_elsewhere, another_safe_in])
def test_a_backup_of_another_desk_is_not_taken(
    safe: Safe, tmp_path: Path, elsewhere: Callable[[Path], Safe]
) -> None:
    """Its own roster believes it; the desk's does not, also where both began as one."""
    (tmp_path / "other").mkdir()
    other = elsewhere(tmp_path / "other")
    path = other.file_of(other.written())
    assert verify_backup(path, other.identity.secret).made_by == OFFICER.name
    with pytest.raises(DamageFound, match="backup_of_another_roster"):
        verify_backup(path, other.identity.secret, safe.place.keys)
    with pytest.raises(DamageFound, match="backup_of_another_roster"):
        restore(replace(safe, identity=other.identity), path)


def test_keys_older_than_the_backup_are_told(safe: Safe, tmp_path: Path) -> None:
    older = tmp_path / "older"
    shutil.copytree(safe.place.keys, older)
    dispose(safe, "D-1", "0" * 32)
    path = safe.file_of(safe.written())
    with pytest.raises(SavesMissing, match="keys_too_old"):
        verify_backup(path, safe.identity.secret, older)


def dispose(safe: Safe, number: str, *names: str) -> None:
    """Sign a disposal as two people do, and list it: what is on the list goes at the next start."""
    first, store = safe.place.unlock(), safe.place.open()
    second = unlock(safe.place.keys, SUPERVISOR.id, SUPERVISOR.password)
    place, content = first.seal.place, names_to_sign(number, names)
    entry = SignedNames(
        number,
        tuple(sorted(names)),
        NamesSignature(SUPERVISOR.id, place, second.seal.sign(content)),
        NamesSignature(OFFICER.id, place, first.seal.sign(content)),
    )
    count, head = list_entry(safe.place.keys, entry)
    keys = desk_keys(safe.place.keys, first, store)
    keys.entered = partial(enter_place, store)
    keys.keys.dispose(number, count, head, author_of(first))
    keys.renew()
    store.close()


def test_the_disposal_list_travels_and_is_applied(safe: Safe) -> None:
    before = safe.written()
    dispose(safe, "D-1", TOKEN)
    safe.log("R8-0002")
    after = safe.written()
    listed = json.loads(parts_of(safe, safe.file_of(after).read_bytes())["disposals.json"])
    assert [each["names"] for each in listed["disposals"]] == [[TOKEN]]
    restore(safe, safe.file_of(before))
    assert numbers(safe.place.open()) == []


def test_a_cut_disposal_list_stops_a_restore(safe: Safe, tmp_path: Path) -> None:
    for number in ("D-1", "D-2"):
        dispose(safe, number, f"{number[-1] * 32}")
    parts, folder = members(safe), tmp_path / "apart"
    assert verdict(parts, folder)[0] == 0
    roster = key_file.read(safe.place.keys).must_have_roster()
    whole = disposal_list.from_bytes(parts["disposals.json"], roster)
    for left in (0, 1):
        cut = disposal_list.to_bytes(disposal_list.Disposed(whole.entries[:left]))
        parts |= {"disposals.json": cut}
        assert verdict(parts, folder)[0] == DAMAGE, left
        path = put(safe, parts, tmp_path / "cut.tar.age")
        with pytest.raises(DamageFound, match="backup_damaged"):
            restore(safe, path)


def _twice(entry: dict[str, Any]) -> None:
    entry["signed"] = entry["proposed"]


def _elsewhere(entry: dict[str, Any]) -> None:
    entry["signed"]["place"][0] = 0


def _by_nobody(entry: dict[str, Any]) -> None:
    entry.update(disposal="", proposed=None, signed=None)


def test_the_verifier_inside_asks_for_two_people_at_their_places(
    safe: Safe, tmp_path: Path
) -> None:
    dispose(safe, "D-1", "1" * 32)
    parts, folder = members(safe), tmp_path / "apart"
    assert verdict(parts, folder)[0] == 0
    for change in (_twice, _elsewhere, _by_nobody):
        listed = json.loads(parts["disposals.json"])
        change(listed["disposals"][0])
        code, said = verdict(parts | {"disposals.json": json.dumps(listed).encode()}, folder)
        assert code == DAMAGE, change
        assert "entry 1 is not signed by two people" in said, change


@pytest.mark.parametrize("name", ["roster.json", "disposals.json", "manifest.json"])
def test_the_verifier_inside_tells_of_files_without_an_end(
    parts: Parts, tmp_path: Path, name: str
) -> None:
    assert verdict(parts | {name: b"[" * 100_000}, tmp_path)[0] == DAMAGE


def test_the_verifier_inside_wants_a_manifest_that_counts(parts: Parts, tmp_path: Path) -> None:
    said = json.dumps(json.loads(parts["manifest.json"]) | {"counts": {}})
    code, told_of = verdict(parts | {"manifest.json": said.encode()}, tmp_path)
    assert code == DAMAGE
    assert "data.sqlite is not the file" in told_of


def test_the_sheet_signs_for_whoever_came_by_it(safe: Safe, tmp_path: Path) -> None:
    unlocked = unlock_with_sheet(safe.place.keys, safe.identity.secret)
    backups = replace(safe.backups(), by=unlocked.user.id, seal=unlocked.seal)
    made = backups.make(MADE_AT)
    assert verify_backup(safe.file_of(made), safe.identity.secret).made_by == "2026Q4-1"
    assert told(safe) == ""
    (safe.place.keys / backup_list.NAME).unlink()
    parts = parts_of(safe, safe.file_of(made).read_bytes())
    code, said = verdict(parts, tmp_path / "apart")
    assert (code, "made by sheet:2026Q4-1" in said) == (0, True)


def test_the_process_of_its_own_has_a_manifest_signed_and_nothing_else(safe: Safe) -> None:
    backups = safe.backups()
    with pytest.raises(RuntimeError):
        backups._sign(b"desk_app roster statement\x00{}")


# On a new computer.


def test_the_roster_goes_on_by_a_statement_of_the_sheet(safe: Safe, tmp_path: Path) -> None:
    officer = safe.place.unlock()
    place, approved = officer.seal.place, officer.seal.sign(b"approved")
    made = safe.written()
    new = into(safe, made, tmp_path, Founder(chosen(), None, SAMPLE_COST))
    opened(new).close()
    roster = key_file.read(new.keys).must_have_roster()
    assert (roster.root, roster.place.number) == (root_of(safe), place.number + 1)
    assert (roster.last.act, roster.last.by) == (RosterAct.RESTORED, rescuer(safe.sheet).id)
    assert [each.user.id for each in roster.people] == [OFFICER.id]
    seal = unlock(new.keys, OFFICER.id, NEW_PASSWORD).seal
    assert seal.is_genuine(OFFICER.id, b"approved", approved, place, OFFICER.roles)
    for_many = seal.for_many()
    assert for_many.is_genuine(OFFICER.id, b"approved", approved, place, OFFICER.roles)
    assert not for_many.is_genuine(OFFICER.id, b"sent back", approved, place, OFFICER.roles)
    with pytest.raises(KnownError):
        unlock(new.keys, SUPERVISOR.id, SUPERVISOR.password)
    assert unlock_with_sheet(new.keys, safe.identity.secret).user.id == rescuer(safe.sheet).id


def test_the_longer_list_of_the_same_desk_is_taken_along(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    dispose(safe, "D-1", TOKEN)
    new = into(safe, made, tmp_path)
    assert numbers(opened(new)) == []
    roster = key_file.read(new.keys).must_have_roster()
    assert disposal_list.read(new.keys, roster).names == {TOKEN}
    assert any(each.act is RosterAct.DISPOSED for each in roster.statements)


def test_a_list_that_waits_for_its_keys_counts_where_its_people_signed_it(
    safe: Safe, tmp_path: Path
) -> None:
    made, waits = safe.written(), tmp_path / "new-keys"
    dispose(safe, "D-1", TOKEN)
    waits.mkdir()
    whole = (safe.place.keys / disposal_list.NAME).read_bytes()
    (waits / disposal_list.NAME).write_bytes(whole.replace(TOKEN.encode(), b"0" * 32))
    founder = Founder(chosen(), None, SAMPLE_COST)
    with pytest.raises(DamageFound):
        into(safe, made, tmp_path, founder)
    (waits / disposal_list.NAME).write_bytes(whole)
    new = into(safe, made, tmp_path, founder)
    assert numbers(opened(new)) == []
    roster = key_file.read(new.keys).must_have_roster()
    assert disposal_list.read(new.keys, roster).names == {TOKEN}


def test_a_sheet_that_was_replaced_signs_for_no_new_place(safe: Safe, tmp_path: Path) -> None:
    made = safe.written()
    replace(safe, identity=new_identity()).use_sheet()
    with pytest.raises(WrongPassword, match="sheet_signs_no_restore"):
        into(safe, made, tmp_path)
    assert not (tmp_path / "new").exists()
    restore(safe, safe.file_of(made))


# Backups of before the roster.


def carried_over(safe: Safe) -> datetime:
    """Let the desk's roster begin with a carrying over; return its moment."""
    first, store = safe.place.unlock(), safe.place.open()
    second = unlock(safe.place.keys, SUPERVISOR.id, SUPERVISOR.password)
    file = key_file.read(safe.place.keys)
    before, at = file.must_have_roster(), MADE_AT + timedelta(hours=1)
    content = {
        "people": [member_to_json(each) for each in before.people],
        "waiting": [],
        "signers": [],
        "sheets": [sheet_to_json(each) for each in before.sheets],
        "pepper": "",
        "disposals": {"count": 0, "head": ""},
        "data_key": {"id": before.data_keys[-1].id, "commitment": before.data_keys[-1].commitment},
    }
    with store.reading() as books:
        sequence, head = books.journal.head()
    author = replace(author_of(first, second), at=at, journal=(sequence, head.hex()))
    roster = begin(before.desk, RosterAct.CARRIED_OVER, content, author)
    made = key_file.of_roster(roster, file.slots, file.data_keys, file.generation + 1)
    for name in key_file.COPIES:
        (safe.place.keys / name).unlink()
    key_file.write(safe.place.keys, made)
    enter_place(store, roster.place, roster.root)
    store.close()
    return at


def of_before(safe: Safe, made: Backup, path: Path, **said: object) -> Path:
    """A backup as it was before the roster: four members, nobody's signature."""
    parts = parts_of(safe, safe.file_of(made).read_bytes())
    data, digest = changed_data(parts, "DELETE FROM settings WHERE name = 'roster'")
    manifest = manifest_of(parts)
    counts = dict(manifest.counts) | {"settings": manifest.counts["settings"] - 1}
    fields: Said = {"roster": NO_ROSTER, "sha256": digest, "counts": counts} | said
    kept = {name: parts[name] for name in BEFORE_ROSTER}
    kept |= {"data.sqlite": data, "manifest.json": replace(manifest, **fields).to_bytes()}
    return put(safe, kept, path)


def test_an_unsigned_backup_is_of_before_the_carrying_over(tmp_path: Path) -> None:
    before = opened_once_in(tmp_path)
    at = carried(before).ports.clock.now()
    before.close()
    manifest = read_manifest_of(made_before(tmp_path), before.sheet)
    roster = key_file.read(before.keys).must_have_roster()
    inspecting.must_be_of_before(manifest, roster, before.keys)
    later = replace(manifest, made_at=at + timedelta(minutes=1))
    with pytest.raises(DamageFound, match="backup_not_of_before"):
        inspecting.must_be_of_before(later, roster, before.keys)
    longer = replace(manifest, sequence=manifest.sequence + 1_000)
    with pytest.raises(DamageFound, match="backup_not_of_before"):
        inspecting.must_be_of_before(longer, roster, before.keys)


def test_a_desk_that_began_with_a_roster_takes_no_unsigned_backup(
    safe: Safe, tmp_path: Path
) -> None:
    path = of_before(safe, safe.written(), tmp_path / "before.tar.age")
    with pytest.raises(DamageFound, match="backup_not_of_before"):
        restore(safe, path, unsigned=True)


def test_into_an_empty_place_it_begins_a_new_roster(tmp_path: Path) -> None:
    before = opened_once_in(tmp_path)
    path, sheet = made_before(tmp_path), before.sheet
    target = Target(tmp_path / "new", tmp_path / "new-keys")

    def officer(users: tuple[User, ...], _root: str) -> NewUser:
        found = next(each for each in users if each.name == BOSS)
        return NewUser(found.id, found.name, found.roles, NEW_PASSWORD)

    founder = Founder(officer, None, SAMPLE_COST)
    with pytest.raises(DamageFound, match="backup_not_signed"):
        restore_into(BackupSource(path, sheet), target, founder, MADE_AT, SeededChance("into"))
    assert not target.folder.exists()
    source = BackupSource(path, sheet, unsigned=True)
    restored = restore_into(source, target, founder, MADE_AT, SeededChance("into"))
    roster = key_file.read(target.keys).must_have_roster()
    assert (roster.last.act, restored.made_by) == (RosterAct.FOUNDED, "")
    unlocked = unlock(target.keys, BOSS, NEW_PASSWORD)
    # Only these are still open.
    assert numbers(open_store(target.folder, target.keys, unlocked)) == ["R8-0003", "R8-0004"]


def test_a_desk_of_an_earlier_version_makes_backups_once_it_has_a_roster(tmp_path: Path) -> None:
    before = opened_once_in(tmp_path)
    desk, old = before.as_(BOSS), made_before(tmp_path)
    assert not backups.ready(desk), "nobody signed whose key it would encrypt for"
    with pytest.raises(Refused, match="not_carried_over"):
        backups.make_backup(desk)
    assert desk.ports.backups.all()[-1].name == old.name
    desk = carried(before)
    assert desk.ports.backups.all()[-1].name == old.name
    made = backups.make_backup(desk)
    listed_ = [each.name for each in backup_list.read(before.keys)]
    assert listed_[-2:] == [old.name, made.name]
    before.close()


def test_its_backups_are_taken_unsigned_until_their_sheet_is_destroyed(tmp_path: Path) -> None:
    before = opened_once_in(tmp_path)
    carried(before)
    before.close()
    path, sheet, keys_of = made_before(tmp_path), before.sheet, before.keys
    with pytest.raises(DamageFound, match="backup_not_signed"):
        verify_backup(path, sheet, keys_of)
    assert verify_backup(path, sheet, keys_of, unsigned=True).made_by == ""
    unlocked = unlock(keys_of, BOSS, PASSWORDS[BOSS], tmp_path / "machine")
    target, at = Target(tmp_path / "desk", keys_of), before.clock.now()
    with pytest.raises(DamageFound, match="backup_not_signed"):
        restore_over(BackupSource(path, sheet), target, unlocked, at, SystemChance())
    source = BackupSource(path, sheet, unsigned=True)
    assert restore_over(source, target, unlocked, at, SystemChance()).made_by == ""
    desk = before.as_(BOSS)
    assert [each.name for each in desk.ports.keys.waiting()] == [CLERK], "he still waits"
    keys.destroy_sheet(desk, read_manifest_of(path, sheet).sheet)
    before.close()
    with pytest.raises(DamageFound, match="backup_not_of_before"):
        verify_backup(path, sheet, keys_of, unsigned=True)


def made_before(folder: Path) -> Path:
    """The newest backup that the earlier version made; its folder is the desk's."""
    places.name_backup_folder(folder / "desk", folder / "copies")
    return max((folder / "copies").iterdir())


def read_manifest_of(path: Path, secret: str) -> Manifest:
    opened_ = open_backup(path, identity_of(secret))
    opened_.close()
    return opened_.manifest


# The list of the backups.


def listed(safe: Safe) -> Said:
    read: Said = json.loads((safe.place.keys / backup_list.NAME).read_bytes())
    return read


def rewritten(safe: Safe, said: Said) -> None:
    """Put another list in its place, with its checksum right."""
    kept = {name: value for name, value in said.items() if name != "checksum"}
    checked = kept if len(kept) > 1 else kept["backups"]
    said = kept | {"checksum": sha256(canonical(checked)).hexdigest()}
    (safe.place.keys / backup_list.NAME).write_text(json.dumps(said))


def told(safe: Safe) -> str:
    found = backup_list.trouble(safe.place.keys)
    return "" if found is None else found.code


def test_the_list_of_backups_is_signed(safe: Safe) -> None:
    backups = safe.backups()
    made = backups.make(MADE_AT)
    assert backup_list.read(safe.place.keys) == (made,)
    assert told(safe) == ""
    whole = listed(safe)
    changes: tuple[Said, ...] = (
        {"backups": []},
        {"backups": [{**whole["backups"][0], "made_at": "2030-01-01T00:00:00+00:00"}]},
        {"by": SUPERVISOR.id},
        {"place": [1, "0" * 64]},
        {"signature": ""},
    )
    for change in changes:
        rewritten(safe, whole | change)
        assert told(safe) == "backup_list_altered"
        assert [each.name for each in backups.all()] == [made.name], "found by its name"
    rewritten(safe, {"backups": whole["backups"]})
    with pytest.raises(DamageFound, match="backup_list_altered"):
        backup_list.read(safe.place.keys)
    (safe.place.keys / backup_list.NAME).write_text("{}")
    with pytest.raises(DamageFound, match="backup_list_damaged"):
        backup_list.read(safe.place.keys)
    again = backups.make(MADE_AT)
    assert told(safe) == ""
    assert backup_list.read(safe.place.keys)[-1] == again


def test_a_list_of_before_the_roster_is_believed_until_the_first_is_written(safe: Safe) -> None:
    made = safe.backups().make(MADE_AT)
    before = {"backups": listed(safe)["backups"]}
    at = carried_over(safe)
    rewritten(safe, before)
    assert backup_list.read(safe.place.keys) == (made,)
    later = {**before["backups"][0], "made_at": (at + timedelta(days=1)).isoformat()}
    rewritten(safe, {"backups": [later]})
    with pytest.raises(DamageFound, match="backup_list_altered"):
        backup_list.read(safe.place.keys)


def test_a_desk_older_than_its_own_backup_does_not_open(safe: Safe, tmp_path: Path) -> None:
    """Desk, keys and anchor of one earlier day fit each other; the list of backups tells."""
    older = tmp_path / "older"
    for folder in (safe.place.folder, safe.place.keys):
        shutil.copytree(folder, older / folder.name)
    safe.log("R8-0002")
    safe.backups().make(MADE_AT)
    shutil.copyfile(safe.place.keys / backup_list.NAME, older / "keys" / backup_list.NAME)
    place = Place(older / "desk", older / "keys")
    with pytest.raises(SavesMissing, match="backups_ahead") as told:
        place.open()
    assert told.value.facts == {"missing": 1}
    (place.keys / backup_list.NAME).unlink()
    place.open().close()


def test_a_list_of_before_a_restore_stops_nothing(safe: Safe) -> None:
    first = safe.written()
    safe.log("R8-0002")
    safe.backups().make(MADE_AT)
    restore(safe, safe.file_of(first))
    assert numbers(safe.place.open()) == ["R8-0001"]
