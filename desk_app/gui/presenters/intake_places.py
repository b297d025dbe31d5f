# SPDX-License-Identifier: MIT
"""Where on the Intake page a finding or a refused value stands: its section and its field."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from desk_app.gui.presenters.intake_form import PaperForm
from desk_app.rules.finding_codes import Code

if TYPE_CHECKING:
    from desk_app.records.findings import Finding

ENVELOPE, FORM, PRINCIPAL, PROXY, CLAIMS, PAPERS, STAMPS = range(1, 8)
SECTIONS = (ENVELOPE, FORM, PRINCIPAL, PROXY, CLAIMS, PAPERS, STAMPS)


@dataclass(frozen=True, slots=True)
class Spot:
    """A section, 1 to 7, and a field in it; ``papers.<key>`` is a line of the documents."""

    section: int
    field: str


_BY_CODE = {
    Code.FORM_NO_CLAIM: Spot(CLAIMS, "claims"),
    Code.FORM_CHANGES_MISSING: Spot(CLAIMS, "claims"),
    Code.FORM_REASON_MISSING: Spot(CLAIMS, "claims"),
    Code.FORM_OLD_VERSION: Spot(FORM, "sheet.version"),
    Code.FORM_UNSIGNED: Spot(FORM, "sheet.unsigned"),
    Code.PRINCIPAL_MINOR: Spot(PRINCIPAL, "principal.born"),
    Code.IDENTITY_ADDRESS_DIFFERS: Spot(PRINCIPAL, "principal.address"),
    Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY: Spot(PRINCIPAL, "principal.address"),
    Code.IDENTITY_NAME_DIFFERS: Spot(PRINCIPAL, "principal.name"),
    Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY: Spot(PRINCIPAL, "principal.name"),
    Code.IDENTITY_BIRTH_DIFFERS: Spot(PRINCIPAL, "principal.born"),
    Code.AUTHORITY_OF_AGE: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_KIND: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_SHOWN: Spot(PROXY, "proxy.kind"),
    Code.AUTHORITY_NOT_NEEDED: Spot(PROXY, "proxy.kind"),
}
_BY_ROOM = {
    "envelope": Spot(ENVELOPE, "envelope.red_marking"),
    "form": Spot(FORM, "sheet.code"),
    "register": Spot(PRINCIPAL, "principal.name"),
    "fee": Spot(STAMPS, "stamps"),
}
_FORM_FIELDS = {
    "scope": Spot(CLAIMS, "scope"),
    "service": Spot(CLAIMS, "service"),
    "claims": Spot(CLAIMS, "claims"),
    "filled_in_on": Spot(FORM, "sheet.filled_in_on"),
}
_INPUT = (
    (re.compile(r"mail\.payments"), Spot(STAMPS, "stamps")),
    (re.compile(r"mail\.held"), Spot(STAMPS, "held")),
    (re.compile(r"mail\.opened_by"), Spot(ENVELOPE, "envelope.second_opener")),
    (re.compile(r".*claims"), Spot(CLAIMS, "claims")),
    (re.compile(r".*pieces"), Spot(STAMPS, "shares")),
    (re.compile(r".*enclosures"), Spot(PAPERS, "papers")),
    (re.compile(r".*(scope|service)$"), Spot(CLAIMS, "scope")),
    (re.compile(r".*(withdraws|written_on|signed|by_proxy)$"), Spot(FORM, "supplement.withdraws")),
)
_MASKS = frozenset({Code.MASKING_VISIBLE, Code.MASKING_DONE})
_COMPARED = {
    Code.IDENTITY_ADDRESS_DIFFERS: "address",
    Code.IDENTITY_ADDRESS_WRITTEN_DIFFERENTLY: "address",
    Code.IDENTITY_NAME_DIFFERS: "name",
    Code.IDENTITY_NAME_WRITTEN_DIFFERENTLY: "name",
    Code.IDENTITY_BIRTH_DIFFERS: "born",
}
_ON_PAPER = frozenset(each.name for each in fields(PaperForm)) - {"key", "kind", "of", "here"}
_APPLICATION = re.compile(r"applications\[(\d+)\]")
_NAMED = re.compile(r"(?:.*\.)?(mail|principal|proxy|form)\.(\w+)")
_ROOM_OF = {"mail": "envelope", "form": "sheet"}
_SECTION_OF_ROOM = {
    "envelope": ENVELOPE,
    "sheet": FORM,
    "further": FORM,
    "supplement": FORM,
    "principal": PRINCIPAL,
    "proxy": PROXY,
    "paper": PAPERS,
}
_SECTION_OF = {"mail": ENVELOPE, "form": FORM, "principal": PRINCIPAL, "proxy": PROXY}


def spot_of(finding: Finding) -> Spot:
    """Return where a finding stands; one on a document at its line, or where it is missing."""
    code = Code(finding.code)
    if code is Code.FORM_FIELD_MISSING:
        return _field_missing(finding.subject)
    if code in _BY_CODE:
        return _of_proxy(finding, _BY_CODE[code])
    return _BY_ROOM.get(code.value.split(".")[0]) or Spot(PAPERS, _paper(finding))


def section_of_field(field: str) -> int:
    """Return the section of a field by its name on the page."""
    return _SECTION_OF_ROOM[field.partition(".")[0].rstrip("0123456789")]


def spot_of_input(place: str) -> Spot | None:
    """Return where a value stands that a verb would not take; None where it is no field."""
    for form, spot in _INPUT:
        if form.match(place):
            return spot
    found = _NAMED.fullmatch(place)
    if found is None:
        return None
    room, field = found.groups()
    return Spot(_SECTION_OF[room], f"{_ROOM_OF.get(room, room)}.{field}")


def application_of_input(place: str) -> int | None:
    """Return the number of the application a refused value stands in, if it stands in one."""
    found = _APPLICATION.match(place)
    return int(found.group(1)) if found is not None else None


def paper_key(finding: Finding) -> str:
    """Return the key of the document's line a finding speaks of; empty where it is none."""
    return finding.subject.rsplit(".", 1)[0] if "." in finding.subject else finding.subject


def field_on_paper(finding: Finding, key: str) -> str:
    """Return the field of a document that a finding speaks of; empty where it is the whole.

    It is named with the line of the document: ``paper.valid_until@<key>``.
    """
    told = finding.subject.removeprefix(key).removeprefix(".")
    code = Code(finding.code)
    if not key or not finding.subject.startswith(key):
        return ""
    if code in _MASKS:
        return f"mask.{told}@{key}"
    name = f"names_{told}" if code is Code.AUTHORITY_NOT_NAMED else _COMPARED.get(code, told)
    return f"paper.{name}@{key}" if name in _ON_PAPER else ""


def _field_missing(field: str) -> Spot:
    if field in _FORM_FIELDS:
        return _FORM_FIELDS[field]
    if field.startswith("proxy_"):
        return Spot(PROXY, f"proxy.{field.removeprefix('proxy_')}")
    return Spot(PRINCIPAL, f"principal.{field}")


def _of_proxy(finding: Finding, spot: Spot) -> Spot:
    """What differs on a proxy's document stands at the proxy's field."""
    if spot.section == PRINCIPAL and finding.facts.get("whose") == "proxy":
        return Spot(PROXY, spot.field.replace("principal", "proxy"))
    return spot


def _paper(finding: Finding) -> str:
    return f"papers.{finding.subject}" if finding.subject else "papers"
