# SPDX-License-Identifier: MIT
"""The courses an application takes at the desk, each step a verb with its moment and its person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from desk_app.desk import checking, corresponding, deciding, intake, posting
from desk_app.desk.context import Desk
from desk_app.desk.supplements import SupplementDraft, attach_supplement
from desk_app.records.application import Principal, Right
from desk_app.records.base import ApplicationId
from desk_app.records.history import ApplicationFile, RegisteredRecord
from desk_app.records.letters import LetterKind
from desk_app.records.mail import MailKind
from desk_app.records.papers import Enclosure
from desk_app.rules.findings.envelope import things_to_return
from tests.builders import complete, mail, paper, stamps
from tests.unit.desk.contents import granted, proposal
from tests.unit.desk.tries import later

DEPARTMENT, PURPOSE = "会員管理", "製品・サービスのご提供、お問い合わせへの対応"
LETTERS = {
    Right.DISCLOSURE: LetterKind.DISCLOSURE,
    Right.CORRECTION: LetterKind.CORRECTION,
    Right.CESSATION: LetterKind.CESSATION,
    Right.PURPOSE: LetterKind.PURPOSE,
}
"""The rights that are asked for here, each with the letter that grants it."""

_FREE = {Right.CORRECTION, Right.CESSATION}
_FEES = (*[("500x1", "200x2", "100x1")] * 4, ("320x2", "140x2", "50x1", "10x3"))
"""A thousand yen each; the desk counts 3.2 lines of them, on average."""

_WITH_ADDITION = 5
"""Of so many corrections, two ask for something to be added too."""

Do = Callable[[Desk, ApplicationId], object]


class Asked(NamedTuple):
    """What is asked for, and the stamps that came with it, written as ``500x2``."""

    rights: tuple[Right, ...]
    stamps: tuple[str, ...]


def asked(turn: int) -> Asked:
    """Return what one asks for whose turn it is: on average 1.1 claims and 1.6 lines of stamps."""
    round_, which = divmod(turn, len(LETTERS))
    right = tuple(LETTERS)[which]
    if right is Right.CORRECTION and round_ % _WITH_ADDITION < 2:
        return Asked((right, Right.ADDITION), ())
    return Asked((right,), () if right in _FREE else _FEES[round_ % len(_FEES)])


class Step(NamedTuple):
    """One verb: how many days and minutes after the log, and whether the supervisor does it."""

    days: int
    minutes: int
    do: Do
    second: bool = False

    @property
    def after(self) -> timedelta:
        """How long after the application was logged."""
        return timedelta(days=self.days, minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Course:
    """What is done with an application after it was logged; a ``short`` one lacks its paper."""

    name: str
    steps: tuple[Step, ...] = ()
    short: bool = False

    @property
    def days(self) -> int:
        """How many days it takes."""
        return self.steps[-1].days if self.steps else 0


def log(desk: Desk, principal: Principal, what: Asked, *, short: bool) -> ApplicationId:
    """Log the envelope of a person that arrived today; return the application."""
    file = complete(*what.rights)
    application = replace(file.application, principal=principal)
    own = mail(*stamps(*what.stamps), arrived_on=desk.today)
    papers = () if short else _papers(principal, desk.today)
    draft = intake.EnvelopeDraft(own, (intake.ApplicationDraft(application, papers),))
    changes = intake.log_application(desk, draft)
    return next(
        ApplicationId(int(id_)) for kind, id_ in changes.touched if kind.value == "application"
    )


def _papers(principal: Principal, today: date) -> tuple[Enclosure, ...]:
    """Return two papers of a person that prove who it is and where it lives."""
    of = {"name": principal.name, "address": principal.address, "born": principal.born}
    licence = replace(
        paper("driving_licence"),
        issued_on=today - timedelta(days=200),
        valid_until=today + timedelta(days=700),
    )
    certificate = replace(
        paper("residence_certificate"), issued_on=today - timedelta(days=20), valid_until=None
    )
    return replace(licence, **of), replace(certificate, **of)  # type: ignore[arg-type] # fields of a paper


def _file(desk: Desk, id_: ApplicationId) -> ApplicationFile:
    with desk.ports.store.reading() as books:
        return books.files.get(id_)


def _ask(desk: Desk, id_: ApplicationId) -> None:
    checking.ask_department(desk, id_, DEPARTMENT, desk.today)


def _answer(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    of = file.application.principal
    held = RegisteredRecord("", name=of.name, born=of.born, address=of.address)
    asked = file.inquiries[-1].id
    checking.record_answer(desk, checking.AnswerDraft(id_, asked, desk.today, (held,)))


def _propose(desk: Desk, id_: ApplicationId) -> None:
    for number in range(len(_file(desk, id_).application.claims)):
        _propose_one(desk, id_, number)


def _propose_one(desk: Desk, id_: ApplicationId, number: int) -> None:
    file = _file(desk, id_)
    claim = file.application.claims[number]
    said = granted(claim.right)
    changes = tuple(replace(each, asked=claim.right.value) for each in said.content.changes)
    content = replace(
        said.content,
        as_of=desk.today,
        done_on=desk.today,
        disclosed_purpose=PURPOSE,
        changes=changes,
    )
    deciding.propose(desk, proposal(file, claim.id, replace(said, content=content)))


def _approve(desk: Desk, id_: ApplicationId) -> None:
    for decision in _file(desk, id_).decisions:
        deciding.approve(desk, id_, decision.id)


def _issue_notice(desk: Desk, id_: ApplicationId) -> None:
    version = _file(desk, id_).application.version
    kind = LetterKind.DEFICIENCIES
    corresponding.issue_letter(desk, corresponding.LetterDraft(id_, version, kind, desk.today))


def _issue_answer(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    of = file.application.claims
    kind, claims = LETTERS[of[0].right], tuple(claim.id for claim in of)
    draft = corresponding.LetterDraft(
        id_, file.application.version, kind, desk.today, claims=claims
    )
    corresponding.issue_letter(desk, draft)


def _print(desk: Desk, id_: ApplicationId) -> None:
    corresponding.record_printed(desk, id_, (_file(desk, id_).letters[-1].id,))


def _post(desk: Desk, id_: ApplicationId) -> None:
    file = _file(desk, id_)
    back = tuple(thing.id for thing in things_to_return(file))
    letters, kind = (file.letters[-1].id,), MailKind.SIMPLE_REGISTERED
    posting.post(desk, posting.PostingDraft(id_, letters, kind, desk.today, "", back))


def _deliver(desk: Desk, id_: ApplicationId) -> None:
    posting.record_delivery(desk, id_, _file(desk, id_).postings[-1].id, desk.today)


def _supplement(desk: Desk, id_: ApplicationId) -> None:
    principal = _file(desk, id_).application.principal
    item = later(desk.today)
    attach_supplement(desk, SupplementDraft(item, id_, _papers(principal, desk.today)))


def _moved(days: int, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    return tuple(step._replace(days=step.days + days) for step in steps)


_ASKED = (Step(0, 10, _ask),)
_PROPOSED = (*_ASKED, Step(2, 0, _answer), Step(2, 5, _propose))
_DECIDED = (*_PROPOSED, Step(2, 10, _approve, second=True))
_ISSUED = (*_DECIDED, Step(2, 15, _issue_answer), Step(2, 20, _print))
_POSTED = (*_ISSUED, Step(2, 30, _post))
_DELIVERED = (*_POSTED, Step(5, 0, _deliver))
_NOTICE = (Step(1, 0, _issue_notice), Step(1, 5, _print), Step(1, 15, _post))

OPEN = (
    Course("logged"),
    Course("incomplete", _NOTICE, short=True),
    Course("asked", _ASKED),
    Course("proposed", _PROPOSED),
    Course("decided", _DECIDED),
    Course("issued", _ISSUED),
)
POSTED = Course("posted", _POSTED)
COMPLETED = Course("completed", _DELIVERED)
SUPPLEMENTED = Course(
    "supplemented", (*_NOTICE, Step(7, 0, _supplement), *_moved(7, _DELIVERED)), short=True
)
