# SPDX-License-Identifier: MIT
"""The recovery sheet exchanged: whose key opens the next backup and the desk."""

from __future__ import annotations

import base64
import copy
from typing import Any

from desk_app.records.base import UserId
from desk_app.records.people import RosterAct
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.roster import member_to_json, sheet_signing_key
from tests.robustness.attacks.hand import GHOST, PASSWORD, Body, Hand, Signer
from tests.robustness.attacks.office import Wanted


def _said_of_sheet(body: Body) -> dict[str, Any]:
    """Return what the last statement that makes a sheet says of it."""
    made = [
        each for each in body["roster"]["statements"] if each["act"] == RosterAct.SHEET_MADE.value
    ]
    said: dict[str, Any] = made[-1]["content"]["sheet"]
    return said


def recipient_exchanged(hand: Hand) -> Wanted:
    """Put an own recipient in the place of the sheet's, in the statement that made it."""
    body = hand.body()
    _said_of_sheet(body)["recipient"] = hand.stranger.recipient
    hand.put(body)
    return Wanted(secrets=(hand.stranger.secret,), sheets=(hand.stranger.secret,))


def recipient_exchanged_and_chained(hand: Hand) -> Wanted:
    """Put an own recipient in the sheet's place, and chain all that follows again."""
    body = hand.body()
    _said_of_sheet(body)["recipient"] = hand.stranger.recipient
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return Wanted(secrets=(hand.stranger.secret,), sheets=(hand.stranger.secret,))


def signing_key_exchanged(hand: Hand) -> Wanted:
    """Put an own signing key in the place of the sheet's, to sign as the sheet."""
    body = hand.body()
    key = sheet_signing_key(hand.stranger.secret).public_key().public_bytes_raw()
    _said_of_sheet(body)["signing_key"] = base64.b64encode(key).decode("ascii")
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return Wanted(sheets=(hand.stranger.secret,))


def _own_sheet(hand: Hand, body: Body) -> dict[str, Any]:
    said = copy.deepcopy(_said_of_sheet(body))
    key = sheet_signing_key(hand.stranger.secret).public_key().public_bytes_raw()
    return said | {
        "recipient": hand.stranger.recipient,
        "series": said["series"] + 1,
        "signing_key": base64.b64encode(key).decode("ascii"),
    }


def made_by_a_clerk(hand: Hand) -> Wanted:
    """Make a sheet of one's own and take it into use, signed by the clerk."""
    body = hand.body()
    body = hand.stated(
        RosterAct.SHEET_MADE, {"sheet": _own_sheet(hand, body)}, hand.clerk, body=body
    )
    body, key = hand.with_new_key(body, hand.stranger.recipient)
    number = f"{_said_of_sheet(body)['quarter'][0]}Q{_said_of_sheet(body)['quarter'][1]}-2"
    said = {"sheet": number, "places": ["x"], "on": "2028-12-01", "pepper": "", **key}
    hand.put(hand.stated(RosterAct.SHEET_CONFIRMED, said, hand.clerk, body=body))
    return Wanted(secrets=(hand.stranger.secret,), sheets=(hand.stranger.secret,))


def made_by_a_stranger(hand: Hand) -> Wanted:
    """Make a sheet of one's own, signed by a key nobody knows in the officer's name."""
    body = hand.body()
    officer = UserId(body["users"][0]["user"])
    by = Signer(officer, hand.removed.key)
    body = hand.stated(RosterAct.SHEET_MADE, {"sheet": _own_sheet(hand, body)}, by, body=body)
    hand.put(body)
    return Wanted(secrets=(hand.stranger.secret,))


def earlier_sheet_enrols(hand: Hand) -> Wanted:
    """Enrol somebody with the key of an earlier sheet, which was photographed in its time."""
    secret = hand.office.earlier_sheet
    earlier = next(each.sheet for each in hand.roster.sheets if each.sheet.destroyed_on is not None)
    by = Signer(UserId(f"sheet:{earlier.number}"), sheet_signing_key(secret))
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    hand.put(hand.stated(RosterAct.ENROLLED, said, by, body=hand.with_slot(slot)))
    return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secrets.identity.secret, secret))


def earlier_sheet_in_the_name_of_the_one_in_use(hand: Hand) -> Wanted:
    """Enrol somebody in the name of the sheet in use, with the key of an earlier one."""
    number = _said_of_sheet(hand.body())["quarter"]
    by = Signer(
        UserId(f"sheet:{number[0]}Q{number[1]}-1"), sheet_signing_key(hand.office.earlier_sheet)
    )
    slot, secrets = hand.new_slot()
    said = {"person": member_to_json(member_of(slot)), "pepper": ""}
    hand.put(hand.stated(RosterAct.ENROLLED, said, by, body=hand.with_slot(slot)))
    return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secrets.identity.secret,))


def listed_beside_the_roster(hand: Hand) -> Wanted:
    """Add the list of sheets that key files of before the roster had."""
    body = hand.body()
    hand.put({**body, "sheets": [_own_sheet(hand, body) | {"confirmed_on": "2028-12-01"}]})
    return Wanted(secrets=(hand.stranger.secret,), sheets=(hand.stranger.secret,))


def places_exchanged(hand: Hand) -> Wanted:
    """Change where the two prints of the sheet are said to lie."""
    body = hand.body()
    said = [each for each in body["roster"]["statements"] if "places" in each["content"]]
    said[-1]["content"]["places"] = ["在らぬ金庫"]
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return Wanted()


TRIES = (
    recipient_exchanged,
    recipient_exchanged_and_chained,
    signing_key_exchanged,
    made_by_a_clerk,
    made_by_a_stranger,
    earlier_sheet_enrols,
    earlier_sheet_in_the_name_of_the_one_in_use,
    listed_beside_the_roster,
    places_exchanged,
)
