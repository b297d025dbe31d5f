# SPDX-License-Identifier: MIT
"""The Intake page as the rules see it: examined as it stands, and where each finding belongs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desk_app.desk.applications.supplements import sent_by_proxy
from desk_app.desk.keeping import look_at
from desk_app.gui.case.drafts import NO_AREAS, Areas
from desk_app.gui.case.telling import mark_of, word_of
from desk_app.gui.case.typed import (
    BELONGS_TO_OPEN,
    QUESTIONS,
    ApplicationForm,
    IntakeForm,
    PaperForm,
)
from desk_app.gui.kit.display.findings import FindingLine, OpenedPart
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.pages.intake.draft import (
    NO_APPLICATION,
    application_of,
    enclosures,
    mail_item,
    piece_of,
    share,
    shared_count,
)
from desk_app.i18n import messages
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import Examination, Finding, Verdict
from desk_app.records.case.history import AddressChange, ApplicationFile, Withdrawal
from desk_app.records.case.mail import Allotment, Matter, PaymentLine
from desk_app.records.case.papers import Subject
from desk_app.records.desk.people import Language
from desk_app.rules.addresses.addresses import is_abroad
from desk_app.rules.case.case import case_of
from desk_app.rules.fee.fees import propose_split, required
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.authority import ways
from desk_app.rules.rulebook.terms import IdentityUse
from desk_app.rules.situation.asking import asked_papers, usual_identity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import ApplicationLine, KnownPerson
    from desk_app.gui.case.drafts import SavedDraft
    from desk_app.gui.pages.intake.draft import Trouble
    from desk_app.i18n.messages import ShortSentence
    from desk_app.records.case.findings import FeeStanding
    from desk_app.records.desk.people import User
    from desk_app.rules.rulebook.file import DocumentTerm
    from desk_app.rules.rulebook.rulebook import Rules
    from desk_app.rules.situation.asking import AskedPaper


EVIDENCE = "evidence"
_WITH_EVIDENCE = frozenset({Right.CORRECTION, Right.ADDITION, Right.DELETION})


def with_expected(form: ApplicationForm, rules: Rules) -> ApplicationForm:
    """Return the application with the documents listed that are expected on its arrival.

    What is here stays where it stands; an expected line nobody ticked goes when it is not
    expected any more.
    """
    return _listed(form, _expected(form, rules, _here(form)))


def with_asked(form: ApplicationForm, asked: Sequence[AskedPaper]) -> ApplicationForm:
    """Return what came later with the documents listed that were asked for; others can be added."""
    return _listed(form, [_line(each.kind, each.of) for each in asked])


def _here(form: ApplicationForm) -> list[PaperForm]:
    return [paper for paper in form.papers if paper.here or not paper.expected]


def _listed(form: ApplicationForm, expected: Sequence[PaperForm]) -> ApplicationForm:
    here = _here(form)
    missing = [each for each in expected if not any(_is_line(paper, each) for paper in here)]
    known = {paper.key: paper for paper in form.papers}
    listed = [known.get(each.key, each) for each in missing]
    return replace(form, papers=tuple(sorted([*here, *listed], key=_place)))


def accepted(rules: Rules) -> tuple[DocumentTerm, ...]:
    """Return the kinds that can still come: those in the catalogue, dead ones last."""
    day = rules.day

    def dead(term: DocumentTerm) -> bool:
        ended = term.accepted_until is not None and day > term.accepted_until
        return ended or (term.accepted_from is not None and day < term.accepted_from)

    return tuple(sorted(rules.documents, key=dead))


def _expected(form: ApplicationForm, rules: Rules, here: list[PaperForm]) -> list[PaperForm]:
    lines = _identity(Subject.PRINCIPAL, rules, here)
    if form.proxy.kind is not None:
        term = rules.proxy(form.proxy.kind)
        abroad = is_abroad(form.principal.postal_code, form.principal.address)
        lines += _authority(() if term is None else ways(term, rules, abroad=abroad), here)
        lines += _identity(Subject.PROXY, rules, here)
    if _WITH_EVIDENCE & set(form.rights()):
        lines.append(_line(EVIDENCE, Subject.NOBODY))
    return lines


def _identity(of: Subject, rules: Rules, here: list[PaperForm]) -> list[PaperForm]:
    """The kinds most often sent: photo, address and expiry on one card; none once one is here."""
    shown = {term.code for term in rules.documents if term.identity is not IdentityUse.NEVER}
    if any(paper.of is of and paper.kind in shown and paper.here for paper in here):
        return []
    return [_line(code, of) for code in usual_identity(rules)]


def _authority(alternatives: tuple[tuple[str, ...], ...], here: list[PaperForm]) -> list[PaperForm]:
    """The papers of the first alternative, unless all of another are here.

    They are the principal's: the register or file in which the proxy is entered, the letter the
    principal wrote, the certificate of the seal on it. What they say of the proxy is asked.
    """
    kinds = {paper.kind for paper in here if paper.here}
    if not alternatives or any(kinds.issuperset(each) for each in alternatives):
        return []
    return [_line(code, Subject.PRINCIPAL) for code in alternatives[0]]


def _line(kind: str, of: Subject) -> PaperForm:
    return PaperForm(f"{of.value}-{kind}", kind, of, expected=True)


def _is_line(paper: PaperForm, expected: PaperForm) -> bool:
    """Return whether a document is one that is expected; what speaks of both may be of anybody."""
    same = paper.of is expected.of or paper.kind in QUESTIONS
    return paper.kind == expected.kind and same


def _place(paper: PaperForm) -> int:
    """Return the place of a line: what speaks of principal and proxy comes behind both."""
    if paper.kind in QUESTIONS:
        return len(Subject)
    return (Subject.PRINCIPAL, Subject.PROXY, Subject.NOBODY).index(paper.of)


# Where on the Intake page a finding or a refused value stands: its section and its field.


ENVELOPE, FORM, PRINCIPAL, PROXY, CLAIMS, PAPERS, STAMPS = range(1, 8)
SECTIONS = (ENVELOPE, FORM, PRINCIPAL, PROXY, CLAIMS, PAPERS, STAMPS)


@dataclass(frozen=True, slots=True)
class Spot:
    """A section, 1 to 7, and a field in it; ``papers.<key>`` is a line of the documents."""

    section: int
    field: str


_BY_CODE = {
    Code.FORM_NO_CLAIM: Spot(CLAIMS, "claims"),
    Code.FORM_CHANGES_MISSING: Spot(CLAIMS, "claims"),
    Code.FORM_REASON_MISSING: Spot(CLAIMS, "claims"),
    Code.FORM_REASON_NOT_OF_RIGHT: Spot(CLAIMS, "claims"),
    Code.FORM_OLD_VERSION: Spot(FORM, "sheet.version"),
    Code.FORM_UNSIGNED: Spot(FORM, "sheet.unsigned"),
    Code.PRINCIPAL_MINOR: Spot(PRINCIPAL, "principal.born"),
    Code.IDENTITY_ADDRESS_DIFFERS: Spot(PRINCIPAL, "principal.address"),
    Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY: Spot(PRINCIPAL, "principal.address"),
    Code.IDENTITY_ADDRESS_TO_CONFIRM: Spot(PRINCIPAL, "principal.address"),
    Code.IDENTITY_NAME_DIFFERS: Spot(PRINCIPAL, "principal.name"),
    Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY: Spot(PRINCIPAL, "principal.name"),
    Code.IDENTITY_NAME_TO_CONFIRM: Spot(PRINCIPAL, "principal.name"),
    Code.IDENTITY_BIRTH_DIFFERS: Spot(PRINCIPAL, "principal.born"),
    Code.AUTHORITY_OF_AGE: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_CAME_OF_AGE: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_MANDATE_OF_MINOR: Spot(PROXY, "proxy.kind"),
    Code.FORM_ASKED_TWICE: Spot(CLAIMS, "claims"),
    Code.FORM_DATED_LATER: Spot(FORM, "sheet.filled_in_on"),
    Code.AUTHORITY_NOBODY_NAMED: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_TOO_YOUNG: Spot(PRINCIPAL, "principal.born"),
    Code.AUTHORITY_KIND: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_HEIR: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_SHOWN: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_NOT_NEEDED: Spot(PROXY, "proxy.kind"),
}
_BY_ROOM = {
    "envelope": Spot(ENVELOPE, "envelope.red_marking"),
    "form": Spot(FORM, "sheet.code"),
    "address_change": Spot(FORM, "supplement.address"),
    "deceased": Spot(PRINCIPAL, "principal.deceased"),
    "register": Spot(PRINCIPAL, "principal.name"),
    "fee": Spot(STAMPS, "stamps"),
}
_FORM_FIELDS = {
    "scope": Spot(CLAIMS, "scope"),
    "service": Spot(CLAIMS, "service"),
    "claims": Spot(CLAIMS, "claims"),
    "filled_in_on": Spot(FORM, "sheet.filled_in_on"),
}
_INPUT = (
    (re.compile(r"mail\.payments"), Spot(STAMPS, "stamps")),
    (re.compile(r"mail\.held"), Spot(STAMPS, "held")),
    (re.compile(r"mail\.opened_by"), Spot(ENVELOPE, "envelope.second_opener")),
    (re.compile(r".*claims"), Spot(CLAIMS, "claims")),
    (re.compile(r".*pieces"), Spot(STAMPS, "shares")),
    (re.compile(r".*enclosures"), Spot(PAPERS, "papers")),
    (re.compile(r".*(scope|service)$"), Spot(CLAIMS, "scope")),
    (re.compile(r"address$"), Spot(FORM, "supplement.address")),
    (re.compile(r".*(withdraws|written_on|signed|by_proxy)$"), Spot(FORM, "supplement.withdraws")),
)
_MASKS = frozenset({Code.MASKING_VISIBLE, Code.MASKING_DONE})
_COMPARED = {
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY: "address",
    Code.IDENTITY_ADDRESS_TO_CONFIRM: "address",
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY: "name",
    Code.IDENTITY_NAME_TO_CONFIRM: "name",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
    Code.IDENTITY_NAME_CONTRADICTED: "name",
    Code.IDENTITY_BIRTH_CONTRADICTED: "born",
    Code.IDENTITY_ADDRESS_CONTRADICTED: "address",
}
_ON_PAPER = frozenset(each.name for each in fields(PaperForm)) - {"key", "kind", "of", "here"}
_APPLICATION = re.compile(r"applications\[(\d+)\]")
_NAMED = re.compile(r"(?:.*\.)?(mail|principal|proxy|form)\.(\w+)")
_ROOM_OF = {"mail": "envelope", "form": "sheet"}
_SECTION_OF_ROOM = {
    "envelope": ENVELOPE,
    "sheet": FORM,
    "further": FORM,
    "supplement": FORM,
    "principal": PRINCIPAL,
    "proxy": PROXY,
    "paper": PAPERS,
}
_SECTION_OF = {"mail": ENVELOPE, "form": FORM, "principal": PRINCIPAL, "proxy": PROXY}


def spot_of(finding: Finding) -> Spot:
    """Return where a finding stands; one on a document at its line, or where it is missing."""
    code = Code(finding.code)
    if code in (Code.FORM_FIELD_MISSING, Code.FORM_STRANGE_SIGN):
        return _field_missing(finding.subject)
    if code in _BY_CODE:
        return _of_proxy(finding, _BY_CODE[code])
    return _BY_ROOM.get(code.value.split(".")[0]) or Spot(PAPERS, _paper(finding))


def section_of_field(field: str) -> int:
    """Return the section of a field by its name on the page."""
    return _SECTION_OF_ROOM[field.partition(".")[0].rstrip("0123456789")]


def spot_of_input(place: str) -> Spot | None:
    """Return where a value stands that a verb would not take; None where it is no field."""
    for form, spot in _INPUT:
        if form.match(place):
            return spot
    found = _NAMED.fullmatch(place)
    if found is None:
        return None
    room, field = found.groups()
    return Spot(_SECTION_OF[room], f"{_ROOM_OF.get(room, room)}.{field}")


def application_of_input(place: str) -> int | None:
    """Return the number of the application a refused value stands in, if it stands in one."""
    found = _APPLICATION.match(place)
    return int(found.group(1)) if found is not None else None


def paper_key(finding: Finding) -> str:
    """Return the key of the document's line a finding speaks of; empty where it is none."""
    return finding.subject.rsplit(".", 1)[0] if "." in finding.subject else finding.subject


