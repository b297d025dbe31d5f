# SPDX-License-Identifier: MIT
"""What is odd on the Intake page and can be saved all the same: the paper may say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.i18n import messages
from desk_app.records.facts import NO_FACTS
from desk_app.rules.twice_written import town_twice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.gui.presenters.intake_form import IntakeForm
    from desk_app.records.people import Language

ISSUED_ON = "paper.issued_on"


def remarks(form: IntakeForm, language: Language) -> Mapping[str, str]:
    """Return a sentence for each field of the page in which something odd stands.

    A document may be dated after its arrival: it is logged as it lies there, and found defective.
    A town twice in an address was most likely filled in by the postal code and typed once more.
    """
    found = {}
    issued, arrived = form.open_paper.issued_on, form.envelope.arrived_on
    if issued is not None and arrived is not None and issued > arrived:
        found[ISSUED_ON] = messages.refusal("issued_after_arrival", NO_FACTS, language)
    addresses = {
        "principal.address": form.application.principal.address,
        "proxy.address": form.application.proxy.address,
    }
    for place, address in addresses.items():
        if town := town_twice(address):
            found[place] = messages.refusal("town_twice", {"town": town}, language)
    return found
