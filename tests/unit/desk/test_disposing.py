# SPDX-License-Identifier: MIT
"""Disposal through the verbs: due, held, proposed, signed, carried out, reported (H1, H2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from unittest.mock import patch

import pytest

from desk_app.desk import registers, scans
from desk_app.desk.audit import ledger_books
from desk_app.desk.audit.ledgers import export_due
from desk_app.desk.context import Kind
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.destroying import ContractorDraft, PaperDraft
from desk_app.desk.disposal.disposing import Chosen, HoldDraft
from desk_app.desk.errors import (
    DamageFound,
    NotFound,
    ReadBeside,
    Refused,
    StaleEdit,
)
from desk_app.desk.keys import people
from desk_app.desk.opened import own_pages
from desk_app.desk.rows import Filter, Group, ListOrder
from desk_app.desk.signed.approvals import APPROVALS_BEFORE, Witness
from desk_app.desk.signed.signing import disposal_to_sign
from desk_app.i18n import pages
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.base import ApplicationId, ScanId, UserId, kept_id_of_provision
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerHead, LedgerKind, LedgerMark, LedgerWanted
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Approval
from desk_app.records.case.disposal import DisposalRecord, DisposalState, HoldReason, PaperMethod
from desk_app.records.case.scans import Scan, ScanOf, SourceFile
from desk_app.records.desk.people import Language
from desk_app.records.registers import ProvisionEntry, ProvisionKind
from tests.builders import ARRIVED, NAME
from tests.fakes.keys import LAST_GROUP
from tests.fakes.world import PlainSeal
from tests.unit.desk import working
from tests.unit.desk.office import Office, bad_input, fails, meanwhile, opened, refused

UNTIL = date(2028, 11, 25)
DUE = date(2028, 11, 27)
REVIEW = date(2029, 3, 1)
DAY = timedelta(days=1)


def _answered(office: Office) -> ApplicationId:
    id_ = working.logged(office, Right.CORRECTION)
    working.sent(office, id_, Right.CORRECTION)
    return id_


def _due(count: int = 1, on: date = DUE) -> tuple[Office, list[ApplicationId]]:
    """A desk with answered applications, past their day, and a sheet in use."""
    office = opened()
    ids = [_answered(office) for _ in range(count)]
    office.clock.move_to(on)
    _new_sheet(office)
    return office, ids


def _new_sheet(office: Office) -> None:
    made = people.new_sheet(office.of("officer"))
    people.confirm_sheet(office.of("officer"), made.sheet.number, LAST_GROUP, ("金庫",))


def _proposed(office: Office, *ids: ApplicationId, by: str = "clerk") -> DisposalRecord:
    disposing.propose(office.of(by), tuple(Chosen(id_, 4) for id_ in ids))
    return disposing.disposals(office.clerk)[0]


def _signed(office: Office, *ids: ApplicationId) -> DisposalRecord:
    record = _proposed(office, *ids)
    disposing.sign(office.of("officer"), record.id)
    return disposing.disposals(office.clerk)[0]


def _record(office: Office, id_: int = 1) -> DisposalRecord:
    return office.state.disposals[id_]


def _hold(office: Office, id_: ApplicationId) -> None:
    version = office.file(id_).application.version
    disposing.hold(office.supervisor, HoldDraft(id_, version, HoldReason.SUIT, REVIEW, "訴え"))


def test_what_is_past_its_day_is_due_and_stands_in_the_work_list() -> None:
    office, (id_,) = _due(on=UNTIL)
    queries = office.store.queries
    assert disposing.due_list(office.clerk) == ()
    (coming,) = disposing.coming(office.clerk)
    assert (coming.id, coming.kept_until, coming.letters) == (id_, UNTIL, 1)
    assert queries.counts(UNTIL)[Group.DISPOSAL_DUE] == 0
    office.clock.pass_days(1)
    (line,) = disposing.due_list(office.clerk)
    assert (line.id, line.name, line.hold, line.sheets) == (id_, NAME, None, 2)
    assert queries.counts(office.clock.today())[Group.DISPOSAL_DUE] == 1
    window = queries.window(Filter(group=Group.DISPOSAL_DUE), ListOrder(), office.clock.today())
    assert window.ids == (id_,)


def test_a_hold_keeps_an_application_until_it_is_lifted() -> None:
    office, (id_,) = _due()
    _hold(office, id_)
    (line,) = disposing.due_list(office.clerk)
    assert line.hold is not None
    assert (line.hold.reason, line.hold.review_on) == (HoldReason.SUIT, REVIEW)
    assert office.store.queries.counts(DUE)[Group.DISPOSAL_DUE] == 0
    with refused(office, "on_hold"):
        disposing.propose(office.clerk, (Chosen(id_, 1),))
    version = office.file(id_).application.version
    with refused(office, "held_already"):
        disposing.hold(office.supervisor, HoldDraft(id_, version, HoldReason.LAW, REVIEW))
    disposing.lift_hold(office.supervisor, id_, version)
    with refused(office, "not_held"):
        disposing.lift_hold(office.supervisor, id_, version + 1)
    (hold,) = office.file(id_).holds
    assert (hold.lifted_by, hold.lifted_on) == (UserId("supervisor"), DUE)
    assert _proposed(office, id_).state is DisposalState.PROPOSED


def test_what_is_held_before_the_unit_of_a_proposal_stands_in_it_as_held() -> None:
    office, (id_, held) = _due(2)
    with meanwhile(office, lambda: _hold(office, held)):
        record = _proposed(office, id_)
    assert [each.reason for each in record.held] == [HoldReason.SUIT]


def test_the_file_that_a_scan_was_made_of_goes_first() -> None:
    office, (id_,) = _due()
    file = SourceFile("/scans/1.pdf", "1" * 64)
    _scanned(office, id_, file)
    with refused(office, "scan_file_left"):
        disposing.propose(office.clerk, (Chosen(id_, 1),))
    scans.note_files_gone(office.clerk, (file,))
    record = _proposed(office, id_)
    _scanned(office, id_, file)
    with refused(office, "scan_file_left"):
        disposing.sign(office.of("officer"), record.id)
    scans.give_up_file(office.clerk, file)
    disposing.sign(office.of("officer"), record.id)


def _scanned(office: Office, id_: ApplicationId, file: SourceFile) -> None:
    """Keep a scan of the form with the file that it was made of."""
    scan = Scan(
        id=ScanId(office.clerk.ports.chance.token()),
        application=id_,
        shows=ScanOf.FORM,
        enclosure=None,
        kind="",
        pages=1,
        size=0,
        sealed_sha256="",
        pdf_sha256="",
        at=office.clock.now(),
        by=office.clerk.actor.id,
        source=file.path,
        source_sha256=file.sha256,
    )
    with office.store.writing(office.clerk.actor.id, office.clock.now()) as books:
        books.scans.add(scan, b"%PDF")
        books.journal.note(Action.SCAN_ATTACHED, id_)
        books.commit()


def test_the_officer_sees_numbers_and_no_names() -> None:
    office, (id_,) = _due()
    version = disposing.version_of(office.of("officer"), id_)
    disposing.hold(office.of("officer"), HoldDraft(id_, version, HoldReason.SUIT, REVIEW, NAME))
    (seen,), (hidden,) = (disposing.due_list(office.of(who)) for who in ("clerk", "officer"))
    assert seen.hold is not None
    assert hidden.hold is not None
    assert (seen.name, seen.hold.note) == (NAME, NAME)
    assert (hidden.name, hidden.hold.note) == ("", "")
    assert hidden.receipt_number == seen.receipt_number
    assert hidden.hold.reason is HoldReason.SUIT


def test_a_hold_needs_a_day_ahead_and_words_for_another_reason() -> None:
    office, (id_,) = _due()
    version = office.file(id_).application.version
    draft = HoldDraft(id_, version, HoldReason.OTHER, REVIEW)
    with bad_input(office, "reason_missing", "note"):
        disposing.hold(office.supervisor, draft)
    with bad_input(office, "review_not_ahead", "review_on"):
        disposing.hold(office.supervisor, replace(draft, note="別件", review_on=DUE))
    with fails(office, StaleEdit):
        disposing.hold(office.supervisor, replace(draft, note="別件", version=version - 1))


def test_a_disposal_takes_what_was_signed_and_nothing_else() -> None:
    office, (one, two, held) = _due(3)
    _hold(office, held)
    tokens = {office.file(id_).application.token for id_ in (one, two)}
    record = _signed(office, one, two)
    assert (record.number, record.sheets) == ("10-1", 8)
    assert [each.reason for each in record.held] == [HoldReason.SUIT]
    destroying.carry_out(office.clerk, record.id)
    assert set(office.state.files) == {held}
    assert office.store.disposed == tokens
    assert NAME in office.store.searched
    check = _record(office).check
    assert check is not None
    assert (check.rows, check.letters, check.search_rows) == (2, 2, 2)
    assert (check.clean, check.unreadable_after) == (True, date(2029, 3, 31))
    assert office.keys.renewed == 2
    for item in record.items:
        assert disposing.disposed(office.clerk, item.receipt_number) == _record(office)
    assert disposing.disposed(office.clerk, "R8-9999") is None


def test_the_report_stands_once_data_and_papers_are_gone() -> None:
    office, ids = _due(2)
    record = _signed(office, *ids)
    destroying.carry_out(office.of("chief"), record.id)
    assert _record(office).state is DisposalState.VERIFIED
    with refused(office, "disposal_not_finished"):
        destroying.report(office.clerk, record.id)
    destroying.record_paper(office.clerk, _papers(sheets=8))
    report = destroying.report(office.clerk, record.id)
    assert report.record.finished
    assert [user.id for user in report.people] == ["clerk", "second", "chief", "officer"]
    assert (report.deleted_by, report.checked_by) == ("chief", "chief")
    page = own_pages.disposal_page(office.clerk, record.id, Language.JA)
    assert page.names[UserId("chief")] == office.of("chief").actor.name
    assert (page.deleted_by, page.checked_by) == ("chief", "chief")
    assert NAME not in repr(report)
    entries = [e.action for n, e in office.state.journal.items() if n >= record.first_entry]
    assert entries[0] is Action.DISPOSAL_PROPOSED
    assert entries.count(Action.DISPOSED) == 2
    assert report.record.last_entry == len(office.state.journal)


def test_the_ledger_tells_who_deleted_the_data_by_which_rule_and_what_was_found() -> None:
    office, ids = _due(1)
    record = _signed(office, *ids)
    destroying.carry_out(office.clerk, record.id)
    words = LedgerTableWords(Language.EN)
    day = office.clock.today()
    read = ledger_books.read(
        office.of("officer"), LedgerWanted(LedgerKind.DISPOSALS, day, day), words
    )
    heads = (LedgerHead.CARRIED_OUT_BY, LedgerHead.CHECKED_BY, LedgerHead.CHECKED)
    told = dict(zip((each.head for each in read.fields), read.rows[0], strict=True))
    assert tuple(map(told.get, heads)) == (*[office.clerk.actor.name] * 2, day)
    assert told[LedgerHead.CLAUSE] == "PR-6 (2 years)"
    assert told[LedgerHead.RESULT] is LedgerMark.NOTHING_LEFT
    (other,) = office.state.disposals.values()
    check = other.check
    assert check is not None
    for changed, result in (
        (replace(check, markers_found=1), LedgerMark.TRACES_LEFT),
        (replace(check, backup=""), LedgerMark.UNCHECKED),
    ):
        office.state.disposals[other.id] = replace(other, check=changed)
        read = ledger_books.read(office.of("officer"), read.wanted, words)
        assert result in read.rows[0]


def _papers(**more: object) -> PaperDraft:
    draft = PaperDraft(1, PaperMethod.SHREDDED, UserId("clerk"), UserId("second"), 4)
    return replace(draft, **more)  # type: ignore[arg-type]


def test_what_is_chosen_must_be_sound() -> None:
    office, (id_,) = _due()
    for sheets, code, place in (
        ((), "nothing_chosen", "items"),
        ((1, 2), "chosen_twice", "items"),
        ((-1,), "sheets_wrong", "items[0].sheets"),
        ((10_000,), "sheets_wrong", "items[0].sheets"),
    ):
        with bad_input(office, code, place):
            disposing.propose(office.clerk, tuple(Chosen(id_, each) for each in sheets))


def test_only_what_is_due_and_waits_in_no_other_disposal_is_proposed() -> None:
    office, (id_,) = _due(on=UNTIL)
    with refused(office, "not_due_for_disposal"):
        disposing.propose(office.clerk, (Chosen(id_, 1),))
    office.clock.pass_days(1)
    open_ = working.logged(office, Right.CORRECTION)
    with refused(office, "not_due_for_disposal"):
        disposing.propose(office.clerk, (Chosen(id_, 1), Chosen(open_, 1)))
    with fails(office, NotFound):
        disposing.propose(office.clerk, (Chosen(ApplicationId(99), 1),))
    record = _proposed(office, id_)
    with refused(office, "disposal_waiting"):
        disposing.propose(office.clerk, (Chosen(id_, 1),))
    with bad_input(office, "reason_missing", "reason"):
        disposing.send_back(office.of("officer"), record.id, " ")
    disposing.send_back(office.of("officer"), record.id, "枚数を数え直す")
    with refused(office, "disposal_not_waiting"):
        disposing.send_back(office.of("officer"), record.id, "もう一度")
    with refused(office, "disposal_not_waiting"):
        disposing.sign(office.of("officer"), record.id)
    assert _proposed(office, id_).number == "10-2"


@pytest.mark.parametrize(
    ("proposer", "signer", "reason"),
    [
        ("clerk", "supervisor", "officer_signs"),
        ("supervisor", "supervisor", "own_proposal"),
        ("officer", "officer", "own_proposal"),
        ("chief", "chief", "own_proposal"),
        ("chief", "supervisor", ""),
        ("officer", "supervisor", ""),
        ("supervisor", "officer", ""),
        ("clerk", "chief", ""),
    ],
)
def test_who_signs(proposer: str, signer: str, reason: str) -> None:
    """A proposer who left counts as no officer."""
    office, (id_,) = _due()
    record = _proposed(office, id_, by=proposer)
    if signer == "supervisor" and not reason:
        there = dict(office.state.users)
        del office.state.users[UserId(proposer)]
        with refused(office, "officer_signs"):
            disposing.sign(office.supervisor, record.id)
        office.state.users.update(there)
    if reason:
        with refused(office, reason):
            disposing.sign(office.of(signer), record.id)
        return
    disposing.sign(office.of(signer), record.id)
    assert _record(office).state is DisposalState.SIGNED


def test_a_proposal_that_its_proposer_did_not_sign_is_sent_back_and_proposed_anew() -> None:
    """As before proposers signed; nor does another person's signature make it his."""
    office, (id_,) = _due()
    record = _proposed(office, id_)
    assert record.proposal is not None
    office.state.disposals[record.id] = replace(record, proposal=None)
    with refused(office, "proposal_not_signed"):
        disposing.sign(office.of("officer"), record.id)
    for altered in (
        replace(record, proposal=replace(record.proposal, by=UserId("second"))),
        replace(record, proposed_by=UserId("second")),
    ):
        office.state.disposals[record.id] = altered
        with fails(office, DamageFound, "approval_altered"):
            disposing.sign(office.of("officer"), record.id)
    office.state.disposals[record.id] = replace(record, proposal=None)
    disposing.send_back(office.of("officer"), record.id, "署名がない")
    again = _proposed(office, id_)
    disposing.sign(office.of("officer"), again.id)
    assert _record(office, again.id).state is DisposalState.SIGNED


