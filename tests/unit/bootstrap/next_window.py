# SPDX-License-Identifier: MIT
"""Processes of a relay without a window: what the next one does, and one that hands over to it."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path

from desk_app.bootstrap import relay
from desk_app.gui.handover import Handover
from desk_app.gui.session.locking import DoorShown, LockReason

HANDED = Handover(DoorShown("石川 秀樹", LockReason.KEY), active=False, kept="shut")
CODE = 7


def main(words: list[str]) -> int:
    """Hand over as a first process, or be the next one; its words name what it is to write."""
    folder = Path(words[-1])
    way = relay.LocalRelay(words, lambda: [str(folder)])
    with ExitStack() as last:
        if way.came is None:
            vars(relay)["_NAME"] = "tests.unit.bootstrap.next_window"
            way.hand_over(HANDED)
            way.leave(0, last.callback)
            return 0
        assert way.came == HANDED
        way.up()
        # Until the process before has gone.
        assert os.read(way.before, 1) == b""
        (folder / "program").write_text(Path(f"/proc/{os.getppid()}/cmdline").read_text("utf-8"))
        if (folder / "wait").exists():
            (folder / "waits").write_text(str(os.getpid()))
            # Reset, where what stood there had not read everything.
            with suppress(ConnectionResetError):
                assert os.read(way.start, 1) == b""
            (folder / "alone").touch()
        way.leave(CODE, last.callback)
        return CODE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
