# SPDX-License-Identifier: MIT
"""What the tests of the desk's verbs begin with."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from desk_app.desk.ports import Seal
from desk_app.records.base import ApplicationId, UserId
from desk_app.store.disk.machine import SeededChance
from desk_app.store.vault import keyring
from desk_app.store.vault.slots import SAMPLE_COST
from tests.unit.desk.office import FOUNDED_AT, PEOPLE, Office, opened
from tests.unit.desk.working import logged

PASSWORD = "three grey herons stand"  # noqa: S105 of nobody


@pytest.fixture
def office() -> Office:
    """Return a new desk with all its people."""
    return opened()


@pytest.fixture
def id_(office: Office) -> ApplicationId:
    """Return a complete application for disclosure, to which the department has answered."""
    return logged(office)


@pytest.fixture(scope="session")
def seals(tmp_path_factory: pytest.TempPathFactory) -> Mapping[UserId, Seal]:
    """The program's own seals of six people, over a key file founded once."""
    users = [keyring.NewUser(each.id, each.name, each.roles, PASSWORD) for each in PEOPLE]
    folder = tmp_path_factory.mktemp("vault") / "keys"
    chance = SeededChance("seals")
    unlocked = keyring.found_keys(folder, users, FOUNDED_AT, chance, cost=SAMPLE_COST)
    return {each.user.id: each.seal for each in unlocked}
