# SPDX-License-Identifier: MIT
from __future__ import annotations

import pytest


@pytest.mark.xdist_group("alone")
def test_the_group_of_a_test_is_at_the_end_of_its_id(request: pytest.FixtureRequest) -> None:
    """Else two tests of a group may run at once, each in a process of its own."""
    spread = bool(request.config.getoption("loadgroup", default=False))
    assert request.node.nodeid.endswith("@alone") is spread
