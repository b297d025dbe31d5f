# SPDX-License-Identifier: MIT
"""What the policy says: pure functions of facts, rulebook, calendar and date."""

from __future__ import annotations
