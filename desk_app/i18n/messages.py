# SPDX-License-Identifier: MIT
"""From a code and its facts to a sentence in the clerk's language: findings, work, errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import BadInput, KnownError, Refused
from desk_app.i18n import dates, vocabulary, writing
from desk_app.i18n.vocabulary import article, table, text
from desk_app.records.base import NO_FACTS
from desk_app.records.case.papers import MaskAction
from desk_app.records.desk.people import Language
from desk_app.rules.findings.articles import articles
from desk_app.rules.findings.envelope import name_of
from desk_app.rules.rulebook.terms import IdentityUse
from desk_app.rules.work_codes import StepCode, due_kind
from desk_app.rules.writing.text import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from enum import Enum

    from desk_app.records.base import Fact
    from desk_app.records.case.application import Right
    from desk_app.records.case.decisions import Outcome
    from desk_app.records.case.findings import ClaimState, DayStep, DueDate, Finding, Next
    from desk_app.records.case.mail import HeldThing
    from desk_app.records.case.papers import Masking
    from desk_app.rules.rulebook.reading import Problem
    from desk_app.rules.rulebook.rulebook import Rules


NOT_GIVEN = "—"
"""Stands where a fact is missing: a screen never fails for want of one."""

HOLE = re.compile(r"\{(?P<fact>\w+)(?::(?P<how>\w+))?\}")
OPTION = re.compile(r"\[(?P<option>[^\[\]]*)\]")
_SLOT = re.compile(rf"{OPTION.pattern}|{HOLE.pattern}")
_PILE = re.compile(r"(\d+)x(\d+)")


_STAND_IN = "stand_in"
"""How a kind of document is written that takes the place of one that is not taken any more."""


class TitledTerm(Protocol):
    """A term of the rulebook with its titles."""

    @property
    def title_ja(self) -> str:
        """Return the Japanese title."""
        ...

    @property
    def title_en(self) -> str:
        """Return the English title."""
        ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """The clerk's language, and the rules that title documents, forms and items to be masked.

    ``of_nobody`` leaves out every text as it was typed: whoever reads has no applicant's data.
    """

    language: Language
    rules: Rules | None = None
    of_nobody: bool = False


def fill(sentence: str, facts: Mapping[str, Fact], tongue: Tongue) -> str:
    """Return a sentence with its facts; a text among them is never read as a sentence itself."""
    filled = _filled(sentence, facts, tongue)
    return filled[:1].upper() + filled[1:] if tongue.language is Language.EN else filled


def _filled(sentence: str, facts: Mapping[str, Fact], tongue: Tongue) -> str:
    def slot(found: re.Match[str]) -> str:
        option = found["option"]
        if option is None:
            return _written(found, facts, tongue)
        given = all(facts.get(hole["fact"]) for hole in HOLE.finditer(option))
        return _filled(option, facts, tongue) if given else ""

    return _SLOT.sub(slot, sentence)


def _written(hole: re.Match[str], facts: Mapping[str, Fact], tongue: Tongue) -> str:
    value, how = facts.get(hole["fact"]), hole["how"] or ""
    typed = not how and isinstance(value, str)
    if value is None or (typed and tongue.of_nobody):
        return NOT_GIVEN
    if how == "face" and isinstance(value, int):
        return writing.face(value, str(facts.get("piece", "")), tongue.language)
    return write(value, how, tongue)


def write_one(facts: Mapping[str, Fact], name: str, how: str, tongue: Tongue) -> str:
    """Write one of several facts by its name, as a sentence would."""
    hole = HOLE.fullmatch(f"{{{name}:{how}}}" if how else f"{{{name}}}")
    return NOT_GIVEN if hole is None else _written(hole, facts, tongue)


def write(value: Fact, how: str, tongue: Tongue) -> str:
    """Write one fact: as a day, a sum or a count, by its title, or by the word of its code."""
    if how.startswith("any_"):
        return writing.one_of(_each(value, how.removeprefix("any_"), tongue), tongue.language)
    if isinstance(value, tuple):
        return _many(value, how, tongue)
    if isinstance(value, datetime):
        return f"{dates.bare(dates.day_of(value), tongue.language)} {dates.clock(value)}"
    if isinstance(value, date):
        return writing.day(value, tongue.language, weekday=how == "weekday")
    if isinstance(value, int):
        return _number(value, how, tongue)
    return _code(value, how, tongue) if how else shown(value)


def _each(value: Fact, how: str, tongue: Tongue) -> list[str]:
    values = value if isinstance(value, tuple) else (value,)
    return [write(each, how, tongue) for each in values]


def _many(values: tuple[str, ...], how: str, tongue: Tongue) -> str:
    piles = [_PILE.fullmatch(each) for each in values]
    if how == "pieces" and all(piles):
        return writing.pieces([(int(p[1]), int(p[2])) for p in piles if p], tongue.language)
    return writing.listed(_each(values, how, tongue), tongue.language)


def _number(value: int, how: str, tongue: Tongue) -> str:
    if how == "yen":
        return writing.yen(value, tongue.language)
    if how in table("words")["unit"]:
        return writing.count(value, how, tongue.language)
    return f"{value:,}"


def _code(code: str, how: str, tongue: Tongue) -> str:
    """Write the word or title of a code; one that has none stands as it is, in quotation marks."""
    if how in TITLED:
        term = None if tongue.rules is None else _TITLES[how](tongue.rules, code)
        called = title(term, code, tongue.language)
        return _with_its_use(called, code, tongue) if how == _STAND_IN else called
    word = vocabulary.word_of(how, code.partition(":")[0], tongue.language)
    return writing.quoted(code, tongue.language) if word is None else word


def _with_its_use(called: str, code: str, tongue: Tongue) -> str:
    """Name a kind that takes another's place; one that does not suffice alone says so."""
    term = None if tongue.rules is None else tongue.rules.document(code)
    if term is None or term.identity in {IdentityUse.ALONE, IdentityUse.NEVER}:
        return called
    use = vocabulary.word_of("IdentityUse", term.identity.value, tongue.language) or ""
    if tongue.language is Language.JA:
        return f"{called}（本人確認では{use}）"
    return f"{called} (for identity {use})"


