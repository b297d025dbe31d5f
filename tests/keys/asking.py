# SPDX-License-Identifier: MIT
"""What reaches the desk and is no application: an inquiry by telephone."""

from __future__ import annotations

from datetime import date

from desk_app.desk.context import Desk
from desk_app.records.base import InquiryKey
from desk_app.records.inquiries import Channel, Inquiry, InquiryKind
from tests.keys.scenario import (
    BLUE_BUTTON,
    ENTER,
    INSERT,
    TAB,
    Faults,
    Press,
    Scenario,
    Strokes,
    Write,
    ctrl,
    wrong,
)

CALLER, ASKED = "原田 みなみ", "登録した住所を変える手続きを教えてほしい。"


def type_a_call(_today: date) -> Strokes:
    """Log an inquiry by telephone: what was said, how it came, who it was."""
    return (
        *(ctrl("7"), INSERT, Write(ASKED), TAB, ENTER, ENTER, Press("3"), ENTER),
        *(ENTER, ENTER, Write(CALLER), BLUE_BUTTON),
    )


def _only(desk: Desk) -> Inquiry:
    with desk.ports.store.reading() as books:
        return books.inquiries.get(InquiryKey(1))


def judge_call(desk: Desk) -> Faults:
    """Name what is not kept as it was said."""
    said = _only(desk).said
    return (
        *wrong("text", said.text, ASKED),
        *wrong("channel", said.channel, Channel.TELEPHONE),
        *wrong("kind", said.kind, InquiryKind.INQUIRY),
        *wrong("name", said.name, CALLER),
        *wrong("received on", said.received_on, desk.today),
    )


CALL = Scenario("an inquiry by telephone", 15, type_a_call, judge_desk=judge_call)
