# SPDX-License-Identifier: MIT
"""Applications of every kind of trouble, for sentences that must have all their facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from pathlib import Path

from desk_app.records.application import (
    Application,
    Claim,
    Form,
    Principal,
    Proxy,
    ProxyKind,
    Right,
)
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    HeldThingId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PaymentLineId,
    UserId,
)
from desk_app.records.history import (
    ApplicationFile,
    DepartmentInquiry,
    Judgement,
    Notice,
    RegisteredRecord,
    Ruling,
    Topic,
)
from desk_app.records.letters import LetterKind
from desk_app.records.mail import (
    Condition,
    HeldKind,
    HeldThing,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.papers import (
    Authority,
    Enclosure,
    Exercise,
    Guardianship,
    Mandate,
    MaskAction,
    Masking,
    MaskState,
    Register,
    Subject,
)
from desk_app.rules.rulebook.rulebook import Rules, load
from tests.builders import with_decision, with_letter

RULEBOOK = Path(__file__).resolve().parents[3] / "resources" / "rulebook" / "justsystems.toml"
ARRIVED = date(2026, 11, 4)
TODAY = date(2026, 11, 25)
LATER = date(2026, 11, 24)
DUE = date(2026, 11, 19)
OWN, SUPPLEMENT = MailItemId(1), MailItemId(2)
PRINCIPAL = Principal("高橋 花子", born=date(1990, 4, 1), address="東京都新宿区西新宿6-8-1")
CHILD = replace(PRINCIPAL, born=date(2015, 4, 1))
_numbers = count(1)


def rules() -> Rules:
    """The rules of the published policy."""
    return load(RULEBOOK).on(TODAY)


def paper(kind: str, **said: object) -> Enclosure:
    """One paper of the principal that came with the application."""
    usual = {"of": Subject.PRINCIPAL, "name": PRINCIPAL.name, "address": PRINCIPAL.address}
    base = Enclosure(EnclosureId(f"e{next(_numbers)}"), kind, Subject.PRINCIPAL, OWN, ARRIVED)
    return replace(base, **{**usual, **said})  # type: ignore[arg-type] # fields by their names


LICENCE = paper("driving_licence", valid_until=date(2029, 5, 1))


def line(denomination: int, number: int, piece: Piece = Piece.STAMP, **said: object) -> PaymentLine:
    """One payment line."""
    base = PaymentLine(PaymentLineId(f"p{next(_numbers)}"), piece, denomination, number)
    return replace(base, **said)  # type: ignore[arg-type] # fields by their names


def envelope(*payments: PaymentLine, **said: object) -> MailItem:
    """The mail item the application came in."""
    base = MailItem(OWN, ARRIVED, MailKind.ORDINARY, Matter.NEW_APPLICATION, payments=payments)
    return replace(base, **said)  # type: ignore[arg-type] # fields by their names


def application(*rights: Right, **said: object) -> Application:
    """One application on its form."""
    claims = tuple(Claim(ClaimId(f"c{n}"), right) for n, right in enumerate(rights))
    base = Application(
        ApplicationId(1), "token", OWN, ARRIVED, Form("A-1"), PRINCIPAL, claims,
        scope="会員登録情報", receipt_number="R8-0001",
    )  # fmt: skip
    return replace(base, **said)  # type: ignore[arg-type] # fields by their names


DISCLOSURE = application(Right.DISCLOSURE)
PAID = envelope(line(500, 2))


def file(
    asked: Application = DISCLOSURE, mail: MailItem = PAID, *papers: Enclosure, **said: object
) -> ApplicationFile:
    """An application with its envelope and papers."""
    base = ApplicationFile(asked, (mail,), papers or (LICENCE,))
    return replace(base, **said)  # type: ignore[arg-type] # fields by their names


def troubled() -> Iterator[ApplicationFile]:
    """Files that between them bring out nearly every finding."""
    yield from _forms()
    yield from _fees()
    yield from _papers()
    yield from _registers()
    for guardian in _certificates():
        yield from guardian
    yield from _parents()
    yield from _consigned()
    yield from _late()


def _forms() -> Iterator[ApplicationFile]:
    yield file()
    yield file(application(Right.CORRECTION, Right.CESSATION), envelope())
    yield file(application(Right.CORRECTION, form=Form("A-2")), PAID)
    yield file(application(Right.CESSATION, form=Form("A-3")), PAID)
    yield file(application(Right.DISCLOSURE, form=Form("")))
    yield file(application(Right.DISCLOSURE, form=Form("A-1", "1990-1", signed=False)))
    yield file(application(scope=""))
    yield file(application(Right.DISCLOSURE, principal=CHILD))
    unsigned = application(Right.DISCLOSURE, form=Form("A-1", signed=False), scope="")
    yield file(unsigned, judgements=(_judged(Topic.GO_ON_WITHOUT, "form.field_missing:scope"),))


def _fees() -> Iterator[ApplicationFile]:
    yield file(DISCLOSURE, envelope())
    yield file(DISCLOSURE, envelope(line(84, 10), line(200, 1, Piece.REVENUE_STAMP)))
    yield file(DISCLOSURE, envelope(line(500, 1), line(500, 1, condition=Condition.STUCK)))
    yield file(DISCLOSURE, envelope(line(500, 2), line(100, 2), red_marking=True))
    yield file(DISCLOSURE, envelope(line(600, 2), line(0, 1, condition=Condition.USED)))
    shared = file(DISCLOSURE, envelope(line(500, 2)), siblings=(ApplicationId(2),))
    yield shared
    cash = HeldThing(HeldThingId("h1"), HeldKind.CASH, OWN, ApplicationId(1), 1000)
    yield file(DISCLOSURE, envelope(line(500, 2), held=(cash,)))
    gone = replace(
        HeldThing(HeldThingId("h2"), HeldKind.REVENUE_STAMP, OWN, ApplicationId(1), 200),
        pieces=((200, 1),),
        note="revenue_stamp",
        returned_on=TODAY,
    )
    yield file(DISCLOSURE, envelope(line(200, 1, Piece.REVENUE_STAMP), held=(gone,)))


def _papers() -> Iterator[ApplicationFile]:
    said = (
        paper("driving_licence", valid_until=date(2026, 10, 1)),
        paper("driving_licence"),
        paper("driving_licence", valid_until=date(2029, 5, 1), name=""),
        paper("driving_licence", valid_until=date(2029, 5, 1), name="高橋 太郎"),
        paper("driving_licence", valid_until=date(2029, 5, 1), name="髙橋 花子"),
        paper("driving_licence", valid_until=date(2029, 5, 1), born=date(1991, 4, 1)),
        paper("driving_licence", valid_until=date(2029, 5, 1), address="東京都港区芝1-2-3"),
        paper(
            "driving_licence",
            valid_until=date(2029, 5, 1),
            address="東京都新宿区西新宿六丁目8番1号",
        ),
        paper("passport_without_address_field", valid_until=date(2029, 5, 1)),
        paper("health_insurance_card"),
        paper("specified_residence_card", arrived_on=date(2026, 6, 1)),
        paper("evidence"),
        paper("club_card"),
        paper("utility_receipt", issued_on=date(2026, 10, 1)),
        paper("residence_certificate", issued_on=date(2026, 6, 1), original=True),
        paper("residence_certificate", issued_on=date(2026, 11, 20), original=True),
        paper("residence_certificate", issued_on=date(2026, 10, 20)),
        paper("residence_certificate", issued_on=date(2026, 10, 20), original=True),
    )
    yield from (file(DISCLOSURE, PAID, each) for each in said)
    yield file(DISCLOSURE, PAID, LICENCE, said[0])
    masked = Masking("domicile", MaskState.VISIBLE, MaskAction.MASKED_HERE)
    visible = Masking("organ_donation", MaskState.VISIBLE)
    yield file(DISCLOSURE, PAID, replace(LICENCE, masking=(masked, visible)))
    card = paper("notification_card")
    yield file(DISCLOSURE, PAID, LICENCE, card)
    yield file(DISCLOSURE, PAID, LICENCE, replace(card, whereabouts="destroyed"))
    yield from _pages_back(card)


def _pages_back(card: Enclosure) -> Iterator[ApplicationFile]:
    """A paper, and a page of one, that go back: in an open application, and in one that ended."""
    back = Masking("individual_number", MaskState.VISIBLE, MaskAction.RETURNED)
    page = paper("residence_certificate", issued_on=date(2026, 10, 20), masking=(back,))
    open_ = file(DISCLOSURE, PAID, LICENCE, replace(card, whereabouts="to_return"), page)
    yield open_
    decided = with_decision(open_, Right.DISCLOSURE)
    claim = ClaimId("c0")
    decided = replace(decided, decisions=(replace(decided.decisions[0], claim=claim),))
    yield with_letter(decided, LetterKind.DISCLOSURE, [claim], TODAY)


def _registers() -> Iterator[ApplicationFile]:
    same = RegisteredRecord("r1", PRINCIPAL.name, born=PRINCIPAL.born, address=PRINCIPAL.address)
    answers: tuple[tuple[RegisteredRecord, ...], ...] = (
        (),
        (same,),
        (replace(same, address="東京都新宿区西新宿六丁目8番1号", name="髙橋 花子"),),
        (replace(same, address="東京都港区芝1-2-3"),),
        (replace(same, address="東京都港区芝1-2-3", born=date(1950, 1, 1)),),
    )
    asked = DepartmentInquiry(InquiryId("i1"), "会員サービス部", ARRIVED, UserId("u1"))
    yield file(inquiries=(asked,))
    for records in answers:
        yield file(inquiries=(replace(asked, answered_on=TODAY, records=records),))
    other = replace(LICENCE, name="高橋 美由紀")
    held = replace(same, name=other.name)
    yield file(inquiries=(replace(asked, answered_on=TODAY, records=(held,)),), enclosures=(other,))
    both = (same, replace(same, id="r2", address="東京都港区芝1-2-3"))
    left_out = _judged(Topic.GO_ON_WITHOUT, "register.not_matched:r2")
    answered = replace(asked, answered_on=TODAY, records=both)
    yield file(inquiries=(answered,), judgements=(left_out,))


def _by(kind: ProxyKind, principal: Principal = PRINCIPAL) -> Application:
    proxy = Proxy(kind, "高橋 一郎", address=PRINCIPAL.address)
    return application(Right.DISCLOSURE, principal=principal, proxy=proxy)


PROXYS_LICENCE = replace(LICENCE, id=EnclosureId("proxy"), of=Subject.PROXY, name="高橋 一郎")


def _parents() -> Iterator[ApplicationFile]:
    asked = _by(ProxyKind.PARENT, CHILD)
    register = paper("family_register", original=True, issued_on=date(2026, 10, 20))
    entries = (
        None,
        Register(names_principal=True, names_proxy=True, authority=Authority.SOLE),
        Register(names_principal=False, names_proxy=False, authority=Authority.NOT_SHOWN),
        Register(names_principal=True, names_proxy=True, authority=Authority.JOINT),
        Register(names_principal=True, names_proxy=True, authority=Authority.GUARDIAN),
    )
    for entry in entries:
        yield file(asked, PAID, LICENCE, PROXYS_LICENCE, replace(register, register=entry))
    joint = replace(register, register=entries[3])
    for ruling in (Ruling.ACCEPTED, Ruling.REFUSED):
        judged = _judged(Topic.JOINT_AUTHORITY, joint.id, ruling)
        yield file(asked, PAID, LICENCE, PROXYS_LICENCE, joint, judgements=(judged,))
    yield file(_by(ProxyKind.PARENT), PAID, LICENCE)
    yield file(_by(ProxyKind.PARENT, replace(CHILD, born=None)), PAID, LICENCE)
    yield file(_by(ProxyKind.MINOR_GUARDIAN, CHILD), PAID, LICENCE, PROXYS_LICENCE, joint)


def _certificates() -> Iterator[Iterator[ApplicationFile]]:
    for kind in (ProxyKind.ADULT_GUARDIAN, ProxyKind.CURATOR, ProxyKind.VOLUNTARY_GUARDIAN):
        yield _certified(kind)


def _certified(kind: ProxyKind) -> Iterator[ApplicationFile]:
    shown = Guardianship(kind.value, names_principal=True, names_proxy=True)
    said = (
        None,
        shown,
        replace(shown, kind=ProxyKind.ASSISTANT.value),
        replace(shown, powers_listed=True),
        replace(shown, powers_listed=True, powers_cover=False, supervisor_appointed=False),
        replace(shown, powers_listed=True, powers_cover=True, supervisor_appointed=True),
        replace(shown, names_proxy=False, exercise=Exercise.JOINT),
    )
    paper_ = paper("guardianship_certificate", original=True, issued_on=date(2026, 10, 20))
    for each in said:
        certificate = replace(paper_, guardianship=each)
        yield file(_by(kind), PAID, LICENCE, PROXYS_LICENCE, certificate)
    yield file(_by(kind), PAID, LICENCE)


def _consigned() -> Iterator[ApplicationFile]:
    asked = _by(ProxyKind.CONSIGNED)
    certificate = paper("seal_certificate", original=True, issued_on=date(2026, 10, 20))
    good = Mandate(
        date(2026, 10, 20), names_principal=True, names_proxy=True, covers_receipt=True,
        registered_seal=True, rights=frozenset({"disclosure"}),
    )  # fmt: skip
    said = (
        None,
        good,
        replace(good, seal_matches=True),
        replace(good, seal_matches=False),
        replace(good, registered_seal=False, dated=None, blank_fields=("matter",)),
        replace(good, rights=frozenset(), covers_receipt=False, names_principal=False),
    )
    letter = paper("letter_of_proxy", original=True)
    for each in said:
        mandate = replace(letter, mandate=each)
        yield file(asked, PAID, LICENCE, PROXYS_LICENCE, mandate, certificate)
    yield file(asked, PAID, LICENCE, PROXYS_LICENCE)


def _late() -> Iterator[ApplicationFile]:
    for asks in (("fee.short",), ("identity.absent", "form.field_missing:scope")):
        notice = Notice(
            NoticeId("n1"), LetterId("l1"), "8-1", date(2026, 11, 5), DUE, asks, date(2026, 11, 5)
        )
        supplement = MailItem(
            SUPPLEMENT, LATER, MailKind.ORDINARY, Matter.SUPPLEMENT, payments=(line(160, 1),)
        )
        came = replace(LICENCE, id=EnclosureId("late"), mail_item=SUPPLEMENT, arrived_on=LATER)
        first = envelope(line(84, 10))
        open_ = replace(DISCLOSURE, scope="")
        yield ApplicationFile(open_, (first, supplement), (came,), notices=(notice,))
        wordless = replace(supplement, payments=())
        yield ApplicationFile(open_, (first, wordless), (), notices=(notice,))
        asked = _by(ProxyKind.CONSIGNED)
        proxys = replace(came, of=Subject.PROXY)
        yield ApplicationFile(asked, (first, supplement), (LICENCE, proxys), notices=(notice,))


def _judged(topic: Topic, subject: str, ruling: Ruling = Ruling.ACCEPTED) -> Judgement:
    at = datetime.fromisoformat("2026-11-25T09:00:00+09:00")
    return Judgement(JudgementId("j1"), topic, subject, ruling, "理由", UserId("u2"), at, TODAY)
