# SPDX-License-Identifier: MIT
"""How a rulebook file is read and checked; the door is ``rules.rulebook``."""

from __future__ import annotations
