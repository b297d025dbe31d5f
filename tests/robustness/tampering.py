# SPDX-License-Identifier: MIT
"""GOAL-6 and GOAL-12: older files put back, and rows of the journal edited by who has every key."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as driver

from desk_app.cli.exit_codes import Exit
from desk_app.store.journal import chain
from desk_app.store.journal.chain import ChainLink
from tests.workbench.desks import EMPTY_LOG, Site, anchor_off, founded, verify
from tests.workbench.processes import apart, in_fresh_processes
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.worked import leave_log, save_some, worked

EDITS, CONTROLS = 2_000, 100
_COLUMNS = ("at", "actor", "action", "subject", "digests")
_LINKS = "sequence, at, actor, action, subject, digests, previous, hash"

Named = tuple[str, int]
"""What has to be named: an ``entry``, or how many are ``missing``."""


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of a desk under somebody's hands, and chance for what is done to it."""

    raw: driver.Connection
    last: int
    chance: Random

    def any(self, most: int) -> int:
        """Return the number of an entry."""
        return self.chance.randint(1, most)

    def run(self, sql: str, *values: object) -> None:
        """Change something."""
        self.raw.execute(sql, values)

    def links(self, after: int) -> list[ChainLink]:
        """Return the entries after a number."""
        sql = f"SELECT {_LINKS} FROM journal WHERE sequence > ? ORDER BY sequence"  # noqa: S608
        return [ChainLink(*row) for row in self.raw.execute(sql, (after,))]


def edited(journal: Journal) -> Named:
    """Change one word of one entry."""
    number, column = journal.any(journal.last), journal.chance.choice(_COLUMNS)
    journal.run(f"UPDATE journal SET {column} = {column} || 'x' WHERE sequence = ?", number)  # noqa: S608
    return "entry", number


def hash_changed(journal: Journal) -> Named:
    """Change one of the two hashes of one entry."""
    number, column = journal.any(journal.last), journal.chance.choice(("hash", "previous"))
    value = journal.chance.randbytes(32)
    journal.run(f"UPDATE journal SET {column} = ? WHERE sequence = ?", value, number)  # noqa: S608
    return "entry", number


def deleted(journal: Journal) -> Named:
    """Take one entry out."""
    number = journal.any(journal.last - 1)
    journal.run("DELETE FROM journal WHERE sequence = ?", number)
    return "entry", number


def swapped(journal: Journal) -> Named:
    """Let two entries change places, with all that is in them."""
    first, second = sorted(journal.chance.sample(range(1, journal.last + 1), 2))
    for old, new in ((first, -1), (second, first), (-1, second)):
        journal.run("UPDATE journal SET sequence = ? WHERE sequence = ?", new, old)
    return "entry", first


def inserted(journal: Journal) -> Named:
    """Put an entry in, chained to the one before; those after it move on by one."""
    # At the very end it would be one save ahead of its anchor, as after a crash.
    number = journal.any(journal.last - 1)
    journal.run("UPDATE journal SET sequence = -sequence - 1 WHERE sequence > ?", number)
    journal.run("UPDATE journal SET sequence = -sequence WHERE sequence < 0")
    before = journal.links(number - 1)[0]
    made = chain.link(number + 1, (before.at, before.actor, "signed_in", ""), "{}", before.hash)
    _put(journal, made)
    # The new entry fits the one before it; the first that does not is the one that moved on.
    return "entry", number + 2


def tail_cut(journal: Journal) -> Named:
    """Cut off the last entries."""
    count = journal.any(min(20, journal.last - 1))
    journal.run("DELETE FROM journal WHERE sequence > ?", journal.last - count)
    return "missing", count


def hashed_again(journal: Journal) -> Named:
    """Change an entry and chain all from there on again: only the anchored head tells."""
    number = journal.any(journal.last)
    journal.run("UPDATE journal SET actor = actor || 'x' WHERE sequence = ?", number)
    chained = journal.links(number - 1)
    previous = chained[0].previous
    for found in chained:
        words = (found.at, found.actor, found.action, found.subject)
        made = chain.link(found.sequence, words, found.digests, previous)
        values = (made.previous, made.hash, made.sequence)
        journal.run("UPDATE journal SET previous = ?, hash = ? WHERE sequence = ?", *values)
        previous = made.hash
    return "entry", journal.last


def _put(journal: Journal, link: ChainLink) -> None:
    marks = ", ".join("?" * len(link))
    journal.run(f"INSERT INTO journal ({_LINKS}) VALUES ({marks})", *link)  # noqa: S608


Edit = Callable[[Journal], Named]
EDITS_OF_ROWS: tuple[Edit, ...] = (edited, hash_changed, deleted, swapped, inserted)
EDITS_OF_THE_END: tuple[Edit, ...] = (tail_cut, hashed_again)


@dataclass(frozen=True, slots=True)
class Case:
    """One edit, by its name, and the seed of its chance."""

    edit: Edit
    seed: str


