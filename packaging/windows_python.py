# SPDX-License-Identifier: MIT
"""A Windows without Windows: Wine, a CPython of Windows in it, and the locked libraries.

All of it lies in a folder of the user's cache and is made anew where what it is made from changed.
What is not of Windows stays here: who wants a real Windows installs one.
"""

from __future__ import annotations

import hashlib
import json
import locale
import os
import re
import shutil
import subprocess
import tempfile
import tomllib
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import console
import exports
import program_tree
import pythons
import suite
import system_parts
from system_parts import Part
from wheels import Pip

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from setup_env import Environment

PARTS = (
    Part(("wine",), program="wine"),
    Part(("wine64",), program="wine"),
    Part(("gcc-mingw-w64-x86-64",), program="x86_64-w64-mingw32-gcc"),
    Part(("locales",), program="/usr/sbin/locale-gen"),
    Part(("xvfb",), program="Xvfb"),
)
COMPILER, TOOL = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-dlltool"
HERE = Path(__file__).resolve().parent
SOURCES = HERE / "wine"
LOCK = HERE / "requirements-test.lock"
JAPANESE = "ja_JP.UTF-8"
ONLY_THERE = re.compile(r" ; sys_platform == 'win32'")
"""What the lock says of libraries of Windows alone: pip would judge it by the system here."""
NOT_NEEDED_LIB = (
    "config-*",
    "ensurepip",
    "idlelib",
    "lib-dynload",
    "site-packages",
    "dist-packages",
    "test",
    "tkinter",
    "turtledemo",
    "_sysconfigdata*",
    "__pycache__",
)
BESIDE = ("libcrypto", "libssl", "libffi", "sqlite3")
"""The libraries that Python's own stand on."""
WITHOUT_LIBRARY = ("_tkinter.pyd", "_msi.pyd")
OVERRIDES = "mscoree,mshtml=;mscms=n"
MADE = "made.json"
PLATFORMS = ("win_amd64",)
REGISTRY = ".reg"
"""How the names of the files end that Wine writes in their place where they have several names."""
RECIPE = 2
"""Counted on where the steps below make something else of the same."""
FONTS = ("BIZUD*.ttf", "ipaex?.ttf", "ipamjm.ttf", "HanaMin?.ttf", "DejaVuSans.ttf")
"""Those that a Setup brings."""


@dataclass(frozen=True, slots=True)
class StandIn:
    """A CPython of Windows out of a wheel: its version and where it comes from."""

    version: tuple[int, int, int]
    wheel: str
    sha256: str

    @property
    def digits(self) -> str:
        """How the names of its libraries number it: 311."""
        return "{}{}".format(*self.version)

    @property
    def line(self) -> str:
        """Its version without the last number: 3.11."""
        return "{}.{}".format(*self.version)


