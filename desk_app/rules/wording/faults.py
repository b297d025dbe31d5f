# SPDX-License-Identifier: MIT
"""Why a changed sentence is not taken, and where."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.people import Language
from desk_app.records.word import Word


class FaultCode(Word):
    """What is wrong with a sentence as it was typed."""

    EMPTY = "wording_empty"
    ONE_LANGUAGE = "wording_one_language"
    VARIABLE_MISSING = "wording_variable_missing"
    VARIABLE_UNKNOWN = "wording_variable_unknown"
    VARIABLE_ELSEWHERE = "wording_variable_elsewhere"
    CONDITION_CHANGED = "wording_condition_changed"
    MARK_CHANGED = "wording_mark_changed"
    SIGN_NOT_TAKEN = "wording_sign_not_taken"
    BREAK_NOT_TAKEN = "wording_break_not_taken"
    DECISIVE_GONE = "wording_decisive_gone"
    NEVER_SAID = "wording_never_said"


@dataclass(frozen=True, slots=True)
class WordingFault:
    """One fault: in which language, from where to where in what was typed, and about what.

    Something that is missing has no extent: it is told at the end.
    """

    code: FaultCode
    language: Language
    start: int
    end: int
    what: str = ""
