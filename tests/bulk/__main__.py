# SPDX-License-Identifier: MIT
"""``python -m tests.bulk [N]``: build a filled desk, where it is not kept yet.

``python -m tests.bulk --prove [--apart] N`` holds it against the verbs: 0 where every row is the
same.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bulk.kept_aside import compare, filled, whole
from tests.bulk.mixture import Mixture

WEEKS_COMPARED = 60
"""There is a New Year among them, after which the clock is doubtful."""


def main(words: Sequence[str]) -> int:
    """Build or compare, and say what came of it."""
    parser = argparse.ArgumentParser(prog="tests.bulk", description=__doc__)
    parser.add_argument("applications", metavar="N", type=int, nargs="?", default=100_000)
    parser.add_argument("--prove", action="store_true", help="compare with what the verbs leave")
    parser.add_argument(
        "--apart", action="store_true", help="prove what a process of its own makes"
    )
    asked = parser.parse_args(words)
    return (
        _compared(asked.applications, apart=asked.apart)
        if asked.prove
        else _built(asked.applications)
    )


def _compared(applications: int, *, apart: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="desk-app-bulk-") as folder:
        found = compare(Path(folder), whole(applications, WEEKS_COMPARED), apart=apart)
    sys.stdout.writelines(f"{line}\n" for line in found)
    sys.stdout.write(f"{applications:,} applications, {len(found)} differences\n")
    return 1 if found else 0


def _built(applications: int) -> int:
    built = filled(Mixture(applications))
    size = built.site.database.stat().st_size / 1e6
    sys.stdout.write(
        f"{applications:,} applications, {size:,.0f} MB: built in {built.seconds:.0f} s "
        f"({built.processor_seconds:.0f} s of one processor)\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
