# SPDX-License-Identifier: MIT
"""Who may do what, and what a refusal leaves behind; arriving, and the rulebook in force."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

import desk_app.desk
from desk_app.desk.applications import deciding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.desk.opened import arriving
from desk_app.desk.signed import rulebooks
from desk_app.records.base import ApplicationId, DecisionId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import Role
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.reading import Fault, RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook
from desk_app.rules.rulebook.terms import AT_MOST, Duty
from tests.builders import ARRIVED, RULEBOOK, book
from tests.fakes.world import PlainSeal
from tests.unit.desk import working
from tests.unit.desk.office import PEOPLE, Office, fails, opened, refused, unchanged
from tests.unit.desk.role_table import DUTIES, ROWS, Row

WAYS_IN = (".ports.store", ".ports.keys", ".ports.backups", "KeysActs(")
"""How a function reaches what is kept, or the keys of it."""


def _functions() -> Iterator[Callable[..., object]]:
    """Return every public function of the desk's modules that is handed a desk.

    One that is handed open books too is a part of a verb, in that verb's unit of work.
    """
    for module in pkgutil.walk_packages(desk_app.desk.__path__, "desk_app.desk."):
        for name, function in inspect.getmembers(
            importlib.import_module(module.name), inspect.isfunction
        ):
            first, second = [*inspect.signature(function).parameters, "", ""][:2]
            own = function.__module__ == module.name and name[0] != "_"
            if own and first == "desk" and second != "books":
                yield function


def _reaches_in(function: Callable[..., object]) -> bool:
    """Return whether a function, or one of its module that it calls, opens the store itself."""
    module = inspect.getmodule(function)
    own = dict(inspect.getmembers(module, inspect.isfunction))
    asked, waiting = set[str](), [function.__name__]
    while waiting:
        name = waiting.pop()
        asked.add(name)
        source = inspect.getsource(own[name])
        if any(way in source for way in WAYS_IN):
            return True
        called = {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)}
        waiting += [
            each
            for each in called - asked
            if each in own and own[each].__module__ == function.__module__
        ]
    return False


def _title(row: Row) -> str:
    duty = row.duty.value if row.duty is not None else "everybody"
    return f"{row.verb.__module__.rpartition('.')[2]}.{row.verb.__name__}-{duty}"


def test_every_verb_of_the_desk_has_a_row_and_no_other_function_has() -> None:
    reaching = {each for each in _functions() if _reaches_in(each)}
    named = {row.verb for row in ROWS}
    assert {f"{each.__module__}.{each.__name__}" for each in reaching ^ named} == set()
    assert len(named) >= 36


def test_the_rulebook_gives_each_duty_to_the_roles_of_the_table() -> None:
    rules = book().on(ARRIVED)
    assert {duty: rules.duty(duty) for duty in Duty} == DUTIES


@pytest.mark.parametrize("row", ROWS, ids=_title)
def test_a_verb_is_for_those_who_have_its_duty_and_no_other(row: Row) -> None:
    """By each role alone, by nobody's, and by all of them together."""
    for roles in (*(frozenset({role}) for role in Role), frozenset[Role](), frozenset(Role)):
        office = opened()
        user = replace(PEOPLE[0], roles=roles)
        desk = replace(office.clerk, actor=user)
        if any(map(row.is_for, roles or (None,))):
            _let_in(office, row, desk)
            continue
        with fails(office, NotAllowed):
            row.call(desk)
        last = list(office.state.journal.values())[-1]
        assert (last.action, last.actor) == (Action.VERB_REFUSED, user.id)


def _let_in(office: Office, row: Row, desk: Desk) -> None:
    """Expect that nobody was refused for want of a duty, whatever else was in the way."""
    try:
        row.call(desk)
    except NotAllowed:
        raise
    except KnownError:
        pass
    assert Action.VERB_REFUSED not in office.actions()


def test_the_refusal_names_the_duty_and_who_tried(office: Office) -> None:
    with pytest.raises(NotAllowed) as caught:
        deciding.approve(office.clerk, ApplicationId(1), DecisionId("d"))
    assert caught.value.facts == {"duty": "approve"}
    entry = list(office.state.journal.values())[-1]
    assert (entry.actor, entry.action) == ("clerk", Action.VERB_REFUSED)


