# SPDX-License-Identifier: MIT
"""The process that makes a backup, holds a drill, searches pages or reads a file beside the desk.

It reads one order from its standard input, secrets included, and writes progress and result to its
standard output, a line of JSON each. What somebody is to sign it asks for in the same way, and
reads the signature. It ends with whoever started it.
"""

from __future__ import annotations

import json
import sys
from base64 import b64decode
from dataclasses import asdict
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from desk_app.desk.errors import BadInput, KnownError
from desk_app.records.base import UserId
from desk_app.system.chosen import here


class ProgressVoice:
    """Says how far the work is, each hundredth once."""

    def __init__(self) -> None:
        self._said = (-1, 0)

    def __call__(self, done: int, total: int) -> None:
        """Say it; a starter who is gone ends the work."""
        if (done, total) != self._said:
            self._said = (done, total)
            say(done=done, total=total)


def say(**words: object) -> None:
    """Write one line and send it at once; raises BrokenPipeError where the starter is gone."""
    try:
        sys.stdout.write(json.dumps(words) + "\n")
        sys.stdout.flush()
    except OSError:
        # Windows calls it by another name.
        raise BrokenPipeError from None


def signature_of(content: bytes) -> bytes:
    """Ask whoever gave the order to sign something; a starter who is gone ends the work."""
    say(sign=content.hex())
    answer = sys.stdin.readline()
    if not answer:
        raise BrokenPipeError
    return bytes.fromhex(json.loads(answer)["signature"])


def main() -> int:
    """Carry out the order; 0 where it said a result or a known error."""
    here().files.keep_private()
    order = json.loads(sys.stdin.readline())
    try:
        say(result=WORK[order.pop("work")](order))
    except BrokenPipeError:
        return 1
    except KnownError as error:
        say(known=type(error).__name__, code=error.code, facts=dict(error.facts))
    except Exception as error:  # noqa: BLE001  told to the starter without the values in its text
        say(failed=type(error).__name__, at=_place_of(error))
    return 0


def _place_of(error: Exception) -> str:
    import traceback  # noqa: PLC0415  nothing fails nearly always

    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"


def _make(order: dict[str, Any]) -> dict[str, Any]:
    from desk_app.store.backup.writing import BackupOrder, write_backup  # noqa: PLC0415  of one work alone

    made = write_backup(
        BackupOrder(
            database=Path(order["database"]),
            data_key=bytes.fromhex(order["data_key"]),
            keys=Path(order["keys"]),
            signed_by=UserId(order["signed_by"]),
            folder=Path(order["folder"]),
            sheet=order["sheet"],
            recipient=order["recipient"],
            made_at=datetime.fromisoformat(order["made_at"]),
            enclosures=Path(order["enclosures"]),
        ),
        ProgressVoice(),
        signature_of,
    )
    return asdict(made) | {"made_at": made.made_at.isoformat()}


def _drill(order: dict[str, Any]) -> dict[str, Any]:
    from desk_app.store.backup.inspecting import DrillQuestion, hold_drill  # noqa: PLC0415  as above

    question = DrillQuestion(
        database=Path(order["database"]),
        data_key=bytes.fromhex(order["data_key"]),
        keys=Path(order["keys"]),
        backup=Path(order["backup"]),
        secret=order["secret"],
    )
    return asdict(hold_drill(question, ProgressVoice()))


def _scan(order: dict[str, Any]) -> dict[str, Any]:
    from desk_app.store.disposal.page_scan import FilePart, scan_file  # noqa: PLC0415  as above

    part = FilePart(order["number"], order["of"])
    key = bytes.fromhex(order["data_key"])
    with Path(order["database"]).open("rb") as file:
        scanned = scan_file(file, key, order["words"], ProgressVoice(), part)
    return asdict(scanned) | {"found": sorted(scanned.found)}


def _read_ledger(order: dict[str, Any]) -> dict[str, Any]:
    from desk_app.store.ledgers.ledger_reading import (  # noqa: PLC0415  as above
        MOST_MEMORY,
        MOST_SECONDS,
        ROWS_AT_ONCE,
        read_ledger,
    )

    here().processes.bound(MOST_MEMORY, MOST_SECONDS)
    try:
        read = read_ledger(Path(order["path"]), order["sheet"])
        while part := list(islice(read.rows, ROWS_AT_ONCE)):
            say(part=part)
    except MemoryError:
        raise BadInput("ledger_too_large", place="file") from None
    return {name: getattr(read, name) for name in ("sha256", "sheets", "name")}


def _begin_ledger(order: dict[str, Any]) -> dict[str, Any]:
    from desk_app.store.ledgers.ledger_reading import (  # noqa: PLC0415  as above
        MOST_MEMORY,
        MOST_SECONDS,
        beginnings,
    )

    here().processes.bound(MOST_MEMORY, MOST_SECONDS)
    try:
        found = beginnings(Path(order["path"]), order["rows"])
    except MemoryError:
        raise BadInput("ledger_too_large", place="file") from None
    for name, rows in found.items():
        say(part=[name, rows])
    return {}


def _read_scan(order: dict[str, Any]) -> dict[str, Any]:
    """Read a file that comes as lines after the order; then draw page after page as it is asked."""
    from desk_app.store.scans.scan_reading import (  # noqa: PLC0415  as above
        MOST_MEMORY,
        MOST_WORK,
        answer,
        pages_of,
        sizes_of,
    )

    content = b"".join(b64decode(sys.stdin.readline()) for _ in range(order["lines"]))
    here().processes.bound(MOST_MEMORY, MOST_WORK)
    try:
        pages = pages_of(content, order["pages"])
        say(result=sizes_of(pages))
        for line in sys.stdin:
            say(result=answer(pages, json.loads(line), say))
    except MemoryError:
        raise BadInput("scan_page_too_large", place="file") from None
    return {}


WORK = {
    "make": _make,
    "drill": _drill,
    "scan": _scan,
    "read_ledger": _read_ledger,
    "begin_ledger": _begin_ledger,
    "read_scan": _read_scan,
}
