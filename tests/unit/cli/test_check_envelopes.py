# SPDX-License-Identifier: MIT
"""The twelve envelopes as check files: what comes of each, written by hand beside them."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.terminal import Terminal

FOLDER = Path(__file__).parent / "envelopes"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["envelope"]
AXES = ("completeness", "identity", "authority", "fee", "reply")


def _told(finding: dict[str, Any]) -> str:
    return f"{finding['code']} {finding['subject']}".strip()


def test_all_twelve_are_there() -> None:
    assert [each["id"] for each in EXPECTED] == [f"E{number}" for number in range(1, 13)]
    assert {path.stem for path in FOLDER.glob("*.json")} == {each["id"] for each in EXPECTED}


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["id"])
def test_envelope(terminal: Terminal, expected: dict[str, Any]) -> None:
    ended = terminal("check", FOLDER / f"{expected['id']}.json", "--json")
    assert (ended.code, ended.err) == (0, "")
    told = json.loads(ended.out)["applications"]
    assert [each["id"] for each in told] == expected["applications"]
    for application in told:
        open_ = [each for each in application["findings"] if each["verdict"] != "ok"]
        assert sorted(map(_told, open_)) == sorted(expected["findings"])
        assert all(each["sentence"] and each["clause"] for each in application["findings"])
        assert application["fee"]["short"] == expected["short"]
        assert application["kept_until"] == expected.get("kept_until")
        assert {axis: application["axes"][axis] for axis in AXES if axis in expected} == {
            axis: expected[axis] for axis in AXES if axis in expected
        }


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["id"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_envelope_in_lines(terminal: Terminal, expected: dict[str, Any], language: str) -> None:
    path = FOLDER / f"{expected['id']}.json"
    ended = terminal("check", path, "--language", language)
    assert ended.code == 0
    for key in expected["applications"]:
        assert f"Application {key} (" in ended.out
    for finding in expected["findings"]:
        assert f"{finding} [PR-" in ended.out
    assert "reply target" in ended.out
    assert "allowed: " in ended.out


def test_a_shared_envelope_gets_a_proposed_split(terminal: Terminal) -> None:
    ended = terminal("check", FOLDER / "E8.json", "--json")
    split = json.loads(ended.out)["proposed_split"]
    given = {
        key: sum(
            {"p1": 500, "p2": 100}[line["line"]] * each["count"]
            for line in split
            for each in line["allotted"]
            if each["application"] == key
        )
        for key in ("husband", "wife")
    }
    assert sum(given.values()) == 1500
    assert max(given.values()) == 1000
