# SPDX-License-Identifier: MIT
"""Ten tasks against what people use: an Excel ledger in LibreOffice, and an ORM that asks by LIKE.

``bench --only rivals``; no part of a whole run, since it installs LibreOffice. All work on the same
applications: the desk of the run, and a ledger of it with a row for each. The office is warm and
has the ledger open. It is the 100,000 rows of a large desk that people wait for: a small one has no
budget. Ours stays what it is, encrypted, journalled, every save durable; what the others leave out
(numbers, freezing, the journal) is not taken out of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import count, cycle
from pathlib import Path
from typing import Any

import system_parts
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from xlsxwriter import Workbook

from desk_app.desk import reading
from desk_app.desk.applications import correcting, intake
from desk_app.desk.context import Kind
from desk_app.desk.letters import corresponding
from desk_app.desk.rows import ApplicationColumn, Filter, ListOrder
from desk_app.gui.case.mail import PaperColumns
from desk_app.gui.case.read import ApplicationColumns, ApplicationList
from desk_app.gui.pages.today.book import TodayBook
from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import font_folders
from desk_app.records.base import ApplicationId
from desk_app.records.case.letters import LetterKind
from desk_app.store.vault.slots import STANDARD_COST
from tests.bench import baselines, rival_office, windows
from tests.bench.desks import Seat, Workbench, draft, envelope
from tests.bench.measuring import Line, Pair
from tests.bench.rival_office import WORDS
from tests.workbench.desks import CLERK, Site
from tests.workbench.report import Taken, Watch

_LETTERS, _OUR_PAGE = 100, 100


class Ours:
    """A seat at the open desk; another copy of the desk is closed."""

    def __init__(self, bench: Workbench, seat: Seat, closed: Site, texts: Texts) -> None:
        self._bench, self._closed, self._desk = bench, closed, seat.session.desk
        language, today = seat.session.language, (lambda: seat.session.today)
        columns = ApplicationColumns(language, today, seat.owner)
        papers = PaperColumns(language, today, seat.owner)
        self._list = ApplicationList(seat.session, columns.of_all(), seat.owner)
        self._today = TodayBook(seat.session, columns, papers, seat.owner)
        self._names, self._addresses = cycle(texts.names), cycle(texts.addresses)
        self._numbers, self._ways, self._turns = cycle(texts.numbers), cycle((True, False)), count()
        self._sent = draft(envelope("E1", self._desk.rulebook))
        self._typed_wrongly = self._log()

    def opening(self) -> Taken:
        """Open the closed desk by a password at its real cost, and read the first page.

        As in the window, the pages of a large file are checked beside; closing waits for that,
        since the sign-in is noted after it, and is not counted.
        """
        watch = Watch()
        baselines.derived(CLERK.password, STANDARD_COST)
        with self._bench.desk(CLERK, self._closed, patient=False) as desk:
            lists = reading.lists(desk)
            ids = lists.window(Filter(), ListOrder(), desk.today).ids
            lists.lines(ids[:_OUR_PAGE], desk.today)
            return watch.taken

    def name(self) -> None:
        """Search for a name."""
        self._show(Filter(next(self._names)))

    def address(self) -> None:
        """Search for a part of an address."""
        self._show(Filter(next(self._addresses)))

    def number(self) -> None:
        """Search for a receipt number."""
        self._show(Filter(next(self._numbers)))

    def adding(self) -> None:
        """Log one more envelope."""
        self._log()

    def correcting(self) -> None:
        """Correct a telephone number; the old one, the reason and the name are kept."""
        id_ = self._typed_wrongly
        number = f"03-0000-{next(self._turns):04}"
        version = self._version(id_)
        told = correcting.CorrectionDraft(id_, version, "principal.phone", number, "聞き違い")
        correcting.correct(self._desk, told)

    def filtering(self) -> None:
        """Show what is open."""
        self._show(Filter(open_only=True))

    def sorting(self) -> None:
        """Sort all by kana, one way and the other."""
        self._show(Filter(), ListOrder(ApplicationColumn.KANA, ascending=next(self._ways)))

    def counting(self) -> None:
        """Come back to Today: every group is counted."""
        self._today.come_back()

    def letters(self) -> Taken:
        """Issue an acknowledgement for each of 100 applications, logged before anything counts."""
        ids = [self._log() for _ in range(_LETTERS)]
        watch = Watch()
        for id_ in ids:
            kind, version = LetterKind.ACKNOWLEDGEMENT, self._version(id_)
            told = corresponding.LetterDraft(id_, version, kind, self._desk.today)
            corresponding.issue_letter(self._desk, told)
        return watch.taken

    def _show(self, wanted: Filter, order: ListOrder | None = None) -> None:
        self._list.show(wanted, order or ListOrder())
        if self._list.model.rowCount():
            self._list.model.row_at(0)

    def _log(self) -> ApplicationId:
        (typed,) = self._sent.applications
        principal = replace(typed.application.principal, name=f"髙橋 みゆき{next(self._turns)}")
        application = replace(typed.application, principal=principal)
        again = replace(self._sent, applications=(replace(typed, application=application),))
        (id_,) = intake.log_application(self._desk, again).ids(Kind.APPLICATION)
        return ApplicationId(int(id_))

    def _version(self, id_: ApplicationId) -> int:
        with self._desk.ports.store.reading() as books:
            return books.files.get(id_).application.version


LEDGER = "ledger.sqlite"
_PAGE = 100


class Base(DeclarativeBase):
    """What the one table stands on."""


class Entry(Base):
    """A row of the ledger."""

    __tablename__ = "entries"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(index=True)
    received_on: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    kana: Mapped[str]
    born: Mapped[str]
    postal_code: Mapped[str]
    address: Mapped[str]
    phone: Mapped[str]
    rights: Mapped[str]
    work: Mapped[str]
    what: Mapped[str]
    by: Mapped[str]


def fill(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Make the file of the ledger's rows."""
    engine = create_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(insert(Entry), [dict(zip(head, row, strict=True)) for row in rows])
    engine.dispose()


