# SPDX-License-Identifier: MIT
"""Findings as cards: their order, which are hidden, the one in question with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desk_app.gui.kit.look import icons, painting, theme
from desk_app.gui.kit.look.painting import Mark, look
from desk_app.gui.kit.look.text import announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import show_keys_of_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from desk_app.gui.kit.look.theme import Tokens


Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ORDER = (Mark.MISSING, Mark.DEFECTIVE, Mark.ASK, Mark.OPEN, Mark.INFO, Mark.OK, Mark.NOT_NEEDED)
_SETTLED = (Mark.INFO, Mark.OK, Mark.NOT_NEEDED)
QUIET_SHOWN = 4
_END = 4
"""The room over the first line of the common card and under its last, in pixels at 100 %."""


@dataclass(frozen=True, slots=True)
class OpenedPart:
    """What an opened finding shows: the clause, how it was counted."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in the clerk's language.

    ``key`` stays the same while the finding is about the same thing; ``word`` is the state in
    words; ``clause_name`` is what its clause is called; ``field`` names the form's field that
    cures it, ``also`` other fields it speaks of. One
    that is ``folded`` is shown once more are asked for: what it says stands elsewhere too.
    """

    key: str
    mark: Mark
    word: str
    title: str
    detail: str = ""
    clause: str = ""
    opened: tuple[OpenedPart, ...] = ()
    field: str = ""
    also: tuple[str, ...] = ()
    folded: bool = False
    clause_name: str = ""

    @property
    def quiet(self) -> bool:
        """Say whether it stands in the common card: nothing is to be done, or nothing yet."""
        return self.mark is Mark.OPEN or self.settled

    @property
    def settled(self) -> bool:
        """Say whether nothing has to be done about it."""
        return self.mark in _SETTLED

    def is_about(self, field: str) -> bool:
        """Say whether it speaks of a field."""
        return field == self.field or field in self.also

    @property
    def cited(self) -> str:
        """The clause by its id, and what it is called."""
        return f"{self.clause} {self.clause_name}".strip()

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return " ".join(p for p in (self.word, self.title, self.detail, self.cited) if p)


class FindingsModel(QAbstractListModel):
    """Keeps the order, and the place of everything while the cursor is over it."""

    def __init__(self, more_text: Callable[[int, bool], str], parent: QObject) -> None:
        super().__init__(parent)
        self._more_text = more_text
        self.lines: tuple[FindingLine, ...] = ()
        """All findings in their order."""
        self._shown: tuple[FindingLine, ...] = ()
        self._all = False
        self.opened = ""
        """The key of the opened finding."""

    def show_lines(self, lines: Sequence[FindingLine], *, hold: bool) -> bool:
        """Show these findings and say whether anything changed; ``hold`` keeps places."""
        fresh = _held(self.lines, lines) if hold else _ordered(lines)
        if fresh == self.lines:
            return False
        shown = _shown(fresh, everything=self._all)
        same_rows = [line.key for line in fresh] == [line.key for line in self.lines]
        if same_rows and len(shown) == len(self._shown):
            self.lines, self._shown = fresh, shown
            self._touch()
            return True
        self.beginResetModel()
        self.lines, self._shown = fresh, shown
        self.endResetModel()
        return True

    def put_in_order(self) -> None:
        """Bring everything to its place: the cursor has left."""
        self.show_lines(self.lines, hold=False)

    def show_all(self) -> None:
        """Show the quiet findings that were hidden."""
        self.beginResetModel()
        self._all = True
        self._shown = self.lines
        self.endResetModel()

    def line_at(self, row: int) -> FindingLine | None:
        """Return the finding of a row; none for the row that shows more."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, key: str) -> int | None:
        """Return the row of a finding."""
        for row, line in enumerate(self._shown):
            if line.key == key:
                return row
        return None

    def opened_row(self) -> int:
        """Return the row of the opened finding, 0 where none is."""
        return self.row_of(self.opened) or 0

    def open_key(self, key: str) -> None:
        """Open one finding; the one before closes."""
        self.opened = key
        if self.row_of(key) is None and any(line.key == key for line in self.lines):
            self.show_all()
        self._touch()

    def open_field(self, names: Sequence[str]) -> bool:
        """Open what is to be done about a field by its names, the nearest first.

        What is open and about it stays open. Say whether there is anything new to open.
        """
        for name in names:
            told = [line.key for line in self.lines if not line.settled and line.is_about(name)]
            if self.opened in told:
                return False
            if told:
                self.open_key(told[0])
                return True
        return False

    def open_next(self, step: int) -> FindingLine | None:
        """Open the next finding to be done, or the one before, around the ends."""
        waiting = [line for line in self.lines if not line.settled]
        if not waiting:
            return None
        keys = [line.key for line in waiting]
        before = -1 if step > 0 else 0
        place = keys.index(self.opened) if self.opened in keys else before
        line = waiting[(place + step) % len(waiting)]
        self.open_key(line.key)
        return line

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        if parent.isValid():
            return 0
        return len(self._shown) + self._more()

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.line_at(index.row())
        if line is None:
            return self._more_words() if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        return line.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _more_words(self) -> str:
        hidden = set(self.lines) - set(_shown(self.lines, everything=False))
        return self._more_text(len(hidden), all(line.mark is Mark.OK for line in hidden))

    def _more(self) -> int:
        return int(len(self._shown) < len(self.lines))

    def is_quiet(self, row: int) -> bool:
        """Say whether a row stands in the common card of what needs nothing."""
        line = self.line_at(row)
        return line is None or line.quiet

    def joined(self, row: int) -> tuple[bool, bool]:
        """Return whether a row of the common card goes on above, and below."""
        return row > 0 and self.is_quiet(row - 1), row < self.rowCount() - 1

    def margins(self, row: int) -> tuple[int, int]:
        """Return the room over and under a row: the common card has some at its two ends."""
        if not self.is_quiet(row):
            return 0, 0
        above, below = self.joined(row)
        return (0 if above else theme.px(_END)), (0 if below else theme.px(_END))

    def _touch(self) -> None:
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(rows - 1))


