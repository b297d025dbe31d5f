# SPDX-License-Identifier: MIT
"""The registers the desk keeps and the ledgers an auditor asks for, one beside their list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import dress, in_column, named
from desk_app.gui.kit.layout.layout import Divided
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import ItemList, PlaceDelegate
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.registers.entries import RegisterBooksPart
from desk_app.gui.pages.registers.ledgers import LedgersPart
from desk_app.gui.pages.registers.parts import RegisterGroup
from desk_app.gui.pages.registers.published import PublishedPart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk_app.gui.pages.registers.parts import RegisterLine, RegisterPart
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session

_LIST, _ROOM = 240, 520


@dataclass(frozen=True, slots=True)
class _Shown:
    """A line of the list with the part behind it, or the heading of a group."""

    line: RegisterLine | None
    part: RegisterPart | None
    heading: str = ""


class RegistersView(SectionView):
    """The list at the left; at the right the part that stands behind its current line."""

    place = Place.REGISTERS
    title = "Registers"
    icon = "book"
    key = Key.REGISTERS
    duty = None
    narrowed_by = ("registerOrder", "ledgerSince", "ledgerUntil", "ledgerNames", "ledgerText")

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        # Before the parts, as the keys come to it.
        self.list = named("registerList", ItemList(self.tr("Registers and ledgers")))
        self.list.setProperty("ground", "window")
        self._stack = QStackedWidget()
        side = QWidget()
        dress(side, ground="window", line="right")
        in_column(side, (self.list, 1), gap=0, edge=(0, 0, 1, 0))
        across = Divided(
            "registers", session.screen, 1, ((side, _LIST), (self._stack, 0)), _ROOM, self
        )
        across.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Register"))
        in_column(self, (across, 1), gap=0, edge=0)
        # A part more is a line more here: it says itself in which group its lines stand.
        self._parts: tuple[RegisterPart, ...] = (
            RegisterBooksPart(session, self._stack, printers),
            PublishedPart(session, self._stack, printers),
            LedgersPart(session, self._stack, printers),
        )
        self._part: RegisterPart = self._parts[0]
        for part in self._parts:
            self._stack.addWidget(part)
            part.refreshed.connect(self.keys_changed)
        self._model: RowsModel[_Shown] = RowsModel(
            [Column("line", self.tr("Register"), _name, spoken=_spoken)],
            lambda shown: shown.heading if shown.line is None else shown.line.key,
            lambda shown: shown.line is None,
            self,
        )
        # The current place goes to the edge of its pane, as in the navigation.
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.list.setItemDelegate(PlaceDelegate(self.list))
        self.list.setModel(self._model)
        self._model.show_rows(tuple(self._lines()))
        self.list.current_changed.connect(self._choose)
        self.list.opened.connect(lambda _: self.part.take_focus())
        self.list.clicked.connect(lambda _: self.part.take_focus())
        self._key: object | None = None

    @property
    def part(self) -> RegisterPart:
        """The part that is shown."""
        return self._part

    @override
    def open_thing(self, thing: object | None) -> None:
        wanted = self._key if thing is None else thing
        pointed = isinstance(wanted, tuple)
        if isinstance(wanted, tuple):
            wanted, entry = wanted
            for part in self._parts:
                part.go_to(entry)
        row = None if wanted is None else self._model.row_of(wanted)
        first = next(at for at in range(len(self._model.rows)) if not self._model.is_heading(at))
        if self.list.currentIndex().row() == (first if row is None else row):
            if pointed:
                self.part.choose(wanted)
            else:
                self.part.read_again()
        self.list.choose(first if row is None else row)
        # On the row that Ctrl+Enter acts on: list and row would be two marks for one key.
        self.part.take_focus()

    @override
    def here(self) -> object | None:
        return self._key

    @override
    def read_again(self) -> None:
        self.part.read_again()

    @override
    def to_search(self) -> None:
        if not self.part.to_search():
            super().to_search()

    @override
    def close_level(self) -> bool:
        return self.part.close_level()

    @override
    def leave(self) -> None:
        for part in self._parts:
            part.leave()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        of_part, main = self.part.keys(), shortcuts.label(Key.MAIN)
        if self.list.hasFocus():
            return (
                ("↑ ↓", self.tr("register or ledger")),
                (shortcuts.ENTER, self.tr("into it")),
                *(each for each in of_part if each[0] == main),
                (shortcuts.label(Key.SEARCH), self.tr("narrow down")),
            )
        return of_part

    def _lines(self) -> Iterator[_Shown]:
        headings = {
            RegisterGroup.REGISTERS: self.tr("Registers"),
            RegisterGroup.CASES: self.tr("Cases"),
            RegisterGroup.POST: self.tr("Stamps and mail"),
            RegisterGroup.SAFETY: self.tr("Safety"),
        }
        for group, heading in headings.items():
            every = ((line, part) for part in self._parts for line in part.lines())
            lines = [_Shown(line, part) for line, part in every if line.group is group]
            if lines:
                yield _Shown(None, None, heading)
                yield from lines

    def _choose(self, key: object) -> None:
        row = self._model.row_of(key)
        shown = None if row is None else self._model.row_at(row)
        if shown is None or shown.part is None:
            return
        self._key, self._part = key, shown.part
        for part in self._parts:
            # What is not in sight asks for no room: the list keeps its own.
            seen = part is shown.part
            way = QSizePolicy.Policy.Preferred if seen else QSizePolicy.Policy.Ignored
            part.setSizePolicy(way, way)
        self._stack.setCurrentWidget(shown.part)
        shown.part.choose(key)
        self.keys_changed.emit()


def _name(shown: _Shown) -> str:
    return shown.heading if shown.line is None else shown.line.name


def _spoken(shown: _Shown) -> str:
    """Return the name with what is in it, which stands beside the title once it is chosen."""
    return _name(shown) if shown.line is None else f"{shown.line.name} {shown.line.detail}".strip()
