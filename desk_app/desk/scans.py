# SPDX-License-Identifier: MIT
"""Scans of papers: attached, shown, and removed with a reason (I6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desk_app.desk.context import Changes, Desk, Kind
from desk_app.desk.errors import BadInput, DamageFound, NotFound, Refused
from desk_app.desk.ports import Books, OpenScan, Progress
from desk_app.desk.text_limits import admit
from desk_app.records.base import ApplicationId, EnclosureId, ScanId
from desk_app.records.books.journal import Action
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.papers import Enclosure
from desk_app.records.case.scans import (
    PAGES_LIMIT,
    SCAN_BYTES,
    ChosenSheets,
    DrawnScan,
    FolderFile,
    LeftFile,
    Scan,
    ScanOf,
    SheetLead,
    SourceFile,
    WaitingSheet,
)
from desk_app.rules.case import scanning
from desk_app.rules.case.scanning import ScanRefusal
from desk_app.rules.rulebook.terms import Duty

_MOST_NUMBERS = 10
"""So many applications are named of those whose scans are lost; a folder can be gone whole."""


@dataclass(frozen=True, slots=True)
class ScanDraft:
    """What a scan is to show: a paper of an application, or its form or envelope."""

    application: ApplicationId
    shows: ScanOf
    enclosure: EnclosureId | None = None


def read_scan(desk: Desk, path: Path, progress: Progress | None = None) -> OpenScan:
    """Return a file of scanned pages, read once: it is shown, masked and drawn, and kept by nobody.

    Whoever gets it closes it. Raises BadInput for what cannot be read, is no such file, wants a
    password, or is more than is taken; Cancelled.
    """
    desk.must(Duty.LOG)
    return desk.ports.scan_files.open(path, progress)


def look_in_folder(
    desk: Desk, folder: Path, progress: Progress | None = None
) -> tuple[FolderFile, ...]:
    """Return the files in a scanner's folder that are whole, with the codes read from their pages.

    Nothing of them is kept. Raises BadInput where nobody can look there, Cancelled.
    """
    desk.must(Duty.LOG)
    return desk.ports.scan_files.look_in(folder, progress)


def sheets_waiting(desk: Desk, files: Sequence[FolderFile]) -> tuple[WaitingSheet, ...]:
    """Return the sheets of such files that no application has, each with where its code leads.

    No sheet follows the one before it: one without a code, with codes of several applications, or
    with that of none that is here waits for a person's choice.
    """
    desk.must(Duty.LOG)
    found: list[WaitingSheet] = []
    with desk.ports.store.reading() as books:
        rests = {each.file: each.rest for each in books.scans.left()}
        for file in files:
            if file.trouble:
                unread = SheetLead.UNREADABLE
                found.append(WaitingSheet(file.file, 0, 0, unread, trouble=file.trouble))
            else:
                every = range(1, len(file.codes) + 1)
                found += [
                    _led(books, file, page) for page in every if page in rests.get(file.file, every)
                ]
    return tuple(found)


def _led(books: Books, file: FolderFile, page: int) -> WaitingSheet:
    """Return a sheet with where its codes lead."""
    numbers = scanning.numbers_on(file.codes[page - 1])
    sheet = WaitingSheet(file.file, page, len(file.codes), SheetLead.NO_CODE, numbers)
    if len(numbers) != 1:
        return replace(sheet, lead=SheetLead.SEVERAL) if numbers else sheet
    application = books.files.by_number(numbers[0])
    if application is not None:
        return replace(sheet, lead=SheetLead.CASE, application=application)
    gone = books.disposals.of_number(numbers[0]) is not None
    return replace(sheet, lead=SheetLead.DISPOSED if gone else SheetLead.UNKNOWN)


def read_sheets(desk: Desk, sheets: ChosenSheets, progress: Progress | None = None) -> OpenScan:
    """Return pages of a file of the scanner's folder, read once, as the pages of one paper.

    Whoever gets it closes it. Raises as ``read_scan``, and BadInput where the file is not the one
    whose codes were read.
    """
    desk.must(Duty.LOG)
    found = desk.ports.scan_files.open(Path(sheets.file.path), progress, sheets.pages)
    if found.file.sha256 != sheets.file.sha256:
        found.close()
        raise BadInput("scan_sheets_changed", place="file")
    return found


def can_scan(desk: Desk) -> bool:
    """Return whether a paper can be scanned from here: whether the system has a program for it."""
    return desk.ports.scan_files.can_scan()


def scan_paper(desk: Desk, progress: Progress | None = None) -> OpenScan:
    """Return the sheet in the scanner, scanned at once: no file of it is left anywhere.

    Whoever gets it closes it. Raises BadInput where there is no scanner or it fails; Cancelled.
    """
    desk.must(Duty.LOG)
    return desk.ports.scan_files.scan(progress)


def delete_scan_file(desk: Desk, file: SourceFile) -> Changes:
    """Delete a file that scans were made of, as long as it holds what was read; then forget it.

    It shows all that is masked in what was kept. Raises BadInput where it is gone, was changed
    since, or cannot be deleted.
    """
    desk.must(Duty.LOG)
    desk.ports.scan_files.delete(Path(file.path), file.sha256)
    return _forget(desk, (file,), Action.SCAN_FILE_DELETED)


def left_files(desk: Desk) -> tuple[LeftFile, ...]:
    """Return the files of this computer that scans were made of and that nobody deleted yet."""
    desk.must(Duty.LOG)
    with desk.ports.store.reading() as books:
        return books.scans.left()


def files_gone(desk: Desk, files: Sequence[SourceFile]) -> tuple[SourceFile, ...]:
    """Return those of some files that are gone from their folders, by looking there."""
    desk.must(Duty.LOG)
    return tuple(each for each in files if desk.ports.scan_files.is_gone(Path(each.path)))


def note_files_gone(desk: Desk, files: Sequence[SourceFile]) -> Changes:
    """Forget files that were found to be gone already."""
    desk.must(Duty.LOG)
    return _forget(desk, files, Action.SCAN_FILE_GONE)


def give_up_file(desk: Desk, file: SourceFile) -> Changes:
    """Forget a file by somebody's word: it is another now, or lies where nobody can look any more.

    The journal has who said so.
    """
    desk.must(Duty.LOG)
    return _forget(desk, (file,), Action.SCAN_FILE_GIVEN_UP)


def _forget(desk: Desk, files: Sequence[SourceFile], action: Action) -> Changes:
    """Forget files that scans were made of; one that was forgotten before changes nothing."""
    changed: set[ApplicationId] = set()
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for file in files:
            for scan in books.scans.file_gone(file):
                books.journal.note(action, scan.application, scan=scan.id, file=file.sha256)
                changed.add(scan.application)
        if changed:
            books.commit()
    return Changes.of(*((Kind.APPLICATION, id_) for id_ in sorted(changed)))


def items_to_mask(desk: Desk, draft: ScanDraft, pages: int) -> tuple[str, ...]:
    """Return what must be masked in a scan before it is drawn: the rulebook's codes.

    Raises Refused where nothing of it may be kept, whatever is masked; NotFound.
    """
    desk.must(Duty.LOG)
    with desk.ports.store.reading() as books:
        file = books.files.get(draft.application)
    paper = _paper(file, draft)
    rules = desk.rules_of(file.application)
    why = scanning.refusals(file, paper, rules, pages)
    _must_be_kept(tuple(each for each in why if each is not ScanRefusal.NOT_MASKED))
    return () if paper is None else scanning.to_mask(paper, rules)


def attach_scan(
    desk: Desk,
    draft: ScanDraft,
    drawn: DrawnScan,
    source: SourceFile | None = None,
    rest: tuple[int, ...] = (),
) -> Changes:
    """Keep what a reader drew of a paper, sealed beside the desk, with the application.

    ``source`` is the file it was drawn from: the desk remembers it until it is gone, and ``rest``,
    its pages that this scan does not show.

    The journal has the hash of the pictures and of the sealed file, and how many masks there are.
    Raises Refused where such a paper may not be kept or must be masked, BadInput for too many
    pages or bytes and for a mask that covers nothing, NotFound, DiskFull: nothing is left then.
    """
    desk.must(Duty.LOG)
    _must_fit(desk, drawn)
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        file = books.files.get(draft.application)
        paper, rules = _paper(file, draft), desk.rules_of(file.application)
        _must_be_kept(scanning.refusals(file, paper, rules, drawn.pages, drawn.masks))
        new = admit(
            Scan(
                id=ScanId(desk.ports.chance.token()),
                application=draft.application,
                shows=draft.shows,
                enclosure=draft.enclosure,
                kind="" if paper is None else paper.kind,
                pages=drawn.pages,
                size=0,
                sealed_sha256="",
                pdf_sha256="",
                at=desk.ports.clock.now(),
                by=desk.actor.id,
                masks=drawn.masks,
                source="" if source is None else source.path,
                source_sha256="" if source is None else source.sha256,
                source_rest=rest,
            )
        )
        kept = books.scans.add(new, drawn.pdf)
        books.journal.note(
            Action.SCAN_ATTACHED,
            draft.application,
            scan=kept.id,
            paper=kept.enclosure,
            pages=kept.pages,
            masks=len(kept.masks),
            file=kept.pdf_sha256,
            sealed=kept.sealed_sha256,
        )
        books.commit()
    return Changes.of((Kind.APPLICATION, draft.application))


def remove_scan(desk: Desk, id_: ApplicationId, scan: ScanId, reason: str) -> Changes:
    """Remove a scan: its file and its key are gone for good, why stays with the application.

    Raises BadInput without a reason, NotFound where there is none or it was removed before.
    """
    desk.must(Duty.LOG)
    if not reason.strip():
        raise BadInput("reason_missing", place="reason")
    now = desk.ports.clock.now()
    with desk.ports.store.writing(desk.actor.id, now) as books:
        kept = _scan(books, id_, scan)
        gone = replace(kept, removed_by=desk.actor.id, removed_at=now, removed_why=reason)
        books.journal.note(Action.SCAN_REMOVED, id_, scan=kept.id, file=kept.pdf_sha256)
        books.scans.remove(admit(gone))
        books.commit()
    return Changes.of((Kind.APPLICATION, id_))


def scans_of(desk: Desk, id_: ApplicationId) -> tuple[Scan, ...]:
    """Return the scans of an application as they were attached, those removed since too."""
    desk.must(Duty.READ_CASES)
    with desk.ports.store.reading() as books:
        books.files.get(id_)
        return books.scans.of_application(id_)


def scan_pages(desk: Desk, id_: ApplicationId, scan: ScanId) -> bytes:
    """Return the pictures of a scan as the PDF that was kept.

    Raises NotFound where there is none, DamageFound where its file is missing or another.
    """
    desk.must(Duty.READ_CASES)
    with desk.ports.store.reading() as books:
        return books.scans.pdf(_scan(books, id_, scan))


def lost(books: Books, *, whole: bool = False) -> tuple[DamageFound, ...]:
    """Return what is told of scans whose file is missing or is not what was kept; none where none.

    With ``whole`` every byte is compared, else the lengths alone.
    """
    numbers = books.scans.lost(whole=whole)
    if not numbers:
        return ()
    named = numbers[:_MOST_NUMBERS]
    return (DamageFound("scans_lost", {"numbers": named, "count": len(numbers)}),)


def _must_fit(desk: Desk, drawn: DrawnScan) -> None:
    if not 1 <= drawn.pages <= PAGES_LIMIT:
        raise BadInput("scan_pages", {"most": PAGES_LIMIT}, place="pages")
    if len(drawn.pdf) > SCAN_BYTES:
        raise BadInput("scan_too_large", place="pdf")
    wrong = scanning.first_wrong_mask(drawn.masks, drawn.pages, desk.rulebook.on(desk.today))
    if wrong is not None:
        raise BadInput("mask_wrong", place=f"masks[{wrong}]")


def _must_be_kept(why: Sequence[ScanRefusal]) -> None:
    if why:
        raise Refused(tuple(each.value for each in why))


def _paper(file: ApplicationFile, draft: ScanDraft) -> Enclosure | None:
    """Return the paper that is shown; raises NotFound, BadInput where a draft says half of it."""
    if (draft.shows is ScanOf.ENCLOSURE) != (draft.enclosure is not None):
        raise BadInput("scan_of_nothing", place="enclosure")
    if draft.enclosure is None:
        return None
    paper = next((each for each in file.enclosures if each.id == draft.enclosure), None)
    if paper is None:
        raise NotFound(place="paper")
    return paper


def _scan(books: Books, id_: ApplicationId, scan: ScanId) -> Scan:
    of = (each for each in books.scans.of_application(id_) if each.id == scan)
    found = next((each for each in of if not each.removed), None)
    if found is None:
        raise NotFound(place="scan")
    return found
