# SPDX-License-Identifier: MIT
"""GOAL-22: the page in sight is the selected letter's own, however late pictures come (T40).

A renderer that keeps every picture back stands for a slow one: pictures of letters shown before
come whenever chance lets them, also after the next letter was asked for. What the screen shows is
read back and compared with the letter's page drawn alone. The variant is the order of loading and
drawing before: one document, loaded anew for each letter, under a view that asks by page number.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from unittest.mock import patch

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from desk_app.gui.kit.display import pdf as drawn_letter
from desk_app.gui.kit.display.pdf import PdfPage, digest_of
from desk_app.letters.places import resources
from desk_app.letters.press import LetterPress
from desk_app.letters.samples import samples
from desk_app.records.desk.people import Language
from tests.drawn_pages import late_renderer
from tests.workbench import window
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work

SWITCHES, CONTROLS, LETTERS = 1_000, 30, 12
SIZE = QSize(420, 520)
"""Lower than a page as wide as the view: no second one is in sight."""
INK = 100
"""Darker than that, of 255, is what stands on a page, and not the ground around it."""

EDGE, BESIDE, EDGE_ANEW = 5, 16, 6
"""Pixels between the edge of the view and the page: of ours above and at its sides, of Qt's own."""

MOST_LOOKS, MOSTLY, OFTEN, SELDOM = 4, 0.8, 0.5, 0.2
PATIENCE = 10
MOST_MS = 8


@dataclass(slots=True)
class Seen:
    """What was read back from the screen."""

    switches: int = 0
    drawn: int = 0
    empty: int = 0
    late: int = 0
    wrong: int = 0


