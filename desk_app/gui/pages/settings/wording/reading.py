# SPDX-License-Identifier: MIT
"""A sentence of a letter as it is read: values as chips, what may not apply on a ground of its own.

The signs in which a sentence is written are for whoever writes it. Who reads one sees the values
by their names in small frames; what is printed only where it applies is tinted; and between words
of which one is printed stands a small word of ours. Of a sentence that is another one as a whole,
each stands in lines of its own under the condition on which it is printed, the usual one first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOKENS = re.compile(r"(\{[^{}\n]*\}|[\[\]|])")
_MARKS = re.compile(r"</?[a-z]>")
_HARD = "\u00a0"
"""Room inside a frame, at which no line ends."""


@dataclass(slots=True)
class _Choice:
    """Words of which some are printed, or none: the sides of a bracket, and which bracket it is."""

    sides: list[_Side]
    number: int = 0


_Side = list[str | _Choice]


class ReadAs(Enum):
    """What a piece of a sentence is: words, a value by its name, or a word of ours between two."""

    WORDS = "words"
    VALUE = "value"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class SentencePiece:
    """A piece of a sentence as it is shown; ``may`` be left out where it does not apply."""

    text: str
    kind: ReadAs = ReadAs.WORDS
    may: bool = False


@dataclass(frozen=True, slots=True)
class SidesTold:
    """When each side of a bracket is printed, in words, and which of them most letters say."""

    when: tuple[str, ...]
    usual: int = 0


def pieces_of(
    text: str, name: Callable[[str], str], between: str, told: Sequence[SidesTold] = ()
) -> tuple[SentencePiece, ...]:
    """Return a sentence in pieces; ``name`` names a {value}, ``between`` stands between two.

    ``told`` says when the sides of each bracket are printed: over each of a whole sentence.
    """
    top = _read(text)
    whole = _sides(top[0]) if len(top) == 1 else []
    if len([side for side in whole if side]) < _SEVERAL:
        return tuple(_pieces(top, name, between, may=False))
    sides = told[0] if told and len(told[0].when) == len(whole) else SidesTold(())
    places = sorted(range(len(whole)), key=lambda place: place != sides.usual)
    shown: list[SentencePiece] = []
    for place in places:
        if not whole[place]:
            continue
        word = sides.when[place] if sides.when else between
        if shown:
            shown.append(SentencePiece("\n\n"))
        if shown or sides.when:
            shown += [SentencePiece(f"{_HARD}{word}{_HARD}", ReadAs.BETWEEN), SentencePiece("\n")]
        shown += _pieces(whole[place], name, between, may=False)
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class SentenceVariant:
    """One of the sentences of which a letter says one: when it is printed, and its pieces."""

    when: str
    pieces: tuple[SentencePiece, ...]


def variants_of(
    text: str, name: Callable[[str], str], between: str, told: Sequence[SidesTold]
) -> tuple[SentenceVariant, ...]:
    """Return the sentences of which one is printed as a whole, the usual one first.

    Nothing where the sentence is one, or where it is not known when each is printed.
    """
    top = _read(text)
    whole = _sides(top[0]) if len(top) == 1 else []
    known = bool(told) and len(told[0].when) == len(whole)
    if not known or len([side for side in whole if side]) < _SEVERAL:
        return ()
    places = sorted(range(len(whole)), key=lambda place: place != told[0].usual)
    return tuple(
        SentenceVariant(told[0].when[place], tuple(_pieces(whole[place], name, between, may=False)))
        for place in places
        if whole[place]
    )


def sides_of(text: str, name: Callable[[str], str]) -> tuple[tuple[int, int, str], ...]:
    """Return of every bracket inside a sentence its number, the number of a side, and its words.

    A sentence that is another one as a whole says itself when each of them is printed.
    """

    def walk(side: _Side, *, top: bool) -> Iterator[tuple[int, int, str]]:
        for part in side:
            if not isinstance(part, _Choice):
                continue
            whole = top and len(side) == 1 and len(part.sides) >= _SEVERAL
            for place, each in enumerate(part.sides):
                words = _plain(each, name)
                if words and not whole:
                    yield part.number, place, words
                yield from walk(each, top=False)

    return tuple(walk(_read(text), top=True))


def beginning_of(text: str, name: Callable[[str], str], told: Sequence[SidesTold] = ()) -> str:
    """Return a sentence in plain words; of several the usual one alone, as ``told`` knows it."""
    return _plain(_read(text), name, told)


def _plain(side: _Side, name: Callable[[str], str], told: Sequence[SidesTold] = ()) -> str:
    words = ""
    for part in side:
        if isinstance(part, _Choice):
            known = part.number < len(told) and told[part.number].usual < len(part.sides)
            first = [part.sides[told[part.number].usual]] if known else []
            sides = (_plain(each, name, told) for each in (*first, *part.sides))
            words += next(filter(None, sides), "")
        else:
            words += f"〔{name(part)}〕" if _is_value(part) else part
    return words


def fixed_words_of(text: str) -> tuple[str, ...]:
    """Return the words of a sentence that stand on a letter as they are, without blanks."""
    found: list[str] = []

    def gather(side: _Side) -> None:
        for part in side:
            if isinstance(part, _Choice):
                for each in part.sides:
                    gather(each)
            elif not _is_value(part):
                found.extend("".join(line.split()) for line in part.split("\n"))

    gather(_read(text))
    longest = max(map(len, found), default=0)
    return tuple(each for each in found if each and len(each) >= min(longest, _TELLING))


_SEVERAL = 2
_TELLING = 5
"""So many signs are a place on a page and no accident."""


def _read(text: str) -> _Side:
    """Return a sentence by its brackets; a sign that has none of its own stays a word."""
    top: _Side = []
    opened: list[_Choice] = []
    number = 0
    for sign in filter(None, _TOKENS.split(_MARKS.sub("", text))):
        here = opened[-1].sides[-1] if opened else top
        if sign == "[":
            opened.append(_Choice([[]], number))
            number += 1
            here.append(opened[-1])
        elif sign == "|" and opened:
            opened[-1].sides.append([])
        elif sign == "]" and opened:
            opened.pop()
        else:
            here.append(sign)
    return top


def _sides(part: str | _Choice) -> list[_Side]:
    return part.sides if isinstance(part, _Choice) else []


def _is_value(part: str) -> bool:
    return part.startswith("{") and part.endswith("}")


def _pieces(
    side: _Side, name: Callable[[str], str], between: str, *, may: bool
) -> Iterator[SentencePiece]:
    for part in side:
        if isinstance(part, _Choice):
            for number, each in enumerate(filter(None, part.sides)):
                if number:
                    word = f"{_HARD}{between}{_HARD}"
                    yield SentencePiece(word, ReadAs.BETWEEN)
                yield from _pieces(each, name, between, may=True)
        elif _is_value(part):
            yield SentencePiece(f"{_HARD}{name(part)}{_HARD}", ReadAs.VALUE, may)
        else:
            yield SentencePiece(part, may=may)
