# SPDX-License-Identifier: MIT
"""Records as JSON text and back, led by their type hints alone."""

from __future__ import annotations

import base64
import json
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Plain = Any
"""What JSON knows: text, numbers, true and false, null, lists, objects."""

Value = Any
"""A value or a type that only the hint it comes with describes."""

_TAG = "is"
_VALUE = "value"
# Made once: ``json.dumps`` makes an encoder anew for each value that is kept.
_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

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
