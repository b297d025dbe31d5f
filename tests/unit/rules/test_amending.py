# SPDX-License-Identifier: MIT
"""A dated value changed (AP): what is offered, what is refused, what the next version says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.records.case.application import Right
from desk_app.rules.rulebook.amending import (
    CLOSING,
    NEW,
    ChangeError,
    ChangeFault,
    DatedValue,
    Entering,
    FieldShape,
    Given,
    ValueChange,
    amended,
    dated_values,
    laid_over,
    left_out,
    new_closing,
    value_of,
    value_on,
)
from desk_app.rules.rulebook.file import WEEKDAYS, AmountEntry, ClosingEntry
from desk_app.rules.rulebook.rulebook import Rulebook, loads
from desk_app.rules.rulebook.terms import AT_MOST, Duty, Source
from desk_app.rules.rulebook.writing import RulebookText
from desk_app.rules.versions import differences
from desk_app.rules.writing.text import TextError
from tests.unit.rules.kept import FIRST, SECOND, book_of

ON = date(2026, 11, 25)
APRIL, MARCH = date(2027, 4, 1), date(2027, 3, 1)


def _change(table: str, key: str = "", /, **given: Given) -> ValueChange:
    return ValueChange(table, key, tuple(given.items()), APRIL, "改定のため", MARCH)


FEE = _change("fee.amount", value=1200)
SUMMER = _change(CLOSING, NEW, first=date(2027, 8, 12), last=date(2027, 8, 16), why="夏季休業")


def _with(change: ValueChange, **fields: object) -> ValueChange:
    return replace(change, **fields)  # type: ignore[arg-type]


def _fee(book: Rulebook, day: date) -> int:
    return book.on(day).fee.amount


def _shape(value: DatedValue, name: str) -> FieldShape:
    return next(each for each in value.shapes if each.name == name)


def _value(table: str, key: str = "", path: Path = FIRST) -> DatedValue:
    found = dated_values(book_of(path), ON)
    return next(each for each in found if (each.table, each.key) == (table, key))


def test_a_fee_is_another_from_its_day_on_and_the_file_stays_as_it_is_around_it() -> None:
    book = book_of(FIRST)
    new = amended(book, FEE, ON)
    assert (_fee(new, APRIL - timedelta(1)), _fee(new, APRIL)) == (1000, 1200)
    assert new.version.startswith("2026.11-1+")
    before, after = book.source.decode().splitlines(), new.source.decode().splitlines()
    assert [line for line in before if line not in after] == ['version = "2026.11"']
    assert len(after) - len(before) == 9, "an empty line, the head, and seven keys"
    (entry,) = (each for each in new.versions_of("fee.amount", "") if each.since == APRIL)
    assert (entry.why, entry.published) == ("改定のため", MARCH)
    assert amended(new, _change("days.notice", value=21), ON).version.startswith("2026.11-2+")


def test_a_change_to_come_is_told_and_changed_again_in_its_place() -> None:
    book = amended(book_of(FIRST), FEE, ON)
    (value,) = (each for each in dated_values(book, ON) if each.table == "fee.amount")
    assert (value.value("value"), value.coming) == (1000, APRIL)
    assert value_on(book, value, APRIL).value("value") == 1200
    assert value_on(book, new_closing(ON), APRIL) == new_closing(ON)
    assert (
        value_of(book, "days.suit", "", book.versions_of("days.suit", "")[-1]).source is Source.LAW
    )
    again = amended(book, _change("fee.amount", value=1100), ON)
    assert [each.since for each in again.versions_of("fee.amount", "")] == [book.begins, APRIL]
    assert _fee(again, APRIL) == 1100
    earlier = amended(again, _with(FEE, since=ON, published=ON), ON)
    assert [_fee(earlier, day) for day in (ON, APRIL)] == [1200, 1100], "what is to come stays"


def test_a_value_that_ends_is_changed_within_its_days() -> None:
    source = FIRST.read_text("utf-8").replace(
        '[[fee.per]]\nfrom = 2015-02-04\nvalue = "application"',
        '[[fee.per]]\nfrom = 2015-02-04\nuntil = 2027-12-31\nvalue = "application"',
    )
    source += (
        '\n[[fee.per]]\nfrom = 2028-01-01\nvalue = "application"\n'
        'clause = "PR-4"\nsource = "policy"\n'
    )
    book = loads(source.encode(), "a.toml")
    new = amended(book, _change("fee.per", value="right"), ON)
    spans = [(each.since, each.until) for each in new.versions_of("fee.per", "")]
    assert spans == [
        (book.begins, date(2027, 3, 31)),
        (APRIL, date(2027, 12, 31)),
        (date(2028, 1, 1), None),
    ]


def test_what_the_law_decides_is_not_offered_and_not_changed() -> None:
    offered = dated_values(book_of(FIRST), ON)
    assert {each.source for each in offered} == {Source.POLICY, Source.PRACTICE}
    tables = {each.table for each in offered}
    assert {"fee.amount", "days.notice", "clause", "practice", "document", "duty"} <= tables
    assert "days.majority" not in tables
    for table in ("days.majority", "days.suit"):
        with pytest.raises(ChangeError) as caught:
            amended(book_of(FIRST), _change(table, value=20), ON)
        assert caught.value.fault is ChangeFault.OF_LAW
    articles = [shape for each in offered for shape in each.shapes if "article" in shape.name]
    assert articles == []


def test_how_a_field_is_entered_follows_from_the_files_own_description() -> None:
    assert _shape(_value("days.notice"), "value") == FieldShape(
        "value", Entering.NUMBER, least=1, most=366
    )
    per = _shape(_value("fee.per"), "value")
    assert (per.entering, per.choices, per.words) == (
        Entering.CHOICE,
        ("application", "right"),
        "FeePer",
    )
    licence = _value("document", "driving_licence")
    assert _shape(licence, "photo").entering is Entering.FLAG
    assert _shape(licence, "accepted_until") == FieldShape(
        "accepted_until", Entering.DAY, may_be_empty=True
    )
    mask = _shape(licence, "mask")
    assert (mask.entering, mask.words, mask.may_be_empty) == (Entering.CHOICES, "mask", True)
    assert "domicile" in mask.choices
    assert _shape(licence, "instead").choices[0] == "driving_licence"
    assert _shape(_value("form", "A-2"), "required").words == "field"
    papers = _shape(_value("proxy", "parent"), "papers")
    assert (papers.entering, papers.sets) == (Entering.LINES, True)
    year_end = _shape(_value("calendar.week"), "year_end")
    assert (year_end.entering, year_end.falls_away) == (Entering.LINES, True)
    joint = _shape(_value("switch.joint_by_one"), "value")
    assert (joint.entering, joint.choices) == (Entering.CHOICE, ("ask", "refuse"))
    assert _shape(_value("clause", "PR-4"), "text_ja").limit > _shape(licence, "title_ja").limit


def test_no_duty_is_offered_to_a_role_that_no_rulebook_may_give_it() -> None:
    for duty in Duty:
        roles = _shape(_value("duty", duty.value), "roles").choices
        assert set(roles) == {each.value for each in AT_MOST[duty]}
    with pytest.raises(ChangeError) as caught:
        amended(book_of(FIRST), _change("duty", "keys", roles=("clerk",)), ON)
    assert (caught.value.fault, caught.value.field) == (ChangeFault.NO_CHOICE, "roles")


@pytest.mark.parametrize(
    ("change", "fault", "field"),
    [
        (_with(FEE, why="  "), ChangeFault.NO_REASON, "why"),
        (_with(FEE, since=ON - timedelta(1)), ChangeFault.IN_PAST, "since"),
        (_with(FEE, since=date(2126, 1, 1)), ChangeFault.TOO_FAR, "since"),
        (_with(FEE, published=None), ChangeFault.NOT_PUBLISHED, "published"),
        (_with(FEE, published=APRIL + timedelta(1)), ChangeFault.PUBLISHED_LATER, "published"),
        (_change("fee.amount", value=1000), ChangeFault.UNCHANGED, ""),
        (_change("fee.amount", value=-1), ChangeFault.OUT_OF_BOUNDS, "value"),
        (_change("fee.amount", value=None), ChangeFault.EMPTY, "value"),
        (_change("fee.amount", value="1200"), ChangeFault.EMPTY, "value"),
        (_change("fee.amount", value=True), ChangeFault.EMPTY, "value"),
        (_change("fee.amount", rights=("erasure 1",)), ChangeFault.NO_CHOICE, "rights"),
        (_change("fee.amount", rights=("purpose 1x",)), ChangeFault.OUT_OF_BOUNDS, "rights"),
        (_change("fee.amount", unit="USD"), ChangeFault.NOT_OFFERED, "unit"),
        (_change("fee.amount", "x", value=1), ChangeFault.NO_SUCH_VALUE, ""),
        (_change("fees", value=1), ChangeFault.NO_SUCH_VALUE, ""),
        (_change("days.notice", value=400), ChangeFault.OUT_OF_BOUNDS, "value"),
        (_change("fee.per", value="year"), ChangeFault.NO_CHOICE, "value"),
        (_change("fee.chargeable", value=("correction",)), ChangeFault.BOOK, "value"),
        (_change("switch.answers", value=()), ChangeFault.EMPTY, "value"),
        (_change("form", "A-2", versions=("1", " ")), ChangeFault.EMPTY, "versions"),
        (_change("proxy", "parent", papers=("no_such_paper",)), ChangeFault.BOOK, "papers"),
        (_change("calendar.week", year_end=("12-29", "02-30")), ChangeFault.BOOK, "year_end"),
        (_change("calendar.week", year_end=("12-29",)), ChangeFault.BOOK, "year_end"),
        (_change("calendar.week", year_end=("01-01", "12-31")), ChangeFault.BOOK, "year_end"),
        (_change("calendar.week", closed=WEEKDAYS), ChangeFault.BOOK, "closed"),
        (_change("clause", "PR-4", text_ja=" "), ChangeFault.EMPTY, "text_ja"),
        (_with(SUMMER, key="2027-08-12"), ChangeFault.NO_SUCH_VALUE, ""),
        (_change(CLOSING, first=ON, why="x"), ChangeFault.EMPTY, "last"),
        (_change(CLOSING, first=MARCH, last=ON, why="x"), ChangeFault.BACKWARDS, "last"),
        (
            _change(CLOSING, first=ON, last=ON + timedelta(31), why="x"),
            ChangeFault.BACKWARDS,
            "last",
        ),
        (_change(CLOSING, first=ON, last=ON + timedelta(30), why="x"), ChangeFault.BOOK, "last"),
        (
            _change(CLOSING, first=ON - timedelta(1), last=ON, why="x"),
            ChangeFault.IN_PAST,
            "first",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(
    change: ValueChange, fault: ChangeFault, field: str
) -> None:
    with pytest.raises(ChangeError) as caught:
        amended(book_of(FIRST), change, ON)
    assert (caught.value.fault, caught.value.field) == (fault, field)


def test_a_fault_of_the_whole_file_is_told_with_its_place() -> None:
    with pytest.raises(ChangeError) as caught:
        amended(book_of(FIRST), _change("fee.chargeable", value=("correction",)), ON)
    assert caught.value.facts == {"key": "fee.chargeable[2].value", "fault": "unlawful_fee"}
    with pytest.raises(ChangeError) as caught:
        amended(book_of(FIRST), _change("days.notice", value=400), ON)
    assert caught.value.facts == {"least": 1, "most": 366}


@pytest.mark.parametrize(
    "change",
    [
        _with(FEE, why="a\nb"),
        _change("document", "driving_licence", title_ja="a\nb"),
        _change("clause", "PR-4", text_ja="a\x00"),
        _change("practice", "1", text_ja="あ" * 20_001),
    ],
)
def test_a_text_goes_through_the_gate_of_texts(change: ValueChange) -> None:
    with pytest.raises(TextError):
        amended(book_of(FIRST), change, ON)


def test_a_text_of_lines_and_signs_of_every_kind_is_read_as_it_was_written() -> None:
    text = '一行目\n"二"\\行目\t𠮷'
    new = amended(book_of(FIRST), _change("practice", "1", text_ja=text), ON)
    (practice,) = (each for each in new.on(APRIL).practices if each.number == 1)
    assert practice.text_ja == text


def test_each_kind_of_value_is_changed_by_its_own_form() -> None:
    book = book_of(FIRST)
    kinds = {each.table: each for each in dated_values(book, ON) if each.table != "condition"}
    assert len(kinds) >= 24
    new, wanted = book, dict[tuple[str, str], tuple[str, Given]]()
    for value in kinds.values():
        if value.table == CLOSING:
            continue
        # A standing goes with its reason: what stands by itself comes first.
        shapes = sorted(value.shapes, key=lambda each: each.entering is Entering.CHOICE)
        given = {each.name: _another(each, value.value(each.name)) for each in shapes}
        name, changed = next((n, v) for n, v in given.items() if v != value.value(n))
        new = amended(new, _change(value.table, value.key, **{name: changed}), ON)
        wanted[value.table, value.key] = name, changed
    found = {(each.table, each.key): each for each in dated_values(new, APRIL)}
    assert {(*each, found[each].value(name)) for each, (name, _) in wanted.items()} == {
        (*each, changed) for each, (_, changed) in wanted.items()
    }
    # Each change changed its own value and no other.
    assert {(each.table, each.key) for each in differences(book, new, ON)} == wanted.keys()


def _another(shape: FieldShape, value: Given) -> Given:
    """Return another value that a field may have; the same where it is left alone."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, tuple) and shape.choices:
        return tuple(each for each in shape.choices if each in value)[1:] or shape.choices
    if shape.entering is Entering.TEXT and shape.name != "means":
        return f"{value} 11" if shape.name == "values" else f"{value}変"
    if shape.entering is Entering.CHOICE and not shape.may_be_empty:
        return next(each for each in shape.choices if each != value)
    return value


