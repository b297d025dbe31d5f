# SPDX-License-Identifier: MIT
"""The parts in which two addresses differ, as spans of both texts."""

from __future__ import annotations

import unicodedata
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from desk_app.records.comparison import Likeness, Part, Span
from desk_app.rules.addressing.alignment import matches, shared
from desk_app.rules.addressing.tokens import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desk_app.rules.addressing.alignment import Match
    from desk_app.rules.addressing.reading import Reading
    from desk_app.rules.addressing.tokens import Token

_OFFICE_DIGITS = 3


def differences(left: Reading, right: Reading) -> tuple[Part, ...]:
    """List the parts in which two addresses differ, in the order of the left text."""
    if not (left.pieces and right.pieces):
        return (Part(_whole(left), _whole(right), Likeness.DIFFERENT),)
    wide = _wide_spans(left), _wide_spans(right)
    found = [*_code_parts(left, right, *wide), *_piece_parts(left, right, *wide)]
    return tuple(sorted(found, key=lambda part: (part.left.start, part.right.start)))


def _whole(reading: Reading) -> Span:
    return Span(reading.start, reading.end)


def _wide_spans(reading: Reading) -> dict[Token, Span]:
    """Give each token the text up to the next one, so that no sign of the text is left over."""
    tokens = [*reading.codes, *(piece.token for piece in reading.pieces)]
    tokens.sort(key=lambda token: token.start)
    starts = [reading.start, *(token.start for token in tokens[1:]), reading.end]
    spans = map(Span, starts, starts[1:])
    return dict(zip(tokens, spans, strict=True))


def _core(token: Token) -> Span:
    return Span(token.start, token.end)


def _code_parts(
    left: Reading, right: Reading, left_wide: Mapping[Token, Span], right_wide: Mapping[Token, Span]
) -> Iterator[Part]:
    """Compare the postal codes: one may be left out, but two codes are two places."""
    for one, other in zip_longest(left.codes, right.codes):
        if one is None:
            yield Part(_nothing(left), _core(other), _one_code(other, left, right))
        elif other is None:
            yield Part(_core(one), _nothing(right), _one_code(one, left, right))
        elif _say_the_same(one.key, other.key):
            yield from _written(left, right, left_wide[one], right_wide[other])
        else:
            yield Part(_core(one), _core(other), Likeness.DIFFERENT)


def _nothing(reading: Reading) -> Span:
    return Span(reading.start, reading.start)


def _say_the_same(one: str, other: str) -> bool:
    """Tell whether two codes agree; of an old code of 3 or 5 digits the office is all there is."""
    if len(one) != len(other):
        return one[:_OFFICE_DIGITS] == other[:_OFFICE_DIGITS]
    return one == other


def _one_code(code: Token, left: Reading, right: Reading) -> Likeness:
    """Judge a code on one side only: it may tell which of two towns is meant, or which floor."""
    telling = Note.OF_FLOOR in code.notes or shared(left) or shared(right)
    return Likeness.DIFFERENT if telling else Likeness.WRITTEN_DIFFERENTLY


def _piece_parts(
    left: Reading, right: Reading, left_wide: Mapping[Token, Span], right_wide: Mapping[Token, Span]
) -> Iterator[Part]:
    """Give a part for each pair written in two ways, and one for each run that has no answer."""
    last = _nothing(left), _nothing(right)
    for paired, run in groupby(matches(left, right), key=_grouping):
        group = list(run)
        spans = (
            _run(left, [match.left for match in group], last[0]),
            _run(right, [match.right for match in group], last[1]),
        )
        last = spans
        if not paired[0]:
            yield Part(*spans, paired[1])
            continue
        for match in group:
            one, other = _token(left, match.left), _token(right, match.right)
            if match.moved:
                yield Part(_core(one), _core(other), Likeness.WRITTEN_DIFFERENTLY)
            else:
                yield from _written(left, right, left_wide[one], right_wide[other])


def _grouping(match: Match) -> tuple[bool, Likeness]:
    return match.left is not None and match.right is not None, match.likeness


def _token(reading: Reading, place: int | None) -> Token:
    return reading.pieces[place or 0].token


def _run(reading: Reading, places: Iterable[int | None], last: Span) -> Span:
    """Give the span of a run of pieces, or an empty one behind what came last."""
    tokens = [reading.pieces[place].token for place in places if place is not None]
    if not tokens:
        return Span(last.end, last.end)
    return Span(min(token.start for token in tokens), max(token.end for token in tokens))


def _written(left: Reading, right: Reading, one: Span, other: Span) -> Iterator[Part]:
    """Give the part in which two writings of one thing differ, if they do."""
    first, second = left.text[one.start : one.end], right.text[other.start : other.end]
    if first == second:
        return
    head = _common_length(first, second)
    while head and any(_clings(text[head : head + 1]) for text in (first, second)):
        head -= 1
    tail = _common_length(first[head:][::-1], second[head:][::-1])
    yield Part(
        Span(one.start + head, one.end - tail),
        Span(other.start + head, other.end - tail),
        Likeness.WRITTEN_DIFFERENTLY,
    )


def _common_length(first: str, second: str) -> int:
    length = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        length += 1
    return length


def _clings(sign: str) -> bool:
    """Tell whether a sign belongs to the one before it: a variation selector, a mark of voicing."""
    return bool(sign) and unicodedata.category(sign) in {"Mn", "Lm"}
