# SPDX-License-Identifier: MIT
"""What waits to be posted, and what goes along: envelopes, labels, the slip of the day (F2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.desk import reading
from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.keeping import stands
from desk_app.desk.letters.corresponding import goes_elsewhere
from desk_app.desk.letters.sent_facts import (
    NOTHING_TOLD,
    ToldEnclosed,
    form_copies,
    mandate_forms,
    sheets_of,
    told_enclosed,
)
from desk_app.desk.ports import Books
from desk_app.desk.post.posting import amount_back, with_fee
from desk_app.desk.rows import LetterState
from desk_app.records.base import ApplicationId, LetterId, PostingId, inquiry_of
from desk_app.records.books.journal import Action
from desk_app.records.case.history import ApplicationFile, Letter, Posting
from desk_app.records.case.letters import Addressee, LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailKind
from desk_app.records.case.stamps import Pile
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.pages import (
    Addressed,
    Envelope,
    EnvelopesPage,
    Front,
    LabelsPage,
    MailSlipLine,
    MailSlipPage,
)
from desk_app.rules.case import replies
from desk_app.rules.case.replies import sender
from desk_app.rules.fee import stamp_book
from desk_app.rules.fee.pieces import SEN, total
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Verb
from desk_app.rules.workflow.workflow import refusals

_STAMPS_TO_THE_GRAM = 10
"""So many stamps weigh about a gram."""


@dataclass(frozen=True, slots=True)
class WaitingEnvelope:
    """One envelope to be posted: the printed letters of an application to one addressee.

    ``again`` are letters that came back and lie in it once more; ``sheets`` how many sheets each
    letter has, those of ``again`` too. ``form_copies`` are those of them with which a copy of the
    application form goes, to be filled in, ``mandate_forms`` those that enclose a blank letter of
    proxy. ``things`` of the return list may go back in it; its
    letters say that stamps worth ``promised`` yen do, and what is ``told`` beside. ``fee`` are the
    stamps that are the desk's with it, so that they may pay it; ``covers`` is the fee in yen that
    pays for the reply (PR-4), none while its stamps are only held. ``refused`` is why it cannot be
    posted today. A ``labelled`` one holds a letter whose address no window shows.
    """

    application: ApplicationId
    receipt_number: str
    to: Addressee
    language: Language
    letters: tuple[Letter, ...]
    again: tuple[Letter, ...]
    sheets: Mapping[LetterId, int]
    usual: MailKind
    things: tuple[HeldThing, ...] = ()
    promised: int = 0
    told: ToldEnclosed = NOTHING_TOLD
    fee: tuple[Pile, ...] = ()
    covers: int = 0
    refused: tuple[Refusal, ...] = ()
    labelled: bool = False
    form_copies: tuple[LetterId, ...] = ()
    mandate_forms: tuple[LetterId, ...] = ()

    @property
    def key(self) -> LetterId:
        """Return what names it among the others: its first letter."""
        return self.letters[0].id

    @property
    def every_sheet(self) -> int:
        """Return how many sheets lie in it, one for each copy of a form and each blank form."""
        forms = len(self.form_copies) + len(self.mandate_forms)
        return sum(self.sheets.values()) + forms


def waiting(desk: Desk) -> tuple[WaitingEnvelope, ...]:
    """Return the envelopes that wait to be posted, the letter issued first in front.

    Raises NotAllowed for who may read no applicant's data.
    """
    by_case: dict[ApplicationId, list[LetterId]] = {}
    for line in reading.lists(desk).letters(LetterState.TO_POST):
        by_case.setdefault(line.application, []).append(line.id)
    with reading.cases(desk) as books:
        return tuple(
            each
            for id_, letters in by_case.items()
            for each in _Case(desk, books, books.files.get(id_)).envelopes(letters)
        )


def grams_of(things: Sequence[HeldThing]) -> int:
    """Return about how many grams of stamps go back; what else does is for the scale."""
    pieces = sum(count for thing in things for _, count in thing.pieces)
    return -(-pieces // _STAMPS_TO_THE_GRAM)


@dataclass(frozen=True, slots=True)
class _Case:
    """One application whose letters wait."""

    desk: Desk
    books: Books
    file: ApplicationFile

    def envelopes(self, ids: Sequence[LetterId]) -> Iterator[WaitingEnvelope]:
        """Yield an envelope for each addressee, in the order of the first letter to each.

        The sheet of cash has one of its own (practice 30).
        """
        by_id = {letter.id: letter for letter in self.file.letters}
        together: dict[tuple[Addressee, bool], list[Letter]] = {}
        for id_ in ids:
            to = self.books.letters.facts(id_).addressee
            cash = told_enclosed(self.books, [id_]).of_cash
            together.setdefault((to, cash), []).append(by_id[id_])
        situation = stands(self.desk, self.file)
        for (to, _), letters in together.items():
            yield self._envelope(situation, to, tuple(letters))

    def _envelope(
        self, situation: Situation, to: Addressee, letters: tuple[Letter, ...]
    ) -> WaitingEnvelope:
        again = tuple(self._again(letters))
        told = told_enclosed(self.books, [each.id for each in letters])
        usual = MailKind(situation.rules.switches.reply_mail)
        if told.of_cash:
            usual = MailKind.CASH_REGISTERED
        held = things_to_return(self.file)
        things = tuple(each for each in held if (each.kind is HeldKind.CASH) is told.of_cash)
        after = self._after(letters, usual)
        # What cash costs on its way back is the desk's to pay (practice 30).
        covers = bool(stamp_book.kept_of(after)) and not situation.fee.short and not told.of_cash
        return WaitingEnvelope(
            application=self.file.application.id,
            receipt_number=self.file.application.receipt_number,
            to=to,
            language=letters[0].language,
            letters=letters,
            again=again,
            sheets={
                each.id: sheets_of(self.books.letters.pages(each.id)) for each in (*letters, *again)
            },
            usual=usual,
            things=things,
            promised=sum(amount_back(self.books, each.id) for each in letters),
            told=told,
            fee=stamp_book.piles_of(stamp_book.stamps_kept(after, after.postings[-1])),
            covers=situation.fee.required if covers else 0,
            refused=self._refused(situation, letters, things if told.of_cash else ()),
            labelled=any(self.books.letters.facts(each.id).labelled for each in letters),
            form_copies=form_copies(self.books, [each.id for each in (*letters, *again)]),
            mandate_forms=mandate_forms(self.books, [each.id for each in (*letters, *again)]),
        )

    def _again(self, letters: tuple[Letter, ...]) -> Iterator[Letter]:
        """Yield the letters that came back and go again with a letter of this envelope (L14)."""
        for letter in letters:
            if letter.kind is LetterKind.RESENDING:
                body = self.books.letters.facts(letter.id).body
                before = replies.repeats(self.file, getattr(body, "number", ""))
                if before is not None:
                    yield from replies.letters_of(self.file, before)

    def _after(self, letters: tuple[Letter, ...], kind: MailKind) -> ApplicationFile:
        """Return the application as it is once these letters are posted."""
        sent = Posting(PostingId(""), self.desk.today, kind, tuple(letter.id for letter in letters))
        return with_fee(self.desk, self.file, sent)

    def _refused(
        self, situation: Situation, letters: tuple[Letter, ...], cash: tuple[HeldThing, ...]
    ) -> tuple[Refusal, ...]:
        """Return why one of the letters cannot be posted today by whoever is acting."""
        actor = self.desk.actor
        found = [
            reason
            for letter in letters
            for reason in refusals(
                Attempt(
                    Verb.POST,
                    by=actor.id,
                    roles=actor.roles,
                    letter=letter.id,
                    on=self.desk.today,
                    things=tuple(each.id for each in cash),
                ),
                situation,
            )
        ]
        if any(goes_elsewhere(self.desk, self.books, self.file, letter) for letter in letters):
            found = [each for each in found if each is not Refusal.NOTICE_OVERTAKEN]
            found.append(Refusal.LETTER_OVERTAKEN)
        return tuple(dict.fromkeys(found))


# What goes to the post beside the letters: envelopes and labels for them, the slip of the day.


LABELS_ON_A_SHEET = 12


@dataclass(frozen=True, slots=True)
class Sending:
    """How envelopes go: the envelope itself, the kind of mail, by express besides or not."""

    envelope: Envelope
    kind: MailKind
    express: bool = False


def envelopes_page(desk: Desk, letters: Sequence[LetterId], sending: Sending) -> EnvelopesPage:
    """Return the fronts for letters, one envelope for each, to whom the letter is addressed.

    Raises NotAllowed for who may read no applicant's data, BadInput where no letter is named.
    """
    profile, everybody = _everybody(desk, letters)
    shown = sending.envelope is not Envelope.WINDOW
    fronts = tuple(
        Front(sending.kind, each if shown else None, sending.express) for each in everybody
    )
    return EnvelopesPage(profile, sending.envelope, fronts)


def labels_page(desk: Desk, letters: Sequence[LetterId], first: int = 1) -> LabelsPage:
    """Return a label for each letter; ``first`` is the first free one of the sheet.

    Raises NotAllowed for who may read no applicant's data, BadInput where no letter is named or no
    sheet has such a label.
    """
    if not 1 <= first <= LABELS_ON_A_SHEET:
        raise BadInput("no_such_label", {"last": LABELS_ON_A_SHEET}, place="first")
    profile, everybody = _everybody(desk, letters)
    return LabelsPage(profile, everybody, first)


def mail_slip_page(
    desk: Desk, number: str, posted_on: date, pieces: Sequence[tuple[ApplicationId, PostingId]]
) -> MailSlipPage:
    """Return the slip of what was posted on a day, in the order given.

    ``number`` is that of the dispatch list. Raises NotAllowed for who may read no applicant's data,
    BadInput for a posting that is not there.
    """
    with reading.cases(desk) as books:
        lines = tuple(_line(books, application, posting) for application, posting in pieces)
        profile = books.settings.profile()
    return MailSlipPage(profile, posted_on, number, lines)


def record_saved(desk: Desk, what: str) -> Changes:
    """Record that pages for the post or of a case leave the desk as a file (T29).

    ``what`` is the code of the kind of page. Raises NotAllowed for who has nothing to post.
    """
    desk.must(Duty.POST)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.PAGES_EXPORTED, None, pages=what)
        books.commit()
    return Changes.of()


def _everybody(
    desk: Desk, letters: Sequence[LetterId]
) -> tuple[DeskProfile, tuple[Addressed, ...]]:
    with reading.cases(desk) as books:
        facts = [books.letters.facts(letter) for letter in letters]
        profile = books.settings.profile()
    if not facts:
        raise BadInput("no_letter", place="letters")
    return profile, tuple(Addressed(each.addressee, each.language) for each in facts)


def _line(books: Books, application: ApplicationId, id_: PostingId) -> MailSlipLine:
    asked = inquiry_of(application)
    holder = books.files.get(application) if asked is None else books.inquiries.get(asked)
    posting = next((each for each in holder.postings if each.id == id_), None)
    if posting is None:
        raise BadInput("no_such_posting", place="posting")
    postage = posting.postage
    return MailSlipLine(
        name=_name(books, application, posting),
        kind=posting.kind,
        postage=0 if postage is None else postage.yen,
        franked=0 if postage is None else total(postage.stamps) // SEN,
        grams=0 if postage is None else postage.grams,
        tracking_number=posting.tracking_number,
        express=postage is not None and postage.express,
    )


def _name(books: Books, application: ApplicationId, posting: Posting) -> str:
    """Return to whom an envelope went: as its letter says, or to the sender of the form."""
    for letter in posting.letters:
        return books.letters.facts(letter).addressee.name
    return sender(books.files.get(application).application).name
