# SPDX-License-Identifier: MIT
"""The states of the screen: each is a shape, a word and a colour, never a colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    """A state; the word beside it comes from the caller."""

    OK = "ok"
    MISSING = "missing"
    DEFECTIVE = "defective"
    ASK = "ask"
    NOT_NEEDED = "not_needed"
    OPEN = "open"
    WAITING = "waiting"
    DUE = "due"
    OVERDUE = "overdue"
    HELD = "held"
    INFO = "info"
    PEOPLE = "people"
    DONE = "done"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn: icon, colour token of its word, colour token of its tint."""

    icon: str
    tone: str
    tint: str


_LOOKS = {
    Mark.OK: Look("ok", "ok", "ok_tint"),
    Mark.MISSING: Look("miss", "bad", "bad_tint"),
    Mark.DEFECTIVE: Look("bad", "bad", "bad_tint"),
    Mark.ASK: Look("ask", "ask", "ask_tint"),
    Mark.NOT_NEEDED: Look("na", "text2", "window"),
    Mark.OPEN: Look("none", "text2", "window"),
    Mark.WAITING: Look("wait", "text2", "window"),
    Mark.DUE: Look("due", "ask", "ask_tint"),
    Mark.OVERDUE: Look("miss", "bad", "bad_tint"),
    Mark.HELD: Look("hold", "text2", "window"),
    Mark.INFO: Look("info", "accent", "info_tint"),
    Mark.PEOPLE: Look("users", "text", "window"),
    Mark.DONE: Look("check", "text2", "window"),
    Mark.CAME: Look("import", "text2", "window"),
    Mark.WENT: Look("export", "text2", "window"),
}


def look(mark: Mark) -> Look:
    """Return icon and colours of a state."""
    return _LOOKS[mark]
