# SPDX-License-Identifier: MIT
"""``desk-app restore``: a backup becomes a desk again."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers
from desk_app.cli.caretaking import Caretaker, Told, counted, line, moment
from desk_app.desk.errors import Cancelled, DamageFound
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
    caretaking.add_unsigned(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "restore", lambda: _restore(words, caretaker))
    )


def _restore(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    folder: Path = words.into
    over = caretaker.is_desk(folder)
    caretaker.must_be_left(folder)
    if over and not words.yes and not asking.agreed("replace", folder=str(folder)):
        raise Cancelled("not_agreed")
    key = caretaking.sheet_key(words)
    if over:
        who = caretaking.name_and_password(words)
        restore = partial(caretaker.restore_over, words.file, key, folder, *who)
    else:
        officer = partial(_officer, words)
        restore = partial(caretaker.restore_into, words.file, key, folder, officer)
    return _told(_restored(restore, words), folder, caretaker)


def _restored(restore: Callable[..., Restored], words: argparse.Namespace) -> Restored:
    """Restore a backup; one that nobody signed is taken where somebody says so, told the risk."""
    try:
        return restore(unsigned=words.unsigned)
    except DamageFound as error:
        if error.code != "backup_not_signed" or not asking.agreed("unsigned"):
            raise
    return restore(unsigned=True)


def _officer(words: argparse.Namespace, users: tuple[User, ...], root: str) -> tuple[str, str]:
    """Return who opens the new desk, and the password chosen for it."""
    if root:
        print(caretaking.root_of(root), file=sys.stderr, flush=True)
    if words.password_fd is not None:
        return caretaking.name_and_password(words)
    asking.tell("officers", names=", ".join(u.name for u in users if Role.OFFICER in u.roles))
    return asking.name_and_new_password(words.user)


def _told(restored: Restored, folder: Path, caretaker: Caretaker) -> Told:
    applications = counted(restored.applications, "application")
    desk, keys = folder.resolve(), caretaker.keys_of(folder)
    usual = desk == caretaker.usual_desk().resolve()
    lines = [
        line("restored", applications=applications, when=moment(restored.made_at)),
        caretaking.maker(restored.made_by, restored.made_at),
        line("from_head", head=restored.head[-12:], sequence=restored.sequence),
        line("new_database", database=restored.database),
        *([line("kept", name=restored.kept)] if restored.kept else []),
        line("desk", folder=str(desk)),
        line("keys", folder=str(keys)),
        *([caretaking.root_of(restored.root)] if restored.made_by or restored.kept else []),
        *([] if usual else [line("window", command=f"desk-app --desk {shlex.quote(str(desk))}")]),
    ]
    values = {
        "database": restored.database,
        "from_database": restored.from_database,
        "sequence": restored.sequence,
        "head": restored.head,
        "made_at": restored.made_at.isoformat(),
        "made_by": restored.made_by,
        "root": restored.root,
        "applications": restored.applications,
        "kept": restored.kept,
        "desk": str(desk),
        "keys": str(keys),
    }
    return Told(lines, values)
