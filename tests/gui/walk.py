# SPDX-License-Identifier: MIT
"""A walk over the screens of a full desk: long names, nine claims, twenty papers, all dialogs.

What stands on each is measured: by font metrics, and by what is really painted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout.layout import Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.page import Place, SectionView
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.desk.people import Language, Role
from desk_app.rules.days.eras import format_short
from tests.gui.belonging import in_rings
from tests.gui.case_desk import (
    CLERK,
    PASSWORD,
    TODAY,
    CaseDesk,
    answered,
    application,
    found,
    licence,
    log,
    record,
)
from tests.gui.case_pages import Case
from tests.gui.due_desk import OFFICER, due_desk, made_safe
from tests.gui.geometry import cut, overlapping, too_wide
from tests.gui.painted import Painting, Run, cut_runs, painted, runs_over_runs

LONG_NAME = "𠮷髙﨑" * 10
ELSEWHERE = "東京都杉並区高円寺南2-14-7-302"
PAPERS = 20
LAYOUT_ROUNDS = 4
OF_ONE = frozenset({Place.APPLICATION, Place.COMPARISON, Place.DECISION})
EVERYBODY = NewPerson(CLERK.name, frozenset({Role.CLERK, Role.OFFICER, Role.SUPERVISOR}), PASSWORD)
SHORT_DAYS = frozenset(
    {
        *(Place.TODAY, Place.MAIL, Place.APPLICATIONS, Place.APPLICATION, Place.DECISION),
        *(Place.DISPOSAL, Place.POST, Place.STAMPS, Place.INQUIRIES),
    }
)
"""The pages of daily work, on which a day of this year is written without its year in lists."""
BEGIN = frozenset({Place.MAIL, Place.INQUIRIES, Place.REPORTS, Place.SETTINGS})
"""The pages that name no next step while nothing is chosen there."""
LEADS_AWAY = frozenset(
    {
        *("zoomIn", "zoomOut", "savePdf", "saveBook", "saveLedger", "saveStamps", "export"),
        *("exportDue", "saveWorkbook", "saveLines"),
    }
)
"""Acts that open no dialog of ours: a place of the system, or nothing at all."""


@dataclass(frozen=True)
class FullDesk:
    """A desk on which everything is long; one with disposals due; what the first has most of."""

    desk: CaseDesk
    make_due: Callable[[], CaseDesk]
    longest: ApplicationId
    decidable: ApplicationId

    @cached_property
    def due(self) -> CaseDesk:
        """The desk with disposals due, made when somebody wants it."""
        return self.make_due()

    def of(self, place: Place) -> CaseDesk:
        """Return the desk that shows most in a place."""
        return self.due if place is Place.DISPOSAL else self.desk

    def thing(self, place: Place) -> object | None:
        """Return what a place is opened with."""
        return self.longest if place in OF_ONE else None


def full_desk(folder: Path) -> FullDesk:
    """Found both desks: an address to compare, and one application with everything."""
    desk = found(folder / "full", EVERYBODY, OFFICER)
    papers = [licence(name=LONG_NAME) for _ in range(PAPERS)]
    typed = application(*Right, name=LONG_NAME, address=ELSEWHERE)
    longest = log(desk, typed, *papers, stamps=((500, 1),))
    strange = licence(address=ELSEWHERE)
    other = log(desk, application(Right.CESSATION), strange, stamps=((500, 2),))
    desk.clock.move_to(TODAY)
    answered(desk, longest, record(name=LONG_NAME))
    answered(desk, other, record())
    copies = folder / "full" / "copies"
    copies.mkdir()
    desk.do(lambda opened: made_safe(opened, copies), OFFICER)
    return FullDesk(
        desk, lambda: due_desk(folder / "due", EVERYBODY, OFFICER), longest, decidable=other
    )


def come_to_rest(case: Case) -> None:
    """Wait for the desk's answers, and for the layouts that they ask for one in the other."""
    case.window.settle()
    for _ in range(LAYOUT_ROUNDS):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)


