# SPDX-License-Identifier: MIT
"""What an application is found by: folded texts, and their tokens for the index."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from desk_app.records.case.application import Principal, Proxy
from desk_app.records.field import FoundAmong, kinds_of
from desk_app.rules import codes
from desk_app.rules.addresses import addresses
from desk_app.rules.names import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk_app.records.case.application import Application


LONGEST = 200
"""No more characters of a typed text are read: no name is longer."""

_LINE = "\n"
_SAME_AGAIN = "々"
_NOT_IN_NUMBERS = re.compile(r"[^0-9A-Z]+")
_ONLY_NUMBERS = re.compile(r"[0-9A-Z〒()（）+\s-]*[0-9][0-9A-Z〒()（）+\s-]*")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー", "-"))
_ABROAD = re.compile(r"\+\s*81[\s-]*0?")
_KANJI_FIGURES = str.maketrans("〇零○◯一二三四五六七八九", "0000123456789")
_PERHAPS_A_NAME = re.compile("[零一二三四五六七八九]{1,3}")


_FOUND_BY = {
    record: tuple((name, kind.found) for name, kind in kinds_of(record).items() if kind.found)
    for record in (Principal, Proxy)
}


class Folded(NamedTuple):
    """The folded texts of an application, one line each: names, addresses, numbers."""

    names: str
    addresses: str
    numbers: str


class FoldedWord(NamedTuple):
    """One word of a typed text: how it may stand in names, in addresses and in numbers.

    It is found where any of its spellings stands in a line of that kind.
    """

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: tuple[str, ...]

    def stands_in(self, folded: Folded) -> bool:
        """Return whether the word is found in an application's texts."""
        return any(
            spelling in text
            for spellings, text in zip(self, folded, strict=True)
            for spelling in spellings
        )


def fold(application: Application) -> Folded:
    """Return what an application is found by: its numbers, and what its people's fields say.

    A field says itself among what it is looked for (``records/field.py``).
    """
    texts: dict[FoundAmong, list[str]] = {among: [] for among in FoundAmong}
    texts[FoundAmong.NUMBERS] += (application.receipt_number, application.own_number)
    # An office's own numbers may have any sign in them: as a whole they are found like a name.
    texts[FoundAmong.NAMES].append(application.own_number)
    for person in (application.principal, application.proxy):
        if person is not None:
            for name, among in _FOUND_BY[type(person)]:
                texts[among].append(getattr(person, name))
    return fold_texts(*(texts[among] for among in FoundAmong))


def fold_texts(named: Iterable[str], living: Iterable[str], numbered: Iterable[str]) -> Folded:
    """Return texts as something is found by them: names, addresses, numbers of any kind."""
    return Folded(
        _lines(key for text in _with_tails(named) for key in names.folds(text)),
        _lines(map(addresses.search_key, _with_tails(living))),
        _lines(map(_number, numbered)),
    )


def asked(text: str) -> tuple[tuple[FoldedWord, ...], ...]:
    """Return the ways in which a typed text is found: all words of any one way.

    A text with spaces is found as one, or where each of its words is. Nothing to look for gives no
    way; a text of which nothing is left gives a way that finds nothing.
    """
    text = text[:LONGEST].strip()
    if not text:
        return ()
    parts = text.split()
    whole = (_word(text),)
    return (whole,) if len(parts) == 1 else (whole, tuple(map(_word, parts)))


def found(ways: tuple[tuple[FoldedWord, ...], ...], folded: Folded) -> bool:
    """Return whether a typed text is found in an application's texts."""
    return any(all(word.stands_in(folded) for word in way) for way in ways)


def _word(text: str) -> FoldedWord:
    return FoldedWord(
        _filled(names.folds(text)),
        _filled((addresses.search_key(text),)),
        _filled(_numbers_asked(text)),
    )


def _numbers_asked(text: str) -> Iterator[str]:
    """Spell a text as a number, where it is one: a receipt number in full or as a code on paper.

    A few kanji figures alone are looked for as a name (一二三): as a number they are in too many.
    """
    for read in (codes.read_receipt_number, codes.read_inquiry_number, _scanned):
        try:
            yield _number(str(read(text)))
        except codes.CodeError:
            continue
        return
    plain = _plain(text)
    if _ONLY_NUMBERS.fullmatch(_figures(plain)) and not _PERHAPS_A_NAME.fullmatch(plain):
        yield _number(plain)


def _scanned(text: str) -> codes.ReceiptNumber:
    return codes.read_code(text).receipt


def _number(text: str) -> str:
    return _NOT_IN_NUMBERS.sub("", _ABROAD.sub("0", _figures(_plain(text))))


def _figures(text: str) -> str:
    """Write kanji figures as the others: 〇九〇 is 090. A number has no tens and hundreds."""
    return text.translate(_KANJI_FIGURES)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_DASHES).upper()


def _with_tails(texts: Iterable[str]) -> Iterator[str]:
    """Give each text, and what stands in it from each 々 on.

    The mark is folded to the character that it repeats; a typed text that begins with it has none.
    """
    for text in texts:
        yield text
        yield from (text[at:] for at, sign in enumerate(text) if sign == _SAME_AGAIN)


