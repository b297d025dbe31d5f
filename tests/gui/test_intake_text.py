# SPDX-License-Identifier: MIT
"""A draft of the Intake page as text: it comes back as it was, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.gui.case.drafts import read, written
from desk_app.gui.case.typed import (
    ApplicationForm,
    EnvelopeForm,
    IntakeForm,
    claim_to,
    is_blank,
    pieces_of,
    thing_held,
)
from desk_app.records.application import Change, Principal, Right
from desk_app.records.mail import Condition, HeldKind

TODAY = date(2026, 11, 25)
FORMS = st.from_type(IntakeForm).filter(lambda form: bool(form.applications))


@settings(max_examples=40)
@given(FORMS)
def test_a_page_comes_back_as_it_was(form: IntakeForm) -> None:
    assert read(written(form)) == form


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"key": 7}',
        '{"key": "new", "unknown": 1}',
        '{"key": "new", "applications": []}',
        '{"key": "new", "envelope": {"arrived_on": "2026-13-01"}}',
        '{"key": "new", "envelope": {"kind": "pigeon"}}',
        '{"key": "new", "current": "0"}',
    ],
)
def test_a_text_that_is_no_page_is_none(text: str) -> None:
    assert read(text) is None


def test_a_page_of_before_lacks_what_came_later_and_is_read_all_the_same() -> None:
    plain = json.loads(written(IntakeForm("new")))
    del plain["held"]
    form = read(json.dumps(plain))
    assert form == IntakeForm("new")


def test_a_draft_of_an_older_program_is_read_as_it_would_be_written_now() -> None:
    claim = {"right": "correction", "changes": [{"item": "番地", "before": "", "after": "14-7"}]}
    of = {"name": "髙橋", "registered_as_form": False, "registered_address": "京都市"}
    piece = {"denomination": 84, "count": 2, "piece": "stamp", "condition": "torn", "surcharge": 0}
    form = read(
        json.dumps(
            {
                "key": "new",
                "applications": [{"principal": of, "claims": [claim]}],
                "odd": [piece],
                "held": [{"kind": "cash", "amount": 100, "note": ""}],
            }
        )
    )
    assert form is not None
    asked = replace(claim_to(Right.CORRECTION), changes=(Change("番地", "", "14-7"),))
    principal = Principal("髙橋", registered_address="京都市")
    application = ApplicationForm(principal=principal, registered_as_form=False, claims=(asked,))
    assert form == IntakeForm(
        "new",
        applications=(application,),
        odd=(pieces_of(84, 2, condition=Condition.TORN),),
        held=(thing_held(HeldKind.CASH, 100),),
    )


def test_only_what_the_page_fills_in_itself_is_blank() -> None:
    form = IntakeForm("new", EnvelopeForm(arrived_on=TODAY))
    assert is_blank(form, TODAY)
    assert not is_blank(replace(form, envelope=EnvelopeForm(TODAY, red_marking=True)), TODAY)
