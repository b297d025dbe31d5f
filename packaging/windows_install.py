# SPDX-License-Identifier: MIT
"""The Setup.exe on the Windows that Wine plays: installed, worked with, renewed, refused, removed.

It works in a copy of that Windows, which goes again.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import tarfile
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import suite
import windows_setup
from installed_program import SCRIPTS, MainJob, Said, must, tried
from program_tree import Rules, Source
from windows_python import windows_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from installed_program import Step
    from setup_env import Environment
    from windows_python import Wine

SECONDS: Final = 900
WHOLE, OPENED, NOT_OURS = 0, 2, 4
"""The codes of a Setup: done, a window is open, the folder is another's."""
PROGRAM: Final = "AppData/Local/Programs/desk_app"
EVERYBODY: Final = "窓口 の ソフト"
"""A folder for all users, as who looks after the computers may choose one."""
MENU_OF_ALL: Final = "ProgramData/Microsoft/Windows/Start Menu/Programs"
LINK: Final = "個人情報お問い合わせ窓口.lnk"
PAPERS: Final = (
    *("LICENCES.txt", "sbom.cdx.json", "desk_app.ico", "uninstall.exe"),
    *(
        f"manual/{language}/{name}"
        for language in ("ja", "en")
        for name in ("index.html", "manual.pdf")
    ),
)
OLD_DESK: Final = Path(__file__).parents[1] / "tests/store/desks/desk-of-schema-9.tar.xz"
ITS_OFFICER: Final = "石川 恵子\nmikan no kawa 8\n"
"""Who opens the desk of an older version that the tests keep, and the password."""
DESK, KEYS = "AppData/Local/desk_app/desk", "AppData/Local/desk_app_keys/keys"
MENU: Final = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs"
RUN_BY_ALEMBIC: Final = "desk_app.store.migrations.env"
"""Imported by itself it has nothing to work on."""
SOME: Final = 500
"""After how many files a Setup is ended in its midst."""
OLD_FILE: Final = "python/Lib/site-packages/desk_app/of_the_version_before.py"


