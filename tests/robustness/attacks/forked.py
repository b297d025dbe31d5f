# SPDX-License-Identifier: MIT
"""Another roster: an own founding, a fork, a carrying over that never was."""

from __future__ import annotations

import shutil

from desk_app.records.journal import Action
from desk_app.records.people import ROSTER_VALUE, RosterAct
from desk_app.store.disposal import disposal_list
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import commitment_of, member_to_json
from desk_app.store.vault.slots import Slot, slot_to_json
from tests.robustness.attacks.hand import GHOST, PASSWORD, Body, Hand, Signer, head_of
from tests.robustness.attacks.office import CLERK, Wanted

_DOOR = ((GHOST.name, PASSWORD),)


def own_founding(
    hand: Hand, *, desk: str = "", act: RosterAct = RosterAct.FOUNDED
) -> tuple[Body, str]:
    """Return a key file of an own roster: the clerk an officer, a ghost beside him, all others."""
    raised = hand.raised()
    ghost, secrets = hand.new_slot()
    others = [each for each in hand.file.slots if each.user.name != CLERK.name]
    slots: list[Slot] = [raised, ghost, *others]
    body = hand.body()
    id_ = body["data_keys"][-1]["id"]
    said = {
        "people": [member_to_json(member_of(each)) for each in slots],
        "data_key": {"id": id_, "commitment": commitment_of(hand.data_key)},
    }
    if act is RosterAct.CARRIED_OVER:
        said |= {"waiting": [], "signers": [], "sheets": [], "pepper": ""}
        said |= {"disposals": {"count": 0, "head": ""}}
    empty = {
        **body,
        "roster": {"desk": desk or body["roster"]["desk"], "statements": []},
        "users": [slot_to_json(each) for each in slots],
        "generation": body["generation"] + 1,
    }
    empty = hand.with_wrap(empty, ghost.recipient)
    own = Signer(ghost.user.id, secrets.signing_key)
    body = hand.stated(act, said, hand.clerk, own, body=empty)
    return body, secrets.identity.secret


def founded_by_a_clerk(hand: Hand) -> Wanted:
    """Found an own roster with everybody's slots, the clerk as its officer."""
    body, secret = own_founding(hand)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,))


def founded_with_books_to_fit(hand: Hand) -> Wanted:
    """Found an own roster, and let books and anchor name it, with an entry that says so."""
    body, secret = own_founding(hand)
    (first,) = body["roster"]["statements"]
    head = head_of(first)
    with hand.rows() as raw:
        facts: dict[str, str | int] = {"roster": 1, "roster_head": head, "roster_root": head}
        entry = hand.note(raw, hand.clerk.id, Action.KEYS_RENEWED.value, **facts)
        value = f"1 {head} {head} {entry}"
        raw.execute("UPDATE settings SET value = ? WHERE name = ?", (value, ROSTER_VALUE))
        hand.anchor_to(raw, value)
    hand.put(body)
    (hand.keys / disposal_list.NAME).unlink()
    return Wanted(doors=_DOOR, secrets=(secret,), begun_anew=True)


def founded_as_another_desk(hand: Hand) -> Wanted:
    """Found an own roster under another desk's name."""
    body, secret = own_founding(hand, desk="99" * 16)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,))


def carried_over_by_a_clerk(hand: Hand) -> Wanted:
    """Begin the roster with a carrying over instead of the founding."""
    body, secret = own_founding(hand, act=RosterAct.CARRIED_OVER)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,))


def founded_in_a_folder_of_its_own(hand: Hand) -> Wanted:
    """Let ``desk.toml`` name a key folder of an own founding."""
    body, secret = own_founding(hand)
    elsewhere = hand.site.folder / "elsewhere"
    shutil.copytree(hand.keys, elsewhere)
    hand.put(body)
    for path in hand.keys.iterdir():
        shutil.copyfile(path, elsewhere / path.name)
    shutil.rmtree(hand.keys)
    shutil.copytree(hand.office.site.keys, hand.keys)
    text = (hand.site.desk / "desk.toml").read_text(encoding="utf-8")
    (hand.site.desk / "desk.toml").write_text(text.replace("../keys", "../elsewhere"), "utf-8")
    return Wanted(doors=_DOOR, secrets=(secret,))


def founded_twice(hand: Hand) -> Wanted:
    """Put a founding of one's own in the middle of the roster."""
    ghost, secrets = hand.new_slot()
    said = {
        "people": [member_to_json(member_of(ghost))],
        "data_key": {"id": "aa" * 16, "commitment": commitment_of(hand.data_key)},
    }
    own = Signer(ghost.user.id, secrets.signing_key)
    hand.put(hand.stated(RosterAct.FOUNDED, said, own, body=hand.with_slot(ghost)))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def continued_from_an_earlier_place(hand: Hand) -> Wanted:
    """Let the roster go on from an earlier place with statements of the removed supervisor."""
    body = hand.body()
    body["roster"]["statements"] = hand.body("worked")["roster"]["statements"]
    ghost, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(ghost)), "pepper": ""}
    body = hand.with_slot(ghost, body)
    hand.put(hand.stated(RosterAct.ENROLLED, said, hand.removed, hand.clerk, body=body))
    return Wanted(doors=_DOOR, secrets=(secrets.identity.secret,))


def desk_renamed(hand: Hand) -> Wanted:
    """Give the desk of the roster another name."""
    body = hand.body()
    body["roster"]["desk"] = "99" * 16
    hand.put(body)
    return Wanted()


def emptied(hand: Hand) -> Wanted:
    """Take all statements out."""
    body = hand.body()
    body["roster"]["statements"] = []
    hand.put(body)
    return Wanted()


TRIES = (
    founded_by_a_clerk,
    founded_with_books_to_fit,
    founded_as_another_desk,
    carried_over_by_a_clerk,
    founded_in_a_folder_of_its_own,
    founded_twice,
    continued_from_an_earlier_place,
    desk_renamed,
    emptied,
)
