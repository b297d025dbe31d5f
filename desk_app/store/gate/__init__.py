# SPDX-License-Identifier: MIT
"""The start-up gate of security.md §6: nine steps in their order, each of which may stop."""

from __future__ import annotations
