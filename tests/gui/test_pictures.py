# SPDX-License-Identifier: MIT
"""Painted widgets: what they show is drawn, and readable without seeing it."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.axes import AxisLine, AxisPanel, AxisWords
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.findings import FindingLine, FindingsList, OpenedPart
from desk_app.gui.kit.display.notes import ErrorBar, NoteFrame, WhyNot
from desk_app.gui.kit.display.pdf import PdfPage, digest_of
from desk_app.gui.kit.display.steps import StepLine, StepList
from desk_app.gui.kit.display.sums import SumLine, SumPanel
from desk_app.gui.kit.display.timeline import CourseMoment, Tense, Timeline
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import TitleBar
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark, TextSpan, Under, look
from desk_app.gui.kit.look.text import Link, Text
from desk_app.gui.kit.look.theme import DARK, LIGHT, Tokens
from desk_app.gui.kit.tables.columns import Cell
from desk_app.gui.kit.tables.side_list import SideItem, SideList
from desk_app.gui.pages.application.page import FittedFindings
from desk_app.gui.pages.comparison.page import PartsGrid, is_different
from desk_app.gui.pages.intake.fields import SectionHead, SectionStrip
from desk_app.gui.shell.status_bar import StatusBar
from desk_app.i18n.catalogue import Catalogue
from desk_app.records.desk.people import Language
from tests.architecture.source import ROOT
from tests.gui.accessibility import unnamed
from tests.gui.contrast import contrast
from tests.gui.pages import show_active

pytestmark = pytest.mark.once(under="first")

FINDINGS = (
    FindingLine("f", Mark.OK, "適合", "所定の様式です", clause="PR-2"),
    FindingLine(
        "fee",
        Mark.MISSING,
        "不足",
        "手数料が160円不足しています",
        "手数料1,000円に対し、使える切手は840円です。",
        "PR-4s",
        (OpenedPart("条文", "手数料が不足していた場合、その旨をご連絡します。"),),
        "stamps",
    ),
    FindingLine("name", Mark.ASK, "要判断", "「髙」と「高」を目で確かめてください", field="name"),
)


@pytest.fixture
def findings(qtbot: QtBot) -> FindingsList:
    view = FindingsList()
    view.resize(384, 600)
    view.show_findings(FINDINGS)
    return show_active(qtbot, view)


@pytest.fixture
def pdf(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> bytes:
    path = tmp_path_factory.mktemp("pdf") / "letter.pdf"
    writer = QPdfWriter(str(path))
    painter = QPainter(writer)
    painter.setFont(QFont("BIZ UDPMincho", 12))
    painter.drawText(QPoint(400, 400), "page one")
    writer.newPage()
    painter.drawText(QPoint(400, 400), "page two")
    painter.end()
    return path.read_bytes()


def test_parts_share_the_room_of_their_card(qtbot: QtBot) -> None:
    grid = PartsGrid("parts", ("a", "b"))
    grid.resize(800, 200)
    grid.show_parts([(Cell("form", tone="text2"), Cell("one"), Cell("another"))])
    show_active(qtbot, grid)
    for width in (800, 901):
        grid.resize(width, 200)
        assert grid.horizontalHeader().length() == grid.viewport().width()
    assert not grid.horizontalScrollBar().isVisible()
    grid.resize(40, 200)
    assert grid.horizontalHeader().length() > grid.viewport().width()
    qtbot.waitUntil(grid.horizontalScrollBar().isVisible)
    assert grid.verticalScrollBar().maximum() == 0, "the bar below takes no row's place"
    rows = theme.px(40) * grid.model().rowCount()
    assert grid.viewport().height() >= rows


def test_an_heir_of_the_findings_has_their_words(qtbot: QtBot, qapp: QApplication) -> None:
    catalogue = Catalogue(ROOT / "resources" / "i18n", Language.JA, qapp)
    qapp.installTranslator(catalogue)
    view = FittedFindings()
    qtbot.addWidget(view)
    view.show_findings([FindingLine(f"k{n}", Mark.OK, "適合", f"項目{n}") for n in range(9)])
    assert view.model().index(4, 0).data() == "ほか5件の適合を表示"
    qapp.removeTranslator(catalogue)


@pytest.mark.parametrize("signs", range(1, 4))
def test_no_sign_is_left_alone_on_a_last_line(qapp: QApplication, signs: int) -> None:
    font, text = theme.font(), "口" * (20 + signs)
    em = QFontMetricsF(font).horizontalAdvance("口")
    layout = painting._laid_out(text, font, 10.1 * em, ())
    assert layout.lineCount() == 3
    assert layout.lineAt(2).textLength() > 3
    assert painting.text_height(text, font, 10.1 * em) == 3 * painting.line_height(font)


def test_lines_that_cannot_share_stay_as_they_are(qapp: QApplication) -> None:
    layout = painting._laid_out("口口口口口口口\n口", theme.font(), 200, ())
    assert [layout.lineAt(n).textLength() for n in range(layout.lineCount())] == [8, 1]


def test_findings_stand_in_their_order_and_the_first_to_do_opens(findings: FindingsList) -> None:
    assert [line.key for line in findings.lines()] == ["fee", "name", "f"]
    findings.open_for(("stamps",))
    assert findings.opened_key() == "fee"
    assert not findings.grab().isNull()


def test_f3_goes_round_what_is_to_be_done(findings: FindingsList) -> None:
    fields: list[str] = []
    findings.field_wanted.connect(fields.append)
    for step in (1, 1, 1, -1):
        findings.go_on(step)
    assert fields == ["name", "stamps", "name", "stamps"]


def test_enter_on_a_finding_goes_to_its_field_and_f1_to_its_clause(findings: FindingsList) -> None:
    fields: list[str] = []
    clauses: list[str] = []
    findings.field_wanted.connect(fields.append)
    findings.clause_wanted.connect(clauses.append)
    QTest.keyClick(findings, Qt.Key.Key_Return)
    QTest.keyClick(findings, Qt.Key.Key_F1)
    assert (fields, clauses) == (["stamps"], ["PR-4s"])


def test_nothing_moves_while_the_list_has_the_focus(
    findings: FindingsList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "underMouse", lambda: False)
    better = FindingLine("fee", Mark.OK, "適合", "手数料が足りています", clause="PR-4")
    findings.show_findings([FINDINGS[0], better, FINDINGS[2]])
    assert [line.key for line in findings.lines()] == ["fee", "name", "f"]
    findings.clearFocus()
    assert [line.key for line in findings.lines()] == ["name", "fee", "f"]


def test_many_that_are_ok_are_folded_into_one_line(qtbot: QtBot) -> None:
    view = FindingsList()
    qtbot.addWidget(view)
    view.show_findings([FindingLine(f"k{n}", Mark.OK, "適合", f"項目{n}") for n in range(9)])
    assert view.model().rowCount() == 5
    assert "5" in view.model().index(4, 0).data()
    view._use(view.model().index(4, 0))
    assert view.model().rowCount() == 9


def test_a_bar_that_comes_gives_the_words_of_all_findings_their_room_anew(qtbot: QtBot) -> None:
    view = FindingsList()
    qtbot.addWidget(view)
    view.resize(384, 900)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.show()
    lines = [
        FindingLine(f"k{n}", Mark.MISSING, "不足", "本" * n, "届" * n, clause="PR-2")
        for n in range(12, 24)
    ]
    view.show_findings(lines)
    places = [view.model().index(row, 0) for row in range(len(lines))]

    def stands() -> list[int]:
        QApplication.processEvents()
        return [view.visualRect(place).top() for place in places]

    wide = stands()
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    assert stands() != wide
    heights = [view.sizeHintForIndex(place).height() for place in places]
    assert stands() == [sum(heights[:row]) for row in range(len(places))]


def test_a_course_made_narrower_gives_its_words_their_room_anew(qtbot: QtBot) -> None:
    view = Timeline("course")
    qtbot.addWidget(view)
    view.resize(400, 900)
    view.show()
    view.show_moments([CourseMoment("25 Nov", "本" * n, "届" * n) for n in range(12, 24)])
    QApplication.processEvents()
    view.resize(260, 900)
    QApplication.processEvents()
    places = [view.model().index(row, 0) for row in range(12)]
    heights = [view.sizeHintForIndex(place).height() for place in places]
    tops = [view.visualRect(place).top() for place in places]
    assert tops == [sum(heights[:row]) for row in range(12)]


def test_a_letter_is_shown_from_memory_and_its_text_can_be_read(qtbot: QtBot, pdf: bytes) -> None:
    root = QWidget()
    page = PdfPage("通知書", root)
    page.resize(500, 600)
    show_active(qtbot, root)
    assert page.show_bytes(pdf)
    assert page.pages() == 2
    assert "page two" in page.text(1)
    qtbot.waitUntil(lambda: "page one" in page.accessibleDescription())
    assert page.shown == digest_of(pdf)
    zooms: list[int] = []
    page.zoom_changed.connect(zooms.append)
    page.zoom(1)
    page.zoom(1)
    assert zooms[-1] > zooms[0]
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert (page.page(), page.abreast()) == (1, 1)
    page.fit(whole=True)
    page.resize(900, 600)
    assert (page.page(), page.abreast()) == (0, 2), "whole pages stand beside one another"
    page.resize(500, 600)
    assert page.abreast() == 1
    page.go_on(1)
    assert page.page() == 1
    assert not page.grab().isNull()
    page.clear()
    assert page.pages() == 0
    assert page.accessibleDescription() == ""


def test_a_page_that_just_fits_beside_its_bar_is_asked_once(qtbot: QtBot, pdf: bytes) -> None:
    root = QWidget()
    page = PdfPage("通知書", root)
    page.fit(whole=False)
    show_active(qtbot, root)
    page.show_bytes(pdf)
    for height in range(1_100, 1_220, 3):
        page.resize(400, height)
        bar = page.verticalScrollBarPolicy()
        page.resize(401, height)
        page.resize(400, height)
        assert page.verticalScrollBarPolicy() is bar, height


def test_a_letter_on_the_screen_does_not_outlive_its_view(qtbot: QtBot, pdf: bytes) -> None:
    for _ in range(5):
        root = QWidget()
        page = PdfPage("通知書", root)
        root.show()
        page.show_bytes(pdf)
        QApplication.processEvents()
        root.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()
        assert not shiboken6.isValid(page)


def test_what_is_no_letter_is_said_so(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    page = PdfPage("通知書", root)
    assert not page.show_bytes(b"no letter")


def test_the_time_line_can_be_read_and_is_drawn(qtbot: QtBot) -> None:
    line = Timeline("経過")
    line.show_moments(
        [
            CourseMoment("11月10日", "消印"),
            CourseMoment("11月25日", "承認待ち", "到着から13日目", Tense.NOW),
            CourseMoment("11月26日", "回答目標", "到着から14日目", Tense.AHEAD),
        ]
    )
    line.resize(320, 300)
    show_active(qtbot, line)
    assert line.model().index(1, 0).data() == "11月25日 承認待ち 到着から13日目"
    assert not line.grab().isNull()


def test_parts_are_underlined_and_told(qtbot: QtBot) -> None:
    grid = PartsGrid("住所の部分", ["町", "番地"])
    differs = Cell("12-3", spans=(TextSpan(0, 2, Under.DIFFERENT),))
    grid.show_parts(
        [
            (Cell("請求書", tone="text2"), Cell("太子堂"), Cell("1-2-3")),
            (Cell("本人確認書類", tone="text2"), Cell("太子堂"), differs),
            (
                Cell("結果", tone="text2"),
                Cell("同じ", mark=Mark.OK),
                Cell("違う", mark=Mark.DEFECTIVE),
            ),
        ],
    )
    show_active(qtbot, grid)
    assert grid.model().index(1, 2).data() == "12-3"
    assert grid.model().headerData(2, Qt.Orientation.Horizontal) == "番地"
    assert is_different(differs)
    assert not is_different(Cell("x", spans=(TextSpan(0, 1, Under.GLYPH),)))
    assert not grid.grab().isNull()


def test_axes_say_name_state_and_reason(qtbot: QtBot) -> None:
    panel = AxisPanel(narrow=True)
    asked: list[str] = []
    panel.clause_wanted.connect(asked.append)
    panel.show_axes([AxisWords("手数料", Mark.MISSING, "不足 160円", "840円を受領", "PR-4s")])
    show_active(qtbot, panel)
    line = panel.findChildren(AxisLine)[0]
    assert line.accessibleName() == "手数料 不足 160円 840円を受領"
    line.findChildren(Link)[0].click()
    assert asked == ["PR-4s"]
    panel.show_axes([])
    assert [each for each in panel.findChildren(AxisLine) if each.isVisible()] == []


def test_sums_show_their_result_with_its_clause(qtbot: QtBot) -> None:
    panel = SumPanel("手数料")
    asked: list[str] = []
    panel.clause_wanted.connect(asked.append)
    panel.show_lines(
        [
            SumLine("使える切手", "840円"),
            SumLine("手数料", "1,000円", "PR-4", "手数料"),
            SumLine("不足", "160円", mark=Mark.MISSING, tone="bad"),
        ]
    )
    show_active(qtbot, panel)
    (link,) = panel.findChildren(Link)
    assert (link.text(), link.toolTip(), link.accessibleName()) == (
        "PR-4",
        "PR-4 手数料",
        "PR-4 手数料",
    )
    link.click()
    assert asked == ["PR-4"]
    assert [label.text() for label in panel.findChildren(Text)][-1] == "160円"


def test_the_strip_asks_for_a_section(qtbot: QtBot) -> None:
    strip = SectionStrip()
    wanted: list[int] = []
    strip.section_wanted.connect(wanted.append)
    strip.show_sections(
        [SectionHead("封筒", Mark.OK, "適合"), SectionHead("切手", Mark.MISSING, "不足")]
    )
    show_active(qtbot, strip)
    strip._tabs[1].click()
    assert wanted == [2]
    assert strip._tabs[1].accessibleName() == "2 切手 不足"
    strip.show_sections([SectionHead("封筒")])
    assert len(strip._tabs) == 1


def test_a_place_is_chosen_by_enter_and_by_a_click(qtbot: QtBot) -> None:
    places = SideList("画面")
    chosen: list[object] = []
    places.chosen.connect(chosen.append)
    places.show_items([SideItem("a", "today", "今日", 40), SideItem("b", "mail", "郵便物")])
    show_active(qtbot, places)
    places.set_current("a")
    QTest.keyClick(places, Qt.Key.Key_Down)
    assert chosen == []
    QTest.keyClick(places, Qt.Key.Key_Return)
    centre = places.visualRect(places.model().index(0, 0)).center()
    QTest.mouseClick(places.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert chosen == ["b", "a"]
    places.fold(folded=True)
    assert not places.grab().isNull()


def test_long_work_can_be_stopped(qtbot: QtBot) -> None:
    bar = StatusBar()
    show_active(qtbot, bar)
    stopped: list[int] = []
    bar.stop_wanted.connect(lambda: stopped.append(1))
    bar.show_keys([("Enter", "開く"), ("F1", "条文")])
    bar.show_work("12通を印刷しています", 3, 12)
    assert bar._bar.isVisible()
    bar._stop.click()
    bar.end_work("3通を印刷しました")
    assert stopped == [1]
    assert not bar._bar.isVisible()
    assert bar._keys.accessibleName() == "Enter 開く, F1 条文"


def test_a_bar_has_one_blue_button(qtbot: QtBot) -> None:
    bar = TitleBar()
    qtbot.addWidget(bar)
    bar.add_button(KeyButton("保存", kind=ButtonKind.MAIN))
    with pytest.raises(ValueError, match="one blue button"):
        bar.add_button(KeyButton("発行", kind=ButtonKind.MAIN))


@pytest.mark.parametrize("later", [False, True])
def test_why_the_blue_button_waits_stands_beside_it_where_there_is_room(
    qtbot: QtBot, *, later: bool
) -> None:
    bar, button = TitleBar(), KeyButton("差出済みにする")
    bar.say("発送", "4通")
    if later:
        bar.add_button(button)
    button.set_kind(ButtonKind.MAIN)
    if not later:
        bar.add_button(button)
    bar.resize(900, 48)
    show_active(qtbot, bar)
    why = bar.findChild(Text, "whyNot")
    assert why is not None
    button.hinder("追跡番号がまだありません。")
    qtbot.waitUntil(why.isVisible)
    assert (why.text(), button.toolTip()) == ("追跡番号がまだありません。",) * 2
    assert why.geometry().right() < button.x()
    bar.resize(320, 48)
    qtbot.waitUntil(why.isHidden)
    bar.resize(900, 48)
    qtbot.waitUntil(why.isVisible)
    button.hinder("")
    qtbot.waitUntil(why.isHidden)


def test_why_a_button_is_grey_is_said_where_it_stands(qtbot: QtBot) -> None:
    foot, button = QWidget(), KeyButton("棚卸を確定")
    why = WhyNot(button)
    in_column(foot, why, button)
    show_active(qtbot, foot)
    assert why.isHidden()
    button.hinder("12種類がまだ数えられていません。")
    assert (why.isVisible(), why.text()) == (True, "12種類がまだ数えられていません。")
    button.hide()
    assert why.isHidden()
    button.show()
    button.hinder("")
    assert why.isHidden()


def test_a_button_speaks_its_words_without_its_key(qtbot: QtBot) -> None:
    button = KeyButton("郵便物を受け付ける", "Ctrl+N", "plus")
    show_active(qtbot, button)
    assert unnamed(button) == []
    assert "Ctrl" not in (button.accessibleName() or button.text())
    assert button.sizeHint().width() > KeyButton("郵便物を受け付ける").sizeHint().width()


def test_wrapped_text_takes_the_lines_it_needs(qtbot: QtBot) -> None:
    text = Text("𠮷田さんと髙橋さんの住所が違います。" * 4, wrap=True)
    qtbot.addWidget(text)
    wide, narrow = text.heightForWidth(2000), text.heightForWidth(200)
    assert narrow >= 4 * wide
    text.resize(200, narrow)
    assert not text.grab().isNull()


def test_a_note_keeps_all_of_its_words_in_sight(qtbot: QtBot) -> None:
    note = NoteFrame("ask", "直前の入力は合いませんでした", "もう一度入力してください。" * 6)
    show_active(qtbot, note)
    note.resize(300, note.heightForWidth(300))
    assert note._detail.height() >= note._detail.heightForWidth(note._detail.width())


def test_the_error_bar_offers_to_try_again(qtbot: QtBot) -> None:
    root = QWidget()
    bar = ErrorBar(root)
    show_active(qtbot, root)
    tried: list[int] = []
    bar.retry.connect(lambda: tried.append(1))
    bar.tell("保存できませんでした", "ディスクに空きがありません。", "もう一度保存")
    assert bar.isVisible()
    bar._retry.click()
    bar.clear()
    assert tried == [1]
    assert not bar.isVisible()


def test_a_card_of_facts_shows_no_more_than_it_is_given(qtbot: QtBot) -> None:
    card = FactsCard()
    card.show_facts([FactLine("mail", "到着", "11月25日"), FactLine("post", "種別", "書留")])
    show_active(qtbot, card)
    card.show_facts([FactLine("mail", "到着", "11月26日")])
    shown = [label.text() for label in card.findChildren(Text) if label.isVisible()]
    assert shown == ["到着", "11月26日"]
    assert not card.grab().isNull()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_has_enoughcontrast(colours: Tokens) -> None:
    grounds = ("window", "base", "alternate", "side")
    for ground in grounds:
        for ink in ("text", "text2", "text3", "accent", "ok", "bad", "ask"):
            assert contrast(colours.named(ink), colours.named(ground)) >= 4.5
        assert contrast(colours.strong_line, colours.named(ground)) >= 3
    for mark in Mark:
        drawn = look(mark)
        assert contrast(colours.named(drawn.tone), colours.named(drawn.tint)) >= 4.5
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.selection_text, colours.selection) >= 4.5


def test_measures_follow_the_font(qapp: object) -> None:
    assert theme.px(100) == round(100 * theme.scale())


def test_a_step_with_a_long_name_grows_and_leaves_the_words_their_room(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    what = "2件を選び、紙の枚数を数えた"
    steps.show_steps("廃棄", [StepLine(Mark.OK, "1 提案", what, "山本 美咲 11月27日")])
    short = steps.heightForWidth(520)
    name = "髙橋・ヴァレンティーナ・フォン・ローゼンベルク・シュミット"
    steps.show_steps("廃棄", [StepLine(Mark.OK, "1 提案", what, f"{name} 11月27日")])
    assert short < steps.heightForWidth(520) < 3 * short
    steps.resize(520, steps.heightForWidth(520))
    assert not steps.grab().isNull()
