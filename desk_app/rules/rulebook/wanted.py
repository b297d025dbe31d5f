# SPDX-License-Identifier: MIT
"""What a file should have held instead, in our words: rulebooks and check files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

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
    "string_too_short": "at least {min_length} character is wanted",
    "string_too_long": "at most {max_length} characters",
    "string_pattern_mismatch": "not of the form wanted here: {pattern}",
    "string_unicode": "not a text of whole characters",
    "date_type": "a date is wanted here, as 2026-11-25 without quotes",
    "dict_type": "a table is wanted here",
    "enum": "one of {expected} is wanted",
}


def reason(detail: ErrorDetails) -> str:
    """Return what is wrong with one place of a file, as a half sentence in English."""
    template = _REASONS.get(detail["type"], detail["msg"])
    return template.format_map(detail.get("ctx", {}))
