# SPDX-License-Identifier: MIT
"""Which mail was begun on the Intake page and not logged, and what leads back to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.desk import intake
from desk_app.gui.presenters import intake_text
from desk_app.gui.presenters.intake_asking import SupplementOf
from desk_app.gui.presenters.intake_drafts import LATER, NEW, NEW_MAIL, matter_of
from desk_app.gui.presenters.intake_form import BELONGS_TO_OPEN
from desk_app.records.ids import ApplicationId

if TYPE_CHECKING:
    from desk_app.desk.context import Desk
    from desk_app.records.mail import Matter


@dataclass(frozen=True, slots=True)
class BegunMail:
    """A page that was begun: ``opens`` opens it; ``number`` names the application it is for."""

    opens: SupplementOf | Matter
    number: str = ""

    @property
    def later(self) -> bool:
        """Whether it is what came later for an application that is open."""
        return isinstance(self.opens, SupplementOf) or self.opens in BELONGS_TO_OPEN


def begun_mail(desk: Desk) -> BegunMail | None:
    """Return what a person began and did not log, new mail first; None for nothing.

    What waits in the list of the mail, begun or not, is told there.
    """
    drafts = intake.begun(desk, NEW, LATER)
    first = min(drafts, key=lambda key: (not key.startswith(NEW_MAIL), key), default=None)
    if first is None:
        return None
    if first.startswith(NEW):
        return BegunMail(matter_of(first))
    form = intake_text.read(drafts[first])
    number = form.supplement.number if form is not None else ""
    id_ = ApplicationId(int(first.removeprefix(LATER)))
    return BegunMail(SupplementOf(id_, number), number)
