# SPDX-License-Identifier: MIT
"""Costs lowered, peppers emptied or changed, generations raised."""

from __future__ import annotations

from desk_app.records.people import RosterAct
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import Wanted


def costs_lowered(hand: Hand) -> Wanted:
    """Lower what a try of the officer's password costs."""
    body = hand.body()
    body["users"][0]["cost"] = {"iterations": 1, "memory_kib": 8, "lanes": 1}
    hand.put(body)
    return Wanted()


def costs_raised_beyond_bearing(hand: Hand) -> Wanted:
    """Let one try of a password cost a gigabyte."""
    body = hand.body()
    body["users"][0]["cost"] = {"iterations": 32, "memory_kib": 1024 * 1024, "lanes": 16}
    hand.put(body)
    return Wanted()


def pepper_named(hand: Hand) -> Wanted:
    """Bind the officer's slot to a pepper that no machine has."""
    body = hand.body()
    body["users"][0]["pepper"] = "88" * 16
    hand.put(body)
    return Wanted()


def pepper_in_the_body(hand: Hand) -> Wanted:
    """Name a pepper where key files of before the roster did."""
    hand.put({**hand.body(), "pepper": "88" * 16})
    return Wanted()


def pepper_changed_by_a_clerk(hand: Hand) -> Wanted:
    """Bind everybody to this machine, signed by the clerk."""
    hand.put(hand.stated(RosterAct.PEPPER_CHANGED, {"pepper": "88" * 16}, hand.clerk))
    return Wanted()


def salt_exchanged(hand: Hand) -> Wanted:
    """Exchange salt and nonce of the officer's slot, so that his password opens nothing."""
    body = hand.body()
    body["users"][0] |= {"salt": body["users"][1]["salt"], "nonce": body["users"][1]["nonce"]}
    hand.put(body)
    return Wanted()


def slots_exchanged(hand: Hand) -> Wanted:
    """Let two people's slots change places."""
    body = hand.body()
    body["users"][:2] = reversed(body["users"][:2])
    hand.put(body)
    return Wanted()


def generation_raised(hand: Hand) -> Wanted:
    """Raise the generation, so that this copy counts as the newest."""
    body = hand.body()
    hand.put({**body, "generation": body["generation"] + 1_000})
    return Wanted()


def generation_beyond_all_numbers(hand: Hand) -> Wanted:
    """Raise the generation until the next one has more digits than can be written."""
    hand.put({**hand.body(), "generation": 10**4_300 - 1})
    return Wanted()


def generation_that_is_no_number(hand: Hand) -> Wanted:
    """Write an infinite generation."""
    hand.put({**hand.body(), "generation": float("inf")})
    return Wanted()


TRIES = (
    costs_lowered,
    costs_raised_beyond_bearing,
    pepper_named,
    pepper_in_the_body,
    pepper_changed_by_a_clerk,
    salt_exchanged,
    slots_exchanged,
    generation_raised,
    generation_beyond_all_numbers,
    generation_that_is_no_number,
)
