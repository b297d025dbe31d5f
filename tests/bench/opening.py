# SPDX-License-Identifier: MIT
"""Opening an application: read from the encrypted store, looked at by the rules, shown."""

# ruff: noqa: ARG002 the signatures are those of the window's own runner

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desk_app.desk import intake
from desk_app.gui.changes import ChangeHub
from desk_app.gui.entrance import Choices
from desk_app.gui.screen import Screen
from desk_app.gui.views.application import ApplicationView
from desk_app.gui.workplace import Workplace
from desk_app.records.ids import ApplicationId
from tests.bench.desks import draft, envelope, found, opened, temporary_folder
from tests.bench.findings import dress
from tests.bench.measuring import Line, Pair

RESOURCES = Path(__file__).parents[2] / "resources"
ENVELOPES = ("E1", "E2", "E3", "E4", "E5")
T = TypeVar("T")


class AtOnce(QObject):
    """Does every call at once, on the thread of the window: the whole time is measured."""

    def submit(
        self,
        owner: QObject,
        call: Callable[[], T],
        on_success: Callable[[T], None],
        on_failure: Callable[[Exception], None] | None = None,
    ) -> None:
        """Do a call and hand its answer over."""
        on_success(call())

    def latest(
        self,
        owner: QObject,
        topic: Hashable,
        call: Callable[[], T],
        on_success: Callable[[T], None],
    ) -> None:
        """Do a call and hand its answer over."""
        on_success(call())


@contextmanager
def _shown() -> Iterator[Pair]:
    """Open one application after the other; bare: its history read from the store."""
    application = dress()
    owner = QObject()
    with temporary_folder() as folder:
        desk = opened(found(folder), "opening")
        for name in ENVELOPES:
            intake.log_application(desk, draft(envelope(name, desk.rulebook)))
        screen = Screen(application, RESOURCES, Choices())
        view = ApplicationView(Workplace(desk, AtOnce(owner), ChangeHub(owner), screen, owner))
        view.resize(1272, 840)
        view.show()
        ids = [ApplicationId(number) for number, _ in enumerate(ENVELOPES, 1)]
        ours_next, bare_next = cycle(ids), cycle(ids)

        def ours() -> None:
            view.open_thing(next(ours_next))
            QApplication.processEvents()

        def bare() -> None:
            with desk.ports.store.reading() as books:
                books.files.get(next(bare_next))

        yield Pair(ours, bare)
        view.close()
        view.deleteLater()
        application.removeTranslator(screen.catalogue)
        QApplication.processEvents()
        desk.ports.store.close()


LINES = (
    Line(
        name="application.opened",
        what="an application read, looked at by the rules, shown and painted",
        bare="its history read from the store",
        prepare=_shown,
        turns=100,
        budget_ms=16.0,
    ),
)
