# SPDX-License-Identifier: MIT
"""What the tests of the desk's verbs begin with."""

from __future__ import annotations

import pytest

from desk_app.records.base import ApplicationId
from tests.unit.desk.office import Office, opened
from tests.unit.desk.working import logged


@pytest.fixture
def office() -> Office:
    """Return a new desk with all its people."""
    return opened()


@pytest.fixture
def id_(office: Office) -> ApplicationId:
    """Return a complete application for disclosure, to which the department has answered."""
    return logged(office)
