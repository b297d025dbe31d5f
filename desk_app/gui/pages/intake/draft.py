# SPDX-License-Identifier: MIT
"""The Intake page as the drafts that verbs take, and what a key or a tick changes on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desk_app.desk.applications.intake import ApplicationDraft, EnvelopeDraft
from desk_app.desk.applications.supplements import SupplementDraft
from desk_app.gui.case.typed import (
    BELONGS_TO_OPEN,
    WITH_SURCHARGE,
    ApplicationForm,
    EnvelopeForm,
    HeldLine,
    IntakeForm,
    MaskNote,
    OddLine,
    PaperForm,
    ProxyForm,
    ShareForm,
    SheetForm,
    claim_to,
    enclosure_of,
    is_simple,
    pieces_of,
    thing_held,
)
from desk_app.gui.kit.fields.names import number_of
from desk_app.records.base import ApplicationId, ClaimId, MailItemId
from desk_app.records.case.application import (
    Application,
    Change,
    Claim,
    Form,
    Principal,
    Proxy,
    ProxyKind,
)
from desk_app.records.case.mail import (
    Condition,
    HeldThing,
    MailItem,
    MailKind,
    Matter,
    PaymentLine,
    Piece,
)
from desk_app.records.case.papers import MaskAction
from desk_app.records.desk.people import Language
from desk_app.rules.days import eras
from desk_app.rules.letters.letters_due import usual_reply_to
from desk_app.rules.rulebook.terms import Proves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from desk_app.records.case.application import Right
    from desk_app.records.case.papers import Enclosure, Subject
    from desk_app.rules.rulebook.rulebook import Rules


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
    """Return the form with a kind of proxy; the reply goes where practice 7 says by default.

    Only somebody who has died has heirs: with the kind the tick comes and goes.
    """
    if ProxyKind.HEIR in {kind, form.application.proxy.kind}:
        form = put(form, "principal.deceased", kind is ProxyKind.HEIR)
    return put(put(form, "proxy.kind", kind), "reply_to", usual_reply_to(kind, rules))


def tick_rights(form: IntakeForm, rights: Sequence[Right]) -> IntakeForm:
    """Return the form with these rights asked for; what was said of one stays with it."""
    before = {claim.right: claim for claim in form.application.claims}
    claims = tuple(before.get(right, claim_to(right)) for right in rights)
    return form.with_application(replace(form.application, claims=claims))


def other_home(form: IntakeForm) -> int | None:
    """Return the number of the application of the same envelope whose home may be taken over.

    It is the nearest one before, else the first with an address; none where this one has its own.
    """
    if form.application.principal.address:
        return None
    return next((n for n in _near(form) if form.applications[n].principal.address), None)


def other_person(form: IntakeForm) -> int | None:
    """Return the number of the application of the same envelope whose people may be taken over.

    It is the nearest one before, else the first with a name; none where this one has its own.
    """
    if form.application.principal.name:
        return None
    return next((n for n in _near(form) if form.applications[n].principal.name), None)


def take_person(form: IntakeForm, shared: str) -> IntakeForm:
    """Return the form with the people of the other application, and with its documents.

    One paper serves both then, and the note ``shared`` says so on the second; a page that goes
    back or is destroyed stays with the first.
    """
    number = other_person(form)
    if number is None:
        return form
    other, mine = form.applications[number], form.application
    papers = tuple(
        replace(each, note=" ".join(part for part in (each.note, shared) if part))
        for each in other.papers
        if each.here and not each.whereabouts and not any(_goes(note) for note in each.masks)
    )
    own = tuple(each for each in mine.papers if each.here)
    taken = {each.key for each in papers}
    return form.with_application(
        replace(
            mine,
            principal=other.principal,
            registered_as_form=other.registered_as_form,
            proxy=other.proxy,
            reply_to=other.reply_to,
            papers=(*papers, *(each for each in own if each.key not in taken)),
        )
    )


def _near(form: IntakeForm) -> tuple[int, ...]:
    """Return the other applications of the envelope, those before first, from the nearest."""
    return (*range(form.current - 1, -1, -1), *range(form.current + 1, len(form.applications)))


def _goes(note: MaskNote) -> bool:
    return note.action in {MaskAction.RETURNED, MaskAction.PAGE_DESTROYED}


def take_home(form: IntakeForm) -> IntakeForm:
    """Return the form with postal code and address of the other application's principal."""
    number = other_home(form)
    if number is None:
        return form
    home = form.applications[number].principal
    form = put(form, "principal.postal_code", home.postal_code)
    return put(form, "principal.address", home.address)


