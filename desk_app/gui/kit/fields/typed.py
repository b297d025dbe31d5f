# SPDX-License-Identifier: MIT
"""What stands in the fields of a page and where the keys are, for the page that is made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desk_app.gui.kit.fields.choices import ChoiceBox, OptionTiles
from desk_app.gui.kit.fields.dates import EraDateEdit
from desk_app.gui.kit.fields.search import SearchField
from desk_app.gui.kit.layout.buttons import CheckBox

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class KeysPlace:
    """The field or button that has the keys, by its name, and what is marked in a field."""

    name: str = ""
    start: int = 0
    length: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in each field by its name, and where the keys are."""

    fields: Mapping[str, object] = field(repr=False)
    keys: KeysPlace


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


def content_in(page: QWidget, name: str) -> object | None:
    """Return what stands in a field of a page, or whether it is ticked; None without such a field.

    A day counts as it was read.
    """
    found = page.findChild(QWidget, name)
    if isinstance(found, EraDateEdit):
        return found.value()
    if isinstance(found, CheckBox):
        return found.isChecked()
    return None if found is None else _content(found)


def put_into(page: QWidget, name: str, content: object | None) -> None:
    """Let this stand in a field of a page, and be told as if a clerk had put it there."""
    found = page.findChild(QWidget, name)
    if isinstance(found, SearchField):
        found.ask_for(str(content or ""))
    elif isinstance(found, EraDateEdit):
        found.set_value(content if isinstance(content, date) else None)
        found.value_changed.emit(found.value())
    elif isinstance(found, CheckBox):
        found.setChecked(bool(content))
    elif found is not None and content != _content(found):
        _put(found, content)
        if isinstance(found, ChoiceBox) and found.value() == content:
            found.chosen.emit(content)


def keys_in(page: QWidget) -> KeysPlace:
    """Return what has the keys on a page, or the part around it that has a name."""
    edit: QWidget | None = page.window().focusWidget()
    widget = edit
    while widget is not None and widget is not page and not widget.objectName():
        widget = widget.parentWidget()
    if widget is None or not page.isAncestorOf(widget):
        return KeysPlace()
    if isinstance(edit, QLineEdit):
        start = edit.selectionStart()
        marked = len(edit.selectedText())
        return KeysPlace(widget.objectName(), edit.cursorPosition() if start < 0 else start, marked)
    if isinstance(edit, QPlainTextEdit):
        cursor = edit.textCursor()
        return KeysPlace(widget.objectName(), cursor.anchor(), cursor.position() - cursor.anchor())
    return KeysPlace(widget.objectName())


def give_keys(page: QWidget, keys: KeysPlace) -> None:
    """Put the keys where they were; a page that has no such part any more keeps its own choice."""
    named = page.findChildren(QWidget, keys.name) if keys.name else []
    for widget in named:
        if widget.isEnabled() and widget.isVisibleTo(page):
            widget.setFocus()
            _mark(widget, keys)
            return


def _mark(edit: QWidget, keys: KeysPlace) -> None:
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
