# SPDX-License-Identifier: MIT
"""The facts of a letter: what stands on every letter, and the body of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from desk_app.desk.errors import LetterStopped
from desk_app.desk.letters.sent_facts import SentWith, by_kind, sent_body
from desk_app.records.base import ClaimId, Fact
from desk_app.records.case.application import Application, Claim, Method, ProxyKind, Right
from desk_app.records.case.decisions import Content, Decision, GroundUse, Outcome, Search
from desk_app.records.case.findings import (
    AuthorityState,
    Axis,
    ClaimState,
    Examination,
    Finding,
    Identity,
)
from desk_app.records.case.history import ApplicationFile, Letter, Notice
from desk_app.records.case.letters import (
    AcknowledgementBody,
    Body,
    ByProxy,
    DecisionBody,
    DeficiencyBody,
    DeficiencyRow,
    DelayBody,
    EarlierNotice,
    FeePaid,
    LaidSentence,
    LapseBody,
    LetterFacts,
    LetterKind,
    NumberPaper,
    PolicyTerms,
    Received,
    ReferralBody,
    RowValue,
    StampsBack,
    ThingBack,
    WithdrawalBody,
    WithheldText,
)
from desk_app.records.case.mail import STAMPS_BACK, MailItem, MailKind, PaymentLine, Piece
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from desk_app.records.desk.profile import DeskProfile
from desk_app.rules import codes
from desk_app.rules.case import heirs, pages_back
from desk_app.rules.case.case import case_of
from desk_app.rules.case.claims import (
    claim_states,
    confirmed_withdrawals,
    live_decision,
    telling,
    told_claims,
)
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.case.heirs import Heirs
from desk_app.rules.case.replies import powers_ended_on, sender
from desk_app.rules.fee import fees, stamp_book
from desk_app.rules.finding_codes import Code, Cure, NoticeRow, term
from desk_app.rules.findings.authority import (
    LETTER_OF_PROXY,
    SEAL_CERTIFICATE,
    lives_abroad,
    of_abroad,
    ways,
)
from desk_app.rules.findings.documents import CURED_BY_ITS_OWN_KIND
from desk_app.rules.findings.envelope import things_to_return
from desk_app.rules.findings.identity import can_have
from desk_app.rules.letters.letters_due import LetterDue, letters_due
from desk_app.rules.rulebook.checks import PieceReason
from desk_app.rules.rulebook.file import DocumentTerm, Ground
from desk_app.rules.rulebook.rulebook import Rules
from desk_app.rules.rulebook.terms import IdentityUse, Standing
from desk_app.rules.situation import asking, check
from desk_app.rules.situation.asking import is_cured_by_form
from desk_app.rules.situation.situation import Situation, reply_target, situation_of

_DOMICILE = "domicile"
"""What is blacked out on a copy beside an individual number."""

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
    two = _TWO_KINDS.get(finding.code)
    if two is not None and finding.cure == Cure.IDENTITY:
        return _titles("without_photo", two(rules, file, finding), language)
    if finding.code == Code.IDENTITY_SECOND_MISSING:
        return _lacking(rules, finding)
    if finding.code == Code.FEE_PIECE_REFUSED:
        return _validity(rules, finding)
    asked_for = _of_paper(rules, finding) | _of_seal(rules, file, finding)
    if finding.code in CURED_BY_ITS_OWN_KIND and finding.axis is Axis.AUTHORITY:
        return asked_for | _titles("or_papers", _other_papers(rules, file, finding), language)
    return asked_for | _parted(rules, finding, language)


def _validity(rules: Rules, finding: Finding) -> dict[str, RowValue]:
    """Return for how many months an expired piece was good, where the rulebook says it."""
    months = rules.piece(Piece(finding.facts["piece"])).valid_months
    expired = finding.facts["reason"] == PieceReason.EXPIRED.value
    return {"valid_months": months} if expired and months else {}


def _lacking(rules: Rules, finding: Finding) -> dict[str, RowValue]:
    """Return how many documents without a photo are still wanted, where it is more than one."""
    documents = finding.facts.get("documents", ())
    there = len(set(documents)) if isinstance(documents, tuple) else 1
    lacking = rules.switches.identity_without_photo - there
    return {"lacking": lacking} if lacking > 1 else {}


_ASKS_FOR_PAPER = frozenset(
    {Cure.AUTHORITY_PAPER, Cure.FRESH_DOCUMENT, Cure.PARENTS_FORM}
    | {Cure.ORIGINAL, Cure.POWERS_LIST, Cure.SUPERVISOR_PROOF}
)
_HAS_A_LIMIT = frozenset({Cure.ORIGINAL, Cure.POWERS_LIST, Cure.SUPERVISOR_PROOF})
"""What is said to be fresh unless its kind need not be."""


def _of_paper(rules: Rules, finding: Finding) -> dict[str, RowValue]:
    """Return what the rulebook says of a paper that is asked for, where it is not the usual.

    A certificate is usually an original, and fresh for as long as any other. Of several papers of
    which one is enough, those that must be fresh are the certificates: where none is, and nothing
    else was missing, the usual words stand.
    """
    asked = [term for code in _asked_for(rules, finding) if (term := rules.document(code))]
    certificates = [term for term in asked if term.fresh]
    told = finding.code == Code.AUTHORITY_PAPER_MISSING or finding.cure in _HAS_A_LIMIT
    if not certificates and not told:
        return {}
    is_so = {
        "copy_will_do": not any(term.original for term in certificates or asked),
        "no_limit": not certificates,
    }
    found: dict[str, RowValue] = {name: 1 for name, so in is_so.items() if so}
    if certificates and certificates[0].fresh_months:
        found["months"] = rules.fresh_months(certificates[0])
    return found


def _of_seal(rules: Rules, file: ApplicationFile, finding: Finding) -> dict[str, RowValue]:
    """Return whether a certificate is the one that a letter of proxy is sealed by (practice 9)."""
    proxy = file.application.proxy
    term = None if proxy is None else rules.proxy(proxy.kind)
    sealed = term is not None and any(SEAL_CERTIFICATE in way for way in term.papers)
    own = finding.facts.get("whose") == Subject.PROXY.value
    told = finding.facts.get("document") == SEAL_CERTIFICATE
    return {"of_seal": 1} if sealed and told and not own else {}


def _parted(rules: Rules, finding: Finding, language: Language) -> dict[str, RowValue]:
    """Return certificates, and beside them what suffices as a copy, where one of both is asked for.

    That is a paper of health insurance that names a dependant, beside the family register (PR-3a).
    """
    if finding.cure != Cure.AUTHORITY_PAPER:
        return {}
    asked = [term for code in _asked_for(rules, finding) if (term := rules.document(code))]
    certificates = [term for term in asked if term.fresh]
    copies = [term for term in asked if not term.fresh]
    if not (certificates and copies):
        return {}
    return _titles("kinds", certificates, language) | _titles("or_papers", copies, language)


def _asked_for(rules: Rules, finding: Finding) -> tuple[str, ...]:
    """Return the papers any one of which is asked for, by their codes."""
    if finding.cure not in _ASKS_FOR_PAPER:
        return ()
    if finding.cure == Cure.PARENTS_FORM:
        parent = rules.proxy(ProxyKind.PARENT)
        return () if parent is None else parent.papers[0][:1]
    kinds = finding.facts.get("kinds", ())
    if finding.cure == Cure.AUTHORITY_PAPER and kinds and isinstance(kinds, tuple):
        return kinds
    return (str(finding.facts.get("document", "")),)


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


def _beside_instead(
    rules: Rules, file: ApplicationFile, finding: Finding
) -> Iterable[DocumentTerm]:
    """Return what two kinds may be sent of where what takes a dead card's place is not enough.

    The kind that takes its place stands first (practice 10). Beside another paper without a photo
    that came it is enough, and nothing is said (practice 20).
    """
    instead = rules.document(str(finding.facts["instead"]))
    if instead is None or instead.identity is not IdentityUse.ONE_OF_TWO:
        return ()
    came = {
        paper.kind
        for paper in file.enclosures
        if paper.of.value == finding.facts["whose"] and paper.id != finding.subject
    } - {instead.code}
    beside = (term for kind in came if (term := rules.document(kind)) is not None)
    if rules.switches.identity_without_photo != _TWO or any(map(_counts_as_one, beside)):
        return ()
    born, asked_on = file.application.principal.born, file.application.received_on
    others = (
        term
        for term in rules.documents
        if term.identity is IdentityUse.ONE_OF_TWO
        and term.taken_on(rules.day)
        and can_have(term.code, born, asked_on)
        and term.code != instead.code
    )
    return (instead, *others)


def _counts_as_one(term: DocumentTerm) -> bool:
    return term.identity in {IdentityUse.ONE_OF_TWO, IdentityUse.SECOND_ONLY}


_TWO_KINDS: Mapping[str, Callable[[Rules, ApplicationFile, Finding], Iterable[DocumentTerm]]] = {
    Code.IDENTITY_ABSENT: _without_photo,
    Code.DOCUMENT_ENDED: _beside_instead,
}
"""Of which kinds without a photo two may be sent, where one with a photo is asked for."""


def _other_papers(rules: Rules, file: ApplicationFile, finding: Finding) -> Iterable[DocumentTerm]:
    """Return the papers any one of which shows the authority as the faulty one would (PR-3)."""
    proxy = file.application.proxy
    asked = None if proxy is None else rules.proxy(proxy.kind)
    alone = [] if asked is None else [each[0] for each in asked.papers if len(each) == 1]
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
    "family_register": NoticeRow.FAMILY_REGISTER,
    "guardianship_certificate": NoticeRow.GUARDIANSHIP,
    "letter_of_proxy": NoticeRow.LETTER_OF_PROXY,
    "seal_certificate": NoticeRow.SEAL_CERTIFICATE,
    "signature_certificate": NoticeRow.SIGNATURE_CERTIFICATE,
}
_DIFFERING = {
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
}
_NEVER_TOLD = frozenset(
    {"on_form", "on_document", "record", "differs", "stated_on_form", "text", "signs"}
)
"""What differs from what, and what is registered, is no fact of a notice."""


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
    charged = fees.chargeable(file, rules)
    asked = asking.asked(examination.findings, states, charged)
    short = examination.fee.short > 0
    chargeable = rules.at(application.received_on).fee.chargeable
    going_on = _rights_open(file, states)
    fee_rights = tuple(right for right in going_on if right in chargeable) if short else ()
    axes = {finding.axis for finding in asked}
    earlier = earlier_notice(profile, file)
    return DeficiencyBody(
        # A paper that fails as identity document and as proof of authority is asked about once.
        rows=tuple(
            dict.fromkeys(
                _with_more(
                    _row(rules, finding, application.language, examination),
                    more(rules.at(posting_day), file, finding, application.language),
                )
                for finding in asked
            )
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
        earlier=earlier,
        enclosed=_enclosed(file),
        form_copy_enclosed=any(_takes_form_copy(finding, application) for finding in asked),
        number_papers=tuple(_number_papers(rules, file, earlier)),
    )


def _number_papers(
    rules: Rules, file: ApplicationFile, earlier: EarlierNotice | None
) -> Iterator[NumberPaper]:
    """Yield each paper that came with an individual number in sight, which nobody may keep.

    What had come by an earlier notice was told in it.
    """
    for paper in file.enclosures:
        if earlier is not None and paper.arrived_on <= earlier.dated:
            continue
        for mask in paper.masking:
            if mask.item == pages_back.NUMBER and mask.action is not None:
                title = _title(rules, paper.kind, file.application.language)
                yield NumberPaper(title, mask.action.value)


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
        row = _ROW_OF_PAPER.get(str(finding.facts["document"]), NoticeRow.PAPER_OF_AUTHORITY)
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
    if name == "instead":
        return {name: _title(rules, str(value), language)} if value else {}
    return {name: value}


def _title(rules: Rules, code: str, language: Language) -> str:
    found = rules.document(code)
    if found is None:
        return code
    return found.title_ja if language is Language.JA else found.title_en


# The facts of a letter: what stands on every letter, and the body of its kind.


def acknowledgement_body(
    rules: Rules, file: ApplicationFile, situation: Situation
) -> AcknowledgementBody:
    """Return the facts of an acknowledgement: the receipt alone, nothing about data."""
    proxy = file.application.proxy
    return AcknowledgementBody(
        received=tuple(_received(rules, file)),
        target=reply_target(situation),
        mail=MailKind(rules.switches.reply_mail),
        proxy_name=proxy.name if proxy else "",
        proxy_kind=proxy.kind if proxy else None,
        of_age=powers_ended_on(file.application, rules) is not None,
    )


def _received(rules: Rules, file: ApplicationFile) -> Iterator[Received]:
    """Yield what came in the envelope of the form: forms, papers by their kind, pieces."""
    application = file.application
    for form in application.forms():
        term = rules.form(form.code)
        if term is not None:
            japanese = application.language is Language.JA
            yield Received(1, f"{term.title_ja}（様式{term.code}）" if japanese else term.title_en)
    papers = Counter(
        paper.kind for paper in file.enclosures if paper.mail_item == application.mail_item
    )
    for kind, count in papers.items():
        yield Received(count, _title_of_facts(rules, kind, application.language))
    for item in file.mail:
        if item.id == application.mail_item:
            yield from _pieces(file, item)


def _title_of_facts(rules: Rules, kind: str, language: Language) -> str:
    found = rules.document(kind)
    if found is None:
        return kind
    return found.title_ja if language is Language.JA else found.title_en


def _pieces(file: ApplicationFile, item: MailItem) -> Iterator[Received]:
    """Yield the pieces of each kind in one row, in yen; stamps of odd sen are only counted."""
    piles: dict[Piece, Counter[int]] = {}
    for line in item.payments:
        count = _count(file, line)
        if count:
            piles.setdefault(line.piece, Counter())[line.denomination] += count
    for piece, pile in piles.items():
        in_yen = piece is not Piece.SEN_STAMP
        yield Received(
            count=pile.total(),
            kind=piece.value,
            amount=sum(value * count for value, count in pile.items()) if in_yen else 0,
            pieces=tuple(sorted(pile.items(), reverse=True)) if in_yen else (),
        )


def _count(file: ApplicationFile, line: PaymentLine) -> int:
    """Return how many of its pieces are this application's, where a person has allotted them."""
    if not line.allotments:
        return line.count
    return sum(each.count for each in line.allotments if each.application == file.application.id)


