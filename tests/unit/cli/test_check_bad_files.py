# SPDX-License-Identifier: MIT
"""Bad check files: exit code 2, JSON path and reason, nothing of the value, nothing printed."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.terminal import Terminal

GOOD: dict[str, Any] = {
    "mail_item": {
        "arrived_on": "2026-11-25",
        "payments": [{"denomination": 500, "count": 2}],
    },
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
APPLICATION = ("applications", 0)
HISTORY = (*APPLICATION, "history")
NOTICE = {"for_posting_on": "2026-11-25", "posted_on": "2026-11-25"}
DECISION = {"claim": "disclosure", "outcome": "granted", "proposed_on": "2026-11-26"}

Path_ = tuple[str | int, ...]

CASES: list[tuple[str, Path_, object, str, str]] = [
    ("unknown key", ("mail_item", "colour"), "red", "$.mail_item.colour", "unknown key"),
    (
        "unknown key deep",
        (*APPLICATION, "principal", "sex"),
        "f",
        "$.applications[0].principal.sex",
        "unknown key",
    ),
    ("odd key", ("mail_item", "a b"), 1, "$.mail_item['a b']", "unknown key"),
    ("no applications", ("applications",), [], "$.applications", "at least 1 entry is wanted"),
    ("applications no list", ("applications",), {}, "$.applications", "a list is wanted here"),
    ("mail no object", ("mail_item",), 3, "$.mail_item", "an object is wanted here"),
    (
        "impossible day",
        ("mail_item", "arrived_on"),
        "2026-02-30",
        "$.mail_item.arrived_on",
        "that month has no such day",
    ),
    (
        "impossible era year",
        ("mail_item", "arrived_on"),
        "昭和65年1月1日",
        "$.mail_item.arrived_on",
        "the era had ended",
    ),
    (
        "day as number",
        ("mail_item", "arrived_on"),
        20261125,
        "$.mail_item.arrived_on",
        "a date is written as a text",
    ),
    (
        "words for a day",
        ("mail_item", "arrived_on"),
        "yesterday",
        "$.mail_item.arrived_on",
        "not understood as a date",
    ),
    (
        "negative count",
        ("mail_item", "payments", 0, "count"),
        -1,
        "$.mail_item.payments[0].count",
        "at least 1",
    ),
    (
        "huge count",
        ("mail_item", "payments", 0, "count"),
        10**30,
        "$.mail_item.payments[0].count",
        "at most 10000",
    ),
    (
        "negative denomination",
        ("mail_item", "payments", 0, "denomination"),
        -500,
        "$.mail_item.payments[0].denomination",
        "at least 0",
    ),
    (
        "fraction of a yen",
        ("mail_item", "payments", 0, "denomination"),
        0.5,
        "$.mail_item.payments[0].denomination",
        "a whole number is wanted here",
    ),
    (
        "number as text",
        ("mail_item", "payments", 0, "count"),
        "2",
        "$.mail_item.payments[0].count",
        "a whole number is wanted here",
    ),
    (
        "true as number",
        ("mail_item", "payments", 0, "count"),
        True,
        "$.mail_item.payments[0].count",
        "a whole number is wanted here",
    ),
    (
        "unknown piece",
        ("mail_item", "payments", 0, "piece"),
        "gold",
        "$.mail_item.payments[0].piece",
        "one of 'stamp'",
    ),
    (
        "name of ten megabytes",
        (*APPLICATION, "principal", "name"),
        "x" * 10_000_000,
        "$.applications[0].principal.name",
        "too long: at most 200 characters",
    ),
    (
        "NUL",
        (*APPLICATION, "principal", "name"),
        "佐藤\0",
        "$.applications[0].principal.name",
        "a control character at position 2",
    ),
    (
        "lone surrogate",
        (*APPLICATION, "principal", "name"),
        "佐藤\ud800",
        "$.applications[0].principal.name",
        "a lone surrogate at position 2",
    ),
    (
        "turned reading direction",
        (*APPLICATION, "principal", "address"),
        "東京\u202e都",
        "$.applications[0].principal.address",
        "a mark that turns the reading direction at position 2",
    ),
    (
        "no character",
        (*APPLICATION, "scope"),
        "a\ufdd0",
        "$.applications[0].scope",
        "a code that is no character at position 1",
    ),
    (
        "unknown right",
        (*APPLICATION, "claims", 0, "right"),
        "access",
        "$.applications[0].claims[0].right",
        "one of 'purpose'",
    ),
    (
        "unknown document",
        (*APPLICATION, "papers", 0, "kind"),
        "library_card",
        "$.applications[0].papers[0].kind",
        "no document of the rulebook",
    ),
    (
        "unknown form",
        (*APPLICATION, "form", "code"),
        "Z-9",
        "$.applications[0].form.code",
        "no form of the rulebook",
    ),
    (
        "expired before it was issued",
        (*APPLICATION, "papers", 0),
        {"kind": "driving_licence", "issued_on": "2026-01-02", "valid_until": "2026-01-01"},
        "$.applications[0].papers[0].valid_until",
        "before issued_on",
    ),
    (
        "born after arrival",
        (*APPLICATION, "principal", "born"),
        "2026-11-26",
        "$.applications[0].principal.born",
        "later than the arrival",
    ),
    (
        "postmark after arrival",
        ("mail_item", "postmark"),
        "2026-11-26",
        "$.mail_item.postmark",
        "later than arrived_on",
    ),
    (
        "supplement before arrival",
        (*HISTORY, "supplements"),
        [{"arrived_on": "2026-11-24"}],
        "$.applications[0].history.supplements[0].arrived_on",
        "before the arrival",
    ),
    (
        "answered before asked",
        (*HISTORY, "departments"),
        [{"asked_on": "2026-11-27", "answered_on": "2026-11-26"}],
        "$.applications[0].history.departments[0].answered_on",
        "before asked_on",
    ),
    (
        "records without answer",
        (*HISTORY, "departments"),
        [{"asked_on": "2026-11-27", "records": [{"name": "佐藤 花子"}]}],
        "$.applications[0].history.departments[0].records",
        "an answer without answered_on",
    ),
    (
        "lapse without notice",
        (*HISTORY, "lapses"),
        [{"claim": "disclosure", "confirmed_on": "2026-12-10"}],
        "$.applications[0].history.lapses[0].confirmed_on",
        "no notice was posted",
    ),
    (
        "claim that is not there",
        (*HISTORY, "decisions"),
        [{**DECISION, "claim": "correction"}],
        "$.applications[0].history.decisions[0].claim",
        "there is no such claim",
    ),
    (
        "approved before proposed",
        (*HISTORY, "decisions"),
        [{**DECISION, "approved_on": "2026-11-25"}],
        "$.applications[0].history.decisions[0].approved_on",
        "before proposed_on",
    ),
    (
        "answered without approval",
        (*HISTORY, "decisions"),
        [{**DECISION, "answered_on": "2026-11-27"}],
        "$.applications[0].history.decisions[0].answered_on",
        "answered without approved_on",
    ),
    (
        "unknown ground",
        (*HISTORY, "decisions"),
        [{**DECISION, "outcome": "refused", "grounds": [{"code": "PR-G9"}]}],
        "$.applications[0].history.decisions[0].grounds[0].code",
        "no ground of the rulebook",
    ),
    (
        "void though posted",
        (*HISTORY, "notices"),
        [{**NOTICE, "void": True}],
        "$.applications[0].history.notices[0].void",
        "a posted letter is never void",
    ),
    (
        "nothing to judge",
        (*HISTORY, "judgements"),
        [{"topic": "name", "subject": "e9", "ruling": "same", "on": "2026-11-26"}],
        "$.applications[0].history.judgements[0].subject",
        "nothing of that name to be judged",
    ),
    (
        "allotted to nobody",
        ("mail_item", "payments", 0, "allotted"),
        [{"application": "7", "count": 1}],
        "$.mail_item.payments[0].allotted[0].application",
        "there is no such application",
    ),
    (
        "allotted more than there is",
        ("mail_item", "payments", 0, "allotted"),
        [{"application": "1", "count": 3}],
        "$.mail_item.payments[0].allotted",
        "more pieces than there are",
    ),
    (
        "two claims of one name",
        (*APPLICATION, "claims"),
        [{"id": "a", "right": "disclosure"}, {"id": "a", "right": "purpose"}],
        "$.applications[0].claims[1].id",
        "two claims have this id",
    ),
    (
        "two papers of one name",
        (*APPLICATION, "papers"),
        [{"id": "a", "kind": "driving_licence"}, {"id": "a", "kind": "residence_card"}],
        "$.applications[0].papers",
        "an id is used twice: a",
    ),
]


def _changed(path: Path_, value: object) -> dict[str, Any]:
    data = copy.deepcopy(GOOD)
    place: Any = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "told", "reason"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_a_bad_value(
    terminal: Terminal, tmp_path: Path, path: Path_, value: object, told: str, reason: str
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(_changed(path, value)), encoding="utf-8")
    ended = terminal("check", file)
    assert (ended.code, ended.out) == (2, "")
    lines = ended.err.splitlines()
    assert any(line.startswith(f"bad.json: {told}: {reason}") for line in lines), ended.err[:500]
    assert "佐藤" not in ended.err
    assert len(ended.err) < 2000


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
    data = _changed(("mail_item", "arrived_on"), "never")
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
    assert "date_no_such_day at position 8" in ended.err


def test_a_bad_rulebook(terminal: Terminal, tmp_path: Path) -> None:
    book = tmp_path / "book.toml"
    book.write_text("[rulebook]\nname = 3\n", encoding="utf-8")
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    ended = terminal("check", file, "--rulebook", book)
    assert ended.code == 2
    assert "book.toml:2: rulebook.name: wrong_type" in ended.err


def test_the_good_file_is_good(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert terminal("check", file).code == 0


def test_markup_in_a_name_is_a_name(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "good.json"
    data = _changed((*APPLICATION, "principal", "name"), "<b>O'Neil & {{ x }}</b>")
    file.write_text(json.dumps(data), encoding="utf-8")
    ended = terminal("check", file, "--json")
    assert ended.code == 0
    assert "<b>O'Neil & {{ x }}</b>" in ended.out
