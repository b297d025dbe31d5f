# SPDX-License-Identifier: MIT
"""While a window shows a desk, open or locked, nobody restores or repairs the desk beneath it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from unittest.mock import patch

import pytest

from desk_app import bootstrap
from desk_app.bootstrap import (
    LocalEntrance,
    Surroundings,
    caretaker,
    commands,
    starting,
)
from desk_app.cli.exit_codes import Exit
from desk_app.desk.errors import AlreadyOpen, DiskFull, WrongPassword
from desk_app.gui import app
from desk_app.gui.process import one_instance
from desk_app.gui.session.entrance import DeskState, NewPerson, Officer
from desk_app.records.desk.profile import DeskProfile
from desk_app.records.desk.safekeeping import Rung
from desk_app.store.disk import hygiene, lock, places
from desk_app.store.disk.machine import SystemClock
from desk_app.store.vault.slots import SAMPLE_COST
from desk_app.system.chosen import here
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place, copy_to, place_in

AROUND = Surroundings(cost=SAMPLE_COST)
BY = Officer(OFFICER.name, OFFICER.password)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = copy_to(place_in(tmp_path))
    places.name_key_folder(place.folder, place.keys)
    return place


def window_on(place: Place) -> LocalEntrance:
    return LocalEntrance(place.folder, place.keys, AROUND)


def test_a_locked_window_keeps_its_desk(place: Place) -> None:
    window = window_on(place)
    with window.shown():
        assert window.state() is DeskState.EXISTS
        with pytest.raises(AlreadyOpen):
            window_on(place).rescue.repair(BY)
        with pytest.raises(AlreadyOpen):
            caretaker(AROUND).must_be_left(place.folder)
        with pytest.raises(AlreadyOpen):
            caretaker(AROUND).restore_over(
                place.folder / "x", "", place.folder, OFFICER.name, OFFICER.password
            )
        caretaker(AROUND).must_be_closed(place.folder)
    assert window_on(place).rescue.repair(BY).rung is Rung.NONE


def test_the_window_itself_repairs_and_another_does_not(place: Place) -> None:
    window, other = window_on(place), window_on(place)
    officer = Officer(OFFICER.name, OFFICER.password)
    with window.shown():
        window.state()
        assert window.rescue.repair(officer).rung is Rung.NONE
        with other.shown():
            other.state()
            for each in (window, other):
                with pytest.raises(AlreadyOpen):
                    each.rescue.repair(officer)
        with pytest.raises(AlreadyOpen), lock.alone(place.folder):
            pytest.fail("the window came back after its own try")
        assert window.rescue.repair(officer).rung is Rung.NONE


def test_a_window_that_looks_elsewhere_leaves(place: Place, tmp_path: Path) -> None:
    window = window_on(place)
    with window.shown():
        window.state()
        window.look_in(tmp_path / "elsewhere")
        with lock.alone(place.folder):
            pass


def test_a_window_does_not_come_while_the_desk_is_replaced(place: Place) -> None:
    window = window_on(place)
    with window.shown():
        with lock.alone(place.folder), pytest.raises(AlreadyOpen):
            window.state()
        assert isinstance(window.stop, AlreadyOpen)
        assert window.state() is DeskState.EXISTS


def test_a_window_stays_on_the_desk_it_founded(tmp_path: Path) -> None:
    new = place_in(tmp_path)
    people = tuple(NewPerson(p.name, p.roles, p.password) for p in (OFFICER, SUPERVISOR))
    window = window_on(new)
    with window.shown():
        assert window.state() is DeskState.NEW
        window.found(DeskProfile(), (people[0], people[1])).ports.store.close()
        with pytest.raises(AlreadyOpen):
            window_on(new).rescue.repair(BY)


def test_who_only_looks_at_a_desk_is_no_window(place: Place) -> None:
    window = window_on(place)
    window.state()
    with pytest.raises(WrongPassword):
        window.unlock(OFFICER.name, "not the password at all")
    with lock.alone(place.folder):
        pass


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[LocalEntrance]:
    """The windows that were shown, and were on their desk then."""
    found: list[LocalEntrance] = []

    def run(window: LocalEntrance, _words: object, _socket: str, _relay: object) -> int:
        window.state()
        with pytest.raises(AlreadyOpen), lock.alone(window.folder):
            pytest.fail("a window is on the desk")
        found.append(window)
        return 0

    monkeypatch.setattr(app, "run", run)
    monkeypatch.setattr(one_instance, "raise_first", lambda _name: False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    return found


@pytest.mark.parametrize("together", [True, False])
def test_the_window_opens_on_a_named_desk(
    place: Place, shown: list[LocalEntrance], *, together: bool
) -> None:
    words = [f"--desk={place.folder}"] if together else ["--desk", str(place.folder)]
    assert bootstrap.wants_window(words)
    assert starting.open_window(words, ExitStack()) == 0
    assert [each.folder for each in shown] == [place.folder]


def test_a_named_folder_without_a_desk_is_no_first_start(
    tmp_path: Path, shown: list[LocalEntrance], capsys: pytest.CaptureFixture[str]
) -> None:
    assert starting.open_window(["--desk", str(tmp_path)], ExitStack()) == 10
    (tmp_path / "founding.part").mkdir()
    assert starting.open_window(["--desk", str(tmp_path)], ExitStack()) == 10
    told = capsys.readouterr().err
    assert "There is no desk in this folder." in told
    assert "A new desk is begun by desk-app alone" in told
    assert shown == []


@pytest.mark.parametrize(
    "words", [["backup"], ["--desk"], ["--desk", "a", "backup"], ["--desk=a", "b"], ["--demo", "a"]]
)
def test_any_other_words_are_a_command(words: list[str]) -> None:
    assert not bootstrap.wants_window(words)


def test_a_desk_that_is_named_is_never_answered_with_the_sample(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / places.DESK_FILE).touch()
    monkeypatch.setattr(type(here().screen), "is_there", lambda _: False)
    with patch("desk_app.cli.sample.demo.run_instead_of_window") as sample:
        for words in (["--desk", str(tmp_path)], [f"--desk={tmp_path}"]):
            assert starting.open_window(words, ExitStack()) == Exit.WRONG_USE
            said = capsys.readouterr()
            assert (said.out, "There is no display" in said.err) == ("", True)
    sample.assert_not_called()


def test_a_mistake_of_ours_is_noted_without_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "logs" / "faults.log"
    for _ in range(2):
        with (
            patch("desk_app.cli.commands.run", side_effect=ValueError("山田 太郎")),
            patch("desk_app.store.disk.places.fault_log", lambda: log),
        ):
            assert commands.command_line(["verify"]) == Exit.OUR_FAULT
        assert "A fault in the program stopped this." in capsys.readouterr().err
    noted = log.read_text(encoding="utf-8")
    assert noted.count("ValueError") == 2
    assert "desk_app/bootstrap/commands.py" in noted
    assert "山田" not in noted


def test_what_stops_outside_of_a_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with patch("desk_app.cli.commands.run", side_effect=DiskFull("disk_full")):
        assert commands.command_line(["verify"]) == Exit.NO_WRITING
    assert "the disk is full" in capsys.readouterr().err


def test_a_place_that_takes_no_log_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ran = []
    for taken in (tmp_path / "file" / "logs" / "faults.log", Path("/dev/null/logs/faults.log")):
        with hygiene.private_ground(taken):
            ran.append(taken)
            hygiene.note_fault(taken, ValueError(), SystemClock().now())
    assert len(ran) == 2
