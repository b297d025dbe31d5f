# SPDX-License-Identifier: MIT
"""For an office that has a ledger already: ``import`` tries a file row by row, and takes it."""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desk_app.cli import asking, caretaking
from desk_app.cli.asking import Subparsers, said
from desk_app.cli.caretaking import Caretaker, CommandResult, counted, line
from desk_app.cli.exit_codes import Exit
from desk_app.cli.safekeeping import Terminal, add_desk, opening, runs
from desk_app.desk import importing
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput, NotFound
from desk_app.desk.importing import ImportTrial
from desk_app.i18n import importing as words_of
from desk_app.i18n import messages, terminal
from desk_app.records.books.ledgers import Ledger, LedgerKind
from desk_app.records.importing import (
    ASKED_FIRST,
    COLUMNS_OF,
    ImportAnswers,
    ImportColumn,
    ImportPlan,
    RawSheet,
    RowDoubt,
    RowFate,
    TriedRow,
)
from desk_app.rules.importing import column_letter, head_of, said_of, written
from desk_app.rules.writing.text import shown
from desk_app.system.ports import read_small

MOST_SHOWN = 20
"""So many rows with a note are printed; the report has all."""

_MOST_SHEETS = 12
"""So many other sheets of a file are named."""

_MOST_BYTES = 256 * 1024
_SHOWN = 20
"""So many characters of a column's head, and of a wrong key, are printed."""

_KEYS = frozenset({"heading", "columns", "answers", "era", "rows"})
_COLUMNS = ("", *(each.value for each in ImportColumn))
_ERAS = ("", "M", "T", "S", "H", "R")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_MOST_NUMBER = 2**63
"""No number in the data is larger."""
_ROW = re.compile(r"[1-9][0-9]{0,6}")


def add(commands: Subparsers, caretaker: Caretaker) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("import", help=said("import"), description=said("import_about"))
    parser.add_argument("file", metavar="FILE", type=Path, nargs="?", help=said("import_file"))
    parser.add_argument("--sheet", metavar="S", default="", help=said("import_sheet"))
    kinds = [each.value for each in COLUMNS_OF]
    parser.add_argument("--ledger", choices=kinds, help=said("import_ledger"))
    parser.add_argument("--mapping", metavar="FILE", type=Path, help=said("import_mapping"))
    parser.add_argument("--dry-run", action="store_true", help=said("import_dry_run"))
    parser.add_argument("--report", metavar="FILE.xlsx", type=Path, help=said("import_report"))
    parser.add_argument("--take-back", metavar="N", type=int, help=said("import_take_back"))
    add_desk(parser)
    caretaking.add_password(parser)
    runs(parser, "import", _import, caretaker)


