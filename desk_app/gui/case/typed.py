# SPDX-License-Identifier: MIT
"""What stands in the Intake page: frozen, as typed, with nothing filled in that no one wrote."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QCoreApplication

from desk_app.desk.context import Changes
from desk_app.gui.asking import Question, Weight
from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    HeldThingId,
    MailItemId,
    PaymentLineId,
    UserId,
)
from desk_app.records.case.application import Claim, Method, Principal, ProxyKind, ReplyTo, Right
from desk_app.records.case.mail import (
    Condition,
    HeldKind,
    HeldThing,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import (
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
from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk


# ruff: noqa: TC001, TC003 types are read at run time, to write and read drafts


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where the keys stand in the page: a field by its name, and the place in its text.

    ``at`` counts as Qt does, in UTF-16 code units.
    """

    field: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class EnvelopeForm:
    """The envelope; ``arrived_on`` is None while no day stands in its field."""

    arrived_on: date | None = None
    postmark: date | None = None
    kind: MailKind | None = None
    tracking_number: str = ""
    opener: UserId | None = None
    second_opener: UserId | None = None
    red_marking: bool = False
    matter: Matter = Matter.NEW_APPLICATION
    sender: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One application form; no code means a sheet of the applicant's own, None not chosen yet."""

    code: str | None = None
    version: str = ""
    filled_in_on: date | None = None
    unsigned: bool = False


@dataclass(frozen=True, slots=True)
class ProxyForm:
    """The proxy as written; no kind means that the principal asks in person."""

    kind: ProxyKind | None = None
    name: str = ""
    kana: str = ""
    same_address: bool = False
    postal_code: str = ""
    address: str = ""
    phone: str = ""


def claim_to(right: Right) -> Claim:
    """Return a right asked for of which nothing is said yet; the right is its id until logged."""
    return Claim(ClaimId(right.value), right)


@dataclass(frozen=True, slots=True)
class MaskNote:
    """How an item that must be blacked out arrived, and what was done with it here."""

    item: str
    state: MaskState
    action: MaskAction | None = None

    @property
    def seen(self) -> tuple[MaskState, MaskAction | None]:
        """Return what a clerk chooses in one: how it arrived and what was done."""
        return self.state, self.action


@dataclass(frozen=True, slots=True)
class PaperForm:
    """One document, expected or here; ``key`` names its line while the page is open.

    What a register, a certificate or a letter of proxy shows stands beside what every paper has;
    a question nobody has answered yet is None, so that a certificate is no copy before anybody
    said so.
    """

    key: str
    kind: str
    of: Subject
    here: bool = False
    expected: bool = False
    original: bool | None = None
    issued_on: date | None = None
    valid_until: date | None = None
    name: str = ""
    address: str = ""
    born: date | None = None
    shows_address: bool | None = None
    former_name: str = ""
    former_address: str = ""
    masks: tuple[MaskNote, ...] = ()
    whereabouts: str = ""
    note: str = ""
    names_principal: bool = False
    names_proxy: bool = False
    authority: Authority | None = None
    other_signed: bool = False
    certified: ProxyKind | None = None
    powers_listed: bool = False
    powers_cover: bool | None = None
    supervisor_appointed: bool | None = None
    exercise: Exercise | None = None
    rights: tuple[Right, ...] = ()
    covers_receipt: bool = False
    registered_seal: bool = False
    seal_matches: bool | None = None
    blank_fields: tuple[str, ...] = ()


def pieces_of(
    denomination: int,
    count: int,
    piece: Piece = Piece.STAMP,
    condition: Condition = Condition.SOUND,
    surcharge: int = 0,
    issued_on: date | None = None,
) -> PaymentLine:
    """Return a line of pieces; its id names it on the page, whatever its count."""
    key = f"{piece.value}.{condition.value}.{denomination}.{surcharge}"
    if issued_on is not None:
        key = f"{key}.{issued_on.isoformat()}"
    id_ = PaymentLineId(key)
    return PaymentLine(id_, piece, denomination, count, condition, surcharge, issued_on=issued_on)


def is_simple(line: PaymentLine) -> bool:
    """Return whether it is a sound postage stamp: those are counted on the keypad."""
    return line.piece is Piece.STAMP and line.condition is Condition.SOUND


WITH_SURCHARGE = ((Piece.CHARITY_STAMP, Condition.SOUND),)
"""The kinds of pieces that cost more than their face value."""


@dataclass(frozen=True, slots=True)
class ShareForm:
    """Whole pieces of one line that a person gave to an application (A4)."""

    line: str
    count: int


def thing_held(kind: HeldKind, amount: int, note: str = "") -> HeldThing:
    """Return a thing that must not be kept; ``amount`` in yen, 0 where it has none (A3)."""
    return HeldThing(HeldThingId(""), kind, MailItemId(0), amount=amount, note=note)


