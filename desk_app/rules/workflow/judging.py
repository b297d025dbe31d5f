# SPDX-License-Identifier: MIT
"""What a person may judge: only what the rules ask, and only as they ask it (C5)."""

from __future__ import annotations

from desk_app.records.findings import Finding, Verdict
from desk_app.records.history import Judgement, Ruling, Topic
from desk_app.rules import asking
from desk_app.rules.asking import Asking, may_go_on_without
from desk_app.rules.finding_codes import DOUBTS, Code
from desk_app.rules.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt
from desk_app.rules.workflow.conditions import NOTHING, STILL_ASKING, Refusals

_SAME_OR_NOT = frozenset({Ruling.SAME, Ruling.NOT_SAME})
_TAKEN_OR_NOT = frozenset({Ruling.ACCEPTED, Ruling.REFUSED})

RULINGS = {
    Topic.ADDRESS: _SAME_OR_NOT,
    Topic.NAME: _SAME_OR_NOT,
    Topic.REGISTERED_ADDRESS: _SAME_OR_NOT,
    Topic.REGISTERED_NAME: _SAME_OR_NOT,
    Topic.SEAL: _SAME_OR_NOT,
    Topic.LATE_ARRIVAL: _TAKEN_OR_NOT,
    Topic.DOUBTFUL_PIECE: _TAKEN_OR_NOT,
    Topic.JOINT_AUTHORITY: _TAKEN_OR_NOT,
    Topic.GO_ON_WITHOUT: _TAKEN_OR_NOT,
    Topic.PHOTO: _TAKEN_OR_NOT,
    Topic.RECORD: _SAME_OR_NOT,
    Topic.DOUBT: _TAKEN_OR_NOT,
    Topic.WITHDRAWAL: frozenset({Ruling.REFUSED}),
    Topic.POST_AS_ISSUED: _TAKEN_OR_NOT,
}
"""How a topic may be judged."""

QUESTIONS = {
    Topic.ADDRESS: (Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY,),
    Topic.NAME: (Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY,),
    Topic.REGISTERED_ADDRESS: (Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY,),
    Topic.REGISTERED_NAME: (Code.REGISTER_NAME_WRITTEN_DIFFERENTLY,),
    Topic.SEAL: (Code.AUTHORITY_SEAL_UNREAD,),
    Topic.LATE_ARRIVAL: (
        Code.FORM_LATE,
        Code.IDENTITY_LATE,
        Code.AUTHORITY_LATE,
        Code.FEE_LATE,
    ),
    Topic.DOUBTFUL_PIECE: (Code.FEE_PIECE_DOUBTFUL,),
    Topic.JOINT_AUTHORITY: (Code.AUTHORITY_JOINT,),
    Topic.PHOTO: (Code.DOCUMENT_PHOTO,),
    Topic.RECORD: (Code.REGISTER_NEAR,),
    Topic.DOUBT: tuple(DOUBTS),
    Topic.WITHDRAWAL: (
        Code.WITHDRAWAL_TO_CONFIRM,
        Code.WITHDRAWAL_NO_POWERS,
        Code.WITHDRAWAL_TOO_LATE,
        Code.WITHDRAWAL_UNSIGNED,
    ),
}
"""The findings that ask for a judgement on a topic.

Going on without asks for none of its own; a letter that was overtaken is no finding.
"""

NEEDS_REASON = frozenset(
    {Topic.LATE_ARRIVAL, Topic.JOINT_AUTHORITY, Topic.GO_ON_WITHOUT, Topic.WITHDRAWAL}
    | {Topic.POST_AS_ISSUED, Topic.RECORD, Topic.DOUBT}
)
"""What is judged with a reason: what a supervisor decides (practices 3, 22, 23, 29, 31 and 32), and
whose a registered record is (practice 21)."""


_PAST_THE_END = frozenset({Topic.WITHDRAWAL, Topic.POST_AS_ISSUED})
_BY_KEY = frozenset({Topic.GO_ON_WITHOUT, Topic.DOUBT})


def subject_of(topic: Topic, finding: Finding) -> str:
    """Return under which subject a finding is judged: its own, or its whole key."""
    return finding.key if topic in _BY_KEY else finding.subject


def still_asked(situation: Situation, attempt: Attempt) -> Refusals:
    """A claim is not ended yet; what came after the end, or is in hand, is judged all the same."""
    topic = None if attempt.judgement is None else attempt.judgement.topic
    return (Refusal.ENDED,) if situation.all_ended and topic not in _PAST_THE_END else NOTHING


def to_judge(situation: Situation, attempt: Attempt) -> Refusals:
    """The rules ask for this judgement, or a person gave it before and may change it."""
    judgement = attempt.judgement
    if judgement is None:
        return (Refusal.NOTHING_TO_JUDGE,)
    found = [*_form(judgement)]
    if judgement.topic is Topic.GO_ON_WITHOUT:
        found += _may_go_on(situation, judgement.subject)
    elif not _is_asked(situation, judgement) and not _was_judged(situation, judgement):
        found.append(Refusal.NOTHING_TO_JUDGE)
    return tuple(found)


def _form(judgement: Judgement) -> Refusals:
    if judgement.ruling not in RULINGS[judgement.topic]:
        return (Refusal.RULING_NOT_FOR_TOPIC,)
    unreasoned = judgement.topic in NEEDS_REASON and not judgement.reason.strip()
    return (Refusal.REASON_MISSING,) if unreasoned else NOTHING


def questions(situation: Situation) -> tuple[tuple[Topic, str], ...]:
    """Return the topics and subjects on which a person is asked to judge."""
    asked = tuple(
        (topic, subject_of(topic, finding))
        for finding in situation.findings
        for topic, codes in QUESTIONS.items()
        if (finding.verdict is Verdict.ASK or topic is Topic.WITHDRAWAL) and finding.code in codes
    )
    left = (
        (Topic.GO_ON_WITHOUT, finding.key)
        for finding in situation.deficiencies()
        if not _may_go_on(situation, finding.key)
    )
    overtaken = (
        (Topic.POST_AS_ISSUED, found.subject)
        for found in map(situation.overtaken, situation.file.letters)
        if found is not None
    )
    return tuple(dict.fromkeys((*overtaken, *asked, *left)))


def _is_asked(situation: Situation, judgement: Judgement) -> bool:
    return (judgement.topic, judgement.subject) in questions(situation)


def _was_judged(situation: Situation, judgement: Judgement) -> bool:
    return (judgement.topic, judgement.subject) in situation.case.rulings


def _may_go_on(situation: Situation, key: str) -> Refusals:
    """A notice asked for it in vain, and it serves no axis.

    A registered record that does not match is left out where another one matches (practice 21).
    """
    missing = [each for each in situation.deficiencies() if each.key == key]
    if not any(may_go_on_without(each) or _another_matches(situation, each) for each in missing):
        return (Refusal.NOTHING_TO_JUDGE,)
    how_far = asking.asking(situation.case, missing)
    return (Refusal.NOT_ASKED_FOR,) if how_far is Asking.NEVER else STILL_ASKING[how_far]


def _another_matches(situation: Situation, finding: Finding) -> bool:
    matches = any(each.code == Code.REGISTER_MATCHES for each in situation.findings)
    return finding.code == Code.REGISTER_NOT_MATCHED and matches
