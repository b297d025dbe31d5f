# SPDX-License-Identifier: MIT
"""The desks of the journeys, and whether two of them keep the same."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QApplication

from desk_app.bootstrap import SampleHouse, Surroundings, command_line
from desk_app.bootstrap.sample import profile_of
from desk_app.cli.sample.sample_file import SampleClock, SampleDesk, desk_of, envelopes_of
from desk_app.cli.sample.sample_work import SamplePeople, SampleRun, StampDrawer
from desk_app.desk.context import Desk
from desk_app.desk.keys.roster import SEEN
from desk_app.desk.opened.arriving import TURN
from desk_app.gui.printing import spooler
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId, ClaimId, EnclosureId, MailItemId, PaymentLineId
from desk_app.records.books.journal import Action
from desk_app.records.case.findings import Examination
from desk_app.records.case.history import ApplicationFile
from desk_app.records.desk.people import ROSTER_VALUE
from desk_app.rules.days import eras
from desk_app.rules.finding_codes import Code
from desk_app.store.database import SqlStore
from desk_app.store.vault.sheets import new_identity
from desk_app.store.vault.slots import SAMPLE_COST
from tests.journeys.hand import ClerksHand
from tests.same_tables import Tables, differences, read_tables
from tests.workbench.desks import Site
from tests.workbench.window import Entrance, dress, printer


def days_as_written(content: bytes) -> dict[date, str]:
    """Return how the days of a check file are written in it; the first form of each day."""
    days: dict[date, str] = {}
    for text in _texts(json.loads(content)):
        try:
            days.setdefault(eras.parse(text), text)
        except eras.DateError:
            continue
    return days


def _texts(told: object) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for each in told.values() if isinstance(told, dict) else told:
            yield from _texts(each)


def as_it_lay(file: ApplicationFile) -> list[str]:
    """Return what a clerk read off the paper, a line each: who asks for what, with what."""
    application = file.application
    claims = (replace(each, id=ClaimId("")) for each in application.claims)
    papers = (
        replace(each, id=EnclosureId(""), mail_item=MailItemId(0)) for each in file.enclosures
    )
    lines = (line for item in file.mail for line in item.payments)
    pieces = (replace(line, id=PaymentLineId(""), allotments=()) for line in lines)
    mail = (
        (item.arrived_on, item.postmark, item.kind, item.tracking_number, item.red_marking)
        for item in file.mail
    )
    return [
        *map(repr, (application.form, application.further_forms)),
        *map(repr, (application.principal, application.proxy)),
        *map(repr, (application.scope, application.reply_to, application.language)),
        *sorted(map(repr, claims)),
        *sorted(map(repr, papers)),
        *sorted(map(repr, pieces)),
        *map(repr, mail),
    ]


def judged(file: ApplicationFile, found: Examination) -> list[str]:
    """Return axes and findings, a line each; what they speak of in words instead of ids.

    What the desk lists as going back when it saves is left out: a check file names such things.
    """
    words, axes = _words(file), found.axes
    states = (axes.completeness, axes.identity, axes.authority, axes.fee, axes.reply)
    findings = (
        f"{each.verdict.value} {each.code} {_in_words(words, each.subject)}".rstrip()
        for each in found.findings
        if each.code != Code.THING_TO_RETURN
    )
    return [*map(str, states), *sorted(findings)]


def _words(file: ApplicationFile) -> dict[str, str]:
    lines = [line for item in file.mail for line in item.payments]
    records = [record for inquiry in file.inquiries for record in inquiry.records]
    return {
        **{str(item.id): f"mail {number}" for number, item in enumerate(file.mail, 1)},
        **{str(each.id): f"{each.piece.value} of {each.denomination}" for each in lines},
        **{str(each.id): f"{each.of.value} {each.kind}" for each in file.enclosures},
        **{str(each.id): each.right.value for each in file.application.claims},
        **{str(each.id): f"record {number}" for number, each in enumerate(records, 1)},
    }


def _in_words(words: dict[str, str], subject: str) -> str:
    thing, _, part = subject.partition(".")
    return f"{words.get(thing, thing)} {part}".strip()


_TYPED = "when somebody at that desk did it: a time of typing"
_KEY = "made with a key of that desk"
_ID = "hashed with the random name of that desk's application"
_PAGES = "the pages bear the journal mark; what stands on them is compared as the letter's facts"
_CHAIN = "follows from all entries before it, those of other applications too"

_WORKED = "the last day worked, which the sample desk's other applications moved on"
LEFT_OUT: Mapping[str, str] = {
    "applications.logged_at": _TYPED,
    "mail_items.logged_at": _TYPED,
    "corrections.at": _TYPED,
    "judgements.at": _TYPED,
    "stamp_entries.at": _TYPED,
    "decisions.proposed_at": _TYPED,
    **{
        f"decisions.{signed}.{name}": why
        for signed in ("proposal", "approval")
        for name, why in (
            ("at", _TYPED),
            ("content_sha256", "of a content that names the ids of that desk"),
            ("signature", _KEY),
            ("entry", _CHAIN),
            ("head", _CHAIN),
            ("place.head", _KEY),
            ("covered.addressee", _ID),
            ("covered.principal", _ID),
            ("covered.proxy", _ID),
        )
    },
    "letters.issued_at": _TYPED,
    "letters.printed_at": _TYPED,
    "letters.prints.at": _TYPED,
    "letters.sha256": _PAGES,
    "letter_facts.sha256": _PAGES,
    "letter_facts.facts.journal_mark": _CHAIN,
    "letter_pages.pages": _PAGES,
    "salts.salt": "random",
    "journal.at": _TYPED,
    "journal.sequence": _CHAIN,
    "journal.previous": _CHAIN,
    "journal.hash": _CHAIN,
    "settings.value.sequence": _CHAIN,
    "settings.value.latest": _WORKED,
    "settings.value.worked_on": _WORKED,
    "running_numbers.last": "counts the other applications of the sample desk too",
}
"""What two desks that did the same do not have in common, and why; all else is compared."""


def kept(desk: Desk, application: ApplicationId) -> Tables:
    """Return all that is kept of an application, and of the desk itself."""
    store = desk.ports.store
    assert isinstance(store, SqlStore)
    read = dict(read_tables(store, [application]))
    # Where its roster stands, and how often somebody signed in, is each desk's own.
    own = (ROSTER_VALUE, TURN, SEEN)
    read["settings"] = [row for row in read["settings"] if not row["name"].startswith(own)]
    # A window notes what it opens; who works by verbs alone opens nothing.
    opened = Action.APPLICATION_OPENED.value
    read["journal"] = [row for row in read["journal"] if row["action"] != opened]
    return read


def take_numbers(desk: Desk, wanted: str) -> None:
    """Take the receipt numbers before this one, as if the applications before had come here too."""
    today, (_, _, running) = desk.today, wanted.rpartition("-")
    with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
        for _ in range(int(running) - 1):
            books.numbers.next_receipt(eras.era_letter(today), eras.era_year(today))
        books.journal.note(Action.DAY_BEGUN, None)
        books.commit()


def unlike(ours: Tables, theirs: Tables) -> list[str]:
    """Return where two desks differ, a line each."""
    return differences(ours, theirs, LEFT_OUT)


WITHOUT_STAMPS = StampDrawer(())
"""The page of a letter, from which the window posts, asks for no stamps."""


@dataclass(frozen=True)
class Counterpart:
    """The desk at which the sample's clerk did the same."""

    desk: Desk
    ids: Mapping[str, ApplicationId]

    def file(self, number: int) -> ApplicationFile:
        """The application of a row."""
        with self.desk.ports.store.reading() as books:
            return books.files.get(self.ids[str(number)])

    def kept(self, number: int) -> Tables:
        """All that is kept of it."""
        return kept(self.desk, self.ids[str(number)])


