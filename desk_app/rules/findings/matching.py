# SPDX-License-Identifier: MIT
"""Whether two written names or addresses are the same for the desk: text first, then a person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum
from functools import lru_cache

from desk_app.records.comparison import Comparison, Likeness
from desk_app.records.history import Ruling, Topic
from desk_app.rules import addresses, names
from desk_app.rules.case import Case


class Match(IntEnum):
    """How two texts stand to each other once a person's verdict is taken in; best first."""

    SAME = 0
    ASK = 1
    UNREAD = 2
    DIFFERENT = 3


MOST_REMEMBERED = 64
"""Pairs of texts whose comparison is remembered: one save asks for the same few ten times."""

_names = lru_cache(MOST_REMEMBERED)(names.compare)
_addresses = lru_cache(MOST_REMEMBERED)(addresses.compare)

_COMPARE: dict[Topic, Callable[[str, str], Comparison]] = {
    Topic.NAME: _names,
    Topic.REGISTERED_NAME: _names,
    Topic.ADDRESS: _addresses,
    Topic.REGISTERED_ADDRESS: _addresses,
}


def match(case: Case, topic: Topic, subject: str, left: str, right: str) -> Match:
    """Return how two texts stand; only a person makes WRITTEN_DIFFERENTLY the same (C5)."""
    if not left.strip() or not right.strip():
        return Match.UNREAD
    likeness = _COMPARE[topic](left, right).likeness
    if likeness is Likeness.EQUAL:
        return Match.SAME
    if likeness is Likeness.DIFFERENT:
        return Match.DIFFERENT
    rulings = {Ruling.SAME: Match.SAME, Ruling.NOT_SAME: Match.DIFFERENT}
    return rulings.get(case.ruling(topic, subject) or Ruling.ACCEPTED, Match.ASK)


def best(
    case: Case, topic: Topic, subject: str, left: Iterable[str], right: Iterable[str]
) -> tuple[Match, str, str]:
    """Return the best match among several texts on both sides, with the two texts it is of.

    The first text of each side is the one looked for; an empty one beside it is nothing to compare,
    so that it does not hide a difference.
    """
    rights = _worth_comparing(right)
    pairs = [
        (match(case, topic, subject, one, other), one, other)
        for one in _worth_comparing(left)
        for other in rights
    ]
    return min(pairs, key=lambda pair: pair[0])


def _worth_comparing(texts: Iterable[str]) -> tuple[str, ...]:
    first, *others = texts
    return (first, *(text for text in others if text.strip()))
