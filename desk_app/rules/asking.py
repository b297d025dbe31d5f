# SPDX-License-Identifier: MIT
"""What the notices asked for: never yet, not posted, running, or not cured in time (D2, D3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desk_app.records.findings import Axis, DueDate, Finding
from desk_app.records.history import Notice
from desk_app.records.papers import Enclosure, Subject
from desk_app.records.word import Word
from desk_app.rules.case import Case, running_notices
from desk_app.rules.deadlines import notice_due
from desk_app.rules.finding_codes import Code
from desk_app.rules.findings.authority import serving_kinds
from desk_app.rules.rulebook import Rules

_REGISTER = "register"
_WHOLE = frozenset({"fee", "authority"})
_OF_A_PAPER = frozenset({"document", "identity"})


class Asking(Word):
    """How far the asking for something is."""

    NEVER = "never"
    UNPOSTED = "unposted"
    RUNNING = "running"
    PAST = "past"


def matter_of(case: Case, asked: str) -> str:
    """Return the matter a finding's key or code is about.

    A second paper with another fault is about the same matter: fee, the principal's papers, the
    register, the proxy. What serves none of them is a matter of its own, the field of a form too.
    """
    code, _, subject = asked.partition(":")
    family = code.partition(".")[0]
    if family == _REGISTER:
        return _REGISTER
    if family in _OF_A_PAPER:
        axis = Axis.AUTHORITY if _is_proxys(case, subject) else Axis.IDENTITY
        return str(axis.value)
    return family if family in _WHOLE else asked


def _is_proxys(case: Case, subject: str) -> bool:
    """Return whether a paper serves authority: the proxy's own, or of a kind the matrix names."""
    if subject in {each.value for each in Subject}:
        return subject == Subject.PROXY.value
    serving = serving_kinds(case)
    return any(_serves(paper, serving) for paper in _papers(case, subject))


def _papers(case: Case, subject: str) -> Iterable[Enclosure]:
    """Return the paper a subject names: its id, or its id and a field."""
    return (
        paper
        for paper in case.file.enclosures
        if subject == paper.id or subject.startswith(f"{paper.id}.")
    )


def _serves(paper: Enclosure, serving: frozenset[str]) -> bool:
    return paper.of is Subject.PROXY or paper.kind in serving


def asking(case: Case, deficiencies: Iterable[Finding]) -> Asking:
    """Return how far the asking for any of the deficiencies is, on the day of the case.

    A notice counts from its posting; its due date has passed on the day after.
    """
    asked = notices_for(case, deficiencies)
    if any(notice.posted_on is None for notice in asked):
        return Asking.UNPOSTED
    if not asked:
        return Asking.NEVER
    running = any(case.on <= notice.due for notice in asked)
    return Asking.RUNNING if running else Asking.PAST


def notices_for(case: Case, deficiencies: Iterable[Finding]) -> tuple[Notice, ...]:
    """Return the notices, not void, that asked for one of the deficiencies or its matter."""
    matters = {matter_of(case, finding.key) for finding in deficiencies}
    return tuple(
        notice
        for notice in case.file.notices
        if not notice.void and not matters.isdisjoint(matter_of(case, ask) for ask in notice.asks)
    )


def unasked(case: Case, deficiencies: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return what the applicant has still to be asked for: a second shortage again (D3)."""
    return tuple(finding for finding in deficiencies if _is_unasked(case, finding))


def _is_unasked(case: Case, finding: Finding) -> bool:
    how_far = asking(case, (finding,))
    if how_far in {Asking.NEVER, Asking.UNPOSTED}:
        return how_far is Asking.NEVER
    if finding.axis is Axis.FEE:
        return how_far is Asking.RUNNING and _paid_in_part(case, finding)
    return not any(
        ask in {finding.key, finding.code}
        for notice in notices_for(case, (finding,))
        for ask in notice.asks
    )


def _paid_in_part(case: Case, finding: Finding) -> bool:
    """Return whether payment came after the last notice and was not enough."""
    posted = max(notice.posted_on or date.min for notice in notices_for(case, (finding,)))
    whole = finding.code in {Code.FEE_SHORT, Code.FEE_ABSENT}
    return whole and any(item.payments and item.arrived_on > posted for item in case.file.mail)


def last_due(case: Case, deficiencies: Iterable[Finding]) -> date | None:
    """Return the due date of the posted notices that asked for the deficiencies: the last one."""
    asked = notices_for(case, deficiencies)
    return max((notice.due for notice in asked if notice.posted_on is not None), default=None)


def due_date(case: Case) -> DueDate | None:
    """Return the due date of the notice that was posted last, with its steps where they lead there.

    A notice issued for another posting day keeps the day it names (practice 3).
    """
    notices = running_notices(case.file)
    if not notices:
        return None
    last = max(notices, key=lambda notice: notice.due)
    counted = (_counted(day, case.rules) for day in (last.posted_on, last.for_posting_on))
    return next((due for due in counted if due and due.on == last.due), DueDate(last.due, ()))


def _counted(day: date | None, rules: Rules) -> DueDate | None:
    return None if day is None else notice_due(day, rules)
