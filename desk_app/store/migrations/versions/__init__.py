# SPDX-License-Identifier: MIT
"""The steps themselves, in the order of their numbers."""

from __future__ import annotations
