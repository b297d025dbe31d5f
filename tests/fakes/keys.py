# SPDX-License-Identifier: MIT
"""A key file in memory: users, sheets and how often the data key was renewed; no cipher."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from desk_app.desk.errors import BadInput, NotFound, WrongPassword
from desk_app.records.ids import UserId
from desk_app.records.people import User
from desk_app.records.safekeeping import Quarter, RecoverySheet, SheetKey

PASSWORD = "an old umbrella stand"  # noqa: S105 of nobody
LAST_GROUP = "ABCD"


class FakeKeys:
    """A ``desk.safe_ports.Keys``; every user begins with one password."""

    def __init__(self, users: Iterable[User] = ()) -> None:
        self._slots = {user.id: (user, PASSWORD) for user in users}
        self._sheets: list[RecoverySheet] = []
        self.renewed = 0
        self.peppered = False

    def users(self) -> tuple[User, ...]:
        return tuple(user for user, _ in self._slots.values())

    def enrol(self, user: User, password: str) -> None:
        if any(each.name == user.name for each in self.users()):
            raise BadInput("user_there_already", place="name")
        self._slots[user.id] = (user, password)

    def change_roles(self, user: User, password: str) -> None:
        self._must_be(user.id)
        self._slots[user.id] = (user, password)

    def change_password(self, user: UserId, old: str, new: str) -> None:
        self._must_be(user)
        if old != self.password(user):
            raise WrongPassword
        self._slots[user] = (self._slots[user][0], new)

    def password(self, user: UserId) -> str:
        """The password that opens a user's slot."""
        return self._slots[user][1]

    def remove(self, user: UserId) -> None:
        self._must_be(user)
        del self._slots[user]

    def renew(self) -> None:
        self.renewed += 1

    def sheets(self) -> tuple[RecoverySheet, ...]:
        return tuple(self._sheets)

    def new_sheet(self, on: date) -> SheetKey:
        quarter = Quarter.of(on)
        series = sum(sheet.quarter == quarter for sheet in self._sheets) + 1
        self._sheets.append(RecoverySheet(quarter, series, f"age1{series}", on))
        return SheetKey(self._sheets[-1], "AGE-SECRET-KEY-1")

    def withdraw_sheet(self, number: str) -> None:
        sheet = self._numbered(number)
        if sheet.confirmed_on is not None or sheet.destroyed_on is not None:
            raise NotFound(place="sheet")
        self._sheets.remove(sheet)

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date
    ) -> None:
        sheet = self._numbered(number)
        if last_group != LAST_GROUP:
            raise BadInput("sheet_group_wrong", place="last_group")
        self._put(replace(sheet, confirmed_on=on, places=tuple(places)))
        for each in self._sheets:
            if each.stands and each.quarter.next() < sheet.quarter:
                self._put(replace(each, destroyed_on=on))

    def destroy_sheet(self, number: str, on: date) -> None:
        self._put(replace(self._numbered(number), destroyed_on=on))

    def use_pepper(self, *, wanted: bool) -> None:
        self.peppered = wanted

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
