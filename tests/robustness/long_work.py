# SPDX-License-Identifier: MIT
"""The long work on whole files that can be interrupted, and what must stand after any end of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import KnownError
from desk_app.desk.keys import backups
from desk_app.desk.keys import people as keys
from desk_app.gui.session.entrance import DeskState
from desk_app.records.base import ApplicationId
from desk_app.records.case.disposal import DisposalState
from desk_app.store.backup.manifest import found_in
from desk_app.store.disk import lock
from desk_app.store.disk.desk_file import OLDEST_SCHEMA, SCHEMA_VERSION
from desk_app.store.schema import engine as schema
from desk_app.store.schema.engine import driver_connection, make_engine
from desk_app.store.startup.threshold import holds_desk
from tests.workbench.desks import (
    CLERK,
    EMPTY_LOG,
    OFFICER,
    LaterClock,
    Site,
    TwoPeople,
    Verdict,
    answered,
    sign_what_was_approved,
    verify,
    verify_backup,
    verify_in,
)
from tests.workbench.processes import Say, apart
from tests.workbench.worked import SAVES, Worked, save_some, worked

BEGUN, DONE = "begun", "done"
NOTHING: frozenset[str] = frozenset()
BEFORE = SAVES // 3
"""So many applications are there before."""
DISPOSED, AFTER_DAYS = 3, 733
"""So many applications are disposed of, so many days after they arrived."""

OLDER_SCHEMA = OLDEST_SCHEMA
_COLUMNS = """
SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'search%'
"""
_OBJECTS = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"

Said = frozenset[str]
"""What was acknowledged."""


@dataclass(frozen=True, slots=True)
class LongWork:
    """One kind: how its desk is made, how it is done, and what is wrong with a desk afterwards.

    Both looks are a fresh process's and return what they object to, empty where all stands:
    ``look`` at the files, given what was said by then; ``judge`` goes on working as well.
    """

    name: str
    prepare: Callable[[Path], Worked]
    carry_out: Callable[[Worked, Say], None]
    look: Callable[[Worked, Said], str]
    judge: Callable[[Worked], str]


def _objections(desk: Worked, counts: frozenset[int]) -> str:
    """Return what is wrong with the desk, or with a backup that was good before."""
    verdict = desk_verdict(desk.site)
    if not verdict.sound:
        return f"desk: {verdict.said.get('error')}"
    if verdict.counts["applications"] not in counts:
        return f"{verdict.counts['applications']} applications"
    for backup in desk.site.backups.glob("*.tar.age"):
        found = backup_verdict(backup, desk.sheet_key)
        if not found.sound:
            return f"backup: {found.said.get('error')}"
    return "" if any(desk.site.backups.glob("*.tar.age")) else "the last good backup is gone"


_LOOKED_AT: dict[object, Verdict] = {}
"""What was said of what a process has looked at, by its bytes and where they lie."""


def backup_verdict(backup: Path, sheet_key: str) -> Verdict:
    """Return what is said of a backup; the same bytes are looked at once in a process."""
    return _once((backup, sheet_key), [backup], lambda: verify_backup(backup, sheet_key))


def desk_verdict(site: Site) -> Verdict:
    """Return what is said of a desk; the same bytes of it and of its keys are looked at once."""
    folders = (site.desk, site.keys, site.machine)
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return _once(site, files, lambda: verify(site))


def _once(place: object, files: Sequence[Path], look: Callable[[], Verdict]) -> Verdict:
    content = tuple((path, sha256(path.read_bytes()).digest()) for path in files)
    said = _LOOKED_AT.get((place, content))
    if said is None:
        said = _LOOKED_AT[place, content] = look()
    return said


# Migration.


def _older(folder: Path) -> Worked:
    desk = worked(folder)
    for version in (OLDER_SCHEMA, SCHEMA_VERSION):
        objects_of(version)
        columns_of(version)
    apart(_make_older, desk.site)
    return desk


@cache
def objects_of(version: int) -> frozenset[tuple[str, str]]:
    """Return the tables, indexes and triggers of a schema, made anew in a process of its own."""
    return apart(_asked_of, version, _OBJECTS)


@cache
def columns_of(version: int) -> frozenset[tuple[str, str]]:
    """Return the columns of a schema, each with its table, made anew likewise."""
    return apart(_asked_of, version, _COLUMNS)


def _asked_of(version: int, question: str) -> frozenset[tuple[str, str]]:
    with TemporaryDirectory() as folder:
        engine = make_engine(Path(folder, "schema.db"), bytes(32), new=True)
        with engine.connect() as connection, connection.begin():
            schema.migrate(connection, version)
            found = frozenset(driver_connection(connection).execute(question).fetchall())
        engine.dispose()
    return found


def _make_older(site: Site) -> None:
    """Take away what later migrations made, as if a program of then had left the desk."""
    old = objects_of(OLDER_SCHEMA)
    with site.raw() as raw:
        for kind, name in raw.execute(_OBJECTS).fetchall():
            if (kind, name) not in old:
                raw.execute(f'DROP {kind} IF EXISTS "{name}"')
        for table, column in raw.execute(_COLUMNS).fetchall():
            if (table, column) not in columns_of(OLDER_SCHEMA):
                raw.execute(f'ALTER TABLE "{table}" DROP COLUMN "{column}"')
        raw.execute(f"UPDATE alembic_version SET version_num = '{OLDER_SCHEMA:04}'")  # noqa: S608  a number
        raw.execute(f"PRAGMA user_version = {OLDER_SCHEMA}")
        raw.execute(EMPTY_LOG)


def _migrate(desk: Worked, say: Say) -> None:
    say(BEGUN)
    desk.site.look()
    say(DONE)


def _migrated(desk: Worked, said: Said = NOTHING) -> str:
    with desk.site.raw() as raw:
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        found = [frozenset(raw.execute(each).fetchall()) for each in (_OBJECTS, _COLUMNS)]
    if version not in {OLDER_SCHEMA, SCHEMA_VERSION}:
        return f"schema {version}"
    if found != [objects_of(version), columns_of(version)]:
        return f"schema {version} in part"
    if DONE in said and version == OLDER_SCHEMA:
        return "not migrated"
    kept = desk.site.database.with_name(f"desk.db.before-v{SCHEMA_VERSION}")
    if version == SCHEMA_VERSION and not kept.exists():
        return "migrated without a copy"
    return _objections(desk, frozenset({BEFORE}))


# Re-keying.


def _renew(desk: Worked, say: Say) -> None:
    opened = desk.site.open(OFFICER)
    say(BEGUN)
    keys.renew(opened)
    say(DONE)


def _rekeyed(desk: Worked, _said: Said = NOTHING) -> str:
    return _objections(desk, frozenset({BEFORE}))


def _settled(desk: Worked) -> str:
    """Both keys are wrapped until the next to open the desk has finished what was begun."""
    objection = _rekeyed(desk)
    if not objection:
        desk.site.open(OFFICER).ports.store.close()
        objection = _rekeyed(desk)
    return objection


# A backup.


def _back_up(desk: Worked, say: Say) -> None:
    opened = desk.site.open(OFFICER)
    say(BEGUN)
    backups.make_backup(opened)
    say(DONE)


def _backed_up(desk: Worked, said: Said = NOTHING) -> str:
    """The newest backup holds the desk's last entry; the older one of the same day stays."""
    objection = _objections(desk, frozenset({BEFORE}))
    if objection or DONE not in said:
        return objection
    newest = found_in(desk.site.backups)[-1].sequence
    return "" if newest == desk_verdict(desk.site).said["sequence"] else "no new backup"


