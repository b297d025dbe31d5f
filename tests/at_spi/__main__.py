# SPDX-License-Identifier: MIT
"""The first envelope logged by a screen reader's means in the program itself, and a control.

A client of the system's Python signs in, fills the page and saves by actions, editable text and
selections; what it logged is read from the store. It must find so many objects, and words for every
control; a small window with a nameless field must fail both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

from desk_app.records.case.application import Right
from desk_app.records.case.mail import MailKind
from tests.gui.case_desk import CLERK
from tests.workbench.program import at_the_desk, heard, only_file, session

FLOOR = 300
"""The fewest objects of the Intake page and what is around it."""
SYSTEM_PYTHON = "/usr/bin/python3"
CLIENT_LIMIT_S = 60
TOOLS = {"dbus-daemon": "dbus-daemon", "xdotool": "xdotool", SYSTEM_PYTHON: "python3"}
LIBRARY = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"


def main() -> int:
    """Run the control and the envelope; 0 only if both came out as they must."""
    missing = _missing()
    if missing:
        sys.stdout.write(f"cannot be run, this system lacks: {', '.join(missing)}\n")
        return 1
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, session(Path(folder)):
        with heard("nameless", sys.executable, "-m", "tests.at_spi.nameless"), heard("desk-app"):
            done = _log()
        unlike = _unlike_paper() if done else []
    if unlike:
        sys.stdout.write(f"kept otherwise than written: {', '.join(unlike)}\n")
    return 0 if done and not unlike else 1


def _missing() -> list[str]:
    """Name what the system lacks, by Debian's packages."""
    lacking = [package for tool, package in TOOLS.items() if shutil.which(tool) is None]
    if "DISPLAY" not in os.environ:
        lacking.append("xvfb")
    if (
        SYSTEM_PYTHON not in lacking
        and subprocess.run(
            [SYSTEM_PYTHON, "-c", LIBRARY], check=False, stderr=subprocess.DEVNULL
        ).returncode
    ):
        lacking.append("python3-gi gir1.2-atspi-2.0 at-spi2-core")
    return lacking


def _log() -> bool:
    client = [SYSTEM_PYTHON, "-m", "tests.at_spi.client", CLERK.password, str(FLOOR)]
    return subprocess.run(client, check=False, timeout=CLIENT_LIMIT_S).returncode == 0


def _unlike_paper() -> list[str]:
    """Name what the store holds otherwise than it stands on the paper."""
    file = at_the_desk(CLERK, only_file)
    application, mail, papers = file.application, file.mail[0], file.enclosures
    held = {
        "name": (application.principal.name, "髙橋 みゆき"),
        "kana": (application.principal.kana, "タカハシ ミユキ"),
        "born": (application.principal.born, date(1987, 4, 17)),
        "phone": (application.principal.phone, "〇九〇-1234-5678"),
        "address": (
            application.principal.address,
            "東京都杉並区成田東三丁目12番7-203号 サンハイツ成田",
        ),
        "filled in on": ([each.filled_in_on for each in application.forms()], [date(2026, 11, 20)]),
        "claims": (application.rights(), (Right.DISCLOSURE,)),
        "scope": (application.scope, "ATOK の登録情報すべて"),
        "mail": (mail.kind, MailKind.SIMPLE_REGISTERED),
        "tracking number": (mail.tracking_number, "410-10-22871-5"),
        "red marking": (mail.red_marking, True),
        "stamps": ([(each.denomination, each.count) for each in mail.payments], [(500, 2)]),
        "papers": (
            [(each.kind, each.name, each.address, each.valid_until) for each in papers],
            [
                (
                    "driving_licence",
                    "高橋 美由紀",
                    "東京都杉並区成田東3-12-7-203",
                    date(2029, 5, 17),
                )
            ],
        ),
    }
    return [f"{name} {kept!r}" for name, (kept, written) in held.items() if kept != written]


if __name__ == "__main__":
    sys.exit(main())
