# SPDX-License-Identifier: MIT
"""What everybody's screen of the day says of the desk's safety: what is missing, what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import beginning, keys
from desk_app.records.safekeeping import sheet_in_use

if TYPE_CHECKING:
    from desk_app.desk.beginning import Missing
    from desk_app.desk.context import Desk
    from desk_app.records.safekeeping import Quarter


@dataclass(frozen=True, slots=True)
class Safety:
    """What the first start still needs, and the quarter that has no recovery sheet yet."""

    missing: Missing | None = None
    sheet_due: Quarter | None = None


def read_safety(desk: Desk) -> Safety:
    """Return what is to be said; nothing on a sample desk, which has no sheet at all."""
    missing = beginning.missing(desk)
    if missing is not None or sheet_in_use(desk.ports.keys.sheets()) is None:
        return Safety(missing)
    return Safety(sheet_due=keys.sheet_due(desk))
