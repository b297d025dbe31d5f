# SPDX-License-Identifier: MIT
"""The stamp book: what lies in the desk, every stamp in and out, the stock counted (G1)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desk_app.desk.stamps import may_take_back
from desk_app.gui.case.post import PostedOn
from desk_app.gui.kit import shortcuts
from desk_app.gui.kit.boxes import in_column
from desk_app.gui.kit.buttons import ButtonKind
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.stamps.book import StampsPage, StampsPresenter, since_count
from desk_app.gui.pages.stamps.count import CountPanel
from desk_app.gui.pages.stamps.lists import BALANCE, BalanceList, EntryList
from desk_app.gui.pages.stamps.questions import StampQuestions
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import StampPrinting
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.i18n import dates, messages, writing
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.pages.stamps.book import EntryRow
    from desk_app.gui.printing.ledgers import Period
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Workplace


_BALANCE, _COUNT, _ROOM = BALANCE, 352, 520


class StampsView(SectionView):
    """Balances, entries and the count beside one another; the blue button ends the count."""

    place = Place.STAMPS
    title = "Stamps"
    icon = "stamp"
    key = Key.STAMPS
    narrowed_by = ("period", "searchStamps")

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        self.presenter = StampsPresenter(work, self)
        self.questions = StampQuestions(work, self)
        self.printing = OwnPrinting(work, printers or spooler.system(), self)
        self.paper = StampPrinting(work, self.printing, self)
        self.paper.asked.connect(self.ask)
        self.balances = BalanceList(work)
        self.entries = EntryList(work)
        self._then: Callable[[], None] | None = None
        self._wanted: object | None = None
        self._offer()
        self._next = self.doing.button("next", ButtonKind.MAIN)
        self.count = CountPanel(work, self.questions, (self._next,))
        self._title = TitleBar()
        self._title.say(self.tr("Stamp book"))
        self._listen()
        self._lay_out()
        self._show(self.page)

    @property
    def page(self) -> StampsPage:
        """The page as it is shown now."""
        return self.presenter.page

    def current(self) -> EntryRow | None:
        """Return the entry the keys are on."""
        return self.entries.current()

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self._wanted = thing
        self._then = self.entries.take_focus
        self.presenter.read_again()

    @override
    def here(self) -> object | None:
        row = self.current()
        return None if row is None else row.line.entry.id

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def to_search(self) -> None:
        self.entries.search.take_focus()

    @override
    def close_level(self) -> bool:
        if self.count.has_keys():
            self.entries.take_focus()
            return True
        searched = bool(self.page.text)
        self.presenter.narrow("")
        return searched

    @override
    def leave(self) -> None:
        self.presenter.keep_if_waiting()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self.count.has_keys():
            return (
                (shortcuts.ENTER, self.tr("next face value")),
                (shortcuts.label(Key.MAIN), self.doing["next"].text()),
                (shortcuts.label(Key.CLOSE), self.tr("leave the count; it is kept")),
            )
        on_balance = self.balances.table.hasFocus()
        opens = self.tr("entries of the value") if on_balance else self.tr("open the application")
        return (
            ("↑ ↓", self.tr("line")),
            (shortcuts.ENTER, opens),
            (shortcuts.label(Key.SEARCH), self.tr("narrow down")),
            (shortcuts.label(Key.ADD), self.tr("enter what was bought")),
            (shortcuts.label(Key.EDIT), self.tr("count")),
            (shortcuts.label(Key.PRINT), self.tr("print a month")),
        )

    def next_step(self) -> None:
        """Open the book, or finish the count."""
        if not self.page.read.opened:
            self.ask(self.questions.open_book(self.page))
        elif self._explained():
            self.ask(self.questions.finish_count(self.page), self._counted)

    def print_book(self) -> None:
        """Ask which month is printed."""
        question = self.paper.print_question(self.page.period)
        self.ask(question, self.printing.send)

    def save_book(self) -> None:
        """Ask where a month is saved."""
        dialog = SavePdf(documents(), self.paper.name(self.page.period), self)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, path: str) -> None:
        """Save a month of the book as a file, once the password was shown."""
        self.paper.save(self.page.period, path)

    def buy(self) -> None:
        """Ask for stamps that were bought."""
        self.ask(self.questions.buy(self.page))

    def spoil(self) -> None:
        """Ask for stamps that cannot be used any more."""
        self.ask(self.questions.spoil(self.page))

    def exchange(self) -> None:
        """Ask for stamps that were exchanged."""
        self.ask(self.questions.exchange(self.page))

    def open_envelope(self) -> None:
        """Show the envelope that the entry the keys are on is about."""
        row = self.current()
        if row is not None and row.line.entry.posting is not None:
            self.work.open_post.emit(PostedOn(row.line.entry.posting, row.line.entry.on))

    def take_back(self) -> None:
        """Ask whether the entry the keys are on is taken back."""
        row = self.current()
        if row is not None:
            self.ask(self.questions.take_back(row.line.entry))

    def to_count(self) -> None:
        """Go to the first face value that is not counted."""
        self._across.show_part(2)
        self.count.take_focus()

    def add_value(self) -> None:
        """Ask for a face value that the book does not know."""
        self.ask(self.questions.add_value(), self._value_added)

    def begin_count_anew(self) -> None:
        """Ask whether what was counted so far is forgotten."""
        self.ask(self.questions.count_anew(), self.presenter.forget_count)

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menus."""
        posts, spends, counts = Duty.POST, self._why_not_spend, self._why_no_count
        self.act(
            "printBook", self.tr("Print the book"), self.print_book, Key.PRINT, "print", "file"
        )
        self.act(
            "saveBook",
            self.tr("Save the book as PDF"),
            self.save_book,
            Key.SAVE_PDF,
            "pdf",
            "file",
            needs=Duty.EXPORT,
        )
        self.act("buy", self.tr("Bought"), self.buy, Key.ADD, "import", needs=posts)
        self.act("spoil", self.tr("Spoilt"), self.spoil, None, "export", needs=posts, why=spends)
        self.act("exchange", self.tr("Exchanged"), self.exchange, needs=posts, why=spends)
        self.act(
            "openEnvelope",
            self.tr("Open the envelope"),
            self.open_envelope,
            None,
            "post",
            can=self._has_envelope,
        )
        self.act(
            "takeBack",
            self.tr("Take the entry back"),
            self.take_back,
            Key.REMOVE,
            "undo",
            needs=posts,
            why=self._why_not_back,
        )
        self.act(
            "next",
            self._next_word(),
            self.next_step,
            Key.MAIN,
            "check",
            needs=posts,
            why=self._why_not_finish,
            divided=True,
        )
        self.act(
            "toCount", self.tr("Count"), self.to_count, Key.EDIT, "edit", needs=posts, why=counts
        )
        self.act(
            "addValue",
            self.tr("Count another face value"),
            self.add_value,
            None,
            "plus",
            needs=posts,
            why=counts,
        )
        self.act(
            "countAnew",
            self.tr("Begin the count anew"),
            self.begin_count_anew,
            can=lambda: self.page.is_counting,
        )

    def _next_word(self) -> str:
        """Return what the blue button does now."""
        if self.page.arrived and not self.page.read.opened:
            return self.tr("Open the book")
        return self.tr("Finish the count")

    def _has_envelope(self) -> bool:
        row = self.current()
        entry = None if row is None else row.line.entry
        return entry is not None and entry.posting is not None and entry.takes_back is None

    def _why_not_spend(self) -> str:
        owned = any(each.owned for each in self.page.read.balances)
        return "" if owned else self.tr("The desk owns no stamps.")

    def _why_not_back(self) -> str:
        """Return why the entry the keys are on cannot be taken back; the verb knows it too."""
        row = self.current()
        if row is None:
            return self.tr("Choose an entry.")
        entry = row.line.entry
        taken = {line.entry.takes_back for line in self.page.read.lines}
        reason = may_take_back(self.work.desk, entry)
        if not reason and entry.id in taken:
            reason = "taken_back_already"
        return messages.refusal(reason, {}, self.work.language) if reason else ""

    def _why_no_count(self) -> str:
        return "" if self.page.read.opened else self.tr("The book is not open yet.")

    def _why_not_finish(self) -> str:
        """Return why the blue button does nothing; empty where it can be pressed."""
        if not self.page.read.opened:
            return ""
        if self.page.to_count or not self.page.piles:
            return self.tr("%n face value(s) are not counted yet.", "", self.page.to_count)
        if not self.page.read.witnesses:
            return self.tr("Nobody else here may be the witness.")
        return ""

    def _listen(self) -> None:
        self.presenter.page_changed.connect(self._show)
        self.presenter.arrived.connect(self._arrived)
        self.presenter.kept.connect(self._kept)
        self.balances.opened.connect(self._show_value)
        self.entries.opened.connect(self._open)
        self.entries.current_changed.connect(self.doing.refresh)
        self.entries.searched.connect(self.presenter.narrow)
        self.entries.period_wanted.connect(self._show_period)
        self.count.counted.connect(self._count)
        self.count.explained.connect(self.presenter.explain)
        self.count.entries_wanted.connect(self._show_differing)

    def _lay_out(self) -> None:
        for name in ("printBook", "buy", "spoil", "exchange"):
            self._title.add_button(self.doing.button(name))
        self._title.add_button(self.doing.button("toCount"))
        column = in_column(self, self._title, gap=0, edge=0)
        parts = ((self.balances, _BALANCE), (self.entries, WHOLE), (self.count, _COUNT))
        self._across = Divided("stamps", self.work.screen, 1, parts, _ROOM, parent=self)
        self._across.name_parts(
            self.tr("Parts of this page"),
            self.tr("Balance"),
            self.tr("Entries"),
            self.tr("Count"),
        )
        column.addWidget(self._across, 1)

    def _show(self, page: StampsPage) -> None:
        self.balances.show_page(page)
        self.entries.show_page(page)
        self.count.show_page(page)
        self.doing.refresh()
        self.doing["next"].setText(self._next_word())
        self.keys_changed.emit()

    def _arrived(self) -> None:
        if self._wanted is not None:
            self.entries.table.choose_id(self._wanted)
            self._wanted = None
        then, self._then = self._then, None
        if then is not None:
            then()

    def _kept(self) -> None:
        now = dates.clock(self.work.desk.ports.clock.now())
        self.work.said.emit(self.tr("The count under way is kept ({time}).").format(time=now))

    def _show_value(self, value: object) -> None:
        if isinstance(value, int):
            self.presenter.narrow(writing.sen(value, self.work.language))
            self._across.show_part(1)

    def _show_period(self, period: Period) -> None:
        self.presenter.show_period(period)

    def _show_differing(self) -> None:
        """Show the entries, since the last count, of the first face value that differs."""
        page = self.page
        since = since_count(page.read.last_count)
        if page.differing:
            self.presenter.narrow(writing.sen(page.differing[0].value, self.work.language))
        if since is not None:
            self.presenter.show_period(since)

    def _count(self, value: object, typed: str) -> None:
        if isinstance(value, int):
            self.presenter.count(value, typed)

    def _open(self) -> None:
        row = self.current()
        if row is None:
            return
        entry = row.line.entry
        if entry.application is not None:
            self.work.open_application.emit(entry.application)
        elif entry.receipt_number:
            several = self.tr("This entry is about several applications: {numbers}")
            self.work.said.emit(several.format(numbers=entry.receipt_number))
        else:
            self.work.said.emit(self.tr("This entry is about no application."))

    def _explained(self) -> bool:
        """Say whether cause and measure of a difference are written; what is missing is told."""
        page = self.page
        if not page.differing:
            return True
        missing = {
            "cause": self.tr("Write why it differs."),
            "measure": self.tr("Write what is done about it."),
        }
        for name, text in (("cause", page.cause), ("measure", page.measure)):
            if not text.strip():
                self.count.refuse(name, missing[name])
                return False
        return True

    def _value_added(self) -> None:
        value = self.questions.value
        self.presenter.add_value(value)
        self._then = partial(self.count.focus_value, value)
        self.presenter.read_again()

    def _counted(self) -> None:
        self.presenter.forget_count()
        self._then = self._show_newest
        self.presenter.read_again()

    def _show_newest(self) -> None:
        self.entries.table.choose(0)
        self.entries.take_focus()
