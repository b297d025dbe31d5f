# SPDX-License-Identifier: MIT
"""Issued letters on their way to a printer, read back first; how each printer is set (T27)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Protocol

from desk_app.desk import reading
from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import BadInput, LetterDiffers, NotAsShown
from desk_app.desk.keeping import must_be_allowed, stands
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import letter_of
from desk_app.desk.ports import Books
from desk_app.desk.rows import LetterLine, LetterState
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.history import Letter
from desk_app.records.case.letters import Addressee, LetterFacts
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import Paper, PaperUse, PrintOrder
from desk_app.records.desk.profile import DeskProfile, EnvelopeWindow, PrintOffsets
from desk_app.records.pages import OffsetPage
from desk_app.rules import codes
from desk_app.rules.letters.paper import (
    LONGEST_OFFSET,
    offset_for,
    too_far,
    use_of_letters,
    window_faults,
)
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.workflow import Attempt, Verb, refusals

LONGEST_CODE = 12
"""A longer code has no room on a slip."""


@dataclass(frozen=True, slots=True)
class PrintMediaDraft:
    """The window of the envelopes bought, and the offsets read from the test pages.

    ``department_code`` names the desk on envelopes and slips; without one
    the code stays.
    """

    window: EnvelopeWindow
    offsets: PrintOffsets
    department_code: str | None = None


def offset_page(desk: Desk, paper: Paper, language: Language) -> OffsetPage:
    """Return the page that shows what a printer is off by on a kind of paper."""
    desk.must(Duty.POST)
    with desk.ports.store.reading() as books:
        return OffsetPage(language, books.settings.profile(), paper)


def set_paper(desk: Desk, draft: PrintMediaDraft) -> Changes:
    """Take window and offsets for what is issued and printed from now on.

    Letters issued before stay as they are. Raises BadInput for a window that would hide the address
    or show more than it, and for an offset further than a printer may be off.
    """
    desk.must(Duty.POST)
    _check(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        before = books.settings.profile()
        code = before.department_code if draft.department_code is None else draft.department_code
        profile = replace(before, window=draft.window, offsets=draft.offsets, department_code=code)
        books.settings.keep_profile(profile)
        books.journal.note(
            Action.PAPER_SET,
            before=_told(before),
            wanted=_told(profile),
        )
        books.commit()
    return Changes.of()


def _check(draft: PrintMediaDraft) -> None:
    admit(draft)
    if len(draft.department_code or "") > LONGEST_CODE:
        raise BadInput("text_too_long", {"position": LONGEST_CODE}, place="department_code")
    for fault in window_faults(draft.window):
        raise BadInput(fault.value, place="window")
    for paper in Paper:
        if too_far(offset_for(draft.offsets, paper)):
            last = LONGEST_OFFSET // 10
            raise BadInput("offset_too_far", {"last": last}, place=f"offsets.{paper.value}")


def _told(profile: DeskProfile) -> str:
    """Write the values for the journal: window, right and down of each paper, in 0.1 mm; code."""
    window = profile.window
    edges = f"{window.left} {window.top} {window.width} {window.height}"
    offsets = (offset_for(profile.offsets, paper) for paper in Paper)
    moved = (f"{each.right:+d} {each.down:+d}" for each in offsets)
    return "; ".join((edges, *moved, profile.department_code))


# Issued letters on their way to a printer, read back before the first sheet goes out (T27).


SHORTEST_NAME = 3
"""A shorter name stands by chance in what is said of somebody else."""

_NUMBERS = re.compile(r"(?<![A-Za-z0-9-])[MTSHR][1-9][0-9]?-Q?[0-9]{4,9}(?![0-9-])")
"""Receipt numbers, and those of inquiries."""


def pages_to_print(
    desk: Desk, id_: ApplicationId, letter_id: LetterId, shown: str | None = None
) -> bytes:
    """Return the frozen bytes of a letter of an application, read back before they go out.

    Their SHA-256 must be the one in the record of the letter, and that of the bytes whose pages
    were ``shown`` to the clerk who lets them go, where he looked at one (T40).
    They must hold the name, address and numbers of this letter and of the record, and no receipt
    number of another application, nor the name of anybody else whose letter waits. Raises
    LetterDiffers with what does not stand there or must not; NotAsShown; BadInput where the
    application has no such letter.
    """
    desk.must(Duty.WRITE_LETTERS)
    waiting = waiting_beside(desk)
    with desk.ports.store.reading() as books:
        file = books.files.get(id_)
        mine = _of_application(file.application, books.letters.facts(letter_id))
        return proofread(desk, books, mine, letter_of(file, letter_id), waiting, shown)


@dataclass(frozen=True, slots=True)
class Proof:
    """What the pages of a letter must hold: whose it is, its facts, and by what names they go."""

    number: str
    facts: LetterFacts
    names: frozenset[str]

    @property
    def said(self) -> str:
        """All text that its facts say, without white."""
        return _squeezed("".join(_texts(self.facts.body)))


def proof_of(number: str, facts: LetterFacts, names: Iterable[str]) -> Proof:
    """Return what a letter must hold that belongs to something with a number, by any spelling."""
    return Proof(number, facts, frozenset(map(_squeezed, names)))


def _of_application(application: Application, facts: LetterFacts) -> Proof:
    """Return what a letter of an application must hold.

    A slip of the pen in a name may have been corrected since the letter was issued.
    """
    people = (application.principal, *([application.proxy] if application.proxy else ()))
    corrected = (text for each in application.corrections for text in (each.old, each.new))
    names = (*(person.name for person in people), *corrected)
    return proof_of(application.receipt_number, facts, names)


def proofread(
    desk: Desk,
    books: Books,
    mine: Proof,
    letter: Letter,
    waiting: Collection[LetterLine],
    shown: str | None = None,
) -> bytes:
    """Return the frozen bytes of a letter, read back; ``waiting`` are the letters beside it.

    Raises LetterDiffers, NotAsShown.
    """
    pages = books.letters.pages(letter.id)
    digest = sha256(pages).hexdigest()
    if digest != letter.sha256:
        raise LetterDiffers(facts={"what": "pages"})
    if shown is not None and digest != shown:
        raise NotAsShown
    try:
        text = desk.ports.reader.text(pages)
    except ValueError:
        raise LetterDiffers(facts={"what": "pages"}) from None
    _must_hold(mine, letter, text)
    _must_not_hold(books, mine, text, waiting)
    return pages


def waiting_beside(desk: Desk) -> tuple[LetterLine, ...]:
    """Return the letters that lie beside each other: to be printed or to be posted."""
    desk.must(Duty.WRITE_LETTERS)
    letters, replies = desk.ports.store.queries.letters, desk.ports.store.inquiries.letters
    in_hand = (LetterState.TO_PRINT, LetterState.TO_POST)
    return tuple(line for state in in_hand for line in (*letters(state), *replies(state)))


def _must_hold(mine: Proof, letter: Letter, text: str) -> None:
    to = mine.facts.addressee
    if _squeezed(to.name) not in mine.names:
        raise LetterDiffers(facts={"what": "name"})
    wanted = {
        "name": to.name,
        "address": to.address,
        "postal_code": to.postal_code,
        "number": letter.number,
    }
    for what, mark in wanted.items():
        if not _stands(mark, text):
            raise LetterDiffers(facts={"what": what})
    if mine.number not in _NUMBERS.findall(text):
        raise LetterDiffers(facts={"what": "receipt_number"})


def _must_not_hold(books: Books, mine: Proof, text: str, waiting: Collection[LetterLine]) -> None:
    for number in set(_NUMBERS.findall(text)) - {mine.number}:
        there = books.inquiries.by_number if "Q" in number else books.files.by_number
        if number not in mine.said and there(number) is not None:
            raise LetterDiffers(facts={"what": "other_receipt_number"})
    squeezed, own = _squeezed(text), "".join((*mine.names, mine.said))
    for line in waiting:
        name = _squeezed(line.name)
        if len(name) >= SHORTEST_NAME and name in squeezed and name not in own:
            raise LetterDiffers(facts={"what": "other_name"})


def _stands(mark: str, text: str) -> bool:
    """Tell whether a name or an address stands in what was read of pages.

    Of one with a word from right to left each word stands there: in which order they follow each
    other on the page, and which sign ① is there, a reader of text only guesses.
    """
    if not any(map(_is_turned, mark)):
        return _squeezed(mark) in _squeezed(text)
    read = _squeezed(unicodedata.normalize("NFKC", text))
    words = _WORD.findall(unicodedata.normalize("NFKC", mark))
    runs = ("".join(run) for word in words for _, run in groupby(word, _is_turned))
    return all(run in read for run in runs)


_WORD = re.compile(r"\d+|[^\W\d]+")


def _is_turned(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in {"R", "AL", "AN"}


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _texts(value: object) -> Iterator[str]:
    """Yield every text in facts, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


