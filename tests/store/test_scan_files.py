# SPDX-License-Identifier: MIT
"""A file of scanned pages read by another process: what is kept of it, and what is refused."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from random import Random

import pypdf
import pytest
from PIL import Image

from desk_app.desk.errors import BadInput, Cancelled
from desk_app.desk.ports import OpenScan
from desk_app.records.case.scans import FolderFile, Mask, MaskReason
from desk_app.rules.codes import receipt_code
from desk_app.store.disk.own_process import OwnProcess
from desk_app.store.scans import scan_files, scan_reading, scanner
from desk_app.store.scans.picture_pdf import pdf_of
from desk_app.store.scans.scan_files import LocalScans
from desk_app.store.scans.scan_reading import pages_of
from tests.workbench.scanner_files import (
    A4,
    coded,
    cut,
    drawing_itself,
    jpeg_that_says,
    many_frames,
    many_pages,
    pdf,
    photographed,
    picture,
    png_that_says,
    raw_pdf,
    sheet,
    stream,
)

FILES = LocalScans()
NUMBER, OTHER = "123456789018", "987654321012"
OVER_NUMBER = Mask(1, 1000, 1000, 6000, 1500, MaskReason.RULEBOOK, "individual_number")
"""Over the line at 740 points from below, of 842."""


@contextmanager
def opened(content: bytes, place: Path, name: str = "a.pdf") -> Iterator[OpenScan]:
    (place / name).write_bytes(content)
    scan = FILES.open(place / name)
    try:
        yield scan
    finally:
        scan.close()


def green(scan: OpenScan, page: int, across: float, down: float, turned: int = 0) -> int:
    """How much green there is of a page at a place, in parts of its sides."""
    drawn = scan.draw(page, 200, turned)
    at = int(down * drawn.height) * drawn.width + int(across * drawn.width)
    return drawn.pixels[3 * at + 1]


def green_of(pages: scan_reading.ScannedPages, across: float, down: float) -> int:
    """The same of the first page, read in this process."""
    drawn = scan_reading.shown(pages, 0, 200, 0).convert("RGB")
    return drawn.tobytes()[
        3 * (int(down * drawn.height) * drawn.width + int(across * drawn.width)) + 1
    ]


def is_red(scan: OpenScan, across: float, down: float, turned: int = 0) -> bool:
    """The first page there: the upper part of a picture, not the white one below."""
    return green(scan, 1, across, down, turned) < 100


# The system's own program that scans.


OF_A_SHELL = pytest.mark.posix(why="the program that scans is a script of a shell")


def program(folder: Path, does: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program on the path, under the name of the one that scans."""
    (folder / "page.png").write_bytes(picture("PNG", dpi=(300, 300)))
    made = folder / "scanimage"
    made.write_text(f'#!/bin/sh\ncd {folder}\necho "$@" > words\n{does}\n')
    made.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return folder / "words"


@OF_A_SHELL
def test_a_sheet_is_scanned_by_the_systems_program_and_lies_in_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not FILES.can_scan()
    with pytest.raises(BadInput) as caught:
        FILES.scan()
    assert caught.value.code == "scanner_none"
    words = program(tmp_path, "cat page.png", monkeypatch)
    assert FILES.can_scan()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scan = FILES.scan()
    assert scan.draw(1, 100).width == 100
    scan.close()
    assert words.read_text() == "--format=png --resolution=300\n"
    assert {each.name for each in tmp_path.iterdir()} == {"scanimage", "page.png", "words"}


@OF_A_SHELL
@pytest.mark.parametrize(
    ("does", "code"),
    [
        ("exit 1", "scanner_failed"),
        ("cat page.png; exit 7", "scanner_failed"),
        ("exit 0", "scanner_failed"),
        ("echo no picture", "scan_unknown_format"),
        ("cat /dev/zero", "scan_file_too_large"),
    ],
)
def test_a_scanner_that_fails_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str, code: str
) -> None:
    program(tmp_path, does, monkeypatch)
    monkeypatch.setattr(scan_files, "MOST_BYTES", 10**6)
    with pytest.raises(BadInput) as caught:
        FILES.scan()
    assert caught.value.code == code


