# SPDX-License-Identifier: MIT
"""Names and addresses side by side: form, papers, register; the differing part is marked (C5)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QBoxLayout,
    QFrame,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk_app.gui import words
from desk_app.gui.asking import AskDraft, ClauseDialog
from desk_app.gui.case.read import next_told
from desk_app.gui.case.telling import ApplicationFindings
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.choices import Option, OptionTiles
from desk_app.gui.kit.fields.fields import LongText, label_for
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row, padded
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, PageScroll, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark, TextSpan, Under
from desk_app.gui.kit.look.text import Link, Text, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Cell, Column, RowsModel
from desk_app.gui.kit.tables.table import CardTable, CellDelegate, CellGround, ListTable, cell_of
from desk_app.gui.page import Place, ReadingOf, SectionView, SupplementOf
from desk_app.gui.pages.comparison.book import (
    ADDRESSES,
    NAMES,
    Bearing,
    ComparisonBook,
    DataItem,
    DataRow,
    TextSource,
    as_shown,
    left_spans,
    mark_of,
    right_spans,
)
from desk_app.i18n import dates, messages, vocabulary, writing
from desk_app.records.base import ApplicationId, EnclosureId
from desk_app.records.case.findings import Likeness
from desk_app.records.case.history import Ruling
from desk_app.records.desk.people import Language
from desk_app.rules.addresses.addresses import AddressPart, merger, parts
from desk_app.rules.finding_codes import Cited
from desk_app.rules.workflow.judging import needs_reason
from desk_app.rules.writing.characters import filed_under
from desk_app.rules.writing.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.gui.kit.display.findings import OpenedPart
    from desk_app.gui.pages.comparison.book import ComparisonState, TextPair
    from desk_app.gui.session.session import Session
    from desk_app.records.case.application import Right
    from desk_app.records.case.findings import Span


_SIDE, _ABOVE = 8, 6


class PaperHeads(QHeaderView):
    """Draws the papers' first lines bold and the others small; they wrap, never elide.

    First and last stand what is compared and how it ended: no papers. The paper that is compared
    now is marked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setHighlightSections(False)
        self.marked: int | None = None
        """The column that is compared now."""

    def mark(self, column: int | None) -> None:
        """Mark the column that is compared now."""
        if column != self.marked:
            self.marked = column
            self.viewport().update()

    def height_for(self, title: str, detail: str, width: int) -> float:
        """Return the height that a head takes in a column of this width."""
        room = width - 2 * theme.px(_SIDE)
        upper = painting.text_height(title, theme.font(bold=True), room)
        lower = painting.text_height(detail, theme.font(Size.HINT), room)
        return upper + lower + 2 * theme.px(_ABOVE)

    @override
    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        colours = theme.tokens(self.palette())
        painter.save()
        right = () if logicalIndex == self.count() - 1 else ("right",)
        painter.fillRect(rect, QColor(colours.alternate))
        painting.lines(painter, rect, colours.line, "bottom", *right)
        if logicalIndex == self.marked:
            edge = QRectF(rect)
            edge.setTop(edge.bottom() - theme.px(3))
            painter.fillRect(edge, QColor(colours.accent))
        told = self.model().headerData(logicalIndex, self.orientation())
        title, _, detail = str(told or "").partition("\n")
        side = theme.px(_SIDE)
        place = QRectF(rect).adjusted(side, 0, -side, 0)
        taken = self.height_for(title, detail, rect.width()) - 2 * theme.px(_ABOVE)
        place.setTop(place.center().y() - taken / 2)
        ink = painting.Ink(theme.font(bold=True), colours.text, colours)
        if logicalIndex in (0, self.count() - 1):
            ink = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
        place.setTop(place.top() + painting.wrapped(painter, place, title, ink))
        if detail:
            quiet = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
            painting.wrapped(painter, place, detail, quiet)
        painter.restore()


_ENDED = frozenset({Mark.OK, Mark.ASK, Mark.DEFECTIVE})


class ComparedDelegate(CellDelegate):
    """Draws what is compared in columns that are parted by lines; how a row ended is bold."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() < index.model().columnCount() - 1:
            colours = theme.tokens(option.palette)
            # Whole from row to row, but clear of the frame around the row that has the keys.
            view, clear = option.widget, 0
            if isinstance(view, QTableView) and view.currentIndex().row() == index.row():
                clear = theme.px(2)
            edge = option.rect.adjusted(0, clear, 0, -clear)
            painting.lines(painter, edge, colours.line, "right")

    @override
    def paint_content(
        self, painter: QPainter, place: QRectF, cell: Cell, ground: CellGround
    ) -> None:
        if cell.mark is None:
            super().paint_content(painter, place, cell, ground)
            return
        font = theme.font(bold=cell.mark in _ENDED)
        painting.state(painter, place, cell.mark, cell.text, ground.colours, font)


# Two signs large beside one another, each with what it is called and where it stands.


_WIDTH, _HEIGHT, _SIGN = 176, 84, 28.0
_TOLD = 280
"""So much room has what is said beside signs, in pixels at 100 %; with less it stands below."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What is shown large, and where it stands."""

    text: str
    where: str
    word: str = ""
    """What clerks call it: the ladder form; empty where it has no such name."""

    @property
    def told(self) -> str:
        """What stands under the sign."""
        return f"{self.word}  {self.where}".strip()

    @property
    def codes(self) -> str:
        """The code points of the sign."""
        return " ".join(f"U+{ord(each):04X}" for each in self.text)


