# SPDX-License-Identifier: MIT
"""``desk-app evidence`` on a real desk: the folder, what is said of it, who may."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.cli import streams
from desk_app.cli.safekeeping import Terminal
from tests.fakes.real_store import SUPERVISOR
from tests.unit.cli.caretaking_room import Room, room_in


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    return room_in(tmp_path, capsys)


def test_a_pack_is_written_once_and_told_with_what_is_compared(room: Room, tmp_path: Path) -> None:
    desk, out = ("--desk", room.safe.place.folder), tmp_path / "OneDrive" / "pack"
    out.parent.mkdir()
    ended = room("evidence", "--since", "R8.11.1", out, "--without-names", *desk, "--json")
    assert ended.code == 0, ended.err
    assert (ended.said["applications"], ended.said["letters"]) == (1, 0)
    assert ended.said["warnings"] == ["synced"]
    assert sorted(path.name for path in out.iterdir())[-4:] == [
        "signatures.py",
        "summary.pdf",
        "verify.py",
        "words-ja.txt",
    ]
    again = room("evidence", "--application", "R8-0001", out, *desk)
    assert (again.code, "already" in again.err) == (2, True)
    named = room("evidence", "--application", "R8-0001", tmp_path / "own", *desk)
    assert named.code == 0, named.err
    assert "verify.py" in named.out
    assert room("evidence", "--application", "R8-0009", tmp_path / "x", *desk).code == 10
    assert room("evidence", tmp_path / "x", *desk).code == 2
    bound = room("evidence", "--application", "R8-0001", tmp_path / "x.pdf", *desk)
    assert (bound.code, "pdfdetach -saveall" in bound.out) == (0, True)
    assert (tmp_path / "x.pdf").read_bytes()[:4] == b"%PDF"
    assert room("evidence", "--application", "R8-0001", tmp_path / "x.pdf", *desk).code == 2
    who = {"user": SUPERVISOR.name, "password": "two brown sparrows"}
    assert room("evidence", "--application", "R8-0001", tmp_path / "x", *desk, **who).code == 12
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    ("done", "total", "said"),
    [(0, 4, "  0 %"), (1, 4, " 25 %"), (4, 4, "100 %\n"), (0, 0, "100 %\n")],
)
def test_a_terminal_is_told_how_far_the_work_is_where_it_has_no_parts_too(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    done: int,
    total: int,
    said: str,
) -> None:
    monkeypatch.setattr(streams, "is_terminal", lambda _: True)
    Terminal().report(done, total)
    assert capsys.readouterr().err == f"\r{said}"
