# SPDX-License-Identifier: MIT
from __future__ import annotations

from dataclasses import replace
from unittest import mock

import pytest

from desk_app.desk import context, keeping
from desk_app.desk.letters import letter_facts
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.findings import (
    AuthorityState,
    ClaimState,
    Completeness,
    FeeState,
    Identity,
    ReplyState,
    Work,
)
from desk_app.records.case.history import ApplicationFile
from desk_app.rules.situation import check, situation
from desk_app.rules.situation.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import workflow
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb
from desk_app.rules.workflow.conditions import Condition
from desk_app.rules.workflow.workflow import WORKFLOW, Workflow
from tests.builders import ADDRESS, complete, mail, stamps
from tests.unit.desk.tries import Try, tries
from tests.unit.desk.walk import (
    Node,
    Start,
    Walk,
    attempt,
    offered,
    remembered,
    strangers,
    walk,
    worked_out,
)
from tests.unit.rules import courses
from tests.unit.rules.courses import BOTH

pytestmark = pytest.mark.once(under="first")

ARRIVAL = ("delivered", "came back")
BESIDE = ("referred", "void", "print", "delay", "send back", *ARRIVAL)
"""What most starts try and do not go on from: ``whole`` and ``overpaid`` walk through it."""


def _as_it_came(file: ApplicationFile) -> ApplicationFile:
    return replace(file, notices=(), letters=(), postings=(), inquiries=())


def _whole() -> ApplicationFile:
    return _as_it_came(complete(*BOTH))


def _short() -> ApplicationFile:
    return replace(_as_it_came(courses.unpaid_and_unproven()), mail=(mail(*stamps("500x1")),))


def _by_heir() -> ApplicationFile:
    """Return the application of an heir with one claim: two beside each other ``whole`` walks."""
    file = _as_it_came(complete(Right.DISCLOSURE))
    heir = Proxy(ProxyKind.HEIR, "佐藤 真由美", address=ADDRESS)
    return replace(file, application=replace(file.application, proxy=heir))


def _unpaid_disclosure() -> ApplicationFile:
    """Return an application of one claim, whose stamps come too late and go back by themselves."""
    file = _as_it_came(courses.unpaid())
    (claim,) = (each for each in file.application.claims if each.right is Right.DISCLOSURE)
    return replace(file, application=replace(file.application, claims=(claim,)))


WHOLE = Start("whole", _whole, ("withdrawal",), ("send back", "print", "delay", *ARRIVAL), most=90)
UNPAID = Start(
    "unpaid", lambda: _as_it_came(courses.unpaid()), ("stamps",), BESIDE, answered=True, most=60
)
PAID_LATE = Start("paid late", _unpaid_disclosure, ("stamps",), BESIDE, answered=True, most=60)
UNPROVEN = Start(
    "unproven", lambda: _as_it_came(courses.unproven()), ("licence",), BESIDE, answered=True
)
NEITHER = Start("neither", _short, ("unsigned",), (*BESIDE, "return"), answered=True)
OVERPAID = Start(
    "overpaid", lambda: _as_it_came(courses.overpaid()), (), ("referred", "void"), most=90
)
BY_PARENT = Start(
    "by parent of an adult", lambda: _as_it_came(courses.by_parent()), (), BESIDE, answered=True
)
NO_SCOPE = Start(
    "without scope", lambda: _as_it_came(courses.without_scope()), (), BESIDE, answered=True
)
BY_HEIR = Start(
    "by an heir", _by_heir, (), ("void", "print", "delay", "send back", *ARRIVAL), answered=True
)
FLOORS = {
    WHOLE: (90, 400),
    UNPAID: (60, 300),
    PAID_LATE: (40, 150),
    UNPROVEN: (30, 150),
    NEITHER: (30, 150),
    OVERPAID: (90, 400),
    BY_PARENT: (25, 120),
    NO_SCOPE: (25, 120),
    BY_HEIR: (30, 120),
}
"""Of each start: in how many states all must have been tried, and the fewest steps between them."""

