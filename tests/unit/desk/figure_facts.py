# SPDX-License-Identifier: MIT
"""A year's figures as they were in the reference picture, for charts, pages and the copy."""

from __future__ import annotations

from datetime import date

from desk_app.records.books.figures import (
    ClaimEnd,
    CompleteAfter,
    FeeCourse,
    Figure,
    FigureRow,
    Figures,
    FigureTable,
    KeyFigures,
    ReplySpan,
    SlowReply,
)


def table(
    figure: Figure, rows: dict[str, int], before: int | None = 0, *, summed: bool = True
) -> FigureTable:
    """Return a figure with these rows, and so many in each of the year before."""
    made = tuple(FigureRow(code, count, before) for code, count in rows.items())
    if not summed:
        return FigureTable(figure, made)
    return FigureTable(figure, made, sum(rows.values()), (before or 0) * len(rows))


_MONTHS = {f"2026-{month:02}": count for month, count in zip(range(4, 12), (18, 21, 16, 19) * 2)}  # noqa: B905

FIGURES = Figures(
    first=date(2026, 4, 1),
    last=date(2027, 3, 31),
    made_on=date(2026, 11, 25),
    key=KeyFigures(148, 172, 122, 26, 8.0, 5, 84_000, 2),
    key_before=KeyFigures(96, 108, 96, 0, 9.0, 7, 61_000, 0),
    tables=(
        table(Figure.RECEIVED, _MONTHS, 12),
        table(
            Figure.RIGHTS,
            {
                "disclosure": 93,
                "cessation": 40,
                "purpose": 25,
                "erasure": 12,
                "correction": 2,
            },
            20,
        ),
        table(
            Figure.OUTCOMES,
            {
                ClaimEnd.GRANTED.value: 81,
                ClaimEnd.GRANTED_IN_PART.value: 18,
                ClaimEnd.NO_SUCH_DATA.value: 16,
                ClaimEnd.REFUSED.value: 11,
                ClaimEnd.REFERRED.value: 9,
                ClaimEnd.WITHDRAWN.value: 5,
                ClaimEnd.LAPSED.value: 4,
                ClaimEnd.OPEN.value: 28,
            },
            12,
        ),
        table(
            Figure.DAYS,
            dict(zip((each.value for each in ReplySpan), (9, 27, 44, 31, 6, 5), strict=True)),
            16,
        ),
        table(
            Figure.COMPLETE,
            dict(zip((each.value for each in CompleteAfter), (80, 41, 9, 8, 10), strict=True)),
            19,
        ),
        table(Figure.MISSING, {"fee": 31, "form": 14, "identity": 12}, 7, summed=False),
        table(
            Figure.FEES,
            dict(zip((each.value for each in FeeCourse), (77, 31, 6, 4), strict=True)),
            9,
            summed=False,
        ),
        table(Figure.CAME_BACK, {"not_collected": 1, "moved": 1}),
        FigureTable(Figure.DEPARTMENTS, (FigureRow("会員管理", 14, 11, days=2.5),), 14, 11),
        FigureTable(Figure.OPEN, (FigureRow("to_decide 0-9", 26),), 26),
        FigureTable(Figure.DISPOSAL, (FigureRow("", 3), FigureRow("2026-12", 9)), 12),
    ),
    slowest=(SlowReply(7, "R8-0007", 31), SlowReply(9, "R8-0012", 19)),
    gone=0,
    warning=10,
    target=14,
)