# Issued letters on their way to a printer: one envelope is one job, read back before it goes.


class Spooler(Protocol):
    """Where pages are handed over to be printed."""

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Have pages printed and return the name of the job; raises PrinterFailed."""
        ...


@dataclass(frozen=True, slots=True)
class EnvelopeJob:
    """The letters of an application that go into one envelope, in the order of their issue."""

    application: ApplicationId
    letters: tuple[LetterId, ...]
    use: PaperUse


@dataclass(frozen=True, slots=True)
class Through:
    """The way to the printer: who takes the pages, and how each kind of page is printed."""

    spooler: Spooler
    order: Callable[[PaperUse], PrintOrder]
    reason: str = ""
    """Why they are printed, of letters that were printed before."""
    shown: Mapping[LetterId, str] = field(default_factory=dict)
    """Of letters a clerk looked at, the SHA-256 in hex of the bytes whose pages were shown."""


def what_stops(
    desk: Desk, letters: Sequence[tuple[ApplicationId, LetterId]]
) -> Mapping[LetterId, Refusal]:
    """Return why letters not posted yet go nowhere as they stand now: of those alone that do not.

    Their decision waits for approval again, a withdrawal holds them up, or they were overtaken.
    Signatures are not asked here: that is done as each letter goes. Raises NotAllowed for who may
    read no applicant's data.
    """
    by_case: dict[ApplicationId, list[LetterId]] = {}
    for application, letter in letters:
        by_case.setdefault(application, []).append(letter)
    with reading.cases(desk) as books:
        return {
            letter: reason
            for id_, wanted in by_case.items()
            for letter, reason in _stopped(desk, books, id_, wanted)
        }


def _stopped(
    desk: Desk, books: Books, id_: ApplicationId, wanted: Sequence[LetterId]
) -> Iterator[tuple[LetterId, Refusal]]:
    file = books.files.get(id_)
    situation = stands(desk, file)
    for letter in file.letters:
        if letter.id in wanted and letter.posting is None and not letter.void:
            reasons = refusals(
                Attempt(Verb.PRINT_LETTER, by=desk.actor.id, letter=letter.id), situation
            )
            # That it goes to somebody else weighs more than what it asks for: nobody may let it go.
            asks_wrongly = set(reasons) <= {Refusal.NOTICE_OVERTAKEN}
            if asks_wrongly and corresponding.goes_elsewhere(desk, books, file, letter):
                yield letter.id, Refusal.LETTER_OVERTAKEN
            elif reasons:
                yield letter.id, reasons[0]


def jobs_of(
    desk: Desk, letters: Sequence[tuple[ApplicationId, LetterId]]
) -> tuple[EnvelopeJob, ...]:
    """Return one job for each envelope these letters go into, as the first of each stands here.

    Letters of an application to one addressee, to be posted on one day, go together.
    """
    desk.must(Duty.WRITE_LETTERS)
    by_case: dict[ApplicationId, list[LetterId]] = {}
    for application, letter in letters:
        by_case.setdefault(application, []).append(letter)
    with desk.ports.store.reading() as books:
        return tuple(
            job for id_, wanted in by_case.items() for job in _jobs_of_case(books, id_, wanted)
        )


def numbers_of(desk: Desk, job: EnvelopeJob) -> tuple[str, ...]:
    """Return the document numbers of an envelope's letters, as they are printed."""
    desk.must(Duty.WRITE_LETTERS)
    with desk.ports.store.reading() as books:
        prefix = books.settings.profile().number_prefix
        letters = books.files.get(job.application).letters
    return tuple(
        codes.document_number(prefix, each.number) for each in letters if each.id in job.letters
    )


