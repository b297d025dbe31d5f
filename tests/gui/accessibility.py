# SPDX-License-Identifier: MIT
"""What holds for every view: names for screen readers, fields that compose, words that follow.

Run these over a view that is shown: ``assert unnamed(view) == []``.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

PREEDIT, COMMITTED = "にほん", "日本"


def reachable(root: QWidget) -> list[QWidget]:
    """Return every visible widget under a root that takes the focus by keyboard."""
    return [
        widget
        for widget in [root, *root.findChildren(QWidget)]
        if widget.isVisible()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parentWidget(), QComboBox)
    ]


def unnamed(root: QWidget) -> list[str]:
    """Return the reachable widgets that a screen reader cannot name."""
    return [described(widget) for widget in reachable(root) if not _name(widget)]


def fields(root: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Return every visible text field under a root that takes an input method."""
    found: list[QLineEdit | QPlainTextEdit] = [
        field
        for field in root.findChildren(QLineEdit)
        if field.isVisible()
        and not field.isReadOnly()
        and field.echoMode() is QLineEdit.EchoMode.Normal
        and field.isEnabled()
    ]
    found += [
        field
        for field in root.findChildren(QPlainTextEdit)
        if field.isVisible() and not field.isReadOnly()
    ]
    return found


def not_composing(root: QWidget) -> list[str]:
    """Return the fields that take keys from a preedit, or lose what is committed."""
    return [described(field) for field in fields(root) if not _composes(field)]


def compose(field: QWidget, preedit: str) -> None:
    """Show a preedit in a field, as an input method does."""
    QCoreApplication.sendEvent(field, QInputMethodEvent(preedit, []))


def commit(field: QWidget, text: str) -> None:
    """Commit text into a field, as an input method does."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(field, event)


def shown_words(root: QWidget) -> list[str]:
    """Return every word that is visible under a root, in a stable order."""
    words: list[str] = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton):
            words.append(widget.text())
        if isinstance(widget, QLineEdit):
            words.append(widget.placeholderText())
        if isinstance(widget, QAbstractItemView):
            words += _cells(widget)
        words.append(widget.accessibleName())
    return [word for word in words if word]


def _composes(field: QLineEdit | QPlainTextEdit) -> bool:
    before = _text(field)
    compose(field, PREEDIT)
    key = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    key.ignore()
    QCoreApplication.sendEvent(field, key)
    kept = key.isAccepted()
    commit(field, COMMITTED)
    taken = COMMITTED in _text(field)
    if isinstance(field, QLineEdit):
        field.setText(before)
    else:
        field.setPlainText(before)
    return kept and taken


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _cells(view: QAbstractItemView) -> list[str]:
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    return [
        str(model.index(row, column).data() or "")
        for row in range(model.rowCount())
        for column in range(columns)
    ]


def _name(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        # Linux calls it by what is chosen: only its label names it.
        labels = (label for label, _ in face.relations(QAccessible.RelationFlag.Label))
        return next((label.text(QAccessible.Text.Name) for label in labels), "")
    return face.text(QAccessible.Text.Name) or widget.accessibleName()


def described(widget: QWidget) -> str:
    """Return what tells a widget from others: its name and what it stands in."""
    path = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None:
        path.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return f"{widget.objectName()} {' < '.join(path)}"
