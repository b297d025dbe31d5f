# SPDX-License-Identifier: MIT
"""The bench itself: names, budgets, growth and pictures; it measures nothing here."""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from inspect import getsourcelines
from pathlib import Path
from time import sleep
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest

from tests.bench import __main__ as bench
from tests.bench import baselines, desks, measuring, rival_office, rivals
from tests.bench.desks import SIZES, Workbench
from tests.bench.held import most_held
from tests.bench.measuring import Line, Pair, measure, result
from tests.bulk.kept_aside import Filled
from tests.workbench.desks import Site
from tests.workbench.report import Taken

MOST_LINES = 15
LINE = Line("a.1000", "what", "bare", lambda: pytest.fail("not measured"), 2, growth=1.5)


@pytest.fixture(autouse=True)
def _nothing_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    """What all other tests left in memory is no part of a measurement."""
    monkeypatch.setattr(measuring, "gc", SimpleNamespace(collect=lambda: 0))


def _taken(*ours: float, bare: float = 2.0) -> list[tuple[Taken, Taken]]:
    return [(Taken(each, each), Taken(bare, bare)) for each in ours]


@pytest.mark.parametrize("size", SIZES)
def test_every_line_has_a_name_of_its_own(size: int) -> None:
    names = [line.name for line in bench.lines(Workbench(size))]
    assert len(names) == len(set(names))
    assert {f"search.many.{size}", f"disposal.{size}", "start"} <= set(names)


def test_a_disposal_comes_after_all_that_reads_the_desk() -> None:
    sized = [line.name for line in bench.lines(Workbench(1000)) if line.growth is not None]
    assert sized[-1] == "disposal.1000"


def test_a_name_may_leave_its_size_out_or_ask_for_it() -> None:
    every = bench.lines(Workbench(100_000))
    asked = bench._only(argparse.ArgumentParser(), ["gate", "unlock"], every, 100_000)
    assert asked == {"gate.100000", "unlock"}
    assert bench._size_in(["gate.100000", "unlock"]) == 100_000
    assert bench._size_in(["unlock", "memory.opened"]) == bench._size_in([]) == 1000


def test_each_baseline_is_short() -> None:
    tree = ast.parse(Path(baselines.__file__).read_bytes())
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)]
    assert len(functions) > 10
    lengths = {each.name: (each.end_lineno or 0) - each.lineno + 1 for each in functions}
    assert {name: lines for name, lines in lengths.items() if lines >= MOST_LINES} == {}


@pytest.mark.parametrize("who", [rivals.Ours, rivals.Orm, rival_office.Office])
def test_ours_and_each_rival_do_every_task_in_a_few_lines(who: type) -> None:
    assert len(rivals.TASKS) == 10
    lengths = {task: len(getsourcelines(getattr(who, task))[0]) for task in rivals.TASKS}
    assert {name: lines for name, lines in lengths.items() if lines >= MOST_LINES} == {}


def test_rivals_are_measured_where_they_are_asked_for_alone() -> None:
    small = Workbench(1000)
    usual, rival = bench.lines(small), rivals.lines(small)
    assert len(rival) == 2 * len(rivals.TASKS)
    assert not [line for line in usual if line.name.startswith("rivals")]
    parser = argparse.ArgumentParser()
    asked = bench._only(parser, ["rivals.orm", "unlock"], (*usual, *rival), 1000)
    assert asked == {"unlock", *(f"rivals.orm.{task}.1000" for task in rivals.TASKS)}
    assert bench._only(parser, [], (*usual, *rival), 1000) == frozenset()


def test_few_turns_are_enough_where_one_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def prepared() -> Iterator[Pair]:
        yield Pair(lambda: None, lambda: None)

    line = replace(LINE, prepare=prepared, turns=30)
    assert measure(line).turns == 30
    monkeypatch.setattr(measuring, "LONG_MS", 0.0)
    assert measure(line).turns == measuring.FEW
    assert measure(replace(line, turns=2)).turns == 2
    monkeypatch.setattr(measuring, "VERY_LONG_MS", 0.0)
    assert measure(line).turns == 1


def test_ours_and_the_bare_take_turns() -> None:
    done = list[str]()

    class Prepared:
        def __enter__(self) -> Pair:
            return Pair(lambda: done.append("ours"), lambda: done.append("bare"))

        def __exit__(self, *_: object) -> None:
            done.append("end")

    measured = measure(replace(LINE, prepare=Prepared, warm_up=1))
    assert done == ["ours", "bare"] * 3 + ["end"]
    assert measured.turns == 2


def test_a_line_that_fails_is_told_and_the_others_go_on(capsys: pytest.CaptureFixture[str]) -> None:
    @contextmanager
    def prepared(*, sound: bool) -> Iterator[Pair]:
        yield Pair(int, int if sound else partial(int, "no number"))

    lines = [
        replace(LINE, name=str(sound), prepare=partial(prepared, sound=sound))
        for sound in (False, True)
    ]
    assert [each.name for each in bench._measured(lines)] == ["True"]
    assert "FAILED: ValueError" in capsys.readouterr().out


def test_what_has_no_room_in_memory_is_not_tried(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path)
    site.desk.mkdir(exist_ok=True)
    site.database.write_bytes(bytes(1000))
    large = Workbench(1_000_000)
    large.__dict__["built"] = Filled(site, 0.0, 0.0)
    monkeypatch.setattr(desks, "_free_memory", lambda: 3000)
    large.must_fit()
    monkeypatch.setattr(desks, "_free_memory", lambda: 2999)
    tried = [each for each in bench.lines(large) if each.name.startswith(("backup", "disposal"))]
    assert (len(tried), bench._measured(tried)) == (2, [])
    assert capsys.readouterr().out.count("NOT MEASURED: it takes") == 2