def ask_to_print(
    desk: Desk, letters: Sequence[tuple[ApplicationId, LetterId]], reason: str
) -> Changes:
    """Change nothing where letters may be printed once more for a reason.

    Raises Refused for a letter that is void, BadInput without a reason.
    """
    desk.must(Duty.WRITE_LETTERS)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    for application, letter in letters:
        _must_be_printable(desk, application, (letter,), reason)
    return Changes.of()


def print_job(desk: Desk, job: EnvelopeJob, through: Through) -> Changes:
    """Send the frozen pages of an envelope's letters, read back, and record that they went.

    Nothing goes where one of them may not be printed. Raises LetterDiffers, PrinterFailed, Refused
    for a letter that is void, BadInput without a reason for one that was printed before, NotAsShown
    where other pages than a letter's own were shown for it (T40).
    """
    desk.must(Duty.WRITE_LETTERS)
    _must_be_printable(desk, job.application, job.letters, through.reason)
    pages = [
        pages_to_print(desk, job.application, each, through.shown.get(each)) for each in job.letters
    ]
    order = through.order(job.use)
    sent = through.spooler.send(_whole(desk, pages), order)
    went = corresponding.Print(order.choice.copies, sent, through.reason)
    return corresponding.record_printed(desk, job.application, job.letters, went)


def _whole(desk: Desk, pages: Sequence[bytes]) -> bytes:
    """Return the pages of one job; what was joined must read as its parts do (T27)."""
    if len(pages) == 1:
        return pages[0]
    whole, reader = desk.ports.press.joined(pages), desk.ports.reader
    wanted = (word for part in pages for word in reader.text(part).split())
    if reader.text(whole).split() != list(wanted):
        raise LetterDiffers(facts={"what": "pages"})
    return whole


def _must_be_printable(
    desk: Desk, application: ApplicationId, letters: Sequence[LetterId], reason: str
) -> None:
    with desk.ports.store.reading() as books:
        file = books.files.get(application)
        for id_ in letters:
            letter = corresponding.letter_of(file, id_)
            corresponding.must_tell_what_stands(desk, books, file, letter)
            must_be_allowed(desk, file, Attempt(Verb.PRINT_LETTER, letter=id_))
            corresponding.must_have_reason(letter, reason)


def _jobs_of_case(
    books: Books, id_: ApplicationId, wanted: Sequence[LetterId]
) -> Iterator[EnvelopeJob]:
    together: dict[tuple[Addressee, object, bool], list[LetterId]] = {}
    for letter in books.files.get(id_).letters:
        if letter.id in wanted:
            facts = books.letters.facts(letter.id)
            key = (facts.addressee, letter.for_posting_on, facts.labelled)
            together.setdefault(key, []).append(letter.id)
    for (_, _, labelled), letters in together.items():
        yield EnvelopeJob(id_, tuple(letters), use_of_letters(labelled=labelled))
