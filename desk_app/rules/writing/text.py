# SPDX-License-Identifier: MIT
"""The one gate for text from outside: it lets a text through unchanged or refuses it."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from desk_app.records.field import ADDRESS_LIMIT

_MARKED = re.compile("[^\\u0300-\\u036f\\u3099\\u309a][\\u0300-\\u036f\\u3099\\u309a]+")


def composed(text: str) -> str:
    """Return a text with each letter and its own marks as one sign: か and its dakuten as が.

    The two ways are one text, and which came is chance. Nothing else is folded: a compatibility
    form of a kanji (﨑, 神) is a form of its own.
    """
    if text.isascii() or _MARKED.search(text) is None:
        return text
    return _MARKED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


class TextCode(Enum):
    """Why a text is refused."""

    TOO_LONG = "text_too_long"
    CONTROL = "text_control_character"
    SURROGATE = "text_lone_surrogate"
    DIRECTION = "text_direction_override"
    NO_CHARACTER = "text_no_character"


class TextError(ValueError):
    """A text from outside is refused: why, and at which code point."""

    def __init__(self, code: TextCode, position: int) -> None:
        super().__init__(code.value, position)
        self.code = code
        self.position = position


# A mark of the byte order is no letter of a name: windows drop it where it comes first, so that the
# text they show and save again would be another one.
_BYTE_ORDER = "\ufeff"
_NONCHARACTERS = "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
# Marks that turn the reading direction of what follows. Arabic and Hebrew names need none of them.
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_ALWAYS = rf"(?P<SURROGATE>[\ud800-\udfff])|(?P<DIRECTION>[{_DIRECTION}])"
_NEVER_A_CHARACTER = rf"(?P<NO_CHARACTER>[\ufdd0-\ufdef{_BYTE_ORDER}{_NONCHARACTERS}])"
_IN_ONE_LINE = re.compile(
    rf"{_ALWAYS}|{_NEVER_A_CHARACTER}|(?P<CONTROL>[\x00-\x1f\x7f-\x9f\u2028\u2029])"
)
_IN_LINES = re.compile(
    rf"{_ALWAYS}|{_NEVER_A_CHARACTER}|(?P<CONTROL>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f])"
)


_WITHOUT_WIDTH = (
    f"\u00ad\u180e\u200b\u200e\u200f\u2060-\u2064{_DIRECTION}{_BYTE_ORDER}\ufff9-\ufffb"
)
_UNSEEN = re.compile(rf"[{_WITHOUT_WIDTH}\U000e0001\U000e0020-\U000e007f]")
"""What takes no room and means nothing in a name: nobody sees it who pastes it along.

Joiners and variation selectors, which make emoji and forms of kanji, are none of these.
"""
_GAPS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_GAPS_IN_LINES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")


def without_unseen(text: str, *, lines: bool) -> str:
    """Return a text as it is seen, before a field takes it: it came along from another program.

    Signs without width are left out, a run of control characters is a blank; where there are
    ``lines`` tabs and line ends stay.
    """
    return (_GAPS_IN_LINES if lines else _GAPS).sub(" ", _UNSEEN.sub("", text))


_TAGS = r"\U000e0000-\U000e007f"
_PRIVATE = r"\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_STRANGE = re.compile(f"[{_WITHOUT_WIDTH}{_TAGS}{_PRIVATE}]")


def strange_signs(text: str) -> tuple[str, ...]:
    """Return the codes of what nobody can read in a name: private use, tags, signs without width.

    Each is named once, as ``U+E000``. A character of somebody's own (外字) looks as its maker drew
    it, and only where his font is; joiners and variation selectors are none of these.
    """
    return tuple(dict.fromkeys(map(_code, _STRANGE.findall(text))))


def shown(text: str) -> str:
    """Return a text for the eye: what nobody can read of it stands as its code in 〔 〕."""
    return _STRANGE.sub(lambda sign: f"〔{_code(sign[0])}〕", text)


def shown_until(text: str, place: int) -> int:
    """Return where a place of a text stands in the text as it is shown."""
    return len(shown(text[:place]))


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"


def clean(text: str, *, limit: int) -> str:
    """Return a text unchanged, or refuse it with the place of the fault.

    ``limit`` counts code points. Tabs and line ends are taken in long text only, which is text that
    may be longer than an address. Nothing is altered or cut: a text is law as it was written.
    Raises TextError.
    """
    if len(text) > limit:
        raise TextError(TextCode.TOO_LONG, limit)
    if text.isprintable():
        return text  # As nearly all are; nothing that is refused can be printed.
    found = (_IN_LINES if limit > ADDRESS_LIMIT else _IN_ONE_LINE).search(text)
    if found:
        raise TextError(TextCode[str(found.lastgroup)], found.start())
    return text
