# SPDX-License-Identifier: MIT
"""Recovery sheets: their keys in the age format, and the list of them in the key file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pyrage
from pyrage import x25519

from desk_app.desk.errors import BadInput, DamageFound, NotFound
from desk_app.desk.keys.sheet_key import from_groups
from desk_app.records.desk.sheets import Quarter, RecoverySheet
from desk_app.store.disk.small_files import base64_of, bytes_of

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class AgeIdentity:
    """An age identity: its secret text ``AGE-SECRET-KEY-1…`` and its public ``age1…``."""

    recipient: str
    secret: str = field(repr=False)


def new_identity() -> AgeIdentity:
    """Return a new identity; the library draws it from the system itself."""
    return _identity(x25519.Identity.generate())


def read_identity(secret: str) -> AgeIdentity:
    """Return the identity of a secret text; raises DamageFound where it is none."""
    try:
        return _identity(x25519.Identity.from_str(secret))
    except pyrage.IdentityError:
        raise DamageFound("keys_damaged") from None


def wrap(content: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt the content so that each recipient can open it.

    Raises DamageFound where one is no recipient, or there is none.
    """
    try:
        known = [x25519.Recipient.from_str(each) for each in recipients]
        wrapped: bytes = pyrage.encrypt(content, known)
    except (pyrage.RecipientError, pyrage.EncryptError):
        raise DamageFound("keys_damaged") from None
    return wrapped


def unwrap(wrapped: bytes, identity: AgeIdentity) -> bytes:
    """Decrypt; raises DamageFound where it is damaged or not for this identity."""
    try:
        content: bytes = pyrage.decrypt(wrapped, [x25519.Identity.from_str(identity.secret)])
    except pyrage.DecryptError:
        raise DamageFound("keys_damaged") from None
    return content


def _identity(made: x25519.Identity) -> AgeIdentity:
    return AgeIdentity(recipient=str(made.to_public()), secret=str(made))


# The key of a recovery sheet as somebody types it, as what decrypts a backup.


def identity_of(typed: str) -> AgeIdentity:
    """Return the age identity of a sheet's key, in groups or as its secret text.

    Raises BadInput where it is no key of a sheet.
    """
    try:
        return read_identity(from_groups(typed))
    except DamageFound:
        raise BadInput("sheet_key_wrong", place="key") from None


# The recovery sheets as the key file lists them: made, typed back, in use, destroyed.


class ListedSheet(NamedTuple):
    """A sheet with the public key that it signs with, and while it waits a hash of its last group.

    The last group is made of the key's own checksum: its hash tells nothing of the key. A sheet of
    before the roster has no signing key: it opens its backups, and signs nothing.
    """

    sheet: RecoverySheet
    last_group: str = ""
    signing_key: bytes = b""


Sheets = tuple[ListedSheet, ...]


def next_sheet(
    sheets: Sheets, recipient: str, signing_key: bytes, last_group: str, on: date
) -> ListedSheet:
    """Return another sheet of the day's quarter, which waits for its last group."""
    quarter = Quarter.of(on)
    series = _last_series(sheets, quarter)
    made = RecoverySheet(quarter, series + 1, recipient, on)
    return ListedSheet(made, _hash(recipient, last_group), signing_key)


def with_new(sheets: Sheets, made: ListedSheet) -> Sheets:
    """Return the sheets with one that waits.

    One that still waits to be typed back counts no more, so that no two prints wait at once. Raises
    DamageFound for a number out of order.
    """
    if made.sheet.series != _last_series(sheets, made.sheet.quarter) + 1:
        raise DamageFound("keys_altered", {"what": "sheet"})
    given_up = tuple(_given_up(each, made.sheet.made_on) for each in sheets)
    return (*given_up, made)


def without_unprinted(sheets: Sheets, number: str) -> Sheets:
    """Return the sheets without one that was never on paper; the next has its number.

    Raises NotFound where none of this number waits.
    """
    listed = _waiting(sheets, number)
    return tuple(each for each in sheets if each is not listed)


def check_group(sheets: Sheets, number: str, last_group: str) -> None:
    """Look whether what was typed back is the last group of a waiting sheet.

    Raises NotFound where none of this number waits, BadInput where the group is another.
    """
    listed = _waiting(sheets, number)
    if listed.last_group != _hash(listed.sheet.recipient, last_group):
        raise BadInput("sheet_group_wrong", place="last_group")


def with_taken(sheets: Sheets, number: str, places: tuple[str, ...], on: date) -> Sheets:
    """Return the sheets with one taken into use, and without those before the last quarter.

    Raises NotFound where none of this number waits.
    """
    listed = _waiting(sheets, number)
    taken = listed._replace(
        sheet=replace(listed.sheet, confirmed_on=on, places=places), last_group=""
    )
    return tuple(
        taken if each is listed else _outlived(each, taken.sheet.quarter, on) for each in sheets
    )


def with_destroyed(sheets: Sheets, number: str, on: date) -> Sheets:
    """Return the sheets with one that opens nothing any more; raises NotFound."""
    listed = _numbered(sheets, number)
    gone = _destroyed(listed, on)
    return tuple(gone if each is listed else each for each in sheets)


def sheet_to_json(listed: ListedSheet) -> dict[str, object]:
    """Return a sheet as a statement of the roster writes it."""
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
        "signing_key": base64_of(listed.signing_key),
    }


def sheet_from_json(read: dict[str, object]) -> ListedSheet:
    """Return a sheet as it was written, before the roster too.

    Raises DamageFound or the errors of a wrong shape.
    """
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
        signs=read.get("signing_key", "of before") != "",
    )
    signing_key = bytes_of(read.get("signing_key", ""))
    return ListedSheet(sheet, str(read["last_group"]), signing_key)


def _last_series(sheets: Sheets, quarter: Quarter) -> int:
    return max((each.sheet.series for each in sheets if each.sheet.quarter == quarter), default=0)


def _waiting(sheets: Sheets, number: str) -> ListedSheet:
    listed = _numbered(sheets, number)
    if not listed.last_group:
        raise NotFound(place="sheet")
    return listed


def _numbered(sheets: Sheets, number: str) -> ListedSheet:
    for each in sheets:
        if each.sheet.number == number and each.sheet.destroyed_on is None:
            return each
    raise NotFound(place="sheet")


def _destroyed(listed: ListedSheet, on: date) -> ListedSheet:
    return listed._replace(sheet=replace(listed.sheet, destroyed_on=on), last_group="")


def _given_up(listed: ListedSheet, on: date) -> ListedSheet:
    return _destroyed(listed, on) if listed.last_group else listed


def _outlived(listed: ListedSheet, quarter: Quarter, on: date) -> ListedSheet:
    """Return a sheet as it is once another quarter began: one earlier quarter lives on."""
    sheet = listed.sheet
    if sheet.destroyed_on is not None or sheet.quarter.next() >= quarter:
        return listed
    return _destroyed(listed, on)


def _hash(recipient: str, last_group: str) -> str:
    return hashlib.sha256(f"{recipient}\n{last_group}".encode()).hexdigest()


def _text(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
