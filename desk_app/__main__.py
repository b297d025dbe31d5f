# SPDX-License-Identifier: MIT
"""`python -m desk_app` is `desk-app`."""

from __future__ import annotations

import sys

from desk_app.main import main

if __name__ == "__main__":
    sys.exit(main())
