# SPDX-License-Identifier: MIT
"""Disposal up to its signature: due, held back, proposed by one, signed by another (H1, H2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, DamageFound, NotFound, Refused
from desk_app.desk.keeping import keep, keep_inquiry, look_at
from desk_app.desk.ports import Books, Ports, Seal, Store
from desk_app.desk.reading import changed_since
from desk_app.desk.rows import KeptLine
from desk_app.desk.signed.approvals import (
    DISPOSAL_PROPOSED,
    DISPOSAL_SIGNED,
    Witness,
    are_two,
    is_genuine,
    noted_of,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.signed.signing import disposal_said, disposal_to_sign, names_to_sign
from desk_app.desk.text_limits import admit
from desk_app.desk.timekeeping import must_trust_clock
from desk_app.records.base import (
    ApplicationId,
    InquiryKey,
    UserId,
    inquiry_of,
    kept_id_of_provision,
    provision_of,
)
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import SignedForm
from desk_app.records.case.disposal import (
    DisposalItem,
    DisposalRecord,
    DisposalState,
    HeldBack,
    Hold,
    HoldReason,
    NamesSignature,
)
from desk_app.records.desk.people import NO_ROSTER, Role
from desk_app.rules import codes
from desk_app.rules.case import retention
from desk_app.rules.case.retention import Retained
from desk_app.rules.days import eras
from desk_app.rules.inquiries import inquiring
from desk_app.rules.registers import registers as registered
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.work_codes import Refusal, What

MOST_SHEETS = 9_999
"""More sheets than this one application never had: a slip of the hand."""

_MOST_PROVISIONS = 1_000_000
_WAITING = frozenset({DisposalState.PROPOSED, DisposalState.SIGNED})


@dataclass(frozen=True, slots=True)
class Chosen:
    """An application or inquiry to be disposed of, by the id under which it is kept.

    Somebody counted its ``sheets`` of paper.
    """

    application: ApplicationId
    sheets: int


def due_list(desk: Desk, limit: int = 1_000) -> tuple[KeptLine, ...]:
    """Return what is due for disposal today, the longest due first, held things too.

    The list may be read whatever the clock says; to act on it the clock must be believed. Who may
    read no applicant's data sees receipt numbers, no names.
    """
    desk.must(Duty.DISPOSE)
    return _as_seen(desk, kept_lines(desk.ports.store, desk.today, due=True, limit=limit))


def coming(desk: Desk, limit: int = 100) -> tuple[KeptLine, ...]:
    """Return what is due next, the nearest day first; names as in the due list."""
    desk.must(Duty.DISPOSE)
    return _as_seen(desk, kept_lines(desk.ports.store, desk.today, due=False, limit=limit))


def kept_lines(store: Store, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
    """Return what is due or will be, of every kind, the one kept longest first; names too.

    They are applications, inquiries and records of provision. It asks for no duty.
    """
    with store.reading() as books:
        return _kept_in(books, today, due=due, limit=limit)


def _kept_in(books: Books, today: date, *, due: bool, limit: int = 1_000) -> tuple[KeptLine, ...]:
    every = (
        *books.lists.queries.kept(today, due=due, limit=limit),
        *books.lists.inquiries.kept(today, due=due, limit=limit),
        *_kept_provisions(books, today, due=due),
    )
    return tuple(sorted(every, key=lambda line: line.kept_until)[:limit])


def _kept_provisions(books: Books, today: date, *, due: bool) -> Iterator[KeptLine]:
    """Yield the records of provision about a person that are due, or will be."""
    for entry in books.registers.provisions(limit=_MOST_PROVISIONS):
        kept = registered.retained(entry)
        if kept is not None and (kept.kept_until < today) is due:
            yield KeptLine(
                id=kept_id_of_provision(entry.id),
                receipt_number=kept.receipt_number,
                name=entry.person,
                rights=(),
                completed_on=kept.completed_on,
                kept_until=kept.kept_until,
                sheets=0,
                letters=0,
                hold=kept.hold,
            )


def disposals(desk: Desk) -> tuple[DisposalRecord, ...]:
    """Return all disposals, the newest first."""
    desk.must(Duty.DISPOSE)
    with desk.ports.store.reading() as books:
        return books.disposals.all()


def disposed(desk: Desk, receipt_number: str) -> DisposalRecord | None:
    """Return the disposal an application went with, by its receipt number; None where in none."""
    with desk.ports.store.reading() as books:
        return books.disposals.of_number(receipt_number)


def propose(desk: Desk, chosen: tuple[Chosen, ...]) -> Changes:
    """Propose the disposal of applications that are due, with their counted sheets.

    Raises BadInput for none or one chosen twice, for sheets that cannot be; Refused where one is
    not due, is held, has things to go back, letters in hand or a scanner's file left, waits in
    another disposal, or where the clock is doubtful.
    """
    desk.must(Duty.DISPOSE, DISPOSAL_PROPOSED.roles)
    _check(chosen)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        must_trust_clock(desk, books)
        _in_no_other(books, chosen)
        items = tuple(_item(desk, books, each) for each in chosen)
        year = eras.era_year(desk.today)
        running = books.numbers.next_disposal(eras.era_letter(desk.today), year)
        number = codes.bare_document_number(year, running)
        kept = books.disposals.add(
            DisposalRecord(
                id=0,
                number=number,
                state=DisposalState.PROPOSED,
                items=items,
                proposed_by=desk.actor.id,
                proposed_at=desk.ports.clock.now(),
                held=_held_back(books, desk.today),
            )
        )
        proposal = signed_proposal(desk, books, DISPOSAL_PROPOSED, disposal_said(kept))
        for item in items:
            books.journal.note(Action.DISPOSAL_PROPOSED, item.application, disposal=number)
        books.journal.note(Action.DISPOSAL_PROPOSED, None, disposal=number, **noted_of(proposal))
        last = books.journal.mark().sequence
        books.disposals.save(
            replace(
                kept,
                proposal=proposal,
                names_proposed=_signed_names(desk, kept),
                first_entry=last - len(items),
                last_entry=last,
            )
        )
        books.commit()
    return Changes.of((Kind.DISPOSAL, kept.id))


def send_back(desk: Desk, id_: int, reason: str) -> Changes:
    """Send a proposal back with a reason; its applications can be proposed anew.

    A signed one goes back too as long as it was not carried out: what changed since, or who left,
    would else keep it from its end for good. Raises BadInput without a reason, Refused for one that
    was carried out or sent back.
    """
    desk.must(Duty.SIGN_DISPOSAL)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        record = books.disposals.get(id_)
        if record.state is not DisposalState.SIGNED:
            _must_wait(record)
        sent = replace(record, state=DisposalState.SENT_BACK, sent_back_reason=reason)
        books.journal.note(Action.DISPOSAL_SENT_BACK, None, disposal=record.number)
        books.disposals.save(with_entry(books, admit(sent)))
        books.commit()
    return Changes.of((Kind.DISPOSAL, id_))


def sign(desk: Desk, id_: int) -> Changes:
    """Sign a disposal as it was proposed: a second person's seal over its exact content.

    Nobody signs what he proposed. The signature is the officer's, or a supervisor's where the
    officer proposed. Everything in it must still be due.
    """
    desk.must(Duty.SIGN_DISPOSAL, DISPOSAL_SIGNED.roles)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        must_trust_clock(desk, books)
        record = books.disposals.get(id_)
        _must_wait(record)
        if record.proposed_by == desk.actor.id:
            raise Refused(("own_proposal",))
        if not retention.may_sign(desk.actor.roles, _roles_of(books, record.proposed_by)):
            raise Refused(("officer_signs",))
        must_still_be_due(desk, books, record)
        if record.proposal is None:
            raise Refused((Refusal.PROPOSAL_UNSIGNED.value,))
        _must_be_proposed(desk, books, record)
        said = disposal_said(record)
        approval = signed_approval(desk, books, DISPOSAL_SIGNED, said, record.proposal)
        books.journal.note(
            Action.DISPOSAL_SIGNED, None, disposal=record.number, **noted_of(approval)
        )
        signed = replace(
            record,
            state=DisposalState.SIGNED,
            approval=approval,
            names_signed=_signed_names(desk, record),
        )
        books.disposals.save(with_entry(books, signed))
        books.commit()
    return Changes.of((Kind.DISPOSAL, id_))


def _signed_names(desk: Desk, record: DisposalRecord) -> NamesSignature:
    """Return the acting person's signature over exactly the random names, for the disposal list."""
    content = names_to_sign(record.number, record.names)
    seal = desk.ports.seal
    return NamesSignature(desk.actor.id, seal.place, seal.sign(content))


