# SPDX-License-Identifier: MIT
"""The comparison says what the rules say: earlier names count where a paper shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.axes import AxisLine
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.book import DataItem, TextPair, as_shown, right_spans
from desk_app.gui.pages.comparison.page import (
    ComparisonView,
    GlyphCard,
    GlyphPair,
    PaperHeads,
    Sign,
)
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.records.base import ApplicationId, EnclosureId
from desk_app.records.case.application import Right
from desk_app.records.case.history import Ruling
from desk_app.records.case.papers import Enclosure
from desk_app.rules.finding_codes import Code
from tests.gui.case_desk import (
    ADDRESS,
    CLERK,
    SUPERVISOR,
    TODAY,
    answered,
    application,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case, Cases

BEFORE = "田中 花子"
BARE = ADDRESS.replace(" コーポ松風203", "")
CERTIFICATE = replace(
    licence(),
    id=EnclosureId("c" * 32),
    kind="residence_certificate",
    valid_until=None,
    issued_on=date(2026, 11, 2),
    original=True,
    former_names=(BEFORE,),
)


def _told(view: ComparisonView) -> str:
    notes = (note for note in view.panel.findChildren(NoteFrame) if not note.isHidden())
    return next(notes).accessibleName()


def _marks(view: ComparisonView) -> dict[DataItem, Mark]:
    state = view.book.state
    assert state is not None
    return {row.item: view.book.mark(row) for row in state.compared.rows}


def _pair(view: ComparisonView) -> TextPair:
    pair = view.book.pair
    assert pair is not None
    return pair


def test_what_is_compared_is_told_as_the_rules_compare(cases: Cases) -> None:
    """A clerk looks at one application after the other; each says what its papers are."""
    desk = cases.desk
    typed, both = application(Right.DISCLOSURE), application(Right.DISCLOSURE, Right.CORRECTION)
    moved = licence("高橋 花子", address=ADDRESS.replace("14番7号", "14番17号"))
    former = log(desk, typed, licence(BEFORE, BARE), CERTIFICATE, stamps=((500, 2),))
    bare = log(desk, both, licence(address=BARE))
    many = log(desk, application(*Right), licence())
    high, other_name, elsewhere, merged, abroad = (
        log(desk, typed, *papers)
        for papers in (
            (licence("高橋 花子"),),
            (licence("髙橋 太子"),),
            (moved, CERTIFICATE),
            (licence(address="三重県員弁郡北勢町阿下喜2633"),),
            (licence(address="1600 Pennsylvania Avenue NW, Washington, DC 20500, USA"),),
        )
    )
    desk.clock.move_to(TODAY)
    answered(desk, former, record(name=BEFORE))
    case = cases.open()
    _a_building_that_one_leaves_out_is_told_with_what_follows(case, bare)
    view = case.go(Place.COMPARISON, many, ComparisonView)
    assert f"請求事項{len(Right)}件" in _facts(view), "many are counted beside a long name"
    view.book.look_at_row(DataItem.ADDRESS)
    case.window.settle()
    assert (view._parts.isVisible(), view._parts_title.isVisible()) == (True, True)
    _a_former_name_that_a_paper_shows_counts(case, former)
    _what_the_signs_are_to_one_another_stands_below_them(case, high, other_name)
    _parts_and_signs_stay_in_sight_whatever_row_is_looked_at(case, elsewhere)
    case.go(Place.COMPARISON, merged, ComparisonView).book.look_at_row(DataItem.ADDRESS)
    assert "北勢町は、平成15年12月1日からいなべ市です。" in _told(view)
    case.go(Place.COMPARISON, abroad, ComparisonView).book.look_at_row(DataItem.ADDRESS)
    case.window.settle()
    assert not view._parts.isVisible(), "no table reads it"
    assert not view._parts_title.isVisible()


def _a_former_name_that_a_paper_shows_counts(case: Case, id_: ApplicationId) -> None:
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    model = view.table.model()
    told = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(2, 5)]
    heads = [head.partition("\n")[2] for head in told]
    assert [head[-2:] for head in heads] == ["到着", "到着", "回答"], "no day of the paper's own"
    marks = _marks(view)
    assert marks[DataItem.NAME] is Mark.OK
    assert marks[DataItem.ADDRESS] is Mark.INFO
    _the_column_that_is_compared_is_marked(case, view)
    assert BEFORE in _told(view)
    view.book.look_at_row(DataItem.ADDRESS)
    assert "差し支えありません" in _told(view)
    named = dict(view.keys())
    assert named["4"] == "判断", "what differs may be overruled though it holds nothing up"
    assert named["Ctrl+Enter"] == "請求へ進む", "nothing is to be recorded"


def _the_column_that_is_compared_is_marked(case: Case, view: ComparisonView) -> None:
    """The right arrow goes from paper to paper, and around the end."""
    heads = view.table.horizontalHeader()
    assert isinstance(heads, PaperHeads)
    view.book.look_at_row(DataItem.NAME)
    state = view.book.state
    assert state is not None
    places, seen = list[int](), list[object]()
    for _ in state.beside:
        places.append(heads.marked or 0)
        seen.append(_pair(view).key)
        case.press(view.table, Qt.Key.Key_Right)
    assert len(state.beside) == 3
    assert {*seen} == {pair.key for pair in state.beside}
    assert heads.marked == places[0], "around the end"
    ids = [source.id for source in state.compared.sources]
    assert sorted(places) == sorted(2 + ids.index(each.source) for each in state.beside)


def _a_building_that_one_leaves_out_is_told_with_what_follows(
    case: Case, id_: ApplicationId
) -> None:
    opened = case.go(Place.APPLICATION, id_, ApplicationView)
    findings = opened.body.findings
    axes = [each.accessibleName() for each in opened.body.axes.findChildren(AxisLine)]
    assert any("住所が、請求書と違います" in each and "書類は" in each for each in axes)
    findings.setFocus()
    # What its axis tells whole is folded.
    findings.setCurrentIndex(findings.model().index(findings.model().rowCount() - 1, 0))
    case.press(findings, Qt.Key.Key_Return)
    codes = [each.key.partition(":")[0] for each in findings.lines()]
    row = codes.index(Code.IDENTITY_ADDRESS_DIFFERS.value)
    findings.setCurrentIndex(findings.model().index(row, 0))
    case.press(findings, Qt.Key.Key_Return)
    view = case.view(ComparisonView)
    view.book.look_at_row(DataItem.ADDRESS)
    assert _marks(view)[DataItem.ADDRESS] is Mark.DEFECTIVE
    _lines_part_the_columns_from_row_to_row(view)
    told = _told(view)
    assert "建物、室が一方にだけあります" in told
    assert "不備のお知らせ" in told
    assert "開示、訂正" in _facts(view)


def _lines_part_the_columns_from_row_to_row(view: ComparisonView) -> None:
    """No line is broken, but at the frame of the row that has the keys."""
    table = view.table
    column = table.columnViewportPosition(1) - 1
    top, high = table.rowViewportPosition(0), table.rowHeight(0)
    assert table.currentIndex().row() != 0
    picture = table.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    inked = {
        picture.pixelColor(round(column * ratio), round(row * ratio)).name()
        for row in range(top, top + high)
    }
    assert inked == {theme.tokens(table.palette()).line.lower()}


def _what_the_signs_are_to_one_another_stands_below_them(
    case: Case, id_: ApplicationId, other: ApplicationId
) -> None:
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    view.book.look_at_row(DataItem.NAME)
    assert [each.word for each in view._glyphs._signs] == ["はしご高", "くち高"]
    assert "U+9AD9" in view._glyphs.toolTip(), "the code is in the tip alone"
    told = view._glyph_told.text()
    assert "「高」は「髙」の別の書き方" in told
    assert "住所" in told, "what agrees besides"
    assert told.endswith("判断は人が行います。")
    view = case.go(Place.COMPARISON, other, ComparisonView)
    view.book.look_at_row(DataItem.NAME)
    assert "「花」と「太」は別の字です" in view._glyph_told.text()


def _parts_and_signs_stay_in_sight_whatever_row_is_looked_at(
    case: Case, id_: ApplicationId
) -> None:
    """What differs is named at once, and which others agree with the form; nothing jumps."""
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    for item in (DataItem.NAME, DataItem.KANA, DataItem.ADDRESS):
        view.table.choose(list(_marks(view)).index(item))
        assert (view._address_part.isHidden(), view._name_part.isHidden()) == (False, False)
    view.book.look_at_row(DataItem.ADDRESS)
    told = _told(view)
    assert "丁目・番地が「7号」と「17号」で違います" in told
    assert "請求書と住民票の写しは一致しています" in told
    view.book.look_at_row(DataItem.NAME)
    assert "「髙」と「高」の書き方が違います" in _told(view)


def test_a_verdict_is_given_on_what_differs_in_form_or_in_substance(cases: Cases) -> None:
    typed = application(Right.DISCLOSURE)
    id_ = log(cases.desk, typed, licence("高橋 花子"), stamps=((500, 1),))
    moved = log(cases.desk, typed, licence(address="東京都杉並区和田三丁目1番2号"))
    case = cases.open()
    _once_nothing_waits_for_a_verdict_the_blue_button_leads_on(case, id_)
    view = case.go(Place.COMPARISON, moved, ComparisonView)
    view.book.look_at_row(DataItem.ADDRESS)
    told = view.next.told()
    assert "住所が違います。請求で対応します" in told, "beside the red row it says what is red"
    assert "残っていません" not in told
    _what_differs_is_only_overruled_and_with_a_reason(case, moved, view)
    _what_one_called_the_same_a_supervisor_confirms(case, moved, view)


def test_from_no_pair_the_keys_lead_to_the_first_or_the_last(cases: Cases) -> None:
    papers = (licence("高橋 花子"), licence("高橋 花子"))
    id_ = log(cases.desk, application(Right.DISCLOSURE), *papers)
    book = cases.open().go(Place.COMPARISON, id_, ComparisonView).book
    assert book.state is not None
    keys = [each.key for each in book.state.waiting or book.state.compared.pairs]
    assert len(keys) > 1
    for step, wanted in ((1, keys[0]), (-1, keys[-1])):
        book.look_at(None)
        book.go_on(step)
        assert book.state.current == wanted


def _once_nothing_waits_for_a_verdict_the_blue_button_leads_on(
    case: Case, id_: ApplicationId
) -> None:
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _blue(view) == ["recordButton"]
    assert "「表記だけ違う」か「違う」を選んで" in view.next.told()
    assert not view.doing["record"].isEnabled(), "nothing is chosen yet"
    assert view.panel._reason_label.text() == "理由（任意）"
    case.press(view.table, Qt.Key.Key_2)
    case.main()
    assert len(case.read(id_).judgements) == 1
    assert _blue(view) == ["onwardButton"]
    assert "請求で次にすること: 書類等の不備のお知らせを作ります" in view.next.told()

    assert not view.panel.reason.isVisible(), "nothing is asked for"
    case.press(view.table, Qt.Key.Key_3)
    assert _blue(view) == ["recordButton"], "a verdict is given anew"
    assert view.panel.reason.isVisible()
    view.panel.tiles.set_value(None)
    view.book.read_again()
    case.window.settle()
    case.main()
    page = case.view(ApplicationView)
    assert page.here() == id_


def _blue(view: ComparisonView) -> list[str]:
    return [each.objectName() for each in view.next._main if each.isVisible()]


def _offered(view: ComparisonView) -> str:
    return view.panel.numbers()


WHY = "区画整理で地番が変わった"


def _what_differs_is_only_overruled_and_with_a_reason(
    case: Case, id_: ApplicationId, view: ComparisonView
) -> None:
    assert _offered(view) == "4"
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        case.press(view.table, key)
        assert view.panel.ruling() is None
    case.press(view.table, Qt.Key.Key_4)
    case.main()
    assert case.read(id_).judgements == (), "a reason is needed"
    case.write(view.panel.reason, WHY)
    case.main()
    (said,) = case.read(id_).judgements
    assert (said.ruling, said.reason) == (Ruling.OVERRULED, WHY)
    view.book.look_at_row(DataItem.ADDRESS)
    assert _marks(view)[DataItem.ADDRESS] is Mark.ASK
    assert "一人が同じと判断" in _told(view)


def _what_one_called_the_same_a_supervisor_confirms(
    case: Case, id_: ApplicationId, view: ComparisonView
) -> None:
    """With his own password at the clerk's window; both stand beside it afterwards (26)."""
    assert _offered(view) == "1 3"
    case.press(view.table, Qt.Key.Key_1)
    case.main()
    case.write(case.ask().field("second_password").editor, SUPERVISOR.password)
    case.main()
    rulings = [judgement.ruling for judgement in case.read(id_).judgements]
    assert rulings == [Ruling.OVERRULED, Ruling.CONFIRMED]
    view.book.look_at_row(DataItem.ADDRESS)
    assert _marks(view)[DataItem.ADDRESS] is Mark.OK
    told = _told(view)
    assert [each in told for each in (CLERK.name, SUPERVISOR.name, WHY)] == [True] * 3
    assert _offered(view) == "3 4", "it can be ended"


