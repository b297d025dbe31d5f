# SPDX-License-Identifier: MIT
"""A bad rulebook is refused with file, key, line and fault; a good one keeps its bytes."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from desk_app.records.desk.people import Role
from desk_app.rules.finding_codes import Cited
from desk_app.rules.rulebook.checks import Dated
from desk_app.rules.rulebook.file import WEEKDAYS
from desk_app.rules.rulebook.reading import Fault, Places, RulebookError, read
from desk_app.rules.rulebook.rulebook import load, loads
from desk_app.rules.rulebook.terms import Duty
from tests.unit.rules.kept import FIRST, SECOND, book_of

TEXT = FIRST.read_text("utf-8")


def _line(text: str, nth: int = 1) -> int:
    """Return the line on which a text stands for the nth time, counted from 1."""
    places = [match.start() for match in re.finditer(re.escape(text), TEXT)]
    return TEXT.count("\n", 0, places[nth - 1]) + 1


AMOUNT = _line("[[fee.amount]]")
MAJORITY = _line("[[days.majority]]", 2)
LICENCE = _line('code = "driving_licence"')
CLAUSE_OF_AMOUNT = 'value = 1000\nunit = "JPY"\nclause = "PR-4"'
HARM = 'articles = { disclosure = "33(2)(i)", provision_records = "33(5) with 33(2)(i)" }'


@pytest.mark.parametrize(
    ("old", "new", "key", "line", "fault"),
    [
        (
            "value = 1000",
            "value = 1000\ncolour = 1",
            "fee.amount[1].colour",
            AMOUNT + 3,
            Fault.UNKNOWN_KEY,
        ),
        ("[fee.amount]]", "[fees.amount]]", "fee.amount", None, Fault.MISSING),
        (CLAUSE_OF_AMOUNT, 'value = 1000\nunit = "JPY"', "fee.amount[1]", AMOUNT, Fault.NO_CLAUSE),
        (
            CLAUSE_OF_AMOUNT + '\nsource = "policy"',
            CLAUSE_OF_AMOUNT,
            "fee.amount[1].source",
            AMOUNT,
            Fault.MISSING,
        ),
        (
            CLAUSE_OF_AMOUNT,
            CLAUSE_OF_AMOUNT.replace("PR-4", "PR-99"),
            "fee.amount[1].clause",
            AMOUNT + 4,
            Fault.UNKNOWN_CLAUSE,
        ),
        ("value = 1000", 'value = "1000"', "fee.amount[1].value", AMOUNT + 2, Fault.WRONG_TYPE),
        ("value = 1000", "value = 1000.0", "fee.amount[1].value", AMOUNT + 2, Fault.WRONG_TYPE),
        ("value = 1000", "value = true", "fee.amount[1].value", AMOUNT + 2, Fault.WRONG_TYPE),
        ("value = 1000", "value = -1", "fee.amount[1].value", AMOUNT + 2, Fault.WRONG_VALUE),
        (
            "value = 20\n",
            "value = 121\n",
            "days.majority[1].value",
            MAJORITY - 5,
            Fault.WRONG_VALUE,
        ),
        (
            "[[days.alone]]\nfrom = 2015-02-04\nvalue = 15",
            "[[days.alone]]\nfrom = 2015-02-04\nvalue = 19",
            "days.alone[1].value",
            None,
            Fault.WRONG_VALUE,
        ),
        ("value = 10\n", "value = 14\n", "days.warning[1].value", None, Fault.WRONG_VALUE),
        ("value = 10\n", "value = 0\n", "days.warning[1].value", None, Fault.WRONG_VALUE),
        (
            'value = 14\nclause = "PR-5"\narticle',
            'value = 13\nclause = "PR-5"\narticle',
            "days.suit[1].value",
            None,
            Fault.WRONG_VALUE,
        ),
        (
            "[[days.majority]]\nfrom = 2022-04-01",
            "[[days.majority]]\nfrom = 2015-02-04",
            "days.majority[2].from",
            MAJORITY + 1,
            Fault.OVERLAP,
        ),
        (
            "[[days.majority]]\nfrom = 2015-02-04",
            "[[days.majority]]\nfrom = 2015-02-04\nuntil = 2022-03-30",
            "days.majority[2].from",
            MAJORITY + 2,
            Fault.GAP,
        ),
        (
            "[[days.majority]]\nfrom = 2015-02-04",
            "[[days.majority]]\nfrom = 2015-02-04\nuntil = 2022-04-01",
            "days.majority[2].from",
            MAJORITY + 2,
            Fault.OVERLAP,
        ),
        (
            "[[days.notice]]\nfrom = 2015-02-04",
            "[[days.notice]]\nfrom = 2015-02-05",
            "days.notice[1].from",
            _line("[[days.notice]]") + 1,
            Fault.GAP,
        ),
        (
            'code = "driving_licence"',
            'code = "driving_licence"\nuntil = 2015-01-01',
            "document[1].from",
            None,
            Fault.BACKWARDS,
        ),
        *(
            (
                f"[[{key}]]\nfrom = 2015-02-04\nvalue = {value}",
                f"[[{key}]]\nfrom = 2015-02-04\nvalue = 0",
                f"{key}[1].value",
                None,
                Fault.WRONG_VALUE,
            )
            for key, value in (
                ("days.retention_years", 2),
                ("days.freshness_months", 3),
                ("days.majority", 20),
                ("switch.identity_without_photo", 2),
            )
        ),
        (HARM, HARM.replace("disclosure =", "correction ="), None, None, Fault.UNLAWFUL_GROUND),
        (
            'value = ["purpose", "disclosure"]',
            'value = ["purpose", "correction"]',
            "fee.chargeable[1].value",
            None,
            Fault.UNLAWFUL_FEE,
        ),
        (
            'unit = "JPY"',
            'unit = "JPY"\nrights = ["erasure 300"]',
            "fee.amount[1].rights",
            None,
            Fault.UNLAWFUL_FEE,
        ),
        (
            'unit = "JPY"',
            'unit = "JPY"\nrights = ["purpose 300", "purpose 400"]',
            "fee.amount[1].rights",
            None,
            Fault.TWICE,
        ),
        (
            'duty = "keys"\nroles = ["officer"]',
            'duty = "keys"\nroles = ["officer", "clerk"]',
            None,
            None,
            Fault.DUTY_TOO_WIDE,
        ),
        (
            'expires = true\nfresh = false\noriginal = false\nmask = ["domicile',
            'expires = true\nfresh = false\nfresh_months = 3\noriginal = false\nmask = ["domicile',
            "document[1].fresh_months",
            None,
            Fault.WRONG_VALUE,
        ),
        (
            'mask = ["domicile", "organ_donation", "licence_conditions"]',
            'mask = ["domicil"]',
            "document[1].mask",
            None,
            Fault.UNKNOWN_MASK,
        ),
        (
            '["letter_of_proxy", "signature_certificate"]]',
            '["letter_of_proxi"]]',
            "proxy[7].papers",
            None,
            Fault.UNKNOWN_DOCUMENT,
        ),
        (
            'instead = "certificate_of_eligibility"',
            'instead = "certificate"',
            None,
            None,
            Fault.UNKNOWN_DOCUMENT,
        ),
        (
            'required = ["name", "born", "address"]',
            'required = ["nickname"]',
            None,
            None,
            Fault.UNKNOWN_FIELD,
        ),
        ("practice = 1\n", "practice = 77\n", None, None, Fault.UNKNOWN_PRACTICE),
        (
            'photo = true\nidentity = "alone"',
            'photo = 1\nidentity = "alone"',
            "document[1].photo",
            LICENCE + 3,
            Fault.WRONG_TYPE,
        ),
        ("[[piece]]", "[[piece", "", _line("[[piece]]"), Fault.BROKEN_TOML),
    ],
)
def test_a_bad_rulebook(
    old: str, new: str, key: str | None, line: int | None, fault: Fault
) -> None:
    assert old in TEXT
    with pytest.raises(RulebookError) as told:
        loads(TEXT.replace(old, new, 1).encode(), "book.toml")
    assert fault in {problem.fault for problem in told.value.problems}
    found = next(problem for problem in told.value.problems if problem.fault is fault)
    assert key is None or found.key == key
    assert line is None or found.line == line
    theirs = ("Input", "Field", "Value", "String", "Extra", "Tuple")
    assert not any(each.detail.startswith(theirs) for each in told.value.problems)
    assert found.line is not None or fault is Fault.MISSING
    assert all(text.startswith("book.toml") for text in told.value.lines())


def test_every_problem_is_told_in_the_order_of_the_file() -> None:
    bad = TEXT.replace("value = 1000", "value = -1").replace("value = 14", 'value = "14"', 1)
    with pytest.raises(RulebookError) as told:
        loads(bad.encode(), "book.toml")
    assert [problem.key for problem in told.value.problems] == [
        "fee.amount[1].value",
        "days.notice[1].value",
    ]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        (b"\xff", Fault.NOT_TEXT),
        (b"a = \n", Fault.BROKEN_TOML),
        (b"a = " + b"9" * 5_000, Fault.BROKEN_TOML),
        (b"", Fault.MISSING),
    ],
)
def test_a_file_that_is_no_rulebook(source: bytes, fault: Fault) -> None:
    with pytest.raises(RulebookError) as told:
        loads(source, "book.toml")
    assert told.value.fault is fault


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RulebookError) as told:
        load(tmp_path / "none.toml")
    assert (told.value.fault, told.value.file) == (Fault.UNREADABLE, "none.toml")
    pipe = tmp_path / "pipe.toml"
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "n\0ne.toml", tmp_path / ("n" * 300)):
        with pytest.raises(RulebookError) as told:
            load(path)
        assert told.value.fault is Fault.UNREADABLE
    large = tmp_path / "large.toml"
    with large.open("wb") as file:
        file.truncate(64 * 1024 * 1024)
    with pytest.raises(RulebookError) as told:
        load(large)
    assert told.value.fault is Fault.TOO_LARGE
    most = tmp_path / "most.toml"
    most.write_bytes(b"#" * (16 * 1024 * 1024))
    assert read(most) == most.read_bytes()


def test_the_version_names_the_bytes() -> None:
    book = book_of(FIRST)
    assert loads(book.source, "again.toml").version == book.version
    changed = loads(TEXT.replace("value = 1000", "value = 1001").encode(), "other.toml")
    assert changed.version != book.version


def test_every_clause_practice_and_value_is_in_the_entries() -> None:
    rules = book_of(FIRST).on(date(2026, 11, 25))
    tables = {table for table, _, _ in rules.entries()}
    assert {"clause", "practice", "fee.amount", "calendar.week", "document", "duty"} <= tables
    assert len(rules.practices) == 39
    assert [clause.id for clause in book_of(SECOND).clauses][:2] == ["Art-1", "Art-2"]


OTHER = SECOND.read_text("utf-8")
_CLOSING = 'clause = "Art-10"\nsource = "policy"\nwhy = "改装"\n'
# Two of twenty days each, with the Sunday between them, which the week closes.
ADJOINING = (
    f"first = 2026-08-03\nlast = 2026-08-22\n{_CLOSING}\n[[calendar.closing]]\n"
    "first = 2026-08-24\nlast = 2026-09-12"
)


@pytest.mark.parametrize(
    ("old", "new", "key", "fault"),
    [
        ("last = 2026-08-16", "last = 2026-08-11", "calendar.closing[1].last", Fault.BACKWARDS),
        (
            'last = 2026-08-16\nclause = "Art-10"',
            'last = 2026-08-16\nclause = "Art-77"',
            "calendar.closing[1].clause",
            Fault.UNKNOWN_CLAUSE,
        ),
        (
            'last = 2026-08-16\nclause = "Art-10"',
            "last = 2026-08-16",
            "calendar.closing[1].clause",
            Fault.NO_CLAUSE,
        ),
        (
            'year_end = ["12-30"',
            'year_end = ["02-30"',
            "calendar.week[1].year_end",
            Fault.WRONG_VALUE,
        ),
        *(
            (old, new, f"calendar.{key}", Fault.NEVER_OPEN)
            for old, new, key in (
                ('["12-30", "01-05"]', '["01-01", "12-31"]', "week[1].year_end"),
                ('["12-30", "01-05"]', '["12-15", "01-15"]', "week[1].year_end"),
                ('["12-30", "01-05"]', '["01-01", "01-03"]', "week[1].year_end"),
                ('["sunday", "wednesday"]', str([*WEEKDAYS]).replace("'", '"'), "week[1].closed"),
                ("last = 2026-08-16", "last = 9999-12-31", "closing[1].last"),
                ("last = 2026-08-16", "last = 2026-09-12", "closing[1].last"),
                ("first = 2026-08-12\nlast = 2026-08-16", ADJOINING, "closing[1].last"),
                ("first = 2026-08-12\nlast = 2026-08-16", ADJOINING, "closing[2].last"),
            )
        ),
        ('reason = "stamp"', 'reason = "ugly"', "piece[1].reason", Fault.WRONG_VALUE),
        ('reason = "soiled"', 'reason = "late"', "condition[4].reason", Fault.WRONG_VALUE),
        ('duty = "post"', 'duty = "users"', "duty", Fault.MISSING),
        ('points = ["keeping"]', "points = []", "clause", Fault.MISSING),
        ('points = ["keeping"]', 'points = ["keep"]', "clause[12].points[1]", Fault.WRONG_VALUE),
        (
            "practice = 2",
            'article = "1"',
            "switch.identity_without_photo[1]",
            Fault.UNKNOWN_PRACTICE,
        ),
        ("begins = 2024-04-01", "begins = 2025-04-01", "fee.amount[1].from", Fault.BEFORE_BEGIN),
    ],
)
def test_a_bad_rulebook_of_another_company(old: str, new: str, key: str, fault: Fault) -> None:
    assert old in OTHER
    with pytest.raises(RulebookError) as told:
        loads(OTHER.replace(old, new, 1).encode(), "book.toml")
    assert (key, fault) in {(problem.key, problem.fault) for problem in told.value.problems}


def test_a_closing_may_last_a_month_and_a_kept_one_for_good_ends_no_period() -> None:
    def changed(last: str) -> bytes:
        return OTHER.replace("last = 2026-08-16", f"last = {last}").encode()

    # From Thursday to Friday: with the days of the week around it thirty and no more.
    assert loads(changed("2026-09-10"), "book.toml").calendar.closing
    kept = loads(changed("2100-12-31"), "book.toml", program=book_of(SECOND))
    day = date(2026, 8, 31)
    assert kept.calendar.next_business_day(day) == day
    assert kept.calendar.next_business_day(date(2100, 6, 1)) == date(2101, 1, 6)


@pytest.mark.parametrize(
    "line", ["[" + " " * 50_000, "[[a" + " " * 50_000 + "x", "a" + " " * 50_000 + ".b" * 9_000]
)
def test_a_line_of_thousands_of_signs_is_read_once(line: str) -> None:
    assert Places(f"{line}\n[[b]]\nc = 1\n").line(("b", 0, "c")) == 3


def test_a_day_before_the_first_reads_the_first_rules() -> None:
    assert book_of(SECOND).on(date(2020, 1, 1)).fee.amount == 770


def test_what_is_not_in_the_rulebook_is_not_given() -> None:
    rules = book_of(SECOND).on(date(2026, 11, 25))
    assert rules.law("penal_code") is None
    assert rules.document("driving_record_certificate") is None
    with pytest.raises(KeyError):
        rules.clause("CT-visit")


def test_the_version_of_a_form_in_force_is_the_last_that_is_taken() -> None:
    form = book_of(FIRST).on(date(2026, 11, 25)).form("A-1")
    assert form is not None
    assert form.current == form.versions[-1]


def test_a_value_that_ends_bounds_the_day_after_its_last() -> None:
    first, last = date(2024, 4, 1), date(2025, 3, 31)
    value = Dated((_Span(first, last), _Span(date(2026, 1, 1), date.max)))
    assert list(value.boundaries()) == [first, date(2025, 4, 1), date(2026, 1, 1)]
    assert value.on(last) == _Span(first, last)
    assert value.on(date(2025, 4, 1)) is None


class _Span(NamedTuple):
    since: date
    until: date | None


def test_a_place_is_found_in_lists_of_lists_and_not_in_a_text_of_several_lines() -> None:
    places = Places('why = """\nkey = 1\n"""\n[[a]]\nx = 1\n[[a.b]]\ny = 2\n[[a.b]]\ny = 3\n')
    assert places.line(("why",)) == 1
    assert places.line(("key",)) is None
    assert places.line(("a", 0, "b", 0, "y")) == 7
    assert places.line(("a", 0, "b", 1, "y")) == 9
    assert places.line(("a", 0, "b", 1, "z")) == 8


def test_an_item_to_be_blacked_out_is_named_by_its_code() -> None:
    rules = book_of(FIRST).on(date(2026, 11, 25))
    assert all(rules.mask(each.code) is each for each in rules.masks)
    with pytest.raises(KeyError):
        rules.mask("shoe_size")


def test_a_kept_version_takes_a_younger_duty_from_the_programs_rulebook() -> None:
    whole = load(FIRST)
    entry = '[[duty]]\nfrom = 2015-02-04\nduty = "sign_disposal"\n'
    assert entry in TEXT
    older = re.sub(re.escape(entry) + r"(?:\w.*\n)+", "", TEXT).encode()
    with pytest.raises(RulebookError, match="sign_disposal"):
        loads(older, "rulebook.toml")
    kept = loads(older, "rulebook.toml", program=whole)
    day = date(2026, 11, 25)
    assert kept.source == older
    assert kept.on(day).duty(Duty.SIGN_DISPOSAL) == whole.on(day).duty(Duty.SIGN_DISPOSAL)


def test_a_kept_version_from_before_all_duties_has_those_of_the_program() -> None:
    day, program = date(2026, 11, 25), book_of(FIRST)
    older = re.sub(r"\[\[duty\]\]\n(?:[^\[\n].*\n|\n)+", "", TEXT)
    assert "[[duty]]" not in older
    kept = loads(older.encode(), "rulebook.toml", program=program).on(day)
    assert all(kept.duty(each) == program.on(day).duty(each) for each in Duty)


def test_a_kept_version_keeps_its_own_duties() -> None:
    other = TEXT.replace(
        'duty = "log"\nroles = ["clerk", "supervisor"]', 'duty = "log"\nroles = ["supervisor"]'
    )
    kept = loads(other.encode(), "rulebook.toml", program=load(FIRST))
    assert kept.on(date(2026, 11, 25)).duty(Duty.LOG) == {Role.SUPERVISOR}


def test_days_before_and_after_a_change_do_not_read_the_same() -> None:
    book = book_of(SECOND)
    days = sorted(book.turns)
    assert book.read_the_same(days[-1], days[-1])
    assert not book.read_the_same(days[0], days[-1])


@pytest.mark.parametrize(
    ("table", "fault"), [("clause", Fault.WRONG_TYPE), ("practice", Fault.WRONG_TYPE)]
)
def test_a_kept_version_whose_lists_are_none_is_told_as_any_other(table: str, fault: Fault) -> None:
    whole = re.sub(rf"\[\[{table}\]\]\n(?:[^\[\n].*\n|\n)+", "", TEXT)
    kept = f"{table} = 5\n{whole}".encode()
    with pytest.raises(RulebookError) as caught:
        loads(kept, "kept.toml", program=book_of(FIRST))
    assert fault in {each.fault for each in caught.value.problems}


def test_a_kept_version_without_points_has_those_of_the_program() -> None:
    program = book_of(FIRST)
    kept = re.sub(r"^points = .*\n", "", FIRST.read_text("utf-8"), flags=re.MULTILINE)
    with pytest.raises(RulebookError) as caught:
        loads(kept.encode(), "kept.toml")
    assert {each.fault for each in caught.value.problems} == {Fault.MISSING}
    opened = loads(kept.encode(), "kept.toml", program=program).on(date(2026, 11, 25))
    for point in Cited:
        assert opened.clause_of(point) == program.on(date(2026, 11, 25)).clause_of(point)
    own = loads(SECOND.read_bytes(), SECOND.name, program=program).on(date(2026, 11, 25))
    assert own.clause_of(Cited.FEE) == "Art-9"
    assert (own.cited("fee"), own.cited("Art-9"), own.cited("")) == ("Art-9", "Art-9", "")
