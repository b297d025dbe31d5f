# SPDX-License-Identifier: MIT
"""The shape of a tariff file: every table and key, its type, and nothing else."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, Strict, model_validator
from pydantic_core import PydanticCustomError

from desk_app.records.mail import MailKind
from desk_app.records.postage import Shape
from desk_app.rules.rulebook_parts.errors import Fault
from desk_app.rules.rulebook_parts.file import Code, Entry, Flag, Spanning, Text

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
    """What a special kind of mail costs beside the letter."""

    kind: MailKind
    yen: Yen


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
