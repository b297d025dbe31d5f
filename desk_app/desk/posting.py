# SPDX-License-Identifier: MIT
"""Posting: one envelope with its letters, delivered or come back (F2 in its plain form)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep
from desk_app.desk.permitting import must_be_allowed
from desk_app.desk.ports import Books
from desk_app.desk.returning import back_of
from desk_app.records.history import ApplicationFile, Letter, Notice, Posting
from desk_app.records.ids import ApplicationId, HeldThingId, LetterId, PostingId
from desk_app.records.journal import Action
from desk_app.records.mail import STAMPS_BACK, HeldThing, MailKind
from desk_app.rules import deadlines, replies
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.terms import Duty
from desk_app.rules.workflow import Attempt, Verb


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """One envelope to be posted: its letters, kind of mail, tracking number, and what goes back.

    ``returned`` are the things of the return list that a person put into this envelope.
    """

    application: ApplicationId
    letters: tuple[LetterId, ...]
    kind: MailKind
    posted_on: date
    tracking_number: str = ""
    returned: tuple[HeldThingId, ...] = ()


def post(desk: Desk, draft: PostingDraft) -> Changes:
    """Record that an envelope was posted; notices count from this day (D2).

    Raises Refused where a notice was issued for another posting day and its due date would move
    (practice 3: issue again, the old number void), and where a letter says that stamps are
    enclosed and not all of them were ticked.

    Raises BadInput for a day to come, and where no letter is named.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    if draft.posted_on > desk.today:
        raise BadInput("day_in_future", place="posted_on")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        letters = tuple(_to_post(desk, file, id_, draft.posted_on) for id_ in draft.letters)
        if not letters:
            raise BadInput("no_letter", place="letters")
        _check_enclosed(books, letters, file, draft)
        posting = Posting(
            id=PostingId(desk.ports.chance.token()),
            posted_on=draft.posted_on,
            kind=draft.kind,
            letters=draft.letters,
            tracking_number=draft.tracking_number,
            posted_by=desk.actor.id,
        )
        _give_back(desk, books, file, draft.returned, draft.posted_on, draft.letters[0])
        file = books.files.get(draft.application)
        file = _with_posting(file, posting)
        books.journal.note(
            Action.POSTED,
            draft.application,
            posting=posting.id,
            letters=len(letters),
            posted_on=draft.posted_on,
            returned=len(draft.returned),
        )
        keep(desk, books, file)
        books.commit()
    return Changes.of(
        (Kind.APPLICATION, draft.application), *((Kind.LETTER, id_) for id_ in draft.letters)
    )


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Things of the return list that go back in an envelope of their own, without a letter."""

    application: ApplicationId
    things: tuple[HeldThingId, ...]
    kind: MailKind
    posted_on: date
    tracking_number: str = ""


def return_things(desk: Desk, draft: ReturnDraft) -> Changes:
    """Record that things went back by themselves (A3); each leaves the return list.

    Raises BadInput for a day to come, and for a thing that is not on the return list; Refused where
    nothing is held.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    if draft.posted_on > desk.today:
        raise BadInput("day_in_future", place="posted_on")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        must_be_allowed(desk, file, Attempt(Verb.RETURN_THINGS, on=draft.posted_on))
        ticked = _ticked(file, draft.things)
        if not ticked:
            raise BadInput("not_on_return_list", place="returned")
        _check_free(books, file, ticked)
        posting = Posting(
            id=PostingId(desk.ports.chance.token()),
            posted_on=draft.posted_on,
            kind=draft.kind,
            letters=(),
            tracking_number=draft.tracking_number,
            posted_by=desk.actor.id,
        )
        _give_back(desk, books, file, draft.things, draft.posted_on)
        file = books.files.get(draft.application)
        keep(desk, books, replace(file, postings=(*file.postings, posting)))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def record_delivery(desk: Desk, id_: ApplicationId, posting: PostingId, on: date) -> Changes:
    """Record that an envelope was delivered."""
    return _mark(desk, id_, posting, on, came_back=False)


def record_return(desk: Desk, id_: ApplicationId, posting: PostingId, on: date) -> Changes:
    """Record that an envelope came back undelivered."""
    return _mark(desk, id_, posting, on, came_back=True)


