# SPDX-License-Identifier: MIT
"""Harmful texts in every field of inquiries and registers, and in the ledgers and letters of both.

A part of GOAL-8, which ``harmful`` carries out.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from desk_app.desk import registers
from desk_app.desk.audit import ledger_books
from desk_app.desk.context import Desk, Kind
from desk_app.desk.errors import BadInput
from desk_app.desk.inquiries import handling, replying
from desk_app.desk.inquiries.handling import InquiryDraft, StepDraft
from desk_app.desk.inquiries.replying import ReplyDraft
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.letters import lacks, page
from desk_app.records.base import InquiryKey
from desk_app.records.books.ledgers import Ledger, LedgerKind, LedgerWanted
from desk_app.records.case.inquiries import Channel, CourseStep, InquiryKind, InquirySaid
from desk_app.records.desk.people import Language
from desk_app.records.pages import TablePage
from desk_app.records.registers import (
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    TrainingEntry,
)
from desk_app.rules.days.clock import beginning_of
from desk_app.store.ledgers import workbooks
from tests.builders import ARRIVED
from tests.letters.drawn import Drawn
from tests.store.reading_sheets import cells_of
from tests.workbench.report import Tally

SAID = InquirySaid(
    ARRIVED,
    Channel.MAIL,
    InquiryKind.COMPLAINT,
    "案内が届きます。",
    name="山田 花子",
    postal_code="163-6017",
    address="東京都新宿区西新宿6-8-1",
)
_STEP = StepDraft(
    InquiryKey(0), 0, CourseStep.MEASURE_NEEDED, text="改める", whom="営業部", until=ARRIVED
)
_LEAK = replace(_STEP, step=CourseStep.LEAK_SUSPECTED, until=None, known_at=beginning_of(ARRIVED))
_ROW = ProvisionEntry(0, ProvisionKind.PROVIDED, ARRIVED, party="甲社", person="山田 花子")
_PURPOSE = PurposeVersion(ARRIVED, "PU-1", *("氏名", "name") * 4, reason="改定")
_PLACE = PlaceVersion(ARRIVED, "営業部", "会員", "棚", reason="改定")
_TRAINING = TrainingEntry(0, ARRIVED, "受付", attended="全員")

_SAID = (
    "text", "service", "name", "kana", "postal_code", "address", "phone", "email", "attachments",
)  # fmt: skip
_PROVISION = (
    "party", "party_address", "representative", "person", "kana", "person_address",
    "person_number", "items", "consent", "circumstances", "country", "note",
)  # fmt: skip
_PURPOSE_FIELDS = (
    "clause", "data_ja", "people_ja", "obtained_ja", "purpose_ja", "published_ja", "retention",
    "department",
)  # fmt: skip
_PLACE_FIELDS = (
    "department", "data", "location", "storage", "access", "answers", "asked_how", "retention",
    "disposal", "entrusted_to", "purpose", "responsible", "amount", "obtained", "notified",
    "consent", "provided_to", "used_until",
)  # fmt: skip
_TRAINING_FIELDS = (
    "subject", "content", "held_by", "attended", "material", "understood", "made_up", "note",
)  # fmt: skip
FIELDS: tuple[tuple[str, str], ...] = (
    *(("said", name) for name in _SAID),
    *(("step", name) for name in ("text", "whom")),
    *(("leak", name) for name in ("text", "whom")),
    *(("provision", name) for name in _PROVISION),
    *(("purpose", name) for name in _PURPOSE_FIELDS),
    *(("place", name) for name in _PLACE_FIELDS),
    *(("training", name) for name in _TRAINING_FIELDS),
)
"""Every text of an inquiry and of a register as it is typed."""

_LEDGERS = (
    LedgerKind.INQUIRIES,
    LedgerKind.MEASURES,
    LedgerKind.LEAKS,
    LedgerKind.PROVISIONS,
    LedgerKind.PURPOSES,
    LedgerKind.PLACES,
    LedgerKind.TRAININGS,
)
_DAYS = date(2026, 4, 1), date(2030, 3, 31)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(slots=True)
class Beside(Tally):
    """What became of the texts in the other books."""

    taken: Counter[tuple[str, str]] = field(default_factory=Counter)
    stands: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How many texts of a field a ledger says, whole."""
    wrong: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    formulas: int = 0
    cells: int = 0
    printed: int = 0
    replied: int = 0

    def torn(self) -> list[str]:
        """Return the fields that a ledger says of some texts only."""
        return [".".join(each) for each, told in self.stands.items() if 0 < told < self.taken[each]]


