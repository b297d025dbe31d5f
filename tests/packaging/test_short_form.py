# SPDX-License-Identifier: MIT
"""The short form of what `bootstrap.py deb` and `bootstrap.py windows` prove, in what is pruned.

Every module of the program is imported, an application saved and answered, the window seen.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import distributions
from pathlib import Path

import program_tree
import pytest
import windows_python
from installed_program import SCRIPTS
from program_tree import Rules

from tests.workbench.processes import NOT_PROVED, ROOT

NAME = re.compile(r"(?m)^([a-z0-9][\w.-]*)==")
SCRIPT = SCRIPTS / "short.py"
SECONDS = 900
NO_WINDOWS = "the program on Windows: `python3 packaging/bootstrap.py windows` makes a Wine for it"


def lay_pruned(libraries: Path, site: Path) -> None:
    """Lay down the libraries of the lock as an installer has them, by links, and the program."""
    rules, names = Rules.read(), {*NAME.findall(program_tree.LOCK.read_text("utf-8"))}
    for each in distributions(path=[str(libraries)]):
        if re.sub(r"[-_.]+", "-", each.name).lower() in names:
            for file in filter(rules.keeps, (name.as_posix() for name in each.files or ())):
                if not file.startswith("../") and not file.endswith(".pyc"):
                    _link(libraries / file, site / file)
    (site / "desk_app").symlink_to(ROOT / "desk_app")


def _link(file: Path, place: Path) -> None:
    """Link a file and what it was compiled to."""
    compiled = file.parent.glob(f"__pycache__/{file.stem}.*.pyc") if file.suffix == ".py" else ()
    for each in (file, *compiled):
        there = place.parent / each.relative_to(file.parent)
        there.parent.mkdir(parents=True, exist_ok=True)
        # Two of them bring the same file.
        there.unlink(missing_ok=True)
        there.symlink_to(each.resolve())


def _must_hold(said: str) -> None:
    lines = [line.split() for line in said.splitlines()]
    told = {words[0]: words[1:] for words in lines if words}
    assert int(told["imported"][0]) > 500, said
    assert (told["saved"], told["letters"], told["shown"]) == (["1"], ["1"], []), said


@pytest.mark.once(under="second")
def test_what_stays_does_the_least_on_debian(tmp_path: Path) -> None:
    lay_pruned(Path(pytest.__file__).parents[1], tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-I", "-S", SCRIPT, tmp_path / "desk", tmp_path / "site"],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, "")
    _must_hold(done.stdout)


@pytest.mark.once(under="first")
def test_what_stays_does_the_least_on_windows(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = windows_python.ready()
    if found is None:
        record_property(NOT_PROVED, NO_WINDOWS)
        return
    libraries = found.python.parent / "Lib/site-packages"
    lay_pruned(libraries, tmp_path / "site")
    _link(libraries / "sitecustomize.py", tmp_path / "site/sitecustomize.py")
    places = [tmp_path / "見本 の 窓口", tmp_path / "site"]
    with windows_python.copy_of(found) as wine:
        words = ["-I", "-S", *map(windows_python.windows_path, (SCRIPT, *places))]
        done = wine.run(words, ROOT, SECONDS)
    assert done.code == 0, "\n".join(done.lines)
    _must_hold("\n".join(done.lines))
