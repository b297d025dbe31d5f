# SPDX-License-Identifier: MIT
"""The reply to an inquiry by mail (L16): previewed, issued, printed, posted, come back, voided."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.applications.undoing import must_be_last
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotAsShown, Refused
from desk_app.desk.inquiries.handling import must_be_open, must_follow, without
from desk_app.desk.keeping import keep_inquiry
from desk_app.desk.letters.corresponding import (
    FURTHEST,
    Preview,
    Print,
    ShownPages,
    letter_of,
    must_have_reason,
)
from desk_app.desk.letters.letter_facts import policy_terms
from desk_app.desk.letters.printing import proof_of, proofread, waiting_beside
from desk_app.desk.letters.sent_facts import sheets_of
from desk_app.desk.ports import Books
from desk_app.desk.post.postage import check_postage, postage_of
from desk_app.desk.post.posting import ended, must_be_no_replys, must_be_past
from desk_app.desk.post.stamps import new_entry, take_back_entries
from desk_app.desk.reading import changed_since
from desk_app.desk.signed.wordings import words_in_force
from desk_app.desk.text_limits import admit
from desk_app.records.base import InquiryKey, LetterId, PostingId, kept_id_of
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Correction
from desk_app.records.case.history import Letter, Posting, Printed, ReturnReason
from desk_app.records.case.inquiries import Channel, CourseEntry, CourseStep, Inquiry, InquiryKind
from desk_app.records.case.letters import Addressee, InquiryBody, LetterFacts, LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.records.case.stamps import Movement, Pile, Postage
from desk_app.records.field import PersonNumber, PersonText
from desk_app.rules import codes
from desk_app.rules.days import eras
from desk_app.rules.fee import stamp_book
from desk_app.rules.inquiries import inquiring
from desk_app.rules.postage.quote import (
    Choice,
    Contents,
    PostageError,
    Service,
    parcel_of,
    quote,
    usual_envelope,
)
from desk_app.rules.rulebook.terms import Duty

_COMPLAINT, _INQUIRY = "complaint", "inquiry"


@dataclass(frozen=True, slots=True)
class ReplyDraft:
    """An answer to be issued as L16 for a posting day; ``version`` is the inquiry's as seen.

    ``said`` is what was asked, as the letter repeats it; empty: as it was received. ``measure`` is
    what the desk does about it, ``form`` that an application form is enclosed. With a day ``until``
    it is an interim answer (practice 35): ``answer`` is how far the desk is then.
    """

    inquiry: InquiryKey
    version: int
    posting_day: date
    answer: PersonText
    said: PersonText = ""
    measure: PersonText = ""
    form: bool = False
    labelled: bool = False
    until: date | None = None

    @property
    def step(self) -> CourseStep:
        """The step of the course that it is."""
        return CourseStep.ANSWERED if self.until is None else CourseStep.INTERIM


def preview_reply(desk: Desk, draft: ReplyDraft) -> Preview:
    """Return the pages as they would be issued now; no number is taken.

    Raises what ``issue_reply`` raises.
    """
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _to_answer(desk, books, draft)
        facts = _numbered(desk, books, inquiry, draft, LetterId(desk.ports.chance.token()))
        return Preview(facts, desk.ports.press.render(facts))


def issue_reply(desk: Desk, draft: ReplyDraft, shown: ShownPages | None = None) -> Changes:
    """Issue the answer as a letter: number, facts, pages and hash are kept, and never changed.

    It is the inquiry's answer from its posting day on, or an interim answer; a telephone call or a
    mail needs no letter. Raises BadInput without an answer or for a day in the past, Refused where
    it was answered or another letter waits to be posted,
    LetterStopped where name, address or a glyph is missing, NotAsShown where other pages were
    shown, StaleEdit.
    """
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = _to_answer(desk, books, draft)
        letter_id = LetterId(desk.ports.chance.token())
        facts = _numbered(desk, books, inquiry, draft, letter_id)
        if shown is not None:
            _must_be_as_shown(desk, facts, shown)
        pages = desk.ports.press.render(facts)
        now = desk.ports.clock.now()
        letter = Letter(
            id=letter_id,
            kind=LetterKind.INQUIRY,
            number=facts.number,
            dated=draft.posting_day,
            for_posting_on=draft.posting_day,
            language=inquiry.said.language,
            claims=(),
            sha256=hashlib.sha256(pages).hexdigest(),
            issued_by=desk.actor.id,
            issued_at=now,
        )
        books.letters.keep(letter_id, facts, pages)
        entry = CourseEntry(
            id=letter_id,
            step=draft.step,
            on=draft.posting_day,
            by=desk.actor.id,
            at=now,
            text=draft.answer,
            until=draft.until,
            channel=Channel.MAIL,
        )
        answered = replace(
            inquiry, letters=(*inquiry.letters, letter), course=(*inquiry.course, entry)
        )
        keep_inquiry(desk, books, answered)
        books.commit()
    return _changes(draft.inquiry, letter_id)


def void_reply(desk: Desk, id_: InquiryKey, letter_id: LetterId, reason: str) -> Changes:
    """Void a reply that was issued and not posted; its number stays void, the answer is open again.

    Raises BadInput without a reason or for no such letter, Refused for one posted or void.
    """
    desk.must(Duty.WRITE_LETTERS)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        letter = _in_hand(inquiry, letter_id)
        void = admit(replace(letter, void=True, void_reason=reason))
        _note(books, inquiry, Action.LETTER_VOIDED, letter=letter_id, number=letter.number)
        keep_inquiry(desk, books, without(_with_letter(inquiry, void), letter_id))
        books.commit()
    return _changes(id_, letter_id)


def record_reply_printed(
    desk: Desk, id_: InquiryKey, letter_id: LetterId, went: Print | None = None
) -> Changes:
    """Record that a reply went to the printer; a reprint is the same bytes.

    Raises BadInput for no such letter, without a reason for one that was printed before; Refused
    for one that is void.
    """
    desk.must(Duty.WRITE_LETTERS)
    went = Print() if went is None else went
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        letter = letter_of(inquiry, letter_id)
        if letter.void:
            raise Refused(("letter_void",))
        must_have_reason(letter, went.reason)
        now = desk.ports.clock.now()
        copy = 1 + sum(each.copies for each in letter.prints)
        made = Printed(now, desk.actor.id, copy, went.copies, went.job, went.reason)
        printed = admit(replace(letter, printed_at=now, prints=(*letter.prints, made)))
        _note(books, inquiry, Action.LETTER_PRINTED, letter=letter_id, copy=copy)
        keep_inquiry(desk, books, _with_letter(inquiry, printed))
        books.commit()
    return _changes(id_, letter_id)


@dataclass(frozen=True, slots=True)
class ReplyPosting:
    """The envelope of a reply: kind of mail, day, tracking number, what it cost and what paid."""

    inquiry: InquiryKey
    letter: LetterId
    kind: MailKind
    posted_on: date
    tracking_number: PersonNumber = ""
    postage: Postage | None = None
    slip: str = ""


def post_reply(desk: Desk, draft: ReplyPosting) -> Changes:
    """Record that a reply was posted; the stamps on its envelope leave the stamp book (F2).

    Raises BadInput for a day to come or before the letter's, for stamps that do not pay; Refused
    for a letter posted or void, a tracking number used before, stamps that are not in stock.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(draft.inquiry)
        letter = _in_hand(inquiry, draft.letter)
        _check_posting(desk, books, letter, draft)
        posting = Posting(
            id=PostingId(desk.ports.chance.token()),
            posted_on=draft.posted_on,
            kind=draft.kind,
            letters=(letter.id,),
            tracking_number=draft.tracking_number,
            posted_by=desk.actor.id,
            postage=draft.postage,
            slip=draft.slip,
        )
        told = {} if draft.postage is None else {"postage": draft.postage.yen}
        _note(books, inquiry, Action.POSTED, posting=posting.id, posted_on=draft.posted_on, **told)
        _enter_postage(desk, books, inquiry, letter, posting)
        posted = _with_letter(inquiry, replace(letter, posting=posting.id))
        course = tuple(
            replace(each, on=draft.posted_on) if each.id == letter.id else each
            for each in posted.course
        )
        posted = replace(posted, course=course, postings=(*posted.postings, posting))
        keep_inquiry(desk, books, posted)
        books.commit()
    return _changes(draft.inquiry, draft.letter) | Changes.of((Kind.STAMPS, posting.id))


