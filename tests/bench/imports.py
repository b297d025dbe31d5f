# SPDX-License-Identifier: MIT
"""An office's own ledger of twenty columns: read and tried row by row, and taken in whole (K4)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from desk_app.desk import importing
from desk_app.desk.context import Desk
from desk_app.desk.importing import ImportTrial
from desk_app.records.importing import ASKED_FIRST, ImportAnswers, RowFate
from desk_app.rules.days import eras
from tests.bench import baselines
from tests.bench.desks import TODAY, Lines, Workbench
from tests.bench.measuring import Pair

ROWS = 100_000
TRIED_MS, TAKEN_MS = 20_000.0, 120_000.0
OPEN_ONE_IN = 50
"""So many entries of an old ledger are closed for each that is still open."""

HEAD = (
    *("受付番号", "受付日", "受付方法", "氏名", "フリガナ", "旧姓", "生年月日"),
    *("郵便番号", "住所", "電話番号", "メールアドレス", "会員番号"),
    *("代理人種別", "代理人氏名", "請求種別", "請求内容", "サービス", "決定", "完了日", "備考"),
)
_KEY = bytes(range(32))

LINES = Lines()


def ledger_row(number: int) -> tuple[str, ...]:
    """Return an entry as an office writes it: eras, half-width kana, a proxy now and then."""
    came = TODAY - timedelta(days=60 + number % 2500)
    done = came + timedelta(days=9)
    still_open, of_proxy = number % OPEN_ONE_IN == 0, number % 7 == 0
    return (
        f"受{number:06}",
        eras.format_ja(came),
        "簡易書留",
        f"髙﨑 𠮷次郎{number}",
        "ﾀｶｻｷ ﾖｼｼﾞﾛｳ",
        "渡邉󠄐" if number % 5 == 0 else "",
        f"S{30 + number % 33}.{1 + number % 12}.{1 + number % 28}",
        f"176-{number % 10_000:04}",
        f"東京都練馬区豊玉北{1 + number % 9}-{1 + number % 30}-{number}",
        f"03-{number % 10_000:04}-{number * 7 % 10_000:04}",
        f"taro{number}@example.jp",
        f"{number:010}",
        "親権者" if of_proxy else "",
        f"髙﨑 花子{number}" if of_proxy else "",
        "開示、訂正" if number % 3 == 0 else "開示",
        "登録されている情報の全部",
        "一太郎",
        "審査中" if still_open else "全部開示",
        "" if still_open else eras.format_ja(done),
        f"窓口 {number % 13}",
    )


def _written(folder: Path, rows: int) -> Path:
    path = folder / "ledger.xlsx"
    with Workbook(path, {"constant_memory": True, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet("受付簿")
        sheet.write_row(0, 0, HEAD)
        for number in range(1, rows + 1):
            sheet.write_row(number, 0, ledger_row(number))
    return path


def _tried(desk: Desk, path: Path) -> ImportTrial:
    read = importing.read_file(desk, path)
    return importing.dry_run(desk, read, importing.proposed_plan(desk, read))


def _read_bare(path: Path) -> int:
    with closing(CalamineWorkbook.from_path(path)) as book:
        return len(book.get_sheet_by_index(0).to_python())


@LINES(
    "import.tried",
    f"a ledger of as many rows (at most {ROWS:,}) and 20 columns read, each row tried",
    "the same file read by calamine alone, in this process",
    turns=1,
    budget_ms=TRIED_MS,
    warm_up=0,
    growth=1.3,
    whole=True,
)
@contextmanager
def _import_tried(bench: Workbench) -> Iterator[Pair]:
    rows = min(bench.size, ROWS)
    with bench.folder() as folder, bench.seat() as seat:
        path, desk = _written(folder, rows), seat.session.desk

        def ours() -> None:
            assert len(_tried(desk, path).rows) == rows

        yield Pair(ours, lambda: _read_bare(path))


@LINES(
    "import.taken",
    "such a ledger taken in, in one unit of work",
    "the same cells written as rows of one table of an encrypted file, in one transaction",
    turns=1,
    budget_ms=TAKEN_MS,
    warm_up=0,
    growth=1.3,
    whole=True,
)
@contextmanager
def _import_taken(bench: Workbench) -> Iterator[Pair]:
    """Take it at a copy of its own: what comes after measures the desk as it was built."""
    rows = min(bench.size, ROWS)
    with bench.folder() as folder, bench.copy() as site, bench.desk(site=site) as desk:
        trial = _tried(desk, _written(folder, rows))
        yes = ImportAnswers(dict.fromkeys(ASKED_FIRST, True))
        trial = importing.answered(trial, replace(trial.plan, answers=yes))
        assert trial.count(RowFate.TAKEN) == rows, "not every row is taken"

        def ours() -> None:
            importing.take(desk, trial)
            assert importing.imports(desk)[0].carried >= rows - rows // OPEN_ONE_IN

        def bare() -> None:
            with closing(baselines.connection(folder / "bare.db", _KEY)) as raw:
                raw.execute(
                    f"CREATE TABLE ledger ({', '.join(f'c{at}' for at in range(len(HEAD)))})"
                )
                marks = ", ".join("?" * len(HEAD))
                raw.execute("BEGIN IMMEDIATE")
                lines = (ledger_row(number) for number in range(1, rows + 1))
                raw.executemany(f"INSERT INTO ledger VALUES ({marks})", lines)  # noqa: S608  our own words
                raw.execute("COMMIT")

        yield Pair(ours, bare)
