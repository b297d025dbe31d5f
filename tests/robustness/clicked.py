# SPDX-License-Identifier: MIT
"""The page of letters through the window: keys and clicks, and a printer that keeps each job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

from desk_app.desk import corresponding
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.rows import LetterState
from desk_app.gui.asking import Ask
from desk_app.gui.case.letters import QueuedLetter, Stage
from desk_app.gui.kit.fields import OfferingLineEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.printing import spooler
from desk_app.gui.printing.spooler import Cups
from desk_app.records.base import LetterId
from tests.robustness.confirmed import Confirmed, Judge, Walked, judge_of
from tests.robustness.sites import Site
from tests.robustness.windowed import Hand, printer_into

MOST_STEPS, MOSTLY = 6, 0.8
FEWEST = 3
"""With fewer letters nobody makes one void."""
AGAIN = "紙づまり"
SEARCHED = ("", "", "R8-", "甲", "川", "zzz")


def walk(site: Site, chance: Random, sequences: int) -> Walked:
    """Go through sequences of clicks at a signed-in window; what became of the letters."""
    with TemporaryDirectory(prefix="printed-", dir=site.folder) as folder:
        jobs = Path(folder, "jobs")
        jobs.mkdir()
        with patch.object(spooler, "system", lambda: Cups(*printer_into(jobs))):
            return _walk(site, chance, sequences, jobs)


def _walk(site: Site, chance: Random, sequences: int, jobs: Path) -> Walked:
    hand = Hand(site)
    hand.sign_in()
    judge = hand.do(hand.window, judge_of)
    view = hand.go(Place.LETTERS)
    assert isinstance(view, LettersView)
    clicks = Clicks(hand, view, chance, judge, jobs, [])
    for _ in range(sequences):
        clicks.sequence()
    hand.close()
    return judge.walked


@dataclass(slots=True)
class Clicks:
    """One clerk who clicks at random; what was confirmed waits until the printer has answered."""

    hand: Hand
    view: LettersView
    chance: Random
    judge: Judge
    jobs: Path
    confirmed: list[Confirmed]

    def sequence(self) -> None:
        """Click a few times, now and then before the desk has answered; then look what came."""
        for _ in range(self.chance.randint(2, MOST_STEPS)):
            self.chance.choice(_STEPS)(self)
            if self.chance.random() < MOSTLY:
                self.hand.settle()
        self.hand.settle()
        self.view.queue.searched.emit("")
        self.hand.settle()
        self._look()
        self.judge.walked.sequences += 1

    def select(self) -> None:
        """Make a line of the list the current one, as a click does."""
        entries = self.view.presenter.state.shown
        if entries:
            self._choose(self.chance.choice(entries))

    def narrow(self) -> None:
        """Type into the search field."""
        self.view.queue.search.setText(self.chance.choice(SEARCHED))
        self.view.queue.searched.emit(self.view.queue.search.text())

    def refresh(self) -> None:
        """Press F5, or go elsewhere and come back."""
        if self.chance.random() < MOSTLY:
            self.view.read_again()
        else:
            self.hand.go(Place.APPLICATIONS)
            self.hand.go(Place.LETTERS)

    def print_one(self) -> None:
        """Print, where the action is offered, whose line is the current one."""
        entry = self.view.presenter.state.entry
        if entry is None or not self.view.doing["print"].isEnabled():
            return
        if entry.stage is not Stage.TO_ISSUE:
            self.confirmed.append(Confirmed.seen(entry))
        self.view.doing["print"].trigger()
        # A letter printed before is printed again for a reason, asked once the desk has answered.
        self.hand.settle()
        for dialog in self.view.findChildren(Ask):
            self._say_why(dialog)

    def issue(self) -> None:
        """Have a letter issued that is owed; the question names the person who is confirmed."""
        owed = self.view.presenter.state.at(Stage.TO_ISSUE)
        if not owed:
            return
        self._choose(self.chance.choice(owed))
        self.hand.settle()
        if not self.view.doing["issue"].isEnabled():
            return
        self.view.doing["issue"].trigger()
        QApplication.processEvents()
        for dialog in self.view.findChildren(Ask):
            self._answer(dialog)

    def void(self) -> None:
        """Let another clerk make a letter void: its person is owed another one."""
        changes = self.hand.do(self.view, _void_one)
        if changes is not None:
            self.view.read_again()

    def _answer(self, dialog: Ask) -> None:
        """Say yes to whom the question names, though the queue was read again meanwhile."""
        looked = self.view.presenter.state.looked
        assert looked is not None
        confirmed = Confirmed.seen(looked.entry)
        named = confirmed.name in f"{dialog.windowTitle()} {dialog.note()}"
        before = self.hand.do(self.view, _letters)
        if self.chance.random() < MOSTLY:
            self.view.read_again()
        dialog._do.click()
        self.hand.settle()
        for letter in self.hand.do(self.view, _letters) - before:
            pages = self.hand.do(self.view, partial(corresponding.pages_of, letter_id=letter))
            self.judge.walked.issued += 1
            self.judge.hold(pages, confirmed if named else None)

    def _say_why(self, dialog: Ask) -> None:
        """Say why a letter that was printed before is printed again."""
        reason = dialog.field("reason").editor
        assert isinstance(reason, OfferingLineEdit)
        reason.setText(AGAIN)
        dialog._do.click()
        self.hand.settle()

    def _choose(self, entry: QueuedLetter) -> None:
        self.view.queue.list.choose(self.view.queue._model.row_of(entry.key))

    def _look(self) -> None:
        """Hold every job of the printer against what was confirmed, whatever their order."""
        waiting = Counter(self.confirmed)
        for job in sorted(self.jobs.iterdir()):
            pages = job.read_bytes()
            job.unlink()
            self.judge.walked.printed += 1
            on_it = self.judge.on(pages)
            (one, *more) = on_it or {None}
            confirmed = one if one is not None and not more and waiting[one] > 0 else None
            self.judge.hold(pages, confirmed)
            if confirmed is not None:
                waiting[confirmed] -= 1
        self.confirmed.clear()


def _letters(desk: Desk) -> set[LetterId]:
    return {LetterId(line.id) for line in desk.ports.store.queries.letters(None)}


def _void_one(desk: Desk) -> object | None:
    letters = desk.ports.store.queries.letters(None)
    sound = [each for each in letters if each.state is not LetterState.VOID]
    if len(sound) < FEWEST:
        return None
    line = sound[0]
    try:
        return corresponding.void_letter(desk, line.application, LetterId(line.id), "誤り")
    except KnownError:
        return None


_STEPS: tuple[Callable[[Clicks], None], ...] = (
    Clicks.select,
    Clicks.select,
    Clicks.narrow,
    Clicks.refresh,
    Clicks.print_one,
    Clicks.print_one,
    Clicks.issue,
    Clicks.void,
)
