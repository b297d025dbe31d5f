# SPDX-License-Identifier: MIT
"""A window in a process of its own, which does what it is told and answers with two figures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.measuring import Taken

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 60


@contextmanager
def window(
    module: str, folder: Path, display: Mapping[str, str]
) -> Iterator[Callable[[str], Taken]]:
    """Start a module on the desk of a folder; give what hands it a word and returns its figures."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(folder)],
        cwd=ROOT,
        env=os.environ | display,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def tell(word: str) -> Taken:
        assert process.stdin is not None
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
        first, second = _answer(process).split()
        return Taken(float(first), float(second))

    try:
        _answer(process)
        yield tell
        process.communicate(timeout=_PATIENCE_S)
    finally:
        process.kill()
        process.wait()


def _answer(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    said = process.stdout.readline()
    if not said:
        raise RuntimeError(f"the window ended with {process.wait()}")
    return said
