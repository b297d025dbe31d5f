# SPDX-License-Identifier: MIT
"""The window."""

from __future__ import annotations

from desk_app.gui.singletons import keep_alive

keep_alive()
