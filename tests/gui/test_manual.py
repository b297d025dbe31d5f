# SPDX-License-Identifier: MIT
"""The manual in the window, by its keys: chapters, text, search, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QImage, QPalette, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desk_app.desk.errors import NotADesk
from desk_app.gui.kit.fields.fields import PasswordEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.side_list import SideList
from desk_app.gui.page import Place
from desk_app.gui.pages.manual import book
from desk_app.gui.pages.manual.page import ChapterText, ManualReader, ManualView, places
from desk_app.gui.session.screen import ScreenLook
from desk_app.gui.start.sign_in import SignIn
from desk_app.gui.start.stopped import StartupStopped
from desk_app.records.desk.people import Language
from tests.gui.accessibility import not_composing, unnamed
from tests.gui.pages import CTRL, LISTS, SHIFT, Opened, open_window
from tests.gui.small_desk import SmallEntrance

pytestmark = pytest.mark.once(under="second")

NAMES = [each.name for each in book.chapters(Path(__file__).parents[2] / "resources", Language.JA)]


@pytest.fixture
def reading(qtbot: QtBot, qapp: QApplication) -> Iterator[Opened]:
    """Return a window in which somebody signed in and opened the manual from its menu."""
    window = open_window(qtbot, qapp, SmallEntrance(), (*LISTS, Place.MANUAL)).sign_in()
    (action,) = window.shell.findChildren(QAction, "manual")
    action.trigger()
    window.settle()
    yield window
    window.close()


def reader(opened: Opened) -> ManualReader:
    return opened.part(ManualReader, "manualReader")


def shown(opened: Opened) -> str:
    return opened.part(ChapterText, "chapterText").toPlainText()


def test_help_opens_the_manual_turned_by_keys_and_left_by_esc(reading: Opened) -> None:
    assert reader(reading).chapter == NAMES[0]
    assert isinstance(reading.focus(), SideList)
    assert unnamed(reading.window) == []
    assert not_composing(reading.window) == []
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Down)
    assert reader(reading).chapter == NAMES[2]
    assert shown(reading).startswith("最初に始めるとき")
    reading.press(Qt.Key.Key_Up)
    assert reader(reading).chapter == NAMES[1]
    reading.press(Qt.Key.Key_Escape)
    assert reading.shell.place is Place.TODAY
    reading.shell.go(Place.MANUAL)
    reading.settle()
    reading.part(SideList, "chapters").setFocus()
    reading.press(Qt.Key.Key_Tab)
    assert isinstance(reading.focus(), ChapterText)
    reading.press(Qt.Key.Key_Escape)
    assert reading.shell.place is Place.TODAY, "also from the text"


def test_ctrl_f_searches_in_all_chapters_from_the_one_that_is_read(reading: Opened) -> None:
    reading.press(Qt.Key.Key_F, CTRL)
    assert isinstance(reading.focus(), SearchField)
    reading.type("VERIFY.PY")
    reading.press(Qt.Key.Key_Return)
    text, count = reading.part(ChapterText, "chapterText"), reading.part(Text, "found")
    total = sum(len(places(each.text, "verify.py")) for each in chapters(Language.JA))
    assert total > 1
    assert text.textCursor().selectedText() == "verify.py"
    assert (reader(reading).chapter, count.text()) == (NAMES[10], f"1 / {total}")
    first = text.textCursor().position()
    reading.press(Qt.Key.Key_F3)
    assert text.textCursor().position() > first
    assert count.text() == f"2 / {total}"
    reading.press(Qt.Key.Key_F3, SHIFT)
    reading.press(Qt.Key.Key_F3, SHIFT)
    assert count.text() == f"{total} / {total}"
    reading.press(Qt.Key.Key_Escape)
    assert reading.part(SearchField, "searchManual").text() == "", "Esc empties the search"
    reader(reading).open_chapter(NAMES[9])
    reading.press(Qt.Key.Key_F, CTRL)
    reading.type("tries.json")
    for chapter in (NAMES[11], NAMES[4]):
        reading.press(Qt.Key.Key_Return)
        assert reader(reading).chapter == chapter
    reading.press(Qt.Key.Key_Escape)
    reading.type("xyzzy")
    reading.press(Qt.Key.Key_Return)
    assert count.text() == "0か所"
    assert reader(reading).chapter == NAMES[4]
    for place in (Place.MANUAL, Place.TODAY):
        reading.press(Qt.Key.Key_Escape)
        assert reading.shell.place is place


@pytest.mark.parametrize("word", ["親権", "収入印紙"])
def test_words_of_the_work_are_found(word: str) -> None:
    assert any(places(each.text, word) for each in chapters(Language.JA))


def test_a_link_leads_to_its_chapter_alone_and_what_is_typed_stands_in_sight_at_once(
    reading: Opened,
) -> None:
    reader(reading).open_chapter(NAMES[1])
    text = reading.part(ChapterText, "chapterText")
    text.setFocus()
    reading.press(Qt.Key.Key_Tab)
    reading.press(Qt.Key.Key_Return)
    assert reader(reading).chapter == book.STOPS
    for address in ("https://example.com/", "file:///etc/passwd", "99-none.md"):
        text.anchorClicked.emit(QUrl(address))
        assert reader(reading).chapter == book.STOPS
    reading.part(SearchField, "searchManual").ask_for("マイナンバー")
    count = reading.part(Text, "found")
    assert (reader(reading).chapter, count.text()) == (NAMES[30], "1か所")
    assert text.textCursor().selectedText() == "マイナンバー"


def test_the_manual_follows_the_language_and_the_look(reading: Opened) -> None:
    reader(reading).open_chapter(NAMES[8])
    reading.speak(Language.EN)
    reading.settle()
    assert reader(reading).chapter == NAMES[8]
    assert shown(reading).startswith("Restore\n")
    (names,) = reading.window.findChildren(SideList, "chapters")
    assert "08  Restore" in str(names.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
    reading.screen.use_look(ScreenLook.DARK)
    palette = reading.part(ChapterText, "chapterText").palette()
    assert shown(reading).startswith("Restore\n")
    assert theme.tokens(palette).text == palette.color(QPalette.ColorRole.Text).name().upper()
    reading.screen.use_look(ScreenLook.LIGHT)
    left = reading.shell.whereabouts()
    assert left is not None
    assert (left.place, left.things[Place.MANUAL]) == (Place.MANUAL, NAMES[8]), "after a lock too"
    assert isinstance(reading.shell.view, ManualView)


def test_the_closed_desk_shows_the_manual_too(opened: Opened) -> None:
    QTest.keyClick(opened.part(QPushButton, "manual"), Qt.Key.Key_Space)
    assert reader(opened).chapter == NAMES[0]
    assert unnamed(opened.window) == []
    opened.press(Qt.Key.Key_F, CTRL)
    assert isinstance(opened.focus(), SearchField)
    opened.press(Qt.Key.Key_Escape)
    assert opened.window.findChildren(SignIn)[0].isVisible()
    assert isinstance(opened.focus(), PasswordEdit)
    opened.sign_in()


def test_where_the_gate_stopped_the_manual_opens_at_the_stops(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qtbot, qapp, SmallEntrance(stop=NotADesk("no_keys")))
    QTest.keyClick(window.part(QPushButton, "stopManual"), Qt.Key.Key_Space)
    assert reader(window).chapter == book.STOPS
    said = str(window.part(ChapterText, "chapterText").toPlainText())
    assert "窓口の鍵がありません。" in said
    window.press(Qt.Key.Key_Escape)
    assert window.window.findChildren(StartupStopped)[0].isVisible()
    window.close()


def test_the_text_reads_no_file(qtbot: QtBot, tmp_path: Path) -> None:
    text = ChapterText()
    qtbot.addWidget(text)
    secret = tmp_path / "secret.txt"
    secret.write_text("open sesame")
    text.show_text(f"# A\n\n![picture]({secret.as_uri()}) <b>bold</b>\n")
    assert text.loadResource(2, QUrl.fromLocalFile(str(secret))) is None
    assert "sesame" not in text.toHtml()


def test_a_picture_beside_the_chapter_is_shown_as_wide_as_its_lines(
    qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "pictures").mkdir()
    for name, colour in (("a.png", "red"), ("../b.png", "blue")):
        image = QImage(64, 32, QImage.Format.Format_RGB32)
        image.fill(colour)
        assert image.save(str(tmp_path / "pictures" / name))
    text = ChapterText()
    qtbot.addWidget(text)
    text.resize(900, 700)
    text.show_text("# A\n\n![a](pictures/a.png)\n\n![b](b.png)\n", tmp_path)
    kind = QTextDocument.ResourceType.ImageResource.value
    shown = text.document().resource(kind, QUrl("pictures/a.png"))
    assert shown.width() == theme.px(768)
    assert text.document().resource(kind, QUrl("b.png")) is None
    assert text.document().size().height() > shown.height()


def test_a_program_without_its_manual_shows_none(tmp_path: Path) -> None:
    assert book.chapters(tmp_path, Language.EN) == ()


def test_places_are_those_of_the_shown_text() -> None:
    assert places("# Key\n\n**A key** and [key](a.md)", "KEY") == [0, 6, 14]
    assert places("# Key", "") == []


def chapters(language: Language) -> tuple[book.Chapter, ...]:
    return book.chapters(Path(__file__).parents[2] / "resources", language)


@pytest.mark.parametrize("language", Language)
def test_no_sign_of_markdown_is_left_in_what_is_read(language: Language) -> None:
    """Beside Japanese brackets two asterisks can be neither beginning nor end of what is bold."""
    left = []
    for chapter in book.chapters(Path(__file__).parents[2] / "resources", language):
        document = QTextDocument()
        document.setMarkdown(chapter.text)
        left += [
            f"{chapter.name}: {line}"
            for line in document.toPlainText().splitlines()
            if "**" in line or "](" in line
        ]
    assert left == []
