# SPDX-License-Identifier: MIT
"""The dated tariff: loaded from one file, read only by asking for a day (that of the posting)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import Shape
from desk_app.rules.rulebook.checks import Dated, faults
from desk_app.rules.rulebook.file import Code, Entry, Flag, Spanning, Text
from desk_app.rules.rulebook.reading import (
    Fault,
    Places,
    Problem,
    RulebookError,
    in_order,
    read,
    shaped,
    taken_apart,
)

Millimetres = Annotated[int, Strict(), Field(ge=1, le=2_000)]
Grams = Annotated[int, Strict(), Field(ge=1, le=30_000)]
Yen = Annotated[int, Strict(), Field(ge=1, le=100_000)]
Size = tuple[Millimetres, Millimetres]
Band = tuple[Grams, Yen]
Count = Annotated[int, Strict(), Field(ge=1, le=1_000)]


class Sourced(Spanning):
    """A table that names the publication it was read from, and whether it was seen there."""

    source: Text
    sure: Flag = True


class Banded(Sourced):
    """A price by weight, the lightest band first."""

    bands: tuple[Band, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Banded:
        weights = [weight for weight, _ in self.bands]
        if weights != sorted(set(weights)):
            raise PydanticCustomError(Fault.WRONG_VALUE, "bands are not in the order of weight")
        return self


class LetterEntry(Banded):
    """What a letter of a shape costs; ``girth`` is the most of all three sides together."""

    shape: Shape
    smallest: Size
    largest: Size
    thickest: Millimetres
    girth: Millimetres | None = None


class SpecialEntry(Sourced):
    """What a special kind of mail costs beside the letter; ``envelope`` where it has its own.

    ``covers`` is up to how many yen of cash it holds, where it is for cash.
    """

    kind: MailKind
    yen: Yen
    envelope: Yen | None = None
    covers: Yen | None = None


class ExpressEntry(Banded):
    """What express costs beside the letter; bands above ``sure_to`` are not confirmed."""

    sure_to: Grams


class PackEntry(Sourced):
    """A prepaid envelope of the post office's."""

    shape: Shape
    yen: Yen
    largest: Size
    thickest: Millimetres | None = None
    heaviest: Grams


class EnvelopeEntry(Sourced):
    """An envelope: its size, its weight, how a sheet of A4 lies in it, how many go in."""

    code: Code
    size: Size
    grams: Grams
    folds: Count
    most_sheets: Count


class TariffHead(Entry):
    """What the file is."""

    name: Code
    title_ja: Text
    title_en: Text


class TariffFile(Entry):
    """A whole tariff file."""

    tariff: TariffHead
    letter: tuple[LetterEntry, ...] = Field(min_length=1)
    special: tuple[SpecialEntry, ...] = ()
    express: tuple[ExpressEntry, ...] = Field(min_length=1)
    pack: tuple[PackEntry, ...] = ()
    envelope: tuple[EnvelopeEntry, ...] = Field(min_length=1)


AnyEntry = TypeVar("AnyEntry", bound=Spanning)
Key = TypeVar("Key")

_KEYS: dict[str, Callable[..., object]] = {
    "letter": lambda entry: entry.shape,
    "special": lambda entry: entry.kind,
    "express": lambda _: None,
    "pack": lambda entry: entry.shape,
    "envelope": lambda entry: entry.code,
}
"""What tells the entries of each table apart; those of one key follow one another."""


class Tariff:
    """Everything a tariff file says; prices are read through ``on(day)`` alone."""

    def __init__(self, file: TariffFile) -> None:
        self.name = file.tariff.name
        self.title_ja = file.tariff.title_ja
        self.title_en = file.tariff.title_en
        self._letters = _dated(file.letter, lambda each: each.shape)
        self._specials = _dated(file.special, lambda each: each.kind)
        self._express = _dated(file.express, lambda _: None)
        self._packs = _dated(file.pack, lambda each: each.shape)
        self._envelopes = _dated(file.envelope, lambda each: each.code)

    def on(self, day: date) -> Rates:
        """Return the prices of a day; before the first one there are none."""
        return Rates(
            letters=_then(self._letters, day),
            specials=_then(self._specials, day),
            express=_then(self._express, day).get(None),
            packs=_then(self._packs, day),
            envelopes=_then(self._envelopes, day),
        )


class Rates:
    """The prices of one day, in the order of the file."""

    __slots__ = ("_envelopes", "_letters", "_packs", "_specials", "express")

    def __init__(
        self,
        letters: dict[Shape, LetterEntry],
        specials: dict[MailKind, SpecialEntry],
        express: ExpressEntry | None,
        packs: dict[Shape, PackEntry],
        envelopes: dict[str, EnvelopeEntry],
    ) -> None:
        self._letters = letters
        self._specials = specials
        self.express = express
        self._packs = packs
        self._envelopes = envelopes

    @property
    def letters(self) -> tuple[LetterEntry, ...]:
        """Return the shapes of letters, the cheapest first."""
        return tuple(self._letters.values())

    @property
    def envelopes(self) -> tuple[EnvelopeEntry, ...]:
        """Return the envelopes that are known."""
        return tuple(self._envelopes.values())

    def special(self, kind: MailKind) -> SpecialEntry | None:
        """Return what a special kind of mail costs; None where the tariff has none of it."""
        return self._specials.get(kind)

    def pack(self, shape: Shape) -> PackEntry | None:
        """Return a prepaid envelope; None where the tariff has none of it."""
        return self._packs.get(shape)

    def envelope(self, code: str) -> EnvelopeEntry | None:
        """Return an envelope; None where none of that code is known."""
        return self._envelopes.get(code)


def load(path: Path) -> Tariff:
    """Read a tariff file; raises RulebookError with every problem's key, line and fault."""
    return loads(read(path), path.name)


def loads(source: bytes, file: str) -> Tariff:
    """Read a tariff from the bytes of a file that ``file`` names; raises as ``load`` does."""
    data, places = taken_apart(source, file)
    whole = shaped(TariffFile, data, file, places)
    found = [
        problem
        for table, key in _KEYS.items()
        for problem in _problems(table, getattr(whole, table), key, places)
    ]
    if found:
        raise RulebookError(file, in_order(found))
    return Tariff(whole)


def _problems(
    table: str, entries: Sequence[Spanning], key: Callable[..., object], places: Places
) -> list[Problem]:
    """Return where the entries of one key overlap, leave a gap or run backwards."""
    groups: dict[object, list[int]] = {}
    for number, entry in enumerate(entries):
        groups.setdefault(key(entry), []).append(number)
    return [
        Problem(f"{table}[{numbers[at] + 1}]", places.line((table, numbers[at])), fault)
        for numbers in groups.values()
        for at, fault in faults([entries[each] for each in numbers], date.min, lasting=False)
    ]


def _dated(
    entries: Sequence[AnyEntry], key: Callable[[AnyEntry], Key]
) -> dict[Key, Dated[AnyEntry]]:
    groups: dict[Key, list[AnyEntry]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return {
        each: Dated(tuple(sorted(versions, key=lambda entry: entry.since)))
        for each, versions in groups.items()
    }


def _then(table: dict[Key, Dated[AnyEntry]], day: date) -> dict[Key, AnyEntry]:
    found = {key: value.on(day) for key, value in table.items()}
    return {key: entry for key, entry in found.items() if entry is not None}


NO_TARIFF = Tariff(
    TariffFile.model_construct(
        tariff=TariffHead(name="none", title_ja="-", title_en="-"),
        letter=(),
        special=(),
        express=(),
        pack=(),
        envelope=(),
    )
)
"""A tariff with no price in it, of a desk that was given none."""
