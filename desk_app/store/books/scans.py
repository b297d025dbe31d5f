# SPDX-License-Identifier: MIT
"""The scans of applications in their table, each with its sealed file beside the desk."""

from __future__ import annotations

from dataclasses import fields, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, literal_column, select, update

from desk_app.desk.errors import DamageFound, NotFound
from desk_app.records.case.scans import LeftFile, Scan, SourceFile
from desk_app.store.scans import sealed
from desk_app.store.schema.tables import ApplicationRows, RemovedScans, ScanRows
from desk_app.store.vault.sheets import new_identity, read_identity, unwrap, wrap

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.engine import Connection

    from desk_app.records.base import ApplicationId, EnclosureId, ScanId
    from desk_app.store.scans.sealed import KeptFile


_scans = ScanRows.__table__
_gone = RemovedScans.__table__
_applications = ApplicationRows.__table__
_NAMES = tuple(each.name for each in fields(Scan))
_OF = (
    select(*(_scans.c[name] for name in _NAMES))
    .where(_scans.c.application == bindparam("id_"))
    .order_by(_scans.c.at, _scans.c.id)
)
_THIS = (_scans.c.application == bindparam("application_"), _scans.c.id == bindparam("id_"))
_IDENTITY = select(_scans.c.identity).where(*_THIS)
_NEW = insert(_scans)
_CHANGE = update(_scans).where(*_THIS)
_FILES = select(_scans.c.id, _scans.c.size, _scans.c.sealed_sha256).where(
    _scans.c.removed_at.is_(None)
)
_LEFT = (
    select(
        _scans.c.source,
        _scans.c.source_sha256,
        _scans.c.application,
        _applications.c.receipt_number,
        _scans.c.source_rest,
    )
    .join(_applications, _applications.c.id == _scans.c.application)
    .where(_scans.c.source != literal_column("''"))
    .order_by(_scans.c.source, _scans.c.application)
)
_THIS_FILE = (
    _scans.c.source != literal_column("''"),
    _scans.c.source == bindparam("path_"),
    _scans.c.source_sha256 == bindparam("sha256_"),
)
_OF_FILE = select(*(_scans.c[name] for name in _NAMES)).where(*_THIS_FILE)
_FILE_GONE = update(_scans).where(*_THIS_FILE).values(source="", source_sha256="", source_rest=())
_NUMBERS = (
    select(_scans.c.id, _applications.c.receipt_number)
    .join(_applications, _applications.c.id == _scans.c.application)
    .where(_scans.c.removed_at.is_(None))
)