def reply_postage(desk: Desk, draft: ReplyPosting, stamps: tuple[Pile, ...]) -> Postage | None:
    """Return what the envelope of a reply costs by the tariff, and that these stamps pay for it.

    Without stamps it counts as paid otherwise; None where the tariff has no price. Raises NotFound.
    """
    desk.must(Duty.POST)
    with desk.ports.store.reading() as books:
        sheets = sheets_of(books.letters.pages(draft.letter))
    rates, service = desk.tariff.on(draft.posted_on), Service(draft.kind)
    try:
        parcel = parcel_of(Contents(usual_envelope(sheets, rates), sheets), rates)
        found = quote(parcel, service, rates)
    except PostageError:
        return None
    return postage_of(found, service, Choice(stamps) if stamps else None)


def take_back_reply_posting(desk: Desk, id_: InquiryKey, posting_id: PostingId) -> Changes:
    """Take back that a reply was posted: recorded by oneself, on the same day, closed by nobody.

    Raises BadInput where there is no such envelope, Refused where another person recorded it, on
    another day, it was delivered or came back, or the inquiry was closed since.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        posting = posting_of(inquiry, posting_id)
        must_be_open(inquiry)
        if posting.posted_by != desk.actor.id:
            raise Refused(("done_by_another",))
        if posting.posted_on != desk.today:
            raise Refused(("done_on_another_day",))
        if posting.delivered_on or posting.came_back_on:
            raise Refused(("posting_ended",))
        _note(books, inquiry, Action.POSTING_TAKEN_BACK, posting=posting_id)
        take_back_entries(desk, books, posting)
        postings = tuple(each for each in inquiry.postings if each is not posting)
        letters = tuple(
            replace(each, posting=None) if each.posting == posting_id else each
            for each in inquiry.letters
        )
        keep_inquiry(desk, books, replace(inquiry, letters=letters, postings=postings))
        books.commit()
    return Changes.of((Kind.INQUIRY, id_), (Kind.STAMPS, posting_id))


def record_reply_delivered(desk: Desk, id_: InquiryKey, posting_id: PostingId, on: date) -> Changes:
    """Record that a reply was delivered. Raises what ``record_reply_returned`` raises."""
    return _mark(desk, id_, posting_id, on, lambda sent: replace(sent, delivered_on=on))


def record_reply_returned(
    desk: Desk, id_: InquiryKey, posting_id: PostingId, on: date, why: ReturnReason
) -> Changes:
    """Record that a reply came back: the inquiry is open again, a closed one too (F2).

    Raises BadInput for a day to come or before it was posted, for no such envelope; Refused where
    something is recorded of it already.
    """
    return _mark(
        desk, id_, posting_id, on, lambda sent: replace(sent, came_back_on=on, came_back_why=why)
    )


def _mark(
    desk: Desk,
    id_: InquiryKey,
    posting_id: PostingId,
    on: date,
    mark: Callable[[Posting], Posting],
) -> Changes:
    must_be_past(desk, on)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        marked, action, facts = ended(posting_of(inquiry, posting_id), on, mark)
        _note(books, inquiry, action, posting=posting_id, on=on, **facts)
        keep_inquiry(desk, books, _with_posting(inquiry, marked))
        books.commit()
    return Changes.of((Kind.INQUIRY, id_))


def take_back_reply_outcome(desk: Desk, id_: InquiryKey, posting_id: PostingId) -> Changes:
    """Take back that a reply was delivered, or came back: recorded by oneself, the same day.

    It is under way again. Raises BadInput where nothing is recorded of it, Refused where another
    person recorded it, on another day, or something was done since.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        sent = posting_of(inquiry, posting_id)
        if not (sent.delivered_on or sent.came_back_on):
            raise BadInput("nothing_recorded", place="posting")
        delivered = sent.delivered_on is not None
        done = Action.DELIVERED if delivered else Action.CAME_BACK
        must_be_last(desk, books, kept_id_of(id_), done, on=desk.today)
        undone = Action.DELIVERY_TAKEN_BACK if delivered else Action.COMING_BACK_TAKEN_BACK
        _note(books, inquiry, undone, posting=posting_id)
        under_way = replace(sent, delivered_on=None, came_back_on=None, came_back_why=None)
        keep_inquiry(desk, books, _with_posting(inquiry, under_way))
        books.commit()
    return Changes.of((Kind.INQUIRY, id_))


