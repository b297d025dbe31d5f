# SPDX-License-Identifier: MIT
"""Windows: names that readers hold fast, rights that folders hand down, a kernel asked by number.

Everything goes through `Kernel`, so that what is asked of it can be proved without Windows.
"""

from __future__ import annotations

import ctypes
import errno
import io
import locale
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from typing_extensions import override

from desk_app.system.ports import SessionNews, System, number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk_app.system.ports import KernelLock, T

IN_USE = frozenset({5, 32, 33})
"""ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION: nearly always somebody reads.

The first is also said of what may not be written; a second try costs a moment and changes nothing.
"""

PAUSES = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32)
"""Seconds between tries: a scanner lets go within one, a person who reads does not."""

_SHARING_VIOLATION, _LOCK_VIOLATION, _ALREADY_EXISTS = 32, 33, 183
_NOT_KNOWN = frozenset({1, 50})
"""ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED: a place without locks."""

_NOBODY_ELSE = "D:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;FA;;;OW)"
"""Nothing from above; the owner, the system and its administrators, and all that comes below."""


class Kernel(Protocol):
    """The calls that are asked; each number is 0 or that of an error."""

    def move(self, source: str, target: str, *, over: bool) -> int:
        """MoveFileExW, written through to the disk; ``over`` what has the name."""
        ...

    def make_folder(self, folder: str, rights: str) -> int:
        """CreateDirectoryW with these rights, in the words of a security descriptor."""
        ...

    def flush_folder(self, folder: str) -> int:
        """FlushFileBuffers on a folder."""
        ...

    def lock(self, path: str, *, alone: bool, new: bool) -> tuple[int, int]:
        """CreateFileW, which keeps others from deleting it, and LockFileEx: handle and number."""
        ...

    def hold_folder(self, folder: str, *, alone: bool) -> tuple[int, int]:
        """CreateFileW of a folder, by whoever writes or by readers: handle and number."""
        ...

    def close(self, handle: int) -> None:
        """CloseHandle."""
        ...

    def may_write(self, path: str) -> int:
        """CreateFileW of what is there, for writing or for making files in it; closed at once."""
        ...

    def opens_alone(self, path: str) -> int:
        """CreateFileW of a file that nobody else has open meanwhile; closed at once."""
        ...

    def is_remote(self, root: str) -> bool:
        """GetDriveTypeW."""
        ...

    def bound(self, memory: int, seconds: int) -> int:
        """CreateJobObjectW, SetInformationJobObject, AssignProcessToJobObject of this process."""
        ...

    def language(self) -> str:
        """GetUserDefaultUILanguage, as a tag."""
        ...

    def name_program(self, name: str) -> None:
        """SetCurrentProcessExplicitAppUserModelID."""
        ...


