# SPDX-License-Identifier: MIT
"""The words after `build.py`: which installer is made, where it goes, and what is said of it."""

from __future__ import annotations

import argparse
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

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from setup_env import Environment

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Installer:
    """One kind of installer: how it is made, and how large it may be."""

    build: Callable[[Environment, Path], Path]
    most_bytes: int


INSTALLERS = {"deb": Installer(debian.build, debian.MOST_BYTES)}


def main(words: Sequence[str], root: Path = ROOT) -> int:
    """Make the installer that the words name; 0 where it is made and no larger than it may be."""
    asked = _read(words)
    try:
        made = make(asked.kind, setup_env.Environment(root), asked.out.absolute())
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


def _read(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="build.py", description=__doc__)
    parser.add_argument("kind", choices=sorted(INSTALLERS), help="for Debian")
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=ROOT / "dist", help="where it goes (dist)"
    )
    return parser.parse_args(words)
