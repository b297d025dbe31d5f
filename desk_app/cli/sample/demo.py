# SPDX-License-Identifier: MIT
"""``desk-app demo DIR``: a sample desk from its first envelope to its last letter."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from errno import ENOTDIR
from glob import escape
from pathlib import Path
from shutil import rmtree
from string import ascii_lowercase, digits
from tempfile import mkdtemp

from desk_app.cli import asking, streams
from desk_app.cli.asking import Subparsers, said
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.cli.sample.sample_disposal import (
    believe_clock,
    disposal_entries,
    dispose_of,
)
from desk_app.cli.sample.sample_file import (
    House,
    SampleClock,
    SampleDesk,
    SampleEnvelope,
    desk_of,
    earlier_envelopes_of,
    envelopes_of,
)
from desk_app.cli.sample.sample_inquiries import inquiry_entries, work_on_all
from desk_app.cli.sample.sample_work import (
    SamplePeople,
    SampleRun,
    StampDrawer,
    SummaryEntry,
    entries,
)
from desk_app.desk.errors import FolderTaken, KnownError
from desk_app.i18n import checking, messages, terminal
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.system.chosen import here

ALL_WELL, NOT_AS_EXPECTED, NOT_DONE = 0, 1, 2
_NUMBERED = digits + ascii_lowercase
_PART = ".part-"
"""Stands in the name of a folder that is still being made, before what no other has."""


def add(commands: Subparsers, house: House) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("demo", help=said("demo"), description=said("demo_about"))
    parser.add_argument("folder", metavar="DIR", type=Path, help=said("demo_folder"))
    parser.add_argument(
        "--rulebook",
        metavar="FILE.toml",
        type=Path,
        help=said("demo_rulebook"),
    )
    asking.add_language(parser)
    parser.set_defaults(
        run=lambda words: run(words.folder, house.under(words.rulebook), asking.chosen(words))
    )


def run(folder: Path, house: House, language: Language) -> int:
    """Build the sample desk in a new folder; 0 only if every application ended as expected.

    What is printed is in a language; the summary is the same in each.
    """
    for left in _left_by_others(folder):
        told = terminal.done("demo_being_built", language, folder=str(left))
        streams.tell(f"desk-app demo: {told}")
    nothing_left = terminal.done("demo_nothing_left", language)
    try:
        found = build(folder, house)
    except RulebookError as error:
        streams.tell("\n".join(checking.rulebook_lines(error, language)))
        return NOT_DONE
    except FolderTaken:
        return _not_done(terminal.done("demo_there", language, folder=str(folder)))
    except KnownError as error:
        said = messages.error(error, language).what
        return _not_done(f"{said} {nothing_left}", exit_code(error))
    except OSError as error:
        why = str(error.strerror)
        said = terminal.done("demo_cannot_write", language, folder=str(folder), why=why)
        return _not_done(f"{said} {nothing_left}", Exit.NO_WRITING)
    _tell(found, desk_of(house.data), folder, language)
    return ALL_WELL if all(entry.as_expected for entry in found) else NOT_AS_EXPECTED


def run_instead_of_window(folder: Path, house: House) -> int:
    """Do the main job on the sample desk where no window can be shown, and name the letters."""
    language = asking.language()
    streams.say(f"desk-app: {terminal.done('demo_without_window', language)}")
    return run(folder, house, language)


def build(folder: Path, house: House) -> tuple[SummaryEntry, ...]:
    """Build the sample desk, close it, open it again and read back how everything ended.

    It is built aside, and takes its name once it is whole. Raises FolderTaken for a folder that
    exists, and what the desk raises.
    """
    sample = desk_of(house.data)
    clock = SampleClock(sample.earlier_day if sample.disposal else sample.first_day)
    with _new(folder) as made:
        with _founded(made, house, sample, clock) as people:
            _look_back(made, people, sample, clock, _disposed_of(house, sample))
            course = SampleRun(sample, envelopes_of(house.data), people, clock)
            course.run(_progress)
            work_on_all(people, sample)
        letters = made / "letters"
        letters.mkdir()
        desk = house.open(sample, made, clock)
        try:
            found = (
                *sorted(entries(desk, course.cases, letters), key=_by_row),
                *inquiry_entries(desk, sample.inquiries, letters),
                *disposal_entries(desk, sample.disposal),
            )
        finally:
            desk.ports.store.close()
        _write_summary(made / "summary.json", found)
    return found


def build_to_try(folder: Path, house: House, report: Callable[[float], None]) -> SampleClock:
    """Build a sample desk in the middle of its work, for the window; the clock stands there.

    What takes how far it is, from 0 to 1, may stop it by raising: nothing is left behind. Raises
    FolderTaken for a folder that exists.
    """
    sample = desk_of(house.data)
    clock = SampleClock(sample.earlier_day)
    whole = (sample.day_to_try - sample.first_day).days

    def progress(day: date) -> None:
        report((day - sample.first_day).days / whole)

    with _new(folder) as made, _founded(made, house, sample, clock) as people:
        earlier = earlier_envelopes_of(house.data)
        _look_back(made, people, sample, clock, earlier, lambda _: report(0))
        course = SampleRun(sample, envelopes_of(house.data), people, clock)
        course.run_until(sample.day_to_try, progress)
        work_on_all(people, sample)
    return clock


def _look_back(
    folder: Path,
    people: SamplePeople,
    sample: SampleDesk,
    clock: SampleClock,
    earlier: tuple[SampleEnvelope, ...],
    progress: Callable[[date], None] = lambda _: None,
) -> None:
    """Answer what was asked two years before, and dispose of what was due by the first day."""
    before = replace(people, drawer=StampDrawer(()), registers=None)
    course = SampleRun(sample, earlier, before, clock)
    course.run(progress)
    if sample.disposal is not None:
        dispose_of(people, sample, clock, course.cases, folder / "backups")
    clock.move_to(sample.first_day)
    believe_clock(people)


def _disposed_of(house: House, sample: SampleDesk) -> tuple[SampleEnvelope, ...]:
    """Return of what was asked two years before only what was disposed of."""
    if sample.disposal is None:
        return ()
    rows = sample.disposal.rows
    return tuple(each for each in earlier_envelopes_of(house.data) if each.row.id in rows)


@contextmanager
def _new(folder: Path) -> Iterator[Path]:
    """Lend a folder beside that takes the name of a new one once the block is through.

    Where the block fails it is taken away with all in it. Raises FolderTaken.
    """
    if os.path.lexists(folder):
        raise FolderTaken
    new = [each for each in folder.parents if not os.path.lexists(each)]
    try:
        _make_parents(folder)
        made = Path(mkdtemp(prefix=f"{folder.name}{_PART}", dir=folder.parent))
    except BaseException:
        _take_away(new)
        raise
    try:
        yield made
        here().files.move(made, folder)
    except BaseException:
        rmtree(made, ignore_errors=True)
        _take_away(new)
        raise


def _make_parents(folder: Path) -> None:
    """Make the folders above; a file in the place of one is told as what it is not."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)) from None


