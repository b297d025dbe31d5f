# SPDX-License-Identifier: MIT
"""The plain values of a check file: texts, days, counts, each refused with its reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from desk_app.rules.era_reading import DateError, parse
from desk_app.rules.text import ADDRESS_LIMIT, LONG_LIMIT, NAME_LIMIT, TextError, clean

MOST_PIECES = 10_000
MOST_YEN = 1_000_000


class Table(BaseModel):
    """An object of the file: an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


def _cleaned(text: str, limit: int) -> str:
    try:
        return clean(text, limit=limit)
    except TextError as error:
        told = {"position": error.position, "limit": limit}
        raise PydanticCustomError(error.code.value, "{code} at {position}", told) from None


def _name(text: str) -> str:
    return _cleaned(text, NAME_LIMIT)


def _address(text: str) -> str:
    return _cleaned(text, ADDRESS_LIMIT)


def _long(text: str) -> str:
    return _cleaned(text, LONG_LIMIT)


def _day(value: object) -> date:
    """Read an ISO date or any written form of a date in the era calendar."""
    if not isinstance(value, str):
        raise PydanticCustomError("date_not_text", "a date is written as a text")
    try:
        return parse(_name(value))
    except DateError as error:
        told = {"position": error.start}
        raise PydanticCustomError(error.code.value, "{code} at {position}", told) from None


Name = Annotated[str, Strict(), AfterValidator(_name)]
Address = Annotated[str, Strict(), AfterValidator(_address)]
Long = Annotated[str, Strict(), AfterValidator(_long)]
Key = Annotated[str, Strict(), Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]*$", max_length=100)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=1, le=MOST_PIECES)]
Yen = Annotated[int, Strict(), Field(ge=0, le=MOST_YEN)]
Day = Annotated[
    date,
    BeforeValidator(
        _day,
        json_schema_input_type=Annotated[
            str, Field(description="ISO (2026-11-25) or era text (R8.11.25, 令和8年11月25日)")
        ],
    ),
]