class WindowsFiles:
    """Files that others hold fast for a moment, in folders whose rights they take."""

    def __init__(self, kernel: Kernel, wait: Callable[[float], object] = time.sleep) -> None:
        self._kernel = kernel
        self._wait = wait

    def make_folder(self, folder: Path) -> None:
        """Make each folder that is not there with rights for nobody else.

        The mode that Python is given does that only in the newest of its versions.
        """
        if folder.is_dir():
            return
        if folder.parent != folder:
            self.make_folder(folder.parent)
        number = self._kernel.make_folder(_long(folder), _NOBODY_ELSE)
        if number == _ALREADY_EXISTS and folder.is_dir():
            return
        _check(number, folder)

    def keep_private(self) -> None:
        """Do nothing: a file has the rights of its folder."""

    def replace(self, source: Path, target: Path) -> None:
        """Give a file another's name, and come back when the disk has it."""
        self._move(source, target, over=True)

    def move(self, source: Path, target: Path) -> None:
        """Give a file or folder a name that nothing has, and come back when the disk has it."""
        self._move(source, target, over=False)

    def patiently(self, act: Callable[[], T]) -> T:
        """Try again where somebody is in the way, for less than a second."""
        for pause in PAUSES:
            try:
                return act()
            except OSError as error:
                if not self.is_held_by_others(error):
                    raise
            self._wait(pause)
        return act()

    def flush_folder(self, folder: Path) -> None:
        """Flush the folder where Windows does it: its names are kept by the journal of NTFS."""
        self._kernel.flush_folder(_long(folder))

    def is_own(self, folder: Path) -> bool:
        """Return yes: the folder of temporary files is each user's own."""
        del folder
        return True

    def may_write(self, place: Path) -> bool:
        """Ask for the right itself: `os.access` sees only whether a file is marked as read-only."""
        number = self._kernel.may_write(_long(place))
        return number in {0, _SHARING_VIOLATION}

    def is_remote(self, place: Path) -> bool:
        """Ask what kind of drive the place is on."""
        root = Path(os.path.realpath(place)).anchor
        return self._kernel.is_remote(root if root.endswith(os.sep) else root + os.sep)

    def opens_alone(self, path: Path) -> bool:
        """Open it with nothing shared."""
        number = self._kernel.opens_alone(_long(path))
        if number == _SHARING_VIOLATION:
            return False
        _check(number, path)
        return True

    def is_held_by_others(self, error: OSError) -> bool:
        """Return whether the number is one of those that a reader brings about."""
        return number_of(error) in IN_USE

    def _move(self, source: Path, target: Path, *, over: bool) -> None:
        def moved() -> None:
            _check(self._kernel.move(_long(source), _long(target), over=over), source, target)

        self.patiently(moved)


class WindowsLocks:
    """Locks on files that can be shared; nobody can delete such a file. A folder is held open."""

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def of_file(self, path: Path, *, alone: bool, new: bool) -> KernelLock | None:
        """Lock a file's first byte, as `filelock` does."""
        handle, number = self._kernel.lock(_long(path), alone=alone, new=new)
        if number == _LOCK_VIOLATION:
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        if number in _NOT_KNOWN:
            return None
        _check(number, path)
        return _HandleLock(self._kernel, handle)

    def of_folder(self, folder: Path, *, alone: bool) -> KernelLock | None:
        """Hold a folder open: readers keep out who writes there, and the other way round.

        Two who would write are kept apart by the lock file, which cannot be deleted while it is
        held. Who only reads makes no such file, and may find none.
        """
        handle, number = self._kernel.hold_folder(_long(folder), alone=alone)
        if number == _SHARING_VIOLATION:
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        return None if number else _HandleLock(self._kernel, handle)


class _HandleLock:
    def __init__(self, kernel: Kernel, handle: int) -> None:
        self._kernel = kernel
        self._handle: int | None = handle

    def is_at(self, path: Path) -> bool:
        """Return yes: nobody can take the name from it."""
        del path
        return True

    def release(self) -> None:
        handle, self._handle = self._handle, None
        if handle is not None:
            self._kernel.close(handle)


class WindowsProcesses:
    """Processes that end with what they have open; a crash is the system's to report."""

    hands_on_sockets = False

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def bound(self, memory: int, seconds: int) -> None:
        """Put the process into a job of its own that may not have more; raises OSError."""
        number = self._kernel.bound(memory, seconds)
        if number:
            raise _error(number, "job")

    def dump_no_core(self) -> None:
        """Do nothing: no memory is written unless the machine's owner asks for it."""

    def adopt_orphans(self) -> None:
        """Do nothing: nobody hands on a window there."""


class WindowsTerminal:
    """A console, or pipes and files, which are UTF-8 where this program writes them."""

    def __init__(self, kernel: Kernel, code_page: str = "") -> None:
        """Take how a pipe's lines are read that are no UTF-8; by default as Windows is set."""
        self._kernel = kernel
        self._code_page = code_page

    def language(self) -> str:
        """Return what the surroundings say, else the language of the user's Windows."""
        said = next((os.environ[name] for name in ("LC_ALL", "LANG") if os.environ.get(name)), "")
        return said or self._kernel.language()

    def prepare(self) -> None:
        """Write UTF-8 into pipes and files, and end where nobody reads any more.

        A program without a console has no streams at all: what it prints goes nowhere. Streams that
        somebody put in the place of Python's stay.
        """
        for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
            stream = getattr(sys, name)
            if stream is None:
                nothing = os.open(os.devnull, os.O_RDWR)
                setattr(sys, name, os.fdopen(nothing, mode, encoding="utf-8"))
            elif mode == "w" and stream is getattr(sys, f"__{name}__") and not stream.isatty():
                stream.flush()
                setattr(sys, name, written_in_utf8(stream.fileno(), name))

    def next_line(self) -> str:
        """Return the next line, whose bytes are UTF-8 or what the code page makes of them."""
        bytes_of = getattr(sys.stdin, "buffer", None)
        if bytes_of is None or sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        line: bytes = bytes_of.readline().removeprefix(b"\xef\xbb\xbf").rstrip(b"\r\n")
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            page = self._code_page or locale.getpreferredencoding(do_setlocale=False)
            return line.decode(page, errors="replace")


