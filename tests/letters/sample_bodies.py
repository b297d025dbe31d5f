# SPDX-License-Identifier: MIT
"""What the sample letters of the program say."""

from __future__ import annotations

from desk_app.letters.sample_bodies import EARLIER

__all__ = ["EARLIER"]
