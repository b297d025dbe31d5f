# SPDX-License-Identifier: MIT
"""The roster of a desk: a chain of signed statements that says whom its keys belong to.

A checksum finds a bad disk; only a signature finds a bad person. What stands
here and is signed by whoever had the right to say it at that place of the chain is believed; slots,
wraps and sheets are held against it, and what it does not name is not wrapped for, not opened, not
believed. It holds nothing secret, and travels in every backup.
"""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desk_app.desk.errors import DamageFound, KnownError
from desk_app.records.base import UserId
from desk_app.records.desk.people import (
    ROOTS,
    Role,
    RoleTerm,
    RosterAct,
    RosterLine,
    RosterPlace,
    User,
)
from desk_app.records.desk.sheets import is_sheet, rescuer, sheet_in_use, shown_name
from desk_app.store.disk.small_files import base64_of, bytes_of, canonical, number_of, text_of
from desk_app.store.vault import sheets as sheet_list
from desk_app.store.vault.sheets import ListedSheet, Sheets, sheet_from_json, sheet_to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from desk_app.desk.ports import Author

STATEMENT_DOMAIN = b"desk_app roster statement\x00"
SECOND_DOMAIN = b"desk_app roster second signature\x00"
"""What stands before the signed bytes: no signature of one kind counts as another."""

_COMMITMENT = b"desk_app data key commitment"
_SHEET_SIGNING = b"desk_app recovery sheet signing key"
_KEY_BYTES = 32
APPROVERS = frozenset({Role.SUPERVISOR, Role.OFFICER})
"""Whoever may approve or sign second is enrolled by two people."""

DISPOSERS = frozenset({Role.CLERK, Role.SUPERVISOR, Role.OFFICER})
"""Whoever may carry out a signed disposal changes the data key for it; an auditor does not."""

_CONTENT: Mapping[RosterAct, frozenset[str]] = {
    RosterAct.FOUNDED: frozenset({"people", "data_key"}),
    RosterAct.CARRIED_OVER: frozenset(
        {"people", "waiting", "signers", "sheets", "pepper", "disposals", "data_key"}
    ),
    RosterAct.RESTORED: frozenset(
        {"database", "sequence", "head", "people", "disposals", "data_key"}
    ),
    RosterAct.ENROLLED: frozenset({"person", "pepper"}),
    RosterAct.ENROLLED_ANEW: frozenset({"person", "pepper"}),
    RosterAct.CONFIRMED: frozenset({"person"}),
    RosterAct.PASSWORD_RENEWED: frozenset({"slot"}),
    RosterAct.REMOVED: frozenset({"user", "data_key"}),
    RosterAct.SHEET_MADE: frozenset({"sheet"}),
    RosterAct.SHEET_WITHDRAWN: frozenset({"sheet"}),
    RosterAct.SHEET_CONFIRMED: frozenset({"sheet", "places", "on", "pepper", "data_key"}),
    RosterAct.SHEET_DESTROYED: frozenset({"sheet", "on"}),
    RosterAct.KEY_CHANGED: frozenset({"cause", "data_key"}),
    RosterAct.PEPPER_CHANGED: frozenset({"pepper"}),
    RosterAct.DISPOSED: frozenset({"disposal", "count", "head", "data_key"}),
}
"""What each act says, beside the entry of the journal after which it was done: no more, no less.

What nobody reads could else be padded without an end, or be taken by a reader for another act's.
"""

_MOST_CHARACTERS = 16 * 1024
"""The longest statement but those that name a whole desk: no author makes the key file burst."""

_YEARS = range(1970, 9000)
"""The years that every clock can show in every zone."""

_HASH = re.compile(r"[0-9a-f]{64}")

_MALFORMED = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, KnownError)


