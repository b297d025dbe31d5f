# SPDX-License-Identifier: MIT
"""A server for a test of an office."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.workbench.postgres import NOT_HERE, Cluster, programs, running
from tests.workbench.processes import NOT_PROVED

Use = Callable[[Callable[[Cluster], None]], None]


@pytest.fixture
def on_cluster(record_property: Callable[[str, object], None]) -> Iterator[Use]:
    """Let a test do something with a server; where none can run, it says so."""
    if programs() is None:
        record_property(NOT_PROVED, NOT_HERE)
        yield lambda _use: None
        return
    with running() as cluster:
        yield lambda use: use(cluster)
