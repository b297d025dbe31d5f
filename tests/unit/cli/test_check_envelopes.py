# SPDX-License-Identifier: MIT
"""The twelve envelopes as check files: what comes of each, written by hand beside them."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desk_app.records.case.application import Right
from desk_app.records.case.findings import Verdict, Work
from desk_app.records.case.history import Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.papers import Subject
from desk_app.rules.work_codes import StepCode
from desk_app.rules.workflow.attempt import Ending, Verb
from tests.unit.cli.terminal import Terminal

FOLDER = Path(__file__).parent / "envelopes"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text("utf-8"))["envelope"]
CODES = {
    each.value
    for kind in (Right, Verdict, Work, Topic, Ending, LetterKind, Subject, Verb, StepCode)
    for each in kind
}
CODED = ("符号：", "場所：")
WORDS = {
    "en": {
        "key": "Application {} (",
        "code": "code: ",
        "target": "reply target",
        "allowed": "allowed: ",
    },
    "ja": {
        "key": "請求「{}」（",
        "code": "符号：",
        "target": "回答の目標日",
        "allowed": "今できること：",
    },
}
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
    words = WORDS[language]
    for key in expected["applications"]:
        assert words["key"].format(key) in ended.out
    for finding in expected["findings"]:
        assert f"{words['code']}{finding}\n" in ended.out
    assert words["target"] in ended.out
    assert words["allowed"] in ended.out


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda each: each["id"])
def test_japanese_lines_have_codes_where_they_say_so_alone(
    terminal: Terminal, expected: dict[str, Any]
) -> None:
    path = FOLDER / f"{expected['id']}.json"
    ended = terminal("check", path, "--language", "ja")
    lines = [line for line in ended.out.splitlines() if not line.strip().startswith(CODED)]
    applications = json.loads(path.read_text("utf-8"))["applications"]
    names = {each["id"] for each in applications if "id" in each}
    words = {word for line in lines for word in re.findall(r"\b[a-z]+(?:[_.][a-z]+)*\b", line)}
    codes = {each for each in words if "_" in each or "." in each}
    assert codes == set()
    assert words & CODES - names == set()


def test_without_a_language_the_terminal_says_which(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "allowed: " in terminal("check", E5).out
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    assert "今できること：" in terminal("check", E5).out
    assert "allowed: " in terminal("check", E5, "--language", "en").out


def test_what_is_overdue_is_said(terminal: Terminal, tmp_path: Path) -> None:
    late = terminal("check", E5, "--on", "2026-12-10")
    assert "reply target 2026-12-09, overdue by 1 day: " in late.out
    ended = terminal("check", _written(tmp_path), "--on", "2026-12-14", "--language", "ja")
    assert "補正の期限令和8年12月10日、4日過ぎています（" in ended.out
    assert "回答の目標日：令和8年12月9日、5日過ぎています（" in ended.out
    assert "過ぎています" not in terminal("check", E5, "--language", "ja").out


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


E5 = Path(__file__).parent / "envelopes" / "E5.json"
DATED_LATER = "document.dated_later"
FRESH = {"kind": "seal_certificate", "original": True, "issued_on": "2026-12-02"}


def _written(folder: Path) -> Path:
    """E5 with a letter of proxy and, in a supplement, a certificate dated after their arrival."""
    told: dict[str, Any] = json.loads(E5.read_text("utf-8"))
    application = told["applications"][0]
    application["papers"][0]["mandate"]["dated"] = "2026-11-26"
    del application["papers"][1]
    came = {"arrived_on": "2026-12-01", "papers": [FRESH]}
    application["history"] = {
        "notices": [{"for_posting_on": "2026-11-26", "posted_on": "2026-11-26"}],
        "supplements": [came],
    }
    path = folder / "item.json"
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_every_finding_on_a_paper_names_its_path(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _written(tmp_path), "--json")
    findings = json.loads(ended.out)["applications"][0]["findings"]
    later = {each["subject"]: each["path"] for each in findings if each["code"] == DATED_LATER}
    assert later == {
        "e1": "$.applications[0].papers[0]",
        "e3": "$.applications[0].history.supplements[0].papers[0]",
    }
    assert all(each["path"] for each in findings if each["subject"].startswith("e"))
    assert not any(each["path"] for each in findings if not each["subject"].startswith("e"))


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "is dated after its arrival"), ("ja", "到着日より後です")]
)
def test_the_place_stands_under_the_finding(
    terminal: Terminal, tmp_path: Path, language: str, sentence: str
) -> None:
    ended = terminal("check", _written(tmp_path), "--language", language)
    lines = ended.out.splitlines()
    first = next(number for number, line in enumerate(lines) if f"{DATED_LATER} e1" in line)
    assert sentence in lines[first - 1]
    at = {"en": "at: ", "ja": "場所："}[language]
    assert lines[first + 1].strip() == f"{at}$.applications[0].papers[0]"


SENT = [
    {"denomination": 500},
    {"denomination": 250, "count": 2, "piece": "sen_stamp"},
    {"denomination": 300, "count": 3, "condition": "torn"},
    {"denomination": 50, "count": 4, "condition": "stuck"},
]
LATE = {"arrived_on": "2026-12-11", "payments": [{"denomination": 100, "count": 5}]}


def _with_pieces(folder: Path) -> Path:
    application = {
        "form": {"code": "A-1"},
        "principal": {"name": "佐藤 花子", "born": "1990-03-05", "address": "東京都港区三田1-2-3"},
        "claims": [{"right": "disclosure"}],
        "scope": "すべて",
        "history": {
            "notices": [{"for_posting_on": "2026-11-26", "posted_on": "2026-11-26"}],
            "supplements": [LATE],
        },
    }
    path = folder / "item.json"
    told = {
        "mail_item": {"arrived_on": "2026-11-25", "payments": SENT},
        "applications": [application],
    }
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_pieces_of_the_four_lists_are_all_that_came(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _with_pieces(tmp_path), "--json")
    fee: dict[str, Any] = json.loads(ended.out)["applications"][0]["fee"]
    lists = ("counted", "refused", "doubtful", "late")
    assert [fee[f"pieces_{name}"] for name in lists] == [3, 3, 4, 5]
    assert fee["pieces_enclosed"] == 15
    assert fee["pieces"] == [{"denomination": 500, "count": 1}]
    assert fee["sen_pieces"] == [{"denomination": 250, "count": 2}]
    assert (fee["counted"], fee["short"]) == (505, 495)


def test_pieces_are_told_in_a_line_too(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _with_pieces(tmp_path))
    assert "pieces: 15 enclosed = 3 counted + 3 refused + 4 doubtful + 5 late\n" in ended.out


def test_a_split_is_proposed_line_by_line(terminal: Terminal) -> None:
    ended = terminal("check", Path(__file__).parent / "envelopes" / "E8.json")
    proposed = [line for line in ended.out.splitlines() if line.startswith("proposed split of ")]
    assert [line.split(":")[0] for line in proposed] == [
        "proposed split of p1",
        "proposed split of p2",
    ]
    assert all(" to husband" in line or " to wife" in line for line in proposed)
