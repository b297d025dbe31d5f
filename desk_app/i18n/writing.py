# SPDX-License-Identifier: MIT
"""How facts are written in a sentence: days, sums, pieces, lists, and the words of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import dates
from desk_app.i18n.vocabulary import forms
from desk_app.records.case.mail import Piece
from desk_app.records.desk.people import Language
from desk_app.rules.fee.pieces import SEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

LISTED = 5
"""As many alternatives are named one by one; of more, the number of the others is told."""


def day(on: date, language: Language, *, weekday: bool = False) -> str:
    """Write a day: 令和8年11月25日(水), or Wed 25 Nov 2026."""
    return dates.full(on, language, weekday=weekday)


def yen(amount: int, language: Language) -> str:
    """Write a sum: 1,000円, or 1,000 yen."""
    return f"{amount:,}円" if language is Language.JA else f"{amount:,} yen"


def sen(amount: int, language: Language, *, signed: bool = False) -> str:
    """Write a sum given in sen: 1,000円, 1.50円, or with its sign +1,000円, −460円."""
    written = _sen(amount, signed=signed)
    return f"{written}円" if language is Language.JA else f"{written} yen"


def sen_in_table(amount: int, language: Language, *, signed: bool = False) -> str:
    """Write a sum given in sen for a narrow column: 1,000円, or 1,000 where the head says yen."""
    written = _sen(amount, signed=signed)
    return f"{written}円" if language is Language.JA else written


def _sen(amount: int, *, signed: bool) -> str:
    whole, rest = divmod(abs(amount), SEN)
    sign = "−" if amount < 0 else "+" if signed and amount else ""
    return f"{sign}{whole:,}.{rest:02}" if rest else f"{sign}{whole:,}"


def count(number: int, unit: str, language: Language) -> str:
    """Write how many there are of a unit: 2枚, or 1 piece, 2 pieces."""
    one, several = forms(unit, language)
    return (one if number == 1 else several).format(f"{number:,}")


def unit(counted: str, language: Language) -> str:
    """Write a unit without a number, as it stands behind a field: 枚, or pieces."""
    return forms(counted, language)[1].format("").strip()


def unit_of_yen(language: Language) -> str:
    """Write the unit of a sum without a number."""
    return "円" if language is Language.JA else "yen"


def pieces(piles: Sequence[tuple[int, int]], language: Language) -> str:
    """Write denominations and counts: 500円×2、84円×1, or 500 yen × 2, 84 yen × 1."""
    if language is Language.JA:
        return "、".join(f"{yen(value, language)}×{number}" for value, number in piles)
    return ", ".join(f"{yen(value, language)} × {number}" for value, number in piles)


def face(denomination: int, piece: str, language: Language) -> str:
    """Write the face value before the kind of piece: 84円の, or 84-yen; a sen stamp's in sen."""
    unit = "sen" if piece == Piece.SEN_STAMP.value else "yen"
    if language is Language.EN:
        return f"{denomination:,}-{unit}" if denomination else "valueless"
    sign = {"sen": "銭", "yen": "円"}[unit]
    return f"{denomination:,}{sign}の" if denomination else "額面のない"


def listed(items: Sequence[str], language: Language) -> str:
    """Write a list: A、B、C, or A, B and C."""
    return "、".join(items) if language is Language.JA else _ending(items, " and ", _comma(items))


def one_of(items: Sequence[str], language: Language) -> str:
    """Write alternatives: AまたはB, or A or B; of many only the first ones and how many others."""
    named = list(items[:LISTED])
    if len(items) > LISTED:
        named.append(count(len(items) - LISTED, "more", language))
    if language is Language.JA:
        return _ending(named, "または", "、")
    return _ending(named, " or ", _comma(named))


def _comma(items: Sequence[str]) -> str:
    """Return what parts English items: a semicolon where one of them has a comma of its own."""
    return "; " if any("," in item for item in items) else ", "


def _ending(items: Sequence[str], last: str, comma: str) -> str:
    """Join a list whose last item is joined by another word."""
    before = comma.join(items[:-1])
    return f"{before}{last}{items[-1]}" if before else "".join(items)


def quoted(written: str, language: Language) -> str:
    """Write a text as it stands on paper, in quotation marks."""
    return f"「{written}」" if language is Language.JA else f"“{written}”"
