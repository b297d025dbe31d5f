# SPDX-License-Identifier: MIT
"""Repairing a damaged desk, always on a copy: from the gentlest means to the newest backup."""

from __future__ import annotations