class Statement(NamedTuple):
    """One signed statement: its number, the hash of the one before, moment, author, act, content.

    ``content`` is plain JSON, by the act. ``second_by`` signs the same with a word of its own in
    front, where the act needs two.
    """

    number: int
    previous: str
    at: str
    by: UserId
    act: RosterAct
    content: Mapping[str, Any]
    second_by: UserId | None = None
    signature: bytes = b""
    second_signature: bytes = b""

    @property
    def head(self) -> str:
        """Return the hash by which the next statement names this one, signatures included."""
        return hashlib.sha256(canonical(statement_to_json(self))).hexdigest()

    def signed_bytes(self, desk: str) -> bytes:
        """Return what its author signs, behind the domain word: everything but the signatures."""
        return canonical({"desk": desk, **_said(self)})


class Member(NamedTuple):
    """A person as the roster knows him: roles, public keys, and the digest of his slot."""

    user: User
    verify_key: bytes
    recipient: str
    slot: str


class Signer(NamedTuple):
    """A public key, whose it was, with which roles, from one statement on and before another.

    ``until`` is None while he signs with it.
    """

    user: UserId
    verify_key: bytes
    roles: frozenset[Role]
    since: int
    until: int | None = None


class DataKey(NamedTuple):
    """A data key by its name and its commitment: nobody can put another in its place."""

    id: str
    commitment: str


class Roster(NamedTuple):
    """A whole roster, verified from its first statement to its last.

    ``people`` stand in the order of their enrolment. ``signers`` are all keys that ever signed,
    with the statements between which they did. ``known_before`` are public keys of the time before
    a carrying over: what they signed then stays genuine, and they sign nothing new. ``waiting`` are
    people of that time who have not shown their passwords since: nothing is wrapped for them.
    """

    desk: str
    statements: tuple[Statement, ...] = ()
    people: tuple[Member, ...] = ()
    waiting: tuple[Member, ...] = ()
    signers: tuple[Signer, ...] = ()
    known_before: tuple[tuple[UserId, bytes], ...] = ()
    sheets: Sheets = ()
    data_keys: tuple[DataKey, ...] = ()
    pepper: str = ""
    disposals: int = 0
    disposal_head: str = ""

    @property
    def place(self) -> RosterPlace:
        """Return number and hash of the last statement."""
        return RosterPlace(len(self.statements), self.statements[-1].head)

    @property
    def root(self) -> str:
        """Return the hash of the first statement, which stands on paper."""
        return self.statements[0].head

    @property
    def last(self) -> Statement:
        """Return the last statement."""
        return self.statements[-1]

    def head_at(self, number: int) -> str | None:
        """Return the hash of a statement by its number, None where there is none."""
        return self.statements[number - 1].head if 0 < number <= len(self.statements) else None

    def member(self, user: UserId) -> Member | None:
        """Return a person who has keys now."""
        return next((each for each in self.people if each.user.id == user), None)

    def signer_at(self, user: UserId, number: int) -> Signer | None:
        """Return the key a user signed with, and his roles, at a place of the chain."""
        return next(
            (
                each
                for each in self.signers
                if each.user == user
                and each.since <= number
                and (each.until is None or number < each.until)
            ),
            None,
        )

    def signing_key(self, user: UserId) -> bytes | None:
        """Return the key somebody signs with now, None where he signs nothing.

        Of the sheets the one in use alone has one: an earlier or a destroyed one signs nothing.
        """
        if is_sheet(user):
            listed = listed_in_use(self.sheets)
            there = listed is not None and rescuer(listed.sheet).id == user
            return listed.signing_key if listed is not None and there else None
        member = self.member(user)
        return None if member is None else member.verify_key

    def name_of(self, user: UserId) -> str:
        """Return how somebody is called: by name, or by the number of the sheet."""
        return _name_of(self, user)

    def up_to(self, place: RosterPlace) -> Roster | None:
        """Return the roster as it was at an earlier place; None where it never was there."""
        if self.head_at(place.number) != place.head:
            return None
        if place == self.place:
            return self
        return roster_from_json(_to_json(self.desk, self.statements[: place.number]))

    def verify_keys(self, user: UserId) -> tuple[bytes, ...]:
        """Return the public keys a user signs or ever signed with."""
        before = tuple(key for owner, key in self.known_before if owner == user)
        return before + tuple(each.verify_key for each in self.signers if each.user == user)

    @property
    def begun_after(self) -> int:
        """Return the journal's last number of before the roster, 0 where it began with the desk."""
        first = self.statements[0]
        return int(first.content["journal"][0]) if first.act is RosterAct.CARRIED_OVER else 0

    def keys_before(self, user: UserId) -> tuple[bytes, ...]:
        """Return the public keys somebody had before the desk was carried over to the roster."""
        first = self.statements[0]
        if first.act is not RosterAct.CARRIED_OVER:
            return ()
        named = [*first.content["people"], *first.content["waiting"]]
        carried = (_member(each) for each in named if each["user"] == user)
        before = tuple(key for owner, key in self.known_before if owner == user)
        return before + tuple(each.verify_key for each in carried)

    def lines(self) -> tuple[RosterLine, ...]:
        """Return the statements as a person reads them."""
        return tuple(
            RosterLine(
                number=each.number,
                at=datetime.fromisoformat(each.at),
                act=each.act,
                by=each.by,
                second=each.second_by,
                about=_about(each),
                after=number_of(each.content["journal"][0]),
            )
            for each in self.statements
        )


