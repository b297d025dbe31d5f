# SPDX-License-Identifier: MIT
"""What comes later for an open application: the paper that cures what was lacking."""

from __future__ import annotations

from datetime import date, timedelta

from desk_app.records.findings import Completeness, Identity
from desk_app.records.mail import MailKind, Matter
from desk_app.records.papers import Subject
from tests.keys.envelopes import written
from tests.keys.prepared import ADDRESS, NAME, VALID, without_identity
from tests.keys.reading import Kept
from tests.keys.scenario import Faults, Scenario, wrong
from tests.keys.strokes import (
    BLUE_BUTTON,
    ENTER,
    SPACE,
    Press,
    Strokes,
    Write,
    alt,
    ctrl_shift,
)

POSTED = timedelta(days=1)


def type_a_supplement(today: date) -> Strokes:
    """Log the identity document that was asked for, by the application's number."""
    return (
        ctrl_shift("n"),
        ENTER,
        written(today - POSTED),
        ENTER,
        Press("1"),
        alt("2"),
        Write(number(today)),
        alt("3"),
        SPACE,
        written(today + VALID),
        ENTER,
        Write(NAME),
        ENTER,
        Write(ADDRESS),
        BLUE_BUTTON,
    )


def number(today: date) -> str:
    """Return the number of a year's first application, as its letters name it."""
    return f"R{today.year - 2018}-0001"


def judge_supplement(read: Kept) -> Faults:
    """Name what is not as it came, or what is still said to be lacking."""
    axes, mail, today = read.found.axes, read.file.mail[-1], read.today
    papers = [
        (each.kind, each.of, each.valid_until, each.name, each.address, each.mail_item == mail.id)
        for each in read.file.enclosures
    ]
    licence = ("driving_licence", Subject.PRINCIPAL, today + VALID, NAME, ADDRESS, True)
    return (
        *wrong("mail items", len(read.file.mail), 2),
        *wrong("matter", mail.matter, Matter.SUPPLEMENT),
        *wrong("arrived", mail.arrived_on, today),
        *wrong("postmark", mail.postmark, today - POSTED),
        *wrong("kind", mail.kind, MailKind.ORDINARY),
        *wrong("documents", papers, [licence]),
        *wrong("completeness", axes.completeness, Completeness.COMPLETE),
        *wrong("identity", axes.identity, Identity.REGISTER_OPEN),
    )


SUPPLEMENT = Scenario(
    "a supplement that cures a deficiency",
    12,
    type_a_supplement,
    judge_supplement,
    without_identity,
)