def written_in_utf8(number: int, name: str) -> io.TextIOWrapper:
    """Return a stream over a file number, in UTF-8; what is no character at all is escaped."""
    pipe = io.BufferedWriter(_Pipe(number, "w", closefd=False))
    told_at_once = name == "stderr"
    return io.TextIOWrapper(
        pipe, encoding="utf-8", errors="backslashreplace", line_buffering=told_at_once
    )


class _Pipe(io.FileIO):
    """A pipe whose reader may go away."""

    @override
    def write(self, content: Any) -> int:  # anything with a buffer
        with reader_gone_told():
            return super().write(content)


@contextmanager
def reader_gone_told() -> Iterator[None]:
    """Raise BrokenPipeError where Windows calls it an argument that is not valid."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from None
        raise


class WindowsScreen:
    """The desktop of Windows."""

    session_news = SessionNews.MESSAGES
    counts_fine_pixels = False
    has_command_key = False

    def __init__(self, kernel: Kernel) -> None:
        self._kernel = kernel

    def is_there(self) -> bool:
        """Return yes: there is always one."""
        return True

    def socket_name(self, name: str, private: Path) -> str:
        """Return the bare name, of a pipe."""
        del private
        return name

    def name_program(self, name: str) -> None:
        """Let the task bar show the program and not Python."""
        self._kernel.name_program(name)


class WindowsFonts:
    """Fonts of Windows, which lack some that letters would like to have."""

    all_brought = False

    def folders(self) -> tuple[Path, ...]:
        """Return the user's folder and the system's."""
        local = Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Microsoft/Windows/Fonts"
        return (local, Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts")


def windows(kernel: Kernel | None = None) -> System:
    """Return Windows, asked through a kernel; by default the one that runs."""
    asked = kernel or NativeKernel()
    return System(
        files=WindowsFiles(asked),
        locks=WindowsLocks(asked),
        processes=WindowsProcesses(asked),
        terminal=WindowsTerminal(asked),
        screen=WindowsScreen(asked),
        fonts=WindowsFonts(),
        key_root="desk_app_keys",
    )


def _check(number: int, *paths: Path) -> None:
    """Raise the OSError of a number, as Python does for its own calls; go on for 0."""
    if number:
        raise _error(number, *map(str, paths))


def _error(number: int, first: str, second: str | None = None) -> OSError:
    # On Windows alone Python takes the fourth argument, and finds number and class by it.
    known = OSError(_ERRNO.get(number, errno.EACCES), "", first, number, second)
    error = type(known)(known.errno, os.strerror(known.errno or 0), first, number, second)
    if number_of(error) != number:
        error.winerror = number  # type: ignore[attr-defined]  # there on Windows alone
    return error


_ERRNO = {2: errno.ENOENT, 3: errno.ENOENT, 39: errno.ENOSPC, 112: errno.ENOSPC}
_ERRNO |= {80: errno.EEXIST, _ALREADY_EXISTS: errno.EEXIST}


def _long(path: Path) -> str:
    """Return a path's whole name, which may be longer than 260 characters where it is marked so."""
    whole = os.path.abspath(path)  # noqa: PTH100  links stay what they are
    if len(whole) < _SHORT or whole.startswith("\\\\"):
        return whole
    return f"\\\\?\\{whole}"