# The facts of the letters that answer: decisions, lapse, referral, withdrawal.


_ANSWERS_WITH_DATA = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
_METHOD_RIGHTS = frozenset({Right.DISCLOSURE, Right.PROVISION_RECORDS})


def decision_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    examination: Examination,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> DecisionBody:
    """Return the facts of one letter that answers the decisions on claims of one family.

    Several decisions are told as one: done for all, for some, or for none.
    To somebody unproven nothing is told of what a proposal says of the data (E4).
    Raises LetterStopped where a claim has no approved decision.
    """
    decisions = tuple(_approved(file, claim) for claim in claims)
    asked = tuple(claim for claim in file.application.claims if claim.id in claims)
    outcome = _outcome(decisions)
    unproven = _unproven(rules, decisions)
    contents = () if unproven else tuple(decision.content for decision in decisions)
    charged = rules.at(file.application.received_on).fee.chargeable
    answers = outcome in _ANSWERS_WITH_DATA
    return DecisionBody(
        outcome=outcome,
        scope=_first(contents, "scope") or file.application.scope,
        unproven=unproven,
        grounds=tuple(
            _named_of_facts(rules, use, file.application.language)
            for use in dict.fromkeys(chain.from_iterable(each.grounds for each in decisions))
        ),
        facts=_joined(decision.facts for decision in decisions),
        explanation=_joined(decision.explanation for decision in decisions),
        notice=earlier_notice(profile, file) if unproven else None,
        paid=_paid(rules, file, examination, asked, answers=answers),
        free=not any(claim.right in charged for claim in asked),
        asked_electronic=answers and _wished_electronic(file, asked),
        difficulty=_first(contents, "difficulty"),
        as_of=next((each.as_of for each in contents if each.as_of), None),
        done_on=max((each.done_on for each in contents if each.done_on), default=None),
        disclosed=tuple(chain.from_iterable(each.disclosed for each in contents)),
        disclosed_purpose=_first(contents, "disclosed_purpose"),
        withheld=tuple(
            WithheldText(
                part.part,
                _named_of_facts(rules, part.ground, file.application.language),
                part.explanation,
            )
            for part in chain.from_iterable(each.withheld for each in contents)
        ),
        changes=tuple(chain.from_iterable(each.changes for each in contents)),
        informed=_joined(each.informed for each in contents),
        cessations=tuple(chain.from_iterable(each.cessations for each in contents)),
        substitute=_joined(each.substitute for each in contents),
        purposes=tuple(chain.from_iterable(each.purposes for each in contents)),
        published_at=_first(contents, "published_at"),
        provided=tuple(chain.from_iterable(each.provided for each in contents)),
        obtained=tuple(chain.from_iterable(each.obtained for each in contents)),
        search=_search(contents),
        back=back,
        identity_shown=examination.axes.identity is Identity.SHOWN,
        proxy_name=file.application.proxy.name if file.application.proxy else "",
    )


