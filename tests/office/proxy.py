# SPDX-License-Identifier: MIT
"""The way from each station to the server, which can be slow, stand still, or be cut.

``python -m tests.office.proxy PORT COUNT`` listens at so many ports, says them, and does what each
line of its input says: a number of a way, a word, and for how many seconds.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.workbench.postgres import HOST
from tests.workbench.processes import ROOT, tell

THERE, BACK, BOTH = "there", "back", "both"
SLOW, CUT = "slow", "cut"
FAULTS = (THERE, BACK, BOTH, SLOW, CUT)
"""Nothing goes on to the server, or back from it, or neither; all of it late; cut off at once."""

LATE_SECONDS = 0.15
"""Each way: so it is 300 ms there and back."""

_CHUNK, _MOMENT = 65_536, 0.02


@dataclass
class Way:
    """One way to the server, and what is wrong with it until when."""

    target: int
    listening: socket.socket = field(default_factory=lambda: socket.create_server((HOST, 0)))
    wrong: str = ""
    until: float = 0.0
    open: list[socket.socket] = field(default_factory=list)

    @property
    def port(self) -> int:
        """Where stations come in."""
        return int(self.listening.getsockname()[1])

    def serve(self) -> None:
        """Take whoever comes."""
        while True:
            came, _ = self.listening.accept()
            try:
                there = socket.create_connection((HOST, self.target))
            except OSError:
                came.close()
                continue
            self.open += [came, there]
            for source, goal, direction in ((came, there, THERE), (there, came, BACK)):
                pump = threading.Thread(target=self._pump, args=(source, goal, direction))
                pump.daemon = True
                pump.start()

    def be(self, wrong: str, seconds: float) -> None:
        """Let something be wrong for a time."""
        self.until, self.wrong = time.monotonic() + seconds, wrong
        if wrong == CUT:
            for each in self.open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
            self.open.clear()

    def _is(self, *wrong: str) -> bool:
        return self.wrong in wrong and time.monotonic() < self.until

    def _pump(self, source: socket.socket, goal: socket.socket, direction: str) -> None:
        with contextlib.suppress(OSError):
            while content := source.recv(_CHUNK):
                while self._is(direction, BOTH):
                    time.sleep(_MOMENT)
                if self._is(SLOW):
                    time.sleep(LATE_SECONDS)
                goal.sendall(content)
        for each in (source, goal):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


class Ways:
    """The ways as the harness sees them: a process of its own has them."""

    def __init__(self, process: subprocess.Popen[str], ports: Sequence[int]) -> None:
        self._process = process
        self.ports = tuple(ports)

    def be(self, way: int, wrong: str, seconds: float) -> None:
        """Let something be wrong with a way for a time."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{way} {wrong} {seconds}\n")
        self._process.stdin.flush()


@contextmanager
def ways(target: int, count: int) -> Iterator[Ways]:
    """Have so many ways to a server for a time."""
    words = [sys.executable, "-m", "tests.office.proxy", str(target), str(count)]
    pipe = subprocess.PIPE
    with subprocess.Popen(words, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        try:
            yield Ways(process, [int(each) for each in process.stdout.readline().split()])
        finally:
            process.kill()


def main(target: int, count: int) -> None:
    """Have the ways, until the input ends."""
    every = [Way(target) for _ in range(count)]
    for each in every:
        threading.Thread(target=each.serve, daemon=True).start()
    tell(*(each.port for each in every))
    for line in sys.stdin:
        number, wrong, seconds = line.split()
        every[int(number)].be(wrong, float(seconds))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
