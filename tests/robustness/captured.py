# SPDX-License-Identifier: MIT
"""A process on private ground, as the program's own, with all it lets fall caught in folders."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.store.hygiene import private_ground


@contextmanager
def captured(folder: Path) -> Iterator[None]:
    """Let what this process writes on its way fall into a folder; it ends with the process.

    Standard output and error go to files there; logs and temporary files lie there as those of
    the program do, which a killed process leaves behind.
    """
    for name in ("temp", "logs", "said"):
        folder.joinpath(name).mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(folder / "temp")
    os.environ["TMPDIR"] = tempfile.tempdir
    sys.stdout.flush()
    sys.stderr.flush()
    for handle in (1, 2):
        file = os.open(folder / "said" / f"{os.getpid()}-{handle}", os.O_WRONLY | os.O_CREAT)
        os.dup2(file, handle)
    with private_ground(folder / "logs" / "desk-app.log"):
        yield
