# SPDX-License-Identifier: MIT
"""A process that saves through the verbs until it is killed, and what a fresh one finds of it.

Each save has a number; the process says it once the verb has returned. Told to say it ``early`` it
does so just before the commit: what a careless desk would do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from unittest.mock import patch

from desk_app.desk import checking, intake
from desk_app.desk.context import Desk
from desk_app.desk.ports import Books
from desk_app.records.journal import Action
from desk_app.store.database import SqlBooks
from tests.robustness.forks import Say, out
from tests.robustness.sites import Site, Verdict, envelope, verify

OPENED = "opened"
DEEDS = ("application logged", "department asked", "draft saved")
"""What save number n does, by the rest of n; also the names of the doors."""

_NAME, _DEPARTMENT, _DRAFT = "山田 花子 {}", "会員管理 {}", "draft-{}"


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
    deed = number % len(DEEDS)
    if deed == 0:
        intake.log_application(desk, envelope(_NAME.format(number), desk.today))
    elif deed == 1:
        with desk.ports.store.reading() as books:
            newest = books.files.all_ids()[-1]
        checking.ask_department(desk, newest, _DEPARTMENT.format(number), desk.today)
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
    store = site.look()
    try:
        with store.reading() as books:
            kept, half = _kept(books, frozenset(numbers))
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
    for id_ in books.files.all_ids()[-(len(numbers) // len(DEEDS) + 1) :]:
        file = books.files.get(id_)
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
    drafts = (number for number in numbers if number % len(DEEDS) == 2)
    kept |= {n for n in drafts if books.drafts.get(clerk, _DRAFT.format(n)) == str(n)}
    return kept, half


if __name__ == "__main__":
    save(lambda words: out([words]), Path(sys.argv[1]), int(sys.argv[2]))
