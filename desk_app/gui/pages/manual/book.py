# SPDX-License-Identifier: MIT
"""The chapters of the manual in one language, as they lie among the program's files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.desk.people import Language


STOPS = "11-when-it-does-not-start"
"""The chapter that says what to do when the gate lets nobody in."""

_TITLE = "# "
_ENDING = ".md"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: the name of its file without the ending, its title, and its text in Markdown.

    ``folder`` is where the pictures lie that the text names.
    """

    name: str
    title: str
    text: str
    folder: Path

    @property
    def number(self) -> str:
        """Return its number, two digits, as other chapters name it."""
        return self.name.partition("-")[0]


def chapters(resources: Path, language: Language) -> tuple[Chapter, ...]:
    """Return the chapters in their order; none where the program came without its manual."""
    files = sorted((resources / "manual" / language.value).glob(f"*{_ENDING}"))
    return tuple(_read(file) for file in files)


def linked(address: str) -> str:
    """Return the name of the chapter that a link leads to; empty for any other link."""
    plain = "/" not in address and ":" not in address
    return address.removesuffix(_ENDING) if plain and address.endswith(_ENDING) else ""


def _read(file: Path) -> Chapter:
    text = file.read_text(encoding="utf-8")
    title, _, _ = text.partition("\n")
    return Chapter(file.stem, title.removeprefix(_TITLE), text, file.parent)
