# SPDX-License-Identifier: MIT
"""Who has a slot: enrolled, given other roles, removed, with another password, on this machine."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    DiskFull,
    NotADesk,
    NotFound,
    Refused,
    WrongPassword,
)
from desk_app.records.base import UserId
from desk_app.records.people import Role, User
from desk_app.store.vault import key_file
from desk_app.store.vault.key_file import listed_users
from desk_app.store.vault.keyring import unlock
from desk_app.store.vault.sheets import wrap
from tests.store.keys_at import (
    HERON,
    HIDEKI,
    KENJI,
    LAMP,
    MISAKI,
    SignedKeys,
    Vault,
    desk_keys,
    vault_in,
)

AUTUMN = date(2026, 11, 25)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path)


def test_a_third_user_is_enrolled_without_anyones_password(vault: Vault) -> None:
    keys = vault.opened()
    keys.enrol(KENJI, LAMP)
    assert unlock(vault.keys, "kenji ogawa", LAMP).data_key == vault.database.data_key
    assert unlock(vault.keys, "u-2", MISAKI.password).data_key == vault.database.data_key
    assert [user.id for user in listed_users(vault.keys)] == ["u-1", "u-2", "u-3"]
    assert keys.users() == listed_users(vault.keys)


@pytest.mark.parametrize(
    ("user", "password", "code"),
    [
        (User(UserId("u-4"), "山本美咲", frozenset({Role.CLERK})), LAMP, "user_there_already"),
        (replace(KENJI, id=UserId("u-1")), LAMP, "user_there_already"),
        (KENJI, "short", "password_short"),
        (KENJI, "KenjiOgawa-1234", "password_name"),
        (KENJI, "JustSystems2026", "password_name"),
    ],
)
def test_what_cannot_be_enrolled_changes_nothing(
    vault: Vault, user: User, password: str, code: str
) -> None:
    before = key_file.read(vault.keys)
    with pytest.raises(BadInput, match=code):
        vault.opened().enrol(user, password)
    assert key_file.read(vault.keys) == before


def test_other_roles_are_a_new_enrolment_and_old_signatures_stay_genuine(vault: Vault) -> None:
    keys = vault.opened()
    signature = unlock(vault.keys, "u-2", MISAKI.password).seal.sign(b"approved")
    keys.change_roles(User(MISAKI.id, MISAKI.name, frozenset({Role.AUDITOR})), HERON)
    with pytest.raises(WrongPassword):
        unlock(vault.keys, "u-2", MISAKI.password)
    now = unlock(vault.keys, "u-2", HERON)
    assert now.user.roles == {Role.AUDITOR}
    assert now.seal.verify(MISAKI.id, b"approved", signature)
    assert now.seal.verify(MISAKI.id, b"else", now.seal.sign(b"else"))
    assert not now.seal.verify(HIDEKI.id, b"approved", signature)
    assert [user.id for user in keys.users()] == ["u-1", "u-2"]


def test_a_seal_knows_who_was_enrolled_after_it(vault: Vault) -> None:
    officer = unlock(vault.keys, "u-1", HIDEKI.password)
    vault.opened().enrol(KENJI, LAMP)
    signature = unlock(vault.keys, "u-3", LAMP).seal.sign(b"approved")
    assert officer.seal.verify(KENJI.id, b"approved", signature)


def test_a_password_is_changed_by_who_knows_it(vault: Vault) -> None:
    keys = vault.opened()
    before = unlock(vault.keys, "u-2", MISAKI.password)
    with pytest.raises(WrongPassword):
        keys.change_password(MISAKI.id, "not the old one", HERON)
    with pytest.raises(BadInput, match="password_name"):
        keys.change_password(MISAKI.id, MISAKI.password, "山本美咲山本美咲123456")
    keys.change_password(MISAKI.id, MISAKI.password, HERON)
    with pytest.raises(WrongPassword):
        unlock(vault.keys, "u-2", MISAKI.password)
    after = unlock(vault.keys, "u-2", HERON)
    assert after.seal.sign(b"x") == before.seal.sign(b"x")


def test_who_is_removed_opens_neither_the_new_file_nor_the_new_key(vault: Vault) -> None:
    keys = vault.opened()
    old_file = key_file.read(vault.keys)
    signature = unlock(vault.keys, "u-2", MISAKI.password).seal.sign(b"approved")
    keys.remove(MISAKI.id)
    keys.renew()
    with pytest.raises(WrongPassword):
        unlock(vault.keys, "u-2", MISAKI.password)
    officer = unlock(vault.keys, "u-1", HIDEKI.password)
    assert officer.seal.verify(MISAKI.id, b"approved", signature)
    assert vault.database.data_key == officer.data_key == keys.data_key
    key_file.write(vault.folder / "kept", old_file)
    kept = unlock(vault.folder / "kept", "u-2", MISAKI.password)
    assert kept.data_key != officer.data_key


def test_the_new_key_of_a_removal_is_never_wrapped_for_him(vault: Vault) -> None:
    vault.opened().remove(MISAKI.id)
    half_done = key_file.read(vault.keys)
    assert len(half_done.data_keys) == 2
    assert [slot.user.id for slot in half_done.slots] == ["u-1"]
    vault.opened()
    assert len(key_file.read(vault.keys).data_keys) == 1
    assert len(vault.database.taken) == 1


@pytest.mark.parametrize(
    "act",
    [
        lambda keys: keys.remove(KENJI.id),
        lambda keys: keys.change_roles(KENJI, LAMP),
        lambda keys: keys.change_password(KENJI.id, LAMP, HERON),
    ],
)
def test_nobody_of_this_id_is_told(vault: Vault, act: Callable[[SignedKeys], None]) -> None:
    with pytest.raises(NotFound):
        act(vault.opened())


def test_a_full_disk_leaves_the_old_key_and_both_wrapped(vault: Vault) -> None:
    keys = vault.opened()
    first, vault.database.full = vault.database.data_key, True
    with pytest.raises(DiskFull):
        keys.renew()
    assert unlock(vault.keys, "u-1", HIDEKI.password).earlier_keys == (first,)
    still = vault.opened()
    assert vault.database.data_key == first
    vault.database.full = False
    still.renew()
    now = unlock(vault.keys, "u-1", HIDEKI.password)
    assert now.data_keys == (vault.database.data_key,)
    assert vault.database.data_key != first


def test_who_is_removed_while_another_removal_waits_gets_no_key_either(vault: Vault) -> None:
    vault.opened().enrol(KENJI, LAMP)
    vault.database.full = True
    keys = vault.opened()
    keys.remove(MISAKI.id)
    seen = unlock(vault.keys, "u-3", LAMP).data_keys
    keys.remove(KENJI.id)
    with pytest.raises(DiskFull):
        keys.renew()
    assert len(unlock(vault.keys, "u-1", HIDEKI.password).data_keys) == 3
    vault.database.full = False
    vault.opened()
    assert vault.database.data_key not in seen
    assert unlock(vault.keys, "u-1", HIDEKI.password).data_keys == (vault.database.data_key,)


def test_a_pepper_binds_passwords_to_the_machine_one_unlock_later(vault: Vault) -> None:
    keys = vault.opened()
    keys.use_pepper(wanted=True)
    assert keys.peppered
    keys.use_pepper(wanted=True)
    unlock(vault.keys, "u-1", HIDEKI.password)
    vault.opened()
    with pytest.raises(NotADesk, match="pepper_missing"):
        unlock(vault.keys, "u-1", HIDEKI.password)
    with pytest.raises(NotADesk, match="pepper_missing"):
        unlock(vault.keys, "u-1", HIDEKI.password, vault.folder / "another machine")
    with pytest.raises(WrongPassword):
        unlock(vault.keys, "u-1", MISAKI.password, vault.machine)
    assert vault.opened().data_key == vault.database.data_key
    assert unlock(vault.keys, "u-2", MISAKI.password).user.id == "u-2"


def test_a_pepper_is_given_up_and_forgotten(vault: Vault) -> None:
    vault.opened().use_pepper(wanted=True)
    vault.opened().enrol(KENJI, LAMP)
    vault.opened("u-2", MISAKI.password)
    vault.opened().use_pepper(wanted=False)
    for who, password in (("u-1", HIDEKI.password), ("u-2", MISAKI.password), ("u-3", LAMP)):
        vault.opened(who, password)
    shutil.rmtree(vault.machine)
    assert not vault.opened("u-3", LAMP).peppered


def test_a_password_changed_without_its_pepper_is_refused(vault: Vault) -> None:
    vault.opened().use_pepper(wanted=True)
    keys = vault.opened()
    shutil.rmtree(vault.machine)
    with pytest.raises(NotADesk, match="pepper_missing"):
        keys.change_password(HIDEKI.id, HIDEKI.password, HERON)
    keys.change_roles(User(MISAKI.id, MISAKI.name, MISAKI.roles), HERON)
    assert unlock(vault.keys, "u-2", HERON, vault.machine).user == keys.users()[1]


def test_a_damaged_pepper_file_is_as_good_as_none(vault: Vault) -> None:
    vault.opened().use_pepper(wanted=True)
    vault.opened()
    (file,) = vault.machine.iterdir()
    for content in (b"\xff", b"[]", b'{"a": 3}'):
        file.write_bytes(content)
        with pytest.raises(NotADesk, match="pepper_missing"):
            vault.opened()


def test_a_changed_pepper_is_no_wrong_password(vault: Vault) -> None:
    vault.opened().use_pepper(wanted=True)
    vault.opened()
    (file,) = vault.machine.iterdir()
    listed = json.loads(file.read_bytes())
    (name, secret), *_ = listed.items()
    for changed in (f"{int(secret[0], 16) ^ 1:x}{secret[1:]}", secret[:-2], ""):
        file.write_text(json.dumps({name: changed}))
        with pytest.raises(NotADesk, match="pepper_missing"):
            vault.opened()
    file.write_text(json.dumps({f"{int(name[0], 16) ^ 1:x}{name[1:]}": secret}))
    with pytest.raises(NotADesk, match="pepper_missing"):
        vault.opened()
    file.write_text(json.dumps({name: secret.upper()}))
    vault.opened()


def test_without_room_a_pepper_is_forgotten_the_next_time(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise DiskFull

    vault.opened().use_pepper(wanted=True)
    vault.opened()
    vault.opened("u-2", MISAKI.password)
    keys = vault.opened()
    keys.use_pepper(wanted=False)
    with monkeypatch.context() as patched:
        patched.setattr("desk_app.store.vault.slots.replace_file", full)
        keys.change_password(HIDEKI.id, HIDEKI.password, HERON)
        keys.change_password(MISAKI.id, MISAKI.password, LAMP)
    (file,) = vault.machine.iterdir()
    assert json.loads(file.read_bytes())
    vault.opened(password=HERON).enrol(KENJI, LAMP)
    assert not json.loads(file.read_bytes())


def test_without_a_place_for_it_there_is_no_pepper(vault: Vault) -> None:
    keys = desk_keys(vault.keys, unlock(vault.keys, "u-1", HIDEKI.password), vault.database)
    with pytest.raises(NotADesk, match="pepper_missing"):
        keys.use_pepper(wanted=True)
    assert not keys.peppered


def test_the_newer_copy_counts_after_a_crash_between_the_two_and_mends_the_other(
    vault: Vault,
) -> None:
    keys = vault.opened()
    for name in key_file.COPIES:
        before = (vault.keys / name).read_bytes()
        keys.enrol(replace(KENJI, id=UserId(name), name=name), LAMP)
        (vault.keys / name).write_bytes(before)
        assert name in {user.id for user in listed_users(vault.keys)}
        vault.opened()
        assert len({(vault.keys / each).read_bytes() for each in key_file.COPIES}) == 1
        assert name in {user.id for user in listed_users(vault.keys)}


def test_a_file_of_before_the_roster_opens_and_nothing_in_it_is_changed(vault: Vault) -> None:
    body = json.loads((vault.keys / "keys.json").read_bytes())["keys"]
    body |= {"format": 1, "desk": body.pop("roster")["desk"]}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    whole = {"checksum": hashlib.sha256(canonical).hexdigest(), "keys": body}
    for name in key_file.COPIES:
        (vault.keys / name).write_text(json.dumps(whole))
    keys = vault.opened()
    assert (keys.sheets(), keys.peppered) == ((), False)
    for act in (lambda: keys.enrol(KENJI, LAMP), lambda: keys.new_sheet(AUTUMN), keys.renew):
        with pytest.raises(Refused, match="not_carried_over"):
            act()
    assert json.loads((vault.keys / "keys.json").read_bytes()) == whole


@pytest.mark.parametrize("recipients", [[], ["age1nobody"], [""]])
def test_a_recipient_that_is_none_is_damage(recipients: list[str]) -> None:
    with pytest.raises(DamageFound, match="keys_damaged"):
        wrap(b"content", recipients)