@pytest.mark.parametrize("gone", ["clerk", "officer"])
def test_who_was_removed_signs_no_disposal_for_the_time_before(gone: str) -> None:
    """It goes back, and is proposed and signed anew."""
    office, (id_,) = _due()
    record = _signed(office, id_)
    there = office.clerk.ports.keys.users
    left = tuple(each for each in there() if each.id != gone)
    with patch.object(office.clerk.ports.keys, "users", lambda: left):
        with refused(office, "disposal_signer_left"):
            destroying.carry_out(office.of("chief"), record.id)
        assert office.state.files
        disposing.send_back(office.of("chief"), record.id, "署名した人がもういない")
    assert _record(office).state is DisposalState.SENT_BACK
    disposing.propose(office.of("second"), (Chosen(id_, 4),))
    disposing.sign(office.of("chief"), 2)


def test_a_signed_one_that_cannot_be_carried_out_any_more_goes_back() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    _hold(office, id_)
    with refused(office, "changed_since_proposal"):
        destroying.carry_out(office.of("chief"), record.id)
    disposing.send_back(office.of("officer"), record.id, "提案のあとに保留された")
    assert _record(office).state is DisposalState.SENT_BACK
    with refused(office, "disposal_not_signed"):
        destroying.carry_out(office.of("chief"), record.id)


