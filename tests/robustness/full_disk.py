# SPDX-License-Identifier: MIT
"""GOAL-4: the disk is full at any size of any file that the program writes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QObject

from desk_app import bootstrap
from desk_app.cli.exit_codes import Exit
from desk_app.desk import scans
from desk_app.desk.errors import DiskFull, KnownError, WrongPassword
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys
from desk_app.desk.letters import corresponding
from desk_app.gui.asking import Question
from desk_app.gui.case.letters import Stage
from desk_app.gui.kit.display.pdf import digest_of
from desk_app.gui.pages.letters.book import LettersBook
from desk_app.gui.printing.spooler import Drawn
from desk_app.gui.process.reporter import Reporter
from desk_app.gui.session.entrance import Choices, Officer
from desk_app.i18n import messages
from desk_app.records.desk.people import Language
from desk_app.store.disk.desk_file import SCHEMA_VERSION
from desk_app.store.startup import steps
from tests.robustness import long_work
from tests.robustness.doors import DOORS, Kind, names_of
from tests.workbench import window
from tests.workbench.desks import (
    OFFICER,
    Site,
    TwoPeople,
    command,
    founded_in_place,
    small_files,
    verify,
)
from tests.workbench.processes import FORKS, Looker, apart
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.window import PacedRunner
from tests.workbench.worked import (
    CHOSEN,
    FORM,
    PICTURES,
    SAVES,
    Worked,
    choose,
    chosen,
    do,
    find,
    list_names,
    worked,
)

SIZES, LATER_SIZES, CONTROLS = 200, 4, 20
"""For all doors of the goal's figure together; for each of the others; for the control."""

STEP_KIB, LONGEST_STEP_KIB, LEAST_STARTS = 40, 320, 24
"""What the disks of first starts differ by, up to the first with room; so many are too small."""
ENOUGH_KIB = 64 * 1024
LEAST_DISKS = 3

_NOT_REFUSED = "not refused"
_NOT_COUNTED = ("-wal", "-shm", ".lock")
"""Files that come and go with an open desk."""


