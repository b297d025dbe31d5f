# SPDX-License-Identifier: MIT
"""Statements that a clerk signs with his own key, for what others may say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from desk_app.records.base import UserId
from desk_app.records.people import RosterAct
from desk_app.store.disposal import disposal_list
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import (
    STATEMENT_DOMAIN,
    Statement,
    canonical,
    member_to_json,
    statement_to_json,
)
from tests.robustness.attacks.hand import Body, Hand, Signer, head_of
from tests.robustness.attacks.office import Wanted
from tests.robustness.sites import OFFICER


def key_changed(hand: Hand) -> Wanted:
    """Change the data key without naming a cause."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    hand.put(hand.stated(RosterAct.KEY_CHANGED, {"cause": "", **said}, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def key_changed_for_no_disposal(hand: Hand) -> Wanted:
    """Change the data key for a disposal that the roster does not name."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    hand.put(hand.stated(RosterAct.KEY_CHANGED, {"cause": "R99-9", **said}, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def key_changed_for_a_disposal(hand: Hand) -> Wanted:
    """Change the data key for a disposal that was carried out, as he may; he learns no other."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    cause = hand.entries()[-1]["disposal"]
    hand.put(hand.stated(RosterAct.KEY_CHANGED, {"cause": cause, **said}, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,), acts=frozenset({RosterAct.KEY_CHANGED}))


