# SPDX-License-Identifier: MIT
"""What most tests of the store begin with: a desk that is closed, the same open, one with copies.

A file whose desk is not empty has a ``fill`` of its own: it is called once, and copies are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk_app.store.database import SqlStore
from tests.fakes.copies import Safe, safe_in
from tests.fakes.real_store import Place, copy_to, nothing, place_in
from tests.store.keys_at import Vault, vault_in
from tests.store.office import Office


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """A closed desk, filled as the test's file fills it."""
    return copy_to(place_in(tmp_path), getattr(request.module, "fill", nothing))


@pytest.fixture
def store(place: Place) -> Iterator[SqlStore]:
    """The same desk, open."""
    store = place.open()
    yield store
    store.close()


@pytest.fixture
def safe(tmp_path: Path) -> Safe:
    """A desk with a folder for its copies."""
    return safe_in(tmp_path)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """The keys of two people alone, and a database that notes its keys."""
    return vault_in(tmp_path)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A desk of two people through the verbs, closed at the end."""
    made = Office(tmp_path)
    yield made
    made.desk.ports.store.close()
