# SPDX-License-Identifier: MIT
"""The program's commands on a system that is not Linux, given as its shells give them.

Run there by name (`bootstrap.py windows --only start`); what they do is proved elsewhere.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from desk_app.bootstrap import Unlock, open_desk
from desk_app.desk.keys import people as keys
from desk_app.desk.keys.sheet_key import last_group
from tests.workbench.processes import ROOT

SECONDS = 600
LETTERS = 60
"""How many letters the sample desk sends at least."""


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


@dataclass(frozen=True, slots=True)
class Made:
    """A sample desk: where it is, its first person, the key of its recovery sheet."""

    folder: Path
    name: str
    password: str
    sheet_key: str

    @property
    def who(self) -> str:
        """The two lines that a command asks for."""
        return f"{self.name}\n{self.password}\n"


def desk_app(*words: str | Path, given: bytes = b"") -> Said:
    """Give a command with its streams in pipes."""
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", *map(str, words)],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    return Said(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


PERSON = r"(?:user|利用者): (.+?) ?[(（].*?[)）]  (?:password|パスワード): (.+)"
"""The line of a sample desk that tells who may sign in, in either language."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A sample desk in a folder with blanks and signs that no code page has."""
    folder = tmp_path_factory.mktemp("place") / "見本 の 窓口 𠮷"
    said = desk_app("demo", folder)
    assert said.code == 0, said.err
    found = re.search(PERSON, said.out)
    assert found is not None, said.out
    name, password = found.group(1), found.group(2).strip()
    desk = open_desk(folder / "desk", Unlock(name, password))
    try:
        made = keys.new_sheet(desk)
        keys.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    finally:
        desk.ports.store.close()
    return Made(folder, name, password, made.secret)


def test_it_says_its_version() -> None:
    said = desk_app("--version")
    assert (said.code, said.out.split()[0]) == (0, "desk-app")


def test_the_rulebook_passes_its_own_cases() -> None:
    said = desk_app("rulebook", "--test")
    assert said.code == 0, said.out
    assert " 0 failed" in said.out


def test_the_sample_desk_has_all_its_letters(sample: Made) -> None:
    letters = list((sample.folder / "letters").rglob("*.pdf"))
    assert len(letters) >= LETTERS
    assert all(each.read_bytes().startswith(b"%PDF") for each in letters)
    summary = json.loads((sample.folder / "summary.json").read_text("utf-8"))
    assert all(each["expected"] == each["actual"] for each in summary)


def test_a_backup_is_made_verified_and_restored(sample: Made, tmp_path: Path) -> None:
    desk, copies = sample.folder / "desk", tmp_path / "控え"
    words = ("--desk", desk, "--password-fd", "0", "--json")
    made = desk_app("backup", "--to", copies, *words, given=sample.who.encode("utf-8"))
    assert made.code == 0, made.err
    (backup,) = copies.glob("*.age")
    found = desk_app("verify", *words, given=sample.who.encode("utf-8"))
    assert found.code == 0, found.err
    key = f"{sample.sheet_key}\n".encode("ascii")
    whole = desk_app("verify", backup, "--desk", desk, "--key-fd", "0", "--json", given=key)
    assert whole.code == 0, whole.err
    assert json.loads(whole.out)["counts"] == json.loads(found.out)["counts"]
    into = tmp_path / "別の 窓口"
    given = f"{sample.sheet_key}\n{sample.name}\na new quiet harbour\n".encode()
    restored = desk_app("restore", backup, "--into", into, "--json", given=given)
    assert restored.code == 0, restored.err
    who = f"{sample.name}\na new quiet harbour\n".encode()
    again = desk_app("verify", "--desk", into, "--password-fd", "0", "--json", given=who)
    assert again.code == 0, again.err


def test_a_backup_is_drilled(sample: Made, tmp_path: Path) -> None:
    desk = sample.folder / "desk"
    copies = tmp_path / "copies"
    words = ("--desk", desk, "--password-fd", "0", "--json")
    assert desk_app("backup", "--to", copies, *words, given=sample.who.encode()).code == 0
    given = f"{sample.name}\n{sample.password}\n{sample.sheet_key}\n".encode()
    said = desk_app("drill", "--from", copies, "--desk", desk, "--json", given=given)
    assert said.code == 0, said.err


def test_a_name_in_the_code_page_is_understood(sample: Made, tmp_path: Path) -> None:
    given = sample.who.encode("cp932")
    said = desk_app("verify", "--desk", sample.folder / "desk", "--json", given=given)
    assert said.code == 0, said.err


def test_who_reads_no_further_ends_it_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "desk_app", "rulebook"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        complained = process.stderr.read()
    assert b"Traceback" not in complained
