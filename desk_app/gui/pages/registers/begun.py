# SPDX-License-Identifier: MIT
"""What is typed of entries and not entered yet: kept while the page stands, and through a lock."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.desk.applications import intake
from desk_app.gui.asking import DRAFT_AFTER_MS
from desk_app.gui.pages.registers import fields
from desk_app.records.registers import RegisterBook
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.desk.context import Desk
    from desk_app.gui.pages.registers.fields import Values
    from desk_app.gui.session.session import Session

    Key = tuple[RegisterBook, int]

_DRAFT = "register-"


class BegunEntries(QObject):
    """Remembers what is typed of each entry; says `found` once what was kept before is read.

    Who may keep drafts has them in the store, encrypted; of anybody else they live as long as the
    page.
    """

    found = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._keeps = session.may(Duty.LOG)
        self._typed: dict[Key, str] = {}
        self._kept: dict[Key, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=DRAFT_AFTER_MS)
        self._timer.timeout.connect(self.keep)
        if self._keeps:
            session.ask(self, "begun entries", _of_registers, self._take)

    def holds(self, at: Key) -> bool:
        """Say whether something is typed of an entry."""
        return at in self._typed

    def of(self, at: Key, begun: Values) -> Values | None:
        """Return what is typed of an entry whose fields stood so; None where nothing is."""
        content = self._typed.get(at)
        return None if content is None else fields.understood(at[0], content, begun)

    def note(self, at: Key, values: Values) -> None:
        """Remember what stands in the fields of an entry, and keep it in a while."""
        self._typed[at] = fields.written(at[0], values)
        self._timer.start()

    def drop(self, at: Key) -> None:
        """Forget what was typed of an entry: it was entered, or is not wanted."""
        self._typed.pop(at, None)
        if self._kept.pop(at, None) is not None:
            self._session.do(self, partial(intake.forget_draft, key=_key(at)))

    def keep(self) -> None:
        """Keep what is typed, where it is anything new."""
        self._timer.stop()
        if not self._keeps:
            return
        for at, content in self._typed.items():
            if self._kept.get(at) != content:
                self._kept[at] = content
                self._session.keep_draft(self, _key(at), content)

    def _take(self, kept: Mapping[str, str]) -> None:
        for key, content in kept.items():
            at = _of_key(key)
            if at is not None and at not in self._typed:
                self._typed[at] = self._kept[at] = content
        self.found.emit()


def _of_registers(desk: Desk) -> Mapping[str, str]:
    return intake.begun(desk, _DRAFT)


def _key(at: Key) -> str:
    return f"{_DRAFT}{at[0].value}-{at[1]}"


def _of_key(key: str) -> Key | None:
    """Return of which entry a draft is; None where no register of this version is called so."""
    book, _, id_ = key.removeprefix(_DRAFT).rpartition("-")
    known = {each.value: each for each in RegisterBook}
    return (known[book], int(id_)) if book in known and id_.isdecimal() else None
