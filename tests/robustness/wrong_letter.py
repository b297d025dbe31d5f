# SPDX-License-Identifier: MIT
"""GOAL-9: whatever is clicked in whatever order, the letter is the confirmed person's.

The page is the program's own book over the real desk; some sequences go through the window.
A printer that keeps what it is sent stands for the one outside.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from desk_app.cli.sample.pdf_text import text_of
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import KnownError
from desk_app.desk.letters import corresponding
from desk_app.desk.rows import LetterLine, LetterState
from desk_app.gui.asking import Ask, Question
from desk_app.gui.case.letters import Owed, QueuedLetter, Stage
from desk_app.gui.kit.display.pdf import digest_of
from desk_app.gui.kit.fields.fields import OfferingLineEdit
from desk_app.gui.page import Place
from desk_app.gui.pages.letters.book import LettersBook
from desk_app.gui.pages.letters.page import LettersView
from desk_app.gui.printing import spooler
from desk_app.gui.printing.letters import print_order
from desk_app.records.base import ApplicationId, LetterId
from desk_app.records.desk.printers import JobState, PaperUse, PrintOrder
from tests.workbench import window
from tests.workbench.desks import Site, TwoPeople, founded
from tests.workbench.processes import apart
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work
from tests.workbench.window import Hand, PacedRunner, entrance_of, printer

SEQUENCES, THROUGH_WINDOW, CONTROLS, IN_ONE_PROCESS = 10_000, 200, 1_000, 125
MOST_STEPS = 4
NAMES = ("甲田 一子", "乙川 二郎", "丙山 三枝", "丁野 四季")


def try_sequences(context: Context) -> Outcome:
    """Click at random through the book and through the window; then the variant."""
    wanted, seen = context.share(SEQUENCES, 40), context.share(THROUGH_WINDOW)
    site = founded(context.within("desk"))
    apart(_persons, site)
    walked = _in_stints(context, "walk", site, wanted, LettersBook)
    variant = _in_stints(context, "control", site, context.share(CONTROLS, 60), CurrentSelection)
    hand = apart(walk_window, site, context.chance("window"), seen)
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
    context: Context, name: str, site: Site, sequences: int, kind: type[LettersBook]
) -> Walked:
    """Walk on copies of a desk: the more letters there are, the longer every step takes.

    The variant has gone far enough with its first wrong letter.
    """
    walked, enough = Walked(), kind is CurrentSelection
    for first in range(0, sequences, IN_ONE_PROCESS):
        if enough and walked.wrong:
            break
        some = min(IN_ONE_PROCESS, sequences - first)
        stint = site.copy(context.folder / "stint")
        chance = context.chance(f"{name} {first}")
        walked += apart(_walk_book, stint, chance, some, kind, until_wrong=enough)
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


class CurrentSelection(LettersBook):
    """The variant: what is printed is what is selected when the desk's thread comes to it."""

    @override
    def print_one(self, printer: str, shown: str, reason: str = "") -> None:
        order = print_order(self.session.screen, PaperUse.LETTER, printer)
        went = corresponding.Print(reason=reason)

        def verb(desk: Desk) -> Changes:
            entry = self.state.entry
            if entry is None or isinstance(entry.key, Owed):
                return Changes.of()
            self.printing.send(corresponding.pages_of(desk, entry.key), order)
            return corresponding.record_printed(desk, entry.application, (entry.key,), went)

        self.session.do(self, verb)


# The book under random hands.


def _walk_book(
    site: Site,
    chance: Random,
    sequences: int,
    kind: type[LettersBook],
    *,
    until_wrong: bool,
) -> Walked:
    with TwoPeople.at(site) as people:
        walk = _begun(people.clerk, chance, kind)
        for _ in range(sequences):
            walk.sequence()
            if until_wrong and walk.judge.walked.wrong:
                break
    return walk.judge.walked


def _begun(desk: Desk, chance: Random, kind: type[LettersBook]) -> Walk:
    judge = judge_of(desk)
    runner, root = PacedRunner(), QObject()
    printer = KeepingPrinter(judge)
    book = kind(window.session_on(desk, runner, root), printer, root)
    book.open(None)
    runner.answer_all()
    return Walk(desk, chance, book, runner, printer, judge, root)


