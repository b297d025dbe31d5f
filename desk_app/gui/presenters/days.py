# SPDX-License-Identifier: MIT
"""How days are read as typed and shown in a field, in the clerk's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from desk_app.gui.widgets.era_date import DateShown, DateTrouble
from desk_app.i18n import dates, messages
from desk_app.rules import eras

if TYPE_CHECKING:
    from desk_app.gui.workplace import Workplace

Read = Callable[[str], DateShown | DateTrouble]
Show = Callable[[date], DateShown]


def reading(work: Workplace) -> Read:
    """Return what reads a day in any written form; what is no day comes back with the reason."""
    show = showing(work)

    def read(text: str) -> DateShown | DateTrouble:
        try:
            return show(eras.parse(text))
        except eras.DateError as error:
            return DateTrouble(messages.fault(error.code, work.language))

    return read


def showing(work: Workplace) -> Show:
    """Return what writes a day, with its weekday behind it."""

    def show(on: date) -> DateShown:
        language = work.language
        return DateShown(on, dates.full(on, language), dates.weekday_of(on, language))

    return show
