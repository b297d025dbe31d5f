# SPDX-License-Identifier: MIT
"""The typefaces of letters: where their files lie, and which font draws which character."""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desk_app.letters.errors import MissingFont, MissingGlyph, UnprintedScript
from desk_app.letters.fonts.directions import levels_of
from desk_app.letters.fonts.right_to_left import LetterForm, Placed, is_turned, on_paper
from desk_app.letters.fonts.truetype import NotTrueTypeError, TrueType
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
MARKS = f"{SELECTORS}\u0300-\u036f\u3099\u309a"
_CLUSTER = re.compile(f"[\\s\\S][{MARKS}]*")
_UNSEEN = "\r\u00ad\u200b\u2060\ufeff"
"""What pasted text brings along, nobody sees and no word needs: where a line may end, byte order.
Joiners and marks of direction are none of it: a name that has them looks otherwise without."""

_WHITE = "\t\u2028\u2029"
"""White of another kind, as from the cells of a workbook: drawn as a space."""

_MARKED = re.compile(f"[{MARKS}{_UNSEEN}{_WHITE}]")
_NOT_DRAWN = re.compile(f"[{_UNSEEN}]")
_AS_SPACE = re.compile(f"[{_WHITE}]")
_SELECTOR = re.compile(f"[{SELECTORS}]")
_AS_PICTURE = "\ufe0e\ufe0f"
"""Selectors that ask for a sign or a coloured picture; on paper both are the one sign."""

_WIDE = {"\u2985": "\uff5f", "\u2986": "\uff60"}
"""The white brackets of JIS X 0213, which the fonts have under the code of their wide form."""


@dataclass(frozen=True, slots=True)
class FontName:
    """One font as the program names it, and the files and families it goes by."""

    name: str
    files: tuple[str, ...]
    families: tuple[str, ...] = ("",)
    only: str = ""
    """A pattern of what it is asked for; of the rest it has letters that it sets side by side only
    with rules of its own, which nobody here knows."""


_MINCHO = FontName(
    "BIZ UDPMincho",
    ("BIZUDPMincho-Regular.ttf", "BIZ-UDMinchoM.ttc"),
    ("BIZ UDPMincho", "BIZ UDPMincho Medium"),
)
_GOTHIC = FontName(
    "BIZ UDPGothic", ("BIZUDPGothic-Regular.ttf", "BIZ-UDGothicR.ttc"), ("BIZ UDPGothic",)
)
_GOTHIC_BOLD = FontName(
    "BIZ UDPGothic Bold", ("BIZUDPGothic-Bold.ttf", "BIZ-UDGothicB.ttc"), ("BIZ UDPGothic",)
)
_FIXED = FontName(
    "BIZ UDGothic", ("BIZUDGothic-Regular.ttf", "BIZ-UDGothicR.ttc"), ("BIZ UDGothic",)
)
_EX_MINCHO = FontName("IPAexMincho", ("ipaexm.ttf",))
_EX_GOTHIC = FontName("IPAexGothic", ("ipaexg.ttf",))
_MJ_MINCHO = FontName("IPAmjMincho", ("ipamjm.ttf", "msmincho.ttc"), ("", "MS Mincho"))


_HEBREW = "[\u05d0-\u05ea\u05f0-\u05f4]"
_ARABIC = (
    "[\u060c\u061b\u061f\u0621-\u064a\u0660-\u066d\u0671-\u06d4\u06f0-\u06f9"
    "\ufb50-\ufdff\ufe70-\ufefc]"
)
_SIDE_BY_SIDE = (
    f"{_HEBREW}|{_ARABIC}|[\u0180-\u024f\u0370-\u058f\u10a0-\u10ff\u1e00-\u1fff\u20a0-\u20bf]"
)
"""Letters that stand side by side as they are, once those of Arabic have their joined forms."""

