# SPDX-License-Identifier: MIT
"""Whether the papers show that a person is that person: kinds, names, address (C2, practice 1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from functools import lru_cache
from itertools import product

from desk_app.records.base import Fact
from desk_app.records.case.findings import Comparison, Finding, Likeness
from desk_app.records.case.history import Ruling, Topic
from desk_app.records.case.papers import Enclosure, Subject
from desk_app.rules.addresses import addresses
from desk_app.rules.case.case import Case
from desk_app.rules.case.deadlines import age_on
from desk_app.rules.finding_codes import USUAL, Aim, Code, ask, defective, missing, ok
from desk_app.rules.findings.documents import (
    CURED_BY_ITS_OWN_KIND,
    PaperProblem,
    WeighedPaper,
    paper_facts,
    problem_findings,
    unread_findings,
    weigh,
)
from desk_app.rules.names import names
from desk_app.rules.rulebook.terms import IdentityUse, Proves


class TextMatch(IntEnum):
    """How two texts stand to each other once a person's verdict is taken in; best first."""

    SAME = 0
    ASK = 1
    TO_CONFIRM = 2
    """They differ, a person called them the same, and another has not confirmed it yet."""
    UNREAD = 3
    DIFFERENT = 4


MAY_AGREE = frozenset({TextMatch.SAME, TextMatch.ASK, TextMatch.TO_CONFIRM})
"""How two texts stand that are the same, or may turn out to be."""


MOST_REMEMBERED = 64
"""Pairs of texts whose comparison is remembered: one save asks for the same few ten times."""

_names = lru_cache(MOST_REMEMBERED)(names.compare)
_addresses = lru_cache(MOST_REMEMBERED)(addresses.compare)

_COMPARE: dict[Topic, Callable[[str, str], Comparison]] = {
    Topic.NAME: _names,
    Topic.REGISTERED_NAME: _names,
    Topic.ADDRESS: _addresses,
    Topic.REGISTERED_ADDRESS: _addresses,
}


_OVERRULED = {
    Ruling.OVERRULED: TextMatch.TO_CONFIRM,
    Ruling.CONFIRMED: TextMatch.SAME,
}
_RULED = {Ruling.SAME: TextMatch.SAME, Ruling.NOT_SAME: TextMatch.DIFFERENT, **_OVERRULED}


def likeness(topic: Topic, left: str, right: str) -> Likeness:
    """Return how two texts relate before any person's verdict."""
    return _COMPARE[topic](left, right).likeness


def match(case: Case, topic: Topic, subject: str, left: str, right: str, *, own: bool) -> TextMatch:
    """Return how two texts stand; only a person makes WRITTEN_DIFFERENTLY the same (C5).

    ``own`` says that they are the form's and the paper's or record's own texts: these alone two
    people may call the same where they differ (decision 26). An address or a name that comes to be
    compared later is judged anew.
    """
    if not left.strip() or not right.strip():
        return TextMatch.UNREAD
    found, ruling = likeness(topic, left, right), case.ruling(topic, subject)
    if found is Likeness.EQUAL:
        return TextMatch.SAME
    if found is Likeness.WRITTEN_DIFFERENTLY:
        return TextMatch.ASK if ruling is None else _RULED.get(ruling, TextMatch.ASK)
    if own and ruling is not None:
        return _OVERRULED.get(ruling, TextMatch.DIFFERENT)
    return TextMatch.DIFFERENT


def best(
    case: Case,
    topic: Topic,
    subject: str,
    left: Iterable[str],
    right: Iterable[str],
    *,
    own: bool = True,
) -> tuple[TextMatch, str, str]:
    """Return the best match among several texts on both sides, with the two texts it is of.

    The first text of each side is the one looked for; an empty one beside it is nothing to compare,
    so that it does not hide a difference. ``own`` says whose the first two are, as in `match`.
    """
    lefts, rights = _worth_comparing(left), _worth_comparing(right)
    first = (lefts[0], rights[0])
    pairs = [
        (match(case, topic, subject, *pair, own=own and pair == first), *pair)
        for pair in product(lefts, rights)
    ]
    return min(pairs, key=lambda pair: pair[0])


def _worth_comparing(texts: Iterable[str]) -> tuple[str, ...]:
    first, *others = texts
    return (first, *(text for text in others if text.strip()))


