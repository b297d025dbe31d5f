# SPDX-License-Identifier: MIT
"""``desk-app verify``: a desk or a backup looked at from its pages to its anchor."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk_app.cli import caretaking
from desk_app.cli.caretaking import Caretaker, Told, counted, moment
from desk_app.cli.options import Subparsers
from desk_app.records.safekeeping import Verified


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "verify",
        help="check a desk or a backup",
        description="Check a backup FILE with the key of its recovery sheet, or a desk with a "
        "password: integrity, counts, the journal's chain, the anchor or the manifest; of a desk "
        "also that two people signed what stands as approved. Exit 0: whole; 13: damage found, "
        "with the number of the first wrong entry of the journal, or the receipt numbers of what "
        "nobody approved as it stands; 14: saved changes are missing.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="a backup")
    parser.add_argument(
        "--desk", metavar="DIR", type=Path, help="the desk's folder (default: this computer's)"
    )
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "verify", lambda: _verify(words, caretaker))
    )


def _verify(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    if words.file is not None:
        return _told(caretaker.verify_backup(words.file, caretaking.sheet_key(words)))
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    return _told(caretaker.verify_desk(folder, who, password))


def _told(found: Verified) -> Told:
    made_at = found.made_at
    held_against = "anchor" if made_at is None else "manifest"
    backup = made_at and f"backup of {moment(made_at)}, recovery sheet {found.sheet}"
    lines = [
        f"database: {found.database}, schema {found.schema}",
        *([backup] if backup else []),
        "integrity: sound",
        f"journal: {counted(found.sequence, 'entry', 'entries')}, each fits the one before",
        f"head: {found.head[-12:]}, as the {held_against} says",
        *(f"  {name}: {rows}" for name, rows in found.counts.items()),
    ]
    values = {
        "database": found.database,
        "schema": found.schema,
        "sequence": found.sequence,
        "head": found.head,
        "counts": dict(found.counts),
        "sheet": found.sheet,
        "made_at": None if made_at is None else made_at.isoformat(),
    }
    return Told(lines, values)
