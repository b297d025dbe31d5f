# SPDX-License-Identifier: MIT
"""Rings of dead objects are collected on the GUI thread, whoever makes them."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desk_app.gui.garbage import Collector

ENOUGH = 2_000


class Ring:
    """An object that holds itself, and tells where it ends."""

    ended: list[int] = []  # noqa: RUF012 one list for all

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        Ring.ended.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QObject) -> Collector:
    Ring.ended.clear()
    return Collector(qapp)


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