def say_of_claim(form: IntakeForm, said: Claim) -> IntakeForm:
    """Return the form with what it says of one right."""
    claims = tuple(
        said if claim.right is said.right else claim for claim in form.application.claims
    )
    return form.with_application(replace(form.application, claims=claims))


def put_paper(form: IntakeForm, paper: PaperForm) -> IntakeForm:
    """Return the form with a document changed."""
    papers = tuple(paper if each.key == paper.key else each for each in form.application.papers)
    return form.with_application(replace(form.application, papers=papers))


def tick_paper(paper: PaperForm, rules: Rules, *, here: bool) -> PaperForm:
    """Return a document that is here, or is not: a copy only where an original is not needed.

    Of a kind that must be an original nobody knows yet which it is (practice 9).
    """
    term = rules.document(paper.kind)
    copied = here and paper.original is None and not (term is not None and term.original)
    return replace(paper, here=here, original=False if copied else paper.original)


def leave(form: IntakeForm, *sections: int) -> IntakeForm:
    """Return the form after these sections of the shown application were left."""
    left = tuple(sorted({*form.application.left, *sections}))
    return form.with_application(replace(form.application, left=left))


def add_paper(form: IntakeForm, kind: str, of: Subject, rules: Rules) -> tuple[IntakeForm, str]:
    """Return the form with one more document that is here, and the key of its line."""
    papers = form.application.papers
    number = 1
    while any(each.key == f"{of.value}-{kind}-{number}" for each in papers):
        number += 1
    paper = tick_paper(PaperForm(f"{of.value}-{kind}-{number}", kind, of), rules, here=True)
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


ODD_DIGITS, AMOUNT_DIGITS = 6, 7
"""How many digits a number of other pieces has at most, and an amount that goes back."""


def odd_number(text: str) -> int | None:
    """Return a number that was typed in the line of other pieces; nothing where it is none."""
    return number_of(text, ODD_DIGITS)


def amount_of(text: str) -> int | None:
    """Return an amount in yen that was typed; 0 where none was, nothing where it is none."""
    return number_of(text, AMOUNT_DIGITS) if text.strip() else 0


def piece_of(line: OddLine) -> PaymentLine | None:
    """Return what stands in the line of other pieces; nothing where it lacks something."""
    if line.piece is None or line.condition is None:
        return None
    dearer = (line.piece, line.condition) in WITH_SURCHARGE
    value, count = odd_number(line.value), odd_number(line.count)
    surcharge = odd_number(line.surcharge) if dearer else 0
    issued_on = day_of(line.issued_on)
    if value is None or not count or surcharge is None or (line.issued_on and not issued_on):
        return None
    return pieces_of(value, count, line.piece, line.condition, surcharge, issued_on)


def day_of(text: str) -> date | None:
    """Return a day that was typed in the line of other pieces; nothing where it is none."""
    try:
        return eras.parse(text)
    except eras.DateError:
        return None


def thing_of(line: HeldLine) -> HeldThing | None:
    """Return what stands in the line of things that go back; nothing where it lacks something."""
    amount = amount_of(line.amount)
    if line.kind is None or amount is None:
        return None
    return thing_held(line.kind, amount, line.note)


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


# The Intake page as the drafts that verbs take; shape only, the rules judge what it means.


