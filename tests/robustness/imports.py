# SPDX-License-Identifier: MIT
"""Everything the program reads from outside: a sound piece of it, and how the program takes it."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

from desk_app import bootstrap
from desk_app.bootstrap.opening import rulebook_at
from desk_app.cli.exit_codes import Exit
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.desk.intake import EnvelopeDraft, log_application
from desk_app.rules import cases
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.store import backup_list, places
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import Packing, Unpacking, seal, unseal
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup import steps
from desk_app.store.vault import key_file
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.sheets import identity_of
from tests.builders import ARRIVED
from tests.robustness import reworded, said
from tests.robustness.forks import ROOT
from tests.robustness.mangled import STRANGE_VALUES, mangled
from tests.robustness.sites import OFFICER, Site, envelope
from tests.robustness.taking import Import, UntoldError
from tests.robustness.worked import Worked, chosen

CASES = ROOT / "resources" / "rulebook" / "cases"
SAMPLES = ROOT / "tests" / "unit" / "cli" / "envelopes"
_AT = datetime(2026, 11, 25, tzinfo=UTC)
_FIELDS = ("name", "kana", "address", "phone", "member_number", "email", "scope", "service")
_PERSONS = 3


def imports(worked: Worked, scratch: Path, desk: Desk, desk_folder: Path) -> tuple[Import, ...]:
    """Return the imports of a desk that was worked at, and of an open one for what is typed."""
    site = worked.site
    (backup,) = site.backups.glob("*.tar.age")
    members = _members(backup, worked.sheet_key)
    read_file = partial(_of_file, site)
    return (
        _samples(scratch),
        _rulebook(scratch),
        _cases(scratch),
        read_file("folders named", 600, site.desk / "desk.toml", _folders),
        _key_file(site),
        read_file("anchor", 900, site.keys / chain.NAME, lambda at: chain.read(at.keys)),
        read_file(
            "list of backups",
            600,
            site.keys / backup_list.NAME,
            lambda at: backup_list.read(at.keys),
        ),
        read_file(
            "disposal list",
            900,
            site.keys / disposal_list.NAME,
            lambda at: disposal_list.read(at.keys, key_file.read(at.keys).roster),
        ),
        read_file("count of wrong tries", 400, site.keys / tries.NAME, _pause, b'{"wrong": 3}'),
        read_file("day of the last check", 400, site.keys / steps.NAME, _checked),
        read_file("backup", 300, backup, lambda at: _opened(at, backup.name, worked.sheet_key)),
        Import(
            "contents of a backup",
            500,
            partial(_spoilt_tar, members),
            partial(_restore, worked, scratch),
            scratch,
        ),
        Import(
            "key of a sheet as typed",
            600,
            partial(_spoilt_text, worked.sheet_key),
            lambda typed: identity_of(typed.decode("utf-8", "surrogateescape")),
            scratch,
        ),
        Import(
            "envelope as typed", 500, spoilt_envelope, partial(_log, desk, together), desk_folder
        ),
        read_file(
            "choices of the screen",
            500,
            site.choices,
            _choices,
            b'{"language": "ja", "dark": true}',
        ),
        read_file("pepper of the machine", 400, _pepper(site), _unlocked),
        *reworded.imports(desk, desk_folder),
        *said.imports(site, scratch),
    )


# Files of the desk.


def _of_file(
    site: Site,
    door: str,
    share: int,
    path: Path,
    look: Callable[[Site], object],
    sound: bytes = b"",
) -> Import:
    """Return the import of a file at its place, which is put back after each look."""
    content = path.read_bytes() if path.exists() else sound

    def take(spoilt: bytes) -> object:
        before = path.read_bytes() if path.exists() else None
        path.write_bytes(spoilt)
        try:
            return look(site)
        finally:
            path.write_bytes(before) if before is not None else path.unlink()

    return Import(door, share, partial(mangled, content), take, site.folder)


def _folders(site: Site) -> object:
    return places.key_folder(site.desk), places.backup_folder(site.desk)


def _key_file(site: Site) -> Import:
    """Both copies are the same spoilt file: otherwise the sound one is read."""
    paths = sorted(site.keys.glob("keys*.json"))
    sound = [path.read_bytes() for path in paths]

    def take(spoilt: bytes) -> object:
        for path in paths:
            path.write_bytes(spoilt)
        try:
            return key_file.listed_users(site.keys), key_file.read(site.keys)
        finally:
            for path, content in zip(paths, sound, strict=True):
                path.write_bytes(content)

    return Import("key file", 900, partial(mangled, sound[0]), take, site.folder)


def _pause(site: Site) -> int:
    return tries.Tries(site.keys, lambda: 0.0, lambda: True).pause()


def _checked(site: Site) -> bool:
    return steps.checked_on(site.keys, "0" * 32, ARRIVED)


def _choices(site: Site) -> object:
    read = chosen(site)
    if not isinstance(read.dark, bool | None):
        raise UntoldError("a look that is none")
    return read


def _unlocked(site: Site) -> object:
    """Unlock with the right password: where the pepper is spoilt it is not told as a wrong one."""
    try:
        return site.unlock()
    except WrongPassword as error:
        raise UntoldError("told as a wrong password") from error


def _pepper(site: Site) -> Path:
    (path,) = site.machine.iterdir()
    return path


# Files that are named on the command line.


def _samples(scratch: Path) -> Import:
    samples = [path.read_bytes() for path in sorted(SAMPLES.glob("*.json"))]
    return Import(
        "check file",
        2_600,
        lambda chance: mangled(chance.choice(samples), chance),
        partial(_check, scratch / "envelope.json"),
        scratch,
    )


def _check(path: Path, spoilt: bytes) -> int:
    """Run ``desk-app check`` on the file; raises UntoldError for a refusal without a place."""
    path.write_bytes(spoilt)
    told, complained = io.StringIO(), io.StringIO()
    book = rulebook_at(bootstrap.rulebook_path())
    with (
        contextlib.redirect_stdout(told),
        contextlib.redirect_stderr(complained),
        patch("desk_app.cli.check.load", lambda _path: book),
    ):
        code = bootstrap.command_line(["check", str(path), "--json"])
    path.unlink()
    if code == Exit.DONE:
        return code
    lines = complained.getvalue().splitlines()
    if code != Exit.WRONG_USE or told.getvalue() or not lines:
        raise UntoldError(f"exit {code}")
    if not all(line.startswith(f"{path.name}: $") for line in lines):
        raise UntoldError("a fault without its place")
    raise KnownError


def _rulebook(scratch: Path) -> Import:
    content = bootstrap.rulebook_path().read_bytes()
    return Import(
        "rulebook",
        400,
        partial(mangled, content),
        lambda spoilt: _placed(partial(rulebook.loads, spoilt, "rulebook.toml")),
        scratch,
    )


def _cases(scratch: Path) -> Import:
    every = [path.read_bytes() for path in sorted(CASES.glob("*.toml"))]
    folder = scratch / "cases"
    folder.mkdir()

    def take(spoilt: bytes) -> object:
        (folder / "spoilt.toml").write_bytes(spoilt)
        try:
            return _placed(partial(cases.read, folder))
        finally:
            (folder / "spoilt.toml").unlink()

    return Import(
        "cases of a rulebook", 400, lambda chance: mangled(chance.choice(every), chance), take,
        scratch,
    )  # fmt: skip


def _placed(load: Callable[[], object]) -> object:
    """Load; raises UntoldError where a problem has neither key nor line nor detail."""
    try:
        return load()
    except RulebookError as error:
        if not all(each.key or each.line or each.detail or each.fault for each in error.problems):
            raise UntoldError("a problem without its place") from error
        raise


# Backups.


def _opened(site: Site, name: str, sheet_key: str) -> None:
    open_backup(site.backups / name, identity_of(sheet_key)).memory.close()


def _members(backup: Path, sheet_key: str) -> tuple[bytes, ...]:
    sink = Unpacking(most_data=backup.stat().st_size)
    unseal(backup, sink, identity_of(sheet_key))
    return tuple(bytes(member) for member in sink.members().values())


def _spoilt_tar(members: tuple[bytes, ...], chance: Random) -> bytes:
    """Return the tar with one member spoilt, or its own bytes: names, sizes, kinds of members."""
    if chance.random() < 0.6:
        at = chance.choice((1, 1, 1, 2, 4, 5))
        spoilt = mangled(members[at], chance)
        return _tar((*members[:at], spoilt, *members[at + 1 :]))
    whole = bytearray(_tar(members))
    for name in (b"README.txt", b"manifest.json", b"data.sqlite", b"roster.json"):
        other = chance.choice((name, name, b"../../evil.tx", b"/etc/passwd", b"C:\\evil.txt", b""))
        at = whole.find(name)
        whole[at : at + len(name)] = other[: len(name)].ljust(len(name), b"\0")
    for _ in range(chance.randint(0, 3)):
        whole[chance.randrange(512)] = chance.randrange(256)
    return bytes(whole)


def _tar(members: tuple[bytes, ...]) -> bytes:
    packing, whole = Packing(members, _AT, lambda _done, _total: None), bytearray()
    while piece := packing.read(1 << 16):
        whole += piece
    return bytes(whole)


def _restore(worked: Worked, scratch: Path, spoilt: bytes) -> object:
    """Seal spoilt contents as a backup and restore them into an empty folder."""
    path, into = scratch / "backup.tar.age", scratch / "restored"
    identity = identity_of(worked.sheet_key)
    content = io.BytesIO(spoilt)
    with path.open("wb") as file:
        seal(content, file, (identity.recipient,))  # type: ignore[arg-type]
    around = worked.site.around("restore")
    caretaker = bootstrap.caretaker(around)
    who = (OFFICER.name, OFFICER.password)
    try:
        return caretaker.restore_into(path, worked.sheet_key, into, lambda _users, _root: who)
    except KnownError:
        left = [each for each in (into, into.with_name("restored-keys")) if each.exists()]
        if any(any(each.iterdir()) for each in left):
            raise UntoldError("a part of a refused backup was restored") from None
        raise
    finally:
        path.unlink()
        _remove(into, into.with_name("restored-keys"))


def _remove(*folders: Path) -> None:
    for folder in folders:
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        if folder.exists():
            folder.rmdir()


def _spoilt_text(text: str, chance: Random) -> bytes:
    return mangled(text.encode(), chance)[:4_000]


# Envelopes as they are typed.

Logging = Callable[[Desk, EnvelopeDraft], object]


def together(desk: Desk, draft: EnvelopeDraft) -> object:
    """Log an envelope through its verb."""
    return log_application(desk, draft)


def one_by_one(desk: Desk, draft: EnvelopeDraft) -> None:
    """Log each application of an envelope for itself, as who commits per row does."""
    for each in draft.applications:
        log_application(desk, replace(draft, applications=(each,)))


def spoilt_envelope(chance: Random) -> bytes:
    """Return the number of an application, the name of a field and the number of a value."""
    texts = [number for number, each in enumerate(STRANGE_VALUES) if isinstance(each, str)]
    number, value = chance.randrange(_PERSONS), chance.choice(texts)
    return f"{number} {chance.choice(_FIELDS)} {value}".encode("ascii")


def _log(desk: Desk, log: Logging, spoilt: bytes) -> object:
    number, name, value = spoilt.decode("ascii").split()
    draft = envelope("山田 花子", ARRIVED)
    (each,) = draft.applications
    every = [each] * _PERSONS
    application = each.application
    text = STRANGE_VALUES[int(value)]
    if name in {"scope", "service"}:
        application = replace(application, **{name: text})
    else:
        principal = replace(application.principal, **{name: text})
        application = replace(application, principal=principal)
    every[int(number)] = replace(each, application=application)
    return log(desk, replace(draft, applications=tuple(every)))


def log_one_by_one(desk: Desk, spoilt: bytes) -> object:
    """Take an envelope as the careless importer does."""
    return _log(desk, one_by_one, spoilt)
