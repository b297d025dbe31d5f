# SPDX-License-Identifier: MIT
"""``desk-app rulebook``: the rules in force, the cases beside them, a version that waits."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from desk_app.desk.errors import WrongPassword
from desk_app.rules.versions import RuleChange
from tests.unit.cli.terminal import RULEBOOK, SECOND, Terminal

LINE = re.compile(r"  \S+: .* \[((.+; )(policy|law)|(.+; )?practice \d+); since \d{4}-\d\d-\d\d\]")
CASE = """family = "days"
[[case]]
id = "one"
why = "Fourteen days after 25 November."
facts.count = "notice"
facts.start = 2026-11-25
expected.due = {due}
"""


def test_every_rule_with_clause_and_source(terminal: Terminal) -> None:
    ended = terminal("rulebook")
    assert ended.code == 0
    title, *lines = ended.out.splitlines()
    assert title.endswith("on 2026-11-25")
    values = [line for line in lines if line.startswith("  ")]
    assert len(values) >= 220
    assert [line for line in values if not LINE.fullmatch(line)] == []
    assert "  amount: 1000 JPY [PR-4; policy; since 2015-02-04]" in values


@pytest.mark.parametrize(
    ("day", "majority"), [("2022-03-31", "20"), ("2022-04-01", "18"), ("令和4年4月1日", "18")]
)
def test_the_rules_of_a_day(terminal: Terminal, day: str, majority: str) -> None:
    ended = terminal("rulebook", "--on", day)
    assert re.search(
        rf"^  majority: {majority} \[PR-3a, Civil Code 4; law;", ended.out, re.MULTILINE
    )


def test_another_rulebook(terminal: Terminal) -> None:
    ended = terminal("rulebook", "--rulebook", SECOND)
    lines = ended.out.splitlines()
    amount = "  amount: value 880, unit JPY, rights purpose 330 [Art-9; policy; since 2026-10-01]"
    assert amount in lines
    assert "  2026-08-12 to 2026-08-16: 夏季休業 [Art-10; policy; since 2026-08-12]" in lines


@pytest.mark.parametrize(("book", "least"), [(RULEBOOK, 150), (SECOND, 25)])
def test_the_cases_beside_a_rulebook(terminal: Terminal, book: Path, least: int) -> None:
    ended = terminal("rulebook", "--rulebook", book, "--test")
    counted = re.fullmatch(r"(\d+) cases, 0 failed\n", ended.out)
    assert counted
    assert int(counted[1]) >= least
    assert ended.code == 0


def _beside(tmp_path: Path, case: str | None) -> Path:
    book = tmp_path / "book.toml"
    shutil.copy(RULEBOOK, book)
    if case is not None:
        (tmp_path / "cases").mkdir()
        (tmp_path / "cases" / "days.toml").write_text(case, encoding="utf-8")
    return book


def test_no_cases_are_no_success(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("rulebook", "--rulebook", _beside(tmp_path, None), "--test")
    assert (ended.code, ended.out) == (1, "0 cases, 0 failed\n")


def test_a_case_that_holds(terminal: Terminal, tmp_path: Path) -> None:
    book = _beside(tmp_path, CASE.format(due="2026-12-09"))
    assert terminal("rulebook", "--rulebook", book, "--test").out == "1 cases, 0 failed\n"


def test_a_case_that_fails_is_told(terminal: Terminal, tmp_path: Path) -> None:
    book = _beside(tmp_path, CASE.format(due="2026-12-08"))
    ended = terminal("rulebook", "--rulebook", book, "--test")
    assert ended.code == 1
    assert ended.out.splitlines() == [
        "days.toml: one: Fourteen days after 25 November.",
        "    due: expected 2026-12-08",
        "         found 2026-12-09",
        "1 cases, 1 failed",
    ]


def test_a_bad_case_file_is_told(terminal: Terminal, tmp_path: Path) -> None:
    book = _beside(tmp_path, 'family = "days"\n[[case]]\nid = 1\n')
    ended = terminal("rulebook", "--rulebook", book, "--test")
    assert ended.code == 2
    assert "In days.toml, line 3, case[1].id: the value is wrong" in ended.err


def test_a_rulebook_that_is_not_there(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("rulebook", "--rulebook", tmp_path / "none.toml")
    assert ended.code == 2
    assert ended.err.startswith("In none.toml: the file cannot be read")


def test_pending_needs_a_desk(terminal: Terminal) -> None:
    assert terminal("rulebook", "--pending").code == 2


@pytest.mark.parametrize(
    ("waiting", "lines"),
    [
        ({}, ["no version is waiting, or no application is open"]),
        ({"R8-0001": ()}, ["R8-0001: unchanged"]),
        (
            {
                "R8-0001": (
                    RuleChange("fee.required", 1000, 1100),
                    RuleChange("fee.paid", "ok", None),
                    RuleChange("reply_target", None, date(2026, 12, 9)),
                )
            },
            [
                "R8-0001: 3 changes",
                "    fee.required: 1000 -> 1100",
                "    fee.paid: ok -> -",
                "    reply_target: - -> 2026-12-09",
            ],
        ),
    ],
)
def test_a_waiting_version(
    capsys: pytest.CaptureFixture[str], waiting: dict[str, tuple[RuleChange, ...]], lines: list[str]
) -> None:
    ended = Terminal(capsys, pending=lambda _: waiting)("rulebook", "--pending")
    assert (ended.code, ended.out.splitlines()) == (0, lines)


def test_before_its_first_day_nothing_is_in_force(terminal: Terminal) -> None:
    ended = terminal("rulebook", "--on", "2015-02-03")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "nothing is in force on 2015-02-03: justsystems begins 2015-02-04\n"
    assert terminal("rulebook", "--on", "2015-02-04").code == 0


def test_a_desk_that_cannot_be_opened_is_told_calmly(capsys: pytest.CaptureFixture[str]) -> None:
    def closed(_: Path) -> Mapping[str, tuple[RuleChange, ...]]:
        raise WrongPassword

    ended = Terminal(capsys, pending=closed)("rulebook", "--pending")
    assert ended.code == 12
    assert ended.err.startswith("desk-app rulebook: ")
    assert "Traceback" not in ended.err


def test_the_rules_are_printed_in_japanese(terminal: Terminal) -> None:
    lines = terminal("rulebook", "--language", "ja", "--on", "2026-11-25").out.splitlines()
    assert lines[0].startswith("個人情報お問い合わせ窓口 規程")
    mask = next(each for each in lines if each.startswith("  insurer_number"))
    assert "保険者番号" in mask
    assert mask.endswith("[PR-6、健康保険法第194条の2；法令；平成27年2月4日から]")
    assert any("実務 36" in each for each in lines)
