# SPDX-License-Identifier: MIT
"""What a key or a tick changes on the Intake page: the form before in, the form after out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk_app.gui.presenters.intake_form import (
    ApplicationForm,
    ClaimForm,
    IntakeForm,
    MaskNote,
    PaperForm,
    ShareForm,
    SheetForm,
)
from desk_app.rules.letters_due import usual_reply_to
from desk_app.rules.terms import Proves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from desk_app.records.application import ProxyKind, Right
    from desk_app.records.papers import Subject
    from desk_app.rules.rulebook import Rules

_ROOMS = ("sheet", "principal", "proxy")
_OF_MAIL = ("envelope", "supplement")


def put(form: IntakeForm, field: str, value: object) -> IntakeForm:
    """Return the form with one field changed: ``envelope.kind``, ``principal.name``, ``scope``."""
    room, _, name = field.rpartition(".")
    if room in _OF_MAIL:
        changed: Any = replace(getattr(form, room), **{name: value})
        return replace(form, **{room: changed})
    if room == "paper":
        changed = {name: value}
        return put_paper(form, replace(form.open_paper, **changed))
    if room == "mask":
        return put_paper(form, _with_mask(form.open_paper, name, value))
    application = form.application
    if room in _ROOMS:
        changed = replace(getattr(application, room), **{name: value})
        return form.with_application(replace(application, **{room: changed}))
    if room.startswith("further"):
        return form.with_application(_with_further(application, int(room[-1]), name, value))
    changes: Any = {field: value}
    return form.with_application(replace(application, **changes))


def with_address_seen(form: IntakeForm, field: str, rules: Rules) -> IntakeForm:
    """Return the form after a field was typed: an address on a paper says that it shows one."""
    paper = form.open_paper
    term = rules.document(paper.kind)
    asked = term is not None and term.address is Proves.ASK and paper.shows_address is None
    if field != "paper.address" or not asked or not paper.address.strip():
        return form
    return put_paper(form, replace(paper, shows_address=True))


def value_of(form: IntakeForm, field: str) -> object:
    """Return what stands in a field."""
    room, _, name = field.rpartition(".")
    if room in _OF_MAIL:
        return getattr(getattr(form, room), name)
    if room in _ROOMS:
        return getattr(getattr(form.application, room), name)
    if room == "paper":
        return getattr(form.open_paper, name)
    if room == "mask":
        return next((m.seen for m in form.open_paper.masks if m.item == name), None)
    if room.startswith("further"):
        further = form.application.further
        place = int(room[-1])
        return getattr(further[place] if place < len(further) else SheetForm(), name)
    return getattr(form.application, field)


def still_said(
    troubles: Mapping[str, str], before: IntakeForm, after: IntakeForm
) -> Mapping[str, str]:
    """Return what is still to be said of fields, after some of them were changed."""
    return {
        field: said
        for field, said in troubles.items()
        if _part_of(before, field) == _part_of(after, field)
    }


def _part_of(form: IntakeForm, field: str) -> object:
    """Return what stands in a field, or in all lines that a trouble names together.

    Where a trouble names no field of the page it is the whole: any change may have mended it.
    """
    lines = {"stamps": form.lines(), "held": form.held}
    try:
        return lines[field] if field in lines else value_of(form, field)
    except AttributeError:
        return form


def unread(form: IntakeForm, field: str, text: str) -> IntakeForm:
    """Return the form with a text that is no date noted at its field; an empty text clears it."""
    place = unread_place(form, field)
    kept = tuple(each for each in form.unread if each[0] != place)
    return replace(form, unread=(*kept, (place, text)) if text else kept)


def unread_place(form: IntakeForm, field: str) -> str:
    """Return the name under which a field's unread text is noted.

    Each document has its own, ``field@document``, and each application but the first, ``1:field``.
    """
    name = f"{field}@{form.paper}" if field.startswith("paper.") else field
    return f"{form.current}:{name}" if form.current and not _is_of_mail(field) else name


def unread_field(place: str) -> tuple[str, int | None]:
    """Return the field of an unread text, and the number of its application, if it is of one."""
    number, _, field = place.rpartition(":")
    return field, None if _is_of_mail(field) else int(number or 0)


def choose_sheet(form: IntakeForm, field: str, code: str | None, rules: Rules) -> IntakeForm:
    """Return the form with an application form chosen; the version in force comes with it."""
    term = rules.form(code or "")
    version = term.current if term is not None else ""
    room = field.partition(".")[0]
    return put(put(form, field, code), f"{room}.version", version)


def is_sheet(field: str) -> bool:
    """Return whether an application form is chosen in a field."""
    room, _, name = field.partition(".")
    return name == "code" and (room == "sheet" or room.startswith("further"))


def choose_proxy(form: IntakeForm, kind: ProxyKind | None, rules: Rules) -> IntakeForm:
    """Return the form with a kind of proxy; the reply goes where practice 7 says by default."""
    return put(put(form, "proxy.kind", kind), "reply_to", usual_reply_to(kind, rules))


def tick_rights(form: IntakeForm, rights: Sequence[Right]) -> IntakeForm:
    """Return the form with these rights asked for; what was said of one stays with it."""
    before = {claim.right: claim for claim in form.application.claims}
    claims = tuple(before.get(right, ClaimForm(right)) for right in rights)
    return form.with_application(replace(form.application, claims=claims))


def other_home(form: IntakeForm) -> int | None:
    """Return the number of the application of the same envelope whose home may be taken over.

    It is the nearest one before, else the first with an address; none where this one has its own.
    """
    if form.application.principal.address or len(form.applications) == 1:
        return None
    near = [*range(form.current - 1, -1, -1), *range(form.current + 1, len(form.applications))]
    return next((n for n in near if form.applications[n].principal.address), None)


def take_home(form: IntakeForm) -> IntakeForm:
    """Return the form with postal code and address of the other application's principal."""
    number = other_home(form)
    if number is None:
        return form
    home = form.applications[number].principal
    form = put(form, "principal.postal_code", home.postal_code)
    return put(form, "principal.address", home.address)


