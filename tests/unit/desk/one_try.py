# SPDX-License-Identifier: MIT
"""Something that somebody tries at the desk, and who of its people has the duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.desk.context import Desk
from desk_app.rules.workflow.attempt import Verb

CLERKS = frozenset({"clerk", "second", "supervisor", "chief"})
SUPERVISORS = frozenset({"supervisor", "chief"})
EVERYBODY = frozenset({*CLERKS, "officer", "auditor"})


@dataclass(frozen=True, slots=True)
class Try:
    """Something somebody tries: its name, who, how, and whether it may be done.

    ``roles`` are the people whose roles have the duty. ``known`` says that it leads nowhere that
    another way does not lead to; the walk tries it and does not go on from there.
    """

    name: str
    who: str
    do: Callable[[Desk], object]
    may: bool
    roles: frozenset[str] = CLERKS
    known: bool = False

    @property
    def verb(self) -> Verb:
        """Return the verb of the workflow."""
        first = self.name.split()[0]
        return (
            _VERBS[" ".join(self.name.split()[:2])] if first in {"send", "take"} else _VERBS[first]
        )


_VERBS = {
    "ask": Verb.ASK_DEPARTMENT,
    "chase": Verb.CHASE_DEPARTMENT,
    "department": Verb.RECORD_ANSWER,
    "late": Verb.JUDGE,
    "go": Verb.JUDGE,
    "notice": Verb.GIVE_NOTICE,
    "delay": Verb.GIVE_DELAY,
    "propose": Verb.PROPOSE,
    "approve": Verb.APPROVE,
    "send back": Verb.SEND_BACK,
    "take back": Verb.TAKE_BACK,
    "lapse": Verb.CONFIRM_LAPSE,
    "confirm": Verb.CONFIRM_WITHDRAWAL,
    "reject": Verb.JUDGE,
    "letter": Verb.ISSUE_LETTER,
    "void": Verb.VOID_LETTER,
    "print": Verb.PRINT_LETTER,
    "post": Verb.POST,
    "return": Verb.RETURN_THINGS,
    "delivered": Verb.RECORD_DELIVERY,
    "came": Verb.RECORD_RETURN,
    "sends": Verb.ATTACH_SUPPLEMENT,
}


def doing(verb: Callable[..., object], *words: object) -> Callable[[Desk], object]:
    """Return a verb with all but the desk."""
    return lambda desk: verb(desk, *words)
