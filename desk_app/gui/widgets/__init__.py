# SPDX-License-Identifier: MIT
"""Widgets of the desk."""

from __future__ import annotations
