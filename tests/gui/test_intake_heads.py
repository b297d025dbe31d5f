# SPDX-License-Identifier: MIT
"""The heads of the Intake page's sections: numbered as shown, ok only with what saving asks for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.gui.case import drafts
from desk_app.gui.kit.display.notes import LineNote
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.pages.intake.draft import put
from desk_app.gui.pages.intake.fields import SectionRail
from desk_app.gui.pages.intake.findings import (
    CLAIMS,
    ENVELOPE,
    FORM,
    PAPERS,
    PRINCIPAL,
    PROXY,
    STAMPS,
)
from desk_app.records.case.application import ProxyKind
from desk_app.records.case.mail import MailKind, Matter
from desk_app.records.desk.people import Language
from tests.gui.intake_desk import CLERK, TODAY, Intake, KeptPage, Keys, focus

pytestmark = pytest.mark.once(under="first")


@pytest.fixture
def page(kept_page: KeptPage, qtbot: QtBot) -> Iterator[Intake]:
    with kept_page.begun(qtbot) as made:
        yield made


def test_a_section_that_lacks_what_saving_asks_for_is_not_ok(page: Intake) -> None:
    book = page.view.book
    book.change(put(book.form, "principal.name", "大野 剛"), outside=True)
    book.choose_value("proxy.kind", ProxyKind.PARENT)
    book.look()
    assert [_mark(page, number) for number in (ENVELOPE, PROXY)] == [Mark.OPEN, Mark.OPEN]
    book.leave(PROXY)
    assert [_mark(page, number) for number in (ENVELOPE, PROXY)] == [Mark.OPEN, Mark.MISSING]
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    book.choose_value("envelope.red_marking", value=True)
    book.choose_value("proxy.kind", None)
    book.look()
    assert [_mark(page, number) for number in (ENVELOPE, PROXY)] == [Mark.NOT_NEEDED] * 2
    book.choose_value("envelope.postmark", TODAY)
    book.choose_value("envelope.opener", CLERK.id)
    book.look()
    assert _mark(page, ENVELOPE) is Mark.OK, "nothing is blank any more"


def test_what_is_not_yet_typed_is_open_until_its_section_was_left(page: Intake) -> None:
    book, view = page.view.book, page.view
    view.page.go_to_section(ENVELOPE)
    book.choose_value("envelope.kind", MailKind.ORDINARY)
    book.look()
    marks = {_mark(page, number) for number in (FORM, PRINCIPAL, CLAIMS, PAPERS)}
    assert marks == {Mark.OPEN}
    assert not {Mark.MISSING, Mark.DEFECTIVE} & {each.mark for each in book.state.findings}
    assert book.state.next is None
    view.page.go_to_section(CLAIMS)
    view.page.go_to_section(STAMPS)
    assert _mark(page, ENVELOPE) is Mark.INFO
    assert [_mark(page, number) for number in (FORM, CLAIMS)] == [Mark.OPEN, Mark.MISSING]
    book.add_application()
    assert _mark(page, CLAIMS) is Mark.OPEN, "of the next one nothing is typed yet"
    book.remove_application()
    view.save()
    assert not any(each.mark is Mark.OPEN for each in book.state.findings), "all is looked at now"
    restored = drafts.read(drafts.written(book.form))
    assert restored is not None
    assert restored.application.left == tuple(range(1, 8)), "a draft knows what was left"


def test_the_keys_come_to_the_first_claim_of_each_envelope(page: Intake) -> None:
    pad = page.view.page.claims.pad
    page.view.page.go_to_section(CLAIMS)
    Keys().press(*[Qt.Key.Key_Right] * 4)
    last = focus()
    assert last is not next(iter(pad._boxes.values()))
    page.view.open_mail_item(None)
    page.view.page.go_to_section(CLAIMS)
    assert focus() is next(iter(pad._boxes.values()))
    Keys().press(*[Qt.Key.Key_Right] * 4)
    page.view.another()
    page.view.page.go_to_section(CLAIMS)
    assert focus() is next(iter(pad._boxes.values())), "nor of another application"


def test_what_came_later_is_numbered_as_shown_and_says_nothing_of_what_came_before(
    page: Intake,
) -> None:
    book = page.view.book
    for name, value in (("envelope.kind", MailKind.ORDINARY), ("principal.name", "大野 剛")):
        book.change(put(book.form, name, value), outside=True)
    book.save()
    (file,) = page.files()
    page.view.open_mail_item(None, Matter.SUPPLEMENT)
    book.choose(file.application.id)
    assert [_mark(page, number) for number in (ENVELOPE, FORM, PAPERS)] == [
        Mark.OPEN,
        Mark.OK,
        None,
    ]
    assert len(page.view.page.stamps._shown_sums) > 1
    assert _numbers(page) == ["1", "2", "3", "4"]
    assert "Alt+1…4" in dict(page.view.keys())
    for key, number in ((Qt.Key.Key_4, STAMPS), (Qt.Key.Key_3, PAPERS), (Qt.Key.Key_7, STAMPS)):
        Keys().press(key, alt=True)
        assert page.view.page.section_of(focus()).number == number
    page.view.open_mail_item(None)
    assert len(_numbers(page)) == STAMPS


def test_every_form_is_named_whole_in_its_field(own_page: Intake) -> None:
    own_page.speak(Language.EN)
    box = own_page.edit("sheet.code")
    assert isinstance(box, ChoiceBox)
    for code in ("A-1", "A-2", "A-3", "A-1E", "A-2E", "A-3E", ""):
        own_page.view.book.choose_value("sheet.code", code)
        own_page.view.book.look()
        assert "…" not in box.shown_text()


def test_every_label_has_the_lines_that_its_words_take(own_page: Intake) -> None:
    own_page.speak(Language.EN)
    own_page.view.book.look()
    QApplication.processEvents()
    for section in own_page.view.page.sections:
        for label in section.grid.findChildren(Text):
            lines = label.heightForWidth(label.width())
            assert label.isHidden() or label.height() >= lines, label.text()


def _mark(page: Intake, number: int) -> Mark | None:
    return page.view.book.state.sections[number - 1].mark


def _numbers(page: Intake) -> list[str]:
    rails = [each for each in page.view.findChildren(SectionRail) if each.isVisible()]
    return [rail.findChildren(QLabel)[0].text() for rail in rails]


def test_what_is_seldom_filled_in_takes_no_line_of_its_own(page: Intake) -> None:
    """Its button stands on the line of the section's name, without words and with a tip."""
    for section in page.view.page.sections:
        if section.more.isHidden():
            continue
        rail = next(iter(section.findChildren(SectionRail)))
        assert section.more.isVisibleTo(rail)
        assert not section.more.text()
        assert section.more.toolTip() == section.more.accessibleName()
        name = next(each for each in rail.findChildren(Text) if each.text() not in "1234567")
        middle = name.geometry().center().y()
        assert section.more.geometry().top() <= middle <= section.more.geometry().bottom()


def test_a_note_under_a_field_is_one_line_where_it_has_the_room(qtbot: QtBot) -> None:
    note = LineNote("ask")
    qtbot.addWidget(note)
    heights = []
    for width in (900, 300, 900):
        note.resize(width, 60)
        note.say(
            "同じ方かもしれません: 高橋 美由紀 R8-0001", "東京都杉並区成田東三丁目", "見る Alt+8"
        )
        note.show()
        QApplication.sendPostedEvents()
        heights.append(note.heightForWidth(width))
    assert heights[0] == heights[2] < heights[1]
