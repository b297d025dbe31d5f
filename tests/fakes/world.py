# SPDX-License-Identifier: MIT
"""Stand-ins for the world around the verbs: clock, press, seal, postal codes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone

from desk_app.desk.errors import LetterStopped
from desk_app.desk.ports import PostalArea
from desk_app.records.ids import UserId
from desk_app.records.letters import LetterFacts, LetterKind
from desk_app.store.codec import Codec

JAPAN = timezone(timedelta(hours=9))
OPENING = time(9, 0)
_FACTS = Codec[LetterFacts](LetterFacts)


class FixedClock:
    """A clock that stands still until it is moved; the desk opens at nine in Japan."""

    def __init__(self, today: date) -> None:
        self._now = datetime.combine(today, OPENING, JAPAN)

    def today(self) -> date:
        return self._now.date()

    def now(self) -> datetime:
        return self._now.astimezone(UTC)

    def move_to(self, day: date) -> None:
        """Go to the opening of a day."""
        self._now = datetime.combine(day, OPENING, JAPAN)

    def pass_days(self, days: int) -> None:
        """Let days go by."""
        self._now += timedelta(days=days)


class PlainPress:
    """A press whose pages are the facts themselves, as text; it stops at the kinds it is told."""

    def __init__(self, stops_at: Iterable[LetterKind] = ()) -> None:
        self._stops_at = frozenset(stops_at)

    def render(self, facts: LetterFacts) -> bytes:
        if facts.kind in self._stops_at:
            raise LetterStopped(place="facts")
        return _FACTS.to_text(facts).encode()


class PlainSeal:
    """A seal that anybody can check and nobody should trust: a hash over user and content."""

    def __init__(self, user: UserId) -> None:
        self._user = user

    def sign(self, content: bytes) -> bytes:
        return _signature(self._user, content)

    def verify(self, user: UserId, content: bytes, signature: bytes) -> bool:
        return signature == _signature(user, content)


class FewPostalCodes:
    """A table of the postal codes it is given."""

    def __init__(self, *areas: PostalArea) -> None:
        self._areas = areas

    def areas(self, code: str) -> tuple[PostalArea, ...]:
        return tuple(area for area in self._areas if area.code == code.replace("-", ""))


def _signature(user: UserId, content: bytes) -> bytes:
    return hashlib.sha512(user.encode() + b"\x00" + content).digest()
