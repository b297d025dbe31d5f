# SPDX-License-Identifier: MIT
"""T1: what a killed process acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.records.journal import Action
from tests.fakes.real_store import Place, copy_to, place_in

ROOT = Path(__file__).parents[2]
SAVES = (3, 17, 8, 29)

pytestmark = pytest.mark.robust


def killed(folder: Path, first: int, saves: int, manner: str = "whole") -> list[int]:
    """Let a process save and kill it after so many acknowledgements; all that it acknowledged."""
    words = [sys.executable, "-m", "tests.store.saving", str(folder), str(first), manner]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(saves)]
        process.kill()
        said += [int(line) for line in process.stdout if line.endswith("\n")]
    return said


def kept(place: Place) -> list[int]:
    """The numbers in the desk, each with its mail item, its entry and its place in the lists."""
    store = place.open()
    with store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
        entries = [
            entry for entry in books.journal.entries() if entry.action is Action.APPLICATION_LOGGED
        ]
    mail = store.queries.mail_window(open_only=False).count
    store.close()
    assert len(files) == len(entries) == mail
    assert [file.application.token for file in files] == [entry.subject for entry in entries]
    return [int(file.application.receipt_number.partition("-")[2]) for file in files]


def test_what_was_acknowledged_survives_every_kill(tmp_path: Path) -> None:
    place = copy_to(place_in(tmp_path))
    acknowledged: list[int] = []
    for saves in SAVES:
        first = max(kept(place), default=0) + 1
        acknowledged += killed(tmp_path, first, saves)
        assert set(acknowledged) <= set(kept(place))
    assert len(acknowledged) >= sum(SAVES)
    assert len(kept(place)) <= len(acknowledged) + len(SAVES)


def test_a_desk_that_acknowledges_too_early_is_found_out(tmp_path: Path) -> None:
    place = copy_to(place_in(tmp_path))
    assert killed(tmp_path, 1, 1, "early") == [1]
    assert kept(place) == []