def _lines(keys: Iterable[str]) -> str:
    return _LINE.join(dict.fromkeys(_filled(keys)))


def _filled(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys that hold anything; none may hold the sign that parts lines."""
    return tuple(key.replace(_LINE, "") for key in keys if key.strip())


# Folded texts as tokens of one and two characters, for an index that knows ASCII words only.


_KINDS = "nax"
"""The first letter of a token: names, addresses, numbers."""

_NUMBERS = _KINDS[-1]

_ROWS = re.compile(r"[0-9-]{3,}")
_THREE = 3
_AGAIN = re.compile(r"([0-9])\1{3,}")
_LEAST_AGAIN, _MOST_AGAIN = 4, 8
_MOST_OF_FIGURES = 5
"""So many tokens of a row of figures are looked up, the last ones: many numbers begin alike."""

_OF_MOBILES = ("090", "080", "070")
"""What a third of all numbers begin with says nothing beside the figures that follow."""

_MOST_PAIRS = 6
"""So many pairs of a long word are looked up, the last ones: many addresses begin alike.

The folded text decides the rest.
"""

_JOINT, _TIMES = "g", "r"
"""Stand between the characters of a token; they are no hexadecimal digits."""


def tokens(folded: Folded) -> str:
    """Return all tokens of an application's texts, each once, in a fixed order."""
    made = set[str]()
    for kind, text in zip(_KINDS, folded, strict=True):
        for line in text.splitlines():
            made.update(_singles(kind, line), _pairs(kind, line))
            for row in _ROWS.findall(line):
                made.update(_threes(kind, row), _again(kind, row))
    return " ".join(sorted(made))


def match(ways: tuple[tuple[FoldedWord, ...], ...]) -> str:
    """Return the index's expression for a typed text; empty where it can be nowhere."""
    alternatives = [_all(way) for way in ways]
    return " OR ".join(f"({each})" for each in alternatives if each)


def is_exact(ways: tuple[tuple[FoldedWord, ...], ...]) -> bool:
    """Return whether the index alone decides: no word has more than two characters."""
    two = 2
    return all(
        len(spelling) <= two
        for way in ways
        for word in way
        for spellings in word
        for spelling in spellings
    )


def _all(way: tuple[FoldedWord, ...]) -> str:
    words = [_any(word) for word in way]
    return " AND ".join(f"({each})" for each in words) if all(words) else ""


def _any(word: FoldedWord) -> str:
    looked_up = [
        _needed(kind, spelling)
        for kind, spellings in zip(_KINDS, word, strict=True)
        for spelling in spellings
    ]
    return " OR ".join(f"({each})" for each in looked_up)


def _needed(kind: str, spelling: str) -> str:
    return " AND ".join(dict.fromkeys(_rare(kind, spelling)))


def _rare(kind: str, spelling: str) -> list[str]:
    """Return tokens that stand wherever a spelling does, the rare ones first."""
    if len(spelling) == 1:
        return _singles(kind, spelling)
    pairs = _pairs(kind, spelling)
    rows = [*_ROWS.finditer(spelling)]
    if not rows:
        return pairs[-_MOST_PAIRS:]
    figures = [token for row in rows for token in _of_figures(kind, row[0])]
    if kind == _NUMBERS:
        return figures
    inside = {at for row in rows for at in range(row.start(), row.end() - 1)}
    others = [pair for at, pair in enumerate(pairs) if at not in inside]
    return [*figures, *others[-_MOST_PAIRS:]]


def _of_figures(kind: str, row: str) -> list[str]:
    ends = [row[at : at + _THREE] for at in range(len(row) - _THREE, -1, -1)]
    telling = [three for three in ends if three not in _OF_MOBILES] or ends
    last = [token for three in telling[:_MOST_OF_FIGURES] for token in _threes(kind, three)]
    return [*_again(kind, row)[-1:], *last]


def _singles(kind: str, line: str) -> list[str]:
    return [kind + _code(sign) for sign in line]


def _pairs(kind: str, line: str) -> list[str]:
    codes = [*map(_code, line)]
    return [f"{kind}{one}{_JOINT}{other}" for one, other in pairwise(codes)]


def _threes(kind: str, row: str) -> list[str]:
    """Return the tokens of three figures that stand together."""
    codes = [*map(_code, row)]
    return [
        f"{kind}{one}{_JOINT}{two}{_JOINT}{three}"
        for one, two, three in zip(codes, codes[1:], codes[2:], strict=False)
    ]


def _again(kind: str, row: str) -> list[str]:
    """Return the tokens of one figure said several times: four times, five times and so on."""
    return [
        f"{kind}{_code(same[1])}{_TIMES}{times}"
        for same in _AGAIN.finditer(row)
        for times in range(_LEAST_AGAIN, min(len(same[0]), _MOST_AGAIN) + 1)
    ]


@lru_cache(maxsize=8192)
def _code(sign: str) -> str:
    """Return a sign's number in hexadecimal digits; most signs come again and again."""
    return f"{ord(sign):x}"