SEES: dict[Start, set[object]] = {
    WHOLE: {
        *(Work.TO_CHECK, Work.WAITING_FOR_DEPARTMENT, Work.TO_DECIDE, Work.TO_APPROVE),
        *(Work.TO_PRINT, Work.DONE),
        *(ClaimState.OPEN, ClaimState.PROPOSED, ClaimState.DECIDED),
        *(ClaimState.REFERRED, ClaimState.WITHDRAWN, ClaimState.WITHDRAWAL_OPEN),
        *(Work.WITHDRAWAL, "reject"),
        *(FeeState.NOT_NEEDED, FeeState.PAID),
        *(Identity.REGISTER_OPEN, Identity.SHOWN),
        *(ReplyState.NONE, ReplyState.TO_PRINT, ReplyState.POSTED),
        *("ask", "chase", "department", "days", "sends", "confirm", "propose", "approve", "send"),
        *("take", "letter", "void", "print", "post", "return", "delivered", "came"),
    },
    UNPAID: {
        *(Work.WAITING_FOR_APPLICANT, Work.LAPSE_TODAY, ClaimState.LAPSED),
        *(FeeState.ASK, FeeState.SHORT, "notice", "lapse", "late"),
    },
    PAID_LATE: {Work.TO_RETURN},
    UNPROVEN: {Identity.ASK, Identity.NOT_SHOWN},
    NEITHER: {Work.LAPSE_TODAY, Identity.NOT_SHOWN, FeeState.SHORT, "reject"},
    OVERPAID: {
        *(Work.TO_POST, FeeState.OVER, "delay"),
        *(ReplyState.TO_POST, ReplyState.DELIVERED, ReplyState.RETURNED),
    },
    BY_PARENT: {AuthorityState.NOT_SHOWN},
    NO_SCOPE: {Completeness.INCOMPLETE, "go"},
    BY_HEIR: {Completeness.NOT_CHECKED, AuthorityState.NOT_SHOWN, ClaimState.REFERRED, "heirs"},
}
"""What a walk must have seen: words, values of the axes, and the first words of its steps."""

STEPS = {
    *("ask", "chase", "department", "late", "go", "notice", "delay", "propose", "approve", "send"),
    *("take", "lapse", "confirm", "letter", "void", "print", "post", "return", "delivered", "came"),
    *("sends", "days", "reject", "heirs"),
}

OFFERED_FOR_MORE = {Verb.ASK_DEPARTMENT, Verb.JUDGE, Verb.RETURN_THINGS}
"""What is offered for another department, question or thing than the walk tries it with."""


def _together(start: Start) -> pytest.MarkDecorator:
    """Keep the tests of one start in one process: a start is walked once."""
    return pytest.mark.xdist_group(f"walk {start.name}")


EACH = pytest.mark.parametrize(
    "start", [pytest.param(each, id=each.name, marks=_together(each)) for each in FLOORS]
)


@EACH
def test_everything_may_be_done_just_where_the_table_says(start: Start) -> None:
    found = walk(start)
    assert found.faults == []
    assert [node.way for node in found.dead_ends] == [], "no way leads to the end from there"
    states, edges = FLOORS[start]
    assert len(found.tried) >= states
    assert len(found.edges) >= edges
    assert found.refused > 2 * len(found.edges)
    assert SEES[start] - _seen(found) == set(), "the walk does not see what it is there for"


def _seen(found: Walk) -> set[object]:
    seen: set[object] = {name.split()[0] for _, name, _ in found.edges}
    for node in found.nodes.values():
        look = node.sight.examination
        axes = look.axes
        seen |= {look.work, axes.completeness, axes.identity, axes.authority, axes.fee, axes.reply}
        seen |= set(axes.claims.values())
    return seen


def test_the_walks_together_see_every_word_every_value_and_every_step() -> None:
    # What was carried over from a ledger of before had its course elsewhere: no verb leads to it.
    walked = {*ClaimState} - {ClaimState.CARRIED_OVER}
    every = {*Work, *walked, *FeeState, *ReplyState, *STEPS}
    every |= {Identity.REGISTER_OPEN, Identity.ASK, Identity.SHOWN, Identity.NOT_SHOWN}
    assert every - set().union(*SEES.values()) == set()


