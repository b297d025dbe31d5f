# SPDX-License-Identifier: MIT
"""What the tests of the desk's verbs begin with."""

from __future__ import annotations

import pytest

from tests.unit.desk.office import Office, opened


@pytest.fixture
def office() -> Office:
    """Return a new desk with all its people."""
    return opened()
