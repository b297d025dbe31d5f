# SPDX-License-Identifier: MIT
"""How findings are drawn: cards of their own height, quiet ones in one card together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from desk_app.gui import icons, painting, theme
from desk_app.gui.marks import look
from desk_app.gui.overriding import override
from desk_app.gui.theme import Size
from desk_app.gui.widgets.finding_lines import Place

if TYPE_CHECKING:
    from desk_app.gui.tokens import Tokens
    from desk_app.gui.widgets.finding_lines import FindingLine, FindingsModel

Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Plan:
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


def plan(line: FindingLine, place: QRectF, *, opened: bool) -> Plan:
    """Lay out a card from the top of a place in the width of it."""
    pad = theme.px(6 if line.quiet else 10)
    left = place.left() + theme.px(14 + 16 + 8)
    right = place.right() - theme.px(13)
    top = place.top() + pad
    clause_width = QFontMetricsF(_small()).horizontalAdvance(line.clause) + 1
    title_width = right - left - (clause_width + theme.px(8) if line.clause else 0)
    title = _block(left, top, title_width, line.title, title_font(line))
    clause = QRectF(right - clause_width, top, clause_width, painting.line_height(_small()))
    shown = line.detail if not line.quiet or opened else ""
    detail = _block(left, title.bottom(), right - left, shown, _small())
    parts: list[tuple[QRectF, QRectF]] = []
    bottom = detail.bottom()
    for number, part in enumerate(line.opened if opened else ()):
        inner = left + theme.px(12)
        gap = theme.px(8 if number == 0 else 4)
        head = _block(inner, bottom + gap, right - inner, part.title, theme.font(Size.HINT))
        body = _block(inner, head.bottom(), right - inner, part.text, _small())
        parts.append((head, body))
        bottom = body.bottom()
    height = bottom + pad - place.top()
    return Plan(
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
    plan: Plan


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
        gap = 0 if line.quiet else theme.px(9)
        laid = self._plan(line, width, opened=line.key == findings.opened_key())
        return QSize(width, round(laid.card.height()) + gap)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = theme.tokens(option.palette)
        painter.save()
        findings = _model(index)
        line = findings.line_at(index.row())
        place = findings.place_of(index.row())
        view = option.widget
        current = isinstance(view, QListView) and view.currentIndex() == index
        focused = current and isinstance(view, QListView) and view.hasFocus()
        card = QRectF(option.rect)
        if place is Place.ALONE:
            card.setBottom(card.bottom() - theme.px(9))
        _paint_card(painter, card, place, colours)
        if line is not None:
            opened = line.key == findings.opened_key()
            laid = self._plan(line, option.rect.width(), opened=opened)
            painter.translate(card.topLeft())
            _paint_line(painter, line, laid, card.height(), colours)
            painter.translate(-card.topLeft())
        else:
            _paint_more(painter, card, str(index.data()), colours)
        if focused:
            painting.focus_line(painter, card, colours)
        painter.restore()

    def _plan(self, line: FindingLine, width: int, *, opened: bool) -> Plan:
        """Return the plan of a card that begins at the top left."""
        kept = self._laid.get((line.key, opened))
        under = (line, width, theme.font())
        if kept is None or kept.under != under:
            kept = _Laid(under, plan(line, QRectF(0, 0, width, 0), opened=opened))
            self._laid[line.key, opened] = kept
        return kept.plan


def _model(index: Index) -> FindingsModel:
    return cast("FindingsModel", index.model())


def _paint_card(painter: QPainter, card: QRectF, place: Place, colours: Tokens) -> None:
    """Draw a frame; the parts of a common card are cut out of one that is higher."""
    whole = QRectF(card)
    beyond = theme.px(8)
    if place in (Place.MIDDLE, Place.LAST):
        whole.setTop(whole.top() - beyond)
    if place in (Place.MIDDLE, Place.FIRST):
        whole.setBottom(whole.bottom() + beyond)
    painter.setClipRect(card)
    painting.box(painter, whole, colours.base, colours.line)
    painter.setClipping(False)


def _paint_line(
    painter: QPainter, line: FindingLine, laid: Plan, height: float, colours: Tokens
) -> None:
    drawn = look(line.mark)
    if laid.opened and not line.quiet:
        painter.fillRect(QRectF(0, 0, theme.px(3), height), QColor(colours.accent))
    side = theme.px(16)
    first = painting.line_height(title_font(line))
    spot = QRectF(theme.px(14), laid.title.top() + (first - side) / 2, side, side)
    icons.paint(painter, drawn.icon, spot, colours.named(drawn.tone))
    painting.wrapped(
        painter, laid.title, line.title, painting.Ink(title_font(line), colours.text, colours)
    )
    quiet = painting.Ink(_small(), colours.text2, colours)
    if not line.quiet or laid.opened:
        painting.wrapped(painter, laid.detail, line.detail, quiet)
    _paint_clause(painter, laid.clause, line.clause, colours)
    if laid.parts:
        _paint_opened(painter, laid, line, colours)


def _paint_clause(painter: QPainter, place: QRectF, clause: str, colours: Tokens) -> None:
    font = QFont(_small())
    font.setUnderline(True)
    painter.setFont(font)
    painter.setPen(QColor(colours.accent))
    painter.drawText(place, _RIGHT, clause)


def _paint_opened(painter: QPainter, laid: Plan, line: FindingLine, colours: Tokens) -> None:
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
