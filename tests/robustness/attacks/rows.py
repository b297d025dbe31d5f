# SPDX-License-Identifier: MIT
"""Rows changed by somebody who holds the data key, journal and anchor made to fit."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk import approvals
from desk_app.desk.context import Desk
from desk_app.desk.ports import Books
from desk_app.desk.signing import disposal_said, names_to_sign
from desk_app.records.decisions import Covered
from desk_app.records.disposal import DisposalState, NamesSignature
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.people import ROSTER_VALUE, RosterPlace
from tests.robustness.attacks.approvals import AnySeal, acting_as
from tests.robustness.attacks.hand import Hand
from tests.robustness.attacks.office import Wanted


def place_of_the_roster(hand: Hand) -> Wanted:
    """Let the books name an earlier place of the roster, as their settings keep it."""
    with hand.rows() as raw:
        number, _, root, entry = _kept(hand, raw)
        head = hand.roster.head_at(int(number) - 1)
        value = f"{int(number) - 1} {head} {root} {entry}"
        raw.execute("UPDATE settings SET value = ? WHERE name = ?", (value, ROSTER_VALUE))
        hand.anchor_to(raw, value)
    return Wanted()


def place_taken_away(hand: Hand) -> Wanted:
    """Take the roster's place out of the books and of the anchor."""
    with hand.rows() as raw:
        raw.execute("DELETE FROM settings WHERE name = ?", (ROSTER_VALUE,))
        hand.anchor_to(raw, "")
    return Wanted()


def place_noted_anew(hand: Hand) -> Wanted:
    """Let the books name an earlier place, with an entry of the journal that says so."""
    with hand.rows() as raw:
        number, _, root, _ = _kept(hand, raw)
        head = hand.roster.head_at(int(number) - 1) or ""
        facts: dict[str, str | int] = {
            "roster": int(number) - 1,
            "roster_head": head,
            "roster_root": root,
        }
        entry = hand.note(raw, hand.clerk.id, Action.KEYS_RENEWED.value, **facts)
        value = f"{int(number) - 1} {head} {root} {entry}"
        raw.execute("UPDATE settings SET value = ? WHERE name = ?", (value, ROSTER_VALUE))
        hand.anchor_to(raw, value)
    return Wanted()


def _kept(hand: Hand, raw: object) -> tuple[str, str, str, str]:
    (value,) = raw.execute("SELECT value FROM settings WHERE name = ?", (ROSTER_VALUE,)).fetchone()  # type: ignore[attr-defined]
    number, head, root, entry = value.split(" ")
    return number, head, root, entry


def entry_edited(hand: Hand) -> Wanted:
    """Edit one entry of the journal."""
    with hand.thawed() as raw:
        raw.execute("UPDATE journal SET actor = ? WHERE sequence = 5", (hand.clerk.id,))
    return Wanted()


def entry_edited_and_chained(hand: Hand) -> Wanted:
    """Edit an entry of the journal, chain all again, and write the anchor for it."""
    with hand.thawed() as raw:
        raw.execute("UPDATE journal SET actor = ? WHERE sequence = 5", (hand.clerk.id,))
        hand.chain_again(raw)
        hand.anchor_to(raw)
    return Wanted()


def end_cut_and_anchored(hand: Hand) -> Wanted:
    """Cut the last entries of the journal off, and write the anchor for it."""
    with hand.thawed() as raw:
        (last,) = raw.execute("SELECT max(sequence) FROM journal").fetchone()
        raw.execute("DELETE FROM journal WHERE sequence > ?", (last - 6,))
        hand.anchor_to(raw)
    return Wanted()


def journal_begun_anew(hand: Hand) -> Wanted:
    """Let the journal begin with other people, chained again from its first entry."""
    with hand.thawed() as raw:
        raw.execute("UPDATE journal SET actor = ? WHERE sequence = 1", (hand.clerk.id,))
        hand.chain_again(raw)
        hand.anchor_to(raw)
    return Wanted()


def addressee_changed(hand: Hand) -> Wanted:
    """Change the address after two people approved the answer."""
    hand.rewrite(hand.office.decided, _elsewhere)
    return Wanted(letters=(hand.office.decided,))


