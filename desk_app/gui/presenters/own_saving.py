# SPDX-License-Identifier: MIT
"""Pages for the post and of a case on their way to a file: asked, noted, written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desk_app.desk import mailing
from desk_app.desk.changes import Changes
from desk_app.gui.presenters.question import Question
from desk_app.gui.presenters.written_file import write_whole
from desk_app.i18n import messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk_app.desk.context import Desk
    from desk_app.gui.presenters.own_printing import Made
    from desk_app.gui.workplace import Workplace
    from desk_app.records.second_folder import FolderDoubt


class OwnSaving(QObject):
    """Says `asked` with the question before a file is written."""

    asked = Signal(object)

    def __init__(self, work: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work

    def name(self, made: Made) -> str:
        """Return the name that a file is offered: what it is, and the day; never a person."""
        return f"{made.file}-{self._work.today.isoformat()}.pdf"

    def save(self, made: Made, path: str) -> None:
        """Ask whether pages go into a file."""
        place = Path(path)

        def verb(desk: Desk) -> Changes:
            mailing.record_saved(desk, made.file)
            write_whole(place, made.pages)
            return Changes.of()

        self.ask(place, verb, self.tr("The pages are saved as a file."))

    def ask(self, place: Path, verb: Callable[[Desk], Changes], said: str) -> None:
        """Look at the place of a new file, and ask whether it is written there (T29)."""
        self._work.runner.submit(
            self,
            lambda: self._work.desk.ports.sheets.doubts(place),
            partial(self._put, place, verb, said),
            self._work.trouble.emit,
        )

    def _put(
        self,
        place: Path,
        verb: Callable[[Desk], Changes],
        said: str,
        doubts: tuple[FolderDoubt, ...],
    ) -> None:
        language = self._work.language
        warned = [
            self.tr("The folder is {doubt}.").format(doubt=messages.word(doubt, language))
            for doubt in doubts
        ]
        told = self.tr("The journal says who let it go. Delete the file once it was used.")
        question = Question(
            self.tr("Save as PDF"),
            self.tr("Save"),
            lambda _: verb,
            effect=self.tr("{file} leaves the desk and is no longer encrypted.").format(
                file=place.name
            ),
            detail="\n".join([*warned, told]),
            said=said,
        )
        self.asked.emit(question)
