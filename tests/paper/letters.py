# SPDX-License-Identifier: MIT
"""Letters made by the verbs on real desks, read back, and held against the record and the rules."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import partial
from random import Random
from unittest import mock

from desk_app.desk.errors import LetterStopped
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.letters import render
from desk_app.records.case.letters import Body, DecisionBody, LetterFacts, LetterKind
from desk_app.records.desk.people import Language
from tests.letters.content_rules import objections
from tests.letters.random_facts import random_facts
from tests.paper.cases import COURSES, Office
from tests.paper.record_facts import Fact, Reading, Record, read, wanted
from tests.paper.windows import letters_loaded
from tests.unit.desk.stamp_walk import Conserved, conserve
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

SEQUENCES = 10_000
_SHARE = 125
_CONTROLS = 40


def try_stamps(context: Context) -> Outcome:
    """Play sequences at desks of their own; then some in which what goes back is not entered."""
    wanted = context.share(SEQUENCES, 8)
    shares = cut(wanted, _SHARE)
    found = spread(partial(_played, context.seed), [(each.start, len(each)) for each in shares])
    faults = sum(len(each.faults) for each in found)
    came = sum(each.came for each in found)
    went = sum(each.went for each in found)
    return Outcome(
        reached=f"{faults} pieces out of order in {came:,} that came and {went:,} that went back",
        held=faults == 0,
        work=(
            Work("sequences", sum(each.sequences for each in found), wanted),
            Work("pieces that came", came, 10 * wanted),
            Work("pieces that went back", went, wanted),
            Work("sent back whole", sum(each.returned_whole for each in found), wanted // 8),
        ),
        control=_unentered(context.seed),
    )


def _played(seed: int, share: tuple[int, int]) -> Conserved:
    first, sequences = share
    return conserve(sequences, seed=hash((seed, first)))


def _unentered(seed: int) -> Control:
    with mock.patch.object(posting, "enter_returns"):
        found = conserve(_CONTROLS, seed=seed, first_fault=True)
    return Control(
        "what goes back is not entered",
        f"{len(found.faults)} found within {found.sequences} sequences",
        failed=bool(found.faults),
    )


STAMPS = Goal(
    "stamps",
    f"{SEQUENCES:,} sequences: what came in is there or went out, to the piece; "
    "a lapse or withdrawal returns exactly what was received",
    try_stamps,
)


Change = Callable[[LetterFacts, LetterFacts], LetterFacts]


def swapped(luck: Random, own: LetterFacts, among: Sequence[LetterFacts]) -> LetterFacts | None:
    """Return a letter with one fact of another one's; None where no other differs from it."""
    others = luck.sample(among, len(among))
    for change in luck.sample(_CHANGES, len(_CHANGES)):
        for other in others:
            if other.language is own.language and (bad := change(own, other)) != own:
                return bad
    return None


def _of_addressee(name: str) -> Change:
    """Return what puts another one's addressee, in part, into a letter."""

    def change(own: LetterFacts, other: LetterFacts) -> LetterFacts:
        others = {name: getattr(other.addressee, name)}
        return replace(own, addressee=replace(own.addressee, **others))

    return change


def _plain(*names: str) -> Change:
    """Return what puts other things of another one's into a letter."""
    return lambda own, other: replace(own, **{name: getattr(other, name) for name in names})


