# SPDX-License-Identifier: MIT
"""Where it is kept: SQLAlchemy on SQLCipher, search, journal, keys."""

from __future__ import annotations
