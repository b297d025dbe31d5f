# SPDX-License-Identifier: MIT
"""Evidence for who checks the desk: one application or a period, whole and signed (I5).

It is noted before it leaves. A pack names nobody but its own applicants; without names it has no
value of any person's. What was signed is in it so that a standard library checks it again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Protocol

from desk_app.desk.applications.case_slips import course_of
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, DamageFound, NotFound
from desk_app.desk.keys.roster import fingerprint
from desk_app.desk.ports import Books, Progress, say_how_far
from desk_app.desk.rows import JournalFilter, JournalLine
from desk_app.desk.signed import rulebooks
from desk_app.desk.signed.approvals import Witness, is_sound
from desk_app.desk.signed.signing import (
    EVIDENCE_DOMAIN,
    act_said,
    decision_said,
    disposal_said,
    disposal_to_sign,
)
from desk_app.records.base import ApplicationId, UserId, Word, is_application
from desk_app.records.books.journal import Action, HashedEntry
from desk_app.records.case.decisions import Decision, Signature
from desk_app.records.case.disposal import DisposalItem, DisposalRecord
from desk_app.records.case.findings import Finding
from desk_app.records.case.history import (
    ApplicationFile,
    Judgement,
    Letter,
    RegisteredRecord,
    Topic,
)
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.records.desk.people import ROSTER_VALUE, Language, Role, read_entered
from desk_app.records.evidence import (
    EvidenceApplication,
    EvidenceApproval,
    EvidenceClause,
    EvidenceDecision,
    EvidenceDisposed,
    EvidenceEntry,
    EvidenceEvent,
    EvidenceFinding,
    EvidenceJudgement,
    EvidenceLetter,
    EvidenceMade,
    EvidencePage,
    EvidencePaper,
    EvidencePerson,
    EvidencePicture,
    EvidenceScan,
    EvidenceScope,
    EvidenceStanding,
    EvidenceVerdict,
    PackEnclosures,
    PackFile,
    Soundness,
)
from desk_app.records.pages import CourseLine, Event
from desk_app.rules.days.clock import day_of, time_of
from desk_app.rules.finding_codes import Code
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.rules.writing.canonical import in_one_form, plain, said_by

MOST_APPLICATIONS = 500
"""More than these are not in one pack: a longer period is given in several."""

MOST_ENTRIES = 100_000
FORMAT = 1
MANIFEST, JOURNAL, SUMMARY, RULEBOOKS, DISPOSED = (
    "manifest.json",
    "journal.json",
    "summary.pdf",
    "rulebooks.json",
    "disposed.json",
)

BOUND = ".pdf"
"""How the name of a pack ends that is one file."""

_Json = dict[str, object]
_Gone = tuple[tuple[DisposalRecord, DisposalItem], ...]


EVENT_ACTIONS = {
    Event.LOGGED: Action.APPLICATION_LOGGED,
    Event.SUPPLEMENTED: Action.SUPPLEMENT_ATTACHED,
    Event.ASKED: Action.DEPARTMENT_ASKED,
    Event.ANSWERED: Action.DEPARTMENT_ANSWERED,
    Event.DECIDED: Action.DECISION_APPROVED,
    Event.LAPSED: Action.LAPSE_CONFIRMED,
    Event.WITHDRAWN: Action.WITHDRAWAL_CONFIRMED,
    Event.POSTED: Action.POSTED,
    Event.DELIVERED: Action.DELIVERED,
    Event.CAME_BACK: Action.CAME_BACK,
}
"""What happened stands in the journal as this, and is said in its words."""

_LAST = 2**63
"""What the journal does not tell of stands behind what it tells of a day."""


class EvidenceWords(Protocol):
    """Says in words of one language what the pack has no codes for."""

    def said(self, finding: Finding, rules: Rules, *, named: bool) -> str:
        """Say what a rule found; not ``named`` with no text of anybody's in it."""
        ...

    def law(self, finding: Finding, rules: Rules) -> str:
        """Name the articles of law behind it; empty where there are none."""
        ...

    def happened(self, line: CourseLine) -> str:
        """Say what happened, with the kind and the number of a letter."""
        ...

    def judged(self, judgement: EvidenceJudgement) -> str:
        """Say what a person judged, how, and why where the reason may stand there."""
        ...

    def outcome(self, decision: EvidenceDecision) -> str:
        """Say how a request was decided, in the word of its right."""
        ...

    def found(self, application: EvidenceApplication) -> str:
        """Say how papers, identity, authority and fee were found."""
        ...

    def grounds(self, decision: EvidenceDecision) -> str:
        """Name each ground with its article of law, one after the other."""
        ...

    def listed(self, words: Sequence[Word]) -> str:
        """Name codes, one after the other."""
        ...


