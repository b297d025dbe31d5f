# SPDX-License-Identifier: MIT
"""The project's own environment: made once from the lock, stamped, repaired when half made."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

import console

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK: Final = "packaging/requirements-test.lock"
STAMP: Final = "desk-app-setup.json"
UNFINISHED: Final = "unfinished"
WINDOW_LIBRARIES: Final = "import PySide6.QtPdfWidgets, PySide6.QtPrintSupport, PySide6.QtSvg"
COMPILE: Final = ("-m", "compileall", "-q")
PIP: Final = ("-m", "pip", "--disable-pip-version-check", "--no-input")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an environment was made from; another stamp means that something has to be done."""

    root: str
    python: str
    lock: str
    project: str

    @classmethod
    def wanted(cls, root: Path, python: str) -> Stamp:
        """Work out the stamp that the environment of this checkout should carry."""
        return cls(str(root), python, _digest(root / LOCK), _digest(root / "pyproject.toml"))

    @classmethod
    def read(cls, text: str) -> Stamp | None:
        """Read a stamp from a file's text; None for anything else that may stand there."""
        try:
            return cls(**json.loads(text))
        except (ValueError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Plan:
    """What has to be done to an environment: all of it afresh, what the lock names, the project."""

    afresh: bool
    lock: bool
    project: bool

    @property
    def idle(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.afresh or self.lock or self.project)


class Environment:
    """The `.venv` of one checkout, or one beside it for another Python than the one at work."""

    def __init__(self, root: Path, name: str = ".venv", python: str = "") -> None:
        self.root = root
        self.folder = root / name
        self._python = python or sys.executable

    def program(self, name: str) -> Path:
        """Where the environment keeps a program of that name."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def plan(self) -> Plan:
        """Compare the environment with the stamp that it should carry.

        One that was left half made, was moved, or lost its Python is made afresh. One that was
        made by hand carries no stamp: it is kept, and brought to what the lock says.
        """
        written = self._written()
        stamp = Stamp.read(written)
        python = self._python_version()
        wanted = Stamp.wanted(self.root, python)
        if not python or written == UNFINISHED:
            return Plan(afresh=True, lock=True, project=True)
        if stamp is None:
            return Plan(afresh=False, lock=True, project=True)
        if (stamp.root, stamp.python) != (wanted.root, wanted.python):
            return Plan(afresh=True, lock=True, project=True)
        project = stamp.project != wanted.project or not self.program("desk-app").exists()
        return Plan(afresh=False, lock=stamp.lock != wanted.lock, project=project)

    def make_ready(self) -> None:
        """Do what the plan of this moment says, one set-up at a time.

        Raises SetupError with what went wrong; an environment that worked before is then kept.
        """
        with alone(self.root):
            plan = self.plan()
            if not plan.idle:
                self._carry_out(plan)

    def load_window_libraries(self) -> None:
        """Load what the window is made of, once, where the system is known to lack something.

        Raises SetupError with the first library that it cannot do without.
        """
        loaded = console.follow([str(self.program("python")), "-c", WINDOW_LIBRARIES])
        if loaded.code != 0:
            raise console.SetupError(
                "desk-app cannot start before what the system lacks is there:\n"
                f"{loaded.complaint()}\n"
                "  Once that is installed, the same command goes on from here."
            )

    def _carry_out(self, plan: Plan) -> None:
        """Do what the plan says; until it is done the environment is marked as half made."""
        before = self._written()
        self.folder.mkdir(exist_ok=True)
        self._write(UNFINISHED)
        try:
            self._do(plan)
        except console.SetupError:
            if not plan.afresh:
                self._write(before)
            raise
        self._write(json.dumps(asdict(Stamp.wanted(self.root, self._python_version())), indent=1))
        console.say("the environment is ready")

    def _do(self, plan: Plan) -> None:
        if plan.afresh:
            self._make_afresh()
        if plan.lock:
            self._install_lock()
        if plan.project:
            self._install_project()
        self._compile()

    def _make_afresh(self) -> None:
        if self.folder.is_symlink():
            raise console.SetupError(
                f"{self.folder.name} is a link; what it leads to is never emptied"
            )
        console.say(f"making the environment in {self.folder.name} ...")
        made = console.follow([self._python, "-m", "venv", "--clear", str(self.folder)])
        if made.code != 0:
            raise console.SetupError(f"{self.folder.name} could not be made:\n{made.complaint()}")
        self._write(UNFINISHED)

    def _install_lock(self) -> None:
        lock = self.root / LOCK
        count = sum("==" in line for line in lock.read_text("utf-8").splitlines())
        console.say(f"installing the {count} locked libraries and tools (about 200 MB) ...")
        options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--progress-bar=off"]
        self._pip("install", *options, "-r", str(lock), progress=_Counter(count))

    def _install_project(self) -> None:
        console.say("installing desk-app itself ...")
        self._pip("install", "--no-deps", "--no-build-isolation", "-e", str(self.root))

    def _compile(self) -> None:
        """Compile the program, as pip does its libraries, so that the first start is no slower.

        Where nothing can be written it starts all the same, compiling each time.
        """
        console.follow([str(self.program("python")), *COMPILE, str(self.root / "desk_app")])

    def _pip(self, *words: str, progress: Callable[[str], str | None] = console.silent) -> None:
        outcome = console.follow([str(self.program("python")), *PIP, *words], progress)
        if outcome.code != 0:
            raise console.SetupError(
                f"pip ended with code {outcome.code}:\n{outcome.complaint()}\n"
                "  When that is mended (the network?), the same command goes on from here."
            )

    def _python_version(self) -> str:
        """Version of the environment's Python as it answers now; empty if it does not start."""
        asked = "import sys; print('.'.join(map(str, sys.version_info[:2])))"
        try:
            answer = subprocess.run(
                [self.program("python"), "-I", "-S", "-c", asked],
                capture_output=True,
                check=False,
                text=True,
            )
        except OSError:
            return ""
        version = answer.stdout.strip()
        return version if self._has_packages_of(version) else ""

    def _has_packages_of(self, version: str) -> bool:
        """Whether the environment's packages lie where a Python of this version looks for them."""
        if os.name == "nt":
            return bool(version)
        return bool(version) and (self.folder / f"lib/python{version}/site-packages/pip").is_dir()

    def _written(self) -> str:
        try:
            return (self.folder / STAMP).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return ""

    def _write(self, text: str) -> None:
        """Replace the stamp in one step, so that no half of it can be read."""
        draft = self.folder / f"{STAMP}.new"
        draft.write_text(text, "utf-8")
        draft.replace(self.folder / STAMP)


class _Counter:
    """Counts pip's downloads, for the person who waits."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._seen = 0

    def __call__(self, line: str) -> str | None:
        if line.startswith(("Collecting ", "Requirement already satisfied: ")):
            self._seen += 1
            name = line.removeprefix("Requirement already satisfied: ").removeprefix("Collecting ")
            return f"{self._seen} of {self._total}: {name.split()[0]}"
        if line.startswith("Installing collected packages"):
            return "unpacking them (half a minute) ..."
        return None


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Wait while another set-up of the same checkout is at work (not on Windows)."""
    with (root / LOCK).open("rb") as held:
        if sys.platform != "win32":
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                console.say("waiting for another set-up of this folder ...")
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
