# SPDX-License-Identifier: MIT
"""Posting: one envelope with its letters, delivered or come back, its number put right (F2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk import reading
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.corrections import noted
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.keeping import keep, must_be_allowed
from desk_app.desk.letters.corresponding import must_tell_what_stands
from desk_app.desk.letters.sent_facts import told_enclosed
from desk_app.desk.ports import Books
from desk_app.desk.post.postage import cash_postage, check_postage
from desk_app.desk.post.stamps import enter_posting, enter_returns, settled
from desk_app.desk.returning import back_of
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, EnclosureId, HeldThingId, LetterId, PostingId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.findings import Likeness
from desk_app.records.case.history import (
    ApplicationFile,
    Letter,
    NewAddress,
    Notice,
    Posting,
    ReturnReason,
)
from desk_app.records.case.letters import ResendingBody
from desk_app.records.case.mail import STAMPS_BACK, HeldThing, MailKind, Matter
from desk_app.records.case.papers import Enclosure
from desk_app.records.case.stamps import Postage
from desk_app.records.field import PersonAddress, PersonNumber, PostalCode
from desk_app.rules import codes
from desk_app.rules.addresses import addresses
from desk_app.rules.case import deadlines, replies
from desk_app.rules.case.case import case_of
from desk_app.rules.days import eras
from desk_app.rules.fee import stamp_book
from desk_app.rules.findings import envelope
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.names import names
from desk_app.rules.rulebook.terms import Duty, Proves
from desk_app.rules.workflow.workflow import Attempt, Verb


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """One envelope to be posted: its letters, kind of mail, tracking number, and what goes back.

    ``returned`` are the things of the return list that a person put into this envelope;
    ``postage`` what it cost and the stamps of the desk's stock on it; ``slip`` the number of the
    registered-mail slip it stands on.
    """

    application: ApplicationId
    letters: tuple[LetterId, ...]
    kind: MailKind
    posted_on: date
    tracking_number: PersonNumber = ""
    returned: tuple[HeldThingId, ...] = ()
    postage: Postage | None = None
    slip: str = ""


def post(desk: Desk, draft: PostingDraft) -> Changes:
    """Record that an envelope was posted; notices count from this day (D2).

    With the answer that keeps the fee its stamps become the desk's; only then may they pay postage,
    this envelope's too. Raises Refused where a notice was issued for another posting day and its
    due date would move (practice 3: issue again, the old number void), where a letter says that
    something is enclosed and not all of it was ticked, where the tracking number was used before,
    where the stock has not got the stamps, where a mail item that nobody has logged yet may be
    this person's withdrawal (practice 29: it counts from its arrival), and where cash would lie
    beside anything but its own sheet, go by other mail than registered cash mail, or go before a
    supervisor said so (practice 30).

    Raises BadInput for a day to come, where no letter is named, and for stamps that do not pay.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        _must_have_logged_withdrawals(books, file.application)
        _check(desk, books, draft)
        letters = tuple(_to_post(desk, books, file, id_, draft) for id_ in draft.letters)
        if not letters:
            raise BadInput("no_letter", place="letters")
        _check_enclosed(books, letters, file, draft)
        posting = replace(_posting(desk, draft, draft.letters), again=_again(books, file, letters))
        _give_back(desk, books, file, draft.returned, posting)
        books.journal.note(
            Action.POSTED,
            draft.application,
            posting=posting.id,
            letters=len(letters),
            posted_on=draft.posted_on,
            returned=len(draft.returned),
            **_told(draft.postage),
        )
        _keep_posting(desk, books, draft.application, posting)
        books.commit()
    return Changes.of(
        (Kind.APPLICATION, draft.application), *((Kind.LETTER, id_) for id_ in draft.letters)
    )