def try_tampering(context: Context) -> Outcome:
    """Edit as often as wanted; then cut and hash again with the anchor off."""
    desk = worked(context.within("model"), context.share(60, 12)).site
    key = apart(_key, desk)
    trial = partial(_trial, site=desk, key=key, folder=context.folder / "trial")
    edits = (*EDITS_OF_ROWS, *EDITS_OF_THE_END)
    cases = [_case(context, edits, number) for number in range(context.share(EDITS, 28))]
    right = in_fresh_processes(cases, trial).count("right")
    ends = [
        _case(context, EDITS_OF_THE_END, number) for number in range(context.share(CONTROLS, 4))
    ]
    unseen = in_fresh_processes(ends, trial, anchor_off).count("unseen")
    return Outcome(
        reached=f"{right:,} of {len(cases):,} found with the right number named",
        held=right == len(cases),
        work=(Work("edits", len(cases), context.share(EDITS, 28)),),
        control=Control(
            "anchor off",
            f"{len(ends) - unseen} of {len(ends)} tail cuts and re-hashes found",
            failed=unseen == len(ends),
        ),
    )


def _case(context: Context, edits: tuple[Edit, ...], number: int) -> Case:
    return Case(edits[number % len(edits)], f"{context.seed}, {number}")


def _key(site: Site) -> bytes:
    return site.unlock().data_key


def _trial(case: Case, site: Site, key: bytes, folder: Path) -> str:
    """Return whether an edit was found with the ``right`` number, with another, or is unseen."""
    shutil.rmtree(folder, ignore_errors=True)
    copied = site.copy(folder)
    with copied.raw(key) as raw:
        wanted = _tampered(raw, case)
    verdict = verify(copied)
    if verdict.sound:
        return "unseen"
    return "right" if verdict.facts.get(wanted[0]) == wanted[1] else f"{case} {verdict} {wanted}"


def _tampered(raw: driver.Connection, case: Case) -> Named:
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    for (name,) in raw.execute(triggers).fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    (last,) = raw.execute("SELECT max(sequence) FROM journal").fetchone()
    named = case.edit(Journal(raw, last, Random(case.seed)))  # noqa: S311  trials to be repeated
    raw.execute(EMPTY_LOG)
    return named


PUT_BACK, STAGES = 200, 16
MANNERS = ("older file", "older folder", "log deleted")


@dataclass(frozen=True, slots=True)
class Stage:
    """The desk at some moment, closed, and the number of its journal's last entry.

    ``logged`` is a copy at which more was saved that lies in the log alone, and its last entry.
    """

    site: Site
    sequence: int
    logged: Site
    logged_sequence: int


@dataclass(frozen=True, slots=True)
class PutBack:
    """What is put back, in which manner, in place of what; how many entries are missing then."""

    manner: str
    old: Site
    new: Site
    missing: int


def try_rollback(context: Context) -> Outcome:
    """Put back as often as wanted, with the anchor and without."""
    stages = _stages(context)
    wanted = context.share(PUT_BACK, 9)
    cases = list(islice(cycle(_put_backs(stages)), wanted))
    trial = partial(_put_back, folder=context.folder / "trial")
    reported = in_fresh_processes(cases, trial).count(True)
    manners = Counter(case.manner for case in cases)
    blind = in_fresh_processes(cases, trial, anchor_off).count(True)
    told = ", ".join(f"{count} {manner}" for manner, count in manners.items())
    return Outcome(
        reached=f"{reported} of {wanted} reported with the number of missing saves ({told})",
        held=reported == wanted and set(manners) == set(MANNERS),
        work=(Work("different cases", len(set(cases)), wanted),),
        control=Control("anchor off", f"{blind} of {wanted} reported", failed=blind == 0),
    )


def _stages(context: Context) -> list[Stage]:
    """Work at a desk and keep a copy after each stint."""
    site, first, stages = founded(context.within("live")), 0, list[Stage]()
    for number in range(context.share(STAGES, 3)):
        saves = 3 * context.chance(f"stint {number}").randint(1, 3)
        apart(save_some, site, range(first, first + saves))
        first += saves
        kept = site.copy(context.folder / f"stage-{number}")
        logged = site.copy(context.folder / f"logged-{number}")
        leave_log(logged, first, 3)
        stages.append(Stage(kept, _sequence(kept), logged, _sequence(logged)))
    return stages


def _sequence(site: Site) -> int:
    kept = chain.read(site.keys)
    assert kept is not None
    return kept.sequence


def _put_backs(stages: list[Stage]) -> list[PutBack]:
    pairs = [(old, new) for new in stages for old in stages if old.sequence < new.sequence]
    whole = [
        PutBack(manner, old.site, new.site, new.sequence - old.sequence)
        for old, new in pairs
        for manner in MANNERS[:2]
    ]
    logs = [
        # Who signed in to save stands in the file itself; what came after, in the log alone.
        PutBack(MANNERS[2], each.logged, each.logged, each.logged_sequence - each.sequence - 1)
        for each in stages
    ]
    return [*logs, *whole]


def _put_back(case: PutBack, folder: Path) -> bool:
    """Return whether the gate says that exactly so many are missing."""
    shutil.rmtree(folder, ignore_errors=True)
    site = case.new.copy(folder)
    if case.manner == "older folder":
        shutil.rmtree(site.desk)
        shutil.copytree(case.old.desk, site.desk)
    else:
        for side in ("-wal", "-shm"):
            site.database.with_name(site.database.name + side).unlink(missing_ok=True)
        if case.manner == "older file":
            shutil.copyfile(case.old.database, site.database)
    verdict = verify(site)
    return verdict.code == Exit.MISSING_SAVES and verdict.facts.get("missing") == case.missing


EDITED = Goal(
    "GOAL-12", f"{EDITS:,} edits: 100 % found, right number named", try_tampering, takes=48
)

OLDER = Goal(
    "GOAL-6",
    f"{PUT_BACK} of {PUT_BACK} reported with the number of missing saves",
    try_rollback,
    takes=20,
)