def role_terms(roster: Roster) -> tuple[RoleTerm, ...]:
    """Return who had which roles between which statements; a new key alone begins no new term."""
    lines = {each.number: each for each in roster.lines()}
    names = _every_name(roster)
    terms: list[RoleTerm] = []
    for signer in sorted(roster.signers, key=lambda each: each.since):
        began = lines[signer.since]
        ended = None if signer.until is None else lines[signer.until]
        term = RoleTerm(signer.user, names.get(signer.user, ""), signer.roles, began, ended)
        before = next((each for each in terms if _goes_on(each, term)), None)
        if before is None:
            terms.append(term)
        else:
            terms[terms.index(before)] = before._replace(ended=ended)
    return tuple(terms)


def _goes_on(before: RoleTerm, after: RoleTerm) -> bool:
    same = (before.user, before.roles) == (after.user, after.roles)
    return same and before.ended is not None and before.ended.number == after.began.number


def _every_name(roster: Roster) -> Mapping[UserId, str]:
    """Return the names of all who ever stood in a roster, as they were called last."""
    contents = [each.content for each in roster.statements]
    listed = [
        person
        for said in contents
        for person in (*said.get("people", ()), *said.get("waiting", ()))
    ]
    listed += [said["person"] for said in contents if "person" in said]
    return {UserId(each["user"]): str(each["name"]) for each in listed}


def commitment_of(data_key: bytes) -> str:
    """Return what a statement says of a data key: it binds the key and tells nothing of it."""
    return _derived(data_key, _COMMITMENT).hex()


def sheet_signing_key(secret: str) -> Ed25519PrivateKey:
    """Return the signing key of a recovery sheet, made of the secret on its paper alone."""
    seed = _derived(secret.upper().encode("ascii"), _SHEET_SIGNING)
    return Ed25519PrivateKey.from_private_bytes(seed)


def member_to_json(member: Member) -> dict[str, object]:
    """Return a person as a statement writes him."""
    return {
        "user": member.user.id,
        "name": member.user.name,
        "roles": sorted(role.value for role in member.user.roles),
        "verify_key": base64_of(member.verify_key),
        "recipient": member.recipient,
        "slot": member.slot,
    }


def begin(desk: str, act: RosterAct, content: Mapping[str, Any], author: Author) -> Roster:
    """Return a roster of one statement; raises DamageFound where it would not be believed."""
    return _with(Roster(desk), act, content, author)


def continued(roster: Roster, act: RosterAct, content: Mapping[str, Any], author: Author) -> Roster:
    """Return the roster with one more statement.

    It is held against the same rules as one that is read: DamageFound where the author may not say
    it, or where a second signature is missing.
    """
    return _with(roster, act, content, author)


def statement_to_json(statement: Statement) -> dict[str, object]:
    """Return a statement as it is written, signatures included."""
    return {
        **_said(statement),
        "signature": base64_of(statement.signature),
        "second_signature": base64_of(statement.second_signature),
    }


