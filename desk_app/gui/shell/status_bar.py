# SPDX-License-Identifier: MIT
"""The status bar: keys of the focused part, saved state, progress of long work and of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStatusBar, QWidget

from desk_app.desk.errors import Cancelled, KnownError, ReadOnly, StillChecking
from desk_app.gui import words
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look import painting, theme
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.look.states import StateIcon, WorkBar
from desk_app.gui.kit.look.text import Text, announce
from desk_app.gui.kit.look.theme import Size
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.session.hearing import OfficeStanding
from desk_app.i18n import dates
from desk_app.records.desk.safekeeping import Backup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desk_app.gui.session.backup_work import BackupState, BackupWork
    from desk_app.gui.session.hearing import Hearing, HearingState
    from desk_app.gui.session.session import Session


_FADES_AFTER_MS = 8_000
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class StatusKeys(QWidget):
    """Key caps with what they do here; what does not fit is left out at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show pairs of key and word."""
        self._keys = tuple(keys)
        self.setAccessibleName(", ".join(f"{key} {word}" for key, word in self._keys))
        self.update()

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs shown."""
        return self._keys

    @override
    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(20))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens(self.palette())
        painter = QPainter(self)
        font = theme.font(Size.HINT)
        metrics = QFontMetricsF(font)
        left, height = 0.0, float(self.height())
        for key, word in self._keys:
            cap = painting.key_cap_width(key)
            words = metrics.horizontalAdvance(word)
            if left + cap + theme.px(6) + words > self.width():
                return
            painting.key_cap(painter, QRectF(left, 1, cap, height - 2), key, colours)
            painter.setFont(font)
            painter.setPen(QColor(colours.text2))
            left += cap + theme.px(6)
            painter.drawText(QRectF(left, 0, words + 1, height), _LEFT, word)
            left += words + theme.px(16)


class StatusBar(QStatusBar):
    """Keys, one line of result, and long work with its count and a way to stop it.

    A result goes of itself after eight seconds, and with the next action or page; the page that
    an action opens by itself still belongs to it.
    """

    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setProperty("ground", "side")
        self.setProperty("line", "top")
        self.setFixedHeight(theme.px(28))
        self.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        self._keys = StatusKeys(self)
        self._state = Text("", Size.HINT, "text2")
        self._fades = QTimer(self, singleShot=True, interval=_FADES_AFTER_MS)
        self._fades.timeout.connect(self.forget)
        self._fresh = QTimer(self, singleShot=True)
        self._bar = WorkBar()
        self._bar.setFixedWidth(theme.px(120))
        self._stop = named("stopWork", KeyButton(self.tr("Stop"), kind=ButtonKind.FLAT))
        self._stop.show_key(shortcuts.Key.CLOSE)
        self._stop.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stop.clicked.connect(self.stop_wanted)
        self.addWidget(self._keys, 1)
        for widget in (self._state, self._bar, self._stop):
            self.addPermanentWidget(widget)
        self.end_work()

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show the keys of the part that has the focus."""
        self._keys.show_keys(keys)

    def say(self, state: str) -> None:
        """Say the saved state, or what long work came to, in one line for a while, and aloud."""
        self._state.setText(state)
        announce(self, state)
        self._fades.start()
        self._fresh.start(0)

    def said(self) -> str:
        """Return the sentence that stands here now."""
        return self._state.text()

    def forget(self) -> None:
        """Take a result away, unless it was said just now or tells of work that goes on."""
        if self._bar.isHidden() and not self._fresh.isActive():
            self._fades.stop()
            self._state.setText("")

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show long work with its count; a total of 0 is one not known."""
        self._fades.stop()
        self._state.setText(words)
        self._bar.show_share(done, total)
        self._bar.setAccessibleName(words)
        self._bar.show()
        self._stop.show()

    def end_work(self, result: str = "") -> None:
        """Take the bar away and say the result."""
        self._bar.hide()
        self._stop.hide()
        self.say(result)


