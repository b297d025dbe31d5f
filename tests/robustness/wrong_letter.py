# SPDX-License-Identifier: MIT
"""GOAL-9: whatever is clicked in whatever order, the letter is the confirmed person's.

The page is the program's own presenter over the real desk; some sequences go through the window.
A printer that keeps what it is sent stands for the one outside.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from PySide6.QtCore import QObject
from typing_extensions import override

from desk_app.desk import corresponding
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import KnownError
from desk_app.desk.rows import LetterState
from desk_app.gui.asking import Question
from desk_app.gui.case.letters import Owed, Stage
from desk_app.gui.entrance import Choices
from desk_app.gui.kit.pdf import digest_of
from desk_app.gui.pages.letters.book import LettersPresenter
from desk_app.gui.printing.letters import print_order
from desk_app.gui.screen import Screen
from desk_app.gui.session import Workplace
from desk_app.gui.tasks import ChangeHub
from desk_app.letters.places import resources
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.printers import JobState, PaperUse, PrintOrder
from tests.robustness import clicked, windowed
from tests.robustness.confirmed import Confirmed, Judge, Walked, judge_of
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.paced_runner import PacedRunner
from tests.robustness.sites import Site, founded
from tests.robustness.two_people import TwoPeople

SEQUENCES, THROUGH_WINDOW, CONTROLS, IN_ONE_PROCESS = 10_000, 200, 1_000, 250
MOST_STEPS = 4
NAMES = ("甲田 一子", "乙川 二郎", "丙山 三枝", "丁野 四季")


def try_sequences(context: Context) -> Outcome:
    """Click at random through the presenter and through the window; then the variant."""
    wanted, seen = context.share(SEQUENCES, 60), context.share(THROUGH_WINDOW, 2)
    site = founded(context.within("desk"))
    apart(_persons, site)
    walked = _in_stints(context, "walk", site, wanted, LettersPresenter)
    hand = apart(clicked.walk, site, context.chance("window"), seen)
    other = founded(context.within("control"))
    apart(_persons, other)
    variant = _in_stints(context, "control", other, context.share(CONTROLS, 60), CurrentSelection)
    return Outcome(
        reached=(
            f"{walked.wrong + hand.wrong} of {walked.right + hand.right} letters differ from the "
            f"confirmed person ({walked.issued} issued, {walked.printed} printed, {hand.right} "
            "through the window)"
        ),
        held=walked.wrong == hand.wrong == 0,
        work=(
            Work("sequences", walked.sequences, wanted),
            Work("through the window", hand.sequences, seen),
            Work("letters printed", walked.printed, wanted // 3),
            Work("letters issued", walked.issued, max(1, wanted // 100)),
            Work("printed through the window", hand.printed, seen // 2),
        ),
        control=Control(
            "a current selection",
            f"{variant.wrong} of {variant.right + variant.wrong} letters differ",
            failed=variant.wrong > 0,
        ),
    )


def _in_stints(
    context: Context, name: str, site: Site, sequences: int, kind: type[LettersPresenter]
) -> Walked:
    """Walk on copies of a desk: the more letters there are, the longer every step takes."""
    walked = Walked()
    for first in range(0, sequences, IN_ONE_PROCESS):
        some = min(IN_ONE_PROCESS, sequences - first)
        stint = site.copy(context.folder / "stint")
        walked += apart(_walk, stint, context.chance(f"{name} {first}"), some, kind)
        shutil.rmtree(stint.folder)
    return walked


def _persons(site: Site) -> None:
    """Have every person's application decided; one is owed a letter, the others have it."""
    people = TwoPeople.at(site)
    _, *others = [people.decided(name) for name in NAMES]
    for id_ in others:
        corresponding.issue_letter(people.clerk, people.answer(id_))
    people.close()


# The printers, and the variant.


class KeepingPrinter:
    """Takes each job under a name of its own, which stands for a printer's."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._jobs: dict[str, list[Confirmed]] = {}

    def expect(self, confirmed: Sequence[Confirmed]) -> str:
        """Return the name of a job that was confirmed for these persons, in this order."""
        name = f"job {len(self._jobs)}"
        self._jobs[name] = list(confirmed)
        return name

    def printers(self) -> Sequence[str]:
        """Return the usual printer."""
        return ("office",)

    def trays(self, _printer: str) -> Sequence[str]:
        """Return none."""
        return ()

    def states(self, _jobs: Collection[str]) -> Mapping[str, JobState]:
        """Know of no job any more."""
        return {}

    def send(self, pages: bytes, order: PrintOrder) -> str:
        """Take the pages of one letter of a job."""
        waiting = self._jobs[order.choice.printer]
        self._judge.walked.printed += 1
        self._judge.hold(pages, waiting.pop(0) if waiting else None)
        return order.choice.printer


class CurrentSelection(LettersPresenter):
    """The variant: what is printed is what is selected when the desk's thread comes to it."""

    @override
    def print_one(self, printer: str, shown: str, reason: str = "") -> None:
        order = print_order(self.work.screen, PaperUse.LETTER, printer)
        went = corresponding.Print(reason=reason)

        def verb(desk: Desk) -> Changes:
            entry = self.state.entry
            if entry is None or isinstance(entry.key, Owed):
                return Changes.of()
            self.printing.send(corresponding.pages_of(desk, entry.key), order)
            return corresponding.record_printed(desk, entry.application, (entry.key,), went)

        self.work.do(self, verb)


