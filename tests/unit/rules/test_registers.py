# SPDX-License-Identifier: MIT
"""The registers: what applies on a day, reviews, what a row lacks, how long it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desk_app.records.base import UserId
from desk_app.records.case.disposal import Hold, HoldReason
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    HIDDEN,
    NOBODY,
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterEnd,
    RegisterReview,
    UsePurpose,
)
from desk_app.rules.registers import registers
from desk_app.rules.registers.registers import (
    ProvisionLack,
    is_as_imported,
    lacks,
    review_due,
    version_on,
    with_version,
)

FIRST, SECOND = date(2020, 4, 1), date(2026, 6, 1)
VERSION = PurposeVersion(
    FIRST, "PU-1", "氏名", "name", "お客様", "customers", "書面", "in writing", "連絡", "contact"
)
NEWER = replace(VERSION, applies_from=SECOND, purpose_ja="案内", published_ja="当社サイト")
ENTRY = UsePurpose(1, (VERSION, NEWER))
OVER = RegisterEnd(date(2027, 1, 1), "事業の終了", NOBODY)
WHOLE = ProvisionEntry(
    1,
    ProvisionKind.PROVIDED,
    date(2024, 2, 29),
    party="甲社",
    party_address="東京都",
    representative="甲山 一",
    person="髙橋 花",
    items="氏名",
    consent="本人の同意",
    circumstances="本人から",
    country="米国",
    entered_at=datetime(2024, 2, 28, 15, tzinfo=UTC),
)


def test_the_version_of_the_day_applies_until_the_end() -> None:
    days = (date(2020, 3, 31), FIRST, date(2026, 5, 31), SECOND, date(2026, 12, 31), OVER.on)
    found = [version_on(ENTRY.versions, OVER, day) for day in days]
    assert found == [None, VERSION, VERSION, NEWER, NEWER, None]


def test_of_two_of_one_day_the_later_entered_applies_and_both_stay() -> None:
    again = replace(VERSION, reason="誤記")
    versions = with_version(ENTRY.versions, again)
    assert versions == (VERSION, again, NEWER)
    assert version_on(versions, None, FIRST) is again


@pytest.mark.parametrize(
    ("entry", "on", "due"),
    [
        (ENTRY, date(2026, 5, 1), date(2021, 4, 1)),
        (ENTRY, SECOND, date(2027, 6, 1)),
        (replace(ENTRY, reviews=(RegisterReview(date(2026, 9, 30), NOBODY),)), SECOND, None),
        (UsePurpose(1, ()), SECOND, None),
        (replace(ENTRY, end=OVER), date(2026, 12, 31), date(2027, 6, 1)),
        (replace(ENTRY, end=OVER), OVER.on, None),
    ],
)
def test_a_review_is_due_a_year_after_the_last_word(
    entry: UsePurpose, on: date, due: date | None
) -> None:
    found = review_due(entry, on)
    if entry.reviews:
        due = date(2027, 9, 30)
    assert (None if found is None else found.on) == due


def test_a_review_is_told_thirty_days_before() -> None:
    due = review_due(ENTRY, SECOND)
    assert due is not None
    days = (date(2027, 5, 1), date(2027, 5, 2), date(2027, 6, 1), date(2027, 6, 2))
    told = [(due.is_told(day), due.is_late(day)) for day in days]
    assert told == [(False, False), (True, False), (True, False), (True, True)]


def test_a_letter_tells_the_words_of_the_day_in_its_language() -> None:
    ended = UsePurpose(2, (VERSION,), end=RegisterEnd(SECOND, "終了", NOBODY))
    (offer,) = registers.purpose_offers((ENTRY, ended), SECOND, Language.JA)
    assert (offer.entry, offer.line.item, offer.line.acquired) == (1, "氏名", "書面")
    assert (offer.line.purpose, offer.published_at) == ("案内", "当社サイト")
    both = registers.purpose_offers((ENTRY, ended), FIRST, Language.EN)
    assert [each.line.purpose for each in both] == ["contact", "contact"]
    assert registers.published_at((offer, offer, *both)) == "当社サイト"


def test_a_row_as_the_notice_of_records_tells_it() -> None:
    told = registers.provision_record(WHOLE)
    assert (told.on, told.party, told.address) == (WHOLE.on, "甲社", "米国 東京都")
    assert (told.items, told.consent, told.circumstances) == ("氏名", "本人の同意", "本人から")


def test_a_row_without_its_day_is_kept_from_the_day_it_was_entered() -> None:
    """That is the day in Japan (Rules, Article 21)."""
    kept = registers.retained(replace(WHOLE, on=None))
    assert kept is not None
    assert (kept.completed_on, kept.kept_until) == (date(2024, 2, 29), date(2027, 2, 28))


@pytest.mark.parametrize("kind", ProvisionKind)
def test_a_whole_row_lacks_nothing(kind: ProvisionKind) -> None:
    assert lacks(replace(WHOLE, kind=kind)) == ()


@pytest.mark.parametrize(
    ("kind", "lacking"),
    [
        (ProvisionKind.PROVIDED, "party party_address person items consent"),
        (ProvisionKind.OPT_OUT, "party party_address person items day"),
        (ProvisionKind.ABROAD, "party party_address person items consent country"),
        (ProvisionKind.RECEIVED, "party party_address person items day circumstances"),
        (ProvisionKind.JOINT, "party items"),
        (ProvisionKind.ENTRUSTED, "party items"),
    ],
)
def test_what_the_rules_ask_for_is_told(kind: ProvisionKind, lacking: str) -> None:
    found = lacks(ProvisionEntry(1, kind, None, party="　"))
    assert [each.lack for each in found] == [ProvisionLack(name) for name in lacking.split()]
    articles = {each.article for each in found}
    wanted = {ProvisionKind.RECEIVED: {"24(1)"}, ProvisionKind.ABROAD: {"20(1)", "17(2)"}}
    given = {"20(1)"} if registers.is_record(WHOLE) else set()
    other = {"27(5)"} if kind in {ProvisionKind.JOINT, ProvisionKind.ENTRUSTED} else given
    assert articles == wanted.get(kind, other)


NO_BODIES = (
    *("甲山 一", "乙田 次", "木村", "中村", "田中 都", "田中省", "三好 大学", "今市", "村 社"),
    *("Corinna Ltdova", "Ag Incze", "Sa Co"),
)
"""Names of people that end as those of bodies do."""


@pytest.mark.parametrize(
    ("kind", "article"), [(ProvisionKind.ABROAD, "20(1)"), (ProvisionKind.RECEIVED, "24(1)")]
)
def test_a_body_is_written_with_who_represents_it(kind: ProvisionKind, article: str) -> None:
    for party in (
        "株式会社甲",
        "甲（株）",
        "東京都",
        "Kou Co., Ltd.",
        "甲銀行",
        "三鷹市役所",
        "総務省",
    ):
        (found,) = lacks(replace(WHOLE, kind=kind, party=party, representative=""))
        assert (found.lack, found.article) == (ProvisionLack.REPRESENTATIVE, article)
    for party in NO_BODIES:
        assert lacks(replace(WHOLE, kind=kind, party=party, representative="")) == ()


def test_without_names_a_row_says_all_the_rest_and_lacks_what_it_lacked() -> None:
    row = replace(WHOLE, items="氏名、髙橋花様の住所", kana="タカハシ", note="乙田様より")
    told = registers.without_names(row)
    assert (told.party, told.party_address) == ("甲社", "東京都")
    assert told.items == f"氏名、{HIDDEN}様の住所"
    hidden = (told.representative, told.person, told.kana, told.note, told.consent)
    assert hidden == (HIDDEN,) * len(hidden)
    assert (told.person_number, registers.kept_until(told)) == ("", registers.kept_until(row))
    for name in ("items", "person", "representative", "circumstances"):
        bare = replace(row, **{name: ""}, kind=ProvisionKind.RECEIVED)  # type: ignore[arg-type]
        assert lacks(registers.without_names(bare)) == lacks(bare) != ()


def test_an_other_party_that_may_be_a_person_is_no_bodys_name() -> None:
    for party in NO_BODIES:
        # Somebody who stands for a person makes no body of him.
        for representative in ("", "乙田 花"):
            row = replace(WHOLE, party=party, representative=representative)
            told = registers.without_names(row)
            assert (told.party, told.party_address) == (HIDDEN, HIDDEN), party


@pytest.mark.parametrize(
    ("changed", "until"),
    [
        ({}, date(2027, 2, 28)),
        ({"on": date(2020, 1, 1)}, date(2027, 2, 28)),
        ({"on": None}, date(2027, 2, 28)),
        ({"last_on": date(2026, 5, 5)}, date(2029, 5, 5)),
        ({"by_contract": True}, date(2025, 2, 28)),
        ({"by_contract": True, "last_on": date(2026, 5, 5)}, date(2027, 5, 5)),
        ({"kind": ProvisionKind.JOINT}, None),
        ({"entered_at": None}, None),
    ],
)
def test_a_record_is_kept_three_years_or_one(changed: dict[str, object], until: date) -> None:
    entry = replace(WHOLE, **changed)  # type: ignore[arg-type]
    assert registers.kept_until(entry) == until


@pytest.mark.parametrize(
    ("changed", "article"),
    [
        ({}, "21(iii)"),
        ({"last_on": date(2026, 5, 5)}, "21(ii)"),
        ({"by_contract": True}, "21(i)"),
        ({"kind": ProvisionKind.RECEIVED}, "25(iii)"),
        ({"kind": ProvisionKind.ENTRUSTED}, "27(5)"),
    ],
)
def test_the_rule_for_the_time_of_keeping_is_named(
    changed: dict[str, object], article: str
) -> None:
    entry = replace(WHOLE, **changed)  # type: ignore[arg-type]
    assert registers.kept_under(entry) == article


def test_only_a_row_about_a_person_is_disposed_of_and_nothing_of_the_person_stays() -> None:
    last, after = date(2027, 2, 28), date(2027, 3, 1)
    assert not registers.is_due_for_disposal(WHOLE, last)
    assert registers.is_due_for_disposal(WHOLE, after)
    assert not registers.is_due_for_disposal(replace(WHOLE, person=""), after)
    assert not registers.is_due_for_disposal(replace(WHOLE, kind=ProvisionKind.JOINT), after)
    gone = registers.without_person(replace(WHOLE, proposed_by=NOBODY, disposed_on=after))
    assert gone == ProvisionEntry(
        1,
        ProvisionKind.PROVIDED,
        WHOLE.on,
        entered_at=WHOLE.entered_at,
        proposed_by=NOBODY,
        disposed_on=after,
    )
    assert not registers.is_due_for_disposal(gone, after)


def test_departments_of_the_register_come_before_those_asked_before() -> None:
    support = PlaceVersion(FIRST, "サポート部", "会員", "会員管理システム")
    moved = replace(support, applies_from=SECOND, department="顧客部")
    entries = (DataPlace(1, (support, moved)), DataPlace(2, (support,), end=OVER))
    asked = ("経理部", "顧客部")
    told = ("顧客部", "サポート部", "経理部")
    assert registers.departments(entries, SECOND, asked) == told
    assert registers.departments(entries, OVER.on, asked) == ("顧客部", "経理部")


SOMEBODY = UserId("kubo")
HOLD = Hold(HoldReason.SUIT, date(2027, 1, 4), SOMEBODY, date(2026, 12, 1))
IMPORTED = UsePurpose(1, (VERSION,), (RegisterReview(date(2026, 4, 1), NOBODY),), OVER)


def test_what_came_in_with_a_ledger_may_have_been_reviewed_and_ended_there() -> None:
    assert is_as_imported(IMPORTED)
    assert is_as_imported(WHOLE)
    assert is_as_imported(replace(WHOLE, ended_on=date(2024, 3, 1), ended_why="終了"))


@pytest.mark.parametrize(
    "entry",
    [
        replace(IMPORTED, versions=(VERSION, NEWER)),
        replace(IMPORTED, reviews=(*IMPORTED.reviews, RegisterReview(SECOND, SOMEBODY))),
        replace(IMPORTED, end=replace(OVER, by=SOMEBODY)),
        replace(WHOLE, holds=(HOLD,)),
        replace(WHOLE, proposed_by=SOMEBODY),
        replace(WHOLE, ended_by=SOMEBODY),
    ],
)
def test_what_somebody_here_did_since_makes_an_entry_the_desks_own(
    entry: UsePurpose | ProvisionEntry,
) -> None:
    assert not is_as_imported(entry)
