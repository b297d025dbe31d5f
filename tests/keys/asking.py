# SPDX-License-Identifier: MIT
"""What reaches the desk and is no application: an inquiry by telephone, a complaint by post."""

from __future__ import annotations

from datetime import date

from desk_app.desk.context import Desk
from desk_app.records.base import InquiryKey
from desk_app.records.case.inquiries import Channel, Inquiry, InquiryKind
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
WRITER, COMPLAINED = "松本 聡", "断った案内が、また届いた。"


def type_a_call(_today: date) -> Strokes:
    """Log an inquiry by telephone: what was said, how it came, who it was."""
    return (
        *(ctrl("7"), INSERT, Write(ASKED), TAB, ENTER, ENTER, Press("3"), ENTER),
        *(ENTER, ENTER, Write(CALLER), BLUE_BUTTON),
    )


def type_a_letter(_today: date) -> Strokes:
    """Log a complaint that came by post: the mail item first, and from it what it says."""
    return (
        *(ctrl("2"), INSERT, ENTER, ENTER, Press("1"), ENTER, ENTER, ENTER, ENTER, ENTER),
        *(Press("7"), ENTER),
        *(Write(WRITER), BLUE_BUTTON, BLUE_BUTTON, Write(COMPLAINED), BLUE_BUTTON),
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


def judge_letter(desk: Desk) -> Faults:
    """Name what is not kept as it came, or a mail item that is still to be worked up."""
    inquiry = _only(desk)
    said = inquiry.said
    with desk.ports.store.reading() as books:
        came_in = inquiry.mail_item
        state = "" if came_in is None else "open"
        if came_in is not None and books.mail.get(came_in).handled:
            state = "worked up"
    return (
        *wrong("text", said.text, COMPLAINED),
        *wrong("channel", said.channel, Channel.MAIL),
        *wrong("kind", said.kind, InquiryKind.COMPLAINT),
        *wrong("name", said.name, WRITER),
        *wrong("mail item", state, "worked up"),
    )


CALL = Scenario("an inquiry by telephone", 15, type_a_call, judge_desk=judge_call)
LETTER = Scenario("a complaint by post", 15, type_a_letter, judge_desk=judge_letter)