@dataclass(frozen=True, slots=True)
class Wine:
    """The folder in which all of it lies, ready to run."""

    folder: Path
    version: str
    last: bool = True
    """Whether what runs in it lets all others of this machine go first."""

    def told(self) -> str:
        """Return what runs in it, for whoever reads the figures."""
        return f"CPython {self.version} (a stand-in) under {_wine_version()}, code page 932"

    @property
    def python(self) -> Path:
        """The Windows program that runs Python."""
        return self.folder / "python" / "python.exe"

    def command(self, words: Sequence[str | Path]) -> list[str]:
        """Return what runs Python in it with these words."""
        first = ["nice", "-n", "10"] if self.last else []
        return [*first, "wine", str(self.python), *map(str, words)]

    def variables(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the surroundings: Japanese, in Tokyo, with code page 932, and nothing of ours."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return {
            **kept,
            "WINEPREFIX": str(self.folder / "prefix"),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": OVERRIDES,
            "WINEQT_QPA_PLATFORM": "offscreen",
            "WINEQT_QPA_FONTDIR": windows_path(self.folder / "prefix/drive_c/windows/Fonts"),
            "XDG_RUNTIME_DIR": str(self.folder),
            "LC_ALL": JAPANESE,
            "TZ": "Asia/Tokyo",
            "PYTHONDONTWRITEBYTECODE": "1",
            **(more or {}),
        }

    def run(
        self,
        words: Sequence[str | Path],
        root: Path,
        seconds: float,
        more: Mapping[str, str] | None = None,
    ) -> console.Outcome:
        """Run Python in it to the end, within so many seconds; ``more`` it is told besides."""
        with suite.screen(wanted=True) as display:
            try:
                done = subprocess.run(
                    self.command(words),
                    cwd=root,
                    env=self.variables({**display, **(more or {})}),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    check=False,
                    timeout=seconds,
                )
            except subprocess.TimeoutExpired as late:
                text = (late.stdout or b"").decode("utf-8", "replace")
                lines = (*text.splitlines(), f"not done after {seconds:.0f} s")
                return console.Outcome(LATE, lines)
            finally:
                self.end()
        text = done.stdout.decode("utf-8", "replace")
        return console.Outcome(done.returncode, tuple(line for line in text.splitlines() if line))

    def end(self) -> None:
        """End what still runs in this prefix, and in no other."""
        subprocess.run(
            ["wineserver", "--kill", "--wait"],
            env=self.variables(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


LATE = 124
"""The code of a run that was not done in time."""


def _wine_version() -> str:
    asked = subprocess.run(["wine", "--version"], capture_output=True, check=False, text=True)
    return asked.stdout.strip() or "Wine"


def windows_path(path: Path) -> str:
    """Return how Windows names a place of this system."""
    return "Z:" + str(path).replace("/", "\\")


def make_ready(environment: Environment) -> Wine:
    """Return it ready, made where it is not; raises SetupError with what is missing."""
    _must_have_programs()
    _must_speak_japanese()
    linux, stand_in = choose(stand_ins())
    wine = Wine(_folder(stand_in, linux), ".".join(map(str, stand_in.version)))
    if not (wine.folder / MADE).is_file():
        with _new(wine.folder):
            _make(wine, stand_in, linux, environment)
    return wine


def ready() -> Wine | None:
    """Return the one that was made of what this checkout names; None where there is none."""
    try:
        linux, stand_in = choose(stand_ins())
    except console.SetupError:
        return None
    wine = Wine(_folder(stand_in, linux), ".".join(map(str, stand_in.version)))
    return wine if shutil.which("wine") and (wine.folder / MADE).is_file() else None


@contextmanager
def copy_of(wine: Wine) -> Iterator[Wine]:
    """Keep one of its own for something short, whose end ends nothing of another; then it is gone.

    Its files are those of the first under other names, but for what Wine writes in its place.
    """
    folder = Path(tempfile.mkdtemp(prefix="short-", dir=wine.folder))
    try:
        shutil.copytree(
            wine.folder / "prefix", folder / "prefix", symlinks=True, copy_function=_other_name
        )
        (folder / "python").symlink_to(wine.folder / "python")
        yield replace(wine, folder=folder, last=False)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_name(before: str, name: str) -> None:
    if before.endswith(REGISTRY):
        shutil.copy2(before, name)
    else:
        os.link(before, name)


def choose(stand_ins: Sequence[StandIn]) -> tuple[pythons.Python, StandIn]:
    """Return the Python here and the one there that are nearest; raises SetupError for none."""
    there = {
        (abs(python.version[2] - each.version[2]), -index): (python, each)
        for index, each in enumerate(stand_ins)
        for python in pythons.found()
        if python.line == each.version[:2]
    }
    if not there:
        lines = ", ".join(each.line for each in stand_ins)
        raise console.SetupError(f"what is Python in it comes from a Python here: {lines}")
    return there[min(there)]


def stand_ins() -> list[StandIn]:
    """Return those that the list names."""
    told = tomllib.loads((HERE / "windows.toml").read_text("utf-8"))["python"]
    return [StandIn(_version(each["version"]), each["wheel"], each["sha256"]) for each in told]


def _version(text: str) -> tuple[int, int, int]:
    major, minor, micro = map(int, text.split("."))
    return major, minor, micro


def _folder(stand_in: StandIn, linux: pythons.Python) -> Path:
    """Return where it lies: another place for whatever it is made from otherwise."""
    read = [
        LOCK,
        HERE / "windows.toml",
        *sorted(each for each in SOURCES.iterdir() if each.is_file()),
    ]
    digest = hashlib.sha256(repr((RECIPE, stand_in, linux.version, FONTS)).encode())
    for each in read:
        digest.update(each.read_bytes())
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "desk_app" / f"windows-{digest.hexdigest()[:12]}"


@contextmanager
def _new(folder: Path) -> Iterator[None]:
    """Let it be made in its place, as Wine keeps the names of its folders; half made it goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _must_have_programs() -> None:
    if not system_parts.bring(PARTS) and not all(map(shutil.which, ("wine", COMPILER))):
        raise console.SetupError("Windows is proved by Wine and a compiler: they are not here")


def _must_speak_japanese() -> None:
    """Make the Japanese locale of glibc, by which Wine takes code page 932."""
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, JAPANESE)
    except locale.Error:
        console.say(f"making the locale {JAPANESE} ...")
        done = console.follow(["localedef", "-i", "ja_JP", "-f", "UTF-8", JAPANESE])
        if done.code:
            raise console.SetupError(f"no Japanese locale:\n{done.complaint()}") from None
    finally:
        locale.setlocale(locale.LC_ALL, before)


def _make(wine: Wine, stand_in: StandIn, linux: pythons.Python, environment: Environment) -> None:
    console.say(f"making a Windows in {wine.folder} (some 1.2 GB, once) ...")
    for name in ("python/DLLs", "build", "wheels"):
        (wine.folder / name).mkdir(parents=True)
    pip = Pip(environment.program("python"), stand_in.line, PLATFORMS)
    _unpack(wine, stand_in, pip)
    _copy_library(wine, linux)
    _build(wine, stand_in)
    _make_prefix(wine)
    _install(wine, pip)
    _compile(wine, linux)
    asked = "import sys, PySide6.QtWidgets, sqlcipher3, pyrage, cryptography; print(sys.version)"
    answer = wine.run(["-c", asked], environment.root, 300)
    if answer.code:
        raise console.SetupError(f"the Python of Windows does not start:\n{answer.complaint()}")
    made = {"python": wine.version, "library": linux.name, "answer": answer.lines[-1]}
    (wine.folder / MADE).write_text(json.dumps(made, indent=1) + "\n", "utf-8")


def _unpack(wine: Wine, stand_in: StandIn, pip: Pip) -> None:
    """Take Python's DLLs out of the wheel that carries them."""
    console.say(f"fetching CPython {wine.version} of Windows ...")
    asked = wine.folder / "build" / "python.txt"
    asked.write_text(f"{stand_in.wheel} --hash=sha256:{stand_in.sha256}\n", "utf-8")
    wheels = str(wine.folder / "wheels")
    pip("download", "-d", wheels, "-r", str(asked))
    own = {f"python{stand_in.digits}.dll", "vcruntime140.dll", "vcruntime140_1.dll"}
    (wheel,) = (wine.folder / "wheels").iterdir()
    with zipfile.ZipFile(wheel) as packed:
        for member in packed.namelist():
            folder, _, name = member.rpartition("/")
            if folder != "deploy_libs" or name in WITHOUT_LIBRARY:
                continue
            if name.lower() in own:
                (wine.folder / "python" / name).write_bytes(packed.read(member))
            elif name.endswith(".pyd") or name.startswith(BESIDE):
                (wine.folder / "python/DLLs" / name).write_bytes(packed.read(member))
    wheel.unlink()


def _copy_library(wine: Wine, linux: pythons.Python) -> None:
    """Take what of the standard library is Python from the one that is here."""
    asked = "import sysconfig; print(sysconfig.get_path('stdlib'))"
    told = subprocess.run(
        [linux.program, "-I", "-c", asked], capture_output=True, check=True, text=True
    )
    library = wine.folder / "python/Lib"
    ignored = shutil.ignore_patterns(*NOT_NEEDED_LIB)
    shutil.copytree(told.stdout.strip(), library, ignore=ignored)
    (library / "site-packages").mkdir()


def _build(wine: Wine, stand_in: StandIn) -> None:
    """Build Python's programs, its stable interface, and what Wine lacks for Qt."""
    console.say("building what hands on to it ...")
    name, python, build = f"python{stand_in.digits}", wine.folder / "python", wine.folder / "build"
    own, handed = exports.definitions(python / f"{name}.dll", "python3")
    (build / "own.def").write_text(own, "ascii")
    (build / "handed.def").write_text(handed, "ascii")
    linked = [SOURCES / "python.c", f"-L{build}", f"-l{name}"]
    optimized = [COMPILER, "-O2", "-s"]
    lines = [
        [TOOL, "-d", build / "own.def", "-l", build / f"lib{name}.a"],
        [COMPILER, "-shared", "-nostdlib", "-o", python / "python3.dll", build / "handed.def"],
        [*optimized, "-municode", "-o", python / "python.exe", *linked],
        [*optimized, "-municode", "-mwindows", "-DWINDOW", "-o", python / "pythonw.exe", *linked],
    ]
    lines += [
        [*optimized, "-shared", "-o", build / f"{each}.dll", SOURCES / f"{each}.c"]
        for each in ("icuuc", "mscms")
    ]
    for line in lines:
        done = console.follow([str(word) for word in line])
        if done.code:
            raise console.SetupError(f"{line[0]} ended with code {done.code}:\n{done.complaint()}")


def _make_prefix(wine: Wine) -> None:
    """Make the folder that Wine takes for a computer, with the fonts of letters."""
    console.say("making the computer that Wine takes for its own ...")
    with suite.screen(wanted=True) as display:
        done = console.follow(["wineboot", "--init"], environment=wine.variables(display))
        wine.end()
    if done.code:
        raise console.SetupError(f"wineboot ended with code {done.code}:\n{done.complaint()}")
    system = wine.folder / "prefix/drive_c/windows"
    for name in ("icuuc.dll", "mscms.dll"):
        (system / "system32" / name).unlink(missing_ok=True)
        shutil.copy(wine.folder / "build" / name, system / "system32" / name)
    for folder in map(Path, ("/usr/share/fonts", "/usr/local/share/fonts")):
        for pattern in FONTS:
            for font in folder.rglob(pattern):
                shutil.copy(font, system / "Fonts" / font.name)


def _install(wine: Wine, pip: Pip) -> None:
    """Install what the lock names, its hashes checked, the rules of NTFS, the program's name."""
    lock = wine.folder / "build" / "requirements.txt"
    lock.write_text(for_windows(LOCK.read_text("utf-8"), left_out()), "utf-8")
    site = wine.folder / "python/Lib/site-packages"
    console.say("installing the locked libraries of Windows (about 150 MB) ...")
    pip("install", "--no-compile", "--target", str(site), "-r", str(lock))
    shutil.copy(SOURCES / "sitecustomize.py", site)
    program_tree.add_metadata(HERE.parent, "0", site)


def _compile(wine: Wine, linux: pythons.Python) -> None:
    """Compile once by the Python here of the same line, so that no start does."""
    subprocess.run(
        [linux.program, "-m", "compileall", "-q", "-j2", str(wine.folder / "python/Lib")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def left_out() -> set[str]:
    """Return what of the lock is not needed there."""
    told = tomllib.loads((HERE / "windows.toml").read_text("utf-8"))
    return set(told["leave_out"]["names"])


def for_windows(lock: str, left_out: set[str]) -> str:
    """Return a lock with what Windows alone needs, and without what is left out."""
    stanzas = re.split(r"(?m)^(?=[a-z0-9][\w.-]*==)", ONLY_THERE.sub("", lock))
    return "".join(each for each in stanzas if each.partition("==")[0] not in left_out)
