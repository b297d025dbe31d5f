# SPDX-License-Identifier: MIT
"""Carrying a signed disposal out: rows, keys, backup, a search of every page, paper (H2)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.disposal import doers
from desk_app.desk.disposal.disposing import (
    kind_of,
    must_be_signed,
    must_still_be_due,
    with_entry,
)
from desk_app.desk.errors import BadInput, Refused
from desk_app.desk.figures.counting import as_text, left_behind
from desk_app.desk.keeping import stands
from desk_app.desk.keys.people import destroy_sheet
from desk_app.desk.keys.roster import KeysActs
from desk_app.desk.ports import Progress
from desk_app.desk.post.stamps import enter_end
from desk_app.desk.text_limits import admit
from desk_app.desk.timekeeping import must_trust_clock
from desk_app.records.base import UserId, inquiry_of, is_application
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import (
    DisposalCheck,
    DisposalRecord,
    DisposalState,
    PaperDestroyed,
    PaperMethod,
    Removed,
)
from desk_app.records.desk.people import User
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.sheets import RecoverySheet, sheet_in_use
from desk_app.rules.case import retention
from desk_app.rules.rulebook.terms import Duty


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """How the papers of a disposal were destroyed, by whom, before whom, how many sheets."""

    disposal: int
    method: PaperMethod
    by: UserId
    witness: UserId
    sheets: int


@dataclass(frozen=True, slots=True)
class ContractorDraft:
    """To whom the destruction of a disposal's papers was entrusted, and the certificate of it.

    Without a number nothing was received yet.
    """

    disposal: int
    contractor: str
    certificate: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisposalReport:
    """What the report of a disposal tells (R3): no person whose papers they were.

    ``people`` are the users of the desk who acted; ``deleted_by`` who had the data deleted, and
    ``checked_by`` who had it checked that nothing was left.
    """

    record: DisposalRecord
    people: tuple[User, ...]
    profile: DeskProfile
    deleted_by: UserId | None = None
    checked_by: UserId | None = None


def carry_out(desk: Desk, id_: int, progress: Progress | None = None) -> Changes:
    """Delete what was signed, change the data key, make a backup, search every page.

    The random names go on the disposal list with it, so that no restored backup brings anything
    back: not before it is kept, so that what is held back meanwhile stays, and found again at the
    next start where somebody was cut off. Once the rows are gone they stay gone: whatever fails
    after that is done anew by ``check_again``. Raises Refused, DamageFound where it is not what was
    signed, ReadBeside while somebody reads the file, and what renewing keys and making a backup
    raise.
    """
    desk.must(Duty.DISPOSE)
    desk.ports.store.must_be_alone()
    with KeysActs(desk).one() as act:
        books, sheet = act.books, _sheet_in_use(desk)
        must_trust_clock(desk, books)
        record = books.disposals.get(id_)
        must_be_signed(desk.ports, books, record)
        must_still_be_due(desk, books, record)
        count, head = desk.ports.store.list_disposed(record.signed_names)
        desk.ports.keys.dispose(record.number, count, head, act.by)
        ids = [item.application for item in record.items]
        files = [books.files.get(each) for each in ids if is_application(each)]
        keys = [key for each in ids if (key := inquiry_of(each)) is not None]
        inquiries = [books.inquiries.get(key) for key in keys]
        for each in ids:
            books.journal.note(Action.DISPOSED, each, disposal=record.number)
        for file in files:
            enter_end(desk, books, file)
        counted = left_behind((stands(desk, file) for file in files), inquiries)
        gone = books.files.remove(*(item.application for item in record.items))
        act.note(Action.DISPOSAL_CARRIED_OUT, disposal=record.number, figures=as_text(counted))
        check = replace(_check_to_come(desk, gone, sheet), counted=counted)
        carried = replace(
            record,
            state=DisposalState.CARRIED_OUT,
            carried_out_at=desk.ports.clock.now(),
            check=check,
        )
        books.disposals.save(with_entry(books, carried))
    gone_now = (kind_of(item.application) for item in record.items)
    return Changes.of(*gone_now) | _finish(desk, id_, check, gone.words, progress)


def check_again(desk: Desk, id_: int, progress: Progress | None = None) -> Changes:
    """Finish a disposal whose rows are gone: after a stop or a fault, or where traces were found.

    Names are not known any more. With the new key all rows come into fresh pages, and that nothing
    is left on free ones is looked at.
    """
    desk.must(Duty.DISPOSE)
    with desk.ports.store.reading() as books:
        record = books.disposals.get(id_)
    if record.check is None or record.state is not DisposalState.CARRIED_OUT:
        raise Refused(("disposal_not_carried_out",))
    return _finish(desk, id_, record.check, (), progress)


def record_paper(desk: Desk, draft: PaperDraft) -> Changes:
    """Record how the papers were destroyed: two different people, all sheets that were counted.

    Raises BadInput for one name twice, a witness who proposed, another number of sheets; Refused
    before the signature or where it was recorded already; NotFound for no user of the desk.
    """
    desk.must(Duty.DISPOSE)
    if draft.by == draft.witness:
        raise BadInput("same_person_twice", place="witness")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        record = books.disposals.get(draft.disposal)
        _may_record_paper(record, draft)
        for user in (draft.by, draft.witness):
            books.people.get(user)
        paper = PaperDestroyed(draft.method, draft.by, draft.witness, desk.today, draft.sheets)
        books.journal.note(
            Action.PAPER_DESTROYED,
            None,
            disposal=record.number,
            method=draft.method.value,
            sheets=draft.sheets,
        )
        books.disposals.save(with_entry(books, replace(record, paper=paper)))
        books.commit()
    return Changes.of((Kind.DISPOSAL, draft.disposal))


def note_contractor(desk: Desk, draft: ContractorDraft) -> Changes:
    """Note who destroyed the papers for the desk, and the certificate that came of it.

    Raises BadInput without the contractor, for a number without its day or a day without its
    number, for a day before the destruction or ahead; Refused before the papers were recorded.
    """
    desk.must(Duty.DISPOSE)
    if not draft.contractor.strip():
        raise BadInput("contractor_missing", place="contractor")
    if bool(draft.certificate.strip()) != (draft.received_on is not None):
        raise BadInput("certificate_half", place="certificate")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        record = books.disposals.get(draft.disposal)
        if record.paper is None:
            raise Refused(("paper_not_recorded",))
        if draft.received_on is not None and not (
            record.paper.on <= draft.received_on <= desk.today
        ):
            raise BadInput("certificate_day", place="received_on")
        noted = replace(
            record.paper,
            contractor=draft.contractor,
            certificate=draft.certificate,
            certificate_on=draft.received_on,
        )
        books.journal.note(Action.CONTRACTOR_NOTED, None, disposal=record.number)
        books.disposals.save(with_entry(books, replace(record, paper=admit(noted))))
        books.commit()
    return Changes.of((Kind.DISPOSAL, draft.disposal))


def end_old_backups(desk: Desk, id_: int, progress: Progress | None = None) -> Changes:
    """Make every backup from before a disposal unreadable now, instead of on its day.

    A new sheet must be in use since; a backup is made for it before the older sheets are
    destroyed in the key file. Their prints are shredded by hand. Raises Refused, and what making
    a backup raises.
    """
    desk.must(Duty.KEYS)
    sheet = _sheet_in_use(desk)
    with desk.ports.store.reading() as books:
        check = books.disposals.get(id_).check
    if check is None or not check.backup:
        raise Refused(("disposal_not_carried_out",))
    if check.sheet == sheet.number:
        raise Refused(("new_sheet_first",))
    _note(desk, Action.BACKUP_BEGUN)
    made = desk.ports.backups.make(desk.ports.clock.now(), progress)
    for old in desk.ports.keys.sheets():
        if old.destroyed_on is None and old.number != sheet.number:
            destroy_sheet(desk, old.number)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        record = books.disposals.get(id_)
        books.journal.note(Action.OLD_BACKUPS_ENDED, None, disposal=record.number)
        ended = replace(
            record.check or check, backup=made.name, sheet=sheet.number, unreadable_after=desk.today
        )
        books.disposals.save(with_entry(books, replace(record, check=ended)))
        books.commit()
    return Changes.of((Kind.DISPOSAL, id_))


def report(desk: Desk, id_: int) -> DisposalReport:
    """Return what the report tells; raises Refused until data and papers are gone and checked."""
    desk.must(Duty.DISPOSE)
    with desk.ports.store.reading() as books:
        record = books.disposals.get(id_)
        if not record.finished:
            raise Refused(("disposal_not_finished",))
        deleted = doers.who_deleted(books, books.journal.of_actions(doers.DELETED), record)
        acted = _acted(record) | {*deleted.values()}
        people = tuple(each for each in books.people.all() if each.id in acted)
        by, seen = map(deleted.get, doers.DELETED)
        return DisposalReport(record, people, books.settings.profile(), by, seen)


def _finish(
    desk: Desk,
    id_: int,
    begun: DisposalCheck,
    words: Collection[str],
    progress: Progress | None,
) -> Changes:
    """Change the data key, make a backup, search the pages, and note what was found.

    What a deletion left between the rows of a page goes with the old key: all rows are written
    anew under the new one.
    """
    old_backups = len(desk.ports.backups.all())
    with desk.ports.store.reading() as books:
        number = books.disposals.get(id_).number
    KeysActs(desk).change_data_key(number)
    _note(desk, Action.BACKUP_BEGUN)
    made = desk.ports.backups.make(desk.ports.clock.now(), progress)
    traces = desk.ports.store.search_pages(words, progress)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        record = books.disposals.get(id_)
        check = replace(
            record.check or begun,
            pages_scanned=traces.pages,
            markers=traces.words,
            markers_found=traces.found,
            free_pages_filled=traces.free_pages_filled,
            files_left=traces.files,
            backup=made.name,
            old_backups=old_backups,
            unreadable_after=retention.unreadable_after(desk.ports.keys.sheets(), desk.today),
            checked_on=desk.today,
        )
        state = DisposalState.VERIFIED if check.clean else DisposalState.CARRIED_OUT
        books.journal.note(
            Action.DISPOSAL_CHECKED,
            None,
            disposal=record.number,
            pages=traces.pages,
            found=traces.found,
        )
        books.disposals.save(with_entry(books, replace(record, state=state, check=check)))
        books.commit()
    return Changes.of((Kind.DISPOSAL, id_))


def _check_to_come(desk: Desk, gone: Removed, sheet: RecoverySheet) -> DisposalCheck:
    return DisposalCheck(
        rows=gone.rows,
        letters=gone.letters,
        search_rows=gone.search_rows,
        pages_scanned=0,
        markers_found=0,
        backup="",
        unreadable_after=retention.unreadable_after(desk.ports.keys.sheets(), desk.today),
        sheet=sheet.number,
        scans=len(gone.scans),
    )


def _may_record_paper(record: DisposalRecord, draft: PaperDraft) -> None:
    if record.approval is None:
        raise Refused(("disposal_not_signed",))
    if record.paper is not None:
        raise Refused(("paper_recorded",))
    if draft.witness == record.proposed_by:
        raise BadInput("witness_proposed", place="witness")
    if draft.sheets != record.sheets:
        raise BadInput("sheets_differ", {"counted": record.sheets}, place="sheets")


def _sheet_in_use(desk: Desk) -> RecoverySheet:
    """Return the sheet backups are made for: without one nothing is deleted."""
    sheet = sheet_in_use(desk.ports.keys.sheets())
    if sheet is None:
        raise Refused(("no_sheet_in_use",))
    return sheet


def _acted(record: DisposalRecord) -> frozenset[UserId]:
    by = (each.by for each in (record.approval, record.paper) if each is not None)
    before = (each.witness for each in (record.paper,) if each is not None)
    held = (each.ordered_by for each in record.held)
    return frozenset((record.proposed_by, *by, *before, *held))


def _note(desk: Desk, *actions: Action) -> None:
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for action in actions:
            books.journal.note(action, None)
        books.commit()
