# SPDX-License-Identifier: MIT
"""The rows of the grid of address parts, and the signs that differ in names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.gui.marks import Mark
from desk_app.gui.painting import TextSpan, Under
from desk_app.gui.presenters.comparison_rows import left_spans, right_spans
from desk_app.gui.widgets.glyph_pair import Sign
from desk_app.gui.widgets.parts_grid import PartCell, PartRow
from desk_app.records.comparison import Likeness
from desk_app.rules.address_parts import AddressPart, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.presenters.comparison_rows import Pair, Row, Source
    from desk_app.records.comparison import Span

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


def part_rows(row: Row, sources: Sequence[Source], form: str, result: str) -> tuple[PartRow, ...]:
    """Return one row for each address with its parts, and the result of each part below."""
    rows = [PartRow(form, _cells(row.form, left_spans(row)))]
    compared = rows.copy()
    for source in sources:
        pair = row.of(source)
        if pair is None:
            continue
        rows.append(
            PartRow(
                source.title[:1].upper() + source.title[1:], _cells(pair.written, right_spans(pair))
            )
        )
        if pair.left == pair.form:
            # What is compared with an address of before says nothing of the form's.
            compared.append(rows[-1])
    return (*rows, PartRow(result, _results(compared)))


def differing(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
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


def signs(row: Row, sources: Sequence[Source], form: str) -> tuple[Sign, ...]:
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
    return tuple(Sign(text, "・".join(where)) for text, where in list(found.items())[:_MOST_SIGNS])


def _note(found: dict[str, list[str]], text: str, where: str) -> None:
    if text.strip() and where not in found.setdefault(text, []):
        found[text].append(where)


def _cells(text: str, marked: Sequence[TextSpan]) -> tuple[PartCell, ...]:
    places = parts(text)
    cells = []
    for part in AddressPart:
        span = places.get(part)
        if span is None:
            cells.append(PartCell("—", quiet=True))
            continue
        inside = tuple(
            TextSpan(
                max(m.start, span.start) - span.start, min(m.end, span.end) - span.start, m.under
            )
            for m in marked
            if m.start < span.end and m.end > span.start
        )
        cells.append(PartCell(text[span.start : span.end], inside))
    return tuple(cells)


def _results(rows: Sequence[PartRow]) -> tuple[PartCell, ...]:
    return tuple(_result([row.cells[place] for row in rows]) for place in range(len(AddressPart)))


def _result(cells: Sequence[PartCell]) -> PartCell:
    unders = {span.under for cell in cells for span in cell.spans}
    there = [cell for cell in cells if not cell.quiet]
    if Under.DIFFERENT in unders:
        word = QCoreApplication.translate("ComparisonParts", "different")
        return PartCell(word, mark=Mark.DEFECTIVE)
    if not there:
        return PartCell("", quiet=True)
    if unders or len(there) < len(cells):
        word = QCoreApplication.translate("ComparisonParts", "written differently")
        return PartCell(word, mark=Mark.ASK)
    return PartCell(QCoreApplication.translate("ComparisonParts", "same"), mark=Mark.OK)