def say_of_claim(form: IntakeForm, said: ClaimForm) -> IntakeForm:
    """Return the form with what it says of one right."""
    claims = tuple(
        said if claim.right is said.right else claim for claim in form.application.claims
    )
    return form.with_application(replace(form.application, claims=claims))


def put_paper(form: IntakeForm, paper: PaperForm) -> IntakeForm:
    """Return the form with a document changed."""
    papers = tuple(paper if each.key == paper.key else each for each in form.application.papers)
    return form.with_application(replace(form.application, papers=papers))


def add_paper(form: IntakeForm, kind: str, of: Subject) -> tuple[IntakeForm, str]:
    """Return the form with one more document that is here, and the key of its line."""
    papers = form.application.papers
    number = 1
    while any(each.key == f"{of.value}-{kind}-{number}" for each in papers):
        number += 1
    paper = PaperForm(f"{of.value}-{kind}-{number}", kind, of, here=True)
    return form.with_application(replace(form.application, papers=(*papers, paper))), paper.key


def remove_paper(form: IntakeForm, key: str) -> IntakeForm:
    """Return the form without a document."""
    papers = tuple(each for each in form.application.papers if each.key != key)
    return form.with_application(replace(form.application, papers=papers))


def add_application(form: IntakeForm) -> IntakeForm:
    """Return the form with one more application, which is shown."""
    applications = (*form.applications, ApplicationForm())
    return replace(form, applications=applications, current=len(applications) - 1)


def remove_application(form: IntakeForm, number: int) -> IntakeForm:
    """Return the form without an application; the last one stays."""
    kept = tuple(each for place, each in enumerate(form.applications) if place != number)
    if not kept:
        return form
    current = min(form.current, len(kept) - 1)
    unread = tuple(_unread_without(number, form.unread))
    return replace(form, applications=kept, current=current, unread=unread)


def share(form: IntakeForm, line: str, number: int, count: int) -> IntakeForm:
    """Return the form with whole pieces of a line given to one application (A4)."""
    before = form.applications[number]
    kept = tuple(each for each in before.shares if each.line != line)
    after = replace(before, shares=(*kept, ShareForm(line, count)) if count else kept)
    applications = tuple(
        after if place == number else each for place, each in enumerate(form.applications)
    )
    return replace(form, applications=applications)


def shared_count(application: ApplicationForm, line: str) -> int:
    """Return how many pieces of a line an application was given."""
    return next((each.count for each in application.shares if each.line == line), 0)


def _is_of_mail(field: str) -> bool:
    return field.partition(".")[0] in _OF_MAIL


def _unread_without(gone: int, unread: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, str]]:
    """Return what is unread when an application goes: those behind it move up."""
    for place, text in unread:
        field, number = unread_field(place)
        if number is None or number < gone:
            yield place, text
        elif number > gone:
            yield f"{number - 1}:{field}" if number > 1 else field, text


def _with_mask(paper: PaperForm, item: str, seen: object) -> PaperForm:
    kept = tuple(each for each in paper.masks if each.item != item)
    note = MaskNote(item, *seen) if isinstance(seen, tuple) else None
    return replace(paper, masks=(*kept, note) if note is not None else kept)


def _with_further(
    application: ApplicationForm, place: int, name: str, value: object
) -> ApplicationForm:
    further = list(application.further)
    further += [SheetForm()] * (place + 1 - len(further))
    changed: Any = {name: value}
    further[place] = replace(further[place], **changed)
    while further and further[-1] == SheetForm():
        further.pop()
    return replace(application, further=tuple(further))
