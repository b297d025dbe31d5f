# SPDX-License-Identifier: MIT
"""What the Intake page asks of the desk, on the desk's own thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from desk_app.desk import reading
from desk_app.desk.queries import ApplicationLine, Filter, KnownPerson, Order, PersonQuery
from desk_app.gui.presenters.intake_drafts import aside_of
from desk_app.gui.presenters.paper_code import is_mistyped, receipt_number

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.desk.ports import PostalArea
    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.records.application import Application
    from desk_app.records.history import ApplicationFile
    from desk_app.records.ids import ApplicationId, MailItemId
    from desk_app.records.mail import MailItem
    from desk_app.records.people import User

MOST_MATCHES = 8
SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Opened:
    """What the desk knows of a page: a draft, the mail item logged before, who works here.

    ``aside`` is the draft that was laid aside for this page.
    """

    draft: str | None
    mail: MailItem | None
    people: tuple[User, ...]
    aside: str | None = None


@dataclass(frozen=True, slots=True)
class SupplementOf:
    """Opens the Intake page for what came later for one application."""

    application: ApplicationId
    receipt_number: str

    @classmethod
    def to(cls, application: Application) -> Self:
        """Return the way to the page for an application that is at hand."""
        return cls(application.id, application.receipt_number)


@dataclass(frozen=True, slots=True)
class Found:
    """What a number, a code or a name names: the one application, or those it may be."""

    file: ApplicationFile | None = None
    matches: tuple[ApplicationLine, ...] = ()


def opened(desk: Desk, key: str, id_: MailItemId | None) -> Opened:
    """Return what is known of the page of this draft key; raises NotFound for an unknown id."""
    with reading.cases(desk) as books:
        mail = books.mail.get(id_) if id_ is not None else None
        draft, aside = books.drafts.get(desk.actor.id, key), aside_of(key)
        laid = None if aside is None else books.drafts.get(desk.actor.id, aside)
        return Opened(draft, mail, books.people.all(), laid)


def find(desk: Desk, text: str) -> Found:
    """Return the open application that a receipt number, a scanned code or a name names (A4)."""
    if is_mistyped(text):
        return Found()
    number = receipt_number(text)
    if number:
        with reading.cases(desk) as books:
            id_ = books.files.by_number(number)
            return Found() if id_ is None else Found(books.files.get(id_))
    queries = reading.lists(desk)
    wanted = Filter(text=text, open_only=True)
    window = queries.window(wanted, Order(), desk.today, MOST_MATCHES)
    matches = queries.lines(window.ids, desk.today)
    if len(matches) == 1:
        return Found(file(desk, matches[0].id), matches)
    return Found(None, matches)


def file(desk: Desk, id_: ApplicationId) -> ApplicationFile:
    """Return an application with its history; raises NotFound."""
    with reading.cases(desk) as books:
        return books.files.get(id_)


def person(form: IntakeForm) -> PersonQuery | None:
    """Return what is typed of the principal so far; None where it is too little to ask (A5)."""
    typed = form.application.principal
    if max(len(typed.name.strip()), len(typed.kana.strip())) < SHORTEST_NAME:
        return None
    return PersonQuery(typed.name, typed.kana, typed.former_name, typed.born, typed.address)


def known(desk: Desk, query: PersonQuery) -> tuple[KnownPerson, ...]:
    """Return earlier applications of a person perhaps known, best first."""
    return reading.lists(desk).known(query)


def common_part(areas: tuple[PostalArea, ...]) -> str:
    """Return as much of the address as every area of the code has."""
    parts = [(area.prefecture, area.city, area.town) for area in areas]
    common = ""
    for same in zip(*parts, strict=True):
        if len(set(same)) > 1:
            break
        common += same[0]
    return common
