# SPDX-License-Identifier: MIT
"""The letters page as the desk's thread reads it: what is owed, to print, to post, posted."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from desk_app.desk import corresponding, outgoing, reading
from desk_app.desk.errors import KnownError
from desk_app.desk.queries import (
    ApplicationColumn,
    Filter,
    Group,
    LetterColumn,
    LetterLine,
    LetterOrder,
    LetterState,
    Order,
)
from desk_app.gui.presenters.application_read import Opened, read
from desk_app.gui.presenters.letter_place import Owed
from desk_app.records.ids import ApplicationId, LetterId
from desk_app.records.letters import LetterKind
from desk_app.rules import codes, deadlines, resending
from desk_app.rules.permission.attempt import Verb
from desk_app.rules.replies import addressee
from desk_app.rules.work_codes import What

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.records.letters import LetterFacts

Wanted = Owed | LetterId | ApplicationId | None
"""What the page is opened with: a letter owed or issued, a case, or nothing."""

MOST_OWED, MOST_POSTED = 100, 50
_DELAY_DAYS = 14
_OWED_BY = {
    LetterColumn.NAME: ApplicationColumn.NAME,
    LetterColumn.RECEIPT: ApplicationColumn.NUMBER,
}
"""What letters not written yet are sorted by; of the rest they have nothing yet."""
_WISHED = {
    LetterKind.ACKNOWLEDGEMENT: Verb.ACKNOWLEDGE,
    LetterKind.RETURN: Verb.LIST_RETURNS,
    LetterKind.RESENDING: Verb.SEND_AGAIN,
}
"""The letters that no claim owes: written because somebody came for them."""
_OWES = frozenset({What.ISSUE_LETTER.value, What.GIVE_NOTICE.value, What.GIVE_DELAY.value})


class Stage(Enum):
    """How far a letter of the queue is."""

    TO_ISSUE = "to_issue"
    TO_PRINT = "to_print"
    TO_POST = "to_post"
    POSTED = "posted"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Entry:
    """A letter of the queue: its key, how far it is, whose application's it is, and its numbers.

    ``name`` is the one a letter is addressed to, ``principal`` whose data it is about.
    """

    key: Owed | LetterId
    stage: Stage
    application: ApplicationId
    receipt_number: str
    name: str
    principal: str
    kind: LetterKind
    number: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a letter not issued yet is to go: the day (today where none is said), a new target day.

    ``labelled``: under a label, or in an envelope that bears the address itself.
    """

    posting_day: date | None = None
    target: date | None = None
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """A letter looked at: its pages, its application; for one not issued its draft and facts.

    ``trouble`` is why its pages could not be made.
    """

    entry: Entry
    opened: Opened
    pages: bytes = b""
    draft: corresponding.LetterDraft | None = None
    facts: LetterFacts | None = None
    trouble: KnownError | None = None


_STAGES = {
    LetterState.TO_PRINT: Stage.TO_PRINT,
    LetterState.TO_POST: Stage.TO_POST,
    LetterState.POSTED: Stage.POSTED,
    LetterState.VOID: Stage.VOID,
}


def queue(desk: Desk, wanted: Wanted, order: LetterOrder) -> tuple[Entry, ...]:
    """Return the letters of the queue by stage, those asked for or of a whole case among them.

    Those of a stage stand in the order; sent ones are the newest, in the order too.
    """
    owed = {entry.key: entry for entry in _in_order(_owed(desk, order), order)}
    case = wanted.application if isinstance(wanted, Owed) else wanted
    if isinstance(case, int):
        owed |= {entry.key: entry for entry in _owed_by(desk, ApplicationId(case))}
    if isinstance(wanted, Owed) and wanted.kind in _WISHED:
        owed |= {entry.key: entry for entry in _wished(desk, wanted)}
    queries = reading.lists(desk)
    waiting = (
        *queries.letters(LetterState.TO_PRINT, order=order),
        *queries.letters(LetterState.TO_POST, order=order),
    )
    done = [line for line in queries.letters(None) if line not in waiting]
    posted = [line for line in done if line.state is LetterState.POSTED][:MOST_POSTED]
    if order != LetterOrder():
        newest = {line.id for line in posted}
        ordered = queries.letters(LetterState.POSTED, order=order)
        posted = [line for line in ordered if line.id in newest]
    asked = [line for line in done if wanted in {line.id, line.application} and line not in posted]
    with reading.cases(desk) as books:
        prefix = books.settings.profile().number_prefix
    return (*owed.values(), *(_entry(line, prefix) for line in (*waiting, *posted, *asked)))


