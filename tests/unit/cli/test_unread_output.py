# SPDX-License-Identifier: MIT
"""Output that nobody reads to its end (``| head``) ends the command quietly."""

from __future__ import annotations

import os
import subprocess
import sys

from desk_app.cli.commands import UNREAD

PROGRAM = "import sys; from desk_app.main import main; sys.exit(main(['check', '--schema']))"


def test_a_reader_that_goes_away_is_no_fault() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            stdout=write_end,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    finally:
        os.close(write_end)
    assert (ended.returncode, ended.stderr) == (UNREAD, "")