@OF_A_SHELL
def test_a_scanner_that_goes_on_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "exec sleep 600", monkeypatch)
    with pytest.raises(Cancelled):
        FILES.scan(_Progress([], cancelled=True))
    monkeypatch.setattr(scanner, "MOST_SECONDS", 0)
    with pytest.raises(BadInput) as caught:
        FILES.scan()
    assert caught.value.code == "scanner_failed"


# The folder into which a scanner writes: what is whole there, and the codes of each sheet.

TWO = (receipt_code("R8-0147"), receipt_code("R8-0148"))


def found_in(folder: Path, looks: int = 4) -> list[FolderFile]:
    """Return what is found by looking as often as a window does."""
    files, found = LocalScans(), tuple[FolderFile, ...]()
    for _ in range(looks):
        found = files.look_in(folder)
    return [*found]


def test_a_code_is_of_the_sheet_it_stands_on_alone(tmp_path: Path) -> None:
    sheets = ((TWO[0],), (), TWO)
    (tmp_path / "a.PDF").write_bytes(coded(*sheets))
    (tmp_path / "b.tif").write_bytes(_turned_tiff(coded(*sheets)))
    (tmp_path / "notes.txt").write_bytes(b"R8-0147")
    (tmp_path / ".hidden.pdf").write_bytes(pdf())
    one, other = found_in(tmp_path)
    assert one.codes == other.codes == sheets
    assert [Path(each.file.path).name for each in (one, other)] == ["a.PDF", "b.tif"]
    assert one.file.sha256 == sha256((tmp_path / "a.PDF").read_bytes()).hexdigest()
    scan = FILES.open(tmp_path / "a.PDF", pages=(3, 1))
    try:
        assert len(scan.file.pages) == 2
        made = scan.make([], {})
        (tmp_path / "made").mkdir()
        (tmp_path / "made" / "a.pdf").write_bytes(made.pdf)
        (kept,) = found_in(tmp_path / "made")
        assert kept.codes == (TWO, (TWO[0],))
    finally:
        scan.close()
    with pytest.raises(BadInput) as caught:
        FILES.open(tmp_path / "a.PDF", pages=(5,))
    assert caught.value.code == "scan_sheets_changed"


def _turned_tiff(content: bytes) -> bytes:
    """The pages as a scanner sends them: grey, 200 dots an inch, the other way up."""
    drawn = pages_of(content)
    pages = [drawn.drawn(page, 1654).convert("L").rotate(180) for page in range(len(drawn.sizes))]
    made = io.BytesIO()
    pages[0].save(made, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    return made.getvalue()


@pytest.mark.parametrize("seed", [0, 1, 4, 5])
def test_a_photographed_sheet_is_led_by_its_code(tmp_path: Path, seed: int) -> None:
    sheet_of = pages_of(coded((TWO[0],))).drawn(0, 2480)
    content = photographed(sheet_of, Random(seed))  # noqa: S311  a picture, no secret
    (tmp_path / "a.jpg").write_bytes(content)
    (found,) = found_in(tmp_path)
    assert found.codes == ((TWO[0],),)


def test_what_is_not_whole_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, path, files = coded((TWO[0],)), tmp_path / "a.pdf", LocalScans()
    for part in (1_000, 2_000, len(whole)):
        path.write_bytes(whole[:part])
        assert files.look_in(tmp_path) == (), "it was another at the look before"
    with path.open("rb+") as held:
        if sys.platform == "linux":
            assert files.look_in(tmp_path) == (), "somebody has it open to write"
        held.flush()
    (found,) = files.look_in(tmp_path)
    assert found.codes == ((TWO[0],),)
    monkeypatch.setattr(scan_files, "OwnProcess", None)
    assert files.look_in(tmp_path) == (found,), "what was read is not read again"
    path.unlink()
    assert files.look_in(tmp_path) == ()


def test_what_cannot_be_read_is_named_and_keeps_nothing_up(tmp_path: Path) -> None:
    contents = {"a.pdf": b"%PDF-1.7", "b.pdf": pdf(lock="x"), "c.png": b"words", "d.pdf": b""}
    for name, content in (contents | {"e.pdf": coded(())}).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "f.pdf").mkdir()
    found = {Path(each.file.path).name: each for each in found_in(tmp_path, 6)}
    assert {name: each.trouble for name, each in found.items()} == {
        "a.pdf": "scan_broken",
        "b.pdf": "scan_locked",
        "c.png": "scan_unknown_format",
        "e.pdf": "",
    }
    assert found["e.pdf"].codes == ((),)
    with pytest.raises(BadInput) as caught:
        FILES.look_in(tmp_path / "nothing")
    assert caught.value.code == "scan_folder_unreadable"


