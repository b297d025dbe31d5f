# SPDX-License-Identifier: MIT
"""Ledgers: on paper (R1, R2), and as files that leave the desk, noted before they go (T29)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Protocol

from desk_app.desk import reading
from desk_app.desk.context import Desk
from desk_app.desk.disposal.disposing import kept_lines, nameless
from desk_app.desk.errors import BadInput
from desk_app.desk.ports import Books, Progress, say_how_far
from desk_app.desk.post import stamps
from desk_app.desk.rows import JournalFilter, JournalLine, KeptLine
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Decision, Outcome
from desk_app.records.case.findings import Axis, ClaimState, FeeStanding, LedgerStanding
from desk_app.records.case.history import NOT_FILED, ApplicationFile, Filing, Topic
from desk_app.records.case.mail import STAMPS_BACK, HeldKind
from desk_app.records.case.papers import Enclosure, MaskAction, MaskState, Subject
from desk_app.records.desk.people import Language
from desk_app.records.pages import (
    ApplicationsPage,
    FeeLine,
    LedgerRow,
    NoticeLine,
    SentLine,
    StampBookPage,
)
from desk_app.rules import codes
from desk_app.rules.case import resting, retention
from desk_app.rules.case.case import case_of
from desk_app.rules.case.claims import claim_states, live_decision
from desk_app.rules.case.resting import is_for_the_procedure
from desk_app.rules.fee import fees
from desk_app.rules.fee.pieces import is_returned
from desk_app.rules.findings.authority import serving_kinds
from desk_app.rules.findings.envelope import FeeCourseTold, fee_asked
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Duty, IdentityUse
from desk_app.rules.situation.check import ledger_standing
from desk_app.rules.situation.situation import situation_of

MOST_ROWS = 1_048_575
"""So many rows has a sheet of a spreadsheet below its head."""

_LINES_AT_ONCE = 50_000
_APPLICATIONS_AT_ONCE = 50
_PARTS = (
    *("enclosures", "judgements", "inquiries", "notices", "lapses", "withdrawals"),
    *("decisions", "letters", "postings"),
)
"""What a row tells of the history of an application; the rest is judged when it is saved."""


class JournalColumn(Enum):
    """The columns of the journal as a table."""

    NUMBER = "number"
    DAY = "day"
    TIME = "time"
    PERSON = "person"
    ACTION = "action"
    SUBJECT = "subject"
    FIELDS = "fields"


class DueColumn(Enum):
    """The columns of the list of what is due for disposal."""

    NUMBER = "number"
    RIGHTS = "rights"
    COMPLETED = "completed"
    UNTIL = "until"
    SHEETS = "sheets"
    LETTERS = "letters"
    HOLD = "hold"
    REVIEW = "review"


def export_journal(desk: Desk, wanted: JournalFilter) -> tuple[JournalLine, ...]:
    """Return the entries that match, the oldest first, to be written to a file.

    Raises NotAllowed, BadInput where they are more than a sheet can hold.
    """
    desk.must(Duty.EXPORT)
    desk.must(Duty.READ_JOURNAL)
    journal = desk.ports.store.journal
    window = journal.window(wanted, MOST_ROWS)
    if window.more:
        raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="since")
    ids = window.ids[::-1]
    lines = tuple(
        line
        for start in range(0, len(ids), _LINES_AT_ONCE)
        for line in journal.lines(ids[start : start + _LINES_AT_ONCE])
    )
    _note(desk, LedgerKind.JOURNAL, len(lines))
    return lines


def export_due(desk: Desk) -> tuple[KeptLine, ...]:
    """Return what is due for disposal today, to be written to a file: numbers and days, no names.

    They are the lines that the page of disposal lists: inquiries and records of provision too.
    Raises NotAllowed, BadInput where it is more than a sheet can hold.
    """
    desk.must(Duty.EXPORT)
    lines = kept_lines(desk.ports.store, desk.today, due=True, limit=MOST_ROWS + 1)
    if len(lines) > MOST_ROWS:
        raise BadInput("ledger_too_long", {"most": MOST_ROWS}, place="since")
    _note(desk, LedgerKind.DUE, len(lines))
    return tuple(map(nameless, lines))


def _note(desk: Desk, kind: LedgerKind, rows: int) -> None:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.LEDGER_EXPORTED, None, ledger=kind.value, rows=rows)
        books.commit()


# What the ledgers on paper show: the stamp book of a month (R2), applications of a period (R1).


MOST_APPLICATIONS = 5_000
"""More than this one ledger does not hold: it is printed month by month."""


class LedgerWords(Protocol):
    """Says in words of one language what the ledger has no codes for."""

    def paper(self, paper: Enclosure, rules: Rules) -> str:
        """Name a paper, and whose it is where it is the proxy's."""
        ...

    def not_taken(self, paper: str) -> str:
        """Say of a paper that is named that its kind was not accepted any more when it came."""
        ...

    def decided(self, ends: tuple[tuple[Right, Outcome | ClaimState], ...]) -> str:
        """Say how requests were decided, or ended without a decision."""
        ...

    def article(self, written: str) -> str:
        """Say an article of the Act; whatever else a ground rests on stands as it is written."""
        ...