@dataclass(frozen=True, slots=True)
class Computer:
    """A Windows with a user on it, and the screen that its windows need."""

    wine: Wine
    prefix: Path
    display: Mapping[str, str]
    place_of_program: str = ""
    """Where the program lies, if not where the Setup puts it by itself; below the disk C."""

    @property
    def home(self) -> Path:
        """The folder of its user."""
        (found,) = (each for each in (self.prefix / "drive_c/users").iterdir() if _is_user(each))
        return found

    @property
    def folder(self) -> Path:
        """Where the Setup puts the program."""
        if self.place_of_program:
            return self.prefix / "drive_c" / self.place_of_program
        return self.home / PROGRAM

    def variables(self) -> dict[str, str]:
        """Return the surroundings of its programs."""
        return self.wine.variables({**self.display, "WINEPREFIX": str(self.prefix)})

    def run(self, words: Sequence[str | Path], given: str = "") -> Said:
        """Run a program of Windows to the end."""
        try:
            done = subprocess.run(
                ["wine", *map(str, words)],
                input=given.encode("utf-8"),
                capture_output=True,
                check=False,
                cwd=self.home,
                env=self.variables(),
                timeout=SECONDS,
            )
        except subprocess.TimeoutExpired:
            return Said(124, "", f"not done after {SECONDS} s")
        out, err = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
        return Said(done.returncode, out.replace("\r\n", "\n"), err)

    def program(self, words: Sequence[str], given: str = "") -> Said:
        """Give the installed program a command."""
        return self.run([self.folder / "python/python.exe", "-I", "-m", "desk_app", *words], given)

    def script(self, name: str, words: Sequence[str], given: str = "") -> Said:
        """Run a script by the installed program's Python."""
        script = windows_path(SCRIPTS / name)
        return self.run([self.folder / "python/python.exe", "-I", script, *words], given)

    def place(self, name: str) -> tuple[str, Path]:
        """Return a place below the user's folder."""
        return windows_path(self.home / name), self.home / name

    def end(self) -> None:
        """End what still runs on it."""
        subprocess.run(
            ["wineserver", "--kill", "--wait"],
            env=self.variables(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def _is_user(folder: Path) -> bool:
    return folder.name != "Public" and (folder / "AppData").is_dir()


def prove(environment: Environment, wine: Wine) -> list[Step]:
    """Prove it step by step, each told as it ends; the Setup is made where none lies there."""
    found = []
    with _setup(environment) as setup, _computer(wine) as computer:
        proof = Proof(computer, setup)
        for name, deed in proof.steps():
            found.append(tried(name, deed))
            print(f"  {found[-1].told()}", flush=True)
    return found


@contextmanager
def _setup(environment: Environment) -> Iterator[Path]:
    """Yield the Setup of this commit from the usual folder, else one that is made for the proof."""
    source = Source.of(environment.root)
    made = environment.root / "dist" / windows_setup.file_name(source.version)
    if made.is_file() and not source.changed:
        yield made
        return
    with tempfile.TemporaryDirectory(prefix="desk-app-proof-") as folder:
        yield windows_setup.build(environment, Path(folder), how=windows_setup.QUICKLY)


@contextmanager
def _computer(wine: Wine) -> Iterator[Computer]:
    """Keep a copy of the Windows for one proof; afterwards it is gone."""
    folder = Path(tempfile.mkdtemp(prefix="proof-", dir=wine.folder))
    with suite.screen(wanted=True) as display:
        computer = Computer(wine, folder / "prefix", display)
        try:
            shutil.copytree(wine.folder / "prefix", computer.prefix, symlinks=True)
            yield computer
        finally:
            computer.end()
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Proof:
    """The steps of the proof, each on the computer as the one before it left it."""

    computer: Computer
    setup: Path

    def steps(self) -> Iterator[tuple[str, Callable[[], int]]]:
        """Yield the steps by the names that are told."""
        job = MainJob(self.computer)
        yield "setup", self._install
        yield "modules", self._import
        yield from job.steps().items()
        yield "broken off", self._break_off
        yield "upgrade", lambda: self._upgrade(job)
        yield "older desk", self._carry_over
        yield "refused while open", self._refuse
        yield "for all users", lambda: self._for_everybody(job)
        yield "removal", self._remove

    def _install(self) -> int:
        """Silent, without an administrator: the files, the menu and the way to remove it."""
        self._must_end(WHOLE, self._silent())
        names = [each.name for each in (self.computer.home / MENU).rglob("*.lnk")]
        must(LINK in names, f"in the menu: {', '.join(names)}")
        lacking = [each for each in PAPERS if not (self.computer.folder / each).is_file()]
        must(not lacking, f"not there: {', '.join(lacking)}")
        said = json.loads((self.computer.folder / "sbom.cdx.json").read_text("utf-8"))
        named = {each["name"] for each in said["components"]}
        must(named > {"CPython", "OpenSSL", "fonts-hanazono", "reportlab"}, f"inside: {named}")
        return len(_hashes(self.computer.folder))

    def _import(self) -> int:
        """Every module of what is installed can be imported there."""
        elsewhere = [each for each, on in Rules.read().imported_on.items() if on != "win32"]
        site = windows_path(self.computer.folder / "python/Lib/site-packages")
        said = self.computer.script("imports.py", [site, *elsewhere, RUN_BY_ALEMBIC])
        must(said.code == 0, said.err[-1500:])
        return int(said.out.split()[-1])

    def _break_off(self) -> int:
        """A Setup that is ended in its midst leaves the version before as it was."""
        before = _hashes(self.computer.folder)
        with self._running(["wine", *map(str, self._silent())]) as process:
            for _ in range(1200):
                found = self.computer.folder / "new"
                if found.is_dir() and sum(1 for _ in found.rglob("*")) > SOME:
                    break
                time.sleep(0.1)
            must(process.poll() is None, "it was done before it could be ended")
        left = {
            name: each for name, each in _hashes(self.computer.folder).items() if name in before
        }
        must(left == before, "files of the version before are gone or changed")
        must(self.computer.program(["--version"]).code == 0, "it does not start")
        return len(left)

    def _upgrade(self, job: MainJob) -> int:
        """Over another version: what that alone had is gone, the desk is whole."""
        self._put_desk(self.computer.home / "見本 の 窓口")
        old = self.computer.folder / OLD_FILE
        old.write_text('"""Gone in the next version."""\n', "utf-8")
        kept = self._desk()
        self._must_end(WHOLE, self._silent())
        must(not old.exists(), f"{OLD_FILE} is left")
        must(not (self.computer.folder / "new").exists(), "what it lays down first is left")
        must(kept == self._desk(), "files of a desk are gone or changed")
        desk, _ = self.computer.place("見本 の 窓口/desk")
        words = ["verify", "--desk", desk, "--password-fd", "0", "--json"]
        whole = self.computer.program(words, f"{job.name}\n{job.password}\n")
        must(whole.code == 0, whole.out + whole.err)
        return len(kept)

    def _carry_over(self) -> int:
        """A desk of an older schema is opened, and what it was is kept beside it."""
        there, here = self.computer.place("前の版 の 窓口")
        _older_desk(here)
        before = (here / "desk/desk.db").stat().st_size
        words = ["verify", "--desk", f"{there}\\desk", "--password-fd", "0", "--json"]
        said = self.computer.program(words, ITS_OFFICER)
        must(said.code == 0, said.out + said.err)
        (kept,) = (here / "desk").glob("desk.db.before-v*")
        must(kept.stat().st_size == before, "what it was is not kept")
        return sum(json.loads(said.out)["counts"].values())

    def _refuse(self) -> int:
        """Neither a Setup nor a removal touches a file while a window is open."""
        before = _hashes(self.computer.folder)
        with self._open_program():
            for words in (self._silent(), self._removal()):
                self._must_end(OPENED, words)
        must(before == _hashes(self.computer.folder), "files of the program are gone or changed")
        return len(before)

    def _for_everybody(self, job: MainJob) -> int:
        """From the prompt of an administrator, into a folder that is named: it works from there."""
        everybody = replace(self.computer, place_of_program=EVERYBODY)
        # What follows /D= is one name for a Setup, blanks and all.
        words = [*self._silent(), "/ALLUSERS", *f"/D=C:\\{EVERYBODY}".split(" ")]
        everybody.folder.mkdir()
        (everybody.folder / "another's.txt").touch()
        self._must_end(NOT_OURS, words)
        must([each.name for each in everybody.folder.iterdir()] == ["another's.txt"], "not alone")
        (everybody.folder / "another's.txt").unlink()
        self._must_end(WHOLE, words)
        menu = self.computer.prefix / "drive_c" / MENU_OF_ALL
        must((menu / LINK).is_file(), "it is not in everybody's menu")
        pages = MainJob(everybody, job.name, job.password).window()
        removal: list[str | Path] = [everybody.folder / "uninstall.exe", "/S"]
        removal += f"_?=C:\\{EVERYBODY}".split(" ")
        self._must_end(WHOLE, removal)
        left = [each.name for each in everybody.folder.iterdir()]
        must(left in ([], ["uninstall.exe"]), f"left: {left}")
        must(not (menu / LINK).exists(), "it is still in everybody's menu")
        must((self.computer.home / MENU / LINK).is_file(), "another's menu has lost it")
        must((self.computer.folder / "python/python.exe").is_file(), "another's program is gone")
        return pages

    def _remove(self) -> int:
        """Nothing of the program stays, every file of a desk does."""
        if not self._desk():
            # Nobody worked there before.
            with tempfile.TemporaryDirectory(prefix="desk-app-proof-") as folder:
                self._put_desk(_older_desk(Path(folder)))
        kept = self._desk()
        self.computer.run([self.computer.folder / "uninstall.exe", "/S"])
        for _ in range(120):
            # What removes it goes on by itself, from a copy.
            if not self.computer.folder.exists():
                break
            time.sleep(1)
        left = [str(each) for each in _hashes(self.computer.folder)][:3]
        must(not self.computer.folder.exists(), f"left: {', '.join(left)}")
        names = [each.name for each in (self.computer.home / MENU).rglob("*.lnk")]
        must(LINK not in names, "it is still in the menu")
        must(kept and kept == self._desk(), "files of a desk are gone or changed")
        return len(kept)

    def _must_end(self, code: int, words: Sequence[str | Path]) -> None:
        said = self.computer.run(words)
        name = words[0].name if isinstance(words[0], Path) else words[0]
        must(said.code == code, f"{name} ended with code {said.code}: {said.err[-500:]}")

    def _silent(self) -> list[str | Path]:
        return [self.setup, "/S"]

    def _removal(self) -> list[str | Path]:
        """Return the removal that waits for its end, as it is not copied away first."""
        folder = windows_path(self.computer.folder)
        return [self.computer.folder / "uninstall.exe", "/S", f"_?={folder}"]

    def _put_desk(self, folder: Path) -> None:
        """Put a desk and its keys where the program has those of its user."""
        for name, place in (("desk", DESK), ("keys", KEYS)):
            shutil.copytree(folder / name, self.computer.home / place, dirs_exist_ok=True)

    def _desk(self) -> dict[str, str]:
        return {
            name: digest
            for place in (DESK, KEYS)
            for name, digest in _hashes(self.computer.home / place).items()
        }

    @contextmanager
    def _open_program(self) -> Iterator[None]:
        """Keep a window of the program open."""
        python = self.computer.folder / "python/python.exe"
        script = windows_path(SCRIPTS / "opened.py")
        place = self.computer.place("見本 の 窓口")[0]
        with self._running(["wine", str(python), "-I", script, place]) as process:
            must(process.stdout and process.stdout.readline().strip() == b"open", "not open")
            yield

    @contextmanager
    def _running(self, words: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
        """Keep a program running on the computer; afterwards nothing runs there."""
        with subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.computer.variables(),
        ) as process:
            try:
                yield process
            finally:
                process.kill()
                with suppress(subprocess.TimeoutExpired):
                    process.wait(10)
                self.computer.end()


def _older_desk(folder: Path) -> Path:
    """Lay down the desk of an older version in a folder, which is returned."""
    with tarfile.open(OLD_DESK) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _hashes(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}
