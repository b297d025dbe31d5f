# SPDX-License-Identifier: MIT
"""What the window makes of an open desk, loaded as one: a closed desk needs nothing of it.

The window imports it where a desk opens; `gui.loading` has loaded it by then.
"""

from __future__ import annotations

from desk_app.desk.beginning import missing
from desk_app.gui.backup_work import BackupWork
from desk_app.gui.changes import ChangeHub
from desk_app.gui.closing import close
from desk_app.gui.dialogs.closing_backup import ClosingBackup
from desk_app.gui.drafts import Drafts
from desk_app.gui.views.finish import Finish
from desk_app.gui.views.section import Place
from desk_app.gui.views.shell import Shell
from desk_app.gui.workplace import Workplace
from desk_app.rules.terms import Duty

__all__ = [
    "BackupWork",
    "ChangeHub",
    "ClosingBackup",
    "Drafts",
    "Duty",
    "Finish",
    "Place",
    "Shell",
    "Workplace",
    "close",
    "missing",
]
