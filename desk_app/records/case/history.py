# SPDX-License-Identifier: MIT
"""What happens to an application after it was logged, and what is noted of it beside its course."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from desk_app.records.base import (
    ApplicationId,
    ClaimId,
    EnclosureId,
    InquiryId,
    JudgementId,
    LetterId,
    MailItemId,
    NoticeId,
    PostingId,
    UserId,
    Word,
)
from desk_app.records.case.application import Application
from desk_app.records.case.decisions import Decision
from desk_app.records.case.disposal import Hold
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import MailItem, MailKind
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.records.case.stamps import Pile, Postage
from desk_app.records.desk.people import Language
from desk_app.records.field import (
    MailAddress,
    MemberNumber,
    OfThePerson,
    PersonAddress,
    PersonDay,
    PersonName,
    PersonNumber,
    PersonText,
    PostalCode,
    ShortText,
)


class Topic(Word):
    """What a person is asked to judge; the subject names the paper, line or record."""

    ADDRESS = "address"
    NAME = "name"
    REGISTERED_ADDRESS = "registered_address"
    REGISTERED_NAME = "registered_name"
    LATE_ARRIVAL = "late_arrival"
    DOUBTFUL_PIECE = "doubtful_piece"
    JOINT_AUTHORITY = "joint_authority"
    SEAL = "seal"
    GO_ON_WITHOUT = "go_on_without"
    PHOTO = "photo"
    """Whether a copy bears the photo that its kind usually has (practice 20)."""
    RECORD = "record"
    """Whose a registered record is that agrees in all but the name (practice 21)."""
    DOUBT = "doubt"
    """What a supervisor clears up or not: papers that contradict each other, a minor's mandate."""
    WITHDRAWAL = "withdrawal"
    """That a writing does not stand as a withdrawal; that it does is confirmed by its own verb."""
    POST_AS_ISSUED = "post_as_issued"
    """That a letter goes as it was issued, though what it says was overtaken since."""
    DECEASED = "deceased"
    """Whether an application goes on whose principal has died; if not, it is referred."""
    NEW_ADDRESS = "new_address"
    """Whether a change of address counts: a paper shows the new one, or it is set aside."""
    CASH_BACK = "cash_back"
    """That cash of the return list goes back; the subject is the thing (practice 30)."""


class Ruling(Word):
    """How a person judged."""

    SAME = "same"
    NOT_SAME = "not_same"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    OVERRULED = "overruled"
    """Two texts that differ are called the same, with a reason; it waits to be confirmed."""
    CONFIRMED = "confirmed"
    """Another person confirmed that the two are the same (decision 26)."""
    TAKEN_BACK = "taken_back"
    """The verdict before it on the same subject was taken back: it counts as never given."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged: itself a fact, with name, time and reason.

    ``subject`` is the id of the enclosure, payment line, mail item or registered record, or the
    key of the finding (``Finding.key``) a supervisor goes on without or clears up, or the subject
    of what has overtaken a letter (``asking.Overtaken``).
    """

    id: JudgementId
    topic: Topic
    subject: str
    ruling: Ruling
    reason: PersonText
    by: UserId
    at: datetime
    on: date


@dataclass(frozen=True, slots=True)
class RegisteredRecord:
    """One record the department holds, as it answered (practice 21).

    ``source`` is where it says the data came from; empty where it did not say.
    """

    id: str
    name: PersonName = ""
    former_name: PersonName = ""
    born: PersonDay = None
    address: PersonAddress = ""
    member_number: MemberNumber = ""
    email: MailAddress = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentInquiry:
    """An inquiry to the department that holds the data: asked, chased, answered (E2).

    No record in an answer means that nothing is registered.
    """

    id: InquiryId
    department: ShortText
    asked_on: date
    asked_by: UserId
    chased_on: tuple[date, ...] = ()
    answered_on: date | None = None
    records: Annotated[tuple[RegisteredRecord, ...], OfThePerson] = ()
    answer: PersonText = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice of deficiencies (L2): what it asks for, for which posting day, and its due date.

    ``asks`` are the codes of the findings it lists. It counts from its posting.
    """

    id: NoticeId
    letter: LetterId
    number: str
    for_posting_on: date
    due: date
    asks: tuple[str, ...]
    posted_on: date | None = None
    void: bool = False


@dataclass(frozen=True, slots=True)
class Lapse:
    """A chargeable claim treated as never made, confirmed by a supervisor (PR-4s, D4)."""

    claim: ClaimId
    notice: NoticeId
    confirmed_by: UserId
    confirmed_on: date


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A writing that withdraws claims; signed, it takes effect when a supervisor confirms it."""

    mail_item: MailItemId
    claims: tuple[ClaimId, ...]
    written_on: date | None
    received_on: date
    signed: bool
    confirmed_by: UserId | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class AddressChange:
    """A writing that tells a new address of the principal or the proxy (practice 28).

    It is what was told, and changes nothing: the form's address changes once a paper shows the new
    one and a person has said so (``Topic.NEW_ADDRESS``).
    """

    mail_item: MailItemId
    of: Subject
    postal_code: PostalCode
    address: PersonAddress
    written_on: date | None
    received_on: date