@contextmanager
def worked_through(folder: Path, rows: Collection[int]) -> Iterator[Counterpart]:
    """Work through some rows of the sample, from the first day to the last."""
    house = SampleHouse()
    sample = desk_of(house.data)
    clock = SampleClock(sample.first_day)
    officer, clerk = house.found(sample, folder, clock)
    wanted = tuple(each for each in envelopes_of(house.data) if each.row.id in rows)
    people = SamplePeople(clerk, officer, sample.department, WITHOUT_STAMPS)
    course = SampleRun(sample, wanted, people, clock)
    try:
        course.run(lambda _: None)
        yield Counterpart(clerk, {case.name: case.id for case in course.cases})
    finally:
        officer.ports.store.close()


_IDENTITIES = tuple(new_identity() for _ in range(20))


@contextmanager
def same_keys() -> Iterator[None]:
    """Let a desk draw the identities that every other one draws here.

    The system draws them, and the journal names them: so the mark on each letter is its desk's own.
    """
    drawn = iter(_IDENTITIES)
    with (
        patch("desk_app.store.vault.slots.new_identity", lambda: next(drawn)),
        patch("desk_app.store.vault.desk_keys.new_identity", lambda: next(drawn)),
    ):
        yield


@dataclass
class Demo:
    """What a run left behind."""

    folder: Path
    code: int
    printed: str

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """All of the summary."""
        text = (self.folder / "summary.json").read_text(encoding="utf-8")
        entries: list[dict[str, Any]] = json.loads(text)
        return entries

    @property
    def summary(self) -> list[dict[str, Any]]:
        """What the summary says of applications."""
        return [entry for entry in self.entries if entry["id"][0].isdigit()]

    @property
    def inquiries(self) -> list[dict[str, Any]]:
        """What it says of inquiries."""
        return [entry for entry in self.entries if entry["id"].startswith("Q")]

    @property
    def disposals(self) -> list[dict[str, Any]]:
        """What it says of disposals."""
        return [entry for entry in self.entries if entry["id"].startswith("D")]

    @cached_property
    def written(self) -> dict[str, bytes]:
        """Every letter, by its name."""
        return {path.name: path.read_bytes() for path in (self.folder / "letters").iterdir()}

    @property
    def letters(self) -> dict[str, bytes]:
        """The letters of applications."""
        return {name: pages for name, pages in self.written.items() if "-Q" not in name}

    def entry(self, id_: str) -> dict[str, Any]:
        return next(entry for entry in self.summary if entry["id"] == id_)

    def file_of(self, desk: Desk, id_: str) -> ApplicationFile:
        """The application of an entry, found by the receipt number on its letters."""
        number = str(self.entry(id_)["letters"][0]).rpartition("-")[0].removesuffix(".pdf")
        with desk.ports.store.reading() as books:
            id_found = books.files.by_number("-".join(number.split("-")[:2]))
            assert id_found is not None
            return books.files.get(id_found)