def field_on_paper(finding: Finding, key: str) -> str:
    """Return the field of a document that a finding speaks of; empty where it is the whole.

    It is named with the line of the document: ``paper.valid_until@<key>``.
    """
    told = finding.subject.removeprefix(key).removeprefix(".")
    code = Code(finding.code)
    if not key or not finding.subject.startswith(key):
        return ""
    if code in _MASKS:
        return f"mask.{told}@{key}"
    name = f"names_{told}" if code is Code.AUTHORITY_NOT_NAMED else _COMPARED.get(code, told)
    return f"paper.{name}@{key}" if name in _ON_PAPER else ""


def _field_missing(field: str) -> Spot:
    if field in _FORM_FIELDS:
        return _FORM_FIELDS[field]
    if field.startswith("proxy_"):
        return Spot(PROXY, f"proxy.{field.removeprefix('proxy_')}")
    return Spot(PRINCIPAL, f"principal.{field}")


def _of_proxy(finding: Finding, spot: Spot) -> Spot:
    """What differs on a proxy's document stands at the proxy's field."""
    if spot.section == PRINCIPAL and finding.facts.get("whose") == "proxy":
        return Spot(PROXY, spot.field.replace("principal", "proxy"))
    return spot


def _paper(finding: Finding) -> str:
    return f"papers.{finding.subject}" if finding.subject else "papers"