def test_what_of_the_papers_is_not_read_not_typed_or_expected_is_told(cases: Cases) -> None:
    """What was never typed is no blank of the paper; what is typed from no paper is a dash."""
    typed, bare = application(Right.DISCLOSURE), replace(licence(), address="", born=None)
    blank, other, unreadable, many, id_ = (
        log(cases.desk, typed, *papers, stamps=((500, 2),))
        for papers in (
            (replace(licence("", ""), born=None),),
            (replace(bare, shows_address=False),),
            (licence("髙橋 花\ue123"),),
            (licence(), *_of_kinds(LONG_NAMES)),
            (replace(licence(), address=""),),
        )
    )
    case = cases.open()
    view = case.go(Place.COMPARISON, blank, ComparisonView)
    assert "請求書と比べるものがまだありません" in _told(view)
    view = case.go(Place.COMPARISON, other, ComparisonView)
    assert [_of_paper(view, item) for item in (DataItem.ADDRESS, DataItem.BORN)] == [
        "記載なし",
        "未入力",
    ]
    _a_sign_that_nobody_can_read_is_shown_as_its_code(
        case.go(Place.COMPARISON, unreadable, ComparisonView)
    )
    _the_heads_of_many_papers_stand_whole(case, many)
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _of_paper(view, DataItem.ADDRESS) == "未入力"
    assert _of_paper(view, DataItem.KANA) == "—"
    row = list(_marks(view)).index(DataItem.ADDRESS)
    assert view.table.model().index(row, 3).data() == "入力待ち", "it is compared once it is typed"
    assert view._to_read.accessibleName() == "運転免許証の住所が未入力です"
    view._to_read.link_clicked.emit()
    case.window.settle()
    assert case.view(ApplicationView).here() == id_
    assert case.ask().field("address") is not None, "what stands on the paper is asked at once"
    case.ask().reject()
    case.window.come_back()
    _the_form_that_is_expected_of_a_paper_is_named_as_expected(case)


