# SPDX-License-Identifier: MIT
"""The mail: what arrived, what it is, whether it is done; logging an item, marking it done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk import reading
from desk_app.desk.rows import MailColumn
from desk_app.gui import words
from desk_app.gui.asking import AskDraft
from desk_app.gui.case.finding import CodeSearch, OpenNumberBook, Sorting
from desk_app.gui.case.mail import DraftLine, MailNext, PaperColumns
from desk_app.gui.case.narrowing import HiddenByFilter
from desk_app.gui.case.typed import ASKS, BELONGS_TO_OPEN
from desk_app.gui.days import DayWords
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import LongText, TrailingNoteLineEdit
from desk_app.gui.kit.fields.form import EntryForm, Field
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.layout.layout import NarrowingBar, TitleBar, remember_columns
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.layout.side_panel import SidePanel
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import TWO_LINES, CellDelegate, ListTable
from desk_app.gui.page import FromMail, PagePart, Place, SectionView, SupplementOf
from desk_app.gui.pages.mail.book import MailList, MailState
from desk_app.i18n import dates, messages, writing
from desk_app.records.base import ApplicationId, MailItemId
from desk_app.records.case.mail import HeldThing, MailItem, MailKind, Matter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.desk.context import Desk
    from desk_app.desk.rows import IdWindow, MailLine
    from desk_app.gui.session.session import Session
    from desk_app.records.base import UserId
    from desk_app.records.desk.people import Language, User


_NOTE_HEIGHT = 76


class MailDetail(QWidget):
    """Shows a mail item, and what can be done with it beside what comes next.

    ``done_wanted`` carries its id and the note of what was done.

    ``returns_wanted`` asks for the application from which something of it goes back,
    ``envelope_wanted`` for the envelope of ours that came back as it.
    """

    open_wanted = Signal(object)
    returns_wanted = Signal()
    envelope_wanted = Signal(object)
    done_wanted = Signal(object, str)
    inquiry_wanted = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._mail: MailItem | None = None
        self._names: dict[UserId, str] = {}
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._came = Text("", tone="text2", wrap=True)
        self._facts = FactsCard(name_width=72, icons=False)
        self._said = NoteFrame("info")
        self._open = _button("openIntake", "", "application", self._ask_to_open)
        self._returns = _button(
            "toReturns", self.tr("To what goes back"), "back", self.returns_wanted.emit
        )
        self._envelope = _button(
            "toEnvelope", self.tr("To its envelope"), "post", self._ask_for_envelope
        )
        self._inquiry = _button(
            "logInquiry", self.tr("Log it as an inquiry"), "inquiry", self._ask_for_inquiry
        )
        note = LongText()
        note.setFixedHeight(theme.px(_NOTE_HEIGHT))
        written = Field("handledNote", self.tr("What was done"), note, check=self._lacks_note)
        self._form = EntryForm([written])
        self._note = self._form["handledNote"]
        self._done = _button("markDone", self.tr("Mark as done"), "check", self._mark_done)
        self.main: KeyButton | None = None
        """What is done next with the item; the page has its button. None where nothing is."""
        in_column(
            self,
            in_column(None, self._title, self._came, gap=2, edge=0),
            self._facts,
            self._said,
            self._open,
            self._returns,
            self._envelope,
            self._inquiry,
            Space(8),
            self._form,
            self._done,
            STRETCH,
            gap=8,
            edge=0,
        )
        self._show_parts()

    def show_mail(self, mail: MailItem | None, people: Sequence[User] = ()) -> None:
        """Show a mail item, or nothing; its openers are named by who works here."""
        self._names = {each.id: each.name for each in people}
        if mail is None or self._mail is None or mail.id != self._mail.id:
            self._form.put(handledNote="")
        self._mail = mail
        self._show_parts()

    def next_step(self) -> NextTold:
        """Return what comes next with the item, and why."""
        mail = self._mail
        if mail is None or self.main is None:
            return NextTold()
        return NextTold(MailNext(self).what(mail.matter), self._why(mail))

    def _why(self, mail: MailItem) -> str:
        if self.main is self._envelope:
            return self.tr(
                "Post says why it did and what becomes of it. Then mark this item as done."
            )
        if self.main is self._inquiry:
            return self.tr("It gets a number, and Today says by when it is to be answered.")
        if self.main is self._done:
            return ""
        if mail.matter is Matter.NEW_APPLICATION:
            day = dates.full(mail.arrived_on, self._session.language)
            return self.tr("The days to reply count from its arrival on {day}.").format(day=day)
        return self.tr("It is joined to the open application that it belongs to.")

    def _lacks_note(self) -> str:
        written = str(self._note.value()).strip()
        return "" if written else self.tr("Say in a few words what was done.")

    def _mark_done(self) -> None:
        if self._mail is not None and self._form.check():
            self.done_wanted.emit(self._mail.id, self._note.value())

    def _ask_to_open(self) -> None:
        if self._mail is not None:
            self.open_wanted.emit(self._mail.id)

    def _ask_for_envelope(self) -> None:
        if self._mail is not None:
            self.envelope_wanted.emit(self._mail.id)

    def _ask_for_inquiry(self) -> None:
        if self._mail is not None:
            self.inquiry_wanted.emit(FromMail(self._mail.id))

    def _show_parts(self) -> None:
        """Show what there is to tell of the item, and what can be done with it."""
        mail = self._mail
        matter = None if mail is None else mail.matter
        to_do = mail is not None and not mail.handled
        # What belongs to an open application is logged on the same page.
        later = matter in BELONGS_TO_OPEN
        new = matter is Matter.NEW_APPLICATION
        came_back = to_do and matter is Matter.RETURNED_LETTER
        self._open.setText(
            self.tr("Type in what is in it") if later else self.tr("Type in its application")
        )
        self._returns.setVisible(mail is not None and mail.handled and bool(_going_back(mail)))
        belongs = matter is Matter.SUPPLEMENT
        self._inquiry.setText(
            self.tr("It belongs to an inquiry") if belongs else self.tr("Log it as an inquiry")
        )
        self._form.setVisible(to_do and not new)
        offered = {
            self._open: (new or later) and to_do,
            self._envelope: came_back,
            self._inquiry: to_do and (belongs or matter in ASKS),
            self._done: to_do and not new,
        }
        self.main = next((step for step, can in offered.items() if can), None)
        for step, can in offered.items():
            step.setVisible(can and step is not self.main)
        for part in (self._title, self._came):
            part.setVisible(mail is not None)
        self._facts.setVisible(mail is not None)
        self._said.setVisible(bool(mail and mail.handled_note))
        if mail is not None:
            self._show(mail)

    def _show(self, mail: MailItem) -> None:
        language = self._session.language
        kind = messages.label(mail.matter, language)
        self._title.setText(mail.sender or kind)
        arrived = dates.full(mail.arrived_on, language, weekday=True)
        came = (
            kind if mail.sender else "",
            self.tr("arrived {day}").format(day=arrived),
            messages.label(mail.kind, language),
        )
        self._came.setText("  ".join(filter(None, came)))
        unseen = self.tr("Not seen; this is no ground")
        marking = self.tr("Seen") if mail.red_marking else unseen
        opened = [self._names[each] for each in mail.opened_by if each in self._names]
        today, stamped = self._session.today, mail.postmark
        postmark = "" if stamped is None else dates.near(stamped, today, language)
        going = writing.listed([self._thing(each) for each in _going_back(mail)], language)
        facts = (
            FactLine("today", self.tr("Postmark"), postmark),
            FactLine("post", self.tr("Tracking"), mail.tracking_number),
            FactLine("users", self.tr("Opened by"), writing.listed(opened, language)),
            FactLine("eye", self.tr("Red mark"), marking),
            FactLine("back", self.tr("Goes back"), going),
            FactLine("edit", self.tr("Note"), mail.note),
        )
        told = [each for each in facts if each.text]
        self._facts.show_facts(told)
        self._facts.setVisible(bool(told))
        self._said.say(self.tr("What was done"), mail.handled_note)

    def _thing(self, thing: HeldThing) -> str:
        """Return what a thing is and what it is worth."""
        language = self._session.language
        worth = writing.yen(thing.amount, language) if thing.amount else ""
        return " ".join(part for part in (messages.thing(thing, language), worth) if part)


def _every(desk: Desk) -> IdWindow:
    return reading.lists(desk).mail_window(open_only=False)


def _going_back(mail: MailItem) -> tuple[HeldThing, ...]:
    """Return what of a mail item must go back and has not yet."""
    return tuple(thing for thing in mail.held if thing.returned_on is None)


def _button(name: str, text: str, icon: str, slot: Callable[[], object]) -> KeyButton:
    button = KeyButton(text, icon=icon)
    button.setObjectName(name)
    button.clicked.connect(slot)
    return button


# What stands beside a list in which nothing waits: what may come, and where it is logged.


class ArrivalGuide(QWidget):
    """Says with which key each kind of thing is logged that the post brings."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        others = [each for each in Matter if each not in {Matter.NEW_APPLICATION, *BELONGS_TO_OPEN}]
        later = [each for each in Matter if each in BELONGS_TO_OPEN]
        kinds = FactsCard(name_width=112)
        kinds.show_facts(
            [
                FactLine(icon, shortcuts.label(key), words.labels(matters, language))
                for icon, key, matters in (
                    ("application", Key.LOG_MAIL, [Matter.NEW_APPLICATION]),
                    ("import", Key.LOG_SUPPLEMENT, later),
                    ("mail", Key.ADD, others),
                )
            ]
        )
        scanned = self.tr(
            "The bar code on our slip in an envelope leads to its application: scan it on this"
            " page."
        )
        in_column(
            self,
            Text(self.tr("When mail comes"), Size.SECTION, bold=True),
            kinds,
            Text(scanned, Size.LABEL, "text2", wrap=True),
            STRETCH,
            gap=12,
            edge=0,
        )


