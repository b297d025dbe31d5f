# SPDX-License-Identifier: MIT
"""For who looks after a desk: ``backup``, ``drill``, ``verify``, ``restore``, ``export``."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path

from desk_app.cli import asking, caretaking, streams
from desk_app.cli.asking import Subparsers, day, said
from desk_app.cli.caretaking import Caretaker, CommandResult, counted, line, maker, moment, root_of
from desk_app.cli.exit_codes import Exit
from desk_app.desk.audit import ledger_books
from desk_app.desk.audit import ledgers as exporting
from desk_app.desk.context import Desk
from desk_app.desk.errors import Cancelled, DamageFound
from desk_app.desk.keys import backups
from desk_app.desk.rows import JournalFilter
from desk_app.i18n import dates, messages, pages
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.books.ledgers import Ledger, LedgerKind, LedgerWanted
from desk_app.records.desk.people import Language, Role, User
from desk_app.records.desk.safekeeping import Drill, Restored, Verified
from desk_app.records.pages import LedgerPage

WHOLE = 100

_Work = Callable[[argparse.Namespace, Caretaker], CommandResult]


class Terminal:
    """Says at a terminal how far long work is (a ``desk.ports.Progress``)."""

    cancelled = False

    def report(self, done: int, total: int) -> None:
        """Say it, on the same line."""
        if streams.is_terminal(sys.stderr):
            # Of what has no parts all is done: a period without an application.
            part = done * WHOLE // total if total else WHOLE
            streams.tell(f"\r{part:3} %", end="\n" if done == total else "")


def runs(parser: argparse.ArgumentParser, name: str, work: _Work, caretaker: Caretaker) -> None:
    """Add what all these commands share at the end, and have the parser run one."""
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, name, lambda: work(words, caretaker))
    )


def add_desk(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the desk."""
    parser.add_argument("--desk", metavar="DIR", type=Path, help=said("desk"))


def opening(
    words: argparse.Namespace, caretaker: Caretaker, copies: Path | None = None
) -> Callable[[], Desk]:
    """Look at a desk and ask who opens it; return what does."""
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    return lambda: caretaker.open(folder, who, password, copies)


# A copy of the desk, and the proof that it is one.


