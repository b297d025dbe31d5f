# SPDX-License-Identifier: MIT
"""Recovery sheets: made, typed back, used when passwords are lost, ended with their quarter."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk.errors import BadInput, DamageFound, DiskFull, NotFound, WrongPassword
from desk_app.desk.sheet_key import last_group
from desk_app.records.people import Role, User
from desk_app.records.safekeeping import is_rescuer, sheet_in_use
from desk_app.store.vault import key_file
from desk_app.store.vault.key_file import has_sheet
from desk_app.store.vault.keyring import unlock, unlock_with_sheet
from desk_app.store.vault.sheets import sheet_from_json, sheet_to_json
from tests.store.keys_at import HERON, HIDEKI, KENJI, LAMP, MISAKI, SignedKeys, Vault, vault_in

AUTUMN, WINTER, SPRING, SUMMER = (
    date(2026, 11, 25),
    date(2027, 1, 4),
    date(2027, 4, 1),
    date(2027, 7, 1),
)
PLACES = ("金庫", "本社の金庫")


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return vault_in(tmp_path)


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
