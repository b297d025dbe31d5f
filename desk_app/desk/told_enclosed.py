# SPDX-License-Identifier: MIT
"""What letters say lies beside them in the envelope, against what was put in (A3, F2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desk_app.desk.ports import Books
from desk_app.desk.sent_facts import rows_of
from desk_app.records.ids import LetterId
from desk_app.records.letters import DeficiencyBody, ReturnBody, Returned, ThingBack
from desk_app.records.mail import HeldKind, HeldThing


@dataclass(frozen=True, slots=True)
class ToldEnclosed:
    """Of the letters of an envelope: the things a notice returns, the rows of a cover sheet.

    ``sheet`` says that one of them is a cover sheet, which lists all that lies in the envelope.
    """

    things: tuple[ThingBack, ...] = ()
    rows: tuple[Returned, ...] = ()
    sheet: bool = False

    def lacks(self, ticked: Iterable[HeldThing]) -> tuple[HeldKind, ...]:
        """Return the kinds of which more is told than was ticked."""
        there = tuple(ticked)
        rows = Counter(self.rows) - Counter(rows_of(there))
        kinds = {each.kind for each in rows} | set(_less(self.things, there))
        return tuple(kind for kind in HeldKind if kind.value in kinds)

    def differs(self, there: Iterable[HeldThing], held: Iterable[HeldThing]) -> bool:
        """Say whether a cover sheet lists what is held no more, or not what lies beside it."""
        listed = Counter(self.rows)
        more = Counter(rows_of(there)) - listed if self.sheet else Counter[Returned]()
        return bool(more or listed - Counter(rows_of(held)))


NOTHING_TOLD = ToldEnclosed()


def told_enclosed(books: Books, letters: Iterable[LetterId]) -> ToldEnclosed:
    """Read what frozen letters say is enclosed; stamps of the BACK sentence are told in yen."""
    bodies = [books.letters.facts(letter).body for letter in letters]
    sheets = [body for body in bodies if isinstance(body, ReturnBody)]
    notices = [body for body in bodies if isinstance(body, DeficiencyBody)]
    return ToldEnclosed(
        things=tuple(each for body in notices for each in body.enclosed),
        rows=tuple(row for sheet in sheets for row in sheet.things),
        sheet=bool(sheets),
    )


def form_copies(books: Books, letters: Iterable[LetterId]) -> tuple[LetterId, ...]:
    """Return the frozen notices that say a copy of the application form is enclosed."""
    bodies = ((letter, books.letters.facts(letter).body) for letter in letters)
    return tuple(
        letter
        for letter, body in bodies
        if isinstance(body, DeficiencyBody) and body.form_copy_enclosed
    )


def by_kind(things: Iterable[HeldThing]) -> tuple[ThingBack, ...]:
    """Return things as a notice tells them: each kind once, with its yen and how many pieces."""
    yen, pieces = Counter[str](), Counter[str]()
    for thing in things:
        yen[thing.kind.value] += thing.amount
        pieces[thing.kind.value] += sum(count for _, count in thing.pieces) or 1
    return tuple(ThingBack(kind, yen[kind], count) for kind, count in pieces.items())


def _less(told: Iterable[ThingBack], ticked: Iterable[HeldThing]) -> tuple[str, ...]:
    """Return the kinds of which fewer pieces, or less yen, were ticked than told."""
    yen, pieces = Counter[str](), Counter[str]()
    for each in told:
        yen[each.kind] += each.amount
        pieces[each.kind] += each.count
    for there in by_kind(ticked):
        yen[there.kind] -= there.amount
        pieces[there.kind] -= there.count
    return tuple(kind for kind in pieces if yen[kind] > 0 or pieces[kind] > 0)
