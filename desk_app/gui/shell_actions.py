# SPDX-License-Identifier: MIT
"""The actions that work everywhere in the open desk, and the menus that show them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from desk_app.gui.case.finding import OpenNumberPresenter
from desk_app.gui.kit import shortcuts, theme
from desk_app.gui.kit.actions import ActionLine, ActionTable, MenuBar, MenuLine
from desk_app.gui.kit.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.fields import FieldBody, TrailingNoteLineEdit, label_for
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.shortcuts import Key
from desk_app.gui.page import Place
from desk_app.gui.screen import Look
from desk_app.gui.session import Did
from desk_app.records.mail import Matter
from desk_app.records.people import Language
from desk_app.rules.terms import Duty

if TYPE_CHECKING:
    from desk_app.gui.page import SectionView
    from desk_app.gui.session import Undo, Workplace


class UndoFrame(Protocol):
    """What undoing needs of the frame of the window."""

    @property
    def work(self) -> Workplace:
        """What the views are given."""
        ...

    @property
    def view(self) -> SectionView | None:
        """The part shown now."""
        ...


class Undoing(QObject):
    """Keeps the action right, says what it would undo, and does it."""

    def __init__(self, frame: UndoFrame, table: ActionTable, parent: QObject) -> None:
        super().__init__(parent)
        self._frame = frame
        self._action = table["undo"]
        self._followed: SectionView | None = None
        frame.work.undo.changed.connect(self._show)
        self._show()

    def follow(self, view: SectionView | None) -> None:
        """Take what a page can undo by itself into account, now and whenever it changes."""
        before, self._followed = self._followed, view
        if view is not before:
            if before is not None and shiboken6.isValid(before):
                before.undo_changed.disconnect(self._show)
            if view is not None:
                view.undo_changed.connect(self._show)
        self._show()

    def undo(self) -> None:
        """Undo what the menu names."""
        view = self._frame.view
        if view is not None and view.undo_word():
            view.undo()
            return
        stack = self._frame.work.undo
        step = stack.begin()
        if step is not None:
            self._frame.work.do(self, step.counter, lambda _: self._undone(step), self._refused)

    def _undone(self, step: Undo) -> None:
        work = self._frame.work
        work.undo.ended()
        done = QCoreApplication.translate("Undoing", "Undone: {what}")
        work.said.emit(done.format(what=_named(step)))

    def _refused(self, error: Exception) -> None:
        work = self._frame.work
        work.undo.ended(error)
        work.trouble.emit(error)

    def _show(self) -> None:
        self._action.setText(undo_word(self._frame))
        self._action.setEnabled(_next(self._frame) != "")


def undo_word(frame: UndoFrame) -> str:
    """Return the words of the menu: what would be undone."""
    named = _next(frame)
    if not named:
        return QCoreApplication.translate("Undoing", "Undo")
    return QCoreApplication.translate("Undoing", "Undo: {what}").format(what=named)


def _next(frame: UndoFrame) -> str:
    view = frame.view
    own = view.undo_word() if view is not None else ""
    last = frame.work.undo.last
    return own or (_named(last) if last is not None else "")


def _named(step: Undo) -> str:
    word = {
        Did.VERDICT: QCoreApplication.translate("Undoing", "verdict"),
        Did.ALLOTMENT: QCoreApplication.translate("Undoing", "allotment of stamps"),
        Did.PROPOSAL: QCoreApplication.translate("Undoing", "proposal"),
        Did.POSTING: QCoreApplication.translate("Undoing", "posting"),
        Did.RETURN: QCoreApplication.translate("Undoing", "return of things held"),
        Did.OUTCOME: QCoreApplication.translate("Undoing", "delivery or return"),
        Did.HANDLING: QCoreApplication.translate("Undoing", "mail marked as done"),
        Did.RULEBOOK: QCoreApplication.translate("Undoing", "new rulebook"),
    }[step.did]
    return f"{word} {step.number}".rstrip()


_PLACES = {
    "logMail": Place.MAIL,
    "logSupplement": Place.INTAKE,
    "openNumber": Place.APPLICATIONS,
    "today": Place.TODAY,
    "mail": Place.MAIL,
    "applications": Place.APPLICATIONS,
    "letters": Place.LETTERS,
    "post": Place.POST,
    "stamps": Place.STAMPS,
    "disposal": Place.DISPOSAL,
    "journal": Place.JOURNAL,
    "settings": Place.SETTINGS,
}
"""The place an action needs: it is offered only to who may enter that."""


class Frame(Protocol):
    """What the actions do to the frame of the window."""

    @property
    def work(self) -> Workplace:
        """What the views are given."""
        ...

    @property
    def view(self) -> SectionView | None:
        """The part shown now."""
        ...

    def has(self, place: Place) -> bool:
        """Say whether a place is built, and whether the person signed in may enter it."""
        ...

    def is_built(self, place: Place) -> bool:
        """Say whether a place is built, whoever may enter it."""
        ...

    def why_shut(self, place: Place) -> str:
        """Say why a place that is built cannot be entered."""
        ...

    def go(self, place: Place) -> None:
        """Show a place."""
        ...

    def go_back(self) -> None:
        """Show the place the clerk came from."""
        ...

    def go_forward(self) -> None:
        """Show the place the clerk came back from."""
        ...

    def open_number(self) -> None:
        """Ask for a number or a barcode."""
        ...

    def back_up(self) -> None:
        """Make a backup now."""
        ...

    def lock(self) -> None:
        """Have the desk locked."""
        ...

    def quit(self) -> None:
        """Have the window closed."""
        ...


class ShellActions(QObject):
    """Makes the menus; the part in the middle adds its own actions to them."""

    def __init__(self, frame: Frame, shell: QWidget) -> None:
        super().__init__(shell)
        self._frame = frame
        self._shell = shell
        self.table = ActionTable(
            [
                self._of_place(line, _PLACES[line.name]) if line.name in _PLACES else line
                for line in self._lines()
                if self._is_built(line.name)
            ],
            shell,
        )
        self.bar = MenuBar(self._menus(), self.table, shell)
        self.bar.add_corner(self.table.button("lock", ButtonKind.FLAT))
        self._undoing = Undoing(frame, self.table, self)

    def show_part(self, part: ActionTable | None) -> None:
        """Put the actions of the part in the middle into the menus.

        A part that zooms has the keys of the text's size for itself, one that shows an application
        the key of the supplements.
        """
        zooms = part is not None and "zoomIn" in part
        for name in ("larger", "smaller"):
            self.table[name].setEnabled(not zooms)
        if "logSupplement" in self.table:
            own = part is not None and "supplement" in part
            self.table["logSupplement"].setVisible(not own)
        self.bar.show_tables([self.table] if part is None else [self.table, part])
        self._undoing.follow(self._frame.view)

    def _menus(self) -> list[MenuLine]:
        return [
            MenuLine("file", self.tr("&File")),
            MenuLine("edit", self.tr("&Edit")),
            MenuLine("view", self.tr("&View")),
            MenuLine("go", self.tr("&Go")),
            MenuLine("application", self.tr("&Application")),
            MenuLine("letter", self.tr("&Letter")),
            MenuLine("help", self.tr("&Help")),
        ]

    def _lines(self) -> list[ActionLine]:
        frame = self._frame
        return [
            ActionLine(
                "logMail", self.tr("Log mail"), self._log_mail, Key.LOG_MAIL, "plus", "file"
            ),
            ActionLine(
                "logSupplement",
                self.tr("Log a supplement"),
                self._log_supplement,
                Key.LOG_SUPPLEMENT,
                "clip",
                "file",
            ),
            ActionLine(
                "openNumber",
                self.tr("Open by number or barcode"),
                frame.open_number,
                Key.OPEN_NUMBER,
                "scan",
                "file",
            ),
            ActionLine(
                "backUp",
                self.tr("Back up now"),
                frame.back_up,
                None,
                "backup",
                "file",
                self._may_back_up,
                divided=True,
                why=self._why_no_backup,
            ),
            ActionLine("lock", self.tr("Lock"), frame.lock, Key.LOCK, "lock", "file", divided=True),
            ActionLine("quit", self.tr("Quit"), frame.quit, Key.QUIT, "", "file"),
            ActionLine("undo", self._undo_word(), self._undo, Key.UNDO, "undo", "edit"),
            ActionLine("find", self.tr("Find"), self._find, Key.SEARCH, "search", "edit"),
            ActionLine("language", self.tr("日本語"), self._other_language, None, "", "view"),
            ActionLine(
                "larger",
                self.tr("Larger text"),
                self._larger,
                Key.ZOOM_IN,
                "",
                "view",
                divided=True,
            ),
            ActionLine("smaller", self.tr("Smaller text"), self._smaller, Key.ZOOM_OUT, "", "view"),
            ActionLine("look", self.tr("Light or dark"), self._other_look, None, "", "view"),
            ActionLine(
                "systemLook",
                self.tr("Light or dark as the system"),
                self._system_look,
                None,
                "",
                "view",
            ),
            ActionLine(
                "readAgain",
                self.tr("Read again"),
                self._read_again,
                Key.READ_AGAIN,
                "",
                "view",
                divided=True,
            ),
            ActionLine(
                "fullScreen", self.tr("Full screen"), self._full_screen, Key.FULL_SCREEN, "", "view"
            ),
            ActionLine("today", self.tr("Today"), self._today, Key.TODAY, "today", "go"),
            ActionLine("mail", self.tr("Mail"), self._mail, Key.MAIL, "mail", "go"),
            ActionLine(
                "applications",
                self.tr("Applications"),
                self._applications,
                Key.APPLICATIONS,
                "application",
                "go",
            ),
            ActionLine("letters", self.tr("Letters"), self._letters, Key.LETTERS, "letter", "go"),
            ActionLine("post", self.tr("Post"), self._post, Key.POST, "post", "go"),
            ActionLine("stamps", self.tr("Stamps"), self._stamps, Key.STAMPS, "stamp", "go"),
            ActionLine(
                "disposal", self.tr("Disposal"), self._disposal, Key.DISPOSAL, "disposal", "go"
            ),
            ActionLine("journal", self.tr("Journal"), self._journal, None, "history", "go"),
            ActionLine(
                "settings", self.tr("Settings"), self._settings, Key.SETTINGS, "settings", "go"
            ),
            ActionLine("back", self.tr("Back"), frame.go_back, Key.BACK, "", "go", divided=True),
            ActionLine("forward", self.tr("Forward"), frame.go_forward, Key.FORWARD, "", "go"),
            ActionLine("manual", self.tr("Manual"), self._manual, None, "book", "help"),
        ]

    def _is_built(self, name: str) -> bool:
        """Say whether the place an action goes to or needs is there; other actions always are."""
        places = {place.value: place for place in Place} | _PLACES
        return name not in places or self._frame.is_built(places[name])

    def _of_place(self, line: ActionLine, place: Place) -> ActionLine:
        """Return the line as it is offered: while its place may be entered, or with the reason."""
        frame = self._frame
        return replace(line, why=lambda: "" if frame.has(place) else frame.why_shut(place))

    def _may_back_up(self) -> bool:
        made = self._frame.work.backups
        return made is not None and made.allowed and not self._frame.work.sample

    def _why_no_backup(self) -> str:
        work = self._frame.work
        if work.sample:
            return self.tr("The sample desk is not backed up.")
        return work.lacks(Duty.BACKUP)

    def _undo_word(self) -> str:
        return undo_word(self._frame)

    def _undo(self) -> None:
        self._undoing.undo()

    def _log_mail(self) -> None:
        self._frame.work.open_intake.emit(None)

    def _log_supplement(self) -> None:
        """Log what came later for the application that is open or chosen; else a number is asked.

        The page says whose it is, and another number can be typed there.
        """
        concerned = None if self._frame.view is None else self._frame.view.concerned()
        self._frame.work.open_intake.emit(concerned or Matter.SUPPLEMENT)

    def _find(self) -> None:
        if self._frame.view is not None:
            self._frame.view.to_search()

    def _read_again(self) -> None:
        if self._frame.view is not None:
            self._frame.view.read_again()

    def _other_language(self) -> None:
        screen = self._frame.work.screen
        other = Language.EN if screen.language is Language.JA else Language.JA
        screen.use_language(other)

    def _other_look(self) -> None:
        screen = self._frame.work.screen
        screen.use_dark(dark=not screen.dark)

    def _system_look(self) -> None:
        self._frame.work.screen.use_look(Look.SYSTEM)

    def _larger(self) -> None:
        if not self._frame.work.screen.resize_text(1):
            self._frame.work.said.emit(self.tr("A larger size has no room on this screen."))

    def _smaller(self) -> None:
        if not self._frame.work.screen.resize_text(-1):
            self._frame.work.said.emit(self.tr("There is no smaller size."))

    def _full_screen(self) -> None:
        window = self._shell.window()
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _today(self) -> None:
        self._frame.go(Place.TODAY)

    def _mail(self) -> None:
        self._frame.go(Place.MAIL)

    def _applications(self) -> None:
        self._frame.go(Place.APPLICATIONS)

    def _letters(self) -> None:
        self._frame.go(Place.LETTERS)

    def _post(self) -> None:
        self._frame.go(Place.POST)

    def _stamps(self) -> None:
        self._frame.go(Place.STAMPS)

    def _disposal(self) -> None:
        self._frame.go(Place.DISPOSAL)

    def _journal(self) -> None:
        self._frame.go(Place.JOURNAL)

    def _settings(self) -> None:
        self._frame.go(Place.SETTINGS)

    def _manual(self) -> None:
        self._frame.go(Place.MANUAL)


# Opens an application by its receipt number or by the code on a paper, typed or scanned.


_WIDTH = 400


class OpenNumber(QDialog):
    """Asks for a number; `found` carries the application's id and number, then it closes."""

    found = Signal(object, str)

    def __init__(self, work: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("openNumber")
        self.setWindowTitle(self.tr("Open by number or barcode"))
        self.setFixedWidth(theme.px(_WIDTH))
        self.presenter = OpenNumberPresenter(work, self)
        self.presenter.found.connect(self._found)
        self.presenter.refused.connect(self._refused)
        self._edit = TrailingNoteLineEdit()
        self._edit.setObjectName("number")
        self._edit.returnPressed.connect(self._look)
        self._body = FieldBody(self._edit)
        self._label = label_for(self._edit, self.tr("Receipt number or code"))
        self._open = KeyButton(self.tr("Open"), key=shortcuts.ENTER, kind=ButtonKind.MAIN)
        self._open.clicked.connect(self._look)
        self._back = KeyButton(self.tr("Back"))
        self._back.show_key(shortcuts.Key.CLOSE)
        self._back.clicked.connect(self.reject)
        buttons = in_row(None, STRETCH, self._open, self._back)
        in_column(self, self._label, self._body, buttons, gap=8, edge=16)

    def look_for(self, number: str) -> None:
        """Open what was scanned; the dialog is shown only where it is not found."""
        self._edit.setText(number)
        self.presenter.refused.connect(self.open)
        self._look()

    def _look(self) -> None:
        self.presenter.look(self._edit.text())

    def _found(self, id_: object, number: str) -> None:
        self.found.emit(id_, number)
        self.accept()

    def _refused(self, code: str) -> None:
        self._edit.set_trouble(
            {
                "unread": self.tr("This is no receipt number and no code, like R8-0147."),
                "check": self.tr("The check character does not fit. Scan or type it again."),
            }.get(code, self.tr("There is no application with this number."))
        )
        self._edit.selectAll()


# Hears a barcode scanner, which types faster than a hand, wherever no text is being typed.


GAP_MS = 40
"""Between two keys of a scanner; a hand takes longer."""

LEAST = 6
"""The shortest number that is read: R8-1 and what ends it is typed by hand."""

_BEGINS = frozenset("DMTSHRdmtshr")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Scanner(QObject):
    """Says `scanned` with what was typed in one burst that Enter ended.

    A burst begins with a letter, as every number and code on paper does. Its first character still
    goes where the keys are; the others do not, so that no digit of it is taken for a verdict.
    """

    scanned = Signal(str)

    def __init__(self, within: QWidget) -> None:
        super().__init__(within)
        self._within = within
        self._watched: QWidget | None = None
        self._burst = ""
        self._last = 0

    def follow(self, now: QObject | None) -> None:
        """Listen at the widget that has the keys now, unless text is typed there."""
        if self._watched is not None and shiboken6.isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if isinstance(now, QWidget) and self._within.isAncestorOf(now) and not _takes_text(now):
            self._watched = now
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        fast = event.timestamp() - self._last <= GAP_MS
        self._last = event.timestamp()
        if event.key() in _ENDS:
            return self._end(fast=fast)
        return self._take(event.text(), fast=fast)

    def _take(self, text: str, *, fast: bool) -> bool:
        """Take a character of a burst; say whether it is to go nowhere else."""
        if not text:
            # Shift alone, which a scanner presses for a capital letter.
            return False
        goes_on = fast and bool(self._burst) and text.isascii() and text.isprintable()
        if goes_on:
            self._burst += text
        else:
            self._burst = text if text in _BEGINS else ""
        return goes_on

    def _end(self, *, fast: bool) -> bool:
        burst, self._burst = self._burst, ""
        if not fast or len(burst) < LEAST:
            return False
        self.scanned.emit(burst)
        return True


def _takes_text(widget: QWidget) -> bool:
    return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
