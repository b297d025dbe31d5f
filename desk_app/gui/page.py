# SPDX-License-Identifier: MIT
"""What the shell asks of a page, and what a page says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, Self, TypedDict, TypeVar, Unpack

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from desk_app.gui.asking import Ask
from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.actions import ActionLine, ActionTable
from desk_app.gui.kit.layout.boxes import named
from desk_app.gui.kit.layout.layout import Divided
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.table import ItemList, ListTable, copy_lines
from desk_app.i18n import vocabulary
from desk_app.rules.rulebook.terms import Duty, DutyFor

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QAction

    from desk_app.gui.asking import Question
    from desk_app.gui.session.session import Session
    from desk_app.records.base import ApplicationId, EnclosureId, MailItemId
    from desk_app.records.case.application import Application


@dataclass(frozen=True, slots=True)
class SupplementOf:
    """Opens the Intake page for what came later for one application."""

    application: ApplicationId
    receipt_number: str

    @classmethod
    def to(cls, application: Application) -> Self:
        """Return the way to the page for an application that is at hand."""
        return cls(application.id, application.receipt_number)


@dataclass(frozen=True, slots=True)
class ReadingOf:
    """Opens the Application page with the question what stands on one of its papers."""

    application: ApplicationId
    paper: EnclosureId


@dataclass(frozen=True, slots=True)
class FromMail:
    """Opens the Inquiries page with the form for what came in a mail item."""

    mail_item: MailItemId


class Place(Enum):
    """A place of the window; the navigation lists those whose page has a title."""

    TODAY = "today"
    MAIL = "mail"
    APPLICATIONS = "applications"
    LETTERS = "letters"
    POST = "post"
    STAMPS = "stamps"
    INQUIRIES = "inquiries"
    REGISTERS = "registers"
    INTAKE = "intake"
    APPLICATION = "application"
    COMPARISON = "comparison"
    DECISION = "decision"
    DISPOSAL = "disposal"
    JOURNAL = "journal"
    REPORTS = "reports"
    SETTINGS = "settings"
    MANUAL = "manual"


NAMES = "Places"
"""What the catalogue of texts knows the titles of the pages by."""


_MENUS_OF_A_PAGE = ("application", "letter")
"""The menus in which a page puts what can be done on it."""


class ActionTerms(TypedDict, total=False):
    """On what terms an action is offered: the duty it needs, whether it can be done, why not.

    ``named`` is what is done, where the duty is not called after it. ``divided`` begins a new part
    of its menu, ``letter`` chooses it there. ``final`` says what it leaves that lasts, ``apart``
    that it is an exception without a button.
    """

    needs: Duty
    named: DutyFor
    can: Callable[[], bool]
    why: Callable[[], str]
    divided: bool
    letter: str
    final: str
    apart: bool


class PagePart(QWidget):
    """A page or a part of one, with what can be done there: `doing` holds its actions."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.doing = ActionTable((), self)

    def take_focus(self) -> None:
        """Put the keys on what comes first here."""

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of the focused part for the status bar: key and word."""
        return ()

    def may(self, duty: Duty) -> bool:
        """Return whether whoever is signed in has a duty today."""
        return self.session.may(duty)

    def ask(self, question: Question | None, then: Callable[[], object] | None = None) -> None:
        """Put a question, where there is one; ``then`` comes once what it asked is done."""
        if question is not None:
            dialog = Ask(self.session, question, self)
            if then is not None:
                dialog.accepted.connect(then)
            dialog.begin()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open at a list, by the right button or the menu key, what can be done here."""
        view, at = self._list_at(event)
        if view is None:
            super().contextMenuEvent(event)
            return
        menu = self.menu_of(view)
        menu.popup(at)
        event.accept()

    def menu_of(self, view: QAbstractItemView) -> QMenu:
        """Return the menu of a list: its chosen lines can be copied; then what the page offers."""
        menu = named("listMenu", QMenu(view, toolTipsVisible=True))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # The words of a key stand behind a tab: a key bound here once more would be bound twice.
        if isinstance(view, ListTable | ItemList):
            opened = QCoreApplication.translate("PagePart", "Open")
            menu.addAction(f"{opened}\t{shortcuts.ENTER}", view.open_current)
        copied = QCoreApplication.translate("PagePart", "Copy the line")
        menu.addAction(f"{copied}\t{shortcuts.label(Key.COPY)}", partial(copy_lines, view))
        for each in menu.actions():
            each.setEnabled(view.currentIndex().isValid())
        part: QWidget | None = self
        while isinstance(part, PagePart):
            menu.addSeparator()
            for name in _MENUS_OF_A_PAGE:
                part.doing.fill(menu, name)
            part = None if isinstance(part, SectionView) else part.parentWidget()
        return menu

    def _list_at(self, event: QContextMenuEvent) -> tuple[QAbstractItemView | None, QPoint]:
        """Return the list an event is meant for, and where its menu opens."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        widget = QApplication.focusWidget() if by_key else self.childAt(event.pos())
        while widget is not None and widget is not self:
            if isinstance(widget, QAbstractItemView):
                middle = widget.visualRect(widget.currentIndex()).center()
                at = widget.viewport().mapToGlobal(middle) if by_key else event.globalPos()
                return widget, at
            widget = widget.parentWidget()
        return None, event.globalPos()

    def act(
        self,
        name: str,
        text: str,
        slot: Callable[[], object],
        key: Key | None = None,
        icon: str = "",
        menu: str = "application",
        **terms: Unpack[ActionTerms],
    ) -> QAction:
        """Make an action of this page: its menu entry, its key, and a button where one is asked.

        Its terms are asked whenever ``doing`` is refreshed, the first time after the page is made;
        the reason against it is said where it is offered.
        """
        needs, why = terms.get("needs"), terms.get("why")

        def lacks() -> str:
            refused = self.session.lacks(needs, terms.get("named")) if needs else ""
            return refused or (why() if why else "")

        said = (
            vocabulary.text("tips", "Tip", each, self.session.language)
            for each in (f"{type(self).__name__}.{name}", name)
        )
        line = ActionLine(
            *(name, text, slot, key, icon, menu),
            enabled=terms.get("can"),
            divided=terms.get("divided", False),
            why=lacks if needs or why else None,
            tip=next(filter(None, said), ""),
            letter=terms.get("letter", ""),
            final=terms.get("final", ""),
            apart=terms.get("apart", False),
        )
        return self.doing.add(line)


class Watching(Protocol):
    """A book that reads what it shows only while somebody looks."""

    def watch(self, *, watched: bool) -> None:
        """Hear whether somebody looks."""


B = TypeVar("B", bound=Watching)


class WatchedPart(PagePart, Generic[B]):
    """A part of a page whose book is told when the part comes into sight, and when it goes."""

    book: B

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.book.watch(watched=True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.book.watch(watched=False)


def _begun_small(word: str) -> str:
    """Return a word with a small letter at its head, unless that is one of several as in PDF."""
    return word[:1].lower() + word[1:] if word[1:2].islower() else word


class SectionView(PagePart):
    """A page of the window; what it does not override does nothing.

    ``keys_changed`` says that the status bar shall ask for `keys` again, ``count_changed`` how
    many things wait here, ``closed`` that the page wants to go back to where the clerk came from,
    ``undo_changed`` that `undo_word` has another answer, ``search_wanted`` that there is no search
    here and everything is searched elsewhere.
    """

    place: ClassVar[Place]
    title: ClassVar[str] = ""
    """The English name of its place, where it stands in the navigation; `name` translates it."""

    icon: ClassVar[str] = ""
    key: ClassVar[Key | None] = None
    duty: ClassVar[Duty | None] = Duty.READ_CASES
    """What a person must have to come in: a page shows applicants' data unless it says otherwise;
    without one everybody may."""

    under: ClassVar[Place | None] = None
    """The place marked in the navigation while this page is open, where that is another."""

    early: ClassVar[bool] = False
    """It takes long to make, so it is made while the clerk looks at the first one."""

    narrowed_by: ClassVar[tuple[str, ...]] = ()
    """The names of the fields that say which lines are shown: kept when the page is made anew."""

    widest: ClassVar[tuple[tuple[str, object], ...]] = ()
    """Those of them that hide lines, each with what stands in it where it hides none."""

    keys_changed = Signal()
    count_changed = Signal(object)
    closed = Signal()
    search_wanted = Signal()
    undo_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._pieces: list[Callable[[], None]] = []
        self._divided: tuple[Divided, ...] = ()

    @classmethod
    def in_navigation(cls) -> bool:
        """Say whether the page has a place of its own in the navigation."""
        return bool(cls.title)

    @classmethod
    def name(cls) -> str:
        """Return the name of the page's place in the language of the screens."""
        return QCoreApplication.translate(NAMES, cls.title)

    @classmethod
    def begun(cls, session: Session, parent: QWidget) -> Self:
        """Return the page as far as it is made in one piece; `go_on` makes the rest."""
        return cls(session, parent)

    def go_on(self) -> bool:
        """Make one more piece of a page that was begun, and say whether there was one."""
        if not self._pieces:
            return False
        self._pieces.pop(0)()
        return True

    def open_thing(self, thing: object | None) -> None:
        """Show a thing by its id, or whatever is to be shown first; called on entering."""

    def resume(self) -> None:
        """Show what was shown when the clerk was here last: the way led back."""
        self.open_thing(None)

    def here(self) -> object | None:
        """Return what `open_thing` is to be given to come back here after a lock: ids alone."""
        return None

    def read_again(self) -> None:
        """Read everything shown from the desk again (F5)."""

    def to_search(self) -> None:
        """Put the cursor into the search field (Ctrl+F), here or where all is searched."""
        self.search_wanted.emit()

    def open_scanned(self, id_: object, _number: str) -> None:
        """Open the application whose code was scanned: its id and receipt number."""
        self.session.open_application.emit(id_)

    def concerned(self) -> SupplementOf | None:
        """Return the application that is open or chosen here: a supplement may be logged for it."""
        return None

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) thing."""

    def close_level(self) -> bool:
        """Close what is open over the part (Esc) and say whether anything was."""
        return False

    def undo_word(self) -> str:
        """Return what of the page itself would be undone, before any verb; empty where nothing."""
        return ""

    def undo(self) -> None:
        """Undo the last thing done on the page itself, outside of its text fields."""

    def keys_told(self) -> Sequence[tuple[str, str]]:
        """Return `keys`, and behind the first the one that leads to the next tab where are tabs.

        What a key does is no title: it begins small, also where a button says it.
        """
        keys = list(self.keys())
        if any(each.tabbed and each.isVisible() for each in self._divided):
            keys.insert(1, (shortcuts.label(Key.NEXT_PART), self.tr("next tab")))
        return [(key, _begun_small(word)) for key, word in keys]

    def watch_tabs(self) -> None:
        """Tell of other keys whenever parts become tabs, or stand beside one another again."""
        # Looked for once: while a dialog dies its parts must not be walked through again.
        self._divided = tuple(self.findChildren(Divided))
        for each in self._divided:
            each.tabs_changed.connect(self.keys_changed)

    def leave(self) -> None:
        """Save what is being typed: the clerk goes elsewhere, or the desk is being locked."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a clerk was when the desk was locked: places and ids alone, nothing of anybody.

    ``trail`` is the way back, ``ahead`` the way forward again; ``things`` what each place had
    open, as its ``open_thing`` takes it.
    """

    place: Place
    trail: tuple[Place, ...] = ()
    ahead: tuple[Place, ...] = ()
    things: Mapping[Place, object] = field(default_factory=dict)
