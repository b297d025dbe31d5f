# SPDX-License-Identifier: MIT
"""What the department holds against what the applicant sent (C5, practice 21, PR-G1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from desk_app.records.base import Fact
from desk_app.records.case.findings import Finding, Likeness
from desk_app.records.case.history import DepartmentInquiry, RegisteredRecord, Ruling, Topic
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.case.case import Case
from desk_app.rules.finding_codes import Code, ask, defective, ok
from desk_app.rules.findings.documents import weigh
from desk_app.rules.findings.doubts import is_cleared
from desk_app.rules.findings.identity import (
    MAY_AGREE,
    TextMatch,
    addresses_contradict,
    best,
    days_differ,
    likeness,
    match,
    told_apart,
)
from desk_app.rules.names import names
from desk_app.rules.writing import characters


@dataclass(frozen=True, slots=True)
class _Standing:
    """How one record stands: name, address, and whether the birth dates contradict."""

    record: RegisteredRecord
    name: TextMatch
    name_shown: str
    address: TextMatch
    address_shown: str
    born_differs: bool

    @property
    def differs(self) -> tuple[str, ...]:
        """Return what does not agree; a value the register does not hold cannot differ."""
        parts = (
            ("name", self.name is TextMatch.DIFFERENT),
            ("address", self.address is TextMatch.DIFFERENT),
            ("born", self.born_differs),
        )
        return tuple(part for part, here in parts if here)

    @property
    def to_judge(self) -> bool:
        """Return whether a person must compare."""
        return not {TextMatch.ASK, TextMatch.TO_CONFIRM}.isdisjoint({self.name, self.address})

    @property
    def matches(self) -> bool:
        """Return whether everything that can be compared agrees."""
        return not self.differs and not self.to_judge


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what the departments' answers say: not asked, awaited, nothing held, each record.

    Until every department asked has answered, identity is open (C5). What does not agree is told in
    neutral words: the notice never says what is registered.
    """
    inquiries = _latest(case.file.inquiries)
    if not inquiries:
        return (ask(Code.REGISTER_NOT_ASKED),)
    waiting = tuple(each for each in inquiries if each.answered_on is None)
    answered = tuple(each for each in inquiries if each.answered_on is not None)
    compared = _compared(case, tuple(record for each in answered for record in each.records))
    if waiting:
        return (_awaited(waiting), *compared)
    if all(finding.code == Code.REGISTER_NAMESAKE for finding in compared):
        departments = tuple(each.department for each in answered)
        return (ok(Code.REGISTER_NOTHING, facts={"departments": departments}), *compared)
    return compared


def _latest(inquiries: tuple[DepartmentInquiry, ...]) -> tuple[DepartmentInquiry, ...]:
    """Return the last inquiry to each department: a new answer takes the place of the old one."""
    return tuple({each.department: each for each in inquiries}.values())


def _awaited(waiting: tuple[DepartmentInquiry, ...]) -> Finding:
    facts: dict[str, Fact] = {
        "departments": tuple(each.department for each in waiting),
        "asked_on": min(each.asked_on for each in waiting),
    }
    return ask(Code.REGISTER_AWAITED, facts=facts)


def _compared(case: Case, records: tuple[RegisteredRecord, ...]) -> tuple[Finding, ...]:
    papers = _papers_that_tell(case)
    own = tuple(
        _standing(case, record, papers)
        for record in records
        if _is_of_principal(case, record, papers)
    )
    held = {standing.record.id for standing in own}
    matched = any(standing.matches for standing in own)
    others = tuple(
        _of_nobody_yet(case, record, papers) for record in records if record.id not in held
    )
    told = (
        finding for standing in own for finding in _told(case, standing, another_matches=matched)
    )
    return (*told, *others)


def _papers_that_tell(case: Case) -> tuple[Enclosure, ...]:
    """Return the principal's sound papers of the form's name, be it as a former one.

    They can show what the register may still hold, or holds already; one with another day of birth
    shows nothing of the principal (practice 32).
    """
    born = case.file.application.principal.born
    return tuple(
        paper
        for paper in _sound(case)
        if _bears(case, paper, paper.name, *paper.former_names)
        and not days_differ(born, paper.born)
    )