class Orm:
    """A program that has the ledger open."""

    def __init__(self, folder: Path, texts: Texts) -> None:
        self._folder = folder
        self._engine = create_engine(f"sqlite:///{folder / LEDGER}")
        self._names, self._addresses = cycle(texts.names), cycle(texts.addresses)
        self._numbers, self._ways, self._turns = cycle(texts.numbers), cycle((True, False)), count()
        face = typefaces(font_folders())[0]
        pdfmetrics.registerFont(TTFont("plain", str(face.face(0).path)))
        self._style = ParagraphStyle("plain", fontName="plain", fontSize=10.5, leading=17)

    def opening(self) -> None:
        """Open the file and read the first page."""
        engine = create_engine(f"sqlite:///{self._folder / LEDGER}")
        with Session(engine) as session:
            session.scalars(select(Entry).order_by(Entry.received_on.desc()).limit(_PAGE)).all()
        engine.dispose()

    def name(self) -> None:
        """Search for a name."""
        self._show(Entry.name.contains(next(self._names)))

    def address(self) -> None:
        """Search for a part of an address."""
        self._show(Entry.address.contains(next(self._addresses)))

    def number(self) -> None:
        """Look a number up."""
        self._show(Entry.number == next(self._numbers))

    def adding(self) -> None:
        """Add a row."""
        with Session(self._engine) as session:
            session.add(Entry(number=f"R8-9{next(self._turns):05}", **_ADDED))
            session.commit()

    def correcting(self) -> None:
        """Correct a telephone number."""
        with Session(self._engine) as session:
            session.get_one(Entry, 1).phone = f"03-0000-{next(self._turns):04}"
            session.commit()

    def filtering(self) -> None:
        """Show what is open."""
        self._show(Entry.work != "done")

    def sorting(self) -> None:
        """Sort all by kana, one way and the other."""
        self._show(order=Entry.kana.asc() if next(self._ways) else Entry.kana.desc())

    def counting(self) -> None:
        """Count each state."""
        with Session(self._engine) as session:
            counted = select(Entry.work, func.count(), func.min(Entry.by)).group_by(Entry.work)
            session.execute(counted).all()

    def letters(self) -> None:
        """Set a letter for each of 100 rows into one file."""
        with Session(self._engine) as session:
            entries = session.scalars(select(Entry).order_by(Entry.id.desc()).limit(_PAGE)).all()
            told = [WORDS.format_map(vars(each)).splitlines() for each in entries]
        pages = list[Any]()
        for lines in told:
            pages += [*(Paragraph(line, self._style) for line in lines), PageBreak()]
        SimpleDocTemplate(str(self._folder / "letters.pdf")).build(pages)

    def _show(self, *conditions: Any, order: Any = None) -> None:  # noqa: ANN401  SQLAlchemy's own
        order = Entry.received_on.desc() if order is None else order
        with Session(self._engine) as session:
            asked = select(Entry).where(*conditions)
            session.scalar(select(func.count()).select_from(asked.subquery()))
            session.scalars(asked.order_by(order).limit(_PAGE)).all()


_ADDED = {
    "received_on": date(2026, 11, 25).isoformat(),
    "name": "髙橋 みゆき",
    "kana": "タカハシ ミユキ",
    "born": "1980-01-01",
    "postal_code": "154-0015",
    "address": "東京都世田谷区桜新町一丁目2番3号",
    "phone": "03-0000-0000",
    "rights": '["disclosure"]',
    "work": "to_check",
    "what": "check",
    "by": "2026-12-09",
}


SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that Debian's UNO is made for."""