def faults(page: QWidget, painting: Painting | None = None) -> list[str]:
    """Return what is cut, elided, or painted over something else on a page."""
    runs = (painting or painted(page)).runs
    assert runs, "nothing is painted"
    placed = [*overlapping(page), *cut(page), *too_wide(page)]
    return [*placed, *cut_runs(page, runs), *runs_over_runs(runs)]


def blues(page: QWidget, place: Place) -> list[str]:
    """Return what is wrong with the blue buttons in sight: more than one, or one without its key.

    The one there is does what Ctrl+Enter does, or Enter in a list, and shows it; where it begins
    something new instead of going on, it may have a key of its own.
    """
    buttons = page.findChildren(KeyButton)
    blue = [each for each in buttons if each.isVisible() and each.kind is ButtonKind.MAIN]
    several = [f"{len(blue)} blue buttons"] if len(blue) > 1 else []
    if place in BEGIN:
        return several
    keys = {shortcuts.label(Key.MAIN), shortcuts.ENTER}
    return several + [f"{each.text()}: no key" for each in blue if each._key not in keys]


_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def other_dates(runs: Sequence[Run], place: Place) -> list[str]:
    """Return the days of a page in a form it has not: ISO, or the narrow one for a day this year.

    A list writes a day of this year without it, a sentence with its weekday, a field in full; the
    narrow form with the letter of the era is for other years.
    """
    if place not in SHORT_DAYS:
        return []
    this_year = re.compile(rf"{format_short(TODAY).partition('.')[0]}\.\d+\.\d+")
    return [
        text for text in (run.text for run in runs) if _ISO.search(text) or this_year.search(text)
    ]


def faults_of_parts(case: Case) -> list[str]:
    """Return the faults of a page, each of its tabs in front once, where its parts are tabs."""
    window = case.window.window
    found = faults(window)
    for parts in (each for each in window.findChildren(Divided) if each.isVisible()):
        for place in range(parts.tabs.count() if parts.tabbed else 0):
            parts.show_part(place)
            come_to_rest(case)
            found += [f"{parts.tabs.tabText(place)}: {each}" for each in faults(window)]
    return found


def dialogs(case: Case, place: Place, thing: object | None) -> Iterator[tuple[str, QWidget]]:
    """Do everything that can be done on a page and yield each dialog that comes, then close it."""
    table = case.go(place, thing, SectionView).doing
    for name in table.names():
        if case.window.shell.place is not place:
            table = case.go(place, thing, SectionView).doing
        if name in LEADS_AWAY or not table[name].isEnabled():
            continue
        table[name].trigger()
        come_to_rest(case)
        for dialog in shown_dialogs():
            assert (name, in_rings()) == (name, [])
            yield name, dialog
            dialog.reject()
            come_to_rest(case)


def dialog_of(case: Case, act: str) -> QDialog:
    """Do something that every page offers, and return the dialog that comes."""
    (action,) = case.window.window.findChildren(QAction, act)
    action.trigger()
    come_to_rest(case)
    return shown_dialogs()[0]


def shown_dialogs() -> list[QDialog]:
    """Return the dialogs that are shown, the last one first."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
    return shown[::-1]


def speak(case: Case, language: Language) -> None:
    """Show every screen in a language."""
    case.window.speak(language)
    come_to_rest(case)


def uneven_bars(window: QWidget) -> list[str]:
    """Return the title bars in which a button looks unlike the rest, or the menu of more is amid.

    It stands behind all plain ones, and nothing but the blue button behind it.
    """
    found = []
    for bar in window.findChildren(TitleBar):
        shown = [each for each in bar.findChildren(KeyButton) if each.isVisible()]
        shown.sort(key=lambda each: each.mapTo(bar, each.rect().topLeft()).x())
        kinds = [each.kind for each in shown]
        if set(kinds) - {ButtonKind.MAIN, ButtonKind.PLAIN}:
            found.append(f"buttons of several looks: {[each.objectName() for each in shown]}")
        more = [place for place, each in enumerate(shown) if isinstance(each, MoreButton)]
        if any(ButtonKind.PLAIN in kinds[place + 1 :] for place in more):
            found.append(f"more stands amid: {[each.objectName() for each in shown]}")
    return found
