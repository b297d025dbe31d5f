# SPDX-License-Identifier: MIT
"""Whole files: older ones put back, those of before the roster, others beside; and the limits."""

from __future__ import annotations

import base64
import os
import shutil
from collections.abc import Callable
from contextlib import suppress

from desk_app.store.disk.small_files import canonical
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup import steps
from desk_app.store.vault import backup_list
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.key_file import COPIES
from desk_app.store.vault.slots import slot_to_json
from tests.robustness.attacks.office import Body, Hand, Tries, Try, Wanted, checksum, edits
from tests.robustness.attacks.roster import founded_with_books_to_fit

# Older files in the place of newer ones, whole, in part, and mixed.


def _hoping_for_the_removed(change: Callable[[Hand], object]) -> Try:
    """Return a try of which somebody hopes that the removed supervisor is back."""

    def back(hand: Hand) -> Wanted:
        change(hand)
        return hand.for_removed

    return back


def _with_then(name: str) -> Try:
    """Return a try that puts a part of the key file of then into the one of now."""
    return _hoping_for_the_removed(
        lambda hand: hand.put({**hand.body(), name: hand.body("worked")[name]})
    )


def _cut_to_its_first(hand: Hand) -> None:
    hand.put({**hand.body("founded"), "generation": hand.body()["generation"] + 1})


def _key_folder_whole(hand: Hand) -> None:
    shutil.rmtree(hand.keys)
    shutil.copytree(hand.office.moments["worked"] / "keys", hand.keys)


def _place_of_before(hand: Hand) -> None:
    hand.put_anchor(roster=hand.read(chain.NAME, "decided")["anchor"]["roster"])


def _anchor_that_waits(hand: Hand) -> None:
    said = hand.office.moments["decided"] / "keys" / chain.NAME
    shutil.copyfile(said, hand.keys / chain.NEXT)


def _database_back(*more: str) -> Try:
    """Return a try that puts the database of an earlier day back, and files beside the keys."""

    def back(hand: Hand) -> None:
        shutil.copyfile(hand.office.moments["decided"] / "desk" / "desk.db", hand.site.database)
        hand.put_back("decided", *more)

    return back


def _database_anchor_and_list(hand: Hand) -> None:
    (hand.keys / disposal_list.NAME).unlink()
    _database_back(chain.NAME)(hand)


OLDER: Tries = {
    "put the key file of before a removal back, both copies": _hoping_for_the_removed(
        lambda hand: hand.put_back("worked", *COPIES)
    ),
    "put one copy of the key file back": _hoping_for_the_removed(
        lambda hand: hand.put_back("worked", COPIES[0])
    ),
    "put one copy back, its generation raised above that of the other": _hoping_for_the_removed(
        lambda hand: hand.put({**hand.body("worked"), "generation": 10_000}, COPIES[:1])
    ),
    "put the roster of then into the file of now": _with_then("roster"),
    "put the slots of then into the file of now": _with_then("users"),
    "cut the roster's last statement off": edits(lambda body: body["roster"]["statements"].pop()),
    "cut the roster down to its first statement, with the slots of then": _hoping_for_the_removed(
        _cut_to_its_first
    ),
    "put the whole key folder of before a removal back": _hoping_for_the_removed(_key_folder_whole),
    "put an older anchor back": lambda hand: hand.put_back("decided", chain.NAME),
    "take the roster's place out of the anchor": lambda hand: hand.put_anchor(roster=""),
    "put the roster's place of an earlier day into the anchor of now": _place_of_before,
    "put what is no place of a roster into the anchor": lambda hand: hand.put_anchor(roster="x"),
    "put a word into the anchor where a number stands": lambda hand: hand.put_anchor(sequence="x"),
    "put a number into the anchor that no journal reaches": (
        lambda hand: hand.put_anchor(sequence=2**70)
    ),
    "leave an older anchor where one of a restored file waits": _anchor_that_waits,
    "put the database of an earlier day back": _database_back(),
    "put database and anchor of an earlier day back, beside newer keys": _database_back(chain.NAME),
    "put database, anchor and list of before a disposal back": _database_anchor_and_list,
    "put the list of backups of an earlier day back": (
        lambda hand: hand.put_back("decided", backup_list.NAME)
    ),
}

# Key files as they were before there was a roster, planted beside one or in its place.


def _of_before(form: int, copies: tuple[str, ...] = COPIES, *, listed: bool = False) -> Try:
    """Return a try that plants a file without a roster: the clerk raised, a ghost, all others."""

    def plant(hand: Hand) -> Wanted:
        ghost, secrets = hand.new_slot()
        body = hand.with_slot(hand.raised())
        body = {**body, "users": [*body["users"], slot_to_json(ghost)]}
        said = hand.of_before(hand.with_wrap(body, ghost.recipient))
        hand.put({**said, "format": form, "generation": body["generation"] + 1_000}, copies)
        if listed:
            hand.put_list_of_before()
        return hand.for_ghost(secrets)

    return plant


