# SPDX-License-Identifier: MIT
"""Correcting what was typed wrongly or written anew: old value, reason, name stay (B5, D3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date

from desk_app.desk.applications.intake import (
    check_allotments,
    check_application,
    check_arrival,
    check_line,
    known_kind,
)
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import CorrectionDraft, changed, must_stand_no_more, noted
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep, look_at
from desk_app.desk.ports import Books
from desk_app.desk.post.stamps import enter_arrival
from desk_app.desk.reading import changed_since
from desk_app.desk.returning import still_here, still_refused
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, ClaimId, MailItemId, PaymentLineId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application, Claim, Right
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import Allotment, MailItem, PaymentLine, Piece
from desk_app.rules.case import replies
from desk_app.rules.case.case import anew_in, case_of
from desk_app.rules.case.claims import ENDED, claim_states
from desk_app.rules.case.deadlines import OLDEST, birth_fault
from desk_app.rules.fee import fees
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import asking
from desk_app.rules.work_codes import Refusal

_FACTS = frozenset(
    {"arrived_on", "postmark", "kind", "tracking_number", "red_marking", "opened_by", "sender"}
)
"""What is read off an envelope."""

_COUNTED = ("piece", "denomination", "count", "condition", "surcharge", "issued_on")
"""What is counted and seen of a stamp line."""

_MAIL_PATH = 3
_LINE_PATH = 2

Change = Callable[[ApplicationFile], ApplicationFile]


def correct_mail(desk: Desk, books: Books, draft: CorrectionDraft) -> Changes:
    """Correct a fact of an envelope that concerns the application, or add an overlooked line.

    Raises BadInput for a field that is not corrected so, and for a value that cannot be taken.
    """
    path = draft.field.split(".")
    file = books.files.get(draft.application)
    mail = next((item for item in file.mail if str(item.id) == path[1]), None)
    if mail is None or len(path) != _MAIL_PATH:
        raise BadInput("not_correctable", place=draft.field)
    name = path[2]
    if name == "payments":
        return _add_line(desk, books, mail, draft)
    if name not in _FACTS:
        raise BadInput("not_correctable", place=draft.field)
    after = admit(changed(mail, name, draft.value, draft.field))
    check_arrival(desk, after)
    old = getattr(mail, name)
    if name == "arrived_on":
        _check_course(desk, books, after)
    books.mail.save(after)
    return _keep_all(
        desk,
        books,
        after,
        lambda each: noted(
            desk, _arriving(each, after), draft.field, old, draft.value, draft.reason
        ),
    )


def mail_hindrance(file: ApplicationFile, rules: Rules, field: str) -> tuple[str, ...]:
    """Return why a fact of the envelope or its stamps cannot be corrected; empty where it can."""
    part, _, name = field.rpartition(".")
    if name == "arrived_on":
        claims = tuple(claim.id for claim in file.application.claims)
    elif part == "payments" or name == "payments":
        claims = tuple(fees.chargeable(file, rules))
    else:
        return ()
    return _told_by(file, claims)


def correct_payment(desk: Desk, books: Books, draft: CorrectionDraft) -> Changes:
    """Correct a stamp line counted wrongly; fee and return list follow (C6, practice 2).

    Raises Refused where pieces of it went back already, where a letter in hand may tell the sums,
    and where a claim that was charged has ended on them.

    Raises BadInput where there is no such line.
    """
    path = draft.field.split(".")
    file = books.files.get(draft.application)
    found = (
        (item, line)
        for item in file.mail
        for line in item.payments
        if len(path) == _LINE_PATH and line.id == path[1]
    )
    mail, before = next(found, (None, None))
    if mail is None or before is None:
        raise BadInput("no_such_line", place="payments")
    number = mail.payments.index(before)
    after = (
        None
        if draft.value is None
        else _line(draft.value, before, mail.arrived_on, f"payments[{number}]")
    )
    lines = [after if line.id == before.id else line for line in mail.payments]
    item = replace(mail, payments=tuple(line for line in lines if line is not None))
    steps = _steps(draft.field, before, after)
    return _keep_stamps(desk, books, item, steps, draft.reason)


def _steps(
    field: str, before: PaymentLine, after: PaymentLine | None
) -> list[tuple[str, object, object]]:
    """Return what changes of a line, each with its old and new value; a line gone as a whole."""
    if after is None:
        return [(field, replace(before, id=PaymentLineId(""), allotments=()), None)]
    every = ((name, getattr(before, name), getattr(after, name)) for name in _COUNTED)
    return [(f"{field}.{name}", old, new) for name, old, new in every if old != new]


def _add_line(desk: Desk, books: Books, mail: MailItem, draft: CorrectionDraft) -> Changes:
    """Add stamps that were overlooked; the pieces of an envelope of one are its own."""
    concerned = books.files.of_mail(mail.id)
    id_ = PaymentLineId(desk.ports.chance.token())
    blank = PaymentLine(id_, Piece.STAMP, 0, 0)
    line = _line(draft.value, blank, mail.arrived_on, f"payments[{len(mail.payments)}]")
    if len(concerned) == 1:
        line = replace(line, allotments=(Allotment(concerned[0], line.count),))
    item = replace(mail, payments=(*mail.payments, line))
    told = replace(line, id=PaymentLineId(""), allotments=())
    return _keep_stamps(desk, books, item, [(f"payments.{id_}", None, told)], draft.reason)


def _keep_stamps(
    desk: Desk,
    books: Books,
    item: MailItem,
    steps: list[tuple[str, object, object]],
    reason: str,
) -> Changes:
    if not steps:
        raise BadInput("nothing_changed", place="payments")
    check_allotments(item)
    for id_ in books.files.of_mail(item.id):
        file = books.files.get(id_)
        _must_be_untold(file, fees.chargeable(file, desk.rules_of(file.application)))
    before = books.mail.get(item.id)
    books.mail.save(item)

    def with_notes(file: ApplicationFile) -> ApplicationFile:
        examination = look_at(desk, file)
        still_here(file, examination)
        still_refused(file, examination)
        for field, old, new in steps:
            file = noted(desk, file, field, old, new, reason)
        return file

    changes = _keep_all(desk, books, item, with_notes)
    enter_arrival(desk, books, before, item)
    return changes


def _keep_all(desk: Desk, books: Books, item: MailItem, change: Change) -> Changes:
    """Keep every application that a mail item concerns, each with the note of what changed."""
    concerned = books.files.of_mail(item.id)
    for id_ in concerned:
        books.journal.note(Action.APPLICATION_CORRECTED, id_, mail=item.id)
        keep(desk, books, change(books.files.get(id_)))
    return _changes(item.id, concerned)


def _changes(mail: MailItemId, concerned: tuple[ApplicationId, ...]) -> Changes:
    return Changes.of((Kind.MAIL_ITEM, mail), *((Kind.APPLICATION, each) for each in concerned))


def _must_be_untold(file: ApplicationFile, claims: Collection[ClaimId]) -> None:
    """Go on only if no letter in hand may tell it, and none of the claims has ended on it."""
    if reasons := _told_by(file, claims):
        raise Refused(reasons)


def _told_by(file: ApplicationFile, claims: Collection[ClaimId]) -> tuple[str, ...]:
    if replies.unposted(file):
        return ("letter_in_hand",)
    states = claim_states(file)
    ended = any(states[claim] in ENDED for claim in claims)
    return (Refusal.CLAIM_ENDED.value,) if ended else ()


def _line(value: object, before: PaymentLine, arrived_on: date, place: str) -> PaymentLine:
    """Return a line as it ought to stand; pieces that were all one application's stay its own."""
    if not isinstance(value, PaymentLine):
        raise BadInput("bad_input", place=place)
    line = before
    for name in _COUNTED:
        line = changed(line, name, getattr(value, name), f"{place}.{name}")
    check_line(line, arrived_on, place)
    whole = [each for each in before.allotments if each.count == before.count]
    if len(before.allotments) == 1 and whole:
        return replace(line, allotments=(replace(whole[0], count=line.count),))
    return line


