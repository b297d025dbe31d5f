# SPDX-License-Identifier: MIT
"""Since when an application has stood as it does: the day its word of work began."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import dates
from desk_app.records.findings import Work
from desk_app.rules import status
from desk_app.rules.situation import situation_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desk_app.gui.presenters.application_read import Opened


def began_on(opened: Opened, last: date) -> date:
    """Return the day the state of now began; ``last`` is the day something last happened.

    A state that waits began with what is waited for, whatever happened meanwhile; any other began
    with what happened last, or on a later day that passed by itself: a due date, a target.
    """
    known = max(_known(opened), default=None)
    if known is not None:
        return known
    file, rules, today = opened.file, opened.rules, opened.situation.on
    began = min(last, today)
    then = situation_of(file, rules, began)
    work, _ = status.fold(then)
    for day in (each for each in status.days_that_count(then) if each <= today):
        later, _ = status.fold(situation_of(file, rules, day))
        if later is not work:
            began, work = day, later
    return began


def _known(opened: Opened) -> Iterator[date]:
    """Yield the days of which each could have begun the state of now."""
    file, work = opened.file, opened.examination.work
    if work is Work.DONE and opened.situation.completed_on is not None:
        yield opened.situation.completed_on
    elif work is Work.WAITING_FOR_DEPARTMENT:
        yield from (each.asked_on for each in file.inquiries if each.answered_on is None)
    elif work is Work.WAITING_FOR_APPLICANT:
        yield from (each.posted_on for each in file.notices if each.posted_on and not each.void)
    elif work is Work.TO_POST:
        letters = [each for each in file.letters if not each.void and each.posting is None]
        yield from (
            dates.day_of(each.printed_at) for each in letters if each.printed_at is not None
        )
