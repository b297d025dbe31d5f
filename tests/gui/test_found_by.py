# SPDX-License-Identifier: MIT
"""The short lists are searched in any glyph form, width and kana."""

from __future__ import annotations

import pytest

from desk_app.gui.case.finding import is_found

TEXTS = ("髙橋 みゆき", "R8-0134", "個情発第8-121号")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("", True),
        ("  ", True),
        ("髙", True),
        ("高橋", True),
        ("高橋みゆき", True),
        ("ミユキ", True),
        ("r8-0134", True),
        ("Ｒ８－０１３４", True),
        ("８－１２１", True),
        ("島", False),
        ("大高橋", False),
        ("R8-0135", False),
    ],
)
def test_a_text_is_found_however_it_is_written(wanted: str, found: bool) -> None:  # noqa: FBT001
    assert is_found(wanted, TEXTS) is found