def _check_course(desk: Desk, books: Books, mail: MailItem) -> None:
    """Check a day of arrival against all that was done since with the applications."""
    day = mail.arrived_on
    for id_ in books.files.of_mail(mail.id):
        file = books.files.get(id_)
        application = file.application
        _must_be_untold(file, tuple(claim.id for claim in application.claims))
        own = application.mail_item == mail.id
        later = [item.arrived_on for item in file.mail if item.id != mail.id]
        later += [inquiry.asked_on for inquiry in file.inquiries]
        later += [letter.dated for letter in file.letters]
        if own and any(each < day for each in later):
            raise BadInput("after_what_followed", {"first": min(later)}, place="mail.arrived_on")
        if not own and day < application.received_on:
            raise BadInput("before_application", place="mail.arrived_on")
        born = application.principal.born
        if own and born is not None and born > day:
            raise BadInput("born_after_arrival", place="mail.arrived_on")
        for paper in file.enclosures:
            if paper.mail_item == mail.id:
                known_kind(desk, paper.kind, day, "mail.arrived_on")
        _check_counting(desk, file, mail)


def _check_counting(desk: Desk, file: ApplicationFile, mail: MailItem) -> None:
    """Refuse a day on which a supplement counts no more while what was written in it stands."""
    items = tuple(mail if item.id == mail.id else item for item in file.mail)
    arriving = replace(file, mail=items)
    if not case_of(arriving, desk.rules_of(file.application), desk.today).counts(mail.id):
        must_stand_no_more(file, mail.id)


