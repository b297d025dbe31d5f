# SPDX-License-Identifier: MIT
"""The facts of a notice of deficiencies (L2): one row for each thing to send."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from desk_app.desk.told_enclosed import by_kind
from desk_app.records.application import Application, Right
from desk_app.records.facts import Fact
from desk_app.records.findings import (
    AuthorityState,
    Axis,
    ClaimState,
    Examination,
    Finding,
    Identity,
)
from desk_app.records.history import ApplicationFile, Notice
from desk_app.records.ids import ClaimId
from desk_app.records.letters import (
    DeficiencyBody,
    DeficiencyRow,
    EarlierNotice,
    RowValue,
    ThingBack,
)
from desk_app.records.mail import STAMPS_BACK, Piece
from desk_app.records.papers import Subject
from desk_app.records.people import DeskProfile, Language
from desk_app.rules import codes, deficiencies, stamp_book
from desk_app.rules.deadlines import notice_due
from desk_app.rules.finding_codes import Code, Cure, Row, term
from desk_app.rules.findings import payments
from desk_app.rules.findings.documents import CURED_BY_ITS_OWN_KIND
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.findings.identity import can_have
from desk_app.rules.rulebook import Rules
from desk_app.rules.terms import DocumentTerm, IdentityUse, Standing
from desk_app.rules.written_anew import is_cured_by_form

_FEE = frozenset({Code.FEE_SHORT, Code.FEE_ABSENT})
_TWO = 2
_USUAL_PHOTO = "driving_licence"
"""Who cannot have this yet has seldom a document with a photo."""


def more(
    rules: Rules, file: ApplicationFile, finding: Finding, language: Language
) -> dict[str, RowValue]:
    """Return further values of a finding's row, as of the day of the rules; nobody else is told."""
    if finding.code in _FEE:
        return {"shared": 1} if stamp_book.pay_for_others(file, rules) else {}
    if finding.code == Code.IDENTITY_ABSENT:
        return _titles("without_photo", _without_photo(rules, file, finding), language)
    if finding.code in CURED_BY_ITS_OWN_KIND and finding.axis is Axis.AUTHORITY:
        return _titles("or_papers", _other_papers(rules, file, finding), language)
    return {}


def _without_photo(rules: Rules, file: ApplicationFile, finding: Finding) -> Iterable[DocumentTerm]:
    """Return what a principal who is too young for a licence may send two kinds of (practice 20).

    Where the rules ask for another number of them, nothing is said.
    """
    born, asked_on = file.application.principal.born, file.application.received_on
    young = not can_have(_USUAL_PHOTO, born, asked_on)
    own = finding.facts.get("whose") == Subject.PRINCIPAL.value
    if not (young and own and rules.switches.identity_without_photo == _TWO):
        return ()
    return (
        term
        for term in rules.documents
        if term.identity is IdentityUse.ONE_OF_TWO
        and term.taken_on(rules.day)
        and can_have(term.code, born, asked_on)
    )


def _other_papers(rules: Rules, file: ApplicationFile, finding: Finding) -> Iterable[DocumentTerm]:
    """Return the papers any one of which shows the authority as the faulty one would (PR-3)."""
    proxy = file.application.proxy
    asked = None if proxy is None else rules.proxy(proxy.kind)
    alone = [] if asked is None else [each[0] for each in asked.alternatives if len(each) == 1]
    faulty = str(finding.facts["document"])
    if faulty not in alone:
        return ()
    terms = (rules.document(code) for code in alone if code != faulty)
    return (term for term in terms if term is not None and term.taken_on(rules.day))


def _titles(name: str, terms: Iterable[DocumentTerm], language: Language) -> dict[str, RowValue]:
    japanese = language is Language.JA
    titles = tuple(term.title_ja if japanese else term.title_en for term in terms)
    return {name: titles} if titles else {}


_ROW_OF_PAPER = {
    "family_register": Row.FAMILY_REGISTER,
    "guardianship_certificate": Row.GUARDIANSHIP,
    "letter_of_proxy": Row.LETTER_OF_PROXY,
    "seal_certificate": Row.SEAL_CERTIFICATE,
}
_DIFFERING = {
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
}
_NEVER_TOLD = frozenset({"on_form", "on_document", "record", "differs", "stated_on_form"})
"""What differs from what, and what is registered, is no fact of a notice (letters/README.md §4)."""


