# SPDX-License-Identifier: MIT
"""Finds the application of a receipt number or of a code on paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import reading
from desk_app.rules.codes import (
    CodeError,
    CodeFault,
    ReceiptNumber,
    read_code,
    read_receipt_number,
    read_running_number,
)

if TYPE_CHECKING:
    from datetime import date

    from desk_app.desk.context import Desk
    from desk_app.gui.workplace import Workplace
    from desk_app.records.ids import ApplicationId


class OpenNumberPresenter(QObject):
    """Says `found` with id and receipt number, or `refused`: ``unread``, ``check``, ``unknown``."""

    found = Signal(object, str)
    refused = Signal(str)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def look(self, text: str) -> None:
        """Look for what was typed or scanned."""
        try:
            number = _read(text, self._work.today)
        except CodeError as error:
            mistyped = error.code is CodeFault.WRONG_CHECK_CHARACTER
            self.refused.emit("check" if mistyped else "unread")
            return
        answer = partial(self._answer, str(number))
        self._work.ask(self, "number", lambda desk: _find(desk, number), answer)

    def _answer(self, number: str, id_: ApplicationId | None) -> None:
        if id_ is None:
            self.refused.emit("unknown")
        else:
            self.found.emit(id_, number)


def _read(text: str, today: date) -> ReceiptNumber:
    """Read a code where it is one, else a receipt number or its last digits. Raises CodeError."""
    try:
        return read_code(text).receipt
    except CodeError as error:
        if error.code is CodeFault.WRONG_CHECK_CHARACTER:
            raise
    try:
        return read_running_number(text, today)
    except CodeError:
        return read_receipt_number(text)


def _find(desk: Desk, number: ReceiptNumber) -> ApplicationId | None:
    with reading.cases(desk) as books:
        return books.files.by_number(str(number))
