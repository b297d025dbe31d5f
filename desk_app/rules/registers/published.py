# SPDX-License-Identifier: MIT
"""What the register publishes of purposes, line by line, held beside what is published."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import zip_longest

from typing_extensions import override

from desk_app.records.base import Word
from desk_app.records.desk.people import Language
from desk_app.records.registers import PurposeVersion

_BULLET = re.compile(r"^(?:[・•◦●○■□*-]|\(?[0-9]{1,2}[.):])\s*")
_WHITE = re.compile(r"\s+")
_ENDS = "。.、,;"
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\uf8f0-\uf8f3]")
"""Controls, and what stands for bytes that Shift_JIS has not."""
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body|p|div|table|ul|ol|h[1-6])[\s>]", re.IGNORECASE)
_UNSEEN = frozenset({"script", "style", "title", "head", "noscript", "template"})
_BLOCKS = frozenset(
    {
        *("p", "div", "br", "li", "tr", "td", "th", "table", "ul", "ol", "dl", "dt", "dd"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer"),
    }
)


class PublishedStand(Word):
    """How a line of the register stands to what is published."""

    SAME = "same"
    CHANGED = "changed"
    MISSING = "missing"
    """The register says it, and what is published does not."""
    MORE = "more"
    """What is published says it, and the register does not."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of the register and the one that stands in its place; each as it is written."""

    stand: PublishedStand
    register: str = ""
    published: str = ""


class _PageText(HTMLParser):
    """Takes the words of a page of the web, a line for each block; no script, no style."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self._unseen = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.told.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.told.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.told.append(_WHITE.sub(" ", data))


def text_of_page(content: bytes) -> str:
    """Return the words of a file: plain text, or a page of the web as it was saved.

    Read as UTF-8, or else as older programs of Windows write Japanese; raises ValueError for what
    is neither.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp932")
    if _NO_TEXT.search(text) is not None:
        raise ValueError("this is no text")
    if _PAGE.search(text) is None:
        return text
    page = _PageText()
    page.feed(text)
    page.close()
    lines = (line.strip() for line in "".join(page.told).splitlines())
    return "\n".join(line for line in lines if line)


def published_lines(versions: Iterable[PurposeVersion], language: Language) -> tuple[str, ...]:
    """Return what the register publishes in a language: data, of whom, how obtained, purpose."""
    told = ("data", "people", "obtained", "purpose")
    return tuple(
        line.strip()
        for version in versions
        for name in told
        for line in str(getattr(version, f"{name}_{language.value}")).splitlines()
        if line.strip()
    )


def compared(register: Iterable[str], published: str) -> tuple[ComparedLine, ...]:
    """Return both line by line; bullets, width of signs, white and stops at an end tell nothing."""
    mine = tuple(register)
    theirs = tuple(line.strip() for line in published.splitlines() if line.strip())
    return tuple(_lines(mine, theirs))


def differing(lines: Iterable[ComparedLine]) -> tuple[ComparedLine, ...]:
    """Return the lines that are not the same."""
    return tuple(each for each in lines if each.stand is not PublishedStand.SAME)


def _lines(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Iterator[ComparedLine]:
    keys, others = list(map(_key, mine)), list(map(_key, theirs))
    found = SequenceMatcher(None, keys, others, autojunk=False).get_opcodes()
    for _, first, last, begin, end in found:
        for own, other in zip_longest(mine[first:last], theirs[begin:end], fillvalue=""):
            yield ComparedLine(_stand(own, other), own, other)


def _stand(own: str, other: str) -> PublishedStand:
    if not other:
        return PublishedStand.MISSING
    if not own:
        return PublishedStand.MORE
    return PublishedStand.SAME if _key(own) == _key(other) else PublishedStand.CHANGED


def _key(line: str) -> str:
    """Return what of a line is compared; the line itself stays as it is written."""
    plain = _BULLET.sub("", unicodedata.normalize("NFKC", line).strip())
    return _WHITE.sub("", plain).rstrip(_ENDS).casefold()
