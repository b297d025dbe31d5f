# SPDX-License-Identifier: MIT
"""One document of the Intake page as the enclosure it is, with what it shows of a proxy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.records.application import ProxyKind
from desk_app.records.ids import EnclosureId, MailItemId
from desk_app.records.papers import (
    Authority,
    Enclosure,
    Exercise,
    Guardianship,
    Mandate,
    Masking,
    Register,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from desk_app.gui.presenters.intake_form import PaperForm

LETTER_OF_PROXY = "letter_of_proxy"
GUARDIANSHIP_CERTIFICATE = "guardianship_certificate"
FAMILY_REGISTER = "family_register"
NAMING_DEPENDANTS = frozenset({"health_insurance_card", "certificate_of_eligibility"})
"""The insurance documents that may name the minor as a dependant (PR-3a)."""


def enclosure_of(paper: PaperForm, arrived_on: date) -> Enclosure:
    """Return the document; its line on the page is its id until it is logged."""
    return Enclosure(
        id=EnclosureId(paper.key),
        kind=paper.kind,
        of=paper.of,
        mail_item=MailItemId(0),
        arrived_on=arrived_on,
        original=paper.original,
        # The day of a letter of proxy is what the mandate says.
        issued_on=None if paper.kind == LETTER_OF_PROXY else paper.issued_on,
        valid_until=paper.valid_until,
        name=paper.name,
        address=paper.address,
        born=paper.born,
        shows_address=paper.shows_address,
        masking=tuple(Masking(note.item, note.state, note.action) for note in paper.masks),
        register=_register(paper),
        guardianship=_guardianship(paper),
        mandate=_mandate(paper),
        note=paper.note,
        whereabouts=paper.whereabouts,
        former_names=_said(paper.former_name),
        former_addresses=_said(paper.former_address),
    )


def _said(text: str) -> tuple[str, ...]:
    return (text,) if text.strip() else ()


def _register(paper: PaperForm) -> Register | None:
    """Nothing was read from a register on which nothing is ticked: a person is asked."""
    if paper.kind != FAMILY_REGISTER and paper.kind not in NAMING_DEPENDANTS:
        return None
    if paper.authority is None and not (paper.names_principal or paper.names_proxy):
        return None
    return Register(
        paper.names_principal,
        paper.names_proxy,
        paper.authority or Authority.NOT_SHOWN,
        paper.other_signed,
    )


def _guardianship(paper: PaperForm) -> Guardianship | None:
    if paper.kind != GUARDIANSHIP_CERTIFICATE or paper.certified is None:
        return None
    return Guardianship(
        kind=paper.certified.value,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        powers_listed=paper.powers_listed,
        powers_cover=paper.powers_cover,
        supervisor_appointed=paper.supervisor_appointed,
        exercise=paper.exercise or Exercise.ALONE,
        other_holder_signed=paper.other_signed,
    )


def _mandate(paper: PaperForm) -> Mandate | None:
    if paper.kind != LETTER_OF_PROXY:
        return None
    return Mandate(
        dated=paper.issued_on,
        names_principal=paper.names_principal,
        names_proxy=paper.names_proxy,
        rights=frozenset(right.value for right in paper.rights),
        covers_receipt=paper.covers_receipt,
        registered_seal=paper.registered_seal,
        seal_matches=paper.seal_matches,
        blank_fields=paper.blank_fields,
    )


QUESTIONS: Mapping[str, tuple[str, ...]] = {
    FAMILY_REGISTER: ("names_principal", "names_proxy", "authority", "other_signed"),
    GUARDIANSHIP_CERTIFICATE: (
        "certified",
        "names_principal",
        "names_proxy",
        "powers_listed",
        "powers_cover",
        "supervisor_appointed",
        "exercise",
        "other_signed",
    ),
    LETTER_OF_PROXY: (
        "names_principal",
        "names_proxy",
        "registered_seal",
        "seal_matches",
        "rights",
        "covers_receipt",
        "blank_fields",
    ),
}
"""What a person reads from each kind of paper that shows a proxy's authority."""

CERTIFIED = (
    ProxyKind.ADULT_GUARDIAN,
    ProxyKind.CURATOR,
    ProxyKind.ASSISTANT,
    ProxyKind.VOLUNTARY_GUARDIAN,
)
"""The kinds a certificate of guardianship can certify (PR-3b)."""
