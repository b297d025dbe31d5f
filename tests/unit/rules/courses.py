# SPDX-License-Identifier: MIT
"""Courses of applications that the tests of the workflow and of the work list share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from desk_app.records.case.application import Proxy, ProxyKind, Right
from desk_app.records.case.history import ApplicationFile, Ruling, Topic
from desk_app.records.case.papers import Authority, Enclosure, Guardianship, Register, Subject
from tests.builders import (
    ADDRESS,
    ARRIVED,
    application,
    asked,
    complete,
    mail,
    paper,
    record,
    stamps,
    with_judgement,
    with_lapse,
    with_notice,
)

DUE = date(2026, 12, 9)
PAST = date(2026, 12, 10)
"""The due date of a notice posted on arrival, and the day after it."""

BOTH = (Right.DISCLOSURE, Right.CORRECTION)
"""One chargeable and one free claim."""


def unpaid() -> ApplicationFile:
    """Return an application whose fee is missing and that was told so."""
    return with_notice(replace(complete(*BOTH), mail=(mail(),)), ARRIVED)


def unproven() -> ApplicationFile:
    """Return an application without an identity document that was told so."""
    return with_notice(replace(complete(*BOTH), enclosures=()), ARRIVED)


def unpaid_and_unproven() -> ApplicationFile:
    """Return an application that lacks fee and identity document, and was told so."""
    return with_notice(replace(complete(*BOTH), mail=(mail(),), enclosures=()), ARRIVED)


def lapsed_and_unproven() -> ApplicationFile:
    """Return the same after its chargeable claim lapsed (practice 15)."""
    return with_lapse(unpaid_and_unproven(), Right.DISCLOSURE, PAST)


def without_scope() -> ApplicationFile:
    """Return an application with a field left blank that shows nobody, and that was told so."""
    form = replace(application(*BOTH), scope="")
    return with_notice(replace(complete(*BOTH), application=form), ARRIVED)


def gone_on() -> ApplicationFile:
    """Return the same after a supervisor went on without it."""
    key = "form.field_missing:scope"
    return with_judgement(without_scope(), Topic.GO_ON_WITHOUT, key, Ruling.ACCEPTED, PAST)


def by_parent() -> ApplicationFile:
    """Return the application of a parent for a person of age, that was told so."""
    return with_notice(_with_proxy(ProxyKind.PARENT), ARRIVED)


def referred_heirs() -> ApplicationFile:
    """Return the application of a guardian whose ward has died: a supervisor refers it."""
    file = by_guardian()
    principal = replace(file.application.principal, deceased=True)
    died = replace(file, application=replace(file.application, principal=principal))
    return judged_not_covered(died)


def judged_not_covered(file: ApplicationFile) -> ApplicationFile:
    """Return an application of which a supervisor said that it is not covered."""
    return with_judgement(file, Topic.DECEASED, "principal", Ruling.REFUSED)


def by_guardian() -> ApplicationFile:
    """Return the application of a guardian with everything that shows authority."""
    shown = Guardianship(ProxyKind.ADULT_GUARDIAN.value, names_principal=True, names_proxy=True)
    certificate = replace(paper("guardianship_certificate"), guardianship=shown)
    file = _with_proxy(ProxyKind.ADULT_GUARDIAN)
    return replace(file, enclosures=(*file.enclosures, certificate))


def by_joint_parent() -> ApplicationFile:
    """Return the application of one of two parents who hold parental authority jointly."""
    joint = Register(names_principal=True, names_proxy=True, authority=Authority.JOINT)
    register = replace(paper("family_register"), register=joint)
    file = _with_proxy(ProxyKind.PARENT)
    born = date(2016, 6, 1)
    child = replace(file.application.principal, born=born)
    papers = tuple(replace(each, born=born) for each in (*file.enclosures, register))
    return replace(
        file,
        application=replace(file.application, principal=child),
        enclosures=papers,
        inquiries=(asked(replace(record(), born=born)),),
    )


def _with_proxy(kind: ProxyKind) -> ApplicationFile:
    file = complete(*BOTH)
    proxy = Proxy(kind, "高橋 花子", address=ADDRESS)
    licence = replace(
        paper("driving_licence", Subject.PROXY), name="高橋 花子", born=date(1985, 1, 1)
    )
    return replace(
        file,
        application=replace(file.application, proxy=proxy),
        enclosures=(*file.enclosures, licence),
    )


def register_open() -> ApplicationFile:
    """Return an application on which no department was asked."""
    return replace(complete(*BOTH), inquiries=())


def department_silent() -> ApplicationFile:
    """Return an application whose department has not answered."""
    return replace(complete(*BOTH), inquiries=(asked(answered_on=None),))


def another_address() -> ApplicationFile:
    """Return an application whose registered address is another, and that was told so."""
    held = replace(record(), address="長崎市旭町8-20")
    return with_notice(replace(complete(*BOTH), inquiries=(asked(held),)), ARRIVED)


def written_differently() -> ApplicationFile:
    """Return an application whose document writes the name with another glyph."""
    licence = replace(paper("driving_licence"), name="髙橋 美由紀")
    return replace(complete(*BOTH), enclosures=(licence,))


def number_visible() -> ApplicationFile:
    """Return an application with a notification card that may not be kept."""
    file = complete(*BOTH)
    return replace(file, enclosures=(*file.enclosures, paper("notification_card")))


def overpaid() -> ApplicationFile:
    """Return an application with more stamps than the fee."""
    return replace(complete(*BOTH), mail=(mail(*stamps("500x2", "100x2")),))


def paid_late() -> ApplicationFile:
    """Return an application whose stamps came after the due date."""
    file = unpaid()
    later = mail(*stamps("1000x1"), number=2, arrived_on=PAST)
    return replace(file, mail=(*file.mail, later))


def proof_late() -> ApplicationFile:
    """Return an application whose identity document came after the due date."""
    return _with_late_paper(unproven(), paper("driving_licence"))


def certificate_late() -> ApplicationFile:
    """Return a guardian's application whose certificate came after the due date."""
    file = by_guardian()
    *others, certificate = file.enclosures
    return _with_late_paper(
        with_notice(replace(file, enclosures=tuple(others)), ARRIVED), certificate
    )


def _with_late_paper(file: ApplicationFile, came: Enclosure) -> ApplicationFile:
    later = mail(number=2, arrived_on=PAST)
    came = replace(came, mail_item=later.id, arrived_on=PAST)
    return replace(file, mail=(*file.mail, later), enclosures=(*file.enclosures, came))


def unpaid_by_parent() -> ApplicationFile:
    """Return the application of a parent for a person of age, without the fee, told so."""
    return with_notice(replace(_with_proxy(ProxyKind.PARENT), mail=(mail(),)), ARRIVED)


def draft() -> ApplicationFile:
    """Return an application that has no receipt number yet."""
    return replace(complete(), application=replace(application(), receipt_number=""))


Course = Callable[[], ApplicationFile]
