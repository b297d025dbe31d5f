# SPDX-License-Identifier: MIT
"""Letters of applications and replies to inquiries alike, on their way out: printed, posted.

A letter is named with the id under which what it belongs to is kept (``records.base.kept_id_of``):
an inquiry's lies below zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from desk_app.desk import reading
from desk_app.desk.applications import undoing
from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.inquiries import replying
from desk_app.desk.inquiries.replying import ReplyPosting
from desk_app.desk.letters import corresponding, printing
from desk_app.desk.letters.corresponding import Print, letter_of, must_have_reason
from desk_app.desk.letters.printing import EnvelopeJob, Through
from desk_app.desk.letters.sent_facts import sheets_of
from desk_app.desk.ports import Books
from desk_app.desk.post import envelopes, posting
from desk_app.desk.post.envelopes import WaitingEnvelope
from desk_app.desk.post.posting import NumberDraft, PostingDraft
from desk_app.desk.rows import LetterLine, LetterState, PostingLine
from desk_app.records.base import ApplicationId, InquiryKey, LetterId, PostingId, inquiry_of
from desk_app.records.case.history import Letter, Posting
from desk_app.records.case.letters import InquiryBody
from desk_app.records.case.mail import MailKind
from desk_app.rules import codes
from desk_app.rules.letters.paper import use_of_letters
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.work_codes import Refusal

Letters = Sequence[tuple[ApplicationId, LetterId]]


def what_stops(desk: Desk, letters: Letters) -> Mapping[LetterId, Refusal]:
    """Return why letters not posted yet go nowhere as they stand; nothing stops a reply.

    Raises NotAllowed for who may read no applicant's data.
    """
    return printing.what_stops(desk, [each for each in letters if inquiry_of(each[0]) is None])


def jobs_of(desk: Desk, letters: Letters) -> tuple[EnvelopeJob, ...]:
    """Return one job for each envelope these letters go into, replies behind the others."""
    others = [each for each in letters if inquiry_of(each[0]) is None]
    replies = [each for each in letters if inquiry_of(each[0]) is not None]
    jobs = printing.jobs_of(desk, others)
    if not replies:
        return jobs
    with desk.ports.store.reading() as books:
        labelled = {letter: books.letters.facts(letter).labelled for _, letter in replies}
    own = (
        EnvelopeJob(kept, (letter,), use_of_letters(labelled=labelled[letter]))
        for kept, letter in replies
    )
    return (*jobs, *own)


def numbers_of(desk: Desk, job: EnvelopeJob) -> tuple[str, ...]:
    """Return the document numbers of an envelope's letters, as they are printed."""
    asked = inquiry_of(job.application)
    if asked is None:
        return printing.numbers_of(desk, job)
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.reading() as books:
        prefix = books.settings.profile().number_prefix
        letters = books.inquiries.get(asked).letters
    return tuple(
        codes.document_number(prefix, each.number) for each in letters if each.id in job.letters
    )


def ask_to_print(desk: Desk, letters: Letters, reason: str) -> Changes:
    """Change nothing where letters may be printed once more for a reason.

    Raises Refused for a letter that is void, BadInput without a reason.
    """
    changes = printing.ask_to_print(
        desk, [each for each in letters if inquiry_of(each[0]) is None], reason
    )
    for kept, letter in letters:
        asked = inquiry_of(kept)
        if asked is not None:
            _printable(desk, asked, letter, reason)
    return changes


def print_job(desk: Desk, job: EnvelopeJob, through: Through) -> Changes:
    """Send the frozen pages of an envelope's letters, read back, and record that they went.

    Raises what ``printing.print_job`` raises.
    """
    asked = inquiry_of(job.application)
    if asked is None:
        return printing.print_job(desk, job, through)
    desk.must(Duty.WRITE_LETTERS)
    (letter,) = job.letters
    _printable(desk, asked, letter, through.reason)
    pages = replying.reply_to_print(desk, asked, letter, through.shown.get(letter))
    order = through.order(job.use)
    sent = through.spooler.send(pages, order)
    went = Print(order.choice.copies, sent, through.reason)
    return replying.record_reply_printed(desk, asked, letter, went)


def _printable(desk: Desk, id_: InquiryKey, letter_id: LetterId, reason: str) -> Letter:
    with desk.ports.store.reading() as books:
        letter = letter_of(books.inquiries.get(id_), letter_id)
    if letter.void:
        raise Refused(("letter_void",))
    must_have_reason(letter, reason)
    return letter


def pages_to_print(
    desk: Desk, kept: ApplicationId, letter: LetterId, shown: str | None = None
) -> bytes:
    """Return the frozen bytes of a letter, read back before they go out (T27).

    Raises what ``printing.pages_to_print`` raises.
    """
    asked = inquiry_of(kept)
    if asked is None:
        return printing.pages_to_print(desk, kept, letter, shown)
    return replying.reply_to_print(desk, asked, letter, shown)


def record_exported(desk: Desk, kept: ApplicationId, letter: LetterId) -> Changes:
    """Record that a letter was saved as a file outside the desk: printed, if it was not yet."""
    asked = inquiry_of(kept)
    if asked is None:
        return corresponding.record_exported(desk, kept, letter)
    return replying.record_reply_exported(desk, asked, letter)


def posted_under(desk: Desk, typed: str) -> Posting | None:
    """Return the envelope of ours that bears a tracking number, if one does.

    So for the number of an application or an inquiry, or a code on its letter: the last of its
    envelopes of which nothing is known since. Raises NotAllowed.
    """
    found = posting.posted_under(desk, typed)
    if found is not None:
        return found
    lines = desk.ports.store.inquiries.posted_as(codes.spellings(typed))
    if lines:
        return lines[0].posting
    with reading.cases(desk) as books:
        envelopes_of = _under_number(books, typed)
    open_ = (each for each in reversed(envelopes_of) if not each.delivered_on)
    return next((each for each in open_ if each.came_back_on is None), None)


