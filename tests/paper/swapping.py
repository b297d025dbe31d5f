# SPDX-License-Identifier: MIT
"""Damage on purpose: one fact of a letter is another person's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from random import Random

from desk_app.records.letters import Body, DecisionBody, LetterFacts

Change = Callable[[LetterFacts, LetterFacts], LetterFacts]


def swapped(luck: Random, own: LetterFacts, among: Sequence[LetterFacts]) -> LetterFacts | None:
    """Return a letter with one fact of another one's; None where no other differs from it."""
    others = luck.sample(among, len(among))
    for change in luck.sample(_CHANGES, len(_CHANGES)):
        for other in others:
            if other.language is own.language and (bad := change(own, other)) != own:
                return bad
    return None


def _name(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, addressee=replace(own.addressee, name=other.addressee.name))


def _address(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, addressee=replace(own.addressee, address=other.addressee.address))


def _postal_code(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, addressee=replace(own.addressee, postal_code=other.addressee.postal_code))


def _receipt(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, receipt_number=other.receipt_number, receipt_code=other.receipt_code)


def _received(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, received_on=other.received_on)


def _number(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, number=other.number)


def _dated(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    return replace(own, dated=other.dated)


def _said(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    """Swap one thing that the body says, where both are of the same kind and say it."""
    if own.kind is not other.kind:
        return own
    names = [name for name in _tellable(own.body) if _differ(own.body, other.body, name)]
    if not names:
        return own
    changes = {names[0]: getattr(other.body, names[0])}
    return replace(own, body=replace(own.body, **changes))


def _tellable(body: Body) -> Iterator[str]:
    told = _DECISION if isinstance(body, DecisionBody) else _PLAIN
    yield from (each.name for each in fields(body) if each.name in told)


_DECISION = ("facts", "explanation", "disclosed", "changes", "cessations", "purposes", "search")
_PLAIN = ("due", "notice", "referral", "new_target")


def _differ(own: Body, other: Body, name: str) -> bool:
    mine, others = getattr(own, name), getattr(other, name, None)
    return bool(mine) and bool(others) and mine != others


_CHANGES: tuple[Change, ...] = (
    *(_name, _address, _postal_code, _receipt, _received, _number, _dated),
    *(_said, _said, _said),
)
