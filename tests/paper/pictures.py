# SPDX-License-Identifier: MIT
"""Pages as pictures, drawn by poppler, and what a scanner makes of them."""

from __future__ import annotations

import io
import subprocess
from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops, ImageFilter

WHITE = 255
MILLIMETRES = 25.4
_PAPER = 250
"""A point of a picture that is not darker than this is paper."""

_LEVELS = 256
_HALF = 128


def page_picture(
    pdf: bytes,
    page: int,
    dots: int,
    size: tuple[float, float],
    corner: tuple[float, float] = (0, 0),
) -> Image.Image:
    """Draw a part of a page in grey, so many dots to the inch; its size and corner in mm."""
    (width, height), (left, top) = (
        [round(each * dots / MILLIMETRES) for each in pair] for pair in (size, corner)
    )
    place = ("-x", left, "-y", top, "-W", width, "-H", height)
    command = ["pdftoppm", "-r", dots, "-gray", "-f", page, "-l", page, *place, "-"]
    made = subprocess.run(list(map(str, command)), input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(made.stdout)).convert("L")


def ink(picture: Image.Image) -> Image.Image:
    """Return the picture with all that is printed at full strength on zero."""
    return picture.point(lambda value: 0 if value >= _PAPER else WHITE)


def scanned(
    picture: Image.Image, luck: Random, *, noise: float, skew: float, blur: float
) -> Image.Image:
    """Lay a page askew on a scanner (degrees) with a lens (blur in dots) that adds noise.

    ``blur`` and ``noise`` are standard deviations, of dots and of the 256 levels of grey.
    """
    turned = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=WHITE)
    seen = turned.filter(ImageFilter.GaussianBlur(blur))
    once, again = (_noise(seen.size, luck, noise / 2**0.5) for _ in range(2))
    return ImageChops.add(ImageChops.add(seen, once, 1, -_HALF), again, 1, -_HALF)


def _noise(size: tuple[int, int], luck: Random, deviation: float) -> Image.Image:
    """Return normal noise around the middle grey; a sum of two reaches four deviations."""
    bell = NormalDist(_HALF, deviation)
    table = bytes(
        max(0, min(WHITE, round(bell.inv_cdf((level + 0.5) / _LEVELS)))) for level in range(_LEVELS)
    )
    dots = luck.randbytes(size[0] * size[1]).translate(table)
    return Image.frombytes("L", size, dots)
