# SPDX-License-Identifier: MIT
"""What the commands for those who look after a desk need of the program."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desk_app.cli import asking, streams
from desk_app.cli.asking import said
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.keys.sheet_key import fingerprint_of
from desk_app.i18n import checking, dates, messages, terminal
from desk_app.records.desk.people import Language, User
from desk_app.records.desk.safekeeping import Restored, Verified
from desk_app.rules.rulebook.reading import RulebookError


class Caretaker(Protocol):
    """Opens desks and backups for the commands."""

    def usual_desk(self) -> Path:
        """Return the folder of this computer's desk."""
        ...

    def is_desk(self, folder: Path) -> bool:
        """Return whether a folder holds a desk."""
        ...

    def must_be_closed(self, folder: Path) -> None:
        """Refuse a desk that another instance has open, before anybody shows a password."""
        ...

    def must_be_left(self, folder: Path) -> None:
        """Refuse a folder whose desk a window is on, even a locked one, or that is not empty."""
        ...

    def keys_of(self, folder: Path) -> Path:
        """Return where the keys of a desk lie."""
        ...

    def open(self, folder: Path, who: str, password: str, backups: Path | None = None) -> Desk:
        """Open a desk; ``backups`` is another folder for copies than the one it names."""
        ...

    def folder_for(self, folder: Path) -> AbstractContextManager[None]:
        """Have a folder for what the block writes; where it is refused, all is as before."""
        ...

    def acting(self, desk: Desk, folder: Path, who: str, password: str) -> Desk:
        """Return an open desk with a second person acting, who has shown a password."""
        ...

    def verify_desk(self, folder: Path, who: str, password: str) -> Verified:
        """Look at a closed desk in full."""
        ...

    def verify_backup(
        self, path: Path, sheet_key: str, folder: Path | None, *, unsigned: bool = False
    ) -> Verified:
        """Look at a backup in full, held against the desk of a folder or of this computer.

        ``unsigned`` lets one of before the roster pass, which nobody signed.
        """
        ...

    def restore_over(
        self,
        path: Path,
        sheet_key: str,
        folder: Path,
        who: str,
        password: str,
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Put a backup in the place of a desk's file, as an officer of that desk.

        ``unsigned`` says that the officer takes one of before the roster, which nobody signed.
        """
        ...

    def restore_into(
        self,
        path: Path,
        sheet_key: str,
        folder: Path,
        officer: Callable[[tuple[User, ...], str], tuple[str, str]],
        *,
        unsigned: bool = False,
    ) -> Restored:
        """Make a desk of a backup in an empty folder; ``officer`` names one and a new password.

        He is told the users and the root of the roster, empty where nobody signed the backup.
        """
        ...


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What a command says when it is done: lines for a person, values for ``--json``."""

    lines: Sequence[str]
    values: Mapping[str, object]
    code: Exit = Exit.DONE


def add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options that all these commands share."""
    parser.add_argument("--json", action="store_true", help=said("json"))


def add_password(parser: argparse.ArgumentParser) -> None:
    """Add the options by which a name and a password come."""
    parser.add_argument("--user", metavar="NAME", help=said("user"))
    parser.add_argument(
        "--password-fd",
        metavar="N",
        type=int,
        help=said("password_fd"),
    )


def add_key(parser: argparse.ArgumentParser) -> None:
    """Add the option by which the key of a recovery sheet comes."""
    parser.add_argument(
        "--key-fd",
        metavar="N",
        type=int,
        help=said("key_fd"),
    )


def name_and_password(words: argparse.Namespace) -> tuple[str, str]:
    """Return who opens the desk: from the options' descriptor, or asked for."""
    if words.password_fd is None:
        return asking.name_and_password(words.user)
    return asking.name_and_password_of(words.password_fd, words.user)


def sheet_key(words: argparse.Namespace) -> str:
    """Return the key of the recovery sheet: from the option's descriptor, or asked for."""
    if words.key_fd is None:
        return asking.secret("sheet_key")
    return asking.first_line(words.key_fd)


def line(code: str, **facts: str | int) -> str:
    """Return a line of what a command says when it is done, in the language of the terminal."""
    return terminal.done(code, asking.language(), **facts)


def moment(at: datetime) -> str:
    """Write a moment to the minute as a clock at the desk shows it: 2026-11-25 8:55 (Japan)."""
    return line("moment", day=dates.day_of(at).isoformat(), time=dates.clock(at))


def counted(number: int, what: str) -> str:
    """Write how many there are: 1 entry, 2 entries."""
    return terminal.counted(number, what, asking.language())


def add_unsigned(parser: argparse.ArgumentParser) -> None:
    """Add the option that takes a backup of before the roster."""
    parser.add_argument(
        "--unsigned",
        action="store_true",
        help=said("unsigned"),
    )


def maker(made_by: str, made_at: datetime) -> str:
    """Return who made a backup and when; that nobody signed it where nobody did."""
    code = "made_by" if made_by else "nobody_signed"
    return terminal.told(code, asking.language(), name=made_by, when=moment(made_at))


def root_of(root: str) -> str:
    """Return the fingerprint of a roster's root, with where it stands on paper."""
    return terminal.told("root", asking.language(), root=fingerprint_of(root))


def carry_out(words: argparse.Namespace, command: str, work: Callable[[], CommandResult]) -> int:
    """Do the work and print what it said, or what stopped it; the exit code."""
    try:
        told = work()
    except KnownError as error:
        return stopped(command, error, as_json=words.json)
    if words.json:
        streams.say_json(told.values)
    else:
        streams.say("\n".join(told.lines))
    return told.code


def stopped(
    command: str, error: KnownError, *, as_json: bool = False, code: int | None = None
) -> int:
    """Say what stopped a command, what is safe and what comes next; the exit code.

    ``code`` is the exit code where it is not the one of the error's kind.
    """
    code = exit_code(error) if code is None else code
    if as_json:
        facts = {name: _plain(value) for name, value in error.facts.items()}
        streams.say_json({"error": error.code, "facts": facts, "exit": int(code)})
    _say(command, error)
    return code


def told_bad(
    error: RulebookError, language: Language, *, as_json: bool = False, before: str = ""
) -> int:
    """Say every place in which a rulebook file is wrong; the exit code.

    ``before`` is what each line of it begins with.
    """
    if as_json:
        problems = [
            {
                "line": each.line,
                "key": each.key,
                "fault": each.fault.value,
                "detail": checking.detail(each, Language.EN),
            }
            for each in error.problems
        ]
        values = {"error": "rulebook_file_bad", "file": error.file, "problems": problems}
        streams.say_json({**values, "exit": int(Exit.WRONG_USE)})
    for problem in checking.rulebook_lines(error, language):
        streams.tell(f"{before}{problem}")
    return Exit.WRONG_USE


@contextmanager
def opened(command: str, opening: Callable[[], Desk]) -> Iterator[Desk]:
    """Open a desk for the block, say what whoever opens it is told, and close it again."""
    desk = opening()
    try:
        for told in desk.at_arrival:
            _say(command, told)
        yield desk
    finally:
        desk.ports.store.close()


def _say(command: str, error: KnownError) -> None:
    """Say what happened, what is safe and what comes next, apart from what is printed."""
    said = messages.error(error, asking.language(), typing=False)
    sentences = " ".join(filter(None, (said.what, said.safe, said.next)))
    streams.tell(f"desk-app {command}: {sentences}")


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) else str(value)
