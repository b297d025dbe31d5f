# SPDX-License-Identifier: MIT
"""The words of ``check`` and of bad files, in the language that was chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import messages
from desk_app.i18n.messages import HOLE, Tongue
from desk_app.i18n.vocabulary import table, text
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.records.base import Fact
    from desk_app.records.case.findings import Finding
    from desk_app.rules.rulebook.reading import Problem, RulebookError
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.rulebook.wanted import WantedThere

_TABLE = "check"
_HOWS = {
    "field": "Field",
    "form": "form",
    "forms": "form",
    "kinds": "document",
    "proxy_kind": "ProxyKind",
    "whose": "Subject",
    "certified": "Certified",
    "denomination": "",
}
"""How facts are written that no sentence of their finding says, or says in a half word."""


def line(code_: str, language: Language, /, **facts: str | int) -> str:
    """Return a line of ``check``, filled in."""
    return (text(_TABLE, "Line", code_, language) or "").format(**facts)


def axis(code: str, language: Language) -> str:
    """Return what an axis is called."""
    return text(_TABLE, "CheckAxis", code, language) or code


def fault(code_: str, language: Language, /, **facts: str | int) -> str:
    """Return what is wrong with a check file, as a half sentence."""
    return (text(_TABLE, "CheckFault", code_, language) or code_).format(**facts)


def wanted(found: WantedThere, language: Language) -> str:
    """Return what a place of a file should have held instead, as a half sentence."""
    said = text(_TABLE, "Wanted", found.code, language)
    if said is None:
        said = text(_TABLE, "Wanted", "other", language) or ""
    facts = dict(found.facts)
    if language is Language.JA and "expected" in facts:
        facts["expected"] = str(facts["expected"]).replace(" or ", "、").replace(", ", "、")
    return said.format(**facts)


def rulebook_lines(error: RulebookError, language: Language) -> Iterator[str]:
    """Yield each thing that is wrong with a rulebook file, with its place and what is wanted."""
    for problem in error.problems:
        said = messages.rulebook_problem(error.file, problem, language)
        more = detail(problem, language)
        if not more or problem.fault.value == more:
            yield said
        else:
            yield (
                f"{said[:-1]}（{more}）。" if language is Language.JA else f"{said[:-1]} ({more})."
            )


def detail(problem: Problem, language: Language) -> str:
    """Return what is wanted at the place of a problem; empty where there is no more to say.

    What a library says of a file is English: a name alone stands in Japanese too.
    """
    if problem.wanted is not None:
        return wanted(problem.wanted, language)
    return problem.detail if language is Language.EN or " " not in problem.detail else ""


def fact(finding: Finding, name: str, language: Language, rules: Rules) -> tuple[str, str]:
    """Return a fact of a finding by its name, with what it says in words."""
    called = text(_TABLE, "Fact", name, language) or name
    return called, _fact(finding, name, Tongue(language, rules))


def _fact(finding: Finding, name: str, tongue: Tongue) -> str:
    value = finding.facts[name]
    if isinstance(value, bool):
        return messages.answer(name, tongue.language, yes=value)
    if name == "record":
        return str(value)
    term = _reason(value, tongue) if name == "reason" else None
    return term or messages.write_one(finding.facts, name, _how(finding, name), tongue)


def _reason(value: Fact, tongue: Tongue) -> str | None:
    """Return the title of a reason of the rulebook, where the fact is one."""
    reasons = () if tongue.rules is None else tongue.rules.reasons
    found = next((each for each in reasons if each.code == value), None)
    return None if found is None else messages.titled(found, found.code, tongue.language)


def _how(finding: Finding, name: str) -> str:
    """Return how the finding's own sentences write a fact; days are always written in full."""
    if name in _HOWS:
        return _HOWS[name]
    sentences = (
        *(said for part in table("findings").get(finding.code, {}).values() for said in part),
        *table("cures")["Cure"].get(finding.cure, ()),
    )
    holes = (each for said in sentences for each in HOLE.finditer(said))
    hows = [each["how"] or "" for each in holes if each["fact"] == name]
    found = next((how for how in hows if how), "")
    return found.removeprefix("any_")
