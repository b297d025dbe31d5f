# SPDX-License-Identifier: MIT
"""The words after `build.py`: which installer is made, where it goes, and what is said of it."""

from __future__ import annotations

import argparse
import getpass
import hashlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import console
import debian
import setup_env
import system_parts
import windows_setup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from setup_env import Environment

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Installer:
    """One kind of installer: how it is made, and how large it may be."""

    build: Callable[[Environment, Path], Path]
    most_bytes: int
    sign: Callable[[Path, Path, str], None] | None = None
    """How it is signed: it, the certificate with its key, the password of these."""


INSTALLERS = {
    "deb": Installer(debian.build, debian.MOST_BYTES),
    "windows": Installer(windows_setup.build, windows_setup.MOST_BYTES, windows_setup.sign),
}


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Make the installer that the words name; 0 where it is made and no larger than it may be."""
    asked = _read(words)
    try:
        made = make(asked.kind, setup_env.Environment(root), asked.out.absolute())
        if asked.sign:
            _sign(asked.kind, made, asked.sign.absolute())
    except (console.SetupError, OSError) as error:
        sys.stderr.write(f"build: {error}\n")
        return 1
    return int(made.stat().st_size > INSTALLERS[asked.kind].most_bytes)


def make(kind: str, environment: Environment, out: Path) -> Path:
    """Make one and tell its size, its hash and the time it took; the environment is made ready."""
    began = time.monotonic()
    plan = environment.plan()
    system_parts.check(makes_environment=plan.afresh, test_tools=False)
    if not plan.idle:
        environment.make_ready()
    made = INSTALLERS[kind].build(environment, out)
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


def _sign(kind: str, made: Path, certificate: Path) -> None:
    """Sign what was made, whose hash is told by now; the password is asked for, or piped in."""
    sign = INSTALLERS[kind].sign
    if sign is None:
        raise console.SetupError("what is for Debian is signed by the archive that gives it out")
    if sys.stdin.isatty():
        password = getpass.getpass("Password of the certificate: ")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
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
    return parser.parse_args(words)
