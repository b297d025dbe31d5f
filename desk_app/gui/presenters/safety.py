# SPDX-License-Identifier: MIT
"""What everybody's screen of the day says of the desk's safety: what is missing, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import backups, beginning, carrying_over, keys
from desk_app.records.safekeeping import sheet_in_use

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.beginning import Missing
    from desk_app.desk.context import Desk
    from desk_app.records.safekeeping import Quarter


@dataclass(frozen=True, slots=True)
class Safety:
    """What is missing, the most pressing first.

    The carrying over of keys of before, what the first start still needs, the quarter without a
    recovery sheet, the drill's day.
    """

    carrying_over: bool = False
    missing: Missing | None = None
    sheet_due: Quarter | None = None
    drill_due: date | None = None


def read_safety(desk: Desk) -> Safety:
    """Return what is to be said; nothing on a sample desk, which has no sheet at all."""
    if carrying_over.is_due(desk):
        return Safety(carrying_over=True)
    missing = beginning.missing(desk)
    if missing is not None or sheet_in_use(desk.ports.keys.sheets()) is None:
        return Safety(missing=missing)
    return Safety(sheet_due=keys.sheet_due(desk), drill_due=backups.drill_due(desk))
