# SPDX-License-Identifier: MIT
"""The published forms as the files of their edition give them, said with the rulebook's values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import Field

from desk_app.letters.errors import BadWording, MissingValue
from desk_app.letters.wording import WordingPart, read
from desk_app.records.people import Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from desk_app.letters.composing import Values
    from desk_app.letters.wording import Voice


_PARTS = "parts.toml"
Shared = TypeVar("Shared")


class BothLanguages(WordingPart):
    """The same in both languages."""

    ja: str
    en: str


Words = BothLanguages | str
"""Words in both languages, or such as both have in common."""


class FormCell(WordingPart):
    """One cell of a row: small print, lines with boxes and blanks, words, or room to write.

    From top to bottom ``hint``, ``lines``, ``text``, ``note``: the first and the last are small.

    ``field`` names the field of the room left below; a ``long`` one breaks its lines and is set as
    large as it fits, any other one in that ``size`` in points. ``width`` is
    in millimetres, else the cells share what is left by ``share``. ``told`` is what a screen reader
    calls the fields, where label and small print are not enough. A ``label`` cell is grey.
    """

    share: float = 1.0
    width: float = 0.0
    label: Words = ""
    hint: Words = ""
    lines: tuple[Words, ...] = ()
    text: Words = ""
    note: Words = ""
    field: str = ""
    long: bool = False
    size: float = 10.0
    told: Words = ""
    seal: Words = ""
    row: tuple[GridRow, ...] = ()


class GridRow(WordingPart):
    """One row: its label, its cells; ``grow`` is its part of the height a page has left over.

    ``repeat`` prints it so often; {n} in names is then the number.
    """

    label: Words = ""
    sub: Words = ""
    height: float = 0.0
    grow: float = 0.0
    repeat: int = 1
    when: str = ""
    frame: bool = True
    cell: tuple[FormCell, ...]


class FormSection(WordingPart):
    """A numbered section, or one of the edition's shared parts by its name."""

    use: str = ""
    label: Words = ""
    note: Words = ""
    row: tuple[GridRow, ...] = ()


class ProcedureStep(WordingPart):
    """One box of the course of a procedure."""

    label: Words
    note: Words = ""


class GuidePart(WordingPart):
    """A part of the instructions, or one of the edition's shared parts by its name.

    A table holds ``lines`` that are always there, then the ``rows`` of that name said by ``cells``;
    ``items`` names rows of numbered sentences said by ``item``.
    """

    use: str = ""
    when: str = ""
    label: Words = ""
    course: tuple[ProcedureStep, ...] = ()
    text: tuple[Words, ...] = ()
    head: tuple[Words, ...] = ()
    shares: tuple[float, ...] = ()
    lines: tuple[tuple[Words, ...], ...] = ()
    rows: str = ""
    cells: tuple[Words, ...] = ()
    items: str = ""
    item: Words = ""
    frame: tuple[Words, ...] = ()
    notes: tuple[Words, ...] = ()


class Guide(WordingPart):
    """The instructions that go with a form."""

    title: Words
    subtitle: Words = ""
    part: tuple[GuidePart, ...]


class FormFile(WordingPart):
    """One form: its code in each language, title, sections, notes, instructions.

    ``style`` is that of an application form, or of a letter that the principal signs.
    """

    code: BothLanguages
    style: Literal["application", "letter"] = "application"
    title: Words
    subtitle: Words = ""
    opening: Words = ""
    section: tuple[FormSection, ...]
    notes: tuple[Words, ...] = ()
    office: str = ""
    guide: Guide | None = None


class PartsFile(WordingPart):
    """What several forms of an edition share: sections, instructions, words for codes."""

    words: dict[str, BothLanguages]
    section: dict[str, FormSection]
    guide: dict[str, GuidePart]
    rights: dict[str, BothLanguages]
    kinds: dict[str, BothLanguages]
    means: dict[str, BothLanguages]
    pieces: dict[str, BothLanguages]
    mail: dict[str, BothLanguages]
    powers: dict[str, BothLanguages] = Field(default_factory=dict)


class Edition:
    """The forms of one version, each by the name of its file: A-1, B-1."""

    def __init__(self, folder: Path) -> None:
        """Read everything; raises BadWording with file and place."""
        self.version = folder.name
        self.parts = read(folder / _PARTS, PartsFile)
        self.forms = {
            path.stem: read(path, FormFile)
            for path in sorted(folder.glob("*.toml"))
            if path.name != _PARTS
        }

    def section(self, section: FormSection) -> FormSection:
        """Return a section, or the shared one it names."""
        return self._shared(self.parts.section, section.use) if section.use else section

    def guide_part(self, part: GuidePart) -> GuidePart:
        """Return a part of the instructions, or the shared one it names."""
        return self._shared(self.parts.guide, part.use) if part.use else part

    def office(self, name: str) -> FormSection:
        """Return the section that the desk fills in."""
        return self._shared(self.parts.section, name)

    def _shared(self, parts: dict[str, Shared], name: str) -> Shared:
        if name not in parts:
            raise BadWording(f"{self.version}/{_PARTS}: {name}")
        return parts[name]


def spoken(words: Words, language: Language) -> str:
    """Return words in a language."""
    if isinstance(words, str):
        return words
    return words.ja if language is Language.JA else words.en


def editions(folder: Path) -> tuple[str, ...]:
    """Return the versions whose forms lie in a folder, oldest first."""
    return tuple(sorted(path.name for path in folder.iterdir() if (path / _PARTS).is_file()))


@lru_cache(maxsize=8)
def edition(folder: Path, version: str) -> Edition:
    """Return the forms of a version, read once; raises BadWording where there are none."""
    if version not in editions(folder):
        raise BadWording(f"forms/{version}")
    return Edition(folder / version)


# Saying the words of a form in one language with the values of rulebook and profile.


@dataclass(frozen=True, slots=True)
class FormVoice:
    """The words of one form; what they say is markup, what the values say is not."""

    voice: Voice
    language: Language
    values: Values

    def say(self, words: Words, more: Mapping[str, object] | None = None) -> str:
        """Return what words say as markup; a value that is not there stops the form by its name."""
        values = self.values if more is None else {**self.values, **more}
        return self.voice.say(spoken(words, self.language), values)

    def plain(self, words: Words) -> str:
        """Return what words say without markup, on one line."""
        between = "" if self.language is Language.JA else " "
        return unescape(self.say(words)).replace("\n", between)

    def holds(self, condition: str) -> bool:
        """Tell whether a condition holds."""
        return self.voice.holds(condition, self.values)

    def rows(self, name: str) -> Sequence[Values]:
        """Return the rows of that name; none stop the form by it."""
        rows = self.values.get(name)
        if not isinstance(rows, tuple):
            raise MissingValue(name)
        return rows