def test_closings_are_added_changed_and_taken_away_until_they_begin() -> None:
    book = amended(book_of(FIRST), SUMMER, ON)
    assert book.closings == (
        ClosingEntry(
            first=date(2027, 8, 12),
            last=date(2027, 8, 16),
            clause="PR-4s",
            source=Source.PRACTICE,
            practice=3,
            why="夏季休業",
        ),
    )
    (told,) = (each for each in dated_values(book, ON) if each.table == CLOSING)
    assert (told.key, told.value("why")) == ("2027-08-12", "夏季休業")
    assert [each.table for each in dated_values(book, date(2027, 8, 17))].count(CLOSING) == 0
    longer = _change(CLOSING, "2027-08-12", last=date(2027, 8, 17))
    changed = amended(book, longer, ON)
    assert changed.closings[0].last == date(2027, 8, 17)
    winter = amended(changed, _change(CLOSING, first=ON, last=ON, why="停電"), ON)
    assert [each.why for each in winter.closings] == ["夏季休業", "停電"]
    gone = amended(winter, _with(longer, gone=True), ON)
    assert [each.why for each in gone.closings] == ["停電"]
    for fault, change in (
        (ChangeFault.BEGUN, _with(_change(CLOSING, ON.isoformat()), gone=True)),
        (ChangeFault.UNCHANGED, _change(CLOSING, "2027-08-12", why="夏季休業")),
    ):
        with pytest.raises(ChangeError) as caught:
            amended(winter, change, ON)
        assert caught.value.fault is fault
    assert new_closing(ON).key == NEW
    assert value_of(book, CLOSING, "2027-08-12", book.closings[0]) == told
    assert [(each.table, each.key) for each in differences(book, gone, ON)] == [
        (CLOSING, ON.isoformat()),
        (CLOSING, "2027-08-12"),
    ]
    none = amended(amended(book_of(FIRST), SUMMER, ON), _with(longer, gone=True), ON)
    assert none.closings == ()


