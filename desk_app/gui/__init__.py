# SPDX-License-Identifier: MIT
"""The window."""

from __future__ import annotations
