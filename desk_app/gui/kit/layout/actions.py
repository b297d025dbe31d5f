# SPDX-License-Identifier: MIT
"""The actions of a window from one table; menus, bars and buttons share them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desk_app.gui.kit.layout import shortcuts
from desk_app.gui.kit.layout.boxes import in_row, named
from desk_app.gui.kit.layout.buttons import ButtonKind, KeyButton
from desk_app.gui.kit.look import icons, theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.pyside_workarounds.overriding import override

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent


_OF_VERBS = frozenset({"application", "letter"})
"""The menus of what is done with one application or letter: of much, little can be done at once."""
_MENU_EDGES, _BAR_EDGES = 22, 24
"""Pixels at 100 % around the title of a menu, and at both ends of the bar."""
_MENU_PADDING = 8
"""Pixels at 100 % above and below the title of a menu, as the style sheet has it."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action: name, words, what it does, key, icon, menu, and when it can be done.

    ``divided`` begins a new part of its menu. ``why`` says why it cannot be done; where it says
    nothing, and ``enabled`` nothing else, it can. ``tip`` says what its words do not, ``letter``
    chooses it in its menu. ``final`` says what it leaves that lasts: its buttons bear a seal. What
    stands ``apart`` is an exception: it comes last in its menu, and never has a button.
    """

    name: str
    text: str
    slot: Callable[[], object]
    key: shortcuts.Key | None = None
    icon: str = ""
    menu: str = ""
    enabled: Callable[[], bool] | None = None
    divided: bool = False
    why: Callable[[], str] | None = None
    tip: str = ""
    letter: str = ""
    final: str = ""
    apart: bool = False


class ActionTable(QObject):
    """Makes the actions of a table and keeps them right: icons, whether they can be done.

    It follows its window's colours by itself; `refresh` asks each whether it can be done now.
    """

    def __init__(self, lines: Sequence[ActionLine], window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._lines: dict[str, ActionLine] = {}
        self._actions: dict[str, QAction] = {}
        for line in lines:
            self.add(line)
        window.installEventFilter(self)
        self.refresh()

    def add(self, line: ActionLine) -> QAction:
        """Make one more action; whether it can be done is asked by the next `refresh`."""
        action = self._make(line)
        self._lines[line.name], self._actions[line.name] = line, action
        self._dress(line)
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._actions[name]

    def __contains__(self, name: str) -> bool:
        """Say whether there is an action of a name."""
        return name in self._actions

    def names(self) -> Sequence[str]:
        """Return the names of all actions, in the order of the table."""
        return tuple(self._lines)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the key and the words of each action that has one and is shown."""
        return tuple(
            (shortcuts.label(line.key), shortcuts.without_letter(self._actions[name].text()))
            for name, line in self._lines.items()
            if line.key is not None and self._actions[name].isVisible()
        )

    def refresh(self) -> None:
        """Ask of every action whether it can be done now."""
        for name, line in self._lines.items():
            why = line.why() if line.why is not None else ""
            if line.enabled is not None or line.why is not None:
                self._actions[name].setEnabled(not why and (not line.enabled or line.enabled()))
            if line.why is not None:
                self._say_why(line, why)

    def final(self, name: str) -> str:
        """Return what an action leaves that lasts; empty where it leaves nothing."""
        return self._lines[name].final

    def button(self, name: str, kind: ButtonKind = ButtonKind.PLAIN) -> KeyButton:
        """Make a button that shows and does an action; an exception has none."""
        line = self._lines[name]
        if line.apart:
            raise ValueError("an exception stands in a menu alone")
        result = named(f"{name}Button", KeyButton(icon=line.icon, kind=kind))
        if line.key is not None:
            result.show_key(line.key)
        result.follow(self._actions[name])
        result.seal(line.final)
        return result

    def fill(self, menu: QMenu, name: str) -> None:
        """Put the actions of a menu into it, in the order of the table; exceptions come last."""
        lines = [line for line in self._lines.values() if line.menu == name]
        usual = [line for line in lines if not line.apart]
        apart = [line for line in lines if line.apart]
        for line in (*usual, *apart):
            if (line.divided or line is next(iter(apart), None)) and not menu.isEmpty():
                menu.addSeparator()
            menu.addAction(self._actions[line.name])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            for line in self._lines.values():
                self._dress(line)
        return False

    def why_not(self, pressed: QKeySequence) -> str:
        """Say why what a key stands for cannot be done now; empty where it can, or nothing does."""
        for action in self._actions.values():
            grey = action.isVisible() and not action.isEnabled() and action.statusTip()
            if grey and pressed in action.shortcuts():
                return action.statusTip()
        return ""

    def _say_why(self, line: ActionLine, reason: str) -> None:
        """Give the reason as a tip, for the status line, and so for buttons to be read aloud."""
        action = self._actions[line.name]
        action.setToolTip(reason or _tipped(line))
        action.setStatusTip(reason)

    def _make(self, line: ActionLine) -> QAction:
        text = shortcuts.with_letter(line.text, line.letter)
        action = named(line.name, QAction(text, self._window))
        action.triggered.connect(line.slot)
        action.setToolTip(_tipped(line))
        if line.key is not None:
            action.setShortcuts(shortcuts.sequences(line.key))
        self._window.addAction(action)
        return action

    def _dress(self, line: ActionLine) -> None:
        if line.icon:
            self._actions[line.name].setIcon(icons.icon(line.icon, self._window.palette()))