# Logs a mail item by itself: when and how it came, what it is, from whom.


_LABELS = 88
_FORM_NOTE_HEIGHT = 60
_DRAFT = "mail-form"


class MailForm(PagePart):
    """Says `filled_in` with a mail item to be logged; nothing is pre-filled but the arrival."""

    filled_in = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, people: Sequence[User]) -> None:
        super().__init__(session)
        self.setObjectName("mailForm")
        self.act("log", self.tr("Log"), self._take, Key.MAIN)
        cancel = KeyButton(self.tr("Cancel"))
        cancel.show_key(Key.CLOSE)
        cancel.clicked.connect(self.cancelled)
        self.form = self._make_form(people)
        self.form.put(arrived_on=session.today)
        in_column(
            self,
            Text(self.tr("Note mail that is no application"), Size.SECTION, bold=True),
            self.form,
            in_row(None, self.doing.button("log", ButtonKind.MAIN), cancel, STRETCH),
            STRETCH,
            gap=12,
            edge=0,
        )
        written = {name: self.form[name].editor for name in ("sender", "tracking_number", "note")}
        self.draft = AskDraft(session, _DRAFT, written, self)

    def _make_form(self, people: Sequence[User]) -> EntryForm:
        """Return the form in two parts: how it came, and what is in it."""
        form, fields = EntryForm(labels=_LABELS), self._fields(people)
        for field in fields:
            if field.name == "arrived_on":
                form.head(self.tr("Envelope"))
            elif field.name == "matter":
                form.head(self.tr("What is in it"))
            form.add(field)
        return form

    def _fields(self, people: Sequence[User]) -> tuple[Field, ...]:
        days, note = DayWords(self.session, lambda: None), LongText()
        note.setFixedHeight(theme.px(_FORM_NOTE_HEIGHT))
        kinds, matters, first, second = ChoiceBox(), ChoiceBox(), ChoiceBox(), ChoiceBox()
        language = self.session.language
        kinds.set_choices([(kind, messages.label(kind, language)) for kind in MailKind])
        matters.set_choices([(each, messages.label(each, language)) for each in Matter])
        for box in (first, second):
            box.set_choices([(user.id, user.name) for user in people])
        arrived = EraDateEdit(days.read(), days.show())
        postmark = EraDateEdit(days.read("postmark"), days.show())
        return (
            Field("arrived_on", self.tr("Arrived on"), arrived, needed=True),
            Field("postmark", self.tr("Postmark"), postmark),
            Field("kind", self.tr("Kind of mail"), kinds, needed=True),
            Field("tracking_number", self.tr("Tracking"), TrailingNoteLineEdit()),
            Field("opened_by", self.tr("Opened by"), first),
            Field("opened_by_second", self.tr("Also by"), second),
            Field("red_marking", self.tr("Red mark"), CheckBox(self.tr("Seen"))),
            Field("matter", self.tr("What it is"), matters, needed=True),
            Field("sender", self.tr("Sender"), TrailingNoteLineEdit()),
            Field("note", self.tr("Note"), note),
        )

    def _take(self) -> None:
        if not self.form.check():
            return
        values: dict[str, Any] = self.form.values()
        openers = dict.fromkeys((values.pop("opened_by"), values.pop("opened_by_second")))
        values["tracking_number"] = values["tracking_number"].strip()
        values["opened_by"] = tuple(id_ for id_ in openers if id_ is not None)
        self.filled_in.emit(MailItem(id=MailItemId(0), **values))