def write_reply_number(
    desk: Desk, id_: InquiryKey, posting_id: PostingId, number: str, reason: str = ""
) -> Changes:
    """Write the tracking number of a reply that was posted before (F2).

    One that stood there is kept as a correction. Raises BadInput without a number, for the one that
    stands there, and without a reason where another one does; Refused where another envelope bears
    it.
    """
    desk.must(Duty.POST)
    typed = number.strip()
    if not typed:
        raise BadInput("tracking_number_missing", place="tracking_number")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        sent = posting_of(inquiry, posting_id)
        before = sent.tracking_number
        if before == typed:
            raise BadInput("nothing_changed", place="tracking_number")
        if before and not reason.strip():
            raise BadInput("reason_missing", place="reason")
        _must_be_free(books, typed)
        must_be_no_replys(books, typed, posting_id)
        if before:
            field = f"postings.{sent.id}.tracking_number"
            now = desk.ports.clock.now()
            note = admit(Correction(field, before, typed, reason, desk.actor.id, now))
            inquiry = replace(inquiry, corrections=(*inquiry.corrections, note))
        _note(books, inquiry, Action.TRACKING_NUMBER_WRITTEN, posting=sent.id)
        written = admit(replace(sent, tracking_number=typed))
        keep_inquiry(desk, books, _with_posting(inquiry, written))
        books.commit()
    return Changes.of((Kind.INQUIRY, id_))


