# SPDX-License-Identifier: MIT
"""How values stand in columns, as JSON where they are records, and what disposal does with each."""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Generic,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from sqlalchemy import ForeignKey, Row, Text, TextClause, case, text
from sqlalchemy.orm import MappedColumn, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine
from typing_extensions import override

from desk_app.records.field import kinds_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Dialect


T = TypeVar("T")
Plain = Any
"""What JSON knows: text, numbers, true and false, null, lists, objects."""

Value = Any
"""A value or a type that only the hint it comes with describes."""

_TAG = "is"
_VALUE = "value"
# Made once: ``json.dumps`` makes an encoder anew for each value that is kept.
_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

_NOTHING_IN_IT = "[]"
_UNKNOWN = object()

_AS_IT_STANDS = (str, int, bool, float, type(None))


class Codec(Generic[T]):
    """Writes values of one type as canonical JSON text and reads them back.

    A field that holds its default is left out, so a record may grow fields with defaults and still
    read what was written before. Text is written exactly as it is. A value of a union is named by
    its type where JSON could not tell. Wrong text raises ValueError, KeyError or TypeError.
    """

    def __init__(self, kind: object) -> None:
        self._write, self._read = _pair(kind)

    def from_plain(self, plain: Plain) -> T:
        """Return the value that was written."""
        read: T = self._read(plain)
        return read

    def to_text(self, value: T) -> str:
        """Return the value as JSON text."""
        return _as_text(self._write(value))

    def from_text(self, text: str) -> T:
        """Return the value of a JSON text."""
        return self.from_plain(json.loads(text))


_Pair = tuple[Callable[[Any], Plain], Callable[[Plain], Any]]


def _same(value: Value) -> Value:
    return value


@cache
def _pair(kind: Value) -> _Pair:
    """Return how to write and how to read a type."""
    if hasattr(kind, "__supertype__"):
        return _pair(kind.__supertype__)
    if kind is None or kind in _AS_IT_STANDS:
        return _same, _same
    if get_origin(kind) is not None:
        return _generic_pair(kind)
    if isinstance(kind, type):
        return _class_pair(kind)
    raise TypeError(f"no way to write {kind}")


def _class_pair(kind: type) -> _Pair:
    if issubclass(kind, Enum):
        return lambda member: member.value, kind
    if issubclass(kind, datetime | date):
        return lambda value: value.isoformat(), kind.fromisoformat
    if issubclass(kind, bytes):
        return _bytes_text, base64.b64decode
    if is_dataclass(kind):
        return _record_pair(kind)
    raise TypeError(f"no way to write {kind.__name__}")


def _bytes_text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")


def _generic_pair(kind: Value) -> _Pair:
    origin: Value = get_origin(kind)
    inner = get_args(kind)
    if origin in {types.UnionType, Union}:
        return _union_pair(inner)
    if origin is tuple and inner[-1] is Ellipsis:
        return _series_pair(inner[0], tuple)
    if origin is tuple:
        return _fixed_pair(inner)
    if origin is frozenset:
        return _set_pair(inner[0])
    raise TypeError(f"no way to write {kind}")


def _series_pair(inner: Value, make: Callable[[Any], Any]) -> _Pair:
    write, read = _pair(inner)
    if write is _same:
        return list, make
    return (
        lambda values: [write(each) for each in values],
        lambda plain: make(read(each) for each in plain),
    )


def _fixed_pair(inner: tuple[Any, ...]) -> _Pair:
    pairs = [_pair(each) for each in inner]

    def write(values: tuple[Any, ...]) -> Plain:
        return [pair[0](each) for pair, each in zip(pairs, values, strict=True)]

    def read(plain: Plain) -> tuple[Any, ...]:
        return tuple(pair[1](each) for pair, each in zip(pairs, plain, strict=True))

    return write, read


def _set_pair(inner: Value) -> _Pair:
    write, read = _pair(inner)
    return (
        lambda values: sorted(write(each) for each in values),
        lambda plain: frozenset(read(each) for each in plain),
    )