class GlyphPair(QWidget):
    """Draws signs; their code points are in the tip, and a screen reader hears them."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: tuple[Sign, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_signs(self, signs: Sequence[Sign]) -> None:
        """Show these signs."""
        self._signs = tuple(signs)
        self.setAccessibleName(", ".join(f"{s.text} {s.told} {s.codes}" for s in self._signs))
        self.setToolTip("\n".join(f"{s.text}  {s.codes}" for s in self._signs))
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(sum(map(self._width, self._signs)), theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max(map(self._width, self._signs), default=0), theme.px(_HEIGHT))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        cells = self._cells(width)
        return cells[-1].bottom() + 1 if cells else theme.px(_HEIGHT)

    def _cells(self, width: int) -> list[QRect]:
        """Return where each sign stands: in a further row where no room is left beside."""
        left, top, found = 0, 0, []
        for sign in self._signs:
            needed = self._width(sign)
            if left and left + needed > width:
                left, top = 0, top + theme.px(_HEIGHT)
            found.append(QRect(left, top, needed, theme.px(_HEIGHT)))
            left += needed
        return found

    def _width(self, sign: Sign) -> int:
        words = QFontMetricsF(theme.font(Size.HINT)).horizontalAdvance(sign.told)
        return max(theme.px(_WIDTH), round(words) + theme.px(24))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        large = QFont(theme.font())
        large.setPointSizeF(large.pointSizeF() / Size.BODY.value * _SIGN)
        middle = int(Qt.AlignmentFlag.AlignCenter)
        cells = self._cells(self.width())
        for sign, place in zip(self._signs, cells, strict=True):
            cell = QRectF(place)
            upper = cell.adjusted(0, theme.px(6), 0, -theme.px(28))
            seen = shown(sign.text)
            painter.setFont(large if seen == sign.text else theme.font())
            painter.setPen(QColor(colours.text))
            painter.drawText(upper, middle, seen)
            painter.setFont(theme.font(Size.HINT))
            painter.setPen(QColor(colours.text2))
            lower = cell.adjusted(0, cell.height() - theme.px(26), 0, -theme.px(4))
            painter.drawText(lower, middle, sign.told)
            painting.lines(painter, place, colours.line, "right")
            if place.bottom() < self.height() - 1:
                painting.lines(painter, place, colours.line, "bottom")


class GlyphCard(QFrame):
    """Signs, and beside them in one card what they are to one another; where narrow, under them."""

    def __init__(self, glyphs: GlyphPair, told: Text) -> None:
        super().__init__()
        style_as(self, "card")
        self._glyphs, self._told = glyphs, told
        said = padded(told, (16, 12, 16, 12))
        self._row = in_row(self, glyphs, (said, 1), gap=0, edge=0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = self._glyphs.sizeHint().width() + theme.px(_TOLD) <= self.width()
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)


# Addresses taken apart: one column for each part, one row for each paper, the result below.


Index = QModelIndex | QPersistentModelIndex

PartRow = tuple[Cell, ...]
"""The name of a paper, and each part of an address as that paper has it."""
_QUIET, _PART, _PAGE_EDGE = "text2", 40, 16


class PartsGrid(ListTable):
    """Painted parts; the table behind it is what a screen reader reads."""

    def __init__(self, name: str, titles: Sequence[str]) -> None:
        super().__init__(name, _PART)
        columns = [_part_column(place, title) for place, title in enumerate(("", *titles))]
        self._parts: RowsModel[PartRow] = RowsModel(columns, lambda row: row[0].text, parent=self)
        self.setModel(self._parts)
        self.setItemDelegate(_PartDelegate(self))
        style_as(self, "card")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # It is as high as its rows, with the bar below them where it is wider than its place.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setFixedHeight(theme.px(24))
        self._area: QAbstractScrollArea | None = None

    def lie_in(self, area: QAbstractScrollArea) -> None:
        """Share what the area shows: on a page wider than it every part is still in sight."""
        self._area = area
        area.horizontalScrollBar().rangeChanged.connect(self._share_room)

    def show_parts(self, rows: Sequence[PartRow]) -> None:
        """Show papers in rows; the last row is the result."""
        self._parts.show_rows(rows)
        self._share_room()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_room()

    def _room(self) -> int:
        """Return how much of its own width is in sight at once."""
        whole = self.viewport().width()
        if self._area is None:
            return whole
        return min(whole, self._area.viewport().width() - 2 * theme.px(_PAGE_EDGE))

    def _share_room(self, *_: int) -> None:
        """Give each column the room of its words, and all parts the same share of what is left."""
        self.resizeColumnsToContents()
        header, parts = self.horizontalHeader(), self._parts.columnCount() - 1
        spare = self._room() - header.length()
        for place in range(1, parts + 1 if spare > 0 else 0):
            share = spare * place // parts - spare * (place - 1) // parts
            header.resizeSection(place, header.sectionSize(place) + share)
        wider = header.length() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if wider else 0
        height = header.height() + theme.px(_PART) * self._parts.rowCount() + 2
        self.setFixedHeight(height + bar)


def _part_column(place: int, title: str) -> Column[PartRow]:
    return Column(
        str(place),
        title,
        lambda row: row[place].text,
        mark=lambda row: row[place].mark,
        marked=lambda row: row[place].spans,
        tone=lambda row: row[place].tone,
    )


class _PartDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        cell = cell_of(index)
        font = _font(cell)
        width = QFontMetricsF(font).horizontalAdvance(cell.text)
        if cell.mark is not None:
            width = painting.state_width(cell.text, font)
        return QSize(round(width) + 2 * theme.px(8) + 2, theme.px(_PART))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = cell_of(index)
        colours = theme.tokens(option.palette)
        painter.save()
        last = index.row() == index.model().rowCount() - 1
        ground = colours.bad_tint if is_different(cell) else colours.base
        painter.fillRect(option.rect, QColor(colours.alternate if last else ground))
        place = QRectF(option.rect).adjusted(theme.px(8), 0, -theme.px(8), 0)
        font = _font(cell)
        if cell.mark is not None:
            painting.state(painter, place, cell.mark, cell.text, colours, font)
        else:
            place.setTop(place.center().y() - painting.line_height(font) / 2)
            ink = painting.Ink(font, colours.named(cell.tone or "text"), colours)
            painting.spans(painter, place, cell.text, cell.spans, ink)
        right = () if index.column() == index.model().columnCount() - 1 else ("right",)
        painting.lines(painter, option.rect, colours.line, "bottom", *right)
        view = option.widget
        if isinstance(view, QTableView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_line(painter, QRectF(option.rect), colours, radius=0)
        painter.restore()


def is_different(cell: Cell) -> bool:
    """Say whether a part is another thing."""
    return any(span.under is Under.DIFFERENT for span in cell.spans)


def _font(cell: Cell) -> QFont:
    if cell.mark is not None or cell.tone:
        return theme.font(Size.LABEL)
    return theme.font(Size.SECTION, bold=is_different(cell))


# The rows of the grid of address parts, and the signs that differ in names.


_MOST_SIGNS = 4


def part_titles() -> tuple[str, ...]:
    """Return the titles of the parts, in the order of a Japanese address."""
    return (
        QCoreApplication.translate("ComparisonParts", "Prefecture"),
        QCoreApplication.translate("ComparisonParts", "City"),
        QCoreApplication.translate("ComparisonParts", "Town"),
        QCoreApplication.translate("ComparisonParts", "House number"),
        QCoreApplication.translate("ComparisonParts", "Building"),
        QCoreApplication.translate("ComparisonParts", "Room"),
    )


def part_rows(
    row: DataRow, sources: Sequence[TextSource], form: str, result: str
) -> tuple[PartRow, ...]:
    """Return one row for each address with its parts, and the result of each part below."""
    rows = [(Cell(form, tone=_QUIET), *_cells(row.form, left_spans(row)))]
    compared = rows.copy()
    for source in sources:
        if (pair := row.of(source)) is None:
            continue
        name = Cell(_capital(source.title), tone=_QUIET)
        rows.append((name, *_cells(pair.written, right_spans(pair))))
        if pair.left == pair.form:
            # What is compared with an address of before says nothing of the form's.
            compared.append(rows[-1])
    return (*rows, (Cell(result, tone=_QUIET), *_results(compared)))


def can_be_parted(row: DataRow) -> bool:
    """Say whether every address of a row names a city that the tables know: parts mean something.

    An address abroad or in Latin letters is read by its words alone.
    """
    texts = (row.form, *(pair.written for pair in row.pairs))
    return all(_reads(text) for text in texts if text.strip())


def _reads(address: str) -> bool:
    return AddressPart.CITY in parts(address)


def differing(pair: TextPair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the titles of the parts on one side only, and of those that say something else."""
    left, right = parts(pair.left), parts(pair.right)
    alone: list[str] = []
    other: list[str] = []
    for part, title in zip(AddressPart, part_titles(), strict=True):
        here, there = left.get(part), right.get(part)
        told = [each for each in pair.comparison.parts if each.likeness is Likeness.DIFFERENT]
        if any(_meet(each.left, here) or _meet(each.right, there) for each in told):
            (alone if here is None or there is None else other).append(title)
    return tuple(alone), tuple(other)