_RULED = re.compile(
    "[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0700-\u109f"
    "\u1200-\u139f\u1700-\u18af\u1900-\u1cff\u2d30-\u2d7f\ua4d0-\ua4ff\ua800-\uabff"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
"""Letters and points that a font sets by rules of its own: side by side they were another word."""

_WHERE_INSTALLED = (
    FontName("HanaMinA", ("HanaMinA.ttf",)),
    FontName("HanaMinB", ("HanaMinB.ttf",)),
    FontName(
        "NanumMyeongjo", ("NanumMyeongjo.ttf", "NanumGothic.ttf", "UnBatang.ttf", "malgun.ttf")
    ),
    FontName("Noto Naskh Arabic", ("NotoNaskhArabic-Regular.ttf",), only=_ARABIC),
    FontName("Noto Serif Hebrew", ("NotoSerifHebrew-Regular.ttf",), only=_HEBREW),
    FontName("DejaVu Sans", ("DejaVuSans.ttf", "times.ttf"), only=_SIDE_BY_SIDE),
    FontName("Symbola", ("Symbola_hint.ttf", "Symbola.ttf", "seguiemj.ttf")),
)
"""Stand in last, where they are installed: they have ideographs that came late to Unicode, the
letters of Korea, Arabic and Hebrew, and the pictures of mobile telephones."""


class GlyphPlace(NamedTuple):
    """Where a character is drawn from: place of the face in its typeface, glyph, width."""

    face: int
    glyph: int
    width: int


def clusters(text: str) -> list[str]:
    """Split text into what is drawn at once: a character with its selectors and marks.

    What nobody sees is left out, and stops no letter; the text itself stays as it is.
    """
    if not _MARKED.search(text):
        return list(text)
    return _CLUSTER.findall(_AS_SPACE.sub(" ", _NOT_DRAWN.sub("", text)))


def _placed(text: str) -> tuple[list[str], list[int]]:
    """Return what is drawn at once of a text, and the level of each."""
    levels = text.levels if isinstance(text, Placed) else levels_of(text)
    seen = [level for each, level in zip(text, levels, strict=True) if each not in _UNSEEN]
    parts = clusters(text)
    begins = accumulate(map(len, parts[:-1]), initial=0)
    return parts, [seen[place] for place in begins][: len(parts)]


class ClusterWidths(dict[str, int]):
    """Widths of clusters in thousandths of an em, looked up once; longer text is summed."""

    def __init__(self, typeface: Typeface) -> None:
        super().__init__()
        self._typeface = typeface

    def __missing__(self, text: str) -> int:
        parts = clusters(text)
        if len(parts) == 1:
            width = self[text] = self._typeface.find(parts[0]).width
            return width
        if is_turned(text):
            width = self[text] = sum(place.width for _, place in self._typeface.shaped(text))
            return width
        wide = sum(map(self.__getitem__, parts))
        if self._typeface.stood_in.isdisjoint(parts):
            return wide
        width = self[text] = sum(place.width for _, place in self._typeface.places(text))
        return width


class Typeface:
    """A font with those that stand in for the characters it lacks, in order."""

    def __init__(self, name: str, fonts: Iterable[FontName], folders: tuple[Path, ...]) -> None:
        """Note the files; only the first is opened before a character asks for another."""
        self.name = name
        self._files = [_located(font, folders) for font in fonts]
        self._files += (found for font in _WHERE_INSTALLED if (found := _perhaps(font, folders)))
        self._faces: dict[int, TrueType] = {}
        self._found: dict[str, GlyphPlace] = {}
        self.stood_in: set[str] = set()
        """The characters asked for so far that another font stands in for."""
        self.widths = ClusterWidths(self)

    def face(self, place: int) -> TrueType:
        """Return the font at that place."""
        if place not in self._faces:
            self._faces[place] = _opened(*self._files[place])
        return self._faces[place]

    def find(self, cluster: str) -> GlyphPlace:
        """Return the first font that has the character, or stop the letter by its name."""
        if cluster not in self._found:
            place = self._found[cluster] = self._search(cluster)
            if place.face:
                self.stood_in.add(cluster)
        return self._found[cluster]

    def places(self, text: str) -> list[tuple[str, GlyphPlace]]:
        """Return where each character of what is drawn at once comes from.

        A name in which one character is stood in for is drawn by that font as a whole, if it has
        all of it: else one character would stand out of the name.
        """
        parts = clusters(text)
        if is_turned(text):
            return [(shape.shown, place) for shape, place in self.shaped(text)]
        found = [self.find(part) for part in parts]
        faces = {place.face for place in found} - {0}
        if len(faces) == 1 and len(parts) > 1:
            (face,) = faces
            same = [self._in(face, part) for part in parts]
            found = [place for place in same if place] if all(same) else found
        return list(zip(parts, found, strict=True))

    def shaped(self, text: str) -> list[tuple[LetterForm, GlyphPlace]]:
        """Return what stands on paper of a text in which something is read from right to left."""
        return [(shape, self._place_of(shape)) for shape in on_paper(*_placed(text))]

    def _place_of(self, shape: LetterForm) -> GlyphPlace:
        """Return where a form is drawn from; what has none stops the letter as it was written."""
        try:
            return self.find(shape.drawn)
        except MissingGlyph as missing:
            raise type(missing)(shape.shown) from None

    def lacks(self, text: str) -> tuple[MissingGlyph, ...]:
        """Return what of a text no font has, each once."""
        found: dict[str, MissingGlyph] = {}
        shown = (
            on_paper(*_placed(text))
            if is_turned(text)
            else [LetterForm(each, each) for each in clusters(text)]
        )
        for shape in shown:
            if shape.shown.isspace():
                continue
            try:
                self._place_of(shape)
            except MissingGlyph as missing:
                found.setdefault(missing.character, missing)
        return tuple(found.values())

    def _in(self, face: int, cluster: str) -> GlyphPlace | None:
        if not self._is_asked(face, cluster):
            return None
        glyph = _glyph_of(self.face(face), cluster)
        return GlyphPlace(face, glyph, self.face(face).advance(glyph)) if glyph else None

    def width(self, text: str) -> int:
        """Return the width of text in thousandths of an em."""
        return self.widths[text]

    def _search(self, cluster: str) -> GlyphPlace:
        if _RULED.match(cluster):
            raise UnprintedScript(cluster)
        for place in range(len(self._files)):
            if not self._is_asked(place, cluster):
                continue
            face = self.face(place)
            if glyph := _glyph_of(face, cluster):
                return GlyphPlace(place, glyph, face.advance(glyph))
        raise MissingGlyph(cluster)

    def _is_asked(self, place: int, cluster: str) -> bool:
        """Tell whether a font is asked for a character at all."""
        _, font = self._files[place]
        return not font.only or re.fullmatch(font.only, cluster) is not None


def _glyph_of(face: TrueType, cluster: str) -> int:
    """Return the glyph of a character, a variation sequence, or a letter with its mark."""
    if len(cluster) == 1:
        if unicodedata.category(cluster) == "Cc":
            return 0
        return face.glyph(cluster) or face.glyph(_WIDE.get(cluster, cluster))
    if len(cluster) == 2 and _SELECTOR.match(cluster[1]):  # noqa: PLR2004 - base and selector
        base = face.glyph(cluster[0]) if cluster[1] in _AS_PICTURE else 0
        return face.variation(*cluster) or base
    composed = unicodedata.normalize("NFC", cluster)  # only to find the glyph, not the text
    return face.glyph(composed) if len(composed) == 1 else face.joined(cluster)


@cache
def _files_in(folder: Path) -> dict[str, Path]:
    """Return the font files under a folder by their lower-case names."""
    return {path.name.lower(): path for path in sorted(_walk(folder), reverse=True)}


def _walk(folder: Path) -> Iterator[Path]:
    for inside, _, names in os.walk(folder):
        for name in names:
            if name.lower().endswith((".ttf", ".ttc")):
                yield Path(inside) / name


def _located(font: FontName, folders: tuple[Path, ...]) -> tuple[Path, FontName]:
    for name in font.files:
        for folder in folders:
            path = _files_in(folder).get(name.lower())
            if path is not None:
                return path, font
    raise MissingFont((font.name,))


def _perhaps(font: FontName, folders: tuple[Path, ...]) -> tuple[Path, FontName] | None:
    try:
        return _located(font, folders)
    except MissingFont:
        return None


@cache
def _opened(path: Path, font: FontName) -> TrueType:
    """Open a font; a file that is empty, cut or cannot be read is as good as none."""
    for family in font.families:
        try:
            return TrueType(path, family)
        except (NotTrueTypeError, OSError, ValueError, KeyError, struct.error):
            continue
    raise MissingFont((font.name,))


class Typefaces(NamedTuple):
    """The three typefaces of a letter, and the one in which commands are typed off."""

    mincho: Typeface
    gothic: Typeface
    bold: Typeface
    fixed: Typeface


_ORDERS = {
    "mincho": (_MINCHO, _EX_MINCHO, _MJ_MINCHO),
    "gothic": (_GOTHIC, _EX_GOTHIC, _MJ_MINCHO),
    "bold": (_GOTHIC_BOLD, _EX_GOTHIC, _MJ_MINCHO),
    "fixed": (_FIXED, _EX_GOTHIC, _MJ_MINCHO),
}


def missing_fonts(folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the names of the fonts that letters need and these folders do not have."""
    missing: list[str] = []
    for font in dict.fromkeys(font for order in _ORDERS.values() for font in order):
        try:
            _located(font, folders)
        except MissingFont as error:
            missing += error.names
    return tuple(missing)


@cache
def typefaces(folders: tuple[Path, ...] = ()) -> Typefaces:
    """Return the typefaces found in those folders and the platform's; they are shared."""
    everywhere = (*folders, *here().fonts.folders())
    if here().fonts.all_brought and (missing := missing_fonts(everywhere)):
        raise MissingFont(missing)
    orders = {name: _there(order, everywhere) for name, order in _ORDERS.items()}
    return Typefaces(*(Typeface(name, order, everywhere) for name, order in orders.items()))


def _there(order: Iterable[FontName], folders: tuple[Path, ...]) -> tuple[FontName, ...]:
    """Return which of a typeface's fonts are there; stops the letter where none is."""
    found = tuple(font for font in order if _perhaps(font, folders))
    if not found:
        raise MissingFont(tuple(font.name for font in order))
    return found
