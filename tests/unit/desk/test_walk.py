# SPDX-License-Identifier: MIT
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from unittest import mock

import pytest

from desk_app.desk import permitting
from desk_app.records.findings import ClaimState, FeeState, Identity, ReplyState, Work
from desk_app.records.history import ApplicationFile
from desk_app.rules import workflow
from desk_app.rules.permission.attempt import Attempt, Ending, Verb
from desk_app.rules.permission.conditions import Condition
from desk_app.rules.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import WORKFLOW, Workflow
from tests.builders import complete, mail, stamps
from tests.unit.desk.tries import Try, tries
from tests.unit.desk.walk import Node, Start, Walk, attempt, offered, remembered, strangers, walk
from tests.unit.rules import courses
from tests.unit.rules.courses import BOTH

ARRIVAL = ("delivered", "came back")
BESIDE = ("referred", "void", "print", "delay", "send back", *ARRIVAL)
"""What most starts try and do not go on from: ``whole`` and ``overpaid`` walk through it."""


def _as_it_came(file: ApplicationFile) -> ApplicationFile:
    return replace(file, notices=(), letters=(), postings=(), inquiries=())


def _whole() -> ApplicationFile:
    return _as_it_came(complete(*BOTH))


def _short() -> ApplicationFile:
    return replace(_as_it_came(courses.unpaid_and_unproven()), mail=(mail(*stamps("500x1")),))


WHOLE = Start("whole", _whole, ("withdrawal",), ("send back", "print", "delay", *ARRIVAL))
UNPAID = Start("unpaid", lambda: _as_it_came(courses.unpaid()), ("stamps",), BESIDE, answered=True)
UNPROVEN = Start(
    "unproven", lambda: _as_it_came(courses.unproven()), ("licence",), BESIDE, answered=True
)
NEITHER = Start("neither", _short, ("unsigned",), BESIDE, answered=True)
OVERPAID = Start("overpaid", lambda: _as_it_came(courses.overpaid()), (), ("referred", "void"))
BY_PARENT = Start(
    "by parent of an adult", lambda: _as_it_came(courses.by_parent()), (), BESIDE, answered=True
)
NO_SCOPE = Start(
    "without scope", lambda: _as_it_came(courses.without_scope()), (), BESIDE, answered=True
)
STARTS = (WHOLE, UNPAID, UNPROVEN, NEITHER, OVERPAID, BY_PARENT, NO_SCOPE)
FLOORS = {
    WHOLE: (400, 2000),
    UNPAID: (200, 1200),
    UNPROVEN: (200, 1200),
    NEITHER: (60, 300),
    OVERPAID: (150, 1000),
    BY_PARENT: (25, 100),
    NO_SCOPE: (25, 100),
}
"""The fewest states and steps a walk must have seen to prove anything."""

OFFERED_FOR_MORE = {Verb.ASK_DEPARTMENT, Verb.JUDGE, Verb.RETURN_THINGS}
"""What is offered for another department, question or thing than the walk tries it with."""

EACH = pytest.mark.parametrize("start", STARTS, ids=lambda start: start.name)


@EACH
def test_everything_may_be_done_just_where_the_table_says(start: Start) -> None:
    found = walk(start)
    words = Counter(node.sight.examination.work.value for node in found.nodes.values())
    print(  # noqa: T201 -- seen with `pytest -s`
        f"\n{start.name}: {len(found.nodes)} states, {len(found.edges)} steps, "
        f"{found.refused} refusals; {dict(words)}"
    )
    assert found.faults == []
    states, edges = FLOORS[start]
    assert len(found.nodes) >= states
    assert len(found.edges) >= edges
    assert found.refused > 2 * len(found.edges)


@EACH
def test_from_every_state_a_way_leads_to_the_end(start: Start) -> None:
    assert [node.way for node in walk(start).dead_ends] == []


