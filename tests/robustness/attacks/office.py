# SPDX-License-Identifier: MIT
"""A small real office that is attacked: who works there, what it has done, and its next day.

It has an officer, a supervisor and two clerks; another supervisor was removed. One application was
disposed of, one was decided by two people, one is proposed and not approved; there is a backup of
before the disposal. The clerks and the removed one are the attackers.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import pyrage
import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from desk_app import bootstrap
from desk_app.bootstrap import Unlock
from desk_app.desk import timekeeping
from desk_app.desk.context import Desk
from desk_app.desk.disposal import destroying, disposing
from desk_app.desk.disposal.disposing import Chosen
from desk_app.desk.errors import KnownError
from desk_app.desk.keeping import keep
from desk_app.desk.keys import backups, people
from desk_app.desk.keys.backups import must_restore
from desk_app.desk.keys.sheet_key import to_groups
from desk_app.desk.letters import corresponding
from desk_app.desk.ports import Books
from desk_app.desk.post import posting
from desk_app.desk.signed.signing import names_to_sign
from desk_app.gui.session.entrance import NewPerson
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.books.journal import Action
from desk_app.records.case.disposal import NamesSignature, SignedNames
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailKind
from desk_app.records.desk.people import ROSTER_VALUE, Role, RosterAct, RosterPlace, User
from desk_app.records.desk.sheets import sheet_in_use
from desk_app.rules.rulebook.rulebook import load
from desk_app.store.backup import restoring, verifying
from desk_app.store.disk import places
from desk_app.store.disk.machine import SystemChance
from desk_app.store.disk.small_files import canonical
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from desk_app.store.vault.key_file import member_of
from desk_app.store.vault.keyring import opened_keys
from desk_app.store.vault.roster import (
    SECOND_DOMAIN,
    STATEMENT_DOMAIN,
    Roster,
    Statement,
    commitment_of,
    member_to_json,
    statement_to_json,
)
from desk_app.store.vault.slots import (
    SAMPLE_COST,
    Secrets,
    Slot,
    make_slot,
    open_slot,
    seal_slot,
    slot_to_json,
)
from tests.robustness.long_work import AFTER_DAYS
from tests.workbench.desks import (
    EMPTY_LOG,
    OFFICER,
    LaterClock,
    Site,
    TwoPeople,
    taken_sheet,
    writing,
)

SUPERVISOR = NewPerson("佐藤 大輔", frozenset({Role.SUPERVISOR}), "seven lamps by the pier")
CLERK = NewPerson("𠮷田 楓", frozenset({Role.CLERK}), "wet maple leaves in may")
REMOVED = NewPerson("髙橋 玄", frozenset({Role.SUPERVISOR}), "cold tea behind the kiln")
SECOND_CLERK = NewPerson("Ömer Öz", frozenset({Role.CLERK}), "two paper boats at noon")
STAFF = (OFFICER, SUPERVISOR, CLERK, SECOND_CLERK)

_NONE = ApplicationId(0)
_OPENINGS = count()
"""No two openings draw the same names for their data keys."""

LATER = AFTER_DAYS
"""So many days after its founding the office does most of its work."""


@dataclass(frozen=True, slots=True)
class Office:
    """The closed desk as it is now, and what is true of it.

    ``moments`` are copies of its folders at earlier times, by their names.
    """

    site: Site
    moments: Mapping[str, Path]
    sheet: str = ""
    earlier_sheet: str = ""
    backup: Path = Path()
    standing: frozenset[str] = frozenset()
    """Random names of the applications that are there."""
    disposed: str = ""
    """The random name of the one that was disposed of."""
    proposed_to_dispose: str = ""
    """The one whose disposal was proposed, and signed by nobody else."""
    decided: ApplicationId = _NONE
    undecided: ApplicationId = _NONE
    in_backup: frozenset[str] = frozenset()
    """What a restore of the backup brings."""
    users: Mapping[str, UserId] = field(default_factory=dict)
    statements: int = 0

    def copy(self, folder: Path) -> Site:
        """Return a copy of the closed desk in another folder."""
        shutil.rmtree(folder, ignore_errors=True)
        return self.site.copy(folder)


def opened(site: Site, person: NewPerson, days: int = LATER + 1) -> Desk:
    """Open a desk as a person, so many days after it was founded."""
    around = site.around(f"opening {next(_OPENINGS)}", LaterClock(days))
    return bootstrap.open_desk(site.desk, Unlock(person.name, person.password), around)


def beside(desk: Desk, site: Site, person: NewPerson) -> Desk:
    """Let another person join in at an open desk, by a password."""
    shown = keyring.unlock(site.keys, person.name, person.password, site.machine)
    return desk.acting(shown.user, shown.seal)


def tokens(desk: Desk) -> frozenset[str]:
    """Return the random names of all applications."""
    with desk.ports.store.reading() as books:
        return frozenset(books.files.get(each).application.token for each in books.files.all_ids())


def made(folder: Path) -> Office:
    """Make the office in a folder; whoever calls is a process of its own."""
    site, moments = Site(folder / "now"), dict[str, Path]()
    site.folder.mkdir(parents=True)

    def keep(name: str) -> None:
        moments[name] = folder / name
        shutil.copytree(site.folder, moments[name])

    site.found(*STAFF, REMOVED)
    keep("founded")
    earlier, ids, gone = _begun(site)
    keep("worked")
    _without(site, gone)
    keep("removed")
    office = _decided(site, folder, Office(site, moments, earlier_sheet=earlier))
    keep("decided")
    return replace(_disposed(office, ids), users={**_users(office), REMOVED.name: gone})


def _begun(site: Site) -> tuple[str, list[ApplicationId], UserId]:
    """Make a sheet and answer applications; return its key, their ids, and who is removed."""
    desk = opened(site, OFFICER, 0)
    earlier = taken_sheet(desk).secret
    two = TwoPeople(beside(desk, site, CLERK), beside(desk, site, SUPERVISOR))
    ids = [_answered(two, f"龗川 済{number}") for number in range(3)]
    gone = next(each.id for each in desk.ports.keys.users() if each.name == REMOVED.name)
    desk.ports.store.close()
    return earlier, ids, gone


def _without(site: Site, gone: UserId) -> None:
    desk = opened(site, OFFICER, 0)
    people.remove(desk, gone)
    desk.ports.store.close()


def _decided(site: Site, folder: Path, office: Office) -> Office:
    """Make another sheet and a backup, decide one application, propose another's decision."""
    desk = opened(site, OFFICER, LATER)
    clerk, supervisor = beside(desk, site, CLERK), beside(desk, site, SUPERVISOR)
    timekeeping.confirm_clock(desk, supervisor)
    sheet = taken_sheet(desk).secret
    backup, copied = folder / "usb" / backups.make_backup(desk).name, tokens(desk)
    backup.parent.mkdir()
    shutil.copyfile(site.backups / backup.name, backup)
    two = TwoPeople(clerk, supervisor)
    decided, undecided = two.decided("渡邉󠄂 決"), two.proposed("邊見 未")
    desk.ports.store.close()
    return replace(
        office,
        sheet=sheet,
        backup=backup,
        in_backup=copied,
        decided=decided,
        undecided=undecided,
    )


