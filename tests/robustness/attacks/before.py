# SPDX-License-Identifier: MIT
"""Key files as they were before there was a roster, planted beside one or in its place."""

from __future__ import annotations

import hashlib
import json

from desk_app.store.disposal import disposal_list
from desk_app.store.vault.key_file import COPIES
from desk_app.store.vault.slots import slot_to_json
from tests.robustness.attacks.hand import GHOST, PASSWORD, Body, Hand
from tests.robustness.attacks.office import Wanted

_DOOR = ((GHOST.name, PASSWORD),)


def _of_before(hand: Hand, form: int) -> tuple[Body, str]:
    """Return a key file without a roster: the clerk raised, a ghost, all others as they are."""
    ghost, secrets = hand.new_slot()
    body = hand.with_slot(hand.raised())
    body = hand.with_wrap({**body, "users": [*body["users"], slot_to_json(ghost)]}, ghost.recipient)
    said = {
        "format": form,
        "desk": body["roster"]["desk"],
        "generation": body["generation"] + 1_000,
        "users": body["users"],
        "data_keys": body["data_keys"],
    }
    return said, secrets.identity.secret


def both_copies(hand: Hand) -> Wanted:
    """Put a key file of the second format in the place of both copies."""
    body, secret = _of_before(hand, 2)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,))


def both_copies_of_the_first_format(hand: Hand) -> Wanted:
    """Put a key file of the first format in the place of both copies."""
    body, secret = _of_before(hand, 1)
    hand.put(body)
    return Wanted(doors=_DOOR, secrets=(secret,))


def one_copy(hand: Hand) -> Wanted:
    """Put a key file of the second format in the place of one copy, with a higher generation."""
    body, secret = _of_before(hand, 2)
    hand.put(body, COPIES[:1])
    return Wanted(doors=_DOOR, secrets=(secret,))


def with_a_list_of_before(hand: Hand) -> Wanted:
    """Put a key file of the second format there, and a disposal list that nobody signed."""
    body, secret = _of_before(hand, 2)
    hand.put(body)
    names = [hand.office.proposed_to_dispose]
    text = json.dumps(names, separators=(",", ":"))
    said = {"disposed": names, "checksum": hashlib.sha256(text.encode("ascii")).hexdigest()}
    (hand.keys / disposal_list.BEFORE).write_text(json.dumps(said), encoding="ascii")
    return Wanted(doors=_DOOR, secrets=(secret,))


def format_to_come(hand: Hand) -> Wanted:
    """Let the key file be of a format to come."""
    hand.put({**hand.body(), "format": 4})
    return Wanted()


def format_of_before_with_the_roster(hand: Hand) -> Wanted:
    """Name the format of before over a file that has a roster."""
    hand.put({**hand.body(), "format": 2, "desk": hand.roster.desk})
    return Wanted()


TRIES = (
    both_copies,
    both_copies_of_the_first_format,
    one_copy,
    with_a_list_of_before,
    format_to_come,
    format_of_before_with_the_roster,
)
