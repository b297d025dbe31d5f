# SPDX-License-Identifier: MIT
"""Undo on the Intake page outside of text fields; what was typed meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.gui.case.typed import IntakeForm, claim_to, pieces_of, thing_held
from desk_app.gui.pages.intake import draft
from desk_app.gui.pages.intake.book import DraftUndo
from desk_app.records.application import Change, Right
from desk_app.records.mail import HeldKind, MailKind
from desk_app.records.papers import Subject
from tests.gui.intake_desk import Intake, Keys, shown

PRINCIPAL = Subject.PRINCIPAL
BLANK = IntakeForm("new")
NAMED = draft.put(BLANK, "principal.name", "髙橋")
WITH_PAPERS = draft.add_paper(draft.add_paper(NAMED, "passport", PRINCIPAL)[0], "x", PRINCIPAL)[0]
TICKED = draft.tick_rights(NAMED, (Right.DISCLOSURE, Right.CORRECTION))
TWO = draft.put(draft.add_application(NAMED), "principal.name", "佐藤")

Step = Callable[[IntakeForm], IntakeForm]
STEPS: dict[str, tuple[IntakeForm, Step, str]] = {
    "count": (NAMED, lambda f: replace(f, pieces=(pieces_of(500, 2),)), "pieces"),
    "thing": (NAMED, lambda f: replace(f, held=(thing_held(HeldKind.CASH, 100),)), "held"),
    "tick": (NAMED, lambda f: draft.tick_rights(f, (Right.DISCLOSURE,)), "claims"),
    "tick away": (TICKED, lambda f: draft.tick_rights(f, (Right.DISCLOSURE,)), "claims"),
    "paper": (NAMED, lambda f: draft.add_paper(f, "passport", PRINCIPAL)[0], "papers"),
    "paper away": (
        WITH_PAPERS,
        lambda f: draft.remove_paper(f, "principal-passport-1"),
        "papers",
    ),
    "application": (NAMED, draft.add_application, "applications"),
    "application away": (TWO, lambda f: draft.remove_application(f, 1), "applications"),
    "choice": (NAMED, lambda f: draft.put(f, "envelope.kind", MailKind.EXPRESS), "envelope"),
}


@pytest.mark.parametrize("name", STEPS)
def test_a_step_is_undone_and_what_was_typed_after_it_stays(name: str) -> None:
    before, step, part = STEPS[name]
    undo, after = DraftUndo(), step(before)
    undo.remember(before, after, chosen=False)
    assert undo.part() == part
    shown = replace(after, current=0)
    typed = draft.put(draft.put(shown, "principal.name", "髙橋 花子"), "scope", "すべて")
    expected = draft.put(replace(before, current=0), "principal.name", "髙橋 花子")
    assert undo.undone(typed) == draft.put(expected, "scope", "すべて")
    assert (undo.part(), undo.undone(typed)) == ("", typed)


@pytest.mark.parametrize(
    "typed",
    [
        draft.put(NAMED, "principal.name", "髙橋 花子"),
        draft.put(NAMED, "principal.born", date(1985, 7, 9)),
        draft.unread(NAMED, "principal.born", "いつか"),
        draft.put(NAMED, "supplement.number", "R8-0001"),
        replace(NAMED, paper="x"),
        NAMED,
    ],
)
def test_what_a_field_undoes_itself_is_no_step(typed: IntakeForm) -> None:
    undo = DraftUndo()
    undo.remember(NAMED, typed, chosen=False)
    assert undo.part() == ""


def test_what_is_said_of_a_claim_is_typed_and_stays_with_it() -> None:
    undo = DraftUndo()
    said = replace(claim_to(Right.CORRECTION), changes=(Change("番地", "12-3", "14-7"),))
    undo.remember(TICKED, draft.say_of_claim(TICKED, said), chosen=False)
    assert undo.part() == ""
    full = draft.say_of_claim(TICKED, said)
    away = draft.tick_rights(full, (Right.DISCLOSURE,))
    undo.remember(full, away, chosen=False)
    assert undo.undone(away) == full


def test_a_document_expected_only_since_stays() -> None:
    undo, less = DraftUndo(), draft.remove_paper(WITH_PAPERS, "principal-x-1")
    undo.remember(WITH_PAPERS, less, chosen=True)
    more, key = draft.add_paper(less, "certificate", PRINCIPAL)
    keys = [each.key for each in undo.undone(more).application.papers]
    assert keys == ["principal-passport-1", "principal-x-1", key]


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Intake]:
    with shown(qtbot, 840) as made:
        yield made


def test_the_page_undoes_counts_ticks_and_lines_the_last_first(page: Intake) -> None:
    keys, view = Keys(), page.view
    said: list[str] = []
    page.place.said.connect(said.append)
    assert view.undo_word() == ""
    keys.press(Qt.Key.Key_5, alt=True)
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_6, alt=True)
    first = view.page.papers.table.current_id()
    keys.press(Qt.Key.Key_Delete)
    keys.press(Qt.Key.Key_7, alt=True)
    keys.press(Qt.Key.Key_Plus, Qt.Key.Key_Plus)
    page.go("principal.name")
    keys.write("Sato")
    assert view.page.stamps.pad.counts() == ((500, 2),)

    view.undo()
    assert view.page.stamps.pad.counts() == ((500, 1),)
    view.undo()
    assert view.page.stamps.pad.counts() == ()
    view.undo()
    assert view.page.papers.model.row_of(first) is not None
    view.undo()
    assert view.page.claims.pad.ticked() == ()
    assert view.undo_word() == ""
    assert view.presenter.form.application.principal.name == "Sato"
    assert len(said) == 4
    assert len(set(said)) == 3


def test_a_new_envelope_undoes_nothing_of_the_one_before(page: Intake) -> None:
    Keys().press(Qt.Key.Key_7, alt=True)
    Keys().press(Qt.Key.Key_Plus)
    assert page.view.undo_word()
    page.view.open_mail_item(None)
    page.view.presenter.begin_anew()
    assert page.view.undo_word() == ""
