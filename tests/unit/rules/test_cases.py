# SPDX-License-Identifier: MIT
"""The cases beside both rulebooks hold, are many enough, and can fail."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.rules.cases import differences, read, run
from desk_app.rules.rulebook.reading import Fault, RulebookError
from tests.unit.rules.kept import FIRST, SECOND, book_of, cases_of

AT_LEAST = {
    "fee": 30,
    "documents": 30,
    "authority": 30,
    "comparison": 25,
    "days": 20,
    "grounds": 10,
    "ends": 5,
}
SECOND_AT_LEAST = 25

CASE = """family = "fee"
[[case]]
id = "{id}"
why = "A sentence that says why."
{facts}
expected.short = 160
"""


@pytest.mark.parametrize("family", sorted({case.family for case in cases_of(FIRST)}))
def test_first_rulebook(family: str) -> None:
    cases = [case for case in cases_of(FIRST) if case.family == family]
    assert {case.id: told for case in cases if (told := differences(case, book_of(FIRST)))} == {}


def test_second_rulebook() -> None:
    wrong = {case.id: differences(case, book_of(SECOND)) for case in cases_of(SECOND)}
    assert {id_: told for id_, told in wrong.items() if told} == {}


def test_first_rulebook_has_cases_of_every_family() -> None:
    counts = Counter(case.family for case in cases_of(FIRST))
    assert {family: counts[family] >= least for family, least in AT_LEAST.items()} == dict.fromkeys(
        AT_LEAST, True
    )
    assert counts["grounds"] + counts["ends"] >= 15


def test_second_rulebook_has_cases() -> None:
    assert len(cases_of(SECOND)) >= SECOND_AT_LEAST


def test_no_two_cases_have_the_same_facts() -> None:
    seen = Counter((case.family, repr(case.facts)) for case in cases_of(FIRST))
    assert [facts for facts, count in seen.items() if count > 1] == []


def test_a_case_fails_under_other_rules() -> None:
    failed = [case.id for case in cases_of(FIRST) if differences(case, book_of(SECOND))]
    assert "fee-exact-two-500" in failed
    assert len(failed) >= len(cases_of(FIRST)) // 3


@pytest.mark.parametrize(
    ("what", "wrong"),
    [
        ("short", 1),
        ("findings", []),
        ("findings", ["fee.short missing PR-4"]),
        ("findings", ["fee.short", "fee.short"]),
        ("said", ["fee.paid"]),
        ("facts", {"fee.short": {"short": 1}}),
        ("no_such_answer", True),
    ],
)
def test_a_wrong_expectation_is_told(what: str, wrong: object) -> None:
    case = next(case for case in cases_of(FIRST) if case.id == "fee-eighty-four-ten-times")
    changed = replace(case, expected={what: wrong})  # type: ignore[dict-item]
    told = differences(changed, book_of(FIRST))
    assert [difference.what for difference in told] == [what]
    assert told[0].expected == wrong


@pytest.mark.parametrize(
    ("text", "key", "line", "fault"),
    [
        ("family = 'fee'\n[[case]]\nid = 3\n", "case[1].id", 3, Fault.WRONG_VALUE),
        ("family = 'fees'\n", "family", 1, Fault.WRONG_VALUE),
        ("family = 'fee'\ncase = [\n", "", None, Fault.BROKEN_TOML),
        (
            CASE.format(id="a", facts="facts.stamps = []"),
            "case[1].facts.stamps",
            5,
            Fault.UNKNOWN_KEY,
        ),
        (CASE.format(id="a", facts="fact.pieces = []"), "case[1].fact", 5, Fault.UNKNOWN_KEY),
        (
            CASE.format(id="a", facts="") + CASE.format(id="a", facts="").partition("\n")[2],
            "case[2].id",
            8,
            Fault.TWICE,
        ),
        (
            CASE.format(id="a", facts="facts.arrived = 2026"),
            "case[1].facts.arrived",
            5,
            Fault.WRONG_VALUE,
        ),
    ],
)
def test_a_bad_case_file_is_told_with_key_and_line(
    tmp_path: Path, text: str, key: str, line: int | None, fault: Fault
) -> None:
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as told:
        read(tmp_path)
    assert told.value.file == "bad.toml"
    assert (told.value.key, told.value.fault) == (key, fault)
    assert line is None or told.value.line == line


def test_a_payment_line_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    text = CASE.format(id="a", facts='facts.pieces = ["84 x ten"]')
    (tmp_path / "bad.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as told:
        read(tmp_path)
    assert (told.value.key, told.value.line) == ("case[1].facts.pieces[1]", 5)


def test_a_folder_that_is_not_there_has_no_cases(tmp_path: Path) -> None:
    assert read(tmp_path / "none") == ()


def test_a_case_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    with pytest.raises(RulebookError) as told:
        read(tmp_path)
    assert told.value.fault is Fault.NOT_TEXT


def test_a_case_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").mkdir()
    with pytest.raises(RulebookError) as told:
        read(tmp_path)
    assert told.value.fault is Fault.UNREADABLE


def test_what_becomes_of_each_case_is_told_in_order() -> None:
    first, second = cases_of(FIRST)[:2]
    wrong = replace(second, expected={**second.expected, "short": 1})
    outcomes = list(run((first, wrong), book_of(FIRST)))
    assert [outcome.case for outcome in outcomes] == [first, wrong]
    assert [bool(outcome.differences) for outcome in outcomes] == [False, True]
