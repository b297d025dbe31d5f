# SPDX-License-Identifier: MIT
"""The decision on a claim: what may be decided, what is missing, proposed and approved (E1-E3)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk import reading, registers
from desk_app.desk.applications import intake
from desk_app.desk.applications.deciding import ProposalDraft, foretell, propose
from desk_app.desk.context import Kind
from desk_app.desk.errors import KnownError
from desk_app.gui.case.read import Opened, read
from desk_app.gui.pages.decision.form import (
    DecisionForm,
    as_text,
    blank,
    content_of,
    decision_of,
    form_of,
    from_text,
    offered_lines,
    parts_shown,
    place_of,
)
from desk_app.gui.session.session import Did, Undo, of_proposal
from desk_app.i18n import dates, messages
from desk_app.records.case.application import Right
from desk_app.records.case.decisions import Outcome
from desk_app.records.case.findings import ClaimState
from desk_app.records.field import kinds_of
from desk_app.rules.case import claims as grounds
from desk_app.rules.case.claims import live_decision
from desk_app.rules.finding_codes import Code
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt, Ending, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.kit.fields.choices import LineValues
    from desk_app.gui.pages.decision.form import OfferedLine
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, ClaimId
    from desk_app.records.case.application import Application, Claim
    from desk_app.records.case.decisions import Decision
    from desk_app.records.case.history import RegisteredRecord
    from desk_app.records.case.letters import LetterText
    from desk_app.records.desk.people import Language
    from desk_app.rules.rulebook.file import Ground


_TABLE = "disclosed"


@dataclass(frozen=True, slots=True)
class Answered:
    """A field of a record that a department answered, and the line of the annex that tells it."""

    field: str
    line: LineValues


def left_out(state: DecisionState) -> tuple[Answered, ...]:
    """Return what was answered that the annex does not tell; nothing without annex.

    Only records found to be the principal's are offered, never a namesake's. The source
    of each line is what the department said it was, none where it did not say.
    """
    if _TABLE not in state.shown:
        return ()
    told = {str(line.get("content", "")) for line in state.form.lines.get(_TABLE, ())}
    found = {str(each.line["content"]): each for each in _answered(state.opened)}
    return tuple(each for content, each in found.items() if content not in told)


def words_left_out(state: DecisionState) -> tuple[str, ...]:
    """Return what departments wrote beside the principal's records that no line of the annex tells.

    A line tells of it that names something of it, or repeats it; the record's own fields do not.
    """
    if _TABLE not in state.shown:
        return ()
    opened = state.opened
    fields = {str(each.line["content"]) for each in _answered(opened)}
    lines = [
        [text for name in ("group", "item", "content") if (text := str(line.get(name, "")).strip())]
        for line in state.form.lines.get(_TABLE, ())
        if str(line.get("content", "")) not in fields
    ]
    own = _own(opened)
    written = (
        inquiry.answer.strip()
        for inquiry in opened.file.inquiries
        if any(record.id in own for record in inquiry.records)
    )
    return tuple(answer for answer in written if answer and not _is_told(answer, lines))


def _is_told(answer: str, lines: Iterable[Iterable[str]]) -> bool:
    return any(text in answer or answer in text for line in lines for text in line)


def taken_over(state: DecisionState) -> DecisionForm:
    """Return the form with all that was answered in its annex; what stands there stays."""
    form = state.form
    begun = tuple(line for line in form.lines.get(_TABLE, ()) if any(line.values()))
    more = (each.line for each in left_out(state))
    return replace(form, lines={**form.lines, _TABLE: (*begun, *more)})


def _answered(opened: Opened) -> Iterator[Answered]:
    own = _own(opened)
    for inquiry in opened.file.inquiries:
        for record in inquiry.records:
            if record.id in own:
                yield from _lines(record, opened.application.language)


def _own(opened: Opened) -> frozenset[str]:
    """Return the ids of the records found to be the principal's."""
    found = opened.examination.findings
    return frozenset(each.subject for each in found if each.code == Code.REGISTER_MATCHES)


def _lines(record: RegisteredRecord, language: Language) -> Iterator[Answered]:
    """Yield what a record tells of the person, a line a field."""
    for name, kind in kinds_of(type(record)).items():
        value = getattr(record, name)
        if value and kind.identifies:
            item = messages.field(name, language)
            line: LineValues = {
                "group": "",
                "item": item[:1].upper() + item[1:],
                "content": dates.full(value, language) if name == "born" else value,
                "source": record.source,
                "withheld": False,
            }
            yield Answered(name, line)


