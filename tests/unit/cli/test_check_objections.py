# SPDX-License-Identifier: MIT
"""A history that the workflow would have refused is told step by step, and the rules run on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desk_app.i18n.vocabulary import word_of
from desk_app.records.desk.people import Language
from tests.unit.cli.terminal import Terminal

ADDRESS = "東京都新宿区西新宿2-8-1"
PERSON = {"name": "佐藤 花子", "born": "1985-06-01", "address": ADDRESS}
LICENCE = {
    "kind": "driving_licence",
    "name": "佐藤 花子",
    "address": ADDRESS,
    "valid_until": "2029-05-17",
}
KNOWN = {"asked_on": "2026-11-25", "answered_on": "2026-11-25", "records": [PERSON]}
NOTICE = {"for_posting_on": "2026-11-25", "posted_on": "2026-11-25"}
GRANTED = {"claim": "disclosure", "outcome": "granted", "proposed_on": "2026-11-26"}
REFUSED = {**GRANTED, "outcome": "refused"}
WRITTEN = {"facts": "事実です。", "explanation": "説明です。"}
LAPSE = {"claim": "disclosure"}
ANSWERED = {**GRANTED, "approved_on": "2026-11-26", "answered_on": "2026-11-30"}

Told = list[tuple[str, str, str]]


def _objections(
    terminal: Terminal, folder: Path, history: dict[str, Any], stamps: int = 2
) -> tuple[Told, str]:
    application = {
        "form": {"code": "A-1"},
        "principal": PERSON,
        "claims": [{"right": "disclosure"}],
        "scope": "すべて",
        "papers": [LICENCE],
        "history": {"departments": [KNOWN], **history},
    }
    mail = {
        "arrived_on": "2026-11-25",
        "payments": [{"denomination": 500, "count": stamps}] if stamps else [],
    }
    path = folder / "item.json"
    path.write_text(json.dumps({"mail_item": mail, "applications": [application]}), "utf-8")
    ended = terminal("check", path, "--json")
    assert (ended.code, ended.err) == (0, "")
    found = json.loads(ended.out)["applications"][0]["objections"]
    assert all(each["sentence"] for each in found)
    start = "$.applications[0].history."
    told = [(each["path"].removeprefix(start), each["verb"], each["code"]) for each in found]
    return told, terminal("check", path).out


CASES: list[tuple[str, dict[str, Any], int, Told]] = [
    (
        "own proposal",
        {"decisions": [{**GRANTED, "approved_on": "2026-11-26", "approved_by": "clerk"}]},
        2,
        [("decisions[0]", "approve", "own_proposal")],
    ),
    ("unpaid", {"decisions": [GRANTED]}, 1, [("decisions[0]", "propose", "fee_not_paid")]),
    (
        "nobody asked",
        {"departments": [], "decisions": [GRANTED]},
        2,
        [("decisions[0]", "propose", "identity_not_shown")],
    ),
    (
        "nothing written",
        {"decisions": [REFUSED]},
        2,
        [
            ("decisions[0]", "propose", "ground_missing"),
            ("decisions[0]", "propose", "facts_missing"),
            ("decisions[0]", "propose", "explanation_missing"),
        ],
    ),
    (
        "ground of another right",
        {"decisions": [{**REFUSED, **WRITTEN, "grounds": [{"code": "L-34-OPINION"}]}]},
        2,
        [("decisions[0]", "propose", "ground_unlawful_for_right")],
    ),
    (
        "lapse on the due date",
        {"notices": [NOTICE], "lapses": [{**LAPSE, "confirmed_on": "2026-12-09"}]},
        0,
        [("lapses[0]", "confirm_lapse", "notice_still_running")],
    ),
    (
        "notice with an earlier due date than the rules give",
        {"notices": [{**NOTICE, "due": "2026-12-01"}]},
        0,
        [("notices[0]", "give_notice", "due_date_too_short")],
    ),
    (
        "notice with a later due date",
        {"notices": [{**NOTICE, "due": "2026-12-28"}]},
        0,
        [],
    ),
    (
        "notice posted a day later",
        {"notices": [{**NOTICE, "posted_on": "2026-11-26"}]},
        0,
        [("notices[0]", "post", "due_date_would_move")],
    ),
    (
        "withdrawal without a signature",
        {
            "withdrawals": [
                {"arrived_on": "2026-11-26", "confirmed_on": "2026-11-27", "signed": False}
            ]
        },
        2,
        [("withdrawals[0]", "confirm_withdrawal", "withdrawal_not_signed")],
    ),
    (
        "posted past a withdrawal",
        {"decisions": [ANSWERED], "withdrawals": [{"arrived_on": "2026-11-27"}]},
        2,
        [("decisions[0]", "post", "withdrawal_not_confirmed")],
    ),
    (
        "posted past one without a signature",
        {"decisions": [ANSWERED], "withdrawals": [{"arrived_on": "2026-11-27", "signed": False}]},
        2,
        [("decisions[0]", "post", "withdrawal_not_confirmed")],
    ),
    (
        "posted after the withdrawal was confirmed",
        {
            "decisions": [ANSWERED],
            "withdrawals": [{"arrived_on": "2026-11-27", "confirmed_on": "2026-11-27"}],
        },
        2,
        [("decisions[0]", "post", "claim_withdrawn")],
    ),
]
LAWFUL: list[tuple[str, dict[str, Any], int]] = [
    ("granted", {"decisions": [{**GRANTED, "approved_on": "2026-11-27"}]}, 2),
    (
        "sent back and proposed anew",
        {"decisions": [{**GRANTED, "sent_back": "理由"}, {**GRANTED, "proposed_on": "2026-11-27"}]},
        2,
    ),
    (
        "lapse on the day after",
        {"notices": [NOTICE], "lapses": [{**LAPSE, "confirmed_on": "2026-12-10"}]},
        0,
    ),
    (
        "withdrawn on the day of the posting",
        {"decisions": [ANSWERED], "withdrawals": [{"arrived_on": "2026-11-30"}]},
        2,
    ),
    (
        "withdrawn after the posting",
        {"decisions": [ANSWERED], "withdrawals": [{"arrived_on": "2026-12-01"}]},
        2,
    ),
    ("withdrawn", {"withdrawals": [{"arrived_on": "2026-11-26", "confirmed_on": "2026-11-27"}]}, 2),
]


@pytest.mark.parametrize(
    ("history", "stamps", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_would_have_been_refused(
    terminal: Terminal, tmp_path: Path, history: dict[str, Any], stamps: int, expected: Told
) -> None:
    told, lines = _objections(terminal, tmp_path, history, stamps)
    assert told == expected
    for step, verb, code in expected:
        said = word_of("Verb", verb, Language.EN)
        assert f"objection: $.applications[0].history.{step}: {said}: " in lines
        assert f"(code: {code})" in lines


@pytest.mark.parametrize(
    ("history", "stamps"), [case[1:] for case in LAWFUL], ids=[case[0] for case in LAWFUL]
)
def test_nothing_is_said_against_a_lawful_history(
    terminal: Terminal, tmp_path: Path, history: dict[str, Any], stamps: int
) -> None:
    told, lines = _objections(terminal, tmp_path, history, stamps)
    assert told == []
    assert "objection" not in lines
