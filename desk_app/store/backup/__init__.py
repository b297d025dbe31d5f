# SPDX-License-Identifier: MIT
"""Copies of the desk that anyone with the sheet can open (security.md §9), and the way back."""

from __future__ import annotations