# What the letter says of a decision as it stands on the page, asked a moment after each change.


AFTER_MS = 100
"""So long nothing more changes before the letter is told anew; the page itself waits for typing."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """A letter's text, or why it cannot be told yet; ``own`` are the lines written for it."""

    text: LetterText | None = None
    trouble: KnownError | None = None
    own: tuple[str, ...] = ()


class DecisionLetter(QObject):
    """Says `told` with a `Foretold`, or with nothing while no outcome is chosen."""

    told = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._state: DecisionState | None = None
        self._asked: tuple[object, ...] = ()
        self._answered: tuple[object, ...] | None = None
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self._ask)

    @property
    def is_waiting(self) -> bool:
        """Whether the letter is to be told anew in a moment."""
        return self._pause.isActive()

    @property
    def is_told(self) -> bool:
        """Whether what was told last is of exactly what stands on the page now."""
        return self._answered == self._asked

    def follow(self, state: DecisionState) -> None:
        """Take what stands on the page; another claim, or one only read, is told at once.

        Of another claim nothing stands there until its own letter is told (T40).
        """
        former, before, self._state = self._state, self._asked, state
        self._asked = (state.claim.id, state.opened.application, replace(state.form, note=""))
        if self._asked == before:
            return
        if former is not None and _whose(former) != _whose(state):
            self.told.emit(None)
        if state.mode is DecisionMode.WRITE and before[:1] == self._asked[:1]:
            self._pause.start()
        else:
            self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        state = self._state
        decision = None if state is None else self._decision(state)
        if state is None or decision is None:
            self._answered = self._asked
            self.told.emit(None)
            return
        asked, id_ = self._asked, state.opened.id
        query = partial(_foretold, id_=id_, decision=decision)
        self._session.ask(self, "letter", query, lambda found: self._take(asked, found))

    def _decision(self, state: DecisionState) -> Decision | None:
        """Return the decision that stands, or the one being written; none where a letter is out."""
        if is_issued(state):
            return None
        if state.decision is not None or state.mode is not DecisionMode.WRITE:
            return state.decision
        return _as_written(self._session, state.opened, state.claim, state.form, state.shown)

    def _take(self, asked: tuple[object, ...], found: Foretold) -> None:
        if asked == self._asked:
            self._answered = asked
            self.told.emit(found)


def _as_written(
    session: Session, opened: Opened, claim: Claim, form: DecisionForm, shown: frozenset[str]
) -> Decision | None:
    """Return the decision that would be proposed now; none while no outcome is chosen."""
    at, today = session.desk.ports.clock.now(), opened.situation.on
    return decision_of(form, claim.id, shown, opened.actor.id, at, today)


def _whose(state: DecisionState) -> tuple[object, object]:
    return state.opened.id, state.claim.id


def is_issued(state: DecisionState) -> bool:
    """Return whether a letter already answers the claim: its own pages say what it says."""
    letters = state.opened.file.letters
    return any(state.claim.id in letter.claims and not letter.void for letter in letters)


def _foretold(desk: Desk, id_: ApplicationId, decision: Decision) -> Foretold:
    """Have the letter told; what stops it is part of the answer, no trouble of the page's."""
    withheld = (part.explanation for part in decision.content.withheld)
    own = (decision.facts, decision.explanation, *withheld)
    lines = tuple(line for text in own for line in text.split("\n") if line.strip())
    try:
        return Foretold(foretell(desk, id_, decision), own=lines)
    except KnownError as error:
        return Foretold(trouble=error)


_ENDINGS = {
    Outcome.GRANTED: (Ending.ANSWERED,),
    Outcome.GRANTED_IN_PART: (Ending.ANSWERED,),
    Outcome.REFUSED: (
        Ending.ANSWERED,
        Ending.IDENTITY_NOT_SHOWN,
        Ending.AUTHORITY_NOT_SHOWN,
    ),
    Outcome.NO_SUCH_DATA: (Ending.ANSWERED,),
    Outcome.REFERRED: (Ending.REFERRED,),
}

_DECIDED_BY = frozenset({Verb.PROPOSE, Verb.APPROVE})

