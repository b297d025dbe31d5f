# SPDX-License-Identifier: MIT
"""A server for a test of an office."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from unittest.mock import patch

import pytest

from desk_app.store.database import SqlStore
from tests.office.by_commands import ALL, CARELESS
from tests.workbench.postgres import NOT_HERE, Cluster, programs, running
from tests.workbench.processes import NOT_PROVED

Use = Callable[[Callable[[Cluster], None]], None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave what takes minutes to `bootstrap.py office`, which runs all of it."""
    if ALL in os.environ:
        return
    left = [item for item in items if item.get_closest_marker("long_office")]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if item not in left]


@pytest.fixture(autouse=True)
def _careless() -> Iterator[None]:
    """Let a station whose file is gone save, where the control of the commands asks for it."""
    if CARELESS not in os.environ:
        yield
        return
    with patch.object(SqlStore, "be_read_alone", lambda _store: None):
        yield


@pytest.fixture
def on_cluster(record_property: Callable[[str, object], None]) -> Iterator[Use]:
    """Let a test do something with a server; where none can run, it says so."""
    if programs() is None:
        record_property(NOT_PROVED, NOT_HERE)
        yield lambda _use: None
        return
    with running() as cluster:
        yield lambda use: use(cluster)
