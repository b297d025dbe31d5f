# SPDX-License-Identifier: MIT
"""Records of any kind, drawn by their type hints alone."""

from __future__ import annotations

import types
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from desk_app.records.base import ClaimId, MailItemId
from desk_app.records.books.figures import Counted, Figure, Tally
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailItem

R = TypeVar("R")
Hint = Any

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_DAYS = st.integers(-400, 4000).map(str)
_COUNTED = st.sampled_from(Figure).flatmap(
    lambda figure: st.tuples(st.just(figure), _DAYS if figure is Figure.DAYS else _TEXTS)
)


def _in_order(found: dict[Counted, int]) -> Tally:
    """Rows as a tally has them: each once, and no days but in figures."""
    rows = ((figure, code, count) for (figure, code), count in found.items())
    return tuple(sorted(rows, key=lambda each: (each[0].value, each[1])))


_PLAIN: dict[Hint, st.SearchStrategy[Any]] = {
    Tally: st.dictionaries(_COUNTED, st.integers(1, 2**40), max_size=4).map(_in_order),
    str: _TEXTS,
    int: st.integers(-(2**40), 2**40),
    bool: st.booleans(),
    bytes: st.binary(max_size=20),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    type(None): st.none(),
}


def records(kind: type[R]) -> st.SearchStrategy[R]:
    """Records of a class with every field drawn, also those with a default."""
    hint: Hint = kind
    drawn: st.SearchStrategy[R] = _of(hint)
    return drawn


def mail_items() -> st.SearchStrategy[MailItem]:
    """Mail items whose parts have ids of their own."""
    return records(MailItem).map(_with_own_ids)


def files(mail_item: MailItemId) -> st.SearchStrategy[ApplicationFile]:
    """Files of an application in a mail item that is kept already; parts have their own ids."""
    return records(ApplicationFile).map(lambda file: _settled(file, mail_item))


@cache
def _of(kind: Hint) -> st.SearchStrategy[Any]:
    if hasattr(kind, "__supertype__"):
        return _of(kind.__supertype__)
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is not None:
        return _of_generic(kind)
    if issubclass(kind, Enum):
        return st.sampled_from(list(kind))
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: _of(hints[each.name]) for each in fields(kind)})


def _of_generic(kind: Hint) -> st.SearchStrategy[Any]:
    origin: Hint = get_origin(kind)
    inner = get_args(kind)
    if origin in {types.UnionType, Union}:
        return st.one_of(*map(_of, inner))
    if origin is tuple and inner[-1] is Ellipsis:
        return st.lists(_of(inner[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(_of, inner))
    assert origin is frozenset, kind
    return st.frozensets(_of(inner[0]), max_size=3)


def _with_own_ids(record: R) -> R:
    """Give each part that is named by an id one of its own."""
    changed: dict[str, Any] = {}
    for each in fields(record):  # type: ignore[arg-type]
        value = getattr(record, each.name)
        if isinstance(value, tuple) and value and hasattr(value[0], "id"):
            changed[each.name] = tuple(
                replace(part, id=f"{place}-{part.id}") for place, part in enumerate(value)
            )
    return replace(record, **changed)  # type: ignore[type-var]


def _settled(file: ApplicationFile, mail_item: MailItemId) -> ApplicationFile:
    application = replace(_with_own_ids(file.application), mail_item=mail_item)
    lapses = tuple(
        replace(lapse, claim=ClaimId(f"claim-{place}")) for place, lapse in enumerate(file.lapses)
    )
    return replace(_with_own_ids(file), application=application, lapses=lapses)
