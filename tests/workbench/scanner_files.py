# SPDX-License-Identifier: MIT
"""Files as a scanner writes them, and as whoever means harm does."""

from __future__ import annotations

import io
import math
import struct
import zlib
from collections.abc import Callable, Mapping
from random import Random

from PIL import Image, ImageChops, ImageFilter
from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

A4 = (595.28, 841.89)


def pdf(
    number: str = "123456789018",
    *,
    covered: bool = False,
    pages: int = 1,
    title: str = "",
    lock: str = "",
) -> bytes:
    """A page with a number in its text; ``covered`` draws a rectangle over it, as people do."""
    content = io.BytesIO()
    guard = StandardEncryption(lock) if lock else None
    canvas = Canvas(content, pagesize=A4, invariant=True, encrypt=guard)
    canvas.setTitle(title)
    for _ in range(pages):
        canvas.drawString(100, 740, number)
        canvas.drawString(100, 400, "Yamada Taro")
        if covered:
            canvas.rect(90, 730, 200, 30, fill=1)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def coded(*sheets: tuple[str, ...]) -> bytes:
    """A page a sheet, each with its codes as our slips print them: one below the other."""
    content = io.BytesIO()
    canvas = Canvas(content, pagesize=A4, invariant=True)
    for codes in sheets:
        canvas.drawString(100, 300, "Yamada Taro")
        for line, code in enumerate(codes):
            Code128(code, barHeight=40, barWidth=1.2, humanReadable=True).drawOn(
                canvas, 200, 700 - 100 * line
            )
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def picture(format_: str, size: tuple[int, int] = (400, 600), **how: object) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste((200, 0, 0), (0, 0, size[0], size[1] // 4))
    content = io.BytesIO()
    image.save(content, format_, **how)
    return content.getvalue()


def photographed(sheet: Image.Image, chance: Random, size: tuple[int, int] = (1920, 2560)) -> bytes:
    """A sheet as a telephone sees it: askew on a desk, unevenly lit, a little out of focus."""
    (wide, high), share = size, 0.75 * min(size[0] / sheet.width, size[1] / sheet.height)
    across, down = sheet.width * share / 2, sheet.height * share / 2
    turned, middle = math.radians(chance.uniform(-5, 5)), (wide / 2, high / 2)
    # From each dot of the photograph to its dot of the sheet, which is nearer at one of its ends.
    cosine, sine = math.cos(turned) / share, math.sin(turned) / share
    near, aside = chance.uniform(-0.04, 0.04) / down, chance.uniform(-0.02, 0.02) / across
    away = 1 - aside * middle[0] - near * middle[1]
    rows = (
        (cosine, sine, sheet.width / 2 - cosine * middle[0] - sine * middle[1]),
        (-sine, cosine, sheet.height / 2 + sine * middle[0] - cosine * middle[1]),
    )
    data = (*rows[0], *rows[1], aside / away, near / away)
    how = Image.Transform.PERSPECTIVE
    seen = Image.new("L", size, 80)
    lies = Image.new("L", sheet.size, 255).transform(size, how, data)
    seen.paste(
        sheet.convert("L").transform(size, how, data, Image.Resampling.BICUBIC), (0, 0), lies
    )
    light = Image.linear_gradient("L").rotate(chance.choice((0, 90, 180, 270))).resize(size)
    seen = ImageChops.multiply(seen, light.point(lambda value: 150 + value * 105 // 255))
    noise = Image.frombytes("L", size, chance.randbytes(wide * high))
    seen = ImageChops.add(
        seen.filter(ImageFilter.GaussianBlur(1.2)), noise.point(lambda value: value // 5), 1, -25
    )
    content = io.BytesIO()
    seen.save(content, "JPEG", quality=75)
    return content.getvalue()


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects without a table: it is mended by whoever reads it."""
    lines = (b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(lines) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stream(about: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (about, len(content), content)


def sheet(content: bytes, resources: bytes = b"", box: bytes = b"0 0 595 842") -> list[bytes]:
    """Catalogue, tree, one page and what it draws."""
    return [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Contents 4 0 R/Resources<<%b>>>>"
        % (box, resources),
        stream(b"", content),
    ]


def png_that_says(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunk = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + chunk + picture("PNG")[33:]


def jpeg_that_says(width: int, height: int) -> bytes:
    whole = bytearray(picture("JPEG"))
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(whole)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"3 0 R" for _ in range(count))
    first, _, *rest = sheet(b"")
    return raw_pdf(first, b"<</Type/Pages/Count %d/Kids[%b]>>" % (count, kids), *rest)


def many_frames(count: int) -> bytes:
    content, image = io.BytesIO(), Image.new("1", (1, 1))
    image.save(content, "TIFF", save_all=True, append_images=[image] * (count - 1))
    return content.getvalue()


def cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]


def drawing_itself(times: int) -> bytes:
    """A form that is the fifth object of a PDF."""
    about = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>"
    return stream(about, b"/F Do " * times)


def full_of_codes(codes: int, chance: Random) -> bytes:
    """A page on which as many bar codes stand as have room, each with another text."""
    drawn = Canvas(content := io.BytesIO(), pagesize=A4, invariant=True)
    for number in range(codes):
        across, down = divmod(number, 40)
        text = f"{number}-{chance.randrange(10**9)}"
        Code128(text, barHeight=9, barWidth=0.6).drawOn(drawn, 20 + 140 * across, 20 + 20 * down)
    drawn.showPage()
    drawn.save()
    return content.getvalue()


def bars_and_dots(wide: int, high: int, chance: Random) -> bytes:
    """A large picture of bars and dots by chance: a reader of codes may begin at each of them."""
    line = Image.frombytes("1", (wide, 1), chance.randbytes((wide + 7) // 8))
    image = line.resize((wide, high), Image.Resampling.NEAREST)
    side = min(wide, high) // 2
    dots = Image.frombytes("1", (side, side), chance.randbytes((side + 7) // 8 * side))
    image.paste(dots, (0, 0))
    image.save(content := io.BytesIO(), "TIFF", compression="group4", dpi=(600, 600))
    return content.getvalue()


# What means harm, each of its kind a little otherwise by chance.


def _tiff(entries: list[tuple[int, int, int, int]], following: int) -> bytes:
    """A TIFF with one directory: tag, type, count, value; then where the next one lies."""
    lines = b"".join(struct.pack("<HHII", *each) for each in entries)
    return b"II*\0" + struct.pack("<IH", 8, len(entries)) + lines + struct.pack("<I", following)


def _grey_tiff(
    side: int = 4, *, strips: tuple[int, int] = (0, 16), count: int = 1, following: int = 0
) -> bytes:
    entries = [(256, 4, 1, side), (257, 4, 1, side), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    entries += [(273, 4, count, strips[0]), (278, 4, 1, side), (279, 4, count, strips[1])]
    return _tiff(entries, following) + bytes(32)


def _png(*chunks: tuple[bytes, bytes]) -> bytes:
    made = b"\x89PNG\r\n\x1a\n"
    for kind, content in chunks:
        checked = struct.pack(">I", zlib.crc32(kind + content))
        made += struct.pack(">I", len(content)) + kind + content + checked
    return made


def _head(width: int, height: int) -> tuple[bytes, bytes]:
    return b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)


def png_bomb(side: int) -> bytes:
    """A PNG that is truly so many pixels wide and high, all of them black."""
    packing = zlib.compressobj(1)
    lines = [packing.compress(bytes(side + 1)) for _ in range(side)]
    return _png(_head(side, side), (b"IDAT", b"".join(lines) + packing.flush()), (b"IEND", b""))


def _beside(kind: bytes, begins: bytes, size: int) -> bytes:
    """A small PNG with much packed beside its pixels."""
    pixels = zlib.compress(bytes(5 * 4))
    beside = begins + zlib.compress(bytes(size))
    return _png(_head(4, 4), (kind, beside), (b"IDAT", pixels), (b"IEND", b""))


def _image(width: int, height: int, filters: bytes, content: bytes) -> bytes:
    about = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (width, height)
    drawn = sheet(b"595 0 0 842 0 0 cm /F Do", b"/XObject<</F 5 0 R>>")
    return raw_pdf(*drawn, stream(about + b"/ColorSpace/DeviceRGB/Filter" + filters, content))


def _tree(deep: int) -> bytes:
    """A million pages and more, said by few objects: each branch is a hundred times the next."""
    catalogue, _, page, content = sheet(b"")
    branches = [
        b"<</Type/Pages/Count %d/Kids[%b]>>"
        % (100 ** (deep - level), b" ".join(b"%d 0 R" % (5 + level) for _ in range(100)))
        for level in range(deep - 1)
    ]
    last = b"<</Type/Pages/Count 100/Kids[%b]>>" % b" ".join(b"3 0 R" for _ in range(100))
    return raw_pdf(catalogue, branches[0], page, content, *branches[1:], last)


def _wound(trailer: bytes) -> bytes:
    """A PDF whose table leads back to itself."""
    made = raw_pdf(*sheet(b""))
    at = len(made)
    return (
        made
        + b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 5%b>>\n" % (trailer % at)
        + b"startxref\n%d\n%%%%EOF\n" % at
    )


HOSTILE: Mapping[str, Callable[[Random], bytes]] = {
    "PDF, table broken": lambda chance: pdf().replace(
        b"startxref\n", b"startxref\n%d" % chance.randrange(10**9)
    ),
    "PDF, table to itself": lambda _: _wound(b"/Prev %d"),
    "PDF, table far away": lambda chance: _wound(b"/Prev %d" + b"9" * chance.randrange(1, 12)),
    "PDF, million pages": lambda chance: _tree(chance.choice((3, 4, 5))),
    "PDF, pages in one list": lambda chance: many_pages(chance.choice((201, 10**6))),
    "PDF, pages said": lambda chance: raw_pdf(
        sheet(b"")[0],
        b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % chance.choice((10**6, 2**31 - 1, -1)),
        *sheet(b"")[2:],
    ),
    "PDF, pages in a ring": lambda chance: raw_pdf(
        sheet(b"")[0], b"<</Type/Pages/Count %d/Kids[2 0 R]>>" % chance.randrange(1, 200)
    ),
    "PDF, password": lambda chance: pdf(lock=str(chance.randrange(10**6))),
    "PDF, script": lambda chance: raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(%b)>>>>"
        % chance.choice((b"while(true){}", b"app.alert(1)", b"this.exportDataObject({})")),
        *sheet(b"")[1:],
    ),
    "PDF, box": lambda chance: raw_pdf(
        *sheet(
            b"",
            box=chance.choice(
                (b"0 0 1e9 1e9", b"0 0 5000000 5000000", b"0 0 1 14400", b"9 9 0 0", b"0 0 0 0")
            ),
        )
    ),
    "PDF, form in itself": lambda _: raw_pdf(
        *sheet(b"/F Do", b"/XObject<</F 5 0 R>>"), drawing_itself(1)
    ),
    "PDF, nested": lambda chance: raw_pdf(*sheet(b"[" * chance.randrange(1_000, 200_000) + b" Tj")),
    "PDF, nested object": lambda chance: raw_pdf(
        *sheet(b""), b"<</A" * chance.randrange(1_000, 50_000)
    ),
    "PDF, picture packed twice": lambda chance: _image(
        9_999,
        9_999,
        b"[/FlateDecode/FlateDecode]",
        zlib.compress(zlib.compress(bytes(chance.randrange(10**6, 3 * 10**7)))),
    ),
    "PDF, picture said": lambda chance: _image(
        chance.choice((65_535, 2**31 - 1)),
        chance.choice((65_535, 2**31 - 1)),
        b"/FlateDecode",
        zlib.compress(bytes(999)),
    ),
    "PDF, JPEG in it": lambda _: _image(
        65_000, 65_000, b"/DCTDecode", jpeg_that_says(65_000, 65_000)
    ),
    "PDF, content bomb": lambda chance: raw_pdf(
        *sheet(b"")[:3],
        stream(b"/Filter/FlateDecode", zlib.compress(b"q " * chance.randrange(10**6, 3 * 10**7))),
    ),
    "JPEG, says": lambda chance: jpeg_that_says(
        chance.choice((65_000, 65_500, 1)), chance.choice((65_000, 65_535, 30_000))
    ),
    "JPEG, no size": lambda _: jpeg_that_says(0, 0),
    "PNG, says": lambda chance: png_that_says(
        chance.choice((50_000, 2**31 - 1)), chance.choice((1, 50_000, 2**31 - 1))
    ),
    "PNG, bomb": lambda chance: png_bomb(chance.choice((9_000, 10_000, 12_000))),
    "PNG, words": lambda chance: _beside(b"zTXt", b"k\0\0", chance.randrange(10**7, 10**8)),
    "PNG, colours": lambda chance: _beside(b"iCCP", b"k\0\0", chance.randrange(10**7, 10**8)),
    "PNG, long chunk": lambda _: png_that_says(4, 4)[:33] + b"\xff\xff\xff\xffIDAT" + bytes(99),
    "TIFF, to itself": lambda _: _grey_tiff(following=8),
    "TIFF, far away": lambda chance: _grey_tiff(following=chance.randrange(200, 2**32)),
    "TIFF, says": lambda chance: _grey_tiff(side=chance.choice((60_000, 2**31 - 1, 2**32 - 1))),
    "TIFF, strips": lambda chance: _grey_tiff(
        strips=(chance.randrange(2**32), chance.randrange(2**32))
    ),
    "TIFF, count": lambda chance: _grey_tiff(count=chance.choice((10**6, 2**32 - 1))),
    "TIFF, 201 pictures": lambda _: many_frames(201),
    "PDF, codes": lambda chance: full_of_codes(chance.choice((40, 160)), chance),
    "TIFF, bars and dots": lambda chance: bars_and_dots(5_000, 7_000, chance),
    "no kind at all": lambda chance: chance.randbytes(chance.randrange(1, 5_000)),
}
"""What is meant to end, to fill or to hold up whoever reads it."""


def sound() -> Mapping[str, bytes]:
    """Return a small sound file of each kind that is read."""
    made = {each: picture(each, dpi=(200, 200)) for each in ("JPEG", "PNG", "TIFF")}
    return made | {"PDF": pdf(pages=3), "TIFF of pages": many_frames(3)}
