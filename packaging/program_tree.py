# SPDX-License-Identifier: MIT
"""The program with its libraries as an installer lays them down: locked, pruned, the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from time import gmtime, strftime
from typing import TYPE_CHECKING, Final

import console
import wheels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from setup_env import Environment

HERE: Final = Path(__file__).resolve().parent
LOCK: Final = HERE / "requirements.lock"
PROGRAM: Final = "desk_app"
PROJECT: Final = "pyproject.toml"
BUILT: Final = "built.toml"
"""Among the resources of an installed program alone: what it is told of itself."""
OWN_METADATA: Final = PROGRAM + "-{version}.dist-info"
"""The folder beside the program by which Python knows what is installed."""
SOURCES: Final = {"desk_app": "", "resources": "_resources", "forms": "_forms"}
"""Where the folders of a checkout lie within the installed program."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is left out of the libraries, as the list says it."""

    only: dict[str, tuple[str, ...]]
    removed: tuple[str, ...]
    imported_on: dict[str, str]
    with_source: tuple[str, ...] = ()
    """What keeps its source beside what is compiled, below the folder `Lib` of Python."""

    @classmethod
    def read(cls, file: Path = HERE / "pruned.toml") -> Rules:
        """Read the list."""
        told = tomllib.loads(file.read_text("utf-8"))
        only = {each["folder"] + "/": tuple(each["names"]) for each in told["only"]}
        removed, source = told["removed"]["names"], told["with_source"]["names"]
        return cls(only, tuple(removed), told["imported_on"], tuple(source))

    def keeps(self, name: str) -> bool:
        """Whether a file stays, by its name below the folder of the libraries."""
        for folder, names in self.only.items():
            below = name.removeprefix(folder)
            if below != name and not any(fnmatchcase(below, each) for each in names):
                return False
        return not any(fnmatchcase(name, each) for each in self.removed)


@dataclass(frozen=True, slots=True)
class Source:
    """The commit that an installer is made of, and the files of the program in it."""

    root: Path
    commit: str
    seconds: int
    changed: bool
    maker: str = ""
    """The public key (hex) of who gives the installers out; empty where nobody signs them."""

    @classmethod
    def of(cls, root: Path, maker: str = "") -> Source:
        """Ask git for it; raises SetupError where the folder is no checkout.

        ``SOURCE_DATE_EPOCH`` goes before the commit's own time, in seconds since 1970.
        """
        commit, seconds = _git(root, "log", "-1", "--format=%H %ct").split()
        told = int(os.environ.get("SOURCE_DATE_EPOCH") or seconds)
        dirty = _git(root, "status", "--porcelain", "--", *SOURCES, "packaging", PROJECT)
        return cls(root, commit, told, bool(dirty.strip()), maker)

    @property
    def version(self) -> str:
        """Its version, counted on by the commit's day and minute: a later one is a newer one."""
        text = (self.root / PROGRAM / "__init__.py").read_text("utf-8")
        (number,) = (
            line.split('"')[1] for line in text.splitlines() if line.startswith("__version__")
        )
        return f"{number}+{strftime('%Y%m%d.%H%M', gmtime(self.seconds))}"

    def files(self) -> Iterator[Path]:
        """Yield what of the program git keeps, in its order."""
        for name in _git(self.root, "ls-files", "-z", "--", *SOURCES).split("\0"):
            if name and (self.root / name).is_file():
                yield Path(name)

    def built(self, system: str) -> str:
        """Return what the installed program is told of itself, as its resources have it (TOML)."""
        said = {"version": self.version, "system": system, "maker": self.maker}
        return "".join(f'{name} = "{value}"\n' for name, value in said.items())

    def told(self) -> str:
        """Tell what it is made of."""
        changed = ", with changes that no commit has" if self.changed else ""
        return f"{self.version} of commit {self.commit[:10]}{changed}"


def make(
    environment: Environment, source: Source, pip: wheels.Pip, site: Path, system: str
) -> None:
    """Lay down the program and its libraries in an empty folder; raises SetupError."""
    fetched = site.with_name(site.name + ".wheels")
    fetched.mkdir(parents=True)
    console.say("fetching the locked libraries (about 130 MB) ...")
    pip("download", "-d", str(fetched), "-r", str(environment.root / LOCK.relative_to(HERE.parent)))
    wheels.unpack(fetched, site)
    shutil.rmtree(fetched)
    prune(site, Rules.read())
    add_program(source, site)
    (site / PROGRAM / SOURCES["resources"] / BUILT).write_text(source.built(system), "utf-8")


def prune(site: Path, rules: Rules) -> None:
    """Remove what the rules leave out, and the folders that are empty then."""
    for name in names_in(site):
        if not rules.keeps(name):
            (site / name).unlink()
    remove_empty(site)


def names_in(site: Path) -> list[str]:
    """Return the names of all files below a folder, in their order."""
    files = (each for each in site.rglob("*") if each.is_file())
    return sorted(each.relative_to(site).as_posix() for each in files)


def remove_empty(folder: Path) -> None:
    """Remove every folder in which nothing lies."""
    for each in sorted(folder.rglob("*"), reverse=True):
        if each.is_dir() and not any(each.iterdir()):
            each.rmdir()


def add_program(source: Source, site: Path) -> None:
    """Add the program and what it reads, as its wheel has them."""
    for name in source.files():
        place = site / PROGRAM / SOURCES[name.parts[0]] / Path(*name.parts[1:])
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.root / name, place)
    add_metadata(source.root, source.version, site)


def add_metadata(root: Path, version: str, site: Path) -> None:
    """Let Python find the program by its name: it tells its libraries by what it needs."""
    project = tomllib.loads((root / PROJECT).read_text("utf-8"))["project"]
    name = project["name"]
    lines = ["Metadata-Version: 2.4", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {each}" for each in project["dependencies"]]
    folder = site / OWN_METADATA.format(version=version)
    folder.mkdir(parents=True)
    (folder / "METADATA").write_bytes("".join(f"{each}\n" for each in lines).encode())


def make_even(folder: Path, seconds: int) -> None:
    """Give all that lies in a folder one time, and rights that do not tell who made it."""
    for each in (folder, *folder.rglob("*")):
        if not each.is_symlink():
            program = each.is_dir() or each.parent.name == "bin"
            each.chmod(0o755 if program else 0o644)
        os.utime(each, (seconds, seconds), follow_symlinks=False)


def size_of(folder: Path) -> int:
    """Return how many bytes the files of a folder have."""
    return sum(each.lstat().st_size for each in folder.rglob("*") if not each.is_dir())


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            encoding="utf-8",
        )
    except (OSError, subprocess.CalledProcessError):
        raise console.SetupError("an installer is made of a commit: git finds none here") from None
    return done.stdout
