# SPDX-License-Identifier: MIT
"""How values stand in columns, and the class that says what disposal does with each column."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import ForeignKey, Row, Text, case
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from desk_app.store.codec import Codec

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect

E = TypeVar("E", bound=Enum)

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a question asked for."""

NEVER = date.max
"""Stands where no day is set but the column must have an order: after every day."""


class Disposal(Enum):
    """What a column holds for disposal (security.md §10): a column without a class fails a test."""

    IDENTIFIES = "identifies"
    KEPT = "kept"
    NEUTRAL = "neutral"


class Day(TypeDecorator[date]):
    """A date as ISO text, readable in any database browser."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write a date."""
        return None if value is None else value.isoformat()

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read a date."""
        return None if value is None else date.fromisoformat(value)


class Moment(TypeDecorator[datetime]):
    """An aware moment as ISO text in UTC."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write a moment; a naive one is our own mistake."""
        return None if value is None else moment_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read a moment."""
        return None if value is None else datetime.fromisoformat(value)


class Code(TypeDecorator[E], Generic[E]):
    """A member of an enum as its code."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type[E]) -> None:
        super().__init__()
        self.enum = enum
        self._members = {member.value: member for member in enum}

    @override
    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write a member's code."""
        return None if value is None else str(value.value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Read a member."""
        return None if value is None else self._members[value]


class Written(TypeDecorator[Any]):
    """A nested value (records, tuples, sets) as JSON text, read back by its type."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: object) -> None:
        super().__init__()
        self.kind = kind
        self._codec: Codec[Any] = Codec(kind)

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write a value."""
        return None if value is None else self._codec.to_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Read a value."""
        return None if value is None else self._codec.from_text(value)


def moment_text(moment: datetime) -> str:
    """Return a moment as ISO text in UTC, of one length: text order is time order."""
    if moment.tzinfo is None:
        raise ValueError("a moment must know its zone")
    # Nearly every moment is in UTC already: turning it is half the time.
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")


Kind = TypeEngine[Any] | ForeignKey | None


def identifies(kind: Kind = None, *, primary_key: bool = False) -> MappedColumn[Any]:
    """Return a column that can tell who a person is."""
    return mapped_column(kind, primary_key=primary_key, info={"disposal": Disposal.IDENTIFIES})


def kept(kind: Kind = None, *, primary_key: bool = False) -> MappedColumn[Any]:
    """Return a column that is kept after disposal, without a person."""
    return mapped_column(kind, primary_key=primary_key, info={"disposal": Disposal.KEPT})


def neutral(
    kind: Kind = None, *, primary_key: bool = False, unique: bool = False, sort_order: int = 0
) -> MappedColumn[Any]:
    """Return a column of the program's own: ids, positions, values of the desk."""
    return mapped_column(
        kind,
        primary_key=primary_key,
        unique=unique or None,
        sort_order=sort_order,
        info={"disposal": Disposal.NEUTRAL},
    )


def place_of(column: Any, codes: type[Enum]) -> Any:  # noqa: ANN401 SQLAlchemy's own
    """Return the place of a column's code among all, in the order in which they are offered."""
    return case(*((column == code, place) for place, code in enumerate(codes)))
