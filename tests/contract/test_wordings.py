# SPDX-License-Identifier: MIT
"""The revisions of the letters' words, alike in the file and in memory."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Store
from desk_app.records.decisions import Approval
from desk_app.records.journal import Action
from desk_app.records.letters import WordingRevision, Words
from tests.fakes.making import CLERK, DAY, NOW

WORDS, BEFORE = Words("髙い文。\n{{ a }}", "A sentence."), Words("文。", "")
MADE = WordingRevision(0, "L15:closing.0", WORDS, BEFORE, DAY, CLERK, NOW)


def test_a_revision_is_kept_changed_and_found_once_it_is_approved(store: Store) -> None:
    approval = Approval(CLERK, NOW, DAY, "00ff", b"\x00\xff")
    with store.writing(CLERK, NOW) as books:
        first, second = books.wordings.add(MADE), books.wordings.add(MADE)
        approved = replace(first, approval=approval)
        books.wordings.save(approved)
        books.wordings.save(replace(second, approval=approval, taken_back_by=CLERK))
        with pytest.raises(NotFound):
            books.wordings.save(replace(MADE, id=99))
        books.journal.note(Action.WORDING_PROPOSED, None, wording=first.id)
        books.commit()
    with store.reading() as books:
        assert books.wordings.approved() == (approved,)
        assert [each.id for each in books.wordings.all()] == [second.id, first.id]
        assert books.wordings.get(second.id).taken_back_by == CLERK
        assert books.wordings.get(first.id).words == WORDS
        with pytest.raises(NotFound):
            books.wordings.get(99)
