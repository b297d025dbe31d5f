# SPDX-License-Identifier: MIT
"""Random applications and what becomes of them at a desk, up to every letter that it owes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from desk_app.desk.intake import ApplicationDraft
from desk_app.records.application import (
    Application,
    Method,
    Principal,
    Proxy,
    ProxyKind,
    ReplyTo,
    Right,
)
from desk_app.records.base import ApplicationId, HeldThingId, MailItemId
from desk_app.records.decisions import Referral
from desk_app.records.history import RegisteredRecord
from desk_app.records.letters import LetterKind
from desk_app.records.mail import HeldKind, HeldThing, MailItem
from desk_app.records.papers import Enclosure, Guardianship, Subject
from desk_app.records.people import Language
from tests.builders import application, mail, paper, stamps
from tests.paper import vocabulary
from tests.paper.office import Office
from tests.paper.sayings import decided
from tests.unit.desk.contents import Saying, referral, refusal

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


Course = Callable[[Office, Random], Iterator[int]]
"""What becomes of an application: it yields how many days pass before it goes on."""


def answered(office: Office, luck: Random) -> Iterator[int]:
    """Everything is there: each claim is decided, at once or later, each letter issued."""
    case = sent(luck, office.today, *luck.choice(_ASKED))
    id_ = _logged(office, case)
    if luck.random() < _ACKNOWLEDGED:
        office.issue(office.draft(office.file(id_), LetterKind.ACKNOWLEDGEMENT))
    office.ask(id_, case.registered)
    yield luck.choice((0, _WAIT))
    application = office.file(id_).application
    for claim in application.claims:
        office.decide(id_, claim.id, decided(luck, claim, application, office.today))
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
