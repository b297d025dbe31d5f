# SPDX-License-Identifier: MIT
"""Fields: dates of any era, postal codes, kana, passwords, choices; each leaves composing alone."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QFontMetricsF,
    QKeyEvent,
    QTextLayout,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.applications import checking
from desk_app.desk.rows import JournalFilter
from desk_app.gui.case.finding import is_found
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import DateShown, DateTrouble, EraDateEdit
from desk_app.gui.kit.fields.fields import (
    ComposingLineEdit,
    FieldBody,
    LongText,
    PasswordEdit,
    Settling,
    TrailingNoteLineEdit,
    label_for,
)
from desk_app.gui.kit.fields.form import EntryForm, Field, FormArea
from desk_app.gui.kit.fields.names import (
    AddressEdit,
    KanaEdit,
    NameEdit,
    NumberEdit,
    PostalCodeEdit,
    katakana,
    plain_digits,
)
from desk_app.gui.kit.fields.search import WAIT_MS, SearchField
from desk_app.gui.kit.files import SavePdf
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.pages.post.page import PostView
from desk_app.gui.printing.own_pages import TO_FILE
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.rules.days import eras
from tests.gui.accessibility import commit, compose
from tests.gui.case_desk import TODAY, application, licence, log
from tests.gui.case_pages import Case, Cases
from tests.gui.pages import show_active

DAY = date(2026, 11, 25)
LEAST_APART = 1.2


def _read(text: str) -> DateShown | DateTrouble:
    try:
        return _show(eras.parse(text))
    except eras.DateError:
        return DateTrouble("日付として読めません。")


def _show(on: date) -> DateShown:
    return DateShown(on, eras.format_ja(on), "水")


@pytest.fixture
def day(qtbot: QtBot) -> EraDateEdit:
    edit = EraDateEdit(_read, _show)
    edit.show()
    return edit


@pytest.mark.parametrize("typed", ["R8.11.25", "令和８年１１月２５日", "2026/11/25", "20261125"])
def test_any_written_form_of_a_day_is_understood_on_leaving(day: EraDateEdit, typed: str) -> None:
    told: list[object] = []
    day.value_changed.connect(told.append)
    QTest.keyClicks(day, "x")
    day.clear()
    commit(day, typed)
    day.left.emit()
    assert day.value() == DAY
    assert day.text() == "令和8年11月25日"
    assert day.note() == "水"
    assert told == [DAY]


def test_what_is_no_day_stays_as_typed_with_its_reason(day: EraDateEdit) -> None:
    day.set_value(DAY)
    day.setText("11月31日ごろ")
    day.understand()
    assert day.value() is None
    assert day.text() == "11月31日ごろ"
    assert day.trouble() == "日付として読めません。"
    assert day.trouble() in day.accessibleDescription()


def test_an_emptied_day_is_no_day(day: EraDateEdit) -> None:
    day.set_value(DAY)
    day.clear()
    day.understand()
    assert day.value() is None
    assert day.trouble() == ""


@pytest.mark.parametrize(
    "typed", ["1540004", "154-0004", "１５４－０００４", "〒154-0004", "154ー0004"]
)
def test_a_postal_code_in_any_width_asks_once(qtbot: QtBot, typed: str) -> None:
    edit = PostalCodeEdit("郵便番号は7桁です。")
    qtbot.addWidget(edit)
    asked: list[str] = []
    edit.completed.connect(asked.append)
    commit(edit, typed)
    edit.left.emit()
    assert asked == ["1540004"]
    assert edit.text() == "154-0004"
    assert edit.trouble() == ""


@pytest.mark.parametrize("typed", ["154-00", "154-00045", "東京154"])
def test_what_is_no_postal_code_is_said(qtbot: QtBot, typed: str) -> None:
    edit = PostalCodeEdit("郵便番号は7桁です。")
    qtbot.addWidget(edit)
    commit(edit, typed)
    edit.left.emit()
    assert edit.code() == ""
    assert edit.text() == typed
    assert edit.trouble() == "郵便番号は7桁です。"


def test_a_letter_between_digits_is_no_code() -> None:
    assert plain_digits("154A004") == ""


def test_an_address_is_filled_once_and_never_over_the_clerk(qtbot: QtBot) -> None:
    edit = AddressEdit()
    qtbot.addWidget(edit)
    edit.fill("東京都世田谷区太子堂", "自動入力")
    assert edit.cursorPosition() == len("東京都世田谷区太子堂")
    assert edit.note() == "自動入力"
    commit(edit, "二丁目8番5号")
    assert edit.note() == "", "the address is the clerk's own now"
    edit.fill("大阪府大阪市北区", "自動入力")
    assert edit.text() == "東京都世田谷区太子堂二丁目8番5号"


def test_kana_grow_from_what_is_typed_while_composing(qtbot: QtBot) -> None:
    name, kana = NameEdit(), KanaEdit()
    qtbot.addWidget(name)
    qtbot.addWidget(kana)
    kana.listen_to(name)
    for preedit in ("た", "たk", "たか", "たかはｓ", "たかはし", "髙橋"):
        compose(name, preedit)
    commit(name, "髙橋")
    commit(name, " ")
    compose(name, "まゆみ")
    commit(name, "真由美")
    assert name.text() == "髙橋 真由美"
    assert kana.text() == "タカハシ マユミ"


def test_kana_written_by_hand_are_left_alone(qtbot: QtBot) -> None:
    name, kana = NameEdit(), KanaEdit()
    qtbot.addWidget(name)
    qtbot.addWidget(kana)
    kana.listen_to(name)
    commit(kana, "コウバシ")
    compose(name, "たかはし")
    commit(name, "髙橋")
    name.clear()
    assert kana.text() == "コウバシ"


def test_an_emptied_name_empties_its_kana(qtbot: QtBot) -> None:
    name, kana = NameEdit(), KanaEdit()
    qtbot.addWidget(name)
    qtbot.addWidget(kana)
    kana.listen_to(name)
    compose(name, "よしだ")
    commit(name, "𠮷田")
    assert kana.text() == "ヨシダ"
    name.clear()
    assert kana.text() == ""


def test_katakana_leave_what_is_no_hiragana() -> None:
    assert katakana("わたなべ・ーJ邉󠄀") == "ワタナベ・ーJ邉󠄀"


def test_what_nobody_sees_is_left_out_of_what_is_pasted_and_that_is_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    announced = "desk_app.gui.kit.fields.fields.announce"
    monkeypatch.setattr(announced, lambda _, text: said.append(text))
    line, text, secret = ComposingLineEdit(), LongText(), PasswordEdit()
    for edit in (line, text, secret):
        qtbot.addWidget(edit)
        show_active(qtbot, edit)
    line.setText("渡邉\U000e0100")
    QApplication.clipboard().setText("\u200b\t健一\u00ad")
    edited: list[str] = []
    line.textEdited.connect(edited.append)
    line.end(False)  # noqa: FBT003 Qt's own argument
    line.paste()
    assert line.text() == edited[-1] == "渡邉\U000e0100 健一"
    assert len(said) == 1
    QApplication.clipboard().setText("𠮷\ufeff\t髙\n﨑")
    text.paste()
    assert text.toPlainText() == "𠮷\t髙\n﨑"
    assert len(said) == 2
    secret.paste()
    assert "\t" in secret.text(), "a password stays as it is"
    line.setText("as\u200bkept")
    assert line.text() == "as\u200bkept", "what the program shows is not altered"
    assert len(said) == 2


def test_the_eye_shows_a_password_until_the_keys_go_elsewhere(qtbot: QtBot) -> None:
    page = QWidget()
    edit, other = PasswordEdit(), ComposingLineEdit()
    column = QVBoxLayout(page)
    for each in (edit, other):
        column.addWidget(each)
    show_active(qtbot, page)
    edit.setFocus()
    edit.setText("mikan no kawa 8 mai")
    QApplication.clipboard().setText("before")
    QTest.keyClick(edit, Qt.Key.Key_F4)
    assert (edit.is_shown(), edit.displayText()) == (True, "mikan no kawa 8 mai")
    edit.selectAll()
    for key in (Qt.Key.Key_C, Qt.Key.Key_X):
        QTest.keyClick(edit, key, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "before"
    assert edit.text() == "mikan no kawa 8 mai"
    assert not edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is other, "the eye is no stop on the way"
    assert not edit.is_shown()
    eye = edit.findChild(QToolButton, "eye")
    assert eye is not None
    eye.click()
    assert edit.is_shown()
    eye.click()
    assert edit.echoMode() is edit.EchoMode.Password


def test_a_password_takes_no_input_method_and_no_menu(qtbot: QtBot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    hints = edit.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhHiddenText
    assert edit.contextMenuPolicy() is Qt.ContextMenuPolicy.NoContextMenu


def test_a_choice_keeps_values_of_our_own_over_languages(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    told: list[object] = []
    box.chosen.connect(told.append)
    box.set_choices([(DAY, "水"), (None, "なし"), ("x", "エックス")])
    box.set_value("x")
    box.set_choices([("x", "ex"), (DAY, "Wed")])
    assert (box.value(), box.currentText()) == ("x", "ex")
    assert told == []
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert told == [DAY]
    box.set_value("unknown")
    assert box.value() is None


def test_a_value_set_before_it_is_offered_is_chosen_once_it_is(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_value("u2")
    assert box.value() is None
    box.set_choices([(None, ""), ("u1", "佐藤"), ("u2", "石川")])
    assert box.value() == "u2"
    box.set_value(None)
    box.set_choices([(None, ""), ("u2", "石川")])
    assert box.value() is None


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("2", "two"), ("23", "three"), ("9", "one"), ("t", "two"), ("th", "three"), ("to", "one")],
)
def test_a_closed_choice_takes_a_place_or_the_beginning_of_a_word(
    qtbot: QtBot, typed: str, chosen: str
) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_choices([(word, word.title()) for word in ("one", "two", "three")])
    box.set_value("one")
    QTest.keyClicks(box, typed)
    assert box.value() == chosen


def test_a_blank_belongs_to_the_word_that_is_being_typed(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_choices([(word, word) for word in ("Letter", "Letter Pack Light", "Letter Pack Plus")])
    QTest.keyClicks(box, "letter pack p")
    assert box.value() == "Letter Pack Plus"


@pytest.mark.parametrize(("second", "chosen"), [(1_100, "three"), (9_000, "house")])
def test_keys_that_wait_to_be_read_are_one_word_by_the_time_they_were_pressed(
    qtbot: QtBot, second: int, chosen: str
) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_choices([(word, word.title()) for word in ("one", "two", "three", "house")])
    for at, key, text in ((1_000, Qt.Key.Key_T, "t"), (second, Qt.Key.Key_H, "h")):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at)
        QApplication.sendEvent(box, event)
        box._pause.stop()
    assert box.value() == chosen


def test_running_text_gives_back_what_it_chose_on_its_way(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_choices([("one", "One"), ("two", "Two")])
    told: list[object] = []
    box.chosen.connect(told.append)
    QTest.keyClicks(box, "town 2-1")
    assert (box.value(), told[-1]) == (None, None)


def test_the_list_of_a_choice_is_made_when_it_is_wanted_and_knows_what_is_chosen(
    qtbot: QtBot,
) -> None:
    """Each list is ten widgets: a page has forty choices, of which the keys come to a few."""
    window, told = QWidget(), list[int]()
    _first, box = QLineEdit(window), ChoiceBox(window)
    box.currentIndexChanged.connect(told.append)
    box.set_choices([(word, word.title()) for word in ("one", "two", "three")])
    box.set_value("two")
    show_active(qtbot, window)
    box.setFont(theme.font(Size.LABEL))
    QTest.keyClicks(box, "th")
    box.set_choices([(word, word.title()) for word in ("one", "three", "two")])
    assert (box.value(), box.currentText(), told) == ("three", "Three", [2])
    assert box.findChildren(QAbstractItemView) == [], "the keys have not been here"
    box.setFocus()
    assert QComboBox.currentText(box) == "Three"
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert (box.value(), told) == ("two", [2, 2])
    QTest.keyClick(box, Qt.Key.Key_F4)
    assert box.view().currentIndex().data() == "Two"
    box.hidePopup()
    box.set_choices([("four", "Four"), ("two", "2")])
    assert (box.value(), box.currentIndex(), QComboBox.currentText(box)) == ("two", 1, "2")


@pytest.mark.parametrize("begins", ["before", "after"])
def test_assistive_technology_reads_a_choice_whenever_it_begins(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, begins: str
) -> None:
    def read() -> tuple[str, int, str]:
        face = QAccessible.queryAccessibleInterface(box)
        shown = face.child(0)
        return face.text(QAccessible.Text.Value), shown.childCount(), QComboBox.currentText(box)

    active = begins == "before"
    monkeypatch.setattr(QAccessible, "isActive", lambda: active)
    window = QWidget()
    _first, box = QLineEdit(window), ChoiceBox(window)
    box.set_choices([(word, word.title()) for word in ("one", "two", "three")])
    box.set_value("two")
    show_active(qtbot, window)
    if not active:
        assert read()[0] == "", "the control: nothing reads it yet"
    active = True
    QApplication.sendEvent(box, QEvent(QEvent.Type.ActivationChange))
    assert read() == ("Two", 3, "Two")
    box.set_value("three")
    assert read()[0] == "Three"
    box.view().selectionModel().select(
        box.model().index(0, 0), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    assert box.value() == "one"


def test_a_wheel_over_a_choice_changes_nothing(qtbot: QtBot) -> None:
    box = ChoiceBox()
    qtbot.addWidget(box)
    box.set_choices([(1, "一"), (2, "二")])
    box.set_value(1)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 Qt's own parameter
    )
    QApplication.sendEvent(box, wheel)
    assert box.value() == 1


def test_enter_walks_on_and_shift_enter_back(qtbot: QtBot) -> None:
    form = FormArea()
    edits = [TrailingNoteLineEdit() for _ in range(3)]
    column = QVBoxLayout(form)
    for edit in edits:
        column.addWidget(edit)
    show_active(qtbot, form)
    edits[0].setFocus()
    QTest.keyClick(edits[0], Qt.Key.Key_Return)
    assert edits[1].hasFocus()
    QTest.keyClick(edits[1], Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edits[0].hasFocus()


def test_no_key_is_ours_while_composing(qtbot: QtBot) -> None:
    form = FormArea()
    first, second = ComposingLineEdit(form), ComposingLineEdit(form)
    show_active(qtbot, form)
    first.setFocus()
    compose(first, "にほん")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.hasFocus()
    commit(first, "日本")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert second.hasFocus()


def test_long_text_takes_enter_and_gives_tab_on(qtbot: QtBot) -> None:
    form = FormArea()
    text, after = LongText(form), ComposingLineEdit(form)
    show_active(qtbot, form)
    text.setFocus()
    QTest.keyClicks(text, "a")
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    assert text.toPlainText() == "a\n"
    assert after.hasFocus()


def test_the_lines_of_a_long_text_stand_apart(qtbot: QtBot) -> None:
    text = LongText()
    qtbot.addWidget(text)
    text.resize(400, 200)
    text.show()
    tops = []
    for line in ("first", "second", "third"):
        QTest.keyClicks(text, line)
        tops.append(text.cursorRect().top())
        QTest.keyClick(text, Qt.Key.Key_Return)
    apart = [after - before for before, after in pairwise(tops)]
    assert all(each >= text.fontMetrics().height() * LEAST_APART for each in apart)


def test_settling_waits_for_the_end_of_a_preedit(qtbot: QtBot) -> None:
    edit = ComposingLineEdit()
    qtbot.addWidget(edit)
    show_active(qtbot, edit)
    edit.setFocus()
    timer = Settling(edit, 1)
    told: list[int] = []
    timer.settled.connect(lambda: told.append(1))
    compose(edit, "に")
    timer.timeout.emit()
    assert told == []
    assert timer.isActive()
    commit(edit, "日")
    qtbot.waitUntil(lambda: told == [1])


def test_a_search_asks_once_for_what_stands_there(qtbot: QtBot) -> None:
    field = SearchField()
    qtbot.addWidget(field)
    asked: list[str] = []
    field.wanted.connect(asked.append)
    commit(field, "髙")
    field._ask()
    field._ask()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    field._ask()
    assert asked == ["髙", ""]


def test_what_a_page_shows_in_its_search_is_asked_by_nobody(qtbot: QtBot) -> None:
    """Asked again a moment later, it undid the Esc that came in between."""
    field = SearchField()
    qtbot.addWidget(field)
    asked: list[str] = []
    field.wanted.connect(asked.append)
    field.show_asked("50円")
    qtbot.wait(2 * WAIT_MS)
    assert (asked, field.text()) == ([], "50円")
    commit(field, "髙")
    field.show_asked("")
    assert field.text() == "50円髙"
    qtbot.waitUntil(lambda: asked == ["50円髙"])
    field.show_asked("")
    commit(field, "50円髙")
    qtbot.waitUntil(lambda: asked == ["50円髙", "50円髙"])


def test_trouble_stands_under_its_field_and_is_spoken(qtbot: QtBot) -> None:
    edit = TrailingNoteLineEdit()
    body = FieldBody(edit)
    qtbot.addWidget(body)
    label = label_for(edit, "&Name")
    qtbot.addWidget(label)
    body.show()
    edit.set_note("39歳")
    edit.set_trouble("入力してください。")
    assert body.error.isVisible()
    assert body.error.text() == "入力してください。"
    assert edit.accessibleDescription() == "39歳 入力してください。"
    assert edit.accessibleName() == "Name"
    edit.set_trouble("")
    assert not body.error.isVisible()
    assert cast("object", label.buddy()) is edit


TOWN = "東京都杉並区成田東"


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("", TOWN),
        ("三丁目12番7号", f"{TOWN}三丁目12番7号"),
        ("東京都杉並区成田西一丁目", "東京都杉並区成田西一丁目"),
        ("杉並区成田東1-2-3", "杉並区成田東1-2-3"),
        ("横浜市中区山下町1", "横浜市中区山下町1"),
    ],
)
def test_a_town_that_comes_late_stands_before_its_rest(
    qtbot: QtBot, typed: str, stands: str
) -> None:
    edit = AddressEdit()
    qtbot.addWidget(edit)
    commit(edit, typed)
    edit.fill(TOWN, "from code")
    assert edit.text() == stands
    assert edit.cursorPosition() == len(stands)
    assert edit.note() == ("" if typed else "from code")


def test_a_town_waits_while_an_input_method_composes(qtbot: QtBot) -> None:
    edit = AddressEdit()
    qtbot.addWidget(edit)
    compose(edit, "さんちょうめ")
    edit.fill(TOWN, "from code")
    assert edit.text() == ""
    commit(edit, "三丁目")
    assert edit.text() == f"{TOWN}三丁目"


def test_an_address_typed_whole_behind_the_town_of_the_code_stands_once(qtbot: QtBot) -> None:
    edit = AddressEdit()
    qtbot.addWidget(edit)
    edit.fill("東京都杉並区成田東", "from code")
    commit(edit, "杉並区成田東三丁目12番")
    edit.left.emit()
    assert (edit.text(), edit.note()) == ("杉並区成田東三丁目12番", "")
    edit.undo()
    assert edit.text() == "東京都杉並区成田東杉並区成田東三丁目12番"


def test_a_town_typed_as_the_paper_writes_it_takes_the_place_of_the_codes(qtbot: QtBot) -> None:
    edit = AddressEdit()
    qtbot.addWidget(edit)
    edit.fill("北海道札幌市北区北二十四条西", "from code")
    commit(edit, "北24条西5丁目1-1 シティ24 805")
    edit.left.emit()
    assert edit.text() == "北海道札幌市北区北24条西5丁目1-1 シティ24 805"
    edit.left.emit()
    assert edit.text() == "北海道札幌市北区北24条西5丁目1-1 シティ24 805"


def _form() -> EntryForm:
    kind, number = ChoiceBox(), NumberEdit()
    kind.set_choices([(1, "一"), (2, "二")])
    return EntryForm(
        [
            Field("day", "Day", EraDateEdit(_read, _show)),
            Field("kind", "Kind", kind, needed=True),
            Field("sheets", "Sheets", number, check=lambda: "" if number.is_number() else "digits"),
            Field("name", "Name", TrailingNoteLineEdit(), help="as written"),
        ],
        labels=80,
    )


def test_a_form_tells_all_that_is_wrong_and_goes_to_the_first_of_it(qtbot: QtBot) -> None:
    form = show_active(qtbot, _form())

    def told() -> list[str]:
        return [name for name, each in form.fields.items() if each.body.error.text()]

    day = form["day"].editor
    assert isinstance(day, EraDateEdit)
    day.setText("いつか")
    assert not form.check()
    assert told() == ["day", "kind", "sheets"]
    assert day.hasFocus()
    form["kind"].editor.setFocus()
    QTest.keyClick(form["kind"].editor, Qt.Key.Key_2)
    QTest.keyClicks(form["sheets"].editor, "4")
    assert told() == ["day"], "what is right now is told no more"
    form.put(day=DAY)
    assert form.check()
    assert form.values() == {"day": DAY, "kind": 2, "sheets": 4, "name": ""}


def test_a_field_that_is_left_out_of_a_form_is_not_asked_for(qtbot: QtBot) -> None:
    form = show_active(qtbot, _form())
    for name in ("kind", "sheets"):
        form[name].show(shown=False)
    assert form.check()
    form.take_keys()
    QTest.keyClick(form["day"].editor, Qt.Key.Key_Return)
    assert form["name"].editor.hasFocus(), "Enter goes to the next that is there"


def test_enter_in_a_password_at_the_end_does_what_the_form_is_for(qtbot: QtBot) -> None:
    done: list[bool] = []
    form = EntryForm(
        [Field("name", "Name", TrailingNoteLineEdit()), Field("key", "Key", PasswordEdit())]
    )
    form.end_with(lambda: done.append(True))
    show_active(qtbot, form)
    form.take_keys()
    QTest.keyClick(form["name"].editor, Qt.Key.Key_Return)
    assert form["key"].editor.hasFocus()
    assert not done
    QTest.keyClick(form["key"].editor, Qt.Key.Key_Return)
    assert done


# An address too long for the window: the blue button leads to a label, and that to a file.


NAME = "マクシミリアン・アレクサンダー・フォン・ホーエンフェルス"


ADDRESS = (
    "鹿児島県大島郡瀬戸内町大字古仁屋字瀬久井東1234番地56 "
    "グランドメゾン見本プレミアムレジデンス瀬戸内壱番館1203号室 マクシミリアン・ミホン様方"
)


def test_what_no_window_shows_goes_under_a_label_and_labels_and_slips_are_saved_as_files(
    cases: Cases, tmp_path: Path
) -> None:
    typed = application(Right.DISCLOSURE, name=NAME, address=ADDRESS)
    id_ = log(cases.desk, typed, licence(NAME, ADDRESS), stamps=((500, 1),))
    cases.desk.clock.move_to(TODAY)
    case = cases.open()
    letters = case.go(Place.LETTERS, id_, LettersView)
    assert letters.page._trouble.accessibleName().startswith("宛先が窓あき封筒に収まりません")
    assert letters.doing["next"].text() == "宛名ラベルで送る"
    case.main()
    assert letters.doing["labelled"].text() == "窓あき封筒で送る"
    assert letters.doing["next"].text() == "発行する"
    case.main()
    case.main()
    case.window.come_back()
    letters.save_to(str(tmp_path / "letter.pdf"), letters.page.view.shown)
    case.window.settle()
    case.main()
    assert "ホーエンフェルス" in text_of((tmp_path / "letter.pdf").read_bytes())

    post = case.go(Place.POST, id_, PostView)
    waiting = post.state.waiting
    assert waiting is not None
    assert "窓に収まりません" in post._words.remark(waiting)
    path = tmp_path / "labels.pdf"
    _save(case, post, "printLabels", path)
    assert NAME[:6] in text_of(path.read_bytes())

    page, path = case.go(Place.APPLICATION, id_, ApplicationView), tmp_path / "case.pdf"
    _save(case, page, "caseSlip", path)
    assert case.read(id_).application.receipt_number in text_of(path.read_bytes())
    _a_department_is_asked_on_a_slip(case, page, tmp_path / "inquiry.pdf")
    noted = JournalFilter(action=Action.PAGES_EXPORTED)
    assert case.do(lambda desk: desk.ports.store.journal.window(noted)).count == 3


def _a_department_is_asked_on_a_slip(case: Case, page: ApplicationView, path: Path) -> None:
    """Two departments are asked: the slip of the one asked last is offered first."""
    assert page.book.opened is not None
    id_ = page.book.opened.id
    assert not page.doing["inquirySlip"].isEnabled()
    for name in ("会員管理", "請求管理"):
        case.do(partial(checking.ask_department, id_=id_, department=name, on=TODAY))
    page.read_again()
    case.window.settle()
    _save(case, page, "inquirySlip", path)
    told = text_of(path.read_bytes())
    assert "請求管理" in told
    assert case.read(id_).application.receipt_number in told


def _save(case: Case, view: SectionView, action: str, path: Path) -> None:
    """Choose a file in place of a printer, name it, and say yes."""
    view.doing[action].trigger()
    case.window.settle()
    editor = case.ask().field("printer").editor
    assert isinstance(editor, ChoiceBox)
    editor.set_value(TO_FILE)
    case.main()
    (dialog,) = view.findChildren(SavePdf)
    dialog.fileSelected.emit(str(path))
    dialog.close()
    case.window.settle()
    assert "暗号化されません" in case.ask().note()
    case.main()
    case.window.come_back()


# Lines of Japanese end after phrases; the text stays what it is, and takes no more lines.


@pytest.mark.parametrize(
    "parted",
    [
        "本人の|運転免許証の|「住所」を|確かめて|ください",
        "登録情報を|まだ|照会して|いません",
        "第三者提供の|停止",
        "運転免許証で|見えてはならない|項目：本籍・|筆頭者、|免許の|条件等",
        "開示: 未決定、|訂正: 未決定",
        "弊社の|ご本人への|お知らせ、|書き方と|取り扱い",
        "見えて|いる|項目を|黒く塗るか、|裁断または|返却します",
        "含む|バックアップは、|令和9年3月31日(水)まで",
        "埼玉県さいたま市大宮区桜木町一丁目9番4号 |コーポさくら105",
        "Compare |“髙橋 |花子” |by |eye",
        "財産その他の|権利利益",
        "昭和62年4月17日生|(到着日に|39歳)",
        "Not filled in on the form",
        "",
    ],
)
def test_phrases_end_where_a_reader_pauses(parted: str) -> None:
    whole = parted.replace("|", "")
    edges = [0, *painting.ends(whole), len(whole)]
    found = [whole[one:two] for one, two in pairwise(edges)]
    assert "|".join(found) == parted


@pytest.mark.parametrize(
    "parted",
    ["第三者|提供|記録の開示", "保険者|番号", "個人|番号|カードの表面", "氏名"],
)
def test_a_word_without_room_is_parted_at_its_joints(parted: str) -> None:
    whole = parted.replace("|", "")
    edges = [0, *painting.joints(whole), len(whole)]
    found = [whole[one:two] for one, two in pairwise(edges)]
    assert "|".join(found) == parted


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("text", "ems", "first"),
    [
        ("データを持つ部署に照会します", 10.5, "データを持つ部署に"),
        ("第三者提供の停止", 6.2, "第三者提供の"),
        ("第三者提供の停止", 5.2, "第三者"),
        ("開示、利用目的の通知", 6.2, "開示、利用"),
        ("𠮷田さんに照会していません。まだです", 10.5, "𠮷田さんに照会して"),
    ],
)
def test_a_line_ends_with_a_phrase_and_no_line_is_added(text: str, ems: float, first: str) -> None:
    font = theme.font(Size.BODY)
    em = QFontMetricsF(font).horizontalAdvance("口")
    layout = painting._laid_out(text, font, ems * em, ())
    assert _line(layout, 0) == first
    assert "".join(_line(layout, number) for number in range(layout.lineCount())) == text
    plain = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    plain.setTextOption(option)
    painting._break_lines(plain, ems * em)
    assert layout.lineCount() == plain.lineCount()


def _line(layout: QTextLayout, number: int) -> str:
    line = layout.lineAt(number)
    inside = layout.text().encode("utf-16-le")
    first, last = line.textStart(), line.textStart() + line.textLength()
    return inside[2 * first : 2 * last].decode("utf-16-le")


# The short lists are searched in any glyph form, width and kana.


TEXTS = ("髙橋 みゆき", "R8-0134", "個情発第8-121号")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", True),
        ("  ", True),
        ("髙", True),
        ("高橋", True),
        ("高橋みゆき", True),
        ("ミユキ", True),
        ("r8-0134", True),
        ("Ｒ８－０１３４", True),
        ("８－１２１", True),
        ("島", False),
        ("大高橋", False),
        ("R8-0135", False),
    ],
)
def test_a_text_is_found_however_it_is_written(wanted: str, found: bool) -> None:
    assert is_found(wanted, TEXTS) is found
