# SPDX-License-Identifier: MIT
"""The usual steps of the desk's work on one application, through the verbs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from desk_app.desk.applications import checking, deciding, supplements
from desk_app.desk.applications.checking import JudgementDraft
from desk_app.desk.applications.correcting import CorrectionDraft, correct
from desk_app.desk.keeping import stands
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.records.base import ApplicationId, ClaimId, HeldThingId, LetterId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Decision
from desk_app.records.case.disposal import DisposalItem
from desk_app.records.case.history import (
    ApplicationFile,
    Letter,
    Posting,
    RegisteredRecord,
    ReturnReason,
    Ruling,
    Topic,
)
from desk_app.records.case.letters import ANSWERS_NOTHING, Body, LetterFacts, LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailItem, MailKind
from desk_app.rules.letters import letters_due
from desk_app.rules.situation.situation import situation_of
from tests.builders import complete, mail, record, stamps
from tests.letters import own_samples
from tests.unit.desk.contents import Saying, granted, proposal
from tests.unit.desk.office import Office
from tests.unit.desk.tries import held_of, later

REASON = "読み違え"
"""Why a value is corrected."""

SomeBody = TypeVar("SomeBody", bound=Body)


def as_it_came(file: ApplicationFile) -> ApplicationFile:
    """Return an application as built, before anything was done with it."""
    return replace(file, notices=(), letters=(), postings=(), inquiries=(), judgements=())


def logged(
    office: Office,
    *rights: Right,
    file: ApplicationFile | None = None,
    pieces: tuple[str, ...] | None = None,
    answered: bool = True,
) -> ApplicationId:
    """Log an application, complete where none is given, and take the department's answer.

    ``pieces`` are the stamps that came with it, in place of others.
    """
    file = file or complete(*rights)
    if pieces is not None:
        file = replace(file, mail=(mail(*stamps(*pieces)),))
    id_ = office.log(as_it_came(file))
    if answered:
        answer(office, id_, record())
    return id_


def answer(office: Office, id_: ApplicationId, *records: RegisteredRecord) -> None:
    """Ask the department and take its answer of today."""
    today = office.clock.today()
    checking.ask_department(office.clerk, id_, "会員管理", today)
    asked = office.file(id_).inquiries[-1]
    draft = checking.AnswerDraft(id_, asked.id, today, tuple(records), nothing=not records)
    checking.record_answer(office.clerk, draft)


def claim_of(office: Office, id_: ApplicationId, right: Right) -> ClaimId:
    """Return the claim of a right."""
    return next(c.id for c in office.file(id_).application.claims if c.right is right)


def propose(
    office: Office, id_: ApplicationId, right: Right, saying: Saying | None = None
) -> Decision:
    """Propose, granted where nothing else is said; return the proposal."""
    file = office.file(id_)
    draft = proposal(file, claim_of(office, id_, right), saying or granted(right))
    deciding.propose(office.clerk, draft)
    return office.file(id_).decisions[-1]


def decide(office: Office, id_: ApplicationId, right: Right, saying: Saying | None = None) -> None:
    """Propose by the clerk and approve by the supervisor."""
    made = propose(office, id_, right, saying)
    deciding.approve(office.supervisor, id_, made.id)


def draft_of(
    office: Office,
    id_: ApplicationId,
    kind: LetterKind,
    *rights: Right,
    on: date | None = None,
    new_target: date | None = None,
) -> corresponding.LetterDraft:
    """Return the draft of a letter for a posting day, today where none is given."""
    return corresponding.LetterDraft(
        application=id_,
        version=office.file(id_).application.version,
        kind=kind,
        posting_day=on or office.clock.today(),
        claims=tuple(claim_of(office, id_, right) for right in rights),
        new_target=new_target,
    )


def issue(
    office: Office, id_: ApplicationId, kind: LetterKind, *rights: Right, on: date | None = None
) -> Letter:
    """Issue a letter for a posting day."""
    corresponding.issue_letter(office.clerk, draft_of(office, id_, kind, *rights, on=on))
    return office.file(id_).letters[-1]


def facts_of(office: Office, letter: Letter) -> LetterFacts:
    """Return the frozen facts of a letter."""
    return office.state.letters[letter.id][0]


def body_of(office: Office, letter: Letter, kind: type[SomeBody]) -> SomeBody:
    """Return what a letter tells, which is of this kind."""
    body = facts_of(office, letter).body
    assert isinstance(body, kind)
    return body


def answered(
    office: Office, id_: ApplicationId, right: Right, saying: Saying | None = None
) -> Letter:
    """Decide on a right and issue the letter that tells it."""
    decide(office, id_, right, saying)
    outcome = office.file(id_).decisions[-1].outcome
    return issue(office, id_, letters_due.letter_kind(right, outcome), right)


def post(
    office: Office,
    id_: ApplicationId,
    *letters: LetterId,
    things: tuple[HeldThing, ...] = (),
    kind: MailKind = MailKind.SIMPLE_REGISTERED,
) -> None:
    """Post letters today in one envelope with things of the return list."""
    returned = tuple(thing.id for thing in things)
    draft = posting.PostingDraft(id_, letters, kind, office.clock.today(), "", returned)
    posting.post(office.clerk, draft)


def sent(office: Office, id_: ApplicationId, right: Right, saying: Saying | None = None) -> Letter:
    """Decide on a right, issue its letter and post it today with all that goes back."""
    letter = answered(office, id_, right, saying)
    post(office, id_, letter.id, things=held(office, id_))
    return office.file(id_).letters[-1]


def give_back(
    office: Office, id_: ApplicationId, things: tuple[HeldThing, ...] | None = None, **more: object
) -> tuple[HeldThingId, ...]:
    """Return things by themselves today, all that is held where none is named."""
    ids = tuple(thing.id for thing in (held(office, id_) if things is None else things))
    draft = posting.ReturnDraft(id_, ids, MailKind.ORDINARY, office.clock.today())
    posting.return_things(office.clerk, replace(draft, **more))  # type: ignore[arg-type]
    return ids


def say_cash_goes(office: Office, id_: ApplicationId, by: str = "supervisor") -> None:
    """Have a person say of all cash that is held that it goes back (practice 30)."""
    for thing in held(office, id_):
        if thing.kind is HeldKind.CASH:
            draft = JudgementDraft(id_, Topic.CASH_BACK, thing.id, Ruling.ACCEPTED)
            checking.judge(office.of(by), draft)


def came_back(office: Office, id_: ApplicationId, reason: ReturnReason) -> Posting:
    """Let the last envelope come back nine days from now; return it."""
    office.clock.pass_days(9)
    last = office.file(id_).postings[-1]
    posting.record_return(office.clerk, id_, last.id, office.clock.today(), reason)
    return office.file(id_).postings[-1]


def send_again(office: Office, id_: ApplicationId, sent_: Posting, by: str = "clerk") -> Letter:
    """Issue the letter with which an envelope that came back goes again."""
    draft = draft_of(office, id_, LetterKind.RESENDING)
    corresponding.issue_letter(office.of(by), replace(draft, again=sent_.id))
    return office.file(id_).letters[-1]


def notify(office: Office, id_: ApplicationId) -> Letter:
    """Issue a notice and post it today."""
    letter = issue(office, id_, LetterKind.DEFICIENCIES)
    post(office, id_, letter.id)
    return office.file(id_).letters[-1]


def let_go(office: Office, id_: ApplicationId, letter: Letter, by: str = "supervisor") -> None:
    """Have a letter posted as it was issued, whatever changed since."""
    file = office.file(id_)
    found = stands(office.clerk, file).overtaken(letter)
    assert found is not None
    draft = JudgementDraft(id_, Topic.POST_AS_ISSUED, found.subject, Ruling.ACCEPTED, "電話で伝達")
    checking.judge(office.of(by), draft)


def let_pass(office: Office, id_: ApplicationId) -> None:
    """Go to the day after the due date of the last notice."""
    office.clock.move_to(office.file(id_).notices[-1].due + timedelta(days=1))


def lapse(office: Office, id_: ApplicationId, *rights: Right) -> None:
    """Confirm the lapse of claims."""
    deciding.confirm_lapse(
        office.supervisor, id_, tuple(claim_of(office, id_, right) for right in rights)
    )


def send(
    office: Office, id_: ApplicationId, item: MailItem, **more: object
) -> supplements.SupplementDraft:
    """Attach a supplement; return its draft."""
    draft = replace(supplements.SupplementDraft(item, id_), **more)  # type: ignore[arg-type]
    supplements.attach_supplement(office.clerk, draft)
    return draft


def withdraw(office: Office, id_: ApplicationId, *rights: Right) -> None:
    """Log a signed writing of today that withdraws claims, and confirm it."""

    claims = tuple(claim_of(office, id_, right) for right in rights)
    today = office.clock.today()
    send(office, id_, later(today), withdraws=claims, written_on=today, signed=True)
    writing = office.file(id_).withdrawals[-1]
    deciding.confirm_withdrawal(office.supervisor, id_, writing.mail_item)


def held(office: Office, id_: ApplicationId) -> tuple[HeldThing, ...]:
    """Return what must still go back to the applicant."""
    return tuple(held_of(office.file(id_)))


def gone(office: Office, id_: ApplicationId) -> list[HeldThing]:
    """Return what went back to the applicant."""
    return [
        thing
        for item in office.file(id_).mail
        for thing in item.held
        if thing.returned_on is not None and thing.application in {None, id_}
    ]


def shown(office: Office, id_: ApplicationId) -> set[str]:
    """Return the codes of what the rules find today."""
    file = office.file(id_)
    situation = situation_of(file, office.clerk.rules_of(file.application), office.clock.today())
    return {finding.code for finding in situation.findings}


def owed(office: Office, id_: ApplicationId) -> tuple[LetterKind, ...]:
    """Return the kinds of the answers that an application owes now."""
    file = office.file(id_)
    situation = situation_of(file, office.clerk.rules_of(file.application), office.clock.today())
    due = letters_due.letters_due(situation, ())
    return tuple(each.kind for each in due if each.kind not in ANSWERS_NOTHING)


def arrives(office: Office, id_: ApplicationId, *rights: Right, signed: bool = True) -> MailItemId:
    """Log a writing of today that withdraws claims; nobody has looked at it yet."""
    claims = tuple(claim_of(office, id_, right) for right in rights)
    today = office.clock.today()
    send(office, id_, later(today), withdraws=claims, written_on=today, signed=signed)
    return office.file(id_).withdrawals[-1].mail_item


def correction(office: Office, id_: ApplicationId, field: str, value: object) -> CorrectionDraft:
    """Return the draft of a correction of an application as it stands now."""
    return CorrectionDraft(id_, office.file(id_).application.version, field, value, REASON)


def put(office: Office, id_: ApplicationId, field: str, value: object) -> None:
    """Correct a value as the clerk."""
    correct(office.clerk, correction(office, id_, field, value))


def traces(office: Office, id_: ApplicationId) -> list[tuple[str, str, str]]:
    """Return which value was corrected, from what, to what, in order."""
    return [(c.field, c.old, c.new) for c in office.file(id_).application.corrections]


def dispose_of(office: Office, id_: ApplicationId, number: str) -> DisposalItem:
    """Take an application away, and keep the record of its disposal under a number."""
    record = own_samples.record(1)
    item = replace(record.items[0], receipt_number=number)
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.disposals.add(replace(record, items=(item,)))
        books.files.remove(id_)
        books.journal.note(Action.DISPOSED, None)
        books.commit()
    return item
