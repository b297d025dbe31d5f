# SPDX-License-Identifier: MIT
"""Gives Python its import statement back, which PySide6 has replaced by one that reads sources."""

from __future__ import annotations

import builtins

_KEPT = "__orig_import__"

builtins.__import__ = getattr(builtins, _KEPT, builtins.__import__)
