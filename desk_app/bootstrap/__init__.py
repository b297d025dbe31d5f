# SPDX-License-Identifier: MIT
"""The one place that knows every concrete class: everything is wired here.

A door is loaded when it is first asked for: to show who may sign in, no database is needed.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from desk_app.bootstrap import systems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.bootstrap.commands import caretaker, command_line
    from desk_app.bootstrap.entrance import LocalEntrance
    from desk_app.bootstrap.opening import found_desk, names_of, open_desk, open_desk_with_sheet
    from desk_app.bootstrap.sample import SampleHouse
    from desk_app.bootstrap.starting import open_window, private_ground, wants_window
    from desk_app.bootstrap.surroundings import (
        LazyPress,
        Surroundings,
        Unlock,
        rulebook_path,
    )

# Whoever wires anything, or is wired, may ask the system from here on.
systems.choose()

OWN_PROCESS = "--own-process"
"""The one word of a process that does long work beside the window (`store.disk.own_process`)."""


def is_order(words: Sequence[str]) -> bool:
    """Return whether the words ask for nothing but the order on standard input."""
    return list(words) == [OWN_PROCESS]


def carry_out_order() -> int:
    """Carry out the order on standard input; the process's exit code."""
    from desk_app.store.worker import main

    return main()


__all__ = [
    "OWN_PROCESS",
    "LazyPress",
    "LocalEntrance",
    "SampleHouse",
    "Surroundings",
    "Unlock",
    "caretaker",
    "carry_out_order",
    "command_line",
    "found_desk",
    "is_order",
    "names_of",
    "open_desk",
    "open_desk_with_sheet",
    "open_window",
    "private_ground",
    "rulebook_path",
    "wants_window",
]

_DOORS = {
    "commands": ("caretaker", "command_line"),
    "entrance": ("LocalEntrance",),
    "opening": ("found_desk", "names_of", "open_desk", "open_desk_with_sheet"),
    "sample": ("SampleHouse",),
    "starting": ("open_window", "private_ground", "wants_window"),
    "surroundings": ("LazyPress", "Surroundings", "Unlock", "rulebook_path"),
}


def __getattr__(name: str) -> object:
    """Return a door, whose module is loaded now."""
    for module, doors in _DOORS.items():
        if name in doors:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