@dataclass(frozen=True, slots=True)
class OddLine:
    """The open line of an odd piece, each field as it was typed; no piece until one is chosen."""

    value: str = ""
    count: str = ""
    piece: Piece | None = None
    condition: Condition | None = None
    surcharge: str = ""
    issued_on: str = ""


@dataclass(frozen=True, slots=True)
class HeldLine:
    """The open line of a thing to go back, each field as it was typed."""

    kind: HeldKind | None = None
    amount: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class OpenLines:
    """What is begun and not yet in a list: lines that are open, digits typed on the keypad."""

    stamps: str = ""
    odd: OddLine | None = None
    held: HeldLine | None = None


UNWRITTEN = Principal("")
"""A principal of whom nothing is written yet."""


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """One application of the envelope.

    ``registered_as_form`` says that the principal states no other address; what is typed of one
    stays. ``left`` are the sections, 1 to 7, that the clerk is through with: what lacks in them
    lacks on the paper, what lacks in the others may only not be typed yet.
    """

    sheet: SheetForm = SheetForm()
    further: tuple[SheetForm, ...] = ()
    principal: Principal = UNWRITTEN
    registered_as_form: bool = True
    proxy: ProxyForm = ProxyForm()
    claims: tuple[Claim, ...] = ()
    scope: str = ""
    service: str = ""
    method: Method = Method.PAPER
    reply_to: ReplyTo = ReplyTo.PRINCIPAL
    language: Language | None = None
    papers: tuple[PaperForm, ...] = ()
    shares: tuple[ShareForm, ...] = ()
    left: tuple[int, ...] = ()

    def rights(self) -> tuple[Right, ...]:
        """Return the rights asked for."""
        return tuple(claim.right for claim in self.claims)


@dataclass(frozen=True, slots=True)
class SupplementForm:
    """To which application a later mail item belongs, what it withdraws and who signed that.

    Of a change of address the new one, and whether it is the proxy's.
    """

    number: str = ""
    application: ApplicationId | None = None
    withdraws: tuple[str, ...] = ()
    written_on: date | None = None
    signed: bool = False
    by_proxy: bool = False
    postal_code: str = ""
    address: str = ""
    of_proxy: bool = False


Home: TypeAlias = Principal | ProxyForm | SupplementForm
"""Where somebody lives, as it is typed: with a postal code and an address."""


@dataclass(frozen=True, slots=True)
class IntakeForm:
    """All that stands in the page.

    ``unread`` holds what was typed into date fields and is no date, by field: it stays as typed.
    ``pieces`` are the stamps of the keypad, ``odd`` all other pieces; ``begun`` is what of them
    is not whole yet: the draft keeps it, and nothing else takes it.
    """

    key: str
    envelope: EnvelopeForm = EnvelopeForm()
    applications: tuple[ApplicationForm, ...] = (ApplicationForm(),)
    supplement: SupplementForm = SupplementForm()
    pieces: tuple[PaymentLine, ...] = ()
    odd: tuple[PaymentLine, ...] = ()
    held: tuple[HeldThing, ...] = ()
    logged_as: MailItemId | None = None
    current: int = 0
    paper: str = ""
    """The line of the document whose details are open."""
    unread: tuple[tuple[str, str], ...] = field(default=())
    begun: OpenLines = OpenLines()

    @property
    def application(self) -> ApplicationForm:
        """Return the application that is shown."""
        return self.applications[self.current]

    @property
    def open_paper(self) -> PaperForm:
        """Return the document whose details are open; a blank one where none is."""
        blank = PaperForm("", "", Subject.PRINCIPAL)
        return next((each for each in self.application.papers if each.key == self.paper), blank)

    def lines(self) -> tuple[PaymentLine, ...]:
        """Return every line of pieces, those of the keypad first."""
        return (*self.pieces, *self.odd)

    def with_application(self, application: ApplicationForm) -> IntakeForm:
        """Return the page with the shown application changed."""
        changed = tuple(
            application if number == self.current else each
            for number, each in enumerate(self.applications)
        )
        return replace(self, applications=changed)


BELONGS_TO_OPEN = frozenset({Matter.SUPPLEMENT, Matter.WITHDRAWAL, Matter.CHANGE_OF_ADDRESS})
"""The matters of a mail item that belongs to an open application."""

ASKS = frozenset({Matter.INQUIRY, Matter.COMPLAINT})
"""The matters of a mail item that becomes an inquiry (I1)."""


def is_blank(form: IntakeForm, today: date) -> bool:
    """Return whether nobody has typed anything yet: only what the page itself fills in."""
    blank = IntakeForm(
        form.key,
        EnvelopeForm(arrived_on=today, matter=form.envelope.matter),
        logged_as=form.logged_as,
    )
    here = tuple(paper for paper in form.application.papers if paper.here)
    mine = form.with_application(replace(form.application, papers=here, left=()))
    return mine == blank


