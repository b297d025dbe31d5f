# SPDX-License-Identifier: MIT
"""What the tests of the commands stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.caretaking_room import Asked, Room, room_in
from tests.unit.cli.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal without a desk."""
    return Terminal(capsys)


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    """Return a terminal with a desk."""
    return room_in(tmp_path, capsys)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return who answers what the terminal asks."""
    return Asked(monkeypatch)
