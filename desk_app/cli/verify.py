# SPDX-License-Identifier: MIT
"""``desk-app verify``: a desk or a backup looked at from its pages to its anchor."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers
from desk_app.cli.caretaking import Caretaker, Told, counted, line, maker, moment, root_of
from desk_app.desk.errors import DamageFound
from desk_app.i18n import messages
from desk_app.records.safekeeping import Verified


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "verify",
        help="check a desk or a backup",
        description="Check a backup FILE with the key of its recovery sheet, or a desk with a "
        "password: integrity, counts, the journal's chain, the anchor or the manifest; of a backup "
        "who signed it, of a desk that two people signed what stands as approved. Exit 0: whole; "
        "13: damage found, with the number of the first wrong entry of the journal, or the receipt "
        "numbers of what nobody approved as it stands; 14: saved changes are missing.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help="a backup")
    parser.add_argument(
        "--desk",
        metavar="DIR",
        type=Path,
        help="the desk's folder, also of the desk that a backup should be of (default: this "
        "computer's)",
    )
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_unsigned(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "verify", lambda: _verify(words, caretaker))
    )


def _verify(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    if words.file is not None:
        key = caretaking.sheet_key(words)
        found = caretaker.verify_backup(words.file, key, words.desk, unsigned=words.unsigned)
        return _told(found)
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    return _told(caretaker.verify_desk(folder, who, password))


def _told(found: Verified) -> Told:
    made_at = found.made_at
    held_against = "head_as_anchor" if made_at is None else "head_as_manifest"
    lines = [
        line("database", database=found.database, schema=found.schema),
        *([] if made_at is None else _made(found, made_at)),
        *([root_of(found.root)] if found.root else []),
        line("integrity"),
        line("journal", entries=counted(found.sequence, "entry")),
        line(held_against, head=found.head[-12:]),
        *(f"  {name}: {rows}" for name, rows in found.counts.items()),
        *([_said(found.told)] if found.told else []),
    ]
    values = {
        "database": found.database,
        "schema": found.schema,
        "sequence": found.sequence,
        "head": found.head,
        "counts": dict(found.counts),
        "sheet": found.sheet,
        "made_at": None if made_at is None else made_at.isoformat(),
        "made_by": found.made_by,
        "root": found.root,
        "told": found.told,
    }
    return Told(lines, values)


def _made(found: Verified, made_at: datetime) -> list[str]:
    """Return of which moment a backup is, and who made it."""
    of = line("backup_of", when=moment(made_at), sheet=found.sheet or "")
    return [of, maker(found.made_by, made_at)]


def _said(code: str) -> str:
    """Return what is wrong beside a desk without closing it."""
    said = messages.error(DamageFound(code), asking.language(), typing=False)
    return " ".join(filter(None, (said.what, said.safe, said.next)))
