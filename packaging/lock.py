# SPDX-License-Identifier: MIT
"""Renew the locks from pyproject.toml (by hand; needs `uv` beside this Python or on the path)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DAYS_WAITED = 7  # a version younger than that may yet be withdrawn
LOCKS = {
    "packaging/requirements.lock": ("pyproject.toml", "--extra", "office"),
    "packaging/requirements-test.lock": (
        *("pyproject.toml", "--extra", "office"),
        *("--group", "dev", "--group", "editable"),
    ),
    "packaging/requirements-bench.lock": ("--group", "bench"),
}
"""Each lock with what stands in it; the bench installs its rivals apart from the program."""
HEADER = "# Python 3.11 and later, all systems. Made from pyproject.toml by packaging/lock.py.\n"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--quiet",
)


def renew(lock: str, what: tuple[str, ...], uv: str, newest: str) -> None:
    """Write one lock with the newest versions that were published before the day named."""
    command = [
        uv,
        "pip",
        "compile",
        *what,
        *OPTIONS,
        f"--exclude-newer={newest}",
    ]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    (ROOT / lock).write_text(HEADER + listed.stdout, "utf-8")


def main() -> int:
    """Renew the locks with versions of one day."""
    uv = shutil.which("uv", path=Path(sys.executable).parent) or shutil.which("uv")
    if uv is None:
        sys.stderr.write("uv is not at hand\n")
        return 1
    newest = time.strftime("%Y-%m-%d", time.gmtime(time.time() - DAYS_WAITED * 86_400))
    for lock, what in LOCKS.items():
        renew(lock, what, uv, newest)
    return 0


if __name__ == "__main__":
    sys.exit(main())