def _elsewhere(file: ApplicationFile) -> ApplicationFile:
    principal = replace(file.application.principal, address="東京都港区芝公園四丁目9番9号")
    return replace(file, application=replace(file.application, principal=principal))


def addressee_changed_with_what_it_stands_on(hand: Hand) -> Wanted:
    """Change the address, and what the approval says it stood on, to fit."""

    def change(file: ApplicationFile) -> ApplicationFile:
        (decision,) = file.decisions
        assert decision.approval is not None
        assert decision.approval.covered is not None
        covered = replace(decision.approval.covered, addressee="dd" * 32)
        given = replace(decision, approval=replace(decision.approval, covered=covered))
        return replace(_elsewhere(file), decisions=(given,))

    hand.rewrite(hand.office.decided, change)
    return Wanted(letters=(hand.office.decided,))


def addressee_changed_and_nothing_covered(hand: Hand) -> Wanted:
    """Change the address, and let the approval stand on nothing at all."""

    def change(file: ApplicationFile) -> ApplicationFile:
        (decision,) = file.decisions
        assert decision.approval is not None
        bare: Covered | None = None
        given = replace(decision, approval=replace(decision.approval, covered=bare))
        return replace(_elsewhere(file), decisions=(given,))

    hand.rewrite(hand.office.decided, change)
    return Wanted(letters=(hand.office.decided,))


def name_changed(hand: Hand) -> Wanted:
    """Change the name of the person after two people approved the answer."""

    def change(file: ApplicationFile) -> ApplicationFile:
        principal = replace(file.application.principal, name="﨑山 別")
        return replace(file, application=replace(file.application, principal=principal))

    hand.rewrite(hand.office.decided, change)
    return Wanted(letters=(hand.office.decided,))


def words_changed(hand: Hand) -> Wanted:
    """Change what the decision says after two people approved it."""

    def change(file: ApplicationFile) -> ApplicationFile:
        (decision,) = file.decisions
        return replace(file, decisions=(replace(decision, explanation="すべて開示"),))

    hand.rewrite(hand.office.decided, change)
    return Wanted(letters=(hand.office.decided,))


def disposal_signed_by_the_clerk(hand: Hand) -> Wanted:
    """Sign the disposal that waits with the clerk's key, in the removed supervisor's name too."""

    def write(desk: Desk, books: Books) -> None:
        record = next(each for each in books.disposals.all() if each.approval is None)
        at = RosterPlace(1, hand.roster.head_at(1) or "")
        content = names_to_sign(record.number, record.names)
        signed = NamesSignature(hand.removed.id, at, hand.removed.key.sign(content))
        assert record.proposal is not None
        acting = acting_as(desk, hand.removed.id, AnySeal(hand.removed.key, at))
        act = approvals.DISPOSAL_SIGNED
        given = approvals.signed_approval(
            acting, books, act, disposal_said(record), record.proposal
        )
        noted = approvals.noted_of(given)
        books.journal.note(act.action, None, disposal=record.number, **noted)
        state = DisposalState.SIGNED
        books.disposals.save(replace(record, state=state, approval=given, names_signed=signed))

    hand.at_desk(write, hand.removed.id)
    return Wanted(disposals=(2,))


def disposal_marked_as_signed(hand: Hand) -> Wanted:
    """Mark the disposal that waits as signed, with the signatures of another."""

    def write(desk: Desk, books: Books) -> None:
        record = next(each for each in books.disposals.all() if each.approval is None)
        other = next(each for each in books.disposals.all() if each.approval is not None)
        books.journal.note(Action.DISPOSAL_SIGNED, None, disposal=record.number)
        books.disposals.save(
            replace(
                record,
                state=DisposalState.SIGNED,
                approval=other.approval,
                names_signed=other.names_signed,
            )
        )

    hand.at_desk(write)
    return Wanted(disposals=(2,))


TRIES = (
    place_of_the_roster,
    place_taken_away,
    place_noted_anew,
    entry_edited,
    entry_edited_and_chained,
    end_cut_and_anchored,
    journal_begun_anew,
    addressee_changed,
    addressee_changed_with_what_it_stands_on,
    addressee_changed_and_nothing_covered,
    name_changed,
    words_changed,
    disposal_signed_by_the_clerk,
    disposal_marked_as_signed,
)
