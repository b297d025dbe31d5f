# SPDX-License-Identifier: MIT
"""The own roles raised."""

from __future__ import annotations

from desk_app.records.people import RosterAct
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import member_to_json
from desk_app.store.vault.slots import digest_of, slot_to_json
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import CLERK, Wanted


def slot_sealed_anew(hand: Hand) -> Wanted:
    """Seal the own slot with the officer's roles, which needs the own password alone."""
    hand.put(hand.with_slot(hand.raised()))
    return Wanted()


def roles_edited(hand: Hand) -> Wanted:
    """Edit the roles of the own slot as text."""
    body = hand.body()
    for slot in body["users"]:
        if slot["name"] == CLERK.name:
            slot["roles"] = ["officer", "supervisor"]
    hand.put(body)
    return Wanted()


def roles_edited_in_the_founding(hand: Hand) -> Wanted:
    """Edit the roles in slot and first statement alike, and chain again."""
    slot = hand.raised()
    body = hand.with_slot(slot)
    for person in body["roster"]["statements"][0]["content"]["people"]:
        if person["name"] == CLERK.name:
            person.update(member_to_json(member_of(slot)))
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return Wanted()


def password_renewed_with_roles(hand: Hand) -> Wanted:
    """Renew the own password, as anybody may, with a slot that names higher roles."""
    slot = hand.raised()
    said = {"slot": digest_of(slot)}
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk, body=hand.with_slot(slot)))
    return Wanted()


def password_renewed_more(hand: Hand) -> Wanted:
    """Renew the own password with a statement that says a person with roles as well."""
    slot = hand.raised()
    said = {"slot": digest_of(slot), "person": member_to_json(member_of(slot))}
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk, body=hand.with_slot(slot)))
    return Wanted()


def enrolled_anew_by_oneself(hand: Hand) -> Wanted:
    """Enrol oneself anew as an officer, signed by oneself."""
    slot = hand.raised()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    hand.put(hand.stated(RosterAct.ENROLLED_ANEW, said, hand.clerk, body=hand.with_slot(slot)))
    return Wanted()


def slot_written_twice(hand: Hand) -> Wanted:
    """Add a second slot of the own id with higher roles, before the others."""
    body = hand.body()
    hand.put({**body, "users": [slot_to_json(hand.raised()), *body["users"]]})
    return Wanted()


def roles_raised_in_the_rows(hand: Hand) -> Wanted:
    """Raise the own roles in the database, which the data key opens."""
    with hand.rows() as raw:
        raw.execute(
            "UPDATE users SET roles = (SELECT max(roles) FROM users) WHERE name = ?", (CLERK.name,)
        )
    return Wanted()


TRIES = (
    slot_sealed_anew,
    roles_edited,
    roles_edited_in_the_founding,
    password_renewed_with_roles,
    password_renewed_more,
    enrolled_anew_by_oneself,
    slot_written_twice,
    roles_raised_in_the_rows,
)
