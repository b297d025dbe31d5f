# SPDX-License-Identifier: MIT
"""Ending claims without a decision: lapse for want of the fee, withdrawal (D4, E1)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.keeping import keep, must_be_allowed, stands, without_what_came_back
from desk_app.desk.outgoing import voided
from desk_app.desk.timekeeping import must_trust_clock
from desk_app.records.history import ApplicationFile, Lapse, Letter, Notice
from desk_app.records.ids import ApplicationId, ClaimId, MailItemId
from desk_app.records.journal import Action
from desk_app.records.letters import LetterKind
from desk_app.rules import replies
from desk_app.rules.situation import Situation
from desk_app.rules.terms import Duty
from desk_app.rules.workflow import Attempt, Verb


def confirm_lapse(desk: Desk, id_: ApplicationId, claims: tuple[ClaimId, ...]) -> Changes:
    """Confirm that chargeable claims are treated as never made (PR-4s, practice 4).

    The program proposes, a supervisor confirms each. Raises Refused while the notice's due date
    has not passed, for a claim that is not chargeable, when the fee is not short, or while the
    clock is doubtful (T12).

    Raises BadInput where no claim is named.
    """
    desk.must(Duty.CONFIRM_LAPSE)
    if not claims:
        raise BadInput("no_claim", place="claims")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        must_trust_clock(desk, books)
        file = books.files.get(id_)
        must_be_allowed(desk, file, Attempt(Verb.CONFIRM_LAPSE, claims=claims))
        notice = _asked_for_the_fee(file)
        asked = tuple(dict.fromkeys(claims))
        lapses = tuple(Lapse(claim, notice.id, desk.actor.id, desk.today) for claim in asked)
        for claim in asked:
            books.journal.note(Action.LAPSE_CONFIRMED, id_, claim=claim, notice=notice.id)
        ended = without_what_came_back(desk, file, asked)
        keep(desk, books, replace(ended, lapses=(*file.lapses, *lapses)))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def confirm_withdrawal(
    desk: Desk, id_: ApplicationId, mail_item: MailItemId, reason: str = ""
) -> Changes:
    """Confirm a signed writing that withdraws claims; they end with it (design.md §3).

    What was issued of them and not posted is void with it, for this ``reason``: a decision never
    posted is none, and the other claims of such a letter are answered by a new one (practice 29).
    What was answered by post stands; a writing that names nothing else changes nothing.

    Raises Refused without a signature, and where the proxy who sent it has no powers any more.
    """
    desk.must(Duty.CONFIRM_WITHDRAWAL)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        must_be_allowed(desk, file, Attempt(Verb.CONFIRM_WITHDRAWAL, mail_item=mail_item))
        confirmed = tuple(
            replace(each, confirmed_by=desk.actor.id, confirmed_on=desk.today)
            if each.mail_item == mail_item
            else each
            for each in file.withdrawals
        )
        books.journal.note(Action.WITHDRAWAL_CONFIRMED, id_, mail=mail_item)
        claims = (
            claim
            for each in file.withdrawals
            if each.mail_item == mail_item
            for claim in each.claims
        )
        file = without_what_came_back(desk, file, tuple(claims))
        file = replace(file, withdrawals=confirmed)
        overtaken = overtaken_letters(stands(desk, file))
        for letter in overtaken:
            file = voided(books, file, letter, reason)
        keep(desk, books, file)
        books.commit()
    letters = ((Kind.LETTER, letter.id) for letter in overtaken)
    return Changes.of((Kind.APPLICATION, id_), *letters)


def overtaken_letters(situation: Situation) -> tuple[Letter, ...]:
    """Return the letters in hand that say what stands no more once claims are withdrawn.

    What names a withdrawn claim; the acknowledgement, which names them all; a notice that asks for
    what nobody needs any more; and where all has ended, whatever still holds out an answer.
    """
    needed = {finding.key for finding in situation.deficiencies()}
    asks = {notice.letter: set(notice.asks) for notice in situation.file.notices}
    return tuple(
        letter
        for letter in replies.unposted(situation.file)
        if situation.holds_up(letter)
        or letter.kind is LetterKind.ACKNOWLEDGEMENT
        or (letter.id in asks and not asks[letter.id] <= needed)
        or (letter.kind is LetterKind.DELAY and situation.all_ended)
    )


def _asked_for_the_fee(file: ApplicationFile) -> Notice:
    """Return the latest notice that was posted and asked for the fee: there is one (PR-4s)."""
    posted = (
        notice
        for notice in file.notices
        if notice.posted_on is not None and any(ask.startswith("fee.") for ask in notice.asks)
    )
    return max(posted, key=lambda notice: notice.due)
