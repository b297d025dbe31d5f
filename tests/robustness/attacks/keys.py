# SPDX-License-Identifier: MIT
"""The key file changed: persons, roles, slots, the recovery sheet, the data key."""

from __future__ import annotations

import base64
import copy
from contextlib import suppress
from dataclasses import replace
from typing import Any

from desk_app.desk.applications import deciding
from desk_app.desk.errors import KnownError
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, RosterAct
from desk_app.store.vault import key_file
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import commitment_of, member_to_json, sheet_signing_key
from desk_app.store.vault.slots import Secrets, Slot, digest_of, slot_to_json
from tests.robustness.attacks.office import (
    CLERK,
    GHOST,
    PASSWORD,
    REMOVED,
    SUPERVISOR,
    Body,
    Hand,
    Signer,
    Tries,
    Wanted,
    edits,
    enrols,
    opened,
    said_of,
)

# A person added, or put in the place of another.


def _exchanged(hand: Hand) -> tuple[Slot, Secrets, Body, Wanted]:
    """Return a slot under an own password in the supervisor's place, under his id and name."""
    there = hand.slot(SUPERVISOR.name)
    slot, secrets = hand.new_slot(replace(SUPERVISOR, password=PASSWORD), there.user.id)
    body = hand.with_wrap(hand.with_slot(slot), slot.recipient)
    own = (secrets.identity.secret,)
    return slot, secrets, body, Wanted(doors=((SUPERVISOR.name, PASSWORD),), secrets=own)


def _supervisors_slot_exchanged(hand: Hand) -> Wanted:
    _, _, body, wanted = _exchanged(hand)
    hand.put(body)
    return wanted


def _supervisor_enrolled_anew(hand: Hand) -> Wanted:
    slot, secrets, body, wanted = _exchanged(hand)
    new = Signer(slot.user.id, secrets.signing_key)
    hand.state(RosterAct.ENROLLED_ANEW, said_of(slot), hand.clerk, new, body=body)
    return wanted


def slot_exchanged_and_put_back(hand: Hand) -> Wanted:
    """Exchange the supervisor's slot, approve under an own password, put the slot back."""
    before = hand.body()
    hand.put(_exchanged(hand)[2])
    with suppress(KnownError):
        desk = opened(hand.site, replace(SUPERVISOR, password=PASSWORD))
        with desk.ports.store.reading() as books:
            (decision,) = books.files.get(hand.office.undecided).decisions
        deciding.approve(desk, hand.office.undecided, decision.id)
        desk.ports.store.close()
    hand.put(before)
    return Wanted(letters=(hand.office.undecided,))


def _waiting_slot_planted(hand: Hand) -> Wanted:
    slot, secrets = hand.new_slot()
    hand.put({**hand.body(), "waiting": [slot_to_json(slot)]})
    return hand.for_ghost(secrets)


def _confirmed_who_never_waited(hand: Hand) -> Wanted:
    slot, secrets = hand.new_slot()
    own = Signer(slot.user.id, secrets.signing_key)
    said = {"person": member_to_json(member_of(slot))}
    hand.state(RosterAct.CONFIRMED, said, own, hand.clerk, body=hand.with_slot(slot))
    return hand.for_ghost(secrets)


def _recipient_exchanged_in_the_founding(hand: Hand) -> Wanted:
    with hand.editing(chained=True) as body:
        for each in (*body["roster"]["statements"][0]["content"]["people"], *body["users"]):
            if each["name"] == SUPERVISOR.name:
                each["recipient"] = hand.stranger.recipient
    return hand.for_stranger


def _in_the_officers_name(hand: Hand, own: Signer) -> tuple[Signer, ...]:
    return (Signer(hand.file.slots[0].user.id, own.key),)


PERSONS: Tries = {
    "add a slot of an officer nobody knows, without any password": enrols(),
    "add a slot, and wrap the data key for it, which the clerk has": enrols(wrapped=True),
    "enrol an officer with a statement that the clerk signs": enrols(
        lambda hand, _: (hand.clerk,), wrapped=True
    ),
    "enrol an officer with a statement that he signs himself, twice": enrols(
        lambda _, own: (own, own)
    ),
    "enrol a clerk in the officer's name, signed with another key": enrols(
        _in_the_officers_name, person=replace(GHOST, roles=frozenset({Role.CLERK}))
    ),
    "put a slot under an own password in the supervisor's place": _supervisors_slot_exchanged,
    "enrol the supervisor anew under an own password, by the clerk": _supervisor_enrolled_anew,
    "add a slot to those who wait since a carrying over": _waiting_slot_planted,
    "let a person of before show his password who was never there": _confirmed_who_never_waited,
    "put an own recipient in the supervisor's place, in slot and first statement alike": (
        _recipient_exchanged_in_the_founding
    ),
}

