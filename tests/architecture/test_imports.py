# SPDX-License-Identifier: MIT
"""The imports between the rooms, and a toy house in which each contract is broken on purpose."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

ROOMS_OF_THE_WINDOW = ("start", "pages", "case", "safety", "printing", "kit")
MODULES_OF_THE_WINDOW = (
    "app",
    "window",
    "handover",
    "open_desk",
    "shell",
    "passwords",
    "asking",
    "page",
    "session",
)
ROOMS = ("cli", "store", "letters", "i18n", "desk", "rules", "records")
BREACHES = {
    "layers": ("records/mail.py", "import desk_app.rules"),
    "gui-layers": ("gui/kit/table.py", "import desk_app.gui.session"),
    "pure-core": ("rules/fees.py", "import sqlalchemy"),
    "storage-in-store": ("cli/check.py", "import sqlcipher3"),
    "print-in-letters": ("store/tables.py", "import reportlab.pdfgen"),
    "no-qt-behind": ("letters/page.py", "import PySide6.QtCore"),
    "one-sqlite": ("store/tables.py", "import sqlite3"),
    "light-worker": ("store/worker.py", "import sqlalchemy"),
    "acyclic": ("desk/intake.py", "import desk_app.desk.posting"),
}


def _names_of_contracts() -> dict[str, str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {each["id"]: each["name"] for each in settings["tool"]["importlinter"]["contracts"]}


def _judge(folder: Path) -> tuple[int, str]:
    """Run the linter as the suite does: its exit code and what it wrote."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout


def _broken(words: str) -> set[str]:
    """The names of the contracts that the linter calls broken."""
    return set(re.findall(r"^(.+?) BROKEN", words, re.MULTILINE))


@pytest.fixture
def toy_house(tmp_path: Path) -> Path:
    """A house with our rooms and our contracts, and nothing in it."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    package = tmp_path / "desk_app"
    for room in [*ROOMS, *(f"gui/{room}" for room in ROOMS_OF_THE_WINDOW)]:
        (package / room).mkdir(parents=True)
    for folder in [package, *(each for each in package.rglob("*") if each.is_dir())]:
        (folder / "__init__.py").touch()
    (package / "bootstrap.py").write_text("import desk_app.gui.app\nimport desk_app.store\n")
    (package / "main.py").write_text("import desk_app.bootstrap\n")
    (package / "store/worker.py").touch()
    for name in MODULES_OF_THE_WINDOW:
        (package / f"gui/{name}.py").touch()
    (package / "desk/posting.py").write_text("import desk_app.desk.intake\n")
    (package / "desk/intake.py").write_text("import desk_app.rules\n")
    return tmp_path


def test_our_house_keeps_every_contract() -> None:
    code, words = _judge(ROOT)
    assert code == 0, words


def test_an_empty_house_keeps_every_contract(toy_house: Path) -> None:
    code, words = _judge(toy_house)
    assert code == 0, words


def test_every_contract_has_its_breach() -> None:
    assert set(BREACHES) == set(_names_of_contracts())


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(toy_house: Path, contract: str) -> None:
    file, line = BREACHES[contract]
    with (toy_house / "desk_app" / file).open("a") as module:
        module.write(f"{line}\n")
    code, words = _judge(toy_house)
    assert (code, _broken(words)) == (1, {_names_of_contracts()[contract]})


def test_a_room_nobody_placed_is_caught(toy_house: Path) -> None:
    (toy_house / "desk_app/utils.py").touch()
    code, words = _judge(toy_house)
    assert code != 0
    assert "utils" in words