def _union_pair(inner: tuple[Any, ...]) -> _Pair:
    rest = tuple(each for each in inner if each is not type(None))
    if len(rest) == 1:
        return _optional_pair(_pair(rest[0]))
    named = {_name(kind): _pair(kind) for kind in rest}
    bare = tuple(each for each in inner if each in _AS_IT_STANDS)

    def write(value: Value) -> Plain:
        if isinstance(value, bare):
            return value
        name = next(_name(kind) for kind in rest if _fits(kind, value))
        return {_TAG: name, _VALUE: named[name][0](value)}

    def read(plain: Plain) -> Value:
        if not isinstance(plain, dict):
            return plain
        return named[plain[_TAG]][1](plain[_VALUE])

    return write, read


def _optional_pair(pair: _Pair) -> _Pair:
    write, read = pair
    if write is _same:
        return pair
    return (
        lambda value: None if value is None else write(value),
        lambda plain: None if plain is None else read(plain),
    )


def _name(kind: Value) -> str:
    """Return how a type of a union is named beside its value: ``date``, ``tuple[str, ...]``."""
    if hasattr(kind, "__supertype__"):
        return _name(kind.__supertype__)
    origin: Value = get_origin(kind)
    if origin is None:
        return "..." if kind is Ellipsis else str(kind.__name__)
    return f"{origin.__name__}[{', '.join(map(_name, get_args(kind)))}]"


def _fits(kind: Value, value: Value) -> bool:
    """Return whether a value is of a type, to the types of what a tuple holds."""
    if hasattr(kind, "__supertype__"):
        return _fits(kind.__supertype__, value)
    origin: Value = get_origin(kind)
    if origin is not tuple:
        return type(value) is (origin or kind)
    inner = get_args(kind)
    if not isinstance(value, tuple):
        return False
    if inner[-1] is Ellipsis:
        return all(_fits(inner[0], each) for each in value)
    return len(inner) == len(value) and all(map(_fits, inner, value))


def _record_pair(kind: type) -> _Pair:
    hints = get_type_hints(kind)
    parts = [(each.name, _default(each), *_pair(hints[each.name])) for each in fields(kind)]
    names = {name for name, *_ in parts}

    def write(record: Value) -> Plain:
        plain = {}
        for name, default, write_part, _ in parts:
            value = getattr(record, name)
            if value != default:
                plain[name] = write_part(value)
        return plain

    def read(plain: Plain) -> Value:
        if unknown := plain.keys() - names:
            raise KeyError(*sorted(unknown))
        return kind(**{name: part(plain[name]) for name, _, _, part in parts if name in plain})

    return write, read


def _default(field: Field[Any]) -> Value:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


# How values stand in columns, and the class that says what disposal does with each column.


E = TypeVar("E", bound=Enum)

AnyRow = Row[*tuple[Any, ...]]
"""A row of whatever columns a question asked for."""

NEVER = date.max
"""Stands where no day is set but the column must have an order: after every day."""


class Disposal(Enum):
    """What a column holds for disposal: a column without a class fails a test."""

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


class MomentType(TypeDecorator[datetime]):
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