def add_backup(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("backup", help=said("backup"), description=said("backup_about"))
    add_desk(parser)
    parser.add_argument("--to", metavar="DIR", type=Path, help=said("backup_to"))
    caretaking.add_password(parser)
    runs(parser, "backup", _backup, caretaker)


def _backup(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    looked = opening(words, caretaker, words.to)
    room = nullcontext() if words.to is None else caretaker.folder_for(words.to)
    with room, caretaking.opened("backup", looked) as desk:
        made = backups.make_backup(desk, Terminal())
    applications = counted(made.applications, "application")
    lines = (
        line("backup", name=made.name),
        line("compared", applications=applications, sequence=made.sequence),
        line("head", head=made.head[-12:]),
        line("opens_with", sheet=made.sheet),
    )
    values = {
        "backup": made.name,
        "database": made.database,
        "sheet": made.sheet,
        "sequence": made.sequence,
        "head": made.head,
        "made_at": made.made_at.isoformat(),
        "applications": made.applications,
        "size": made.size,
    }
    return CommandResult(lines, values)


def add_drill(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("drill", help=said("drill"), description=said("drill_about"))
    add_desk(parser)
    parser.add_argument("--from", dest="to", metavar="DIR", type=Path, help=said("drill_from"))
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    runs(parser, "drill", _drill, caretaker)


def _drill(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    looked = opening(words, caretaker, words.to)
    key = caretaking.sheet_key(words)
    with caretaking.opened("drill", looked) as desk:
        return told_of(backups.hold_drill(desk, key, Terminal()))


def told_of(drill: Drill) -> CommandResult:
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
    return CommandResult(lines, values, Exit.DONE if drill.equal else Exit.MISSING_SAVES)


# A desk or a backup looked at from its pages to its anchor.


def add_verify(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("verify", help=said("verify"), description=said("verify_about"))
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=said("verify_file"))
    parser.add_argument(
        "--desk",
        metavar="DIR",
        type=Path,
        help=said("verify_desk"),
    )
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_unsigned(parser)
    runs(parser, "verify", _verify, caretaker)


def _verify(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    if words.file is not None:
        key = caretaking.sheet_key(words)
        found = caretaker.verify_backup(words.file, key, words.desk, unsigned=words.unsigned)
        return _verified(found)
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    return _verified(caretaker.verify_desk(folder, who, password))


def _verified(found: Verified) -> CommandResult:
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
    return CommandResult(lines, values)


def _made(found: Verified, made_at: datetime) -> list[str]:
    """Return of which moment a backup is, and who made it."""
    of = line("backup_of", when=moment(made_at), sheet=found.sheet or "")
    return [of, maker(found.made_by, made_at)]


def _said(code: str) -> str:
    """Return what is wrong beside a desk without closing it."""
    said = messages.error(DamageFound(code), asking.language(), typing=False)
    return " ".join(filter(None, (said.what, said.safe, said.next)))


# A backup becomes a desk again.


def add_restore(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("restore", help=said("restore"), description=said("restore_about"))
    parser.add_argument("file", metavar="FILE", type=Path, help=said("restore_file"))
    parser.add_argument(
        "--into", metavar="DIR", type=Path, required=True, help=said("restore_into")
    )
    parser.add_argument("--yes", action="store_true", help=said("restore_yes"))
    caretaking.add_password(parser)
    caretaking.add_key(parser)
    caretaking.add_unsigned(parser)
    runs(parser, "restore", _restore, caretaker)


def _restore(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
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
    return _told_of_restored(_restored(restore, words), folder, caretaker)


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
        streams.tell(root_of(root))
    if words.password_fd is not None:
        return caretaking.name_and_password(words)
    asking.tell("officers", names=", ".join(u.name for u in users if Role.OFFICER in u.roles))
    return asking.name_and_new_password(words.user)


def _told_of_restored(restored: Restored, folder: Path, caretaker: Caretaker) -> CommandResult:
    applications = counted(restored.applications, "application")
    desk, keys = folder.resolve(), caretaker.keys_of(folder)
    usual = desk == caretaker.usual_desk().resolve()
    lines = [
        line("restored", applications=applications, when=moment(restored.made_at)),
        maker(restored.made_by, restored.made_at),
        line("from_head", head=restored.head[-12:], sequence=restored.sequence),
        line("new_database", database=restored.database),
        *([line("kept", name=restored.kept)] if restored.kept else []),
        line("desk", folder=str(desk)),
        line("keys", folder=str(keys)),
        *([root_of(restored.root)] if restored.made_by or restored.kept else []),
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
    return CommandResult(lines, values)


# A ledger leaves the desk as a file: for a spreadsheet, for another program, or as pages.


_KINDS = (LedgerKind.JOURNAL, LedgerKind.DUE, *ledger_books.BOOKS)


def add_export(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("export", help=said("export"), description=said("export_about"))
    called = (f"{kind.value} ({messages.word(kind, asking.language())})" for kind in _KINDS)
    parser.add_argument(
        "ledger",
        metavar="LEDGER",
        choices=[kind.value for kind in _KINDS],
        help=", ".join(called),
    )
    into = parser.add_mutually_exclusive_group(required=True)
    for form in ("xlsx", "csv", "pdf"):
        into.add_argument(f"--{form}", metavar="FILE", type=Path, help=said(form))
    parser.add_argument("--since", metavar="DAY", type=day, help=said("since"))
    parser.add_argument("--until", metavar="DAY", type=day, help=said("until"))
    parser.add_argument("--without-names", action="store_true", help=said("without_names"))
    parser.add_argument("--cp932", action="store_true", help=said("cp932"))
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=Language.JA.value,
        help=said("language"),
    )
    add_desk(parser)
    caretaking.add_password(parser)
    runs(parser, "export", _export, caretaker)


def _export(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    """Write the ledger; the place is looked at first, so that nothing is noted in vain."""
    path: Path = words.xlsx or words.csv or words.pdf
    with caretaking.opened("export", opening(words, caretaker)) as desk:
        sheets = desk.ports.sheets
        doubts = sheets.doubts(path)
        if words.pdf is not None:
            rows = _export_pages(desk, words)
        else:
            ledger = _ledger(desk, words)
            rows = len(ledger.rows)
            if words.xlsx is not None:
                sheets.write_xlsx(ledger, path, desk.ports.clock.now())
            else:
                sheets.write_csv(ledger, path, cp932=words.cp932)
    said = asking.language()
    kind, days = LedgerKind(words.ledger), _days_of(desk, words)
    called = f"{messages.label(kind, said)}{days}"
    lines = [line("written", ledger=called, rows=counted(rows, "row"), file=str(path))]
    lines += [line("warning", doubt=messages.word(doubt, said)) for doubt in doubts]
    values = {
        "ledger": words.ledger,
        "file": str(path),
        "rows": rows,
        "warnings": [doubt.value for doubt in doubts],
    }
    return CommandResult(lines, values)


def _ledger(desk: Desk, words: argparse.Namespace) -> Ledger:
    """Return the ledger as a table, noted as one that leaves."""
    language, kind = Language(words.language), LedgerKind(words.ledger)
    if kind is LedgerKind.DUE:
        return pages.due(exporting.export_due(desk), language)
    if kind is LedgerKind.JOURNAL:
        wanted = JournalFilter(since=words.since, until=words.until)
        return pages.journal(exporting.export_journal(desk, wanted), language)
    told = LedgerTableWords(language)
    cp932 = words.cp932 and words.csv is not None
    return ledger_books.export(desk, _wanted(desk, words), told, Terminal(), cp932=cp932)


def _export_pages(desk: Desk, words: argparse.Namespace) -> int:
    """Write the ledger as pages, and return how many rows they have."""
    language, wanted = Language(words.language), _wanted(desk, words)
    page: LedgerPage
    if wanted.kind in ledger_books.BOOKS:
        told = LedgerTableWords(language)
        page = ledger_books.saved_on_paper(desk, wanted, language, told, Terminal())
    else:
        table = _ledger(desk, words)
        ledger_books.must_fit_on_paper(table)
        page = ledger_books.table_page(desk, wanted, table, language)
    desk.ports.sheets.write_pages(desk.ports.press.page(page), words.pdf)
    return page.count


def _days_of(desk: Desk, words: argparse.Namespace) -> str:
    """Say of which days what was written is, behind its name."""
    kind, said = LedgerKind(words.ledger), asking.language()
    if kind is LedgerKind.DUE:
        return line("as_of", day=dates.full(desk.today, said))
    if kind is LedgerKind.JOURNAL and words.since is None and words.until is None:
        return line("from_beginning")
    wanted = _wanted(desk, words)
    if kind is LedgerKind.JOURNAL and words.since is None:
        return line("to_day", day=dates.full(wanted.last, said))
    days = (dates.full(day, said) for day in (wanted.first, wanted.last))
    return line("of_days", **dict(zip(("first", "last"), days, strict=True)))


def _wanted(desk: Desk, words: argparse.Namespace) -> LedgerWanted:
    """Return what is wanted: of the year from April on, where no days were given."""
    first, last = ledger_books.year_of(words.until or desk.today)
    named = not words.without_names
    return LedgerWanted(LedgerKind(words.ledger), words.since or first, last, named)
