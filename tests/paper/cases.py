# SPDX-License-Identifier: MIT
"""Random applications and what becomes of them at a desk, up to every letter that it owes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Self

from desk_app.bootstrap import Surroundings, found_desk
from desk_app.desk import timekeeping
from desk_app.desk.applications import deciding, intake
from desk_app.desk.applications.intake import ApplicationDraft
from desk_app.desk.applications.supplements import SupplementDraft, attach_supplement
from desk_app.desk.letters import corresponding
from desk_app.desk.letters.corresponding import LetterDraft
from desk_app.desk.post import posting
from desk_app.records.base import ApplicationId, ClaimId, HeldThingId, MailItemId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import (
    Application,
    Claim,
    Method,
    Principal,
    Proxy,
    ProxyKind,
    ReplyTo,
    Right,
)
from desk_app.records.case.decisions import (
    CessationResult,
    ChangeResult,
    Content,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    WithheldPart,
)
from desk_app.records.case.history import ApplicationFile, RegisteredRecord, ReturnReason
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldKind, HeldThing, MailItem, MailKind
from desk_app.records.case.papers import Enclosure, Guardianship, Subject
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules.case.claims import belongs_together
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.letters.letters_due import letters_due
from desk_app.rules.situation.situation import Situation, situation_of
from desk_app.store.disk.machine import JAPAN, SeededChance
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.builders import application, mail, paper, rules, stamps
from tests.bulk.prototypes import Moments
from tests.letters.random_facts import GROUNDS
from tests.paper import vocabulary
from tests.unit.desk.contents import Saying, proposal, referral, refusal
from tests.unit.desk.tries import later
from tests.workbench.desks import CLERK, OFFICER, Site, TwoPeople, writing

OPENING = time(9, 0)


@dataclass(frozen=True, slots=True)
class Office(TwoPeople):
    """The same on a clock that is set for it, with all that makes letters."""

    clock: Moments

    @classmethod
    def opened(cls, folder: Path, on: date, seed: str) -> Self:
        """Found a desk in a folder on a day; passwords are cheap, all else is the program's."""
        site, clock = Site(folder), Moments(datetime.combine(on, OPENING, JAPAN))
        chance = SeededChance(seed)
        around = Surroundings(clock, chance, cost=SAMPLE_COST, machine=folder / "machine")
        clerk = found_desk(site.desk, site.keys, DeskProfile(), [CLERK, OFFICER], around)
        shown = keyring.unlock(site.keys, OFFICER.name, OFFICER.password, around.machine)
        return cls(clerk, clerk.acting(shown.user, shown.seal), clock)

    @property
    def today(self) -> date:
        """Return the day at the desk."""
        return self.clock.today()

    def pass_days(self, days: int) -> None:
        """Let days go by; somebody is there on each of them, so that the clock is believed."""
        for _ in range(days):
            self.clock.at += timedelta(days=1)
            with writing(self.clerk) as books:
                timekeeping.go_on(self.clerk, books)
                books.journal.note(Action.DAY_BEGUN, None, turned=0)

    def log(self, mail: MailItem, draft: intake.ApplicationDraft) -> ApplicationId:
        """Log an envelope of today with one application."""
        arrived = replace(mail, arrived_on=self.today)
        return self.logged(intake.EnvelopeDraft(arrived, (draft,)))

    def decide(self, id_: ApplicationId, claim: ClaimId, saying: Saying) -> None:
        """Propose by the clerk and approve by the second person."""
        deciding.propose(self.clerk, proposal(self.file(id_), claim, saying))
        deciding.approve(self.officer, id_, self.file(id_).decisions[-1].id)

    def situation(self, file: ApplicationFile) -> Situation:
        """Return how an application stands today."""
        return situation_of(file, self.clerk.rules_of(file.application), self.today)

    def draft(self, file: ApplicationFile, kind: LetterKind) -> LetterDraft:
        """Return the draft of a letter of an application as it stands, that is posted today."""
        return LetterDraft(file.application.id, file.application.version, kind, self.today)

    def issue(self, draft: LetterDraft) -> None:
        """Issue a letter."""
        corresponding.issue_letter(self.clerk, draft)

    def issue_answers(self, id_: ApplicationId) -> None:
        """Issue every letter that answers and is owed, one after the other."""
        file = self.file(id_)
        while answers := [due for due in letters_due(self.situation(file), ()) if due.claims]:
            draft = self.draft(file, answers[0].kind)
            self.issue(replace(draft, claims=answers[0].claims))
            file = self.file(id_)

    def notify(self, id_: ApplicationId) -> None:
        """Issue a notice and post it today, with nothing beside it."""
        self.issue(self.draft(self.file(id_), LetterKind.DEFICIENCIES))
        self.post_last(id_)

    def post_last(self, id_: ApplicationId) -> None:
        """Post the last letter of an application today, with nothing beside it."""
        letter = self.file(id_).letters[-1].id
        draft = posting.PostingDraft(id_, (letter,), MailKind.SIMPLE_REGISTERED, self.today)
        posting.post(self.clerk, draft)

    def send_again(self, id_: ApplicationId) -> None:
        """Record that nobody collected the last envelope, and issue what goes with it again."""
        sent = self.file(id_).postings[-1].id
        reason = ReturnReason.NOT_COLLECTED
        posting.record_return(self.clerk, id_, sent, self.today, reason)
        draft = self.draft(self.file(id_), LetterKind.RESENDING)
        self.issue(replace(draft, again=sent))

    def list_returns(self, id_: ApplicationId) -> None:
        """Issue the cover sheet of everything that has to go back."""
        file = self.file(id_)
        things = tuple(thing.id for thing in things_to_return(file))
        self.issue(replace(self.draft(file, LetterKind.RETURN), things=things))

    def lapse(self, id_: ApplicationId) -> None:
        """Confirm that what lapses has lapsed."""
        deciding.confirm_lapse(self.officer, id_, self.situation(self.file(id_)).lapsing)

    def withdraw(self, id_: ApplicationId, claims: tuple[ClaimId, ...], written: date) -> None:
        """Log a signed writing of today that withdraws claims, and confirm it."""
        draft = SupplementDraft(
            later(self.today), id_, withdraws=claims, written_on=written, signed=True
        )
        attach_supplement(self.clerk, draft)
        writing = self.file(id_).withdrawals[-1]
        deciding.confirm_withdrawal(self.officer, id_, writing.mail_item)


