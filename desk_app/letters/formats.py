# SPDX-License-Identifier: MIT
"""The papers of the desk as a printer takes them, moved by what that printer is off by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.letters.sheet import PAGE_HEIGHT, PAGE_WIDTH, Format
from desk_app.records.paper import Paper
from desk_app.rules.papers import offset_for

if TYPE_CHECKING:
    from desk_app.records.people import DeskProfile

_SIZES = {
    Paper.A4: (PAGE_WIDTH, PAGE_HEIGHT),
    Paper.LONG_3: (235.0, 120.0),
    Paper.SQUARE_2: (240.0, 332.0),
    Paper.LABELS: (PAGE_WIDTH, PAGE_HEIGHT),
}
"""Width and height in millimetres; 長形3号 lies on its side, 角形2号 stands."""


def format_of(paper: Paper, profile: DeskProfile) -> Format:
    """Return the size of a paper and by how much the profile moves what is printed on it."""
    offset = offset_for(profile.offsets, paper)
    return Format(*_SIZES[paper], offset.right / 10, offset.down / 10)