# What the Intake page shows: one frozen state for the whole view.


_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SectionState:
    """How a section stands: its mark, how many findings of its own make it so; none untouched.

    ``more`` is how many of its own are open besides. All of them together are those of the panel:
    each finding counts in one section.
    """

    mark: Mark | None = None
    count: int = 0
    more: int = 0


UNTOUCHED = (SectionState(),) * 7


@dataclass(frozen=True, slots=True)
class ToldTrouble:
    """A sentence on why nothing was saved: its field and application, none for the envelope's."""

    field: str
    sentence: str
    application: int | None = None


@dataclass(frozen=True, slots=True)
class IntakeState:
    """All that the view needs to draw itself.

    ``troubles`` are sentences by field of the shown application, ``told`` those of the others too;
    ``papers`` the mark of each document's line. ``matches``
    are the open applications a supplement may belong to, ``later`` is the chosen one. ``revision``
    grows whenever the form was changed from outside the fields, so that they show it again.
    ``draft`` is the kept one that the page goes on with, ``restored`` while nothing was typed
    since; ``aside`` the one that was laid aside. ``areas`` are those of the postal codes that were
    looked up, by their digits.
    """

    form: IntakeForm
    today: date
    revision: int = 0
    sections: tuple[SectionState, ...] = UNTOUCHED
    findings: tuple[FindingLine, ...] = ()
    papers: Mapping[str, Mark] = field(default_factory=lambda: MappingProxyType({}))
    troubles: Mapping[str, str] = field(default_factory=lambda: _NONE)
    told: tuple[ToldTrouble, ...] = ()
    fee: FeeStanding | None = None
    next: ShortSentence | None = None
    known: tuple[KnownPerson, ...] = ()
    areas: Areas = field(default_factory=lambda: NO_AREAS)
    people: tuple[User, ...] = ()
    matches: tuple[ApplicationLine, ...] = ()
    later: ApplicationFile | None = None
    saved_at: datetime | None = None
    restored: bool = False
    draft: SavedDraft | None = None
    aside: SavedDraft | None = None
    saving: bool = False

    @property
    def whose(self) -> str:
        """Number and name of the application that a supplement belongs to; empty for none."""
        of = None if self.later is None else self.later.application
        return "" if of is None else f"{of.receipt_number}  {of.principal.name}"


