# SPDX-License-Identifier: MIT
"""The frozen letters: facts and bytes that can never be changed, checked by hash when read."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from desk_app.desk.errors import DamageFound, NotFound
from desk_app.store.prepared import Insertion
from desk_app.store.tables import LetterFactsKept, LetterPages

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from desk_app.records.ids import LetterId
    from desk_app.records.letters import LetterFacts

_facts: Any = LetterFactsKept.__table__
_pages: Any = LetterPages.__table__
_FACTS = select(_facts.c.facts).where(_facts.c.letter == bindparam("id_"))
_PAGES = (
    select(_pages.c.pages, _facts.c.sha256)
    .join(_facts, _facts.c.letter == _pages.c.letter)
    .where(_pages.c.letter == bindparam("id_"))
)
NEW_FACTS = Insertion(LetterFactsKept)
NEW_PAGES = Insertion(LetterPages)


class SqlPages:
    """The frozen letters in one unit of work (a ``desk.ports.Pages``)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, letter: LetterId, facts: LetterFacts, pages: bytes) -> None:
        """Keep a letter's facts and bytes; they can never be changed."""
        sha256 = hashlib.sha256(pages).hexdigest()
        given = {"letter": letter, "facts": facts, "sha256": sha256}
        NEW_FACTS.one(self._connection, given)
        NEW_PAGES.one(self._connection, {"letter": letter, "pages": pages})

    def pages(self, letter: LetterId) -> bytes:
        """Return the frozen bytes; raises DamageFound when they differ from their hash."""
        row = self._connection.execute(_PAGES, {"id_": letter}).one_or_none()
        if row is None:
            raise NotFound(place="letter")
        pages = bytes(row.pages)
        if hashlib.sha256(pages).hexdigest() != row.sha256:
            raise DamageFound("letter_damaged")
        return pages

    def facts(self, letter: LetterId) -> LetterFacts:
        """Return the frozen facts; raises NotFound."""
        facts: LetterFacts | None = self._connection.execute(_FACTS, {"id_": letter}).scalar()
        if facts is None:
            raise NotFound(place="letter")
        return facts