def try_full_disks(context: Context) -> Outcome:
    """Fill the disk at sizes over every door, in a small real one too; then save in place."""
    desk = desk_to_fill(context.folder / "model")
    undecided = desk_to_fill(context.folder / "undecided", decided=False)
    sizes = context.share(SIZES, len(OF_THE_GOAL))
    of_the_goal, later = -(-sizes // len(OF_THE_GOAL)), context.share(LATER_SIZES)
    folder = context.folder / "trial"
    wrong: Counter[str] = Counter()
    told = silent = 0
    looker = Looker()
    with looker:
        for filling in FILLINGS:
            each = of_the_goal if filling in OF_THE_GOAL else later
            model = desk if filling.decided else undecided
            for number in range(each):
                limit = filling.least(model) + number * filling.room(model) // each
                wrong[_trial(filling, model, folder, limit, looker)] += 1
                told, silent = told + filling.told, silent + (not filling.told)
        disks = context.share(CONTROLS) if _can_mount(context.folder / "mount") else 0
        for number in range(disks):
            room = 24 + 4 * number
            wrong[_on_small_disk(desk, context.folder / "mount", folder, room, looker)] += 1
    step = min(round(STEP_KIB / context.scale), LONGEST_STEP_KIB)
    begun = _first_starts(context, wrong, step)
    unplaced = Counter[str]()
    _first_starts(context, unplaced, LONGEST_STEP_KIB, in_place=True)
    stuck = unplaced.total() - unplaced[""]
    well = wrong.pop("", 0)
    controls = context.share(CONTROLS, 2)
    with looker:
        spoilt = [
            _trial(filling, desk, folder, 10 * number, looker, in_place=True)
            for number in range(-(-controls // 2))
            for filling in FILLINGS
            if filling.door in {"key file", "anchor"}
        ]
    truncated = len(list(filter(None, spoilt)))
    return Outcome(
        reached=f"{well - silent} of {told + disks + begun} sizes ({disks} on a real small disk, "
        f"{begun} of a first start, which is begun again at once): a plain message, nothing lost, "
        f"the desk works on; {silent} more of what is only forgotten; "
        f"{wrong.total()} else" + (f" {dict(wrong)}" if wrong else ""),
        held=not wrong,
        work=(
            Work("sizes by a limit", told, context.share(SIZES, 2 * len(OF_THE_GOAL))),
            Work("sizes of a first start", begun, context.share(LEAST_STARTS, 2)),
        ),
        control=Control(
            "saver and first start that write in place",
            f"{truncated} of {len(spoilt)} files truncated, {stuck} of {unplaced.total()} first "
            "starts not begun again",
            failed=truncated > 0 and stuck > 0,
        ),
        doors=frozenset(filling.door for filling in FILLINGS),
    )


def try_small_disks(context: Context) -> Outcome:
    """Fill small real disks, where no file can have a limit of its own."""
    desk = desk_to_fill(context.folder / "model")
    place, folder = context.folder / "mount", context.folder / "trial"
    disks = context.share(CONTROLS, LEAST_DISKS) if _can_mount(place) else 0
    with Looker() as looker:
        wrong = Counter(
            _on_small_disk(desk, place, folder, 24 + 16 * number, looker) for number in range(disks)
        )
    begun = _first_starts(context, wrong, LONGEST_STEP_KIB) if disks else 0
    unplaced = Counter[str]()
    if disks:
        _first_starts(context, unplaced, LONGEST_STEP_KIB, in_place=True)
    well, stuck = wrong.pop("", 0), unplaced.total() - unplaced[""]
    return Outcome(
        reached=f"{well} of {disks + begun} small disks ({begun} of a first start, which is begun "
        f"again at once): a plain message, nothing lost, the desk works on; {wrong.total()} else"
        + (f" {dict(wrong)}" if wrong else ""),
        held=not wrong,
        work=(
            Work("small disks", disks, context.share(CONTROLS, LEAST_DISKS)),
            Work("of a first start", begun, 2),
        ),
        control=Control(
            "first start that writes in place",
            f"{stuck} of {unplaced.total()} first starts not begun again",
            failed=stuck > 0,
        ),
        doors=frozenset({"database", "first start"} if disks else ()),
    )


def _first_starts(
    context: Context, wrong: Counter[str], step: int, *, in_place: bool = False
) -> int:
    """Begin a desk on disks of growing size until one has room; return how many had none.

    Who writes in place has gone far enough with the first that is not begun again.
    """
    folder, place = context.folder / "first start", context.folder / "mount"
    real = place.exists() and not (in_place and FORKS)
    for number in count(1):
        folder.mkdir()
        room = number * step
        if real:
            _mount(place, room)
        try:
            said = apart(_begin_twice, place if real else folder, room, real, in_place=in_place)
        finally:
            if real:
                _unmount(place)
        shutil.rmtree(folder, ignore_errors=True)
        if said == _NOT_REFUSED:
            return number - 1
        wrong[f"first start with {room} KiB: {said}" if said else ""] += 1
        if in_place and said:
            return number
    raise AssertionError("no disk has room")


def _begin_twice(folder: Path, room: int, real: bool, *, in_place: bool) -> str:
    """Begin a desk where the disk is full, and once more with room; return what was wrong."""
    site = Site(folder / "desk and keys")
    small = nullcontext() if real else small_files(room * 1024)
    with founded_in_place() if in_place else nullcontext():
        with small:
            objection = _refused(site.begin)
        left = [path.name for path in folder.rglob("*") if path.is_file()]
        if objection or left:
            return objection or f"left {sorted(left)}"
        if real:
            _mount(folder, ENOUGH_KIB, again=True)
        try:
            site.begin()
        except KnownError as error:
            return f"not begun again: {error.code}"
    return "" if verify(site).sound else "not sound"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What was acknowledged before the disk was full, and how that was told."""

    saved: tuple[int, ...]
    objection: str


def _trial(
    filling: Filling,
    desk: Worked,
    folder: Path,
    limit: int,
    looker: Looker,
    *,
    in_place: bool = False,
) -> str:
    """Fill the disk at a size; return what was wrong with what was said or with what is left."""
    shutil.rmtree(folder, ignore_errors=True)
    copied = desk.copy(folder)
    refusal = apart(_fill, filling, copied, limit, in_place=in_place)
    sealed = _sealed(copied) - _sealed(desk)
    objection = refusal.objection or looker.look(_look, copied, refusal.saved)
    # What a start sweeps is what no row has.
    if swept := sealed - _sealed(copied):
        objection = objection or f"sealed without a row: {len(swept)}"
    objection = objection or _left(filling, desk, copied)
    return f"{filling.door} at {limit}: {objection}" if objection else ""


def _fill(filling: Filling, desk: Worked, limit: int, *, in_place: bool) -> Refusal:
    saved: list[int] = []
    act = filling.begin(desk, saved)
    before = _contents(filling, desk)
    with _written_in_place() if in_place else nullcontext():
        objection = _told(filling, act, limit)
    if not (filling.told or objection):
        new = _contents(filling, desk) - before
        objection = "not forgotten" if any(len(each) > limit for each in new) else ""
    return Refusal(tuple(saved), objection)


def _contents(filling: Filling, desk: Worked) -> set[bytes]:
    """Return what stands in the files of a door."""
    doors = [door for door in DOORS if door.name == filling.door]
    return {path.read_bytes() for door in doors for path in door.of(desk.site.folder)}


def _told(filling: Filling, act: Act, limit: int) -> str:
    """Return what is wrong with how a full disk was told: it is one plain message, or none."""
    small: AbstractContextManager[object]
    if filling.during:
        small = patch(filling.during, _limited(_named(filling.during), limit))
    else:
        small = small_files(limit)
    with small:
        objection = _refused(act)
    return "" if objection == _NOT_REFUSED and not filling.told else objection


def _refused(act: Act) -> str:
    """Return what is wrong with how an act was refused for want of room."""
    try:
        act()
    except DiskFull as error:
        said = [messages.error(error, language).what for language in Language]
        return "" if all(said) else f"no sentence for {error.code}"
    except KnownError as error:
        return f"told as {error.code}"
    except Exception as error:  # noqa: BLE001  whatever it is, it would reach the crash dialog
        return f"{type(error).__name__}"
    return _NOT_REFUSED


def _look(desk: Worked, saved: tuple[int, ...]) -> str:
    """Return what is lost, in a process that finds room again; it goes on working."""
    last = max(saved, default=SAVES - 1)
    found = find(desk.site, range(SAVES, last + 1))
    if not found.verdict.sound:
        return str(found.verdict.said.get("error"))
    if set(saved) - found.kept or found.half:
        return f"{len(set(saved) - found.kept)} lost, {found.half}"
    if not long_work.backup_verdict(desk.site.backup, desk.sheet_key).sound:
        return "backup lost"
    letter, issued = (desk.site.folder / name for name in ("letter.pdf", "issued.pdf"))
    if letter.exists() and letter.read_bytes() != issued.read_bytes():
        return "letter truncated"
    if chosen(desk.site) not in {CHOSEN, CHOSEN_NOW}:
        return "choices truncated"
    opened = desk.site.open()
    do(opened, 3 * MOST_SAVES)
    opened.ports.store.close()
    return "" if verify(desk.site).sound else "does not work on"


def _sealed(desk: Worked) -> set[str]:
    return {path.name for path in desk.site.desk.glob("scans/*")}


def _left(filling: Filling, model: Worked, desk: Worked) -> str:
    """Return which files there are that were not there before: nothing is left half written.

    Scans that were attached while there was room have their sealed files, each with its row.
    """
    before, may_be = _files(model), (filling.leaves or "nothing", "scans/*.age")
    new = {path for path in _files(desk) - before if not any(map(path.match, may_be))}
    return f"left {sorted(map(str, new))}" if new else ""


def _files(desk: Worked) -> set[Path]:
    folder = desk.site.folder
    return {
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(_NOT_COUNTED)
    }


# Ways to have no room.


def _limited(call: Callable[..., object], size: int) -> Callable[..., object]:
    def limited(*words: object, **named: object) -> object:
        with small_files(size):
            return call(*words, **named)

    return limited


def _named(name: str) -> Callable[..., object]:
    module, _, attribute = name.rpartition(".")
    found: Callable[..., object] = getattr(__import__(module, fromlist=[attribute]), attribute)
    return found


@contextmanager
def _written_in_place() -> Iterator[None]:
    """Let small files be written where they stand, as a careless saver does."""

    def in_place(paths: list[Path] | Path, content: bytes) -> None:
        for path in paths if isinstance(paths, list | tuple) else [paths]:
            try:
                path.write_bytes(content)
            except OSError:
                raise DiskFull from None

    with patch(KEYS, in_place), patch(ANCHOR, in_place):
        yield


def _can_mount(place: Path) -> bool:
    """Return whether this user may make a small disk; the limits reach the figure without it."""
    if shutil.which("mount") is None or (FORKS and os.geteuid() != 0):
        return False
    place.mkdir()
    return _mount(place, 64) and _unmount(place)


def _mount(place: Path, kibibytes: int, *, again: bool = False) -> bool:
    """Mount a small disk, or give the one that is mounted another size."""
    how = "remount," if again else ""
    size = f"{how}size={kibibytes}k,mode=700"
    words = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(place)]
    return _done(words)


def _unmount(place: Path) -> bool:
    return _done(["umount", str(place)])


def _done(words: Sequence[str]) -> bool:
    # What a process is asked comes on its standard input: nobody else may read that.
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    return done.returncode == 0


def _on_small_disk(desk: Worked, place: Path, folder: Path, room: int, looker: Looker) -> str:
    """Save on a disk that has so many KiB free until it refuses; look at what lies there."""
    files = [path for path in desk.site.folder.rglob("*") if path.is_file()]
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in files)
    shutil.rmtree(folder, ignore_errors=True)
    _mount(place, used + 64 + room)
    try:
        copied = desk.copy(place / "desk and keys")
        refusal = apart(_fill_up, copied)
        left = copied.copy(folder)
    finally:
        _unmount(place)
    objection = refusal.objection or looker.look(_look, left, refusal.saved)
    return f"small disk with {room} KiB: {objection}" if objection else ""


def _fill_up(desk: Worked) -> Refusal:
    """Save without a limit until the disk itself refuses."""
    saved: list[int] = []
    act = SMALL_DISK.begin(desk, saved)
    return Refusal(tuple(saved), _refused(act))


MOST_SAVES = 400

CHOSEN_NOW = Choices(Language.JA, dark=False)
_KIB = 1024

Act = Callable[[], object]
Begin = Callable[[Worked, list[int]], Act]


@dataclass(frozen=True, slots=True)
class Filling:
    """One door: what is done there while the disk is full, and the sizes too small for it.

    ``begin`` gets ready while there is room, and is told where to note each save that was
    acknowledged. The disk is full during one call of the program's, else during the whole act.
    """

    door: str
    begin: Begin
    least: Callable[[Worked], int]
    room: Callable[[Worked], int]
    """The first size too small, and how many bytes of sizes follow it."""
    during: str = ""
    told: bool = True
    """Whether a clerk is told: what only spares the program work is forgotten without a word."""
    leaves: str = ""
    """Which new files may stand afterwards, as a pattern."""
    decided: bool = True
    """Whether its desk decided anything: an older schema has no room for two signatures."""


def desk_to_fill(folder: Path, *, decided: bool = True) -> Worked:
    """Return a desk that was worked at, with everything small that is kept.

    Where it decided something, the letter that tells it is issued.
    """
    desk = worked(folder)
    for version in (long_work.OLDER_SCHEMA, SCHEMA_VERSION):
        long_work.objects_of(version)
    if decided:
        apart(_issue, desk.site)
    (desk.site.folder / "faults.log").write_bytes(b"an earlier mistake\n")
    choose(desk.site)
    return desk


def _issue(site: Site) -> None:
    """Issue a letter, and put beside the desk what it is frozen as."""
    with TwoPeople.at(site) as people:
        id_ = people.decided("甲田 一子")
        corresponding.issue_letter(people.clerk, people.answer(id_))
        (letter,) = people.file(id_).letters
        pages = corresponding.pages_of(people.clerk, letter.id)
    (site.folder / "issued.pdf").write_bytes(pages)


# What is done at each door.


def _save(desk: Worked, saved: list[int]) -> Act:
    def act() -> None:
        opened = desk.site.open()
        for number in range(SAVES, SAVES + MOST_SAVES):
            do(opened, number)
            saved.append(number)

    return act


def _verb(verb: Callable[..., object], **named: object) -> Begin:
    """Return what opens the desk while there is room, to call a verb of the officer's."""
    return lambda desk, _: partial(verb, desk.site.open(OFFICER), **named)


def _migrate(desk: Worked, _saved: list[int]) -> Act:
    long_work._make_older(desk.site)
    return desk.site.look


def _found(desk: Worked, _saved: list[int]) -> Act:
    new = Site(desk.site.folder / "new")
    new.folder.mkdir()
    return new.found


def _sample(desk: Worked, _saved: list[int]) -> Act:
    """Build a sample desk, which is told on the terminal."""

    def act() -> None:
        verdict = command("demo", str(desk.site.folder / "sample"))
        if verdict.code == Exit.NO_WRITING and verdict.stderr:
            raise DiskFull

    return act


def _save_letter(desk: Worked, _saved: list[int]) -> Act:
    """Save the letter looked at as the page of letters does once that was asked."""
    runner, root = PacedRunner(), QObject()
    work = window.session_on(desk.site.open(), runner, root)
    book = LettersBook(work, Drawn(), root)
    troubles, questions = list[KnownError](), list[Question]()
    work.trouble.connect(troubles.append)
    book.saving.asked.connect(questions.append)
    book.open(None)
    runner.answer_all()
    (issued,) = book.state.at(Stage.TO_PRINT)
    book.look_at(issued.key)
    runner.answer_all()
    looked = book.state.looked
    assert looked is not None
    book.save(desk.site.folder / "letter.pdf", digest_of(looked.pages))
    runner.answer_all()
    (question,) = questions
    work.do(root, question.doing({}))
    return partial(_answer, runner, troubles, root)


def _answer(runner: PacedRunner, troubles: Sequence[KnownError], _alive: QObject) -> None:
    """Let everything that waits be answered; raises what the page would tell."""
    runner.answer_all()
    for trouble in troubles:
        raise trouble


def _export(kind: str, desk: Worked, _saved: list[int]) -> Act:
    words = ("export", "journal", f"--{kind}", str(desk.site.folder / f"journal.{kind}"), "--json")
    where = ("--desk", str(desk.site.desk), "--password-fd", "{fd}")

    def act() -> None:
        verdict = command(*words, *where, secret=f"{OFFICER.name}\n{OFFICER.password}\n")
        if verdict.code == Exit.NO_WRITING and verdict.stderr:
            raise DiskFull(str(verdict.said["error"]))

    return act


def _guess(desk: Worked, _saved: list[int]) -> Act:
    def act() -> None:
        with suppress(WrongPassword):
            window.entrance_of(desk.site).unlocked(OFFICER.name, "a guess at a password")

    return act


def _check(desk: Worked, _saved: list[int]) -> Act:
    (desk.site.keys / steps.NAME).unlink()
    return desk.site.open


def _mistake(desk: Worked, _saved: list[int]) -> Act:
    log, root = desk.site.folder / "faults.log", QObject()
    reporter = Reporter(log, desk.site.entrance().now, root)
    return partial(_note, reporter, root)


def _note(reporter: Reporter, _alive: QObject) -> None:
    with patch.object(sys, "stderr", None):
        reporter._take(ValueError("a mistake of ours"))


def _restore_over(desk: Worked, _saved: list[int]) -> Act:
    return partial(desk.site.restore, desk.sheet_key)


def _restore_into(desk: Worked, _saved: list[int]) -> Act:
    return partial(desk.site.restore_into, desk.sheet_key, desk.site.folder / "new")


# Sizes.


def _size(files: str, *, part: float = 1) -> Callable[[Worked], int]:
    """Return what tells the size of a file of the desk, the largest of several, or a part of it."""

    def size(desk: Worked) -> int:
        largest = max(path.stat().st_size for path in desk.site.folder.glob(files))
        return int(largest * part)

    return size


def _bytes(count: int) -> Callable[[Worked], int]:
    return lambda _desk: count


_nothing = _bytes(0)

KEYS = "desk_app.store.disk.small_files.set_aside"
"""Keys lie aside before the unit of work is kept that they follow."""

ANCHOR = "desk_app.store.journal.chain.replace_file"
_BACKUP = "desk_app.store.disk.own_process.work"
_LEDGER = "desk_app.store.ledgers.workbooks.write_new"
_DATABASE = _size("desk/desk.db", part=0.75)
"""What is written anew is smaller: it has no free pages."""

OF_THE_GOAL = (
    Filling("database", _save, _size("desk/desk.db"), _bytes(64 * _KIB)),
    Filling("write-ahead log", _save, _nothing, _bytes(16 * _KIB)),
    Filling("key file", _verb(keys.new_sheet), _nothing, _size("keys/keys.json"), KEYS),
    Filling("anchor", _save, _nothing, _size("keys/anchor.json"), ANCHOR),
    Filling("backup", _verb(backups.make_backup), _nothing, _size("backups/*.tar.age"), _BACKUP),
    Filling("letter as PDF", _save_letter, _nothing, _size("issued.pdf")),
    Filling("ledger as workbook", partial(_export, "xlsx"), _nothing, _bytes(5 * _KIB), _LEDGER),
)
"""What a disk is filled with, and a ledger."""

FILLINGS = (
    *OF_THE_GOAL,
    Filling("ledger as lines", partial(_export, "csv"), _nothing, _bytes(2 * _KIB), _LEDGER),
    # What names or lists something: a clerk is told that it could not be kept.
    Filling(
        "folders named",
        lambda desk, _: partial(backups.choose_folder, desk.site.open(OFFICER), desk.site.backups),
        _nothing, _size("desk/desk.toml"),
        "desk_app.store.disk.places.replace_file",
    ),
    Filling(
        "list of backups", _verb(backups.make_backup), _nothing, _size("keys/backups.json"),
        "desk_app.store.vault.backup_list.replace_file",
    ),
    Filling(
        "disposal list",
        lambda desk, _: partial(
            list_names, desk.site, desk.site.open(OFFICER), ("a" * 32,), "R8-2"
        ),
        _nothing, _size("keys/disposals.json"),
        "desk_app.store.disposal.disposal_list.replace_file",
    ),
    Filling(
        "sealed scan", _verb(scans.attach_scan, draft=FORM, drawn=PICTURES),
        _nothing, _size("desk/scans/*.age"), "desk_app.store.scans.sealed.replace_file",
    ),
    Filling(
        "pepper of the machine", _verb(keys.use_pepper, wanted=True), _nothing, _bytes(80),
        "desk_app.store.vault.slots.replace_file",
    ),
    # Whole files that are written aside.
    Filling("re-keying", _verb(keys.renew), _bytes(16 * _KIB), _DATABASE),
    Filling("restore", _restore_over, _nothing, _DATABASE),
    Filling("restore into a new folder", _restore_into, _nothing, _DATABASE),
    Filling(
        "restore into a new folder", _restore_into, _nothing, _bytes(16),
        "desk_app.store.disk.places.replace_file",
    ),
    Filling(
        "repair",
        lambda desk, _: partial(
            bootstrap.LocalEntrance(
                desk.site.desk, desk.site.keys, desk.site.around("repair")
            ).rescue.repair,
            Officer(OFFICER.name, OFFICER.password),
        ),
        _nothing, _DATABASE,
    ),
    Filling(
        "database before a migration", _migrate, _nothing, _DATABASE,
        leaves="desk/desk.db.before-v*", decided=False,
    ),
    Filling("first start", _found, _nothing, _bytes(128 * _KIB)),
    Filling("first start", _found, _nothing, _bytes(16), "desk_app.store.disk.places.replace_file"),
    Filling("sample desk", _sample, _nothing, _bytes(128 * _KIB)),
    # What only spares work, now or later.
    Filling(
        "key of a kept database", _restore_over, _nothing, _bytes(200),
        "desk_app.store.startup.restored.replace_file", told=False, leaves="desk/desk.db.kept-1*",
    ),
    Filling(
        "choices of the screen", lambda desk, _: partial(choose, desk.site, CHOSEN_NOW), _nothing,
        _size("screen.json"), told=False,
    ),
    Filling("count of wrong tries", _guess, _nothing, _size("keys/tries.json"), told=False),
    Filling(
        "day of the last check", _check, _nothing, _size("keys/checked.json"),
        "desk_app.store.startup.steps.replace_file", told=False,
    ),
    Filling("log of faults", _mistake, _nothing, _bytes(60), told=False),
)  # fmt: skip


SMALL_DISK = replace(FILLINGS[0], door="small disk")
"""As the database is filled, by saves, but without a limit."""


GOAL = Goal(
    "GOAL-4",
    f"disk full at {SIZES} sizes: 0 lost saves, 0 tracebacks, a plain message each",
    try_full_disks,
    doors=names_of(Kind.FILLED),
    takes=120,
)


ON_SMALL_DISKS = replace(
    GOAL,
    wanted="small disks: 0 lost saves, 0 tracebacks, a plain message each",
    run=try_small_disks,
    doors=("database", "first start"),
)
"""What can be told of a full disk where processes have no limits."""
