# SPDX-License-Identifier: MIT
"""What a hand does at the keyboard, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.gui.x11_keys import ALT, CONTROL, RETURN, SHIFT


@dataclass(frozen=True, slots=True)
class Press:
    """One key, whatever is held down with it: a character or an X key symbol."""

    key: str | int
    held: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """What stands on the paper: text, or the characters of a date or a postal code."""

    text: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A password, which counts neither as keys nor as content."""

    text: str


Stroke = Press | Write | Secret
Strokes = tuple[Stroke, ...]

ENTER, SPACE = Press(RETURN), Press(" ")
TICK = Press("+")
"""Ticks a check box and goes on."""
USUAL = Press("=")
"""Counts or ticks what is usual: the rest of the fee, the rights that the form asks for."""
INSERT, TAB = Press(0xFF63), Press(0xFF09)


def ctrl(key: str | int) -> Press:
    """Return a key pressed with Ctrl."""
    return Press(key, (CONTROL,))


def ctrl_shift(key: str) -> Press:
    """Return a key pressed with Ctrl and Shift."""
    return Press(key, (CONTROL, SHIFT))


def alt(key: str) -> Press:
    """Return a key pressed with Alt."""
    return Press(key, (ALT,))


BLUE_BUTTON, LAST_LINE = ctrl(RETURN), ctrl(0xFF57)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many keys were pressed, and how many characters of content were typed."""

    keys: int
    content: int


def tally(strokes: Iterable[Stroke]) -> Tally:
    """Count what a hand did: a key with others held down is one, content stands apart."""
    every = tuple(strokes)
    keys = sum(isinstance(each, Press) for each in every)
    return Tally(keys, sum(len(each.text) for each in every if isinstance(each, Write)))
