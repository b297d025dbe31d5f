# SPDX-License-Identifier: MIT
"""The window."""

from __future__ import annotations

from desk_app.gui.kit.pyside_workarounds.singletons import keep_alive

keep_alive()
