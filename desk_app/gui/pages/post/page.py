# SPDX-License-Identifier: MIT
"""Post: envelopes with their letters, what they cost, the stamps on them, and the slip (F2)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.desk.errors import KnownError
from desk_app.gui import words
from desk_app.gui.asking import ClauseDialog
from desk_app.gui.case.letters import Owed
from desk_app.gui.case.post import GOES, EnvelopeStanding, Sent, Waiting
from desk_app.gui.kit.display.next_step import NextStep
from desk_app.gui.kit.display.notes import EmptyNote, ErrorBar
from desk_app.gui.kit.display.pdf import PdfPage
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.boxes import dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.post.book import PostBook, PostState, stands
from desk_app.gui.pages.post.envelope import PostCheck, PostEnvelope, PostForm, PostStamps
from desk_app.gui.pages.post.list import PostList
from desk_app.gui.pages.post.questions import PostQuestions
from desk_app.gui.pages.post.words import PostWords
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import PagePrinting
from desk_app.i18n import dates
from desk_app.records.base import inquiry_of
from desk_app.records.case.letters import LetterKind
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction, QResizeEvent

    from desk_app.gui.case.post import Envelope
    from desk_app.gui.kit.layout.buttons import KeyButton
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId


_LEAST = 304


class PostSlip(QWidget):
    """Shows the slip on which the envelope looked at stands or will stand."""

    def __init__(self, button: KeyButton) -> None:
        super().__init__()
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
        self._shown = b""
        title = Text(self.tr("Slip"), Size.SECTION, bold=True)
        head = in_row(None, title, (self._about, 1), button, gap=8, edge=(16, 12, 16, 0))
        in_column(self, head, (self._stack, 1), gap=8).setContentsMargins(1, 0, 0, 0)

    def show_state(self, state: PostState) -> None:
        """Show the slip of a state; the same pages are not read again."""
        number, pages = state.slip.number, state.slip.pages
        self._about.setText(self.tr("no. {number}").format(number=number) if number else "")
        if pages != self._shown:
            self._shown = pages
            if pages:
                self.page.show_bytes(pages)
                self.page.to_top()
        if number and not pages:
            self.page.expect()
        elif not number:
            self.page.clear()
        self._stack.setCurrentWidget(self.page if number else self._empty)


_NEXT = ("post", "tick", "enterNumber", "newAddress", "sendAgain", "delivered")
"""What comes next for the envelope looked at, the first that can be done."""
_UNTICKED = frozenset({EnvelopeStanding.NOTHING_IN_IT, EnvelopeStanding.THINGS})
_SLIP, _ROOM = 400, 640
_FEW_ROWS = 256
"""So much height the list may take in a low window, up to half of it; in a high one two fifths."""


class ListOverEnvelope(QWidget):
    """The list with no row that is cut, and under it the envelope looked at with all the rest."""

    def __init__(self, listed: PostList) -> None:
        super().__init__()
        self._listed = listed
        listed.grown.connect(self._share)

    def hold(self, below: QWidget) -> None:
        """Lay the list over what lies below; once this has its own place, so that they do too."""
        in_column(self, self._listed, (below, 1), gap=0, edge=0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        high = self.height()
        self._listed.fit(max(high * 2 // 5, min(theme.px(_FEW_ROWS), high // 2)))


class PostView(SectionView):
    """The envelopes with their sum above; below the one looked at, with its check.

    Beside it stands the slip of the day, once something stands on it.
    """

    place = Place.POST
    title = "Post"
    icon = "post"
    key = Key.POST
    narrowed_by = ("whichPost", "postDay", "searchPost")

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(session, parent)
        self.book = PostBook(session, self)
        self._paper = PagePrinting(session, self, printers or spooler.system())
        self.printing = self._paper.printing
        self.questions = PostQuestions(session, self.printing, self)
        self._words = PostWords(session, self)
        self._offer()
        self.list = PostList(session, self._words, self.book)
        self._errors = ErrorBar()
        small = ButtonKind.SMALL
        written = self.doing.button("writeNumber", small)
        self.form = PostForm(session, self._words, self.book, (written,))
        other = self.doing.button("otherStamps", small)
        self.stamps = PostStamps(session, self._words, self.book, other)
        self.check = PostCheck(session, self._words)
        self.slip = PostSlip(self.doing.button("printSlip", small))
        self._title = TitleBar()
        self._delivered, self._back = map(self.doing.button, ("delivered", "cameBack"))
        self._fronts = self.doing.button("printEnvelopes")
        outcomes = (self._back, self._delivered)
        self.next = NextStep((self.doing.button("next", ButtonKind.MAIN),), outcomes)
        self._comes = False
        self._listen()
        self._lay_out()
        self._show(self.state)

    @property
    def state(self) -> PostState:
        """What the page shows now."""
        return self.book.state

    @override
    def open_thing(self, thing: object | None) -> None:
        self.printing.ask_printers()
        self._comes = True
        self.book.open(thing)

    @override
    def resume(self) -> None:
        self.printing.ask_printers()
        self._comes = True
        self.book.read_again()

    @override
    def here(self) -> object | None:
        return self.state.current

    @override
    def read_again(self) -> None:
        self.book.read_again()

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
        self.book.keeping.keep()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return (
            ("↑ ↓", self.tr("envelope")),
            (shortcuts.label(Key.TRACKING_NUMBER), self.tr("to the tracking number")),
            (shortcuts.label(Key.NEXT_FINDING), self.tr("what to put in")),
            (shortcuts.label(Key.EDIT), self.tr("other stamps")),
            (shortcuts.label(Key.CLAUSE), self.tr("why it costs that")),
            (shortcuts.ENTER, self.tr("open the application")),
            (shortcuts.label(Key.MAIN), words.inside(self.doing["next"].text())),
        )

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
            self.book.post([row.key for row in self.chosen()])

    def post_unnumbered(self) -> None:
        """Record that the chosen envelopes were posted; the counter gives the numbers later."""
        if self.form.settle():
            self.book.post([row.key for row in self.chosen()], unnumbered=True)

    def enter_number(self) -> None:
        """Put the keys on the number that is missing, and say so: without it nothing is posted."""
        self.to_number()
        self.session.said.emit(self._words.lacks_number())

    def to_inside(self) -> None:
        """Go to what is put into the envelope: the first thing that is not ticked."""
        self.form.inside.take_focus()

    def to_number(self) -> None:
        """Put the keys on the tracking number of the envelope looked at; ask for a posted one's."""
        if self.state.sent is not None:
            self.write_number()
            return
        self._below.show_part(0)
        self.form.to_number()

    def write_number(self) -> None:
        """Ask for the tracking number of an envelope that was posted."""
        if row := self.state.sent:
            self.questions.ask_number(row)

    def send_again(self) -> None:
        """Go to the letter with which what came back goes again (L14)."""
        if row := self.state.sent:
            owed = Owed(row.line.application, LetterKind.RESENDING, again=row.line.posting.id)
            self.session.open_letters.emit(owed)

    def new_address(self) -> None:
        """Ask for the address to which it may go now."""
        if row := self.state.sent:
            self.questions.ask_new_address(row)

    def open_application(self) -> None:
        """Open the request that the envelope belongs to, or the inquiry that it answers."""
        id_ = self.application()
        if id_ is None:
            return
        inquiry = inquiry_of(id_)
        if inquiry is not None:
            self.session.open_inquiry.emit(inquiry)
        else:
            self.session.open_application.emit(id_)

    def print_slip(self) -> None:
        """Ask for the printer of the slip, once it stands drawn."""
        slip = self.state.slip
        if why := self.slip.page.hindrance(slip.pages):
            self.session.said.emit(why)
        elif slip.on is not None:
            question = self.questions.slip(slip.number, slip.on, self.slip.page.shown)
            asked = self._paper.ask(question)
            asked.accepted.connect(partial(self.book.slip_goes, slip.number))

    def print_case_slip(self) -> None:
        """Ask where the slip of the case goes."""
        id_ = self.application()
        if id_ is not None:
            self._paper.ask_for_case_slip(id_)

    def show_clause(self) -> None:
        """Show what the postage rests on (F1)."""
        if row := self.state.waiting:
            ClauseDialog(self._words.basis(row), self).open()

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu."""
        letter = partial(self.act, menu="letter")
        posts = partial(letter, needs=Duty.POST)
        told = self.tr("Record as posted")
        lasts = self.tr(
            "Its stamps leave the stamp book. Ctrl+Z takes it back until the desk is locked."
        )
        post = partial(posts, "post", told, self.post, icon="post", final=lasts)
        post(can=self._may_post, why=self._why_not_posted)
        told, can = self.tr("Record as posted without a number"), self._may_post_unnumbered
        unnumbered = partial(posts, "postUnnumbered", told, self.post_unnumbered)
        unnumbered(icon="warn", can=can, final=lasts, apart=True)
        told, key = self.tr("To the tracking number"), Key.TRACKING_NUMBER
        letter("toNumber", told, self.to_number, key, "scan", can=self._has_number)
        told, key = self.tr("To what goes into the envelope"), Key.NEXT_FINDING
        letter("toInside", told, self.to_inside, key, "check", can=self._waits)
        told, another = self.tr("Other stamps"), self.book.another_choice
        letter("otherStamps", told, another, Key.EDIT, "undo", can=self._has_choices)
        told = self.tr("Why it costs that")
        letter("basis", told, self.show_clause, Key.CLAUSE, "info", can=self._waits)
        self._offer_outcomes(letter, posts)
        self._offer_paper(letter, posts)
        # Steps of the blue button alone: the menu leads there by other words.
        step = partial(self.act, menu="", needs=Duty.POST)
        step("tick", self.tr("Tick what goes into it"), self.to_inside, can=self._lacks_things)
        told, can = self.tr("Enter the tracking number"), self._lacks_number
        step("enterNumber", told, self.enter_number, can=can)
        # The last: it asks what of the others can be done.
        told, why = self.tr("Next step"), self._why_not_next
        self.act("next", told, self._next, Key.MAIN, menu="", why=why)

    def _offer_outcomes(self, letter: partial[QAction], posts: partial[QAction]) -> None:
        questions, sent = self.questions, self.sent
        told = self.tr("Record delivery")
        posts(
            "delivered",
            told,
            lambda: questions.ask_delivered(sent()),
            icon="check",
            why=self._why_nothing_sent,
            divided=True,
        )
        told = self.tr("Record a return")
        posts(
            "cameBack",
            told,
            lambda: questions.ask_came_back(sent()[0]),
            Key.CAME_BACK,
            "back",
            why=self._why_not_one_sent,
        )
        told = self.tr("Write the tracking number")
        posts("writeNumber", told, self.write_number, icon="edit", can=self._is_sent)
        told = self.tr("Send it again")
        letter("sendAgain", told, self.send_again, icon="letter", can=self._goes_again)
        told = self.tr("Record a new address")
        letter("newAddress", told, self.new_address, icon="edit", can=self._needs_address)
        told = self.tr("Open the application")
        letter("openRequest", told, self.open_application, icon="application", can=self._has_row)

    def _offer_paper(self, letter: partial[QAction], posts: partial[QAction]) -> None:
        told, why = self.tr("Print the slip"), self._why_no_slip
        letter("printSlip", told, self.print_slip, Key.PRINT, "print", why=why, divided=True)
        told, begin = self.tr("Begin another slip"), self.book.begin_slip
        posts("newSlip", told, begin, icon="plus", can=lambda: bool(self.state.slip_begun))
        told, why = self.tr("Print envelopes"), self._why_no_letters
        letter("printEnvelopes", told, self._print_fronts, Key.PRINT_ALL, "print", why=why)
        told = self.tr("Print labels")
        letter("printLabels", told, self._print_labels, icon="print", why=why)
        told = self.tr("Print the case slip")
        letter("caseSlip", told, self.print_case_slip, icon="print", can=self._has_case)

    def _print_fronts(self) -> None:
        self._paper.ask(self.questions.envelopes(self.chosen_with_letters()))

    def _print_labels(self) -> None:
        self._paper.ask(self.questions.labels(self.chosen_with_letters()))

    def _next_name(self) -> str:
        return next((name for name in _NEXT if self.doing[name].isEnabled()), "")

    def _has_next(self) -> bool:
        return bool(self._next_name())

    def _why_not_next(self) -> str:
        if self._has_next():
            return ""
        return self.doing["post"].statusTip() or self.tr("Nothing is to be done with it now.")

    def _next(self) -> None:
        seen = self.form.settle()
        name = self._next_name()
        if name and seen:
            self.doing[name].trigger()

    def _has_row(self) -> bool:
        return self.state.row is not None

    def _has_case(self) -> bool:
        id_ = self.application()
        return id_ is not None and inquiry_of(id_) is None

    def _waits(self) -> bool:
        return self.state.waiting is not None

    def _may_post(self) -> bool:
        return any(stands(row) in GOES for row in self.waiting_chosen())

    def _why_not_posted(self) -> str:
        """Return what the envelope looked at still needs, where no chosen one can be posted."""
        row = self.state.waiting
        if row is None or self._may_post():
            return ""
        if stands(row) is EnvelopeStanding.NUMBER:
            return self._words.lacks_number()
        return " ".join(self._words.needs(row)[1:]).strip() or self._words.state(row)[1]

    def _may_post_unnumbered(self) -> bool:
        return any(stands(row) is EnvelopeStanding.NUMBER for row in self.waiting_chosen())

    def _lacks_number(self) -> bool:
        row = self.state.waiting
        return row is not None and stands(row) is EnvelopeStanding.NUMBER

    def _lacks_things(self) -> bool:
        row = self.state.waiting
        return row is not None and stands(row) in _UNTICKED

    def _is_sent(self) -> bool:
        return self.state.sent is not None

    def _has_number(self) -> bool:
        return self._waits() or (self.may(Duty.POST) and self._is_sent())

    def _why_no_slip(self) -> str:
        if self.state.slip.number:
            return ""
        return self.tr("Nothing stands on a slip yet: post by registered mail first.")

    def _why_no_letters(self) -> str:
        return "" if self.chosen_with_letters() else self.tr("Choose an envelope with a letter.")

    def _why_nothing_sent(self) -> str:
        if self.sent():
            return ""
        return self.tr("Choose an envelope that was posted and is under way.")

    def _why_not_one_sent(self) -> str:
        if len(self.sent()) > 1:
            return self.tr("A return is recorded one envelope at a time.")
        return self._why_nothing_sent()

    def _has_choices(self) -> bool:
        row = self.state.waiting
        return row is not None and bool(row.priced.offer and row.priced.offer.choices)

    def _goes_again(self) -> bool:
        row = self.state.sent
        return row is not None and row.open and not row.needs_address and row.inquiry is None

    def _needs_address(self) -> bool:
        row = self.state.sent
        return row is not None and row.open and row.needs_address

    def _listen(self) -> None:
        book = self.book
        book.state_changed.connect(self._show)
        book.refused.connect(self._refuse)
        book.went.connect(self._went)
        book.arrived.connect(self._arrived)
        self.questions.asked.connect(self.ask)
        self.printing.tell_failures(self._not_printed)
        self.printing.printed.connect(self._errors.clear)
        self._paper.saved.connect(self._errors.clear)
        self._errors.retry.connect(self.printing.again)
        self.list.wanted.connect(self._look_at)
        self.list.opened.connect(self.open_application)
        self.check.clause_wanted.connect(self.show_clause)

    def _lay_out(self) -> None:
        more = MoreButton(self.doing, "letter", "morePost")
        for button in (self._fronts, more):
            self._title.add_button(button)
        halves = ListOverEnvelope(self.list)
        in_column(self, self._title, self._errors, self.next, (halves, 1), gap=0, edge=0)
        envelope = PostEnvelope(self.form, self.stamps, self.check)
        parts = ((envelope, WHOLE), (self.slip, _SLIP))
        self._below = Divided("post", self.session.screen, 0, parts, _ROOM, parent=halves)
        names = (self.tr("Envelope"), self.tr("Slip"))
        self._below.name_parts(self.tr("Parts of this page"), *names)
        self.list.setProperty("line", "bottom")
        halves.hold(self._below)

    def _show(self, state: PostState) -> None:
        waiting = len(state.read.waiting)
        day = dates.full(self.session.today, self.session.language, weekday=True)
        count = self.tr("%n waiting", "", waiting)
        self._title.say(self.tr("Post"), self.tr("{day}, {count}").format(day=day, count=count))
        typing = self.form.has_keys()
        for part in (self.list, self.form, self.stamps, self.check, self.slip):
            part.show_state(state)
        for part in (self.form, self.stamps, self.check):
            part.setVisible(state.row is not None)
        self._below.fold(1, folded=not state.slip.number)
        if typing and state.waiting is None:
            # The fields of the envelope are gone; Qt would give the keys to the navigation.
            self.list.take_focus()
        self.count_changed.emit(waiting)
        self._refresh(state)
        self.keys_changed.emit()

    def _refresh(self, state: PostState) -> None:
        """Ask what can be done now, and let the blue button do what comes next, or wait."""
        # What cannot be seen can never be done in Qt: this comes before each is asked.
        self.doing["sendAgain"].setVisible(self._goes_again())
        self.doing["newAddress"].setVisible(self._needs_address())
        self.doing["writeNumber"].setVisible(state.sent is not None)
        self.doing.refresh()
        name = self._next_name()
        self.doing["next"].setText(self.doing[name or "post"].text())
        # What became of an envelope is asked of one that went, and the blue one is enough for it.
        self._fronts.setVisible(self.doing["printEnvelopes"].isEnabled())
        self._back.setHidden(state.sent is None)
        self._delivered.setHidden(state.sent is None or name == "delivered")
        self._say_next(state, name)

    def _say_next(self, state: PostState, name: str) -> None:
        """Say over the list what comes next for the envelope looked at, or for those chosen."""
        row = state.row
        self.next.setVisible(row is not None)
        if row is not None:
            final, several = self.doing.final("post"), len(self.waiting_chosen()) > 1
            told = self._words.next_step(row, final, does=name, several=several)
            self.next.say(told)

    def _arrived(self) -> None:
        """Put the keys on the list, once it is there for whoever has just come in."""
        comes, self._comes = self._comes, False
        if comes:
            self.list.take_focus()

    def _look_at(self, key: object) -> None:
        self.form.take()
        self.book.look_at(key)

    def _went(self, count: int) -> None:
        self._errors.clear()
        self.session.said.emit(self.tr("%n envelope(s) posted.", "", count))

    def _refuse(self, error: object) -> None:
        if not isinstance(error, KnownError):
            return
        self._errors.tell(*words.reason(error, self.session.language, placed=False))
        if error.place.rsplit(".", 1)[-1] == "tracking_number":
            self.to_number()

    def _not_printed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._errors.tell(
                self.tr("The page was not printed"),
                self.tr("Nothing is lost. Look at the printer, then print it again."),
                self.tr("Print again"),
            )
