# SPDX-License-Identifier: MIT
"""Presenters: between a view and the verbs."""

from __future__ import annotations
