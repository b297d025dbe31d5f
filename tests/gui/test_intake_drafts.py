# SPDX-License-Identifier: MIT
"""What was typed on the Intake page and not logged: drafts come back, or are forgotten."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.asking import Ask
from desk_app.gui.case.drafts import NEW_MAIL, aside_of
from desk_app.gui.case.typed import is_blank
from desk_app.gui.page import SupplementOf
from desk_app.gui.pages.intake.page import DraftBar
from desk_app.gui.session.tasks import ToldAlreadyError
from desk_app.records.base import ApplicationId
from desk_app.records.books.journal import Action
from desk_app.records.case.mail import Matter
from tests.fakes.making import logged, person
from tests.fakes.store import FakeStore
from tests.gui.accessibility import shown_words
from tests.gui.intake_desk import (
    CLERK,
    TODAY,
    Intake,
    KeptPage,
    Keys,
    commit,
    compose,
    focus,
    opened,
    type_first_envelope,
)

KEY = Qt.Key
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as opened_page:
        yield opened_page


def test_a_draft_comes_back_as_it_was_typed(qtbot: QtBot) -> None:
    parent, store = QObject(), FakeStore()
    first = opened(qtbot, parent, store)
    type_first_envelope(Keys())
    first.go("principal.former_name")
    commit("𠮷")
    first.view.book.put_unread("sheet.filled_in_on", "R8.13.1")
    first.view.leave()
    typed = first.view.book.form
    first.view.hide()
    second = opened(qtbot, parent, store)
    assert second.view.book.state.restored
    assert second.view.book.form == typed
    edit = second.edit("principal.former_name")
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "𠮷"


def test_a_logged_envelope_leaves_no_draft(page: Intake) -> None:
    type_first_envelope(Keys())
    page.view.book.keep_draft()
    assert len(page.store.state.drafts) == 1
    Keys().press(ENTER, control=True)
    assert page.store.state.drafts == {}
    assert page.view.book.form.application.principal.name == ""


def test_a_mistake_of_ours_while_saving_keeps_what_was_typed(
    page: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_first_envelope(Keys())
    typed = page.view.book.form
    with monkeypatch.context() as broken:
        broken.setattr(page.place.desk.ports.store, "writing", lambda *_: 1 // 0)
        with pytest.raises(ToldAlreadyError):
            page.view.book.save()
        with pytest.raises(ToldAlreadyError):
            page.view.book.keep_draft()
    assert page.view.book.form == typed
    bar = page.view.findChild(QWidget, "errorBar")
    assert isinstance(bar, QWidget)
    assert bar.isVisible()
    page.view.book.keep_draft()
    assert len(page.store.state.drafts) == 1
    Keys().press(ENTER, control=True)
    assert len(page.files()) == 1


def test_one_draft_is_one_entry_of_the_journal(page: Intake) -> None:
    book = page.view.book
    for name in ("髙", "髙橋", "髙橋 みゆき"):
        book.put("principal.name", name)
        book.keep_draft()
    assert [entry.action for entry in page.store.state.journal.values()] == [Action.DRAFT_SAVED]


def test_a_draft_of_last_time_can_be_forgotten(qtbot: QtBot) -> None:
    parent, store = QObject(), FakeStore()
    first = opened(qtbot, parent, store)
    type_first_envelope(Keys())
    first.view.leave()
    first.view.hide()
    second = opened(qtbot, parent, store)
    second.view.doing["beginAnew"].trigger()
    (asked,) = second.view.findChildren(Ask)
    assert asked.note().endswith("This cannot be undone.")
    asked.reject()
    assert second.view.book.form.application.principal.name != ""
    second.view.doing["beginAnew"].trigger()
    asked = second.view.findChildren(Ask)[-1]
    asked._go()
    assert not second.view.book.state.restored
    assert second.view.book.form.application.principal.name == ""
    assert not second.view.doing["beginAnew"].isVisible()


def test_a_new_page_remembers_nothing_of_the_one_before(page: Intake) -> None:
    type_first_envelope(Keys())
    Keys().press(ENTER, control=True)
    page.go("principal.name")
    compose("すずき")
    commit("鈴木")
    assert page.view.book.form.application.principal.kana == "スズキ"
    page.go("principal.postal_code")
    Keys().write("1660015")
    assert page.view.book.form.application.principal.address == "東京都杉並区成田東"


def test_a_supplement_and_a_new_envelope_have_drafts_of_their_own(page: Intake) -> None:
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.open_thing(Matter.SUPPLEMENT)
    assert page.view.book.form.envelope.matter is Matter.SUPPLEMENT
    page.view.open_thing(None)
    assert page.view.book.form.application.principal.name == "髙橋 みゆき"


def test_leaving_says_that_a_draft_is_kept_and_how_to_come_back(page: Intake) -> None:
    said: list[str] = []
    page.place.said.connect(said.append)
    page.view.leave()
    assert said == [], "nothing was typed"
    for thing, told in (
        (None, "Kept as a draft; Ctrl+N goes on with it."),
        (Matter.SUPPLEMENT, "Kept as a draft; Ctrl+Shift+N goes on with it."),
        (
            SupplementOf(_logged(page), "R8-0001"),
            "Kept as a draft; it comes back where this page was opened.",
        ),
    ):
        page.view.open_thing(thing)
        page.view.book.put("envelope.note", "髙")
        page.view.leave()
        assert said[-1] == told
    page.view.open_thing(None)
    page.view.book.put("envelope.note", "")
    before = len(said)
    page.view.leave()
    assert len(said) == before, "nothing stands there any more"


def test_a_page_says_that_it_goes_on_with_a_draft_until_another_one_begins(qtbot: QtBot) -> None:
    parent, store = QObject(), FakeStore()
    first = opened(qtbot, parent, store)
    assert not _bar(first).isVisible()
    type_first_envelope(Keys())
    first.view.leave()
    assert not _bar(first).isVisible()
    first.view.open_thing(None)
    assert _bar(first).isVisible()
    assert "This goes on with the draft of 本日 9:00" in shown_words(first.view)
    first.go("principal.former_name")
    commit("𠮷")
    assert _bar(first).isVisible(), "typing takes nothing away under the hand"
    Keys().press(ENTER, control=True)
    assert not _bar(first).isVisible()


def test_a_new_page_is_started_by_a_key_and_the_draft_stays_kept(page: Intake) -> None:
    book = page.view.book
    page.go("principal.name")
    commit("髙橋 みゆき")
    page.view.leave()
    page.view.open_thing(None)
    typed = book.form
    Keys().press(KEY.Key_D, control=True, shift=True)
    assert is_blank(book.form, TODAY)
    assert _bar(page).isVisible()
    assert page.view.page.envelope.isAncestorOf(focus()), "the new page begins where a page does"
    assert set(page.store.state.drafts) == {(CLERK.id, aside_of(NEW_MAIL))}

    page.go("principal.name")
    commit("大野 剛")
    Keys().press(KEY.Key_D, control=True, shift=True)
    assert book.form.application == typed.application
    Keys().press(KEY.Key_D, control=True, shift=True)
    assert book.form.application.principal.name == "大野 剛"

    page.view.book.keep_draft()
    page.view.open_thing(None)
    assert book.form.application.principal.name == "大野 剛"
    assert len(page.store.state.drafts) == 2


def _bar(page: Intake) -> DraftBar:
    bar = page.view.findChild(DraftBar)
    assert isinstance(bar, DraftBar)
    return bar


def _logged(page: Intake) -> ApplicationId:
    """Log the application that a supplement is for."""
    return logged(page.store, person("髙橋 みゆき"))
