# SPDX-License-Identifier: MIT
"""What became of an issued letter: voided before posting, printed, saved as PDF (F1)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.approvals import must_be_sound
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep, must_be_allowed
from desk_app.desk.ports import Books
from desk_app.records.history import ApplicationFile, Letter, Printed
from desk_app.records.ids import ApplicationId, LetterId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.rules.replies import addressee
from desk_app.rules.terms import Duty
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import Attempt, Verb


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
    if goes_elsewhere(books, file, letter):
        raise Refused((Refusal.LETTER_OVERTAKEN.value,))


def goes_elsewhere(books: Books, file: ApplicationFile, letter: Letter) -> bool:
    """Return whether a letter not posted yet was issued to another addressee than stands now."""
    if letter.kind is LetterKind.RESENDING:
        return False
    now = (addressee(file.application, to_sender=each) for each in (True, False))
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


def letter_of(file: ApplicationFile, id_: LetterId) -> Letter:
    """Return a letter of an application; raises BadInput where there is none."""
    for letter in file.letters:
        if letter.id == id_:
            return letter
    raise BadInput("no_such_letter", place="letter")


def with_letter(file: ApplicationFile, changed: Letter) -> ApplicationFile:
    """Return the file with one letter changed."""
    return replace(
        file,
        letters=tuple(changed if each.id == changed.id else each for each in file.letters),
    )
