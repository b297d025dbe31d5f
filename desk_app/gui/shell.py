# SPDX-License-Identifier: MIT
"""The open desk: menus, places at the left, one part in the middle, keys and state below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QStatusTipEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desk_app.desk import timekeeping
from desk_app.desk.context import Kind
from desk_app.desk.errors import KeysGiven, KnownError, NotAllowed
from desk_app.gui import words
from desk_app.gui.asking import Ask
from desk_app.gui.case.finding import narrow_again, narrowed
from desk_app.gui.kit import theme
from desk_app.gui.kit.boxes import dress, in_column, in_row
from desk_app.gui.kit.notes import EmptyNote, ErrorBar
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import watch_keys
from desk_app.gui.page import Place, Section, SectionView, Whereabouts
from desk_app.gui.printing.letters import Remedy
from desk_app.gui.rail import PLACES, Rail, RailCounts
from desk_app.gui.safety.backups import BackupFoot
from desk_app.gui.shell_actions import OpenNumber, Scanner, ShellActions
from desk_app.gui.status_bar import BackupBar, LongBar, ReadingMark, StatusBar
from desk_app.i18n import dates, messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desk_app.desk.context import Changes
    from desk_app.gui.session import Workplace


class Trail:
    """Remembers places alone; what stands in each, its view knows."""

    def __init__(self, behind: Iterable[Place] = (), ahead: Iterable[Place] = ()) -> None:
        """Take the places behind, the last one last, and those ahead, the next one last."""
        self._behind = list(behind)
        self._ahead = list(ahead)

    @property
    def behind(self) -> tuple[Place, ...]:
        """The places the clerk came through, the last one last."""
        return tuple(self._behind)

    @property
    def ahead(self) -> tuple[Place, ...]:
        """The places the clerk came back from, the next one last."""
        return tuple(self._ahead)

    def leave(self, place: Place) -> None:
        """Note a place that the clerk leaves for another: nothing is ahead any more."""
        self._behind.append(place)
        self._ahead.clear()

    def back(self, here: Place | None) -> Place | None:
        """Return the place to go back to, and have this one ahead; None where there is none."""
        return _step(self._behind, self._ahead, here)

    def forward(self, here: Place | None) -> Place | None:
        """Return the place to go forward to, and have this one behind; None where there is none."""
        return _step(self._ahead, self._behind, here)


def _step(source: list[Place], target: list[Place], here: Place | None) -> Place | None:
    if not source:
        return None
    if here is not None:
        target.append(here)
    return source.pop()


# Pages that take long to make are made early, piece by piece: the window answers in between.


class EarlyPages(QObject):
    """Holds the pages that were begun; one that is wanted sooner is taken and finished at once."""

    def __init__(self, made: Callable[[Place], object], parent: QWidget) -> None:
        """Take what is told of a page of which all pieces are made."""
        super().__init__(parent)
        self._made = made
        self._begun: dict[Place, SectionView] = {}

    def begin(self, sections: Iterable[Section], work: Workplace, stack: QWidget) -> None:
        """Begin each of these pages, unseen."""
        for section in sections:
            view = section.build.begun(work, stack)
            view.hide()
            self._begun[section.place] = view
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


# The ways from one part of the open desk to another: what a part asks for, the shell shows.


class Ways(QObject):
    """Takes what a part asks for to the place where it is shown."""

    def __init__(self, work: Workplace, frame: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        work.open_application.connect(self._application)
        work.open_intake.connect(self._intake)
        work.open_letters.connect(self._letters)
        work.open_post.connect(self._post)
        work.open_comparison.connect(self._comparison)
        work.open_decision.connect(self._decision)
        work.open_disposal.connect(self._disposal)
        work.open_settings.connect(self._settings)

    def _application(self, id_: object) -> None:
        page = Place.APPLICATION
        self._frame.go(page if self._frame.has(page) else Place.APPLICATIONS, id_)

    def _intake(self, id_: object) -> None:
        page = Place.INTAKE
        self._frame.go(page if self._frame.has(page) else Place.MAIL, id_)

    def _letters(self, id_: object) -> None:
        self._frame.go(Place.LETTERS, id_)

    def _post(self, id_: object) -> None:
        self._frame.go(Place.POST, id_)

    def _comparison(self, id_: object) -> None:
        self._frame.go(Place.COMPARISON, id_)

    def _decision(self, id_: object) -> None:
        self._frame.go(Place.DECISION, id_)

    def _disposal(self, id_: object) -> None:
        self._frame.go(Place.DISPOSAL, id_)

    def _settings(self, part: object) -> None:
        self._frame.go(Place.SETTINGS, part)


# A desk that stays open overnight notices that a new day has begun (J1).


ASKED_EVERY_MS = 60_000


class DayWatch(QTimer):
    """Asks every minute what day it is; ``begun`` is told when the work list was brought to it."""

    def __init__(self, work: Workplace, begun: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._tell = begun
        self._day = work.today
        self.setObjectName("dayWatch")
        self.timeout.connect(self.look)
        self.start(ASKED_EVERY_MS)

    def look(self) -> None:
        """Begin the day if it is another one than at the last look."""
        if self._work.today != self._day:
            self._day = self._work.today
            self._work.do(self, timekeeping.begin_day, self._begun)

    def _begun(self, _: Changes) -> None:
        self._tell()


# The window's error bar: what failed, why, what to do; and what helps, where it can be done.


class Troubles(QObject):
    """Shows the troubles and remedies of the workplace, wherever the clerk is.

    What the status bar said of the action before holds no longer then.
    """

    def __init__(self, work: Workplace, bar: ErrorBar, status: StatusBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._bar = bar
        self._status = status
        self._parent = parent
        self._told: object | None = None
        self._waiting: list[object] = []
        work.trouble.connect(self.tell)
        work.remedied.connect(self._offer)
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
        elif isinstance(error, KnownError):
            self._told = error
            self._status.forget()
            calm = isinstance(error, KeysGiven)
            self._bar.tell(*words.reason(error, self._work.language), calm=calm)

    def told(self) -> tuple[object, ...]:
        """Return what the bar says now, and what is said once that was closed."""
        return (self._told, *self._waiting) if self._told is not None else ()

    def _offer(self, remedy: Remedy | None) -> None:
        if remedy is None:
            if isinstance(self._told, Remedy):
                self._bar.clear()
            return
        self._status.forget()
        why = words.reason(remedy.error, self._work.language)
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
        dialog = Ask(self._work, remedy.question(), self._parent)
        dialog.accepted.connect(remedy.then)
        dialog.begin()

    def _forget(self) -> None:
        self._told = None
        if self._waiting:
            self.tell(*self._waiting)


_FOLDS_UNDER = 1360
_EARLY_AFTER_MS = 400


class Shell(QWidget):
    """Shows the parts that are built and no others; each is made when it is first entered."""

    lock_wanted = Signal()
    quit_wanted = Signal()

    def __init__(
        self, work: Workplace, sections: Sequence[Section], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._duties = {section.place: section.duty for section in sections}
        self._sections = {
            section.place: section
            for section in sections
            if section.duty is None or work.may(section.duty)
        }
        self._views: dict[Place, SectionView] = {}
        self._ahead = EarlyPages(self._make, self)
        self._trail = Trail()
        self._left: dict[Place, object] = {}
        self._place: Place | None = None
        self._stack = QStackedWidget()
        self._nothing = EmptyNote()
        self._stack.addWidget(self._nothing)
        self._navigation = Rail(self.has)
        self._navigation.chosen.connect(self._chosen)
        self._counts = RailCounts(work, self._navigation, self._views.__contains__, self)
        self._errors = ErrorBar()
        self._status = StatusBar()
        self._troubles = Troubles(work, self._errors, self._status, self)
        self._make_safety()
        self._actions = ShellActions(self, self)
        self._scanner = Scanner(self)
        self._scanner.scanned.connect(self._open_scanned)
        self._lay_out()
        self._listen()
        self._show_who()
        self._early = QTimer(self, singleShot=True, interval=_EARLY_AFTER_MS)
        self._early.timeout.connect(self._make_early)
        self._early.start()
        self._days = DayWatch(work, self._begin_day, self)

    def has(self, place: Place) -> bool:
        """Say whether a place is built, and whether the person signed in may enter it."""
        return place in self._sections

    def is_built(self, place: Place) -> bool:
        """Say whether a place is built, whoever may enter it."""
        return place in self._duties

    def why_shut(self, place: Place) -> str:
        """Say why a place that is built cannot be entered."""
        duty = self._duties[place]
        refused = NotAllowed(facts={"duty": duty.value} if duty is not None else {})
        return messages.error(refused, self._work.language).what

    @property
    def place(self) -> Place | None:
        """The place shown now."""
        return self._place

    @property
    def view(self) -> SectionView | None:
        """The part shown now."""
        return self._views.get(self._place) if self._place is not None else None

    @property
    def work(self) -> Workplace:
        """What the views are given."""
        return self._work

    def go(self, place: Place, thing: object | None = None) -> None:
        """Show a place, and in it a thing."""
        if place not in self._sections:
            return
        if place is not self._place:
            self.keep_typed()
            if self._place is not None:
                self._trail.leave(self._place)
        self._enter(place, thing)

    def go_back(self) -> None:
        """Show the place the clerk came from."""
        self._return_to(self._trail.back(self._place))

    def go_forward(self) -> None:
        """Show the place the clerk came back from."""
        self._return_to(self._trail.forward(self._place))

    def close_top(self) -> None:
        """Close the error bar, what is open over the part, or the page itself (Esc)."""
        if not self._errors.isHidden():
            self._errors.clear()
        elif self.view is not None and self.view.close_level():
            return
        elif self._place not in PLACES:
            self.go_back()
        else:
            self._work.long_work.stop()
            if self._backup is not None:
                self._backup.stop()

    def whereabouts(self) -> Whereabouts | None:
        """Return where the clerk is, and what each place entered has open."""
        if self._place is None:
            return None
        things = {place: view.here() for place, view in self._views.items()}
        return Whereabouts(self._place, self._trail.behind, self._trail.ahead, things)

    def narrowed(self) -> dict[object, Mapping[str, object]]:
        """Return how the lists of the places entered are searched, narrowed down and sorted."""
        return {place: narrowed(view) for place, view in self._views.items()}

    def go_back_to(self, left: Whereabouts) -> None:
        """Show what was shown when the clerk was here last, with the way back."""
        self._left = dict(left.things)
        self._trail = Trail(filter(self.has, left.trail), filter(self.has, left.ahead))
        if self.has(left.place):
            self._enter(left.place, self._left.pop(left.place, None))
            self._counts.read()
        else:
            self.go_in()

    def go_in(self) -> None:
        """Show the first place that the person signed in may enter."""
        if self._sections:
            self.go(next(iter(self._sections)))
            self._counts.read()
        else:
            self._stack.setCurrentWidget(self._nothing)

    def make_ready(self, place: Place | None) -> None:
        """Make a place before it is shown; without one that can be entered, the first."""
        wanted = place if place in self._sections else next(iter(self._sections), None)
        if wanted is not None:
            self._make(wanted)

    def tell(self, *errors: object) -> None:
        """Say in the error bar what failed, why and what to do; the next once that was closed."""
        self._troubles.tell(*errors)

    def told(self) -> tuple[object, ...]:
        """Return what the error bar says now, and what it says after that."""
        return self._troubles.told()

    def keep_typed(self) -> None:
        """Have the part in the middle keep what is being typed."""
        if self.view is not None:
            self.view.leave()

    def put_away(self) -> None:
        """Save what is being typed and empty every part: it is made anew, or the desk is closed."""
        self.keep_typed()
        self._early.stop()
        self._days.stop()
        self._reading.stop()
        # A part that is taken away with the keys in it looks for the next field to give them to.
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

    def lock(self) -> None:
        """Have the desk locked."""
        self.lock_wanted.emit()

    def quit(self) -> None:
        """Have the window closed."""
        self.quit_wanted.emit()

    def back_up(self) -> None:
        """Make a backup now."""
        if self._work.backups is not None:
            self._work.backups.make()

    def open_number(self) -> None:
        """Ask for a number or a barcode and open its application."""
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
        # A shortcut would be ambiguous with the Esc of a part; here comes what no part has used.
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.close_top()
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < theme.px(_FOLDS_UNDER)
        if folded != self._navigation.folded:
            self._navigation.fold(folded=folded)
            if self._foot is not None:
                self._foot.fold(folded=folded)

    def _lay_out(self) -> None:
        self._nothing.say(
            self.tr("Your roles let you read no applicant's data, so nothing is shown here.")
        )
        side = QWidget()
        dress(side, ground="side", line="right")
        down = QVBoxLayout(side)
        down.setContentsMargins(0, theme.px(8), 1, 0)
        down.addWidget(self._navigation, 1)
        if self._foot is not None:
            down.addWidget(self._foot)
        self._troubles.go_with(self._nothing)
        across = in_row(None, side, (self._stack, 1), gap=0)
        in_column(self, self._actions.bar, (across, 1), self._status, gap=0, edge=0)
        watch_keys(self._focus_moved)

    def _make_safety(self) -> None:
        """Make what tells of backups and of a desk that can only be read."""
        made = self._work.backups
        self._foot = None if made is None else BackupFoot(self._work, made, self)
        self._backup = None if made is None else BackupBar(self._work, made, self._status, self)
        LongBar(self._work.long_work, self._status, self)
        self._reading = ReadingMark(self._work, self._begin_day, self)
        self._status.addPermanentWidget(self._reading)

    def _listen(self) -> None:
        Ways(self._work, self, self)
        self._work.due_counted.connect(self._count_due)
        self._work.open_number.connect(self.open_number)
        self._work.said.connect(self._status.say)
        self._work.hub.listen(self._changed)

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
        self._navigation.set_current(self._sections[place].under or place)
        self._actions.show_part(view.doing)

    def _make(self, place: Place) -> SectionView:
        """Return a part; a new one is in the stack before it is filled: Qt goes through it once."""
        if place in self._views:
            return self._views[place]
        view = self._ahead.take(place) or self._sections[place].build(self._work, self._stack)
        view.setObjectName(place.value)
        view.keys_changed.connect(self._show_keys)
        view.count_changed.connect(self._counted)
        view.closed.connect(self.go_back)
        view.search_wanted.connect(self._search_all)
        view.watch_tabs()
        self._stack.addWidget(view)
        self._views[place] = view
        narrow_again(view, self._work.narrowed.pop(place, {}))
        return view

    def _make_early(self) -> None:
        wanted = [each for each in self._sections.values() if each.early]
        missing = [each for each in wanted if each.place not in self._views]
        self._ahead.begin(missing, self._work, self._stack)

    def _begin_day(self) -> None:
        self._show_who()
        if self.view is not None:
            self.view.read_again()

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        """Take away what was said of the action before; a draft kept meanwhile is no action."""
        if any(kind is not Kind.DRAFT for kind, _ in changes.touched):
            self._status.forget()

    def _open_scanned(self, number: str) -> None:
        self._number_dialog(self.view).look_for(number)

    def _number_dialog(self, scanned_at: SectionView | None = None) -> OpenNumber:
        dialog, place = OpenNumber(self._work, self), scanned_at
        dialog.found.connect(self._work.open_application if place is None else place.open_scanned)
        return dialog

    def _return_to(self, place: Place | None) -> None:
        """Show a place as it was left."""
        if place is None:
            return
        self.keep_typed()
        view = self._views.get(place)
        if view is None or place in self._left:
            self._enter(place, self._left.pop(place, None))
        else:
            self._show(place, view)
            view.resume()
            self._show_keys()

    def _search_all(self) -> None:
        self.go(Place.APPLICATIONS)

    def _chosen(self, key: object) -> None:
        if isinstance(key, Place):
            self.go(key)

    def _count_due(self, count: int) -> None:
        self._navigation.count(Place.DISPOSAL, count)

    def _counted(self, count: object) -> None:
        view = self.sender()
        for place, known in self._views.items():
            if known is view and isinstance(count, int):
                self._navigation.count(place, count)

    def _focus_moved(self, _before: object, now: QWidget | None) -> None:
        self._scanner.follow(now)
        self._show_keys()

    def _show_keys(self) -> None:
        if self.view is not None:
            self._status.show_keys(self.view.keys_told())

    def _show_who(self) -> None:
        user, language = self._work.desk.actor, self._work.language
        day = dates.full(self._work.today, language, weekday=True)
        self._actions.bar.show_who(day, user.name, words.roles(user.roles, language))