def must_be_signed(ports: Ports, books: Books, record: DisposalRecord) -> None:
    """Go on only if its proposer and another person signed exactly this disposal.

    Raises Refused where nobody did, or where one of the two was removed since: the disposal list
    is believed without a journal, and who left could sign for the time before. DamageFound where it
    is not what was signed.
    """
    if record.approval is None or record.state is not DisposalState.SIGNED:
        raise Refused(("disposal_not_signed",))
    if not is_signed(ports.seal, Witness(books), record):
        raise _altered(record)
    if _lacks_a_signer(ports, record):
        raise Refused(("disposal_signer_left",))


def _lacks_a_signer(ports: Ports, record: DisposalRecord) -> bool:
    """Return whether one of the two who signed a disposal is no user of the desk any more."""
    there = {each.id for each in ports.keys.users()}
    signed = (record.names_proposed, record.names_signed)
    return any(each is not None and each.by not in there for each in signed)


def is_signed(seal: Seal, witness: Witness, record: DisposalRecord) -> bool:
    """Return whether its proposer and another person signed exactly this disposal."""
    approval, proposal = record.approval, record.proposal
    if approval is None:
        return False
    if approval.form is SignedForm.ALONE:
        content = disposal_to_sign(record)
        return (
            approval.by != record.proposed_by
            and approval.content_sha256 == content.hex()
            and seal.is_genuine(
                approval.by, content, approval.signature, NO_ROSTER, DISPOSAL_SIGNED.roles
            )
            and witness.bears_out_alone(
                seal, Action.DISPOSAL_SIGNED, None, approval, disposal=record.number
            )
        )
    acts = (DISPOSAL_PROPOSED, DISPOSAL_SIGNED)
    both = are_two(seal, acts, disposal_said(record), record.proposed_by, (proposal, approval))
    return both and all(
        witness.bears_out(seal, act, None, each, disposal=record.number)
        for act, each in zip(acts, (proposal, approval), strict=True)
        if each is not None
    )


