# SPDX-License-Identifier: MIT
"""Acts on the keys: each is a statement of the roster, and stands in the journal with its place.

Keys and books are two files: the statement stands in the rows of one unit of work, with its entry,
and the keys follow its commit; whoever is cut off between the two leaves them to the next start. A
restore is written first, and its books follow: it leaves the keys one act ahead, as older programs
did with every act, and that is entered at the next start in its author's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from desk_app.desk.context import Desk
from desk_app.desk.errors import (
    DiskFull,
    KeysGiven,
    ReadBeside,
    ReadOnly,
    Refused,
    StillChecking,
)
from desk_app.desk.keys.sheet_key import fingerprint_of
from desk_app.desk.ports import Author, Books, Ports, Seal
from desk_app.desk.rows import JournalFilter
from desk_app.records.base import UserId
from desk_app.records.books.journal import Action
from desk_app.records.desk.people import (
    ROSTER_VALUE,
    Entered,
    NamedLine,
    Role,
    RosterAct,
    User,
    read_entered,
)
from desk_app.records.desk.sheets import is_rescuer, is_sheet, shown_name
from desk_app.rules.days.clock import day_of

SEEN = "roster_seen "
"""Before a user's id, the value that says up to which statement he knows the roster."""

APPROVERS = frozenset({Role.SUPERVISOR, Role.OFFICER})
"""Whoever may approve or sign second is enrolled by two people."""

_GIVEN = frozenset({RosterAct.ENROLLED, RosterAct.ENROLLED_ANEW})
"""The acts by which somebody else gives a person keys."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second person who has shown a password in place, and signs an act with its author."""

    user: User
    seal: Seal


def needs_second(desk: Desk, roles: frozenset[Role]) -> bool:
    """Say whether two people enrol somebody with these roles; a sheet acts alone (§4a).

    The sheet is for where nobody is left who could sign with it.
    """
    return bool(roles & APPROVERS) and not is_rescuer(desk.actor)


def must_have_second(desk: Desk, roles: frozenset[Role], second: Second | None) -> None:
    """Go on only where whoever may approve, or could, is enrolled by two; raises Refused.

    ``roles`` are those of then and those to come. The second is another person who may approve: the
    one it is about too, who may by the key until now. The key of a clerk does not count: the
    officer can have given it to himself.
    """
    if not needs_second(desk, roles):
        return
    fits = (
        second is not None
        and second.user.id != desk.actor.id
        and bool(second.user.roles & APPROVERS)
    )
    if not fits:
        raise Refused(("second_signature_missing",), place="second")


def fingerprint(ports: Ports) -> str:
    """Return what of the roster is compared with paper; empty at a desk without one."""
    root = ports.keys.root
    return fingerprint_of(root) if root else ""


def named_lines(ports: Ports) -> tuple[NamedLine, ...]:
    """Return the statements of the roster with names, the oldest first."""
    names = _names(ports)
    return tuple(
        NamedLine(
            number=line.number,
            at=line.at,
            act=line.act,
            by=_name(names, line.by),
            second="" if line.second is None else _name(names, line.second),
            about=_name(names, UserId(line.about)),
        )
        for line in ports.keys.lines()
    )


def keys_given(ports: Ports, user: User) -> tuple[KeysGiven, ...]:
    """Return what somebody is told who was given keys since the last sign-in.

    Only entries of the journal are counted, no hours: a clock is easily set. The number of the last
    statement that somebody was there for counts beside them: which entry a statement follows is
    said by whoever signs it.
    """
    signed_in = JournalFilter(actor=user.id, action=Action.SIGNED_IN)
    last = max(ports.store.journal.window(signed_in, 1).ids, default=0)
    seen = _seen(ports, user)
    lines = [
        line
        for line in ports.keys.lines()
        if line.act in _GIVEN
        and line.about == user.id
        and (line.after >= last or line.number > seen)
    ]
    names = _names(ports) if lines else {}
    return tuple(
        KeysGiven(
            facts={
                "on": day_of(line.at),
                "sheet" if is_sheet(line.by) else "by": _name(names, line.by),
                "second": "" if line.second is None else _name(names, line.second),
            }
        )
        for line in lines
    )


def keep_seen(ports: Ports, books: Books, user: User) -> None:
    """Keep up to which statement of the roster somebody has signed in after."""
    books.settings.keep_value(SEEN + user.id, str(ports.keys.place.number))


def _seen(ports: Ports, user: User) -> int:
    """Return that number; where none is kept, no statement is new by its number alone."""
    with ports.store.reading() as books:
        value = books.settings.value(SEEN + user.id)
    return int(value) if value else ports.keys.place.number


def _names(ports: Ports) -> Mapping[UserId, str]:
    """Return the names of whoever has keys or had them; a sheet has its number."""
    with ports.store.reading() as books:
        known = books.people.all()
    return {user.id: user.name for user in (*known, *ports.keys.waiting(), *ports.keys.users())}


