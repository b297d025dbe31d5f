# SPDX-License-Identifier: MIT
"""What is asked of Windows, proved against a kernel that is as strict as NTFS."""

from __future__ import annotations

import ctypes
import errno
import io
import os
import shutil
import sys
import tempfile
from contextlib import nullcontext, suppress
from pathlib import Path
from unittest.mock import Mock, patch

import pytest

from desk_app.bootstrap.systems import system_of
from desk_app.desk.errors import AlreadyOpen, DiskFull, NotADesk
from desk_app.letters.errors import MissingFont
from desk_app.letters.fonts import faces
from desk_app.store.disk import faults, hygiene, lock, places, small_files
from desk_app.store.startup.threshold import why_read_only
from desk_app.system import chosen, windows
from desk_app.system.linux import LINUX
from desk_app.system.macos import MACOS
from desk_app.system.ports import SessionNews, System, read_small
from desk_app.system.windows import PAUSES, WindowsFiles, WindowsTerminal, written_in_utf8
from tests.unit.system.fake_kernel import ACCESS_DENIED, FakeKernel


@pytest.fixture
def kernel() -> FakeKernel:
    return FakeKernel()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def files(kernel: FakeKernel, waited: list[float]) -> WindowsFiles:
    return WindowsFiles(kernel, waited.append)


@pytest.fixture
def there(kernel: FakeKernel, files: WindowsFiles, monkeypatch: pytest.MonkeyPatch) -> System:
    """The system everybody asks is Windows."""
    system = windows.windows(kernel)
    patient = System(
        files,
        system.locks,
        system.processes,
        system.terminal,
        system.screen,
        system.fonts,
        system.key_root,
    )
    monkeypatch.setattr(chosen, "_chosen", [patient])
    return patient


def test_each_platform_has_its_system() -> None:
    assert system_of("linux") is LINUX
    assert system_of("freebsd14") is LINUX
    assert system_of("darwin") is MACOS
    assert type(chosen.here().files) is type(system_of(sys.platform).files)


# Names.


def test_a_file_that_a_scanner_reads_for_a_moment_is_replaced(
    kernel: FakeKernel, files: WindowsFiles, waited: list[float], tmp_path: Path
) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_bytes(b"new")
    old.write_bytes(b"old")
    kernel.open[str(old)] = 2
    files.replace(new, old)
    assert old.read_bytes() == b"new"
    assert waited == list(PAUSES[:2])


def test_a_file_that_somebody_keeps_open_is_told_as_that_and_stands(
    there: System, kernel: FakeKernel, waited: list[float], tmp_path: Path
) -> None:
    page = tmp_path / "page"
    page.write_bytes(b"old")
    kernel.open[str(page)] = 1_000
    with pytest.raises(DiskFull) as stop:
        small_files.replace_file(page, b"new")
    assert stop.value.code == "file_in_use"
    assert page.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["page"]
    assert waited == list(PAUSES)


