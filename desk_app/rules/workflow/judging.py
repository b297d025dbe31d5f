# SPDX-License-Identifier: MIT
"""What a person may judge: only what the rules ask, and only as they ask it (C5)."""

from __future__ import annotations

from desk_app.records.case.findings import Finding, Verdict
from desk_app.records.case.history import Judgement, Ruling, Topic
from desk_app.rules.case.case import Case
from desk_app.rules.finding_codes import DOUBTS, Code
from desk_app.rules.findings import envelope, identity, registered
from desk_app.rules.situation import address_changes, asking
from desk_app.rules.situation.address_changes import Telling
from desk_app.rules.situation.asking import Asking, may_go_on_without
from desk_app.rules.situation.situation import Situation
from desk_app.rules.work_codes import Refusal
from desk_app.rules.workflow.attempt import Attempt
from desk_app.rules.workflow.conditions import NOTHING, STILL_ASKING, Refusals

_SAME_OR_NOT = frozenset({Ruling.SAME, Ruling.NOT_SAME})
_OVERRULED_OR_NOT = frozenset({Ruling.CONFIRMED, Ruling.NOT_SAME})
_COMPARED_TEXTS = _SAME_OR_NOT | {Ruling.OVERRULED, Ruling.CONFIRMED}
_TAKEN_OR_NOT = frozenset({Ruling.ACCEPTED, Ruling.REFUSED})

RULINGS = {
    Topic.ADDRESS: _COMPARED_TEXTS,
    Topic.NAME: _COMPARED_TEXTS,
    Topic.REGISTERED_ADDRESS: _COMPARED_TEXTS,
    Topic.REGISTERED_NAME: _COMPARED_TEXTS,
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
    Topic.NEW_ADDRESS: _TAKEN_OR_NOT,
    Topic.CASH_BACK: frozenset({Ruling.ACCEPTED}),
    Topic.DECEASED: _TAKEN_OR_NOT,
}
"""How a topic may be judged; of compared texts `choices` says what is possible now."""

QUESTIONS = {
    Topic.ADDRESS: (
        Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY,
        Code.IDENTITY_ADDRESS_TO_CONFIRM,
    ),
    Topic.NAME: (Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY, Code.IDENTITY_NAME_TO_CONFIRM),
    Topic.REGISTERED_ADDRESS: (
        Code.REGISTER_ADDRESS_WRITTEN_DIFFERENTLY,
        Code.REGISTER_ADDRESS_TO_CONFIRM,
    ),
    Topic.REGISTERED_NAME: (
        Code.REGISTER_NAME_WRITTEN_DIFFERENTLY,
        Code.REGISTER_NAME_TO_CONFIRM,
    ),
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
    Topic.NEW_ADDRESS: (
        Code.ADDRESS_CHANGE_SHOWN,
        Code.ADDRESS_CHANGE_UNSHOWN,
        Code.ADDRESS_CHANGE_LEFT,
    ),
    Topic.CASH_BACK: (Code.THING_TO_RETURN,),
    Topic.DECEASED: (Code.PRINCIPAL_DECEASED,),
}
"""The findings that ask for a judgement on a topic; of what goes back, cash alone does.

Going on without asks for none of its own; a letter that was overtaken is no finding.
"""

NEEDS_REASON = frozenset(
    {Topic.LATE_ARRIVAL, Topic.JOINT_AUTHORITY, Topic.GO_ON_WITHOUT, Topic.WITHDRAWAL}
    | {Topic.POST_AS_ISSUED, Topic.RECORD, Topic.DOUBT, Topic.DECEASED}
)
"""What is judged with a reason: what a supervisor decides (3, 22, 23, 29, 31, 32 and 34), and whose
a registered record is (practice 21)."""


_PAST_THE_END = frozenset(
    {Topic.WITHDRAWAL, Topic.POST_AS_ISSUED, Topic.NEW_ADDRESS, Topic.CASH_BACK}
)
_WRITINGS = frozenset({Topic.WITHDRAWAL, Topic.NEW_ADDRESS})
"""The topics of a writing that a person may set aside, whatever it lacks."""
_BY_KEY = frozenset({Topic.GO_ON_WITHOUT, Topic.DOUBT})


def subject_of(topic: Topic, finding: Finding) -> str:
    """Return under which subject a finding is judged: its own, or its whole key."""
    return finding.key if topic in _BY_KEY else finding.subject


COMPARED = frozenset({Topic.ADDRESS, Topic.NAME, Topic.REGISTERED_ADDRESS, Topic.REGISTERED_NAME})
"""The topics of two texts that are seen side by side."""


