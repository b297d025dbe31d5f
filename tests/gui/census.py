# SPDX-License-Identifier: MIT
"""Counting what lives in a window: every object of Qt by its kind, and the memory it takes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

_PSS = "Pss:"


def living() -> Counter[str]:
    """Count the objects of Qt by class, once all that was to be deleted is."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    roots = {id(each): each for each in QApplication.topLevelWidgets()}
    application = QCoreApplication.instance()
    assert application is not None
    found = [each for root in (application, *roots.values()) for each in root.findChildren(QObject)]
    return Counter(each.metaObject().className() for each in found)


def more(before: Counter[str], after: Counter[str], floor: int = 0) -> dict[str, int]:
    """Return the kinds of which there are more than a floor more than before."""
    return {kind: grown for kind, grown in (after - before).items() if grown > floor}


def memory_kb() -> int:
    """Return this process's part of the memory (PSS), in KB; Linux alone tells it."""
    told = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    (line,) = (line for line in told.splitlines() if line.startswith(_PSS))
    return int(line.split()[1])
