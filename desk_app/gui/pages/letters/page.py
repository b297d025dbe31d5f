# SPDX-License-Identifier: MIT
"""Letters: the page itself as it will print, issued, printed, saved, posted, delivered (F1, F2)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desk_app.gui import days, words
from desk_app.gui.case.letters import Stage
from desk_app.gui.case.many import Many
from desk_app.gui.kit.display.next_step import NextStep, NextTold
from desk_app.gui.kit.display.notes import EmptyNote, NoteFrame
from desk_app.gui.kit.display.pdf import Frame, PdfPage
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.fields import FieldBody, label_for
from desk_app.gui.kit.fields.form import FormArea
from desk_app.gui.kit.files import SavePdf, documents
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import MoreButton
from desk_app.gui.kit.layout.boxes import STRETCH, dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, CheckBox, KeyButton
from desk_app.gui.kit.layout.layout import WHOLE, Dialog, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key, in_reading_order
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.page import Place, SectionView
from desk_app.gui.pages.letters.book import LettersBook
from desk_app.gui.pages.letters.printed import PrintJobsDialog
from desk_app.gui.pages.letters.queue import QUEUE, LettersQueue
from desk_app.gui.printing import spooler
from desk_app.i18n import dates
from desk_app.records.base import inquiry_of
from desk_app.rules.letters.paper import safe_box, seen_box
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction, QResizeEvent

    from desk_app.desk.errors import KnownError
    from desk_app.desk.letters.corresponding import LetterDraft
    from desk_app.gui.case.letters import Looked
    from desk_app.gui.pages.letters.book import LettersState
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.case.history import Letter


_DAY = 400
_BAR, _KEY_ROOM = 40, 760
_HASH = 4


class LetterBar(QWidget):
    """Stands over a letter: how large it is drawn, what its window shows, which page is read.

    ``whole_chosen`` says that somebody wants the whole page in sight, or it as wide as can be.
    """

    window_changed = Signal()
    whole_chosen = Signal(bool)

    def __init__(self, view: PdfPage) -> None:
        super().__init__()
        self._view = view
        view.page_changed.connect(self._page_changed)
        view.zoom_changed.connect(self._zoom_changed)
        self._zoom, self._pages = Text(""), Text("", tone="text2")
        self._fit = KeyButton(icon="eye", kind=ButtonKind.SMALL)
        self._fit.setObjectName("fitLetter")
        self._fit.show_key(Key.PAGE_WIDTH)
        self._fit.clicked.connect(self.change_fit)
        self.seen = CheckBox(self.tr("What the window shows"))
        self.seen.setObjectName("envelopeWindow")
        self.seen.setChecked(True)
        told = self.tr("Dashed: seen wherever the sheet lies. Dotted: seen in some place of it.")
        self.seen.setToolTip(told)
        self.seen.toggled.connect(self.window_changed)
        dress(self, line="bottom")
        self.setMinimumHeight(theme.px(_BAR))
        smaller = self._step("zoomout", self.tr("Smaller"), -1)
        larger = self._step("zoomin", self.tr("Larger"), 1)
        sized = in_row(None, smaller, self._zoom, larger, gap=8, edge=0)
        in_row(self, sized, self._fit, self.seen, STRETCH, self._pages, gap=16, edge=(12, 0, 16, 0))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the key to the menu where there is no room for all that stands in the line."""
        super().resizeEvent(event)
        self._fit.tell_key(told=self.width() >= theme.px(_KEY_ROOM))

    def _step(self, icon: str, name: str, step: int) -> KeyButton:
        button = KeyButton(icon=icon, kind=ButtonKind.FLAT)
        button.setAccessibleName(name)
        button.clicked.connect(partial(self._view.zoom, step))
        return button

    def _page_changed(self, page: int, pages: int) -> None:
        if (abreast := self._view.abreast()) > 1:
            told = self.tr("pages {page} to {last} of {pages}")
        else:
            told = self.tr("page {page} of {pages}")
        told = told.format(page=page, last=page + abreast - 1, pages=pages)
        self._pages.setText(told if pages else "")

    def _zoom_changed(self, percent: int) -> None:
        self._zoom.setText(f"{percent}%" if self._view.pages() else "")
        whole = self._view.is_whole
        self._fit.setText(self.tr("Page width") if whole else self.tr("Whole page"))

    def change_fit(self) -> None:
        """Show the page as wide as there is room, or the whole of it."""
        self._view.fit(whole=not self._view.is_whole)
        self.whole_chosen.emit(self._view.is_whole)


