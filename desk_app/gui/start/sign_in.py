# SPDX-License-Identifier: MIT
"""The closed desk: who may sign in, a password, or the key of the recovery sheet."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

import desk_app
from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    KnownError,
    Mishap,
    NotADesk,
    SavesMissing,
    WrongPassword,
)
from desk_app.desk.keys.sheet_key import GROUP_CHARACTERS, GROUPS, from_groups, read_group
from desk_app.gui import words
from desk_app.gui.kit.display.facts import FactLine, FactsCard
from desk_app.gui.kit.display.notes import NoteFrame
from desk_app.gui.kit.fields.fields import FieldBody, PasswordEdit, label_for
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import STRETCH, Space, dress, in_column, in_row, lay_into, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton, button_for
from desk_app.gui.kit.layout.layout import PageScroll, TaskDialog, fit_height
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.text import Text, announce, style_as
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import ItemList, cell_of, fill, ground_of, row_lines
from desk_app.gui.session.locking import DoorShown, LockReason
from desk_app.gui.session.tasks import Book
from desk_app.i18n import dates
from desk_app.records.desk.people import Language, User

if TYPE_CHECKING:
    from datetime import date, datetime

    from PySide6.QtCore import SignalInstance
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from desk_app.desk.context import Desk
    from desk_app.gui.session.entrance import Entrance
    from desk_app.gui.session.locking import Closed
    from desk_app.gui.session.screen import Screen
    from desk_app.gui.session.tasks import Runner


Index = QModelIndex | QPersistentModelIndex
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class UserDelegate(QStyledItemDelegate):
    """Draws a person in one line of 44 px."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(120), theme.px(44))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        ground = ground_of(option)
        fill(painter, option, ground)
        place = QRectF(option.rect).adjusted(theme.px(12), 0, -theme.px(12), 0)
        side = theme.px(16)
        spot = QRectF(place.left(), place.center().y() - side / 2, side, side)
        icons.paint(painter, "user", spot, ground.ink)
        cell = cell_of(index)
        words = place.adjusted(side + theme.px(12), 0, 0, 0)
        font = theme.font(bold=ground.chosen)
        painter.setFont(font)
        painter.setPen(QColor(ground.ink))
        painter.drawText(words, _LEFT, cell.text)
        words.setLeft(words.left() + QFontMetricsF(font).horizontalAdvance(cell.text) + theme.px(8))
        painter.setFont(theme.font(Size.LABEL))
        painter.setPen(QColor(ground.quiet))
        painter.drawText(words, _LEFT, cell.note)
        # What is aside gives way to a name and its roles.
        small = QFontMetricsF(painter.font())
        words.setLeft(words.left() + small.horizontalAdvance(cell.note) + theme.px(12))
        if small.horizontalAdvance(cell.aside) <= words.width():
            painter.drawText(words, _RIGHT, cell.aside)
        row_lines(painter, option, index, ground)
        painter.restore()


# Which errors close the desk to everybody, and what the program can do about each.


_OF_ONE_PERSON = "pepper_missing"


class Way(Enum):
    """What the program can do about a stop, in the order of trying."""

    LOOK_AGAIN = "look_again"
    REPAIR = "repair"
    RESTORE = "restore"
    OTHER_FOLDER = "other_folder"


_LOOK_FIRST = (Way.LOOK_AGAIN, Way.RESTORE, Way.OTHER_FOLDER)
_OF_CODE = {
    "keys_damaged": (Way.LOOK_AGAIN,),
    # Somebody changed them: neither a repair nor a restore on this computer mends that.
    "keys_altered": (Way.LOOK_AGAIN,),
    "keys_too_old": (Way.LOOK_AGAIN,),
    "disposal_list_altered": (Way.LOOK_AGAIN,),
    "disposal_list_short": (Way.LOOK_AGAIN,),
    "no_keys": (Way.LOOK_AGAIN,),
    "anchor_of_another_desk": (Way.LOOK_AGAIN,),
    "no_database": _LOOK_FIRST,
    "database_plaintext": _LOOK_FIRST,
    "database_not_ours": _LOOK_FIRST,
    "database_unreadable": _LOOK_FIRST,
    # Somebody changed what two people signed: a backup of before has it as it was.
    "rulebook_altered": (Way.RESTORE, Way.LOOK_AGAIN),
    # What is cut off no repair brings back.
    "database_cut": (Way.RESTORE, Way.REPAIR, Way.LOOK_AGAIN),
}
_OF_KIND: dict[type[KnownError], tuple[Way, ...]] = {
    DamageFound: (Way.REPAIR, Way.RESTORE, Way.LOOK_AGAIN),
    SavesMissing: (Way.RESTORE, Way.LOOK_AGAIN),
    NotADesk: (Way.LOOK_AGAIN, Way.OTHER_FOLDER),
}


