# SPDX-License-Identifier: MIT
"""Reading what the wording says into text: strong words, Gothic words, words never torn apart."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from desk_app.letters.breaking import KEEP_FROM, KEEP_TO
from desk_app.letters.errors import BadWording, MissingGlyph
from desk_app.letters.setting import Run, Text
from desk_app.letters.sheet import Face

NOTE_SIGN = "※"
_SMALL = "<s>"
_TAG = re.compile("</?[a-z]>")
_FACES = {"<b>": Face.BOLD, "<g>": Face.GOTHIC, "</b>": None, "</g>": None}
_KEPT = {"<u>": KEEP_FROM, "</u>": KEEP_TO}


class Paragraph(NamedTuple):
    """One paragraph of what is said; ``small`` is set as a note."""

    text: Text
    small: bool


@lru_cache(maxsize=1024)
def paragraphs(markup: str) -> tuple[Paragraph, ...]:
    """Cut escaped text with tags into paragraphs; one that begins with <s> or ※ is small."""
    # As plain text: what is unescaped and joined to markup would be escaped once more.
    return tuple(_paragraph(line) for line in str(markup).split("\n"))


def text(markup: str) -> Text:
    """Read one paragraph."""
    return tuple(run for paragraph in paragraphs(markup) for run in paragraph.text)


def plain_text(markup: str) -> str:
    """Read one line in which no word is strong; what is never torn apart needs no mark."""
    found = text(markup)
    if any(run.face is not None for run in found):
        raise BadWording("<b>")
    return "".join(run.text for run in found).replace(KEEP_FROM, "").replace(KEEP_TO, "")


def _paragraph(line: str) -> Paragraph:
    for mark in (KEEP_FROM, KEEP_TO):
        if mark in line:
            raise MissingGlyph(mark)
    small = line.startswith((_SMALL, NOTE_SIGN))
    return Paragraph(_runs(line.removeprefix(_SMALL)), small)


def _runs(line: str) -> Text:
    runs: list[Run] = []
    face: Face | None = None
    at = 0
    for tag in _TAG.finditer(line):
        _add(runs, unescape(line[at : tag.start()]), face)
        at = tag.end()
        if tag[0] in _KEPT:
            _add(runs, _KEPT[tag[0]], face)
        elif tag[0] in _FACES:
            face = _FACES[tag[0]]
        else:
            raise BadWording(tag[0])
    _add(runs, unescape(line[at:]), face)
    return tuple(runs) or (Run(""),)


def _add(runs: list[Run], part: str, face: Face | None) -> None:
    if part and runs and runs[-1].face is face:
        runs[-1] = Run(runs[-1].text + part, face)
    elif part:
        runs.append(Run(part, face))
