# SPDX-License-Identifier: MIT
"""Every page that leaves the desk, as one run that proves it with figures.

``python3 packaging/bootstrap.py paper [--only letters,…] [--seed N] [--json FILE] [--pairs DIR]``

To add a run: write a module with a function that takes a `harness.Context` and returns a
`harness.Outcome` with floors of its own and a negative control, describe it there as
``RUN = Goal(…)``, and add the module to the table below: one line. The figures are those of the
full run times ``context.scale``; the suite runs the same function with a small scale.
"""

from __future__ import annotations

from tests.paper import codes, cups, glyphs, letters, paragraphs, stamps, variants, windows
from tests.robustness.harness import Goal

RUNS: tuple[Goal, ...] = (
    letters.RUN,
    variants.RUN,
    paragraphs.RUN,
    glyphs.RUN,
    windows.RUN,
    codes.RUN,
    cups.RUN,
    stamps.RUN,
)
