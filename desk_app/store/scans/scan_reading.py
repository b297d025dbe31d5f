# SPDX-License-Identifier: MIT
"""Reading a file of scanned pages, in the process that `scan_files` starts for it (I6).

Whoever made the file may have meant harm: its dimensions are read before its pixels, memory is
bounded before the first byte is read, and what ends this process ends nothing else.
"""

from __future__ import annotations

import io
import math
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

from PIL import Image, ImageChops, ImageFilter, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from desk_app.desk.errors import BadInput, KnownError
from desk_app.records.case.scans import PAGES_LIMIT, QUARTERS, WHOLE, PageSize
from desk_app.store.scans.picture_pdf import PageOfPixels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pypdfium2 import PdfDocument

MOST_MEMORY = 1536 * 1024 * 1024
"""Of addresses; what is used stays below."""

MOST_SECONDS = 60
"""So long is waited for a page."""

MOST_WORK = 2 * MOST_SECONDS
"""Seconds of the processor for all that is asked of one file; another reader begins anew."""

MOST_SOURCE_PIXELS = 80_000_000
"""A sheet of A3 at 600 dots an inch has 70 million."""

MOST_PIXELS = 16_000_000
"""Of one page as it is shown or kept: a sheet of A2 at 200 dots an inch."""

MOST_SIDE = 30_000
"""Pixels of one side of a page; JPEG has no room for twice as many."""

DOTS_AN_INCH = 200
"""What is kept: small print can be read."""

QUALITY = 85
_POINTS_AN_INCH = 72
_A4_LONG = 841.9
"""Points of the longer side of A4: a photograph that does not tell its size is a sheet of it."""

_TELLING = 90, 2400
"""Dots an inch that a scanner may have; 72 and 1 stand in pictures that know nothing of it."""

_LEAST = 0.01
_MOST_POINTS = 14_400
"""The longest side that PDF knows."""

_BEGINNING, _END = 1024, b"%%EOF"
_LOCKED = frozenset({4, 5})
"""The library's numbers of a PDF that wants a password or another key."""

_SIGNS = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
)

Box = tuple[int, int, int, int]
"""Left, top, right, bottom: of a mask in ten-thousandths of the page's sides, or in pixels."""

_DECODERS = (JpegImagePlugin, PngImagePlugin, TiffImagePlugin)
"""They make themselves known as they are loaded; others are not."""

# The limits here say it with our own words, before the library does with its own.
Image.MAX_IMAGE_PIXELS = None


class ScannedPages(Protocol):
    """The pages of a file, counted from 0."""

    sizes: tuple[PageSize, ...]

    def most_width(self, page: int) -> int:
        """Return the width in pixels beyond which a page shows no more than before."""
        ...

    def drawn(self, page: int, width: int) -> Image.Image:
        """Return a page as pixels of this width, not turned: RGB, on white."""
        ...


def pages_of(content: bytes, chosen: Sequence[int] = ()) -> ScannedPages:
    """Return the pages of a file, or those chosen of them, counted from 0.

    Raises BadInput for what is no such file, or is more than is taken.
    """
    whole = _whole(content)
    return _Chosen(whole, chosen) if chosen else whole


def _whole(content: bytes) -> ScannedPages:
    format_ = next((each for sign, each in _SIGNS if content.startswith(sign)), None)
    if format_ is not None:
        return _Pictures(content, format_)
    if b"%PDF-" in content[:_BEGINNING]:
        return _Document(content)
    raise BadInput("scan_unknown_format", place="file")


