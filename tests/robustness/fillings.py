# SPDX-License-Identifier: MIT
"""Everything the program writes to a disk: how it is begun, and the sizes too small for it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QObject

from desk_app import bootstrap
from desk_app.cli.exit_codes import Exit
from desk_app.desk import backups, corresponding
from desk_app.desk import people as keys
from desk_app.desk.errors import DiskFull, KnownError, WrongPassword
from desk_app.gui.asking import Question
from desk_app.gui.case.letters import Stage
from desk_app.gui.entrance import Choices
from desk_app.gui.kit.pdf import digest_of
from desk_app.gui.pages.letters.book import LettersPresenter
from desk_app.gui.printing.spooler import Drawn
from desk_app.gui.reporter import Reporter
from desk_app.gui.screen import Screen
from desk_app.gui.session import Workplace
from desk_app.gui.tasks import ChangeHub
from desk_app.letters.places import resources
from desk_app.records.base import LetterId
from desk_app.records.people import Language
from desk_app.store.desk_file import SCHEMA_VERSION
from desk_app.store.startup import steps
from tests.robustness import long_work, windowed
from tests.robustness.forks import apart
from tests.robustness.paced_runner import PacedRunner
from tests.robustness.saving import do
from tests.robustness.sites import OFFICER, Site, command
from tests.robustness.two_people import TwoPeople
from tests.robustness.worked import SAVES, Worked, choose, list_names, worked

MOST_SAVES = 400

CHOSEN_NOW = Choices(Language.JA, dark=False)
_KIB = 1024

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Filling:
    """One door: what is done there while the disk is full, and the sizes too small for it.

    ``begin`` gets ready while there is room, and is told where to note each save that was
    acknowledged. The disk is full during one call of the program's, else during the whole act.
    """

    door: str
    begin: Callable[[Worked, list[int]], Act]
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
    people = TwoPeople.at(site)
    id_ = people.decided("甲田 一子")
    corresponding.issue_letter(people.clerk, people.answer(id_))
    (letter,) = people.file(id_).letters
    (site.folder / "issued.pdf").write_bytes(
        corresponding.pages_of(people.clerk, LetterId(letter.id))
    )
    people.close()


# What is done at each door.


def _save(desk: Worked, saved: list[int]) -> Act:
    def act() -> None:
        opened = desk.site.open()
        for number in range(SAVES, SAVES + MOST_SAVES):
            do(opened, number)
            saved.append(number)

    return act


def _change_keys(desk: Worked, _saved: list[int]) -> Act:
    return partial(keys.new_sheet, desk.site.open(OFFICER))


def _renew(desk: Worked, _saved: list[int]) -> Act:
    return partial(keys.renew, desk.site.open(OFFICER))


def _bind(desk: Worked, _saved: list[int]) -> Act:
    return partial(keys.use_pepper, desk.site.open(OFFICER), wanted=True)


def _back_up(desk: Worked, _saved: list[int]) -> Act:
    return partial(backups.make_backup, desk.site.open(OFFICER))


def _choose_folder(desk: Worked, _saved: list[int]) -> Act:
    return partial(backups.choose_folder, desk.site.open(OFFICER), desk.site.backups)


def _list_disposed(desk: Worked, _saved: list[int]) -> Act:
    return partial(list_names, desk.site, desk.site.open(OFFICER), ("a" * 32,), "R8-2")


def _restore_over(desk: Worked, _saved: list[int]) -> Act:
    (backup,) = desk.site.backups.glob("*.tar.age")
    restore = bootstrap.caretaker(desk.site.around("restore")).restore_over
    who = (OFFICER.name, OFFICER.password)
    return partial(restore, backup, desk.sheet_key, desk.site.desk, *who)


def _restore_into(desk: Worked, _saved: list[int]) -> Act:
    (backup,) = desk.site.backups.glob("*.tar.age")
    restore = bootstrap.caretaker(desk.site.around("restore")).restore_into
    into = desk.site.folder / "new"
    who = (OFFICER.name, OFFICER.password)
    return partial(restore, backup, desk.sheet_key, into, lambda _users, _root: who)


def _repair(desk: Worked, _saved: list[int]) -> Act:
    who = bootstrap.Unlock(OFFICER.name, OFFICER.password)
    return partial(bootstrap.repair_desk, desk.site.desk, who, desk.site.around("repair"))


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
    screen = Screen(windowed.application(), resources(), Choices())
    runner, root = PacedRunner(), QObject()
    work = Workplace(desk.site.open(), runner, ChangeHub(root), screen, root)
    presenter = LettersPresenter(work, Drawn(), root)
    troubles, questions = list[KnownError](), list[Question]()
    work.trouble.connect(troubles.append)
    presenter.saving.asked.connect(questions.append)
    presenter.open(None)
    runner.answer_all()
    (issued,) = presenter.state.at(Stage.TO_PRINT)
    presenter.look_at(issued.key)
    runner.answer_all()
    looked = presenter.state.looked
    assert looked is not None
    presenter.save(desk.site.folder / "letter.pdf", digest_of(looked.pages))
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


def _choose(desk: Worked, _saved: list[int]) -> Act:
    return partial(choose, desk.site, CHOSEN_NOW)


def _guess(desk: Worked, _saved: list[int]) -> Act:
    def act() -> None:
        with suppress(WrongPassword):
            windowed.entrance_of(desk.site).unlocked(OFFICER.name, "a guess at a password")

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


# Sizes.


def _nothing(_desk: Worked) -> int:
    return 0


def _size(files: str, *, part: float = 1) -> Callable[[Worked], int]:
    """Return what tells the size of a file of the desk, or a part of it."""

    def size(desk: Worked) -> int:
        (path,) = desk.site.folder.glob(files)
        return int(path.stat().st_size * part)

    return size


def _bytes(count: int) -> Callable[[Worked], int]:
    return lambda _desk: count


KEYS = "desk_app.store.vault.key_file.replace_files"
ANCHOR = "desk_app.store.journal.chain.replace_file"
_BACKUP = "desk_app.store.own_process.work"
_LEDGER = "desk_app.store.workbooks._write"
_DATABASE = _size("desk/desk.db", part=0.75)
"""What is written anew is smaller: it has no free pages."""

OF_THE_GOAL = (
    Filling("database", _save, _size("desk/desk.db"), _bytes(64 * _KIB)),
    Filling("write-ahead log", _save, _nothing, _bytes(16 * _KIB)),
    Filling("key file", _change_keys, _nothing, _size("keys/keys.json"), KEYS),
    Filling("anchor", _save, _nothing, _size("keys/anchor.json"), ANCHOR),
    Filling("backup", _back_up, _nothing, _size("backups/*.tar.age"), _BACKUP),
    Filling("letter as PDF", _save_letter, _nothing, _size("issued.pdf")),
    Filling("ledger as workbook", partial(_export, "xlsx"), _nothing, _bytes(5 * _KIB), _LEDGER),
)
"""What security.md §13 names, and a ledger."""

FILLINGS = (
    *OF_THE_GOAL,
    Filling("ledger as lines", partial(_export, "csv"), _nothing, _bytes(2 * _KIB), _LEDGER),
    # What names or lists something: a clerk is told that it could not be kept.
    Filling(
        "folders named", _choose_folder, _nothing, _size("desk/desk.toml"),
        "desk_app.store.places.replace_file",
    ),
    Filling(
        "list of backups", _back_up, _nothing, _size("keys/backups.json"),
        "desk_app.store.backup_list.replace_file",
    ),
    Filling(
        "disposal list", _list_disposed, _nothing, _size("keys/disposals.json"),
        "desk_app.store.disposal.disposal_list.replace_file",
    ),
    Filling(
        "pepper of the machine", _bind, _nothing, _bytes(80),
        "desk_app.store.vault.slots.replace_file",
    ),
    # Whole files that are written aside.
    Filling("re-keying", _renew, _bytes(16 * _KIB), _DATABASE),
    Filling("restore", _restore_over, _nothing, _DATABASE),
    Filling("restore into a new folder", _restore_into, _nothing, _DATABASE),
    Filling(
        "restore into a new folder", _restore_into, _nothing, _bytes(16),
        "desk_app.store.places.replace_file",
    ),
    Filling("repair", _repair, _nothing, _DATABASE),
    Filling(
        "database before a migration", _migrate, _nothing, _DATABASE,
        leaves="desk/desk.db.before-v*", decided=False,
    ),
    Filling("first start", _found, _nothing, _bytes(128 * _KIB)),
    Filling("first start", _found, _nothing, _bytes(16), "desk_app.store.places.replace_file"),
    Filling("sample desk", _sample, _nothing, _bytes(128 * _KIB)),
    # What only spares work, now or later.
    Filling(
        "key of a kept database", _restore_over, _nothing, _bytes(200),
        "desk_app.store.backup.restoring.replace_file", told=False, leaves="desk/desk.db.kept-1*",
    ),
    Filling("choices of the screen", _choose, _nothing, _size("screen.json"), told=False),
    Filling("count of wrong tries", _guess, _nothing, _size("keys/tries.json"), told=False),
    Filling(
        "day of the last check", _check, _nothing, _size("keys/checked.json"),
        "desk_app.store.startup.steps.replace_file", told=False,
    ),
    Filling("log of faults", _mistake, _nothing, _bytes(60), told=False),
)  # fmt: skip
