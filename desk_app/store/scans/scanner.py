# SPDX-License-Identifier: MIT
"""A paper scanned by the system's own program, where there is one: its picture lies in no file."""

from __future__ import annotations

import shutil
import subprocess
import time
from threading import Thread
from typing import TYPE_CHECKING

from desk_app.desk.errors import BadInput, Cancelled

if TYPE_CHECKING:
    from typing import IO

    from desk_app.desk.ports import Progress

PROGRAM = "scanimage"
DOTS_AN_INCH = 300
MOST_SECONDS = 180
"""A lamp that warms up and a sheet of A3 take less."""

_LOOKS_EVERY_SECONDS = 0.1


def is_there() -> bool:
    """Return whether the system has a program that scans."""
    return shutil.which(PROGRAM) is not None


def scanned(most: int, progress: Progress | None) -> bytes:
    """Return the picture of the sheet that lies in the scanner, as PNG.

    It comes through a pipe: no other program finds it anywhere. Raises BadInput where there is no
    program, it fails, takes too long, or says more than ``most`` bytes; Cancelled.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise BadInput("scanner_none", place="scanner")
    words = [program, "--format=png", f"--resolution={DOTS_AN_INCH}"]
    try:
        process = subprocess.Popen(  # noqa: S603  the system's own program, no words from outside
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        raise BadInput("scanner_failed", place="scanner") from None
    with process:
        try:
            content = _heard(process, most, progress)
        finally:
            process.kill()
    if len(content) > most:
        raise BadInput("scan_file_too_large", place="scanner")
    if process.returncode != 0 or not content:
        raise BadInput("scanner_failed", place="scanner")
    return content


def _heard(process: subprocess.Popen[bytes], most: int, progress: Progress | None) -> bytes:
    """Return what it says until it ends; a cancelled one is not waited for."""
    heard: list[bytes] = []
    ear = Thread(target=lambda: heard.append(_all_of(process.stdout, most)), daemon=True)
    ear.start()
    until = time.monotonic() + MOST_SECONDS
    try:
        while ear.is_alive():
            if progress is not None and progress.cancelled:
                raise Cancelled
            if time.monotonic() > until:
                raise BadInput("scanner_failed", place="scanner")
            ear.join(_LOOKS_EVERY_SECONDS)
        (content,) = heard
        if len(content) <= most:
            process.wait(timeout=_LOOKS_EVERY_SECONDS * 100)
    except subprocess.TimeoutExpired:
        raise BadInput("scanner_failed", place="scanner") from None
    finally:
        process.kill()
        ear.join()
    return content


def _all_of(pipe: IO[bytes] | None, most: int) -> bytes:
    return b"" if pipe is None else pipe.read(most + 1)