def lapse_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    examination: Examination,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> LapseBody:
    """Return the facts of a lapse (L3): the fee of the day of arrival, what counted, the notice.

    Raises LetterStopped where none of the claims lapsed.
    """
    lapse = next((each for each in file.lapses if each.claim in claims), None)
    notice = next((each for each in file.notices if lapse and each.id == lapse.notice), None)
    if notice is None:
        raise LetterStopped("not_lapsed")
    rights = rights_of(file, claims)
    return LapseBody(
        rights=rights,
        fee_required=fees.required(rights, file.application.received_on, rules),
        fee_counted=examination.fee.counted,
        notice=quoted(profile, notice),
        back=back,
        others=going_on(file),
        ended=ended_otherwise(file, claims),
        ended_in=_told_in(profile, file, claims),
    )


def referral_body(
    rules: Rules, file: ApplicationFile, claims: tuple[ClaimId, ...], back: StampsBack | None
) -> ReferralBody:
    """Return the facts of a referral (L11): the service's own contact, nothing about data.

    Raises LetterStopped where the decision names no service.
    """
    content = _approved(file, claims[0]).content
    if content.referral is None:
        raise LetterStopped("referral_missing")
    return ReferralBody(
        referral=content.referral,
        free=not _chargeable(rules, file, claims),
        back=back,
        scope=content.scope or file.application.scope,
        fee=fees.required(rights_of(file, claims), file.application.received_on, rules),
        deceased=heirs.standing(case_of(file, rules, rules.day)) is Heirs.REFERRED,
    )


