# SPDX-License-Identifier: MIT
"""The comparison says what the rules say: earlier names count where a paper shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QRect, Qt
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.display.facts import AxisLine
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.text import Text
from desk_app.gui.page import Place
from desk_app.gui.pages.application.page import ApplicationView
from desk_app.gui.pages.comparison.book import DataItem, TextPair, as_shown, right_spans
from desk_app.gui.pages.comparison.page import ComparisonView, GlyphPair, PaperHeads, Sign
from desk_app.gui.pages.intake.page import IntakeView
from desk_app.records.application import Right
from desk_app.records.base import ApplicationId, EnclosureId
from desk_app.records.history import Ruling
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


def test_a_former_name_that_a_paper_shows_is_compared_as_the_rules_compare(cases: Cases) -> None:
    typed = application(Right.DISCLOSURE)
    id_ = log(cases.desk, typed, licence(BEFORE, BARE), CERTIFICATE, stamps=((500, 2),))
    cases.desk.clock.move_to(TODAY)
    answered(cases.desk, id_, record(name=BEFORE))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    model = view.table.model()
    told = [str(model.headerData(n, Qt.Orientation.Horizontal)) for n in range(2, 5)]
    heads = [head.partition("\n")[2] for head in told]
    assert [head[-2:] for head in heads] == ["到着", "到着", "回答"], "no day of the paper's own"
    marks = _marks(view)
    assert marks[DataItem.NAME] is Mark.OK
    assert marks[DataItem.ADDRESS] is Mark.INFO
    view.book.look_at_row(DataItem.NAME)
    beside = view.book.state.beside if view.book.state else ()
    assert len(beside) == 3
    seen = {_pair(view).key}
    for _ in range(2):
        case.press(view.table, Qt.Key.Key_Right)
        seen.add(_pair(view).key)
    assert seen == {pair.key for pair in beside}
    assert BEFORE in _told(view)
    view.book.look_at_row(DataItem.ADDRESS)
    assert "差し支えありません" in _told(view)
    named = dict(view.keys())
    assert named["4"] == "判断", "what differs may be overruled though it holds nothing up"
    assert named["Ctrl+Enter"] == "請求へ進む", "nothing is to be recorded"


def test_an_address_without_its_building_is_told_with_what_differs_and_what_follows(
    cases: Cases,
) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE, Right.CORRECTION), licence(address=BARE))
    many = log(cases.desk, application(*Right), licence())
    case = cases.open()
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
    told = _told(view)
    assert "建物、室が一方にだけあります" in told
    assert "不備のお知らせ" in told
    assert "開示、訂正" in _facts(view)
    case.go(Place.COMPARISON, many, ComparisonView)
    assert f"請求事項{len(Right)}件" in _facts(view), "many are counted beside a long name"


def test_once_nothing_waits_for_a_verdict_the_blue_button_leads_on(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence("高橋 花子"), stamps=((500, 1),))
    case = cases.open()
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


def _differing(cases: Cases) -> tuple[Case, ApplicationId, ComparisonView]:
    """Look at an address that is another on the licence."""
    moved = licence(address="東京都杉並区和田三丁目1番2号")
    id_ = log(cases.desk, application(Right.DISCLOSURE), moved)
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    view.book.look_at_row(DataItem.ADDRESS)
    return case, id_, view


def test_what_differs_is_only_overruled_and_with_a_reason(cases: Cases) -> None:
    case, id_, view = _differing(cases)
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


def test_what_one_called_the_same_a_supervisor_confirms(cases: Cases) -> None:
    """With his own password at the clerk's window; both stand beside it afterwards (26)."""
    case, id_, view = _differing(cases)
    case.press(view.table, Qt.Key.Key_4)
    case.write(view.panel.reason, WHY)
    case.main()
    view.book.look_at_row(DataItem.ADDRESS)
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


def test_addresses_that_no_table_reads_are_not_shown_part_by_part(cases: Cases) -> None:
    abroad = licence(address="1600 Pennsylvania Avenue NW, Washington, DC 20500, USA")
    id_, other = (
        log(cases.desk, application(Right.DISCLOSURE), paper) for paper in (abroad, licence())
    )
    case = cases.open()
    for each, shown in ((id_, False), (other, True)):
        view = case.go(Place.COMPARISON, each, ComparisonView)
        view.book.look_at_row(DataItem.ADDRESS)
        case.window.settle()
        assert view._parts.isVisible() is shown
        assert view._parts_title.isVisible() is shown


def test_what_became_of_a_municipality_is_told_where_addresses_are_compared(cases: Cases) -> None:
    former = licence(address="三重県員弁郡北勢町阿下喜2633")
    id_ = log(cases.desk, application(Right.DISCLOSURE), former)
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    view.book.look_at_row(DataItem.ADDRESS)
    assert "北勢町は、平成15年12月1日からいなべ市です。" in _told(view)


