# SPDX-License-Identifier: MIT
"""The keys of a desk: slots, the wrapped data key, what opens and changes them."""

from __future__ import annotations
