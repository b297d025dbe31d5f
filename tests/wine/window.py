# SPDX-License-Identifier: MIT
"""The program's window on a system that is not Linux: signed in by keys, every page, locked.

Run there by name (`bootstrap.py windows --only window`). With `DESK_APP_PICTURES` naming a folder,
each page is left there as a picture for people to look at.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.workbench.processes import ROOT

PICTURES = "DESK_APP_PICTURES"
SECONDS = 900
JOURNEY = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from desk_app import bootstrap
from desk_app.bootstrap import starting
from desk_app.gui.app import Program
from desk_app.gui.sections import SECTIONS
from desk_app.gui.kit.layout import shortcuts

folder, password, pictures = Path(sys.argv[1]), sys.argv[2], sys.argv[3]

def kept(name):
    if pictures:
        Path(pictures).mkdir(parents=True, exist_ok=True)
        assert window.grab().save(str(Path(pictures) / f"{name}.png"))

def steps():
    field = window.findChild(QLineEdit, "password") or next(
        each for each in window.findChildren(QLineEdit)
        if each.echoMode() == QLineEdit.EchoMode.Password and each.isVisible()
    )
    kept("00-sign-in")
    QTest.keyClicks(field, password)
    QTest.keyClick(field, Qt.Key.Key_Return)
    while window.shell is None or not window.shell.isVisible():
        yield
    # The screen that is none is 800 pixels wide.
    window.resize(1440, 900)
    for number, section in enumerate(SECTIONS, 1):
        key = section.key
        if key is None:
            continue
        (sequence, *_) = shortcuts.sequences(key)
        pressed = sequence[0]
        QTest.keyClick(window, pressed.key(), pressed.keyboardModifiers())
        for _ in range(12):
            yield
        kept(f"{number:02}-{section.place.value}")
        print("page", section.place.value, flush=True)
    window.lock_with_system()
    while window.shell is not None:
        yield
    for _ in range(5):
        yield
    kept("99-locked")
    print("locked", flush=True)
    window.close()

with bootstrap.private_ground():
    entrance = bootstrap.LocalEntrance(folder / "desk", folder / "keys")
    program = Program([], entrance)
    walking = None

    def begin():
        global walking, window
        shown = [each for each in QApplication.topLevelWidgets() if hasattr(each, "shell")]
        if not shown:
            return
        window = shown[0]
        if walking is None:
            walking = steps()
        try:
            next(walking)
        except StopIteration:
            timer.stop()
        except Exception:
            import traceback
            traceback.print_exc()
            QApplication.exit(3)

    timer = QTimer()
    timer.timeout.connect(begin)
    timer.start(120)
    code = program.show(entrance)
print("ended", code, flush=True)
"""


def test_every_page_is_shown_and_the_desk_locks_with_the_system(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("place") / "見本 の 窓口"
    made = _run("-m", "desk_app", "demo", str(folder))
    password = re.search(r"(?:password|パスワード): (.+)", made)
    assert password is not None, made
    pictures = os.environ.get(PICTURES, "")
    said = _run("-c", JOURNEY, str(folder), password.group(1).strip(), pictures)
    lines = said.splitlines()
    assert "ended 0" in lines, said
    assert "locked" in lines, said
    assert sum(line.startswith("page ") for line in lines) >= 8, said


def _run(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        timeout=SECONDS,
    )
    return done.stdout.decode("utf-8", "replace")
