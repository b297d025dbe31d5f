# SPDX-License-Identifier: MIT
"""What the holder of the data key does to rows, approvals and the list, and calls of verbs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.desk.applications import deciding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.keeping import keep
from desk_app.desk.keys import people
from desk_app.desk.keys.roster import Second
from desk_app.desk.keys.sheet_key import last_group
from desk_app.desk.ports import Books
from desk_app.desk.signed import approvals
from desk_app.desk.signed.signing import content_to_sign, disposal_said, names_to_sign
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval, Decision
from desk_app.records.case.disposal import DisposalState, NamesSignature
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import NO_ROSTER, ROSTER_VALUE, Role, RosterPlace
from desk_app.rules.rulebook.terms import Duty
from desk_app.store.disposal import disposal_list
from tests.robustness.attacks.keys import slot_exchanged_and_put_back
from tests.robustness.attacks.office import (
    CLERK,
    GHOST,
    PASSWORD,
    SUPERVISOR,
    Body,
    Hand,
    Signer,
    Tries,
    Try,
    Wanted,
    opened,
)
from tests.workbench.desks import OFFICER, sign_approval, sign_proposal

# Rows, with journal and anchor made to fit.


def _earlier_place(hand: Hand, *, noted: bool = False) -> None:
    """Let the books name an earlier place of the roster, perhaps with an entry that says so."""
    with hand.rows() as raw:
        kept = "SELECT value FROM settings WHERE name = ?"
        (value,) = raw.execute(kept, (ROSTER_VALUE,)).fetchone()
        number, _, root, entry = value.split(" ")
        before = int(number) - 1
        head = hand.roster.head_at(before) or ""
        if noted:
            facts = {"roster": before, "roster_head": head, "roster_root": root}
            entry = hand.note(raw, hand.clerk.id, Action.KEYS_RENEWED.value, **facts)
        hand.place_roster(raw, f"{before} {head} {root} {entry}")


def _place_taken_away(hand: Hand) -> None:
    with hand.rows() as raw:
        raw.execute("DELETE FROM settings WHERE name = ?", (ROSTER_VALUE,))
        hand.anchor_to(raw, "")


def _entry_edited(sequence: int, *, chained: bool = False) -> Try:
    """Return a try that edits an entry of the journal, perhaps chained again and anchored."""

    def edit(hand: Hand) -> None:
        with hand.thawed() as raw:
            edited = "UPDATE journal SET actor = ? WHERE sequence = ?"
            raw.execute(edited, (hand.clerk.id, sequence))
            if chained:
                hand.chain_again(raw)
                hand.anchor_to(raw)

    return edit


def _end_cut_and_anchored(hand: Hand) -> None:
    with hand.thawed() as raw:
        (last,) = raw.execute("SELECT max(sequence) FROM journal").fetchone()
        raw.execute("DELETE FROM journal WHERE sequence > ?", (last - 6,))
        hand.anchor_to(raw)


def _after_the_approval(change: Callable[[ApplicationFile], ApplicationFile]) -> Try:
    """Return a try that changes an application after two people approved the answer."""

    def rewrite(hand: Hand) -> Wanted:
        hand.rewrite(hand.office.decided, change)
        return Wanted(letters=(hand.office.decided,))

    return rewrite


def _elsewhere(file: ApplicationFile) -> ApplicationFile:
    principal = replace(file.application.principal, address="東京都港区芝公園四丁目9番9号")
    return replace(file, application=replace(file.application, principal=principal))


def _elsewhere_covering(digest: str | None) -> Callable[[ApplicationFile], ApplicationFile]:
    """Return what changes the address, and what the approval stands on: other words, or nothing."""

    def change(file: ApplicationFile) -> ApplicationFile:
        (decision,) = file.decisions
        approval = decision.approval
        assert approval is not None
        assert approval.covered is not None
        covered = None if digest is None else replace(approval.covered, addressee=digest)
        given = replace(decision, approval=replace(approval, covered=covered))
        return replace(_elsewhere(file), decisions=(given,))

    return change


def _renamed(file: ApplicationFile) -> ApplicationFile:
    principal = replace(file.application.principal, name="﨑山 別")
    return replace(file, application=replace(file.application, principal=principal))


def _reworded(file: ApplicationFile) -> ApplicationFile:
    (decision,) = file.decisions
    return replace(file, decisions=(replace(decision, explanation="すべて開示"),))


def _disposal_signed_by_the_clerk(hand: Hand) -> Wanted:
    def write(desk: Desk, books: Books) -> None:
        record = next(each for each in books.disposals.all() if each.approval is None)
        at = _place(hand, 1)
        content = names_to_sign(record.number, record.names)
        signed = NamesSignature(hand.removed.id, at, hand.removed.key.sign(content))
        assert record.proposal is not None
        acting = _acting_as(desk, hand.removed, at)
        act, said = approvals.DISPOSAL_SIGNED, disposal_said(record)
        given = approvals.signed_approval(acting, books, act, said, record.proposal)
        noted = approvals.noted_of(given)
        books.journal.note(act.action, None, disposal=record.number, **noted)
        state = DisposalState.SIGNED
        books.disposals.save(replace(record, state=state, approval=given, names_signed=signed))

    hand.at_desk(write, hand.removed.id)
    return Wanted(disposals=(2,))


def _disposal_marked_as_signed(hand: Hand) -> Wanted:
    def write(_desk: Desk, books: Books) -> None:
        record = next(each for each in books.disposals.all() if each.approval is None)
        other = next(each for each in books.disposals.all() if each.approval is not None)
        books.journal.note(Action.DISPOSAL_SIGNED, None, disposal=record.number)
        signed = {"approval": other.approval, "names_signed": other.names_signed}
        books.disposals.save(replace(record, state=DisposalState.SIGNED, **signed))  # type: ignore[arg-type]

    hand.at_desk(write)
    return Wanted(disposals=(2,))


ROWS: Tries = {
    "let the books name an earlier place of the roster": _earlier_place,
    "take the roster's place out of the books and of the anchor": _place_taken_away,
    "let the books name an earlier place, with an entry that says so": (
        lambda hand: _earlier_place(hand, noted=True)
    ),
    "edit one entry of the journal": _entry_edited(5),
    "edit an entry of the journal, chain all again, write the anchor": _entry_edited(
        5, chained=True
    ),
    "cut the last entries of the journal off, and write the anchor": _end_cut_and_anchored,
    "let the journal begin with other people, chained again": _entry_edited(1, chained=True),
    "change the address": _after_the_approval(_elsewhere),
    "change the address, and what the approval says it stood on, to fit": _after_the_approval(
        _elsewhere_covering("dd" * 32)
    ),
    "change the address, and let the approval stand on nothing at all": _after_the_approval(
        _elsewhere_covering(None)
    ),
    "change the name of the person": _after_the_approval(_renamed),
    "change what the decision says": _after_the_approval(_reworded),
    "sign the disposal that waits in the removed supervisor's name": _disposal_signed_by_the_clerk,
    "mark the disposal that waits as signed, as another is": _disposal_marked_as_signed,
}

# Approvals that nobody gave: of a decision that one clerk proposed.


@dataclass(frozen=True)
class AnySeal:
    """A seal that signs with any key, at any place."""

    key: Ed25519PrivateKey
    place: RosterPlace

    def sign(self, content: bytes) -> bytes:
        """Sign it."""
        return self.key.sign(content)


def _place(hand: Hand, number: int = 0) -> RosterPlace:
    where = number or hand.office.statements
    return RosterPlace(where, hand.roster.head_at(where) or "")


def _acting_as(desk: Desk, signer: Signer, place: RosterPlace) -> Desk:
    seal = AnySeal(signer.key, place)
    ports = replace(desk.ports, seal=seal)  # type: ignore[arg-type]
    return replace(desk, actor=replace(desk.actor, id=signer.id), ports=ports)


def _rewrite(
    hand: Hand,
    change: Callable[[Desk, Books, ApplicationFile, Decision], Decision],
    by: UserId | None = None,
) -> Wanted:
    """Put another decision into the rows of the undecided application, whoever notes it."""

    def write(desk: Desk, books: Books) -> None:
        file = books.files.get(hand.office.undecided)
        (before,) = file.decisions
        keep(desk, books, replace(file, decisions=(change(desk, books, file, before),)))

    hand.at_desk(write, by)
    return Wanted(letters=(hand.office.undecided,))


def _approved(
    by: Callable[[Hand], Signer],
    place: Callable[[Hand], RosterPlace] = _place,
    proposer: Callable[[Hand], Signer] | None = None,
) -> Try:
    """Return a try that puts an approval into the rows, noted in the name of whom it names."""

    def approve(hand: Hand) -> Wanted:
        def write(desk: Desk, books: Books, file: ApplicationFile, before: Decision) -> Decision:
            assert before.proposal is not None
            signing = _acting_as(desk, by(hand), place(hand))
            return sign_approval(signing, books, file, before, before.proposal.covered)

        if proposer is not None:
            _proposed(hand, proposer(hand))
        return _rewrite(hand, write, by(hand).id)

    return approve


def _proposed(hand: Hand, proposer: Signer) -> None:
    """Put a proposal of another person into the rows."""

    def write(desk: Desk, books: Books, file: ApplicationFile, before: Decision) -> Decision:
        assert before.proposal is not None
        decision = replace(before, proposed_by=proposer.id)
        signing = _acting_as(desk, proposer, _place(hand))
        return sign_proposal(signing, books, file, decision, before.proposal.covered)

    _rewrite(hand, write, proposer.id)


def _as_supervisor(hand: Hand) -> Signer:
    """The supervisor's name with the clerk's own key."""
    return Signer(hand.office.users[SUPERVISOR.name], hand.own.signing_key)


def _alone_in_the_first_form(hand: Hand) -> Wanted:
    """Approve in the form of before proposers signed, with the limit of that form raised."""

    def write(desk: Desk, books: Books, file: ApplicationFile, before: Decision) -> Decision:
        proposer = hand.office.users[SUPERVISOR.name]
        decision = replace(before, proposed_by=proposer, proposal=None)
        content = content_to_sign(file.application, decision)
        signature, now = hand.own.signing_key.sign(content), desk.ports.clock.now()
        books.settings.keep_value(approvals.APPROVALS_BEFORE, "999999")
        action, id_ = Action.DECISION_APPROVED, file.application.id
        books.journal.note(action, id_, decision=decision.id, content=content.hex())
        alone = Approval(hand.clerk.id, now, desk.today, content.hex(), signature)
        return replace(decision, approval=alone)

    return _rewrite(hand, write)


def _replayed(hand: Hand, *, whole: bool = False) -> Wanted:
    """Take the approval of the application that two people decided, or its whole decision."""

    def write(_desk: Desk, books: Books, file: ApplicationFile, before: Decision) -> Decision:
        (other,) = books.files.get(hand.office.decided).decisions
        books.journal.note(Action.APPLICATION_CORRECTED, file.application.id)
        if whole:
            return replace(other, id=before.id, claim=before.claim)
        return replace(before, proposal=other.proposal, approval=other.approval)

    return _rewrite(hand, write)


def _by_the_verb(hand: Hand) -> Wanted:
    def approve(desk: Desk) -> None:
        with desk.ports.store.reading() as books:
            (decision,) = books.files.get(hand.office.undecided).decisions
        deciding.approve(desk, hand.office.undecided, decision.id)

    _called(hand, approve)
    return Wanted(letters=(hand.office.undecided,))


APPROVALS: Tries = {
    "exchange the supervisor's slot, approve, put the slot back": slot_exchanged_and_put_back,
    "approve in the supervisor's name with the clerk's own key": _approved(_as_supervisor),
    "approve the own proposal with the own key in the own name": _approved(lambda hand: hand.clerk),
    "sign alone, with the supervisor's name under the proposal": _approved(
        lambda hand: hand.clerk, proposer=_as_supervisor
    ),
    "approve with the removed supervisor's key, at the roster's place of now": _approved(
        lambda hand: hand.removed
    ),
    "approve with the removed supervisor's key, at a place at which he had the duty": _approved(
        lambda hand: hand.removed, lambda hand: _place(hand, 1)
    ),
    "approve with the removed supervisor's key, as of before there was a roster": _approved(
        lambda hand: hand.removed, lambda _: NO_ROSTER
    ),
    "approve as another clerk what the clerk proposed": _approved(lambda hand: hand.second_clerk),
    "approve as another clerk, as of before a roster said who has the duty": _approved(
        lambda hand: hand.second_clerk, lambda _: NO_ROSTER
    ),
    "approve as another clerk, at a place that the roster never had": _approved(
        lambda hand: hand.second_clerk, lambda hand: RosterPlace(hand.office.statements, "ee" * 32)
    ),
    "approve in the form of before proposers signed": _alone_in_the_first_form,
    "take the approval of the application that two people decided": _replayed,
    "take the whole decision of another application": lambda hand: _replayed(hand, whole=True),
    "call the verb as the clerk in an own program that asks for no duty": _by_the_verb,
}

# The disposal list: a line put in, an entry forged, the list deleted, emptied, cut, reordered.


def _listing(change: Callable[[Hand, str, list[Body]], list[Body]]) -> Try:
    """Return a try that writes the list as it is changed, given who must not be disposed of."""
    return lambda hand: hand.put_list(change(hand, hand.office.proposed_to_dispose, hand.entries()))


def _added(second: Callable[[Hand], Signer], place: int = 0) -> Try:
    """Return a try that adds an entry which the clerk signs, and somebody else in some name."""
    return _listing(
        lambda hand, name, listed: [
            *listed, hand.entry("R10-2", [name], hand.clerk, second(hand), place=place)
        ]
    )  # fmt: skip


def _unsigned(disposal: str) -> Try:
    return _listing(
        lambda _, name, listed: [
            *listed, {"disposal": disposal, "names": [name], "proposed": None, "signed": None}
        ]
    )  # fmt: skip


def _signature_of_a_statement(hand: Hand, name: str, listed: list[Body]) -> list[Body]:
    entry = hand.entry("R10-2", [name], hand.clerk, hand.clerk)
    last = hand.body()["roster"]["statements"][-1]
    entry["signed"] |= {"by": last["by"], "signature": last["signature"]}
    return [*listed, entry]


def _signers_exchanged(_hand: Hand, _name: str, listed: list[Body]) -> list[Body]:
    (entry,) = listed
    return [{**entry, "proposed": entry["signed"], "signed": entry["proposed"]}]


def _signers_name_exchanged(hand: Hand, _name: str, listed: list[Body]) -> list[Body]:
    listed[0]["signed"]["by"] = hand.office.users[SUPERVISOR.name]
    return listed


LISTED: Tries = {
    "put an application into an entry that two people signed": _listing(
        lambda _, name, listed: [{**listed[0], "names": sorted([*listed[0]["names"], name])}]
    ),
    "put another application in the place of the one that was disposed of": _listing(
        lambda _, name, listed: [{**listed[0], "names": [name]}]
    ),
    "add an entry without any signature": _unsigned("R10-2"),
    "add an entry as a carrying over writes one": _unsigned(""),
    "add an entry that the clerk signs for both": _added(lambda hand: hand.clerk),
    "add an entry that the clerk signs in the officer's name as well": _added(
        lambda hand: Signer(hand.office.users[OFFICER.name], hand.own.signing_key)
    ),
    "add an entry that clerk and removed supervisor sign, at a place of his time": _added(
        lambda hand: hand.removed, 1
    ),
    "add an entry that clerk and removed supervisor sign, at the place of now": _added(
        lambda hand: hand.removed
    ),
    "repeat an entry": _listing(lambda *given: [*given[2], *given[2]]),
    "repeat an entry under another number": _listing(
        lambda *given: [*given[2], {**given[2][0], "disposal": "R10-2"}]
    ),
    "take a signature under a statement for the second one under the names": _listing(
        _signature_of_a_statement
    ),
    "let proposer and second person change places": _listing(_signers_exchanged),
    "name the supervisor where the officer signed": _listing(_signers_name_exchanged),
    "delete the list": lambda hand: (hand.keys / disposal_list.NAME).unlink(),
    "empty the list, with the right checksum": _listing(lambda *_: []),
    "leave a list of no bytes": lambda hand: hand.write(disposal_list.NAME, b""),
    "plant a list of before the roster, whose names nobody signed": Hand.put_list_of_before,
}

# Verbs of higher roles, called by a clerk: through the program, and through one of his own.


def _called(hand: Hand, call: Callable[[Desk], object], *, asking: bool = False) -> None:
    """Call something as the clerk; in a program of his own no verb asks for a duty."""
    desk = opened(hand.site, CLERK)
    must = Desk.must if asking else lambda *_: None
    with closing(desk.ports.store), patch.object(Desk, "must", must), suppress(KnownError):
        call(desk)


def _calls(
    call: Callable[[Hand, Desk], object], *doors: tuple[str, str], asking: bool = False
) -> Try:
    """Return a try that calls something as the clerk, and hopes for doors."""

    def called(hand: Hand) -> Wanted:
        _called(hand, lambda desk: call(hand, desk), asking=asking)
        return Wanted(doors=doors)

    return called


_GHOST, _CLERK = (GHOST.name, PASSWORD), frozenset({Role.CLERK})


def _verbs_as_they_are(hand: Hand, desk: Desk) -> None:
    gone = hand.office.users[SUPERVISOR.name]
    for each in (
        lambda: people.enrol(desk, GHOST.name, GHOST.roles, PASSWORD),
        lambda: people.remove(desk, gone),
        lambda: people.renew(desk),
        lambda: people.new_sheet(desk),
        lambda: people.use_pepper(desk, wanted=True),
    ):
        with suppress(KnownError):
            each()


def _enrolled_with_oneself_as_second(hand: Hand, desk: Desk) -> None:
    second = Second(replace(desk.actor, id=hand.office.users[SUPERVISOR.name]), desk.ports.seal)
    people.enrol(desk, GHOST.name, GHOST.roles, PASSWORD, second)


def _sheet_made(hand: Hand) -> Wanted:
    made = list[str]()

    def call(desk: Desk) -> None:
        sheet = people.new_sheet(desk)
        made.append(sheet.secret)
        people.confirm_sheet(desk, sheet.sheet.number, last_group(sheet.secret), ("机",))

    _called(hand, call)
    return Wanted(secrets=tuple(made), sheets=tuple(made))


def _officers_password_changed(hand: Hand, desk: Desk) -> None:
    officer = replace(desk.actor, id=hand.office.users[OFFICER.name])
    people.change_password(replace(desk, actor=officer), PASSWORD, PASSWORD + " too")


def _every_duty_in_a_rulebook(_hand: Hand, desk: Desk) -> None:
    with patch("desk_app.rules.rulebook.rulebook.Rules.duty", lambda *_: _CLERK):
        desk.must(Duty.USERS)
        people.enrol(desk, GHOST.name, _CLERK, PASSWORD)


OWN_PROGRAM: Tries = {
    "call the verbs of an officer as a clerk": _calls(_verbs_as_they_are, _GHOST, asking=True),
    "enrol somebody in an own program that asks for no duty": _calls(
        lambda _, desk: people.enrol(desk, GHOST.name, _CLERK, PASSWORD), _GHOST
    ),
    "enrol an officer, with the own signature as the second one": _calls(
        _enrolled_with_oneself_as_second, _GHOST
    ),
    "give the supervisor a password in an own program": _calls(
        lambda hand, desk: people.change_roles(
            desk, hand.office.users[SUPERVISOR.name], SUPERVISOR.roles, PASSWORD
        ),
        (SUPERVISOR.name, PASSWORD),
    ),
    "remove the supervisor in an own program": _calls(
        lambda hand, desk: people.remove(desk, hand.office.users[SUPERVISOR.name])
    ),
    "change the data key in an own program": _calls(lambda _, desk: people.renew(desk)),
    "make a recovery sheet in an own program, and take it into use": _sheet_made,
    "bind everybody's password to this machine in an own program": _calls(
        lambda _, desk: people.use_pepper(desk, wanted=True)
    ),
    "change the officer's password in his name, by guessing it": _calls(
        _officers_password_changed, (OFFICER.name, PASSWORD + " too")
    ),
    "give clerks every duty in a rulebook of one's own, and call the verbs": _calls(
        _every_duty_in_a_rulebook, _GHOST, asking=True
    ),
}
