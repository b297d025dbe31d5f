# SPDX-License-Identifier: MIT
"""The one gate through which every text from outside comes into a verb: its limits."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import TypeVar

from desk_app.desk.errors import BadInput
from desk_app.rules.text import TextError, clean

Record = TypeVar("Record")

NAME_LIMIT = 200
ADDRESS_LIMIT = 400
LONG_LIMIT = 20_000
_NAMES = frozenset(
    {
        "name",
        "kana",
        "former_name",
        "former_names",
        "sender",
        "phone",
        "postal_code",
        "member_number",
        "tracking_number",
        "department",
    }
)
_ADDRESSES = frozenset({"address", "registered_address", "former_addresses", "email"})


def admit(record: Record, place: str = "") -> Record:
    """Return the record as it is, once every text in it was looked at, also in what it holds.

    Nothing is altered: ``rules.text`` takes a text or refuses it. Raises BadInput with the place
    of the text (``principal.name``) and the position in it.
    """
    if is_dataclass(record) and not isinstance(record, type):
        for name in _field_names(type(record)):
            value = getattr(record, name)
            if value is not None:
                _admit_value(value, f"{place}.{name}" if place else name, name)
    return record


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))


def _admit_value(value: object, place: str, name: str) -> None:
    if isinstance(value, str):
        _admit_text(value, place, name)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _admit_value(item, f"{place}[{number}]", name)
    elif isinstance(value, frozenset):
        for item in value:
            _admit_value(item, place, name)
    else:
        admit(value, place)


def _admit_text(text: str, place: str, name: str) -> None:
    limit = LONG_LIMIT
    if name in _NAMES:
        limit = NAME_LIMIT
    elif name in _ADDRESSES:
        limit = ADDRESS_LIMIT
    try:
        clean(text, limit=limit)
    except TextError as error:
        raise BadInput(error.code.value, {"position": error.position}, place=place) from None
