# SPDX-License-Identifier: MIT
"""What an envelope costs on a day: its shape by size, thickness and weight, and each charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk_app.records.mail import MailKind
from desk_app.records.stamps import Shape
from desk_app.rules.postage.tariff import Band, EnvelopeEntry, LetterEntry, PackEntry, Rates

A4 = 62_370
"""The area of a sheet of A4 in square millimetres."""

_MICROMETRES_PER_GRAM = (7, 5)
"""How thick paper is for each gram per square metre: 7 fifths of a micrometre."""
_ENVELOPE_THICKNESS = 300
"""Both sides of an envelope and its flap, in micrometres."""

_PACKS = frozenset({Shape.PACK_LIGHT, Shape.PACK_PLUS})
_ORDINARY = frozenset({MailKind.ORDINARY, MailKind.EXPRESS})


class PostageFault(StrEnum):
    """Why an envelope cannot be sent so."""

    UNKNOWN_ENVELOPE = "envelope_unknown"
    TOO_SMALL = "mail_too_small"
    TOO_LARGE = "mail_too_large"
    TOO_HEAVY = "mail_too_heavy"
    NO_RATE = "no_rate"


class PostageError(Exception):
    """An envelope that the tariff has no price for; ``fault`` says why."""

    def __init__(self, fault: PostageFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into an envelope: sheets of A4 with grams per square metre, and what lies beside.

    ``grams`` and ``tenths`` of a millimetre are those of what is enclosed and no sheet of A4.
    """

    envelope: str
    sheets: int
    grammage: int = 64
    grams: int = 0
    tenths: int = 0


@dataclass(frozen=True, slots=True)
class Parcel:
    """An envelope ready to post: sides in millimetres, thickness in tenths of one, grams."""

    length: int
    width: int
    tenths: int
    grams: int


@dataclass(frozen=True, slots=True)
class Service:
    """How an envelope is to go; ``pack`` is the prepaid envelope of a Letter Pack."""

    kind: MailKind
    express: bool = False
    pack: Shape = Shape.PACK_PLUS


@dataclass(frozen=True, slots=True)
class Charge:
    """One charge: what for (a shape's or a mail kind's code), up to how many grams, since when.

    ``sure`` says whether the price was seen in a publication of the post office's.
    """

    what: str
    yen: int
    up_to: int
    since: date
    source: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """What an envelope costs and why; its charges add up to ``yen``."""

    shape: Shape
    grams: int
    charges: tuple[Charge, ...]

    @property
    def yen(self) -> int:
        """Return the postage."""
        return sum(charge.yen for charge in self.charges)


