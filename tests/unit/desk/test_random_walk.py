# SPDX-License-Identifier: MIT
"""Long walks at random: people do what comes to mind, and after each step all must hold."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from random import Random

import pytest

from desk_app.desk.applications import checking
from desk_app.desk.applications.deciding import genuine
from desk_app.desk.applications.supplements import SupplementDraft, attach_supplement
from desk_app.desk.errors import KnownError, NotAllowed
from desk_app.desk.keeping import look_at, placed, stands
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Application, Proxy, ProxyKind, Right
from desk_app.records.case.findings import ClaimState, RetentionState, Work
from desk_app.records.case.history import ApplicationFile, RegisteredRecord
from desk_app.records.case.letters import DecisionBody, LetterKind
from desk_app.records.case.mail import HeldKind, PaymentLine
from desk_app.records.case.papers import Enclosure, Guardianship, Mandate, Subject
from desk_app.rules.case import replies
from desk_app.rules.case.case import case_of
from desk_app.rules.findings import envelope
from tests.builders import ADDRESS, complete, mail, paper, record, rules, stamps
from tests.unit.desk import stamp_facts
from tests.unit.desk.contents import HELD
from tests.unit.desk.office import Office, opened
from tests.unit.desk.sight import ANSWERS, ENDED, Sight
from tests.unit.desk.tries import Try, later, tries
from tests.unit.desk.walk import remembered
from tests.unit.rules.courses import BOTH

pytestmark = pytest.mark.once(under="second")

SEEDS = (1, 7)
"""The first two that together do everything and reach every word."""
STEPS = 200

PIECES = (
    (),
    ("500x2",),
    ("500x1",),
    ("84x10",),
    ("500x2", "100x2"),
    ("1000x2",),
    ("500x1", "300x2"),
)
STAMPS = frozenset({HeldKind.EXCESS_STAMPS, HeldKind.FEE_STAMPS, HeldKind.FREE_STAMPS})


def application(chance: Random) -> ApplicationFile:
    """Return an application with some of what it needs, by the principal or by a proxy."""
    file = replace(complete(*BOTH), inquiries=(), mail=(mail(*stamps(*chance.choice(PIECES))),))
    if chance.random() < 0.3:
        file = replace(file, enclosures=())
    if chance.random() < 0.2:
        file = replace(file, application=replace(file.application, scope=""))
    if chance.random() < 0.4:
        file = _by_proxy(file, chance)
    return file


def _by_proxy(file: ApplicationFile, chance: Random) -> ApplicationFile:
    kind = chance.choice([ProxyKind.ADULT_GUARDIAN, ProxyKind.CONSIGNED, ProxyKind.PARENT])
    proxy = Proxy(kind, "高橋 花子", address=ADDRESS)
    licence = replace(paper("driving_licence", Subject.PROXY), name="高橋 花子")
    own = (licence,) if chance.random() < 0.8 else ()
    papers = (*file.enclosures, *own, *_shows(kind, chance))
    return replace(file, application=replace(file.application, proxy=proxy), enclosures=papers)


def _shows(kind: ProxyKind, chance: Random) -> Iterable[Enclosure]:
    if chance.random() < 0.4:
        return
    if kind is ProxyKind.ADULT_GUARDIAN:
        shown = Guardianship(kind.value, names_principal=True, names_proxy=True)
        yield replace(paper("guardianship_certificate"), guardianship=shown)
    if kind is ProxyKind.CONSIGNED:
        yield replace(paper("letter_of_proxy"), mandate=mandate())
        yield paper("seal_certificate")


def mandate() -> Mandate:
    """Return what a sound letter of proxy says."""
    return Mandate(
        dated=paper("letter_of_proxy").issued_on,
        names_principal=True,
        names_proxy=True,
        rights=frozenset(right.value for right in Right),
        covers_receipt=True,
        registered_seal=True,
        seal_matches=True,
    )


class Clerks:
    """Everybody at a desk, doing what comes to mind with one application after another."""

    def __init__(self, office: Office, seed: int) -> None:
        self.office = office
        self.chance = Random(seed)  # noqa: S311 -- a walk, no secret
        self.done: Counter[str] = Counter()
        self.refused = 0
        self.touched = ApplicationId(0)
        self.ids = [office.log(application(self.chance))]

    def step(self) -> ApplicationId:
        """Do one thing, or try to; return the application it was done with."""
        moves: list[tuple[float, Callable[[ApplicationId], None]]] = [
            (0.80, self._desk),
            (0.06, self._applicant),
            (0.11, self._days),
            (0.03, self._logs),
        ]
        (move,) = self.chance.choices(
            [each for _, each in moves], weights=[weight for weight, _ in moves]
        )
        id_ = self.chance.choice(self.ids[-2:])
        self.touched = id_
        move(id_)
        return self.touched

    def _logs(self, _: ApplicationId) -> None:
        file = application(self.chance)
        today = self.office.clock.today()
        item = replace(file.mail[0], arrived_on=today)
        self.touched = self.office.log(replace(file, mail=(item,)))
        self.ids.append(self.touched)
        self.done["logs"] += 1

    def _days(self, _: ApplicationId) -> None:
        self.office.clock.pass_days(self.chance.choice([1, 1, 3, 8, 15]))
        self.done["days pass"] += 1

    def _desk(self, id_: ApplicationId) -> None:
        found = list(tries(Sight.of(self.office, id_)))
        likely = [each for each in found if each.may and not _ends_the_story(each)]
        often = likely if likely and self.chance.random() < 0.9 else found
        tried = self.chance.choice(often)
        if tried.name == "department answers" and self.chance.random() < 0.3:
            tried = self._answers_otherwise(id_, tried)
        self._do(tried)

    def _answers_otherwise(self, id_: ApplicationId, tried: Try) -> Try:
        other = self.chance.choice([(), (replace(record(), address="長崎市旭町8-20"),)])
        waiting = [e for e in self.office.file(id_).inquiries if e.answered_on is None]
        records: tuple[RegisteredRecord, ...] = other
        if not waiting:
            return tried
        today = self.office.clock.today()
        draft = checking.AnswerDraft(id_, waiting[0].id, today, records, nothing=not records)
        return replace(tried, do=lambda desk: checking.record_answer(desk, draft))

    def _applicant(self, id_: ApplicationId) -> None:
        today = self.office.clock.today()
        file = self.office.file(id_)
        draft = SupplementDraft(later(today, *self.chance.choice(PIECES)), id_)
        kind = self.chance.choice(["paper", "proxy", "stamps"] * 2 + ["withdrawal"])
        if kind == "paper":
            draft = replace(draft, enclosures=(paper("driving_licence"),))
        if kind == "proxy":
            licence = replace(paper("driving_licence", Subject.PROXY), name="高橋 花子")
            draft = replace(draft, enclosures=(licence,))
        if kind == "withdrawal":
            claims = file.application.claims
            some = self.chance.sample(claims, self.chance.randint(1, len(claims)))
            signed = self.chance.random() < 0.7
            draft = replace(draft, withdraws=tuple(each.id for each in some), signed=signed)
        self._do(
            Try("sends " + kind, "clerk", lambda desk: attach_supplement(desk, draft), may=True)
        )

    def _do(self, tried: Try) -> None:
        before = self.office.state
        try:
            tried.do(self.office.of(tried.who))
        except NotAllowed:
            self.refused += 1
        except KnownError:
            self.refused += 1
            changed = self.office.state != before
            assert not changed, tried.name
        else:
            self.done[tried.verb.value] += 1


def _ends_the_story(tried: Try) -> bool:
    """Return whether it is done too easily, so that it would hide what takes longer."""
    return any(word in tried.name for word in ("referred", "back", "chase", "delay"))


_APPROVED = {
    *(ClaimState.DECIDED, ClaimState.REFERRED),
    *(ClaimState.WITHDRAWAL_OPEN, ClaimState.WITHDRAWN),
}
"""How a claim may stand whose decision was approved: never told, it may be withdrawn after it."""


def holds(office: Office, id_: ApplicationId) -> None:
    """Assert what must hold of an application at any time."""
    file = office.file(id_)
    examination = look_at(office.clerk, file)
    _pieces(file)
    _stamps(office, file)
    _letters(office, file)
    _decisions(office, file)
    assert list(stamp_facts.faults(office.state)) == []
    ended = ENDED.issuperset(examination.axes.claims.values())
    if examination.axes.retention is not RetentionState.NOT_RUNNING:
        assert ended
        assert all(_answers(file, claim.id) == 1 for claim in file.application.claims)
    if examination.work is Work.DONE:
        assert ended
        assert not [t for item in file.mail for t in item.held if t.returned_on is None]


def index_is_new(office: Office, id_: ApplicationId) -> None:
    """Assert that the place in the work list is the one worked out anew."""
    file = office.file(id_)
    desk = office.clerk
    assert office.state.index[id_] == placed(desk, file)


def _answers(file: ApplicationFile, claim: object) -> int:
    """Return how many letters answer a claim; that it was withdrawn too late is told beside."""
    found = [
        letter
        for letter in file.letters
        if claim in letter.claims and not letter.void and letter.kind in ANSWERS
    ]
    told = any(each.posting and each.kind is not LetterKind.WITHDRAWAL for each in found)
    return sum(not told or each.kind is not LetterKind.WITHDRAWAL for each in found)


def _pieces(file: ApplicationFile) -> None:

    fee = envelope.standing(
        case_of(file, rules(file.application.received_on), file.mail[-1].arrived_on)
    )
    lines: list[PaymentLine] = [line for item in file.mail for line in item.payments]
    sorted_out = sum(p.count for p in (*fee.refused, *fee.doubtful, *fee.late))
    assert fee.pieces_counted + sorted_out == fee.pieces_enclosed == sum(x.count for x in lines)


def _stamps(office: Office, file: ApplicationFile) -> None:
    """What went back was here, no piece of it twice, and each letter had what it says."""
    came = Counter[int]()
    for line in (line for item in file.mail for line in item.payments):
        came[line.denomination] += line.count
    returned = [t for item in file.mail for t in item.held if t.returned_on is not None]
    gone = Counter[int]()
    for thing in returned:
        gone.update(dict(thing.pieces))
    assert not gone - came
    for letter in file.letters:
        back = getattr(office.state.letters[letter.id][0].body, "back", None)
        if back is not None and letter.posting is not None:
            with_it = [t for t in returned if t.returned_with == letter.id and t.kind in STAMPS]
            assert sum(thing.amount for thing in with_it) >= back.amount


def _letters(office: Office, file: ApplicationFile) -> None:
    for claim in file.application.claims:
        assert _answers(file, claim.id) <= 1
    for letter in file.letters:
        facts, pages = office.state.letters[letter.id]
        assert letter.sha256 == hashlib.sha256(pages).hexdigest()
        assert not (letter.void and letter.posting)
        if isinstance(facts.body, DecisionBody) and facts.body.unproven:
            assert HELD not in repr(facts)
            assert facts.addressee.name == _sender(file.application)
        if letter.kind in {LetterKind.DEFICIENCIES, LetterKind.REFERRAL, LetterKind.LAPSE}:
            assert HELD not in repr(facts)
            assert "長崎" not in repr(facts.body)


def _sender(application_: Application) -> str:
    return application_.proxy.name if application_.proxy else application_.principal.name


def _decisions(office: Office, file: ApplicationFile) -> None:
    situation = stands(office.clerk, file)
    states = situation.claim_states
    for decision in file.decisions:
        if decision.approval is not None:
            assert decision.approval.by != decision.proposed_by
            assert genuine(office.clerk, file, decision)
            if decision.id not in situation.came_back:
                assert states[decision.claim] in _APPROVED
            else:
                assert states[decision.claim] not in {ClaimState.DECIDED, ClaimState.REFERRED}
                assert not replies.is_answered(file, decision.claim)


def _walked(seed: int) -> tuple[Counter[str], Counter[Work], int]:
    """Walk with a seed, look at everything after each step; return what was done and reached."""
    with remembered():
        clerks = Clerks(opened(), seed)
        words: Counter[Work] = Counter()
        for _ in range(STEPS):
            entries = len(clerks.office.state.journal)
            id_ = clerks.step()
            holds(clerks.office, id_)
            words[clerks.office.look(id_).work] += 1
            if len(clerks.office.state.journal) > entries:
                index_is_new(clerks.office, id_)
    return clerks.done, words, clerks.refused


def test_what_must_hold_holds_after_every_step_of_walks_that_reach_every_word() -> None:
    done, words = Counter[str](), Counter[Work]()
    for seed in SEEDS:
        did, reached, refused = _walked(seed)
        assert sum(did.values()) > STEPS // 2
        assert refused > 0
        done += did
        words += reached
    assert set(words) == set(Work)
    assert set(done) >= {
        "propose",
        "approve",
        "confirm_lapse",
        "confirm_withdrawal",
        "issue_letter",
        "void_letter",
        "post",
        "return_things",
        "give_notice",
        "judge",
    }