# The findings of an examination as the panel and the sections of the Intake page show them.


COUNTED = (Mark.MISSING, Mark.DEFECTIVE, Mark.ASK)
"""What counts as open, above the findings and beside the sections, what weighs most first."""

_WORST_FIRST = (*COUNTED, Mark.OPEN)
_OF_A_SECTION = (*_WORST_FIRST, Mark.OK, Mark.INFO)
"""What the mark of a section says, what weighs most first."""

_NOTHING_ASKED = (None, Mark.OK, Mark.INFO)

Marked = tuple[Finding, Mark]
"""A finding with its mark on the page: open while what it asks for may only not be typed yet."""

_UNSAID = frozenset(
    {
        Code.DOCUMENT_UNREAD,
        Code.REGISTER_NOT_ASKED,
        Code.AUTHORITY_UNREAD,
        Code.AUTHORITY_NOT_NAMED,
        Code.AUTHORITY_HOLDER_NOT_SHOWN,
        Code.AUTHORITY_JOINT,
        Code.AUTHORITY_POWERS_NOT_LISTED,
        Code.AUTHORITY_MANDATE_BLANK,
        Code.AUTHORITY_MANDATE_CLAIM,
        Code.AUTHORITY_MANDATE_RECEIPT,
        Code.AUTHORITY_NO_SEAL,
        Code.AUTHORITY_SEAL_UNREAD,
    }
)
"""What is found of a paper, beside what is missing, as long as nobody has ticked or read it."""


