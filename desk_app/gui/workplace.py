# SPDX-License-Identifier: MIT
"""What every view of an open desk is given: the desk, the thread it lives on, the way around."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from desk_app.desk import intake
from desk_app.desk.errors import WrongPassword
from desk_app.gui.long_work import Errand, LongWork
from desk_app.gui.undoing import UndoStack

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import date, datetime

    from desk_app.desk.changes import Changes
    from desk_app.desk.context import Desk
    from desk_app.gui.backup_work import BackupWork
    from desk_app.gui.changes import ChangeHub
    from desk_app.gui.drafts import Drafts
    from desk_app.gui.screen import Screen
    from desk_app.gui.tasks import Runner
    from desk_app.gui.undoing import Undo
    from desk_app.records.people import Language
    from desk_app.rules.terms import Duty

    Acting = Callable[[Desk, str, str], Desk]

T = TypeVar("T")


class Workplace(QObject):
    """The desk as the views reach it: verbs and queries on its thread, one signal of changes.

    ``open_application``, ``open_intake`` and ``open_letters`` ask the shell for a page: of an
    application's id, of a mail item's id, nothing for a new envelope or the application a
    supplement belongs to, of a letter's id or none; ``open_post`` of a printed letter's id;
    ``open_comparison`` and ``open_decision`` of an application's id; ``open_settings`` of a part of
    the settings or none, ``open_disposal`` of an application that is due. ``due_counted`` says how
    many are. ``open_number`` asks for a
    number. ``acting`` gives the desk with a second person acting, who shows a password in place.
    ``drafts`` keeps what is typed through a lock; without it the store alone keeps it. ``beside``
    runs long work that needs no database; ``backups`` makes them where the window has it made.
    ``restore_wanted`` asks the window to close the desk and restore a backup in its place.
    ``sample`` says that this is the sample desk, which nobody backs up. ``undo`` remembers what was
    done and can be taken back; ``long_work`` tells of what takes long. ``trouble`` carries what
    failed, ``remedied`` the same with what can be done about it at once, or nothing once that is
    done.
    """

    open_application = Signal(object)
    open_intake = Signal(object)
    open_letters = Signal(object)
    open_post = Signal(object)
    open_comparison = Signal(object)
    open_decision = Signal(object)
    open_number = Signal()
    open_disposal = Signal(object)
    due_counted = Signal(int)
    open_settings = Signal(object)
    restore_wanted = Signal(object)
    trouble = Signal(object)
    remedied = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        desk: Desk,
        runner: Runner,
        hub: ChangeHub,
        screen: Screen,
        parent: QObject,
        acting: Acting | None = None,
    ) -> None:
        super().__init__(parent)
        self.drafts: Drafts | None = None
        self.beside: Runner = runner
        self.backups: BackupWork | None = None
        self.sample = False
        self.undo = UndoStack(self)
        self.long_work = LongWork(self)
        self.acting = acting or _nobody_else
        self.desk = desk
        self.runner = runner
        self.hub = hub
        self.screen = screen

    @property
    def backed_up_at(self) -> datetime | None:
        """Return when the newest backup that counts was made; None where none is known."""
        last = self.backups.state.last if self.backups is not None else None
        return last.made_at if last is not None else None

    @property
    def language(self) -> Language:
        """The language of the screens."""
        return self.screen.language

    @property
    def today(self) -> date:
        """The day at the desk."""
        return self.desk.today

    def may(self, duty: Duty) -> bool:
        """Return whether whoever is signed in has a duty today (security.md §5)."""
        return self.desk.may(duty)

    def hold_errands(self, pages: QObject) -> None:
        """Hold what goes on behind pages that are made anew; else it would end with them."""
        for errand in pages.findChildren(Errand):
            if errand.is_under_way():
                errand.setParent(self)

    def do(
        self,
        owner: QObject,
        verb: Callable[[Desk], Changes],
        on_success: Callable[[Changes], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
        undo: Undo | None = None,
    ) -> None:
        """Do a verb on the desk's thread and tell everybody what it changed.

        A known error goes to on_failure or, without one, to ``trouble``. ``undo`` is how it can be
        taken back, if it can.
        """

        def done(changes: Changes) -> None:
            if undo is not None:
                self.undo.did(undo)
            self.hub.announce(changes, owner)
            if on_success is not None:
                on_success(changes)

        self.runner.submit(owner, lambda: verb(self.desk), done, on_failure or self.trouble.emit)

    def keep_draft(
        self,
        owner: QObject,
        key: str,
        content: str,
        on_success: Callable[[Changes], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Keep what is being typed; it survives a lock even where the store refuses it.

        A page told of a failure holds the text itself and tries again.
        """
        drafts, desk = self.drafts, self.desk
        if drafts is None:
            verb = partial(intake.save_draft, key=key, content=content)
            self.do(owner, verb, on_success, on_failure)
            return

        def failed(error: Exception) -> None:
            drafts.told(desk, key)
            (on_failure or self.trouble.emit)(error)

        self.do(owner, lambda desk: drafts.keep(desk, key, content), on_success, failed)

    def ask(
        self,
        owner: QObject,
        topic: Hashable,
        query: Callable[[Desk], T],
        on_success: Callable[[T], None],
    ) -> None:
        """Ask the desk on its thread; only the newest question of a topic is answered."""
        self.runner.latest(owner, topic, lambda: query(self.desk), on_success)

    def leave(self, owner: QObject, *topics: Hashable) -> None:
        """Let what was asked of these topics come to nothing: the page has moved on."""
        for topic in topics:
            self.runner.latest(owner, topic, lambda: None, lambda _: None)


def _nobody_else(_desk: Desk, _name: str, _password: str) -> Desk:
    raise WrongPassword
