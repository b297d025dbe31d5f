# SPDX-License-Identifier: MIT
"""The Intake page as text and back, for the draft that is kept encrypted while typing."""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from desk_app.gui.presenters.intake_drafts import KEPT_AT
from desk_app.gui.presenters.intake_form import Cursor, IntakeForm

Plain = Any
"""What JSON knows."""

_CURSOR = "cursor"
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def written(form: IntakeForm, cursor: Cursor | None = None) -> str:
    """Return the page, and where the keys stand in it, as text; every character stays as typed."""
    plain = _plain(form) | ({} if cursor is None else {_CURSOR: _plain(cursor)})
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> IntakeForm | None:
    """Return the page of a text; None where the text is none (an older program's draft)."""
    try:
        plain = json.loads(text)
        for beside in (_CURSOR, KEPT_AT):
            plain.pop(beside, None)
        form = _value(IntakeForm, plain)
    except _BROKEN:
        return None
    return form if isinstance(form, IntakeForm) and form.applications else None


def read_cursor(text: str) -> Cursor:
    """Return where the keys stood in the page of a text; nowhere where it does not say."""
    try:
        cursor = _value(Cursor, json.loads(text)[_CURSOR])
    except _BROKEN:
        return Cursor()
    return cursor if isinstance(cursor, Cursor) else Cursor()


def _plain(value: object) -> Plain:
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _value(hint: object, plain: Plain) -> object:
    if isinstance(hint, NewType):
        return _value(hint.__supertype__, plain)
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [each for each in get_args(hint) if each is not type(None)]
        return None if plain is None else _value(kinds[0], plain)
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), plain)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = _hints(hint)
        return hint(**{name: _value(hints[name], each) for name, each in plain.items()})
    return _leaf(hint, plain)


def _tuple(kinds: tuple[Any, ...], plain: Plain) -> tuple[object, ...]:
    if kinds[-1] is ...:
        return tuple(_value(kinds[0], each) for each in plain)
    return tuple(_value(kind, each) for kind, each in zip(kinds, plain, strict=True))


def _leaf(hint: object, plain: Plain) -> object:
    if hint is date:
        return date.fromisoformat(plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(plain)
    if type(plain) is not hint:
        raise TypeError(str(hint))
    return plain


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
