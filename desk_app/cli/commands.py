# SPDX-License-Identifier: MIT
"""The commands of the terminal: one parser, one exit code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import desk_app
from desk_app.cli import evidence, importing, office, safekeeping, streams
from desk_app.cli import rulebook as rulebook_command
from desk_app.cli.asking import Subparsers, said
from desk_app.cli.caretaking import stopped
from desk_app.cli.check import check
from desk_app.cli.exit_codes import Exit
from desk_app.cli.parser import CommandParser
from desk_app.cli.sample import demo
from desk_app.cli.sample.sample_file import House
from desk_app.desk.errors import Cancelled, DiskFull

UNREAD = 1
"""The exit code where the output was read in part only, as by ``head``."""

INTERRUPTED = 130
"""The exit code where somebody pressed Ctrl+C, as shells count it."""

WINDOW_DESK = "window_desk"
"""Where the window's option is kept, apart from the commands' own of the same name."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the commands are given by whoever wires the program."""

    rulebook: Path
    today: Callable[[], date]
    pending: rulebook_command.Pending
    house: House
    caretaker: office.OfficeCaretaker
    publisher: rulebook_command.Publisher


def parser(tools: Tools, command: str = "") -> argparse.ArgumentParser:
    """Return the parser of everything that can stand after ``desk-app``.

    Where a command is named that there is, it is made of this one alone: making all of them takes
    a quarter of what a short command does.
    """
    whole = CommandParser(prog="desk-app", description=said("program"), epilog=said("program_end"))
    version = f"desk-app {desk_app.__version__}"
    whole.add_argument("--version", action="version", version=version, help=said("program_version"))
    whole.add_argument("--demo", action="store_true", help=said("program_demo"))
    whole.add_argument("--desk", dest=WINDOW_DESK, metavar="DIR", help=said("program_desk"))
    commands = whole.add_subparsers(title=said("parser_commands"), metavar="COMMAND", required=True)
    adding = _adding(tools)
    for name in (command,) if command in adding else adding:
        adding[name](commands)
    return whole


def _adding(tools: Tools) -> dict[str, Callable[[Subparsers], None]]:
    """Return what adds each command, by its name, in the order of the help."""
    keeper = tools.caretaker
    return {
        "check": lambda to: check.add(to, tools.rulebook),
        "rulebook": lambda to: rulebook_command.add(
            to, tools.rulebook, tools.today, tools.pending, keeper
        ),
        "demo": lambda to: demo.add(to, tools.house),
        "backup": lambda to: safekeeping.add_backup(to, keeper),
        "drill": lambda to: safekeeping.add_drill(to, keeper),
        "verify": lambda to: safekeeping.add_verify(to, keeper),
        "restore": lambda to: safekeeping.add_restore(to, keeper),
        "export": lambda to: safekeeping.add_export(to, keeper),
        "import": lambda to: importing.add(to, keeper),
        "evidence": lambda to: evidence.add(to, keeper),
        "office": lambda to: office.add(to, keeper),
        "forms": lambda to: rulebook_command.add_forms(
            to, tools.rulebook, tools.today, tools.publisher, keeper
        ),
    }


def run(words: Sequence[str], tools: Tools) -> int:
    """Do what the words say; the process's exit code, 2 for words that say nothing."""
    try:
        code = _carried_out(words, tools)
        streams.flush()
    except BrokenPipeError:
        # Whoever reads the output has enough of it.
        streams.let_go()
        return UNREAD
    except streams.OutputLostError:
        streams.let_go()
        return stopped(_named(words), DiskFull("output_not_written"))
    return code


def _carried_out(words: Sequence[str], tools: Tools) -> int:
    try:
        asked = parser(tools, words[0] if words else "")
        arguments = asked.parse_args(words)
        if getattr(arguments, WINDOW_DESK) is not None:
            asked.error(said("program_desk_misplaced"))
        if any(isinstance(word, str) and _is_no_text(word) for word in vars(arguments).values()):
            asked.error(said("program_no_text"))
        return int(arguments.run(arguments))
    except SystemExit as left:
        if left.code == Exit.WRONG_USE and streams.wants_json(words):
            streams.say_json({"error": "wrong_use", "facts": {}, "exit": int(Exit.WRONG_USE)})
        streams.flush()
        raise


def _is_no_text(word: str) -> bool:
    """Return whether a word holds bytes that are no UTF-8: a path may, nothing looked up may."""
    return any("\ud800" <= sign <= "\udfff" for sign in word)


def _named(words: Sequence[str]) -> str:
    """Return the command that words name; they may name none."""
    return words[0] if words else ""


def interrupted(words: Sequence[str]) -> int:
    """Tell whoever ended a command by a key that it has ended, and what is safe; the exit code."""
    streams.let_go_of_line()
    as_json = streams.wants_json(words)
    code = INTERRUPTED
    with suppress(OSError, streams.OutputLostError):
        stopped(_named(words), Cancelled("interrupted"), as_json=as_json, code=code)
        streams.flush()
    return code
