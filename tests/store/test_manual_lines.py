# SPDX-License-Identifier: MIT
"""The manual's lines open a backup, or a kept file, with the tools they name, with none of ours."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from desk_app.desk.errors import DamageFound
from desk_app.desk.keys.sheet_key import PREFIX, to_groups
from desk_app.store.backup.restoring import Target, restore_over
from desk_app.store.disk.machine import SystemChance
from tests.fakes.copies import ENCLOSURES, MARKER, Safe
from tests.fakes.making import NOW
from tests.workbench.processes import is_private

LINES = re.compile(r"^```\n(.*?)^```", re.MULTILINE | re.DOTALL)
MANUAL = Path(__file__).parents[2] / "resources" / "manual"

pytestmark = pytest.mark.posix(why="the lines are for a shell of POSIX")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_lines_do_what_the_manual_says(safe: Safe, tmp_path: Path, language: str) -> None:
    made = safe.written()
    text = (MANUAL / language / "10-without-the-program.md").read_text("utf-8")
    first, second, _ = LINES.findall(text)
    assert len(first.splitlines()) == 5
    folder = tmp_path / "apart"
    folder.mkdir()
    groups = to_groups(safe.identity.secret)
    (folder / "key.txt").write_text(PREFIX + "".join(group[:-1] for group in groups))
    lines = first.replace("backup.tar.age", str(safe.file_of(made)))
    ended = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", lines + second],
        cwd=folder,
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "all is as the manifest says" in ended.stdout
    assert (
        ended.stdout.splitlines()[-1].split()[0]
        == sha256((ENCLOSURES / "verify.py").read_bytes()).hexdigest()
    )
    assert MARKER in (folder / "applications.csv").read_text("utf-8")
    assert is_private(folder / "data.sqlite")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_kept_file_is_read_as_the_manual_says_and_is_no_desk_any_more(
    safe: Safe, tmp_path: Path, language: str
) -> None:
    made = safe.written()
    safe.log("R8-0002")
    unlocked = safe.place.unlock()
    target = Target(safe.place.folder, safe.place.keys)
    kept = restore_over(safe.source(made), target, unlocked, NOW, SystemChance()).kept
    text = (MANUAL / language / "08-restore.md").read_text("utf-8")
    (lines,) = (each for each in LINES.findall(text) if kept in each)
    *opening, reading = lines.splitlines()
    assert "sqlcipher -init open.sql" in reading
    apart = tmp_path / "apart"
    apart.mkdir()
    for name in (kept, f"{kept}.key.age"):
        shutil.copyfile(safe.place.folder / name, apart / name)
    (apart / "key.txt").write_text(safe.identity.secret)
    subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(opening)], cwd=apart, check=True
    )
    with closing(driver.connect(str(apart / kept))) as database:
        database.execute((apart / "open.sql").read_text())
        found = database.execute("SELECT receipt_number FROM applications ORDER BY 1").fetchall()
    assert found == [("R8-0001",), ("R8-0002",)]
    (safe.place.folder / kept).replace(safe.place.database)
    with pytest.raises(DamageFound, match="database_unreadable"):
        safe.place.open()
