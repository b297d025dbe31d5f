# SPDX-License-Identifier: MIT
"""Every code a finding can carry, with axis, clause, cures; findings made from their codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from desk_app.records.base import NO_FACTS, Fact
from desk_app.records.case.findings import Axis, Finding, Verdict


class Cure(StrEnum):
    """What the applicant is asked to send or do."""

    FEE = "fee"
    FORM = "form"
    FORM_COPY = "form_copy"
    IDENTITY = "identity"
    SECOND_IDENTITY = "second_identity"
    ADDRESS_DOCUMENT = "address_document"
    CHANGE_DOCUMENT = "change_document"
    REGISTERED_CLUES = "registered_clues"
    FRESH_DOCUMENT = "fresh_document"
    ORIGINAL = "original"
    AUTHORITY_PAPER = "authority_paper"
    OWN_FORM_OR_MANDATE = "own_form_or_mandate"
    PARENTS_FORM = "parents_form"
    HEIRS_FORM = "heirs_form"
    OTHER_SIGNATURE = "other_signature"
    POWERS_LIST = "powers_list"
    SUPERVISOR_PROOF = "supervisor_proof"
    LETTER_OF_PROXY = "letter_of_proxy"
    SIGNATURE = "signature"


class NoticeRow(StrEnum):
    """A row of the catalogue of deficiencies in the words of the notice (L2)."""

    FEE_SHORT = "fee_short"
    FEE_ABSENT = "fee_absent"
    PIECE_REFUSED = "piece_refused"
    FORM = "form"
    FORM_ABSENT = "form_absent"
    FORM_OTHER = "form_other"
    REASON_OTHER = "reason_other"
    FORM_DATED_LATER = "form_dated_later"
    ASKED_TWICE = "asked_twice"
    STRANGE_SIGN = "strange_sign"
    PAPER_STRANGE_SIGN = "paper_strange_sign"
    NOBODY_NAMED = "nobody_named"
    IDENTITY_ABSENT = "identity_absent"
    IDENTITY_SECOND = "identity_second"
    EXPIRED = "expired"
    NO_ADDRESS = "no_address"
    DIFFERS = "differs"
    NOT_MATCHED = "not_matched"
    NOT_ACCEPTED = "not_accepted"
    FAMILY_REGISTER = "family_register"
    PAPER_OF_AUTHORITY = "paper_of_authority"
    OF_AGE = "of_age"
    TOO_YOUNG = "too_young"
    MANDATE_OF_MINOR = "mandate_of_minor"
    GUARDIANSHIP = "guardianship"
    POWERS = "powers"
    POWERS_CLAIM = "powers_claim"
    POWERS_ABSENT = "powers_absent"
    NO_SUPERVISOR = "no_supervisor"
    LETTER_OF_PROXY = "letter_of_proxy"
    LETTER_OF_PROXY_FIELD = "letter_of_proxy_field"
    LETTER_OF_PROXY_CLAIM = "letter_of_proxy_claim"
    SEAL_CERTIFICATE = "seal_certificate"
    SIGNATURE_CERTIFICATE = "signature_certificate"
    SEAL_DIFFERS = "seal_differs"
    TOO_OLD = "too_old"
    DATED_LATER = "dated_later"
    COPY = "copy"
    NOT_NAMED = "not_named"
    PROXY_KIND = "proxy_kind"
    HEIR = "heir"
    JOINT = "joint"
    UNSIGNED = "unsigned"
    MOVED = "moved"


class Cited(StrEnum):
    """What a clause of a policy is of: a rulebook says which of its clauses each one is in.

    A finding bears a point until the rules cite it (``cited``).
    """

    SCOPE = "scope"
    SENDING = "sending"
    PAPERS = "papers"
    PROXY = "proxy"
    MINOR = "minor"
    GUARDIANSHIP = "guardianship"
    MANDATE = "mandate"
    FEE = "fee"
    FEE_UNPAID = "fee_unpaid"
    REPLY = "reply"
    KEEPING = "keeping"
    IDENTITY = "identity"
    DISCLOSURE_ONLY = "disclosure_only"
    """A ground that the law has for disclosure and provision records alone."""


@dataclass(frozen=True, slots=True)
class Term:
    """What one finding code means.

    ``axis`` is the axis it usually stands on (a document's own code stands on the axis the paper
    serves); ``point`` what its clause is of, where the rulebook's own basis names no other;
    ``cures`` what may cure it, the usual first; ``row`` its row in the notice; ``facts`` the names
    of its facts.
    """

    axis: Axis
    point: Cited
    facts: tuple[str, ...] = ()
    cures: tuple[Cure, ...] = ()
    row: NoticeRow | None = None

    @property
    def cure(self) -> Cure | None:
        """Return the usual cure; None where the applicant is asked for nothing."""
        return self.cures[0] if self.cures else None


class Code(StrEnum):
    """The code of a finding."""

    # form
    FORM_RIGHT = "form.right"
    FORM_MISSING = "form.missing"
    FORM_WRONG = "form.wrong"
    FORM_OLD_VERSION = "form.old_version"
    FORM_FIELD_MISSING = "form.field_missing"
    FORM_UNSIGNED = "form.unsigned"
    FORM_NO_CLAIM = "form.no_claim"
    FORM_CHANGES_MISSING = "form.changes_missing"
    FORM_REASON_MISSING = "form.reason_missing"
    FORM_REASON_NOT_OF_RIGHT = "form.reason_not_of_right"
    FORM_DATED_LATER = "form.dated_later"
    FORM_ASKED_TWICE = "form.asked_twice"
    FORM_STRANGE_SIGN = "form.strange_sign"
    FORM_LATE = "form.late"
    FORM_LEFT_OUT = "form.left_out"
    DOUBT_CLEARED = "doubt.cleared"
    MARKING_SEEN = "envelope.marking"
    MARKING_NOT_SEEN = "envelope.no_marking"
    THING_TO_RETURN = "envelope.thing_to_return"
    PAPER_TO_RETURN = "envelope.paper_to_return"
    PRINCIPAL_MINOR = "form.principal_minor"
    # a principal who has died
    PRINCIPAL_DECEASED = "deceased.to_decide"
    DECEASED_REFERRED = "deceased.referred"
    DECEASED_GOES_ON = "deceased.goes_on"
    # withdrawal
    WITHDRAWAL_TO_CONFIRM = "withdrawal.to_confirm"
    WITHDRAWAL_NO_POWERS = "withdrawal.no_powers"
    WITHDRAWAL_UNSIGNED = "withdrawal.unsigned"
    WITHDRAWAL_TOO_LATE = "withdrawal.too_late"
    WITHDRAWAL_CONFIRMED = "withdrawal.confirmed"
    WITHDRAWAL_REJECTED = "withdrawal.rejected"
    WITHDRAWAL_LEFT = "withdrawal.left"
    # change of address
    ADDRESS_CHANGE_UNSHOWN = "address_change.unshown"
    ADDRESS_CHANGE_SHOWN = "address_change.shown"
    ADDRESS_CHANGE_TAKEN = "address_change.taken"
    ADDRESS_CHANGE_SET_ASIDE = "address_change.set_aside"
    ADDRESS_CHANGE_LEFT = "address_change.left"
    ADDRESS_CHANGE_OVERTAKEN = "address_change.overtaken"
    ADDRESS_CHANGE_TOO_LATE = "address_change.too_late"
    # masking
    MASKING_VISIBLE = "masking.visible"
    MASKING_DONE = "masking.done"
    MASKING_WATCH = "masking.watch"
    NOT_TO_KEEP = "masking.not_to_keep"
    NOT_KEPT = "masking.not_kept"
    PAGE_TO_RETURN = "masking.to_return"
    PAGE_STILL_HERE = "masking.still_here"
    # documents, on the axis they serve
    DOCUMENT_COUNTS = "document.counts"
    DOCUMENT_SET_ASIDE = "document.set_aside"
    DOCUMENT_NOT_IN_CATALOGUE = "document.not_in_catalogue"
    DOCUMENT_NOT_ACCEPTED = "document.not_accepted"
    DOCUMENT_ENDED = "document.ended"
    DOCUMENT_NOT_YET = "document.not_yet"
    DOCUMENT_EXPIRED = "document.expired"
    DOCUMENT_TOO_OLD = "document.too_old"
    DOCUMENT_DATED_LATER = "document.dated_later"
    DOCUMENT_COPY = "document.copy"
    DOCUMENT_STRANGE_SIGN = "document.strange_sign"
    DOCUMENT_UNREAD = "document.unread"
    DOCUMENT_PHOTO = "document.photo"
    # identity of a person
    IDENTITY_SHOWN = "identity.shown"
    IDENTITY_ABSENT = "identity.absent"
    IDENTITY_SECOND_MISSING = "identity.second_missing"
    IDENTITY_NO_ADDRESS = "identity.no_address"
    IDENTITY_ADDRESS_DIFFERS = "identity.address_differs"
    IDENTITY_NAME_DIFFERS = "identity.name_differs"
    IDENTITY_BIRTH_DIFFERS = "identity.birth_differs"
    IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY = "identity.address_written_differently"
    IDENTITY_NAME_WRITTEN_DIFFERENTLY = "identity.name_written_differently"
    IDENTITY_ADDRESS_TO_CONFIRM = "identity.address_to_confirm"
    IDENTITY_NAME_TO_CONFIRM = "identity.name_to_confirm"
    IDENTITY_NAME_CONTRADICTED = "identity.name_contradicted"
    IDENTITY_BIRTH_CONTRADICTED = "identity.birth_contradicted"
    IDENTITY_ADDRESS_CONTRADICTED = "identity.address_contradicted"
    IDENTITY_LATE = "identity.late"
    # what is registered
    REGISTER_NOT_ASKED = "register.not_asked"
    REGISTER_AWAITED = "register.awaited"
    REGISTER_NOTHING = "register.nothing"
    REGISTER_NAMESAKE = "register.namesake"
    REGISTER_DEPENDS = "register.depends"
    REGISTER_NEAR = "register.near"
    REGISTER_MATCHES = "register.matches"
    REGISTER_ADDRESS_WRITTEN_DIFFERENTLY = "register.address_written_differently"
    REGISTER_NAME_WRITTEN_DIFFERENTLY = "register.name_written_differently"
    REGISTER_ADDRESS_TO_CONFIRM = "register.address_to_confirm"
    REGISTER_NAME_TO_CONFIRM = "register.name_to_confirm"
    REGISTER_NOT_MATCHED = "register.not_matched"
    REGISTER_LEFT_OUT = "register.left_out"
    # authority of a proxy
    AUTHORITY_NOT_NEEDED = "authority.not_needed"
    AUTHORITY_SHOWN = "authority.shown"
    AUTHORITY_KIND = "authority.kind_not_accepted"
    AUTHORITY_HEIR = "authority.heir"
    AUTHORITY_PAPER_MISSING = "authority.paper_missing"
    AUTHORITY_OF_AGE = "authority.of_age"
    AUTHORITY_CAME_OF_AGE = "authority.came_of_age"
    AUTHORITY_NOBODY_NAMED = "authority.nobody_named"
    AUTHORITY_TOO_YOUNG = "authority.too_young"
    AUTHORITY_MANDATE_OF_MINOR = "authority.mandate_of_minor"
    AUTHORITY_NOT_NAMED = "authority.not_named"
    AUTHORITY_HOLDER_NOT_SHOWN = "authority.holder_not_shown"
    AUTHORITY_KIND_DIFFERS = "authority.kind_differs"
    AUTHORITY_JOINT = "authority.joint"
    AUTHORITY_JOINT_ACCEPTED = "authority.joint_accepted"
    AUTHORITY_JOINT_REFUSED = "authority.joint_refused"
    AUTHORITY_JOINT_EXERCISE = "authority.joint_exercise"
    AUTHORITY_POWERS_NOT_LISTED = "authority.powers_not_listed"
    AUTHORITY_POWERS_NOT_COVERING = "authority.powers_not_covering"
    AUTHORITY_POWERS_CLAIM = "authority.powers_claim"
    AUTHORITY_NO_SUPERVISOR = "authority.no_supervisor"
    AUTHORITY_MANDATE_BLANK = "authority.mandate_blank"
    AUTHORITY_MANDATE_CLAIM = "authority.mandate_claim"
    AUTHORITY_MANDATE_RECEIPT = "authority.mandate_receipt"
    AUTHORITY_NO_SEAL = "authority.no_seal"
    AUTHORITY_SEAL_UNREAD = "authority.seal_unread"
    AUTHORITY_SEAL_DIFFERS = "authority.seal_differs"
    AUTHORITY_UNREAD = "authority.unread"
    AUTHORITY_LATE = "authority.late"
    # fee
    FEE_NOT_NEEDED = "fee.not_needed"
    FEE_PAID = "fee.paid"
    FEE_OVER = "fee.over"
    FEE_OVER_INSEPARABLE = "fee.over_inseparable"
    FEE_ABSENT = "fee.absent"
    FEE_SHORT = "fee.short"
    FEE_PIECE_REFUSED = "fee.piece_refused"
    FEE_PIECE_RETURNED = "fee.piece_returned"
    FEE_PIECE_ENDS = "fee.piece_ends"
    FEE_PIECE_DOUBTFUL = "fee.piece_doubtful"
    FEE_TO_ALLOT = "fee.to_allot"
    FEE_NOT_TAKEN = "fee.not_taken"
    FEE_LATE = "fee.late"


TO_BE_KNOWN = frozenset(
    {
        *(Code.MARKING_NOT_SEEN, Code.PRINCIPAL_MINOR, Code.FORM_LEFT_OUT, Code.FEE_NOT_TAKEN),
        *(Code.THING_TO_RETURN, Code.PAPER_TO_RETURN, Code.PAGE_TO_RETURN, Code.MASKING_WATCH),
        *(Code.WITHDRAWAL_CONFIRMED, Code.WITHDRAWAL_REJECTED, Code.WITHDRAWAL_LEFT),
        *(Code.ADDRESS_CHANGE_TAKEN, Code.ADDRESS_CHANGE_SET_ASIDE, Code.ADDRESS_CHANGE_LEFT),
        *(Code.ADDRESS_CHANGE_OVERTAKEN, Code.ADDRESS_CHANGE_TOO_LATE),
        *(Code.REGISTER_NOTHING, Code.REGISTER_NAMESAKE, Code.REGISTER_DEPENDS),
        *(Code.REGISTER_LEFT_OUT, Code.DOUBT_CLEARED, Code.AUTHORITY_CAME_OF_AGE),
        *(Code.DECEASED_REFERRED, Code.DECEASED_GOES_ON, Code.FEE_PIECE_ENDS),
    }
)
"""What says of nothing that it is in order: a fact to be known or a thing still to be done."""

DOUBTS = frozenset(
    {
        Code.IDENTITY_NAME_CONTRADICTED,
        Code.IDENTITY_BIRTH_CONTRADICTED,
        Code.IDENTITY_ADDRESS_CONTRADICTED,
        Code.AUTHORITY_TOO_YOUNG,
        Code.AUTHORITY_MANDATE_OF_MINOR,
        Code.AUTHORITY_NOBODY_NAMED,
        *(Code.FORM_DATED_LATER, Code.FORM_ASKED_TWICE, Code.FORM_STRANGE_SIGN),
        Code.DOCUMENT_STRANGE_SIGN,
    }
)
"""What a supervisor clears up or not, with a reason; the key of the finding is what is judged."""

_C, _I, _A, _F = Axis.COMPLETENESS, Axis.IDENTITY, Axis.AUTHORITY, Axis.FEE
_PAPER = ("document", "whose", "kinds")
_BOTH = ("document", "whose", "on_form", "on_document")
_OTHERWISE = ("document", "whose", "on_document", "otherwise")
_PROXY = ("document", "proxy_kind")
_PROXY_FIELD = ("document", "field", "proxy_kind")
_WRITING = ("arrived_on", "rights")
_TOLD = ("arrived_on", "whose")

TERMS: dict[Code, Term] = {
    Code.FORM_RIGHT: Term(_C, Cited.PAPERS, ("forms",)),
    Code.FORM_MISSING: Term(_C, Cited.PAPERS, ("forms",), (Cure.FORM,), NoticeRow.FORM_ABSENT),
    Code.FORM_WRONG: Term(
        _C, Cited.PAPERS, ("form", "rights", "forms"), (Cure.FORM,), NoticeRow.FORM_OTHER
    ),
    Code.FORM_OLD_VERSION: Term(
        _C, Cited.PAPERS, ("form", "version", "versions"), (Cure.FORM,), NoticeRow.FORM_OTHER
    ),
    Code.FORM_FIELD_MISSING: Term(_C, Cited.PAPERS, ("field",), (Cure.FORM_COPY,), NoticeRow.FORM),
    Code.FORM_UNSIGNED: Term(
        _C, Cited.PAPERS, ("field", "form"), (Cure.FORM_COPY,), NoticeRow.FORM
    ),
    Code.FORM_NO_CLAIM: Term(_C, Cited.PAPERS, ("field",), (Cure.FORM_COPY,), NoticeRow.FORM),
    Code.FORM_CHANGES_MISSING: Term(
        _C, Cited.PAPERS, ("field", "right"), (Cure.FORM_COPY,), NoticeRow.FORM
    ),
    Code.FORM_REASON_MISSING: Term(
        _C, Cited.PAPERS, ("field", "right"), (Cure.FORM_COPY,), NoticeRow.FORM
    ),
    Code.FORM_REASON_NOT_OF_RIGHT: Term(
        _C,
        Cited.PAPERS,
        ("field", "right", "reason"),
        (Cure.FORM_COPY,),
        NoticeRow.REASON_OTHER,
    ),
    Code.FORM_DATED_LATER: Term(
        _C,
        Cited.PAPERS,
        ("field", "form", "filled_in_on", "arrived_on"),
        (Cure.FORM_COPY,),
        NoticeRow.FORM_DATED_LATER,
    ),
    Code.FORM_STRANGE_SIGN: Term(
        _C,
        Cited.PAPERS,
        ("field", "text", "signs"),
        (Cure.FORM_COPY,),
        NoticeRow.STRANGE_SIGN,
    ),
    Code.FORM_ASKED_TWICE: Term(
        _C,
        Cited.PAPERS,
        ("field", "rights", "forms"),
        (Cure.FORM_COPY,),
        NoticeRow.ASKED_TWICE,
    ),
    Code.FORM_LATE: Term(_C, Cited.PAPERS, ("arrived_on", "due")),
    Code.FORM_LEFT_OUT: Term(_C, Cited.PAPERS, ("finding",)),
    Code.DOUBT_CLEARED: Term(_C, Cited.IDENTITY, ("finding",)),
    Code.MARKING_SEEN: Term(_C, Cited.SENDING),
    Code.MARKING_NOT_SEEN: Term(_C, Cited.SENDING),
    Code.THING_TO_RETURN: Term(_C, Cited.FEE, ("kind", "amount")),
    Code.PAPER_TO_RETURN: Term(_C, Cited.KEEPING, ("document",)),
    Code.PRINCIPAL_MINOR: Term(_C, Cited.PAPERS, ("age",)),
    Code.PRINCIPAL_DECEASED: Term(_C, Cited.SCOPE),
    Code.DECEASED_REFERRED: Term(_C, Cited.SCOPE),
    Code.DECEASED_GOES_ON: Term(_C, Cited.SCOPE),
    Code.WITHDRAWAL_TO_CONFIRM: Term(_C, Cited.SCOPE, (*_WRITING, "answered", "proxy_kind")),
    Code.WITHDRAWAL_NO_POWERS: Term(_C, Cited.PROXY, (*_WRITING, "proxy_kind")),
    Code.WITHDRAWAL_UNSIGNED: Term(
        _C, Cited.SCOPE, (*_WRITING, "answered"), (Cure.SIGNATURE,), NoticeRow.UNSIGNED
    ),
    Code.WITHDRAWAL_TOO_LATE: Term(_C, Cited.SCOPE, (*_WRITING, "answered_on")),
    Code.WITHDRAWAL_CONFIRMED: Term(_C, Cited.SCOPE, (*_WRITING, "answered")),
    Code.WITHDRAWAL_REJECTED: Term(_C, Cited.SCOPE, _WRITING),
    Code.WITHDRAWAL_LEFT: Term(_C, Cited.SCOPE, (*_WRITING, "due")),
    Code.ADDRESS_CHANGE_UNSHOWN: Term(
        _C, Cited.REPLY, (*_TOLD, "kinds"), (Cure.ADDRESS_DOCUMENT,), NoticeRow.MOVED
    ),
    Code.ADDRESS_CHANGE_SHOWN: Term(_C, Cited.REPLY, (*_TOLD, "documents", "on_form", "told")),
    Code.ADDRESS_CHANGE_TAKEN: Term(_C, Cited.REPLY, _TOLD),
    Code.ADDRESS_CHANGE_SET_ASIDE: Term(_C, Cited.REPLY, _TOLD),
    Code.ADDRESS_CHANGE_LEFT: Term(_C, Cited.REPLY, (*_TOLD, "due")),
    Code.ADDRESS_CHANGE_OVERTAKEN: Term(_C, Cited.REPLY, _TOLD),
    Code.ADDRESS_CHANGE_TOO_LATE: Term(_C, Cited.REPLY, _TOLD),
    Code.MASKING_VISIBLE: Term(_C, Cited.KEEPING, ("document", "item")),
    Code.MASKING_DONE: Term(_C, Cited.KEEPING, ("document", "item", "action")),
    Code.MASKING_WATCH: Term(_C, Cited.KEEPING, ("document", "items")),
    Code.NOT_TO_KEEP: Term(_C, Cited.KEEPING, ("document",)),
    Code.NOT_KEPT: Term(_C, Cited.KEEPING, ("document",)),
    Code.PAGE_TO_RETURN: Term(_C, Cited.KEEPING, ("document", "item")),
    Code.PAGE_STILL_HERE: Term(_C, Cited.KEEPING, ("document", "item")),
    Code.DOCUMENT_COUNTS: Term(_I, Cited.PAPERS, ("document", "whose")),
    Code.DOCUMENT_SET_ASIDE: Term(_I, Cited.PAPERS, ("document", "whose", "problem")),
    Code.DOCUMENT_NOT_IN_CATALOGUE: Term(
        _I, Cited.PAPERS, _PAPER, (Cure.IDENTITY,), NoticeRow.NOT_ACCEPTED
    ),
    Code.DOCUMENT_NOT_ACCEPTED: Term(
        _I, Cited.PAPERS, _PAPER, (Cure.IDENTITY,), NoticeRow.NOT_ACCEPTED
    ),
    Code.DOCUMENT_ENDED: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "until", "instead"),
        (Cure.IDENTITY, Cure.AUTHORITY_PAPER),
        NoticeRow.NOT_ACCEPTED,
    ),
    Code.DOCUMENT_NOT_YET: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "since"),
        (Cure.IDENTITY, Cure.AUTHORITY_PAPER),
        NoticeRow.NOT_ACCEPTED,
    ),
    Code.DOCUMENT_EXPIRED: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "valid_until", "arrived_on"),
        (Cure.IDENTITY, Cure.AUTHORITY_PAPER),
        NoticeRow.EXPIRED,
    ),
    Code.DOCUMENT_TOO_OLD: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "issued_on", "fresh_until", "arrived_on", "months"),
        (Cure.FRESH_DOCUMENT,),
        NoticeRow.TOO_OLD,
    ),
    Code.DOCUMENT_DATED_LATER: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "issued_on", "arrived_on"),
        (Cure.FRESH_DOCUMENT,),
        NoticeRow.DATED_LATER,
    ),
    Code.DOCUMENT_COPY: Term(
        _I, Cited.PAPERS, _PAPER, (Cure.ORIGINAL, Cure.FRESH_DOCUMENT), NoticeRow.COPY
    ),
    Code.DOCUMENT_STRANGE_SIGN: Term(
        _I,
        Cited.PAPERS,
        (*_PAPER, "field", "text", "signs"),
        (Cure.IDENTITY, Cure.AUTHORITY_PAPER),
        NoticeRow.PAPER_STRANGE_SIGN,
    ),
    Code.DOCUMENT_UNREAD: Term(_I, Cited.PAPERS, ("document", "whose", "field")),
    Code.DOCUMENT_PHOTO: Term(_I, Cited.PAPERS, ("document", "whose", "age")),
    Code.IDENTITY_SHOWN: Term(_I, Cited.PAPERS, ("whose", "documents")),
    Code.IDENTITY_ABSENT: Term(
        _I, Cited.PAPERS, ("whose", "kinds"), (Cure.IDENTITY,), NoticeRow.IDENTITY_ABSENT
    ),
    Code.IDENTITY_SECOND_MISSING: Term(
        _I,
        Cited.PAPERS,
        ("whose", "documents", "kinds"),
        (Cure.SECOND_IDENTITY,),
        NoticeRow.IDENTITY_SECOND,
    ),
    Code.IDENTITY_NO_ADDRESS: Term(
        _I, Cited.PAPERS, _PAPER, (Cure.ADDRESS_DOCUMENT,), NoticeRow.NO_ADDRESS
    ),
    Code.IDENTITY_ADDRESS_DIFFERS: Term(
        _I, Cited.IDENTITY, _BOTH, (Cure.CHANGE_DOCUMENT,), NoticeRow.DIFFERS
    ),
    Code.IDENTITY_NAME_DIFFERS: Term(
        _I, Cited.IDENTITY, _BOTH, (Cure.CHANGE_DOCUMENT,), NoticeRow.DIFFERS
    ),
    Code.IDENTITY_BIRTH_DIFFERS: Term(
        _I, Cited.IDENTITY, _BOTH, (Cure.CHANGE_DOCUMENT,), NoticeRow.DIFFERS
    ),
    Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY: Term(_I, Cited.IDENTITY, _BOTH),
    Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY: Term(_I, Cited.IDENTITY, _BOTH),
    Code.IDENTITY_ADDRESS_TO_CONFIRM: Term(_I, Cited.IDENTITY, _BOTH),
    Code.IDENTITY_NAME_TO_CONFIRM: Term(_I, Cited.IDENTITY, _BOTH),
    Code.IDENTITY_NAME_CONTRADICTED: Term(_I, Cited.IDENTITY, _OTHERWISE),
    Code.IDENTITY_BIRTH_CONTRADICTED: Term(_I, Cited.IDENTITY, _OTHERWISE),
    Code.IDENTITY_ADDRESS_CONTRADICTED: Term(_I, Cited.IDENTITY, _OTHERWISE),
    Code.IDENTITY_LATE: Term(_I, Cited.PAPERS, ("arrived_on", "due")),
    Code.REGISTER_NOT_ASKED: Term(_I, Cited.IDENTITY),
    Code.REGISTER_AWAITED: Term(_I, Cited.IDENTITY, ("departments", "asked_on")),
    Code.REGISTER_NOTHING: Term(_I, Cited.IDENTITY, ("departments",)),
    Code.REGISTER_NAMESAKE: Term(_I, Cited.IDENTITY, ("record",)),
    Code.REGISTER_DEPENDS: Term(_I, Cited.IDENTITY, ("record", "document")),
    Code.REGISTER_NEAR: Term(_I, Cited.IDENTITY, ("record", "agrees", "on_form", "registered")),
    Code.REGISTER_MATCHES: Term(_I, Cited.IDENTITY, ("record",)),
    Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY: Term(
        _I, Cited.IDENTITY, ("record", "on_form", "registered")
    ),
    Code.REGISTER_NAME_WRITTEN_DIFFERENTLY: Term(
        _I, Cited.IDENTITY, ("record", "on_form", "registered")
    ),
    Code.REGISTER_ADDRESS_TO_CONFIRM: Term(_I, Cited.IDENTITY, ("record", "on_form", "registered")),
    Code.REGISTER_NAME_TO_CONFIRM: Term(_I, Cited.IDENTITY, ("record", "on_form", "registered")),
    Code.REGISTER_NOT_MATCHED: Term(
        _I,
        Cited.IDENTITY,
        ("record", "differs", "stated_on_form"),
        (Cure.REGISTERED_CLUES,),
        NoticeRow.NOT_MATCHED,
    ),
    Code.REGISTER_LEFT_OUT: Term(_I, Cited.IDENTITY, ("record",)),
    Code.AUTHORITY_NOT_NEEDED: Term(_A, Cited.PROXY),
    Code.AUTHORITY_SHOWN: Term(_A, Cited.PROXY, ("proxy_kind", "documents")),
    Code.AUTHORITY_KIND: Term(
        _A, Cited.PROXY, ("proxy_kind",), (Cure.OWN_FORM_OR_MANDATE,), NoticeRow.PROXY_KIND
    ),
    Code.AUTHORITY_HEIR: Term(_A, Cited.PROXY, (), (Cure.HEIRS_FORM,), NoticeRow.HEIR),
    Code.AUTHORITY_PAPER_MISSING: Term(
        _A,
        Cited.PROXY,
        ("document", "kinds", "proxy_kind", "months"),
        (Cure.AUTHORITY_PAPER,),
        None,
    ),
    Code.AUTHORITY_OF_AGE: Term(
        _A,
        Cited.MINOR,
        ("proxy_kind", "age", "majority", "arrived_on"),
        (Cure.OWN_FORM_OR_MANDATE,),
        NoticeRow.OF_AGE,
    ),
    Code.AUTHORITY_CAME_OF_AGE: Term(_A, Cited.MINOR, ("proxy_kind", "since")),
    Code.AUTHORITY_NOBODY_NAMED: Term(
        _A, Cited.PROXY, ("documents", "reply", "forms"), (Cure.FORM,), NoticeRow.NOBODY_NAMED
    ),
    Code.AUTHORITY_TOO_YOUNG: Term(
        _A, Cited.MINOR, ("age", "alone"), (Cure.PARENTS_FORM,), NoticeRow.TOO_YOUNG
    ),
    Code.AUTHORITY_MANDATE_OF_MINOR: Term(
        _A,
        Cited.MANDATE,
        ("age", "proxy_kind"),
        (Cure.PARENTS_FORM,),
        NoticeRow.MANDATE_OF_MINOR,
    ),
    Code.AUTHORITY_NOT_NAMED: Term(
        _A,
        Cited.PROXY,
        ("document", "whose", "proxy_kind"),
        (Cure.AUTHORITY_PAPER,),
        NoticeRow.NOT_NAMED,
    ),
    Code.AUTHORITY_HOLDER_NOT_SHOWN: Term(
        _A, Cited.MINOR, _PROXY, (Cure.AUTHORITY_PAPER,), NoticeRow.FAMILY_REGISTER
    ),
    Code.AUTHORITY_KIND_DIFFERS: Term(
        _A,
        Cited.PROXY,
        ("document", "proxy_kind", "certified"),
        (Cure.AUTHORITY_PAPER,),
        NoticeRow.PROXY_KIND,
    ),
    Code.AUTHORITY_JOINT: Term(_A, Cited.MINOR, _PROXY),
    Code.AUTHORITY_JOINT_ACCEPTED: Term(_A, Cited.MINOR, _PROXY),
    Code.AUTHORITY_JOINT_REFUSED: Term(
        _A, Cited.MINOR, _PROXY, (Cure.OTHER_SIGNATURE,), NoticeRow.JOINT
    ),
    Code.AUTHORITY_JOINT_EXERCISE: Term(
        _A, Cited.GUARDIANSHIP, _PROXY, (Cure.OTHER_SIGNATURE,), NoticeRow.JOINT
    ),
    Code.AUTHORITY_POWERS_NOT_LISTED: Term(
        _A, Cited.GUARDIANSHIP, _PROXY, (Cure.POWERS_LIST,), NoticeRow.POWERS_ABSENT
    ),
    Code.AUTHORITY_POWERS_NOT_COVERING: Term(
        _A, Cited.GUARDIANSHIP, _PROXY, (Cure.POWERS_LIST,), NoticeRow.POWERS
    ),
    Code.AUTHORITY_POWERS_CLAIM: Term(
        _A,
        Cited.GUARDIANSHIP,
        ("document", "right", "proxy_kind"),
        (Cure.POWERS_LIST,),
        NoticeRow.POWERS_CLAIM,
    ),
    Code.AUTHORITY_NO_SUPERVISOR: Term(
        _A, Cited.GUARDIANSHIP, _PROXY, (Cure.SUPERVISOR_PROOF,), NoticeRow.NO_SUPERVISOR
    ),
    Code.AUTHORITY_MANDATE_BLANK: Term(
        _A,
        Cited.MANDATE,
        _PROXY_FIELD,
        (Cure.LETTER_OF_PROXY,),
        NoticeRow.LETTER_OF_PROXY_FIELD,
    ),
    Code.AUTHORITY_MANDATE_CLAIM: Term(
        _A,
        Cited.MANDATE,
        ("document", "right", "proxy_kind"),
        (Cure.LETTER_OF_PROXY,),
        NoticeRow.LETTER_OF_PROXY_CLAIM,
    ),
    Code.AUTHORITY_MANDATE_RECEIPT: Term(
        _A,
        Cited.MANDATE,
        _PROXY_FIELD,
        (Cure.LETTER_OF_PROXY,),
        NoticeRow.LETTER_OF_PROXY_FIELD,
    ),
    Code.AUTHORITY_NO_SEAL: Term(
        _A,
        Cited.MANDATE,
        _PROXY_FIELD,
        (Cure.LETTER_OF_PROXY,),
        NoticeRow.LETTER_OF_PROXY_FIELD,
    ),
    Code.AUTHORITY_SEAL_UNREAD: Term(_A, Cited.MANDATE, _PROXY),
    Code.AUTHORITY_SEAL_DIFFERS: Term(
        _A, Cited.MANDATE, _PROXY, (Cure.LETTER_OF_PROXY,), NoticeRow.SEAL_DIFFERS
    ),
    Code.AUTHORITY_UNREAD: Term(_A, Cited.PROXY, _PROXY_FIELD),
    Code.AUTHORITY_LATE: Term(_A, Cited.PROXY, ("arrived_on", "due")),
    Code.FEE_NOT_NEEDED: Term(_F, Cited.FEE, ("rights",)),
    Code.FEE_PAID: Term(_F, Cited.FEE, ("required", "counted", "pieces")),
    Code.FEE_OVER: Term(_F, Cited.FEE, ("required", "counted", "over", "returnable", "pieces")),
    Code.FEE_OVER_INSEPARABLE: Term(_F, Cited.FEE, ("required", "counted", "over", "pieces")),
    Code.FEE_ABSENT: Term(
        _F, Cited.FEE_UNPAID, ("required", "rights"), (Cure.FEE,), NoticeRow.FEE_ABSENT
    ),
    Code.FEE_SHORT: Term(
        _F,
        Cited.FEE_UNPAID,
        ("required", "counted", "short", "pieces", "rights"),
        (Cure.FEE,),
        NoticeRow.FEE_SHORT,
    ),
    Code.FEE_PIECE_REFUSED: Term(
        _F,
        Cited.FEE,
        ("piece", "denomination", "count", "reason", "valid_until"),
        (Cure.FEE,),
        NoticeRow.PIECE_REFUSED,
    ),
    Code.FEE_PIECE_ENDS: Term(_F, Cited.FEE, ("piece", "denomination", "count", "valid_until")),
    Code.FEE_PIECE_RETURNED: Term(
        _F, Cited.FEE, ("piece", "denomination", "count", "reason", "returned_on")
    ),
    Code.FEE_PIECE_DOUBTFUL: Term(_F, Cited.FEE, ("piece", "denomination", "count", "reason")),
    Code.FEE_TO_ALLOT: Term(_F, Cited.FEE, ("count",)),
    Code.FEE_NOT_TAKEN: Term(_F, Cited.FEE, ("counted", "pieces")),
    Code.FEE_LATE: Term(_F, Cited.FEE_UNPAID, ("arrived_on", "due", "count")),
}


def term(code: str) -> Term:
    """Return what a code means; raises ValueError for a code that does not exist."""
    return TERMS[Code(code)]


# Making a finding from its code: axis, clause and cure come from the registry of codes.


@dataclass(frozen=True, slots=True)
class Aim:
    """What a finding serves where that is not the usual: axis, clause, and what cures it."""

    axis: Axis | None = None
    clause: str = ""
    cure: Cure | None = None


USUAL = Aim()


def ok(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that says something is in order, or only to be known."""
    return _finding(code, Verdict.OK, subject, facts, aim)


def ask(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding on which a person must decide or look."""
    return _finding(code, Verdict.ASK, subject, facts, aim)


def missing(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that something is not there; the applicant is asked for it."""
    return _finding(code, Verdict.MISSING, subject, facts, aim)


def defective(
    code: Code, subject: str = "", facts: Mapping[str, Fact] = NO_FACTS, aim: Aim = USUAL
) -> Finding:
    """Return a finding that something is there but does not do; the applicant is asked for it."""
    return _finding(code, Verdict.DEFECTIVE, subject, facts, aim)


def _finding(
    code: Code, verdict: Verdict, subject: str, facts: Mapping[str, Fact], aim: Aim
) -> Finding:
    term = TERMS[code]
    cure = aim.cure or term.cure if verdict in {Verdict.MISSING, Verdict.DEFECTIVE} else None
    return Finding(
        code=code.value,
        clause=aim.clause or term.point.value,
        verdict=verdict,
        axis=aim.axis or term.axis,
        subject=subject,
        facts=MappingProxyType(dict(facts)),
        cure="" if cure is None else cure.value,
    )
