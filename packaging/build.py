# SPDX-License-Identifier: MIT
"""The installers of the commit that is checked out, by one command and with Python alone."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

PYTHON_3_11 = 0x030B0000


def main() -> int:
    """Refuse an old Python in words that it understands; else do what `installers` says."""
    if sys.hexversion < PYTHON_3_11:
        version = ".".join(map(str, sys.version_info[:3]))
        sys.stderr.write("build: Python 3.11 or newer is needed; this is " + version + "\n")
        return 1
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    return int(importlib.import_module("installers").main(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
