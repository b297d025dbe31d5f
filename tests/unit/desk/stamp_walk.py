# SPDX-License-Identifier: MIT
"""Random sequences of everything that moves stamps, with the book held against the facts (G1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

from desk_app.desk.applications import correcting, undoing
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.letters import corresponding
from desk_app.desk.post import posting, stamps
from desk_app.records.base import ApplicationId, PaymentLineId
from desk_app.records.case.application import Right
from desk_app.records.case.findings import ClaimState
from desk_app.records.case.history import ApplicationFile, ReturnReason
from desk_app.records.case.letters import LetterKind
from desk_app.records.case.mail import Condition, MailKind, PaymentLine, Piece
from desk_app.records.case.stamps import Pile, Postage, Shape
from desk_app.rules.case import replies
from desk_app.rules.case.claims import claim_states
from desk_app.rules.fee import fees
from desk_app.rules.postage import quote
from tests.builders import complete, mail
from tests.unit.desk import stamp_facts, working
from tests.unit.desk.contents import referral
from tests.unit.desk.office import Office, opened
from tests.unit.desk.tries import held_of, later

YEN = (1, 10, 50, 84, 100, 110, 140, 270, 350, 500, 1_000)
SEN = (*(value * 100 for value in YEN), 50, 150)
"""What the desk has of its own, in sen: old stamps of less than a yen too."""

BACK = frozenset({ClaimState.LAPSED, ClaimState.WITHDRAWN, ClaimState.REFERRED})
"""The ends of a claim with which all that was sent goes back."""


@dataclass(slots=True)
class Conserved:
    """What sequences did, and where stamps came from nowhere or vanished."""

    sequences: int = 0
    done: Counter[str] = field(default_factory=Counter)
    came: int = 0
    went: int = 0
    returned_whole: int = 0
    faults: list[str] = field(default_factory=list)


def conserve(
    sequences: int, seed: int = 0, steps: int = 14, *, first_fault: bool = False
) -> Conserved:
    """Play random sequences, each at a desk of its own; look at book and facts after every step.

    ``first_fault`` ends with the first sequence in which something is wrong.
    """
    found, chance = Conserved(), Random(seed)  # noqa: S311 -- a walk, no secret
    empty = opened()
    for number in range(sequences):
        play = _Play(empty.copy(), chance, found.done)
        for step in range(steps):
            play.step()
            found.faults += [
                f"sequence {number}, step {step}: {each}"
                for each in stamp_facts.faults(play.office.state)
            ]
        found.faults += [f"sequence {number}: {each}" for each in play.unreturned(found)]
        state = play.office.state
        found.came += sum(stamp_facts.came(state.mail.values()).values())
        found.went += sum(stamp_facts.went_back(state.mail.values()).values())
        found.sequences += 1
        if found.faults and first_fault:
            break
    return found


class _Play:
    """One desk, and somebody who does what comes to mind with its stamps."""

    def __init__(self, office: Office, chance: Random, done: Counter[str]) -> None:
        self.office, self.chance, self.done = office, chance, done
        self.ids: list[ApplicationId] = []
        self.moves: tuple[tuple[int, Callable[[], None]], ...] = (
            (4, self._arrives),
            (3, self._sends_more),
            (2, self._counted_wrongly),
            (4, self._decides),
            (3, self._withdraws),
            (2, self._refers),
            (3, self._lapses),
            (8, self._posts),
            (2, self._returns),
            (2, self._takes_back),
            (2, self._comes_back),
            (1, self._lists_returns),
            (3, self._own_stamps),
        )

    def step(self) -> None:
        """Do one thing; what the rules refuse changes nothing."""
        weights = [weight for weight, _ in self.moves]
        ((_, move),) = self.chance.choices(self.moves, weights)
        if not self.ids:
            move = self._arrives
        try:
            move()
        except (Refused, BadInput) as error:
            self.done[f"refused {error.code}"] += 1
        else:
            self.done[move.__name__.strip("_")] += 1

    def unreturned(self, found: Conserved) -> list[str]:
        """Return the applications that ended with all stamps to go back, and kept some."""
        faults = []
        for id_ in self.ids:
            file = self.office.file(id_)
            if not self._all_back(file) or held_of(file):
                continue
            found.returned_whole += 1
            if stamp_facts.came(file.mail) != stamp_facts.went_back(file.mail):
                faults.append(f"{file.application.receipt_number} got not all of its stamps back")
        return faults

    def _all_back(self, file: ApplicationFile) -> bool:
        states = claim_states(file)
        rules = self.office.clerk.rules_of(file.application)
        charged = fees.chargeable(file, rules)
        return bool(charged) and all(states[claim] in BACK for claim in charged)

    def _arrives(self) -> None:
        item = mail(*self._lines(self.chance.randint(0, 3)))
        file = replace(complete(Right.DISCLOSURE), mail=(item,))
        self.ids.append(working.logged(self.office, file=file))

    def _sends_more(self) -> None:
        lines = self._lines(self.chance.randint(1, 2))
        item = replace(later(self.office.clock.today()), payments=lines)
        working.send(self.office, self._one(), item)

    def _counted_wrongly(self) -> None:
        file = self.office.file(self._one())
        lines = [line for item in file.mail for line in item.payments]
        if not lines:
            return
        line = self.chance.choice(lines)
        other = replace(line, count=self.chance.randint(1, 12), allotments=())
        draft = correcting.CorrectionDraft(
            file.application.id,
            file.application.version,
            f"payments.{line.id}",
            self.chance.choice((other, None)),
            "数え間違い",
        )
        correcting.correct(self.office.clerk, draft)

    def _decides(self) -> None:
        working.decide(self.office, self._one(), Right.DISCLOSURE)

    def _withdraws(self) -> None:
        working.withdraw(self.office, self._one(), Right.DISCLOSURE)

    def _refers(self) -> None:
        working.decide(self.office, self._one(), Right.DISCLOSURE, referral())

    def _lapses(self) -> None:
        id_ = self._one()
        working.notify(self.office, id_)
        working.let_pass(self.office, id_)
        working.lapse(self.office, id_, Right.DISCLOSURE)

    def _posts(self) -> None:
        """Issue what is owed and post it with all that goes back, and perhaps stamps on it."""
        id_ = self._one()
        self._issue_owed(id_)
        file = self.office.file(id_)
        draft = posting.PostingDraft(
            application=id_,
            letters=tuple(each.id for each in replies.unposted(file)),
            kind=MailKind.SIMPLE_REGISTERED,
            posted_on=self.office.clock.today(),
            returned=tuple(thing.id for thing in held_of(file)),
            postage=self._postage(),
        )
        posting.post(self.office.clerk, draft)

    def _issue_owed(self, id_: ApplicationId) -> None:
        for due in working.owed(self.office, id_):
            working.issue(self.office, id_, due, Right.DISCLOSURE)

    def _returns(self) -> None:
        file = self.office.file(self._one())
        held = tuple(thing.id for thing in held_of(file))
        some = tuple(self.chance.sample(held, self.chance.randint(0, len(held))))
        today, id_ = self.office.clock.today(), file.application.id
        draft = posting.ReturnDraft(id_, some, MailKind.ORDINARY, today, postage=self._postage())
        posting.return_things(self.office.clerk, draft)

    def _takes_back(self) -> None:
        file = self.office.file(self._one())
        if not file.postings:
            return
        last, id_ = file.postings[-1], file.application.id
        if last.letters:
            undoing.take_back_posting(self.office.clerk, id_, last.id)
            return
        gone = tuple(thing.id for thing in working.gone(self.office, id_))
        undoing.take_back_return(self.office.clerk, id_, gone)

    def _comes_back(self) -> None:
        """Let the last envelope come back, and write the letter with which it goes again."""
        file = self.office.file(self._one())
        if not file.postings or not file.postings[-1].letters:
            return
        sent, id_ = file.postings[-1], file.application.id
        today, reason = self.office.clock.today(), ReturnReason.NOT_COLLECTED
        posting.record_return(self.office.clerk, id_, sent.id, today, reason)
        draft = working.draft_of(self.office, id_, LetterKind.RESENDING)
        corresponding.issue_letter(self.office.clerk, replace(draft, again=sent.id))

    def _lists_returns(self) -> None:
        file = self.office.file(self._one())
        held = tuple(thing.id for thing in held_of(file))
        draft = working.draft_of(self.office, file.application.id, LetterKind.RETURN)
        corresponding.issue_letter(self.office.clerk, replace(draft, things=held))

    def _own_stamps(self) -> None:
        today = self.office.clock.today()
        draft = stamps.StampDraft(self._piles(), today, "新宿郵便局")
        verb = self.chance.choice((stamps.open_book, stamps.buy, stamps.buy, stamps.spoil))
        if self.chance.random() < 0.3:
            self._count()
            return
        if self.chance.random() < 0.2:
            exchanged = stamps.ExchangeDraft(self._piles(), self._piles(), today)
            stamps.exchange(self.office.clerk, exchanged)
            return
        (entry,) = verb(self.office.clerk, draft).touched
        if self.chance.random() < 0.3:
            stamps.take_back(self.office.clerk, int(entry[1]))

    def _count(self) -> None:
        piles = tuple(
            (each.value, max(0, each.count + self.chance.choice((0, 0, 1, -1))))
            for each in self.office.state.balances.values()
            if each.count
        )
        draft = stamps.CountDraft(piles, "数え直しても合わない", "2名で数える")
        stamps.count(self.office.clerk, self.office.supervisor, draft)

    def _one(self) -> ApplicationId:
        return self.chance.choice(self.ids)

    def _postage(self) -> Postage | None:
        stock = [(each.value, each.owned) for each in self.office.state.balances.values()]
        yen = self.chance.choice((110, 460, 530))
        chosen = self.chance.choice((quote.fewest, quote.from_largest_stock))(stock, yen)
        if chosen is None:
            return None
        return Postage(Shape.STANDARD, 17, yen, stamps=chosen.stamps)

    def _piles(self) -> tuple[Pile, ...]:
        values = self.chance.sample(SEN, self.chance.randint(1, 3))
        return tuple((value, self.chance.randint(1, 20)) for value in values)

    def _lines(self, number: int) -> tuple[PaymentLine, ...]:
        lines = []
        for place in range(number):
            piece, value = Piece.STAMP, self.chance.choice(YEN)
            if self.chance.random() < 0.1:
                piece, value = self.chance.choice(
                    ((Piece.SEN_STAMP, 250), (Piece.REVENUE_STAMP, 200), (Piece.CASH, 500))
                )
            state = Condition.SOUND
            if self.chance.random() < 0.15:
                state = self.chance.choice((Condition.USED, Condition.TORN, Condition.STUCK))
            count = self.chance.choice((1, 2, 2, 3, 10, 12))
            lines.append(PaymentLine(PaymentLineId(f"l{place}"), piece, value, count, state))
        return tuple(lines)