@dataclass(slots=True)
class Walk:
    """One clerk at the page of letters, who clicks at random while others work too."""

    desk: Desk
    chance: Random
    book: LettersBook
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
        entries = self.book.state.shown
        issued = [each for each in entries if each.stage is not Stage.TO_ISSUE]
        some = issued if issued and self.chance.random() < _MOSTLY else entries
        if some:
            self.book.look_at(self.chance.choice(some).key)

    def narrow(self) -> None:
        """Search for a part of a name or number, or for nothing."""
        self.book.narrow(self.chance.choice(("", "", "R8-", "甲", "川", "R8-0003", "zzz")))

    def refresh(self) -> None:
        """Read the queue again, or come anew from an application."""
        if self.chance.random() < _MOSTLY:
            self.book.read_again()
        else:
            self.book.open(ApplicationId(self.chance.randint(1, len(NAMES))))

    def print_one(self) -> None:
        """Print the letter that is looked at, and whose pages are seen."""
        looked = self.book.state.looked
        if looked is not None:
            job = self.printer.expect([Confirmed.seen(looked.entry)])
            self.book.print_one(job, digest_of(looked.pages), "紙づまり")

    def print_all(self) -> None:
        """Print what waits for it."""
        entries = self.book.state.at(Stage.TO_PRINT)
        self.book.print_all(self.printer.expect([Confirmed.seen(each) for each in entries]))

    def ask(self) -> None:
        """Put the question of issuing; whom it names is what a clerk confirms."""
        looked, question = self.book.state.looked, self._question()
        if looked is not None and question is not None:
            self.question = (question, Confirmed.seen(looked.entry))

    def _question(self) -> Question | None:
        looked = self.book.state.looked
        return None if looked is None else self.book.issue_question(digest_of(looked.pages))

    def confirm(self) -> None:
        """Answer the question that is put, whatever was done since."""
        if self.question is None:
            self._owed()
            return
        (question, confirmed), self.question = self.question, None
        verb = question.doing({})
        self.book.session.do(
            self.book, verb, lambda changes: self._issued(changes, confirmed), _refused
        )

    def void(self) -> None:
        """Let another clerk make a letter void, so that its person is owed another one."""
        if _void_one(self.desk, self.chance.choice):
            self.book.read_again()

    def _owed(self) -> None:
        """Go to a letter that is not issued, and ask."""
        owed = self.book.state.at(Stage.TO_ISSUE)
        if owed:
            self.book.look_at(self.chance.choice(owed).key)
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
    *(Walk.select, Walk.narrow, Walk.refresh, Walk.print_one),
    *(Walk.print_all, Walk.ask, Walk.confirm, Walk.void),
)
_WEIGHTS = (34, 8, 6, 34, 2, 3, 14, 4)


MOST_CLICKS, MOSTLY = 6, 0.8
FEWEST = 3
"""With fewer letters nobody makes one void."""
AGAIN = "紙づまり"
SEARCHED = ("", "", "R8-", "甲", "川", "zzz")


def walk_window(site: Site, chance: Random, sequences: int) -> Walked:
    """Go through sequences of clicks at a signed-in window; what became of the letters."""
    with TemporaryDirectory(prefix="printed-", dir=site.folder) as folder:
        jobs = Path(folder, "jobs")
        jobs.mkdir()
        office = printer(Path(folder), f'cat > "$(mktemp {jobs}/job-XXXXXXXX)"')
        with patch.object(spooler, "system", lambda: office):
            return _walk(site, chance, sequences, jobs)