def needs_reason(topic: Topic, ruling: Ruling) -> bool:
    """Return whether a verdict is given with a reason.

    So is that what differs is the same, and that a writing with a new address does not count.
    """
    aside = topic is Topic.NEW_ADDRESS and ruling is Ruling.REFUSED
    return topic in NEEDS_REASON or ruling is Ruling.OVERRULED or aside


def overrulable(case: Case) -> frozenset[tuple[Topic, str]]:
    """Return the names and addresses that differ from the form's, and may be called the same.

    One person says why, another confirms it (decision 26).
    """
    return frozenset((*identity.differing(case), *registered.differing(case)))


def choices(case: Case, topic: Topic, subject: str) -> frozenset[Ruling]:
    """Return the verdicts that are possible now.

    What is written differently is the same or not. What differs can only be overruled, and what was
    overruled be confirmed or not; a confirmed one can still be ended. A new address is taken over
    once a paper shows it, and set aside before; what was taken over stays (practice 28).
    """
    if topic is Topic.NEW_ADDRESS:
        return _of_new_address(case, subject)
    if topic not in COMPARED:
        return RULINGS[topic]
    given = case.ruling(topic, subject)
    if given is Ruling.OVERRULED:
        return _OVERRULED_OR_NOT
    if (topic, subject) in overrulable(case):
        end = {Ruling.NOT_SAME} if given is Ruling.CONFIRMED else set[Ruling]()
        return frozenset({Ruling.OVERRULED, *end})
    return _SAME_OR_NOT


def _of_new_address(case: Case, subject: str) -> frozenset[Ruling]:
    found = [
        address_changes.standing(case, each)
        for each in case.file.address_changes
        if str(each.mail_item) == subject
    ]
    if Telling.SHOWN in found:
        return _TAKEN_OR_NOT
    return frozenset() if Telling.TAKEN in found else frozenset({Ruling.REFUSED})


def still_asked(situation: Situation, attempt: Attempt) -> Refusals:
    """A claim is not ended yet; what came after the end, or is in hand, is judged all the same."""
    topic = None if attempt.judgement is None else attempt.judgement.topic
    return (Refusal.ENDED,) if situation.all_ended and topic not in _PAST_THE_END else NOTHING


def to_judge(situation: Situation, attempt: Attempt) -> Refusals:
    """The rules ask for this judgement, or a person gave it before and may change it."""
    judgement = attempt.judgement
    if judgement is None:
        return (Refusal.NOTHING_TO_JUDGE,)
    found = [*_form(situation.case, judgement)]
    if judgement.topic is Topic.GO_ON_WITHOUT:
        found += _may_go_on(situation, judgement.subject)
    elif not (
        _is_asked(situation, judgement)
        or _was_judged(situation, judgement)
        or (judgement.topic, judgement.subject) in overrulable(situation.case)
    ):
        found.append(Refusal.NOTHING_TO_JUDGE)
    return tuple(found)


def _form(case: Case, judgement: Judgement) -> Refusals:
    topic, subject = judgement.topic, judgement.subject
    if judgement.ruling not in choices(case, topic, subject):
        return (Refusal.RULING_NOT_FOR_TOPIC,)
    if judgement.ruling is Ruling.CONFIRMED and judgement.by == case.judgements[topic, subject].by:
        return (Refusal.OWN_VERDICT,)
    unreasoned = needs_reason(topic, judgement.ruling) and not judgement.reason.strip()
    return (Refusal.REASON_MISSING,) if unreasoned else NOTHING


def questions(situation: Situation) -> tuple[tuple[Topic, str], ...]:
    """Return the topics and subjects on which a person is asked to judge."""
    asked = tuple(
        (topic, subject_of(topic, finding))
        for finding in situation.findings
        for topic, codes in QUESTIONS.items()
        if (finding.verdict is Verdict.ASK or topic in _WRITINGS) and finding.code in codes
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
    cash = (
        (Topic.CASH_BACK, str(thing.id))
        for thing in envelope.things_to_return(situation.file)
        if envelope.waits_for_word(situation.case, thing)
    )
    return tuple(dict.fromkeys((*overtaken, *asked, *left, *cash)))


def _is_asked(situation: Situation, judgement: Judgement) -> bool:
    return (judgement.topic, judgement.subject) in questions(situation)


def _was_judged(situation: Situation, judgement: Judgement) -> bool:
    return (judgement.topic, judgement.subject) in situation.case.judgements


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
