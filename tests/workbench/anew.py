# SPDX-License-Identifier: MIT
"""Processes begun anew where nothing forks, as on Windows: each is told by a pipe what to do.

What they do goes to them by its name in a module, and so does what it works on. The next one is
begun before it is asked for: it takes seconds there until Python has loaded the program.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import importlib
import io
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).parents[2]
Say = Callable[[str], None]
_EVERY_RIGHT = 0x1F0FFF
_KILLED = 9


class Job:
    """A process and all that it will start, which end together."""

    def __init__(self, process: subprocess.Popen[Any]) -> None:
        kernel = _kernel()
        self._job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        handle = ctypes.c_void_p(kernel.OpenProcess(_EVERY_RIGHT, 0, process.pid))
        if not kernel.AssignProcessToJobObject(self._job, handle):
            raise OSError(f"process {process.pid} goes into no job")
        kernel.CloseHandle(handle)

    def end(self) -> None:
        """End them all at once, in the midst of whatever they do."""
        _kernel().TerminateJobObject(self._job, _KILLED)


@cache
def _kernel() -> Any:  # noqa: ANN401  a library of ctypes
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009  known on Windows alone
    for call in (kernel.CreateJobObjectW, kernel.OpenProcess):
        call.restype = ctypes.c_void_p
    kernel.AssignProcessToJobObject.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    kernel.TerminateJobObject.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    return kernel


class Anew:
    """A process begun anew, which makes one call after the other, or does one work and says lines.

    It ends when nobody can ask it any more.
    """

    def __init__(self, modules: Sequence[str] = ()) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.workbench.anew", *modules],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.job = Job(self.process)

    @classmethod
    def next(cls, module: str) -> Anew:
        """Return one that has been begun, and begin another, which has loaded this module."""
        _modules.setdefault(module)
        taken = _ready.pop() if _ready else cls([*_modules])
        _ready.append(cls([*_modules]))
        return taken

    def send(self, asked: object) -> None:
        """Ask for a call and its words, for a work to be done, or for no more."""
        pipe = _must(self.process.stdin)
        pickle.dump(asked, pipe)
        pipe.flush()

    def recv(self) -> tuple[bool, Any]:
        """Return whether the call ended well and what it returned; raises EOFError."""
        answer: tuple[bool, Any] = pickle.load(_must(self.process.stdout))  # noqa: S301  our own
        return answer

    def says(self) -> IO[str]:
        """Return the pipe into which it says its lines."""
        return io.TextIOWrapper(_must(self.process.stdout), encoding="ascii")

    def end(self) -> None:
        """Let it end by itself, and wait for that."""
        with contextlib.suppress(OSError):
            _must(self.process.stdin).close()
        self.process.wait()
        _must(self.process.stdout).close()

    def kill(self) -> None:
        """End it in the midst of whatever it does, with all that it started."""
        self.job.end()
        self.process.wait()


_ready: list[Anew] = []
_modules: dict[str, None] = {}
"""What was asked for until now, in its order."""


@atexit.register
def _end_ready() -> None:
    while _ready:
        _ready.pop().kill()


def _must(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _main(modules: Sequence[str]) -> None:
    """Do what is asked on standard input; what the program itself prints goes with its errors."""
    says = os.dup(1)
    os.dup2(2, 1)
    for name in modules:
        importlib.import_module(name)
    while (asked := _asked()) is not None:
        call, words, named = asked
        if words is None:
            os._exit(done(says, call))
        try:
            answer = pickle.dumps((True, call(*words, **named)))
        except BaseException:  # noqa: BLE001  it is told to whoever asked
            answer = pickle.dumps((False, traceback.format_exc()))
        with os.fdopen(os.dup(says), "wb") as pipe:
            pipe.write(answer)


def _asked() -> Any:  # noqa: ANN401  whatever is called, with its words
    try:
        return pickle.load(sys.stdin.buffer)  # noqa: S301  it comes from who began this process
    except EOFError:
        return None


def done(says: int, work: Callable[[Say], object]) -> int:
    """Do a work that says lines into a pipe; return the code with which its process ends."""

    def say(words: str) -> None:
        os.write(says, f"{words}\n".encode("ascii"))

    try:
        work(say)
    except BaseException as error:  # noqa: BLE001  it is told as the last line
        say(broken(error))
        return 1
    return 0


def broken(error: BaseException) -> str:
    """Return the last line of a work that was broken off."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    code: Any = getattr(error, "code", "")
    return f"broken {type(error).__name__} {code} {Path(frame.filename).name}:{frame.lineno}"


if __name__ == "__main__":
    _main(sys.argv[1:])