# One document of the Intake page as the enclosure it is, with what it shows of a proxy.


LETTER_OF_PROXY = "letter_of_proxy"
GUARDIANSHIP_CERTIFICATE = "guardianship_certificate"
FAMILY_REGISTER = "family_register"
NAMING_DEPENDANTS = frozenset({"health_insurance_card", "certificate_of_eligibility"})
"""The insurance documents that may name the minor as a dependant (PR-3a)."""


def enclosure_of(paper: PaperForm, arrived_on: date) -> Enclosure:
    """Return the document; its line on the page is its id until it is logged."""
    return Enclosure(
        id=EnclosureId(paper.key),
        kind=paper.kind,
        of=paper.of,
        mail_item=MailItemId(0),
        arrived_on=arrived_on,
        original=paper.original is True,
        # The day of a letter of proxy is what the mandate says.
        issued_on=None if paper.kind == LETTER_OF_PROXY else paper.issued_on,
        valid_until=paper.valid_until,
        name=paper.name,
        address=paper.address,
        born=paper.born,
        shows_address=paper.shows_address,
        masking=tuple(Masking(note.item, note.state, note.action) for note in paper.masks),
        register=_register(paper),
        guardianship=_guardianship(paper),
        mandate=_mandate(paper),
        note=paper.note,
        whereabouts=paper.whereabouts,
        former_names=_said(paper.former_name),
        former_addresses=_said(paper.former_address),
    )


def _said(text: str) -> tuple[str, ...]:
    return (text,) if text.strip() else ()


def _register(paper: PaperForm) -> Register | None:
    """Nothing was read from a register on which nothing is ticked: a person is asked."""
    if paper.kind != FAMILY_REGISTER and paper.kind not in NAMING_DEPENDANTS:
        return None
    if paper.authority is None and not (paper.names_principal or paper.names_proxy):
        return None
    return Register(
        paper.names_principal,
        paper.names_proxy,
        paper.authority or Authority.NOT_SHOWN,
        paper.other_signed,
    )


def _guardianship(paper: PaperForm) -> Guardianship | None:
    if paper.kind != GUARDIANSHIP_CERTIFICATE or paper.certified is None:
        return None
    return Guardianship(
        kind=paper.certified.value,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        powers_listed=paper.powers_listed,
        powers_cover=paper.powers_cover,
        supervisor_appointed=paper.supervisor_appointed,
        exercise=paper.exercise or Exercise.ALONE,
        other_holder_signed=paper.other_signed,
        rights=frozenset(r.value for r in paper.rights if paper.powers_cover is False),
    )


def _mandate(paper: PaperForm) -> Mandate | None:
    if paper.kind != LETTER_OF_PROXY:
        return None
    return Mandate(
        dated=paper.issued_on,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        rights=frozenset(right.value for right in paper.rights),
        covers_receipt=paper.covers_receipt,
        registered_seal=paper.registered_seal,
        seal_matches=paper.seal_matches,
        blank_fields=paper.blank_fields,
    )


QUESTIONS: Mapping[str, tuple[str, ...]] = {
    FAMILY_REGISTER: ("names_principal", "names_proxy", "authority", "other_signed"),
    GUARDIANSHIP_CERTIFICATE: (
        "certified",
        "names_principal",
        "names_proxy",
        "powers_listed",
        "powers_cover",
        "rights",
        "supervisor_appointed",
        "exercise",
        "other_signed",
    ),
    LETTER_OF_PROXY: (
        "names_principal",
        "names_proxy",
        "registered_seal",
        "seal_matches",
        "rights",
        "covers_receipt",
        "blank_fields",
    ),
}
"""What a person reads from each kind of paper that shows a proxy's authority."""

CERTIFIED = (
    ProxyKind.ADULT_GUARDIAN,
    ProxyKind.CURATOR,
    ProxyKind.ASSISTANT,
    ProxyKind.VOLUNTARY_GUARDIAN,
)
"""The kinds a certificate of guardianship can certify (PR-3b)."""


# The question before what is typed on a page is forgotten: nothing brings it back.


def to_begin_anew() -> Question:
    """Ask whether a page begins from blank; the page does it when that was answered."""
    return Question(
        QCoreApplication.translate("BlankPage", "Begin anew"),
        QCoreApplication.translate("BlankPage", "Forget it"),
        lambda _: _nothing,
        effect=QCoreApplication.translate(
            "BlankPage", "What was typed on this page and its draft are forgotten."
        ),
        weight=Weight.FINAL,
        lasting=True,
        said=QCoreApplication.translate("BlankPage", "The page is blank again."),
    )


def _nothing(_: Desk) -> Changes:
    """Do nothing: the page forgets what stands on it by itself."""
    return Changes.of()