def test_nothing_is_deleted_that_was_not_signed_as_it_stands() -> None:
    office, (id_,) = _due()
    record = _proposed(office, id_)
    with refused(office, "disposal_not_signed"):
        destroying.carry_out(office.clerk, record.id)
    disposing.sign(office.of("officer"), record.id)
    signed = _record(office)
    assert signed.approval is not None
    other = replace(signed.items[0], sheets=5)
    forged = PlainSeal(UserId("second")).sign(bytes.fromhex(signed.approval.content_sha256))
    for altered in (
        replace(signed, items=(other,)),
        replace(signed, id=1, number="10-9"),
        replace(signed, approval=replace(signed.approval, by=UserId("clerk"))),
        replace(signed, approval=replace(signed.approval, signature=forged)),
    ):
        office.state.disposals[1] = altered
        with fails(office, DamageFound, "approval_altered"):
            destroying.carry_out(office.clerk, record.id)
    assert office.store.disposed == frozenset()
    office.state.disposals[1] = signed
    destroying.carry_out(office.clerk, record.id)
    with refused(office, "disposal_not_signed"):
        destroying.carry_out(office.clerk, record.id)
    with refused(office, "disposal_not_waiting"):
        disposing.send_back(office.of("officer"), record.id, "もう一度")


def _of_before(record: DisposalRecord, by: UserId) -> DisposalRecord:
    """The disposal as it was signed before proposers signed: by one signature under it."""
    assert record.approval is not None
    content = disposal_to_sign(record)
    given = record.approval
    alone = Approval(by, given.at, given.on, content.hex(), PlainSeal(by).sign(content))
    return replace(record, proposal=None, approval=alone)


