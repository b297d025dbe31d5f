# SPDX-License-Identifier: MIT
"""What was asked of the page before is never answered into the page that stands there now (T40)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import Mock

import pytest
from pytestqt.qtbot import QtBot

from desk_app.desk.applications import intake
from desk_app.gui.asking import Ask, LineAsked, LineShape, Question
from desk_app.gui.kit.fields.names import AddressEdit, PostalCodeEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.mail.page import MailView
from desk_app.records.base import MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.mail import Matter
from tests.gui.case_desk import application, envelope, licence
from tests.gui.intake_desk import Intake, KeptPage
from tests.gui.pages import Opened
from tests.workbench.window import PacedRunner

NUMBER, CODE = "R8-0001", "1660015"


@dataclass
class Slow:
    """The intake page over a desk that answers when it is let."""

    page: Intake
    runner: PacedRunner


@pytest.fixture
def slow(qtbot: QtBot, kept_page: KeptPage) -> Iterator[Slow]:
    """Lend the page on a desk with one application, which answers slowly from now on."""
    with kept_page.begun(qtbot) as page:
        draft = intake.ApplicationDraft(application(Right.DISCLOSURE), (licence(),))
        intake.log_application(page.place.desk, intake.EnvelopeDraft(envelope((500, 2)), (draft,)))
        assert [file.application.receipt_number for file in page.files()] == [NUMBER]
        at_once, runner = page.place.runner, PacedRunner()
        page.place.runner = runner
        yield Slow(page, runner)
        runner.answer_all()
        page.place.runner = at_once


def _write(edit: PostalCodeEdit, text: str) -> None:
    """Have a text stand in a field as if it had been typed."""
    edit.setText(text)
    edit.textEdited.emit(text)


def _attached(slow: Slow) -> bool:
    return slow.page.view.book.form.supplement.application is not None


def test_an_application_looked_for_in_the_envelope_before_is_not_attached_to_this_one(
    slow: Slow,
) -> None:
    view, book = slow.page.view, slow.page.view.book
    view.open_mail_item(None, Matter.SUPPLEMENT)
    slow.runner.answer_all()
    book.find(NUMBER)
    slow.runner.answer_all()
    assert _attached(slow), "else nothing could come late"
    book.find(NUMBER)
    book.clear()
    view.open_mail_item(None, Matter.WITHDRAWAL)
    slow.runner.answer_all()
    assert not _attached(slow)
    assert book.state.whose == ""


def test_an_application_looked_for_by_a_number_that_was_taken_away_is_not_attached(
    slow: Slow,
) -> None:
    book = slow.page.view.book
    slow.page.view.open_mail_item(None, Matter.SUPPLEMENT)
    slow.runner.answer_all()
    book.find(NUMBER)
    book.find("")
    slow.runner.answer_all()
    assert not _attached(slow)


def test_who_was_known_by_another_name_is_not_told(slow: Slow) -> None:
    book = slow.page.view.book
    (known,) = slow.page.files()
    person = known.application.principal

    def typed(name: str) -> None:
        book.put("principal.name", name)
        book.put("principal.born", person.born if name else None)
        book.put("principal.kana", person.kana if name else "")
        book.look()

    slow.page.view.open_mail_item(None)
    slow.runner.answer_all()
    typed(person.name)
    slow.runner.answer_all()
    assert [each.receipt_number for each in book.state.known] == [NUMBER]
    typed("")
    typed(person.name)
    typed("")
    slow.runner.answer_all()
    assert book.state.known == ()


def test_a_page_that_was_left_does_not_open_over_the_next(slow: Slow) -> None:
    book = slow.page.view.book
    slow.page.view.open_mail_item(None)
    slow.runner.answer_all()
    book.put("envelope.note", "甲")
    slow.page.view.leave()
    slow.runner.answer_all()
    slow.page.view.open_mail_item(None)
    book.clear()
    slow.runner.answer_all()
    assert book.form.envelope.note == ""


def test_the_town_of_a_code_that_was_changed_is_not_filled_in(slow: Slow) -> None:
    slow.page.view.open_mail_item(None)
    slow.runner.answer_all()
    postal, address = (slow.page.edit(f"principal.{name}") for name in ("postal_code", "address"))
    assert isinstance(postal, PostalCodeEdit)
    assert isinstance(address, AddressEdit)
    slow.page.go("principal.postal_code")
    _write(postal, CODE)
    slow.runner.answer_all()
    assert "杉並区" in address.text()
    address.setText("")
    for code in ("", CODE, "166"):
        _write(postal, code)
    slow.runner.answer_all()
    assert address.text() == ""


def test_the_place_of_a_code_that_was_changed_is_not_told(slow: Slow) -> None:
    asked = LineAsked("postal_code", "〒", shape=LineShape.POSTAL_CODE)
    question = Question("", "", Mock(), asked=(asked,))
    edit = Ask(slow.page.place, question, slow.page.view).field("postal_code").editor
    assert isinstance(edit, PostalCodeEdit)
    told = Mock(wraps=edit.set_note)
    edit.set_note = told  # type: ignore[method-assign]  # heard by this test
    _write(edit, CODE)
    _write(edit, "166")
    slow.runner.answer_all()
    assert not [call for call in told.call_args_list if "杉並区" in call.args[0]]
    _write(edit, CODE)
    slow.runner.answer_all()
    assert [call for call in told.call_args_list if "杉並区" in call.args[0]]


def test_a_mail_item_that_is_not_chosen_any_more_is_not_shown(at_work: Opened) -> None:
    at_work.shell.go(Place.MAIL)
    at_work.settle()
    view = at_work.shell.view
    assert isinstance(view, MailView)
    first, second = (view.book.model.id_at(row) for row in range(2))
    view._table.choose_id(first)
    at_work.settle()
    view.book.read_detail(MailItemId(int(str(second))))
    at_work.settle()
    shown = view._detail._mail
    assert shown is not None
    assert shown.id == first