# A removed person comes back.


def _slot_of_then(hand: Hand) -> Slot:
    then = key_file.read(hand.office.moments["worked"] / "keys")
    return next(each for each in then.slots if each.user.name == REMOVED.name)


def _slot_put_back(hand: Hand, *, wrapped: bool = False) -> Wanted:
    slot = _slot_of_then(hand)
    body = hand.with_slot(slot)
    hand.put(hand.with_wrap(body, slot.recipient) if wrapped else body)
    return hand.for_removed


def _removal_taken_out(hand: Hand) -> Wanted:
    body = hand.with_slot(_slot_of_then(hand))
    said = body["roster"]["statements"]
    kept = [each for each in said if each["act"] != RosterAct.REMOVED.value]
    hand.put({**body, "roster": {**body["roster"], "statements": hand.chained(kept)}})
    return hand.for_removed


def _enrols_himself(hand: Hand) -> Wanted:
    slot = _slot_of_then(hand)
    hand.state(RosterAct.ENROLLED, said_of(slot), hand.removed, body=hand.with_slot(slot))
    return hand.for_removed


def _renews_his_password(hand: Hand) -> Wanted:
    slot = _slot_of_then(hand)
    said = {"slot": digest_of(slot)}
    hand.state(RosterAct.PASSWORD_RENEWED, said, hand.removed, body=hand.with_slot(slot))
    return hand.for_removed


def _signs_beside_a_clerk(hand: Hand) -> Wanted:
    wanted = enrols(lambda hand, _: (hand.clerk, hand.removed))(hand)
    return replace(wanted, doors=(*hand.for_removed.doors, *wanted.doors))


BACK_AGAIN: Tries = {
    "put the removed person's slot back among the others": _slot_put_back,
    "put his slot back, with the data key wrapped for him by a clerk who helps": (
        lambda hand: _slot_put_back(hand, wrapped=True)
    ),
    "take the removal out of the roster, and chain the rest again": _removal_taken_out,
    "sign the own enrolment with the key of before the removal": _enrols_himself,
    "renew the password of a slot that is gone, by the removed person": _renews_his_password,
    "enrol somebody with the clerk's signature and the removed one's": _signs_beside_a_clerk,
}

# The own roles raised.


def _roles_edited(body: Body) -> None:
    for slot in body["users"]:
        if slot["name"] == CLERK.name:
            slot["roles"] = ["officer", "supervisor"]


def _roles_edited_in_the_founding(hand: Hand) -> None:
    slot = hand.raised()
    body = hand.with_slot(slot)
    for person in body["roster"]["statements"][0]["content"]["people"]:
        if person["name"] == CLERK.name:
            person.update(member_to_json(member_of(slot)))
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)


def _password_renewed(hand: Hand, *, more: bool = False) -> None:
    slot = hand.raised()
    person = {"person": member_to_json(member_of(slot))} if more else {}
    said = {"slot": digest_of(slot), **person}
    hand.state(RosterAct.PASSWORD_RENEWED, said, body=hand.with_slot(slot))


def _enrolled_anew_by_oneself(hand: Hand) -> None:
    slot = hand.raised()
    hand.state(RosterAct.ENROLLED_ANEW, said_of(slot), body=hand.with_slot(slot))


def _slot_written_twice(hand: Hand) -> None:
    with hand.editing() as body:
        body["users"].insert(0, slot_to_json(hand.raised()))


def _raised_in_the_rows(hand: Hand) -> None:
    raised = "UPDATE users SET roles = (SELECT max(roles) FROM users) WHERE name = ?"
    with hand.rows() as raw:
        raw.execute(raised, (CLERK.name,))


ROLES: Tries = {
    "seal the own slot with the officer's roles, by the own password": (
        lambda hand: hand.put(hand.with_slot(hand.raised()))
    ),
    "edit the roles of the own slot as text": edits(_roles_edited),
    "edit the roles in slot and first statement alike, and chain again": (
        _roles_edited_in_the_founding
    ),
    "renew the own password with a slot that names higher roles": _password_renewed,
    "renew the own password with a statement that says a person with roles as well": (
        lambda hand: _password_renewed(hand, more=True)
    ),
    "enrol oneself anew as an officer, signed by oneself": _enrolled_anew_by_oneself,
    "add a second slot of the own id with higher roles, before the others": _slot_written_twice,
    "raise the own roles in the database, which the data key opens": _raised_in_the_rows,
}

