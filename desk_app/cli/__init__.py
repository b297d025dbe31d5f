# SPDX-License-Identifier: MIT
"""The same verbs from a terminal."""

from __future__ import annotations
