# SPDX-License-Identifier: MIT
"""Fields changed one by one, files of many moments mixed, backups forged."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.desk.applications import intake
from desk_app.desk.context import Desk
from desk_app.desk.errors import DamageFound, KnownError, SavesMissing
from desk_app.desk.keys import people
from desk_app.records.base import UserId
from desk_app.records.desk.people import Role, RosterPlace
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
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.opening import open_store
from desk_app.store.startup import steps
from desk_app.store.vault import backup_list, key_file, keyring
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from desk_app.store.vault.sheets import identity_of
from tests.robustness.attacks.office import (
    LATER,
    SUPERVISOR,
    Hand,
    Office,
    beside,
    checksum,
    head_of,
    opened,
    tokens,
)
from tests.robustness.attacks.roster import own_founding
from tests.workbench.desks import OFFICER, LaterClock, Site, envelope, taken_sheet

Place = tuple[str | int, ...]
KEYS, SETTINGS = "keys.json", "desk.toml"

HARMLESS: Mapping[tuple[str, str], str] = {
    (KEYS, "generation"): "it settles which of two copies is read; both must be of one roster, and "
    "slots and keys in either are those that the roster names",
    (chain.NAME, "count"): "entries are numbered without a gap: the sequence, whose hash the "
    "journal must have, says as much",
    (tries.NAME, "wrong"): "who can write there can try elsewhere; set back it is told at the next "
    "sign-in, raised it lets wait for 64 seconds at most",
    (tries.NAME, "ever"): "the journal notes what it does not know, a thousand at most",
    (tries.NAME, "turn"): "lower than the journal's it is told as set back",
    (tries.NAME, "at"): "it lets wait for 64 seconds at most",
    (steps.NAME, "database"): "the next start checks in full once more",
    (steps.NAME, "day"): "one full check of a day may be left out; each page bears its own seal",
    (SETTINGS, "backups"): "copies go elsewhere, and open with the sheet alone",
}
"""Fields whose exchange may go unnoticed, each with the reason why it does no harm."""

_CHAINED = frozenset({"number", "previous"})
"""What chaining a roster again would put right."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of which file, at which place of it, and whether the chain is made to fit."""

    file: str
    path: Place
    seed: str
    chained: bool = True

    @property
    def field(self) -> str:
        """The name by which the table knows the field."""
        return str(next((each for each in reversed(self.path) if isinstance(each, str)), ""))


def edits(office: Office, seed: str) -> list[Edit]:
    """Return an edit for every field of every file."""
    hand = Hand(office, office.site)
    found = list[Edit]()
    for name in (KEYS, disposal_list.NAME, chain.NAME, backup_list.NAME, tries.NAME, steps.NAME):
        said = _said(hand, name)
        found += [
            Edit(name, path, f"{seed} {name} {path}", path[-1] not in _CHAINED)
            for path in _leaves(said)
        ]
    found += [Edit(SETTINGS, (name,), f"{seed} {name}") for name in ("keys", "backups")]
    return found


def _said(hand: Hand, name: str) -> Any:  # noqa: ANN401  JSON, whatever it is
    whole = hand.read(key_file.COPIES[0] if name == KEYS else name)
    inner = {KEYS: "keys", chain.NAME: "anchor"}.get(name)
    said = whole[inner] if inner is not None else whole
    return {each: said[each] for each in said if each != "checksum"}


def _leaves(said: object, path: Place = ()) -> Iterator[Place]:
    if isinstance(said, dict) and said:
        for name, value in said.items():
            yield from _leaves(value, (*path, name))
    elif isinstance(said, list) and said:
        for number, value in enumerate(said):
            yield from _leaves(value, (*path, number))
    else:
        yield path


def make(hand: Hand, *wanted: Edit) -> None:
    """Make edits, with right checksums and the roster chained again where that is wanted."""
    for name in dict.fromkeys(each.file for each in wanted):
        own = [each for each in wanted if each.file == name]
        if name == SETTINGS:
            _make_settings(hand, own)
            continue
        said = _said(hand, name)
        for each in own:
            _change(said, each.path, Random(each.seed))  # noqa: S311  trials to be repeated
        _put(hand, name, said, chained=all(each.chained for each in own))


def _put(hand: Hand, name: str, said: Any, *, chained: bool) -> None:  # noqa: ANN401  JSON
    if name == KEYS:
        statements = said.get("roster", {}).get("statements")
        if chained and isinstance(statements, list):
            with suppress(TypeError):
                said["roster"]["statements"] = hand.chained(statements)
        hand.put(said)
        return
    whole = said
    if name == chain.NAME:
        whole = {"anchor": said, "checksum": checksum(said)}
    elif name in {disposal_list.NAME, backup_list.NAME}:
        listed = said["disposals"] if name == disposal_list.NAME else said
        whole = {**said, "checksum": checksum(listed)}
    hand.write(name, whole)