# A restore over the desk.


def _further(folder: Path) -> Worked:
    desk = worked(folder)
    apart(save_some, desk.site, range(SAVES, SAVES + 6))
    return desk


def _restore(desk: Worked, say: Say) -> None:
    say(BEGUN)
    desk.site.restore(desk.sheet_key)
    say(DONE)


def _restored(desk: Worked, said: Said = NOTHING) -> str:
    return _objections(desk, frozenset({BEFORE} if DONE in said else {BEFORE, BEFORE + 2}))


# A disposal.


def _due(folder: Path) -> Worked:
    desk = worked(folder)
    apart(_sign, desk.site)
    return desk


def _sign(site: Site) -> None:
    with TwoPeople.at(site) as people:
        ids = [answered(people.officer, number) for number in range(DISPOSED)]
        for id_ in ids:
            sign_what_was_approved(people, id_)
    sign_disposal(site, ids)


def sign_disposal(site: Site, ids: Sequence[ApplicationId]) -> None:
    """Let officer and clerk sign the disposal of applications, once they may be disposed of."""
    with TwoPeople.at(site, AFTER_DAYS) as later:
        timekeeping.confirm_clock(later.officer, later.clerk)
        disposing.propose(later.clerk, tuple(Chosen(id_, 4) for id_ in ids))
        disposing.sign(later.officer, 1)


