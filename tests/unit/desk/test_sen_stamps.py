# SPDX-License-Identifier: MIT
"""Sen stamps on the return list: in yen where they are whole, by their sum where they are not."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.posting import ReturnDraft, return_things
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId
from desk_app.records.mail import Condition, HeldKind, HeldThing, MailKind, PaymentLine, Piece
from tests.builders import ARRIVED, complete, stamps
from tests.unit.desk.office import Office


def logged(
    office: Office, *payments: PaymentLine, right: Right = Right.CORRECTION
) -> ApplicationId:
    file = complete(right)
    return office.log(replace(file, mail=(replace(file.mail[0], payments=payments),)))


def held(office: Office, id_: ApplicationId) -> list[HeldThing]:
    return list(office.file(id_).mail[0].held)


def test_odd_sen_go_back_with_the_rest_of_a_free_request(office: Office) -> None:
    id_ = logged(office, *stamps("100x2"), *stamps("250x3", "200x1", piece=Piece.SEN_STAMP))
    yen, sen = held(office, id_)
    assert (yen.kind, yen.amount, yen.pieces) == (HeldKind.FREE_STAMPS, 202, ((100, 2), (2, 1)))
    assert (sen.kind, sen.amount, sen.pieces) == (HeldKind.FREE_STAMPS, 7, ())
    assert sen.note == "250x3"


def test_what_went_back_is_not_set_aside_again(office: Office) -> None:
    id_ = logged(office, *stamps("250x3", piece=Piece.SEN_STAMP))
    (thing,) = held(office, id_)
    draft = ReturnDraft(id_, (thing.id,), MailKind.ORDINARY, ARRIVED)
    return_things(office.clerk, draft)
    assert [each.returned_on for each in held(office, id_)] == [ARRIVED]


def test_refused_sen_stamps_are_told_in_yen(office: Office) -> None:
    torn = [
        replace(line, condition=Condition.TORN)
        for line in stamps("250x3", "500x2", piece=Piece.SEN_STAMP)
    ]
    id_ = logged(office, *torn)
    assert [(each.kind, each.amount, each.pieces) for each in held(office, id_)] == [
        (HeldKind.REFUSED_STAMP, 7, ()),
        (HeldKind.REFUSED_STAMP, 10, ((5, 2),)),
    ]
