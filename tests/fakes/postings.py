# SPDX-License-Identifier: MIT
"""What is asked of the envelopes, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from desk_app.desk.rows import PostingLine
from desk_app.records.base import LetterId
from desk_app.records.case.history import ApplicationFile, Posting
from tests.fakes.state import State


class FakePostQueries:
    """The lists of envelopes (a ``desk.rows.PostQueries``)."""

    def __init__(self, asked: Callable[[], State]) -> None:
        self._asked = asked

    def sent(self, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
        found = [each for each in self._every() if first <= each[0].posted_on <= last]
        found.sort(key=lambda each: (each[0].posted_on, *each[1:3]), reverse=True)
        return tuple(line for *_, line in found)[:limit]

    def came_back(self, limit: int = 1_000) -> tuple[PostingLine, ...]:
        found = [each for each in self._every() if each[0].came_back_on is not None]
        found.sort(key=lambda each: (each[0].came_back_on or date.min, *each[1:3]), reverse=True)
        return tuple(line for *_, line in found)[:limit]

    def _every(self) -> Iterator[tuple[Posting, int, int, PostingLine]]:
        for id_, file in self._asked().files.items():
            for place, posting in enumerate(file.postings):
                yield posting, id_, place, _line(file, posting, self._addressed)

    def _addressed(self, letter: LetterId) -> str:
        kept = self._asked().letters.get(letter)
        return "" if kept is None else kept[0].addressee.name


def _line(
    file: ApplicationFile, posting: Posting, addressed: Callable[[LetterId], str]
) -> PostingLine:
    letters = {letter.id: (letter.kind, letter.number) for letter in file.letters}
    inside = dict.fromkeys((*posting.letters, *posting.again))
    application = file.application
    by = application.proxy or application.principal
    found = next((each for each in inside if each in letters), None)
    to = by.name if found is None else addressed(found) or application.principal.name
    return PostingLine(
        application.id,
        application.receipt_number,
        application.principal.name,
        posting,
        tuple(letters[each] for each in inside if each in letters),
        to,
    )