def _disposed(office: Office, ids: list[ApplicationId]) -> Office:
    """Dispose of one application, and propose another's disposal."""
    desk = opened(office.site, OFFICER, LATER)
    clerk = beside(desk, office.site, CLERK)
    disposed, waiting = _token(desk, ids[0]), _token(desk, ids[1])
    disposing.propose(clerk, (Chosen(ids[0], 4),))
    disposing.sign(desk, 1)
    destroying.carry_out(desk, 1)
    disposing.propose(clerk, (Chosen(ids[1], 4),))
    made_now = replace(
        office,
        standing=tokens(desk),
        disposed=disposed,
        in_backup=office.in_backup - {disposed},
        proposed_to_dispose=waiting,
        statements=desk.ports.keys.place.number,
    )
    desk.ports.store.close()
    return made_now


def _users(office: Office) -> dict[str, UserId]:
    return {each.name: each.id for each in key_file.listed_users(office.site.keys)}


def _answered(two: TwoPeople, name: str) -> ApplicationId:
    """Decide an application, and issue, print and post its letter."""
    id_ = two.decided(name)
    corresponding.issue_letter(two.clerk, two.answer(id_))
    letters = tuple(each.id for each in two.file(id_).letters)
    corresponding.record_printed(two.clerk, id_, letters)
    kind, today = MailKind.SIMPLE_REGISTERED, two.clerk.today
    posting.post(two.clerk, posting.PostingDraft(id_, letters, kind, today))
    return id_