def _walk(site: Site, chance: Random, sequences: int, jobs: Path) -> Walked:
    hand = Hand(entrance_of(site))
    hand.sign_in()
    judge = hand.do(judge_of)
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
        for _ in range(self.chance.randint(2, MOST_CLICKS)):
            self.chance.choice(_CLICKS)(self)
            if self.chance.random() < MOSTLY:
                self.hand.settle()
        self.hand.settle()
        self.view.queue.searched.emit("")
        self.hand.settle()
        self._look()
        self.judge.walked.sequences += 1

    def select(self) -> None:
        """Make a line of the list the current one, as a click does."""
        entries = self.view.book.state.shown
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
        entry = self.view.book.state.entry
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
        owed = self.view.book.state.at(Stage.TO_ISSUE)
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
        if self.hand.do(lambda desk: _void_one(desk, lambda sound: sound[0])):
            self.view.read_again()

    def _answer(self, dialog: Ask) -> None:
        """Say yes to whom the question names, though the queue was read again meanwhile."""
        looked = self.view.book.state.looked
        assert looked is not None
        confirmed = Confirmed.seen(looked.entry)
        named = confirmed.name in f"{dialog.windowTitle()} {dialog.note()}"
        before = self.hand.do(_letters)
        if self.chance.random() < MOSTLY:
            self.view.read_again()
        dialog._do.click()
        self.hand.settle()
        for letter in self.hand.do(_letters) - before:
            pages = self.hand.do(partial(corresponding.pages_of, letter_id=letter))
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


def _void_one(desk: Desk, among: Callable[[Sequence[LetterLine]], LetterLine]) -> bool:
    """Let another clerk make a letter void, where so many are sound that one may be."""
    letters = desk.ports.store.queries.letters(None)
    sound = [each for each in letters if each.state is not LetterState.VOID]
    if len(sound) < FEWEST:
        return False
    line = among(sound)
    try:
        corresponding.void_letter(desk, line.application, LetterId(line.id), "誤り")
    except KnownError:
        return False
    return True


_CLICKS: tuple[Callable[[Clicks], None], ...] = (
    *(Clicks.select, Clicks.select, Clicks.narrow, Clicks.refresh),
    *(Clicks.print_one, Clicks.print_one, Clicks.issue, Clicks.void),
)


@dataclass(slots=True)
class Walked(Tally):
    """How many letters were the confirmed person's and how many not."""

    sequences: int = 0
    right: int = 0
    wrong: int = 0
    issued: int = 0
    printed: int = 0


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whom a clerk saw when he said yes: name and receipt number."""

    name: str
    number: str

    @classmethod
    def seen(cls, entry: QueuedLetter) -> Confirmed:
        """Return whom a line of the queue names."""
        return cls(entry.name, entry.receipt_number)


@dataclass(slots=True)
class Judge:
    """Reads the pages that came and holds them against what was confirmed."""

    everybody: frozenset[Confirmed]
    walked: Walked = field(default_factory=Walked)
    _read: dict[bytes, frozenset[Confirmed]] = field(default_factory=dict)

    def hold(self, pages: bytes, confirmed: Confirmed | None) -> None:
        """Count pages that hold the marks of the confirmed person and of nobody else."""
        if confirmed is not None and self.on(pages) == {confirmed}:
            self.walked.right += 1
        else:
            self.walked.wrong += 1

    def on(self, pages: bytes) -> frozenset[Confirmed]:
        """Return whose name or number stands on the pages; whose marks stand by half is nobody."""
        digest = sha256(pages).digest()
        if digest not in self._read:
            self._read[digest] = self._found(pages)
        return self._read[digest]

    def _found(self, pages: bytes) -> frozenset[Confirmed]:
        text = "".join(text_of(pages).split())
        found = set()
        for each in self.everybody:
            stands = ["".join(mark.split()) in text for mark in (each.name, each.number)]
            if any(stands):
                found.add(each if all(stands) else Confirmed("half", each.number))
        return frozenset(found)


def judge_of(desk: Desk) -> Judge:
    """Return a judge who knows everybody at a desk."""
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_).application for id_ in books.files.all_ids()]
    return Judge(frozenset(Confirmed(each.principal.name, each.receipt_number) for each in files))


GOAL = Goal(
    "GOAL-9",
    f"{SEQUENCES:,} random screen sequences: 0 letters that differ from the confirmed person",
    try_sequences,
    takes=620,
)
