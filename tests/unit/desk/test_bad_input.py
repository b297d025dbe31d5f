# SPDX-License-Identifier: MIT
"""What comes from outside is refused with its place, and leaves everything as it was (T20–T22)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest

from desk_app.desk.applications import checking, intake, supplements
from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.errors import BadInput
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId, UserId
from desk_app.records.case.application import Application, Principal, Proxy, ProxyKind, Right
from desk_app.records.case.history import ApplicationFile, RegisteredRecord
from desk_app.records.case.mail import HeldKind, HeldThing, MailItem
from desk_app.records.case.papers import Mandate
from tests.builders import ARRIVED, claim, complete, mail, paper, stamps
from tests.unit.desk.office import Office, bad_input, opened
from tests.unit.desk.tries import later

DAY = timedelta(days=1)
WHOLE = complete()
(LINE,) = stamps("500x2")


def _with_principal(**more: object) -> ApplicationFile:
    application = WHOLE.application
    principal = replace(application.principal, **more)  # type: ignore[arg-type]
    return replace(WHOLE, application=replace(application, principal=principal))


def _with_mail(**more: object) -> ApplicationFile:
    return replace(WHOLE, mail=(replace(WHOLE.mail[0], **more),))  # type: ignore[arg-type]


def _with_held(amount: int, *pieces: tuple[int, int]) -> ApplicationFile:
    thing = HeldThing(HeldThingId(""), HeldKind.CASH, MailItemId(0), amount=amount, pieces=pieces)
    return _with_mail(held=(thing,))


def _with_application(**more: object) -> ApplicationFile:
    return replace(WHOLE, application=replace(WHOLE.application, **more))  # type: ignore[arg-type]


def test_markup_in_a_name_is_a_name(office: Office) -> None:
    for text in ("<b>高橋</b>", "{{ desk }}", "'; DROP TABLE mail; --", "𠮷田 &amp;"):
        id_ = office.log(_with_principal(name=text))
        assert office.file(id_).application.principal.name == text


NAME = "applications[0].application.principal.name"
IMPOSSIBLE: list[tuple[ApplicationFile, str, str]] = [
    (_with_mail(arrived_on=ARRIVED + DAY), "arrival_in_future", "mail.arrived_on"),
    (_with_mail(arrived_on=date(1989, 1, 7)), "day_too_early", "mail.arrived_on"),
    (_with_mail(postmark=ARRIVED + DAY), "postmark_after_arrival", "mail.postmark"),
    (_with_mail(opened_by=(UserId("clerk"),) * 3), "too_many_openers", "mail.opened_by"),
    *(
        (
            _with_mail(payments=(LINE, replace(LINE, count=count))),
            "count_out_of_range",
            "mail.payments[1].count",
        )
        for count in (-1, 0, 10_001, 10**18)
    ),
    *(
        (
            _with_mail(payments=(replace(LINE, denomination=value),)),
            "denomination_out_of_range",
            "mail.payments[0].denomination",
        )
        for value in (-1, 1_000_001, 10**30)
    ),
    (
        _with_mail(payments=(replace(LINE, surcharge=-5),)),
        "denomination_out_of_range",
        "mail.payments[0].surcharge",
    ),
    (
        _with_mail(payments=(replace(LINE, issued_on=ARRIVED + timedelta(days=1)),)),
        "issued_after_arrival",
        "mail.payments[0].issued_on",
    ),
    (_with_held(-1), "denomination_out_of_range", "mail.held[0].amount"),
    (_with_held(10**12), "denomination_out_of_range", "mail.held[0].amount"),
    (_with_held(0, (500, 0)), "count_out_of_range", "mail.held[0].pieces"),
    (_with_held(0, (-5, 1)), "denomination_out_of_range", "mail.held[0].pieces"),
    (
        replace(WHOLE, enclosures=(paper("driving_licence"), paper("fishing_licence"))),
        "unknown_document",
        "applications[0].enclosures[1].kind",
    ),
    (
        _with_application(claims=(claim(Right.DISCLOSURE),) * 2),
        "right_twice",
        "applications[0].claims",
    ),
    (_with_principal(name="あ" * 3_500_000), "text_too_long", NAME),
    (_with_principal(name="高橋\x00美由紀"), "text_control_character", NAME),
    (_with_principal(name=" 　"), "name_missing", "applications[0].principal.name"),
    (_with_principal(born=ARRIVED + DAY), "born_after_arrival", "applications[0].principal.born"),
    (
        _with_principal(born=ARRIVED.replace(year=ARRIVED.year - 126)),
        "born_too_early",
        "applications[0].principal.born",
    ),
    (
        _with_application(proxy=Proxy(ProxyKind.PARENT, "")),
        "name_missing",
        "applications[0].proxy.name",
    ),
]


@pytest.mark.parametrize(("file", "code", "place"), IMPOSSIBLE, ids=lambda each: str(each)[:40])
def test_what_cannot_be_is_not_logged(file: ApplicationFile, code: str, place: str) -> None:
    office = opened()
    with bad_input(office, code, place):
        office.log(file)


def test_both_sides_of_what_can_be_counted(office: Office) -> None:
    office.log(_with_mail(payments=(replace(LINE, count=10_000, denomination=1_000_000),)))
    office.log(_with_mail(payments=(replace(LINE, count=1, denomination=0),)))
    office.log(_with_principal(born=ARRIVED))
    office.log(_with_principal(born=ARRIVED.replace(year=ARRIVED.year - 125)))
    long_ago = ARRIVED.replace(year=ARRIVED.year - 136)
    office.log(_with_principal(born=long_ago, deceased=True))


def test_an_envelope_without_an_application_is_none(office: Office) -> None:
    with bad_input(office, "no_application", "applications"):
        intake.log_application(office.clerk, EnvelopeDraft(WHOLE.mail[0]))


@pytest.mark.parametrize("piece", [(1, 1), (-1, 1), (0, -1)])
def test_only_pieces_of_the_envelope_are_allotted(office: Office, piece: tuple[int, int]) -> None:
    draft = EnvelopeDraft(WHOLE.mail[0], (ApplicationDraft(WHOLE.application, pieces=(piece,)),))
    with bad_input(office, "no_such_line", "applications[0].pieces"):
        intake.log_application(office.clerk, draft)


def test_a_second_application_is_told_by_its_place(office: Office) -> None:
    with bad_input(office, "name_missing", "applications[1].principal.name"):
        office.log(WHOLE, _with_principal(name=""))


def test_what_several_applications_lack_is_told_with_the_first(office: Office) -> None:
    nameless, unborn = _with_principal(name=""), _with_principal(born=ARRIVED + DAY)
    with pytest.raises(BadInput) as raised:
        office.log(nameless, unborn)
    assert raised.value.place == "applications[0].principal.name"
    (other,) = raised.value.further
    assert (other.code, other.place) == ("born_after_arrival", "applications[1].principal.born")


@pytest.mark.parametrize(
    ("item", "code", "place"),
    [
        (later(ARRIVED, "500x0"), "count_out_of_range", "mail.payments[0].count"),
        (replace(later(ARRIVED), sender="\x00"), "text_control_character", "mail.sender"),
    ],
)
def test_mail_by_itself_comes_through_the_same_gate(item: MailItem, code: str, place: str) -> None:
    office = opened()
    with bad_input(office, code, place):
        intake.log_mail(office.clerk, item)


SUPPLEMENT = supplements.SupplementDraft(later(ARRIVED), ApplicationId(1))


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        (lambda d: replace(d, mail=later(ARRIVED - DAY)), "before_application", "mail.arrived_on"),
        (lambda d: replace(d, mail=later(ARRIVED + DAY)), "arrival_in_future", "mail.arrived_on"),
        (
            lambda d: replace(d, enclosures=(paper("fishing_licence"),)),
            "unknown_document",
            "enclosures[0].kind",
        ),
        (lambda d: replace(d, withdraws=("none",)), "no_such_claim", "withdraws"),
        (lambda d: replace(d, written_on=ARRIVED + DAY), "written_after_arrival", "written_on"),
        (
            lambda d: replace(d, mail=replace(d.mail, note="\u202e")),
            "text_direction_override",
            "mail.note",
        ),
    ],
)
def test_a_supplement_comes_through_the_same_gate(
    office: Office,
    change: Callable[[supplements.SupplementDraft], supplements.SupplementDraft],
    code: str,
    place: str,
) -> None:
    draft = replace(SUPPLEMENT, application=office.log(WHOLE))
    with bad_input(office, code, place):
        supplements.attach_supplement(office.clerk, change(draft))


def test_what_a_department_answers_comes_through_the_same_gate(office: Office) -> None:
    id_ = office.log(WHOLE)
    checking.ask_department(office.clerk, id_, "会員管理", ARRIVED)
    (asked,) = office.file(id_).inquiries
    answer = checking.AnswerDraft(id_, asked.id, ARRIVED, (RegisteredRecord("", "高\x00橋"),))
    with bad_input(office, "text_control_character", "records[0].name"):
        checking.record_answer(office.clerk, answer)
    with bad_input(office, "text_too_long", "department"):
        checking.ask_department(office.clerk, id_, "課" * 201, ARRIVED)


def test_the_gate_looks_into_everything_a_record_holds(office: Office) -> None:
    mandate = Mandate(ARRIVED, True, True, frozenset({"disclosure\x00"}), True, True)  # noqa: FBT003
    with bad_input(office, "text_control_character", "mandate.rights"):
        admit(replace(paper("letter_of_proxy"), mandate=mandate))
    with bad_input(office, "text_too_long", "former_names[1]"):
        admit(replace(paper("family_register"), former_names=("高橋", "高" * 201)))
    with bad_input(office, "text_too_long", "address"):
        admit(Principal("高橋", address="東" * 401))
    with bad_input(office, "text_too_long", "scope"):
        admit(replace(WHOLE.application, scope="全" * 20_001))


class _Unknown(NamedTuple):
    text: str


@pytest.mark.parametrize("thing", [7, "text", Principal, _Unknown("\x00")])
def test_the_gate_lets_nothing_through_whose_fields_it_does_not_know(thing: Principal) -> None:
    with pytest.raises(TypeError):
        admit(thing)


def test_the_gate_alters_nothing() -> None:
    application: Application = WHOLE.application
    assert admit(application) is application
    lines = "一行目\n二行目\tつづき"
    assert admit(replace(application, scope=lines)).scope == lines
    rights = frozenset({"disclosure", "correction"})
    unordered = Mandate(ARRIVED, True, True, rights, True, True)  # noqa: FBT003
    assert admit(unordered) is unordered


def test_mail_items_are_numbered_by_the_desk(office: Office) -> None:
    sent = replace(
        mail(*stamps("500x2")),
        held=(HeldThing(HeldThingId("x"), HeldKind.CASH, MailItemId(9), returned_on=ARRIVED),),
    )
    intake.log_mail(office.clerk, sent)
    (kept,) = office.state.mail.values()
    (thing,) = kept.held
    assert (thing.mail_item, thing.returned_on) == (kept.id, None)
    assert thing.id != "x"
