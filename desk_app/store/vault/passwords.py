# SPDX-License-Identifier: MIT
"""Passwords: what they must be, and the pause that wrong ones make grow."""

from __future__ import annotations

import contextlib
import json
import math
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from filelock import FileLock, Timeout

from desk_app.desk.errors import AlreadyOpen, BadInput, DiskFull, WrongPassword
from desk_app.records.desk.sheets import Tried
from desk_app.store.disk.small_files import replace_file
from desk_app.system.ports import read_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path


LEAST_CHARACTERS = 12
_ROWS = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "いろはにほへとちりぬるをわかよたれそつねならむ",
    "あいうえおかきくけこさしすせそたちつてと",
)
_COMMON = (
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "letmein",
    "welcome",
    "administrator",
    "admin",
    "iloveyou",
    "sunshine",
    "football",
    "baseball",
    "princess",
    "superman",
    "trustno1",
    "changeme",
    "sakura",
    "doraemon",
    "pokemon",
    "arigato",
    "nihongo",
    "パスワード",
    "ぱすわーど",
)
_LEAST_DIFFERENT = 5
_LEGAL_FORMS = (
    "株式会社",
    "有限会社",
    "合同会社",
    "corporation",
    "company",
    "co.,ltd.",
    "ltd.",
    "inc.",
)


_LEAST_GUESSES = 10**10
"""The highest class of `zxcvbn`: with the cost of a try, many years of guessing on one core."""

_MOST_CHARACTERS_LOOKED_AT = 72
"""More take it too long, and are long enough."""


def check_password(password: str, names: Iterable[str] = ()) -> None:
    """Refuse a password that is short, common, or made of a name (company, desk, the user's own).

    Raises BadInput with ``password_short``, ``password_common`` or ``password_name``.
    """
    if len(password) < LEAST_CHARACTERS:
        raise BadInput("password_short", {"least": LEAST_CHARACTERS}, place="password")
    folded = _fold(password)
    if len(set(folded)) < _LEAST_DIFFERENT or _runs_along(folded) or _is_common(folded):
        raise BadInput("password_common", place="password")
    cores = [_core(name) for name in names]
    if any(_is_mostly(folded, core) for core in cores):
        raise BadInput("password_name", place="password")
    if _guesses(password, cores) < _LEAST_GUESSES:
        raise BadInput("password_common", place="password")


def _guesses(password: str, names: Sequence[str]) -> int:
    """Return about how many guesses a password lasts against somebody who knows these names."""
    # Its lists take a quarter of a second to load: nobody who only signs in waits for them.
    from zxcvbn import zxcvbn  # noqa: PLC0415  no start asks before a new password

    looked_at = unicodedata.normalize("NFKC", password)[:_MOST_CHARACTERS_LOOKED_AT]
    return int(zxcvbn(looked_at, user_inputs=[name for name in names if name])["guesses"])


def _fold(text: str) -> str:
    """Return a key for comparing; the password itself is never changed."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _core(name: str) -> str:
    """Return what people call a company by: its name without the legal form."""
    core = _fold(name)
    for form in _LEGAL_FORMS:
        core = core.removeprefix(form).removesuffix(form)
    return core


def _runs_along(folded: str) -> bool:
    rows = (*_ROWS, *(row[::-1] for row in _ROWS))
    return any(folded in row * 2 for row in rows)


def _is_common(folded: str) -> bool:
    return any(_is_mostly(folded, word) for word in _COMMON)


def _is_mostly(folded: str, word: str) -> bool:
    """Return whether little more than the word, once or several times, is left of a password."""
    least = 3
    if len(word) < least or word not in folded:
        return False
    rest = folded.replace(word, "")
    return len(rest) < LEAST_CHARACTERS - least and not _is_phrase(rest)


def _is_phrase(rest: str) -> bool:
    """Return whether what is left is itself varied: letters, not the usual digits and signs."""
    return len({sign for sign in rest if sign.isalpha()}) >= _LEAST_DIFFERENT


# Wrong passwords counted, so that the pause before the next try grows: one count for a desk
# (T39).


NAME = "tries.json"
LOCK = "tries.lock"
LONGEST_PAUSE = 64
"""Seconds: whoever is meant to come in never waits longer for somebody else's guesses."""

_MOST_DOUBLINGS = 6
_WAITS_SECONDS, _LOOKS_EVERY_SECONDS = 30, 0.01
_MOST_BYTES = 1024
_UNREADABLE = (OSError, ValueError, OverflowError, RecursionError)


