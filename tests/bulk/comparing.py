# SPDX-License-Identifier: MIT
"""The same mixture through the bulk door and by the verbs, held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desk_app.bootstrap import Surroundings
from desk_app.records.people import ROSTER_VALUE
from desk_app.store.database import SqlStore
from desk_app.store.machine import SeededChance
from desk_app.store.vault.slots import SAMPLE_COST
from tests.bulk.filling import Staff, by_verbs, in_bulk
from tests.bulk.kept_aside import founded
from tests.bulk.mixture import Mixture
from tests.fakes.world import PlainPress
from tests.robustness.sites import Site
from tests.same_tables import Tables, differences, read_tables

_CHAIN = "follows from the salts and ids of that desk"
_MARK = "bears the journal mark; what stands on the pages is compared as the letter's facts"
_KEY = "of a content that names ids of that desk, signed with a key of that desk"
_ROSTER = "hashed with the keys of that desk's roster"
_ID = "hashed with the random name of that desk's application"

LEFT_OUT: Mapping[str, str] = {
    "salts.salt": "random",
    "journal.previous": _CHAIN,
    "journal.hash": _CHAIN,
    "letter_facts.facts.journal_mark": _CHAIN,
    "letter_facts.sha256": _MARK,
    "letter_pages.pages": _MARK,
    "letters.sha256": _MARK,
    **{
        f"decisions.{signed}.{name}": why
        for signed in ("proposal", "approval")
        for name, why in (
            ("content_sha256", _KEY),
            ("signature", _KEY),
            ("head", _CHAIN),
            ("place.head", _ROSTER),
            ("covered.addressee", _ID),
            ("covered.principal", _ID),
            ("covered.proxy", _ID),
        )
    },
}
"""What no two desks have in common, and why; all else is compared, the search index too."""


def opened(folder: Path, mixture: Mixture) -> Staff:
    """Found a desk for a mixture, every letter of which is kept with pages that cost little."""
    folder.mkdir()
    around = Surroundings(chance=SeededChance(folder.name), press=PlainPress(), cost=SAMPLE_COST)
    return founded(Site(folder), mixture, around)


def whole(applications: int, weeks: int) -> Mixture:
    """Return a mixture all of whose letters have their pages."""
    return Mixture(applications, weeks, pages=2 * applications)


def tables(staff: Staff) -> Tables:
    """Read all that a desk keeps."""
    store = staff.clerk.ports.store
    assert isinstance(store, SqlStore)
    read = dict(read_tables(store))
    # Where its roster stands is each desk's own.
    read["settings"] = [row for row in read["settings"] if row["name"] != ROSTER_VALUE]
    return read


def unlike(bulk: Tables, verbs: Tables) -> list[str]:
    """Return where two desks differ, a line each."""
    return differences(bulk, verbs, LEFT_OUT)


def compare(folder: Path, mixture: Mixture, *, apart: bool = False) -> list[str]:
    """Fill two desks, one each way, and return where they differ."""
    bulk, verbs = opened(folder / "bulk", mixture), opened(folder / "verbs", mixture)
    in_bulk(bulk, mixture, apart=apart)
    by_verbs(verbs, mixture)
    found = unlike(tables(bulk), tables(verbs))
    for staff in (bulk, verbs):
        staff.clerk.ports.store.close()
    return found
