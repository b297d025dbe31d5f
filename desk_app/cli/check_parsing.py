# SPDX-License-Identifier: MIT
"""From the bytes of a check file to its model; every fault with its JSON path and reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NoReturn

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from desk_app.cli.check_errors import CheckFault, CheckFileError, json_path
from desk_app.cli.check_file import CheckFile
from desk_app.rules.rulebook_parts.shapes import details

LARGEST = 20_000_000
"""Bytes of a check file at most."""

_MOST_TOLD = 50
_REASONS = {
    "text_too_long": "too long: at most {limit} characters",
    "text_control_character": "a control character at position {position}",
    "text_lone_surrogate": "a lone surrogate at position {position}",
    "text_direction_override": "a mark that turns the reading direction at position {position}",
    "text_no_character": "a code that is no character at position {position}",
    "date_not_text": "a date is written as a text, such as 2026-11-25 or R8.11.25",
    "date_empty": "an empty text is no date",
    "date_not_understood": "not understood as a date from position {position} on",
    "date_no_such_year": "there is no such year (position {position})",
    "date_no_such_month": "there is no such month (position {position})",
    "date_no_such_day": "that month has no such day (position {position})",
    "date_before_era": "the era had not begun on that day (position {position})",
    "date_after_era": "the era had ended by that day (position {position})",
    "date_years_disagree": "the two years named disagree (position {position})",
    "date_wrong_weekday": "that day is another day of the week (position {position})",
    "extra_forbidden": "unknown key",
    "missing": "missing",
    "model_type": "an object is wanted here",
    "tuple_type": "a list is wanted here",
    "string_type": "a text is wanted here",
    "int_type": "a whole number is wanted here",
    "bool_type": "true or false is wanted here",
    "greater_than_equal": "at least {ge}",
    "less_than_equal": "at most {le}",
    "too_short": "at least {min_length} entry is wanted",
    "too_long": "at most {max_length} entries",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "not of the form wanted here: {pattern}",
    "string_unicode": "not a text of whole characters",
    "enum": "one of {expected} is wanted",
}


def parse(source: bytes) -> CheckFile:
    """Return the model of a check file. Raises CheckFileError with every fault found."""
    if len(source) > LARGEST:
        raise _whole(f"larger than {LARGEST} bytes")
    try:
        text = source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _whole(f"not UTF-8 at byte {error.start}") from None
    return _validated(_json(text))


def _validated(data: object) -> CheckFile:
    try:
        return CheckFile.model_validate(data)
    except ValidationError as error:
        faults = [CheckFault(json_path(each["loc"]), _reason(each)) for each in details(error)]
        raise CheckFileError(faults[:_MOST_TOLD]) from None


def _reason(detail: ErrorDetails) -> str:
    template = _REASONS.get(detail["type"], detail["msg"])
    return template.format_map(detail.get("ctx", {}))


class _TwiceError(ValueError):
    """A key stands twice in one object."""


def _json(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise _whole(f"broken JSON at line {error.lineno}, column {error.colno}") from None
    except _TwiceError as error:
        raise _whole(f"the key {error.args[0]} stands twice in one object") from None
    except RecursionError:
        raise _whole("nested too deeply") from None
    except ValueError:
        raise _whole("a number that is no whole number of reasonable size") from None


def _once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(ascii(key[:40]))
        found[key] = value
    return found


def _no_number(_: str) -> NoReturn:
    raise ValueError


def _whole(reason: str) -> CheckFileError:
    return CheckFileError([CheckFault("$", reason)])
