# SPDX-License-Identifier: MIT
"""Every field of every file beside the database, changed with right checksums.

Each is bound by the roster, or stands in ``HARMLESS`` with the reason why its exchange does no
harm.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from desk_app.desk import people
from desk_app.desk.errors import DamageFound, KnownError, SavesMissing
from desk_app.store import backup_list
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup import steps
from desk_app.store.vault import key_file
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from tests.robustness.attacks.hand import Hand, checksum
from tests.robustness.attacks.office import SUPERVISOR, Office, beside, opened, tokens
from tests.robustness.sites import OFFICER, Site

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
    (hand.keys / name).write_text(json.dumps(whole), encoding="ascii")


def _make_settings(hand: Hand, wanted: list[Edit]) -> None:
    path = hand.site.desk / SETTINGS
    for each in wanted:
        if each.field == "keys":
            shutil.copytree(hand.office.moments["decided"] / "keys", hand.site.folder / "elsewhere")
            changed = path.read_text(encoding="utf-8").replace("../keys", "../elsewhere")
            path.write_text(changed, encoding="utf-8")
        else:
            (hand.site.folder / "own").mkdir(exist_ok=True)
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("/backups", "/own"), encoding="utf-8")


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