def stamp_book_page(desk: Desk, year: int, month: int, language: Language) -> StampBookPage:
    """Return what a month of the stamp book shows on paper (R2): it names no applicant."""
    profile, _ = reading.office(desk)
    return StampBookPage(
        language=language,
        profile=profile,
        printed_on=desk.today,
        month=stamps.month(desk, year, month),
        names={user.id: user.name for user in reading.people(desk)},
    )


def export_stamp_book(desk: Desk, year: int, month: int, language: Language) -> StampBookPage:
    """Return the same month for a file outside the desk; the journal says who let it go (T29)."""
    desk.must(Duty.EXPORT)
    page = stamp_book_page(desk, year, month, language)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        rows = len(page.month.rows)
        books.journal.note(Action.LEDGER_EXPORTED, None, ledger="stamps", rows=rows)
        books.commit()
    return page


def applications_page(
    desk: Desk,
    first: date,
    last: date,
    language: Language,
    words: LedgerWords,
    progress: Progress | None = None,
) -> ApplicationsPage:
    """Return the ledger of the applications received in a period (R1); the journal says so.

    Raises NotAllowed for who may read no applicant's data, BadInput for days in the wrong order and
    for more applications than one ledger holds.
    """
    desk.must(Duty.READ_CASES)
    return _page(desk, (first, last), language, words, progress)


def nameless_applications_page(
    desk: Desk,
    first: date,
    last: date,
    language: Language,
    words: LedgerWords,
    progress: Progress | None = None,
) -> ApplicationsPage:
    """Return the same ledger for who reads ledgers and no applicant's data: it names nobody.

    Raises NotAllowed, BadInput as above.
    """
    desk.must(Duty.EXPORT)
    page = _page(desk, (first, last), language, words, progress)
    return replace(page, rows=tuple(map(_without_names, page.rows)), named=False)


def export_applications(
    desk: Desk,
    first: date,
    last: date,
    language: Language,
    words: LedgerWords,
    progress: Progress | None = None,
) -> ApplicationsPage:
    """Return the ledger for a file outside the desk: with names for who may read them (T29).

    Raises NotAllowed, BadInput as above.
    """
    desk.must(Duty.EXPORT)
    named = desk.may(Duty.READ_CASES)
    made = applications_page if named else nameless_applications_page
    return made(desk, first, last, language, words, progress)


def _page(
    desk: Desk,
    period: tuple[date, date],
    language: Language,
    words: LedgerWords,
    progress: Progress | None,
) -> ApplicationsPage:
    first, last = period
    if last < first:
        raise BadInput("days_turned", place="last")
    ledger = ApplicationRowReader(desk, words, progress, MOST_APPLICATIONS)
    rows = tuple(ledger.rows(first, last))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(
            Action.LEDGER_EXPORTED, None, ledger="applications", rows=len(rows), since=first
        )
        profile, mark = books.settings.profile(), books.journal.mark()
        books.commit()
    return ApplicationsPage(language, profile, desk.today, first, last, rows, mark)