def is_stop(error: KnownError) -> bool:
    """Say whether an error closes the desk to everybody, not only to one password or key."""
    if error.code == _OF_ONE_PERSON:
        return False
    return not isinstance(error, WrongPassword | BadInput | Mishap)


def ways(stop: KnownError) -> tuple[Way, ...]:
    """Return what can be done about a stop, the best first; looking again always can."""
    return _OF_CODE.get(stop.code) or _OF_KIND.get(type(stop), (Way.LOOK_AGAIN,))


class SignInState(NamedTuple):
    """What the sign-in screen shows.

    ``pause`` is in seconds, 0 when a try is possible; ``tried`` names whose password was tried;
    ``refused`` says that it was refused just now; ``sheet`` that a recovery sheet opens the desk.
    """

    users: tuple[User, ...] = ()
    trying: bool = False
    tried: str = ""
    refusals: int = 0
    refused: bool = False
    pause: int = 0
    trouble: KnownError | None = None
    sheet: bool = True

    @property
    def ready(self) -> bool:
        """Say whether a password can be tried now."""
        return not self.trying and not self.pause


class SignInBook(Book[SignInState]):
    """Tries passwords on the desk's thread.

    `opened` carries the desk, `stopped` what closes it to everybody.
    """

    opened = Signal(object)
    stopped = Signal(object)

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(SignInState(), parent)
        self._entrance = entrance
        self._runner = runner
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._count_down)

    def read(self) -> None:
        """Ask who may sign in, and how long the pause after earlier tries still lasts."""
        self._state = self._state._replace(trying=False, pause=self._entrance.pause())
        if self._state.pause:
            self._tick.start()
        try:
            users, sheet = tuple(self._entrance.users()), self._entrance.has_sheet()
        except KnownError as error:
            self._show(self._state._replace(trouble=error))
            self.stopped.emit(error)
        else:
            self._show(self._state._replace(users=users, trouble=None, sheet=sheet))

    def stop_trying(self) -> None:
        """Take no password until `read`: another process is about to show this."""
        self._show(self._state._replace(trying=True))

    def try_password(self, name: str, password: str) -> None:
        """Try to open the desk; a second try waits for the first and for the pause."""
        if not self._state.ready:
            return
        self._show(self._state._replace(trying=True, tried=name, trouble=None))
        self._runner.submit(
            self, lambda: self._entrance.unlock(name, password), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        # The door takes no second password while what is behind it is being made.
        self._show(SignInState(self._state.users, trying=True, sheet=self._state.sheet))
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, WrongPassword):
            tried = int(error.code == WrongPassword.code)
            refusals, pause = self._state.refusals + tried, self._entrance.pause()
            self._state = self._state._replace(trying=False, refusals=refusals, pause=pause)
            self._show(self._state._replace(refused=True))
            self._tick.start()
        elif isinstance(error, KnownError):
            self._show(self._state._replace(trying=False, trouble=error))
            if is_stop(error):
                self.stopped.emit(error)

    def _count_down(self) -> None:
        pause = max(self._state.pause - 1, 0)
        if not pause:
            self._tick.stop()
        self._show(self._state._replace(pause=pause, refused=False))


class SheetEntryState(NamedTuple):
    """What the entry shows: ``groups`` stand there whole, ``wrong`` is the first with a mistake.

    ``pause`` is in seconds, 0 when a try is possible.
    """

    groups: int = 0
    wrong: int = 0
    whole: bool = False
    trying: bool = False
    pause: int = 0
    trouble: KnownError | None = None


