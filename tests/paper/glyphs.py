# SPDX-License-Identifier: MIT
"""Every character of every name: the page's ink beside FreeType's, its text as two readers see it.

Poppler draws the page. FreeType draws the same glyph by its number, looked up in the font's own
tables by FreeType (by HarfBuzz where a letter and its mark are one glyph).
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from ctypes.util import find_library
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple, TypeAlias

from PIL import Image, ImageChops

from desk_app.letters.fonts.faces import typefaces
from desk_app.letters.places import font_folders
from desk_app.letters.typesetting.sheet import POINTS, Face, Sheet, Type
from desk_app.system.chosen import here
from tests.letters.reading import poppler_text, qt_text, squeezed
from tests.paper.windows import letters_loaded
from tests.workbench.processes import cut, spread
from tests.workbench.report import Context, Control, Goal, Outcome, Tally, Work

_NO_HINTING, _NO_BITMAP, _RENDER = 0x2, 0x8, 0x4
_LONG, _INT, _SHORT = ctypes.c_long, ctypes.c_int, ctypes.c_short
_UINT, _ULONG = ctypes.c_uint, ctypes.c_ulong
_POINTER: TypeAlias = ctypes.c_void_p


class _Bitmap(ctypes.Structure):
    _fields_ = (
        ("rows", _UINT),
        ("width", _UINT),
        ("pitch", _INT),
        ("buffer", _POINTER),
        ("num_grays", ctypes.c_ushort),
        ("pixel_mode", ctypes.c_ubyte),
        ("palette_mode", ctypes.c_ubyte),
        ("palette", _POINTER),
    )


class _Slot(ctypes.Structure):
    _fields_ = (
        ("library", _POINTER),
        ("face", _POINTER),
        ("next", _POINTER),
        ("glyph_index", _UINT),
        ("generic", _POINTER * 2),
        ("metrics", _LONG * 8),
        ("linear", _LONG * 2),
        ("advance", _LONG * 2),
        ("format", _UINT),
        ("bitmap", _Bitmap),
        ("bitmap_left", _INT),
        ("bitmap_top", _INT),
    )


class _Face(ctypes.Structure):
    _fields_ = (
        ("num_faces", _LONG),
        ("face_index", _LONG),
        ("flags", _LONG * 2),
        ("num_glyphs", _LONG),
        ("family_name", ctypes.c_char_p),
        ("style_name", ctypes.c_char_p),
        ("num_fixed_sizes", _INT),
        ("available_sizes", _POINTER),
        ("num_charmaps", _INT),
        ("charmaps", _POINTER),
        ("generic", _POINTER * 2),
        ("box", _LONG * 4),
        ("units_per_em", ctypes.c_ushort),
        ("measures", _SHORT * 7),
        ("glyph", ctypes.POINTER(_Slot)),
    )


class _GlyphInfo(ctypes.Structure):
    _fields_ = (("glyph", ctypes.c_uint32), ("rest", ctypes.c_uint32 * 4))


@cache
def _freetype() -> tuple[ctypes.CDLL, _POINTER]:
    found = ctypes.CDLL(find_library("freetype") or "libfreetype.so.6")
    found.FT_New_Face.argtypes = (_POINTER, ctypes.c_char_p, _LONG, _POINTER)
    found.FT_Get_Char_Index.argtypes = (_POINTER, _ULONG)
    found.FT_Face_GetCharVariantIndex.argtypes = (_POINTER, _ULONG, _ULONG)
    found.FT_Face_GetVariantSelectors.argtypes = (_POINTER,)
    found.FT_Face_GetVariantSelectors.restype = _POINTER
    found.FT_Face_GetCharsOfVariant.argtypes = (_POINTER, _ULONG)
    found.FT_Face_GetCharsOfVariant.restype = _POINTER
    found.FT_Get_First_Char.argtypes = (_POINTER, _POINTER)
    found.FT_Get_First_Char.restype = _ULONG
    found.FT_Get_Next_Char.argtypes = (_POINTER, _ULONG, _POINTER)
    found.FT_Get_Next_Char.restype = _ULONG
    found.FT_Set_Pixel_Sizes.argtypes = (_POINTER, _UINT, _UINT)
    found.FT_Load_Glyph.argtypes = (_POINTER, _UINT, ctypes.c_int32)
    library = _POINTER()
    _must(found.FT_Init_FreeType(ctypes.byref(library)))
    return found, library


@cache
def _harfbuzz() -> ctypes.CDLL:
    found = ctypes.CDLL(find_library("harfbuzz") or "libharfbuzz.so.0")
    for name in ("blob_create_from_file", "face_create", "font_create", "buffer_create"):
        getattr(found, f"hb_{name}").restype = _POINTER
    found.hb_blob_create_from_file.argtypes = (ctypes.c_char_p,)
    found.hb_face_create.argtypes = (_POINTER, _UINT)
    found.hb_font_create.argtypes = (_POINTER,)
    found.hb_buffer_add_utf8.argtypes = (_POINTER, ctypes.c_char_p, _INT, _UINT, _INT)
    found.hb_buffer_guess_segment_properties.argtypes = (_POINTER,)
    found.hb_shape.argtypes = (_POINTER, _POINTER, _POINTER, _UINT)
    found.hb_buffer_get_glyph_infos.argtypes = (_POINTER, _POINTER)
    found.hb_buffer_get_glyph_infos.restype = ctypes.POINTER(_GlyphInfo)
    found.hb_buffer_destroy.argtypes = (_POINTER,)
    return found


def _must(error: int) -> None:
    if error:
        raise OSError(f"FreeType: error {error}")


class Drawn(NamedTuple):
    """A glyph as ink (0 none, 255 full) and where it stands from its place on the base line."""

    ink: Image.Image
    left: int
    top: int


class Font:
    """One font file as FreeType and HarfBuzz see it, at a size in pixels; a glyph of 0 is none."""

    def __init__(self, path: Path, size: int) -> None:
        self._library, library = _freetype()
        face = _POINTER()
        _must(self._library.FT_New_Face(library, str(path).encode(), 0, ctypes.byref(face)))
        self._face = face
        self._record = ctypes.cast(face, ctypes.POINTER(_Face)).contents
        _must(self._library.FT_Set_Pixel_Sizes(face, 0, size))
        self._path = path
        self._shaper: int | None = None

    def glyph(self, cluster: str) -> int:
        """Return the glyph of a character, a variation sequence, or a letter with its mark."""
        if len(cluster) == 1:
            return int(self._library.FT_Get_Char_Index(self._face, ord(cluster)))
        if _is_selector(cluster[1]):
            find = self._library.FT_Face_GetCharVariantIndex
            return int(find(self._face, ord(cluster[0]), ord(cluster[1])))
        return self._shaped(cluster)

    def draw(self, glyph: int) -> Drawn:
        """Draw a glyph by its number, without hints, in 256 tones."""
        flags = _NO_HINTING | _NO_BITMAP | _RENDER
        _must(self._library.FT_Load_Glyph(self._face, glyph, flags))
        slot = self._record.glyph.contents
        bitmap = slot.bitmap
        size = (bitmap.width, bitmap.rows)
        if not bitmap.width:
            return Drawn(Image.new("L", (1, 1)), 0, 0)
        data = ctypes.string_at(bitmap.buffer, bitmap.rows * bitmap.pitch)
        ink = Image.frombytes("L", size, data, "raw", "L", bitmap.pitch)
        return Drawn(ink, slot.bitmap_left, slot.bitmap_top)

    def characters(self) -> Iterator[str]:
        """Yield every character the font maps."""
        glyph = _UINT()
        code = self._library.FT_Get_First_Char(self._face, ctypes.byref(glyph))
        while glyph.value:
            yield chr(code)
            code = self._library.FT_Get_Next_Char(self._face, code, ctypes.byref(glyph))

    def sequences(self) -> Iterator[str]:
        """Yield every variation sequence the font lists."""
        selectors = self._library.FT_Face_GetVariantSelectors(self._face)
        for selector in list(_codes(selectors)):
            bases = self._library.FT_Face_GetCharsOfVariant(self._face, selector)
            yield from (chr(base) + chr(selector) for base in list(_codes(bases)))

    def _shaped(self, cluster: str) -> int:
        """Return the one glyph HarfBuzz makes of a letter and its mark."""
        shape = _harfbuzz()
        if self._shaper is None:
            blob = shape.hb_blob_create_from_file(str(self._path).encode())
            self._shaper = shape.hb_font_create(shape.hb_face_create(blob, 0))
        buffer = shape.hb_buffer_create()
        text = cluster.encode()
        shape.hb_buffer_add_utf8(buffer, text, len(text), 0, len(text))
        shape.hb_buffer_guess_segment_properties(buffer)
        shape.hb_shape(self._shaper, buffer, None, 0)
        count = _UINT()
        infos = shape.hb_buffer_get_glyph_infos(buffer, ctypes.byref(count))
        glyph = int(infos[0].glyph) if count.value == 1 else 0
        shape.hb_buffer_destroy(buffer)
        return glyph


def _codes(at: int | None) -> Iterator[int]:
    """Yield the codes of a list in memory that ends with 0."""
    while at and (code := ctypes.c_uint32.from_address(at).value):
        yield code
        at += ctypes.sizeof(ctypes.c_uint32)


def _is_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


IN_EXTENSION_B = ("\U00020000", "\U0002a6df")
_FIRST_BYTES = (*range(0x81, 0xA0), *range(0xE0, 0xFD))
_SECOND_BYTES = range(0x40, 0xFD)
_JOINING = "\u3099\u309a"


def jis_x_0213() -> list[str]:
    """Return every character of the standard's two planes that leaves ink, in its order."""
    found = dict.fromkeys(
        character for first in _FIRST_BYTES for character in _row(first) if character.strip()
    )
    return list(found)