def marked(found: Examination, form: IntakeForm) -> tuple[Marked, ...]:
    """Return the findings with their marks: verdicts begin when a section was left."""
    return tuple(
        (each, Mark.OPEN if _not_typed_yet(each, form) else mark_of(each))
        for each in found.findings
    )


def _not_typed_yet(finding: Finding, form: IntakeForm) -> bool:
    """Return whether what a finding asks for may only not be typed yet."""
    code, papers = Code(finding.code), form.application.papers
    if code is Code.DOCUMENT_COPY:
        key = paper_key(finding)
        return any(each.key == key and each.original is None for each in papers)
    section = spot_of(finding).section
    known = form.envelope.matter in BELONGS_TO_OPEN and section not in (PAPERS, STAMPS)
    if known or section in form.application.left:
        return False
    if section == STAMPS and form.lines():
        return False
    if code is Code.FORM_MISSING and form.application.sheet.code is not None:
        return False
    return finding.verdict is Verdict.MISSING or code in _UNSAID


def lines(
    found: Sequence[Marked], papers: Sequence[PaperForm], rules: Rules, language: Language
) -> tuple[FindingLine, ...]:
    """Return the cards of the panel; a click on one goes to its field."""
    return tuple(_finding_line(each, papers, rules, language) for each in found)


def sections(found: Sequence[Marked], papers: Sequence[PaperForm]) -> tuple[SectionState, ...]:
    """Return how each section stands: by the worst that is found in it.

    Where all is only to be known it says so: a tick needs something found to be in order. What
    differs between a form and a document marks the form's field and the document, and counts at
    the form's field alone.
    """
    told = [mark for each, mark in found if _key_of(each, papers)]
    return tuple(
        _section(
            [mark for each, mark in found if spot_of(each).section == number],
            told if number == PAPERS else (),
        )
        for number in SECTIONS
    )


