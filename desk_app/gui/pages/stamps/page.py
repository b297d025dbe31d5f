# SPDX-License-Identifier: MIT
"""The stamp book: what lies in the desk, every stamp in and out, the stock counted (G1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.post.stamps import may_take_back
from desk_app.gui import words
from desk_app.gui.case.narrowing import HiddenByFilter
from desk_app.gui.case.post import PostedOn
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.boxes import in_column
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import ActionTerms, Place, SectionView
from desk_app.gui.pages.stamps.book import StampsBook, StampsPage, every_entry, since_count
from desk_app.gui.pages.stamps.count import CountPanel
from desk_app.gui.pages.stamps.lists import BALANCE, BalanceList, EntryList
from desk_app.gui.pages.stamps.questions import StampQuestions
from desk_app.gui.printing import spooler
from desk_app.gui.printing.ledgers import Period, StampPrinting
from desk_app.gui.printing.own_pages import OwnPrinting
from desk_app.i18n import dates, messages, writing
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from desk_app.gui.asking import Question
    from desk_app.gui.pages.stamps.book import EntryRow
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session


_COUNT, _ROOM = 320, 520


class StampsView(SectionView):
    """Balances and entries; beside them the count, once somebody counts, which the blue one ends.

    A count is an act: without one, or once it was left with nothing typed, its fields are not here,
    and the blue button begins it.
    """

    place = Place.STAMPS
    title = "Stamps"
    icon = "stamp"
    key = Key.STAMPS
    narrowed_by = ("period", "searchStamps")
    widest = (("period", Period()), ("searchStamps", ""))

    def __init__(
        self, session: Session, parent: QWidget | None = None, printers: Printing | None = None
    ) -> None:
        super().__init__(session, parent)
        self.book = StampsBook(session, self)
        self.questions = StampQuestions(session, self)
        self.printing = OwnPrinting(session, printers or spooler.system(), self)
        self.paper = StampPrinting(session, self.printing, self)
        self.paper.asked.connect(self.ask)
        self.balances, self.entries = BalanceList(session), EntryList(session)
        self._hidden = HiddenByFilter(self, self.entries.empty, every_entry)
        self._then: Callable[[], None] | None = None
        self._wanted: object | None = None
        self._counts = False
        self._offer_entries()
        self._offer_count()
        main, self._begin = (self.doing.button("next", ButtonKind.MAIN) for _ in range(2))
        self.count = CountPanel(session, self.book, self.questions, main)
        self._listen()
        self._lay_out()
        self._show(self.page)

    @property
    def page(self) -> StampsPage:
        """The page as it is shown now."""
        return self.book.page

    def current(self) -> EntryRow | None:
        """Return the entry the keys are on."""
        return self.entries.current()

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self._wanted = thing
        self._then = self.entries.take_focus
        self.book.read_again()

    @override
    def here(self) -> object | None:
        row = self.current()
        return None if row is None else row.line.entry.id

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> None:
        self.entries.search.take_focus()

    @override
    def close_level(self) -> bool:
        if self.count.has_keys() or (self._counts and not self.page.is_counting):
            self.entries.take_focus()
            self._counts = False
            self._fold_count(self.page)
            return True
        searched = bool(self.page.text)
        self.book.narrow("")
        return searched

    @override
    def leave(self) -> None:
        self.book.keep_if_waiting()

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
            (shortcuts.label(Key.MAIN), words.inside(self.doing["next"].text())),
            (shortcuts.label(Key.PRINT), self.tr("print a month")),
        )

    def _offer_entries(self) -> None:
        """Say what can be done with the book and its entries, in the order of the menus."""
        act, asks, posts, spends = self.act, self._asks, Duty.POST, self._why_not_spend
        act("printBook", self.tr("Print the book"), self._print, Key.PRINT, "print", "file")
        pdf, lets_go = self.tr("Save the book as PDF"), Duty.EXPORT
        act("saveBook", pdf, self._save, Key.SAVE_PDF, "pdf", "file", needs=lets_go)
        questions = self.questions
        act("buy", self.tr("Bought"), asks(questions.buy), Key.ADD, "import", needs=posts)
        spoilt, exchanged = self.tr("Spoilt"), self.tr("Exchanged")
        act("spoil", spoilt, asks(questions.spoil), None, "export", needs=posts, why=spends)
        act("exchange", exchanged, asks(questions.exchange), needs=posts, why=spends)
        envelope, has = self.tr("Open the envelope"), self._has_envelope
        act("openEnvelope", envelope, self._open_envelope, None, "post", can=has)
        back, why = self.tr("Take the entry back"), self._why_not_back
        act("takeBack", back, self._take_back, Key.REMOVE, "undo", needs=posts, why=why)

    def _offer_count(self) -> None:
        """Say what can be done with the count, in the order of the menus."""
        act, posts, counts = self.act, Duty.POST, self._why_no_count
        terms = ActionTerms(needs=posts, why=self._why_not_finish, divided=True)
        act("next", self._next_word(), self._go_on, Key.MAIN, "check", **terms)
        act("toCount", self.tr("Count"), self._to_count, Key.EDIT, "edit", needs=posts, why=counts)
        another, anew = self.tr("Count another face value"), self.tr("Begin the count anew")
        act("addValue", another, self._add_value, None, "plus", needs=posts, why=counts)
        act("countAnew", anew, self._count_anew, can=lambda: self.page.is_counting)

    def _asks(self, question: Callable[[StampsPage], Question]) -> Callable[[], None]:
        """Return what puts a question about the page as it stands then."""
        return lambda: self.ask(question(self.page))

    def _print(self) -> None:
        """Ask which month is printed."""
        question = self.paper.print_question(self.page.period)
        self.ask(question, self.printing.send)

    def _save(self) -> None:
        """Ask where a month is saved; it is, once the password was shown."""
        dialog = SavePdf(documents(), self.paper.name(self.page.period), self)
        dialog.fileSelected.connect(lambda path: self.paper.save(self.page.period, path))
        dialog.open()

    def _open_envelope(self) -> None:
        """Show the envelope that the entry the keys are on is about."""
        row = self.current()
        if row is not None and row.line.entry.posting is not None:
            self.session.open_post.emit(PostedOn(row.line.entry.posting, row.line.entry.on))

    def _take_back(self) -> None:
        row = self.current()
        if row is not None:
            self.ask(self.questions.take_back(row.line.entry))

    def _go_on(self) -> None:
        """Open the book, or finish the count."""
        if not self.page.read.opened:
            self.ask(self.questions.open_book(self.page))
        elif not self._is_counting():
            self._to_count()
        elif self._explained():
            self.ask(self.questions.finish_count(self.page), self._counted)

    def _to_count(self) -> None:
        """Go to the first face value that is not counted."""
        self._counts = True
        self._fold_count(self.page)
        self._across.show_part(2)
        self.count.take_focus()

    def _add_value(self) -> None:
        self.ask(self.questions.add_value(), self._value_added)

    def _count_anew(self) -> None:
        self.ask(self.questions.count_anew(), self.book.forget_count)

    def _next_word(self) -> str:
        """Return what the blue button does now."""
        if self.page.arrived and not self.page.read.opened:
            return self.tr("Open the book")
        return self.tr("Finish the count") if self._is_counting() else self.tr("Count the stock")

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
        reason = may_take_back(self.session.desk, entry)
        if not reason and entry.id in taken:
            reason = "taken_back_already"
        return messages.refusal(reason, {}, self.session.language) if reason else ""

    def _why_no_count(self) -> str:
        return "" if self.page.read.opened else self.tr("The book is not open yet.")

    def _why_not_finish(self) -> str:
        """Return why the blue button does nothing; empty where it can be pressed."""
        if not self.page.read.opened or not self._is_counting():
            return ""
        if self.page.to_count or not self.page.piles:
            return self.tr("%n face value(s) are not counted yet.", "", self.page.to_count)
        if not self.page.read.witnesses:
            return self.tr("Nobody else here may be the witness.")
        return ""

    def _listen(self) -> None:
        book, entries = self.book, self.entries
        book.page_changed.connect(self._show)
        book.arrived.connect(self._arrived)
        book.kept.connect(self._kept)
        self.balances.table.opened.connect(self._show_value)
        entries.table.opened.connect(self._open)
        entries.table.current_changed.connect(self.doing.refresh)
        entries.search.wanted.connect(book.narrow)
        entries.period.chosen.connect(book.show_period)
        self.count.entries_wanted.connect(self._show_differing)

    def _lay_out(self) -> None:
        title = TitleBar()
        title.say(self.tr("Stamp book"))
        for name in ("printBook", "buy"):
            title.add_button(self.doing.button(name))
        title.add_button(MoreButton(self.doing, "application", "moreStamps"))
        title.add_button(self._begin)
        column = in_column(self, title, gap=0, edge=0)
        parts = ((self.balances, BALANCE), (self.entries, WHOLE), (self.count, _COUNT))
        self._across = Divided("stamps", self.session.screen, 1, parts, _ROOM, parent=self)
        self._across.name_parts(
            self.tr("Parts of this page"), self.tr("Balance"), self.tr("Entries"), self.tr("Count")
        )
        column.addWidget(self._across, 1)

    def _is_counting(self) -> bool:
        """Say whether somebody counts: the panel stands beside the entries then."""
        return self._counts or self.page.is_counting

    def _fold_count(self, page: StampsPage) -> None:
        """Show the count while somebody counts, and where the book is to be opened first.

        The blue button stands in it then, else in the bar.
        """
        opens = page.arrived and not page.read.opened
        shown = self._is_counting() or opens
        self._across.fold(2, folded=not shown)
        self._begin.setHidden(shown)
        self.doing.refresh()
        self.doing["next"].setText(self._next_word())

    def _show(self, page: StampsPage) -> None:
        self.balances.show_page(page)
        self.entries.show_page(page)
        self._hidden.look(empty=page.arrived and not page.read.lines)
        self.count.show_page(page)
        self._fold_count(page)
        self.keys_changed.emit()

    def _arrived(self) -> None:
        if self._wanted is not None:
            self.entries.table.choose_id(self._wanted)
            self._wanted = None
        then, self._then = self._then, None
        if then is not None:
            then()

    def _kept(self) -> None:
        now = dates.clock(self.session.desk.ports.clock.now())
        self.session.said.emit(self.tr("The count under way is kept ({time}).").format(time=now))

    def _show_value(self, value: object) -> None:
        if isinstance(value, int):
            self.book.narrow(writing.sen(value, self.session.language))
            self._across.show_part(1)

    def _show_differing(self) -> None:
        """Show the entries, since the last count, of the first face value that differs."""
        page = self.page
        since = since_count(page.read.last_count)
        if page.differing:
            self.book.narrow(writing.sen(page.differing[0].value, self.session.language))
        if since is not None:
            self.book.show_period(since)

    def _open(self, _: object) -> None:
        row = self.current()
        if row is None:
            return
        entry = row.line.entry
        if entry.application is not None:
            self.session.open_application.emit(entry.application)
        elif entry.receipt_number:
            several = self.tr("This entry is about several applications: {numbers}")
            self.session.said.emit(several.format(numbers=entry.receipt_number))
        else:
            self.session.said.emit(self.tr("This entry is about no application."))

    def _explained(self) -> bool:
        """Say whether cause and measure of a difference are written; what is missing is told."""
        page = self.page
        for name, text, missing in (
            ("cause", page.cause, self.tr("Write why it differs.")),
            ("measure", page.measure, self.tr("Write what is done about it.")),
        ):
            if page.differing and not text.strip():
                self.count.refuse(name, missing)
                return False
        return True

    def _value_added(self) -> None:
        value = self.questions.value
        self.book.add_value(value)
        self._then = lambda: self.count.focus_value(value)
        self.book.read_again()

    def _counted(self) -> None:
        self._counts = False
        self.book.forget_count()
        self._then = self._show_newest
        self.book.read_again()

    def _show_newest(self) -> None:
        self.entries.table.choose(0)
        self.entries.take_focus()
