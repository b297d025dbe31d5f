# SPDX-License-Identifier: MIT
"""GOAL-10 and GOAL-17: persons whose every word holds a mark, and where the marks are found."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from desk_app.desk import registers, scans
from desk_app.desk.applications import intake
from desk_app.desk.applications.intake import EnvelopeDraft
from desk_app.desk.audit import ledger_books
from desk_app.desk.audit import ledgers as exporting
from desk_app.desk.context import Desk, Kind
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import KnownError, LetterStopped
from desk_app.desk.keys import backups
from desk_app.desk.letters import corresponding
from desk_app.desk.rows import Filter, InquiryFilter, JournalFilter, ListOrder
from desk_app.desk.scans import ScanDraft
from desk_app.gui.page import Place
from desk_app.gui.printing.spooler import Cups
from desk_app.gui.process.reporter import Reporter
from desk_app.i18n import pages
from desk_app.i18n.ledgers import LedgerTableWords
from desk_app.records.base import ApplicationId, InquiryKey, ScanId, kept_id_of_provision
from desk_app.records.books.journal import Action
from desk_app.records.books.ledgers import LedgerKind, LedgerWanted
from desk_app.records.case.application import Application, Proxy, ProxyKind
from desk_app.records.case.history import ApplicationFile, RegisteredRecord
from desk_app.records.case.scans import Mask, MaskReason, Scan, ScanOf
from desk_app.records.desk.people import Language
from desk_app.records.desk.printers import PrinterChoice, PrintOrder
from desk_app.store import rekeying
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.disk import places
from desk_app.store.disk.desk_file import PAGE_BYTES, SCANS
from desk_app.store.disk.small_files import PART
from desk_app.store.disposal import page_scan
from desk_app.store.schema import connecting
from desk_app.store.schema.connecting import key_words, reading_connection
from desk_app.store.schema.engine import OpenFile, driver_connection
from desk_app.store.vault.sheets import identity_of
from tests.builders import ARRIVED
from tests.robustness.long_work import AFTER_DAYS, sign_disposal
from tests.robustness.marked_beside import complained, provided
from tests.workbench import window
from tests.workbench.desks import (
    EMPTY_LOG,
    OFFICER,
    LaterClock,
    Site,
    TwoPeople,
    answered,
    in_the_name_of,
    verify,
)
from tests.workbench.processes import Child, Say, apart, captured
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.window import printer
from tests.workbench.worked import Worked, reader_beside, worked

WORD, KANA, DIGITS, ASCII = "龗靇龘龕", "ヱヰヮヵヶ", "0909999", "zqxjkv"
KEPT = "靐齉靐"
"""The name of a person who stays: a search that does not find it finds nothing at all."""

WAL_HEADER, FRAME_HEADER = 32, 24
_NUMBER = 4


@dataclass(frozen=True, slots=True)
class Person:
    """Everything that can name one person; the number makes him another one."""

    number: int

    @property
    def name(self) -> str:
        """Name and mark."""
        return f"{WORD}川 目印{self.number}"

    @property
    def address(self) -> str:
        """A street that carries the mark."""
        return f"東京都杉並区{WORD}町{self.number}番地"

    def dressed(self, file: ApplicationFile) -> ApplicationFile:
        """Return an application of a set form as this person's, papers and envelope too."""
        papers = tuple(
            replace(paper, name=self.name, address=self.address) for paper in file.enclosures
        )
        asked = tuple(
            replace(
                inquiry,
                records=tuple(map(self.registered, inquiry.records)),
            )
            for inquiry in file.inquiries
        )
        (came, *more) = file.mail
        came = replace(came, sender=self.name, note=self.address, tracking_number=self._digits)
        return replace(
            file,
            application=self.applying(file.application),
            enclosures=papers,
            inquiries=asked,
            mail=(came, *more),
        )

    @property
    def _digits(self) -> str:
        return f"{DIGITS}{self.number:04}"

    def envelope(self, arrived_on: date) -> EnvelopeDraft:
        """Return an envelope with this person's application, whose papers say the same name."""
        draft = in_the_name_of(self.name, arrived_on)
        (each,) = draft.applications
        typed = replace(each, application=self.applying(each.application))
        return replace(draft, applications=(typed,))

    def registered(self, record: RegisteredRecord) -> RegisteredRecord:
        """Return a registered record as this person's."""
        return replace(
            record,
            name=self.name,
            former_name=f"{WORD}山 目印{self.number}",
            address=self.address,
            member_number=f"{ASCII}{self.number}",
            email=f"{ASCII}.{self.number}@example.jp",
        )

    def applying(self, application: Application) -> Application:
        """Return an application as this person's, with a proxy."""
        principal = replace(
            application.principal,
            name=self.name,
            kana=f"{KANA}メジルシ{self.number}",
            former_name=f"{WORD}山 目印{self.number}",
            address=self.address,
            registered_address=self.address,
            phone=self._digits,
            member_number=f"{ASCII}{self.number}",
            email=f"{ASCII}.{self.number}@example.jp",
        )
        proxy = Proxy(
            ProxyKind.CONSIGNED,
            f"{WORD}代 目印{self.number}",
            f"{KANA}ダイ{self.number}",
            address=self.address,
            phone=self._digits,
        )
        return replace(application, principal=principal, proxy=proxy, scope=f"{self.name}の登録")


