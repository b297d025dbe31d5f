# SPDX-License-Identifier: MIT
"""The paper a desk prints on: its kinds, the window of its envelopes, what its printers are off by.

All lengths are in tenths of a millimetre.
"""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.records.word import Word


class Paper(Word):
    """A kind of paper: letters and slips, envelopes 長形3号 and 角形2号, sheets of labels."""

    A4 = "a4"
    LONG_3 = "long_3"
    SQUARE_2 = "square_2"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Window:
    """The window of an envelope 長形3号 on its side: its place from the top left, its size."""

    left: int = 220
    top: int = 120
    width: int = 900
    height: int = 450


@dataclass(frozen=True, slots=True)
class Offset:
    """By how much a page is moved so that it lies on the paper where it should; down and right."""

    right: int = 0
    down: int = 0


@dataclass(frozen=True, slots=True)
class PrintOffsets:
    """The offset of each kind of paper."""

    a4: Offset = Offset()
    long_3: Offset = Offset()
    square_2: Offset = Offset()
    labels: Offset = Offset()


USUAL_WINDOW = Window()
UNMOVED = PrintOffsets()
