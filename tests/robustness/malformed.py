# SPDX-License-Identifier: MIT
"""GOAL-7: spoilt files and typed texts at every door; all refused with their place, or whole."""

from __future__ import annotations

import contextlib
import io
import json
import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QCoreApplication

from desk_app import bootstrap
from desk_app.bootstrap.opening import rulebook_at
from desk_app.bootstrap.surroundings import LazyPress
from desk_app.cli import asking
from desk_app.cli.check.check_faults import CheckFileError
from desk_app.cli.exit_codes import Exit
from desk_app.desk.applications.intake import EnvelopeDraft, log_application
from desk_app.desk.context import Desk
from desk_app.desk.errors import KnownError, WrongPassword
from desk_app.desk.signed import wordings
from desk_app.desk.signed.wordings import WordingDraft
from desk_app.gui.printing.spooler import Cups
from desk_app.gui.process.one_instance import RAISE, OneInstance
from desk_app.records.case.letters import Words
from desk_app.records.desk.people import Role
from desk_app.rules import cases
from desk_app.rules.rulebook import rulebook
from desk_app.rules.rulebook.reading import RulebookError
from desk_app.store.backup.inspecting import open_backup
from desk_app.store.backup.manifest import Packing, Unpacking, seal, unseal
from desk_app.store.disk import places
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.startup import steps
from desk_app.store.vault import backup_list, key_file, keyring
from desk_app.store.vault import passwords as tries
from desk_app.store.vault.sheets import identity_of
from desk_app.system import linux
from desk_app.system.posix import PosixFiles
from tests.builders import ARRIVED
from tests.robustness.doors import Kind, names_of
from tests.workbench.desks import OFFICER, Site, envelope, founded, one_parser
from tests.workbench.processes import ROOT, apart, other_content
from tests.workbench.report import Context, Control, Goal, Outcome, Work
from tests.workbench.worked import Worked, bind, chosen, worked

FILES, CONTROLS = 10_000, 60
_REFUSED = (KnownError, RulebookError, CheckFileError)


@dataclass(slots=True)
class Taken:
    """What became of the spoilt pieces."""

    refused: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    broken: Counter[str] = field(default_factory=Counter)
    partial: Counter[str] = field(default_factory=Counter)

    @property
    def tried(self) -> int:
        """How many were tried."""
        return self.refused.total() + self.whole.total() + self.broken.total()


