# SPDX-License-Identifier: MIT
"""``desk-app check``: the rules on one mail item described in a file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from desk_app.cli.check_answers import Answer, answers, split_of
from desk_app.cli.check_errors import CheckFault, CheckFileError
from desk_app.cli.check_file import CheckFile
from desk_app.cli.check_order import confirm
from desk_app.cli.check_parsing import parse
from desk_app.cli.check_printing import lines_of, lines_of_split
from desk_app.cli.check_reading import latest_day, read
from desk_app.cli.options import Subparsers, add_rulebook, day
from desk_app.records.people import Language
from desk_app.rules.rulebook import Rulebook, load
from desk_app.rules.rulebook_parts.errors import RulebookError

_MOST_BYTES = 64 * 1024 * 1024
"""More than any envelope takes; a device has no end."""

DONE, BAD_FILE = 0, 2


def add(commands: Subparsers, rulebook: Path) -> None:
    """Add the command; ``rulebook`` is the one that is asked where no other is named."""
    parser = commands.add_parser(
        "check",
        help="run the rules on one mail item described in a file",
        description="Run the rules on one mail item described in a JSON file. Exit 0: the rules "
        "ran, whatever they found; 2: a bad file, told with JSON path and reason.",
    )
    parser.add_argument("file", metavar="FILE.json", type=Path, nargs="?", help="the mail item")
    add_rulebook(parser, rulebook)
    parser.add_argument(
        "--on",
        metavar="DATE",
        type=day,
        help="the day counted as today, ISO or era text (default: the latest date of an event)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--language", choices=["ja", "en"], default="en", help="language of the sentences"
    )
    parser.add_argument("--schema", action="store_true", help="print the file's JSON schema")
    parser.set_defaults(run=_run)


def schema() -> str:
    """Return the documented schema of a check file."""
    return json.dumps(CheckFile.model_json_schema(), ensure_ascii=False, indent=2)


def _run(words: argparse.Namespace) -> int:
    if words.schema:
        print(schema())
        return DONE
    if words.file is None:
        print("desk-app check: FILE.json is missing", file=sys.stderr)
        return BAD_FILE
    try:
        told = _told(words, load(words.rulebook))
    except CheckFileError as error:
        for fault in error.faults:
            print(f"{words.file.name}: {fault.path}: {fault.reason}", file=sys.stderr)
        return BAD_FILE
    except RulebookError as error:
        print("\n".join(error.lines()), file=sys.stderr)
        return BAD_FILE
    print(told)
    return DONE


def _told(words: argparse.Namespace, book: Rulebook) -> str:
    check = parse(_bytes(words.file))
    if check.mail_item.arrived_on < book.begins:
        reason = f"before the rulebook begins, {book.begins.isoformat()}"
        raise CheckFileError([CheckFault("$.mail_item.arrived_on", reason)])
    confirm(check, book.on(check.mail_item.arrived_on))
    on = _today(check, book, words.on)
    found = answers(check, book, on, Language(words.language))
    split = split_of(check, book)
    if words.json:
        told = {
            "on": on.isoformat(),
            "rulebook": {"name": book.name, "version": book.version},
            "applications": [answer.table for answer in found],
            "proposed_split": split,
        }
        return json.dumps(told, ensure_ascii=False, indent=2)
    return "\n".join((*_lines(found, on), *lines_of_split(split)))


def _lines(found: tuple[Answer, ...], on: date) -> Iterator[str]:
    for answer in found:
        yield from lines_of(answer, on.isoformat())


def _today(check: CheckFile, book: Rulebook, on: date | None) -> date:
    """Return the day counted as today: named, or the latest on which something happened."""
    if on is None:
        return max(latest_day(file) for file in read(check, book))
    if on < check.mail_item.arrived_on:
        fault = CheckFault("$.mail_item.arrived_on", "later than the day counted as today")
        raise CheckFileError([fault])
    return on


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = f"cannot be read ({error.strerror or 'unknown reason'})"
        raise CheckFileError([CheckFault("$", reason)]) from None
    if len(content) > _MOST_BYTES:
        reason = f"longer than {_MOST_BYTES // 1024 // 1024} MiB: no check file"
        raise CheckFileError([CheckFault("$", reason)])
    return content