def deficiency_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    examination: Examination,
    posting_day: date,
) -> DeficiencyBody:
    """Return the facts of one notice that lists every deficiency, with one due date (D1, D2)."""
    application = file.application
    states = examination.axes.claims
    charged = payments.chargeable(file, rules)
    asked = deficiencies.asked(examination.findings, states, charged)
    short = examination.fee.short > 0
    chargeable = rules.at(application.received_on).fee.chargeable
    going_on = _rights_open(file, states)
    fee_rights = tuple(right for right in going_on if right in chargeable) if short else ()
    axes = {finding.axis for finding in asked}
    return DeficiencyBody(
        rows=tuple(
            _with_more(
                _row(rules, finding, application.language, examination),
                more(rules.at(posting_day), file, finding, application.language),
            )
            for finding in asked
        ),
        due=notice_due(posting_day, rules.at(posting_day)).on,
        fee_rights=fee_rights,
        fee_required=examination.fee.required,
        fee_counted=examination.fee.counted,
        identity=Axis.IDENTITY in axes
        or (bool(going_on) and examination.axes.identity is Identity.NOT_SHOWN),
        authority=Axis.AUTHORITY in axes
        or (bool(going_on) and examination.axes.authority is AuthorityState.NOT_SHOWN),
        withdrawal=bool(asked) and all(each.cure == Cure.SIGNATURE for each in asked),
        chargeable=any(right in chargeable for right in going_on),
        others=tuple(right for right in going_on if right not in chargeable),
        stamps_held=short and examination.fee.counted > 0,
        means=_means(rules.at(posting_day)),
        proxy_name=application.proxy.name if application.proxy else "",
        proxy_kind=application.proxy.kind if application.proxy else None,
        earlier=earlier_notice(profile, file),
        enclosed=_enclosed(file),
        form_copy_enclosed=any(_takes_form_copy(finding, application) for finding in asked),
    )


def earlier_notice(profile: DeskProfile, file: ApplicationFile) -> EarlierNotice | None:
    """Return the latest notice that was posted, as a later letter quotes it."""
    posted = [each for each in file.notices if each.posted_on is not None and not each.void]
    return quoted(profile, max(posted, key=lambda each: each.due)) if posted else None


def quoted(profile: DeskProfile, notice: Notice) -> EarlierNotice:
    """Return a notice with its number as printed."""
    return EarlierNotice(
        number=codes.document_number(profile.number_prefix, notice.number),
        dated=notice.for_posting_on,
        due=notice.due,
    )


def _takes_form_copy(finding: Finding, application: Application) -> bool:
    """Return whether a copy of the form goes along, to be filled in or written anew.

    Where no form came there is none to write a name anew on.
    """
    if finding.cure == Cure.CHANGE_DOCUMENT and not application.form.code:
        return False
    return is_cured_by_form(finding)


def _means(rules: Rules) -> tuple[str, ...]:
    """Return the means the fee can be paid by."""
    terms = [rules.piece(piece) for piece in Piece]
    return tuple(dict.fromkeys(term.means for term in terms if term.standing is Standing.COUNTED))


def _enclosed(file: ApplicationFile) -> tuple[ThingBack, ...]:
    """Return what goes back with a notice: all but the stamps that a reply gives back."""
    return by_kind(each for each in things_to_return(file) if each.kind not in STAMPS_BACK)


def _rights_open(file: ApplicationFile, states: Mapping[ClaimId, ClaimState]) -> tuple[Right, ...]:
    return tuple(
        claim.right
        for claim in file.application.claims
        if states[claim.id] in {ClaimState.OPEN, ClaimState.PROPOSED}
    )


def _row(
    rules: Rules, finding: Finding, language: Language, examination: Examination
) -> DeficiencyRow:
    row = term(finding.code).row
    if row is None:
        row = _ROW_OF_PAPER[str(finding.facts["document"])]
    values: dict[str, RowValue] = {}
    for name, value in finding.facts.items():
        if name not in _NEVER_TOLD:
            values.update(_named(rules, name, value, language))
    if finding.code in _DIFFERING:
        values["what"] = _DIFFERING[Code(finding.code)]
    if finding.code in {Code.FEE_SHORT, Code.FEE_ABSENT}:
        values["pieces"] = examination.fee.pieces
    return DeficiencyRow(code=row.value, cure=finding.cure, values=tuple(values.items()))


def _with_more(row: DeficiencyRow, values: Mapping[str, RowValue]) -> DeficiencyRow:
    return replace(row, values=(*row.values, *values.items()))


def _named(rules: Rules, name: str, value: Fact, language: Language) -> Mapping[str, RowValue]:
    """Return a fact under the name the wording uses; document codes become titles."""
    if name == "document":
        return {"document": value, "doc": _title(rules, str(value), language)}
    if name in {"kinds", "documents"} and isinstance(value, tuple):
        return {name: tuple(_title(rules, code, language) for code in value)}
    return {name: value}


def _title(rules: Rules, code: str, language: Language) -> str:
    found = rules.document(code)
    if found is None:
        return code
    return found.title_ja if language is Language.JA else found.title_en
