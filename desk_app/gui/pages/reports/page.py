# SPDX-License-Identifier: MIT
"""Reports: the figures of a period as charts and tables, each number leading to its list (I4)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desk_app.gui.kit.display.notes import ListOrNote
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, named
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import PageScroll, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import ActionTerms, Place, SectionView
from desk_app.gui.pages.reports.book import FigurePrinting, ReportBook, ReportState
from desk_app.gui.pages.reports.cards import CardGrid, ChartCard, ReportPeriodBar, TileRow
from desk_app.gui.pages.reports.import_dialog import ImportLedger
from desk_app.gui.printing import spooler
from desk_app.gui.printing.evidence import EvidenceLeaving
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.gui.session.session import Listed
from desk_app.i18n.figures import SLOWEST, told
from desk_app.records.base import ApplicationId, inquiry_of, provision_of
from desk_app.rules.rulebook.terms import Duty, DutyFor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.books.figures import ChartReport, Lead


class ReportsView(SectionView):
    """A line for the period, tiles of key figures, charts in cards; Enter lists what is counted.

    Figures name nobody: whoever reads cases or lets ledgers out may see them; the verb asks.
    """

    place = Place.REPORTS
    title = "Reports"
    icon = "report"
    key = Key.REPORTS
    duty = None

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.paper = FigurePrinting(session, self.printing, self)
        self.paper.asked.connect(self.ask)
        self.book = ReportBook(session, self)
        self.book.state_changed.connect(self._show)
        self._title = TitleBar()
        self.evidence = EvidenceLeaving(session, self, period=self._days)
        self._offer()
        # Taking in and letting out is seldom done, and not with the figures that are shown.
        self._title.add_button(self.doing.button("saveFigures"))
        self._title.add_button(MoreButton(self.doing, "file", "moreReports"))
        self._title.add_button(self.doing.button("printFigures", ButtonKind.MAIN))
        self.period = ReportPeriodBar(session)
        self.period.wanted.connect(self.book.show_period)
        self._tiles, self._grid = TileRow(), CardGrid()
        self._note = named("reportNote", Text("", Size.LABEL, "text2", wrap=True))
        self._cards: dict[str, ChartCard] = {}
        inside = QWidget()
        dress(inside, ground="window")
        in_column(
            inside, self._tiles, self._note, self._grid, STRETCH, gap=12, edge=(16, 12, 16, 12)
        )
        scroll = PageScroll()
        scroll.setWidget(inside)
        scroll.follow_keys()
        self._stack = ListOrNote(scroll)
        in_column(self, self._title, self.period, (self._stack, 1), gap=0, edge=0)
        self._show(self.book.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self.book.read_again()
        self.period.take_focus()

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def resume(self) -> None:
        """Show what was read before: the way back from a list leads to its figure."""
        if self.book.state.read is None:
            self.open_thing(None)

    @override
    def take_focus(self) -> None:
        self.period.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("Tab", self.tr("next chart")),
            ("↑ ↓ ← →", self.tr("number")),
            (shortcuts.ENTER, self.tr("list what it counts")),
            (shortcuts.label(Key.COPY), self.tr("copy the table")),
            (shortcuts.label(Key.PRINT), self.tr("print")),
        )

    def card(self, name: str) -> ChartCard:
        """Return the card of a chart that is shown."""
        return self._cards[name]

    def _offer(self) -> None:
        """Say what can be done with the figures that are shown."""
        act, read = self.act, self._why_not_read
        printing, saving = self.tr("Print the figures"), self.tr("Save the figures as PDF")
        act("printFigures", printing, self._print, Key.PRINT, "print", "file", why=read)
        lets_go = Duty.EXPORT
        act("saveFigures", saving, self._save, Key.SAVE_PDF, "pdf", "file", needs=lets_go, why=read)
        self.evidence.offer("file")
        told = self.tr("Import a ledger")
        terms: ActionTerms = {"needs": Duty.APPROVE, "named": DutyFor.IMPORT}
        act("importLedger", told, self._import, None, "import", "file", **terms)

    def _days(self) -> tuple[date, date]:
        """Return the days whose figures are shown."""
        period = self.book.state.period
        return period.first, period.last

    def _why_not_read(self) -> str:
        if self.book.state.read is None or self.book.state.reading:
            return self.tr("The figures are being counted.")
        return ""

    def _print(self) -> None:
        if (read := self.book.state.read) is not None:
            self.ask(self.paper.print_question(read), self.printing.send)

    def _save(self) -> None:
        if (read := self.book.state.read) is not None:
            dialog = SavePdf(documents(), self.paper.name(read), self)
            dialog.fileSelected.connect(lambda path: self.paper.save(read, path))
            dialog.open()

    def _import(self) -> None:
        ImportLedger(self.session, self).begin()

    def _show(self, state: ReportState) -> None:
        self.period.show_period(state.period)
        self.doing.refresh()
        read = state.read
        if read is None:
            wait = self.tr("The figures are being counted.") if state.reading else ""
            self._title.say(self.name())
            self._stack.show_list(wait, empty=True)
            return
        shown = told(read, self.session.language)
        self._title.say(self.name(), shown.period)
        self._show_figures(shown)
        nothing = self.tr("Nothing arrived in this period or in the same of the year before.")
        self._stack.show_list(nothing, empty=not shown.charts)
        if not state.reading:
            announce(self, self.tr("The figures are counted: {period}").format(period=shown.period))

    def _show_figures(self, shown: ChartReport) -> None:
        self._tiles.show_tiles(shown.tiles)
        self._note.setText("\n".join(shown.notes))
        self._note.setVisible(bool(shown.notes))
        for chart in shown.charts:
            if chart.name not in self._cards:
                card = self._cards[chart.name] = ChartCard(chart.name)
                card.opened.connect(self._open)
            self._cards[chart.name].show_chart(chart)
        self._grid.show_cards([self._cards[chart.name] for chart in shown.charts])

    def _open(self, name: str, lead: Lead) -> None:
        """Show the applications that a number counts; say why there are none to show."""
        if name == SLOWEST:
            self.session.open_application.emit(ApplicationId(int(lead.codes[0])))
        elif not lead.count:
            self.session.said.emit(
                self.tr("{number}: nothing is counted.").format(number=lead.name)
            )
        else:
            self.book.look_up(name, lead, partial(self._list, lead))

    def _named(self, lead: Lead, listed: int) -> str:
        """Name a number where its list is shown; its rows and what was disposed of add up to it."""
        told = {"number": lead.name, "count": lead.count, "listed": listed, "gone": lead.gone}
        if listed + lead.gone < lead.count:
            # One application may claim several rights, and its envelopes come back more than once.
            return self.tr(
                "{number} ({count} counted in {listed} listed; {gone} disposed of)"
            ).format(**told)
        if lead.gone:
            return self.tr("{number} ({count}: {listed} listed, {gone} disposed of)").format(**told)
        return self.tr("{number} ({count})").format(**told)

    def _list(self, lead: Lead, members: tuple[ApplicationId, ...]) -> None:
        named = self._named(lead, len(members))
        inquiries = tuple(key for id_ in members if (key := inquiry_of(id_)) is not None)
        provided = any(provision_of(id_) is not None for id_ in members)
        if provided or 0 < len(inquiries) < len(members):
            # Of several kinds: what is to be disposed of. One page lists them together.
            self.session.open_disposal.emit(Listed(named, members))
        elif inquiries:
            self.session.open_inquiry.emit(Listed(named, inquiries))
        elif members:
            self.session.open_listed.emit(Listed(named, members))
        else:
            why = self.tr("No list has what was disposed of, and your roles may open no other.")
            self.session.said.emit(why)
