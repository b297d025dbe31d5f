# SPDX-License-Identifier: MIT
"""Options that several commands share."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Protocol

from desk_app.rules.era_reading import DateError, parse


class Subparsers(Protocol):
    """Where a command adds its parser."""

    def add_parser(self, name: str, *, help: str, description: str) -> argparse.ArgumentParser:  # noqa: A002  argparse's own name
        """Return a new parser of a command."""
        ...


def add_rulebook(parser: argparse.ArgumentParser, rulebook: Path) -> None:
    """Add the option that names another rulebook than the desk's own."""
    parser.add_argument(
        "--rulebook",
        metavar="FILE.toml",
        type=Path,
        default=rulebook,
        help="the rulebook to ask (default: the one of the published policy)",
    )


def day(text: str) -> date:
    """Read a day from the command line, ISO or in the era calendar."""
    try:
        return parse(text)
    except DateError as error:
        message = f"{error.code.value} at position {error.start}"
        raise argparse.ArgumentTypeError(message) from None