def _must_be_proposed(desk: Desk, books: Books, record: DisposalRecord) -> None:
    """Go on only if a disposal is what its proposer signed; raises DamageFound."""
    proposal = record.proposal
    sound = (
        proposal is not None
        and proposal.by == record.proposed_by
        and is_genuine(desk.ports.seal, DISPOSAL_PROPOSED, disposal_said(record), proposal)
        and Witness(books).bears_out(
            desk.ports.seal, DISPOSAL_PROPOSED, None, proposal, disposal=record.number
        )
    )
    if not sound:
        raise _altered(record)


def _altered(record: DisposalRecord) -> DamageFound:
    return DamageFound("approval_altered", {"number": record.number}, place="disposal")


def must_still_be_due(desk: Desk, books: Books, record: DisposalRecord) -> None:
    """Go on only if every application is still due as it was proposed; raises Refused."""
    for item in record.items:
        now = _due(desk, books, item.application)
        if not retention.is_as_proposed(item, now, desk.today):
            raise Refused(("changed_since_proposal",), {"number": item.receipt_number})
        _must_leave_no_file(books, item.application, item.receipt_number)


def _must_leave_no_file(books: Books, id_: ApplicationId, number: str) -> None:
    """Go on only where no file that a scan was made of still lies in the scanner's folder.

    What tells of it goes with the application, and would else leave it there for good (C3).
    """
    if any(scan.source for scan in books.scans.of_application(id_)):
        raise Refused(("scan_file_left",), {"number": number})


def with_entry(books: Books, record: DisposalRecord) -> DisposalRecord:
    """Return a disposal that names the entry noted last as its own last one."""
    return replace(record, last_entry=books.journal.mark().sequence)


def kind_of(id_: ApplicationId) -> tuple[Kind, int]:
    """Return what is kept under an id: its kind and its own number."""
    key, entry = inquiry_of(id_), provision_of(id_)
    if entry is not None:
        return Kind.REGISTER, entry
    return (Kind.APPLICATION, id_) if key is None else (Kind.INQUIRY, key)