def export_evidence(
    desk: Desk,
    scope: EvidenceScope,
    place: Path,
    words: tuple[Language, EvidenceWords],
    progress: Progress | None = None,
) -> EvidenceMade:
    """Write a pack of evidence to a new place outside the desk; the journal says who did (T29).

    It is a folder; where the place ends in ``.pdf``, one PDF to which the same files are attached.

    With names it is for who may read applicants' data, without them also for who reads the journal.
    A period has its whole journal in it for the latter alone, else the entries of its applications.

    Raises NotAllowed, NotFound for a number the desk does not have, BadInput for days in the wrong
    order, for more than one pack holds and for a place where something is, Refused at a desk
    without a roster, LetterStopped, DiskFull: nothing is left there then.
    """
    _must_be_let(desk, scope)
    desk.ports.packs.doubts(place)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        ids, gone = _wanted(books, scope)
        numbers = [books.files.get(id_).application.receipt_number for id_ in ids]
        numbers += [item.receipt_number for _, item in gone]
        entered = read_entered(books.settings.value(ROSTER_VALUE))
        enclosures = desk.ports.packs.enclosures(entered.place)
        books.journal.note(
            Action.EVIDENCE_EXPORTED,
            ids[0] if scope.number and ids else None,
            names="yes" if scope.named else "no",
            applications=len(ids),
            disposed=len(gone),
            since=scope.since,
            last=scope.until,
        )
        head = books.journal.head()
        books.commit()
    of_numbers = {number: _window(desk, JournalFilter(subject=number)) for number in numbers}
    entries = sorted({*_of_days(desk, scope), *chain.from_iterable(of_numbers.values())})
    # The summary tells who did what of them; read here, since one reading is open at a time.
    lines = desk.ports.store.journal.lines
    noted = {number: lines(ids[::-1]) for number, ids in of_numbers.items()}
    shown = {*entries, head[0]}
    with desk.ports.store.reading() as books:
        packing = _Packing(desk, books, scope, words, enclosures, shown, progress, gone, noted)
        if place.suffix.lower() == BOUND:
            files = [*packing.files(ids)]
            desk.ports.packs.write_bound(place, desk.ports.press.bound(packing.page(), files))
        else:
            desk.ports.packs.write(place, packing.files(ids))
    return packing.made()


def _must_be_let(desk: Desk, scope: EvidenceScope) -> None:
    desk.must(Duty.EXPORT)
    if scope.named:
        desk.must(Duty.READ_CASES)
    elif not desk.may(Duty.READ_CASES):
        desk.must(Duty.READ_JOURNAL)


def _wanted(books: Books, scope: EvidenceScope) -> tuple[tuple[ApplicationId, ...], _Gone]:
    """Return the applications it is of, and those of them that were disposed of."""
    if scope.number:
        id_ = books.files.by_number(scope.number)
        if id_ is not None:
            return (id_,), ()
        record = books.disposals.of_number(scope.number)
        if record is None:
            raise NotFound(place="application")
        items = (each for each in record.items if each.receipt_number == scope.number)
        return (), tuple((record, each) for each in items)
    first, last = scope.since or date.min, scope.until or date.max
    if last < first:
        raise BadInput("days_turned", place="last")
    ids, gone = books.files.received_between(first, last), _gone(books, first, last)
    if len(ids) + len(gone) > MOST_APPLICATIONS:
        raise BadInput("ledger_too_long", {"most": MOST_APPLICATIONS}, place="since")
    return ids, gone


