# SPDX-License-Identifier: MIT
"""The check file: one mail item with its applications and their history, as JSON (product.md §7).

Every name in it is stable; ``desk-app check --schema`` prints it with the descriptions below.
"""

from __future__ import annotations

from pydantic import Field

from desk_app.cli.check_history import History
from desk_app.cli.check_papers import Mail, Paper
from desk_app.cli.check_values import Address, Day, Flag, Key, Long, Name, Table
from desk_app.records.application import Method, ProxyKind, ReplyTo, Right
from desk_app.records.people import Language


class FormSheet(Table):
    """The application form that came."""

    code: Key | None = Field(description="A-1, A-2 …; null for a sheet that is no form.")
    version: Name = Field("", description="The version printed on it; empty: not noted.")
    filled_in_on: Day | None = Field(None, description="The day written on it.")
    signed: Flag = Field(True, description="Whether it is signed or sealed.")


class Person(Table):
    """The principal: the person whose data it is, as written on the form."""

    name: Name = Field("", description="Name as written; empty: not filled in.")
    kana: Name = Field("", description="Reading as written.")
    former_name: Name = Field("", description="Former name, where the form gives one.")
    born: Day | None = Field(None, description="Day of birth.")
    postal_code: Name = Field("", description="Postal code.")
    address: Address = Field("", description="Address as written; empty: not filled in.")
    registered_address: Address = Field(
        "", description="The registered address the applicant names; empty: the same."
    )
    phone: Name = Field("", description="Telephone number.")
    member_number: Name = Field("", description="Member number, user id or the like.")
    email: Name = Field("", description="Mail address.")


class Proxy(Table):
    """Who acts for the principal, as written on the form."""

    kind: ProxyKind = Field(description="The kind of proxy.")
    name: Name = Field("", description="Name as written; empty: not filled in.")
    kana: Name = Field("", description="Reading as written.")
    postal_code: Name = Field("", description="Postal code.")
    address: Address = Field("", description="Address as written; empty: not filled in.")
    phone: Name = Field("", description="Telephone number.")


class Change(Table):
    """One line of a correction, addition or deletion."""

    item: Long = Field("", description="What is to be changed, such as address.")
    before: Long = Field("", description="What is held now, in the applicant's words.")
    after: Long = Field("", description="What it shall be.")


class Claim(Table):
    """One right asked for."""

    id: Key | None = Field(
        None, description="Name within the application; the right itself where left out."
    )
    right: Right = Field(description="The right.")
    changes: tuple[Change, ...] = Field(
        (), max_length=200, description="For correction, addition, deletion: the lines."
    )
    reason: Key | None = Field(
        None, description="For cessation, erasure, provision_stop: the reason's code."
    )
    circumstances: Long = Field("", description="For those: what the applicant says of it.")


class ApplicationPart(Table):
    """The form or forms of one principal in the mail item, its papers, and what happened since."""

    id: Key | None = Field(None, description="Name in the output; 1, 2 … where left out.")
    form: FormSheet = Field(description="The form.")
    further_forms: tuple[FormSheet, ...] = Field(
        (), max_length=10, description="Forms of other families beside it, such as A-2 with A-1."
    )
    principal: Person = Field(description="The person whose data it is.")
    proxy: Proxy | None = Field(None, description="Who acts for that person; left out: nobody.")
    claims: tuple[Claim, ...] = Field(max_length=9, description="The rights asked for.")
    scope: Long = Field("", description="Which data, in the applicant's words.")
    service: Long = Field("", description="Which service.")
    method: Method = Field(Method.PAPER, description="How disclosure is wished.")
    reply_to: ReplyTo = Field(ReplyTo.PRINCIPAL, description="To whom the form sends the reply.")
    language: Language = Field(Language.JA, description="Language of the reply.")
    papers: tuple[Paper, ...] = Field((), max_length=100, description="The documents enclosed.")
    history: History = Field(
        default_factory=History.nothing, description="What happened after it was logged."
    )


class CheckFile(Table):
    """One mail item and what became of it."""

    mail_item: Mail = Field(description="The envelope, with its stamps.")
    applications: tuple[ApplicationPart, ...] = Field(
        min_length=1, max_length=50, description="The applications in it."
    )
