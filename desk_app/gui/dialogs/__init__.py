# SPDX-License-Identifier: MIT
"""Dialogs."""

from __future__ import annotations