def _mark(
    desk: Desk, id_: ApplicationId, posting_id: PostingId, on: date, *, came_back: bool
) -> Changes:
    desk.must(Duty.POST)
    if on > desk.today:
        raise BadInput("day_in_future", place="on")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        posting = next((each for each in file.postings if each.id == posting_id), None)
        if posting is None:
            raise BadInput("no_such_posting", place="posting")
        if on < posting.posted_on:
            raise BadInput("before_posting", place="on")
        if posting.delivered_on is not None or posting.came_back_on is not None:
            raise Refused(("posting_ended",))
        marked = (
            replace(posting, came_back_on=on) if came_back else replace(posting, delivered_on=on)
        )
        action = Action.CAME_BACK if came_back else Action.DELIVERED
        books.journal.note(action, id_, posting=posting_id, on=on)
        postings = tuple(marked if each.id == posting_id else each for each in file.postings)
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _to_post(desk: Desk, file: ApplicationFile, id_: LetterId, on: date) -> Letter:
    letter = next((each for each in file.letters if each.id == id_), None)
    if letter is None:
        raise BadInput("no_such_letter", place="letters")
    if on < letter.dated:
        raise BadInput("before_letter", place="posted_on")
    if letter.posting is None and not letter.void:
        _check_due(desk, file, letter, on)
    must_be_allowed(desk, file, Attempt(Verb.POST, letter=id_, on=on))
    return letter


def _check_due(desk: Desk, file: ApplicationFile, letter: Letter, on: date) -> None:
    """Refuse a day that moves the due date a notice names, with both dates (practice 3)."""
    due = deadlines.notice_due(on, desk.rules_of(file.application).at(on))
    for notice in file.notices:
        if notice.letter == letter.id and due.on != notice.due:
            raise Refused(("due_date_would_move",), {"due": notice.due, "would_be": due.on})


def _check_enclosed(
    books: Books, letters: tuple[Letter, ...], file: ApplicationFile, draft: PostingDraft
) -> None:
    """Refuse to let a letter leave that says stamps are enclosed, without them."""
    ticked = _ticked(file, draft.returned)
    stamps = sum(thing.amount for thing in ticked if thing.kind in STAMPS_BACK)
    promised = sum(amount_back(books, letter.id) for letter in letters)
    if stamps < promised:
        raise Refused(("stamps_not_ticked",), {"promised": promised, "ticked": stamps})
    _check_free(books, file, ticked, draft.letters)


def _ticked(file: ApplicationFile, things: tuple[HeldThingId, ...]) -> tuple[HeldThing, ...]:
    waiting = {thing.id: thing for thing in things_to_return(file)}
    if not waiting.keys() >= set(things):
        raise BadInput("not_on_return_list", place="returned")
    return tuple(waiting[id_] for id_ in dict.fromkeys(things))


def _check_free(
    books: Books,
    file: ApplicationFile,
    ticked: tuple[HeldThing, ...],
    letters: tuple[LetterId, ...] = (),
) -> None:
    """Refuse to send stamps that another letter, not posted yet, says it encloses."""
    others = (each.id for each in replies.unposted(file) if each.id not in letters)
    kept = sum(amount_back(books, letter) for letter in others)
    mine = sum(amount_back(books, letter) for letter in letters)
    waiting = sum(each.amount for each in things_to_return(file) if each.kind in STAMPS_BACK)
    stamps = sum(thing.amount for thing in ticked if thing.kind in STAMPS_BACK)
    if kept and stamps > max(mine, waiting - kept):
        raise Refused(("stamps_in_other_letter",), {"promised": kept})


def amount_back(books: Books, letter: LetterId) -> int:
    """Return the yen of stamps that a frozen letter says it encloses."""
    back = back_of(books, letter)
    return 0 if back is None else back.amount


def _give_back(
    desk: Desk,
    books: Books,
    file: ApplicationFile,
    things: tuple[HeldThingId, ...],
    on: date,
    letter: LetterId | None = None,
) -> None:
    if not things:
        return
    for item in file.mail:
        held = tuple(
            replace(thing, returned_on=on, returned_with=letter, returned_by=desk.actor.id)
            if thing.id in things
            else thing
            for thing in item.held
        )
        if held != item.held:
            books.mail.save(replace(item, held=held))
    books.journal.note(Action.THINGS_RETURNED, file.application.id, count=len(things))


def _with_posting(file: ApplicationFile, posting: Posting) -> ApplicationFile:
    def posted(letter: Letter) -> Letter:
        return replace(letter, posting=posting.id) if letter.id in posting.letters else letter

    def counted(notice: Notice) -> Notice:
        if notice.letter in posting.letters:
            return replace(notice, posted_on=posting.posted_on)
        return notice

    return replace(
        file,
        postings=(*file.postings, posting),
        letters=tuple(posted(letter) for letter in file.letters),
        notices=tuple(counted(notice) for notice in file.notices),
    )