def test_a_disposal_signed_before_proposers_signed_is_carried_out_as_it_was_signed() -> None:
    office, (id_,) = _due()
    signed = _signed(office, id_)
    old = _of_before(signed, UserId("officer"))
    assert old.approval is not None
    for forged in (
        replace(old, items=(replace(old.items[0], sheets=5),)),
        replace(old, approval=replace(old.approval, content_sha256="00")),
        replace(old, approval=replace(old.approval, signature=b"x")),
        replace(old, approval=replace(old.approval, by=UserId("chief"))),
        _of_before(signed, signed.proposed_by),
    ):
        office.state.disposals[1] = forged
        with fails(office, DamageFound, "approval_altered"):
            destroying.carry_out(office.clerk, signed.id)
    office.state.disposals[1] = old
    office.state.values[APPROVALS_BEFORE] = "0"
    with fails(office, DamageFound, "approval_altered"):
        destroying.carry_out(office.clerk, signed.id)
    del office.state.values[APPROVALS_BEFORE]
    destroying.carry_out(office.clerk, signed.id)
    assert id_ not in office.state.files


def test_a_proposal_alone_is_no_signed_disposal() -> None:
    office, (id_,) = _due()

    def stands() -> bool:
        with office.store.reading() as books:
            return disposing.is_signed(PlainSeal(UserId("x")), Witness(books), _record(office))

    record = _proposed(office, id_)
    assert not stands()
    disposing.sign(office.of("officer"), record.id)
    assert stands()


