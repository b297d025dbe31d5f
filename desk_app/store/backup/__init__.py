# SPDX-License-Identifier: MIT
"""Copies of the desk that anyone with the sheet can open, and the way back."""

from __future__ import annotations