def _bears(case: Case, paper: Enclosure, *names: str) -> bool:
    """Return whether one of the names on a paper is the form's, as identity counts it."""
    form = (case.file.application.principal.name,)
    return best(case, Topic.NAME, paper.id, form, names)[0] is TextMatch.SAME


def _sound(case: Case) -> tuple[Enclosure, ...]:
    """Return the principal's papers that have no fault of their own."""
    papers = case.papers(Subject.PRINCIPAL)
    return tuple(paper for paper in papers if weigh(paper, case.rules).sound)


def _is_of_principal(case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]) -> bool:
    """Return whether a record is the principal's at all; a bare namesake is none (practice 21)."""
    principal = case.file.application.principal
    if _same_key(principal.member_number, record.member_number):
        return True
    if _same_key(principal.email.casefold(), record.email.casefold()):
        return True
    if case.ruling(Topic.RECORD, record.id) is Ruling.SAME:
        return True
    if not _names_may_agree(case, record, papers):
        return False
    if principal.born is not None and principal.born == record.born:
        return True
    before = case.homes_before(Subject.PRINCIPAL)
    known = (principal.address, principal.registered_address, *before)
    address, _, _ = best(case, Topic.REGISTERED_ADDRESS, record.id, known, (record.address,))
    return address in MAY_AGREE


def _of_nobody_yet(case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]) -> Finding:
    """Return that a record is a namesake's, or open: it agrees with a paper in another name.

    While no paper bears the form's name, the name itself is in question; whose record it is hangs
    on that.
    """
    agreeing = [] if papers else [paper for paper in _sound(case) if _agrees(case, record, paper)]
    if not agreeing:
        return _near(case, record, papers) or ok(
            Code.REGISTER_NAMESAKE, record.id, {"record": record.id}
        )
    facts: dict[str, Fact] = {"record": record.id, "document": agreeing[0].kind}
    return ok(Code.REGISTER_DEPENDS, record.id, facts)


def _near(case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]) -> Finding | None:
    """Return that somebody must say whose a record is that agrees in all but the name.

    A former name, a misspelling or a foreign spelling is another name to the eye of the rules; so
    is that of a twin. Nobody is told meanwhile that nothing is registered (practice 21).
    """
    if case.ruling(Topic.RECORD, record.id) is Ruling.NOT_SAME:
        return None
    agreeing = _agreeing_but_for_the_name(case, record, papers)
    if not agreeing:
        return None
    facts: dict[str, Fact] = {
        "record": record.id,
        "agrees": agreeing,
        "on_form": case.file.application.principal.name,
        "registered": record.name or record.former_name,
    }
    return ask(Code.REGISTER_NEAR, record.id, facts)


def _agreeing_but_for_the_name(
    case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]
) -> tuple[str, ...]:
    """Return what agrees of address and day of birth; nothing where one of them does not.

    What the register or the form does not hold cannot differ.
    """
    principal = case.file.application.principal
    known = (*_addresses(case, papers), principal.registered_address)
    address, _, _ = best(case, Topic.REGISTERED_ADDRESS, record.id, known, (record.address,))
    if address is TextMatch.DIFFERENT or days_differ(principal.born, record.born):
        return ()
    both_born = principal.born is not None and record.born is not None
    agreeing = (("born", both_born), ("address", address in MAY_AGREE))
    return tuple(part for part, agrees in agreeing if agrees)


def _agrees(case: Case, record: RegisteredRecord, paper: Enclosure) -> bool:
    """Return whether a record may be that of whoever a paper names: more than the name agrees."""
    held = (record.name, record.former_name)
    name, _, _ = best(case, Topic.REGISTERED_NAME, record.id, (paper.name,), held, own=False)
    if name not in MAY_AGREE:
        return False
    born = {each for each in (paper.born, case.file.application.principal.born) if each}
    texts = (paper.address, record.address)
    address = match(case, Topic.REGISTERED_ADDRESS, record.id, *texts, own=False)
    return record.born in born or address in MAY_AGREE


