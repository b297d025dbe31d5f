# SPDX-License-Identifier: MIT
"""The log on a PostgreSQL server, through the functions of `resources/office` and nothing else.

The server is the one whose certificate the station was given, and the password goes to nobody who
does not prove that he has it; neither can be set otherwise.
"""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from threading import Timer
from typing import TYPE_CHECKING, Any, TypeVar, cast

import psycopg
from psycopg import sql
from typing_extensions import override

from desk_app.desk.errors import DamageFound, ServerAway
from desk_app.records.desk.office import OfficeMember
from desk_app.store.disk.small_files import replace_file
from desk_app.store.office.sealing import LogHead, Unit
from desk_app.store.office.snapshot import KeptSnapshot
from desk_app.store.office.turn import ServerHead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from desk_app.records.desk.office import ServerAddress


T = TypeVar("T")

CERTIFICATE = "office-server.crt"
"""The file beside the keys by which the server is known; it is written anew for each connection."""

CONNECT_SECONDS = 5
TURN_SECONDS = 15
"""So long a save waits for its turn."""
ANSWER_SECONDS = 8.0
"""A server that has not said by then how far its log goes is away."""

RULES: dict[str, str | int] = {
    "sslmode": "verify-full",
    "channel_binding": "require",
    "target_session_attrs": "read-write",
    "connect_timeout": CONNECT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "desk_app",
    "options": f"-c lock_timeout={TURN_SECONDS}s -c idle_in_transaction_session_timeout=10s",
}
"""How every connection is made, whatever the address says."""

_WHO_SAVES = """
    SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
    WHERE l.locktype = 'relation' AND l.relation = 'desk.head'::regclass
      AND l.mode = 'RowShareLock' AND l.granted
      AND NOT EXISTS (SELECT FROM pg_locks w WHERE w.pid = l.pid AND NOT w.granted)
    LIMIT 1
"""

OF_THIS_COMPUTER = "system"
"""What stands for the certificates that this computer believes."""

_OF_STATE = {
    "DA001": partial(ServerAway, "station_shut"),
    "DA002": partial(ServerAway, "log_moved"),
    "DA003": partial(ServerAway, "office_other_key"),
    "DA004": partial(ServerAway, "log_begun"),
    "DA005": partial(ServerAway, "login_taken"),
    "DA006": partial(ServerAway, "invitation_over"),
    "DA007": partial(ServerAway, "snapshot_gone"),
    "55P03": partial(ServerAway, "turn_taken"),
    # The schema, a function of it, or the right to call it: this database was not prepared.
    **dict.fromkeys(("3F000", "42883", "42501"), partial(ServerAway, "office_not_prepared")),
}
"""What our own functions raise, and a turn that was waited for too long."""

_UNPROVEN = "password authentication"
_REFUSALS = ("certificate", "ssl error", "channel binding", _UNPROVEN, "pg_hba")


