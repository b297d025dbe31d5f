# SPDX-License-Identifier: MIT
"""The commands of the terminal: one parser, one exit code."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import desk_app
from desk_app.cli import evidence, importing, safekeeping
from desk_app.cli import rulebook as rulebook_command
from desk_app.cli.asking import Subparsers, said
from desk_app.cli.caretaking import Caretaker
from desk_app.cli.check import check
from desk_app.cli.parser import CommandParser
from desk_app.cli.sample import demo
from desk_app.cli.sample.sample_file import House

UNREAD = 1
"""The exit code where the output was read in part only, as by ``head``."""

WINDOW_DESK = "window_desk"
"""Where the window's option is kept, apart from the commands' own of the same name."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What the commands are given by whoever wires the program."""

    rulebook: Path
    today: Callable[[], date]
    pending: rulebook_command.Pending
    house: House
    caretaker: Caretaker
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
        "forms": lambda to: rulebook_command.add_forms(
            to, tools.rulebook, tools.today, tools.publisher, keeper
        ),
    }


def run(words: Sequence[str], tools: Tools) -> int:
    """Do what the words say; the process's exit code, 2 for words that say nothing."""
    asked = parser(tools, words[0] if words else "")
    arguments = asked.parse_args(words)
    if getattr(arguments, WINDOW_DESK) is not None:
        asked.error(said("program_desk_misplaced"))
    try:
        code = int(arguments.run(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        return _unread()
    return code


def _unread() -> int:
    """End where whoever reads the output has enough of it; what is left to print goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNREAD
