# SPDX-License-Identifier: MIT
"""What can be tried with one application at the desk, and whether it may be done.

The answers are written by hand from the table of decisions and the examination; the workflow's
own table is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.desk.applications import checking, deciding, supplements
from desk_app.desk.context import Desk
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting
from desk_app.records.base import ClaimId, MailItemId
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import Axis, ClaimState, FeeState, Work
from desk_app.records.case.history import ApplicationFile, Letter, Ruling, Topic
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import HeldThing, MailItem, MailKind, Matter
from desk_app.rules.case.deadlines import notice_due
from desk_app.rules.workflow.attempt import Verb
from tests.builders import mail, paper, record, rules, stamps
from tests.unit.desk.contents import (
    TELLING,
    Saying,
    proposal,
)
from tests.unit.desk.sight import ANSWERS, ENDED, SIGNATURE, Sight

CLERKS = frozenset({"clerk", "second", "supervisor", "chief"})
SUPERVISORS = frozenset({"supervisor", "chief"})
EVERYBODY = frozenset({*CLERKS, "officer", "auditor"})


@dataclass(frozen=True, slots=True)
class Try:
    """Something somebody tries: its name, who, how, and whether it may be done.

    ``roles`` are the people whose roles have the duty. ``known`` says that it leads nowhere that
    another way does not lead to; the walk tries it and does not go on from there.
    """

    name: str
    who: str
    do: Callable[[Desk], object]
    may: bool
    roles: frozenset[str] = CLERKS
    known: bool = False

    @property
    def verb(self) -> Verb:
        """Return the verb of the workflow."""
        first = self.name.split()[0]
        return (
            _VERBS[" ".join(self.name.split()[:2])] if first in {"send", "take"} else _VERBS[first]
        )


_VERBS = {
    "ask": Verb.ASK_DEPARTMENT,
    "chase": Verb.CHASE_DEPARTMENT,
    "department": Verb.RECORD_ANSWER,
    "late": Verb.JUDGE,
    "heirs": Verb.JUDGE,
    "go": Verb.JUDGE,
    "notice": Verb.GIVE_NOTICE,
    "delay": Verb.GIVE_DELAY,
    "propose": Verb.PROPOSE,
    "approve": Verb.APPROVE,
    "send back": Verb.SEND_BACK,
    "take back": Verb.TAKE_BACK,
    "lapse": Verb.CONFIRM_LAPSE,
    "confirm": Verb.CONFIRM_WITHDRAWAL,
    "reject": Verb.JUDGE,
    "letter": Verb.ISSUE_LETTER,
    "void": Verb.VOID_LETTER,
    "print": Verb.PRINT_LETTER,
    "post": Verb.POST,
    "return": Verb.RETURN_THINGS,
    "delivered": Verb.RECORD_DELIVERY,
    "came": Verb.RECORD_RETURN,
    "sends": Verb.ATTACH_SUPPLEMENT,
}


def doing(verb: Callable[..., object], *words: object) -> Callable[[Desk], object]:
    """Return a verb with all but the desk."""
    return lambda desk: verb(desk, *words)


TARGET = timedelta(days=14)
"""Within which a reply is aimed at (practice 11)."""


def tries(sight: Sight) -> Iterator[Try]:
    """Yield everything the people of the desk could try with the application."""
    yield from _department(sight)
    yield from _judging(sight)
    yield from _heirs(sight)
    yield from _going_on(sight)
    yield from _notices(sight)
    yield from _proposals(sight)
    yield from _second_person(sight)
    yield from _endings(sight)
    yield from _answers(sight)
    yield from _letters(sight)
    yield from _sending(sight)


def applicant(sight: Sight, *does: str) -> Iterator[Try]:
    """Yield what the applicant may still send, each once."""
    file, today = sight.file, sight.today
    came = {item.note for item in file.mail}
    number = file.application.id
    base = supplements.SupplementDraft(later(today), number)
    drafts = {
        "stamps": replace(base, mail=later(today, "1000x1", note="stamps")),
        "licence": replace(
            base, mail=later(today, note="licence"), enclosures=(paper("driving_licence"),)
        ),
        "withdrawal": replace(
            base,
            mail=later(today, note="withdrawal"),
            withdraws=tuple(claim.id for claim in file.application.claims),
            signed=True,
        ),
        "unsigned": replace(
            base,
            mail=later(today, note="unsigned"),
            withdraws=(file.application.claims[0].id,),
        ),
    }
    for name in does:
        if name not in came and sight.some_open:
            yield Try(
                f"sends {name}",
                "clerk",
                doing(supplements.attach_supplement, drafts[name]),
                may=True,
            )


def later(today: date, *pieces: str, note: str = "") -> MailItem:
    """Return a mail item that arrives today."""
    item = mail(*stamps(*pieces), number=2, arrived_on=today)
    return replace(item, id=MailItemId(0), matter=Matter.OTHER, note=note)


def _department(sight: Sight) -> Iterator[Try]:
    id_, today = sight.file.application.id, sight.today
    waiting = [each for each in sight.file.inquiries if each.answered_on is None]
    yield Try(
        "ask department",
        "clerk",
        lambda desk: checking.ask_department(desk, id_, "会員管理", today),
        may=sight.some_open and not waiting and not sight.over,
        known=bool(sight.file.inquiries),
    )
    for each in sight.file.inquiries:
        answer = checking.AnswerDraft(id_, each.id, today, (record(),))
        may = each.answered_on is None
        yield Try(
            "chase department",
            "clerk",
            doing(checking.chase_department, id_, each.id, today),
            may=may,
            known=bool(each.chased_on),
        )
        yield Try("department answers", "clerk", doing(checking.record_answer, answer), may=may)


def _judging(sight: Sight) -> Iterator[Try]:
    id_ = sight.file.application.id
    asked = {
        finding.subject
        for finding in sight.examination.findings
        if finding.code.endswith(".late") and finding.verdict.value == "ask"
    }
    judged = {j.subject for j in sight.file.judgements if j.topic is Topic.LATE_ARRIVAL}
    for item in sight.file.mail[1:]:
        for ruling in (Ruling.ACCEPTED, Ruling.REFUSED):
            draft = checking.JudgementDraft(
                id_, Topic.LATE_ARRIVAL, str(item.id), ruling, "事情による"
            )
            yield Try(
                f"late {ruling.value}",
                "supervisor",
                doing(checking.judge, draft),
                may=sight.some_open and str(item.id) in asked | judged,
                roles=SUPERVISORS,
                known=str(item.id) in judged,
            )


def _heirs(sight: Sight) -> Iterator[Try]:
    """Whether an application whose principal has died goes on is a supervisor's word."""
    for ruling in (Ruling.ACCEPTED, Ruling.REFUSED):
        draft = checking.JudgementDraft(
            sight.file.application.id, Topic.DECEASED, "principal", ruling, "事情による"
        )
        yield Try(
            f"heirs {ruling.value}",
            "supervisor",
            doing(checking.judge, draft),
            may=bool(sight.heirs),
            roles=SUPERVISORS,
            known=sight.heirs in {"accepted", "refused"},
        )