def look(desk: Desk, entry: Entry, plan: Plan) -> Looked:
    """Look at a letter: one not issued is made as it is to go, and nothing of it is kept."""
    opened = read(desk, entry.application)
    if not isinstance(entry.key, Owed):
        try:
            return Looked(entry, opened, outgoing.pages_of(desk, entry.key))
        except KnownError as error:
            return Looked(entry, opened, trouble=error)
    draft = _draft(desk, opened, entry.key, plan)
    try:
        seen = corresponding.preview(desk, draft)
    except KnownError as error:
        return Looked(entry, opened, draft=draft, trouble=error)
    return Looked(entry, opened, seen.pages, draft, seen.facts)


def waiting_letters(desk: Desk) -> int:
    """Count the letters that wait as the page does, for whom nobody reads a case.

    An application whose next step is a letter counts as one: that it owes several, its page knows.
    """
    queries = reading.lists(desk)
    issued = (queries.letters(state) for state in (LetterState.TO_PRINT, LetterState.TO_POST))
    return sum(map(len, issued)) + sum(1 for _ in _owing(desk, Order()))


def _owed(desk: Desk, order: LetterOrder) -> Iterator[Entry]:
    column = _OWED_BY.get(order.column)
    by = Order() if column is None else Order(column, order.ascending)
    for id_ in _owing(desk, by):
        yield from _owed_by(desk, id_)


def _owing(desk: Desk, by: Order) -> Iterator[ApplicationId]:
    """Yield the applications whose next step is a letter that nobody issued yet."""
    queries = reading.lists(desk)
    for group in (Group.TO_PRINT, Group.TO_CHECK):
        window = queries.window(Filter(group=group), by, desk.today, MOST_OWED)
        for line in queries.lines(window.ids, desk.today):
            if line.next_what in _OWES:
                yield line.id


def _in_order(owed: Iterable[Entry], order: LetterOrder) -> list[Entry]:
    """Return letters not written yet by whom they go to, where that is asked for."""
    if order.column is not LetterColumn.NAME:
        return list(owed)
    return sorted(owed, key=lambda entry: entry.name, reverse=not order.ascending)


def _owed_by(desk: Desk, id_: ApplicationId) -> Iterator[Entry]:
    opened = read(desk, id_)
    for due in opened.owed:
        yield Entry(
            Owed(id_, due.kind, due.claims),
            Stage.TO_ISSUE,
            id_,
            opened.application.receipt_number,
            due.to.name,
            opened.application.principal.name,
            due.kind,
        )


def _wished(desk: Desk, wanted: Owed) -> Iterator[Entry]:
    """Yield the letter that somebody wants to write, where it may be: nothing owes it."""
    opened = read(desk, wanted.application)
    if any(attempt.posting == wanted.again for attempt in opened.may(_WISHED[wanted.kind])):
        yield Entry(
            wanted,
            Stage.TO_ISSUE,
            wanted.application,
            opened.application.receipt_number,
            _wished_to(desk, opened, wanted),
            opened.application.principal.name,
            wanted.kind,
        )


def _wished_to(desk: Desk, opened: Opened, wanted: Owed) -> str:
    """Return whom such a letter goes to: the sender, or where what it repeats went (practice 7)."""
    for posting in opened.file.postings:
        if posting.id == wanted.again:
            first = resending.letters_of(opened.file, posting)[0]
            with reading.cases(desk) as books:
                return books.letters.facts(first.id).addressee.name
    return addressee(opened.application, to_sender=True).name


def _entry(line: LetterLine, prefix: str) -> Entry:
    return Entry(
        LetterId(line.id),
        _STAGES[line.state],
        line.application,
        line.receipt_number,
        line.to,
        line.name,
        line.kind,
        codes.document_number(prefix, line.number),
    )


def _draft(desk: Desk, opened: Opened, owed: Owed, plan: Plan) -> corresponding.LetterDraft:
    day = plan.posting_day or desk.today
    delay = None
    if owed.kind is LetterKind.DELAY:
        delay = plan.target or deadlines.due(day, _DELAY_DAYS, opened.rules.calendar).on
    return corresponding.LetterDraft(
        application=owed.application,
        version=opened.application.version,
        kind=owed.kind,
        posting_day=day,
        claims=owed.claims,
        new_target=delay,
        labelled=plan.labelled,
        again=owed.again,
        things=owed.things,
    )
