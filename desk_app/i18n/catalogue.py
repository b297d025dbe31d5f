# SPDX-License-Identifier: MIT
"""The texts of the screens in one language, read from Qt Linguist's .ts files as they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from typing_extensions import override

from desk_app.records.desk.people import Language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = re.compile(rb"<context>\s*<name>(\w+)</name>")
_END = b"</context>"
_UNFINISHED = frozenset({"unfinished", "vanished", "obsolete"})


class Message(NamedTuple):
    """One text: the class that shows it, its English source, its forms by number."""

    context: str
    source: str
    forms: tuple[str, ...]
    finished: bool = True

    @property
    def key(self) -> tuple[str, str]:
        """Return what names the text: context and source."""
        return self.context, self.source


class CatalogueError(ValueError):
    """A .ts file cannot be read; carries the file's name and the line."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__(f"{file}:{line}")
        self.file = file
        self.line = line


class Catalogue(QTranslator):
    """Answers Qt with the texts of one language; what it does not know stays English.

    It is installed once and may change its language; Qt's own words come from Qt's own files.
    What Qt calls catches what it raises, as every override of the window does
    (``overriding``): else, before Python 3.12, the process would end without a word.
    """

    def __init__(self, folder: Path, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._qt = QTranslator()
        self.speak(language)

    def speak(self, language: Language) -> None:
        """Answer in a language from now on. Raises CatalogueError."""
        self._language = language
        self._texts = _texts(self._folder, language)
        self._qt = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._qt.load(f"qtbase_{language.value}", folder)

    @override
    def translate(
        self,
        context: str | bytes | bytearray | memoryview,
        sourceText: str | bytes | bytearray | memoryview,
        disambiguation: str | bytes | bytearray | memoryview | None = None,
        n: int = -1,
    ) -> str:
        try:
            return self._told(_text(context), _text(sourceText), n)
        except BaseException:  # noqa: TRY203 what is caught becomes an exception
            raise

    def _told(self, context: str, source: str, n: int) -> str:
        forms = self._texts.forms(context, source)
        if forms is None:
            # The menus of text fields, the standard buttons; a null string where Qt knows nothing.
            own = self._qt.translate(context, source, "", n)
            return own or None  # type: ignore[return-value] # None is how a null string is given
        return forms[min(_form(self._language, n), len(forms) - 1)]


class _Texts:
    """The finished texts of a language, read context by context when the first of it is asked.

    The window's first page needs a tenth of them, and reading them all would hold it up.
    """

    def __init__(self, folder: Path, language: Language) -> None:
        """Find where each context stands. Raises CatalogueError."""
        self._unread: dict[str, list[tuple[Path, bytes]]] = {}
        self._forms: dict[str, dict[str, tuple[str, ...]]] = {}
        for file in _files(folder, language):
            for name, told in _contexts(file):
                self._unread.setdefault(name, []).append((file, told))

    def forms(self, context: str, source: str) -> tuple[str, ...] | None:
        """Return the forms of a text by number; nothing for one that is not there."""
        unread = self._unread.pop(context, None)
        if unread is not None:
            found = (message for file, told in unread for message in _read(file, told))
            self._forms[context] = {
                message.source: message.forms
                for message in found
                if message.finished and all(message.forms)
            }
        return self._forms.get(context, {}).get(source)


@lru_cache(maxsize=len(Language))
def _texts(folder: Path, language: Language) -> _Texts:
    """Return the texts of a language, kept: a clerk goes to and fro at once."""
    return _Texts(folder, language)


def _files(folder: Path, language: Language) -> list[Path]:
    return sorted(folder.glob(f"*_{language.value}.ts"))


def _contexts(file: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of each context. Raises CatalogueError where one is not whole.

    No text of a file holds the words looked for: each < of a text is written as an entity.
    """
    told = file.read_bytes()
    places = [(found[1].decode(), found.start()) for found in _NAME.finditer(told)]
    if not len(places) == told.count(b"<context>") == told.count(_END):
        read(file)
        raise CatalogueError(file.name, 1)
    for name, start in places:
        yield name, told[start : told.index(_END, start) + len(_END)]


def _read(file: Path, told: bytes) -> Iterator[Message]:
    """Read a context of a file. Raises CatalogueError where it is not well formed."""
    try:
        context = ET.fromstring(told)  # noqa: S314 a file of the program's own
    except ET.ParseError:
        # Of the whole file the line is known.
        read(file)
        raise
    return _of_context(context)


def messages(folder: Path, language: Language) -> list[Message]:
    """Read every text of a language: all files of a folder that end in its code.

    Raises CatalogueError.
    """
    return [message for file in _files(folder, language) for message in read(file)]


def read(file: Path) -> list[Message]:
    """Read the texts of one file. Raises CatalogueError where it is not well formed."""
    try:
        contexts = ET.fromstring(file.read_bytes())  # noqa: S314 a file of the program's own
    except ET.ParseError as error:
        raise CatalogueError(file.name, error.position[0]) from error
    return [message for context in contexts.iter("context") for message in _of_context(context)]


def _of_context(context: ET.Element) -> Iterator[Message]:
    name = context.findtext("name", "")
    return (_message(name, message) for message in context.iter("message"))


def _message(context: str, message: ET.Element) -> Message:
    source = message.findtext("source", "")
    translation = message.find("translation")
    if translation is None:
        return Message(context, source, ("",), finished=False)
    forms = tuple(form.text or "" for form in translation.iter("numerusform"))
    finished = translation.get("type") not in _UNFINISHED
    return Message(context, source, forms or (translation.text or "",), finished)


def _form(language: Language, number: int) -> int:
    """Return which form a number takes: Japanese has one, English one for 1 and one for others."""
    return 0 if language is Language.JA or number in (1, -1) else 1


def _text(given: str | bytes | bytearray | memoryview) -> str:
    return given if isinstance(given, str) else bytes(given).decode()
