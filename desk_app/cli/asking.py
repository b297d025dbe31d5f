# SPDX-License-Identifier: MIT
"""Asking for what must never stand on a command line: a name and a password, at the terminal."""

from __future__ import annotations

import getpass
import sys


def name_and_password() -> tuple[str, str]:
    """Ask who is there; without a terminal both come as two lines of the standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n"), sys.stdin.readline().rstrip("\n")
    print("name: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().rstrip("\n"), getpass.getpass("password: ")
