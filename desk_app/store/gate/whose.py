# SPDX-License-Identifier: MIT
"""Step 7 goes on: whose the keys are, by the roster, against what the books have entered of it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from desk_app.desk.errors import DamageFound, SavesMissing
from desk_app.records.ids import UserId
from desk_app.records.journal import Action
from desk_app.records.people import Role, User
from desk_app.records.roster import NO_ROSTER, ROSTER_VALUE, Act, read_entered
from desk_app.store.codec import Codec
from desk_app.store.desk_books import SqlSettings
from desk_app.store.journal import anchor, book

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from desk_app.records.roster import RosterPlace
    from desk_app.store.vault.roster import Roster, Statement


_ROLES = Codec[frozenset[Role]](frozenset[Role])
_USERS = "SELECT id, name, roles FROM users"
_BEGAN = (Action.DESK_FOUNDED, Action.CARRIED_OVER)
"""The entries with which a journal names its roster: another one is never begun in it."""


def check(connection: Connection, roster: Roster | None, anchored: str | None) -> None:
    """Go on only where keys and books name the same roster, or the keys are one act ahead.

    That one was signed just before a crash: it names the entry of the journal after which it was
    done, and the books have that entry. Those before it name theirs, so a journal that was made
    anew is seen. ``anchored`` is the place as the anchor has it, None where a save is one ahead of
    it. Raises SavesMissing where keys or books are of an earlier day, DamageFound where somebody
    else changed them.
    """
    value = SqlSettings(connection).value(ROSTER_VALUE) or ""
    entered = read_entered(value)
    place, root = entered.place, entered.root
    if value and not book.says(connection, entered.entry, entered.facts()):
        raise DamageFound("keys_altered", {"what": "books"})
    if anchored is not None and anchored != value:
        raise DamageFound("keys_altered", {"what": "anchor"})
    if roster is None:
        if place != NO_ROSTER:
            raise SavesMissing("keys_too_old", {"behind": place.number})
    elif place == NO_ROSTER:
        _must_be_one_ahead(connection, roster, 0)
        _must_carry_over(connection, roster)
    else:
        _must_continue(connection, roster, place, root)
        _must_be_of_journal(connection, roster.statements[: place.number])


def look_at_anchor(key_folder: Path, roster: Roster | None) -> None:
    """Look before the database is opened whether the keys are older than the last save's anchor.

    Keys of an earlier day have an earlier data key: the file would be told as unreadable. Raises
    SavesMissing; an anchor that cannot be read, and another roster, are told at their own steps.
    """
    with suppress(DamageFound):
        kept = anchor.read(key_folder)
        entered = read_entered("" if kept is None else kept.roster)
        number = 0 if roster is None else roster.place.number
        same = roster is None or roster.root == entered.root
        if same and number < entered.place.number:
            raise SavesMissing("keys_too_old", {"behind": entered.place.number - number})


def _must_continue(connection: Connection, roster: Roster, place: RosterPlace, root: str) -> None:
    """Go on only where the roster is what the books entered, or one act more."""
    if roster.root != root or not book.never_says_other(connection, _BEGAN, roster_root=root):
        raise DamageFound("keys_altered", {"what": "roster"})
    if roster.place.number < place.number:
        raise SavesMissing("keys_too_old", {"behind": place.number - roster.place.number})
    if roster.head_at(place.number) != place.head:
        raise DamageFound("keys_altered", {"what": "roster", "statement": place.number})
    if roster.place != place:
        _must_be_one_ahead(connection, roster, place.number)


def _must_be_one_ahead(connection: Connection, roster: Roster, entered: int) -> None:
    """Go on only where one act waits to be entered; restores that were cut off count for none."""
    *before, last = roster.statements[entered:]
    cut_off = all(each.act is Act.RESTORED for each in before)
    if not cut_off or not _has_entry_before(connection, last):
        raise SavesMissing("desk_older_than_keys", {"ahead": len(before) + 1})


def _must_carry_over(connection: Connection, roster: Roster) -> None:
    """Go on only where a roster begins, at a desk of before, with the people whom its books know.

    A new desk enters its founding itself, so a founding that waits to be entered is somebody's own.
    """
    if roster.statements[0].act is not Act.CARRIED_OVER:
        raise DamageFound("keys_altered", {"what": "roster"})
    rows = connection.exec_driver_sql(_USERS).fetchall()
    known = {id_: User(UserId(id_), name, _ROLES.from_text(roles)) for id_, name, roles in rows}
    for member in (*roster.people, *roster.waiting):
        if known.get(member.user.id) != member.user:
            raise DamageFound("keys_altered", {"what": "people", "whose": member.user.name})


def _must_be_of_journal(connection: Connection, statements: Sequence[Statement]) -> None:
    """Go on only where the journal holds the entry that each statement was signed after.

    Those up to the last restore name the journal of the file of then.
    """
    restored = [each.number for each in statements if each.act is Act.RESTORED]
    for statement in statements[max(restored, default=0) :]:
        if not _has_entry_before(connection, statement):
            raise DamageFound("keys_altered", {"what": "books", "statement": statement.number})


def _has_entry_before(connection: Connection, statement: Statement) -> bool:
    """Return whether the journal has the entry after which a statement was signed."""
    sequence, hash_ = statement.content["journal"]
    return book.hash_at(connection, sequence).hex() == hash_ or (sequence, hash_) == (0, "")