# Whether the papers show that a person is that person: kinds, names, address (C2, practice 1).


LEAST_AGE: Mapping[str, int] = {
    "driving_licence": 16,
    "driving_record_certificate": 16,
    "licence_on_individual_number_card": 16,
    "pension_book": 15,
    "basic_pension_number_notice": 15,
    "seal_certificate": 15,
}
"""The age before which nobody has such a paper: the first licence is that for a moped (Road Traffic
Act 88), a pension begins with employment (Labor Standards Act 56), a seal is registered from 15."""


def can_have(kind: str, born: date | None, on: date) -> bool:
    """Return whether a person of that day of birth may have such a paper; an unknown one may."""
    return born is None or age_on(born, on) >= LEAST_AGE.get(kind, 0)


def likely_first(kinds: Iterable[str], born: date | None, on: date) -> tuple[str, ...]:
    """Return all of the kinds, those last that a person of that age cannot have."""
    return tuple(sorted(kinds, key=lambda kind: not can_have(kind, born, on)))


# The papers looked at as one person's identity documents: how kind, name and address stand.


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """Who is to be shown, in the words of the form, and where the findings on it stand.

    ``serving`` are the kinds enclosed for another purpose, such as a certificate for a proxy:
    where such a paper is no identity document or has a fault, that is told where it serves.
    """

    whose: Subject
    name: str
    address: str
    born: date | None = None
    aim: Aim = USUAL
    serving: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """One paper as an identity document; ``name_read`` is the name on it that was compared."""

    paper: WeighedPaper
    name: TextMatch
    name_read: str
    born_differs: bool
    address: TextMatch
    photo: TextMatch = TextMatch.SAME
    """Whether the photo of its kind is there, to be looked for, or not there."""

    @property
    def use(self) -> IdentityUse:
        """Return what the kind counts for: without its photo as one of those that have none."""
        use = IdentityUse.NEVER if self.paper.term is None else self.paper.term.identity
        bare = use is IdentityUse.ALONE and self.photo is TextMatch.DIFFERENT
        return IdentityUse.ONE_OF_TWO if bare else use

    @property
    def fits(self) -> bool:
        """Return whether paper and person fit, or may still turn out to."""
        return self.paper.sound and self.name is not TextMatch.DIFFERENT and not self.born_differs

    @property
    def good(self) -> bool:
        """Return whether paper and person fit and nothing is left to look at."""
        seen = self.name is TextMatch.SAME and self.photo is not TextMatch.ASK
        return self.fits and seen and not self.paper.unread


def candidates_of(case: Case, person: ShownPerson) -> tuple[Candidate, ...]:
    """Return a person's papers as identity documents.

    A certificate enclosed for another purpose counts too (practice 20).
    """
    weighed = tuple(weigh(paper, case.rules) for paper in case.papers(person.whose))
    names = _names_of_identity(case, person.name, person.born, weighed)
    return tuple(
        _candidate(case, person, paper, names)
        for paper in map(_as_identity, weighed)
        if paper.sound or paper.enclosure.kind not in person.serving
    )


def names_shown(case: Case, whose: Subject, name: str) -> tuple[str, ...]:
    """Return the names under which papers may show a person: the form's, then earlier ones."""
    born = case.file.application.principal.born if whose is Subject.PRINCIPAL else None
    papers = tuple(weigh(paper, case.rules) for paper in case.papers(whose))
    return _names_of_identity(case, name, born, papers)


def _names_of_identity(
    case: Case, name: str, born: date | None, papers: tuple[WeighedPaper, ...]
) -> tuple[str, ...]:
    """Return a name, and those that sound papers of it give too: a change explained, an alias.

    What a paper names together are names of one person, whichever of them the form bears
    (practice 27). One with another day of birth explains nothing (practice 32).
    """
    besides = (
        other
        for paper in papers
        if paper.sound
        and paper.enclosure.former_names
        and not days_differ(born, paper.enclosure.born)
        for names in [(paper.enclosure.name, *paper.enclosure.former_names)]
        if best(case, Topic.NAME, paper.id, (name,), names)[0] is TextMatch.SAME
        for other in names
    )
    return tuple(dict.fromkeys((name, *besides)))


