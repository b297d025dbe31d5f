# SPDX-License-Identifier: MIT
"""Every piece of an envelope is told: counted, refused, doubtful or late, and where it could go."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.unit.cli.terminal import Terminal

SENT = [
    {"denomination": 500},
    {"denomination": 250, "count": 2, "piece": "sen_stamp"},
    {"denomination": 300, "count": 3, "condition": "torn"},
    {"denomination": 50, "count": 4, "condition": "stuck"},
]
LATE = {"arrived_on": "2026-12-11", "payments": [{"denomination": 100, "count": 5}]}


def _written(folder: Path) -> Path:
    application = {
        "form": {"code": "A-1"},
        "principal": {"name": "佐藤 花子", "born": "1990-03-05", "address": "東京都港区三田1-2-3"},
        "claims": [{"right": "disclosure"}],
        "scope": "すべて",
        "history": {
            "notices": [{"for_posting_on": "2026-11-26", "posted_on": "2026-11-26"}],
            "supplements": [LATE],
        },
    }
    path = folder / "item.json"
    told = {
        "mail_item": {"arrived_on": "2026-11-25", "payments": SENT},
        "applications": [application],
    }
    path.write_text(json.dumps(told), "utf-8")
    return path


def test_pieces_of_the_four_lists_are_all_that_came(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _written(tmp_path), "--json")
    fee: dict[str, Any] = json.loads(ended.out)["applications"][0]["fee"]
    lists = ("counted", "refused", "doubtful", "late")
    assert [fee[f"pieces_{name}"] for name in lists] == [3, 3, 4, 5]
    assert fee["pieces_enclosed"] == 15
    assert fee["pieces"] == [{"denomination": 500, "count": 1}]
    assert fee["sen_pieces"] == [{"denomination": 250, "count": 2}]
    assert (fee["counted"], fee["short"]) == (505, 495)


def test_pieces_are_told_in_a_line_too(terminal: Terminal, tmp_path: Path) -> None:
    ended = terminal("check", _written(tmp_path))
    assert "pieces: 15 enclosed = 3 counted + 3 refused + 4 doubtful + 5 late\n" in ended.out


def test_a_split_is_proposed_line_by_line(terminal: Terminal) -> None:
    ended = terminal("check", Path(__file__).parent / "envelopes" / "E8.json")
    proposed = [line for line in ended.out.splitlines() if line.startswith("proposed split of ")]
    assert [line.split(":")[0] for line in proposed] == [
        "proposed split of p1",
        "proposed split of p2",
    ]
    assert all(" to husband" in line or " to wife" in line for line in proposed)
