# SPDX-License-Identifier: MIT
"""The rulebook versions of a desk: kept for ever, a new one in force only once confirmed (AP).

It came with the program, or as the file of another company, or a dated value was changed at the
desk. Two people put it in force: an officer proposes it, a supervisor or another officer signs the
same under it. What is open then stays under its own version until a person has seen,
application by application, what the new one changes, and confirmed it.
"""

from __future__ import annotations

import hashlib
import json
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeVar, cast

from typing_extensions import override

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, DamageFound, OwnValuesNotTaken, Refused, StaleEdit
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Seal, Settings
from desk_app.desk.reading import changed_since
from desk_app.desk.signed.approvals import (
    RULEBOOK_CONFIRMED,
    RULEBOOK_PROPOSED,
    Witness,
    are_two,
    noted_of,
    signed_approval,
    signed_proposal,
)
from desk_app.desk.signed.signing import rulebook_said
from desk_app.records.base import ApplicationId, Fact, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.decisions import Approval, Signature, SignedForm
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import RosterPlace, User
from desk_app.rules.rulebook import amending
from desk_app.rules.rulebook.amending import ChangeError, DatedValue, ValueChange
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.rules.rulebook.rulebook import Rulebook, loads, may
from desk_app.rules.rulebook.terms import Duty
from desk_app.rules.versions import RuleChange, ValueDifference, changes, differences
from desk_app.rules.writing.canonical import plain
from desk_app.rules.writing.text import TextError

_IN_FORCE = "rulebook_in_force"
_VERSIONS = "rulebook_versions"
_SOURCE = "rulebook_source:"
_SIGNED = "rulebook_signed:"
_BESIDE = "rulebook_beside:"
"""What came with the program when a version that did not was put in force."""

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


class KeptVersions(Mapping[str, Rulebook]):
    """Every rulebook the desk ever had in force, by version, read from its own bytes when asked.

    A duty that is younger than a version is held by those who hold it in ``program``, the rulebook
    that came with the program.
    """

    def __init__(self, sources: Mapping[str, bytes], program: Rulebook) -> None:
        self._sources = sources
        self._program = program
        self._read: dict[str, Rulebook] = {}

    @override
    def __getitem__(self, version: str) -> Rulebook:
        """Return a version; raises DamageFound where it is not what its name says."""
        if version not in self._read:
            book = self._book(self._sources[version])
            if book.version != version:
                raise DamageFound("rulebook_altered", {"version": version}, place="rulebook")
            self._read[version] = book
        return self._read[version]

    @override
    def __iter__(self) -> Iterator[str]:
        """Yield every version."""
        return iter(self._sources)

    @override
    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._sources)

    def _book(self, source: bytes) -> Rulebook:
        if source == self._program.source:
            # What the program has read already says the same: no desk opens later for reading it
            # twice.
            return self._program
        return loads(source, "rulebook.toml", program=self._program)


