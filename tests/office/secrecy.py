# SPDX-License-Identifier: MIT
"""What a server keeps of an office, its logs and its dumps, say nothing of anybody."""

from __future__ import annotations

import base64
import subprocess
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from desk_app.store.office.joining import read_membership
from desk_app.store.office.sealing import UnitSeal
from tests.office.history import AtWork, Course, History, judge
from tests.office.proxy import ways
from tests.office.stations import WORD, Station, copied, founded_office, held, through
from tests.workbench.desks import CLERK, OFFICER
from tests.workbench.postgres import DATABASE, DBA, Cluster, running
from tests.workbench.report import Context, Control, Goal, Outcome, Work

PERSONS = 500
CONTROL_PERSONS = 10
NAMES = ("east", "west", "north")


def try_secrecy(context: Context) -> Outcome:
    """Let stations save marked persons, and look for them, keys and passwords on the server."""
    persons = context.share(PERSONS, 30)
    hits, kept, places = _searched(context, "secrecy", persons)
    clear, _, _ = _searched(context, "clear", CONTROL_PERSONS, in_the_clear)
    told = ", ".join(f"{count} × {what}" for what, count in hits.items())
    return Outcome(
        reached=f"{told or '0 strings of persons, 0 keys, 0 passwords'} in {places:,} files, logs "
        "with every statement and its values, and a dump",
        held=not hits,
        work=(
            Work("marked persons on every station", kept, persons),
            Work("files searched", places, 500),
        ),
        control=Control(
            "units that are not sealed", f"{sum(clear.values())} hits", failed=bool(clear)
        ),
    )


def _searched(
    context: Context, name: str, persons: int, wrong: Callable[[], Any] | None = None
) -> tuple[Counter[str], int, int]:
    """Return what was found on a server, how many persons its desk has, in how many files."""
    folder, history = context.within(name), History()
    with running() as cluster:
        stations = founded_office(folder, cluster, NAMES)
        begun_with = copied(stations[0], folder / "as-it-began")
        with ways(cluster.port, len(NAMES)) as each_way:
            for station, port in zip(stations, each_way.ports, strict=True):
                through(station, port)
            at_work = AtWork(
                history, stations, cluster, each_way, context.chance(name), str(context.seed)
            )
            at_work.go_through(Course(2 * persons // len(NAMES) + 10, wrong=wrong))
            words = _words(stations)
            if wrong is None:
                judge(history, stations, begun_with, cluster)
                assert not history.wrong, history.wrong
        desk = held(stations[0])
        found, places = _search(cluster, words)
    return found, len(desk.marks), places


def _words(stations: list[Station]) -> dict[bytes, str]:
    """Return what must stand nowhere, in every form that it might have, and what it is."""
    secrets: list[tuple[bytes, str]] = [(WORD.encode(), "person"), (CLERK.name.encode(), "user")]
    secrets += [(each.password.encode(), "password") for each in (CLERK, OFFICER)]
    data_key = stations[0].site.unlock().data_key
    secrets.append((data_key, "data key"))
    for station in stations:
        member = read_membership(station.site.keys, data_key)
        secrets.append((member.station.secret, "station's key"))
        secrets.append((member.address.password.encode(), "station's password"))
    forms = {form: what for secret, what in secrets for form in _forms(secret)}
    for encoding in ("utf-16-le", "utf-16-be", "unicode_escape"):
        forms[WORD.encode(encoding)] = "person"
    return forms


def _forms(secret: bytes) -> Iterator[bytes]:
    yield secret
    yield secret.hex().encode()
    yield secret.hex().upper().encode()
    yield base64.b64encode(secret).rstrip(b"=")[:-1]


def _search(cluster: Cluster, words: dict[bytes, str]) -> tuple[Counter[str], int]:
    """Look through every file of the server and a dump of it."""
    cluster.sql("CHECKPOINT")
    dump = cluster.folder / "dump"
    words_of_dump = ["-h", str(cluster.folder), "-p", str(cluster.port), "-U", DBA, DATABASE]
    with dump.open("wb") as file:
        subprocess.run([cluster.bin / "pg_dump", *words_of_dump], stdout=file, check=True)
    cluster.stop()
    found: Counter[str] = Counter()
    files = [each for each in cluster.folder.rglob("*") if each.is_file()]
    for each in files:
        content = each.read_bytes()
        found.update(what for form, what in words.items() if form in content)
    assert b"desk.append" in cluster.log.read_bytes()
    return found, len(files)


@contextmanager
def in_the_clear() -> Iterator[None]:
    """Seal nothing."""

    class Clear:
        def encrypt(self, _nonce: bytes, packed: bytes, _place: bytes) -> bytes:
            return zlib.decompress(packed)

        def decrypt(self, _nonce: bytes, content: bytes, _place: bytes) -> bytes:
            return zlib.compress(content)

    begin = UnitSeal.__init__

    def begin_clear(seal: UnitSeal, *words: Any) -> None:  # noqa: ANN401  as a seal takes them
        begin(seal, *words)
        seal._cipher = Clear()  # type: ignore[assignment]  # it seals nothing

    with patch.object(UnitSeal, "__init__", begin_clear):
        yield


GOAL = Goal(
    "secrecy",
    f"{PERSONS} marked persons saved by three stations: 0 of their strings, 0 keys, 0 passwords in "
    "the server's folder, its logs, its dump",
    try_secrecy,
    tools=("initdb",),
    takes=200,
)
