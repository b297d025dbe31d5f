# SPDX-License-Identifier: MIT
"""Envelopes logged whole, each line of the paper in its order: of a new person, and of a proxy."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.records.case.application import Method, Proxy, ProxyKind, ReplyTo, Right
from desk_app.records.case.findings import AuthorityState, Completeness, FeeState, Identity, Verdict
from desk_app.records.case.mail import MailKind
from desk_app.records.case.papers import Mandate, Subject
from desk_app.rules.days import eras
from tests.keys.scenario import (
    BLUE_BUTTON,
    ENTER,
    LAST_LINE,
    SPACE,
    TICK,
    USUAL,
    Faults,
    Kept,
    Press,
    Scenario,
    Strokes,
    Write,
    alt,
    ctrl,
    wrong,
)

PROXY_NAME, PROXY_KANA = "田辺 次郎", "タナベ ジロウ"
PROXY_PHONE, PROXY_CODE = "03-1234-5678", "1540004"
PROXY_TOWN, PROXY_HOUSE = "東京都世田谷区太子堂", "二丁目8番5号"
DATED = timedelta(days=6)
WRITTEN_CODE = f"{PROXY_CODE[:3]}-{PROXY_CODE[3:]}"
_CONSIGNED = "8"
_STILL_OPEN = [
    ("register.not_asked", ""),
    ("authority.paper_missing", "seal_certificate"),
    ("identity.absent", "proxy"),
]
"""Of what a proxy must send, the envelope lacks two papers; nobody asked the department yet."""


def type_of_a_proxy(today: date) -> Strokes:
    """Log an envelope that a consigned proxy sent."""
    return (
        *(*envelope_and_form(today), *principal(), ENTER, *_proxy()),
        *(alt("5"), TICK, SPACE, ENTER, Write(SCOPE)),
        *(*licence(today), *_letter_of_proxy(today), *EXACT_STAMPS),
    )


def _proxy() -> Strokes:
    return (
        *(Press(_CONSIGNED), ENTER, Write(PROXY_NAME), ENTER, Write(PROXY_KANA), ENTER, ENTER),
        *(Write(PROXY_PHONE), ENTER, ENTER, Write(PROXY_CODE), Write(PROXY_HOUSE)),
    )


def _letter_of_proxy(today: date) -> Strokes:
    """Say of it: an original, names the principal and the proxy, bears the registered seal."""
    said = TICK, TICK, TICK, TICK, ENTER, TICK, ENTER, USUAL
    return (alt("6"), LAST_LINE, SPACE, written(today - DATED), ENTER, *said)


def judge_proxy(read: Kept) -> Faults:
    """Name what is not as it stood on the paper, or judged as it should not be."""
    application, axes = read.file.application, read.found.axes
    address = PROXY_TOWN + PROXY_HOUSE
    proxy = Proxy(ProxyKind.CONSIGNED, PROXY_NAME, PROXY_KANA, WRITTEN_CODE, address, PROXY_PHONE)
    rights = {Right.DISCLOSURE, Right.PURPOSE}
    mandate = Mandate(
        read.today - DATED,
        names_principal=True,
        names_proxy=True,
        rights=frozenset(right.value for right in rights),
        covers_receipt=True,
        registered_seal=True,
    )
    letters = [
        (paper.original, paper.mandate)
        for paper in read.file.enclosures
        if paper.kind == "letter_of_proxy"
    ]
    open_findings = [
        (each.code, each.subject) for each in read.found.findings if each.verdict is not Verdict.OK
    ]
    return (
        *as_on_paper(read),
        *licence_as_on_paper(read),
        *wrong("rights", set(application.rights()), rights),
        *wrong("proxy", application.proxy, proxy),
        *wrong("letter of proxy", letters, [(True, mandate)]),
        *wrong("open findings", open_findings, _STILL_OPEN),
        *wrong("completeness", axes.completeness, Completeness.INCOMPLETE),
        *wrong("identity", axes.identity, Identity.REGISTER_OPEN),
        *wrong("authority", axes.authority, AuthorityState.NOT_SHOWN),
    )


PROXY = Scenario(
    "an application by a consigned proxy, two claims, two documents",
    50,
    type_of_a_proxy,
    judge_proxy,
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
        *(ctrl("n"), ENTER, written(today - POSTED), ENTER, Press("3"), ENTER, Write(TRACKING)),
        *(ENTER, Press("1"), ENTER, TICK, Press("1"), ENTER, ENTER, written(today - FILLED_IN)),
    )


def principal() -> Strokes:
    """Type whose data it is; the postal code leads to the address by itself."""
    return (
        *(ENTER, Write(NAME), ENTER, Write(KANA), ENTER, ENTER, written(BORN)),
        *(ENTER, Write(PHONE), ENTER, ENTER, Write(POSTAL_CODE), Write(HOUSE)),
    )


def licence(today: date) -> Strokes:
    """Tick the driving licence and type what stands on it."""
    shown = Write(SHOWN_NAME), ENTER, Write(SHOWN_ADDRESS)
    return (alt("6"), SPACE, written(today + VALID), ENTER, *shown)


EXACT_STAMPS: Strokes = (alt("7"), USUAL, BLUE_BUTTON)
"""Two stamps of 500 yen, counted as what makes up the fee; then all is saved."""


def type_of_a_new_person(today: date) -> Strokes:
    """Log a whole envelope: one right, exact stamps, one identity document."""
    asked = alt("5"), SPACE, ENTER, Write(SCOPE)
    return (*envelope_and_form(today), *principal(), *asked, *licence(today), *EXACT_STAMPS)


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