# Looking for the marks.

MARKS = (WORD, KANA, DIGITS, ASCII)


def _spellings(marks: tuple[str, ...]) -> dict[str, tuple[bytes, ...]]:
    return {
        mark: (
            mark.encode(),
            mark.encode("utf-16-le"),
            mark.encode("utf-16-be"),
            json.dumps(mark)[1:-1].encode("ascii"),
        )
        for mark in marks
    }


def times(content: bytes, marks: tuple[str, ...] = MARKS) -> int:
    """Return how often marks stand in some bytes, in any spelling."""
    different = {each for every in _spellings(marks).values() for each in every}
    return sum(content.count(each) for each in different)


def in_files(*folders: Path) -> list[str]:
    """Return the files below folders that hold a mark, or are called by one."""
    return [
        path.name
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if times(path.name.encode()) or (path.is_file() and times(path.read_bytes()))
    ]


def on_pages(database: Path, key: bytes, marks: tuple[str, ...] = MARKS) -> frozenset[str]:
    """Return the marks on any decrypted page of a closed file, free ones included."""
    with database.open("rb") as file:
        return page_scan.scan_file(file, key, marks).found


def in_log(database: Path, key: bytes) -> tuple[int, int]:
    """Return how many pages the write-ahead log holds, and how often marks stand on them."""
    log = database.with_name(database.name + "-wal")
    content = log.read_bytes() if log.exists() else b""
    pages = list(_frames(content, database.read_bytes(), key))
    return len(pages), sum(map(times, pages))


def _frames(log: bytes, database: bytes, key: bytes) -> Iterator[bytes]:
    """Yield each page of a log, decrypted in the place where it belongs in its database."""
    file = BytesIO(database)
    raw = page_scan.RawPages(file, key)
    for start in range(WAL_HEADER, len(log) - PAGE_BYTES + 1, FRAME_HEADER + PAGE_BYTES):
        number = int.from_bytes(log[start : start + _NUMBER], "big")
        file.seek((number - 1) * PAGE_BYTES)
        file.write(log[start + FRAME_HEADER : start + FRAME_HEADER + PAGE_BYTES])
        yield raw.page(number)


def in_index(database: Path, key: bytes) -> tuple[int, int]:
    """Return how often marks stand in the terms of the search index, and in its statistics."""
    signs = {f"n{ord(sign):x}" for sign in WORD}
    with closing(reading_connection(database, key)) as raw:
        raw.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)")
        terms = sum(term in signs for (term,) in raw.execute("SELECT term FROM temp.terms"))
        samples = b"".join(bytes(row[0]) for row in raw.execute("SELECT sample FROM sqlite_stat4"))
    return terms, times(samples)