_PANEL = (400, 336)
"""How wide what stands beside the list is at first, and at least."""

_SEARCH = 280


class MailView(SectionView):
    """A list of mail items; at the right the chosen one, or the form for a new one."""

    place = Place.MAIL
    title = "Mail"
    icon = "mail"
    key = Key.MAIL
    narrowed_by = ("searchMail", "openOnly")
    widest = (("searchMail", ""), ("openOnly", False))

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        columns = PaperColumns(session.language, lambda: session.today, self)
        self.book = MailList(session, columns.of_mail(), self)
        self._wanted: object | None = None
        self._wants_focus = False
        self._form: MailForm | None = None
        self._draft = DraftLine(session)
        self._make_table()
        self._make_search()
        self._make_panel()
        self._lay_out()
        self.book.state_changed.connect(self.render_state)
        self.book.logged.connect(self._logged)
        self.book.handled.connect(self._handled)
        self.book.detail_read.connect(self._show_detail)
        self.book.envelope_found.connect(session.open_post)
        self.render_state(self.book.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        # Whoever may log nothing is led here with what was to be logged: only an item is shown.
        self._wanted = thing if isinstance(thing, int) else None
        self._wants_focus = True
        self.read_again()

    @override
    def here(self) -> object | None:
        return self._table.current_id()

    @override
    def read_again(self) -> None:
        self.book.read_again()
        self._draft.read()

    @override
    def to_search(self) -> None:
        self._search.take_focus()

    @override
    def open_scanned(self, id_: object, number: str) -> None:
        """Log what arrived for the application: whoever opens mail scans the slip in it (A4)."""
        if isinstance(id_, int):
            self.session.open_intake.emit(SupplementOf(ApplicationId(id_), number))

    @override
    def close_level(self) -> bool:
        shown = self._form is not None
        self._hide_form()
        return shown

    @override
    def leave(self) -> None:
        if self._form is not None:
            self._form.draft.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self._form is not None:
            return (
                (shortcuts.ENTER, self.tr("next field")),
                (shortcuts.label(Key.MAIN), self.tr("log it")),
                (shortcuts.label(Key.CLOSE), self.tr("back to the list")),
            )
        # Named and keyed as the blue button is: Enter in the list is the shorter way to the same.
        main = self._detail.main
        leads = [] if main is None else [(shortcuts.label(Key.MAIN), main.text())]
        return (
            ("↑ ↓", self.tr("choose")),
            *leads,
            (shortcuts.label(Key.SEARCH), self.tr("search")),
            (shortcuts.label(Key.ADD), self.tr("Note mail that is no application")),
            (shortcuts.label(Key.LOG_MAIL), self.tr("Log mail")),
        )

    def render_state(self, state: MailState) -> None:
        """Show how many items there are; the table shows them itself."""
        self._count.setText(self.tr("%n item(s)", "", state.window.count))
        if self._wanted is not None:
            self._table.choose(self.book.model.row_of(int(str(self._wanted))))
            self._wanted = None
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        none = self.tr("No mail matches.") if state.text else self.tr("No mail waits.")
        none = self._codes.trouble() or none
        self._empty.say(none)
        empty = not state.window.ids
        self._stack.setCurrentWidget(self._empty if empty else self._table)
        self._hidden.look(empty=empty)
        if empty:
            self._detail.show_mail(None)
        self._show_blue()
        if self._form is None:
            self._panel.setCurrentWidget(self._guide if empty else self._detail)
        if self._wants_focus:
            self._wants_focus = False
            (self._log if empty else self._table).setFocus()
        if state.open_only and not state.text:
            self.count_changed.emit(state.window.count)

    def show_form(self) -> None:
        """Show the form for a mail item of another kind; what is written in it is offered again."""
        self.leave()
        self._form = MailForm(self.session, self.book.state.people)
        self._form.filled_in.connect(self.book.log)
        self._form.cancelled.connect(self._hide_form)
        self._panel.show_form(self._form)
        self._show_blue()
        self._form.form["arrived_on"].editor.setFocus()

    def _make_table(self) -> None:
        self._table = ListTable(self.tr("Mail"), TWO_LINES)
        self._table.setObjectName("mailTable")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(self.book.model)
        self._table.let_rows_grow()
        remember_columns(self._table, self.session.screen)
        self._table.opened.connect(self._open)
        self._table.current_changed.connect(self._read_detail)
        columns = {column.value: column for column in MailColumn}
        sorting = Sorting(self._table, self.book, columns, lambda: True, self.session.screen)
        sorting.wanted.connect(self.book.sort)
        sorting.begin()
        other = self.tr("Note mail that is no application")
        self.act("logOther", other, self.show_form, Key.ADD, "mail", "file")
        self._next_words = self.tr("Do what comes next with it")
        words, can = self._next_words, self._may_go_on
        self.act("next", words, self._go_on, Key.MAIN, menu="file", can=can)
        for line in sorting.lines():
            self.doing.add(line)
        self._empty = EmptyNote()
        self._hidden = HiddenByFilter(self, self._empty, _every)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setAccessibleName(self.tr("Search mail"))
        self._search.setPlaceholderText(self.tr("Sender, number, name"))
        self._search.setFixedWidth(max(theme.px(_SEARCH), self._search.least_width()))
        self._search.setObjectName("searchMail")
        self._codes = CodeSearch(self._search, self.session, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self.book.find)
        self._codes.down.connect(self._to_list)
        self._open_only = CheckBox(self.tr("Open only"))
        self._open_only.setObjectName("openOnly")
        self._open_only.setChecked(True)
        self._open_only.toggled.connect(lambda ticked: self.book.show(open_only=ticked))
        self._count = Text("", tone="text2")

    def _make_panel(self) -> None:
        self._detail = MailDetail(self.session)
        self._detail.open_wanted.connect(self.session.open_intake)
        self._detail.done_wanted.connect(self.book.mark_done)
        self._detail.inquiry_wanted.connect(self.session.open_inquiry)
        self._detail.returns_wanted.connect(self._open_returns)
        self._detail.envelope_wanted.connect(self.book.look_for_envelope)
        self._numbers = OpenNumberBook(self.session, self)
        self._numbers.found.connect(self.session.open_application)
        self._guide = ArrivalGuide(self.session.language)
        self._panel = SidePanel(self._guide, self._detail)

    def _lay_out(self) -> None:
        self._log = KeyButton(self.tr("Log mail"), icon="plus", kind=ButtonKind.MAIN)
        self._log.setObjectName("logMail")
        self._log.show_key(Key.LOG_MAIL)
        self._log.clicked.connect(self._log_application)
        title = TitleBar()
        self.next = NextStep((self.doing.button("next", ButtonKind.MAIN),))
        title.say(self.tr("Mail"))
        # What is done with the item is the main thing, a new envelope comes next, others are rare.
        title.add_button(self.doing.button("logOther"))
        title.add_button(self._log)
        bar, listed = NarrowingBar(self._search, self._open_only, self._count), QWidget()
        in_column(listed, bar, (self._stack, 1), gap=0, edge=0)
        body = self._panel.beside(listed, "mail", self.session.screen, _PANEL, self)
        body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Mail item"))
        in_column(self, title, self.next, self._draft, (body, 1), gap=0, edge=0)

    def _hide_form(self) -> None:
        """Go back to the list: the mail item is logged, or given up."""
        if self._form is None:
            return
        self._form.draft.drop()
        self._table.setFocus()
        empty = not self.book.state.window.ids
        self._panel.leave_form(self._guide if empty else self._detail)
        self._form = None
        self._show_blue()

    def _to_list(self) -> None:
        if self.book.model.rowCount():
            self._table.setFocus()

    def _logged(self, id_: object) -> None:
        self._wanted = id_
        self._hide_form()
        self.session.said.emit(self.tr("The mail is logged."))

    def _handled(self) -> None:
        self.session.said.emit(self.tr("The mail is marked as done."))

    def _log_application(self) -> None:
        self.session.open_intake.emit(None)

    def _may_go_on(self) -> bool:
        return self._form is None and self._detail.main is not None

    def _go_on(self) -> None:
        if (button := self._detail.main) is not None:
            button.click()

    def _show_blue(self) -> None:
        """Have one blue button: what is done next with the item, else the one that logs mail."""
        main = None if self._form is not None else self._detail.main
        self.doing["next"].setText(self._next_words if main is None else main.text())
        self.doing.refresh()
        self.next.say(self._detail.next_step())
        self.next.setVisible(main is not None)
        plain = self._form is not None or main is not None
        self._log.set_kind(ButtonKind.PLAIN if plain else ButtonKind.MAIN)

    def _open(self, id_: object) -> None:
        row = self._current()
        if self._came_back():
            self.book.look_for_envelope(MailItemId(int(str(id_))))
        elif row is not None and row.matter in ASKS and not row.handled:
            self.session.open_inquiry.emit(FromMail(row.id))
        else:
            self.session.open_intake.emit(id_)

    def _current(self) -> MailLine | None:
        chosen = self._table.currentIndex()
        return self.book.model.row_at(chosen.row()) if chosen.isValid() else None

    def _came_back(self) -> bool:
        """Say whether the chosen item is a letter of ours that came back."""
        row = self._current()
        return row is not None and row.matter is Matter.RETURNED_LETTER

    def _open_returns(self) -> None:
        """Open the application from which something goes back: its cover sheet is made there."""
        row = self._current()
        if row is not None and row.numbers:
            self._numbers.look(row.numbers[0])

    def _read_detail(self, id_: object) -> None:
        if isinstance(id_, int):
            self.book.read_detail(MailItemId(id_))

    def _show_detail(self, mail: MailItem) -> None:
        """Show an item that is still the chosen one."""
        if mail.id != self._table.current_id():
            return
        self._detail.show_mail(mail, self.book.state.people)
        self._show_blue()
        self.keys_changed.emit()
