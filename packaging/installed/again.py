# SPDX-License-Identifier: MIT
"""An installed program starts itself once more, as it does at a lock, and says its version.

Words: where the libraries lie if Python does not know it.
"""

from __future__ import annotations

import subprocess
import sys


def main() -> int:
    """Start it and wait for its end; its code."""
    from desk_app.system import own_program  # noqa: PLC0415  the words tell where it lies

    return subprocess.run(own_program.command("desk_app", "--version"), check=False).returncode


if __name__ == "__main__":
    sys.path[:0] = sys.argv[1:]
    sys.exit(main())
