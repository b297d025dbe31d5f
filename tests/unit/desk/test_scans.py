# SPDX-License-Identifier: MIT
"""Scans attached, shown and removed by the verbs; the journal has their hashes and no words."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desk_app.desk import scans
from desk_app.desk.context import Changes, Kind
from desk_app.desk.errors import NotFound
from desk_app.desk.scans import ScanDraft
from desk_app.records.base import ApplicationId, EnclosureId, ScanId
from desk_app.records.books.journal import Action
from desk_app.records.case.application import Right
from desk_app.records.case.disposal import DisposalItem, DisposalRecord, DisposalState
from desk_app.records.case.scans import (
    ChosenSheets,
    DrawnScan,
    FolderFile,
    Mask,
    MaskReason,
    ScanOf,
    SheetLead,
    SourceFile,
)
from desk_app.rules.codes import receipt_code
from tests.builders import complete, paper
from tests.fakes.making import NOW
from tests.fakes.world import PlainScans
from tests.unit.desk.office import Office, bad_input, fails, refused

MASKS = tuple(
    Mask(1, 0, top, 9_000, top + 900, MaskReason.RULEBOOK, item)
    for top, item in ((0, "domicile"), (1_000, "organ_donation"), (2_000, "licence_conditions"))
)
DRAWN = DrawnScan(1, b"%PDF-1.7 pictures", MASKS)
REASON = "別の請求の書類"


@pytest.fixture
def id_(office: Office) -> ApplicationId:
    file = complete(Right.DISCLOSURE)
    return office.log(replace(file, enclosures=(*file.enclosures, paper("notification_card"))))


def test_it_is_attached_shown_and_removed(office: Office, id_: ApplicationId) -> None:
    shown = office.file(id_).enclosures[0]
    draft, changed = ScanDraft(id_, ScanOf.ENCLOSURE, shown.id), Changes.of((Kind.APPLICATION, id_))
    assert scans.items_to_mask(office.clerk, draft, 1) == tuple(each.item for each in MASKS)
    assert scans.items_to_mask(office.clerk, ScanDraft(id_, ScanOf.FORM), 9) == ()
    assert scans.attach_scan(office.clerk, draft, DRAWN) == changed
    (kept,) = scans.scans_of(office.supervisor, id_)
    assert (kept.kind, kept.pages, kept.masks) == (shown.kind, 1, MASKS)
    assert (kept.by, kept.at) == (office.clerk.actor.id, office.clock.now())
    assert scans.scan_pages(office.supervisor, id_, kept.id) == DRAWN.pdf
    assert office.actions()[-1] is Action.SCAN_ATTACHED
    with office.store.reading() as books:
        assert books.journal.holds(
            Action.SCAN_ATTACHED,
            id_,
            office.clerk.actor.id,
            file=kept.pdf_sha256,
            sealed=kept.sealed_sha256,
            masks=len(MASKS),
        )
    with bad_input(office, "reason_missing", "reason"):
        scans.remove_scan(office.clerk, id_, kept.id, " ")
    with bad_input(office, "text_too_long", "removed_why"):
        scans.remove_scan(office.clerk, id_, kept.id, "違" * 20_001)
    assert scans.remove_scan(office.clerk, id_, kept.id, REASON) == changed
    (gone,) = scans.scans_of(office.clerk, id_)
    assert (gone.removed_why, gone.removed_by) == (REASON, office.clerk.actor.id)
    assert REASON not in repr(office.state.journal)
    with fails(office, NotFound, place="scan"):
        scans.scan_pages(office.clerk, id_, kept.id)
    with fails(office, NotFound, place="scan"):
        scans.remove_scan(office.clerk, id_, kept.id, REASON)


def test_what_may_not_be_kept_never_is(office: Office, id_: ApplicationId) -> None:
    first, never = office.file(id_).enclosures
    licence = ScanDraft(id_, ScanOf.ENCLOSURE, first.id)
    with refused(office, "scan_not_masked"):
        scans.attach_scan(office.clerk, licence, replace(DRAWN, masks=MASKS[:2]))
    with refused(office, "scan_never_kept"):
        scans.items_to_mask(office.clerk, replace(licence, enclosure=never.id), 1)
    with refused(office, "scan_never_kept"):
        scans.attach_scan(office.clerk, replace(licence, enclosure=never.id), DRAWN)
    wrong = (*MASKS[:2], replace(MASKS[2], page=2))
    with bad_input(office, "mask_wrong", "masks[2]"):
        scans.attach_scan(office.clerk, licence, replace(DRAWN, masks=wrong))
    for pages in (0, 201):
        with bad_input(office, "scan_pages", "pages"):
            scans.attach_scan(office.clerk, licence, replace(DRAWN, pages=pages))
    with bad_input(office, "scan_too_large", "pdf"):
        scans.attach_scan(office.clerk, licence, replace(DRAWN, pdf=bytes(64 * 1024**2 + 1)))
    for half in (ScanDraft(id_, ScanOf.ENCLOSURE), ScanDraft(id_, ScanOf.FORM, first.id)):
        with bad_input(office, "scan_of_nothing", "enclosure"):
            scans.attach_scan(office.clerk, half, DRAWN)
    with fails(office, NotFound, place="paper"):
        scans.attach_scan(office.clerk, replace(licence, enclosure=EnclosureId("x")), DRAWN)
    with fails(office, NotFound, place="scan"):
        scans.scan_pages(office.clerk, id_, ScanId("x"))


def test_the_file_it_was_made_of_is_remembered_until_it_is_gone(
    office: Office, id_: ApplicationId
) -> None:
    draft, drawn = ScanDraft(id_, ScanOf.FORM), DrawnScan(1, b"%PDF")
    deleted, gone, other = (SourceFile(f"/scans/{n}.pdf", f"{n}" * 64) for n in range(3))
    for file in (deleted, deleted, gone, other):
        scans.attach_scan(office.clerk, draft, drawn, file)
    assert [each.file for each in scans.left_files(office.clerk)] == [deleted, gone, other]
    assert {each.application for each in scans.left_files(office.clerk)} == {id_}
    changed = Changes.of((Kind.APPLICATION, id_))
    assert scans.delete_scan_file(office.clerk, deleted) == changed
    assert [each.file for each in scans.left_files(office.clerk)] == [gone, other]
    looking, clerk = PlainScans(), office.clerk
    looking.gone.add(Path(gone.path))
    seeing = replace(clerk, ports=replace(clerk.ports, scan_files=looking))
    assert scans.files_gone(seeing, (gone, other)) == (gone,)
    assert scans.note_files_gone(office.clerk, (gone,)) == changed
    assert scans.note_files_gone(office.clerk, (gone,)) == Changes.of()
    assert scans.give_up_file(office.clerk, other) == changed
    assert scans.left_files(office.clerk) == ()
    assert office.actions()[-4:] == [
        Action.SCAN_FILE_DELETED,
        Action.SCAN_FILE_DELETED,
        Action.SCAN_FILE_GONE,
        Action.SCAN_FILE_GIVEN_UP,
    ]
    assert "/scans/" not in repr(office.state.journal)
    with bad_input(office, "text_too_long", "source"):
        scans.attach_scan(office.clerk, draft, drawn, replace(other, path="/" * 20_001))


def test_each_sheet_is_led_by_its_own_code_until_a_scan_shows_it(
    office: Office, id_: ApplicationId
) -> None:
    other = office.log(complete(Right.DISCLOSURE))
    numbers = [office.file(each).application.receipt_number for each in (id_, other)]
    one, two = map(receipt_code, numbers)
    gone = receipt_code("R8-0999")
    item = DisposalItem(ApplicationId(99), "a" * 32, "R8-0999", NOW.date(), NOW.date(), 1)
    done = DisposalState.CARRIED_OUT
    office.state.disposals[1] = DisposalRecord(1, "8-1", done, (item,), office.clerk.actor.id, NOW)
    file = SourceFile("/scans/a.pdf", "a" * 64)
    codes = ((one,), (), (f"{two}/8-121", two), (one, two), (gone,), (receipt_code("R8-0500"),))
    odd = ((one[:-1] + "#",), ("DAR8-Q00127", "https://example.jp", ""))
    unread = FolderFile(replace(file, path="/scans/b.pdf"), trouble="scan_broken")
    files = (FolderFile(file, codes + odd), unread)

    def led() -> list[tuple[int, SheetLead, ApplicationId | None]]:
        found = scans.sheets_waiting(office.clerk, files)
        return [(each.page, each.lead, each.application) for each in found]

    whole = [
        (1, SheetLead.CASE, id_),
        (2, SheetLead.NO_CODE, None),
        (3, SheetLead.CASE, other),
        (4, SheetLead.SEVERAL, None),
        (5, SheetLead.DISPOSED, None),
        (6, SheetLead.UNKNOWN, None),
        (7, SheetLead.NO_CODE, None),
        (8, SheetLead.NO_CODE, None),
        (0, SheetLead.UNREADABLE, None),
    ]
    assert led() == whole
    several = scans.sheets_waiting(office.clerk, files)[3]
    assert several.numbers == tuple(numbers)
    # Two sheets lie with two applications: these wait no more, the others do.
    for case, page in ((id_, 1), (other, 3)):
        rest = tuple(each for each in range(1, 9) if each != page)
        draft = ScanDraft(case, ScanOf.FORM)
        scans.attach_scan(office.clerk, draft, DrawnScan(1, b"%PDF"), file, rest)
    assert led() == [each for each in whole if each[0] not in {1, 3}]
    changed = (FolderFile(replace(file, sha256="b" * 64), codes[:1]),)
    assert len(scans.sheets_waiting(office.clerk, changed)) == 1, "it is another file now"


def test_pages_of_another_file_than_was_read_are_not_shown(office: Office) -> None:
    read = ChosenSheets(SourceFile("/scans/a.pdf", "0" * 64), (2, 1))
    with closing(scans.read_sheets(office.clerk, read)) as scan:
        assert len(scan.file.pages) == 2
    with bad_input(office, "scan_sheets_changed", "file"):
        scans.read_sheets(office.clerk, replace(read, file=replace(read.file, sha256="1" * 64)))
    assert scans.look_in_folder(office.clerk, Path("/scans")) == ()
