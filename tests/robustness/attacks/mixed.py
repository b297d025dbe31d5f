# SPDX-License-Identifier: MIT
"""Files of one moment among those of another: found, or equal to what was (T34)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from random import Random

from desk_app.desk import intake, people
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError
from desk_app.desk.sheet_key import last_group
from desk_app.records.people import Role
from desk_app.store import backup_list
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.opening import open_store
from desk_app.store.startup import steps
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault import passwords as tries
from tests.robustness.attacks.office import LATER, Office, opened
from tests.robustness.sites import OFFICER, LaterClock, Site, envelope

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
        *key_file.COPIES,
        chain.NAME,
        disposal_list.NAME,
        backup_list.NAME,
        tries.NAME,
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
    made = people.new_sheet(desk)
    people.confirm_sheet(desk, made.sheet.number, last_group(made.secret), ("金庫",))


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
        return _place(kept[newest]) == _place(moment)
    return False


def _place(moment: Moment) -> object:
    return key_file.read(moment.folder / "keys").must_have_roster().place
