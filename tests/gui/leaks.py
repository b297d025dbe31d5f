# SPDX-License-Identifier: MIT
"""Where marks of a person still stand: every widget, action, model, undo stack, clipboard."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, takewhile

import shiboken6
from PySide6.QtCore import QAbstractItemModel, QMimeData, QObject, Qt
from PySide6.QtGui import QAction, QClipboard, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

LAST_ROLE = Qt.ItemDataRole.UserRole + 24
"""Beyond the last role of our own."""


def found(marks: Sequence[str]) -> list[str]:
    """Return where any of the marks stands: the kind of the object and the place in it."""
    return [
        f"{type(holder).__name__} {place}"
        for holder, place, text in (*_widgets(), *_actions(), *_models(), *_clipboards())
        if any(mark in text for mark in marks)
    ]


def _living(kind: type[QObject]) -> Iterator[QObject]:
    """Return every object of a kind that Python or a widget still knows."""
    for each in gc.get_objects():
        if isinstance(each, kind) and shiboken6.isValid(each):
            yield each


def _widgets() -> Iterator[tuple[QObject, str, str]]:
    for widget in QApplication.allWidgets():
        yield from _properties(widget)
        yield from _undo(widget)


def _properties(holder: QObject) -> Iterator[tuple[QObject, str, str]]:
    """Return every property that is text: words, hint, tip, title, accessible name and so on."""
    known = holder.metaObject()
    for number in range(known.propertyCount()):
        name = str(known.property(number).name())
        value = holder.property(name)
        if isinstance(value, str) and value:
            yield holder, name, value


def _undo(widget: QWidget) -> Iterator[tuple[QObject, str, str]]:
    """Return what a field would bring back: all it holds, as its undo goes to the beginning."""
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield from _document(widget, widget.document())
    elif isinstance(widget, QLineEdit) and widget.isUndoAvailable():
        while widget.isUndoAvailable():
            widget.undo()
            yield widget, "undo", widget.text()


def _document(widget: QWidget, document: QTextDocument) -> Iterator[tuple[QObject, str, str]]:
    while document.isUndoAvailable():
        document.undo()
        yield widget, "undo", document.toPlainText()


def _actions() -> Iterator[tuple[QObject, str, str]]:
    for action in _living(QAction):
        yield from _properties(action)


def _models() -> Iterator[tuple[QObject, str, str]]:
    for model in _living(QAbstractItemModel):
        if isinstance(model, QAbstractItemModel):
            yield from _cells(model)


def _cells(model: QAbstractItemModel) -> Iterator[tuple[QObject, str, str]]:
    for row in range(model.rowCount()):
        for column in takewhile(partial(model.hasIndex, row), count()):
            index = model.index(row, column)
            for role in range(LAST_ROLE):
                value = model.data(index, role)
                if value is not None:
                    yield model, f"row {row}, role {role}", f"{value!r} {value}"


def _clipboards() -> Iterator[tuple[QObject, str, str]]:
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        # Empty, it gives nothing, which the stub does not know.
        content: QMimeData | None = clipboard.mimeData(mode)
        if content is not None:
            for kind in content.formats():
                text = bytes(content.data(kind).data()).decode("utf-8", "replace")
                yield clipboard, kind, text
