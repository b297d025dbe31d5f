# SPDX-License-Identifier: MIT
"""The parts of the desk's own pages: forms to fill in, boxes to sign, a key on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.barcodes import drawn_qr
from desk_app.letters.blocks import Slab
from desk_app.letters.setting import Align
from desk_app.letters.sheet import POINTS, Face, Type
from desk_app.letters.tables import HEAD_FILL, PADDING_X, PADDING_Y, RULE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.letters.setting import Setter, Text
    from desk_app.letters.sheet import Sheet

_LABEL = Type(Face.GOTHIC, 9.0, 13.0)
_GROUP = Type(Face.BOLD, 16.0, 18.0, 90)
_CHECK = Type(Face.GOTHIC, 16.0, 18.0)
_COUNTED = Type(Face.GOTHIC, 7.0, 9.0)
_HEAD_HEIGHT = 6.4
_LINE_HEIGHT = 6.4
_ROW_HEIGHT = 11.4
_COLUMNS = 4
_COLUMN_GAP = 4.0
_GROUP_BASE = 8.2
_UNDER = 10.2
_QR = 36.0
_QR_GAP = 6.0


def _middle(top: float, height: float, kind: Type) -> float:
    """Return the base line of text in the middle of a strip."""
    return top + height / 2 + 0.37 * kind.size / POINTS


class FieldRow(NamedTuple):
    """One row of a form: label, content, least height in millimetres."""

    label: str
    content: Text
    height: float


@dataclass(frozen=True, slots=True)
class Form:
    """Rows of a grey label and what stands, or will be written, beside it."""

    rows: tuple[FieldRow, ...]
    share: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return one slab per row."""
        return [self._row(setter, row, x, width) for row in self.rows]

    def _row(self, setter: Setter, row: FieldRow, x: float, width: float) -> Slab:
        label_width = width * self.share / 100
        room = width - label_width - 2 * PADDING_X
        lines = setter.lines(row.content, self.kind, room, Align.LEFT)
        height = max(row.height, len(lines) * self.kind.height + 2 * PADDING_Y)
        label_kind = _LABEL.fitted(setter.width(_LABEL, row.label), label_width - PADDING_X)

        def draw(sheet: Sheet, top: float) -> None:
            sheet.fill((x, top), (label_width, height), HEAD_FILL)
            base = _middle(top, height, label_kind)
            sheet.text_centred(x + label_width / 2, base, label_kind, row.label)
            first = top + (height - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + label_width + PADDING_X, first + place * self.kind.height)
            sheet.frame((x, top), (width, height), RULE)
            sheet.rule((x + label_width, top), (x + label_width, top + height), RULE)

        return Slab(height, draw)


class SignBox(NamedTuple):
    """A box to sign in: its head and the lines above the room."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes to sign in side by side, so high in millimetres below what is printed in them."""

    boxes: tuple[SignBox, ...]
    room: float
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:  # noqa: ARG002 a Block's own
        """Return all boxes as one slab."""
        deepest = max(len(box.lines) for box in self.boxes)
        printed = deepest * _LINE_HEIGHT
        one = width / len(self.boxes)

        def draw(sheet: Sheet, top: float) -> None:
            for place, box in enumerate(self.boxes):
                left = x + place * one
                sheet.fill((left, top), (one, _HEAD_HEIGHT), HEAD_FILL)
                _centred(sheet, (left, top), one, box, self.kind)
                sheet.frame((left, top), (one, _HEAD_HEIGHT), RULE)
                if printed:
                    sheet.frame((left, top + _HEAD_HEIGHT), (one, printed), RULE)
                sheet.frame((left, top + _HEAD_HEIGHT + printed), (one, self.room), RULE)

        return [Slab(_HEAD_HEIGHT + printed + self.room, draw)]


def _centred(
    sheet: Sheet, corner: tuple[float, float], width: float, box: SignBox, kind: Type
) -> None:
    left, top = corner
    middle = left + width / 2
    sheet.text_centred(middle, _middle(top, _HEAD_HEIGHT, _LABEL), _LABEL, box.head)
    for number, line in enumerate(box.lines):
        fitting = kind.fitted(sheet.width(kind, line), width - PADDING_X)
        base = _middle(top + _HEAD_HEIGHT + number * _LINE_HEIGHT, _LINE_HEIGHT, kind)
        sheet.text_centred(middle, base, fitting, line)


@dataclass(frozen=True, slots=True)
class KeyOnPaper:
    """The key of a recovery sheet: numbered groups to type, then the same as a square code."""

    groups: tuple[str, ...] = field(repr=False)
    secret: str = field(repr=False)
    beside: tuple[Text, ...]
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the rows of groups and the code with the words beside it."""
        rows = [
            self.groups[start : start + _COLUMNS] for start in range(0, len(self.groups), _COLUMNS)
        ]
        drawn = [
            Slab(_ROW_HEIGHT, _row_drawer(row, place * _COLUMNS, x, width), keep=True)
            for place, row in enumerate(rows)
        ]
        return [*drawn, self._code(setter, x, width)]

    def _code(self, setter: Setter, x: float, width: float) -> Slab:
        room = width - _QR - _QR_GAP
        lines = [
            line for part in self.beside for line in setter.lines(part, self.kind, room, Align.LEFT)
        ]
        above = 3.0

        def draw(sheet: Sheet, top: float) -> None:
            sheet.shape(x, top + above, drawn_qr(self.secret, _QR))
            first = top + above + (_QR - len(lines) * self.kind.height) / 2 + self.kind.drop
            for place, line in enumerate(lines):
                line.draw(sheet, x + _QR + _QR_GAP, first + place * self.kind.height)

        return Slab(above + _QR, draw)


def _row_drawer(
    row: Sequence[str], before: int, x: float, width: float
) -> Callable[[Sheet, float], None]:
    one = (width - (_COLUMNS - 1) * _COLUMN_GAP) / _COLUMNS

    def draw(sheet: Sheet, top: float) -> None:
        for place, group in enumerate(row):
            left = x + place * (one + _COLUMN_GAP)
            sheet.text(left, top + _GROUP_BASE, _COUNTED, str(before + place + 1))
            _group(sheet, left + 6.0, top + _GROUP_BASE, group)
            sheet.rule((left, top + _UNDER), (left + one, top + _UNDER), RULE)

    return draw


def _group(sheet: Sheet, left: float, base: float, group: str) -> None:
    """Draw a group, its last character lighter: that one only checks the others."""
    part, check = group[:-1], group[-1:]
    sheet.text(left, base, _GROUP, part)
    gap = _GROUP.millimetres(_GROUP.tracking)
    sheet.text(left + sheet.width(_GROUP, part) + gap, base, _CHECK, check)