def _going_on(sight: Sight) -> Iterator[Try]:
    """What serves neither identity nor authority may be left out after its due date."""
    for finding in sight.examination.findings:
        if finding.is_deficiency:
            draft = checking.JudgementDraft(
                sight.file.application.id,
                Topic.GO_ON_WITHOUT,
                finding.key,
                Ruling.ACCEPTED,
                "事情による",
            )
            yield Try(
                f"go on without {finding.axis.value}",
                "supervisor",
                doing(checking.judge, draft),
                may=sight.some_open
                and finding.axis is Axis.COMPLETENESS
                and finding.code != SIGNATURE
                and finding.key in sight.missing()
                and sight.asked_in_vain(fee=False),
                roles=SUPERVISORS,
            )


def _notices(sight: Sight) -> Iterator[Try]:
    waiting = any(not each.void and each.posted_on is None for each in sight.file.notices)
    delays = [each for each in sight.file.letters if each.kind is LetterKind.DELAY]
    unposted = any(not each.void and each.posting is None for each in delays)
    if waiting:
        yield Try("notice", "clerk", _issue(sight, LetterKind.DEFICIENCIES), may=False)
    late = sight.today >= sight.file.application.received_on + TARGET
    if unposted or not sight.some_open or not delays:
        yield Try(
            "delay",
            "clerk",
            _issue(sight, LetterKind.DELAY),
            may=sight.some_open
            and late
            and not delays
            and not sight.over
            and sight.heirs != "asked",
        )
    missing = sight.missing()
    given = [each for each in sight.file.notices if not each.void]
    past = bool(given) and all(each.due < sight.today for each in given)
    asked = {ask for each in given for ask in each.asks}
    signature_alone = bool(asked) and all(each.startswith(SIGNATURE) for each in asked)
    fee_asked = any(ask.startswith("fee.") for ask in asked)
    fresh_fee = not fee_asked and any(each.startswith("fee.") for each in missing)
    unsigned = any(each.startswith(SIGNATURE) and each not in asked for each in missing)
    if missing and not waiting and (past or unsigned or not sight.file.notices):
        yield Try(
            "notice",
            "clerk",
            _issue(sight, LetterKind.DEFICIENCIES),
            may=sight.heirs != "asked",
            known=past and not unsigned and not signature_alone and not fresh_fee,
        )
    if not missing:
        yield Try("notice", "clerk", _issue(sight, LetterKind.DEFICIENCIES), may=False)


