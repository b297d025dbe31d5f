# SPDX-License-Identifier: MIT
"""Verbs of higher roles, called by a clerk: through the program, and through one of his own."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from unittest.mock import patch

from desk_app.desk import people
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.roster import Second
from desk_app.desk.sheet_key import last_group
from desk_app.records.people import Role
from desk_app.rules.rulebook.terms import Duty
from tests.robustness.attacks.hand import GHOST, PASSWORD, Hand
from tests.robustness.attacks.office import CLERK, SUPERVISOR, Wanted, opened
from tests.robustness.sites import OFFICER

_DOOR = ((GHOST.name, PASSWORD),)


def _called(hand: Hand, call: Callable[[Desk], object], *, asking: bool = False) -> None:
    """Call something as the clerk; in a program of his own no verb asks for a duty."""
    desk = opened(hand.site, CLERK)
    must = Desk.must if asking else lambda *_: None
    try:
        with patch.object(Desk, "must", must), suppress(KnownError):
            call(desk)
    finally:
        desk.ports.store.close()


def verbs_as_they_are(hand: Hand) -> Wanted:
    """Call the verbs of an officer as a clerk."""

    def call(desk: Desk) -> None:
        gone = hand.office.users[SUPERVISOR.name]
        for each in (
            lambda: people.enrol(desk, GHOST.name, GHOST.roles, PASSWORD),
            lambda: people.remove(desk, gone),
            lambda: people.renew(desk),
            lambda: people.new_sheet(desk),
            lambda: people.use_pepper(desk, wanted=True),
        ):
            with suppress(KnownError):
                each()

    _called(hand, call, asking=True)
    return Wanted(doors=_DOOR)


def enrolled(hand: Hand) -> Wanted:
    """Enrol somebody in an own program that asks for no duty."""
    clerk = frozenset({Role.CLERK})
    _called(hand, lambda desk: people.enrol(desk, GHOST.name, clerk, PASSWORD))
    return Wanted(doors=_DOOR)


def enrolled_with_oneself_as_second(hand: Hand) -> Wanted:
    """Enrol an officer in an own program, with the own signature as the second one."""

    def call(desk: Desk) -> None:
        second = Second(replace(desk.actor, id=hand.office.users[SUPERVISOR.name]), desk.ports.seal)
        people.enrol(desk, GHOST.name, GHOST.roles, PASSWORD, second)

    _called(hand, call)
    return Wanted(doors=_DOOR)


def supervisor_given_a_password(hand: Hand) -> Wanted:
    """Give the supervisor a password in an own program."""

    def call(desk: Desk) -> None:
        id_ = hand.office.users[SUPERVISOR.name]
        people.change_roles(desk, id_, SUPERVISOR.roles, PASSWORD)

    _called(hand, call)
    return Wanted(doors=((SUPERVISOR.name, PASSWORD),))


def officer_removed(hand: Hand) -> Wanted:
    """Remove the supervisor in an own program."""
    gone = hand.office.users[SUPERVISOR.name]
    _called(hand, lambda desk: people.remove(desk, gone))
    return Wanted()


def key_renewed(hand: Hand) -> Wanted:
    """Change the data key in an own program."""
    _called(hand, people.renew)
    return Wanted()


def sheet_made(hand: Hand) -> Wanted:
    """Make a recovery sheet in an own program, and take it into use."""
    made = list[str]()

    def call(desk: Desk) -> None:
        sheet = people.new_sheet(desk)
        made.append(sheet.secret)
        people.confirm_sheet(desk, sheet.sheet.number, last_group(sheet.secret), ("机",))

    _called(hand, call)
    return Wanted(secrets=tuple(made), sheets=tuple(made))


def bound_to_the_machine(hand: Hand) -> Wanted:
    """Bind everybody's password to this machine in an own program."""
    _called(hand, lambda desk: people.use_pepper(desk, wanted=True))
    return Wanted()


def colleagues_password_changed(hand: Hand) -> Wanted:
    """Change the officer's password in an own program, in his name, by guessing it."""

    def call(desk: Desk) -> None:
        officer = replace(desk.actor, id=hand.office.users[OFFICER.name])
        people.change_password(replace(desk, actor=officer), PASSWORD, PASSWORD + " too")

    _called(hand, call)
    return Wanted(doors=((OFFICER.name, PASSWORD + " too"),))


def every_duty_in_a_rulebook(hand: Hand) -> Wanted:
    """Give clerks every duty in a rulebook of one's own, and call the verbs."""
    clerk = frozenset({Role.CLERK})

    def call(desk: Desk) -> None:
        with patch("desk_app.rules.rulebook.rulebook.Rules.duty", lambda *_: clerk):
            desk.must(Duty.USERS)
            people.enrol(desk, GHOST.name, clerk, PASSWORD)

    _called(hand, call, asking=True)
    return Wanted(doors=_DOOR)


TRIES = (
    verbs_as_they_are,
    enrolled,
    enrolled_with_oneself_as_second,
    supervisor_given_a_password,
    officer_removed,
    key_renewed,
    sheet_made,
    bound_to_the_machine,
    colleagues_password_changed,
    every_duty_in_a_rulebook,
)
