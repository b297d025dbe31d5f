# SPDX-License-Identifier: MIT
"""What came in an envelope, as a check file describes it: papers and pieces of payment."""

from __future__ import annotations

from pydantic import Field

from desk_app.cli.check_values import Address, Count, Day, Flag, Key, Long, Name, Table, Yen
from desk_app.records.application import ProxyKind, Right
from desk_app.records.mail import Condition, HeldKind, MailKind, Piece
from desk_app.records.papers import Authority, Exercise, MaskAction, MaskState, Subject


class Allotted(Table):
    """Whole pieces of a line that a person gave to one application of the envelope."""

    application: Key = Field(description="The id of the application.")
    count: Count = Field(description="How many pieces.")


class Payment(Table):
    """One line of payment: denomination × count × condition of one kind of piece."""

    id: Key | None = Field(None, description="Name for judgements; p1, p2 … where left out.")
    piece: Piece = Field(Piece.STAMP, description="What the pieces are.")
    denomination: Yen = Field(
        description="Printed value of one piece in yen; of a sen stamp in sen. 0: none printed."
    )
    count: Count = Field(1, description="How many pieces.")
    condition: Condition = Field(Condition.SOUND, description="The state they arrived in.")
    surcharge: Yen = Field(0, description="The part of a charity stamp that is no postage, yen.")
    allotted: tuple[Allotted, ...] = Field(
        (),
        max_length=50,
        description="Where the envelope held several applications: what a person gave to which.",
    )


class Held(Table):
    """A thing that came along and must go back: cash, revenue stamps, a card."""

    kind: HeldKind = Field(description="What it is.")
    amount: Yen = Field(0, description="Its amount in yen; 0 where it has none.")
    returned_on: Day | None = Field(None, description="The day it went back.")


class Masked(Table):
    """An item that must be blacked out on a paper; its content is written nowhere."""

    item: Key = Field(description="Code of the item in the rulebook, such as domicile.")
    state: MaskState = Field(description="How it arrived.")
    action: MaskAction | None = Field(None, description="What the desk did where it was visible.")


class FamilyRegister(Table):
    """What a family register, or an insurance document naming dependants, shows."""

    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    authority: Authority = Field(Authority.NOT_SHOWN, description="What it shows of the proxy.")
    other_holder_signed: Flag = Field(
        False, description="Whether the other holder of joint parental authority signed too."
    )


class Guardianship(Table):
    """What a certificate of guardianship shows."""

    kind: ProxyKind = Field(description="The kind of proxy it certifies.")
    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    powers_listed: Flag = Field(False, description="Whether a list of powers is attached.")
    powers_cover: Flag | None = Field(
        None, description="Whether the powers cover the request; left out: not read yet."
    )
    supervisor_appointed: Flag | None = Field(
        None, description="Whether a supervisor is appointed; left out: not read yet."
    )
    exercise: Exercise = Field(Exercise.ALONE, description="How several guardians act.")
    other_holder_signed: Flag = Field(
        False, description="Where they must act jointly: whether the other signed too."
    )


class Mandate(Table):
    """What a letter of proxy says."""

    dated: Day | None = Field(None, description="Its date; left out: undated.")
    names_principal: Flag = Field(description="Whether the principal is named.")
    names_proxy: Flag = Field(description="Whether the proxy is named.")
    rights: tuple[Right, ...] = Field(max_length=9, description="The rights it covers.")
    covers_receipt: Flag = Field(description="Whether it covers receiving the reply.")
    registered_seal: Flag = Field(description="Whether a registered seal is affixed.")
    seal_matches: Flag | None = Field(
        None,
        description="Whether the seal equals the certificate's; left out: nobody compared yet.",
    )
    blank_fields: tuple[Key, ...] = Field(
        (), max_length=20, description="Fields left blank, such as matter, date or proxy."
    )


class Paper(Table):
    """One document that came in a mail item, as written on it."""

    id: Key | None = Field(None, description="Name for judgements; e1, e2 … where left out.")
    kind: Key = Field(description="A kind of the rulebook's catalogue, such as driving_licence.")
    of: Subject = Field(Subject.PRINCIPAL, description="The person it is a paper of.")
    original: Flag = Field(False, description="An original, not a copy.")
    issued_on: Day | None = Field(None, description="Day of issue; left out: not read.")
    valid_until: Day | None = Field(None, description="Last day of validity; left out: not read.")
    name: Name = Field("", description="The name on it; empty: not read.")
    address: Address = Field("", description="The address on it; empty: none or not read.")
    born: Day | None = Field(None, description="The day of birth on it.")
    former_names: tuple[Name, ...] = Field((), max_length=20, description="Earlier names on it.")
    former_addresses: tuple[Address, ...] = Field(
        (), max_length=20, description="Earlier addresses on it."
    )
    shows_address: Flag | None = Field(
        None, description="For a kind that only sometimes proves the address: whether this does."
    )
    masking: tuple[Masked, ...] = Field((), max_length=20, description="Items to be blacked out.")
    family_register: FamilyRegister | None = Field(
        None, description="What a family register or an insurance document shows of the family."
    )
    guardianship: Guardianship | None = Field(
        None, description="What a certificate of guardianship shows."
    )
    mandate: Mandate | None = Field(None, description="What a letter of proxy says.")
    note: Long = Field("", description="The desk's own note.")
    whereabouts: str = Field(
        "",
        pattern=r"^(to_return|returned|destroyed|)$",
        description="Empty: in the case folder; else to_return, returned or destroyed.",
    )


class Mail(Table):
    """One thing that arrived by post."""

    arrived_on: Day = Field(description="The day it arrived at the desk.")
    kind: MailKind = Field(MailKind.ORDINARY, description="The kind of mail.")
    postmark: Day | None = Field(None, description="The day of its postmark.")
    tracking_number: Name = Field("", description="The carrier's number.")
    red_marking: Flag = Field(False, description="Whether the red marking was on the envelope.")
    payments: tuple[Payment, ...] = Field((), max_length=200, description="Stamps and the like.")
    held: tuple[Held, ...] = Field((), max_length=50, description="Things that must go back.")
    note: Long = Field("", description="The desk's own note.")
