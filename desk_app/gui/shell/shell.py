# SPDX-License-Identifier: MIT
"""The open desk: menus, places at the left, one page in the middle, keys and state below."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QBoxLayout,
    QStackedWidget,
    QWidget,
)

from desk_app.desk import timekeeping
from desk_app.desk.context import Kind
from desk_app.desk.errors import KeysGiven, KnownError, LetterStopped, NotAllowed, ServerAway
from desk_app.desk.reading import LOOKED_AT
from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.case.finding import narrow_again, narrowed
from desk_app.gui.kit.display.notes import EmptyNote, ErrorBar
from desk_app.gui.kit.fields.fields import say_at, typed_in
from desk_app.gui.kit.layout.actions import MenuBar
from desk_app.gui.kit.layout.boxes import dress, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.shortcuts import Key, watch_keys
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import copy_lines
from desk_app.gui.navigation import Navigation, NavigationCounts
from desk_app.gui.page import ActionTerms, PagePart, Place, SectionView, Whereabouts
from desk_app.gui.printing.letters import Remedy
from desk_app.gui.safety.backups import BackupFoot
from desk_app.gui.session.hearing import StationAlone
from desk_app.gui.session.screen import ScreenLook
from desk_app.gui.session.session import Did
from desk_app.gui.shell.help import AboutProgram, PageKeys, tell_tips_in
from desk_app.gui.shell.open_number import OpenNumber, Scanner
from desk_app.gui.shell.status_bar import BackupBar, OfficeMark, ReadingMark, StatusBar
from desk_app.i18n import dates, messages, vocabulary
from desk_app.records.base import ApplicationId
from desk_app.records.case.mail import Matter
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from PySide6.QtCore import SignalInstance

    from desk_app.desk.context import Changes
    from desk_app.desk.rows import JournalLine
    from desk_app.gui.session.hearing import Hearing
    from desk_app.gui.session.session import Session, Undo


# Pages that take long to make are made early, piece by piece: the window answers in between.


class PrebuiltPages(QObject):
    """Holds the pages that were begun; one that is wanted sooner is taken and finished at once."""

    def __init__(self, made: Callable[[Place], object], parent: QWidget) -> None:
        """Take what is told of a page of which all pieces are made."""
        super().__init__(parent)
        self._made = made
        self._begun: dict[Place, SectionView] = {}

    def begin(self, pages: Iterable[type[SectionView]], session: Session, stack: QWidget) -> None:
        """Begin each of these pages, unseen."""
        for page in pages:
            view = page.begun(session, stack)
            view.hide()
            self._begun[page.place] = view
        QTimer.singleShot(0, self, self._go_on)

    def take(self, place: Place) -> SectionView | None:
        """Return a page that was begun, finished; None where it was not."""
        view = self._begun.pop(place, None)
        while view is not None and view.go_on():
            pass
        return view

    def put_away(self) -> None:
        """Let go what was begun."""
        for view in self._begun.values():
            view.deleteLater()
        self._begun.clear()

    def _go_on(self) -> None:
        for place, view in [*self._begun.items()]:
            if not view.go_on():
                self._made(place)
        if self._begun:
            QTimer.singleShot(0, self, self._go_on)


class PageOpener(QObject):
    """Leads to a page whenever a signal asks for it; to another where that page is not built.

    A signal of the session outlives the frame: what it leads to goes with the frame.
    """

    def __init__(
        self, wanted: SignalInstance, place: Place, shell: Shell, instead: Place | None = None
    ) -> None:
        super().__init__(shell)
        self._shell = shell
        self._place = place if instead is None or shell.has(place) else instead
        wanted.connect(self.go)

    def go(self, thing: object) -> None:
        """Show the page with what was asked for."""
        self._shell.go(self._place, thing)


# A desk that stays open overnight notices that a new day has begun (J1).


ASKED_EVERY_MS = 60_000


class DayWatch(QTimer):
    """Asks every minute what day it is; ``begun`` is told when the work list was brought to it."""

    def __init__(self, session: Session, begun: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._tell = begun
        self._day = session.today
        self.setObjectName("dayWatch")
        self.timeout.connect(self.look)
        self.start(ASKED_EVERY_MS)

    def look(self) -> None:
        """Begin the day if it is another one than at the last look."""
        if self._session.today != self._day:
            self._day = self._session.today
            self._session.do(self, timekeeping.begin_day, self._begun)

    def _begun(self, _: Changes) -> None:
        self._tell()


class OthersNews(QObject):
    """Tells what another station changed of the application that is open, and disturbs nothing.

    What is being typed stays as it is; the page shows the rest as it is now.
    """

    def __init__(
        self,
        session: Session,
        hearing: Hearing,
        open_now: Callable[[], ApplicationId | None],
        tell: Callable[[str, str], None],
        parent: QObject,
    ) -> None:
        """Take what says which application is open, and what tells a sentence and what follows."""
        super().__init__(parent)
        self._session = session
        self._open_now = open_now
        self._say = tell
        hearing.told.connect(self._tell)

    def _tell(self, lines: Sequence[JournalLine]) -> None:
        id_ = self._open_now()
        own = [each for each in lines if each.application == id_ and each.action not in LOOKED_AT]
        if id_ is None or not own:
            return
        last = own[-1]
        said = self.tr("{who} has changed this at {time}: {what}").format(
            who=last.actor,
            time=dates.clock(last.at),
            what=vocabulary.word(last.action, self._session.language),
        )
        self._say(said, self.tr("What you type stays as it is; the page shows the change."))


class Troubles(QObject):
    """Shows the troubles and remedies of the session, wherever the clerk is.

    What the status bar said of the action before holds no longer then.
    """

    def __init__(self, session: Session, bar: ErrorBar, status: StatusBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._bar = bar
        self._status = status
        self._parent = parent
        self._told: object | None = None
        self._waiting: list[object] = []
        session.trouble.connect(self.tell)
        session.remedied.connect(self._offer)
        if session.hearing is not None:
            session.hearing.alone.connect(self._tell_alone)
            session.hearing.back.connect(self._tell_back)
            session.hearing.waits_for.connect(self._tell_wait)
        bar.retry.connect(self._take)
        bar.closed.connect(self._forget)

    def go_with(self, part: QWidget) -> None:
        """Stand under the title of a part, which is the first thing in it."""
        column = part.layout()
        if isinstance(column, QBoxLayout) and column.indexOf(self._bar) < 0:
            shown = not self._bar.isHidden()
            column.insertWidget(1, self._bar)
            self._bar.setVisible(shown)

    def tell(self, *errors: object) -> None:
        """Say in the error bar what failed, why and what to do; the next once that was closed."""
        error, *self._waiting = errors or (None,)
        if isinstance(error, Remedy):
            self._offer(error)
        elif isinstance(error, StationAlone):
            self._say_alone(error)
        elif isinstance(error, KnownError):
            self._told = error
            self._status.forget()
            calm = isinstance(error, KeysGiven | ServerAway)
            self._bar.tell(*words.reason(error, self._session.language), calm=calm)

    def _tell_alone(self, alone: StationAlone) -> None:
        """Say once that nothing can be saved for now, unless a save was just told so."""
        if self._told is None:
            self._say_alone(alone)
        elif not isinstance(self._told, ServerAway):
            self._waiting.append(alone)

    def _say_alone(self, alone: StationAlone) -> None:
        why = words.reason(alone.error, self._session.language, typing=False)
        self._bar.tell(*why, calm=True)
        self._told = alone

    def tell_news(self, said: str, more: str) -> None:
        """Say calmly what others did; where the bar says something already, the status says it."""
        if self._told is None:
            self._bar.tell(said, more, calm=True)
        else:
            self._session.said.emit(said)

    def _tell_wait(self, who: str) -> None:
        said = self.tr("{who} is saving just now; your save comes next.").format(who=who)
        self._session.said.emit(said)

    def _tell_back(self) -> None:
        """Say that saving goes on; what the bar said of the server holds no longer."""
        self._waiting = [each for each in self._waiting if not isinstance(each, StationAlone)]
        if isinstance(self._told, ServerAway | StationAlone):
            self._bar.clear()
        self._session.said.emit(self.tr("The server can be reached again: saving goes on."))

    def told(self) -> tuple[object, ...]:
        """Return what the bar says now, and what is said once that was closed."""
        return (self._told, *self._waiting) if self._told is not None else ()

    def _offer(self, remedy: Remedy | None) -> None:
        if remedy is None:
            if isinstance(self._told, Remedy):
                self._bar.clear()
            return
        self._status.forget()
        why = words.reason(remedy.error, self._session.language)
        self._bar.tell(*why, self.tr("Print again"))
        self._told = remedy

    def _take(self) -> None:
        """Do what helps, after its question; the bar has said what it had to."""
        remedy = self._told
        self._bar.clear()
        if not isinstance(remedy, Remedy):
            return
        if remedy.question is None:
            remedy.then()
            return
        dialog = Ask(self._session, remedy.question(), self._parent)
        dialog.accepted.connect(remedy.then)
        dialog.begin()

    def _forget(self) -> None:
        self._told = None
        if self._waiting:
            self.tell(*self._waiting)


_FOLDS_UNDER = 1360
_EARLY_AFTER_MS = 400


def _edit(what: str) -> None:
    """Cut, copy, paste or select in whatever has the keys; of a list the chosen lines are copied.

    A field takes these keys before the menu does, so that an input method has its own.
    """
    widget = QApplication.focusWidget()
    if isinstance(widget, QAbstractItemView) and what == "copy":
        copy_lines(widget)
        return
    doing = getattr(widget, what, None)
    if doing is not None:
        doing()


class UnprintedSigns(QObject):
    """Says at a field that was left which of its signs no letter can print.

    It is said where it is typed, not when the letter stops at them. What every Japanese system has
    is not asked about: our fonts have it, and the press need not be loaded.
    """

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session

    def look(self, field: QWidget | None) -> None:
        """Look at the field that the keys have left."""
        text = typed_in(field)
        if field is None or _is_usual(text):
            return
        press = self._session.desk.ports.press

        def lacks() -> tuple[LetterStopped, ...]:
            try:
                return press.lacks(text)
            except LetterStopped:  # fonts are missing: every letter says so
                return ()

        self._session.runner.latest(field, "unprinted", lacks, partial(self._say, field, text))

    def _say(self, field: QWidget, text: str, found: Sequence[LetterStopped]) -> None:
        if not found or typed_in(field) != text:
            return
        told = [messages.error(each, self._session.language) for each in found[:_MOST_SIGNS]]
        lines = dict.fromkeys(f"{each.what} {each.next}" for each in told)
        say_at(field, "\n".join(lines))
        self._session.said.emit(next(iter(lines)))


_MOST_SIGNS = 3
"""So many signs are told at once."""

_OWN_SIGNS = re.compile("[\ue000-\uf8ff]")


def _is_usual(text: str) -> bool:
    try:
        text.encode("cp932")
    except UnicodeEncodeError:
        return False
    return not _OWN_SIGNS.search(text)


class Shell(PagePart):
    """Shows the pages that are built and no others; each is made when it is first entered."""

    lock_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self, session: Session, pages: Sequence[type[SectionView]], parent: QWidget | None = None
    ) -> None:
        super().__init__(session, parent)
        self._built = {page.place: page for page in pages}
        self._pages = {
            page.place: page for page in pages if page.duty is None or session.may(page.duty)
        }
        self._views: dict[Place, SectionView] = {}
        self._ahead = PrebuiltPages(self._make, self)
        self._behind: list[Place] = []
        self._before: list[Place] = []
        self._left: dict[Place, object] = {}
        self._place: Place | None = None
        self._stack = QStackedWidget()
        self._nothing = EmptyNote()
        self._stack.addWidget(self._nothing)
        self._navigation = Navigation(list(self._pages.values()))
        self._navigation.chosen.connect(self._chosen)
        self._counts = NavigationCounts(session, self._navigation, self._views.__contains__, self)
        self._errors = ErrorBar()
        self._status = StatusBar()
        self._troubles = Troubles(session, self._errors, self._status, self)
        self._make_safety()
        self._offer()
        self._scanner = Scanner(self)
        self._unprinted = UnprintedSigns(session, self)
        self._scanner.scanned.connect(self._open_scanned)
        self._lay_out()
        self._listen()
        self._show_who()
        self._early = QTimer(self, singleShot=True, interval=_EARLY_AFTER_MS)
        self._early.timeout.connect(self._make_early)
        self._early.start()
        self._days = DayWatch(session, self._begin_day, self)

    def has(self, place: Place) -> bool:
        """Say whether a place is built, and whether the person signed in may enter it."""
        return place in self._pages

    @property
    def place(self) -> Place | None:
        """The place shown now."""
        return self._place

    @property
    def view(self) -> SectionView | None:
        """The page shown now."""
        return self._views.get(self._place) if self._place is not None else None

    def go(self, place: Place, thing: object | None = None) -> None:
        """Show a place, and in it a thing."""
        if place not in self._pages:
            return
        if place is not self._place:
            self.keep_typed()
            if self._place is not None:
                self._behind.append(self._place)
                self._before.clear()
        self._enter(place, thing)

    def go_back(self) -> None:
        """Show the place the clerk came from."""
        self._step(self._behind, self._before)

    def go_forward(self) -> None:
        """Show the place the clerk came back from."""
        self._step(self._before, self._behind)

    def close_top(self) -> None:
        """Close the error bar, what is open over the page, or the page itself (Esc)."""
        if not self._errors.isHidden():
            self._errors.clear()
        elif self.view is not None and self.view.close_level():
            return
        elif self._place is None or not self._pages[self._place].in_navigation():
            self.go_back()
        else:
            self.session.long_work.stop()
            if self._backup is not None:
                self._backup.stop()

    def whereabouts(self) -> Whereabouts | None:
        """Return where the clerk is, and what each place entered has open."""
        if self._place is None:
            return None
        things = {place: view.here() for place, view in self._views.items()}
        return Whereabouts(self._place, tuple(self._behind), tuple(self._before), things)

    def narrowed(self) -> dict[object, Mapping[str, object]]:
        """Return how the lists of the places entered are searched, narrowed down and sorted."""
        return {place: narrowed(view) for place, view in self._views.items()}

    def go_back_to(self, left: Whereabouts) -> None:
        """Show what was shown when the clerk was here last, with the way back."""
        self._left = dict(left.things)
        self._behind[:] = filter(self.has, left.trail)
        self._before[:] = filter(self.has, left.ahead)
        if self.has(left.place):
            self._enter(left.place, self._left.pop(left.place, None))
            self._counts.read()
        else:
            self.go_in()

    def go_in(self) -> None:
        """Show the first place that the person signed in may enter."""
        if self._pages:
            self.go(next(iter(self._pages)))
            self._counts.read()
        else:
            self._stack.setCurrentWidget(self._nothing)

    def make_ready(self, place: Place | None) -> None:
        """Make a place before it is shown; without one that can be entered, the first."""
        wanted = place if place in self._pages else next(iter(self._pages), None)
        if wanted is not None:
            self._make(wanted)

    def tell(self, *errors: object) -> None:
        """Say in the error bar what failed, why and what to do; the next once that was closed."""
        self._troubles.tell(*errors)

    def told(self) -> tuple[object, ...]:
        """Return what the error bar says now, and what it says after that."""
        return self._troubles.told()

    def keep_typed(self) -> None:
        """Have the page in the middle keep what is being typed."""
        if self.view is not None:
            self.view.leave()
        self.session.openings.write()

    def put_away(self) -> None:
        """Save what is being typed and empty every page: it is made anew, or the desk is closed."""
        self.keep_typed()
        self._early.stop()
        self._days.stop()
        self._reading.stop()
        # A page that is taken away with the keys in it looks for the next field to give them to.
        keys = QApplication.focusWidget()
        if keys is not None and self.isAncestorOf(keys):
            keys.clearFocus()
        self._troubles.go_with(self._nothing)
        for view in self._views.values():
            # It keeps its parent: without one it would be dressed anew, only to be deleted.
            self._stack.removeWidget(view)
            view.deleteLater()
        self._views.clear()
        self._ahead.put_away()

    def open_number(self) -> None:
        """Ask for a number or a barcode and open its application or inquiry."""
        self._number_dialog().open()

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            if event.tip():
                self._status.say(event.tip())
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A shortcut would be ambiguous with the Esc of a page; here comes what no page has used.
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.close_top()
        elif why := self._why_not(QKeySequence(event.keyCombination())):
            # A grey button takes no keys: its own key says what is in the way.
            self._status.say(why)
        else:
            super().keyPressEvent(event)

    def _why_not(self, pressed: QKeySequence) -> str:
        """Say why what a key stands for cannot be done here now."""
        view = self.view
        parts = [] if view is None else [view, *view.findChildren(PagePart)]
        tables = (part.doing for part in (*parts, self) if part.isVisible())
        return next((why for table in tables if (why := table.why_not(pressed))), "")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < theme.px(_FOLDS_UNDER)
        if folded != self._navigation.folded:
            self._navigation.fold(folded=folded)
            if self._foot is not None:
                self._foot.fold(folded=folded)

    def _offer(self) -> None:
        """Say what can be done everywhere in the open desk, in the order of the menus."""
        self._offer_work()
        self._offer_look()
        for page in self._built.values():
            if page.in_navigation():
                name, go = page.place.value, partial(self.go, page.place)
                at = self._at(page.place)
                self.act(name, page.name(), go, page.key, page.icon, "go", **at)
        self.act("back", self.tr("Back"), self.go_back, Key.BACK, "", "go", divided=True)
        self.act("forward", self.tr("Forward"), self.go_forward, Key.FORWARD, "", "go")
        manual, at = partial(self.go, Place.MANUAL), self._at(Place.MANUAL)
        self.act("manual", self.tr("Manual"), manual, None, "book", "help", **at)
        keys, about = self._show_page_keys, self._show_about
        self.act("pageKeys", self.tr("Keys of this page"), keys, None, "", "help")
        self.act("about", self.tr("About this program"), about, None, "", "help", divided=True)
        self.doing.refresh()
        menus = {
            "file": self.tr("&File"),
            "edit": self.tr("&Edit"),
            "view": self.tr("&View"),
            "go": self.tr("&Go"),
            "application": self.tr("&Application"),
            "letter": self.tr("&Letter"),
            "help": self.tr("&Help"),
        }
        self.bar = MenuBar(menus, self.doing, self)
        self.bar.add_corner(self.doing.button("lock", ButtonKind.FLAT))
        self._show_undo()

    def _offer_work(self) -> None:
        session, file = self.session, "file"
        log, number = partial(session.open_intake.emit, None), self.open_number
        at = self._at(Place.MAIL)
        self.act("logMail", self.tr("Log mail"), log, Key.LOG_MAIL, "plus", file, **at)
        self.act(
            "logSupplement",
            self.tr("Log a supplement"),
            self._log_supplement,
            Key.LOG_SUPPLEMENT,
            "clip",
            file,
            **self._at(Place.INTAKE),
        )
        self.act(
            "openNumber",
            self.tr("Open by number"),
            number,
            Key.OPEN_NUMBER,
            "scan",
            file,
            **self._at(Place.APPLICATIONS),
        )
        self.act(
            "backUp",
            self.tr("Back up now"),
            self._back_up,
            None,
            "backup",
            file,
            can=lambda: session.backups is not None,
            why=self._why_no_backup,
            divided=True,
        )
        lock, leave = self.lock_wanted.emit, self.quit_wanted.emit
        self.act("lock", self.tr("Lock"), lock, Key.LOCK, "lock", file, divided=True)
        self.act("quit", self.tr("Quit"), leave, Key.QUIT, "", file)
        self.act("undo", self.tr("Undo"), self._undo, Key.UNDO, "undo", "edit")
        self.act("find", self.tr("Find"), self._find, Key.SEARCH, "search", "edit")
        for name, text, key in (
            ("cut", self.tr("Cut"), Key.CUT),
            ("copy", self.tr("Copy"), Key.COPY),
            ("paste", self.tr("Paste"), Key.PASTE),
            ("selectAll", self.tr("Select all"), Key.SELECT_ALL),
        ):
            edit = partial(_edit, name)
            self.act(name, text, edit, key, "", "edit", divided=name == "cut")

    def _show_page_keys(self) -> None:
        view = self.view
        if view is not None:
            dialog = PageKeys(view.name(), self)
            dialog.show_keys((*view.keys_told(), *view.doing.keys(), *self.doing.keys()))

    def _show_about(self) -> None:
        AboutProgram(self).show_libraries()

    def _offer_look(self) -> None:
        screen, view = self.session.screen, "view"
        larger, smaller = self._larger, self._smaller
        other, system = screen.use_other_look, partial(screen.use_look, ScreenLook.SYSTEM)
        self.act("language", self.tr("日本語"), screen.use_other_language, None, "", view)
        self.act("larger", self.tr("Larger text"), larger, Key.ZOOM_IN, "", view, divided=True)
        self.act("smaller", self.tr("Smaller text"), smaller, Key.ZOOM_OUT, "", view)
        self.act("look", self.tr("Light or dark"), other, None, "", view)
        self.act("systemLook", self.tr("Light or dark as the system"), system, None, "", view)
        self.act(
            "readAgain",
            self.tr("Refresh"),
            self._read_again,
            Key.READ_AGAIN,
            "",
            view,
            divided=True,
        )
        full = self._full_screen
        self.act("fullScreen", self.tr("Full screen"), full, Key.FULL_SCREEN, "", view)

    def _at(self, place: Place) -> ActionTerms:
        """Return on what terms an action is offered that needs a place: it may be entered."""

        def why() -> str:
            duty = self._built[place].duty if place in self._built else None
            refused = NotAllowed(facts={"duty": duty.value} if duty is not None else {})
            return "" if self.has(place) else messages.error(refused, self.session.language).what

        return {"why": why}

    def _why_no_backup(self) -> str:
        if self.session.sample:
            return self.tr("The sample desk is not backed up.")
        return self.session.lacks(Duty.BACKUP)

    def _back_up(self) -> None:
        if self.session.backups is not None:
            self.session.backups.make()

    def _log_supplement(self) -> None:
        """Log what came later for the application that is open or chosen; else a number is asked.

        The page says whose it is, and another number can be typed there.
        """
        concerned = None if self.view is None else self.view.concerned()
        self.session.open_intake.emit(concerned or Matter.SUPPLEMENT)

    def _find(self) -> None:
        if self.view is not None:
            self.view.to_search()

    def _read_again(self) -> None:
        if self.view is not None:
            self.view.read_again()

    def _larger(self) -> None:
        if not self.session.screen.resize_text(1):
            self.session.said.emit(self.tr("A larger size has no room on this screen."))

    def _smaller(self) -> None:
        if not self.session.screen.resize_text(-1):
            self.session.said.emit(self.tr("There is no smaller size."))

    def _full_screen(self) -> None:
        window = self.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _undo(self) -> None:
        """Undo what the menu names: what the page can undo by itself, or the last verb."""
        view = self.view
        if view is not None and view.undo_word():
            view.undo()
            return
        step = self.session.undo.begin()
        if step is not None:
            self.session.do(self, step.counter, lambda _: self._undone(step), self._not_undone)

    def _undone(self, step: Undo) -> None:
        self.session.undo.ended()
        self.session.said.emit(self.tr("Undone: {what}").format(what=self._named(step)))

    def _not_undone(self, error: Exception) -> None:
        self.session.undo.ended(error)
        self.session.trouble.emit(error)

    def _show_undo(self) -> None:
        """Have the menu name what would be undone."""
        last = self.session.undo.last
        own = self.view.undo_word() if self.view is not None else ""
        named = own or (self._named(last) if last is not None else "")
        told = self.tr("Undo: {what}").format(what=named) if named else self.tr("Undo")
        self.doing["undo"].setText(told)
        self.doing["undo"].setEnabled(bool(named))

    def _named(self, step: Undo) -> str:
        word = {
            Did.VERDICT: self.tr("verdict"),
            Did.ALLOTMENT: self.tr("allotment of stamps"),
            Did.PROPOSAL: self.tr("proposal"),
            Did.POSTING: self.tr("posting"),
            Did.RETURN: self.tr("return of things held"),
            Did.OUTCOME: self.tr("delivery or return"),
            Did.HANDLING: self.tr("mail marked as done"),
            Did.RULEBOOK: self.tr("new rulebook"),
            Did.CARE: self.tr("change of who looks after it"),
            Did.FILING: self.tr("what was noted of it"),
            Did.STEP: self.tr("step of the inquiry"),
        }[step.did]
        return f"{word} {step.number}".rstrip()

    def _lay_out(self) -> None:
        tell_tips_in(self.session.language)
        self._nothing.say(
            self.tr("Your roles let you read no applicant's data, so nothing is shown here.")
        )
        side = QWidget()
        dress(side, ground="side", line="right")
        down = in_column(side, (self._navigation, 1))
        down.setContentsMargins(0, theme.px(8), 1, 0)
        if self._foot is not None:
            down.addWidget(self._foot)
        self._troubles.go_with(self._nothing)
        across = in_row(None, side, (self._stack, 1), gap=0)
        in_column(self, self.bar, (across, 1), self._status, gap=0, edge=0)
        watch_keys(self._focus_moved)

    def _make_safety(self) -> None:
        """Make what tells of backups and of a desk that can only be read."""
        session, made = self.session, self.session.backups
        self._foot = None if made is None else BackupFoot(session, made, self)
        self._backup = None if made is None else BackupBar(session, made, self._status, self)
        session.long_work.shown.connect(self._status.show_work)
        session.long_work.ended.connect(self._status.end_work)
        self._status.stop_wanted.connect(session.long_work.stop)
        self._reading = ReadingMark(session, self._begin_day, self)
        self._status.addPermanentWidget(self._reading)
        if session.hearing is not None:
            self._status.addPermanentWidget(OfficeMark(session, session.hearing, self))
            tell = self._troubles.tell_news
            OthersNews(session, session.hearing, self._open_application, tell, self)

    def _listen(self) -> None:
        session = self.session
        PageOpener(session.open_application, Place.APPLICATION, self, Place.APPLICATIONS)
        PageOpener(session.open_intake, Place.INTAKE, self, Place.MAIL)
        PageOpener(session.open_letters, Place.LETTERS, self)
        PageOpener(session.open_post, Place.POST, self)
        PageOpener(session.open_comparison, Place.COMPARISON, self)
        PageOpener(session.open_decision, Place.DECISION, self)
        PageOpener(session.open_disposal, Place.DISPOSAL, self)
        PageOpener(session.open_inquiry, Place.INQUIRIES, self)
        PageOpener(session.open_settings, Place.SETTINGS, self)
        PageOpener(session.open_listed, Place.APPLICATIONS, self)
        PageOpener(session.open_registers, Place.REGISTERS, self)
        session.due_counted.connect(self._count_due)
        session.open_number.connect(self.open_number)
        session.said.connect(self._status.say)
        session.undo.changed.connect(self._show_undo)
        session.hub.listen(self._changed)

    def _enter(self, place: Place, thing: object | None) -> None:
        view = self._make(place)
        self._show(place, view)
        view.open_thing(thing)
        self._show_keys()

    def _show(self, place: Place, view: SectionView) -> None:
        if place is not self._place:
            self._status.forget()
        self._place = place
        self._troubles.go_with(view)
        self._stack.setCurrentWidget(view)
        self._navigation.set_current(view.under or place)
        self._offer_with(view)

    def _offer_with(self, view: SectionView) -> None:
        """Put the actions of the page in the middle into the menus.

        A page that zooms has the keys of the text's size for itself, one that shows an application
        the key of the supplements.
        """
        for name in ("larger", "smaller"):
            self.doing[name].setEnabled("zoomIn" not in view.doing)
        self.doing["logSupplement"].setVisible("supplement" not in view.doing)
        self.bar.show_tables([self.doing, view.doing])
        self._show_undo()

    def _make(self, place: Place) -> SectionView:
        """Return a page; a new one is in the stack before it is filled: Qt goes through it once."""
        if place in self._views:
            return self._views[place]
        view = self._ahead.take(place) or self._pages[place](self.session, self._stack)
        view.setObjectName(place.value)
        view.keys_changed.connect(self._show_keys)
        view.count_changed.connect(self._counted)
        view.closed.connect(self.go_back)
        view.search_wanted.connect(partial(self.go, Place.APPLICATIONS))
        view.undo_changed.connect(self._show_undo)
        view.watch_tabs()
        self._stack.addWidget(view)
        self._views[place] = view
        narrow_again(view, self.session.narrowed.pop(place, {}))
        return view

    def _make_early(self) -> None:
        wanted = [page for page in self._pages.values() if page.early]
        missing = [page for page in wanted if page.place not in self._views]
        self._ahead.begin(missing, self.session, self._stack)

    def _begin_day(self) -> None:
        self._show_who()
        self._read_again()

    def _changed(self, changes: Changes, initiator: QObject | None) -> None:
        """Take away what was said of the action before; a draft kept meanwhile is no action.

        Nor is what another station saved.
        """
        if initiator is self.session.hearing is not None:
            return
        if any(kind is not Kind.DRAFT for kind, _ in changes.touched):
            self._status.forget()

    def _open_application(self) -> ApplicationId | None:
        """Return the application whose own page is in the middle; a list has none open."""
        view = self.view
        if view is None or view.in_navigation():
            return None
        here, concerned = view.here(), view.concerned()
        if view.place is Place.APPLICATION and isinstance(here, int):
            return ApplicationId(here)
        return None if concerned is None else concerned.application

    def _open_scanned(self, number: str) -> None:
        self._number_dialog(self.view).look_for(number)

    def _number_dialog(self, scanned_at: SectionView | None = None) -> OpenNumber:
        dialog, place = OpenNumber(self.session, self), scanned_at
        dialog.found.connect(self.session.open_application if place is None else place.open_scanned)
        dialog.inquiry_found.connect(self.session.open_inquiry)
        return dialog

    def _step(self, source: list[Place], target: list[Place]) -> None:
        """Show the last place of a way as it was left, and have this one on the other way."""
        if not source:
            return
        place = source.pop()
        if self._place is not None:
            target.append(self._place)
        self.keep_typed()
        view = self._views.get(place)
        if view is None or place in self._left:
            self._enter(place, self._left.pop(place, None))
        else:
            self._show(place, view)
            view.resume()
            self._show_keys()

    def _chosen(self, key: object) -> None:
        if isinstance(key, Place):
            self.go(key)

    def _count_due(self, count: int) -> None:
        self._navigation.count(Place.DISPOSAL, count)

    def _counted(self, count: object) -> None:
        view = self.sender()
        if isinstance(view, SectionView) and isinstance(count, int):
            self._navigation.count(view.place, count)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        self._unprinted.look(before)
        self._scanner.follow(now)
        self._show_keys()

    def _show_keys(self) -> None:
        if self.view is not None:
            self._status.show_keys(self.view.keys_told())

    def _show_who(self) -> None:
        user, language = self.session.desk.actor, self.session.language
        day = dates.full(self.session.today, language, weekday=True)
        self.bar.show_who(day, user.name, words.roles(user.roles, language))