# What lies where the scanner put it.


def test_a_file_is_gone_where_its_folder_can_be_looked_at_and_has_it_no_more(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    assert not FILES.is_gone(tmp_path / "a.pdf")
    assert FILES.is_gone(tmp_path / "b.pdf")
    assert not FILES.is_gone(tmp_path / "unplugged" / "b.pdf"), "nobody can look there"


# What is read.


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (pdf(), A4),
        (picture("JPEG", dpi=(200, 200)), (144, 216)),
        (picture("PNG", dpi=(200, 200)), (144, 216)),
        (picture("TIFF", dpi=(200, 200)), (144, 216)),
        (picture("TIFF", dpi=(200, 100)), (144, 432)),
        (picture("TIFF", compression="jpeg", dpi=(200, 200)), (144, 216)),
        # What does not know its size is a sheet of A4.
        (picture("JPEG"), (561, 842)),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, size: tuple[float, float]) -> None:
    pages = scan_reading.pages_of(content)
    (page,) = pages.sizes
    assert (page.width, page.height) == pytest.approx(size, abs=1)
    width, height = scan_reading.shown(pages, 0, 100, 0).size
    assert height / width == pytest.approx(size[1] / size[0], rel=0.02)


def test_an_open_file_is_as_it_was_read_whatever_it_is_called(tmp_path: Path) -> None:
    content = pdf()
    with opened(content, tmp_path, "a.xlsx") as scan:
        assert scan.file.sha256 == sha256(content).hexdigest()
        assert [(each.width, each.height) for each in scan.file.pages] == [pytest.approx(A4, abs=1)]
        drawn = scan.draw(1, 100)
        assert len(drawn.pixels) == 3 * drawn.width * drawn.height
        # What lies there meanwhile changes nothing.
        (tmp_path / "a.xlsx").write_bytes(b"")
        assert scan.make([], {}).pages == 1


def test_pages_are_turned_by_quarters_as_they_will_be_kept(tmp_path: Path) -> None:
    with opened(picture("JPEG", dpi=(200, 200)), tmp_path) as scan:
        assert is_red(scan, 0.5, 0.1)
        assert not is_red(scan, 0.5, 0.9)
        assert is_red(scan, 0.9, 0.5, turned=1)
        assert not is_red(scan, 0.1, 0.5, turned=1)
        made = scan.make([Mask(1, 9000, 0, 10000, 10000, MaskReason.NOT_NEEDED)], {1: 1})
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[0]
    assert [round(each) for each in page.mediabox[2:]] == [216, 144]
    image = page.images[0].image
    assert image is not None
    assert image.size == (600, 400)
    assert image.getpixel((590, 200)) == (0, 0, 0)
    assert image.getpixel((500, 200)) != (0, 0, 0) != image.getpixel((10, 200))


@pytest.mark.parametrize(("format_", "held", "red"), [("JPEG", 6, 0.9), ("TIFF", 8, 0.1)])
def test_a_picture_stands_as_the_camera_held_it(format_: str, held: int, red: float) -> None:
    exif = Image.Exif()
    exif[274] = held
    pages = scan_reading.pages_of(picture(format_, dpi=(200, 200), exif=exif))
    (page,) = pages.sizes
    assert page.width > page.height
    assert green_of(pages, red, 0.5) < 100 < green_of(pages, 1 - red, 0.5)


