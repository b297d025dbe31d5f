# SPDX-License-Identifier: MIT
"""The data key: wrapped for others, or another one wrapped for everybody's public keys."""

from __future__ import annotations

from desk_app.records.people import RosterAct
from desk_app.store.vault.roster import commitment_of
from tests.robustness.attacks.hand import Hand, Signer
from tests.robustness.attacks.office import Wanted


def _wanted(hand: Hand) -> Wanted:
    return Wanted(secrets=(hand.stranger.secret,))


def own_key_for_public_recipients(hand: Hand) -> Wanted:
    """Wrap an own data key for all public recipients: no password is needed for it."""
    key = hand.chance.octets(32)
    hand.put(hand.with_wrap(hand.body(), hand.stranger.recipient, key=key))
    return _wanted(hand)


def own_key_with_its_commitment(hand: Hand) -> Wanted:
    """Exchange the commitment in the last statement that names a data key, too."""
    key = hand.chance.octets(32)
    body = hand.with_wrap(hand.body(), hand.stranger.recipient, key=key)
    said = [each for each in body["roster"]["statements"] if "data_key" in each["content"]]
    said[-1]["content"]["data_key"]["commitment"] = commitment_of(key)
    body["roster"]["statements"] = hand.chained(body["roster"]["statements"])
    hand.put(body)
    return _wanted(hand)


def wrapped_for_one_more(hand: Hand) -> Wanted:
    """Wrap the true data key for one more recipient, as a clerk can who has it."""
    hand.put(hand.with_wrap(hand.body(), hand.stranger.recipient))
    return _wanted(hand)


def named_anew(hand: Hand) -> Wanted:
    """Give the data key another name."""
    body = hand.body()
    (key,) = body["data_keys"]
    hand.put({**body, "data_keys": [{**key, "id": "77" * 16}]})
    return _wanted(hand)


def another_beside_it(hand: Hand) -> Wanted:
    """Put an own data key beside it, as while a desk is re-keyed."""
    body, _ = hand.with_new_key(hand.body(), hand.stranger.recipient)
    hand.put(body)
    return _wanted(hand)


def another_by_a_stranger(hand: Hand) -> Wanted:
    """Change the data key in the officer's name, signed with another key."""
    body, said = hand.with_new_key(hand.body(), hand.stranger.recipient)

    by = Signer(hand.file.slots[0].user.id, hand.own.signing_key)
    hand.put(hand.stated(RosterAct.KEY_CHANGED, {"cause": "", **said}, by, body=body))
    return _wanted(hand)


def earlier_one_put_back(hand: Hand) -> Wanted:
    """Put an earlier data key in the place of the one in use, with its wrap of then."""
    body, then = hand.body(), hand.body("worked")
    hand.put({**body, "data_keys": then["data_keys"]})
    return Wanted(secrets=(hand.removed_secrets.identity.secret,))


def none_at_all(hand: Hand) -> Wanted:
    """Take all data keys out."""
    hand.put({**hand.body(), "data_keys": []})
    return _wanted(hand)


TRIES = (
    own_key_for_public_recipients,
    own_key_with_its_commitment,
    wrapped_for_one_more,
    named_anew,
    another_beside_it,
    another_by_a_stranger,
    earlier_one_put_back,
    none_at_all,
)
