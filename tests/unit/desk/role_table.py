# SPDX-License-Identifier: MIT
"""Every verb of the desk with its duty and a call of it: a new verb joins by one line here.

The calls name things that are not there: who is let in is told NotFound or BadInput, and who is
not must be refused before anybody looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from desk_app.desk import (
    arriving,
    backups,
    carrying_over,
    checking,
    correcting,
    corresponding,
    deciding,
    destroying,
    disposing,
    envelopes,
    intake,
    ledgers,
    own_pages,
    papers,
    people,
    postage,
    posting,
    printing,
    reading,
    rulebooks,
    stamps,
    supplements,
    timekeeping,
    undoing,
    wordings,
)
from desk_app.desk.context import Desk
from desk_app.desk.posting import NumberDraft
from desk_app.desk.roster import Second
from desk_app.desk.rows import JournalFilter
from desk_app.i18n.pages import CaseSlipWords
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    DecisionId,
    EnclosureId,
    InquiryId,
    LetterId,
    MailItemId,
    PostingId,
    UserId,
)
from desk_app.records.decisions import Decision, Outcome
from desk_app.records.disposal import HoldReason, PaperMethod
from desk_app.records.history import Ruling, Topic
from desk_app.records.letters import LetterKind, Words
from desk_app.records.mail import MailKind
from desk_app.records.papers import MaskAction
from desk_app.records.people import Language, Role, User
from desk_app.records.printers import EnvelopeWindow, Paper, PaperUse, PrintOffsets, PrintOrder
from desk_app.records.safekeeping import Drill, Quarter, RecoverySheet, SheetKey, Tried
from desk_app.rules.postage.quote import Contents, Service
from desk_app.rules.rulebook.terms import Duty
from tests.builders import ARRIVED, complete, mail, paper
from tests.fakes.world import PlainSpooler
from tests.unit.desk.contents import granted, proposal
from tests.unit.desk.office import FOUNDED_AT

ID, MAIL, LETTER = ApplicationId(1), MailItemId(1), LetterId("l")
OTHER = User(UserId("another"), "林 静", frozenset({Role.SUPERVISOR}))
NOBODY, PASSWORD = UserId("nobody"), "three grey herons stand"
CLAIM, DECISION = ClaimId("c"), DecisionId("d")
FILE = complete()
LATE = checking.JudgementDraft(ID, Topic.LATE_ARRIVAL, "1", Ruling.ACCEPTED, "理由")
PAPER = printing.PrintMediaDraft(EnvelopeWindow(), PrintOffsets())
JOB = printing.EnvelopeJob(ID, (LETTER,), PaperUse.LETTER)
THROUGH = printing.Through(PlainSpooler(), lambda _: PrintOrder())
DELAY = corresponding.LetterDraft(ID, 1, LetterKind.DELAY, ARRIVED)
ANSWER = checking.AnswerDraft(ID, InquiryId("i"), ARRIVED, nothing=True)
POSTING = posting.PostingDraft(ID, (LETTER,), MailKind.ORDINARY, ARRIVED)
NEW_ADDRESS = posting.AddressDraft(ID, PostingId("p"), "163-6017", "x", EnclosureId("e"))
NO_PERIOD = (ARRIVED, ARRIVED - timedelta(days=1))
NO_WORDS = CaseSlipWords(Language.JA)
NO_STAMPS = stamps.StampDraft((), ARRIVED + timedelta(days=9_999))
RETURN = posting.ReturnDraft(ID, (), MailKind.ORDINARY, ARRIVED)
ENVELOPE = intake.EnvelopeDraft(mail(), (intake.ApplicationDraft(FILE.application),))
CORRECTION = correcting.CorrectionDraft(ID, 1, "scope", "x", "誤り")
PROPOSAL = proposal(FILE, CLAIM, granted(FILE.application.claims[0].right))
FORETOLD = Decision(DECISION, CLAIM, Outcome.GRANTED, NOBODY, FOUNDED_AT, ARRIVED)

HOLD = disposing.HoldDraft(ID, 1, HoldReason.SUIT, ARRIVED)
CHOSEN = (disposing.Chosen(ID, 3),)
WORDING = wordings.WordingDraft("L9:x", Words("文", "x"), ARRIVED)
PAPERS = destroying.PaperDraft(1, PaperMethod.SHREDDED, NOBODY, UserId("x"), 3)

SHEET_KEY = SheetKey(RecoverySheet(Quarter(2026, 4), 1, "age1", ARRIVED), "SECRET")
DRILL = Drill("b", ARRIVED, "石川 秀樹", 1, 1, 0, 0, equal=True, seconds=1)

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
}
"""Whose each duty is, read from security.md §5 by hand; the rulebook must say the same."""


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


ROWS = (
    Row(intake.log_mail, Duty.LOG, lambda d: intake.log_mail(d, mail())),
    Row(intake.handle_mail, Duty.LOG, lambda d: intake.handle_mail(d, MAIL, "済")),
    Row(intake.log_application, Duty.LOG, lambda d: intake.log_application(d, ENVELOPE)),
    Row(intake.allot, Duty.LOG, lambda d: intake.allot(d, MAIL, ())),
    Row(intake.save_draft, Duty.LOG, lambda d: intake.save_draft(d, "k", "{}")),
    Row(
        intake.exchange_drafts,
        Duty.LOG,
        lambda d: intake.exchange_drafts(d, "k", "k-aside", "{}"),
    ),
    Row(intake.forget_draft, Duty.LOG, lambda d: intake.forget_draft(d, "k")),
    Row(
        supplements.attach_supplement,
        Duty.LOG,
        lambda d: supplements.attach_supplement(d, supplements.SupplementDraft(mail(), ID)),
    ),
    Row(
        supplements.move_supplement,
        Duty.LOG,
        lambda d: supplements.move_supplement(d, MAIL, ID, "誤り"),
    ),
    Row(correcting.correct, Duty.LOG, lambda d: correcting.correct(d, CORRECTION)),
    Row(
        papers.read_paper,
        Duty.CHECK,
        lambda d: papers.read_paper(d, papers.ReadingDraft(ID, 1, paper("passport"))),
    ),
    Row(
        papers.black_out,
        Duty.CHECK,
        lambda d: papers.black_out(d, ID, EnclosureId("e"), "i", MaskAction.RETURNED),
    ),
    Row(
        papers.let_go,
        Duty.CHECK,
        lambda d: papers.let_go(d, ID, EnclosureId("e"), papers.PaperWhereabouts.RETURNED),
    ),
    Row(
        checking.ask_department,
        Duty.ASK_DEPARTMENT,
        lambda d: checking.ask_department(d, ID, "課", ARRIVED),
    ),
    Row(
        checking.chase_department,
        Duty.ASK_DEPARTMENT,
        lambda d: checking.chase_department(d, ID, InquiryId("i"), ARRIVED),
    ),
    Row(
        checking.record_answer,
        Duty.ASK_DEPARTMENT,
        lambda d: checking.record_answer(d, ANSWER),
    ),
    Row(checking.judge, Duty.CHECK, lambda d: checking.judge(d, replace(LATE, topic=Topic.NAME))),
    Row(checking.judge, Duty.ACCEPT_LATE, lambda d: checking.judge(d, LATE)),
    Row(
        checking.judge,
        Duty.DECIDE_JOINT,
        lambda d: checking.judge(d, replace(LATE, topic=Topic.JOINT_AUTHORITY)),
    ),
    Row(
        checking.judge,
        Duty.GO_ON_WITHOUT,
        lambda d: checking.judge(d, replace(LATE, topic=Topic.GO_ON_WITHOUT)),
    ),
    *(
        Row(
            undoing.take_back_verdict,
            duty,
            partial(undoing.take_back_verdict, id_=ID, topic=topic, subject="1"),
        )
        for topic, duty in ((Topic.NAME, Duty.CHECK), *checking.DUTIES.items())
    ),
    Row(undoing.take_back_allotment, Duty.LOG, lambda d: undoing.take_back_allotment(d, MAIL, ())),
    Row(
        undoing.take_back_handling,
        Duty.LOG,
        lambda d: undoing.take_back_handling(d, MAIL, "済"),
    ),
    Row(
        undoing.take_back_posting,
        Duty.POST,
        lambda d: undoing.take_back_posting(d, ID, PostingId("p")),
    ),
    Row(
        undoing.take_back_outcome,
        Duty.POST,
        lambda d: undoing.take_back_outcome(d, ID, PostingId("p")),
    ),
    Row(undoing.take_back_return, Duty.POST, lambda d: undoing.take_back_return(d, ID, ())),
    Row(corresponding.preview, Duty.WRITE_LETTERS, lambda d: corresponding.preview(d, DELAY)),
    Row(
        corresponding.issue_letter,
        Duty.WRITE_LETTERS,
        lambda d: corresponding.issue_letter(d, DELAY),
    ),
    Row(
        corresponding.void_letter,
        Duty.WRITE_LETTERS,
        lambda d: corresponding.void_letter(d, ID, LETTER, "誤り"),
    ),
    Row(
        corresponding.record_printed,
        Duty.WRITE_LETTERS,
        lambda d: corresponding.record_printed(d, ID, (LETTER,)),
    ),
    Row(
        corresponding.record_exported,
        Duty.WRITE_LETTERS,
        lambda d: corresponding.record_exported(d, ID, LETTER),
    ),
    Row(
        printing.pages_to_print,
        Duty.WRITE_LETTERS,
        lambda d: printing.pages_to_print(d, ID, LETTER),
    ),
    Row(
        printing.jobs_of,
        Duty.WRITE_LETTERS,
        lambda d: printing.jobs_of(d, [(ID, LETTER)]),
    ),
    Row(printing.numbers_of, Duty.WRITE_LETTERS, lambda d: printing.numbers_of(d, JOB)),
    Row(
        printing.ask_to_print,
        Duty.WRITE_LETTERS,
        lambda d: printing.ask_to_print(d, [(ID, LETTER)], "理由"),
    ),
    Row(
        printing.print_job,
        Duty.WRITE_LETTERS,
        lambda d: printing.print_job(d, JOB, THROUGH),
    ),
    Row(corresponding.pages_of, Duty.WRITE_LETTERS, lambda d: corresponding.pages_of(d, LETTER)),
    Row(posting.post, Duty.POST, lambda d: posting.post(d, POSTING)),
    Row(posting.begin_slip, Duty.POST, posting.begin_slip),
    Row(envelopes.record_saved, Duty.POST, lambda d: envelopes.record_saved(d, "labels")),
    Row(posting.return_things, Duty.POST, lambda d: posting.return_things(d, RETURN)),
    Row(
        posting.record_delivery,
        Duty.POST,
        lambda d: posting.record_delivery(d, ID, PostingId("p"), ARRIVED),
    ),
    Row(
        posting.record_return,
        Duty.POST,
        lambda d: posting.record_return(d, ID, PostingId("p"), ARRIVED),
    ),
    Row(
        posting.write_tracking_number,
        Duty.POST,
        lambda d: posting.write_tracking_number(d, NumberDraft(ID, PostingId("p"), "1")),
    ),
    Row(
        postage.offer,
        Duty.POST,
        lambda d: postage.offer(d, Contents("x", 1), Service(MailKind.ORDINARY), ARRIVED),
    ),
    Row(postage.stock_of, Duty.POST, postage.stock_of),
    Row(
        posting.record_new_address,
        Duty.CHECK,
        lambda d: posting.record_new_address(d, NEW_ADDRESS),
    ),
    Row(stamps.open_book, Duty.POST, lambda d: stamps.open_book(d, NO_STAMPS)),
    Row(stamps.buy, Duty.POST, lambda d: stamps.buy(d, NO_STAMPS)),
    Row(stamps.spoil, Duty.POST, lambda d: stamps.spoil(d, NO_STAMPS)),
    Row(
        stamps.exchange,
        Duty.POST,
        lambda d: stamps.exchange(d, stamps.ExchangeDraft((), (), ARRIVED)),
    ),
    Row(stamps.count, Duty.POST, lambda d: stamps.count(d, d, stamps.CountDraft(()))),
    Row(stamps.take_back, Duty.POST, lambda d: stamps.take_back(d, 1)),
    Row(stamps.book, Duty.READ_CASES, stamps.book),
    # Whether it was opened stands on everybody's page of it.
    Row(stamps.is_open, None, stamps.is_open),
    Row(
        ledgers.applications_page,
        Duty.READ_CASES,
        lambda d: ledgers.applications_page(d, *NO_PERIOD, Language.JA, NO_WORDS),
    ),
    Row(
        ledgers.nameless_applications_page,
        Duty.EXPORT,
        lambda d: ledgers.nameless_applications_page(d, *NO_PERIOD, Language.JA, NO_WORDS),
    ),
    Row(
        ledgers.export_applications,
        Duty.EXPORT,
        lambda d: ledgers.export_applications(d, *NO_PERIOD, Language.JA, NO_WORDS),
    ),
    Row(
        ledgers.export_stamp_book,
        Duty.EXPORT,
        lambda d: ledgers.export_stamp_book(d, 2026, 11, Language.JA),
    ),
    # A month of the stamp book names nobody: whoever reads ledgers or keeps them may print it.
    Row(stamps.month, None, lambda d: stamps.month(d, 2026, 11)),
    Row(deciding.propose, Duty.PROPOSE, lambda d: deciding.propose(d, PROPOSAL)),
    Row(deciding.take_back, Duty.PROPOSE, lambda d: deciding.take_back(d, ID, DECISION)),
    Row(deciding.approve, Duty.APPROVE, lambda d: deciding.approve(d, ID, DECISION)),
    Row(
        deciding.send_back,
        Duty.APPROVE,
        lambda d: deciding.send_back(d, ID, DECISION, "理由"),
    ),
    Row(
        deciding.confirm_lapse,
        Duty.CONFIRM_LAPSE,
        lambda d: deciding.confirm_lapse(d, ID, (CLAIM,)),
    ),
    Row(
        deciding.confirm_withdrawal,
        Duty.CONFIRM_WITHDRAWAL,
        lambda d: deciding.confirm_withdrawal(d, ID, MAIL),
    ),
    Row(
        deciding.foretell,
        Duty.READ_CASES,
        lambda d: deciding.foretell(d, ID, FORETOLD),
    ),
    Row(
        rulebooks.pending_changes,
        Duty.RULEBOOK,
        rulebooks.pending_changes,
        instead=Duty.READ_CASES,
    ),
    Row(
        rulebooks.confirm_rulebook,
        Duty.RULEBOOK,
        lambda d: rulebooks.confirm_rulebook(d, d),
    ),
    Row(rulebooks.confirmers, Duty.RULEBOOK, rulebooks.confirmers),
    Row(rulebooks.standing_apart, Duty.RULEBOOK, rulebooks.standing_apart),
    Row(
        rulebooks.before_and_after,
        Duty.RULEBOOK,
        lambda d: rulebooks.before_and_after(d, (ID,)),
    ),
    Row(rulebooks.take, Duty.RULEBOOK, lambda d: rulebooks.take(d, ID, 1)),
    Row(wordings.sentences, Duty.APPROVE, wordings.sentences),
    Row(wordings.waiting, Duty.APPROVE, wordings.waiting),
    Row(wordings.revisions, Duty.APPROVE, lambda d: wordings.revisions(d, "L9:x")),
    Row(wordings.trial, Duty.APPROVE, lambda d: wordings.trial(d, WORDING)),
    Row(wordings.propose, Duty.APPROVE, lambda d: wordings.propose(d, WORDING)),
    Row(wordings.approve, Duty.APPROVE, lambda d: wordings.approve(d, 9)),
    Row(wordings.take_back, Duty.APPROVE, lambda d: wordings.take_back(d, 9)),
    Row(
        undoing.take_back_rulebook,
        Duty.RULEBOOK,
        lambda d: undoing.take_back_rulebook(d, ID, "x"),
    ),
    Row(reading.lists, Duty.READ_CASES, reading.lists),
    Row(reading.cases, Duty.READ_CASES, reading.cases),
    Row(reading.envelopes, Duty.READ_CASES, reading.envelopes),
    # Whose desk it is stands on every lock screen.
    Row(reading.office, None, reading.office),
    # Colleagues know one another by name.
    Row(reading.people, None, reading.people),
    Row(reading.journal, Duty.READ_JOURNAL, reading.journal),
    Row(reading.actors, Duty.READ_JOURNAL, reading.actors),
    Row(reading.check_journal, Duty.READ_JOURNAL, reading.check_journal),
    Row(ledgers.export_due, Duty.EXPORT, ledgers.export_due),
    # The supervisor may export, yet reads no journal.
    Row(
        ledgers.export_journal,
        Duty.READ_JOURNAL,
        lambda d: ledgers.export_journal(d, JournalFilter()),
    ),
    Row(people.enrol, Duty.USERS, lambda d: people.enrol(d, "林 静", CASES, PASSWORD)),
    Row(
        people.change_roles,
        Duty.USERS,
        lambda d: people.change_roles(d, NOBODY, CASES, PASSWORD),
    ),
    Row(people.remove, Duty.USERS, lambda d: people.remove(d, NOBODY)),
    # The supervisor may by the roles themselves, whatever a rulebook says.
    Row(
        people.confirm,
        Duty.USERS,
        lambda d: people.confirm(d, NOBODY, PASSWORD),
        instead=Duty.APPROVE,
    ),
    # Whoever shows the old password may choose a new one.
    Row(people.change_password, None, lambda d: people.change_password(d, "x", PASSWORD)),
    Row(people.renew, Duty.KEYS, people.renew),
    Row(people.new_sheet, Duty.KEYS, people.new_sheet),
    Row(people.confirm_sheet, Duty.KEYS, lambda d: people.confirm_sheet(d, "n", "g", ("金庫",))),
    Row(people.withdraw_sheet, Duty.KEYS, lambda d: people.withdraw_sheet(d, "n")),
    Row(people.destroy_sheet, Duty.KEYS, lambda d: people.destroy_sheet(d, "n")),
    Row(people.use_pepper, Duty.KEYS, lambda d: people.use_pepper(d, wanted=True)),
    # That a desk of before has to be carried over stands on everybody's screen.
    Row(carrying_over.is_due, None, carrying_over.is_due),
    Row(carrying_over.survey, Duty.KEYS, carrying_over.survey),
    Row(
        carrying_over.carry_over,
        Duty.KEYS,
        lambda d: carrying_over.carry_over(d, Second(OTHER, d.ports.seal)),
    ),
    Row(disposing.version_of, Duty.HOLD, lambda d: disposing.version_of(d, ID)),
    Row(disposing.hold, Duty.HOLD, lambda d: disposing.hold(d, HOLD)),
    Row(disposing.lift_hold, Duty.HOLD, lambda d: disposing.lift_hold(d, ID, 1)),
    Row(disposing.due_list, Duty.DISPOSE, disposing.due_list),
    Row(disposing.coming, Duty.DISPOSE, disposing.coming),
    Row(disposing.disposals, Duty.DISPOSE, disposing.disposals),
    # Whoever looks for a number is told that it was disposed of.
    Row(disposing.disposed, None, lambda d: disposing.disposed(d, "R8-0001")),
    Row(disposing.propose, Duty.DISPOSE, lambda d: disposing.propose(d, CHOSEN)),
    Row(disposing.send_back, Duty.SIGN_DISPOSAL, lambda d: disposing.send_back(d, 1, "理由")),
    Row(disposing.sign, Duty.SIGN_DISPOSAL, lambda d: disposing.sign(d, 1)),
    Row(destroying.carry_out, Duty.DISPOSE, lambda d: destroying.carry_out(d, 1)),
    Row(destroying.check_again, Duty.DISPOSE, lambda d: destroying.check_again(d, 1)),
    Row(destroying.record_paper, Duty.DISPOSE, lambda d: destroying.record_paper(d, PAPERS)),
    Row(destroying.end_old_backups, Duty.KEYS, lambda d: destroying.end_old_backups(d, 1)),
    Row(destroying.report, Duty.DISPOSE, lambda d: destroying.report(d, 1)),
    Row(timekeeping.confirm_clock, Duty.DISPOSE, lambda d: timekeeping.confirm_clock(d, d)),
    # That the clock is doubtful stands on everybody's screen.
    Row(timekeeping.doubt, None, timekeeping.doubt),
    Row(
        backups.choose_folder,
        Duty.RESTORE,
        lambda d: backups.choose_folder(d, Path("nowhere")),
    ),
    Row(
        printing.offset_page,
        Duty.POST,
        lambda d: printing.offset_page(d, Paper.A4, Language.JA),
    ),
    Row(printing.set_paper, Duty.POST, lambda d: printing.set_paper(d, PAPER)),
    Row(backups.begin_backup, Duty.BACKUP, backups.begin_backup),
    Row(backups.make_backup, Duty.BACKUP, backups.make_backup),
    Row(backups.hold_drill, Duty.RESTORE, lambda d: backups.hold_drill(d, "key")),
    Row(backups.note_drill, Duty.RESTORE, lambda d: backups.note_drill(d, DRILL)),
    # When the last backup was made stands on everybody's screen.
    Row(backups.last_backup, None, backups.last_backup),
    Row(backups.entries_since, None, lambda d: backups.entries_since(d, None)),
    Row(backups.ready, None, backups.ready),
    Row(backups.backup_due, None, backups.backup_due),
    Row(
        own_pages.recovery_page,
        Duty.KEYS,
        lambda d: own_pages.recovery_page(d, SHEET_KEY, Language.JA),
    ),
    Row(
        own_pages.day_page,
        Duty.READ_JOURNAL,
        lambda d: own_pages.day_page(d, ARRIVED, Language.JA, lambda action: action.value),
    ),
    Row(
        own_pages.drill_page,
        Duty.RESTORE,
        lambda d: own_pages.drill_page(d, DRILL, Language.JA),
    ),
    # What the first start still needs stands on everybody's screen.
    Row(intake.begun, None, lambda d: intake.begun(d, "k")),
    Row(arriving.missing, None, arriving.missing),
    Row(arriving.founded, Duty.KEYS, arriving.founded),
    Row(arriving.before_new_sheet, Duty.KEYS, arriving.before_new_sheet),
    # That a sheet is due stands on everybody's screen.
    Row(people.sheet_due, None, people.sheet_due),
    # That a drill is due stands there too.
    Row(backups.drill_due, None, backups.drill_due),
    # The day turns for whoever sits there: the program's own act, by dates alone.
    Row(timekeeping.begin_day, None, timekeeping.begin_day),
    # So does a wrong password at an open desk: the program's own note, whoever typed it.
    Row(arriving.note_refused, None, lambda d: arriving.note_refused(d, Tried())),
)