def test_another_person_acts_with_a_seal_of_his_own(office: Office) -> None:
    user = next(each for each in PEOPLE if each.id == "supervisor")
    desk = office.clerk.acting(user, PlainSeal(user.id))
    assert desk.actor == user
    assert desk.ports.seal.verify(user.id, b"x", desk.ports.seal.sign(b"x"))
    assert desk.ports.store is office.clerk.ports.store


def _newer() -> Rulebook:
    """Return a later version of the rulebook."""
    source = RULEBOOK.read_text("utf-8")
    changed = source.replace('version = "2026.11"', 'version = "2099.1"', 1)
    assert changed != source
    return rulebook.loads(changed.encode(), "rulebook.toml")


def test_who_arrives_finds_the_rulebook_in_force(office: Office) -> None:
    desk = arriving.arrive(office.clerk.ports, PEOPLE[0], office.rulebook)
    assert (desk.rulebook, desk.pending, desk.actor) == (office.rulebook, None, PEOPLE[0])
    assert office.actions()[-1] is Action.SIGNED_IN
    with refused(office, "no_rulebook_waiting"):
        rulebooks.confirm_rulebook(replace(desk, actor=PEOPLE[4]), office.supervisor)
    with unchanged(office):
        assert rulebooks.pending_changes(desk) == {}


def test_a_newer_rulebook_waits_until_an_officer_confirms_it() -> None:
    office, newer = opened(), _newer()
    id_ = working.logged(office)
    desk = arriving.arrive(office.clerk.ports, PEOPLE[0], newer)
    assert (desk.rulebook.version, desk.pending) == (office.rulebook.version, newer)
    assert set(rulebooks.pending_changes(desk)) == {office.file(id_).application.receipt_number}
    officer = office.of("officer")
    proposing = desk.acting(officer.actor, officer.ports.seal)
    second = desk.acting(office.supervisor.actor, office.supervisor.ports.seal)
    rulebooks.confirm_rulebook(proposing, second)
    assert office.actions()[-1] is Action.RULEBOOK_CONFIRMED
    after = arriving.arrive(office.clerk.ports, PEOPLE[0], newer)
    assert (after.rulebook, after.pending) == (newer, None)
    application = office.file(id_).application
    assert application.rulebook_version == office.rulebook.version
    assert after.rules_of(application) is not None
    assert set(after.earlier) == {office.rulebook.version, newer.version}
    assert date(2026, 11, 25) == after.today


def test_a_rulebook_narrows_who_has_a_duty_and_gives_it_to_nobody_else() -> None:
    """Keys, people, sheets and second signatures are code, the same for every rulebook."""
    source = RULEBOOK.read_text("utf-8")
    everybody = re.sub(
        r"(?m)^roles = .*$", 'roles = ["clerk", "supervisor", "officer", "auditor"]', source
    )
    office = opened()
    kept = rulebook.loads(everybody.encode(), "rulebook.toml", program=office.rulebook)
    rules = kept.on(office.clock.today())
    narrowed = {duty for duty in Duty if AT_MOST[duty] != frozenset(Role)}
    assert {Duty.KEYS, Duty.USERS, Duty.RESTORE, Duty.RULEBOOK} <= narrowed
    assert {Duty.APPROVE, Duty.SIGN_DISPOSAL} <= narrowed
    for duty in Duty:
        assert rules.duty(duty) == AT_MOST[duty]
        assert DUTIES[duty] <= AT_MOST[duty]
    clerk = replace(office.clerk, rulebook=kept)
    for duty in narrowed - {Duty.PROPOSE, Duty.DISPOSE}:
        with pytest.raises(NotAllowed):
            clerk.must(duty)
    clerk.must(Duty.READ_JOURNAL)  # the control: what is no matter of signatures a file may give
    with pytest.raises(RulebookError) as caught:
        rulebook.loads(everybody.encode(), "rulebook.toml")
    wrong = {(each.fault, each.detail) for each in caught.value.problems}
    assert {each for each, _ in wrong} == {Fault.DUTY_TOO_WIDE}
    assert all(each.line is not None for each in caught.value.problems)