def _received(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    """Swap the day of arrival; a letter sent again names the one that came back instead."""
    if own.kind is LetterKind.RESENDING:
        return own
    return replace(own, received_on=other.received_on)


def _said(own: LetterFacts, other: LetterFacts) -> LetterFacts:
    """Swap one thing that the body says, where both are of the same kind and say it."""
    if own.kind is not other.kind:
        return own
    names = [name for name in _tellable(own.body) if _differ(own.body, other.body, name)]
    if not names:
        return own
    changes = {names[0]: getattr(other.body, names[0])}
    return replace(own, body=replace(own.body, **changes))


def _tellable(body: Body) -> Iterator[str]:
    told = _DECISION if isinstance(body, DecisionBody) else _OTHERWISE
    yield from (each.name for each in fields(body) if each.name in told)


_DECISION = ("facts", "explanation", "disclosed", "changes", "cessations", "purposes", "search")
_OTHERWISE = ("due", "notice", "referral", "new_target")


def _differ(own: Body, other: Body, name: str) -> bool:
    mine, others = getattr(own, name), getattr(other, name, None)
    return bool(mine) and bool(others) and mine != others


_CHANGES: tuple[Change, ...] = (
    *map(_of_addressee, ("name", "address", "postal_code")),
    _plain("receipt_number", "receipt_code"),
    *map(_plain, ("number", "dated")),
    _received,
    *(_said, _said, _said),
)


LETTERS = 10_000
_CASES = 100
"""So many applications come to one desk."""

_LETTERS_EACH = 1.55
"""So many letters an application has, about."""

_DAMAGED_EVERY = 100
"""One letter in so many is damaged too; one in a thousand is asked for."""

_WITHOUT_VERB = 20
"""For so many letters one more is made from facts alone: of those kinds too that no verb makes."""

_FEWEST_ALONE = 4

_SHORTEST_NAME = 3
_MOST = 100_000
"""More letters than one desk here has."""

_FIRST_DAY, _DAYS = date(2026, 4, 1), 400


@dataclass(slots=True)
class Checked(Tally):
    """How many letters were read, how many facts compared, and what was wrong."""

    letters: int = 0
    facts: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    amiss: Counter[str] = field(default_factory=Counter)
    stopped: int = 0
    damaged: int = 0
    found: int = 0


def try_letters(context: Context) -> Outcome:
    """Have letters made by desks until there are enough, and print some from facts alone."""
    asked = context.share(LETTERS, 10)
    checked, stint = Checked(), 0
    while checked.letters < asked:
        cases = round((asked - checked.letters) / _LETTERS_EACH) + 1
        desks = -(-cases // _CASES)
        numbers = range(stint, stint + desks)
        work = partial(_stint, context, min(_CASES, cases))
        checked += sum(spread(work, numbers, partial(_loaded, context)), Checked())
        stint += desks
    recorded = checked.letters
    alone = cut(max(_FEWEST_ALONE, asked // _WITHOUT_VERB), 100)
    checked += sum(spread(partial(_from_facts, context.seed), alone, letters_loaded), Checked())
    return _outcome(checked, recorded, asked)


def _outcome(checked: Checked, recorded: int, asked: int) -> Outcome:
    wrong, broken, amiss = checked.wrong, checked.broken, checked.amiss
    return Outcome(
        reached=(
            f"{wrong.total()} of {checked.facts:,} facts wrong against the record{_named(wrong)}, "
            f"{broken.total()} rules broken{_named(broken)}, "
            f"{amiss.total()} overflows or ink outside{_named(amiss)}; {len(checked.kinds)} kinds"
            + (f"; {checked.stopped} stopped by name" if checked.stopped else "")
        ),
        held=not (wrong or broken or amiss),
        work=(
            Work("letters held against the record", recorded, asked),
            Work("from facts alone", checked.letters - recorded, asked // _WITHOUT_VERB),
            Work("facts", checked.facts, 10 * asked),
            Work("kinds and languages", len(checked.kinds), _kinds_for(asked)),
        ),
        control=Control(
            "a fact swapped between two persons",
            f"{checked.found} of {checked.damaged} found",
            failed=checked.found == checked.damaged >= max(1, asked // 1000),
        ),
    )


def _kinds_for(asked: int) -> int:
    every = len(LetterKind) * len(Language)
    return every if asked > 1000 else min(every, 6)


def _named(found: Counter[str]) -> str:
    named = ", ".join(f"{what}: {number}" for what, number in found.most_common(6))
    return f" ({named})" if found else ""


def _stint(context: Context, cases: int, number: int) -> Checked:
    """Run a desk of its own for some weeks, then read every letter that left it."""
    luck = context.chance(f"letters {number}")
    folder = context.folder / f"desk {number}"
    folder.mkdir()
    office = Office.opened(folder, _FIRST_DAY + timedelta(days=luck.randrange(_DAYS)), str(number))
    stopped = _worked(office, luck, cases)
    checked = _read_all(office, luck)
    checked.stopped += stopped
    office.close()
    shutil.rmtree(folder)
    return checked


def _loaded(context: Context) -> None:
    """Have a desk at work for a moment: what it loads, every later process begins with."""
    letters_loaded()
    _stint(context, 6, -1)


def _worked(office: Office, luck: Random, cases: int) -> int:
    """Begin every case, let days go by once for all that wait, and end them; count the stopped."""
    waiting: list[Iterator[int]] = []
    stopped, longest = 0, 0
    for _ in range(cases):
        course = luck.choice(COURSES)(office, luck)
        try:
            longest = max(longest, next(course, 0))
            waiting.append(course)
        except LetterStopped:
            stopped += 1
        office.pass_days(luck.random() < 0.1)
    office.pass_days(longest)
    for course in waiting:
        try:
            next(course, 0)
        except LetterStopped:
            stopped += 1
    return stopped


def _read_all(office: Office, luck: Random) -> Checked:
    desk, checked = office.clerk, Checked()
    lines = desk.ports.store.queries.letters(None, _MOST)
    with desk.ports.store.reading() as books:
        profile = books.settings.profile()
        records = [Record(line, books.files.get(line.application), profile) for line in lines]
        facts = [books.letters.facts(record.line.id) for record in records]
    strangers = _strangers(records)
    for place, record in enumerate(records):
        pages = corresponding.pages_of(desk, record.line.id)
        reading = _looked(checked, record.line.kind, facts[place], pages)
        found = wanted(record)
        checked.facts += len(found)
        checked.wrong.update(unlike(reading, record, found, strangers))
    first = luck.randrange(min(len(records), _DAMAGED_EVERY))
    for place in range(first, len(records), _DAMAGED_EVERY):
        _damage(checked, office, luck, (records, facts, place), strangers)
    return checked


def _looked(checked: Checked, kind: LetterKind, facts: LetterFacts, pages: bytes) -> Reading:
    """Read a letter, and hold it against the rules of every letter."""
    reading = read(pages, slip=kind is LetterKind.DEFICIENCIES)
    checked.letters += 1
    checked.kinds[f"{kind.value} {facts.language.value}"] += 1
    checked.broken.update(objections(facts, reading.text))
    checked.amiss.update(f"{kind.value} {each}" for each in reading.amiss)
    return reading


def _damage(
    checked: Checked,
    office: Office,
    luck: Random,
    among: tuple[Sequence[Record], Sequence[LetterFacts], int],
    strangers: dict[int, frozenset[str]],
) -> None:
    """Print a letter with one fact of somebody else's, and see whether it is found."""
    records, facts, place = among
    bad = swapped(luck, facts[place], facts)
    if bad is None:
        return
    record = records[place]
    try:
        pages = office.clerk.ports.press.render(bad)
    except LetterStopped:
        return
    reading = read(pages, slip=record.line.kind is LetterKind.DEFICIENCIES)
    checked.damaged += 1
    checked.found += bool(unlike(reading, record, wanted(record), strangers))


def unlike(
    reading: Reading, record: Record, found: Sequence[Fact], strangers: dict[int, frozenset[str]]
) -> list[str]:
    """Return what a letter does not say of its record, and whose name or number it says."""
    kind = record.line.kind.value
    wrong = [f"{kind} {fact.name}" for fact in found if not fact.stands(reading)]
    own = "".join(fact.text for fact in found)
    others = (
        mark for id_, marks in strangers.items() if id_ != record.line.application for mark in marks
    )
    return wrong + [f"{kind} says somebody else's" for each in others if _says(reading, each, own)]


def _says(reading: Reading, mark: str, own: str) -> bool:
    return mark in reading.text and mark not in own


def _strangers(records: Sequence[Record]) -> dict[int, frozenset[str]]:
    """Return by what each application's people are known: names, and the receipt number."""
    found: dict[int, frozenset[str]] = {}
    for record in records:
        application = record.file.application
        names = [application.principal.name]
        names += [application.proxy.name] if application.proxy else []
        marks = ["".join(name.split()) for name in names]
        long = [mark for mark in marks if len(mark) >= _SHORTEST_NAME]
        found[record.line.application] = frozenset({*long, application.receipt_number})
    return found


def _from_facts(seed: int, numbers: range) -> Checked:
    """Print letters from random facts of every kind and variant, and look at them."""
    checked = Checked()
    for number in numbers:
        facts = random_facts(seed * 1_000_000 + number)
        _looked(checked, facts.kind, facts, render(facts))
    return checked


RUN = Goal(
    "letters",
    f"{LETTERS:,} letters: 0 facts wrong against the record, 0 Never broken, 0 overflow",
    try_letters,
    tools=("pdftotext",),
)
