# SPDX-License-Identifier: MIT
"""What the window makes of an open desk, loaded as one: a closed desk needs nothing of it."""

from __future__ import annotations

from desk_app.desk.opened.arriving import missing
from desk_app.desk.reading import office
from desk_app.gui.page import Place
from desk_app.gui.safety.backups import ClosingBackup
from desk_app.gui.session.backup_work import BackupWork
from desk_app.gui.session.drafts import DraftKeeper, close
from desk_app.gui.session.hearing import Hearing
from desk_app.gui.session.session import Session
from desk_app.gui.session.tasks import ChangeHub
from desk_app.gui.shell.shell import Shell
from desk_app.gui.start.after_first_start import AfterFirstStart
from desk_app.rules.rulebook.terms import Duty

__all__ = [
    "AfterFirstStart",
    "BackupWork",
    "ChangeHub",
    "ClosingBackup",
    "DraftKeeper",
    "Duty",
    "Hearing",
    "Place",
    "Session",
    "Shell",
    "close",
    "missing",
    "office",
]