def test_what_is_no_matter_of_a_moment_is_not_tried_again(
    files: WindowsFiles, waited: list[float], tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        files.replace(tmp_path / "nothing", tmp_path / "else")
    assert waited == []


def test_a_name_that_something_has_is_not_taken(files: WindowsFiles, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).touch()
    with pytest.raises(FileExistsError):
        files.move(tmp_path / "one", tmp_path / "two")


def test_a_folder_with_an_open_file_gets_no_other_name(
    kernel: FakeKernel, files: WindowsFiles, tmp_path: Path
) -> None:
    """The planted failure: what stopped every start of the program on Windows."""
    folder = tmp_path / "new"
    folder.mkdir()
    kernel.open[str(folder / ".lock")] = 1_000
    with pytest.raises(OSError, match=os.strerror(errno.EACCES)) as stop:
        files.move(folder, tmp_path / "named")
    assert files.is_held_by_others(stop.value)


def test_the_folder_for_temporary_files_gets_its_lock_under_its_only_name(
    there: System, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moved: list[Path] = []
    monkeypatch.setattr(Path, "rename", lambda self, _: moved.append(self))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder, held = hygiene._locked_folder()
    assert hygiene.sweep(tmp_path) == 0
    assert (moved, folder.is_dir()) == ([], True)
    held.release()
    assert hygiene.sweep(tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_private_from_its_first_moment(
    there: System, kernel: FakeKernel, tmp_path: Path
) -> None:
    small_files.make_private_folder(tmp_path / "above" / "desk")
    small_files.make_private_folder(tmp_path / "above" / "desk")
    assert [name for _, name, _ in kernel.asked] == ["above", "desk"]
    for *_, rights in kernel.asked:
        # Nothing from above, and nothing for everybody.
        assert str(rights).startswith("D:P(")
        assert ";;;WD)" not in str(rights)
    (tmp_path / "file").touch()
    with pytest.raises(NotADesk):
        small_files.make_private_folder(tmp_path / "file")


def test_the_right_to_write_is_asked_for_itself(
    there: System, kernel: FakeKernel, tmp_path: Path
) -> None:
    """`os.access` would say yes to every folder there."""
    (tmp_path / "file").touch()
    kernel.open[str(tmp_path / "file")] = 1
    assert there.files.may_write(tmp_path / "file")
    assert there.files.may_write(tmp_path)
    assert not there.files.may_write(tmp_path / "nothing")
    assert why_read_only(tmp_path, tmp_path / "file") is None
    with patch.object(kernel, "may_write", return_value=ACCESS_DENIED):
        why = why_read_only(tmp_path)
    assert why is not None
    assert why.code == "read_only"


def test_what_somebody_has_open_is_not_opened_alone(
    there: System, kernel: FakeKernel, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert there.files.opens_alone(tmp_path / "file")
    kernel.open[str(tmp_path / "file")] = 1
    assert not there.files.opens_alone(tmp_path / "file")
    with pytest.raises(FileNotFoundError):
        there.files.opens_alone(tmp_path / "nothing")


def test_a_folder_that_is_not_flushed_stops_nothing(
    files: WindowsFiles, kernel: FakeKernel, tmp_path: Path
) -> None:
    files.flush_folder(tmp_path)
    assert kernel.asked == [("flush", tmp_path.name)]


def test_keys_have_a_root_of_their_own(there: System) -> None:
    desk, keys = places.usual_folder(), places.usual_key_folder()
    assert keys.parent.name == "desk_app_keys"
    assert not keys.is_relative_to(desk.parent)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (5, "file_in_use"),
        (32, "file_in_use"),
        (33, "file_in_use"),
        (19, "disk_read_only"),
        (21, "disk_failed"),
        (1117, "disk_failed"),
        (112, "disk_full"),
        (39, "disk_full"),
        (123, "no_place"),
        (206, "no_place"),
    ],
)
def test_its_numbers_are_told_by_what_they_mean(there: System, number: int, code: str) -> None:
    error = PermissionError(errno.EACCES, "said")
    error.winerror = number  # type: ignore[attr-defined] # of Windows alone
    known = faults.of_system(error)
    assert known is not None
    assert known.code == code


@pytest.mark.parametrize(("number", "told"), [(123, True), (206, True), (1921, True), (267, False)])
def test_a_folder_of_keys_that_can_have_no_name_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, *, told: bool
) -> None:
    """Too long, no name, a circle of links; a file in the way may be gone tomorrow."""
    (tmp_path / places.DESK_FILE).write_text('keys = "named"')
    usual = Path.stat

    def stat(path: Path, **how: bool) -> os.stat_result:
        if path.name == "named":
            error = OSError(errno.EINVAL, "said")
            error.winerror = number  # type: ignore[attr-defined] # of Windows alone
            raise error
        return usual(path, **how)

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(NotADesk, match="desk_file_unreadable") if told else nullcontext():
        places.key_folder(tmp_path)


def test_a_folder_where_a_file_should_be_is_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows calls it a file that may not be read."""
    monkeypatch.setattr(os, "open", Mock(side_effect=PermissionError(errno.EACCES, "said")))
    with pytest.raises(OSError, match=os.strerror(errno.EINVAL)):
        read_small(tmp_path, 1)
    with pytest.raises(PermissionError):
        read_small(tmp_path / "file", 1)


# Locks.


def test_windows_stay_together_and_nothing_is_replaced_meanwhile(
    there: System, tmp_path: Path
) -> None:
    first, second = lock.stay(tmp_path), lock.stay(tmp_path)
    with pytest.raises(AlreadyOpen), lock.alone(tmp_path):
        pytest.fail("a window is on the desk")
    first.release()
    second.release()
    with lock.alone(tmp_path), pytest.raises(AlreadyOpen):
        lock.stay(tmp_path)


def test_to_look_into_a_folder_that_is_not_there_makes_none(there: System, tmp_path: Path) -> None:
    lock.stay(tmp_path / "desk").release()
    assert list(tmp_path.iterdir()) == []


def test_readers_keep_out_who_writes_without_a_file_of_their_own(
    there: System, tmp_path: Path
) -> None:
    """A lock file is deleted there by whoever held it: readers find none."""
    readers = [lock.share(tmp_path) for _ in range(2)]
    for each in readers:
        with pytest.raises(AlreadyOpen):
            lock.hold(tmp_path)
        each.must_stand()
        each.release()
    held = lock.hold(tmp_path)
    # Where this is Windows itself, nobody can delete it meanwhile.
    with suppress(PermissionError):
        (tmp_path / lock.NAME).unlink(missing_ok=True)
    with pytest.raises(AlreadyOpen):
        lock.share(tmp_path)
    held.release()
    lock.share(tmp_path).release()
    assert there.locks.of_folder(tmp_path / "nothing", alone=True) is None


def test_a_lock_is_let_go_of_once(there: System, kernel: FakeKernel, tmp_path: Path) -> None:
    held = lock.stay(tmp_path)
    held.release()
    held.release()
    assert len(kernel.closed) == 1


# Streams.


def test_what_a_code_page_cannot_say_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as file, written_in_utf8(os.dup(file.fileno()), "stdout") as stream:
        stream.write("𠮷田 邉󠄐 \ud800")
    assert path.read_bytes().decode("utf-8") == "𠮷田 邉󠄐 \\ud800"


def test_a_reader_who_goes_away_is_a_broken_pipe() -> None:
    with pytest.raises(BrokenPipeError), windows.reader_gone_told():
        raise OSError(errno.EINVAL, "Invalid argument")
    with pytest.raises(OSError, match="No space") as stop, windows.reader_gone_told():
        raise OSError(errno.ENOSPC, "No space")
    assert stop.value.errno == errno.ENOSPC


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("山田 𠮷子\r\n".encode(), "山田 𠮷子"),
        ("\ufeff山田\n".encode(), "山田"),
        ("山田花子\r\n".encode("cp932"), "山田花子"),
        (b"", ""),
    ],
)
def test_names_in_a_pipe_are_read_in_either_encoding(
    kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch, typed: bytes, read: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="ascii"))
    assert WindowsTerminal(kernel, "cp932").next_line() == read


def test_a_program_without_a_console_has_streams_all_the_same(
    kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    WindowsTerminal(kernel).prepare()
    try:
        sys.stdout.write("nobody hears it")
        assert sys.stdin.read() == ""
    finally:
        for name in ("stdin", "stdout", "stderr"):
            getattr(sys, name).close()


def test_streams_that_somebody_put_there_stay(
    kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = io.StringIO()
    monkeypatch.setattr(sys, "stdout", mine)
    WindowsTerminal(kernel).prepare()
    assert sys.stdout is mine


def test_the_language_is_that_of_the_surroundings_else_of_windows(
    kernel: FakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert WindowsTerminal(kernel).language() == "ja-JP"
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert WindowsTerminal(kernel).language() == "en_GB.UTF-8"


# The rest of the desktop.


def test_the_task_bar_is_told_the_program_and_the_pipe_has_a_bare_name(
    there: System, kernel: FakeKernel
) -> None:
    there.screen.name_program("desk_app")
    assert kernel.asked == [("name", "desk_app")]
    assert there.screen.is_there()
    assert there.screen.session_news is SessionNews.MESSAGES
    assert there.screen.socket_name("desk-app-1", Path("private")) == "desk-app-1"
    assert not there.processes.hands_on_sockets


def test_a_drive_is_asked_for_by_its_root(files: WindowsFiles, kernel: FakeKernel) -> None:
    assert not files.is_remote(Path("desk"))
    kernel.remote = Path.cwd().anchor
    assert files.is_remote(Path("desk"))


def test_letters_are_drawn_with_the_fonts_that_are_there(
    there: System, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Linux's set-up brings all six; a Windows of an office has two of them at most."""
    whole = system_of(sys.platform).fonts.folders()
    found = {path.name: path for folder in whole for path in faces._files_in(folder).values()}
    for name in ("BIZUDPMincho-Regular.ttf", "BIZUDPGothic-Regular.ttf", "BIZUDPGothic-Bold.ttf"):
        shutil.copy(found[name], tmp_path)
    monkeypatch.setattr(type(there.fonts), "folders", lambda _: (tmp_path,))
    faces.typefaces.cache_clear()
    with pytest.raises(MissingFont):
        faces.typefaces()
    shutil.copy(found["BIZUDGothic-Regular.ttf"], tmp_path)
    faces._files_in.cache_clear()
    drawn = faces.typefaces()
    assert drawn.mincho.find("山").face == 0
    monkeypatch.setattr(type(there.fonts), "all_brought", True)
    faces.typefaces.cache_clear()
    with pytest.raises(MissingFont):
        faces.typefaces()
    faces.typefaces.cache_clear()


def test_a_process_is_bounded_by_a_job_or_told_that_it_is_not(
    kernel: FakeKernel, there: System
) -> None:
    there.processes.bound(1_000, 60)
    assert kernel.asked[-1] == ("bound", 1_000, 60)
    with pytest.raises(OSError, match="job"):
        there.processes.bound(0, 60)


def test_the_limits_of_a_job_are_as_large_as_windows_has_them() -> None:
    assert ctypes.sizeof(windows._JobLimits) == 144
    assert windows._JobLimits.process_memory.offset == 112
