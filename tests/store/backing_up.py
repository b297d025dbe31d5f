# SPDX-License-Identifier: MIT
"""A process that makes backups in children of its own, each killed where it is told to be.

It reads what a backup is made of, and how large a copy stays in memory; then a number on each line:
the hundredth of the work at which the next child kills itself.
"""

from __future__ import annotations

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
from tests.fakes.real_store import OFFICER


def main(words: list[str]) -> None:
    """Fork for each line and say how the child ended."""
    most, database, data_key, keys, signed_by, folder, sheet, recipient, made_at, enclosures = words
    copied.MOST_IN_MEMORY = int(most)
    order = BackupOrder(
        Path(database),
        bytes.fromhex(data_key),
        Path(keys),
        UserId(signed_by),
        Path(folder),
        sheet,
        recipient,
        datetime.fromisoformat(made_at),
        Path(enclosures),
    )
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _work(order, int(line))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _work(order: BackupOrder, last: int) -> None:
    def tell(done: int, _total: int) -> None:
        if done >= last:
            os.kill(os.getpid(), signal.SIGKILL)

    unlocked = unlock(order.keys, OFFICER.id, OFFICER.password)
    with held_still(order.database, order.data_key):
        write_backup(order, tell, unlocked.seal.sign)


if __name__ == "__main__":
    main(sys.stdin.readline().split())
