# SPDX-License-Identifier: MIT
"""A proposal of how the pieces of one envelope go to its applications; a person decides (A4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from desk_app.records.ids import ApplicationId
from desk_app.records.mail import Allotment, PaymentLine
from desk_app.rules.pieces.change import smallest_kept
from desk_app.rules.pieces.sorting import SEN, standing_of, value_of
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Standing

Wanted = tuple[ApplicationId, int]
"""An application and the fee it requires, in whole yen."""


def propose_split(
    lines: Sequence[PaymentLine], wanted: Sequence[Wanted], arrived_on: date, rules: Rules
) -> tuple[PaymentLine, ...]:
    """Return the lines with every piece allotted, as many applications paid as can be found.

    The smallest fee is paid first, each with the pieces that waste least: for two applications that
    is exact, and never are two left short where one could be paid. What is left goes to one that is
    short, or else to the first; so do pieces that do not count. ``wanted`` must not be empty.
    """
    then = rules.at(arrived_on)
    good = [standing_of(line, then)[0] is Standing.COUNTED for line in lines]
    counted = [line for line, counts in zip(lines, good, strict=True) if counts]
    shares, rest = _shares(counted, wanted)
    return tuple(
        _allotted(line, shares if counts else {}, rest)
        for line, counts in zip(lines, good, strict=True)
    )


def _shares(
    lines: Sequence[PaymentLine], wanted: Sequence[Wanted]
) -> tuple[dict[ApplicationId, dict[int, int]], ApplicationId]:
    """Return how many pieces of each value each application gets, and who gets the rest."""
    left: dict[int, int] = {}
    for line in lines:
        left[value_of(line)] = left.get(value_of(line), 0) + line.count
    shares: dict[ApplicationId, dict[int, int]] = {}
    short = []
    for application, fee in sorted(wanted, key=lambda each: each[1]):
        kept = smallest_kept(list(left.items()), fee * SEN)
        if kept is None:
            short.append(application)
            continue
        shares[application] = dict(kept)
        for value, count in kept:
            left[value] -= count
    return shares, short[0] if short else wanted[0][0]


def _allotted(
    line: PaymentLine, shares: dict[ApplicationId, dict[int, int]], rest: ApplicationId
) -> PaymentLine:
    """Return a line with its pieces given away; what is taken is taken out of the shares."""
    value = value_of(line)
    given: dict[ApplicationId, int] = {}
    left = line.count
    for application, share in shares.items():
        taken = min(left, share.get(value, 0))
        if taken:
            given[application] = taken
            share[value] -= taken
            left -= taken
    if left:
        given[rest] = given.get(rest, 0) + left
    return replace(line, allotments=tuple(Allotment(*each) for each in given.items()))
