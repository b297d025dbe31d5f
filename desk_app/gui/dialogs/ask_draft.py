# SPDX-License-Identifier: MIT
"""What is being written, kept encrypted until it is recorded."""

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

    def kept(self) -> object | None:
        """Return what was written in it, as JSON has it; None where it stands as it began."""
        ...

    def put(self, kept: object) -> None:
        """Show what was written before; what no such field can have kept is left out."""
        ...

    def on_written(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of what is written."""
        ...


class WrittenIn:
    """A widget of a page as such a field."""

    def __init__(self, edit: QPlainTextEdit | QLineEdit) -> None:
        self._edit = edit

    def kept(self) -> object | None:
        """Return the text that stands in it; None where there is none."""
        if isinstance(self._edit, QLineEdit):
            return self._edit.text() or None
        return self._edit.toPlainText() or None

    def put(self, kept: object) -> None:
        """Show a text that was written before."""
        if isinstance(self._edit, QLineEdit):
            self._edit.setText(str(kept))
        else:
            self._edit.setPlainText(str(kept))

    def on_written(self, slot: Callable[[], None]) -> None:
        """Call a slot with every change of the text."""
        self._edit.textChanged.connect(slot)


class AskDraft(QObject):
    """Keeps what is written in a question or page 2 s after the last key, and offers it again."""

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
            field.on_written(self._timer.start)
        work.ask(self, "draft", partial(_kept, key), self._offer)

    def keep(self) -> None:
        """Keep what stands in the fields, if it is anything new."""
        self._timer.stop()
        stands = {name: field.kept() for name, field in self._fields.items()}
        written = {name: kept for name, kept in stands.items() if kept is not None}
        content = json.dumps(written, ensure_ascii=False) if written else ""
        if not content:
            # What was kept and is taken out again must not come back.
            self.drop()
        if content in {self._kept, ""}:
            return
        self._kept = content
        self._work.keep_draft(self, self._key, content, on_failure=self._not_kept)

    def drop(self) -> None:
        """Forget it: the question is answered, or nothing is left of what was written."""
        self._timer.stop()
        if self._kept:
            self._kept = ""
            self._work.do(self, partial(intake.forget_draft, key=self._key))

    def _not_kept(self, error: Exception) -> None:
        self._kept = ""
        self._work.trouble.emit(error)

    def _offer(self, content: str | None) -> None:
        """Put what was written last time into the fields in which nothing is written yet."""
        if content is None:
            return
        self._kept = content
        for name, kept in json.loads(content).items():
            field = self._fields.get(name)
            if field is not None and field.kept() is None:
                field.put(kept)


def _kept(key: str, desk: Desk) -> str | None:
    with reading.cases(desk) as books:
        return books.drafts.get(desk.actor.id, key)
