# SPDX-License-Identifier: MIT
"""What the desk knows: frozen facts without behaviour beyond their own invariants."""

from __future__ import annotations