def record_reply_exported(desk: Desk, id_: InquiryKey, letter_id: LetterId) -> Changes:
    """Record that a reply was saved as a file: printed, if it was not yet. Raises BadInput."""
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        inquiry = books.inquiries.get(id_)
        letter = letter_of(inquiry, letter_id)
        _note(books, inquiry, Action.LETTER_EXPORTED, letter=letter_id)
        if letter.printed_at is None and not letter.void:
            printed = replace(letter, printed_at=desk.ports.clock.now())
            keep_inquiry(desk, books, _with_letter(inquiry, printed))
        books.commit()
    return _changes(id_, letter_id)


def reply_to_print(
    desk: Desk, id_: InquiryKey, letter_id: LetterId, shown: str | None = None
) -> bytes:
    """Return the frozen bytes of a reply, read back before they go out (T27).

    Raises what ``printing.pages_to_print`` raises.
    """
    desk.must(Duty.WRITE_LETTERS)
    waiting = waiting_beside(desk)
    with desk.ports.store.reading() as books:
        inquiry = books.inquiries.get(id_)
        names = [each.old for each in inquiry.corrections if each.field == "name"]
        names += [each.new for each in inquiry.corrections if each.field == "name"]
        facts = books.letters.facts(letter_id)
        mine = proof_of(inquiry.number, facts, (inquiry.said.name, *names))
        return proofread(desk, books, mine, letter_of(inquiry, letter_id), waiting, shown)


def _to_answer(desk: Desk, books: Books, draft: ReplyDraft) -> Inquiry:
    if not draft.answer.strip():
        raise BadInput("answer_missing", place="answer")
    if draft.posting_day < desk.today:
        raise BadInput("day_in_past", place="posting_day")
    if draft.posting_day > desk.today + FURTHEST:
        raise BadInput("day_too_far", {"last": desk.today + FURTHEST}, place="posting_day")
    if draft.until is not None and draft.until <= draft.posting_day:
        raise BadInput("day_in_past", place="until")
    inquiry = books.inquiries.get(draft.inquiry)
    if inquiry.version != draft.version:
        raise changed_since(books, kept_id_of(draft.inquiry))
    must_follow(inquiry, draft.step, desk)
    if inquiring.letter_in_hand(inquiry) is not None:
        raise Refused(("inquiry_letter_open",))
    return inquiry


