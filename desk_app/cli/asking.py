# SPDX-License-Identifier: MIT
"""Asking for what must never stand on a command line: names, passwords, keys of sheets."""

from __future__ import annotations

import getpass
import os
import sys

from desk_app.desk.errors import BadInput, WrongPassword

_MOST_BYTES = 64 * 1024


def name_and_password(name: str | None = None) -> tuple[str, str]:
    """Ask who is there; without a terminal what is missing comes as lines of standard input."""
    if not sys.stdin.isatty():
        who = name if name is not None else _next_line()
        return who, _next_line()
    if name is None:
        print("name: ", end="", file=sys.stderr, flush=True)
        name = _next_line()
    return name, getpass.getpass("password: ")


def secret(question: str) -> str:
    """Ask for a secret; without a terminal it comes as a line of standard input."""
    return getpass.getpass(question) if sys.stdin.isatty() else _next_line()


def agreed(question: str) -> bool:
    """Ask for a yes; without a terminal there is none."""
    if not sys.stdin.isatty():
        return False
    print(f"{question} [yes/no] ", end="", file=sys.stderr, flush=True)
    return _next_line().strip().lower() == "yes"


def tell(words: str) -> None:
    """Say something to whoever is asked, apart from what the command prints."""
    print(words, file=sys.stderr, flush=True)


def name_and_password_of(descriptor: int, name: str | None) -> tuple[str, str]:
    """Read a password, and the name before it where none is given, from a file descriptor.

    Raises BadInput for a descriptor that cannot be read, WrongPassword where a line is missing.
    """
    lines = _lines_of(descriptor)
    wanted = 1 if name is not None else 2
    if len(lines) < wanted:
        raise WrongPassword
    return (name, lines[0]) if name is not None else (lines[0], lines[1])


def first_line(descriptor: int) -> str:
    """Read a secret from a file descriptor; empty where there is nothing. Raises BadInput."""
    lines = _lines_of(descriptor)
    return lines[0] if lines else ""


def _lines_of(descriptor: int) -> list[str]:
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise BadInput("descriptor_unreadable", {"number": descriptor}, place="fd") from None


def _next_line() -> str:
    return sys.stdin.readline().rstrip("\n")
