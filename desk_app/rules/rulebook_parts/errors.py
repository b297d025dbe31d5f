# SPDX-License-Identifier: MIT
"""What can be wrong with a rulebook file, with file, key, line and reason."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Fault(StrEnum):
    """Why a rulebook is refused."""

    UNREADABLE = "unreadable"
    NOT_TEXT = "not_text"
    BROKEN_TOML = "broken_toml"
    UNKNOWN_KEY = "unknown_key"
    MISSING = "missing"
    NO_CLAUSE = "no_clause"
    WRONG_TYPE = "wrong_type"
    WRONG_VALUE = "wrong_value"
    TWICE = "twice"
    OVERLAP = "overlap"
    GAP = "gap"
    BACKWARDS = "backwards"
    BEFORE_BEGIN = "before_begin"
    UNKNOWN_CLAUSE = "unknown_clause"
    UNKNOWN_PRACTICE = "unknown_practice"
    UNKNOWN_DOCUMENT = "unknown_document"
    UNKNOWN_MASK = "unknown_mask"
    UNKNOWN_FIELD = "unknown_field"
    UNLAWFUL_GROUND = "unlawful_ground"
    UNLAWFUL_FEE = "unlawful_fee"
    DUTY_TOO_WIDE = "duty_too_wide"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: dotted key (entries counted from 1), line, fault, detail."""

    key: str
    line: int | None
    fault: Fault
    detail: str = ""


class RulebookError(Exception):
    """A rulebook file that cannot be used; ``problems`` tells every place in it.

    ``file`` is the name of the file, never its folder.
    """

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        self.file = file
        self.problems = problems
        super().__init__("; ".join(self.lines()))

    @property
    def fault(self) -> Fault:
        """Return the first problem's fault."""
        return self.problems[0].fault

    @property
    def key(self) -> str:
        """Return the first problem's key."""
        return self.problems[0].key

    @property
    def line(self) -> int | None:
        """Return the first problem's line, counted from 1."""
        return self.problems[0].line

    def lines(self) -> tuple[str, ...]:
        """Return one line of text per problem: file, line, key, fault, detail."""
        return tuple(self._line_of(problem) for problem in self.problems)

    def _line_of(self, problem: Problem) -> str:
        place = f"{self.file}:{problem.line}" if problem.line else self.file
        parts = (place, problem.key, problem.fault.value, problem.detail)
        return ": ".join(part for part in parts if part)


def failed(path: Path, fault: Fault, detail: str = "", line: int | None = None) -> RulebookError:
    """Return the error of a file that could not even be taken apart."""
    return RulebookError(path.name, (Problem("", line, fault, detail),))
