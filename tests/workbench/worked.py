# SPDX-License-Identifier: MIT
"""A desk that processes save at through the verbs, until they are killed; what a fresh one finds.

Each save has a number; the process says it once the verb has returned. Told to say it ``early`` it
does so just before the commit: what a careless desk would do. A desk that was worked at has a
recovery sheet, a backup, and a log that was left full.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Event
from typing import Any
from unittest.mock import patch

import sqlcipher3.dbapi2 as driver
from filelock import FileLock

from desk_app.desk import registers, scans
from desk_app.desk.applications import checking, intake
from desk_app.desk.context import Desk
from desk_app.desk.errors import NotADesk, WrongPassword
from desk_app.desk.inquiries import handling
from desk_app.desk.inquiries.handling import InquiryDraft
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys
from desk_app.desk.keys.roster import KeysActs, author
from desk_app.desk.ports import Books
from desk_app.desk.rows import InquiryFilter
from desk_app.desk.scans import ScanDraft
from desk_app.desk.signed.signing import names_to_sign
from desk_app.gui.session.entrance import Choices
from desk_app.records.base import ApplicationId, InquiryKey, kept_id_of
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.case.inquiries import Channel, InquiryKind, InquirySaid
from desk_app.records.case.scans import DrawnScan, ScanOf
from desk_app.records.desk.people import Language
from desk_app.records.registers import (
    PlaceVersion,
    ProvisionEntry,
    ProvisionKind,
    PurposeVersion,
    TrainingEntry,
)
from desk_app.store.database import SqlBooks
from desk_app.store.disk import places
from desk_app.store.disposal import disposal_list
from desk_app.store.schema.connecting import reading_connection
from desk_app.store.vault import backup_list, key_file, keyring
from desk_app.store.vault import passwords as tries
from tests.workbench.desks import (
    CLERK,
    OFFICER,
    Site,
    Verdict,
    envelope,
    founded,
    taken_sheet,
    verify,
)
from tests.workbench.processes import Child, Say, apart, tell

OPENED = "opened"
DEEDS = ("application logged", "department asked", "draft saved")
BESIDE = ("draft saved", "inquiry logged", "row of provision entered", "scan attached")
"""What is saved in turn where it is a draft's."""

EVERY = (*DEEDS, *BESIDE[1:])
"""What is ever done; also the names of the doors."""

_NAME, _DEPARTMENT, _DRAFT, _SCAN = "山田 花子 {}", "会員管理 {}", "draft-{}", "%PDF {}"


def deed_of(number: int) -> str:
    """Return what save number n does, by the rest of n, and of what is left of it."""
    turn, rest = divmod(number, len(DEEDS))
    return BESIDE[turn % len(BESIDE)] if rest == len(DEEDS) - 1 else DEEDS[rest]


def save(say: Say, folder: Path, first: int, *, early: bool = False) -> None:
    """Open the desk and save, numbers rising from the first, a multiple of the deeds."""
    desk = Site(folder).open()
    say(OPENED)
    commit = SqlBooks.commit
    for number in count(first):

        def commit_said(books: SqlBooks, said: str = str(number)) -> None:
            say(said)
            commit(books)

        with patch.object(SqlBooks, "commit", commit_said if early else commit):
            do(desk, number)
        if not early:
            say(str(number))


def do(desk: Desk, number: int) -> None:
    """Carry out save number n through its verb."""
    deed = deed_of(number)
    if deed == "application logged":
        intake.log_application(desk, envelope(_NAME.format(number), desk.today))
    elif deed == "department asked":
        with desk.ports.store.reading() as books:
            newest = books.files.all_ids()[-1]
        checking.ask_department(desk, newest, _DEPARTMENT.format(number), desk.today)
    elif deed == "scan attached":
        with desk.ports.store.reading() as books:
            newest = books.files.all_ids()[-1]
        pictures = DrawnScan(1, _SCAN.format(number).encode())
        scans.attach_scan(desk, replace(FORM, application=newest), pictures)
    elif deed == "inquiry logged":
        said = InquirySaid(desk.today, Channel.TELEPHONE, InquiryKind.INQUIRY, _NAME.format(number))
        handling.log_inquiry(desk, InquiryDraft(said))
    elif deed == "row of provision entered":
        row = ProvisionEntry(0, ProvisionKind.PROVIDED, desk.today, party=_NAME.format(number))
        registers.enter_provision(desk, row)
    else:
        intake.save_draft(desk, _DRAFT.format(number), f"{number}")


