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
from desk_app.gui.case.typed import EnvelopeForm, IntakeForm, is_blank

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


def test_only_what_the_page_fills_in_itself_is_blank() -> None:
    form = IntakeForm("new", EnvelopeForm(arrived_on=TODAY))
    assert is_blank(form, TODAY)
    assert not is_blank(replace(form, envelope=EnvelopeForm(TODAY, red_marking=True)), TODAY)
