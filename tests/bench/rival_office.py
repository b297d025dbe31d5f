# SPDX-License-Identifier: MIT
"""The ten tasks in LibreOffice, told through UNO: run by the system's own Python, which has UNO.

``rival_office.py FOLDER`` starts an office without a screen, opens the ledger of the folder, says a
line, then does each task that is named on its input and answers with the milliseconds it took. It
imports nothing of the program.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from importlib import import_module
from itertools import count, cycle
from pathlib import Path
from string import Formatter
from time import perf_counter, sleep
from typing import Any

TEXTS, SHEET = "texts.json", "ledger"
LEDGER, CLOSED, MERGED = "ledger.xlsx", "closed.xlsx", "merged.xlsx"
WORDS = """\
{postal_code}
{address}
{name} 様
受付のお知らせ
{received_on} に受け付けました。ご請求の内容を確認し、書面でお答えします。
お問い合わせの際は受付番号をお知らせください。
"""
"""What a letter says; the columns stand in braces."""

_NUMBER, _NAME, _KANA, _ADDRESS, _PHONE, _WORK, _COLUMNS = 0, 2, 3, 6, 7, 9, 12
_ADDED = (
    *("2026-11-25", "髙橋 みゆき", "タカハシ ミユキ", "1980-01-01", "154-0015"),
    *("東京都世田谷区桜新町一丁目2番3号", "03-0000-0000", "disclosure", "to_check", "check"),
    "2026-12-09",
)
_TO_FILE, _TABLE = 2, 0
_NOT_SELECTED, _BESIDE, _WHOLLY, _EMPTY = False, False, True, True
"""What UNO's methods take as bare truths: the last cell alone, nothing replaced, and so on."""

_PLACE = "pipe,name={};urp;"
_PATIENCE_S, _AGAIN_S = 60, 0.2


