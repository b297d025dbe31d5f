# SPDX-License-Identifier: MIT
"""An address in Japan that has no postal code: to be looked up before a letter goes there."""

from __future__ import annotations

import re

from desk_app.rules.address_parts import AddressPart, parts

_IN_JAPAN = frozenset({AddressPart.PREFECTURE, AddressPart.CITY})
_IN_LATIN = re.compile(
    r"(?<![a-z])[a-z]+[ -](?:ku|shi|gun|cho|machi|mura|fu|ken)(?![a-z-])|(?<![a-z])japan(?![a-z])",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[0-9０-９]{3}[-‐‑–—−ー－]?[0-9０-９]{4}(?![0-9０-９])")


def lacks_code(postal_code: str, address: str) -> bool:
    """Say whether an address names a place of Japan and stands without its postal code.

    The post carries such a letter, later: it is a remark and never a refusal. Abroad there is no
    code of seven digits, and a code may stand in the address itself.
    """
    if postal_code.strip() or _WRITTEN.search(address):
        return False
    return bool(_IN_LATIN.search(address)) or not _IN_JAPAN.isdisjoint(parts(address))
