# SPDX-License-Identifier: MIT
"""A search of all pages of the open desk's file, by as many processes as its size is worth.

Their files are closed in processes that have no connection to the desk: none of SQLite's locks is
dropped by it (security.md §1.5).
"""

from __future__ import annotations

import os
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from desk_app.desk.errors import Cancelled
from desk_app.store import own_process
from desk_app.store.first_bytes import PAGE_BYTES
from desk_app.store.page_scan import Scan

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from desk_app.desk.safe_ports import Progress

_PAGES_EACH = 40_000
"""For fewer pages another process is not worth its start."""

_MOST_PROCESSES = 4
_LOOKS_EVERY_SECONDS = 0.05


@dataclass
class _Share:
    """How far one of the processes is; it ends early where the work as a whole is to stop."""

    stopped: list[bool]
    done: int = 0
    total: int = 0

    def report(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    @property
    def cancelled(self) -> bool:
        return any(self.stopped)


def scan(
    path: Path, data_key: bytes, words: Collection[str], progress: Progress | None = None
) -> Scan:
    """Search every page of a file that nobody writes to meanwhile.

    Key and words go through pipes. Raises DamageFound, Cancelled, Mishap where a process ended
    without a word.
    """
    of = _processes_for(path.stat().st_size // PAGE_BYTES)
    order = {
        "work": "scan",
        "database": str(path.absolute()),
        "data_key": data_key.hex(),
        "words": sorted(words),
        "of": of,
    }
    stopped: list[bool] = []
    shares = [_Share(stopped) for _ in range(of)]
    with ThreadPoolExecutor(of) as threads:
        at_work = [
            threads.submit(partial(own_process.work, order | {"number": number}, share))
            for number, share in enumerate(shares)
        ]
        try:
            _wait_for(at_work, shares, progress)
        finally:
            stopped.append(True)
    return _joined([each.result() for each in at_work])


def _processes_for(pages: int) -> int:
    cores = min(os.cpu_count() or 1, _MOST_PROCESSES)
    return max(1, min(cores, pages // _PAGES_EACH))


def _wait_for(
    at_work: Sequence[Future[dict[str, Any]]],
    shares: Sequence[_Share],
    progress: Progress | None,
) -> None:
    """Wait until all are done, or one of them failed or was cancelled, which is raised."""
    left = set(at_work)
    while left:
        done, left = wait(left, _LOOKS_EVERY_SECONDS, FIRST_COMPLETED)
        for each in done:
            each.result()
        if progress is not None:
            _go_on(shares, progress)


def _go_on(shares: Sequence[_Share], progress: Progress) -> None:
    if all(share.total for share in shares):
        progress.report(sum(each.done for each in shares), sum(each.total for each in shares))
    if progress.cancelled:
        raise Cancelled


def _joined(said: Sequence[dict[str, Any]]) -> Scan:
    return Scan(
        sum(each["pages"] for each in said),
        frozenset(word for each in said for word in each["found"]),
        sum(each["free_pages_filled"] for each in said),
    )