def _gone(books: Books, first: date, last: date) -> _Gone:
    """Return the applications that were completed in some days and disposed of since, in order."""
    items = (
        (record, item)
        for record in books.disposals.all()
        if record.carried_out_at is not None
        for item in record.items
        if is_application(item.application) and first <= item.completed_on <= last
    )
    return tuple(sorted(items, key=lambda each: (each[1].completed_on, each[1].receipt_number)))


def _of_days(desk: Desk, scope: EvidenceScope) -> Sequence[int]:
    """Return the numbers of a period's entries, for who reads the journal."""
    if scope.number or not desk.may(Duty.READ_JOURNAL):
        return ()
    return _window(desk, JournalFilter(since=scope.since, until=scope.until))


def _window(desk: Desk, wanted: JournalFilter) -> Sequence[int]:
    """Return the numbers of entries, the newest first; raises BadInput where they are too many."""
    window = desk.ports.store.journal.window(wanted, MOST_ENTRIES)
    if window.more:
        raise BadInput("ledger_too_long", {"most": MOST_ENTRIES}, place="since")
    return window.ids


@dataclass(slots=True)
class _Packing:
    """A pack under way: its files come one by one, the signed manifest last."""

    desk: Desk
    books: Books
    scope: EvidenceScope
    words: tuple[Language, EvidenceWords]
    enclosures: PackEnclosures
    shown: Collection[int]
    progress: Progress | None
    gone: _Gone
    """The applications that were disposed of, each with its disposal."""
    noted: Mapping[str, Sequence[JournalLine]] = field(default_factory=dict)
    """What the journal says about each application of the pack, who opened it too."""
    hashes: dict[str, str] = field(default_factory=dict)
    applications: list[EvidenceApplication] = field(default_factory=list)
    named_on_paper: set[int] = field(default_factory=set)
    """Numbers of entries that paper or a signature names by their hash."""
    letters: int = 0
    gaps: int = 0
    head: tuple[int, str] = (0, "")

    def files(self, ids: Sequence[ApplicationId]) -> Iterator[PackFile]:
        """Yield every file of the pack; raises Cancelled."""
        for done, id_ in enumerate(ids):
            say_how_far(self.progress, done, len(ids))
            for each in self._application(self.books.files.get(id_)):
                yield self._hashed(each)
        if self.gone:
            yield self._hashed(self._disposed())
        for each in (
            self._journal(),
            *self._rulebooks(),
            PackFile(SUMMARY, self.desk.ports.press.page(self.page())),
            *self.enclosures.files,
        ):
            yield self._hashed(each)
        say_how_far(self.progress, len(ids), len(ids))
        yield PackFile(MANIFEST, self._manifest())

    def made(self) -> EvidenceMade:
        """Return what was written."""
        return EvidenceMade(
            applications=len(self.applications),
            letters=self.letters,
            entries=len(self.shown),
            gaps=self.gaps,
            files=len(self.hashes) + 1,
            sequence=self.head[0],
            head=self.head[1],
            root=self.enclosures.root,
            verifier=self.hashes["verify.py"],
            disposed=len(self.gone),
        )

    def _hashed(self, file: PackFile) -> PackFile:
        self.hashes[file.name] = hashlib.sha256(file.content).hexdigest()
        return file

    def _application(self, file: ApplicationFile) -> Iterator[PackFile]:
        scans = [*self._scans(file)]
        found = replace(self._told(file), scans=tuple(told for told, _ in scans))
        self.applications.append(found)
        said = {
            **said_by(found),
            "decisions": [
                said_by(told) | self._signed(file, decision)
                for told, decision in zip(found.decisions, file.decisions, strict=True)
            ],
        }
        yield _json(f"{found.receipt_number}.json", said)
        for told, letter in zip(found.letters, file.letters, strict=True):
            if told.file:
                self.letters += 1
                yield PackFile(told.file, self.books.letters.pages(letter.id))
        for scan, pdf in scans:
            if scan.file:
                yield PackFile(scan.file, pdf)

    def _scans(self, file: ApplicationFile) -> Iterator[tuple[EvidenceScan, bytes]]:
        """Yield the scans with their pictures, which are of nobody's concern without names."""
        number = file.application.receipt_number
        for at, each in enumerate(self.books.scans.of_application(file.application.id), 1):
            told = EvidenceScan(
                shows=each.shows,
                kind=each.kind,
                pages=each.pages,
                masks=len(each.masks),
                sha256=each.pdf_sha256,
                by=each.by,
                at=each.at,
                removed_by=each.removed_by,
                removed_at=each.removed_at,
            )
            if each.removed or not self.scope.named:
                yield told, b""
                continue
            try:
                pdf = self.books.scans.pdf(each)
            except DamageFound:
                yield replace(told, lost=True), b""
            else:
                yield replace(told, file=f"{number}-scan-{at}.pdf"), pdf

    def _told(self, file: ApplicationFile) -> EvidenceApplication:
        application, named = file.application, self.scope.named
        situation = self._situation(file)
        names = {user.id: user.name for user in self.books.people.all()}
        course = self._by_whom(application.receipt_number, course_of(situation.file, names))
        proxy, axes = application.proxy, situation.axes
        return EvidenceApplication(
            receipt_number=application.receipt_number,
            token=application.token,
            rulebook=situation.rules.version,
            received_on=application.received_on,
            as_of=situation.on,
            completed_on=situation.completed_on,
            rights=application.rights(),
            states=tuple(situation.claim_states[each.id] for each in application.claims),
            completeness=axes.completeness,
            identity=axes.identity,
            authority=axes.authority,
            fee=axes.fee,
            course=tuple(course) if named else tuple(replace(each, tracking="") for each in course),
            findings=tuple(self._finding(each, situation.rules) for each in situation.findings),
            judgements=tuple(
                EvidenceJudgement(
                    each.topic,
                    each.ruling,
                    each.on,
                    each.by,
                    each.reason if named else "",
                    _compared(file, each) if named else (),
                )
                for each in file.judgements
            ),
            decisions=tuple(self._decision(file, each) for each in file.decisions),
            letters=tuple(self._letter(file, each, at) for at, each in enumerate(file.letters, 1)),
            principal=application.principal.name if named else "",
            proxy=proxy.name if named and proxy is not None else "",
        )

    def _by_whom(self, number: str, course: Sequence[CourseLine]) -> Sequence[CourseLine]:
        """Return what happened with who did it, as the journal noted where nothing else did."""
        left = list(self.noted.get(number, ()))
        taken = [_taken(left, EVENT_ACTIONS.get(each.event), each.on) for each in course]
        return tuple(
            each if each.by or entry is None else replace(each, by=entry.actor)
            for each, entry in zip(course, taken, strict=True)
        )

    def _situation(self, file: ApplicationFile) -> Situation:
        """Return how it stood when it was completed, or stands today, by its own rulebook."""
        book, today = self.desk.book_of(file.application), self.desk.today
        now = situation_of(file, book.on(today), today)
        done = now.completed_on
        return now if done is None else situation_of(file, book.on(done), done)

    def _finding(self, finding: Finding, rules: Rules) -> EvidenceFinding:
        language, words = self.words
        cited = rules.cited(finding.clause)
        clause = next((each for each in rules.clauses if each.id == cited), None)
        text = "" if clause is None else _in(language, clause.text_ja, clause.text_en)
        law = words.law(finding, rules)
        return EvidenceFinding(
            code=finding.code,
            clause=f"{cited} ({law})" if law else cited,
            text=text,
            verdict=_verdict(finding),
            axis=finding.axis,
            said=words.said(finding, rules, named=self.scope.named),
        )

    def _decision(self, file: ApplicationFile, decision: Decision) -> EvidenceDecision:
        approval = decision.approval
        rights = {each.id: each.right for each in file.application.claims}
        then = self.desk.rules_of(file.application).at(decision.proposed_on)
        terms = (then.ground(each.code) for each in decision.grounds)
        right = rights.get(decision.claim)
        return EvidenceDecision(
            id=decision.id,
            right=right,
            outcome=decision.outcome,
            grounds=decision.grounds,
            articles=tuple(
                "" if term is None or right is None else term.articles.get(right, "")
                for term in terms
            ),
            proposed_by=decision.proposed_by,
            proposed_on=decision.proposed_on,
            approved_by=None if approval is None else approval.by,
            approved_on=None if approval is None else approval.on,
            sound=self._sound(file, decision),
        )

    def _sound(self, file: ApplicationFile, decision: Decision) -> Soundness:
        seal, witness = self.desk.ports.seal, Witness(self.books)
        signed = decision.approval is not None
        if signed and not is_sound(seal, witness, file.application, decision):
            return Soundness.UNSOUND
        if decision.taken_back:
            return Soundness.TAKEN_BACK
        return Soundness.SOUND if signed else Soundness.OPEN

    def _signed(self, file: ApplicationFile, decision: Decision) -> _Json:
        """Return what was signed of a decision: its words where applicants are named."""
        said = decision_said(file.application, decision) if self.scope.named else None
        return {
            "said": said,
            "proposal": self._signature(decision.proposal),
            "approval": self._signature(decision.approval),
        }

    def _signature(self, signature: Signature | None) -> _Json | None:
        """Return a signature with the act it is under.

        Without names its hashes of people are left out: whoever has a name could try it there.
        """
        if signature is None:
            return None
        self.named_on_paper.add(signature.entry)
        act = act_said(signature if self.scope.named else replace(signature, covered=None))
        return {
            **act,
            "form": signature.form.value,
            "content_sha256": signature.content_sha256,
            "signature": signature.signature.hex(),
        }

    def _letter(self, file: ApplicationFile, letter: Letter, at: int) -> EvidenceLetter:
        facts = self.books.letters.facts(letter.id)
        number = facts.journal_mark.partition(" ")[0].removeprefix("#")
        if number.isdecimal():
            self.named_on_paper.add(int(number))
        posted = (each.posted_on for each in file.postings if letter.id in each.letters)
        return EvidenceLetter(
            kind=letter.kind,
            number=letter.number,
            dated=letter.dated,
            sha256=letter.sha256,
            issued_by=letter.issued_by,
            mark=facts.journal_mark,
            template=facts.template,
            revisions=tuple(each.revision for each in facts.laid),
            void=letter.void,
            posted_on=next(posted, None),
            file=f"{file.application.receipt_number}-{at}.pdf" if self.scope.named else "",
        )

    def _disposed(self) -> PackFile:
        """Return the disposals that applications went with: what two people signed, and when.

        The random names and numbers of all that went together are in it, and nobody's name.
        """
        numbers: dict[int, list[str]] = {}
        for record, item in self.gone:
            numbers.setdefault(record.id, []).append(item.receipt_number)
        records = {record.id: record for record, _ in self.gone}
        said = [
            {
                "number": record.number,
                "applications": numbers[id_],
                "state": record.state.value,
                "carried_out_at": plain(record.carried_out_at),
                "paper": plain(record.paper),
                "said": disposal_said(record),
                "proposal": self._signature(record.proposal),
                "approval": self._signature(record.approval),
            }
            for id_, record in records.items()
        ]
        return _json(DISPOSED, {"disposals": said})

    def _journal(self) -> PackFile:
        """Return the entries that are shown, each whole, and the gaps between them."""
        shown = self.books.journal.as_hashed(self.shown)
        self.head = (shown[-1].sequence, shown[-1].hash)
        named = self.named_on_paper | self._named_by_roster()
        beside = self.books.journal.as_hashed(named - {*self.shown})
        points = {each.sequence: each.hash for each in beside}
        items = [*_with_gaps(shown, points)]
        self.gaps = len(items) - len(shown)
        return _json(JOURNAL, {"entries": items})

    def _named_by_roster(self) -> set[int]:
        roster = next(each for each in self.enclosures.files if each.name == "roster.json")
        statements = json.loads(roster.content)["statements"]
        return {int(each["content"]["journal"][0]) for each in statements}

    def _rulebooks(self) -> Iterator[PackFile]:
        versions = dict.fromkeys(each.rulebook for each in self.applications)
        kept = [rulebooks.as_kept(self.books.settings, each) for each in versions]
        listed = list[_Json]()
        for number, each in enumerate(filter(None, kept), start=1):
            name = f"rulebook-{number}.toml"
            yield PackFile(name, each.source)
            listed.append(
                {
                    "version": each.version,
                    "file": name,
                    "sha256": hashlib.sha256(each.source).hexdigest(),
                    "proposal": self._signature(each.proposal),
                    "approval": self._signature(each.approval),
                }
            )
        yield _json(RULEBOOKS, {"rulebooks": listed})

    def page(self) -> EvidencePage:
        """Return the summary; what each part is about stands in it by its receipt number."""
        keys = {line.about: line.number for line in self.desk.ports.keys.lines() if line.about}
        people, words = self.books.people.all(), self.words[1]
        return EvidencePage(
            language=self.words[0],
            profile=self.books.settings.profile(),
            made_on=self.desk.today,
            made_by=self.desk.actor.name,
            scope=self.scope,
            standings=tuple(map(self._standing, self.applications)),
            course=tuple(
                line
                for each in self.applications
                for line in self._course(each, {user.id: user.name for user in people})
            ),
            findings=tuple(
                EvidenceClause(
                    each.receipt_number,
                    # The articles behind a clause stand below it.
                    line.clause.replace(" (", "\n(", 1),
                    line.text,
                    line.said,
                    words.listed((line.verdict,)),
                )
                for each in self.applications
                for line in each.findings
            ),
            approvals=tuple(self._approvals({each.id: each.name for each in people})),
            letters=tuple(
                EvidencePaper(
                    each.receipt_number,
                    line.number,
                    words.listed((line.kind,)),
                    line.posted_on,
                    line.sha256,
                )
                for each in self.applications
                for line in each.letters
            ),
            people=tuple(
                EvidencePerson(
                    each.name,
                    words.listed([role for role in Role if role in each.roles]),
                    keys.get(each.id, 1),
                )
                for each in people
            ),
            entries=len(self.shown),
            gaps=self.gaps,
            mark=self.books.journal.mark(),
            fingerprint=fingerprint(self.desk.ports),
            program=self.enclosures.versions["desk_app"],
            rulebooks=", ".join(dict.fromkeys(each.rulebook for each in self.applications)),
            disposed=tuple(self._disposals({each.id: each.name for each in people})),
            noted=tuple(
                EvidenceEntry(
                    f"#{line.sequence}",
                    day_of(line.at),
                    time_of(line.at),
                    words.listed((line.action,)),
                    line.actor,
                )
                # A period's stand in its files alone.
                for line in self.noted.get(self.scope.number, ())
            ),
            scans=tuple(
                EvidencePicture(
                    each.receipt_number,
                    words.listed((line.shows,)),
                    day_of(line.at),
                    line.pages,
                    line.masks,
                    line.sha256,
                    None if line.removed_at is None else day_of(line.removed_at),
                    line.lost,
                )
                for each in self.applications
                for line in each.scans
            ),
        )

    def _disposals(self, names: Mapping[UserId, str]) -> Iterator[EvidenceDisposed]:
        for record, item in self.gone:
            signed_by = UserId("") if record.approval is None else record.approval.by
            yield EvidenceDisposed(
                number=item.receipt_number,
                completed_on=item.completed_on,
                disposal=record.number,
                gone_on=day_of(record.carried_out_at or record.proposed_at),
                proposed_by=names.get(record.proposed_by, record.proposed_by),
                signed_by=names.get(signed_by, signed_by),
                sha256=disposal_to_sign(record).hex(),
            )

    def _standing(self, application: EvidenceApplication) -> EvidenceStanding:
        words = self.words[1]
        return EvidenceStanding(
            application.receipt_number,
            application.received_on,
            words.listed(application.rights),
            words.listed([*dict.fromkeys(application.states)]),
            words.found(application),
            application.completed_on,
            application.principal,
        )

    def _course(
        self, application: EvidenceApplication, names: Mapping[UserId, str]
    ) -> Sequence[EvidenceEvent]:
        """Return what happened, and what a person judged among it, in order of their days.

        The journal says what came first on a day, and who did it.
        """
        number, words = application.receipt_number, self.words[1]
        left = list(self.noted.get(number, ()))
        lines: list[tuple[date, int, EvidenceEvent]] = []
        for each in application.course:
            entry = _taken(left, EVENT_ACTIONS.get(each.event), each.on)
            line = EvidenceEvent(number, each.on, words.happened(each), each.by)
            lines.append((each.on, _LAST if entry is None else entry.sequence, line))
        for judged in application.judgements:
            entry = _taken(left, Action.JUDGED, judged.on)
            by = names.get(judged.by, judged.by)
            line = EvidenceEvent(number, judged.on, words.judged(judged), by)
            lines.append((judged.on, _LAST if entry is None else entry.sequence, line))
        return [line for *_, line in sorted(lines, key=lambda each: each[:2])]

    def _approvals(self, names: Mapping[UserId, str]) -> Iterator[EvidenceApproval]:
        words = self.words[1]
        for each in self.applications:
            for line in each.decisions:
                yield EvidenceApproval(
                    each.receipt_number,
                    "" if line.right is None else words.listed((line.right,)),
                    words.outcome(line),
                    words.grounds(line),
                    names.get(line.proposed_by, line.proposed_by),
                    line.proposed_on,
                    ""
                    if line.approved_by is None
                    else names.get(line.approved_by, line.approved_by),
                    line.approved_on,
                    words.listed((line.sound,)),
                )

    def _manifest(self) -> bytes:
        with_all = self.enclosures
        said: _Json = {
            "format": FORMAT,
            "made_at": plain(self.desk.ports.clock.now()),
            "scope": plain(self.scope),
            "files": self.hashes,
            "sequence": self.head[0],
            "head": self.head[1],
            "roster": {
                "number": with_all.place.number,
                "head": with_all.place.head,
                "root": with_all.root,
            },
            "disposals": {"count": with_all.disposals, "head": with_all.disposal_head},
            "versions": dict(with_all.versions),
            "schema": with_all.schema,
            "signed_by": self.desk.actor.id,
        }
        signature = self.desk.ports.seal.sign(EVIDENCE_DOMAIN + in_one_form(said))
        return _written({**said, "signature": base64.b64encode(signature).decode("ascii")})


