# SPDX-License-Identifier: MIT
"""The start of the program: its private ground, its window, or the work without a display."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.bootstrap import standing_in
from desk_app.cli.exit_codes import Exit, exit_code
from desk_app.desk.errors import BadInput, Cancelled, DiskFull, KnownError, NotADesk
from desk_app.store.disk import hygiene, places
from desk_app.store.disk.small_files import make_private_folder
from desk_app.store.startup.threshold import holds_desk, is_begun
from desk_app.system.chosen import here

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager, ExitStack

    from desk_app.bootstrap.entrance import LocalEntrance


_NAME = "desk_app"
"""What the task bar of Windows takes the program's windows together by."""


def private_ground() -> AbstractContextManager[None]:
    """Return the block in which the program runs: what it writes is private and swept."""
    here().terminal.prepare()
    return hygiene.private_ground(places.fault_log())


def wants_window(words: Sequence[str]) -> bool:
    """Return whether the words name no command, but at most what the window is to show."""
    named = standing_in.words_of_desk(words)
    return not named or named == ["--demo"] or window_desk(named) is not None


def window_desk(words: Sequence[str]) -> Path | None:
    """Return the folder of another desk than this computer's that the window is to show."""
    match list(words):
        case ["--desk", folder]:
            return Path(folder)
        case [word] if word.startswith("--desk="):
            return Path(word.removeprefix("--desk="))
        case _:
            return None


def open_window(words: Sequence[str], last: ExitStack) -> int:
    """Open the window on a desk: this computer's, one named, or with ``--demo`` a sample.

    Without a display the main job is done on a sample desk, and the folder is named; a desk that is
    named is never answered with the sample. ``last`` is left when all that the process put anywhere
    is gone again.
    """
    try:
        if not here().screen.is_there():
            return _without_display(words)
        here().screen.name_program(_NAME)
        return _sample_window(words) if "--demo" in words else _own_window(words, last)
    except KnownError as error:
        return _stopped(error)


def _sample_window(words: Sequence[str]) -> int:
    """Have a sample desk made, saying so at once, and show the window on it."""
    from desk_app.bootstrap.sample import sample_door, sample_entrance
    from desk_app.gui.app import Program

    door = sample_door()
    program = Program(words, door)
    try:
        sample = program.prepare(partial(sample_entrance, door))
    except Cancelled:
        return Exit.DONE
    except KnownError as error:
        return exit_code(error)
    with sample.shown():
        return program.show(sample)


def _own_window(words: Sequence[str], last: ExitStack) -> int:
    """Show the window on the desk of this computer, or the one named; what stopped gives the code.

    A window that is there already comes to the front instead. Once it was locked, another process
    shows it.
    """
    from desk_app.bootstrap import relay
    from desk_app.gui.app import run
    from desk_app.gui.process.one_instance import raise_first, socket_name

    folder = window_desk(standing_in.words_of_desk(words))
    try:
        if folder is not None and not holds_desk(folder):
            raise NotADesk("founding_cut_off" if is_begun(folder) else "")
    except KnownError as error:
        return _stopped(error)
    private = places.fault_log().parent
    socket = ""
    # Where nothing can be written there is no socket; the lock of the desk stands all the same.
    with suppress(DiskFull, NotADesk):
        make_private_folder(private)
        socket = socket_name(folder or places.usual_folder(), private)
    entrance = _own_entrance()
    if folder is not None:
        entrance.look_in(folder)
    way = relay.LocalRelay(words, partial(_words_for, entrance))
    if way.came is None and socket and raise_first(socket):
        return Exit.HELD
    with entrance.shown():
        code = run(entrance, (), socket, way if _can_go_on() else None)
    way.leave(code if entrance.stop is None else exit_code(entrance.stop), last.callback)
    if entrance.sample_wanted:
        from desk_app.bootstrap.sample import start_sample

        start_sample()
    if entrance.setup_wanted is not None:
        relay.start_beside([str(entrance.setup_wanted)])
    return code if entrance.stop is None else exit_code(entrance.stop)


def _stopped(error: KnownError) -> int:
    from desk_app.cli import caretaking

    return caretaking.stopped("--desk", error)


def _without_display(words: Sequence[str]) -> int:
    if window_desk(words) is not None:
        return _stopped(BadInput("no_display"))
    from desk_app.bootstrap.sample import SampleHouse, new_folder
    from desk_app.cli.sample.demo import run_instead_of_window

    return run_instead_of_window(new_folder() / "sample", SampleHouse())


def _words_for(entrance: LocalEntrance) -> Sequence[str]:
    """Return the words that show the desk of an entrance."""
    folder = entrance.folder
    return () if folder == places.usual_folder() else (f"--desk={folder}",)


def _can_go_on() -> bool:
    """Return whether another process can show the window after a lock."""
    from desk_app.bootstrap import relay

    return relay.POSSIBLE and here().processes.hands_on_sockets


def _own_entrance() -> LocalEntrance:
    from desk_app.bootstrap.entrance import LocalEntrance

    return LocalEntrance(places.usual_folder(), places.usual_key_folder())
