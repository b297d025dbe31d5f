# SPDX-License-Identifier: MIT
"""What goes out: pages, fonts, wording."""

from __future__ import annotations
