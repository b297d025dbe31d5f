# SPDX-License-Identifier: MIT
"""A process that makes backups in children of its own, each killed where it is told to be.

It reads what a backup is made of, and who signs it; then two numbers on each line: how large a
copy stays in memory, and the hundredth of the work at which the next child kills itself.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from desk_app.records.base import UserId
from desk_app.store.backup import copied
from desk_app.store.backup.pages import held_still
from desk_app.store.backup.writing import BackupOrder, write_backup
from desk_app.store.vault.keyring import unlock


def main(words: dict[str, str]) -> None:
    """Fork for each line and say how the child ended."""
    order = BackupOrder(
        database=Path(words["database"]),
        data_key=bytes.fromhex(words["data_key"]),
        keys=Path(words["keys"]),
        signed_by=UserId(words["signed_by"]),
        folder=Path(words["folder"]),
        sheet=words["sheet"],
        recipient=words["recipient"],
        made_at=datetime.fromisoformat(words["made_at"]),
        enclosures=Path(words["enclosures"]),
    )
    for line in sys.stdin:
        most, last = map(int, line.split())
        child = os.fork()
        if child == 0:
            copied.MOST_IN_MEMORY = most
            _work(order, words["password"], last)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _work(order: BackupOrder, password: str, last: int) -> None:
    def tell(done: int, _total: int) -> None:
        if done >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    unlocked = unlock(order.keys, order.signed_by, password)
    with held_still(order.database, order.data_key):
        write_backup(order, tell, unlocked.seal.sign)


if __name__ == "__main__":
    main(json.loads(sys.stdin.readline()))
