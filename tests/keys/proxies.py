# SPDX-License-Identifier: MIT
"""An envelope of a consigned proxy, logged whole: two claims, a licence and the letter of proxy."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.desk.context import Desk
from desk_app.records.application import Proxy, ProxyKind, Right
from desk_app.records.findings import Completeness
from desk_app.records.papers import Subject
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
from tests.keys.reading import kept, only_application
from tests.keys.scenario import Faults, Scenario, wrong
from tests.keys.strokes import ENTER, RIGHT, SPACE, END, Press, Strokes, Write, alt

PROXY_NAME, PROXY_KANA = "田辺 次郎", "タナベ ジロウ"
PROXY_PHONE, PROXY_CODE = "03-1234-5678", "1540004"
PROXY_TOWN, PROXY_HOUSE = "東京都世田谷区太子堂", "二丁目8番5号"
DATED = timedelta(days=6)
_CONSIGNED = "8"


def type_of_a_proxy(today: date) -> Strokes:
    """Log an envelope that a consigned proxy sent."""
    return (
        *envelope_and_form(today),
        *principal(),
        ENTER,
        *_proxy(),
        alt("5"),
        SPACE,
        RIGHT,
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
        END,
        SPACE,
        written(today - DATED),
        ENTER, SPACE, ENTER, SPACE, ENTER, SPACE, ENTER, ENTER, SPACE, ENTER, SPACE,ENTER, ENTER,
        SPACE, RIGHT, SPACE,
    )


def judge_proxy(desk: Desk) -> Faults:
    """Name what is not as it stood on the paper, or judged as it should not be."""
    read = kept(desk, only_application(desk))
    application, axes = read.file.application, read.found.axes
    address = PROXY_TOWN + PROXY_HOUSE
    proxy = Proxy(
        ProxyKind.CONSIGNED, PROXY_NAME, PROXY_KANA, PROXY_CODE, address, PROXY_PHONE
    )
    return (
        *as_on_paper(read),
        *licence_as_on_paper(read),
        *wrong("rights", set(application.rights()), {Right.DISCLOSURE, Right.PURPOSE}),
        *wrong("proxy", application.proxy, proxy),
        *wrong("completeness", axes.completeness, Completeness.INCOMPLETE),
        *wrong("papers", [e for e in read.file.enclosures if e.of is not Subject.PRINCIPAL], []),
        *wrong("findings", [(e.verdict.value,e.code,e.subject) for e in read.found.findings], []),
        *wrong("axes", axes, 0),
    )


PROXY = Scenario(
    "an application by a consigned proxy, two claims, two documents",
    50,
    type_of_a_proxy,
    judge_proxy,
)
