# SPDX-License-Identifier: MIT
"""Correcting what was typed wrongly or written anew: old value, reason, name stay (B5, D3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.correcting_mail import correct_mail, correct_payment, mail_hindrance
from desk_app.desk.corrections import CorrectionDraft, anew_in, changed, noted
from desk_app.desk.errors import BadInput, Refused, StaleEdit
from desk_app.desk.gate import admit
from desk_app.desk.intake import check_application
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.records.application import Application, Claim, Right
from desk_app.records.findings import ClaimState
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ClaimId
from desk_app.records.journal import Action
from desk_app.rules import written_anew
from desk_app.rules.case import case_of
from desk_app.rules.claims import claim_states
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import Duty
from desk_app.rules.work_codes import Refusal

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
            raise StaleEdit
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
    if not written_anew.stands_on_form(draft.field):
        raise BadInput("not_correctable", place=draft.field)
    case = case_of(file, desk.rules_of(file.application), desk.today)
    if draft.came_in not in {item.id for item in written_anew.carriers(case)}:
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
    born = after.principal.born
    if born is not None and born > after.received_on:
        raise BadInput("born_after_arrival", place="principal.born")
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
