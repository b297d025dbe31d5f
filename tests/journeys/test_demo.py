# SPDX-License-Identifier: MIT
"""``desk-app demo``: every row of the sample desk ends as was written by hand beside it."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from desk_app.bootstrap import SampleHouse, command_line, rulebook_path
from desk_app.cli.sample import demo as demo_command
from desk_app.cli.sample.sample_file import desk_of
from desk_app.cli.sample.sample_work import SummaryEntry
from desk_app.desk import registers, timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposal import disposing
from desk_app.desk.figures import counting
from desk_app.desk.keeping import stands
from desk_app.desk.rows import InquiryFilter
from desk_app.records.base import InquiryKey, MailItemId
from desk_app.records.books.figures import Figure
from desk_app.records.case.decisions import CessationResult, Content, Search
from desk_app.rules.figures import tally, tally_of_inquiry
from desk_app.store.database import SqlStore
from desk_app.store.schema.engine import METADATA
from tests.journeys.desks import LEFT_OUT, Demo, built, same_keys, unlike
from tests.letters.content_rules import objections
from tests.letters.reading import poppler_text, squeezed
from tests.same_tables import TOKENS, Tables, read_tables
from tests.workbench.desks import small_files
from tests.workbench.processes import apart

pytestmark = [pytest.mark.once(under="second"), pytest.mark.xdist_group("demo")]

ROWS = ("3", "5", "16", "27", "41")
"""Of the sample's rows: a supplement; a lapse and returned stamps; a judgement; a withdrawal; one
that moves."""


@pytest.fixture(scope="module")
def tables(demo: Demo, sample_desk: Desk) -> Tables:
    store = sample_desk.ports.store
    assert isinstance(store, SqlStore)
    read = read_tables(store, [demo.file_of(sample_desk, row).application.id for row in ROWS])
    # A rulebook of a hundred thousand characters would only make the many comparisons slow.
    settings = [row for row in read["settings"] if len(row["value"]) < 1000]
    return {**read, "settings": settings, **_made_up(read)}


def _made_up(read: Tables) -> Tables:
    """A row for each table in which the sample desk keeps nothing."""
    ours = {
        "application": read["applications"][0]["id"],
        "mail_item": read["mail_items"][0]["id"],
    }
    return {
        name: [{each.name: ours.get(each.name, "made up") for each in METADATA.tables[name].c}]
        for name, rows in read.items()
        if not rows
    }


def _other(value: object) -> object:
    """Another value of the same kind."""
    match value:
        case None:
            return "something"
        case str():
            return value + "*"
        case bytes():
            return value + b"*"
        case int():
            return value + 1
        case list():
            return [*value, "something"]
        case dict():
            return {**value, "something": ""}
        case _:
            raise TypeError(type(value))


def _is_overlooked(tables: Tables, table: str, column: str) -> bool:
    """Whether another value in this column of the table's last row is no difference."""
    *rows, last = tables[table]
    other = {**last, column: _other(last[column])}
    # An id is another only beside the rows that name it, which cost much to compare.
    return not (
        unlike({table: [last]}, {table: [other]})
        or unlike(tables, {**tables, table: [*rows, other]})
    )


def test_a_changed_column_of_any_table_is_found(tables: Tables) -> None:
    few = {table: rows[-2:] for table, rows in tables.items()}
    overlooked = {
        f"{table}.{column}"
        for table, rows in few.items()
        for column in rows[-1]
        if _is_overlooked(few, table, column)
    }
    assert overlooked <= LEFT_OUT.keys()


def test_the_figures_of_the_sample_are_those_counted_anew(sample_desk: Desk) -> None:
    """What the store sums up day by day is what the applications say, read one by one."""
    store, anew = sample_desk.ports.store, Counter[tuple[str, Figure, str]]()
    inquiries = store.inquiries.window(InquiryFilter()).ids
    with store.reading() as books:
        for id_ in books.files.all_ids():
            file = books.files.get(id_)
            arrived = f"{file.application.received_on:%Y-%m}"
            for figure, code, count in tally(stands(sample_desk, file)):
                anew[arrived, figure, code] += count
        for key in inquiries:
            inquiry = books.inquiries.get(InquiryKey(key))
            for figure, code, count in tally_of_inquiry(inquiry):
                anew[f"{inquiry.said.received_on:%Y-%m}", figure, code] += count
    kept = store.figures.counted(date.min, date.max)
    assert {(each.month, each.figure, each.code): each.count for each in kept} == anew
    assert len({figure for _, figure, _ in anew}) > 12