def _must_have_logged_withdrawals(books: Books, application: Application) -> None:
    """Go on only where no withdrawal that may be of this application lies unlogged in the mail.

    It may be where its sender is called as the principal or the proxy, or is not noted. Raises
    Refused.
    """
    queries = books.lists.queries
    waiting = queries.mail_lines(queries.mail_window(open_only=True).ids)
    senders = [each.sender for each in waiting if each.matter is Matter.WITHDRAWAL]
    people = [application.principal.name]
    people += [application.proxy.name] if application.proxy is not None else []
    if any(
        not sender.strip() or names.compare(sender, each).likeness is not Likeness.DIFFERENT
        for sender in senders
        for each in people
    ):
        raise Refused(("withdrawal_in_mail",))


@dataclass(frozen=True, slots=True)
class ReturnDraft:
    """Things of the return list that go back in an envelope of their own, without a letter."""

    application: ApplicationId
    things: tuple[HeldThingId, ...]
    kind: MailKind
    posted_on: date
    tracking_number: PersonNumber = ""
    postage: Postage | None = None
    slip: str = ""


def return_things(desk: Desk, draft: ReturnDraft) -> Changes:
    """Record that things went back by themselves (A3); each leaves the return list.

    Cash goes at the desk's expense: what it costs is recorded, as paid at the counter where nothing
    else is said (practice 30).

    Raises BadInput for a day to come, for a thing that is not on the return list, and for stamps
    that do not pay; Refused where nothing is held, and as ``post`` does.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        _check(desk, books, draft)
        goes = Attempt(Verb.RETURN_THINGS, on=draft.posted_on, things=draft.things, mail=draft.kind)
        must_be_allowed(desk, file, goes)
        ticked = _ticked(file, draft.things)
        if not ticked:
            raise BadInput("not_on_return_list", place="returned")
        _check_free(books, file, ticked)
        if draft.postage is None and draft.kind is MailKind.CASH_REGISTERED:
            cash = sum(each.amount for each in ticked)
            draft = replace(draft, postage=cash_postage(desk, cash, draft.posted_on))
        posting = _posting(desk, draft, ())
        _give_back(desk, books, file, draft.things, posting)
        _keep_posting(desk, books, draft.application, posting)
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def begin_slip(desk: Desk) -> str:
    """Return the number of a new slip of registered mail (P3), of the year of today's era.

    Whatever is posted on the slip names it.
    """
    desk.must(Duty.POST)
    letter, year = eras.era_letter(desk.today), eras.era_year(desk.today)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        number = codes.bare_document_number(year, books.numbers.next_slip(letter, year))
        books.journal.note(Action.SLIP_BEGUN, None, number=number)
        books.commit()
    return number


def record_delivery(desk: Desk, id_: ApplicationId, posting: PostingId, on: date) -> Changes:
    """Record that an envelope was delivered."""
    return _mark(desk, id_, posting, on, lambda sent: replace(sent, delivered_on=on))


def record_return(
    desk: Desk,
    id_: ApplicationId,
    posting: PostingId,
    on: date,
    reason: ReturnReason = ReturnReason.OTHER,
) -> Changes:
    """Record that an envelope came back undelivered (返戻), and why: as the post office marked it.

    Its letters are then sent again (`resending`), or kept.
    """

    def came_back(sent: Posting) -> Posting:
        return replace(sent, came_back_on=on, came_back_why=reason)

    return _mark(desk, id_, posting, on, came_back)


def must_be_past(desk: Desk, on: date) -> None:
    """Go on only if who acts may post, and the day on which an envelope ended is none to come.

    Raises NotAllowed, BadInput.
    """
    desk.must(Duty.POST)
    if on > desk.today:
        raise BadInput("day_in_future", place="on")


def ended(
    sent: Posting, on: date, mark: Callable[[Posting], Posting]
) -> tuple[Posting, Action, dict[str, str]]:
    """Return an envelope that was delivered or came back on a day, and what the journal says of it.

    Raises BadInput for a day before it was posted, Refused where its end is known.
    """
    if on < sent.posted_on:
        raise BadInput("before_posting", place="on")
    if sent.delivered_on is not None or sent.came_back_on is not None:
        raise Refused(("posting_ended",))
    marked = mark(sent)
    facts = {"why": marked.came_back_why.value} if marked.came_back_why else {}
    return marked, Action.DELIVERED if marked.came_back_on is None else Action.CAME_BACK, facts


def _mark(
    desk: Desk,
    id_: ApplicationId,
    posting_id: PostingId,
    on: date,
    mark: Callable[[Posting], Posting],
) -> Changes:
    must_be_past(desk, on)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        posting = next((each for each in file.postings if each.id == posting_id), None)
        if posting is None:
            raise BadInput("no_such_posting", place="posting")
        marked, action, facts = ended(posting, on, mark)
        books.journal.note(action, id_, posting=posting_id, on=on, **facts)
        postings = tuple(marked if each.id == posting_id else each for each in file.postings)
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def _to_post(
    desk: Desk, books: Books, file: ApplicationFile, id_: LetterId, draft: PostingDraft
) -> Letter:
    on = draft.posted_on
    letter = next((each for each in file.letters if each.id == id_), None)
    if letter is None:
        raise BadInput("no_such_letter", place="letters")
    if on < letter.dated:
        raise BadInput("before_letter", place="posted_on")
    if letter.posting is None and not letter.void:
        _check_due(desk, file, letter, on)
    must_tell_what_stands(desk, books, file, letter)
    goes = Attempt(Verb.POST, letter=id_, on=on, things=draft.returned, mail=draft.kind)
    must_be_allowed(desk, file, goes)
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
    """Refuse to let a letter leave that says something is enclosed, without it."""
    ticked = _ticked(file, draft.returned)
    stamps = sum(thing.amount for thing in ticked if thing.kind in STAMPS_BACK)
    promised = sum(amount_back(books, letter.id) for letter in letters)
    told = told_enclosed(books, draft.letters)
    # Stamps of which a letter says that they are enclosed need not stand on the sheet beside it.
    beside = [each for each in ticked if not (promised and each.kind in STAMPS_BACK)]
    if told.differs(beside, things_to_return(file)):
        raise Refused(("return_list_differs",))
    if stamps < promised:
        raise Refused(("stamps_not_ticked",), {"promised": promised, "ticked": stamps})
    if told.lacks(things_to_return(file)):
        raise Refused(("enclosed_gone",))
    if lacking := told.lacks(ticked):
        kinds = tuple(kind.value for kind in lacking)
        raise Refused(("things_not_ticked",), {"kinds": kinds}, place="returned")
    _check_free(books, file, ticked, draft.letters)


def _again(
    books: Books, file: ApplicationFile, letters: tuple[Letter, ...]
) -> tuple[LetterId, ...]:
    """Return the letters that came back and lie in an envelope again, with the letters to them."""
    found: list[LetterId] = []
    for letter in letters:
        body = books.letters.facts(letter.id).body
        before = replies.repeats(file, body.number) if isinstance(body, ResendingBody) else None
        if before is not None:
            found += [each.id for each in replies.letters_of(file, before)]
    return tuple(dict.fromkeys(found))


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


def _check(desk: Desk, books: Books, draft: PostingDraft | ReturnDraft) -> None:
    """Check the day, the stamps, and that nobody used the tracking number before."""
    if draft.posted_on > desk.today:
        raise BadInput("day_in_future", place="posted_on")
    if draft.postage is not None:
        check_postage(draft.postage)
    used = books.files.posted_as(codes.spellings(draft.tracking_number))
    if used:
        number = books.files.get(used[0]).application.receipt_number
        raise Refused(("tracking_number_used",), {"number": number}, place="tracking_number")
    must_be_no_replys(books, draft.tracking_number)


def _posting(
    desk: Desk, draft: PostingDraft | ReturnDraft, letters: tuple[LetterId, ...]
) -> Posting:
    return Posting(
        id=PostingId(desk.ports.chance.token()),
        posted_on=draft.posted_on,
        kind=draft.kind,
        letters=letters,
        tracking_number=draft.tracking_number,
        posted_by=desk.actor.id,
        postage=draft.postage,
        slip=draft.slip,
    )


def _told(postage: Postage | None) -> dict[str, int]:
    """Return what the journal notes of the postage."""
    return {} if postage is None else {"postage": postage.yen, "grams": postage.grams}


def with_fee(desk: Desk, file: ApplicationFile, posting: Posting) -> ApplicationFile:
    """Return an application with one envelope more, which tells the fee that is the desk's by it.

    The envelope stands last; nothing is kept.
    """
    file = _with_posting(settled(desk, file), posting)
    rules = desk.rules_of(file.application)
    fee = envelope.standing(case_of(file, rules, desk.today))
    kept = stamp_book.becomes_the_desks(file, fee, rules)
    if not kept:
        return file
    return replace(file, postings=(*file.postings[:-1], replace(posting, fee=kept)))


def _keep_posting(desk: Desk, books: Books, id_: ApplicationId, posting: Posting) -> None:
    """Keep an envelope, with the fee that it makes the desk's, and what it does to the stock."""
    file = with_fee(desk, books.files.get(id_), posting)
    keep(desk, books, file)
    enter_posting(desk, books, file, file.postings[-1])


