# SPDX-License-Identifier: MIT
"""A window in which one application after the other is opened; it tells by how much it grew.

``python -m tests.bench.opened_often FOLDER`` answers each word on its input with the growth of its
memory (PSS, in MB) and of the number of its objects of Qt.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from functools import partial
from itertools import cycle
from pathlib import Path

from desk_app.gui.page import Place
from desk_app.gui.screen import ScreenLook
from desk_app.records.base import ApplicationId
from desk_app.records.people import Language
from tests.gui import census
from tests.robustness.sites import CLERK, Site
from tests.robustness.windowed import Hand, application

OPEN, SWITCH, REST = "open", "switch", "rest"
OPENED, SWITCHED = 500, 10
WARMING_UP = 40
DIFFERENT = 20


def main(folder: Path) -> None:
    """Open the window, sign in, and do what stands on the input."""
    application()
    hand = Hand(Site(folder))
    hand.sign_in(CLERK)
    ids = map(ApplicationId, cycle(range(1, DIFFERENT + 1)))
    doing: dict[str, tuple[Callable[[], object], int]] = {
        OPEN: (lambda: hand.go(Place.APPLICATION, next(ids)), OPENED),
        SWITCH: (partial(_switch, hand), SWITCHED),
        REST: (hand.settle, OPENED),
    }
    for do, times in doing.values():
        for _ in range(min(times, WARMING_UP)):
            do()
    _tell("open")
    for line in sys.stdin:
        _tell(_grown(*doing[line.strip()]))
    hand.close()


def _grown(do: Callable[[], object], times: int) -> str:
    """Do a thing so often; the growth in MB and in objects."""
    gc.collect()
    memory, objects = census.memory_kb(), census.living().total()
    for _ in range(times):
        do()
    gc.collect()
    return f"{(census.memory_kb() - memory) / 1024} {census.living().total() - objects}"


def _switch(hand: Hand) -> None:
    """Change language, colours and size of text, and change them back."""
    for language in (Language.EN, Language.JA):
        hand.screen.use_language(language)
        hand.settle()
    for dark in (True, False):
        hand.screen.use_look(ScreenLook(dark))
    for step in (-1, 1):
        hand.screen.resize_text(step)
        hand.settle()


def _tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
