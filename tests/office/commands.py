# SPDX-License-Identifier: MIT
"""``desk-app office`` as it is typed: processes of their own, at desks in folders of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.post import stamps
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.desk.office import ServerAddress
from desk_app.store.disk.machine import SystemClock
from tests.workbench.desks import CLERK, OFFICER, Site, envelope, taken_sheet
from tests.workbench.postgres import Cluster
from tests.workbench.processes import ROOT, apart

CLOCK = SystemClock()


@dataclass(frozen=True, slots=True)
class Typed:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> Mapping[str, Any]:
        """What it printed as JSON."""
        said = json.loads(self.out)
        assert isinstance(said, dict)
        return said


def typed(*words: str | Path, secrets: tuple[str, ...] = (), language: str = "en_US") -> Typed:
    """Type a command; what it asks for comes as lines, as without a terminal."""
    path = os.pathsep.join([*map(str, (ROOT, ROOT / "packaging"))])
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", *map(str, words)],
        input="".join(f"{each}\n" for each in secrets),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": path, "LC_ALL": f"{language}.UTF-8"},
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Typed(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True, slots=True)
class Workstation:
    """A computer of an office: its desk, and who sits there."""

    site: Site
    name: str
    person: NewPerson = field(default=OFFICER)

    sheet: str = field(default="", repr=False)
    """The key of the recovery sheet."""

    def office(self, part: str, *words: str | Path, secrets: tuple[str, ...] = ()) -> Typed:
        """Type a part of ``desk-app office`` at its desk, as its person, with ``--json``."""
        who = (self.person.name, self.person.password)
        desk = ("--desk", self.site.desk, "--json")
        return typed("office", part, *desk, *words, secrets=(*who, *secrets))

    def opened(self, person: NewPerson = CLERK) -> Desk:
        """Open the desk as the window does."""
        return self.site.open(person, CLOCK)

    def logged(self, *names: str) -> None:
        """Let a clerk log an application of each person."""

        def log() -> None:
            desk = self.opened()
            try:
                for name in names:
                    intake.log_application(desk, envelope(name, desk.today))
            finally:
                desk.ports.store.close()

        apart(log)

    def names(self) -> list[str]:
        """The names on the desk, in their order."""
        rows = apart(lambda: self.site.ask("SELECT name FROM applications ORDER BY id"))
        return [name for (name,) in rows]


def first_station(folder: Path) -> Workstation:
    """Found a single desk that can be backed up, with one application in it."""
    station = Workstation(Site(folder), "east")
    station.site.folder.mkdir(parents=True)

    def found() -> str:
        site = station.site
        site.begin(around=site.around("founding", CLOCK))
        site.backups.mkdir()
        desk = station.opened(OFFICER)
        desk.ports.backups.use(site.backups)
        sheet = taken_sheet(desk)
        with suppress(KnownError):
            stamps.open_book(desk, stamps.StampDraft(((8_400, 100),), desk.today, ""))
        desk.ports.store.close()
        return sheet.secret

    station = replace(station, sheet=apart(found))
    station.logged("山田 花子")
    return station


def of_server(address: ServerAddress, certificate: Path) -> tuple[str, ...]:
    """The words that name a server; its certificate is written beside."""
    certificate.write_text(address.certificate)
    return (
        *("--server", address.host, "--port", str(address.port)),
        *("--database", address.database, "--login", address.login),
        *("--certificate", str(certificate)),
    )


def begun_office(
    folder: Path, cluster: Cluster, before: Callable[[Workstation], object] = lambda _: None
) -> Workstation:
    """Let a desk begin an office, by the command; ``before`` is done at the single desk."""
    station = first_station(folder / "east")
    before(station)
    address = cluster.add_login("east")
    words = of_server(address, folder / "server.pem")
    begun = station.office("init", "--station", "east", *words, secrets=(address.password,))
    assert begun.code == 0, begun.err
    return station