@dataclass(frozen=True, slots=True)
class Printed:
    """One time a letter went to a printer, always as the same frozen bytes (F1).

    ``copy`` is the number of the first sheet set printed then, counted from one, and ``copies`` how
    many there were. ``job`` is its name in the printer's queue, empty where no queue told one.
    ``reason`` is why it was printed again.
    """

    at: datetime
    by: UserId
    copy: int
    copies: int = 1
    job: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One outgoing document: its number, its claims, and the hash of its frozen bytes.

    ``delay_until`` is the new target day of an L15. ``prints`` are all its prints in their order.
    """

    id: LetterId
    kind: LetterKind
    number: str
    dated: date
    for_posting_on: date
    language: Language
    claims: tuple[ClaimId, ...]
    sha256: str
    issued_by: UserId
    issued_at: datetime
    printed_at: datetime | None = None
    void: bool = False
    void_reason: PersonText = ""
    posting: PostingId | None = None
    delay_until: date | None = None
    prints: Annotated[tuple[Printed, ...], OfThePerson] = ()


class ReturnReason(Word):
    """Why an envelope came back (返戻), as the post office marked it."""

    ADDRESS_UNKNOWN = "address_unknown"
    """あて所に尋ねあたりません"""
    NOT_COLLECTED = "not_collected"
    """保管期間経過"""
    MOVED = "moved"
    """転居先不明"""
    REFUSED = "refused"
    """受取拒絶"""
    INCOMPLETE = "incomplete"
    """あて名不完全"""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class NewAddress:
    """Where letters that came back go now: as a paper shows it and a person has checked it."""

    postal_code: PostalCode
    address: PersonAddress
    paper: EnclosureId
    checked_by: UserId
    checked_on: date


@dataclass(frozen=True, slots=True)
class Posting:
    """One envelope sent (F2).

    ``fee`` are the whole pieces of the fee that became the desk's with it: value in sen and count.
    ``slip`` is the number of the registered-mail slip it stood on. ``again`` are letters that came
    back before and lie in it once more; ``new_address`` is where those of this one may go.
    """

    id: PostingId
    posted_on: date
    kind: MailKind
    letters: tuple[LetterId, ...]
    tracking_number: PersonNumber = ""
    posted_by: UserId | None = None
    delivered_on: date | None = None
    came_back_on: date | None = None
    came_back_why: ReturnReason | None = None
    postage: Postage | None = None
    fee: tuple[Pile, ...] = ()
    slip: str = ""
    again: tuple[LetterId, ...] = ()
    new_address: Annotated[NewAddress | None, OfThePerson] = None


class CorrectiveNeed(Word):
    """Whether something in the house is to be mended because of an application (是正要否)."""

    NEEDED = "needed"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Filing:
    """Where an application's papers are kept, whether anything is to be mended, a remark.

    It lies apart from the application: nothing that is signed changes by it. ``corrective`` is None
    while nobody has said. ``by`` and ``at`` are who noted it last, and when.
    """

    place: ShortText = ""
    corrective: CorrectiveNeed | None = None
    remark: PersonText = ""
    by: UserId | None = None
    at: datetime | None = None

    @property
    def says_nothing(self) -> bool:
        """Return whether nothing is noted in it."""
        return not (self.place or self.corrective or self.remark)


NOT_FILED = Filing()


@dataclass(frozen=True, slots=True)
class ApplicationFile:
    """Everything known of one application: the facts the rules are asked with.

    ``mail`` holds its own mail item first, then what came later in order of arrival.
    ``siblings`` are the other applications that came in its own mail item (A4).
    """

    application: Application
    mail: tuple[MailItem, ...]
    enclosures: tuple[Enclosure, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    inquiries: tuple[DepartmentInquiry, ...] = ()
    notices: tuple[Notice, ...] = ()
    lapses: tuple[Lapse, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    decisions: tuple[Decision, ...] = ()
    letters: tuple[Letter, ...] = ()
    postings: tuple[Posting, ...] = ()
    siblings: tuple[ApplicationId, ...] = ()
    holds: tuple[Hold, ...] = ()
    address_changes: tuple[AddressChange, ...] = ()
