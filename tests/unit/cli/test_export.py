# SPDX-License-Identifier: MIT
"""``desk-app export`` on a real desk: who may, what is written, what is noted (T23, T29)."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from zipfile import is_zipfile

import pytest

from desk_app.bootstrap import SampleHouse, Surroundings, caretaker, rulebook_path
from desk_app.bootstrap.commands import LazyFormPress
from desk_app.cli.commands import Tools, run
from desk_app.cli.sample.pdf_text import text_of
from desk_app.records.books.journal import Action, JournalEntry
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemClock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.making import logged, person
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place, copy_to, place_in

NAME = "目印佐藤"
WRONG = "two brown sparrows"
Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A desk with one application."""
    place = copy_to(place_in(tmp_path))
    store = place.open()
    logged(store, person(NAME), "R8-0001", token="ab" * 16)
    store.close()
    places.name_key_folder(place.folder, place.keys)
    return place


@pytest.fixture
def typed(place: Place, capsys: pytest.CaptureFixture[str]) -> Typed:
    """What a command typed at the desk ends with, and what it printed."""

    def type_(
        *words: str | Path, who: str = OFFICER.name, password: str = OFFICER.password
    ) -> tuple[int, str, str]:
        reading, writing = os.pipe()
        os.write(writing, f"{who}\n{password}\n".encode())
        os.close(writing)
        around = Surroundings(cost=SAMPLE_COST)
        tools = Tools(
            rulebook_path(),
            SystemClock().today,
            lambda _: {},
            SampleHouse(),
            caretaker(around),
            LazyFormPress(),
        )
        given = ["export", *map(str, words), "--desk", str(place.folder)]
        try:
            code = run([*given, "--password-fd", str(reading)], tools)
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return type_


def entries(place: Place) -> tuple[JournalEntry, ...]:
    store = place.open()
    with store.reading() as books:
        found = books.journal.entries()
    store.close()
    return found