def standing(
    found: Sequence[Marked], form: IntakeForm, troubles: Sequence[Trouble]
) -> tuple[SectionState, ...]:
    """Return how each section stands; one that lacks what saving asks for is not ok."""
    new = form.envelope.matter is Matter.NEW_APPLICATION
    states = (sections if new else _later)(found, form.application.papers)
    lacking = {
        section_of_field(each.field)
        for each in troubles
        if each.application in (None, form.current)
    }
    return tuple(
        SectionState(Mark.OPEN)
        if number in lacking and state.mark in _NOTHING_ASKED
        else _without_blanks(number, state, form)
        for number, state in zip(SECTIONS, states, strict=True)
    )


def _without_blanks(number: int, state: SectionState, form: IntakeForm) -> SectionState:
    """Return a state that calls nothing in order which is blank or not needed, and may be so."""
    if state.mark is not Mark.OK:
        return state
    if number == PROXY and form.application.proxy.kind is None:
        return SectionState(Mark.NOT_NEEDED)
    blank = {
        ENVELOPE: (form.envelope.postmark is None) + (form.envelope.opener is None),
        FORM: int(form.application.sheet.filled_in_on is None),
    }.get(number, 0)
    new = form.envelope.matter is Matter.NEW_APPLICATION
    return SectionState(Mark.NOT_NEEDED, blank) if blank and (new or number == ENVELOPE) else state


def paper_marks(found: Sequence[Marked], papers: Sequence[PaperForm]) -> Mapping[str, Mark]:
    """Return the mark of each document's line; an expected one that is asked for is missing."""
    marks: dict[str, Mark] = {
        paper.key: Mark.OPEN if paper.original is None else Mark.OK
        for paper in papers
        if paper.here
    }
    for worst in reversed(_WORST_FIRST):
        for each, mark in found:
            key = _key_of(each, papers)
            if mark is worst and key:
                marks[key] = mark
    return marks


def _finding_line(
    found: Marked, papers: Sequence[PaperForm], rules: Rules, language: Language
) -> FindingLine:
    finding, mark = found
    told = messages.told(finding, language, rules)
    spot = spot_of(finding)
    key = _key_of(finding, papers)
    line, exact = f"papers.{key}" if key else "", field_on_paper(finding, key)
    whole = "papers" if spot.section == PAPERS and not key else ""
    unsaid = mark is Mark.OPEN and finding.code == Code.DOCUMENT_COPY
    return FindingLine(
        key=finding.key,
        mark=mark,
        word=open_word() if mark is Mark.OPEN else word_of(finding, language),
        title=which_word() if unsaid else told.title,
        detail="" if unsaid else told.detail,
        clause=finding.clause,
        clause_name=messages.clause_name(finding.clause, rules, language),
        opened=_opened(finding, rules, language),
        field=(exact or line) if spot.section == PAPERS and key else spot.field,
        also=tuple(each for each in (exact, line, whole) if each),
    )


def _key_of(finding: Finding, papers: Sequence[PaperForm]) -> str:
    """Return the line of the document a finding speaks of, or of the one it misses."""
    key = paper_key(finding)
    if any(paper.key == key for paper in papers):
        return key
    if finding.code != Code.AUTHORITY_PAPER_MISSING:
        return ""
    return next((paper.key for paper in papers if paper.kind == key and not paper.here), "")


def _opened(finding: Finding, rules: Rules, language: Language) -> tuple[OpenedPart, ...]:
    """Return the clause as we state it, and the articles of law behind the finding."""
    law = messages.law_behind(finding, language, rules)
    named = (OpenedPart(QCoreApplication.translate("ApplicationFindings", "Law"), law),)
    clause = next((each for each in rules.clauses if each.id == finding.clause), None)
    if clause is None:
        return named if law else ()
    text = clause.text_ja if language is Language.JA else clause.text_en
    stated = OpenedPart(messages.titled(clause, clause.id, language), text)
    return (stated, *named) if law else (stated,)


def _section(own: Sequence[Mark], told: Sequence[Mark]) -> SectionState:
    """Return how a section stands by its own findings and by those that count elsewhere."""
    for mark in _OF_A_SECTION:
        if mark in own or mark in told:
            more = sum(each in COUNTED and each is not mark for each in own)
            return SectionState(mark, own.count(mark), more)
    return SectionState()


