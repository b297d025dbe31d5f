# SPDX-License-Identifier: MIT
"""What a server keeps of an office is opened at its own place alone, and by whoever has the key."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import pytest

from desk_app.desk.errors import DamageFound
from desk_app.store.disk.machine import SeededChance
from desk_app.store.office import sealing
from desk_app.store.office.sealing import (
    BEFORE_FIRST,
    LogHead,
    SealedFile,
    StationKey,
    Unit,
    UnitSeal,
    open_file,
    seal_file,
    shut_away,
    taken_out,
)
from tests.architecture.source import ROOT

CHANCE = SeededChance("sealing")
KEY, OTHER_KEY = CHANCE.octets(32), CHANCE.octets(32)
ONE, TWO = (StationKey.new(name, CHANCE) for name in ("one", "two"))
STATIONS = {each.name: each.public for each in (ONE, TWO)}
SEAL = UnitSeal("desk", KEY, CHANCE)
SAID = "山田 花子 ".encode() * 40
FIRST = SEAL.seal(b"first", CHANCE.octets(16), BEFORE_FIRST, ONE)
SECOND = SEAL.seal(SAID, CHANCE.octets(16), FIRST.head, TWO)


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def signed_by(unit: Unit, station: StationKey) -> Unit:
    """The unit as somebody else's, its hash made anew as anybody can."""
    place = SEAL._place(unit.number, unit.id, station.name, FIRST.hash)
    hash_ = sealing._hash(place, unit.content)
    signature = station.private.sign(sealing._SIGNED + hash_)
    return replace(unit, station=station.name, hash=hash_, signature=signature)


def test_a_unit_says_what_was_sealed_and_shows_nothing_of_it() -> None:
    assert SEAL.open(FIRST, BEFORE_FIRST, STATIONS) == b"first"
    assert SEAL.open(SECOND, FIRST.head, STATIONS) == SAID
    for shown in (SECOND.content, SECOND.hash, SECOND.signature, SECOND.id):
        assert "山田".encode() not in shown
    assert len(SECOND.content) < len(SAID)


FORGED: dict[str, Callable[[Unit], Unit]] = {
    "content": lambda unit: replace(unit, content=flipped(unit.content)),
    "content cut": lambda unit: replace(unit, content=unit.content[:8]),
    "no content": lambda unit: replace(unit, content=b""),
    "hash": lambda unit: replace(unit, hash=flipped(unit.hash)),
    "signature": lambda unit: replace(unit, signature=flipped(unit.signature)),
    "no signature": lambda unit: replace(unit, signature=b""),
    "id": lambda unit: replace(unit, id=flipped(unit.id)),
    "number": lambda unit: replace(unit, number=3),
    "station": lambda unit: replace(unit, station="one"),
    "a stranger": lambda unit: signed_by(unit, StationKey.new("three", CHANCE)),
    "another's name, chained anew": lambda unit: signed_by(unit, ONE),
    "the first once more": lambda _unit: FIRST,
}


@pytest.mark.parametrize("what", FORGED)
def test_a_changed_unit_is_refused(what: str) -> None:
    with pytest.raises(DamageFound) as caught:
        SEAL.open(FORGED[what](SECOND), FIRST.head, STATIONS)
    assert caught.value.code in {"log_altered", "log_of_a_stranger"}
    assert caught.value.facts["unit"] == 2


def test_a_unit_opens_behind_its_own_unit_alone() -> None:
    for head in (BEFORE_FIRST, LogHead(1, flipped(FIRST.hash)), LogHead(2, FIRST.hash)):
        with pytest.raises(DamageFound):
            SEAL.open(SECOND, head, STATIONS)


@pytest.mark.parametrize(
    "seal", [UnitSeal("other", KEY, CHANCE), UnitSeal("desk", OTHER_KEY, CHANCE)]
)
def test_a_unit_of_another_desk_or_key_is_refused(seal: UnitSeal) -> None:
    strange = seal.seal(b"first", FIRST.id, BEFORE_FIRST, ONE)
    with pytest.raises(DamageFound):
        SEAL.open(strange, BEFORE_FIRST, STATIONS)


def test_a_unit_that_unpacks_without_end_is_refused() -> None:
    with patch.object(sealing, "MOST_PLAIN_BYTES", 100), pytest.raises(DamageFound):
        SEAL.open(SECOND, FIRST.head, STATIONS)
    packed = zlib.compress(b"first") + b"more"
    with patch.object(zlib, "compress", lambda _plain: packed):
        longer = SEAL.seal(b"first", FIRST.id, BEFORE_FIRST, ONE)
    with pytest.raises(DamageFound):
        SEAL.open(longer, BEFORE_FIRST, STATIONS)


def test_a_file_opens_under_its_own_name_and_key_as_it_was() -> None:
    sealed = seal_file("letter-1", SAID, CHANCE)
    assert open_file("letter-1", sealed) == SAID
    assert "山田".encode() not in sealed.content
    assert seal_file("letter-1", SAID, CHANCE).content != sealed.content
    wrong = [
        ("letter-2", sealed),
        ("letter-1", sealed._replace(key=OTHER_KEY)),
        ("letter-1", sealed._replace(content=flipped(sealed.content))),
        ("letter-1", sealed._replace(sha256="0" * 64)),
        ("letter-1", SealedFile(b"", sealed.key, sealed.sha256)),
    ]
    for name, each in wrong:
        with pytest.raises(DamageFound):
            open_file(name, each)


def test_what_a_station_shuts_away_opens_with_its_desk_alone() -> None:
    shut = shut_away(KEY, ONE.secret, CHANCE)
    assert StationKey.of("one", taken_out(KEY, shut)).public == ONE.public
    assert ONE.secret not in shut
    for key, content in ((OTHER_KEY, shut), (KEY, flipped(shut)), (KEY, b"")):
        with pytest.raises(DamageFound):
            taken_out(key, content)


OPENED_ALONE = """
import sys
from pathlib import Path
from tests.store.office import KEIKO, Office
office = Office(Path(sys.argv[1]))
office.as_(KEIKO).ports.store.close()
print(*sys.modules)
"""


def test_a_single_desk_loads_no_driver_and_nothing_of_an_office(tmp_path: object) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENED_ALONE, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        text=True,
    )
    loaded = set(done.stdout.split())
    assert "desk_app.store.database" in loaded
    assert not {name for name in loaded if name.startswith(("psycopg", "desk_app.store.office"))}
    assert "desk_app.store.several" not in loaded
