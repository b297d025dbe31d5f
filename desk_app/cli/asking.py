# SPDX-License-Identifier: MIT
"""Asking for what must never stand on a command line, and the options several commands share."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import Protocol

from desk_app.cli import streams
from desk_app.desk.errors import BadInput, Cancelled, WrongPassword
from desk_app.i18n import messages, terminal
from desk_app.records.desk.people import Language
from desk_app.rules.days.eras import DateError, parse
from desk_app.system.chosen import here


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
        help=said("rulebook_file"),
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option for the language of what is printed; else it is the terminal's."""
    parser.add_argument(
        "--language", choices=[each.value for each in Language], help=said("printed_language")
    )


def chosen(words: argparse.Namespace) -> Language:
    """Return the language that was chosen for what is printed, else the terminal's."""
    return language() if words.language is None else Language(words.language)


def said(code: str, **facts: str) -> str:
    """Return what ``--help`` says of a command or an option, in the terminal's language."""
    return terminal.helped(code, language(), **facts)


def day(text: str) -> date:
    """Read a day from the command line, ISO or in the era calendar."""
    try:
        return parse(text)
    except DateError as error:
        said = messages.fault(error.code, language(), {"position": error.start + 1})
        raise argparse.ArgumentTypeError(said) from None


# Asking for what must never stand on a command line: names, passwords, keys of sheets.


_MOST_BYTES = 64 * 1024
_WRITTEN = (1, 2)
"""Results and what is told go there; to read one would close it."""
_YES = frozenset({"y", "yes", "はい"})


def language() -> Language:
    """Return the language of the terminal: Japanese where its surroundings say so."""
    return Language.JA if here().terminal.language().startswith("ja") else Language.EN


def name_and_password(name: str | None = None) -> tuple[str, str]:
    """Ask who is there; without a terminal what is missing comes as lines of standard input."""
    name = _answer("name") if name is None else name
    return name, secret("password")


def name_and_new_password(name: str | None = None) -> tuple[str, str]:
    """Ask which officer opens a new desk, and twice for the password chosen for him.

    Without a terminal it comes once. Raises BadInput where the two differ.
    """
    name = _answer("officer_name") if name is None else name
    password = secret("new_password")
    if streams.is_terminal(sys.stdin) and secret("new_password_again") != password:
        raise BadInput("passwords_differ", place="password")
    return name, password


def second_name_and_password(name: str | None = None) -> tuple[str, str]:
    """Ask which second person signs, and for that person's password; no name, no password."""
    name = _answer("second_name") if name is None else name
    return (name, secret("second_password")) if name else ("", "")


def secret(code: str) -> str:
    """Ask for a secret; without a terminal it comes as a line of standard input."""
    if not streams.is_terminal(sys.stdin):
        return _next_line()
    try:
        return getpass.getpass(terminal.question(code, language()))
    except EOFError:
        raise Cancelled("cancelled") from None


def agreed(code: str, **facts: str) -> bool:
    """Ask for a yes; without a terminal there is none."""
    if not streams.is_terminal(sys.stdin):
        return False
    answer = unicodedata.normalize("NFKC", _answer(code, **facts)).strip().casefold()
    return answer in _YES


def tell(code: str, **facts: str) -> None:
    """Say something to whoever is asked, apart from what the command prints."""
    streams.tell(terminal.told(code, language(), **facts))


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
    if descriptor in _WRITTEN or not 0 <= descriptor < 2**31:
        raise _unreadable(descriptor)
    try:
        with os.fdopen(descriptor, "rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8").splitlines()
    except (OSError, ValueError):
        raise _unreadable(descriptor) from None


def _unreadable(descriptor: int) -> BadInput:
    return BadInput("descriptor_unreadable", {"number": descriptor}, place="fd")


def _answer(code: str, **facts: str) -> str:
    """Ask at a terminal, and read the next line of standard input in any case."""
    if streams.is_terminal(sys.stdin):
        question = terminal.question(code, language(), **facts)
        streams.tell(question, end="")
    return _next_line()


def _next_line() -> str:
    if sys.stdin is None:
        raise _unreadable(0)
    try:
        line = here().terminal.next_line()
        # What is no UTF-8 comes as half signs where the surroundings name no language.
        line.encode("utf-8")
    except (OSError, UnicodeError):
        raise _unreadable(0) from None
    return line
