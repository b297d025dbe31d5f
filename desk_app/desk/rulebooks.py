# SPDX-License-Identifier: MIT
"""The rulebook versions of a desk: kept for ever, a new one in force only once confirmed (AP).

What is open then stays under its own version until a person has seen, application by application,
what the new one changes, and confirmed it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from desk_app.desk.book_ports import Settings
from desk_app.desk.changes import Changes, Kind
from desk_app.desk.context import Desk
from desk_app.desk.errors import Refused, StaleEdit
from desk_app.desk.keeping import keep
from desk_app.records.history import ApplicationFile
from desk_app.records.ids import ApplicationId
from desk_app.records.journal import Action
from desk_app.rules.adoption import Change, changes
from desk_app.rules.duties import may
from desk_app.rules.rulebook import Rulebook, loads
from desk_app.rules.terms import Duty

_IN_FORCE = "rulebook_in_force"
_VERSIONS = "rulebook_versions"
_SOURCE = "rulebook_source:"


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """What the newest rulebook changes in an open application that stands under another one.

    ``seen`` is the application's version that was asked. ``bound`` says that a proposal or a
    decision stands in it: it was made, and signed, under the application's own rulebook. Nothing
    here tells of anybody.
    """

    application: ApplicationId
    receipt_number: str
    seen: int
    under: str
    changes: tuple[Change, ...]
    bound: bool


def kept_versions(settings: Settings, program: Rulebook) -> Mapping[str, Rulebook]:
    """Return every rulebook the desk ever had in force, by version, read from its own bytes.

    A duty that is younger than a version is held by those who hold it in ``program``, the rulebook
    that came with the program.
    """
    return {version: _kept(settings, version, program) for version in _versions(settings)}


def _kept(settings: Settings, version: str, program: Rulebook) -> Rulebook:
    source = (settings.value(_SOURCE + version) or "").encode()
    if source == program.source:
        # What the program has read already says the same: no desk opens later for reading it twice.
        return program
    return loads(source, "rulebook.toml", program=program)


def version_in_force(settings: Settings) -> str:
    """Return the version a person confirmed last; empty at a desk that has none yet."""
    return settings.value(_IN_FORCE) or ""


def values_in_force(rulebook: Rulebook, earlier: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the named values that keep a rulebook's own bytes and put it in force."""
    return {
        _VERSIONS: json.dumps([*dict.fromkeys([*earlier, rulebook.version])]),
        _SOURCE + rulebook.version: rulebook.source.decode(),
        _IN_FORCE: rulebook.version,
    }


def newest(desk: Desk) -> Rulebook:
    """Return the version that waits for an officer, or the one in force where none does."""
    return desk.pending or desk.rulebook


def standing_apart(desk: Desk) -> tuple[ApplicationId, ...]:
    """Return the open applications that stand under another version than the newest."""
    desk.must(Duty.RULEBOOK)
    return desk.ports.store.queries.under_other_rules(newest(desk).version)


def before_and_after(desk: Desk, ids: Iterable[ApplicationId]) -> tuple[BeforeAfter, ...]:
    """Return what the newest version changes in each of some applications, in the same order."""
    desk.must(Duty.RULEBOOK)
    with desk.ports.store.reading() as books:
        return tuple(_before_and_after(desk, books.files.get(id_)) for id_ in ids)


def pending_changes(desk: Desk) -> Mapping[str, tuple[Change, ...]]:
    """Return before and after of a new version for each open application, by receipt number.

    Empty where none is waiting.

    What stands in an application is not touched: it keeps the version it was frozen with.
    """
    if not may(desk.actor.roles, Duty.READ_CASES, desk.rulebook.on(desk.today)):
        desk.must(Duty.RULEBOOK)
    if desk.pending is None:
        return {}
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
    found = [_before_and_after(desk, file) for file in files]
    return {each.receipt_number: each.changes for each in found}


def confirm_rulebook(desk: Desk) -> Changes:
    """Put a waiting version in force for what is logged from now on; an officer's act (AP).

    Raises Refused where none is waiting.
    """
    desk.must(Duty.RULEBOOK)
    if desk.pending is None:
        raise Refused(("no_rulebook_waiting",))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for name, value in values_in_force(desk.pending, _versions(books.settings)).items():
            books.settings.keep_value(name, value)
        books.journal.note(Action.RULEBOOK_CONFIRMED, None, version=desk.pending.version)
        books.commit()
    return Changes.of((Kind.RULEBOOK, desk.pending.version))


def once_confirmed(desk: Desk) -> Desk:
    """Return the desk as it goes on after its waiting version was put in force."""
    book = newest(desk)
    earlier = {**desk.earlier, book.version: book}
    return replace(desk, rulebook=book, earlier=earlier, pending=None)


def take(desk: Desk, id_: ApplicationId, seen: int) -> Changes:
    """Put one open application under the version in force; an officer's act (AP).

    ``seen`` is the application's version whose before and after was looked at. Raises StaleEdit
    where it moved on since, and Refused where a version waits that is not in force yet, where the
    application stands under this one already, or a proposal or decision stands in it.
    """
    desk.must(Duty.RULEBOOK)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(id_)
        if file.application.version != seen:
            raise StaleEdit
        reason = _why_not(desk, file)
        if reason:
            raise Refused((reason,))
        version = desk.rulebook.version
        books.journal.note(
            Action.RULEBOOK_TAKEN, id_, version=version, before=file.application.rulebook_version
        )
        keep(desk, books, under(file, version))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_), (Kind.RULEBOOK, version))


def under(file: ApplicationFile, version: str) -> ApplicationFile:
    """Return an application as it stands under a rulebook version."""
    return replace(file, application=replace(file.application, rulebook_version=version))


def is_bound(file: ApplicationFile) -> bool:
    """Return whether a proposal or a decision ties an application to its own version.

    An approval is signed with the version in it: under another one it would be worth nothing.
    """
    return any(not each.sent_back and not each.taken_back for each in file.decisions)


def _why_not(desk: Desk, file: ApplicationFile) -> str:
    if desk.pending is not None:
        return "rulebook_not_in_force"
    if file.application.rulebook_version == desk.rulebook.version:
        return "rulebook_taken_already"
    return "decided_under_its_rulebook" if is_bound(file) else ""


def _before_and_after(desk: Desk, file: ApplicationFile) -> BeforeAfter:
    application = file.application
    return BeforeAfter(
        application=application.id,
        receipt_number=application.receipt_number,
        seen=application.version,
        under=application.rulebook_version,
        changes=changes(file, desk.book_of(application), newest(desk), desk.today),
        bound=is_bound(file),
    )


def _versions(settings: Settings) -> list[str]:
    return [str(version) for version in json.loads(settings.value(_VERSIONS) or "[]")]