def open_word() -> str:
    """Return the word of what nobody has typed yet."""
    return QCoreApplication.translate("IntakePage", "to fill in")


def which_word() -> str:
    """Return what is asked of a paper of which nobody said whether it is a copy."""
    return QCoreApplication.translate("IntakePage", "Choose whether it is the original or a copy.")


def _later(found: Sequence[Marked], papers: Sequence[PaperForm]) -> tuple[SectionState, ...]:
    """Return how the sections of what came later stand: by what is on the page alone.

    What was found of the application before is no word on this envelope; the fee is counted
    together with it.
    """
    marks = list(paper_marks(found, papers).values())
    worst = next((mark for mark in (*_WORST_FIRST, Mark.OK) if mark in marks), None)
    fee = sections(found, papers)[STAMPS - 1]
    states = dict.fromkeys(SECTIONS, SectionState())
    states[ENVELOPE] = states[FORM] = SectionState(Mark.OK)
    states[PAPERS] = SectionState(worst, marks.count(worst)) if worst else SectionState()
    states[STAMPS] = fee
    return tuple(states.values())


# The Intake page as the rules see it: an application not yet logged, examined as it stands.


NEW_MAIL = MailItemId(-1)
"""The mail item on the page; no stored one has this id."""

_OF_FIRST = frozenset({Code.MARKING_SEEN, Code.MARKING_NOT_SEEN})


def examined(desk: Desk, form: IntakeForm, later: ApplicationFile | None) -> Examination | None:
    """Return what the rules say of what stands on the page; None where there is nothing to say.

    ``later`` is the open application that a supplement belongs to. A line of other pieces that is
    open counts as soon as it is whole: it is taken as it stands once it is left.
    """
    form = with_open_line(form)
    if form.envelope.matter is Matter.NEW_APPLICATION:
        return look_at(desk, new_file(form, desk.today))
    if form.envelope.matter in BELONGS_TO_OPEN and later is not None:
        found = look_at(desk, later_file(form, later, desk.today))
        # The red marking is that of the first envelope: of this one it would be misread.
        own = tuple(each for each in found.findings if each.code not in _OF_FIRST)
        return replace(found, findings=own)
    return None


def with_lines(
    desk: Desk, form: IntakeForm, later: ApplicationFile | None, found: Examination | None
) -> IntakeForm:
    """Return the page with the documents listed that are expected in such an envelope.

    For an open application those are the ones it was asked for, as far as they lack by what was
    ``found``.
    """
    if form.envelope.matter not in BELONGS_TO_OPEN:
        rules = desk.rulebook.on(form.envelope.arrived_on or desk.today)
        return form.with_application(with_expected(form.application, rules))
    asked: tuple[AskedPaper, ...] = ()
    asks = form.envelope.matter in {Matter.SUPPLEMENT, Matter.CHANGE_OF_ADDRESS}
    if asks and later is not None and found is not None:
        file = later_file(form, later, desk.today)
        case = case_of(file, desk.rules_of(later.application), desk.today)
        asked = asked_papers(case, found.findings)
    return form.with_application(with_asked(form.application, asked))


def with_open_line(form: IntakeForm) -> IntakeForm:
    """Return the page with the open line of other pieces taken, where that is whole."""
    taken = piece_of(form.begun.odd) if form.begun.odd is not None else None
    return form if taken is None else replace(form, odd=(*form.odd, taken))


def new_file(form: IntakeForm, today: date) -> ApplicationFile:
    """Return the shown application with the envelope's pieces, as they are allotted so far.

    While pieces are nobody's yet, the rules do not call the fee short.
    """
    mail = replace(mail_item(form, today), id=NEW_MAIL)
    application = replace(application_of(form.application, mail.arrived_on), mail_item=NEW_MAIL)
    papers = tuple(
        replace(each, mail_item=NEW_MAIL) for each in enclosures(form.application, mail.arrived_on)
    )
    own = replace(mail, payments=_own_lines(form))
    others = tuple(
        _id(form, number) for number in range(len(form.applications)) if number != form.current
    )
    return ApplicationFile(application, (own,), papers, siblings=others)


