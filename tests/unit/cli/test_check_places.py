# SPDX-License-Identifier: MIT
"""A finding on a paper names the place in the file where the paper stands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.terminal import Terminal

E5 = Path(__file__).parent / "envelopes" / "E5.json"
DATED_LATER = "document.dated_later"
FRESH = {"kind": "seal_certificate", "original": True, "issued_on": "2026-12-02"}


def _written(folder: Path) -> Path:
    """E5 with a letter of proxy and, in a supplement, a certificate dated after their arrival."""
    told: dict[str, Any] = json.loads(E5.read_text("utf-8"))
    application = told["applications"][0]
    application["papers"][0]["mandate"]["dated"] = "2026-11-26"
    del application["papers"][1]
    came = {"arrived_on": "2026-12-01", "papers": [FRESH]}
    application["history"] = {
        "notices": [{"for_posting_on": "2026-11-26", "posted_on": "2026-11-26"}],
        "supplements": [came],
    }
    path = folder / "item.json"
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_every_finding_on_a_paper_names_its_path(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _written(tmp_path), "--json")
    findings = json.loads(ended.out)["applications"][0]["findings"]
    later = {each["subject"]: each["path"] for each in findings if each["code"] == DATED_LATER}
    assert later == {
        "e1": "$.applications[0].papers[0]",
        "e3": "$.applications[0].history.supplements[0].papers[0]",
    }
    assert all(each["path"] for each in findings if each["subject"].startswith("e"))
    assert not any(each["path"] for each in findings if not each["subject"].startswith("e"))


@pytest.mark.parametrize(
    ("language", "sentence"), [("en", "is dated after its arrival"), ("ja", "到着日より後です")]
)
def test_the_place_stands_under_the_finding(
    terminal: Terminal, tmp_path: Path, language: str, sentence: str
) -> None:
    ended = terminal("check", _written(tmp_path), "--language", language)
    lines = ended.out.splitlines()
    first = next(number for number, line in enumerate(lines) if f"{DATED_LATER} e1" in line)
    assert sentence in lines[first]
    assert lines[first + 1].strip() == "at: $.applications[0].papers[0]"