ORIGINAL = "paper.original"
NO_MAIL = MailItemId(0)
NO_APPLICATION = ApplicationId(0)
ENGLISH_FORM = "E"
"""How the codes of the English forms end."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps the page from being saved: the field, and the code of the sentence.

    ``application`` is the number of the application it stands in, nothing for the envelope's own.
    """

    field: str
    code: str
    application: int | None = None


def troubles(form: IntakeForm) -> tuple[Trouble, ...]:
    """Return what is not yet a shape that can be saved, in the order of the page."""
    envelope = form.envelope
    found = [
        Trouble(field, "not_a_date", number)
        for field, number in (unread_field(place) for place, _ in form.unread)
    ]
    if envelope.arrived_on is None and not any(t.field == "envelope.arrived_on" for t in found):
        found.append(Trouble("envelope.arrived_on", "arrival_missing"))
    if envelope.kind is None:
        found.append(Trouble("envelope.kind", "mail_kind_missing"))
    if envelope.matter is Matter.NEW_APPLICATION:
        for number, application in enumerate(form.applications):
            found += _application_troubles(application, number)
    else:
        found += _later_troubles(form)
    return tuple(found)


def _later_troubles(form: IntakeForm) -> list[Trouble]:
    """Return what lacks of a mail item that is no new application."""
    matter, supplement = form.envelope.matter, form.supplement
    if matter is Matter.WITHDRAWAL and not supplement.withdraws:
        return [Trouble("supplement.withdraws", "nothing_withdrawn")]
    if matter is Matter.CHANGE_OF_ADDRESS and not supplement.address.strip():
        return [Trouble("supplement.address", "address_missing")]
    if matter not in BELONGS_TO_OPEN and not form.envelope.note.strip():
        return [Trouble("envelope.note", "note_missing")]
    return []


def _application_troubles(application: ApplicationForm, number: int) -> list[Trouble]:
    found = []
    if not application.principal.name.strip():
        found.append(Trouble("principal.name", "name_missing", number))
    if application.proxy.kind is not None and not application.proxy.name.strip():
        found.append(Trouble("proxy.name", "name_missing", number))
    return found + _unsaid_originals(application, number)


def _unsaid_originals(application: ApplicationForm, number: int) -> list[Trouble]:
    """Return the documents of which nobody said whether they are the original or a copy."""
    return [
        Trouble(f"{ORIGINAL}@{paper.key}", "original_unsaid", number)
        for paper in application.papers
        if paper.here and paper.original is None
    ]


def envelope_draft(form: IntakeForm, today: date) -> EnvelopeDraft:
    """Return the draft of an envelope with its applications."""
    lines = form.lines()
    place = {str(line.id): number for number, line in enumerate(lines)}
    mail = mail_item(form, today)
    return EnvelopeDraft(
        mail=mail,
        applications=tuple(
            ApplicationDraft(
                application=application_of(each, mail.arrived_on),
                enclosures=enclosures(each, mail.arrived_on),
                pieces=tuple(
                    (place[share.line], share.count)
                    for share in each.shares
                    if share.line in place and share.count
                ),
            )
            for each in form.applications
        ),
        logged_as=form.logged_as,
        draft_key=form.key,
    )


def supplement_draft(form: IntakeForm, application: ApplicationId, today: date) -> SupplementDraft:
    """Return the draft of a mail item that belongs to an open application."""
    supplement = form.supplement
    mail = mail_item(form, today)
    matter = form.envelope.matter
    withdraws = supplement.withdraws if matter is Matter.WITHDRAWAL else ()
    moved = matter is Matter.CHANGE_OF_ADDRESS
    return SupplementDraft(
        mail=mail,
        application=application,
        enclosures=enclosures(form.application, mail.arrived_on),
        withdraws=tuple(ClaimId(claim) for claim in withdraws),
        written_on=supplement.written_on,
        signed=supplement.signed,
        by_proxy=supplement.of_proxy if moved else supplement.by_proxy,
        postal_code=supplement.postal_code if moved else "",
        address=supplement.address if moved else "",
        draft_key=form.key,
        logged_as=form.logged_as,
    )