class PostgresLog:
    """The log on PostgreSQL (a ``store.office.turn.LogServer``); it connects when it is asked."""

    def __init__(self, address: ServerAddress, key_folder: Path, station: str = "") -> None:
        """Take where the server is, and the name by which others know who saves."""
        self._address = address
        self._named = f"{RULES['application_name']} {station}".strip()
        self._certificate = key_folder / CERTIFICATE
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None

    def begin_log(self, desk: str, generation: str, schema: int, name: str, public: bytes) -> None:
        """Begin the log of a desk with the station that asks, where there is none."""
        words = "SELECT desk.begin_log(%s, %s, %s, %s, %s)"
        self._one(words, desk, generation, schema, name, public)
        self.commit()

    def end_log(self) -> None:
        """End the log within the turn: nothing of it stays on the server."""
        self._one("SELECT desk.end_log()")

    def heard(self, number: int) -> None:
        """Say how far this station has taken the log."""
        self._one("SELECT desk.heard(%s)", number)
        self.commit()

    def members(self) -> Sequence[OfficeMember]:
        """Return every station."""
        rows = self._all("SELECT * FROM desk.members()")
        self.rollback()
        return [
            OfficeMember(name, stands_at, seen_at, invited_until, shut_out_at, has_key)
            for name, invited_until, stands_at, seen_at, shut_out_at, has_key in rows
        ]

    def invite(self, login: str, name: str, public: bytes) -> datetime:
        """Invite a station to a login; return until when."""
        (until,) = self._one("SELECT desk.invite(%s, %s, %s)", login, name, public)
        self.commit()
        return cast("datetime", until)

    def accept(self, public: bytes, password: str) -> None:
        """Take an invitation, once: the login has this password from then on."""
        self._one("SELECT desk.accept(%s)", public)
        said, login = password.encode(), self._address.login.encode()
        with self._told(partial(ServerAway, "server_away")):
            raw = self._connected()
            kept = raw.pgconn.encrypt_password(said, login, b"scram-sha-256").decode()
            # The server, and its log, get what SCRAM keeps of it alone.
            words = sql.SQL("ALTER ROLE CURRENT_USER PASSWORD {}").format(sql.Literal(kept))
            raw.execute(words)
        self._settle_acceptance(password)

    def _settle_acceptance(self, password: str) -> None:
        """Commit what was accepted; where the answer is lost, the new password tells."""
        try:
            self.commit()
        except ServerAway:
            self._address = replace(self._address, password=password)
            self.head()
        self._address = replace(self._address, password=password)

    def shut_out(self, name: str) -> None:
        """Shut a station out."""
        self._one("SELECT desk.shut_out(%s)", name)
        self.commit()

    def head(self) -> ServerHead:
        """Return how far the log goes."""
        found = self._anew(lambda: self._head("SELECT * FROM desk.log_head()"))
        self.rollback()
        return found

    def take_turn(self) -> ServerHead:
        """Wait for the one turn to append and hold it until the commit or rollback."""
        return self._anew(lambda: self._head("SELECT * FROM desk.take_turn()"))

    def units_after(self, number: int, most: int) -> Sequence[Unit]:
        """Return the next units behind a number, in their order."""
        rows = self._all("SELECT * FROM desk.units_after(%s, %s)", number, most)
        return [Unit(each[0], *(bytes(each[1]), each[2]), *map(bytes, each[3:])) for each in rows]

    def append(self, unit: Unit, generation: str, schema: int) -> None:
        """Append a unit within the turn."""
        words = "SELECT desk.append(%s, %s, %s, %s, %s, %s, %s, %s)"
        said = (unit.number, unit.id, unit.station, unit.hash, unit.content, unit.signature)
        self._one(words, *said, generation, schema)

    def renew_key(self, old: str, new: str) -> None:
        """Go over to another data key within the turn."""
        self._one("SELECT desk.renew_key(%s, %s)", old, new)

    def key_ended(self, generation: str) -> LogHead | None:
        """Return where a data key of before ended; None for any other."""
        for number, hash_ in self._all("SELECT * FROM desk.key_ended(%s)", generation):
            return LogHead(int(number), bytes(hash_))
        return None

    def find(self, id_: bytes) -> int | None:
        """Return under which number a unit was kept, by a commit of its own."""
        (number,) = self._anew(lambda: self._one("SELECT desk.find_unit(%s)", id_))
        self.commit()
        return None if number is None else int(number)

    def has_file(self, name: str) -> bool:
        """Return whether a file is there."""
        (there,) = self._one("SELECT desk.has_file(%s)", name)
        return bool(there)

    def put_file(self, name: str, content: bytes) -> None:
        """Keep a file within the turn."""
        self._one("SELECT desk.put_file(%s, %s)", name, content)

    def file(self, name: str) -> bytes:
        """Return a file; raises DamageFound where it is not there."""
        (content,) = self._one("SELECT desk.file(%s)", name)
        if content is None:
            raise DamageFound("office_file_altered")
        return bytes(content)

    def begin_snapshot(self, id_: bytes, number: int, generation: str, schema: int) -> None:
        """Begin a snapshot at a number."""
        self._one("SELECT desk.begin_snapshot(%s, %s, %s, %s)", id_, number, generation, schema)
        self.commit()

    def put_part(self, id_: bytes, part: int, content: bytes) -> None:
        """Keep a part of a snapshot."""
        self._one("SELECT desk.put_part(%s, %s, %s)", id_, part, content)
        self.commit()

    def end_snapshot(self, id_: bytes, manifest: bytes, signature: bytes) -> None:
        """Say what a snapshot holds, once every part is there."""
        self._one("SELECT desk.end_snapshot(%s, %s, %s)", id_, manifest, signature)
        self.commit()

    def snapshot(self, id_: bytes | None = None) -> KeptSnapshot | None:
        """Return the snapshot of an id, or the newest that was opened and compared."""
        rows = self._all("SELECT * FROM desk.snapshot(%s::bytea)", id_)
        self.rollback()
        for row in rows:
            kept = KeptSnapshot(*row)
            said, signature = (bytes(each or b"") for each in (kept.manifest, kept.signature))
            return kept._replace(id=bytes(kept.id), manifest=said, signature=signature)
        return None

    def part(self, id_: bytes, part: int) -> bytes:
        """Return a part of a snapshot; raises DamageFound where it is not there."""
        (content,) = self._one("SELECT desk.part(%s, %s)", id_, part)
        self.rollback()
        if content is None:
            raise DamageFound("snapshot_altered")
        return bytes(content)

    def keep_snapshot(self, id_: bytes, files: Sequence[str]) -> None:
        """Say that a snapshot was opened and compared; what it makes needless goes."""
        self._one("SELECT desk.keep_snapshot(%s, %s)", id_, list(files))
        self.commit()

    def commit(self) -> None:
        """Keep what was appended; raises ServerAway where nobody knows whether it was kept."""
        with self._told(partial(ServerAway, "save_unknown")):
            self._connected().commit()

    def rollback(self) -> None:
        """Let go of the turn."""
        if self._connection is not None:
            try:
                self._connection.rollback()
            except psycopg.Error:
                self.close()

    def cut(self) -> None:
        """Let whoever waits for the server wait no longer; from any thread."""
        connection = self._connection
        if connection is not None:
            with suppress(psycopg.Error, OSError):
                handle = connection.fileno()
                with socket.fromfd(handle, socket.AF_INET, socket.SOCK_STREAM) as way:
                    way.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the server."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _anew(self, ask: Callable[[], T]) -> T:
        """Ask what a transaction begins with; once more where its connection had ended meanwhile.

        A server that was started again ended every connection: nobody has to save twice for that.
        """
        had_ended = self._connection is not None
        try:
            return ask()
        except ServerAway as away:
            if not had_ended or away.code != ServerAway.code:
                raise
        return ask()

    def _head(self, words: str) -> ServerHead:
        number, hash_, generation, schema, at = self._one(words)
        if number is None:
            raise DamageFound("log_behind")
        return ServerHead(LogHead(int(number), bytes(hash_)), str(generation), int(schema), at)

    def _one(self, words: str, *values: object) -> tuple[Any, ...]:
        rows = self._all(words, *values)
        return rows[0] if rows else (None,) * 5

    def _all(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        with self._told(partial(ServerAway, "server_away")):
            cursor = self._connected().cursor(binary=True)
            return cursor.execute(words.encode(), values).fetchall()

    def _connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        if self._connection is None:
            if self._address.certificate:
                replace_file(self._certificate, self._address.certificate.encode())
            try:
                words = connection_words(self._address, self._certificate)
                words["application_name"] = self._named
                self._connection = psycopg.connect(**words)
            except psycopg.Error as error:
                if _is_refusal(error):
                    what = "password" if _UNPROVEN in str(error) else "server"
                    raise ServerAway("server_refused", {"what": what}) from None
                raise ServerAway("server_away") from None
        return self._connection

    @contextmanager
    def _told(self, away: Callable[[], ServerAway]) -> Iterator[None]:
        """Turn what the driver says into what a clerk is told; a connection in doubt is closed."""
        try:
            yield
        except psycopg.Error as error:
            self.close()
            known = _OF_STATE.get(error.sqlstate or "", away)()
            raise known from None


class PostgresListener(PostgresLog):
    """A second connection, on which a station hears that somebody saved.

    It is a ``store.office.listening.Listener``. A server that stands still is away after a while.
    """

    def next_head(self, seconds: float) -> ServerHead:
        """Wait until somebody saved, so long at most, and return how far the log goes."""
        if self._connection is None:
            self._begin_listening()
        else:
            with self._told(partial(ServerAway, "server_away")):
                for _ in self._connected().notifies(timeout=seconds, stop_after=1):
                    break
        return self.head()

    @override
    def _anew(self, ask: Callable[[], T]) -> T:
        return ask()

    @override
    def _all(self, words: str, *values: object) -> list[tuple[Any, ...]]:
        with self._in_time():
            return super()._all(words, *values)

    def saves_now(self) -> str:
        """Return the name of the station that has the turn; empty where none is known to have it.

        What the server tells everybody of its locks is enough for that.
        """
        (named,) = self._one(_WHO_SAVES)[:1]
        self.rollback()
        return str(named or "").removeprefix(str(RULES["application_name"])).strip()

    def _begin_listening(self) -> None:
        with self._told(partial(ServerAway, "server_away")), self._in_time():
            connection = self._connected()
            connection.autocommit = True
            connection.execute("LISTEN desk_head")

    @contextmanager
    def _in_time(self) -> Iterator[None]:
        """Give up what the server has not answered in time."""
        late = Timer(ANSWER_SECONDS, self.cut)
        late.daemon = True
        late.start()
        try:
            yield
        finally:
            late.cancel()


def connection_words(address: ServerAddress, certificate: Path) -> dict[str, Any]:
    """Return by which words a connection is made."""
    return {
        "host": address.host,
        "port": address.port,
        "dbname": address.database,
        "user": address.login,
        "password": address.password,
        "sslrootcert": str(certificate) if address.certificate else OF_THIS_COMPUTER,
        **RULES,
    }


def _is_refusal(error: psycopg.Error) -> bool:
    """Return whether a connection was not made because one of the two did not prove who he is.

    A server that cannot be connected to has no code: the driver says it in words alone.
    """
    words = str(error).lower()
    return any(each in words for each in _REFUSALS)
