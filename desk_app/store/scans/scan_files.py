# SPDX-License-Identifier: MIT
"""Files of scanned pages read for the desk: by another process, under limits of memory and time."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import BadInput, Cancelled, Mishap
from desk_app.records.case.scans import (
    QUARTERS,
    WHOLE,
    DrawnScan,
    FolderFile,
    PagePicture,
    PageSize,
    ScanFile,
    SourceFile,
)
from desk_app.store.disk.own_process import Bounded, OwnProcess
from desk_app.store.scans import scanner
from desk_app.store.scans.picture_pdf import PageOfPixels, pdf_of
from desk_app.store.scans.scan_reading import MOST_SECONDS
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from desk_app.desk.ports import OpenScan, Progress
    from desk_app.records.case.scans import Mask

MOST_BYTES = 200 * 1024 * 1024
"""No scan of 200 pages is a larger file."""

MOST_FILES = 200
"""Of a scanner's folder, the oldest: the others come once these are gone."""

_ENDINGS = frozenset({".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff"})

_LINE = 1024 * 1024
"""Bytes of a file that go to the other process at once."""


class LocalScans:
    """Reads files of scanned pages of this computer (a ``desk.ports.ScanReader``)."""

    def __init__(self) -> None:
        self._seen: dict[Path, _Seen] = {}
        self._one = Lock()

    def open(
        self, path: Path, progress: Progress | None = None, pages: Sequence[int] = ()
    ) -> OpenScan:
        """Read a file once, and look at its pages, or at some of them, counted from 1.

        Raises BadInput for what cannot be read, is no such file, or is more than is taken;
        Cancelled.
        """
        return _OpenFile(_content(path), progress, pages)

    def look_in(self, folder: Path, progress: Progress | None = None) -> tuple[FolderFile, ...]:
        """Return the files in a scanner's folder that are whole, with the codes on their pages.

        A file is whole where it is as at the look before, and nobody else has it open. At each look
        one is read that was not, so that nobody waits long; what was read is held. Raises BadInput
        where nobody can look there, Cancelled.
        """
        with self._one:
            self._seen = {path: self._seen_of(path, state) for path, state in _scans_in(folder)}
            for path, seen in self._seen.items():
                if seen.at_rest and seen.found is None and _opens_alone(path):
                    seen.found = _looked_at(path, progress)
                    if seen.found is not None:
                        break
        return tuple(each.found for each in self._seen.values() if each.found is not None)

    def _seen_of(self, path: Path, state: _State) -> _Seen:
        before = self._seen.get(path)
        if before is None or before.state != state:
            return _Seen(state)
        before.at_rest = True
        return before

    def can_scan(self) -> bool:
        """Return whether this computer has a program that scans."""
        return scanner.is_there()

    def scan(self, progress: Progress | None = None) -> OpenScan:
        """Have the sheet in the scanner scanned, and look at it; it never lies in a file.

        Raises BadInput where no scanner is there or none of it can be read, Cancelled.
        """
        return _OpenFile(scanner.scanned(MOST_BYTES, progress), progress)

    def delete(self, path: Path, sha256: str) -> None:
        """Delete a file that still holds what was read.

        Raises BadInput where it is gone, was changed since, or cannot be deleted.
        """
        if hashlib.sha256(_content(path)).hexdigest() != sha256:
            raise BadInput("scan_file_changed", place="file")
        try:
            here().files.patiently(path.unlink)
        except OSError:
            raise BadInput("scan_file_not_deleted", place="file") from None

    def is_gone(self, path: Path) -> bool:
        """Return whether a file is gone from its folder; no where nobody can look there."""
        try:
            names = {each.name for each in path.parent.iterdir()}
        except OSError:
            return False
        # A system may have it under a name that is written otherwise.
        return path.name not in names and not path.exists()


_State = tuple[int, int]
"""The size of a file in bytes, and when it was written last, in nanoseconds."""


@dataclass(slots=True)
class _Seen:
    """A file of the scanner's folder as it was at the last look."""

    state: _State
    at_rest: bool = False
    found: FolderFile | None = None


