# SPDX-License-Identifier: MIT
"""What the program imports on its way, imported once: processes are forked with it."""

from __future__ import annotations

import importlib
import pkgutil

import desk_app
from desk_app.bootstrap import rulebook_path
from desk_app.bootstrap.opening import rulebook_at

_WINDOW = ("desk_app.gui", "desk_app.__main__")
_LAZY = ("alembic.command", "holidays", "holidays.groups")


def import_program() -> None:
    """Import everything but the window and read the rulebook; nothing of a desk is opened."""
    modules = [found.name for found in pkgutil.walk_packages(desk_app.__path__, "desk_app.")]
    migrations = "desk_app.store.migrations"
    for name in (*modules, *_LAZY):
        if not name.startswith((*_WINDOW, migrations)):
            importlib.import_module(name)
    rulebook_at(rulebook_path())