@pytest.mark.parametrize("held", [1, 6])
def test_a_picture_looked_at_small_first_is_as_sharp_when_it_is_kept(held: int) -> None:
    exif = Image.Exif()
    exif[274] = held
    content = picture("JPEG", (800, 1200), exif=exif)
    small, whole = scan_reading.pages_of(content), scan_reading.pages_of(content)
    assert small.most_width(0) == (800 if held == 1 else 1200)
    assert small.drawn(0, 100).width == 100
    for width in (small.most_width(0), 300):
        assert small.drawn(0, width).size == whole.drawn(0, width).size
        assert small.drawn(0, width).tobytes() == whole.drawn(0, width).tobytes()


@pytest.mark.parametrize(
    ("mode", "ink"), [("1", 0), ("L", 7), ("LA", (7, 255)), ("P", 0), ("I;16", 7), ("CMYK", 0)]
)
def test_pictures_of_every_kind_of_pixel_become_plain_ones(
    mode: str, ink: int | tuple[int, ...]
) -> None:
    content = io.BytesIO()
    image = Image.new(mode, (40, 60), ink)
    image.save(content, "TIFF" if mode == "CMYK" else "PNG")
    pages = scan_reading.pages_of(content.getvalue())
    assert green_of(pages, 0.5, 0.5) in ({255} if mode == "CMYK" else {0, 7})


def test_every_page_of_a_file_is_kept_in_its_order(tmp_path: Path) -> None:
    pages = [Image.new("L", (40, 60), 50 * page) for page in range(5)]
    content = io.BytesIO()
    pages[0].save(content, "TIFF", save_all=True, append_images=pages[1:])
    with opened(content.getvalue(), tmp_path) as scan:
        assert [green(scan, 1 + page, 0.5, 0.5) for page in (3, 0, 4)] == [150, 0, 200]
        told: list[tuple[int, int]] = []
        made = scan.make([], {}, _Progress(told))
    assert told == [(page, 5) for page in (1, 2, 3, 4, 5)]
    kept = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    lights = [page.images[0].image.getpixel((20, 30)) for page in kept if page.images[0].image]
    assert lights == [0, 50, 100, 150, 200]


# What is kept: nothing that was masked, in no byte.


def _all_bytes(content: bytes) -> bytes:
    """Everything that is in a PDF, its streams unpacked."""
    found = [content]
    for each in range(1, len(pypdf.PdfReader(io.BytesIO(content)).xref[0]) + 1):
        held = pypdf.PdfReader(io.BytesIO(content)).get_object(each)
        if isinstance(held, pypdf.generic.StreamObject):
            found.append(held.get_data())
    return b"\0".join(found)