def _give_back(
    desk: Desk,
    books: Books,
    file: ApplicationFile,
    things: tuple[HeldThingId, ...],
    posting: Posting,
) -> None:
    if not things:
        return
    letter = posting.letters[0] if posting.letters else None
    on, by = posting.posted_on, desk.actor.id
    changed = []
    for item in file.mail:
        held = tuple(
            replace(thing, returned_on=on, returned_with=letter, returned_by=by)
            if thing.id in things
            else thing
            for thing in item.held
        )
        if held != item.held:
            changed.append((item, replace(item, held=held)))
            books.mail.save(changed[-1][1])
    enter_returns(desk, books, file, changed, posting)
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


# The number of an envelope that was posted, as the receipt shows it: added, or put right.


@dataclass(frozen=True, slots=True)
class NumberDraft:
    """The number on the receipt of the post office; a reason where another one stood there."""

    application: ApplicationId
    posting: PostingId
    tracking_number: PersonNumber
    reason: str = ""


def write_tracking_number(desk: Desk, draft: NumberDraft) -> Changes:
    """Write the tracking number of an envelope that was posted before (F2).

    One that stood there is kept as a correction, with the reason (B5). Raises BadInput without a
    number, for no such envelope, for the number that stands there, and without a reason where
    another one does; Refused where another envelope bears it.
    """
    desk.must(Duty.POST)
    draft = admit(draft)
    number = draft.tracking_number.strip()
    if not number:
        raise BadInput("tracking_number_missing", place="tracking_number")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        must_be_no_replys(books, number)
        file = books.files.get(draft.application)
        sent = next((each for each in file.postings if each.id == draft.posting), None)
        if sent is None:
            raise BadInput("no_such_posting", place="posting")
        before = sent.tracking_number
        if before == number:
            raise BadInput("nothing_changed", place="tracking_number")
        if before and not draft.reason.strip():
            raise BadInput("reason_missing", place="reason")
        _must_be_free(books, draft.application, sent, number)
        if before:
            field = f"postings.{sent.id}.tracking_number"
            file = noted(desk, file, field, before, number, draft.reason)
        written = replace(sent, tracking_number=number)
        postings = tuple(written if each is sent else each for each in file.postings)
        books.journal.note(Action.TRACKING_NUMBER_WRITTEN, draft.application, posting=sent.id)
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def posted_under(desk: Desk, number: str) -> Posting | None:
    """Return the envelope of ours that bears a tracking number in whatever spelling, if one does.

    Raises NotAllowed.
    """
    spellings = codes.spellings(number)
    with reading.cases(desk) as books:
        files = [books.files.get(id_) for id_ in books.files.posted_as(spellings)]
    sent = (each for file in files for each in file.postings)
    return next((each for each in sent if each.tracking_number in spellings), None)


