# SPDX-License-Identifier: MIT
"""desk_app: the desk for requests about personal data."""

from __future__ import annotations

__version__ = "0.1.0"