def try_imports(context: Context) -> Outcome:
    """Spoil what goes through each door; then the importer that commits per row."""
    desk = worked(context.folder / "desk")
    apart(bind, desk.site)
    typed, scratch = founded(context.within("typed")), context.within("scratch")
    taken = apart(_take_all, desk, typed, scratch, context)
    other = founded(context.within("control"))
    few = context.share(CONTROLS, 12)
    careless = apart(_careless, other, context.chance("control"), few)
    told = f" ({dict(taken.broken)})" if taken.broken else ""
    return Outcome(
        reached=(
            f"{taken.broken.total()} tracebacks or refusals without a place{told}, "
            f"{taken.partial.total()} partial imports of {taken.tried:,} files "
            f"({taken.refused.total():,} refused, {taken.whole.total():,} taken whole)"
        ),
        held=taken.broken.total() == taken.partial.total() == 0,
        work=(
            Work("files", taken.tried, context.share(FILES, 60)),
            Work("refused", taken.refused.total(), context.share(FILES, 60) // 3),
        ),
        control=Control(
            "an importer that commits per row",
            f"{careless} of {few} left parts",
            failed=careless > 0,
        ),
        doors=frozenset(taken.refused | taken.whole),
    )


def _take_all(desk: Worked, typed: Site, scratch: Path, context: Context) -> Taken:
    taken = Taken()
    opened = typed.open()
    every = imports(desk, scratch, opened, typed.folder)
    for each in every:
        chance = context.chance(each.door)
        for _ in range(context.share(each.share, 3)):
            _take(each, each.spoil(chance), taken)
    opened.ports.store.close()
    return taken


def _take(each: Import, spoilt: bytes, taken: Taken) -> None:
    before = _state(each.folder)
    try:
        each.take(spoilt)
    except UntoldError as error:
        taken.broken[f"{each.door}: {error}"] += 1
    except _REFUSED:
        taken.refused[each.door] += 1
        taken.partial[each.door] += _state(each.folder) != before
    except Exception as error:  # noqa: BLE001  whatever came is counted by its kind
        taken.broken[f"{each.door}: {type(error).__name__}"] += 1
    else:
        taken.whole[each.door] += 1


def _state(folder: Path) -> bytes:
    """Return a digest of every file below a folder but those a connection keeps beside."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".db-shm", ".lock"}:
            digest.update(str(path).encode() + path.read_bytes())
    return digest.digest()


def _careless(site: Site, chance: Random, wanted: int) -> int:
    """Return how often something refused left parts, at a desk where rows are kept one by one."""
    desk, parts = site.open(), 0
    spoil: Callable[[Random], bytes] = spoilt_envelope
    each = Import("envelope as typed", 1, spoil, partial(log_one_by_one, desk), site.folder)
    for _ in range(wanted):
        taken = Taken()
        _take(each, spoil(chance), taken)
        parts += taken.partial.total()
    desk.ports.store.close()
    return parts


Spoil = Callable[[Random], bytes]
_CHOICES = b'{"language": "ja", "dark": true}'


class UntoldError(AssertionError):
    """Something was refused without its place or reason."""


@dataclass(frozen=True, slots=True)
class Import:
    """One door: what is taken through it, spoilt by chance, and how the program takes it.

    ``take`` raises KnownError or RulebookError for what it refuses; ``folder`` is where it may
    change nothing then.
    """

    door: str
    share: int
    spoil: Spoil
    take: Callable[[bytes], object]
    folder: Path


CASES = ROOT / "resources" / "rulebook" / "cases"
SAMPLES = ROOT / "tests" / "unit" / "cli" / "envelopes"
_AT = datetime(2026, 11, 25, tzinfo=UTC)
_FIELDS = ("name", "kana", "address", "phone", "member_number", "email", "scope", "service")
_PERSONS = 3


def imports(worked: Worked, scratch: Path, desk: Desk, desk_folder: Path) -> tuple[Import, ...]:
    """Return the imports of a desk that was worked at, and of an open one for what is typed."""
    site, key, keys = worked.site, worked.sheet_key, worked.site.keys
    backup, file = site.backup, partial(_of_file, site)
    members, (pepper,) = _members(backup, key), site.machine.iterdir()
    (scratch / "cases").mkdir()
    supervisor = replace(
        desk,
        actor=replace(desk.actor, roles=frozenset({Role.SUPERVISOR})),
        ports=replace(desk.ports, press=LazyPress()),
    )

    def here(door: str, share: int, spoil: Spoil, take: Callable[[bytes], object]) -> Import:
        return Import(door, share, spoil, take, scratch)

    return (
        # Files that are named on the command line.
        here("check file", 1_500, _any_of(SAMPLES.glob("*.json")), partial(_check, scratch)),
        here("rulebook", 400, _any_of([bootstrap.rulebook_path()]), _rulebook),
        here("cases of a rulebook", 400, _any_of(CASES.glob("*.toml")), partial(_cases, scratch)),
        # Files of the desk.
        file("folders named", 500, site.desk / "desk.toml", _folders),
        _key_file(site),
        file("anchor", 700, keys / chain.NAME, lambda at: chain.read(at.keys)),
        file("list of backups", 500, keys / backup_list.NAME, lambda at: backup_list.read(at.keys)),
        file("disposal list", 700, keys / disposal_list.NAME, _disposed),
        file("count of wrong tries", 400, keys / tries.NAME, _pause, b'{"wrong": 3}'),
        file("day of the last check", 400, keys / steps.NAME, _checked),
        file("choices of the screen", 400, site.choices, _choices, _CHOICES),
        file("pepper of the machine", 400, pepper, _unlocked),
        file("backup", 300, backup, lambda at: _opened(at, backup.name, key)),
        here(
            "contents of a backup",
            500,
            partial(_spoilt_tar, members),
            partial(_restore, worked, scratch),
        ),
        # What is typed.
        here("key of a sheet as typed", 400, partial(_spoilt_text, key), _sheet_key),
        Import(
            "envelope as typed", 500, spoilt_envelope, partial(_log, desk, together), desk_folder
        ),
        Import(
            "sentence of a letter as typed",
            200,
            partial(_spoilt_text, TYPED),
            partial(_reword, supervisor),
            desk_folder,
        ),
        # What the system and other processes say: pipes, a socket, lists of the system.
        Import(
            "name and password in a pipe",
            400,
            partial(mangled, f"{OFFICER.name}\n{OFFICER.password}\n".encode()),
            partial(_unlock, site, scratch / "said"),
            site.folder,
        ),
        here("word of a later start", 200, partial(mangled, RAISE), _hear),
        here("mounts of the system", 400, partial(mangled, _MOUNTS), partial(_is_remote, scratch)),
        here("names of the printers", 100, partial(mangled, _QUEUES), partial(_printers, scratch)),
    )


def _any_of(paths: Iterable[Path]) -> Spoil:
    every = [path.read_bytes() for path in sorted(paths)]
    return lambda chance: mangled(chance.choice(every), chance)


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
        with other_content(path, spoilt):
            return look(site)

    return Import(door, share, partial(mangled, content), take, site.folder)


def _folders(site: Site) -> object:
    return places.key_folder(site.desk), places.backup_folder(site.desk)


def _key_file(site: Site) -> Import:
    """Both copies are the same spoilt file: otherwise the sound one is read."""
    paths = sorted(site.keys.glob("keys*.json"))

    def take(spoilt: bytes) -> object:
        with other_content(paths[0], spoilt), other_content(paths[1], spoilt):
            return key_file.listed_users(site.keys), key_file.read(site.keys)

    sound = paths[0].read_bytes()
    return Import("key file", 700, partial(mangled, sound), take, site.folder)


def _disposed(site: Site) -> object:
    return disposal_list.read(site.keys, key_file.read(site.keys).roster).names


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


# Files that are named on the command line.


def _check(folder: Path, spoilt: bytes) -> int:
    """Run ``desk-app check`` on the file; raises UntoldError for a refusal without a place.

    Its words and its JSON name the same faults.
    """
    path = folder / "envelope.json"
    path.write_bytes(spoilt)
    code, told, complained = checked(path, "--json")
    path.unlink()
    if code == Exit.DONE:
        return code
    lines = complained.splitlines()
    if code != Exit.WRONG_USE or not lines:
        raise UntoldError(f"exit {code}")
    problems = json.loads(told)["problems"]
    places = [line.removeprefix(f"{path.name}: ").partition(": ")[0] for line in lines]
    if [each["path"] for each in problems] != places or not all(e["fault"] for e in problems):
        raise UntoldError("JSON that names other faults than the words")
    if not all(line.startswith(f"{path.name}: $") for line in lines):
        raise UntoldError("a fault without its place")
    raise KnownError


def checked(path: Path, *more: str) -> tuple[int, str, str]:
    """Run ``desk-app check`` on a file; return its exit code, what it told, what it complained of.

    The parser of words is made, and the rulebook in force read, once in a process.
    """
    told, complained = io.StringIO(), io.StringIO()
    book = rulebook_at(bootstrap.rulebook_path())
    with (
        one_parser(),
        contextlib.redirect_stdout(told),
        contextlib.redirect_stderr(complained),
        patch("desk_app.cli.check.check.load", lambda _path: book),
    ):
        code = bootstrap.command_line(["check", str(path), *more])
    return code, told.getvalue(), complained.getvalue()


def _rulebook(spoilt: bytes) -> object:
    return _placed(partial(rulebook.loads, spoilt, "rulebook.toml"))


def _cases(folder: Path, spoilt: bytes) -> object:
    with other_content(folder / "cases" / "spoilt.toml", spoilt):
        return _placed(partial(cases.read, folder / "cases"))


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
    open_backup(site.backups / name, identity_of(sheet_key)).close()


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


def _sheet_key(typed: bytes) -> object:
    return identity_of(typed.decode("utf-8", "surrogateescape"))


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


_MOUNTS = b"""\
22 27 0:20 / /sys rw,nosuid - sysfs sysfs rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
61 27 0:52 / /srv/office\\040desk rw,relatime shared:33 - nfs4 server:/desk rw
"""
_QUEUES = """office
second_floor
窓口
InputSlot/Media Source: *Auto Upper
office-1 clerk 71680 Thu Nov 26 02:11:07 2026
\tAlerts: job-printing
""".encode()


def _unlock(site: Site, path: Path, spoilt: bytes) -> object:
    """Read a name and a password as a command does that was given a descriptor."""
    with other_content(path, spoilt):
        who, password = asking.name_and_password_of(os.open(path, os.O_RDONLY), None)
    return keyring.unlock(site.keys, who, password, site.machine)


def _is_remote(folder: Path, spoilt: bytes) -> bool:
    path = folder / "mountinfo"
    with other_content(path, spoilt):
        return PosixFiles(partial(linux.mounts, path)).is_remote(path.parent)


def _printers(folder: Path, spoilt: bytes) -> object:
    """Ask a printing system that names the queues, trays and jobs of a file."""
    program = folder / "lpstat"
    if not program.exists():
        program.write_text(f'#!/bin/sh\nexec cat "{folder}/queues"\n', encoding="utf-8")
        program.chmod(0o700)
    system = Cups("true", str(program), str(program))
    with other_content(folder / "queues", spoilt):
        said = (*system.printers(), *system.trays("office"), *system.states(["office-1"]))
        return tuple(name.encode("utf-8") for name in said)


def _hear(spoilt: bytes) -> None:
    """Say it to the window's socket; only the one word brings the window to the front.

    Whatever was said, the word itself is heard afterwards.
    """
    app = QCoreApplication.instance() or QCoreApplication(["desk-app"])
    with TemporaryDirectory() as folder:
        name = str(Path(folder, "socket"))
        first, raised = OneInstance(name, app), list[bool]()
        first.raise_wanted.connect(lambda: raised.append(True))
        _say(name, spoilt)
        wanted = bool(raised)
        raised.clear()
        if not _say(name, RAISE) or not raised:
            raise UntoldError("the word is not heard any more")
        first.deleteLater()
    if wanted != (spoilt == RAISE):
        raise UntoldError("another word brings the window to the front")
    if not wanted:
        raise KnownError


def _say(name: str, words: bytes) -> bytes:
    """Return what the window answers; empty where it hangs up."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(name)
        line.settimeout(0)
        try:
            line.send(words)
        except OSError:
            return b""
        for _ in range(_ROUNDS):
            QCoreApplication.processEvents()
            try:
                return line.recv(len(RAISE))
            except BlockingIOError:
                continue
            except ConnectionError:
                return b""
    return b""


_ROUNDS = 50
"""So often the window looks for what was said; half a word gets no answer at all."""


PLACE = "L1:item.3.text"
TYPED = "[代理人　{proxy_name}（{proxy_kind}）|ご本人]"
ENGLISH = "[Proxy: {proxy_name} ({proxy_kind})|The individual concerned]"


def _reword(desk: Desk, spoilt: bytes) -> object:
    """Propose it, and print a letter that says it."""
    typed = spoilt.decode("utf-8", "surrogateescape")
    draft = WordingDraft(PLACE, Words(typed, ENGLISH), desk.today)
    shown = wordings.shown(desk, wordings.trial(desk, draft))
    pages = [desk.ports.press.render(facts) for facts in shown[:1]]
    wordings.propose(desk, draft)
    return pages


LONG = 200 * 1024
"""Longer than any field has room for, and than the standard library reads of a CSV."""

NESTED = 20_000
_FEW = 40

STRANGE_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 10**400, 1e308, "", " ", "\x00", "\ud800", "\u202e", "=1+1", "../../etc",
    "x" * LONG, "９９９９-９９-９９", "2026-02-30", [], {}, [[]], {"": {}}, [None] * 2_000,
)  # fmt: skip
"""What may stand where something else is meant."""