def test_what_is_held_after_the_proposal_is_not_signed() -> None:
    office, (id_,) = _due()
    record = _proposed(office, id_)
    _hold(office, id_)
    with refused(office, "changed_since_proposal"):
        disposing.sign(office.of("officer"), record.id)


def test_without_a_sheet_for_the_new_backup_or_the_application_nothing_is_deleted() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    with patch.object(office.keys, "_sheets", []), refused(office, "no_sheet_in_use"):
        destroying.carry_out(office.clerk, record.id)
    del office.state.files[id_]
    with refused(office, "changed_since_proposal"):
        destroying.carry_out(office.clerk, record.id)


def test_while_somebody_reads_the_file_nothing_is_deleted() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    office.store.read_beside = True
    with pytest.raises(ReadBeside):
        destroying.carry_out(office.clerk, record.id)
    assert (_record(office).state, id_ in office.state.files) == (DisposalState.SIGNED, True)
    assert office.store.disposed == frozenset()


def test_what_was_stopped_after_the_rows_is_finished_later() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    renewed, stopped = office.keys.renewed, Refused(("no_sheet_in_use",))
    with patch.object(office.keys, "renew", side_effect=stopped), pytest.raises(Refused):
        destroying.carry_out(office.clerk, record.id)
    assert (_record(office).state, id_ in office.state.files) == (DisposalState.CARRIED_OUT, False)
    destroying.check_again(office.clerk, record.id)
    found = _record(office)
    assert found.check is not None
    assert (found.state, found.check.rows, found.check.markers) == (DisposalState.VERIFIED, 1, 0)
    assert office.keys.renewed == renewed + 1
    with refused(office, "disposal_not_carried_out"):
        destroying.check_again(office.clerk, record.id)


