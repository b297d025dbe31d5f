# SPDX-License-Identifier: MIT
"""Scans in both stores: kept, read, removed, moved with their paper, gone with the application."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.desk.errors import NotFound
from desk_app.desk.ports import Store
from desk_app.records.base import ApplicationId, EnclosureId, ScanId
from desk_app.records.books.journal import Action
from desk_app.records.case.scans import LeftFile, Mask, MaskReason, Scan, ScanOf, SourceFile
from tests.fakes.making import CLERK, NOW, TO_CHECK, logged, person

PDF = b"%PDF-1.7 pictures"
MASK = Mask(1, 0, 0, 5_000, 800, MaskReason.RULEBOOK, "individual_number")


def scan(id_: ApplicationId, name: str = "a", paper: str | None = "p1") -> Scan:
    """Return a new scan as a verb hands it over."""
    of = ScanOf.FORM if paper is None else ScanOf.ENCLOSURE
    shown = None if paper is None else EnclosureId(paper)
    kind = "" if paper is None else "licence"
    return Scan(
        ScanId(name * 32), id_, of, shown, kind, 1, 0, "", "", NOW, CLERK, () if kind else (MASK,)
    )


def attach(store: Store, new: Scan, pdf: bytes = PDF) -> Scan:
    """Keep a scan in a unit of work of its own."""
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SCAN_ATTACHED, new.application)
        kept = books.scans.add(new, pdf)
        books.commit()
    return kept


def test_it_is_kept_read_removed_and_moved(store: Store) -> None:
    one, two = (logged(store, person(f"佐藤 {n}"), f"R8-000{n}", TO_CHECK) for n in (1, 2))
    kept, form = attach(store, scan(one)), attach(store, scan(one, "b", None), PDF * 2)
    assert len({len(PDF), kept.size, form.size}) > 1
    assert kept.pdf_sha256 != form.pdf_sha256
    with store.reading() as books:
        assert books.scans.of_application(one) == (kept, form)
        assert [books.scans.pdf(each) for each in (kept, form)] == [PDF, PDF * 2]
        assert books.scans.lost(whole=True) == ()
    gone = replace(form, removed_by=CLERK, removed_at=NOW, removed_why="別人の書類")
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SCAN_REMOVED, one)
        books.scans.remove(gone)
        books.scans.move([EnclosureId("p1")], one, two)
        books.commit()
    with store.reading() as books:
        assert books.scans.of_application(one) == (gone,)
        assert books.scans.of_application(two) == (moved := replace(kept, application=two),)
        assert books.scans.pdf(moved) == PDF
        with pytest.raises(NotFound):
            books.scans.pdf(gone)
    with store.writing(CLERK, NOW) as books, pytest.raises(NotFound):
        books.scans.remove(scan(one, "c"))


def test_the_files_they_were_made_of_are_known_until_they_are_gone(store: Store) -> None:
    id_ = logged(store, person("佐藤"), "R8-0001", TO_CHECK)
    files = [SourceFile(f"/scans/{name}.pdf", name * 64) for name in "ab"]
    rests = ((1, 3, 4), (2, 3, 4), ())
    for name, file, rest in zip("abc", (files[0], files[0], files[1]), rests, strict=True):
        new = replace(scan(id_, name), source=file.path, source_sha256=file.sha256)
        attach(store, replace(new, source_rest=rest))
    with store.reading() as books:
        left = [LeftFile(each, id_, "R8-0001") for each in files]
        assert books.scans.left() == (replace(left[0], rest=(3, 4)), left[1])
        assert [each.source_rest for each in books.scans.of_application(id_)] == [*rests]
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.SCAN_FILE_GONE, id_)
        assert len(books.scans.file_gone(files[0])) == 2
        assert books.scans.file_gone(replace(files[1], sha256="c" * 64)) == ()
        books.commit()
    with store.reading() as books:
        assert [each.file for each in books.scans.left()] == [files[1]]


def test_it_goes_with_its_application(store: Store) -> None:
    id_ = logged(store, person("佐藤"), "R8-0001", TO_CHECK)
    kept = attach(store, scan(id_))
    with store.writing(CLERK, NOW) as books:
        books.journal.note(Action.DISPOSED, id_)
        assert books.files.remove(id_).scans == {kept.id}
        books.commit()
    with store.reading() as books:
        assert books.scans.of_application(id_) == ()