class SheetEntryBook(Book[SheetEntryState]):
    """Tries the key on the desk's thread; `opened` carries the desk."""

    opened = Signal(object)

    def __init__(self, entrance: Entrance, runner: Runner, parent: QObject) -> None:
        super().__init__(SheetEntryState(), parent)
        self._entrance = entrance
        self._runner = runner

    def type_key(self, text: str) -> None:
        """Look at what is typed: a mistake is told as soon as its group is whole."""
        groups = min(len(read_group(text)) // (GROUP_CHARACTERS + 1), GROUPS)
        try:
            from_groups(text)
        except BadInput as error:
            wrong = int(str(error.facts.get("group", 0)))
            told = wrong if wrong <= groups else 0
            self._show(SheetEntryState(groups, told))
        else:
            self._show(SheetEntryState(GROUPS, whole=True))

    def try_key(self, text: str) -> None:
        """Try to open the desk with the key."""
        if self._state.trying or not text.strip():
            return
        self._show(self._state._replace(trying=True, trouble=None))
        self._runner.submit(
            self, lambda: self._entrance.unlock_with_sheet(text), self._let_in, self._refuse
        )

    def _let_in(self, desk: Desk) -> None:
        self._show(SheetEntryState())
        self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            pause = self._entrance.pause()
            self._show(self._state._replace(trying=False, pause=pause, trouble=error))


# The sides of a closed desk: whose it is with plain facts, and what can be done.


_SIDE_EDGE, _NARROW, _PANEL_EDGE = 80, 32, 56
_TALL = 40
_WIDE, _LOW = 640, 640
"""From this width a side has its whole edges, from this height its whole top."""

_TOP, _LOW_TOP, _BEFORE_FACTS, _EIGHTH = 64, 32, 44, 8
_FACT_ROW = 32
_BAR = 12


class ClosedSide(QWidget):
    """Takes no key; whoever shows it fills ``above``, ``head``, ``facts`` and ``below``."""

    def __init__(self, facts_width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        dress(self, ground="side")
        inside = _scrolled(self, "side")
        self.above = Text("", tone="text2", wrap=True)
        self.head = Text("", Size.SIGN_IN, bold=True, wrap=True)
        self.facts = FactsCard(row=_FACT_ROW)
        self.facts.setMaximumWidth(theme.px(facts_width))
        self.below = Text("", tone="text2", wrap=True)
        self._time = Text("", tone="text2")
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(theme.px(8))
        lay_into(self._column, self.above, self.head, self._time, Space(_BEFORE_FACTS))
        lay_into(self._column, self.facts, STRETCH, self.below)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() > theme.px(_WIDE)
        _leave_edges(self, self._column, theme.px(_SIDE_EDGE if wide else _NARROW))

    def show_time(self, now: datetime, language: Language) -> None:
        """Show a moment with its weekday."""
        day = dates.full(now.date(), language, weekday=True)
        self._time.setText(f"{day} {dates.clock(now)}")


class DoorPanel(QFrame):
    """The narrow side of a closed desk, on which something is done; what is on it is a column."""

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", "left")
        self.setFixedWidth(theme.px(width))
        self.column = QVBoxLayout(_scrolled(self, "window", follows_keys=True))

    def add_foot(
        self,
        page: QWidget,
        screen: Screen,
        manual: SignalInstance,
        names: tuple[str, str, str],
        *others: KeyButton,
    ) -> None:
        """Put language, what else there is, manual and the way out below, under these names."""
        language, book, leave = names
        flat, close = ButtonKind.FLAT, lambda: page.window().close()
        shortcuts.bind(Key.QUIT, page, close)
        first = button_for(language, self.tr("日本語"), screen.use_other_language, kind=flat)
        second = button_for(book, self.tr("Manual"), manual, kind=flat)
        last = button_for(leave, self.tr("Quit"), close, kind=flat, key=Key.QUIT)
        self.column.addLayout(in_row(None, first, *others, second, last, STRETCH, gap=8))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        _leave_edges(self, self.column, theme.px(_PANEL_EDGE))


class _DoorScroll(PageScroll):
    """Leaves every key to the page: the arrows choose a person there."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()


def _scrolled(side: QWidget, ground: str, *, follows_keys: bool = False) -> QWidget:
    """Return what shows a side of a closed desk: whole where it has room, else scrolled."""
    scroll = _DoorScroll(side)
    inside = QWidget(scroll)
    dress(inside, ground=ground)
    scroll.setWidget(inside)
    whole = QVBoxLayout(side)
    whole.setContentsMargins(1, 0, 0, 0)
    whole.addWidget(scroll)
    if follows_keys:
        scroll.follow_keys()
    return inside


def _leave_edges(side: QWidget, column: QVBoxLayout, edge: int) -> None:
    """Begin an eighth down, and high up where the window is low, both sides at one height.

    ``edge`` is in pixels of the screen; the bar takes its width from the right one.
    """
    high = side.height()
    top = max(theme.px(_TOP), high // _EIGHTH) if high >= theme.px(_LOW) else theme.px(_LOW_TOP)
    column.setContentsMargins(edge, top, edge - theme.px(_BAR), theme.px(32))


_WIDTH = 560


class SheetEntry(TaskDialog):
    """One line for the whole key, typed group by group or scanned; `opened` carries the desk."""

    opened = Signal(object)

    def __init__(
        self, entrance: Entrance, runner: Runner, language: Language, parent: QWidget
    ) -> None:
        title = self.tr("Come in with the recovery sheet")
        do, back = self.tr("Open the desk"), self.tr("Back")
        super().__init__("sheetEntry", title, do, back, parent)
        self._language = language
        self.setFixedWidth(theme.px(_WIDTH))
        self.book = SheetEntryBook(entrance, runner, self)
        self.book.state_changed.connect(self._show)
        self.book.opened.connect(self._let_in)
        self._edit = named("sheetKey", PasswordEdit())
        self._edit.textChanged.connect(self.book.type_key)
        self._edit.returnPressed.connect(self._press)
        self._trouble = named("trouble", NoteFrame("ask"))
        self._do.send_keys_to(self._edit)
        self._lay_out()
        self._show(self.book.state)
        from desk_app.gui.start import tips

        tips.tell(self, language)

    def _lay_out(self) -> None:
        advice = NoteFrame(
            "info",
            self.tr("Take the sheet of this quarter out of the safe"),
            self.tr(
                "Type its twelve groups, or scan the square code. Spaces and capitals do not"
                " matter. Each group checks itself. It is noted that the sheet was used."
            ),
        )
        in_column(
            self,
            Text(self.windowTitle(), Size.SECTION, bold=True),
            advice,
            label_for(self._edit, self.tr("Recovery key")),
            FieldBody(self._edit),
            self._trouble,
            self._buttons,
            gap=12,
            edge=16,
        )

    def _show(self, state: SheetEntryState) -> None:
        self._edit.set_note(
            self.tr("{number} of {all} groups").format(number=state.groups, all=GROUPS)
        )
        wrong = self.tr("Group {number} has a mistake. Compare it with the sheet.")
        trouble = wrong.format(number=state.wrong) if state.wrong else ""
        if trouble and trouble != self._edit.trouble():
            announce(self, trouble)
        self._edit.set_trouble(trouble)
        self._do.setEnabled(state.whole and not state.trying)
        self._trouble.setVisible(state.trouble is not None)
        if state.trouble is not None:
            title, detail = words.reason(state.trouble, self._language)
            self._trouble.say(title, detail)
            announce(self, f"{title} {detail}")
        fit_height(self)

    @override
    def go(self) -> None:
        self.book.try_key(self._edit.text())

    def _let_in(self, desk: object) -> None:
        self._edit.clear()
        self.opened.emit(desk)
        self.accept()


_MINUTE_MS = 60_000
_FACTS = 640


class ClosedFacts(ClosedSide):
    """The side beside the password."""

    def __init__(self, entrance: Entrance, screen: Screen, parent: QWidget) -> None:
        super().__init__(_FACTS, parent)
        self._entrance = entrance
        self._screen = screen
        self._door = DoorShown()
        self._shown_on: date | None = None
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._show_time)
        self._minute.start()

    def show_door(self, door: DoorShown) -> None:
        """Show the desk locked, or closed where nothing locked it; what is known of behind it."""
        self._door = door
        self._say_whose()
        alone = self.tr("The program uses no network: everything stays on this computer.")
        self.below.setText(self._reason() or alone)
        self._show_facts()
        self._show_time()

    def _show_facts(self) -> None:
        self._shown_on = self._entrance.now().date()
        self.facts.show_facts(self._fact_lines(self._shown_on))

    def _show_time(self) -> None:
        now = self._entrance.now()
        self.show_time(now, self._screen.language)
        if now.date() != self._shown_on:
            self._show_facts()

    def _fact_lines(self, today: date) -> list[FactLine]:
        if self._door.reason:
            return self._locked_lines(today)
        return [
            FactLine("lock", self.tr("State"), self.tr("Closed; everything is kept encrypted")),
            FactLine("history", self.tr("Journal"), self.tr("Each sign-in is noted")),
            FactLine("info", self.tr("Program"), f"{self.tr('Version')} {desk_app.__version__}"),
        ]

    def _locked_lines(self, today: date) -> list[FactLine]:
        """Say that nobody can see anything, and that nothing is lost."""
        cleared = self.tr("Locked; personal data are cleared from screen and clipboard")
        behind, backed_up = self._door.behind, self._door.backed_up
        if behind is None:
            drafts, journal = self.tr("Being saved"), self.tr("Being closed")
        else:
            drafts = self.tr("All of it is saved")
            journal = self.tr("Closed")
            if behind.unkept:
                drafts = self.tr(
                    "Could not be saved; it is kept encrypted in this program until you sign in. "
                    "Do not quit. Make room on the disk, then unlock."
                )
            if behind.entries is not None:
                journal = self.tr("Up to entry {number}").format(number=f"{behind.entries:,}")
        failed = behind is not None and behind.unkept
        done = "accent" if behind is None else "ok"
        typed = FactLine("check", self.tr("What was typed"), drafts, done)
        lines = [
            FactLine("lock", self.tr("State"), cleared),
            typed._replace(icon="miss", tone="bad") if failed else typed,
            FactLine("history", self.tr("Journal"), journal, done),
        ]
        if backed_up is not None:
            when = dates.moment(backed_up, today, self._screen.language)
            verified = self.tr("Last verified {when}").format(when=when)
            lines.insert(2, FactLine("backup", self.tr("Backup"), verified, "ok"))
        return lines

    def _say_whose(self) -> None:
        """Name the office, once it is known: a desk that was never open tells nothing."""
        behind = self._door.behind
        profile = behind.profile if behind is not None else None
        japanese = self._screen.language is Language.JA
        if profile is None:
            self.above.setText("")
            self.head.setText(self.tr("Personal Information Handling Desk"))
        else:
            self.above.setText(profile.company_ja if japanese else profile.company_en)
            self.head.setText(profile.desk_ja if japanese else profile.desk_en)
        self.above.setVisible(bool(self.above.text()))

    def _reason(self) -> str:
        match self._door.reason:
            case LockReason.IDLE:
                minutes = self._screen.lock_minutes
                return self.tr("Locked because nothing was done for %n minute(s).", "", minutes)
            case LockReason.SYSTEM:
                return self.tr("Locked together with this computer.")
            case LockReason.KEY:
                return self.tr("Locked with Ctrl+L or from the menu.")
            case _:
                return ""


_PANEL = 480
_MOST_USERS_SHOWN = 6
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DoorPage(QWidget):
    """A page of a closed desk; its tips are read behind the first paint."""

    def __init__(self, screen: Screen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screen = screen
        self._tipped = False

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._tipped:
            self._tipped = True
            QTimer.singleShot(0, self, self._tell_tips)

    def _tell_tips(self) -> None:
        """Say what each field and button is for: no start waits for the words of it."""
        from desk_app.gui.start import tips

        tips.tell(self, self._screen.language)


class SignIn(DoorPage):
    """Facts at the left, people and password at the right; also the lock screen.

    Up and Down choose a person from the password field too, which needs neither key. `touched` says
    that something secret was typed.
    """

    opened = Signal(object)
    manual_wanted = Signal()
    touched = Signal()

    def __init__(
        self,
        book: SignInBook,
        entrance: Entrance,
        runner: Runner,
        screen: Screen,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(screen, parent)
        self._entrance = entrance
        self._runner = runner
        self.door = DoorShown()
        self._users: tuple[User, ...] = ()
        self.book = book
        book.state_changed.connect(self.render_state)
        self._facts = ClosedFacts(entrance, screen, self)
        self._build_panel()
        in_row(self, (self._facts, 1), self._panel, gap=0, edge=0)
        self._show_door(self.door)
        self._show_hint()
        self.render_state(book.state)

    def show_closed(self) -> None:
        """Show the desk closed."""
        self.stand_at(DoorShown())

    def show_locked(self, who: str, reason: LockReason, backed_up: datetime | None = None) -> None:
        """Show the desk locked; the clerk whose screen it was is chosen.

        ``backed_up`` is when the newest backup was made that counts.
        """
        self.stand_at(DoorShown(who, reason, backed_up))

    def show_behind(self, closed: Closed) -> None:
        """Show what is known of the desk behind the lock, once its store is closed."""
        self._show_door(replace(self.door, behind=closed))

    def stand_at(self, door: DoorShown) -> None:
        """Show the closed desk, as it was shown elsewhere."""
        self._show_door(door)
        self._password.clear()
        self.book.read()
        self._choose(door.who)
        self._password.setFocus()

    def stand_again(self, before: SignIn) -> None:
        """Stand as a page did before, with who was chosen there."""
        self._show_door(before.door)
        self._choose(before.chosen)

    @property
    def chosen(self) -> object:
        """The name of the person chosen."""
        return self._list.current_id()

    def take_focus(self) -> None:
        """Give the keys to the password."""
        self._password.setFocus()

    def render_state(self, state: SignInState) -> None:
        """Show the state: people, whether a password is tried, what came of it."""
        if state.users != self._users:
            self._users = state.users
            self._model.show_rows(state.users)
            shown = min(max(len(state.users), 1), _MOST_USERS_SHOWN)
            self._list.setFixedHeight(theme.px(44) * shown + 2)
            self._choose("")
        self._enter.setEnabled(state.ready and bool(state.users))
        for part in (self._all_lost, self._sheet):
            part.setVisible(state.sheet)
        self._no_sheet.setVisible(not state.sheet)
        if state.refusals and not state.trying and not state.trouble:
            refused = self.tr("That did not match the password of {name}").format(name=state.tried)
            self._note.say(refused, self._advice(state.pause))
        elif state.trouble:
            self._note.say(*words.reason(state.trouble, self._screen.language))
        self._note.setVisible(bool((state.refusals and not state.trying) or state.trouble))
        if state.refused:
            self._password.selectAll()
            self._password.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not step or not self._password.hasFocus():
            super().keyPressEvent(event)
            return
        row = self._list.currentIndex().row() + step
        if 0 <= row < len(self._users):
            self._list.choose(row)

    def _build_panel(self) -> None:
        self._panel = DoorPanel(_PANEL, self)
        self._title = Text("", Size.TITLE, bold=True)
        self._ask = Text("", tone="text2", wrap=True)
        self._make_fields()
        who = label_for(self._list, self.tr("Person (↑ ↓)"))
        self._list.setAccessibleName(self.tr("Person"))
        self._note = NoteFrame("ask")
        self._note.hide()
        self._hint = NoteFrame("info")
        self._no_sheet = named(
            "noSheet",
            NoteFrame(
                "ask",
                self.tr("There is no recovery sheet yet"),
                self.tr(
                    "If every password is lost, nobody can open the desk. The officer signs in and"
                    " prints one: Settings, Recovery sheets."
                ),
            ),
        )
        new = self.tr("Forgotten? The officer can give you a new one.")
        self._forgotten = Text(new, tone="text2", wrap=True)
        password = label_for(self._password, self.tr("Password"))
        column = self._panel.column
        column.setSpacing(theme.px(4))
        lay_into(column, self._title, self._ask, Space(24), who, Space(0), self._list)
        lay_into(column, Space(16), password, Space(0), self._password, Space(12), self._enter)
        lay_into(column, Space(12), self._note, Space(4), self._hint, STRETCH)
        lay_into(column, self._no_sheet, self._forgotten, self._lost(), Space(8))
        self._add_foot()

    def _was_last(self, user: User) -> str:
        """Say who signed in last, where it could have been somebody else."""
        last = len(self._users) > 1 and str(user.id) == self._screen.last_user
        return self.tr("Last signed in") if last else ""

    def _make_fields(self) -> None:
        name: Column[User] = Column(
            "name",
            "",
            lambda user: user.name,
            note=lambda user: words.roles(user.roles, self._screen.language),
            aside=self._was_last,
        )
        self._model = RowsModel([name], lambda user: user.name, parent=self)
        self._list = named("users", ItemList(""))
        self._list.setModel(self._model)
        self._list.setItemDelegate(UserDelegate(self._list))
        style_as(self._list, "card")
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.opened.connect(lambda _: self.take_focus())
        self._list.clicked.connect(lambda _: self.take_focus())
        self._list.current_changed.connect(self._show_hint)
        self._password = named("password", PasswordEdit())
        style_as(self._password, "tall")
        self._password.returnPressed.connect(self._try)
        self._password.textEdited.connect(self.touched)
        self._enter = named("enter", KeyButton(key=shortcuts.ENTER, kind=ButtonKind.MAIN))
        self._enter.clicked.connect(self._try)
        self._enter.setMinimumHeight(theme.px(_TALL))
        self._enter.send_keys_to(self._password)

    def _lost(self) -> QHBoxLayout:
        self._all_lost = Text(self.tr("All passwords lost:"), tone="text2")
        self._sheet = button_for(
            "withSheet",
            self.tr("Use the recovery sheet"),
            self._ask_for_sheet,
            kind=ButtonKind.LINK,
        )
        return in_row(None, self._all_lost, self._sheet, STRETCH, gap=8)

    def _add_foot(self) -> None:
        words, flat = self._words_of_look(), ButtonKind.FLAT
        self._look = button_for("look", words, self._other_look, kind=flat)
        for key, steps in ((Key.ZOOM_IN, 1), (Key.ZOOM_OUT, -1)):
            shortcuts.bind(key, self, partial(self._screen.resize_text, steps))
        names = ("language", "manual", "quit")
        self._panel.add_foot(self, self._screen, self.manual_wanted, names, self._look)

    def _try(self) -> None:
        name = self._list.current_id()
        if isinstance(name, str) and self._password.text():
            self.book.try_password(name, self._password.text())

    def _ask_for_sheet(self) -> None:
        dialog = SheetEntry(self._entrance, self._runner, self._screen.language, self)
        dialog.opened.connect(self.opened)
        dialog.finished.connect(self.touched)
        dialog.open()

    def _other_look(self) -> None:
        self._screen.use_other_look()
        self._look.setText(self._words_of_look())

    def _words_of_look(self) -> str:
        return self.tr("Light") if self._screen.dark else self.tr("Dark")

    def _advice(self, pause: int) -> str:
        advice = self.tr("Check capital and small letters and type the password again.")
        if not pause:
            return advice
        return f"{advice} {self.tr('The next try is possible in %n second(s).', '', pause)}"

    def _show_hint(self) -> None:
        password = self._entrance.sample_passwords.get(str(self._list.current_id()), "")
        self._hint.say(
            self.tr("Sample desk: everybody is invented"),
            self.tr("Password: {password}").format(password=password),
        )
        self._hint.setVisible(bool(password))

    def _show_door(self, door: DoorShown) -> None:
        """Show the desk locked, or closed where nothing locked it."""
        self.door = door
        self._facts.show_door(door)
        verb = self.tr("Unlock") if door.reason else self.tr("Sign in")
        self._title.setText(verb)
        self._enter.setText(verb)
        self._ask.setText(
            self.tr("To go on, type your own password.")
            if door.reason
            else self.tr("Choose your name and type your own password.")
        )

    def _choose(self, name: object) -> None:
        """Choose a person; where nobody has this name who signed in last here, or the first."""
        row, ids = self._model.row_of(name), [str(user.id) for user in self._users]
        if row is None and self._screen.last_user in ids:
            row = ids.index(self._screen.last_user)
        self._list.choose(row or 0)
