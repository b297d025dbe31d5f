# SPDX-License-Identifier: MIT
"""A person added, or put in the place of another."""

from __future__ import annotations

from dataclasses import replace

from desk_app.records.people import Role, RosterAct
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import member_to_json
from desk_app.store.vault.slots import slot_to_json
from tests.robustness.attacks.hand import GHOST, PASSWORD, Hand, Signer
from tests.robustness.attacks.office import SUPERVISOR, Wanted

_DOOR = ((GHOST.name, PASSWORD),)


def slot_added(hand: Hand) -> Wanted:
    """Add a slot of an officer nobody knows, without any password."""
    slot, secrets = hand.new_slot()
    hand.put(hand.with_slot(slot))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def slot_added_and_wrapped(hand: Hand) -> Wanted:
    """Add a slot, and wrap the data key for it, which the clerk has."""
    slot, secrets = hand.new_slot()
    hand.put(hand.with_wrap(hand.with_slot(slot), slot.recipient))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def enrolled_by_a_clerk(hand: Hand) -> Wanted:
    """Enrol an officer with a statement that the clerk signs."""
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    body = hand.with_wrap(hand.with_slot(slot), slot.recipient)
    hand.put(hand.stated(RosterAct.ENROLLED, said, hand.clerk, body=body))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def enrolled_by_himself(hand: Hand) -> Wanted:
    """Enrol an officer with a statement that he signs himself, twice."""
    slot, secrets = hand.new_slot()
    own = Signer(slot.user.id, secrets.signing_key)
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    hand.put(hand.stated(RosterAct.ENROLLED, said, own, own, body=hand.with_slot(slot)))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def enrolled_in_the_officers_name(hand: Hand) -> Wanted:
    """Enrol a clerk in the officer's name, signed with another key."""
    person = replace(GHOST, roles=frozenset({Role.CLERK}))
    slot, secrets = hand.new_slot(person)
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    by = Signer(hand.file.slots[0].user.id, secrets.signing_key)
    hand.put(hand.stated(RosterAct.ENROLLED, said, by, body=hand.with_slot(slot)))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def supervisors_slot_exchanged(hand: Hand) -> Wanted:
    """Put a slot under an own password in the supervisor's place, under his id and name."""
    there = hand.slot(SUPERVISOR.name)
    slot, secrets = hand.new_slot(replace(SUPERVISOR, password=PASSWORD), there.user.id)
    hand.put(hand.with_wrap(hand.with_slot(slot), slot.recipient))
    return Wanted(doors=((SUPERVISOR.name, PASSWORD),), secrets=(secrets.identity.secret,))


def supervisor_enrolled_anew_by_a_clerk(hand: Hand) -> Wanted:
    """Enrol the supervisor anew under an own password, signed by the clerk."""
    there = hand.slot(SUPERVISOR.name)
    slot, secrets = hand.new_slot(replace(SUPERVISOR, password=PASSWORD), there.user.id)
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    new = Signer(slot.user.id, secrets.signing_key)
    body = hand.with_wrap(hand.with_slot(slot), slot.recipient)
    hand.put(hand.stated(RosterAct.ENROLLED_ANEW, said, hand.clerk, new, body=body))
    return Wanted(doors=((SUPERVISOR.name, PASSWORD),), secrets=(secrets.identity.secret,))


def waiting_slot_planted(hand: Hand) -> Wanted:
    """Add a slot to those who wait for a confirmation since a carrying over."""
    slot, secrets = hand.new_slot()
    body = hand.body()
    hand.put({**body, "waiting": [slot_to_json(slot)]})
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def confirmed_who_never_waited(hand: Hand) -> Wanted:
    """Say that a person of before shows his password, who was never there."""
    slot, secrets = hand.new_slot()
    own = Signer(slot.user.id, secrets.signing_key)
    said = {"person": member_to_json(member_of(slot))}
    body = hand.with_slot(slot)
    hand.put(hand.stated(RosterAct.CONFIRMED, said, own, hand.clerk, body=body))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def recipient_exchanged_in_the_founding(hand: Hand) -> Wanted:
    """Put an own recipient in the supervisor's place, in slot and first statement alike."""
    body = hand.body()
    for person in body["roster"]["statements"][0]["content"]["people"]:
        if person["name"] == SUPERVISOR.name:
            person["recipient"] = hand.stranger.recipient
    for slot in body["users"]:
        if slot["name"] == SUPERVISOR.name:
            slot["recipient"] = hand.stranger.recipient
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return Wanted(secrets=(hand.stranger.secret,))


TRIES = (
    slot_added,
    slot_added_and_wrapped,
    enrolled_by_a_clerk,
    enrolled_by_himself,
    enrolled_in_the_officers_name,
    supervisors_slot_exchanged,
    supervisor_enrolled_anew_by_a_clerk,
    waiting_slot_planted,
    confirmed_who_never_waited,
    recipient_exchanged_in_the_founding,
)
