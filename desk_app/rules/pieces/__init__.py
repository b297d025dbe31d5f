# SPDX-License-Identifier: MIT
"""Stamps and other pieces: what counts, and how whole pieces are given back."""

from __future__ import annotations