def _names_may_agree(case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]) -> bool:
    """Return whether a record may bear the principal's name, or another that a paper shows."""
    principal = case.file.application.principal
    if _in_kana(case, record) in MAY_AGREE:
        return True
    known = (principal.name, principal.former_name, *_shown_besides(case, papers))
    held = (record.name, record.former_name)
    name, _, _ = best(case, Topic.REGISTERED_NAME, record.id, known, held)
    if name in MAY_AGREE:
        return True
    # One that a person ruled out is still the record that was asked about.
    return case.ruling(Topic.REGISTERED_NAME, record.id) is Ruling.NOT_SAME and any(
        likeness(Topic.REGISTERED_NAME, one, other) is not Likeness.DIFFERENT
        for one, other in product(filter(None, known), filter(None, held))
    )


def _in_kana(case: Case, record: RegisteredRecord) -> TextMatch:
    """Return how a record that holds a name in kana alone stands to the reading on the form.

    One reading is that of many names: also where it agrees to the letter a person says so (C5).
    """
    kana, held = case.file.application.principal.kana, record.name or record.former_name
    if not characters.is_kana(kana) or not characters.is_kana(held):
        return TextMatch.DIFFERENT
    if names.compare(kana, held).likeness is Likeness.DIFFERENT:
        return TextMatch.DIFFERENT
    rulings = {Ruling.SAME: TextMatch.SAME, Ruling.CONFIRMED: TextMatch.SAME}
    rulings |= {Ruling.NOT_SAME: TextMatch.DIFFERENT, Ruling.OVERRULED: TextMatch.TO_CONFIRM}
    ruling = case.ruling(Topic.REGISTERED_NAME, record.id)
    return rulings.get(ruling, TextMatch.ASK) if ruling else TextMatch.ASK


def _shown_besides(case: Case, papers: tuple[Enclosure, ...]) -> tuple[str, ...]:
    """Return the other names papers show: former ones, and the new one where the form's is old."""
    new = (paper.name for paper in papers if not _bears(case, paper, paper.name))
    return (*(former for paper in papers for former in paper.former_names), *new)


