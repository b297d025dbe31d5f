# SPDX-License-Identifier: MIT
"""The commands of the terminal: one parser, one exit code."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import desk_app
from desk_app.cli import demo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.cli.sample_house import House


def parser(house: House) -> argparse.ArgumentParser:
    """Return the parser of everything that can stand after ``desk-app``."""
    whole = argparse.ArgumentParser(
        prog="desk-app",
        description="A desk for requests about personal data: from envelope to right letter.",
        epilog="Without a command, the window opens.",
    )
    whole.add_argument("--version", action="version", version=f"desk-app {desk_app.__version__}")
    whole.add_argument(
        "--demo", action="store_true", help="open the window on the sample desk, without a command"
    )
    commands = whole.add_subparsers(title="commands", metavar="COMMAND")
    demo.add(commands, house)
    return whole


def run(words: Sequence[str], house: House) -> int:
    """Do what the words say; the process's exit code, 2 for words that say nothing."""
    arguments = parser(house).parse_args(words)
    return int(arguments.run(arguments))