def _verdict(finding: Finding) -> EvidenceVerdict:
    """Return what a rule said; what nobody noted to have looked for is not checked."""
    if finding.code == Code.MASKING_WATCH:
        return EvidenceVerdict.UNCHECKED
    return EvidenceVerdict(finding.verdict.value)


def _taken(left: list[JournalLine], action: Action | None, on: date) -> JournalLine | None:
    """Take out of entries the first that notes an action on a day."""
    for entry in left:
        if entry.action is action and day_of(entry.at) == on:
            left.remove(entry)
            return entry
    return None


def _compared(file: ApplicationFile, judgement: Judgement) -> tuple[str, ...]:
    """Return what the form says, and the paper or the record that it was compared with."""
    what = _COMPARED.get(judgement.topic)
    if what is None:
        return ()
    application = file.application
    others: list[Enclosure | RegisteredRecord] = [*file.enclosures]
    others += (record for asked in file.inquiries for record in asked.records)
    for other in others:
        if other.id != judgement.subject:
            continue
        proxys = isinstance(other, Enclosure) and other.of is Subject.PROXY
        form = (application.proxy if proxys else None) or application.principal
        texts = (str(getattr(form, what)), str(getattr(other, what)))
        return texts if all(texts) else ()
    return ()


_COMPARED = {
    Topic.NAME: "name",
    Topic.ADDRESS: "address",
    Topic.REGISTERED_NAME: "name",
    Topic.REGISTERED_ADDRESS: "address",
}


def _with_gaps(shown: Sequence[HashedEntry], points: Mapping[int, str]) -> Iterator[_Json]:
    """Yield the entries, and what stands between two that do not follow one another.

    A gap says the hash of its last entry, and those of entries in it that somebody names.
    """
    last = 0
    for each in shown:
        if each.sequence > last + 1:
            inside = [n for n in sorted(points) if last < n < each.sequence - 1]
            yield {
                "gap": [last + 1, each.sequence - 1],
                "hash": each.previous,
                "points": [[number, points[number]] for number in inside],
            }
        words = (each.at, each.actor, each.action, each.subject, each.digests)
        yield {"entry": [each.sequence, *words], "previous": each.previous, "hash": each.hash}
        last = each.sequence


def _in(language: Language, japanese: str, english: str) -> str:
    return japanese if language is Language.JA else english


def _json(name: str, said: _Json) -> PackFile:
    return PackFile(name, _written(said))


def _written(said: _Json) -> bytes:
    """Return JSON for a person and for the verifier, which knows no other form of it."""
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()