def _numbered(
    desk: Desk, books: Books, inquiry: Inquiry, draft: ReplyDraft, letter: LetterId
) -> LetterFacts:
    """Take a number, note the issue, and return the facts with the journal's mark after it."""
    draft = admit(draft)
    day, said = draft.posting_day, inquiry.said
    year = eras.era_year(day)
    running = books.numbers.next_document(eras.era_letter(day), year)
    number = codes.bare_document_number(year, running)
    kind = LetterKind.INQUIRY
    _note(books, inquiry, Action.LETTER_ISSUED, letter=letter, kind=kind.value, number=number)
    complaint = said.kind is InquiryKind.COMPLAINT
    return LetterFacts(
        kind=kind,
        language=said.language,
        number=number,
        dated=day,
        addressee=Addressee(said.name, said.postal_code, said.address),
        profile=books.settings.profile(),
        receipt_number=inquiry.number,
        receipt_code=codes.receipt_code(inquiry.number),
        received_on=said.received_on,
        claims=(),
        body=InquiryBody(
            _COMPLAINT if complaint else _INQUIRY,
            draft.said or said.text,
            draft.answer,
            draft.measure,
            form=draft.form,
            until=draft.until,
        ),
        journal_mark=str(books.journal.mark()),
        labelled=draft.labelled,
        laid=words_in_force(desk, books, kind, said.language, day),
        policy=policy_terms(desk.rulebook.on(day), said.language),
    )


def _must_be_as_shown(desk: Desk, facts: LetterFacts, shown: ShownPages) -> None:
    same = replace(facts, number=shown.number, journal_mark=shown.journal_mark)
    if hashlib.sha256(desk.ports.press.render(same)).hexdigest() != shown.sha256:
        raise NotAsShown


def _check_posting(desk: Desk, books: Books, letter: Letter, draft: ReplyPosting) -> None:
    if draft.posted_on > desk.today:
        raise BadInput("day_in_future", place="posted_on")
    if draft.posted_on < letter.dated:
        raise BadInput("before_letter", place="posted_on")
    if draft.postage is not None:
        check_postage(draft.postage)
    _must_be_free(books, draft.tracking_number)
    must_be_no_replys(books, draft.tracking_number)


def _must_be_free(books: Books, number: str) -> None:
    """Refuse a number that an envelope of an application bears in whatever spelling."""
    used = books.files.posted_as(codes.spellings(number))
    if used:
        number = books.files.get(used[0]).application.receipt_number
        raise Refused(("tracking_number_used",), {"number": number}, place="tracking_number")


def _enter_postage(
    desk: Desk, books: Books, inquiry: Inquiry, letter: Letter, posting: Posting
) -> None:
    """Enter the stamps on the envelope as gone from the desk's own."""
    if posting.postage is None:
        return
    on_it: Counter[int] = stamp_book.of_piles(posting.postage.stamps)
    gone = stamp_book.moves(owned={value: -count for value, count in on_it.items()})
    if not gone:
        return
    entry = new_entry(desk, Movement.POSTAGE, gone, posting.posted_on)
    books.stamps.add(
        replace(entry, posting=posting.id, receipt_number=inquiry.number, reference=letter.number)
    )


def posting_of(inquiry: Inquiry, id_: PostingId) -> Posting:
    """Return an envelope of an inquiry; raises BadInput where there is none."""
    for sent in inquiry.postings:
        if sent.id == id_:
            return sent
    raise BadInput("no_such_posting", place="posting")


def _with_posting(inquiry: Inquiry, sent: Posting) -> Inquiry:
    postings = (sent if each.id == sent.id else each for each in inquiry.postings)
    return replace(inquiry, postings=tuple(postings))


def _in_hand(inquiry: Inquiry, id_: LetterId) -> Letter:
    """Return a letter that is neither void nor posted; raises Refused for one that is."""
    letter = letter_of(inquiry, id_)
    if letter.void:
        raise Refused(("letter_void",))
    if letter.posting is not None:
        raise Refused(("already_posted",))
    return letter


def _with_letter(inquiry: Inquiry, letter: Letter) -> Inquiry:
    letters = (letter if each.id == letter.id else each for each in inquiry.letters)
    return replace(inquiry, letters=tuple(letters))


def _note(books: Books, inquiry: Inquiry, action: Action, **facts: str | int | date) -> None:
    books.journal.note(action, kept_id_of(inquiry.id), **facts)


def _changes(id_: InquiryKey, letter: LetterId) -> Changes:
    return Changes.of((Kind.INQUIRY, id_), (Kind.LETTER, letter))