def _scans_in(folder: Path) -> list[tuple[Path, _State]]:
    """Return the files of a folder that may be scans by their names, the oldest first."""
    try:
        with os.scandir(folder) as entries:
            named = [each for each in entries if Path(each.name).suffix.lower() in _ENDINGS]
            found = [
                (Path(each.path), (said.st_size, said.st_mtime_ns))
                for each in named
                if each.is_file() and not each.name.startswith(".")
                for said in [each.stat()]
            ]
    except OSError:
        raise BadInput("scan_folder_unreadable", place="folder") from None
    return sorted(found, key=lambda each: (each[1][1], each[0].name))[:MOST_FILES]


def _opens_alone(path: Path) -> bool:
    """Return whether nobody else has a file open; what cannot be opened is told by who reads it."""
    try:
        return here().files.opens_alone(path)
    except OSError:
        return True


def _looked_at(path: Path, progress: Progress | None) -> FolderFile | None:
    """Return a file with the codes of its pages, or why it cannot be read; None to look again."""
    try:
        content = _content(path)
    except BadInput as error:
        again = error.code in {"scan_still_written", "scan_empty"}
        return None if again else FolderFile(SourceFile(str(path), ""), trouble=error.code)
    file = SourceFile(str(path), hashlib.sha256(content).hexdigest())
    try:
        scan = _OpenFile(content, progress)
    except BadInput as error:
        return FolderFile(file, trouble=error.code)
    try:
        return FolderFile(file, scan.codes(progress))
    except BadInput as error:
        return FolderFile(file, trouble=error.code)
    finally:
        scan.close()


def _content(path: Path) -> bytes:
    """Return a file whole; raises BadInput where it is none, is too large, or still grows."""
    # What a scanner still has open may be closed to others for a moment.
    try:
        before, content, after = here().files.patiently(lambda: _read(path))
    except OSError:
        raise BadInput("file_unreadable", place="file") from None
    if len(content) > MOST_BYTES:
        raise BadInput("scan_file_too_large", place="file")
    if before != after or len(content) != after[0]:
        raise BadInput("scan_still_written", place="file")
    if not content:
        raise BadInput("scan_empty", place="file")
    return content


def _read(path: Path) -> tuple[tuple[int, int], bytes, tuple[int, int]]:
    # What is no file, a pipe for example, might be waited for without end.
    if not path.is_file():
        raise FileNotFoundError
    with path.open("rb") as file:
        before = _state(file.fileno())
        content = file.read(MOST_BYTES + 1)
        return before, content, _state(file.fileno())


def _state(handle: int) -> tuple[int, int]:
    found = os.fstat(handle)
    return found.st_size, found.st_mtime_ns


