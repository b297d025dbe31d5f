# SPDX-License-Identifier: MIT
"""Bad check files: exit code 2, JSON path and reason, nothing of the value, nothing printed."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.terminal import Terminal

GOOD: dict[str, Any] = {
    "mail_item": {"arrived_on": "2026-11-25", "payments": [{"denomination": 500, "count": 2}]},
    "applications": [
        {
            "form": {"code": "A-1"},
            "principal": {
                "name": "佐藤 花子",
                "born": "1985-06-01",
                "address": "東京都新宿区西新宿2-8-1",
            },
            "claims": [{"right": "disclosure"}],
            "scope": "すべて",
            "papers": [{"kind": "driving_licence", "name": "佐藤 花子"}],
            "history": {},
        }
    ],
}
JAPANESE = re.compile(r"[\u3041-\u30ff]")
NOTICE = {"for_posting_on": "2026-11-25", "posted_on": "2026-11-25"}
DECISION = {"claim": "disclosure", "outcome": "granted", "proposed_on": "2026-11-26"}

CASES: list[tuple[str, object, str, str]] = [
    ("$.mail_item.colour", "red", "", "unknown key"),
    ("$.applications[0].principal.sex", "f", "", "unknown key"),
    ("$.mail_item['a b']", 1, "", "unknown key"),
    ("$.applications", [], "", "at least 1 entry is wanted"),
    ("$.applications", {}, "", "a list is wanted here"),
    ("$.mail_item", 3, "", "an object is wanted here"),
    ("$.mail_item.arrived_on", "2026-02-30", "", "that month has no such day"),
    ("$.mail_item.arrived_on", "昭和65年1月1日", "", "the era had ended"),
    ("$.mail_item.arrived_on", 20261125, "", "a date is written as a text"),
    ("$.mail_item.arrived_on", "yesterday", "", "not understood as a date"),
    ("$.mail_item.payments[0].count", -1, "", "at least 1"),
    ("$.mail_item.payments[0].count", 10**30, "", "at most 10000"),
    ("$.mail_item.payments[0].denomination", -500, "", "at least 0"),
    ("$.mail_item.payments[0].denomination", 0.5, "", "a whole number is wanted here"),
    ("$.mail_item.payments[0].count", "2", "", "a whole number is wanted here"),
    ("$.mail_item.payments[0].count", True, "", "a whole number is wanted here"),
    ("$.mail_item.payments[0].piece", "gold", "", "one of 'stamp'"),
    ("$.applications[0].principal.name", "x" * 10_000_000, "", "too long: at most 200 characters"),
    ("$.applications[0].principal.name", "佐藤\0", "", "a control character at position 2"),
    ("$.applications[0].principal.name", "佐藤\ud800", "", "a lone surrogate at position 2"),
    (
        "$.applications[0].principal.address",
        "東京\u202e都",
        "",
        "a mark that turns the reading direction at position 2",
    ),
    ("$.applications[0].scope", "a\ufdd0", "", "a code that is no character at position 1"),
    ("$.applications[0].claims[0].right", "access", "", "one of 'purpose'"),
    ("$.applications[0].papers[0].kind", "library_card", "", "no document of the rulebook"),
    ("$.applications[0].form.code", "Z-9", "", "no form of the rulebook"),
    (
        "$.applications[0].papers[0]",
        {"kind": "driving_licence", "issued_on": "2026-01-02", "valid_until": "2026-01-01"},
        ".valid_until",
        "before issued_on",
    ),
    ("$.applications[0].principal.born", "2026-11-26", "", "later than the arrival"),
    ("$.applications[0].principal.born", "M23.4.1", "", "older than 125 years on the arrival"),
    ("$.mail_item.postmark", "2026-11-26", "", "later than arrived_on"),
    ("$.mail_item.payments[0].issued_on", "R8.11.26", "", "later than arrived_on"),
    (
        "$.applications[0].history.supplements",
        [{"arrived_on": "2026-11-24"}],
        "[0].arrived_on",
        "before the arrival",
    ),
    (
        "$.applications[0].history.departments",
        [{"asked_on": "2026-11-27", "answered_on": "2026-11-26"}],
        "[0].answered_on",
        "before asked_on",
    ),
    (
        "$.applications[0].history.departments",
        [{"asked_on": "2026-11-27", "records": [{"name": "佐藤 花子"}]}],
        "[0].records",
        "an answer without answered_on",
    ),
    (
        "$.applications[0].history.lapses",
        [{"claim": "disclosure", "confirmed_on": "2026-12-10"}],
        "[0].confirmed_on",
        "no notice was posted",
    ),
    (
        "$.applications[0].history.decisions",
        [{**DECISION, "claim": "correction"}],
        "[0].claim",
        "there is no such claim",
    ),
    (
        "$.applications[0].history.decisions",
        [{**DECISION, "approved_on": "2026-11-25"}],
        "[0].approved_on",
        "before proposed_on",
    ),
    (
        "$.applications[0].history.decisions",
        [{**DECISION, "answered_on": "2026-11-27"}],
        "[0].answered_on",
        "answered without approved_on",
    ),
    (
        "$.applications[0].history.decisions",
        [{**DECISION, "outcome": "refused", "grounds": [{"code": "PR-G9"}]}],
        "[0].grounds[0].code",
        "no ground of the rulebook",
    ),
    (
        "$.applications[0].history.completed_on",
        "2026-12-01",
        "",
        "not ended: disclosure",
    ),
    (
        "$.applications[0].history",
        {"decisions": [DECISION], "completed_on": "2026-12-01"},
        ".completed_on",
        "not ended: disclosure",
    ),
    (
        "$.applications[0].history",
        {
            "decisions": [{**DECISION, "approved_on": "2026-11-26", "answered_on": "2026-11-26"}],
            "completed_on": "2026-11-24",
        },
        ".completed_on",
        "before the arrival",
    ),
    (
        "$.applications[0].history.notices",
        [{**NOTICE, "void": True}],
        "[0].void",
        "a posted letter is never void",
    ),
    (
        "$.applications[0].history.judgements",
        [{"topic": "name", "subject": "e9", "ruling": "same", "on": "2026-11-26"}],
        "[0].subject",
        "nothing of that name to be judged",
    ),
    (
        "$.mail_item.payments[0].allotted",
        [{"application": "7", "count": 1}],
        "[0].application",
        "there is no such application",
    ),
    (
        "$.mail_item.payments[0].allotted",
        [{"application": "1", "count": 3}],
        "",
        "more pieces than there are",
    ),
    (
        "$.applications[0].claims",
        [{"id": "a", "right": "disclosure"}, {"id": "a", "right": "purpose"}],
        "[1].id",
        "two claims have this id",
    ),
    (
        "$.applications[0].papers",
        [{"id": "a", "kind": "driving_licence"}, {"id": "a", "kind": "residence_card"}],
        "",
        "an id is used twice: a",
    ),
]
"""Where what stands in a good file, what is put there, where in it the fault is told, and how."""


def _changed(place: str, value: object) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    *steps, last = re.findall(r"\w[\w ]*", place)
    inner: Any = data
    for step in steps:
        inner = inner[int(step) if step.isdecimal() else step]
    inner[int(last) if last.isdecimal() else last] = value
    return data


@pytest.mark.parametrize(
    ("place", "value", "within", "reason"), CASES, ids=[f"{row[0]}: {row[3]}" for row in CASES]
)
def test_a_bad_value(
    terminal: Terminal, tmp_path: Path, place: str, value: object, within: str, reason: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(_changed(place, value)), encoding="utf-8")
    ended = terminal("check", file)
    assert (ended.code, ended.out) == (2, "")
    told = f"bad.json: {place}{within}: {reason}"
    assert any(line.startswith(told) for line in ended.err.splitlines()), ended.err[:500]
    ended = terminal("check", file, "--language", "ja")
    said = next(line for line in ended.err.splitlines() if f"{place}{within}: " in line)
    assert JAPANESE.search(said.rpartition(": ")[2]), said[:500]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"", "broken JSON at line 1, column 1"),
        (b'{"mail_item": ', "broken JSON at line 1"),
        (b'{"a": 1, "a": 2}', "the key 'a' stands twice in one object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"a": NaN}', "a number that is no whole number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number that is no whole number"),
        (b"\xff\xfe{}", "not UTF-8 at byte 0"),
        (b'"text"', "an object is wanted here"),
        (b" " * 20_000_001, "larger than 20000000 bytes"),
    ],
    ids=[
        "empty",
        "cut",
        "twice",
        "deep",
        "NaN",
        "huge number",
        "not text",
        "no object",
        "too large",
    ],
)
def test_a_file_that_is_no_check_file(
    terminal: Terminal, tmp_path: Path, source: bytes, reason: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_bytes(source)
    ended = terminal("check", file)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"bad.json: $: {reason}")


def test_every_fault_is_told_at_once(terminal: Terminal, tmp_path: Path) -> None:
    data = _changed("$.mail_item.arrived_on", "never")
    data["applications"][0]["claims"][0]["right"] = "access"
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    assert len(terminal("check", file).err.splitlines()) == 2


def test_a_file_that_is_not_there(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", tmp_path / "none.json")
    assert ended.code == 2
    assert ended.err == "none.json: $: cannot be read (No such file or directory)\n"


def test_no_file_at_all(terminal: Terminal) -> None:
    assert terminal("check").code == 2


def test_a_day_before_the_arrival(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    ended = terminal("check", file, "--on", "2026-11-24")
    assert (ended.code, ended.err) == (
        2,
        "good.json: $.mail_item.arrived_on: later than the day counted as today\n",
    )


def test_an_arrival_before_the_rulebook_begins(terminal: Terminal, tmp_path: Path) -> None:
    bad = copy.deepcopy(GOOD)
    bad["mail_item"]["arrived_on"] = "平成27年2月3日"
    path = tmp_path / "early.json"
    path.write_text(json.dumps(bad), "utf-8")
    ended = terminal("check", path)
    assert (ended.code, ended.out) == (2, "")
    reason = "before the rulebook begins, 2015-02-04"
    assert ended.err == f"early.json: $.mail_item.arrived_on: {reason}\n"


def test_a_day_that_is_none(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", tmp_path / "any.json", "--on", "2026-02-30")
    assert ended.code == 2
    assert "The month has no such day" in ended.err
    assert "date_no_such_day" not in ended.err


def test_a_bad_rulebook(terminal: Terminal, tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text("[rulebook]\nname = 3\n", encoding="utf-8")
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    ended = terminal("check", file, "--rulebook", book)
    assert ended.code == 2
    assert "In book.toml, line 2, rulebook.name: the value is of the wrong type" in ended.err


def test_a_bad_rulebook_is_told_in_japanese(terminal: Terminal, tmp_path: Path) -> None:
    book, file = tmp_path / "book.toml", tmp_path / "good.json"
    book.write_text("[rulebook]\nname = 3\n", encoding="utf-8")
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    said = "book.toml 2行目 rulebook.name：値の型が違います（ここには、文字を書きます）。"
    for words in (("check", file), ("rulebook",)):
        ended = terminal(*words, "--rulebook", book, "--language", "ja")
        assert (ended.code, said in ended.err) == (2, True), ended.err


def test_the_good_file_is_good(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert terminal("check", file).code == 0


def test_markup_in_a_name_is_a_name(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    data = _changed("$.applications[0].principal.name", "<b>O'Neil & {{ x }}</b>")
    file.write_text(json.dumps(data), encoding="utf-8")
    ended = terminal("check", file, "--json")
    assert ended.code == 0
    assert "<b>O'Neil & {{ x }}</b>" in ended.out