def test_the_walks_see_every_word_and_every_value_of_the_axes() -> None:
    looks = [node.sight.examination for found in _walks() for node in found.nodes.values()]
    assert {look.work for look in looks} == set(Work)
    claims = {state for look in looks for state in look.axes.claims.values()}
    assert claims == set(ClaimState)
    assert {look.axes.fee for look in looks} == set(FeeState)
    assert {look.axes.reply for look in looks} == set(ReplyState)
    assert {look.axes.identity for look in looks} >= {
        Identity.REGISTER_OPEN,
        Identity.ASK,
        Identity.SHOWN,
        Identity.NOT_SHOWN,
    }


def test_every_step_of_the_workflow_is_taken() -> None:
    taken = {name.split(" > ")[0] for found in _walks() for _, name, _ in found.edges}
    first = {name.split()[0] for name in taken}
    assert first >= {
        "ask",
        "chase",
        "department",
        "late",
        "go",
        "notice",
        "delay",
        "propose",
        "approve",
        "send",
        "take",
        "lapse",
        "confirm",
        "letter",
        "void",
        "print",
        "post",
        "return",
        "delivered",
        "came",
        "sends",
        "days",
    }


@EACH
def test_nobody_without_the_duty_does_anything(start: Start) -> None:
    with remembered():
        for node in _some(walk(start), 40):
            assert list(strangers(node)) == []


@EACH
def test_the_window_offers_what_the_verbs_do(start: Start) -> None:
    compared = 0
    with remembered():
        for node in _some(walk(start), 120):
            every = [each for each in tries(node.sight) if each.verb not in OFFERED_FOR_MORE]
            for who in ("clerk", "supervisor"):
                mine = [each for each in every if each.who == who]
                done = {each.verb for each in mine if attempt(node, each) is not None}
                tried = {each.verb for each in mine}
                assert offered(node, who) & tried == done, node.way
                compared += len(tried)
    assert compared > 100


def _walks() -> list[Walk]:
    return [walk(start) for start in STARTS]


def _some(found: Walk, most: int) -> list[Node]:
    nodes = list(found.nodes.values())
    return nodes[:: max(1, len(nodes) // most)]


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


BROKEN = [
    *((Ending.ANSWERED, name) for name in ("complete", "identity_shown", "fee_fine")),
    *(
        (Ending.IDENTITY_NOT_SHOWN, name)
        for name in ("identity_asked_in_vain", "fee_fine_or_lapsed")
    ),
    (Ending.AUTHORITY_NOT_SHOWN, "authority_asked_in_vain"),
    (Ending.WITHDRAWN, "writing_signed"),
    (Verb.PROPOSE, "claims_open"),
    (Verb.PROPOSE, "not_proposed"),
    (Verb.APPROVE, "by_another"),
    (Verb.TAKE_BACK, "by_proposer"),
    (Verb.JUDGE, "to_judge"),
    (Verb.ASK_DEPARTMENT, "not_asked_already"),
    (Verb.VOID_LETTER, "letter_unposted"),
    (Verb.POST, "letter_unposted"),
]
"""Lines of the table and a condition without which something forbidden can be done."""


@pytest.mark.parametrize(("place", "name"), BROKEN, ids=str)
def test_a_table_without_one_condition_is_caught(place: Verb | Ending, name: str) -> None:
    broken = _without(WORKFLOW, place, name)

    def refusals(attempt_: Attempt, situation: Situation) -> tuple[Refusal, ...]:
        return workflow.refusals(attempt_, situation, broken)

    with remembered(), mock.patch.object(permitting, "refusals", refusals):
        assert any(_shows(node, place) for found in _walks() for node in found.nodes.values())


def _shows(node: Node, place: Verb | Ending) -> bool:
    """Return whether something is done in a state that the table of design.md §3 forbids."""
    return any(attempt(node, each) is not None for each in _forbidden(node, place))


_VERBS_OF_ENDING = {
    Ending.LAPSED: {Verb.CONFIRM_LAPSE},
    Ending.WITHDRAWN: {Verb.CONFIRM_WITHDRAWAL},
}


def _forbidden(node: Node, place: Verb | Ending) -> list[Try]:
    verbs = (
        {place}
        if isinstance(place, Verb)
        else _VERBS_OF_ENDING.get(place, {Verb.PROPOSE, Verb.APPROVE})
    )
    return [each for each in tries(node.sight) if not each.may and each.verb in verbs]