def lines_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_the_journal_as_lines_says_who_did_what_the_oldest_first(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "journal.csv"
    code, out, err = typed("journal", "--csv", path, "--json")
    assert (code, err) == (0, "")
    head, *rows = lines_of(path)
    assert head == ["番号", "日付", "時刻", "担当", "操作", "対象", "項目"]
    assert rows[0][:5] == ["1", "2026-11-02", "8:00", OFFICER.name, "窓口を開設"]
    assert rows[1][4:] == ["請求を受付", "R8-0001", "受付番号"]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    said = json.loads(out)
    assert said == {"ledger": "journal", "file": str(path), "rows": len(rows), "warnings": []}
    last = entries(place)[-1]
    assert (last.action, last.sequence) == (Action.LEDGER_EXPORTED, len(rows) + 1)
    assert NAME not in path.read_text("utf-8-sig")


def test_the_journal_as_a_workbook_in_english(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "journal.xlsx"
    code, out, _ = typed("journal", "--xlsx", path, "--language", "en")
    assert code == 0
    assert f"rows written to {path}" in out
    with zipfile.ZipFile(path) as book:
        heads = book.read("xl/sharedStrings.xml").decode()
        rows = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<t>Person</t>" in heads
    for told in ("signed in", "R8-0001", OFFICER.name):
        assert f">{told}</t>" in rows


def test_days_are_cut_out(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "journal.csv"
    assert typed("journal", "--csv", path, "--since", "R8.11.3", "--until", "2026-11-3")[0] == 0
    assert len(lines_of(path)) == 1


def test_what_is_due_has_no_names(place: Place, typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "due.csv"
    before = SystemClock().today()
    code, out, _ = typed("due", "--csv", path, who=SUPERVISOR.name, password=SUPERVISOR.password)
    assert code == 0
    days = (f"{day.day} {day:%b %Y}" for day in (before, SystemClock().today()))
    assert out.startswith(
        tuple(f"Due for disposal (as of {day}): 0 rows written to " for day in days)
    )
    assert lines_of(path)[0][0] == "受付番号"


def test_a_supervisor_reads_no_journal_and_no_file_is_made(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "journal.csv"
    code, _, err = typed(
        "journal", "--csv", path, who=SUPERVISOR.name, password=SUPERVISOR.password
    )
    assert code == 12
    assert err.startswith("desk-app export: ")
    assert not path.exists()
    assert entries(place)[-1].action is Action.VERB_REFUSED


def test_nothing_is_overwritten_or_noted_in_vain(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    path = tmp_path / "there.csv"
    path.write_text("mine")
    code, _, err = typed("journal", "--csv", path)
    assert code == 2
    assert "already" in err
    assert path.read_text() == "mine"
    assert typed("journal", "--csv", tmp_path / "no" / "x.csv")[0] == 2
    assert Action.LEDGER_EXPORTED not in {entry.action for entry in entries(place)}


def test_a_synced_folder_is_warned_of(typed: Typed, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Office"
    folder.mkdir()
    code, out, _ = typed("journal", "--csv", folder / "a.csv", "--json")
    assert (code, json.loads(out)["warnings"]) == (0, ["synced"])
    assert "warning: the folder is" in typed("journal", "--csv", folder / "b.csv")[1]


@pytest.mark.parametrize(
    "words",
    [("journal",), ("journal", "--csv", "a", "--xlsx", "b"), ("ledger", "--csv", "a")],
    ids=["no file", "two files", "no such ledger"],
)
def test_wrong_use(typed: Typed, words: tuple[str, ...]) -> None:
    assert typed(*words)[0] == 2


def test_a_wrong_password_opens_nothing(typed: Typed, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert typed("journal", "--csv", path, password=WRONG)[0] == 12
    assert not path.exists()


def test_an_auditors_ledger_leaves_as_pages_lines_and_a_workbook(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    days = ("--since", "R8.4.1", "--until", "2027-03-31")
    paths = {form: tmp_path / f"applications.{form}" for form in ("pdf", "csv", "xlsx")}
    for form, path in paths.items():
        code, out, err = typed("applications", f"--{form}", path, *days, "--json")
        assert (code, json.loads(out)["rows"]) == (0, 1), err
        assert entries(place)[-1].action is Action.LEDGER_EXPORTED
    assert "R8-0001" in text_of(paths["pdf"].read_bytes())
    head, row = lines_of(paths["csv"])[:2]
    assert row[head.index("受付番号")] == "R8-0001"
    assert is_zipfile(paths["xlsx"])
    for ledger in ("journal", "due"):
        assert typed(ledger, "--pdf", tmp_path / f"{ledger}.pdf")[0] == 0


def test_names_go_out_for_who_may_read_them_and_only_where_wanted(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    days = ("--since", "R8.4.1", "--until", "2027-03-31")
    supervisor = {"who": SUPERVISOR.name, "password": SUPERVISOR.password}
    for name, words, named in (("a", (), True), ("b", ("--without-names",), False)):
        path = tmp_path / f"{name}.csv"
        assert typed("applications", "--csv", path, *days, *words, **supervisor)[0] == 0
        assert (NAME in path.read_text("utf-8-sig")) is named


def test_a_sign_that_cp932_has_not_is_named_and_nothing_is_written_or_noted(
    place: Place, typed: Typed, tmp_path: Path
) -> None:
    days = ("--since", "R8.4.1", "--until", "2027-03-31")
    path = tmp_path / "a.csv"
    assert typed("disposals", "--csv", path, "--cp932")[0] == 0
    assert path.read_bytes().decode("cp932").startswith('"廃棄番号"')
    store = place.open()
    logged(store, person("𠮷田"), "R8-0002", token="cd" * 16)
    store.close()
    before = len(entries(place))
    supervisor = {"who": SUPERVISOR.name, "password": SUPERVISOR.password}
    other = tmp_path / "b.csv"
    code, _, err = typed("applications", "--csv", other, "--cp932", *days, **supervisor)
    assert (code, other.exists()) == (2, False)
    assert "“𠮷” in row 2" in err
    noted = [entry.action for entry in entries(place)[before:]]
    assert Action.LEDGER_EXPORTED not in noted


@pytest.mark.parametrize(("spoken", "told"), [("ja_JP.UTF-8", "新しい"), ("C", "leave out")])
def test_the_help_speaks_the_language_of_the_terminal(
    typed: Typed, monkeypatch: pytest.MonkeyPatch, spoken: str, told: str
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    code, out, _ = typed("--help")
    assert code == 0
    assert told in out