def _import(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    if (words.file is None) is (words.take_back is None):
        raise BadInput("import_file_or_number", place="file")
    if words.take_back is not None:
        return _take_back(words, caretaker)
    mapping = _mapping(words.mapping)
    with caretaking.opened("import", opening(words, caretaker)) as desk:
        if words.report is not None:
            desk.ports.sheets.doubts(words.report)
        sheet = importing.read_file(desk, words.file, words.sheet, Terminal())
        kind = None if words.ledger is None else LedgerKind(words.ledger)
        plan = _plan(desk, sheet, mapping, kind)
        trial = importing.dry_run(desk, sheet, plan, Terminal())
        if words.report is not None:
            desk.ports.sheets.write_xlsx(_report(trial), words.report, desk.ports.clock.now())
        if words.dry_run:
            return _tried(trial)
        _, id_ = importing.take(desk, trial, Terminal())
    return _taken(trial, id_)


def _take_back(words: argparse.Namespace, caretaker: Caretaker) -> CommandResult:
    if not 0 < words.take_back < _MOST_NUMBER:
        raise NotFound(place="take_back")
    with caretaking.opened("import", opening(words, caretaker)) as desk:
        importing.take_back(desk, words.take_back)
    said = line("import_taken_back", number=words.take_back)
    return CommandResult([said], {"taken_back": words.take_back})


def _report(trial: ImportTrial) -> Ledger:
    language = asking.language()
    title = terminal.told("import_title", language)
    return words_of.report(trial.rows, trial.sheet.name, trial.plan, title, language)


# What a file of the mapping says: the heading, what each column is, what was answered.


def _mapping(path: Path | None) -> Mapping[str, Any]:
    """Return what stands in the file of a mapping; raises BadInput with the key that is wrong."""
    if path is None:
        return {}
    try:
        content = read_small(path, _MOST_BYTES + 1)
        written = tomllib.loads(content.decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        told = re.search(r"at line ([0-9]+)", str(error))
        raise _wrong(f"{path.name}:{told[1]}" if told else path.name) from None
    if len(content) > _MOST_BYTES:
        raise _wrong(path.name)
    for key in written:
        if key not in _KEYS:
            raise _wrong(key)
    return written


def _wrong(key: str) -> BadInput:
    return BadInput("mapping_unreadable", {"key": key[:_SHOWN]}, place="mapping")


def _plan(
    desk: Desk, sheet: RawSheet, mapping: Mapping[str, Any], kind: LedgerKind | None
) -> ImportPlan:
    heading = mapping.get("heading")
    wanting = importing.which_sheet(sheet)
    if wanting is not None and heading is None:
        raise wanting
    plan = importing.proposed_plan(desk, sheet, kind)
    if heading is not None:
        if type(heading) is not int or not 0 <= heading <= len(sheet.rows):
            raise _wrong("heading")
        plan = importing.plan_from(desk, sheet, heading, plan.kind)
    columns = _columns(plan.columns, _table(mapping, "columns"))
    return replace(plan, columns=columns, answers=_answers(mapping, len(sheet.rows)))


def _table(mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = mapping.get(key, {})
    if not isinstance(found, dict):
        raise _wrong(key)
    return found


def _columns(
    proposed: Sequence[ImportColumn | None], said: Mapping[str, Any]
) -> tuple[ImportColumn | None, ...]:
    """Return what each column says, by its letter: ``C = "name"``, or ``C = ""`` for nothing."""
    columns = tuple(proposed)
    for letter, code in said.items():
        place = _place(letter)
        if code not in _COLUMNS or not 0 <= place < len(columns):
            raise _wrong(f"columns.{letter}")
        item = ImportColumn(code) if code else None
        columns = said_of(columns, place, item)
    return columns


def _place(letter: str) -> int:
    place = 0
    if not _LETTERS.fullmatch(letter):
        raise _wrong(f"columns.{letter}")
    for sign in letter.upper():
        place = place * 26 + ord(sign) - ord("A") + 1
    return place - 1


def _answers(mapping: Mapping[str, Any], last: int) -> ImportAnswers:
    """Return what was answered; ``last`` is the sheet's last row, counted from 1."""
    alike: dict[RowDoubt, bool] = {}
    for code, yes in _table(mapping, "answers").items():
        doubt = next((each for each in ASKED_FIRST if each.value == code), None)
        if doubt is None or not isinstance(yes, bool):
            raise _wrong(f"answers.{code}")
        alike[doubt] = yes
    rows: dict[int, bool] = {}
    for number, yes in _table(mapping, "rows").items():
        counted = int(number) if _ROW.fullmatch(number) else 0
        if not 1 <= counted <= last or not isinstance(yes, bool):
            raise _wrong(f"rows.{number}")
        rows[counted] = yes
    era = mapping.get("era", "")
    if era not in _ERAS:
        raise _wrong("era")
    return ImportAnswers(alike, rows, era)


# What is printed.


def _tried(trial: ImportTrial) -> CommandResult:
    """Return what a dry run says; it ends with 12 where the file would not be taken as it is."""
    ready = not trial.count(RowFate.ASKED) and trial.before is None and any(trial.entries())
    lines = [*_counts(trial), *_other_sheets(trial), *_left_out(trial), *_first_notes(trial)]
    lines += [line("import_again")] if trial.before is not None else []
    return CommandResult(lines, _values(trial), Exit.DONE if ready else Exit.REFUSED)


def _taken(trial: ImportTrial, id_: int) -> CommandResult:
    said = [*_counts(trial), *_other_sheets(trial), *_left_out(trial)]
    lines = [*said, line("imported", number=id_)]
    return CommandResult(lines, {**_values(trial), "import": id_})


def _counts(trial: ImportTrial) -> list[str]:
    return [
        line(
            "import_counts",
            ledger=messages.label(trial.plan.kind, asking.language()),
            rows=counted(len(trial.rows), "row"),
            carried=trial.carried,
            waiting=trial.count(RowFate.TAKEN) - trial.carried,
            asked=trial.count(RowFate.ASKED),
            left_out=trial.count(RowFate.LEFT_OUT),
            refused=trial.count(RowFate.REFUSED),
        )
    ]


def _left_out(trial: ImportTrial) -> list[str]:
    """Name the columns that hold something and are not taken: nobody shall miss it later."""
    sheet, plan = trial.sheet, trial.plan
    head = head_of(sheet.rows, plan.heading, {})
    left = [
        f"{column_letter(at)}（{said}）"
        if (said := " ".join(written(head[at]).split())[:_SHOWN] if at < len(head) else "")
        else column_letter(at)
        for at, item in enumerate(plan.columns)
        if item is None and any(row[at : at + 1] and written(row[at]) for row in sheet.rows)
    ]
    return [line("import_left_out", columns=", ".join(left))] if left else []


def _other_sheets(trial: ImportTrial) -> list[str]:
    """Name the sheets of the file that were not read: another year may stand there."""
    others = [each for each in trial.sheet.sheets if each != trial.sheet.name]
    if not others:
        return []
    named = [shown(each) for each in others[:_MOST_SHEETS]] + ["…"][: len(others) > _MOST_SHEETS]
    facts = {"sheet": shown(trial.sheet.name), "others": ", ".join(named)}
    return [line("import_other_sheets", **facts)]


def _first_notes(trial: ImportTrial) -> list[str]:
    noted = [row for row in trial.rows if row.notes]
    lines = [said for row in noted[:MOST_SHOWN] for said in _said(trial, row)]
    if len(noted) > MOST_SHOWN:
        lines.append(line("import_more", rows=counted(len(noted) - MOST_SHOWN, "row")))
    return lines


def _said(trial: ImportTrial, row: TriedRow) -> list[str]:
    """Say a row's notes by their places alone: what was read stands in the report."""
    language = asking.language()
    fate = messages.label(row.fate, language)
    return [
        line(
            "import_row",
            place=f"{words_of.place(note, trial.plan, language)[0]}{row.row}",
            fate=fate,
            why=words_of.doubt(note, language),
        )
        for note in row.notes
    ]


def _values(trial: ImportTrial) -> dict[str, object]:
    return {
        "sha256": trial.sheet.sha256,
        "sheet": trial.sheet.name,
        "sheets": list(trial.sheet.sheets),
        "ledger": trial.plan.kind.value,
        "heading": trial.plan.heading,
        "columns": ["" if each is None else each.value for each in trial.plan.columns],
        "rows": len(trial.rows),
        "carried": trial.carried,
        **{fate.value: trial.count(fate) for fate in RowFate},
        "questions": {doubt.value: count for doubt, count in trial.questions().items()},
        "again": trial.before is not None,
    }
