# SPDX-License-Identifier: MIT
"""Several words of codes as one label of the window, in the clerk's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import vocabulary
from desk_app.records.desk.people import Language, Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from desk_app.desk.errors import KnownError
    from desk_app.desk.rows import ApplicationLine
    from desk_app.i18n.messages import ShortSentence
    from desk_app.records.desk.profile import DeskProfile

_RANKS = (Role.OFFICER, Role.SUPERVISOR, Role.CLERK, Role.AUDITOR)


def labels(values: Iterable[Enum], language: Language) -> str:
    """Return the words of several values as one label."""
    first, *others = [vocabulary.word(each, language) for each in values] or [""]
    return listed([first[:1].upper() + first[1:], *others], language)


def listed(names: Iterable[str], language: Language) -> str:
    """Return several names one after another."""
    return ("、" if language is Language.JA else ", ").join(names)


def inside(said: str) -> str:
    """Return a word as it stands inside a sentence, not at its head."""
    return said[:1].lower() + said[1:]


def office_name(profile: DeskProfile, language: Language) -> str:
    """Return company and desk as the screens of a language show them."""
    company = profile.company_ja if language is Language.JA else profile.company_en
    return f"{company} {desk_name(profile, language)}".strip()


def desk_name(profile: DeskProfile, language: Language) -> str:
    """Return the name of a desk as the screens of a language show it."""
    return profile.desk_ja if language is Language.JA else profile.desk_en


def roles(held: frozenset[Role], language: Language) -> str:
    """Return the roles of a person, the highest first."""
    return labels((role for role in _RANKS if role in held), language)


def next_of(line: ApplicationLine, language: Language) -> ShortSentence:
    """Return what is to be done next with an application, and why."""
    from desk_app.i18n import messages
    from desk_app.records.case.findings import Next

    if not line.next_what:
        return messages.ShortSentence("")
    return messages.next_step(Next(line.next_what, None, line.why), language)


def reason(
    error: KnownError, language: Language, *, placed: bool = True, typing: bool = True
) -> tuple[str, str]:
    """Return what went wrong, and in one text where, what is safe and what to do.

    Where it is told beside its field, it is not ``placed`` in words as well. ``typing`` says
    whether anything was typed that can be safe too.
    """
    from desk_app.i18n import messages

    said = messages.error(error, language, typing=typing)
    japanese = language is Language.JA
    told = ("" if japanese else " ").join(part for part in (said.safe, said.next) if part)
    if not said.place or not placed:
        return said.what, told
    where = said.place[:1].upper() + said.place[1:]
    return said.what, f"{where}：{told}" if japanese else f"{where}: {told}"


def told(error: KnownError | None, language: Language) -> tuple[str, str] | None:
    """Return `reason` of what went wrong, where anything did."""
    return None if error is None else reason(error, language)