# The presenter under random hands.


def _walk(site: Site, chance: Random, sequences: int, kind: type[LettersPresenter]) -> Walked:
    app = windowed.application()
    people = TwoPeople.at(site)
    walk = _begun(people.clerk, chance, kind, Screen(app, resources(), Choices()))
    for _ in range(sequences):
        walk.sequence()
    people.close()
    return walk.judge.walked


def _begun(desk: Desk, chance: Random, kind: type[LettersPresenter], screen: Screen) -> Walk:
    judge = judge_of(desk)
    runner, root = PacedRunner(), QObject()
    work = Workplace(desk, runner, ChangeHub(root), screen, root)
    printer = KeepingPrinter(judge)
    presenter = kind(work, printer, root)
    presenter.open(None)
    runner.answer_all()
    return Walk(desk, chance, presenter, runner, printer, judge, root)


@dataclass(slots=True)
class Walk:
    """One clerk at the page of letters, who clicks at random while others work too."""

    desk: Desk
    chance: Random
    presenter: LettersPresenter
    runner: PacedRunner
    printer: KeepingPrinter
    judge: Judge
    root: QObject
    question: tuple[Question, Confirmed] | None = None

    def sequence(self) -> None:
        """Do a few things; the desk answers some of them before the next, the rest at the end."""
        for _ in range(self.chance.randint(2, MOST_STEPS)):
            self.chance.choices(_STEPS, _WEIGHTS)[0](self)
            for _ in range(self.chance.choice((0, 0, 1, 2))):
                self.runner.answer_one()
        self.question = None
        self.runner.answer_all()
        self.judge.walked.sequences += 1

    def select(self) -> None:
        """Look at any letter of the queue, those that are not issued yet less often."""
        entries = self.presenter.state.shown
        issued = [each for each in entries if each.stage is not Stage.TO_ISSUE]
        some = issued if issued and self.chance.random() < _MOSTLY else entries
        if some:
            self.presenter.look_at(self.chance.choice(some).key)

    def narrow(self) -> None:
        """Search for a part of a name or number, or for nothing."""
        self.presenter.narrow(self.chance.choice(("", "", "R8-", "甲", "川", "R8-0003", "zzz")))

    def refresh(self) -> None:
        """Read the queue again, or come anew from an application."""
        if self.chance.random() < _MOSTLY:
            self.presenter.read_again()
        else:
            self.presenter.open(ApplicationId(self.chance.randint(1, len(NAMES))))

    def print_one(self) -> None:
        """Print the letter that is looked at, and whose pages are seen."""
        looked = self.presenter.state.looked
        if looked is not None:
            job = self.printer.expect([Confirmed.seen(looked.entry)])
            self.presenter.print_one(job, digest_of(looked.pages), "紙づまり")

    def print_all(self) -> None:
        """Print what waits for it."""
        entries = self.presenter.state.at(Stage.TO_PRINT)
        self.presenter.print_all(self.printer.expect([Confirmed.seen(each) for each in entries]))

    def ask(self) -> None:
        """Put the question of issuing; whom it names is what a clerk confirms."""
        looked, question = self.presenter.state.looked, self._question()
        if looked is not None and question is not None:
            self.question = (question, Confirmed.seen(looked.entry))

    def _question(self) -> Question | None:
        looked = self.presenter.state.looked
        return None if looked is None else self.presenter.issue_question(digest_of(looked.pages))

    def confirm(self) -> None:
        """Answer the question that is put, whatever was done since."""
        if self.question is None:
            self._owed()
            return
        (question, confirmed), self.question = self.question, None
        verb = question.doing({})
        self.presenter.work.do(
            self.presenter, verb, lambda changes: self._issued(changes, confirmed), _refused
        )

    def void(self) -> None:
        """Let another clerk make a letter void, so that its person is owed another one."""
        letters = self.desk.ports.store.queries.letters(None)
        sound = [each for each in letters if each.state is not LetterState.VOID]
        if len(sound) < len(NAMES) - 1:
            return
        line = self.chance.choice(sound)
        try:
            corresponding.void_letter(self.desk, line.application, LetterId(line.id), "誤り")
        except KnownError:
            return
        self.presenter.read_again()

    def _owed(self) -> None:
        """Go to a letter that is not issued, and ask."""
        owed = self.presenter.state.at(Stage.TO_ISSUE)
        if owed:
            self.presenter.look_at(self.chance.choice(owed).key)
            self.runner.answer_all()
            self.ask()

    def _issued(self, changes: Changes, confirmed: Confirmed) -> None:
        (letter,) = changes.ids(Kind.LETTER)
        self.judge.walked.issued += 1
        self.judge.hold(corresponding.pages_of(self.desk, LetterId(str(letter))), confirmed)


def _refused(_error: Exception) -> None:
    """The letter was issued meanwhile, or is not owed any more."""


_MOSTLY = 0.8
_STEPS: tuple[Callable[[Walk], None], ...] = (
    Walk.select,
    Walk.narrow,
    Walk.refresh,
    Walk.print_one,
    Walk.print_all,
    Walk.ask,
    Walk.confirm,
    Walk.void,
)
_WEIGHTS = (34, 8, 6, 34, 2, 3, 14, 4)


GOAL = Goal(
    "GOAL-9",
    f"{SEQUENCES:,} random screen sequences: 0 letters that differ from the confirmed person",
    try_sequences,
    long=True,
)