@dataclass(frozen=True, slots=True)
class ApplicationRowReader:
    """The ledger under way: applications are read one by one, so that it can be stopped."""

    desk: Desk
    words: LedgerWords
    progress: Progress | None
    most: int

    def rows(self, first: date, last: date) -> Iterator[LedgerRow]:
        """Yield the rows of a period; raises BadInput."""
        store = self.desk.ports.store
        with store.reading() as books:
            ids = books.files.received_between(first, last)
            names = {user.id: user.name for user in books.people.all()}
        if len(ids) > self.most:
            raise BadInput("ledger_too_long", {"most": self.most}, place="first")
        before = ""
        for start in range(0, len(ids), _APPLICATIONS_AT_ONCE):
            found: list[LedgerRow] = []
            judged: dict[ApplicationId, LedgerStanding] = {}
            # Nothing is open between two parts: other work may be done there.
            with store.reading() as books:
                some = ids[start : start + _APPLICATIONS_AT_ONCE]
                filed, known = books.filings.of_many(some), books.tallies.standings(some)
                parts = _PARTS if len(known) == len(some) else None
                for done, file in enumerate(books.files.read_through(some, parts), start):
                    say_how_far(self.progress, done, len(ids))
                    id_ = file.application.id
                    stands = known.get(id_)
                    if stands is None:
                        stands = judged[id_] = self._judged(file)
                    cured = self._is_cured(books, file, stands)
                    row = self._row(file, stands, names, cured=cured)
                    row = _with_filing(row, filed.get(id_, NOT_FILED))
                    found += [*_gone_before(books, before, row.receipt_number, first), row]
                    before = row.receipt_number
            self._keep(judged)
            yield from found

    def _judged(self, file: ApplicationFile) -> LedgerStanding:
        rules = self.desk.rules_of(file.application)
        return ledger_standing(situation_of(file, rules, self.desk.today))

    def _keep(self, judged: Mapping[ApplicationId, LedgerStanding]) -> None:
        """Keep what was judged here, of a desk of before: it is read from then on."""
        if not judged:
            return
        with self.desk.ports.store.writing(
            self.desk.actor.id, self.desk.ports.clock.now()
        ) as books:
            for id_, stands in judged.items():
                books.tallies.keep_standing(id_, stands)
            books.commit()

    def _is_cured(self, books: Books, file: ApplicationFile, stands: LedgerStanding) -> bool:
        """Return whether nothing is missing any more; what ended otherwise than that is looked at.

        What a decision answers had come: it could not have been decided else.
        """
        if not stands.complete or stands.short or file.application.is_carried_over:
            return False
        if stands.state is ClaimState.DECIDED or not any(n.posted_on for n in file.notices):
            return True
        file = books.files.get(file.application.id)
        situation = situation_of(file, self.desk.rules_of(file.application), self.desk.today)
        lacks = (each.is_deficiency for each in situation.findings if each.axis is not Axis.FEE)
        return not any(lacks)

    def _fee(self, file: ApplicationFile, stands: LedgerStanding, rules: Rules) -> FeeCourseTold:
        """Return the fee as it stands; of claims that ended without an answer as it stood then."""
        over = file.application.is_carried_over
        charged = not stands.required and not over and fees.chargeable(file, rules)
        if charged:
            return fee_asked(file, rules)
        return FeeCourseTold(
            FeeStanding(stands.required, stands.counted, stands.short, 0),
            stands.came,
            stands.paid_on,
        )

    def _row(
        self,
        file: ApplicationFile,
        stands: LedgerStanding,
        names: Mapping[UserId, str],
        *,
        cured: bool,
    ) -> LedgerRow:
        application, mail = file.application, file.mail[0]
        rules = self.desk.rules_of(application).at(self.desk.today)
        here = not application.imported
        by = (application.logged_by or mail.logged_by) if here else None
        completed, proxy = stands.completed_on, application.proxy
        decided = _approved(file, stands)
        fee = self._fee(file, stands, rules)
        uncured = any(n.posted_on for n in file.notices) and (
            bool(file.lapses)
            or any(is_for_the_procedure(right, each, rules) for right, each in decided)
        )
        cured = cured and not uncured and not fee.standing.short
        articles = (each for right, one in decided for each in resting.articles(right, one, rules))
        asked = [each.asked_on for each in file.inquiries if each.answered_on is None]
        approvals = [each.approval for _, each in decided if each.approval is not None]

        def people(users: Iterable[UserId]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(names.get(each, "") for each in users))

        return LedgerRow(
            receipt_number=application.receipt_number,
            received_on=application.received_on,
            kind=mail.kind,
            tracking_number=mail.tracking_number,
            principal=application.principal.name,
            proxy="" if proxy is None else proxy.name,
            proxy_kind=None if proxy is None else proxy.kind,
            logged_by="" if by is None else names.get(by, ""),
            opened_by=people(mail.opened_by),
            rights=application.rights(),
            scope=application.service or application.scope,
            identity=self._papers(file, rules, authority=False),
            authority=self._papers(file, rules, authority=True),
            fee=FeeLine(
                fee.standing.required,
                fee.standing.counted,
                fee.standing.short,
                fee.came,
                _fee_back(file),
            ),
            notices=tuple(NoticeLine(n.number, n.due) for n in file.notices if not n.void),
            cured=cured,
            uncured=uncured,
            state=stands.state,
            asked_on=max(asked, default=None),
            decided=self.words.decided(_ends(file, decided)) or application.outcome_before,
            articles=tuple(map(self.words.article, dict.fromkeys(articles))),
            sent=tuple(_sent(file)),
            completed_on=completed,
            kept_until=None if completed is None else retention.kept_until(completed, rules),
            postmark=mail.postmark,
            kana=application.principal.kana,
            born=application.principal.born,
            address=application.principal.address,
            method=application.method,
            departments=tuple(dict.fromkeys(each.department for each in file.inquiries)),
            answered_on=_last(each.answered_on for each in file.inquiries),
            proposed_by=people(each.proposed_by for _, each in decided),
            approved_by=people(each.by for each in approvals),
            approved_on=_last(each.on for each in approvals),
            delivered_on=_last(each.delivered_on for each in file.postings),
            came_back_on=_last(each.came_back_on for each in file.postings),
            compared=stands.compared,
            judged_by=people(each.by for each in file.judgements if each.topic in _COMPARING),
            masked=_masked(file),
            returned=_returned(file),
            logged_at=(application.logged_at or mail.logged_at) if here else None,
            noticed_on=_last(each.posted_on for each in file.notices if not each.void),
            paid_on=fee.paid_on,
            cured_on=_cured_on(file) if cured else None,
            reasons=tuple(dict.fromkeys(each.explanation for _, each in decided)),
            own_number=application.own_number,
        )

    def _papers(self, file: ApplicationFile, rules: Rules, *, authority: bool) -> tuple[str, ...]:
        """Name the papers that show who somebody is, or that the proxy may act.

        A paper that does both is named with the former, unless no other shows the authority.
        """
        both, named = [], []
        serving = serving_kinds(case_of(file, rules, self.desk.today)) if authority else ()
        for paper in file.enclosures:
            term = rules.document(paper.kind)
            shows = term is not None and term.identity is not IdentityUse.NEVER
            name = self.words.paper(paper, rules)
            if term is not None and not term.taken_on(paper.arrived_on):
                name = self.words.not_taken(name)
            elif shows and paper.kind in serving and paper.of is not Subject.PROXY:
                both.append(name)
            if (shows and paper.of is not Subject.NOBODY) is not authority:
                named.append(name)
        return tuple(dict.fromkeys(named or both))


