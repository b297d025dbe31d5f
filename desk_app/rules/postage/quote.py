# SPDX-License-Identifier: MIT
"""What an envelope costs on a day, and which stamps of the stock pay for it (F2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import Pile, Shape
from desk_app.rules.fee.pieces import SEN
from desk_app.rules.postage.tariff import Band, EnvelopeEntry, LetterEntry, PackEntry, Rates

A4 = 62_370
"""The area of a sheet of A4 in square millimetres."""

_MICROMETRES_PER_GRAM = (7, 5)
"""How thick paper is for each gram per square metre: 7 fifths of a micrometre."""
_ENVELOPE_THICKNESS = 300
"""Both sides of an envelope and its flap, in micrometres."""

_PACKS = frozenset({Shape.PACK_LIGHT, Shape.PACK_PLUS})
CASH_ENVELOPE = "cash_envelope"
"""The code of the charge for the post office's envelope for money."""

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
        charges += _special(service.kind, rates)
    if service.express or service.kind is MailKind.EXPRESS:
        charges.append(_express(parcel.grams, rates))
    return Quote(letter.shape, parcel.grams, tuple(charges))


def is_covered(amount: int, rates: Rates) -> bool:
    """Return whether the price of registered cash mail holds for so many yen of cash."""
    entry = rates.special(MailKind.CASH_REGISTERED)
    return entry is not None and (entry.covers is None or amount <= entry.covers)


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


def _special(kind: MailKind, rates: Rates) -> tuple[Charge, ...]:
    """Return what a special kind costs beside the letter, and its envelope where it has its own."""
    entry = rates.special(kind)
    if entry is None:
        raise PostageError(PostageFault.NO_RATE)
    told = (entry.since, entry.source, entry.sure)
    own = () if entry.envelope is None else (Charge(CASH_ENVELOPE, entry.envelope, 0, *told),)
    return (Charge(kind.value, entry.yen, 0, *told), *own)


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


# Which stamps of the stock pay a postage: the fewest, those there are most of, or others (F2).


MOST_STAMPS = 12
"""More stamps find no room on an envelope."""

_Order = Callable[[Pile], tuple[int, int]]
_Reached = list[int]
"""For each number of stamps, the sums in yen that at most so many make, one bit for each sum."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Stamps that pay a postage, the highest first; ``over`` is what they are more, in yen."""

    stamps: tuple[Pile, ...]
    over: int = 0

    @property
    def count(self) -> int:
        """Return how many stamps these are."""
        return sum(count for _, count in self.stamps)


def fewest(stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS) -> Choice | None:
    """Return the fewest stamps that pay a postage exactly, or else with the least over.

    Of equally few those with the highest values are taken. Stamps of odd sen are left alone. None
    where no ``most`` stamps of the stock are enough.
    """
    return _chosen(stock, yen, most, _by_value, few=True)


def from_largest_stock(stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS) -> Choice | None:
    """Return the stamps of which there are most, at most ``most``, as exact as can be."""
    return _chosen(stock, yen, most, _by_stock, few=False)


def choices(
    stock: Sequence[Pile], yen: int, most: int = MOST_STAMPS, limit: int = 8
) -> tuple[Choice, ...]:
    """Return different ways to pay: the fewest, from the largest stock, then without some value.

    None of them pays more over than the first one does.
    """
    found: dict[tuple[Pile, ...], Choice] = {}
    for choice in _ways(stock, yen, most):
        if found and choice.over > next(iter(found.values())).over:
            continue
        found.setdefault(choice.stamps, choice)
        if len(found) == limit:
            break
    return tuple(found.values())


def _ways(stock: Sequence[Pile], yen: int, most: int) -> Iterator[Choice]:
    waiting: list[tuple[frozenset[int], Choice]] = []
    for first in (fewest(stock, yen, most), from_largest_stock(stock, yen, most)):
        if first is not None:
            yield first
            waiting.append((frozenset(), first))
    seen = {frozenset[int]()}
    while waiting:
        without, choice = waiting.pop(0)
        for value, _ in choice.stamps:
            left_out = without | {value}
            if left_out in seen:
                continue
            seen.add(left_out)
            rest = [pile for pile in stock if pile[0] not in left_out]
            other = fewest(rest, yen, most)
            if other is not None:
                yield other
                waiting.append((left_out, other))


def _by_value(pile: Pile) -> tuple[int, int]:
    return pile


def _by_stock(pile: Pile) -> tuple[int, int]:
    value, count = pile
    return count, value


def _chosen(
    stock: Sequence[Pile], yen: int, most: int, order: _Order, *, few: bool
) -> Choice | None:
    """Return stamps taken in an order, the last of it first, as many of each as can be."""
    piles = [(value // SEN, count) for value, count in _in_order(stock, order)]
    if yen <= 0 or not piles:
        return None
    highest = max(value for value, _ in piles)
    reached = [[1] * (most + 1)]
    for value, count in piles:
        reached.append(_with_pile(reached[-1], value, count, (1 << yen + highest) - 1))
    enough = reached[-1][most] >> yen
    if not enough:
        return None
    pay = yen + (enough & -enough).bit_length() - 1
    number = most
    if few:
        number = next(each for each in range(most + 1) if reached[-1][each] >> pay & 1)
    stamps = _walked_back(piles, reached, pay, number)
    return Choice(tuple(sorted(((value * SEN, n) for value, n in stamps), reverse=True)), pay - yen)


def _in_order(stock: Sequence[Pile], order: _Order) -> list[Pile]:
    merged: dict[int, int] = {}
    for value, count in stock:
        if count > 0 and value % SEN == 0:
            merged[value] = merged.get(value, 0) + count
    return sorted(merged.items(), key=order)


def _with_pile(before: _Reached, value: int, count: int, within: int) -> _Reached:
    """Return the sums that can be made with up to ``count`` stamps of one value more."""
    after = []
    for number in range(len(before)):
        sums = 0
        for taken in range(min(count, number) + 1):
            sums |= before[number - taken] << value * taken
        after.append(sums & within)
    return after


def _walked_back(
    piles: list[Pile], reached: list[_Reached], wanted: int, number: int
) -> Iterator[Pile]:
    """Yield the counts that make a sum, as many as possible of what stands last."""
    for (value, count), before in zip(reversed(piles), reversed(reached[:-1]), strict=True):
        taken = min(count, number, wanted // value)
        while not before[number - taken] >> (wanted - taken * value) & 1:
            taken -= 1
        if taken:
            yield value, taken
        wanted -= taken * value
        number -= taken