def later_file(form: IntakeForm, before: ApplicationFile, today: date) -> ApplicationFile:
    """Return an open application as it will be with what came later."""
    mail = replace(mail_item(form, today), id=NEW_MAIL, concerns=before.application.id)
    papers = tuple(
        replace(each, mail_item=NEW_MAIL) for each in enclosures(form.application, mail.arrived_on)
    )
    file = replace(before, enclosures=(*before.enclosures, *papers))
    supplement = form.supplement
    if form.envelope.matter is Matter.CHANGE_OF_ADDRESS:
        return _moving(form, replace(file, mail=(*before.mail, mail)))
    if form.envelope.matter is Matter.WITHDRAWAL:
        named = tuple(ClaimId(claim) for claim in supplement.withdraws)
    else:
        named = _signed_now(before) if supplement.signed else ()
    if not named:
        return replace(file, mail=(*before.mail, mail))
    if supplement.by_proxy:
        mail = sent_by_proxy(mail, before)
    writing = Withdrawal(
        NEW_MAIL, named, supplement.written_on, mail.arrived_on, signed=supplement.signed
    )
    return replace(file, mail=(*before.mail, mail), withdrawals=(*before.withdrawals, writing))


def _moving(form: IntakeForm, file: ApplicationFile) -> ApplicationFile:
    """Return the application with the new address that is being typed, once one stands there."""
    told, mail = form.supplement, file.mail[-1]
    if not told.address.strip():
        return file
    of = Subject.PROXY if told.of_proxy else Subject.PRINCIPAL
    home = (told.postal_code, told.address)
    change = AddressChange(mail.id, of, *home, told.written_on, mail.arrived_on)
    return replace(file, address_changes=(*file.address_changes, change))


def _signed_now(before: ApplicationFile) -> tuple[ClaimId, ...]:
    """Return what a signature in a supplement withdraws: what an unsigned writing named."""
    unsigned = [each for each in before.withdrawals if not each.signed]
    return unsigned[-1].claims if unsigned else ()


def left_over(form: IntakeForm) -> int:
    """Return how many pieces nobody has allotted; none where one application takes all."""
    if len(form.applications) == 1:
        return 0
    given = sum(shared_count(a, line.id) for a in form.applications for line in form.lines())
    return sum(line.count for line in form.lines()) - given


def proposed(desk: Desk, form: IntakeForm) -> IntakeForm:
    """Return the form with every piece allotted as the rules propose; a person decides (A4)."""
    arrived = form.envelope.arrived_on or desk.today
    rules = desk.rulebook.on(arrived)
    wanted = [
        (ApplicationId(number), required(each.rights(), arrived, rules))
        for number, each in enumerate(form.applications)
    ]
    lines = propose_split(mail_item(form, desk.today).payments, wanted, arrived, rules)
    form = replace(form, applications=tuple(replace(a, shares=()) for a in form.applications))
    for line, split in zip(form.lines(), lines, strict=True):
        for part in split.allotments:
            form = share(form, line.id, int(part.application), part.count)
    return form


def _own_lines(form: IntakeForm) -> tuple[PaymentLine, ...]:
    lines = form.lines()
    if len(form.applications) == 1:
        return lines
    return tuple(replace(line, allotments=_allotments(form, line.id)) for line in lines)


def _allotments(form: IntakeForm, line: str) -> tuple[Allotment, ...]:
    given = ((n, shared_count(each, line)) for n, each in enumerate(form.applications))
    return tuple(Allotment(_id(form, number), count) for number, count in given if count)


def _id(form: IntakeForm, number: int) -> ApplicationId:
    """Return what an application of the page is called: none of them has an id yet."""
    return NO_APPLICATION if number == form.current else ApplicationId(-1 - number)