_COMPARING = frozenset(
    {
        *(Topic.ADDRESS, Topic.NAME, Topic.REGISTERED_ADDRESS, Topic.REGISTERED_NAME),
        *(Topic.PHOTO, Topic.RECORD),
    }
)
"""What is judged of who somebody is: whoever did compared papers and register."""


def _masked(file: ApplicationFile) -> tuple[MaskAction | MaskState, ...]:
    """Return what was found of items to be blacked out, and done with them, each once."""
    found = (
        each.action or each.state
        for paper in file.enclosures
        for each in paper.masking
        if each.state is not MaskState.NOT_THERE
    )
    return tuple(dict.fromkeys(found))


def _returned(file: ApplicationFile) -> tuple[HeldKind, ...]:
    """Return the kinds of what came with an application and went back, each once."""
    held = (thing for item in file.mail for thing in item.held if thing.returned_on is not None)
    mine = (each.kind for each in held if each.application in {None, file.application.id})
    return tuple(dict.fromkeys(mine))


def _cured_on(file: ApplicationFile) -> date | None:
    """Return when the last came of what a notice had asked for; None where none was posted."""
    asked = min((n.posted_on for n in file.notices if n.posted_on and not n.void), default=None)
    if asked is None:
        return None
    return max((item.arrived_on for item in file.mail[1:] if item.arrived_on > asked), default=None)