def test_a_missing_row_of_any_table_is_found(tables: Tables) -> None:
    overlooked = {
        table for table, rows in tables.items() if not unlike({table: rows}, {table: rows[:-1]})
    }
    assert overlooked == set()


def test_all_tables_are_compared(tables: Tables) -> None:
    assert tables.keys() == METADATA.tables.keys() | {TOKENS}


def test_only_columns_that_there_are_are_left_out() -> None:
    columns = {str(column) for table in METADATA.tables.values() for column in table.columns}
    assert {".".join(name.split(".")[:2]) for name in LEFT_OUT} <= columns


SMALL_DISK = 600_000
"""Bytes: more than an empty desk takes, less than a day of work."""

SEVERAL = {10: "ab", 17: "abc", 21: "ab", 24: "ab", 26: "ab"}
IDS = [f"{row}{letter}" for row in range(1, 42) for letter in SEVERAL.get(row, [""])]
LETTER = re.compile(r"(R8-[0-9]{4})-(L[0-9]+)(-[0-9])?\.pdf")

SILENT = {
    "5": ("L2", "L3"),
    "15": ("L2", "L5"),
    "20": ("L2", "L5"),
    "22": ("L2", "L5"),
    "36": ("L2", "L8"),
    "39": ("L2",),
}
"""Letters that must not tell whether data exist, by their rows."""

SECRETS = ("会員サービス部", "練馬区豊玉北", "保有していま", "保有しており", "登録されている")
"""What the desk knows of the register and no such letter may tell."""


def test_every_application_ends_as_expected(demo: Demo) -> None:
    wrong = {
        entry["id"]: {
            name: (wanted, entry["actual"][name])
            for name, wanted in entry["expected"].items()
            if wanted != entry["actual"][name]
        }
        for entry in demo.summary
        if entry["expected"] != entry["actual"]
    }
    assert (wrong, demo.code) == ({}, 0)


def test_the_summary_has_an_entry_for_each_row_of_the_table(demo: Demo) -> None:
    assert [entry["id"] for entry in demo.summary] == IDS
    assert {tuple(entry) for entry in demo.summary} == {
        ("id", "what", "expected", "actual", "letters")
    }


def test_a_line_is_printed_per_application_and_the_passwords_of_its_people(demo: Demo) -> None:
    lines = demo.printed.splitlines()
    printed = [line.split()[0] for line in lines[: len(IDS)]]
    assert printed == IDS
    assert f"{len(IDS)} applications, 0 not as expected" in lines
    assert sum("password: " in line for line in lines) == 3


def test_every_inquiry_ends_as_expected_and_its_letter_answers_it(demo: Demo) -> None:
    assert [entry["id"] for entry in demo.inquiries] == [f"Q{each}" for each in range(1, 10)]
    assert [entry["actual"] for entry in demo.inquiries] == [
        entry["expected"] for entry in demo.inquiries
    ]
    assert [entry["actual"]["work"] for entry in demo.inquiries] == [
        *(
            "done",
            "returned",
            "done",
            "to_close",
            "to_answer",
            "waiting",
            "to_answer",
            "done",
            "to_answer",
        )
    ]
    assert demo.inquiries[8]["actual"]["next"] == "report_leak_in_full"
    assert demo.inquiries[6]["actual"]["acting"] == "佐藤 大輔"
    assert "9 inquiries, 0 not as expected" in demo.printed.splitlines()
    replies = {f"R8-Q000{each}-L16.pdf" for each in (2, 3, 5, 8)}
    assert demo.written.keys() - demo.letters.keys() == replies
    assert "令和9年1月15日" in squeezed(poppler_text(demo.written["R8-Q0005-L16.pdf"]))
    said = squeezed(poppler_text(demo.written["R8-Q0003-L16.pdf"]))
    for words in (
        "𠮷岡髙志様",
        "さいたま市浦和区",
        "案内のメールがまた届きました",
        "社内の手続を確認し、見直しました",
    ):
        assert words in said
    assert "手作業" not in said


