# SPDX-License-Identifier: MIT
"""A PDF that holds pictures of pages and nothing else: what is kept of a scan (I6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_CATALOGUE, _TREE = 1, 2
_EACH = 3
"""A page, what it draws, and its picture."""


@dataclass(frozen=True, slots=True)
class PageOfPixels:
    """A picture as JPEG with its size in pixels, and the size of its page in points."""

    jpeg: bytes
    width: int
    height: int
    points: tuple[float, float]
    grey: bool


def pdf_of(pages: Sequence[PageOfPixels]) -> bytes:
    """Return a PDF of these pictures, one a page; the same pictures make the same bytes.

    It has no text, no fonts, no names, no dates and no attachments: nobody can have put any in.
    """
    first = [_TREE + 1 + _EACH * number for number in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in first)
    objects = [
        f"<</Type/Catalog/Pages {_TREE} 0 R>>".encode(),
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
    ]
    for number, page in zip(first, pages, strict=True):
        objects += _page(number, page)
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, content in enumerate(objects, _CATALOGUE):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<</Size %d/Root %d 0 R>>\n" % (len(places) + 1, _CATALOGUE)
    written += b"startxref\n%d\n%%%%EOF\n" % table
    return bytes(written)


def _page(number: int, page: PageOfPixels) -> tuple[bytes, bytes, bytes]:
    wide, high = (f"{side:.2f}" for side in page.points)
    whole = (
        f"<</Type/Page/Parent {_TREE} 0 R/MediaBox[0 0 {wide} {high}]/Contents {number + 1} 0 R"
        f"/Resources<</XObject<</P {number + 2} 0 R>>>>>>"
    )
    colours = "DeviceGray" if page.grey else "DeviceRGB"
    picture = (
        f"/Type/XObject/Subtype/Image/Width {page.width}/Height {page.height}"
        f"/ColorSpace/{colours}/BitsPerComponent 8/Filter/DCTDecode"
    )
    drawn = f"{wide} 0 0 {high} 0 0 cm /P Do".encode()
    return whole.encode(), _stream("", drawn), _stream(picture, page.jpeg)


def _stream(about: str, content: bytes) -> bytes:
    head = f"<<{about}/Length {len(content)}>>".encode()
    return head + b"\nstream\n" + content + b"\nendstream"