def test_where_traces_are_found_the_disposal_is_not_called_done() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    office.store.remains = (NAME,)
    destroying.carry_out(office.clerk, record.id)
    found = _record(office)
    assert found.check is not None
    assert (found.state, found.check.markers_found) == (DisposalState.CARRIED_OUT, 1)


def test_papers_go_before_a_witness_and_all_of_them() -> None:
    office, (id_,) = _due()
    _signed(office, id_)
    clerk, second = UserId("clerk"), UserId("second")
    for papers, code, place in (
        (_papers(witness=clerk), "same_person_twice", "witness"),
        (_papers(by=second, witness=clerk), "witness_proposed", "witness"),
        (_papers(sheets=3), "sheets_differ", "sheets"),
    ):
        with bad_input(office, code, place):
            destroying.record_paper(office.clerk, papers)


def test_papers_are_recorded_once_and_after_the_signature() -> None:
    office, (id_,) = _due()
    record = _proposed(office, id_)
    with refused(office, "disposal_not_signed"):
        destroying.record_paper(office.clerk, _papers())
    disposing.sign(office.of("officer"), record.id)
    with fails(office, NotFound, place="user"):
        destroying.record_paper(office.clerk, _papers(by=UserId("nobody")))
    destroying.record_paper(office.clerk, _papers())
    paper = _record(office).paper
    assert paper is not None
    assert (paper.on, paper.sheets) == (DUE, 4)
    with refused(office, "paper_recorded"):
        destroying.record_paper(office.clerk, _papers())
    with refused(office, "disposal_not_finished"):
        destroying.report(office.clerk, record.id)


def _row(office: Office, **more: object) -> ApplicationId:
    """Enter a record of provision about somebody, a contract in its place: kept for one year."""
    row = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party="甲社", person=NAME)
    entry = replace(row, by_contract=True, **more)  # type: ignore[arg-type]
    (id_,) = registers.enter_provision(office.supervisor, entry).ids(Kind.REGISTER)
    return kept_id_of_provision(int(id_))