def withdrawal_body(
    rules: Rules,
    profile: DeskProfile,
    file: ApplicationFile,
    claims: tuple[ClaimId, ...],
    back: StampsBack | None,
) -> WithdrawalBody:
    """Return the facts of a withdrawal (L13): which writing, which claims, what goes back.

    Where it came after all of them were answered by post, it names the last letter that did.

    Raises LetterStopped where the claims were not withdrawn.
    """
    found = [each for each in confirmed_withdrawals(file) if set(each.claims) & set(claims)]
    if not found:
        raise LetterStopped("not_withdrawn")
    before = _answer_before(file, claims)
    prefix = profile.number_prefix
    return WithdrawalBody(
        withdrawn=rights_of(file, claims),
        writing_received=found[-1].received_on,
        writing_dated=found[-1].written_on,
        back=back,
        others=going_on(file),
        ended=ended_otherwise(file, claims),
        free=before is None and not _chargeable(rules, file, claims),
        answered=(codes.document_number(prefix, before.number), before.dated) if before else None,
        ended_in=_told_in(profile, file, claims),
    )


def _told_in(
    profile: DeskProfile, file: ApplicationFile, claims: tuple[ClaimId, ...]
) -> tuple[str, date] | None:
    """Return number and date of the posted letter that told how all other ended claims ended.

    None where no letter told of all of them, or where several had to.
    """
    ended = ended_otherwise(file, claims)
    other = {each.id for each in file.application.claims if each.right in ended}
    letters = [each for each in telling(file) if not other.isdisjoint(each.claims)]
    if len(letters) != 1 or not other <= set(letters[0].claims):
        return None
    return codes.document_number(profile.number_prefix, letters[0].number), letters[0].dated