_SHORT = 248
"""The longest name of a folder that every call takes as it stands."""


class NativeKernel:
    """The kernel itself, by `ctypes`."""

    def __init__(self) -> None:
        # The stubs know these on Windows alone.
        load: Callable[..., Any] = getattr(ctypes, "WinDLL")  # noqa: B009  see above
        self._last: Callable[[], int] = getattr(ctypes, "get_last_error")  # noqa: B009  see above
        self._load = load
        self._kernel = load("kernel32", use_last_error=True)
        self._kernel.CreateFileW.restype = ctypes.c_void_p
        self._kernel.CreateFileW.argtypes = [
            ctypes.c_wchar_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_void_p,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_void_p,
        ]
        self._kernel.LockFileEx.argtypes = [
            ctypes.c_void_p,
            *[ctypes.c_uint32] * 4,
            ctypes.c_void_p,
        ]
        for call in (self._kernel.CloseHandle, self._kernel.FlushFileBuffers):
            call.argtypes = [ctypes.c_void_p]
        self._kernel.LocalFree.argtypes = [ctypes.c_void_p]

    def move(self, source: str, target: str, *, over: bool) -> int:
        """Move with MOVEFILE_WRITE_THROUGH, and MOVEFILE_REPLACE_EXISTING where asked."""
        # Whoever listens to what Python renames hears of this too.
        sys.audit("os.rename", source, target, -1, -1)
        flags = _WRITE_THROUGH | (_REPLACE_EXISTING if over else 0)
        return self._number(self._kernel.MoveFileExW(source, target, flags))

    def make_folder(self, folder: str, rights: str) -> int:
        """Make a folder that is private from its first moment."""
        written = ctypes.c_void_p()
        words = self._load("advapi32", use_last_error=True)
        convert = words.ConvertStringSecurityDescriptorToSecurityDescriptorW
        convert.argtypes = [ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_void_p, ctypes.c_void_p]
        if not convert(rights, _REVISION, ctypes.byref(written), None):
            return self._last()
        try:
            given = _Rights(ctypes.sizeof(_Rights), written, 0)
            return self._number(self._kernel.CreateDirectoryW(folder, ctypes.byref(given)))
        finally:
            self._kernel.LocalFree(written)

    def flush_folder(self, folder: str) -> int:
        """Flush a folder opened for writing."""
        handle = self._opened(folder, _WRITE, _SHARE_ALL, _OPEN_EXISTING, _BACKUP_SEMANTICS)
        if handle is None:
            return self._last()
        try:
            return self._number(self._kernel.FlushFileBuffers(handle))
        finally:
            self._kernel.CloseHandle(handle)

    def lock(self, path: str, *, alone: bool, new: bool) -> tuple[int, int]:
        """Open a file for others too, but not to be deleted, and lock its first byte at once."""
        handle = self._opened(
            path,
            _READ | (_WRITE if new else 0),
            _SHARE_READ_WRITE,
            _OPEN_ALWAYS if new else _OPEN_EXISTING,
            0,
        )
        if handle is None:
            return 0, self._last()
        flags = _AT_ONCE | (_ALONE if alone else 0)
        at = _Overlapped()
        number = self._number(self._kernel.LockFileEx(handle, flags, 0, 1, 0, ctypes.byref(at)))
        if number:
            self.close(handle)
        return handle, number

    def hold_folder(self, folder: str, *, alone: bool) -> tuple[int, int]:
        """Open a folder to list it, and to make files in it, which readers do not share."""
        access = _LIST_FOLDER | (_WRITE_DATA if alone else 0)
        share = _SHARE_READ_WRITE if alone else _SHARE_READ
        handle = self._opened(folder, access, share, _OPEN_EXISTING, _BACKUP_SEMANTICS)
        return (0, self._last()) if handle is None else (handle, 0)

    def close(self, handle: int) -> None:
        """Close it; its lock goes with it."""
        self._kernel.CloseHandle(handle)

    def may_write(self, path: str) -> int:
        """Open it for FILE_WRITE_DATA, which is FILE_ADD_FILE of a folder, and close it."""
        handle = self._opened(path, _WRITE_DATA, _SHARE_ALL, _OPEN_EXISTING, _BACKUP_SEMANTICS)
        if handle is None:
            return self._last()
        self.close(handle)
        return 0

    def opens_alone(self, path: str) -> int:
        """Open it for reading, for nobody else, and close it."""
        handle = self._opened(path, _READ, 0, _OPEN_EXISTING, 0)
        if handle is None:
            return self._last()
        self.close(handle)
        return 0

    def is_remote(self, root: str) -> bool:
        """Ask for DRIVE_REMOTE."""
        return int(self._kernel.GetDriveTypeW(ctypes.c_wchar_p(root))) == _DRIVE_REMOTE

    def bound(self, memory: int, seconds: int) -> int:
        """Limit memory and user time of this process, in a job that ends with it."""
        self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._kernel.GetCurrentProcess.restype = ctypes.c_void_p
        for call in (self._kernel.SetInformationJobObject, self._kernel.AssignProcessToJobObject):
            call.restype = ctypes.c_int
        job = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))
        if not job.value:
            return self._last()
        limits = _JobLimits(
            user_time=seconds * _TICKS, flags=_LIMIT_MEMORY | _LIMIT_TIME, process_memory=memory
        )
        size = ctypes.c_uint32(ctypes.sizeof(limits))
        told = self._kernel.SetInformationJobObject(
            job, ctypes.c_int(_EXTENDED_LIMITS), ctypes.byref(limits), size
        )
        if not told:
            return self._last()
        own = ctypes.c_void_p(self._kernel.GetCurrentProcess())
        return self._number(self._kernel.AssignProcessToJobObject(job, own))

    def language(self) -> str:
        """Return the tag of the user's language."""
        name = ctypes.create_unicode_buffer(_NAME_CHARACTERS)
        number = self._kernel.GetUserDefaultUILanguage() & 0xFFFF
        self._kernel.LCIDToLocaleName(number, name, _NAME_CHARACTERS, 0)
        return name.value

    def name_program(self, name: str) -> None:
        """Say it to the shell; what it answers changes nothing."""
        self._load("shell32").SetCurrentProcessExplicitAppUserModelID(ctypes.c_wchar_p(name))

    def _opened(self, path: str, access: int, share: int, how: int, flags: int) -> int | None:
        handle = self._kernel.CreateFileW(path, access, share, None, how, flags, None)
        return None if handle in (None, _NO_HANDLE) else int(handle)

    def _number(self, done: int) -> int:
        return 0 if done else self._last()