_TOKENS = (b"{", b"}", b"[", b"]", b'"', b"'", b",", b":", b"=", b"\\", b"#", b"\n", b"\t", b"[[")


def mangled(content: bytes, chance: Random) -> bytes:
    """Return the content of a sound file with one thing wrong, or several."""
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        content = chance.choice(_WAYS)(content, chance)
    return content


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _emptied(_content: bytes, chance: Random) -> bytes:
    return chance.choice((b"", b"\n", b"\x00", b"{}", b"[]", b"null", b"\xef\xbb\xbf"))


def _flipped(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content or b"x")
    for _ in range(chance.randint(1, _FEW)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _noise(_content: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randint(1, 4_000))


def _inserted(content: bytes, chance: Random) -> bytes:
    what = chance.choice(
        (
            b"\x00",
            b"\xff\xfe",
            b"\xed\xa0\x80",
            b"\\ud800",
            "\u202e".encode(),
            b"x" * LONG,
            b"[" * NESTED,
            b'{"a":' * NESTED,
            b"9" * 5_000,
            b"1e999",
            *_TOKENS,
        )
    )
    at = chance.randrange(len(content) + 1)
    return content[:at] + what + content[at:]


def _without(content: bytes, chance: Random) -> bytes:
    """Leave out every sign of a kind, or some octets."""
    if chance.random() < 0.5:
        return content.replace(chance.choice(_TOKENS), b"", chance.choice((1, 5, -1)))
    at = chance.randrange(len(content) + 1)
    return content[:at] + content[at + chance.randint(1, _FEW) :]


def _encoded(content: bytes, chance: Random) -> bytes:
    text = content.decode("utf-8", "replace")
    code = chance.choice(("utf-16", "utf-16-le", "utf-32", "shift_jis", "utf-8-sig", "latin-1"))
    return text.encode(code, "replace")


def _lines(content: bytes, chance: Random) -> bytes:
    """Mix the ends of lines, drop, double or swap some."""
    lines = content.split(b"\n")
    at, other = (chance.randrange(len(lines)) for _ in range(2))
    what = chance.randrange(4)
    if what == 0:
        del lines[at]
    elif what == 1:
        lines.insert(at, lines[other])
    elif what == 2:
        lines[at], lines[other] = lines[other], lines[at]
    return chance.choice((b"\n", b"\r\n", b"\r")).join(lines)


def _doubled(content: bytes, _chance: Random) -> bytes:
    return content * 2


def _value_changed(content: bytes, chance: Random) -> bytes:
    """Put something else in one place of a JSON text; in another text, in one line."""
    try:
        whole = json.loads(content)
    except (ValueError, RecursionError):
        return _line_changed(content, chance)
    changed = _in_one_place(whole, chance)
    try:
        return json.dumps(changed, ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
    except (ValueError, RecursionError):
        return content


def _line_changed(content: bytes, chance: Random) -> bytes:
    lines = content.split(b"\n")
    places = [number for number, line in enumerate(lines) if b"=" in line] or [0]
    at = chance.choice(places)
    value = json.dumps(chance.choice(STRANGE_VALUES))
    lines[at] = lines[at].split(b"=")[0] + b"= " + value.encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _in_one_place(node: Any, chance: Random) -> Any:  # noqa: ANN401  any JSON
    """Return a value with something else somewhere in it."""
    if isinstance(node, dict) and node and chance.random() < 0.8:
        key = chance.choice(list(node))
        what = chance.random()
        if what < 0.1:
            return {name: value for name, value in node.items() if name != key}
        if what < 0.2:
            return {**node, f"{key}x": node[key]}
        return {**node, key: _in_one_place(node[key], chance)}
    if isinstance(node, list) and node and chance.random() < 0.8:
        at = chance.randrange(len(node))
        return [*node[:at], _in_one_place(node[at], chance), *node[at + 1 :]]
    return chance.choice(STRANGE_VALUES)


_WAYS: tuple[Callable[[bytes, Random], bytes], ...] = (
    _cut,
    _emptied,
    _flipped,
    _noise,
    _inserted,
    _inserted,
    _without,
    _encoded,
    _lines,
    _doubled,
    _value_changed,
    _value_changed,
    _value_changed,
    _value_changed,
)


GOAL = Goal(
    "GOAL-7",
    f"{FILES:,} malformed files: 0 tracebacks, 0 partial imports, each refusal with its place",
    try_imports,
    doors=names_of(Kind.READ),
    takes=45,
)
