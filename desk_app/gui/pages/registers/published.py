# SPDX-License-Identifier: MIT
"""The page that publishes the purposes: printed from the register, compared with what stands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from desk_app.desk import registers
from desk_app.desk.context import Kind
from desk_app.desk.errors import BadInput
from desk_app.gui.asking import ChoiceAsked, DayAsked, Question, day
from desk_app.gui.kit.display.notes import ListOrNote
from desk_app.gui.kit.fields.choices import ChoiceBox
from desk_app.gui.kit.fields.fields import LongText
from desk_app.gui.kit.fields.form import FilterLine, LabelledField
from desk_app.gui.kit.files import OpenPublished, documents
from desk_app.gui.kit.layout.boxes import dress, in_column
from desk_app.gui.kit.layout.buttons import ButtonKind
from desk_app.gui.kit.layout.layout import WHOLE, Divided, TitleBar
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look.painting import Mark
from desk_app.gui.kit.pyside_workarounds.overriding import override
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import ListTable
from desk_app.gui.pages.registers.parts import RegisterLine, RegisterPart
from desk_app.gui.printing import spooler
from desk_app.gui.printing.own_pages import PagePrinting
from desk_app.i18n import dates, messages
from desk_app.records.desk.people import Language
from desk_app.rules.registers.published import PublishedStand, differing, text_of_page
from desk_app.rules.rulebook.terms import Duty

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QObject

    from desk_app.desk.context import Changes, Desk
    from desk_app.gui.asking import Answers
    from desk_app.gui.printing.spooler import Printing
    from desk_app.gui.session.session import Session
    from desk_app.records.registers import PublishedText
    from desk_app.rules.registers.published import ComparedLine

    Numbered = tuple[int, ComparedLine]

PUBLISHED = "published"
"""The key of its line in the list."""

_TEXT, _ROOM, _LANGUAGE = 320, 440, 152
_AFTER_MS = 300
_MOST_BYTES = 4 * 1024 * 1024
_MARKS = {
    PublishedStand.SAME: Mark.DONE,
    PublishedStand.CHANGED: Mark.ASK,
    PublishedStand.MISSING: Mark.DEFECTIVE,
    PublishedStand.MORE: Mark.ASK,
}


class PublishedPart(RegisterPart):
    """At the left the text that is published, pasted; at the right both, line by line."""

    _kept: PublishedText | None = None

    def __init__(self, session: Session, parent: QWidget, printers: Printing | None = None) -> None:
        super().__init__(session, parent)
        self._pages = PagePrinting(session, self, printers or spooler.system())
        self._later = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._later.timeout.connect(self.read_again)
        self._title = TitleBar()
        self.language = ChoiceBox()
        choices = [(each, messages.label(each, session.language)) for each in Language]
        self.language.set_choices(choices)
        self.language.set_value(session.language)
        self.language.currentIndexChanged.connect(lambda _: self._show_kept())
        above = FilterLine()
        above.add_field("publishedLanguage", self.tr("Language"), self.language, _LANGUAGE)
        self.text = LongText()
        self.text.setObjectName("publishedText")
        self.text.textChanged.connect(self._later.start)
        self._model: RowsModel[Numbered] = RowsModel(
            [
                Column("stand", self.tr("Stand"), self._stand, 128, mark=_mark),
                Column("register", self.tr("In the register"), _register),
                Column("published", self.tr("As published"), _published),
            ],
            lambda row: row[0],
            None,
            self,
        )
        self._table = ListTable.of(self._model, self.tr("Line by line"), "publishedLines")
        self._table.let_rows_grow()
        self._stack = ListOrNote(self._table)
        told, keeps = self.tr("Load from a file"), Duty.REGISTERS
        self.act("loadPublished", told, self._name_file, Key.ADD, "import", needs=keeps)
        told, can = self.tr("Keep as published"), lambda: bool(self.text.toPlainText().strip())
        self.act("keepPublished", told, self._ask_keep, Key.EDIT, "check", needs=keeps, can=can)
        told, ready = self.tr("Print the page"), self._print
        self.act("printPublished", told, ready, Key.PRINT, "print", "file")
        self._title.say(self._name(), "")
        for name in ("loadPublished", "keepPublished"):
            self._title.add_button(self.doing.button(name))
        self._title.add_button(self.doing.button("printPublished", ButtonKind.MAIN))
        self._lay_out(above)
        self._show(())

    @override
    def lines(self) -> Sequence[RegisterLine]:
        return [RegisterLine(PUBLISHED, self._name(), self.tr("printed, and compared"))]

    @override
    def choose(self, key: object) -> None:
        self._pages.printing.ask_printers()
        self._show_kept()

    def load(self, path: str) -> None:
        """Show the words of a file, to be looked at and kept."""
        place = Path(path)

        def look(_: Desk) -> str:
            try:
                if place.stat().st_size > _MOST_BYTES:
                    raise BadInput("published_file_bad", place="file")
                return text_of_page(place.read_bytes())
            except (OSError, ValueError):
                raise BadInput("published_file_bad", place="file") from None

        self.session.ask(self, "published file", look, self.text.setPlainText)

    def _show_kept(self) -> None:
        """Show what is kept as published in the language, unless something else was typed."""
        language = self._meant()
        verb = partial(registers.kept_published, language=language)
        self.session.ask(self, "kept", verb, self._put_kept)

    def _put_kept(self, kept: PublishedText | None) -> None:
        typed = self.text.toPlainText()
        untouched = not typed.strip() or (self._kept is not None and typed == self._kept.text)
        self._kept = kept
        if untouched:
            self.text.setPlainText("" if kept is None else kept.text)
        self.read_again()

    def _name_file(self) -> None:
        dialog = OpenPublished(documents(), self)
        dialog.fileSelected.connect(self.load)
        dialog.open()

    def _ask_keep(self) -> None:
        language, text = self._meant(), self.text.toPlainText()
        today = self.session.today

        def doing(answers: Answers) -> Callable[[Desk], Changes]:
            on = day(answers, "on", today)
            return partial(registers.keep_published, text=text, language=language, on=on)

        question = Question(
            self.tr("Keep the text as published"),
            self.tr("Keep it"),
            doing,
            effect=self.tr("It takes the place of what was kept; next time it stands here."),
            asked=(DayAsked("on", self.tr("Published since"), today),),
            said=self.tr("The published text is kept."),
        )
        self.ask(question, self._show_kept)

    @override
    def take_focus(self) -> None:
        self.text.setFocus()

    @override
    def read_again(self) -> None:
        language = self._meant()
        verb = partial(registers.compare_published, text=self.text.toPlainText(), language=language)
        self.session.ask(self, "published", verb, self._show)

    @override
    def keys(self) -> Sequence[tuple[str, str]]:
        return ()

    def _name(self) -> str:
        return self.tr("Published page")

    def _meant(self) -> Language:
        meant = self.language.value()
        return meant if isinstance(meant, Language) else self.session.language

    def _print(self) -> None:
        choices = tuple((each, messages.label(each, self.session.language)) for each in Language)

        def making(desk: Desk, answers: Answers) -> bytes:
            meant = answers.get("language")
            language = meant if isinstance(meant, Language) else self._meant()
            return desk.ports.press.page(registers.purposes_page(desk, language))

        asked = ChoiceAsked("language", self.tr("Language"), choices, self._meant())
        title = self.tr("Print the purposes as they are to be published")
        printing = self._pages.printing
        self._pages.ask(printing.question(title, making, asked, file="purposes"))

    def _show(self, lines: tuple[ComparedLine, ...]) -> None:
        pasted = bool(self.text.toPlainText().strip())
        found = len(differing(lines))
        told = [self.tr("printed, and compared")]
        if pasted:
            told.append(self.tr("%n difference(s)", "", found))
        if self._kept is not None:
            on = dates.full(self._kept.on, self.session.language)
            told.append(self.tr("kept as published since {day}").format(day=on))
        self._title.say(self._name(), "　".join(told))
        self.doing.refresh()
        self._model.show_rows(tuple(enumerate(lines if pasted else ())))
        none = self.tr(
            "Paste the text that is published, or load it: each line is held beside the register."
        )
        self._stack.show_list(none, empty=not pasted)

    def _stand(self, row: Numbered) -> str:
        return messages.label(row[1].stand, self.session.language)

    def _lay_out(self, above: QWidget) -> None:
        left = QWidget()
        dress(left, ground="base", line="right")
        field = LabelledField(self.tr("What is published"), self.text)
        in_column(left, (field, 1), gap=0, edge=16)
        column = in_column(self, self._title, above, gap=0, edge=0)
        across = Divided(
            "published",
            self.session.screen,
            1,
            ((left, _TEXT), (self._stack, WHOLE)),
            _ROOM,
            parent=self,
        )
        names = self.tr("What is published"), self.tr("Line by line")
        across.name_parts(self.tr("Parts of this page"), *names)
        column.addWidget(across, 1)
        self.session.hub.listen(self._changed)

    def _changed(self, changes: Changes, _initiator: QObject | None) -> None:
        if changes.ids(Kind.REGISTER) and self.isVisible():
            self.read_again()


def _mark(row: Numbered) -> Mark:
    return _MARKS[row[1].stand]


def _register(row: Numbered) -> str:
    return row[1].register


def _published(row: Numbered) -> str:
    return row[1].published