DRAFT_AFTER_MS = 2_000


class DecisionMode(Enum):
    """What can be done with the claim on the page."""

    WRITE = "write"
    APPROVE = "approve"
    READ = "read"


@dataclass(frozen=True, slots=True)
class DecisionState:
    """What the page shows of one claim; ``missing`` is what still stands in the way."""

    opened: Opened
    claim: Claim
    form: DecisionForm
    mode: DecisionMode
    decision: Decision | None = None
    missing: tuple[Refusal, ...] = ()
    outcomes: Mapping[Outcome, tuple[Refusal, ...]] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    restored: bool = False
    """Whether it stands as a draft of last time left it."""
    offered: tuple[OfferedLine, ...] = ()
    """What the registers offer for the tables of its answer."""

    @property
    def ready(self) -> bool:
        """Whether it can be proposed as it stands."""
        return (
            self.mode is DecisionMode.WRITE and self.form.outcome is not None and not self.missing
        )

    @property
    def first_missing(self) -> str:
        """The part of the page where the first of what is missing is written; empty for none."""
        places = (place_of(reason, self.shown) for reason in self.missing)
        return next(filter(None, places), "")

    @property
    def sent_back(self) -> str:
        """The reason with which the last proposal was sent back, if it was."""
        own = [each for each in self.opened.file.decisions if each.claim == self.claim.id]
        return own[-1].sent_back if own else ""

    def grounds(self) -> tuple[tuple[Ground, bool], ...]:
        """Return the grounds lawful for the right and outcome, and whether each fits the axes."""
        outcome = self.form.outcome or Outcome.REFUSED
        axes, rules = self.opened.examination.axes, self.opened.rules
        offered = {each.code for each in grounds.offered(self.claim.right, axes, rules, outcome)}
        told = Outcome.REFUSED if outcome is Outcome.GRANTED_IN_PART else outcome
        in_part = outcome is Outcome.GRANTED_IN_PART
        return tuple(
            (ground, ground.code in offered and self._answers(ground))
            for ground in rules.grounds_for(self.claim.right)
            if ground.outcome is told and not (in_part and ground.unproven)
        )

    @property
    def asks_part(self) -> bool:
        """Whether it is asked if withholding a part suffices, where that can be chosen here."""
        form, part = self.form, Outcome.GRANTED_IN_PART
        if self.mode is not DecisionMode.WRITE or form.outcome is None or self.outcomes.get(part):
            return False
        used = [use.code for use in form.grounds]
        rules = self.opened.rules
        return grounds.part_may_suffice(self.claim.right, form.outcome, used, rules)

    def _answers(self, ground: Ground) -> bool:
        """Return whether a ground is of the paragraph the claim was made under (practice 33)."""
        return grounds.belongs_together(ground, self.claim, self.opened.rules)