def _dispose(desk: Worked, say: Say) -> None:
    opened = desk.site.open(OFFICER, LaterClock(AFTER_DAYS))
    say(BEGUN)
    destroying.carry_out(opened, 1)
    say(DONE)


def _disposed(desk: Worked, said: Said = NOTHING) -> str:
    """All are there, or all are gone."""
    return _objections(desk, frozenset({BEFORE} if DONE in said else {BEFORE, BEFORE + DISPOSED}))


def _finished(desk: Worked) -> str:
    """What was begun can be finished, and then all are gone."""
    objection = _disposed(desk)
    if objection:
        return objection
    with desk.site.opened(OFFICER, LaterClock(AFTER_DAYS)) as opened:
        state = _finish(opened)
    if state is not DisposalState.VERIFIED:
        return f"disposal {state.value}"
    return _objections(desk, frozenset({BEFORE}))


def _finish(desk: Desk) -> DisposalState:
    (record,) = disposing.disposals(desk)
    if record.state is DisposalState.SIGNED:
        destroying.carry_out(desk, 1)
    elif record.state is DisposalState.CARRIED_OUT:
        destroying.check_again(desk, 1)
    return disposing.disposals(desk)[0].state


# A first start.


def _nothing_yet(folder: Path) -> Worked:
    return Worked(Site(folder), "")


def _begin(desk: Worked, say: Say) -> None:
    say(BEGUN)
    desk.site.begin()
    say(DONE)


def _begun(desk: Worked, said: Said = NOTHING) -> str:
    """There is a whole desk, or none and nothing in the way of beginning again."""
    state = desk.site.entrance().state()
    if state is DeskState.EXISTS:
        return _founded(desk)
    if DONE in said:
        return "not founded"
    left = {path.name for path in desk.site.folder.rglob("*") if path.is_file()} - {lock.NAME}
    return f"left {sorted(left)}" if left else ""


def _founded(desk: Worked) -> str:
    verdict = verify(desk.site)
    if not verdict.sound:
        return f"desk: {verdict.said.get('error')}"
    for person in (OFFICER, CLERK):
        desk.site.open(person).ports.store.close()
    return ""


def _begun_again(desk: Worked) -> str:
    """Where nothing was founded it is begun again."""
    try:
        objection = _begun(desk)
        if not objection and not holds_desk(desk.site.desk):
            desk.site.begin()
            objection = _founded(desk)
    except KnownError as error:
        return f"neither opened nor begun again: {error.code}"
    return objection


# A restore into a folder without a desk.


def _restore_into(desk: Worked, say: Say) -> None:
    say(BEGUN)
    _into_new(desk)
    say(DONE)


def _into_new(desk: Worked) -> None:
    new = desk.site.folder / "new"
    desk.site.caretaker().must_be_left(new)
    desk.site.restore_into(desk.sheet_key, new)


def _restored_into(desk: Worked, said: Said = NOTHING) -> str:
    """There is a whole desk in the new folder or none; the desk it came from is as it was."""
    new = desk.site.folder / "new"
    if holds_desk(new):
        verdict = verify_in(new)
        if not verdict.sound:
            return f"new desk: {verdict.said.get('error')}"
    elif DONE in said:
        return "not restored"
    return _objections(desk, frozenset({BEFORE}))


def _restored_after_all(desk: Worked) -> str:
    """Where nothing was restored it is begun again."""
    if not holds_desk(desk.site.folder / "new"):
        _into_new(desk)
    return _restored_into(desk, frozenset({DONE}))


LONG_WORK = (
    LongWork("migration", _older, _migrate, _migrated, _migrated),
    LongWork("re-keying", worked, _renew, _rekeyed, _settled),
    LongWork("backup written", worked, _back_up, _backed_up, _backed_up),
    LongWork("restore", _further, _restore, _restored, _restored),
    LongWork("disposal", _due, _dispose, _disposed, _finished),
    LongWork("first start", _nothing_yet, _begin, _begun, _begun_again),
    LongWork(
        "restore into a new folder", worked, _restore_into, _restored_into, _restored_after_all
    ),
)
