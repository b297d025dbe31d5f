# SPDX-License-Identifier: MIT
"""The one gate through which every text from outside comes into a verb."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
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
    """Return the record with every text in it checked, also in the records it holds.

    Nothing is altered: ``rules.text`` takes a text or refuses it. Raises BadInput with the place
    of the text (``principal.name``) and the position in it.
    """
    if not is_dataclass(record) or isinstance(record, type):
        return record
    changed = {}
    for each in fields(record):
        old = getattr(record, each.name)
        new = _admit_value(old, f"{place}.{each.name}" if place else each.name, each.name)
        if new is not old:
            changed[each.name] = new
    return replace(record, **changed) if changed else record


def _admit_value(value: object, place: str, name: str) -> object:
    if isinstance(value, str):
        return _admit_text(value, place, name)
    if isinstance(value, tuple):
        items = tuple(
            _admit_value(item, f"{place}[{number}]", name) for number, item in enumerate(value)
        )
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if isinstance(value, frozenset):
        for item in sorted(value, key=str):
            _admit_value(item, place, name)
        return value
    return admit(value, place)


def _admit_text(text: str, place: str, name: str) -> str:
    limit = LONG_LIMIT
    if name in _NAMES:
        limit = NAME_LIMIT
    elif name in _ADDRESSES:
        limit = ADDRESS_LIMIT
    try:
        cleaned = clean(text, limit=limit)
    except TextError as error:
        raise BadInput(error.code.value, {"position": error.position}, place=place) from None
    return text if cleaned == text else cleaned