class _Rights(ctypes.Structure):
    """SECURITY_ATTRIBUTES."""

    _fields_ = (
        ("length", ctypes.c_uint32),
        ("descriptor", ctypes.c_void_p),
        ("inherited", ctypes.c_int),
    )


class _Overlapped(ctypes.Structure):
    """OVERLAPPED; all of it is 0: the first byte."""

    _fields_ = (
        ("internal", ctypes.c_void_p),
        ("internal_high", ctypes.c_void_p),
        ("offset", ctypes.c_uint32),
        ("offset_high", ctypes.c_uint32),
        ("event", ctypes.c_void_p),
    )


class _JobLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION, with all that it is made of."""

    _fields_ = (
        ("user_time", ctypes.c_int64),
        ("job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


_EXTENDED_LIMITS = 9
_LIMIT_TIME, _LIMIT_MEMORY = 0x2, 0x100
_TICKS = 10_000_000
"""In a second, as Windows counts time."""

_NO_HANDLE = ctypes.c_void_p(-1).value
_READ, _WRITE = 0x80000000, 0x40000000
_LIST_FOLDER, _WRITE_DATA = 1, 2
_SHARE_READ, _SHARE_READ_WRITE, _SHARE_ALL = 1, 3, 7
_OPEN_EXISTING, _OPEN_ALWAYS = 3, 4
_BACKUP_SEMANTICS = 0x02000000
_REPLACE_EXISTING, _WRITE_THROUGH = 1, 8
_AT_ONCE, _ALONE = 1, 2
_DRIVE_REMOTE = 4
_REVISION = 1
_NAME_CHARACTERS = 85
