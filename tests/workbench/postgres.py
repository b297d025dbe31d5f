# SPDX-License-Identifier: MIT
"""A PostgreSQL server of our own in a temporary folder, run by a user without rights."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desk_app.letters.places import resources
from desk_app.records.desk.office import ServerAddress
from desk_app.store.office.sealing import StationKey

if TYPE_CHECKING:
    from pwd import struct_passwd

NOT_HERE = "this machine has no PostgreSQL"
HOST, DATABASE, DBA = "127.0.0.1", "desk", "dba"
_DEBIAN = Path("/usr/lib/postgresql")
_WAIT_SECONDS = 30
_SETTINGS = {
    "listen_addresses": HOST,
    "ssl": "on",
    "password_encryption": "scram-sha-256",
    "max_connections": "40",
    # The worst a server's log can hold: every statement with its values.
    "log_statement": "all",
    "log_min_error_statement": "debug5",
}
_WHO_MAY = f"""\
local all {DBA} trust
hostnossl all all all reject
hostssl {DATABASE} all {HOST}/32 scram-sha-256
"""


def programs() -> Path | None:
    """Return the folder of the newest server's programs; None where none is installed."""
    found = [each.parent for each in _DEBIAN.glob("*/bin/initdb")]
    if not found and (elsewhere := shutil.which("initdb")):
        found = [Path(elsewhere).resolve().parent]
    return max(
        found, key=lambda each: [int(n) for n in re.findall(r"\d+", str(each))], default=None
    )


@dataclass
class Cluster:
    """A server that runs, or was killed."""

    folder: Path
    bin: Path
    port: int
    user: str | None
    certificate: str = ""
    logins: dict[str, str] = field(default_factory=dict)
    _process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Where the server keeps everything."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server says of its work."""
        return self.folder / "log"

    def make(self) -> None:
        """Make it, with a certificate of its own."""
        words = ["--auth-local=trust", "--auth-host=scram-sha-256", "-U", DBA, "-E", "UTF8"]
        self._run("initdb", "-D", str(self.data), *words, "--locale=C", "--no-sync")
        self.certificate = _certify(self.data)
        settings = {
            **_SETTINGS,
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
        }
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(lines)
        (self.data / "pg_hba.conf").write_text(_WHO_MAY)
        if self.user is not None:
            _give(self.folder, self.user)

    def start(self) -> None:
        """Start it and wait until it answers."""
        words = [str(self.bin / "postgres"), "-D", str(self.data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **self._as_user()
            )
        until = time.monotonic() + _WAIT_SECONDS
        while self._asked("pg_isready", "-q").returncode:
            if time.monotonic() > until or self._process.poll() is not None:
                raise AssertionError(self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: at once, letting nobody finish, by SIGQUIT."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait()
            self._process = None

    def sql(self, words: str, database: str = DATABASE) -> str:
        """Do something as its administrator; return what was answered."""
        done = self._asked("psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", words)
        assert done.returncode == 0, done.stderr
        return str(done.stdout).strip()

    def prepare(self) -> None:
        """Make the log of a desk as the administrator does, by the files of the program."""
        self.sql(f"CREATE DATABASE {DATABASE}", "postgres")
        for name in ("001_log.sql", "002_functions.sql"):
            self._file(name)

    def add_login(self, name: str) -> ServerAddress:
        """Make a login as the administrator does, for whatever bears this name."""
        number = len(self.logins) + 1
        login, password = f"desk_{number}", secrets.token_urlsafe(24)
        self.logins[name] = login
        self._file("003_logins.sql", f"stations={number}")
        # As `\password` of psql does it: the server, and its log, get what SCRAM keeps alone.
        with psycopg.connect(
            host=str(self.folder), port=self.port, dbname=DATABASE, user=DBA, autocommit=True
        ) as raw:
            kept = raw.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
            raw.execute(f"ALTER ROLE {login} PASSWORD '{kept.decode()}'".encode())
        return ServerAddress(HOST, self.port, DATABASE, login, password, self.certificate)

    def add_station(self, key: StationKey) -> ServerAddress:
        """Make the login of a station that has joined; return what it needs."""
        address = self.add_login(key.name)
        self.sql(
            f"UPDATE desk.stations SET station = '{key.name}', "  # noqa: S608  our own names
            f"public_key = decode('{key.public.hex()}', 'hex') WHERE login = '{address.login}'"
        )
        return address

    def run_file(self, content: str, database: str = DATABASE, *variables: str) -> None:
        """Run what stands in a file, as its administrator does."""
        words = ["-v", "ON_ERROR_STOP=1", *(word for each in variables for word in ("-v", each))]
        done = self._asked(
            *("psql", "-qX", "--single-transaction", *words, "-d", database, "-f", "-"),
            input=content,
        )
        assert done.returncode == 0, done.stderr

    def _file(self, name: str, *variables: str) -> None:
        content = (resources() / "office" / name).read_text(encoding="utf-8")
        self.run_file(content, DATABASE, *variables)

    def _asked(self, program: str, *words: str, **more: Any) -> subprocess.CompletedProcess[str]:  # noqa: ANN401  as run takes them
        said = [str(self.bin / program), "-h", str(self.folder), "-p", str(self.port), "-U", DBA]
        return subprocess.run(
            [*said, *words], capture_output=True, check=False, encoding="utf-8", **more
        )

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [self.bin / program, *words], capture_output=True, check=False, **self._as_user()
        )
        assert done.returncode == 0, done.stderr

    def _as_user(self) -> dict[str, Any]:
        return {
            "cwd": self.folder,
            **({"user": self.user, "group": self._group} if self.user else {}),
        }

    @property
    def _group(self) -> int:
        return _account(str(self.user)).pw_gid


@contextmanager
def running(*, prepared: bool = True) -> Iterator[Cluster]:
    """Run a server of our own for a time; raises AssertionError where none is installed."""
    found = programs()
    assert found is not None, NOT_HERE
    # The server refuses to run as root.
    user = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="desk-pg-", dir=_open_to_all() if user else None))
    if user is not None:
        _give(folder, user)
    cluster = Cluster(folder, found, _free_port(), user)
    try:
        cluster.make()
        cluster.start()
        if prepared:
            cluster.prepare()
        yield cluster
    finally:
        cluster.stop(signal.SIGQUIT)
        shutil.rmtree(folder, ignore_errors=True)


def _open_to_all() -> Path:
    """Return a folder for temporary files that every user can reach."""
    for name in (tempfile.gettempdir(), "/dev/shm", "/tmp"):  # noqa: S108  a private one is made in it
        folder = Path(name)
        if folder.is_dir() and all(each.stat().st_mode & 1 for each in (folder, *folder.parents)):
            return folder
    raise AssertionError("no folder for temporary files is open to all")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        return int(asked.getsockname()[1])


def _account(user: str) -> struct_passwd:
    import pwd  # noqa: PLC0415  Windows has none

    return pwd.getpwnam(user)


def _give(folder: Path, user: str) -> None:
    entry = _account(user)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, entry.pw_uid, entry.pw_gid)


def _certify(data: Path) -> str:
    """Write a key and a certificate of our own beside the data; return the certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = certified(key)
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (data / "server.key").write_bytes(secret)
    (data / "server.key").chmod(0o600)
    (data / "server.crt").write_text(certificate)
    return certificate


def certified(key: ec.EllipticCurvePrivateKey) -> str:
    """Return a certificate for the server's address, signed by its own key."""
    now, name = datetime.now(UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    return made.public_bytes(serialization.Encoding.PEM).decode("ascii")
