# SPDX-License-Identifier: MIT
"""Desks of before the roster, and those that were carried over to one."""

from __future__ import annotations

from desk_app.desk.ports import TakenAlong
from desk_app.desk.roster import KeysActs, Second
from desk_app.records.journal import Action
from desk_app.records.people import ROSTER_VALUE, RosterAct
from desk_app.store.disposal import disposal_list
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import commitment_of, member_to_json
from desk_app.store.vault.sheets import sheet_to_json
from desk_app.store.vault.slots import Slot, slot_to_json
from tests.robustness.attacks.hand import GHOST, PASSWORD, Body, Hand, Signer
from tests.robustness.attacks.office import CLERK, SUPERVISOR, Wanted, beside, opened
from tests.robustness.sites import OFFICER

_DOOR = ((GHOST.name, PASSWORD),)


def _before(hand: Hand) -> None:
    """Make the office's desk one of before the roster, as such a desk lies there."""
    body = hand.body()
    said = {
        "format": 2,
        "desk": body["roster"]["desk"],
        "generation": body["generation"],
        "users": body["users"],
        "data_keys": body["data_keys"],
        "sheets": [sheet_to_json(each) for each in hand.roster.sheets],
        "counts_tries": True,
    }
    hand.put(said)
    (hand.keys / disposal_list.NAME).unlink()
    with hand.thawed() as raw:
        # Such a journal begins without any roster.
        raw.execute("UPDATE journal SET digests = '{}' WHERE action = 'desk_founded'")
        hand.chain_again(raw)
        raw.execute("DELETE FROM settings WHERE name = ?", (ROSTER_VALUE,))
        hand.anchor_to(raw, "")


def _carried_over(hand: Hand) -> None:
    """Let officer and supervisor carry such a desk over, as they would."""
    _before(hand)
    desk = opened(hand.site, OFFICER)
    other = beside(desk, hand.site, SUPERVISOR)
    known = desk.ports.keys.standing()
    with KeysActs(desk).one(Second(other.actor, other.ports.seal)) as act:
        people = frozenset(each.id for each in known.users)
        taken = TakenAlong(people, frozenset(), known.signers, sheet_secret=hand.office.sheet)
        desk.ports.keys.carry_over(taken, act.by)
        act.note(Action.CARRIED_OVER)
    KeysActs(desk).change_data_key()
    desk.ports.store.close()


def _own(hand: Hand, act: RosterAct) -> tuple[Body, str]:
    """Return a key file of an own roster that makes the clerk an officer."""
    raised, (ghost, secrets) = hand.raised(), hand.new_slot()
    others = [each for each in hand.file.slots if each.user.name != CLERK.name]
    slots: list[Slot] = [raised, ghost, *others]
    body = hand.body()
    said = {
        "people": [member_to_json(member_of(each)) for each in slots],
        "data_key": {
            "id": body["data_keys"][-1]["id"],
            "commitment": commitment_of(hand.data_key),
        },
    }
    if act is RosterAct.CARRIED_OVER:
        said |= {"waiting": [], "signers": [], "sheets": [], "pepper": ""}
        said |= {"disposals": {"count": 0, "head": ""}}
    begun = {
        "format": 3,
        "generation": body["generation"] + 1,
        "users": [slot_to_json(each) for each in slots],
        "data_keys": body["data_keys"],
        "waiting": [],
        "roster": {"desk": body["desk"], "statements": []},
    }
    begun = hand.with_wrap(begun, ghost.recipient)
    own = Signer(ghost.user.id, secrets.signing_key)
    return hand.stated(act, said, hand.clerk, own, body=begun), secrets.identity.secret


def founded_at_a_desk_of_before(hand: Hand) -> Wanted:
    """Plant an own founding at a desk that has no roster yet."""
    _before(hand)
    body, secret = _own(hand, RosterAct.FOUNDED)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,), begun_anew=True)


def carried_over_by_a_clerk(hand: Hand) -> Wanted:
    """Carry a desk of before over oneself, with oneself as its officer."""
    _before(hand)
    body, secret = _own(hand, RosterAct.CARRIED_OVER)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,), begun_anew=True)


def entry_as_of_the_carrying_over(hand: Hand) -> Wanted:
    """Plant, at a desk that was carried over, an entry of the list that bears no signatures."""
    _carried_over(hand)
    name = hand.office.proposed_to_dispose
    hand.put_list([{"disposal": "", "names": [name], "proposed": None, "signed": None}])
    return Wanted(begun_anew=True)


def waiting_slot_planted(hand: Hand) -> Wanted:
    """Plant a slot that waits for its confirmation, at a desk that was carried over."""
    _carried_over(hand)
    slot, secrets = hand.new_slot()
    hand.put({**hand.body(), "waiting": [slot_to_json(slot)]})
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,), begun_anew=True)


def statement_carried_over_once_more(hand: Hand) -> Wanted:
    """Say the carrying over once more, with oneself as an officer."""
    _carried_over(hand)
    body = hand.body()
    first = body["roster"]["statements"][0]
    content = {name: said for name, said in first["content"].items() if name != "journal"}
    hand.put(hand.stated(RosterAct.CARRIED_OVER, content, hand.clerk, hand.second_clerk, body=body))
    return Wanted(begun_anew=True)


TRIES = (
    founded_at_a_desk_of_before,
    carried_over_by_a_clerk,
    entry_as_of_the_carrying_over,
    waiting_slot_planted,
    statement_carried_over_once_more,
)