def roster_to_json(roster: Roster) -> dict[str, object]:
    """Return a roster as key file and backup write it."""
    return _to_json(roster.desk, roster.statements)


def roster_from_json(read: object) -> Roster:
    """Return a roster, every statement of it verified.

    Raises DamageFound with the number of the first ``statement`` that is not to be believed.
    """
    return _read(canonical(read))


def _to_json(desk: str, statements: Iterable[Statement]) -> dict[str, object]:
    return {"desk": desk, "statements": [statement_to_json(each) for each in statements]}


@lru_cache(maxsize=8)
def _read(content: bytes) -> Roster:
    """Verify a chain once for its bytes: the key file is read at every page of the settings."""
    try:
        read = json.loads(content)
        roster = Roster(text_of(read["desk"]))
        statements = [_statement(each) for each in read["statements"]]
    except _MALFORMED:
        raise DamageFound("keys_altered", {"what": "roster"}) from None
    if not statements:
        raise DamageFound("keys_altered", {"what": "roster"})
    for statement in statements:
        roster = _believed(roster, statement)
    return roster


def _with(roster: Roster, act: RosterAct, content: Mapping[str, Any], author: Author) -> Roster:
    said = Statement(
        number=len(roster.statements) + 1,
        previous=roster.statements[-1].head if roster.statements else "",
        at=author.at.isoformat(),
        by=author.by,
        act=act,
        content={**content, "journal": list(author.journal)},
        second_by=author.second_by,
    )
    bytes_ = said.signed_bytes(roster.desk)
    second = author.second_sign(SECOND_DOMAIN + bytes_) if author.second_sign is not None else b""
    signed = said._replace(
        signature=author.sign(STATEMENT_DOMAIN + bytes_), second_signature=second
    )
    return _believed(roster, signed)


def _believed(roster: Roster, statement: Statement) -> Roster:
    """Return the roster with a statement that fits and may be said; raises DamageFound."""
    try:
        _must_follow(roster, statement)
        made = _ACTS[statement.act](_Saying(roster, statement))
        _must_be_signed(roster, made, statement)
    except _MALFORMED as error:
        what = error.facts.get("what") if isinstance(error, DamageFound) else None
        facts: dict[str, str | int] = {
            "statement": statement.number,
            "what": str(what or "form"),
        }
        if name := _name_of(roster, statement.by):
            facts["who"] = name
        raise DamageFound("keys_altered", facts) from None
    return made._replace(statements=(*roster.statements, statement))


def _name_of(roster: Roster, user: UserId) -> str:
    """Return how a stop names the author of a statement: by name, or by the sheet's number.

    Empty where nobody of this id is known: an id tells a person nothing.
    """
    member = roster.member(user)
    if member is not None:
        return member.user.name
    return shown_name(user) if is_sheet(user) else ""


def _must_follow(roster: Roster, statement: Statement) -> None:
    number, previous = len(roster.statements), ""
    if roster.statements:
        previous = roster.statements[-1].head
    if (statement.number, statement.previous) != (number + 1, previous):
        raise _wrong("order")
    if (statement.act in ROOTS) != (number == 0):
        raise _wrong("order")
    moment = datetime.fromisoformat(statement.at)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise _wrong("form")
    if set(statement.content) != _CONTENT[statement.act] | {"journal"}:
        raise _wrong("form")
    names_all = statement.act in ROOTS or statement.act is RosterAct.RESTORED
    if not names_all and len(canonical(_said(statement))) > _MOST_CHARACTERS:
        raise _wrong("form")
    _must_name_an_entry(roster, statement)


def _must_name_an_entry(roster: Roster, statement: Statement) -> None:
    """Go on only where a statement names an entry of the journal, none before the last one's.

    Else an act could be said to have been done before somebody last signed in, who is then not told
    of it. With a restore another journal goes on.
    """
    sequence, hash_ = _list(statement.content["journal"])
    if not (_HASH.fullmatch(text_of(hash_)) if number_of(sequence) else hash_ == ""):
        raise _wrong("form")
    if roster.statements and RosterAct.RESTORED not in {statement.act, roster.last.act}:
        earlier, _ = roster.last.content["journal"]
        if sequence < earlier:
            raise _wrong("order")


