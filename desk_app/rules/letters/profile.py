# SPDX-License-Identifier: MIT
"""Whether a desk profile can stand on letters and forms: nothing empty, an address that fits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk_app.rules.letters.paper import is_web_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.records.desk.profile import DeskProfile

NEEDED = (
    *("company_ja", "company_en", "desk_ja", "desk_en", "officer", "number_prefix"),
    *("procedure_ja", "procedure_en", "marking_ja", "marking_en"),
)
"""The names without which a letter, a form or an envelope would have a gap."""

PAGES = ("procedure_page", "form_page")
"""The addresses of web pages; without one, letters say "on our website"."""

ADDRESSES = ("address_ja", "address_en")
MOST_LINES = 4
"""So many lines of an address have room in the sender's block and on an envelope."""

_POSTAL_CODE = re.compile(r"[0-9]{3}-?[0-9]{4}")


def profile_faults(profile: DeskProfile) -> Iterator[tuple[str, str]]:
    """Yield each field of a profile that cannot stand so on paper, and the code of why.

    A reply goes to, and a request comes from, what stands here (Article 32(1) of the Act).
    """
    empty = (name for name in NEEDED if not str(getattr(profile, name)).strip())
    yield from ((name, "profile_field_empty") for name in empty)
    if _POSTAL_CODE.fullmatch(profile.postal_code) is None:
        yield "postal_code", "profile_postal_code"
    for name in ADDRESSES:
        lines: tuple[str, ...] = getattr(profile, name)
        if not any(line.strip() for line in lines):
            yield name, "profile_field_empty"
        elif len(lines) > MOST_LINES:
            yield name, "profile_address_long"
    for name in PAGES:
        page: str = getattr(profile, name)
        if page and not is_web_page(page):
            yield name, "not_a_web_page"