def _row(first: int) -> Iterator[str]:
    for second in _SECOND_BYTES:
        try:
            yield bytes((first, second)).decode("shift_jis_2004")
        except UnicodeDecodeError:
            continue


def extension_b(font: Font, luck: Random, number: int) -> list[str]:
    """Return so many ideographs of extension B that a font has."""
    first, last = IN_EXTENSION_B
    every = [each for each in font.characters() if first <= each <= last]
    return luck.sample(every, min(number, len(every)))


def sequences(fonts: tuple[Font, ...], luck: Random, number: int) -> list[str]:
    """Return so many variation sequences that the fonts list, of ideographs alone."""
    every = sorted({each for font in fonts for each in font.sequences() if _is_ideograph(each[0])})
    return luck.sample(every, min(number, len(every)))


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK")


def parts(text: str) -> list[str]:
    """Cut text into what has a glyph of its own: a character with the marks that follow it."""
    found = list[str]()
    for each in text:
        if found and (unicodedata.category(each).startswith("M") or each in _JOINING):
            found[-1] += each
        else:
            found.append(each)
    return found


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
"""The fonts in their order, which ask for their glyphs here by themselves."""

_UNDER_ANOTHER_CODE = {"\u2985": "\uff5f", "\u2986": "\uff60"}


class Glyph(NamedTuple):
    """Where FreeType finds a glyph: the place of the font in the order, and its number there."""

    font: int
    number: int


@dataclass(frozen=True, slots=True)
class Looked(Tally):
    """How many glyphs were compared; which differ; which text a reader did not read as written."""

    done: int = 0
    wrong: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    selectors_dropped: frozenset[str] = frozenset()


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
    folders = (*font_folders(), *here().fonts.folders())
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
