# SPDX-License-Identifier: MIT
"""A walk over states of an application that the real verbs reach on ports in memory."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cache
from operator import attrgetter
from typing import Any
from unittest import mock

from typing_extensions import override

from desk_app.desk import context, keeping
from desk_app.desk.applications import checking
from desk_app.desk.errors import KnownError, NotAllowed, Refused
from desk_app.desk.letters import letter_facts
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Application
from desk_app.records.case.findings import ClaimState, Work
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.letters import LetterKind
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.situation import check, situation
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.workflow import workflow
from desk_app.rules.workflow.attempt import Verb
from tests.builders import ARRIVED, record
from tests.unit.desk.office import Office, opened
from tests.unit.desk.sight import ANSWERS, Sight
from tests.unit.desk.tries import EVERYBODY, TARGET, Try, applicant, held_of, tries

State = tuple[object, ...]
worked_out = situation._worked_out


@dataclass(frozen=True, slots=True)
class Start:
    """An application as it arrives, and what its applicant may send later.

    ``beside`` are words in the names of what is tried in every state and not gone on from: what
    another start already walks through. ``answered`` says that the department has answered.
    ``most`` is in how many states everything is tried.
    """

    name: str
    file: Callable[[], ApplicationFile]
    later: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    answered: bool = False
    most: int = 30


@dataclass(frozen=True, slots=True)
class Node:
    """A state that was reached: the desk in it, the way to it, and how the application stands."""

    office: Office
    id: ApplicationId
    way: tuple[str, ...]
    sight: Sight

    @classmethod
    def of(cls, office: Office, id_: ApplicationId, way: tuple[str, ...] = ()) -> Node:
        """Return the state of an office, looked at once."""
        return cls(office, id_, way, Sight.of(office, id_))


@dataclass(slots=True)
class Walk:
    """What a walk found: the states, the steps between them, and what was not as the table says.

    ``tried`` and ``done`` are who tried which verb of the desk in each state, and who did it;
    where the walk did not go on from a state, it is in neither.
    """

    start: Start
    nodes: dict[State, Node] = field(default_factory=dict)
    edges: set[tuple[State, str, State]] = field(default_factory=set)
    tried: dict[State, set[tuple[str, Verb]]] = field(default_factory=dict)
    done: dict[State, set[tuple[str, Verb]]] = field(default_factory=dict)
    refused: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def dead_ends(self) -> list[Node]:
        """Return the states from which no way leads to an application that is done.

        From where the walk did not go on, nothing is said.
        """
        back: dict[State, set[State]] = {}
        for before, _, after in self.edges:
            back.setdefault(after, set()).add(before)
        ends = deque(
            state
            for state, node in self.nodes.items()
            if state not in self.tried or node.sight.examination.work is Work.DONE
        )
        alive = set(ends)
        while ends:
            for before in back.get(ends.popleft(), set()) - alive:
                alive.add(before)
                ends.append(before)
        return [node for state, node in self.nodes.items() if state not in alive]


@cache
def walk(start: Start) -> Walk:
    """Return the walk over what can be done with an application, in as many states as it says.

    It goes on from where it has seen least of the kind, so that few states show every kind. What
    a work list foretells of each state is left out: the random walk looks after that.
    """
    with remembered(), mock.patch.object(keeping, "first_change", _nothing_foretold):
        office = opened(ARRIVED)
        id_ = office.log(start.file())
        found = Walk(start)
        if start.answered:
            _ask(office, id_)
        first = Node.of(office, id_)
        found.nodes[state_of(first)] = first
        waiting, seen = [first], Counter[State]()
        while waiting and len(found.tried) < start.most:
            node = min(waiting, key=lambda each: seen[_kind(each)])
            waiting.remove(node)
            seen[_kind(node)] += 1
            waiting.extend(_steps(found, node))
    return found


def _kind(node: Node) -> State:
    """Return what is alike in states that differ in little more than the way to them."""
    look, notice = node.sight.examination, _notice(node.sight)
    return look.work, look.axes.reply, look.axes.fee, frozenset(look.axes.claims.values()), notice


def _nothing_foretold(*_: object) -> None:
    return None


def _ask(office: Office, id_: ApplicationId) -> None:
    today = office.clock.today()
    checking.ask_department(office.clerk, id_, "会員管理", today)
    (asked,) = office.file(id_).inquiries
    answer = checking.AnswerDraft(id_, asked.id, today, (record(),))
    checking.record_answer(office.clerk, answer)


def _steps(found: Walk, node: Node) -> Iterator[Node]:
    """Try everything from one state; yield the states that were not known."""
    before, sight = state_of(node), node.sight
    tried, done = found.tried.setdefault(before, set()), found.done.setdefault(before, set())
    spare = Spare(node.office)
    for each in (*tries(sight), *applicant(sight, *found.start.later)):
        after = attempt(node, each, spare)
        tried.add((each.who, each.verb))
        if (after is not None) is not each.may:
            found.faults.append(f"{' > '.join(node.way)}: {each.who}: {each.name}")
        if after is None:
            found.refused += 1
            continue
        done.add((each.who, each.verb))
        known = each.known or any(word in each.name for word in found.start.beside)
        yield from _reached(found, before, each.name, after, known=known)
    for after in _days(node, sight):
        yield from _reached(found, before, "days pass", after)


def _reached(
    found: Walk, before: State, name: str, after: Node, *, known: bool = False
) -> Iterator[Node]:
    state = state_of(after)
    if state not in found.nodes:
        if known:
            return
        found.nodes[state] = after
        yield after
    found.edges.add((before, name, state))


@dataclass(slots=True)
class Spare:
    """A copy of an office, used for one attempt after the other as long as they are refused."""

    office: Office
    copied: Office | None = None

    def taken(self) -> Office:
        """Return the copy that was given back, or a new one."""
        taken, self.copied = self.copied, None
        return taken or self.office.copy()


def attempt(node: Node, tried: Try, spare: Spare | None = None) -> Node | None:
    """Return the state after something was done by somebody; None where it was refused."""
    spare = spare or Spare(node.office)
    office = spare.taken()
    before = office.state
    try:
        tried.do(office.of(tried.who))
    except Refused:
        assert office.state == before, "a refusal changed something"
        spare.copied = office
        return None
    except NotAllowed:
        return None
    return Node.of(office, node.id, (*node.way, tried.name))


def strangers(node: Node) -> Iterator[str]:
    """Yield what somebody could do whose roles have no such duty."""
    seen = set()
    for each in tries(node.sight):
        verb = each.name.split()[0]
        for who in sorted(EVERYBODY - each.roles):
            if (verb, who) in seen:
                continue
            seen.add((verb, who))
            office = node.office.copy()
            try:
                each.do(office.of(who))
            except NotAllowed:
                continue
            except KnownError:
                pass
            yield f"{who}: {each.name}"


def _days(node: Node, sight: Sight) -> Iterator[Node]:
    """Yield the next day that counts: a notice waits, runs out, or the department is silent."""
    today = sight.today
    days = set()
    if any(each.posted_on is None and not each.void for each in sight.file.notices):
        days.add(today + timedelta(days=1))
    if _inquiry(sight.file) == "awaited":
        days.add(sight.file.application.received_on + TARGET)
    days |= {each.due + timedelta(days=1) for each in sight.file.notices if each.posted_on}
    for day in sorted(day for day in days if day > today)[:1]:
        office = node.office.copy()
        office.clock.move_to(day)
        yield Node.of(office, node.id, (*node.way, "days pass"))


def state_of(node: Node) -> State:
    """Return what makes two applications the same for all that can still come."""
    sight = node.sight
    file, axes = sight.file, sight.examination.axes
    return (
        sight.examination.work,
        (axes.completeness, axes.identity, axes.authority, axes.fee, axes.reply),
        tuple(_claim(sight, claim.id) for claim in file.application.claims),
        _notice(sight),
        _inquiry(file),
        frozenset(thing.kind for thing in held_of(file)),
        frozenset(item.note for item in file.mail[1:]),
        tuple(sight.writings()),
        any(not each.void and each.kind is LetterKind.DELAY for each in file.letters),
        _under_way(sight),
    )


def _claim(sight: Sight, id_: object) -> State:
    claim = next(each for each in sight.file.application.claims if each.id == id_)
    state, decision = sight.state(claim.id), sight.live(claim.id)
    letters = [
        each
        for each in sight.file.letters
        if claim.id in each.claims and not each.void and each.kind in ANSWERS
    ]
    if letters:
        return state, "posted" if all(each.posting for each in letters) else "issued"
    if decision is None or state in {ClaimState.LAPSED, ClaimState.WITHDRAWN}:
        return (state,)
    return state, decision.outcome is decision.outcome.REFERRED, bool(decision.grounds)


def _under_way(sight: Sight) -> int:
    """Return of how many envelopes it is known how they ended, once all is done."""
    if sight.examination.work is not Work.DONE:
        return 0
    return sum(bool(each.delivered_on or each.came_back_on) for each in sight.file.postings)


def _notice(sight: Sight) -> str:
    notices = [each for each in sight.file.notices if not each.void]
    if not notices:
        return "none"
    last = notices[-1]
    if last.posted_on is None:
        return "moved" if sight.today > last.for_posting_on else "unposted"
    return "running" if sight.today <= last.due else "past"


def _inquiry(file: ApplicationFile) -> str:
    if not file.inquiries:
        return "none"
    return "awaited" if any(each.answered_on is None for each in file.inquiries) else "answered"


def offered(node: Node, *people: str) -> dict[str, set[Verb]]:
    """Return the verbs that a window offers each of some people."""
    file, desk = node.office.file(node.id), node.office.clerk
    situation = situation_of(file, desk.rules_of(file.application), desk.today)
    actors = {who: node.office.of(who).actor for who in people}
    return {
        who: {each.verb for each in workflow.allowed(situation, by=actor.id, roles=actor.roles)}
        for who, actor in actors.items()
    }


def _all_but(kind: type[Any], *left_out: str) -> Callable[[object], tuple[object, ...]]:
    return attrgetter(*(each.name for each in fields(kind) if each.name not in left_out))


_OF_FILE = _all_but(ApplicationFile, "application")
_OF_APPLICATION = _all_but(Application, "version")
_PARTS = _all_but(ApplicationFile, "mail", "siblings")
"""What stays the same object while a file is put together anew with its mail."""


class _Hashed:
    """An application on a day, as a key: all its records are hashed once, not at every look.

    How often it was kept is no matter of the rules: what a verb works out before it keeps an
    application is how it is read afterwards.
    """

    __slots__ = ("_hash", "_what")

    def __init__(self, file: ApplicationFile, on: date) -> None:
        self._what = on, _OF_FILE(file), _OF_APPLICATION(file.application)
        self._hash = hash(self._what)

    @override
    def __hash__(self) -> int:
        return self._hash

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self._what == other._what


def _of_version(found: Situation, file: ApplicationFile) -> Situation:
    """Return what was worked out of an application as it was kept one time or another."""
    version, known = file.application.version, found.file.application
    if known.version == version:
        return found
    of_it = replace(found.file, application=replace(known, version=version))
    return replace(found, case=replace(found.case, file=of_it))


class remembered:  # noqa: N801
    """While it is open, an application as it stands on a day is worked out once only."""

    def __init__(self) -> None:
        self._known: dict[_Hashed, Situation] = {}
        self._before: dict[_Hashed, Situation] = {}
        self._keys: dict[tuple[object, ...], tuple[ApplicationFile, _Hashed]] = {}
        self._patches = ExitStack()

    def _key(self, file: ApplicationFile, on: date) -> _Hashed:
        """Return the key of an application put together of the same parts, made once.

        It is held with them: nothing else comes to stand where they do.
        """
        parts = (on, file.siblings, *map(id, _PARTS(file)), *map(id, file.mail))
        found = self._keys.get(parts)
        if found is None:
            found = self._keys[parts] = file, _Hashed(file, on)
        return found[1]

    def _look(self, file: ApplicationFile, rules: Rules, on: date) -> Situation:
        key = self._key(file, on)
        found = self._known.get(key)
        found = situation_of(file, rules, on) if found is None else _of_version(found, file)
        self._known[key] = found
        return found

    def _work_out(self, file: ApplicationFile, rules: Rules, on: date) -> Situation:
        key = self._key(file, on)
        found = self._before.get(key)
        found = worked_out(file, rules, on) if found is None else _of_version(found, file)
        self._before[key] = found
        return found

    def __enter__(self) -> None:
        for each in (check, context, letter_facts):
            self._patches.enter_context(mock.patch.object(each, "situation_of", self._look))
        self._patches.enter_context(mock.patch.object(situation, "_worked_out", self._work_out))

    def __exit__(self, *_: object) -> None:
        self._patches.close()
