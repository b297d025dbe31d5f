# SPDX-License-Identifier: MIT
"""What is declared as the limit (security.md §4a): each with what tells of it all the same.

Whoever holds the data key and writes a program of his own can change rows; whoever puts all folders
of one earlier day back has the desk of that day.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable

from tests.robustness.attacks.forked import founded_with_books_to_fit
from tests.robustness.attacks.hand import GHOST, PASSWORD, Hand
from tests.robustness.attacks.office import Wanted

_DOOR = ((GHOST.name, PASSWORD),)


def key_folder_of_then_and_a_restore(hand: Hand) -> Wanted:
    """Let ``desk.toml`` name the key folder of before a disposal; the office restores upon it."""
    shutil.copytree(hand.office.moments["decided"] / "keys", hand.site.folder / "elsewhere")
    path = hand.site.desk / "desk.toml"
    text = path.read_text(encoding="utf-8").replace("../keys", "../elsewhere")
    path.write_text(text, encoding="utf-8")
    return Wanted()


def both_folders_of_one_day(hand: Hand) -> Wanted:
    """Put desk and key folder of one earlier day back, together."""
    for name in ("desk", "keys"):
        kept = (hand.site.desk / "desk.toml").read_bytes()
        shutil.rmtree(hand.site.folder / name)
        shutil.copytree(hand.office.moments["decided"] / name, hand.site.folder / name)
        (hand.site.desk / "desk.toml").write_bytes(kept)
    return Wanted()


def application_deleted_in_the_rows(hand: Hand) -> Wanted:
    """Delete an application in the rows."""
    with hand.rows() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM applications WHERE id = ?", (hand.office.undecided,))
    return Wanted()


def own_roster_with_books_to_fit(hand: Hand) -> Wanted:
    """Found an own roster, and write books and anchor that name it, and the journal anew."""
    with hand.thawed() as raw:
        raw.execute("UPDATE journal SET digests = '{}' WHERE action = 'desk_founded'")
        hand.chain_again(raw)
        hand.anchor_to(raw)
    return founded_with_books_to_fit(hand)


LIMITS: dict[Callable[[Hand], Wanted], str] = {
    key_folder_of_then_and_a_restore: "one earlier day's key folder whole: the printed heads and "
    "the newest backup tell, which asks for newer keys",
    both_folders_of_one_day: "all folders of one earlier day: the printed heads, a newer backup "
    "and the list of backups where it is not put back as well tell",
    application_deleted_in_the_rows: "rows by the data key: the ledgers' count, the journal's "
    "entries of it and the backups tell",
    own_roster_with_books_to_fit: "rows by the data key: the fingerprint on sheet, day sheet and "
    "settings is another, so is every printed head, and no approval of before is genuine",
}

TRIES = tuple(LIMITS)
