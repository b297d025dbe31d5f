# SPDX-License-Identifier: MIT
"""A short form of every goal: the same harness at a small scale, floors and controls included."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.records.case.application import Right
from desk_app.records.case.history import RegisteredRecord
from desk_app.records.field import kinds_of
from tests.builders import complete
from tests.robustness.__main__ import GOALS
from tests.robustness.attacks import edits
from tests.robustness.attacks.edits import HARMLESS, Edit, Found
from tests.robustness.attacks.office import Hand, Office, made
from tests.robustness.marked import MARKS, Person
from tests.workbench.processes import ROOT, apart

SCALE = "0.002"

pytestmark = [pytest.mark.once(under="first"), pytest.mark.robust, pytest.mark.xdist_group("goals")]


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    """What the command says of each goal, run once for all of them."""
    figures: Path = tmp_path_factory.mktemp("goals") / "figures.json"
    words = ["--scale", SCALE, "--json", str(figures)]
    path = os.pathsep.join(map(str, (ROOT, ROOT / "packaging")))
    subprocess.run(
        [sys.executable, "-m", "tests.robustness", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path},
        check=False,
    )
    return {each["goal"]: each for each in json.loads(figures.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", [goal.name for goal in GOALS])
def test_a_goal_holds_in_its_short_form(name: str, results: dict[str, dict[str, object]]) -> None:
    assert results[name]["ok"], results[name]


def test_a_marked_person_bears_marks_in_every_field_that_is_sought() -> None:
    """What a person is known by and bears no mark would be looked for in vain after a disposal."""
    person = Person(1)
    made = person.applying(complete(Right.DISCLOSURE).application)
    for record in (made.principal, made.proxy, person.registered(RegisteredRecord("1"))):
        sought = [name for name, kind in kinds_of(type(record)).items() if kind.sought]
        assert len(sought) > 3
        for name in sought:
            assert any(mark in getattr(record, name) for mark in MARKS), name


LEAST = 60
"""So many different fields there are at the least, of six files and of ``desk.toml``."""


SHARE = 3
"""A run changes every third field, from another beginning with each seed; the goal changes all."""


def _walked(office: Office, folder: Path) -> tuple[set[tuple[str, str]], list[tuple[Edit, Found]]]:
    """Return all fields, and what came of a change of some in one of their places."""
    found = []
    every = {(each.file, each.field): each for each in edits.edits(office, "walked")}
    for edit in [*every.values()][random.randrange(SHARE) :: SHARE]:  # noqa: S311 - no secret
        site = office.copy(folder)
        hand = Hand(office, site)
        edits.make(hand, edit)
        came, _ = edits.started(office, site, (hand.stranger.secret,))
        found.append((edit, came))
    return {*every}, found


def test_every_field_is_bound_or_has_a_reason(tmp_path: Path) -> None:
    office = edits.lean(apart(made, tmp_path / "office"))
    every, walked = apart(_walked, office, tmp_path / "copy")
    assert len(every) >= LEAST
    assert len(walked) >= LEAST // SHARE
    unnoticed = {
        (each.file, each.field) for each, came in walked if not came.stopped and not came.told
    }
    assert unnoticed <= HARMLESS.keys()
    assert [came.taken for _, came in walked if came.taken] == []
    # No reason stands there for a field that is bound, or is none.
    assert HARMLESS.keys() <= every
