# SPDX-License-Identifier: MIT
"""What is left of persons after a disposal: words on any page that no row holds."""

from __future__ import annotations

import json
import os
import re
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import Text, text

from desk_app.desk.errors import Cancelled
from desk_app.records.case.disposal import Traces
from desk_app.store.disk import own_process
from desk_app.store.disk.desk_file import PAGE_BYTES
from desk_app.store.disk.faults import is_there, told
from desk_app.store.disposal.page_scan import PagesRead
from desk_app.store.schema.columns import Disposal
from desk_app.store.schema.engine import driver_connection
from desk_app.store.schema.tables import ApplicationRows, BaseTable, SearchRows
from desk_app.store.search.search import asked, hits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy import Column
    from sqlalchemy import Table as SqlTable
    from sqlalchemy.engine import Connection

    from desk_app.desk.ports import Progress
    from desk_app.store.schema.engine import OpenFile


_Trie = dict[int, Any]


def pattern(words: Iterable[bytes]) -> re.Pattern[bytes] | None:
    """Return one pattern for all words, None for none; where several begin, it is the longest."""
    trie: _Trie = {}
    for word in words:
        node = trie
        for octet in word:
            node = node.setdefault(octet, {})
        node[-1] = None
    return re.compile(_branches(trie), re.DOTALL) if trie else None


def longest(wanted: re.Pattern[bytes], text: bytes) -> Iterator[bytes]:
    """Yield the longest word that begins at each place of a text, overlapping others or not."""
    found = wanted.search(text)
    while found is not None:
        yield found.group()
        found = wanted.search(text, found.start() + 1)


def standing_in(words: Iterable[str], texts: Iterable[bytes]) -> frozenset[str]:
    """Return those of the words that stand in any of the texts; each is read once."""
    spelled = {word.encode(): word for word in words}
    wanted = pattern(spelled)
    if wanted is None:
        return frozenset()
    found = {each for text in texts for each in longest(wanted, text)}
    # A shorter word that begins at the same place is the beginning of the longest.
    begun = {each[:end] for each in found for end in range(1, len(each) + 1)}
    return frozenset(word for octets, word in spelled.items() if octets in begun)


def _branches(root: _Trie) -> bytes:
    """Return a trie as a pattern; of two words that begin alike the longer one is found."""
    written: dict[int, bytes] = {}
    for node in reversed(list(_nodes(root))):
        ways = [
            re.escape(bytes([octet])) + written[id(after)]
            for octet, after in node.items()
            if octet != -1
        ]
        written[id(node)] = _any_of(ways, or_none=-1 in node)
    return written[id(root)]


def _any_of(ways: list[bytes], *, or_none: bool) -> bytes:
    if or_none:
        return b"(?:" + b"|".join(ways) + b")?" if ways else b""
    return ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"


def _nodes(root: _Trie) -> Iterator[_Trie]:
    """Yield every node, parents before their children."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(after for octet, after in node.items() if octet != -1)


# A search of all pages of the open desk's file, by as many processes as its size is worth.


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
) -> PagesRead:
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
    return _joined_parts([each.result() for each in at_work])


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


def _joined_parts(said: Sequence[dict[str, Any]]) -> PagesRead:
    return PagesRead(
        sum(each["pages"] for each in said),
        frozenset(word for each in said for word in each["found"]),
        sum(each["free_pages_filled"] for each in said),
    )


_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
_LOOKED_AT = 100
_ROWS_AT_ONCE = 500
_LINE = b"\n"


def search(
    connection: Connection, file: OpenFile, words: Collection[str], progress: Progress | None = None
) -> Traces:
    """Search all pages of the open file; what was only read before is let go.

    A word that a row of somebody else holds (the same name, the same street) is no trace. Pages
    that a reader beside keeps in the log count as free pages that hold something. Raises DiskFull,
    Cancelled, DamageFound.
    """
    connection.rollback()
    raw = driver_connection(connection)
    with told():
        raw.execute(_EMPTY_LOG)
    found = scan(file.path, file.data_key, words, progress)
    with told():
        left = _without_owner(connection, found.found)
    filled = found.free_pages_filled + _pages_in_log(file.path)
    return Traces(found.pages, len(words), len(left), filled)


def _without_owner(connection: Connection, words: frozenset[str]) -> frozenset[str]:
    """Return the words that no row of any table holds.

    Most stand in an application that the search index finds. What is left is looked for in the
    tables, all words at once: however many they are, each table is read once at most.
    """
    left = frozenset(word for word in words if not _is_indexed(connection, word))
    tables = (table for table in BaseTable.metadata.sorted_tables if any(map(_is_text, table.c)))
    for table in sorted(tables, key=_names_nobody):
        if not left:
            break
        left -= standing_in(left, _texts(connection, table))
    return left


def _is_indexed(connection: Connection, word: str) -> bool:
    """Return whether one of the newest applications that are found by a word holds it as it is."""
    wanted = asked(word)
    ids = [] if wanted is None else hits(connection, wanted, _LOOKED_AT)
    values = {"ids": json.dumps(ids), "word": word}
    return bool(ids) and connection.execute(_HOLDS, values).scalar() is not None


def _texts(connection: Connection, table: SqlTable) -> Iterator[bytes]:
    """Yield all texts of a table, many rows at a time."""
    # Names of our own tables alone stand in it.
    asked_for = f'SELECT CAST({_joined(table)} AS BLOB) FROM "{table.name}"'  # noqa: S608
    rows = driver_connection(connection).execute(asked_for)
    while some := rows.fetchmany(_ROWS_AT_ONCE):
        yield _LINE.join(row for (row,) in some)


def _joined(table: SqlTable) -> str:
    """Return the columns of a table that hold text as one expression, a line each."""
    names = (f'"{table.name}"."{column.name}"' for column in table.c if _is_text(column))
    return " || char(10) || ".join(f"coalesce({name}, '')" for name in names)


def _is_text(column: Column[Any]) -> bool:
    return isinstance(column.type, Text) or isinstance(getattr(column.type, "impl", None), Text)


def _names_nobody(table: SqlTable) -> bool:
    return all(column.info["disposal"] is not Disposal.IDENTIFIES for column in table.c)


_found_by: tuple[Any, ...] = (ApplicationRows.__table__, SearchRows.__table__)
_ITS_TEXTS = " || char(10) || ".join(map(_joined, _found_by))
_HOLDS = text(
    f"""
    SELECT 1 FROM applications
    JOIN work_index ON work_index.application = applications.id
    JOIN search_rows ON search_rows.key = work_index.search_key
    WHERE applications.id IN (SELECT value FROM json_each(:ids))
    AND instr({_ITS_TEXTS}, :word) LIMIT 1
    """  # noqa: S608  names of our own columns
)


def _pages_in_log(path: Path) -> int:
    """Return how many pages the write-ahead log holds, by its length: it is never opened."""
    log = path.with_name(path.name + "-wal")
    return -(-log.stat().st_size // PAGE_BYTES) if is_there(log) else 0
