# SPDX-License-Identifier: MIT
"""The recovery sheets as the key file lists them: made, typed back, in use, destroyed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.errors import BadInput, DamageFound, NotFound
from desk_app.records.safekeeping import Quarter, RecoverySheet


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet, and while it waits to be typed back a hash of the last group of its key.

    That group is made of the key's own checksum: its hash tells nothing of the key.
    """

    sheet: RecoverySheet
    last_group: str = ""


Sheets = tuple[ListedSheet, ...]


def with_new(sheets: Sheets, recipient: str, last_group: str, on: date) -> Sheets:
    """Return the sheets with another of the day's quarter.

    One that still waits to be typed back counts no more, so that no two prints wait at once.
    """
    quarter = Quarter.of(on)
    series = max((each.sheet.series for each in sheets if each.sheet.quarter == quarter), default=0)
    made = RecoverySheet(quarter, series + 1, recipient, on)
    given_up = tuple(_given_up(each, on) for each in sheets)
    return (*given_up, ListedSheet(made, _hash(recipient, last_group)))


def without_unprinted(sheets: Sheets, number: str) -> Sheets:
    """Return the sheets without one that was never on paper; the next has its number.

    Raises NotFound where none of this number waits.
    """
    listed = _numbered(sheets, number)
    if not listed.last_group:
        raise NotFound(place="sheet")
    return tuple(each for each in sheets if each is not listed)


def with_confirmed(
    sheets: Sheets, number: str, last_group: str, places: tuple[str, ...], on: date
) -> Sheets:
    """Return the sheets with one taken into use, and without those before the last quarter.

    Raises NotFound where none of this number waits, BadInput where the group is another.
    """
    listed = _numbered(sheets, number)
    if not listed.last_group:
        raise NotFound(place="sheet")
    if listed.last_group != _hash(listed.sheet.recipient, last_group):
        raise BadInput("sheet_group_wrong", place="last_group")
    taken = ListedSheet(replace(listed.sheet, confirmed_on=on, places=places))
    return tuple(
        taken if each is listed else _outlived(each, taken.sheet.quarter, on) for each in sheets
    )


def with_destroyed(sheets: Sheets, number: str, on: date) -> Sheets:
    """Return the sheets with one that opens nothing any more; raises NotFound."""
    listed = _numbered(sheets, number)
    gone = ListedSheet(replace(listed.sheet, destroyed_on=on))
    return tuple(gone if each is listed else each for each in sheets)


def sheet_to_json(listed: ListedSheet) -> dict[str, object]:
    """Return a sheet as the key file writes it."""
    sheet = listed.sheet
    return {
        "quarter": [sheet.quarter.year, sheet.quarter.number],
        "series": sheet.series,
        "recipient": sheet.recipient,
        "made_on": sheet.made_on.isoformat(),
        "confirmed_on": _text(sheet.confirmed_on),
        "places": list(sheet.places),
        "destroyed_on": _text(sheet.destroyed_on),
        "last_group": listed.last_group,
    }


def sheet_from_json(read: dict[str, object]) -> ListedSheet:
    """Return a sheet from the key file; raises DamageFound or the errors of a wrong shape."""
    quarter, places = read["quarter"], read["places"]
    if not isinstance(quarter, list) or not isinstance(places, list):
        raise DamageFound("keys_damaged")
    year, number = quarter
    sheet = RecoverySheet(
        quarter=Quarter(int(year), int(number)),
        series=int(str(read["series"])),
        recipient=str(read["recipient"]),
        made_on=date.fromisoformat(str(read["made_on"])),
        confirmed_on=_day(read["confirmed_on"]),
        places=tuple(str(place) for place in places),
        destroyed_on=_day(read["destroyed_on"]),
    )
    return ListedSheet(sheet, str(read["last_group"]))


def _numbered(sheets: Sheets, number: str) -> ListedSheet:
    for each in sheets:
        if each.sheet.number == number and each.sheet.destroyed_on is None:
            return each
    raise NotFound(place="sheet")


def _given_up(listed: ListedSheet, on: date) -> ListedSheet:
    if not listed.last_group:
        return listed
    return ListedSheet(replace(listed.sheet, destroyed_on=on))


def _outlived(listed: ListedSheet, quarter: Quarter, on: date) -> ListedSheet:
    """Return a sheet as it is once another quarter began: one earlier quarter lives on."""
    sheet = listed.sheet
    if sheet.destroyed_on is not None or sheet.quarter.next() >= quarter:
        return listed
    return ListedSheet(replace(sheet, destroyed_on=on))


def _hash(recipient: str, last_group: str) -> str:
    return hashlib.sha256(f"{recipient}\n{last_group}".encode()).hexdigest()


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
