# SPDX-License-Identifier: MIT
"""The frozen facts of a letter; its words as dated data, which a person may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from types import MappingProxyType

from desk_app.records.base import UserId, Word
from desk_app.records.case.application import ProxyKind, Right
from desk_app.records.case.decisions import (
    Approval,
    CessationResult,
    ChangeResult,
    DisclosedItem,
    GroundUse,
    Outcome,
    ProvisionRecord,
    PurposeLine,
    Referral,
    Search,
    Signature,
)
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.field import LaterCount


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence in both languages."""

    ja: str
    en: str

    def of(self, language: Language) -> str:
        """Return the sentence of a language."""
        return self.ja if language is Language.JA else self.en


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that the program brings along and a person may change.

    ``place`` names it for ever: the file, a colon, the keys that lead to it. ``under`` is the title
    of the letter and the item it stands in, as printed; only the file where many letters share it.
    """

    place: str
    words: Words
    under: Words


@dataclass(frozen=True, slots=True)
class WordingRevision:
    """What a sentence says from a day on: proposed by one person, approved by another.

    ``before`` is what the program's own files said when it was proposed. It is in force from
    ``wanted_from``, not before the day of its approval.
    """

    id: int
    place: str
    words: Words
    before: Words
    wanted_from: date
    proposed_by: UserId
    proposed_at: datetime
    approval: Approval | None = None
    taken_back_by: UserId | None = None
    proposal: Signature | None = None


@dataclass(frozen=True, slots=True)
class LaidSentence:
    """A sentence of a revision as one letter is set with it, in that letter's language."""

    revision: int
    place: str
    before: str
    text: str


# The frozen facts of a letter: every value that its pages show.


class LetterKind(Word):
    """The letters of the desk, by their numbers."""

    ACKNOWLEDGEMENT = "L1"
    DEFICIENCIES = "L2"
    LAPSE = "L3"
    DISCLOSURE = "L4"
    REFUSAL = "L5"
    NO_SUCH_DATA = "L6"
    PURPOSE = "L7"
    CORRECTION = "L8"
    CESSATION = "L9"
    PROVISION_RECORDS = "L10"
    REFERRAL = "L11"
    RETURN = "L12"
    WITHDRAWAL = "L13"
    RESENDING = "L14"
    DELAY = "L15"
    INQUIRY = "L16"


@dataclass(frozen=True, slots=True)
class Addressee:
    """To whom a letter goes, as written on the form; the address in whole lines or one line."""

    name: str
    postal_code: str
    address: str


@dataclass(frozen=True, slots=True)
class ByProxy:
    """Whose request it is and who made it for them, both as written on the form."""

    principal: str
    proxy: str


