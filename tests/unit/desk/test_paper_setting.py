# SPDX-License-Identifier: MIT
"""Window and print position: kept in the profile, journaled, refused where the address suffers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.printing import PrintMediaDraft, offset_page, set_paper
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.records.people import DeskProfile, Language
from desk_app.records.printers import EnvelopeWindow, Offset, Paper, PrintOffsets
from tests.builders import complete, mail
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, opened

OFFSETS = PrintOffsets(a4=Offset(12, -5), labels=Offset(-50, 50))


def profile(office: Office) -> DeskProfile:
    with office.store.reading() as books:
        return books.settings.profile()


def test_what_was_measured_stands_in_the_profile_and_in_the_next_letter(office: Office) -> None:
    before = profile(office)
    window = EnvelopeWindow(left=200, top=130)
    set_paper(office.clerk, PrintMediaDraft(window, OFFSETS))
    after = profile(office)
    assert (after.window, after.offsets) == (window, OFFSETS)
    assert after.company_ja == before.company_ja
    id_ = working.logged(office, file=replace(complete(), mail=(mail(),)))
    letter = working.issue(office, id_, LetterKind.DEFICIENCIES)
    assert working.facts_of(office, letter).profile == after


def test_the_department_code_is_set_and_stays_until_another_is(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS, "個-7"))
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets()))
    assert profile(office).department_code == "個-7"
    with bad_input(office, "text_too_long", "department_code"):
        set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(), "k" * 13))
    with bad_input(office, "text_control_character", "department_code"):
        set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(), "K\x075"))


def test_a_test_page_shows_what_is_set_now(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS))
    page = offset_page(office.clerk, Paper.LABELS, Language.EN)
    assert (page.paper, page.language, page.profile.offsets) == (
        Paper.LABELS,
        Language.EN,
        OFFSETS,
    )


def test_the_journal_tells_what_was_and_what_is(office: Office) -> None:
    set_paper(office.clerk, PrintMediaDraft(EnvelopeWindow(), OFFSETS))
    entry = list(office.state.journal.values())[-1]
    assert entry.action is Action.PAPER_SET
    assert "before" in entry.digests
    assert "wanted" in entry.digests


@pytest.mark.parametrize(
    ("window", "code"),
    [
        (EnvelopeWindow(width=890), "window_too_narrow"),
        (EnvelopeWindow(height=440), "window_too_low"),
        (EnvelopeWindow(left=240), "window_shows_more"),
        (EnvelopeWindow(top=-10, height=600), "window_outside"),
    ],
)
def test_a_window_that_fails_the_address_is_refused(window: EnvelopeWindow, code: str) -> None:
    office = opened()
    with bad_input(office, code, "window"):
        set_paper(office.clerk, PrintMediaDraft(window, PrintOffsets()))


def test_a_printer_that_is_off_by_far_is_set_right_itself(office: Office) -> None:
    with bad_input(office, "offset_too_far", "offsets.square_2"):
        set_paper(
            office.clerk, PrintMediaDraft(EnvelopeWindow(), PrintOffsets(square_2=Offset(0, -51)))
        )
