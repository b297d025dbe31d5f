# SPDX-License-Identifier: MIT
"""A letter is moved on its paper as the profile says, whole, and lies where it did otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk_app.letters import render
from desk_app.letters.envelopes import format_of
from desk_app.letters.sheet import A4
from desk_app.records.letters import LetterFacts
from desk_app.records.people import DeskProfile, Language
from desk_app.records.printers import EnvelopeWindow, Offset, Paper, PrintOffsets
from tests.letters.reading import Word, poppler_words
from tests.letters.samples import samples


def with_profile(profile: DeskProfile) -> LetterFacts:
    return replace(dict(samples(Language.JA))["L2"], profile=profile)


def postal_code(profile: DeskProfile) -> Word:
    words = poppler_words(render(with_profile(profile)))
    return next(word for word in words if word.text == "〒154-0015")


def test_every_word_is_moved_by_the_offset() -> None:
    usual = poppler_words(render(with_profile(DeskProfile())))
    offsets = PrintOffsets(a4=Offset(12, -5), long_3=Offset(40, 40))
    moved = poppler_words(render(with_profile(DeskProfile(offsets=offsets))))
    assert [word.text for word in moved] == [word.text for word in usual]
    for before, after in zip(usual, moved, strict=True):
        assert after.left - before.left == pytest.approx(1.2, abs=0.01)
        assert after.top - before.top == pytest.approx(-0.5, abs=0.01)


def test_the_address_follows_the_window_that_was_measured() -> None:
    usual = postal_code(DeskProfile())
    moved = postal_code(DeskProfile(window=EnvelopeWindow(left=200, top=130)))
    assert moved.left - usual.left == pytest.approx(-2.0, abs=0.01)
    assert moved.top - usual.top == pytest.approx(1.0, abs=0.01)


def test_papers_have_the_sizes_they_are_sold_in() -> None:
    profile = DeskProfile()
    assert format_of(Paper.A4, profile) == format_of(Paper.LABELS, profile) == A4
    assert format_of(Paper.LONG_3, profile)[:2] == (235, 120)
    assert format_of(Paper.SQUARE_2, profile)[:2] == (240, 332)
