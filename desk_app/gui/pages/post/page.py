# SPDX-License-Identifier: MIT
"""Post: envelopes with their letters, what they cost, the stamps on them, and the slip (F2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.asking import ClauseDialog
from desk_app.gui.case.letters import Owed
from desk_app.gui.case.post import GOES, Sent, Waiting
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable
from desk_app.gui.kit.boxes import dress, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.notes import EmptyNote, ErrorBar
from desk_app.gui.kit.pdf import PdfPage
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.kit.text import Text
from desk_app.gui.kit.theme import Size
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.post.book import PostPresenter, PostState, stands
from desk_app.gui.pages.post.form import PostForm
from desk_app.gui.pages.post.list import PostList
from desk_app.gui.pages.post.payment import PostStamps
from desk_app.gui.pages.post.questions import PostQuestions
from desk_app.gui.pages.post.words import PostWords
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import CaseSlipPrinting, PagePrinting
from desk_app.i18n import dates
from desk_app.records.letters import LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk_app.gui.asking import Question
    from desk_app.gui.case.post import Envelope
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session import Workplace
    from desk_app.records.base import ApplicationId


_LEAST = 304


class PostSlip(QWidget):
    """Shows the slip of the envelope looked at, or the one on which the next will stand."""

    def __init__(self, button: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(theme.px(_LEAST))
        dress(self, line="left")
        self._about = Text("", Size.LABEL, "text2", wrap=True)
        self.page = PdfPage(self.tr("The slip as it prints"), self)
        self.page.setObjectName("slipPage")
        self._empty = EmptyNote()
        self._empty.say(
            self.tr(
                "What is posted by registered mail or with a specified record today stands on a"
                " slip here; the counter stamps it as your receipt."
            )
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        self._stack.addWidget(self._empty)
        self._number = ""
        self._shown = b""
        head = in_row(
            None,
            Text(self.tr("Slip"), Size.SECTION, bold=True),
            (self._about, 1),
            button,
            gap=8,
            edge=(16, 12, 16, 0),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def show_state(self, state: PostState) -> None:
        """Show the slip of a state; the same pages are not read again."""
        self._number = state.slip.number
        self._about.setText(
            self.tr("no. {number}").format(number=self._number) if self._number else ""
        )
        if state.slip.pages != self._shown:
            self._shown = state.slip.pages
            if self._shown:
                self.page.show_bytes(self._shown)
                self.page.to_top()
        if self._number and not self._shown:
            self.page.expect()
        elif not self._number:
            self.page.clear()
        self._stack.setCurrentWidget(self.page if self._number else self._empty)


# The actions of the post page: the blue button does what comes next for the envelope looked at.


_NEXT = ("post", "newAddress", "sendAgain", "delivered")
"""What comes next, the first that can be done."""


class PostActions(QObject):
    """Makes the table of actions and keeps the blue button right."""

    def __init__(self, view: PostView, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view

    def lines(self) -> list[ActionLine]:
        """Return every action of the page."""
        return [*self._of_envelopes(), *self._of_outcomes(), *self._of_paper()]

    def show_next(self) -> None:
        """Ask what can be done now, and let the blue button do what comes next, or wait."""
        doing = self._view.doing
        # What cannot be seen can never be done in Qt: this comes before each is asked.
        doing["sendAgain"].setVisible(self._waits_here(needs_address=False))
        doing["newAddress"].setVisible(self._waits_here(needs_address=True))
        doing["writeNumber"].setVisible(self._view.state.sent is not None)
        doing.refresh()
        name = self._next_name()
        doing["next"].setEnabled(bool(name))
        doing["next"].setText(doing[name or "post"].text())

    def next_is(self, name: str) -> bool:
        """Say whether the blue button does this action now."""
        return self._next_name() == name

    def _of_envelopes(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine("next", self.tr("Next step"), self._next, Key.MAIN),
            ActionLine(
                "post",
                self.tr("Record as posted"),
                view.post,
                None,
                "post",
                "letter",
                enabled=self._may_post,
            ),
            ActionLine(
                "toNumber",
                self.tr("To the tracking number"),
                view.to_number,
                Key.TRACKING_NUMBER,
                "scan",
                "letter",
                enabled=lambda: view.state.waiting is not None or self._may_write_number(),
            ),
            ActionLine(
                "otherStamps",
                self.tr("Other stamps"),
                view.presenter.another_choice,
                Key.EDIT,
                "undo",
                "letter",
                enabled=self._has_choices,
            ),
            ActionLine(
                "basis",
                self.tr("Why it costs that"),
                view.show_clause,
                Key.CLAUSE,
                "info",
                "letter",
                enabled=lambda: view.state.waiting is not None,
            ),
        ]

    def _of_outcomes(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine(
                "delivered",
                self.tr("Record the delivery"),
                lambda: view.questions.ask_delivered(view.sent()),
                None,
                "check",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.sent()),
                divided=True,
            ),
            ActionLine(
                "cameBack",
                self.tr("Record what came back"),
                lambda: view.questions.ask_came_back(view.sent()[0]),
                Key.CAME_BACK,
                "back",
                "letter",
                enabled=lambda: view.presenter.may_post and len(view.sent()) == 1,
            ),
            ActionLine(
                "writeNumber",
                self.tr("Write the tracking number"),
                view.write_number,
                None,
                "edit",
                "letter",
                enabled=self._may_write_number,
            ),
            ActionLine(
                "sendAgain",
                self.tr("Send it again (L14)"),
                view.send_again,
                None,
                "letter",
                "letter",
                enabled=lambda: self._waits_here(needs_address=False),
            ),
            ActionLine(
                "newAddress",
                self.tr("Record a new address"),
                view.new_address,
                None,
                "edit",
                "letter",
                enabled=lambda: self._waits_here(needs_address=True),
            ),
            ActionLine(
                "openRequest",
                self.tr("Open the application"),
                view.open_application,
                None,
                "application",
                "letter",
                enabled=lambda: view.state.row is not None,
            ),
        ]

    def _of_paper(self) -> list[ActionLine]:
        view = self._view
        return [
            ActionLine(
                "printSlip",
                self.tr("Print the slip"),
                view.print_slip,
                Key.PRINT,
                "print",
                "letter",
                enabled=lambda: bool(view.state.slip.number),
                divided=True,
            ),
            ActionLine(
                "newSlip",
                self.tr("Begin another slip"),
                view.presenter.begin_slip,
                None,
                "plus",
                "letter",
                enabled=lambda: view.presenter.may_post and bool(view.state.slip_begun),
            ),
            ActionLine(
                "printEnvelopes",
                self.tr("Print envelopes"),
                lambda: view.ask_to_print(view.questions.envelopes(view.chosen_with_letters())),
                Key.PRINT_ALL,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "printLabels",
                self.tr("Print labels"),
                lambda: view.ask_to_print(view.questions.labels(view.chosen_with_letters())),
                None,
                "print",
                "letter",
                enabled=self._has_letters,
            ),
            ActionLine(
                "caseSlip",
                self.tr("Print the case slip"),
                self._print_case_slip,
                None,
                "print",
                "letter",
                enabled=lambda: view.state.row is not None,
            ),
        ]

    def _next_name(self) -> str:
        doing = self._view.doing
        return next((name for name in _NEXT if doing[name].isEnabled()), "")

    def _next(self) -> None:
        seen = self._view.form.settle()
        name = self._next_name()
        if name and seen:
            self._view.doing[name].trigger()

    def _may_post(self) -> bool:
        view = self._view
        return view.presenter.may_post and any(stands(row) in GOES for row in view.waiting_chosen())

    def _may_write_number(self) -> bool:
        view = self._view
        return view.presenter.may_post and view.state.sent is not None

    def _has_choices(self) -> bool:
        row = self._view.state.waiting
        return row is not None and bool(row.priced.offer and row.priced.offer.choices)

    def _has_letters(self) -> bool:
        return bool(self._view.chosen_with_letters())

    def _waits_here(self, *, needs_address: bool) -> bool:
        row = self._view.state.sent
        return row is not None and row.open and row.needs_address is needs_address

    def _print_case_slip(self) -> None:
        view = self._view
        id_ = view.application()
        if id_ is not None:
            view.ask_to_print(view.case_slip.question(id_))


_FORM, _STAMPS, _SLIP = 352, 376, 400


class PostView(SectionView):
    """The envelopes above; below the one looked at, what pays it, and the slip of the day."""

    place = Place.POST
    title = "Post"
    icon = "post"
    key = Key.POST
    narrowed_by = ("whichPost", "postDay", "searchPost")

    def __init__(
        self,
        work: Workplace,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(work, parent)
        self.presenter = PostPresenter(work, self)
        self._paper = PagePrinting(work, self, printers or spooler.system())
        self.printing = self._paper.printing
        self.case_slip = CaseSlipPrinting(work, self.printing, self)
        self.questions = PostQuestions(work, self.printing, self)
        self._words = PostWords(work, self)
        self.list = PostList(work, self._words)
        self._actions = PostActions(self, self)
        self.doing = ActionTable(self._actions.lines(), self)
        self._errors = ErrorBar()
        later = ("sendAgain", "newAddress", "writeNumber")
        self.form = PostForm(work, self._words, tuple(map(self.doing.button, later)))
        small = ButtonKind.SMALL
        self.stamps = PostStamps(work, self._words, self.doing.button("otherStamps", small))
        self.slip = PostSlip(self.doing.button("printSlip", small))
        self._title = TitleBar()
        self._delivered = self.doing.button("delivered")
        self._comes = False
        self._more = KeyButton(self.tr("More"), icon="down")
        self._more.setObjectName("morePost")
        self._more.clicked.connect(self._open_more)
        self._menu = QMenu(self)
        self.doing.fill(self._menu, "letter")
        self._listen()
        self._lay_out()
        self._show(self.state)

    @property
    def state(self) -> PostState:
        """What the page shows now."""
        return self.presenter.state

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self._comes = True
        self.presenter.open(thing)

    @override
    def resume(self) -> None:
        self.printing.ask_printers()
        self._comes = True
        self.presenter.read_again()

    @override
    def here(self) -> object | None:
        return self.state.current

    @override
    def read_again(self) -> None:
        self.presenter.read_again()

    @override
    def to_search(self) -> None:
        self.list.search.take_focus()

    @override
    def close_level(self) -> bool:
        shown = not self._errors.isHidden()
        self._errors.clear()
        return shown

    @override
    def leave(self) -> None:
        self.form.take()
        self.presenter.keeping.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("envelope")),
            (shortcuts.label(Key.TRACKING_NUMBER), self.tr("to the tracking number")),
            (shortcuts.label(Key.EDIT), self.tr("other stamps")),
            (shortcuts.label(Key.CLAUSE), self.tr("why it costs that")),
            (shortcuts.ENTER, self.tr("open the application")),
            (shortcuts.label(Key.MAIN), words.inside(self.doing["next"].text())),
        )

    def ask_to_print(self, question: Question) -> None:
        """Put a question before something is printed or saved, and do it."""
        self._paper.ask(question)

    def chosen(self) -> tuple[Envelope, ...]:
        """Return the chosen envelopes, or the one looked at."""
        keys = self.list.chosen() or (self.state.current,)
        return tuple(row for row in self.state.rows if row.key in keys)

    def waiting_chosen(self) -> tuple[Waiting, ...]:
        """Return those of the chosen envelopes that wait."""
        return tuple(row for row in self.chosen() if isinstance(row, Waiting))

    def chosen_with_letters(self) -> tuple[Envelope, ...]:
        """Return those of the chosen envelopes in which a letter lies."""
        return tuple(
            row for row in self.chosen() if isinstance(row, Waiting) or row.line.posting.letters
        )

    def application(self) -> ApplicationId | None:
        """Return the request that the envelope looked at belongs to."""
        row = self.state.row
        if row is None:
            return None
        return row.envelope.application if isinstance(row, Waiting) else row.line.application

    def sent(self) -> tuple[Sent, ...]:
        """Return those of the chosen envelopes of which nothing is known since."""
        return tuple(
            row
            for row in self.chosen()
            if isinstance(row, Sent)
            and not (row.line.posting.delivered_on or row.line.posting.came_back_on)
        )

    def post(self) -> None:
        """Record that the chosen envelopes were posted, as the fields stand.

        A doubt about the number that this would show for the first time is shown, and no more.
        """
        if self.form.settle():
            self.presenter.post([row.key for row in self.chosen()])

    def to_number(self) -> None:
        """Put the keys on the tracking number of the envelope looked at; ask for a posted one's."""
        if self.state.sent is not None:
            self.write_number()
            return
        self._below.show_part(0)
        self.form.to_number()

    def write_number(self) -> None:
        """Ask for the tracking number of an envelope that was posted."""
        if self.state.sent is not None:
            self.questions.ask_number(self.state.sent)

    def send_again(self) -> None:
        """Go to the letter with which what came back goes again (L14)."""
        row = self.state.sent
        if row is not None:
            owed = Owed(row.line.application, LetterKind.RESENDING, again=row.line.posting.id)
            self.work.open_letters.emit(owed)

    def new_address(self) -> None:
        """Ask for the address to which it may go now."""
        if self.state.sent is not None:
            self.questions.ask_new_address(self.state.sent)

    def open_application(self) -> None:
        """Open the request that the envelope belongs to."""
        id_ = self.application()
        if id_ is not None:
            self.work.open_application.emit(id_)

    def print_slip(self) -> None:
        """Ask for the printer of the slip, once it stands drawn."""
        slip = self.state.slip
        if why := self.slip.page.hindrance(slip.pages):
            self.work.said.emit(why)
        elif slip.on is not None:
            question = self.questions.slip(slip.number, slip.on, self.slip.page.shown)
            asked = self._paper.ask(question)
            asked.accepted.connect(partial(self.presenter.slip_goes, slip.number))

    def show_clause(self) -> None:
        """Show what the postage rests on (F1)."""
        row = self.state.waiting
        if row is not None:
            ClauseDialog(self._words.basis(row), self).open()

    def _listen(self) -> None:
        presenter = self.presenter
        presenter.state_changed.connect(self._show)
        presenter.refused.connect(self._refuse)
        presenter.went.connect(self._went)
        presenter.arrived.connect(self._arrived)
        self.questions.asked.connect(self.ask)
        self.printing.tell_failures(self._not_printed)
        self.printing.printed.connect(self._errors.clear)
        self._paper.saved.connect(self._errors.clear)
        self._errors.retry.connect(self.printing.again)
        self.list.wanted.connect(self._look_at)
        self.list.opened.connect(self.open_application)
        self.list.searched.connect(presenter.narrow)
        self.list.shown.connect(presenter.show)
        self.form.said.connect(presenter.say)
        self.form.clause_wanted.connect(self.show_clause)
        self.stamps.counted.connect(presenter.change_stamp)
        self.stamps.paid.connect(presenter.pay)
        self.stamps.preferred.connect(lambda most: presenter.prefer_largest(largest=most))

    def _lay_out(self) -> None:
        self._title.add_button(self.doing.button("cameBack"))
        self._title.add_button(self._delivered)
        self._title.add_button(self.doing.button("printEnvelopes"))
        self._title.add_button(self._more)
        self._title.add_button(self.doing.button("next", ButtonKind.MAIN))
        column = in_column(self, self._title, self._errors, (self.list, 2), gap=0, edge=0)
        parts = ((self.form, _FORM), (self.stamps, WHOLE), (self.slip, _SLIP))
        self._below = Divided("post", self.work.screen, 1, parts, _STAMPS, parent=self)
        self._below.name_parts(
            self.tr("Parts of this page"),
            self.tr("Envelope"),
            self.tr("Stamps"),
            self.tr("Slip"),
        )
        self.list.setProperty("line", "bottom")
        column.addWidget(self._below, 3)

    def _show(self, state: PostState) -> None:
        waiting = len(state.read.waiting)
        day = dates.full(self.work.today, self.work.language, weekday=True)
        count = self.tr("%n waiting", "", waiting)
        self._title.say(self.tr("Post"), self.tr("{day}, {count}").format(day=day, count=count))
        typing = self.form.has_keys()
        for part in (self.list, self.form, self.stamps, self.slip):
            part.show_state(state)
        if typing and state.waiting is None:
            # The fields of the envelope are gone; Qt would give the keys to the navigation.
            self.list.take_focus()
        self.count_changed.emit(waiting)
        self._actions.show_next()
        # Two buttons of one name do one thing: the blue one is enough.
        self._delivered.setHidden(self._actions.next_is("delivered"))
        self.keys_changed.emit()

    def _arrived(self) -> None:
        """Put the keys on the list, once it is there for whoever has just come in."""
        comes, self._comes = self._comes, False
        if comes:
            self.list.take_focus()

    def _look_at(self, key: object) -> None:
        self.form.take()
        self.presenter.look_at(key)

    def _went(self, count: int) -> None:
        self._errors.clear()
        self.work.said.emit(self.tr("%n envelope(s) posted.", "", count))

    def _refuse(self, error: object) -> None:
        if not isinstance(error, KnownError):
            return
        self._errors.tell(*words.reason(error, self.work.language, placed=False))
        if error.place.rsplit(".", 1)[-1] == "tracking_number":
            self.to_number()

    def _not_printed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._errors.tell(
                self.tr("The page was not printed"),
                self.tr("Nothing is lost. Look at the printer, then print it again."),
                self.tr("Print again"),
            )

    def _open_more(self) -> None:
        self._menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))
