# SPDX-License-Identifier: MIT
"""An application as it lay on the table, whatever ids it was given: to compare two desks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.records.base import ClaimId, EnclosureId, MailItemId, PaymentLineId
from desk_app.records.findings import Examination
from desk_app.records.history import ApplicationFile
from desk_app.rules import eras
from desk_app.rules.finding_codes import Code


def days_as_written(content: bytes) -> dict[date, str]:
    """Return how the days of a check file are written in it; the first form of each day."""
    days: dict[date, str] = {}
    for text in _texts(json.loads(content)):
        try:
            days.setdefault(eras.parse(text), text)
        except eras.DateError:
            continue
    return days


def _texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _texts(each)


def as_it_lay(file: ApplicationFile) -> list[str]:
    """Return what a clerk read off the paper, a line each: who asks for what, with what."""
    application = file.application
    claims = (replace(each, id=ClaimId("")) for each in application.claims)
    papers = (
        replace(each, id=EnclosureId(""), mail_item=MailItemId(0)) for each in file.enclosures
    )
    lines = (line for item in file.mail for line in item.payments)
    pieces = (replace(line, id=PaymentLineId(""), allotments=()) for line in lines)
    mail = (
        (item.arrived_on, item.postmark, item.kind, item.tracking_number, item.red_marking)
        for item in file.mail
    )
    return [
        *map(repr, (application.form, application.further_forms)),
        *map(repr, (application.principal, application.proxy)),
        *map(repr, (application.scope, application.reply_to, application.language)),
        *sorted(map(repr, claims)),
        *sorted(map(repr, papers)),
        *sorted(map(repr, pieces)),
        *map(repr, mail),
    ]


def judged(file: ApplicationFile, found: Examination) -> list[str]:
    """Return axes and findings, a line each; what they speak of in words instead of ids.

    What the desk lists as going back when it saves is left out: a check file names such things.
    """
    words, axes = _words(file), found.axes
    states = (axes.completeness, axes.identity, axes.authority, axes.fee, axes.reply)
    findings = (
        f"{each.verdict.value} {each.code} {_in_words(words, each.subject)}".rstrip()
        for each in found.findings
        if each.code != Code.THING_TO_RETURN
    )
    return [*map(str, states), *sorted(findings)]


def _words(file: ApplicationFile) -> dict[str, str]:
    lines = [line for item in file.mail for line in item.payments]
    records = [record for inquiry in file.inquiries for record in inquiry.records]
    return {
        **{str(item.id): f"mail {number}" for number, item in enumerate(file.mail, 1)},
        **{str(each.id): f"{each.piece.value} of {each.denomination}" for each in lines},
        **{str(each.id): f"{each.of.value} {each.kind}" for each in file.enclosures},
        **{str(each.id): each.right.value for each in file.application.claims},
        **{str(each.id): f"record {number}" for number, each in enumerate(records, 1)},
    }


def _in_words(words: dict[str, str], subject: str) -> str:
    thing, _, part = subject.partition(".")
    return f"{words.get(thing, thing)} {part}".strip()
