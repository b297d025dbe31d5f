# SPDX-License-Identifier: MIT
"""What the roster binds beyond its signatures: lists, generations, roles, the time before it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest

from desk_app.desk.errors import DamageFound
from desk_app.desk.ports import Author
from desk_app.desk.signed.signing import names_to_sign
from desk_app.records.base import UserId
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.desk.people import Role, RosterAct, User
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disposal import disposal_list
from desk_app.store.vault import key_file
from desk_app.store.vault.desk_keys import DeskKeys, KeySettings
from desk_app.store.vault.keyring import Unlocked, unlock
from desk_app.store.vault.roster import Roster, continued, roster_from_json, roster_to_json
from desk_app.store.vault.slots import SAMPLE_COST
from tests.store.keys_at import (
    FOUNDED_AT,
    HERON,
    HIDEKI,
    KENJI,
    LAMP,
    MISAKI,
    Vault,
    author_of,
)

NAME = "0123456789abcdef" * 2
AUDITOR = User(UserId("u-9"), "監査 一", frozenset({Role.AUDITOR}))


def _roster(vault: Vault) -> Roster:
    return key_file.read(vault.keys).must_have_roster()


def _entry(roster: Roster, *signers: Unlocked) -> SignedNames:
    content = names_to_sign("R8-1", (NAME,))
    proposed, signed = (
        NamesSignature(each.user.id, roster.place, each.seal.sign(content)) for each in signers
    )
    return SignedNames("R8-1", (NAME,), proposed, signed)


def _edited(vault: Vault, **changed: object) -> None:
    """Write the key file with other values of its body, and the right checksum."""
    for name in key_file.COPIES:
        path = vault.keys / name
        body: dict[str, Any] = json.loads(path.read_bytes())["keys"] | changed
        text = json.dumps(body, sort_keys=True, separators=(",", ":"))
        checksum = hashlib.sha256(text.encode("ascii")).hexdigest()
        path.write_text(json.dumps({"checksum": checksum, "keys": body}), encoding="ascii")


def test_an_entry_signed_for_the_time_before_a_removal_is_believed_no_more(vault: Vault) -> None:
    officer = vault.opened()
    officer.enrol(KENJI, LAMP)
    clerk, second = (
        unlock(vault.keys, id_, word)
        for id_, word in ((KENJI.id, LAMP), (MISAKI.id, MISAKI.password))
    )
    entry = _entry(_roster(vault), clerk, second)
    disposal_list.write(vault.keys, [entry])
    assert disposal_list.read(vault.keys, _roster(vault)).entries == (entry,)
    officer.enrol(replace(KENJI, id=UserId("u-4"), name="別人", roles=MISAKI.roles), HERON)
    officer.remove(MISAKI.id)
    with pytest.raises(DamageFound, match="disposal_list_altered"):
        disposal_list.read(vault.keys, _roster(vault))


def test_an_entry_that_the_roster_does_not_name_deletes_nothing(vault: Vault) -> None:
    officer = vault.opened()
    second = unlock(vault.keys, MISAKI.id, MISAKI.password)
    disposal_list.write(vault.keys, [_entry(_roster(vault), officer.unlocked, second)])
    read = disposal_list.read(vault.keys, _roster(vault))
    assert (read.roster_behind, read.names) == (True, frozenset())
    officer.keys.dispose("R8-1", 1, read.head, officer.author)
    named = disposal_list.read(vault.keys, _roster(vault))
    assert (named.roster_behind, named.names) == (False, frozenset({NAME}))


def test_names_without_signatures_are_those_that_the_carrying_over_said(vault: Vault) -> None:
    bare = SignedNames("", (NAME,))
    disposal_list.write(vault.keys, [bare])
    with pytest.raises(DamageFound, match="disposal_list_altered"):
        disposal_list.read(vault.keys, _roster(vault))


@pytest.mark.parametrize("generation", [-1, 2**53, 10**4_299, True, 1.5, "7", None])
def test_a_generation_that_nobody_counted_is_damage(vault: Vault, generation: object) -> None:
    _edited(vault, generation=generation)
    with pytest.raises(DamageFound, match="keys_damaged"):
        key_file.read(vault.keys)


def _auditor(vault: Vault) -> tuple[DeskKeys, Author]:
    vault.opened().enrol(AUDITOR, LAMP)
    unlocked = unlock(vault.keys, AUDITOR.id, LAMP)
    keys = DeskKeys(
        vault.keys, unlocked, vault.database, SystemChance(), KeySettings(None, SAMPLE_COST)
    )
    return keys, author_of(unlocked)


def test_an_auditor_changes_no_data_key_for_any_disposal(vault: Vault) -> None:
    keys, author = _auditor(vault)
    with pytest.raises(DamageFound):
        keys.dispose("R8-1", 1, "a" * 64, author)
    officer = vault.opened()
    officer.keys.dispose("R8-1", 1, "a" * 64, officer.author)
    officer.renew()
    keys = DeskKeys(
        vault.keys,
        unlock(vault.keys, AUDITOR.id, LAMP),
        vault.database,
        SystemChance(),
        KeySettings(None, SAMPLE_COST),
    )
    with pytest.raises(DamageFound):
        keys.renew(author, "R8-1")


@pytest.mark.parametrize("listed", [{"count": 0, "head": ""}, {"count": 2, "head": "b" * 64}])
def test_a_restore_in_place_leaves_the_disposals_as_they_are(
    vault: Vault, listed: dict[str, object]
) -> None:
    officer = vault.opened()
    officer.keys.dispose("R8-1", 1, "a" * 64, officer.author)
    roster = _roster(vault)
    made = {"database": "d", "sequence": 1, "head": "e" * 64}
    content = {**made, "people": [], "data_key": {"id": "k", "commitment": "c"}}
    same = {"count": roster.disposals, "head": roster.disposal_head}
    kept = continued(roster, RosterAct.RESTORED, {**content, "disposals": same}, officer.author)
    assert kept.disposals == 1
    with pytest.raises(DamageFound):
        continued(roster, RosterAct.RESTORED, {**content, "disposals": listed}, officer.author)


def test_what_another_signs_in_somebody_s_name_is_not_believed(vault: Vault) -> None:
    officer = vault.opened()
    officer.enrol(KENJI, LAMP)
    ghost = unlock(vault.keys, KENJI.id, LAMP)
    roster, said = _roster(vault), {"slot": "a" * 64}
    own = officer.author.sign
    for sign in (ghost.seal.sign, lambda _: b"", lambda said: own(said + b" ")):
        with pytest.raises(DamageFound) as caught:
            continued(roster, RosterAct.PASSWORD_RENEWED, said, replace(officer.author, sign=sign))
        assert caught.value.facts["what"] == "signature"
    signed = continued(roster, RosterAct.PASSWORD_RENEWED, said, officer.author)
    *before, last = signed.statements
    other = last._replace(content={**last.content, "slot": "b" * 64})
    roster_from_json(roster_to_json(signed))
    with pytest.raises(DamageFound, match="keys_altered"):
        roster_from_json(roster_to_json(signed._replace(statements=(*before, other))))


def test_a_key_that_the_officer_gave_a_clerk_signs_no_enrolment(vault: Vault) -> None:
    """Neither for a ghost who is raised, nor for a colleague who was lowered before."""
    officer = vault.opened()
    officer.enrol(KENJI, LAMP)
    ghost = unlock(vault.keys, KENJI.id, LAMP)
    for user in (replace(KENJI, roles=MISAKI.roles), replace(KENJI, roles=HIDEKI.roles)):
        by = author_of(officer.unlocked, ghost)
        with pytest.raises(DamageFound) as caught:
            officer.keys.change_roles(user, HERON, by)
        assert caught.value.facts["what"] == "second_signature"
    lowered = User(MISAKI.id, MISAKI.name, KENJI.roles)
    with pytest.raises(DamageFound):
        officer.keys.change_roles(lowered, HERON, author_of(officer.unlocked))
    assert _roster(vault).member(MISAKI.id) is not None


@pytest.mark.parametrize(
    "more",
    [
        {"person": {}},
        {"disposals": {"count": 99}},
        {"x": "A" * 100_000},
        {"slot": "not a hash"},
        {"slot": "a" * 64, "journal": [0, "b" * 64]},
    ],
)
def test_an_act_says_what_is_its_own_and_nothing_else(
    vault: Vault, more: dict[str, object]
) -> None:
    officer = vault.opened()
    said = {"slot": "a" * 64}
    continued(_roster(vault), RosterAct.PASSWORD_RENEWED, said, officer.author)
    sequence = (0, "") if "journal" not in more else (0, "b" * 64)
    by = replace(officer.author, journal=sequence)
    wrong = {**said, **{name: value for name, value in more.items() if name != "journal"}}
    with pytest.raises(DamageFound, match="keys_altered"):
        continued(_roster(vault), RosterAct.PASSWORD_RENEWED, wrong, by)


def test_no_act_follows_an_entry_before_the_last_one_s(vault: Vault) -> None:
    """Else somebody is given keys as if before he last signed in, and is told nothing."""
    officer = vault.opened()
    said = {"slot": "a" * 64}
    later = replace(officer.author, journal=(9, "b" * 64))
    roster = continued(_roster(vault), RosterAct.PASSWORD_RENEWED, said, later)
    for entry in ((8, "c" * 64), (0, "")):
        by = replace(officer.author, journal=entry)
        with pytest.raises(DamageFound, match="keys_altered"):
            continued(roster, RosterAct.PASSWORD_RENEWED, said, by)
    assert (
        continued(roster, RosterAct.PASSWORD_RENEWED, said, later).place.number
        > roster.place.number
    )


def test_a_desk_founded_with_a_roster_knows_no_time_before_it(vault: Vault) -> None:
    seal = vault.opened().unlocked.seal
    roster = _roster(vault)
    assert (seal.before_roster, roster.begun_after) == (0, 0)
    assert roster.keys_before(MISAKI.id) == ()
    assert FOUNDED_AT.isoformat() == roster.statements[0].at
