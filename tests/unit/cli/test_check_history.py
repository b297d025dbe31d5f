# SPDX-License-Identifier: MIT
"""An application through its history, from notice and supplement to approval and completion."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.terminal import RULEBOOK, SECOND, Terminal

PERSON = {"name": "佐藤 花子", "born": "S60.6.1", "address": "東京都新宿区西新宿2-8-1"}
LICENCE = {
    "kind": "driving_licence",
    "name": "佐藤 花子",
    "address": "東京都新宿区西新宿2-8-1",
    "valid_until": "令和11年5月17日",
}
ANSWER = {"asked_on": "2026-11-25", "answered_on": "2026-11-26", "records": [PERSON]}


def _file(tmp_path: Path, history: dict[str, Any], **more: object) -> Path:
    application = {
        "form": {"code": "A-1"},
        "principal": PERSON,
        "claims": [{"right": "disclosure"}],
        "scope": "すべて",
        "papers": [LICENCE],
        "history": history,
        **more,
    }
    stamps = [{"denomination": 84, "count": 10}]
    mail = {"arrived_on": "令和8年11月25日", "payments": stamps}
    path = tmp_path / "item.json"
    path.write_text(json.dumps({"mail_item": mail, "applications": [application]}), "utf-8")
    return path


def _told(terminal: Terminal, path: Path, *words: str | Path) -> dict[str, Any]:
    ended = terminal("check", path, "--json", *words)
    assert (ended.code, ended.err) == (0, "")
    told: dict[str, Any] = json.loads(ended.out)
    (application,) = told["applications"]
    return {"on": told["on"], **application}


NOTICE = {"for_posting_on": "2026-11-25", "posted_on": "2026-11-25"}


def test_the_day_is_the_latest_event(terminal: Terminal, tmp_path: Path) -> None:
    told = _told(terminal, _file(tmp_path, {"departments": [ANSWER]}))
    assert told["on"] == "2026-11-26"


def test_a_notice_asks_for_what_was_deficient(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path, {"departments": [ANSWER], "notices": [NOTICE]})
    told = _told(terminal, path, "--on", "2026-12-09")
    (notice,) = told["dates"]["notices"]
    assert notice["due"] == "2026-12-09"
    assert [step["code"] for step in notice["steps"]] == ["start", "counted", "lands"]
    assert told["lapse"] == []


def test_the_lapse_list_the_day_after(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path, {"departments": [ANSWER], "notices": [NOTICE]})
    told = _told(terminal, path, "--on", "2026-12-10")
    assert told["lapse"] == ["disclosure"]
    assert told["work"] == "lapse_today"
    assert {"verb": "confirm_lapse", "claims": ["disclosure"], "roles": ["supervisor"]} in told[
        "verbs"
    ]


def test_a_supplement_in_time_pays(terminal: Terminal, tmp_path: Path) -> None:
    came = {"arrived_on": "2026-12-09", "payments": [{"denomination": 160}]}
    history = {"departments": [ANSWER], "notices": [NOTICE], "supplements": [came]}
    told = _told(terminal, _file(tmp_path, history))
    assert told["axes"]["fee"] == "paid"
    assert told["next"]["what"] == "propose"
    assert {
        "verb": "propose",
        "claims": ["disclosure"],
        "ending": "answered",
        "roles": ["clerk", "supervisor"],
    } in told["verbs"]


@pytest.mark.parametrize(("ruling", "fee"), [("accepted", "paid"), ("refused", "short")])
def test_a_late_supplement_is_judged(
    terminal: Terminal, tmp_path: Path, ruling: str, fee: str
) -> None:
    came = {"arrived_on": "2026-12-10", "payments": [{"denomination": 160}]}
    judged = {"topic": "late_arrival", "subject": "m2", "ruling": ruling, "on": "2026-12-10"}
    history = {
        "departments": [ANSWER],
        "notices": [NOTICE],
        "supplements": [came],
        "judgements": [judged],
    }
    assert _told(terminal, _file(tmp_path, history))["axes"]["fee"] == fee


DECISION = {
    "claim": "disclosure",
    "outcome": "granted",
    "proposed_on": "2026-12-01",
    "approved_on": "2026-12-02",
}
PAID = {"arrived_on": "2026-11-27", "payments": [{"denomination": 160}]}


def test_proposed_then_approved_then_completed(terminal: Terminal, tmp_path: Path) -> None:
    history = {
        "departments": [ANSWER],
        "supplements": [PAID],
        "decisions": [DECISION],
        "completed_on": "2026-12-03",
    }
    path = _file(tmp_path, history)
    states = {
        day: _told(terminal, path, "--on", day)["axes"]["claims"]["disclosure"]
        for day in ("2026-11-30", "2026-12-01", "2026-12-02")
    }
    assert list(states.values()) == ["open", "proposed", "decided"]
    told = _told(terminal, path)
    assert told["axes"]["reply"] == "posted"
    assert (told["kept_until"], told["disposal_from"]) == ("2028-12-03", "2028-12-04")


def test_a_proposal_waits_for_a_second_person(terminal: Terminal, tmp_path: Path) -> None:
    history = {"departments": [ANSWER], "supplements": [PAID], "decisions": [DECISION]}
    told = _told(terminal, _file(tmp_path, history), "--on", "2026-12-01")
    assert told["work"] == "to_approve"
    assert "approve" in {verb["verb"] for verb in told["verbs"]}


@pytest.mark.parametrize(
    ("change", "allowed"),
    [
        ({}, True),
        ({"proposed_by": "hanako", "approved_by": "taro"}, True),
        ({"content_complete": False}, False),
        ({"outcome": "refused"}, False),
        (
            {
                "outcome": "refused",
                "grounds": [{"code": "PR-G4"}],
                "facts": "事実",
                "explanation": "説明",
            },
            True,
        ),
        ({"outcome": "refused", "grounds": [{"code": "PR-G4"}], "explanation": "説明"}, False),
        (
            {
                "outcome": "refused",
                "grounds": [{"code": "L-34-OPINION"}],
                "facts": "事実",
                "explanation": "説明",
            },
            False,
        ),
    ],
)
def test_what_may_be_approved(
    terminal: Terminal, tmp_path: Path, change: dict[str, Any], *, allowed: bool
) -> None:
    decision = {**DECISION, **change}
    history = {"departments": [ANSWER], "supplements": [PAID], "decisions": [decision]}
    told = _told(terminal, _file(tmp_path, history), "--on", "2026-12-01")
    assert ("approve" in {verb["verb"] for verb in told["verbs"]}) is allowed


def test_an_approved_decision_asks_for_its_letter(terminal: Terminal, tmp_path: Path) -> None:
    history = {"departments": [ANSWER], "supplements": [PAID], "decisions": [DECISION]}
    told = _told(terminal, _file(tmp_path, history))
    assert told["next"]["what"] == "issue_letter"
    assert told["disposal_from"] is None


def test_a_confirmed_lapse_completes(terminal: Terminal, tmp_path: Path) -> None:
    lapse = {"claim": "disclosure", "confirmed_on": "2026-12-10", "answered_on": "2026-12-11"}
    history = {"departments": [ANSWER], "notices": [NOTICE], "lapses": [lapse]}
    told = _told(terminal, _file(tmp_path, history))
    assert told["axes"]["claims"] == {"disclosure": "lapsed"}
    assert told["kept_until"] == "2028-12-11"


def test_a_withdrawal_takes_effect_when_confirmed(terminal: Terminal, tmp_path: Path) -> None:
    sent = {"arrived_on": "2026-11-30", "confirmed_on": "2026-12-01", "answered_on": "2026-12-02"}
    path = _file(tmp_path, {"departments": [ANSWER], "withdrawals": [sent]})
    before = _told(terminal, path, "--on", "2026-11-30")
    assert before["axes"]["claims"] == {"disclosure": "withdrawal_open"}
    assert before["next"]["what"] == "confirm_withdrawal"
    assert _told(terminal, path)["axes"]["claims"] == {"disclosure": "withdrawn"}


def test_a_withdrawal_that_does_not_stand_leaves_the_claim(
    terminal: Terminal, tmp_path: Path
) -> None:
    sent = {"arrived_on": "2026-11-30", "rejected_on": "2026-12-01", "reason": "別人の書面"}
    path = _file(tmp_path, {"departments": [ANSWER], "withdrawals": [sent]})
    assert _told(terminal, path)["axes"]["claims"] == {"disclosure": "open"}


def test_other_letters_and_a_void_notice(terminal: Terminal, tmp_path: Path) -> None:
    void = {"for_posting_on": "2026-11-26", "void": True, "asks": ["fee.short"]}
    delay = {
        "kind": "L15",
        "dated": "2026-12-08",
        "posted_on": "2026-12-08",
        "delay_until": "2026-12-23",
    }
    history = {"departments": [ANSWER], "notices": [void], "letters": [delay]}
    told = _told(terminal, _file(tmp_path, history))
    assert told["dates"]["notices"] == []
    assert told["on"] == "2026-12-08"


def test_another_rulebook_and_era_text_for_the_day(terminal: Terminal, tmp_path: Path) -> None:
    path = _file(tmp_path, {}, form={"code": "A-1", "version": "2026-11"})
    told = _told(terminal, path, "--rulebook", SECOND, "--on", "R8.11.27")
    assert told["on"] == "2026-11-27"
    assert told["fee"]["required"] == 880
    assert [piece["reason"] for piece in told["fee"]["refused"]] == ["stamp"]
    assert RULEBOOK != SECOND


def test_the_schema_describes_every_field(terminal: Terminal) -> None:
    ended = terminal("check", "--schema")
    schema = json.loads(ended.out)
    fields = [
        (name, field, told)
        for name, table in {"CheckFile": schema, **schema["$defs"]}.items()
        for field, told in table.get("properties", {}).items()
    ]
    assert len(fields) >= 120
    assert [f"{name}.{field}" for name, field, told in fields if not told.get("description")] == []
    closed = [t for t in (schema, *schema["$defs"].values()) if t["type"] == "object"]
    assert all(table["additionalProperties"] is False for table in closed)


def test_a_withdrawal_of_some_claims_only(terminal: Terminal, tmp_path: Path) -> None:
    sent = {"arrived_on": "2026-11-30", "claims": ["disclosure"], "confirmed_on": "2026-12-01"}
    claims = [{"right": "disclosure"}, {"right": "purpose"}]
    told = _told(terminal, _file(tmp_path, {"withdrawals": [sent]}, claims=claims))
    assert told["axes"]["claims"] == {"disclosure": "withdrawn", "purpose": "open"}


def test_a_claim_asked_for_twice_is_numbered(terminal: Terminal, tmp_path: Path) -> None:
    changes = [{"item": "住所", "before": "a", "after": "b"}]
    claims = [{"right": "correction", "changes": changes} for _ in range(2)]
    told = _told(terminal, _file(tmp_path, {}, claims=claims, form={"code": "A-2"}))
    assert list(told["axes"]["claims"]) == ["correction", "correction-2"]


def test_a_judgement_of_a_stamp_and_of_a_record(terminal: Terminal, tmp_path: Path) -> None:
    came = {"arrived_on": "2026-11-30", "payments": [{"denomination": 160, "condition": "stuck"}]}
    answer = {**ANSWER, "records": [{**PERSON, "address": "東京都新宿区西新宿二丁目8番1号"}]}
    judged = [
        {"topic": "doubtful_piece", "subject": "p2", "ruling": "accepted", "on": "2026-11-30"},
        {"topic": "registered_address", "subject": "r1", "ruling": "same", "on": "2026-11-30"},
    ]
    history = {"departments": [answer], "supplements": [came], "judgements": judged}
    told = _told(terminal, _file(tmp_path, history))
    assert (told["axes"]["fee"], told["axes"]["identity"]) == ("paid", "shown")


def test_a_finding_left_out_by_a_supervisor(terminal: Terminal, tmp_path: Path) -> None:
    judged = {
        "topic": "go_on_without",
        "subject": "form.unsigned:A-1",
        "ruling": "accepted",
        "on": "2026-12-10",
    }
    unsigned = {"code": "A-1", "signed": False}
    history = {"departments": [ANSWER], "notices": [NOTICE], "judgements": [judged]}
    path = _file(tmp_path, history, form=unsigned)
    assert _told(terminal, path, "--on", "2026-12-09")["axes"]["completeness"] == "incomplete"
    assert _told(terminal, path)["axes"]["completeness"] == "complete"


def test_things_that_must_go_back(terminal: Terminal, tmp_path: Path) -> None:
    came = {"arrived_on": "2026-11-30", "held": [{"kind": "cash", "amount": 500}]}
    told = _told(terminal, _file(tmp_path, {"supplements": [came]}))
    assert "envelope.thing_to_return" in {finding["code"] for finding in told["findings"]}
    assert "return_things" not in {verb["verb"] for verb in told["verbs"]}
    (waits,) = (verb for verb in told["verbs"] if verb.get("topic") == "cash_back")
    assert waits["roles"] == ["supervisor"]
    said = {"topic": "cash_back", "subject": waits["subject"], "ruling": "accepted"}
    judged = [{**said, "on": "2026-11-30"}]
    told = _told(terminal, _file(tmp_path, {"supplements": [came], "judgements": judged}))
    assert "return_things" in {verb["verb"] for verb in told["verbs"]}
    assert "cash_back" not in {verb.get("topic") for verb in told["verbs"]}


def test_what_is_no_cash_goes_back_without_a_word(terminal: Terminal, tmp_path: Path) -> None:
    came = {"arrived_on": "2026-11-30", "held": [{"kind": "card"}]}
    told = _told(terminal, _file(tmp_path, {"supplements": [came]}))
    assert "return_things" in {verb["verb"] for verb in told["verbs"]}
    assert "cash_back" not in {verb.get("topic") for verb in told["verbs"]}


NEW = "東京都杉並区成田東3-12-7"
CERTIFICATE = {**LICENCE, "kind": "residence_certificate", "address": NEW, "original": True}
CERTIFICATE = {**CERTIFICATE, "issued_on": "2026-11-20"}


def test_a_change_of_address_counts_once_taken_over(terminal: Terminal, tmp_path: Path) -> None:
    told = {"arrived_on": "2026-11-30", "address": NEW, "papers": [CERTIFICATE]}
    taken = {**told, "accepted_on": "2026-12-01"}
    path = _file(tmp_path, {"departments": [ANSWER], "address_changes": [taken]})
    before = _told(terminal, path, "--on", "2026-11-30")
    assert before["next"]["what"] == "judge"
    codes = {finding["code"]: finding["facts"] for finding in before["findings"]}
    assert codes["address_change.shown"]["on_form"] == PERSON["address"]
    after = _told(terminal, path)
    assert "address_change.taken" in {finding["code"] for finding in after["findings"]}
    assert (after["axes"]["identity"], after["objections"]) == ("shown", [])


def test_a_change_of_address_that_no_paper_shows_is_not_taken_over(
    terminal: Terminal, tmp_path: Path
) -> None:
    told = {"arrived_on": "2026-11-30", "address": NEW, "accepted_on": "2026-12-01"}
    path = _file(tmp_path, {"departments": [ANSWER], "address_changes": [told]})
    (objection,) = _told(terminal, path)["objections"]
    assert (objection["verb"], objection["code"]) == ("judge", "ruling_not_for_topic")
    assert objection["path"].endswith("address_changes[0]")


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"of": "nobody"}, "of"),
        ({"of": "proxy"}, "of"),
        ({"accepted_on": "2026-12-01", "rejected_on": "2026-12-01"}, "rejected_on"),
        ({"accepted_on": "2026-11-29"}, "accepted_on"),
    ],
)
def test_a_change_of_address_makes_sense(
    terminal: Terminal, tmp_path: Path, more: dict[str, str], place: str
) -> None:
    told = {"arrived_on": "2026-11-30", "address": NEW, **more}
    ended = terminal("check", _file(tmp_path, {"address_changes": [told]}))
    assert ended.code == 2
    assert f"address_changes[0].{place}" in ended.err


def test_a_change_of_address_may_be_set_aside(terminal: Terminal, tmp_path: Path) -> None:
    told = {"arrived_on": "2026-11-30", "address": NEW, "rejected_on": "2026-12-01"}
    path = _file(
        tmp_path, {"departments": [ANSWER], "address_changes": [{**told, "reason": "別人"}]}
    )
    codes = {finding["code"] for finding in _told(terminal, path)["findings"]}
    assert "address_change.set_aside" in codes