def speaks_of(case: Case, paper: Enclosure, whose: Subject) -> bool:
    """Return whether what was typed from a paper is of a person.

    A certificate that is nobody's own, or names both, is read as the principal's, but where it
    bears the proxy's name and not the principal's.
    """
    names_both = paper.register or paper.guardianship or paper.mandate
    if paper.of is not Subject.NOBODY and names_both is None:
        return paper.of is whose
    application = case.file.application
    proxy = "" if application.proxy is None else application.proxy.name
    proxys = is_named(case, paper, proxy) and not is_named(case, paper, application.principal.name)
    return proxys is (whose is Subject.PROXY)


def is_named(case: Case, paper: Enclosure, name: str) -> bool:
    """Return whether a paper bears a name, or may."""
    borne = (paper.name, *paper.former_names)
    found, _, _ = best(case, Topic.NAME, paper.id, (name,), borne, own=False)
    return found in MAY_AGREE


def addresses_contradict(one: str, other: str) -> bool:
    """Return whether two addresses name two places: one that ends earlier only says less.

    What is wanting at the end is building or room; a number left out before it is another house.
    """
    differing = (p for p in _addresses(one, other).parts if p.likeness is Likeness.DIFFERENT)
    ends = (len(one.rstrip()), len(other.rstrip()))
    return not all(
        (part.left.end, part.right.end) == ends
        and (part.left.start == part.left.end or part.right.start == part.right.end)
        for part in differing
    )


def days_differ(one: date | None, other: date | None) -> bool:
    """Return whether two days of birth contradict each other; an unknown one contradicts none."""
    return one is not None and other is not None and one != other


def _as_identity(paper: WeighedPaper) -> WeighedPaper:
    """Return the paper with the fault of a kind that is never an identity document."""
    never = paper.term is not None and paper.term.identity is IdentityUse.NEVER
    if never and paper.sound:
        return WeighedPaper(
            paper.enclosure, paper.term, (PaperProblem(Code.DOCUMENT_NOT_ACCEPTED),)
        )
    return paper


def _candidate(
    case: Case, person: ShownPerson, paper: WeighedPaper, names: tuple[str, ...]
) -> Candidate:
    enclosure = paper.enclosure
    written = (enclosure.name, *enclosure.former_names)
    name, _, name_read = best(case, Topic.NAME, enclosure.id, names, written)
    address = TextMatch.UNREAD
    if paper.shows_address is True:
        texts = (person.address, enclosure.address)
        address = match(case, Topic.ADDRESS, enclosure.id, *texts, own=True)
    return Candidate(
        paper=paper,
        name=name,
        name_read=name_read,
        born_differs=days_differ(person.born, enclosure.born),
        address=address,
        photo=_photo(case, person, paper),
    )


def _photo(case: Case, person: ShownPerson, paper: WeighedPaper) -> TextMatch:
    """Return whether a copy bears the photo of its kind (practice 20).

    Of a child's card nobody knows before somebody has looked; of any other a person may say that
    there is none.
    """
    seen = {Ruling.ACCEPTED: TextMatch.SAME, Ruling.REFUSED: TextMatch.DIFFERENT}
    ruling = case.ruling(Topic.PHOTO, paper.id)
    if paper.term is None or not paper.term.photo:
        return TextMatch.SAME
    if ruling in seen:
        return seen[ruling]
    age = _age_of(person, paper.enclosure)
    return TextMatch.ASK if age is not None and age < paper.term.photo_from else TextMatch.SAME


def _age_of(person: ShownPerson, paper: Enclosure) -> int | None:
    born = person.born or paper.born
    return None if born is None else age_on(born, paper.arrived_on)


def candidate_findings(
    person: ShownPerson, candidate: Candidate, kinds: tuple[str, ...]
) -> tuple[Finding, ...]:
    """Return why a paper does not fit: its own faults, another name, another day of birth."""
    found = list(problem_findings(candidate.paper, person.aim, kinds))
    enclosure = candidate.paper.enclosure
    if candidate.paper.sound and candidate.name is TextMatch.DIFFERENT:
        texts = {"on_form": person.name, "on_document": enclosure.name}
        facts = {**paper_facts(enclosure), **texts}
        found.append(defective(Code.IDENTITY_NAME_DIFFERS, candidate.paper.id, facts, person.aim))
    if candidate.paper.sound and candidate.born_differs and person.born and enclosure.born:
        days = {"on_form": person.born, "on_document": enclosure.born}
        facts = {**paper_facts(enclosure), **days}
        found.append(defective(Code.IDENTITY_BIRTH_DIFFERS, candidate.paper.id, facts, person.aim))
    return tuple(found)


