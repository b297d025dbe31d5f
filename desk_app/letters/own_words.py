# SPDX-License-Identifier: MIT
"""The wording of the desk's own pages: recovery sheet, day sheet, disposal report, drill record."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import Field

from desk_app.letters.wording import Note, Part, Step, Table, read

if TYPE_CHECKING:
    from pathlib import Path

    from desk_app.records.people import Language


class FormRow(Part):
    """A row of a form: its label, what stands beside it, its least height in millimetres."""

    label: str
    text: str = ""
    height: float = 0.0
    when: str = ""


class Box(Part):
    """A box to sign in: its head, and what stands above the room for the signature."""

    head: str
    line: str = ""


class Section(Part):
    """A part of a page under its heading.

    A table has the ``rows`` of that name, each said by ``cells``, then ``lines`` that are always
    there; a line that says nothing in its first cell is left out. ``drawn`` names a part that is
    no text.
    """

    label: str = ""
    when: str = ""
    text: tuple[str, ...] = ()
    rows: str = ""
    head: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    aligns: str = ""
    cells: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()
    drawn: str = ""
    step: tuple[Step, ...] = ()
    field: tuple[FormRow, ...] = ()
    field_share: float = 20.0
    box: tuple[Box, ...] = ()
    box_height: float = 17.0
    notes: tuple[Note, ...] = ()


class PageWords(Part):
    """One kind of page: what stands at its head, its sections, its foot."""

    title: str
    subtitle: str = ""
    left: str = ""
    right: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    section: tuple[Section, ...]
    closing: tuple[str, ...] = ()
    foot_left: str
    foot_right: str
    beside_key: str = ""
    methods: Table = Field(default_factory=dict)
    reasons: Table = Field(default_factory=dict)


@lru_cache(maxsize=8)
def page_words(folder: Path, language: Language, kind: str) -> PageWords:
    """Return the words of a kind of page from the folder of all languages; raises BadWording."""
    return read(folder / language.value / f"{kind}.toml", PageWords)
