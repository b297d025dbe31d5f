# SPDX-License-Identifier: MIT
"""A picture of each group of lines: ours, the bare baseline and the budget, on one scale (SVG)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from math import ceil, floor, log10
from pathlib import Path

from tests.bench.measuring import Result

_NAMES, _SCALE, _ROW, _TOP, _BAR = 190, 560, 34, 44, 11
_OURS, _BARE, _BUDGET, _TEXT, _GRID = "#2a6f97", "#a9b4bc", "#c1121f", "#222222", "#dddddd"
_LEAST = 1e-3


def draw(folder: Path, results: Sequence[Result]) -> None:
    """Draw a picture of each group into a folder, named after it."""
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(results, key=_group)
    for group, those in groupby(ordered, _group):
        (folder / f"{group}.svg").write_text(picture(group, list(those)), encoding="utf-8")


def picture(group: str, results: Sequence[Result]) -> str:
    """Return the picture of a group: a row for each line, on a logarithmic scale."""
    low, high = _ends(results)
    height, width = _TOP + _ROW * len(results) + 24, _NAMES + _SCALE + 110
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}">',
        f'<g font-family="sans-serif" fill="{_TEXT}">',
        f'<rect width="{width}" height="{height}" fill="white"/>',
        _text(8, 18, f"{group}: ours (blue, tick at p95), bare (grey), budget (red)", size=14),
        *_scale(low, high, height),
        *(part for row, each in enumerate(results) for part in _row(row, each, low, high)),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _group(result: Result) -> str:
    return result.name.partition(".")[0]


def _ends(results: Sequence[Result]) -> tuple[int, int]:
    """Return the powers of ten between which all figures lie."""
    figures = [
        max(figure, _LEAST)
        for each in results
        for figure in (each.median_ms, each.p95_ms, each.bare_ms, _budget(each))
        if figure is not None
    ]
    low = floor(log10(min(figures)))
    return low, max(low + 1, ceil(log10(max(figures))))


def _budget(result: Result) -> float | None:
    """Return the lowest budget of a line as a figure; a ratio is that of the bare."""
    budgets = [
        *(each for each in (result.budget_ms, result.budget_p95_ms) if each is not None),
        *([result.budget_ratio * result.bare_ms] if result.budget_ratio is not None else []),
    ]
    return min(budgets, default=None)


def _scale(low: int, high: int, height: int) -> Iterator[str]:
    for power in range(low, high + 1):
        x = _at(10.0**power, low, high)
        yield _tick(x, _TOP - 8, height - _TOP - 12, _GRID, width=1)
        yield _text(x, height - 6, f"{10.0**power:g}", anchor="middle")


def _row(row: int, result: Result, low: int, high: int) -> Iterator[str]:
    y = _TOP + row * _ROW
    yield _text(_NAMES - 8, y + 14, result.name, anchor="end")
    for place, figure, colour in ((0, result.median_ms, _OURS), (_BAR, result.bare_ms, _BARE)):
        end = _at(max(figure, _LEAST), low, high)
        yield (
            f'<rect x="{_NAMES}" y="{y + place}" width="{max(1.0, end - _NAMES):.1f}" '
            f'height="{_BAR - 1}" fill="{colour}"/>'
        )
    yield _tick(_at(max(result.p95_ms, _LEAST), low, high), y, _BAR - 1, _OURS)
    budget = _budget(result)
    if budget is not None:
        x = _at(max(budget, _LEAST), low, high)
        yield _tick(x, y - 2, 2 * _BAR + 3, _BUDGET)
    yield _text(_NAMES + _SCALE + 8, y + 14, f"{result.median_ms:.3g} {result.unit}")


def _at(figure: float, low: int, high: int) -> float:
    part = (log10(figure) - low) / (high - low)
    return _NAMES + _SCALE * min(1.0, max(0.0, part))


def _tick(x: float, y: int, height: int, colour: str, *, width: int = 2) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12) -> str:
    said = escape(words)
    return f'<text x="{x:.1f}" y="{y}" text-anchor="{anchor}" font-size="{size}">{said}</text>'