def built(folder: Path, *words: str) -> Demo:
    """Run the command on a folder that does not exist yet."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        code = command_line(["demo", str(folder), *words])
    return Demo(folder, code, printed.getvalue())


def equip(application: QApplication, folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Give the window our icons and look, and a printer that takes everything."""
    dress(application)
    office = printer(folder, "cat > /dev/null")
    patch.setattr(spooler, "system", lambda: office)


@dataclass
class WindowDesk:
    """A real desk under a real window, on a clock that a journey moves from day to day."""

    site: Site
    clock: SampleClock
    around: Surroundings

    def found(self, sample: SampleDesk) -> None:
        """Found the desk of the sample's people, without a window."""
        people = [NewPerson(p.name, frozenset(p.roles), p.password) for p in sample.people]
        self.site.begin(*people, profile=profile_of(sample), around=self.around)

    @contextmanager
    def window(self, application: QApplication) -> Iterator[ClerksHand]:
        """Show the window with all its parts at the door of the desk."""
        entrance = Entrance(self.site.desk, self.site.keys, self.around)
        hand = ClerksHand(entrance, self.clock, application)
        try:
            hand.come_forward()
            yield hand
        finally:
            hand.close()


def desk_in(folder: Path, first_day: date) -> WindowDesk:
    """A desk that stands in a folder, or will, on its first day."""
    clock = SampleClock(first_day)
    return WindowDesk(Site(folder), clock, Surroundings(clock=clock, cost=SAMPLE_COST))
