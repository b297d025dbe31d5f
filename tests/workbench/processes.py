# SPDX-License-Identifier: MIT
"""Processes forked from this one, which has imported the program and opened nothing; and others.

Where nothing forks they are begun anew: what they do must then have a name in a module.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import IO, Any, Generic, NoReturn, ParamSpec, Self, TypeVar

from desk_app.store.disk.hygiene import private_ground
from tests.workbench.anew import Anew, Job, done

ROOT = Path(__file__).parents[2]
FORKS = hasattr(os, "fork")
OTHERS = 0o077
NOT_PROVED = "not proved here"
"""Under which name a test says what it would prove if this machine had what that takes."""
SIDE_BY_SIDE = 2
IN_ONE_PROCESS = 50

P = ParamSpec("P")
C = TypeVar("C")
R = TypeVar("R")
T = TypeVar("T")

Say = Callable[[str], None]


def is_private(path: Path) -> bool:
    """Whether its owner alone has rights on it; what Wine tells of rights, it makes up."""
    return sys.platform == "win32" or path.stat().st_mode & OTHERS == 0


class BrokenError(AssertionError):
    """A forked process ended with an exception that is no outcome of a trial."""


@dataclass(frozen=True, slots=True)
class _Call(Generic[T]):
    """A call under way in a forked process, and where it says what came of it."""

    pid: int
    says: Connection

    @classmethod
    def begun(cls, call: Callable[[], T]) -> _Call[T]:
        """Fork a process that makes a call."""
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _answer(writing, call)
        os.close(writing)
        return cls(pid, Connection(reading, writable=False))

    def result(self) -> T:
        """Wait for what the call returns; raises BrokenError."""
        with self.says, os.fdopen(os.dup(self.says.fileno()), "rb") as pipe:
            answer = pipe.read()
        os.waitpid(self.pid, 0)
        if not answer:
            raise BrokenError("a forked process ended without a word")
        good, value = pickle.loads(answer)  # noqa: S301  it comes from our own process
        if not good:
            raise BrokenError(value)
        result: T = value
        return result


def apart(call: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
    """Call a function in a forked process and return what it returns; raises BrokenError."""
    if not FORKS:
        with Looker() as looker:
            return looker.look(call, *words, **named)
    return _Call.begun(lambda: call(*words, **named)).result()


def spread(
    work: Callable[[C], R], shares: Sequence[C], ready: Callable[[], object] | None = None
) -> list[R]:
    """Return what the work makes of each share, in their order; one share is done here.

    As many processes run as there are processors, and a new one begins as soon as one has ended:
    whatever it kept goes with it, but for what ``ready`` has had loaded before the first begins.
    Raises BrokenError.
    """
    if len(shares) == 1:
        return [work(shares[0])]
    if ready is not None:
        ready()
    found: dict[int, R] = {}
    waiting, running = list(enumerate(shares)), dict[Any, tuple[int, _Call[R]]]()
    try:
        while waiting or running:
            while waiting and len(running) < SIDE_BY_SIDE:
                number, share = waiting.pop(0)
                call = _Call.begun(lambda share=share: work(share))  # type: ignore[misc]
                running[call.says] = number, call
            for says in wait(running):
                number, call = running.pop(says)
                found[number] = call.result()
    finally:
        for _, call in running.values():
            os.kill(call.pid, signal.SIGKILL)
            os.waitpid(call.pid, 0)
    return [found[number] for number in range(len(shares))]


def cut(number: int, largest: int) -> list[range]:
    """Return the numbers below one in shares of at most so many."""
    return [range(first, min(first + largest, number)) for first in range(0, number, largest)]


def in_fresh_processes(
    cases: Iterable[C],
    trial: Callable[[C], R],
    around: Callable[[], AbstractContextManager[object]] = nullcontext,
) -> list[R]:
    """Return what each case came to; a process that has opened nothing does some and ends.

    The cases are taken some at a time: they may be large.
    """
    remaining, found = iter(cases), list[R]()
    while some := list(islice(remaining, IN_ONE_PROCESS)):
        found += apart(_try_some, trial, around, some)
    return found


def _try_some(
    trial: Callable[[C], R], around: Callable[[], AbstractContextManager[object]], some: Sequence[C]
) -> list[R]:
    with around():
        return [trial(case) for case in some]


class Looker:
    """Has calls made as `apart` does, one after the other in one process that ends after some.

    A process that has opened nothing makes the first of them, and then the next some. Use it in a
    ``with`` block; what it calls, and with what, goes to the process by its name.
    """

    def __init__(self) -> None:
        self._process: _Forked | Anew | None = None
        self._left = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def look(self, call: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
        """Return what a call returns; raises BrokenError."""
        if self._left == 0:
            self._end()
        process = self._process = self._process or self._begun(call)
        self._left -= 1
        process.send((call, words, named))
        try:
            good, value = process.recv()
        except EOFError:
            self._end()
            raise BrokenError("a process of its own ended without a word") from None
        if not good:
            raise BrokenError(value)
        result: T = value
        return result

    def _begun(self, call: Callable[..., object]) -> _Forked | Anew:
        self._left = IN_ONE_PROCESS
        return _Forked.begun() if FORKS else Anew.next(_module_of(call))

    def _end(self) -> None:
        process, self._process, self._left = self._process, None, 0
        if process is not None:
            process.end()


def _module_of(call: object) -> str:
    """Return the module of a function, of a method, or of what a part of one calls."""
    while isinstance(call, partial):
        call = call.func
    return str(getattr(call, "__module__"))  # noqa: B009  whatever can be called has one


@dataclass(frozen=True, slots=True)
class _Forked:
    """A process forked from this one that makes one call after the other."""

    pid: int
    pipe: Connection[Any, Any]

    @classmethod
    def begun(cls) -> _Forked:
        """Fork it."""
        ours, theirs = Pipe()
        pid = os.fork()
        if pid == 0:
            ours.close()
            _look_on(theirs)
        theirs.close()
        return cls(pid, ours)

    def send(self, asked: object) -> None:
        """Ask for a call and its words."""
        self.pipe.send(asked)

    def recv(self) -> tuple[bool, Any]:
        """Return whether the call ended well and what it returned; raises EOFError."""
        answer: tuple[bool, Any] = self.pipe.recv()
        return answer

    def end(self) -> None:
        """Let it end by itself, and wait for that."""
        with self.pipe, contextlib.suppress(OSError):
            self.pipe.send(None)
        os.waitpid(self.pid, 0)


def _look_on(asked: Connection[Any, Any]) -> NoReturn:
    """Make the calls that are asked for until none is."""
    faulthandler.enable()
    while (wanted := asked.recv()) is not None:
        call, words, named = wanted
        try:
            answer = True, call(*words, **named)
        except BaseException:  # noqa: BLE001  it is told to the process that forked this one
            answer = False, traceback.format_exc()
        asked.send(answer)
    _end(0)


def _answer(writing: int, call: Callable[[], object]) -> NoReturn:
    faulthandler.enable()
    try:
        answer = pickle.dumps((True, call()))
    except BaseException:  # noqa: BLE001  it is told to the process that forked this one
        answer = pickle.dumps((False, traceback.format_exc()))
    with os.fdopen(writing, "wb") as pipe:
        pipe.write(answer)
    _end(0)


def _end(code: int) -> NoReturn:
    """End without what a Python process does at its end: it belongs to the parent."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