def _under_number(books: Books, typed: str) -> tuple[Posting, ...]:
    """Return the envelopes of the application or the inquiry of a number, or of a code."""
    try:
        asked = books.inquiries.by_number(codes.read_inquiry_number(typed))
    except codes.CodeError:
        asked = None
    if asked is not None:
        return books.inquiries.get(asked).postings
    for read in (codes.read_receipt_number, lambda text: codes.read_code(text).receipt):
        try:
            application = books.files.by_number(str(read(typed)))
        except codes.CodeError:
            continue
        return () if application is None else books.files.get(application).postings
    return ()


# The envelopes: waiting, sent, come back; posted, and taken back.


def waiting(desk: Desk) -> tuple[WaitingEnvelope, ...]:
    """Return the envelopes that wait to be posted, those of replies behind the others.

    Raises NotAllowed for who may read no applicant's data.
    """
    found, replies = envelopes.waiting(desk), desk.ports.store.inquiries
    lines = replies.letters(LetterState.TO_POST)
    with reading.cases(desk) as books:
        return (*found, *_waiting_replies(books, lines))


def _waiting_replies(books: Books, lines: Sequence[LetterLine]) -> Iterator[WaitingEnvelope]:
    asked = ((line, key) for line in lines if (key := inquiry_of(line.application)) is not None)
    for line, inquiry in asked:
        letter = letter_of(books.inquiries.get(inquiry), line.id)
        facts = books.letters.facts(line.id)
        body = facts.body
        form = isinstance(body, InquiryBody) and body.form
        yield WaitingEnvelope(
            application=line.application,
            receipt_number=line.receipt_number,
            to=facts.addressee,
            language=letter.language,
            letters=(letter,),
            again=(),
            sheets={letter.id: sheets_of(books.letters.pages(letter.id))},
            usual=MailKind.ORDINARY,
            labelled=facts.labelled,
            form_copies=(letter.id,) if form else (),
        )


def sent(desk: Desk, first: date, last: date, limit: int = 1_000) -> tuple[PostingLine, ...]:
    """Return the envelopes posted in some days, the newest first. Raises NotAllowed."""
    found = reading.envelopes(desk).sent(first, last, limit)
    replies = desk.ports.store.inquiries.sent(first, last, limit)
    if not replies:
        return found
    # Sorting keeps the order of those of one day: the replies of a day stand behind the others.
    every = sorted((*found, *replies), key=lambda line: line.posting.posted_on, reverse=True)
    return tuple(every[:limit])


def came_back(desk: Desk, limit: int = 1_000) -> tuple[PostingLine, ...]:
    """Return the envelopes that came back, the newest first. Raises NotAllowed."""
    found = reading.envelopes(desk).came_back(limit)
    replies = desk.ports.store.inquiries.came_back(limit)
    if not replies:
        return found
    every = sorted(
        (*found, *replies),
        key=lambda line: line.posting.came_back_on or line.posting.posted_on,
        reverse=True,
    )
    return tuple(every[:limit])


def post(desk: Desk, draft: PostingDraft) -> Changes:
    """Record that an envelope was posted (F2).

    Raises what ``posting.post`` and ``replying.post_reply`` raise; BadInput where something goes
    back with a reply, or more than its letter lies in it.
    """
    asked = inquiry_of(draft.application)
    if asked is None:
        return posting.post(desk, draft)
    if draft.returned:
        raise BadInput("not_on_return_list", place="returned")
    if len(draft.letters) != 1:
        raise BadInput("no_letter", place="letters")
    return replying.post_reply(
        desk,
        ReplyPosting(
            inquiry=asked,
            letter=draft.letters[0],
            kind=draft.kind,
            posted_on=draft.posted_on,
            tracking_number=draft.tracking_number,
            postage=draft.postage,
            slip=draft.slip,
        ),
    )


def write_number(desk: Desk, draft: NumberDraft) -> Changes:
    """Write the tracking number of an envelope that was posted before (F2).

    Raises what ``posting.write_tracking_number`` raises.
    """
    asked = inquiry_of(draft.application)
    if asked is None:
        return posting.write_tracking_number(desk, draft)
    return replying.write_reply_number(
        desk, asked, draft.posting, draft.tracking_number, draft.reason
    )


def record_delivery(desk: Desk, kept: ApplicationId, sent: PostingId, on: date) -> Changes:
    """Record that an envelope was delivered (F2)."""
    asked = inquiry_of(kept)
    if asked is None:
        return posting.record_delivery(desk, kept, sent, on)
    return replying.record_reply_delivered(desk, asked, sent, on)


def take_back_outcome(desk: Desk, kept: ApplicationId, sent: PostingId) -> Changes:
    """Take back that an envelope was delivered, or came back."""
    asked = inquiry_of(kept)
    if asked is None:
        return undoing.take_back_outcome(desk, kept, sent)
    return replying.take_back_reply_outcome(desk, asked, sent)


def take_back_posting(desk: Desk, kept: ApplicationId, letters: tuple[LetterId, ...]) -> Changes:
    """Take back the posting of the envelope in which these letters lie.

    Raises BadInput where there is none, and what taking it back raises.
    """
    asked = inquiry_of(kept)
    with reading.cases(desk) as books:
        holder = books.files.get(kept) if asked is None else books.inquiries.get(asked)
    gone = next((each.id for each in holder.postings if each.letters == letters), None)
    if gone is None:
        raise BadInput("no_such_posting", place="posting")
    if asked is None:
        return undoing.take_back_posting(desk, kept, gone)
    return replying.take_back_reply_posting(desk, asked, gone)
