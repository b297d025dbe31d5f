# SPDX-License-Identifier: MIT
"""The cases kept beside a rulebook: facts and what must be found, run against the rules."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints, ValidationError

from desk_app.records.findings import Axis
from desk_app.rules import kept_cases
from desk_app.rules.kept_cases import (
    Answers,
    ApplicationFacts,
    ComparisonFacts,
    DateFacts,
    EndFacts,
    Facts,
    GroundFacts,
    Plain,
    ValueFacts,
)
from desk_app.rules.rulebook import Rulebook
from desk_app.rules.rulebook_parts.reading import (
    Fault,
    Places,
    Problem,
    RulebookError,
    details,
    dotted,
    failed,
)

Family = Literal[
    "fee",
    "documents",
    "authority",
    "register",
    "form",
    "masking",
    "withdrawal",
    "comparison",
    "days",
    "grounds",
    "ends",
    "values",
]

_APPLICATION = (ApplicationFacts, kept_cases.of_application)
_FAMILIES: Mapping[str, tuple[type[Facts], Callable[..., Answers]]] = {
    "fee": _APPLICATION,
    "documents": _APPLICATION,
    "authority": _APPLICATION,
    "register": _APPLICATION,
    "form": _APPLICATION,
    "masking": _APPLICATION,
    "withdrawal": _APPLICATION,
    "comparison": (ComparisonFacts, kept_cases.of_comparison),
    "days": (DateFacts, kept_cases.of_days),
    "grounds": (GroundFacts, kept_cases.of_ground),
    "ends": (EndFacts, kept_cases.of_end),
    "values": (ValueFacts, kept_cases.of_value),
}
_AXES = {
    "fee": Axis.FEE,
    "documents": Axis.IDENTITY,
    "register": Axis.IDENTITY,
    "authority": Axis.AUTHORITY,
    "form": Axis.COMPLETENESS,
    "masking": Axis.COMPLETENESS,
    "withdrawal": Axis.COMPLETENESS,
}
"""The axis whose findings a family tells in full; those of the others are not looked at."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _CaseEntry(_Entry):
    id: Annotated[str, Strict(), StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    why: Annotated[str, Strict(), StringConstraints(min_length=12)]
    facts: dict[str, Any] = {}
    expected: dict[str, Any] = Field(min_length=1)


class _CasesFile(_Entry):
    family: Family
    case: tuple[_CaseEntry, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class KeptCase:
    """One case: its name, a sentence why, its facts, and what must be found."""

    id: str
    why: str
    family: str
    facts: Facts
    expected: Mapping[str, Plain]
    file: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing found otherwise than expected."""

    what: str
    expected: Plain
    found: Plain


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case; it holds where nothing differs."""

    case: KeptCase
    differences: tuple[Difference, ...]


def read(folder: Path) -> tuple[KeptCase, ...]:
    """Return the cases of all files of a folder, in order of the files' names.

    A folder that is not there holds none. Raises RulebookError with file, key, line and fault.
    """
    found: dict[str, KeptCase] = {}
    for path in sorted(folder.glob("*.toml")):
        for case, problem in _read_file(path):
            if case.id in found:
                raise RulebookError(path.name, (problem,))
            found[case.id] = case
    return tuple(found.values())


def run(cases: Iterable[KeptCase], book: Rulebook) -> Iterator[Outcome]:
    """Yield what becomes of each case under a rulebook."""
    for case in cases:
        yield Outcome(case, differences(case, book))


def differences(case: KeptCase, book: Rulebook) -> tuple[Difference, ...]:
    """Return what a rulebook finds otherwise than the case expects."""
    _, answer = _FAMILIES[case.family]
    found = answer(case.facts, book)
    return tuple(
        Difference(what, expected, _told(case, what, found))
        for what, expected in case.expected.items()
        if not _agrees(case, what, expected, found)
    )


def _told(case: KeptCase, what: str, found: Answers) -> Plain:
    value = found.get(what)
    return [str(each) for each in _own(case, value)] if what == "findings" else value


def _agrees(case: KeptCase, what: str, expected: Plain, found: Answers) -> bool:
    """Return whether an answer is the expected one.

    All findings of the family's axis must be expected, each by some of its words; of ``said`` and
    ``facts`` only what is written is asked for.
    """
    value = found.get(what)
    if what == "findings":
        return _same_findings(expected, _own(case, value))
    if what == "said":
        return set(_texts(expected)) <= set(_texts(value))
    return _within(expected, value) if what == "facts" else expected == value


def _own(case: KeptCase, value: Plain) -> list[set[str]]:
    axis = _AXES[case.family].value
    return [set(text.split()) for text in _texts(value) if axis in text.split()]


def _same_findings(expected: Plain, found: list[set[str]]) -> bool:
    wanted = [set(text.split()) for text in _texts(expected)]
    if len(wanted) != len(found):
        return False
    return all(any(words <= told for told in found) for words in wanted) and all(
        any(words <= told for words in wanted) for told in found
    )


def _within(expected: Plain, value: Plain) -> bool:
    if not isinstance(expected, dict):
        return expected == value
    return isinstance(value, dict) and all(
        key in value and _within(item, value[key]) for key, item in expected.items()
    )


def _texts(value: Plain) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _read_file(path: Path) -> Iterator[tuple[KeptCase, Problem]]:
    """Yield each case of a file, with the problem it would be if its name were taken."""
    text = _text(path)
    places = Places(text)
    shaped = _shaped(path, text, places)
    for number, entry in enumerate(shaped.case):
        problem = Problem(
            dotted(("case", number, "id")),
            places.line(("case", number, "id")),
            Fault.TWICE,
            entry.id,
        )
        facts = _facts(path, shaped.family, entry, number, places)
        yield (
            KeptCase(entry.id, entry.why, shaped.family, facts, entry.expected, path.name),
            problem,
        )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except OSError as error:
        raise failed(path, Fault.UNREADABLE, error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise failed(path, Fault.NOT_TEXT) from error


def _shaped(path: Path, text: str, places: Places) -> _CasesFile:
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise failed(path, Fault.BROKEN_TOML, str(error)) from error
    try:
        return _CasesFile.model_validate(said)
    except ValidationError as error:
        raise _wrong(path, (), error, places) from error


def _facts(path: Path, family: str, entry: _CaseEntry, number: int, places: Places) -> Facts:
    model, _ = _FAMILIES[family]
    try:
        return model.model_validate(entry.facts)
    except ValidationError as error:
        raise _wrong(path, ("case", number, "facts"), error, places) from error


def _wrong(
    path: Path, within: tuple[str | int, ...], error: ValidationError, places: Places
) -> RulebookError:
    return RulebookError(
        path.name,
        tuple(
            Problem(
                dotted((*within, *detail["loc"])),
                places.line((*within, *detail["loc"])),
                Fault.UNKNOWN_KEY if detail["type"] == "extra_forbidden" else Fault.WRONG_VALUE,
                detail["msg"],
            )
            for detail in details(error)
        ),
    )