def test_a_line_is_held_to_all_its_budgets() -> None:
    taken = _taken(*[4.0] * 38, 9.0, 9.0)
    assert result(LINE, taken).within is None
    assert result(replace(LINE, budget_ratio=2.0), taken).within is True
    assert result(replace(LINE, budget_ratio=1.9), taken).within is False
    assert result(replace(LINE, budget_ms=4.0), taken).within is True
    assert result(replace(LINE, budget_ms=4.0, budget_p95_ms=5.0), taken).within is False
    assert result(LINE, taken).ratio_p95 == pytest.approx(4.5, abs=0.2)
    assert result(LINE, _taken(1.0, 3.0)).p95_ms <= 3.0


def test_growth_is_told_from_the_kept_figures_of_two_sizes(tmp_path: Path) -> None:
    whole = replace(LINE, name="b.1000", whole=True, growth=1.3)
    assert "two sizes" in next(measuring.told(measuring.kept(tmp_path)))
    measuring.keep(1000, 10, [result(LINE, _taken(2.0)), result(whole, _taken(2.0))], tmp_path)
    large = [replace(each, name=f"{each.name[0]}.100000") for each in (LINE, whole)]
    measuring.keep(100_000, 1000, [result(large[0], _taken(3.2))], tmp_path)
    measuring.keep(100_000, 1000, [result(large[1], _taken(220.0, bare=220.0))], tmp_path)
    told = list(measuring.told(measuring.kept(tmp_path)))
    assert told[0].startswith("a ")
    assert told[0].endswith("1.60 × of 1.5 ×: GROWS")
    assert told[1].endswith("1.00 × as much as the bare; 1.10 × of 1.3 ×: within")


def test_what_reads_a_part_may_grow_as_its_answer_does(tmp_path: Path) -> None:
    measuring.keep(1000, 10, [result(LINE, _taken(2.0, bare=1.0))], tmp_path)
    large = replace(LINE, name="a.100000")
    measuring.keep(100_000, 1000, [result(large, _taken(8.0, bare=3.0))], tmp_path)
    (line,) = measuring.told(measuring.kept(tmp_path))
    assert line.endswith("1.33 × as much as the bare; 4.00 × of 1.5 ×: GROWS, as the bare does")


@pytest.mark.parametrize(
    ("took", "bare", "told"),
    [
        (250.0, 220.0, "1.25 × of 1.3 ×: within"),  # A time for each application.
        (350.0, 350.0, "1.75 × of 1.3 ×: GROWS"),  # More than for each, also the bare.
        (200.0, 50.0, "2.00 × of 1.3 ×: GROWS"),  # The driver shows that it can be done.
    ],
)
def test_what_reads_everything_may_grow_as_bytes_or_applications_do(
    tmp_path: Path, took: float, bare: float, told: str
) -> None:
    whole = replace(LINE, whole=True, growth=1.3)
    measuring.keep(1000, 100, [result(whole, _taken(2.0, bare=1.0))], tmp_path)
    large = replace(whole, name="a.100000")
    measuring.keep(100_000, 4000, [result(large, _taken(took, bare=bare))], tmp_path)
    (line,) = measuring.told(measuring.kept(tmp_path))
    assert line.endswith(told)


def test_older_figures_without_the_bare_are_still_told(tmp_path: Path) -> None:
    whole = replace(LINE, whole=True, growth=1.3)
    measuring.keep(1000, 100, [result(whole, _taken(2.0))], tmp_path)
    (file,) = tmp_path.iterdir()
    figures = json.loads(file.read_bytes())
    del figures["a"]["bare"]
    file.write_text(json.dumps(figures), encoding="ascii")
    measuring.keep(100_000, 4000, [result(replace(whole, name="a.100000"), _taken(90.0))], tmp_path)
    (line,) = measuring.told(measuring.kept(tmp_path))
    assert line.endswith("0.45 × of 1.3 ×: within")


def test_a_picture_of_each_group_shows_all_its_lines(tmp_path: Path) -> None:
    names = ("search.1.1000", "search.<n>.1000", "start")
    drawn = [
        result(replace(LINE, name=name, budget_ms=5.0), _taken(0.0, 4.0, bare=0.5))
        for name in names
    ]
    measuring.draw(tmp_path / "plots", drawn)
    assert {each.name for each in (tmp_path / "plots").iterdir()} == {"search.svg", "start.svg"}
    content = (tmp_path / "plots" / "search.svg").read_bytes()
    picture = ET.fromstring(content)  # noqa: S314  our own picture
    said = {each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"search.1.1000", "search.<n>.1000"} <= said
    budgets = [each for each in picture.iter() if each.get("fill") == measuring._BUDGET]
    assert len(budgets) == 2


_HOLDS = (
    "from hashlib import sha256; held = b'x' * ({mb} * 2**20); [sha256(held) for _ in range(9)]"
)


@pytest.mark.posix(why="Linux alone tells what a process holds")
def test_what_a_work_holds_here_and_beside_is_told_without_what_was_held_before() -> None:
    def beside(mb: int) -> None:
        subprocess.run([sys.executable, "-S", "-c", _HOLDS.format(mb=mb)], check=True)

    def here() -> None:
        held = bytearray(b"x") * (48 * 2**20)
        # Long enough for whoever looks, on a machine with other work too.
        sleep(1)
        assert held

    # An older child that held more is no part of what a later one holds.
    beside(160)
    held = most_held(partial(beside, 64))
    assert 64 <= held.beside < 120
    assert held.here < 24
    held = most_held(here)
    assert 48 <= held.here < 72
    assert held.beside == 0
