# SPDX-License-Identifier: MIT
"""``desk-app backup`` and ``desk-app drill``: a copy of the desk, and the proof that it is one."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desk_app.cli import caretaking
from desk_app.cli.asking import Subparsers
from desk_app.cli.caretaking import Caretaker, Told, counted, line
from desk_app.cli.exit_codes import Exit
from desk_app.desk import backups
from desk_app.records.safekeeping import Backup, Drill

WHOLE = 100


class Terminal:
    """Says at a terminal how far long work is (a ``desk.safe_ports.Progress``)."""

    cancelled = False

    def report(self, done: int, total: int) -> None:
        """Say it, on the same line."""
        if sys.stderr.isatty():
            end = "\n" if done == total else ""
            print(f"\r{done * WHOLE // total:3} %", end=end, file=sys.stderr, flush=True)


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add both commands to the parser."""
    parser = commands.add_parser(
        "backup",
        help="write a backup and open it again",
        description="Write a backup of the desk for the recovery sheet in use, open it again and "
        "compare it. Exit 0 only if it was found whole.",
    )
    _add_desk(parser)
    parser.add_argument(
        "--to", metavar="DIR", type=Path, help="the folder for it (default: the desk's own choice)"
    )
    caretaking.add_password(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "backup", lambda: _backup(words, caretaker))
    )
    parser = commands.add_parser(
        "drill",
        help="restore the newest backup into memory and compare it with the desk",
        description="Restore the newest backup into memory with the key of the recovery sheet and "
        "compare it with the desk. Exit 0: the same head and counts; 14: the backup is older.",
    )
    _add_desk(parser)
    parser.add_argument(
        "--from", dest="to", metavar="DIR", type=Path, help="the folder of the backups"
    )
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "drill", lambda: _drill(words, caretaker))
    )


def _add_desk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--desk", metavar="DIR", type=Path, help="the desk's folder (default: this computer's)"
    )


def _backup(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened(
        "backup", lambda: caretaker.open(folder, who, password, words.to)
    ) as desk:
        made = backups.make_backup(desk, Terminal())
    return Told(_lines_of_backup(made), _values_of_backup(made))


def _drill(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    key = caretaking.sheet_key(words)
    with caretaking.opened(
        "drill", lambda: caretaker.open(folder, who, password, words.to)
    ) as desk:
        drill = backups.hold_drill(desk, key, Terminal())
    return told_of(drill)


def told_of(drill: Drill) -> Told:
    """Return what is said of a drill; a backup that is not the desk's newest state ends with 14."""
    time = counted(drill.seconds, "second")
    same = (
        line("equal", time=time)
        if drill.equal
        else line("not_equal", missing=drill.missing, time=time)
    )
    lines = (
        line("backup", name=drill.backup),
        line("last_entry", there=drill.sequence, here=drill.live_sequence),
        line("applications", there=drill.applications, here=drill.live_applications),
        same,
    )
    values = {
        "backup": drill.backup,
        "on": drill.on.isoformat(),
        "sequence": drill.sequence,
        "live_sequence": drill.live_sequence,
        "missing": drill.missing,
        "applications": drill.applications,
        "live_applications": drill.live_applications,
        "equal": drill.equal,
        "seconds": drill.seconds,
    }
    return Told(lines, values, Exit.DONE if drill.equal else Exit.MISSING_SAVES)


def _lines_of_backup(made: Backup) -> tuple[str, ...]:
    applications = counted(made.applications, "application")
    return (
        line("backup", name=made.name),
        line("compared", applications=applications, sequence=made.sequence),
        line("head", head=made.head[-12:]),
        line("opens_with", sheet=made.sheet),
    )


def _values_of_backup(made: Backup) -> dict[str, object]:
    return {
        "backup": made.name,
        "database": made.database,
        "sheet": made.sheet,
        "sequence": made.sequence,
        "head": made.head,
        "made_at": made.made_at.isoformat(),
        "applications": made.applications,
        "size": made.size,
    }
