# SPDX-License-Identifier: MIT
"""GOAL-12: rows of the journal edited by somebody who has every file and the key."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import sqlcipher3.dbapi2 as driver

from desk_app.store.connecting import key_words
from desk_app.store.journal import chain
from desk_app.store.journal.chain import ChainLink
from tests.robustness.forks import apart
from tests.robustness.harness import Context, Control, Goal, Outcome, Work
from tests.robustness.sites import Site, verify
from tests.robustness.trials import in_fresh_processes
from tests.robustness.worked import worked

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
    unseen = in_fresh_processes(ends, trial, anchor=False).count("unseen")
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
    with closing(driver.connect(str(copied.database), isolation_level=None)) as raw:
        wanted = _tampered(raw, key, case)
    verdict = verify(copied)
    if verdict.sound:
        return "unseen"
    return "right" if verdict.facts.get(wanted[0]) == wanted[1] else f"{case} {verdict} {wanted}"


def _tampered(raw: driver.Connection, key: bytes, case: Case) -> Named:
    raw.execute(key_words(key))
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
    for (name,) in raw.execute(triggers).fetchall():
        raw.execute(f'DROP TRIGGER "{name}"')
    (last,) = raw.execute("SELECT max(sequence) FROM journal").fetchone()
    named = case.edit(Journal(raw, last, Random(case.seed)))  # noqa: S311  trials to be repeated
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return named


GOAL = Goal("GOAL-12", f"{EDITS:,} edits: 100 % found, right number named", try_tampering)
