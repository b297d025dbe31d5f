# SPDX-License-Identifier: MIT
"""Delegates: how a row is painted."""

from __future__ import annotations
