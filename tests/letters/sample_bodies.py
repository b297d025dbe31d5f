# SPDX-License-Identifier: MIT
"""What the sample letters of the program say."""

from __future__ import annotations

from desk_app.letters.samples import EARLIER

__all__ = ["EARLIER"]