_MANY = 120
"""So many items make an annex of about ten pages."""

_OWN_GROUNDS = {
    Right.ADDITION: Right.CORRECTION,
    Right.DELETION: Right.CORRECTION,
    Right.CESSATION: Right.ERASURE,
}
_OF_35_5 = (GroundUse("L-35-5", item="not_needed"), GroundUse("L-35-6-COST"))
"""What answers a claim under Article 35(5), whichever of the rights it is about."""

_LAWS = ("corporate_tax_act", "companies_act", "commercial_code", "labour_standards_act")
_MAY_BE_MISSING = frozenset(
    {Right.CORRECTION, Right.ADDITION, Right.DELETION, Right.PROVISION_RECORDS}
)
_DISCLOSING = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def decided(
    luck: Random, claim: Claim, application: Application, on: date, *, held: bool = True
) -> Saying:
    """Return what is decided on a claim of an application, on a day.

    Of somebody of whom something is ``held`` single items and records of provision may be missing,
    the data as a whole are not (C5).
    """
    language, right = application.language, claim.right
    missing = not held or right in _MAY_BE_MISSING
    given = (Outcome.GRANTED, Outcome.GRANTED) if held else (Outcome.NO_SUCH_DATA,)
    outcome = luck.choice(
        (*given, Outcome.REFUSED, Outcome.NO_SUCH_DATA if missing else Outcome.GRANTED)
    )
    if outcome is Outcome.REFUSED:
        return _refused(luck, claim, language)
    if outcome is Outcome.NO_SUCH_DATA:
        search = Search(on, vocabulary.words(luck, language), vocabulary.words(luck, language))
        return Saying(outcome, GroundUse("NOT-HELD"), content=Content(search=search))
    content = _GIVEN[right](luck, claim, language, on)
    if application.method is Method.ELECTRONIC and right in _DISCLOSING:
        content = replace(content, difficulty=vocabulary.words(luck, language))
    if right is Right.DISCLOSURE and luck.random() < 0.3:
        return _in_part(luck, content, language)
    return Saying(Outcome.GRANTED, content=content)