class Child:
    """A process that says lines and can be killed with everything it started."""

    def __init__(
        self, pid: int, pipe: IO[str], wait: Callable[[], object], job: Job | None
    ) -> None:
        self.pid = pid
        self._pipe, self._wait, self._job = pipe, wait, job

    @classmethod
    def forked(cls, work: Callable[[Say], object]) -> Child:
        """Fork a process of a group of its own that does some work."""
        if not FORKS:
            process = Anew.next(_module_of(work))
            process.send((work, None, None))
            return cls(process.process.pid, process.says(), process.end, process.job)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            os.setsid()
            _end(done(writing, work))
        os.close(writing)
        return cls(pid, os.fdopen(reading, encoding="ascii"), partial(os.waitpid, pid, 0), None)

    @classmethod
    def cold(cls, module: str, *words: str) -> Child:
        """Start a new Python with a module that says its lines on standard output."""
        process = subprocess.Popen(
            [sys.executable, "-m", module, *words],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            encoding="ascii",
            start_new_session=True,
        )
        assert process.stdout is not None
        job = None if FORKS else Job(process)
        return cls(process.pid, process.stdout, process.wait, job)

    @classmethod
    def killed_after(cls, word: str, work: Callable[[Say], object]) -> None:
        """Do some work in a forked process, and kill it as soon as it says a word."""
        child = cls.forked(work)
        said = child.line()
        child.kill()
        assert said == word, said

    def line(self) -> str:
        """Return the next line; empty where the process has ended."""
        line = self._pipe.readline()
        return line.rstrip("\n") if line.endswith("\n") else ""

    def kill(self) -> list[str]:
        """Kill the process and all it started; return the lines that it still said."""
        if self._job is not None:
            self._job.end()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        return self.rest()

    def rest(self) -> list[str]:
        """Wait for the end; return the lines that were not read."""
        with self._pipe as pipe:
            lines = [line.rstrip("\n") for line in pipe if line.endswith("\n")]
        self._wait()
        return lines


def tell(*words: object) -> None:
    """Say a line on standard output at once, to whoever waits for it."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


@contextmanager
def running(
    words: Sequence[str | Path],
    around: dict[str, str] | None = None,
    **pipes: Any,  # noqa: ANN401  as Popen takes them
) -> Iterator[subprocess.Popen[Any]]:
    """Keep a program running that asks nobody anything; it is ended, and waited for, at the end."""
    given = {"stdin": subprocess.DEVNULL, **pipes}
    process = subprocess.Popen(words, env=os.environ | (around or {}), **given)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def captured(folder: Path) -> Iterator[None]:
    """Let what this process writes on its way fall into a folder; it ends with the process.

    Standard output and error go to files there; logs and temporary files lie there as those of
    the program do, which a killed process leaves behind.
    """
    for name in ("temp", "logs", "said"):
        folder.joinpath(name).mkdir(parents=True, exist_ok=True)
    tempfile.tempdir = str(folder / "temp")
    os.environ["TMPDIR"] = tempfile.tempdir
    sys.stdout.flush()
    sys.stderr.flush()
    for handle in (1, 2):
        file = os.open(folder / "said" / f"{os.getpid()}-{handle}", os.O_WRONLY | os.O_CREAT)
        os.dup2(file, handle)
    with private_ground(folder / "logs" / "desk-app.log"):
        yield


@contextmanager
def other_content(path: Path, content: bytes | None) -> Iterator[Path]:
    """Let something else stand in a file, or nothing; then what stood there before."""
    before = path.read_bytes() if path.exists() else None
    _put(path, content)
    try:
        yield path
    finally:
        _put(path, before)


def _put(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(content)
