# SPDX-License-Identifier: MIT
"""The start of the program: the window, or the command line where a command is named."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

import desk_app

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words of the command line say; the process's exit code."""
    parser = argparse.ArgumentParser(
        prog="desk-app",
        description="A desk for requests about personal data: from envelope to right letter.",
    )
    parser.add_argument("--version", action="version", version=f"desk-app {desk_app.__version__}")
    parser.parse_args(argv)
    parser.print_help(sys.stderr)
    return 2


def open_window() -> int:
    """Start as the desktop does, which names no command."""
    return main([])
