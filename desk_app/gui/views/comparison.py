# SPDX-License-Identifier: MIT
"""Names and addresses side by side: form, papers, register; the differing part is marked (C5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.gui import shortcuts, theme, words
from desk_app.gui.delegates.cells import CellDelegate
from desk_app.gui.models.columns import Column
from desk_app.gui.models.rows import RowsModel
from desk_app.gui.overriding import override
from desk_app.gui.presenters.comparison import ComparisonPresenter
from desk_app.gui.presenters.comparison_rows import (
    ADDRESSES,
    NAMES,
    Item,
    Row,
    Source,
    left_spans,
    right_spans,
)
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.shortcuts import Key
from desk_app.gui.theme import Size
from desk_app.gui.views.comparison_panel import VERDICT, VerdictPanel
from desk_app.gui.views.comparison_parts import part_rows, part_titles, signs
from desk_app.gui.views.section import SectionView
from desk_app.gui.widgets.actions import ActionLine, ActionTable
from desk_app.gui.widgets.buttons import ButtonKind
from desk_app.gui.widgets.card_table import CardTable
from desk_app.gui.widgets.glyph_pair import GlyphPair
from desk_app.gui.widgets.page_scroll import PageScroll
from desk_app.gui.widgets.paper_heads import PaperHeads
from desk_app.gui.widgets.parts_grid import PartsGrid
from desk_app.gui.widgets.remembered import WHOLE, Divided
from desk_app.gui.widgets.text import Text
from desk_app.gui.widgets.title_bar import TitleBar
from desk_app.i18n import messages
from desk_app.records.ids import ApplicationId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.comparison import ComparisonState
    from desk_app.gui.workplace import Workplace
    from desk_app.records.application import Right

_HEADER = 44
_ITEMS, _RESULTS = 96, 140
_SOURCE = 128
"""The least width of a paper's column: more papers than have room are scrolled to."""

_NAMED = 2
"""So many rights are named beside the title."""

_IN_TABLE = (("same", "1"), ("notSame", "2"), ("besideBefore", "Left"), ("besideNext", "Right"))
_VERDICT = 1
"""The place of the verdict among the parts."""


