# SPDX-License-Identifier: MIT
"""What another rulebook version would change for an application: before and after (AP)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from desk_app.records.facts import Fact
from desk_app.records.findings import Examination, Finding
from desk_app.records.history import ApplicationFile
from desk_app.rules.check import examine
from desk_app.rules.rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would change: a code or a finding's key, before and after (None: absent).

    ``finding`` is the finding itself as the other version makes it, or as it was where it is gone.
    """

    what: str
    before: Fact | None
    after: Fact | None
    finding: Finding | None = field(default=None, compare=False)


def changes(file: ApplicationFile, old: Rulebook, new: Rulebook, on: date) -> tuple[Change, ...]:
    """Return what would change for an application if it were asked of another version.

    Nothing is rewritten: an application keeps the version it was frozen with (design.md §4).
    """
    was, will_be = examine(file, old.on(on), on), examine(file, new.on(on), on)
    before, after = dict(_told(was)), dict(_told(will_be))
    findings = {each.key: each for each in (*was.findings, *will_be.findings)}
    return tuple(
        Change(what, before.get(what), after.get(what), findings.get(what))
        for what in dict.fromkeys([*before, *after])
        if before.get(what) != after.get(what)
    )


def _told(examination: Examination) -> Iterator[tuple[str, Fact | None]]:
    """Yield what a person compares, each under a name that no finding's key has."""
    yield "required", examination.fee.required
    yield "short", examination.fee.short
    yield "returnable", examination.fee.returnable
    yield "work", examination.work.value
    yield "next", examination.next.what
    yield "reply_target", examination.reply_target.on if examination.reply_target else None
    yield "notice_due", examination.notice_due.on if examination.notice_due else None
    yield "kept_until", examination.kept_until
    for finding in examination.findings:
        yield finding.key, finding.verdict.value
