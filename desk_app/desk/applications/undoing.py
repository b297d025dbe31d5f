# SPDX-License-Identifier: MIT
"""Taking back what was done last with an application: a journaled verb, while nothing followed.

A proposal is taken back by `deciding.take_back`. What was issued, ended or destroyed has no way
back; each of those asks before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from desk_app.desk.applications.intake import Pieces, keep_allotment
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.desk.post.stamps import enter_returns, take_back_entries
from desk_app.desk.signed.rulebooks import under
from desk_app.records.base import ApplicationId, HeldThingId, JudgementId, MailItemId, PostingId
from desk_app.records.books.journal import Action, JournalEntry
from desk_app.records.case.history import ApplicationFile, Judgement, Posting, Ruling, Topic
from desk_app.records.case.mail import HeldThing, MailItem
from desk_app.records.case.stamps import Movement
from desk_app.rules.case.case import standing
from desk_app.rules.days.clock import day_of
from desk_app.rules.findings.envelope import went_back
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation import address_changes
from desk_app.rules.workflow.workflow import duty_of

_TAKES_BACK = {
    Action.JUDGEMENT_TAKEN_BACK: Action.JUDGED,
    Action.ALLOTMENT_TAKEN_BACK: Action.PIECES_ALLOTTED,
    Action.DECISION_TAKEN_BACK: Action.DECISION_PROPOSED,
    Action.POSTING_TAKEN_BACK: Action.POSTED,
    Action.RETURN_TAKEN_BACK: Action.THINGS_RETURNED,
    Action.DELIVERY_TAKEN_BACK: Action.DELIVERED,
    Action.COMING_BACK_TAKEN_BACK: Action.CAME_BACK,
    Action.RULEBOOK_GIVEN_BACK: Action.RULEBOOK_TAKEN,
}
"""What each counter-verb leaves as if it had never been."""

_CHANGES_NOTHING = frozenset(
    {
        Action.LETTER_PRINTED,
        Action.LETTER_EXPORTED,
        Action.TRACKING_NUMBER_WRITTEN,
        Action.APPLICATION_OPENED,
        Action.CARE_TAKEN_OVER,
        Action.CARE_ASSIGNED,
        Action.CARE_HANDED_BACK,
        Action.CARE_TAKEN_BACK,
        Action.FILING_NOTED,
        Action.SCAN_ATTACHED,
        Action.SCAN_REMOVED,
        Action.SCAN_FILE_DELETED,
        Action.SCAN_FILE_GONE,
        Action.SCAN_FILE_GIVEN_UP,
    }
)
"""What may follow: a look, a page on paper, a number on a receipt, who looks after it, where its
papers lie, or a picture of one, that taking back makes not wrong."""


def take_back_verdict(desk: Desk, id_: ApplicationId, topic: Topic, subject: str) -> Changes:
    """Take one's own verdict back; the one before it stands again, or the question is open (C5).

    The verdict stays on record, and that it was taken back beside it. Raises BadInput where none
    stands, Refused where another person gave it or something was done with the application since.
    """
    desk.must(duty_of(topic, Ruling.TAKEN_BACK))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        stand = standing(file.judgements)
        if not any((each.topic, each.subject) == (topic, subject) for each in stand):
            raise BadInput("no_such_judgement", place="judgement")
        must_be_last(desk, books, id_, Action.JUDGED)
        if (stand[-1].topic, stand[-1].subject) != (topic, subject):
            raise Refused(("done_since",))
        taken_back = Judgement(
            id=JudgementId(desk.ports.chance.token()),
            topic=topic,
            subject=subject,
            ruling=Ruling.TAKEN_BACK,
            reason="",
            by=desk.actor.id,
            at=desk.ports.clock.now(),
            on=desk.today,
        )
        books.journal.note(Action.JUDGEMENT_TAKEN_BACK, id_, topic=topic.value, subject=subject)
        file = address_changes.without_verdict(file, topic, subject)
        keep(desk, books, replace(file, judgements=(*file.judgements, taken_back)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def take_back_allotment(desk: Desk, id_: MailItemId, before: Pieces) -> Changes:
    """Allot the pieces of an envelope as they were ``before`` one's own last allotment (A4).

    Raises BadInput and Refused as `intake.allot` does, and Refused where another person allotted
    them or something was done with one of the applications since.
    """
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        concerned = books.files.of_mail(books.mail.get(id_).id)
        for application in concerned:
            must_be_last(desk, books, application, Action.PIECES_ALLOTTED)
        keep_allotment(desk, books, id_, before, Action.ALLOTMENT_TAKEN_BACK)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, id_), *((Kind.APPLICATION, each) for each in concerned))


def take_back_posting(desk: Desk, id_: ApplicationId, posting_id: PostingId) -> Changes:
    """Take back that an envelope was posted: recorded by oneself, on the same day (F2).

    Its letters wait to be posted again, a notice does not count yet, and what went back in it
    stands on the return list. Raises BadInput where there is no such posting with letters, Refused
    where another person recorded it, on another day, or something was done since.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        posting = next((each for each in file.postings if each.id == posting_id), None)
        if posting is None or not posting.letters:
            raise BadInput("no_such_posting", place="posting")
        must_be_last(desk, books, id_, Action.POSTED, on=desk.today)
        if file.postings[-1] is not posting:
            raise Refused(("done_since",))
        back = went_back(file, posting, posting.letters)
        books.journal.note(Action.POSTING_TAKEN_BACK, id_, posting=posting_id)
        take_back_entries(desk, books, posting)
        _take_back_things(books, file, back)
        if back:
            books.journal.note(Action.RETURN_TAKEN_BACK, id_, count=len(back))
        keep(desk, books, _without(books.files.get(id_), posting))
        books.commit()
    letters = ((Kind.LETTER, letter) for letter in posting.letters)
    return Changes.of((Kind.APPLICATION, id_), *letters)


