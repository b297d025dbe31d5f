# SPDX-License-Identifier: MIT
"""The one place that knows every concrete class: everything is wired here."""

from __future__ import annotations

from desk_app.bootstrap.commands import caretaker, command_line
from desk_app.bootstrap.entrance import LocalEntrance
from desk_app.bootstrap.opening import (
    LazyPress,
    Source,
    Surroundings,
    Unlock,
    found_desk,
    names_of,
    open_desk,
    open_desk_with_sheet,
    rulebook_path,
)
from desk_app.bootstrap.repairing import repair_desk
from desk_app.bootstrap.sample import SampleHouse
from desk_app.bootstrap.starting import open_window, private_ground, wants_window

__all__ = [
    "LazyPress",
    "LocalEntrance",
    "SampleHouse",
    "Source",
    "Surroundings",
    "Unlock",
    "caretaker",
    "command_line",
    "found_desk",
    "names_of",
    "open_desk",
    "open_desk_with_sheet",
    "open_window",
    "private_ground",
    "repair_desk",
    "rulebook_path",
    "wants_window",
]