def _answer_before(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> Letter | None:
    """Return the last letter that told how claims ended, where all were told by post."""
    if not told_claims(file) >= set(claims):
        return None
    return [each for each in telling(file) if not set(each.claims).isdisjoint(claims)][-1]


def going_on(file: ApplicationFile) -> tuple[Right, ...]:
    """Return the rights that are still asked and not decided, for OTHERS."""
    still = {ClaimState.OPEN, ClaimState.PROPOSED}
    states = claim_states(file)
    return tuple(claim.right for claim in file.application.claims if states[claim.id] in still)


def ended_otherwise(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> tuple[Right, ...]:
    """Return the rights that have ended and are none of a letter's own: another letter says how."""
    own, open_ = set(rights_of(file, claims)), set(going_on(file))
    return tuple(right for right in file.application.rights() if right not in own | open_)


def rights_of(file: ApplicationFile, claims: tuple[ClaimId, ...]) -> tuple[Right, ...]:
    """Return the rights of some claims, in the order of the form."""
    return tuple(claim.right for claim in file.application.claims if claim.id in claims)


def _chargeable(rules: Rules, file: ApplicationFile, claims: tuple[ClaimId, ...]) -> bool:
    charged = rules.at(file.application.received_on).fee.chargeable
    return not charged.isdisjoint(rights_of(file, claims))


def _approved(file: ApplicationFile, claim: ClaimId) -> Decision:
    decision = live_decision(file, claim)
    if decision is None or decision.approval is None:
        raise LetterStopped("not_decided")
    return decision


def _outcome(decisions: tuple[Decision, ...]) -> Outcome:
    outcomes = {decision.outcome for decision in decisions}
    if len(outcomes) == 1:
        return outcomes.pop()
    return Outcome.GRANTED_IN_PART if outcomes & _ANSWERS_WITH_DATA else Outcome.REFUSED


def _unproven(rules: Rules, decisions: tuple[Decision, ...]) -> str:
    """Return the axis that the form L5b rests on, where a ground of one was used."""
    for decision in decisions:
        for use in decision.grounds:
            ground = rules.at(decision.proposed_on).ground(use.code)
            if ground is not None and ground.unproven:
                return ground.unproven
    return ""


def _paid(
    rules: Rules,
    file: ApplicationFile,
    examination: Examination,
    asked: tuple[Claim, ...],
    *,
    answers: bool,
) -> FeePaid | None:
    """Return the fee that was kept: none where it goes back with a refusal (practice 16)."""
    received = file.application.received_on
    charged = rules.at(received).fee.chargeable
    if not any(claim.right in charged for claim in asked) or not examination.fee.required:
        return None
    if not answers and fees.goes_back(fees.FeeEnd.REFUSED, received, rules):
        return None
    standing = examination.fee
    above = standing.over - standing.returnable if rules.at(received).switches.excess_back else 0
    return FeePaid(fees.required((claim.right for claim in asked), received, rules), max(0, above))


def _named_of_facts(rules: Rules, use: GroundUse, language: Language) -> GroundUse:
    """Return a ground with the law it rests on by its title, as the letter names it."""
    law = rules.law(use.law)
    if law is None:
        return use
    return replace(use, law=law.title_ja if language is Language.JA else law.title_en)


def _wished_electronic(file: ApplicationFile, asked: tuple[Claim, ...]) -> bool:
    wished = file.application.method is Method.ELECTRONIC
    return wished and any(claim.right in _METHOD_RIGHTS for claim in asked)


def _first(contents: tuple[Content, ...], name: str) -> str:
    return next((text for each in contents if (text := str(getattr(each, name)))), "")


def _search(contents: tuple[Content, ...]) -> Search | None:
    """Return all that was searched, as of the last day of it; several searches are told as one."""
    made = [each.search for each in contents if each.search is not None]
    if not made:
        return None
    return Search(
        max(each.on for each in made),
        _joined(each.searched for each in made),
        _joined(each.keys for each in made),
    )


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter is written on: application, rules, profile, kind, claims, and its days.

    ``on`` is today, ``posting_day`` the day the letter is dated, ``new_target`` the day of an L15,
    ``promised`` the stamps that letters issued before and not posted yet carry.
    """

    file: ApplicationFile
    rules: Rules
    profile: DeskProfile
    kind: LetterKind
    claims: tuple[ClaimId, ...]
    on: date
    posting_day: date
    new_target: date | None = None
    promised: tuple[StampsBack, ...] = ()
    labelled: bool = False
    sent: SentWith | None = None
    """What a cover sheet or a letter sent again is written on."""
    laid: tuple[LaidSentence, ...] = ()
    """The changed sentences in force on the posting day, of this letter in its language."""


def facts_of(occasion: Occasion, number: str, journal_mark: str) -> LetterFacts:
    """Return every value the letter shows; raises LetterStopped where one is missing."""
    application = occasion.file.application
    situation = situation_of(occasion.file, occasion.rules, occasion.on)
    # What came back to approval is told as open, as the rules take it.
    occasion = replace(occasion, file=situation.file)
    due, sent = _due(occasion, situation), occasion.sent
    return LetterFacts(
        kind=occasion.kind,
        language=application.language,
        number=number,
        dated=occasion.posting_day,
        addressee=due.to,
        profile=occasion.profile,
        receipt_number=application.receipt_number,
        receipt_code=codes.receipt_code(application.receipt_number),
        received_on=application.received_on,
        claims=rights_of(occasion.file, due.claims) or application.rights(),
        body=_body(occasion, situation, due) if sent is None else sent_body(sent),
        journal_mark=journal_mark,
        labelled=occasion.labelled,
        laid=occasion.laid,
        by_proxy=_by_proxy(occasion),
        policy=_policy(occasion, due),
    )


def _policy(occasion: Occasion, due: LetterDue) -> PolicyTerms:
    application = occasion.file.application
    rules = occasion.rules.at(occasion.posting_day)
    rights = rights_of(occasion.file, due.claims)
    terms = policy_terms(rules, application.language, rights, abroad=lives_abroad(application))
    return replace(terms, grounds=tuple(_grounds_named(occasion, due)))


def _grounds_named(occasion: Occasion, due: LetterDue) -> Iterator[tuple[str, str, str]]:
    """Yield each ground of the decisions told, as the rulebook of its proposal has it."""
    file, japanese = occasion.file, occasion.file.application.language is Language.JA
    for claim in file.application.claims:
        decision = live_decision(file, claim.id) if claim.id in due.claims else None
        if decision is None:
            continue
        uses = (*decision.grounds, *(part.ground for part in decision.content.withheld))
        then = occasion.rules.at(decision.proposed_on)
        found = (then.ground(code) for code in dict.fromkeys(use.code for use in uses))
        yield from (
            (each.code, each.title_ja if japanese else each.title_en, _article(each, claim.right))
            for each in found
            if each is not None
        )


def _article(ground: Ground, right: Right) -> str:
    return ground.articles.get(right, ground.article)


def policy_terms(
    rules: Rules,
    language: Language,
    claims: Iterable[Right] = tuple(Right),
    *,
    abroad: bool = False,
) -> PolicyTerms:
    """Return what a letter on claims says of the rulebook, as of the day of the rules.

    A principal who lives ``abroad`` signs, and is asked for what there is abroad (practice 39).
    """
    told = set(claims) if rules.fee.rights else set(Right)
    consigned = rules.proxy(ProxyKind.CONSIGNED)
    every = () if consigned is None else ways(consigned, rules, abroad=abroad)
    signs = bool(every) and of_abroad(every[0], rules)
    asked = every[:1] if signs else every
    beside = tuple(dict.fromkeys(code for way in asked for code in way if code != LETTER_OF_PROXY))
    usual = beside == (SEAL_CERTIFICATE,)
    return PolicyTerms(
        means=_means(rules),
        chargeable=tuple(right for right in Right if right in rules.fee.chargeable & told),
        valid=tuple(
            (piece.value, term.valid_months)
            for piece in Piece
            if (term := rules.piece(piece)).valid_months and term.standing is Standing.COUNTED
        ),
        years=rules.days.retention_years,
        papers_back=rules.switches.returns_documents,
        domicile=any(_DOMICILE in term.mask for term in rules.documents),
        fee_kept=rules.switches.fee_kept_when_refused,
        lapse_back=rules.switches.stamps_back_when_lapsed,
        months=rules.days.freshness_months,
        majority=rules.days.majority,
        mandate=consigned is not None,
        seal=consigned is None or not (consigned.without_seal or signs),
        seal_certificate=consigned is None or usual,
        with_mandate=() if usual else tuple(_title(rules, code, language) for code in beside),
    )


def _by_proxy(occasion: Occasion) -> ByProxy | None:
    """Return the two people a letter names: as of now, or as the letter that goes again did."""
    if occasion.sent is not None and occasion.sent.again is not None:
        return occasion.sent.again.by_proxy
    application = occasion.file.application
    proxy = application.proxy
    return None if proxy is None else ByProxy(application.principal.name, proxy.name)


def _due(occasion: Occasion, situation: Situation) -> LetterDue:
    """Return the letter as it is owed now; a delay may be told before it must be."""
    for due in letters_due(situation, occasion.promised):
        if due.kind is occasion.kind and set(due.claims) == set(occasion.claims):
            return due
    again = None if occasion.sent is None else occasion.sent.again
    to = sender(occasion.file.application) if again is None else again.to
    return LetterDue(occasion.kind, occasion.claims, to)


def _body(occasion: Occasion, situation: Situation, due: LetterDue) -> Body:
    file, rules, profile = occasion.file, occasion.rules, occasion.profile
    examination = check.told(situation)
    match occasion.kind:
        case LetterKind.ACKNOWLEDGEMENT:
            body: Body = acknowledgement_body(rules, file, situation)
        case LetterKind.DEFICIENCIES:
            body = deficiency_body(rules, profile, file, examination, occasion.posting_day)
        case LetterKind.DELAY:
            body = _delay(occasion, reply_target(situation))
        case LetterKind.LAPSE:
            body = lapse_body(rules, profile, file, examination, due.claims, due.back)
        case LetterKind.WITHDRAWAL:
            body = withdrawal_body(rules, profile, file, due.claims, due.back)
        case LetterKind.REFERRAL:
            body = referral_body(rules, file, due.claims, due.back)
        case _:
            body = decision_body(rules, profile, file, examination, due.claims, due.back)
    return body


def _delay(occasion: Occasion, target: date) -> DelayBody:
    later = occasion.new_target
    if later is None or later < occasion.posting_day or later <= target:
        raise LetterStopped("new_target_missing", place="new_target")
    return DelayBody(target, later)
