# SPDX-License-Identifier: MIT
"""What a writing that tells a new address means: shown, taken over, or not yet (practice 28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from desk_app.records.base import Fact, UserId, Word
from desk_app.records.case.application import Application, Correction
from desk_app.records.case.findings import Axis, Finding, Likeness
from desk_app.records.case.history import (
    AddressChange,
    ApplicationFile,
    Judgement,
    Letter,
    Ruling,
    Topic,
)
from desk_app.records.case.papers import Subject
from desk_app.rules.case.case import Case, anew_in
from desk_app.rules.case.claims import told_claims
from desk_app.rules.finding_codes import Aim, Code, ask, missing, ok
from desk_app.rules.findings import identity
from desk_app.rules.findings.authority import serving_kinds
from desk_app.rules.findings.documents import unread_findings
from desk_app.rules.findings.identity import Candidate, ShownPerson
from desk_app.rules.situation import asking
from desk_app.rules.situation.asking import Asking


class Telling(Word):
    """How a writing that tells a new address stands."""

    TO_SHOW = "to_show"
    """No paper shows the new address; the day by which one was asked for has not passed."""
    TO_LOOK_AT = "to_look_at"
    """A paper may show it, and a person has still to read or to compare it."""
    SHOWN = "shown"
    """A paper shows it: a person says so, or sets the writing aside."""
    TAKEN = "taken"
    """The form bears the new address now."""
    SET_ASIDE = "set_aside"
    """A person said with a reason that it does not count."""
    LEFT = "left"
    """No paper came by the day named: the application goes on with the address on the form."""
    OVERTAKEN = "overtaken"
    """A later writing tells another address of the same person."""
    TOO_LATE = "too_late"
    """All was answered by post before it came: it changes nothing."""


def standing(case: Case, change: AddressChange) -> Telling:
    """Return how a writing stands on the day of the case."""
    ruling = case.ruling(Topic.NEW_ADDRESS, str(change.mail_item))
    if ruling is not None:
        return Telling.TAKEN if ruling is Ruling.ACCEPTED else Telling.SET_ASIDE
    if _is_told_anew(case, change):
        return Telling.OVERTAKEN
    claims = {claim.id for claim in case.file.application.claims}
    if claims and told_claims(case.file) >= claims:
        return Telling.TOO_LATE
    return _shown(case, change)


def told_and_open(case: Case, of: Subject) -> tuple[str, ...]:
    """Return the new addresses a person has told that wait for a paper, or for a verdict.

    A paper with one of them contradicts nothing: that is what was told.
    """
    open_ones = {Telling.TO_SHOW, Telling.TO_LOOK_AT, Telling.SHOWN}
    return tuple(
        each.address
        for each in case.file.address_changes
        if each.of is of and standing(case, each) in open_ones
    )


def _is_told_anew(case: Case, change: AddressChange) -> bool:
    """Return whether a later writing tells another address of the same person, and stands."""
    changes = case.file.address_changes
    return any(
        each.of is change.of
        and case.ruling(Topic.NEW_ADDRESS, str(each.mail_item)) is not Ruling.REFUSED
        for each in changes[changes.index(change) + 1 :]
    )


def _shown(case: Case, change: AddressChange) -> Telling:
    """Return how far papers show the new address: as identity is shown at all (practice 20)."""
    fitting = _fitting(case, change)
    good = tuple(each for each in fitting if each.good)
    if identity.enough(good, case) and any(_bears(each, change) for each in good):
        return Telling.SHOWN
    if identity.enough(fitting, case) and any(_may_bear(each, change) for each in fitting):
        return Telling.TO_LOOK_AT
    past = asking.asking(case, (_unshown(case, change),)) is Asking.PAST
    return Telling.LEFT if past else Telling.TO_SHOW


def _person(case: Case, change: AddressChange) -> ShownPerson:
    """Return the person as he would be with the new address."""
    application = case.file.application
    serving, proxy = serving_kinds(case), application.proxy
    if change.of is Subject.PROXY and proxy is not None:
        aim = Aim(Axis.AUTHORITY)
        return ShownPerson(change.of, proxy.name, change.address, aim=aim, serving=serving)
    name, born = application.principal.name, application.principal.born
    return ShownPerson(Subject.PRINCIPAL, name, change.address, born, serving=serving)


def _fitting(case: Case, change: AddressChange) -> tuple[Candidate, ...]:
    """Return the identity documents that are the person's, or may be."""
    found = identity.candidates_of(case, _person(case, change))
    return tuple(each for each in found if each.fits)


def _bears(candidate: Candidate, change: AddressChange) -> bool:
    """Return whether a paper that proves addresses bears the new one, however it is written.

    Verdicts on the form's address say nothing of the new one: whoever takes it over compares.
    """
    written = candidate.paper.enclosure.address
    if candidate.paper.shows_address is not True or not written.strip():
        return False
    return identity.likeness(Topic.ADDRESS, change.address, written) is not Likeness.DIFFERENT


def _may_bear(candidate: Candidate, change: AddressChange) -> bool:
    """Return whether a paper bears the new address, or came since and its address is not read."""
    return _bears(candidate, change) or bool(_unread(candidate, change))


def _unread(candidate: Candidate, change: AddressChange) -> tuple[str, ...]:
    came_since = candidate.paper.enclosure.arrived_on >= change.received_on
    return identity.address_unread(candidate) if came_since else ()


def findings(case: Case) -> tuple[Finding, ...]:
    """Return what each writing that tells a new address means."""
    return tuple(f for each in case.file.address_changes for f in _findings(case, each))