def kept_versions(settings: Settings, program: Rulebook) -> Mapping[str, Rulebook]:
    """Return every rulebook the desk ever had in force, by version."""
    named = {version: settings.value(_SOURCE + version) or "" for version in _versions(settings)}
    return KeptVersions({version: each.encode() for version, each in named.items()}, program)


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version as the desk keeps it: its own bytes, and who put it in force with whom."""

    version: str
    source: bytes
    proposal: Signature | None = None
    approval: Approval | None = None


def as_kept(settings: Settings, version: str) -> KeptVersion | None:
    """Return a version as it is kept; None where the desk never had it in force."""
    source = settings.value(_SOURCE + version)
    if source is None:
        return None
    signed = _read(settings.value(_SIGNED + version) or "")
    return KeptVersion(version, source.encode(), *(signed or ()))


def every_kept(settings: Settings) -> tuple[KeptVersion, ...]:
    """Return every version the desk ever had in force, in the order in which it had them."""
    kept = (as_kept(settings, version) for version in _versions(settings))
    return tuple(filter(None, kept))


def waiting(settings: Settings, in_force: Rulebook, program: Rulebook) -> Rulebook | None:
    """Return the version of the program that waits for two people; None where none does.

    What a desk changed itself is laid over a newer one of the program. Where it has another
    company's rules in force, that of the program is none of its.
    """
    if in_force.version == program.version:
        return None
    beside = settings.value(_BESIDE + in_force.version)
    if beside is None:
        return program
    if beside == program.version or in_force.name != program.name:
        return None
    return amending.laid_over(in_force, program)


def not_taken(desk: Desk) -> tuple[OwnValuesNotTaken, ...]:
    """Return that the version that waits leaves out what the desk changed, where it does.

    It is told to who may put it in force; what is in force stays until two people have done so.
    """
    newer = desk.pending
    if newer is None or newer.name != desk.rulebook.name or not desk.may(Duty.RULEBOOK):
        return ()
    lost = amending.left_out(desk.rulebook, newer)
    facts: dict[str, Fact] = {"version": newer.version, "count": lost}
    return (OwnValuesNotTaken(facts=facts),) if lost else ()


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
    must_be_two(desk, second)
    if desk.pending is None:
        raise Refused(("no_rulebook_waiting",))
    return _put_in_force(desk, second, desk.pending)


# A value changed at the desk, and another company's file (K6).


def dated_values(desk: Desk) -> tuple[DatedValue, ...]:
    """Return what an officer may change of the rulebook in force; nothing that the law decides."""
    desk.must(Duty.RULEBOOK)
    return amending.dated_values(desk.rulebook, desk.today)


def changed(desk: Desk, change: ValueChange) -> Rulebook:
    """Return the version in which a value is changed from a day on; nothing is put in force.

    Raises Refused while a version of the program waits; BadInput with the field for a day that is
    past, a value of law, one of the policy without the day on which the change was published, and
    whatever the file's own description does not take.
    """
    desk.must(Duty.RULEBOOK)
    if desk.pending is not None:
        raise Refused(("rulebook_waits",))
    try:
        return amending.amended(desk.rulebook, change, desk.today, desk.program)
    except ChangeError as error:
        raise BadInput(error.fault.value, error.facts, place=error.field) from None
    except TextError as error:
        raise BadInput(error.code.value, {"position": error.position}) from None


def change_value(desk: Desk, second: Desk, change: ValueChange) -> Changes:
    """Change a dated value for what is logged from now on, and from its day on: two people sign.

    Raises as ``changed`` and ``confirm_rulebook`` do.
    """
    must_be_two(desk, second)
    facts = {"value": f"{change.table}:{change.key}", "wanted_from": change.since.isoformat()}
    return _put_in_force(desk, second, changed(desk, change), **facts)


def read_file(desk: Desk, source: bytes, file: str) -> Rulebook:
    """Return the rulebook of a file that is to be put in force at the desk.

    Raises BadInput with place and fault of what is wrong with it first; Refused where it is in
    force already, or has not begun.
    """
    desk.must(Duty.RULEBOOK)
    try:
        book = loads(source, file)
    except RulebookError as error:
        raise _bad_file(error) from None
    if book.version == desk.rulebook.version:
        raise Refused(("rulebook_in_force_already",))
    if book.begins > desk.today:
        raise Refused(("rulebook_not_begun",), {"begins": book.begins})
    return book


def _bad_file(error: RulebookError) -> BadInput:
    first = error.problems[0]
    facts: dict[str, Fact] = {"file": error.file, "key": first.key, "fault": first.fault.value}
    if first.line is not None:
        facts["line"] = first.line
    return BadInput("rulebook_file_bad", facts, place="file")


def install(desk: Desk, second: Desk, source: bytes, file: str) -> Changes:
    """Put the rulebook of a file in force for what is logged from now on: two people sign it (K6).

    Raises as ``read_file`` and ``confirm_rulebook`` do.
    """
    must_be_two(desk, second)
    return _put_in_force(desk, second, read_file(desk, source, file))


def difference(desk: Desk, book: Rulebook) -> tuple[ValueDifference, ...]:
    """Return what another version says otherwise than the one in force, today and later."""
    desk.must(Duty.RULEBOOK)
    return differences(desk.rulebook, book, desk.today)


def effect(desk: Desk, book: Rulebook) -> tuple[BeforeAfter, ...]:
    """Return what a version changes in each application that is open, were it taken for it."""
    desk.must(Duty.RULEBOOK)
    with desk.ports.store.reading() as books:
        files = [books.files.get(id_) for id_ in books.files.open_ids()]
    return tuple(_before_and_after(replace(desk, pending=book), each) for each in files)


def export(desk: Desk) -> bytes:
    """Return the file of the rulebook in force, byte by byte as two people signed it; journaled."""
    desk.must(Duty.RULEBOOK)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        books.journal.note(Action.RULEBOOK_EXPORTED, None, version=desk.rulebook.version)
        books.commit()
    return desk.rulebook.source


def must_be_two(desk: Desk, second: Desk) -> None:
    """Go on only if an officer proposes and another person, who may, signs second."""
    desk.must(Duty.RULEBOOK)
    second.must(_duty_of_second(second) or Duty.APPROVE, RULEBOOK_CONFIRMED.roles)
    if desk.actor.id == second.actor.id:
        raise Refused(("second_person_needed",))


def _put_in_force(desk: Desk, second: Desk, book: Rulebook, **facts: str) -> Changes:
    """Have two people sign a version, and keep it as the one in force.

    Raises StaleEdit where another one is in force than the one it was compared with.
    """
    said = rulebook_said(book.version, _sha256(book.source.decode()))
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        _must_stand(books.settings, desk.rulebook)
        proposal = signed_proposal(desk, books, RULEBOOK_PROPOSED, said)
        books.journal.note(
            Action.RULEBOOK_PROPOSED, None, version=book.version, **facts, **noted_of(proposal)
        )
        books.commit()
    with second.ports.store.writing(second.actor.id, second.ports.clock.now()) as books:
        _must_stand(books.settings, desk.rulebook)
        approval = signed_approval(second, books, RULEBOOK_CONFIRMED, said, proposal)
        values = dict(values_in_force(book, _versions(books.settings)))
        values[_SIGNED + book.version] = _written(proposal, approval)
        if desk.program is not None and book.version != desk.program.version:
            values[_BESIDE + book.version] = desk.program.version
        for name, value in values.items():
            books.settings.keep_value(name, value)
        books.journal.note(
            Action.RULEBOOK_CONFIRMED, None, version=book.version, **facts, **noted_of(approval)
        )
        books.commit()
    return Changes.of((Kind.RULEBOOK, book.version))


def _must_stand(settings: Settings, book: Rulebook) -> None:
    """Go on only if a version is in force still; raises StaleEdit."""
    if version_in_force(settings) != book.version:
        raise StaleEdit


def must_be_confirmed(seal: Seal, witness: Witness) -> None:
    """Go on only if the version in force is what two people put in force last; raises DamageFound.

    Asked whenever the desk is opened: rows that somebody changed rule nothing.
    """
    version = version_in_force(witness.books.settings)
    if version in not_confirmed(seal, witness):
        raise DamageFound("rulebook_altered", {"version": version}, place="rulebook")


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


def once_confirmed(desk: Desk, book: Rulebook | None = None) -> Desk:
    """Return the desk as it goes on after a version was put in force: the one that waited, or it.

    No version waits then.
    """
    book = book or newest(desk)
    # What is kept is not read anew for this: a version is read when an application asks it.
    earlier = ChainMap({book.version: book}, cast("dict[str, Rulebook]", desk.earlier))
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
            raise changed_since(books, id_)
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
