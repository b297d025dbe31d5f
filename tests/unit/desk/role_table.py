# SPDX-License-Identifier: MIT
"""Every verb of the desk with its duty and a call of it: a new verb joins by one line here.

The calls name things that are not there: who is let in is told NotFound or BadInput, and who is
not must be refused before anybody looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from desk_app.desk import importing, reading, registers, scans, timekeeping
from desk_app.desk.applications import (
    accesses,
    caring,
    checking,
    correcting,
    deciding,
    filing,
    intake,
    narrowing,
    papers,
    repeats,
    supplements,
    undoing,
)
from desk_app.desk.audit import evidence, ledger_books, ledgers
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.figures import counting
from desk_app.desk.inquiries import handling, replying, sending
from desk_app.desk.keys import backups, carrying_over, people
from desk_app.desk.keys.roster import Second
from desk_app.desk.letters import corresponding, printing
from desk_app.desk.opened import arriving, hearing, own_pages, soundness
from desk_app.desk.post import envelopes, postage, posting, stamps
from desk_app.desk.post.posting import NumberDraft
from desk_app.desk.rows import InquiryFilter, JournalFilter
from desk_app.desk.signed import profile, rulebooks, wordings
from desk_app.i18n.pages import CaseSlipWords, EvidencePackWords
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    InquiryId,
    InquiryKey,
    LetterId,
    MailItemId,
    PostingId,
    ScanId,
    UserId,
)
from desk_app.records.books import ledgers as ledger_records
from desk_app.records.books.figures import ChartReport, Figure
from desk_app.records.case.decisions import Content, Decision, Outcome
from desk_app.records.case.disposal import HoldReason, PaperMethod
from desk_app.records.case.history import ReturnReason, Ruling, Topic
from desk_app.records.case.inquiries import Channel, CourseStep, InquiryKind, InquirySaid
from desk_app.records.case.letters import LetterKind, Words
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import MaskAction
from desk_app.records.case.scans import DrawnScan, ScanOf, SourceFile
from desk_app.records.desk.people import Language, Role, User
from desk_app.records.desk.printers import Paper, PaperUse, PrintOrder
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, PrintOffsets
from desk_app.records.desk.safekeeping import Drill
from desk_app.records.desk.sheets import Quarter, RecoverySheet, SheetKey, Tried
from desk_app.records.evidence import EvidenceScope
from desk_app.records.importing import ImportPlan, RawSheet
from desk_app.records.registers import (
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    RegisterBook,
    TrainingEntry,
)
from desk_app.rules.postage.quote import Contents, Service
from desk_app.rules.rulebook.amending import ValueChange
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.workflow.workflow import WORKFLOW
from tests.builders import ARRIVED, complete, mail, paper
from tests.fakes.world import PlainSpooler
from tests.unit.desk.contents import granted, proposal
from tests.unit.desk.office import FOUNDED_AT

ITSELF = object()
OPENING_LOG = ledger_records.LedgerWanted(ledger_records.LedgerKind.MAIL, ARRIVED, ARRIVED)
CHANGE = ValueChange("fee.amount", "", (("value", 1200),), ARRIVED, "改定", ARRIVED)
KEY = InquiryKey(1)
ID, MAIL, LETTER = ApplicationId(1), MailItemId(1), LetterId("l")
OTHER = User(UserId("another"), "林 静", frozenset({Role.SUPERVISOR}))
NOBODY, PASSWORD = UserId("nobody"), "three grey herons stand"
CLAIM, DECISION = ClaimId("c"), DecisionId("d")
FILE = complete()
LATE = checking.JudgementDraft(ID, Topic.LATE_ARRIVAL, "1", Ruling.ACCEPTED, "理由")
PAPER = printing.PrintMediaDraft(EnvelopeWindow(), PrintOffsets())
PROFILE = profile.ProfileDraft(
    **{name: getattr(DeskProfile(), name) for name in profile.FIELDS} | {"officer": "KAWADA Jun"}
)
JOB = printing.EnvelopeJob(ID, (LETTER,), PaperUse.LETTER)
THROUGH = printing.Through(PlainSpooler(), lambda _: PrintOrder())
DELAY = corresponding.LetterDraft(ID, 1, LetterKind.DELAY, ARRIVED)
ANSWER = checking.AnswerDraft(ID, InquiryId("i"), ARRIVED, nothing=True)
POSTING = posting.PostingDraft(ID, (LETTER,), MailKind.ORDINARY, ARRIVED)
NEW_ADDRESS = posting.AddressDraft(ID, PostingId("p"), "163-6017", "x", EnclosureId("e"))
NO_PERIOD = (ARRIVED, ARRIVED - timedelta(days=1))
NO_CHARTS = ChartReport("", (), ())
NO_WORDS = CaseSlipWords(Language.JA)
EVIDENCE = (Path("nowhere"), (Language.JA, EvidencePackWords(Language.JA)))
NO_STAMPS = stamps.StampDraft((), ARRIVED + timedelta(days=9_999))
RETURN = posting.ReturnDraft(ID, (), MailKind.ORDINARY, ARRIVED)
ENVELOPE = intake.EnvelopeDraft(mail(), (intake.ApplicationDraft(FILE.application),))
CORRECTION = correcting.CorrectionDraft(ID, 1, "scope", "x", "誤り")
PROPOSAL = proposal(FILE, CLAIM, granted(FILE.application.claims[0].right))
FORETOLD = Decision(DECISION, CLAIM, Outcome.GRANTED, NOBODY, FOUNDED_AT, ARRIVED)

NO_SHEET = RawSheet("", (), "", ())
NO_TRIAL = importing.ImportTrial(NO_SHEET, ImportPlan(0, ()), ())
HOLD = disposing.HoldDraft(ID, 1, HoldReason.SUIT, ARRIVED)
CHOSEN = (disposing.Chosen(ID, 3),)
WORDING = wordings.WordingDraft("L9:x", Words("文", "x"), ARRIVED)
USE_PURPOSE = PurposeVersion(ARRIVED, "PU-1", *("語",) * 8)
DATA_PLACE = PlaceVersion(ARRIVED, "部", "会員情報", "棚")
PROVISION = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party="甲社")
SAVED_FILTER = narrowing.SavedFilter("a", {})
PAPERS = destroying.PaperDraft(1, PaperMethod.SHREDDED, NOBODY, UserId("x"), 3)

SHEET_KEY = SheetKey(RecoverySheet(Quarter(2026, 4), 1, "age1", ARRIVED), "SECRET")
DRILL = Drill("b", ARRIVED, "石川 秀樹", 1, 1, 0, 0, equal=True, seconds=1)

ASKED = handling.InquiryDraft(
    InquirySaid(ARRIVED, Channel.TELEPHONE, InquiryKind.INQUIRY, "どこに公表していますか")
)
REPLY = replying.ReplyDraft(KEY, 1, ARRIVED, "公表しています。")
REPLY_POSTED = replying.ReplyPosting(KEY, LETTER, MailKind.ORDINARY, ARRIVED)
STEPS = {
    CourseStep.TAKEN: Duty.LOG,
    CourseStep.GIVEN: Duty.ASSIGN,
    CourseStep.HANDED_BACK: Duty.LOG,
    CourseStep.ASKED: Duty.ASK_DEPARTMENT,
    CourseStep.DEPARTMENT_ANSWERED: Duty.ASK_DEPARTMENT,
    CourseStep.INTERIM: Duty.WRITE_LETTERS,
    CourseStep.ANSWERED: Duty.WRITE_LETTERS,
    CourseStep.REFERRED: Duty.WRITE_LETTERS,
    CourseStep.CAUSE: Duty.CHECK,
    CourseStep.MEASURE_NEEDED: Duty.CHECK,
    CourseStep.NO_MEASURE: Duty.CHECK,
    CourseStep.MEASURE_DONE: Duty.CHECK,
    CourseStep.MEASURE_CHECKED: Duty.RULEBOOK,
    CourseStep.LEAK_SUSPECTED: Duty.LOG,
    CourseStep.LEAK_REPORTED: Duty.HOLD,
    CourseStep.LEAK_REPORTED_IN_FULL: Duty.HOLD,
    CourseStep.NO_LEAK: Duty.HOLD,
    CourseStep.CLOSED: Duty.CHECK,
}


def step_of(step: CourseStep) -> handling.StepDraft:
    """A step of an inquiry that is not there."""
    return handling.StepDraft(KEY, 1, step)


CLERK, SUPERVISOR, OFFICER, AUDITOR = Role
CASES = frozenset({CLERK, SUPERVISOR})

DUTIES: dict[Duty, frozenset[Role]] = {
    Duty.LOG: CASES,
    Duty.CHECK: CASES,
    Duty.ASK_DEPARTMENT: CASES,
    Duty.WRITE_LETTERS: CASES,
    Duty.PROPOSE: CASES,
    Duty.POST: CASES,
    Duty.READ_CASES: CASES,
    Duty.APPROVE: frozenset({SUPERVISOR}),
    Duty.CONFIRM_LAPSE: frozenset({SUPERVISOR}),
    Duty.CONFIRM_WITHDRAWAL: frozenset({SUPERVISOR}),
    Duty.ACCEPT_LATE: frozenset({SUPERVISOR}),
    Duty.DECIDE_JOINT: frozenset({SUPERVISOR}),
    Duty.GO_ON_WITHOUT: frozenset({SUPERVISOR}),
    Duty.RULEBOOK: frozenset({OFFICER}),
    Duty.USERS: frozenset({OFFICER}),
    Duty.KEYS: frozenset({OFFICER}),
    Duty.RESTORE: frozenset({OFFICER}),
    Duty.BACKUP: frozenset({CLERK, SUPERVISOR, OFFICER}),
    Duty.DISPOSE: frozenset({CLERK, SUPERVISOR, OFFICER}),
    Duty.SIGN_DISPOSAL: frozenset({SUPERVISOR, OFFICER}),
    Duty.HOLD: frozenset({SUPERVISOR, OFFICER}),
    Duty.READ_JOURNAL: frozenset({OFFICER, AUDITOR}),
    Duty.EXPORT: frozenset({SUPERVISOR, OFFICER, AUDITOR}),
    Duty.REGISTERS: frozenset({SUPERVISOR, OFFICER}),
    Duty.ASSIGN: frozenset({SUPERVISOR, OFFICER}),
}
"""Whose each duty is, by hand; the rulebook must say the same."""


class Teller(CaseSlipWords):
    """Says a ledger in no words at all."""

    def table(self, _: ledger_records.LedgerRead) -> ledger_records.Ledger:
        """Return a table without rows."""
        return ledger_records.Ledger("", (), (), ())


TELLER = Teller(Language.JA)


@dataclass(frozen=True, slots=True)
class Row:
    """A verb, the duty it asks for (nothing: it is everybody's), and a call of it.

    Whoever has the duty ``instead`` may do it too.
    """

    verb: Callable[..., object]
    duty: Duty | None
    call: Callable[[Desk], object]
    instead: Duty | None = None

    def is_for(self, role: Role | None) -> bool:
        """Return whether a role may do it."""
        if self.duty is None:
            return True
        return role in DUTIES[self.duty] | DUTIES[self.instead or self.duty]


def row(
    verb: Callable[..., object], duty: Duty | None, *words: object, instead: Duty | None = None
) -> Row:
    """Return the row of a verb that is called with a desk and words; ``ITSELF`` is that desk."""

    def call(desk: Desk) -> object:
        return verb(desk, *(desk if word is ITSELF else word for word in words))

    return Row(verb, duty, call, instead)


READS = Duty.READ_JOURNAL

ROWS = (
    row(caring.take_over, Duty.LOG, ID),
    row(caring.assign, Duty.ASSIGN, ID, NOBODY),
    row(caring.hand_back, Duty.LOG, ID),
    row(caring.take_back_care, Duty.LOG, ID, instead=Duty.ASSIGN),
    row(caring.set_absence, Duty.ASSIGN, caring.AbsenceDraft(NOBODY)),
    row(caring.team, None),
    row(filing.note_filing, Duty.LOG, filing.FilingDraft(ID, "第1書庫")),
    row(scans.items_to_mask, Duty.LOG, scans.ScanDraft(ID, ScanOf.FORM), 1),
    row(scans.attach_scan, Duty.LOG, scans.ScanDraft(ID, ScanOf.FORM), DrawnScan(1, b"%PDF")),
    row(scans.remove_scan, Duty.LOG, ID, ScanId("x"), "別人の書類"),
    row(scans.delete_scan_file, Duty.LOG, SourceFile("/a.pdf", "0" * 64)),
    row(scans.left_files, Duty.LOG),
    row(scans.sheets_waiting, Duty.LOG, ()),
    row(scans.note_files_gone, Duty.LOG, ()),
    row(scans.give_up_file, Duty.LOG, SourceFile("/a.pdf", "0" * 64)),
    row(scans.scans_of, Duty.READ_CASES, ID),
    row(scans.scan_pages, Duty.READ_CASES, ID, ScanId("x")),
    row(repeats.repeats_of, Duty.READ_CASES, ID),
    row(narrowing.sees_mine, None),
    Row(narrowing.see_mine, None, lambda desk: narrowing.see_mine(desk, alone=True)),
    row(narrowing.saved_filters, Duty.READ_CASES, "applications", instead=READS),
    row(narrowing.save_filter, Duty.READ_CASES, "applications", SAVED_FILTER, instead=READS),
    row(narrowing.rename_filter, Duty.READ_CASES, "applications", "a", "b", instead=READS),
    row(narrowing.forget_filter, Duty.READ_CASES, "applications", "a", instead=READS),
    row(handling.log_inquiry, Duty.LOG, ASKED),
    *(row(handling.go_on, duty, step_of(step)) for step, duty in STEPS.items()),
    row(handling.take_back_step, Duty.LOG, KEY, 1, CourseStep.TAKEN),
    row(handling.take_back_step, Duty.HOLD, KEY, 1, CourseStep.LEAK_REPORTED),
    row(
        handling.attach_later,
        Duty.LOG,
        handling.LaterDraft("R8-Q0001", "追伸", Channel.MAIL),
    ),
    row(handling.carry_over, Duty.LOG, KEY, 1, "R8-0001"),
    row(
        handling.correct_inquiry,
        Duty.LOG,
        handling.InquiryCorrection(KEY, 1, "name", "x", "誤り"),
    ),
    row(handling.list_inquiries, Duty.READ_CASES, InquiryFilter(), instead=Duty.READ_JOURNAL),
    row(handling.lines_of, Duty.READ_CASES, (1,), instead=Duty.READ_JOURNAL),
    row(handling.waiting_inquiries, Duty.READ_CASES, instead=Duty.READ_JOURNAL),
    row(handling.open_inquiry, Duty.READ_CASES, KEY, instead=Duty.READ_JOURNAL),
    row(handling.find_inquiry, Duty.READ_CASES, "R8-Q0001", instead=Duty.READ_JOURNAL),
    row(handling.inquiries_of, Duty.READ_CASES, ID),
    row(replying.preview_reply, Duty.WRITE_LETTERS, REPLY),
    row(replying.issue_reply, Duty.WRITE_LETTERS, REPLY),
    row(replying.void_reply, Duty.WRITE_LETTERS, KEY, LETTER, "誤り"),
    row(replying.record_reply_printed, Duty.WRITE_LETTERS, KEY, LETTER),
    row(replying.post_reply, Duty.POST, REPLY_POSTED),
    row(replying.reply_postage, Duty.POST, REPLY_POSTED, ()),
    row(replying.take_back_reply_posting, Duty.POST, KEY, PostingId("p")),
    row(replying.record_reply_delivered, Duty.POST, KEY, PostingId("p"), ARRIVED),
    row(
        replying.record_reply_returned,
        Duty.POST,
        KEY,
        PostingId("p"),
        ARRIVED,
        ReturnReason.ADDRESS_UNKNOWN,
    ),
    row(replying.write_reply_number, Duty.POST, KEY, PostingId("p"), "123"),
    row(replying.take_back_reply_outcome, Duty.POST, KEY, PostingId("p")),
    row(replying.record_reply_exported, Duty.WRITE_LETTERS, KEY, LETTER),
    row(replying.reply_to_print, Duty.WRITE_LETTERS, KEY, LETTER),
    row(printing.waiting_beside, Duty.WRITE_LETTERS),
    row(sending.jobs_of, Duty.WRITE_LETTERS, ()),
    row(sending.numbers_of, Duty.WRITE_LETTERS, JOB),
    row(sending.ask_to_print, Duty.WRITE_LETTERS, (), "誤り"),
    row(sending.print_job, Duty.WRITE_LETTERS, JOB, THROUGH),
    row(sending.waiting, Duty.READ_CASES),
    row(sending.sent, Duty.READ_CASES, ARRIVED, ARRIVED),
    row(sending.came_back, Duty.READ_CASES),
    row(sending.posted_under, Duty.READ_CASES, "410-28-70115-2"),
    row(sending.record_delivery, Duty.POST, ID, PostingId("p"), ARRIVED),
    row(sending.take_back_outcome, Duty.POST, ID, PostingId("p")),
    row(intake.log_mail, Duty.LOG, mail()),
    row(intake.handle_mail, Duty.LOG, MAIL, "済"),
    row(intake.log_application, Duty.LOG, ENVELOPE),
    row(intake.allot, Duty.LOG, MAIL, ()),
    row(intake.save_draft, Duty.LOG, "k", "{}"),
    row(intake.exchange_drafts, Duty.LOG, "k", "k-aside", "{}"),
    row(intake.forget_draft, Duty.LOG, "k"),
    row(supplements.attach_supplement, Duty.LOG, supplements.SupplementDraft(mail(), ID)),
    row(supplements.move_supplement, Duty.LOG, MAIL, ID, "誤り"),
    row(correcting.correct, Duty.LOG, CORRECTION),
    row(papers.read_paper, Duty.CHECK, papers.ReadingDraft(ID, 1, paper("passport"))),
    row(papers.black_out, Duty.CHECK, ID, EnclosureId("e"), "i", MaskAction.RETURNED),
    row(papers.let_go, Duty.CHECK, ID, EnclosureId("e"), papers.PaperWhereabouts.RETURNED),
    row(checking.ask_department, Duty.ASK_DEPARTMENT, ID, "課", ARRIVED),
    row(checking.chase_department, Duty.ASK_DEPARTMENT, ID, InquiryId("i"), ARRIVED),
    row(checking.record_answer, Duty.ASK_DEPARTMENT, ANSWER),
    row(checking.judge, Duty.CHECK, replace(LATE, topic=Topic.NAME)),
    row(checking.judge, Duty.APPROVE, replace(LATE, topic=Topic.NAME, ruling=Ruling.CONFIRMED)),
    row(checking.judge, Duty.ACCEPT_LATE, LATE),
    row(checking.judge, Duty.DECIDE_JOINT, replace(LATE, topic=Topic.JOINT_AUTHORITY)),
    row(checking.judge, Duty.GO_ON_WITHOUT, replace(LATE, topic=Topic.GO_ON_WITHOUT)),
    *(
        row(undoing.take_back_verdict, duty, ID, topic, "1")
        for topic, duty in ((Topic.NAME, Duty.CHECK), *WORKFLOW.topics.items())
    ),
    row(undoing.take_back_allotment, Duty.LOG, MAIL, ()),
    row(undoing.take_back_handling, Duty.LOG, MAIL, "済"),
    row(undoing.take_back_posting, Duty.POST, ID, PostingId("p")),
    row(undoing.take_back_outcome, Duty.POST, ID, PostingId("p")),
    row(undoing.take_back_return, Duty.POST, ID, ()),
    row(corresponding.preview, Duty.WRITE_LETTERS, DELAY),
    row(corresponding.issue_letter, Duty.WRITE_LETTERS, DELAY),
    row(corresponding.void_letter, Duty.WRITE_LETTERS, ID, LETTER, "誤り"),
    row(corresponding.record_printed, Duty.WRITE_LETTERS, ID, (LETTER,)),
    row(corresponding.record_exported, Duty.WRITE_LETTERS, ID, LETTER),
    row(printing.pages_to_print, Duty.WRITE_LETTERS, ID, LETTER),
    row(printing.jobs_of, Duty.WRITE_LETTERS, [(ID, LETTER)]),
    row(printing.numbers_of, Duty.WRITE_LETTERS, JOB),
    row(printing.ask_to_print, Duty.WRITE_LETTERS, [(ID, LETTER)], "理由"),
    row(printing.print_job, Duty.WRITE_LETTERS, JOB, THROUGH),
    row(corresponding.pages_of, Duty.WRITE_LETTERS, LETTER),
    row(posting.post, Duty.POST, POSTING),
    row(posting.begin_slip, Duty.POST),
    row(envelopes.record_saved, Duty.POST, "labels"),
    row(posting.return_things, Duty.POST, RETURN),
    row(posting.record_delivery, Duty.POST, ID, PostingId("p"), ARRIVED),
    row(posting.record_return, Duty.POST, ID, PostingId("p"), ARRIVED),
    row(posting.write_tracking_number, Duty.POST, NumberDraft(ID, PostingId("p"), "1")),
    row(postage.offer, Duty.POST, Contents("x", 1), Service(MailKind.ORDINARY), ARRIVED),
    row(postage.stock_of, Duty.POST),
    row(posting.record_new_address, Duty.CHECK, NEW_ADDRESS),
    row(stamps.open_book, Duty.POST, NO_STAMPS),
    row(stamps.buy, Duty.POST, NO_STAMPS),
    row(stamps.spoil, Duty.POST, NO_STAMPS),
    row(stamps.exchange, Duty.POST, stamps.ExchangeDraft((), (), ARRIVED)),
    row(stamps.count, Duty.POST, ITSELF, stamps.CountDraft(())),
    row(stamps.take_back, Duty.POST, 1),
    row(stamps.book, Duty.READ_CASES),
    # Whether it was opened stands on everybody's page of it.
    row(stamps.is_open, None),
    row(ledgers.applications_page, Duty.READ_CASES, *NO_PERIOD, Language.JA, NO_WORDS),
    row(ledgers.nameless_applications_page, Duty.EXPORT, *NO_PERIOD, Language.JA, NO_WORDS),
    row(ledgers.export_applications, Duty.EXPORT, *NO_PERIOD, Language.JA, NO_WORDS),
    # Without names it is everybody's who exports; with them a clerk may not, nor who reads none.
    row(evidence.export_evidence, Duty.EXPORT, EvidenceScope("R9-9999", named=False), *EVIDENCE),
    row(ledgers.export_stamp_book, Duty.EXPORT, 2026, 11, Language.JA),
    row(ledger_books.export, Duty.EXPORT, OPENING_LOG, TELLER),
    # Without names it is read by who lets ledgers out; with them by who reads cases.
    row(
        ledger_books.on_paper,
        Duty.EXPORT,
        OPENING_LOG,
        Language.JA,
        TELLER,
        instead=Duty.READ_CASES,
    ),
    row(ledger_books.saved_on_paper, Duty.EXPORT, OPENING_LOG, Language.JA, TELLER),
    row(accesses.note_opened, Duty.READ_CASES, ()),
    # Figures name nobody: who reads cases may see them, and who lets ledgers out.
    row(counting.figures_page, Duty.EXPORT, NO_CHARTS, Language.JA, instead=Duty.READ_CASES),
    row(counting.export_figures, Duty.EXPORT, NO_CHARTS, Language.JA),
    row(counting.begin, Duty.EXPORT, counting.FigurePeriod(*NO_PERIOD), instead=Duty.READ_CASES),
    row(
        counting.members,
        Duty.READ_CASES,
        counting.FigurePeriod(*NO_PERIOD),
        Figure.RIGHTS,
        ("disclosure",),
    ),
    row(counting.read, Duty.EXPORT, counting.FigurePeriod(*NO_PERIOD), instead=Duty.READ_CASES),
    # A month of the stamp book names nobody: whoever reads ledgers or keeps them may print it.
    row(stamps.month, None, 2026, 11),
    row(stamps.between, None, ARRIVED, ARRIVED),
    row(deciding.propose, Duty.PROPOSE, PROPOSAL),
    row(deciding.take_back, Duty.PROPOSE, ID, DECISION),
    row(deciding.approve, Duty.APPROVE, ID, DECISION),
    row(deciding.send_back, Duty.APPROVE, ID, DECISION, "理由"),
    row(deciding.confirm_lapse, Duty.CONFIRM_LAPSE, ID, (CLAIM,)),
    row(deciding.confirm_withdrawal, Duty.CONFIRM_WITHDRAWAL, ID, MAIL),
    row(deciding.foretell, Duty.READ_CASES, ID, FORETOLD),
    row(rulebooks.pending_changes, Duty.RULEBOOK, instead=Duty.READ_CASES),
    row(rulebooks.confirm_rulebook, Duty.RULEBOOK, ITSELF),
    row(rulebooks.change_value, Duty.RULEBOOK, ITSELF, CHANGE),
    row(rulebooks.install, Duty.RULEBOOK, ITSELF, b"", "a.toml"),
    row(rulebooks.export, Duty.RULEBOOK),
    row(rulebooks.confirmers, Duty.RULEBOOK),
    row(rulebooks.standing_apart, Duty.RULEBOOK),
    row(rulebooks.before_and_after, Duty.RULEBOOK, (ID,)),
    Row(rulebooks.effect, Duty.RULEBOOK, lambda d: rulebooks.effect(d, d.rulebook)),
    row(rulebooks.take, Duty.RULEBOOK, ID, 1),
    row(wordings.sentences, Duty.APPROVE),
    row(wordings.waiting, Duty.APPROVE),
    row(wordings.trial, Duty.APPROVE, WORDING),
    row(wordings.propose, Duty.APPROVE, WORDING),
    row(wordings.approve, Duty.APPROVE, 9),
    row(wordings.take_back, Duty.APPROVE, 9),
    row(undoing.take_back_rulebook, Duty.RULEBOOK, ID, "x"),
    row(reading.lists, Duty.READ_CASES),
    row(reading.cases, Duty.READ_CASES),
    row(reading.envelopes, Duty.READ_CASES),
    # Whose desk it is stands on every lock screen.
    row(reading.office, None),
    # Colleagues know one another by name.
    row(reading.people, None),
    row(reading.journal, Duty.READ_JOURNAL),
    row(reading.actors, Duty.READ_JOURNAL),
    row(soundness.check_journal, Duty.READ_JOURNAL),
    row(soundness.confirm_journal, Duty.READ_JOURNAL),
    row(ledgers.export_due, Duty.EXPORT),
    # The supervisor may export, yet reads no journal.
    row(ledgers.export_journal, Duty.READ_JOURNAL, JournalFilter()),
    row(people.enrol, Duty.USERS, "林 静", CASES, PASSWORD),
    row(people.change_roles, Duty.USERS, NOBODY, CASES, PASSWORD),
    row(people.remove, Duty.USERS, NOBODY),
    # The supervisor may by the roles themselves, whatever a rulebook says.
    row(people.confirm, Duty.USERS, NOBODY, PASSWORD, instead=Duty.APPROVE),
    # Whoever shows the old password may choose a new one.
    row(people.change_password, None, "x", PASSWORD),
    row(people.renew, Duty.KEYS),
    row(people.new_sheet, Duty.KEYS),
    row(people.confirm_sheet, Duty.KEYS, "n", "g", ("金庫",)),
    row(people.withdraw_sheet, Duty.KEYS, "n"),
    row(people.destroy_sheet, Duty.KEYS, "n"),
    Row(people.use_pepper, Duty.KEYS, lambda d: people.use_pepper(d, wanted=True)),
    # That a desk of before has to be carried over stands on everybody's screen.
    row(carrying_over.is_due, None),
    row(carrying_over.survey, Duty.KEYS),
    Row(
        carrying_over.carry_over,
        Duty.KEYS,
        lambda d: carrying_over.carry_over(d, Second(OTHER, d.ports.seal)),
    ),
    row(disposing.version_of, Duty.HOLD, ID),
    row(disposing.hold, Duty.HOLD, HOLD),
    row(disposing.lift_hold, Duty.HOLD, ID, 1),
    row(disposing.due_list, Duty.DISPOSE),
    row(disposing.coming, Duty.DISPOSE),
    row(disposing.disposals, Duty.DISPOSE),
    # Whoever looks for a number is told that it was disposed of.
    row(disposing.disposed, None, "R8-0001"),
    row(disposing.propose, Duty.DISPOSE, CHOSEN),
    row(disposing.send_back, Duty.SIGN_DISPOSAL, 1, "理由"),
    row(disposing.sign, Duty.SIGN_DISPOSAL, 1),
    row(destroying.carry_out, Duty.DISPOSE, 1),
    row(destroying.check_again, Duty.DISPOSE, 1),
    row(destroying.record_paper, Duty.DISPOSE, PAPERS),
    row(destroying.note_contractor, Duty.DISPOSE, destroying.ContractorDraft(1, "乙社")),
    row(destroying.end_old_backups, Duty.KEYS, 1),
    row(destroying.report, Duty.DISPOSE, 1),
    row(timekeeping.confirm_clock, Duty.DISPOSE, ITSELF),
    # That the clock is doubtful stands on everybody's screen.
    row(timekeeping.doubt, None),
    row(backups.choose_folder, Duty.RESTORE, Path("nowhere")),
    row(printing.offset_page, Duty.POST, Paper.A4, Language.JA),
    row(printing.set_paper, Duty.POST, PAPER),
    row(wordings.set_web_pages, Duty.APPROVE, wordings.WebPagesDraft("", "")),
    # It stands on every letter.
    row(profile.profile, None),
    row(profile.change_profile, Duty.RULEBOOK, ITSELF, DeskProfile(), PROFILE),
    row(backups.begin_backup, Duty.BACKUP),
    row(backups.make_backup, Duty.BACKUP),
    row(backups.hold_drill, Duty.RESTORE, "key"),
    row(backups.note_drill, Duty.RESTORE, DRILL),
    # When the last backup was made stands on everybody's screen.
    row(backups.last_backup, None),
    row(backups.entries_since, None, None),
    row(backups.ready, None),
    row(own_pages.recovery_page, Duty.KEYS, SHEET_KEY, Language.JA),
    row(own_pages.day_page, Duty.READ_JOURNAL, ARRIVED, Language.JA, lambda action: action.value),
    row(own_pages.drill_page, Duty.RESTORE, DRILL, Language.JA),
    # What the first start still needs stands on everybody's screen.
    row(intake.begun, None, "k"),
    row(arriving.missing, None),
    row(arriving.founded, Duty.KEYS),
    row(arriving.before_new_sheet, Duty.KEYS),
    # That a sheet is due stands on everybody's screen.
    row(people.sheet_due, None),
    # That a drill is due stands there too.
    row(backups.drill_due, None),
    row(importing.dry_run, Duty.APPROVE, NO_SHEET, ImportPlan(0, ())),
    row(importing.first_rows, Duty.APPROVE, NO_SHEET, ImportPlan(0, ()), 20),
    row(importing.take, Duty.APPROVE, NO_TRIAL),
    row(importing.take_back, Duty.APPROVE, 1),
    # What the heads of ledgers mean, and when one came in, tell of nobody.
    row(importing.proposed_plan, None, NO_SHEET),
    row(importing.plan_from, None, NO_SHEET, 0),
    row(importing.imports, None),
    # The registers tell of nobody, and a row of provision names nobody to who may read no cases.
    row(registers.reviews_waiting, None),
    row(registers.purposes, None),
    row(registers.places, None),
    row(registers.provisions, None),
    row(registers.provision_count, None),
    row(registers.purpose_offers, None, Language.JA),
    row(registers.published, None),
    row(registers.proposed_purposes, None),
    row(registers.keep_published, Duty.REGISTERS, "公表", Language.JA, ARRIVED),
    row(registers.kept_published, None, Language.JA),
    row(registers.compare_published, None, "x", Language.JA),
    row(registers.purposes_page, None, Language.JA),
    row(registers.enter_purpose, Duty.REGISTERS, USE_PURPOSE),
    row(registers.change_purpose, Duty.REGISTERS, 1, USE_PURPOSE),
    row(registers.enter_place, Duty.REGISTERS, DATA_PLACE),
    row(registers.change_place, Duty.REGISTERS, 1, DATA_PLACE),
    row(registers.enter_provision, Duty.REGISTERS, PROVISION),
    row(registers.trainings, None),
    row(
        registers.enter_training, Duty.REGISTERS, TrainingEntry(0, ARRIVED, "教育", attended="全員")
    ),
    row(registers.end, Duty.REGISTERS, RegisterBook.PURPOSES, 1, ARRIVED, "終了"),
    row(registers.review, Duty.REGISTERS, RegisterBook.PLACES, 1),
    row(registers.departments, Duty.READ_CASES),
    row(registers.written_from, None, Content(), FILE.application),
    # The day turns for whoever sits there: the program's own act, by dates alone.
    row(timekeeping.begin_day, None),
    # So does a wrong password at an open desk: the program's own note, whoever typed it.
    row(arriving.note_refused, None, Tried()),
    # What other stations saved comes of itself, and so does the rulebook that is in force.
    row(hearing.hear, None),
    row(hearing.came, None),
    row(arriving.in_force, None),
)
