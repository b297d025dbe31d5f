# SPDX-License-Identifier: MIT
"""The values of a rulebook in the clerk's language: their names, their fields, what they say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app.i18n import dates, messages, writing
from desk_app.i18n.vocabulary import word_of
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.amending import CLOSING, Entering

if TYPE_CHECKING:
    from desk_app.rules.rulebook.amending import DatedValue, FieldShape, Given
    from desk_app.rules.rulebook.rulebook import Rules


_KINDS = {"piece": "Piece", "condition": "Condition", "duty": "Duty", "proxy": "ProxyKind"}
_UNITS = {
    "days.notice": "day",
    "days.target": "day",
    "days.warning": "day",
    "days.suit": "day",
    "days.freshness_months": "month",
    "days.retention_years": "year",
    "days.majority": "year_of_age",
    "days.alone": "year_of_age",
    "days.repeat_months": "month",
    "switch.identity_without_photo": "copy",
}
_FEE = "fee.amount"
_EXCERPT = 60


def group(table: str, language: Language) -> str:
    """Return in which part of the rulebook a value stands."""
    head = table.partition(".")[0]
    return _label(word_of("RulebookGroup", head, language) or head, language)


def name(value: DatedValue, language: Language) -> str:
    """Return what a value is called: by its table, its title, or its own code."""
    known = word_of("RulebookValue", value.table, language)
    if value.table == CLOSING and value.key:
        return _span(value, language)
    if known is not None:
        return _label(known, language)
    title = str(dict(value.values).get(f"title_{language.value}") or "")
    title = title or word_of(_KINDS.get(value.table, ""), value.key, language) or ""
    if not title:
        return f"{group(value.table, language)} {value.key}"
    return f"{value.key} {title}" if value.table == "clause" else title


def field(shape: FieldShape, language: Language) -> str:
    """Return what a field of a value is called."""
    code = "amounts" if shape.entering is Entering.NUMBERS else shape.name
    return _label(word_of("RulebookField", code, language) or code, language)


def choice(shape: FieldShape, code: str, language: Language, rules: Rules) -> str:
    """Return the word of one of the choices of a field."""
    if shape.words == "document":
        return messages.titled(rules.document(code), code, language)
    if shape.words == "mask":
        masks = {each.code: each for each in rules.masks}
        return messages.titled(masks.get(code), code, language)
    heading = {"": "RulebookWord", "field": "Field"}.get(shape.words, shape.words)
    return word_of(heading, code, language) or code


def nothing(language: Language) -> str:
    """Return the word for a field in which nothing stands."""
    return word_of("RulebookWord", "nothing", language) or ""


def answer(shape: FieldShape, table: str, language: Language, *, yes: bool) -> str:
    """Return what a field that is one of two says: 返す or 返さない, never a bare yes."""
    of = table if shape.name == "value" else shape.name
    code = f"{of}.{'yes' if yes else 'no'}"
    return word_of("RulebookAnswer", code, language) or code


def given(shape: FieldShape, table: str, what: Given, language: Language, rules: Rules) -> str:
    """Return what stands in a field, as it is read."""
    if what in (None, "", ()):
        return nothing(language)
    if isinstance(what, bool):
        return answer(shape, table, language, yes=what)
    if isinstance(what, int):
        return _number(table, shape.name, what, language, rules)
    if isinstance(what, date):
        return dates.full(what, language)
    if isinstance(what, tuple):
        return writing.listed([_line(shape, each, language, rules) for each in what], language)
    return choice(shape, what, language, rules) if shape.choices else what


def says(value: DatedValue, language: Language, rules: Rules) -> str:
    """Return in one line what a value says; of one with many fields, what it is mostly about."""
    shapes = {each.name: each for each in value.shapes}
    first = next(
        (
            each
            for each in ("value", f"text_{language.value}", "why", "closed", "roles", "standing")
            if each in shapes
        ),
        None,
    )
    if first is None:
        return ""
    told = given(shapes[first], value.table, value.value(first), language, rules)
    return told if len(told) <= _EXCERPT else f"{told[:_EXCERPT]}…"


def differing(value: DatedValue, other: DatedValue | None, language: Language, rules: Rules) -> str:
    """Return what a value says otherwise than another version of it, field by field."""
    if other is None:
        return says(value, language, rules)
    known = dict(other.values)
    told = [
        (shape, given(shape, value.table, what, language, rules))
        for shape, (_, what) in zip(value.shapes, value.values, strict=True)
        if known.get(shape.name) != what
    ]
    if not told:
        # The same is said, and rests on something else.
        grounds = f"{messages.label(value.source, language)} {value.clause}".strip()
        return f"{says(value, language, rules)} ({grounds})".strip()
    if [shape.name for shape, _ in told] == ["value"]:
        return told[0][1]
    between = "：" if language is Language.JA else ": "
    return "\n".join(f"{field(shape, language)}{between}{text}" for shape, text in told)


def _line(shape: FieldShape, line: str, language: Language, rules: Rules) -> str:
    if shape.entering is Entering.NUMBERS:
        code, _, number = line.partition(" ")
        told = _number(_FEE, shape.name, int(number), language, rules)
        return f"{choice(shape, code, language, rules)} {told}"
    return choice(shape, line, language, rules) if shape.choices else line


def _number(table: str, code: str, number: int, language: Language, rules: Rules) -> str:
    if table == _FEE and rules.fee.unit == "JPY":
        return writing.yen(number, language)
    unit = _UNITS.get(table) if code == "value" else None
    return writing.count(number, unit, language) if unit is not None else f"{number:,}"


def unit(table: str, code: str, language: Language, rules: Rules) -> str:
    """Return what a number of a field counts: 円, 日; empty where it counts nothing named."""
    if table == _FEE and rules.fee.unit == "JPY":
        return writing.unit_of_yen(language)
    counted = _UNITS.get(table) if code == "value" else None
    return "" if counted is None else writing.unit(counted, language)


def _span(value: DatedValue, language: Language) -> str:
    first, last = value.value("first"), value.value("last")
    days = [dates.full(each, language) for each in (first, last) if isinstance(each, date)]
    return (" – " if language is Language.EN else "～").join(dict.fromkeys(days))


def _label(word: str, language: Language) -> str:
    return word[:1].upper() + word[1:] if language is Language.EN else word