@dataclass(frozen=True, slots=True)
class Found:
    """What a fresh process found: the verdict, the numbers that are kept, those kept by half."""

    verdict: Verdict
    kept: frozenset[int]
    half: tuple[str, ...]


def find(site: Site, numbers: Sequence[int]) -> Found:
    """Verify the desk and read back the saves that may have these numbers."""
    verdict = verify(site)
    if not verdict.sound:
        return Found(verdict, frozenset(), ())
    store = site.look_past_gate()
    try:
        newest = store.inquiries.window(InquiryFilter()).ids
        with store.reading() as books:
            kept, half = _kept(books, frozenset(numbers))
            asked, torn = _inquired(books, newest[: len(numbers)])
            pictured, without = _scanned(books, site, len(numbers))
            kept |= (asked | pictured | _provided(books, len(numbers))) & set(numbers)
            half += (*torn, *without)
            logged = len(books.files.all_ids())
        rows = store.queries.mail_window(open_only=False).count
    finally:
        store.close()
    if not logged == rows == verdict.counts["applications"]:
        half.append(f"{logged} applications, {rows} mail items")
    return Found(verdict, frozenset(kept), tuple(half))


def _kept(books: Books, numbers: frozenset[int]) -> tuple[set[int], list[str]]:
    """Return which numbers are there, and what is there without its other half.

    What others logged is passed over.
    """
    kept: set[int] = set()
    half: list[str] = []
    ids = books.files.all_ids()[-(len(numbers) // len(DEEDS) + 1) :]
    for id_, file in zip(ids, books.files.read_through(ids), strict=True):
        if not file.application.principal.name.startswith(_NAME.format("")):
            continue
        number = int(file.application.principal.name.rsplit(" ", 1)[1])
        noted = [entry.action for entry in books.journal.entries(id_)]
        asked = {int(each.department.rsplit(" ", 1)[1]) for each in file.inquiries}
        kept |= {number, *asked} & numbers
        whole = len(file.mail) == len(file.enclosures) == len(file.application.claims) == 1
        entries = (noted.count(Action.APPLICATION_LOGGED), noted.count(Action.DEPARTMENT_ASKED))
        if not whole or entries != (1, len(asked)):
            half.append(f"application {number}")
    clerk = books.people.all()[1].id
    drafts = (number for number in numbers if deed_of(number) == "draft saved")
    kept |= {n for n in drafts if books.drafts.get(clerk, _DRAFT.format(n)) == str(n)}
    return kept, half


def _inquired(books: Books, ids: Sequence[int]) -> tuple[set[int], list[str]]:
    """Return the numbers of the inquiries that are there, and those without their entry."""
    found, torn = set[int](), list[str]()
    for id_ in ids:
        text = books.inquiries.get(InquiryKey(id_)).said.text
        found |= _number_in(text)
        noted = [entry.action for entry in books.journal.entries(kept_id_of(InquiryKey(id_)))]
        if noted != [Action.INQUIRY_LOGGED]:
            torn.append(f"inquiry {text}")
    return found, torn


def _scanned(books: Books, site: Site, most: int) -> tuple[set[int], list[str]]:
    """Return the numbers of the scans that can be shown, and what has no file or no row.

    Of so many of the newest applications; a start has swept what no row has.
    """
    every = books.files.all_ids()
    of = [books.scans.of_application(each) for each in {*every[-most:], *every[:1]}]
    kept = [books.scans.pdf(scan) for those in of for scan in those]
    files = len([*(site.desk / "scans").glob("*")])
    found = {int(pdf.split()[1]) for pdf in kept if pdf != PICTURES.pdf}
    whole = files == len(kept) or len(every) > most
    return found, [] if whole else [f"{files} sealed files of {len(kept)} scans"]


def _provided(books: Books, most: int) -> set[int]:
    """Return the numbers of the rows of provision that are there, of so many of the newest."""
    rows = books.registers.provisions(limit=most)
    return {number for row in rows for number in _number_in(row.party)}


def _number_in(text: str) -> set[int]:
    return {int(text.rsplit(" ", 1)[1])} if text.startswith(_NAME.format("")) else set()


_TOKENS = ("0" * 32, "f" * 32)
"""On the disposal list, so that there is one; no application is called so."""

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"


@dataclass(frozen=True, slots=True)
class Worked:
    """The desk, and the key of its recovery sheet."""

    site: Site
    sheet_key: str

    def copy(self, folder: Path) -> Worked:
        """Return a copy of the closed desk."""
        return Worked(self.site.copy(folder), self.sheet_key)


CHOSEN = Choices(Language.EN, dark=True)
"""Of the screen, where somebody chose at all."""

SAVES = 12
"""So many saves were made at it: a third are applications."""


def worked(folder: Path, saves: int = SAVES) -> Worked:
    """Return a desk that processes worked at which have ended; every kind of its files is there.

    ``folder`` lies in a goal's own. The desk is made once for all goals of a run, and copied.
    """
    master = folder.parents[1] / f"worked at, {saves} saves"
    key = master / "sheet key"
    with FileLock(f"{master}.lock"):
        if not key.exists():
            key.write_text(apart(_session, founded(master), saves), encoding="ascii")
    copied = Worked(Site(master), key.read_text(encoding="ascii")).copy(folder)
    (folder / key.name).unlink()
    return copied


def save_some(site: Site, numbers: Iterable[int]) -> None:
    """Make some saves at the closed desk."""
    with site.opened() as desk:
        for number in numbers:
            do(desk, number)


def _session(site: Site, saves: int) -> str:
    with site.opened(OFFICER) as desk:
        made = taken_sheet(desk)
        _fill_registers(desk)
    save_some(site, range(saves))
    with site.opened(OFFICER) as desk:
        scans.attach_scan(desk, FORM, PICTURES)
        backups.make_backup(desk)
        list_names(site, desk, _TOKENS)
    with suppress(WrongPassword), _tries_in(site.keys).counted():
        raise WrongPassword
    return made.secret


FORM = ScanDraft(ApplicationId(1), ScanOf.FORM)
PICTURES = DrawnScan(1, b"%PDF-1.7 " + bytes(range(256)) * 16)
"""What every desk that was worked at keeps of the form of its first application."""


def _fill_registers(desk: Desk) -> None:
    """Enter one of each that tells of no person, and what is published: damage meets them too."""
    day = desk.today
    registers.enter_purpose(desk, PurposeVersion(day, "PU-1", *("氏名", "name") * 4))
    registers.enter_place(desk, PlaceVersion(day, "営業部", "会員", "棚"))
    registers.enter_training(desk, TrainingEntry(0, day, "受付", attended="全員"))
    registers.keep_published(desk, "利用目的", Language.JA, day)


def list_names(site: Site, desk: Desk, tokens: Sequence[str], number: str = "R8-1") -> None:
    """Put names on the disposal list of an open desk, as its disposal does when it is signed."""
    machine = site.machine
    second = keyring.unlock(site.keys, CLERK.name, CLERK.password, machine)
    names = tuple(sorted(tokens))
    content = names_to_sign(number, names)
    proposed, signed = (
        NamesSignature(user.id, seal.place, seal.sign(content))
        for user, seal in ((desk.actor, desk.ports.seal), (second.user, second.seal))
    )
    entry = SignedNames(number, names, proposed, signed)
    listed = disposal_list.add(site.keys, key_file.read(site.keys).must_have_roster(), entry)
    with desk.ports.store.reading() as books:
        by = author(desk, books)
    desk.ports.keys.dispose(number, len(listed.entries), listed.head, by)
    KeysActs(desk).change_data_key()


def _listed(folder: Path) -> frozenset[str]:
    return disposal_list.read(folder, key_file.read(folder).roster).names


def leave_log(site: Site, first: int, saves: int) -> None:
    """Save while a reader beside holds the log, then be killed: these saves lie in the log alone.

    So it is while a backup is made or a large desk is checked.
    """
    saving = partial(_save_and_wait, site=site, first=first, saves=saves)
    Child.killed_after("saved", saving)


def _save_and_wait(say: Say, site: Site, first: int, saves: int) -> None:
    desk = site.open()
    with reader_beside(site):
        for number in range(first, first + saves):
            do(desk, number)
        say("saved")
        Event().wait()


def choose(site: Site, choices: Choices = CHOSEN) -> None:
    """Choose of the screen; what is chosen lies beside the desk."""
    with patch.object(places, "choices_file", lambda: site.choices):
        site.entrance().keep_choices(choices)


def chosen(site: Site) -> Choices:
    """Return what was chosen of the screen."""
    with patch.object(places, "choices_file", lambda: site.choices):
        return site.entrance().choices()


@contextmanager
def reader_beside(site: Site) -> Iterator[None]:
    """Hold the log as a reader beside the desk does."""
    raw = reading_connection(site.database, site.unlock().data_key)
    raw.execute("BEGIN")
    raw.execute("SELECT count(*) FROM journal").fetchall()
    try:
        yield
    finally:
        raw.close()


def bind(site: Site) -> None:
    """Bind the passwords of the closed desk to its machine, the officer's at once."""
    with site.opened(OFFICER) as desk:
        keys.use_pepper(desk, wanted=True)
    site.open(OFFICER).ports.store.close()


def _tries_in(keys: Path) -> tries.Tries:
    return tries.Tries(keys, lambda: 0.0, lambda: True)


def all_rows(raw: driver.Connection) -> list[list[Any]]:
    """Return every row of every table."""
    tables = [name for (name,) in raw.execute(TABLES)]
    return [list(raw.execute(f'SELECT * FROM "{table}"')) for table in tables]  # noqa: S608  names of our own


def content(site: Site) -> str:
    """Return a digest of every value a desk shows; raises what the gate and the readers raise.

    A list of backups that reads as empty and a second folder that is not there are told to the
    clerk by the screen of the day: here they are raised. A wrong count of wrong tries is no value
    of the desk's; it may let nobody wait for longer than any count does. Nor are the choices of the
    screen: they are as they were chosen, or the usual ones.
    """
    folder = places.key_folder(site.desk)
    unlocked = keyring.unlock(folder, OFFICER.name, OFFICER.password, site.machine)
    users = key_file.listed_users(folder)
    pictures = _pictures(site)
    with closing(reading_connection(site.database, unlocked.data_key)) as raw:
        rows = all_rows(raw)
    assert _tries_in(folder).pause() <= tries.LONGEST_PAUSE
    assert chosen(site) in {CHOSEN, Choices()}
    listed, second = backup_list.read(folder), places.backup_folder(site.desk)
    if not listed or second is None or not second.is_dir():
        raise NotADesk("no_backup")
    said = (rows, pictures, unlocked.user, users, sorted(_listed(folder)), listed, second.name)
    return sha256(repr(said).encode()).hexdigest()


def _pictures(site: Site) -> list[bytes]:
    """Return what is shown of the scans; raises what the gate and their files raise."""
    with closing(site.look()) as store, store.reading() as books:
        return [books.scans.pdf(each) for each in books.scans.of_application(FORM.application)]


if __name__ == "__main__":
    save(tell, Path(sys.argv[1]), int(sys.argv[2]))