def _make_settings(hand: Hand, wanted: list[Edit]) -> None:
    for each in wanted:
        if each.field == "keys":
            shutil.copytree(hand.office.moments["decided"] / "keys", hand.site.folder / "elsewhere")
            hand.edit_settings("../keys", "../elsewhere")
        else:
            (hand.site.folder / "own").mkdir(exist_ok=True)
            hand.edit_settings("/backups", "/own")


def _change(said: Any, path: Place, chance: Random) -> None:  # noqa: ANN401  JSON
    *before, last = path
    with suppress(LookupError, TypeError):
        for step in before:
            said = said[step]
        said[last] = _other(said[last], chance)


def _other(value: object, chance: Random) -> object:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + chance.choice((1, -1, 1_000))
    if isinstance(value, str) and value:
        at = chance.randrange(len(value))
        other = chance.choice([each for each in "0123456789abcdefQ" if each != value[at]])
        return value[:at] + other + value[at + 1 :]
    if isinstance(value, list):
        return ["officer"]
    return {"": "x", None: {}}.get(value if isinstance(value, str) else None, "x")


# What comes of it.


@dataclass(frozen=True, slots=True)
class Found:
    """What a start after an edit came to: the code that stopped it, what it told, what was taken.

    ``same`` says that it opened, with everything as it was.
    """

    stopped: str = ""
    told: str = ""
    taken: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """What a desk shows of keys and lists: who is who, which sheets, what was disposed of."""

    people: tuple[object, ...]
    sheets: tuple[object, ...]
    place: object
    disposed: frozenset[str]
    applications: frozenset[str]


def started(
    office: Office, site: Site, secrets: tuple[str, ...] = ()
) -> tuple[Found, State | None]:
    """Sign in as the officer, and let the supervisor change a password, which wraps for all."""
    try:
        desk = opened(site, OFFICER)
    except (DamageFound, SavesMissing) as error:
        about = error.facts.get("what", "")
        return Found(stopped=f"{error.code} {about}".strip()), None
    except KnownError as error:
        return Found(stopped=error.code), None
    try:
        told = desk.at_arrival
        shown = State(
            people=desk.ports.keys.users(),
            sheets=desk.ports.keys.sheets(),
            place=desk.ports.keys.place,
            disposed=disposal_list.read(site.keys, key_file.read(site.keys).roster).names,
            applications=tokens(desk),
        )
        taken = [] if shown.applications == office.standing else ["applications are gone"]
        other = beside(desk, site, SUPERVISOR)
        people.change_password(other, SUPERVISOR.password, SUPERVISOR.password + " again")
    except KnownError as error:
        return Found(stopped=error.code), None
    finally:
        desk.ports.store.close()
    for key in key_file.read(site.keys).data_keys:
        for secret in secrets:
            with suppress(KnownError):
                age.unwrap(key.wrapped, age.read_identity(secret))
                taken.append("wrapped for another")
    codes = " ".join(each.code for each in told)
    return Found(told=codes, taken="; ".join(taken), same=not taken), shown


def lean(office: Office) -> Office:
    """Return the office with a desk without its backups: it is copied a thousand times."""
    site = Site(office.site.folder.with_name("lean"))
    if not site.folder.exists():
        shutil.copytree(office.site.folder, site.folder, ignore=shutil.ignore_patterns("*.age"))
        office.site.backups.mkdir(exist_ok=True)
    return replace(office, site=site)


DATABASE = "desk.db"
GROUPS: Mapping[str, tuple[str, ...]] = {
    "one copy of the keys": key_file.COPIES[:1],
    "the other copy": key_file.COPIES[1:],
    "keys": key_file.COPIES,
    "database": (DATABASE,),
    "anchor": (chain.NAME,),
    "disposal list": (disposal_list.NAME,),
    "list of backups": (backup_list.NAME,),
    "counts": (tries.NAME, steps.NAME),
    "keys and list": (*key_file.COPIES, disposal_list.NAME),
    "database and anchor": (DATABASE, chain.NAME),
    "keys and anchor": (*key_file.COPIES, chain.NAME),
    "database and keys": (DATABASE, *key_file.COPIES),
    "database, anchor and list": (DATABASE, chain.NAME, disposal_list.NAME),
    "key folder": (
        *(*key_file.COPIES, chain.NAME, disposal_list.NAME, backup_list.NAME, tries.NAME),
        steps.NAME,
    ),
}
FILES = tuple(dict.fromkeys(name for names in GROUPS.values() for name in names))
_TELLS_NOTHING = frozenset({tries.NAME, steps.NAME, backup_list.NAME})
"""What may be of another moment and changes nothing that a desk shows of itself."""