def _a_sign_that_nobody_can_read_is_shown_as_its_code(view: ComparisonView) -> None:
    """A character of another system's own (外字) has a look only where its font is."""
    view.book.look_at_row(DataItem.NAME)
    model = view.table.model()
    rows = [[model.index(row, c).data() for c in (1, 2)] for row in range(model.rowCount())]
    assert ["髙橋 花子", "髙橋 花〔U+E123〕"] in rows
    pair = _pair(view)
    (span,) = as_shown(pair.written, right_spans(pair))
    assert "髙橋 花〔U+E123〕"[span.start : span.end] == "〔U+E123〕"
    assert "「子」と「〔U+E123〕」は別の字です" in view._glyph_told.text()
    assert not any("\ue123" in each.text() for each in view.findChildren(Text))


def test_signs_that_have_no_room_beside_stand_in_a_further_row(qtbot: QtBot) -> None:
    pair = GlyphPair()
    qtbot.addWidget(pair)
    pair.show_signs([Sign("é", "form"), Sign("e", "specified residence card, front side")])
    whole, least = pair.sizeHint(), pair.minimumSizeHint()
    assert pair.heightForWidth(whole.width()) == whole.height()
    assert pair.heightForWidth(least.width()) == 2 * whole.height()


def test_what_signs_are_to_one_another_stands_beside_them_or_under(qtbot: QtBot) -> None:
    pair, told = GlyphPair(), Text("「髙」は「高」の別の書き方です。", wrap=True)
    card = GlyphCard(pair, told)
    qtbot.addWidget(card)
    pair.show_signs([Sign("高", "請求書"), Sign("髙", "運転免許証")])
    card.show()
    beside = []
    for width in (900, 380, 900):
        card.resize(width, card.heightForWidth(width))
        QApplication.sendPostedEvents()
        below = told.mapTo(card, told.rect().topLeft()).y() > pair.geometry().bottom()
        beside.append(not below)
    assert beside == [True, False, True]


