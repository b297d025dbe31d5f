# SPDX-License-Identifier: MIT
"""Several words of codes as one label of the window, in the clerk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import messages
from desk_app.records.findings import Next
from desk_app.records.people import Language, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from desk_app.desk.errors import KnownError
    from desk_app.desk.queries import ApplicationLine

_RANKS = (Role.OFFICER, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR)


def labels(values: Iterable[Enum], language: Language) -> str:
    """Return the words of several values as one label."""
    first, *others = [messages.word(each, language) for each in values] or [""]
    between = "、" if language is Language.JA else ", "
    return between.join([first[:1].upper() + first[1:], *others])


def roles(held: frozenset[Role], language: Language) -> str:
    """Return the roles of a person, the highest first."""
    return labels((role for role in _RANKS if role in held), language)


def next_of(line: ApplicationLine, language: Language) -> messages.Told:
    """Return what is to be done next with an application, and why."""
    if not line.next_what:
        return messages.Told("")
    return messages.next_step(Next(line.next_what, None, line.why), language)


def reason(error: KnownError, language: Language) -> tuple[str, str]:
    """Return what went wrong, and in one text where, what is safe and what to do."""
    said = messages.error(error, language)
    between = "" if language is Language.JA else " "
    return said.what, between.join(part for part in (said.place, said.safe, said.next) if part)