def _meet(span: Span, place: Span | None) -> bool:
    return place is not None and span.start < place.end and place.start < span.end


def signs(
    row: DataRow, sources: Sequence[TextSource], form: str, language: Language
) -> tuple[Sign, ...]:
    """Return the signs in which names are written differently, each once, with where it stands."""
    found: dict[str, list[str]] = {}
    for source in sources:
        pair = row.of(source)
        if pair is None:
            continue
        for part in pair.comparison.parts:
            left = pair.left[part.left.start : part.left.end]
            right = pair.right[part.right.start : part.right.end]
            _note(found, left, form)
            _note(found, right, source.title)
    return tuple(
        Sign(text, "・".join(where), _called(text, language))
        for text, where in list(found.items())[:_MOST_SIGNS]
    )


def _called(sign: str, language: Language) -> str:
    """Return what clerks call a form of a character; a variant form that has no name is one."""
    first = sign.strip()[:1]
    called = vocabulary.word_of("Sign", first, language) or ""
    if called or not first or filed_under(first) == first:
        return called
    return QCoreApplication.translate("ComparisonParts", "variant form")


def first_signs(row: DataRow) -> tuple[Likeness, str, str]:
    """Return the first signs in which a name differs, the worst kind first, and how they relate."""
    found = [
        (part.likeness, pair.left[part.left.start : part.left.end], right)
        for pair in row.pairs
        for part in pair.comparison.parts
        if (right := pair.right[part.right.start : part.right.end])
    ]
    found.sort(key=lambda each: each[0] is not Likeness.DIFFERENT)
    return found[0] if found else (Likeness.EQUAL, "", "")


def _note(found: dict[str, list[str]], text: str, where: str) -> None:
    if text.strip() and where not in found.setdefault(text, []):
        found[text].append(where)


def _cells(text: str, marked: Sequence[TextSpan]) -> Iterator[Cell]:
    places = parts(text)
    for part in AddressPart:
        span = places.get(part)
        if span is None:
            yield Cell("—", tone=_QUIET)
            continue
        inside = tuple(
            TextSpan(
                max(m.start, span.start) - span.start, min(m.end, span.end) - span.start, m.under
            )
            for m in marked
            if m.start < span.end and m.end > span.start
        )
        own = text[span.start : span.end]
        yield Cell(shown(own), spans=as_shown(own, inside))


def _results(rows: Sequence[PartRow]) -> Iterator[Cell]:
    for cells in list(zip(*rows, strict=True))[1:]:
        yield _result(cells)


def _result(cells: Sequence[Cell]) -> Cell:
    unders = {span.under for cell in cells for span in cell.spans}
    there = [cell for cell in cells if not cell.tone]
    if Under.DIFFERENT in unders:
        word = QCoreApplication.translate("ComparisonParts", "different")
        return Cell(word, mark=Mark.DEFECTIVE)
    if not there:
        return Cell(tone=_QUIET)
    if unders or len(there) < len(cells):
        word = QCoreApplication.translate("ComparisonParts", "written differently")
        return Cell(word, mark=Mark.ASK)
    return Cell(QCoreApplication.translate("ComparisonParts", "same"), mark=Mark.OK)


# The verdict on one pair: what differs, the answers with their effect, the reason.


VERDICT, _LEAST = 376, 336
"""Pixels at 100 %, before a clerk draws it wider or narrower."""

_REASON = 72
VERDICTS = (Ruling.CONFIRMED, Ruling.SAME, Ruling.NOT_SAME, Ruling.OVERRULED)
"""The verdicts in the order of their keys."""


