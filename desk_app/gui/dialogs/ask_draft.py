# SPDX-License-Identifier: MIT
"""What is being written in long texts, kept encrypted until it is recorded."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desk_app.desk import intake, reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace

DRAFT_AFTER_MS = 2_000


class Written(Protocol):
    """A field in which something is written."""

    def value(self) -> object:
        """Return what stands in it."""
        ...

    def put(self, text: str) -> None:
        """Show a text that was written before."""
        ...

    def on_changed(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of the text."""
        ...


class WrittenIn:
    """A widget of a page as such a field."""

    def __init__(self, edit: QPlainTextEdit | QLineEdit) -> None:
        self._edit = edit

    def value(self) -> object:
        """Return what stands in it."""
        if isinstance(self._edit, QLineEdit):
            return self._edit.text()
        return self._edit.toPlainText()

    def put(self, text: str) -> None:
        """Show a text that was written before."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(text)
        else:
            self._edit.setPlainText(text)

    def on_changed(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of the text."""
        self._edit.textChanged.connect(slot)


class AskDraft(QObject):
    """Keeps the texts of one question or page 2 s after the last key, and offers them again."""

    def __init__(
        self, work: Workplace, key: str, fields: Mapping[str, Written], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._work = work
        self._key = key
        self._fields = fields
        self._kept = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        for field in fields.values():
            field.on_changed(self._timer.start)
        work.ask(self, "draft", partial(_kept, key), self._offer)

    def keep(self) -> None:
        """Keep what stands in the fields, if it is anything new."""
        self._timer.stop()
        texts = {name: field.value() for name, field in self._fields.items()}
        content = json.dumps(texts, ensure_ascii=False) if any(texts.values()) else ""
        if content in {self._kept, ""}:
            return
        self._kept = content
        self._work.keep_draft(self, self._key, content, on_failure=self._not_kept)

    def drop(self) -> None:
        """Forget it: the question is answered."""
        self._timer.stop()
        if self._kept:
            self._kept = ""
            self._work.do(self, partial(intake.forget_draft, key=self._key))

    def _not_kept(self, error: Exception) -> None:
        self._kept = ""
        self._work.trouble.emit(error)

    def _offer(self, content: str | None) -> None:
        """Put what was written last time into the fields in which nothing stands yet."""
        if content is None:
            return
        self._kept = content
        for name, text in json.loads(content).items():
            field = self._fields.get(name)
            if field is not None and not field.value():
                field.put(str(text))


def _kept(key: str, desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, key)