@EACH
def test_nobody_without_the_duty_does_anything(start: Start) -> None:
    nodes = list(walk(start).nodes.values())
    with remembered():
        for node in nodes[:: len(nodes) // 2]:
            assert list(strangers(node)) == []


@EACH
def test_the_window_offers_what_the_verbs_do(start: Start) -> None:
    found, compared = walk(start), 0
    # Every second state: what is offered in one goes by what it shares with its neighbours.
    for state, tried in list(found.tried.items())[::2]:
        node = found.nodes[state]
        for who, verbs in offered(node, "clerk", "supervisor").items():
            some = _of(who, tried)
            assert verbs & some == _of(who, found.done[state]), node.way
            compared += len(some)
    assert 2 * compared > 5 * len(found.tried)


def _of(who: str, verbs: set[tuple[str, Verb]]) -> set[Verb]:
    return {verb for name, verb in verbs if name == who} - OFFERED_FOR_MORE


def _without(table: Workflow, place: Verb | Ending, name: str) -> Workflow:
    """Return the table with one condition of one line left out."""
    if isinstance(place, Ending):
        fewer = _fewer(table.endings[place], name)
        return replace(table, endings={**table.endings, place: fewer})
    line = table.verbs[place]
    line = replace(line, needs=_fewer(line.needs, name))
    return replace(table, verbs={**table.verbs, place: line})


def _fewer(needs: tuple[Condition, ...], name: str) -> tuple[Condition, ...]:
    left = tuple(need for need in needs if getattr(need, "__name__", "") != name)
    assert len(left) == len(needs) - 1
    return left


BROKEN: list[tuple[Start, Verb | Ending, str]] = [
    (NO_SCOPE, Ending.ANSWERED, "complete"),
    (WHOLE, Ending.ANSWERED, "identity_shown"),
    (UNPAID, Ending.ANSWERED, "fee_fine"),
    (UNPROVEN, Ending.IDENTITY_NOT_SHOWN, "identity_asked_in_vain"),
    (NEITHER, Ending.IDENTITY_NOT_SHOWN, "fee_fine_or_lapsed"),
    (BY_PARENT, Ending.AUTHORITY_NOT_SHOWN, "authority_asked_in_vain"),
    (NEITHER, Ending.WITHDRAWN, "writing_signed"),
    (BY_PARENT, Verb.PROPOSE, "claims_open"),
    (NO_SCOPE, Verb.PROPOSE, "not_proposed"),
    (NEITHER, Verb.APPROVE, "by_another"),
    (OVERPAID, Verb.TAKE_BACK, "by_proposer"),
    (UNPAID, Verb.JUDGE, "to_judge"),
    (WHOLE, Verb.ASK_DEPARTMENT, "not_asked_already"),
    (OVERPAID, Verb.VOID_LETTER, "letter_unposted"),
    (UNPROVEN, Verb.POST, "letter_unposted"),
]
"""A line of the table, a condition without which something forbidden can be done, who shows it."""


@pytest.mark.parametrize(
    ("start", "place", "name"),
    [
        pytest.param(start, place, name, id=f"{place}-{name}", marks=_together(start))
        for start, place, name in BROKEN
    ],
)
def test_a_table_without_one_condition_is_caught(
    start: Start, place: Verb | Ending, name: str
) -> None:
    broken = _without(WORKFLOW, place, name)

    def refusals(attempt_: Attempt, situation: Situation) -> tuple[Refusal, ...]:
        return workflow.refusals(attempt_, situation, broken)

    found = walk(start)
    assert found.faults == [], "the whole table lets nothing through"
    with remembered(), mock.patch.object(keeping, "refusals", refusals):
        assert any(_shows(node, place) for node in found.nodes.values())


def _shows(node: Node, place: Verb | Ending) -> bool:
    """Return whether something is done in a state that the table of decisions forbids."""
    return any(attempt(node, each) is not None for each in _forbidden(node, place))


def _forbidden(node: Node, place: Verb | Ending) -> list[Try]:
    ending = Verb.CONFIRM_WITHDRAWAL if place is Ending.WITHDRAWN else Verb.PROPOSE
    verb = place if isinstance(place, Verb) else ending
    return [each for each in tries(node.sight) if not each.may and each.verb is verb]


def test_what_a_walk_remembers_is_forgotten_with_it() -> None:
    """Any test that came after worked with what a test of wrong rules had left, once."""
    places = (check, context, letter_facts, situation)
    before = [each.situation_of for each in places]
    with remembered():
        assert [each.situation_of for each in places[:3]] != before[:3]
    assert [each.situation_of for each in places] == before
    assert situation._worked_out is worked_out
