# SPDX-License-Identifier: MIT
"""Which pieces can be counted beside sound stamps: what the rulebook knows of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from desk_app.gui.case.typed import OddLine, pieces_of
from desk_app.gui.kit.fields.dates import DateShown, DateTrouble, EraDateEdit
from desk_app.gui.pages.intake.stamps import (
    ODD,
    OddPiecesList,
    dated_kinds,
    kind_word,
    odd_kinds,
    short_word,
)
from desk_app.i18n import dates
from desk_app.records.case.mail import Condition, Piece
from desk_app.records.desk.people import Language
from desk_app.rules.days import eras
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


def _day_field() -> EraDateEdit:
    def show(on: date) -> DateShown:
        return DateShown(on, dates.full(on, Language.JA))

    def read(text: str) -> DateShown | DateTrouble:
        try:
            return show(eras.parse(text))
        except eras.DateError:
            return DateTrouble("日付ではありません")

    return EraDateEdit(read, show)


def test_the_day_of_issue_is_asked_of_a_money_order_alone(qtbot: QtBot) -> None:
    on = date(2026, 11, 25)
    own = load(ROOT / "resources/rulebook/justsystems.toml").on(on)
    second = load(ROOT / "tests/rulebooks/second/rulebook.toml").on(on)
    order = (Piece.MONEY_ORDER, Condition.SOUND)
    assert (dated_kinds(own), dated_kinds(second)) == (frozenset(), frozenset({order}))
    issued = _day_field()
    odd = OddPiecesList(Language.JA, second, issued)
    qtbot.addWidget(odd)
    odd.show()
    odd.open_line()
    odd.put(OddLine("880", "1", Piece.REVENUE_STAMP, Condition.SOUND, issued_on="R8.5.1"))
    assert issued.isHidden()
    assert odd.whole() == pieces_of(880, 1, Piece.REVENUE_STAMP)
    odd.put(OddLine("880", "1", *order))
    assert not issued.isHidden()
    assert odd.whole() == pieces_of(880, 1, Piece.MONEY_ORDER)
    odd.put(OddLine("880", "1", *order, issued_on="R8.5.1"))
    dated = pieces_of(880, 1, Piece.MONEY_ORDER, issued_on=date(2026, 5, 1))
    assert odd.whole() == dated
    assert dates.full(date(2026, 5, 1), Language.JA) in odd.words(dated)
    odd.put(OddLine("880", "1", *order, issued_on="5月のいつか"))
    assert odd.content().issued_on == "5月のいつか"
    assert not odd.finish()
    assert issued.trouble()
