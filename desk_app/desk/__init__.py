# SPDX-License-Identifier: MIT
"""What a clerk does: one module per activity."""

from __future__ import annotations