class ComparisonView(SectionView):
    """Rows of what is compared, the parts of the current one below, the verdict beside."""

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        self.presenter = ComparisonPresenter(work, self)
        self.presenter.shown.connect(self._show)
        self.presenter.recorded.connect(self._recorded)
        self.doing = ActionTable(self._lines(), self)
        self.actions_here = self.doing
        self._title = TitleBar()
        self._left = Text("", tone="text2")
        self.table = CardTable(self.tr("Comparison"))
        self.table.setObjectName("compared")
        self._heads_of_papers = PaperHeads(self.table)
        self.table.setHorizontalHeader(self._heads_of_papers)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.current_changed.connect(self._row_changed)
        self.table.horizontalHeader().sectionResized.connect(self._head_resized)
        self._parts_title = Text(self.tr("Addresses part by part"), Size.SECTION, bold=True)
        self._parts = PartsGrid(self.tr("Addresses part by part"))
        self._parts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glyph_title = Text(self.tr("Character forms"), Size.SECTION, bold=True)
        self._glyphs = GlyphPair()
        for title in (self._parts_title, self._glyph_title):
            title.setContentsMargins(0, theme.px(8), 0, 0)
        blue = [self.doing.button(name, ButtonKind.MAIN) for name in ("record", "onward")]
        self.panel = VerdictPanel(work, *blue)
        self.panel.chosen.connect(self._chosen)
        self._sources: tuple[Source, ...] | None = None
        self._model: RowsModel[Row] | None = None
        self._lay_out()

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, int):
            self.presenter.open(ApplicationId(thing))
        else:
            self.presenter.read_again()
        self.table.setFocus()

    @override
    def here(self) -> object | None:
        state = self.presenter.state
        return None if state is None else state.opened.id

    @override
    def concerned(self) -> SupplementOf | None:
        state = self.presenter.state
        return None if state is None else SupplementOf.to(state.opened.application)

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def leave(self) -> None:
        self.panel.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        state = self.presenter.state
        pair = None if state is None else state.pair
        found = [("↑ ↓", self.tr("item"))]
        if self._has_beside():
            found.append(("← →", self.tr("paper or register")))
        if pair is not None and pair.to_judge:
            found.append(("1 2", self.tr("verdict")))
        if self._may_go_on():
            found.append((shortcuts.label(Key.NEXT_FINDING), self.tr("next to judge")))
        if self._may_record():
            found.append((shortcuts.label(Key.MAIN), self.tr("record it")))
        elif self._leads_on():
            found.append((shortcuts.label(Key.MAIN), self.tr("go on in the application")))
        return (*found, (shortcuts.label(Key.CLOSE), self.tr("back to the application")))

    def _lines(self) -> list[ActionLine]:
        return [
            ActionLine(
                "previousVerdict",
                self.tr("Previous"),
                lambda: self.presenter.go_on(-1),
                Key.PREVIOUS_FINDING,
                menu="application",
                enabled=self._may_go_on,
            ),
            ActionLine(
                "nextVerdict",
                self.tr("Next"),
                lambda: self.presenter.go_on(1),
                Key.NEXT_FINDING,
                menu="application",
                enabled=self._may_go_on,
            ),
            ActionLine(
                "record",
                self.tr("Record the verdict"),
                self._record,
                Key.MAIN,
                menu="application",
                enabled=self._may_record,
            ),
            ActionLine(
                "onward",
                self.tr("To the application"),
                lambda: self.work.open_application.emit(self.here()),
                Key.MAIN,
                enabled=self._leads_on,
            ),
            ActionLine("same", self.tr("Same"), lambda: self._choose(1)),
            ActionLine("notSame", self.tr("Not the same"), lambda: self._choose(2)),
            ActionLine(
                "besideBefore",
                self.tr("The paper before"),
                lambda: self.presenter.look_aside(-1),
                enabled=self._has_beside,
            ),
            ActionLine(
                "besideNext",
                self.tr("The next paper"),
                lambda: self.presenter.look_aside(1),
                enabled=self._has_beside,
            ),
        ]

    def _lay_out(self) -> None:
        for name, key in _IN_TABLE:
            # These act only where no text is typed: the table has the focus there.
            self.doing[name].setShortcut(key)
            self.doing[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(self.doing[name])
        self._title.add(self._left)
        self._title.add_button(self.doing.button("previousVerdict"))
        self._title.add_button(self.doing.button("nextVerdict"))
        inside = QWidget()
        inside.setProperty("ground", "window")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        scroll = PageScroll()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(inside)
        down = QVBoxLayout(inside)
        edge = theme.px(16)
        down.setContentsMargins(edge, edge, edge, edge)
        down.setSpacing(theme.px(8))
        for part in (
            self.table,
            self._parts_title,
            self._parts,
            self._glyph_title,
            self._glyphs,
        ):
            down.addWidget(part)
        down.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._title)
        parts = ((scroll, WHOLE), (self.panel, VERDICT))
        self._body = Divided("comparison", self.work.screen, 0, parts, parent=self)
        self._body.name_parts(
            self.tr("Parts of this page"), self.tr("Comparison"), self.tr("Verdict")
        )
        column.addWidget(self._body, 1)

    def _show(self, state: ComparisonState) -> None:
        application = state.opened.application
        self._title.say(
            self.tr("Comparison {number} {name}").format(
                number=application.receipt_number, name=application.principal.name
            ),
            self._asked(application.rights()),
        )
        self._left.setText(self.tr("%n to judge", "", len(state.waiting)))
        self._show_table(state)
        self._show_parts(state)
        self.panel.show_pair(state)
        self.doing.refresh()
        self.keys_changed.emit()

    def _asked(self, rights: Sequence[Right]) -> str:
        """Return what is asked for, or how many rights: many words leave a long name no room."""
        if len(rights) > _NAMED:
            return self.tr("%n claim(s)", "", len(rights))
        return words.labels(rights, self.work.language)

    def _show_table(self, state: ComparisonState) -> None:
        if state.compared.sources != self._sources:
            self._sources = state.compared.sources
            columns = self._columns(self._sources)
            self._model = RowsModel(columns, lambda row: row.item, parent=self)
            self.table.show_model(self._model, columns)
            papers = 1 + len(self._sources)
            self.table.setMinimumWidth(theme.px(_ITEMS + papers * _SOURCE + _RESULTS))
        if self._model is None:
            return
        self._fit_head()
        self._model.show_rows(state.compared.rows)
        places = {source.id: place for place, source in enumerate(self._sources, 2)}
        self._heads_of_papers.mark(None if state.pair is None else places[state.pair.source])
        if state.current is not None:
            self.table.choose(self._model.row_of(Item(state.current[0])))
        self.table.fit()

    def _fit_head(self) -> None:
        """Give the heads the height that the titles of the papers take: they wrap, never elide."""
        header = self._heads_of_papers
        heights = [float(theme.px(_HEADER))]
        for place, source in enumerate(self._sources or (), 2):
            width = header.sectionSize(place)
            heights.append(header.height_for(_capital(source.title), self._came(source), width))
        header.setFixedHeight(round(max(heights)))

    def _head_resized(self) -> None:
        columns = 3 + len(self._sources or ())
        if self._model is not None and self.table.horizontalHeader().count() == columns:
            self._fit_head()
            self.table.fit()

    def _came(self, source: Source) -> str:
        """Say when a paper arrived or a record was answered: a paper has days of its own."""
        if not source.detail:
            return ""
        said = self.tr("answered {day}") if source.registered else self.tr("arrived {day}")
        return said.format(day=source.detail)

    def _columns(self, sources: Sequence[Source]) -> list[Column[Row]]:
        language = self.work.language
        first: Column[Row] = Column(
            "item",
            self.tr("Item"),
            lambda row: _capital(messages.field(row.item.value, language)),
            _ITEMS,
            tone=lambda _: "text2",
        )
        form: Column[Row] = Column(
            "form",
            self.tr("Form"),
            lambda row: row.form or self.tr("not filled in"),
            marked=left_spans,
            tone=lambda row: "" if row.form else "text2",
        )
        result: Column[Row] = Column(
            "result",
            self.tr("Result"),
            lambda row: self.presenter.word(self.presenter.mark(row)),
            _RESULTS,
            mark=self.presenter.mark,
        )
        return [first, form, *(self._source_column(source) for source in sources), result]

    def _source_column(self, source: Source) -> Column[Row]:
        def text(row: Row) -> str:
            pair = row.of(source)
            return self.presenter.missing(source, row.item) if pair is None else pair.written

        return Column(
            source.id,
            f"{_capital(source.title)}\n{self._came(source)}",
            text,
            marked=lambda row: () if (pair := row.of(source)) is None else right_spans(pair),
            tone=lambda row: "text2" if row.of(source) is None else "",
        )

    def _show_parts(self, state: ComparisonState) -> None:
        pair = state.pair
        row = None
        if pair is not None:
            row = next(each for each in state.compared.rows if each.item is pair.item)
        addresses = row is not None and row.item in ADDRESSES
        named = signs(row, state.compared.sources, self.tr("form")) if row is not None else ()
        glyphs = bool(named) and row is not None and row.item in NAMES
        self._parts_title.setVisible(addresses)
        self._parts.setVisible(addresses)
        self._glyph_title.setVisible(glyphs)
        self._glyphs.setVisible(glyphs)
        if row is not None and addresses:
            rows = part_rows(row, state.compared.sources, self.tr("Form"), self.tr("Result"))
            self._parts.show_parts(part_titles(), rows)
        if glyphs:
            self._glyphs.show_signs(named)

    def _row_changed(self, item: object) -> None:
        if isinstance(item, Item):
            self.presenter.look_at_row(item)

    def _choose(self, number: int) -> None:
        if not self.panel.tiles.isHidden():
            self._body.show_part(_VERDICT)
            self.panel.tiles.choose_number(number)

    def _chosen(self) -> None:
        self.doing.refresh()
        self.keys_changed.emit()

    def _may_go_on(self) -> bool:
        state = self.presenter.state
        return state is not None and bool(state.waiting or state.compared.pairs)

    def _has_beside(self) -> bool:
        state = self.presenter.state
        return state is not None and len(state.beside) > 1

    def _may_record(self) -> bool:
        state = self.presenter.state
        pair = None if state is None else state.pair
        return pair is not None and pair.to_judge and self.panel.ruling() is not None

    def _leads_on(self) -> bool:
        return self.here() is not None and self.panel.leads_on()

    def _record(self) -> None:
        ruling = self.panel.ruling()
        if ruling is not None:
            self.presenter.record(ruling, self.panel.reason.toPlainText())

    def _recorded(self) -> None:
        self.panel.recorded()
        self.work.said.emit(self.tr("The verdict is recorded."))
        self.table.setFocus()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
