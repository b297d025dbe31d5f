# SPDX-License-Identifier: MIT
"""From a code to a sentence in the clerk's language."""

from __future__ import annotations
