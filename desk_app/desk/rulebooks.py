# SPDX-License-Identifier: MIT
"""The rulebook versions of a desk: kept for ever, a new one in force only once confirmed (AP).

Two people put it in force: an officer proposes it, a supervisor or another officer signs the same
under it. What is open then stays under its own version until a person has seen,
application by application, what the new one changes, and confirmed it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar

from desk_app.desk.approvals import (
    RULEBOOK_CONFIRMED,
    RULEBOOK_PROPOSED,
    Witness,
    are_two,
    noted_of,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import Refused, StaleEdit
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Seal, Settings
from desk_app.desk.signing import rulebook_said
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.decisions import Approval, Signature, SignedForm
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.people import RosterPlace, User
from desk_app.rules.canonical import plain
from desk_app.rules.rulebook.rulebook import Rulebook, loads, may
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.versions import RuleChange, changes

_IN_FORCE = "rulebook_in_force"
_VERSIONS = "rulebook_versions"
_SOURCE = "rulebook_source:"
_SIGNED = "rulebook_signed:"

AnySignature = TypeVar("AnySignature", bound=Signature)


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
    changes: tuple[RuleChange, ...]
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


def noted_at_founding(values: Mapping[str, str]) -> dict[str, str]:
    """Return what the founding's entry says of the rulebook among a new desk's named values."""
    version = values.get(_IN_FORCE)
    if version is None:
        return {}
    return {"rulebook": version, "rulebook_source": _sha256(values[_SOURCE + version])}


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


def pending_changes(desk: Desk) -> Mapping[str, tuple[RuleChange, ...]]:
    """Return before and after of a new version for each open application, by receipt number.

    Empty where none is waiting.

    What stands in an application is not touched: it keeps the version it was frozen with.
    """
    if not desk.may(Duty.READ_CASES):
        desk.must(Duty.RULEBOOK)
    if desk.pending is None:
        return {}
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
    found = [_before_and_after(desk, file) for file in files]
    return {each.receipt_number: each.changes for each in found}


def confirmers(desk: Desk) -> tuple[User, ...]:
    """Return who may sign under what the acting person proposes: supervisors, another officer."""
    desk.must(Duty.RULEBOOK)
    return tuple(
        user
        for user in desk.ports.keys.users()
        if user.id != desk.actor.id and _duty_of_second(replace(desk, actor=user)) is not None
    )


def confirm_rulebook(desk: Desk, second: Desk) -> Changes:
    """Put a waiting version in force for what is logged from now on: two people sign it (AP).

    An officer proposes it; ``second`` is the same desk with a supervisor or another officer acting,
    who has shown a password. Both sign its version and its bytes. Raises Refused for one person
    alone, and where none is waiting.
    """
    desk.must(Duty.RULEBOOK)
    second.must(_duty_of_second(second) or Duty.APPROVE, RULEBOOK_CONFIRMED.roles)
    pending = desk.pending
    if pending is None:
        raise Refused(("no_rulebook_waiting",))
    if desk.actor.id == second.actor.id:
        raise Refused(("second_person_needed",))
    said = rulebook_said(pending.version, _sha256(pending.source.decode()))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        proposal = signed_proposal(desk, books, RULEBOOK_PROPOSED, said)
        books.journal.note(
            Action.RULEBOOK_PROPOSED, None, version=pending.version, **noted_of(proposal)
        )
        books.commit()
    with second.ports.store.writing(second.actor.id, second.ports.clock.now()) as books:
        approval = signed_approval(second, books, RULEBOOK_CONFIRMED, said, proposal)
        values = values_in_force(pending, _versions(books.settings))
        for name, value in values.items():
            books.settings.keep_value(name, value)
        books.settings.keep_value(_SIGNED + pending.version, _written(proposal, approval))
        books.journal.note(
            Action.RULEBOOK_CONFIRMED, None, version=pending.version, **noted_of(approval)
        )
        books.commit()
    return Changes.of((Kind.RULEBOOK, pending.version))


def not_confirmed(seal: Seal, witness: Witness) -> tuple[str, ...]:
    """Return the versions that no two people put in force as they are kept.

    That in force is among them where another was confirmed after it. The one a desk was founded
    with needs nobody, and what an officer confirmed alone before two had to stays as it is.
    """
    settings = witness.books.settings
    version = version_in_force(settings)
    kept = dict.fromkeys([*_versions(settings), *([version] if version else [])])
    entries = {each: _confirmed_at(seal, witness, each) for each in kept}
    latest = max((entry for entry in entries.values() if entry is not None), default=0)
    return tuple(
        each
        for each, entry in entries.items()
        if entry is None or (each == version and entry < latest)
    )


def _confirmed_at(seal: Seal, witness: Witness, version: str) -> int | None:
    """Return the entry with which two put a version in force, 0 where it needed no two.

    None where it needed them, and they did not sign it as it is kept.
    """
    settings = witness.books.settings
    source = _sha256(settings.value(_SOURCE + version) or "")
    kept = settings.value(_SIGNED + version)
    if kept is None:
        return 0 if _needed_no_two(seal, witness, version, source) else None
    signatures = _read(kept)
    if signatures is None:
        return None
    said = rulebook_said(version, source)
    acts, (proposal, approval) = (RULEBOOK_PROPOSED, RULEBOOK_CONFIRMED), signatures
    if not are_two(seal, acts, said, proposal.by, signatures):
        return None
    if not witness.bears_out(seal, RULEBOOK_PROPOSED, None, proposal, version=version):
        return None
    return witness.entry_of(seal, RULEBOOK_CONFIRMED, None, approval, version=version)


def _needed_no_two(seal: Seal, witness: Witness, version: str, source: str) -> bool:
    """Return whether a desk was founded with a version, or had it before two signed one."""
    journal = witness.books.journal
    said = {"rulebook": version, "rulebook_source": source}
    founded = journal.holds(Action.DESK_FOUNDED, None, None)
    if founded is not None and journal.holds(Action.DESK_FOUNDED, None, None, **said) == founded:
        return True
    entry = journal.holds(Action.RULEBOOK_CONFIRMED, None, None, version=version)
    if entry is None and version in _versions(witness.books.settings)[:1]:
        entry = founded
    return entry is not None and witness.is_of_before(seal, entry)


def _duty_of_second(desk: Desk) -> Duty | None:
    """Return the duty by which whoever is acting may sign second; None where by none."""
    rules, roles = desk.rulebook.on(desk.today), desk.actor.roles & RULEBOOK_CONFIRMED.roles
    return next((each for each in (Duty.APPROVE, Duty.RULEBOOK) if may(roles, each, rules)), None)


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


def _sha256(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()


def _written(proposal: Signature, approval: Approval) -> str:
    return json.dumps([plain(proposal), plain(approval)])


def _read(kept: str) -> tuple[Signature, Approval] | None:
    """Return the two signatures of a kept version; None where they are not what was written."""
    try:
        proposal, approval = json.loads(kept)
        return _signature(Signature, proposal), _signature(Approval, approval)
    except (ValueError, TypeError, KeyError):
        return None


def _signature(kind: type[AnySignature], kept: dict[str, Any]) -> AnySignature:
    place = kept["place"]
    return kind(
        by=UserId(kept["by"]),
        at=datetime.fromisoformat(kept["at"]),
        on=date.fromisoformat(kept["on"]),
        content_sha256=kept["content_sha256"],
        signature=bytes.fromhex(kept["signature"]),
        form=SignedForm(kept["form"]),
        place=RosterPlace(place["number"], place["head"]),
        entry=kept["entry"],
        head=kept["head"],
    )
