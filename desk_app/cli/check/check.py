# SPDX-License-Identifier: MIT
"""``desk-app check``: the rules on one mail item described in a file, as JSON or in lines."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path

from desk_app.cli import asking, caretaking, streams
from desk_app.cli.asking import Subparsers, add_language, add_rulebook, day, said
from desk_app.cli.check.check_answers import answers, split_of
from desk_app.cli.check.check_faults import (
    CheckFault,
    CheckFileError,
    because,
    confirm,
    parse,
)
from desk_app.cli.check.check_file import CheckFile, FileSchema
from desk_app.cli.check.check_lines import CheckLines
from desk_app.cli.check.check_reading import latest_day, read
from desk_app.i18n import checking
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook, load

_MOST_BYTES = 64 * 1024 * 1024
"""More than any envelope takes; a device has no end."""

DONE, BAD_FILE = 0, 2


def add(commands: Subparsers, rulebook: Path) -> None:
    """Add the command; ``rulebook`` is the one that is asked where no other is named."""
    parser = commands.add_parser("check", help=said("check"), description=said("check_about"))
    parser.add_argument("file", metavar="FILE.json", type=Path, nargs="?", help=said("check_file"))
    add_rulebook(parser, rulebook)
    parser.add_argument("--on", metavar="DATE", type=day, help=said("check_on"))
    parser.add_argument("--json", action="store_true", help=said("check_json"))
    add_language(parser)
    parser.add_argument("--schema", action="store_true", help=said("check_schema"))
    parser.set_defaults(run=_run)


def schema() -> str:
    """Return the documented schema of a check file."""
    return json.dumps(
        CheckFile.model_json_schema(schema_generator=FileSchema), ensure_ascii=False, indent=2
    )


def _run(words: argparse.Namespace) -> int:
    if words.schema:
        streams.say(schema())
        return DONE
    language = asking.chosen(words)
    if words.file is None:
        if words.json:
            streams.say_json({"error": "file_missing", "facts": {}, "exit": BAD_FILE})
        streams.tell(f"desk-app check: {checking.fault('file_missing', language)}")
        return BAD_FILE
    try:
        told = _told(words, load(words.rulebook), language)
    except CheckFileError as error:
        if words.json:
            faults = [
                {"path": f.path, "fault": f.said(Language.EN).removeprefix(f"{f.path}: ")}
                for f in error.faults
            ]
            values = {"error": "check_file_bad", "file": words.file.name, "problems": faults}
            streams.say_json({**values, "exit": BAD_FILE})
        for fault in error.faults:
            streams.tell(f"{words.file.name}: {fault.said(language)}")
        return BAD_FILE
    except RulebookError as error:
        return caretaking.told_bad(error, language, as_json=words.json)
    streams.say(told)
    return DONE


def _told(words: argparse.Namespace, book: Rulebook, language: Language) -> str:
    check = parse(_bytes(words.file))
    if check.mail_item.arrived_on < book.begins:
        reason = because("before_rulebook", begins=book.begins.isoformat())
        raise CheckFileError([CheckFault("$.mail_item.arrived_on", reason)])
    confirm(check, book.on(check.mail_item.arrived_on))
    on = _today(check, book, words.on)
    found = answers(check, book, on, language)
    split = split_of(check, book)
    if words.json:
        told = {
            "on": on.isoformat(),
            "rulebook": {"name": book.name, "version": book.version},
            "applications": [answer.table for answer in found],
            "proposed_split": split,
        }
        return json.dumps(told, ensure_ascii=False, indent=2)
    lines = CheckLines(language, book.on(on))
    told_lines = [line for answer in found for line in lines.of(answer)]
    return "\n".join((*told_lines, *lines.of_split(split)))


def _today(check: CheckFile, book: Rulebook, on: date | None) -> date:
    """Return the day counted as today: named, or the latest on which something happened."""
    if on is None:
        return max(latest_day(file) for file in read(check, book))
    if on < check.mail_item.arrived_on:
        fault = CheckFault("$.mail_item.arrived_on", because("not_today_yet"))
        raise CheckFileError([fault])
    return on


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        reason = because("unreadable", why=error.strerror or "?")
        raise CheckFileError([CheckFault("$", reason)]) from None
    if len(content) > _MOST_BYTES:
        reason = because("no_check_file", most=_MOST_BYTES // 1024 // 1024)
        raise CheckFileError([CheckFault("$", reason)])
    return content
