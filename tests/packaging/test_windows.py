# SPDX-License-Identifier: MIT
"""The Windows that Wine plays: what it is made of, how strict it is, and what is said of it."""

from __future__ import annotations

import argparse
import importlib.util
import json
import struct
import subprocess
from collections import Counter
from pathlib import Path
from types import ModuleType, SimpleNamespace

import console
import exports
import handed_on
import pytest
import windows
import windows_python
from installed_program import Step
from pythons import Python
from setup_env import Environment
from windows_python import StandIn, Wine

ROOT = Path(__file__).parents[2]
LOCK = """\
# made by lock.py
colorama==0.4.6 ; sys_platform == 'win32' \\
    --hash=sha256:aa
    # via pytest
mypy==2.4.1 \\
    --hash=sha256:bb
six==1.17.0 \\
    --hash=sha256:cc
"""


def test_a_lock_is_read_as_windows_reads_it() -> None:
    read = windows_python.for_windows(LOCK, {"mypy"})
    assert "colorama==0.4.6 \\\n    --hash=sha256:aa" in read
    assert "six==1.17.0" in read
    assert "mypy" not in read
    assert "sha256:bb" not in read


def test_our_lock_has_a_hash_for_each_that_windows_gets() -> None:
    text = (ROOT / "packaging/requirements-test.lock").read_text("utf-8")
    read = windows_python.for_windows(text, windows_python.left_out())
    assert "sys_platform" not in read
    assert "pyside6-essentials==" in read
    assert read.count("==") > 40
    assert read.count("--hash=sha256:") >= read.count("\n") // 4


def _python(*version: int) -> Python:
    major, minor, micro = version
    return Python((major, minor, micro), "python", usual=True, own=True, makes_environments=True)