def test_a_closing_that_the_policy_names_is_changed_with_the_day_of_its_publishing() -> None:
    book = book_of(SECOND)
    for change in (SUMMER, _with(_change(CLOSING, "2027-08-12"), gone=True)):
        with pytest.raises(ChangeError) as caught:
            amended(book, _with(change, published=None), ON)
        assert caught.value.fault is ChangeFault.NOT_PUBLISHED
        book = amended(book, SUMMER, ON)
    assert book.closings[-1].published == MARCH


def test_a_file_that_is_written_otherwise_is_written_anew_and_says_the_same() -> None:
    text = RulebookText(book_of(FIRST).source)
    index = next(i for i, e in enumerate(text.entries(("proxy",))) if e["kind"] == "parent")
    text.put(("proxy",), index, text.entries(("proxy",))[index] | {"papers": [["xx"]]})
    odd = text.source.decode().replace('[["xx"]]', '[\n["family_register"]\n]')
    book = loads(odd.encode(), "odd.toml")
    new = amended(book, _change("proxy", "parent", powers=True), ON)
    assert new.source.startswith(b"[rulebook]\n"), "comments are left out"
    assert differences(book, new, ON) == tuple(
        each for each in differences(book, new, ON) if (each.table, each.key) == ("proxy", "parent")
    )
    (before, after) = new.versions_of("proxy", "parent")
    assert after.model_dump()["papers"] == before.model_dump()["papers"] == (("family_register",),)


