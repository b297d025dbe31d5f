# SPDX-License-Identifier: MIT
"""How the columns of a ledger share its sheet: what is empty dropped, what is short stacked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk_app.letters.typesetting.setting import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.letters.typesetting.setting import Setter
    from desk_app.letters.typesetting.sheet import Type

HALF_WIDTH = 1.29
"""So many millimetres has half a character of a cell."""

_WHOLE = (34.0, 28.0, 24.0, 20.0, 16.0)
"""A column of no wider texts than so many millimetres breaks none of them, if there is room."""

_SHORT = (14.0, 10.0)
"""Likewise a clerk's name or a word of state, in five characters or in three, in any column."""

_BROKEN = 0.0

_FOR_WORDS = 0.8
"""What texts that stay whole may take of the room; the rest is for those that go on below.

For words of state, which are read at a glance, it is all of it.
"""

_FOR_HEADS = 0.6
"""What a line for each head of a pair may take of the room that is left; texts have the rest."""

_MOST_IN_PAIRS = 34.0
_SHORT_HEAD = 3
LEAST_HEAD = 6.6 / 7.3
"""Heads are set no smaller than 6.6 points."""

_WIDEST_WORD = 62.0
_SLACK = 0.15
"""What a line needs beside the sum of its characters, in millimetres: measures are rounded."""

_AT_ONCE = 400
"""So many rows tell how wide a column must be; a longer one further down is broken."""


@dataclass(frozen=True, slots=True)
class ToFit:
    """A column before it has its width: its head, its texts, the width that it declares.

    What is ``firm`` is never broken: a day, a number, a name.
    """

    place: int
    head: str
    texts: Sequence[str]
    declared: float
    kind: Type
    firm: bool


@dataclass(frozen=True, slots=True)
class FittedColumn:
    """A column of the sheet: which columns of the ledger stand in it, one below the other."""

    places: tuple[int, ...]
    heads: tuple[str, ...]
    width: float


@dataclass(frozen=True, slots=True)
class _Measured:
    column: ToFit
    natural: float
    word: float
    head: float
    short: tuple[float, ...]
    """The widths of its texts that are no wider than each of ``_SHORT``: the widest of them."""

    def least(self, whole: float) -> float:
        """Return the width in which no number, date or name is broken, nor a head too small."""
        most = max(whole, _MOST_IN_PAIRS) if self.column.firm else whole
        if self.natural <= most:
            return max(self.head, self.natural)
        return max(self.head, self.word, self.short[_SHORT.index(whole)] if whole in _SHORT else 0)

    @property
    def wanted(self) -> float:
        """Return the width it would have: as declared, and no wider than its texts."""
        return max(self.head, self.word, min(self.natural, self.column.declared))


def fitted(
    setter: Setter, columns: Sequence[ToFit], room: float, padding: float
) -> tuple[FittedColumn, ...]:
    """Return the columns of a sheet: side by side, or in pairs where they would be too narrow."""
    measured = [_measured(setter, each, padding) for each in columns]
    alone = [(each,) for each in measured]
    if sum(each.least(_WHOLE[2]) for each in measured) <= room:
        return tuple(_shared(alone, room))
    return tuple(_shared(_with_whole_heads(setter, list(_paired(measured)), room, padding), room))


def _with_whole_heads(
    setter: Setter, groups: list[tuple[_Measured, ...]], room: float, padding: float
) -> list[tuple[_Measured, ...]]:
    """Return the groups, as many pairs as there is room for with a line for each of their heads.

    So it is seen where the second head of a pair begins; what takes least comes first.
    """

    def whole(group: tuple[_Measured, ...]) -> tuple[_Measured, ...]:
        if len(group) == 1:
            return group
        widths = (setter.width(each.column.kind, each.column.head) * LEAST_HEAD for each in group)
        return tuple(
            replace(each, head=max(each.head, width + padding + _SLACK))
            for each, width in zip(group, widths, strict=True)
        )

    wide = [whole(group) for group in groups]
    more = [_least_of(new) - _least_of(old) for new, old in zip(wide, groups, strict=True)]
    left = (room - sum(map(_least_of, groups))) * _FOR_HEADS
    for at in sorted(range(len(groups)), key=more.__getitem__):
        left -= more[at]
        if left < 0:
            break
        groups[at] = wide[at]
    return groups


