# SPDX-License-Identifier: MIT
"""The chained record of who did what, and its anchor outside the database."""

from __future__ import annotations