def _token(desk: Desk, id_: ApplicationId) -> str:
    with desk.ports.store.reading() as books:
        return books.files.get(id_).application.token


# The next day.


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an attacker hopes for; the day looks whether any of it came.

    ``doors`` are names with passwords that must open nothing, ``sheets`` keys of sheets, and
    ``secrets`` age keys that neither a wrap nor a backup of the office may open for. ``letters``
    are applications of which no letter may go out. ``acts`` are statements that whoever signed them
    may sign. ``disposals`` are those that must not be carried out, ``files`` what must stay;
    ``begun_anew`` says that the office itself began another roster.
    """

    doors: tuple[tuple[str, str], ...] = ()
    sheets: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    letters: tuple[ApplicationId, ...] = ()
    acts: frozenset[RosterAct] = frozenset()
    disposals: tuple[int, ...] = ()
    files: tuple[Path, ...] = ()
    begun_anew: bool = False


@dataclass(slots=True)
class Day:
    """What came of the office's next day: what stopped it, and what must never have happened."""

    stops: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        """Return it in one line."""
        if self.breaches:
            return f"TAKEN: {'; '.join(self.breaches)}"
        return f"stopped({self.stops[0]})" if self.stops else "without effect"

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Go on after what is known; whatever else is raised is a breach of its own."""
        try:
            yield
        except KnownError as error:
            about = error.facts.get("what", "")
            self.stops.append(f"{error.code} {about}".strip())
        except Exception as error:  # noqa: BLE001  a traceback is a finding
            self.breaches.append(f"{what} broke with {type(error).__name__}: {error}")

    def must(self, so: object, what: str) -> None:
        """Note a breach where something is not so."""
        if not so:
            self.breaches.append(what)


def next_day(office: Office, site: Site, wanted: Wanted) -> Day:
    """Do what an office would do next, and look at each step whether anything was taken."""
    day = Day()
    before = _written(site)
    _sign_in(day, office, site, wanted)
    _work(day, office, site, wanted)
    _try_doors(day, site, wanted)
    with day.step("verify"):
        _verify(site)
    with day.step("restore"):
        _restore(day, office, site)
    if _written(site) != before:
        _look_at_wraps(day, office, site, wanted)
    return day


def _written(site: Site) -> tuple[bytes, ...]:
    found = list[bytes]()
    for name in key_file.COPIES:
        with suppress(OSError):
            found.append((site.keys / name).read_bytes())
    return tuple(found)


def _sign_in(day: Day, office: Office, site: Site, wanted: Wanted) -> None:
    for person in STAFF:
        with day.step(f"sign-in of {person.name}"):
            desk = opened(site, person)
            with closing(desk.ports.store):
                day.must(desk.actor.roles == person.roles, f"{person.name} has other roles")
                day.must(tokens(desk) == office.standing, "applications are gone, or came back")


def _try_doors(day: Day, site: Site, wanted: Wanted) -> None:
    """Let the attackers try to come in, after others have written the keys anew."""
    for name, password in wanted.doors:
        door = NewPerson(name, frozenset({Role.CLERK}), password)
        with suppress(KnownError):
            opened(site, door).ports.store.close()
            day.breaches.append(f"the desk opens for {name}")
    for secret in wanted.sheets:
        with suppress(KnownError):
            clock = LaterClock(LATER + 1)
            desk = bootstrap.open_desk_with_sheet(
                site.desk, " ".join(to_groups(secret)), site.around("sheet", clock)
            )
            desk.ports.store.close()
            day.breaches.append("the desk opens with a sheet that is none")
    with suppress(KnownError, OSError):
        # What was refused just now must not keep the office waiting.
        tries.begin(places.key_folder(site.desk))


def _work(day: Day, office: Office, site: Site, wanted: Wanted) -> None:
    """Wrap, make a backup, issue letters."""
    with day.step("work"):
        desk = opened(site, OFFICER)
        try:
            other = beside(desk, site, SUPERVISOR)
            with day.step("password"):
                people.change_password(other, SUPERVISOR.password, SUPERVISOR.password + " again")
                people.change_password(other, SUPERVISOR.password + " again", SUPERVISOR.password)
            with day.step("backup"):
                name = backups.make_backup(desk).name
                _look_at_backup(day, office, site, wanted, name)
            two = TwoPeople(beside(desk, site, CLERK), other)
            for id_ in wanted.letters:
                with day.step("letter"):
                    corresponding.issue_letter(two.clerk, two.answer(id_))
                    day.breaches.append("a letter goes out that nobody approved as it is")
            for disposal in wanted.disposals:
                with day.step("disposal"):
                    destroying.carry_out(desk, disposal)
                    day.breaches.append("a disposal is carried out that two people did not sign")
            day.must(tokens(desk) == office.standing, "applications are gone, or came back")
        finally:
            desk.ports.store.close()
    for path in wanted.files:
        day.must(path.exists(), f"{path.name} was deleted")


def _look_at_backup(day: Day, office: Office, site: Site, wanted: Wanted, name: str) -> None:
    folder = places.backup_folder(site.desk)
    assert folder is not None
    sealed = (folder / name).read_bytes()
    day.must(_opens(sealed, office.sheet), "the backup does not open with the sheet")
    for secret in wanted.secrets:
        day.must(not _opens(sealed, secret), "the backup opens for the attacker")


def _opens(sealed: bytes, secret: str) -> bool:
    try:
        pyrage.decrypt(sealed, [x25519.Identity.from_str(secret)])
    except pyrage.DecryptError:
        return False
    return True


def _verify(site: Site) -> None:
    folder = places.key_folder(site.desk)
    unlocked = keyring.unlock(folder, OFFICER.name, OFFICER.password, site.machine)
    verifying.verify_desk(site.desk, folder, unlocked)


def _restore(day: Day, office: Office, site: Site) -> None:
    """Restore the backup of before the disposal over the desk, as the officer does."""
    folder, clock = places.key_folder(site.desk), LaterClock(LATER + 1)
    unlocked = keyring.unlock(folder, OFFICER.name, OFFICER.password, site.machine)
    around = site.around("restore", clock)
    must_restore(unlocked.user, load(bootstrap.rulebook_path()), clock.today())
    restoring.restore_over(
        restoring.BackupSource(office.backup, office.sheet),
        restoring.Target(site.desk, folder),
        unlocked,
        clock.now(),
        around.chance,
    )
    desk = opened(site, OFFICER)
    with closing(desk.ports.store):
        back = tokens(desk)
        day.must(office.disposed not in back, "a restore brings back what was disposed of")
        day.must(office.in_backup <= back, "a restore deletes what nobody disposed of")


def _look_at_wraps(day: Day, office: Office, site: Site, wanted: Wanted) -> None:
    """Look for whom the office wrapped, and what the roster has taken in."""
    with day.step("keys at the end"):
        file = key_file.read(places.key_folder(site.desk))
        for secret in wanted.secrets:
            identity = age.read_identity(secret)
            for key in file.data_keys:
                with suppress(KnownError):
                    age.unwrap(key.wrapped, identity)
                    day.breaches.append("a data key is wrapped for the attacker")
        roster = file.must_have_roster()
        true = key_file.read(office.site.keys).must_have_roster()
        if wanted.begun_anew:
            return
        kept = roster.head_at(office.statements) == true.place.head
        day.must(kept, "another roster is in its place")
        own = {RosterAct.PASSWORD_RENEWED, RosterAct.RESTORED, *wanted.acts}
        acts = {each.act for each in roster.statements[office.statements :]}
        day.must(acts <= own, f"the roster took {acts - own} in")


PASSWORD = "wet purple lantern nine"  # noqa: S105  the attacker's own
GHOST = NewPerson("影山 無", frozenset({Role.OFFICER, Role.SUPERVISOR}), PASSWORD)

Body = dict[str, Any]
_LINKS = "sequence, at, actor, action, subject, digests, previous, hash"


def checksum(said: object) -> str:
    """Return the checksum under anything that lies beside the database: anybody can compute it."""
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody's id and signing key."""

    id: UserId
    key: Ed25519PrivateKey


