# SPDX-License-Identifier: MIT
"""A real desk and a terminal at which its commands are typed, with somebody who may answer."""

from __future__ import annotations

import getpass
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk_app.bootstrap import SampleHouse, Surroundings, caretaker, rulebook_path
from desk_app.bootstrap.commands import LazyFormPress
from desk_app.cli.commands import Tools, run
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemClock
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.copies import Safe, safe_in
from tests.fakes.real_store import OFFICER

WRONG = "two brown sparrows"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> dict[str, object]:
        """What it printed as JSON."""
        said = json.loads(self.out)
        assert isinstance(said, dict)
        return said


@dataclass(frozen=True, slots=True)
class Room:
    """The desk, and a terminal that hands secrets over by descriptors."""

    safe: Safe
    captured: pytest.CaptureFixture[str]

    def __call__(
        self, *words: str | Path, user: str = OFFICER.name, password: str = OFFICER.password
    ) -> Ended:
        """Type a command; ``key`` and a password come through pipes."""
        given = [str(word) for word in words]
        if "--user" not in given and user:
            given += ["--user", user, "--password-fd", str(piped(password))]
        around = Surroundings(cost=SAMPLE_COST)
        tools = Tools(
            rulebook_path(),
            SystemClock().today,
            lambda _: {},
            SampleHouse(),
            caretaker(around),
            LazyFormPress(),
        )
        try:
            code = run(given, tools)
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = self.captured.readouterr()
        return Ended(code, out, err)

    def key(self, text: str | None = None) -> tuple[str, str]:
        """The option with the sheet's key."""
        return "--key-fd", str(piped(self.safe.identity.secret if text is None else text))

    def backup(self) -> Path:
        """Make a backup; its file."""
        ended = self("backup", "--desk", self.safe.place.folder, "--to", self.safe.folder, "--json")
        assert ended.code == 0, ended.err
        return self.safe.folder / str(ended.said["backup"])


def piped(text: str) -> int:
    """A descriptor from which the text can be read."""
    reading, writing = os.pipe()
    os.write(writing, text.encode())
    os.close(writing)
    return reading


def room_in(tmp_path: Path, captured: pytest.CaptureFixture[str]) -> Room:
    """Return a room whose desk has an officer, a sheet and one application."""
    safe = safe_in(tmp_path)
    places.name_key_folder(safe.place.folder, safe.place.keys)
    return Room(safe, captured)


class Asked:
    """A terminal with somebody who answers, and what he was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[str] = []
        self.questions: list[str] = []
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr(
            sys.stdin, "readline", lambda: self.answers.pop(0) + "\n", raising=False
        )
        monkeypatch.setattr(getpass, "getpass", self._secret)
        for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)

    def _line(self) -> str:
        return self.answers.pop(0) + "\n"

    def _secret(self, question: str) -> str:
        self.questions.append(question)
        return self.answers.pop(0)