class CodeType(TypeDecorator[E], Generic[E]):
    """A member of an enum as its code."""

    impl = Text
    cache_ok = True

    def __init__(self, enum: type[E]) -> None:
        super().__init__()
        self.enum = enum
        self.members = {member.value: member for member in enum}

    @override
    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Write a member's code."""
        return None if value is None else str(value.value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        """Read a member."""
        return None if value is None else self.members[value]


class Written(TypeDecorator[Any]):
    """A nested value (records, tuples, sets) as JSON text, read back by its type."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: object) -> None:
        super().__init__()
        self.kind = kind
        self._codec: Codec[Any] = Codec(kind)
        self._none: object = _UNKNOWN

    @override
    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Write a value."""
        return None if value is None else self._codec.to_text(value)

    @override
    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Read a value."""
        return None if value is None else self.read(value)

    def read(self, value: str) -> object:
        """Read a value that is there."""
        if value == _NOTHING_IN_IT:
            # More than half of all values: none of a kind, which is the same each time.
            if self._none is _UNKNOWN:
                self._none = self._codec.from_text(value)
            return self._none
        return self._codec.from_text(value)


def reader_of(kind: TypeEngine[Any]) -> Callable[[str], object] | None:
    """Return what reads a value that is there, with nothing between: lists read a hundred thousand.

    None for a kind that is none of ours.
    """
    match kind:
        case Day():
            return date.fromisoformat
        case MomentType():
            return datetime.fromisoformat
        case CodeType():
            return kind.members.__getitem__
        case Written():
            return kind.read
        case _:
            return None


def moment_text(moment: datetime) -> str:
    """Return a moment as ISO text in UTC, of one length: text order is time order."""
    if moment.tzinfo is None:
        raise ValueError("a moment must know its zone")
    # Nearly every moment is in UTC already: turning it is half the time.
    utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")


Kind = TypeEngine[Any] | ForeignKey | None


def identifies(
    kind: Kind = None,
    *,
    sought: bool = False,
    before: TextClause | None = None,
    primary_key: bool = False,
) -> MappedColumn[Any]:
    """Return a column that can tell who a person is; what is sought is looked for afterwards.

    ``before`` is what stands in the rows that were kept before there was such a column.
    """
    info = {"disposal": Disposal.IDENTIFIES, "sought": sought}
    return mapped_column(kind, primary_key=primary_key, server_default=before, info=info)


def kept(
    kind: Kind = None, *, primary_key: bool = False, before: TextClause | None = None
) -> MappedColumn[Any]:
    """Return a column that is kept after disposal, without a person."""
    info = {"disposal": Disposal.KEPT}
    return mapped_column(kind, primary_key=primary_key, server_default=before, info=info)


def neutral(
    kind: Kind = None,
    *,
    primary_key: bool = False,
    unique: bool = False,
    sort_order: int = 0,
    before: TextClause | None = None,
) -> MappedColumn[Any]:
    """Return a column of the program's own: ids, positions, values of the desk.

    ``before`` stands in the rows of before a later column.
    """
    return mapped_column(
        kind,
        primary_key=primary_key,
        unique=unique or None,
        sort_order=sort_order,
        server_default=before,
        info={"disposal": Disposal.NEUTRAL},
    )


def column_of(records: Iterable[tuple[str, type]], name: str) -> MappedColumn[Any]:
    """Return the column of a field: its type and what disposal does with it are read off a record.

    ``records`` come with what their columns begin with. Words of closed lists are kept as codes,
    what is nested as JSON. A field that identifies (``records.field``) goes at disposal.
    Raises TypeError where no record has such a field.
    """
    for prefix, record in records:
        field = name.removeprefix(prefix)
        if name.startswith(prefix) and field in kinds_of(record):
            hint = _hints(record)[field]
            kind, what = _sql_type(hint), kinds_of(record)[field]
            before = _before(hint) if what.later else None
            if not what.identifies:
                return kept(kind, before=before)
            sought = what.sought or _tells_what_is_sought(hint)
            return identifies(kind, sought=sought, before=before)
    raise TypeError(f"no record says what {name} is")


@cache
def _hints(record: type) -> Mapping[str, Value]:
    """Return the types of a record's fields: told once, asked for each of its columns."""
    return get_type_hints(record)


def _before(hint: Value) -> TextClause | None:
    """Return what a later column holds in earlier rows: no text, no number, none of several."""
    if get_origin(hint) in {types.UnionType, Union}:
        return None
    if hint is str:
        return text("''")
    return text("0") if hint in {int, bool} else text("'[]'")


def _tells_what_is_sought(hint: Value) -> bool:
    """Return whether a type holds records with fields that are sought."""
    if is_dataclass(hint):
        return any(each.sought for each in kinds_of(cast("type", hint)).values())
    return any(map(_tells_what_is_sought, get_args(hint)))


def _sql_type(hint: Value) -> TypeEngine[Any] | None:
    """Return the type of a column; None where SQLAlchemy knows it itself."""
    if get_origin(hint) in {types.UnionType, Union}:
        hint = next(each for each in get_args(hint) if each is not type(None))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return CodeType(hint)
    nested = get_origin(hint) is not None or is_dataclass(hint)
    return Written(hint) if nested else None


def place_of(column: Any, codes: type[Enum]) -> Any:  # noqa: ANN401 SQLAlchemy's own
    """Return the place of a column's code among all, in the order in which they are offered."""
    return case(*((column == code, place) for place, code in enumerate(codes)))
