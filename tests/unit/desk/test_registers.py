# SPDX-License-Identifier: MIT
"""Keeping the registers: entered, changed, ended, reviewed, disposed of, told in letters (I2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk_app.desk import registers
from desk_app.desk.applications import deciding
from desk_app.desk.errors import NotFound
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Content, Outcome
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    HIDDEN,
    DataMark,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PublishedText,
    PurposeVersion,
    RegisterBook,
    RegisterEnd,
    RegisterReview,
    TrainingEntry,
)
from desk_app.rules.registers.published import differing
from tests.builders import ARRIVED, record
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, refused

PURPOSE = PurposeVersion(
    ARRIVED,
    "PU-1",
    "氏名、住所",
    "name, address",
    "お客様",
    "customers",
    "書面",
    "in writing",
    "製品のご案内",
    "information on products",
    "弊社ウェブサイト",
    "our website",
)
PLACE = PlaceVersion(ARRIVED, "サポート部", "会員情報", "会員管理システム")
ROW = ProvisionEntry(
    0,
    ProvisionKind.PROVIDED,
    ARRIVED,
    party="甲社",
    party_address="東京都",
    person="見本 花子",
    items="氏名",
    consent="本人の同意",
)
PURPOSES, PROVISIONS, PLACES, TRAININGS = RegisterBook
TRAINING = TrainingEntry(0, ARRIVED, "年次教育", "規程の要点", attended="全員（12名）")


def _rows(office: Office, *rows: ProvisionEntry) -> None:
    for row in rows:
        registers.enter_provision(office.supervisor, row)


def test_a_purpose_is_entered_changed_reviewed_and_ended(office: Office) -> None:
    registers.enter_purpose(office.of("officer"), PURPOSE)
    later = replace(PURPOSE, applies_from=ARRIVED + timedelta(days=9), reason="改定")
    registers.change_purpose(office.supervisor, 1, later)
    registers.review(office.supervisor, PURPOSES, 1)
    registers.end(office.supervisor, PURPOSES, 1, later.applies_from, "終了")
    (entry,) = registers.purposes(office.of("auditor"))
    at = office.clock.now()
    assert [(each.by, each.reason) for each in entry.versions] == [
        (UserId("officer"), ""),
        (UserId("supervisor"), "改定"),
    ]
    assert all(each.at is not None and each.at <= at for each in entry.versions)
    assert entry.reviews == (RegisterReview(office.clock.today(), UserId("supervisor")),)
    assert entry.end == RegisterEnd(later.applies_from, "終了", UserId("supervisor"))
    noted = [each.action for each in office.state.journal.values()][-4:]
    assert noted == [
        Action.REGISTER_ENTERED,
        Action.REGISTER_CHANGED,
        Action.REGISTER_REVIEWED,
        Action.REGISTER_ENDED,
    ]
    with refused(office, "entry_ended"):
        registers.change_purpose(office.supervisor, 1, later)
    with refused(office, "entry_ended"):
        registers.review(office.supervisor, PURPOSES, 1)
    with refused(office, "entry_ended"):
        registers.end(office.supervisor, PURPOSES, 1, ARRIVED, "終了")


def test_where_data_lie_is_kept_alike(office: Office) -> None:
    registers.enter_place(office.supervisor, PLACE)
    moved = replace(PLACE, department="顧客部", reason="組織の変更")
    registers.change_place(office.supervisor, 1, moved)
    registers.review(office.supervisor, PLACES, 1)
    assert registers.departments(office.clerk) == ("顧客部",)
    registers.end(office.supervisor, PLACES, 1, ARRIVED, "廃止")
    (entry,) = registers.places(office.clerk)
    assert (len(entry.versions), len(entry.reviews)) == (2, 1)
    assert registers.departments(office.clerk) == ()


@pytest.mark.parametrize("name", ["data_ja", "people_en", "obtained_ja", "purpose_en"])
def test_a_purpose_needs_its_words_in_both_languages(office: Office, name: str) -> None:
    with bad_input(office, "register_words_missing", name):
        registers.enter_purpose(office.supervisor, replace(PURPOSE, **{name: " "}))  # type: ignore[arg-type]


def test_a_change_and_an_end_need_a_reason(office: Office) -> None:
    registers.enter_purpose(office.supervisor, PURPOSE)
    with bad_input(office, "reason_missing", "reason"):
        registers.change_purpose(office.supervisor, 1, PURPOSE)
    with bad_input(office, "reason_missing", "reason"):
        registers.end(office.supervisor, PURPOSES, 1, ARRIVED, " ")
    with pytest.raises(NotFound):
        registers.change_purpose(office.supervisor, 2, replace(PURPOSE, reason="改定"))


def test_what_the_policy_publishes_is_proposed_and_taken_one_by_one(office: Office) -> None:
    offered = registers.proposed_purposes(office.supervisor)
    named = [each.clause for each in offered]
    assert named == ["PU-1", *(f"PU-2({n})" for n in range(1, 7)), "PU-3", "PU-5", "AL"]
    (card,) = (each for each in offered if each.clause == "PU-5")
    assert (card.marks, card.applies_from) == (frozenset({DataMark.CARD}), office.clock.today())
    assert registers.purposes(office.supervisor) == ()
    registers.enter_purpose(office.supervisor, card)
    (entry,) = registers.purposes(office.supervisor)
    assert entry.versions[0].purpose_en == card.purpose_en
    registers.end(office.supervisor, PURPOSES, entry.id, office.clock.today(), "終了")
    left = [each.clause for each in registers.proposed_purposes(office.supervisor)]
    assert left == [each for each in named if each != "PU-5"]
    assert registers.proposed_purposes(office.clerk) == ()


def test_what_applies_today_is_published_and_compared(office: Office) -> None:
    registers.enter_purpose(office.supervisor, PURPOSE)
    later = replace(PURPOSE, applies_from=office.clock.today() + timedelta(days=1))
    registers.enter_purpose(office.supervisor, later)
    told = registers.purposes_page(office.of("auditor"), Language.EN)
    assert [(each.data, each.purpose) for each in told.purposes] == [
        ("name, address", "information on products")
    ]
    assert told.made_on == office.clock.today()
    japanese = registers.purposes_page(office.clerk, Language.JA)
    assert japanese.purposes[0].people == "お客様"
    published = "氏名、住所\nお客様\n書面\n製品のご案内"
    lines = registers.compare_published(office.clerk, published, Language.JA)
    assert differing(lines) == ()
    lines = registers.compare_published(office.clerk, published, Language.EN)
    assert len(differing(lines)) == len(published.splitlines())


def test_a_review_waits_from_a_month_before_its_day_until_it_is_noted(office: Office) -> None:
    registers.enter_place(office.supervisor, PLACE)
    registers.enter_purpose(office.supervisor, replace(PURPOSE, applies_from=ARRIVED))
    later = ARRIVED + timedelta(days=20)
    registers.enter_purpose(office.supervisor, replace(PURPOSE, applies_from=later))
    first = ARRIVED.replace(year=ARRIVED.year + 1)
    office.clock.move_to(first - timedelta(days=31))
    assert registers.reviews_waiting(office.supervisor) == ()
    office.clock.move_to(first - timedelta(days=30))
    waiting = registers.reviews_waiting(office.supervisor)
    assert [(each.book, each.entry, each.due.on) for each in waiting] == [
        (PURPOSES, 1, first),
        (PLACES, 1, first),
    ]
    assert registers.reviews_waiting(office.clerk) == ()
    registers.review(office.supervisor, PURPOSES, 1)
    assert [each.book for each in registers.reviews_waiting(office.supervisor)] == [PLACES]


def test_a_row_of_provision_is_entered_by_whoever_types_it_and_ended_once(office: Office) -> None:
    forged = replace(ROW, id=7, entered_by=UserId("x"), disposed_by=UserId("x"))
    _rows(office, forged)
    (kept,) = registers.provisions(office.clerk)
    assert len(kept.token) == 32
    typed = replace(ROW, entered_by=UserId("supervisor"), entered_at=kept.entered_at)
    assert kept == replace(typed, id=1, token=kept.token)
    registers.end(office.supervisor, PROVISIONS, 1, ARRIVED, "提供の停止")
    (ended,) = registers.provisions(office.clerk)
    assert (ended.ended_on, ended.ended_why) == (ARRIVED, "提供の停止")
    with refused(office, "entry_ended"):
        registers.end(office.supervisor, PROVISIONS, 1, ARRIVED, "提供の停止")
    with bad_input(office, "no_review", "book"):
        registers.review(office.supervisor, PROVISIONS, 1)
    tomorrow = office.clock.today() + timedelta(days=1)
    with bad_input(office, "register_words_missing", "party"):
        _rows(office, replace(ROW, party=""))
    with bad_input(office, "day_in_future", "on"):
        _rows(office, replace(ROW, on=tomorrow))
    with bad_input(office, "day_in_future", "last_on"):
        _rows(office, replace(ROW, last_on=tomorrow))


def test_an_auditor_reads_rows_without_their_persons(office: Office) -> None:
    _rows(office, ROW)
    assert [each.id for each in registers.provisions(office.clerk, "花子")] == [1]
    assert registers.provisions(office.clerk, "太郎") == ()
    given, entrusted = [ProvisionKind.PROVIDED], [ProvisionKind.ENTRUSTED]
    assert [each.id for each in registers.provisions(office.clerk, "提", kinds=given)] == [1]
    assert registers.provisions(office.of("auditor"), "委託", kinds=entrusted) == ()
    assert registers.provisions(office.of("auditor"), "花子") == ()
    (row,) = registers.provisions(office.of("auditor"), "甲社")
    assert (row.id, row.kind, row.on) == (1, ROW.kind, ROW.on)
    assert (row.party, row.items, row.consent) == (ROW.party, ROW.items, HIDDEN)
    assert (row.person, row.representative) == (HIDDEN, "")


def test_a_purpose_letter_is_written_from_the_register_and_keeps_its_words(office: Office) -> None:
    registers.enter_purpose(office.supervisor, PURPOSE)
    id_ = working.logged(office, Right.PURPOSE)
    working.answer(office, id_, record())
    application = office.file(id_).application
    content = registers.written_from(office.clerk, Content(), application, of_purposes=[1])
    (line,) = content.purposes
    assert (line.item, line.acquired, line.purpose) == ("氏名、住所", "書面", "製品のご案内")
    assert content.published_at == "弊社ウェブサイト"
    draft = deciding.ProposalDraft(
        id_, application.version, application.claims[0].id, Outcome.GRANTED, content=content
    )
    deciding.propose(office.clerk, draft)
    registers.change_purpose(
        office.supervisor, 1, replace(PURPOSE, purpose_ja="その他", reason="改定")
    )
    (decision,) = office.file(id_).decisions
    assert decision.content == content
    (offer,) = registers.purpose_offers(office.clerk, Language.EN)
    assert offer.line.item == "name, address"
    (told,) = registers.published(office.clerk)
    assert told.purpose_ja == "その他"
    with bad_input(office, "not_in_register", "register"):
        registers.written_from(office.clerk, Content(), application, of_purposes=[2])


def test_records_of_the_principal_are_offered_and_told_by_their_kind(office: Office) -> None:
    id_ = working.logged(office, Right.PROVISION_RECORDS)
    application = office.file(id_).application
    own = replace(ROW, person=application.principal.name)
    received = replace(own, kind=ProvisionKind.RECEIVED)
    _rows(office, own, ROW, received, replace(own, kind=ProvisionKind.JOINT))
    offered = registers.provision_offers(office.clerk, application)
    assert [each.id for each in offered] == [1, 3]
    content = registers.written_from(office.clerk, Content(), application, of_provisions=[1, 3])
    assert [each.party for each in content.provided] == ["甲社"]
    assert [each.consent for each in content.obtained] == ["本人の同意"]
    with bad_input(office, "not_in_register", "register"):
        registers.written_from(office.clerk, Content(), application, of_provisions=[2])


def test_a_training_is_entered_and_ended_never_changed(office: Office) -> None:
    earlier = replace(TRAINING, on=ARRIVED - timedelta(days=9), entered_by=UserId("nobody"))
    for each in (TRAINING, earlier):
        registers.enter_training(office.supervisor, each)
    found = registers.trainings(office.of("auditor"))
    assert [(each.id, each.entered_by) for each in found] == [
        (1, UserId("supervisor")),
        (2, UserId("supervisor")),
    ]
    registers.end(office.supervisor, TRAININGS, 2, ARRIVED, "日付の誤り")
    (_, ended) = registers.trainings(office.clerk)
    assert (ended.ended_why, ended.ended_by) == ("日付の誤り", UserId("supervisor"))
    with refused(office, "entry_ended"):
        registers.end(office.supervisor, TRAININGS, 2, ARRIVED, "終了")
    with bad_input(office, "no_review", "book"):
        registers.review(office.supervisor, TRAININGS, 1)


@pytest.mark.parametrize(
    ("wrong", "code", "place"),
    [
        ({"subject": " "}, "register_words_missing", "subject"),
        ({"attended": ""}, "register_words_missing", "attended"),
        ({"on": None}, "register_words_missing", "on"),
        ({"on": ARRIVED + timedelta(days=400)}, "day_in_future", "on"),
    ],
)
def test_a_training_has_its_day_its_subject_and_who_took_part(
    office: Office, wrong: dict[str, object], code: str, place: str
) -> None:
    with bad_input(office, code, place):
        registers.enter_training(office.supervisor, replace(TRAINING, **wrong))  # type: ignore[arg-type]


def test_what_is_published_is_kept_by_language_with_its_day(office: Office) -> None:
    assert registers.kept_published(office.clerk, Language.JA) is None
    registers.keep_published(office.supervisor, "・氏名、住所\n𠮷", Language.JA, ARRIVED)
    kept = registers.kept_published(office.of("auditor"), Language.JA)
    assert kept == PublishedText("・氏名、住所\n𠮷", ARRIVED, UserId("supervisor"))
    assert registers.kept_published(office.clerk, Language.EN) is None
    assert office.actions()[-1] is Action.PUBLISHED_KEPT
    with bad_input(office, "published_empty", "text"):
        registers.keep_published(office.supervisor, " \n", Language.JA, ARRIVED)
    ahead = office.clock.today() + timedelta(days=1)
    with bad_input(office, "day_in_future", "on"):
        registers.keep_published(office.supervisor, "文", Language.JA, ahead)


def test_a_record_of_provision_that_was_disposed_of_has_no_end_of_its_own(office: Office) -> None:
    _rows(office, ROW)
    office.state.provisions[1] = replace(
        office.state.provisions[1], disposed_on=ARRIVED, disposed_by=UserId("supervisor")
    )
    with refused(office, "entry_ended"):
        registers.end(office.supervisor, PROVISIONS, 1, ARRIVED, "提供の停止")