class LetterFoot(QWidget):
    """Stands under a letter: how far it is, when it is to be posted, and its mark."""

    plan_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = StateIcon(bold=True, wrap=True)
        self.about = Text("", Size.LABEL, "text2", wrap=True)
        self.hash = Text("", Size.HINT, "text2")
        self._to_be_posted = Text(self.tr("To be posted on"), Size.LABEL, "text2")
        self.plan = KeyButton(icon="today", kind=ButtonKind.SMALL)
        self.plan.setObjectName("plan")
        self.plan.clicked.connect(self.plan_wanted)
        dress(self, line="top")
        self.setMinimumHeight(theme.px(_BAR))
        posted = in_row(None, self._to_be_posted, self.plan, gap=8, edge=0)
        told = (self.state, self.about, STRETCH, posted, self.hash)
        in_row(self, *told, gap=16, edge=(16, 4, 16, 4))

    def show_day(self, day: str) -> None:
        """Offer to change the day of posting; nothing of it where there is none."""
        self.plan.setText(day)
        self.plan.setAccessibleName(f"{self._to_be_posted.text()} {day}")
        for part in (self._to_be_posted, self.plan):
            part.setVisible(bool(day))


class LetterPage(QWidget):
    """Shows one letter; Page Up and Page Down turn its pages."""

    plan_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._looked: Looked | None = None
        self._letter: Letter | None = None
        self._key: object = None
        self.view = PdfPage(self.tr("The letter as it prints"), self)
        self.view.setObjectName("letterPage")
        self.bar, self.foot = LetterBar(self.view), LetterFoot()
        self.bar.window_changed.connect(self._show_window)
        keep = session.screen.keep_whole_letter
        self.bar.whole_chosen.connect(lambda whole: keep(whole=whole))
        self.foot.plan_wanted.connect(self.plan_wanted)
        self._trouble = NoteFrame("bad")
        self._trouble.setObjectName("letterTrouble")
        self._stack = QStackedWidget()
        self._empty = EmptyNote()
        self._empty.say(self.tr("No letter waits here."))
        self._lay_out()
        self.view.fit(whole=session.screen.whole_letter)
        self._show_words()

    def expect(self, key: object) -> None:
        """Show no letter any more: the pages of one are still to come."""
        another = self._key != key
        self._key = key
        self._looked = self._letter = None
        self.view.expect()
        self._stack.setCurrentWidget(self.view)
        if another:
            self.view.to_top()
            self.foot.show_day("")
        self._say_state(None, None)

    def show_trouble(self, error: KnownError) -> None:
        """Say why a letter cannot be shown."""
        self._looked = self._letter = None
        self._stop(error)
        self._show_words()

    def show_letter(self, looked: Looked | None, letter: Letter | None) -> None:
        """Show a letter, or nothing."""
        before, self._key = self._key, None if looked is None else looked.entry.key
        self._looked, self._letter = looked, letter
        if looked is None:
            self.view.clear()
            self._stack.setCurrentWidget(self._empty)
        elif looked.trouble is not None:
            self._stop(looked.trouble)
        else:
            self.view.show_bytes(looked.pages)
            self._stack.setCurrentWidget(self.view)
            if self._key != before:
                self.view.to_top()
        self._show_words()

    def in_sight(self, looked: Looked | None) -> str:
        """Return the SHA-256 of a letter's bytes, whose page stands drawn; else tell why not."""
        if looked is not None and looked.trouble is not None:
            self._session.trouble.emit(looked.trouble)
            return ""
        why = self.view.hindrance(b"" if looked is None else looked.pages)
        if why:
            self._session.said.emit(why)
        return "" if why else self.view.shown

    def _stop(self, error: KnownError) -> None:
        self.view.clear()
        self._trouble.say(*words.reason(error, self._session.language))
        self._trouble.show()
        self._stack.setCurrentIndex(1)

    def zoom_in(self) -> None:
        """Draw the page larger."""
        self.view.zoom(1)

    def zoom_out(self) -> None:
        """Draw the page smaller."""
        self.view.zoom(-1)

    def _lay_out(self) -> None:
        stopped = QWidget()
        in_column(stopped, self._trouble, STRETCH, edge=16)
        self._stack.addWidget(self.view)
        self._stack.addWidget(stopped)
        self._stack.addWidget(self._empty)
        in_column(self, self.bar, (self._stack, 1), self.foot, gap=0, edge=0)

    def _show_window(self) -> None:
        """Draw over the letter what the window of its envelope shows of it (F4)."""
        window = None if self._looked is None else self._looked.window
        self.bar.seen.setVisible(window is not None)
        if window is None or not self.bar.seen.isChecked():
            self.view.show_frames(())
            return
        safe, seen = safe_box(window), seen_box(window)
        boxes = ((seen, False), (safe, True))
        self.view.show_frames(tuple(Frame(box.place, sure) for box, sure in boxes))

    def _show_words(self) -> None:
        """Say under the letter how far it is, and when it is to be posted."""
        looked, letter = self._looked, self._letter
        self._show_window()
        draft = None if looked is None else looked.draft
        day = None if draft is None else draft.posting_day
        language = self._session.language
        self.foot.show_day("" if day is None else dates.full(day, language, weekday=True))
        self._say_state(looked, letter)

    def _say_state(self, looked: Looked | None, letter: Letter | None) -> None:
        foot = self.foot
        foot.state.setVisible(looked is not None)
        foot.hash.setText("")
        foot.about.setText("")
        if looked is None:
            return
        if letter is None:
            foot.state.show_state(Mark.OPEN, self.tr("Not issued yet"))
            labelled = looked.draft is not None and looked.draft.labelled
            foot.about.setText(
                self.tr("Under a label, or in an envelope that bears the address.")
                if labelled
                else self.tr("The number and mark are those it would have now.")
            )
            return
        if letter.void:
            told = self.tr("Void: {reason}").format(reason=letter.void_reason)
            foot.state.show_state(Mark.DONE, told)
        else:
            when = dates.near(
                dates.day_of(letter.issued_at), self._session.today, self._session.language
            )
            by = looked.name_of(letter.issued_by)
            told = self.tr("Issued {day} {time}, {name}").format(
                day=when, time=dates.clock(letter.issued_at), name=by
            )
            foot.state.show_state(Mark.OK, told)
            foot.about.setText(self.tr("Frozen: a reprint is the same page."))
        short = (
            f"{letter.sha256[:_HASH]} {letter.sha256[_HASH : 2 * _HASH]} … {letter.sha256[-_HASH:]}"
        )
        foot.hash.setText(self.tr("Hash {hash}").format(hash=short))
        foot.hash.setToolTip(letter.sha256)


