# SPDX-License-Identifier: MIT
"""What waits to be posted: envelopes with their letters, their sheets, and what may pay (F2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from desk_app.desk import reading
from desk_app.desk.context import Desk
from desk_app.desk.outgoing import goes_elsewhere
from desk_app.desk.ports import Books
from desk_app.desk.posting import amount_back, with_fee
from desk_app.desk.rows import LetterState
from desk_app.desk.sent_facts import sheets_of
from desk_app.desk.told_enclosed import (
    NOTHING_TOLD,
    ToldEnclosed,
    form_copies,
    told_enclosed,
)
from desk_app.records.history import ApplicationFile, Letter, Posting
from desk_app.records.ids import ApplicationId, LetterId, PostingId
from desk_app.records.letters import Addressee, LetterKind
from desk_app.records.mail import HeldThing, MailKind
from desk_app.records.people import Language
from desk_app.records.stamps import Pile
from desk_app.rules import resending, stamp_book
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.permission.attempt import Attempt, Verb
from desk_app.rules.situation import Situation, situation_of
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow import refusals

_STAMPS_TO_THE_GRAM = 10
"""So many stamps weigh about a gram."""


@dataclass(frozen=True, slots=True)
class WaitingEnvelope:
    """One envelope to be posted: the printed letters of an application to one addressee.

    ``again`` are letters that came back and lie in it once more; ``sheets`` how many sheets each
    letter has, those of ``again`` too. ``form_copies`` are those of them with which a copy of the
    application form goes, to be filled in. ``things`` of the return list may go back in it; its
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

    @property
    def key(self) -> LetterId:
        """Return what names it among the others: its first letter."""
        return self.letters[0].id

    @property
    def every_sheet(self) -> int:
        """Return how many sheets lie in it, one for each copy of a form."""
        return sum(self.sheets.values()) + len(self.form_copies)


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
        """Yield an envelope for each addressee, in the order of the first letter to each."""
        by_id = {letter.id: letter for letter in self.file.letters}
        together: dict[Addressee, list[Letter]] = {}
        for id_ in ids:
            together.setdefault(self.books.letters.facts(id_).addressee, []).append(by_id[id_])
        situation = situation_of(
            self.file, self.desk.rules_of(self.file.application), self.desk.today
        )
        for to, letters in together.items():
            yield self._envelope(situation, to, tuple(letters))

    def _envelope(
        self, situation: Situation, to: Addressee, letters: tuple[Letter, ...]
    ) -> WaitingEnvelope:
        again = tuple(self._again(letters))
        usual = MailKind(situation.rules.switches.reply_mail)
        after = self._after(letters, usual)
        covers = bool(stamp_book.kept_of(after)) and not situation.fee.short
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
            things=things_to_return(self.file),
            promised=sum(amount_back(self.books, each.id) for each in letters),
            told=told_enclosed(self.books, [each.id for each in letters]),
            fee=stamp_book.piles_of(stamp_book.stamps_kept(after, after.postings[-1])),
            covers=situation.fee.required if covers else 0,
            refused=self._refused(situation, letters),
            labelled=any(self.books.letters.facts(each.id).labelled for each in letters),
            form_copies=form_copies(self.books, [each.id for each in (*letters, *again)]),
        )

    def _again(self, letters: tuple[Letter, ...]) -> Iterator[Letter]:
        """Yield the letters that came back and go again with a letter of this envelope (L14)."""
        for letter in letters:
            if letter.kind is LetterKind.RESENDING:
                body = self.books.letters.facts(letter.id).body
                before = resending.repeats(self.file, getattr(body, "number", ""))
                if before is not None:
                    yield from resending.letters_of(self.file, before)

    def _after(self, letters: tuple[Letter, ...], kind: MailKind) -> ApplicationFile:
        """Return the application as it is once these letters are posted."""
        sent = Posting(PostingId(""), self.desk.today, kind, tuple(letter.id for letter in letters))
        return with_fee(self.desk, self.file, sent)

    def _refused(self, situation: Situation, letters: tuple[Letter, ...]) -> tuple[Refusal, ...]:
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
                ),
                situation,
            )
        ]
        if any(goes_elsewhere(self.books, self.file, letter) for letter in letters):
            found.append(Refusal.LETTER_OVERTAKEN)
        return tuple(dict.fromkeys(found))
