# SPDX-License-Identifier: MIT
"""What a desk stands on: this machine, and what a sample desk or a test has in its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from desk_app.letters.places import resources
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemChance, SystemClock, seconds_passed
from desk_app.store.vault import key_file
from desk_app.store.vault.passwords import Tries
from desk_app.store.vault.slots import STANDARD_COST, Cost

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path
    from typing import Protocol

    from desk_app.desk.errors import LetterStopped
    from desk_app.desk.ports import Chance, Clock, Press, Progress, Reader
    from desk_app.records.case.letters import LetterFacts, LetterText, Sentence
    from desk_app.records.evidence import EvidencePage, OwnPage, PackFile
    from desk_app.records.pages import CaseSlipPage, LedgerPage, PostalPage
    from desk_app.store.disk.machine import Octets

    class KeyChance(Chance, Octets, Protocol):
        """Chance for ids and for keys."""


@dataclass(frozen=True, slots=True)
class Unlock:
    """What opens a desk: a user's name or id, and the password."""

    who: str
    password: str = field(repr=False)


class LazyPress:
    """The press of letters and pages, loaded with the first page and not with the window."""

    def render(self, facts: LetterFacts) -> bytes:
        """Return the pages as PDF; raises LetterStopped with the reason."""
        from desk_app.letters import render

        return render(facts)

    def words(self, facts: LetterFacts) -> LetterText:
        """Return what a letter says; raises LetterStopped with the reason."""
        from desk_app.letters import words

        return words(facts)

    def lacks(self, text: str) -> tuple[LetterStopped, ...]:
        """Return what of a text no letter can print; raises LetterStopped with the reason."""
        from desk_app.letters import lacks

        return lacks(text)

    def sentences(self) -> tuple[Sentence, ...]:
        """Return every sentence that may be changed; raises LetterStopped with the reason."""
        from desk_app.letters import sentences

        return sentences()

    def letters_with(
        self, sentence: Sentence, progress: Progress | None = None
    ) -> tuple[LetterFacts, ...]:
        """Return the sample letters that say a sentence; raises LetterStopped, Cancelled."""
        from desk_app.letters import letters_with

        return letters_with(sentence, progress)

    def page(self, facts: OwnPage | CaseSlipPage | PostalPage | LedgerPage) -> bytes:
        """Return a page of the desk's own, or for the post, as PDF; raises LetterStopped."""
        from desk_app.letters import page

        return page(facts)

    def bound(self, facts: EvidencePage, files: Sequence[PackFile]) -> bytes:
        """Return the summary of a pack with all its files in it; raises LetterStopped."""
        from desk_app.letters import bound

        return bound(facts, files)

    def joined(self, documents: Sequence[bytes]) -> bytes:
        """Return the letters of one envelope as one PDF; raises LetterStopped."""
        from desk_app.letters.joining import joined

        return joined(documents)


class LazyReader:
    """The reader of finished pages, loaded with the first letter that is printed."""

    def text(self, pages: bytes) -> str:
        """Return all text of a PDF; raises ValueError for bytes that are none."""
        from desk_app.cli.sample.pdf_text import text_of

        return text_of(pages)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a desk stands on: this machine; a sample desk and tests bring their own."""

    clock: Clock = field(default_factory=SystemClock)
    chance: KeyChance = field(default_factory=SystemChance)
    press: Press = field(default_factory=LazyPress)
    reader: Reader = field(default_factory=LazyReader)
    cost: Cost = STANDARD_COST
    seconds: Callable[[], float] = seconds_passed
    rulebook: Path | None = None
    machine: Path = field(default_factory=places.machine_folder)
    """Where this machine's peppers lie."""
    patient: bool = False
    """Whether opening a large desk waits until its pages are checked, as a command does."""
    unheard: bool = False
    """Whether a station opens that has long heard nothing of its office, to leave it."""


def tries_at(keys: Path, around: Surroundings) -> Tries:
    """Return the count of wrong passwords beside the keys of a desk, which may be no desk yet.

    Every password and key of a closed or open desk is tried in it, at the window and at the
    terminal.
    """
    return Tries(keys, around.seconds, partial(key_file.counts_tries, keys))


def rulebook_path() -> Path:
    """Return the rulebook of the published policy that comes with the program."""
    return resources() / "rulebook" / "justsystems.toml"


def tariff_path() -> Path:
    """Return the post office's tariff that comes with the program."""
    return resources() / "tables" / "tariff.toml"


def head_words_path() -> Path:
    """Return the words by which an office's own ledger is read, which come with the program."""
    return resources() / "tables" / "head_words.toml"
