# SPDX-License-Identifier: MIT
"""Another rulebook version for one application (AP), and a rulebook printed."""

from __future__ import annotations

from datetime import date

from desk_app.rules.cases import ApplicationFacts, application_file
from desk_app.rules.rulebook.rulebook import Rulebook, loads
from desk_app.rules.versions import RuleChange, RuleLine, changes, lines
from tests.unit.rules.kept import FIRST, SECOND, book_of

ON = date(2026, 11, 25)


def _changed(old: str, new: str) -> Rulebook:
    text = FIRST.read_text("utf-8")
    assert old in text
    return loads(text.replace(old, new, 1).encode(), "new.toml")


def _of(facts: ApplicationFacts, new: Rulebook) -> dict[str, RuleChange]:
    file = application_file(facts, book_of(FIRST).on(ON))
    return {change.what: change for change in changes(file, book_of(FIRST), new, ON)}


def test_the_same_rules_change_nothing() -> None:
    assert _of(ApplicationFacts(), book_of(FIRST)) == {}


def test_a_higher_fee_leaves_it_short() -> None:
    found = _of(ApplicationFacts(), _changed("value = 1000", "value = 1100"))
    assert found["required"] == RuleChange("required", 1000, 1100)
    assert found["short"] == RuleChange("short", 0, 100)
    assert found["fee.short"] == RuleChange("fee.short", None, "missing")
    assert found["fee.paid"].after is None


def test_a_free_request_is_not_touched_by_the_fee() -> None:
    facts = ApplicationFacts.model_validate({"rights": ["correction"]})
    assert _of(facts, _changed("value = 1000", "value = 1100")) == {}


def test_another_target_moves_the_day() -> None:
    new = _changed(
        "[[days.target]]\nfrom = 2015-02-04\nvalue = 14",
        "[[days.target]]\nfrom = 2015-02-04\nvalue = 20",
    )
    found = _of(ApplicationFacts(), new)
    assert found["reply_target"] == RuleChange(
        "reply_target", date(2026, 12, 9), date(2026, 12, 15)
    )


def test_a_finding_that_changes_is_told_as_the_other_version_makes_it() -> None:
    found = _of(ApplicationFacts(), _changed("value = 1000", "value = 1100"))
    short, paid = found["fee.short"].finding, found["fee.paid"].finding
    assert short is not None
    assert short.facts["required"] == 1100
    assert paid is not None
    assert paid.facts["required"] == 1000
    assert found["required"].finding is None


def _lines(table: str) -> list[RuleLine]:
    return [line for line in lines(book_of(FIRST).on(ON)) if line.table == table]


def test_a_value_is_printed_with_what_it_rests_on() -> None:
    (amount,) = (line for line in _lines("fee") if line.name == "amount")
    assert (amount.value, amount.clause, amount.source) == ("1000 JPY", "PR-4", "policy")
    assert amount.since == date(2015, 2, 4)


def test_every_clause_and_every_practice_is_printed() -> None:
    rules = book_of(FIRST).on(ON)
    assert [line.clause for line in _lines("clause")] == [each.id for each in rules.clauses]
    assert [line.practice for line in _lines("practice")] == [*range(1, 35), 36, 37, 38, 39, 40]
    assert all(line.value for line in _lines("clause") + _lines("practice"))


def test_closing_days_of_the_desk_s_own_are_printed_with_their_reason() -> None:
    closed = [line for line in lines(book_of(SECOND).on(ON)) if line.table == "closing"]
    assert closed
    assert all(line.value and line.clause and " to " in line.name for line in closed)


def test_what_is_not_in_force_yet_is_not_printed() -> None:
    early = list(lines(book_of(FIRST).on(date(2016, 1, 1))))
    assert len(early) < len(list(lines(book_of(FIRST).on(ON))))
    assert all(line.since <= date(2016, 1, 1) for line in early)