def verdict_word(ruling: Ruling) -> str:
    """Return what a verdict is called where it is chosen: what it says of the two, or who says it.

    Where they differ, one person asks a supervisor with a reason, and a second one says “same”.
    """
    return {
        Ruling.CONFIRMED: QCoreApplication.translate("ComparisonParts", "Same"),
        Ruling.SAME: QCoreApplication.translate("ComparisonParts", "Written differently only"),
        Ruling.NOT_SAME: QCoreApplication.translate("ComparisonParts", "Different"),
        Ruling.OVERRULED: QCoreApplication.translate("ComparisonParts", "Ask a supervisor"),
    }[ruling]


_NOTES = {Mark.OK: "ok", Mark.ASK: "ask", Mark.DEFECTIVE: "bad", Mark.INFO: "info"}


def _quoting(said: str, pair: TextPair, **more: str) -> str:
    """Return a sentence with the two texts that differ; none where not exactly one part does."""
    worst = pair.comparison.likeness
    found = [part for part in pair.comparison.parts if part.likeness is worst]
    if len(found) != 1:
        return ""
    one = shown(pair.left[found[0].left.start : found[0].left.end]).strip()
    other = shown(pair.right[found[0].right.start : found[0].right.end]).strip()
    return said.format(one=one, other=other, **more) if one and other else ""


