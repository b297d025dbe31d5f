# SPDX-License-Identifier: MIT
"""The other files beside the database: list of backups, count of tries, settings, strange forms."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from contextlib import suppress

from desk_app.store import backup_list
from desk_app.store.startup import steps
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.key_file import COPIES
from desk_app.store.vault.roster import canonical
from tests.robustness.attacks.hand import Body, Hand, checksum
from tests.robustness.attacks.office import REMOVED, Wanted


def _backups(hand: Hand, listed: list[Body]) -> None:
    """Write a list of backups that the clerk signs, as anybody at the desk signs it."""
    said = {name: hand.read(backup_list.NAME)[name] for name in ("place",)}
    said |= {"backups": listed, "by": hand.clerk.id}
    signature = hand.clerk.key.sign(backup_list.DOMAIN + canonical(said))
    said |= {"signature": base64.b64encode(signature).decode("ascii")}
    whole = {**said, "checksum": checksum(said)}
    (hand.keys / backup_list.NAME).write_text(json.dumps(whole), encoding="ascii")


def backup_named_outside_its_folder(hand: Hand) -> Wanted:
    """List a backup whose name leads out of the folder, so that the thinning deletes it."""
    listed = hand.read(backup_list.NAME)["backups"]
    victim = hand.site.desk / "desk.toml"
    size = victim.stat().st_size
    led_out = {**listed[-1], "name": "../desk/desk.toml", "sheet": "2020Q1-1", "size": size}
    _backups(hand, [led_out, *listed])
    return Wanted(files=(victim,))


def victim_beside_the_backups(hand: Hand) -> Wanted:
    """List another file of the folder as a backup of a sheet that is gone."""
    listed = hand.read(backup_list.NAME)["backups"]
    victim = hand.site.backups / "給与.xlsx"
    victim.write_bytes(b"not a backup")
    _backups(hand, [{**listed[-1], "name": victim.name, "sheet": "2020Q1-1", "size": 12}, *listed])
    return Wanted(files=(victim,))


def backups_made_unreadable(hand: Hand) -> Wanted:
    """List the backups that there are as those of a sheet that is gone."""
    listed = hand.read(backup_list.NAME)["backups"]
    there = tuple(hand.site.backups / each["name"] for each in listed[-1:])
    _backups(hand, [{**each, "sheet": "2020Q1-1"} for each in listed])
    return Wanted(files=there)


def backups_unsigned(hand: Hand) -> Wanted:
    """Write the list of backups as it was before it was signed."""
    listed = hand.read(backup_list.NAME)["backups"]
    whole = {"backups": listed[:1], "checksum": checksum(listed[:1])}
    (hand.keys / backup_list.NAME).write_text(json.dumps(whole), encoding="ascii")
    return Wanted()


def backups_emptied(hand: Hand) -> Wanted:
    """Empty the list of backups."""
    _backups(hand, [])
    return Wanted()


def backup_of_a_later_entry(hand: Hand) -> Wanted:
    """List a backup of more entries than the desk has."""
    listed = hand.read(backup_list.NAME)["backups"]
    _backups(hand, [*listed, {**listed[-1], "sequence": 99_999}])
    return Wanted()


def tries_deleted(hand: Hand) -> Wanted:
    """Delete the count of wrong passwords."""
    (hand.keys / tries.NAME).unlink()
    return Wanted()


def tries_set_back(hand: Hand) -> Wanted:
    """Set the count of wrong passwords back."""
    said = {"wrong": 0, "ever": 0, "turn": 0, "at": 0.0}
    (hand.keys / tries.NAME).write_text(json.dumps(said), encoding="ascii")
    return Wanted()


def checked_today(hand: Hand) -> Wanted:
    """Say that the database was checked in full today."""
    path = hand.keys / steps.NAME
    said = json.loads(path.read_bytes())
    path.write_text(json.dumps({**said, "day": "2028-11-30"}), encoding="ascii")
    return Wanted()


def key_folder_nowhere(hand: Hand) -> Wanted:
    """Let ``desk.toml`` name a key folder that is not there."""
    (hand.site.desk / "desk.toml").write_text('keys = "../nowhere"\n', encoding="utf-8")
    return Wanted()


def backups_led_elsewhere(hand: Hand) -> Wanted:
    """Let ``desk.toml`` lead the backups into an own folder: they open with the sheet alone."""
    own = hand.site.folder / "own"
    own.mkdir()
    text = f'keys = "../keys"\nbackups = "{own}"\n'
    (hand.site.desk / "desk.toml").write_text(text, encoding="utf-8")
    secrets = (hand.stranger.secret, hand.own.identity.secret)
    return Wanted(secrets=secrets[:1])


def keys_as_a_folder(hand: Hand) -> Wanted:
    """Put folders in the place of both copies of the key file."""
    for name in COPIES:
        (hand.keys / name).unlink()
        (hand.keys / name).mkdir()
    return Wanted()


def keys_without_end(hand: Hand) -> Wanted:
    """Let both copies be larger than any key file."""
    for name in COPIES:
        (hand.keys / name).write_bytes(b"[" * 5 * 1024 * 1024)
    return Wanted()


def keys_nested_deeply(hand: Hand) -> Wanted:
    """Nest both copies more deeply than can be read."""
    for name in COPIES:
        (hand.keys / name).write_bytes(b"[" * 100_000 + b"]" * 100_000)
    return Wanted()


def content_nested_deeply(hand: Hand) -> Wanted:
    """Nest what a statement says deeply, with the right checksum."""
    body = hand.body()
    deep: object = ""
    for _ in range(400):
        deep = [deep]
    body["roster"]["statements"][-1]["content"]["more"] = deep
    hand.put(body)
    return Wanted()


def many_statements(hand: Hand) -> Wanted:
    """Repeat the last statement until a start takes long."""
    body = hand.body()
    said = body["roster"]["statements"]
    body["roster"]["statements"] = [*said, *(said[-1:] * 2_000)]
    hand.put(body)
    return Wanted(doors=((REMOVED.name, REMOVED.password),))


def _pipe_called(folder: str, name: str) -> Callable[[Hand], Wanted]:
    """Return a try that lays a pipe where the program opens a file: it must not wait for it."""

    def laid(hand: Hand) -> Wanted:
        place = (hand.keys if folder == "keys" else hand.site.desk) / name
        with suppress(OSError):
            place.unlink()
        os.mkfifo(place)
        return Wanted()

    laid.__name__ = f"pipe_called_{name.replace('.', '_')}"
    return laid


def link_for_what_is_written_aside(hand: Hand) -> Wanted:
    """Lay links where files are written aside, to a file of somebody's that is written over."""
    victim = hand.site.backups / "給与.xlsx"
    victim.write_bytes(b"not a backup")
    for name in (f"{tries.NAME}.part", *(f"{copy}.part" for copy in COPIES), "anchor.json.part"):
        (hand.keys / name).symlink_to(victim)
    return Wanted(files=(victim,))


TRIES = (
    *(
        _pipe_called("desk", name)
        for name in ("window.lock", "desk.lock", "desk.db-journal", "repair", "desk.db.part")
    ),
    *(
        _pipe_called("keys", f"{name}.part")
        for name in (tries.NAME, *COPIES, "anchor.json", "anchor.next.json")
    ),
    link_for_what_is_written_aside,
    backup_named_outside_its_folder,
    victim_beside_the_backups,
    backups_made_unreadable,
    backups_emptied,
    backups_unsigned,
    backup_of_a_later_entry,
    tries_deleted,
    tries_set_back,
    checked_today,
    key_folder_nowhere,
    backups_led_elsewhere,
    keys_as_a_folder,
    keys_without_end,
    keys_nested_deeply,
    content_nested_deeply,
    many_statements,
)