def _ordered(lines: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    return tuple(sorted(lines, key=lambda line: _ORDER.index(line.mark)))


def _held(before: Sequence[FindingLine], now: Sequence[FindingLine]) -> tuple[FindingLine, ...]:
    """Keep what was there where it was; what is new comes behind, but never below what is fine."""
    fresh = {line.key: line for line in now}
    kept = [fresh.pop(line.key) for line in before if line.key in fresh]
    new = _ordered(list(fresh.values()))
    loud = max((place for place, line in enumerate(kept, start=1) if not line.quiet), default=0)
    return (
        *kept[:loud],
        *(line for line in new if not line.quiet),
        *kept[loud:],
        *(line for line in new if line.quiet),
    )


def _shown(lines: Sequence[FindingLine], *, everything: bool) -> tuple[FindingLine, ...]:
    if everything:
        return tuple(lines)
    hidden = {line.key for line in lines if line.folded}
    settled = [line for line in lines if line.settled and not line.folded]
    if len(settled) > QUIET_SHOWN + 1:
        hidden |= {line.key for line in settled[QUIET_SHOWN:]}
    return tuple(line for line in lines if line.key not in hidden)


# How findings are drawn: cards of their own height, quiet ones in one card together.


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class CardPlan:
    """Where the parts of a card stand; heights grow with the words."""

    card: QRectF
    title: QRectF
    clause: QRectF
    detail: QRectF
    parts: tuple[tuple[QRectF, QRectF], ...]
    opened: bool

    @property
    def bar(self) -> QRectF:
        """The line at the left of the opened part."""
        top, bottom = self.parts[0][0].top(), self.parts[-1][1].bottom()
        return QRectF(self.title.left(), top, theme.px(3), bottom - top)


def plan(line: FindingLine, place: QRectF, *, opened: bool) -> CardPlan:
    """Lay out a card from the top of a place in the width of it."""
    pad = theme.px(5 if line.quiet else 10)
    left = place.left() + theme.px(14 + 16 + 8)
    right = place.right() - theme.px(13)
    top = place.top() + pad
    # The clause stands at the end of the first line by its id: what it is called stands in the
    # opened part, and is said where the pointer is.
    cited = QFontMetricsF(_small()).horizontalAdvance(line.clause) + 1
    across, high = right - left, painting.line_height(_small()) if line.clause else 0
    title_width = across - (cited + theme.px(12) if line.clause else 0)
    title = _block(left, top, title_width, line.title, title_font(line))
    clause = QRectF(right - cited, top, cited, high)
    shown = line.detail if not line.quiet or opened else ""
    detail = _block(left, title.bottom(), across, shown, _small())
    bottom = detail.bottom()
    parts: list[tuple[QRectF, QRectF]] = []
    for number, part in enumerate(line.opened if opened else ()):
        inner = left + theme.px(12)
        gap = theme.px(8 if number == 0 else 4)
        head = _block(inner, bottom + gap, right - inner, part.title, theme.font(Size.HINT))
        body = _block(inner, head.bottom(), right - inner, part.text, _small())
        parts.append((head, body))
        bottom = body.bottom()
    height = bottom + pad - place.top()
    return CardPlan(
        QRectF(place.left(), place.top(), place.width(), height),
        title,
        clause,
        detail,
        tuple(parts),
        opened,
    )


def title_font(line: FindingLine) -> QFont:
    """Return the type of a title: bold where something is to be done."""
    return _small() if line.quiet else theme.font(bold=True)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A card as it was laid out, and of what: its words, its width, the type."""

    under: tuple[FindingLine, int, QFont]
    plan: CardPlan


class FindingDelegate(QStyledItemDelegate):
    """Draws cards; those with something to do stand apart, the quiet ones share a card.

    A card is laid out anew only when its words or its width have changed.
    """

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._laid: dict[tuple[str, bool], _Laid] = {}

    def forget(self) -> None:
        """Hold nothing any more."""
        self._laid.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else theme.px(300)
        findings = _model(index)
        line = findings.line_at(index.row())
        if line is None:
            return QSize(width, theme.px(32))
        gap = sum(findings.margins(index.row())) if line.quiet else theme.px(9)
        laid = self._plan(line, width, opened=line.key == findings.opened)
        return QSize(width, round(laid.card.height()) + gap)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens(option.palette)
        painter.save()
        findings = _model(index)
        line = findings.line_at(index.row())
        view, card = option.widget, QRectF(option.rect)
        joined = findings.joined(index.row())
        if not findings.is_quiet(index.row()):
            joined = (False, False)
            card.setBottom(card.bottom() - theme.px(9))
        _paint_card(painter, card, joined, colours)
        if line is not None:
            opened = line.key == findings.opened
            laid = self._plan(line, option.rect.width(), opened=opened)
            corner = card.topLeft() + QPointF(0, findings.margins(index.row())[0])
            painter.translate(corner)
            _paint_line(painter, line, laid, card.height(), colours)
            painter.translate(-corner)
        else:
            _paint_more(painter, card, str(index.data()), colours)
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painting.focus_line(painter, card, colours)
        painter.restore()

    def _plan(self, line: FindingLine, width: int, *, opened: bool) -> CardPlan:
        """Return the plan of a card that begins at the top left."""
        kept = self._laid.get((line.key, opened))
        under = (line, width, theme.font())
        if kept is None or kept.under != under:
            kept = _Laid(under, plan(line, QRectF(0, 0, width, 0), opened=opened))
            self._laid[line.key, opened] = kept
        return kept.plan


def _model(index: Index) -> FindingsModel:
    return cast("FindingsModel", index.model())


def _paint_card(
    painter: QPainter, card: QRectF, joined: tuple[bool, bool], colours: Tokens
) -> None:
    """Draw a frame; the parts of a common card are cut out of one that goes on above or below."""
    beyond, (above, below) = theme.px(8), joined
    whole = card.adjusted(0, -beyond if above else 0, 0, beyond if below else 0)
    painter.setClipRect(card)
    painting.box(painter, whole, colours.base, colours.line)
    painter.setClipping(False)


def _paint_line(
    painter: QPainter, line: FindingLine, laid: CardPlan, height: float, colours: Tokens
) -> None:
    drawn = look(line.mark)
    if laid.opened and not line.quiet:
        painter.fillRect(QRectF(0, 0, theme.px(3), height), QColor(colours.accent))
    side = theme.px(16)
    first = painting.line_height(title_font(line))
    spot = QRectF(theme.px(14), laid.title.top() + (first - side) / 2, side, side)
    icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))
    # What is as it should be is read last: it stands back behind what is to be done.
    back = line.mark is Mark.OPEN or (line.quiet and not laid.opened)
    tone = colours.text2 if back else colours.text
    painting.wrapped(painter, laid.title, line.title, painting.Ink(title_font(line), tone, colours))
    quiet = painting.Ink(_small(), colours.text2, colours)
    if not line.quiet or laid.opened:
        painting.wrapped(painter, laid.detail, line.detail, quiet)
    _paint_clause(painter, laid.clause, line.clause, colours.accent)
    if laid.parts:
        _paint_opened(painter, laid, line, colours)


def _paint_clause(painter: QPainter, place: QRectF, clause: str, colour: str) -> None:
    font = QFont(_small())
    font.setUnderline(True)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(place, _RIGHT, clause)


def _paint_opened(painter: QPainter, laid: CardPlan, line: FindingLine, colours: Tokens) -> None:
    painter.fillRect(laid.bar, QColor(colours.line))
    hint = painting.Ink(theme.font(Size.HINT), colours.text2, colours)
    body = painting.Ink(_small(), colours.text, colours)
    for part, (head, text) in zip(line.opened, laid.parts, strict=True):
        painting.wrapped(painter, head, part.title, hint)
        painting.wrapped(painter, text, part.text, body)


def _paint_more(painter: QPainter, card: QRectF, words: str, colours: Tokens) -> None:
    inner = card.adjusted(theme.px(38), 0, -theme.px(13), 0)
    painter.setFont(_small())
    painter.setPen(QColor(colours.text2))
    painter.drawText(inner, _LEFT, words)
    side = theme.px(12)
    spot = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
    icons.paint(painter, "down", spot, colours.text2)


def _block(left: float, top: float, width: float, text: str, font: QFont) -> QRectF:
    return QRectF(left, top, width, painting.text_height(text, font, width))


def _small() -> QFont:
    return theme.font(Size.LABEL)


# The findings beside a form: one card each, the one in question opened with its clause.


_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindingsList(QListView):
    """Missing, defective, ask, ok, in this order, and nothing moves under the cursor.

    Arrows move and open, Enter goes to the field, a click too; a click on a clause asks for it.
    """

    field_wanted = Signal(str)
    clause_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._findings = FindingsModel(self._more_text, self)
        self.setModel(self._findings)
        self._cards = FindingDelegate(self)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSpacing(0)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("ground", "window")
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Findings"))

    def show_findings(
        self, lines: Sequence[FindingLine], summary: str = "", *, hold: bool = True
    ) -> None:
        """Show these findings; the summary is spoken when something has changed.

        Where pointer or keys are they keep their places, unless ``hold`` says that they are those
        of something else.
        """
        current = self.current_key() if hold else ""
        if not self._findings.show_lines(lines, hold=hold and self.is_held()):
            return
        if not lines or not hold:
            self._cards.forget()
        if summary:
            announce(self, summary)
        self._choose_key(current)
        self._lay_out()

    def lines(self) -> tuple[FindingLine, ...]:
        """Return the findings in the order shown."""
        return self._findings.lines

    def current_key(self) -> str:
        """Return the key of the current finding."""
        line = self._findings.line_at(self.currentIndex().row())
        return line.key if line is not None else ""

    def open_for(self, names: Sequence[str]) -> None:
        """Open the first finding of a field that is not ok; the field has the focus now.

        It may have several names, the nearest first.
        """
        if self._findings.open_field(names):
            self._lay_out()
            self.scrollTo(self._findings.index(self._findings.opened_row()))

    def is_held(self) -> bool:
        """Say whether pointer or keys are here: what lies under them keeps its place."""
        return self.underMouse() or self.hasFocus()

    def opened_key(self) -> str:
        """Return the key of the opened finding."""
        return self._findings.opened

    def go_on(self, step: int) -> None:
        """Open the next finding that is not ok, or the one before, and ask for its field."""
        line = self._findings.open_next(step)
        if line is not None:
            self._lay_out()
            self._choose_key(line.key)
            self.field_wanted.emit(line.field)

    def clear(self) -> None:
        """Hold nothing any more."""
        self._findings.show_lines((), hold=False)
        self._cards.forget()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self._use(self.currentIndex())
        elif event.key() == Qt.Key.Key_F1:
            line = self._findings.line_at(self.currentIndex().row())
            self.clause_wanted.emit(line.clause if line is not None else "")
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        line = self._findings.line_at(index.row())
        if line is not None and self._on_clause(index, event.position().toPoint()):
            self.clause_wanted.emit(line.clause)
        elif index.isValid():
            self._use(index)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        over = self._on_clause(self.indexAt(point), point)
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        line = self._findings.line_at(self.indexAt(point).row())
        self.viewport().setToolTip(line.cited if over and line is not None else "")

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        show_keys_of_empty(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words their room anew: Qt does so only where a list grows higher or lower."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._settle()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._settle()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._findings.index(0))

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        line = self._findings.line_at(current.row())
        if line is not None and self.hasFocus():
            self._findings.open_key(line.key)
            self._lay_out()

    def _use(self, index: QModelIndex) -> None:
        line = self._findings.line_at(index.row())
        if line is None:
            self._findings.show_all()
            self._lay_out()
            return
        self._findings.open_key(line.key)
        self._lay_out()
        if line.field:
            self.field_wanted.emit(line.field)

    def _on_clause(self, index: QModelIndex, point: QPoint) -> bool:
        line = self._findings.line_at(index.row())
        if line is None or not line.clause:
            return False
        opened = line.key == self._findings.opened
        place = QRectF(self.visualRect(index))
        place.setTop(place.top() + self._findings.margins(index.row())[0])
        return plan(line, place, opened=opened).clause.contains(point)

    def _settle(self) -> None:
        if not self.underMouse() and not self.hasFocus():
            current = self.current_key()
            self._findings.put_in_order()
            self._choose_key(current)
            self._lay_out()

    def _choose_key(self, key: str) -> None:
        row = self._findings.row_of(key)
        self.setCurrentIndex(self._findings.index(row) if row is not None else QModelIndex())

    def _lay_out(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _more_text(self, hidden: int, all_ok: bool) -> str:  # noqa: FBT001 handed on as a function
        # Not by tr: it would look in the heir's own words first, and take the bare text for a find.
        if all_ok:
            return QCoreApplication.translate(
                "FindingsList", "Show %n more that are ok", "", hidden
            )
        return QCoreApplication.translate("FindingsList", "Show %n more", "", hidden)