def parcel_of(contents: Contents, rates: Rates) -> Parcel:
    """Return size, thickness and weight of what is in an envelope, rounded up.

    The weight is worked out, not weighed: a scale's word goes before it. Raises PostageError for
    an unknown envelope.
    """
    envelope = _envelope(contents.envelope, rates)
    milligrams = -(-contents.sheets * contents.grammage * A4 // 1_000)
    sheet = contents.grammage * _MICROMETRES_PER_GRAM[0] // _MICROMETRES_PER_GRAM[1]
    micrometres = contents.sheets * envelope.folds * sheet + _ENVELOPE_THICKNESS
    return Parcel(
        *envelope.size,
        tenths=-(-micrometres // 100) + contents.tenths,
        grams=-(-milligrams // 1_000) + envelope.grams + contents.grams,
    )


def weighed(parcel: Parcel, grams: int) -> Parcel:
    """Return a parcel with the weight that a scale says."""
    return replace(parcel, grams=grams)


def usual_envelope(sheets: int, rates: Rates) -> str:
    """Return the first envelope of the tariff that takes so many sheets of A4."""
    for envelope in rates.envelopes:
        if sheets <= envelope.most_sheets:
            return envelope.code
    raise PostageError(PostageFault.TOO_LARGE)


def quote(parcel: Parcel, service: Service, rates: Rates) -> Quote:
    """Return what an envelope costs by the prices of its posting day.

    Raises PostageError where it is too small, large or heavy, and where the tariff has no price
    for the service.
    """
    if service.kind is MailKind.LETTER_PACK:
        return _in_pack(parcel, service.pack, rates)
    letter = _letter(parcel, rates)
    charges = [_banded(letter.shape.value, letter, letter.bands, parcel.grams)]
    if service.kind not in _ORDINARY:
        charges.append(_special(service.kind, rates))
    if service.express or service.kind is MailKind.EXPRESS:
        charges.append(_express(parcel.grams, rates))
    return Quote(letter.shape, parcel.grams, tuple(charges))


def _envelope(code: str, rates: Rates) -> EnvelopeEntry:
    found = rates.envelope(code)
    if found is None:
        raise PostageError(PostageFault.UNKNOWN_ENVELOPE)
    return found


def _letter(parcel: Parcel, rates: Rates) -> LetterEntry:
    """Return the first shape that takes an envelope by size, thickness and weight."""
    if not rates.letters:
        raise PostageError(PostageFault.NO_RATE)
    misfits = []
    for letter in rates.letters:
        misfit = _misfit(parcel, letter)
        if misfit is None:
            return letter
        misfits.append(misfit)
    raise PostageError(misfits[-1])


def _misfit(parcel: Parcel, letter: LetterEntry) -> PostageFault | None:
    sides = _sides(parcel.length, parcel.width)
    if _any_less(sides, letter.smallest):
        return PostageFault.TOO_SMALL
    girth = letter.girth is not None and sum(sides) * 10 + parcel.tenths > letter.girth * 10
    if girth or _any_less(letter.largest, sides) or parcel.tenths > letter.thickest * 10:
        return PostageFault.TOO_LARGE
    return PostageFault.TOO_HEAVY if parcel.grams > letter.bands[-1][0] else None


def _in_pack(parcel: Parcel, shape: Shape, rates: Rates) -> Quote:
    pack = rates.pack(shape) if shape in _PACKS else None
    if pack is None:
        raise PostageError(PostageFault.NO_RATE)
    thick = pack.thickest is not None and parcel.tenths > pack.thickest * 10
    if thick or _any_less(pack.largest, _sides(parcel.length, parcel.width)):
        raise PostageError(PostageFault.TOO_LARGE)
    if parcel.grams > pack.heaviest:
        raise PostageError(PostageFault.TOO_HEAVY)
    return Quote(shape, parcel.grams, (_pack_charge(pack),))


def _pack_charge(pack: PackEntry) -> Charge:
    return Charge(pack.shape.value, pack.yen, pack.heaviest, pack.since, pack.source, pack.sure)


def _special(kind: MailKind, rates: Rates) -> Charge:
    entry = rates.special(kind)
    if entry is None:
        raise PostageError(PostageFault.NO_RATE)
    return Charge(kind.value, entry.yen, 0, entry.since, entry.source, entry.sure)


def _express(grams: int, rates: Rates) -> Charge:
    entry = rates.express
    if entry is None:
        raise PostageError(PostageFault.NO_RATE)
    up_to, yen = _band(entry.bands, grams)
    sure = entry.sure and up_to <= entry.sure_to
    return Charge(MailKind.EXPRESS.value, yen, up_to, entry.since, entry.source, sure)


def _banded(what: str, entry: LetterEntry, bands: Sequence[Band], grams: int) -> Charge:
    up_to, yen = _band(bands, grams)
    return Charge(what, yen, up_to, entry.since, entry.source, entry.sure)


def _band(bands: Sequence[Band], grams: int) -> Band:
    for band in bands:
        if grams <= band[0]:
            return band
    raise PostageError(PostageFault.TOO_HEAVY)


def _sides(length: int, width: int) -> tuple[int, int]:
    return max(length, width), min(length, width)


def _any_less(sides: tuple[int, int], others: tuple[int, int]) -> bool:
    return sides[0] < others[0] or sides[1] < others[1]
