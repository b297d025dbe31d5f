# SPDX-License-Identifier: MIT
"""A decision being written as text and back, for the draft that is kept encrypted (E1)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from desk_app.gui.presenters.decision_form import DecisionForm
from desk_app.records.decisions import GroundUse, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

Plain = Any
"""What JSON knows."""

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
_DAY = "day"
_TEXTS = ("facts", "explanation", "note")


def written(form: DecisionForm) -> str:
    """Return what stands on the page as text; every character stays as typed."""
    plain = {
        "outcome": None if form.outcome is None else form.outcome.value,
        "grounds": [[use.code, use.law, use.article, use.item] for use in form.grounds],
        **{name: getattr(form, name) for name in _TEXTS},
        "values": _plain(form.values),
        "lines": {name: [_plain(line) for line in lines] for name, lines in form.lines.items()},
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> DecisionForm | None:
    """Return the page of a text; None where the text is none (an older program's draft)."""
    try:
        plain = json.loads(text)
        return DecisionForm(
            outcome=None if plain["outcome"] is None else Outcome(plain["outcome"]),
            grounds=tuple(GroundUse(*map(_text, use)) for use in plain["grounds"]),
            **{name: _text(plain[name]) for name in _TEXTS},
            values=_values(plain["values"]),
            lines={name: tuple(map(_values, lines)) for name, lines in plain["lines"].items()},
        )
    except _BROKEN:
        return None


def _plain(values: Mapping[str, object]) -> Plain:
    return {
        name: {_DAY: value.isoformat()} if isinstance(value, date) else value
        for name, value in values.items()
    }


def _values(plain: Plain) -> dict[str, object]:
    return {
        name: date.fromisoformat(value[_DAY]) if isinstance(value, dict) else value
        for name, value in plain.items()
    }


def _text(plain: Plain) -> str:
    if not isinstance(plain, str):
        raise TypeError
    return plain