def _take_away(folders: Iterable[Path]) -> None:
    """Take away folders that were made for nothing, the innermost first."""
    with suppress(OSError):
        for each in folders:
            each.rmdir()


def _left_by_others(folder: Path) -> list[Path]:
    """Return what lies beside that was once to become this folder: who made it was ended."""
    return sorted(folder.parent.glob(f"{escape(folder.name)}{_PART}*"))


@contextmanager
def _founded(
    folder: Path, house: House, sample: SampleDesk, clock: SampleClock
) -> Iterator[SamplePeople]:
    """Found the sample desk and close it afterwards."""
    officer, clerk = house.found(sample, folder, clock)
    try:
        yield SamplePeople(
            clerk=clerk,
            supervisor=officer,
            department=sample.department,
            drawer=StampDrawer(sample.stamps),
            registers=sample,
        )
    finally:
        officer.ports.store.close()


def _progress(day: date) -> None:
    if streams.is_terminal(sys.stderr):
        streams.tell(f"\r{day.isoformat()} ", end="")


def _not_done(why: str, code: int = NOT_DONE) -> int:
    streams.tell(f"desk-app demo: {why}")
    return code


def _by_row(entry: SummaryEntry) -> tuple[int, str]:
    number = entry.id.rstrip(ascii_lowercase)
    return int(number), entry.id


def _write_summary(path: Path, found: Iterable[SummaryEntry]) -> None:
    summary = [
        {
            "id": entry.id,
            "what": entry.what,
            "expected": entry.expected,
            "actual": entry.actual,
            "letters": list(entry.letters),
        }
        for entry in found
    ]
    path.write_text(json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _tell(
    found: tuple[SummaryEntry, ...], sample: SampleDesk, folder: Path, language: Language
) -> None:
    def line(code: str, **facts: str | int) -> str:
        return terminal.done(f"demo_{code}", language, **facts)

    comma = "、" if language is Language.JA else ", "
    for entry in found:
        mark = line("as_expected" if entry.as_expected else "not_as_expected")
        what = (entry.what_ja if language is Language.JA else "") or entry.what
        streams.say(f"{entry.id:>4}  {mark}  {' '.join(entry.letters)}  {what}")
        for name, wanted in entry.expected.items():
            if (actual := entry.actual[name]) != wanted:
                told = line("differs", name=name, wanted=str(wanted), actual=str(actual))
                streams.say(f"      {told}")
    for kind, letter in (("applications", ""), ("inquiries", "Q"), ("disposals", "D")):
        of_kind = [entry for entry in found if entry.id.rstrip(_NUMBERED) == letter]
        wrong = [entry.id for entry in of_kind if not entry.as_expected]
        named = line("named", ids=comma.join(wrong)) if wrong else ""
        streams.say(line(kind, count=len(of_kind), wrong=len(wrong), named=named))
    streams.say(line("letters", folder=str(folder / "letters")))
    for person in sample.people:
        roles = comma.join(messages.word(role, language) for role in person.roles)
        streams.say(line("user", name=person.name, roles=roles, password=person.password))
