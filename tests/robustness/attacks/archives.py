# SPDX-License-Identifier: MIT
"""Forged backups: whoever knows the sheet's public recipient can seal whatever he likes for it."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from unittest.mock import patch

from desk_app.desk.errors import KnownError
from desk_app.records.base import UserId
from desk_app.records.people import RosterPlace
from desk_app.store.backup import manifest as sealing
from desk_app.store.backup import restoring
from desk_app.store.backup.manifest import (
    BEFORE_ROSTER,
    DATA,
    DISPOSALS,
    MANIFEST,
    MEMBERS,
    ROSTER,
    Manifest,
    Packing,
    Unpacking,
    read_manifest,
    seal,
    unseal,
)
from desk_app.store.vault import keyring
from desk_app.store.vault.sheets import identity_of
from tests.robustness.attacks.forked import own_founding
from tests.robustness.attacks.hand import Hand, head_of
from tests.robustness.attacks.office import LATER, Office
from tests.robustness.sites import OFFICER, LaterClock, Site

Members = dict[str, bytes]
Forgery = Callable[[Hand, Members, Random], None]


def members_of(office: Office) -> Members:
    """Return what is in the true backup."""
    sink = Unpacking(most_data=office.backup.stat().st_size)
    unseal(office.backup, sink, identity_of(office.sheet))
    return {name: bytes(content) for name, content in sink.members().items()}


def sealed(office: Office, members: Members, path: Path) -> None:
    """Seal members for the public recipient of the sheet."""
    names = MEMBERS if ROSTER in members else BEFORE_ROSTER
    contents = [members[name] for name in names]
    at = datetime(2028, 12, 1, tzinfo=UTC)
    with patch.object(sealing, "MEMBERS", names), path.open("wb") as file:
        packing = Packing(contents, at, lambda _done, _total: None)
        seal(packing, file, [identity_of(office.sheet).recipient])


def _manifest(members: Members) -> Manifest:
    return read_manifest(members[MANIFEST])


def _rename(raw: sqlite3.Connection, chance: Random) -> None:
    """Change a row that no other row tells of."""
    first = "SELECT min(position) FROM users"
    changed = raw.execute(
        f"UPDATE users SET name = ? WHERE position = ({first})",  # noqa: S608  words of our own
        (f"偽 {chance.random()}",),
    )
    assert changed.rowcount == 1


def _with_other_data(members: Members, chance: Random) -> None:
    """Change a row of the data, and what the manifest says of its bytes."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        raw.deserialize(members[DATA])
        _rename(raw, chance)
        members[DATA] = raw.serialize()
    digest = hashlib.sha256(members[DATA]).hexdigest()
    members[MANIFEST] = replace(_manifest(members), sha256=digest).to_bytes()


def data_changed(_hand: Hand, members: Members, chance: Random) -> None:
    """Change the data and their hash; the signature stays."""
    _with_other_data(members, chance)