@dataclass(frozen=True, slots=True)
class Moment:
    """The desk at some moment, closed, and what it shows then."""

    folder: Path
    shown: str

    def content(self, name: str) -> bytes | None:
        """Return a file as it was; None where there was none."""
        place = self.folder / ("desk" if name == DATABASE else "keys") / name
        return place.read_bytes() if place.exists() else None


@dataclass(frozen=True, slots=True)
class Mixture:
    """From which moment each file is, by the moment's number."""

    what: str
    of: Mapping[str, int]


def moments(office: Office, folder: Path, many: int) -> list[Moment]:
    """Work at the office and keep a copy of both folders after each stint."""
    site = office.copy(folder / "live")
    found = list[Moment]()
    for number, stint in zip(range(many), cycle(_STINTS), strict=False):
        desk = opened(site, OFFICER, LATER + 1)
        stint(site, desk, number)
        desk.ports.store.close()
        kept = Site(folder / f"moment {number}")
        for name in ("desk", "keys"):
            shutil.copytree(site.folder / name, kept.folder / name)
        found.append(Moment(kept.folder, shown(kept)))
    return found


def _logged(_site: Site, desk: Desk, number: int) -> None:
    intake.log_application(desk, envelope(f"髙山 {number}", desk.today))


def _enrolled(_site: Site, desk: Desk, number: int) -> None:
    clerk = frozenset({Role.CLERK})
    people.enrol(desk, f"見習 {number}", clerk, f"green door number {number}")


def _renewed(_site: Site, desk: Desk, _number: int) -> None:
    people.renew(desk)


def _password(_site: Site, desk: Desk, _number: int) -> None:
    people.change_password(desk, OFFICER.password, OFFICER.password + " anew")
    people.change_password(desk, OFFICER.password + " anew", OFFICER.password)


def _sheet(_site: Site, desk: Desk, _number: int) -> None:
    taken_sheet(desk)


_STINTS = (_logged, _enrolled, _logged, _renewed, _password, _logged, _sheet, _logged)


def shown(site: Site) -> str:
    """Return what a desk shows of itself through its gate; raises what stops it."""
    unlocked = keyring.unlock(site.keys, OFFICER.name, OFFICER.password, site.machine)
    store = open_store(site.desk, site.keys, unlocked, at=LaterClock(LATER + 1).now())
    try:
        with store.reading() as books:
            head = books.journal.head()
            files = [books.files.get(each) for each in books.files.all_ids()]
            known = sorted(each.application.token for each in files)
    finally:
        store.close()
    file = key_file.read(site.keys)
    roster = file.must_have_roster()
    disposed = sorted(disposal_list.read(site.keys, roster).names)
    return repr((head, known, roster.place, disposed))


def pairs(many: int) -> list[Mixture]:
    """Return for each moment and group: of then among the newest, and the other way round."""
    last = many - 1
    return [
        Mixture(f"{what}, {way}", {name: then if name in group else rest for name in FILES})
        for number in range(last)
        for what, group in GROUPS.items()
        for way, then, rest in (("older", number, last), ("newer", last, number))
    ]


def drawn(many: int, wanted: int, chance: Random) -> list[Mixture]:
    """Return mixtures of two to four moments."""
    found = list[Mixture]()
    for _ in range(wanted):
        among = [chance.randrange(many) for _ in range(chance.randint(2, 4))]
        found.append(Mixture("drawn", {name: chance.choice(among) for name in FILES}))
    return found


def put_together(folder: Path, kept: Sequence[Moment], mixture: Mixture) -> Site:
    """Lay a mixture out in a folder."""
    site = Site(folder)
    shutil.rmtree(folder, ignore_errors=True)
    newest = kept[mixture.of[DATABASE]]
    shutil.copytree(newest.folder, folder)
    for name in FILES:
        place = (site.desk if name == DATABASE else site.keys) / name
        content = kept[mixture.of[name]].content(name)
        if content is None:
            place.unlink(missing_ok=True)
        else:
            place.write_bytes(content)
    return site