TASKS = {
    "opening": "the ledger opened and its newest rows shown; ours by a password at its real cost, "
    "through the gate, its pages checked beside",
    "name": "a name searched for",
    "address": "a part of an address searched for",
    "number": "a receipt number looked up",
    "adding": "one more added and saved",
    "correcting": "a telephone number corrected and saved",
    "filtering": "what is still open",
    "sorting": "all of them sorted by kana",
    "counting": "how many stand in each state",
    "letters": "100 letters as PDF; ours numbered, frozen and noted one by one",
}
RIVALS = {
    "office": "an Excel ledger in a warm LibreOffice, through UNO",
    "orm": "a plain ORM on plain SQLite, asked by LIKE",
}
MORE = {
    "orm.opening": "Argon2id and the gate are all of it; the ORM opens a file that anyone reads",
    "orm.number": "parts of a number, and of all else, are found too; the ORM looks up one equal",
    "orm.adding": "encrypted, indexed for every search, journalled; log emptied, anchor written",
    "orm.correcting": "old value and reason kept, grams deleted for good, journalled, anchored",
    "office.letters": "each one its own frozen PDF and durable save; the office writes one file",
    "orm.letters": "each one its own frozen PDF and durable save; the ORM writes one file, once",
}
"""What ours does and the rival leaves out, where it may take longer for it: the line says so."""

HEAD = (
    *("number", "received_on", "name", "kana", "born", "postal_code", "address", "phone"),
    *("rights", "work", "what", "by"),
)
_LEDGER = """
    SELECT receipt_number, a.received_on, a.name, kana, born, postal_code, address, phone,
    rights, work, what, by FROM applications a JOIN work_index ON application = a.id ORDER BY a.id
"""
_NUMBER, _ADDRESS, _WORK = (HEAD.index(name) for name in ("number", "address", "work"))
_HOUSE, _MERGED = 8, 100


@dataclass(frozen=True)
class Texts:
    """What is looked for, by all in the same order."""

    names: tuple[str, ...]
    addresses: tuple[str, ...]
    numbers: tuple[str, ...]


class Arena:
    """What the tasks are done at, each made when it is first asked for and kept for the run."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench

    @cached_property
    def _site(self) -> Site:
        return self._bench.keep(self._bench.copy())

    @cached_property
    def _seat(self) -> Seat:
        return self._bench.keep(self._bench.seat(CLERK, self._site))

    @cached_property
    def _folder(self) -> Path:
        """The folder of the ledgers, all of the same rows."""
        folder = self._bench.keep(self._bench.folder())
        said = asdict(self._texts) | {"states": sorted({row[_WORK] for row in self._rows})}
        (folder / rival_office.TEXTS).write_text(json.dumps(said), "utf-8")
        for name in (rival_office.LEDGER, rival_office.CLOSED):
            _write(folder / name, self._rows)
        _write(folder / rival_office.MERGED, self._rows[-_MERGED:])
        fill(folder / LEDGER, HEAD, self._rows)
        return folder

    @cached_property
    def _rows(self) -> list[tuple[str, ...]]:
        rows = baselines.rows(self._seat.raw, _LEDGER)
        return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]

    @cached_property
    def _texts(self) -> Texts:
        some = self._rows[:: max(1, len(self._rows) // 8)]
        return Texts(
            names=("佐藤", "佐々木", "小鳥遊", "鈴木 花子"),
            addresses=("世田谷区", *(row[_ADDRESS][-_HOUSE:] for row in some)),
            numbers=tuple(row[_NUMBER] for row in some),
        )

    @cached_property
    def ours(self) -> Ours:
        """The desk, as its window works at it."""
        closed = self._bench.keep(self._bench.copy())
        return Ours(self._bench, self._seat, closed, self._texts)

    @cached_property
    def orm(self) -> Orm:
        """The ledger in plain SQLite."""
        return Orm(self._folder, self._texts)

    @cached_property
    def office(self) -> windows.Tell:
        """The ledger in LibreOffice, which is installed where the system lets us."""
        if not system_parts.bring(system_parts.FOR_THE_RIVALS):
            raise RuntimeError("LibreOffice is not there")
        words = [SYSTEM_PYTHON, rival_office.__file__, str(self._folder)]
        return self._bench.keep(windows.program_apart(words, {}))

    def does(self, rival: str, task: str) -> Callable[[], Taken | None]:
        """Return what does a task at a rival, once."""
        if rival == "office":
            return partial(self.office, task)
        done: Callable[[], Taken | None] = getattr(self.orm, task)
        return done


def _write(path: Path, rows: list[tuple[str, ...]]) -> None:
    with Workbook(path) as book:
        sheet = book.add_worksheet(rival_office.SHEET)
        for number, row in enumerate((HEAD, *rows)):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text)


@contextmanager
def _done(arena: Arena, rival: str, task: str) -> Iterator[Pair]:
    yield Pair(getattr(arena.ours, task), arena.does(rival, task))


def _more(rival: str, task: str) -> str:
    more = MORE.get(f"{rival}.{task}")
    return f" (ours is more: {more})" if more else ""


def lines(bench: Workbench) -> tuple[Line, ...]:
    """Return the lines of a desk: each task against each rival."""
    arena = Arena(bench)
    return tuple(
        Line(
            name=f"rivals.{rival}.{task}.{bench.size}",
            what=f"{bench.size:,} applications: {what}" + _more(rival, task),
            bare=told,
            prepare=partial(_done, arena, rival, task),
            turns=30,
            budget_ratio=1.0 if bench.is_large else None,
            warm_up=1,
        )
        for task, what in TASKS.items()
        for rival, told in RIVALS.items()
    )
