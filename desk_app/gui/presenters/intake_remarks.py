# SPDX-License-Identifier: MIT
"""What is odd on the Intake page and can be saved all the same: the paper may say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import messages
from desk_app.records.facts import NO_FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.records.people import Language

ISSUED_ON = "paper.issued_on"


def remarks(form: IntakeForm, language: Language) -> Mapping[str, str]:
    """Return a sentence for each field of the page in which something odd stands.

    A document may be dated after its arrival: it is logged as it lies there, and found defective.
    """
    issued, arrived = form.open_paper.issued_on, form.envelope.arrived_on
    if issued is None or arrived is None or issued <= arrived:
        return {}
    return {ISSUED_ON: messages.refusal("issued_after_arrival", NO_FACTS, language)}
