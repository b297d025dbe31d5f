# SPDX-License-Identifier: MIT
"""A key file in memory: users, sheets and how often the data key was renewed; no cipher."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from desk_app.desk.errors import BadInput, NotFound, Refused, WrongPassword
from desk_app.desk.ports import Author, KeysBefore, TakenAlong
from desk_app.records.base import UserId
from desk_app.records.desk.people import (
    NO_ROSTER,
    Role,
    RoleTerm,
    RosterAct,
    RosterLine,
    RosterPlace,
    User,
)
from desk_app.records.desk.sheets import Quarter, RecoverySheet, SheetKey

PASSWORD = "an old umbrella stand"  # noqa: S105 of nobody
LAST_GROUP = "ABCD"


FOUNDED_AT = datetime(2026, 4, 1, tzinfo=UTC)


class FakeKeys:
    """A ``desk.ports.Keys``; every user begins with one password.

    ``waiting`` are people of before the roster, who have not shown it yet. Not ``carried_over``, it
    has no roster.
    """

    carried_over = True

    def __init__(self, users: Iterable[User] = (), waiting: Iterable[User] = ()) -> None:
        self._slots = {user.id: (user, PASSWORD) for user in users}
        self._waiting = {user.id: user for user in waiting}
        self._sheets: list[RecoverySheet] = []
        self.renewed = 0
        self.peppered = False
        self._lines: list[RosterLine] = []

    @property
    def place(self) -> RosterPlace:
        number = 1 + len(self._lines)
        return RosterPlace(number, f"{number:064x}") if self.carried_over else NO_ROSTER

    @property
    def root(self) -> str:
        return "f" * 64 if self.carried_over else ""

    def lines(self) -> tuple[RosterLine, ...]:
        return tuple(self._lines)

    def role_terms(self) -> tuple[RoleTerm, ...]:
        """Everybody who has keys has had his roles since the desk was founded."""
        users = [user for user, _ in self._slots.values()]
        officer = next((each.id for each in users if Role.OFFICER in each.roles), "")
        founded = RosterLine(1, FOUNDED_AT, RosterAct.FOUNDED, UserId(officer))
        return tuple(RoleTerm(user.id, user.name, user.roles, founded) for user in users)

    def settle(self) -> None:
        """Nothing is ever half done here."""

    @property
    def behind_pepper(self) -> bool:
        return False

    def follow_pepper(self, author: Author) -> None:
        """No slot is ever behind here."""

    def standing(self) -> KeysBefore:
        raise Refused(("carried_over_already",))

    def carry_over(self, taken: TakenAlong, author: Author) -> None:
        raise Refused(("carried_over_already",))

    def waiting(self) -> tuple[User, ...]:
        return tuple(self._waiting.values())

    def confirm(self, user: UserId, password: str, author: Author) -> None:
        if user not in self._waiting:
            raise NotFound(place="user")
        if password != PASSWORD:
            raise WrongPassword
        self._slots[user] = (self._waiting.pop(user), password)
        confirmed = replace(author, by=user, second_by=author.by)
        self._act(RosterAct.CONFIRMED, confirmed, user)

    def _act(self, act: RosterAct, author: Author, about: str = "") -> None:
        line = RosterLine(
            len(self._lines) + 2,
            author.at,
            act,
            author.by,
            author.second_by,
            about,
            author.journal[0],
        )
        self._lines.append(line)

    def users(self) -> tuple[User, ...]:
        return tuple(user for user, _ in self._slots.values())

    def enrol(self, user: User, password: str, author: Author) -> None:
        if any(each.name == user.name for each in self.users()):
            raise BadInput("user_there_already", place="name")
        self._slots[user.id] = (user, password)
        self._act(RosterAct.ENROLLED, author, user.id)

    def change_roles(self, user: User, password: str, author: Author) -> None:
        if self._waiting.pop(user.id, None) is None:
            self._must_be(user.id)
        self._slots[user.id] = (user, password)
        self._act(RosterAct.ENROLLED_ANEW, author, user.id)

    def change_password(self, old: str, new: str, author: Author) -> None:
        user = author.by
        self._must_be(user)
        if old != self.password(user):
            raise WrongPassword
        self._slots[user] = (self._slots[user][0], new)
        self._act(RosterAct.PASSWORD_RENEWED, author, user)

    def password(self, user: UserId) -> str:
        """The password that opens a user's slot."""
        return self._slots[user][1]

    def remove(self, user: UserId, author: Author) -> None:
        if self._waiting.pop(user, None) is None:
            self._must_be(user)
            del self._slots[user]
        self._act(RosterAct.REMOVED, author, user)

    def begin_renewal(self, author: Author, cause: str = "") -> bool:
        self._act(RosterAct.KEY_CHANGED, author, cause)
        return True

    def renew(self, author: Author, cause: str = "") -> None:
        self.renewed += 1

    def dispose(self, disposal: str, count: int, head: str, author: Author) -> None:
        self._act(RosterAct.DISPOSED, author, disposal)

    def sheets(self) -> tuple[RecoverySheet, ...]:
        return tuple(self._sheets)

    def new_sheet(self, on: date, author: Author) -> SheetKey:
        quarter = Quarter.of(on)
        series = sum(sheet.quarter == quarter for sheet in self._sheets) + 1
        self._sheets.append(RecoverySheet(quarter, series, f"age1{series}", on))
        self._act(RosterAct.SHEET_MADE, author, self._sheets[-1].number)
        return SheetKey(self._sheets[-1], "AGE-SECRET-KEY-1")

    def withdraw_sheet(self, number: str, author: Author) -> None:
        sheet = self._numbered(number)
        if sheet.confirmed_on is not None or sheet.destroyed_on is not None:
            raise NotFound(place="sheet")
        self._sheets.remove(sheet)
        self._act(RosterAct.SHEET_WITHDRAWN, author, number)

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date, author: Author
    ) -> None:
        sheet = self._numbered(number)
        if last_group != LAST_GROUP:
            raise BadInput("sheet_group_wrong", place="last_group")
        self._put(replace(sheet, confirmed_on=on, places=tuple(places)))
        for each in self._sheets:
            if each.stands and each.quarter.next() < sheet.quarter:
                self._put(replace(each, destroyed_on=on))
        self._act(RosterAct.SHEET_CONFIRMED, author, number)

    def destroy_sheet(self, number: str, on: date, author: Author) -> None:
        self._put(replace(self._numbered(number), destroyed_on=on))
        self._act(RosterAct.SHEET_DESTROYED, author, number)

    def use_pepper(self, author: Author, *, wanted: bool) -> None:
        self.peppered = wanted
        self._act(RosterAct.PEPPER_CHANGED, author)

    def _must_be(self, user: UserId) -> None:
        if user not in self._slots:
            raise NotFound(place="user")

    def _numbered(self, number: str) -> RecoverySheet:
        for sheet in self._sheets:
            if sheet.number == number:
                return sheet
        raise NotFound(place="sheet")

    def _put(self, sheet: RecoverySheet) -> None:
        at = [each.number for each in self._sheets].index(sheet.number)
        self._sheets[at] = sheet
