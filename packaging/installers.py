# SPDX-License-Identifier: MIT
"""The words after `build.py`: which installer is made, where it goes, and what is said of it."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import os
import subprocess
import sys
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import console
import debian
import setup_env
import system_parts
import windows_setup
from program_tree import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from setup_env import Environment

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


@dataclass(frozen=True, slots=True)
class Installer:
    """One kind of installer: how it is made, and how large it may be."""

    build: Callable[[Environment, Path, str], Path]
    """Make it in an environment, in a folder, with the public key (hex) of who gives it out."""
    system: str
    most_bytes: int
    sign: Callable[[Path, Path, str], None] | None = None
    """How it is signed: it, the certificate with its key, the password of these."""


INSTALLERS = {
    "deb": Installer(debian.build, debian.SYSTEM, debian.MOST_BYTES),
    "windows": Installer(
        windows_setup.build, windows_setup.SYSTEM, windows_setup.MOST_BYTES, windows_setup.sign
    ),
}


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Make the installer that the words name; 0 where it is made and no larger than it may be."""
    asked = _read(words)
    try:
        environment = setup_env.Environment(root)
        certificate = _password("the certificate") if asked.sign else ""
        maker = Maker.of(asked.release, environment) if asked.release else None
        made = make(asked.kind, environment, asked.out.absolute(), maker.public if maker else "")
        if asked.sign:
            _sign(asked.kind, made, asked.sign.absolute(), certificate)
        if maker:
            maker.give_out(made, Source.of(root).version, INSTALLERS[asked.kind].system)
    except (console.SetupError, OSError) as error:
        sys.stderr.write(f"build: {error}\n")
        return 1
    return int(made.stat().st_size > INSTALLERS[asked.kind].most_bytes)


@dataclass(frozen=True, slots=True)
class Maker:
    """Who gives installers out: the file of the key (PEM), its password, its public half (hex)."""

    environment: Environment
    file: Path
    password: str = field(repr=False)
    public: str = ""

    @classmethod
    def of(cls, file: Path, environment: Environment) -> Maker:
        """Read the key, whose password is asked for, or piped in; raises SetupError."""
        _make_ready(environment)
        maker = cls(environment, file.absolute(), _password("the maker's key, empty for none"))
        return replace(maker, public=maker._asked())

    def give_out(self, installer: Path, version: str, system: str) -> None:
        """Write the signed note beside an installer; raises SetupError."""
        console.say(f"its note: {self._asked(str(installer), version, system)}")

    def _asked(self, *words: str) -> str:
        rooms = os.pathsep.join(map(str, (self.environment.root, HERE)))
        command = [str(self.environment.program("python")), str(HERE / "release.py")]
        done = subprocess.run(
            [*command, str(self.file), *words],
            input=f"{self.password}\n",
            env=os.environ | {"PYTHONPATH": rooms},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        if done.returncode:
            raise console.SetupError(done.stderr.strip()[-500:])
        return done.stdout.strip()


def make(kind: str, environment: Environment, out: Path, maker: str = "") -> Path:
    """Make one and tell its size, its hash and the time it took; the environment is made ready."""
    began = time.monotonic()
    _make_ready(environment)
    made = INSTALLERS[kind].build(environment, out, maker)
    size, most = made.stat().st_size, INSTALLERS[kind].most_bytes
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    print(made)
    print(
        f"{size / 1e6:.1f} MB of {most / 1e6:.0f} allowed, {time.monotonic() - began:.0f} s,"
        f" sha256 {digest}",
        flush=True,
    )
    if size > most:
        sys.stderr.write("build: it is larger than it may be\n")
    return made


def _make_ready(environment: Environment) -> None:
    plan = environment.plan()
    system_parts.check(makes_environment=plan.afresh, test_tools=False)
    if not plan.idle:
        environment.make_ready()


def _password(of: str) -> str:
    """Return a password that is asked for, or piped in: a line each."""
    if sys.stdin.isatty():
        return getpass.getpass(f"Password of {of}: ")
    return sys.stdin.readline().rstrip("\r\n")


def _sign(kind: str, made: Path, certificate: Path, password: str) -> None:
    """Sign what was made, whose hash is told by now."""
    sign = INSTALLERS[kind].sign
    if sign is None:
        raise console.SetupError("what is for Debian is signed by the archive that gives it out")
    sign(made, certificate, password)
    digest = hashlib.sha256(made.read_bytes()).hexdigest()
    print(f"signed: {made.stat().st_size / 1e6:.1f} MB, sha256 {digest}", flush=True)


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument("kind", choices=sorted(INSTALLERS), help="for Debian, or for Windows")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=ROOT / "dist", help="where it goes (dist)"
    )
    parser.add_argument(
        "--sign",
        metavar="FILE",
        type=Path,
        help="sign it by the certificate and key of this file (PKCS #12), for Windows alone;"
        " its password is asked for, or read from standard input",
    )
    parser.add_argument(
        "--release",
        metavar="FILE",
        type=Path,
        help="give it out: the private Ed25519 key of this file (PEM) signs a note beside it, and"
        " the program inside offers newer versions that the same key signed; its password is asked"
        " for, or read from standard input, after that of --sign",
    )
    return parser.parse_args(words)
