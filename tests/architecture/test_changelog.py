# SPDX-License-Identifier: MIT
"""The change log keeps its form, and its newest version is the program's."""

from __future__ import annotations

import re
from datetime import date

import pytest

import desk_app
from tests.architecture.source import ROOT

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
VERSION = re.compile(r"^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})( \[YANKED\])?$")


def objections(text: str, version: str) -> list[str]:
    """What is wrong with a change log in the form of Keep a Changelog 1.1."""
    found = [] if text.startswith("# Changelog\n") else ["no title"]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    if headings[:1] == ["[Unreleased]"]:
        headings = headings[1:]
    matches = [VERSION.match(heading) for heading in headings]
    found += [h for h, match in zip(headings, matches, strict=True) if match is None]
    versions = [match.group(1) for match in matches if match]
    dates = [date.fromisoformat(match.group(2)) for match in matches if match]
    kinds = re.findall(r"^### (.+)$", text, re.MULTILINE)
    found += [f"unknown kind {kind}" for kind in kinds if kind not in KINDS]
    found += [] if versions[:1] == [version] else [f"the newest version is not {version}"]
    return found + ([] if dates == sorted(dates, reverse=True) else ["dates out of order"])


def test_the_change_log_is_well_formed_and_current() -> None:
    assert objections((ROOT / "CHANGELOG.md").read_text("utf-8"), desk_app.__version__) == []


@pytest.mark.parametrize(
    "text",
    [
        "## [1.0.0] - 2026-11-25\n",
        "# Changelog\n\n## 1.0.0\n",
        "# Changelog\n\n## [0.9.0] - 2026-11-25\n",
        "# Changelog\n\n## [1.0.0] - 2026-11-25\n\n### News\n",
        "# Changelog\n\n## [1.0.0] - 2026-11-25\n\n## [0.9.0] - 2026-12-25\n",
        "# Changelog\n\n## [Unreleased]\n",
    ],
)
def test_a_bad_change_log_is_objected_to(text: str) -> None:
    assert objections(text, "1.0.0")