def _name(names: Mapping[UserId, str], user: UserId) -> str:
    return names.get(user) or shown_name(user)


def author(desk: Desk, books: Books, second: Second | None = None) -> Author:
    """Return who signs an act of this unit of work, after which entry of the journal."""
    sequence, hash_ = books.journal.head()
    return Author(
        by=desk.actor.id,
        sign=desk.ports.seal.sign,
        at=desk.ports.clock.now(),
        journal=(sequence, hash_.hex()),
        second_by=None if second is None else second.user.id,
        second_sign=None if second is None else second.seal.sign,
    )


@dataclass(frozen=True, slots=True)
class KeysAct:
    """One act on the keys in its unit of work: the books, and who signs."""

    desk: Desk
    books: Books
    by: Author

    def note(self, action: Action, **facts: str | int) -> None:
        """Note what was done; where the roster went on with it, its place is in the same entry."""
        keys, books = self.desk.ports.keys, self.books
        entered = Entered(keys.place, keys.root, books.journal.head()[0] + 1)
        before = read_entered(books.settings.value(ROSTER_VALUE))
        if (before.place, before.root) == (entered.place, entered.root):
            books.journal.note(action, **facts)
            return
        books.journal.note(action, **facts, **entered.facts())
        books.settings.keep_value(ROSTER_VALUE, entered.written())


@dataclass(frozen=True, slots=True)
class KeysActs:
    """The acts on the keys of an open desk, each in a unit of work of its own."""

    desk: Desk

    @contextmanager
    def one(self, second: Second | None = None) -> Iterator[KeysAct]:
        """Open the unit of work of one act; at the end of the block it is committed.

        The act itself comes first in the block, then its note.
        """
        self.enter_ahead()
        desk = self.desk
        with desk.ports.store.writing(desk.actor.id, desk.ports.clock.now()) as books:
            yield KeysAct(desk, books, author(desk, books, second))
            books.commit()

    def change_data_key(self, cause: str = "") -> None:
        """Change the data key, or carry a change through that was begun, and note it.

        A new key is noted as it is made; the file takes it after that, at the next start if need
        be. ``cause`` is the number of the disposal for which somebody does it who is no officer.
        Raises DiskFull or ReadBeside where the file keeps its old key.
        """
        self.enter_ahead()
        keys, user = self.desk.ports.keys, self.desk.actor.id
        with self._noting(user) as act:
            begun = keys.begin_renewal(act.by, cause)
            if begun:
                act.note(Action.KEYS_RENEWED)
        keys.renew(self._author(), cause)
        if not begun:
            with self._noting(user) as act:
                act.note(Action.KEYS_RENEWED)

    def settle(self) -> None:
        """Enter the act that keys are ahead, finish what was half done, and follow the pepper.

        A desk that cannot be written to puts it off once more.
        """
        self.enter_ahead()
        keys = self.desk.ports.keys
        keys.settle()
        if keys.behind_pepper:
            with (
                suppress(DiskFull, ReadOnly, ReadBeside, StillChecking),
                self._noting(self.desk.actor.id) as act,
            ):
                keys.follow_pepper(act.by)
                self._note_carried_through(act)

    def enter_ahead(self) -> None:
        """Enter the act that keys are ahead, as after a crash, in the name of its author."""
        keys = self.desk.ports.keys
        lines = keys.lines()
        with self.desk.ports.store.reading() as books:
            entered = read_entered(books.settings.value(ROSTER_VALUE))
        if not lines or entered.place == keys.place:
            return
        with self._noting(lines[-1].by) as act:
            enter(act.books, keys.users())
            self._note_carried_through(act)

    def _note_carried_through(self, act: KeysAct) -> None:
        last = self.desk.ports.keys.lines()[-1]
        act.note(Action.KEYS_CARRIED_THROUGH, act=last.act.value, about=last.about)

    def _author(self) -> Author:
        with self.desk.ports.store.reading() as books:
            return author(self.desk, books)

    @contextmanager
    def _noting(self, by: UserId) -> Iterator[KeysAct]:
        desk = self.desk
        with desk.ports.store.writing(by, desk.ports.clock.now()) as books:
            yield KeysAct(desk, books, author(desk, books))
            books.commit()


def enter(books: Books, users: Iterable[User]) -> None:
    """Write people who have a slot into the books as the slot says, where they stand otherwise.

    Keys and books are two files: a crash between them, or an older desk restored, parts them.
    """
    known = {user.id: user for user in books.people.all()}
    for user in users:
        if user.id not in known:
            books.people.add(user)
            books.journal.note(Action.USER_ADDED, user=user.id, roles=role_codes(user.roles))
        elif known[user.id] != user:
            books.people.save(user)
            books.journal.note(Action.ROLES_CHANGED, user=user.id, roles=role_codes(user.roles))


def role_codes(roles: frozenset[Role]) -> str:
    """Return a set of roles as the journal's facts name it."""
    return " ".join(sorted(role.value for role in roles))