class VerdictPanel(QWidget):
    """Nothing is chosen beforehand; a verdict needs Ctrl+Enter.

    What comes next, with its button, is said over the page (`told`).
    """

    chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._through = False
        self._pair: TextPair | None = None
        self._draft: AskDraft | None = None
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, ground="window", line="left")
        self._title = Text("", Size.SECTION, bold=True, wrap=True)
        self._note = NoteFrame()
        self.tiles = OptionTiles()
        self.tiles.setObjectName("verdict")
        self.tiles.chosen.connect(self._chosen)
        self.reason = LongText()
        self.reason.setObjectName("reason")
        self.reason.setFixedHeight(theme.px(_REASON))
        self.reason.textChanged.connect(self._show_way_on)
        self._reason_label = label_for(self.reason, self.tr("Reason"))
        self._offer(None)
        self._clause_title = Text("", Size.LABEL, "text2", wrap=True)
        self._cited = Link()
        self._cited.clicked.connect(self._show_clause)
        self._stated: OpenedPart | None = None
        self._clause = Text("", Size.LABEL, wrap=True)
        self._quote = padded(self._clause, (10, 0, 0, 0))
        dress(self._quote, line="left")
        self._following, self._left = NextTold(), 0
        self._lay_out()

    def _lay_out(self) -> None:
        inside = QWidget()
        dress(inside, ground="window")
        head = in_row(None, (self._title, 1), gap=12, edge=0)
        head.addWidget(self._cited, 0, Qt.AlignmentFlag.AlignVCenter)
        self._laid = in_column(
            inside,
            *(head, self._note, self.tiles, self._reason_label, self.reason),
            *(Space(4), self._clause_title, self._quote, STRETCH),
            gap=8,
            edge=(16, 16, 4, 8),
        )
        self._scroll = PageScroll()
        self._scroll.setWidget(inside)
        self._scroll.follow_keys()
        in_column(self, (self._scroll, 1), gap=0, edge=(1, 0, 0, 0))

    def ruling(self) -> Ruling | None:
        """Return the verdict chosen."""
        value = self.tiles.value()
        return value if isinstance(value, Ruling) else None

    def leads_on(self) -> bool:
        """Say whether nothing waits for a verdict here, and none is being given anew."""
        return self._through and self.ruling() is None

    def keep(self) -> None:
        """Keep the reason as far as it is written: the page is being left or locked."""
        if self._draft is not None:
            self._draft.keep()

    def recorded(self) -> None:
        """Forget what was chosen and the draft of the reason: both stand in the verdict."""
        if self._draft is not None:
            self._draft.drop()
        self.reason.clear()
        self.tiles.set_value(None)
        self._chosen()

    def show_pair(self, state: ComparisonState) -> None:
        """Show the pair in question."""
        pair = state.pair
        fresh = pair is None or self._pair is None or pair.key != self._pair.key
        self._pair = pair
        if fresh:
            self._begin_reason(state, pair)
            self.tiles.set_value(None)
        self._offer(pair)
        self.tiles.setVisible(pair is not None and pair.to_judge)
        self._say_pair(state, pair)
        self._say_clause(state)
        self._through, self._left = not state.waiting, len(state.waiting)
        found = state.opened.examination.next
        told = next_told(found, self._session.today, self._session.language)
        # The button leads to the application: what stands over it says what is done there.
        following = self.tr("Next on the application: {what}").format(what=told.title)
        detail = "\n".join(filter(None, (following, told.detail)))
        differs = self._what_differs(state)
        title = self.tr("Nothing is left to judge here")
        if differs:
            title = self.tr("Not the same: {fields}. It is dealt with on the application").format(
                fields=differs
            )
        self._following = NextTold(title, detail, mark=Mark.DEFECTIVE if differs else None)
        self._show_way_on()

    def _what_differs(self, state: ComparisonState) -> str:
        """Return the rows of which something is another, where the page shows it in red."""
        language = self._session.language
        rows = [r for r in state.compared.rows if Mark.DEFECTIVE in map(mark_of, r.pairs)]
        names = [messages.field(each.item.value, language) for each in rows]
        if not names:
            return ""
        return writing.listed(names, language)

    def _offer(self, pair: TextPair | None) -> None:
        """Offer the four verdicts, always at the same keys, those that can be given now."""
        follows = {
            Ruling.CONFIRMED: self.tr("Another person, a supervisor, confirms it"),
            Ruling.SAME: self.tr("The same person or place: this paper counts"),
            Ruling.NOT_SAME: self.tr("Papers that explain it are asked for (notice)"),
            Ruling.OVERRULED: self.tr("One all the same: with a reason, a supervisor confirms it"),
        }
        choices = frozenset[Ruling]() if pair is None else pair.choices
        kept_from = {} if pair is None or not choices else self._why_not(pair)
        self.tiles.set_options(
            [
                Option(
                    each,
                    verdict_word(each),
                    follows[each] if each in choices else kept_from.get(each, follows[each]),
                    each in choices,
                    kept_from.get(each) == self._already,
                )
                for each in VERDICTS
            ]
        )

    @property
    def _already(self) -> str:
        """Say of a verdict that it is what stands."""
        return self.tr("It stands so already")

    def _why_not(self, pair: TextPair) -> dict[Ruling, str]:
        """Say in the place of what follows why a verdict cannot be given now."""
        different = pair.comparison.likeness is Likeness.DIFFERENT
        already, only = self._already, self.tr("Where the two differ")
        return {
            Ruling.CONFIRMED: self.tr("Once a supervisor is asked")
            if different
            else self.tr("Spelled differently: 2 says so"),
            Ruling.SAME: self.tr("The two differ") if different else already,
            Ruling.NOT_SAME: already,
            Ruling.OVERRULED: self.tr("Asked already") if pair.to_confirm else only,
        }

    def _begin_reason(self, state: ComparisonState, pair: TextPair | None) -> None:
        """Begin a blank reason for another pair; what was written of it before is offered again."""
        self.keep()
        if self._draft is not None:
            self._draft.deleteLater()
            self._draft = None
        self.reason.clear()
        if pair is not None and pair.to_judge:
            key = f"verdict-{state.opened.id}-{'-'.join(pair.key)}"
            self._draft = AskDraft(self._session, key, {"reason": self.reason}, self)

    def _say_pair(self, state: ComparisonState, pair: TextPair | None) -> None:
        if pair is None:
            self._title.setText(self.tr("Nothing to compare yet"))
            self._note.turn("info")
            self._note.say(
                self.tr("Nothing stands beside the form"),
                self.tr(
                    "A name or an address that was read from a paper stands here as soon as it is"
                    " typed, and what a department has registered as soon as it answers."
                ),
            )
            return
        source = next(each for each in state.compared.sources if each.id == pair.source)
        field = messages.field(pair.item.value, self._session.language)
        told = self.tr("{field}: form and {source}").format(field=field, source=source.title)
        self._title.setText(_capital(told))
        mark = mark_of(pair)
        said = [self._judged(state, pair) or self._standing(pair, mark, source)]
        if mark in (Mark.ASK, Mark.DEFECTIVE):
            said.insert(0, self._agreeing(state))
        if pair.item in ADDRESSES:
            said.extend(self._merged(pair))
        self._note.turn(_NOTES[mark])
        self._note.say(self._told(mark, pair), "\n".join(filter(None, said)))

    def _standing(self, pair: TextPair, mark: Mark, source: TextSource) -> str:
        """Return what becomes of a pair on which nobody has judged."""
        if mark is Mark.DEFECTIVE:
            return self._what_next(registered=source.registered)
        if mark is Mark.ASK:
            return self.tr("A person looks at the paper and decides.")
        if mark is Mark.INFO and pair.stand is Bearing.SHOWN_OTHERWISE:
            records = self.tr("By the rules this record stands in no way.")
            papers = self.tr("Identity is shown by the papers that count.")
            return records if source.registered else papers
        if pair.direct:
            return ""
        # An earlier name or address that a paper shows is what was compared.
        said = self.tr("Compared: {one} and {other}. A paper shows what was before.")
        return said.format(one=shown(pair.left), other=shown(pair.right))

    def _agreeing(self, state: ComparisonState) -> str:
        """Say which others of the row agree with the form: only this one stands apart."""
        agreed = {each.source for each in state.beside if mark_of(each) is Mark.OK}
        if not agreed:
            return ""
        titles = [each.title for each in state.compared.sources if each.id in agreed]
        language = self._session.language
        said = self.tr("Form and {sources} agree.")
        return said.format(sources=writing.listed(list(dict.fromkeys(titles)), language))

    def _merged(self, pair: TextPair) -> Iterator[str]:
        """Say what became of a municipality that is gone."""
        for text in dict.fromkeys((pair.left, pair.right)):
            if (gone := merger(text)) is not None:
                yield self.tr("{former} is in {today} since {day}.").format(
                    former=gone.former,
                    today=writing.listed(gone.today, self._session.language),
                    day=dates.full(gone.since, self._session.language),
                )

    def _told(self, mark: Mark, pair: TextPair) -> str:
        if pair.to_confirm:
            return self.tr("They differ, and one person called them the same")
        if mark is Mark.OK:
            two = pair.said is not None
            agreed = self.tr("They differ, and count as the same: two people said so")
            return agreed if two else self.tr("The two say the same")
        if mark is Mark.ASK:
            said = self.tr("“{one}” and “{other}” are written differently")
            return _quoting(said, pair) or self.tr("The two are written differently")
        return self._told_without_effect(pair) if mark is Mark.INFO else self._told_different(pair)

    def _told_different(self, pair: TextPair) -> str:
        """Say which part is another; parts are named where the tables read both addresses."""
        if pair.item in ADDRESSES and all(_reads(text) for text in (pair.left, pair.right)):
            alone, other = differing(pair)
            language = self._session.language
            if not alone and other:
                said, parts_ = (
                    self.tr("{part}: “{one}” and “{other}” differ"),
                    self.tr("Not the same: {parts}"),
                )
                named = {"part": other[0]}
                one = _quoting(said, pair, **named) if len(other) == 1 else ""
                return one or parts_.format(parts=writing.listed(other, language))
            if alone and not other:
                said = self.tr("On one side only: {parts}")
                return said.format(parts=writing.listed(alone, language))
        if pair.item in ADDRESSES:
            return self.tr("It may be another place")
        if pair.item in NAMES:
            said = self.tr("“{one}” and “{other}” are other signs: another name")
            return _quoting(said, pair) or self.tr("It is another name")
        return self.tr("The two do not agree")

    def _told_without_effect(self, pair: TextPair) -> str:
        if pair.stand is Bearing.NAMESAKE:
            return self.tr("A namesake's record: it is not the principal's")
        if pair.stand is Bearing.SHOWN_OTHERWISE:
            return self.tr("This difference holds nothing up")
        return self.tr("Written differently: no verdict is asked for")

    def _what_next(self, *, registered: bool) -> str:
        """Return what becomes of two that differ."""
        notice = self.tr("The notice says that something does not agree, not what.")
        papers = self.tr("Unless other papers show it, the notice asks for one that does.")
        typed = self.tr("What was typed wrongly is corrected on the application.")
        return "\n".join((notice if registered else papers, typed))

    def _judged(self, state: ComparisonState, pair: TextPair) -> str:
        language = self._session.language
        judged = self.tr("{ruling}, judged by {name} on {day}. {reason}")
        return "\n".join(
            judged.format(
                ruling=messages.label(each.ruling, language),
                name=state.opened.name_of(each.by),
                day=dates.near(each.on, self._session.today, language),
                reason=each.reason,
            ).strip()
            for each in (pair.said, pair.judgement)
            if each is not None
        )

    def _say_clause(self, state: ComparisonState) -> None:
        findings = ApplicationFindings(state.opened, self._session.language)
        rules = state.opened.rules
        id_ = rules.clause_of(Cited.IDENTITY)
        self._stated = findings.clause(id_)
        self._cited.setVisible(self._stated is not None)
        if self._stated is not None:
            called = messages.clause_name(id_, rules, self._session.language)
            self._cited.cite(id_, called)
            self._clause_title.setText(called)
            self._clause.setText(self._stated.text)

    def _show_clause(self) -> None:
        if self._stated is not None:
            ClauseDialog(self._stated, self).open()

    def _show_way_on(self) -> None:
        """Show the reason where one is asked for."""
        self._say_reason()
        leads, judged = self.leads_on(), self.judges()
        # A reason that was begun is in sight until it is recorded.
        reasoned = judged and (not leads or bool(self.reason.toPlainText()))
        self.reason.setVisible(reasoned)
        self._reason_label.setVisible(reasoned)

    def _say_reason(self) -> None:
        """Say whether the verdict chosen is given with a reason; of none, with which it is."""
        self._reason_label.setText(self._word_of_reason())

    def _word_of_reason(self) -> str:
        pair, ruling = self._pair, self.ruling()
        if pair is None or pair.topic is None:
            return self.tr("Reason")
        wanted = pair.choices if ruling is None else frozenset({ruling})
        needed = {each for each in wanted if needs_reason(pair.topic, each)}
        if needed and needed != wanted:
            number = next(n for n, each in enumerate(VERDICTS, 1) if each in needed)
            return self.tr("Reason (needed for {number})").format(number=number)
        return self.tr("Reason (needed)") if needed else self.tr("Reason (may be left blank)")

    def judges(self) -> bool:
        """Return whether a verdict can be given on the pair in question."""
        return self._pair is not None and self._pair.to_judge

    def told(self) -> NextTold:
        """Return what comes next: the verdict with what follows from it, or the way on."""
        if self.leads_on():
            return self._following
        if not self.judges():
            title = self.tr("%n still to judge: {key} leads to the next", "", self._left)
            return NextTold(title.format(key=shortcuts.label(Key.NEXT_FINDING)))
        kept = self.tr("Who judged, when and why is kept with the application and in the journal.")
        ruling = self.ruling()
        if ruling is None:
            choose = self.tr("Judge “{what}”: choose {verdicts}, then record it")
            verdicts = self.tr(" or ").join(self._offered())
            what = choose.format(what=self._title.text(), verdicts=verdicts)
            return NextTold(what, self.tr("What follows from each stands on it."), mark=Mark.ASK)
        follows = {
            Ruling.SAME: self.tr("This paper counts, and the finding is closed."),
            Ruling.NOT_SAME: self.tr(
                "Identity is not shown. First it goes into a notice; only if it is not cured "
                "by the due date does it become a ground."
            ),
            Ruling.OVERRULED: self.tr(
                "It waits for a supervisor who is another person, and does not count until"
                " then. A letter prints what the paper says. A later correction ends it."
            ),
            Ruling.CONFIRMED: self.tr(
                "It counts as the same, and the finding is closed. Both names stand in the"
                " journal. A letter prints what the paper says."
            ),
        }
        said = self.tr("Record the verdict “{verdict}”")
        return NextTold(said.format(verdict=verdict_word(ruling)), follows[ruling], kept)

    def numbers(self, between: str = " ") -> str:
        """Return the keys of the verdicts that can be given."""
        choices = frozenset[Ruling]() if self._pair is None else self._pair.choices
        given = (n for n, each in enumerate(VERDICTS, 1) if each in choices)
        return between.join(map(str, given))

    def _offered(self) -> list[str]:
        """Return the verdicts that can be given, as they are called."""
        choices = frozenset[Ruling]() if self._pair is None else self._pair.choices
        quoted = self.tr("“{verdict}”")
        return [quoted.format(verdict=verdict_word(e)) for e in VERDICTS if e in choices]

    def _chosen(self) -> None:
        self._show_way_on()
        if self.ruling() is not None:
            self._laid.activate()
            self._scroll.ensureWidgetVisible(self.reason)
        self.chosen.emit()