NAME_CODES = {
    TextMatch.ASK: Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY,
    TextMatch.TO_CONFIRM: Code.IDENTITY_NAME_TO_CONFIRM,
}
"""What a person is asked of a name on a paper: to compare it, or to confirm what another said."""

_ADDRESS_CODES = {
    TextMatch.ASK: Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY,
    TextMatch.TO_CONFIRM: Code.IDENTITY_ADDRESS_TO_CONFIRM,
}


def look_at_findings(
    person: ShownPerson, candidate: Candidate, *, address_open: bool
) -> tuple[Finding, ...]:
    """Return what a person must read on a fitting paper, or compare with the form."""
    enclosure = candidate.paper.enclosure
    unread = list(candidate.paper.unread)
    found = []
    if not enclosure.name.strip():
        unread.append("name")
    elif candidate.name in NAME_CODES:
        texts = {"on_form": person.name, "on_document": candidate.name_read}
        facts = {**paper_facts(enclosure), **texts}
        code = NAME_CODES[candidate.name]
        found.append(ask(code, candidate.paper.id, facts, person.aim))
    if candidate.photo is TextMatch.ASK:
        age: dict[str, Fact] = {"age": _age_of(person, enclosure) or 0}
        seen = {**paper_facts(enclosure), **age}
        found.append(ask(Code.DOCUMENT_PHOTO, candidate.paper.id, seen, person.aim))
    if address_open:
        unread.extend(address_unread(candidate))
        found.extend(address_findings(person, candidate))
    return (*found, *unread_findings(candidate.paper, person.aim, tuple(unread)))


def address_findings(person: ShownPerson, candidate: Candidate) -> tuple[Finding, ...]:
    """Return that a person must compare the addresses, where they are written differently."""
    if candidate.address not in _ADDRESS_CODES:
        return ()
    enclosure = candidate.paper.enclosure
    texts = {"on_form": person.address, "on_document": enclosure.address}
    facts = {**paper_facts(enclosure), **texts}
    code = _ADDRESS_CODES[candidate.address]
    return (ask(code, candidate.paper.id, facts, person.aim),)


def address_unread(candidate: Candidate) -> tuple[str, ...]:
    """Return the field that is still to be read before a paper can prove an address."""
    if candidate.paper.shows_address is None:
        return ("shows_address",)
    if candidate.paper.shows_address and not candidate.paper.enclosure.address.strip():
        return ("address",)
    return ()


def problem_code(candidate: Candidate) -> str:
    """Return the code of why a paper was set aside, or of what was not looked at on it."""
    if candidate.paper.problems:
        return candidate.paper.problems[0].code.value
    if candidate.name is TextMatch.DIFFERENT:
        return Code.IDENTITY_NAME_DIFFERS.value
    if candidate.born_differs:
        return Code.IDENTITY_BIRTH_DIFFERS.value
    unseen = candidate.photo is TextMatch.ASK and not candidate.paper.unread
    return (Code.DOCUMENT_PHOTO if unseen else Code.DOCUMENT_UNREAD).value


def differing(case: Case) -> Iterator[tuple[Topic, str]]:
    """Yield each name and address of a paper that is another than the form's (decision 26).

    It does not matter whether it holds anything up: whoever looks at it may say that it is the
    same.
    """
    application = case.file.application
    for paper in case.papers():
        proxys = speaks_of(case, paper, Subject.PROXY)
        person = application.proxy if proxys else application.principal
        if person is not None:
            yield from told_apart(Topic.NAME, paper.id, person.name, paper.name)
            yield from told_apart(Topic.ADDRESS, paper.id, person.address, paper.address)


def told_apart(topic: Topic, subject: str, left: str, right: str) -> Iterator[tuple[Topic, str]]:
    """Yield a topic and its subject where two texts stand there and differ."""
    both = left.strip() and right.strip()
    if both and likeness(topic, left, right) is Likeness.DIFFERENT:
        yield topic, subject


Candidates = tuple[Candidate, ...]