def test_a_field_that_may_be_empty_is_emptied() -> None:
    book = amended(book_of(FIRST), _change("calendar.week", year_end=()), ON)
    (value,) = (each for each in dated_values(book, APRIL) if each.table == "calendar.week")
    assert value.value("year_end") is None
    new_year = date(2028, 1, 3)
    assert not book_of(FIRST).calendar.is_business_day(new_year)
    assert book.calendar.is_business_day(new_year)


def test_what_a_right_costs_is_a_number_of_its_own() -> None:
    amount = _value("fee.amount", path=SECOND)
    rights = _shape(amount, "rights")
    assert (rights.entering, rights.words) == (Entering.NUMBERS, "Right")
    assert set(rights.choices) == {"purpose", "disclosure", "provision_records"}
    assert amount.value("rights") == ("purpose 330",)
    new = amended(book_of(SECOND), _change("fee.amount", rights=("disclosure 900",)), ON)
    assert new.on(APRIL).fee.rights == {Right.DISCLOSURE: 900}
    assert new.on(APRIL).fee.amount == 880
    none = amended(new, _change("fee.amount", rights=()), ON)
    assert none.on(APRIL).fee.rights == {}


def test_the_first_of_several_entries_is_dropped() -> None:
    text = RulebookText(b'[rulebook]\nversion = "1"\n[[law]]\nx = 1\n[[law]]\nx = 2')
    text.drop(("law",), 0)
    assert text.source == b'[rulebook]\nversion = "1"\n[[law]]\nx = 2'


