# SPDX-License-Identifier: MIT
"""An envelope logged in Japanese with ibus and Anthy in the program itself, by a keyboard's keys.

    PYTHONPATH=packaging .venv/bin/python -m tests.input_method [PICTURE.png]

No part of the suite. It needs Debian's ibus, ibus-anthy, openbox, xdotool and xvfb. Signs in, types
readings, converts and commits them, and compares what the store keeps with what was typed. The
picture shows the screen while a name is being composed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from suite import screen

from tests.gui.case_desk import CLERK
from tests.workbench.processes import running
from tests.workbench.program import at_the_desk, heard, only_file, session

KEPT = {
    "name": "高橋みゆき",
    "kana": "タカハシミユキ",
    "address": "東京都杉並区成田東3-12-7-203 サンハイツ",
    "scope": "登録情報",
}
TAKEN_S = 0.6
"""What a hand waits for after a key: the engine and the program answer each other."""
ENGINE, SWITCH = "anthy", "Zenkaku_Hankaku"
PICTURE = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
sys.exit(not application.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def main(words: Sequence[str]) -> int:
    """Log the envelope; 0 only if the store keeps what was typed."""
    picture = Path(words[0]) if words else None
    with ExitStack() as around:
        os.environ |= around.enter_context(screen(wanted=True))
        around.enter_context(session(Path(around.enter_context(tempfile.TemporaryDirectory()))))
        os.environ |= {"QT_IM_MODULE": "ibus", "PATH": "/usr/bin:/bin", "XMODIFIERS": "@im=ibus"}
        quiet = subprocess.DEVNULL
        daemon = ("ibus-daemon", "-rxR", "-t", "refresh", "--panel=disable")
        for each in (("openbox",), daemon):
            around.enter_context(running(each, stdout=quiet, stderr=quiet))
        with heard("desk-app"):
            _sign_in()
            _type_envelope(picture)
        application = at_the_desk(CLERK, only_file).application
    kept = {
        "name": application.principal.name,
        "kana": application.principal.kana,
        "address": application.principal.address,
        "scope": application.scope,
    }
    sys.stdout.write(f"kept: {kept}\n")
    return 0 if kept == KEPT else 1


def _sign_in() -> None:
    _type(CLERK.password)
    _press("Return")
    time.sleep(2)
    _press("ctrl+n")
    time.sleep(1)


def _type_envelope(picture: Path | None) -> None:
    """Type readings: Space converts, Return commits, the next Return goes to the next field."""
    _press("Return", "Return", "3")
    _take_engine()
    _press("alt+2", "1", "alt+3", SWITCH)
    _type("takahashi")
    if picture is not None:
        subprocess.run([sys.executable, "-c", PICTURE, str(picture)], check=True)
    _press("space", "Return")
    _type("miyuki")
    _press("Return", SWITCH, "Return", "Return", "Return")
    _type("S62.4.17")
    _press("Return", "Return", "Return")
    _type("1660015")
    time.sleep(1)
    _type("3-12-7-203 ")
    _press(SWITCH)
    _type("sanhaitsu")
    _press("F7", "Return", SWITCH, "alt+5", "space", "Return", SWITCH)
    _type("tourokujouhou")
    _press("space", "Return", SWITCH, "alt+7", "plus", "plus", "ctrl+Return")
    time.sleep(3)


def _take_engine() -> None:
    """Have Anthy take the keys; it begins with Latin letters."""
    command = ["ibus", "engine"]
    # What setting an engine ends with says nothing; the engine of now does.
    subprocess.run([*command, ENGINE], check=False, timeout=20)
    time.sleep(TAKEN_S)
    now = subprocess.run(command, check=False, timeout=20, capture_output=True, text=True)
    if now.stdout.strip() != ENGINE:
        raise OSError(f"ibus has {now.stdout.strip() or 'no engine'}, not {ENGINE}")


def _type(text: str) -> None:
    subprocess.run(["xdotool", "type", "--delay", "80", text], check=True)
    time.sleep(TAKEN_S)


def _press(*keys: str) -> None:
    for key in keys:
        subprocess.run(["xdotool", "key", key], check=True)
        time.sleep(TAKEN_S)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
