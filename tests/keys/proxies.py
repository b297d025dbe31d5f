# SPDX-License-Identifier: MIT
"""An envelope of a consigned proxy, logged whole: two claims, a licence and the letter of proxy."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.records.application import Proxy, ProxyKind, Right
from desk_app.records.findings import AuthorityState, Completeness, Identity, Verdict
from desk_app.records.papers import Mandate
from tests.keys.envelopes import (
    EXACT_STAMPS,
    SCOPE,
    as_on_paper,
    envelope_and_form,
    licence,
    licence_as_on_paper,
    principal,
    written,
)
from tests.keys.reading import Kept
from tests.keys.scenario import Faults, Scenario, wrong
from tests.keys.strokes import ENTER, LAST_LINE, SPACE, TICK, USUAL, Press, Strokes, Write, alt

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
        *envelope_and_form(today),
        *principal(),
        ENTER,
        *_proxy(),
        alt("5"),
        TICK,
        SPACE,
        ENTER,
        Write(SCOPE),
        *licence(today),
        *_letter_of_proxy(today),
        *EXACT_STAMPS,
    )


def _proxy() -> Strokes:
    return (
        Press(_CONSIGNED),
        ENTER,
        Write(PROXY_NAME),
        ENTER,
        Write(PROXY_KANA),
        ENTER,
        ENTER,
        Write(PROXY_PHONE),
        ENTER,
        ENTER,
        Write(PROXY_CODE),
        Write(PROXY_HOUSE),
    )


def _letter_of_proxy(today: date) -> Strokes:
    return (
        alt("6"),
        LAST_LINE,
        SPACE,
        written(today - DATED),
        ENTER,
        *(TICK for _ in ("an original", "the principal", "the proxy", "the registered seal")),
        ENTER,
        TICK,
        ENTER,
        USUAL,
    )


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
