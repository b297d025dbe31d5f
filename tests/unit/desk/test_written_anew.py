# SPDX-License-Identifier: MIT
"""What an applicant wrote anew in a supplement is entered as that, not as a slip of typing (D3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.applications import checking, supplements
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.applications.correcting import correct
from desk_app.desk.corrections import standing_anew
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.history import Ruling, Topic
from desk_app.rules.case.case import anew_parts
from desk_app.rules.finding_codes import Code
from tests.builders import NAME, complete, mail, stamps
from tests.unit.desk.office import Office, bad_input, refused
from tests.unit.desk.tries import later
from tests.unit.desk.working import (
    claim_of,
    correction,
    let_pass,
    logged,
    notify,
    put,
    send,
    shown,
    traces,
    withdraw,
)

OTHER = "大野 愛"


def _noticed(office: Office, name: str = OTHER) -> ApplicationId:
    """An application whose paper shows another name, and a notice about it on its way."""
    plain = replace(complete(Right.DISCLOSURE), mail=(mail(*stamps("500x1")),))
    papers = tuple(replace(each, name=name) for each in plain.enclosures)
    id_ = logged(office, file=replace(plain, enclosures=papers))
    notify(office, id_)
    return id_


def _sent(office: Office, id_: ApplicationId) -> MailItemId:
    send(office, id_, later(office.clock.today()))
    return office.file(id_).mail[-1].id


def _wrote(office: Office, id_: ApplicationId, item: MailItemId | None, **more: object) -> None:
    plain = replace(correction(office, id_, "principal.name", OTHER), came_in=item, reason="")
    correct(office.clerk, replace(plain, **more))  # type: ignore[arg-type]


def test_the_name_written_anew_cures_and_tells_what_it_came_in(office: Office) -> None:
    id_ = _noticed(office)
    assert Code.IDENTITY_NAME_DIFFERS in shown(office, id_)
    item = _sent(office, id_)
    _wrote(office, id_, item)
    file = office.file(id_)
    assert file.application.principal.name == OTHER
    assert Code.IDENTITY_NAME_DIFFERS not in shown(office, id_)
    assert traces(office, id_) == [(f"anew.{item}.principal.name", NAME, OTHER)]
    assert anew_parts(file.application.corrections[0].field) == (str(item), "principal.name")
    assert office.actions()[-1] is Action.FORM_WRITTEN_ANEW


def test_it_needs_a_supplement_that_came(office: Office) -> None:
    id_ = _noticed(office)
    with refused(office, "not_come_in_supplement"):
        _wrote(office, id_, office.mail_of(id_))
    with bad_input(office, "reason_missing", place="reason"):
        _wrote(office, id_, None)


def test_what_came_late_counts_once_it_is_accepted(office: Office) -> None:
    id_ = _noticed(office)
    let_pass(office, id_)
    item = _sent(office, id_)
    with refused(office, "not_come_in_supplement"):
        _wrote(office, id_, item)
    accepted = JudgementDraft(id_, Topic.LATE_ARRIVAL, str(item), Ruling.ACCEPTED, "郵便の遅れ")
    checking.judge(office.supervisor, accepted)
    _wrote(office, id_, item)
    assert office.file(id_).application.principal.name == OTHER


def test_what_was_accepted_is_not_refused_later_while_what_it_wrote_stands(office: Office) -> None:
    id_ = _noticed(office)
    let_pass(office, id_)
    item = _sent(office, id_)
    accepted = JudgementDraft(id_, Topic.LATE_ARRIVAL, str(item), Ruling.ACCEPTED, "郵便の遅れ")
    checking.judge(office.supervisor, accepted)
    _wrote(office, id_, item)
    no_more = replace(accepted, ruling=Ruling.REFUSED)
    with refused(office, "written_anew_stands"):
        checking.judge(office.supervisor, no_more)
    put(office, id_, "principal.name", NAME)
    checking.judge(office.supervisor, no_more)
    with refused(office, "not_come_in_supplement"):
        _wrote(office, id_, item)


def test_a_day_of_arrival_after_the_due_date_waits_until_it_was_put_back(office: Office) -> None:
    id_ = _noticed(office)
    item = _sent(office, id_)
    _wrote(office, id_, item)
    let_pass(office, id_)
    late = correction(office, id_, f"mail.{item}.arrived_on", office.clock.today())
    with refused(office, "written_anew_stands"):
        correct(office.clerk, late)
    put(office, id_, "principal.name", NAME)
    put(office, id_, late.field, late.value)


@pytest.mark.parametrize("field", ["mail.1.red_marking", "language", "payments.1"])
def test_what_stands_on_no_form_is_not_written_anew(office: Office, field: str) -> None:
    id_ = _noticed(office)
    item = _sent(office, id_)
    with bad_input(office, "not_correctable", place=field):
        correct(office.clerk, replace(correction(office, id_, field, value=True), came_in=item))


def test_a_verdict_on_the_name_is_worth_nothing_once_it_was_written_anew(office: Office) -> None:
    id_ = _noticed(office, "髙橋 美由紀")
    subject = str(office.file(id_).enclosures[0].id)
    verdict = JudgementDraft(id_, Topic.NAME, subject, Ruling.NOT_SAME, "別の人")
    checking.judge(office.clerk, verdict)
    item = _sent(office, id_)
    _wrote(office, id_, item, value="髙橋　美由紀")
    assert Code.IDENTITY_NAME_DIFFERS not in shown(office, id_)


def test_a_supplement_is_not_moved_while_what_it_wrote_stands(office: Office) -> None:
    """One person's name would stay in the other's application, and the letter go there."""
    id_, other = _noticed(office), _noticed(office)
    item = _sent(office, id_)
    _wrote(office, id_, item)
    with refused(office, "written_anew_stands"):
        supplements.move_supplement(office.clerk, item, other, "別の方の分")
    put(office, id_, "principal.name", "大野 藍")
    with refused(office, "written_anew_stands"):
        supplements.move_supplement(office.clerk, item, other, "別の方の分")
    put(office, id_, "principal.name", NAME)
    supplements.move_supplement(office.clerk, item, other, "別の方の分")
    assert office.file(id_).application.principal.name == NAME
    assert office.file(other).mail[-1].id == item


def test_what_a_later_supplement_wrote_is_that_ones(office: Office) -> None:
    id_, other = _noticed(office), _noticed(office)
    first, second = _sent(office, id_), _sent(office, id_)
    _wrote(office, id_, first)
    _wrote(office, id_, second, value="大野 藍")
    assert standing_anew(office.file(id_), first) == ()
    assert standing_anew(office.file(id_), second) == ("principal.name",)
    put(office, id_, "principal.name", OTHER)
    assert standing_anew(office.file(id_), second) == ()
    with refused(office, "written_anew_stands"):
        supplements.move_supplement(office.clerk, first, other, "別の方の分")
    put(office, id_, "principal.name", NAME)
    supplements.move_supplement(office.clerk, first, other, "別の方の分")


def test_a_proxy_who_is_there_no_more_stands_no_more(office: Office) -> None:
    id_ = _noticed(office)
    item = _sent(office, id_)
    _wrote(office, id_, item, field="proxy", value=Proxy(ProxyKind.CONSIGNED, OTHER))
    _wrote(office, id_, item, field="proxy.name", value="大野 藍")
    assert standing_anew(office.file(id_), item) == ("proxy", "proxy.name")
    put(office, id_, "proxy", None)
    assert standing_anew(office.file(id_), item) == ()


def test_what_is_written_anew_adds_rights_and_drops_none(office: Office) -> None:
    """Dropping a right is a withdrawal: a reason, a signature and a supervisor (D3)."""
    id_ = _noticed(office)
    item = _sent(office, id_)
    _wrote(office, id_, item, field="claims", value=(Right.DISCLOSURE, Right.PURPOSE))
    for rights in ((Right.DISCLOSURE,), (Right.PURPOSE, Right.CORRECTION)):
        with refused(office, "right_not_withdrawn"):
            _wrote(office, id_, item, field="claims", value=rights)
    with bad_input(office, "bad_input", place="claims"):
        _wrote(office, id_, item, field="claims", value="disclosure")
    with refused(office, "right_not_withdrawn"):
        _wrote(office, id_, item, field="claims", value=())
    put(office, id_, "claims", (Right.DISCLOSURE,))
    assert office.file(id_).application.rights() == (Right.DISCLOSURE,)


def test_a_right_named_anew_stands_until_it_has_ended(office: Office) -> None:
    id_ = _noticed(office)
    item = _sent(office, id_)
    both = (Right.DISCLOSURE, Right.CORRECTION)
    _wrote(office, id_, item, field="claims", value=both)
    circumstances = f"claims.{claim_of(office, id_, Right.CORRECTION)}.circumstances"
    _wrote(office, id_, item, field=circumstances, value="引っ越した")
    assert standing_anew(office.file(id_), item) == ("claims", circumstances)
    withdraw(office, id_, Right.CORRECTION)
    assert standing_anew(office.file(id_), item) == ()