def judged(folder: Path, kept: Sequence[Moment], mixture: Mixture) -> str:
    """Return what came of a mixture: found, equal to what was, the limit, or TAKEN.

    Equal is the newest state; the limit is an older one of which keys, database, anchor and list
    are all as they were then.
    """
    site = put_together(folder, kept, mixture)
    try:
        said = shown(site)
    except KnownError as error:
        return f"found: {error.code}"
    if said == kept[-1].shown:
        return "equal"
    for moment in kept:
        if moment.shown == said:
            return "limit" if _is_of(moment, kept, mixture) else f"TAKEN: {mixture.what}"
    return f"TAKEN: {mixture.what}, a desk that never was"


def _is_of(moment: Moment, kept: Sequence[Moment], mixture: Mixture) -> bool:
    """Return whether everything that tells of a moment is as it was then."""
    for name in FILES:
        if name in _TELLS_NOTHING or name in key_file.COPIES:
            continue
        if kept[mixture.of[name]].content(name) != moment.content(name):
            return False
    newest = max(mixture.of[name] for name in key_file.COPIES)
    with suppress(KnownError):
        return _place_of(kept[newest]) == _place_of(moment)
    return False


def _place_of(moment: Moment) -> object:
    return key_file.read(moment.folder / "keys").must_have_roster().place


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


def _signed(members: Members, said: Manifest, key: Ed25519PrivateKey, start: int = 0) -> None:
    signature = key.sign(said.signed_bytes[start:])
    members[MANIFEST] = replace(said, signature=signature).to_bytes()


def signed_in_the_officers_name(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign in the officer's name with another key."""
    _with_other_data(members, chance)
    said = replace(_manifest(members), signed_by=hand.office.users[OFFICER.name])
    _signed(members, said, chance.choice((hand.own.signing_key, hand.removed.key)))


def signed_by_the_removed_one(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as the removed supervisor."""
    _with_other_data(members, chance)
    _signed(members, replace(_manifest(members), signed_by=hand.removed.id), hand.removed.key)


def signed_without_its_word(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as the clerk without the word of a backup in front."""
    _with_other_data(members, chance)
    said = replace(_manifest(members), signed_by=hand.clerk.id)
    _signed(members, said, hand.own.signing_key, said.signed_bytes.index(b"\0") + 1)


def signed_as_a_sheet(hand: Hand, members: Members, chance: Random) -> None:
    """Change the data, and sign as a recovery sheet with the own key."""
    _with_other_data(members, chance)
    said = _manifest(members)
    said = replace(said, signed_by=UserId(f"sheet:{said.sheet}"))
    _signed(members, said, hand.own.signing_key)


def of_before_the_roster(_hand: Hand, members: Members, chance: Random) -> None:
    """Give it the form of before the roster, which nobody signed."""
    _with_other_data(members, chance)
    said = _manifest(members)
    kept = ("database", "sheet", "sequence", "head", "counts", "sha256", "schema", "versions")
    bare = Manifest(**{name: getattr(said, name) for name in (*kept, "made_at")})
    members[MANIFEST] = bare.to_bytes()
    del members[ROSTER], members[DISPOSALS]


def manifest_changed(_hand: Hand, members: Members, chance: Random) -> None:
    """Change one thing that the manifest says."""
    said = json.loads(members[MANIFEST])
    name = chance.choice([each for each in said if each not in {"counts", "versions", "format"}])
    value = said[name]
    if isinstance(value, dict):
        inner = chance.choice(sorted(value))
        value[inner] = _otherwise(value[inner], chance)
    else:
        said[name] = _otherwise(value, chance)
    members[MANIFEST] = json.dumps(said, indent=1).encode("ascii") + b"\n"


def _otherwise(value: object, chance: Random) -> object:
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
    empty = {"checksum": checksum([]), "disposals": []}
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
    _signed(members, said, hand.own.signing_key)


def disposals_put_in(hand: Hand, members: Members, chance: Random) -> None:
    """Put an entry that nobody signed on the disposal list that lies in it."""
    name = chance.choice(sorted(hand.office.in_backup))
    entries = [{"disposal": "", "names": [name], "proposed": None, "signed": None}]
    whole = {"checksum": checksum(entries), "disposals": entries}
    members[DISPOSALS] = json.dumps(whole).encode("ascii")


FORGERIES: tuple[Forgery, ...] = (
    *(data_changed, data_changed_unsigned, signed_in_the_officers_name, signed_by_the_removed_one),
    *(signed_without_its_word, signed_as_a_sheet, of_before_the_roster, manifest_changed),
    *(roster_cut, roster_changed, roster_of_ones_own, disposals_put_in),
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
