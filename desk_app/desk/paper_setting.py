# SPDX-License-Identifier: MIT
"""How the desk's paper is printed on: the measured window, and what each printer is off by."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desk_app.desk.changes import Changes
from desk_app.desk.context import Desk
from desk_app.desk.errors import BadInput
from desk_app.records.journal import Action
from desk_app.records.paper import Paper, PrintOffsets, Window
from desk_app.rules.papers import LONGEST_OFFSET, offset_for, too_far
from desk_app.rules.terms import Duty
from desk_app.rules.windows import window_faults


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """The window of the envelopes bought, and the offsets read from the test pages."""

    window: Window
    offsets: PrintOffsets


def set_paper(desk: Desk, draft: PaperDraft) -> Changes:
    """Take window and offsets for what is issued and printed from now on.

    Letters issued before stay as they are. Raises BadInput for a window that would hide the address
    or show more than it, and for an offset further than a printer may be off.
    """
    desk.must(Duty.POST)
    _check(draft)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        before = books.settings.profile()
        profile = replace(before, window=draft.window, offsets=draft.offsets)
        books.settings.keep_profile(profile)
        books.journal.note(
            Action.PAPER_SET,
            before=_told(before.window, before.offsets),
            wanted=_told(draft.window, draft.offsets),
        )
        books.commit()
    return Changes.of()


def _check(draft: PaperDraft) -> None:
    for fault in window_faults(draft.window):
        raise BadInput(fault.value, place="window")
    for paper in Paper:
        if too_far(offset_for(draft.offsets, paper)):
            last = LONGEST_OFFSET // 10
            raise BadInput("offset_too_far", {"last": last}, place=f"offsets.{paper.value}")


def _told(window: Window, offsets: PrintOffsets) -> str:
    """Write the values for the journal: window, then right and down of each paper, in 0.1 mm."""
    edges = f"{window.left} {window.top} {window.width} {window.height}"
    moved = (offset_for(offsets, paper) for paper in Paper)
    return "; ".join((edges, *(f"{each.right:+d} {each.down:+d}" for each in moved)))
