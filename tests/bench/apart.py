# SPDX-License-Identifier: MIT
"""A program in a process of its own, which does what it is told and answers with two figures."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.bench.measuring import Taken

ROOT = Path(__file__).parents[2]
_PATIENCE_S = 60

Tell = Callable[[str], Taken]
"""Hands a word over and returns the figures that are answered."""


def window(module: str, folder: Path, display: Mapping[str, str]) -> AbstractContextManager[Tell]:
    """Start a module on the desk of a folder; give what hands it a word."""
    return program([sys.executable, "-m", module, str(folder)], display)


@contextmanager
def program(words: Sequence[str], around: Mapping[str, str]) -> Iterator[Tell]:
    """Start a program that says a line once it is ready; give what hands it a word."""
    process = subprocess.Popen(
        words,
        cwd=ROOT,
        env=os.environ | around,
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
        raise RuntimeError(f"the program ended with {process.wait()}")
    return said
