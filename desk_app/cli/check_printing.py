# SPDX-License-Identifier: MIT
"""What the rules say of an application, in lines for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from desk_app.cli.check_answers import Answer
from desk_app.records.findings import Verdict

OK = Verdict.OK.value
Told = Mapping[str, Any]


def lines_of(answer: Answer, on: str) -> Iterator[str]:
    """Yield the lines on one application: standing, findings, fee, days, what may be done."""
    told: Told = answer.table
    yield f"Application {answer.key} ({', '.join(answer.rights)}) on {on}: {told['work']}"
    yield f"  next: {_next(told['next'])}"
    axes = told["axes"]
    yield "  axes: " + ", ".join(f"{name} {axes[name]}" for name in axes if name != "claims")
    yield "  claims: " + ", ".join(f"{claim} {state}" for claim, state in axes["claims"].items())
    yield f"  fee: {_fee(told['fee'])}"
    yield f"  pieces: {_pieces(told['fee'])}"
    yield "  findings:"
    for finding in told["findings"]:
        yield from _finding(finding)
    yield from _days(told)
    for each in told["objections"]:
        yield f"  objection: {each['path']}: {each['verb']}: {each['code']}: {each['sentence']}"
    yield "  allowed: " + "; ".join(_verb(verb) for verb in told["verbs"])


def lines_of_split(split: Iterable[Told]) -> Iterator[str]:
    """Yield how the pieces of a shared envelope could be allotted, one line of payment a line."""
    for line in split:
        given = (f"{each['count']} to {each['application']}" for each in line["allotted"])
        yield f"proposed split of {line['line']}: {', '.join(given)}"


def _next(told: Told) -> str:
    by = f" by {told['by']}" if told["by"] else ""
    return f"{told['what']}{by} ({told['why']}): {told['sentence']}"


def _fee(told: Told) -> str:
    words = [f"required {told['required']}", f"counted {told['counted']}"]
    words += [f"{name} {told[name]}" for name in ("short", "over", "returnable") if told[name]]
    for name in ("refused", "doubtful", "late"):
        words += [
            f"{name} {each['piece']} {each['denomination']} x {each['count']} ({each['reason']})"
            for each in told[name]
        ]
    if told["unallotted"]:
        words.append(f"not allotted {told['unallotted']} pieces")
    return ", ".join(words)


def _pieces(fee: Told) -> str:
    """Return how many pieces came, and where each of them stands: in one of four lists."""
    lists = ("counted", "refused", "doubtful", "late")
    return f"{fee['pieces_enclosed']} enclosed = " + " + ".join(
        f"{fee[f'pieces_{name}']} {name}" for name in lists
    )


def _finding(told: Told) -> Iterator[str]:
    subject = f" {told['subject']}" if told["subject"] else ""
    yield f"    {told['verdict']:9} {told['code']}{subject} [{told['clause']}] {told['sentence']}"
    if told["path"] and told["verdict"] != OK:
        yield f"              at: {told['path']}"
    if told["facts"]:
        yield "              facts: " + ", ".join(
            f"{name} = {_written(fact)}" for name, fact in told["facts"].items()
        )
    if told["cure"]:
        yield f"              cure: {told['cure']}: {told['cure_sentence']}"


def _written(fact: object) -> str:
    return ", ".join(map(str, fact)) if isinstance(fact, list) else str(fact)


def _days(told: Told) -> Iterator[str]:
    dates = told["dates"]
    for notice in dates["notices"]:
        yield f"  notice posted {notice['posted_on']}, due {notice['due']}: {_steps(notice)}"
    if not dates["notices"]:
        today = dates["notice_due_if_posted_today"]
        yield f"  a notice posted today would be due {today['on']}: {_steps(today)}"
    target = dates["reply_target"]
    if target is not None:
        yield f"  reply target {target['on']}: {_steps(target)}; warning {dates['warning_on']}"
    yield f"  a suit is possible after {dates['suit_possible_after']}"
    if told["lapse"]:
        yield "  lapse list: " + ", ".join(told["lapse"])
    if told["disposal_from"]:
        yield f"  kept until {told['kept_until']}, disposal due from {told['disposal_from']}"


def _steps(told: Told) -> str:
    return " > ".join(f"{step['code']} {step['day']}" for step in told["steps"])


def _verb(told: Told) -> str:
    words = [told["verb"], *told.get("claims", [])]
    words += [str(told[name]) for name in ("ending", "topic", "subject", "letter") if name in told]
    return " ".join(words)
