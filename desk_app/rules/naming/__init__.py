# SPDX-License-Identifier: MIT
"""Comparing two written names, step by step; the door is ``rules.names``."""

from __future__ import annotations