def _facts(view: ComparisonView) -> str:
    return " ".join(text.text() for text in view.findChildren(Text))


def _of_paper(view: ComparisonView, item: DataItem) -> str:
    return str(view.table.model().index(list(_marks(view)).index(item), 2).data())


# Papers in tables: their heads stand whole, and what is expected of them is named as expected.


ALIGNED = Qt.ItemDataRole.TextAlignmentRole
LONG_NAMES = ("residence_certificate", "specified_special_permanent_resident_certificate")


def _of_kinds(kinds: Iterable[str]) -> list[Enclosure]:
    return [
        replace(licence(), id=EnclosureId(f"{n:032x}"), kind=kind) for n, kind in enumerate(kinds)
    ]


def _the_heads_of_many_papers_stand_whole(case: Case, id_: ApplicationId) -> None:
    case.window.window.resize(1280, 720)
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    case.window.settle()
    header, model = view.table.horizontalHeader(), view.table.model()
    for place in range(model.columnCount()):
        flags = int(model.headerData(place, Qt.Orientation.Horizontal, ALIGNED))
        needed = header.fontMetrics().boundingRect(
            QRect(0, 0, header.sectionSize(place) - 20, 1_000),
            flags,
            str(model.headerData(place, Qt.Orientation.Horizontal)),
        )
        assert needed.height() <= header.height(), place
        assert needed.width() <= header.sectionSize(place), place


def _the_form_that_is_expected_of_a_paper_is_named_as_expected(case: Case) -> None:
    table = case.go(Place.INTAKE, None, IntakeView).findChild(LineTable, "papers")
    assert table is not None
    model = table.model()
    assert model.rowCount()
    assert {model.index(row, 2).data() for row in range(model.rowCount())} == {"写しで可"}
