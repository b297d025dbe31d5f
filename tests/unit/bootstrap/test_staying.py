# SPDX-License-Identifier: MIT
"""While a window shows a desk, open or locked, nobody restores or repairs the desk beneath it."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import pytest

from desk_app import bootstrap
from desk_app.bootstrap import LocalEntrance, Surroundings, Unlock, caretaker, repair_desk, starting
from desk_app.desk.errors import AlreadyOpen, WrongPassword
from desk_app.gui import app, one_instance
from desk_app.gui.entrance import DeskState, NewPerson, Officer
from desk_app.records.people import DeskProfile
from desk_app.records.safekeeping import Rung
from desk_app.store import lock, places
from desk_app.store.vault.slots import SAMPLE_COST
from tests.fakes.real_store import OFFICER, SUPERVISOR, Place, copy_to, place_in

AROUND = Surroundings(cost=SAMPLE_COST)
UNLOCK = Unlock(OFFICER.name, OFFICER.password)


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
            repair_desk(place.folder, UNLOCK, AROUND)
        with pytest.raises(AlreadyOpen):
            caretaker(AROUND).must_be_left(place.folder)
        with pytest.raises(AlreadyOpen):
            caretaker(AROUND).restore_over(
                place.folder / "x", "", place.folder, OFFICER.name, OFFICER.password
            )
        caretaker(AROUND).must_be_closed(place.folder)
    assert repair_desk(place.folder, UNLOCK, AROUND).rung is Rung.NONE


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
            repair_desk(new.folder, UNLOCK, AROUND)


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