def _refused(luck: Random, claim: Claim, language: Language) -> Saying:
    ground = luck.choice(tuple(_answering(claim)))
    if ground.law:
        ground = replace(ground, law=luck.choice(_LAWS), article=f"第{luck.randint(1, 300)}条")
    content = Content()
    if ground.code.endswith("-COST"):
        content = Content(substitute=vocabulary.words(luck, language))
    if ground.code == "L-32-1":
        content = Content(published_at=vocabulary.words(luck, language))
    return Saying(
        Outcome.REFUSED,
        ground,
        content=content,
        facts=vocabulary.long_words(luck, language),
        explanation=vocabulary.long_words(luck, language),
    )


def _answering(claim: Claim) -> Iterator[GroundUse]:
    """Yield the grounds of a right that answer the paragraph its claim was made under."""
    in_force = rules()
    for use in GROUNDS[_OWN_GROUNDS.get(claim.right, claim.right)] + _OF_35_5:
        known, denied = in_force.ground(use.code), in_force.reason(use.item)
        lawful = known is not None and claim.right in known.rights
        if known is not None and lawful and belongs_together(known, claim, in_force):
            yield use if denied is None else replace(use, item=claim.reason or use.item)


def _in_part(luck: Random, content: Content, language: Language) -> Saying:
    withheld = WithheldPart(
        vocabulary.words(luck, language), GroundUse("PR-G4"), vocabulary.long_words(luck, language)
    )
    return Saying(Outcome.GRANTED_IN_PART, content=replace(content, withheld=(withheld,)))


