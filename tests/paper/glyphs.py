# SPDX-License-Identifier: MIT
"""Every character of every name: the page's ink beside FreeType's, its text as two readers see it.

Poppler draws the page. FreeType draws the same glyph by its number, looked up in the font's own
tables by FreeType (by HarfBuzz where a letter and its mark are one glyph).
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

from PIL import Image, ImageChops

from desk_app.letters.fonts.faces import platform_folders, typefaces
from desk_app.letters.places import font_folders
from desk_app.letters.sheet import POINTS, Face, Sheet, Type
from tests.letters.reading import poppler_text, qt_text, squeezed
from tests.paper.freetype import Font
from tests.paper.glyph_list import extension_b, jis_x_0213, parts, sequences
from tests.paper.sharing import cut, letters_loaded, spread
from tests.robustness.harness import Context, Control, Goal, Outcome, Work

EXTENSION_B, SEQUENCES = 5_000, 10_000
_POINTS, _DPI = 24, 144
_PIXELS = _POINTS * _DPI // 72
_CELL_WIDE, _CELL_HIGH = 30, 32
"""The cell of a glyph, in points."""

_COLUMNS, _ROWS, _MARGIN = 18, 25, 20
_ON_PAGE = _COLUMNS * _ROWS
_PAGES_EACH = 4
_INSIDE = 0.1
"""So far, in points, a glyph stands right of and below the grid: no rounding moves it a pixel."""

_TONES = 8
"""Two pixels of the same ink differ by less, of 255; poppler's and FreeType's are the same."""

_TONES_SAID = b"255\n"
"""The end of the head of a picture as poppler writes it: as many tones as a byte has."""

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_FILES = {
    Face.MINCHO: ("BIZUDPMincho-Regular.ttf", "ipaexm.ttf", "ipamjm.ttf"),
    Face.GOTHIC: ("BIZUDPGothic-Regular.ttf", "ipaexg.ttf", "ipamjm.ttf"),
}
"""The fonts of design.md §5 in their order, which ask for their glyphs here by themselves."""

_UNDER_ANOTHER_CODE = {"\u2985": "\uff5f", "\u2986": "\uff60"}


class Glyph(NamedTuple):
    """Where FreeType finds a glyph: the place of the font in the order, and its number there."""

    font: int
    number: int


@dataclass(frozen=True, slots=True)
class Looked:
    """How many glyphs were compared; which differ; which text a reader did not read as written."""

    done: int = 0
    wrong: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    selectors_dropped: frozenset[str] = frozenset()

    def __add__(self, other: Looked) -> Looked:
        return Looked(
            self.done + other.done,
            self.wrong + other.wrong,
            self.unread + other.unread,
            self.selectors_dropped | other.selectors_dropped,
        )


def try_glyphs(context: Context) -> Outcome:
    """Print everything in both typefaces and look at it; then look for another glyph each time."""
    mincho, luck = _fonts(Face.MINCHO), context.chance("glyphs")
    standard = _some(jis_x_0213(), context, luck)
    rare = extension_b(mincho[-1], luck, context.share(EXTENSION_B, 20))
    varied = sequences(mincho, luck, context.share(SEQUENCES, 30))
    in_mincho = [*standard, *rare, *varied]
    looked = _looked(Face.MINCHO, in_mincho) + _looked(Face.GOTHIC, standard)
    swapped = _control([*standard[-60:], *varied[:200]])
    dropping = ", ".join(sorted(looked.selectors_dropped))
    return Outcome(
        reached=(
            f"{len(looked.wrong)} of {looked.done:,} glyphs differ{_named(looked.wrong)}, "
            f"{len(looked.unread)} read otherwise{_named(looked.unread)}"
            + (f"; {dropping} drops selectors and is compared without them" if dropping else "")
        ),
        held=not looked.wrong and not looked.unread,
        work=(
            Work("of JIS X 0213", len(standard), context.share(11_000, 200)),
            Work("of extension B", len(rare), context.share(EXTENSION_B, 20)),
            Work("variation sequences", len(varied), context.share(SEQUENCES, 30)),
        ),
        control=swapped,
    )


def _some(characters: Sequence[str], context: Context, luck: Random) -> list[str]:
    wanted = context.share(len(characters), 200)
    return list(characters) if wanted == len(characters) else luck.sample(characters, wanted)


def _named(found: Sequence[str]) -> str:
    codes = (" ".join(f"U+{ord(part):04X}" for part in each) for each in found[:8])
    return f" ({', '.join(codes)})" if found else ""


def _looked(face: Face, texts: Sequence[str]) -> Looked:
    every = [part for text in texts for part in parts(text)]
    shares = cut(len(every), _ON_PAGE * _PAGES_EACH)
    return sum(spread(partial(_share, face, every), shares, letters_loaded), Looked())


def _share(face: Face, every: Sequence[str], numbers: range) -> Looked:
    clusters = [every[number] for number in numbers]
    expected = [_glyph(face, cluster) for cluster in clusters]
    pdf = printed(face, clusters)
    wrong = differing(face, clusters, expected, pictures(pdf))
    unread, dropped = _unread(clusters, pdf)
    return Looked(len(clusters), wrong, unread, dropped)


def _control(texts: Sequence[str]) -> Control:
    """Look for the glyph of the base instead of the sequence's, else for the next one's."""
    clusters = [part for text in texts for part in parts(text)]
    others = [
        _glyph(Face.MINCHO, each[0] if _SELECTOR.search(each) else following)
        for each, following in pairwise([*clusters, clusters[0]])
    ]
    own = [_glyph(Face.MINCHO, each) for each in clusters]
    unlike = sum(_unlike(one, other) for one, other in zip(own, others, strict=True))
    pages = pictures(printed(Face.MINCHO, clusters))
    seen = differing(Face.MINCHO, clusters, others, pages)
    return Control(
        "the base's glyph for the sequence's, the next one's for a character's",
        f"{len(seen)} of {unlike} seen",
        failed=len(seen) == unlike > len(clusters) // 2,
    )


def _unlike(one: Glyph, other: Glyph) -> bool:
    """Return whether FreeType draws two glyphs so that an eye could tell them apart."""
    if one == other:
        return False
    size = (_box(0)[2], _box(0)[3])
    drawn = (_drawn(Face.MINCHO, [each], size) for each in (one, other))
    return _darkest(ImageChops.difference(*drawn)) > _TONES


def printed(face: Face, clusters: Sequence[str]) -> bytes:
    """Return pages with a glyph in each cell of a grid, drawn as letters draw."""
    sheet = Sheet(typefaces(font_folders()), "ja")
    kind = Type(face, _POINTS, _POINTS)
    for number, cluster in enumerate(clusters):
        column, row = _cell(number)
        x = _MARGIN + column * _CELL_WIDE + _INSIDE
        base = _MARGIN + (row + 1) * _CELL_HIGH + _INSIDE
        sheet.text(x / POINTS, base / POINTS, kind, cluster)
        if (number + 1) % _ON_PAGE == 0 or number + 1 == len(clusters):
            sheet.end_page()
    return sheet.finish()


def _cell(number: int) -> tuple[int, int]:
    row, column = divmod(number % _ON_PAGE, _COLUMNS)
    return column, row


def pictures(pdf: bytes) -> list[Image.Image]:
    """Return the pages as poppler draws them."""
    command = ["pdftoppm", "-r", str(_DPI), "-gray", "-"]
    drawn = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    size = tuple(map(int, drawn.split(maxsplit=3)[1:3]))
    head = drawn.index(_TONES_SAID) + len(_TONES_SAID)
    each = head + size[0] * size[1]
    return [
        Image.frombytes("L", (size[0], size[1]), drawn[start + head : start + each])
        for start in range(0, len(drawn), each)
    ]


def differing(
    face: Face, clusters: Sequence[str], expected: Sequence[Glyph], pages: Sequence[Image.Image]
) -> tuple[str, ...]:
    """Return what stands on the pages otherwise than FreeType draws it."""
    wrong = list[str]()
    for number, page in enumerate(pages):
        on_page = slice(number * _ON_PAGE, (number + 1) * _ON_PAGE)
        drawn = _drawn(face, expected[on_page], page.size)
        difference = ImageChops.difference(page, drawn)
        wrong += [
            cluster
            for place, cluster in enumerate(clusters[on_page])
            if _darkest(difference.crop(_box(place))) > _TONES
        ]
    return tuple(wrong)


def _darkest(part: Image.Image) -> int:
    tones: tuple[int, int] = part.getextrema()  # type: ignore[assignment]  # one band has one pair
    return tones[1]


def _box(place: int) -> tuple[int, int, int, int]:
    column, row = _cell(place)
    scale = _DPI // 72
    left = (_MARGIN - 3 + column * _CELL_WIDE) * scale
    top = (_MARGIN + 5 + row * _CELL_HIGH) * scale
    return left, top, left + _CELL_WIDE * scale, top + _CELL_HIGH * scale


def _drawn(face: Face, glyphs: Sequence[Glyph], size: tuple[int, int]) -> Image.Image:
    """Return a page on which FreeType has put its glyphs into the cells."""
    page, scale = Image.new("L", size, 255), _DPI // 72
    for number, glyph in enumerate(glyphs):
        column, row = _cell(number)
        drawn = _fonts(face)[glyph.font].draw(glyph.number)
        x = (_MARGIN + column * _CELL_WIDE) * scale + drawn.left
        y = (_MARGIN + (row + 1) * _CELL_HIGH) * scale - drawn.top
        page.paste(0, (x, y), drawn.ink)
    return page


def _glyph(face: Face, cluster: str) -> Glyph:
    """Return the first font of the order that has a glyph for it; raises LookupError."""
    asked = _UNDER_ANOTHER_CODE.get(cluster, cluster)
    for place, font in enumerate(_fonts(face)):
        if number := font.glyph(asked):
            return Glyph(place, number)
    raise LookupError(f"no font has {_named([cluster])}")


@cache
def _fonts(face: Face) -> tuple[Font, ...]:
    folders = (*font_folders(), *platform_folders())
    return tuple(Font(_found(name, folders), _PIXELS) for name in _FILES[face])


def _found(name: str, folders: Sequence[Path]) -> Path:
    return next(path for folder in folders for path in sorted(folder.rglob(name)))


def _unread(clusters: Sequence[str], pdf: bytes) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return what a reader reads otherwise, and the readers that drop selectors."""
    wanted = squeezed("".join(clusters))
    unread, dropping = list[str](), set[str]()
    for name, reader in (("poppler", poppler_text), ("PDFium", qt_text)):
        read = squeezed(reader(pdf))
        if read == wanted:
            continue
        if read == _SELECTOR.sub("", wanted):
            dropping.add(name)
            continue
        unread += [each for each in dict.fromkeys(clusters) if each not in read] or ["order"]
    return tuple(unread), frozenset(dropping)


RUN = Goal(
    "glyphs",
    "JIS X 0213, extension B, variation sequences: each its own glyph, read back as written",
    try_glyphs,
    tools=("pdftoppm", "pdftotext"),
)
