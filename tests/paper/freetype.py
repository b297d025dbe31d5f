# SPDX-License-Identifier: MIT
"""FreeType and HarfBuzz as they are: glyphs looked up and drawn by neither our code nor Qt's."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes.util import find_library
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias

from PIL import Image

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