@dataclass(frozen=True, slots=True)
class StampsBack:
    """Stamps that go back with the letter: yen, denomination and count of the pieces."""

    amount: int
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ThingBack:
    """A thing that goes back with a notice: the code of its kind, its yen, how many pieces."""

    kind: str
    amount: int
    count: int


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The fee that was kept, in yen (PAID, FEEKEPT); ``above`` is what stays with it.

    That is what came in pieces worth more than the fee and cannot be parted: it does not go back.
    """

    amount: int
    above: LaterCount = 0


@dataclass(frozen=True, slots=True)
class EarlierNotice:
    """An earlier notice: number as printed, its date, its due date."""

    number: str
    dated: date
    due: date


@dataclass(frozen=True, slots=True)
class NumberPaper:
    """A paper that showed an individual number: its title, and what was done with the page.

    ``done`` is the word of a ``MaskAction``; the number itself is nowhere (practice 13).
    """

    title: str
    done: str


RowValue = str | int | date | tuple[str, ...] | tuple[tuple[int, int], ...]


_BY_MANDATE = frozenset({"letter_of_proxy", "own_form_or_mandate"})


@dataclass(frozen=True, slots=True)
class DeficiencyRow:
    """One row of a notice: the finding's code, its cure, and the values its sentences use.

    ``values`` holds text, numbers and dates by the variable's name (for example ``doc``,
    ``field``, ``kinds``, ``valid``, ``short``, ``pieces``).
    """

    code: str
    cure: str
    values: tuple[tuple[str, RowValue], ...] = ()

    @property
    def asks_for_mandate(self) -> bool:
        """Whether it asks for a letter of proxy (PR-3c): a blank one goes along."""
        return self.code == "letter_of_proxy" or self.cure in _BY_MANDATE


@dataclass(frozen=True, slots=True)
class DeficiencyBody:
    """L2: what is missing, the due date, and what happens otherwise.

    ``fee_rights`` are the chargeable rights whose fee is short (empty: fee complete or not due);
    ``identity``/``authority`` say which is not shown; ``chargeable`` that a chargeable claim
    stands; ``others`` what goes on; ``withdrawal`` that only the signature of one is asked for.
    ``enclosed`` goes back; cash among it in an envelope of its own (practice 30).
    """

    rows: tuple[DeficiencyRow, ...]
    due: date
    fee_rights: tuple[Right, ...] = ()
    fee_required: int = 0
    fee_counted: int = 0
    identity: bool = False
    authority: bool = False
    chargeable: bool = False
    others: tuple[Right, ...] = ()
    stamps_held: bool = False
    means: tuple[str, ...] = ("stamp",)
    proxy_name: str = ""
    proxy_kind: ProxyKind | None = None
    earlier: EarlierNotice | None = None
    enclosed: tuple[ThingBack, ...] = ()
    form_copy_enclosed: bool = False
    withdrawal: bool = False
    number_papers: tuple[NumberPaper, ...] = ()


@dataclass(frozen=True, slots=True)
class LapseBody:
    """L3: the chargeable rights treated as never made, why, and the stamps that go back.

    Of the other rights of the application ``others`` go on, ``ended`` have a letter of their own:
    ``ended_in`` is its number and date, where one that was posted told of all of them.
    """

    rights: tuple[Right, ...]
    fee_required: int
    fee_counted: int
    notice: EarlierNotice
    back: StampsBack | None
    others: tuple[Right, ...] = ()
    ended: tuple[Right, ...] = ()
    ended_in: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True)
class WithheldText:
    """A part withheld as printed: description in kind, ground, explanation."""

    part: str
    ground: GroundUse
    explanation: str


@dataclass(frozen=True, slots=True)
class DecisionBody:
    """L4–L10: one decision. Which fields are set depends on right and outcome.

    ``unproven`` is ``identity`` or ``authority`` where that was not shown (letters of an earlier
    version name the ground): the letter then takes the form of L5b and holds nothing but the
    notice, ground, facts and explanation.
    ``paid`` is the fee that was kept; ``free`` that no fee was due; ``not_kept`` neither.
    """

    outcome: Outcome
    scope: str = ""
    unproven: str = ""
    grounds: tuple[GroundUse, ...] = ()
    facts: str = ""
    explanation: str = ""
    notice: EarlierNotice | None = None
    paid: FeePaid | None = None
    free: bool = False
    asked_electronic: bool = False
    difficulty: str = ""
    as_of: date | None = None
    done_on: date | None = None
    disclosed: tuple[DisclosedItem, ...] = ()
    disclosed_purpose: str = ""
    withheld: tuple[WithheldText, ...] = ()
    changes: tuple[ChangeResult, ...] = ()
    informed: str = ""
    cessations: tuple[CessationResult, ...] = ()
    substitute: str = ""
    purposes: tuple[PurposeLine, ...] = ()
    published_at: str = ""
    provided: tuple[ProvisionRecord, ...] = ()
    obtained: tuple[ProvisionRecord, ...] = ()
    search: Search | None = None
    back: StampsBack | None = None
    identity_shown: bool = True
    proxy_name: str = ""


@dataclass(frozen=True, slots=True)
class ReferralBody:
    """L11: the service's own contact, what goes back, and the ``fee`` of asking the desk again.

    ``deceased`` says that it is referred because the principal has died (practice 34).
    """

    referral: Referral
    free: bool
    back: StampsBack | None = None
    scope: str = ""
    fee: int = 0
    deceased: bool = False


@dataclass(frozen=True, slots=True)
class WithdrawalBody:
    """L13: what was withdrawn by which writing, and the stamps that go back.

    Of the other rights ``others`` go on, ``ended`` have a letter of their own (``ended_in``, as in
    L3). ``answered`` is the number and date of the letter that had told all before: then nothing
    was withdrawn.
    """

    withdrawn: tuple[Right, ...]
    writing_received: date
    writing_dated: date | None
    back: StampsBack | None = None
    others: tuple[Right, ...] = ()
    free: bool = False
    ended: tuple[Right, ...] = ()
    answered: tuple[str, date] | None = None
    ended_in: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True)
class DelayBody:
    """L15: the old and the new target day."""

    target: date
    new_target: date


@dataclass(frozen=True, slots=True)
class Received:
    """One row of what came (L1): a form or paper by its title, or a piece by the code of its kind.

    ``amount`` is the yen of pieces, ``pieces`` their denominations and counts, ``note`` a remark.
    """

    count: int
    title: str = ""
    kind: str = ""
    amount: int = 0
    pieces: tuple[tuple[int, int], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class AcknowledgementBody:
    """L1: what came, and by when and by which mail the reply is expected.

    Once the child is ``of_age`` whose parent or guardian applied it tells these where the reply
    goes, and nothing of what came (practice 24).
    """

    received: tuple[Received, ...]
    target: date
    mail: MailKind
    proxy_name: str = ""
    proxy_kind: ProxyKind | None = None
    of_age: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """One row of what goes back (L12): its kind's code, or its ``name``, how many, and why.

    ``reason`` is the code of a reason; ``amount`` is yen, ``pieces`` denominations and counts.
    """

    kind: str
    count: int
    reason: str
    name: str = ""
    amount: int = 0
    pieces: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnBody:
    """L12: exactly what lies in the envelope, by which mail it goes, and the notice beside it.

    ``fee`` is the fee that excess stamps exceed; ``notice`` the number of an L2 in the same
    envelope as printed, ``notice_pages`` its sheets.
    """

    things: tuple[Returned, ...]
    mail: MailKind
    fee: int = 0
    notice: str = ""
    notice_pages: int = 0


@dataclass(frozen=True, slots=True)
class ResendingBody:
    """L14: the letter that came back, sent again unchanged.

    ``moved`` where its address was unknown: a new one has been shown and checked since, and the
    letter goes there; otherwise the post office kept it in vain.
    """

    number: str
    pages: int
    sent_on: date
    sent_by: MailKind
    back_on: date
    mail: MailKind
    moved: bool = False


@dataclass(frozen=True, slots=True)
class InquiryBody:
    """L16: an inquiry, comment or complaint (its code), as the person put it, and the answer.

    ``form`` says that an application form is enclosed, for whoever wishes disclosure. With a day
    ``until`` it is an interim answer: it tells how far the desk is, and by when it answers.
    """

    matter: str
    said: str
    answer: str
    measure: str = ""
    form: bool = False
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PolicyTerms:
    """What letters say of the rulebook, as it stands on the day they are posted.

    ``means`` are the means the fee is paid by, ``chargeable`` the rights it is taken for: of those
    that cost different sums, the letter's own; pieces are ``valid`` for so many months. Papers are
    kept for ``years`` or go back (``papers_back``); a certificate is fresh for ``months``; of age
    is who is as old as ``majority``. Where a ``mandate`` is taken, its letter of proxy bears the
    registered ``seal`` and comes with the principal's ``seal_certificate``, else with one of the
    papers ``with_mandate``, by title. The fee is kept after a refusal (``fee_kept``), what was paid
    of one that lapsed goes back (``lapse_back``). A ``domicile`` is to be blacked out. ``grounds``
    are those of the letter: code, title, article.

    What is left out is what held before letters were told it.
    """

    means: tuple[str, ...] = ("stamp",)
    chargeable: tuple[Right, ...] = (Right.PURPOSE, Right.DISCLOSURE)
    valid: tuple[tuple[str, int], ...] = ()
    years: int = 2
    papers_back: bool = False
    domicile: bool = True
    fee_kept: bool = True
    lapse_back: bool = True
    months: int = 3
    majority: int = 18
    mandate: bool = True
    seal: bool = True
    seal_certificate: bool = True
    with_mandate: tuple[str, ...] = ()
    grounds: tuple[tuple[str, str, str], ...] = ()


Body = (
    AcknowledgementBody
    | DeficiencyBody
    | LapseBody
    | DecisionBody
    | ReferralBody
    | ReturnBody
    | WithdrawalBody
    | ResendingBody
    | DelayBody
    | InquiryBody
)


@dataclass(frozen=True, slots=True)
class LetterNature:
    """What a kind of letter is, whoever it is written to: asked by every rule about letters.

    ``answers`` claims, else the application goes on with it. It goes ``to_sender``, whomever the
    reply goes to (practice 7). Where it is ``of_the_whole`` it speaks of the application, whichever
    claims it names, and may be ``without_claims``. A withdrawal never holds up what is
    ``not_held_up``: things go back, and word of it goes out. A ``silent`` one tells nothing of
    data: not that they exist, nor what is registered.
    """

    body: type[Body]
    answers: bool = True
    to_sender: bool = False
    of_the_whole: bool = False
    without_claims: bool = False
    not_held_up: bool = False
    silent: bool = False


_ANSWER = LetterNature(DecisionBody)
_TO_SENDER = partial(LetterNature, to_sender=True, silent=True)

LETTERS: Mapping[LetterKind, LetterNature] = MappingProxyType(
    {
        LetterKind.ACKNOWLEDGEMENT: _TO_SENDER(
            AcknowledgementBody, answers=False, of_the_whole=True
        ),
        LetterKind.DEFICIENCIES: _TO_SENDER(
            DeficiencyBody, answers=False, of_the_whole=True, without_claims=True
        ),
        LetterKind.LAPSE: _TO_SENDER(LapseBody),
        LetterKind.DISCLOSURE: _ANSWER,
        LetterKind.REFUSAL: _ANSWER,
        LetterKind.NO_SUCH_DATA: _ANSWER,
        LetterKind.PURPOSE: _ANSWER,
        LetterKind.CORRECTION: _ANSWER,
        LetterKind.CESSATION: _ANSWER,
        LetterKind.PROVISION_RECORDS: _ANSWER,
        LetterKind.REFERRAL: _TO_SENDER(ReferralBody),
        LetterKind.RETURN: _TO_SENDER(ReturnBody, answers=False, not_held_up=True),
        LetterKind.WITHDRAWAL: _TO_SENDER(WithdrawalBody, not_held_up=True),
        LetterKind.RESENDING: LetterNature(ResendingBody, answers=False),
        LetterKind.DELAY: _TO_SENDER(DelayBody, answers=False, of_the_whole=True),
        LetterKind.INQUIRY: LetterNature(
            InquiryBody, answers=False, without_claims=True, not_held_up=True, silent=True
        ),
    }
)
"""Every kind with what it is."""

ANSWERS_NOTHING = frozenset(kind for kind, nature in LETTERS.items() if not nature.answers)
"""The letters that answer no claim: with them an application goes on."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Every value that the pages of one letter show.

    ``number`` is the bare document number (``8-121``), the profile adds its prefix;
    ``receipt_code`` is ``DA`` + receipt number + check character; ``journal_mark`` the sequence
    number and the last characters of the journal's head; ``claims`` the rights it answers, in the
    order of the form; ``template`` the version of the wording, ``laid`` the sentences that people
    changed in it. A ``labelled`` letter goes out under a label or in a printed envelope, because
    its address is too long for a window. ``by_proxy`` names the two people where a proxy acts; a
    letter of an earlier version of the program has none. ``policy`` is what it says of the rules.
    """

    kind: LetterKind
    language: Language
    number: str
    dated: date
    addressee: Addressee
    profile: DeskProfile
    receipt_number: str
    receipt_code: str
    received_on: date
    claims: tuple[Right, ...]
    body: Body
    journal_mark: str = ""
    template: str = "1"
    labelled: bool = False
    laid: tuple[LaidSentence, ...] = ()
    by_proxy: ByProxy | None = None
    policy: PolicyTerms = PolicyTerms()

    @property
    def mandate_form_enclosed(self) -> bool:
        """Whether it says that a blank letter of proxy is enclosed, where the desk has a form."""
        rows = self.body.rows if isinstance(self.body, DeficiencyBody) else ()
        return self.policy.mandate and any(row.asks_for_mandate for row in rows)


class Stand(Word):
    """Where a passage of a letter stands: as text, in the middle (記), or at the right (敬具)."""

    TEXT = "text"
    MIDDLE = "middle"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a letter as it reads.

    ``label`` is what an item, or a row of a table, begins with; ``item`` tells the two apart.
    """

    text: str
    label: str = ""
    item: bool = False
    stand: Stand = Stand.TEXT


@dataclass(frozen=True, slots=True)
class LetterText:
    """What a letter says, from its title on: its body, then its annexes."""

    title: str
    passages: tuple[Passage, ...]