class PostingDay(Dialog):
    """``planned`` carries the posting day and the new target, none where there is none."""

    planned = Signal(object, object)

    def __init__(self, session: Session, draft: LetterDraft, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("postingDay")
        self.setWindowTitle(self.tr("Posting day"))
        self.setFixedWidth(theme.px(_DAY))
        self._day = EraDateEdit(days.reading(session), days.showing(session))
        self._day.setObjectName("posting_day")
        self._day.set_value(draft.posting_day)
        self._target = EraDateEdit(days.reading(session), days.showing(session))
        self._target.setObjectName("new_target")
        self._target.set_value(draft.new_target)
        take = KeyButton(self.tr("Take this day"), kind=ButtonKind.MAIN)
        take.clicked.connect(self._go)
        back = KeyButton(self.tr("Back"))
        back.show_key(Key.CLOSE)
        back.clicked.connect(self.reject)
        form = FormArea()
        rows = in_column(
            form, label_for(self._day, self.tr("To be posted on")), FieldBody(self._day), edge=0
        )
        if draft.new_target is not None:
            rows.addWidget(label_for(self._target, self.tr("New target day")))
            rows.addWidget(FieldBody(self._target))
        about = self.tr("The due date of a notice counts from the day it is posted.")
        told = Text(about, Size.LABEL, "text2", wrap=True)
        in_column(self, told, form, in_row(None, STRETCH, take, back), gap=12, edge=16)

    def _go(self) -> None:
        self._day.understand()
        self._target.understand()
        if self._day.value() is None or self._day.trouble() or self._target.trouble():
            self._day.setFocus()
            return
        self.planned.emit(self._day.value(), self._target.value())
        self.accept()


class LettersView(SectionView):
    """The queue at left, the page at right; the blue button does what comes next."""

    place = Place.LETTERS
    title = "Letters"
    icon = "letter"
    key = Key.LETTERS
    narrowed_by = ("searchLetters", "letterOrder")

    def __init__(
        self,
        session: Session,
        parent: QWidget | None = None,
        printers: Printing | None = None,
    ) -> None:
        super().__init__(session, parent)
        self.book = LettersBook(session, printers or spooler.system(), self)
        self._many = Many(session, self)
        self.queue = LettersQueue(session)
        self.page = LetterPage(session)
        self._folder: Path | None = None
        self._offer()
        self._title = TitleBar()
        self._save_too, self._print_all = map(self.doing.button, ("savePdf", "printAll"))
        self.next = NextStep((self.doing.button("next", ButtonKind.MAIN),))
        self._listen()
        self._lay_out()
        self._show(self.book.state)

    @override
    def open_thing(self, thing: object | None) -> None:
        self.session.runner.submit(self, self.book.printing.printers, self.queue.show_printers)
        self.book.open(thing)
        self.queue.take_focus()

    @override
    def here(self) -> object | None:
        return self.book.state.current

    @override
    def read_again(self) -> None:
        self.book.read_again()

    @override
    def to_search(self) -> None:
        self.queue.search.take_focus()

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        if self.book.state.entry is None:
            return ()
        found = [("↑ ↓", self.tr("letter")), ("Shift+↑ ↓", self.tr("choose several"))]
        if self.page.view.pages():
            found.append(("PgUp PgDn", self.tr("page")))
            other = self.tr("page width") if self.page.view.is_whole else self.tr("whole page")
            found.append((shortcuts.label(Key.PAGE_WIDTH), other))
        if self.doing["next"].isEnabled():
            found.append((shortcuts.label(Key.MAIN), self.doing["next"].text()))
        if self.doing["print"].isEnabled():
            found.append((shortcuts.label(Key.PRINT), self.tr("print")))
        return (*found, (shortcuts.ENTER, self.tr("open the application")))

    def _offer(self) -> None:
        """Say what can be done here, in the order of the menu."""
        book, letter = self.book, partial(self.act, menu="letter")
        writes, posts = partial(letter, needs=Duty.WRITE_LETTERS), partial(letter, needs=Duty.POST)
        held = self._why_none_goes

        def stays() -> bool:
            return book.unposted() is not None

        lasts = self.tr(
            "Its number is taken and its words never change. It can be made void until it is"
            " posted; its number is then not used again."
        )
        told, can = self.tr("Issue"), book.may_issue
        writes("issue", told, self._issue, Key.ISSUE, "issue", can=can, final=lasts)
        letter("labelled", self._word_of_label(), book.label, can=lambda: book.draft() is not None)
        can = self._may_print
        writes("print", self.tr("Print"), self._print, Key.PRINT, "print", can=can, why=held)
        writes(
            "printAll",
            self.tr("Print all"),
            lambda: book.print_all(self._printer()),
            Key.PRINT_ALL,
            "printall",
            why=self._why_not_all,
        )
        letter("printJobs", self.tr("What was printed"), self.show_jobs)
        told, key = self.tr("Save as PDF"), Key.SAVE_PDF
        writes("savePdf", told, self._save, key, "pdf", why=self._why_not_saved)
        self._offer_outcomes(writes, posts, stays)
        larger, smaller = self.tr("Enlarge the letter"), self.tr("Reduce the letter")
        self.act("zoomIn", larger, self.page.zoom_in, Key.ZOOM_IN, menu="view")
        self.act("zoomOut", smaller, self.page.zoom_out, Key.ZOOM_OUT, menu="view")
        told, fit = self.tr("Page width, or the whole page"), self.page.bar.change_fit
        self.act("pageWidth", told, fit, Key.PAGE_WIDTH, menu="view")
        # The last: it asks what of the others can be done.
        self.act(
            "next", self.tr("Next step"), self._next, Key.MAIN, menu="", why=self._why_not_next
        )

    def _offer_outcomes(
        self, writes: partial[QAction], posts: partial[QAction], stays: Callable[[], bool]
    ) -> None:
        """Offer what becomes of an issued letter: posted, delivered, come back, made void."""
        book, letter = self.book, partial(self.act, menu="letter")
        held, gone = self._why_none_goes, lambda: book.under_way() is not None
        told, key = self.tr("Record the posting alone"), Key.TRACKING_NUMBER
        posts("post", told, self._post, key, "post", can=stays, why=held)
        letter("toPost", self.tr("To the post page"), self._to_post, can=stays)
        told = self.tr("Record delivery")
        posts(
            "delivered", told, lambda: self.ask(book.delivered_question()), None, "check", can=gone
        )
        told, key = self.tr("Record a returned letter"), Key.CAME_BACK
        posts("cameBack", told, lambda: self.ask(book.came_back_question()), key, "back", can=gone)
        told, lasts = self.tr("Make void"), self.tr("Its number stays void for ever.")
        void = partial(writes, "void", told, lambda: self.ask(book.void_question()))
        void(icon="issue", can=stays, final=lasts, apart=True)

    def _listen(self) -> None:
        book, queue = self.book, self.queue
        book.state_changed.connect(self._show)
        book.looked_at.connect(self._show_letter)
        book.unread.connect(self.page.show_trouble)
        book.sending.printed.connect(self._printed)
        book.saving.asked.connect(partial(self.ask, then=book.was_saved))
        self._many.asked.connect(partial(self.ask, then=self._many.tell_refused))
        self.page.plan_wanted.connect(self._plan)
        queue.wanted.connect(book.look_at)
        queue.opened.connect(self._open_application)
        queue.searched.connect(book.narrow)
        queue.sorted_by.connect(book.sort)
        queue.page_wanted.connect(self.page.view.go_on)
        queue.printers_shown.connect(self._refresh)
        queue.seen.connect(book.judge)
        queue.list.selectionModel().selectionChanged.connect(self._refresh)

    def _lay_out(self) -> None:
        more = MoreButton(self.doing, "letter", "moreLetters")
        for button in (self._save_too, self._print_all, more):
            self._title.add_button(button)
        parts = ((self.queue, QUEUE), (self.page, WHOLE))
        body = Divided("letters", self.session.screen, 1, parts, parent=self)
        body.name_parts(self.tr("Parts of this page"), self.tr("List"), self.tr("Letter"))
        # From the list to the letter it names; printer and zoom are asked for less often.
        in_reading_order((self.queue.list, self.page.view))
        in_column(self, self._title, self.next, (body, 1), gap=0, edge=0)

    def _show(self, state: LettersState) -> None:
        waiting = sum(len(state.at(stage)) for stage in _WAITING)
        self._title.say(self.tr("Letters"), self.tr("%n waiting", "", waiting))
        self.queue.show_state(state)
        self.count_changed.emit(waiting)
        self._refresh()

    def _show_letter(self, looked: Looked | None) -> None:
        current = self.book.state.current
        if looked is None and current is not None:
            self.page.expect(current)
        else:
            self.page.show_letter(looked, self.book.letter())
        self._refresh()
        self.keys_changed.emit()

    def _issue(self) -> None:
        if shown := self.page.in_sight(self.book.state.looked):
            self.ask(self.book.issue_question(shown))

    def _refresh(self, *_: object) -> None:
        self.doing.refresh()
        self.doing["labelled"].setText(self._word_of_label())
        name = self._next_name()
        self.doing["next"].setVisible(bool(name))
        if name:
            self.doing["next"].setText(self.doing[name].text())
        # What cannot be done yet is no grey button: it comes with the step that opens it.
        self._save_too.setVisible(name != "savePdf" and self.doing["savePdf"].isEnabled())
        self._print_all.setVisible(self.doing["printAll"].isEnabled())
        self._say_next(name)

    def _say_next(self, name: str) -> None:
        """Say over the letter what comes next for it, or why nothing can."""
        entry = self.book.state.entry
        self.next.setVisible(entry is not None)
        if entry is None:
            return
        action = self.doing[name] if name else None
        if action is not None and not action.isEnabled():
            told = NextTold(self._words_of(name)[0], action.statusTip(), mark=Mark.HELD)
        else:
            final = self.doing.final(name) if name else ""
            told = NextTold(*self._words_of(name), final)
        self.next.say(told)

    def _words_of(self, name: str) -> tuple[str, str]:
        """Return what is to be done with the letter looked at, and how."""
        said = {
            "issue": (
                self.tr("Read the letter, then issue it"),
                self.tr("It is printed, or saved as PDF, once it is issued."),
            ),
            "labelled": (
                self.tr("Send it under a label"),
                self.tr("The address is too long for the window of the envelope."),
            ),
            "print": (self.tr("Print the letter"), self.tr("Then it goes to Post.")),
            "savePdf": (
                self.tr("Save the letter as PDF and print it elsewhere"),
                self.tr("This machine knows no printer. Saved, it goes to Post."),
            ),
            "toPost": (
                self.tr("Go to Post: the letter goes into its envelope"),
                self.tr("There stand its postage, its stamps and its tracking number."),
            ),
            "delivered": (
                self.tr("Record when it was delivered"),
                self.tr("A letter that came back is recorded under More."),
            ),
        }
        return said.get(name, (self.tr("Nothing is to be done with this letter now"), ""))

    def _next_name(self) -> str:
        """Return the action that comes next for the letter looked at; it may be held up."""
        entry = self.book.state.entry
        if entry is None:
            return ""
        name = _NEXT.get(entry.stage, "")
        if name == "issue" and self.book.needs_label():
            name = "labelled"
        elif name == "print" and self.queue.has_no_printer:
            # Where the system knows no printer, the page saved as PDF is the way to paper.
            name = "savePdf"
        action = self.doing[name] if name else None
        return name if action and (action.isEnabled() or action.statusTip()) else ""

    def _why_not_next(self) -> str:
        return self.doing[name].statusTip() if (name := self._next_name()) else ""

    def _next(self) -> None:
        if name := self._next_name():
            self.doing[name].trigger()

    def _print(self) -> None:
        chosen = self.queue.chosen()
        if len(chosen) > 1:
            keys, shown = chosen, ""
        elif shown := self.page.in_sight(self.book.state.looked):
            keys = (self.book.state.current,)
        else:
            return
        question = self.book.again_question(keys, self._printer(), shown)
        if question is not None:
            self.ask(question, self.book.sending.go_again)
        elif len(chosen) > 1:
            self.book.print_chosen(chosen, self._printer())
        else:
            self.book.print_one(self._printer(), shown)

    def show_jobs(self) -> None:
        """Show what was printed and what was not."""
        book = self.book
        PrintJobsDialog(self.session, book.printing, book.sending, self).begin()

    def _post(self) -> None:
        chosen = self.book.to_post(self.queue.chosen())
        if len(chosen) > 1:
            self._many.ask_posting(chosen)
        else:
            self.ask(self.book.post_question())

    def _to_post(self) -> None:
        """Go to the envelope of the letter: its postage, its stamps, its slip."""
        if letter := self.book.letter():
            self.session.open_post.emit(letter.id)

    def _word_of_label(self) -> str:
        if self.book.is_labelled():
            return self.tr("Send it in a window envelope")
        return self.tr("Send it under a label")

    def _may_print(self) -> bool:
        letter = self.book.letter()
        return self.book.awaits(*_ISSUED) or (letter is not None and not letter.void)

    def _why_none_goes(self) -> str:
        """Say why none of the letters chosen, or the one looked at, can be printed or posted."""
        chosen = self.queue.chosen()
        meant = chosen if len(chosen) > 1 else (self.book.state.current,)
        return self.book.why_held(meant)

    def _why_not_saved(self) -> str:
        if held := self.book.why_held((self.book.state.current,)):
            return held
        return "" if self._may_save() else self.tr("It is saved once it is issued.")

    def _why_not_all(self) -> str:
        waiting = self.book.state.at(Stage.TO_PRINT)
        if not waiting:
            return self.tr("No letter waits to be printed.")
        held = self.book.why_held([each.key for each in waiting])
        return self.tr("All of them are held up: why stands beside each.") if held else ""

    def _may_save(self) -> bool:
        return self.book.letter() is not None or self.book.awaits(*_ISSUED)

    def _printer(self) -> str:
        return str(self.queue.printer.value() or "")

    def _plan(self) -> None:
        looked = self.book.state.looked
        if looked is not None and looked.draft is not None:
            dialog = PostingDay(self.session, looked.draft, self)
            dialog.planned.connect(self.book.plan)
            dialog.open()

    def _save(self) -> None:
        entry, shown = self.book.state.entry, self.page.in_sight(self.book.state.looked)
        if entry is None or not shown:
            return
        # A file's name tells the number and the kind of letter, never a person.
        name = f"{entry.receipt_number}-{entry.kind.value}.pdf"
        dialog = SavePdf(self._folder or documents(), name, self)
        dialog.fileSelected.connect(partial(self.save_to, shown=shown))
        dialog.open()

    def save_to(self, path: str, shown: str) -> None:
        """Save the frozen bytes that stood drawn; the next file is offered the same folder."""
        self._folder = Path(path).parent
        self.book.save(Path(path), shown)

    def _printed(self, count: int) -> None:
        sent = self.tr("%n letter(s) sent to the printer.", "", count)
        self.session.said.emit(f"{sent} {self.book.stopped.told_once()}".strip())

    def _open_application(self) -> None:
        entry = self.book.state.entry
        if entry is None:
            return
        inquiry = inquiry_of(entry.application)
        if inquiry is not None:
            self.session.open_inquiry.emit(inquiry)
        else:
            self.session.open_application.emit(entry.application)


_WAITING = (Stage.TO_ISSUE, Stage.TO_PRINT, Stage.TO_POST)
_ISSUED = (Stage.TO_PRINT, Stage.TO_POST, Stage.POSTED)
_NEXT = {
    Stage.TO_ISSUE: "issue",
    Stage.TO_PRINT: "print",
    Stage.TO_POST: "toPost",
    Stage.POSTED: "delivered",
}
