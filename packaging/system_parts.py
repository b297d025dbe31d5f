# SPDX-License-Identifier: MIT
"""The libraries, programs and fonts that the system has to bring, and how Debian gets them."""

from __future__ import annotations

import ctypes.util
import importlib
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import console

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
APT_WAIT_SECONDS = 300
APT_STEPS = (
    ("Get:", "fetching", 4),
    ("Unpacking ", "unpacking", 1),
    ("Setting up ", "setting up", 2),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of the system: Debian's names for it, newest first, and its mark elsewhere."""

    packages: tuple[str, ...]
    library: str = ""
    program: str = ""
    font_file: str = ""

    def found_without_packages(self) -> bool:
        """Whether a system without Debian's package list has it."""
        if self.library:
            return ctypes.util.find_library(self.library) is not None
        if self.program.startswith("/"):
            # What root alone may run is there all the same.
            return Path(self.program).exists()
        if self.program:
            return shutil.which(self.program) is not None
        folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
        return any(next(folder.rglob(self.font_file), None) for folder in folders)


def _library(name: str, *packages: str) -> Part:
    return Part(packages, library=name)


def _program(name: str, *packages: str) -> Part:
    return Part(packages, program=name)


def _font(file: str, *packages: str) -> Part:
    return Part(packages, font_file=file)


FOR_THE_PROGRAM = (
    _library("EGL", "libegl1"),
    _library("GL", "libgl1"),
    _library("dbus-1", "libdbus-1-3"),
    _library("fontconfig", "libfontconfig1"),
    _library("glib-2.0", "libglib2.0-0t64", "libglib2.0-0"),
    _library("wayland-cursor", "libwayland-cursor0"),
    _library("wayland-egl", "libwayland-egl1"),
    _library("xkbcommon", "libxkbcommon0"),
    _library("xkbcommon-x11", "libxkbcommon-x11-0"),
    _library("xcb-cursor", "libxcb-cursor0"),
    _library("xcb-icccm", "libxcb-icccm4"),
    _library("xcb-image", "libxcb-image0"),
    _library("xcb-keysyms", "libxcb-keysyms1"),
    _library("xcb-randr", "libxcb-randr0"),
    _library("xcb-render-util", "libxcb-render-util0"),
    _library("xcb-shape", "libxcb-shape0"),
    _library("xcb-xinerama", "libxcb-xinerama0"),
    _library("xcb-xkb", "libxcb-xkb1"),
    _font("BIZUDPMincho-Regular.ttf", "fonts-morisawa-bizud-mincho"),
    _font("BIZUDPGothic-Regular.ttf", "fonts-morisawa-bizud-gothic"),
    _font("ipaexm.ttf", "fonts-ipaexfont"),
    _font("ipamjm.ttf", "fonts-ipamj-mincho"),
    _font("HanaMinA.ttf", "fonts-hanazono"),
    _font("DejaVuSans.ttf", "fonts-dejavu-core"),
    _program("lp", "cups-client"),
)
FOR_THE_SUITE = (
    _program("Xvfb", "xvfb"),
    _program("xauth", "xauth"),
    _program("xdotool", "xdotool"),
    _program("dbus-daemon", "dbus-daemon", "dbus"),
    _program("openbox", "openbox"),
    _library("atspi", "at-spi2-core"),
    _library("atspi", "gir1.2-atspi-2.0"),
    _library("girepository-1.0", "python3-gi"),
    _program("pdftotext", "poppler-utils"),
    _program("zbarimg", "zbar-tools"),
    _program("qpdf", "qpdf"),
    _program("age", "age"),
    _program("sqlite3", "sqlite3"),
    _program("strace", "strace"),
    _program("cupsd", "cups"),
    _program("gs", "ghostscript"),
    _program("/usr/lib/cups/backend/cups-pdf", "printer-driver-cups-pdf"),
)

FOR_THE_RIVALS = (
    _program("soffice", "libreoffice-calc-nogui", "libreoffice-calc"),
    _program("soffice", "libreoffice-writer-nogui", "libreoffice-writer"),
    _program("soffice", "libreoffice-base"),
    _program("soffice", "python3-uno"),
)
"""What the desk is measured against where that is asked for; nothing else needs it."""


def check(*, makes_environment: bool, test_tools: bool) -> bool:
    """Install what the system lacks (Debian, as root), or name it and go on; whether all is there.

    Raises SetupError only where nothing can go on: the environment has still to be made, by a
    Python that cannot make one.
    """
    if not sys.platform.startswith("linux"):
        return True
    lacks_venv = makes_environment and not _can_make_environments()
    if shutil.which("dpkg-query") and shutil.which("apt-get"):
        complete = _check_debian(lacks_venv=lacks_venv, test_tools=test_tools)
    else:
        complete = _check_elsewhere(test_tools=test_tools)
    if lacks_venv and not _can_make_environments():
        raise console.SetupError(
            "this Python makes no environments: it lacks its venv package.\n"
            "  Once that is installed, the same command goes on from here."
        )
    return complete


def bring(parts: Sequence[Part]) -> bool:
    """Install what one command alone asks for, or name it and go on; whether all is there."""
    if shutil.which("dpkg-query") and shutil.which("apt-get"):
        return _bring_packages([part.packages for part in parts])
    return _name_missing(parts)


def are_installed_here() -> bool:
    """Whether what Debian's system lacks is installed on the way: as root alone."""
    found = all(map(shutil.which, ("dpkg-query", "apt-get")))
    return sys.platform != "win32" and found and os.geteuid() == 0


def _can_make_environments() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def _check_debian(*, lacks_venv: bool, test_tools: bool) -> bool:
    root = os.geteuid() == 0
    parts = FOR_THE_PROGRAM + (FOR_THE_SUITE if test_tools or root else ())
    wanted = [part.packages for part in parts]
    if lacks_venv:
        wanted.append((venv_package(),))
    return _bring_packages(wanted)


def _bring_packages(wanted: Sequence[tuple[str, ...]]) -> bool:
    missing = missing_packages(wanted)
    if not missing:
        return True
    if os.geteuid() == 0:
        return _install(missing)
    console.say("this system lacks some packages; this one command installs them:")
    print(f"\n    {command_to_type(names[0] for names in missing)}\n", flush=True)
    return False


def bring_venv(minor: int) -> None:
    """Install what lets a Python of Debian's make environments, or name it and go on."""
    bring([Part((venv_package(minor),))])


def venv_package(minor: int = sys.version_info.minor) -> str:
    """Debian's package that lets a Python, the one of this moment by itself, make environments."""
    return f"python3.{minor}-venv"


def missing_packages(wanted: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Those of the wanted packages of which no name is installed."""
    names = [name for alternatives in wanted for name in alternatives]
    listed = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}\t${Package}\n", *names],
        capture_output=True,
        check=False,
        text=True,
    ).stdout
    lines = (line.split("\t") for line in listed.splitlines())
    installed = {name for status, name in lines if status.startswith("ii")}
    return [names for names in wanted if not installed.intersection(names)]


def command_to_type(packages: Iterable[str]) -> str:
    """Write the one command by which a person without root's rights gets the packages."""
    steps = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(packages)}"
    as_root = "sudo sh -c" if shutil.which("sudo") else "su -c"
    return f"{as_root} {shlex.quote(steps)}"


def _install(missing: Sequence[tuple[str, ...]]) -> bool:
    """Install by apt-get and tell what does not come; whether all came."""
    console.say(f"installing what the system lacks with apt-get (packages: {len(missing)}) ...")
    updated = _apt_get("update")
    known = [next(filter(_is_known, names), "") for names in missing]
    for names in (names for names, name in zip(missing, known, strict=True) if not name):
        console.say(f"apt-get knows no package {names[0]}; going on without it")
    chosen = [name for name in known if name]
    if not chosen:
        console.say(f"apt-get update ended with code {updated.code}\n{updated.complaint()}")
        return False
    installed = _apt_get("install", "--no-install-recommends", *chosen)
    if installed.code == 0:
        console.say("  the system's packages are there")
        return len(chosen) == len(missing)
    worse = installed if updated.code == 0 else updated
    console.say(f"apt-get failed; going on without these packages. It said:\n{worse.complaint()}")
    return False


def _apt_get(verb: str, *words: str) -> console.Outcome:
    options = ["-y", "-o", f"DPkg::Lock::Timeout={APT_WAIT_SECONDS}", "-o", "Dpkg::Use-Pty=0"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    return console.follow(["apt-get", *options, verb, *words], _apt_words, environment)


def _apt_words(line: str) -> str | None:
    """Tell a person what apt-get is at."""
    words = line.split()
    for start, doing, at in APT_STEPS:
        if line.startswith(start) and len(words) > at and not words[at].startswith("["):
            return f"{doing} {words[at]}"
    return None


def _is_known(package: str) -> bool:
    shown = subprocess.run(
        ["apt-cache", "show", "--quiet=2", package], capture_output=True, check=False
    )
    return shown.returncode == 0 and bool(shown.stdout)


def _check_elsewhere(*, test_tools: bool) -> bool:
    return _name_missing(FOR_THE_PROGRAM + (FOR_THE_SUITE if test_tools else ()))


def _name_missing(parts: Sequence[Part]) -> bool:
    """On another Linux, name what is missing; its packages have names that we do not know."""
    missing = [part for part in parts if not part.found_without_packages()]
    if missing:
        named = (part.library or part.program or part.font_file for part in missing)
        console.say(f"this system lacks: {', '.join(named)} (install them by its package manager)")
    return not missing
