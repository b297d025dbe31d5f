# SPDX-License-Identifier: MIT
"""Whether the window's desk and the sample desk keep the same of an application."""

from __future__ import annotations

from collections.abc import Mapping

from desk_app.desk.arriving import TURN
from desk_app.desk.context import Desk
from desk_app.desk.roster import SEEN
from desk_app.records.base import ApplicationId
from desk_app.records.journal import Action
from desk_app.records.people import ROSTER_VALUE
from desk_app.rules import eras
from desk_app.store.database import SqlStore
from tests.same_tables import Tables, differences, read_tables

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