class DecisionBook(QObject):
    """Says `shown` with a state; `proposed` when a proposal was taken.

    `all_decided` comes when the claim on the page was approved and no other waits for anybody.
    """

    shown = Signal(object)
    proposed = Signal()
    all_decided = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.state: DecisionState | None = None
        self._wanted: ApplicationId | None = None
        self._claim: ClaimId | None = None
        self._forms: dict[ClaimId, DecisionForm] = {}
        self._restored: set[ClaimId] = set()
        self._unkept: set[ClaimId] = set()
        self._offered: tuple[OfferedLine, ...] = ()
        self._drafting = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._drafting.timeout.connect(self.keep_draft)
        session.hub.listen(self._changed)

    def open(self, id_: ApplicationId, claim: ClaimId | None = None) -> None:
        """Read an application; show a claim of it, or the first that is not ended."""
        if id_ != self._wanted:
            self.keep_draft()
            self._forms, self._restored = {}, set()
            self._claim = None
        self._wanted = id_
        self._claim = claim or self._claim
        self.session.ask(self, "decision", lambda desk: _read(desk, id_), self._take_read)

    def read_again(self) -> None:
        """Read once more; what is typed stays."""
        if self._wanted is not None:
            self.open(self._wanted)

    def choose_claim(self, id_: ClaimId) -> None:
        """Show another claim of the application; what was typed of this one stays."""
        self._claim = id_
        if self.state is not None:
            self._take(self.state.opened)

    def edit(self, form: DecisionForm) -> None:
        """Take what stands on the page, and ask the rules about it."""
        if (
            self.state is not None
            and self.state.mode is DecisionMode.WRITE
            and form != self.state.form
        ):
            self._forms[self.state.claim.id] = form
            self._unkept.add(self.state.claim.id)
            self._drafting.start()
            self._show(self._written(self.state.opened, self.state.claim, form))

    def take_over(self) -> None:
        """Put what the departments answered into the annex of the claim on the page."""
        state = self.state
        if state is not None and state.mode is DecisionMode.WRITE:
            self.edit(taken_over(state))

    def keep_draft(self) -> None:
        """Keep what is being written as drafts, encrypted in the store: one for each claim."""
        self._drafting.stop()
        for id_ in self._unkept:
            content = as_text(self._forms[id_])
            failed = partial(self._not_kept, id_)
            self.session.keep_draft(self, _key(id_), content, on_failure=failed)
        self._unkept = set()

    def begin_anew(self) -> None:
        """Forget what was written of the claim on the page, and begin from a blank form."""
        state = self.state
        if state is None or state.mode is not DecisionMode.WRITE:
            return
        self._forget(state.claim.id)
        self.session.do(self, partial(intake.forget_draft, key=_key(state.claim.id)))
        self._take(state.opened)

    def propose(self) -> None:
        """Propose what stands on the page."""
        state = self.state
        if state is None or not state.ready or state.form.outcome is None:
            return
        form, names = state.form, state.shown
        draft = ProposalDraft(
            application=state.opened.id,
            version=state.opened.application.version,
            claim=state.claim.id,
            outcome=state.form.outcome,
            grounds=form.grounds if "grounds" in names else (),
            facts=form.facts if "facts" in names else "",
            explanation=form.explanation if "explanation" in names else "",
            note=form.note,
            content=content_of(form, names),
            draft_key=_key(state.claim.id),
        )
        self._unkept.discard(state.claim.id)
        number = state.opened.application.receipt_number
        self.session.do(
            self,
            partial(propose, draft=draft),
            lambda _: self._done(state.claim.id),
            partial(self._refused, state.claim.id),
            Undo(Did.PROPOSAL, number, of_proposal(state.opened.id, state.claim.id)),
        )

    def _done(self, id_: ClaimId) -> None:
        self._forget(id_)
        self.proposed.emit()

    def _refused(self, id_: ClaimId, error: Exception) -> None:
        """Tell why it was not taken; what was written is to be kept again."""
        self._unkept.add(id_)
        self.session.trouble.emit(error)

    def _not_kept(self, id_: ClaimId, error: Exception) -> None:
        """Tell why; what was written is kept with the next key, or on leaving."""
        if id_ in self._forms:
            self._unkept.add(id_)
        self.session.trouble.emit(error)

    def _forget(self, id_: ClaimId) -> None:
        self._forms.pop(id_, None)
        self._unkept.discard(id_)
        self._restored.discard(id_)

    def _take_read(self, found: _Read) -> None:
        """Take up each draft of last time, unless the claim was written at since."""
        opened, drafts, offered = found
        if opened.id == self._wanted:
            self._offered = offered
            for id_, content in drafts.items():
                form = from_text(content)
                if form is not None and id_ not in self._forms:
                    self._forms[id_] = form
                    self._restored.add(id_)
        self._take(opened)

    def _take(self, opened: Opened) -> None:
        if opened.id != self._wanted or not opened.application.claims:
            return
        approved = self._was_approved(opened)
        if approved:
            # The page goes on with what waits next; where nothing does, it is left.
            self._claim = _waiting(opened) or self._claim
        claim = self._claim_of(opened)
        self._claim = claim.id
        decision = live_decision(opened.file, claim.id)
        state = opened.examination.axes.claims[claim.id]
        if decision is not None:
            mode = DecisionMode.APPROVE if state is ClaimState.PROPOSED else DecisionMode.READ
            form = form_of(decision)
            names = parts_shown(form, claim, opened.application, opened.rules)
            self._show(DecisionState(opened, claim, form, mode, decision, shown=names))
        elif state is ClaimState.OPEN:
            self._show(self._written(opened, claim, self._begun(opened, claim)))
        else:
            form = blank(claim, opened.application, opened.situation.on)
            self._show(DecisionState(opened, claim, form, DecisionMode.READ))
        if approved and _waiting(opened) is None:
            self.all_decided.emit(opened.id)

    def _was_approved(self, opened: Opened) -> bool:
        """Say whether the proposal that stands on the page has been approved meanwhile."""
        before = self.state
        if (
            before is None
            or before.mode is not DecisionMode.APPROVE
            or before.opened.id != opened.id
        ):
            return False
        now = live_decision(opened.file, before.claim.id)
        return now is not None and now.approval is not None

    def _claim_of(self, opened: Opened) -> Claim:
        claims = opened.application.claims
        chosen = [claim for claim in claims if claim.id == self._claim]
        return next(iter((*chosen, *opened.situation.open_claims, *claims)))

    def _begun(self, opened: Opened, claim: Claim) -> DecisionForm:
        """Return what was typed before; else what was sent back; else a blank form."""
        if claim.id in self._forms:
            return self._forms[claim.id]
        fresh = blank(claim, opened.application, opened.situation.on)
        earlier = [each for each in opened.file.decisions if each.claim == claim.id]
        if not earlier:
            return fresh
        again = form_of(earlier[-1])
        lines = {name: lines for name, lines in again.lines.items() if lines}
        return replace(
            again, values={**fresh.values, **again.values}, lines={**fresh.lines, **lines}
        )

    def _written(self, opened: Opened, claim: Claim, form: DecisionForm) -> DecisionState:
        names = parts_shown(form, claim, opened.application, opened.rules)
        decision = _as_written(self.session, opened, claim, form, names)
        missing: tuple[Refusal, ...] = ()
        if decision is not None:
            missing = opened.refused(Attempt(Verb.PROPOSE, decision=decision))
        outcomes = {outcome: _why_not(opened, claim, outcome) for outcome in Outcome}
        restored = claim.id in self._restored
        return DecisionState(
            opened,
            claim,
            form,
            DecisionMode.WRITE,
            None,
            missing,
            outcomes,
            names,
            restored,
            self._offered,
        )

    def _show(self, state: DecisionState) -> None:
        self.state = state
        self.shown.emit(state)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if self._wanted in changes.ids(Kind.APPLICATION):
            self.read_again()


