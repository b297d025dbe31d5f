# SPDX-License-Identifier: MIT
"""Models: lists and tables of frozen rows."""

from __future__ import annotations
