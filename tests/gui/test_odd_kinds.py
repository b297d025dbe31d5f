# SPDX-License-Identifier: MIT
"""Which pieces can be counted beside sound stamps: what the rulebook knows of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desk_app.gui.pages.intake.stamps import ODD, kind_word, odd_kinds, short_word
from desk_app.records.mail import Condition, Piece
from desk_app.records.people import Language
from desk_app.rules.rulebook.rulebook import load

ROOT = Path(__file__).resolve().parents[2]
EXPIRED = (Piece.MONEY_ORDER, Condition.EXPIRED)


def test_a_piece_that_is_good_for_some_months_can_be_counted_as_expired() -> None:
    on = date(2026, 11, 25)
    own = load(ROOT / "resources/rulebook/justsystems.toml").on(on)
    second = load(ROOT / "tests/rulebooks/second/rulebook.toml").on(on)
    assert odd_kinds(own) == ODD
    assert odd_kinds(second) == (*ODD, EXPIRED)
    for language in Language:
        assert short_word(EXPIRED, language) == kind_word(EXPIRED, language)
        assert short_word(EXPIRED, language) != short_word((Piece.STAMP, EXPIRED[1]), language)
