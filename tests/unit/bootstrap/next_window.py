# SPDX-License-Identifier: MIT
"""Processes of a relay without a window: what the next one does, and one that hands over to it."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from contextlib import ExitStack, suppress
from pathlib import Path

from desk_app.bootstrap import relay
from desk_app.gui.handover import Handover
from desk_app.gui.session.locking import DoorShown, LockReason

HANDED = Handover(DoorShown("石川 秀樹", LockReason.KEY), active=False, kept="shut")
CODE = 7
PATIENCE_S, GOING_S, HANGS_S = 0.5, 0.3, 600


def main(words: list[str]) -> int:
    """Hand over as a first process, or be the next one; its words name what it is to write.

    Files there say what goes otherwise: one that is ``slow`` shows its window only when the process
    before has gone, ``again`` has the second hand over too, and one that ``hangs``, or in C
    ``seized`` Python's lock, never ends by itself.
    """
    folder = Path(words[-1])
    vars(relay).update(_NAME="tests.unit.bootstrap.next_window", _GOING_S=GOING_S)
    way = relay.LocalRelay(words, lambda: [str(folder)])
    with ExitStack() as last:
        if way.came is None:
            return _go(way, folder, last)
        assert way.came == HANDED
        if not (folder / "slow").exists():
            way.up()
        # Until the process before has gone.
        assert os.read(way.before, 1) == b""
        way.up()
        if (folder / "again").exists():
            (folder / "again").unlink()
            return _go(way, folder, last)
        (folder / "program").write_text(Path(f"/proc/{os.getppid()}/cmdline").read_text("utf-8"))
        if (folder / "wait").exists():
            (folder / "waits").write_text(str(os.getpid()))
            # Reset, where what stood there had not read everything.
            with suppress(ConnectionResetError):
                assert os.read(way.start, 1) == b""
            (folder / "alone").touch()
        way.leave(CODE, last.callback)
        return CODE


def _go(way: relay.LocalRelay, folder: Path, last: ExitStack) -> int:
    way.hand_over(HANDED, PATIENCE_S if (folder / "slow").exists() else None)
    if (folder / "hangs").exists() and not (folder / "again").exists():
        time.sleep(HANGS_S)
    if (folder / "seized").exists() and not (folder / "again").exists():
        ctypes.PyDLL(None).sleep(HANGS_S)
    way.leave(0, last.callback)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