_HEADER, _ROW = 44, 40
_ITEMS, _RESULTS = 96, 140
_SOURCE = 128
"""The least width of a paper's column: more papers than have room are scrolled to."""

_NAMED = 2
"""So many rights are named beside the title."""

_VERDICT = 1
"""The place of the verdict among the parts."""

_VERDICT_ACTIONS = ("confirmSame", "same", "notSame", "overrule")


class ComparisonView(SectionView):
    """Rows of what is compared, the parts of the current one below, the verdict beside."""

    place = Place.COMPARISON
    under = Place.APPLICATIONS

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.book = ComparisonBook(session, self)
        self.book.shown.connect(self._show)
        self.book.recorded.connect(self._recorded)
        self._title = TitleBar()
        self._left = Text("", tone="text2")
        self.table = CardTable(self.tr("Comparison"), _ROW)
        self.table.setObjectName("compared")
        self.table.setItemDelegate(ComparedDelegate(self.table))
        self._heads_of_papers = PaperHeads(self.table)
        self.table.setHorizontalHeader(self._heads_of_papers)
        self.table.current_changed.connect(self._row_changed)
        self.table.horizontalHeader().sectionResized.connect(self._head_resized)
        self._parts_title = Text(self.tr("Addresses part by part"), Size.SECTION, bold=True)
        self._parts = PartsGrid(self.tr("Addresses part by part"), part_titles())
        self._parts.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._glyph_title = Text(self.tr("Character forms"), Size.SECTION, bold=True)
        self._glyphs = GlyphPair()
        self._glyph_told = Text("", wrap=True)
        self._address_part, self._name_part = QWidget(), QWidget()
        self._offer()
        blue = [self.doing.button(name, ButtonKind.MAIN) for name in ("record", "onward")]
        self.next = NextStep(blue)
        self.panel = VerdictPanel(session)
        self.panel.chosen.connect(self._chosen)
        self._sources: tuple[TextSource, ...] | None = None
        self._model: RowsModel[DataRow] | None = None
        self._lay_out()

    @override
    def open_thing(self, thing: object | None) -> None:
        if isinstance(thing, int):
            self.book.open(ApplicationId(thing))
        else:
            self.book.read_again()
        self.table.setFocus()

    @override
    def here(self) -> object | None:
        state = self.book.state
        return None if state is None else state.opened.id

    @override
    def concerned(self) -> SupplementOf | None:
        state = self.book.state
        return None if state is None else SupplementOf.to(state.opened.application)

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def leave(self) -> None:
        self.panel.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        pair = self.book.pair
        found = [("↑ ↓", self.tr("item"))]
        if self._has_beside():
            found.append(("← →", self.tr("paper or register")))
        if pair is not None and pair.to_judge:
            found.append((self.panel.numbers(), self.tr("verdict")))
        if self._may_go_on():
            found.append((shortcuts.label(Key.NEXT_FINDING), self.tr("next to judge")))
        if self._may_record():
            found.append((shortcuts.label(Key.MAIN), self.doing["record"].text()))
        elif self._leads_on():
            found.append((shortcuts.label(Key.MAIN), self.tr("go on in the application")))
        return (*found, (shortcuts.label(Key.CLOSE), self.tr("back to the application")))

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu."""
        book, stays = self.book, self._why_not_on
        back, onward = Key.PREVIOUS_FINDING, self.tr("To the application")
        self.act("previousVerdict", self.tr("Previous"), lambda: book.go_on(-1), back, why=stays)
        self.act("nextVerdict", self.tr("Next"), lambda: book.go_on(1), Key.NEXT_FINDING, why=stays)
        record = self.tr("Record the verdict")
        choose = self._why_not_record
        self.act("record", record, self._record, Key.MAIN, can=self._may_record, why=choose)
        self.act("onward", onward, self._go_onward, Key.MAIN, menu="", can=self._leads_on)
        aside = self._has_beside
        before, behind = self.tr("The paper before"), self.tr("The next paper")
        of_table = {
            **{
                str(number): self.act(
                    name,
                    verdict_word(each),
                    partial(self._choose, number),
                    menu="",
                )
                for number, (name, each) in enumerate(
                    zip(_VERDICT_ACTIONS, VERDICTS, strict=True), 1
                )
            },
            "Left": self.act(
                "besideBefore", before, lambda: book.look_aside(-1), menu="", can=aside
            ),
            "Right": self.act("besideNext", behind, lambda: book.look_aside(1), menu="", can=aside),
        }
        for key, action in of_table.items():
            # These act only where no text is typed: the table has the focus there.
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self.table.addAction(action)

    def _go_onward(self) -> None:
        self.session.open_application.emit(self.here())

    def _lay_out(self) -> None:
        self._title.add(self._left)
        self._title.add_button(self.doing.button("previousVerdict"))
        self._title.add_button(self.doing.button("nextVerdict"))
        inside = QWidget()
        dress(inside, ground="window")
        scroll = PageScroll()
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        scroll.setWidget(inside)
        self._parts.lie_in(scroll)
        signs_told = GlyphCard(self._glyphs, self._glyph_told)
        parted = self.tr("The chosen paper; what is underlined differs")
        written = self.tr("Two ways to write it, large enough to be seen")
        for part, title, legend, below in (
            (self._address_part, self._parts_title, parted, (self._parts,)),
            (self._name_part, self._glyph_title, written, (signs_told,)),
        ):
            head = in_row(None, title, (Text(legend, Size.LABEL, "text2", wrap=True), 1), gap=12)
            in_column(part, head, *below, gap=8, edge=0)
        self._to_read = NoteFrame("info")
        self._to_read.setObjectName("toRead")
        self._to_read.link_clicked.connect(self._read_paper)
        above = in_column(None, self.table, self._to_read, gap=8, edge=0)
        lower = (self._address_part, self._name_part, STRETCH)
        in_column(inside, above, *lower, gap=24, edge=_PAGE_EDGE)
        parts = ((scroll, WHOLE), (self.panel, VERDICT))
        self._body = Divided("comparison", self.session.screen, 0, parts, parent=self)
        self._body.name_parts(
            self.tr("Parts of this page"), self.tr("Comparison"), self.tr("Verdict")
        )
        in_column(self, self._title, self.next, (self._body, 1), gap=0, edge=0)
        self.next.hide()
        self.doing.refresh()

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
        self._show_to_read()
        self._show_parts(state)
        self.panel.show_pair(state)
        self._chosen()

    def _asked(self, rights: Sequence[Right]) -> str:
        """Return what is asked for, or how many rights: many words leave a long name no room."""
        if len(rights) > _NAMED:
            return self.tr("%n claim(s)", "", len(rights))
        return words.labels(rights, self.session.language)

    def _show_table(self, state: ComparisonState) -> None:
        if state.compared.sources != self._sources:
            self._sources = state.compared.sources
            columns = self._columns(self._sources)
            self._model = RowsModel(columns, lambda row: row.item, parent=self)
            self.table.show_model(self._model)
            papers = 1 + len(self._sources)
            self.table.setMinimumWidth(theme.px(_ITEMS + papers * _SOURCE + _RESULTS))
        if self._model is None:
            return
        self._fit_head()
        self._model.show_rows(state.compared.rows)
        places = {source.id: place for place, source in enumerate(self._sources, 2)}
        self._heads_of_papers.mark(None if state.pair is None else places[state.pair.source])
        if state.current is not None:
            self.table.choose(self._model.row_of(DataItem(state.current[0])))
        self.table.fit()

    def _show_to_read(self) -> None:
        """Say which of the papers' texts nobody typed in yet, with the way to type them in."""
        found = self.book.to_read()
        self._to_read.setVisible(found is not None)
        if found is not None:
            source, items = found
            language = self.session.language
            fields = [messages.field(each.value, language) for each in items]
            said = self.tr("{paper}: {fields} not typed in yet")
            listed = writing.listed(fields, language)
            told = said.format(paper=_capital(source.title), fields=listed)
            self._to_read.say(told, "", self.tr("Type it in"))

    def _read_paper(self) -> None:
        found, id_ = self.book.to_read(), self.here()
        if found is not None and isinstance(id_, int):
            source = EnclosureId(found[0].id)
            self.session.open_application.emit(ReadingOf(ApplicationId(id_), source))

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

    def _came(self, source: TextSource) -> str:
        """Say when a paper arrived or a record was answered: a paper has days of its own."""
        if not source.detail:
            return ""
        said = self.tr("answered {day}") if source.registered else self.tr("arrived {day}")
        return said.format(day=source.detail)

    def _columns(self, sources: Sequence[TextSource]) -> list[Column[DataRow]]:
        language = self.session.language
        first: Column[DataRow] = Column(
            "item",
            self.tr("Item"),
            lambda row: _capital(messages.field(row.item.value, language)),
            _ITEMS,
            tone=lambda _: "text2",
        )
        form: Column[DataRow] = Column(
            "form",
            self.tr("Form"),
            lambda row: shown(row.form) or self.tr("not filled in"),
            marked=lambda row: as_shown(row.form, left_spans(row)),
            tone=lambda row: "" if row.form else "text2",
        )
        result: Column[DataRow] = Column(
            "result",
            self.tr("Result"),
            lambda row: self.book.word(self.book.mark(row)),
            _RESULTS,
            mark=self.book.mark,
        )
        return [first, form, *(self._source_column(source) for source in sources), result]

    def _source_column(self, source: TextSource) -> Column[DataRow]:
        def text(row: DataRow) -> str:
            pair = row.of(source)
            return self.book.missing(source, row.item) if pair is None else shown(pair.written)

        def marked(row: DataRow) -> tuple[TextSpan, ...]:
            pair = row.of(source)
            return () if pair is None else as_shown(pair.written, right_spans(pair))

        return Column(
            source.id,
            f"{_capital(source.title)}\n{self._came(source)}",
            text,
            marked=marked,
            tone=lambda row: "text2" if row.of(source) is None else "",
        )

    def _show_parts(self, state: ComparisonState) -> None:
        """Show the row in question taken apart, or the first that can be: nothing jumps."""
        sources, form = state.compared.sources, self.tr("form")
        current = None if state.current is None else DataItem(state.current[0])
        rows = sorted(state.compared.rows, key=lambda row: row.item is not current)
        address = next(
            (r for r in rows if r.item in ADDRESSES and r.pairs and can_be_parted(r)), None
        )
        language = self.session.language
        name = next(
            (r for r in rows if r.item in NAMES and signs(r, sources, form, language)), None
        )
        self._address_part.setVisible(address is not None)
        self._name_part.setVisible(name is not None)
        if address is not None:
            rows_ = part_rows(address, sources, self.tr("Form"), self.tr("Result"))
            self._parts.show_parts(rows_)
        if name is not None:
            self._glyphs.show_signs(signs(name, sources, form, language))
            self._glyph_told.setText(self._said_of_signs(state, name))

    def _said_of_signs(self, state: ComparisonState, row: DataRow) -> str:
        """Say what the signs are to one another, and what else agrees; a person decides."""
        language, told = self.session.language, []
        likeness, one, other = first_signs(row)
        if one and other and likeness is Likeness.WRITTEN_DIFFERENTLY:
            said = self.tr(
                "“{other}” is another form of “{one}”: perhaps one person, but not taken for one."
            )
            told.append(said.format(one=shown(one), other=shown(other)))
        elif one and other:
            said = self.tr("“{one}” and “{other}” are two signs, no forms of one.")
            told.append(said.format(one=shown(one), other=shown(other)))
        others = (each for each in state.compared.rows if each.item is not row.item and each.pairs)
        same = [
            messages.field(each.item.value, language)
            for each in others
            if self.book.mark(each) is Mark.OK
        ]
        if same:
            agreeing = self.tr("The same otherwise: {fields}.")
            told.append(agreeing.format(fields=writing.listed(same, language)))
        told.append(self.tr("A person decides."))
        return (" " if language is Language.EN else "").join(told)

    def _row_changed(self, item: object) -> None:
        if isinstance(item, DataItem):
            self.book.look_at_row(item)

    def _choose(self, number: int) -> None:
        if not self.panel.tiles.isHidden():
            self._body.show_part(_VERDICT)
            self.panel.tiles.choose_number(number)

    def _chosen(self) -> None:
        """Say over the page what comes next, with one blue button: it is recorded, or leads on."""
        leads = self.panel.leads_on()
        # What cannot be seen can never be done in Qt: this comes before each is asked.
        self.doing["record"].setVisible(self.panel.judges() and not leads)
        self.doing["onward"].setVisible(leads)
        self.doing.refresh()
        self.next.setVisible(self.book.state is not None)
        self.next.say(self.panel.told())
        self.keys_changed.emit()

    def _may_go_on(self) -> bool:
        state = self.book.state
        return state is not None and bool(state.waiting or state.compared.pairs)

    def _has_beside(self) -> bool:
        state = self.book.state
        return state is not None and len(state.beside) > 1

    def _why_not_on(self) -> str:
        return "" if self._may_go_on() else self.tr("Nothing else is to be judged.")

    def _may_record(self) -> bool:
        pair = self.book.pair
        return pair is not None and pair.to_judge and self.panel.ruling() is not None

    def _why_not_record(self) -> str:
        return "" if self._may_record() else self.tr("Choose a verdict first.")

    def _leads_on(self) -> bool:
        return self.here() is not None and self.panel.leads_on()

    def _record(self) -> None:
        ruling, reason = self.panel.ruling(), self.panel.reason.toPlainText()
        if ruling is None:
            return
        if (question := self.book.second(ruling, reason)) is not None:
            self.ask(question, self._recorded)
        else:
            self.book.record(ruling, reason)

    def _recorded(self) -> None:
        self.panel.recorded()
        self.session.said.emit(self.tr("The verdict is recorded."))
        self.table.setFocus()


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
