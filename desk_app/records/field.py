# SPDX-License-Identifier: MIT
"""What a field of a record is, said once where it stands: how long, and whether it tells of whom.

Whoever takes, keeps, corrects, finds or disposes of a record reads it here: the limits of texts,
the columns of the tables, what an application is found by, the words that must be gone after a
disposal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import Annotated, Final, NamedTuple, get_args, get_origin, get_type_hints

NAME_LIMIT: Final = 200
ADDRESS_LIMIT: Final = 400
LONG_LIMIT: Final = 20_000
"""In code points."""


class FoundAmong(Enum):
    """Among which texts a field of an application's people is looked for, each folded its way."""

    NAMES = "names"
    ADDRESSES = "addresses"
    NUMBERS = "numbers"


class FieldMeaning(NamedTuple):
    """The kind of a field: the most code points of its text, and what disposal does with it.

    What ``identifies`` can tell who a person is, and goes at disposal. What is
    ``sought`` is looked for in the file of the database after that, word by word. A ``later`` field
    came after records had been signed and kept without it: empty, it is as if it were not there.
    ``found`` says among what a search finds an application by it; None: not at all.
    """

    limit: int = LONG_LIMIT
    identifies: bool = False
    sought: bool = False
    later: bool = False
    found: FoundAmong | None = None


PLAIN = FieldMeaning()
"""A field that says nothing of itself: long text at most, and of nobody in particular."""

ShortText = Annotated[str, FieldMeaning(NAME_LIMIT)]
AddressText = Annotated[str, FieldMeaning(ADDRESS_LIMIT)]
PersonName = Annotated[
    str, FieldMeaning(NAME_LIMIT, identifies=True, sought=True, found=FoundAmong.NAMES)
]
PersonAddress = Annotated[
    str, FieldMeaning(ADDRESS_LIMIT, identifies=True, sought=True, found=FoundAmong.ADDRESSES)
]
PersonNumber = Annotated[
    str, FieldMeaning(NAME_LIMIT, identifies=True, sought=True, found=FoundAmong.NUMBERS)
]
PostalCode = Annotated[str, FieldMeaning(NAME_LIMIT, identifies=True, found=FoundAmong.NUMBERS)]
"""Too short and too common to be looked for after a disposal."""
MemberNumber = Annotated[str, FieldMeaning(NAME_LIMIT, identifies=True, sought=True)]
MailAddress = Annotated[str, FieldMeaning(ADDRESS_LIMIT, identifies=True, sought=True)]
"""Electronic mail."""
PersonDay = Annotated[date | None, FieldMeaning(identifies=True)]
PersonText = Annotated[str, FieldMeaning(identifies=True)]
"""What somebody wrote: anything of the person may stand in it."""
LaterCodes = Annotated[frozenset[str], FieldMeaning(later=True)]
"""Codes of a field that came later: none, in all that was kept without it."""
LaterDay = Annotated[date | None, FieldMeaning(later=True)]
"""A day that came later: none, in all that was kept without it."""
LaterFlag = Annotated[bool, FieldMeaning(later=True)]
"""Yes or no, of a field that came later: no, in all that was kept without it."""
LaterNumber = Annotated[
    str,
    FieldMeaning(NAME_LIMIT, identifies=True, sought=True, later=True, found=FoundAmong.NUMBERS),
]
"""A number that somebody outside gave, of a field that came later."""
LaterText = Annotated[str, FieldMeaning(identifies=True, later=True)]
"""What somebody wrote, of a field that came later."""
LaterCount = Annotated[int, FieldMeaning(later=True)]
"""A number of the desk's own, of a field that came later: none, in all that was kept without it."""
LaterPages = Annotated[tuple[int, ...], FieldMeaning(later=True)]
"""Pages of a file, of a field that came later: none, in all that was kept without it."""
WrittenAnew = Annotated[str, FieldMeaning(identifies=True, sought=True)]
"""A value as it stood or stands somewhere else in the record."""
OfThePerson = FieldMeaning(identifies=True)
"""For a field of records that tell of the person; what is sought in them they say themselves."""


def kinds_of(record: type) -> Mapping[str, FieldMeaning]:
    """Return the kind of each field of a record class, in their order."""
    return _kinds(record)


@cache
def _kinds(record: type) -> Mapping[str, FieldMeaning]:
    hints = get_type_hints(record, include_extras=True)
    return MappingProxyType({each.name: _kind(hints[each.name]) for each in fields(record)})


def _kind(hint: object) -> FieldMeaning:
    if get_origin(hint) is Annotated:
        return next(each for each in get_args(hint) if isinstance(each, FieldMeaning))
    if get_origin(hint) is tuple:
        return _kind(get_args(hint)[0])
    return PLAIN


def sought_in(value: object) -> Iterator[str]:
    """Yield the lines to be sought of a field's value: of a text, of texts, of records in it."""
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, tuple):
        for each in value:
            yield from sought_in(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for name, kind in kinds_of(type(value)).items():
            if kind.sought:
                yield from sought_in(getattr(value, name))
