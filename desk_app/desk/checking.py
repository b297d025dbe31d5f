# SPDX-License-Identifier: MIT
"""What a person judges: itself a fact, with name, time and reason (C5, D3, practice 3 and 22)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.anew_standing import must_stand_no_more
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.gate import admit
from desk_app.desk.keeping import keep, must_be_allowed
from desk_app.records.history import ApplicationFile, Judgement, Ruling, Topic
from desk_app.records.ids import ApplicationId, JudgementId
from desk_app.records.journal import Action
from desk_app.rules.permission import judging
from desk_app.rules.terms import Duty
from desk_app.rules.workflow import Attempt, Verb

DUTIES = {
    Topic.LATE_ARRIVAL: Duty.ACCEPT_LATE,
    Topic.JOINT_AUTHORITY: Duty.DECIDE_JOINT,
    Topic.GO_ON_WITHOUT: Duty.GO_ON_WITHOUT,
    Topic.WITHDRAWAL: Duty.CONFIRM_WITHDRAWAL,
}
"""The duty a topic asks for; every other topic is the checking clerk's own."""


@dataclass(frozen=True, slots=True)
class JudgementDraft:
    """A verdict on one topic; ``subject`` is the id or code it speaks of."""

    application: ApplicationId
    topic: Topic
    subject: str
    ruling: Ruling
    reason: str = ""


def judge(desk: Desk, draft: JudgementDraft) -> Changes:
    """Record what a person judged; a later judgement on the same subject takes its place.

    Accepting a late arrival, joint parental authority, going on without a paper and that a
    withdrawal does not stand are the supervisor's, with a reason (practices 3, 22, 29).

    Raises BadInput where a reason is missing, Refused where nobody is asked that question, and
    where what came late shall not count while what was written anew in it stands.
    """
    desk.must(DUTIES.get(draft.topic, Duty.CHECK))
    draft = admit(draft)
    if draft.topic in judging.NEEDS_REASON and not draft.reason.strip():
        raise BadInput("reason_missing", place="reason")
    judgement = Judgement(
        id=JudgementId(desk.ports.chance.token()),
        topic=draft.topic,
        subject=draft.subject,
        ruling=draft.ruling,
        reason=draft.reason,
        by=desk.actor.id,
        at=desk.ports.clock.now(),
        on=desk.today,
    )
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        must_be_allowed(desk, file, Attempt(Verb.JUDGE, judgement=judgement))
        _must_leave_nothing(file, judgement)
        books.journal.note(
            Action.JUDGED,
            draft.application,
            topic=draft.topic.value,
            subject=draft.subject,
            ruling=draft.ruling.value,
        )
        keep(desk, books, replace(file, judgements=(*file.judgements, judgement)))
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def _must_leave_nothing(file: ApplicationFile, judgement: Judgement) -> None:
    """Refuse that a late supplement does not count while a value still comes of it."""
    if (judgement.topic, judgement.ruling) != (Topic.LATE_ARRIVAL, Ruling.REFUSED):
        return
    for item in file.mail:
        if str(item.id) == judgement.subject:
            must_stand_no_more(file, item.id)