BEFORE: Tries = {
    "put a key file of the second format in the place of both copies": _of_before(2),
    "put a key file of the first format in the place of both copies": _of_before(1),
    "put one of the second format in the place of one copy": _of_before(2, COPIES[:1]),
    "put one there, and a disposal list that nobody signed": _of_before(2, listed=True),
    "let the key file be of a format to come": edits(lambda body: body.update(format=4)),
    "name the format of before over a file that has a roster": (
        lambda hand: hand.put({**hand.body(), "format": 2, "desk": hand.roster.desk})
    ),
}

# The other files beside the database: list of backups, count of tries, settings, strange forms.


def _backups(hand: Hand, listed: list[Body]) -> None:
    """Write a list of backups that the clerk signs, as anybody at the desk signs it."""
    said = {"place": hand.read(backup_list.NAME)["place"], "backups": listed, "by": hand.clerk.id}
    signature = hand.clerk.key.sign(backup_list.DOMAIN + canonical(said))
    said |= {"signature": base64.b64encode(signature).decode("ascii")}
    hand.write(backup_list.NAME, {**said, "checksum": checksum(said)})


def _listed(hand: Hand) -> list[Body]:
    listed: list[Body] = hand.read(backup_list.NAME)["backups"]
    return listed


def _named_outside_its_folder(hand: Hand) -> Wanted:
    listed, victim = _listed(hand), hand.site.desk / "desk.toml"
    size = victim.stat().st_size
    led_out = {**listed[-1], "name": "../desk/desk.toml", "sheet": "2020Q1-1", "size": size}
    _backups(hand, [led_out, *listed])
    return Wanted(files=(victim,))


def _victim_beside_the_backups(hand: Hand) -> Wanted:
    listed, victim = _listed(hand), hand.site.backups / "給与.xlsx"
    victim.write_bytes(b"not a backup")
    _backups(hand, [{**listed[-1], "name": victim.name, "sheet": "2020Q1-1", "size": 12}, *listed])
    return Wanted(files=(victim,))


def _backups_made_unreadable(hand: Hand) -> Wanted:
    listed = _listed(hand)
    there = tuple(hand.site.backups / each["name"] for each in listed[-1:])
    _backups(hand, [{**each, "sheet": "2020Q1-1"} for each in listed])
    return Wanted(files=there)


def _backups_unsigned(hand: Hand) -> None:
    listed = _listed(hand)[:1]
    hand.write(backup_list.NAME, {"backups": listed, "checksum": checksum(listed)})


def _backup_of_a_later_entry(hand: Hand) -> None:
    listed = _listed(hand)
    _backups(hand, [*listed, {**listed[-1], "sequence": 99_999}])


def _backups_led_elsewhere(hand: Hand) -> Wanted:
    own = hand.site.folder / "own"
    own.mkdir()
    text = f'keys = "../keys"\nbackups = "{own}"\n'
    (hand.site.desk / "desk.toml").write_text(text, encoding="utf-8")
    return hand.for_stranger


def _keys_as_folders(hand: Hand) -> None:
    for name in COPIES:
        (hand.keys / name).unlink()
        (hand.keys / name).mkdir()


def _both_copies(content: bytes) -> Try:
    """Return a try that writes something else over both copies of the key file."""

    def write(hand: Hand) -> None:
        for name in COPIES:
            hand.write(name, content)

    return write


def _content_nested_deeply(body: Body) -> None:
    deep: object = ""
    for _ in range(400):
        deep = [deep]
    body["roster"]["statements"][-1]["content"]["more"] = deep


def _many_statements(hand: Hand) -> Wanted:
    with hand.editing() as body:
        said = body["roster"]["statements"]
        body["roster"]["statements"] = [*said, *(said[-1:] * 2_000)]
    return Wanted(doors=hand.for_removed.doors)


def _pipe_called(name: str) -> Try:
    """Return a try that lays a pipe where the program opens a file: it must not wait for it."""

    def lay(hand: Hand) -> None:
        place = hand.site.folder / name
        with suppress(OSError):
            place.unlink()
        os.mkfifo(place)

    return lay


_PIPES = (
    *("desk/window.lock", "desk/desk.lock", "desk/desk.db-journal", "desk/repair"),
    *("desk/desk.db.part", *(f"keys/{copy}.part" for copy in COPIES), f"keys/{tries.NAME}.part"),
    *("keys/anchor.json.part", "keys/anchor.next.json.part"),
)


