# SPDX-License-Identifier: MIT
"""A toy machine: a checkout, a Python and Debian's tools that only note what they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

# One script plays the Python that makes environments and the Python inside them. It notes what it
# is asked, except for its version; a file `pip-fails` beside the notes makes pip fail, a file
# `no-libraries` what the window is made of.
PYTHON = """#!/bin/sh
notes={notes}
case "$*" in
  -I*) echo 3.13; exit 0 ;;
esac
echo "$@" >> $notes/asked
case "$*" in
  "-m venv --clear "*)
    rm -rf "$4"; mkdir -p "$4/bin" "$4/lib/python3.13/site-packages/pip"
    cp "$0" "$4/bin/python" ;;
  *install*--require-hashes*)
    if [ -e $notes/pip-fails ]; then echo "ERROR: no such version"; exit 1; fi ;;
  "-c import PySide6"*)
    if [ -e $notes/no-libraries ]; then echo "ImportError: libEGL.so.1: no such file"; exit 1; fi ;;
  *install*-e*)
    cp $notes/desk-app "$(dirname "$0")/desk-app" ;;
esac
"""
DESK_APP = '#!/bin/sh\necho "desk-app got:" "$@"\nexit 7\n'


@dataclass(frozen=True)
class Machine:
    """Where the toy machine keeps its checkout, its programs and its notes."""

    root: Path
    programs: Path
    notes: Path

    def add(self, program: Path, script: str) -> None:
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(script)
        program.chmod(0o755)

    def asked(self) -> list[str]:
        """What was asked so far, in order; asking empties the notes."""
        file = self.notes / "asked"
        lines = file.read_text().splitlines() if file.exists() else []
        file.write_text("")
        return lines


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    machine = Machine(tmp_path / "checkout", tmp_path / "programs", tmp_path / "notes")
    (machine.root / "packaging").mkdir(parents=True)
    machine.notes.mkdir()
    (machine.root / "packaging/requirements-test.lock").write_text("six==1.0\n")
    (machine.root / "pyproject.toml").write_text("[project]\n")
    machine.add(machine.programs / "python", PYTHON.format(notes=machine.notes))
    machine.add(machine.notes / "desk-app", DESK_APP)
    monkeypatch.setattr("sys.executable", str(machine.programs / "python"))
    return machine
