# SPDX-License-Identifier: MIT
"""The process of its own for long work: the system is chosen in it as in every other."""

from __future__ import annotations

import sys

from desk_app.store.worker import main

if __name__ == "__main__":
    sys.exit(main())