def _must_be_signed(before: Roster, after: Roster, statement: Statement) -> None:
    """Go on only where author and, where one is asked for, second person signed exactly this.

    Roles and keys are those before the statement; a first statement is signed by its own people.
    """
    known = after if statement.act in ROOTS else before
    bytes_ = statement.signed_bytes(before.desk)
    author = _key_of(known, after, statement, statement.by)
    if not is_genuine(author, STATEMENT_DOMAIN + bytes_, statement.signature):
        raise _wrong("signature")
    if statement.second_by is None:
        return
    second = _key_of(known, after, statement, statement.second_by)
    if statement.second_by == statement.by or not is_genuine(
        second, SECOND_DOMAIN + bytes_, statement.second_signature
    ):
        raise _wrong("second_signature")


def _key_of(known: Roster, after: Roster, statement: Statement, user: UserId) -> bytes:
    """Return the key somebody signs a statement with: his own, a sheet's, or the one it brings."""
    if statement.act is RosterAct.CONFIRMED and user == statement.by:
        known = after
    key = known.signing_key(user)
    if key is None:
        raise _wrong("author")
    return key


def listed_in_use(sheets: Sheets) -> ListedSheet | None:
    """Return the sheet in use with its public keys: one whose signing key the roster knows."""
    known = tuple(each for each in sheets if each.signing_key)
    in_use = sheet_in_use(each.sheet for each in known)
    return next((each for each in known if each.sheet is in_use), None)


