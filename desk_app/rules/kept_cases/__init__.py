# SPDX-License-Identifier: MIT
"""The cases kept beside a rulebook, family by family; the door is ``rules.cases``."""

from __future__ import annotations
