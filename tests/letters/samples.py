# SPDX-License-Identifier: MIT
"""The sample letters of the program, as the tests look at every page with them."""

from __future__ import annotations

from desk_app.letters.samples import deficiency_body, facts, samples

__all__ = ["deficiency_body", "facts", "samples"]