def take_back_outcome(desk: Desk, id_: ApplicationId, posting_id: PostingId) -> Changes:
    """Take back that an envelope was delivered, or came back: recorded by oneself, the same day.

    It is under way again. Raises BadInput where nothing is recorded of it, Refused where another
    person recorded it, on another day, or something was done since.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        posting = next((each for each in file.postings if each.id == posting_id), None)
        if posting is None or not (posting.delivered_on or posting.came_back_on):
            raise BadInput("nothing_recorded", place="posting")
        delivered = posting.delivered_on is not None
        done = Action.DELIVERED if delivered else Action.CAME_BACK
        must_be_last(desk, books, id_, done, on=desk.today)
        undone = Action.DELIVERY_TAKEN_BACK if delivered else Action.COMING_BACK_TAKEN_BACK
        books.journal.note(undone, id_, posting=posting_id)
        under_way = replace(posting, delivered_on=None, came_back_on=None, came_back_why=None)
        postings = tuple(under_way if each.id == posting_id else each for each in file.postings)
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def take_back_return(desk: Desk, id_: ApplicationId, things: tuple[HeldThingId, ...]) -> Changes:
    """Take back that things went back by themselves: recorded by oneself, on the same day (A3).

    They stand on the return list again. Raises BadInput where they did not go back so, Refused
    where another person recorded it, on another day, or something was done since.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        posting = file.postings[-1] if file.postings else None
        known = () if posting is None or posting.letters else went_back(file, posting, (None,))
        if posting is None or not things or not {thing.id for thing in known} >= set(things):
            raise BadInput("not_returned", place="returned")
        must_be_last(desk, books, id_, Action.THINGS_RETURNED, on=desk.today)
        books.journal.note(Action.RETURN_TAKEN_BACK, id_, count=len(things))
        take_back_entries(desk, books, posting, but=(Movement.RETURNED,))
        changed = _take_back_things(books, file, [each for each in known if each.id in things])
        enter_returns(desk, books, file, changed, posting)
        file = books.files.get(id_)
        keep(desk, books, replace(file, postings=file.postings[:-1]))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def take_back_handling(desk: Desk, id_: MailItemId, note: str) -> Changes:
    """Take back that a mail item was marked as done with this note, one's own: it waits again.

    Raises Refused where it does not stand marked with this note: another one did it anew since.
    """
    desk.must(Duty.LOG)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        item = books.mail.get(id_)
        if not item.handled or not note or item.handled_note != note:
            raise Refused(("done_since",))
        books.mail.save(replace(item, handled=False, handled_note=""))
        books.journal.note(Action.MAIL_HANDLING_TAKEN_BACK, None, mail=id_)
        books.commit()
    return Changes.of((Kind.MAIL_ITEM, id_))


def take_back_rulebook(desk: Desk, id_: ApplicationId, before: str) -> Changes:
    """Put an application under the version ``before`` again, that one's own act took it from (AP).

    Raises BadInput for a version the desk never had in force, Refused where another person put it
    under the new one or something was done with the application since.
    """
    desk.must(Duty.RULEBOOK)
    if before not in desk.earlier:
        raise BadInput("no_such_rulebook", place="version")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        must_be_last(desk, books, id_, Action.RULEBOOK_TAKEN)
        books.journal.note(
            Action.RULEBOOK_GIVEN_BACK,
            id_,
            version=before,
            before=file.application.rulebook_version,
        )
        keep(desk, books, under(file, before))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_), (Kind.RULEBOOK, before))


def last_done(entries: Iterable[JournalEntry]) -> JournalEntry | None:
    """Return the last entry that stands: none that was taken back, none that changed nothing."""
    stand: list[JournalEntry] = []
    for entry in entries:
        if stand and _TAKES_BACK.get(entry.action) is stand[-1].action:
            stand.pop()
        elif entry.action not in _CHANGES_NOTHING:
            stand.append(entry)
    return stand[-1] if stand else None


def must_be_last(
    desk: Desk, books: Books, id_: ApplicationId, action: Action, *, on: date | None = None
) -> None:
    """Go on only if this is the last thing done with the application, by the actor, on the day."""
    last = last_done(books.journal.entries(id_))
    if last is None or last.action is not action:
        raise Refused(("done_since",))
    if last.actor != desk.actor.id:
        raise Refused(("done_by_another",))
    if on is not None and day_of(last.at) != on:
        raise Refused(("done_on_another_day",))


def _take_back_things(
    books: Books, file: ApplicationFile, things: Collection[HeldThing]
) -> list[tuple[MailItem, MailItem]]:
    """Put things on the return list again; return the mail items before and after."""
    changed = []
    for item in file.mail:
        held = tuple(
            replace(thing, returned_on=None, returned_with=None, returned_by=None)
            if thing in things
            else thing
            for thing in item.held
        )
        if held != item.held:
            changed.append((item, replace(item, held=held)))
            books.mail.save(changed[-1][1])
    return changed


def _without(file: ApplicationFile, posting: Posting) -> ApplicationFile:
    """Return the file as before an envelope was posted."""
    return replace(
        file,
        postings=file.postings[:-1],
        letters=tuple(
            replace(each, posting=None) if each.posting == posting.id else each
            for each in file.letters
        ),
        notices=tuple(
            replace(each, posted_on=None) if each.letter in posting.letters else each
            for each in file.notices
        ),
    )
