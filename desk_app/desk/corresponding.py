# SPDX-License-Identifier: MIT
"""Letters: previewed, issued with frozen bytes, as notices and as answers (D1, F1)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.desk.approvals import must_be_sound
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotAsShown, StaleEdit
from desk_app.desk.keeping import keep, must_be_allowed, stands
from desk_app.desk.letter_facts import Occasion, facts_of
from desk_app.desk.ports import Books
from desk_app.desk.returning import promised
from desk_app.desk.sent_facts import Sending, sent_with
from desk_app.desk.wordings import words_in_force
from desk_app.records.history import ApplicationFile, Letter, Notice
from desk_app.records.ids import (
    ApplicationId,
    ClaimId,
    HeldThingId,
    LetterId,
    NoticeId,
    PostingId,
)
from desk_app.records.journal import Action
from desk_app.records.letters import DeficiencyBody, DelayBody, LetterFacts, LetterKind
from desk_app.records.mail import MailKind
from desk_app.rules import codes, eras
from desk_app.rules.terms import Duty
from desk_app.rules.workflow import Attempt, Verb

FURTHEST = timedelta(days=92)
"""How far ahead a letter may be dated, or a new target lie: a mistyped year is refused."""

_VERBS = {
    LetterKind.ACKNOWLEDGEMENT: Verb.ACKNOWLEDGE,
    LetterKind.DEFICIENCIES: Verb.GIVE_NOTICE,
    LetterKind.DELAY: Verb.GIVE_DELAY,
    LetterKind.RETURN: Verb.LIST_RETURNS,
    LetterKind.RESENDING: Verb.SEND_AGAIN,
}


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter to be issued for a posting day; ``version`` is the one the clerk saw.

    ``claims`` are those it answers (none for a notice or a delay); ``new_target`` is the day an
    L15 names. A ``labelled`` one needs no window: its address may be longer. A cover sheet (L12)
    lists exactly ``things``; an L14 goes with the letters that came back in the envelope ``again``.
    ``mail`` is how these two go, as is usual where nothing is said.
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
        raise StaleEdit
    verb = _VERBS.get(draft.kind, Verb.ISSUE_LETTER)
    attempt = Attempt(verb, letter_kind=draft.kind, claims=draft.claims, posting=draft.again)
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
    sending = Sending(draft.kind, draft.things, draft.again, draft.mail)
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
