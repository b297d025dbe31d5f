# SPDX-License-Identifier: MIT
"""What stands in the fields of a page and where the keys are, for the page that is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.gui.kit.choices import ChoiceBox, OptionTiles

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Keys:
    """The field or button that has the keys, by its name, and what is marked in a field."""

    name: str = ""
    start: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in each field by its name, and where the keys are."""

    fields: Mapping[str, object] = field(repr=False)
    keys: Keys


def typed_in(page: QWidget) -> Typed:
    """Return what stands in the fields of a page; a field without a name is not kept."""
    named = [each for each in page.findChildren(QWidget) if each.objectName()]
    fields = {each.objectName(): _content(each) for each in named if _content(each) is not None}
    return Typed(fields, keys_in(page))


def type_again(page: QWidget, typed: Typed) -> None:
    """Put what was typed into the fields of the page made anew, and the keys where they were."""
    for name, content in typed.fields.items():
        for edit in page.findChildren(QWidget, name):
            _put(edit, content)
    give_keys(page, typed.keys)


def keys_in(page: QWidget) -> Keys:
    """Return what has the keys on a page, or the part around it that has a name."""
    edit: QWidget | None = page.window().focusWidget()
    widget = edit
    while widget is not None and widget is not page and not widget.objectName():
        widget = widget.parentWidget()
    if widget is None or not page.isAncestorOf(widget):
        return Keys()
    if isinstance(edit, QLineEdit):
        start = edit.selectionStart()
        marked = len(edit.selectedText())
        return Keys(widget.objectName(), edit.cursorPosition() if start < 0 else start, marked)
    if isinstance(edit, QPlainTextEdit):
        cursor = edit.textCursor()
        return Keys(widget.objectName(), cursor.anchor(), cursor.position() - cursor.anchor())
    return Keys(widget.objectName())


def give_keys(page: QWidget, keys: Keys) -> None:
    """Put the keys where they were; a page that has no such part any more keeps its own choice."""
    named = page.findChildren(QWidget, keys.name) if keys.name else []
    for widget in named:
        if widget.isEnabled() and widget.isVisibleTo(page):
            widget.setFocus()
            _mark(widget, keys)
            return


def _mark(edit: QWidget, keys: Keys) -> None:
    if isinstance(edit, QLineEdit) and keys.start <= len(edit.text()):
        edit.setSelection(keys.start, keys.length)
    elif isinstance(edit, QPlainTextEdit) and keys.start <= len(edit.toPlainText()):
        cursor = edit.textCursor()
        cursor.setPosition(keys.start)
        cursor.setPosition(keys.start + keys.length, cursor.MoveMode.KeepAnchor)
        edit.setTextCursor(cursor)


def _content(edit: QWidget) -> object | None:
    if isinstance(edit, QLineEdit):
        return edit.text()
    if isinstance(edit, QPlainTextEdit):
        return edit.toPlainText()
    return edit.value() if isinstance(edit, ChoiceBox | OptionTiles) else None


def _put(edit: QWidget, content: object) -> None:
    if content == _content(edit):
        # What is wrong with it is told until something else stands there.
        return
    if isinstance(edit, QLineEdit):
        edit.setText(str(content))
    elif isinstance(edit, QPlainTextEdit):
        edit.setPlainText(str(content))
    elif isinstance(edit, ChoiceBox | OptionTiles):
        edit.set_value(content)