@pytest.mark.parametrize("after", [0, 1])
def test_an_entry_that_is_added_and_dropped_again_leaves_the_file_as_it_was(after: int) -> None:
    source = b'[rulebook]\nversion = "1"\n\n[[law]]\nx = 1\n\n[[law]]\nx = 2\n\n# after it\n'
    text = RulebookText(source)
    text.add(("law",), after, {"x": 3})
    assert [each["x"] for each in text.entries(("law",))] == [[1, 3, 2], [1, 2, 3]][after]
    text.drop(("law",), after + 1)
    assert text.source == source


def test_lines_of_windows_are_taken() -> None:
    source = FIRST.read_text("utf-8").replace("\n", "\r\n").encode()
    assert _fee(amended(loads(source, "a.toml"), FEE, ON), APRIL) == 1200


def test_what_a_desk_changed_is_laid_over_a_newer_rulebook_of_the_program() -> None:
    program = book_of(FIRST)
    own = amended(amended(program, FEE, ON), SUMMER, ON)
    newer = loads(
        program.source.replace(b'version = "2026.11"', b'version = "2027.1"').replace(
            "登録".encode(), "登記".encode(), 1
        ),
        "b.toml",
    )
    found = laid_over(own, newer)
    assert found.version.startswith("2027.1-1+")
    assert (_fee(found, ON), _fee(found, APRIL)) == (1000, 1200)
    assert [each.why for each in found.closings] == ["夏季休業"]
    assert laid_over(found, found) is found, "what it says already is not laid over it twice"
    assert laid_over(program, newer) is newer
    assert [left_out(own, each) for each in (own, found, newer)] == [0, 0, 2]
    assert left_out(program, newer) == 0


def test_a_newer_rulebook_that_cannot_bear_what_a_desk_changed_stands_alone() -> None:
    own = amended(book_of(FIRST), _change("switch.joint_by_one", value="refuse"), ON)
    text = RulebookText(book_of(FIRST).source)
    (joint,) = text.entries(("switch", "joint_by_one"))
    without = {key: each for key, each in joint.items() if key != "practice"}
    text.put(("switch", "joint_by_one"), 0, without | {"source": "policy"})
    numbers = [each["number"] for each in text.entries(("practice",))]
    text.drop(("practice",), numbers.index(22))
    newer = loads(text.source, "c.toml")
    assert laid_over(own, newer) is newer
    assert left_out(own, newer) == 1


def test_differences_are_told_once_with_their_first_day() -> None:
    old = book_of(FIRST)
    new = amended(amended(old, FEE, ON), _change("days.notice", value=21), ON)
    found = differences(old, new, ON)
    assert [(each.table, each.since) for each in found] == [
        ("fee.amount", APRIL),
        ("days.notice", APRIL),
    ]
    before, after = found[0].before, found[0].after
    assert isinstance(before, AmountEntry)
    assert isinstance(after, AmountEntry)
    assert (before.value, after.value) == (1000, 1200)
    assert differences(old, old, ON) == ()
    other = differences(old, book_of(SECOND), ON)
    assert {"fee.amount", "document", "calendar.closing"} <= {each.table for each in other}


def test_a_closing_that_both_have_is_no_difference() -> None:
    old = amended(book_of(FIRST), SUMMER, ON)
    spring = _change(CLOSING, NEW, first=date(2027, 5, 6), last=date(2027, 5, 6), why="創立記念日")
    more = amended(old, spring, ON)
    (added,) = differences(old, more, ON)
    assert (added.table, added.key) == ("calendar.closing", "2027-05-06")
