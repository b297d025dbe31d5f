# SPDX-License-Identifier: MIT
"""The keys of an open desk: who has a slot, which data key, which sheets."""

from __future__ import annotations

from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from desk_app.desk.errors import (
    BadInput,
    DamageFound,
    DiskFull,
    NotADesk,
    NotFound,
    ReadBeside,
    ReadOnly,
    Refused,
    ServerAway,
    StillChecking,
)
from desk_app.desk.keys.sheet_key import last_group as last_group_of
from desk_app.desk.keys.sheet_key import read_group
from desk_app.desk.ports import KeysBefore
from desk_app.records.desk.people import NO_ROSTER, RosterAct, read_entered
from desk_app.records.desk.sheets import SheetKey
from desk_app.store.disk.small_files import base64_of
from desk_app.store.vault import key_file, sheets
from desk_app.store.vault.key_file import KeyFile, WrappedKey, member_of
from desk_app.store.vault.keyring import ID_BYTES, Unlocked, is_called, wrapped_for_all
from desk_app.store.vault.passwords import check_password
from desk_app.store.vault.roster import (
    begin,
    commitment_of,
    continued,
    member_to_json,
    role_terms,
    sheet_signing_key,
)
from desk_app.store.vault.sheets import new_identity, read_identity
from desk_app.store.vault.slots import (
    KEY_BYTES,
    STANDARD_COST,
    Cost,
    Machine,
    Pepper,
    Secrets,
    Slot,
    digest_of,
    make_slot,
    open_slot,
    seal_slot,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from desk_app.desk.ports import Author, TakenAlong
    from desk_app.records.base import UserId
    from desk_app.records.desk.people import RoleTerm, RosterLine, RosterPlace, User
    from desk_app.records.desk.sheets import RecoverySheet
    from desk_app.store.disk.machine import Octets
    from desk_app.store.vault.roster import Roster


class Rekeyed(Protocol):
    """The open database, which takes another key."""

    @property
    def data_key(self) -> bytes:
        """Return the key that the file has."""
        ...

    @property
    def heard_roster(self) -> str:
        """Return the roster's place that the books entered with what other stations saved."""
        ...

    def rekey(self, data_key: bytes) -> None:
        """Write every row anew under a key, and open the file with it.

        Raises DiskFull, DamageFound, ReadBeside: the file has this key or the one before.
        """
        ...

    @property
    def keys_waiting(self) -> KeyFile | None:
        """Return the key file that a unit of work leads to, until it is written."""
        ...

    def keep_keys(self, file: KeyFile) -> bool:
        """Have a key file written once the open unit of work is kept; False where none is open."""
        ...


@dataclass(frozen=True, slots=True)
class KeySettings:
    """How keys are kept: where this machine's peppers lie, what a try of a password costs.

    ``refused_names`` are names that no password may be made of. ``counted`` is the block in which
    a password is tried that somebody already has: a wrong one makes the next wait (T39).
    """

    machine: Path | None = None
    cost: Cost = STANDARD_COST
    refused_names: Sequence[str] = ()
    counted: Callable[[], AbstractContextManager[None]] = nullcontext


class DeskKeys:
    """The keys of an open desk (a ``desk.ports.Keys``).

    It belongs to the database thread. The data keys are held as long as the desk is open, so
    that no change needs anyone's password. Every act is a statement of the roster that its author
    signs, and writes the whole file anew: nothing is wrapped for anybody whom it does not name. In
    a unit of work it is part of that, and the file follows its commit.
    """

    def __init__(
        self, folder: Path, unlocked: Unlocked, store: Rekeyed, chance: Octets, keeping: KeySettings
    ) -> None:
        self._folder = folder
        self._store = store
        self._chance = chance
        self._keeping = keeping
        self._known = unlocked.roster
        self._said: Roster | None = None
        self._newer_slot = unlocked.newer_slot
        self._cut_short = bool(unlocked.earlier_keys)
        file = self._there(self._known)
        ids = (key.id for key in file.data_keys)
        self._data_keys = dict(zip(ids, unlocked.data_keys, strict=True))
        self._peppers = Machine(keeping.machine, file.desk)

    @property
    def _roster(self) -> Roster | None:
        """The roster as the open unit of work has it, or the last that was kept."""
        waiting = self._store.keys_waiting
        if waiting is not None:
            return waiting.roster
        if self._said is not None:
            # Whether that unit of work was kept is told by the keys: they follow it alone.
            said, self._said = self._said, None
            if key_file.read(self._folder).roster == said:
                self._known = said
                self._forget_peppers()
        return self._known

    @property
    def data_key(self) -> bytes:
        """Return the key of the database as it is now."""
        return self._data_keys[self._read().data_keys[-1].id]

    @property
    def place(self) -> RosterPlace:
        """Return the roster's place as this desk knows it, ``NO_ROSTER`` at a desk of before."""
        return NO_ROSTER if self._roster is None else self._roster.place

    @property
    def root(self) -> str:
        """Return the hash of the roster's first statement, empty at a desk of before."""
        return "" if self._roster is None else self._roster.root

    def lines(self) -> tuple[RosterLine, ...]:
        """Return the statements of the roster, the oldest first."""
        return () if self._roster is None else self._roster.lines()

    def role_terms(self) -> tuple[RoleTerm, ...]:
        """Return who had which roles, from which statement of the roster until which."""
        return () if self._roster is None else role_terms(self._roster)

    def standing(self) -> KeysBefore:
        """Return what a key file of before says, to be held against journal and books.

        Raises Refused where the desk has a roster.
        """
        file = self._read()
        if file.roster is not None:
            raise Refused(("carried_over_already",))
        signers = [(slot.user.id, slot.verify_key) for slot in file.slots]
        past = [(each.user, each.verify_key) for each in file.past_signers]
        users = tuple(slot.user for slot in file.slots)
        sheets_ = tuple(listed.sheet for listed in file.sheets)
        return KeysBefore(users, tuple(signers), tuple(past), sheets_, file.pepper)

    def carry_over(self, taken: TakenAlong, author: Author) -> None:
        """Begin a roster at a desk of before, with what was explained and shown, and nothing else.

        Raises Refused where it has one, DamageFound where the author may not say it.
        """
        file = self._read()
        proven = [slot for slot in file.slots if slot.user.id in taken.people]
        waiting = [slot for slot in file.slots if slot.user.id in taken.waiting]
        newest = file.data_keys[-1]
        content = {
            "people": [member_to_json(member_of(slot)) for slot in proven],
            "waiting": [member_to_json(member_of(slot)) for slot in waiting],
            "signers": [
                {"user": user, "verify_key": base64_of(key)} for user, key in taken.signers
            ],
            "sheets": [
                sheets.sheet_to_json(_proven(listed, taken.sheet_secret)) for listed in file.sheets
            ],
            "pepper": file.pepper,
            "disposals": {"count": taken.disposals, "head": taken.disposal_head},
            "data_key": {
                "id": newest.id,
                "commitment": commitment_of(self._data_keys[newest.id]),
            },
        }
        roster = begin(file.desk, RosterAct.CARRIED_OVER, content, author)
        slots, left = tuple(proven), tuple(waiting)
        self._write(key_file.of_roster(roster, slots, (newest,), file.generation, left))

    def confirm(self, user: UserId, password: str, author: Author) -> None:
        """Take somebody of before in who shows his password beside the author, who signs second.

        Raises WrongPassword, NotFound where nobody of this id waits.
        """
        file = self._read()
        slot = _slot_of(file.waiting, user)
        secrets = self._shown(slot, password)
        confirmed = replace(
            author,
            by=user,
            sign=secrets.signing_key.sign,
            second_by=author.by,
            second_sign=author.sign,
        )
        content = {"person": member_to_json(member_of(slot))}
        self._act(RosterAct.CONFIRMED, content, confirmed, slots=(*file.slots, slot))

    def waiting(self) -> tuple[User, ...]:
        """Return who of before has not shown a password since the carrying over."""
        return tuple(slot.user for slot in self._read().waiting)

    def settle(self) -> None:
        """Finish what was left half done; a desk that cannot be written to puts it off once more.

        A re-keying is carried through, and both copies of the file are made alike. At a desk of
        before nothing is touched.
        """
        if self._roster is None:
            return
        with suppress(DiskFull, ReadOnly, ReadBeside, ServerAway, StillChecking):
            key_file.mend(self._folder)
            self._forget_peppers()
            if self._cut_short:
                self._cut_short = False
                self._carry_through(self._read())

    @property
    def behind_pepper(self) -> bool:
        """Say whether the slot of whoever opened the desk is still under an older pepper."""
        return self._roster is not None and self._newer_slot is not None

    def follow_pepper(self, author: Author) -> None:
        """Put the author's slot under the newest pepper, where it is behind."""
        slot, self._newer_slot = self._newer_slot, None
        if slot is not None:
            self._put(slot, author)

    def users(self) -> tuple[User, ...]:
        """Return the users who have a slot, in order of their enrolment."""
        return tuple(slot.user for slot in self._read().slots)

    def enrol(self, user: User, password: str, author: Author) -> None:
        """Give a new user a slot; raises BadInput where name or password cannot be taken."""
        file = self._read()
        there = (*file.slots, *file.waiting)
        if any(slot.user.id == user.id or is_called(slot.user, user.name) for slot in there):
            raise BadInput("user_there_already", place="name")
        self._enter(RosterAct.ENROLLED, user, password, author)

    def change_roles(self, user: User, password: str, author: Author) -> None:
        """Enrol a user anew with other roles, under the password typed for the new slot.

        What the old signing key signed stays genuine. Raises NotFound, BadInput.
        """
        file = self._read()
        _slot_of((*file.slots, *file.waiting), user.id)
        self._enter(RosterAct.ENROLLED_ANEW, user, password, author)

    def change_password(self, old: str, new: str, author: Author) -> None:
        """Seal the author's slot under a new password; raises WrongPassword, BadInput, NotFound."""
        file = self._read()
        slot = _slot_of(file.slots, author.by)
        secrets = self._shown(slot, old)
        self._check(new, slot.user)
        pepper = self._peppers.get(file.pepper)
        cost = self._keeping.cost
        self._put(seal_slot(slot.user, secrets, new, self._chance, cost, pepper), author)

    def _shown(self, slot: Slot, password: str) -> Secrets:
        """Open a slot with a password that is there already, and count what came of it."""
        with self._keeping.counted():
            return open_slot(slot, password, self._peppers.get(slot.pepper))

    def remove(self, user: UserId, author: Author) -> None:
        """Take a user's slot away and begin a re-keying, which ``renew`` carries through.

        The new data key is never wrapped for him, not even where another waited already. Raises
        NotFound.
        """
        file = self._read()
        old = _slot_of((*file.slots, *file.waiting), user)
        slots = tuple(slot for slot in file.slots if slot is not old)
        self._act(RosterAct.REMOVED, {"user": user}, author, slots=slots, new_key=True)

    def renew(self, author: Author, cause: str = "") -> None:
        """Change the data key and re-key the database; killed midway, old or new opens.

        All stay wrapped until the file itself was opened with the new one. Raises DiskFull,
        ReadBeside.
        """
        self.begin_renewal(author, cause)
        self._carry_through(self._read())

    def begin_renewal(self, author: Author, cause: str = "") -> bool:
        """Make a new data key that ``renew`` carries through; False where one waits already."""
        if len(self._read().data_keys) > 1:
            return False
        self._act(RosterAct.KEY_CHANGED, {"cause": cause}, author, new_key=True)
        return True

    def dispose(self, disposal: str, count: int, head: str, author: Author) -> None:
        """Name the next entry of the disposal list, and begin a new data key with it.

        One that is named already, before its disposal was cut off, is not named twice.
        """
        roster = self._read().must_have_roster()
        if (roster.disposals, roster.disposal_head) == (count, head):
            return
        content = {"disposal": disposal, "count": count, "head": head}
        self._act(RosterAct.DISPOSED, content, author, new_key=True)

    def sheets(self) -> tuple[RecoverySheet, ...]:
        """Return all sheets, the newest last, destroyed ones too."""
        return tuple(listed.sheet for listed in self._read().sheets)

    def new_sheet(self, on: date, author: Author) -> SheetKey:
        """Make the recovery key of the day's quarter; it counts from its confirmation on."""
        file = self._read()
        made = new_identity()
        public = sheet_signing_key(made.secret).public_key().public_bytes_raw()
        group = last_group_of(made.secret)
        listed = sheets.next_sheet(file.sheets, made.recipient, public, group, on)
        self._act(RosterAct.SHEET_MADE, {"sheet": sheets.sheet_to_json(listed)}, author)
        return SheetKey(listed.sheet, made.secret)

    def withdraw_sheet(self, number: str, author: Author) -> None:
        """Forget a sheet that waits and was never on paper; raises NotFound."""
        sheets.without_unprinted(self._read().sheets, number)
        self._act(RosterAct.SHEET_WITHDRAWN, {"sheet": number}, author)

    def confirm_sheet(
        self, number: str, last_group: str, places: Collection[str], on: date, author: Author
    ) -> None:
        """Take a sheet into use and begin a re-keying, which ``renew`` carries through.

        The new data key was never wrapped for an earlier sheet, not even where another waited
        already. Another pepper begins with it, if there is any.
        Sheets older than the quarter before end with it. Raises BadInput where the group typed back
        is another, NotFound where no such sheet waits.
        """
        file = self._read()
        sheets.check_group(file.sheets, number, read_group(last_group))
        pepper = self._peppers.make(self._chance).id if file.pepper else ""
        content = {
            "sheet": number,
            "places": list(places),
            "on": on.isoformat(),
            "pepper": pepper,
        }
        self._act(RosterAct.SHEET_CONFIRMED, content, author, new_key=True)

    def destroy_sheet(self, number: str, on: date, author: Author) -> None:
        """Remove what a sheet opens: its backups are unreadable once the paper is shredded."""
        sheets.with_destroyed(self._read().sheets, number, on)
        self._act(RosterAct.SHEET_DESTROYED, {"sheet": number, "on": on.isoformat()}, author)

    @property
    def peppered(self) -> bool:
        """Say whether passwords open the desk on this machine alone."""
        return bool(self._read().pepper)

    def use_pepper(self, author: Author, *, wanted: bool) -> None:
        """Bind passwords to this machine, or no longer; each slot follows when next it opens."""
        file = self._read()
        if wanted != bool(file.pepper):
            pepper = self._peppers.make(self._chance).id if wanted else ""
            self._act(RosterAct.PEPPER_CHANGED, {"pepper": pepper}, author)

    def _read(self) -> KeyFile:
        """Return the key file as the open unit of work has it, or as it lies there.

        Raises DamageFound where that has another roster than this desk's.
        """
        return self._store.keys_waiting or self._there(self._roster)

    def _there(self, roster: Roster | None) -> KeyFile:
        file = key_file.read(self._folder)
        if file.roster != roster and not self._has_heard_of(file.roster):
            raise DamageFound("keys_altered", {"what": "roster"})
        return file

    def _has_heard_of(self, roster: Roster | None) -> bool:
        """Say whether the keys went on by what another station saved; they are known from now on.

        The books have entered their place: who changes the key file alone changes no books.
        """
        said = self._store.heard_roster
        heard = read_entered(said) if said else None
        if roster is None or heard is None or heard.root != roster.root:
            return False
        if heard.place != roster.place:
            return False
        self._known = roster
        return True

    def _act(
        self,
        act: RosterAct,
        content: Mapping[str, object],
        author: Author,
        *,
        slots: tuple[Slot, ...] | None = None,
        new_key: bool = False,
    ) -> KeyFile:
        """Add a statement to the roster, and write the key file that it makes.

        ``new_key`` puts a new data key beside the one that the database has.
        """
        file = self._read()
        said, keys = dict(content), file.data_keys
        if new_key:
            made = WrappedKey(self._chance.octets(ID_BYTES).hex(), b"")
            self._data_keys[made.id] = self._chance.octets(KEY_BYTES)
            commitment = commitment_of(self._data_keys[made.id])
            said |= {"data_key": {"id": made.id, "commitment": commitment}}
            keys = (*keys, made)
        roster = continued(file.must_have_roster(), act, said, author)
        there = file.slots if slots is None else slots
        waiting = tuple(
            slot
            for slot in file.waiting
            if any(each.user.id == slot.user.id for each in roster.waiting)
        )
        return self._write(key_file.of_roster(roster, there, keys, file.generation, waiting))

    def _carry_through(self, file: KeyFile) -> None:
        """Write the database anew under the newest key, and forget the one before."""
        newest = file.data_keys[-1]
        if self._store.data_key != self._data_keys[newest.id]:
            self._store.rekey(self._data_keys[newest.id])
        self._write(file._replace(data_keys=(newest,)))

    def _write(self, file: KeyFile) -> KeyFile:
        """Write the next generation, once the open unit of work is kept or at once; return it."""
        if any(key.id not in self._data_keys for key in file.data_keys):
            # Another station made a key that this person's password has not opened yet.
            raise ServerAway("office_other_key")
        written = wrapped_for_all(file, self._data_keys)
        if self._store.keep_keys(written):
            self._said = written.roster
            return written
        key_file.write(self._folder, written)
        self._known, self._said = written.roster, None
        self._forget_peppers()
        return written

    def _forget_peppers(self) -> None:
        """Forget the peppers that no slot needs any more, by the keys that lie there."""
        if self._store.keys_waiting is not None:
            return
        file = key_file.read(self._folder)
        kept = (slot.pepper for slot in (*file.slots, *file.waiting))
        self._peppers.keep_only({file.pepper, *kept})

    def _put(self, slot: Slot, author: Author) -> None:
        """Put the author's slot in the place of the one he had."""
        slots = _put_in(self._read(), slot)
        self._act(RosterAct.PASSWORD_RENEWED, {"slot": digest_of(slot)}, author, slots=slots)

    def _enter(self, act: RosterAct, user: User, password: str, author: Author) -> None:
        """Give somebody a slot under the newest pepper; a machine that lost it makes another."""
        file = self._read()
        file.must_have_roster()
        self._check(password, user)
        pepper = self._newest_pepper(file)
        slot, _ = make_slot(user, password, self._chance, self._keeping.cost, pepper)
        slots = (*file.slots, slot) if act is RosterAct.ENROLLED else _put_in(file, slot)
        content = {"person": member_to_json(member_of(slot)), "pepper": pepper.id}
        self._act(act, content, author, slots=slots)

    def _newest_pepper(self, file: KeyFile) -> Pepper:
        try:
            return self._peppers.get(file.pepper)
        except NotADesk:
            return self._peppers.make(self._chance)

    def _check(self, password: str, user: User) -> None:
        check_password(password, (*self._keeping.refused_names, user.name))


def _slot_of(slots: Sequence[Slot], user: UserId) -> Slot:
    for slot in slots:
        if slot.user.id == user:
            return slot
    raise NotFound(place="user")


def _put_in(file: KeyFile, slot: Slot) -> tuple[Slot, ...]:
    if all(each.user.id != slot.user.id for each in file.slots):
        return (*file.slots, slot)
    return tuple(slot if each.user.id == slot.user.id else each for each in file.slots)


def _proven(listed: sheets.ListedSheet, secret: str) -> sheets.ListedSheet:
    """Return a sheet of before with the key it signs with, where its own secret was typed."""
    if not secret or read_identity(secret).recipient != listed.sheet.recipient:
        return listed
    public = sheet_signing_key(secret).public_key().public_bytes_raw()
    return listed._replace(signing_key=public, sheet=replace(listed.sheet, signs=True))