def nameless(line: KeptLine) -> KeptLine:
    """Return a line without what tells whose application it is: the name, the note of a hold."""
    hold = None if line.hold is None else replace(line.hold, note="")
    return replace(line, name="", hold=hold)


def _as_seen(desk: Desk, lines: tuple[KeptLine, ...]) -> tuple[KeptLine, ...]:
    if desk.may(Duty.READ_CASES):
        return lines
    return tuple(map(nameless, lines))


def _check(chosen: tuple[Chosen, ...]) -> None:
    if not chosen:
        raise BadInput("nothing_chosen", place="items")
    if len({each.application for each in chosen}) < len(chosen):
        raise BadInput("chosen_twice", place="items")
    for place, each in enumerate(chosen):
        if not 0 <= each.sheets <= MOST_SHEETS:
            raise BadInput("sheets_wrong", {"most": MOST_SHEETS}, place=f"items[{place}].sheets")


def _held_back(books: Books, today: date) -> tuple[HeldBack, ...]:
    return tuple(
        HeldBack(
            receipt_number=line.receipt_number,
            reason=line.hold.reason,
            ordered_by=line.hold.ordered_by,
            ordered_on=line.hold.ordered_on,
            review_on=line.hold.review_on,
        )
        for line in _kept_in(books, today, due=True)
        if line.hold is not None
    )


def _in_no_other(books: Books, chosen: tuple[Chosen, ...]) -> None:
    waiting = {
        item.application
        for record in books.disposals.all()
        if record.state in _WAITING
        for item in record.items
    }
    if not waiting.isdisjoint(each.application for each in chosen):
        raise Refused(("disposal_waiting",))


def _item(desk: Desk, books: Books, chosen: Chosen) -> DisposalItem:
    there = _kept_thing(books, chosen.application)
    kept = _due(desk, books, chosen.application)
    if kept is None:
        held = retention.standing(there.holds) is not None
        reason = "on_hold" if held else "not_due_for_disposal"
        raise Refused((reason,), {"number": there.number})
    _must_leave_no_file(books, chosen.application, there.number)
    return DisposalItem(
        application=chosen.application,
        token=there.token,
        receipt_number=there.number,
        completed_on=kept.completed_on,
        kept_until=kept.kept_until,
        sheets=chosen.sheets,
        letters=there.letters,
    )


@dataclass(frozen=True, slots=True)
class _KeptThing:
    """What a disposal says of an application or an inquiry."""

    token: str
    number: str
    letters: int
    holds: tuple[Hold, ...]


def _kept_thing(books: Books, id_: ApplicationId) -> _KeptThing:
    key, entry = inquiry_of(id_), provision_of(id_)
    if entry is not None:
        row = books.registers.provision(entry)
        return _KeptThing(row.token, codes.provision_number(entry), 0, row.holds)
    if key is not None:
        asked = books.inquiries.get(key)
        return _KeptThing(asked.token, asked.number, len(asked.letters), asked.holds)
    file = books.files.get(id_)
    made = file.application
    return _KeptThing(made.token, made.receipt_number, len(file.letters), file.holds)


def _due(desk: Desk, books: Books, id_: ApplicationId) -> Retained | None:
    """Return how long it was kept, None where its disposal is not the next step."""
    key, entry = inquiry_of(id_), provision_of(id_)
    if entry is not None:
        return _due_provision(desk, books, entry)
    if key is not None:
        return _due_inquiry(desk, books, key)
    try:
        file = books.files.get(id_)
    except NotFound:
        return None
    if look_at(desk, file).next.what != What.DISPOSE:
        return None
    return retention.kept(file, desk.rules_of(file.application))


def _due_inquiry(desk: Desk, books: Books, key: InquiryKey) -> Retained | None:
    try:
        inquiry = books.inquiries.get(key)
    except NotFound:
        return None
    kept = inquiring.retained(inquiry, desk.rulebook.on(desk.today))
    due = kept is not None and kept.hold is None and kept.kept_until < desk.today
    return kept if due else None


def _due_provision(desk: Desk, books: Books, entry: int) -> Retained | None:
    try:
        kept = registered.retained(books.registers.provision(entry))
    except NotFound:
        return None
    due = kept is not None and kept.hold is None and kept.kept_until < desk.today
    return kept if due else None