class BackupBar(QObject):
    """Shows what was asked for by hand; the hourly backup is told only where it fails anew."""

    def __init__(
        self, session: Session, made: BackupWork, status: StatusBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._made = made
        self._status = status
        self._told = ""
        self._loud = False
        made.state_changed.connect(self._show)
        made.ended.connect(self._tell)
        status.stop_wanted.connect(made.stop)
        self._show(made.state)

    def stop(self) -> None:
        """Stop a backup that was asked for by hand; the hourly one goes on (Esc)."""
        if self._loud:
            self._made.stop()

    def _show(self, state: BackupState) -> None:
        if state.working and state.loud:
            self._loud = True
            self._status.show_work(self.tr("Making a backup"), state.done, state.total)

    def _tell(self, outcome: object) -> None:
        loud, self._loud = self._loud, False
        if loud:
            self._status.end_work(self._result(outcome))
        if isinstance(outcome, Cancelled):
            return
        if isinstance(outcome, KnownError) and (loud or outcome.code != self._told):
            self._session.trouble.emit(outcome)
        self._told = outcome.code if isinstance(outcome, KnownError) else ""

    def _result(self, outcome: object) -> str:
        if isinstance(outcome, Backup):
            made = dates.clock(outcome.made_at)
            return self.tr("Backup verified at {time}.").format(time=made)
        if isinstance(outcome, Cancelled):
            return self.tr("The backup was stopped; the earlier ones stand.")
        return ""


_LOOKS_EVERY_MS = 500


class ReadingMark(StateIcon):
    """Asks the store until it can be written to; then everything shown is read again."""

    def __init__(
        self, session: Session, opened: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(Mark.WAITING, "", Size.HINT, parent=parent)
        self.setObjectName("readingMark")
        self._session = session
        self._opened = opened
        hearing = session.hearing
        self._told_elsewhere = None if hearing is None else hearing.state.trouble
        self._look = QTimer(self, interval=_LOOKS_EVERY_MS)
        self._look.timeout.connect(self._ask)
        self._shown = stop = session.desk.ports.store.closed_to_writing
        self._take(stop)
        if isinstance(stop, StillChecking):
            self._look.start()

    def stop(self) -> None:
        """Ask no more: the desk is being closed."""
        self._look.stop()

    def _ask(self) -> None:
        stop = self._session.desk.ports.store.closed_to_writing
        if isinstance(stop, StillChecking):
            return
        self._look.stop()
        self._take(stop)
        if stop is None:
            self._session.said.emit(self.tr("The database was checked and is sound."))
            self._opened()
        elif not isinstance(stop, ReadOnly):
            self._session.trouble.emit(stop)

    def _take(self, stop: KnownError | None) -> None:
        self._shown = stop
        shown = None if stop is self._told_elsewhere else stop
        self.setVisible(shown is not None)
        if shown is None:
            return
        checking = isinstance(shown, StillChecking)
        text = self.tr("Checking, reading only") if checking else self.tr("Reading only")
        self.show_state(Mark.WAITING if checking else Mark.HELD, text)
        self.setToolTip(" ".join(words.reason(shown, self._session.language)))
        announce(self, text)


class OfficeMark(StateIcon):
    """Says whether this station of an office can save; why not, since when and what to do."""

    def __init__(self, session: Session, hearing: Hearing, parent: QWidget | None = None) -> None:
        super().__init__(Mark.OK, "", Size.HINT, parent=parent)
        self.setObjectName("officeMark")
        self._session = session
        self._standing: OfficeStanding | None = None
        hearing.state_changed.connect(self.render_state)
        self.render_state(hearing.state)

    def render_state(self, state: HearingState) -> None:
        """Show how the station stands; aloud where it stands otherwise than before."""
        text = self._words(state)
        self.show_state(_MARKS[state.standing], text)
        why = "" if state.trouble is None else told_alone(state.trouble, self._session)
        heard = "" if state.heard_at is None else dates.clock(state.heard_at)
        if not why and heard:
            why = self.tr("The server was asked at {time}.").format(time=heard)
        self.setToolTip(why)
        self.setAccessibleDescription(why)
        if state.standing is not self._standing:
            if self._standing is not None:
                announce(self, f"{text} {why}")
            self._standing = state.standing

    def _words(self, state: HearingState) -> str:
        if state.standing is OfficeStanding.CONNECTED:
            return self.tr("Connected")
        if state.standing is OfficeStanding.CATCHING_UP:
            return self.tr("Catching up: %n", "", state.behind)
        since = "" if state.since is None else dates.clock(state.since)
        return self.tr("Reading only since {time}").format(time=since)


_MARKS = {
    OfficeStanding.CONNECTED: Mark.OK,
    OfficeStanding.CATCHING_UP: Mark.WAITING,
    OfficeStanding.READING_ONLY: Mark.HELD,
}


def told_alone(error: KnownError, session: Session) -> str:
    """Say why a station only reads, what is safe and what to do, where nothing was typed."""
    return " ".join(words.reason(error, session.language, typing=False))
