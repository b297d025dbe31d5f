# SPDX-License-Identifier: MIT
"""How days are read as typed and shown in a field, in the clerk's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.gui.kit.fields.dates import DateShown, DateTrouble
from desk_app.i18n import dates, messages
from desk_app.rules.case import deadlines
from desk_app.rules.days import eras

if TYPE_CHECKING:
    from desk_app.gui.session.session import Session


Read = Callable[[str], DateShown | DateTrouble]
Show = Callable[[date], DateShown]


class DayWords:
    """Reads every written form of a day; shows it with its weekday, or with the age on arrival."""

    def __init__(
        self, session: Session, arrived_on: Callable[[], date | None] | None = None
    ) -> None:
        self._session = session
        self._arrived_on = arrived_on or (lambda: None)

    def read(self, note: str = "weekday") -> Read:
        """Return what reads a day as typed.

        That of a "postmark" is read as it is stamped too, one with a "weekday" without its year
        where it lies near; a birth date and a day of expiry ("year") have theirs.
        """
        show = self.show(note)

        def understand(text: str) -> DateShown | DateTrouble:
            try:
                return show(eras.parse(text))
            except eras.DateError as error:
                short = _SHORT.get(note)
                near = None if short is None else short(text, self._session.today)
                if near is not None:
                    return show(near)
                return DateTrouble(messages.fault(error.code, self._session.language))

        return understand

    def show(self, note: str = "weekday") -> Show:
        """Return what writes a day."""
        language = self._session.language
        kinds = {**dict.fromkeys(("weekday", "postmark", "year"), self._weekday), "age": self._age}
        behind = kinds.get(note, _nothing)

        def shown(on: date) -> DateShown:
            return DateShown(on, dates.full(on, language), behind(on))

        return shown

    def _weekday(self, on: date) -> str:
        return dates.weekday_of(on, self._session.language)

    def _age(self, born: date) -> str:
        on = self._arrived_on() or self._session.today
        if born > on:
            return ""
        years = deadlines.age_on(born, on)
        return QCoreApplication.translate("IntakeDays", "age %n", "", years)


_SHORT: Mapping[str, Callable[[str, date], date | None]] = {
    "weekday": eras.near_day,
    "postmark": eras.day_of,
}
"""How a day is read that is typed in figures alone."""


def _nothing(_: date) -> str:
    return ""


def reading(session: Session, note: str = "weekday") -> Read:
    """Return what reads a day in any written form; what is no day comes back with the reason."""
    return DayWords(session).read(note)


def showing(session: Session) -> Show:
    """Return what writes a day, with its weekday behind it."""
    return DayWords(session).show()
