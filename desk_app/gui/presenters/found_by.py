# SPDX-License-Identifier: MIT
"""Whether a short text is found in what a list shows, in any glyph form, width or kana."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app.rules import names

if TYPE_CHECKING:
    from collections.abc import Iterable


def is_found(wanted: str, texts: Iterable[str]) -> bool:
    """Say whether a text stands in one of these; an empty one stands in all."""
    keys = names.folds(wanted.strip())
    if keys in {(), ("",)}:
        return True
    return any(key in fold for text in texts for fold in names.folds(text) for key in keys)
