# SPDX-License-Identifier: MIT
"""GOAL-18: an old SQLite, a driver without cipher and a plaintext file are refused."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver

from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.errors import KnownError
from desk_app.store import connecting
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.sites import Site, founded

CASES = ("SQLite 3.51.2", "driver without cipher", "plaintext file")
_OLD = (3, 51, 2)


def try_versions(context: Context) -> Outcome:
    """Meet each case with the gate as it is, then with its look at versions and bytes off."""
    site = founded(context.within("desk"))
    stopped = [apart(_met, case, site, context.folder / "gate", gate=True) for case in CASES]
    opened = [apart(_met, case, site, context.folder / "off", gate=False) for case in CASES]
    refused = stopped.count(int(Exit.VERSION))
    through = opened.count(None)
    return Outcome(
        reached=f"{refused} of {len(CASES)} refused with exit {int(Exit.VERSION)}",
        held=refused == len(CASES),
        work=(Work("cases met with and without the gate", len(stopped) + len(opened), 6),),
        control=Control(
            "gate off", f"{through} of {len(CASES)} opened", failed=through == len(CASES)
        ),
    )


def _met(case: str, site: Site, folder: Path, *, gate: bool) -> int | None:
    """Return the exit code a case ends with, None where the desk opened."""
    with ExitStack() as surroundings:
        if not gate:
            for look in ("desk_app.store.connecting.check_versions", _FIRST_BYTES):
                surroundings.enter_context(patch(look, lambda *_words: None))
        try:
            _open(case, site, folder, surroundings)
        except KnownError as error:
            return int(exit_code(error))
    return None


_FIRST_BYTES = "desk_app.store.startup.threshold.check_first_bytes"


def _open(case: str, site: Site, folder: Path, surroundings: ExitStack) -> None:
    if case == CASES[0]:
        surroundings.enter_context(patch.object(driver, "sqlite_version_info", _OLD))
        site.open().ports.store.close()
        return
    plain = Site(folder.with_name(f"{folder.name}-{CASES.index(case)}"))
    plain.folder.mkdir()
    surroundings.enter_context(patch.object(driver, "connect", _plain_connection))
    if case == CASES[1]:
        plain.found()
    else:
        with patch.object(connecting, "check_versions", lambda *_words: None):
            plain.found()
    plain.open().ports.store.close()


def _plain_connection(address: str, **words: object) -> sqlite3.Connection:
    """Connect as a driver that ignores the key in silence: what it writes is plain."""
    return sqlite3.connect(address, **words)  # type: ignore[call-overload, no-any-return]


GOAL = Goal("GOAL-18", "3 of 3 refused", try_versions)