def try_switches(context: Context) -> Outcome:
    """Switch at random under a slowed renderer and look at the screen; then the variant."""
    wanted = context.share(SWITCHES, 40)
    letters = context.share(LETTERS, 4)
    seen = apart(_switch, context.chance("switches"), letters, wanted)
    stale, controls = apart(_load_into_one, context.share(CONTROLS, 20))
    return Outcome(
        reached=(
            f"{seen.wrong} pages of another letter in {seen.drawn + seen.empty:,} looks "
            f"({seen.drawn:,} drawn, {seen.empty:,} still empty)"
        ),
        held=seen.wrong == 0,
        work=(
            Work("switches", seen.switches, wanted),
            Work("pages drawn and compared", seen.drawn, wanted // 2),
            Work("empty pages looked at", seen.empty, wanted // 4),
            Work("pictures that came late", seen.late, wanted // 5),
        ),
        control=Control(
            "one document loaded anew",
            f"{stale} of {controls} letters under another one's page",
            failed=stale > 0,
        ),
    )


# The slowed renderer.


@dataclass(slots=True)
class Kept:
    """The pictures that are drawn and have not been handed over, each with its renderer.

    ``newest`` is the renderer of the letter selected now; ``came`` counts pictures of letters
    selected before it that were handed over all the same.
    """

    waiting: list[tuple[QObject, Callable[[], None]]] = field(default_factory=list)
    newest: QObject | None = None
    came: int = 0

    def made(self, renderer: QObject) -> None:
        """Take note of the renderer of the letter that is selected."""
        self.newest = renderer

    def keep(self, renderer: QObject, hand_over: Callable[[], None]) -> None:
        """Let a picture wait."""
        self.waiting.append((renderer, hand_over))

    def let_one(self, chance: Random) -> None:
        """Hand over any of them, in no order."""
        if self.waiting:
            renderer, hand_over = self.waiting.pop(chance.randrange(len(self.waiting)))
            self.came += renderer is not self.newest
            hand_over()


# The walk.


def _switch(chance: Random, people: int, switches: int) -> Seen:
    window.application()
    letters, late = _letters(people), Kept()
    alone = [_alone(pdf) for pdf in letters]
    with patch.object(drawn_letter, "QPdfPageRenderer", late_renderer(late)):
        walk = Walk(chance, letters, alone, late, _shown_page())
        for _ in range(switches):
            walk.switch()
    return walk.seen


@dataclass(slots=True)
class Walk:
    """One view, and letters that are put into it."""

    chance: Random
    letters: list[bytes]
    alone: list[QImage]
    late: Kept
    view: PdfPage
    seen: Seen = field(default_factory=Seen)

    def switch(self) -> None:
        """Select another letter, look a few times while pictures come, now and then till the end.

        Pictures of the letters before are let come after it was selected.
        """
        which = self.chance.randrange(len(self.letters))
        if self.chance.random() < MOSTLY:
            # The letter before is left with its picture drawn and on the way.
            window.wait_until(lambda: bool(self.late.waiting) or not self.view.is_drawing)
        if self.chance.random() < SELDOM:
            self.view.expect()
            self._look(None)
        self.view.show_bytes(self.letters[which])
        self._look(which)
        for _ in range(self.chance.randint(1, MOST_LOOKS)):
            if self.chance.random() < OFTEN:
                self.late.let_one(self.chance)
            QApplication.processEvents()
            self._look(which)
        if self.chance.random() < OFTEN:
            self._wait(which)
            self._look(which)
            self.seen.wrong += self.view.shown != digest_of(self.letters[which])
        self.seen.late = self.late.came
        self.seen.switches += 1

    def _wait(self, which: int) -> None:
        """Let all come that is to come."""

        def drawn() -> bool:
            self.late.let_one(self.chance)
            return self.view.shown == digest_of(self.letters[which])

        window.wait_until(drawn)

    def _look(self, which: int | None) -> None:
        """Read the screen back: it shows this letter's page, or an empty sheet, and says which."""
        picture = _read_back(self.view)
        ours = which is not None and picture == self.alone[which]
        told = [not self.view.hindrance(pdf) for pdf in self.letters]
        may_go = [number == which and ours for number in range(len(self.letters))]
        if told != may_go or (not ours and picture in self.alone):
            self.seen.wrong += 1
        elif ours:
            self.seen.drawn += 1
        else:
            self.seen.empty += 1


def _letters(people: int) -> list[bytes]:
    """Return letters of so many people."""
    press = LetterPress(resources() / "letters")
    found = []
    for number, (_, facts) in zip(range(people), samples(Language.JA), strict=False):
        to = replace(facts.addressee, name=f"𠮷田 {number}子")
        found.append(press.render(replace(facts, addressee=to)))
    return found


def _shown_page() -> PdfPage:
    host = QWidget()
    view = PdfPage("letter", host)
    host.resize(SIZE)
    view.resize(SIZE)
    _HOSTS.append(host)
    host.show()
    return view


def _read_back(view: QAbstractScrollArea, edge: int = EDGE, beside: int = BESIDE) -> QImage:
    """Return what the screen shows of the first page, without what stands around it."""
    whole = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return whole.copy(beside, edge, whole.width() - 2 * beside, whole.height() - 2 * edge)


def _alone(pdf: bytes) -> QImage:
    """Return what a view must show of a letter: its first page, drawn by itself."""
    buffer, document = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    view = _shown_page()
    view.show_bytes(pdf)
    size = view.viewport().size()
    width = size.width() - 2 * BESIDE
    points = document.pagePointSize(0)
    drawn = document.render(0, (points * (width / points.width())).toSize())
    paper = QImage(width, size.height() - 2 * EDGE, QImage.Format.Format_RGB32)
    paper.fill("white")
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


# The variant.


class LoadedAnew(QPdfView):
    """One document for all letters, under Qt's own view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = QPdfDocument()
        self._bytes = QBuffer()
        self.setDocument(self._pages)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def show_bytes(self, pdf: bytes) -> None:
        """Load a letter in the place of the one before."""
        self._pages.close()
        self._bytes.close()
        self._bytes.setData(QByteArray(pdf))
        self._bytes.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pages.load(self._bytes)


def _load_into_one(times: int) -> tuple[int, int]:
    """Load the next letter while the page of the one before is drawn, until that one stays.

    Whether it is drawn by then is the machine's: a busy one is given more tries, each with a little
    more time to begin. Returns how often it stayed and how often it was tried.
    """
    window.application()
    first, second = _letters(2)
    other, own = (_settled(_loaded_anew(), pdf) for pdf in (first, second))
    stale = tried = 0
    while not stale and tried < PATIENCE * times:
        view = _loaded_anew()
        view.show_bytes(first)
        view.viewport().repaint()
        if tried >= times:
            time.sleep(tried % MOST_MS / 1000)
        seen = _settled(view, second)
        stale += seen == other != own
        tried += 1
    return stale, tried


def _loaded_anew() -> LoadedAnew:
    host = QWidget()
    view = LoadedAnew(host)
    host.resize(SIZE)
    view.resize(SIZE)
    _HOSTS.append(host)
    host.show()
    QApplication.processEvents()
    return view


def _settled(view: LoadedAnew, pdf: bytes) -> QImage:
    """Show a letter and return what the screen shows once a page has come."""
    view.show_bytes(pdf)
    # Looked at between all events: a page of another letter stands for a moment only.
    window.wait_until(lambda: _bears_ink(_read_back(view, EDGE_ANEW, EDGE_ANEW)), between=0)
    return _read_back(view, EDGE_ANEW, EDGE_ANEW)


def _bears_ink(picture: QImage) -> bool:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return min(bytes(grey.constBits())) < INK


_HOSTS: list[QWidget] = []
"""The windows of the views, which live as long as their process."""


GOAL = Goal(
    "GOAL-22",
    f"{SWITCHES:,} random switches under a slowed renderer: 0 pages of another letter in sight",
    try_switches,
    takes=30,
)