def restored(hand: Hand) -> Wanted:
    """Say that the desk was restored, with another data key."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    head = {"count": 0, "head": ""}
    said |= {"database": "", "sequence": 0, "head": "", "people": [], "disposals": head}
    hand.put(hand.stated(RosterAct.RESTORED, said, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def restored_with_oneself_alone(hand: Hand) -> Wanted:
    """Say that the desk was restored elsewhere, with oneself as its one officer."""
    slot = hand.raised()
    body, said = hand.with_new_key(hand.with_slot(slot), hand.stranger.recipient)
    said |= {
        "database": "",
        "sequence": 0,
        "head": "",
        "people": [member_to_json(member_of(slot))],
        "disposals": {"count": 0, "head": ""},
    }
    hand.put(hand.stated(RosterAct.RESTORED, said, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def removed_the_officer(hand: Hand) -> Wanted:
    """Remove the officer."""
    body, said = hand.with_new_key(hand.body())
    body["users"] = [each for each in body["users"] if each["name"] != OFFICER.name]
    officer = hand.office.users[OFFICER.name]
    hand.put(hand.stated(RosterAct.REMOVED, {"user": officer, **said}, hand.clerk, body=body))
    return Wanted()


def sheet_destroyed(hand: Hand) -> Wanted:
    """Destroy the recovery sheet in use."""
    in_use = next(each.sheet for each in hand.roster.sheets if each.sheet.stands)
    said = {"sheet": in_use.number, "on": "2028-12-01"}
    hand.put(hand.stated(RosterAct.SHEET_DESTROYED, said, hand.clerk))
    return Wanted()


def in_the_name_of_a_sheet(hand: Hand) -> Wanted:
    """Sign as the recovery sheet with the own key."""
    in_use = next(each.sheet for each in hand.roster.sheets if each.sheet.stands)
    by = Signer(UserId(f"sheet:{in_use.number}"), hand.own.signing_key)
    hand.put(hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": ""}, by))
    return Wanted()


def disposed_without_an_entry(hand: Hand) -> Wanted:
    """Say that one more disposal stands on the list, where none does."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    said |= {"disposal": "R10-2", "count": 2, "head": "bb" * 32}
    hand.put(hand.stated(RosterAct.DISPOSED, said, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def _named(hand: Hand, entry: Body, body: Body) -> Wanted:
    """Put an entry on the list of disposals, and let a statement of the clerk's name it."""
    entries = [*hand.entries(), entry]
    hand.put_list(entries)
    head = ""
    for each in entries:
        head = hashlib.sha256(canonical({"previous": head, **each})).hexdigest()
    body, said = hand.with_new_key(body, hand.stranger.recipient)
    said |= {"disposal": "R10-2", "count": 2, "head": head}
    hand.put(hand.stated(RosterAct.DISPOSED, said, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,))


def disposed_with_an_entry_of_ones_own(hand: Hand) -> Wanted:
    """Put an entry on the list that the clerk signs twice, and let a statement name it."""
    name = hand.office.proposed_to_dispose
    entry = hand.entry("R10-2", [name], hand.clerk, hand.clerk)
    return _named(hand, entry, hand.body())


def disposed_again_with_the_removed_one(hand: Hand) -> Wanted:
    """Name an entry that clerk and removed supervisor signed, backdated to his time."""
    name = hand.office.proposed_to_dispose
    entry = hand.entry("R10-2", [name], hand.clerk, hand.removed, place=1)
    return _named(hand, entry, hand.body())


def disposed_anew_with_the_list_taken_back(hand: Hand) -> Wanted:
    """Say the disposals' number once more, lower than it was."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)
    said |= {"disposal": "R10-1", "count": 1, "head": "cc" * 32}
    hand.put(hand.stated(RosterAct.DISPOSED, said, hand.clerk, body=body))
    empty: list[object] = []
    whole = {"checksum": hashlib.sha256(b"[]").hexdigest(), "disposals": empty}
    (hand.keys / disposal_list.NAME).write_text(json.dumps(whole), encoding="ascii")
    return Wanted(secrets=(hand.stranger.secret,))


def password_renewed_without_a_journal(hand: Hand) -> Wanted:
    """Renew the own password with a statement that names no entry of the journal."""
    body = hand.body()
    written = body["roster"]["statements"]
    statement = Statement(
        number=len(written) + 1,
        previous=head_of(written[-1]),
        at="2028-12-01T03:00:00+00:00",
        by=hand.clerk.id,
        act=RosterAct.PASSWORD_RENEWED,
        content={"slot": hand.roster.people[2].slot},
    )
    said = STATEMENT_DOMAIN + statement.signed_bytes(body["roster"]["desk"])
    signed = replace(statement, signature=hand.clerk.key.sign(said))
    written.append(statement_to_json(signed))
    hand.put(body)
    return Wanted()


def password_renewed_after_an_entry_to_come(hand: Hand) -> Wanted:
    """Renew the own password as if after an entry that the journal does not have."""
    said = {"slot": hand.roster.people[2].slot}
    journal = (99_999, "ff" * 32)
    hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk, journal=journal))
    return Wanted()


_MORE: tuple[Mapping[str, object], ...] = (
    {"person": 5},
    {"person": {}},
    {"sheet": 5},
    {"sheet": {}},
    {"disposals": []},
    {"disposals": {"count": "many"}},
    {"user": "u"},
    {"x": "A" * 2_000_000},
)
"""What a password's statement does not say, and readers of statements look for."""


def _renewed_saying(more: Mapping[str, object]) -> Callable[[Hand], Wanted]:
    """Return a try that renews the own password and says more than that, which others read."""

    def renewed(hand: Hand) -> Wanted:
        said = {"slot": hand.roster.people[2].slot, **more}
        hand.put(hand.stated(RosterAct.PASSWORD_RENEWED, said, hand.clerk))
        return Wanted()

    renewed.__name__ = f"password_renewed_saying_{'_'.join(more)}_{len(str(more))}"
    return renewed


def password_renewed_at_the_end_of_time(hand: Hand) -> Wanted:
    """Renew the own password at a moment that no other zone can show."""
    body = hand.stated(RosterAct.PASSWORD_RENEWED, {"slot": hand.roster.people[2].slot}, hand.clerk)
    last = body["roster"]["statements"].pop()
    statement = Statement(
        number=last["number"],
        previous=last["previous"],
        at="9999-12-31T23:59:59-23:59",
        by=hand.clerk.id,
        act=RosterAct.PASSWORD_RENEWED,
        content=last["content"],
    )
    said = STATEMENT_DOMAIN + statement.signed_bytes(body["roster"]["desk"])
    signed = replace(statement, signature=hand.clerk.key.sign(said))
    body["roster"]["statements"].append(statement_to_json(signed))
    hand.put(body)
    return Wanted()


def disposed_with_the_removed_one_after_a_number_of_his_time(hand: Hand) -> Wanted:
    """Name entries in a password's statement, so that the removed one was still there for them."""
    renewed = {"slot": hand.roster.people[2].slot, "disposals": {"count": 99}}
    body = hand.stated(RosterAct.PASSWORD_RENEWED, renewed, hand.clerk)
    name = hand.office.proposed_to_dispose
    entry = hand.entry("R10-2", [name], hand.clerk, hand.removed, place=1)
    return _named(hand, entry, body)


TRIES = (
    *map(_renewed_saying, _MORE),
    password_renewed_at_the_end_of_time,
    disposed_with_the_removed_one_after_a_number_of_his_time,
    password_renewed_without_a_journal,
    password_renewed_after_an_entry_to_come,
    key_changed,
    key_changed_for_no_disposal,
    key_changed_for_a_disposal,
    restored,
    restored_with_oneself_alone,
    removed_the_officer,
    sheet_destroyed,
    in_the_name_of_a_sheet,
    disposed_without_an_entry,
    disposed_with_an_entry_of_ones_own,
    disposed_again_with_the_removed_one,
    disposed_anew_with_the_list_taken_back,
)
