# SPDX-License-Identifier: MIT
"""The facts of a letter: what stands on every letter, and the body of its kind (design.md §2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk import answer_facts
from desk_app.desk.errors import LetterStopped
from desk_app.desk.notice_facts import deficiency_body
from desk_app.desk.receipt_facts import acknowledgement_body
from desk_app.desk.sent_facts import SentWith, sent_body
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ClaimId
from desk_app.records.letters import (
    Body,
    ByProxy,
    DelayBody,
    LetterFacts,
    LetterKind,
    StampsBack,
)
from desk_app.records.people import DeskProfile
from desk_app.records.wording import LaidSentence
from desk_app.rules import check, codes
from desk_app.rules.letters_due import LetterDue, letters_due
from desk_app.rules.replies import addressee
from desk_app.rules.rulebook import Rules
from desk_app.rules.situation import Situation, reply_target, situation_of


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter is written on: application, rules, profile, kind, claims, and its days.

    ``on`` is today, ``posting_day`` the day the letter is dated, ``new_target`` the day of an L15,
    ``promised`` the stamps that letters issued before and not posted yet carry.
    """

    file: ApplicationFile
    rules: Rules
    profile: DeskProfile
    kind: LetterKind
    claims: tuple[ClaimId, ...]
    on: date
    posting_day: date
    new_target: date | None = None
    promised: tuple[StampsBack, ...] = ()
    labelled: bool = False
    sent: SentWith | None = None
    """What a cover sheet or a letter sent again is written on."""
    laid: tuple[LaidSentence, ...] = ()
    """The changed sentences in force on the posting day, of this letter in its language."""


def facts_of(occasion: Occasion, number: str, journal_mark: str) -> LetterFacts:
    """Return every value the letter shows; raises LetterStopped where one is missing."""
    application = occasion.file.application
    situation = situation_of(occasion.file, occasion.rules, occasion.on)
    # What came back to approval is told as open, as the rules take it.
    occasion = replace(occasion, file=situation.file)
    due, sent = _due(occasion, situation), occasion.sent
    return LetterFacts(
        kind=occasion.kind,
        language=application.language,
        number=number,
        dated=occasion.posting_day,
        addressee=due.to,
        profile=occasion.profile,
        receipt_number=application.receipt_number,
        receipt_code=codes.receipt_code(application.receipt_number),
        received_on=application.received_on,
        claims=answer_facts.rights_of(occasion.file, due.claims) or application.rights(),
        body=_body(occasion, situation, due) if sent is None else sent_body(sent),
        journal_mark=journal_mark,
        labelled=occasion.labelled,
        laid=occasion.laid,
        by_proxy=_by_proxy(occasion),
    )


def _by_proxy(occasion: Occasion) -> ByProxy | None:
    """Return the two people a letter names: as of now, or as the letter that goes again did."""
    if occasion.sent is not None and occasion.sent.again is not None:
        return occasion.sent.again.by_proxy
    application = occasion.file.application
    proxy = application.proxy
    return None if proxy is None else ByProxy(application.principal.name, proxy.name)


def _due(occasion: Occasion, situation: Situation) -> LetterDue:
    """Return the letter as it is owed now; a delay may be told before it must be."""
    for due in letters_due(situation, occasion.promised):
        if due.kind is occasion.kind and set(due.claims) == set(occasion.claims):
            return due
    again = None if occasion.sent is None else occasion.sent.again
    to = addressee(occasion.file.application, to_sender=True) if again is None else again.to
    return LetterDue(occasion.kind, occasion.claims, to)


def _body(occasion: Occasion, situation: Situation, due: LetterDue) -> Body:
    file, rules, profile = occasion.file, occasion.rules, occasion.profile
    examination = check.told(situation)
    match occasion.kind:
        case LetterKind.ACKNOWLEDGEMENT:
            body: Body = acknowledgement_body(rules, file, situation)
        case LetterKind.DEFICIENCIES:
            body = deficiency_body(rules, profile, file, examination, occasion.posting_day)
        case LetterKind.DELAY:
            body = _delay(occasion, reply_target(situation))
        case LetterKind.LAPSE:
            body = answer_facts.lapse_body(rules, profile, file, examination, due.claims, due.back)
        case LetterKind.WITHDRAWAL:
            body = answer_facts.withdrawal_body(rules, profile, file, due.claims, due.back)
        case LetterKind.REFERRAL:
            body = answer_facts.referral_body(rules, file, due.claims, due.back)
        case _:
            body = answer_facts.decision_body(
                rules, profile, file, examination, due.claims, due.back
            )
    return body


def _delay(occasion: Occasion, target: date) -> DelayBody:
    later = occasion.new_target
    if later is None or later < occasion.posting_day or later <= target:
        raise LetterStopped("new_target_missing", place="new_target")
    return DelayBody(target, later)