MARKED, LETTERS, FEW, IN_WINDOW = 1_000, 40, 10, 20
FLIPPED_AT = 6 * 4096 + 100
_DONE, _TITLES = "done", "titles"
OF_OTHER_BOOKS = 10
"""So many more persons complained, and so many stand in the register of provision."""

_LISTS = (
    *(Place.TODAY, Place.MAIL, Place.APPLICATIONS, Place.LETTERS, Place.POST),
    *(Place.INQUIRIES, Place.REGISTERS, Place.DISPOSAL, Place.REPORTS, Place.JOURNAL),
)


def try_day(context: Context) -> Outcome:
    """Let the day go by with silent libraries, then with the cipher's log at its default."""
    persons = context.share(MARKED, 6)
    letters = context.share(LETTERS, 1)
    beside = context.share(OF_OTHER_BOOKS, 1)
    fell = context.folder / "fell"
    shown = context.share(IN_WINDOW, 2)
    hits = _day(worked(context.folder / "desk").site, fell, persons, letters, beside, shown)
    planted = _finds_planted(fell)
    few = min(persons, FEW)
    told = context.folder / "control fell"
    # The cipher's log needs no window to be seen.
    loud = _day(worked(context.folder / "control").site, told, few, 1, 1, 0, silent=False)
    return Outcome(
        reached=(
            f"{len(hits.files)} files or names with a mark, {hits.lines} lines on standard error, "
            f"{hits.titles} titles with a mark, {hits.masked} masked ones in what was kept of "
            f"{hits.scans} scans, also after kill and restart; a planted file was "
            f"{'found' if planted else 'NOT found'}"
        ),
        held=planted and not hits.files and hits.lines == hits.titles == hits.masked == 0,
        work=(
            Work("marked persons", hits.persons, persons),
            Work("marked complaints and rows of provision", hits.beside, 2 * beside),
            Work("letters printed", hits.letters, letters),
            Work("titles read", hits.titles_read, 3),
            Work("files searched", hits.searched, 8),
            Work("scans with a mark masked", hits.scans, 1),
            Work("marks in the file scanned", hits.given, 2),
        ),
        control=Control(
            "cipher_log_level at its default",
            f"{loud.lines} lines on standard error",
            failed=loud.lines > 0,
        ),
    )


@dataclass(frozen=True, slots=True)
class Hits:
    """What was let fall over a day."""

    persons: int
    beside: int
    """How many of them complained, or stand in the register of provision."""
    letters: int
    files: tuple[str, ...]
    lines: int
    titles: int
    titles_read: int
    searched: int
    scans: int
    masked: int
    """How often a mark that was masked stands in what was kept of a scan."""
    given: int
    """How often it stands in the file that was scanned: the same search finds it there."""


def _day(  # noqa: PLR0913  how many of each
    site: Site,
    fell: Path,
    persons: int,
    letters: int,
    beside: int,
    shown: int,
    *,
    silent: bool = True,
) -> Hits:
    """Work until a kill, start again, work on in the window, meet a damaged copy, and search.

    So many persons are shown in the window, and of the lists a part; there is none where nobody is.
    """
    counts = {"persons": persons, "letters": letters, "beside": beside}
    Child.killed_after(_DONE, partial(_work, site=site, fell=fell, counts=counts, silent=silent))
    titles = apart(_after_restart, site, fell, shown, silent=silent)
    printed = len((fell / "jobs").read_text(encoding="utf-8").splitlines())
    searched = [path for path in fell.rglob("*") if path.is_file()]
    errors = [path for path in searched if path.name.endswith("-2")]
    there, in_other_books = apart(_counted, site)
    kept, masked = apart(_kept_of_scans, site)
    return Hits(
        persons=there,
        beside=in_other_books,
        letters=printed,
        files=tuple(in_files(site.folder, fell)),
        lines=sum(len(path.read_bytes().splitlines()) for path in errors),
        titles=sum(times(title.encode()) > 0 for title in titles),
        titles_read=len(titles),
        searched=len(searched),
        scans=kept,
        masked=masked,
        given=times(fell.with_name(_GIVEN).read_bytes()),
    )