def test_what_was_disposed_of_is_gone_and_signed_by_two(demo: Demo, sample_desk: Desk) -> None:
    (entry,) = demo.disposals
    assert (entry["id"], entry["actual"], entry["letters"]) == ("D1", entry["expected"], [])
    actual = entry["actual"]
    assert (actual["state"], actual["signed"], actual["kept"]) == ("verified", True, [])
    assert actual["proposed_by"] != actual["signed_by"]
    assert "1 disposals, 0 not as expected" in demo.printed.splitlines()
    (record,) = disposing.disposals(sample_desk)
    assert record.finished
    assert record.check is not None
    assert (record.check.markers > 0, record.check.markers_found) == (True, 0)
    (backup,) = sample_desk.ports.backups.all()
    assert (demo.folder / "backups" / backup.name).exists()
    figures = counting.read(sample_desk, counting.fiscal_year(date(2024, 10, 23)))
    (received,) = [each for each in figures.tables if each.figure is Figure.RECEIVED]
    assert sum(row.gone for row in received.rows) == received.total == 1


def test_letters_are_named_by_receipt_number_and_kind(demo: Demo) -> None:
    named = [name for entry in demo.summary for name in entry["letters"]]
    assert sorted(named) == sorted(demo.letters)
    assert all(LETTER.fullmatch(name) for name in named)
    for entry in demo.summary:
        kinds = [LETTER.fullmatch(name) for name in entry["letters"]]
        assert [each[2] for each in kinds if each] == entry["expected"]["letters"]


def test_another_reader_finds_in_each_letter_what_was_thought_of_and_the_rules_of_its_kind(
    demo: Demo, sample_desk: Desk
) -> None:
    """The command reads its letters by QtPdf; poppler must agree on every sentence.

    The compulsory contents and the Never list hold for all that the sample desk sends.
    """
    found, asked = {}, 0
    for entry in demo.summary:
        file = demo.file_of(sample_desk, entry["id"])
        issued = [letter for letter in file.letters if not letter.void]
        texts = dict[str, str]()
        for letter, name in zip(issued, entry["letters"], strict=True):
            with sample_desk.ports.store.reading() as books:
                facts = books.letters.facts(letter.id)
            kind, text = letter.kind.value, poppler_text(demo.letters[name])
            texts[kind] = texts.get(kind, "") + squeezed(text)
            secrets = SECRETS if kind in SILENT.get(entry["id"], ()) else ()
            wrong = objections(facts, text, secrets)
            found.update({(name, each): entry["id"] for each in wrong})
        for kind, sentences in entry["expected"]["said"].items():
            for sentence, said in sentences.items():
                assert (squeezed(sentence) in texts[kind]) is said, (entry["id"], kind, sentence)
                asked += 1
    assert found == {}
    assert asked > 150


def test_nothing_is_told_before_it_was_done(demo: Demo, sample_desk: Desk) -> None:
    """No day in what a decision tells lies after the day of its letter."""
    told = 0
    for entry in demo.summary:
        file = demo.file_of(sample_desk, entry["id"])
        posted = {claim: letter.dated for letter in file.letters for claim in letter.claims}
        for decision in file.decisions:
            days = _days(decision.content)
            told += len(days)
            late = [day for day in days if day > posted[decision.claim]]
            assert late == [], entry["id"]
    assert told > 30


def _days(content: Content) -> list[date]:
    searches = [content.search] if content.search else []
    lines: list[Content | CessationResult | Search] = [*content.cessations, *searches, content]
    return [
        value
        for line in lines
        for each in fields(line)
        if isinstance(value := getattr(line, each.name), date)
    ]


def test_a_person_confirms_what_is_written_differently(demo: Demo, sample_desk: Desk) -> None:
    for id_ in ("16", "17a", "17b", "17c"):
        judged = demo.file_of(sample_desk, id_).judgements
        assert [each.by != "" for each in judged] == [True], id_