def is_genuine(public: bytes, content: bytes, signature: bytes) -> bool:
    """Return whether an Ed25519 signature over the content is of the owner of a public key."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


class _Saying(NamedTuple):
    """One statement against the roster before it: what each act asks for and changes."""

    before: Roster
    statement: Statement

    @property
    def content(self) -> Mapping[str, Any]:
        return self.statement.content

    @property
    def number(self) -> int:
        return self.statement.number

    def founded(self) -> Roster:
        """A desk begins: with people who sign it themselves, and its first data key."""
        people = tuple(_member(each) for each in _list(self.content["people"]))
        if not people or self.statement.by != people[0].user.id:
            raise _wrong("author")
        if len(people) > 1 and self.statement.second_by not in {
            each.user.id for each in people[1:]
        }:
            raise _wrong("second_signature")
        if len({each.user.id for each in people}) < len(people):
            raise _wrong("people")
        roster = Roster(self.before.desk)
        for each in people:
            roster = _with_member(roster, each, self.number)
        return roster._replace(data_keys=(_data_key(self.content["data_key"]),))

    def carried_over(self) -> Roster:
        """A desk of before goes on: what its journal explains is named, and nothing else.

        Two people sign, or the officer or a supervisor with the sheet that was proven.
        """
        people = tuple(_member(each) for each in _list(self.content["people"]))
        roster = Roster(
            self.before.desk,
            waiting=tuple(_member(each) for each in _list(self.content["waiting"])),
            known_before=tuple(_known(each) for each in _list(self.content["signers"])),
            sheets=tuple(_sheet(each) for each in _list(self.content["sheets"])),
            pepper=text_of(self.content["pepper"]),
            disposals=number_of(self.content["disposals"]["count"]),
            disposal_head=text_of(self.content["disposals"]["head"]),
        )
        for each in people:
            roster = _with_member(roster, each, self.number)
        signed = (self.statement.by, self.statement.second_by)
        roles = [_roles(roster, each) for each in signed if each is not None]
        if not any(Role.OFFICER in each for each in roles):
            raise _wrong("author")
        if self.statement.second_by is None or not all(each & APPROVERS for each in roles):
            raise _wrong("second_signature")
        return roster._replace(data_keys=(_data_key(self.content["data_key"]),))

    def restored(self) -> Roster:
        """A desk is made of a backup: by an officer in its place, or by the sheet elsewhere.

        The sheet names the one person who opens it; all others are enrolled anew. What was disposed
        of stays disposed of: the list may only go on, and in its place it stays as it is.
        """
        self._by_officer()
        named = [_member(each) for each in _list(self.content["people"])]
        listed = self.content["disposals"]
        count, head = number_of(listed["count"]), text_of(listed["head"])
        goes_on = bool(named) and count > self.before.disposals
        if not goes_on and (count, head) != (self.before.disposals, self.before.disposal_head):
            raise _wrong("disposals")
        roster = self._with_data_key()._replace(disposals=count, disposal_head=head)
        if not named:
            return roster
        if not is_sheet(self.statement.by):
            raise _wrong("author")
        for each in (*self.before.people, *self.before.waiting):
            roster = _without_member(roster, each.user.id, self.number)
        for member in named:
            roster = _with_member(roster, member, self.number)
        return roster._replace(pepper="")

    def enrolled(self) -> Roster:
        """A person is given keys; one who may approve, by two."""
        self._by_officer()
        member = _member(self.content["person"])
        if self.before.member(member.user.id) is not None:
            raise _wrong("people")
        self._by_two(member)
        return _with_member(self._with_pepper(), member, self.number)

    def enrolled_anew(self) -> Roster:
        """A person is given other keys, with the same roles or others."""
        self._by_officer()
        member = _member(self.content["person"])
        known = self.before.member(member.user.id) or _waits(self.before, member.user.id)
        if not known or self.statement.by == member.user.id:
            raise _wrong("people")
        self._by_two(member)
        return _with_member(self._with_pepper(), member, self.number)

    def confirmed(self) -> Roster:
        """A person of before the carrying over shows his password beside one who may approve."""
        member = _member(self.content["person"])
        if self.statement.by != member.user.id:
            raise _wrong("author")
        if member not in self.before.waiting:
            raise _wrong("people")
        self._second_may_approve()
        return _with_member(self.before, member, self.number)

    def password_renewed(self) -> Roster:
        """A person seals his own keys anew: under another password, or another pepper."""
        member = self.before.member(self.statement.by)
        if member is None:
            raise _wrong("author")
        slot = text_of(self.content["slot"])
        if _HASH.fullmatch(slot) is None:
            raise _wrong("slot")
        renewed = member._replace(slot=slot)
        people = tuple(renewed if each is member else each for each in self.before.people)
        return self.before._replace(people=people)

    def removed(self) -> Roster:
        """A person loses his keys, and the desk takes another data key."""
        self._by_officer()
        user = UserId(text_of(self.content["user"]))
        if self.before.member(user) is None and not _waits(self.before, user):
            raise _wrong("people")
        return _without_member(self._with_data_key(), user, self.number)

    def sheet_made(self) -> Roster:
        """A recovery sheet goes to the printer; it counts once it is confirmed."""
        self._by_officer()
        listed = _sheet(self.content["sheet"])
        if not listed.last_group or not listed.signing_key:
            raise _wrong("sheet")
        return self.before._replace(sheets=sheet_list.with_new(self.before.sheets, listed))

    def sheet_withdrawn(self) -> Roster:
        """A sheet that was never on paper is forgotten."""
        self._by_officer()
        left = sheet_list.without_unprinted(self.before.sheets, text_of(self.content["sheet"]))
        return self.before._replace(sheets=left)

    def sheet_confirmed(self) -> Roster:
        """A printed sheet is taken into use, with a data key that earlier ones never had."""
        self._by_officer()
        places = tuple(text_of(each) for each in _list(self.content["places"]))
        on = date.fromisoformat(text_of(self.content["on"]))
        number = text_of(self.content["sheet"])
        taken = sheet_list.with_taken(self.before.sheets, number, places, on)
        roster = self._with_data_key()
        return roster._replace(sheets=taken, pepper=text_of(self.content["pepper"]))

    def sheet_destroyed(self) -> Roster:
        """A sheet opens nothing any more; never the one in use."""
        self._by_officer()
        number = text_of(self.content["sheet"])
        in_use = listed_in_use(self.before.sheets)
        if in_use is not None and in_use.sheet.number == number:
            raise _wrong("sheet")
        on = date.fromisoformat(text_of(self.content["on"]))
        gone = sheet_list.with_destroyed(self.before.sheets, number, on)
        return self.before._replace(sheets=gone)

    def key_changed(self) -> Roster:
        """The data key is changed: by an officer, or for a disposal that the roster names."""
        cause = text_of(self.content["cause"])
        if cause:
            named = any(
                each.act is RosterAct.DISPOSED and each.content["disposal"] == cause
                for each in self.before.statements
            )
            if not named or not _roles(self.before, self.statement.by) & DISPOSERS:
                raise _wrong("cause")
        else:
            self._by_officer()
        return self._with_data_key()

    def pepper_changed(self) -> Roster:
        """Passwords are bound to this machine, or no longer."""
        self._by_officer()
        return self._with_pepper()

    def disposed(self) -> Roster:
        """One more signed disposal stands on the list; its two signatures stand there."""
        if not _roles(self.before, self.statement.by) & DISPOSERS:
            raise _wrong("author")
        count, head = number_of(self.content["count"]), text_of(self.content["head"])
        if count != self.before.disposals + 1 or not text_of(self.content["disposal"]):
            raise _wrong("disposals")
        return self._with_data_key()._replace(disposals=count, disposal_head=head)

    def _by_officer(self) -> None:
        if Role.OFFICER not in _roles(self.before, self.statement.by):
            raise _wrong("author")

    def _by_two(self, member: Member) -> None:
        """Ask for a second signature where the person may approve, or could; a sheet needs none.

        The second may be the person, by a key that could approve: one that the officer himself gave
        to a clerk is the officer's. The sheet is what is left where nobody else is: who holds it
        opens everything.
        """
        could = _roles(self.before, member.user.id) & APPROVERS
        if is_sheet(self.statement.by) or not (member.user.roles & APPROVERS or could):
            return
        self._second_may_approve()

    def _second_may_approve(self) -> None:
        second = self.statement.second_by
        if second is None or not _roles(self.before, second) & APPROVERS:
            raise _wrong("second_signature")

    def _with_data_key(self) -> Roster:
        made = _data_key(self.content["data_key"])
        if any(each.id == made.id for each in self.before.data_keys):
            raise _wrong("data_key")
        return self.before._replace(data_keys=(*self.before.data_keys, made))

    def _with_pepper(self) -> Roster:
        return self.before._replace(pepper=text_of(self.content["pepper"]))


_ACTS: Mapping[RosterAct, Callable[[_Saying], Roster]] = {
    RosterAct.FOUNDED: _Saying.founded,
    RosterAct.CARRIED_OVER: _Saying.carried_over,
    RosterAct.RESTORED: _Saying.restored,
    RosterAct.ENROLLED: _Saying.enrolled,
    RosterAct.ENROLLED_ANEW: _Saying.enrolled_anew,
    RosterAct.CONFIRMED: _Saying.confirmed,
    RosterAct.PASSWORD_RENEWED: _Saying.password_renewed,
    RosterAct.REMOVED: _Saying.removed,
    RosterAct.SHEET_MADE: _Saying.sheet_made,
    RosterAct.SHEET_WITHDRAWN: _Saying.sheet_withdrawn,
    RosterAct.SHEET_CONFIRMED: _Saying.sheet_confirmed,
    RosterAct.SHEET_DESTROYED: _Saying.sheet_destroyed,
    RosterAct.KEY_CHANGED: _Saying.key_changed,
    RosterAct.PEPPER_CHANGED: _Saying.pepper_changed,
    RosterAct.DISPOSED: _Saying.disposed,
}


def _roles(roster: Roster, user: UserId) -> frozenset[Role]:
    """Return what somebody may at a place of the chain; a sheet in use may what an officer may."""
    if is_sheet(user):
        listed = listed_in_use(roster.sheets)
        known = listed is not None and rescuer(listed.sheet).id == user
        return frozenset({Role.OFFICER}) if known else frozenset()
    member = roster.member(user)
    return frozenset() if member is None else member.user.roles


def _with_member(roster: Roster, member: Member, number: int) -> Roster:
    """Return the roster with a person, in the place of the same person with earlier keys."""
    there = roster.member(member.user.id)
    people = (
        (*roster.people, member)
        if there is None
        else tuple(member if each is there else each for each in roster.people)
    )
    signers = _ended(roster.signers, member.user.id, number)
    new = Signer(member.user.id, member.verify_key, member.user.roles, number)
    waiting = tuple(each for each in roster.waiting if each.user.id != member.user.id)
    return roster._replace(people=people, waiting=waiting, signers=(*signers, new))


def _without_member(roster: Roster, user: UserId, number: int) -> Roster:
    people = tuple(each for each in roster.people if each.user.id != user)
    waiting = tuple(each for each in roster.waiting if each.user.id != user)
    signers = _ended(roster.signers, user, number)
    return roster._replace(people=people, waiting=waiting, signers=signers)


def _waits(roster: Roster, user: UserId) -> bool:
    return any(each.user.id == user for each in roster.waiting)


def _ended(signers: Iterable[Signer], user: UserId, number: int) -> tuple[Signer, ...]:
    return tuple(
        each._replace(until=number) if each.user == user and each.until is None else each
        for each in signers
    )


def _about(statement: Statement) -> str:
    content = statement.content
    if "person" in content:
        return str(content["person"]["user"])
    if "sheet" in content:
        sheet = content["sheet"]
        return sheet if isinstance(sheet, str) else _sheet(sheet).sheet.number
    return str(content.get("user", content.get("disposal", "")))


def _said(statement: Statement) -> dict[str, object]:
    return {
        "number": statement.number,
        "previous": statement.previous,
        "at": statement.at,
        "by": statement.by,
        "act": statement.act.value,
        "content": statement.content,
        "second_by": statement.second_by or "",
    }


def _statement(read: Mapping[str, Any]) -> Statement:
    second = text_of(read["second_by"])
    statement = Statement(
        number=number_of(read["number"]),
        previous=text_of(read["previous"]),
        at=text_of(read["at"]),
        by=UserId(text_of(read["by"])),
        act=RosterAct(read["act"]),
        content=_mapping(read["content"]),
        second_by=UserId(second) if second else None,
        signature=bytes_of(read["signature"]),
        second_signature=bytes_of(read["second_signature"]),
    )
    if statement_to_json(statement) != read:
        raise _wrong("form")
    return statement


def _member(read: Mapping[str, Any]) -> Member:
    roles = frozenset(Role(text_of(code)) for code in _list(read["roles"]))
    member = Member(
        user=User(UserId(text_of(read["user"])), text_of(read["name"]), roles),
        verify_key=bytes_of(read["verify_key"]),
        recipient=text_of(read["recipient"]),
        slot=text_of(read["slot"]),
    )
    if member_to_json(member) != read or not roles or len(member.verify_key) != _KEY_BYTES:
        raise _wrong("people")
    if not member.user.id or is_sheet(member.user.id):
        raise _wrong("people")
    return member


def _known(read: Mapping[str, Any]) -> tuple[UserId, bytes]:
    if set(read) != {"user", "verify_key"}:
        raise _wrong("people")
    return UserId(text_of(read["user"])), bytes_of(read["verify_key"])


def _sheet(read: Mapping[str, Any]) -> ListedSheet:
    listed = sheet_from_json(dict(read))
    if sheet_to_json(listed) != read:
        raise _wrong("sheet")
    return listed


def _data_key(read: Mapping[str, Any]) -> DataKey:
    if set(read) != {"id", "commitment"}:
        raise _wrong("data_key")
    return DataKey(text_of(read["id"]), text_of(read["commitment"]))


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=_KEY_BYTES, salt=None, info=purpose).derive(
        secret
    )


def _wrong(what: str) -> DamageFound:
    return DamageFound("keys_altered", {"what": what})


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError
    return value


def _mapping(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError
    return value
