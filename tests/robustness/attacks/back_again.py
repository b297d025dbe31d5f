# SPDX-License-Identifier: MIT
"""A removed person comes back."""

from __future__ import annotations

from desk_app.records.people import RosterAct
from desk_app.store.vault import key_file
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import member_to_json
from desk_app.store.vault.slots import Slot, digest_of
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import REMOVED, Wanted

_DOOR = ((REMOVED.name, REMOVED.password),)


def _wanted(hand: Hand) -> Wanted:
    return Wanted(doors=_DOOR, secrets=(hand.removed_secrets.identity.secret,))


def _slot(hand: Hand) -> Slot:
    then = key_file.read(hand.office.moments["worked"] / "keys")
    return next(each for each in then.slots if each.user.name == REMOVED.name)


def slot_put_back(hand: Hand) -> Wanted:
    """Put the removed person's slot back among the others."""
    hand.put(hand.with_slot(_slot(hand)))
    return _wanted(hand)


def slot_put_back_and_wrapped(hand: Hand) -> Wanted:
    """Put his slot back, with the data key wrapped for him by a clerk who helps."""
    slot = _slot(hand)
    hand.put(hand.with_wrap(hand.with_slot(slot), slot.recipient))
    return _wanted(hand)


def removal_taken_out(hand: Hand) -> Wanted:
    """Take the statement of the removal out of the roster, and chain the rest again."""
    body = hand.with_slot(_slot(hand))
    said = body["roster"]["statements"]
    kept = [each for each in said if each["act"] != RosterAct.REMOVED.value]
    hand.put({**body, "roster": {**body["roster"], "statements": hand.chained(kept)}})
    return _wanted(hand)


def enrols_himself(hand: Hand) -> Wanted:
    """Sign the own enrolment with the key of before the removal."""
    slot = _slot(hand)
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    hand.put(hand.stated(RosterAct.ENROLLED, said, hand.removed, body=hand.with_slot(slot)))
    return _wanted(hand)


def renews_his_password(hand: Hand) -> Wanted:
    """Renew the password of a slot that is gone, signed by the removed person."""
    slot = _slot(hand)
    said = {"slot": digest_of(slot)}
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.removed, body=hand.with_slot(slot)))
    return _wanted(hand)


def signs_beside_a_clerk(hand: Hand) -> Wanted:
    """Enrol somebody with the clerk's signature and the removed supervisor's as the second."""
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    body = hand.stated(
        RosterAct.ENROLLED, said, hand.clerk, hand.removed, body=hand.with_slot(slot)
    )
    hand.put(body)
    return Wanted(
        doors=(*_DOOR, (slot.user.name, "wet purple lantern nine")),
        secrets=(secrets.identity.secret,),
    )


TRIES = (
    slot_put_back,
    slot_put_back_and_wrapped,
    removal_taken_out,
    enrols_himself,
    renews_his_password,
    signs_beside_a_clerk,
)
