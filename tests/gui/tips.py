# SPDX-License-Identifier: MIT
"""What says nothing of itself: actions, buttons and fields without a tip, greys without a reason.

Run these over what is shown: ``assert mute_actions(shell) == []``.
"""

from __future__ import annotations

from itertools import product

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableView, QWidget

from desk_app.gui.kit.fields.fields import LongText, PasswordEdit, TrailingNoteLineEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.actions import ActionTable
from desk_app.gui.kit.layout.buttons import KeyButton
from desk_app.gui.kit.layout.shortcuts import without_letter
from desk_app.gui.kit.look.text import Link
from desk_app.gui.kit.tables.columns import ColumnsModel
from desk_app.gui.shell.help import tip_of
from desk_app.i18n import messages
from desk_app.records.desk.people import Language
from desk_app.rules.rulebook.rulebook import Rules

PLAIN = frozenset(
    {
        *("undo", "cut", "copy", "paste", "selectAll", "quit", "language", "larger", "smaller"),
        *("look", "fullScreen", "back", "forward", "zoomIn", "zoomOut"),
        *("sortNext", "sortPrevious", "sortTurn", "previousApplication", "nextApplication"),
        *("previousVerdict", "nextVerdict", "previousClaim", "nextClaim", "besideBefore"),
        *("besideNext", "nextFinding", "previousFinding", "toNumber", "toInside", "openRequest"),
        *("tick", "enterNumber", "chooseAll", "lapse", *(f"section{n}" for n in range(1, 8))),
    }
)
"""What its label says whole: editing, size, the next one, the previous one, the way to a field."""

UNSAID = frozenset({"ManualView", "InquiriesView", "RegistersView"})
"""Pages whose fields tell nothing by name: a search, or what their own hints say."""


def mute_actions(root: QWidget) -> list[str]:
    """Return the actions under a root that neither a tip nor their label tells whole."""
    return [
        f"{type(table.parent()).__name__}.{name}"
        for table in root.findChildren(ActionTable)
        for name in table.names()
        if name not in PLAIN and not _said(table[name])
    ]


def _said(action: QAction) -> str:
    """Return what an action tells beyond its words."""
    tip = action.toolTip()
    return "" if tip == without_letter(action.text()) else tip


def mute_buttons(root: QWidget) -> list[str]:
    """Return the buttons without words or tip, whose tip is their words, or grey for no reason."""
    every = root.findChildren(KeyButton)
    shown = [each for each in every if each.isVisible()]
    twice = [each for each in every if each.text() and each.text() == each.toolTip()]
    mute = [each for each in shown if not each.text() and not each.toolTip()]
    grey = [each for each in shown if not each.isEnabled() and not each.statusTip()]
    return [
        f"{told} {each.objectName()} {each.text()!r}"
        for told, found in (("tip is its words:", twice), ("mute:", mute), ("why grey?", grey))
        for each in found
    ]


def bare_clauses(root: QWidget, rules: Rules, language: Language) -> list[str]:
    """Return the clauses shown by their id alone, whose name no tip and no screen reader says."""
    named = {each.id: messages.clause_name(each.id, rules, language) for each in rules.clauses}
    links = [each for each in root.findChildren(Link) if each.isVisible() and each.text() in named]
    said = [(each.text(), each.toolTip(), each.accessibleName()) for each in links]
    for view in root.findChildren(QTableView):
        model = view.model()
        if not view.isVisible() or not isinstance(model, ColumnsModel):
            continue
        for row, column in product(range(model.rowCount()), range(model.columnCount())):
            cell = model.index(row, column)
            tip = str(cell.data(Qt.ItemDataRole.ToolTipRole))
            spoken = str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
            said.append((str(cell.data()), tip, spoken))
    return [
        text
        for text, *told in said
        if text in named and any(named[text] not in each for each in told)
    ]


def mute_fields(view: QWidget, language: Language) -> list[str]:
    """Return the fields of a page that say under ``[Field]`` of no tip what is typed there.

    Searches are left out: their own words say what for.
    """
    if type(view).__name__ in UNSAID:
        return []
    typed: list[TrailingNoteLineEdit | LongText] = [
        each
        for each in view.findChildren(TrailingNoteLineEdit)
        if not isinstance(each, SearchField | PasswordEdit)
    ]
    typed += view.findChildren(LongText)
    fields = [each for each in typed if each.objectName() and not each.isReadOnly()]
    return [
        each.objectName()
        for each in fields
        if not (tip := tip_of(each.objectName(), each, language))
        or (each.isVisible() and not each.toolTip().startswith(tip))
    ]
