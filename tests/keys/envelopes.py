# SPDX-License-Identifier: MIT
"""Envelopes of people new to the desk, logged whole: each line of the paper in its order."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.records.application import Method, ReplyTo, Right
from desk_app.records.findings import AuthorityState, Completeness, FeeState, Identity
from desk_app.records.mail import MailKind
from desk_app.records.papers import Subject
from desk_app.rules import eras
from tests.keys.reading import Kept
from tests.keys.scenario import Faults, Scenario, wrong
from tests.keys.strokes import (
    BLUE_BUTTON,
    ENTER,
    SPACE,
    TICK,
    USUAL,
    Press,
    Strokes,
    Write,
    alt,
    ctrl,
)

NAME, KANA, BORN = "髙橋 𠮷子", "タカハシ ヨシコ", date(1987, 4, 17)
PHONE, POSTAL_CODE = "090-1234-5678", "1660015"
TOWN, HOUSE = "東京都杉並区成田東", "三丁目12番7-203号"
SHOWN_NAME, SHOWN_ADDRESS = NAME, TOWN + HOUSE
TRACKING, SCOPE = "410-10-22871-5", "登録情報すべて"
FILLED_IN, POSTED, VALID = timedelta(days=5), timedelta(days=1), timedelta(days=900)


def written(day: date) -> Write:
    """Return a day as it stands on paper: R8.11.20."""
    return Write(eras.format_short(day))


def envelope_and_form(today: date) -> Strokes:
    """Type the envelope and the head of the form."""
    return (
        ctrl("n"),
        ENTER,
        written(today - POSTED),
        ENTER,
        Press("3"),
        ENTER,
        Write(TRACKING),
        ENTER,
        Press("1"),
        ENTER,
        TICK,
        Press("1"),
        ENTER,
        ENTER,
        written(today - FILLED_IN),
    )


def principal() -> Strokes:
    """Type whose data it is; the postal code leads to the address by itself."""
    return (
        ENTER,
        Write(NAME),
        ENTER,
        Write(KANA),
        ENTER,
        ENTER,
        written(BORN),
        ENTER,
        Write(PHONE),
        ENTER,
        ENTER,
        Write(POSTAL_CODE),
        Write(HOUSE),
    )


def licence(today: date) -> Strokes:
    """Tick the driving licence and type what stands on it."""
    return (
        alt("6"),
        SPACE,
        written(today + VALID),
        ENTER,
        Write(SHOWN_NAME),
        ENTER,
        Write(SHOWN_ADDRESS),
    )


EXACT_STAMPS: Strokes = (alt("7"), USUAL, BLUE_BUTTON)
"""Two stamps of 500 yen, counted as what makes up the fee; then all is saved."""


def type_of_a_new_person(today: date) -> Strokes:
    """Log a whole envelope: one right, exact stamps, one identity document."""
    return (
        *envelope_and_form(today),
        *principal(),
        alt("5"),
        SPACE,
        ENTER,
        Write(SCOPE),
        *licence(today),
        *EXACT_STAMPS,
    )


def as_on_paper(read: Kept) -> Faults:
    """Name what of envelope, form, principal and stamps is not as it lay there."""
    file, today = read.file, read.today
    application, mail = file.application, file.mail[0]
    person, form = application.principal, application.form
    return (
        *wrong("arrived", mail.arrived_on, today),
        *wrong("postmark", mail.postmark, today - POSTED),
        *wrong("kind", mail.kind, MailKind.SIMPLE_REGISTERED),
        *wrong("tracking number", mail.tracking_number, TRACKING),
        *wrong("openers, red marking", (len(mail.opened_by), mail.red_marking), (1, True)),
        *wrong("form", (form.code, form.filled_in_on), ("A-1", today - FILLED_IN)),
        *wrong("name", (person.name, person.kana), (NAME, KANA)),
        *wrong("born", person.born, BORN),
        *wrong("phone", person.phone, PHONE),
        *wrong("postal code", person.postal_code.replace("-", ""), POSTAL_CODE),
        *wrong("address", person.address, TOWN + HOUSE),
        *wrong("scope", application.scope, SCOPE),
        *wrong("method", application.method, Method.PAPER),
        *wrong("reply to", application.reply_to, ReplyTo.PRINCIPAL),
        *wrong("stamps", [(p.denomination, p.count) for p in mail.payments], [(500, 2)]),
        *wrong("fee", read.found.axes.fee, FeeState.PAID),
    )


def licence_as_on_paper(read: Kept) -> Faults:
    """Name what is wrong with the principal's documents: one licence, as it was read."""
    papers = [
        (each.kind, each.of, each.valid_until, each.name, each.address)
        for each in read.file.enclosures
        if each.of is Subject.PRINCIPAL and each.mandate is None
    ]
    valid = read.today + VALID
    licence = ("driving_licence", Subject.PRINCIPAL, valid, SHOWN_NAME, SHOWN_ADDRESS)
    return wrong("identity document", papers, [licence])


def judge_new_person(read: Kept) -> Faults:
    """Name what is not as it stood on the paper, or judged as it should not be."""
    axes = read.found.axes
    return (
        *as_on_paper(read),
        *licence_as_on_paper(read),
        *wrong("rights", read.file.application.rights(), (Right.DISCLOSURE,)),
        *wrong("proxy", read.file.application.proxy, None),
        *wrong("completeness", axes.completeness, Completeness.COMPLETE),
        *wrong("identity", axes.identity, Identity.REGISTER_OPEN),
        *wrong("authority", axes.authority, AuthorityState.NOT_NEEDED),
    )


NEW_PERSON = Scenario(
    "a complete application of a new person", 30, type_of_a_new_person, judge_new_person
)