class _OpenFile:
    """A file in memory, and the process that reads it: a new one where one has ended."""

    def __init__(
        self, content: bytes, progress: Progress | None, pages: Sequence[int] = ()
    ) -> None:
        self._content = content
        self._chosen = [page - 1 for page in pages]
        self._process: OwnProcess | None = None
        # The window has pages drawn while a verb asks for what is kept.
        self._one = Lock()
        sha256 = hashlib.sha256(content).hexdigest()
        found = self._last(lambda bounded: self._begun(bounded)[1], progress)
        sizes = tuple(PageSize(*each) for each in found["sizes"])
        self.file = ScanFile(sha256, sizes)

    def draw(self, page: int, width: int, turned: int = 0) -> PagePicture:
        """Return a page, counted from 1, about so many pixels wide, turned clockwise by quarters.

        Raises BadInput where it cannot be drawn; a page too large in pixels is drawn smaller.
        """
        wanted = {"show": page - 1, "width": width, "turned": turned % QUARTERS}
        found = self._ask(wanted, None)
        return PagePicture(found["width"], found["height"], b64decode(found["pixels"]))

    def make(
        self,
        masks: Sequence[Mask],
        turned: Mapping[int, int],
        progress: Progress | None = None,
    ) -> DrawnScan:
        """Return what is kept: a PDF of pictures alone, black where a mask lies.

        ``turned`` are quarter turns clockwise by page, counted from 1 as in masks; the masks are
        those of the page as turned, within its sides. Raises BadInput where a page cannot be
        drawn, Cancelled.
        """
        count = len(self.file.pages)
        for mask in masks:
            if not _lies_in(mask, count):
                raise ValueError("a mask that lies outside of the pages")
        wanted = {
            "masks": [(each.page, each.left, each.top, each.right, each.bottom) for each in masks],
            "turned": [turned.get(page, 0) for page in range(1, count + 1)],
        }
        made: dict[int, PageOfPixels] = {}

        def take(part: Any) -> None:  # noqa: ANN401  what JSON holds
            page, jpeg = part.pop("page"), b64decode(part.pop("jpeg"))
            made[page] = PageOfPixels(jpeg=jpeg, points=tuple(part.pop("points")), **part)

        self._ask(wanted, progress, take)
        pdf = pdf_of([made[page] for page in range(count)])
        return DrawnScan(count, pdf, tuple(masks))

    def codes(self, progress: Progress | None = None) -> tuple[tuple[str, ...], ...]:
        """Return what the bar codes on each page say; raises BadInput, Cancelled."""
        # Page after page: where the time of one process is used up another goes on.
        asked = ({"codes": page} for page in range(len(self.file.pages)))
        return tuple(tuple(self._ask(each, progress)["codes"]) for each in asked)

    def close(self) -> None:
        """End the process and forget the file; a second time does nothing."""
        self._content = b""
        self._end()

    def _ask(
        self,
        wanted: Mapping[str, object],
        progress: Progress | None,
        take: Callable[[Any], None] | None = None,
    ) -> dict[str, Any]:
        def ask(bounded: Bounded) -> dict[str, Any]:
            process = self._process
            if process is None:
                process, _ = self._begun(bounded)
            process.send(json.dumps(wanted))
            return _heard(process, bounded, take)

        with self._one:
            if not self._content:
                raise Cancelled
            if self._process is not None:
                with suppress(Mishap):
                    return self._bounded(ask, progress)
                # Its time was used up by pages before: a new one has all of it for this.
            return self._last(ask, progress)

    def _begun(self, bounded: Bounded) -> tuple[OwnProcess, dict[str, Any]]:
        """Return a process that has read the file, and what it says of it."""
        content = self._content
        lines = [content[at : at + _LINE] for at in range(0, len(content), _LINE)]
        process = self._process = OwnProcess()
        process.send(json.dumps({"work": "read_scan", "lines": len(lines), "pages": self._chosen}))
        for line in lines:
            process.send(b64encode(line).decode("ascii"))
        return process, _heard(process, bounded)

    def _bounded(
        self, ask: Callable[[Bounded], dict[str, Any]], progress: Progress | None
    ) -> dict[str, Any]:
        """Ask under a limit of time; whatever goes wrong ends the process that was asked."""
        try:
            return ask(Bounded(progress, MOST_SECONDS))
        except Cancelled:
            self._end()
            if progress is not None and progress.cancelled:
                raise
            raise BadInput("scan_takes_too_long", place="file") from None
        except BaseException:
            self._end()
            raise

    def _last(
        self, ask: Callable[[Bounded], dict[str, Any]], progress: Progress | None
    ) -> dict[str, Any]:
        try:
            return self._bounded(ask, progress)
        except Mishap:
            # The process ended: the library gave up, or its memory was at an end.
            raise BadInput("scan_broken", place="file") from None

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _heard(
    process: OwnProcess, bounded: Bounded, take: Callable[[Any], None] | None = None
) -> dict[str, Any]:
    while "result" not in (said := process.listen(bounded)):
        if take is None:
            raise RuntimeError("a process tells in parts what nobody takes")
        take(said["part"])
        # So long is waited for each page; for all of them the other's own work is bounded.
        bounded.begin()
    result: dict[str, Any] = said["result"]
    return result


def _lies_in(mask: Mask, pages: int) -> bool:
    across = 0 <= mask.left < mask.right <= WHOLE
    return across and 0 <= mask.top < mask.bottom <= WHOLE and 1 <= mask.page <= pages