def _must_be_free(books: Books, id_: ApplicationId, sent: Posting, number: str) -> None:
    """Refuse a number that another envelope bears in whatever spelling, with whose that is."""
    spellings = codes.spellings(number)
    for other in books.files.posted_as(spellings):
        file = books.files.get(other)
        bearing = (each for each in file.postings if each.tracking_number in spellings)
        if any(other != id_ or each.id != sent.id for each in bearing):
            facts = {"number": file.application.receipt_number}
            raise Refused(("tracking_number_used",), facts, place="tracking_number")


def must_be_no_replys(books: Books, number: str, but: PostingId | None = None) -> None:
    """Refuse a number that the envelope of a reply bears in whatever spelling, ``but`` one's own.

    Asked in the unit of work that keeps the number: no other envelope gets it in between.
    """
    spellings = codes.spellings(number)
    for key in books.inquiries.posted_as(spellings) if spellings else ():
        inquiry = books.inquiries.get(key)
        bearing = (each for each in inquiry.postings if each.tracking_number in spellings)
        if any(each.id != but for each in bearing):
            facts = {"number": inquiry.number}
            raise Refused(("tracking_number_used",), facts, place="tracking_number")


# A letter that came back from an unknown address: a new one is shown, checked and kept (F2).


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Where what came back in an envelope goes now, and the paper that shows it."""

    application: ApplicationId
    posting: PostingId
    postal_code: PostalCode
    address: PersonAddress
    paper: EnclosureId


def record_new_address(desk: Desk, draft: AddressDraft) -> Changes:
    """Keep a new address that a paper shows and the acting person has compared with it.

    Raises BadInput without an address, for no such envelope or paper; Refused where the envelope
    did not come back or went again already, where the paper came before it did or proves no
    address, where paper and address differ, and for the address that was unknown.
    """
    desk.must(Duty.CHECK)
    draft = admit(draft)
    if not draft.address.strip():
        raise BadInput("address_missing", place="address")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        posting = next((each for each in file.postings if each.id == draft.posting), None)
        paper = next((each for each in file.enclosures if each.id == draft.paper), None)
        if posting is None:
            raise BadInput("no_such_posting", place="posting")
        if paper is None:
            raise BadInput("no_such_paper", place="paper")
        if posting not in replies.came_back(file):
            raise Refused(("not_come_back",))
        _must_show(desk, file, posting, paper, draft.address)
        first = replies.letters_of(file, posting)[0]
        unknown = replies.new_addressee(books.letters.facts(first.id).addressee, posting)
        if addresses.compare(unknown.address, draft.address).likeness is not Likeness.DIFFERENT:
            raise Refused(("address_was_unknown",))
        new = NewAddress(draft.postal_code, draft.address, draft.paper, desk.actor.id, desk.today)
        books.journal.note(Action.NEW_ADDRESS_CHECKED, draft.application, posting=posting.id)
        postings = tuple(
            replace(each, new_address=new) if each.id == posting.id else each
            for each in file.postings
        )
        keep(desk, books, replace(file, postings=postings))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _must_show(
    desk: Desk, file: ApplicationFile, posting: Posting, paper: Enclosure, address: str
) -> None:
    """Go on only if a paper that came since proves exactly this address; raises Refused."""
    if paper.arrived_on <= posting.posted_on:
        raise Refused(("paper_came_before",))
    term = desk.rules_of(file.application).at(paper.arrived_on).document(paper.kind)
    if term is None or term.address is Proves.NO or paper.shows_address is False:
        raise Refused(("paper_proves_no_address",))
    if addresses.compare(paper.address, address).likeness is Likeness.DIFFERENT:
        raise Refused(("address_not_shown",))