def test_a_record_of_provision_goes_as_an_application_does() -> None:
    office, (id_,) = _due()
    row, young = _row(office), _row(office, on=DUE, person="見本 次郎")
    _row(office, person="")
    due = {line.id: line for line in disposing.due_list(office.clerk)}
    assert set(due) == {id_, row}
    assert (due[row].name, due[row].receipt_number, due[row].rights) == (NAME, "TP-0001", ())
    assert young in {line.id for line in disposing.coming(office.clerk)}
    lines = export_due(office.of("auditor"))
    leaving = {each[0]: each[1] for each in pages.due(lines, Language.EN).rows}
    assert leaving.keys() == {line.receipt_number for line in due.values()}
    assert leaving["TP-0001"] == "third-party provision"
    with refused(office, "not_due_for_disposal"):
        _proposed(office, young)
    token = office.state.provisions[1].token
    record = _signed(office, row, id_)
    changed = destroying.carry_out(office.clerk, record.id)
    assert changed.ids(Kind.REGISTER) == {1}
    assert set(office.state.provisions) == {2, 3}
    assert token in office.store.disposed
    assert NAME in office.store.searched
    assert _record(office).state is DisposalState.VERIFIED
    assert disposing.disposed(office.clerk, "TP-0001") == _record(office)
    assert office.keys.renewed == 2


def test_a_record_of_provision_that_is_gone_by_then_is_not_signed_for() -> None:
    office, _ = _due()
    record = _proposed(office, _row(office))
    del office.state.provisions[1]
    with refused(office, "changed_since_proposal", facts={"number": "TP-0001"}):
        disposing.sign(office.of("officer"), record.id)


def test_a_record_of_provision_is_held_back_like_an_application() -> None:
    office, _ = _due()
    row = _row(office)
    version = disposing.version_of(office.supervisor, row)
    draft = HoldDraft(row, version, HoldReason.SUIT, REVIEW, "訴え")
    assert disposing.hold(office.supervisor, draft).ids(Kind.REGISTER) == {1}
    with refused(office, "on_hold"):
        _proposed(office, row)
    with fails(office, StaleEdit):
        disposing.hold(office.supervisor, draft)
    disposing.lift_hold(office.supervisor, row, version + 1)
    (hold,) = office.state.provisions[1].holds
    assert hold.lifted_on == DUE
    assert _proposed(office, row).state is DisposalState.PROPOSED


def test_who_destroyed_the_papers_for_the_desk_is_noted_with_the_certificate() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    draft = ContractorDraft(record.id, "乙運送株式会社")
    with refused(office, "paper_not_recorded"):
        destroying.note_contractor(office.clerk, draft)
    destroying.record_paper(office.clerk, _papers())
    destroying.note_contractor(office.clerk, draft)
    assert office.actions()[-1] is Action.CONTRACTOR_NOTED
    came = replace(draft, certificate="S-1", received_on=DUE)
    for wrong, code, place in (
        (replace(draft, contractor=" "), "contractor_missing", "contractor"),
        (replace(draft, certificate="S-1"), "certificate_half", "certificate"),
        (replace(draft, received_on=DUE), "certificate_half", "certificate"),
        (
            replace(draft, certificate="S-1", received_on=DUE - DAY),
            "certificate_day",
            "received_on",
        ),
        (
            replace(draft, certificate="S-1", received_on=DUE + DAY),
            "certificate_day",
            "received_on",
        ),
    ):
        with bad_input(office, code, place):
            destroying.note_contractor(office.clerk, wrong)
    destroying.note_contractor(office.clerk, came)
    paper = _record(office).paper
    assert paper is not None
    assert (paper.contractor, paper.certificate, paper.certificate_on) == (
        "乙運送株式会社",
        "S-1",
        DUE,
    )
    assert paper.sheets == 4


def test_old_backups_end_at_once_with_a_new_sheet() -> None:
    office, (id_,) = _due()
    record = _signed(office, id_)
    with refused(office, "disposal_not_carried_out"):
        destroying.end_old_backups(office.of("officer"), record.id)
    destroying.carry_out(office.clerk, record.id)
    with refused(office, "new_sheet_first"):
        destroying.end_old_backups(office.of("officer"), record.id)
    _new_sheet(office)
    office.clock.pass_days(1)
    destroying.end_old_backups(office.of("officer"), record.id)
    standing = [sheet.number for sheet in office.keys.sheets() if sheet.stands]
    check = _record(office).check
    assert standing == ["2028Q4-2"]
    assert check is not None
    assert check.unreadable_after == DUE + DAY
    assert office.actions()[-2:] == [Action.SHEET_DESTROYED, Action.OLD_BACKUPS_ENDED]
    with refused(office, "new_sheet_first"):
        destroying.end_old_backups(office.of("officer"), record.id)
