# SPDX-License-Identifier: MIT
"""What each application adds to the figures, on the encrypted file and in memory alike (I4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desk_app.desk.ports import Store
from desk_app.desk.rows import InquiryFilter, InquiryPlace, WorkIndex
from desk_app.records.base import ApplicationId, UserId, kept_id_of
from desk_app.records.books.figures import Figure, MonthCount, SlowReply, Tally, WaitedFor
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Work
from desk_app.records.case.inquiries import InquiryWork
from desk_app.records.desk.sharing import Care
from desk_app.rules.case.retention import Retained
from tests.contract.test_inquiries import add, inquiry
from tests.fakes.making import CLERK, DAY, NOW, TO_CHECK, logged, person

OPEN: Tally = ((Figure.RECEIVED, "", 1), (Figure.RIGHTS, "disclosure", 2))
ASKED: Tally = ((Figure.DEPARTMENTS, '会員"管理"', 1), *OPEN)
WAITED: Tally = ((Figure.WAIT_DAYS, "department", 14), (Figure.WAIT_DAYS, "desk", 1))
ONE_DAY = timedelta(days=1)


def _answered(days: int) -> Tally:
    return ((Figure.DAYS, str(days), 1), *OPEN)


def _placed(tally: Tally) -> WorkIndex:
    return replace(TO_CHECK, tally=tally)


def _save(store: Store, id_: ApplicationId, index: WorkIndex, on: date = DAY) -> None:
    with store.writing(CLERK, NOW) as books:
        file = books.files.get(id_)
        application = replace(file.application, received_on=on)
        books.files.save(replace(file, application=application), index)
        books.journal.note(Action.POSTED, id_)
        books.commit()


def _counted(store: Store, first: date = DAY, last: date = DAY) -> dict[tuple[str, str], int]:
    found = store.figures.counted(first, last)
    assert {each.month for each in found} <= {f"{first:%Y-%m}", f"{last:%Y-%m}"}
    return {(each.figure.value, each.code): each.count for each in found}


def test_a_tally_follows_its_application_and_goes_with_it(store: Store) -> None:
    one = logged(store, person("一"), "R8-0001", _placed(OPEN), token="1" * 32)
    two = logged(store, person("二"), "R8-0002", _placed(OPEN), token="2" * 32)
    assert _counted(store) == {("received", ""): 2, ("rights", "disclosure"): 4}
    _save(store, one, _placed(_answered(5)))
    assert _counted(store)["days", "5"] == 1
    _save(store, two, _placed(ASKED))
    assert store.figures.members(DAY, DAY, Figure.DEPARTMENTS, ['会員"管理"']) == (two,)
    assert store.figures.members(DAY, DAY, Figure.DEPARTMENTS, ["会員"]) == ()
    assert store.figures.members(DAY, DAY, Figure.DAYS, ["4", "5", "15"]) == (one,)
    _save(store, two, _placed((*_answered(15), *WAITED)))
    assert store.figures.members(DAY, DAY, Figure.DAYS, ["5"]) == (one,)
    assert store.figures.members(DAY, DAY, Figure.WAIT_DAYS, ["desk"]) == (two,)
    waited = (WaitedFor.DEPARTMENT, 14), (WaitedFor.DESK, 1)
    slow = SlowReply(two, "R8-0002", 15, waited), SlowReply(one, "R8-0001", 5, ())
    assert store.figures.slowest(DAY, DAY, 5) == slow
    assert store.figures.slowest(DAY, DAY, 1) == slow[:1]
    _save(store, two, _placed(_answered(15)), DAY + ONE_DAY)
    assert _counted(store) == {
        ("days", "5"): 1,
        ("received", ""): 1,
        ("rights", "disclosure"): 2,
    }
    assert MonthCount(f"{DAY:%Y-%m}", Figure.DAYS, "15", 1) in store.figures.counted(
        DAY, DAY + ONE_DAY
    )
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, one)
        books.files.remove(one)
        books.commit()
    assert _counted(store) == {}
    assert len(store.figures.counted(date.min, date.max)) == 3


def test_inquiries_are_tallied_and_found_by_the_id_they_are_kept_under(store: Store) -> None:
    received = inquiry(1).said.received_on
    kind: Tally = ((Figure.INQUIRIES, "inquiry", 1),)
    (key,) = add(store, (inquiry(1), InquiryPlace(InquiryWork.TO_TAKE, tally=kind)))
    figures, id_ = store.figures, kept_id_of(key)
    assert _counted(store, received, received) == {("inquiries", "inquiry"): 1}
    assert figures.members(received, received, Figure.INQUIRIES, ["inquiry"]) == (id_,)
    assert figures.open_inquiries() == {(InquiryWork.TO_TAKE, received): 1}
    wanted = (received, received + ONE_DAY)
    assert figures.open_inquiry_ids(InquiryWork.TO_TAKE, *wanted) == (id_,)
    assert figures.open_inquiry_ids(InquiryWork.TO_CLOSE, *wanted) == ()
    assert figures.inquiries_by_carer() == {(UserId(""), received): 1}
    assert figures.inquiries_of(UserId(""), *wanted) == (id_,)
    assert figures.inquiries_of(UserId(""), wanted[1], wanted[1]) == ()
    assert figures.inquiries_of(CLERK, *wanted) == ()
    among = InquiryFilter(among=(key,))
    assert store.inquiries.window(among).ids == (key,)
    assert store.inquiries.window(replace(among, among=())).ids == ()
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        books.files.remove(id_)
        books.commit()
    assert _counted(store, received, received) == {}


def test_what_waits_and_what_is_kept_is_counted_and_listed(store: Store) -> None:
    turning = replace(
        TO_CHECK, turns_on=DAY + ONE_DAY, then_work=Work.TO_DECIDE, then_what="", then_by=DAY
    )
    one = logged(store, person("一"), "R8-0001", turning, token="1" * 32)
    two = logged(store, person("二"), "R8-0002", TO_CHECK, token="2" * 32)
    until = date(2028, 11, 2)
    done = WorkIndex(Work.DONE, "keep", "", None, None, kept=Retained(0, "", DAY, until))
    three = logged(store, person("三"), "R8-0003", done, token="3" * 32)
    figures = store.figures
    assert figures.open_now(DAY) == {(TO_CHECK.work, DAY): 2}
    assert figures.open_now(DAY + ONE_DAY) == {(TO_CHECK.work, DAY): 1, (Work.TO_DECIDE, DAY): 1}
    assert figures.open_ids(DAY, TO_CHECK.work, DAY, DAY) == (one, two)
    assert figures.open_ids(DAY + ONE_DAY, Work.TO_DECIDE, date.min, DAY) == (one,)
    assert figures.open_ids(DAY, TO_CHECK.work, DAY + ONE_DAY, date.max) == ()
    nobody, tomorrow = UserId(""), DAY + ONE_DAY
    assert figures.open_by_carer(tomorrow) == {(nobody, DAY): 2}
    with store.writing(CLERK, NOW) as books:
        books.cares.keep(two, (Care(CLERK, CLERK, NOW),))
        books.journal.note(Action.CARE_TAKEN_OVER, two)
        books.commit()
    assert figures.open_by_carer(tomorrow) == {(nobody, DAY): 1, (CLERK, DAY): 1}
    assert figures.open_of(tomorrow, CLERK, DAY, DAY) == (two,)
    assert figures.open_of(DAY, nobody, date.min, DAY) == (one,)
    assert figures.open_of(DAY, nobody, tomorrow, date.max) == ()
    assert figures.kept_until(until) == {until: 1}
    assert figures.kept_until(until - ONE_DAY) == {}
    assert figures.kept_ids(until, until) == (three,)
    assert figures.kept_ids(until + ONE_DAY, date.max) == ()


def test_inquiries_are_kept_among_applications(store: Store) -> None:
    until = date(2028, 11, 2)
    done = WorkIndex(Work.DONE, "keep", "", None, None, kept=Retained(0, "", DAY, until))
    one = logged(store, person("一"), "R8-0001", done, token="1" * 32)
    over = InquiryPlace(InquiryWork.DONE, completed_on=DAY, kept_until=until)
    earlier = replace(over, kept_until=until - ONE_DAY)
    first, second = add(store, (inquiry(1), over), (inquiry(2), earlier))
    assert store.figures.kept_until(until) == {until: 2, until - ONE_DAY: 1}
    expected = (kept_id_of(second), kept_id_of(first), one)
    assert store.figures.kept_ids(date.min, until) == expected