def title(term: TitledTerm | None, code: str, language: Language) -> str:
    """Return the title of a term of the rulebook; its code in quotation marks where it has none."""
    if term is None:
        return writing.quoted(code, language)
    return term.title_ja if language is Language.JA else term.title_en


def _document(rules: Rules, code: str) -> TitledTerm | None:
    return rules.document(code)


def _form(rules: Rules, code: str) -> TitledTerm | None:
    return rules.form(code)


def _mask(rules: Rules, code: str) -> TitledTerm | None:
    return next((mask for mask in rules.masks if mask.code == code), None)


_TITLES: Mapping[str, Callable[[Rules, str], TitledTerm | None]] = {
    "document": _document,
    _STAND_IN: _document,
    "form": _form,
    "mask": _mask,
}
TITLED = frozenset(_TITLES)


# From a code and its facts to a sentence in the clerk's language: findings, work, errors.


Part = tuple[str, ...]
"""The keys under which one of a code's sentences stands; the first that is there counts."""

_REFUSALS, _INPUTS, _ERRORS = "refusals", "inputs", "errors"
_ANYTHING = "anything"
_PARTS: tuple[Part, Part, Part] = (("what",), ("safe",), ("next",))
_PARTS_UNTYPED: tuple[Part, Part, Part] = (("what",), ("untyped", "safe"), ("next",))
word = vocabulary.word
"""Gives the word of a value as inside a sentence; its code where it has no word."""

