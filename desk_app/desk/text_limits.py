# SPDX-License-Identifier: MIT
"""The one gate through which every text from outside comes into a verb: its limits."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from desk_app.desk.errors import BadInput
from desk_app.records.field import FieldMeaning, kinds_of
from desk_app.rules.writing.text import TextError, clean

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")


def admit(record: Record, place: str = "") -> Record:
    """Return the record as it is, once every text in it was looked at, also in what it holds.

    Nothing is altered: ``rules.writing.text`` takes a text or refuses it. Raises BadInput with
    the place of the text (``principal.name``) and the position in it, TypeError for what has no
    fields that say what they are: nothing passes unseen.
    """
    _admit_fields(record, place)
    return record


def _admit_fields(record: object, place: str) -> None:
    for name, kind in kinds_of(type(record)).items():
        value = getattr(record, name)
        if value is not None and not isinstance(value, _WITHOUT_TEXT):
            _admit_value(value, f"{place}.{name}" if place else name, kind)


_WITHOUT_TEXT = (int, date)
"""What fields hold most beside texts: numbers, yes and no, days, moments."""


def _admit_value(value: object, place: str, kind: FieldMeaning) -> None:
    if isinstance(value, str):
        _admit_text(value, place, kind.limit)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            _admit_value(item, f"{place}[{number}]", kind)
    elif isinstance(value, frozenset):
        for item in value:
            _admit_value(item, place, kind)
    elif is_dataclass(value):
        _admit_fields(value, place)


def _admit_text(text: str, place: str, limit: int) -> None:
    try:
        clean(text, limit=limit)
    except TextError as error:
        raise BadInput(error.code.value, {"position": error.position}, place=place) from None