def _same_key(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip() == other.strip()


def _standing(case: Case, record: RegisteredRecord, papers: tuple[Enclosure, ...]) -> _Standing:
    """Return how a record stands to the form, and to what the papers show besides."""
    principal = case.file.application.principal
    known = (principal.name, *_shown_besides(case, papers))
    held = (record.name, record.former_name)
    name, name_shown, _ = best(case, Topic.REGISTERED_NAME, record.id, known, held)
    in_kana = _in_kana(case, record)
    if in_kana < name:
        name, name_shown = in_kana, principal.kana
    address, address_shown, _ = best(
        case, Topic.REGISTERED_ADDRESS, record.id, _addresses(case, papers), (record.address,)
    )
    return _Standing(
        record=record,
        name=name,
        name_shown=name_shown,
        address=address,
        address_shown=address_shown,
        born_differs=days_differ(principal.born, record.born),
    )


def names_known(case: Case) -> tuple[str, ...]:
    """Return the names a record is compared with: the form's, then what papers show besides.

    The reading on the form comes last, for a record that holds a name in kana alone.
    """
    principal = case.file.application.principal
    return (principal.name, *_shown_besides(case, _papers_that_tell(case)), principal.kana)


def addresses_known(case: Case) -> tuple[str, ...]:
    """Return the addresses a record is compared with: the form's, then those of the papers."""
    return _addresses(case, _papers_that_tell(case))


def _addresses(case: Case, papers: tuple[Enclosure, ...]) -> tuple[str, ...]:
    proving = tuple(paper for paper in papers if _proves_addresses(case, paper, papers))
    return (
        case.file.application.principal.address,
        *case.homes_before(Subject.PRINCIPAL),
        *(paper.address for paper in proving),
        *(former for paper in proving for former in paper.former_addresses),
    )


def _proves_addresses(case: Case, paper: Enclosure, papers: tuple[Enclosure, ...]) -> bool:
    """Return whether what a paper shows of addresses counts: all on it agrees (practice 32).

    One that differs in the address shows name and birth date and no address, unless an agreeing
    paper gives that one as an earlier one, or a supervisor has found that it is.
    """
    own = case.file.application.principal.address
    if _agrees_in_address(case, paper, own):
        return True
    earlier = (
        former
        for other in papers
        if _agrees_in_address(case, other, own)
        for former in other.former_addresses
    )
    known = any(_agrees_in_address(case, paper, each) for each in earlier)
    return known or is_cleared(case, Code.IDENTITY_ADDRESS_CONTRADICTED, paper.id)


def _agrees_in_address(case: Case, paper: Enclosure, address: str) -> bool:
    """Return whether a paper shows that address, or says less of it, or none.

    What may be the same is judged first.
    """
    own = address == case.file.application.principal.address
    found = match(case, Topic.ADDRESS, paper.id, address, paper.address, own=own)
    if found is TextMatch.DIFFERENT:
        return not addresses_contradict(address, paper.address)
    return found not in {TextMatch.ASK, TextMatch.TO_CONFIRM}


def _told(case: Case, standing: _Standing, *, another_matches: bool) -> tuple[Finding, ...]:
    record = standing.record
    if standing.matches:
        return (ok(Code.REGISTER_MATCHES, record.id, {"record": record.id}),)
    asks = _asks(standing)
    if not standing.differs:
        return asks
    facts: dict[str, Fact] = {
        "record": record.id,
        "differs": standing.differs,
        "stated_on_form": _stated(case, record),
    }
    finding = defective(Code.REGISTER_NOT_MATCHED, record.id, facts)
    if another_matches and case.ruling(Topic.GO_ON_WITHOUT, finding.key) is Ruling.ACCEPTED:
        return (ok(Code.REGISTER_LEFT_OUT, record.id, {"record": record.id}),)
    return (finding, *asks)


def _asks(standing: _Standing) -> tuple[Finding, ...]:
    record = standing.record
    found = []
    if standing.name in _NAME_CODES:
        facts: dict[str, Fact] = {
            "record": record.id,
            "on_form": standing.name_shown,
            "registered": record.name or record.former_name,
        }
        found.append(ask(_NAME_CODES[standing.name], record.id, facts))
    if standing.address in _ADDRESS_CODES:
        facts = {
            "record": record.id,
            "on_form": standing.address_shown,
            "registered": record.address,
        }
        found.append(ask(_ADDRESS_CODES[standing.address], record.id, facts))
    return tuple(found)


_NAME_CODES = {
    TextMatch.ASK: Code.REGISTER_NAME_WRITTEN_DIFFERENTLY,
    TextMatch.TO_CONFIRM: Code.REGISTER_NAME_TO_CONFIRM,
}
_ADDRESS_CODES = {
    TextMatch.ASK: Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY,
    TextMatch.TO_CONFIRM: Code.REGISTER_ADDRESS_TO_CONFIRM,
}


def differing(case: Case) -> Iterator[tuple[Topic, str]]:
    """Yield each registered name and address that is another than the form's (decision 26)."""
    principal = case.file.application.principal
    for inquiry in _latest(case.file.inquiries):
        for record in inquiry.records:
            texts = (principal.address, record.address)
            if _in_kana(case, record) is TextMatch.DIFFERENT:
                names_of_both = (principal.name, record.name)
                yield from told_apart(Topic.REGISTERED_NAME, record.id, *names_of_both)
            yield from told_apart(Topic.REGISTERED_ADDRESS, record.id, *texts)


def _stated(case: Case, record: RegisteredRecord) -> bool:
    """Return whether the applicant named the registered address on the form: a hint, no proof."""
    stated = case.file.application.principal.registered_address
    topic = Topic.REGISTERED_ADDRESS
    return match(case, topic, record.id, stated, record.address, own=False) in MAY_AGREE