def typed(officer: Desk, texts: Sequence[str]) -> tuple[Beside, dict[str, tuple[str, str]]]:
    """Enter texts, each in one field; what was taken must be kept as it is."""
    gone, kept = Beside(), dict[str, tuple[str, str]]()
    for number, text in enumerate(texts):
        part, name = FIELDS[number % len(FIELDS)]
        try:
            read = _ENTER[part](officer, {name: text})
        except BadInput as error:
            gone.wrong[f"refused at {error.place}"] += not error.place.endswith(name)
        except Exception as error:  # noqa: BLE001  whatever came is counted by its kind
            gone.broken[f"{part}.{name}: {type(error).__name__}"] += 1
        else:
            gone.wrong[f"{part}.{name}"] += getattr(read, name) != text
            gone.taken[part, name] += 1
            kept[text] = (part, name)
    return gone, kept


def _inquiry(desk: Desk, words: dict[str, str]) -> object:
    (id_,) = handling.log_inquiry(desk, InquiryDraft(replace(SAID, **words))).ids(Kind.INQUIRY)  # type: ignore[arg-type]
    return handling.open_inquiry(desk, InquiryKey(int(id_))).inquiry.said


def _step(desk: Desk, words: dict[str, str], draft: StepDraft = _STEP) -> object:
    (id_,) = handling.log_inquiry(desk, InquiryDraft(SAID)).ids(Kind.INQUIRY)
    key = InquiryKey(int(id_))
    version = handling.open_inquiry(desk, key).inquiry.version
    handling.go_on(desk, replace(draft, inquiry=key, version=version, **words))  # type: ignore[arg-type]
    return handling.open_inquiry(desk, key).inquiry.course[-1]


def _leak(desk: Desk, words: dict[str, str]) -> object:
    return _step(desk, words, _LEAK)


def _provision(desk: Desk, words: dict[str, str]) -> object:
    registers.enter_provision(desk, replace(_ROW, **words))  # type: ignore[arg-type]
    return registers.provisions(desk)[0]


def _purpose(desk: Desk, words: dict[str, str]) -> object:
    registers.enter_purpose(desk, replace(_PURPOSE, **words))  # type: ignore[arg-type]
    return registers.purposes(desk)[-1].versions[-1]


def _place(desk: Desk, words: dict[str, str]) -> object:
    registers.enter_place(desk, replace(_PLACE, **words))  # type: ignore[arg-type]
    return registers.places(desk)[-1].versions[-1]


def _training(desk: Desk, words: dict[str, str]) -> object:
    changes = registers.enter_training(desk, replace(_TRAINING, **words))  # type: ignore[arg-type]
    ((_, id_),) = changes.touched
    return next(each for each in registers.trainings(desk) if each.id == id_)


_ENTER: dict[str, Callable[[Desk, dict[str, str]], Any]] = {
    "said": _inquiry,
    "step": _step,
    "leak": _leak,
    "provision": _provision,
    "purpose": _purpose,
    "place": _place,
    "training": _training,
}


