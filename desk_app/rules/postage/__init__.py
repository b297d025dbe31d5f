# SPDX-License-Identifier: MIT
"""Postage: what an envelope costs, which stamps pay for it, and what its number says."""

from __future__ import annotations
