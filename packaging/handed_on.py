# SPDX-License-Identifier: MIT
"""Programs of this system that a test under Wine calls by their names, as it does here.

They look at letters and copies with other eyes than ours, and bring small disks; on Windows they
are not there.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import console

if TYPE_CHECKING:
    from collections.abc import Sequence

SOURCES: Final = Path(__file__).resolve().with_name("handed_on")
NAMES: Final = (
    *("pdftotext", "pdftoppm", "pdftops", "pdfinfo", "pdffonts", "pdfdetach", "qpdf", "zbarimg"),
    *("age", "age-keygen", "tar", "sqlite3", "mount", "umount"),
)


def folder_of(cache: Path, compiler: Sequence[str]) -> Path:
    """Return the folder of their stand-ins below a cache, made where it is not.

    Raises SetupError where the compiler ends badly.
    """
    digest = hashlib.sha256(repr(NAMES).encode())
    for source in sorted(SOURCES.iterdir()):
        digest.update(source.read_bytes())
    folder = cache / f"handed-on-{digest.hexdigest()[:12]}"
    if not folder.is_dir():
        made = Path(tempfile.mkdtemp(prefix="handed-on-", dir=cache))
        try:
            _make(made, compiler)
            _name(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return folder


def _name(made: Path, folder: Path) -> None:
    """Give it its name, unless another was as fast."""
    try:
        made.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _make(folder: Path, compiler: Sequence[str]) -> None:
    one, *others = (folder / f"{name}.exe" for name in NAMES)
    done = console.follow([*compiler, "-municode", "-o", str(one), str(SOURCES / "tool.c")])
    if done.code:
        raise console.SetupError(f"{compiler[0]} ended with code {done.code}:\n{done.complaint()}")
    for other in others:
        shutil.copy(one, other)
    shutil.copy(SOURCES / "run.sh", folder)
    (folder / "run.sh").chmod(0o755)