class Hand:
    """The attackers at a copy of the office's closed desk."""

    def __init__(self, office: Office, site: Site) -> None:
        self.office, self.site = office, site
        self.stranger = age.new_identity()
        self.chance = SystemChance()

    # What lies there.

    @property
    def keys(self) -> Path:
        """The key folder."""
        return self.site.keys

    def read(self, name: str, moment: str = "") -> Any:  # noqa: ANN401  JSON, whatever it is
        """Return a JSON file of the key folder, as it is or as it was."""
        folder = self.office.moments[moment] / "keys" if moment else self.keys
        return json.loads((folder / name).read_bytes())

    def body(self, moment: str = "") -> Body:
        """Return what the key file says."""
        body: Body = self.read(key_file.COPIES[0], moment)["keys"]
        return body

    def put(self, body: Body, copies: tuple[str, ...] = key_file.COPIES) -> None:
        """Write a key file with the right checksum."""
        whole = {"checksum": checksum(body), "keys": body}
        for name in copies:
            (self.keys / name).write_text(json.dumps(whole, indent=1), encoding="ascii")

    @contextmanager
    def editing(self, *, chained: bool = False) -> Iterator[Body]:
        """Let the key file be edited, the roster chained again where that is wanted."""
        body = self.body()
        yield body
        if chained:
            body["roster"]["statements"] = self.chained(body["roster"]["statements"])
        self.put(body)

    def put_back(self, moment: str, *names: str) -> None:
        """Put files of the key folder back as they were."""
        for name in names:
            shutil.copyfile(self.office.moments[moment] / "keys" / name, self.keys / name)

    def write(self, name: str, content: bytes | Body) -> None:
        """Write a file of the key folder: its bytes, or JSON."""
        said = content if isinstance(content, bytes) else json.dumps(content).encode("ascii")
        (self.keys / name).write_bytes(said)

    def put_list(self, entries: list[Body]) -> None:
        """Write a disposal list with the right checksum."""
        self.write(disposal_list.NAME, {"checksum": checksum(entries), "disposals": entries})

    def put_list_of_before(self) -> None:
        """Plant a list of before the roster, whose names nobody signed."""
        names = [self.office.proposed_to_dispose]
        self.write(disposal_list.BEFORE, {"disposed": names, "checksum": checksum(names)})

    def of_before(self, body: Body) -> Body:
        """Return what a key file of before there was a roster says of the same desk."""
        same = {name: body[name] for name in ("generation", "users", "data_keys")}
        return {"format": 2, "desk": body["roster"]["desk"], **same}

    def edit_settings(self, old: str | None, new: str) -> None:
        """Put something else into ``desk.toml``, for all that stands there, or a part."""
        path = self.site.desk / "desk.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(new if old is None else text.replace(old, new), encoding="utf-8")

    def entries(self) -> list[Body]:
        """Return the entries of the disposal list."""
        found: list[Body] = self.read(disposal_list.NAME)["disposals"]
        return found

    def put_anchor(self, **changed: object) -> None:
        """Write an anchor with the right checksum."""
        said = {**self.read(chain.NAME)["anchor"], **changed}
        self.write(chain.NAME, {"anchor": said, "checksum": checksum(said)})

    @cached_property
    def file(self) -> key_file.KeyFile:
        """The key file as it was found."""
        return key_file.read(self.office.site.keys)

    @property
    def roster(self) -> Roster:
        """The roster as it was found."""
        return self.file.must_have_roster()

    # Whose keys they hold.

    @cached_property
    def own(self) -> Secrets:
        """The clerk's secrets, by his own password."""
        return open_slot(self.slot(CLERK.name), CLERK.password)

    @property
    def clerk(self) -> Signer:
        """The clerk, who signs with his own key."""
        return Signer(self.office.users[CLERK.name], self.own.signing_key)

    @cached_property
    def second_clerk(self) -> Signer:
        """Another clerk, who helps."""
        secrets = open_slot(self.slot(SECOND_CLERK.name), SECOND_CLERK.password)
        return Signer(self.office.users[SECOND_CLERK.name], secrets.signing_key)

    @cached_property
    def removed(self) -> Signer:
        """The removed supervisor, by his password of then and a key file of then."""
        return Signer(self.office.users[REMOVED.name], self.removed_secrets.signing_key)

    @cached_property
    def removed_secrets(self) -> Secrets:
        """What the removed supervisor's slot holds."""
        then = key_file.read(self.office.moments["worked"] / "keys")
        slot = next(each for each in then.slots if each.user.name == REMOVED.name)
        return open_slot(slot, REMOVED.password)

    @cached_property
    def data_keys(self) -> dict[str, bytes]:
        """The data keys that the clerk's password opens."""
        return dict(opened_keys(self.file, self.own.identity))

    @property
    def data_key(self) -> bytes:
        """The data key in use."""
        return list(self.data_keys.values())[-1]

    def slot(self, name: str) -> Slot:
        """Return a slot as it was found."""
        return next(each for each in self.file.slots if each.user.name == name)

    # What they make.

    def new_slot(self, person: NewPerson = GHOST, id_: str = "66" * 16) -> tuple[Slot, Secrets]:
        """Return a slot for somebody under the attacker's password."""
        user = User(UserId(id_), person.name, person.roles)
        return make_slot(user, person.password, self.chance, SAMPLE_COST)

    def raised(self, roles: frozenset[Role] = GHOST.roles) -> Slot:
        """Return the clerk's own slot sealed anew with higher roles."""
        slot = self.slot(CLERK.name)
        user = User(slot.user.id, slot.user.name, roles)
        return seal_slot(user, self.own, CLERK.password, self.chance, SAMPLE_COST)

    def with_slot(self, slot: Slot, body: Body | None = None) -> Body:
        """Return a body in which a slot stands in the place of its user's, or at the end."""
        body = body or self.body()
        written = slot_to_json(slot)
        users = [written if each["user"] == slot.user.id else each for each in body["users"]]
        if written not in users:
            users.append(written)
        return {**body, "users": users, "generation": body["generation"] + 1}

    def wrapped(self, data_key: bytes, *more: str) -> str:
        """Return a data key wrapped for all public recipients, and others."""
        sheet = sheet_in_use(each.sheet for each in self.file.sheets)
        known = [slot.recipient for slot in self.file.slots]
        known += [sheet.recipient] if sheet is not None else []
        sealed = age.wrap(data_key, [*known, *more])
        return base64.b64encode(sealed).decode("ascii")

    def with_wrap(self, body: Body, *more: str, key: bytes | None = None) -> Body:
        """Return a body whose data key is wrapped for others too, or is another one."""
        *before, last = body["data_keys"]
        wrapped = self.wrapped(self.data_key if key is None else key, *more)
        return {**body, "data_keys": [*before, {**last, "wrapped": wrapped}]}

    def stated(  # noqa: PLR0913  each is a way to forge
        self,
        act: RosterAct,
        content: Mapping[str, Any],
        by: Signer,
        second: Signer | None = None,
        *,
        body: Body | None = None,
        journal: tuple[int, str] | None = None,
        signed_by: Ed25519PrivateKey | None = None,
        domain: bytes = STATEMENT_DOMAIN,
        second_domain: bytes = SECOND_DOMAIN,
    ) -> Body:
        """Return a body whose roster has one more statement, signed as somebody can sign."""
        body = body or self.body()
        written = body["roster"]["statements"]
        head = self.anchor_head if journal is None else journal
        statement = Statement(
            number=len(written) + 1,
            previous=head_of(written[-1]) if written else "",
            at=datetime(2028, 12, 1, 3, 0, tzinfo=UTC).isoformat(),
            by=by.id,
            act=act,
            content={**content, "journal": list(head)},
            second_by=None if second is None else second.id,
        )
        said = statement.signed_bytes(body["roster"]["desk"])
        key = signed_by or by.key
        statement = statement._replace(
            signature=key.sign(domain + said),
            second_signature=b"" if second is None else second.key.sign(second_domain + said),
        )
        more = [*written, statement_to_json(statement)]
        return {**body, "roster": {**body["roster"], "statements": more}}

    def state(
        self,
        act: RosterAct,
        content: Mapping[str, Any],
        by: Signer | None = None,
        second: Signer | None = None,
        **how: Any,  # noqa: ANN401  as `stated` takes it
    ) -> None:
        """Write a roster with one more statement, by the clerk where nobody else is named."""
        self.put(self.stated(act, content, by or self.clerk, second, **how))

    def with_new_key(self, body: Body, *more: str) -> tuple[Body, dict[str, Any]]:
        """Return a body with one more data key of the attacker's, and what a statement says."""
        id_, key = self.chance.octets(16).hex(), self.chance.octets(32)
        keys = [*body["data_keys"], {"id": id_, "wrapped": self.wrapped(key, *more)}]
        return {**body, "data_keys": keys}, {
            "data_key": {"id": id_, "commitment": commitment_of(key)}
        }

    @property
    def anchor_head(self) -> tuple[int, str]:
        """The journal's head, as the anchor has it."""
        said = self.read(chain.NAME)["anchor"]
        return said["sequence"], said["head"]

    def chained(self, statements: list[Body]) -> list[Body]:
        """Return statements numbered and chained anew; the signatures stay as they are."""
        previous, found = "", list[Body]()
        for number, each in enumerate(statements, start=1):
            found.append({**each, "number": number, "previous": previous})
            previous = head_of(found[-1])
        return found

    # What they hope for.

    def for_ghost(self, secrets: Secrets) -> Wanted:
        """The desk opens for a person they made up, and keys are wrapped for him."""
        return Wanted(doors=((GHOST.name, PASSWORD),), secrets=(secrets.identity.secret,))

    @property
    def for_stranger(self) -> Wanted:
        """Keys are wrapped, or backups sealed, for a stranger."""
        return Wanted(secrets=(self.stranger.secret,))

    @property
    def for_removed(self) -> Wanted:
        """The desk opens for the removed supervisor, and keys are wrapped for him."""
        secrets = (self.removed_secrets.identity.secret,)
        return Wanted(doors=((REMOVED.name, REMOVED.password),), secrets=secrets)

    # What the holder of the data key does to rows.

    @contextmanager
    def thawed(self) -> Iterator[driver.Connection]:
        """Open the database so that the rows of its journal can be changed, and freeze it again."""
        named = (
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        )
        with self.rows() as raw:
            triggers = raw.execute(named).fetchall()
            for name, _ in triggers:
                raw.execute(f"DROP TRIGGER {name}")
            yield raw
            for _, sql in triggers:
                raw.execute(sql)

    @contextmanager
    def rows(self) -> Iterator[driver.Connection]:
        """Open the database with the data key, past the program."""
        with self.site.raw(self.data_key) as raw:
            yield raw
            raw.execute(EMPTY_LOG)

    def note(self, raw: driver.Connection, by: UserId, action: str, **facts: chain.Fact) -> int:
        """Chain an entry about the whole desk to the journal; return its number."""
        (sequence, previous) = raw.execute(
            "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        (salt,) = raw.execute("SELECT salt FROM salts WHERE subject = ''").fetchone()
        (at,) = raw.execute("SELECT max(at) FROM journal").fetchone()
        link = chain.link(sequence + 1, (at, by, action, ""), chain.digests(facts, salt), previous)
        raw.execute(f"INSERT INTO journal ({_LINKS}) VALUES (?,?,?,?,?,?,?,?)", tuple(link))  # noqa: S608
        return int(link.sequence)

    def chain_again(self, raw: driver.Connection) -> None:
        """Chain the whole journal again after its entries were changed."""
        previous = chain.FIRST_HASH
        rows = raw.execute(f"SELECT {_LINKS} FROM journal ORDER BY sequence").fetchall()  # noqa: S608
        for row in rows:
            made = chain.link(row[0], tuple(row[1:5]), row[5], previous)
            raw.execute(
                "UPDATE journal SET previous = ?, hash = ? WHERE sequence = ?",
                (made.previous, made.hash, row[0]),
            )
            previous = made.hash

    def anchor_to(self, raw: driver.Connection, roster: str | None = None) -> None:
        """Write the anchor that the journal has now."""
        sequence, hash_ = raw.execute(
            "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
        ).fetchone()
        more = {} if roster is None else {"roster": roster}
        self.put_anchor(sequence=sequence, head=hash_.hex(), count=sequence, **more)

    def place_roster(self, raw: driver.Connection, value: str) -> None:
        """Let books and anchor name a place of the roster."""
        raw.execute("UPDATE settings SET value = ? WHERE name = ?", (value, ROSTER_VALUE))
        self.anchor_to(raw, value)

    def at_desk(self, change: Callable[[Desk, Books], None], by: UserId | None = None) -> None:
        """Open the desk as the clerk and write past the verbs, journal and anchor included.

        ``by`` is in whose name the journal notes it.
        """
        desk = opened(self.site, CLERK)
        name = desk.actor.id if by is None else by
        noted = replace(desk, actor=replace(desk.actor, id=name))
        with closing(desk.ports.store), writing(noted) as books:
            change(desk, books)

    def rewrite(
        self, id_: ApplicationId, change: Callable[[ApplicationFile], ApplicationFile]
    ) -> None:
        """Change an application in its rows."""

        def write(desk: Desk, books: Books) -> None:
            books.journal.note(Action.APPLICATION_CORRECTED, id_)
            keep(desk, books, change(books.files.get(id_)))

        self.at_desk(write)

    def entry(self, number: str, names: list[str], *signers: Signer, place: int = 0) -> Body:
        """Return an entry of the disposal list, signed as somebody can sign."""
        content = names_to_sign(number, names)
        where = place or self.office.statements
        at = RosterPlace(where, self.roster.head_at(where) or "")
        proposed, signed = (NamesSignature(each.id, at, each.key.sign(content)) for each in signers)
        entry = SignedNames(number, tuple(sorted(names)), proposed, signed)
        written: Body = json.loads(disposal_list.to_bytes(disposal_list.Disposed((entry,))))
        return dict(written["disposals"][0])


def head_of(statement: Body) -> str:
    """Return the hash by which the next statement names this one."""
    return hashlib.sha256(canonical(statement)).hexdigest()


def said_of(slot: Slot) -> Body:
    """Return what the statement of an enrolment says of a slot."""
    return {"person": member_to_json(member_of(slot)), "pepper": ""}


Try = Callable[[Hand], Wanted | None]
"""Does a forgery with right checksums; what is hoped for beyond that anything comes of it."""

Tries = Mapping[str, Try]
"""Tries of one kind, each by what is done."""


def edits(change: Callable[[Body], object], *, chained: bool = False) -> Try:
    """Return a try that edits the key file."""

    def edit(hand: Hand) -> None:
        with hand.editing(chained=chained) as body:
            change(body)

    return edit


def enrols(
    by: Callable[[Hand, Signer], tuple[Signer, ...]] = lambda _hand, _own: (),
    *,
    wrapped: bool = False,
    person: NewPerson = GHOST,
    **how: Any,  # noqa: ANN401  as `stated` takes it
) -> Callable[[Hand], Wanted]:
    """Return a try that adds a slot, and a statement of it where somebody signs one.

    Who signs may be the new one, whose own signature is handed in.
    """

    def enrol(hand: Hand) -> Wanted:
        slot, secrets = hand.new_slot(person)
        body = hand.with_slot(slot)
        body = hand.with_wrap(body, slot.recipient) if wrapped else body
        signers = by(hand, Signer(slot.user.id, secrets.signing_key))
        if signers:
            body = hand.stated(RosterAct.ENROLLED, said_of(slot), *signers, body=body, **how)
        hand.put(body)
        return hand.for_ghost(secrets)

    return enrol