@contextmanager
def _ground(fell: Path, *, silent: bool) -> Iterator[None]:
    """Stand on the program's private ground; its log and choices lie among what is caught."""
    for name in ("DATA", "CONFIG", "STATE", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(fell / "home" / name.lower())
    loud = patch.object(connecting, "_SILENCE", "PRAGMA temp_store = MEMORY")
    with captured(fell), nullcontext() if silent else loud:
        yield


# The morning, which a kill ends.


def _work(say: Say, site: Site, fell: Path, counts: Mapping[str, int], *, silent: bool) -> None:
    persons, letters, beside = counts["persons"], counts["letters"], counts["beside"]
    with _ground(fell, silent=silent):
        people = TwoPeople.at(site)
        desk = people.clerk
        logged = [people.logged(_draft(number)) for number in range(persons)]
        _scan_masked(desk, logged[0], fell.with_name(_GIVEN))
        _stumble(desk, persons)
        printer = _printer(fell)
        for number in range(letters):
            _answer(people, Person(persons + number), printer)
        for number in range(1, beside + 1):
            complained(people, Person(persons + letters + number))
            provided(people, Person(persons + letters + number))
        intake.save_draft(desk, "half", f"{Person(0).name} {Person(0).address}")
        desk.ports.store.queries.window(Filter(text=Person(1).name), ListOrder(), desk.today)
        _export(people.officer, fell)
        backups.make_backup(people.officer)
        say(_DONE)
        signal.pause()


_GIVEN = "given.pdf"
"""What a scanner left, beside all that is searched: it holds the mark in plain text."""


def _scan_masked(desk: Desk, id_: ApplicationId, given: Path) -> None:
    """Have a file read that holds a mark, mask it, and keep what is left of it."""
    canvas = Canvas(str(given), pagesize=(595, 842), pageCompression=0)
    canvas.setTitle(ASCII)
    canvas.drawString(100, 740, f"{ASCII} {DIGITS}")
    canvas.save()
    found = scans.read_scan(desk, given)
    with closing(found):
        drawn = found.make([Mask(1, 0, 0, 10_000, 5_000, MaskReason.NOT_NEEDED)], {})
    scans.attach_scan(desk, ScanDraft(id_, ScanOf.FORM), drawn)


def _kept_of_scans(site: Site) -> tuple[int, int]:
    """Return how many scans were kept, and how often marks stand in what their files hold."""
    with TwoPeople.at(site) as people:
        rows = site.ask("SELECT DISTINCT application FROM scans")
        every = [
            scans.scan_pages(people.clerk, id_, scan.id)
            for id_ in (ApplicationId(row) for (row,) in rows)
            for scan in scans.scans_of(people.clerk, id_)
        ]
    return len(every), sum(map(times, every))


def _draft(number: int) -> EnvelopeDraft:
    """Return an envelope whose every field carries a mark of the person."""
    person = Person(number)
    draft = person.envelope(ARRIVED)
    (each,) = draft.applications
    papers = tuple(replace(paper, address=person.address) for paper in each.enclosures)
    came = replace(draft.mail, sender=person.name, note=person.address)
    return replace(draft, mail=came, applications=(replace(each, enclosures=papers),))


def _stumble(desk: Desk, number: int) -> None:
    """Type what is refused, and let a statement of the store fail on marked values."""
    draft = _draft(number)
    (each,) = draft.applications
    principal = replace(each.application.principal, name=f"{Person(number).name}\x00")
    bad = replace(each, application=replace(each.application, principal=principal))
    with suppress(KnownError):
        intake.log_application(desk, replace(draft, applications=(bad,)))
    now = desk.ports.clock.now()
    with suppress(Exception), desk.ports.store.writing(desk.actor.id, now) as books:
        application = replace(each.application, receipt_number="R8-0001", token="0" * 32)
        books.files.add(application)
        books.files.add(application)


def _printer(fell: Path) -> Cups:
    """Return a printer that notes how it was called, and takes the pages out of sight."""
    return printer(fell, f'echo "$@" >> "{fell}/jobs"\ncat > /dev/null')


def _answer(people: TwoPeople, person: Person, printer: Cups) -> None:
    """Decide a person's application and print the letter."""
    id_ = people.decided(person.name)
    try:
        corresponding.issue_letter(people.clerk, people.answer(id_))
    except LetterStopped:
        # No font here has the rare characters: a name that others have stands for the person.
        return
    (letter,) = people.file(id_).letters
    printer.send(
        corresponding.pages_of(people.clerk, letter.id), PrintOrder(PrinterChoice("office"))
    )
    corresponding.record_printed(people.clerk, id_, (letter.id,))


def _export(officer: Desk, fell: Path) -> None:
    lines = exporting.export_journal(officer, JournalFilter())
    ledger = pages.journal(lines, Language.JA)
    officer.ports.sheets.write_xlsx(ledger, fell / "journal.xlsx", officer.ports.clock.now())
    officer.ports.sheets.write_csv(ledger, fell / "journal.csv")
    words, days = LedgerTableWords(Language.JA), (date(2020, 1, 1), date(2040, 1, 1))
    for kind in LedgerKind:
        if kind not in {LedgerKind.JOURNAL, LedgerKind.DUE}:
            wanted = LedgerWanted(kind, *days, named=False)
            table = ledger_books.export(officer, wanted, words)
            told = [place for place, head in enumerate(table.head) if head not in _NO_PERSONS]
            rows = tuple(tuple(row[place] for place in told) for row in table.rows)
            unnamed = replace(table, head=tuple(table.head[place] for place in told), rows=rows)
            officer.ports.sheets.write_csv(unnamed, fell / f"{kind.value}.csv")


_NO_PERSONS = frozenset({"対象サービス", "実施する人", "国"})
"""Columns of a service, a department and a country, which stand in a ledger without names too."""


# After the restart.


def _after_restart(site: Site, fell: Path, shown: int, *, silent: bool) -> list[str]:
    """Go through the window, meet a mistake and a damaged copy; return every title there was."""
    with _ground(fell, silent=silent):
        titles = _through_window(site, shown) if shown else []
        _damaged(site.copy(fell.with_name(f"{fell.name} damaged")))
    sys.stdout.flush()
    return titles


def _through_window(site: Site, shown: int) -> list[str]:
    app = window.application()
    hand = window.Hand(window.entrance_of(site))
    Reporter(places.fault_log(), hand.entrance.now, app).install()
    hand.sign_in()
    titles = list[str]()
    for place in _LISTS[: max(3, len(_LISTS) * shown // IN_WINDOW)]:
        hand.go(place)
        titles += _titles()
    for number in range(1, shown + 1):
        hand.go(Place.APPLICATION, ApplicationId(number))
        titles += _titles()
    titles += hand.do(_titles_of_letters)
    with patch.object(sys, "stderr", None):
        # What the reporter writes on standard error it writes into its log as well.
        sys.excepthook(*_mistake(Person(1).name))
    hand.lock()
    titles += [*_titles(), Path("/proc/self/cmdline").read_text(encoding="utf-8")]
    hand.close()
    return titles


def _titles() -> list[str]:
    return [widget.windowTitle() for widget in QApplication.allWidgets() if widget.windowTitle()]


def _titles_of_letters(desk: Desk) -> list[str]:
    """Return what a reader of PDF shows as the title of each letter."""
    found = list[str]()
    for line in desk.ports.store.queries.letters(None):
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(corresponding.pages_of(desk, line.id)))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        fields = (QPdfDocument.MetaDataField.Title, QPdfDocument.MetaDataField.Subject)
        found += [str(document.metaData(each)) for each in fields]
        document.close()
    return found


def _mistake(name: str) -> tuple[type[BaseException], BaseException, None]:
    error = ValueError(f"a mistake of ours that quotes {name}")
    return type(error), error, None


def _damaged(site: Site) -> None:
    """Open a copy one page of which was changed: the cipher finds it."""
    content = bytearray(site.database.read_bytes())
    content[FLIPPED_AT] ^= 1
    site.database.write_bytes(content)
    assert not verify(site).sound


def _finds_planted(fell: Path) -> bool:
    """Leave a file with a mark in it and one that is called by a mark; whether both are found."""
    planted = [fell / "temp" / "planted", fell / "temp" / f"{WORD}.pdf"]
    planted[0].write_text(f"… {WORD} …", encoding="utf-16")
    planted[1].touch()
    found = in_files(fell)
    for path in planted:
        path.unlink()
    return len(found) == len(planted)


def _counted(site: Site) -> tuple[int, int]:
    """Return how many marked persons a fresh process finds, and how many in the other books."""
    with closing(site.look()) as store:
        asked = store.inquiries.window(InquiryFilter()).ids
        with store.reading() as books:
            files = map(books.files.get, books.files.all_ids())
            there = sum(WORD in each.application.principal.name for each in files)
            names = [books.inquiries.get(key).said.name for key in map(InquiryKey, asked)]
            names += [row.person for row in books.registers.provisions()]
    return there, sum(WORD in each for each in names)


PERSONS, CONTROLS = 500, 6
BESIDE = 60
"""So many more persons complained, and so many stand in the register of provision."""
_KEEPS_FREE_PAGES = tuple(
    (name, "OFF" if name == "secure_delete" else value) for name, value in connecting.SETTINGS
)


Before = tuple[int, int, int, int]
"""How often marks stood on pages, in the index, in the statistics; how many sealed files lay there.
"""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of the marks in each place; ``kept`` are those of a person who stays."""

    before: Before
    pages: frozenset[str]
    log_pages: int
    log: int
    index: int
    statistics: int
    backup: int
    files: tuple[str, ...]
    kept: bool
    complaints: int
    """How many complaints are gone."""
    scans: int
    """How many sealed files of theirs are left, at the desk and beside its copies."""

    @property
    def places(self) -> int:
        """In how many places something is left."""
        pages = (self.pages, self.log, self.index, self.statistics)
        return sum(map(bool, (*pages, self.backup, self.files, self.scans)))


def try_disposal(context: Context) -> Outcome:
    """Dispose of the persons, then of some with nothing wiped, then plant a mark."""
    persons, beside = context.share(PERSONS, 4), context.share(BESIDE)
    desk = worked(context.folder / "desk")
    left = _disposed_of(desk, context.folder / "fell", persons, beside)
    rows = apart(_rows_disposed_of, desk, context.folder / "fell", beside)
    planted = apart(_planted, desk.site)
    bare = worked(context.folder / "control")
    few = _disposed_of(bare, context.folder / "control fell", min(persons, CONTROLS), wiping=False)
    bare_rows = apart(_rows_disposed_of, bare, context.folder / "control fell", 1, wiping=False)
    return Outcome(
        reached=(
            f"{len(left.pages)} marks on raw pages, {left.log} in {left.log_pages} pages of the "
            f"log, {left.index} terms, {left.statistics} in sqlite_stat4, {left.backup} in the new "
            f"backup, {len(left.files)} files with one, {left.scans} of their scans; of rows "
            f"of provision {rows.left} in all these; a mark planted in a free page was "
            f"{'found' if planted else 'NOT found'}"
        ),
        held=left.places == rows.left == 0 and left.kept and planted,
        work=(
            Work("persons", persons, persons),
            Work("complaints gone", left.complaints, beside),
            Work("sealed files of theirs before", left.before[3], 2),
            Work("rows of provision disposed of", rows.gone, beside),
            Work("marks of theirs before", rows.before, 1),
            Work("pages of the log", left.log_pages, 1),
            Work("terms of theirs before", left.before[1], 1),
            Work("samples of theirs before", left.before[2], 1),
        ),
        control=Control(
            "secure_delete off and each page put under the other key where it lies",
            f"{len(few.pages)} marks on raw pages, of rows of provision {bare_rows.left}",
            failed=bool(few.pages and bare_rows.left),
        ),
    )


def _disposed_of(
    desk: Worked, fell: Path, persons: int, beside: int = 1, *, wiping: bool = True
) -> Left:
    """Dispose of persons in a process that is killed at once; look with a fresh one."""
    apart(_sign, desk.site, persons, beside)
    before = apart(_before, desk.site)
    old = frozenset(desk.site.backups.iterdir())
    carrying_out = partial(_carry_out, site=desk.site, fell=fell, wiping=wiping)
    Child.killed_after(_DONE, carrying_out)
    return apart(_look, desk, fell, before, old)


def _sign(site: Site, persons: int, beside: int) -> None:
    with TwoPeople.at(site) as people:
        ids = [answered(people.clerk, each, Person(each).dressed) for each in range(persons)]
        answered(people.clerk, persons, _staying)
        _scan(people.officer, ids[0])
        ids += [complained(people, Person(persons + each)) for each in range(1, beside + 1)]
        backups.make_backup(people.officer)
    sign_disposal(site, ids)
    with site.raw() as raw:
        raw.execute("ANALYZE")
        raw.execute(EMPTY_LOG)


_THEIR_SCAN = ScanId("5" * 32)


def _scan(desk: Desk, id_: ApplicationId) -> None:
    """Keep pictures of a person who was answered: a verb would refuse it by now."""
    now = desk.ports.clock.now()
    made = Scan(_THEIR_SCAN, id_, ScanOf.FORM, None, "", 1, 0, "", "", now, desk.actor.id)
    with desk.ports.store.writing(desk.actor.id, now) as books:
        books.journal.note(Action.SCAN_ATTACHED, id_)
        books.scans.add(made, Person(0).name.encode())
        books.commit()


def _staying(file: ApplicationFile) -> ApplicationFile:
    application: Application = file.application
    principal = replace(application.principal, name=KEPT)
    return replace(file, application=replace(application, principal=principal))


def _before(site: Site) -> Before:
    key = site.unlock().data_key
    sealed = _sealed(site)
    return len(on_pages(site.database, key)), *in_index(site.database, key), sealed


def _carry_out(say: Say, site: Site, fell: Path, *, wiping: bool) -> None:
    with captured(fell), nullcontext() if wiping else _free_pages_kept():
        desk = site.open(OFFICER, LaterClock(AFTER_DAYS))
        destroying.carry_out(desk, 1)
        with reader_beside(site):
            intake.save_draft(desk, "next", "so that the log holds something")
            say(_DONE)
            signal.pause()


@contextmanager
def _free_pages_kept() -> Iterator[None]:
    with (
        patch.object(connecting, "SETTINGS", _KEEPS_FREE_PAGES),
        patch.object(rekeying, "write_anew", _same_pages),
    ):
        yield


def _same_pages(file: OpenFile, data_key: bytes) -> Path:
    """Put a copy of every page, free ones too, under another key, and return where it lies."""
    aside = file.path.with_name(file.path.name + PART)
    with file.engine.connect() as connection:
        driver_connection(connection).execute("PRAGMA journal_mode = DELETE")
    shutil.copy(file.path, aside)
    with closing(driver.connect(str(aside), isolation_level=None)) as raw:
        raw.execute(key_words(file.data_key))
        raw.execute(f"PRAGMA rekey = \"x'{data_key.hex()}'\"")
    return aside


def _look(desk: Worked, fell: Path, before: Before, old: frozenset[Path]) -> Left:
    site = desk.site
    key = site.unlock().data_key
    log_pages, log = in_log(site.database, key)
    with site.raw(key) as raw:
        raw.execute(EMPTY_LOG)
    new = [path for path in site.backups.iterdir() if path not in old]
    terms, samples = in_index(site.database, key)
    return Left(
        before=before,
        pages=on_pages(site.database, key),
        log_pages=log_pages,
        log=log,
        index=terms,
        statistics=samples,
        backup=sum(_in_backup(path, desk.sheet_key) for path in new) if new else -1,
        files=tuple(in_files(site.folder, fell)),
        kept=bool(on_pages(site.database, key, (KEPT,))),
        complaints=_complaints_gone(site, key),
        scans=_sealed(site),
    )


def _sealed(site: Site) -> int:
    """Return how many sealed files of the persons' scan lie at the desk and beside its copies."""
    name = f"{SCANS}/{_THEIR_SCAN}.age"
    return sum((folder / name).exists() for folder in (site.desk, site.backups))


def _complaints_gone(site: Site, key: bytes) -> int:
    ((logged,),) = site.ask("SELECT count(*) FROM journal WHERE action = 'inquiry_logged'", key=key)
    ((there,),) = site.ask("SELECT count(*) FROM inquiries", key=key)
    return int(logged) - int(there)


@dataclass(frozen=True, slots=True)
class RowsLeft:
    """What is left of the marks of rows of provision that were disposed of."""

    before: int
    gone: int
    left: int


def _rows_disposed_of(desk: Worked, fell: Path, rows: int, *, wiping: bool = True) -> RowsLeft:
    """Enter rows whose time is over, and dispose of them as of applications."""
    site = desk.site
    with captured(fell), nullcontext() if wiping else _free_pages_kept():
        with TwoPeople.at(site, AFTER_DAYS) as people:
            ids = [provided(people, Person(number)) for number in range(rows)]
        before = on_pages(site.database, site.unlock().data_key)
        with TwoPeople.at(site, AFTER_DAYS) as people:
            chosen = tuple(Chosen(kept_id_of_provision(id_), 0) for id_ in ids)
            (disposal,) = disposing.propose(people.clerk, chosen).ids(Kind.DISPOSAL)
            disposing.sign(people.officer, int(disposal))
        old = frozenset(site.backups.iterdir())
        officer = site.open(OFFICER, LaterClock(AFTER_DAYS))
        with closing(officer.ports.store):
            destroying.carry_out(officer, int(disposal))
            key = site.unlock().data_key
            with reader_beside(site):
                intake.save_draft(officer, "next", "so that the log holds something")
                _, log = in_log(site.database, key)
            there = {row.id for row in registers.provisions(officer)}
    (made,) = frozenset(site.backups.iterdir()) - old
    left = (on_pages(site.database, key), log, _in_backup(made, desk.sheet_key), in_files(fell))
    return RowsLeft(len(before), len(set(ids) - there), sum(map(bool, left)))


def _in_backup(path: Path, sheet_key: str) -> int:
    opened = open_backup(path, identity_of(sheet_key))
    return times(b"".join(opened.data.pieces()))


def _planted(site: Site) -> bool:
    """Leave a mark in a free page on purpose; whether the search finds it."""
    key = site.unlock().data_key
    with site.raw(key) as raw:
        raw.execute("PRAGMA secure_delete = OFF")
        raw.execute("CREATE TABLE planted(x)")
        raw.execute("INSERT INTO planted VALUES (?)", (WORD * 4_000,))
        raw.execute("DROP TABLE planted")
        raw.execute(EMPTY_LOG)
    return bool(on_pages(site.database, key))


LEAKED = Goal(
    "GOAL-17",
    f"{MARKED:,} marked persons through a full day: 0 hits in logs, stderr, temp, file names, "
    "titles, of what was masked in what is kept of its scan, also after kill and restart",
    try_day,
    takes=28,
)

DISPOSED = Goal(
    "GOAL-10",
    f"{PERSONS} marked persons: 0 marks on raw pages, in log, new backups, temp, logs, index, "
    "sqlite_stat4",
    try_disposal,
    takes=25,
)