def test_what_the_signs_are_to_one_another_stands_below_them(cases: Cases) -> None:
    id_, other = (
        log(cases.desk, application(Right.DISCLOSURE), licence(name))
        for name in ("高橋 花子", "髙橋 太子")
    )
    case = cases.open()
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


def test_a_sign_that_nobody_can_read_is_shown_as_its_code(cases: Cases) -> None:
    """A character of another system's own (外字) has a look only where its font is."""
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence("髙橋 花\ue123"))
    view = cases.open().go(Place.COMPARISON, id_, ComparisonView)
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


def _facts(view: ComparisonView) -> str:
    return " ".join(text.text() for text in view.findChildren(Text))


def test_parts_and_signs_stay_in_sight_whatever_row_is_looked_at(cases: Cases) -> None:
    """What differs is named at once, and which others agree with the form; nothing jumps."""
    moved = licence("高橋 花子", address=ADDRESS.replace("14番7号", "14番17号"))
    id_ = log(cases.desk, application(Right.DISCLOSURE), moved, CERTIFICATE, stamps=((500, 2),))
    case = cases.open()
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


def test_what_was_never_typed_is_told_and_can_be_typed_in(cases: Cases) -> None:
    """It is no blank of the paper; what is typed from no paper is a dash."""
    unread, bare = replace(licence(), address=""), replace(licence(), address="", born=None)
    id_ = log(cases.desk, application(Right.DISCLOSURE), unread, stamps=((500, 2),))
    known = replace(bare, shows_address=False)
    other = log(cases.desk, application(Right.DISCLOSURE), known, stamps=((500, 2),))
    case = cases.open()
    view = case.go(Place.COMPARISON, other, ComparisonView)
    assert [_of_paper(view, item) for item in (DataItem.ADDRESS, DataItem.BORN)] == [
        "記載なし",
        "未入力",
    ]
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    assert _of_paper(view, DataItem.ADDRESS) == "未入力"
    assert _of_paper(view, DataItem.KANA) == "—"
    assert view._to_read.accessibleName() == "運転免許証の住所が未入力です"
    view._to_read.link_clicked.emit()
    case.window.settle()
    assert case.view(ApplicationView).here() == id_
    assert case.ask().field("address") is not None, "what stands on the paper is asked at once"


def _of_paper(view: ComparisonView, item: DataItem) -> str:
    return str(view.table.model().index(list(_marks(view)).index(item), 2).data())


def test_a_form_alone_is_told_so_and_what_will_stand_beside_it(cases: Cases) -> None:
    blank = replace(licence("", ""), born=None)
    id_ = log(cases.desk, application(Right.DISCLOSURE), blank, stamps=((500, 2),))
    view = cases.open().go(Place.COMPARISON, id_, ComparisonView)
    assert "請求書と比べるものがまだありません" in _told(view)


def test_the_column_that_is_compared_is_marked(cases: Cases) -> None:
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), CERTIFICATE, stamps=((500, 2),))
    case = cases.open()
    view = case.go(Place.COMPARISON, id_, ComparisonView)
    heads = view.table.horizontalHeader()
    assert isinstance(heads, PaperHeads)
    places: list[int] = []
    view.book.look_at_row(DataItem.NAME)
    state = view.book.state
    assert state is not None
    for _ in state.beside:
        places.append(heads.marked or 0)
        case.press(view.table, Qt.Key.Key_Right)
    assert heads.marked == places[0], "around the end"
    ids = [source.id for source in state.compared.sources]
    assert sorted(places) == sorted(2 + ids.index(each.source) for each in state.beside)


# Papers in tables: their heads stand whole, and what is expected of them is named as expected.


ALIGNED = Qt.ItemDataRole.TextAlignmentRole


def test_the_heads_of_many_papers_stand_whole_in_the_comparison(cases: Cases) -> None:
    kinds = ("residence_certificate", "specified_special_permanent_resident_certificate")
    others = [replace(licence(), id=EnclosureId(f"{n:032x}"), kind=k) for n, k in enumerate(kinds)]
    id_ = log(cases.desk, application(Right.DISCLOSURE), licence(), *others, stamps=((500, 2),))
    case = cases.open()
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


def test_the_form_that_is_expected_of_a_paper_is_named_as_expected(cases: Cases) -> None:
    view = cases.open().go(Place.INTAKE, None, IntakeView)
    table = view.findChild(LineTable, "papers")
    assert table is not None
    model = table.model()
    assert model.rowCount()
    assert {model.index(row, 2).data() for row in range(model.rowCount())} == {"写しで可"}
