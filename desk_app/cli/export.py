# SPDX-License-Identifier: MIT
"""``desk-app export``: a ledger leaves the desk as a file for a spreadsheet."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers, day
from desk_app.cli.caretaking import Caretaker, Told, counted, line
from desk_app.desk import ledgers as exporting
from desk_app.desk.context import Desk
from desk_app.desk.rows import JournalFilter
from desk_app.i18n import messages, pages
from desk_app.records.pages import Ledger, LedgerKind
from desk_app.records.people import Language
from desk_app.records.safekeeping import FolderDoubt


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "export",
        help="write a ledger to a file for a spreadsheet",
        description="Write the journal, or the list of what is due for disposal, to a new file. "
        "Every cell is text. No name of an applicant is in either; who exported is noted in the "
        "journal. A file that is there already is never overwritten.",
    )
    parser.add_argument(
        "ledger",
        metavar="LEDGER",
        choices=[kind.value for kind in LedgerKind],
        help="journal, or due: what is due for disposal",
    )
    into = parser.add_mutually_exclusive_group(required=True)
    into.add_argument("--xlsx", metavar="FILE", type=Path, help="the new workbook")
    into.add_argument("--csv", metavar="FILE", type=Path, help="the new file of lines")
    parser.add_argument("--since", metavar="DAY", type=day, help="the journal's first day")
    parser.add_argument("--until", metavar="DAY", type=day, help="the journal's last day")
    parser.add_argument(
        "--language",
        choices=[language.value for language in Language],
        default=Language.JA.value,
        help="the language of the words in it (default: ja)",
    )
    parser.add_argument(
        "--desk", metavar="DIR", type=Path, help="the desk's folder (default: this computer's)"
    )
    caretaking.add_password(parser)
    caretaking.add_common(parser)
    parser.set_defaults(
        run=lambda words: caretaking.carry_out(words, "export", lambda: _export(words, caretaker))
    )


def _export(words: argparse.Namespace, caretaker: Caretaker) -> Told:
    folder = words.desk or caretaker.usual_desk()
    caretaker.must_be_closed(folder)
    who, password = caretaking.name_and_password(words)
    with caretaking.opened("export", lambda: caretaker.open(folder, who, password)) as desk:
        return _written(desk, words)


def _written(desk: Desk, words: argparse.Namespace) -> Told:
    """Write the ledger; the place is looked at first, so that nothing is noted in vain."""
    path: Path = words.xlsx or words.csv
    sheets = desk.ports.sheets
    doubts = sheets.doubts(path)
    ledger = _LEDGERS[LedgerKind(words.ledger)](desk, words)
    if words.xlsx is not None:
        sheets.write_xlsx(ledger, path, desk.ports.clock.now())
    else:
        sheets.write_csv(ledger, path)
    return _told(words.ledger, path, len(ledger.rows), doubts)


def _journal(desk: Desk, words: argparse.Namespace) -> Ledger:
    wanted = JournalFilter(since=words.since, until=words.until)
    return pages.journal(exporting.export_journal(desk, wanted), Language(words.language))


def _due(desk: Desk, words: argparse.Namespace) -> Ledger:
    return pages.due(exporting.export_due(desk), Language(words.language))


_LEDGERS: dict[LedgerKind, Callable[[Desk, argparse.Namespace], Ledger]] = {
    LedgerKind.JOURNAL: _journal,
    LedgerKind.DUE: _due,
}


def _told(ledger: str, path: Path, rows: int, doubts: tuple[FolderDoubt, ...]) -> Told:
    lines = [line("written", ledger=ledger, rows=counted(rows, "row"), file=str(path))]
    lines += [line("warning", doubt=messages.word(doubt, asking.language())) for doubt in doubts]
    values = {
        "ledger": ledger,
        "file": str(path),
        "rows": rows,
        "warnings": [doubt.value for doubt in doubts],
    }
    return Told(lines, values)
