# SPDX-License-Identifier: MIT
"""The five lines of the manual open a backup with the tools they name, and with nothing of ours."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from desk_app.desk.sheet_key import PREFIX, to_groups
from desk_app.store.backup.writing import verifier_digest, write_backup
from tests.fakes.copies import ENCLOSURES, MARKER, safe_in

MANUAL = Path(__file__).parents[2] / "resources" / "manual"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_lines_do_what_the_manual_says(tmp_path: Path, language: str) -> None:
    safe = safe_in(tmp_path)
    made = write_backup(safe.order(), lambda _done, _total: None)
    text = (MANUAL / language / "10-without-the-program.md").read_text("utf-8")
    first, second = re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
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
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "all is as the manifest says" in ended.stdout
    assert ended.stdout.splitlines()[-1].split()[0] == verifier_digest(ENCLOSURES)
    assert MARKER in (folder / "applications.csv").read_text("utf-8")
    assert (folder / "data.sqlite").stat().st_mode & 0o077 == 0
