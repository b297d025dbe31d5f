# SPDX-License-Identifier: MIT
"""A small real office that is attacked: who works there, what it has done, and its next day.

It has an officer, a supervisor and two clerks; another supervisor was removed. One application was
disposed of, one was decided by two people, one is proposed and not approved; there is a backup of
before the disposal. The clerks and the removed one are the attackers.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pyrage
from pyrage import x25519

from desk_app import bootstrap
from desk_app.bootstrap import Unlock
from desk_app.desk import (
    backups,
    corresponding,
    destroying,
    disposing,
    people,
    posting,
    timekeeping,
)
from desk_app.desk.backups import must_restore
from desk_app.desk.context import Desk
from desk_app.desk.disposing import Chosen
from desk_app.desk.errors import KnownError
from desk_app.desk.sheet_key import last_group, to_groups
from desk_app.gui.entrance import NewPerson
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.mail import MailKind
from desk_app.records.people import DeskProfile, Role, RosterAct
from desk_app.rules.rulebook.rulebook import load
from desk_app.store import places
from desk_app.store.backup import restoring, verifying
from desk_app.store.vault import key_file, keyring
from desk_app.store.vault import passwords as tries
from desk_app.store.vault import sheets as age
from tests.robustness.long_work import AFTER_DAYS
from tests.robustness.sites import OFFICER, LaterClock, Site
from tests.robustness.two_people import TwoPeople

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

    _found(site)
    keep("founded")
    earlier, ids, gone = _begun(site)
    keep("worked")
    _without(site, gone)
    keep("removed")
    office = _decided(site, folder, Office(site, moments, earlier_sheet=earlier))
    keep("decided")
    return replace(_disposed(office, ids), users={**_users(office), REMOVED.name: gone})


def _found(site: Site) -> None:
    around = site.around("founding")
    everybody = [*STAFF, REMOVED]
    desk = bootstrap.found_desk(site.desk, site.keys, DeskProfile(), everybody, around)
    desk.ports.store.close()
    site.backups.mkdir()
    places.name_backup_folder(site.desk, site.backups)


def _begun(site: Site) -> tuple[str, list[ApplicationId], UserId]:
    """Make a sheet and answer applications; return its key, their ids, and who is removed."""
    desk = opened(site, OFFICER, 0)
    earlier = _sheet(desk)
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
    sheet = _sheet(desk)
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


def _sheet(desk: Desk) -> str:
    made_now = people.new_sheet(desk)
    people.confirm_sheet(desk, made_now.sheet.number, last_group(made_now.secret), ("金庫",))
    return made_now.secret


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
            try:
                day.must(desk.actor.roles == person.roles, f"{person.name} has other roles")
                day.must(tokens(desk) == office.standing, "applications are gone, or came back")
            finally:
                desk.ports.store.close()


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
    try:
        back = tokens(desk)
        day.must(office.disposed not in back, "a restore brings back what was disposed of")
        day.must(office.in_backup <= back, "a restore deletes what nobody disposed of")
    finally:
        desk.ports.store.close()


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
