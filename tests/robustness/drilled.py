# SPDX-License-Identifier: MIT
"""GOAL-16: a drill on a large desk, by nobody's hand but the key of the recovery sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter

from desk_app import bootstrap
from desk_app.bootstrap import Unlock
from desk_app.desk import backups, people
from desk_app.desk.context import Desk
from desk_app.desk.sheet_key import last_group
from desk_app.records.safekeeping import Drill
from tests.bulk.kept_aside import build, filled
from tests.bulk.mixture import Mixture
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.saving import do
from tests.robustness.sites import OFFICER, LaterClock, Site

APPLICATIONS, MOST_SECONDS = 100_000, 60
_SHORT_OF, _SHORT_WEEKS = 25_000, 5
"""The short form scales a smaller desk of fewer weeks, for it is built each time."""


@dataclass(frozen=True, slots=True)
class Drilled:
    """What two drills found, before and after one more save; ``saved`` entries were noted by it.

    ``seconds`` passed during the first.
    """

    sound: Drill
    seconds: float
    old: Drill
    saved: int


def try_drill(context: Context) -> Outcome:
    """Make a backup of a filled desk and hold two drills on it, the second one save later."""
    applications = APPLICATIONS if context.scale >= 1 else context.share(_SHORT_OF, 200)
    site, built = _filled(context, applications)
    found = apart(_drill, site)
    sound, old = found.sound, found.old
    same = sound.equal and sound.applications == sound.live_applications == applications
    return Outcome(
        reached=f"{found.seconds:.1f} s, {sound.applications:,} applications and the head equal "
        f"(the desk was built before, in {built:.0f} s)",
        held=same and found.seconds <= MOST_SECONDS,
        work=(Work("applications drilled", sound.applications, applications),),
        control=Control(
            "a backup one save old",
            f"{old.missing} of its {found.saved} entries reported missing",
            failed=not old.equal and old.missing == found.saved,
        ),
    )


def _filled(context: Context, applications: int) -> tuple[Site, float]:
    """Return a desk that may be changed, and the seconds its building took.

    The large one is kept for the next time, and copied.
    """
    if applications < APPLICATIONS:
        site, began = Site(context.within("site")), perf_counter()
        apart(build, site, Mixture(applications, _SHORT_WEEKS, pages=context.share(2000, 20)))
        return site, perf_counter() - began
    large = apart(filled, Mixture(applications))
    return large.site.copy(context.folder / "site"), large.seconds


def _drill(site: Site) -> Drilled:
    site.backups.mkdir(exist_ok=True)
    desk = _opened(site)
    made = people.new_sheet(desk)
    people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))
    backups.choose_folder(desk, site.backups)
    backups.make_backup(desk)
    began = perf_counter()
    sound = backups.hold_drill(desk, made.secret)
    seconds = perf_counter() - began
    before = _entries(desk)
    do(desk, 0)
    saved = _entries(desk) - before
    old = backups.hold_drill(desk, made.secret)
    desk.ports.store.close()
    return Drilled(sound, seconds, old, saved)


def _entries(desk: Desk) -> int:
    with desk.ports.store.reading() as books:
        return books.journal.mark().sequence


def _opened(site: Site) -> Desk:
    """Open the desk the day after, and wait until its pages are checked, as a command does."""
    around = replace(site.around("drill", LaterClock(1)), patient=True)
    return bootstrap.open_desk(site.desk, Unlock(OFFICER.name, OFFICER.password), around)


GOAL = Goal(
    "GOAL-16",
    f"a drill at {APPLICATIONS:,} applications in at most {MOST_SECONDS} s, counts and head equal",
    try_drill,
    alone=True,
)
