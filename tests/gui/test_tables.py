# SPDX-License-Identifier: MIT
"""Models that read page by page or hold a few rows, and the tables and lists over them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.fields.lines import LineTable
from desk_app.gui.kit.layout.layout import PageScroll
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark, TextSpan, Under
from desk_app.gui.kit.tables.columns import (
    CellRole,
    Column,
    Edit,
    PagedModel,
    PageRequest,
    RowsModel,
)
from desk_app.gui.kit.tables.table import (
    CellDelegate,
    DaysLeftDelegate,
    DayTable,
    ItemList,
    ListTable,
    TwoLineDelegate,
    list_of,
)
from tests.gui.accessibility import unnamed
from tests.gui.geometry import cut
from tests.gui.pages import show_active


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    name: str
    ticked: bool = False


NAMES = ("𠮷田 一郎", "髙橋 真由美", "山﨑 修", "渡邉󠄀 千尋")
LINES = tuple(Line(number, name) for number, name in enumerate(NAMES))


def _columns() -> list[Column[Line]]:
    return [
        Column("id", "番号", lambda line: f"R8-{line.id:04d}", 80),
        Column(
            "name",
            "本人",
            lambda line: line.name,
            detail=lambda _: "開示",
            aside=lambda _: "R8",
            state=lambda _: "完了",
            mark=lambda line: Mark.OK if line.id % 2 else None,
            marked=lambda _: (TextSpan(0, 1, Under.GLYPH),),
            elapsed=lambda _: 0.5,
            edit=lambda line: line.name,
        ),
        Column("tick", "届いた", lambda _: "", 64, tick=lambda line: line.ticked),
    ]


def _is_heading(line: Line) -> bool:
    return line.id == 99


@pytest.fixture
def paged(qtbot: QtBot) -> PagedModel[Line]:
    model: PagedModel[Line] = PagedModel(_columns())
    model.asked = []  # type: ignore[attr-defined]
    model.page_wanted.connect(model.asked.append)  # type: ignore[attr-defined]
    return model


@pytest.fixture
def rows() -> RowsModel[Line]:
    model: RowsModel[Line] = RowsModel(_columns(), lambda line: line.id, _is_heading)
    model.show_rows(LINES)
    return model


def _asked(model: PagedModel[Line]) -> list[PageRequest]:
    return model.asked  # type: ignore[attr-defined, no-any-return]


def _page(request: PageRequest) -> list[Line]:
    return [Line(id_, NAMES[id_ % 4]) for id_ in request.ids]


def test_both_models_keep_the_rules_of_qt(
    qtmodeltester: ModelTester, paged: PagedModel[Line], rows: RowsModel[Line]
) -> None:
    paged.show_ids(range(250))
    for model in (paged, rows):
        qtmodeltester.check(model)  # type: ignore[no-untyped-call]


def test_a_page_is_asked_for_once_when_it_comes_in_sight(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(100_000))
    assert _asked(paged) == []
    for row in (50_000, 50_001, 50_099):
        assert paged.index(row, 1).data() == "…"
    assert [request.page for request in _asked(paged)] == [500]
    paged.put_page(_asked(paged)[0], _page(_asked(paged)[0]))
    assert paged.index(50_001, 1).data() == NAMES[1]
    assert paged.index(50_001, 1).data(CellRole.ID) == 50_001


@pytest.mark.parametrize("many", [0, 150])
def test_where_no_line_is_chosen_there_is_none_and_none_is_asked_for(
    paged: PagedModel[Line], many: int
) -> None:
    paged.show_ids(range(many))
    assert [paged.row_at(row) for row in (-1, many)] == [None, None]
    assert _asked(paged) == []


def test_an_answer_to_an_older_window_is_not_shown(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(10))
    paged.index(0, 0).data()
    paged.show_ids(range(20, 30))
    paged.put_page(_asked(paged)[0], _page(_asked(paged)[0]))
    assert paged.row_at(0) is None


def test_more_ids_at_the_end_are_added_and_what_is_shown_stays(paged: PagedModel[Line]) -> None:
    reset, added = list[int](), list[tuple[int, int]]()
    paged.show_ids(range(150))
    paged.modelReset.connect(lambda: reset.append(1))
    paged.rowsInserted.connect(lambda _, first, last: added.append((first, last)))
    for row in (0, 149):
        paged.row_at(row)
        paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    paged.show_ids(range(250))
    assert (reset, added) == ([], [(150, 249)])
    assert paged.rowCount() == 250
    assert paged.row_of(249) == 249
    assert paged.index(0, 1).data() == NAMES[0]
    assert paged.row_at(149) is None, "its page was not full: it is another one now"
    paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    assert paged.index(149, 1).data() == NAMES[149 % 4]
    paged.show_ids(range(1, 250))
    assert reset == [1], "other ids are another list"


def test_a_page_asked_for_while_ids_are_added_holds_all_of_it(paged: PagedModel[Line]) -> None:
    paged.dataChanged.connect(lambda first, _: paged.row_at(first.row()))
    paged.show_ids(range(2))
    paged.row_at(0)
    paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    paged.show_ids(range(3))
    assert [request.ids for request in _asked(paged)] == [(0, 1), (0, 1, 2)]
    for request in _asked(paged):
        paged.put_page(request, _page(request))
    assert [paged.index(row, 1).data() for row in range(3)] == list(NAMES[:3])


def test_the_same_ids_again_keep_rows_until_new_ones_come(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(10))
    paged.row_at(0)
    paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    paged.show_ids(range(10))
    assert paged.index(0, 1).data() == NAMES[0]
    assert len(_asked(paged)) == 2
    paged.put_page(_asked(paged)[-1], [Line(id_, "新") for id_ in range(10)])
    assert paged.index(0, 1).data() == "新"


def test_a_change_asks_only_for_pages_that_are_loaded(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(300))
    paged.row_at(0)
    paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    paged.read_again([5, 250, 9_999])
    paged.row_at(5)
    assert [request.page for request in _asked(paged)] == [0, 0]


def test_few_pages_are_kept(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(10_000))
    for page in range(60):
        paged.row_at(page * 100)
        paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    assert len(paged._pages) == PagedModel.PAGES_KEPT


def test_clearing_holds_nothing(paged: PagedModel[Line]) -> None:
    paged.show_ids(range(10))
    paged.row_at(0)
    paged.put_page(_asked(paged)[-1], _page(_asked(paged)[-1]))
    paged.clear()
    assert paged.rowCount() == 0
    assert not paged._pages


def test_an_edit_is_asked_for_and_changes_nothing_itself(rows: RowsModel[Line]) -> None:
    wanted: list[Edit] = []
    rows.edit_wanted.connect(wanted.append)
    assert rows.setData(rows.index(1, 1), "高橋")
    assert rows.setData(rows.index(2, 2), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert not rows.setData(rows.index(1, 0), "x")
    assert wanted == [Edit(1, "name", "高橋"), Edit(2, "tick", value=True)]
    assert rows.rows == LINES


def test_a_heading_cannot_be_chosen(rows: RowsModel[Line]) -> None:
    rows.show_rows([Line(99, "本日"), *LINES])
    assert not rows.flags(rows.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert rows.flags(rows.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert rows.row_of(2) == 3


def test_a_cell_speaks_all_of_its_parts(rows: RowsModel[Line]) -> None:
    spoken = rows.index(1, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "髙橋 真由美 開示 R8 完了"


def test_enter_opens_and_tab_leaves_a_table(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table = ListTable("請求")
    qtbot.addWidget(table)
    table.setItemDelegate(CellDelegate(table))
    table.setItemDelegateForColumn(1, DaysLeftDelegate(table))
    table.show_model(rows)
    table.show()
    opened: list[object] = []
    table.opened.connect(opened.append)
    table.choose(0)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [1]
    assert unnamed(table) == []
    assert not table.grab().isNull()


def test_a_list_of_two_lines_draws_and_opens(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    view = ItemList("請求")
    qtbot.addWidget(view)
    rows.show_rows([Line(99, "本日"), *LINES])
    view.setModel(rows)
    view.setModelColumn(1)
    view.setItemDelegate(TwoLineDelegate(view))
    view.resize(320, 400)
    view.show()
    opened: list[object] = []
    view.opened.connect(opened.append)
    view.setCurrentIndex(rows.index(2, 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [1]
    assert view.sizeHintForRow(0) < view.sizeHintForRow(1)
    assert not view.grab().isNull()


def test_lines_are_ticked_added_and_removed_by_keys(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table = LineTable("書類")
    qtbot.addWidget(table)
    table.show_model(rows)
    table.show()
    told: list[object] = []
    rows.edit_wanted.connect(told.append)
    table.remove_wanted.connect(told.append)
    table.add_wanted.connect(lambda: told.append("add"))
    table.choose(1)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Insert):
        QTest.keyClick(table, key)
    assert told == [Edit(1, "tick", value=True), 1, "add"]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_click_anywhere_in_its_cell_ticks_a_box(
    qtbot: QtBot, rows: RowsModel[Line], part: float
) -> None:
    table, told = _clickable(qtbot, rows)
    place = table.visualRect(rows.index(2, 2))
    spot = QPoint(place.left() + round(place.width() * part), place.center().y())
    _click(table, spot)
    assert table.current_id() == 2
    assert told == [Edit(2, "tick", value=True)]
    _click(table, table.visualRect(rows.index(3, 0)).center())
    assert table.current_id() == 3
    assert len(told) == 1, "only the box is ticked, not what stands beside it"


def test_a_second_click_takes_a_tick_away_and_a_double_click_is_one(
    qtbot: QtBot, rows: RowsModel[Line]
) -> None:
    table, told = _clickable(qtbot, rows)
    spot = table.visualRect(rows.index(1, 2)).center()
    rows.show_rows([replace(line, ticked=line.id == 1) for line in LINES])
    _click(table, spot)
    assert told == [Edit(1, "tick", value=False)]
    del told[:]
    other = table.visualRect(rows.index(3, 2)).center()
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=other)
    assert told == [Edit(3, "tick", value=True)]


def test_a_right_click_ticks_nothing(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table, told = _clickable(qtbot, rows)
    spot = table.visualRect(rows.index(1, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.RightButton, pos=spot)
    assert told == []


def _clickable(qtbot: QtBot, rows: RowsModel[Line]) -> tuple[LineTable, list[object]]:
    table = LineTable("書類")
    table.setItemDelegate(CellDelegate(table))
    qtbot.addWidget(table)
    table.show_model(rows)
    table.resize(400, 240)
    table.show()
    told: list[object] = []
    rows.edit_wanted.connect(told.append)
    return table, told


def _click(table: LineTable, spot: QPoint) -> None:
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)


def test_f2_edits_the_first_cell_that_can_be_edited(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table = LineTable("書類")
    qtbot.addWidget(table)
    table.show_model(rows)
    table.show()
    table.setCurrentIndex(rows.index(0, 2))
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.currentIndex().column() == 1
    assert table.state() is LineTable.State.EditingState


def test_choosing_nothing_leaves_nothing_current(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table = ListTable("請求")
    qtbot.addWidget(table)
    table.show_model(rows)
    table.choose(2)
    assert table.current_id() == 2
    table.choose(None)
    assert table.current_id() is None
    assert table.currentIndex() == QModelIndex()


def test_a_long_name_makes_its_row_grow_where_rows_may(qtbot: QtBot, rows: RowsModel[Line]) -> None:
    table = ListTable("氏名")
    qtbot.addWidget(table)
    rows.show_rows(
        [Line(1, "山本 美咲"), Line(2, "髙橋・ヴァレンティーナ・フォン・ローゼンベルク")]
    )
    table.setItemDelegate(CellDelegate(table))
    table.show_model(rows)
    told: list[None] = []
    table.fitted.connect(lambda: told.append(None))
    table.let_rows_grow()
    table.resize(300, 200)
    table.show()
    for column in range(rows.columnCount()):
        table.setColumnWidth(column, 160)
    assert table.rowHeight(1) > table.rowHeight(0)
    assert table.height_of_rows() == table.rowHeight(0) + table.rowHeight(1)
    assert told
    rows.show_rows(tuple(reversed(rows.rows)))
    assert table.rowHeight(0) > table.rowHeight(1), "as many rows as before, in another order"


def test_a_list_scrolls_to_columns_that_have_no_room_for_their_titles(
    qtbot: QtBot, rows: RowsModel[Line]
) -> None:
    table = list_of("lines", "本人", rows)
    qtbot.addWidget(table)
    table.show()
    for width, scrolls in ((400, False), (180, True)):
        table.resize(width, 200)
        assert (table.scrolls_sideways, cut(table)) == (scrolls, [])


def test_a_row_is_as_high_as_its_words_in_a_column_that_took_less_of_the_rest(
    qtbot: QtBot,
) -> None:
    table = ListTable("氏名")
    qtbot.addWidget(table)
    name: Column[Line] = Column("name", "氏名", lambda line: line.name)
    model: RowsModel[Line] = RowsModel([name], lambda line: line.id, parent=table)
    model.show_rows([Line(1, "髙橋・ヴァレンティーナ・フォン・ローゼンベルク")])
    table.setItemDelegate(CellDelegate(table))
    table.let_rows_grow()
    table.show_model(model)
    table.resize(600, 200)
    table.show()
    QApplication.processEvents()
    low = table.rowHeight(0)
    table.resize(160, 200)
    QApplication.processEvents()
    assert table.rowHeight(0) == table.sizeHintForRow(0) > low


# A page and a list keep their width, long or short: a bar that comes never changes a height.


ROOM = 300


@pytest.mark.parametrize("kind", ["table", "list"])
def test_a_list_begins_and_ends_with_whole_rows(qtbot: QtBot, kind: str) -> None:
    lines: RowsModel[Line] = RowsModel(_columns()[1:2], lambda line: line.id)
    lines.show_rows([Line(number, NAMES[0]) for number in range(40)])
    view: ListTable | ItemList
    if kind == "table":
        view = ListTable("請求")
        view.show_model(lines)
    else:
        view = ItemList("請求")
        view.setItemDelegate(TwoLineDelegate(view))
        view.setModel(lines)
    height = 32 if kind == "table" else 56
    head = 28 if kind == "table" else 0
    qtbot.addWidget(view)
    view.resize(640, head + 5 * height + height // 2)
    show_active(qtbot, view)
    base = QColor(theme.tokens(view.palette()).base)
    for row in (0, 12, 39):
        view.choose(row)
        QApplication.processEvents()
        assert view.visualRect(view.indexAt(QPoint(320, 1))).top() == 0, "the first is whole"
        assert view.visualRect(lines.index(row, 0)).bottom() < view.viewport().height()
        seen = view.viewport().grab().toImage()
        rest = [seen.pixelColor(x, seen.height() - 3) for x in range(10, 500, 5)]
        assert set(map(QColor.rgb, rest)) == {base.rgb()}, "of the next nothing is begun"


def test_where_the_next_row_has_no_room_the_list_says_that_it_goes_on(qtbot: QtBot) -> None:
    """A gap as high as a row, below rows that wrap, is no end of the list."""
    view = ListTable("請求")
    qtbot.addWidget(view)
    columns: list[Column[Line]] = [Column("name", "氏名", lambda line: line.name)]
    lines: RowsModel[Line] = RowsModel(columns, lambda line: line.id, parent=view)
    lines.show_rows([Line(1, NAMES[0]), Line(2, NAMES[0] * 30)])
    view.let_rows_grow()
    view.show_model(lines)
    view.resize(240, 28 + 32 + 90)
    show_active(qtbot, view)
    QApplication.processEvents()
    assert view.rowHeight(1) > 120
    base = QColor(theme.tokens(view.palette()).base)

    def is_written() -> bool:
        seen = view.viewport().grab().toImage()
        below = view.rowHeight(0) + 4
        room = ((x, y) for x in range(4, seen.width() - 4) for y in range(below, below + 24))
        return any(seen.pixelColor(*each) != base for each in room)

    assert is_written()
    lines.show_rows([Line(1, NAMES[0])])
    QApplication.processEvents()
    assert not is_written(), "behind the last row there is nothing to say"


@pytest.mark.parametrize("height", [ROOM // 2, ROOM, ROOM + 1, 10 * ROOM])
def test_a_page_has_the_same_width_at_any_height(qtbot: QtBot, height: int) -> None:
    scroll = PageScroll()
    qtbot.addWidget(scroll)
    page = QWidget()
    page.setMinimumHeight(height)
    scroll.setWidget(page)
    scroll.resize(ROOM, ROOM)
    with qtbot.waitExposed(scroll):
        scroll.show()
    assert page.width() == ROOM - scroll.verticalScrollBar().width()


def test_a_page_that_is_read_takes_the_keys_while_it_is_longer_than_its_place(
    qtbot: QtBot,
) -> None:
    scroll = PageScroll()
    page = QWidget()
    page.setMinimumHeight(2 * ROOM)
    scroll.setWidget(page)
    scroll.read_by_keys()
    scroll.resize(ROOM, ROOM)
    show_active(qtbot, scroll)
    assert scroll.focusPolicy() is Qt.FocusPolicy.TabFocus
    QTest.keyClick(scroll, Qt.Key.Key_PageDown)
    assert scroll.verticalScrollBar().value() > 0
    accent = QColor(theme.tokens(scroll.palette()).accent)
    assert scroll.grab().toImage().pixelColor(0, ROOM // 2) == accent, "where the keys are is seen"
    page.setMinimumHeight(ROOM // 2)
    qtbot.waitUntil(lambda: scroll.focusPolicy() is Qt.FocusPolicy.NoFocus)


@pytest.mark.parametrize("kind", [PageScroll, lambda: ItemList("list")])
def test_the_room_of_the_bar_is_kept(qtbot: QtBot, kind: type[QAbstractScrollArea]) -> None:
    scroll = kind()
    qtbot.addWidget(scroll)
    with qtbot.waitExposed(scroll):
        scroll.show()
    assert scroll.verticalScrollBar().isVisible()
    assert scroll.verticalScrollBar().maximum() == scroll.verticalScrollBar().minimum()


def _by_days(qtbot: QtBot, model: PagedModel[Line]) -> DayTable:
    """Return a table of four rows a day."""
    table = DayTable.of(model, "受払", "days")
    table.group_by(lambda line: f"{line.id // 4 + 1}日")
    qtbot.addWidget(table)
    table.resize(400, 600)
    show_active(qtbot, table)
    return table


def test_a_band_names_each_day_over_its_first_row_once_both_rows_are_there(
    qtbot: QtBot, paged: PagedModel[Line]
) -> None:
    paged.show_ids(range(250))
    table = _by_days(qtbot, paged)
    paged.index(100, 0).data()
    first, second = _asked(paged)[:2]
    paged.put_page(second, _page(second))
    assert not table.begins_day(100), "the row above is on its way"
    paged.put_page(first, _page(first))
    assert table.begins_day(100)
    bands = [row for row in range(12) if table.begins_day(row)]
    assert bands == [0, 4, 8]
    band = theme.px(28)
    heights = [table.rowHeight(row) for row in range(6)]
    assert heights[0] == heights[4] == heights[1] + band
    table.choose(5)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().startswith("2日\tR8-0005\t")
    QApplication.clipboard().clear()


def test_no_key_comes_to_the_band_of_a_day(qtbot: QtBot, paged: PagedModel[Line]) -> None:
    paged.show_ids(range(12))
    table = _by_days(qtbot, paged)
    for request in _asked(paged):
        paged.put_page(request, _page(request))
    table.choose(3)
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 4
