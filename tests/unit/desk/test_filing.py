# SPDX-License-Identifier: MIT
"""What is noted of an application beside its course: nothing that is signed changes by it."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.applications import filing
from desk_app.desk.applications.filing import FilingDraft
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import NotFound
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import NOT_FILED, CorrectiveNeed, Filing
from tests.unit.desk.office import Office, bad_input, fails

PLACE, REMARK = "第3書庫 棚12", "𠮷田様の件。髙の字に注意"


def test_where_the_papers_lie_is_noted_and_taken_away(office: Office, id_: ApplicationId) -> None:
    version = office.file(id_).application.version
    draft = FilingDraft(id_, PLACE, CorrectiveNeed.NEEDED, REMARK)
    assert filing.note_filing(office.clerk, draft) == Changes.of((Kind.APPLICATION, id_))
    noted = office.state.filings[id_]
    assert noted == Filing(
        PLACE, CorrectiveNeed.NEEDED, REMARK, office.clerk.actor.id, office.clock.now()
    )
    assert filing.draft_of(id_, noted) == draft
    assert office.file(id_).application.version == version
    assert office.actions()[-1] is Action.FILING_NOTED
    assert REMARK not in repr(office.state.journal)
    with bad_input(office, "nothing_changed", "place"):
        filing.note_filing(office.clerk, draft)
    filing.note_filing(office.clerk, FilingDraft(id_))
    assert id_ not in office.state.filings
    with fails(office, NotFound):
        filing.note_filing(office.clerk, replace(draft, application=ApplicationId(9)))
    with bad_input(office, "text_too_long", "place"):
        filing.note_filing(office.clerk, replace(draft, place="棚" * 201))
    assert NOT_FILED.says_nothing