def through_ledgers(officer: Desk, kept: dict[str, tuple[str, str]], at: datetime) -> Beside:
    """Take every ledger of them as workbook, as lines and on paper, and read it back."""
    gone, words = Beside(), LedgerTableWords(Language.JA)
    for kind in _LEDGERS:
        wanted = LedgerWanted(kind, *_DAYS)
        table = ledger_books.export(officer, wanted, words)
        cells = [_plain(cell) for row in table.rows for cell in row if isinstance(cell, str)]
        gone.cells += len(cells)
        for text, place in kept.items():
            gone.stands[place] += any(_plain(text) in cell for cell in cells)
        gone.formulas += _workbook(table, gone, at) + _lines(table, gone)
        paper = ledger_books.on_paper(officer, wanted, Language.JA, words)
        assert isinstance(paper, TablePage)
        _paper(paper, gone)
    return gone


def _plain(text: str) -> str:
    """Return a text without white: a row of a ledger has no ends of lines."""
    return "".join(text.split())


def _workbook(table: Ledger, gone: Beside, at: datetime) -> int:
    content = workbooks.xlsx(table, at)
    read = cells_of(content)[1 : 1 + len(table.rows)]
    for row, told in zip(table.rows, read, strict=True):
        for cell, back in zip(row, told, strict=False):
            if isinstance(cell, str):
                gone.wrong["workbook"] += back != workbooks.cell_text(cell)
    return formulas_in(content)


def formulas_in(content: bytes) -> int:
    """Return how many formulas and links a workbook has."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    return sheet.count(b"<f>") + sheet.count(b"<hyperlink")


def _lines(table: Ledger, gone: Beside) -> int:
    content = workbooks.comma_separated(table).decode("utf-8-sig")
    _, *read = csv.reader(io.StringIO(content, newline=""))
    for row, told in zip(table.rows, read, strict=False):
        for cell, back in zip(row, workbooks.unguarded(told), strict=True):
            if isinstance(cell, str):
                gone.wrong["lines"] += back != _HALVES.sub("\ufffd", cell)
    return sum(cell.startswith(_FORMULA) for row in read for cell in row)


def _paper(paper: TablePage, gone: Beside) -> None:
    """Print the rows that fonts can print; each of their texts is drawn, whole and in order."""
    rows = tuple(
        tuple(_between(cell) if isinstance(cell, str) and cell else cell for cell in row)
        for row in paper.table.rows
        if not any(lacks(cell) for cell in row if isinstance(cell, str))
    )
    drawn = Drawn(page(replace(paper, table=replace(paper.table, rows=rows))))
    wanted = {cell for row in rows for cell in row if isinstance(cell, str) and cell}
    gone.printed += len(wanted)
    gone.wrong["paper"] += sum(not drawn.has(each) for each in wanted)


def unescaped(officer: Desk, at: datetime, escaping: AbstractContextManager[None]) -> int:
    """Return how many formulas the ledgers have where nobody escapes."""
    words = LedgerTableWords(Language.JA)
    handling.log_inquiry(officer, InquiryDraft(replace(SAID, service="=1+1")))
    tables = [ledger_books.export(officer, LedgerWanted(kind, *_DAYS), words) for kind in _LEDGERS]
    with escaping:
        return sum(formulas_in(workbooks.xlsx(_texts_of(table), at)) for table in tables)


def _texts_of(table: Ledger) -> Ledger:
    """Return a table of words alone; nothing in it is markup of the workbook's own."""
    rows = tuple(
        tuple(cell if isinstance(cell, str) and "<r>" not in cell else "" for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows, sums=(), kinds=())


def _between(text: str) -> str:
    return f"始{text}終"


def reply_of(officer: Desk, texts: Sequence[str]) -> bytes:
    """Return the pages of a reply (L16) that answers with these texts."""
    (id_,) = handling.log_inquiry(officer, InquiryDraft(SAID)).ids(Kind.INQUIRY)
    key = InquiryKey(int(id_))
    version = handling.open_inquiry(officer, key).inquiry.version
    said = "\n".join(map(_between, texts))
    draft = ReplyDraft(key, version, officer.today, said, said=said, measure=said)
    return replying.preview_reply(officer, draft).pages
