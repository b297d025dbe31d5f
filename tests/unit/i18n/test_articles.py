# SPDX-License-Identifier: MIT
"""Articles of the Act in both languages."""

from __future__ import annotations

import pytest

from desk_app.i18n.vocabulary import article
from desk_app.records.people import Language


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("39", "第39条"),
        ("37(1)", "第37条第1項"),
        ("33(2)(iii)", "第33条第2項第3号"),
        ("33(5) with 33(2)(i)", "第33条第5項・第33条第2項第1号"),
        ("Civil Code 4", "Civil Code 4"),
        ("", ""),
    ],
)
def test_an_article_is_said_in_japanese(written: str, said: str) -> None:
    assert article(written, Language.JA) == said


def test_in_english_an_article_stands_as_it_is_cited() -> None:
    assert article("33(2)(i)", Language.EN) == "33(2)(i)"
