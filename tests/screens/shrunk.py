# SPDX-License-Identifier: MIT
"""The pictures of the manual and the README, made of those that `screens DIR` wrote.

`python -m tests.screens.shrunk DIR` puts them where they are shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from desk_app.gui.kit.look import theme
from desk_app.records.desk.people import Language

RESOURCES = Path(__file__).parents[2] / "resources"
MANUAL = (
    *("01-today", "02-intake", "03-application", "04-comparison", "05-letters", "06-post"),
    *(
        "06-error-bar",
        "04-comparison-verdict",
        "07-stamp-book",
        "08-decision",
        "09-disposal",
        "10a-sign-in",
        "10b-first-start-people",
        "16-journal",
        "17-settings-rulebook",
        "17-settings-words-changed",
        "19-reports",
        "20-inquiries",
        "21-registers",
    ),
)
"""What the chapters show, light and at 100 %."""

README = "03-application-en-light-100.png"
_WIDE = 1080
_SMALLEST = 0
"""Qt packs a PNG the better the lower its "quality" is: every pixel stays."""

_COLOURS = 56
_FLAT = 24
"""So many of the commonest colours stay as they are: the grounds, which lie close together."""

_STATES = ("ok", "bad", "ask", "accent")
"""The inks that stay as they are, however seldom they are seen."""

_EDGES = (1.0, 0.65, 0.35)

_STEP_BITS = 5
"""Further colours that differ in these last bits only share a place of the palette."""


def shrink(file: Path, width: int) -> QImage:
    """Return a picture no wider than so many pixels, in a palette of its commonest colours."""
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise FileNotFoundError(file)
    if image.width() > width:
        image = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
    flags = Qt.ImageConversionFlag.ThresholdDither
    return image.convertToFormat(QImage.Format.Format_Indexed8, _palette(image), flags)


def _palette(image: QImage) -> list[int]:
    """Return the inks of states, the commonest colours, then one of each small range.

    A rare state would be drawn in another one's ink; the edges of letters have hundreds of colours.
    Were the grounds of panes in ranges too, the white of paper would take the place of the grey.
    """
    ranges = 0xFF >> _STEP_BITS << _STEP_BITS
    inks = [
        _between(QColor(theme.LIGHT.named(name)), QColor(theme.LIGHT.base), part)
        for name in _STATES
        for part in _EDGES
    ]
    palette = {ink: ink for ink in inks}
    found = Counter(memoryview(image.constBits()).cast("I")).most_common()
    for place, (colour, _) in enumerate(found):
        shared = colour & (ranges << 16 | ranges << 8 | ranges)
        palette.setdefault(colour if place < _FLAT else shared, colour)
        if len(palette) == _COLOURS:
            break
    return list(palette.values())


def _between(ink: QColor, ground: QColor, part: float) -> int:
    """Return an ink of which a part covers a pixel, as at the edge of a letter."""
    parts = ((ink.red(), ground.red()), (ink.green(), ground.green()), (ink.blue(), ground.blue()))
    red, green, blue = (round(part * one + (1 - part) * other) for one, other in parts)
    return QColor(red, green, blue).rgb()


def main(folder: Path) -> None:
    """Write all pictures that are shown."""
    for language in Language:
        shown = RESOURCES / "manual" / language.value / "pictures"
        shown.mkdir(exist_ok=True)
        for name in MANUAL:
            file = folder / f"{name}-{language.value}-light-100.png"
            shrink(file, _WIDE).save(str(shown / f"{name}.png"), quality=_SMALLEST)
    shrink(folder / README, sys.maxsize).save(str(RESOURCES / "pictures" / "application_en.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