def _links(hand: Hand) -> Wanted:
    """Lay links where files are written aside, to a file of somebody's that is written over."""
    victim = hand.site.backups / "給与.xlsx"
    victim.write_bytes(b"not a backup")
    for name in (f"{tries.NAME}.part", *(f"{copy}.part" for copy in COPIES), "anchor.json.part"):
        (hand.keys / name).symlink_to(victim)
    return Wanted(files=(victim,))


BESIDE: Tries = {
    **{f"lay a pipe called {name}": _pipe_called(name) for name in _PIPES},
    "lay links where files are written aside": _links,
    "list a backup whose name leads out of the folder": _named_outside_its_folder,
    "list another file of the folder as a backup of a sheet that is gone": (
        _victim_beside_the_backups
    ),
    "list the backups that there are as those of a sheet that is gone": _backups_made_unreadable,
    "empty the list of backups": lambda hand: _backups(hand, []),
    "write the list of backups as it was before it was signed": _backups_unsigned,
    "list a backup of more entries than the desk has": _backup_of_a_later_entry,
    "delete the count of wrong passwords": lambda hand: (hand.keys / tries.NAME).unlink(),
    "set the count of wrong passwords back": lambda hand: hand.write(
        tries.NAME, {"wrong": 0, "ever": 0, "turn": 0, "at": 0.0}
    ),
    "say that the database was checked in full today": lambda hand: hand.write(
        steps.NAME, {**hand.read(steps.NAME), "day": "2028-11-30"}
    ),
    "let the settings name a key folder that is not there": lambda hand: hand.edit_settings(
        None, 'keys = "../nowhere"\n'
    ),
    "lead the backups into an own folder: they open with the sheet alone": _backups_led_elsewhere,
    "put folders in the place of both copies of the key file": _keys_as_folders,
    "let both copies be larger than any key file": _both_copies(b"[" * 5 * 1024 * 1024),
    "nest both copies more deeply than can be read": _both_copies(b"[" * 100_000 + b"]" * 100_000),
    "nest what a statement says deeply, with the right checksum": edits(_content_nested_deeply),
    "repeat the last statement until a start takes long": _many_statements,
}

# What is declared as the limit: each with what tells of it all the same.
# Whoever holds the data key and writes a program of his own can change rows; whoever puts all
# folders of one earlier day back has the desk of that day.


def _key_folder_of_then(hand: Hand) -> None:
    shutil.copytree(hand.office.moments["decided"] / "keys", hand.site.folder / "elsewhere")
    hand.edit_settings("../keys", "../elsewhere")


def _both_folders_of_one_day(hand: Hand) -> None:
    for name in ("desk", "keys"):
        kept = (hand.site.desk / "desk.toml").read_bytes()
        shutil.rmtree(hand.site.folder / name)
        shutil.copytree(hand.office.moments["decided"] / name, hand.site.folder / name)
        (hand.site.desk / "desk.toml").write_bytes(kept)


def _application_deleted(hand: Hand) -> None:
    with hand.rows() as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute("DELETE FROM applications WHERE id = ?", (hand.office.undecided,))


def _own_roster(hand: Hand) -> Wanted:
    with hand.thawed() as raw:
        raw.execute("UPDATE journal SET digests = '{}' WHERE action = 'desk_founded'")
        hand.chain_again(raw)
        hand.anchor_to(raw)
    return founded_with_books_to_fit(hand)


_OLDER_KEYS = """one earlier day's key folder whole: the printed heads and the newest backup tell, \
which asks for newer keys"""
_ONE_DAY = """all folders of one earlier day: the printed heads, a newer backup and the list of \
backups where it is not put back as well tell"""
_ROWS = """rows by the data key: the ledgers' count, the journal's entries of it and the backups \
tell"""
_OTHER_ROSTER = """rows by the data key: the fingerprint on sheet, day sheet and settings is \
another, so is every printed head, and no approval of before is genuine"""
_LIMITS: tuple[tuple[str, Try, str], ...] = (
    ("name the key folder of before a disposal, for a restore", _key_folder_of_then, _OLDER_KEYS),
    ("put both folders of one earlier day back, together", _both_folders_of_one_day, _ONE_DAY),
    ("delete an application in the rows", _application_deleted, _ROWS),
    ("found an own roster, with books and journal to fit", _own_roster, _OTHER_ROSTER),
)
DECLARED: Tries = {what: attack for what, attack, _ in _LIMITS}
LIMITS = {what: tells for what, _, tells in _LIMITS}
"""What tells of each all the same."""
