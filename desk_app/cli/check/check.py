# SPDX-License-Identifier: MIT
"""``desk-app check``: the rules on one mail item described in a file, as JSON or in lines."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from desk_app.cli.asking import Subparsers, add_rulebook, day
from desk_app.cli.check.check_answers import Answer, answers, split_of
from desk_app.cli.check.check_faults import CheckFault, CheckFileError, confirm, parse
from desk_app.cli.check.check_file import CheckFile, FileSchema
from desk_app.cli.check.check_reading import latest_day, read
from desk_app.records.findings import Verdict
from desk_app.records.people import Language
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook, load

OK = Verdict.OK.value
Told = Mapping[str, Any]


def lines_of(answer: Answer, on: str) -> Iterator[str]:
    """Yield the lines on one application: standing, findings, fee, days, what may be done."""
    told: Told = answer.table
    yield f"Application {answer.key} ({', '.join(answer.rights)}) on {on}: {told['work']}"
    yield f"  next: {_next(told['next'])}"
    axes = told["axes"]
    yield "  axes: " + ", ".join(f"{name} {axes[name]}" for name in axes if name != "claims")
    yield "  claims: " + ", ".join(f"{claim} {state}" for claim, state in axes["claims"].items())
    yield f"  fee: {_fee(told['fee'])}"
    yield f"  pieces: {_pieces(told['fee'])}"
    yield "  findings:"
    for finding in told["findings"]:
        yield from _finding(finding)
    yield from _days(told)
    for each in told["objections"]:
        yield f"  objection: {each['path']}: {each['verb']}: {each['code']}: {each['sentence']}"
    yield "  allowed: " + "; ".join(_verb(verb) for verb in told["verbs"])


def lines_of_split(split: Iterable[Told]) -> Iterator[str]:
    """Yield how the pieces of a shared envelope could be allotted, one line of payment a line."""
    for line in split:
        given = (f"{each['count']} to {each['application']}" for each in line["allotted"])
        yield f"proposed split of {line['line']}: {', '.join(given)}"


def _next(told: Told) -> str:
    by = f" by {told['by']}" if told["by"] else ""
    return f"{told['what']}{by} ({told['why']}): {told['sentence']}"


def _fee(told: Told) -> str:
    words = [f"required {told['required']}", f"counted {told['counted']}"]
    words += [f"{name} {told[name]}" for name in ("short", "over", "returnable") if told[name]]
    for name in ("refused", "doubtful", "late"):
        words += [
            f"{name} {each['piece']} {each['denomination']} x {each['count']} ({each['reason']})"
            for each in told[name]
        ]
    if told["unallotted"]:
        words.append(f"not allotted {told['unallotted']} pieces")
    return ", ".join(words)


def _pieces(fee: Told) -> str:
    """Return how many pieces came, and where each of them stands: in one of four lists."""
    lists = ("counted", "refused", "doubtful", "late")
    return f"{fee['pieces_enclosed']} enclosed = " + " + ".join(
        f"{fee[f'pieces_{name}']} {name}" for name in lists
    )


def _finding(told: Told) -> Iterator[str]:
    subject = f" {told['subject']}" if told["subject"] else ""
    rests_on = "; ".join((told["clause"], *told["articles"]))
    yield f"    {told['verdict']:9} {told['code']}{subject} [{rests_on}] {told['sentence']}"
    if told["path"] and told["verdict"] != OK:
        yield f"              at: {told['path']}"
    if told["facts"]:
        yield "              facts: " + ", ".join(
            f"{name} = {_written(fact)}" for name, fact in told["facts"].items()
        )
    if told["cure"]:
        yield f"              cure: {told['cure']}: {told['cure_sentence']}"


def _written(fact: object) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


def _days(told: Told) -> Iterator[str]:
    dates = told["dates"]
    for notice in dates["notices"]:
        yield f"  notice posted {notice['posted_on']}, due {notice['due']}: {_steps(notice)}"
    if not dates["notices"]:
        today = dates["notice_due_if_posted_today"]
        yield f"  a notice posted today would be due {today['on']}: {_steps(today)}"
    target = dates["reply_target"]
    if target is not None:
        yield f"  reply target {target['on']}: {_steps(target)}; warning {dates['warning_on']}"
    if dates["suit_possible_after"]:
        yield f"  a suit is possible after {dates['suit_possible_after']}"
    if told["lapse"]:
        yield "  lapse list: " + ", ".join(told["lapse"])
    if told["disposal_from"]:
        yield f"  kept until {told['kept_until']}, disposal due from {told['disposal_from']}"


def _steps(told: Told) -> str:
    return " > ".join(f"{step['code']} {step['day']}" for step in told["steps"])


def _verb(told: Told) -> str:
    words = [told["verb"], *told.get("claims", [])]
    words += [str(told[name]) for name in ("ending", "topic", "subject", "letter") if name in told]
    return " ".join(words)


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
    return json.dumps(
        CheckFile.model_json_schema(schema_generator=FileSchema), ensure_ascii=False, indent=2
    )


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