def _issue(
    sight: Sight, kind: LetterKind, claims: tuple[ClaimId, ...] = ()
) -> Callable[[Desk], object]:
    draft = corresponding.LetterDraft(
        sight.file.application.id,
        sight.file.application.version,
        kind,
        sight.today,
        claims,
        sight.today + timedelta(days=14) if kind is LetterKind.DELAY else None,
    )
    return lambda desk: corresponding.issue_letter(desk, draft)


def _proposals(sight: Sight) -> Iterator[Try]:
    for claim in sight.file.application.claims:
        seen: set[str] = set()
        for saying in TELLING[claim.right]:
            draft = proposal(sight.file, claim.id, saying)
            ground = f" on {saying.ground.code}" if saying.ground else ""
            may = sight.state(claim.id) is ClaimState.OPEN and sight.may_end(claim, saying)
            yield Try(
                f"propose {claim.right.value} {saying.outcome.value}{ground}",
                "supervisor",
                doing(deciding.propose, draft),
                may=may,
                known=_way(saying) in seen,
            )
            if may:
                seen.add(_way(saying))


def _way(saying: Saying) -> str:
    """Return how a decision ends its claim, as far as the course of the application goes."""
    code = saying.ground.code if saying.ground else ""
    return "referred" if saying.outcome is Outcome.REFERRED else f"{code in {'PR-G1', 'PR-G2'}}"


def _second_person(sight: Sight) -> Iterator[Try]:
    id_ = sight.file.application.id
    for claim in sight.file.application.claims:
        found = sight.live(claim.id)
        if found is None:
            continue
        waits = found.approval is None
        saying = Saying(found.outcome, found.grounds[0] if found.grounds else None)
        may = waits and sight.may_end(claim, saying)
        name = f"{claim.right.value}"
        for who in ("chief", found.proposed_by):
            yield Try(
                f"approve {name}",
                who,
                doing(deciding.approve, id_, found.id),
                may=may and who != found.proposed_by,
                roles=SUPERVISORS,
            )
        yield Try(
            f"send back {name}",
            "supervisor",
            doing(deciding.send_back, id_, found.id, "足りない"),
            may=waits,
            roles=SUPERVISORS,
        )
        for who in ("second", found.proposed_by):
            yield Try(
                f"take back {name}",
                who,
                doing(deciding.take_back, id_, found.id),
                may=waits and who == found.proposed_by,
                known=True,
            )


def _endings(sight: Sight) -> Iterator[Try]:
    id_ = sight.file.application.id
    for claim in sight.file.application.claims:
        yield Try(
            f"lapse {claim.right.value}",
            "supervisor",
            doing(deciding.confirm_lapse, id_, (claim.id,)),
            may=claim.right is Right.DISCLOSURE
            and sight.state(claim.id) not in ENDED
            and sight.examination.axes.fee is FeeState.SHORT
            and not sight.stopped(claim.id)
            and not sight.heirs
            and sight.asked_in_vain(fee=True),
            roles=SUPERVISORS,
        )
    for each in sight.file.withdrawals:
        stands = sight.writing(each)
        yield Try(
            "confirm withdrawal",
            "supervisor",
            doing(deciding.confirm_withdrawal, id_, each.mail_item),
            may=stands in {"signed", "late"},
            roles=SUPERVISORS,
        )
        draft = checking.JudgementDraft(
            id_, Topic.WITHDRAWAL, str(each.mail_item), Ruling.REFUSED, "本人の書面ではない"
        )
        yield Try(
            "reject withdrawal",
            "supervisor",
            doing(checking.judge, draft),
            may=stands in {"signed", "late", "unsigned", "rejected"},
            roles=SUPERVISORS,
        )


