# SPDX-License-Identifier: MIT
"""The keys of a desk: passwords, people, recovery sheets."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from unittest.mock import Mock

import pytest

from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    DiskFull,
    FolderTaken,
    KnownError,
    NotADesk,
    NotFound,
    Refused,
    WrongPassword,
)
from desk_app.desk.keys.sheet_key import last_group
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, User
from desk_app.records.desk.sheets import is_rescuer, sheet_in_use
from desk_app.store.disk.machine import SeededChance, SystemChance
from desk_app.store.disk.small_files import canonical
from desk_app.store.vault import key_file
from desk_app.store.vault.key_file import COPIES, WrappedKey, has_sheet, listed_users, read, write
from desk_app.store.vault.keyring import NewUser, Unlocked, found_keys, unlock, unlock_with_sheet
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.sheets import sheet_from_json, sheet_to_json, wrap
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST, slot_from_json
from tests.store.keys_at import (
    FOUNDED_AT,
    HERON,
    HIDEKI,
    KENJI,
    LAMP,
    MISAKI,
    SignedKeys,
    Vault,
    desk_keys,
)


def founded(folder: Path, seed: str = "vault") -> tuple[Unlocked, ...]:
    return found_keys(folder, [HIDEKI, MISAKI], FOUNDED_AT, SeededChance(seed), cost=SAMPLE_COST)


def rewritten(folder: Path, edit: str, to: str) -> None:
    """Edit both copies and put the checksum right again, as somebody with a text editor would."""
    for name in COPIES:
        whole = json.loads((folder / name).read_text())
        body = json.loads(json.dumps(whole["keys"]).replace(edit, to))
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
        checksum = hashlib.sha256(canonical).hexdigest()
        (folder / name).write_text(json.dumps({"checksum": checksum, "keys": body}))


def test_each_user_opens_the_same_data_key_with_his_own_password(tmp_path: Path) -> None:
    first, _ = founded(tmp_path)
    by_name = unlock(tmp_path, "石川 秀樹", HIDEKI.password)
    by_id = unlock(tmp_path, "u-2", MISAKI.password)
    assert by_name.data_key == by_id.data_key == first.data_key
    assert len(by_name.data_key) == 32
    assert by_name.user.roles == HIDEKI.roles
    assert by_id.user.name == "山本 美咲"


def test_a_name_opens_however_its_space_and_width_are_typed(tmp_path: Path) -> None:
    founded(tmp_path)
    assert unlock(tmp_path, "石川\u3000秀樹", HIDEKI.password).user.id == "u-1"
    assert unlock(tmp_path, "石川秀樹", HIDEKI.password).user.id == "u-1"


@pytest.mark.parametrize("who", ["u-1", "nobody", ""])
def test_unknown_user_and_wrong_password_give_the_same_words(tmp_path: Path, who: str) -> None:
    founded(tmp_path)
    with pytest.raises(WrongPassword) as caught:
        unlock(tmp_path, who, MISAKI.password)
    assert (caught.value.code, dict(caught.value.facts), caught.value.place) == (
        "wrong_password",
        {},
        "",
    )


def test_an_unknown_user_costs_one_derivation_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    founded(tmp_path)
    spent: list[object] = []
    monkeypatch.setattr("desk_app.store.vault.keyring.spend", lambda *given: spent.append(given[1]))
    with pytest.raises(WrongPassword):
        unlock(tmp_path, "nobody", "whatever it is")
    assert spent == [SAMPLE_COST]


def test_the_standard_cost_is_the_documented_one() -> None:
    assert (STANDARD_COST.iterations, STANDARD_COST.memory_kib, STANDARD_COST.lanes) == (
        3,
        65536,
        4,
    )


def test_a_slot_of_the_standard_cost_opens(tmp_path: Path) -> None:
    found_keys(tmp_path, [HIDEKI], FOUNDED_AT)
    assert unlock(tmp_path, "u-1", HIDEKI.password).user.id == "u-1"
    assert '"memory_kib": 65536' in (tmp_path / COPIES[0]).read_text()


@pytest.mark.parametrize(
    ("edit", "to"),
    [
        ('"supervisor"]', '"officer", "supervisor"]'),
        ('"u-2"', '"u-9"'),
        ("\\u7f8e", "\\u82b1"),
        ('"iterations": 1', '"iterations": 2'),
    ],
)
def test_editing_roles_id_name_or_cost_is_no_statement_of_the_roster(
    tmp_path: Path, edit: str, to: str
) -> None:
    founded(tmp_path)
    name = MISAKI.name.replace("美", "花") if "u7f8e" in edit else MISAKI.name
    rewritten(tmp_path, edit, to)
    with pytest.raises(DamageFound, match="keys_altered"):
        unlock(tmp_path, name, MISAKI.password)


def test_a_costly_edit_is_damage_before_memory_is_taken(tmp_path: Path) -> None:
    founded(tmp_path)
    rewritten(tmp_path, '"memory_kib": 64', '"memory_kib": 999999999')
    with pytest.raises(DamageFound):
        unlock(tmp_path, "u-1", HIDEKI.password)


@pytest.mark.parametrize("lost", COPIES)
@pytest.mark.parametrize("how", [b"", b"{}", b"\xff\xfe", None])
def test_one_good_copy_is_enough(tmp_path: Path, lost: str, how: bytes | None) -> None:
    founded(tmp_path)
    if how is None:
        (tmp_path / lost).unlink()
    else:
        (tmp_path / lost).write_bytes(how)
    assert unlock(tmp_path, "u-1", HIDEKI.password).user.id == "u-1"


def test_two_damaged_copies_are_damage_and_none_is_no_desk(tmp_path: Path) -> None:
    with pytest.raises(NotADesk):
        unlock(tmp_path, "u-1", HIDEKI.password)
    founded(tmp_path)
    for name in COPIES:
        (tmp_path / name).write_text('{"keys": [], "checksum": 3}')
    with pytest.raises(DamageFound):
        listed_users(tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes, bytes]:
    folder = tmp_path_factory.mktemp("keys")
    first, _ = founded(folder)
    return folder, (folder / COPIES[0]).read_bytes(), first.data_key


def opened_or_code(folder: Path) -> bytes | str:
    try:
        return unlock(folder, "u-1", HIDEKI.password).data_key
    except KnownError as error:
        return error.code


def test_a_flipped_bit_is_found_or_harmless_and_told_in_one_way(
    whole: tuple[Path, bytes, bytes],
) -> None:
    """1,648 bits of both copies at once, as many as were tried when the file was designed."""
    folder, content, data_key = whole
    bits = Random("flips").sample(range(len(content) * 8), 1648)  # noqa: S311 no secret
    told = Counter[str]()
    for bit in bits:
        broken = bytearray(content)
        broken[bit // 8] ^= 1 << (bit % 8)
        for name in COPIES:
            (folder / name).write_bytes(bytes(broken))
        opened = opened_or_code(folder)
        told["same key" if opened == data_key else str(opened)] += 1
    assert set(told) <= {"same key", "keys_damaged"}
    assert told["keys_damaged"] > 1600


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("data_keys", [], "keys_altered"),
        ("data_keys", [{"id": "x", "wrapped": ""}], "keys_altered"),
        ("data_keys", [{"id": "x", "wrapped": "AAAA"}], "keys_altered"),
        ("data_keys", 3, "keys_damaged"),
        ("users", [{"version": 9}], "keys_damaged"),
        ("generation", "many", "keys_damaged"),
        ("generation", float("inf"), "keys_damaged"),
        ("users", [3], "keys_damaged"),
        ("users", {"a": 1}, "keys_damaged"),
        ("users", [], "keys_altered"),
        ("roster", 7, "keys_altered"),
        ("roster", {"desk": "x", "statements": []}, "keys_altered"),
        ("format", 2, "keys_damaged"),
        ("format", 9, "keys_damaged"),
    ],
)
def test_a_file_of_the_wrong_shape_is_told_though_its_checksum_is_right(
    tmp_path: Path, name: str, value: object, code: str
) -> None:
    founded(tmp_path)
    body = json.loads((tmp_path / COPIES[0]).read_text())["keys"] | {name: value}
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    checksum = hashlib.sha256(canonical).hexdigest()
    for copy in COPIES:
        (tmp_path / copy).write_text(json.dumps({"checksum": checksum, "keys": body}))
    assert opened_or_code(tmp_path) == code


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("roles", "officer"),
        ("cost", {"iterations": "1", "memory_kib": 64, "lanes": 1}),
        ("cost", 3),
    ],
)
def test_a_slot_of_the_wrong_shape_is_damage(tmp_path: Path, name: str, value: object) -> None:
    founded(tmp_path)
    slot = json.loads((tmp_path / COPIES[0]).read_text())["keys"]["users"][0] | {name: value}
    with pytest.raises((DamageFound, TypeError)):
        slot_from_json(slot)


def test_base64_has_one_form_in_the_whole_key_file(tmp_path: Path) -> None:
    """Another last sign of base64 says the same bytes: whoever writes it has changed the file."""
    founded(tmp_path)
    content = (tmp_path / COPIES[0]).read_text()
    values = set(re.findall(r'"([A-Za-z0-9+/]{16,}={1,2})"', content))
    assert len(values) >= 8, "salts, keys and signatures of two people have bits left over"
    taken = []
    for value in values:
        signs = value.rstrip("=")
        other = signs[:-1] + chr(ord(signs[-1]) + 1) + value[len(signs) :]
        assert base64.b64decode(other, validate=True) == base64.b64decode(value)
        keys = json.loads(content.replace(value, other))["keys"]
        whole = {"checksum": hashlib.sha256(canonical(keys)).hexdigest(), "keys": keys}
        for copy in COPIES:
            (tmp_path / copy).write_text(json.dumps(whole))
        if opened_or_code(tmp_path) not in {"keys_damaged", "keys_altered"}:
            taken.append(value)
    assert not taken


def test_a_file_too_large_to_be_ours_is_not_read(tmp_path: Path) -> None:
    founded(tmp_path)
    for name in COPIES:
        content = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(content + b" " * 4 * 1024 * 1024)
    assert opened_or_code(tmp_path) == "keys_damaged"


def test_a_wrapped_key_of_another_length_is_damage(tmp_path: Path) -> None:
    founded(tmp_path)
    file = read(tmp_path)
    short = WrappedKey(
        file.data_keys[0].id, wrap(b"short", [slot.recipient for slot in file.slots])
    )
    write(tmp_path, file._replace(data_keys=(short,)))
    assert opened_or_code(tmp_path) == "keys_damaged"


def test_keys_are_never_founded_over_others(tmp_path: Path) -> None:
    founded(tmp_path)
    before = (tmp_path / COPIES[0]).read_bytes()
    with pytest.raises(FolderTaken):
        founded(tmp_path, "again")
    assert (tmp_path / COPIES[0]).read_bytes() == before


def test_two_users_of_one_name_are_refused(tmp_path: Path) -> None:
    twin = NewUser(UserId("u-4"), "山本美咲", frozenset({Role.CLERK}), "a lamp under the bridge")
    with pytest.raises(BadInput, match="user_there_already"):
        found_keys(tmp_path / "other", [MISAKI, twin], FOUNDED_AT, cost=SAMPLE_COST)


def test_a_seal_signs_for_one_and_verifies_for_all(tmp_path: Path) -> None:
    officer, misaki = founded(tmp_path)
    signature = misaki.seal.sign(b"content")
    assert officer.seal.verify(UserId("u-2"), b"content", signature)
    assert not officer.seal.verify(UserId("u-2"), b"contents", signature)
    assert not officer.seal.verify(UserId("u-1"), b"content", signature)
    assert not officer.seal.verify(UserId("u-9"), b"content", signature)
    assert not officer.seal.verify(UserId("u-2"), b"content", b"short")


def test_a_seed_gives_the_same_keys_and_another_seed_others(tmp_path: Path) -> None:
    one, two, other = (
        founded(tmp_path / name, seed)[0] for name, seed in (("a", "x"), ("b", "x"), ("c", "y"))
    )
    assert one.data_key == two.data_key != other.data_key
    assert one.seal.sign(b"a") == two.seal.sign(b"a") != other.seal.sign(b"a")
    assert SeededChance("x").token() == SeededChance("x").token()
    assert SystemChance().token() != SystemChance().token()
    assert len(SystemChance().token()) == 32


def test_no_secret_stands_in_clear_or_in_a_repr(tmp_path: Path) -> None:
    officer, _ = founded(tmp_path)
    words = (tmp_path / COPIES[0]).read_text() + repr(officer) + repr(HIDEKI)
    assert base64.b64encode(officer.data_key).decode() not in words
    assert officer.data_key.hex() not in words
    assert repr(officer.data_key) not in words
    assert "AGE-SECRET-KEY" not in words
    assert "correct horse" not in words


GUESSED_FIRST = (
    "qwerty123456", "1q2w3e4r5t6y", "password1234", "iloveyou1234", "dragon123456", "monkey123456",
    "asdfghjkl;12", "zaq12wsx3edc", "qazwsxedcrfv", "1234qwerasdf", "admin1234567", "letmein12345",
    "welcome12345", "Summer2026!!", "november2026", "abcabcabcabc", "tokyotokyo12", "superman1234",
    "sakura202604", "0987654321ab", "p@$$w0rd1234", "baseball2026", "trustno12345", "princess1234",
    "nihongo12345", "computer1234", "michael12345", "football1234", "qwertyqwerty", "1qaz2wsx3edc",
    "さくらさくらさくら123",
)  # fmt: skip
"""Thirty that are long enough, and one of ours."""


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password_short"),
        ("elevenchars", "password_short"),
        ("aaaaaaaaaaaa", "password_common"),
        ("abababababab", "password_common"),
        ("123456789012", "password_common"),
        ("qwertyuiopas", "password_common"),
        ("Password1234", "password_common"),
        ("password!!2026", "password_common"),
        ("ｐａｓｓｗｏｒｄ１２３４", "password_common"),
        ("パスワードパスワード12", "password_common"),
        *((each, "password_common") for each in GUESSED_FIRST),
        ("JustSystems2026", "password_name"),
        ("ジャストシステム1234", "password_name"),
    ],
)
def test_a_weak_password_is_refused(password: str, code: str) -> None:
    with pytest.raises(BadInput, match=code) as caught:
        check_password(password, ["ジャストシステム", "JustSystems"])
    assert caught.value.place == "password"


@pytest.mark.parametrize("name", ["株式会社ジャストシステム", "ジャストシステム 株式会社"])
def test_a_company_is_known_without_its_legal_form(name: str) -> None:
    with pytest.raises(BadInput, match="password_name"):
        check_password("ジャストシステム1234", [name])
    with pytest.raises(BadInput, match="password_name"):
        check_password("JustSystems2026", ["JustSystems Corporation"])


@pytest.mark.parametrize(
    "password",
    [
        HIDEKI.password,
        MISAKI.password,
        "my password is a green heron",
        "justsystems and four owls",
        "天気がいい日は散歩に行く",
        "kirakira boshi no yoru",
        "梅は咲いたか桜はまだかいな",
        "mikan no kawa 8 mai",
        "a long one " * 40,
        "\U00020bb7野 髙橋 﨑山 邉󠄂見",
    ],
)
def test_a_long_phrase_is_taken(password: str) -> None:
    check_password(password, ["ジャストシステム", "JustSystems"])


def test_a_weak_password_founds_nothing(tmp_path: Path) -> None:
    weak = NewUser(UserId("u-1"), "山本 美咲", frozenset({Role.CLERK}), "山本美咲山本美咲123456")
    with pytest.raises(BadInput, match="password_name"):
        found_keys(tmp_path / "keys", [weak], FOUNDED_AT, cost=SAMPLE_COST)
    assert not (tmp_path / "keys").exists()


DAY = date(2026, 11, 25)


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
    full = Mock(side_effect=DiskFull)
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
    for act in (lambda: keys.enrol(KENJI, LAMP), lambda: keys.new_sheet(DAY), keys.renew):
        with pytest.raises(Refused, match="not_carried_over"):
            act()
    assert json.loads((vault.keys / "keys.json").read_bytes()) == whole


@pytest.mark.parametrize("recipients", [[], ["age1nobody"], [""]])
def test_a_recipient_that_is_none_is_damage(recipients: list[str]) -> None:
    with pytest.raises(DamageFound, match="keys_damaged"):
        wrap(b"content", recipients)


AUTUMN, WINTER, SPRING, SUMMER = (
    date(2026, 11, 25),
    date(2027, 1, 4),
    date(2027, 4, 1),
    date(2027, 7, 1),
)
PLACES = ("金庫", "本社の金庫")


def confirmed(keys: SignedKeys, on: date) -> str:
    """The secret of a sheet that was made, printed and typed back."""
    made = keys.new_sheet(on)
    keys.confirm_sheet(made.sheet.number, last_group(made.secret), PLACES, on)
    return made.secret


def test_the_closed_desk_tells_whether_a_sheet_opens_it(vault: Vault) -> None:
    keys = vault.opened()
    made = keys.new_sheet(AUTUMN)
    assert not has_sheet(vault.keys), "one that was never typed back opens nothing"
    keys.confirm_sheet(made.sheet.number, last_group(made.secret), PLACES, AUTUMN)
    assert has_sheet(vault.keys)


def test_a_sheet_opens_the_desk_once_its_last_group_was_typed_back(vault: Vault) -> None:
    keys = vault.opened()
    made = keys.new_sheet(AUTUMN)
    assert (made.sheet.number, made.sheet.stands) == ("2026Q4-1", False)
    with pytest.raises(WrongPassword, match="sheet_not_in_use"):
        unlock_with_sheet(vault.keys, made.secret)
    with pytest.raises(BadInput, match="sheet_group_wrong") as caught:
        keys.confirm_sheet("2026Q4-1", "QQQQ", PLACES, AUTUMN)
    assert caught.value.place == "last_group"
    assert not keys.sheets()[0].stands
    typed = last_group(made.secret).lower().replace("l", "1").replace("0", "o")
    keys.confirm_sheet("2026Q4-1", f" {typed} ", PLACES, AUTUMN)
    (sheet,) = keys.sheets()
    assert (sheet.confirmed_on, sheet.places, sheet.stands) == (AUTUMN, PLACES, True)
    opened = unlock_with_sheet(vault.keys, made.secret)
    assert opened.earlier_keys == (vault.database.data_key,), "another data key begins with it"
    assert is_rescuer(opened.user)
    assert (opened.user.name, opened.user.roles) == ("2026Q4-1", frozenset({Role.OFFICER}))
    with pytest.raises(NotFound):
        keys.confirm_sheet("2026Q4-1", last_group(made.secret), PLACES, AUTUMN)


def test_the_secret_stands_in_no_file(vault: Vault) -> None:
    secret = confirmed(vault.opened(), AUTUMN)
    words = b"".join(path.read_bytes() for path in vault.folder.rglob("*") if path.is_file())
    assert secret.encode() not in words
    assert secret.removeprefix("AGE-SECRET-KEY-1").encode() not in words
    # As a value: three characters stand by chance in any long hash.
    assert f'"{last_group(secret)[:-1]}"'.encode() not in words


def test_who_lost_every_password_comes_in_and_enrols_people_anew(vault: Vault) -> None:
    keys = vault.opened()
    keys.use_pepper(wanted=True)
    vault.opened()
    secret = confirmed(vault.opened(), AUTUMN)
    shutil.rmtree(vault.machine)
    rescue = vault.of(unlock_with_sheet(vault.keys, secret))
    rescue.enrol(KENJI, LAMP)
    rescue.change_roles(User(MISAKI.id, MISAKI.name, frozenset({Role.OFFICER})), HERON)
    rescue.remove(HIDEKI.id)
    rescue.renew()
    for who, password in (("u-2", HERON), ("u-3", LAMP)):
        opened = unlock(vault.keys, who, password, vault.machine)
        assert opened.data_key == vault.database.data_key
    assert unlock_with_sheet(vault.keys, secret).data_key == vault.database.data_key


@pytest.mark.parametrize("secret", ["", "AGE-SECRET-KEY-1QQQQ", "age1abc"])
def test_what_is_no_key_is_told_as_a_typing_mistake(vault: Vault, secret: str) -> None:
    with pytest.raises(BadInput, match="sheet_key_wrong"):
        unlock_with_sheet(vault.keys, secret)


def test_a_second_print_ends_the_first_that_nobody_typed_back(vault: Vault) -> None:
    keys = vault.opened()
    first, second = keys.new_sheet(AUTUMN), keys.new_sheet(AUTUMN)
    assert (first.sheet.number, second.sheet.number) == ("2026Q4-1", "2026Q4-2")
    with pytest.raises(NotFound):
        keys.confirm_sheet("2026Q4-1", last_group(first.secret), PLACES, AUTUMN)
    keys.confirm_sheet("2026Q4-2", last_group(second.secret), PLACES, AUTUMN)
    assert [sheet.destroyed_on for sheet in keys.sheets()] == [AUTUMN, None]


def test_a_sheet_that_was_never_on_paper_leaves_its_number_to_the_next(vault: Vault) -> None:
    keys = vault.opened()
    first = keys.new_sheet(AUTUMN)
    keys.withdraw_sheet("2026Q4-1")
    assert vault.opened().sheets() == ()
    with pytest.raises(NotFound):
        keys.confirm_sheet("2026Q4-1", last_group(first.secret), PLACES, AUTUMN)
    confirmed(keys, AUTUMN)
    assert [sheet.number for sheet in keys.sheets()] == ["2026Q4-1"]
    with pytest.raises(NotFound):
        keys.withdraw_sheet("2026Q4-1")


def test_the_newest_sheet_opens_the_desk_and_one_earlier_quarter_lives(vault: Vault) -> None:
    keys = vault.opened()
    secrets = [confirmed(keys, on) for on in (AUTUMN, WINTER, SPRING, SUMMER)]
    standing = [sheet.number for sheet in keys.sheets() if sheet.stands]
    assert standing == ["2027Q2-1", "2027Q3-1"]
    assert [sheet.destroyed_on for sheet in keys.sheets()] == [SPRING, SUMMER, None, None]
    assert vault.database.data_key in unlock_with_sheet(vault.keys, secrets[-1]).data_keys
    keys.renew()
    assert unlock_with_sheet(vault.keys, secrets[-1]).data_key == vault.database.data_key
    for secret in secrets[:-1]:
        with pytest.raises(WrongPassword, match="sheet_not_in_use"):
            unlock_with_sheet(vault.keys, secret)
    newest = sheet_in_use(keys.sheets())
    assert newest is not None
    assert newest.number == "2027Q3-1"


def test_a_data_key_that_waited_for_an_earlier_sheet_is_not_the_next_ones(vault: Vault) -> None:
    keys = vault.opened()
    earlier = confirmed(keys, AUTUMN)
    keys.renew()
    vault.database.full = True
    with pytest.raises(DiskFull):
        keys.renew()
    known = unlock_with_sheet(vault.keys, earlier).data_keys
    vault.database.full = False
    confirmed(keys, WINTER)
    keys.renew()
    assert vault.database.data_key not in known


def test_a_destroyed_sheet_opens_nothing_and_its_record_stays(vault: Vault) -> None:
    keys = vault.opened()
    secret = confirmed(keys, AUTUMN)
    with pytest.raises(DamageFound, match="keys_altered"):
        keys.destroy_sheet("2026Q4-1", WINTER)
    confirmed(keys, WINTER)
    keys.destroy_sheet("2026Q4-1", WINTER)
    assert keys.sheets()[0].destroyed_on == WINTER
    with pytest.raises(WrongPassword):
        unlock_with_sheet(vault.keys, secret)
    for number in ("2026Q4-1", "2026Q3-1"):
        with pytest.raises(NotFound):
            keys.destroy_sheet(number, WINTER)


@pytest.mark.parametrize(("name", "value"), [("quarter", "2026Q4"), ("places", "金庫")])
def test_a_sheet_of_the_wrong_shape_is_damage(vault: Vault, name: str, value: object) -> None:
    keys = vault.opened()
    keys.new_sheet(AUTUMN)
    (listed,) = key_file.read(vault.keys).sheets
    assert sheet_from_json(sheet_to_json(listed)) == listed
    with pytest.raises(DamageFound, match="keys_damaged"):
        sheet_from_json(sheet_to_json(listed) | {name: value})


def test_each_sheet_brings_another_pepper(vault: Vault) -> None:
    vault.opened().use_pepper(wanted=True)
    confirmed(vault.opened(), AUTUMN)
    (file,) = vault.machine.iterdir()
    assert file.read_bytes().count(b": ") == 2
    for who, password in (("u-1", HIDEKI.password), ("u-2", MISAKI.password)):
        vault.opened(who, password)
    assert file.read_bytes().count(b": ") == 1
