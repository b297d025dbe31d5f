# SPDX-License-Identifier: MIT
"""Keys: founded, opened by password, bound to roles, whole after damage."""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    FolderTaken,
    KnownError,
    NotADesk,
    WrongPassword,
)
from desk_app.records.base import UserId
from desk_app.records.people import Role
from desk_app.store.machine import SeededChance, SystemChance
from desk_app.store.vault.key_file import COPIES, WrappedKey, listed_users, read, write
from desk_app.store.vault.keyring import NewUser, Unlocked, found_keys, unlock
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.sheets import wrap
from desk_app.store.vault.slots import SAMPLE_COST, STANDARD_COST, slot_from_json
from tests.store.keys_at import FOUNDED_AT

HIDEKI = NewUser(
    UserId("u-1"),
    "石川 秀樹",
    frozenset({Role.OFFICER, Role.SUPERVISOR}),
    "correct horse battery",
)
MISAKI = NewUser(
    UserId("u-2"), "山本 美咲", frozenset({Role.SUPERVISOR}), "白い傘が三本ならぶ玄関先"
)
KENJI = NewUser(UserId("u-3"), "Kenji Ogawa", frozenset({Role.CLERK}), "a lamp under the bridge")


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
    write(tmp_path, replace(file, data_keys=(short,)))
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