def test_nobody_approves_what_he_proposed(demo: Demo, sample_desk: Desk) -> None:
    decisions = [
        decision
        for entry in demo.summary
        for decision in demo.file_of(sample_desk, entry["id"]).decisions
    ]
    assert len(decisions) > 40
    approvals = [each.approval for each in decisions if each.approval]
    assert len(approvals) == len(decisions)
    assert all(each.approval.by != each.proposed_by for each in decisions if each.approval)


def test_the_clock_of_the_desk_stands_on_business_days(demo: Demo, sample_desk: Desk) -> None:
    calendar = sample_desk.rulebook.calendar
    days = {
        letter.dated
        for entry in demo.summary
        for letter in demo.file_of(sample_desk, entry["id"]).letters
    }
    assert min(days) >= date(2026, 11, 2)
    assert len(days) > 15
    assert all(calendar.next_business_day(day) == day for day in days)


FEW = ("1", "2", "3", "10a", "10b")
"""Of these 10 is of free rights; of the others each letter tells the fee."""


@pytest.fixture
def few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample desk has few rows and no inquiries: a supplement, letters from registers."""
    kept = tmp_path / "data"
    (kept / "rows").mkdir(parents=True)
    desk, *_inquiries = (SampleHouse.data / "desk.toml").read_text("utf-8").split("[[inquiries]]")
    (kept / "desk.toml").write_text(desk, "utf-8")
    rows = [
        f"[[row]]{row}"
        for name in ("01_disclosure.toml", "02_other_rights.toml")
        for row in (SampleHouse.data / "rows" / name).read_text("utf-8").split("[[row]]")[1:]
        if re.search(r"^id = (1|2|3|10)$", row, re.MULTILINE)
    ]
    (kept / "rows" / "few.toml").write_text("".join(rows), "utf-8")
    monkeypatch.setattr(SampleHouse, "data", kept)


@pytest.mark.usefixtures("few")
def test_two_runs_give_the_same_bytes_of_every_letter(tmp_path: Path) -> None:
    runs = []
    for name in ("one", "other"):
        with same_keys():
            runs.append(built(tmp_path / name))
    one, other = runs
    assert (one.code, len(one.letters)) == (0, len(FEW) + 2)
    assert one.written == other.written
    assert one.summary == other.summary


@pytest.mark.usefixtures("few")
def test_under_another_fee_the_rows_that_end_otherwise_are_named(tmp_path: Path) -> None:
    rules = rulebook_path().read_text(encoding="utf-8")
    amount = "[[fee.amount]]\nfrom = 2015-02-04\nvalue = 1000"
    assert rules.count(amount) == 1
    cheaper = tmp_path / "cheaper.toml"
    cheaper.write_text(rules.replace(amount, amount.replace("1000", "900")), encoding="utf-8")
    run = built(tmp_path / "sample", "--rulebook", str(cheaper))
    assert (run.code, [entry["id"] for entry in run.summary]) == (1, [*FEW])
    told = f"{len(FEW)} applications, 3 not as expected: 1, 2, 3"
    assert told in run.printed.splitlines()


def test_a_folder_that_exists_is_refused_and_not_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("mine", encoding="utf-8")
    for there in (tmp_path, kept):
        assert command_line(["demo", str(there)]) == 2
        assert "exists already. It was not touched" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]
    assert kept.read_text(encoding="utf-8") == "mine"


def test_an_ended_one_stands_in_nobodys_way_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Ended(BaseException):
        """As by a kill: nothing is tidied up."""

    def ended(*_words: object) -> None:
        raise Ended

    with monkeypatch.context() as patch:
        patch.setattr(demo_command, "_founded", ended)
        patch.setattr(demo_command, "rmtree", lambda *_, **__: None)
        with pytest.raises(Ended):
            command_line(["demo", str(tmp_path / "sample")])
    (left,) = tmp_path.iterdir()
    monkeypatch.setattr(demo_command, "build", lambda *_: ())
    assert command_line(["demo", str(tmp_path / "sample")]) == 0
    assert f"{left} is left of a sample desk" in capsys.readouterr().err
    wrong = SummaryEntry("1", "a request", {"work": "done"}, {"work": "wait"}, ("L4.pdf",), "請求")
    monkeypatch.setattr(demo_command, "build", lambda *_: (wrong,))
    assert command_line(["demo", str(tmp_path / "sample"), "--language", "ja"]) == 1
    told = capsys.readouterr()
    assert told.err.startswith(f"desk-app demo: {left} は、作っている途中の")
    first, differs, *counted, _letters, officer, _, _ = told.out.splitlines()
    assert first == "   1  予定と違います  L4.pdf  請求"
    assert differs == "      work: 予定はdone、実際はwait"
    assert counted == [
        "申請1件、予定と違うもの1件（1）",
        "問合せ0件、予定と違うもの0件",
        "廃棄0件、予定と違うもの0件",
    ]
    assert officer.startswith("利用者: 石川 恵子（個人情報保護管理者、管理者）  パスワード: ")


def test_a_place_that_cannot_be_written_is_told_calmly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    assert command_line(["demo", str(tmp_path / "file" / "sample")]) == 15
    told = capsys.readouterr().err
    assert "cannot be written (Not a directory)" in told
    assert len(told.splitlines()) == 1


def _on_small_disk(folder: Path) -> tuple[int, str, str]:
    """Run the command in a process of its own that may write no large file."""
    printed, told = io.StringIO(), io.StringIO()
    with small_files(SMALL_DISK), redirect_stdout(printed), redirect_stderr(told):
        code = command_line(["demo", str(folder)])
    return code, printed.getvalue(), told.getvalue()


@pytest.mark.robust
def test_a_disk_that_fills_up_on_the_way_is_told_calmly_and_leaves_nothing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the database outgrows it within days."""
    folder = tmp_path / "sample"
    code, printed, told = apart(_on_small_disk, folder)
    assert (code, printed) == (15, "")
    assert told.startswith("desk-app demo: ")
    assert "Nothing was left behind" in told
    assert not folder.exists()


