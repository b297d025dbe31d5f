# SPDX-License-Identifier: MIT
"""What the tests of the commands stand on."""

from __future__ import annotations

import pytest

from tests.unit.cli.terminal import Terminal


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str]) -> Terminal:
    """Return a terminal without a desk."""
    return Terminal(capsys)
