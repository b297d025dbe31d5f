# SPDX-License-Identifier: MIT
"""The ten tasks on a plain ORM over plain SQLite, as many small programs keep their ledger.

Nothing is encrypted, nothing journalled; SQLite has its usual settings. Numbers and days of arrival
have an index; texts are looked for by LIKE. A page of 100 rows is shown with the count of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count, cycle
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate
from sqlalchemy import create_engine, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import font_folders
from tests.bench.rival_office import WORDS

if TYPE_CHECKING:
    from tests.bench.rivals import Texts

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
