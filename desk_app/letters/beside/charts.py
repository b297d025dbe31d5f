# SPDX-License-Identifier: MIT
"""Charts on paper: the same geometry as on the screen, in black and grey, with their tables."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.figures.charts import Drawing, Measures, Side, drawn, hatching
from desk_app.letters.letter import letterhead
from desk_app.letters.typesetting.blocks import BodyTable, CellText, Slab, TableColumn
from desk_app.letters.typesetting.setting import Align, plain
from desk_app.letters.typesetting.sheet import BLACK, DARK, GREY, POINTS, Colour, Type
from desk_app.records.books.figures import Chart, ChartInk, Fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.desk.figures.charts import Box, ChartText
    from desk_app.letters.typesetting.blocks import Cell
    from desk_app.letters.typesetting.setting import Setter
    from desk_app.letters.typesetting.sheet import Sheet

_LINE = 4.0
_PITCH = 1.3
_SQUARE, _BESIDE = 2.2, 0.8
_WHITE: Colour = (1.0, 1.0, 1.0)
_HAIR, _THICK = 0.2, 0.5
_LIGHT: Colour = (0.82, 0.82, 0.82)
_FIRST, _OTHER = 52.0, 16.0
_TWO_NUMBERS, _GIVEN = 2, 10.0
"""The first column of a table with more numbers than these gives each of them so much room."""
_INKS: dict[ChartInk, Colour] = {
    ChartInk.BAR: DARK,
    ChartInk.LATE: BLACK,
    ChartInk.BEFORE: GREY,
    ChartInk.AXIS: DARK,
    ChartInk.GRID: _LIGHT,
    ChartInk.TEXT: BLACK,
    ChartInk.SOFT: DARK,
}
"""Without colours: bars are dark, those of the year before grey; patterns say the rest."""


@dataclass(frozen=True, slots=True)
class ChartOnPaper:
    """A chart as wide as the body, never cut; it stays with the table below."""

    chart: Chart
    kind: Type

    def slabs(self, setter: Setter, x: float, width: float) -> list[Slab]:
        """Return the chart as one slab."""
        measures = Measures(
            partial(setter.width, self.kind), _LINE, partial(_folded, setter, self.kind)
        )
        drawing = drawn(self.chart, width, measures)
        draw = partial(_draw, drawing, self.kind, x)
        if not any(bar.before for bar in self.chart.bars):
            return [Slab(drawing.height, draw, keep=True)]

        def with_legend(sheet: Sheet, top: float) -> None:
            self._draw_legend(sheet, x + width, top)
            draw(sheet, top + _LINE)

        return [Slab(drawing.height + _LINE, with_legend, keep=True)]

    def _draw_legend(self, sheet: Sheet, right: float, top: float) -> None:
        """Say at the right which bars are of this year and which of the one before."""
        counted = self.chart.labels
        named = zip(
            self.chart.head[counted : counted + 2], (ChartInk.BAR, ChartInk.BEFORE), strict=False
        )
        for text, ink in [*named][::-1]:
            x = right - sheet.width(self.kind, text)
            sheet.text(x, top + _LINE / 2 + 0.37 * self.kind.size / POINTS, self.kind, text)
            right = x - _SQUARE - _BESIDE
            sheet.fill((right, top + (_LINE - _SQUARE) / 2), (_SQUARE, _SQUARE), _INKS[ink])
            right -= 2 * _SQUARE


def chart_table(chart: Chart, kind: Type) -> BodyTable:
    """Return the table of a chart."""
    aligns = tuple(
        Align.LEFT if place < chart.labels else Align.RIGHT for place in range(len(chart.head))
    )

    def cell(text: str, align: Align) -> Cell:
        return (CellText(plain(text), kind, align),)

    first = _FIRST - _GIVEN * max(0, aligns.count(Align.RIGHT) - _TWO_NUMBERS)
    return BodyTable(
        columns=tuple(TableColumn(_OTHER if align is Align.RIGHT else first) for align in aligns),
        rows=tuple(
            tuple(cell(text, align) for text, align in zip(row, aligns, strict=True))
            for row in chart.rows
        ),
        head=chart.head,
        head_kind=letterhead.TABLE_HEAD._replace(leading=kind.leading),
    )


def _folded(setter: Setter, kind: Type, text: str, room: float) -> Sequence[str]:
    lines = setter.lines(plain(text), kind, room, Align.LEFT)
    return ["".join(piece for part in line.parts for piece in part[2]) for line in lines]


def _draw(drawing: Drawing, kind: Type, left: float, sheet: Sheet, top: float) -> None:
    for stroke in drawing.strokes:
        start = (left + stroke.x1, top + stroke.y1)
        end = (left + stroke.x2, top + stroke.y2)
        width = _THICK if stroke.strong else _HAIR
        sheet.rule(start, end, width, _INKS[stroke.ink], "3 2" if stroke.dashed else "")
    for box in drawing.boxes:
        _draw_box(sheet, box, left, top)
    for said in drawing.texts:
        _draw_text(sheet, said, kind, (left, top))


def _draw_box(sheet: Sheet, box: Box, left: float, top: float) -> None:
    corner, size = (left + box.x, top + box.y), (box.width, box.height)
    if not (box.width and box.height):
        return
    if box.fill is Fill.SOLID:
        sheet.fill(corner, size, _INKS[box.ink])
        return
    if box.fill is Fill.HATCHED:
        for x1, y1, x2, y2 in hatching(box, _PITCH):
            sheet.rule((left + x1, top + y1), (left + x2, top + y2), _HAIR, _INKS[box.ink])
    sheet.frame(corner, size, _THICK if box.ink is ChartInk.LATE else _HAIR, _INKS[box.ink])


def _draw_text(sheet: Sheet, said: ChartText, kind: Type, corner: tuple[float, float]) -> None:
    x, base = corner[0] + said.x, corner[1] + said.y + 0.37 * kind.size / POINTS
    draw = {
        Side.LEFT: sheet.text,
        Side.MIDDLE: sheet.text_centred,
        Side.RIGHT: sheet.text_right,
    }[said.side]
    if said.side is Side.MIDDLE and said.ink is ChartInk.TEXT:
        # Over a line of the grid a number could not be read.
        wide, high = sheet.width(kind, said.text), kind.size / POINTS
        sheet.fill((x - wide / 2, base - 0.87 * high), (wide, high), _WHITE)
    draw(x, base, kind, said.text)
