# SPDX-License-Identifier: MIT
"""The application as received: form, principal, proxy, claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from desk_app.records.base import ApplicationId, ClaimId, MailItemId, UserId, Word
from desk_app.records.desk.people import Language
from desk_app.records.field import (
    LaterCount,
    LaterDay,
    LaterFlag,
    LaterNumber,
    LaterText,
    MailAddress,
    MemberNumber,
    OfThePerson,
    PersonAddress,
    PersonDay,
    PersonName,
    PersonNumber,
    PersonText,
    PostalCode,
    WrittenAnew,
)


class Right(Word):
    """The nine rights (B1), with the article of the Act they rest on."""

    PURPOSE = "purpose"
    DISCLOSURE = "disclosure"
    CORRECTION = "correction"
    ADDITION = "addition"
    DELETION = "deletion"
    CESSATION = "cessation"
    ERASURE = "erasure"
    PROVISION_STOP = "provision_stop"
    PROVISION_RECORDS = "provision_records"


class ProxyKind(Word):
    """The kinds of proxy (B2), and two that another rulebook may take: a lawyer, an heir."""

    PARENT = "parent"
    MINOR_GUARDIAN = "minor_guardian"
    ADULT_GUARDIAN = "adult_guardian"
    CURATOR = "curator"
    ASSISTANT = "assistant"
    VOLUNTARY_GUARDIAN = "voluntary_guardian"
    CONSIGNED = "consigned"
    LAWYER = "lawyer"
    HEIR = "heir"


class Method(Word):
    """How the applicant wishes disclosure (Art. 33(1))."""

    PAPER = "paper"
    ELECTRONIC = "electronic"


class ReplyTo(Word):
    """To whom the form asks the reply to go."""

    PRINCIPAL = "principal"
    PROXY = "proxy"


@dataclass(frozen=True, slots=True)
class Form:
    """The application form that came: code (``A-1`` …, empty = none), version, day filled in."""

    code: str
    version: str = ""
    filled_in_on: date | None = None
    signed: bool = True


@dataclass(frozen=True, slots=True)
class Principal:
    """The person whose data it is, as written on the form.

    ``registered_address`` is the applicant's own statement of a former or registered address;
    empty means the same as ``address``. ``deceased`` says that the person has died, ``also_heirs``
    that what is asked is data about the heir who asks as well (practice 34).
    """

    name: PersonName
    kana: PersonName = ""
    former_name: PersonName = ""
    born: PersonDay = None
    postal_code: PostalCode = ""
    address: PersonAddress = ""
    registered_address: PersonAddress = ""
    phone: PersonNumber = ""
    member_number: MemberNumber = ""
    email: MailAddress = ""
    deceased: LaterFlag = False
    also_heirs: LaterFlag = False


@dataclass(frozen=True, slots=True)
class Proxy:
    """Who acts for the principal, as written on the form."""

    kind: ProxyKind
    name: PersonName
    kana: PersonName = ""
    postal_code: PostalCode = ""
    address: PersonAddress = ""
    phone: PersonNumber = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a correction, addition or deletion: item, present content, wanted content."""

    item: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One right asked for; ``reason`` is the rulebook's code of a reason for cessation."""

    id: ClaimId
    right: Right
    changes: Annotated[tuple[Change, ...], OfThePerson] = ()
    reason: str = ""
    circumstances: PersonText = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A field typed wrongly or written anew: old value, reason and name are kept (B5).

    ``field`` is its path; ``anew.<mail item>.<path>`` where it was written anew in a supplement.
    """

    field: str
    old: WrittenAnew
    new: WrittenAnew
    reason: PersonText
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class Application:
    """The forms of one principal that came in one mail item.

    ``further_forms`` are those beside the first (A-1 with A-2: one application, two families).
    ``received_on`` is the arrival of that mail item, ``logged_at`` the moment of typing.
    A form on which no right is marked has no ``claims`` until the applicant has said which.
    ``receipt_number`` is empty while it is a draft. ``token`` is the random name the journal uses.

    What was answered before this desk was begun is carried over from the office's ledger (K4):
    ``own_number`` is its number there, ``completed_before`` the day on which the answer was
    completed, ``outcome_before`` its end in the ledger's words, ``imported`` the import it came
    with.
    """

    id: ApplicationId
    token: str
    mail_item: MailItemId
    received_on: date
    form: Form
    principal: Principal
    claims: tuple[Claim, ...]
    proxy: Proxy | None = None
    scope: PersonText = ""
    service: str = ""
    method: Method = Method.PAPER
    reply_to: ReplyTo = ReplyTo.PRINCIPAL
    language: Language = Language.JA
    receipt_number: str = ""
    rulebook_version: str = ""
    corrections: tuple[Correction, ...] = ()
    logged_at: datetime | None = None
    logged_by: UserId | None = None
    version: int = 0
    further_forms: tuple[Form, ...] = ()
    own_number: LaterNumber = ""
    completed_before: LaterDay = None
    outcome_before: LaterText = ""
    imported: LaterCount = 0

    @property
    def is_carried_over(self) -> bool:
        """Return whether it was completed before this desk was begun, and came from a ledger."""
        return self.completed_before is not None

    def forms(self) -> tuple[Form, ...]:
        """Return all forms that came, the first one first; a sheet without a form has no code."""
        return (self.form, *self.further_forms)

    def rights(self) -> tuple[Right, ...]:
        """Return the rights asked for, in the order of the claims."""
        return tuple(claim.right for claim in self.claims)
