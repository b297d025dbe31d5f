# SPDX-License-Identifier: MIT
"""The first envelope logged on a real X server by the keys of a keyboard, from sign-in to quit."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Timer

import pytest
from suite import screen

from desk_app.desk.context import Desk
from desk_app.gui.kit.layout.shortcuts import Key
from desk_app.records.base import ApplicationId
from desk_app.records.case.application import Right
from desk_app.records.case.history import ApplicationFile
from desk_app.records.case.mail import MailKind
from tests.gui import case_desk
from tests.gui.x11_keys import ALT, CONTROL, RETURN, Keyboard
from tests.gui.x11_window import TOWN_STANDS

PATIENCE_S = 60
ROOT = Path(__file__).parents[2]
NAME, KANA, ADDRESS = "髙橋 𠮷子", "タカハシ ヨシコ", "三丁目12番7-203号"
SCOPE, SHOWN = "登録情報すべて", "高橋 𠮷子"


class Running:
    """The program, and what it says of its focus."""

    def __init__(self, display: str, *words: str) -> None:
        surroundings = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env=surroundings,
            stdout=subprocess.PIPE,
            text=True,
        )
        # A key that got lost would be waited for without end.
        self._patience = Timer(PATIENCE_S, self.process.kill)
        self._patience.start()

    def end(self) -> None:
        """End the program, whatever it does."""
        self._patience.cancel()
        self.process.kill()
        self.process.communicate()

    def until(self, name: str) -> None:
        """Wait until the focus is in a widget of a name."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line.strip())
            if said[-1] == name:
                return
        pytest.fail(f"the focus never came to {name}: {said}")


@pytest.mark.x11
@pytest.mark.posix(why="Windows has no X server")
def test_the_first_envelope_is_logged_by_keys_on_an_x_server(tmp_path: Path) -> None:
    made = case_desk.found(tmp_path)
    with screen(wanted=True) as named, Keyboard(named["DISPLAY"]) as keys:
        keys.learn([NAME, KANA, ADDRESS, SCOPE, SHOWN])
        running = Running(named["DISPLAY"], "tests.gui.x11_window", str(tmp_path))
        try:
            running.until("window")
            keys.focus_the_window()
            running.until("password")
            _sign_in(keys, running)
            _type_envelope(keys, running)
            keys.play(("q", CONTROL))
            assert running.process.wait(30) == 0
        finally:
            running.end()
    file = made.do(_only_file)
    application, mail = file.application, file.mail[0]
    assert application.receipt_number == "R8-0001"
    assert application.principal.name == NAME
    assert application.principal.kana == KANA
    assert application.principal.born == date(1987, 4, 17)
    assert application.principal.address == f"東京都杉並区成田東{ADDRESS}"
    assert application.rights() == (Right.DISCLOSURE,)
    assert application.scope == SCOPE
    assert (mail.kind, mail.red_marking) == (MailKind.SIMPLE_REGISTERED, True)
    assert [(line.denomination, line.count) for line in mail.payments] == [(500, 2)]
    (licence,) = file.enclosures
    assert (licence.name, licence.valid_until) == (SHOWN, date(2029, 5, 17))


@pytest.mark.x11
@pytest.mark.posix(why="Windows has no X server")
def test_plus_is_heard_with_control_where_it_needs_shift() -> None:
    with screen(wanted=True) as named, Keyboard(named["DISPLAY"]) as keys:
        keys.learn(["+-"])
        running = Running(named["DISPLAY"], "tests.gui.x11_zooming")
        try:
            running.until("window")
            keys.focus_the_window()
            keys.play(("-", CONTROL), ("+", CONTROL), ("-", CONTROL))
            for heard in (Key.ZOOM_OUT, Key.ZOOM_IN, Key.ZOOM_OUT):
                running.until(heard.name)
        finally:
            running.end()


def _sign_in(keys: Keyboard, running: Running) -> None:
    keys.play(case_desk.PASSWORD, RETURN)
    running.until("navigation")
    keys.play(("n", CONTROL))
    running.until("envelope.arrived_on")


def _type_envelope(keys: Keyboard, running: Running) -> None:
    keys.play(RETURN, RETURN, "3", RETURN, "410-10-22871-5", RETURN, RETURN, " ")
    keys.play(("2", ALT), "1", ("3", ALT), NAME, RETURN, KANA, RETURN, RETURN)
    keys.play("S62.4.17", RETURN, RETURN, RETURN, "1660015", RETURN)
    running.until(TOWN_STANDS)
    keys.play(ADDRESS, ("5", ALT), " ", RETURN, SCOPE)
    keys.play(("6", ALT), " ", "R11.5.17", RETURN, SHOWN, ("7", ALT), "++", (RETURN, CONTROL))
    running.until("claims")


def _only_file(desk: Desk) -> ApplicationFile:
    with desk.ports.store.reading() as books:
        (id_,) = books.files.open_ids()
        return books.files.get(ApplicationId(id_))