class SqlScans:
    """The scans in one unit of work (a ``desk.ports.Scans``).

    A sealed file is durable before its row; one whose row goes is removed when the unit of work has
    been kept. Whoever is killed in between leaves a file that no row has: the next start sweeps it.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._folder = sealed.beside(Path(str(connection.engine.url.database)))
        self._written: list[ScanId] = []
        self._removed: set[ScanId] = set()

    def of_application(self, id_: ApplicationId) -> tuple[Scan, ...]:
        """Return the scans of an application as they were attached, those removed since too."""
        return tuple(Scan(*row) for row in self._connection.execute(_OF, {"id_": id_}))

    def add(self, scan: Scan, pdf: bytes) -> Scan:
        """Seal a scan beside the desk and keep it; return it with its size and hashes.

        Raises DiskFull.
        """
        identity = new_identity()
        content = wrap(pdf, [identity.recipient])
        kept = replace(
            scan,
            size=len(content),
            sealed_sha256=sha256(content).hexdigest(),
            pdf_sha256=sha256(pdf).hexdigest(),
        )
        self._written.append(scan.id)
        sealed.write(self._folder, scan.id, content)
        values = {name: getattr(kept, name) for name in _NAMES}
        self._connection.execute(_NEW, values | {"identity": identity.secret})
        return kept

    def pdf(self, scan: Scan) -> bytes:
        """Return the pictures of a scan; raises DamageFound where its file is missing or another.

        Raises NotFound where it has no key any more.
        """
        given = {"application_": scan.application, "id_": scan.id}
        secret = self._connection.execute(_IDENTITY, given).scalar()
        if not secret:
            raise NotFound(place="scan")
        content = sealed.read(self._folder, scan.id)
        if content is None:
            raise DamageFound("scan_missing")
        if sha256(content).hexdigest() != scan.sealed_sha256:
            raise DamageFound("scan_altered")
        pdf = unwrap(content, read_identity(secret))
        if sha256(pdf).hexdigest() != scan.pdf_sha256:
            raise DamageFound("scan_altered")
        return pdf

    def remove(self, scan: Scan) -> None:
        """Take the file and the key of a scan away; who removed it, when and why is kept."""
        said = {name: getattr(scan, name) for name in ("removed_by", "removed_at", "removed_why")}
        given = {"application_": scan.application, "id_": scan.id}
        if not self._connection.execute(_CHANGE.values(identity="", **said), given).rowcount:
            raise NotFound(place="scan")
        self._removed.add(scan.id)

    def move(
        self, papers: Collection[EnclosureId], source: ApplicationId, target: ApplicationId
    ) -> None:
        """Let the scans of papers follow them to another application."""
        for scan in self.of_application(source):
            if scan.enclosure in papers:
                given = {"application_": source, "id_": scan.id}
                self._connection.execute(_CHANGE.values(application=target), given)

    def left(self) -> tuple[LeftFile, ...]:
        """Return the files that scans were made of and that still lie there, each once."""
        found: dict[SourceFile, LeftFile] = {}
        for path, sha256_, application, number, rest in self._connection.execute(_LEFT):
            file = SourceFile(path, sha256_)
            before = found.setdefault(file, LeftFile(file, application, number, rest))
            both = tuple(page for page in before.rest if page in rest)
            found[file] = replace(before, rest=both)
        return tuple(found.values())

    def file_gone(self, file: SourceFile) -> tuple[Scan, ...]:
        """Forget a file that scans were made of; return those, as they are now."""
        given = {"path_": file.path, "sha256_": file.sha256}
        made = [Scan(*row) for row in self._connection.execute(_OF_FILE, given)]
        self._connection.execute(_FILE_GONE, given)
        return tuple(replace(each, source="", source_sha256="", source_rest=()) for each in made)

    def lost(self, *, whole: bool = False) -> tuple[str, ...]:
        """Return the receipt numbers of applications with a scan whose file is not as it was.

        It is missing or has another length; with ``whole`` the hashes of all are compared.
        """
        gone = set(sealed.lost(self._folder, self.files(), whole=whole))
        if not gone:
            return ()
        rows = self._connection.execute(_NUMBERS)
        return tuple(sorted({number for id_, number in rows if id_ in gone}))

    def files(self) -> tuple[KeptFile, ...]:
        """Return the sealed files that rows have."""
        return tuple(_kept(*row) for row in self._connection.execute(_FILES))

    def known(self) -> frozenset[ScanId]:
        """Return the scans that have a sealed file."""
        return frozenset(id_ for id_, _, _ in self.files())

    def disposed(self, ids: Collection[ScanId]) -> None:
        """Have the files removed of scans whose rows went with their application."""
        self._removed.update(ids)

    def sweep(self) -> int:
        """Remove what no row has, once somebody was killed; return how many files went."""
        return sealed.sweep(self._folder, self.known())

    def without_row(self) -> int:
        """Return how many sealed files no row has."""
        return sealed.without_row(self._folder, self.known())

    def settle(self) -> None:
        """Remove what went, now that the unit of work was kept."""
        self._written.clear()
        sealed.remove(self._folder, self._removed)
        self._removed.clear()

    def undo(self) -> None:
        """Remove what was written for a unit of work that is not kept."""
        sealed.remove(self._folder, self._written)
        self._written.clear()


def _kept(id_: ScanId, size: int, sha: str) -> KeptFile:
    return id_, size, sha
