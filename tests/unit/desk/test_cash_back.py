# SPDX-License-Identifier: MIT
"""Cash goes back by registered cash mail alone, in its own envelope, once that was said (30)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.desk.applications import checking, undoing
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.errors import NotAllowed
from desk_app.desk.letters import corresponding
from desk_app.desk.post import envelopes, posting
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Work
from desk_app.records.case.history import Letter, Ruling, Topic
from desk_app.records.case.letters import LetterKind, ReturnBody
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind, Piece
from desk_app.records.case.stamps import PaidBy
from desk_app.rules.postage.tariff import NO_TARIFF, load
from desk_app.rules.work_codes import Refusal
from tests.builders import complete, mail, stamps
from tests.unit.desk import working
from tests.unit.desk.office import Office, refused

TARIFF = load(Path(__file__).parents[3] / "resources" / "tables" / "tariff.toml")
DISCLOSURE = Right.DISCLOSURE
MONEY = MailKind.CASH_REGISTERED
POSTAGE = 110 + 480 + 21


def _with_cash(office: Office, amount: int = 1_000, *beside: HeldKind) -> ApplicationId:
    none, item = HeldThingId(""), MailItemId(0)
    things = [HeldThing(none, HeldKind.CASH, item, amount=amount)]
    things += [HeldThing(none, kind, item) for kind in beside]
    file = replace(complete(DISCLOSURE), mail=(replace(mail(), held=tuple(things)),))
    return working.logged(office, file=file)


def _cash(office: Office, id_: ApplicationId) -> tuple[HeldThing, ...]:
    return tuple(each for each in working.held(office, id_) if each.kind is HeldKind.CASH)


def _sheet(office: Office, id_: ApplicationId, *things: HeldThing) -> Letter:
    draft = working.draft_of(office, id_, LetterKind.RETURN)
    draft = replace(draft, things=tuple(thing.id for thing in things))
    corresponding.issue_letter(office.clerk, draft)
    return office.file(id_).letters[-1]


def test_cash_of_a_free_request_stands_on_the_return_list_once(office: Office) -> None:
    cash = stamps("1000x1", piece=Piece.CASH)
    others = stamps("500x1", piece=Piece.REVENUE_STAMP)
    file = replace(complete(Right.CORRECTION), mail=(mail(*cash, *others),))
    id_ = working.logged(office, file=file)
    held = [(each.kind, each.amount) for each in working.held(office, id_)]
    assert held == [(HeldKind.CASH, 1_000), (HeldKind.REVENUE_STAMP, 500)]


def test_a_supervisor_says_that_cash_goes_back_and_nobody_else(office: Office) -> None:
    id_ = _with_cash(office)
    (cash,) = _cash(office, id_)
    said = JudgementDraft(id_, Topic.CASH_BACK, cash.id, Ruling.ACCEPTED)
    with pytest.raises(NotAllowed):
        checking.judge(office.clerk, said)
    with refused(office, "ruling_not_for_topic"):
        checking.judge(office.supervisor, replace(said, ruling=Ruling.REFUSED))
    with refused(office, "nothing_to_judge"):
        checking.judge(office.supervisor, replace(said, subject="another"))
    with refused(office, "cash_needs_word"):
        working.give_back(office, id_, kind=MONEY)
    checking.judge(office.supervisor, said)
    assert office.actions()[-1] is Action.JUDGED
    working.give_back(office, id_, kind=MONEY)
    assert working.held(office, id_) == ()


def test_cash_goes_by_no_other_mail_and_beside_nothing(office: Office) -> None:
    id_ = _with_cash(office, 1_000, HeldKind.CARD)
    working.say_cash_goes(office, id_)
    for kind in set(MailKind) - {MONEY}:
        with refused(office, "cash_by_registered_mail"):
            working.give_back(office, id_, _cash(office, id_), kind=kind)
    with refused(office, "cash_by_itself"):
        working.give_back(office, id_, kind=MONEY)
    with refused(office, "cash_by_itself"):
        _sheet(office, id_, *working.held(office, id_))
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    with refused(office, "cash_by_itself"):
        working.post(office, id_, notice.id, things=_cash(office, id_))
    card = tuple(each for each in working.held(office, id_) if each.kind is HeldKind.CARD)
    working.post(office, id_, notice.id, things=card)
    working.give_back(office, id_, kind=MONEY)
    assert working.held(office, id_) == ()


@pytest.mark.parametrize(("amount", "yen"), [(10_000, POSTAGE), (10_001, None)])
def test_what_it_costs_is_recorded_as_the_desk_s(
    office: Office, amount: int, yen: int | None
) -> None:
    id_ = _with_cash(office, amount)
    working.say_cash_goes(office, id_)
    (thing,) = working.held(office, id_)
    draft = posting.ReturnDraft(id_, (thing.id,), MONEY, office.clock.today())
    posting.return_things(replace(office.clerk, tariff=TARIFF), draft)
    paid = office.file(id_).postings[-1].postage
    assert (None if paid is None else (paid.yen, paid.paid_by)) == (
        None if yen is None else (yen, PaidBy.OTHERWISE)
    )


def test_without_a_price_in_the_tariff_none_is_recorded(office: Office) -> None:
    id_ = _with_cash(office)
    working.say_cash_goes(office, id_)
    (thing,) = working.held(office, id_)
    draft = posting.ReturnDraft(id_, (thing.id,), MONEY, office.clock.today())
    posting.return_things(replace(office.clerk, tariff=NO_TARIFF), draft)
    assert office.file(id_).postings[-1].postage is None


def test_a_sheet_of_cash_waits_in_an_envelope_of_its_own(office: Office) -> None:
    id_ = _with_cash(office, 1_000, HeldKind.CARD)
    notice = working.issue(office, id_, LetterKind.DEFICIENCIES)
    sheet = _sheet(office, id_, *_cash(office, id_))
    body = working.body_of(office, sheet, ReturnBody)
    assert (body.mail, body.notice, [each.kind for each in body.things]) == (MONEY, "", ["cash"])
    corresponding.record_printed(office.clerk, id_, (notice.id, sheet.id))
    first, own = envelopes.waiting(office.clerk)
    assert [each.id for each in first.letters] == [notice.id]
    assert [each.kind for each in first.things] == [HeldKind.CARD]
    assert [each.id for each in own.letters] == [sheet.id]
    assert [each.kind for each in own.things] == [HeldKind.CASH]
    assert (own.usual, own.covers, own.refused) == (MONEY, 0, (Refusal.CASH_NEEDS_WORD,))
    with refused(office, "cash_needs_word"):
        working.post(office, id_, sheet.id, things=own.things, kind=MONEY)
    working.say_cash_goes(office, id_)
    assert envelopes.waiting(office.clerk)[1].refused == ()
    with refused(office, "cash_by_registered_mail"):
        working.post(office, id_, sheet.id, things=own.things)
    with refused(office, "cash_by_itself"):
        working.post(office, id_, sheet.id, notice.id, things=own.things, kind=MONEY)
    working.post(office, id_, sheet.id, things=own.things, kind=MONEY)
    assert [each.kind for each in working.held(office, id_)] == [HeldKind.CARD]


def test_a_word_taken_back_holds_the_cash_again(office: Office) -> None:
    id_ = _with_cash(office)
    (cash,) = _cash(office, id_)
    working.say_cash_goes(office, id_)
    undoing.take_back_verdict(office.supervisor, id_, Topic.CASH_BACK, cash.id)
    with refused(office, "cash_needs_word"):
        working.give_back(office, id_, kind=MONEY)
    assert office.look(id_).work is not Work.DONE