def _arriving(file: ApplicationFile, mail: MailItem) -> ApplicationFile:
    """Return an application with the day of arrival of a mail item wherever it counts."""
    day: date = mail.arrived_on
    application = file.application
    if application.mail_item == mail.id:
        application = replace(application, received_on=day)
    return replace(
        file,
        application=application,
        enclosures=tuple(
            replace(paper, arrived_on=day) if paper.mail_item == mail.id else paper
            for paper in file.enclosures
        ),
        withdrawals=tuple(
            replace(each, received_on=day) if each.mail_item == mail.id else each
            for each in file.withdrawals
        ),
    )


__all__ = ["CorrectionDraft", "correct", "hindrance"]

_PARTS = frozenset({"form", "principal", "proxy"})
_FIELDS = frozenset({*_PARTS, "scope", "service", "method", "reply_to", "language"})
"""What a clerk typed from the form; what was worked out is not among it."""

_SAID = frozenset({"changes", "reason", "circumstances"})
"""What a claim says beside its right."""

_CLAIM_PATH = 3


def correct(desk: Desk, draft: CorrectionDraft) -> Changes:
    """Correct one value; nothing is overwritten without a trace (B5).

    It was typed wrongly, or the applicant wrote it anew in a supplement that counts (D3). What
    letters were written from stays: what a claim says is corrected while it is open, the
    envelope and its stamps while no letter is in hand and no claim ended on them. Raises BadInput,
    Refused, and StaleEdit where the application has moved on.
    """
    desk.must(Duty.LOG)
    if not draft.reason.strip() and draft.came_in is None:
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        if file.application.version != draft.version:
            raise changed_since(books, draft.application)
        if draft.came_in is not None:
            _must_have_come(desk, file, draft)
        part = draft.field.partition(".")[0]
        if part == "mail":
            changes = correct_mail(desk, books, draft)
        elif part == "payments":
            changes = correct_payment(desk, books, draft)
        else:
            corrected = _corrected(desk, file, draft)
            _note(books, draft)
            keep(desk, books, corrected)
            changes = Changes.of((Kind.APPLICATION, draft.application))
        books.commit()
    return changes


def hindrance(file: ApplicationFile, rules: Rules, field: str) -> tuple[str, ...]:
    """Return why a value cannot be corrected now whatever is typed; empty where it can.

    A letter in hand may tell it, or what it was counted for has ended.
    """
    path = field.split(".")
    if path[0] in {"mail", "payments"}:
        return mail_hindrance(file, rules, field)
    if path[0] != "claims" or len(path) != _CLAIM_PATH:
        return ()
    try:
        _open_claim(file, path, field)
    except Refused as refused:
        return refused.reasons
    return ()


def _must_have_come(desk: Desk, file: ApplicationFile, draft: CorrectionDraft) -> None:
    """Refuse what stands on no form, and what came in no supplement that counts (practice 3).

    What is written anew names further rights at most: dropping one is a withdrawal, signed by the
    applicant and confirmed by a supervisor (D3).
    """
    if not asking.stands_on_form(draft.field):
        raise BadInput("not_correctable", place=draft.field)
    case = case_of(file, desk.rules_of(file.application), desk.today)
    if draft.came_in not in {item.id for item in asking.carriers(case)}:
        raise Refused(("not_come_in_supplement",))
    if draft.field == "claims" and isinstance(draft.value, tuple):
        dropped = [right for right in file.application.rights() if right not in draft.value]
        if dropped:
            raise Refused(("right_not_withdrawn",), place="claims")


