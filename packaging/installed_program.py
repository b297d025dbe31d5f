# SPDX-License-Identifier: MIT
"""The main job of an installed program, on whatever machine: from its version to a drill."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SCRIPTS: Final = Path(__file__).resolve().parent / "installed"
LETTERS: Final = 60
"""How many letters the sample desk sends at least."""
PAGES: Final = 8
"""How many pages of the window have a key at least."""
NEW_PASSWORD: Final = "a new quiet harbour"  # noqa: S105  of a sample desk, made anew
T = TypeVar("T")


_PERSON: Final = r"(?:user|利用者): (.+?) ?[(（].*?[)）]  (?:password|パスワード): (.+)"
"""The line of a sample desk that tells who may sign in, in either language."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str = ""


class Machine(Protocol):
    """A machine on which the program is installed."""

    def program(self, words: Sequence[str], given: str = "") -> Said:
        """Give desk-app a command, with so much on its standard input."""
        ...

    def script(self, name: str, words: Sequence[str], given: str = "") -> Said:
        """Run a script of `installed` by the program's own Python and libraries."""
        ...

    def place(self, name: str) -> tuple[str, Path]:
        """Return a place in a folder of the proof's own: as the machine names it, and from here."""
        ...


class NotHeldError(Exception):
    """A step did not hold; the text is what was seen."""


@dataclass(frozen=True, slots=True)
class Step:
    """How a step ended: its name, how many things held in it, the seconds, or why not."""

    name: str
    held: int
    seconds: float
    why: str = ""

    def told(self) -> str:
        """Tell it in a line."""
        if self.why:
            return f"{self.name}: FAILED in {self.seconds:.0f} s: {self.why}"
        return f"{self.name}: {self.held:,} held in {self.seconds:.0f} s"


def tried(name: str, deed: Callable[[], int]) -> Step:
    """Do a step and tell how it ended; the deed says how many things held."""
    began = time.monotonic()
    try:
        held, why = deed(), ""
    except NotHeldError as error:
        held, why = 0, str(error)
    except (OSError, ValueError, LookupError) as error:
        # What a step before it should have made is not there.
        held, why = 0, repr(error)
    if not held and not why:
        why = "nothing was proved"
    return Step(name, held, time.monotonic() - began, why)


@dataclass
class MainJob:
    """The steps of the main job, in their order: each stands on those before it."""

    machine: Machine
    name: str = ""
    password: str = ""
    sheet_key: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def steps(self) -> dict[str, Callable[[], int]]:
        """Return them by the names that are told."""
        return {
            "version": self.version,
            "rulebook": self.rulebook,
            "demo": self.demo,
            "backup": self.backup,
            "verify": self.verify,
            "restore": self.restore,
            "drill": self.drill,
            "window": self.window,
        }

    def version(self) -> int:
        """It says what it is, and so does what it starts of itself, as after a lock."""
        said = self._done(self.machine.program(["--version"]))
        must(said.out.startswith("desk-app "), said.out)
        again = self._done(self.machine.script("again.py", []))
        must(again.out == said.out, again.out)
        return 2

    def rulebook(self) -> int:
        """The rulebook passes the cases beside it."""
        said = self._done(self.machine.program(["rulebook", "--test"]))
        found = re.search(r"(\d+) \w+[^\n]* 0 failed", said.out)
        return int(must(found, said.out)[1])

    def demo(self) -> int:
        """The sample desk is made, with all its letters, and gets a recovery sheet."""
        there, here = self.machine.place("見本 の 窓口")
        said = self._done(self.machine.program(["demo", there]))
        person = must(re.search(_PERSON, said.out), said.out)
        self.name, self.password = person[1], person[2].strip()
        letters = len(list((here / "letters").rglob("*.pdf")))
        must(letters >= LETTERS, f"{letters} letters")
        summary = json.loads((here / "summary.json").read_text("utf-8"))
        must(all(each["expected"] == each["actual"] for each in summary), "not as expected")
        made = self.machine.script("sheet.py", [self._desk, self.name], self.password)
        self.sheet_key = self._done(made).out.strip().splitlines()[-1]
        return letters

    def backup(self) -> int:
        """A backup is made and holds what the desk holds."""
        there, here = self.machine.place("控え")
        made = ["backup", "--to", there, "--desk", self._desk, "--password-fd", "0", "--json"]
        self._done(self.machine.program(made, self._who))
        (file,) = here.glob("*.age")
        words = ["verify", self._backup, "--desk", self._desk, "--key-fd", "0", "--json"]
        said = self._done(self.machine.program(words, f"{self.sheet_key}\n"))
        self.counts = json.loads(said.out)["counts"]
        return len([file])

    def verify(self) -> int:
        """The desk is whole, and has what its backup has."""
        words = ["verify", "--desk", self._desk, "--password-fd", "0", "--json"]
        said = self._done(self.machine.program(words, self._who))
        must(json.loads(said.out)["counts"] == self.counts, said.out)
        return sum(self.counts.values())

    def restore(self) -> int:
        """A backup becomes a desk in another folder, which is whole."""
        there, _ = self.machine.place("別の 窓口")
        given = f"{self.sheet_key}\n{self.name}\n{NEW_PASSWORD}\n"
        self._done(
            self.machine.program(["restore", self._backup, "--into", there, "--json"], given)
        )
        words = ["verify", "--desk", there, "--password-fd", "0", "--json"]
        said = self._done(self.machine.program(words, f"{self.name}\n{NEW_PASSWORD}\n"))
        return sum(json.loads(said.out)["counts"].values())

    def drill(self) -> int:
        """A backup is drilled."""
        there, _ = self.machine.place("控え")
        given = f"{self.name}\n{self.password}\n{self.sheet_key}\n"
        words = ["drill", "--from", there, "--desk", self._desk, "--json"]
        self._done(self.machine.program(words, given))
        return 1

    def window(self) -> int:
        """The window starts, lets a person in, shows every page and locks with the system."""
        folder, _ = self.machine.place("見本 の 窓口")
        said = self.machine.script("journey.py", [folder, self.password, ""])
        pages = said.out.count("page ")
        held = said.code == 0 and "locked" in said.out and "ended 0" in said.out
        must(held and pages >= PAGES, said.out + said.err)
        return pages

    @property
    def _desk(self) -> str:
        return self.machine.place("見本 の 窓口/desk")[0]

    @property
    def _who(self) -> str:
        return f"{self.name}\n{self.password}\n"

    @property
    def _backup(self) -> str:
        _, here = self.machine.place("控え")
        (file,) = here.glob("*.age")
        return self.machine.place(f"控え/{file.name}")[0]

    def _done(self, said: Said) -> Said:
        must(said.code == 0, f"code {said.code}: {said.out[-500:]}{said.err[-1500:]}")
        return said


def must(seen: T | None, otherwise: str) -> T:
    """Return what was seen; raises NotHeldError with other words where it is nothing."""
    if not seen:
        raise NotHeldError(otherwise)
    return seen