def of_person(case: Case, person: ShownPerson) -> tuple[Finding, ...]:
    """Return what the papers say of one person's identity (PR-2, PR-G1, practices 8 and 20)."""
    candidates = candidates_of(case, person)
    good = tuple(each for each in candidates if each.good)
    if enough(good, case) and any(each.address is TextMatch.SAME for each in good):
        return _shown(person, candidates, good)
    gaps = (*_gaps_in_kind(case, person, candidates), *_gaps_in_address(case, person, candidates))
    told_once: dict[str, Finding] = {}
    for gap in gaps:
        told_once[gap.key] = _both_at_once(told_once.get(gap.key), gap)
    return (*told_once.values(), *_to_look_at(person, candidates))


def _both_at_once(kind: Finding | None, address: Finding) -> Finding:
    """Return what asks once for a paper that is wanted for its kind and for the address it proves.

    Only kinds that do both are asked for, where there are any: another would not suffice.
    """
    if kind is None:
        return address
    wanted, proving = kind.facts.get("kinds"), address.facts.get("kinds")
    if not isinstance(wanted, tuple) or not isinstance(proving, tuple):
        return address
    both = tuple(each for each in wanted if each in proving)
    return replace(address, facts={**address.facts, "kinds": both or proving})


def _shown(person: ShownPerson, candidates: Candidates, good: Candidates) -> tuple[Finding, ...]:
    """Return that identity is shown; papers that do no good are set aside, not asked for again."""
    documents = tuple(each.paper.enclosure.kind for each in good)
    facts = {"whose": person.whose.value, "documents": documents}
    counting = (
        ok(Code.DOCUMENT_COUNTS, each.paper.id, paper_facts(each.paper.enclosure), person.aim)
        for each in good
    )
    aside = (
        ok(
            Code.DOCUMENT_SET_ASIDE,
            each.paper.id,
            {**paper_facts(each.paper.enclosure), "problem": problem_code(each)},
            person.aim,
        )
        for each in candidates
        if not each.good
    )
    return (ok(Code.IDENTITY_SHOWN, person.whose.value, facts, person.aim), *counting, *aside)


def _gaps_in_kind(case: Case, person: ShownPerson, candidates: Candidates) -> tuple[Finding, ...]:
    """Return what is missing for one paper with a photo or enough without (practice 20)."""
    fitting = tuple(each for each in candidates if each.fits)
    if enough(fitting, case):
        return ()
    unfit = tuple(each for each in candidates if not each.fits)
    kinds = _sufficing(case, person, fitting)
    told = tuple(f for each in unfit for f in candidate_findings(person, each, kinds))
    curable = tuple(each for each in unfit if _cured_by_its_own_kind(each))
    if len(curable) < len(unfit) or (unfit and enough((*fitting, *curable), case)):
        return told
    if not fitting and not curable:
        facts = {"whose": person.whose.value, "kinds": kinds}
        return (missing(Code.IDENTITY_ABSENT, person.whose.value, facts, person.aim),)
    present = tuple(each.paper.enclosure.kind for each in (*fitting, *curable))
    return (*told, _second_missing(case, person, present))


def _sufficing(case: Case, person: ShownPerson, fitting: Candidates) -> tuple[str, ...]:
    """Return the kinds one of which suffices, with what fits already (practice 20)."""
    further = (IdentityUse.ALONE, IdentityUse.ONE_OF_TWO, IdentityUse.SECOND_ONLY)
    there = {each.paper.enclosure.kind: each.use for each in fitting}
    needed = case.rules.at(case.on).switches.identity_without_photo
    terms = ((code, case.rules.document(code)) for code in _kinds(case, person, *further))
    uses = ((code, {**there, code: term.identity}) for code, term in terms if term is not None)
    return tuple(code for code, each in uses if _suffice(each.values(), len(each), needed))


def _suffice(uses: Collection[IdentityUse], kinds: int, needed: int) -> bool:
    return IdentityUse.ALONE in uses or (IdentityUse.ONE_OF_TWO in uses and kinds >= needed)


def _second_missing(case: Case, person: ShownPerson, present: tuple[str, ...]) -> Finding:
    further = (IdentityUse.ALONE, IdentityUse.ONE_OF_TWO, IdentityUse.SECOND_ONLY)
    kinds = tuple(kind for kind in _kinds(case, person, *further) if kind not in present)
    facts = {"whose": person.whose.value, "documents": present, "kinds": kinds}
    return missing(Code.IDENTITY_SECOND_MISSING, person.whose.value, facts, person.aim)


