# SPDX-License-Identifier: MIT
"""``desk-app restore``: a backup becomes a desk again."""

from __future__ import annotations

import argparse
from pathlib import Path

from desk_app.cli import asking, caretaking
from desk_app.cli.caretaking import Caretaker, Told
from desk_app.cli.options import Subparsers
from desk_app.desk.errors import Cancelled
from desk_app.records.people import Role, User
from desk_app.records.safekeeping import Restored


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "restore",
        help="restore a backup into a folder",
        description="Restore the backup FILE with the key of its recovery sheet. Into an empty "
        "folder: an officer of the backup gets a new password and enrols the others. Over a desk: "
        "after asking, as an officer of that desk; its file is kept under another name.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the backup")
    parser.add_argument(
        "--into", metavar="DIR", type=Path, required=True, help="an empty folder, or a desk's"
    )
    parser.add_argument("--yes", action="store_true", help="replace a desk without asking")
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "restore", lambda: _restore(words, caretaker))
    )


def _restore(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    over = caretaker.is_desk(words.into)
    if over and not words.yes and not asking.agreed(f"Replace the desk in {words.into}?"):
        raise Cancelled
    key = caretaking.sheet_key(words)
    if over:
        who, password = caretaking.name_and_password(words)
        return _told(caretaker.restore_over(words.file, key, words.into, who, password))
    return _told(
        caretaker.restore_into(words.file, key, words.into, lambda users: _officer(words, users))
    )


def _officer(words: argparse.Namespace, users: tuple[User, ...]) -> tuple[str, str]:
    """Return who opens the new desk, and the password chosen for it."""
    if words.password_fd is None:
        officers = ", ".join(user.name for user in users if Role.OFFICER in user.roles)
        asking.tell(f"officers: {officers}")
    return caretaking.name_and_password(words)


def _told(restored: Restored) -> Told:
    lines = [
        f"restored: {restored.applications} applications, of {restored.made_at.isoformat()}",
        f"from head {restored.head[-12:]}, entry {restored.sequence}",
        f"the new database is {restored.database}",
        *([f"the file before is kept as {restored.kept}"] if restored.kept else []),
    ]
    values = {
        "database": restored.database,
        "from_database": restored.from_database,
        "sequence": restored.sequence,
        "head": restored.head,
        "made_at": restored.made_at.isoformat(),
        "applications": restored.applications,
        "kept": restored.kept,
    }
    return Told(lines, values)