def _waiting(opened: Opened) -> ClaimId | None:
    """Return the first claim that somebody can approve or propose something on now."""
    could = [each for each in opened.allowed_to_somebody if each.verb in _DECIDED_BY]
    proposable = {claim for each in could for claim in each.claims}
    proposed = {each.decision.claim for each in could if each.decision is not None}
    ids = [claim.id for claim in opened.application.claims]
    return next((id_ for id_ in ids if id_ in proposable | proposed), None)


def _key(claim: ClaimId) -> str:
    return f"decision-{claim}"


_Read = tuple["Opened", "Mapping[ClaimId, str]", "tuple[OfferedLine, ...]"]


def _read(desk: Desk, id_: ApplicationId) -> _Read:
    """Read an application, what the acting person was writing of its claims, and the registers."""
    opened = read(desk, id_)
    with reading.cases(desk) as books:
        kept = {
            claim.id: books.drafts.get(desk.actor.id, _key(claim.id))
            for claim in opened.application.claims
        }
    drafts = {id_: content for id_, content in kept.items() if content is not None}
    return opened, drafts, _from_registers(desk, opened.application)


def _from_registers(desk: Desk, application: Application) -> tuple[OfferedLine, ...]:
    """Return what the registers offer for the answers to an application (L7, L10)."""
    asked = {claim.right for claim in application.claims}
    purposes = Right.PURPOSE in asked
    rows = Right.PROVISION_RECORDS in asked
    return offered_lines(
        registers.purpose_offers(desk, application.language) if purposes else (),
        registers.provision_offers(desk, application) if rows else (),
    )


def _why_not(opened: Opened, claim: Claim, outcome: Outcome) -> tuple[Refusal, ...]:
    """Return why a claim may not be decided that way; empty where one of its ways is open."""
    if claim.right is Right.PURPOSE and outcome is Outcome.GRANTED_IN_PART:
        return (Refusal.OUTCOME_NOT_FOR_RIGHT,)
    reasons = [
        opened.refused(Attempt(Verb.PROPOSE, claims=(claim.id,), ending=ending))
        for ending in _ENDINGS[outcome]
    ]
    return () if not all(reasons) else reasons[0]
