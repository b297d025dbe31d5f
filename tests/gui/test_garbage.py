# SPDX-License-Identifier: MIT
"""Rings of dead objects are collected on the GUI thread, whoever makes them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desk_app.gui.kit.pyside_workarounds.garbage import Collector

ENOUGH = 2_000
PYTHONS_OWN = (700, 10, 10)


class Ring:
    """An object that holds itself, and tells where it ends."""

    ended: list[int] = []  # noqa: RUF012 one list for all

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QObject) -> Iterator[Collector]:
    Ring.ended.clear()
    of_the_suite = gc.get_threshold()
    gc.set_threshold(*PYTHONS_OWN)
    yield Collector(qapp)
    gc.set_threshold(*of_the_suite)


def test_what_another_thread_leaves_is_collected_here(collector: Collector, qtbot: QtBot) -> None:
    gc.collect()
    thread = threading.Thread(target=lambda: [Ring() for _ in range(ENOUGH)] and None)
    thread.start()
    thread.join()
    assert Ring.ended == []
    collector.look()
    assert len(Ring.ended) == ENOUGH
    assert set(Ring.ended) == {threading.get_ident()}
    collector.deleteLater()
