# SPDX-License-Identifier: MIT
"""A short form of every proof: the same runs at a small scale, floors and controls included."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.paper import pairs
from tests.paper.__main__ import RUNS, main
from tests.workbench.report import ALL_HOLD, NOT_ALL

pytestmark = pytest.mark.once(under="second")

SCALE = "0.001"
NEEDS_A_SERVER = frozenset({"cups"})
"""These start programs of the system that serve others, and run by the command alone."""

NAMES = [run.name for run in RUNS if run.name not in NEEDS_A_SERVER]


@pytest.mark.parametrize("name", NAMES)
def test_a_proof_holds_in_its_short_form(name: str, tmp_path: Path) -> None:
    figures = tmp_path / "figures.json"
    ended = main(["--only", name, "--scale", SCALE, "--json", str(figures)])
    (said,) = json.loads(figures.read_text(encoding="utf-8"))
    assert ended == ALL_HOLD, said
    assert said["run"] == name


def test_only_what_starts_a_server_is_left_to_the_command() -> None:
    assert {run.name for run in RUNS} == {*NAMES, *NEEDS_A_SERVER}
    assert len(NAMES) == len(RUNS) - 1


def test_names_are_separated_by_spaces_or_commas(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = ["--scale", SCALE, "--only", "paragraphs,paragraphs", "paragraphs"]
    assert main(wanted) == ALL_HOLD
    assert capsys.readouterr().out.endswith("1 of 1 hold\n")


@pytest.mark.parametrize("words", ["", "none", "paragraphs,none"])
def test_a_name_that_is_none_is_refused(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--only", words])
    assert ended.value.code not in {ALL_HOLD, NOT_ALL}
    assert "there are" in capsys.readouterr().err


def test_a_page_stands_beside_its_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one, *_, last = pairs.kinds()
    assert one.reference
    assert not last.reference
    references = tmp_path / "references"
    references.mkdir()
    Image.new("RGB", (300, 400)).save(references / f"{one.reference}.png")
    monkeypatch.setattr(pairs, "kinds", lambda: iter((one, last)))
    told = pairs.write(tmp_path / "pairs", references)
    assert told.startswith("1 pages beside their reference, 1 without one")
    lines = capsys.readouterr().out.splitlines()
    assert lines == [
        f"{one.reference}.png: beside its reference",
        f"{last.name}.png: without a reference",
    ]
    with Image.open(tmp_path / "pairs" / f"{one.reference}.png") as pair:
        assert pair.width > 900 + 300


def test_pictures_alone_run_no_proof(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pairs, "write", lambda folder, _references: f"pairs in {folder}")
    assert main(["--pairs", str(tmp_path)]) == ALL_HOLD
    assert capsys.readouterr().out == f"pairs in {tmp_path}\n"
