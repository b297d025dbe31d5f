# SPDX-License-Identifier: MIT
"""The least that an installed program must do: imported, started, an application saved, a letter.

Words: a folder that is not there yet, and where the libraries and the program lie.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

PROGRAM = "desk_app"
NOT_ALONE = (f"{PROGRAM}.__main__", f"{PROGRAM}.store.migrations.env")
"""What does its work as it is imported."""
STRICT = "sitecustomize"
"""What makes Wine as strict as NTFS; a Python without libraries does not load it by itself."""
EVERY_MILLISECONDS, MOST_MILLISECONDS = 100, 300_000
NOT_SEEN = 3


def main(folder: Path, site: Path) -> int:
    """Do it all and tell each; 0 where the window was seen at the end."""
    if (site / f"{STRICT}.py").is_file():
        importlib.import_module(STRICT)
    names = _own_modules(site)
    for name in names:
        importlib.import_module(name)
    print("imported", len(names), flush=True)
    print("saved", _work(folder), flush=True)
    print("letters", len([*(folder / "letters").glob("*.pdf")]), flush=True)
    return _show(folder)


def _own_modules(site: Path) -> list[str]:
    """Return the names of the program's own modules."""
    files = sorted((site / PROGRAM).rglob("*.py"))
    names = [".".join(each.relative_to(site).with_suffix("").parts) for each in files]
    names = [each.removesuffix(".__init__") for each in names]
    return [each for each in names if each not in NOT_ALONE and "_resources" not in each]


def _work(folder: Path) -> int:
    """Found a desk, save an application of the sample and answer it; how many the desk holds."""
    from desk_app.bootstrap.sample import SampleHouse  # noqa: PLC0415  the words tell where it lies
    from desk_app.cli.sample import sample_file, sample_work  # noqa: PLC0415  found late

    house = SampleHouse()
    sample = sample_file.desk_of(house.data)
    clock = sample_file.SampleClock(sample.first_day)
    officer, clerk = house.found(sample, folder, clock)
    drawer = sample_work.StampDrawer(sample.stamps)
    people = sample_work.SamplePeople(clerk, officer, sample.department, drawer, registers=None)
    course = sample_work.SampleRun(sample, sample_file.envelopes_of(house.data)[:1], people, clock)
    try:
        course.run(lambda _day: None)
    finally:
        officer.ports.store.close()
    (folder / "letters").mkdir()
    desk = house.open(sample, folder, clock)
    try:
        found = [*sample_work.entries(desk, course.cases, folder / "letters")]
    finally:
        desk.ports.store.close()
    return sum(each.as_expected for each in found)


def _show(folder: Path) -> int:
    """Show the window on that desk until it is seen; the code with which it ended."""
    from PySide6.QtCore import QCoreApplication, QTimer  # noqa: PLC0415  found late
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  found late

    from desk_app import bootstrap  # noqa: PLC0415  found late
    from desk_app.gui.app import Program  # noqa: PLC0415  found late
    from desk_app.gui.window import Window  # noqa: PLC0415  found late

    def look() -> None:
        for each in QApplication.topLevelWidgets():
            if isinstance(each, Window) and each.isVisible():
                timer.stop()
                print("shown", flush=True)
                each.close()

    with bootstrap.private_ground():
        entrance = bootstrap.LocalEntrance(folder / "desk", folder / "keys")
        program = Program([], entrance)
        timer = QTimer()
        timer.timeout.connect(look)
        timer.start(EVERY_MILLISECONDS)
        QTimer.singleShot(MOST_MILLISECONDS, lambda: QCoreApplication.exit(NOT_SEEN))
        return program.show(entrance)


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[2])
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
