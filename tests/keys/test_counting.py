# SPDX-License-Identifier: MIT
"""What counts as a key; one key too many, or one thing kept wrongly, is told and does not hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    MailItemId,
    PaymentLineId,
    UserId,
)
from desk_app.records.case.application import Application, Claim, Form, Principal, Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailItem, MailKind, Matter, PaymentLine, Piece
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.situation.check import examine
from tests.builders import book
from tests.keys import envelopes
from tests.keys.__main__ import SCENARIOS
from tests.keys.scenario import (
    BLUE_BUTTON,
    ENTER,
    Kept,
    Result,
    Scenario,
    Secret,
    Tally,
    Write,
    ctrl_shift,
    tally,
    wrong,
)

TODAY = date(2026, 11, 25)


def test_a_key_with_others_held_down_is_one_and_content_stands_apart() -> None:
    typed = (ctrl_shift("n"), Write("髙橋"), ENTER, Write("1660015"), Secret("hush"), BLUE_BUTTON)
    assert tally(typed) == Tally(keys=3, content=9)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.name)
def test_every_scenario_keeps_its_budget_and_one_key_too_many_does_not(scenario: Scenario) -> None:
    counted = tally(scenario.work(TODAY))
    assert counted.content > 0
    spare = scenario.budget - counted.keys
    kept_in = Result(scenario.name, scenario.budget, _with_more(counted, spare))
    assert spare >= 0
    assert kept_in.ok
    assert kept_in.figures()["ok"] is True
    too_many = Result(scenario.name, scenario.budget, _with_more(counted, spare + 1))
    assert not too_many.ok
    assert str(too_many).endswith("NOT OK")


def test_an_envelope_kept_as_it_lay_there_has_no_fault() -> None:
    assert envelopes.judge_new_person(_kept(_envelope())) == ()


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("address", {"address": "東京都杉並区成田東三丁目12番7号"}),
        ("name", {"name": "高橋 𠮷子"}),
        ("born", {"born": date(1987, 4, 7)}),
    ],
)
def test_what_is_kept_or_judged_wrongly_is_told(what: str, changed: dict[str, object]) -> None:
    file = _envelope()
    principal = replace(file.application.principal, **changed)  # type: ignore[arg-type]
    file = replace(file, application=replace(file.application, principal=principal))
    faults = envelopes.judge_new_person(_kept(file))
    assert what in {fault.what for fault in faults}
    assert not Result("", 30, Tally(1, 1), faults).ok


def test_a_document_that_was_forgotten_is_told_and_so_is_how_it_is_judged() -> None:
    faults = envelopes.judge_new_person(_kept(replace(_envelope(), enclosures=())))
    told = {fault.what for fault in faults}
    assert told == {"identity document", "completeness", "identity"}


def test_a_fault_says_what_was_found_and_what_was_wanted() -> None:
    (fault,) = wrong("stamps", 1, 2)
    assert str(fault) == "stamps: 1 instead of 2"
    assert wrong("stamps", 2, 2) == ()


def _with_more(counted: Tally, keys: int) -> Tally:
    return replace(counted, keys=counted.keys + keys)


def _kept(file: ApplicationFile) -> Kept:
    return Kept(file, examine(file, book().on(TODAY), TODAY), TODAY)


@cache
def _envelope() -> ApplicationFile:
    """Return the first scenario's envelope, as the store has it when nothing went wrong."""
    form = book().on(TODAY).form("A-1")
    assert form is not None
    mail = MailItem(
        MailItemId(1),
        TODAY,
        MailKind.SIMPLE_REGISTERED,
        Matter.NEW_APPLICATION,
        postmark=TODAY - envelopes.POSTED,
        tracking_number=envelopes.TRACKING,
        opened_by=(UserId("first"),),
        red_marking=True,
        payments=(PaymentLine(PaymentLineId("p"), Piece.STAMP, 500, 2),),
    )
    application = Application(
        ApplicationId(1),
        "",
        mail.id,
        TODAY,
        Form(form.code, form.current, TODAY - envelopes.FILLED_IN),
        Principal(
            envelopes.NAME,
            envelopes.KANA,
            born=envelopes.BORN,
            postal_code=envelopes.POSTAL_CODE,
            address=envelopes.TOWN + envelopes.HOUSE,
            phone=envelopes.PHONE,
        ),
        (Claim(ClaimId("c"), Right.DISCLOSURE),),
        scope=envelopes.SCOPE,
    )
    licence = Enclosure(
        EnclosureId("e"),
        "driving_licence",
        Subject.PRINCIPAL,
        mail.id,
        TODAY,
        valid_until=TODAY + envelopes.VALID,
        name=envelopes.SHOWN_NAME,
        address=envelopes.SHOWN_ADDRESS,
    )
    return ApplicationFile(application, mail=(mail,), enclosures=(licence,))