_INDEX = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class ShortSentence:
    """A short sentence without a full stop, and what more there is to say; empty where nothing."""

    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What happened, what is safe, what to do next; and where, for a value from outside."""

    what: str
    safe: str
    next: str
    place: str = ""


def outcome(right: Right, end: Outcome | ClaimState, language: Language) -> str:
    """Return how a request of a right ended: the same word in ledgers, evidence and the window."""
    own = vocabulary.word_of("RightOutcome", f"{right.value}_{end.value}", language)
    return own or word(end, language)


def label(member: Enum, language: Language) -> str:
    """Return the word of a value standing alone, with a capital in English."""
    found = word(member, language)
    return found[:1].upper() + found[1:]


def went_back(before: datetime, language: Language) -> str:
    """Say that an entry of the journal is of before the entry before, and of when that is."""
    said = vocabulary.word_of("JournalNote", "went_back", language) or ""
    day = dates.narrow(dates.day_of(before), language)
    return f"{said}{'：' if language is Language.JA else ': '}{day} {dates.clock(before)}"


def masked(masking: Masking, language: Language, *, went_back: bool) -> str:
    """Return what was done with an item to be blacked out; a page that goes back may have gone."""
    if went_back and masking.action is MaskAction.RETURNED:
        return vocabulary.word_of("Whereabouts", "returned", language) or ""
    return word(masking.action or masking.state, language)


def thing(held: HeldThing, language: Language) -> str:
    """Name a thing of the return list: its kind, and what it is called beside."""
    kind, name = label(held.kind, language), name_of(held)
    if not name:
        return kind
    return f"{kind}（{name}）" if language is Language.JA else f"{kind} ({name})"


def shorts(members: Iterable[Enum], language: Language) -> dict[str, str]:
    """Return the short words of values by their long ones, for where those have no room."""
    found = ((each, vocabulary.short_of(each, language)) for each in members)
    return {label(each, language): short for each, short in found if short is not None}


def field(code: str, language: Language) -> str:
    """Return the name of a field of a form or paper; its code where it has none."""
    return vocabulary.word_of("Field", code, language) or code


def answer(code: str, language: Language, *, yes: bool) -> str:
    """Return what a field says where it holds for it, or does not: no yes without its question."""
    said = "yes" if yes else "no"
    own = vocabulary.word_of("Answer", f"{code}_{said}", language)
    return own or vocabulary.word_of("Answer", said, language) or said


def noted(code: str, language: Language) -> str:
    """Return the name of what an entry of the journal notes; its code where it has none."""
    return vocabulary.word_of("Noted", code, language) or field(code, language)


def variable(name: str, language: Language) -> str:
    """Return what a variable of a letter's sentence stands for; its name where it has no word."""
    return vocabulary.word_of("Variable", name, language) or name


def when(condition: str, place: str, language: Language, *, usual: bool = False) -> str:
    """Return when a part of the sentence at a place is printed, by its condition in the template.

    Without a condition it is what is printed otherwise, which may be what is ``usual``.
    """
    if not condition:
        condition = "usual" if usual else "otherwise"
    found = (
        vocabulary.text("when", "When", key, language)
        for key in (f"{place} {condition}", condition)
    )
    return next((each for each in found if each is not None), condition)


def titled(term: TitledTerm | None, code: str, language: Language) -> str:
    """Return the title of a document, form, ground or clause of the rulebook."""
    return title(term, code, language)


def clause_name(id_: str, rules: Rules, language: Language) -> str:
    """Return what a clause is called; nothing for an article of law, which is named alone."""
    found = next((each for each in rules.clauses if each.id == id_), None)
    return "" if found is None else titled(found, id_, language)


def clause_text(id_: str, rules: Rules, language: Language) -> str:
    """Return what a clause says as we state it; nothing for an article of law."""
    found = next((each for each in rules.clauses if each.id == id_), None)
    if found is None:
        return ""
    return found.text_ja if language is Language.JA else found.text_en


def law_behind(finding: Finding, language: Language, rules: Rules) -> str:
    """Return the articles of law behind a finding, in one line; empty where it has none."""
    found = (article(each, language) for each in articles(finding, rules))
    return ("、" if language is Language.JA else "; ").join(found)


def told(finding: Finding, language: Language, rules: Rules) -> ShortSentence:
    """Return what a finding says, as title and detail."""
    tongue = Tongue(language, rules)
    titled_, detail = (
        fill(text("findings", finding.code, part, language) or "", finding.facts, tongue)
        for part in ("title", "detail")
    )
    return ShortSentence(titled_ or finding.code, detail)


def heading(finding: Finding, language: Language, rules: Rules) -> str:
    """Return what a finding says in its title, with no text of anybody's in it."""
    tongue = Tongue(language, rules, of_nobody=True)
    titled_ = text("findings", finding.code, "title", language) or finding.code
    return fill(titled_, finding.facts, tongue)


def finding(said: Finding, language: Language, rules: Rules) -> str:
    """Return what a finding says in one text."""
    found = told(said, language, rules)
    return _joined((_stopped(found.title, language), found.detail), language)


def cure(said: Finding, language: Language, rules: Rules) -> str:
    """Return what the applicant is asked for; empty where nothing."""
    asked = text("cures", "Cure", said.cure, language)
    return fill(asked or "", said.facts, Tongue(language, rules))


def next_step(found: Next, language: Language) -> ShortSentence:
    """Return what is to be done next, then why and by when: the day by its own name."""
    what = text("work", "What", found.what, language) or found.what
    why = text("work", "Why", found.why, language) or ""
    kind = due_kind(found.what)
    until = "" if found.by is None else text("work", "By", kind.value, language) or ""
    facts: dict[str, Fact] = {} if found.by is None else {"by": found.by}
    return ShortSentence(what, _joined((why, fill(until, facts, Tongue(language))), language))