def test_a_bad_rulebook_is_told_with_its_place_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text("[[fee.amount]]\nvalue = 'much'\n", encoding="utf-8")
    assert command_line(["demo", str(tmp_path / "sample"), "--rulebook", str(bad)]) == 2
    assert (
        "In bad.toml, line 2, fee.amount[1].value: the value is of the wrong type"
        in capsys.readouterr().err
    )
    assert [path.name for path in tmp_path.iterdir()] == ["bad.toml"]


class ShortHouse(SampleHouse):
    """The sample desk of two days, with one envelope beside those of two years before."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        shutil.copytree(SampleHouse.data / "earlier", folder / "earlier")
        desk = (SampleHouse.data / "desk.toml").read_text("utf-8")
        later = desk.replace('first_day = "2026-11-02"', 'first_day = "2026-11-24"')
        (folder / "desk.toml").write_text(later, "utf-8")
        first = (SampleHouse.data / "rows" / "01_disclosure.toml").read_text("utf-8")
        one = "[[row]]" + first.split("[[row]]")[1].replace("2026-11-02", "2026-11-25")
        (folder / "rows").mkdir()
        (folder / "rows" / "one.toml").write_text(one, "utf-8")
        self.data = folder


def test_a_desk_to_try_has_something_to_destroy(tmp_path: Path) -> None:
    house = ShortHouse(tmp_path)
    sample = desk_of(house.data)
    desk = house.open(
        sample, tmp_path / "desk", demo_command.build_to_try(tmp_path / "desk", house, _nothing)
    )
    try:
        assert timekeeping.doubt(desk) is None
        due = [line.receipt_number for line in disposing.due_list(desk)]
        assert sorted(due) == ["R6-0002", "R6-0003", "R6-0004", "TP-0003"]
        assert [
            item.receipt_number for each in disposing.disposals(desk) for item in each.items
        ] == ["R6-0001"]
        assert len(registers.reviews_waiting(desk)) == 1
        soon, *asked = disposing.coming(desk)
        assert [line.receipt_number for line in asked] == [
            *("R8-Q0001", "R8-Q0003", "R8-Q0008", "TP-0001")
        ]
        assert (soon.receipt_number, soon.kept_until) == ("R6-0005", date(2026, 11, 26))
        with desk.ports.store.reading() as books:
            in_basket = [books.mail.get(MailItemId(each)).handled for each in range(6, 10)]
        assert in_basket == [True, False, False, False]
    finally:
        desk.ports.store.close()


def _nothing(_part: float) -> None:
    pass