def mail_item(form: IntakeForm, today: date) -> MailItem:
    """Return the mail item; its kind and day stand in until they are chosen, for looking only."""
    envelope = form.envelope
    openers = (envelope.opener, envelope.second_opener)
    return MailItem(
        id=NO_MAIL,
        arrived_on=envelope.arrived_on or today,
        kind=envelope.kind or MailKind.OTHER,
        matter=envelope.matter,
        postmark=envelope.postmark,
        tracking_number=envelope.tracking_number,
        red_marking=envelope.red_marking,
        opened_by=tuple(opener for opener in openers if opener is not None),
        sender=envelope.sender,
        note=envelope.note,
        payments=form.lines(),
        held=form.held,
    )


def application_of(form: ApplicationForm, arrived_on: date) -> Application:
    """Return one application; its claims carry their right's code as id until they are logged."""
    as_form, registered = form.registered_as_form, form.principal.registered_address
    return Application(
        id=NO_APPLICATION,
        token="",
        mail_item=NO_MAIL,
        received_on=arrived_on,
        form=_sheet(form.sheet),
        principal=replace(form.principal, registered_address="" if as_form else registered),
        claims=tuple(_claim(each) for each in form.claims),
        proxy=_proxy(form.proxy, form.principal),
        scope=form.scope,
        service=form.service,
        method=form.method,
        reply_to=form.reply_to,
        language=language_of(form),
        further_forms=tuple(_sheet(each) for each in form.further if each.code),
    )


def language_of(form: ApplicationForm) -> Language:
    """Return the language of the reply: what was chosen, else the form's."""
    if form.language is not None:
        return form.language
    return Language.EN if (form.sheet.code or "").endswith(ENGLISH_FORM) else Language.JA


def enclosures(form: ApplicationForm, arrived_on: date) -> tuple[Enclosure, ...]:
    """Return the documents that are here."""
    return tuple(enclosure_of(paper, arrived_on) for paper in form.papers if paper.here)


def _sheet(sheet: SheetForm) -> Form:
    return Form(sheet.code or "", sheet.version, sheet.filled_in_on, signed=not sheet.unsigned)


def _proxy(form: ProxyForm, principal: Principal) -> Proxy | None:
    if form.kind is None:
        return None
    home: Principal | ProxyForm = principal if form.same_address else form
    return Proxy(form.kind, form.name, form.kana, home.postal_code, home.address, form.phone)


def _claim(claim: Claim) -> Claim:
    """Return a right asked for without the lines of changes in which nothing stands."""
    return replace(claim, changes=tuple(each for each in claim.changes if each != Change("")))


def form_of(mail: MailItem, form: IntakeForm) -> IntakeForm:
    """Return the page of a mail item that was logged by itself and waits to be worked up."""
    openers = (*mail.opened_by, None, None)
    envelope = EnvelopeForm(
        arrived_on=mail.arrived_on,
        postmark=mail.postmark,
        kind=mail.kind,
        tracking_number=mail.tracking_number,
        opener=openers[0],
        second_opener=openers[1],
        red_marking=mail.red_marking,
        matter=mail.matter,
        sender=mail.sender,
        note=mail.note,
    )
    lines = tuple(
        pieces_of(each.denomination, each.count, *_kind_of(each)) for each in mail.payments
    )
    return replace(
        form,
        envelope=envelope,
        pieces=tuple(line for line in lines if is_simple(line)),
        odd=tuple(line for line in lines if not is_simple(line)),
        held=tuple(thing_held(held.kind, held.amount, held.note) for held in mail.held),
    )


def _kind_of(line: PaymentLine) -> tuple[Piece, Condition, int, date | None]:
    return line.piece, line.condition, line.surcharge, line.issued_on