class _Count(NamedTuple):
    """Wrong tries since the last good one, and all of them; who tried is not known.

    ``turn`` says how often the count was written, ``at`` when: in seconds since this machine was
    started; nothing in a count of an earlier version.
    """

    wrong: int = 0
    ever: int = 0
    turn: int = 0
    at: float | None = None


class Tries:
    """The tries at one desk; whose password was tried makes no difference, nor whether he exists.

    ``seconds`` tells the seconds since this machine was started, the same to all its processes; no
    clock that is set changes them. ``must_exist`` says whether the desk is one whose count was made
    with it, so that a missing one was lost; it is asked where there is none.
    """

    def __init__(
        self, keys: Path, seconds: Callable[[], float], must_exist: Callable[[], bool]
    ) -> None:
        """Take the folder of the keys, which may not be there."""
        self._path = keys / NAME
        self._seconds = seconds
        self._must_exist = must_exist
        self._unwritten: _Count | None = None

    def pause(self) -> int:
        """Return how many whole seconds must still pass before the next try; 0 for none."""
        return self._left(self._count())

    @property
    def tried(self) -> Tried:
        """Return what the journal is told of: how many were refused ever, and the count's turn."""
        count = self._count()
        return Tried(count.ever, None if self._unwritten is not None else count.turn)

    @contextlib.contextmanager
    def counted(self) -> Iterator[None]:
        """Let a password be tried, and count what came of it.

        The block tries it and does nothing more: tries at other windows and commands wait for it.
        Raises WrongPassword, without a try while the pause lasts.
        """
        with self._alone():
            self.must_be_over()
            try:
                yield
            except WrongPassword:
                self._keep(self._count().wrong + 1, 1)
                raise
            self._keep(0, 0)

    def must_be_over(self) -> None:
        """Go on only where no pause lasts; raises WrongPassword with its ``seconds``."""
        left = self.pause()
        if left:
            raise WrongPassword("try_too_soon", {"seconds": left})

    def _left(self, count: _Count) -> int:
        if not count.wrong or count.at is None:
            return 0
        whole = min(1 << min(count.wrong, _MOST_DOUBLINGS), LONGEST_PAUSE)
        now = self._seconds()
        # A moment still to come is one before this machine was started again.
        passed = now - count.at if now >= count.at else max(now, 0.0)
        return max(math.ceil(whole - passed), 0)

    def _count(self) -> _Count:
        """Return the count of all processes, or the one that found no room since."""
        found = _read(self._path)
        mine = self._unwritten
        if mine is not None and (found is None or mine.turn >= found.turn):
            return mine
        if found is None:
            if not self._must_exist():
                return _Count()
            found = _Count(wrong=_MOST_DOUBLINGS)
        if found.at is None:
            found = found._replace(at=self._seconds())
            self._write(found)
        return found

    def _keep(self, wrong: int, more: int) -> None:
        """Count on in memory where the disk takes nothing: nobody is kept out for that."""
        before = self._count()
        self._write(_Count(wrong, before.ever + more, before.turn + 1, self._seconds()))

    def _write(self, count: _Count) -> None:
        self._unwritten = count
        if self._path.parent.exists():
            with contextlib.suppress(DiskFull, OSError):
                replace_file(self._path, _content(count))
                self._unwritten = None

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Let one process at a time try; where nothing can be written, nobody can count either.

        Raises AlreadyOpen where others try for longer than anybody types.
        """
        with contextlib.ExitStack() as held:
            if self._path.parent.exists():
                lock = FileLock(self._path.with_name(LOCK), mode=0o600)
                try:
                    lock.acquire(timeout=_WAITS_SECONDS, poll_interval=_LOOKS_EVERY_SECONDS)
                except Timeout:
                    raise AlreadyOpen from None
                except OSError:
                    lock.release(force=True)
                else:
                    held.callback(lock.release)
            yield


def begin(keys: Path) -> None:
    """Begin the count of a desk, with its keys; raises DiskFull."""
    replace_file(keys / NAME, _content(_Count(at=0.0)))


def _content(count: _Count) -> bytes:
    return json.dumps(count._asdict()).encode("ascii")


def _read(path: Path) -> _Count | None:
    """Return the count of a file; nothing where there is none, or none that can be read."""
    try:
        found = json.loads(read_small(path, _MOST_BYTES))
        wrong, ever = found["wrong"], found.get("ever", 0)
        turn, at = found.get("turn", 0), found.get("at")
        at = None if at is None else float(at)
    except (*_UNREADABLE, KeyError, TypeError, AttributeError):
        return None
    if not all(type(each) is int and each >= 0 for each in (wrong, ever, turn)):
        return None
    return _Count(wrong, max(wrong, ever), turn, at if at is None or math.isfinite(at) else None)