def _tipped(line: ActionLine) -> str:
    """Return the tip of an action with its key; where it has none, Qt shows its words."""
    if not line.tip or line.key is None:
        return line.tip
    return f"{line.tip} ({shortcuts.label(line.key)})"


class DoableMenu(QMenu):
    """A menu of what can be done now; why the rest cannot stands in a menu of its own behind it.

    No key comes to what is grey, and twenty grey lines hide the three that can be done.
    """

    def __init__(self, tables: Sequence[ActionTable], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.tables, self._name = tables, name
        self.setToolTipsVisible(True)
        self.hindered = QMenu(self)
        self.hindered.setObjectName("hindered")
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Take up what can be done now, and the reasons of the rest."""
        self.clear()
        self.hindered.clear()
        for table in self.tables:
            table.fill(self, self._name)
        shown = [each for each in self.actions() if not each.isSeparator() and each.isVisible()]
        closed = [each for each in shown if not each.isEnabled()]
        for action in closed:
            self.removeAction(action)
            words, why = shortcuts.without_letter(action.text()), action.statusTip()
            self.hindered.addAction(f"{words}: {why}" if why else words)
        self.hindered.menuAction().setVisible(bool(closed))
        if closed:
            self.hindered.setTitle(self.tr("Not possible now (%n)", "", len(closed)))
            self.addSeparator()
            self.addMenu(self.hindered)


class MoreButton(KeyButton):
    """Opens the actions of a page that have no button of their own, each with why it cannot be."""

    def __init__(self, table: ActionTable, menu: str, name: str) -> None:
        super().__init__(self.tr("More"), icon="down")
        self.setObjectName(name)
        self.menu_ = DoableMenu([table], menu, self)
        self.clicked.connect(self._open)

    def _open(self) -> None:
        self.menu_.popup(self.mapToGlobal(QPoint(0, self.height())))


class MenuBar(QMenuBar):
    """Menus from the table; at the right end the date, who works here, and the lock."""

    def __init__(
        self, titles: Mapping[str, str], table: ActionTable, parent: QWidget | None = None
    ) -> None:
        """Take the title of each menu, with its mnemonic, by the name actions refer to."""
        super().__init__(parent)
        self._menus: dict[str, QMenu] = {}
        for name, title in titles.items():
            folds = name in _OF_VERBS
            self._menus[name] = menu = DoableMenu((), name, self) if folds else QMenu(self)
            menu.setTitle(title)
            menu.setToolTipsVisible(True)
            self.addMenu(menu)
        self.show_tables([table])
        self._day = Text("")
        self._who = ("", "")
        self._clerk = KeyButton(icon="user", kind=ButtonKind.FLAT)
        self._clerk.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._corner = QWidget(self)
        row = in_row(self._corner, self._day, self._clerk, gap=8, edge=(0, 0, 8, 0))
        self._row = row
        self.setCornerWidget(self._corner)
        # A menu that is higher than its bar is put away behind an arrow: the type decides.
        padded = self.fontMetrics().height() + 2 * theme.px(_MENU_PADDING) + 1
        self.setFixedHeight(max(theme.px(32), padded))

    def show_tables(self, tables: Sequence[ActionTable]) -> None:
        """Fill the menus from these tables; a menu with nothing in it is not shown."""
        for name, menu in self._menus.items():
            menu.clear()
            if isinstance(menu, DoableMenu):
                menu.tables = tables
                menu.fill()
                menu.menuAction().setVisible(not menu.isEmpty())
                continue
            for table in tables:
                table.fill(menu, name)
            menu.menuAction().setVisible(not menu.isEmpty())

    def show_who(self, day: str, name: str, roles: str) -> None:
        """Show the date, and the clerk with the roles where the menus leave room for them."""
        self._day.setText(day)
        self._who = (f"{name} ({roles})", name) if name else ("", "")
        self._clerk.setToolTip(roles)
        self._fit_corner()

    def add_corner(self, button: KeyButton) -> None:
        """Put a button into the corner: the lock."""
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addWidget(button)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_corner()
        super().resizeEvent(event)

    def _fit_corner(self) -> None:
        """Leave the menus their room: Qt would put the last ones away behind an arrow."""
        metrics, shown = self.fontMetrics(), [each.menuAction() for each in self._menus.values()]
        titles = [each.text().replace("&", "") for each in shown if each.isVisible()]
        menus = sum(metrics.horizontalAdvance(each) + theme.px(_MENU_EDGES) for each in titles)
        for told in self._who:
            self._clerk.setText(told)
            self._clerk.setVisible(bool(told))
            if menus + theme.px(_BAR_EDGES) + self._row.sizeHint().width() <= self.width():
                break
        self._corner.adjustSize()
