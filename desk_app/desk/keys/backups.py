# SPDX-License-Identifier: MIT
"""Copies of the desk: making them, restoring them, and the drill that proves them (K2).

The long part of each, on ``desk.ports.backups``, may run on any thread. What comes before it and
after it notes the journal and so belongs to the database thread: a window calls the parts apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from desk_app.desk.context import Changes, Desk
from desk_app.desk.errors import NotAllowed
from desk_app.desk.ports import Progress
from desk_app.desk.rows import JournalFilter
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import NO_ROSTER, User
from desk_app.records.desk.safekeeping import Backup, Drill
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.rules.case.deadlines import months_after
from desk_app.rules.days.clock import day_of
from desk_app.rules.rulebook.rulebook import Rulebook, may
from desk_app.rules.rulebook.terms import Duty


def choose_folder(desk: Desk, folder: Path) -> Changes:
    """Take a folder for the backups made from now on; those in the earlier one stay there.

    Raises NotAllowed, NotADesk for a folder that cannot hold them, DiskFull.
    """
    desk.must(Duty.RESTORE)
    desk.ports.backups.use(folder)
    _note(desk, Action.BACKUP_FOLDER_CHOSEN)
    return Changes.of()


def make_backup(desk: Desk, progress: Progress | None = None) -> Backup:
    """Make a backup and return it, opened again and compared.

    Raises NotAllowed, and what ``Backups.make`` raises; the earlier backups then stand.
    """
    begin_backup(desk)
    return desk.ports.backups.make(desk.ports.clock.now(), progress)


def begin_backup(desk: Desk) -> None:
    """Note that a backup begins: so its entry is in the copy, and both have the same head."""
    desk.must(Duty.BACKUP)
    _note(desk, Action.BACKUP_BEGUN)


def last_backup(desk: Desk) -> Backup | None:
    """Return the newest backup that counts, for the screen of the day; None where there is none."""
    every: Sequence[Backup] = desk.ports.backups.all()
    return every[-1] if every else None


def entries_since(desk: Desk, newest: Backup | None) -> int:
    """Return how many entries of the journal a backup lacks; all of them without one.

    A desk that was restored since counts anew: then every entry may be new.
    """
    with desk.ports.store.reading() as books:
        now = books.journal.mark().sequence
    before = 0 if newest is None else newest.sequence
    return now - before if now >= before else now


def ready(desk: Desk) -> bool:
    """Return whether backups can be made: a sheet opens them, and a folder was chosen for them.

    A desk without a roster makes none: nobody signed whose key it would encrypt for. Raises
    NotADesk where the desk's own settings cannot be read.
    """
    keys = desk.ports.keys
    return (
        keys.place != NO_ROSTER
        and sheet_in_use(keys.sheets()) is not None
        and desk.ports.backups.folder is not None
    )


def hold_drill(desk: Desk, sheet_key: str, progress: Progress | None = None) -> Drill:
    """Restore the newest backup into memory with the sheet's key and hold it against the desk.

    Raises NotAllowed, and what ``Backups.drill`` raises.
    """
    desk.must(Duty.RESTORE)
    drill = desk.ports.backups.drill(sheet_key, desk.today, desk.actor.name, progress)
    note_drill(desk, drill)
    return drill


def note_drill(desk: Desk, drill: Drill) -> None:
    """Note that a drill was held, and whether the backup was the same as the desk."""
    desk.must(Duty.RESTORE)
    _note(desk, Action.DRILL_HELD, sequence=drill.sequence, equal=int(drill.equal))


def drill_due(desk: Desk) -> date | None:
    """Return since which day the drill of the month is due; None where it is not.

    The first one is due a month after the first recovery sheet was taken into use, each further
    one a month after the one before. Everybody's screen of the day says so; it asks for no duty.
    """
    confirmed = [sheet.confirmed_on for sheet in desk.ports.keys.sheets() if sheet.confirmed_on]
    if not confirmed:
        return None
    due = months_after(_last_drill(desk) or min(confirmed), 1)
    return due if due <= desk.today else None


def must_restore(user: User, rulebook: Rulebook, on: date) -> None:
    """Go on only if one of a user's roles may restore; the desk itself may be past opening.

    Raises NotAllowed. There is no journal to note it in: the desk is closed.
    """
    if not may(user.roles, Duty.RESTORE, rulebook.on(on)):
        raise NotAllowed(facts={"duty": Duty.RESTORE.value})


def _last_drill(desk: Desk) -> date | None:
    journal = desk.ports.store.journal
    newest = journal.window(JournalFilter(action=Action.DRILL_HELD), limit=1).ids
    return next((day_of(line.at) for line in journal.lines(newest)), None)


def _note(desk: Desk, action: Action, **facts: int) -> None:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(action, **facts)
        books.commit()
