# SPDX-License-Identifier: MIT
"""The papers in an envelope: identity documents, certificates, letters of proxy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.records.base import EnclosureId, LetterId, MailItemId, UserId, Word
from desk_app.records.case.disposal import PaperMethod
from desk_app.records.field import LaterCodes, PersonAddress, PersonDay, PersonName, PersonText


class Subject(Word):
    """Whose paper it is."""

    PRINCIPAL = "principal"
    PROXY = "proxy"
    NOBODY = "nobody"


class MaskState(Word):
    """Whether an item that must be blacked out was so on arrival."""

    MASKED = "masked"
    VISIBLE = "visible"
    NOT_THERE = "not_there"


class MaskAction(Word):
    """What the clerk did with an item that arrived visible (C3)."""

    MASKED_HERE = "masked_here"
    PAGE_DESTROYED = "page_destroyed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Masking:
    """One item to be masked (rulebook code, never its value), its state, and what was done."""

    item: str
    state: MaskState
    action: MaskAction | None = None


class Authority(Word):
    """What a family register shows about parental authority or guardianship of a minor."""

    SOLE = "sole"
    JOINT = "joint"
    GUARDIAN = "guardian"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True, slots=True)
class Register:
    """What a family register (or an insurance document naming dependants) shows."""

    names_principal: bool
    names_proxy: bool
    authority: Authority = Authority.NOT_SHOWN
    other_holder_signed: bool = False


class Exercise(Word):
    """How several guardians exercise their powers."""

    ALONE = "alone"
    JOINT = "joint"
    DIVIDED = "divided"


@dataclass(frozen=True, slots=True)
class Guardianship:
    """What a certificate of guardianship shows; ``kind`` is the proxy kind's code it certifies.

    Where the powers do not cover the whole request, ``rights`` are the codes of those they cover.
    """

    kind: str
    names_principal: bool
    names_proxy: bool
    powers_listed: bool = False
    powers_cover: bool | None = None
    supervisor_appointed: bool | None = None
    exercise: Exercise = Exercise.ALONE
    other_holder_signed: bool = False
    rights: LaterCodes = frozenset()


@dataclass(frozen=True, slots=True)
class Mandate:
    """What a letter of proxy says; ``rights`` are the codes of the rights it covers."""

    dated: date | None
    names_principal: bool
    names_proxy: bool
    rights: frozenset[str]
    covers_receipt: bool
    registered_seal: bool
    seal_matches: bool | None = None
    blank_fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fate:
    """How a paper left the case folder (G2): when, by whom, and with which letter it went back.

    A paper that was destroyed has its method, and whoever was there to see it.
    """

    on: date
    by: UserId
    letter: LetterId | None = None
    method: PaperMethod | None = None
    witness: UserId | None = None


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One document that came in a mail item; ``kind`` is a code of the rulebook's catalogue.

    Name, address and birth date are as written on the document. ``arrived_on`` is the arrival of
    its mail item: validity, freshness and acceptance are asked on that day. ``shows_address``
    answers, for a kind that only sometimes proves it, whether this piece does.
    ``former_names`` and ``former_addresses`` are earlier ones that the document shows too, a
    registered alias (通称) among the names.
    """

    id: EnclosureId
    kind: str
    of: Subject
    mail_item: MailItemId
    arrived_on: date
    original: bool = False
    issued_on: PersonDay = None
    valid_until: PersonDay = None
    name: PersonName = ""
    address: PersonAddress = ""
    born: PersonDay = None
    shows_address: bool | None = None
    masking: tuple[Masking, ...] = ()
    register: Register | None = None
    guardianship: Guardianship | None = None
    mandate: Mandate | None = None
    note: PersonText = ""
    whereabouts: str = ""
    """Where the paper is: empty = in the case folder; ``returned`` or ``destroyed`` otherwise."""
    former_names: tuple[PersonName, ...] = ()
    former_addresses: tuple[PersonAddress, ...] = ()
    fate: Fate | None = None
