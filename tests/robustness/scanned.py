# SPDX-License-Identifier: MIT
"""Files of scanned pages that mean harm, at the reader that the desk has for them (I6).

A part of GOAL-24, which ``ledgers`` carries out.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from desk_app.desk.errors import KnownError
from desk_app.records.case.scans import FolderFile, SourceFile
from desk_app.store.scans.scan_files import LocalScans
from desk_app.store.scans.scan_reading import MOST_MEMORY
from tests.robustness.malformed import mangled
from tests.workbench.processes import ROOT
from tests.workbench.scanner_files import HOSTILE, coded, sound

FILES, CONTROLS = 200, 40
CODED = 3
"""So many sound sheets with a code are looked at among those that mean harm."""

_CARELESS = """
import sys
from pathlib import Path
from desk_app.bootstrap.systems import system_of
from desk_app.store.scans.scan_reading import MOST_MEMORY
system_of(sys.platform).processes.bound(MOST_MEMORY, 60)
import zxingcpp
from PIL import Image
Image.MAX_IMAGE_PIXELS = None
content = Path(sys.argv[1]).read_bytes()
if content.startswith(b"%PDF"):
    import pypdfium2
    for page in pypdfium2.PdfDocument(content):
        zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
else:
    import io
    image = Image.open(io.BytesIO(content))
    for page in range(getattr(image, "n_frames", 1)):
        image.seek(page)
        zxingcpp.read_barcodes(image.convert("L"))
"""
"""Who reads them and their codes as the libraries' own examples do, under the same limit."""


@dataclass(slots=True)
class Scanned:
    """What became of the files, by what was said of them; ``memory`` is the most, in bytes."""

    said: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    sound: int = 0
    memory: int = 0

    @property
    def tried(self) -> int:
        """How many were tried."""
        return self.said.total() + self.broken.total()

    @property
    def refused(self) -> int:
        """How many were refused."""
        return self.said.total() - self.said["whole"]


def read_all(folder: Path, chance: Random, files: int) -> Scanned:
    """Have so many files read, drawn and made what is kept; in a process of its own."""
    found = Scanned()
    for content in sound().values():
        found.sound += _read(folder, content) == "whole"
    for kind, content in hostile(chance, files):
        found.kinds.add(kind)
        try:
            found.said[_read(folder, content)] += 1
        except Exception as error:  # noqa: BLE001  whatever comes is the figure
            found.broken[f"{kind}: {type(error).__name__}"] += 1
    # In units of 1,024 bytes; of the largest of all readers that have ended.
    found.memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return found


def lead_all(folder: Path, chance: Random, files: int) -> Scanned:
    """Lay so many files in a scanner's folder, whose pages are looked at for codes.

    In a process of its own, as above. ``sound`` is how many codes of sound sheets were read.
    """
    found, watched = Scanned(), folder / "watched"
    watched.mkdir()
    reader = LocalScans()
    for number in range(CODED):
        led = _led(reader, watched, f"sound-{number}", coded((f"R8-{number:04}",), ()))
        found.sound += led.codes == ((f"R8-{number:04}",), ())
    for number, (kind, content) in enumerate(hostile(chance, files)):
        found.kinds.add(kind)
        try:
            found.said[_led(reader, watched, str(number), content).trouble or "whole"] += 1
        except Exception as error:  # noqa: BLE001  whatever comes is the figure
            found.broken[f"{kind}: {type(error).__name__}"] += 1
    found.memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return found


def _led(reader: LocalScans, folder: Path, name: str, content: bytes) -> FolderFile:
    """Return what the second look at a folder says of the one file in it."""
    path = folder / f"{name}.pdf"
    path.write_bytes(content)
    try:
        reader.look_in(folder)
        seen = reader.look_in(folder)
    finally:
        path.unlink()
    # What is empty is waited for: a scanner may only have begun it.
    return next(iter(seen), FolderFile(SourceFile(str(path), ""), trouble="waited_for"))


def hostile(chance: Random, files: int) -> Iterator[tuple[str, bytes]]:
    """Yield so many files: each kind in its turn, and every third a sound one that was spoilt."""
    kinds, known = list(HOSTILE), list(sound().items())
    chance.shuffle(kinds)
    for number in range(files):
        if number % 3 == 2:
            kind, content = chance.choice(known)
            yield f"{kind}, spoilt", mangled(content, chance)
        else:
            kind = kinds[(number - number // 3) % len(kinds)]
            yield kind, HOSTILE[kind](chance)


def careless(folder: Path, chance: Random, files: int) -> tuple[int, int]:
    """Give the libraries alone some files until one ends in no word of ours.

    Returns whether one did, and how many did not before.
    """
    for number, (_, content) in enumerate(hostile(chance, files)):
        path = folder / "given"
        path.write_bytes(content)
        done = subprocess.run(
            [sys.executable, "-c", _CARELESS, str(path)],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=False,
        )
        if done.returncode != 0:
            return 1, number
    return 0, files


def _read(folder: Path, content: bytes) -> str:
    path = folder / "given"
    path.write_bytes(content)
    try:
        scan = LocalScans().open(path)
        try:
            scan.draw(len(scan.file.pages), 700)
            scan.make((), {})
        finally:
            scan.close()
    except KnownError as error:
        return error.code
    return "whole"


def is_harmless(found: Scanned) -> bool:
    """Return whether nothing ended in a mistake of ours, and the reader stayed below its limit."""
    return not found.broken and 0 < found.memory <= MOST_MEMORY
