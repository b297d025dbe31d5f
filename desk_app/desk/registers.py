# SPDX-License-Identifier: MIT
"""The registers: purposes of use, where data lie, provision, trainings; entered to ended (I2).

Purposes, where data lie and trainings tell of no applicant: whoever works at the desk reads them.
Rows of provision name persons to those alone who may read applications. Officer and supervisors
change them; an entry is never deleted, what was said before stays as a version with its day and
reason.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, assert_never

from desk_app.desk import reading
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.ports import Books
from desk_app.desk.text_limits import admit
from desk_app.records.base import UserId, kept_id_of_provision
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Application
from desk_app.records.case.decisions import Content, ProvisionRecord
from desk_app.records.desk.people import Language
from desk_app.records.pages import PurposesPage, PurposeTold
from desk_app.records.registers import (
    DataPlace,
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PublishedText,
    PurposeOffer,
    PurposeVersion,
    RegisterBook,
    RegisterEnd,
    RegisterReview,
    TrainingEntry,
    UsePurpose,
)
from desk_app.rules.registers import registers as rules
from desk_app.rules.registers.published import ComparedLine, compared, published_lines
from desk_app.rules.registers.registers import ReviewDue, version_on, with_version
from desk_app.rules.rulebook.terms import Duty

Entry = TypeVar("Entry", UsePurpose, DataPlace)
Stated = TypeVar("Stated", PurposeVersion, PlaceVersion)
Recorded = TypeVar("Recorded", ProvisionEntry, TrainingEntry)

_PURPOSE_WORDS = tuple(
    f"{name}_{language.value}"
    for name in ("data", "people", "obtained", "purpose")
    for language in Language
)
_PLACE_WORDS = ("department", "data", "location")


# Reading them, whole; a row of provision without its person for who may read no applicant's data.


def purposes(desk: Desk) -> tuple[UsePurpose, ...]:
    """Return the register of purposes of use, ended ones too, as they were entered."""
    with desk.ports.store.reading() as books:
        return books.registers.purposes()


def places(desk: Desk) -> tuple[DataPlace, ...]:
    """Return the register of where data lie, ended entries too, as they were entered."""
    with desk.ports.store.reading() as books:
        return books.registers.places()


def trainings(desk: Desk) -> tuple[TrainingEntry, ...]:
    """Return the trainings that were held, the newest first, ended entries too."""
    with desk.ports.store.reading() as books:
        found = books.registers.trainings()
    return tuple(sorted(found, key=lambda each: (each.on or date.min, each.id), reverse=True))


def proposed_purposes(desk: Desk) -> tuple[PurposeVersion, ...]:
    """Return the purposes that the rulebook's clauses publish and that the register does not name.

    They are proposed to who keeps the registers, and entered only one by one (`enter_purpose`).
    """
    if not desk.may(Duty.REGISTERS):
        return ()
    clauses = desk.rulebook.on(desk.today).clauses
    return rules.proposed_purposes(clauses, purposes(desk), desk.today)


@dataclass(frozen=True, slots=True)
class ReviewWaiting:
    """An entry that is to be read again: in which register, and by which day."""

    book: RegisterBook
    entry: int
    due: ReviewDue


def reviews_waiting(desk: Desk) -> tuple[ReviewWaiting, ...]:
    """Return the entries whose review is told today, the first due one first.

    Of nobody's concern who may not keep the registers: nothing then.
    """
    if not desk.may(Duty.REGISTERS):
        return ()
    with desk.ports.store.reading() as books:
        kept: tuple[tuple[RegisterBook, Collection[UsePurpose | DataPlace]], ...] = (
            (RegisterBook.PURPOSES, books.registers.purposes()),
            (RegisterBook.PLACES, books.registers.places()),
        )
    found = [
        ReviewWaiting(book, entry.id, due)
        for book, entries in kept
        for entry in entries
        if (due := rules.review_due(entry, desk.today)) is not None and due.is_told(desk.today)
    ]
    return tuple(sorted(found, key=lambda each: each.due.on))


PROVISIONS_LISTED = 10_000
"""So many rows of provision a list shows, the newest: older ones are found by a text."""


def provision_count(desk: Desk) -> int:
    """Return how many rows of provision there are."""
    with desk.ports.store.reading() as books:
        return books.registers.count_provisions()


def provisions(
    desk: Desk,
    text: str = "",
    limit: int = PROVISIONS_LISTED,
    kinds: Collection[ProvisionKind] = (),
) -> tuple[ProvisionEntry, ...]:
    """Return the newest rows of provision in which a text is found, or of a kind, the newest first.

    ``kinds`` are those whose word says the text. Who may read no applicant's data gets the rows
    without names, and a text is looked for in what is left of them.
    """
    named = desk.may(Duty.READ_CASES)
    with desk.ports.store.reading() as books:
        found = books.registers.provisions(text if named else "", limit, kinds)
    if named:
        return found
    shown = map(rules.without_names, found)
    return tuple(each for each in shown if each.kind in kinds or rules.says(each, text))


# Entering, changing, ending, reading again.


def enter_purpose(desk: Desk, version: PurposeVersion) -> Changes:
    """Enter a purpose of use; raises BadInput where its words are missing in a language."""
    made = _stated(desk, version, _PURPOSE_WORDS)

    def enter(books: Books) -> int:
        return books.registers.keep_purpose(UsePurpose(0, (made,))).id

    return _noted(desk, RegisterBook.PURPOSES, Action.REGISTER_ENTERED, enter)


def change_purpose(desk: Desk, id_: int, version: PurposeVersion) -> Changes:
    """Enter what a purpose is from a day on, and why it changed.

    Raises BadInput without words or reason, Refused for one that has ended, NotFound.
    """
    made = _stated(desk, version, (*_PURPOSE_WORDS, "reason"))

    def change(books: Books) -> int:
        entry = _standing(books.registers.purpose(id_))
        changed = replace(entry, versions=with_version(entry.versions, made))
        return books.registers.keep_purpose(changed).id

    return _noted(desk, RegisterBook.PURPOSES, Action.REGISTER_CHANGED, change)


def enter_place(desk: Desk, version: PlaceVersion) -> Changes:
    """Enter where data lie; raises BadInput without department, data and location."""
    made = _stated(desk, version, _PLACE_WORDS)

    def enter(books: Books) -> int:
        return books.registers.keep_place(DataPlace(0, (made,))).id

    return _noted(desk, RegisterBook.PLACES, Action.REGISTER_ENTERED, enter)


def change_place(desk: Desk, id_: int, version: PlaceVersion) -> Changes:
    """Enter where data lie from a day on, and why it changed; raises as for a purpose."""
    made = _stated(desk, version, (*_PLACE_WORDS, "reason"))

    def change(books: Books) -> int:
        entry = _standing(books.registers.place(id_))
        changed = replace(entry, versions=with_version(entry.versions, made))
        return books.registers.keep_place(changed).id

    return _noted(desk, RegisterBook.PLACES, Action.REGISTER_CHANGED, change)


def enter_provision(desk: Desk, entry: ProvisionEntry) -> Changes:
    """Enter a row of provision; what it lacks of the Rules' items is told, and does not hinder.

    Raises BadInput without the other party, and for a day in the future.
    """
    desk.must(Duty.REGISTERS)
    _must_be_written(entry, ("party",))
    for place, day in (("on", entry.on), ("last_on", entry.last_on)):
        if day is not None and day > desk.today:
            raise BadInput("day_in_future", place=place)
    new = replace(entry, proposed_by=None, proposed_on=None, disposed_by=None, disposed_on=None)
    stated = _entered(desk, replace(new, holds=(), token=desk.ports.chance.token()))

    def enter(books: Books) -> int:
        return books.registers.keep_provision(stated).id

    return _noted(desk, RegisterBook.PROVISIONS, Action.REGISTER_ENTERED, enter)


def enter_training(desk: Desk, entry: TrainingEntry) -> Changes:
    """Enter a training that was held; raises BadInput without day, subject or who took part.

    Nor may its day be ahead.
    """
    desk.must(Duty.REGISTERS)
    _must_be_written(entry, ("subject", "attended"))
    if entry.on is None:
        raise BadInput("register_words_missing", place="on")
    if entry.on > desk.today:
        raise BadInput("day_in_future", place="on")
    stated = _entered(desk, entry)

    def enter(books: Books) -> int:
        return books.registers.keep_training(stated).id

    return _noted(desk, RegisterBook.TRAININGS, Action.REGISTER_ENTERED, enter)


def end(desk: Desk, book: RegisterBook, id_: int, on: date, reason: str) -> Changes:
    """End an entry from a day on: a purpose is given up, a provision stopped, data moved away.

    Raises BadInput without a reason, Refused for one that has ended, NotFound.
    """
    desk.must(Duty.REGISTERS)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    over = admit(RegisterEnd(on, reason, desk.actor.id))

    def close(books: Books) -> int:
        registers = books.registers
        match book:
            case RegisterBook.PURPOSES:
                registers.keep_purpose(_ended(registers.purpose(id_), over))
            case RegisterBook.PLACES:
                registers.keep_place(_ended(registers.place(id_), over))
            case RegisterBook.PROVISIONS:
                entry = registers.provision(id_)
                if entry.disposed_on is not None:
                    raise Refused(("entry_ended",))
                registers.keep_provision(_closed(entry, over))
            case RegisterBook.TRAININGS:
                registers.keep_training(_closed(registers.training(id_), over))
            case _:
                assert_never(book)
        return id_

    return _noted(desk, book, Action.REGISTER_ENDED, close)


def review(desk: Desk, book: RegisterBook, id_: int) -> Changes:
    """Note that an entry was read today and still holds; the next review is due in a year.

    Raises Refused for one that has ended, BadInput for a row of provision or a training, NotFound.
    """
    desk.must(Duty.REGISTERS)
    read = RegisterReview(desk.today, desk.actor.id)

    def note(books: Books) -> int:
        registers = books.registers
        match book:
            case RegisterBook.PURPOSES:
                registers.keep_purpose(_reviewed(registers.purpose(id_), read))
            case RegisterBook.PLACES:
                registers.keep_place(_reviewed(registers.place(id_), read))
            case RegisterBook.PROVISIONS | RegisterBook.TRAININGS:
                raise BadInput("no_review", place="book")
            case _:
                assert_never(book)
        return id_

    return _noted(desk, book, Action.REGISTER_REVIEWED, note)


def _stated(desk: Desk, version: Stated, names: Iterable[str]) -> Stated:
    """Return what is stated, by whoever is acting, now; raises BadInput where words are missing."""
    desk.must(Duty.REGISTERS)
    _must_be_written(version, names)
    return admit(replace(version, by=desk.actor.id, at=desk.ports.clock.now()))


def _entered(desk: Desk, entry: Recorded) -> Recorded:
    """Return the entry as a new one of whoever is acting, now, which nobody has ended."""
    who, now = desk.actor.id, desk.ports.clock.now()
    new = replace(entry, id=0, entered_by=who, entered_at=now)
    return admit(replace(new, ended_on=None, ended_why="", ended_by=None))


def _must_be_written(record: object, names: Iterable[str]) -> None:
    for name in names:
        if not getattr(record, name).strip():
            code = "reason_missing" if name == "reason" else "register_words_missing"
            raise BadInput(code, place=name)


def _ended(entry: Entry, over: RegisterEnd) -> Entry:
    return replace(_standing(entry), end=over)


def _closed(entry: Recorded, over: RegisterEnd) -> Recorded:
    if entry.ended_on is not None:
        raise Refused(("entry_ended",))
    return replace(entry, ended_on=over.on, ended_why=over.reason, ended_by=over.by)


def _reviewed(entry: Entry, read: RegisterReview) -> Entry:
    return replace(_standing(entry), reviews=(*entry.reviews, read))


def _standing(entry: Entry) -> Entry:
    if entry.end is not None:
        raise Refused(("entry_ended",))
    return entry


def _noted(
    desk: Desk, book: RegisterBook, action: Action, change: Callable[[Books], int]
) -> Changes:
    """Make a change in a unit of work of its own; the journal keeps which entry, no word of it.

    What concerns a record of provision stands under its random name, and is found by its number.
    """
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        id_ = change(books)
        named = book is RegisterBook.PROVISIONS and books.registers.provision(id_).token
        subject = kept_id_of_provision(id_) if named else None
        books.journal.note(action, subject, register=book.value, entry=id_)
        books.commit()
    return Changes.of((Kind.REGISTER, id_))


# What letters are written from (L7, L10), and whom a department is asked of (E2).


def purpose_offers(desk: Desk, language: Language) -> tuple[PurposeOffer, ...]:
    """Return the purposes that apply today, as a letter of a language tells them."""
    return rules.purpose_offers(purposes(desk), desk.today, language)


def provision_offers(desk: Desk, application: Application) -> tuple[ProvisionEntry, ...]:
    """Return the records of provision and receipt about somebody named as the principal is.

    A name alone proves nothing: whoever decides says which of them are the principal's. Raises
    NotAllowed for who may read no applicant's data.
    """
    principal = application.principal
    named = [principal.name, principal.former_name, principal.kana]
    with reading.cases(desk) as books:
        found = books.registers.of_person([each for each in named if each])
    return tuple(each for each in found if rules.is_record(each))


def written_from(
    desk: Desk,
    content: Content,
    application: Application,
    of_purposes: Collection[int] = (),
    of_provisions: Collection[int] = (),
) -> Content:
    """Return what a decision tells with entries of the registers in it, in their words of today.

    They stand in it as if they had been typed, and are frozen with the decision. Raises BadInput
    for an entry that is not offered.
    """
    offered = {each.entry: each for each in purpose_offers(desk, application.language)}
    rows: dict[int, ProvisionEntry] = {}
    if of_provisions:
        rows = {each.id: each for each in provision_offers(desk, application)}
    if not (offered.keys() >= set(of_purposes) and rows.keys() >= set(of_provisions)):
        raise BadInput("not_in_register", place="register")
    told = [offered[id_] for id_ in of_purposes]
    chosen = [rows[id_] for id_ in of_provisions]
    return replace(
        content,
        purposes=(*content.purposes, *(each.line for each in told)),
        published_at=content.published_at or rules.published_at(told),
        provided=(*content.provided, *_records(chosen, received=False)),
        obtained=(*content.obtained, *_records(chosen, received=True)),
    )


def _records(rows: Iterable[ProvisionEntry], *, received: bool) -> Iterator[ProvisionRecord]:
    return (
        rules.provision_record(each)
        for each in rows
        if (each.kind is ProvisionKind.RECEIVED) is received
    )


def departments(desk: Desk) -> tuple[str, ...]:
    """Return the departments to propose: the register's, then those that were asked before.

    Raises NotAllowed for who may read no applicant's data.
    """
    asked = reading.lists(desk).departments()
    return rules.departments(places(desk), desk.today, asked)


# What the register publishes, to hold beside what is published.


def published(desk: Desk) -> tuple[PurposeVersion, ...]:
    """Return the purposes as they apply today, in the order in which they were entered."""
    now = (version_on(each.versions, each.end, desk.today) for each in purposes(desk))
    return tuple(each for each in now if each is not None)


def compare_published(desk: Desk, text: str, language: Language) -> tuple[ComparedLine, ...]:
    """Return what the register publishes today beside a text that is published, line by line."""
    return compared(published_lines(published(desk), language), text)


def keep_published(desk: Desk, text: str, language: Language, on: date) -> Changes:
    """Keep a text as what is published in a language since a day, in the place of the one before.

    Raises BadInput for no text, one that is too long, or a day in the future.
    """
    desk.must(Duty.REGISTERS)
    if not text.strip():
        raise BadInput("published_empty", place="text")
    if on > desk.today:
        raise BadInput("day_in_future", place="on")
    kept = admit(PublishedText(text, on, desk.actor.id))
    said = {"text": kept.text, "on": kept.on.isoformat(), "by": kept.by}
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.settings.keep_value(_kept_as(language), json.dumps(said, ensure_ascii=False))
        books.journal.note(Action.PUBLISHED_KEPT, None, language=language.value, since=on)
        books.commit()
    return Changes.of((Kind.REGISTER, 0))


def kept_published(desk: Desk, language: Language) -> PublishedText | None:
    """Return what is kept as published in a language; None where nothing is."""
    with desk.ports.store.reading() as books:
        kept = books.settings.value(_kept_as(language))
    if kept is None:
        return None
    said = json.loads(kept)
    return PublishedText(said["text"], date.fromisoformat(said["on"]), UserId(said["by"]))


def _kept_as(language: Language) -> str:
    return f"published_{language.value}"


def purposes_page(desk: Desk, language: Language) -> PurposesPage:
    """Return what the register publishes today, as a page in a language. It names nobody."""
    with desk.ports.store.reading() as books:
        profile = books.settings.profile()
    told = tuple(
        PurposeTold(
            clause=each.clause,
            data=each.data_ja if language is Language.JA else each.data_en,
            people=each.people_ja if language is Language.JA else each.people_en,
            obtained=each.obtained_ja if language is Language.JA else each.obtained_en,
            purpose=each.purpose_ja if language is Language.JA else each.purpose_en,
        )
        for each in published(desk)
    )
    return PurposesPage(language, profile, desk.today, told)
