# SPDX-License-Identifier: MIT
"""Older files in the place of newer ones, whole, in part, and mixed."""

from __future__ import annotations

import shutil

from desk_app.store import backup_list
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.vault.key_file import COPIES
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import REMOVED, Wanted

_DOOR = ((REMOVED.name, REMOVED.password),)


def _wanted(hand: Hand) -> Wanted:
    return Wanted(doors=_DOOR, secrets=(hand.removed_secrets.identity.secret,))


def keys_whole(hand: Hand) -> Wanted:
    """Put the key file of before a removal back, both copies."""
    hand.put_back("worked", *COPIES)
    return _wanted(hand)


def one_copy(hand: Hand) -> Wanted:
    """Put one copy of the key file back."""
    hand.put_back("worked", COPIES[0])
    return _wanted(hand)


def one_copy_with_a_newer_generation(hand: Hand) -> Wanted:
    """Put one copy back, its generation raised above that of the other."""
    body = hand.body("worked")
    hand.put({**body, "generation": 10_000}, COPIES[:1])
    return _wanted(hand)


def roster_in_a_newer_file(hand: Hand) -> Wanted:
    """Put the roster of then into the file of now."""
    hand.put({**hand.body(), "roster": hand.body("worked")["roster"]})
    return _wanted(hand)


def slots_in_a_newer_file(hand: Hand) -> Wanted:
    """Put the slots of then into the file of now."""
    hand.put({**hand.body(), "users": hand.body("worked")["users"]})
    return _wanted(hand)


def roster_cut_by_one(hand: Hand) -> Wanted:
    """Cut the roster's last statement off."""
    body = hand.body()
    body["roster"]["statements"].pop()
    hand.put(body)
    return Wanted()


def roster_cut_to_its_first(hand: Hand) -> Wanted:
    """Cut the roster down to its first statement, with the slots of then."""
    body, then = hand.body(), hand.body("founded")
    hand.put({**then, "generation": body["generation"] + 1})
    return _wanted(hand)


def key_folder_whole(hand: Hand) -> Wanted:
    """Put the whole key folder of before a removal back."""
    shutil.rmtree(hand.keys)
    shutil.copytree(hand.office.moments["worked"] / "keys", hand.keys)
    return _wanted(hand)


def anchor_alone(hand: Hand) -> Wanted:
    """Put an older anchor back."""
    hand.put_back("decided", chain.NAME)
    return Wanted()


def anchor_without_roster(hand: Hand) -> Wanted:
    """Take the roster's place out of the anchor."""
    hand.put_anchor(roster="")
    return Wanted()


def anchor_with_the_place_of_before(hand: Hand) -> Wanted:
    """Put the roster's place of an earlier day into the anchor of now."""
    hand.put_anchor(roster=hand.read(chain.NAME, "decided")["anchor"]["roster"])
    return Wanted()


def anchor_that_waits(hand: Hand) -> Wanted:
    """Leave an older anchor where one of a restored file waits."""
    said = hand.office.moments["decided"] / "keys" / chain.NAME
    shutil.copyfile(said, hand.keys / chain.NEXT)
    return Wanted()


def database_alone(hand: Hand) -> Wanted:
    """Put the database of an earlier day back."""
    shutil.copyfile(hand.office.moments["decided"] / "desk" / "desk.db", hand.site.database)
    return Wanted()


def database_and_anchor(hand: Hand) -> Wanted:
    """Put database and anchor of an earlier day back, beside newer keys."""
    database_alone(hand)
    return anchor_alone(hand)


def database_anchor_and_list(hand: Hand) -> Wanted:
    """Put database, anchor and disposal list of before a disposal back, beside newer keys."""
    (hand.keys / disposal_list.NAME).unlink()
    return database_and_anchor(hand)


def list_of_backups(hand: Hand) -> Wanted:
    """Put the list of backups of an earlier day back."""
    hand.put_back("decided", backup_list.NAME)
    return Wanted()


TRIES = (
    keys_whole,
    one_copy,
    one_copy_with_a_newer_generation,
    roster_in_a_newer_file,
    slots_in_a_newer_file,
    roster_cut_by_one,
    roster_cut_to_its_first,
    key_folder_whole,
    anchor_alone,
    anchor_without_roster,
    anchor_with_the_place_of_before,
    anchor_that_waits,
    database_alone,
    database_and_anchor,
    database_anchor_and_list,
    list_of_backups,
)
