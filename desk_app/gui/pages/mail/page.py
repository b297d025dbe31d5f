# SPDX-License-Identifier: MIT
"""The mail: what arrived, what it is, whether it is done; logging an item, marking it done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from desk_app.desk.rows import MailColumn
from desk_app.gui.asking import AskDraft, WrittenIn
from desk_app.gui.case.finding import CodeSearch, OpenNumberPresenter, Sorting
from desk_app.gui.case.mail import DraftLine, PaperColumns
from desk_app.gui.days import Days
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import STRETCH, Space, dress, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.choices import ChoiceBox
from desk_app.gui.kit.dates import EraDateEdit
from desk_app.gui.kit.facts import FactLine, FactsCard
from desk_app.gui.kit.fields import FieldBody, LongText, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.form import FormArea
from desk_app.gui.kit.layout import WHOLE, Divided, PageScroll, TitleBar, remember_columns
from desk_app.gui.kit.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.search import SearchField
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.table import TWO_LINES, CellDelegate, ListTable
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import Place, SectionView, SupplementOf
from desk_app.gui.pages.mail.book import MailList, MailState
from desk_app.i18n import dates, messages, writing
from desk_app.records.base import ApplicationId, MailItemId, UserId
from desk_app.records.mail import HeldThing, MailItem, MailKind, Matter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.session import Workplace
    from desk_app.records.people import User


_NOTE_HEIGHT = 76


class MailDetail(QWidget):
    """Shows a mail item; ``done_wanted`` carries its id and the note of what was done.

    ``returns_wanted`` asks for the application from which something of it goes back,
    ``envelope_wanted`` for the envelope of ours that came back as it.
    """

    open_wanted = Signal(object)
    returns_wanted = Signal()
    envelope_wanted = Signal(object)
    done_wanted = Signal(object, str)

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._mail: MailItem | None = None
        self._title = Text("", Size.TITLE, bold=True, wrap=True)
        self._facts = FactsCard(name_width=88)
        self._said = NoteFrame("info")
        self._note = LongText()
        self._note.setObjectName("handledNote")
        self._note.setFixedHeight(theme.px(_NOTE_HEIGHT))
        self._body = FieldBody(self._note)
        self._label = label_for(self._note, self.tr("What was done"))
        self._done = KeyButton(self.tr("Mark as done"), icon="check")
        self._done.setObjectName("markDone")
        self._done.clicked.connect(self._mark_done)
        self._open = KeyButton(icon="application")
        self._open.setObjectName("openIntake")
        self._open.clicked.connect(self._ask_to_open)
        self._returns = KeyButton(self.tr("To what goes back"), icon="back")
        self._returns.setObjectName("toReturns")
        self._returns.clicked.connect(self.returns_wanted)
        self._envelope = KeyButton(self.tr("To its envelope"), icon="post")
        self._envelope.setObjectName("toEnvelope")
        self._envelope.clicked.connect(self._ask_for_envelope)
        self._envelope_note = NoteFrame(
            "info",
            self.tr("Record at its envelope that it came back"),
            self.tr("Post says why it did and what becomes of it. Then mark this item as done."),
        )
        self._lay_out()
        self._show_parts()

    def show_mail(self, mail: object) -> None:
        """Show a mail item, or nothing."""
        fresh = mail if isinstance(mail, MailItem) else None
        if fresh is None or self._mail is None or fresh.id != self._mail.id:
            self._note.clear()
            self._body.show_error("")
        self._mail = fresh
        self._show_parts()

    def _lay_out(self) -> None:
        in_column(
            self,
            self._title,
            self._facts,
            self._said,
            self._open,
            self._returns,
            self._envelope_note,
            self._envelope,
            Space(8),
            self._label,
            self._body,
            self._done,
            STRETCH,
            gap=8,
            edge=0,
        )

    def _mark_done(self) -> None:
        note = self._note.toPlainText()
        if self._mail is None:
            return
        if not note.strip():
            self._body.show_error(self.tr("Say in a few words what was done."))
            self._note.setFocus()
            return
        self._body.show_error("")
        self.done_wanted.emit(self._mail.id, note)

    def _ask_to_open(self) -> None:
        if self._mail is not None:
            self.open_wanted.emit(self._mail.id)

    def _ask_for_envelope(self) -> None:
        if self._mail is not None:
            self.envelope_wanted.emit(self._mail.id)

    def _show_parts(self) -> None:
        """Show what there is to tell of the item, and what can be done with it."""
        mail = self._mail
        new = mail is not None and mail.matter is Matter.NEW_APPLICATION
        to_do = mail is not None and not mail.handled
        # What belongs to an open application is logged on the same page.
        later = mail is not None and mail.matter in {Matter.SUPPLEMENT, Matter.WITHDRAWAL}
        self._open.setText(
            self.tr("Log what is in it") if later else self.tr("Log the application in it")
        )
        self._open.setVisible((new or later) and to_do)
        self._returns.setVisible(mail is not None and mail.handled and bool(_going_back(mail)))
        came_back = mail is not None and mail.matter is Matter.RETURNED_LETTER
        self._envelope.setVisible(came_back and to_do)
        self._envelope_note.setVisible(came_back and to_do)
        self._label.setVisible(to_do and not new)
        self._body.setVisible(to_do and not new)
        self._done.setVisible(to_do and not new)
        self._title.setVisible(mail is not None)
        self._facts.setVisible(mail is not None)
        self._said.setVisible(bool(mail and (mail.note or mail.handled_note)))
        if mail is not None:
            self._show(mail)

    def _show(self, mail: MailItem) -> None:
        language = self._work.language
        self._title.setText(messages.label(mail.matter, language))
        marking = self.tr("Seen") if mail.red_marking else self.tr("Not seen; this is no ground")
        facts = [
            FactLine(
                "mail", self.tr("Arrived"), dates.full(mail.arrived_on, language, weekday=True)
            ),
            FactLine("post", self.tr("Kind"), messages.label(mail.kind, language)),
            FactLine("eye", self.tr("Red mark"), marking),
        ]
        if mail.postmark is not None:
            postmark = dates.full(mail.postmark, language)
            facts.insert(1, FactLine("today", self.tr("Postmark"), postmark))
        if mail.tracking_number:
            facts.append(FactLine("scan", self.tr("Tracking"), mail.tracking_number))
        if mail.sender:
            facts.append(FactLine("user", self.tr("Sender"), mail.sender))
        if going := _going_back(mail):
            told = writing.listed([self._thing(each) for each in going], language)
            facts.append(FactLine("back", self.tr("Goes back"), told))
        self._facts.show_facts(facts)
        self._said.say(mail.note, mail.handled_note)

    def _thing(self, thing: HeldThing) -> str:
        """Return what a thing is and what it is worth."""
        language = self._work.language
        worth = writing.yen(thing.amount, language) if thing.amount else ""
        return " ".join(part for part in (messages.thing(thing, language), worth) if part)


def _going_back(mail: MailItem) -> tuple[HeldThing, ...]:
    """Return what of a mail item must go back and has not yet."""
    return tuple(thing for thing in mail.held if thing.returned_on is None)


# Logs a mail item by itself: when and how it came, what it is, from whom.


_LABELS = 88
_FORM_NOTE_HEIGHT = 60
_DRAFT = "mail-form"


class MailForm(FormArea):
    """Says `filled_in` with a mail item to be logged; nothing is pre-filled but the arrival."""

    filled_in = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._days = Days(work, lambda: None)
        self._people: tuple[User, ...] = ()
        self._draft: AskDraft | None = None
        self._actions = ActionTable(
            [
                ActionLine("log", self.tr("Log"), self._log, Key.MAIN),
            ],
            self,
        )
        self._cancel = KeyButton(self.tr("Cancel"))
        self._cancel.show_key(Key.CLOSE)
        self._cancel.clicked.connect(self.cancelled)
        self._grid = QGridLayout()
        self._grid.setColumnMinimumWidth(0, theme.px(_LABELS))
        self._grid.setColumnStretch(1, 1)
        self._grid.setVerticalSpacing(theme.px(8))
        self._make_fields()
        buttons = in_row(None, self._actions.button("log", ButtonKind.MAIN), self._cancel, STRETCH)
        in_column(
            self,
            Text(self.tr("Log a mail item"), Size.SECTION, bold=True),
            self._grid,
            buttons,
            STRETCH,
            gap=12,
            edge=0,
        )

    def begin(self, people: Sequence[User]) -> None:
        """Begin a new mail item, arrived today."""
        self._people = tuple(people)
        self._arrived.set_value(self._work.today)
        self._postmark.set_value(None)
        for box in (self._first, self._second):
            box.set_choices([(user, user.name) for user in people])
        for box in (self._matter, self._kind, self._first, self._second):
            box.set_value(None)
        self._red.setChecked(False)
        self._tracking.clear()
        self._sender.clear()
        self._note.clear()
        for body in self._bodies.values():
            body.show_error("")
        self._begin_draft()
        self._arrived.setFocus()

    def keep(self) -> None:
        """Keep what is written: the page is being left or locked."""
        if self._draft is not None:
            self._draft.keep()

    def _begin_draft(self) -> None:
        """Offer what was written last time and not logged."""
        written = {
            "sender": WrittenIn(self._sender),
            "tracking": WrittenIn(self._tracking),
            "note": WrittenIn(self._note),
        }
        self._draft = AskDraft(self._work, _DRAFT, written, self)

    def clear(self) -> None:
        """Hold nothing any more: it is logged, or given up."""
        if self._draft is not None:
            self._draft.drop()
            self._draft.deleteLater()
            self._draft = None
        self._sender.clear()
        self._note.clear()
        self._tracking.clear()

    def _make_fields(self) -> None:
        self._arrived = EraDateEdit(self._days.read(), self._days.show())
        self._postmark = EraDateEdit(self._days.read("postmark"), self._days.show())
        self._matter, self._kind = ChoiceBox(), ChoiceBox()
        self._tracking, self._sender = TrailingNoteLineEdit(), TrailingNoteLineEdit()
        self._red = CheckBox(self.tr("Seen"))
        self._first, self._second = ChoiceBox(), ChoiceBox()
        self._note = LongText()
        self._note.setFixedHeight(theme.px(_FORM_NOTE_HEIGHT))
        language = self._work.language
        self._kind.set_choices([(kind, messages.label(kind, language)) for kind in MailKind])
        self._matter.set_choices([(each, messages.label(each, language)) for each in Matter])
        for needed in (self._kind, self._matter):
            needed.setPlaceholderText(self.tr("needed"))
        names = {
            "arrived_on": self.tr("Arrived on"),
            "postmark": self.tr("Postmark"),
            "kind": self.tr("Kind of mail"),
            "tracking_number": self.tr("Tracking"),
            "opened_by": self.tr("Opened by"),
            "opened_by_second": self.tr("Also by"),
            "red_marking": self.tr("Red mark"),
            "matter": self.tr("What it is"),
            "sender": self.tr("Sender"),
            "note": self.tr("Note"),
        }
        self._bodies: dict[str, FieldBody] = {}
        fields: dict[str, QWidget] = {
            "arrived_on": self._arrived,
            "postmark": self._postmark,
            "kind": self._kind,
            "tracking_number": self._tracking,
            "opened_by": self._first,
            "opened_by_second": self._second,
            "red_marking": self._red,
            "matter": self._matter,
            "sender": self._sender,
            "note": self._note,
        }
        for row, (name, edit) in enumerate(fields.items()):
            edit.setObjectName(name)
            self._bodies[name] = FieldBody(edit)
            label = label_for(edit, names[name])
            label.setMinimumHeight(theme.px(28))
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._bodies[name], row, 1)

    def _log(self) -> None:
        self._arrived.understand()
        self._postmark.understand()
        arrived, kind, matter = self._arrived.value(), self._kind.value(), self._matter.value()
        needed = {"arrived_on": arrived, "kind": kind, "matter": matter}
        missing = [name for name, value in needed.items() if value is None]
        for name in needed:
            self._bodies[name].show_error(self.tr("This is needed.") if name in missing else "")
        if arrived is None or not isinstance(kind, MailKind) or not isinstance(matter, Matter):
            self._bodies[missing[0]].edit.setFocus()
            return
        if self._postmark.trouble():
            self._postmark.setFocus()
            return
        self.filled_in.emit(
            MailItem(
                id=MailItemId(0),
                arrived_on=arrived,
                kind=kind,
                matter=matter,
                postmark=self._postmark.value(),
                tracking_number=self._tracking.text().strip(),
                red_marking=self._red.isChecked(),
                opened_by=self._openers(),
                sender=self._sender.text(),
                note=self._note.toPlainText(),
            )
        )

    def _openers(self) -> tuple[UserId, ...]:
        names = dict.fromkeys((self._first.value(), self._second.value()))
        return tuple(user.id for user in self._people if user in names)


_PANEL, _LEAST_PANEL = 400, 336
_SEARCH = 280


class Mail(SectionView):
    """A list of mail items; at the right the chosen one, or the form for a new one."""

    place = Place.MAIL
    title = "Mail"
    icon = "mail"
    key = Key.MAIL
    narrowed_by = ("searchMail", "openOnly")

    def __init__(self, work: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(work, parent)
        columns = PaperColumns(work.language, self)
        self.presenter = MailList(work, columns.of_mail(), self)
        self.presenter.state_changed.connect(self.render_state)
        self.presenter.logged.connect(self._logged)
        self.presenter.handled.connect(self._handled)
        self.presenter.detail_read.connect(self._show_detail)
        self._wanted: object | None = None
        self._wants_focus = False
        self._draft = DraftLine(work)
        self._make_table()
        self._make_title()
        self._make_panel()
        self._lay_out()
        self.render_state(self.presenter.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        # Whoever may log nothing is led here with what was to be logged: only an item is shown.
        self._wanted = thing if isinstance(thing, int) else None
        self._wants_focus = True
        self.presenter.read_again()
        self._draft.read()

    @override
    def here(self) -> object | None:
        return self._table.current_id()

    @override
    def read_again(self) -> None:
        self.presenter.read_again()
        self._draft.read()

    @override
    def to_search(self) -> None:
        self._search.take_focus()

    @override
    def open_scanned(self, id_: object, number: str) -> None:
        """Log what arrived for the application: whoever opens mail scans the slip in it (A4)."""
        if isinstance(id_, int):
            self.work.open_intake.emit(SupplementOf(ApplicationId(id_), number))

    @override
    def close_level(self) -> bool:
        shown = self._panel.currentWidget() is self._form_scroll
        if shown:
            self._hide_form()
        return shown

    @override
    def leave(self) -> None:
        self._form.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self._panel.currentWidget() is self._form_scroll:
            return (
                (shortcuts.ENTER, self.tr("next field")),
                (shortcuts.label(Key.MAIN), self.tr("log it")),
                (shortcuts.label(Key.CLOSE), self.tr("back to the list")),
            )
        return (
            ("↑ ↓", self.tr("choose")),
            (
                shortcuts.ENTER,
                self.tr("to its envelope") if self._came_back() else self.tr("log what is in it"),
            ),
            (shortcuts.label(Key.SEARCH), self.tr("search")),
            (shortcuts.label(Key.ADD), self.tr("log other mail")),
            (shortcuts.label(Key.LOG_MAIL), self.tr("log an application")),
        )

    def render_state(self, state: MailState) -> None:
        """Show how many items there are; the table shows them itself."""
        self._title.say(self.tr("Mail"))
        self._count.setText(self.tr("%n item(s)", "", state.window.count))
        if self._wanted is not None:
            self._table.choose(self.presenter.model.row_of(int(str(self._wanted))))
            self._wanted = None
        if not self._table.currentIndex().isValid():
            self._table.choose(0)
        none = self.tr("No mail matches.") if state.text else self.tr("No mail waits.")
        none = self._codes.trouble() or none
        self._empty.say(none, self.tr("Log mail"), Key.LOG_MAIL)
        empty = not state.window.ids
        self._stack.setCurrentWidget(self._empty if empty else self._table)
        if empty:
            self._detail.show_mail(None)
        if self._wants_focus:
            self._wants_focus = False
            (self._empty.take_focus if empty else self._table.setFocus)()
        if state.open_only and not state.text:
            self.count_changed.emit(state.window.count)

    def show_form(self) -> None:
        """Show the form for a mail item of another kind."""
        self._panel.setCurrentWidget(self._form_scroll)
        self._log.set_kind(ButtonKind.PLAIN)
        self._form.begin(self.presenter.state.people)

    def _make_title(self) -> None:
        self.doing = ActionTable(
            [
                ActionLine(
                    "logOther", self.tr("Log other mail"), self.show_form, Key.ADD, "mail", "file"
                ),
                *self._sorting.lines(),
            ],
            self,
        )
        self._log = KeyButton(self.tr("Log mail"), icon="plus", kind=ButtonKind.MAIN)
        self._log.setObjectName("logMail")
        self._log.show_key(Key.LOG_MAIL)
        self._log.clicked.connect(self._log_application)
        self._title = TitleBar()
        self._title.add_button(self.doing.button("logOther"))
        self._title.add_button(self._log)

    def _make_table(self) -> None:
        self._table = ListTable(self.tr("Mail"), TWO_LINES)
        self._table.setObjectName("mailTable")
        self._table.setItemDelegate(CellDelegate(self._table))
        self._table.show_model(self.presenter.model)
        self._table.let_rows_grow()
        remember_columns(self._table, self.work.screen)
        columns = {column.value: column for column in MailColumn}
        self._sorting = Sorting(self._table, self.presenter, columns, lambda: True)
        self._sorting.wanted.connect(self.presenter.sort)
        self._make_search()
        self._table.opened.connect(self._open)
        self._table.current_changed.connect(self._read_detail)
        self._open_only = CheckBox(self.tr("Open ones only"))
        self._open_only.setObjectName("openOnly")
        self._open_only.setChecked(True)
        self._open_only.toggled.connect(self._narrow)
        self._count = Text("", tone="text2")
        self._empty = EmptyNote()
        self._empty.action.connect(self._log_application)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._table)
        self._stack.addWidget(self._empty)

    def _make_search(self) -> None:
        self._search = SearchField()
        self._search.setAccessibleName(self.tr("Search mail"))
        self._search.setPlaceholderText(self.tr("Sender, number, name"))
        self._search.setFixedWidth(max(theme.px(_SEARCH), self._search.least_width()))
        self._search.setObjectName("searchMail")
        self._codes = CodeSearch(self._search, self.work, self)
        self._codes.found.connect(self.open_scanned)
        self._codes.wanted.connect(self.presenter.find)
        self._codes.down.connect(self._to_list)

    def _make_panel(self) -> None:
        self._form = MailForm(self.work)
        self._form.setObjectName("mailForm")
        self._form.filled_in.connect(self.presenter.log)
        self._form.cancelled.connect(self._hide_form)
        self._detail = MailDetail(self.work)
        self._detail.open_wanted.connect(self.work.open_intake)
        self._detail.done_wanted.connect(self.presenter.mark_done)
        self._detail.returns_wanted.connect(self._open_returns)
        self._detail.envelope_wanted.connect(self.presenter.look_for_envelope)
        self.presenter.envelope_found.connect(self.work.open_post)
        self._numbers = OpenNumberPresenter(self.work, self)
        self._numbers.found.connect(self.work.open_application)
        self._panel = QStackedWidget()
        self._panel.addWidget(self._detail)

    def _lay_out(self) -> None:
        bar = QWidget()
        dress(bar, line="bottom")
        bar.setFixedHeight(theme.px(48))
        in_row(
            bar, self._search, self._open_only, self._count, STRETCH, gap=16, edge=(16, 0, 16, 0)
        )
        listed = QWidget()
        in_column(listed, bar, (self._stack, 1), gap=0, edge=0)
        column = in_column(self, self._title, self._draft, gap=0, edge=0)
        parts = ((listed, WHOLE), (self._side(), _PANEL))
        self._body = Divided("mail", self.work.screen, 0, parts, parent=self)
        self._body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Mail item"))
        column.addWidget(self._body, 1)
        self._form_scroll = PageScroll(self._panel)
        self._form_scroll.setWidget(self._form)
        self._form_scroll.follow_keys()
        self._panel.addWidget(self._form_scroll)

    def _side(self) -> QWidget:
        side = QWidget()
        dress(side, line="left")
        side.setMinimumWidth(theme.px(_LEAST_PANEL))
        in_column(side, self._panel, edge=16)
        return side

    def _hide_form(self) -> None:
        self._form.clear()
        self._panel.setCurrentWidget(self._detail)
        self._log.set_kind(ButtonKind.MAIN)
        self._table.setFocus()

    def _to_list(self) -> None:
        if self.presenter.model.rowCount():
            self._table.setFocus()

    def _logged(self, id_: object) -> None:
        self._wanted = id_
        self._hide_form()
        self.work.said.emit(self.tr("The mail is logged."))

    def _handled(self) -> None:
        self.work.said.emit(self.tr("The mail is marked as done."))

    def _log_application(self) -> None:
        self.work.open_intake.emit(None)

    def _open(self, id_: object) -> None:
        if self._came_back():
            self.presenter.look_for_envelope(MailItemId(int(str(id_))))
        else:
            self.work.open_intake.emit(id_)

    def _came_back(self) -> bool:
        """Say whether the chosen item is a letter of ours that came back."""
        chosen = self._table.currentIndex()
        row = self.presenter.model.row_at(chosen.row()) if chosen.isValid() else None
        return row is not None and row.matter is Matter.RETURNED_LETTER

    def _open_returns(self) -> None:
        """Open the application from which something goes back: its cover sheet is made there."""
        row = self.presenter.model.row_at(self._table.currentIndex().row())
        if row is not None and row.numbers:
            self._numbers.look(row.numbers[0])

    def _narrow(self, open_only: bool) -> None:  # noqa: FBT001 a slot of toggled
        self.presenter.show(open_only=open_only)

    def _read_detail(self, id_: object) -> None:
        if isinstance(id_, int):
            self.presenter.read_detail(MailItemId(id_))

    def _show_detail(self, mail: MailItem) -> None:
        """Show an item that is still the chosen one."""
        if mail.id != self._table.current_id():
            return
        self._detail.show_mail(mail)
        self.keys_changed.emit()
