# SPDX-License-Identifier: MIT
"""The imports between the rooms, and a toy house in which each contract is broken on purpose."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.once(under="first")

ROOMS = ("cli", "store", "letters", "i18n", "desk", "rules", "records", "system")
HOUSES_OF_ROOMS = (
    "desk-rooms",
    "gui-layers",
    "kit-rooms",
    "letters-rooms",
    "rules-rooms",
    "store-rooms",
)
"""The contracts on the rooms within a room: the toy house has each that they name."""
BREACHES = {
    "layers": ("records/registers.py", "import desk_app.rules"),
    "gui-layers": ("gui/kit/tables/table.py", "import desk_app.gui.session"),
    "pure-core": ("rules/fee/fees.py", "import sqlalchemy"),
    "storage-in-store": ("cli/commands.py", "import sqlcipher3"),
    "print-in-letters": ("store/schema/tables.py", "import reportlab.pdfgen"),
    "no-qt-behind": ("letters/press/__init__.py", "import PySide6.QtCore"),
    "one-postgres": ("store/schema/tables.py", "import psycopg"),
    "one-sqlite": ("store/schema/tables.py", "import sqlite3"),
    "light-worker": ("store/worker/__init__.py", "import sqlalchemy"),
    "desk-rooms": ("desk/signed/__init__.py", "import desk_app.desk.post.posting"),
    "kit-rooms": ("gui/kit/look/__init__.py", "import desk_app.gui.kit.fields"),
    "letters-rooms": ("letters/wording/__init__.py", "import desk_app.letters.press"),
    "rules-rooms": ("rules/case/__init__.py", "import desk_app.rules.situation.status"),
    "store-rooms": ("store/books/__init__.py", "import desk_app.store.journal"),
    "system-in-bootstrap": ("store/schema/tables.py", "import desk_app.system.windows"),
    "acyclic": ("records/registers.py", "import desk_app.records.pages"),
}
NOT_PLACED = "a room that no contract names"


def _contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {each["id"]: each for each in settings["tool"]["importlinter"]["contracts"]}


def _names_of_contracts() -> dict[str, str]:
    return {id_: each["name"] for id_, each in _contracts().items()}


def _rooms_within() -> Iterator[str]:
    """The rooms and modules that the layers of a room name, each as an empty room."""
    for id_ in HOUSES_OF_ROOMS:
        contract = _contracts()[id_]
        house = contract["containers"][0].removeprefix("desk_app.").replace(".", "/")
        for layer in contract["layers"]:
            yield from (f"{house}/{room}" for room in re.findall(r"\w+", layer))


JUDGING = """
import io, json, os, sys
from contextlib import redirect_stdout
from importlinter.cli import lint_imports

told = {}
for folder in sys.argv[1:]:
    os.chdir(folder)
    sys.path.insert(0, folder)
    said = io.StringIO()
    with redirect_stdout(said):
        code = lint_imports(no_cache=True)
    sys.path.remove(folder)
    told[os.path.basename(folder)] = code, said.getvalue()
print(json.dumps(told))
"""
"""What the linter's own command does, for house after house: to start it takes longer."""


def _broken(words: str) -> set[str]:
    """The names of the contracts that the linter calls broken."""
    return set(re.findall(r"^(.+?) BROKEN", words, re.MULTILINE))


def _build(place: Path) -> Path:
    """A house with our rooms and our contracts, and nothing in it."""
    place.mkdir()
    shutil.copy(ROOT / "pyproject.toml", place)
    package = place / "desk_app"
    for room in [*ROOMS, *_rooms_within()]:
        (package / room).mkdir(parents=True, exist_ok=True)
    for folder in [package, *(each for each in package.rglob("*") if each.is_dir())]:
        (folder / "__init__.py").touch()
    (package / "bootstrap.py").write_text("import desk_app.gui.app\nimport desk_app.store\n")
    (package / "main.py").write_text("import desk_app.bootstrap\n")
    for name in ("macos", "windows"):
        (package / f"system/{name}.py").touch()
    (package / "desk/post/posting.py").touch()
    (package / "rules/situation/status.py").touch()
    (package / "records/pages.py").write_text("import desk_app.records.registers\n")
    return place


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """What the linter says of an empty house, and of one for each breach."""
    street = tmp_path_factory.mktemp("houses")
    empty = _build(street / "empty")
    houses = [empty]
    for name, (file, line) in {**BREACHES, NOT_PLACED: ("utils.py", "")}.items():
        houses.append(Path(shutil.copytree(empty, street / name)))
        with (houses[-1] / "desk_app" / file).open("a") as module:
            module.write(f"{line}\n")
    words = [sys.executable, "-c", JUDGING, *map(str, houses)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    return {name: (code, said) for name, (code, said) in json.loads(done.stdout).items()}


def test_our_house_keeps_every_contract() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_an_empty_house_keeps_every_contract(judged: dict[str, tuple[int, str]]) -> None:
    code, words = judged["empty"]
    assert code == 0, words


def test_every_contract_has_its_breach() -> None:
    assert set(BREACHES) == set(_names_of_contracts())


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(judged: dict[str, tuple[int, str]], contract: str) -> None:
    code, words = judged[contract]
    assert (code, _broken(words)) == (1, {_names_of_contracts()[contract]})


def test_a_room_nobody_placed_is_caught(judged: dict[str, tuple[int, str]]) -> None:
    code, words = judged[NOT_PLACED]
    assert code != 0
    assert "utils" in words
