# SPDX-License-Identifier: MIT
"""Why a letter cannot be made: each reason with what a person needs to cure it."""

from __future__ import annotations

import unicodedata

from desk_app.desk.errors import LetterStopped


class MissingFont(LetterStopped):
    """Fonts are not installed; ``names`` says which."""

    code = "missing_font"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(facts={"fonts": names})
        self.names = names


_IN_BASIC_PLANE = ("\u3400", "\u9fff")
_BEYOND_IT = ("\U00020000", "\U0002ebef")
_NEAR_EAST = ("\u05d0", "\u06ff")
_HANGUL = ("\uac00", "\ud7a3")
_PICTURES = (("\u2600", "\u27bf"), ("\U0001f300", "\U0001faff"))
_SELECTORS = ("\U000e0100", "\U000e01ef")


def _font_with(character: str) -> str:
    """Return which font to install for a character: an ideograph is in one of Hanazono's two.

    The first has the registered forms of its ideographs too.
    """
    base, form = character[0], character[1:]
    if _NEAR_EAST[0] <= base <= _NEAR_EAST[1]:
        return "DejaVu Sans"
    if _HANGUL[0] <= base <= _HANGUL[1]:
        return "NanumMyeongjo"
    if any(first <= base <= last for first, last in _PICTURES):
        return "Symbola"
    if _IN_BASIC_PLANE[0] <= base <= _IN_BASIC_PLANE[1]:
        return "HanaMinA" if not form or _SELECTORS[0] <= form <= _SELECTORS[1] else ""
    return "HanaMinB" if not form and _BEYOND_IT[0] <= base <= _BEYOND_IT[1] else ""


class MissingGlyph(LetterStopped):
    """No font can draw a character; ``character`` may be a base with its selector.

    The facts name the font to install, where one is known to have it.
    """

    code = "missing_glyph"

    def __init__(self, character: str) -> None:
        self.character = character
        self.points = " ".join(f"U+{ord(part):04X}" for part in character)
        visible = unicodedata.category(character[0])[0] not in "CZ"
        super().__init__(
            facts={
                "character": character if visible else "",
                "points": self.points,
                "font": _font_with(character),
            },
        )


class UnprintedScript(MissingGlyph):
    """A letter of a script that this program cannot set, whatever fonts there are."""

    code = "unprinted_script"


class MissingValue(LetterStopped):
    """The wording needs a value that the facts do not have; ``name`` is the variable."""

    code = "missing_value"

    def __init__(self, name: str) -> None:
        super().__init__(facts={"name": name})
        self.name = name


class AddressTooLong(LetterStopped):
    """An address or name does not fit the window: the letter needs a label instead."""

    code = "address_too_long"


class NoRoom(AddressTooLong):
    """An address or name has no room on a label, on an envelope, or where no window limits it."""

    code = "address_no_room"


class BadWording(LetterStopped):
    """A wording file cannot be used; ``where`` names file and place."""

    code = "bad_wording"

    def __init__(self, where: str) -> None:
        super().__init__(facts={"where": where})
        self.where = where


class OwnWordsMoved(BadWording):
    """A sentence the desk changed is another in a newer program: a person looks at both again."""

    code = "own_words_moved"