def _least_of(group: tuple[_Measured, ...]) -> float:
    return max(each.least(_SHORT[0]) for each in group)


def head_lines(setter: Setter, kind: Type, head: str, room: float) -> tuple[str, ...]:
    """Return a head in the lines in which it has room: one or two."""
    if setter.width(kind, head) <= room or len(head) <= _SHORT_HEAD:
        return (head,)
    return min(_halves(head), key=lambda each: max(setter.width(kind, part) for part in each))


def _halves(head: str) -> Iterator[tuple[str, str]]:
    """Yield a head cut in two: at its spaces, or between its characters where it has none."""
    if " " in head:
        yield from ((head[:at], head[at + 1 :]) for at, sign in enumerate(head) if sign == " ")
        return
    if head.isascii():
        yield head, ""
        return
    cuts = [at for at in range(1, len(head)) if head[at] not in "）・、" and head[at - 1] != "（"]
    yield from ((head[:at], head[at:]) for at in cuts)


def _measured(setter: Setter, column: ToFit, padding: float) -> _Measured:
    kind = column.kind
    texts = dict.fromkeys(column.texts[:_AT_ONCE])
    words = {token for text in texts for token in tokens(text)}
    padding += _SLACK
    widths = [setter.width(kind, text) + padding for text in texts if text]
    natural = max(widths, default=padding)
    short = tuple(max((each for each in widths if each <= most), default=0.0) for most in _SHORT)
    word = max((setter.width(kind, token) for token in words), default=0.0)
    lines = head_lines(setter, kind, column.head, 0.0)
    head = max(setter.width(kind, line) for line in lines) * LEAST_HEAD
    word = min(word, _WIDEST_WORD) + padding
    return _Measured(column, natural, word, head + padding, short)


def _paired(measured: Sequence[_Measured]) -> Iterator[tuple[_Measured, ...]]:
    """Yield the columns, two short neighbours in one; what may be long stands alone."""
    waiting: _Measured | None = None
    for each in measured:
        if each.natural > _MOST_IN_PAIRS:
            if waiting is not None:
                yield (waiting,)
            waiting = None
            yield (each,)
        elif waiting is None:
            waiting = each
        else:
            yield (waiting, each)
            waiting = None
    if waiting is not None:
        yield (waiting,)


def _shared(groups: Sequence[tuple[_Measured, ...]], room: float) -> Iterator[FittedColumn]:
    least = _least(groups, room)
    wanted = [
        max(low, *(each.wanted for each in group)) for low, group in zip(least, groups, strict=True)
    ]
    left = room - sum(least)
    more = [want - low for want, low in zip(wanted, least, strict=True)]
    if left <= 0:
        firm = [any(each.column.firm for each in group) for group in groups]
        kept = sum(low for low, stays in zip(least, firm, strict=True) if stays)
        share = max(room - kept, 0.0) / max(sum(least) - kept, 1.0)
        widths = [low * (1 if stays else share) for low, stays in zip(least, firm, strict=True)]
        widths = [width * room / sum(widths) for width in widths]
    elif sum(more) > left:
        widths = [low + left * each / sum(more) for low, each in zip(least, more, strict=True)]
    else:
        widths = [want * room / sum(wanted) for want in wanted]
    for group, width in zip(groups, widths, strict=True):
        yield FittedColumn(
            tuple(each.column.place for each in group),
            tuple(each.column.head for each in group),
            width,
        )


def _least(groups: Sequence[tuple[_Measured, ...]], room: float) -> list[float]:
    """Return how narrow each may be: as many texts unbroken as there is room for."""
    tried = {
        whole: [max(each.least(whole) for each in group) for group in groups]
        for whole in (*_WHOLE, *_SHORT, _BROKEN)
    }
    for levels, most in ((_WHOLE, room * _FOR_WORDS), (_SHORT, room)):
        found = next((tried[whole] for whole in levels if sum(tried[whole]) <= most), None)
        if found is not None:
            return found
    return tried[_BROKEN]