def _cured_by_its_own_kind(candidate: Candidate) -> bool:
    """Return whether the paper itself counts once it is renewed, or its change explained."""
    return all(problem.code in CURED_BY_ITS_OWN_KIND for problem in candidate.paper.problems)


def _gaps_in_address(
    case: Case, person: ShownPerson, candidates: Candidates
) -> tuple[Finding, ...]:
    """Return what is missing for the address on the form to be proved by a paper (PR-G1)."""
    if not candidates or not person.address.strip() or _may_prove(candidates):
        return ()
    proving = tuple(each for each in candidates if each.paper.shows_address is True)
    differing = tuple(
        _address_differs(person, each)
        for each in proving
        if each.paper.sound and each.address is TextMatch.DIFFERENT
    )
    kinds = address_kinds(case)
    if differing:
        unfit = tuple(each for each in proving if each.paper.sound and not each.fits)
        return (*differing, *_faults(person, unfit, kinds))
    unfit = tuple(each for each in proving if not each.fits)
    if unfit:
        return _faults(person, unfit, kinds)
    fitting = tuple(each for each in candidates if each.fits)
    if not fitting:
        return ()
    facts = {**paper_facts(fitting[0].paper.enclosure), "kinds": kinds}
    return (missing(Code.IDENTITY_NO_ADDRESS, fitting[0].paper.id, facts, person.aim),)


def _faults(
    person: ShownPerson, candidates: Candidates, kinds: tuple[str, ...]
) -> tuple[Finding, ...]:
    return tuple(f for each in candidates for f in candidate_findings(person, each, kinds))


def _may_prove(candidates: Candidates) -> bool:
    """Return whether a fitting paper proves the address, or may once a person has looked."""
    return any(
        each.fits
        and each.paper.shows_address is not False
        and each.address is not TextMatch.DIFFERENT
        for each in candidates
    )


def _address_differs(person: ShownPerson, candidate: Candidate) -> Finding:
    facts = {
        **paper_facts(candidate.paper.enclosure),
        "on_form": person.address,
        "on_document": candidate.paper.enclosure.address,
    }
    return defective(Code.IDENTITY_ADDRESS_DIFFERS, candidate.paper.id, facts, person.aim)


def _to_look_at(person: ShownPerson, candidates: Candidates) -> tuple[Finding, ...]:
    """Return what a person must read or compare before the fitting papers can count.

    On a sound paper in another name the address is compared at once: the change of the name may be
    explained, and one notice is to list everything (D1).
    """
    proved = any(each.good and each.address is TextMatch.SAME for each in candidates)
    return tuple(
        finding
        for each in candidates
        for finding in (
            look_at_findings(person, each, address_open=not proved)
            if each.fits
            else address_findings(person, each)
            if each.paper.sound and not proved
            else ()
        )
    )


def enough(candidates: Iterable[Candidate], case: Case) -> bool:
    """Return whether one counts alone, or there are enough kinds without a photo (practice 20)."""
    counted = tuple(candidates)
    uses = {each.paper.enclosure.kind: each.use for each in counted}.values()
    if IdentityUse.ALONE in uses or not uses:
        return bool(uses)
    last = max(each.paper.enclosure.arrived_on for each in counted)
    needed = case.rules.at(last).switches.identity_without_photo
    return _suffice(uses, len(uses), needed)


def _kinds(case: Case, person: ShownPerson, *uses: IdentityUse) -> tuple[str, ...]:
    """Return the kinds of identity document that would be taken if they arrived today.

    Those that a person of that age cannot have when asking come last.
    """
    taken = (
        term.code
        for term in case.rules.documents
        if term.identity in uses and term.taken_on(case.on)
    )
    return likely_first(taken, person.born, case.file.application.received_on)


def address_kinds(case: Case) -> tuple[str, ...]:
    """Return the kinds of identity document that prove an address, if they arrived today."""
    return tuple(
        term.code
        for term in case.rules.documents
        if term.identity is not IdentityUse.NEVER
        and term.address is Proves.YES
        and term.taken_on(case.on)
    )