def _disclosed(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    most = _MANY if luck.random() < 0.02 else 12
    items = tuple(
        DisclosedItem(
            "",
            vocabulary.words(luck, language),
            vocabulary.long_words(luck, language),
            vocabulary.words(luck, language),
        )
        for _ in range(luck.randint(1, most))
    )
    purpose = vocabulary.words(luck, language)
    return Content(as_of=on, disclosed=items, disclosed_purpose=purpose)


def _purposes(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    lines = tuple(
        PurposeLine(*(vocabulary.words(luck, language) for _ in range(3)))
        for _ in range(luck.randint(1, 4))
    )
    return Content(as_of=on, purposes=lines)


def _changed(_luck: Random, claim: Claim, _language: Language, on: date) -> Content:
    changes = tuple(
        ChangeResult(each.item, claim.right.value, each.before, each.after, done=True)
        for each in claim.changes
    )
    return Content(done_on=on, changes=changes)


def _ceased(luck: Random, claim: Claim, language: Language, on: date) -> Content:
    results = tuple(
        CessationResult(claim.right.value, vocabulary.words(luck, language), done=True, done_on=on)
        for _ in range(luck.randint(1, 3))
    )
    return Content(cessations=results)


def _records(luck: Random, _claim: Claim, language: Language, on: date) -> Content:
    def some() -> tuple[ProvisionRecord, ...]:
        return tuple(
            ProvisionRecord(
                on - timedelta(days=luck.randint(1, 900)),
                *(vocabulary.words(luck, language) for _ in range(4)),
            )
            for _ in range(luck.randint(1, 3))
        )

    return Content(as_of=on, provided=some(), obtained=some())


_GIVEN: dict[Right, Callable[[Random, Claim, Language, date], Content]] = {
    Right.DISCLOSURE: _disclosed,
    Right.PURPOSE: _purposes,
    Right.PROVISION_RECORDS: _records,
    Right.CORRECTION: _changed,
    Right.ADDITION: _changed,
    Right.DELETION: _changed,
    Right.CESSATION: _ceased,
    Right.ERASURE: _ceased,
    Right.PROVISION_STOP: _ceased,
}


CHARGEABLE = frozenset({Right.DISCLOSURE, Right.PURPOSE})
_ASKED = (
    (Right.DISCLOSURE,),
    (Right.DISCLOSURE,),
    (Right.PURPOSE,),
    (Right.PROVISION_RECORDS,),
    (Right.CORRECTION,),
    (Right.ADDITION, Right.DELETION),
    (Right.CESSATION,),
    (Right.ERASURE, Right.CESSATION),
    (Right.PROVISION_STOP,),
    (Right.CORRECTION, Right.ADDITION, Right.DELETION),
    (Right.DISCLOSURE, Right.CORRECTION),
    (Right.DISCLOSURE, Right.PROVISION_RECORDS),
    (Right.PURPOSE, Right.ERASURE),
    (Right.DISCLOSURE, Right.CORRECTION, Right.CESSATION),
)
_ACKNOWLEDGED = 0.2
"""One application in five gets an acknowledgement first."""

_WAIT = 21
"""So many days pass between the two halves of a course: a notice's due date is over."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sends: the envelope, the forms and papers, and what is registered of him."""

    mail: MailItem
    application: Application
    papers: tuple[Enclosure, ...]
    registered: RegisteredRecord


def sent(luck: Random, on: date, *rights: Right) -> Sent:
    """Return a complete application of a random person, by a guardian now and then."""
    language = luck.choice((Language.JA, Language.JA, Language.JA, Language.EN))
    principal = _principal(luck, language)
    base = application(*rights)
    claims = tuple(
        replace(
            claim,
            changes=tuple(
                replace(
                    each,
                    item=vocabulary.words(luck, language),
                    before=vocabulary.words(luck, language),
                    after=vocabulary.words(luck, language),
                )
                for each in claim.changes
            ),
        )
        for claim in base.claims
    )
    asked = replace(
        base,
        principal=principal,
        claims=claims,
        scope=vocabulary.words(luck, language),
        method=luck.choice((Method.PAPER, Method.PAPER, Method.ELECTRONIC)),
        language=language,
    )
    papers: tuple[Enclosure, ...] = (
        _licence(luck, on, principal.name, principal.address, principal.born),
    )
    if luck.random() < 0.25:
        asked, more = _by_guardian(luck, asked, on)
        papers = (*papers, *more)
    payments = stamps("500x2") if CHARGEABLE & set(rights) else ()
    held = RegisteredRecord("", name=principal.name, born=principal.born, address=principal.address)
    return Sent(mail(*payments), asked, papers, held)


def _principal(luck: Random, language: Language) -> Principal:
    latin = language is Language.EN
    return Principal(
        name=vocabulary.latin_person(luck) if latin else vocabulary.person(luck),
        born=vocabulary.born(luck),
        postal_code=vocabulary.postal_code(luck),
        address=vocabulary.latin_address(luck) if latin else vocabulary.address(luck),
    )


def _licence(
    luck: Random,
    on: date,
    name: str,
    address: str,
    born: date | None,
    of: Subject = Subject.PRINCIPAL,
) -> Enclosure:
    return replace(
        paper("driving_licence", of),
        name=name,
        address=address,
        born=born,
        issued_on=on - timedelta(days=200),
        valid_until=on + timedelta(days=luck.randint(300, 900)),
    )


def _by_guardian(
    luck: Random, asked: Application, on: date
) -> tuple[Application, tuple[Enclosure, ...]]:
    other = _principal(luck, asked.language)
    proxy = Proxy(
        ProxyKind.ADULT_GUARDIAN,
        other.name,
        postal_code=other.postal_code,
        address=other.address,
    )
    shown = Guardianship(proxy.kind.value, names_principal=True, names_proxy=True)
    certificate = replace(
        paper("guardianship_certificate"),
        name=asked.principal.name,
        address=asked.principal.address,
        born=asked.principal.born,
        issued_on=on - timedelta(days=20),
        guardianship=shown,
    )
    licence = _licence(luck, on, other.name, other.address, other.born, Subject.PROXY)
    reply_to = luck.choice(list(ReplyTo))
    return replace(asked, proxy=proxy, reply_to=reply_to), (licence, certificate)


_HELD = 0.8
"""Of so many of those who are answered the desk holds something."""

Course = Callable[[Office, Random], Iterator[int]]
"""What becomes of an application: it yields how many days pass before it goes on."""


def answered(office: Office, luck: Random) -> Iterator[int]:
    """Everything is there: each claim is decided, at once or later, each letter issued."""
    case = sent(luck, office.today, *luck.choice(_ASKED))
    id_ = _logged(office, case)
    if luck.random() < _ACKNOWLEDGED:
        office.issue(office.draft(office.file(id_), LetterKind.ACKNOWLEDGEMENT))
    held = luck.random() < _HELD
    office.ask(id_, *((case.registered,) if held else ()))
    yield luck.choice((0, _WAIT))
    application = office.file(id_).application
    for claim in application.claims:
        saying = decided(luck, claim, application, office.today, held=held)
        office.decide(id_, claim.id, saying)
    office.issue_answers(id_)


def lapsed(office: Office, luck: Random) -> Iterator[int]:
    """The fee is short, and stays so: a notice, then the lapse."""
    rights = luck.choice([each for each in _ASKED if CHARGEABLE & set(each)])
    case = sent(luck, office.today, *rights)
    value, count = luck.choice(((84, 10), (500, 1), (110, 3), (0, 0)))
    short = mail(*(stamps(f"{value}x{count}") if count else ()))
    id_ = _logged(office, replace(case, mail=short))
    office.ask(id_, case.registered)
    office.notify(id_)
    yield _WAIT
    office.lapse(id_)
    office.issue_answers(id_)


def unproven(office: Office, luck: Random) -> Iterator[int]:
    """Nobody is shown to be the principal, or the proxy: a notice, then the form L5b."""
    rights = luck.choice(_ASKED)
    case = sent(luck, office.today, *rights)
    id_ = _logged(office, replace(case, papers=()))
    office.notify(id_)
    yield _WAIT
    ground = "PR-G2" if case.application.proxy and luck.random() < 0.5 else "PR-G1"
    for claim in office.file(id_).application.claims:
        office.decide(id_, claim.id, _unshown(luck, ground, case.application.language))
    office.issue_answers(id_)


def _unshown(luck: Random, ground: str, language: Language) -> Saying:
    said = refusal(ground)
    return replace(
        said,
        facts=vocabulary.words(luck, language),
        explanation=vocabulary.long_words(luck, language),
    )


def referred(office: Office, luck: Random) -> Iterator[int]:
    """The service's own contact answers."""
    case = sent(luck, office.today, luck.choice((Right.CORRECTION, Right.DISCLOSURE)))
    id_ = _logged(office, case)
    office.ask(id_, case.registered)
    language = case.application.language
    to = Referral(
        vocabulary.words(luck, language),
        vocabulary.words(luck, language),
        vocabulary.words(luck, language) if luck.random() < 0.5 else "",
        change=luck.random() < 0.5,
    )
    said = referral()
    for claim in office.file(id_).application.claims:
        office.decide(id_, claim.id, replace(said, content=replace(said.content, referral=to)))
    office.issue_answers(id_)
    yield 0


def withdrawn(office: Office, luck: Random) -> Iterator[int]:
    """One claim, or all, are withdrawn."""
    case = sent(luck, office.today, *luck.choice(_ASKED))
    id_ = _logged(office, case)
    claims = [claim.id for claim in office.file(id_).application.claims]
    some = tuple(luck.sample(claims, luck.randint(1, len(claims))))
    office.withdraw(id_, some, office.today)
    office.issue_answers(id_)
    yield 0


def delayed(office: Office, luck: Random) -> Iterator[int]:
    """The department does not answer in time."""
    case = sent(luck, office.today, *luck.choice(_ASKED))
    id_ = _logged(office, case)
    yield _WAIT
    new = office.today + timedelta(days=luck.randint(5, 40))
    draft = office.draft(office.file(id_), LetterKind.DELAY)
    office.issue(replace(draft, new_target=new))


def came_back(office: Office, luck: Random) -> Iterator[int]:
    """The answer is posted, and comes back because nobody collected it."""
    case = sent(luck, office.today, luck.choice((Right.DISCLOSURE, Right.CORRECTION)))
    id_ = _logged(office, case)
    office.ask(id_, case.registered)
    application = office.file(id_).application
    for claim in application.claims:
        office.decide(id_, claim.id, decided(luck, claim, application, office.today))
    office.issue_answers(id_)
    office.post_last(id_)
    yield _WAIT
    office.send_again(id_)


def given_back(office: Office, luck: Random) -> Iterator[int]:
    """Things lay in the envelope that may not be kept."""
    case = sent(luck, office.today, *luck.choice(_ASKED))
    kinds = luck.sample((HeldKind.CARD, HeldKind.ORIGINAL, HeldKind.OTHER), luck.randint(1, 3))
    held = tuple(
        HeldThing(
            HeldThingId(f"h{number}"),
            kind,
            MailItemId(0),
            note=vocabulary.words(luck, case.application.language),
        )
        for number, kind in enumerate(kinds)
    )
    id_ = _logged(office, replace(case, mail=replace(case.mail, held=held)))
    office.list_returns(id_)
    yield 0


COURSES: tuple[Course, ...] = (
    *(answered, answered, answered, answered, answered),
    *(lapsed, unproven, referred, withdrawn, delayed, came_back, given_back),
)


def _logged(office: Office, case: Sent) -> ApplicationId:
    return office.log(case.mail, ApplicationDraft(case.application, case.papers))