def data_changed_unsigned(_hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and take the signature away."""
    _with_other_data(members, chance)
    unsigned = replace(_manifest(members), signed_by=None, signature=b"")
    members[MANIFEST] = unsigned.to_bytes()


def signed_in_the_officers_name(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign in the officer's name with another key."""
    _with_other_data(members, chance)
    said = replace(_manifest(members), signed_by=hand.office.users[OFFICER.name])
    key = chance.choice((hand.own.signing_key, hand.removed.key))
    members[MANIFEST] = replace(said, signature=key.sign(said.signed_bytes)).to_bytes()


def signed_by_the_removed_one(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as the removed supervisor."""
    _with_other_data(members, chance)
    said = replace(_manifest(members), signed_by=hand.removed.id)
    signature = hand.removed.key.sign(said.signed_bytes)
    members[MANIFEST] = replace(said, signature=signature).to_bytes()


def signed_without_its_word(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as the clerk without the word of a backup in front."""
    _with_other_data(members, chance)
    said = replace(_manifest(members), signed_by=hand.clerk.id)
    word = said.signed_bytes.index(b"\0") + 1
    signature = hand.own.signing_key.sign(said.signed_bytes[word:])
    members[MANIFEST] = replace(said, signature=signature).to_bytes()


def signed_as_a_sheet(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as a recovery sheet with the own key."""
    _with_other_data(members, chance)
    said = _manifest(members)
    said = replace(said, signed_by=UserId(f"sheet:{said.sheet}"))
    signature = hand.own.signing_key.sign(said.signed_bytes)
    members[MANIFEST] = replace(said, signature=signature).to_bytes()


def of_before_the_roster(_hand: Hand, members: Members, chance: Random) -> None:
    """Give it the form of before the roster, which nobody signed."""
    _with_other_data(members, chance)
    said = _manifest(members)
    bare = Manifest(
        database=said.database,
        sheet=said.sheet,
        sequence=said.sequence,
        head=said.head,
        counts=said.counts,
        sha256=said.sha256,
        schema=said.schema,
        versions=said.versions,
        made_at=said.made_at,
    )
    members[MANIFEST] = bare.to_bytes()
    del members[ROSTER], members[DISPOSALS]


def manifest_changed(_hand: Hand, members: Members, chance: Random) -> None:
    """Change one thing that the manifest says."""
    said = json.loads(members[MANIFEST])
    name = chance.choice([each for each in said if each not in {"counts", "versions", "format"}])
    value = said[name]
    if isinstance(value, dict):
        inner = chance.choice(sorted(value))
        value[inner] = _other(value[inner], chance)
    else:
        said[name] = _other(value, chance)
    members[MANIFEST] = json.dumps(said, indent=1).encode("ascii") + b"\n"


def _other(value: object, chance: Random) -> object:
    if isinstance(value, int):
        return value + chance.randint(1, 9)
    text = str(value)
    at = chance.randrange(len(text)) if text else 0
    return text[:at] + ("0" if text[at : at + 1] != "0" else "1") + text[at + 1 :]


def roster_cut(_hand: Hand, members: Members, chance: Random) -> None:
    """Cut statements off the roster that lies in it."""
    said = json.loads(members[ROSTER])
    said["statements"] = said["statements"][: chance.randint(1, len(said["statements"]) - 1)]
    members[ROSTER] = json.dumps(said).encode("ascii")


def roster_changed(hand: Hand, members: Members, chance: Random) -> None:
    """Change a statement of the roster that lies in it, and chain the rest again."""
    said = json.loads(members[ROSTER])
    each = chance.choice(said["statements"])
    each["content"] = {**each["content"], "pepper": f"{chance.getrandbits(64):x}"}
    said["statements"] = hand.chained(said["statements"])
    members[ROSTER] = json.dumps(said).encode("ascii")


def roster_of_ones_own(hand: Hand, members: Members, chance: Random) -> None:
    """Put an own roster into it, with data, manifest and signature that fit."""
    body, _ = own_founding(hand)
    (first,) = body["roster"]["statements"]
    members[ROSTER] = json.dumps(body["roster"]).encode("ascii")
    empty = {"checksum": hashlib.sha256(b"[]").hexdigest(), "disposals": []}
    members[DISPOSALS] = json.dumps(empty).encode("ascii")
    head = head_of(first)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        raw.deserialize(members[DATA])
        raw.execute("UPDATE settings SET value = ? WHERE name = 'roster'", (f"1 {head} {head} 1",))
        _rename(raw, chance)
        members[DATA] = raw.serialize()
    said = replace(
        _manifest(members),
        sha256=hashlib.sha256(members[DATA]).hexdigest(),
        roster=RosterPlace(1, head),
        root=head,
        disposals=0,
        disposal_head="",
        signed_by=hand.clerk.id,
    )
    signature = hand.own.signing_key.sign(said.signed_bytes)
    members[MANIFEST] = replace(said, signature=signature).to_bytes()


def disposals_put_in(hand: Hand, members: Members, chance: Random) -> None:
    """Put an entry that nobody signed on the disposal list that lies in it."""
    name = chance.choice(sorted(hand.office.in_backup))
    entries = [{"disposal": "", "names": [name], "proposed": None, "signed": None}]
    text = json.dumps(entries, sort_keys=True, separators=(",", ":"))
    whole = {"checksum": hashlib.sha256(text.encode("ascii")).hexdigest(), "disposals": entries}
    members[DISPOSALS] = json.dumps(whole).encode("ascii")


FORGERIES: tuple[Forgery, ...] = (
    data_changed,
    data_changed_unsigned,
    signed_in_the_officers_name,
    signed_by_the_removed_one,
    signed_without_its_word,
    signed_as_a_sheet,
    of_before_the_roster,
    manifest_changed,
    roster_cut,
    roster_changed,
    roster_of_ones_own,
    disposals_put_in,
)


def restored(office: Office, site: Site, path: Path) -> str:
    """Restore a backup over a desk as its officer; return the code of what stopped it."""
    clock = LaterClock(LATER + 1)
    try:
        unlocked = keyring.unlock(site.keys, OFFICER.name, OFFICER.password, site.machine)
        restoring.restore_over(
            restoring.BackupSource(path, office.sheet),
            restoring.Target(site.desk, site.keys),
            unlocked,
            clock.now(),
            site.around("restore", clock).chance,
        )
    except KnownError as error:
        return error.code
    return ""


def forged(office: Office, folder: Path, members: Mapping[str, bytes], seed: str) -> str:
    """Forge a backup in a way that the seed chooses, and let the office restore it.

    Returns the code of what stopped it, empty where it was taken.
    """
    shutil.rmtree(folder, ignore_errors=True)
    site = office.site.copy(folder)
    chance = Random(seed)  # noqa: S311  trials to be repeated
    own = dict(members)
    chance.choice(FORGERIES)(Hand(office, site), own, chance)
    path = folder / office.backup.name
    sealed(office, own, path)
    return restored(office, site, path)
