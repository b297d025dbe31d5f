# SPDX-License-Identifier: MIT
"""Backups while the desk is open: by hand, each hour, owed from before; how safe it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.context import Kind
from desk_app.desk.errors import Cancelled, KnownError
from desk_app.desk.keys import backups
from desk_app.gui.session.tasks import Book, ProgressWatch
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.session.tasks import ChangeHub, Runner
    from desk_app.records.desk.safekeeping import Backup

_HOUR_MS = 3_600_000
_STALE = timedelta(days=1)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BackupState:
    """How safe the desk is: its newest backup, what changed since, what is being made.

    ``known`` says that all was read; ``ready`` that there are a sheet and a folder. ``changed``
    says that something is not in the newest backup; ``stale`` that this has lasted over a day.
    ``loud`` is a backup made by hand, whose progress belongs into the status bar.
    """

    known: bool = False
    ready: bool = False
    last: Backup | None = None
    changed: bool = False
    stale: bool = False
    working: bool = False
    loud: bool = False
    done: int = 0
    total: int = 0
    trouble: KnownError | None = None

    @property
    def due(self) -> bool:
        """Say whether a backup can be made and would hold something new."""
        return self.known and self.ready and (self.changed or self.last is None)


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read of the backups; ``owed`` is a backup that an earlier session did not make.

    ``older_sheet`` says that the newest one does not open with the sheet in use.
    """

    ready: bool
    last: Backup | None
    changed: bool
    owed: bool
    older_sheet: bool


class Means(Protocol):
    """What backups are made with: the open desk, its thread, one beside it, word of changes."""

    desk: Desk
    runner: Runner
    beside: Runner
    hub: ChangeHub
    sample: bool


class BackupWork(Book[BackupState]):
    """Makes backups beside the work, in a process of their own: nobody waits for them.

    Noting one is the database thread's; writing it is not. `ended` carries the backup that counts
    now, or the error that left the earlier ones as they were. ``first`` says that nobody had
    signed in since the program started.
    """

    ended = Signal(object)

    def __init__(
        self,
        work: Means,
        parent: QObject,
        *,
        first: bool = True,
    ) -> None:
        super().__init__(BackupState(), parent)
        self._work = work
        self._first = first
        self.allowed = work.desk.may(Duty.BACKUP)
        self._watch = ProgressWatch(self._show_progress, self)
        self._hour = QTimer(self, interval=_HOUR_MS)
        self._hour.timeout.connect(self.make_if_due)
        work.hub.listen(self._changed)

    def begin(self) -> None:
        """Read how things stand; make a backup that is owed, and one each hour from now on.

        A second time does nothing.
        """
        if not self._hour.isActive():
            self._hour.start()
            self._read(self._begun)

    def read_again(self) -> None:
        """Read the newest backup and whether anything is new since."""
        self._read(self._take)

    def make(self) -> None:
        """Make a backup by hand, unless one is being made: that one is shown instead."""
        if self._state.working:
            self._show(replace(self._state, loud=True))
        else:
            self._make(loud=True)

    @property
    def wanted(self) -> bool:
        """Say whether a backup is due and the person signed in can have it made."""
        if self._work.sample or not self.allowed or not self._state.due:
            return False
        return self._work.desk.ports.store.closed_to_writing is None

    def make_if_due(self) -> None:
        """Make a backup without a word, if anything changed since the last."""
        if self.wanted and not self._state.working:
            self._make(loud=False)

    def stop(self) -> None:
        """Stop the backup being made; the earlier ones stand."""
        self._watch.progress.cancel()

    def put_away(self) -> None:
        """Stop everything: the desk is being closed, and its key goes."""
        self._hour.stop()
        self._watch.stop()
        self.stop()

    def _read(self, then: Callable[[_Found], None]) -> None:
        desk, work = self._work.desk, self._work

        def found(last: Backup | None) -> None:
            # The store belongs to its own thread; the backups' folder may be slow to answer.
            read = partial(_read, desk, last)
            work.runner.submit(self, read, then, self._unreadable)

        work.beside.submit(self, partial(backups.last_backup, desk), found, self._unreadable)

    def _begun(self, found: _Found) -> None:
        self._take(found)
        if found.owed and (self._first or self._is_older(found.last, _HOUR)):
            self.make_if_due()

    def _take(self, found: _Found) -> None:
        last = found.last
        self._show(
            replace(
                self._state,
                known=True,
                ready=found.ready,
                last=last,
                changed=found.changed,
                stale=found.changed and self._is_older(last, _STALE),
            )
        )

    def _unreadable(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._show(replace(self._state, known=True, ready=False, trouble=error))

    def _is_older(self, last: Backup | None, than: timedelta) -> bool:
        return last is None or self._work.desk.ports.clock.now() - last.made_at > than

    def _make(self, *, loud: bool) -> None:
        self._watch.begin()
        self._show(replace(self._state, working=True, loud=loud, done=0, total=0))
        desk, work = self._work.desk, self._work
        work.runner.submit(self, lambda: backups.begin_backup(desk), self._write, self._refuse)

    def _write(self, _: None) -> None:
        ports, progress = self._work.desk.ports, self._watch.progress
        write = partial(ports.backups.make, ports.clock.now(), progress)
        self._work.beside.submit(self, write, self._made, self._refuse)

    def _show_progress(self, done: int, total: int) -> None:
        if (done, total) != (self._state.done, self._state.total):
            self._show(replace(self._state, done=done, total=total))

    def _made(self, backup: Backup) -> None:
        self._watch.stop()
        self._hour.start()
        self._show(
            replace(
                self._state,
                ready=True,
                last=backup,
                changed=False,
                stale=False,
                working=False,
                trouble=None,
            )
        )
        self.ended.emit(backup)
        self.read_again()

    def _refuse(self, error: Exception) -> None:
        self._watch.stop()
        if isinstance(error, KnownError):
            told = self._state.trouble if isinstance(error, Cancelled) else error
            self._show(replace(self._state, working=False, trouble=told))
            self.ended.emit(error)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        """Know of something new at once; a draft is kept in the desk, but no entry tells of it."""
        drafts = all(kind is Kind.DRAFT for kind, _ in changes.touched) and changes.touched
        if self._state.known and not drafts and not self._state.changed:
            self._show(replace(self._state, changed=True))
        if any(kind is Kind.SHEET for kind, _ in changes.touched):
            self._read(self._sheet_changed)

    def _sheet_changed(self, found: _Found) -> None:
        """Make a backup at once that opens with a sheet just taken into use."""
        self._take(found)
        if found.older_sheet:
            self.make_if_due()


def _read(desk: Desk, last: Backup | None) -> _Found:
    new = backups.entries_since(desk, last)
    ready = backups.ready(desk)
    sheet = sheet_in_use(desk.ports.keys.sheets())
    older_sheet = last is not None and sheet is not None and last.sheet != sheet.number
    return _Found(ready, last, changed=new > 0, owed=ready and new > 1, older_sheet=older_sheet)