class Office:
    """A warm office with the ledger open."""

    def __init__(self, folder: Path) -> None:
        self._uno: Any = import_module("uno")
        self._folder = folder
        self._context = self._connected()
        texts = json.loads((folder / TEXTS).read_text("utf-8"))
        self._states = texts.pop("states")
        self._texts = {name: cycle(those) for name, those in texts.items()}
        self._ways, self._turns = cycle((True, False)), count()
        self._book = self._load(_url(folder / LEDGER))
        self._sheet = self._book.Sheets.getByIndex(0)
        cursor = self._sheet.createCursor()
        cursor.gotoEndOfUsedArea(_NOT_SELECTED)
        self._last = cursor.RangeAddress.EndRow
        self._merge = self._merging()

    def opening(self) -> None:
        """Open the ledger in another file, and close it."""
        self._load(_url(self._folder / CLOSED)).close(_WHOLLY)

    def name(self) -> None:
        """Search for a name: every cell of the column."""
        self._find(_NAME, "names")

    def address(self) -> None:
        """Search for a part of an address: every cell of the column."""
        self._find(_ADDRESS, "addresses")

    def number(self) -> None:
        """Look a number up."""
        if self._find(_NUMBER, "numbers") is None:
            raise LookupError("a number of the ledger is not found")

    def adding(self) -> None:
        """Add a row, and save."""
        self._last += 1
        cells = (f"R8-9{next(self._turns):05}", *_ADDED)
        self._part(0, self._last, _COLUMNS - 1, self._last).setDataArray((cells,))
        self._book.store()

    def correcting(self) -> None:
        """Correct a telephone number, and save."""
        self._sheet.getCellByPosition(_PHONE, 1).String = f"03-0000-{next(self._turns):04}"
        self._book.store()

    def filtering(self) -> None:
        """Show what is open."""
        field = self._uno.createUnoStruct("com.sun.star.sheet.TableFilterField")
        field.Field, field.StringValue = _WORK, "done"
        field.Operator = self._uno.Enum("com.sun.star.sheet.FilterOperator", "NOT_EQUAL")
        self._filter(field)

    def sorting(self) -> None:
        """Sort all by kana, one way and the other."""
        field = self._uno.createUnoStruct("com.sun.star.table.TableSortField")
        field.Field, field.IsAscending = _KANA, next(self._ways)
        fields = self._uno.Any("[]com.sun.star.table.TableSortField", (field,))
        self._part().sort(self._given(SortFields=fields, ContainsHeader=True))

    def counting(self) -> None:
        """Count each state."""
        functions = self._create("com.sun.star.sheet.FunctionAccess")
        states = self._part(_WORK, 1, _WORK, self._last)
        counted = [functions.callFunction("COUNTIF", (states, state)) for state in self._states]
        if not sum(counted):
            raise LookupError("no state of the ledger is known")

    def letters(self) -> None:
        """Merge 100 rows into one file of letters."""
        self._merge.execute(())
        if not list(self._folder.glob("letters*.pdf")):
            raise LookupError("no letters were written")

    def after(self, task: str) -> None:
        """Put back what a task changed in the view; it is not counted."""
        if task == "filtering":
            self._filter()

    def _find(self, column: int, texts: str) -> Any:  # noqa: ANN401  the office's own
        cells = self._part(column, 1, column, self._last)
        wanted = cells.createSearchDescriptor()
        wanted.SearchString = next(self._texts[texts])
        return cells.findAll(wanted)

    def _filter(self, *fields: Any) -> None:  # noqa: ANN401  as above
        wanted = self._part().createFilterDescriptor(_EMPTY)
        wanted.ContainsHeader = True
        wanted.setFilterFields(fields)
        self._part().filter(wanted)

    def _part(self, *place: int) -> Any:  # noqa: ANN401  as above
        """Return cells: from column and row, to column and row; all that are filled by default."""
        return self._sheet.getCellRangeByPosition(*(place or (0, 0, _COLUMNS - 1, self._last)))

    def _merging(self) -> Any:  # noqa: ANN401  as above
        """Return a merge of the letter with the 100 rows, ready to be done."""
        source = self._create("com.sun.star.sdb.DatabaseContext")
        base = source.createInstance()
        base.URL = f"sdbc:calc:{_url(self._folder / MERGED)}"
        base.DatabaseDocument.storeAsURL(_url(self._folder / "merged.odb"), ())
        source.registerObject(MERGED, base)
        merge = self._create("com.sun.star.text.MailMerge")
        merge.DataSourceName, merge.Command, merge.CommandType = MERGED, SHEET, _TABLE
        merge.DocumentURL, merge.OutputURL = self._letter(), _url(self._folder)
        merge.OutputType, merge.FileNamePrefix = _TO_FILE, "letters"
        merge.SaveAsSingleFile, merge.SaveFilter = True, "writer_pdf_Export"
        return merge

    def _letter(self) -> str:
        """Write the letter with a field for each column in braces; where it lies."""
        letter, url = self._load("private:factory/swriter"), _url(self._folder / "letter.odt")
        cursor = letter.Text.createTextCursor()
        for text, column, *_ in Formatter().parse(WORDS):
            letter.Text.insertString(cursor, text, _BESIDE)
            if column:
                master = letter.createInstance("com.sun.star.text.FieldMaster.Database")
                master.DataBaseName, master.DataTableName = MERGED, SHEET
                master.DataColumnName = column
                field = letter.createInstance("com.sun.star.text.TextField.Database")
                field.attachTextFieldMaster(master)
                letter.Text.insertTextContent(cursor, field, _BESIDE)
        letter.storeAsURL(url, ())
        letter.close(_WHOLLY)
        return url

    def _load(self, url: str) -> Any:  # noqa: ANN401  as above
        desktop = self._create("com.sun.star.frame.Desktop")
        return desktop.loadComponentFromURL(url, "_blank", 0, self._given(Hidden=True))

    def _create(self, service: str) -> Any:  # noqa: ANN401  as above
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def _given(self, **values: object) -> tuple[Any, ...]:
        made = [self._uno.createUnoStruct("com.sun.star.beans.PropertyValue") for _ in values]
        for each, (name, value) in zip(made, values.items()):  # noqa: B905  as many
            each.Name, each.Value = name, value
        return tuple(made)

    def _connected(self) -> Any:  # noqa: ANN401  as above
        """Return the office's context once it answers."""
        local = self._uno.getComponentContext()
        find = "com.sun.star.bridge.UnoUrlResolver"
        resolver = local.ServiceManager.createInstanceWithContext(find, local)
        refused = self._uno.getClass("com.sun.star.connection.NoConnectException")
        for _ in range(round(_PATIENCE_S / _AGAIN_S)):
            try:
                return resolver.resolve(
                    f"uno:{_PLACE.format(self._folder.name)}StarOffice.ComponentContext"
                )
            except refused:
                sleep(_AGAIN_S)
        raise TimeoutError("the office does not answer")


def started(folder: Path) -> subprocess.Popen[bytes]:
    """Start an office with a profile of its own, which nobody else's can disturb."""
    quiet = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    profile = f"-env:UserInstallation={_url(folder / 'profile')}"
    return subprocess.Popen(
        ["soffice", *quiet, profile, f"--accept={_PLACE.format(folder.name)}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _url(path: Path) -> str:
    return path.resolve().as_uri()


def main(folder: Path) -> None:
    """Do the tasks that are named on the input, and end the office with it."""
    process = started(folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        office = Office(folder)
        _tell("open")
        for line in sys.stdin:
            task = line.strip()
            began = perf_counter()
            getattr(office, task)()
            _tell(f"{(perf_counter() - began) * 1000} 0")
            office.after(task)
    finally:
        # The command is a script that starts others: all of them end.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
