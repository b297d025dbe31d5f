# SPDX-License-Identifier: MIT
"""What the attackers hold: the folders, the source, their own keys, and whatever they make up."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desk_app.desk.context import Desk
from desk_app.desk.keeping import keep
from desk_app.desk.ports import Books
from desk_app.desk.signing import names_to_sign
from desk_app.gui.entrance import NewPerson
from desk_app.records.base import ApplicationId, UserId
from desk_app.records.disposal import NamesSignature, SignedNames
from desk_app.records.history import ApplicationFile
from desk_app.records.journal import Action
from desk_app.records.people import Role, RosterAct, RosterPlace, User
from desk_app.records.safekeeping import sheet_in_use
from desk_app.store.connecting import key_words
from desk_app.store.disposal import disposal_list
from desk_app.store.journal import chain
from desk_app.store.machine import SystemChance
from desk_app.store.vault import key_file
from desk_app.store.vault import sheets as age
from desk_app.store.vault.keyring import opened_keys
from desk_app.store.vault.roster import (
    SECOND_DOMAIN,
    STATEMENT_DOMAIN,
    Roster,
    Statement,
    canonical,
    commitment_of,
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
from tests.robustness.attacks.office import CLERK, REMOVED, SECOND_CLERK, Office, opened
from tests.robustness.sites import Site

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

    def put_back(self, moment: str, *names: str) -> None:
        """Put files of the key folder back as they were."""
        for name in names:
            shutil.copyfile(self.office.moments[moment] / "keys" / name, self.keys / name)

    def put_list(self, entries: list[Body]) -> None:
        """Write a disposal list with the right checksum."""
        content = {"checksum": checksum(entries), "disposals": entries}
        (self.keys / disposal_list.NAME).write_text(json.dumps(content), encoding="ascii")

    def entries(self) -> list[Body]:
        """Return the entries of the disposal list."""
        found: list[Body] = self.read(disposal_list.NAME)["disposals"]
        return found

    def put_anchor(self, **changed: object) -> None:
        """Write an anchor with the right checksum."""
        said = {**self.read(chain.NAME)["anchor"], **changed}
        whole = {"anchor": said, "checksum": checksum(said)}
        (self.keys / chain.NAME).write_text(json.dumps(whole), encoding="ascii")

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
        statement = replace(
            statement,
            signature=key.sign(domain + said),
            second_signature=b"" if second is None else second.key.sign(second_domain + said),
        )
        more = [*written, statement_to_json(statement)]
        return {**body, "roster": {**body["roster"], "statements": more}}

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
        with closing(driver.connect(str(self.site.database), isolation_level=None)) as raw:
            raw.execute(key_words(self.data_key))
            yield raw
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

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

    def at_desk(self, change: Callable[[Desk, Books], None], by: UserId | None = None) -> None:
        """Open the desk as the clerk and write past the verbs, journal and anchor included.

        ``by`` is in whose name the journal notes it.
        """
        desk = opened(self.site, CLERK)
        try:
            name = desk.actor.id if by is None else by
            with desk.ports.store.writing(name, desk.ports.clock.now()) as books:
                change(desk, books)
                books.commit()
        finally:
            desk.ports.store.close()

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