def _findings(case: Case, change: AddressChange) -> Iterator[Finding]:
    stands, subject = standing(case, change), str(change.mail_item)
    facts: dict[str, Fact] = {"arrived_on": change.received_on, "whose": change.of.value}
    if stands is Telling.TO_SHOW:
        yield _unshown(case, change)
    elif stands is Telling.TO_LOOK_AT:
        yield from _to_look_at(case, change)
    elif stands is Telling.SHOWN:
        texts: dict[str, Fact] = {
            "documents": tuple(_showing(case, change)),
            "on_form": home_of(case.file.application, change.of)[1],
            "told": change.address,
        }
        yield ask(Code.ADDRESS_CHANGE_SHOWN, subject, {**facts, **texts})
    elif stands is Telling.LEFT:
        due = asking.last_due(case, (_unshown(case, change),)) or case.on
        yield ok(Code.ADDRESS_CHANGE_LEFT, subject, {**facts, "due": due})
    else:
        yield ok(_SETTLED[stands], subject, facts)


_SETTLED = {
    Telling.TAKEN: Code.ADDRESS_CHANGE_TAKEN,
    Telling.SET_ASIDE: Code.ADDRESS_CHANGE_SET_ASIDE,
    Telling.OVERTAKEN: Code.ADDRESS_CHANGE_OVERTAKEN,
    Telling.TOO_LATE: Code.ADDRESS_CHANGE_TOO_LATE,
}


def _unshown(case: Case, change: AddressChange) -> Finding:
    """Return that a paper with the new address is asked for, at the address on the form."""
    facts: dict[str, Fact] = {
        "arrived_on": change.received_on,
        "whose": change.of.value,
        "kinds": identity.address_kinds(case),
    }
    return missing(Code.ADDRESS_CHANGE_UNSHOWN, str(change.mail_item), facts)


def _showing(case: Case, change: AddressChange) -> Iterator[str]:
    """Yield the kinds of the papers that show the new address."""
    for each in _fitting(case, change):
        if each.good and _bears(each, change):
            yield each.paper.enclosure.kind


def _to_look_at(case: Case, change: AddressChange) -> Iterator[Finding]:
    """Yield what a person must read or compare before a paper can show the new address."""
    person = _person(case, change)
    for each in _fitting(case, change):
        if not each.good:
            yield from identity.look_at_findings(person, each, address_open=False)
        if unread := _unread(each, change):
            yield from unread_findings(each.paper, person.aim, unread)


def home_of(application: Application, of: Subject) -> tuple[str, str]:
    """Return postal code and address of the principal or the proxy, as the form has them."""
    by = application.proxy if of is Subject.PROXY else application.principal
    return ("", "") if by is None else (by.postal_code, by.address)


# What taking over a new address does: the form bears it, with the old one kept beside it (B5).


def with_verdict(file: ApplicationFile, judgement: Judgement) -> ApplicationFile:
    """Return the file with the address on its form that a verdict takes over; else as it is."""
    if (judgement.topic, judgement.ruling) != (Topic.NEW_ADDRESS, Ruling.ACCEPTED):
        return file
    application = file.application
    for each in file.address_changes:
        if str(each.mail_item) == judgement.subject:
            application = taken_over(application, each, judgement.by, judgement.at)
    return replace(file, application=application)


def without_verdict(file: ApplicationFile, topic: Topic, subject: str) -> ApplicationFile:
    """Return the file with the address on its form from before a verdict; else as it is."""
    application = file.application
    for each in file.address_changes:
        if topic is Topic.NEW_ADDRESS and str(each.mail_item) == subject:
            application = put_back(application, each)
    return replace(file, application=application)


def taken_over(
    application: Application, change: AddressChange, by: UserId, at: datetime
) -> Application:
    """Return the application with the new address on its form, and both old values noted."""
    old = home_of(application, change.of)
    new = (change.postal_code, change.address)
    notes = tuple(
        Correction(field, before, after, "", by, at)
        for field, before, after in zip(_fields(change), old, new, strict=True)
        if before != after
    )
    kept = replace(application, corrections=(*application.corrections, *notes))
    return _at_home(kept, change.of, *new)


def put_back(application: Application, change: AddressChange) -> Application:
    """Return the application as it was before a new address was taken over."""
    fields = _fields(change)
    old = {note.field: note.old for note in application.corrections if note.field in fields}
    kept = tuple(note for note in application.corrections if note.field not in fields)
    now = home_of(application, change.of)
    home = (old.get(field, value) for field, value in zip(fields, now, strict=True))
    return _at_home(replace(application, corrections=kept), change.of, *home)


def _fields(change: AddressChange) -> tuple[str, str]:
    """Return how corrections name postal code and address that a writing changed."""
    paths = (f"{change.of.value}.postal_code", f"{change.of.value}.address")
    return anew_in(change.mail_item, paths[0]), anew_in(change.mail_item, paths[1])


def _at_home(application: Application, of: Subject, postal_code: str, address: str) -> Application:
    if of is Subject.PROXY and application.proxy is not None:
        proxy = replace(application.proxy, postal_code=postal_code, address=address)
        return replace(application, proxy=proxy)
    person = replace(application.principal, postal_code=postal_code, address=address)
    return replace(application, principal=person)


def has_moved_since(file: ApplicationFile, letter: Letter, to: Subject) -> bool:
    """Return whether the addressee of a letter has another address on the form since its issue."""
    return any(
        change.of is to and note.field in _fields(change)
        for change in file.address_changes
        for note in file.application.corrections
        if note.at > letter.issued_at
    )
