# SPDX-License-Identifier: MIT
"""The QR code and the Code 128 of a letter as drawn shapes."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode import qrencoder
from reportlab.graphics.barcode.code128 import Code128


@lru_cache(maxsize=256)
def qr_shape(text: str, size: float) -> str:
    """Return the operators of a QR code, level M, of that size in millimetres; it is remembered."""
    return drawn_qr(text, size)


def drawn_qr(text: str, size: float) -> str:
    """Return the same operators and remember nothing: for a secret."""
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    step = size / count
    boxes = []
    for row in range(count):
        column = 0
        for dark, run in groupby(code.isDark(row, at) for at in range(count)):
            length = len(list(run))
            if dark:
                boxes.append(_box(column * step, row * step, length * step, step))
            column += length
    return "\n".join([*boxes, "f"])


@lru_cache(maxsize=256)
def code128_shape(text: str, width: float, height: float) -> str:
    """Return the operators of a Code 128 of that width and height in millimetres."""
    code = Code128(text)
    code.validate()
    code.encode()
    code.decompose()
    # Each letter is one bar, a capital, or one gap; its place in the alphabet is its width.
    units = [ord(letter.lower()) - ord("a") + 1 for letter in code.decomposed]
    step = width / sum(units)
    boxes = []
    x = 0.0
    for letter, unit in zip(code.decomposed, units, strict=True):
        if letter.isupper():
            boxes.append(_box(x, 0.0, unit * step, height))
        x += unit * step
    return "\n".join([*boxes, "f"])


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"{x:.4f} {y:.4f} {width:.4f} {height:.4f} re"
