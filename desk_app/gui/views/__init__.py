# SPDX-License-Identifier: MIT
"""Views: build widgets, connect, render one state."""

from __future__ import annotations