@contextmanager
def _told() -> Iterator[None]:
    """Tell whatever the libraries stumble over as what it is: a file that is broken."""
    try:
        yield
    except (KnownError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  they have a kind of their own for each of a hundred faults
        raise BadInput("scan_broken", place="file") from None


class _Chosen:
    """Some of the pages of a file."""

    def __init__(self, pages: ScannedPages, chosen: Sequence[int]) -> None:
        if not all(0 <= page < len(pages.sizes) for page in chosen):
            raise BadInput("scan_sheets_changed", place="file")
        self._pages, self._chosen = pages, chosen
        self.sizes = tuple(pages.sizes[page] for page in chosen)

    def most_width(self, page: int) -> int:
        """Return what the file says of it."""
        return self._pages.most_width(self._chosen[page])

    def drawn(self, page: int, width: int) -> Image.Image:
        """Return the page as the file has it."""
        return self._pages.drawn(self._chosen[page], width)


class _Document:
    """A PDF. Its scripts are not run: the library is built without any."""

    def __init__(self, content: bytes) -> None:
        import pypdfium2  # noqa: PLC0415  of PDF alone

        # A file that was cut is mended by the library, with pages gone: whoever looks misses none.
        if _END not in content.rstrip(b"\0\r\n\t ")[-_BEGINNING:]:
            raise BadInput("scan_broken", place="file")
        with _told():
            try:
                self._pdf: PdfDocument = pypdfium2.PdfDocument(content)
            except pypdfium2.PdfiumError as error:
                code = "scan_locked" if error.err_code in _LOCKED else "scan_broken"
                raise BadInput(code, place="file") from None
            # What was typed into fields is drawn too.
            self._pdf.init_forms()
            count = len(self._pdf)
            if count > PAGES_LIMIT:
                raise _too_many(count)
            self.sizes = tuple(map(self._size, range(count)))

    def _size(self, page: int) -> PageSize:
        width, height = self._pdf.get_page_size(page)
        if not (math.isfinite(width) and math.isfinite(height) and min(width, height) >= 1):
            raise BadInput("scan_broken", place="file")
        return PageSize(width, height)

    def most_width(self, page: int) -> int:
        """Return as much as is drawn: letters and lines can be drawn at any width."""
        return _bounded(self.sizes[page], MOST_SIDE)

    def drawn(self, page: int, width: int) -> Image.Image:
        """Return the page as it would be printed, with what was typed into its fields."""
        with _told():
            size, sheet = self.sizes[page], self._pdf.get_page(page)
            try:
                drawn = sheet.render(
                    # A part of a pixel more would be one more.
                    scale=(_bounded(size, width) - _LEAST) / size.width,
                    rev_byteorder=True,
                    limit_image_cache=True,
                )
                picture: Image.Image = drawn.to_pil().convert("RGB").copy()
                drawn.close()
            finally:
                sheet.close()
        return picture


class _Pictures:
    """A picture, or the several of one TIFF."""

    def __init__(self, content: bytes, format_: str) -> None:
        self._content, self._format = content, format_
        self._last: tuple[int, Image.Image] | None = None
        with _told():
            self._image = self._opened()
            self._turned = _turned_by_camera(self._image) if format_ == "JPEG" else None
            self.sizes = tuple(self._sizes())

    def _opened(self) -> Image.Image:
        # What is opened here is what the first bytes say: no other decoder is tried.
        return Image.open(io.BytesIO(self._content), formats=[self._format])

    def _sizes(self) -> Iterator[PageSize]:
        yield self._size()
        for page in range(1, PAGES_LIMIT + 1):
            if not self._goes_to(page):
                return
            if page == PAGES_LIMIT:
                raise _too_many(page + 1)
            yield self._size()

    def _goes_to(self, page: int) -> bool:
        """Go to a picture of the file; no where there is none more."""
        if self._format != "TIFF":
            return page == 0
        try:
            self._image.seek(page)
        except EOFError:
            return False
        return True

    def _size(self) -> PageSize:
        """Return the size of the page that the picture is one of, by what the picture tells."""
        width, height = self._image.size
        if width * height > MOST_SOURCE_PIXELS or max(width, height) > 2 * MOST_SIDE:
            raise BadInput("scan_page_too_large", place="file")
        of_a4 = max(width, height) * _POINTS_AN_INCH / _A4_LONG
        across, down = _dots(self._image) or (of_a4, of_a4)
        points = width * _POINTS_AN_INCH / across, height * _POINTS_AN_INCH / down
        wide, high = (min(max(side, 1.0), _MOST_POINTS) for side in points)
        return PageSize(high, wide) if self._turned in _ON_ITS_SIDE else PageSize(wide, high)

    def most_width(self, page: int) -> int:
        """Return how wide the picture is."""
        with _told():
            self._goes_to(page)
            return self._image.size[1 if self._turned in _ON_ITS_SIDE else 0]

    def drawn(self, page: int, width: int) -> Image.Image:
        """Return the picture at that width."""
        with _told():
            size = self.sizes[page]
            width = _bounded(size, width)
            height = max(1, round(width * size.height / size.width))
            whole = self._unpacked(page, (width, height))
            # Hamming is as sharp where a picture becomes smaller, in half the time.
            smaller = width < whole.width
            way = Image.Resampling.HAMMING if smaller else Image.Resampling.BICUBIC
            return whole.resize((width, height), way, reducing_gap=2.0).convert("RGB")

    def _unpacked(self, page: int, wanted: tuple[int, int]) -> Image.Image:
        """Return a picture as it was scanned, or half as large or less where that is as wanted.

        The last one is held, to be drawn at other widths. A JPEG is unpacked in the size in which
        it is looked at: a page at a glance is a sixteenth of its pixels.
        """
        if self._last is None or self._last[0] != page or self._is_less_than(wanted):
            self._last = None
            self._goes_to(page)
            image = self._image
            if self._format == "JPEG":
                image = self._opened()
                image.draft(None, wanted[::-1] if self._turned in _ON_ITS_SIDE else wanted)
            # The several of a TIFF come one after the other into the same picture.
            whole = _plain(image, kept=self._format != "TIFF")
            self._last = page, whole if self._turned is None else whole.transpose(self._turned)
        return self._last[1]

    def _is_less_than(self, wanted: tuple[int, int]) -> bool:
        """Return whether the picture that is held was unpacked smaller than is wanted now."""
        if self._last is None or self._format != "JPEG":
            return False
        page, held = self._last
        return held.width < min(wanted[0], self.most_width(page))


_BY_CAMERA = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a picture stands upright, by the number that a camera writes beside it."""

_ON_ITS_SIDE = frozenset(_BY_CAMERA[number] for number in (5, 6, 7, 8))
_ORIENTATION = 274


def _turned_by_camera(image: Image.Image) -> Image.Transpose | None:
    try:
        return _BY_CAMERA.get(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001  what a camera says beside its picture may be broken alone
        return None


def _dots(image: Image.Image) -> tuple[float, float] | None:
    """Return the dots an inch, across and down; None where the picture does not know."""
    try:
        across, down = (float(each) for each in image.info["dpi"])
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    least, most = _TELLING
    told = least <= across <= most and least <= down <= most
    return (across, down) if told else None


def _plain(image: Image.Image, *, kept: bool) -> Image.Image:
    """Return a picture in grey or in colours, eight bits each, on white.

    One that is ``kept`` as it was unpacked, and is such already, is not copied: at 600 dots an inch
    that is 140 MB.
    """
    if kept and image.mode in {"L", "RGB"} and "transparency" not in image.info:
        image.load()
        return image
    if image.mode.startswith("I;16"):
        # Lightness in 65,536 steps, of which 256 are kept.
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in {"1", "L"}:
        return image.convert("L")
    if image.mode in {"LA", "PA", "RGBA", "La", "RGBa"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        image = white
    elif image.mode in {"I", "F"}:
        raise BadInput("scan_broken", place="file")
    return image.convert("RGB")


def _too_many(pages: int) -> BadInput:
    return BadInput("scan_too_many_pages", {"pages": pages, "limit": PAGES_LIMIT}, place="file")


def _bounded(size: PageSize, width: int) -> int:
    """Return a width in pixels no larger than this, at which a page is not too many pixels."""
    slope = size.height / size.width
    return max(1, int(min(width, MOST_SIDE, MOST_SIDE / slope, math.sqrt(MOST_PIXELS / slope))))


# What is asked and answered on the way between the two processes, as JSON carries it.


def sizes_of(pages: ScannedPages) -> dict[str, Any]:
    """Return what a file holds: the first that is said of it."""
    return {
        "sizes": [(size.width, size.height) for size in pages.sizes],
    }


def answer(pages: ScannedPages, wanted: dict[str, Any], say: Callable[..., None]) -> dict[str, Any]:
    """Return a page that is shown, or its codes; or say page after page as it is to be kept."""
    if "show" in wanted:
        image = shown(pages, wanted["show"], wanted["width"], wanted["turned"])
        width, height = image.size
        return {"width": width, "height": height, "pixels": _carried(image.tobytes())}
    if "codes" in wanted:
        return {"codes": codes_on(pages, wanted["codes"])}
    total = len(pages.sizes)
    for page in range(total):
        boxes = [tuple(sides) for number, *sides in wanted["masks"] if number == page + 1]
        made = kept(pages, page, wanted["turned"][page], boxes)
        say(part=asdict(made) | {"jpeg": _carried(made.jpeg), "page": page})
        say(done=page + 1, total=total)
    return {}


def _carried(content: bytes) -> str:
    return b64encode(content).decode("ascii")


# Bar codes, which lead a sheet to its application.

CODE_DOTS = 200
"""Dots an inch in which codes are looked for: the finest bar that we print is two of them wide."""

_MOST_CODES, _LONGEST_CODE = 20, 60
"""Of one page, and in characters; ours are shorter."""

_FEW = 10
"""So many pages at most has a file of photographs."""

_COARSE, _AROUND, _WHITE, _SMOOTHED = 16, 9, 255, 2.0


def codes_on(pages: ScannedPages, page: int) -> tuple[str, ...]:
    """Return what the bar codes and square codes on a page say, counted from 0, in any direction.

    Each is said once, in the order of their characters. Codes of kinds that our letters and slips
    do not carry are not looked for.
    """
    import zxingcpp  # noqa: PLC0415  of the scanner's folder alone

    with _told():
        kinds = zxingcpp.BarcodeFormat.Code128 | zxingcpp.BarcodeFormat.QRCode
        said = set[str]()
        for image in _looks(pages, page):
            found = zxingcpp.read_barcodes(image, kinds, try_invert=False)
            said = {each.text for each in found if each.valid and len(each.text) <= _LONGEST_CODE}
            if said:
                break
    return tuple(sorted(said))[:_MOST_CODES]


def _looks(pages: ScannedPages, page: int) -> Iterator[Image.Image]:
    """Yield a page in grey as it is looked at for codes, one look after the other.

    What a scanner sends is read at the first. A photograph is of a sheet that lies in the middle of
    something, a little out of focus, with a shadow over it: it is looked at again, larger, then
    with its light made even, then smoothed. A file of many pages is of a scanner.
    """
    dots = round(pages.sizes[page].width * CODE_DOTS / _POINTS_AN_INCH)
    yield pages.drawn(page, max(1, min(dots, pages.most_width(page)))).convert("L")
    if len(pages.sizes) > _FEW:
        return
    larger = pages.drawn(page, max(1, 2 * dots)).convert("L")
    yield larger
    yield _evenly_lit(larger)
    yield larger.filter(ImageFilter.GaussianBlur(_SMOOTHED))


def _evenly_lit(image: Image.Image) -> Image.Image:
    """Return a grey picture as it is against the paper around each of its dots."""
    width, height = (max(1, side // _COARSE) for side in image.size)
    coarse = image.resize((width, height), Image.Resampling.BOX)
    paper = coarse.filter(ImageFilter.MaxFilter(_AROUND)).filter(ImageFilter.GaussianBlur(_AROUND))
    return ImageChops.subtract(image, paper.resize(image.size), 1, _WHITE)


# A page as it is shown and as it is kept.


def shown(pages: ScannedPages, page: int, width: int, turned: int) -> Image.Image:
    """Return a page, counted from 0, turned clockwise by quarters, about so many pixels wide."""
    size = pages.sizes[page]
    if turned % 2:
        width = round(width * size.width / size.height)
    return _turn(pages.drawn(page, width), turned)


def kept(pages: ScannedPages, page: int, turned: int, boxes: Sequence[Box]) -> PageOfPixels:
    """Return what is kept of a page, counted from 0: its pixels, those under its masks black.

    The masks are filled before anything is made of the pixels, so that nothing of what stood under
    them is left in what is returned.
    """
    size = pages.sizes[page]
    dots = round(size.width * DOTS_AN_INCH / _POINTS_AN_INCH)
    image = _turn(pages.drawn(page, max(1, min(dots, pages.most_width(page)))), turned)
    for box in boxes:
        image.paste((0, 0, 0), _box(box, image.size))
    grey = _is_grey(image)
    jpeg = io.BytesIO()
    (image.convert("L") if grey else image).save(jpeg, "JPEG", quality=QUALITY)
    points = (size.height, size.width) if turned % 2 else (size.width, size.height)
    return PageOfPixels(jpeg.getvalue(), *image.size, points, grey=grey)


def _turn(image: Image.Image, turned: int) -> Image.Image:
    how = _TURNS[turned % QUARTERS]
    return image if how is None else image.transpose(how)


_TURNS = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)
"""Clockwise, which the library counts the other way."""


def _box(box: Box, size: tuple[int, int]) -> Box:
    """Return the pixels that a mask touches, however little of them."""
    (left, top, right, bottom), (width, height) = box, size
    return (
        left * width // WHOLE,
        top * height // WHOLE,
        -(-right * width // WHOLE),
        -(-bottom * height // WHOLE),
    )


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    apart = (ImageChops.difference(red, green), ImageChops.difference(green, blue))
    return all(each.getextrema() == (0, 0) for each in apart)
