# SPDX-License-Identifier: MIT
"""Each contract test runs twice: on the encrypted file and in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desk_app.desk.ports import Store
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from tests.fakes.making import CLERK
from tests.fakes.real_store import FOUNDED_AT, OFFICER, SUPERVISOR, copy_to, place_in
from tests.fakes.store import FakeStore


def _real(folder: Path) -> Store:
    return copy_to(place_in(folder)).open()


def _fake(_folder: Path) -> Store:
    store = FakeStore()
    with store.writing(CLERK, FOUNDED_AT) as books:
        books.settings.keep_profile(DeskProfile(sample=True))
        books.settings.keep_value("rulebook_version", "1")
        for new in (OFFICER, SUPERVISOR):
            books.people.add(User(new.id, new.name, new.roles))
        books.journal.note(Action.DESK_FOUNDED, users=2, sample=1)
        books.commit()
    return store


@pytest.fixture(params=[_real, _fake], ids=["sqlcipher", "memory"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new desk."""
    yield from _opened(request.param, tmp_path)


@pytest.fixture(scope="module", params=[_real, _fake], ids=["sqlcipher", "memory"])
def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """A desk that one module fills once and then only reads."""
    yield from _opened(request.param, tmp_path_factory.mktemp("shared"))


def _opened(make: Callable[[Path], Store], folder: Path) -> Iterator[Store]:
    store = make(folder)
    yield store
    store.close()