def due(found: DueDate, language: Language) -> tuple[str, ...]:
    """Return how a day was counted, step by step."""
    start = next((each.day for each in found.steps if each.code == StepCode.START), None)
    return tuple(step(each, language, start) for each in found.steps)


def step(counted: DayStep, language: Language, start: date | None = None) -> str:
    """Return one step of counting; with the start, which day of the period it is."""
    facts: dict[str, Fact] = {"day": counted.day}
    if start is not None:
        facts["days"] = (counted.day - start).days
    sentence = text("work", "StepCode", counted.code, language)
    return fill(sentence or "{day:weekday}", facts, Tongue(language))


def refusal(code: str, facts: Mapping[str, Fact], language: Language) -> str:
    """Return why a verb may not be done, and what to do."""
    said = _said((code,), facts, language, (_REFUSALS, _INPUTS))
    return _joined((said.what, said.next), language)


def fault(member: Enum, language: Language, facts: Mapping[str, Fact] = NO_FACTS) -> str:
    """Return what is wrong with a typed text, date or number, and how to put it right."""
    said = _said((str(member.value),), facts, language, (_INPUTS,))
    return _joined((said.what, said.next), language)


def error(known: KnownError, language: Language, *, typing: bool = True) -> Said:
    """Return what happened, what is safe and what to do next; never a traceback's words.

    ``typing`` says whether anything was typed that can be safe too, as on a screen.
    """
    parts = _PARTS if typing else _PARTS_UNTYPED
    if isinstance(known, Refused):
        return _said(known.reasons, known.facts, language, (_REFUSALS, _INPUTS, _ERRORS), parts)
    if isinstance(known, BadInput):
        said = _said((known.code,), known.facts, language, (_INPUTS, _REFUSALS), parts)
        safe = _part(_INPUTS, _ANYTHING, parts[1], language)
        return Said(said.what, safe, said.next, place(known.place, language))
    codes = (known.code, type(known).code)
    code = next((each for each in codes if each in table(_ERRORS)), KnownError.code)
    return _said((code,), known.facts, language, (_ERRORS,), parts)


def place(path: str, language: Language) -> str:
    """Return where in a form a value stands: 切手等 2 ＞ 枚数, or stamps 2 > count."""
    parts = [_place_part(part, language) for part in path.split(".") if part]
    return (" ＞ " if language is Language.JA else " > ").join(parts)


def rulebook_problem(file: str, problem: Problem, language: Language) -> str:
    """Return one thing that is wrong with a rulebook file, with its place."""
    facts: dict[str, Fact] = {"file": file, "key": problem.key, "fault": problem.fault.value}
    if problem.line:
        facts["line"] = problem.line
    return fill(text("rulebook", "problem", "line", language) or "", facts, Tongue(language))


def _place_part(part: str, language: Language) -> str:
    name = field(_INDEX.sub("", part), language)
    numbers = "".join(f" {int(number) + 1}" for number in _INDEX.findall(part))
    return name + numbers


def _said(
    codes: Iterable[str],
    facts: Mapping[str, Fact],
    language: Language,
    tables: tuple[str, ...],
    parts: tuple[Part, Part, Part] = _PARTS,
) -> Said:
    """Return the sentences of one or several codes, each looked for in the tables in turn."""
    found = [_where(code, tables) for code in codes] or [(_ERRORS, Refused.code)]
    what, safe, after = (
        _joined(dict.fromkeys(_part(name, code, part, language) for name, code in found), language)
        for part in parts
    )
    tongue = Tongue(language)
    return Said(fill(what, facts, tongue), fill(safe, facts, tongue), fill(after, facts, tongue))


def _where(code: str, tables: tuple[str, ...]) -> tuple[str, str]:
    """Return table and code of a sentence; what no table knows is told in general words."""
    name = next((each for each in tables if code in table(each)), None)
    if name is not None:
        return name, code
    return (_INPUTS, BadInput.code) if tables[0] == _INPUTS else (_ERRORS, Refused.code)


def _part(name: str, code: str, part: Part, language: Language) -> str:
    """Return one of a code's sentences; what is safe is often the same for a whole table."""
    places = ((heading, key) for heading in (code, _ANYTHING) for key in part)
    return next((said for place in places if (said := text(name, *place, language))), "")


def _joined(sentences: Iterable[str], language: Language) -> str:
    return ("" if language is Language.JA else " ").join(each for each in sentences if each)


def _stopped(sentence: str, language: Language) -> str:
    return f"{sentence}{'。' if language is Language.JA else '.'}"