# Costs lowered, peppers emptied or changed, generations raised.


def _costs(iterations: int, memory_kib: int, lanes: int) -> dict[str, int]:
    return {"iterations": iterations, "memory_kib": memory_kib, "lanes": lanes}


def _salt_exchanged(body: Body) -> None:
    first, second, *_ = body["users"]
    first |= {"salt": second["salt"], "nonce": second["nonce"]}


def _slots_exchanged(body: Body) -> None:
    body["users"][:2] = reversed(body["users"][:2])


SLOTS: Tries = {
    "lower what a try of the officer's password costs": edits(
        lambda body: body["users"][0].update(cost=_costs(1, 8, 1))
    ),
    "let one try of a password cost a gigabyte": edits(
        lambda body: body["users"][0].update(cost=_costs(32, 1024 * 1024, 16))
    ),
    "bind the officer's slot to a pepper that no machine has": edits(
        lambda body: body["users"][0].update(pepper="88" * 16)
    ),
    "name a pepper where key files of before the roster did": edits(
        lambda body: body.update(pepper="88" * 16)
    ),
    "bind everybody to this machine, signed by the clerk": (
        lambda hand: hand.state(RosterAct.PEPPER_CHANGED, {"pepper": "88" * 16})
    ),
    "exchange salt and nonce of the officer's slot": edits(_salt_exchanged),
    "let two people's slots change places": edits(_slots_exchanged),
    "raise the generation, so that this copy counts as the newest": edits(
        lambda body: body.update(generation=body["generation"] + 1_000)
    ),
    "raise the generation until the next one has more digits than can be written": edits(
        lambda body: body.update(generation=10**4_300 - 1)
    ),
    "write an infinite generation": edits(lambda body: body.update(generation=float("inf"))),
}

# The recovery sheet exchanged: whose key opens the next backup and the desk.


def _said_of_sheet(body: Body) -> dict[str, Any]:
    """Return what the last statement that makes a sheet says of it."""
    statements = body["roster"]["statements"]
    made = [each for each in statements if each["act"] == RosterAct.SHEET_MADE.value]
    said: dict[str, Any] = made[-1]["content"]["sheet"]
    return said


def _number_of_sheet(body: Body, series: int) -> str:
    year, quarter = _said_of_sheet(body)["quarter"]
    return f"{year}Q{quarter}-{series}"


def _strangers_key(hand: Hand) -> str:
    key = sheet_signing_key(hand.stranger.secret).public_key().public_bytes_raw()
    return base64.b64encode(key).decode("ascii")


def _of_the_stranger(hand: Hand) -> Wanted:
    return Wanted(secrets=(hand.stranger.secret,), sheets=(hand.stranger.secret,))


def _recipient_exchanged(hand: Hand, *, chained: bool = False) -> Wanted:
    with hand.editing(chained=chained) as body:
        _said_of_sheet(body)["recipient"] = hand.stranger.recipient
    return _of_the_stranger(hand)


def _signing_key_exchanged(hand: Hand) -> Wanted:
    with hand.editing(chained=True) as body:
        _said_of_sheet(body)["signing_key"] = _strangers_key(hand)
    return Wanted(sheets=(hand.stranger.secret,))


def _own_sheet(hand: Hand, body: Body) -> dict[str, Any]:
    said = copy.deepcopy(_said_of_sheet(body))
    return said | {
        "recipient": hand.stranger.recipient,
        "series": said["series"] + 1,
        "signing_key": _strangers_key(hand),
    }


def _made_by_a_clerk(hand: Hand) -> Wanted:
    body = hand.body()
    own = {"sheet": _own_sheet(hand, body)}
    body = hand.stated(RosterAct.SHEET_MADE, own, hand.clerk, body=body)
    body, key = hand.with_new_key(body, hand.stranger.recipient)
    number = _number_of_sheet(body, 2)
    said = {"sheet": number, "places": ["x"], "on": "2028-12-01", "pepper": "", **key}
    hand.state(RosterAct.SHEET_CONFIRMED, said, body=body)
    return _of_the_stranger(hand)


def _made_by_a_stranger(hand: Hand) -> Wanted:
    body = hand.body()
    by = Signer(UserId(body["users"][0]["user"]), hand.removed.key)
    hand.state(RosterAct.SHEET_MADE, {"sheet": _own_sheet(hand, body)}, by, body=body)
    return hand.for_stranger


