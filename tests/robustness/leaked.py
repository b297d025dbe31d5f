# SPDX-License-Identifier: MIT
"""GOAL-17: marked persons through a full day, a kill and a restart; nothing of them is let fall."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from desk_app.desk import backups, corresponding, intake
from desk_app.desk import ledgers as exporting
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, LetterStopped
from desk_app.desk.intake import EnvelopeDraft
from desk_app.desk.rows import Filter, JournalFilter, ListOrder
from desk_app.gui.page import Place
from desk_app.gui.printing.spooler import Cups
from desk_app.gui.reporter import Reporter
from desk_app.i18n import pages
from desk_app.records.base import ApplicationId
from desk_app.records.people import Language
from desk_app.records.printers import PrinterChoice, PrintOrder
from desk_app.store import connecting, places
from tests.builders import ARRIVED
from tests.robustness import marked, windowed
from tests.robustness.captured import captured
from tests.robustness.forks import Child, Say, apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.marked import Person
from tests.robustness.sites import Site, envelope, verify
from tests.robustness.two_people import TwoPeople
from tests.robustness.worked import worked

PERSONS, LETTERS, CONTROLS, IN_WINDOW = 1_000, 40, 10, 20
FLIPPED_AT = 6 * 4096 + 100
_DONE, _TITLES = "done", "titles"
_LISTS = (Place.TODAY, Place.MAIL, Place.APPLICATIONS, Place.LETTERS, Place.POST)


def try_day(context: Context) -> Outcome:
    """Let the day go by with silent libraries, then with the cipher's log at its default."""
    persons = context.share(PERSONS, 20)
    letters = context.share(LETTERS, 2)
    fell = context.folder / "fell"
    hits = _day(worked(context.folder / "desk").site, fell, persons, letters)
    planted = _finds_planted(fell)
    few = min(persons, CONTROLS)
    told = context.folder / "control fell"
    loud = _day(worked(context.folder / "control").site, told, few, 1, silent=False)
    return Outcome(
        reached=(
            f"{len(hits.files)} files or names with a mark, {hits.lines} lines on standard error, "
            f"{hits.titles} titles with a mark, also after kill and restart; a planted file was "
            f"{'found' if planted else 'NOT found'}"
        ),
        held=planted and not hits.files and hits.lines == hits.titles == 0,
        work=(
            Work("marked persons", hits.persons, persons),
            Work("letters printed", hits.letters, letters),
            Work("titles read", hits.titles_read, 3),
            Work("files searched", hits.searched, 8),
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
    letters: int
    files: tuple[str, ...]
    lines: int
    titles: int
    titles_read: int
    searched: int


def _day(site: Site, fell: Path, persons: int, letters: int, *, silent: bool = True) -> Hits:
    """Work until a kill, start again, work on in the window, meet a damaged copy, and search."""
    morning = partial(_work, site=site, fell=fell, persons=persons, letters=letters, silent=silent)
    child = Child.forked(morning)
    said = child.line()
    child.kill()
    assert said == _DONE, said
    # The cipher's log needs no window to be seen.
    shown = min(persons, IN_WINDOW) if silent else 0
    titles = apart(_after_restart, site, fell, shown, silent=silent)
    printed = len((fell / "jobs").read_text(encoding="utf-8").splitlines())
    searched = [path for path in fell.rglob("*") if path.is_file()]
    errors = [path for path in searched if path.name.endswith("-2")]
    return Hits(
        persons=apart(_counted, site),
        letters=printed,
        files=tuple(marked.in_files(site.folder, fell)),
        lines=sum(len(path.read_bytes().splitlines()) for path in errors),
        titles=sum(marked.times(title.encode()) > 0 for title in titles),
        titles_read=len(titles),
        searched=len(searched),
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


def _work(say: Say, site: Site, fell: Path, persons: int, letters: int, *, silent: bool) -> None:
    with _ground(fell, silent=silent):
        people = TwoPeople.at(site)
        desk = people.clerk
        for number in range(persons):
            people.logged(_draft(number))
        _stumble(desk, persons)
        printer = _printer(fell)
        for number in range(letters):
            _answer(people, Person(persons + number), printer)
        intake.save_draft(desk, "half", f"{Person(0).name} {Person(0).address}")
        desk.ports.store.queries.window(Filter(text=Person(1).name), ListOrder(), desk.today)
        _export(people.officer, fell)
        backups.make_backup(people.officer)
        say(_DONE)
        signal.pause()


def _draft(number: int) -> EnvelopeDraft:
    """Return an envelope whose every field carries a mark of the person."""
    person = Person(number)
    draft = envelope(person.name, ARRIVED)
    (each,) = draft.applications
    papers = tuple(replace(p, name=person.name, address=person.address) for p in each.enclosures)
    typed = replace(each, application=person.applying(each.application), enclosures=papers)
    came = replace(draft.mail, sender=person.name, note=person.address)
    return replace(draft, mail=came, applications=(typed,))


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
    script = fell / "lp"
    script.write_text(f'#!/bin/sh\necho "$@" >> "{fell}/jobs"\ncat > /dev/null\n', encoding="utf-8")
    script.chmod(0o700)
    return Cups(str(script), "true")


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


# After the restart.


def _after_restart(site: Site, fell: Path, shown: int, *, silent: bool) -> list[str]:
    """Go through the window, meet a mistake and a damaged copy; return every title there was."""
    with _ground(fell, silent=silent):
        titles = _through_window(site, shown) if shown else []
        _damaged(site.copy(fell.with_name(f"{fell.name} damaged")))
    sys.stdout.flush()
    return titles


def _through_window(site: Site, shown: int) -> list[str]:
    app = windowed.application()
    hand = windowed.Hand(site)
    Reporter(places.fault_log(), hand.entrance.now, app).install()
    hand.sign_in()
    titles = list[str]()
    for place in _LISTS:
        hand.go(place)
        titles += _titles()
    for number in range(1, shown + 1):
        hand.go(Place.APPLICATION, ApplicationId(number))
        titles += _titles()
    titles += hand.do(hand.window, _titles_of_letters)
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
    planted = [fell / "temp" / "planted", fell / "temp" / f"{marked.WORD}.pdf"]
    planted[0].write_text(f"… {marked.WORD} …", encoding="utf-16")
    planted[1].touch()
    found = marked.in_files(fell)
    for path in planted:
        path.unlink()
    return len(found) == len(planted)


def _counted(site: Site) -> int:
    """Return how many marked persons a fresh process finds."""
    with closing(site.look()) as store, store.reading() as books:
        files = map(books.files.get, books.files.all_ids())
        return sum(marked.WORD in each.application.principal.name for each in files)


GOAL = Goal(
    "GOAL-17",
    f"{PERSONS:,} marked persons through a full day: 0 hits in logs, stderr, temp, file names, "
    "titles, also after kill and restart",
    try_day,
)
