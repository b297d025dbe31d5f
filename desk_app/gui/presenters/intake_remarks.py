# SPDX-License-Identifier: MIT
"""What is told of a field of the Intake page once it is left: what cannot be, and what is odd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.desk.mailroom import faults_of_days
from desk_app.gui.presenters.intake_places import spot_of_input
from desk_app.i18n import messages
from desk_app.records.facts import NO_FACTS
from desk_app.rules.postage import tracking
from desk_app.rules.twice_written import town_twice
from desk_app.rules.without_code import lacks_code

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desk_app.gui.presenters.intake_form import IntakeForm, PrincipalForm, ProxyForm
    from desk_app.records.people import Language

ISSUED_ON = "paper.issued_on"
_NUMBER = "envelope.tracking_number"


def wrong_days(form: IntakeForm, today: date, language: Language) -> Mapping[str, str]:
    """Return a sentence for each day of the envelope on which it cannot have come."""
    envelope, found = form.envelope, {}
    if envelope.arrived_on is not None:
        for fault in faults_of_days(envelope.arrived_on, envelope.postmark, today):
            said, spot = messages.error(fault, language), spot_of_input(fault.place)
            if spot is not None:
                found[spot.field] = f"{said.what} {said.next}"
    return found


def remarks(form: IntakeForm, language: Language) -> Mapping[str, str]:
    """Return a sentence for each field in which something odd stands that can be saved as it is.

    The number on the envelope stays as typed, but a digit of it may have been misread. A document
    may be dated after its arrival: it is logged as it lies there, and found defective.
    A town twice in an address was most likely filled in by the postal code and typed once more. A
    form without a postal code is in order; the letter to it needs one.
    """
    found = {}
    # Of another country's mail the number has another form: only a digit that does not fit is told.
    doubt = tracking.doubt(form.envelope.tracking_number)
    if doubt is tracking.NumberDoubt.CHECK_DIGIT:
        found[_NUMBER] = messages.refusal("tracking_number_misread", NO_FACTS, language)
    issued, arrived = form.open_paper.issued_on, form.envelope.arrived_on
    if issued is not None and arrived is not None and issued > arrived:
        found[ISSUED_ON] = messages.refusal("issued_after_arrival", NO_FACTS, language)
    application = form.application
    homes: Mapping[str, PrincipalForm | ProxyForm] = {
        "principal": application.principal,
        "proxy": application.proxy,
    }
    for whose, home in homes.items():
        if town := town_twice(home.address):
            found[f"{whose}.address"] = messages.refusal("town_twice", {"town": town}, language)
        elif lacks_code(home.postal_code, home.address):
            code = messages.refusal("postal_code_missing", NO_FACTS, language)
            found[f"{whose}.address"] = code
    return found