def _holds(content: bytes, word: str) -> bool:
    text = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    everything = _all_bytes(content)
    coded = (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"))
    return word in text or any(each in everything for each in coded)


def test_what_is_masked_is_in_no_byte_of_what_is_kept(tmp_path: Path) -> None:
    covered = pdf(covered=True, title=NUMBER)
    # A rectangle over text leaves the text: what is looked with here finds it.
    assert _holds(covered, NUMBER)
    assert _holds(covered, "Yamada")
    with opened(covered, tmp_path) as scan:
        made = scan.make([OVER_NUMBER], {})
    assert not _holds(made.pdf, NUMBER)
    assert not _holds(made.pdf, "Yamada")
    kept = pypdf.PdfReader(io.BytesIO(made.pdf))
    assert not kept.metadata
    assert not kept.attachments


def test_what_is_kept_is_the_same_whatever_stood_under_the_mask(tmp_path: Path) -> None:
    made: dict[str, tuple[bytes, bytes]] = {}
    for number in (NUMBER, OTHER):
        with opened(pdf(number), tmp_path) as scan:
            made[number] = (scan.make([OVER_NUMBER], {}).pdf, scan.make([], {}).pdf)
    masked, plain = zip(*made.values(), strict=True)
    assert masked[0] == masked[1]
    # Without the mask the number makes them differ.
    assert plain[0] != plain[1]


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF"])
def test_nothing_of_a_picture_but_its_pixels_is_kept(format_: str) -> None:
    exif = Image.Exif()
    exif[270] = NUMBER
    content = picture(format_, exif=exif, dpi=(200, 200))
    made = scan_reading.kept(scan_reading.pages_of(content), 0, 0, [])
    assert NUMBER.encode() in content
    assert not _holds(pdf_of([made]), NUMBER)


def test_a_mask_outside_of_the_pages_is_a_mistake(tmp_path: Path) -> None:
    with opened(pdf(), tmp_path) as scan:
        for sides in ((2, 0, 0, 1, 1), (1, 5, 0, 5, 1), (1, 0, 0, 10001, 1)):
            with pytest.raises(ValueError, match="outside"):
                scan.make([Mask(*sides, MaskReason.NOT_NEEDED)], {})


# What is refused, or harms nothing.


REFUSED: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "text": (lambda: b"Yamada\n" * 100, "scan_unknown_format"),
    "another picture": (lambda: picture("GIF"), "scan_unknown_format"),
    "beginning alone": (lambda: b"%PDF-1.7", "scan_broken"),
    "no PDF behind it": (lambda: b"%PDF-1.7\n%%EOF", "scan_broken"),
    "cut PDF": (lambda: cut(pdf(pages=3)), "scan_broken"),
    "cut JPEG": (lambda: cut(picture("JPEG")), "scan_broken"),
    "cut PNG": (lambda: cut(picture("PNG")), "scan_broken"),
    "cut TIFF": (lambda: cut(picture("TIFF")), "scan_broken"),
    "cut JPEG in TIFF": (lambda: cut(picture("TIFF", compression="jpeg")), "scan_broken"),
    "signs of a JPEG": (lambda: b"\xff\xd8\xff" + bytes(500), "scan_broken"),
    "signs of a TIFF": (lambda: b"II*\0" + b"\xff" * 500, "scan_broken"),
    "password": (lambda: pdf(lock="secret"), "scan_locked"),
    "10,000 pages": (lambda: many_pages(10_000), "scan_too_many_pages"),
    "201 pictures": (lambda: many_frames(201), "scan_too_many_pages"),
    "endless PNG": (lambda: png_that_says(2**31 - 1, 2**31 - 1), "scan_page_too_large"),
    "large PNG": (lambda: png_that_says(50_000, 50_000), "scan_page_too_large"),
    "large JPEG": (lambda: jpeg_that_says(65_500, 65_500), "scan_page_too_large"),
    "no page": (
        lambda: raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>"),
        "scan_broken",
    ),
    "a tree that leads to itself": (
        lambda: raw_pdf(sheet(b"")[0], b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        "scan_broken",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_kept_is_refused_calmly(kind: str) -> None:
    make, code = REFUSED[kind]
    with pytest.raises(BadInput) as caught:
        kept_here(make())
    assert caught.value.code == code


def kept_here(content: bytes) -> None:
    """Read all pages in this process, of what is known to end no reader."""
    pages = scan_reading.pages_of(content)
    for page in range(len(pages.sizes)):
        scan_reading.kept(pages, page, 0, [])


def test_what_the_reader_refuses_is_told_by_it(tmp_path: Path) -> None:
    for content, code in ((b"", "scan_empty"), (pdf(lock="secret"), "scan_locked")):
        with pytest.raises(BadInput) as caught, opened(content, tmp_path):
            raise AssertionError
        assert caught.value.code == code


HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "a script": lambda: raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(while(true){})>>>>",
        *sheet(b"1 0 0 rg 0 0 595 842 re f")[1:],
    ),
    "a form that draws itself": lambda: raw_pdf(
        *sheet(b"/F Do", b"/XObject<</F 5 0 R>>"),
        drawing_itself(1),
    ),
    "a page like a thread": lambda: raw_pdf(*sheet(b"", box=b"0 0 1 14400")),
    "a picture of a hundred million pixels": lambda: raw_pdf(
        *sheet(b"595 0 0 842 0 0 cm /F Do", b"/XObject<</F 5 0 R>>"),
        stream(
            b"/Type/XObject/Subtype/Image/Width 10000/Height 10000/BitsPerComponent 1"
            b"/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
            b"/DecodeParms<</K -1/Columns 10000/Rows 10000>>",
            b"\xff" * 100,
        ),
    ),
    "what is larger packed twice": lambda: raw_pdf(
        *sheet(b"595 0 0 842 0 0 cm /F Do", b"/XObject<</F 5 0 R>>"),
        stream(
            b"/Type/XObject/Subtype/Image/Width 9999/Height 9999/BitsPerComponent 8"
            b"/ColorSpace/DeviceRGB/Filter[/FlateDecode/FlateDecode]",
            zlib.compress(zlib.compress(bytes(20_000_000))),
        ),
    ),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_means_harm_does_none(kind: str) -> None:
    """GOAL-24 gives hundreds of such files to the reader itself."""
    content = HARMLESS[kind]()
    assert len(content) < 10_000
    kept_here(content)


def test_no_page_is_drawn_larger_than_any_screen() -> None:
    for box in (b"0 0 595 842", b"0 0 5000000 5000000", b"0 0 1 14400"):
        pages = scan_reading.pages_of(raw_pdf(*sheet(b"", box=box)))
        width, height = scan_reading.shown(pages, 0, 10**9, 1).size
        assert 0 < width * height <= scan_reading.MOST_PIXELS
        assert max(width, height) <= scan_reading.MOST_SIDE


@pytest.mark.parametrize(
    "kind",
    ["nothing", "folder", pytest.param("pipe", marks=pytest.mark.posix(why="there are none"))],
)
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    with pytest.raises(BadInput) as caught:
        FILES.open(path)
    assert caught.value.code == "file_unreadable"


def test_a_file_that_grows_or_is_too_large_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf())
    states = iter([(1000, 1), (2000, 2)])
    with monkeypatch.context() as patch:
        patch.setattr(scan_files, "_state", lambda _: next(states))
        with pytest.raises(BadInput) as caught:
            FILES.open(tmp_path / "a.pdf")
    assert caught.value.code == "scan_still_written"
    monkeypatch.setattr(scan_files, "MOST_BYTES", 100)
    with pytest.raises(BadInput) as caught:
        FILES.open(tmp_path / "a.pdf")
    assert caught.value.code == "scan_file_too_large"


class _Progress:
    def __init__(self, told: list[tuple[int, int]], *, cancelled: bool = False) -> None:
        self._told, self.cancelled = told, cancelled

    def report(self, done: int, total: int) -> None:
        self._told.append((done, total))


def test_a_reading_is_stopped_by_whoever_waits_or_by_the_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 2/Kids[3 0 R 6 0 R]>>",
        *sheet(b"/F Do", b"/XObject<</F 5 0 R>>")[2:],
        drawing_itself(50),
        sheet(b"")[2].replace(b"/Contents 4 0 R", b""),
    )
    with opened(endless, tmp_path) as scan:
        with pytest.raises(Cancelled):
            scan.make([], {}, _Progress([], cancelled=True))
        with monkeypatch.context() as patch:
            patch.setattr(scan_files, "MOST_SECONDS", 0.2)
            with pytest.raises(BadInput) as caught:
                scan.draw(1, 100)
        assert caught.value.code == "scan_takes_too_long"
        # What reads it is begun anew.
        assert scan.draw(2, 100).width == 100
    with pytest.raises(Cancelled):
        scan.draw(1, 100)


def test_a_reader_that_ended_is_begun_anew_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[OwnProcess] = []

    class Listed(OwnProcess):
        def __init__(self) -> None:
            super().__init__()
            begun.append(self)

    monkeypatch.setattr(scan_files, "OwnProcess", Listed)
    with opened(pdf(), tmp_path) as scan:
        begun[-1]._process.kill()
        assert scan.draw(1, 100).width == 100
        assert len(begun) == 2
        monkeypatch.setattr(Listed, "send", lambda self, _: self._process.kill())
        with pytest.raises(BadInput) as caught:
            scan.draw(1, 100)
        assert caught.value.code == "scan_broken"
