# SPDX-License-Identifier: MIT
"""Letters: previewed, issued with frozen bytes, voided before posting, printed, saved (D1, F1)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, NotAsShown, Refused
from desk_app.desk.keeping import keep, must_be_allowed, stands
from desk_app.desk.letters.letter_facts import Occasion, facts_of
from desk_app.desk.letters.sent_facts import SendingDraft, sent_with
from desk_app.desk.ports import Books
from desk_app.desk.reading import changed_since
from desk_app.desk.returning import promised
from desk_app.desk.signed.approvals import must_be_sound
from desk_app.desk.signed.wordings import words_in_force
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, ClaimId, HeldThingId, LetterId, NoticeId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import ApplicationFile, Letter, Notice, Printed
from desk_app.records.case.inquiries import Inquiry
from desk_app.records.case.letters import DeficiencyBody, DelayBody, LetterFacts, LetterKind
from desk_app.records.case.mail import MailKind
from desk_app.rules import codes
from desk_app.rules.case.replies import addressee
from desk_app.rules.days import eras
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import WRITTEN_BY
from desk_app.rules.workflow.workflow import Attempt, Verb


def void_letter(desk: Desk, id_: ApplicationId, letter_id: LetterId, reason: str) -> Changes:
    """Void a letter that was issued and not yet posted; its number stays void for ever.

    Raises BadInput without a reason, Refused for a letter that is posted or void.
    """
    desk.must(Duty.WRITE_LETTERS)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        letter = letter_of(file, letter_id)
        must_be_allowed(desk, file, Attempt(Verb.VOID_LETTER, letter=letter_id))
        keep(desk, books, voided(books, file, letter, reason))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_), (Kind.LETTER, letter_id))


def voided(books: Books, file: ApplicationFile, letter: Letter, reason: str) -> ApplicationFile:
    """Return the file with a letter void, and the notice it is; the journal notes it.

    Nothing is kept.
    """
    void = admit(replace(letter, void=True, void_reason=reason))
    notices = tuple(
        replace(notice, void=True) if notice.letter == letter.id else notice
        for notice in file.notices
    )
    id_ = file.application.id
    books.journal.note(Action.LETTER_VOIDED, id_, letter=letter.id, number=letter.number)
    return replace(with_letter(file, void), notices=notices)


@dataclass(frozen=True, slots=True)
class Print:
    """How letters went to a printer: in how many copies, as which job, and why once more."""

    copies: int = 1
    job: str = ""
    reason: str = ""


ONCE = Print()


def record_printed(
    desk: Desk, id_: ApplicationId, letter_ids: tuple[LetterId, ...], went: Print = ONCE
) -> Changes:
    """Record that letters went to the printer; a reprint is the same bytes, its copies numbered.

    Raises BadInput where no letter is named, and without a reason for one that was printed before;
    Refused for a letter that is void.
    """
    desk.must(Duty.WRITE_LETTERS)
    if not letter_ids:
        raise BadInput("no_letter", place="letters")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        for letter_id in letter_ids:
            letter = letter_of(file, letter_id)
            must_tell_what_stands(desk, books, file, letter)
            must_be_allowed(desk, file, Attempt(Verb.PRINT_LETTER, letter=letter_id))
            made = _made(desk, letter, went)
            prints = (*letter.prints, made)
            file = with_letter(file, admit(replace(letter, printed_at=made.at, prints=prints)))
            books.journal.note(Action.LETTER_PRINTED, id_, letter=letter_id, **_told(made))
        keep(desk, books, file)
        books.commit()
    return Changes.of(
        (Kind.APPLICATION, id_), *((Kind.LETTER, letter_id) for letter_id in letter_ids)
    )


def must_tell_what_stands(desk: Desk, books: Books, file: ApplicationFile, letter: Letter) -> None:
    """Go on only if a letter not posted yet goes where the reply goes now, and was approved so.

    Raises DamageFound where a decision is not what was signed, Refused where the letter was issued
    to somebody else, or to another address, than what stands: it is voided and written anew. A
    letter sent again goes where a paper has shown since; what was posted is not asked.
    """
    if letter.void or letter.posting is not None:
        return
    must_be_sound(desk.ports.seal, books, file, letter.claims)
    if goes_elsewhere(desk, books, file, letter):
        raise Refused((Refusal.LETTER_OVERTAKEN.value,))


def goes_elsewhere(desk: Desk, books: Books, file: ApplicationFile, letter: Letter) -> bool:
    """Return whether a letter not posted yet was issued to another addressee than stands now."""
    if letter.kind is LetterKind.RESENDING:
        return False
    rules = desk.rules_of(file.application)
    now = (addressee(file.application, rules, to_sender=each) for each in (True, False))
    return books.letters.facts(letter.id).addressee not in now


def must_have_reason(letter: Letter, reason: str) -> None:
    """Raise BadInput where a letter that was printed before is to be printed without a reason."""
    if letter.prints and not reason.strip():
        raise BadInput("reason_missing", place="reason")


def _made(desk: Desk, letter: Letter, went: Print) -> Printed:
    must_have_reason(letter, went.reason)
    copy = 1 + sum(each.copies for each in letter.prints)
    now = desk.ports.clock.now()
    return Printed(now, desk.actor.id, copy, went.copies, went.job, went.reason)


def _told(made: Printed) -> dict[str, str | int]:
    """Return what the journal notes of a print: which copies they are, and why once more."""
    told: dict[str, str | int] = {"copy": made.copy}
    if made.copies > 1:
        told["copies"] = made.copies
    if made.reason:
        told["reason"] = made.reason
    return told


def record_exported(desk: Desk, id_: ApplicationId, letter_id: LetterId) -> Changes:
    """Record that a letter was saved as a file outside the desk: printed, if it was not yet.

    A page saved as PDF is on its way to paper: of a letter not posted yet the same is asked as
    before its first print, and of one of which a withdrawal waits no page is taken out. Raises
    Refused.
    """
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        letter = letter_of(file, letter_id)
        if not letter.void and letter.posting is None:
            must_tell_what_stands(desk, books, file, letter)
            must_be_allowed(desk, file, Attempt(Verb.PRINT_LETTER, letter=letter_id))
        books.journal.note(Action.LETTER_EXPORTED, id_, letter=letter_id)
        if letter.printed_at is None and not letter.void:
            # A page saved as PDF is on its way to paper: where no printer is, this is the way out.
            printed = replace(letter, printed_at=desk.ports.clock.now())
            keep(desk, books, with_letter(file, printed))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_), (Kind.LETTER, letter_id))


def pages_of(desk: Desk, letter_id: LetterId) -> bytes:
    """Return the frozen bytes of a letter."""
    desk.must(Duty.READ_CASES)
    with desk.ports.store.reading() as books:
        return books.letters.pages(letter_id)


def letter_of(of: ApplicationFile | Inquiry, id_: LetterId) -> Letter:
    """Return a letter of an application or inquiry; raises BadInput where there is none."""
    for letter in of.letters:
        if letter.id == id_:
            return letter
    raise BadInput("no_such_letter", place="letter")


def with_letter(file: ApplicationFile, changed: Letter) -> ApplicationFile:
    """Return the file with one letter changed."""
    return replace(
        file,
        letters=tuple(changed if each.id == changed.id else each for each in file.letters),
    )


# Letters: previewed, issued with frozen bytes, as notices and as answers (D1, F1).


FURTHEST = timedelta(days=92)
"""How far ahead a letter may be dated, or a new target lie: a mistyped year is refused."""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to be issued for a posting day; ``version`` is the one the clerk saw.

    ``claims`` are those it answers (none for a notice or a delay); ``new_target`` is the day an
    L15 names. A ``labelled`` one needs no window: its address may be longer. A cover sheet (L12)
    lists exactly ``things``; an L14 goes with the letters that came back in the envelope ``again``.
    ``mail`` is how these two go; where nothing is said as is usual, cash by registered cash mail.
    """

    application: ApplicationId
    version: int
    kind: LetterKind
    posting_day: date
    claims: tuple[ClaimId, ...] = ()
    new_target: date | None = None
    labelled: bool = False
    things: tuple[HeldThingId, ...] = ()
    again: PostingId | None = None
    mail: MailKind | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter as it would be issued now: its facts and pages; nothing is kept."""

    facts: LetterFacts
    pages: bytes


@dataclass(frozen=True, slots=True)
class ShownPages:
    """The pages a clerk looked at before he had them issued: the SHA-256 of their bytes in hex.

    ``number`` and ``journal_mark`` are those they bear: of all that stands on a letter these two
    alone are given at its issue, and may be others by then.
    """

    sha256: str
    number: str
    journal_mark: str


def preview(desk: Desk, draft: LetterDraft) -> Preview:
    """Return the pages as they would be issued now, number and journal mark included.

    The unit of work is dropped, so that no number is taken. Raises what ``issue_letter`` raises.
    """
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = _file_to_write_about(desk, books, draft)
        letter = LetterId(desk.ports.chance.token())
        facts = _numbered_facts(desk, books, file, draft, letter)
        return Preview(facts, desk.ports.press.render(facts))


def issue_letter(desk: Desk, draft: LetterDraft, shown: ShownPages | None = None) -> Changes:
    """Issue a letter: number, facts, pages and their hash are kept, and can never be changed.

    Where pages were ``shown``, the letter is first made with the number and the journal mark that
    these bear, and must be the same to the byte (T40): everything is compared but those two.

    A notice (L2) lists every deficiency with one due date that counts from the posting day (D1,
    D2). Raises Refused where the workflow forbids it or the letter is not owed, LetterStopped where
    a fact or a glyph is missing, BadInput for a posting day in the past, DamageFound where a
    decision is not what its approver signed (T17), NotAsShown where other pages were shown.
    """
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = _file_to_write_about(desk, books, draft)
        letter_id = LetterId(desk.ports.chance.token())
        facts = _numbered_facts(desk, books, file, draft, letter_id)
        if shown is not None:
            _must_be_as_shown(desk, facts, shown)
        pages = desk.ports.press.render(facts)
        letter = _letter(desk, draft, letter_id, facts, pages)
        books.letters.keep(letter_id, facts, pages)
        file = replace(file, letters=(*file.letters, letter))
        if isinstance(facts.body, DeficiencyBody):
            file = _with_notice(desk, books, file, letter, facts.body.due)
        keep(desk, books, file)
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application), (Kind.LETTER, letter_id))


def _must_be_as_shown(desk: Desk, facts: LetterFacts, shown: ShownPages) -> None:
    same = replace(facts, number=shown.number, journal_mark=shown.journal_mark)
    if hashlib.sha256(desk.ports.press.render(same)).hexdigest() != shown.sha256:
        raise NotAsShown


def _file_to_write_about(desk: Desk, books: Books, draft: LetterDraft) -> ApplicationFile:
    _check_days(desk, draft)
    file = books.files.get(draft.application)
    if file.application.version != draft.version:
        raise changed_since(books, draft.application)
    verb = WRITTEN_BY.get(draft.kind, Verb.ISSUE_LETTER)
    attempt = Attempt(
        verb,
        letter_kind=draft.kind,
        claims=draft.claims,
        posting=draft.again,
        things=draft.things,
        mail=draft.mail,
    )
    must_be_sound(desk.ports.seal, books, file, draft.claims)
    must_be_allowed(desk, file, attempt)
    return file


def _check_days(desk: Desk, draft: LetterDraft) -> None:
    if draft.posting_day < desk.today:
        raise BadInput("day_in_past", place="posting_day")
    if draft.posting_day > desk.today + FURTHEST:
        raise BadInput("day_too_far", {"last": desk.today + FURTHEST}, place="posting_day")
    if draft.new_target is not None and draft.new_target > draft.posting_day + FURTHEST:
        last = draft.posting_day + FURTHEST
        raise BadInput("day_too_far", {"last": last}, place="new_target")


def _numbered_facts(
    desk: Desk, books: Books, file: ApplicationFile, draft: LetterDraft, letter: LetterId
) -> LetterFacts:
    """Take a number, note the issue, and return the facts with the journal's mark after it."""
    day = draft.posting_day
    year = eras.era_year(day)
    number = codes.bare_document_number(
        year, books.numbers.next_document(eras.era_letter(day), year)
    )
    books.journal.note(
        Action.LETTER_ISSUED, draft.application, letter=letter, kind=draft.kind.value, number=number
    )
    sending = SendingDraft(draft.kind, draft.things, draft.again, draft.mail)
    occasion = Occasion(
        file=file,
        rules=desk.rules_of(file.application),
        profile=books.settings.profile(),
        kind=draft.kind,
        claims=draft.claims,
        on=desk.today,
        posting_day=day,
        new_target=draft.new_target,
        promised=promised(books, file),
        labelled=draft.labelled,
        sent=sent_with(desk, books, file, sending),
        laid=words_in_force(desk, books, draft.kind, file.application.language, day),
    )
    return facts_of(occasion, number, str(books.journal.mark()))


def _letter(
    desk: Desk, draft: LetterDraft, id_: LetterId, facts: LetterFacts, pages: bytes
) -> Letter:
    return Letter(
        id=id_,
        kind=draft.kind,
        number=facts.number,
        dated=facts.dated,
        for_posting_on=draft.posting_day,
        language=facts.language,
        claims=draft.claims,
        sha256=hashlib.sha256(pages).hexdigest(),
        issued_by=desk.actor.id,
        issued_at=desk.ports.clock.now(),
        delay_until=facts.body.new_target if isinstance(facts.body, DelayBody) else None,
    )


def _with_notice(
    desk: Desk, books: Books, file: ApplicationFile, letter: Letter, due: date
) -> ApplicationFile:
    asks = tuple(finding.key for finding in stands(desk, file).deficiencies())
    notice = Notice(
        id=NoticeId(desk.ports.chance.token()),
        letter=letter.id,
        number=letter.number,
        for_posting_on=letter.for_posting_on,
        due=due,
        asks=asks,
    )
    books.journal.note(
        Action.NOTICE_GIVEN, file.application.id, notice=notice.id, due=due, asks=len(asks)
    )
    return replace(file, notices=(*file.notices, notice))