def _answers(sight: Sight) -> Iterator[Try]:
    claims = sight.file.application.claims
    owed: dict[tuple[LetterKind, bool], tuple[ClaimId, ...]] = {}
    for claim in claims:
        kind = sight.letter_of(claim)
        if kind is not None:
            found = sight.live(claim.id)
            unproven = found is not None and any(use.code == "PR-G1" for use in found.grounds)
            owed[kind, unproven] = (*owed.get((kind, unproven), ()), claim.id)
    groups = {(kind, frozenset(ids)) for (kind, _), ids in owed.items()}
    late = [w for w in sight.file.withdrawals if w.confirmed_on and all(map(sight.told, w.claims))]
    groups |= {
        (LetterKind.WITHDRAWAL, frozenset(each.claims))
        for each in late
        if not any(
            letter.kind is LetterKind.WITHDRAWAL
            and not letter.void
            and set(letter.claims) >= set(each.claims)
            for letter in sight.file.letters
        )
    }
    sets = [*((claim.id,) for claim in claims), tuple(claim.id for claim in claims)]
    for kind in ANSWERS if groups else ANSWERS[:1]:
        for ids in sets if groups else sets[:1]:
            yield Try(
                f"letter {kind.value} for {len(ids)}",
                "clerk",
                _issue(sight, kind, ids),
                may=(kind, frozenset(ids)) in groups and sight.heirs != "asked",
            )


def _letters(sight: Sight) -> Iterator[Try]:
    id_ = sight.file.application.id
    for letter in sight.file.letters:
        unposted = not letter.void and letter.posting is None
        yield Try(
            f"void {letter.kind.value}",
            "clerk",
            doing(corresponding.void_letter, id_, letter.id, "誤り"),
            may=unposted,
        )
        yield Try(
            f"print {letter.kind.value}",
            "clerk",
            doing(
                corresponding.record_printed,
                id_,
                (letter.id,),
                corresponding.Print(reason="紙づまり"),
            ),
            may=not letter.void
            and (letter.posting is not None or (sight.goes(letter) and sight.heirs != "asked"))
            and not (unposted and (sight.held_up(letter) or sight.overtaken(letter))),
            known=letter.printed_at is not None,
        )
        yield Try(
            f"post {letter.kind.value}",
            "clerk",
            _post(sight, letter),
            may=unposted
            and sight.goes(letter)
            and not _moves(sight, letter)
            and not sight.held_up(letter)
            and not sight.overtaken(letter)
            and sight.heirs != "asked",
        )


def _moves(sight: Sight, letter: Letter) -> bool:
    return any(
        each.letter == letter.id and notice_due(sight.today, rules(sight.today)).on != each.due
        for each in sight.file.notices
    )


def _post(sight: Sight, letter: Letter) -> Callable[[Desk], object]:
    held = tuple(thing.id for thing in held_of(sight.file))
    draft = posting.PostingDraft(
        sight.file.application.id,
        (letter.id,),
        MailKind.SIMPLE_REGISTERED,
        sight.today,
        returned=held if letter.id in sight.backs else (),
    )
    return lambda desk: posting.post(desk, draft)


def held_of(file: ApplicationFile) -> list[HeldThing]:
    """Return what must still go back to the applicant."""
    return [
        thing
        for item in file.mail
        for thing in item.held
        if thing.returned_on is None and thing.application in {None, file.application.id}
    ]


def _promised(sight: Sight) -> bool:
    """Return whether a letter in hand says that it encloses the stamps."""
    return any(
        not each.void and each.posting is None and each.id in sight.backs
        for each in sight.file.letters
    )


def _sending(sight: Sight) -> Iterator[Try]:
    id_, today = sight.file.application.id, sight.today
    things = tuple(thing.id for thing in held_of(sight.file))
    draft = posting.ReturnDraft(id_, things, MailKind.SIMPLE_REGISTERED, today)
    yield Try(
        "return things",
        "clerk",
        lambda desk: posting.return_things(desk, draft),
        may=bool(things) and not _promised(sight),
    )
    for each in sight.file.postings:
        may = each.delivered_on is None and each.came_back_on is None
        done = sight.examination.work is Work.DONE
        for name, verb in (
            ("delivered", posting.record_delivery),
            ("came back", posting.record_return),
        ):
            yield Try(name, "clerk", doing(verb, id_, each.id, today), may=may, known=not done)
