# SPDX-License-Identifier: MIT
"""What helps beside the manual: keys of the page, the program's licences, tips of its fields."""

from __future__ import annotations

import re
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

import desk_app
from desk_app.gui.kit.fields.fields import field_tips
from desk_app.gui.kit.layout.boxes import STRETCH, in_column, in_row
from desk_app.gui.kit.layout.buttons import ButtonKind, button_for
from desk_app.gui.kit.layout.layout import Dialog
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.gui.kit.look import theme
from desk_app.gui.kit.look.text import Text
from desk_app.gui.kit.tables.columns import Column, RowsModel
from desk_app.gui.kit.tables.table import list_of
from desk_app.gui.page import PagePart, SectionView
from desk_app.i18n import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from desk_app.records.desk.people import Language

_WIDTH, _HEIGHT, _FIRST = 560, 480, 200
_PROGRAM = "desk-app"
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_DIGITS = re.compile(r"\d+")


class _Line(NamedTuple):
    """One line of a table that is only read."""

    first: str
    second: str


class ReadTable(Dialog):
    """A table of two columns that is read, below a sentence; Esc closes it."""

    def __init__(self, name: str, titles: tuple[str, str, str], said: str, parent: QWidget) -> None:
        """Take the titles of the dialog and of both columns."""
        super().__init__(parent)
        self.setObjectName(name)
        title, first, second = titles
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        columns: list[Column[_Line]] = [
            Column("first", first, lambda line: line.first, _FIRST),
            Column("second", second, lambda line: line.second),
        ]
        self.model = RowsModel(columns, lambda line: line.first, None, self)
        self._table = list_of(f"{name}Table", title, self.model)
        close = button_for("close", "", self.reject, kind=ButtonKind.MAIN, key=Key.CLOSE)
        close.setText(self.tr("Close"))
        words = Text(said, wrap=True)
        in_column(self, words, self._table, in_row(None, STRETCH, close), gap=12, edge=16)
        self.resize(theme.px(_WIDTH), theme.px(_HEIGHT))

    def show_lines(self, lines: Sequence[_Line]) -> None:
        """Show these lines; the keys are in the table."""
        self.model.show_rows(lines)
        self._table.choose(0)
        self._table.setFocus()
        self.open()


class PageKeys(ReadTable):
    """All keys that do something on the page that is open."""

    def __init__(self, page: str, parent: QWidget) -> None:
        titles = (self.tr("Keys of this page"), self.tr("Key"), self.tr("What it does"))
        super().__init__("pageKeys", titles, page, parent)

    def show_keys(self, told: Iterable[tuple[str, str]]) -> None:
        """Show keys and what they do, the nearest first; of a key told twice the first counts."""
        lines: dict[str, _Line] = {}
        for key, what in told:
            lines.setdefault(key, _Line(key, what))
        self.show_lines(tuple(lines.values()))


class AboutProgram(ReadTable):
    """The program's name, version and licence, and those of the libraries it is made of."""

    def __init__(self, parent: QWidget) -> None:
        titles = (self.tr("About this program"), self.tr("Library"), self.tr("Licence"))
        said = self.tr("desk_app {version}, under the MIT licence. It sends nothing anywhere.")
        super().__init__("aboutProgram", titles, said.format(version=desk_app.__version__), parent)

    def show_libraries(self) -> None:
        """Show every library that is installed for the program."""
        self.show_lines(tuple(_libraries()))


def _libraries() -> Iterator[_Line]:
    """Yield the libraries that the program needs, with what these need, by name."""
    waiting, known = [_PROGRAM], dict[str, _Line | None]()
    while waiting:
        name = waiting.pop()
        if name.lower() in known:
            continue
        known[name.lower()] = None
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        if name != _PROGRAM:
            known[name.lower()] = _Line(f"{found.name} {found.version}", _licence(found.metadata))
        needs = (each for each in found.requires or () if "extra ==" not in each)
        waiting += [match.group() for each in needs if (match := _NAME.match(each))]
    yield from sorted(
        (each for each in known.values() if each), key=lambda line: line.first.lower()
    )


def _licence(said: metadata.PackageMetadata) -> str:
    """Return the licence a library names, in whichever of the fields it does."""
    stated = said.get_all("License-Expression") or said.get_all("License") or ()
    classified = (each for each in said.get_all("Classifier") or () if each.startswith("License"))
    usual = next((each.rsplit(" :: ", 1)[-1] for each in classified), "–")
    first = next(iter(stated), "").strip().split("\n")[0]
    return first or usual


# What is to be typed into a field, with an example and the law behind it: by the field's name.


def tell_tips_in(language: Language) -> None:
    """Let every field that comes into sight say what is typed into it, in this language."""
    field_tips.take(partial(tip_of, language=language))


def tip_of(name: str, edit: QObject, language: Language) -> str:
    """Return what is typed into a field; nothing where it is not said, as of a search field.

    A name is looked for on its page, then anywhere, without numbers: ``further0.version`` is
    ``further.version``, ``a4.down`` says what ``down`` says.
    """
    plain = _DIGITS.sub("", name).rstrip(".")
    names = (f"{_page_of(edit)}.{plain}", plain, plain.partition(".")[0], plain.rpartition(".")[2])
    told = (vocabulary.text("tips", "Field", each, language) for each in names if each)
    return next(filter(None, told), "")


def _page_of(edit: QObject) -> str:
    """Return the name of the page a field stands in."""
    above = edit.parent()
    while above is not None and not isinstance(above, SectionView):
        above = above.parent()
    return type(above).__name__ if isinstance(above, PagePart) else ""
