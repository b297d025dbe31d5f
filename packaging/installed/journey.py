# SPDX-License-Identifier: MIT
"""The window of an installed program: signed in, every page shown, locked. Run by its own Python.

Words: the folder of a sample desk, the password of the person who is chosen, a folder for pictures
(or an empty word), and where the libraries lie if Python does not know it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk_app.gui.window import Window

TURNS = 10
"""How often a page is given time before it is looked at."""
MILLISECONDS = 100


def main(folder: Path, password: str, pictures: str) -> int:
    """Walk through the window and tell each page; the code with which the window ended."""
    began = time.monotonic()
    from PySide6.QtCore import QTimer  # noqa: PLC0415  the libraries' place is told by the words
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  found late

    from desk_app import bootstrap  # noqa: PLC0415  found late
    from desk_app.gui.app import Program  # noqa: PLC0415  found late
    from desk_app.gui.window import Window  # noqa: PLC0415  found late

    walks: list[Iterator[None]] = []

    def turn() -> None:
        shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]
        if not walks and shown and shown[0].isVisible():
            print(f"shown after {time.monotonic() - began:.2f} s", flush=True)
            walks.append(_steps(shown[0], password, pictures))
        if walks and next(walks[0], "done") == "done":
            timer.stop()

    with bootstrap.private_ground():
        entrance = bootstrap.LocalEntrance(folder / "desk", folder / "keys")
        program = Program([], entrance)
        timer = QTimer()
        timer.timeout.connect(turn)
        timer.start(MILLISECONDS)
        code = program.show(entrance)
    print("ended", code, flush=True)
    return code


def _steps(window: Window, password: str, pictures: str) -> Iterator[None]:
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt  # noqa: PLC0415  found late
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415  found late
    from PySide6.QtWidgets import QLineEdit  # noqa: PLC0415  found late

    from desk_app.gui.sections import SECTIONS  # noqa: PLC0415  found late

    field = next(
        each
        for each in window.findChildren(QLineEdit)
        if each.echoMode() == QLineEdit.EchoMode.Password and each.isVisible()
    )
    _keep(window, pictures, "00-sign-in")

    def press(where: QObject, key: Qt.Key) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(where, event)

    field.setText(password)
    press(field, Qt.Key.Key_Return)
    while window.shell is None or not window.shell.isVisible():
        yield
    window.resize(1440, 900)
    for number, section in enumerate(SECTIONS, 1):
        if section.key is None or window.shell is None:
            continue
        # Where a page takes minutes the desk would lock: somebody is there.
        press(window, Qt.Key.Key_Shift)
        window.shell.go(section.place)
        for _ in range(TURNS):
            yield
        _keep(window, pictures, f"{number:02}-{section.place.value}")
        print("page", section.place.value, flush=True)
    window.lock_with_system()
    while _is_open(window):
        yield
    print("locked", flush=True)
    window.close()


def _is_open(window: Window) -> bool:
    return window.shell is not None


def _keep(window: Window, pictures: str, name: str) -> None:
    if pictures:
        Path(pictures).mkdir(parents=True, exist_ok=True)
        window.grab().save(str(Path(pictures) / f"{name}.png"))


if __name__ == "__main__":
    sys.path[:0] = sys.argv[4:]
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
