# SPDX-License-Identifier: MIT
"""``desk-app rulebook``: the rules in force with clause and source; the cases kept beside them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from desk_app.cli import caretaking
from desk_app.cli.asking import Subparsers, add_rulebook, day
from desk_app.desk.errors import KnownError
from desk_app.records.base import Fact
from desk_app.rules import cases
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook, load
from desk_app.rules.versions import Change, Line, lines

DONE, FAILED, BAD_FILE = 0, 1, 2

Pending = Callable[[Path], Mapping[str, tuple[Change, ...]]]
"""Opens a desk and returns, for each open application, what the version of a file would change."""


def add(
    commands: Subparsers,
    rulebook: Path,
    today: Callable[[], date],
    pending: Pending | None = None,
) -> None:
    """Add the command; without ``pending`` there is no desk to look into."""
    parser = commands.add_parser(
        "rulebook",
        help="print the rules in force, or run the cases kept beside them",
        description="Print the rules in force, each with clause and source. With --test: run the "
        "cases beside the rulebook; exit 0 only if there are some and none failed.",
    )
    add_rulebook(parser, rulebook)
    parser.add_argument("--on", metavar="DATE", type=day, help="the day (default: today)")
    parser.add_argument("--test", action="store_true", help="run the cases beside the rulebook")
    if pending is not None:
        parser.add_argument(
            "--pending",
            action="store_true",
            help="before and after of a new version for each open application",
        )
    parser.set_defaults(run=lambda words: _run(words, today, pending))


def _run(words: argparse.Namespace, today: Callable[[], date], pending: Pending | None) -> int:
    try:
        if pending is not None and words.pending:
            print("\n".join(pending_lines(pending(words.rulebook))))
            return DONE
        book = load(words.rulebook)
        if words.test:
            return _test(book, words.rulebook.parent / "cases")
    except RulebookError as error:
        print("\n".join(error.lines()), file=sys.stderr)
        return BAD_FILE
    except KnownError as error:
        return caretaking.stopped("rulebook", error)
    on = words.on or today()
    if on < book.begins:
        told = (
            f"nothing is in force on {on.isoformat()}: {book.name} begins {book.begins.isoformat()}"
        )
        print(told, file=sys.stderr)
        return BAD_FILE
    print("\n".join(_printed(book, on)))
    return DONE


def _test(book: Rulebook, folder: Path) -> int:
    """Run the cases of a folder; 0 only if there are some and none failed."""
    outcomes = tuple(cases.run(cases.read(folder), book))
    failed = [outcome for outcome in outcomes if outcome.differences]
    for outcome in failed:
        print(f"{outcome.case.file}: {outcome.case.id}: {outcome.case.why}")
        for difference in outcome.differences:
            print(f"    {difference.what}: expected {difference.expected}")
            print(f"    {' ' * len(difference.what)}  found {difference.found}")
    print(f"{len(outcomes)} cases, {len(failed)} failed")
    return DONE if outcomes and not failed else FAILED


def _printed(book: Rulebook, on: date) -> Iterator[str]:
    yield f"{book.title_en} ({book.name} {book.version}) on {on.isoformat()}"
    heading = ""
    for line in lines(book.on(on)):
        if line.table != heading:
            heading = line.table
            yield f"\n{heading}"
        yield f"  {line.name}: {line.value} [{_rests_on(line)}]"


def _rests_on(line: Line) -> str:
    practice = f" {line.practice}" if line.practice is not None else ""
    grounds = ", ".join(part for part in (line.clause, line.article) if part)
    parts = (grounds, f"{line.source}{practice}", f"since {line.since.isoformat()}")
    return "; ".join(part for part in parts if part)


def pending_lines(waiting: Mapping[str, tuple[Change, ...]]) -> Iterator[str]:
    """Yield before and after of a waiting version, one application after the other."""
    if not waiting:
        yield "no version is waiting, or no application is open"
    for number, changes in waiting.items():
        yield f"{number}: {'unchanged' if not changes else f'{len(changes)} changes'}"
        for change in changes:
            yield f"    {change.what}: {_fact(change.before)} -> {_fact(change.after)}"


def _fact(fact: Fact | None) -> str:
    return "-" if fact is None else str(fact)
