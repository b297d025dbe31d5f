# SPDX-License-Identifier: MIT
"""Whose letter a clerk confirmed, and whose name stands on the pages that came."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from desk_app.cli.pdf_text import text_of
from desk_app.desk.context import Desk
from desk_app.gui.case.letters import QueuedLetter


@dataclass(slots=True)
class Walked:
    """How many letters were the confirmed person's and how many not."""

    sequences: int = 0
    right: int = 0
    wrong: int = 0
    issued: int = 0
    printed: int = 0

    def __add__(self, other: Walked) -> Walked:
        names = ("sequences", "right", "wrong", "issued", "printed")
        return Walked(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Whom a clerk saw when he said yes: name and receipt number."""

    name: str
    number: str

    @classmethod
    def seen(cls, entry: QueuedLetter) -> Confirmed:
        """Return whom a line of the queue names."""
        return cls(entry.name, entry.receipt_number)


@dataclass(slots=True)
class Judge:
    """Reads the pages that came and holds them against what was confirmed."""

    everybody: frozenset[Confirmed]
    walked: Walked = field(default_factory=Walked)
    _read: dict[bytes, frozenset[Confirmed]] = field(default_factory=dict)

    def hold(self, pages: bytes, confirmed: Confirmed | None) -> None:
        """Count pages that hold the marks of the confirmed person and of nobody else."""
        if confirmed is not None and self.on(pages) == {confirmed}:
            self.walked.right += 1
        else:
            self.walked.wrong += 1

    def on(self, pages: bytes) -> frozenset[Confirmed]:
        """Return whose name or number stands on the pages; whose marks stand by half is nobody."""
        digest = sha256(pages).digest()
        if digest not in self._read:
            self._read[digest] = self._found(pages)
        return self._read[digest]

    def _found(self, pages: bytes) -> frozenset[Confirmed]:
        text = "".join(text_of(pages).split())
        found = set()
        for each in self.everybody:
            stands = ["".join(mark.split()) in text for mark in (each.name, each.number)]
            if any(stands):
                found.add(each if all(stands) else Confirmed("half", each.number))
        return frozenset(found)


def judge_of(desk: Desk) -> Judge:
    """Return a judge who knows everybody at a desk."""
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_).application for id_ in books.files.all_ids()]
    return Judge(frozenset(Confirmed(each.principal.name, each.receipt_number) for each in files))