def test_the_nearest_python_of_the_same_line_gives_the_library(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = [StandIn((3, 11, 7), "a", ""), StandIn((3, 13, 11), "b", "")]
    monkeypatch.setattr("pythons.found", lambda: [_python(3, 12, 1), _python(3, 13, 5)])
    assert windows_python.choose(there) == (_python(3, 13, 5), there[1])
    monkeypatch.setattr("pythons.found", lambda: [_python(3, 13, 5), _python(3, 11, 7)])
    assert windows_python.choose(there) == (_python(3, 11, 7), there[0])
    monkeypatch.setattr("pythons.found", lambda: [_python(3, 12, 1)])
    with pytest.raises(console.SetupError, match=r"3\.11, 3\.13"):
        windows_python.choose(there)


def test_what_it_is_made_from_has_its_hash() -> None:
    for each in windows_python.stand_ins():
        assert len(bytes.fromhex(each.sha256)) == 32
        assert "==" in each.wheel


def _library(names: dict[str, bool]) -> bytes:
    """A DLL of 64 bits with two sections, of program and of data, that gives these names."""
    head, optional, sections = 0x40, 240, 0x40 + 24 + 240
    content = bytearray(0x1000)
    struct.pack_into("<I", content, 0x3C, head)
    struct.pack_into("<H", content, head + 6, 2)
    struct.pack_into("<H", content, head + 20, optional)
    struct.pack_into("<I", content, head + 24 + 112, 0x2000)
    for number, (address, marks) in enumerate(((0x1000, 0x20000000), (0x2000, 0x40000000))):
        at = sections + 40 * number
        struct.pack_into("<IIII", content, at + 8, 0x800, address, 0x800, 0x800 * number)
        struct.pack_into("<I", content, at + 36, marks)
    table, functions, told, numbers, text = 0x800, 0x840, 0x880, 0x8C0, 0x900
    places = (functions, told, numbers)
    struct.pack_into("<II", content, table + 20, len(names), len(names))
    struct.pack_into("<III", content, table + 28, *(each - 0x800 + 0x2000 for each in places))
    for number, (name, data) in enumerate(names.items()):
        struct.pack_into("<I", content, functions + 4 * number, 0x2700 if data else 0x1100)
        struct.pack_into("<I", content, told + 4 * number, text - 0x800 + 0x2000)
        struct.pack_into("<H", content, numbers + 2 * number, number)
        content[text : text + len(name)] = name.encode("ascii")
        text += len(name) + 1
    return bytes(content)


def test_all_names_of_a_library_are_handed_on(tmp_path: Path) -> None:
    library = tmp_path / "python311.dll"
    library.write_bytes(_library({"Py_Main": False, "PyExc_OSError": True}))
    own, handed = exports.definitions(library, "python3")
    assert own == "LIBRARY python311.dll\nEXPORTS\n  Py_Main\n  PyExc_OSError DATA\n"
    assert handed == (
        "LIBRARY python3\nEXPORTS\n  Py_Main = python311.Py_Main\n"
        "  PyExc_OSError = python311.PyExc_OSError DATA\n"
    )


@pytest.fixture
def strict() -> ModuleType:
    place = ROOT / "packaging/wine/sitecustomize.py"
    spec = importlib.util.spec_from_file_location("strict_rules", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_folder_with_an_open_file_gets_no_other_name(strict: ModuleType, tmp_path: Path) -> None:
    inside = tmp_path / "folder" / "deep"
    inside.mkdir(parents=True)
    (inside / ".lock").touch()
    strict.must_be_free(tmp_path / "folder", lambda _: False)
    with pytest.raises(PermissionError, match=r"\.lock is open"):
        strict.must_be_free(tmp_path / "folder", lambda path: path.name == ".lock")
    strict.must_be_free(inside / ".lock", lambda _: True)
    strict.must_be_free(tmp_path / "nothing", lambda _: True)


@pytest.mark.parametrize(("why", "well"), [("", True), ("left: a", False)])
def test_the_setup_holds_where_each_of_its_steps_does(
    monkeypatch: pytest.MonkeyPatch, *, why: str, well: bool
) -> None:
    steps = [Step("setup", 7_000, 1.0), Step("removal", 90, 1.0, why)]
    monkeypatch.setattr("windows_install.prove", lambda *_all: steps)
    asked = argparse.Namespace(pictures=None, words=[])
    (part,) = (each for each in windows.PARTS if each.name == "install")
    held = windows._prove(part, Wine(ROOT, "3.11.7"), Environment(ROOT), asked)
    assert held.well is well
    assert held.held + held.failed == len(steps)


def test_a_part_holds_only_where_something_was_proved() -> None:
    def held(code: int = 0, **counts: int) -> windows.Held:
        return windows.held_of("unit", Counter(counts), code, 12.4)

    assert held(passed=1_200, deselected=3).well
    told = held(passed=1_200, deselected=3).told()
    assert told == "unit: 1,200 held, 3 of POSIX alone left out in 12 s"
    for each in (
        held(),
        held(passed=5, failed=1),
        held(passed=5, errors=1),
        held(passed=5, skipped=1),
        held(code=3, passed=5),
    ):
        assert not each.well
    assert "1 FAILED" in held(passed=5, failed=1).told()


def test_every_part_names_tests_that_are_there() -> None:
    named = {each.name: each.tests for each in windows.PARTS}
    assert [name for name, tests in named.items() if not tests] == ["install"]
    assert all((ROOT / test).exists() for tests in named.values() for test in tests)


def test_parts_are_run_by_their_names(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(words: list[str], *_: object) -> console.Outcome:
        return console.Outcome(0, ("5 passed, 1 deselected in 2.00s",))

    wine = SimpleNamespace(run=run, told=lambda: "CPython 3.11.7", folder=tmp_path / "wine")
    monkeypatch.setattr(handed_on, "folder_of", lambda *_: tmp_path)
    monkeypatch.setattr(windows_python, "make_ready", lambda _: wine)
    figures = tmp_path / "figures.json"
    environment = Environment(ROOT)
    assert windows.run(environment, ["--only", "unit", "--json", str(figures)]) == 0
    (part,) = json.loads(figures.read_text("utf-8"))["parts"]
    assert (part["name"], part["held"], part["of_posix_alone"]) == ("unit", 5, 1)
    assert windows.run(environment, ["--only", "unit,goals"]) == 0
    assert "goals: 5 held, 1 of POSIX alone left out" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        windows.run(environment, ["--only", "units"])
    assert "no part is called units" in capsys.readouterr().err


def test_a_program_of_this_system_is_handed_on_under_its_own_name(tmp_path: Path) -> None:
    compiler = tmp_path / "compiler"
    compiler.write_text(f'#!/bin/sh\necho made >>{tmp_path}/asked\nprintf %s "$*" >"$3"\n')
    compiler.chmod(0o755)
    made = [handed_on.folder_of(tmp_path, [str(compiler)]) for _ in range(2)]
    assert made[0] == made[1]
    assert (tmp_path / "asked").read_text() == "made\n"
    names = {each.name for each in made[0].iterdir()}
    assert names == {"run.sh", *(f"{name}.exe" for name in handed_on.NAMES)}
    (tmp_path / "in").write_text("a\n")
    run = [str(made[0] / "run.sh"), str(tmp_path), "sh", "-c", "cat; echo b >&2; exit 3"]
    subprocess.run(run, check=True)
    left = [(tmp_path / name).read_text() for name in ("out", "err", "code")]
    assert left == ["a\n", "b\n", "3\n"]
    (tmp_path / "other").mkdir()
    with pytest.raises(console.SetupError, match="code 1"):
        handed_on.folder_of(tmp_path / "other", ["false"])
    assert list((tmp_path / "other").iterdir()) == []
