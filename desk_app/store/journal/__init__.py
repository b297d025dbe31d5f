# SPDX-License-Identifier: MIT
"""The chained record of who did what (security.md §8), and its anchor outside the database."""

from __future__ import annotations