def _earlier_sheet(hand: Hand, number: str) -> Signer:
    return Signer(UserId(f"sheet:{number}"), sheet_signing_key(hand.office.earlier_sheet))


def _earlier_sheet_enrols(hand: Hand) -> Wanted:
    earlier = next(each.sheet for each in hand.roster.sheets if each.sheet.destroyed_on is not None)
    wanted = enrols(lambda hand, _: (_earlier_sheet(hand, earlier.number),))(hand)
    return replace(wanted, secrets=(*wanted.secrets, hand.office.earlier_sheet))


def _listed_beside_the_roster(hand: Hand) -> Wanted:
    body = hand.body()
    hand.put({**body, "sheets": [_own_sheet(hand, body) | {"confirmed_on": "2028-12-01"}]})
    return _of_the_stranger(hand)


def _places_exchanged(body: Body) -> None:
    said = [each for each in body["roster"]["statements"] if "places" in each["content"]]
    said[-1]["content"]["places"] = ["在らぬ金庫"]


SHEETS: Tries = {
    "put an own recipient in the place of the sheet's": _recipient_exchanged,
    "put an own recipient in the sheet's place, and chain all that follows again": (
        lambda hand: _recipient_exchanged(hand, chained=True)
    ),
    "put an own signing key in the place of the sheet's": _signing_key_exchanged,
    "make a sheet of one's own and take it into use, by the clerk": _made_by_a_clerk,
    "make a sheet of one's own in the officer's name": _made_by_a_stranger,
    "enrol somebody with the key of an earlier sheet, photographed in its time": (
        _earlier_sheet_enrols
    ),
    "enrol somebody in the name of the sheet in use, with the key of an earlier one": enrols(
        lambda hand, _: (_earlier_sheet(hand, _number_of_sheet(hand.body(), 1)),)
    ),
    "add the list of sheets that key files of before the roster had": _listed_beside_the_roster,
    "change where the two prints of the sheet are said to lie": edits(
        _places_exchanged, chained=True
    ),
}

# The data key: wrapped for others, or another one wrapped for everybody's public keys.


def _own_key(hand: Hand, *, committed: bool = False) -> Wanted:
    """Wrap an own data key for all public recipients: no password is needed for it."""
    key = hand.chance.octets(32)
    body = hand.with_wrap(hand.body(), hand.stranger.recipient, key=key)
    if committed:
        said = [each for each in body["roster"]["statements"] if "data_key" in each["content"]]
        said[-1]["content"]["data_key"]["commitment"] = commitment_of(key)
        body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return hand.for_stranger


def _wrapped_for_one_more(hand: Hand) -> Wanted:
    hand.put(hand.with_wrap(hand.body(), hand.stranger.recipient))
    return hand.for_stranger


def _named_anew(hand: Hand) -> Wanted:
    with hand.editing() as body:
        (key,) = body["data_keys"]
        key["id"] = "77" * 16
    return hand.for_stranger


def _another_beside_it(hand: Hand) -> Wanted:
    body, _ = hand.with_new_key(hand.body(), hand.stranger.recipient)
    hand.put(body)
    return hand.for_stranger


def _another_by_a_stranger(hand: Hand) -> Wanted:
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    by = Signer(hand.file.slots[0].user.id, hand.own.signing_key)
    hand.state(RosterAct.KEY_CHANGED, {"cause": "", **said}, by, body=body)
    return hand.for_stranger


def _earlier_one_put_back(hand: Hand) -> Wanted:
    hand.put({**hand.body(), "data_keys": hand.body("worked")["data_keys"]})
    return Wanted(secrets=hand.for_removed.secrets)


def _none_at_all(hand: Hand) -> Wanted:
    hand.put({**hand.body(), "data_keys": []})
    return hand.for_stranger


DATA_KEYS: Tries = {
    "wrap an own data key for all public recipients": _own_key,
    "exchange its commitment in the last statement that names a data key, too": (
        lambda hand: _own_key(hand, committed=True)
    ),
    "wrap the true data key for one more recipient": _wrapped_for_one_more,
    "give the data key another name": _named_anew,
    "put an own data key beside it, as while a desk is re-keyed": _another_beside_it,
    "change the data key in the officer's name, with another key": _another_by_a_stranger,
    "put an earlier data key in the place of the one in use": _earlier_one_put_back,
    "take all data keys out": _none_at_all,
}
