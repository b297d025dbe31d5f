# SPDX-License-Identifier: MIT
"""How the desk's paper is printed on: the measured window, and what each printer is off by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.changes import Changes
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.desk.gate import admit
from desk_app.records.journal import Action
from desk_app.records.pages import OffsetPage
from desk_app.records.people import DeskProfile, Language
from desk_app.records.printers import Paper, PrintOffsets, Window
from desk_app.rules.paper import LONGEST_OFFSET, offset_for, too_far, window_faults
from desk_app.rules.terms import Duty

LONGEST_CODE = 12
"""A longer code has no room on a slip."""


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """The window of the envelopes bought, and the offsets read from the test pages.

    ``department_code`` names the desk on envelopes and slips (letters/README.md §4); without one
    the code stays.
    """

    window: Window
    offsets: PrintOffsets
    department_code: str | None = None


def offset_page(desk: Desk, paper: Paper, language: Language) -> OffsetPage:
    """Return the page that shows what a printer is off by on a kind of paper."""
    desk.must(Duty.POST)
    with desk.ports.store.reading() as books:
        return OffsetPage(language, books.settings.profile(), paper)


def set_paper(desk: Desk, draft: PaperDraft) -> Changes:
    """Take window and offsets for what is issued and printed from now on.

    Letters issued before stay as they are. Raises BadInput for a window that would hide the address
    or show more than it, and for an offset further than a printer may be off.
    """
    desk.must(Duty.POST)
    _check(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        before = books.settings.profile()
        code = before.department_code if draft.department_code is None else draft.department_code
        profile = replace(before, window=draft.window, offsets=draft.offsets, department_code=code)
        books.settings.keep_profile(profile)
        books.journal.note(
            Action.PAPER_SET,
            before=_told(before),
            wanted=_told(profile),
        )
        books.commit()
    return Changes.of()


def _check(draft: PaperDraft) -> None:
    admit(draft)
    if len(draft.department_code or "") > LONGEST_CODE:
        raise BadInput("text_too_long", {"position": LONGEST_CODE}, place="department_code")
    for fault in window_faults(draft.window):
        raise BadInput(fault.value, place="window")
    for paper in Paper:
        if too_far(offset_for(draft.offsets, paper)):
            last = LONGEST_OFFSET // 10
            raise BadInput("offset_too_far", {"last": last}, place=f"offsets.{paper.value}")


def _told(profile: DeskProfile) -> str:
    """Write the values for the journal: window, right and down of each paper, in 0.1 mm; code."""
    window = profile.window
    edges = f"{window.left} {window.top} {window.width} {window.height}"
    offsets = (offset_for(profile.offsets, paper) for paper in Paper)
    moved = (f"{each.right:+d} {each.down:+d}" for each in offsets)
    return "; ".join((edges, *moved, profile.department_code))
