# SPDX-License-Identifier: MIT
"""The scans of applications, in memory: the pictures as they came."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256

from desk_app.desk.errors import NotFound
from desk_app.records.base import ApplicationId, EnclosureId
from desk_app.records.case.scans import LeftFile, Scan, SourceFile
from tests.fakes.state import State


class FakeScans:
    """The scans of applications (a ``desk.ports.Scans``)."""

    def __init__(self, state: State) -> None:
        self._scans = state.scans
        self._files = state.files

    def of_application(self, id_: ApplicationId) -> tuple[Scan, ...]:
        found = [scan for scan, _ in self._scans.values() if scan.application == id_]
        return tuple(sorted(found, key=lambda each: (each.at, each.id)))

    def add(self, scan: Scan, pdf: bytes) -> Scan:
        hashed = sha256(pdf).hexdigest()
        kept = replace(scan, size=len(pdf), sealed_sha256=hashed, pdf_sha256=hashed)
        self._scans[scan.id] = (kept, pdf)
        return kept

    def pdf(self, scan: Scan) -> bytes:
        kept, pdf = self._scans.get(scan.id, (scan, b""))
        if kept.removed or not pdf:
            raise NotFound(place="scan")
        return pdf

    def remove(self, scan: Scan) -> None:
        if scan.id not in self._scans:
            raise NotFound(place="scan")
        self._scans[scan.id] = (scan, b"")

    def move(
        self, papers: Collection[EnclosureId], source: ApplicationId, target: ApplicationId
    ) -> None:
        for scan in self.of_application(source):
            if scan.enclosure in papers:
                moved = replace(scan, application=target)
                self._scans[scan.id] = (moved, self._scans[scan.id][1])

    def left(self) -> tuple[LeftFile, ...]:
        found: dict[SourceFile, LeftFile] = {}
        for scan, _ in self._scans.values():
            if scan.source:
                number = self._files[scan.application].application.receipt_number
                file = SourceFile(scan.source, scan.source_sha256)
                before = LeftFile(file, scan.application, number, scan.source_rest)
                before = found.setdefault(file, before)
                both = tuple(page for page in before.rest if page in scan.source_rest)
                found[file] = replace(before, rest=both)
        return tuple(sorted(found.values(), key=lambda each: each.file.path))

    def file_gone(self, file: SourceFile) -> tuple[Scan, ...]:
        made = []
        for scan, pdf in [*self._scans.values()]:
            if (scan.source, scan.source_sha256) == (file.path, file.sha256):
                made.append(replace(scan, source="", source_sha256="", source_rest=()))
                self._scans[scan.id] = (made[-1], pdf)
        return tuple(made)

    def lost(self, *, whole: bool = False) -> tuple[str, ...]:
        return ()