def _note(books: Books, draft: CorrectionDraft) -> None:
    """Note in the journal which value it was, and whether the applicant wrote it anew."""
    if draft.came_in is None:
        action = Action.APPLICATION_CORRECTED
        books.journal.note(action, draft.application, field=draft.field)
    else:
        action = Action.FORM_WRITTEN_ANEW
        books.journal.note(action, draft.application, field=draft.field, mail=draft.came_in)


def _corrected(desk: Desk, file: ApplicationFile, draft: CorrectionDraft) -> ApplicationFile:
    application = file.application
    path = draft.field.split(".")
    if path == ["claims"]:
        old: object = application.rights()
        after = replace(application, claims=_with_rights(desk, file, draft.value))
    elif path[0] == "claims":
        claim = _open_claim(file, path, draft.field)
        old = getattr(claim, path[2])
        said = changed(claim, path[2], draft.value, draft.field)
        claims = tuple(said if each.id == claim.id else each for each in application.claims)
        after = replace(application, claims=claims)
    else:
        old, after = _field(application, path, draft)
    after = admit(after)
    check_application(after)
    who = after.principal
    if fault := birth_fault(who.born, after.received_on, deceased=who.deceased):
        raise BadInput(fault, {"most": OLDEST}, place="principal.born")
    field = draft.field if draft.came_in is None else anew_in(draft.came_in, draft.field)
    return noted(desk, replace(file, application=after), field, old, draft.value, draft.reason)


def _field(
    application: Application, path: list[str], draft: CorrectionDraft
) -> tuple[object, Application]:
    """Return the old value of a field of the form, and the application with the right one."""
    head, *rest = path
    if head not in _FIELDS or len(rest) > (head in _PARTS):
        raise BadInput("not_correctable", place=draft.field)
    part = getattr(application, head)
    if not rest:
        return part, changed(application, head, draft.value, draft.field)
    if not hasattr(part, rest[0]):
        raise BadInput("not_correctable", place=draft.field)
    inner = changed(part, rest[0], draft.value, draft.field)
    return getattr(part, rest[0]), changed(application, head, inner, draft.field)


def _open_claim(file: ApplicationFile, path: list[str], place: str) -> Claim:
    """Return the claim of a path; what it says is corrected while nothing is decided on it."""
    claim = next((each for each in file.application.claims if each.id == path[1]), None)
    if claim is None or len(path) != _CLAIM_PATH or path[2] not in _SAID:
        raise BadInput("not_correctable", place=place)
    state = claim_states(file)[claim.id]
    if state is not ClaimState.OPEN:
        proposed = state is ClaimState.PROPOSED
        raise Refused(((Refusal.CLAIM_PROPOSED if proposed else Refusal.CLAIM_ENDED).value,))
    return claim


def _with_rights(desk: Desk, file: ApplicationFile, rights: object) -> tuple[Claim, ...]:
    """Return the claims of the rights that were ticked on the form, the known ones as they are.

    Where none was ticked at first, those that a supplement names are added so.
    """
    if not isinstance(rights, tuple) or not all(isinstance(each, Right) for each in rights):
        raise BadInput("bad_input", place="claims")
    if not rights:
        raise BadInput("no_claim", place="claims")
    known = {claim.right: claim for claim in file.application.claims}
    gone = {claim.id for right, claim in known.items() if right not in rights}
    if gone & set(_claims_in_use(file)):
        raise Refused(("claim_in_use",), place="claims")
    token = desk.ports.chance.token
    return tuple(known.get(right) or Claim(ClaimId(token()), right) for right in rights)


def _claims_in_use(file: ApplicationFile) -> Iterator[ClaimId]:
    """Yield the claims that something was done with: a decision, a writing, a letter names them."""
    yield from (decision.claim for decision in file.decisions)
    yield from (lapse.claim for lapse in file.lapses)
    for writing in file.withdrawals:
        yield from writing.claims
    for letter in file.letters:
        yield from letter.claims
