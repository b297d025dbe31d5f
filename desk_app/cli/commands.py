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
from desk_app.cli.asking import said
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


def parser(tools: Tools) -> argparse.ArgumentParser:
    """Return the parser of everything that can stand after ``desk-app``."""
    whole = CommandParser(prog="desk-app", description=said("program"), epilog=said("program_end"))
    version = f"desk-app {desk_app.__version__}"
    whole.add_argument("--version", action="version", version=version, help=said("program_version"))
    whole.add_argument("--demo", action="store_true", help=said("program_demo"))
    whole.add_argument("--desk", dest=WINDOW_DESK, metavar="DIR", help=said("program_desk"))
    commands = whole.add_subparsers(title=said("parser_commands"), metavar="COMMAND", required=True)
    check.add(commands, tools.rulebook)
    rulebook_command.add(commands, tools.rulebook, tools.today, tools.pending, tools.caretaker)
    demo.add(commands, tools.house)
    safekeeping.add(commands, tools.caretaker)
    importing.add(commands, tools.caretaker)
    evidence.add(commands, tools.caretaker)
    rulebook_command.add_forms(
        commands, tools.rulebook, tools.today, tools.publisher, tools.caretaker
    )
    return whole


def run(words: Sequence[str], tools: Tools) -> int:
    """Do what the words say; the process's exit code, 2 for words that say nothing."""
    asked = parser(tools)
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