def _with_filing(row: LedgerRow, filing: Filing) -> LedgerRow:
    """Return a row with what a clerk noted beside the course of its application."""
    if filing.says_nothing:
        return row
    return replace(row, stored_at=filing.place, corrective=filing.corrective, remark=filing.remark)


def _gone_before(books: Books, before: str, after: str, since: date) -> Iterator[LedgerRow]:
    """Yield the numbers before one that no application has any more: no number is skipped.

    They begin behind the row ``before``; of a period or year that begins with ``after``, behind the
    last number that is there. There, what was completed before the day ``since`` is not told: it is
    of an earlier period.
    """
    earlier = codes.read_receipt_number(before) if before else None
    for number in codes.numbers_between(
        earlier, codes.read_receipt_number(after), codes.receipt_number, books.files.by_number
    ):
        if books.files.by_number(number) is not None:
            # It was received on another day: the ledger of that period has it.
            continue
        record = books.disposals.of_number(number)
        items = () if record is None else record.items
        paper = None if record is None else record.paper
        people = books.people.all() if paper is not None else ()
        names = {user.id: user.name for user in people}
        item = next((each for each in items if each.receipt_number == number), None)
        if not before and item is not None and item.completed_on < since:
            continue
        yield LedgerRow(
            number,
            None,
            None,
            completed_on=None if item is None else item.completed_on,
            kept_until=None if item is None else item.kept_until,
            disposal="" if record is None else record.number,
            destroyed_on=None if paper is None else paper.on,
            destroyed_how=None if paper is None else paper.method,
            destroyed_by="" if paper is None else names.get(paper.by, ""),
            witness="" if paper is None else names.get(paper.witness, ""),
        )


def _last(days: Iterable[date | None]) -> date | None:
    return max(filter(None, days), default=None)


def _approved(file: ApplicationFile, stands: LedgerStanding) -> tuple[tuple[Right, Decision], ...]:
    """Return the decisions whose approval holds, each with the right it is about."""
    live = ((claim.right, live_decision(file, claim.id)) for claim in file.application.claims)
    return tuple(
        (right, each)
        for right, each in live
        if each is not None and each.approval is not None and each.id not in stands.came_back
    )


def _ends(
    file: ApplicationFile, decided: tuple[tuple[Right, Decision], ...]
) -> tuple[tuple[Right, Outcome | ClaimState], ...]:
    """Return how the claims ended, in the order of the form: as decided, or without an answer."""
    outcomes = {each.claim: each.outcome for _, each in decided}
    states = {} if file.application.is_carried_over else claim_states(file)
    found = (
        (claim.right, outcomes.get(claim.id, states.get(claim.id)))
        for claim in file.application.claims
    )
    return tuple(
        (right, end) for right, end in found if isinstance(end, Outcome) or end in _WITHOUT_ANSWER
    )


_WITHOUT_ANSWER = frozenset({ClaimState.LAPSED, ClaimState.WITHDRAWN})


def _fee_back(file: ApplicationFile) -> int:
    """Return in whole yen what of the payment of an application went back."""
    things = (thing for item in file.mail for thing in item.held if is_returned(thing, file))
    paid = (thing for thing in things if thing.kind in _PAID)
    return sum(
        sum(value * count for value, count in thing.pieces) or thing.amount for thing in paid
    )


_PAID = STAMPS_BACK | {HeldKind.REFUSED_STAMP}


def _sent(file: ApplicationFile) -> Iterator[SentLine]:
    """Yield the letters that left, in the order of their envelopes."""
    for posting in file.postings:
        for letter in file.letters:
            if letter.id in posting.letters:
                yield SentLine(
                    letter.number, posting.posted_on, posting.kind, posting.tracking_number
                )


def _without_names(row: LedgerRow) -> LedgerRow:
    """Return a row that tells of no applicant: no name, nothing that was written on the form."""
    row = without_words_of_before(row)
    left = replace(row, principal="", proxy="", scope="", kana="", born=None, address="")
    return replace(left, reasons=(), remark="")


def without_words_of_before(row: LedgerRow) -> LedgerRow:
    """Return a row without what the office itself wrote in its ledger: it may name anybody."""
    decided = "" if row.state is ClaimState.CARRIED_OVER else row.decided
    return replace(row, own_number="", decided=decided)
