# SPDX-License-Identifier: MIT
"""Persons whose every word holds a mark that stands nowhere else, and looking for the marks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from desk_app.records.application import Application, Proxy, ProxyKind
from desk_app.records.history import ApplicationFile
from desk_app.store.connecting import reading_connection
from desk_app.store.desk_file import PAGE_BYTES
from desk_app.store.disposal import page_scan

WORD, KANA, DIGITS, ASCII = "龗靇龘龕", "ヱヰヮヵヶ", "0909999", "zqxjkv"
KEPT = "靐齉靐"
"""The name of a person who stays: a search that does not find it finds nothing at all."""

WAL_HEADER, FRAME_HEADER = 32, 24
_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that can name one person; the number makes him another one."""

    number: int

    @property
    def name(self) -> str:
        """Name and mark."""
        return f"{WORD}川 目印{self.number}"

    @property
    def address(self) -> str:
        """A street that carries the mark."""
        return f"東京都杉並区{WORD}町{self.number}番地"

    def dressed(self, file: ApplicationFile) -> ApplicationFile:
        """Return an application of a set form as this person's, papers and envelope too."""
        papers = tuple(
            replace(paper, name=self.name, address=self.address) for paper in file.enclosures
        )
        asked = tuple(
            replace(
                inquiry,
                records=tuple(
                    replace(each, name=self.name, address=self.address) for each in inquiry.records
                ),
            )
            for inquiry in file.inquiries
        )
        (came, *more) = file.mail
        came = replace(came, sender=self.name, note=self.address, tracking_number=self._digits)
        return replace(
            file,
            application=self.applying(file.application),
            enclosures=papers,
            inquiries=asked,
            mail=(came, *more),
        )

    @property
    def _digits(self) -> str:
        return f"{DIGITS}{self.number:04}"

    def applying(self, application: Application) -> Application:
        """Return an application as this person's, with a proxy."""
        principal = replace(
            application.principal,
            name=self.name,
            kana=f"{KANA}メジルシ{self.number}",
            former_name=f"{WORD}山 目印{self.number}",
            address=self.address,
            registered_address=self.address,
            phone=self._digits,
            member_number=f"{ASCII}{self.number}",
            email=f"{ASCII}.{self.number}@example.jp",
        )
        proxy = Proxy(ProxyKind.CONSIGNED, f"{WORD}代 目印{self.number}", address=self.address)
        return replace(application, principal=principal, proxy=proxy, scope=f"{self.name}の登録")


# Looking for the marks.

MARKS = (WORD, KANA, DIGITS, ASCII)


def _spellings(marks: tuple[str, ...]) -> dict[str, tuple[bytes, ...]]:
    return {
        mark: (
            mark.encode(),
            mark.encode("utf-16-le"),
            mark.encode("utf-16-be"),
            json.dumps(mark)[1:-1].encode("ascii"),
        )
        for mark in marks
    }


def times(content: bytes, marks: tuple[str, ...] = MARKS) -> int:
    """Return how often marks stand in some bytes, in any spelling."""
    different = {each for every in _spellings(marks).values() for each in every}
    return sum(content.count(each) for each in different)


def in_files(*folders: Path) -> list[str]:
    """Return the files below folders that hold a mark, or are called by one."""
    return [
        path.name
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if times(path.name.encode()) or (path.is_file() and times(path.read_bytes()))
    ]


def on_pages(database: Path, key: bytes, marks: tuple[str, ...] = MARKS) -> frozenset[str]:
    """Return the marks on any decrypted page of a closed file, free ones included."""
    with database.open("rb") as file:
        return page_scan.scan_file(file, key, marks).found


def in_log(database: Path, key: bytes) -> tuple[int, int]:
    """Return how many pages the write-ahead log holds, and how often marks stand on them."""
    log = database.with_name(database.name + "-wal")
    content = log.read_bytes() if log.exists() else b""
    pages = list(_frames(content, database.read_bytes(), key))
    return len(pages), sum(map(times, pages))


def _frames(log: bytes, database: bytes, key: bytes) -> Iterator[bytes]:
    """Yield each page of a log, decrypted in the place where it belongs in its database."""
    file = BytesIO(database)
    raw = page_scan.RawPages(file, key)
    for start in range(WAL_HEADER, len(log) - PAGE_BYTES + 1, FRAME_HEADER + PAGE_BYTES):
        number = int.from_bytes(log[start : start + _NUMBER], "big")
        file.seek((number - 1) * PAGE_BYTES)
        file.write(log[start + FRAME_HEADER : start + FRAME_HEADER + PAGE_BYTES])
        yield raw.page(number)


def in_index(database: Path, key: bytes) -> tuple[int, int]:
    """Return how often marks stand in the terms of the search index, and in its statistics."""
    signs = {f"n{ord(sign):x}" for sign in WORD}
    with closing(reading_connection(database, key)) as raw:
        raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        terms = sum(term in signs for (term,) in raw.execute("SELECT term FROM temp.terms"))
        samples = b"".join(bytes(row[0]) for row in raw.execute("SELECT sample FROM sqlite_stat4"))
    return terms, times(samples)