def _must_wait(record: DisposalRecord) -> None:
    if record.state is not DisposalState.PROPOSED:
        raise Refused(("disposal_not_waiting",))


def _roles_of(books: Books, user: UserId) -> frozenset[Role]:
    """Return a user's roles; whoever is no user any more has none."""
    return next((each.roles for each in books.people.all() if each.id == user), frozenset())


# Legal holds: an application is kept beyond its day while one stands (H1).


@dataclass(frozen=True, slots=True)
class HoldDraft:
    """A hold to be ordered: why, until which day it is looked at again, and a note of the desk's.

    ``version`` is the application's as it was seen.
    """

    application: ApplicationId
    version: int
    reason: HoldReason
    review_on: date
    note: str = ""


def version_of(desk: Desk, id_: ApplicationId) -> int:
    """Return an application's version for a draft: who holds back need not read the case."""
    desk.must(Duty.HOLD)
    key, entry = inquiry_of(id_), provision_of(id_)
    with desk.ports.store.reading() as books:
        if entry is not None:
            return len(books.registers.provision(entry).holds)
        if key is not None:
            return books.inquiries.get(key).version
        return books.files.get(id_).application.version


def hold(desk: Desk, draft: HoldDraft) -> Changes:
    """Hold an application back from disposal.

    Raises BadInput for a day of review that is not ahead or a reason without words, Refused where
    a hold stands already, StaleEdit.
    """
    desk.must(Duty.HOLD)
    draft = admit(draft)
    if draft.review_on <= desk.today:
        raise BadInput("review_not_ahead", place="review_on")
    if draft.reason is HoldReason.OTHER and not draft.note.strip():
        raise BadInput("reason_missing", place="note")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        ordered = Hold(draft.reason, draft.review_on, desk.actor.id, desk.today, draft.note)
        books.journal.note(
            Action.HOLD_ORDERED,
            draft.application,
            reason=draft.reason.value,
            review_on=draft.review_on,
        )
        _keep_holds(
            desk, books, (draft.application, draft.version), lambda holds: _with(holds, ordered)
        )
        books.commit()
    return _held(draft.application)


def lift_hold(desk: Desk, id_: ApplicationId, version: int) -> Changes:
    """Lift the hold that stands; raises Refused where none does, StaleEdit."""
    desk.must(Duty.HOLD)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.HOLD_LIFTED, id_)
        _keep_holds(desk, books, (id_, version), lambda holds: _lifted(desk, holds))
        books.commit()
    return _held(id_)


Holds = tuple[Hold, ...]


def _with(holds: Holds, ordered: Hold) -> Holds:
    if retention.standing(holds) is not None:
        raise Refused(("held_already",))
    return (*holds, ordered)


def _lifted(desk: Desk, holds: Holds) -> Holds:
    standing = retention.standing(holds)
    if standing is None:
        raise Refused(("not_held",))
    lifted = replace(standing, lifted_by=desk.actor.id, lifted_on=desk.today)
    return tuple(lifted if each is standing else each for each in holds)


def _keep_holds(
    desk: Desk, books: Books, seen: tuple[ApplicationId, int], change: Callable[[Holds], Holds]
) -> None:
    """Keep an application or an inquiry, as it was seen, with other holds; raises StaleEdit."""
    id_, version = seen
    key, entry = inquiry_of(id_), provision_of(id_)
    if entry is not None:
        row = books.registers.provision(entry)
        _must_be_version(books, id_, len(row.holds), version)
        books.registers.keep_provision(replace(row, holds=change(row.holds)))
        return
    if key is None:
        file = books.files.get(id_)
        _must_be_version(books, id_, file.application.version, version)
        keep(desk, books, replace(file, holds=change(file.holds)))
        return
    inquiry = books.inquiries.get(key)
    _must_be_version(books, id_, inquiry.version, version)
    keep_inquiry(desk, books, replace(inquiry, holds=change(inquiry.holds)))


def _must_be_version(books: Books, id_: ApplicationId, now: int, seen: int) -> None:
    if now != seen:
        raise changed_since(books, id_)


def _held(id_: ApplicationId) -> Changes:
    return Changes.of(kind_of(id_))
